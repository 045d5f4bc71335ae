//! The log: [`Spool`] in files of this machine.
//!
//! Everything that touches the disk happens on the writer's thread or on tokio's threads for blocking work; claiming
//! and counting touch memory only.

use super::disk::{Disk, RealDisk};
use super::incoming::{Complete, Incoming};
use super::index::{Effect, Facts};
use super::record::{Draft, MAX_PAYLOAD, Meta};
use super::store::Store;
use super::writer::{Accept, Change, Job, Writer};
use super::{
    AcceptError, ChangeError, Claim, Counts, Fault, Filter, Listing, OpenError, Options, Page, Pending, Progress, ReadError, Recovery,
    Spool, Stored, recovery,
};
use crate::mail::{Envelope, QueueId, ServerId};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{oneshot, watch};

/// The spool in files of this machine. Dropping it finishes what has been begun, as [`Spool::close`] does.
pub struct Log {
    store: Arc<Store>,
    jobs: Mutex<Option<Sender<Job>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Log {
    /// Opens the spool in `folder`, and says what was found. What cannot be read is copied to `damaged`. Reads all of
    /// the log: with a long queue call it where blocking does no harm. The caller sees to it that nobody else has the
    /// same folder open.
    ///
    /// # Errors
    /// [`OpenError`] when a folder or file cannot be read at all, or a newer version wrote it.
    pub fn open(folder: &Path, damaged: &Path, options: Options) -> Result<(Self, Recovery), OpenError> {
        Self::open_on(Arc::new(RealDisk), folder, damaged, options)
    }

    /// The same on another file system.
    ///
    /// # Errors
    /// As [`Log::open`].
    pub fn open_on(disk: Arc<dyn Disk>, folder: &Path, damaged: &Path, options: Options) -> Result<(Self, Recovery), OpenError> {
        let (store, found, report) = recovery::open(disk, folder, damaged, options)?;
        let store = Arc::new(store);
        let (sender, jobs) = channel();
        let writer = Writer::new(Arc::clone(&store), jobs, found.next_segment, found.spares);
        let thread = std::thread::Builder::new().name("spool".into()).spawn(move || writer.run());
        let thread = thread.map_err(|error| Fault::new(folder, error))?;
        Ok((Self { store, jobs: Mutex::new(Some(sender)), writer: Mutex::new(Some(thread)) }, report))
    }

    fn send(&self, job: Job) -> bool {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    async fn change(&self, id: QueueId, change: Change) -> Result<(), ChangeError> {
        let (reply, answer) = oneshot::channel();
        if !self.send(Job::Change { id, change, reply }) {
            return Err(ChangeError::Closed);
        }
        answer.await.unwrap_or(Err(ChangeError::Closed))
    }

    async fn commit(
        &self,
        envelope: Envelope,
        prefix: Vec<u8>,
        mut body: Incoming,
        cause: Option<(QueueId, Vec<Progress>)>,
    ) -> Result<QueueId, AcceptError> {
        let size = prefix.len() as u64 + body.len();
        let id = body.id();
        let (body, large) = match body.complete().await? {
            Complete::Small(body) => (Bytes::from(body), None),
            Complete::Large(large) => (Bytes::new(), Some(large)),
        };
        let meta = Meta { envelope, large: large.as_ref().map(|large| large.written) };
        let json = serde_json::to_vec(&meta).map_err(|_| AcceptError::Envelope)?;
        let draft = Draft::message(id, &json, &prefix, body);
        // Twice, so that what is to go with it fits as well.
        if draft.span() > MAX_PAYLOAD as usize / 2 || meta.envelope.recipients.is_empty() {
            return Err(AcceptError::Envelope);
        }
        let effect = Effect::Message(id, Facts::of(&meta, size));
        let (reply, answer) = oneshot::channel();
        let envelope = Arc::new(meta.envelope);
        let accept = Accept { id, draft, effect, envelope, prefix: prefix.len(), large, cause, reply };
        if !self.send(Job::Accept(Box::new(accept))) {
            return Err(AcceptError::Closed);
        }
        answer.await.unwrap_or(Err(AcceptError::Closed))
    }

    fn stop(&self) -> Option<JoinHandle<()>> {
        // Without a sender the writer finishes what is in its queue and ends.
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    #[cfg(test)]
    pub(super) fn usage(&self) -> (u64, u64) {
        self.store.lock().index.usage()
    }
}

impl Spool for Log {
    fn incoming(&self) -> Incoming {
        Incoming::new(Arc::clone(&self.store.nursery))
    }

    fn store(
        &self,
        envelope: Envelope,
        prefix: Vec<u8>,
        body: Incoming,
        cause: Option<(QueueId, Vec<Progress>)>,
    ) -> Pending<'_, Result<QueueId, AcceptError>> {
        Box::pin(self.commit(envelope, prefix, body, cause))
    }

    fn claim(&self, now: Timestamp, limit: usize, lease: SignedDuration, skip: &dyn Fn(ServerId, &str) -> bool) -> Vec<Claim> {
        self.store.lock().index.schedule.claim(now, limit, lease, skip)
    }

    fn next_due(&self) -> Option<Timestamp> {
        self.store.lock().index.schedule.next_due()
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.store.changes.subscribe()
    }

    fn open(&self, id: QueueId) -> Pending<'_, Result<Stored, ReadError>> {
        let store = Arc::clone(&self.store);
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || store.fetch(id));
            work.await.unwrap_or(Err(ReadError::Unknown(id)))
        })
    }

    fn progress(&self, id: QueueId, progress: Vec<Progress>) -> Pending<'_, Result<(), ChangeError>> {
        Box::pin(self.change(id, Change::Progress(progress)))
    }

    fn finish(&self, id: QueueId) -> Pending<'_, Result<(), ChangeError>> {
        Box::pin(self.change(id, Change::Finish))
    }

    fn hold(&self, id: QueueId, held: bool) -> Pending<'_, Result<(), ChangeError>> {
        Box::pin(self.change(id, Change::Hold(held)))
    }

    fn release(&self, id: QueueId, due: Option<Timestamp>) {
        self.store.lock().index.schedule.release(id, due);
        self.store.changed();
    }

    fn list(&self, filter: Filter, page: Page) -> Pending<'_, Listing> {
        let store = Arc::clone(&self.store);
        Box::pin(async move { tokio::task::spawn_blocking(move || store.list(&filter, &page)).await.unwrap_or_default() })
    }

    fn counts(&self) -> Counts {
        self.store.lock().index.counts()
    }

    fn has_room(&self) -> bool {
        self.store.has_room()
    }

    fn trouble(&self) -> Option<Fault> {
        self.store.health.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn heal(&self) -> Pending<'_, Result<(), AcceptError>> {
        Box::pin(async move {
            let (reply, answer) = oneshot::channel();
            if !self.send(Job::Heal(reply)) {
                return Err(AcceptError::Closed);
            }
            answer.await.unwrap_or(Err(AcceptError::Closed))
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        let thread = self.stop();
        Box::pin(async move {
            if let Some(thread) = thread {
                let _ = tokio::task::spawn_blocking(move || thread.join()).await;
            }
        })
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(thread) = self.stop() {
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Log").field("folder", &self.store.folder).finish_non_exhaustive()
    }
}
