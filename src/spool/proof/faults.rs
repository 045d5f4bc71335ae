//! Every single call refused, in every way.

use super::model::*;
use super::sim::{Fate, Refusal, Trouble};
use crate::spool::*;
use std::collections::BTreeMap;

/// Lives with one refused call; everything said must hold there and then, after a restart, and after a power cut.
fn endure(trouble: Trouble) -> Result<bool, String> {
    let disk = TestDisk::new();
    let log = open(&disk, options()).map_err(|e| e.to_string())?.0;
    disk.set_trouble(Some(trouble));
    runtime().block_on(Life { disk: &disk, log: &log, ids: BTreeMap::new() }.live(0));
    let reached = disk.changes() > trouble.from;
    disk.set_trouble(None);
    runtime().block_on(log.heal()).map_err(|e| format!("not healed: {e}"))?;
    // Once something is acknowledged again, what was refused must be gone.
    runtime().block_on(Life { disk: &disk, log: &log, ids: BTreeMap::new() }.accept(998)).ok_or("nothing is accepted after healing")?;
    if log.trouble().is_some() {
        return Err("still unhealthy".into());
    }
    let calls = disk.calls();
    let marks = disk.marks(calls);
    check(&marks, &inventory(&log)?).map_err(|e| format!("at once: {e}"))?;
    drop(log);
    for (how, fate) in [("dropped", Fate::Lost), ("kept", Fate::Kept), ("torn", Fate::Sectors(0x3333_3333_3333_3333))] {
        let disk = disk.cut_power(calls, || fate);
        let (log, _) = open(&disk, options()).map_err(|e| e.to_string())?;
        check(&marks, &inventory(&log)?).map_err(|e| format!("with unsynced data {how}: {e}"))?;
    }
    Ok(reached)
}

fn endure_all(kind: Refusal, calls: usize) {
    let mut from = 3;
    loop {
        match endure(Trouble { from, calls, kind }) {
            Ok(true) => from += 1,
            Ok(false) => break,
            Err(error) => panic!("{kind:?}, calls {from} to {}: {error}", from + calls - 1),
        }
    }
    assert!(from > 100, "{from}");
}

#[test]
fn a_full_disk_at_any_call_loses_nothing() {
    endure_all(Refusal::Full, 1);
    endure_all(Refusal::Full, 7);
}

#[test]
fn an_input_output_error_at_any_call_loses_nothing() {
    endure_all(Refusal::Broken, 1);
    endure_all(Refusal::Broken, 4);
}

#[test]
fn a_write_that_fails_half_way_loses_nothing() {
    endure_all(Refusal::HalfBroken, 1);
    endure_all(Refusal::HalfBroken, 3);
}

#[test]
fn a_short_write_is_carried_on() {
    let disk = TestDisk::new();
    let log = open(&disk, options()).unwrap().0;
    disk.set_trouble(Some(Trouble { from: 0, calls: usize::MAX, kind: Refusal::Short }));
    runtime().block_on(Life { disk: &disk, log: &log, ids: BTreeMap::new() }.live(0));
    let marks = disk.marks(disk.calls());
    assert!(!marks.iter().any(|mark| matches!(mark, Mark::Refused(_) | Mark::NotEnded(_))));
    check(&marks, &inventory(&log).unwrap()).unwrap();
}

#[test]
fn an_unhealthy_spool_accepts_nothing_until_it_is_healed() {
    let disk = TestDisk::new();
    let log = open(&disk, Options { heal_after: Duration::from_secs(3600), ..options() }).unwrap().0;
    let runtime = runtime();
    let send = |number: u32| {
        runtime.block_on(async {
            let mut body = log.incoming();
            body.write(&text_of(number)).await.unwrap();
            log.accept(super::envelope(&["a@one.test"]), vec![], body).await
        })
    };
    send(0).unwrap();
    disk.set_trouble(Some(Trouble { from: 0, calls: usize::MAX, kind: Refusal::Broken }));
    assert!(matches!(send(1), Err(AcceptError::Write(_))));
    disk.set_trouble(None);
    assert!(matches!(send(2), Err(AcceptError::Unhealthy(_))) && log.trouble().is_some());
    assert!(matches!(runtime.block_on(log.finish(crate::mail::QueueId(1))), Err(ChangeError::Unhealthy(_))));
    runtime.block_on(log.heal()).unwrap();
    send(3).unwrap();
    assert!(log.trouble().is_none());
    disk.set_trouble(Some(Trouble { from: 0, calls: usize::MAX, kind: Refusal::Full }));
    assert!(matches!(send(0), Err(AcceptError::NoRoom(_))) && log.trouble().is_none());
    disk.set_trouble(None);
    send(0).unwrap();
}

#[test]
fn an_unhealthy_spool_becomes_well_by_itself_while_nobody_wants_anything() {
    let disk = TestDisk::new();
    let log = open(&disk, Options { heal_after: Duration::from_millis(150), ..options() }).unwrap().0;
    let life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        life.accept(0).await.unwrap();
        let mut changes = log.changes();
        // The commit fails, and so does the first fresh file that is tried for it.
        let from = disk.changes();
        disk.set_trouble(Some(Trouble { from, calls: 3, kind: Refusal::Broken }));
        assert_eq!(life.accept(1).await, None);
        // From here on nobody asks for anything.
        let well = async {
            while log.trouble().is_some() {
                changes.changed().await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(60), well).await.expect("it stays unhealthy");
        assert!(disk.changes() > from + 3, "a fresh file was tried more than once");
        life.accept(2).await.unwrap();
    });
    let marks = disk.marks(disk.calls());
    check(&marks, &inventory(&log).unwrap()).unwrap();
    drop(log);
    let disk = disk.cut_power(disk.calls(), || Fate::Kept);
    check(&marks, &inventory(&open(&disk, options()).unwrap().0).unwrap()).unwrap();
}

#[test]
fn a_large_body_that_cannot_be_written_or_confirmed_makes_the_spool_unhealthy_too() {
    // Made, written twice, confirmed, its name confirmed; and the record in the log.
    for call in 0..6 {
        for kind in [Refusal::Broken, Refusal::Full] {
            let disk = TestDisk::new();
            let log = open(&disk, Options { heal_after: Duration::from_secs(3600), ..options() }).unwrap().0;
            let life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
            runtime().block_on(async {
                life.accept(0).await.unwrap();
                let newest = || disk.paths().into_iter().rfind(|path| path.extension().is_some_and(|e| e == "log"));
                let before = newest();
                let trouble = Trouble { from: disk.changes() + call, calls: 1, kind };
                disk.set_trouble(Some(trouble));
                // The text of this one is three thousand octets long, and half of that fits into the log.
                assert_eq!(life.accept(4).await, None, "{trouble:?}");
                disk.set_trouble(None);
                let next = life.accept(1).await;
                let confirming = matches!(call, 3 | 4);
                if kind == Refusal::Full && !confirming {
                    assert!(next.is_some() && log.trouble().is_none(), "{trouble:?}");
                    return;
                }
                assert!(next.is_none() && log.trouble().is_some(), "{trouble:?}");
                log.heal().await.unwrap();
                assert!(log.trouble().is_none() && newest() > before, "only a fresh file shows that the disk works");
                life.accept(2).await.unwrap();
            });
            let marks = disk.marks(disk.calls());
            check(&marks, &inventory(&log).unwrap()).unwrap();
        }
    }
}

#[test]
fn a_file_that_was_tried_in_vain_does_not_stay() {
    // Made, given room, written, confirmed, named, its name confirmed.
    for call in 0..6 {
        let disk = TestDisk::new();
        let log = open(&disk, Options { heal_after: Duration::from_secs(3600), ..options() }).unwrap().0;
        let life = Life { disk: &disk, log: &log, ids: BTreeMap::new() };
        runtime().block_on(life.accept(0)).unwrap();
        let before = disk.paths();
        disk.set_trouble(Some(Trouble { from: disk.changes(), calls: 2, kind: Refusal::Broken }));
        assert_eq!(runtime().block_on(life.accept(1)), None);
        disk.set_trouble(Some(Trouble { from: disk.changes() + call, calls: 1, kind: Refusal::Broken }));
        assert!(runtime().block_on(log.heal()).is_err() && log.trouble().is_some(), "call {call}");
        assert_eq!(disk.paths(), before, "call {call}");
        runtime().block_on(log.heal()).unwrap();
        assert_eq!(disk.paths().len(), before.len() + 1, "call {call}");
    }
}
