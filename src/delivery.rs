//! Delivery: from the spool's due list to mailboxes, the smart host and the servers of the Internet.
//!
//! | file | what it knows |
//! |---|---|
//! | [`route`] | where a recipient's mail goes (pure) |
//! | [`outcome`] | what can happen to it, and what follows: retry, notice, expiry (pure) |
//! | [`peer`] | who is at the other end (pure) |
//! | [`hosts`] | from a hop to addresses: MX, null MX, ourselves |
//! | [`attempt`] | in which order and how safely servers are met |
//! | `connection` | one connection: drives [`crate::smtp::Client`] |
//! | `outgoing` | the sender a message leaves with |
//! | `silence` | who did not answer at all, and what that means |
//! | [`book`] | what was said goes to the protocol log |
//! | [`mailbox`] | Maildir, drop folder |
//! | `lmtp` | a mail store of this house |
//! | [`report`], [`words`] | what senders are told, as RFC 3464 has it and in words (pure) |
//! | [`badmail`] | where undeliverable reports lie |
//! | [`signing`] | DKIM: whose mail is signed, and with what |
//! | [`dispatcher`] | who sees every due message through, under limits |
//! | [`verbs`] | what the administrator does to what is under way |
//!
//! Invariants: every recipient of a message that leaves the spool has been delivered, or its failure reported, or put
//! aside, in that order of preference and never silently dropped; what happened is durable before the next step;
//! nothing a server or client wrote becomes part of a path, or a header line of its own.

pub mod attempt;
pub mod badmail;
pub mod book;
mod connection;
pub mod dispatcher;
pub mod hosts;
mod lmtp;
pub mod mailbox;
pub mod notice;
pub mod outcome;
mod outgoing;
pub mod peer;
pub mod report;
pub mod route;
pub mod signing;
mod silence;
pub mod words;

pub use attempt::TlsClients;
pub use book::{Clock, Log};
pub use dispatcher::verbs::{self, LastAnswer, Verbs};
pub use dispatcher::{Context, Dispatcher, DispatcherHandle, Event, Happening, Surroundings, Watcher};
pub use outcome::{Outcome, RemoteReply, Trouble};
pub use signing::{Signer, Signers};
pub use words::{English, Words};
