//! What clients did in the last 30 days, in `state/facts/`: a file a day, appended to, bounded. The folder may be deleted.
//!
//! Facts are counted in memory and written every ten minutes and at the end; what happened since then is lost with the
//! process. Equal ones share a line of their file with the number of times.

use crate::config::home::create_folder;
use crate::config::{FileError, Home};
use crate::policy::past::Past;
use crate::reception::Clock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::mem;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps the facts of all servers.
pub struct Facts {
    folder: PathBuf,
    clock: Clock,
    on: AtomicBool,
    tally: Mutex<Tally>,
}

#[derive(Default)]
struct Tally {
    since: Option<Timestamp>,
    counts: HashMap<Past, u32>,
}

impl Facts {
    /// Off until [`Facts::set`].
    pub fn new(home: &Home, clock: Clock) -> Arc<Self> {
        Arc::new(Self { folder: home.state().join("facts"), clock, on: AtomicBool::new(false), tally: Mutex::default() })
    }

    /// Keeps facts from now on, or none. Those that were kept stay until their time is over.
    pub fn set(&self, on: bool) {
        self.on.store(on, Ordering::Relaxed);
        if !on {
            *self.tally() = Tally::default();
        }
    }

    /// Counts a fact. Every ten minutes a piece of work is handed to the runtime this is called on.
    pub fn note(self: &Arc<Self>, past: Past) {
        if !self.on.load(Ordering::Relaxed) {
            return;
        }
        let now = (self.clock)();
        let due = {
            let mut tally = self.tally();
            let since = *tally.since.get_or_insert(now);
            // What does not fit any more is left out: these are facts for an estimate.
            if tally.counts.len() < MOST_COUNTED || tally.counts.contains_key(&past) {
                let count = tally.counts.entry(past).or_default();
                *count = count.saturating_add(1);
            }
            (now.duration_since(since).abs() >= GATHER || day(since) != day(now)).then(|| (since, mem::take(&mut *tally)))
        };
        if let Some((since, tally)) = due {
            let own = self.clone();
            tokio::task::spawn_blocking(move || own.write(day(since), tally));
        }
    }

    /// Writes what is counted. Blocks.
    pub fn flush(&self) {
        let tally = mem::take(&mut *self.tally());
        if let Some(since) = tally.since {
            self.write(day(since), tally);
        }
    }

    /// The facts of the last 30 days with their counts, in no order; days that cannot be read are left out. Blocks.
    pub fn load(&self) -> HashMap<Past, u32> {
        let mut found: HashMap<Past, u32> = HashMap::new();
        let oldest = oldest(day((self.clock)()));
        for (date, path) in files(&self.folder) {
            let mut text = String::new();
            let read = fs::File::open(&path).and_then(|file| file.take(MOST_OCTETS * 2).read_to_string(&mut text));
            if date < oldest || read.is_err() {
                continue;
            }
            for (past, count) in text.lines().filter_map(Past::read) {
                let sum = found.entry(past).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        found
    }

    fn write(&self, date: Date, tally: Tally) {
        if let Err(error) = self.append(date, &tally.counts) {
            tracing::warn!(%error, "what clients did could not be written down; Who is affected? will know less");
        }
    }

    fn append(&self, date: Date, counts: &HashMap<Past, u32>) -> Result<(), FileError> {
        create_folder(&self.folder)?;
        for (_, path) in files(&self.folder).into_iter().filter(|(of, _)| *of < oldest(date)) {
            fs::remove_file(&path).map_err(|e| FileError::io(&path, "written", e))?;
        }
        let path = self.folder.join(format!("{}.facts", date.strftime("%Y%m%d")));
        let fail = |e: io::Error| FileError::io(&path, "written", e);
        let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(&path).map_err(fail)?;
        let mut room = MOST_OCTETS.saturating_sub(file.metadata().map_err(fail)?.len());
        let mut text = String::new();
        for (past, count) in counts {
            let line = past.line(*count);
            room = match room.checked_sub(line.len() as u64 + 1) {
                Some(left) => left,
                None => break,
            };
            text += &line;
            text.push('\n');
        }
        file.write_all(text.as_bytes()).map_err(fail)
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

fn oldest(today: Date) -> Date {
    today.saturating_sub(KEPT_DAYS.days())
}

/// The files with the days they are about.
fn files(folder: &std::path::Path) -> Vec<(Date, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let dated = entries.filter_map(|entry| {
        let name = entry.file_name();
        let digits = name.to_str()?.strip_suffix(".facts")?;
        Some((Date::strptime("%Y%m%d", digits).ok()?, entry.path()))
    });
    dated.collect()
}

const KEPT_DAYS: i64 = 30;
const GATHER: SignedDuration = SignedDuration::from_mins(10);
/// Different facts between two writings.
const MOST_COUNTED: usize = 20_000;
/// Of one day's file.
const MOST_OCTETS: u64 = 4 * 1_024 * 1_024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::ServerId;
    use crate::policy::past::Deed;
    use std::sync::atomic::AtomicI64;

    fn past(n: u8) -> Past {
        Past { server: ServerId(1), client: [192, 0, 2, n].into(), bits: None, deed: Deed::Connected }
    }

    fn facts(folder: &tempfile::TempDir) -> (Arc<Facts>, Arc<AtomicI64>) {
        let seconds = Arc::new(AtomicI64::new("2026-11-22T10:00:00Z".parse::<Timestamp>().unwrap().as_second()));
        let shared = seconds.clone();
        let clock: Clock = Arc::new(move || Timestamp::from_second(shared.load(Ordering::Relaxed)).unwrap());
        let facts = Facts::new(&Home::new(folder.path()), clock);
        facts.set(true);
        (facts, seconds)
    }

    #[tokio::test]
    async fn equal_facts_are_counted_together_across_days_and_forgotten_after_thirty() {
        let folder = tempfile::tempdir().unwrap();
        let (facts, seconds) = facts(&folder);
        facts.note(past(1));
        facts.note(past(1));
        facts.flush();
        seconds.fetch_add(86_400, Ordering::Relaxed);
        facts.note(past(1));
        facts.note(past(2));
        facts.flush();
        assert_eq!(facts.load(), HashMap::from([(past(1), 3), (past(2), 1)]));
        seconds.fetch_add(30 * 86_400, Ordering::Relaxed);
        assert_eq!(facts.load(), HashMap::from([(past(1), 1), (past(2), 1)]));
        facts.note(past(3));
        facts.flush();
        assert_eq!(files(&facts.folder).len(), 2, "the oldest file is gone");
    }

    #[tokio::test]
    async fn after_ten_minutes_they_are_written_by_themselves() {
        let folder = tempfile::tempdir().unwrap();
        let (facts, seconds) = facts(&folder);
        facts.note(past(1));
        seconds.fetch_add(600, Ordering::Relaxed);
        facts.note(past(2));
        while facts.load().len() < 2 {
            tokio::task::yield_now().await;
        }
    }

    #[test]
    fn a_day_has_a_bound_and_switched_off_nothing_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (facts, _) = facts(&folder);
        fs::create_dir_all(&facts.folder).unwrap();
        let file = facts.folder.join("20261122.facts");
        fs::write(&file, vec![b'\n'; MOST_OCTETS as usize]).unwrap();
        facts.note(past(1));
        facts.flush();
        assert_eq!(fs::metadata(&file).unwrap().len(), MOST_OCTETS);
        fs::remove_file(&file).unwrap();
        facts.note(past(1));
        facts.set(false);
        facts.note(past(2));
        facts.flush();
        assert!(facts.load().is_empty());
    }
}
