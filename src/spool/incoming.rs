//! A body on its way in: kept in memory while it is small, in a file of its own from then on.

use super::disk::{Disk, DiskFile, How, write_all};
use super::error::{AcceptError, Fault};
use super::writer::{Job, Jobs};
use crate::mail::QueueId;
use std::io::IoSlice;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::watch;

/// The body of one message while it arrives. Dropped before it is accepted, nothing of it stays.
///
/// Takes memory as it arrives, at most about the limit of the spool (256 KiB); what comes after that is written to
/// `large/` in pieces of that size.
pub struct Incoming {
    buffer: Vec<u8>,
    length: u64,
    place: Arc<Nursery>,
    large: Option<Large>,
    broken: bool,
    id: Option<QueueId>,
}

/// Where bodies too large for the log grow up.
pub(super) struct Nursery {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) folder: PathBuf,
    pub(super) limit: usize,
    /// The one that writes: it is told when the disk fails here.
    pub(super) jobs: Jobs,
    next_id: AtomicU64,
    numbering: watch::Sender<Numbering>,
}

/// Whether identifiers can be given.
#[derive(Clone)]
enum Numbering {
    /// Which are free is not known yet.
    Awaited,
    Open,
    /// It will not be known: why.
    Failed(Fault),
}

/// A body in its own file. Removed when dropped, unless kept.
pub(super) struct Large {
    pub(super) id: QueueId,
    pub(super) written: u64,
    file: Arc<dyn DiskFile>,
    place: Arc<Nursery>,
    kept: bool,
}

/// A body, complete.
pub(super) enum Complete {
    Small(Vec<u8>),
    Large(Large),
}

impl Incoming {
    pub(super) fn new(place: Arc<Nursery>) -> Self {
        Self { buffer: Vec::new(), length: 0, place, large: None, broken: false, id: None }
    }

    /// Takes in the next octets. Waits only when a piece of a large body goes to the disk; needs a tokio runtime then.
    ///
    /// # Errors
    /// [`AcceptError::NoRoom`] or [`AcceptError::Write`]; then, or after the future was dropped unfinished, the body is
    /// [`AcceptError::Incomplete`].
    pub async fn write(&mut self, octets: &[u8]) -> Result<(), AcceptError> {
        if self.broken {
            return Err(AcceptError::Incomplete);
        }
        self.length += octets.len() as u64;
        self.buffer.extend_from_slice(octets);
        if self.buffer.len() > self.place.limit { self.spill().await } else { Ok(()) }
    }

    /// Makes room for a body whose size is known beforehand, up to the limit of what is kept in memory.
    pub fn expect(&mut self, octets: u64) {
        let room = usize::try_from(octets).unwrap_or(usize::MAX).min(self.place.limit);
        self.buffer.reserve(room.saturating_sub(self.buffer.len()));
    }

    /// The name the message will have in the queue if it is accepted, so that its trace header can carry it. A name that
    /// was asked for and not used is never given again. Right after a start it is waited for until the newest file of the
    /// spool has been read.
    ///
    /// # Errors
    /// [`AcceptError::Unhealthy`] when that file cannot be read.
    pub async fn id(&mut self) -> Result<QueueId, AcceptError> {
        match self.id {
            Some(id) => Ok(id),
            None => Ok(*self.id.insert(self.place.take_id().await?)),
        }
    }

    /// Octets so far.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    async fn spill(&mut self) -> Result<(), AcceptError> {
        self.broken = true;
        let id = self.id().await?;
        let (buffer, large, place) = (std::mem::take(&mut self.buffer), self.large.take(), Arc::clone(&self.place));
        let write = move |place: &Arc<Nursery>| {
            let mut large = match large {
                Some(large) => large,
                None => Large::create(Arc::clone(place), id)?,
            };
            large.append(&buffer)?;
            Ok((large, buffer))
        };
        let (large, mut buffer) = on_disk(place, write).await?;
        buffer.clear();
        self.buffer = buffer;
        self.large = Some(large);
        self.broken = false;
        Ok(())
    }

    /// The body with all of it written; a large one is on the disk, name and all.
    pub(super) async fn complete(mut self) -> Result<Complete, AcceptError> {
        if self.broken {
            return Err(AcceptError::Incomplete);
        }
        let buffer = std::mem::take(&mut self.buffer);
        let Some(mut large) = self.large.take() else { return Ok(Complete::Small(buffer)) };
        on_disk(Arc::clone(&large.place), move |place| {
            large.append(&buffer)?;
            let path = large.path();
            large.file.sync().map_err(|e| AcceptError::Sync(Fault::new(&path, e)))?;
            place.disk.sync_folder(&place.folder).map_err(|e| AcceptError::Sync(Fault::new(&place.folder, e)))?;
            Ok(Complete::Large(large))
        })
        .await
    }
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming").field("length", &self.length).field("large", &self.large.is_some()).finish_non_exhaustive()
    }
}

impl Nursery {
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf, limit: usize) -> Self {
        let numbering = watch::Sender::new(Numbering::Awaited);
        Self { disk, folder, limit, jobs: Jobs::default(), next_id: AtomicU64::new(0), numbering }
    }

    /// From here on identifiers are given, the first one being `next`.
    pub(super) fn open(&self, next: u64) {
        self.next_id.store(next, Ordering::Relaxed);
        self.numbering.send_replace(Numbering::Open);
    }

    /// None will ever be given, if they are not given already.
    pub(super) fn fail(&self, fault: Fault) {
        self.numbering.send_if_modified(|numbering| {
            let awaited = matches!(numbering, Numbering::Awaited);
            if awaited {
                *numbering = Numbering::Failed(fault);
            }
            awaited
        });
    }

    /// Waits until identifiers can be given.
    pub(super) async fn opened(&self) -> Result<(), AcceptError> {
        if matches!(*self.numbering.borrow(), Numbering::Open) {
            return Ok(());
        }
        let mut numbering = self.numbering.subscribe();
        match numbering.wait_for(|n| !matches!(n, Numbering::Awaited)).await.as_deref() {
            Ok(Numbering::Open) => Ok(()),
            Ok(Numbering::Failed(fault)) => Err(AcceptError::Unhealthy(fault.clone())),
            Ok(Numbering::Awaited) | Err(_) => Err(AcceptError::Closed),
        }
    }

    /// An identifier nobody else gets.
    async fn take_id(&self) -> Result<QueueId, AcceptError> {
        self.opened().await?;
        Ok(QueueId(self.next_id.fetch_add(1, Ordering::Relaxed)))
    }

    /// Every identifier given so far is below.
    pub(super) fn next_id(&self) -> u64 {
        self.next_id.load(Ordering::Relaxed)
    }

    pub(super) fn path(&self, id: QueueId) -> PathBuf {
        self.folder.join(id.to_string())
    }
}

impl Large {
    fn create(place: Arc<Nursery>, id: QueueId) -> Result<Self, AcceptError> {
        let path = place.path(id);
        let file = place.disk.open(&path, How::New).map_err(|e| refusal(Fault::new(&path, e)))?;
        Ok(Self { id, written: 0, file, place, kept: false })
    }

    fn append(&mut self, octets: &[u8]) -> Result<(), AcceptError> {
        write_all(&*self.file, &mut [IoSlice::new(octets)], self.written).map_err(|e| refusal(Fault::new(&self.path(), e)))?;
        self.written += octets.len() as u64;
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.place.path(self.id)
    }

    /// The record that refers to the file is on the disk.
    pub(super) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Large {
    fn drop(&mut self) {
        if !self.kept {
            // If it cannot be removed now, the next start does it.
            let _ = self.place.disk.remove(&self.path());
        }
    }
}

fn refusal(fault: Fault) -> AcceptError {
    if fault.is_full() { AcceptError::NoRoom(fault) } else { AcceptError::Write(fault) }
}

/// Works on a thread where blocking does no harm. A failure is told to the writer from there: whoever waited for the
/// answer may have gone.
async fn on_disk<T, W>(place: Arc<Nursery>, work: W) -> Result<T, AcceptError>
where
    T: Send + 'static,
    W: FnOnce(&Arc<Nursery>) -> Result<T, AcceptError> + Send + 'static,
{
    let work = move || {
        let done = work(&place);
        if let Err(AcceptError::Write(fault) | AcceptError::Sync(fault)) = &done {
            place.jobs.send(Job::Broken(fault.clone()));
        }
        done
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(AcceptError::Incomplete))
}
