//! Badmail: where reports go that cannot be delivered, so that nothing is lost silently (engine.md §3, *Bounces*).
//!
//! `badmail/<server>/<queue id>.eml` is the message, `<queue id>.txt` says for whom it was and why it lies there. The names
//! come from the queue, so that writing the same one again after a crash replaces it.

use crate::config::home::create_folder;
use crate::mail::{Address, QueueId};
use crate::spool::Body;
use bytes::Bytes;
use jiff::Timestamp;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// Why a message could not be put there.
#[derive(Debug, thiserror::Error)]
pub enum BadmailError {
    /// The folder or a file could not be written.
    #[error("{path} cannot be written: {source}", path = path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The message could not be read from the spool.
    #[error(transparent)]
    Read(#[from] crate::spool::ReadError),
}

/// Puts a message and the reasons into the folder; durable when it returns. Returns the path of the message.
///
/// # Errors
/// [`BadmailError`]; then try again later.
pub async fn put(
    folder: PathBuf,
    id: QueueId,
    sender: Option<&Address>,
    reasons: &[(Address, String)],
    at: Timestamp,
    mut body: Body,
) -> Result<PathBuf, BadmailError> {
    let sender = sender.map(Address::to_string).unwrap_or_default();
    let mut text = format!("Message {id}, sender <{sender}>, given up at {at}.\r\n\r\n");
    for (address, reason) in reasons {
        text += &format!("For <{address}>: {reason}.\r\n");
    }
    let path = folder.join(format!("{id}.eml"));
    let about = folder.join(format!("{id}.txt"));
    // A bounded road to the writing thread: a large message is never all in memory.
    let (pieces, mut road) = mpsc::channel::<Option<Bytes>>(2);
    let work = {
        let path = path.clone();
        move || {
            create_folder(&folder).map_err(|e| BadmailError::Write { path: folder.clone(), source: io::Error::other(e.to_string()) })?;
            write(&path, &mut || road.blocking_recv().ok_or_else(|| io::Error::other("the message ended early")))?;
            let mut once = Some(Bytes::from(text));
            write(&about, &mut || Ok(once.take()))?;
            File::open(&folder).and_then(|f| f.sync_all()).map_err(|source| BadmailError::Write { path: folder, source })
        }
    };
    let writer = tokio::task::spawn_blocking(work);
    body.rewind();
    loop {
        let piece = body.next().await?;
        let last = piece.is_none();
        // A writer that has given up says why itself.
        if pieces.send(piece).await.is_err() || last {
            break;
        }
    }
    match writer.await {
        Ok(done) => done.map(|()| path),
        Err(error) => Err(BadmailError::Write { path, source: io::Error::other(error.to_string()) }),
    }
}

/// Writes what `next` gives until it gives nothing more.
fn write(path: &Path, next: &mut dyn FnMut() -> io::Result<Option<Bytes>>) -> Result<(), BadmailError> {
    let written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).and_then(|mut file| {
        while let Some(piece) = next()? {
            file.write_all(&piece)?;
        }
        file.sync_all()
    });
    written.map_err(|source| BadmailError::Write { path: path.to_owned(), source })
}
