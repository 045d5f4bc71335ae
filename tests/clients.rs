//! The real program and real mail clients: swaks, curl, Python's smtplib, msmtp, gsasl, pyspnego, s-nail, mutt and nodemailer over real sockets, and the command line as an administrator
//! types it. Every test has a home of its own and ports the system chooses.
//!
//! The programs are installed by `make deps`; a test that misses one fails and names the package.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

#[path = "clients/captures.rs"]
mod captures;
#[path = "clients/certificates.rs"]
mod certificates;
#[path = "clients/command_line.rs"]
mod command_line;
#[path = "clients/control.rs"]
mod control;
#[path = "clients/delivered.rs"]
mod delivered;
#[path = "clients/extensions.rs"]
mod extensions;
#[path = "clients/house.rs"]
mod house;
#[path = "clients/idle.rs"]
mod idle;
#[path = "clients/integrated.rs"]
mod integrated;
#[path = "clients/mailers.rs"]
mod mailers;
#[path = "clients/rules.rs"]
mod rules;
#[path = "clients/running.rs"]
mod running;
#[path = "clients/spool.rs"]
mod spool;
#[path = "clients/submission.rs"]
mod submission;
#[path = "clients/tap.rs"]
mod tap;
#[path = "clients/wire.rs"]
mod wire;
