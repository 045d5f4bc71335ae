//! The spool: every message the server has said 250 to, until it has left.
//!
//! ```text
//! spool/                                one record
//!   00000007.log   sealed segment       +--------+--------+------+---------+------+---------------------+
//!   00000009.log   active segment       | length | CRC32C | type | version | mark | payload             |
//!   00000008.spare kept for re-use      +--------+--------+------+---------+------+---------------------+
//!   large/                              Message   id, envelope as JSON, trace headers, body up to 256 KiB
//!     000000000002A  one large body     State     id, where its recipients stand, as JSON
//! damaged/                              Finished  id
//!   spool-00000007-8192.torn            Group     several of these that count together or not at all
//! ```
//! A commit is appended to the active segment by one writer and answered when the disk has confirmed it; commits that
//! arrive while a confirmation is under way share the next one. The first never waits for company.
//!
//! - [`record`], [`state`], [`schedule`], [`index`], [`lanes`]: pure; what is on the disk means, what goes next, what is where.
//! - [`inspect`], [`transfer`]: a look that changes nothing; the queue as files and back.
//! - `segment`, `writer`, `recovery`, `store`, [`disk`]: the log. [`Incoming`] and [`Body`]: the way in and out.
//!
//! A start waits for nothing long: new messages are taken in and delivered while those of earlier runs are still being
//! read ([`Reading`]).
//!
//! Promises (engine.md §2, row 33 of §1.1):
//! 1. A message is acknowledged only when it is on stable storage, with the name of its segment.
//! 2. After a crash every acknowledged message is there exactly once, octet for octet. One that was refused is gone for
//!    good as soon as the spool is well again.
//! 3. A report is stored together with the progress that caused it: neither lost nor doubled.
//! 4. After a failed write or sync, of the log or of a body, its file is never written to again, and nothing is accepted
//!    until a fresh one works.
//! 5. What cannot be read is copied to `damaged/`, never deleted and never guessed at.
//! 6. Identifiers grow and are never used twice.

pub mod body;
pub mod disk;
pub mod error;
pub mod incoming;
pub mod index;
pub mod inspect;
pub mod lanes;
pub mod log;
#[cfg(test)]
pub(crate) mod proof;
pub mod reading;
pub mod record;
pub mod recovery;
pub mod schedule;
mod segment;
pub mod state;
mod store;
pub mod transfer;
mod writer;

pub use body::{Body, Stored};
pub use error::{AcceptError, ChangeError, Fault, OpenError, ReadError};
pub use incoming::Incoming;
pub use index::Counts;
pub use lanes::LaneSummary;
pub use log::Log;
pub use reading::Reading;
pub use recovery::{Recovery, SetAside};
pub use schedule::Claim;
pub use state::{Outcome, Progress, RecipientState, State, Status};

use crate::mail::{ByteSize, Envelope, QueueId, ServerId};
use jiff::{SignedDuration, Timestamp};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// An answer that comes when the disk has it.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Where accepted messages wait. One implementation is [`Log`]; a data base shared by several machines may be another.
pub trait Spool: Send + Sync {
    /// Begins to take in a body.
    fn incoming(&self) -> Incoming;

    /// Stores a message: `prefix` (the trace headers) and then the body. Answers only when the disk has it. A message
    /// whose future is dropped after it was polled may be stored all the same.
    fn accept(&self, envelope: Envelope, prefix: Vec<u8>, body: Incoming) -> Pending<'_, Result<QueueId, AcceptError>> {
        self.store(envelope, prefix, body, None)
    }

    /// Stores a report and, inseparably, the progress of the message that caused it (which leaves the spool if nobody
    /// waits any more): after a crash there are both or neither.
    fn accept_with(
        &self,
        envelope: Envelope,
        prefix: Vec<u8>,
        body: Incoming,
        cause: (QueueId, Vec<Progress>),
    ) -> Pending<'_, Result<QueueId, AcceptError>> {
        self.store(envelope, prefix, body, Some(cause))
    }

    /// Both of the above.
    fn store(
        &self,
        envelope: Envelope,
        prefix: Vec<u8>,
        body: Incoming,
        cause: Option<(QueueId, Vec<Progress>)>,
    ) -> Pending<'_, Result<QueueId, AcceptError>>;

    /// Leases up to `limit` due messages to the caller: nobody else gets them before they are released or the lease is
    /// over. `skip` names the lanes (server, domain in lower case) that take nothing now. Lanes take turns; inside one
    /// the longest due goes first. A claimed message goes to *all* its recipients that are due.
    fn claim(&self, now: Timestamp, limit: usize, lease: SignedDuration, skip: &dyn Fn(ServerId, &str) -> bool) -> Vec<Claim>;

    /// When a claim may find something next: a due time or the end of a lease; `None` when all is empty or held.
    fn next_due(&self) -> Option<Timestamp>;

    /// Changes whenever [`Spool::next_due`], [`Spool::counts`] or a listing may have. Mark it as seen, look, then wait.
    fn changes(&self) -> watch::Receiver<u64>;

    /// Opens a message for reading, leased or not.
    fn open(&self, id: QueueId) -> Pending<'_, Result<Stored, ReadError>>;

    /// Writes down what happened to recipients; durable before it answers. When nobody waits any more the message
    /// leaves the spool in the same step. The lease stays: [`Spool::release`] ends it.
    fn progress(&self, id: QueueId, progress: Vec<Progress>) -> Pending<'_, Result<(), ChangeError>>;

    /// Takes a message out, whatever is pending; durable before it answers.
    fn finish(&self, id: QueueId) -> Pending<'_, Result<(), ChangeError>>;

    /// Freezes or unfreezes a message; durable before it answers. One under way is frozen when it comes back.
    fn hold(&self, id: QueueId, held: bool) -> Pending<'_, Result<(), ChangeError>>;

    /// Gives a leased message back: due when its recipients are, or at `due` (until the next restart). For a message
    /// that is not leased this only sets `due`.
    fn release(&self, id: QueueId, due: Option<Timestamp>);

    /// Retry now: a waiting message comes next in its lane (until the next restart), before those that are longer due. One
    /// that is leased or frozen stays as it is. Of several the one that is told last comes first.
    fn hurry(&self, id: QueueId, now: Timestamp);

    /// A page of the queue.
    fn list(&self, filter: Filter, page: Page) -> Pending<'_, Listing>;

    /// All messages a filter lets through, the oldest first. The envelopes of the rows are there only when the filter looks
    /// into them.
    fn find(&self, filter: Filter) -> Pending<'_, Vec<Summary>>;

    /// The queue by destination, in no order; reads nothing from the disk.
    fn lanes(&self) -> Pending<'_, Vec<LaneSummary>>;

    /// The recipient of a message that was tried last; `None` before the first attempt and when it has left.
    fn answer(&self, id: QueueId) -> Pending<'_, Option<RecipientState>>;

    /// Messages and octets.
    fn counts(&self) -> Counts;

    /// Whether the disk is above a server's reserve, or without one above that of [`Options::reserve`] (asked at most once a
    /// second). Below it: `452 4.3.1` at MAIL.
    fn has_room(&self, reserve: Option<ByteSize>) -> bool {
        self.room(reserve).is_none_or(|room| room.free >= room.reserve)
    }

    /// The same in figures; `None` when the disk cannot say: it will when it is written to.
    fn room(&self, reserve: Option<ByteSize>) -> Option<Room>;

    /// How far the start is. Until it is over, messages of earlier runs are neither claimed nor listed nor counted, and
    /// changes to them wait.
    fn reading(&self) -> watch::Receiver<Reading>;

    /// Ends when the start is over.
    fn settled(&self) -> Pending<'_, ()> {
        let mut reading = self.reading();
        // The sender lives as long as the spool.
        Box::pin(async move { drop(reading.wait_for(Reading::is_over).await) })
    }

    /// What is wrong, while nothing can be accepted.
    fn trouble(&self) -> Option<Fault>;

    /// Tries to become well again with a fresh file. Also tried by itself every few seconds ([`Options::heal_after`]).
    fn heal(&self) -> Pending<'_, Result<(), AcceptError>>;

    /// Finishes what has been begun, and accepts nothing from then on.
    fn close(&self) -> Pending<'_, ()>;
}

/// What is free on the disk, and what must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Octets free for us.
    pub free: u64,
    /// Octets below which nothing is accepted.
    pub reserve: u64,
}

/// Sizes and intervals of a [`Log`].
#[derive(Debug, Clone)]
pub struct Options {
    /// Octets of a segment; 64 MiB. A longer record makes its segment longer.
    pub segment: u32,
    /// Octets of a body up to which it is kept in the log; 256 KiB, at most 4 MiB.
    pub inline: usize,
    /// Octets of recently accepted messages kept in memory; 2 MiB.
    pub recent: usize,
    /// Octets, and percent of the disk, of which the larger is kept free; 256 MiB and 2 %.
    pub reserve: (u64, u8),
    /// How long after a failure the spool tries again by itself, with a commit or without; 5 s.
    pub heal_after: Duration,
    /// Files kept for re-use; 2.
    pub spares: usize,
    /// Acknowledges before the disk has it: to prove that the proofs notice.
    #[cfg(test)]
    pub(crate) skip_sync: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            segment: 64 << 20,
            inline: 256 << 10,
            recent: 2 << 20,
            reserve: (256 << 20, 2),
            heal_after: Duration::from_secs(5),
            spares: 2,
            #[cfg(test)]
            skip_sync: false,
        }
    }
}

/// Which messages are listed; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of this virtual server.
    pub server: Option<ServerId>,
    /// Going next to this domain.
    pub lane: Option<Box<str>>,
    /// Frozen or not.
    pub held: Option<bool>,
    /// With an attempt behind them or not.
    pub deferred: Option<bool>,
    /// Going later than then.
    pub due_after: Option<Timestamp>,
    /// This text, in any case, in the sender or a recipient. Reads every envelope.
    pub text: Option<Box<str>>,
    /// The same in the sender alone; `<>` finds the null sender.
    pub sender: Option<Box<str>>,
    /// The same in a recipient alone.
    pub recipient: Option<Box<str>>,
    /// Only these.
    pub ids: Option<Vec<QueueId>>,
}

/// Which rows of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// By what.
    pub sort: Sort,
    /// The greatest first.
    pub descending: bool,
    /// Rows passed over.
    pub offset: usize,
    /// Rows at most.
    pub limit: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { sort: Sort::Accepted, descending: false, offset: 0, limit: 200 }
    }
}

/// By what a listing is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// In the order of acceptance.
    #[default]
    Accepted,
    /// By the time of the next attempt.
    Due,
    /// By size.
    Size,
    /// By attempts.
    Attempts,
    /// By destination.
    Lane,
}

/// A row of a listing.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The message.
    pub id: QueueId,
    /// Its virtual server.
    pub server: ServerId,
    /// Its envelope; `None` when it has just left or cannot be read.
    pub envelope: Option<Arc<Envelope>>,
    /// Octets, trace headers included.
    pub size: u64,
    /// Number of recipients.
    pub recipients: u32,
    /// Of them still waiting.
    pub pending: u32,
    /// The most attempts of any of them.
    pub attempts: u32,
    /// When it goes next.
    pub due: Timestamp,
    /// Where it goes next.
    pub lane: Arc<str>,
    /// Frozen by the administrator.
    pub held: bool,
    /// Out for delivery.
    pub leased: bool,
    /// What the last peer said; empty before the first attempt.
    pub reply: Box<str>,
    /// The subject, decoded; empty when there is none within the first 64 KiB, and where no page was asked for.
    pub subject: Box<str>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The rows.
    pub rows: Vec<Summary>,
    /// How many the filter lets through.
    pub total: usize,
}
