//! The delivery room over real sockets: a real spool, mailboxes on the disk, scripted servers and an in-process DNS.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test fail by panicking")]

#[path = "delivery/bounces.rs"]
mod bounces;
#[path = "support/dead.rs"]
mod dead;
#[path = "support/dns.rs"]
mod dns;
#[path = "delivery/dovecot.rs"]
mod dovecot;
#[path = "delivery/extensions.rs"]
mod extensions;
#[path = "delivery/faults.rs"]
mod faults;
#[path = "delivery/local.rs"]
mod local;
#[path = "delivery/matrix.rs"]
mod matrix;
#[path = "delivery/office.rs"]
mod office;
#[path = "delivery/peer.rs"]
mod peer;
#[path = "delivery/queue.rs"]
mod queue;
#[path = "delivery/resolver.rs"]
mod resolver;
#[path = "delivery/routes.rs"]
mod routes;
#[path = "delivery/signing.rs"]
mod signing;
#[path = "delivery/smart_host.rs"]
mod smart_host;
#[path = "delivery/stores.rs"]
mod stores;
#[path = "delivery/verbs.rs"]
mod verbs;
