//! `queue export`: a queued message as an `.eml` file, just as it goes out.

use super::line::Line;
use crate::cli::asking::unexpected;
use crate::cli::{Refusal, tell};
use crate::config::FileError;
use crate::engine::control::{Client, Order, Part, Reply};
use crate::mail::QueueId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The message has left, or never was.
#[derive(Debug, thiserror::Error)]
#[error("there is no message {0} in the queue (any more), or it cannot be read; `postkontor queue list` shows those that wait")]
pub(in crate::cli) struct NoSuchMessage(pub(super) QueueId);

/// Writes the message to the file, which must not exist and is for its owner alone; without one to stdout.
///
/// # Errors
/// When the message is gone or the file cannot be written.
pub(super) fn run(line: &Line, engine: &mut Client) -> Result<(), Refusal> {
    let id = line.one_id()?;
    let file = line.file();
    // Asked for before the file is made: a wrong id leaves none behind.
    let first = part(engine, id, 0)?;
    match &file {
        Some(path) => {
            whole_or_none(path, |out| {
                copy(engine, id, first, &mut |octets| out.write_all(octets).map_err(|error| failed(path, error).into()))?;
                out.sync_all().map_err(|error| failed(path, error).into())
            })?;
            tell(format_args!("{id} was written to {}.", path.display()));
        }
        None => {
            let mut out = io::stdout().lock();
            copy(engine, id, first, &mut |octets| Ok(out.write_all(octets)?))?;
            out.flush()?;
        }
    }
    Ok(())
}

fn failed(path: &Path, error: io::Error) -> FileError {
    FileError::io(path, "written", error)
}

/// Makes a new file for its owner alone. It does not stay when it cannot be filled: half a message looks like a whole one.
fn whole_or_none(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|error| failed(path, error))?;
    let filled = fill(&mut out);
    if filled.is_err() {
        // What went wrong is told, whether it can be removed or not.
        let _ = std::fs::remove_file(path);
    }
    filled
}

fn copy(engine: &mut Client, id: QueueId, first: Part, out: &mut dyn FnMut(&[u8]) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let (mut next, mut done) = (first, 0);
    loop {
        let octets = STANDARD.decode(&next.base64).map_err(io::Error::other)?;
        out(&octets)?;
        done += octets.len() as u64;
        if octets.is_empty() || done >= next.total {
            return Ok(());
        }
        next = part(engine, id, done)?;
    }
}

fn part(engine: &mut Client, id: QueueId, offset: u64) -> Result<Part, Refusal> {
    match engine.ask(&Order::Octets { id, offset })? {
        Reply::Octets(Some(part)) => Ok(part),
        Reply::Octets(None) => Err(NoSuchMessage(id).into()),
        other => Err(unexpected(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_leaves_midway_leaves_no_file_and_one_that_was_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.eml");
        let left = |out: &mut File| {
            out.write_all(b"Received: ").unwrap();
            Err(NoSuchMessage(QueueId(1)).into())
        };
        assert!(whole_or_none(&path, left).is_err() && !path.exists());
        assert!(whole_or_none(&path, |out| Ok(out.write_all(b"whole").unwrap())).is_ok());
        assert!(whole_or_none(&path, left).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"whole");
    }
}
