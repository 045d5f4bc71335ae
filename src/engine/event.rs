//! The list of events: what happened, in order, as facts. Logs, the window and notifications all read this one list.

use crate::delivery;
use crate::mail::{QueueId, ServerId, SessionId};
use crate::reception;
use jiff::Timestamp;
use std::net::IpAddr;
use std::sync::Arc;

pub use crate::net::tls::HandshakeTrouble;
pub use crate::policy::RuleId;
pub use crate::smtp::Notice;
pub use delivery::Happening as Delivery;
pub use reception::What as Reception;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number: 1, 2, 3 … in one run of the engine.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// The virtual server.
    pub server: ServerId,
    /// What.
    pub what: Occurrence,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occurrence {
    /// A session with a client.
    Session {
        /// Which.
        session: SessionId,
        /// The client.
        client: IpAddr,
        /// What happened in it. A refusal carries its rule.
        what: Reception,
    },
    /// A message on its way out.
    Message {
        /// Which.
        id: QueueId,
        /// What became of it.
        what: Delivery,
    },
}

/// A piece of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Events {
    /// The events, the oldest first.
    pub events: Vec<Arc<Event>>,
    /// How many between those asked for and the first of these are no longer kept.
    pub lost: u64,
    /// The number of the latest event there is; 0 before the first.
    pub last: u64,
}
