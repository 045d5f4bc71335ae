//! The start: reads the log, rebuilds the index, sets aside what cannot be read.
//!
//! ```text
//!   begin: folders, headers ──▶ which identifiers are free: newest segment ──▶ all segments, bodies ──▶ one index
//!   (the spool is there)        (messages can be taken in)                     (what waited can be delivered)
//! ```
//! What is taken in meanwhile goes to a new segment and to the live index; the two have no message and no segment in
//! common and are made one at the end. Until then no segment is let go of and nothing is moved: what makes what void is
//! only known when all has been read.
//!
//! Every segment is read from its first record on. Where something is no record, the next record is searched for; what
//! lies between is copied to `damaged/`. Behind the last record there is either nothing (zeros in a new file, older
//! records in a re-used one) or a torn tail: that is copied too, and then cut off. A segment of an earlier run is never
//! written to again, so nothing cut or left over can ever be taken for something new.
//!
//! A copy that cannot be made (no room) leaves everything as it is; the next start tries again.

use super::Options;
use super::disk::{Disk, DiskFile, How, read_full, write_all};
use super::error::{Fault, OpenError};
use super::incoming::Nursery;
use super::index::{Effect, Facts, Index, Place};
use super::reading::Reading;
use super::record::{self, ALIGN, Flaw, HEADER, MAX_PAYLOAD, Meta, Part, Salt};
use super::segment::{self, FIRST, Segment, segment_number};
use super::store::{Inner, Kept, Recent, Store};
use crate::mail::QueueId;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, IoSlice};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a start has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Messages in the queue.
    pub messages: u64,
    /// Segments read.
    pub segments: usize,
    /// What could not be read.
    pub set_aside: Vec<SetAside>,
}

/// Something in the spool that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The file it was found in.
    pub from: PathBuf,
    /// Where in it.
    pub offset: u64,
    /// How many octets.
    pub octets: u64,
    /// What it was.
    pub what: Damage,
    /// The copy; `None` when it could not be made, and then nothing was cut off either.
    pub copy: Option<PathBuf>,
}

/// What could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// The end of the log, as a crash in the middle of a write leaves it. Nothing in it was ever confirmed.
    TornTail,
    /// Records in the middle of the log: the disk lost something that was confirmed, or something that was not.
    Records,
    /// A whole segment whose header cannot be read.
    Segment,
    /// The body of a large message is missing or short; the copy is of its record. The message is not in the queue.
    Body,
    /// A large body nothing refers to, found beside other damage.
    Orphan,
}

pub(super) struct Found {
    pub(super) next_segment: u32,
    pub(super) spares: Vec<PathBuf>,
}

/// A start that has been begun: what is there, not yet read.
pub(super) struct Scan {
    disk: Arc<dyn Disk>,
    damaged: PathBuf,
    bodies: PathBuf,
    /// In the order of their numbers.
    heads: Vec<(Segment, segment::Header)>,
    /// Where segments end that were given up after a failed write.
    ends: HashMap<NonZeroU32, u32>,
    /// Above every identifier that a header or the name of a large body tells of.
    next_id: u64,
    report: Recovery,
}

/// Why a start was not seen to its end.
pub(super) enum Halt {
    /// It was told to stop.
    Stopped,
    Failed(OpenError),
}

impl<E: Into<OpenError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

struct Recoverer<'a> {
    disk: &'a dyn Disk,
    damaged: &'a Path,
    index: Index,
    large: HashMap<QueueId, u64>,
    report: Recovery,
    stop: &'a AtomicBool,
    progress: &'a dyn Fn(u64),
}

/// Makes the folders, reads the headers and lists what there is. Takes no longer for a long queue than for a short one.
pub(super) fn begin(disk: Arc<dyn Disk>, folder: &Path, damaged: &Path, options: Options) -> Result<(Store, Found, Scan), OpenError> {
    let bodies = folder.join("large");
    for made in [folder, damaged, &bodies] {
        disk.make_folder(made).map_err(|e| Fault::new(made, e))?;
    }
    for parent in [folder.parent(), Some(folder)].into_iter().flatten().filter(|p| !p.as_os_str().is_empty()) {
        disk.sync_folder(parent).map_err(|e| Fault::new(parent, e))?;
    }
    let (heads, ends, report) = (Vec::new(), HashMap::new(), Recovery::default());
    let mut scan = Scan { disk: Arc::clone(&disk), damaged: damaged.to_owned(), bodies: bodies.clone(), heads, ends, next_id: 1, report };
    let found = scan.look(folder)?;
    let limit = options.inline.min(MAX_PAYLOAD as usize / 4);
    let nursery = Arc::new(Nursery::new(Arc::clone(&disk), bodies, limit));
    let inner = Inner { index: Index::default(), segments: BTreeMap::new(), recent: Recent::default() };
    let store = Store::new(disk, folder.to_owned(), options, nursery, inner, scan.octets());
    Ok((store, found, scan))
}

impl Scan {
    fn look(&mut self, folder: &Path) -> Result<Found, OpenError> {
        let mut names = self.disk.names(folder).map_err(|e| Fault::new(folder, e))?;
        names.sort();
        let (mut spares, mut newest) = (Vec::new(), 0);
        for name in &names {
            let path = folder.join(name);
            let Some(number) = segment_number(name) else {
                if name.ends_with(".spare") {
                    spares.push(path);
                } else if name.ends_with(".new") {
                    // A segment that was never used: it has no record.
                    let _ = self.disk.remove(&path);
                }
                continue;
            };
            newest = newest.max(number.get());
            match segment::open(&*self.disk, &path)? {
                Some((header, file)) if header.sequence == number => {
                    self.ends.extend(header.voids.iter().copied());
                    self.next_id = self.next_id.max(header.next_id);
                    self.heads.push((Segment { number, salt: header.salt, path, file }, header));
                }
                _ => self.report.set_aside.push(move_aside(&*self.disk, &self.damaged, &path, Damage::Segment)?),
            }
        }
        for name in self.disk.names(&self.bodies).map_err(|e| Fault::new(&self.bodies, e))? {
            if let Ok(id) = name.parse::<QueueId>() {
                self.next_id = self.next_id.max(id.0.saturating_add(1));
            }
        }
        Ok(Found { next_segment: newest + 1, spares })
    }

    /// Octets to be read, as far as can be known; the room a segment was given counts whether it is used or not.
    fn octets(&self) -> u64 {
        self.heads.iter().filter_map(|(segment, _)| segment.file.size().ok()).sum()
    }

    /// Reads it all and makes it part of the store. May run while others already use the store.
    pub(super) fn run(mut self, store: &Store, stop: &AtomicBool) -> Result<Recovery, Halt> {
        let next_id = self.free_identifier(stop)?;
        store.nursery.open(next_id);
        let of = self.octets();
        let progress = |octets| drop(store.reading.send_replace(Reading::UnderWay { octets, of }));
        let mut recoverer = Recoverer {
            disk: &*self.disk,
            damaged: &self.damaged,
            index: Index::default(),
            large: HashMap::new(),
            report: std::mem::take(&mut self.report),
            stop,
            progress: &progress,
        };
        let mut segments = BTreeMap::new();
        let mut before = 0;
        for (segment, header) in self.heads {
            recoverer.index.open_segment(segment.number, segment.salt, FIRST, header.voids.iter().map(|(number, _)| *number));
            before += recoverer.scan(&segment, header.recycled, self.ends.get(&segment.number).copied(), before)?;
            segments.insert(segment.number, Arc::new(segment));
        }
        recoverer.bodies(&self.bodies, &segments, QueueId(next_id))?;
        let Recoverer { index, mut report, .. } = recoverer;
        report.messages = index.counts().messages;
        report.segments = segments.len();
        let mut inner = store.lock();
        inner.index.absorb(index);
        inner.segments.extend(segments);
        Ok(report)
    }

    /// The first identifier that was never used. Every one in use is below what the header of the newest segment says, or
    /// in a record of that segment.
    fn free_identifier(&self, stop: &AtomicBool) -> Result<u64, Halt> {
        let mut next = self.next_id;
        // What cannot be read may have been the highest identifier.
        let mut lost = self.report.set_aside.iter().any(|aside| aside.what == Damage::Segment);
        if let Some((segment, _)) = self.heads.last() {
            let fault = |error| OpenError::Disk(Fault::new(&segment.path, error));
            let limit = segment.file.size().map_err(fault)?;
            let mut window = Window { file: &*segment.file, limit, start: 0, octets: Vec::new() };
            let mut at = u64::from(FIRST);
            while at < limit {
                if stop.load(Ordering::Relaxed) {
                    return Err(Halt::Stopped);
                }
                match parse(segment, &mut window, at).map_err(fault)? {
                    Ok((span, parts)) => {
                        next = parts.iter().map(|(_, effect, _)| effect.id().0.saturating_add(1)).fold(next, u64::max);
                        at += span;
                    }
                    Err(Flaw::Newer) => return Err(OpenError::Newer(segment.path.clone()).into()),
                    Err(_) => match search(segment.salt, &mut window, at).map_err(fault)?.0 {
                        Some(further) => (lost, at) = (true, further),
                        None => break,
                    },
                }
            }
        }
        Ok(if lost { next.saturating_add(LEAP) } else { next })
    }
}

impl Recoverer<'_> {
    /// Reads the records of one segment; behind `void`, if given, none was ever confirmed.
    fn scan(&mut self, segment: &Segment, recycled: bool, void: Option<u32>, before: u64) -> Result<u64, Halt> {
        let fault = |error| OpenError::Disk(Fault::new(&segment.path, error));
        let size = segment.file.size().map_err(fault)?;
        let limit = void.map_or(size, |end| size.min(u64::from(end)));
        let mut window = Window { file: &*segment.file, limit, start: 0, octets: Vec::new() };
        let (mut at, mut end, mut told) = (u64::from(FIRST), u64::from(FIRST), 0);
        while at < limit {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Halt::Stopped);
            }
            if at - told >= TOLD_EVERY {
                (self.progress)(before + at);
                told = at;
            }
            match self.record(segment, &mut window, at).map_err(fault)? {
                Ok(span) => {
                    at += span;
                    end = at;
                    continue;
                }
                Err(Flaw::Newer) => return Err(OpenError::Newer(segment.path.clone()).into()),
                Err(_) => {}
            }
            let (next, marked) = search(segment.salt, &mut window, at).map_err(fault)?;
            if let Some(next) = next {
                self.set_aside(segment, at, next - at, Damage::Records);
                at = next;
                continue;
            }
            let tail = if recycled { marked } else { last_written(&mut window, at).map_err(fault)? };
            let whole = tail.is_none_or(|tail| self.set_aside(segment, at, tail - at, Damage::TornTail));
            if !whole {
                end = limit;
            }
            break;
        }
        // Confirmed to be unneeded: what follows was copied, is void, or was never written.
        if end < size && segment.file.cut(end).and_then(|()| segment.file.sync()).is_err() {
            tracing::warn!(path = %segment.path.display(), "the end of this file of the spool could not be cut off");
        }
        self.index.extend_segment(segment.number, u32::try_from(end).unwrap_or(u32::MAX));
        Ok(size)
    }

    /// Reads the record at a place into the index and returns its span.
    fn record(&mut self, segment: &Segment, window: &mut Window<'_>, at: u64) -> io::Result<Result<u64, Flaw>> {
        let (span, parts) = match parse(segment, window, at)? {
            Ok(parsed) => parsed,
            Err(flaw) => return Ok(Err(flaw)),
        };
        for (place, effect, large) in parts {
            if let Some(length) = large {
                self.large.insert(effect.id(), length);
            }
            self.index.apply(place, effect);
        }
        Ok(Ok(span))
    }

    /// Copies a part of a segment to `damaged/`; whether there is a copy.
    fn set_aside(&mut self, segment: &Segment, offset: u64, octets: u64, what: Damage) -> bool {
        let kind = if what == Damage::TornTail { "torn" } else { "bad" };
        let name = format!("spool-{:08x}-{:016x}-{offset}.{kind}", segment.number, segment.salt.0);
        let path = self.damaged.join(name);
        let copied = copy(self.disk, &*segment.file, offset, octets, &path).and_then(|()| self.disk.sync_folder(self.damaged));
        if let Err(error) = &copied {
            tracing::error!(%error, path = %path.display(), "a damaged part of the spool could not be copied; it stays where it is");
        }
        let copy = copied.is_ok().then_some(path);
        let whole = copy.is_some();
        self.report.set_aside.push(SetAside { from: segment.path.clone(), offset, octets, what, copy });
        whole
    }

    /// Compares the large bodies with the messages that refer to them.
    /// From `new` on they belong to messages that are coming in now.
    fn bodies(&mut self, folder: &Path, segments: &BTreeMap<NonZeroU32, Arc<Segment>>, new: QueueId) -> Result<(), OpenError> {
        let names = self.disk.names(folder).map_err(|e| Fault::new(folder, e))?;
        for name in names {
            let Some(id) = name.parse::<QueueId>().ok().filter(|id| *id < new) else { continue };
            let path = folder.join(&name);
            if self.index.entry(id).is_some() {
                let size = self.disk.open(&path, How::Existing).and_then(|file| file.size()).map_err(|e| Fault::new(&path, e))?;
                if self.large.get(&id) == Some(&size) {
                    self.large.remove(&id);
                }
            } else if self.report.set_aside.iter().any(|aside| aside.what != Damage::TornTail) {
                // The record that refers to it may be among what was lost.
                self.report.set_aside.push(move_aside(self.disk, self.damaged, &path, Damage::Orphan)?);
            } else {
                let _ = self.disk.remove(&path);
            }
        }
        let mut lost: Vec<_> = self.large.drain().map(|(id, _)| id).collect();
        lost.sort_unstable();
        for id in lost {
            let Some(entry) = self.index.entry(id).copied() else { continue };
            if let Some(segment) = segments.get(&entry.message.segment) {
                self.set_aside(segment, u64::from(entry.message.offset), u64::from(entry.message.span), Damage::Body);
                // Its record stays where it is, should the body be found again.
                self.index.mark_stuck(entry.message.segment);
            }
            self.index.take_out(id);
        }
        Ok(())
    }
}

/// A part of a record: where it lies, what it does, and the length of the body that must be under `large/`.
type Understood = (Place, Effect, Option<u64>);

/// The record at a place: its span and its parts, all of them understood.
fn parse(segment: &Segment, window: &mut Window<'_>, at: u64) -> io::Result<Result<(u64, Vec<Understood>), Flaw>> {
    let Some(header) = read_header(segment.salt, window, at)? else { return Ok(Err(Flaw::Unmarked)) };
    let Some(payload) = window.get(at + HEADER as u64, header.length as usize)? else { return Ok(Err(Flaw::Length)) };
    let checked = header.verify(payload).and_then(|kind| {
        let wanted = if header.is_inner() { Err(Flaw::Content) } else { Ok(()) };
        wanted.and_then(|()| record::parts(segment.salt, kind, payload))
    });
    let parts = match checked {
        Ok(parts) => parts,
        Err(flaw) => return Ok(Err(flaw)),
    };
    let mut understood = Vec::with_capacity(parts.len());
    for (offset, span, part) in parts {
        let place = Place { segment: segment.number, offset: at as u32 + offset as u32, span: span as u32 };
        match understand(part) {
            Some((effect, large)) => understood.push((place, effect, large)),
            None => return Ok(Err(Flaw::Content)),
        }
    }
    Ok(Ok((header.span() as u64, understood)))
}

/// The next record behind a place, and the end of the last thing behind it that says it is a record and is not.
fn search(salt: Salt, window: &mut Window<'_>, at: u64) -> io::Result<(Option<u64>, Option<u64>)> {
    let (mut place, mut torn) = (at, None);
    while place + (HEADER as u64) <= window.limit {
        place = past_zeros(window, place)?;
        if place + (HEADER as u64) > window.limit {
            break;
        }
        if let Some(header) = read_header(salt, window, place)?
            && header.is_plausible()
        {
            let end = (place + header.span() as u64).min(window.limit);
            torn = torn.max(Some(end));
            if place > at
                && let Some(payload) = window.get(place + HEADER as u64, header.length as usize)?
                && header.verify(payload).is_ok()
            {
                return Ok((Some(place), torn));
            }
        }
        place += ALIGN as u64;
    }
    Ok((None, torn))
}

/// A place from which on something may have been written: no record begins with nothing but zeros, and the room of a segment
/// that was killed early is full of them.
fn past_zeros(window: &mut Window<'_>, from: u64) -> io::Result<u64> {
    let mut place = from;
    let mut length = PROBE;
    while place < window.limit {
        let rest = usize::try_from(window.limit - place).unwrap_or(usize::MAX);
        let Some(octets) = window.get(place, length.min(rest))? else { break };
        // Whole blocks are compared at once.
        let block = octets.chunks(ZEROS.len()).position(|block| *block != ZEROS[..block.len()]);
        if let Some(at) = block.and_then(|n| Some(n * ZEROS.len() + octets[n * ZEROS.len()..].iter().position(|octet| *octet != 0)?)) {
            // The header it may belong to begins at most so far before it.
            let header = (place + at as u64).saturating_sub(HEADER as u64 - 1);
            return Ok(header.next_multiple_of(ALIGN as u64).max(from));
        }
        place += octets.len() as u64;
        length = STRIDE;
    }
    Ok(window.limit)
}

/// Moves a whole file to `damaged/`, under a name that is not taken.
fn move_aside(disk: &dyn Disk, damaged: &Path, path: &Path, what: Damage) -> Result<SetAside, OpenError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let octets = disk.open(path, How::Existing).and_then(|file| file.size()).unwrap_or(0);
    let taken = disk.names(damaged).map_err(|e| Fault::new(damaged, e))?;
    let wanted = (0..).map(|n| format!("spool-{name}.{n}")).find(|n| !taken.contains(n)).unwrap_or_default();
    let copy = damaged.join(wanted);
    let copy = match disk.rename(path, &copy) {
        Ok(()) => Some(copy),
        // Whoever only looks leaves it where it is.
        Err(error) if error.kind() == io::ErrorKind::ReadOnlyFilesystem => None,
        Err(error) => return Err(Fault::new(path, error).into()),
    };
    Ok(SetAside { from: path.to_owned(), offset: 0, octets, what, copy })
}

/// What a part does to the index, and the length of the body that must be under `large/`.
fn understand(part: Part<'_>) -> Option<(Effect, Option<u64>)> {
    Some(match part {
        Part::Message { id, meta, text, length } => {
            let meta: Meta = serde_json::from_slice(meta).ok()?;
            let size = (length - text) as u64 + meta.large.unwrap_or(0);
            let large = meta.large;
            (Effect::Message(id, Facts::of(&meta, size)), large)
        }
        Part::State { id, json } => {
            let kept: Kept = serde_json::from_slice(json).ok()?;
            (Effect::State(id, kept.next), None)
        }
        Part::Finished { id } => (Effect::Finished(id), None),
    })
}

fn read_header(salt: Salt, window: &mut Window<'_>, at: u64) -> io::Result<Option<record::Header>> {
    let head = window.get(at, HEADER)?;
    Ok(head.and_then(|h| h.first_chunk()).and_then(|head| record::Header::read(salt, head).ok()))
}

/// The end of the last octet that is not zero.
fn last_written(window: &mut Window<'_>, from: u64) -> io::Result<Option<u64>> {
    let (mut at, mut last) = (from, None);
    while at < window.limit {
        let length = (window.limit - at).min(WINDOW as u64) as usize;
        let Some(octets) = window.get(at, length)? else { break };
        let written = |(_, block): &(usize, &[u8])| *block != &ZEROS[..block.len()];
        if let Some((n, block)) = octets.chunks(ZEROS.len()).enumerate().rev().find(written) {
            last = block.iter().rposition(|octet| *octet != 0).map(|place| at + (n * ZEROS.len() + place) as u64 + 1);
        }
        at += length as u64;
    }
    Ok(last)
}

fn copy(disk: &dyn Disk, from: &dyn DiskFile, offset: u64, octets: u64, path: &Path) -> io::Result<()> {
    let to = match disk.open(path, How::New) {
        // Copied at an earlier start, perhaps not to the end: the same octets go to the same place.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => disk.open(path, How::Existing)?,
        other => other?,
    };
    let mut piece = vec![0; (octets as usize).min(WINDOW)];
    let mut done = 0;
    while done < octets {
        let wanted = piece.len().min((octets - done) as usize);
        let read = read_full(from, &mut piece[..wanted], offset + done)?;
        if read == 0 {
            break;
        }
        write_all(&*to, &mut [IoSlice::new(&piece[..read])], done)?;
        done += read as u64;
    }
    to.sync()
}

/// A part of a file in memory, moved along as it is read.
struct Window<'a> {
    file: &'a dyn DiskFile,
    limit: u64,
    start: u64,
    octets: Vec<u8>,
}

impl Window<'_> {
    /// Some octets; `None` when they reach beyond the limit.
    fn get(&mut self, at: u64, length: usize) -> io::Result<Option<&[u8]>> {
        let end = at + length as u64;
        if end > self.limit {
            return Ok(None);
        }
        if at < self.start || end > self.start + self.octets.len() as u64 {
            let wanted = length.max(WINDOW).min((self.limit - at) as usize);
            self.octets.resize(wanted, 0);
            let read = read_full(self.file, &mut self.octets, at)?;
            self.octets.truncate(read);
            self.start = at;
        }
        let from = (at - self.start) as usize;
        Ok(self.octets.get(from..from + length))
    }
}

const WINDOW: usize = 1 << 20;
/// Octets looked at before zeros are believed to go on, and then at once.
const PROBE: usize = 64;
const ZEROS: [u8; 512] = [0; 512];
const STRIDE: usize = 64 << 10;
/// Octets between two words about how far it is.
const TOLD_EVERY: u64 = 8 << 20;
/// More identifiers than a lost segment can hold.
const LEAP: u64 = 1 << 24;
