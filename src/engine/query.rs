//! What may be asked of the engine beside its snapshot: lists that may be long, a page at a time.

use super::event::Events;
use crate::mail::SessionId;
pub use crate::mail::{Network, ServerId};
pub use crate::net::tls::HandshakeTrouble;
pub use crate::policy::blocks::Block;
pub use crate::reception::registry::{Channel, Conversation, SessionFilter, SessionPage, SessionRow};
pub use crate::reception::transcript::{Line, Side};
pub use crate::smtp::TlsFacts;
pub use crate::smtp::session::Phase;
pub use crate::spool::{Filter, Listing, Page, Summary};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// *Current Sessions*, the latest first.
    Sessions {
        /// Which.
        filter: SessionFilter,
        /// How many to leave out.
        offset: usize,
        /// How many to give, at most 200.
        limit: usize,
    },
    /// What was said in a session.
    Transcript(SessionId),
    /// What happened after the event with this number; 0 = from the first that is kept.
    Events {
        /// The last event the asker knows.
        after: u64,
        /// How many to give, at most 1,000.
        limit: usize,
    },
    /// Blocked addresses.
    Blocks,
    /// A page of the queue.
    Queue {
        /// Which messages.
        filter: Filter,
        /// Which of them.
        page: Page,
    },
}

/// The answer to the [`Query`] of the same name.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A page of sessions.
    Sessions(SessionPage),
    /// A transcript; `None` when the session is no longer kept.
    Transcript(Option<Conversation>),
    /// Events.
    Events(Events),
    /// Blocked addresses, the one that lasts longest first.
    Blocks(Vec<Block>),
    /// A page of the queue.
    Queue(Listing),
}
