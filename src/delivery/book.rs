//! The way from an outgoing connection to the protocol log of its server.

use crate::mail::ServerId;
use crate::smtp::spoken::Spoken;
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;

/// What time it is. Only due times and dates come from here; time-outs are the runtime's.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Takes the records of the protocol logs of servers that have one. Called on the runtime; must not block.
pub type Log = Arc<dyn Fn(ServerId, Spoken) + Send + Sync>;

/// The protocol log of one server, as its outgoing connections see it.
#[derive(Clone)]
pub(super) struct Book {
    pub(super) server: ServerId,
    pub(super) log: Log,
    pub(super) clock: Clock,
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book").field("server", &self.server).finish_non_exhaustive()
    }
}
