//! The log: [`Spool`] in files of this machine.
//!
//! Everything that touches the disk happens on the writer's thread or on tokio's threads for blocking work; claiming
//! and counting touch memory only.

use super::disk::{Disk, RealDisk};
use super::incoming::{Complete, Incoming};
use super::index::{Effect, Facts};
use super::lanes::{LaneSummary, lanes};
use super::record::{Draft, Meta};
use super::recovery::{Found, Halt, Scan};
use super::state::MOST_RECIPIENTS;
use super::store::Store;
use super::writer::{Accept, Change, Job, Writer};
use super::{
    AcceptError, ChangeError, Claim, Counts, Fault, Filter, Listing, OpenError, Options, Page, Pending, Progress, ReadError, Reading,
    RecipientState, Recovery, Room, Spool, Stored, Summary, recovery,
};
use crate::mail::{ByteSize, Envelope, QueueId, ServerId};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{oneshot, watch};

/// The spool in files of this machine. Dropping it finishes what has been begun, as [`Spool::close`] does.
pub struct Log {
    store: Arc<Store>,
    /// The one that writes, and the one that reads what earlier runs have left.
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// Tells the one that reads to end.
    stop: Arc<AtomicBool>,
}

impl Log {
    /// Opens the spool in `folder` at once: messages of earlier runs are read on a thread of their own, while new ones are
    /// taken in and delivered already; [`Spool::reading`] says how far it is. What cannot be read is copied to `damaged`.
    /// The caller sees to it that nobody else has the same folder open.
    ///
    /// # Errors
    /// [`OpenError`] when a folder or file cannot be opened at all, or a newer version wrote it.
    pub fn begin(folder: &Path, damaged: &Path, options: Options) -> Result<Self, OpenError> {
        Self::begin_on(Arc::new(RealDisk), folder, damaged, options)
    }

    /// The same on another file system.
    ///
    /// # Errors
    /// As [`Log::begin`].
    pub fn begin_on(disk: Arc<dyn Disk>, folder: &Path, damaged: &Path, options: Options) -> Result<Self, OpenError> {
        let (store, found, scan) = recovery::begin(disk, folder, damaged, options)?;
        let log = Self::with_writer(Arc::new(store), found)?;
        let (store, stop) = (Arc::clone(&log.store), Arc::clone(&log.stop));
        let read = move || {
            see_through(scan, &store, &stop);
            // Not there any more when the spool has been closed meanwhile.
            store.nursery.jobs.send(Job::Tidy);
        };
        let thread = std::thread::Builder::new().name("spool-start".into()).spawn(read);
        log.threads().push(thread.map_err(|error| Fault::new(folder, error))?);
        Ok(log)
    }

    /// Opens the spool in `folder`, and says what was found when all of it has been read: with a long queue call it where
    /// blocking does no harm.
    ///
    /// # Errors
    /// As [`Log::begin`], and when anything cannot be read at all.
    pub fn open(folder: &Path, damaged: &Path, options: Options) -> Result<(Self, Recovery), OpenError> {
        Self::open_on(Arc::new(RealDisk), folder, damaged, options)
    }

    /// The same on another file system.
    ///
    /// # Errors
    /// As [`Log::open`].
    pub fn open_on(disk: Arc<dyn Disk>, folder: &Path, damaged: &Path, options: Options) -> Result<(Self, Recovery), OpenError> {
        let (store, found, scan) = recovery::begin(disk, folder, damaged, options)?;
        let report = match scan.run(&store, &AtomicBool::new(false)) {
            Ok(report) => report,
            Err(Halt::Failed(error)) => return Err(error),
            // Nobody can have told it to.
            Err(Halt::Stopped) => Recovery::default(),
        };
        store.reading.send_replace(Reading::Done(Arc::new(report.clone())));
        Ok((Self::with_writer(Arc::new(store), found)?, report))
    }

    fn with_writer(store: Arc<Store>, found: Found) -> Result<Self, OpenError> {
        let writer = Writer::new(Arc::clone(&store), store.nursery.jobs.open(), found.next_segment, found.spares);
        let thread = std::thread::Builder::new().name("spool".into()).spawn(move || writer.run());
        let thread = thread.map_err(|error| Fault::new(&store.folder, error))?;
        Ok(Self { store, threads: Mutex::new(vec![thread]), stop: Arc::default() })
    }

    fn threads(&self) -> MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, job: Job) -> bool {
        self.store.nursery.jobs.send(job)
    }

    async fn change(&self, id: QueueId, change: Change) -> Result<(), ChangeError> {
        if self.store.lock().index.entry(id).is_none() {
            // It may be one that has not been read yet.
            self.settled().await;
        }
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
        if let Some(fault) = self.store.unread() {
            return Err(AcceptError::Unhealthy(fault));
        }
        let size = prefix.len() as u64 + body.len();
        let id = body.id().await?;
        let (body, large) = match body.complete().await? {
            Complete::Small(body) => (Bytes::from(body), None),
            Complete::Large(large) => (Bytes::new(), Some(large)),
        };
        let meta = Meta { envelope, large: large.as_ref().map(|large| large.written) };
        let json = serde_json::to_vec(&meta).map_err(|_| AcceptError::Envelope)?;
        let draft = Draft::message(id, &json, &prefix, body);
        let recipients = meta.envelope.recipients.len();
        if !draft.fits() || recipients == 0 || recipients > MOST_RECIPIENTS {
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

    fn stop(&self) -> Vec<JoinHandle<()>> {
        self.stop.store(true, Ordering::Relaxed);
        self.store.nursery.jobs.shut();
        std::mem::take(&mut *self.threads())
    }

    /// The names of all queued messages, the oldest first.
    pub(super) fn identifiers(&self) -> Vec<QueueId> {
        self.store.lock().index.entries().map(|(id, _)| id).collect()
    }

    /// Octets of all messages as they go out, and octets of the files of the log.
    pub(super) fn octets(&self) -> (u64, u64) {
        let inner = self.store.lock();
        (inner.index.counts().octets, inner.segments.values().filter_map(|segment| segment.file.size().ok()).sum())
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

    fn hurry(&self, id: QueueId, now: Timestamp) {
        self.store.lock().index.schedule.hurry(id, now);
        self.store.changed();
    }

    fn list(&self, filter: Filter, page: Page) -> Pending<'_, Listing> {
        let store = Arc::clone(&self.store);
        Box::pin(async move { tokio::task::spawn_blocking(move || store.list(&filter, &page)).await.unwrap_or_default() })
    }

    fn find(&self, filter: Filter) -> Pending<'_, Vec<Summary>> {
        let store = Arc::clone(&self.store);
        Box::pin(async move { tokio::task::spawn_blocking(move || store.find(&filter)).await.unwrap_or_default() })
    }

    fn lanes(&self) -> Pending<'_, Vec<LaneSummary>> {
        let store = Arc::clone(&self.store);
        Box::pin(async move { tokio::task::spawn_blocking(move || lanes(&store.lock().index)).await.unwrap_or_default() })
    }

    fn answer(&self, id: QueueId) -> Pending<'_, Option<RecipientState>> {
        let store = Arc::clone(&self.store);
        // A message that has just left has no answer.
        Box::pin(async move { tokio::task::spawn_blocking(move || store.answer(id)).await.ok()?.ok()? })
    }

    fn counts(&self) -> Counts {
        self.store.lock().index.counts()
    }

    fn room(&self, reserve: Option<ByteSize>) -> Option<Room> {
        self.store.room(reserve)
    }

    fn trouble(&self) -> Option<Fault> {
        self.store.unread().or_else(|| self.store.health.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn reading(&self) -> watch::Receiver<Reading> {
        self.store.reading.subscribe()
    }

    fn heal(&self) -> Pending<'_, Result<(), AcceptError>> {
        Box::pin(async move {
            self.store.nursery.opened().await?;
            if let Some(fault) = self.store.unread() {
                return Err(AcceptError::Unhealthy(fault));
            }
            let (reply, answer) = oneshot::channel();
            if !self.send(Job::Heal(reply)) {
                return Err(AcceptError::Closed);
            }
            answer.await.unwrap_or(Err(AcceptError::Closed))
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        let threads = self.stop();
        Box::pin(async move {
            let _ = tokio::task::spawn_blocking(move || threads.into_iter().for_each(|thread| drop(thread.join()))).await;
        })
    }
}

/// Reads what earlier runs have left, and says so.
fn see_through(scan: Scan, store: &Store, stop: &AtomicBool) {
    let (end, fault) = match scan.run(store, stop) {
        Ok(report) => (Reading::Done(Arc::new(report)), None),
        Err(Halt::Stopped) => (Reading::Stopped, None),
        Err(Halt::Failed(OpenError::Disk(fault))) => (Reading::Failed(fault.clone()), Some(fault)),
        Err(Halt::Failed(newer @ OpenError::Newer(_))) => {
            let fault = Fault::new(&store.folder, std::io::Error::other(newer));
            (Reading::Failed(fault.clone()), Some(fault))
        }
    };
    if let Some(fault) = fault {
        tracing::error!(%fault, "the messages of earlier runs cannot be read; nothing is accepted any more");
        store.nursery.fail(fault);
    }
    store.reading.send_replace(end);
    store.changed();
}

impl Drop for Log {
    fn drop(&mut self) {
        for thread in self.stop() {
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Log").field("folder", &self.store.folder).finish_non_exhaustive()
    }
}
