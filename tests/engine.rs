//! The acceptance scenarios over real sockets: one engine, loopback, clients that speak line by line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "support/dead.rs"]
mod dead;
#[path = "support/dns.rs"]
mod dns;
#[path = "support/office.rs"]
#[allow(dead_code, reason = "each of the two tests that open an office uses its part")]
mod office;

#[path = "support/pebble.rs"]
mod pebble;

#[path = "engine/access.rs"]
mod access;
#[path = "engine/authentication.rs"]
mod authentication;
#[path = "engine/certificates.rs"]
mod certificates;
#[path = "engine/counter.rs"]
mod counter;
#[path = "engine/devices.rs"]
mod devices;
#[path = "engine/door.rs"]
mod door;
#[path = "engine/eight_bit.rs"]
mod eight_bit;
#[path = "engine/headers.rs"]
mod headers;
#[path = "engine/health.rs"]
mod health;
#[path = "engine/integrated.rs"]
mod integrated;
#[path = "engine/life.rs"]
mod life;
#[path = "engine/logs.rs"]
mod logs;
#[path = "engine/masses.rs"]
mod masses;
#[path = "engine/names.rs"]
mod names;
#[path = "engine/online.rs"]
mod online;
#[path = "delivery/peer.rs"]
#[allow(dead_code, reason = "the queue needs a part of what it can do")]
mod peer;
#[path = "engine/pickup.rs"]
mod pickup;
#[path = "engine/provider.rs"]
mod provider;
#[path = "engine/proxy.rs"]
mod proxy;
#[path = "engine/queue.rs"]
mod queue;
#[path = "engine/quota.rs"]
mod quota;
#[path = "engine/relay.rs"]
mod relay;
#[path = "engine/scan.rs"]
mod scan;
#[path = "engine/scanner.rs"]
mod scanner;
#[path = "engine/sessions.rs"]
mod sessions;
