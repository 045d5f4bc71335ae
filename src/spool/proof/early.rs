//! The start while the spool is already in use: one segment of an earlier run stays unread for as long as a test likes.

use super::model::*;
use super::sim::Fate;
use crate::mail::QueueId;
use crate::spool::disk::{Disk, DiskFile, How, Space};
use crate::spool::*;
use std::collections::BTreeMap;
use std::io::{self, IoSlice};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};

/// What becomes of a read behind the header of the one segment.
#[derive(Clone, Copy, PartialEq)]
enum Door {
    Shut,
    Open,
    Broken,
}

type Gate = Arc<(Mutex<Door>, Condvar)>;

struct Gated {
    disk: TestDisk,
    segment: PathBuf,
    gate: Gate,
}

struct GatedFile {
    file: Arc<dyn DiskFile>,
    gate: Option<Gate>,
}

fn turn(gate: &Gate, door: Door) {
    *gate.0.lock().unwrap() = door;
    gate.1.notify_all();
}

impl Disk for Gated {
    fn open(&self, path: &Path, how: How) -> io::Result<Arc<dyn DiskFile>> {
        let gate = (path == self.segment).then(|| Arc::clone(&self.gate));
        Ok(Arc::new(GatedFile { file: self.disk.open(path, how)?, gate }))
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.disk.names(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.make_folder(folder)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
    fn space(&self, folder: &Path) -> io::Result<Space> {
        self.disk.space(folder)
    }
}

impl DiskFile for GatedFile {
    fn size(&self) -> io::Result<u64> {
        self.file.size()
    }
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        if let Some(gate) = self.gate.as_deref().filter(|_| at >= 8192) {
            let door = gate.1.wait_while(gate.0.lock().unwrap(), |door| *door == Door::Shut).unwrap();
            if *door == Door::Broken {
                return Err(io::Error::other("this sector cannot be read"));
            }
        }
        self.file.read_at(buffer, at)
    }
    fn write_at(&self, slices: &[IoSlice<'_>], at: u64) -> io::Result<usize> {
        self.file.write_at(slices, at)
    }
    fn sync(&self) -> io::Result<()> {
        self.file.sync()
    }
    fn cut(&self, size: u64) -> io::Result<()> {
        self.file.cut(size)
    }
    fn allocate(&self, size: u64) -> io::Result<()> {
        self.file.allocate(size)
    }
}

/// A spool that has lived, what is in it, and its second start, which comes to the oldest segment and no further.
fn begun() -> (TestDisk, BTreeMap<u32, u32>, Log, Gate) {
    let disk = TestDisk::new();
    drop(lived(&disk, options()));
    let disk = disk.cut_power(disk.calls(), || Fate::Kept);
    let (log, _) = open(&disk, options()).unwrap();
    let before = inventory(&log).unwrap();
    drop(log);
    assert!(before.len() >= 8, "{before:?}");
    let segment = disk.paths().into_iter().find(|path| path.extension().is_some_and(|e| e == "log")).unwrap();
    let gate = Gate::new((Mutex::new(Door::Shut), Condvar::new()));
    let gated = Gated { disk: disk.clone(), segment, gate: Arc::clone(&gate) };
    let log = Log::begin_on(Arc::new(gated), Path::new("/home/spool"), Path::new("/home/damaged"), options()).unwrap();
    (disk, before, log, gate)
}

fn listed(log: &Log) -> Vec<QueueId> {
    let listing = runtime().block_on(log.list(Filter::default(), Page::default()));
    listing.rows.iter().map(|row| row.id).collect()
}

#[test]
fn new_messages_are_taken_in_and_handed_out_while_older_ones_are_still_being_read() {
    let (disk, before, log, gate) = begun();
    let mut life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
    runtime().block_on(life.accept_together(9_000..9_004));
    let ids: Vec<_> = life.ids.values().copied().collect();
    assert_eq!((ids.len(), listed(&log).len(), log.counts().messages), (4, 4, 4));
    assert!(matches!(*log.reading().borrow(), Reading::UnderWay { of, .. } if of > 0));
    // Only what is known whole goes out: of an older one it is not known yet whether it has left.
    let claims = log.claim(super::at(99), 99, SignedDuration::from_secs(60), &|_, _| false);
    assert_eq!(claims.len(), 4);
    runtime().block_on(life.finish(9_001));
    runtime().block_on(life.defer(9_002));
    turn(&gate, Door::Open);
    runtime().block_on(log.settled());
    let mut wanted = before.clone();
    wanted.extend([(9_000, 0), (9_002, 1), (9_003, 0)]);
    assert_eq!(inventory(&log).unwrap(), wanted);
    // What was handed out stays so, and what was read can be had.
    let claims = log.claim(super::at(50), 99, SignedDuration::from_secs(60), &|_, _| false);
    assert!(!claims.is_empty() && claims.iter().all(|claim| !ids.contains(&claim.id)));
    drop(log);
    let (log, report) = open(&disk, options()).unwrap();
    assert_eq!((inventory(&log).unwrap(), report.set_aside), (wanted, vec![]));
}

#[test]
fn a_power_cut_at_any_moment_of_such_a_start_loses_nothing() {
    let (disk, before, log, gate) = begun();
    let begin = disk.given();
    let mut life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
    runtime().block_on(life.accept_together(9_000..9_003));
    turn(&gate, Door::Open);
    runtime().block_on(life.accept_together(9_003..9_010));
    runtime().block_on(log.settled());
    runtime().block_on(life.accept_together(9_010..9_012));
    drop(log);
    for upto in begin..=disk.calls() {
        for fate in [Fate::Lost, Fate::Kept, Fate::Sectors(0x5555_5555_5555_5555)] {
            let marks = disk.marks(upto);
            let (log, _) = open(&disk.cut_power(upto, || fate), options()).unwrap();
            let mut found = inventory(&log).unwrap();
            let old: BTreeMap<u32, u32> = before.keys().filter_map(|number| Some((*number, found.remove(number)?))).collect();
            assert_eq!(old, before, "after {upto} calls, {fate:?}");
            check(&marks, &found).unwrap_or_else(|error| panic!("after {upto} calls, {fate:?}: {error}"));
        }
    }
}

#[test]
fn a_change_to_a_message_that_is_not_read_yet_waits_for_it() {
    let (disk, _, log, gate) = begun();
    let oldest = {
        let (log, _) = open(&disk.cut_power(disk.calls(), || Fate::Kept), options()).unwrap();
        listed(&log)[0]
    };
    let log = Arc::new(log);
    let change = std::thread::spawn({
        let log = Arc::clone(&log);
        move || runtime().block_on(log.hold(oldest, true))
    });
    assert_eq!(listed(&log), []);
    turn(&gate, Door::Open);
    change.join().unwrap().unwrap();
    assert_eq!(log.counts().held, 1);
}

#[test]
fn what_can_never_be_read_ends_the_accepting_and_keeps_what_was_accepted() {
    let (disk, _, log, gate) = begun();
    let life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
    let id = runtime().block_on(life.accept(9_000)).unwrap();
    turn(&gate, Door::Broken);
    runtime().block_on(log.settled());
    assert!(log.trouble().is_some_and(|fault| fault.to_string().contains("this sector cannot be read")));
    assert_eq!(runtime().block_on(life.accept(9_001)), None);
    assert!(matches!(runtime().block_on(log.heal()), Err(AcceptError::Unhealthy(_))));
    assert_eq!(listed(&log), [id]);
    drop(log);
    let (log, _) = open(&disk, options()).unwrap();
    assert!(inventory(&log).unwrap().contains_key(&9_000));
}

#[test]
fn housekeeping_begins_when_all_has_been_read() {
    let (disk, before, log, gate) = begun();
    turn(&gate, Door::Open);
    runtime().block_on(log.settled());
    for id in listed(&log) {
        runtime().block_on(log.finish(id)).unwrap();
    }
    drop(log);
    let logs = disk.paths().into_iter().filter(|path| path.extension().is_some_and(|e| e == "log")).count();
    assert!(logs <= 2, "{logs} segments for nothing, once {} messages", before.len());
}

#[test]
fn a_spool_that_is_closed_while_it_is_read_is_as_it_was() {
    let (disk, before, log, gate) = begun();
    let closing = std::thread::spawn(move || drop(log));
    turn(&gate, Door::Open);
    closing.join().unwrap();
    let (log, _) = open(&disk, options()).unwrap();
    assert_eq!(inventory(&log).unwrap(), before);
}
