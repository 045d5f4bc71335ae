//! What the administrator does to the queue while it is being delivered: keep destinations back, call messages back,
//! delete with a report, put aside. Freezing, retrying and deleting single messages is the spool's.
//!
//! A message under way is called back before it is deleted: what still waits for a connection comes back at once, a
//! transaction that has begun ends first. So nobody is told that a message was deleted which the other server has.

use super::{Entry, House, Lane, settle};
use crate::delivery::badmail::{self, BadmailError};
use crate::delivery::outcome::Outcome;
use crate::mail::{Address, Host, QueueId, ServerId};
use crate::spool::state::{lane_of, lane_to};
use crate::spool::{ChangeError, ReadError, Status, Stored};
use jiff::Timestamp;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

/// Acts on the queue of a running dispatcher. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Verbs {
    pub(super) house: Arc<House>,
}

/// A message that is kept from being delivered.
pub struct Reserved(Entry);

/// What a destination answered last, with what was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAnswer {
    /// When.
    pub at: Timestamp,
    /// In English, with the other side's own words.
    pub text: Arc<str>,
    /// The same as a value, for other languages; `None` when it was kept by an earlier version.
    pub cause: Option<Arc<Outcome>>,
}

/// Why a message was not put aside. It is still in the queue.
#[derive(Debug, thiserror::Error)]
pub enum AsideError {
    /// It has left, cannot be read, or cannot be taken out.
    #[error(transparent)]
    Queue(#[from] ChangeError),
    /// The folder cannot be written.
    #[error(transparent)]
    Folder(#[from] BadmailError),
}

impl Verbs {
    /// Keeps back what goes to these destinations, and nothing else from now on: no connection is made for it. What is being
    /// handed over at this moment ends.
    pub fn freeze(&self, destinations: HashSet<(ServerId, Arc<str>)>) {
        *self.house.frozen.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(destinations);
        self.house.wake.notify_one();
    }

    /// Forgets which destinations of this server were in trouble, and looks at the spool now.
    pub fn forgive(&self, server: ServerId) {
        self.house.hops.forgive_server(server);
        self.house.wake.notify_one();
    }

    /// What this destination answered last since the engine was started, unless it has taken something since.
    pub fn last_answer(&self, server: ServerId, lane: &Arc<str>) -> Option<LastAnswer> {
        self.house.book().answers.get(&(server, Arc::clone(lane))).cloned()
    }

    /// Keeps a message from being fetched for delivery as long as the answer lives; `None` when it is out already.
    pub fn reserve(&self, server: ServerId, id: QueueId) -> Option<Reserved> {
        let mut book = self.house.book();
        if book.out.contains_key(&id) {
            return None;
        }
        let nowhere: Lane = (server, Arc::from(""));
        *book.lanes.entry(nowhere.clone()).or_default() += 1;
        book.out.insert(id, nowhere);
        Some(Reserved(Entry { house: Arc::clone(&self.house), id, remote: false, release_at: None }))
    }

    /// Calls messages back that wait for a connection. What is being handed over goes on.
    pub fn call_back(&self, ids: &HashSet<QueueId>) {
        self.house.hops.withdraw(ids);
    }

    /// Calls a message back and waits until it is here: at once when it waits for a connection, else when what is being
    /// handed over has ended. Freeze it first, or it goes out again.
    pub async fn recall(&self, server: ServerId, id: QueueId) -> Reserved {
        loop {
            let returned = self.house.returned.notified();
            tokio::pin!(returned);
            // From here on no return is missed.
            returned.as_mut().enable();
            self.house.hops.withdraw(&HashSet::from([id]));
            if let Some(reserved) = self.reserve(server, id) {
                return reserved;
            }
            returned.await;
        }
    }

    /// Takes a message out of the queue, or with `lane` only its recipients there; its sender is not told.
    ///
    /// # Errors
    /// [`ChangeError`], of it [`ChangeError::Unknown`] also when nobody waits in that lane any more; the message is still in
    /// the queue.
    pub async fn drop_silently(&self, message: &Reserved, lane: Option<&str>) -> Result<(), ChangeError> {
        if lane.is_none() {
            return self.house.spool.finish(message.0.id).await;
        }
        let stored = self.open(message.0.id).await?;
        settle::give_up(&self.house, &stored, &Waiting::of(&stored, lane)?).await
    }

    /// Takes a message out of the queue, or with `lane` only its recipients there, and reports that to its sender (status
    /// 5.0.0), both in one step. Recipients whose sender wants no report of failure, and messages with the null sender, go
    /// without one. Returns the report's queue id.
    ///
    /// # Errors
    /// As [`Self::drop_silently`].
    pub async fn delete(&self, message: &Reserved, lane: Option<&str>) -> Result<Option<QueueId>, ChangeError> {
        let stored = self.open(message.0.id).await?;
        let waiting = Waiting::of(&stored, lane)?;
        let context = self.house.context();
        match context.settings.server(stored.envelope.server).or(context.settings.servers.first()) {
            Some(server) => settle::delete(&self.house, server, &stored, &waiting).await,
            // Without a server there is nobody in whose name to report.
            None => Err(ChangeError::Closed),
        }
    }

    /// Puts a message into the badmail folder of its server, with a file that says why, and takes it out of the queue, or with
    /// `lane` only its recipients there. Nobody is told. Returns its path.
    ///
    /// # Errors
    /// [`AsideError`]; the message is still in the queue.
    pub async fn put_aside(&self, message: &Reserved, lane: Option<&str>) -> Result<PathBuf, AsideError> {
        let id = message.0.id;
        let stored = self.open(id).await?;
        let waiting = Waiting::of(&stored, lane)?;
        let reasons: Vec<(Address, String)> = waiting
            .places
            .iter()
            .map(|place| {
                let (state, recipient) = (&stored.recipients[*place], &stored.envelope.recipients[*place]);
                let tried = if state.reply.is_empty() { String::new() } else { format!("; the last attempt: {}", state.reply) };
                (recipient.address.clone(), format!("put aside by the administrator{tried}"))
            })
            .collect();
        let folder = self.house.badmail(stored.envelope.server);
        let sender = stored.envelope.sender.clone();
        let path = badmail::put(folder, id, sender.as_ref(), &reasons, self.house.now(), stored.body.clone()).await?;
        // A crash in between leaves it in both places; taking it out again writes the same file once more.
        settle::give_up(&self.house, &stored, &waiting).await?;
        Ok(path)
    }

    async fn open(&self, id: QueueId) -> Result<Stored, ChangeError> {
        self.house.spool.open(id).await.map_err(|error| match error {
            ReadError::Unknown(id) => ChangeError::Unknown(id),
            other => other.into(),
        })
    }
}

/// The recipients of a message that a verb takes out.
pub(super) struct Waiting {
    /// By their places in the envelope.
    pub(super) places: Vec<usize>,
    /// Nobody else waits.
    pub(super) all: bool,
}

impl Waiting {
    /// Those that wait in a lane, or all; there is at least one.
    fn of(stored: &Stored, lane: Option<&str>) -> Result<Self, ChangeError> {
        let pending = || stored.recipients.iter().enumerate().filter(|(_, state)| state.status == Status::Pending);
        let there = |place: &usize| {
            let recipient = stored.envelope.recipients.get(*place);
            recipient.is_some_and(|recipient| lane.is_none_or(|lane| *lane_of(recipient) == *lane))
        };
        let places: Vec<usize> = pending().map(|(place, _)| place).filter(there).collect();
        match places.len() {
            0 => Err(ChangeError::Unknown(stored.id)),
            some => Ok(Self { places, all: some == pending().count() }),
        }
    }
}

impl std::fmt::Debug for Reserved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Reserved").field(&self.0.id).finish()
    }
}

/// The lane a mail for this address waits in, of a server.
pub(super) fn lane_for(server: ServerId, address: &Address) -> Lane {
    let name = match address.host() {
        Host::Domain(domain) => Arc::from(domain.as_str()),
        Host::Literal(_) => Arc::from(lane_to(address)),
    };
    (server, name)
}
