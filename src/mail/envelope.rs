//! The envelope: who sends to whom, and what was promised about it. Room for DSN and SMTPUTF8 from the first version.

use super::{AccountId, Address, ServerId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Everything the spool keeps about a message beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The virtual server that accepted the message and by whose rules it leaves.
    pub server: ServerId,
    /// Reverse path; `None` is the null sender `<>` of reports (RFC 5321 §4.5.5).
    pub sender: Option<Address>,
    /// At least one; in the order they were accepted.
    pub recipients: Vec<Recipient>,
    /// `BODY=` of RFC 6152.
    #[serde(default)]
    pub body: BodyKind,
    /// Whether `SMTPUTF8` was given (RFC 6531 §3.4).
    #[serde(default)]
    pub smtputf8: bool,
    /// `RET=` (RFC 3461 §4.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ret: Option<Return>,
    /// `ENVID=`, the xtext exactly as given (RFC 3461 §4.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envid: Option<Box<str>>,
    /// When the message was accepted, UTC.
    pub accepted: Timestamp,
    /// Where it came from.
    pub origin: Origin,
}

/// One forward path with its RFC 3461 parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Where the message is to go.
    pub address: Address,
    /// `NOTIFY=`; `None` when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify: Option<Notify>,
    /// `ORCPT=`, type and xtext exactly as given (`rfc822;bob@x.test`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcpt: Option<Box<str>>,
}

impl Recipient {
    /// A recipient without DSN parameters.
    pub fn new(address: Address) -> Self {
        Self { address, notify: None, orcpt: None }
    }

    /// Whether success for this recipient is reported (RFC 3461 §4.1; only when asked for).
    pub fn wants_success(&self) -> bool {
        self.notify.is_some_and(|n| n.success)
    }

    /// Whether a failure for this recipient is reported (RFC 3461 §4.1; without `NOTIFY` it is).
    pub fn wants_failure(&self) -> bool {
        self.notify.is_none_or(|n| n.failure)
    }

    /// Whether a delay for this recipient may be reported (RFC 3461 §4.1; without `NOTIFY` it may).
    pub fn wants_delay(&self) -> bool {
        self.notify.is_none_or(|n| n.delay)
    }
}

/// `NOTIFY=` of RFC 3461 §4.1. All false is `NEVER`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notify {
    /// `SUCCESS` was asked for.
    pub success: bool,
    /// `FAILURE` was asked for.
    pub failure: bool,
    /// `DELAY` was asked for.
    pub delay: bool,
}

/// `BODY=` of RFC 6152.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum BodyKind {
    /// `7BIT`, or nothing given.
    #[default]
    SevenBit,
    /// `8BITMIME`.
    EightBitMime,
}

/// `RET=` of RFC 3461 §4.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Return {
    /// The whole message comes back with a failure report.
    Full,
    /// Only its headers do.
    Headers,
}

/// How the message got here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// As what the message was taken in.
    pub channel: Channel,
    /// The client's address; `None` for what the server itself wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<IpAddr>,
    /// The account that had logged on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
}

/// As what a message was taken in (engine.md §1, *Submission or transfer*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channel {
    /// From a logged-on client, a device or a client granted relay: missing headers are added.
    Submission,
    /// From another server: changes only by trace headers.
    Transfer,
    /// Written by this server: a report.
    Report,
}
