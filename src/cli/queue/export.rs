//! `queue export`: a queued message as an `.eml` file, just as it goes out.

use super::line::Line;
use crate::cli::asking::unexpected;
use crate::cli::{Refusal, tell};
use crate::config::FileError;
use crate::engine::control::{Client, Order, Part, Reply};
use crate::mail::QueueId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;

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
    let failed = |path: &std::path::Path, error| FileError::io(path, "written", error);
    match &file {
        Some(path) => {
            let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|error| failed(path, error))?;
            copy(engine, id, first, &mut |octets| out.write_all(octets).map_err(|error| failed(path, error).into()))?;
            out.sync_all().map_err(|error| failed(path, error))?;
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
