//! The console through the headless harness: widgets one by one, a window made of them, and the gallery's pictures.
//!
//! Pictures are written to `target/pictures`, to be looked at; nothing is compared with stored ones.

// A test binary exports nothing; `pub` here means "for the other modules".
#![allow(unreachable_pub)]
// The lints know a test by its attribute; all of this is one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "console/behaviour.rs"]
mod behaviour;
#[path = "console/beside.rs"]
mod beside;
#[path = "console/browse.rs"]
mod browse;
#[path = "console/certificate_page.rs"]
mod certificate_page;
#[path = "console/certificate_ways.rs"]
mod certificate_ways;
#[path = "console/certificates.rs"]
mod certificates;
#[path = "console/certified.rs"]
mod certified;
#[path = "support/dead.rs"]
mod dead;
#[path = "console/devices.rs"]
mod devices;
#[path = "console/dialogs.rs"]
mod dialogs;
#[path = "support/dns.rs"]
mod dns;
#[path = "console/elsewhere.rs"]
mod elsewhere;
#[path = "console/find.rs"]
mod find;
#[path = "console/gallery.rs"]
mod gallery;
#[path = "console/hand.rs"]
mod hand;
#[path = "harness/harness.rs"]
#[allow(dead_code)]
mod harness;
#[path = "console/house.rs"]
mod house;
#[path = "console/letters.rs"]
mod letters;
#[path = "console/logon.rs"]
mod logon;
#[path = "console/manual.rs"]
mod manual;
#[path = "console/meanwhile.rs"]
mod meanwhile;
#[path = "console/names.rs"]
mod names;
#[path = "console/nameserver.rs"]
mod nameserver;
#[path = "support/office.rs"]
#[allow(dead_code)]
mod office;
#[path = "console/orders.rs"]
mod orders;
#[path = "console/outbound.rs"]
mod outbound;
#[path = "console/pages.rs"]
mod pages;
#[path = "console/partners.rs"]
mod partners;
#[path = "support/pebble.rs"]
#[allow(dead_code)]
mod pebble;
#[path = "delivery/peer.rs"]
#[allow(dead_code)]
mod peer;
#[path = "console/promises.rs"]
mod promises;
#[path = "console/queues.rs"]
mod queues;
#[path = "console/relay.rs"]
mod relay;
#[path = "console/routes.rs"]
mod routes;
#[path = "console/scan.rs"]
mod scan;
#[path = "console/scenarios.rs"]
mod scenarios;
#[path = "console/scenes.rs"]
mod scenes;
#[path = "console/sessions.rs"]
mod sessions;
#[path = "console/sheet.rs"]
mod sheet;
#[path = "console/smoke_test.rs"]
mod smoke_test;
#[path = "console/stage.rs"]
mod stage;
#[path = "console/users.rs"]
mod users;
#[path = "console/window.rs"]
mod window;
