//! A disk in memory that remembers every call, can refuse any of them, and can lose its power at any moment.
//!
//! What a power cut leaves: of a file, everything up to its last sync, and of what was written since whatever the caller
//! chooses, call by call and sector by sector; of a folder, every name up to its last sync and then any number of the
//! following changes, in order. What was written before a *failed* sync is never made safe by a later one.

use crate::spool::disk::{Disk, DiskFile, How, Space};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IoSlice};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// A disk; copies are the same disk.
#[derive(Clone)]
pub(crate) struct Sim<M>(Arc<Mutex<World<M>>>);

struct World<M> {
    names: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    files: Vec<Vec<u8>>,
    calls: Vec<Call<M>>,
    /// Calls that only say what was there at the beginning.
    given: usize,
    changes: usize,
    trouble: Option<Trouble>,
}

/// The n-th changing call, and as many after it, fail in this way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trouble {
    pub(crate) from: usize,
    pub(crate) calls: usize,
    pub(crate) kind: Refusal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Full,
    Broken,
    /// Writes take only half (at least one octet); nothing else fails.
    Short,
    /// Writes take half and then fail.
    HalfBroken,
}

enum Call<M> {
    Write {
        file: usize,
        at: u64,
        octets: Vec<u8>,
    },
    Size {
        file: usize,
        size: u64,
        cut: bool,
    },
    Sync(usize),
    /// A sync that failed.
    Lost(usize),
    Name {
        path: PathBuf,
        file: usize,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove(PathBuf),
    SyncFolder(PathBuf),
    Mark(M),
}

/// What becomes of a change that was not yet safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    Lost,
    /// Of a write: the sectors whose bit (modulo 64) is set.
    Sectors(u64),
}

impl<M: Clone> Sim<M> {
    pub(crate) fn new() -> Self {
        let folders = BTreeSet::from([PathBuf::from("/"), PathBuf::from("/home")]);
        let world = World { names: BTreeMap::new(), folders, files: Vec::new(), calls: Vec::new(), given: 0, changes: 0, trouble: None };
        Self(Arc::new(Mutex::new(world)))
    }

    fn lock(&self) -> MutexGuard<'_, World<M>> {
        self.0.lock().unwrap()
    }

    /// Notes something between two calls.
    pub(crate) fn mark(&self, mark: M) {
        self.lock().calls.push(Call::Mark(mark));
    }

    pub(crate) fn set_trouble(&self, trouble: Option<Trouble>) {
        self.lock().trouble = trouble;
    }

    /// Calls so far, marks included.
    pub(crate) fn calls(&self) -> usize {
        self.lock().calls.len()
    }

    /// Calls that only say what was there at the beginning.
    pub(crate) fn given(&self) -> usize {
        self.lock().given
    }

    /// Changing calls so far.
    pub(crate) fn changes(&self) -> usize {
        self.lock().changes
    }

    /// The marks among the first `upto` calls.
    pub(crate) fn marks(&self, upto: usize) -> Vec<M> {
        let mark = |call: &Call<M>| if let Call::Mark(mark) = call { Some(mark.clone()) } else { None };
        self.lock().calls[..upto].iter().filter_map(mark).collect()
    }

    /// Flips a bit in a file.
    pub(crate) fn flip(&self, path: &Path, at: usize, bit: u8) {
        let mut world = self.lock();
        let file = world.names[path];
        world.files[file][at] ^= 1 << bit;
    }

    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.lock().names.keys().cloned().collect()
    }

    pub(crate) fn content(&self, path: &Path) -> Vec<u8> {
        let world = self.lock();
        world.files[world.names[path]].clone()
    }

    /// The disk as a power cut after `upto` calls leaves it, if this is what becomes of what was not safe. `fate` is
    /// asked in order of the calls; for names it decides whether the folder's changes end here.
    pub(crate) fn cut_power(&self, upto: usize, mut fate: impl FnMut() -> Fate) -> Self {
        let world = self.lock();
        let calls = &world.calls[..upto];
        let mut files: Vec<Vec<u8>> = vec![Vec::new(); world.files.len()];
        let mut names = BTreeMap::new();
        let mut ended = BTreeSet::new();
        for (number, call) in calls.iter().enumerate() {
            match call {
                Call::Write { file, at, octets } => {
                    let fate = if is_safe(&calls[number..], *file) { Fate::Kept } else { fate() };
                    write(&mut files[*file], *at, octets, fate);
                }
                Call::Size { file, size, cut } => {
                    if is_safe(&calls[number..], *file) || fate() == Fate::Kept {
                        resize(&mut files[*file], *size, *cut);
                    }
                }
                Call::Name { path, .. } | Call::Remove(path) | Call::Rename { from: path, .. } => {
                    let folder = path.parent().unwrap();
                    let safe = calls[number..].iter().any(|c| matches!(c, Call::SyncFolder(f) if f == folder));
                    if !safe && (ended.contains(folder) || fate() != Fate::Kept) {
                        ended.insert(folder.to_owned());
                        continue;
                    }
                    rename(&mut names, call);
                }
                Call::Sync(_) | Call::Lost(_) | Call::SyncFolder(_) | Call::Mark(_) => {}
            }
        }
        let calls = files.iter().enumerate().map(|(file, octets)| Call::Write { file, at: 0, octets: octets.clone() });
        let mut calls: Vec<_> = calls.collect();
        calls.extend((0..files.len()).map(Call::Sync));
        calls.extend(names.iter().map(|(path, file)| Call::Name { path: path.clone(), file: *file }));
        calls.extend(world.folders.iter().map(|folder| Call::SyncFolder(folder.clone())));
        let folders = world.folders.clone();
        Self(Arc::new(Mutex::new(World { names, folders, files, given: calls.len(), calls, changes: 0, trouble: None })))
    }

    /// Counts a change, and refuses it if that is due.
    fn change(&self, world: &mut World<M>) -> Option<Refusal> {
        world.changes += 1;
        let number = world.changes - 1;
        let trouble = world.trouble?;
        (trouble.from..trouble.from.saturating_add(trouble.calls)).contains(&number).then_some(trouble.kind)
    }

    fn allowed(&self, world: &mut World<M>) -> io::Result<()> {
        match self.change(world) {
            Some(Refusal::Full) => Err(io::ErrorKind::StorageFull.into()),
            Some(Refusal::Broken | Refusal::HalfBroken) => Err(io::Error::from_raw_os_error(5)),
            Some(Refusal::Short) | None => Ok(()),
        }
    }
}

fn is_safe<M>(later: &[Call<M>], file: usize) -> bool {
    let sync = |call: &&Call<M>| matches!(call, Call::Sync(f) | Call::Lost(f) if *f == file);
    matches!(later.iter().find(sync), Some(Call::Sync(_)))
}

fn resize(file: &mut Vec<u8>, size: u64, cut: bool) {
    let size = size as usize;
    if cut || file.len() < size {
        file.resize(size, 0);
    }
}

fn write(file: &mut Vec<u8>, at: u64, octets: &[u8], fate: Fate) {
    for (sector, part) in octets.chunks(SECTOR).enumerate() {
        let kept = match fate {
            Fate::Kept => true,
            Fate::Lost => false,
            Fate::Sectors(mask) => mask >> (sector % 64) & 1 == 1,
        };
        if kept {
            let from = at as usize + sector * SECTOR;
            resize(file, (from + part.len()) as u64, false);
            file[from..from + part.len()].copy_from_slice(part);
        }
    }
}

fn rename<M>(names: &mut BTreeMap<PathBuf, usize>, call: &Call<M>) {
    match call {
        Call::Name { path, file } => _ = names.insert(path.clone(), *file),
        Call::Remove(path) => _ = names.remove(path),
        Call::Rename { from, to } => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        _ => {}
    }
}

struct SimFile<M> {
    disk: Sim<M>,
    file: usize,
}

impl<M: Clone + Send + 'static> Disk for Sim<M> {
    fn open(&self, path: &Path, how: How) -> io::Result<Arc<dyn DiskFile>> {
        let mut world = self.lock();
        let found = world.names.get(path).copied();
        let file = match (how, found) {
            (How::Existing, Some(file)) => file,
            (How::Existing, None) => return Err(io::ErrorKind::NotFound.into()),
            (How::New, Some(_)) => return Err(io::ErrorKind::AlreadyExists.into()),
            (How::New, None) => {
                self.allowed(&mut world)?;
                world.files.push(Vec::new());
                let file = world.files.len() - 1;
                world.names.insert(path.to_owned(), file);
                world.calls.push(Call::Name { path: path.to_owned(), file });
                file
            }
        };
        Ok(Arc::new(SimFile { disk: self.clone(), file }))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let world = self.lock();
        let inside = world.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.lock().folders.insert(folder.to_owned());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut world = self.lock();
        self.allowed(&mut world)?;
        let call = Call::Rename { from: from.to_owned(), to: to.to_owned() };
        rename(&mut world.names, &call);
        world.calls.push(call);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut world = self.lock();
        self.allowed(&mut world)?;
        world.names.remove(path).ok_or(io::ErrorKind::NotFound)?;
        world.calls.push(Call::Remove(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut world = self.lock();
        self.allowed(&mut world)?;
        world.calls.push(Call::SyncFolder(folder.to_owned()));
        Ok(())
    }

    fn space(&self, _: &Path) -> io::Result<Space> {
        Ok(Space { free: 1 << 40, total: 1 << 40 })
    }
}

impl<M: Clone + Send + 'static> DiskFile for SimFile<M> {
    fn size(&self) -> io::Result<u64> {
        Ok(self.disk.lock().files[self.file].len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        let world = self.disk.lock();
        let rest = world.files[self.file].get(at as usize..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }

    fn write_at(&self, slices: &[IoSlice<'_>], at: u64) -> io::Result<usize> {
        let mut octets: Vec<u8> = slices.iter().flat_map(|slice| slice.iter().copied()).collect();
        let mut world = self.disk.lock();
        let refusal = self.disk.change(&mut world);
        match refusal {
            None => {}
            Some(Refusal::Full) => return Err(io::ErrorKind::StorageFull.into()),
            Some(Refusal::Broken) => return Err(io::Error::from_raw_os_error(5)),
            Some(Refusal::Short | Refusal::HalfBroken) => octets.truncate(octets.len().div_ceil(2)),
        }
        write(&mut world.files[self.file], at, &octets, Fate::Kept);
        let count = octets.len();
        world.calls.push(Call::Write { file: self.file, at, octets });
        if refusal == Some(Refusal::HalfBroken) { Err(io::Error::from_raw_os_error(5)) } else { Ok(count) }
    }

    fn sync(&self) -> io::Result<()> {
        let mut world = self.disk.lock();
        let answer = self.disk.allowed(&mut world);
        world.calls.push(if answer.is_ok() { Call::Sync(self.file) } else { Call::Lost(self.file) });
        answer
    }

    fn cut(&self, size: u64) -> io::Result<()> {
        let mut world = self.disk.lock();
        self.disk.allowed(&mut world)?;
        resize(&mut world.files[self.file], size, true);
        world.calls.push(Call::Size { file: self.file, size, cut: true });
        Ok(())
    }

    fn allocate(&self, size: u64) -> io::Result<()> {
        let mut world = self.disk.lock();
        self.disk.allowed(&mut world)?;
        resize(&mut world.files[self.file], size, false);
        world.calls.push(Call::Size { file: self.file, size, cut: false });
        Ok(())
    }
}

const SECTOR: usize = 512;
