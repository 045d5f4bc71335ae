//! The same door for other programs of this user: `run/control`, a local socket (0600) with one JSON value a line.
//!
//! ```text
//!   engine ──Hello──▶ program        who it is and which protocol it speaks
//!   program ──Order──▶ engine ──Reply──▶ program      as often as the program likes
//! ```
//!
//! Only processes of the same user or of root are listened to, whatever the rights of the file say. An order is at most
//! 64 KiB; a reply holds at most 200 rows.

mod client;
mod door;

pub use client::{Client, ControlError};
pub(super) use door::open;

use crate::mail::{QueueId, ServerId, SessionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};

/// The version of the protocol. It grows with every change that an older program would not understand.
pub const VERSION: u32 = 1;

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
        /// Going next to this domain.
        destination: Option<String>,
        /// With this in sender or recipient.
        text: Option<String>,
        /// So many are passed over.
        offset: usize,
    },
    /// Tries a message now, or all of them.
    Retry(Option<QueueId>),
    /// *Freeze*: keep back until released.
    Freeze(QueueId),
    /// *Unfreeze*
    Unfreeze(QueueId),
    /// Takes a message out of the queue; nobody is told.
    Delete(QueueId),
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
}
