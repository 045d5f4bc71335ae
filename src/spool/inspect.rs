//! Looking into a spool without touching it: nothing is written, moved, cut or removed.

use super::Options;
use super::disk::{Disk, DiskFile, How, RealDisk, Space};
use super::error::{OpenError, ReadError};
use super::log::Log;
use super::recovery::Recovery;
use std::io::{self, ErrorKind, IoSlice};
use std::path::Path;
use std::sync::Arc;

/// What was found. The copies in [`Recovery::set_aside`] were not made.
#[derive(Debug)]
pub struct Inspection {
    /// What a start would find.
    pub recovery: Recovery,
    /// Octets of the messages, as they go out.
    pub octets: u64,
    /// Octets the files of the log take.
    pub on_disk: u64,
    /// Messages that are in the list and cannot be read to their end.
    pub unreadable: Vec<ReadError>,
}

/// Reads all of the spool in `folder`, large bodies to their end. Blocks; nobody else may have it open. Needs a tokio
/// runtime around it.
///
/// # Errors
/// [`OpenError`] when a folder or file cannot be read at all, or a newer version wrote it.
pub async fn inspect(folder: &Path) -> Result<Inspection, OpenError> {
    let (log, recovery) = look_into(folder)?;
    let mut unreadable = vec![];
    let (octets, on_disk) = log.octets();
    for id in log.identifiers() {
        if let Err(error) = read_through(&log, id).await {
            unreadable.push(error);
        }
    }
    Ok(Inspection { recovery, octets, on_disk, unreadable })
}

/// The spool in a folder, for reading only: whatever would change it fails.
///
/// # Errors
/// As [`inspect`].
pub fn look_into(folder: &Path) -> Result<(Log, Recovery), OpenError> {
    // Nothing is copied, so the place for copies does not matter.
    Log::open_on(Arc::new(Untouched(RealDisk)), folder, folder, Options::default())
}

async fn read_through(log: &Log, id: crate::mail::QueueId) -> Result<(), ReadError> {
    use super::Spool;
    let mut body = log.open(id).await?.body;
    while body.next().await?.is_some() {}
    Ok(())
}

/// A disk that takes no changes.
struct Untouched<D>(D);

struct UntouchedFile(Arc<dyn DiskFile>);

fn refused<T>() -> io::Result<T> {
    Err(ErrorKind::ReadOnlyFilesystem.into())
}

impl<D: Disk> Disk for Untouched<D> {
    fn open(&self, path: &Path, how: How) -> io::Result<Arc<dyn DiskFile>> {
        match how {
            How::Existing => Ok(Arc::new(UntouchedFile(self.0.open(path, how)?))),
            How::New => refused(),
        }
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        match self.0.names(folder) {
            // It would be made by the first start.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(vec![]),
            other => other,
        }
    }
    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        refused()
    }
    fn remove(&self, _: &Path) -> io::Result<()> {
        refused()
    }
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn space(&self, folder: &Path) -> io::Result<Space> {
        self.0.space(folder)
    }
}

impl DiskFile for UntouchedFile {
    fn size(&self) -> io::Result<u64> {
        self.0.size()
    }
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        self.0.read_at(buffer, at)
    }
    fn write_at(&self, _: &[IoSlice<'_>], _: u64) -> io::Result<usize> {
        refused()
    }
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
    fn cut(&self, _: u64) -> io::Result<()> {
        refused()
    }
    fn allocate(&self, _: u64) -> io::Result<()> {
        refused()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::Spool;
    use crate::spool::proof::envelope;
    use crate::spool::recovery::Damage;

    fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let mut all: Vec<_> = walk(folder);
        all.sort();
        all
    }

    fn walk(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        entries
            .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![(path.display().to_string(), std::fs::read(&path).unwrap())] })
            .collect()
    }

    async fn filled(folder: &Path) {
        let (log, _) = Log::open(&folder.join("spool"), &folder.join("damaged"), Options::default()).unwrap();
        for size in [10, 5_000, 600_000] {
            let mut body = log.incoming();
            body.write(&vec![b'x'; size]).await.unwrap();
            log.accept(envelope(&["a@one.test", "b@two.test"]), b"Received: by us\r\n".to_vec(), body).await.unwrap();
        }
        log.close().await;
    }

    #[tokio::test]
    async fn a_look_changes_nothing_and_finds_what_a_start_would() {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path()).await;
        let before = contents(folder.path());
        let found = inspect(&folder.path().join("spool")).await.unwrap();
        assert_eq!((found.recovery.messages, found.recovery.set_aside.len(), found.unreadable.len()), (3, 0, 0));
        assert_eq!(found.octets, 10 + 5_000 + 600_000 + 3 * 17);
        assert!(found.on_disk > 5_000);
        assert!(contents(folder.path()) == before);
    }

    #[tokio::test]
    async fn damage_is_told_and_left_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path()).await;
        let spool = folder.path().join("spool");
        let path = spool.join("00000001.log");
        let mut octets = std::fs::read(&path).unwrap();
        let place = octets.windows(100).position(|w| w == [b'x'; 100]).unwrap();
        octets[place + 50] ^= 1;
        std::fs::write(&path, &octets).unwrap();
        let large = std::fs::read_dir(spool.join("large")).unwrap().next().unwrap().unwrap().path();
        std::fs::write(&large, "short").unwrap();
        std::fs::write(spool.join("00000009.log"), "no header").unwrap();
        let before = contents(folder.path());
        let found = inspect(&spool).await.unwrap().recovery;
        assert_eq!(found.messages, 1);
        let mut what: Vec<_> = found.set_aside.iter().map(|aside| aside.what).collect();
        what.sort_by_key(|what| format!("{what:?}"));
        assert_eq!(what, [Damage::Body, Damage::Records, Damage::Segment]);
        assert!(found.set_aside.iter().all(|aside| aside.copy.is_none()));
        assert!(contents(folder.path()) == before);
    }

    #[tokio::test]
    async fn a_spool_that_was_never_made_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let found = inspect(&folder.path().join("spool")).await.unwrap();
        assert_eq!((found.recovery, found.octets), (Recovery::default(), 0));
        assert!(contents(folder.path()).is_empty());
    }
}
