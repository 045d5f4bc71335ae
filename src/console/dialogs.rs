//! The dialogs: those of a virtual server's property sheet, and those of accounts, devices, mail domains, sessions, queues and the
//! change history.
//!
//! Each dialog is one file: a `State` with the draft it edits, a `Message`, and an [`Action`] that says what happened. A
//! dialog never does anything itself: its opener takes the accepted value into its own draft, and the sheet hands the
//! whole server to whoever opened it. Dialogs are owned by the dialog that opened them.
//!
//! ```text
//! properties ─┬─ General  ─┬─ advanced ── identification
//!             │            └─ logging ── browse
//!             ├─ Access   ─┬─ communication
//!             │            ├─ authentication ── permissions ── pick
//!             │            ├─ connection ─┬─ computer ── dns_lookup
//!             │            ├─ relay ──────┘ (and permissions)
//!             │            └─ protection
//!             ├─ Messages  ── browse
//!             └─ Delivery ─┬─ how_mail_leaves, outbound_connections
//!                          └─ advanced_delivery ── external_dns ── dns_server
//! ```
//!
//! What is typed is kept as typed until it makes sense ([`form`]); what is wrong is said at its field at once, and OK then
//! leads to the first such field instead of closing. A refusal of the engine finds its field by the path of the issue.

pub mod account;
pub mod address;
pub mod advanced;
pub mod advanced_delivery;
pub mod alias;
pub mod authentication;
pub mod block;
pub mod blocks;
pub mod browse;
pub mod certificate;
pub mod choose_server;
pub mod communication;
pub mod computer;
pub mod computers;
pub mod connection;
pub mod device;
pub mod dkim;
pub mod dns_lookup;
pub mod dns_server;
pub mod domain;
pub mod export_certificate;
pub mod export_root;
pub mod external_dns;
pub mod find_messages;
pub mod form;
pub mod friendly_name;
pub mod group;
pub mod history;
pub mod how_mail_leaves;
pub mod identification;
pub mod logging;
pub mod mail_program;
pub mod mailbox;
pub mod message;
pub mod outbound_connections;
pub mod outbound_security;
pub mod permissions;
pub mod pick;
pub mod properties;
pub mod protection;
pub mod relay;
pub mod remote_domain;
pub mod saving;
pub mod scan;
pub mod steps;
pub mod test_message;
pub mod transcript;

use crate::engine::job::{Job, Route};
use crate::engine::snapshot::AccountEntry;

/// What came of a message to a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action<T> {
    /// Nothing that concerns the opener.
    None,
    /// It is to be closed and nothing changes.
    Close,
    /// It is to be closed and this counts.
    Accept(T),
    /// The control with this id is to get the keyboard: what it holds is wrong.
    Focus(String),
    /// This is to be found out; the answer comes back as a finding.
    Run(Job),
    /// A test message is to be sent by this way.
    Test(Box<Route>),
    /// It stays open, and these accounts are allowed NTLM besides.
    AllowNtlm(Vec<AccountEntry>),
}

impl<T> Action<T> {
    /// The same for another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Action<U> {
        match self {
            Self::None => Action::None,
            Self::Close => Action::Close,
            Self::Accept(value) => Action::Accept(f(value)),
            Self::Focus(id) => Action::Focus(id),
            Self::Run(job) => Action::Run(job),
            Self::Test(route) => Action::Test(route),
            Self::AllowNtlm(accounts) => Action::AllowNtlm(accounts),
        }
    }

    /// The action of an opener that takes what its dialog accepted: `keep` gets it, and `slot` is emptied when the dialog
    /// is done.
    pub fn of_sub<S, U>(self, slot: &mut Option<S>, keep: impl FnOnce(T)) -> Action<U> {
        match self {
            Self::None => Action::None,
            Self::Focus(id) => Action::Focus(id),
            Self::Run(job) => Action::Run(job),
            Self::Test(route) => Action::Test(route),
            Self::AllowNtlm(accounts) => Action::AllowNtlm(accounts),
            Self::Close => {
                *slot = None;
                Action::None
            }
            Self::Accept(value) => {
                *slot = None;
                keep(value);
                Action::None
            }
        }
    }
}
