//! What can go wrong, what follows from it, and what to do.

use crate::mail::QueueId;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A failed call to the file system: where and why. May be copied, for all who waited for the same write.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{path}: {cause}", path = path.display())]
pub struct Fault {
    /// The file or folder.
    pub path: PathBuf,
    /// What the operating system said.
    pub cause: Arc<io::Error>,
}

impl Fault {
    /// What happened at `path`.
    pub fn new(path: &Path, cause: io::Error) -> Self {
        Self { path: path.to_owned(), cause: Arc::new(cause) }
    }

    /// Whether there is no room left.
    pub fn is_full(&self) -> bool {
        super::disk::is_full(&self.cause)
    }
}

/// Why a message was not accepted. Nothing of it is kept; the client may try again.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AcceptError {
    /// The disk is full.
    #[error("no room left on the disk: {0}; make room or move the home folder to a larger disk")]
    NoRoom(Fault),
    /// Writing failed.
    #[error("the message could not be written: {0}; nothing is accepted until the disk is well again")]
    Write(Fault),
    /// The disk did not confirm what was written.
    #[error("the disk did not confirm the message: {0}; nothing is accepted until the disk is well again")]
    Sync(Fault),
    /// An earlier failure has not been healed yet.
    #[error("the spool has failed and is tried again by itself: {0}")]
    Unhealthy(Fault),
    /// The envelope alone is larger than any record.
    #[error("the envelope has too many recipients to be kept in one record")]
    Envelope,
    /// A write of the body failed or was broken off before.
    #[error("the body of the message is incomplete")]
    Incomplete,
    /// The change that was to go with the message cannot be made.
    #[error("the message that caused this one: {0}")]
    Cause(#[from] ChangeError),
    /// The program is ending.
    #[error("the spool has been closed")]
    Closed,
}

/// Why something about a queued message was not changed. It is as it was.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ChangeError {
    /// It has left, or never was.
    #[error("there is no message {0} in the queue")]
    Unknown(QueueId),
    /// The disk is full.
    #[error("no room left on the disk: {0}; make room or move the home folder to a larger disk")]
    NoRoom(Fault),
    /// Writing failed, or the disk did not confirm it.
    #[error("the change could not be written: {0}; it is tried again with the next one")]
    Write(Fault),
    /// An earlier failure has not been healed yet.
    #[error("the spool has failed and is tried again by itself: {0}")]
    Unhealthy(Fault),
    /// What is kept about the message cannot be read.
    #[error("{0}")]
    Unreadable(#[from] ReadError),
    /// The program is ending.
    #[error("the spool has been closed")]
    Closed,
}

/// Why a queued message could not be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// It has left, or never was.
    #[error("there is no message {0} in the queue")]
    Unknown(QueueId),
    /// The disk did not give it.
    #[error("the message {0} could not be read: {1}; check the disk")]
    Disk(QueueId, Fault),
    /// What the disk gave is not what was written.
    #[error("the message {0} in {path} is damaged; restart the server to have it set aside", path = .1.display())]
    Damaged(QueueId, PathBuf),
}

/// Why the spool could not be opened.
#[derive(Debug, Clone, thiserror::Error)]
pub enum OpenError {
    /// A folder or file could not be made, listed or read.
    #[error("the spool cannot be opened: {0}; check the disk and the rights of the folder")]
    Disk(#[from] Fault),
    /// Written by a newer version.
    #[error("{path} was written by a newer version of the program; start that version, or empty the queue with it first", path = .0.display())]
    Newer(PathBuf),
}

impl From<AcceptError> for ChangeError {
    fn from(error: AcceptError) -> Self {
        match error {
            AcceptError::NoRoom(fault) => Self::NoRoom(fault),
            AcceptError::Write(fault) | AcceptError::Sync(fault) => Self::Write(fault),
            AcceptError::Unhealthy(fault) => Self::Unhealthy(fault),
            AcceptError::Cause(error) => error,
            AcceptError::Envelope | AcceptError::Incomplete | AcceptError::Closed => Self::Closed,
        }
    }
}
