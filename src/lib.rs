//! Postkontor: an SMTP server for small offices. This page is the map of the house.
//!
//! # Rooms
//! A room is named after a thing of the mail world. Imports go only downwards, and rooms on one line never import each
//! other (`tests/architecture.rs` checks it):
//!
//! ```text
//! 8 main
//! 7 console  cli
//! 6 wording
//! 5 engine
//! 4 advice
//! 3 reception  delivery  authority
//! 2 policy  accounts  spool  certificate  net
//! 1 smtp  config
//! 0 mail  i18n
//! ```
//!
//! ```text
//! mail/         the nouns: addresses, envelopes, identifiers, networks, sizes, spans, secrets; no I/O
//! smtp/         the protocol machines of both sides, the grammar, every reply; no I/O, no clock, no randomness
//! config/       settings as written and as checked, two changes of one server brought together, the home folder, atomic files
//!               with a history
//! policy/       who may connect, log on, send and relay; devices, permissions, blocks: pure, every verdict names its rule
//! accounts/     accounts and groups, their keys, secrets, and whose mail goes where
//! spool/        accepted messages: one log, group commit, recovery beside the work, compaction, the schedule; as files and back
//! certificate/  certificates by thumbprint, pending requests, orders, the office's own authority and its successor, .pfx
//!               files, the temporary one
//! net/          listening, proxies, plain and encrypted streams as one, which certificate a client is shown, DNS in the
//!               administrator's order, clients' names
//! reception/    drives the server machine over a socket: facts, verdicts, headers, storing; who is connected; pickup
//! delivery/     route, attempt, outcome, mailbox and mail store, sender and signature of what leaves, reports, retries, verbs
//! authority/    online certification authorities (ACME): account, order, proof, certificate
//! advice/       looking up names and folders, Check DNS, trying out a smart host, test messages: changes no setting
//! engine/       a home brought to life: generations of settings, ports, states, reload, drain, events, protocol logs,
//!               queues, keys, certificates in time; the door for the window, and for other programs over a local socket
//! i18n/         the words in six languages, numbers and dates in their manner
//! wording/      values as sentences in a language: faults, refusals, warnings, findings, reports to senders
//! console/      the window: widgets, pages, dialogs, wizards
//! cli/          the verbs of the command line
//! ```
//!
//! # The two roads
//! **Octets to mailbox.**
//! ```text
//!  socket ─▶ net ─▶ reception ──octets──▶ smtp::Session ──question──▶ facts (accounts, spool) ─▶ policy ─▶ verdict ─┐
//!                      ▲  └─body─▶ spool writer                                 answer ◀──────────────────────┘
//!                      └──── 250 after the disk has it ◀── commit
//!  spool's due list ─▶ delivery::route ─▶ attempt (smtp::client over net) or mailbox ─▶ outcome, written down ─▶ next
//! ```
//! **A change to the server.**
//! ```text
//!  settings.ron ─▶ config::check (all issues, each at its line) ─▶ engine::Generation ─▶ ports opened and closed,
//!  rules for the sessions to come, delivery's context ─▶ what could not be had is told with its cure
//! ```
//!
//! # What holds everywhere
//! `250` means on disk ([`spool`]). Addresses are canonical before any list, counter or log sees them. Time
//! is an argument in pure rooms. Whatever comes from a socket, a file or the DNS is bounded before it is parsed.

pub mod accounts;
pub mod advice;
pub mod authority;
pub mod certificate;
pub mod cli;
pub mod config;
#[cfg(feature = "console")]
pub mod console;
pub mod delivery;
pub mod engine;
pub mod i18n;
pub mod mail;
pub mod net;
pub mod policy;
pub mod reception;
pub mod smtp;
pub mod spool;
pub mod wording;
