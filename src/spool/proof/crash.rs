//! Power cuts: at every moment, with every kind of loss of what was not synced.

use super::model::*;
use super::sim::Fate;
use crate::spool::Options;
use crate::spool::recovery::Damage;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// Recovers from a power cut after `upto` calls and compares; returns the disk afterwards.
fn survive(disk: &TestDisk, upto: usize, fate: impl FnMut() -> Fate) -> Result<TestDisk, String> {
    let marks = disk.marks(upto);
    let disk = disk.cut_power(upto, fate);
    let (log, report) = open(&disk, options()).map_err(|e| e.to_string())?;
    let found = inventory(&log)?;
    check(&marks, &found)?;
    // A power cut tears what was being written, never a segment or a body.
    if let Some(aside) = report.set_aside.iter().find(|aside| matches!(aside.what, Damage::Segment | Damage::Body)) {
        return Err(format!("damage where none can be: {aside:?}"));
    }
    // It goes on working, with identifiers of its own.
    let used = marks.iter().filter_map(|mark| if let Mark::Acknowledged(_, id) = mark { Some(*id) } else { None }).max();
    let next = runtime().block_on(Life { disk: &disk, log: &log, ids: Default::default() }.accept(9_999));
    if next.is_none() || next <= used {
        return Err(format!("{next:?} comes after {used:?}"));
    }
    drop(log);
    let (log, report) = open(&disk, options()).map_err(|e| e.to_string())?;
    let mut again = inventory(&log)?;
    if again.remove(&9_999).is_none() || again != found || report.messages != found.len() as u64 + 1 {
        return Err("a second start finds something else".into());
    }
    Ok(disk)
}

/// One life, recorded once.
static LIFE: LazyLock<TestDisk> = LazyLock::new(|| {
    let disk = TestDisk::new();
    drop(lived(&disk, options()));
    disk
});

fn first_failure(disk: &TestDisk, fate: Fate) -> Option<String> {
    (0..=disk.calls()).find_map(|upto| survive(disk, upto, || fate).err().map(|error| format!("after {upto} calls: {error}")))
}

#[test]
fn every_prefix_with_unsynced_data_dropped_keeps_what_was_acknowledged() {
    assert!(LIFE.calls() > 300, "{} calls", LIFE.calls());
    assert_eq!(first_failure(&LIFE, Fate::Lost), None);
}

#[test]
fn every_prefix_with_unsynced_data_kept_or_torn_keeps_what_was_acknowledged() {
    assert_eq!(first_failure(&LIFE, Fate::Kept), None);
    assert_eq!(first_failure(&LIFE, Fate::Sectors(0x5555_5555_5555_5555)), None);
    assert_eq!(first_failure(&LIFE, Fate::Sectors(!1)), None);
}

#[test]
fn every_prefix_of_a_life_of_two_hundred_messages_with_rotation_and_compaction_keeps_them() {
    let disk = TestDisk::new();
    let log = open(&disk, options()).unwrap().0;
    runtime().block_on(Life { disk: &disk, log: &log, ids: Default::default() }.live_on(0, 29));
    drop(log);
    let marks = disk.marks(disk.calls());
    let acknowledged = marks.iter().filter(|mark| matches!(mark, Mark::Acknowledged(..))).count();
    assert!(acknowledged >= 200, "{acknowledged} messages");
    // Files were begun, emptied by moving what was left in them, and used again.
    let logs = disk.paths().into_iter().filter(|path| path.extension().is_some_and(|e| e == "log"));
    let newest = logs.clone().filter_map(|path| u32::from_str_radix(path.file_stem()?.to_str()?, 16).ok()).max().unwrap();
    assert!(newest as usize > 2 * logs.count(), "the newest is {newest}");
    assert_eq!(first_failure(&disk, Fate::Lost), None);
}

#[test]
fn a_spool_that_acknowledges_before_syncing_is_caught() {
    let disk = TestDisk::new();
    drop(lived(&disk, Options { skip_sync: true, ..options() }));
    let failure = first_failure(&disk, Fate::Lost).unwrap();
    assert!(failure.contains("is lost"), "{failure}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_subset_of_unsynced_writes_may_be_lost(upto: prop::sample::Index, fates in proptest::collection::vec(fate(), 1..20), again: prop::sample::Index) {
        let mut turn = 0;
        let mut next = || { turn += 1; fates[turn % fates.len()] };
        let upto = upto.index(LIFE.calls() + 1);
        let disk = survive(&LIFE, upto, &mut next).unwrap();
        // And once more, in the middle of that recovery; what was acknowledged before still counts.
        let marks = LIFE.marks(upto);
        let cut = disk.given() + again.index(disk.calls() - disk.given() + 1);
        let disk = disk.cut_power(cut, next);
        let (log, _) = open(&disk, options()).unwrap();
        let mut found = inventory(&log).unwrap();
        found.remove(&9_999);
        check(&marks, &found).unwrap();
    }

    #[test]
    fn one_flipped_bit_costs_at_most_the_record_it_is_in(place: prop::sample::Index, bit in 0..8u8) {
        let disk = LIFE.cut_power(LIFE.calls(), || Fate::Kept);
        let logs: Vec<_> = disk.paths().into_iter().filter(|p| p.extension().is_some_and(|e| e == "log")).collect();
        let path = &logs[place.index(logs.len())];
        let size = disk.content(path).len();
        let (log, _) = open(&disk, options()).unwrap();
        let before = inventory(&log).unwrap();
        drop(log);
        let at = place.index(size);
        disk.flip(path, at, bit);
        let (log, report) = open(&disk, options()).unwrap();
        let after = inventory(&log).unwrap();
        let lost = before.keys().filter(|number| !after.contains_key(number)).count();
        let risen = after.keys().filter(|number| !before.contains_key(number)).count();
        // A damaged tombstone lets one message rise again, a damaged group a report's cause as well.
        prop_assert!(lost <= 1 && risen <= 1, "lost {lost}, risen {risen}");
        if lost > 0 {
            prop_assert!(!report.set_aside.is_empty());
        }
        for aside in report.set_aside.iter().filter(|a| matches!(a.what, Damage::Records | Damage::TornTail)) {
            let copy = disk.content(aside.copy.as_deref().unwrap());
            prop_assert_eq!(copy.len() as u64, aside.octets);
        }
    }
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![Just(Fate::Kept), Just(Fate::Lost), any::<u64>().prop_map(Fate::Sectors)]
}

#[test]
fn a_torn_tail_is_copied_before_it_is_cut() {
    let disk = TestDisk::new();
    let log = open(&disk, options()).unwrap().0;
    let mut life = Life { disk: &disk, log: &log, ids: Default::default() };
    runtime().block_on(life.accept_together(0..1));
    let before = disk.calls();
    runtime().block_on(life.accept_together(2..3));
    // The write of the second message is torn after its first sector.
    let disk = disk.cut_power(before + 2, || Fate::Sectors(1));
    let (log, report) = open(&disk, options()).unwrap();
    assert_eq!(inventory(&log).unwrap().len(), 1);
    let [aside] = &report.set_aside[..] else { panic!("{report:?}") };
    assert_eq!(aside.what, Damage::TornTail);
    let copy = disk.content(aside.copy.as_deref().unwrap());
    assert!(copy.windows(9).any(|w| w == b"number 2\r"));
    assert_eq!(disk.content(Path::new("/home/spool/00000001.log")).len() as u64, aside.offset);
    drop(log);
    assert_eq!(open(&disk, options()).unwrap().1.set_aside, []);
}

#[test]
fn a_lost_large_body_is_reported_and_the_rest_is_delivered() {
    let disk = LIFE.cut_power(LIFE.calls(), || Fate::Kept);
    let before = open(&disk, options()).unwrap().1.messages;
    let log = open(&disk, options()).unwrap().0;
    runtime().block_on(Life { disk: &disk, log: &log, ids: Default::default() }.accept(4));
    drop(log);
    let large: Vec<_> = disk.paths().into_iter().filter(|p| p.parent() == Some(Path::new("/home/spool/large"))).collect();
    crate::spool::disk::Disk::remove(&disk, large.last().unwrap()).unwrap();
    let (_log, report) = open(&disk, options()).unwrap();
    assert_eq!((report.messages, report.set_aside[0].what), (before, Damage::Body));
}
