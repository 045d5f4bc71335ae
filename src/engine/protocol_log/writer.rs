//! The thread that writes: one open file a server, gathered lines, new files in time, old files deleted.

use super::format::{self, Place};
use super::{State, names};
use crate::config::home::create_folder;
use crate::config::{Home, LogSchedule, ProtocolLog};
use crate::mail::ServerId;
use crate::smtp::spoken::Spoken;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Work for the thread.
pub(super) enum Task {
    /// Write this down, as it was wanted when it was said.
    Write(ServerId, Arc<ProtocolLog>, Box<Spoken>),
    /// Close the files of servers that want none any more.
    Settle,
    /// Write what is left and end.
    End,
}

pub(super) struct Writer {
    home: Home,
    host: String,
    zone: TimeZone,
    state: Arc<State>,
    open: HashMap<ServerId, Open>,
    /// A file that could not be had is tried again after this moment.
    again: HashMap<ServerId, Instant>,
}

struct Open {
    log: Arc<ProtocolLog>,
    path: PathBuf,
    file: File,
    /// Octets in the file and in the buffer.
    size: u64,
    buffer: Vec<u8>,
    number: u32,
    /// Of the latest record: a file is not gone back to.
    latest: Timestamp,
}

impl Writer {
    pub(super) fn new(home: Home, host: String, zone: TimeZone, state: Arc<State>) -> Self {
        Self { home, host, zone, state, open: HashMap::new(), again: HashMap::new() }
    }

    pub(super) fn run(mut self, tasks: &Receiver<Task>) {
        let mut flush_at: Option<Instant> = None;
        loop {
            let task = match flush_at {
                // With nothing to write the thread sleeps until there is.
                None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => tasks.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match task {
                Ok(Task::Write(server, log, spoken)) => {
                    self.write(server, &log, &spoken);
                    flush_at = flush_at.or_else(|| Some(Instant::now() + GATHER));
                }
                Ok(Task::Settle) => self.settle(),
                Ok(Task::End) | Err(RecvTimeoutError::Disconnected) => return self.flush(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if flush_at.is_some_and(|at| Instant::now() >= at) {
                self.flush();
                flush_at = None;
            }
        }
    }

    fn settle(&mut self) {
        let wanted = self.state.wanted();
        let is_over = |server: &ServerId| !wanted.get(server).is_some_and(|log| log.enabled);
        let over: Vec<ServerId> = self.open.keys().filter(|server| is_over(server)).copied().collect();
        over.into_iter().for_each(|server| self.close(server));
    }

    fn write(&mut self, server: ServerId, log: &Arc<ProtocolLog>, spoken: &Spoken) {
        if let Err((path, error)) = self.put(server, log, spoken) {
            tracing::error!(path = %path.display(), %error, "the protocol log cannot be written");
            *self.state.trouble() = Some(format!("{}: {error}", path.display()).into());
            self.open.remove(&server);
            self.again.insert(server, Instant::now() + PATIENCE);
        }
    }

    fn put(&mut self, server: ServerId, log: &Arc<ProtocolLog>, spoken: &Spoken) -> Result<(), (PathBuf, io::Error)> {
        if self.again.get(&server).is_some_and(|at| Instant::now() < *at) {
            return Ok(());
        }
        let at = if log.local_time { self.zone.clone() } else { TimeZone::UTC };
        let at = spoken.at.to_zoned(at).datetime();
        let folder = self.home.folder().join(&log.folder).join(format!("SmtpSvc{server}"));
        let fits = self.open.get(&server).is_some_and(|open| {
            let name = names::file_name(log.format, log.schedule, at, open.number);
            let full = log.schedule == LogSchedule::Size && open.size >= u64::from(log.size_mb) * MB;
            open.log == *log && !full && (open.path == folder.join(&name) || spoken.at < open.latest)
        });
        if !fits {
            self.close(server);
            let opened = open(&folder, log, at, spoken.at).map_err(|error| (folder.clone(), error))?;
            forget(&folder, &opened.path, at.date(), log.keep_days);
            self.open.insert(server, opened);
            self.again.remove(&server);
        }
        let Some(open) = self.open.get_mut(&server) else { return Ok(()) };
        let place = Place { server, host: self.host.clone(), zone: self.zone.clone() };
        let line = format::line(log, &place, spoken);
        open.buffer.extend_from_slice(line.as_bytes());
        open.size += line.len() as u64;
        open.latest = open.latest.max(spoken.at);
        if open.buffer.len() >= BUFFER {
            open.flush().map_err(|error| (open.path.clone(), error))?;
            *self.state.trouble() = None;
        }
        Ok(())
    }

    fn flush(&mut self) {
        let mut failed = None;
        self.open.retain(|_, open| match open.flush() {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(path = %open.path.display(), %error, "the protocol log cannot be written");
                failed = Some(format!("{}: {error}", open.path.display()).into());
                false
            }
        });
        if failed.is_some() || !self.open.is_empty() {
            *self.state.trouble() = failed;
        }
    }

    fn close(&mut self, server: ServerId) {
        if let Some(mut open) = self.open.remove(&server)
            && let Err(error) = open.flush()
        {
            tracing::error!(path = %open.path.display(), %error, "the protocol log cannot be written");
        }
    }
}

impl Open {
    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        // What cannot be written is lost: a full disk must not fill the memory too.
        let written = self.file.write_all(&self.buffer);
        self.buffer.clear();
        written
    }
}

/// Opens the file for this moment, to go on at its end.
fn open(folder: &Path, log: &Arc<ProtocolLog>, at: jiff::civil::DateTime, now: Timestamp) -> io::Result<Open> {
    create_folder(folder).map_err(io::Error::other)?;
    let mut number = last_number(folder, log)?;
    loop {
        let path = folder.join(names::file_name(log.format, log.schedule, at, number));
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(&path)?;
        let size = file.metadata()?.len();
        if log.schedule == LogSchedule::Size && size >= u64::from(log.size_mb) * MB {
            number += 1;
            continue;
        }
        let buffer = format::head(log, now).into_bytes();
        let size = size + buffer.len() as u64;
        return Ok(Open { log: log.clone(), path, file, size, buffer, number, latest: now });
    }
}

/// The highest number among the files of the schedules without a date; 1 when there is none.
fn last_number(folder: &Path, log: &ProtocolLog) -> io::Result<u32> {
    let mut last = 1;
    for entry in fs::read_dir(folder)? {
        last = last.max(names::number_of(&entry?.file_name().to_string_lossy(), log.format).unwrap_or(1));
    }
    Ok(last)
}

/// Deletes the logs that are older than they are kept; never the open one, nor anything that is no log.
fn forget(folder: &Path, open: &Path, today: Date, keep: u32) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Ok(about) = entry.metadata() else { continue };
        let written = about.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
        let Some(written) = written.map(|at| at.to_zoned(TimeZone::UTC).date()) else { continue };
        if path != open && about.is_file() && names::is_over(&name.to_string_lossy(), written, today, keep) {
            match fs::remove_file(&path) {
                Ok(()) => tracing::info!(path = %path.display(), "an old protocol log was deleted"),
                Err(error) => tracing::warn!(path = %path.display(), %error, "an old protocol log could not be deleted"),
            }
        }
    }
}

const MB: u64 = 1_024 * 1_024;
const BUFFER: usize = 64 * 1_024;
/// The most a line waits before it is in the file.
const GATHER: Duration = Duration::from_secs(1);
/// How long a file that could not be had is left alone.
const PATIENCE: Duration = Duration::from_secs(10);

#[cfg(test)]
#[path = "writer/tests.rs"]
mod tests;
