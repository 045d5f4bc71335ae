//! The real program in a real window: on a screen of its own (Xvfb), driven by key presses and clicks as a user's, while
//! thousands of SMTP commands a second go through the same process. What came of it is proved over sockets.
//!
//! Needs `Xvfb` and `xdotool`; `make deps` installs both. A test that fails leaves what was on the screen in
//! `target/pictures`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

#[path = "display/flow.rs"]
mod flow;
#[path = "clients/house.rs"]
#[allow(dead_code, reason = "shared with the tests of mail clients")]
mod house;
#[path = "display/load.rs"]
mod load;
#[path = "display/screen.rs"]
mod screen;
#[path = "clients/wire.rs"]
#[allow(dead_code, reason = "shared with the tests of mail clients")]
mod wire;
