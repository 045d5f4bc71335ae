//! The same door for other programs of this user: `run/control`, a local socket (0600) with one JSON value a line.
//!
//! ```text
//!   engine ──Hello──▶ program        who it is and which protocol it speaks
//!   program ──Order──▶ engine ──Reply──▶ program      as often as the program likes
//! ```
//!
//! Only processes of the same user or of root are listened to, whatever the rights of the file say. An order is at most
//! 2 MiB, which is a certificate file of a megabyte; a reply holds at most 200 rows.

mod certificates;
mod client;
mod door;

pub use certificates::{Certificate, CertificateOrder, NO_ROOT, PendingRequest, RootFile};
pub use client::{Client, ControlError};
pub(super) use door::open;

use super::certificates::OfficeRoot;
use super::command::Verb;
use crate::mail::{QueueId, Secret, ServerId, SessionId, Thumbprint};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};

/// The version of the protocol. It grows with every change that an older program would not understand.
pub const VERSION: u32 = 3;

/// The first line, from the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The version of the program that runs.
    pub postkontor: String,
    /// [`VERSION`] of it.
    pub control: u32,
}

/// What is asked of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// The files were changed: make them count, as after SIGHUP.
    Reload,
    /// The virtual servers, in the order of the settings.
    Servers,
    /// *Start*
    Start(ServerId),
    /// *Stop*
    Stop(ServerId),
    /// *Pause*
    Pause(ServerId),
    /// *Current Sessions*, the latest first, at most 200.
    Sessions {
        /// Those whose address, name or user contains this; empty = all.
        text: String,
        /// Finished ones too.
        finished: bool,
    },
    /// What was said in a session.
    Transcript(SessionId),
    /// *Terminate*
    Terminate(SessionId),
    /// Messages of the queue, the oldest first, at most 200.
    Queue {
        /// Which.
        which: Which,
        /// So many are passed over.
        offset: usize,
    },
    /// The queue by destination, sorted by name, at most 200.
    Destinations {
        /// So many are passed over.
        offset: usize,
    },
    /// One message whole.
    Message(QueueId),
    /// Octets of a message as it goes out, at most 4 MiB.
    Octets {
        /// The message.
        id: QueueId,
        /// So many are passed over.
        offset: u64,
    },
    /// Do this to these messages.
    Act {
        /// What.
        verb: Verb,
        /// To which.
        which: Which,
    },
    /// *Freeze* or *Unfreeze* a destination: what waits there and what comes.
    FreezeDestination {
        /// Of this virtual server.
        server: ServerId,
        /// The domain or address literal.
        destination: String,
        /// Whether to freeze it or to release it.
        freeze: bool,
    },
    /// The installed certificates by friendly name, and the pending requests.
    Certificates,
    /// Something to do with certificates.
    Certificate(CertificateOrder),
}

/// Which messages; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Which {
    /// Of this virtual server.
    pub server: Option<ServerId>,
    /// Going next to this domain.
    pub destination: Option<String>,
    /// With this in sender or recipient.
    pub text: Option<String>,
    /// With this in the sender; `<>` for the null sender.
    pub sender: Option<String>,
    /// With this in a recipient.
    pub recipient: Option<String>,
    /// Frozen, or not.
    pub frozen: Option<bool>,
    /// Only these.
    pub ids: Option<Vec<QueueId>>,
}

/// The engine's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// To [`Order::Servers`].
    Servers(Vec<Server>),
    /// To [`Order::Sessions`].
    Sessions {
        /// The rows.
        rows: Vec<Session>,
        /// How many there are in all.
        total: usize,
    },
    /// To [`Order::Transcript`]: the lines, `None` when the session is no longer kept.
    Transcript(Option<Vec<String>>),
    /// To [`Order::Queue`].
    Queue {
        /// The rows.
        rows: Vec<Message>,
        /// How many there are in all.
        total: usize,
    },
    /// To [`Order::Destinations`].
    Destinations {
        /// The rows.
        rows: Vec<Destination>,
        /// How many there are in all.
        total: usize,
    },
    /// To [`Order::Message`]; `None` when it has left or cannot be read.
    Message(Option<Box<Whole>>),
    /// To [`Order::Octets`]; `None` when it has left or cannot be read.
    Octets(Option<Part>),
    /// To [`Order::Act`] and [`Order::FreezeDestination`]: so many messages were touched.
    Touched {
        /// Done now.
        messages: usize,
        /// Under way: done when their attempt has ended.
        later: usize,
    },
    /// To [`Order::Certificates`].
    Certificates {
        /// The installed ones.
        installed: Vec<Certificate>,
        /// The pending requests.
        requests: Vec<PendingRequest>,
        /// How the root of this office's own authority stands.
        office_root: Option<OfficeRoot>,
    },
    /// To [`CertificateOrder::Prepare`]: the request, as PEM.
    Request(String),
    /// To [`CertificateOrder::Export`] and [`CertificateOrder::ExportRoot`]: the file, in base64.
    File(Secret<String>),
    /// This certificate was installed.
    Installed(Thumbprint),
    /// It was done.
    Done,
    /// It was not done; a sentence says why and what to do.
    Refused(String),
}

/// A virtual server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Its number.
    pub id: ServerId,
    /// Its name.
    pub name: String,
    /// `running`, `paused`, `stopped` or `failed`.
    pub state: String,
    /// Why it cannot run, with the cure.
    pub trouble: Option<String>,
    /// Where it listens.
    pub listening: Vec<SocketAddr>,
    /// Sessions now.
    pub sessions: u32,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// The virtual server.
    pub server: ServerId,
    /// The client.
    pub client: IpAddr,
    /// Its name in the DNS, where that was looked up.
    pub name: Option<String>,
    /// The name it gave itself: a claim.
    pub helo: Option<String>,
    /// Who has logged on.
    pub account: Option<String>,
    /// The version of TLS; `None` in clear.
    pub tls: Option<String>,
    /// Messages accepted.
    pub messages: u32,
    /// The last reply.
    pub last_reply: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; `None` while it goes on.
    pub ended: Option<Timestamp>,
}

/// A message in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its number, as it is written everywhere.
    pub id: String,
    /// Its virtual server.
    pub server: ServerId,
    /// The sender; empty for `<>`, `None` when it has just left or cannot be read.
    pub sender: Option<String>,
    /// All recipients.
    pub recipients: Vec<String>,
    /// When it was accepted.
    pub accepted: Option<Timestamp>,
    /// Octets, trace headers included.
    pub size: u64,
    /// Recipients still waiting.
    pub pending: u32,
    /// The most attempts of any of them.
    pub attempts: u32,
    /// When it goes next.
    pub due: Timestamp,
    /// Where it goes next.
    pub destination: String,
    /// Frozen by the administrator.
    pub frozen: bool,
    /// Out for delivery.
    pub under_way: bool,
    /// What the last peer said; empty before the first attempt.
    pub reply: String,
    /// The subject, where it is at hand.
    pub subject: String,
}

/// What waits for one destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The domain, or an address literal.
    pub name: String,
    /// The virtual server.
    pub server: ServerId,
    /// `active`, `ready`, `retry`, `frozen`, `disabled` or `stopped`.
    pub state: String,
    /// The destination itself is frozen.
    pub frozen: bool,
    /// Why nothing leaves for it, even a message that is not frozen itself: `frozen`, `disabled` or `stopped`.
    #[serde(default)]
    pub kept_back: Option<String>,
    /// Messages.
    pub messages: u64,
    /// Of them those frozen by themselves.
    pub frozen_messages: u64,
    /// Their octets.
    pub octets: u64,
    /// When the oldest was accepted.
    pub oldest: Option<Timestamp>,
    /// When it is tried again.
    pub next: Option<Timestamp>,
    /// What it answered last, and when.
    pub answer: Option<(Timestamp, String)>,
}

/// A queued message whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Its number.
    pub id: String,
    /// Its virtual server.
    pub server: ServerId,
    /// The sender; empty for `<>`.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// When it was accepted.
    pub accepted: Timestamp,
    /// The client's address; `None` for what was made here.
    pub client: Option<IpAddr>,
    /// Octets, trace headers included.
    pub size: u64,
    /// Where it goes next.
    pub destination: String,
    /// When.
    pub due: Timestamp,
    /// Frozen by the administrator.
    pub frozen: bool,
    /// Out for delivery.
    pub under_way: bool,
    /// All recipients.
    pub recipients: Vec<Recipient>,
}

/// Where a recipient stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Who.
    pub address: String,
    /// `pending`, `delivered` or `failed`.
    pub status: String,
    /// Attempts so far.
    pub attempts: u32,
    /// When the next one is due; `None` when it is not waiting.
    pub due: Option<Timestamp>,
    /// When the last one ended.
    pub last_attempt: Option<Timestamp>,
    /// What the peer said then.
    pub reply: String,
    /// When it is given up.
    pub expires: Option<Timestamp>,
}

/// Part of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The octets, in base64.
    pub base64: String,
    /// Octets of the whole message.
    pub total: u64,
}
