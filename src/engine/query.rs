//! What may be asked of the engine beside its snapshot: lists that may be long, a page at a time.

use super::event::Events;
pub use crate::delivery::{LastAnswer, Outcome};
pub use crate::mail::{Address, Envelope, Network, QueueId, ServerId, SessionId};
pub use crate::net::tls::HandshakeTrouble;
pub use crate::policy::blocks::Block;
pub use crate::reception::registry::{Channel, Conversation, SessionFilter, SessionPage, SessionRow};
pub use crate::reception::transcript::{Line, Side};
pub use crate::smtp::TlsFacts;
pub use crate::smtp::session::Phase;
pub use crate::spool::{Filter, Listing, Page, Sort, Status, Summary};
use jiff::Timestamp;
use std::sync::Arc;

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
    /// The queue by destination.
    Destinations {
        /// By what.
        sort: DestinationSort,
        /// The greatest first.
        descending: bool,
        /// How many to leave out.
        offset: usize,
        /// How many to give, at most 200.
        limit: usize,
    },
    /// One queued message whole.
    Message(QueueId),
    /// Octets of a queued message as it goes out, trace headers first; at most 4 MiB from there.
    Octets {
        /// The message.
        id: QueueId,
        /// Octets to leave out.
        offset: u64,
    },
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
    /// Destinations.
    Destinations(DestinationPage),
    /// A message; `None` when it has left or cannot be read.
    Message(Option<Box<MessageDetail>>),
    /// Octets of a message; `None` when it has left or cannot be read.
    Octets(Option<Octets>),
    /// A page of the queue.
    Queue(Listing),
}

/// By what destinations are sorted; equal ones by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DestinationSort {
    /// By name.
    #[default]
    Name,
    /// By the name of the server.
    Source,
    /// By state.
    State,
    /// By the number of messages.
    Messages,
    /// By octets.
    Size,
    /// By the time the oldest message was submitted.
    Oldest,
    /// By the time of the next retry; those that wait for none last.
    Next,
}

/// Destinations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DestinationPage {
    /// The rows.
    pub rows: Vec<Destination>,
    /// How many there are in all.
    pub total: usize,
}

/// What waits for one destination of one virtual server (dialogs.md §2.9.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The virtual server.
    pub server: ServerId,
    /// The domain in small letters, or an address literal.
    pub name: Arc<str>,
    /// Its mailboxes are here.
    pub local: bool,
    /// How it stands.
    pub state: DestinationState,
    /// The destination itself is frozen.
    pub frozen: bool,
    /// Why nothing leaves for it, even a message that is not frozen itself: [`DestinationState::Frozen`],
    /// [`DestinationState::Disabled`] or [`DestinationState::Stopped`]; `None` when something may.
    pub kept_back: Option<DestinationState>,
    /// Messages; none for a frozen destination nothing waits for.
    pub messages: u64,
    /// Their octets.
    pub octets: u64,
    /// Of the messages those frozen by themselves.
    pub frozen_messages: u64,
    /// When the oldest was submitted.
    pub oldest: Option<Timestamp>,
    /// When it is tried again; only in the state [`DestinationState::Retry`].
    pub next: Option<Timestamp>,
    /// The last answer, if it was no success.
    pub answer: Option<LastAnswer>,
}

/// How a destination stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DestinationState {
    /// Messages are under way.
    Active,
    /// Nothing keeps it.
    Ready,
    /// The last attempt failed, and the next one waits for its time.
    Retry,
    /// It, or each of its messages, is kept back by the administrator.
    Frozen,
    /// Outbound mail is disabled.
    Disabled,
    /// The virtual server does not run.
    Stopped,
}

/// A queued message whole.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageDetail {
    /// The message.
    pub id: QueueId,
    /// Its virtual server.
    pub server: ServerId,
    /// Where it goes next.
    pub destination: Arc<str>,
    /// Its envelope.
    pub envelope: Arc<Envelope>,
    /// The subject, decoded; empty when there is none.
    pub subject: String,
    /// Octets, trace headers included.
    pub size: u64,
    /// When it goes next.
    pub due: Timestamp,
    /// Frozen by the administrator.
    pub frozen: bool,
    /// Out for delivery.
    pub under_way: bool,
    /// All recipients, in the order of the envelope.
    pub recipients: Vec<RecipientDetail>,
}

/// Where one recipient of a queued message stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientDetail {
    /// Who.
    pub address: Address,
    /// Still waiting, delivered, or given up.
    pub status: Status,
    /// Attempts so far.
    pub attempts: u32,
    /// When the next one is due; without meaning when it is not waiting.
    pub due: Timestamp,
    /// When the last one ended.
    pub last_attempt: Option<Timestamp>,
    /// What the peer said then, in English where the words are ours.
    pub reply: Box<str>,
    /// The same as a value, for other languages; `None` when it was kept by an earlier version.
    pub cause: Option<Arc<Outcome>>,
    /// When it is given up; `None` when its server is gone.
    pub expires: Option<Timestamp>,
}

/// Part of a queued message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Octets {
    /// From the place that was asked for; none behind the end.
    pub octets: Vec<u8>,
    /// Octets of the whole message.
    pub total: u64,
}
