//! What is done between commands: keys made at log-ons are written down, and blocks kept in `state/failures.ron`, so that a
//! restart does not let everybody in again. The file may be deleted; then no address is blocked.

use super::apply::{Shared, Work};
use super::snapshot::Blocked;
use super::start::Engine;
use crate::config::file::{FileError, dialect, read_ron, write_private};
use crate::config::home::create_folder;
use crate::mail::canonical;
use crate::policy::Block;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The version of the file this program writes, and the newest it reads.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlocksFile {
    version: u32,
    blocks: Vec<BlockEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockEntry {
    address: IpAddr,
    until: Timestamp,
    times: u32,
}

/// What of the blocks is written and shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    pub(super) blocks: Arc<[Blocked]>,
    revision: u64,
}

impl Engine {
    /// Writes down what sessions have left to be written. Cheap when there is nothing. Says whether one of the files of
    /// settings and accounts was written.
    pub async fn tidy(&self) -> bool {
        let mut work = self.work.lock().await;
        self.list_blocks(&mut work).await;
        let made = self.shared.reception.learnt();
        if made.is_empty() {
            return false;
        }
        self.write_learnt(&mut work, made).await.unwrap_or_else(|error| {
            // The next log-on makes them again.
            tracing::warn!(%error, "keys of an account could not be written down");
            false
        })
    }

    async fn list_blocks(&self, work: &mut Work) {
        let (reception, now) = (&self.shared.reception, (self.shared.clock)());
        let revision = reception.blocks_revision();
        let ended = work.listed.blocks.iter().any(|block| block.until <= now);
        if revision == work.listed.revision && !ended {
            return;
        }
        let moment = Instant::now();
        let shown = |block: Block| Blocked {
            address: block.address,
            until: later(now, block.until.saturating_duration_since(moment)),
            times: block.times,
        };
        let blocks: Arc<[Blocked]> = reception.failure_blocks(moment).into_iter().map(shown).collect();
        work.listed = Listed { blocks: blocks.clone(), revision };
        let path = self.shared.home.failures();
        let writing = tokio::task::spawn_blocking(move || write(&path, &blocks)).await;
        if let Ok(Err(error)) = writing {
            tracing::warn!(%error, "the blocked addresses could not be written down; after a restart they are not blocked");
        }
    }
}

impl Shared {
    /// Blocks again what was blocked when the engine last ended.
    pub(super) fn restore_blocks(&self) {
        let now = (self.clock)();
        for entry in read(&self.home.failures()).into_iter().filter(|entry| entry.until > now) {
            let left = Duration::try_from(now.duration_until(entry.until)).unwrap_or_default();
            let until = Instant::now() + left.min(LONGEST);
            self.reception.block_again(Block { address: canonical(entry.address), until, times: entry.times });
        }
    }
}

/// A second more or less tells nobody anything; without fractions the list is the same each time it is made.
fn later(now: Timestamp, left: Duration) -> Timestamp {
    let seconds = SignedDuration::from_secs(i64::try_from(left.as_secs_f64().ceil() as u64).unwrap_or(i64::MAX));
    let until = now.checked_add(seconds).unwrap_or(Timestamp::MAX);
    Timestamp::from_second(until.as_second()).unwrap_or(until)
}

fn write(path: &Path, blocks: &[Blocked]) -> Result<(), FileError> {
    let entry = |b: &Blocked| BlockEntry { address: b.address, until: b.until, times: b.times };
    let file = BlocksFile { version: VERSION, blocks: blocks.iter().take(MOST).map(entry).collect() };
    let Ok(text) = dialect().to_string_pretty(&file, ron::ser::PrettyConfig::default()) else { return Ok(()) };
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    write_private(path, text.as_bytes())
}

/// A file that cannot be used is as good as none: it may be deleted too.
fn read(path: &Path) -> Vec<BlockEntry> {
    match read_ron::<BlocksFile>(path, VERSION) {
        Ok((file, _)) => file.blocks,
        Err(FileError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => vec![],
        Err(error) => {
            tracing::warn!(%error, "the blocked addresses could not be read; none is blocked");
            vec![]
        }
    }
}

/// More blocks than these are not written down.
const MOST: usize = 10_000;
/// No block lasts longer.
const LONGEST: Duration = Duration::from_secs(366 * 86_400);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_as_they_were_written_and_a_broken_file_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/failures.ron");
        assert!(read(&path).is_empty());
        let blocked = Blocked { address: "2001:db8::".parse().unwrap(), until: Timestamp::UNIX_EPOCH, times: 2 };
        write(&path, std::slice::from_ref(&blocked)).unwrap();
        let [entry] = &read(&path)[..] else { panic!("not one block") };
        assert_eq!((entry.address, entry.until, entry.times), (blocked.address, blocked.until, 2));
        std::fs::write(&path, "(version: 1, blocks: [(").unwrap();
        assert!(read(&path).is_empty());
    }

    #[test]
    fn the_end_of_a_block_is_told_in_whole_seconds() {
        let now: Timestamp = "2026-01-01T00:00:00.4Z".parse().unwrap();
        assert_eq!(later(now, Duration::from_millis(1_500)).to_string(), "2026-01-01T00:00:02Z");
        assert_eq!(later(now, Duration::MAX), Timestamp::MAX.round(jiff::Unit::Second).unwrap_or(later(now, Duration::MAX)));
    }
}
