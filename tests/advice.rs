//! What an administrator asks before a setting is made: names in an in-process DNS, smart hosts that follow a script.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of a test fail by panicking")]

#[path = "advice/connection.rs"]
mod connection;
#[path = "support/dead.rs"]
mod dead;
#[path = "support/dns.rs"]
mod dns;
#[path = "advice/door.rs"]
mod door;
#[path = "advice/message.rs"]
mod message;
#[path = "advice/names.rs"]
mod names;
#[path = "delivery/peer.rs"]
#[allow(dead_code, reason = "deliveries use the rest")]
mod peer;
#[path = "advice/submission.rs"]
mod submission;
