//! What the writer and everybody else share: the index, the open segments, the recently accepted messages.
//!
//! The lock is held for moments and never over a call to the disk. A segment that somebody reads from is not re-used:
//! readers take their reference under the lock, and the writer lets a file go only when it holds the last one.

use super::body::{Body, Stored};
use super::disk::{Disk, How, Space, read_full};
use super::error::{Fault, ReadError};
use super::incoming::Nursery;
use super::index::{Entry, Index, Place};
use super::reading::Reading;
use super::record::{self, HEADER, Header, Kind, Meta, Part};
use super::segment::Segment;
use super::state::{Prospect, State};
use super::{Filter, Listing, Options, Page, Room, Sort, Summary};
use crate::mail::header::subject;
use crate::mail::{ByteSize, Envelope, QueueId};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::watch;

pub(super) struct Store {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) folder: PathBuf,
    pub(super) options: Options,
    pub(super) nursery: Arc<Nursery>,
    pub(super) changes: watch::Sender<u64>,
    pub(super) reading: watch::Sender<Reading>,
    pub(super) health: Mutex<Option<Fault>>,
    room: Mutex<Option<(Instant, Option<Space>)>>,
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) index: Index,
    pub(super) segments: BTreeMap<NonZeroU32, Arc<Segment>>,
    pub(super) recent: Recent,
}

/// The latest messages, so that one delivered at once need not be read back.
#[derive(Default)]
pub(super) struct Recent {
    messages: HashMap<QueueId, InMemory>,
    order: VecDeque<QueueId>,
    octets: usize,
}

/// A whole message: envelope, trace headers and body.
type InMemory = (Arc<Envelope>, [Bytes; 2]);

/// A state record as it is on the disk.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) next: Prospect,
    pub(super) state: State,
}

impl Store {
    /// A store of which `of` octets have yet to be read.
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf, options: Options, nursery: Arc<Nursery>, inner: Inner, of: u64) -> Self {
        let (changes, reading) = (watch::Sender::new(0), watch::Sender::new(Reading::UnderWay { octets: 0, of }));
        let (health, room, inner) = (Mutex::new(None), Mutex::new(None), Mutex::new(inner));
        Self { disk, folder, options, nursery, changes, reading, health, room, inner }
    }

    /// Whether the start has been seen through: what makes what void is known.
    pub(super) fn is_whole(&self) -> bool {
        matches!(*self.reading.borrow(), Reading::Done(_))
    }

    /// Why nothing can be accepted since the start.
    pub(super) fn unread(&self) -> Option<Fault> {
        if let Reading::Failed(fault) = &*self.reading.borrow() { Some(fault.clone()) } else { None }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn changed(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    pub(super) fn room(&self, reserve: Option<ByteSize>) -> Option<Room> {
        let space = self.space()?;
        let (least, percent) = self.options.reserve;
        let usual = || least.max(space.total / 100 * u64::from(percent));
        Some(Room { free: space.free, reserve: reserve.map_or_else(usual, ByteSize::octets) })
    }

    fn space(&self) -> Option<Space> {
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, answer)) = *room
            && asked.elapsed() < ROOM_ASKED_EVERY
        {
            return answer;
        }
        let answer = self.disk.space(&self.folder).ok();
        *room = Some((Instant::now(), answer));
        answer
    }

    /// A message with all that is known about it. Blocks on the disk unless the message is a recent one.
    pub(super) fn fetch(&self, id: QueueId) -> Result<Stored, ReadError> {
        let (entry, recent, found) = self.locate(id)?;
        let (envelope, body) = match recent {
            Some((envelope, pieces)) => (envelope, Body::in_memory(id, pieces.to_vec())),
            None => self.message(id, &entry, &found)?,
        };
        let state = self.state(id, &entry, &found)?;
        Ok(Stored { id, recipients: state.all(&envelope), envelope, held: state.held, body })
    }

    /// The envelope and the state alone.
    pub(super) fn envelope_and_state(&self, id: QueueId) -> Result<(Arc<Envelope>, State), ReadError> {
        let (entry, recent, found) = self.locate(id)?;
        let envelope = match recent {
            Some((envelope, _)) => envelope,
            None => self.meta(id, &entry, &found)?.0,
        };
        Ok((envelope, self.state(id, &entry, &found)?))
    }

    /// The envelope, the subject where it is at hand (a large body is a file of its own: see [`Self::subject_in_file`]), and
    /// the state.
    fn essentials(&self, id: QueueId) -> Result<(Arc<Envelope>, Box<str>, State), ReadError> {
        let (entry, recent, found) = self.locate(id)?;
        let (envelope, subject) = match recent {
            Some((envelope, pieces)) => (envelope, pieces.iter().find_map(|piece| subject(piece))),
            None => {
                let (envelope, _, text) = self.meta(id, &entry, &found)?;
                let subject = subject(&text);
                (envelope, subject)
            }
        };
        Ok((envelope, subject.unwrap_or_default().into(), self.state(id, &entry, &found)?))
    }

    /// The subject of a message with a large body, from the first [`HEAD`] octets of its file.
    fn subject_in_file(&self, id: QueueId) -> Option<String> {
        let (entry, recent, _) = self.locate(id).ok()?;
        if recent.is_some() || !entry.large {
            return None;
        }
        let file = self.disk.open(&self.nursery.path(id), How::Existing).ok()?;
        let mut head = vec![0; HEAD];
        let read = read_full(&*file, &mut head, 0).ok()?;
        subject(&head[..read])
    }

    /// The state alone.
    pub(super) fn state_alone(&self, id: QueueId) -> Result<State, ReadError> {
        let (entry, _, found) = self.locate(id)?;
        self.state(id, &entry, &found)
    }

    /// Where a message is, with the segments of its message and its state held open.
    fn locate(&self, id: QueueId) -> Result<(Entry, Option<InMemory>, Held), ReadError> {
        let inner = self.lock();
        let entry = *inner.index.entry(id).ok_or(ReadError::Unknown(id))?;
        let message = inner.segments.get(&entry.message.segment).cloned();
        let state = entry.state.and_then(|place| inner.segments.get(&place.segment).cloned());
        Ok((entry, inner.recent.messages.get(&id).cloned(), Held { message, state }))
    }

    fn meta(&self, id: QueueId, entry: &Entry, held: &Held) -> Result<(Arc<Envelope>, Option<u64>, Bytes), ReadError> {
        let segment = held.message.as_ref().ok_or(ReadError::Unknown(id))?;
        let (_, payload) = read_record(id, segment, entry.message)?;
        let damaged = || ReadError::Damaged(id, segment.path.clone());
        let Ok(Part::Message { meta, text, .. }) = record::part(Kind::Message, &payload) else { return Err(damaged()) };
        let meta: Meta = serde_json::from_slice(meta).map_err(|_| damaged())?;
        Ok((Arc::new(meta.envelope), meta.large, payload.slice(text..)))
    }

    fn message(&self, id: QueueId, entry: &Entry, held: &Held) -> Result<(Arc<Envelope>, Body), ReadError> {
        let (envelope, large, text) = self.meta(id, entry, held)?;
        let Some(length) = large else { return Ok((envelope, Body::in_memory(id, vec![text]))) };
        let path = self.nursery.path(id);
        match self.disk.open(&path, How::Existing) {
            Ok(file) => Ok((envelope, Body::in_file(id, text, file, path, length))),
            Err(_) if self.lock().index.entry(id).is_none() => Err(ReadError::Unknown(id)),
            Err(error) => Err(ReadError::Disk(id, Fault::new(&path, error))),
        }
    }

    fn state(&self, id: QueueId, entry: &Entry, held: &Held) -> Result<State, ReadError> {
        let (Some(place), Some(segment)) = (entry.state, &held.state) else { return Ok(State::default()) };
        let (_, payload) = read_record(id, segment, place)?;
        let damaged = || ReadError::Damaged(id, segment.path.clone());
        let Ok(Part::State { json, .. }) = record::part(Kind::State, &payload) else { return Err(damaged()) };
        let kept: Kept = serde_json::from_slice(json).map_err(|_| damaged())?;
        Ok(kept.state)
    }

    /// The rows of a page, and how many the filter lets through. Blocks on the disk.
    pub(super) fn list(&self, filter: &Filter, page: &Page) -> Listing {
        let mut rows = self.find(filter);
        match page.sort {
            Sort::Accepted => {}
            Sort::Due => rows.sort_by_key(|row| row.due),
            Sort::Size => rows.sort_by_key(|row| row.size),
            Sort::Attempts => rows.sort_by_key(|row| row.attempts),
            Sort::Lane => rows.sort_by(|a, b| a.lane.cmp(&b.lane)),
        }
        if page.descending {
            rows.reverse();
        }
        let total = rows.len();
        let mut rows: Vec<_> = rows.into_iter().skip(page.offset).take(page.limit).collect();
        for row in &mut rows {
            self.fill(row);
            // Only for what is shown: a filter that looks into the envelopes opens no files.
            if row.subject.is_empty() {
                row.subject = self.subject_in_file(row.id).unwrap_or_default().into();
            }
        }
        Listing { rows, total }
    }

    /// All rows a filter lets through, the oldest first; with their envelopes only where the filter looks into them. Blocks
    /// on the disk then.
    pub(super) fn find(&self, filter: &Filter) -> Vec<Summary> {
        let mut rows = self.rows(filter);
        let wanted = [&filter.text, &filter.sender, &filter.recipient].map(|text| text.as_deref().map(str::to_lowercase));
        if wanted.iter().any(Option::is_some) {
            let [text, sender, recipient] = wanted;
            rows.retain_mut(|row| {
                self.fill(row);
                row.envelope.as_ref().is_some_and(|envelope| {
                    text.as_ref().is_none_or(|text| sent_by(envelope, text) || goes_to(envelope, text))
                        && sender.as_ref().is_none_or(|text| sent_by(envelope, text))
                        && recipient.as_ref().is_none_or(|text| goes_to(envelope, text))
                })
            });
        }
        rows
    }

    fn rows(&self, filter: &Filter) -> Vec<Summary> {
        let inner = self.lock();
        let row = |(id, entry): (QueueId, &Entry)| {
            let (due, leased, held) = inner.index.schedule.standing(id)?;
            let lane = inner.index.schedule.lane_of(id)?;
            let wanted = filter.server.is_none_or(|server| server == entry.server)
                && filter.lane.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(&lane))
                && filter.held.is_none_or(|wanted| wanted == held)
                && filter.due_after.is_none_or(|then| due > then)
                && filter.deferred.is_none_or(|wanted| wanted == (entry.attempts > 0));
            let Entry { server, size, recipients, pending, attempts, .. } = *entry;
            wanted.then(|| Summary {
                id,
                server,
                envelope: None,
                size,
                recipients,
                pending,
                attempts,
                due,
                lane,
                held,
                leased,
                reply: "".into(),
                subject: "".into(),
            })
        };
        match &filter.ids {
            Some(ids) => {
                let ids: BTreeSet<QueueId> = ids.iter().copied().collect();
                ids.into_iter().filter_map(|id| inner.index.entry(id).map(|entry| (id, entry))).filter_map(row).collect()
            }
            None => inner.index.entries().filter_map(row).collect(),
        }
    }

    fn fill(&self, row: &mut Summary) {
        if row.envelope.is_some() {
            return;
        }
        if let Ok((envelope, subject, state)) = self.essentials(row.id) {
            let latest = state.recipients.values().max_by_key(|r| r.last_attempt);
            row.reply = latest.map(|r| r.reply.clone()).unwrap_or_default();
            row.envelope = Some(envelope);
            row.subject = subject;
        }
    }
}

struct Held {
    message: Option<Arc<Segment>>,
    state: Option<Arc<Segment>>,
}

impl Recent {
    /// Keeps a message, and forgets the oldest ones above `limit` octets.
    pub(super) fn put(&mut self, id: QueueId, envelope: Arc<Envelope>, pieces: [Bytes; 2], limit: usize) {
        // What an envelope takes in memory is estimated by its recipients.
        let size = weight(&envelope, &pieces);
        if size > limit / 8 {
            return;
        }
        self.octets += size;
        self.messages.insert(id, (envelope, pieces));
        self.order.push_back(id);
        while self.octets > limit
            && let Some(oldest) = self.order.pop_front()
        {
            self.forget(oldest);
        }
        // Messages that have left stay in the order until they come to its front.
        if self.order.len() > 2 * self.messages.len() + 64 {
            self.order.retain(|id| self.messages.contains_key(id));
        }
    }

    pub(super) fn forget(&mut self, id: QueueId) {
        if let Some((envelope, pieces)) = self.messages.remove(&id) {
            self.octets -= weight(&envelope, &pieces);
        }
    }
}

fn weight(envelope: &Envelope, pieces: &[Bytes; 2]) -> usize {
    pieces.iter().map(Bytes::len).sum::<usize>() + 512 + 128 * envelope.recipients.len()
}

/// Reads a record and checks it.
pub(super) fn read_record(id: QueueId, segment: &Segment, place: Place) -> Result<(Kind, Bytes), ReadError> {
    let mut octets = vec![0; place.span as usize];
    let fault = |error| ReadError::Disk(id, Fault::new(&segment.path, error));
    let read = read_full(&*segment.file, &mut octets, u64::from(place.offset)).map_err(fault)?;
    let damaged = || ReadError::Damaged(id, segment.path.clone());
    let head = octets[..read].first_chunk::<HEADER>().ok_or_else(damaged)?;
    let header = Header::read(segment.salt, head).map_err(|_| damaged())?;
    let end = HEADER + header.length as usize;
    let kind = header.verify(octets.get(HEADER..end).ok_or_else(damaged)?).map_err(|_| damaged())?;
    Ok((kind, Bytes::from(octets).slice(HEADER..end)))
}

fn named(address: &crate::mail::Address, text: &str) -> bool {
    address.to_string().to_lowercase().contains(text)
}

/// Whether this is in the sender; the null sender is found as `<>`.
fn sent_by(envelope: &Envelope, text: &str) -> bool {
    envelope.sender.as_ref().map_or(text == "<>", |address| named(address, text))
}

fn goes_to(envelope: &Envelope, text: &str) -> bool {
    envelope.recipients.iter().any(|r| named(&r.address, text))
}

/// Where the subject of a large message is looked for.
const HEAD: usize = 64 << 10;

const ROOM_ASKED_EVERY: std::time::Duration = std::time::Duration::from_secs(1);
