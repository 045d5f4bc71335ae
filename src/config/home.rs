//! The home folder: where everything of one installation lies (architecture.md §3).

use super::file::FileError;
use crate::mail::Domain;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The folder of one installation and the names inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home(PathBuf);

/// Why the one engine of a home could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another engine runs on this home.
    #[error("another Postkontor (process {holder}) is running with the home {home}. Stop it first, or give this one a home of its own with --home", home = home.display())]
    Held {
        /// The home.
        home: PathBuf,
        /// Its process number, or `unknown`.
        holder: String,
    },
    /// The lock file could not be used.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Held by the one engine of a home; let go when dropped or when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Home {
    /// The home in this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// The platform's own place for the user who runs the program; `None` where the platform names none.
    pub fn of_platform() -> Option<Self> {
        directories::ProjectDirs::from("", "", "postkontor").map(|dirs| Self(dirs.data_dir().to_owned()))
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// `settings.ron`
    pub fn settings(&self) -> PathBuf {
        self.0.join("settings.ron")
    }

    /// `accounts.ron`
    pub fn accounts(&self) -> PathBuf {
        self.0.join("accounts.ron")
    }

    /// `secrets.ron`
    pub fn secrets(&self) -> PathBuf {
        self.0.join("secrets.ron")
    }

    /// `certificates/`
    pub fn certificates(&self) -> PathBuf {
        self.0.join("certificates")
    }

    /// What postmaster was told of by letter.
    pub fn notices(&self) -> PathBuf {
        self.state().join("notices.ron")
    }

    /// The accounts at online certification authorities.
    pub fn acme(&self) -> PathBuf {
        self.0.join("keys").join("acme")
    }

    /// `spool/`
    pub fn spool(&self) -> PathBuf {
        self.0.join("spool")
    }

    /// `damaged/`
    pub fn damaged(&self) -> PathBuf {
        self.0.join("damaged")
    }

    /// `keys/dkim/<domain>/<selector>.pem`; both are domain names and thus no paths of their own.
    pub fn dkim_key(&self, domain: &Domain, selector: &Domain) -> PathBuf {
        self.0.join("keys").join("dkim").join(domain.as_str()).join(format!("{}.pem", selector.as_str()))
    }

    /// `mailboxes/`
    pub fn mailboxes(&self) -> PathBuf {
        self.0.join("mailboxes")
    }

    /// `badmail/<server>/`
    pub fn badmail(&self, server: crate::mail::ServerId) -> PathBuf {
        self.0.join("badmail").join(server.to_string())
    }

    /// `pickup/<server>/`
    pub fn pickup(&self, server: crate::mail::ServerId) -> PathBuf {
        self.0.join("pickup").join(server.to_string())
    }

    /// `history/`
    pub fn history(&self) -> PathBuf {
        self.0.join("history")
    }

    /// `state/`: what may be deleted.
    pub fn state(&self) -> PathBuf {
        self.0.join("state")
    }

    /// `run/control`: the socket of the engine that runs.
    pub fn control(&self) -> PathBuf {
        self.0.join("run").join("control")
    }

    /// `state/blocks.ron`
    pub fn blocks(&self) -> PathBuf {
        self.state().join("blocks.ron")
    }

    /// `state/failures.ron`: addresses blocked for failed log-ons.
    pub fn failures(&self) -> PathBuf {
        self.state().join("failures.ron")
    }

    /// `state/frozen.ron`: destinations the administrator keeps back.
    pub fn frozen(&self) -> PathBuf {
        self.state().join("frozen.ron")
    }

    /// Creates the folder and what is always in it, each 0700.
    ///
    /// # Errors
    /// [`FileError::Io`] naming the folder.
    pub fn create(&self) -> Result<(), FileError> {
        let run = self.0.join("run");
        for folder in [&self.0, &self.certificates(), &self.spool(), &self.mailboxes(), &self.damaged(), &self.history(), &run] {
            create_folder(folder)?;
        }
        Ok(())
    }

    /// Takes the lock of the home.
    ///
    /// # Errors
    /// [`LockError::Held`] names the holder.
    pub fn lock(&self) -> Result<Lock, LockError> {
        let path = self.0.join("run").join("lock");
        let fail = |e| FileError::io(&path, "written", e);
        create_folder(&self.0.join("run"))?;
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(fail)?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {
                file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id())).map_err(fail)?;
                Ok(Lock { _file: file })
            }
            Err(rustix::io::Errno::WOULDBLOCK) => {
                let mut holder = String::new();
                // The number is for the sentence only; a holder that has not written it yet is still a holder.
                let read = (&mut file).take(20).read_to_string(&mut holder);
                if read.is_err() || holder.is_empty() || !holder.bytes().all(|b| b.is_ascii_digit()) {
                    holder = "unknown".into();
                }
                Err(LockError::Held { home: self.0.clone(), holder })
            }
            Err(error) => Err(fail(error.into()).into()),
        }
    }
}

/// Creates a folder 0700 with its parents; one that exists is left as it is.
///
/// # Errors
/// [`FileError::Io`].
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.and_then(|()| if path.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) })
        .map_err(|e| FileError::io(path, "written", e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_lock_names_the_holder_and_a_dropped_one_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let first = home.lock().unwrap();
        let Err(LockError::Held { holder, .. }) = home.lock() else { panic!("two engines on one home") };
        assert_eq!(holder, std::process::id().to_string());
        drop(first);
        assert!(home.lock().is_ok());
    }
}
