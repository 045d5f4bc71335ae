//! The one that writes: a thread that owns the active segment and confirms what waits, batch by batch.
//!
//! ```text
//!            open a segment            write, sync
//!   [none] -----------------> [active] ------------> answered, into the index
//!     ^  |                      |  |
//!     |  | cannot               |  | full: the next one            write or sync failed
//!     |  v                      +--+------------------------------------------+
//!   [unhealthy] <-------------------------------------------------------------+
//!      (a full disk refuses too, but the next commit may try at once)
//!
//!   The body of a large message is written elsewhere; when that fails, it is as if the active segment had.
//!   [unhealthy] tries again by itself when `heal_after` has passed, whether anybody wants something or not: while it
//!   lasts nobody gets as far as a commit.
//! ```
//! Invariants:
//! - An answer is sent after the sync that covers its record, and the index learns of the record at the same moment.
//! - After a failure the segment is left at its last confirmed octet: cut if it can be, and in any case declared to end
//!   there by the header of the next one.
//! - Moving messages out of a segment happens in batches of at most 1 MiB between those of the commits.

mod tidy;

use super::disk::write_all;
use super::error::{AcceptError, ChangeError, Fault};
use super::incoming::Large;
use super::index::{Effect, Place};
use super::record::{Draft, HEADER, Salt, group_header};
use super::segment::{self, FIRST, Header, MAX_VOIDS, Segment};
use super::state::{Prospect, State};
use super::store::{Kept, Store};
use super::{Outcome, Progress};
use crate::mail::{Envelope, QueueId};
use std::collections::{HashMap, VecDeque};
use std::io::IoSlice;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Something to be written.
pub(super) enum Job {
    Accept(Box<Accept>),
    Change {
        id: QueueId,
        change: Change,
        reply: oneshot::Sender<Result<(), ChangeError>>,
    },
    Heal(oneshot::Sender<Result<(), AcceptError>>),
    /// A body in its own file could not be written, or not confirmed.
    Broken(Fault),
    /// The start has been seen through: housekeeping may begin.
    Tidy,
}

/// The way to the writer; shut before it is there, and after the end.
#[derive(Default)]
pub(super) struct Jobs(Mutex<Option<Sender<Job>>>);

impl Jobs {
    /// Opens it; here the jobs come out.
    pub(super) fn open(&self) -> Receiver<Job> {
        let (sender, jobs) = channel();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        jobs
    }

    /// Whether there is somebody to do it.
    pub(super) fn send(&self, job: Job) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Without it the writer finishes what has been sent, and ends.
    pub(super) fn shut(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

pub(super) struct Accept {
    pub(super) id: QueueId,
    pub(super) draft: Draft,
    pub(super) effect: Effect,
    pub(super) envelope: Arc<Envelope>,
    /// Octets of the trace headers.
    pub(super) prefix: usize,
    pub(super) large: Option<Large>,
    pub(super) cause: Option<(QueueId, Vec<Progress>)>,
    pub(super) reply: oneshot::Sender<Result<QueueId, AcceptError>>,
}

/// A change to a queued message.
pub(super) enum Change {
    Progress(Vec<Progress>),
    Finish,
    Hold(bool),
}

pub(super) struct Writer {
    store: Arc<Store>,
    jobs: Receiver<Job>,
    active: Option<Active>,
    next_segment: u32,
    spares: Vec<PathBuf>,
    voids: Vec<(NonZeroU32, u32)>,
    failed: Option<(Fault, Instant)>,
    moving: VecDeque<QueueId>,
    moving_from: Option<NonZeroU32>,
    untidy: bool,
}

struct Active {
    segment: Arc<Segment>,
    at: u32,
    capacity: u32,
}

/// One record with all that follows from it.
struct Ready {
    drafts: Vec<Draft>,
    effects: Vec<Effect>,
    group: [u8; HEADER],
    then: Then,
    leaving: Vec<QueueId>,
}

enum Then {
    Accepted {
        id: QueueId,
        envelope: Arc<Envelope>,
        prefix: usize,
        large: Option<Large>,
        reply: oneshot::Sender<Result<QueueId, AcceptError>>,
    },
    Changed(oneshot::Sender<Result<(), ChangeError>>),
    Moved,
}

/// What the changes earlier in this batch have made of a message; `None` when it has left.
type Overlay = HashMap<QueueId, Option<(Arc<Envelope>, State)>>;

impl Writer {
    pub(super) fn new(store: Arc<Store>, jobs: Receiver<Job>, next_segment: u32, spares: Vec<PathBuf>) -> Self {
        let (voids, moving) = (Vec::new(), VecDeque::new());
        Self { store, jobs, active: None, next_segment, spares, voids, failed: None, moving, moving_from: None, untidy: true }
    }

    /// Works until it is told to close or nobody is left to tell it.
    pub(super) fn run(mut self) {
        while let Some(first) = self.next() {
            self.batch(first);
            if self.may_tidy() {
                self.tidy();
            }
        }
        self.seal();
    }

    /// The next thing to do; meanwhile keeps house, or tries to become well again. `None` when there will be no more.
    fn next(&mut self) -> Option<Job> {
        loop {
            match self.jobs.try_recv() {
                Ok(job) => return Some(job),
                Err(TryRecvError::Empty) if self.may_tidy() => {
                    self.tidy();
                    continue;
                }
                Err(_) => {}
            }
            let Some((_, since)) = &self.failed else { return self.jobs.recv().ok() };
            let pause = self.store.options.heal_after.max(BREATH).saturating_sub(since.elapsed());
            match self.jobs.recv_timeout(pause) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    // Where there is no room either, the wait begins anew.
                    if self.revive().is_err()
                        && let Some((_, since)) = &mut self.failed
                    {
                        *since = Instant::now();
                    }
                }
            }
        }
    }

    fn may_tidy(&self) -> bool {
        self.untidy && self.failed.is_none() && self.store.is_whole()
    }

    /// Takes all that waits, up to a bound, and commits it.
    fn batch(&mut self, first: Job) {
        let (mut ready, mut overlay, mut octets) = (Vec::new(), Overlay::new(), 0);
        let mut next = Some(first);
        while let Some(job) = next {
            match job {
                Job::Accept(accept) => ready.extend(self.accept(*accept, &mut overlay)),
                Job::Change { id, change, reply } => match self.change(id, change, &mut overlay) {
                    Ok((draft, effect)) => ready.push(Ready::new(vec![draft], vec![effect], Then::Changed(reply))),
                    Err(error) => drop(reply.send(Err(error))),
                },
                Job::Heal(reply) => drop(reply.send(self.revive().map(|_| ()))),
                Job::Broken(fault) => self.body_failed(fault),
                Job::Tidy => self.untidy = true,
            }
            octets += ready.last().map_or(0, Ready::span);
            next = if octets < BATCH && ready.len() < BATCH_RECORDS { self.jobs.try_recv().ok() } else { None };
        }
        self.commit(ready);
    }

    fn accept(&mut self, accept: Accept, overlay: &mut Overlay) -> Option<Ready> {
        let Accept { id, draft, effect, envelope, prefix, large, cause, reply } = accept;
        let (mut drafts, mut effects) = (vec![draft], vec![effect]);
        if let Some((cause, progress)) = cause {
            match self.change(cause, Change::Progress(progress), overlay) {
                Ok((draft, effect)) => {
                    drafts.push(draft);
                    effects.push(effect);
                }
                Err(error) => {
                    let _ = reply.send(Err(AcceptError::Cause(error)));
                    return None;
                }
            }
        }
        Some(Ready::new(drafts, effects, Then::Accepted { id, envelope, prefix, large, reply }))
    }

    fn change(&mut self, id: QueueId, change: Change, overlay: &mut Overlay) -> Result<(Draft, Effect), ChangeError> {
        let entry = *self.store.lock().index.entry(id).ok_or(ChangeError::Unknown(id))?;
        let known = overlay.remove(&id);
        if matches!(known, Some(None)) {
            overlay.insert(id, None);
            return Err(ChangeError::Unknown(id));
        }
        // The common case needs no look at the disk: the only recipient is settled.
        let settles = |p: &Progress| p.recipient == 0 && matches!(p.outcome, Outcome::Delivered { .. } | Outcome::Failed { .. });
        let leaves = match &change {
            Change::Finish => true,
            Change::Progress(progress) => entry.recipients == 1 && progress.iter().any(settles),
            Change::Hold(_) => false,
        };
        let next = if leaves {
            None
        } else {
            let (envelope, mut state) = match known {
                Some(Some(known)) => known,
                _ => self.store.envelope_and_state(id)?,
            };
            match &change {
                Change::Progress(progress) => state.apply(&envelope, progress),
                Change::Hold(held) => state.held = *held,
                Change::Finish => {}
            }
            state.prospect(&envelope).map(|next| (next, envelope, state))
        };
        let Some((next, envelope, mut state)) = next else {
            overlay.insert(id, None);
            return Ok((Draft::finished(id), Effect::Finished(id)));
        };
        let mut draft = Draft::state(id, &json(&next, &state));
        // A record that is too long would be written, confirmed, and called damaged by the next start.
        while !draft.fits() {
            if !state.shorten() {
                let fault = Fault::new(&self.store.folder, std::io::ErrorKind::InvalidData.into());
                return Err(ChangeError::Write(fault));
            }
            draft = Draft::state(id, &json(&next, &state));
        }
        overlay.insert(id, Some((envelope, state)));
        Ok((draft, Effect::State(id, next)))
    }

    /// Writes all of it, in as many segments as it takes. Whether it could.
    fn commit(&mut self, ready: Vec<Ready>) -> bool {
        let mut rest = VecDeque::from(ready);
        while !rest.is_empty() {
            let (at, capacity) = match self.open_active() {
                Ok(active) => (active.at, active.capacity),
                Err(error) => {
                    rest.into_iter().for_each(|ready| ready.refuse(error.clone()));
                    return false;
                }
            };
            let (mut chunk, mut end) = (Vec::new(), u64::from(at));
            while let Some(ready) = rest.front() {
                let after = end + ready.span() as u64;
                let alone = chunk.is_empty() && at == FIRST;
                if after > u64::from(capacity) && !alone {
                    break;
                }
                end = after;
                chunk.extend(rest.pop_front());
            }
            if chunk.is_empty() {
                self.active = None;
                self.untidy = true;
                continue;
            }
            if let Err(error) = self.write(chunk) {
                rest.into_iter().for_each(|ready| ready.refuse(error.clone()));
                return false;
            }
        }
        true
    }

    /// One write, one sync, and the answers.
    fn write(&mut self, mut chunk: Vec<Ready>) -> Result<(), AcceptError> {
        let Some(active) = &mut self.active else { return Err(AcceptError::Closed) };
        let segment = Arc::clone(&active.segment);
        chunk.iter_mut().for_each(|ready| ready.seal(segment.salt));
        let mut slices = Vec::with_capacity(chunk.len() * 3);
        chunk.iter().for_each(|ready| ready.slices(&mut slices));
        let written = write_all(&*segment.file, &mut slices, u64::from(active.at))
            .map_err(|error| Fault::new(&segment.path, error))
            .map_err(|fault| if fault.is_full() { AcceptError::NoRoom(fault) } else { AcceptError::Write(fault) })
            .and_then(|()| self.sync(&segment));
        if let Err(error) = written {
            self.abandon(&error);
            chunk.into_iter().for_each(|ready| ready.refuse(error.clone()));
            return Err(error);
        }
        let Some(active) = &mut self.active else { return Err(AcceptError::Closed) };
        let mut inner = self.store.lock();
        let mut at = active.at;
        for ready in &mut chunk {
            self.untidy |= !matches!(ready.effects[..], [Effect::Message(..)]);
            let mut place = at + if ready.drafts.len() > 1 { HEADER as u32 } else { 0 };
            for (draft, effect) in ready.drafts.iter().zip(ready.effects.drain(..)) {
                if let Effect::Finished(id) = effect {
                    inner.recent.forget(id);
                    if inner.index.entry(id).is_some_and(|entry| entry.large) {
                        ready.leaving.push(id);
                    }
                }
                let span = draft.span() as u32;
                inner.index.apply(Place { segment: segment.number, offset: place, span }, effect);
                place += span;
            }
            at += ready.span() as u32;
            ready.remember(&mut inner, self.store.options.recent);
        }
        inner.index.extend_segment(segment.number, at);
        drop(inner);
        active.at = at;
        self.store.changed();
        for ready in chunk {
            ready.answer(&self.store);
        }
        Ok(())
    }

    fn sync(&self, segment: &Segment) -> Result<(), AcceptError> {
        #[cfg(test)]
        if self.store.options.skip_sync {
            return Ok(());
        }
        segment.file.sync().map_err(|error| AcceptError::Sync(Fault::new(&segment.path, error)))
    }

    /// Gives the active segment up at its last confirmed octet.
    fn abandon(&mut self, error: &AcceptError) {
        if let Some(active) = self.active.take() {
            // The header of the next segment says the same; this only makes room at once.
            let _ = active.segment.file.cut(u64::from(active.at));
            self.voids.push((active.segment.number, active.at));
            let excess = self.voids.len().saturating_sub(MAX_VOIDS);
            self.voids.drain(..excess);
        }
        if let AcceptError::Write(fault) | AcceptError::Sync(fault) = error {
            self.fail(fault.clone());
        }
    }

    fn fail(&mut self, fault: Fault) {
        if self.failed.is_none() {
            tracing::error!(%fault, "the spool cannot write; nothing is accepted until it can");
        } else {
            tracing::debug!(%fault, "the spool still cannot write");
        }
        *self.store.health.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault.clone());
        self.failed = Some((fault, Instant::now()));
        self.store.changed();
    }

    /// A disk that failed to take a body is not believed to take a record: only a fresh file shows that it writes again.
    fn body_failed(&mut self, fault: Fault) {
        if self.failed.is_none() {
            self.active = None;
            self.untidy = true;
            self.fail(fault);
        }
    }

    /// The active segment; a new one when there is none. Not tried soon after a failure.
    fn open_active(&mut self) -> Result<&Active, AcceptError> {
        if let Some((fault, since)) = &self.failed
            && since.elapsed() < self.store.options.heal_after
        {
            return Err(AcceptError::Unhealthy(fault.clone()));
        }
        self.revive()
    }

    /// The same, however lately something failed. A fresh file that could be written makes the spool well.
    fn revive(&mut self) -> Result<&Active, AcceptError> {
        let active = match self.active.take() {
            Some(active) => active,
            None => self.create()?,
        };
        if self.failed.take().is_some() {
            tracing::info!("the spool writes again");
            *self.store.health.lock().unwrap_or_else(PoisonError::into_inner) = None;
            self.store.changed();
        }
        Ok(self.active.insert(active))
    }

    fn create(&mut self) -> Result<Active, AcceptError> {
        let number = NonZeroU32::new(self.next_segment).unwrap_or(NonZeroU32::MAX);
        self.next_segment = self.next_segment.saturating_add(1);
        let spare = self.spares.pop();
        let next_id = self.store.nursery.next_id();
        let salt = Salt(rand::random());
        let header = Header { sequence: number, salt, next_id, recycled: spare.is_some(), voids: self.voids.clone() };
        let capacity = self.store.options.segment;
        let created = segment::create(&*self.store.disk, &self.store.folder, spare.as_deref(), &header, u64::from(capacity));
        let segment = match created {
            Ok(segment) => Arc::new(segment),
            Err(fault) if fault.is_full() => {
                // The room it has is still ours; one that cannot be written to is not tried again.
                self.spares.extend(spare);
                return Err(AcceptError::NoRoom(fault));
            }
            Err(fault) => {
                self.fail(fault.clone());
                return Err(AcceptError::Write(fault));
            }
        };
        let mut inner = self.store.lock();
        inner.index.open_segment(number, salt, FIRST, self.voids.drain(..).map(|(number, _)| number));
        inner.segments.insert(number, Arc::clone(&segment));
        Ok(Active { segment, at: FIRST, capacity })
    }

    /// Cuts the active segment at its end, so that the next start need not search behind it.
    fn seal(&mut self) {
        if let Some(active) = self.active.take() {
            let done = active.segment.file.cut(u64::from(active.at)).and_then(|()| active.segment.file.sync());
            if let Err(error) = done {
                tracing::warn!(%error, path = %active.segment.path.display(), "the last file of the spool could not be cut");
            }
        }
    }
}

impl Ready {
    fn new(drafts: Vec<Draft>, effects: Vec<Effect>, then: Then) -> Self {
        Self { drafts, effects, group: [0; HEADER], then, leaving: Vec::new() }
    }

    fn span(&self) -> usize {
        let inner: usize = self.drafts.iter().map(Draft::span).sum();
        if self.drafts.len() > 1 { super::record::span(inner) } else { inner }
    }

    fn seal(&mut self, salt: Salt) {
        let grouped = self.drafts.len() > 1;
        self.drafts.iter_mut().for_each(|draft| draft.seal(salt, grouped));
        if grouped {
            self.group = group_header(salt, &self.drafts);
        }
    }

    fn slices<'a>(&'a self, slices: &mut Vec<IoSlice<'a>>) {
        let grouped = self.drafts.len() > 1;
        if grouped {
            slices.push(IoSlice::new(&self.group));
        }
        let inner = self.drafts.iter().flat_map(Draft::slices).filter(|slice| !slice.is_empty());
        slices.extend(inner.map(IoSlice::new));
        if grouped {
            let inner: usize = self.drafts.iter().map(Draft::span).sum();
            slices.push(IoSlice::new(&[0; super::record::ALIGN][..self.span() - HEADER - inner]));
        }
    }

    /// Keeps a small message for those who deliver it at once.
    fn remember(&mut self, inner: &mut super::store::Inner, limit: usize) {
        if let Then::Accepted { id, envelope, prefix, large: None, .. } = &self.then
            && !self.drafts.is_empty()
        {
            let text = self.drafts.swap_remove(0).into_text(*prefix);
            inner.recent.put(*id, Arc::clone(envelope), text, limit);
        }
    }

    fn answer(self, store: &Store) {
        match self.then {
            Then::Accepted { id, large, reply, .. } => {
                if let Some(large) = large {
                    large.keep();
                }
                let _ = reply.send(Ok(id));
            }
            Then::Changed(reply) => drop(reply.send(Ok(()))),
            Then::Moved => {}
        }
        for id in self.leaving {
            // If it cannot be removed now, the next start does it.
            let _ = store.disk.remove(&store.nursery.path(id));
        }
    }

    fn refuse(self, error: AcceptError) {
        match self.then {
            Then::Accepted { reply, .. } => drop(reply.send(Err(error))),
            Then::Changed(reply) => drop(reply.send(Err(error.into()))),
            Then::Moved => {}
        }
    }
}

fn json(next: &Prospect, state: &State) -> Vec<u8> {
    // These types have no key or value that JSON cannot hold; an empty text would be refused when read.
    serde_json::to_vec(&Kept { next: next.clone(), state: state.clone() }).unwrap_or_default()
}

/// Octets and records after which a batch is full.
const BATCH: usize = 8 << 20;
const BATCH_RECORDS: usize = 1024;
/// The least time between two tries to become well that nobody has asked for, so that they take no processor.
const BREATH: Duration = Duration::from_millis(100);
