//! Certificates, with openssl as the other side: it reads our requests, signs them as a certification authority does, reads
//! and writes .pfx files, and looks at what is served over a socket.
//!
//! openssl and python3 are installed by `make deps`; a test that misses one fails and names it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

#[path = "certificates/answers.rs"]
mod answers;
#[path = "certificates/bench.rs"]
mod bench;
#[path = "certificates/import.rs"]
mod import;
#[path = "certificates/office.rs"]
mod office;
#[path = "certificates/pfx.rs"]
mod pfx;
