//! Files of the user that dialogs read and write: requests, certificates, .pfx files. Never on the window's own thread, never
//! more than a certificate can be.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iced::Task;

use crate::config::file::{FileError, write_private};
use crate::engine::command::Refusal;
use crate::mail::Secret;

/// What is to be done with a file.
#[derive(Debug, Clone)]
pub enum Errand {
    /// Whether there is one already, and whether its folder is there.
    Look(PathBuf),
    /// Read it whole, up to [`MOST`] octets.
    Read(PathBuf),
    /// Write it; what was there before is replaced. Only its owner may read it.
    WriteSecret(PathBuf, Secret<Vec<u8>>),
    /// Write it for everybody to read; what was there before is replaced.
    Write(PathBuf, Vec<u8>),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Whether there is such a file.
    There(bool),
    /// What is in it.
    Content(Secret<Vec<u8>>),
    /// It is written.
    Written,
}

/// The most that is read: 1 MiB.
pub const MOST: u64 = 1 << 20;

/// Does it, beside the window.
pub fn run(errand: Errand) -> Task<Result<Told, Refusal>> {
    Task::future(async move {
        let done = tokio::task::spawn_blocking(move || perform(&errand)).await;
        match done {
            Ok(told) => told.map_err(|error| Refusal::Files(Arc::new(error))),
            Err(gone) => Err(Refusal::System(gone.to_string())),
        }
    })
}

/// The file of this name; one without a folder lies in the user's own.
pub fn place(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let own = std::env::home_dir().unwrap_or_default();
    match typed.strip_prefix("~/") {
        Some(rest) => own.join(rest),
        None => own.join(typed),
    }
}

fn perform(errand: &Errand) -> Result<Told, FileError> {
    match errand {
        Errand::Look(path) => look(path).map(Told::There).map_err(|error| FileError::io(path, "written", error)),
        Errand::Read(path) => read(path).map(Told::Content),
        Errand::WriteSecret(path, content) => write_private(path, content.expose()).map(|()| Told::Written),
        Errand::Write(path, content) => write(path, content).map_err(|error| FileError::io(path, "written", error)).map(|()| Told::Written),
    }
}

fn look(path: &Path) -> io::Result<bool> {
    match path.metadata() {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().unwrap_or(Path::new("/")).metadata()?;
            if folder.is_dir() { Ok(false) } else { Err(io::ErrorKind::NotADirectory.into()) }
        }
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> Result<Secret<Vec<u8>>, FileError> {
    let fail = |error| FileError::io(path, "read", error);
    // A pipe would wait for somebody to write.
    if !path.metadata().map_err(fail)?.is_file() {
        return Err(fail(io::ErrorKind::InvalidInput.into()));
    }
    let mut content = vec![];
    File::open(path).map_err(fail)?.take(MOST + 1).read_to_end(&mut content).map_err(fail)?;
    if content.len() as u64 > MOST {
        return Err(FileError::TooLarge { path: path.to_owned(), limit: MOST });
    }
    Ok(Secret::new(content))
}

/// Beside it first, then in its place: what was there stays whole until the new one is.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = OpenOptions::new().write(true).create_new(true).mode(0o644).open(&beside).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let written = written.and_then(|()| std::fs::rename(&beside, path));
    if written.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        // What could not be put into its place is of no use; that it could not is told already.
        drop(std::fs::remove_file(&beside));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_is_looked_at_written_and_read_and_a_secret_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        assert_eq!(perform(&Errand::Look(path.clone())).unwrap(), Told::There(false));
        perform(&Errand::Write(path.clone(), b"one".to_vec())).unwrap();
        perform(&Errand::Write(path.clone(), b"two".to_vec())).unwrap();
        assert_eq!(perform(&Errand::Look(path.clone())).unwrap(), Told::There(true));
        assert_eq!(perform(&Errand::Read(path.clone())).unwrap(), Told::Content(Secret::new(b"two".to_vec())));
        perform(&Errand::WriteSecret(path.clone(), Secret::new(b"three".to_vec()))).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_no_file_or_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for errand in [
            Errand::Look(folder.path().to_owned()),
            Errand::Look(folder.path().join("none/a.txt")),
            Errand::Read(folder.path().to_owned()),
            Errand::Read(folder.path().join("none")),
            Errand::Read("/dev/zero".into()),
            Errand::Write(folder.path().join("none/a.txt"), vec![]),
        ] {
            assert!(matches!(perform(&errand), Err(FileError::Io { .. })), "{errand:?}");
        }
        let large = folder.path().join("large");
        File::create(&large).unwrap().set_len(MOST + 1).unwrap();
        assert!(matches!(perform(&Errand::Read(large)), Err(FileError::TooLarge { limit: MOST, .. })));
    }
}
