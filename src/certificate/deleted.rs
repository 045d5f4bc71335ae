//! Deleted certificates: put away with their keys, brought back by *Undo*, gone for good after 90 days.
//!
//! Days are counted, not taken off the clock: one that is wrong for an hour must not cost a key. In the folder of a deleted one
//! `days` says how many days it has seen and which was the last.

use super::error::CertificateError;
use super::store::{Certificates, bounded, remove_folder};
use crate::config::file::{FileError, sync_folder, write_private};
use crate::config::home::create_folder;
use crate::mail::Thumbprint;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

impl Certificates {
    /// Takes it away, with its key, to `deleted/`: [`Self::restore`] brings it back.
    ///
    /// # Errors
    /// [`CertificateError::Gone`], and what the system says.
    pub fn delete(&self, thumbprint: Thumbprint) -> Result<(), CertificateError> {
        let (from, to) = (self.of(thumbprint), self.put_away(thumbprint));
        if !from.is_dir() {
            return Err(CertificateError::Gone(thumbprint));
        }
        create_folder(&self.folder.join(DELETED))?;
        // One that was deleted before, and installed again since.
        remove_folder(&to)?;
        // Of an earlier time, when it could not be taken away.
        forget_days(&from)?;
        self.move_folder(&from, &to)
    }

    /// Takes deleted ones, with their keys, off the disk for good, 90 days after they were deleted; to be called every day.
    /// Returns how many. Only days on which it was called count.
    pub fn forget_deleted(&self, now: Timestamp) -> usize {
        let today = now.to_zoned(TimeZone::UTC).date();
        let folders = std::fs::read_dir(self.folder.join(DELETED)).into_iter().flatten().flatten().map(|entry| entry.path());
        folders.filter(|folder| seen_days(folder, today) > KEPT_DELETED && remove_folder(folder).is_ok()).count()
    }

    /// Brings a deleted one back; one that was installed again since stays as it is.
    ///
    /// # Errors
    /// [`CertificateError::Gone`], and what the system says.
    pub fn restore(&self, thumbprint: Thumbprint) -> Result<(), CertificateError> {
        let (from, to) = (self.put_away(thumbprint), self.of(thumbprint));
        if to.is_dir() {
            return Ok(());
        }
        if !from.is_dir() {
            return Err(CertificateError::Gone(thumbprint));
        }
        self.move_folder(&from, &to)?;
        forget_days(&to)
    }

    fn put_away(&self, thumbprint: Thumbprint) -> PathBuf {
        self.folder.join(DELETED).join(thumbprint.to_string())
    }

    fn move_folder(&self, from: &Path, to: &Path) -> Result<(), CertificateError> {
        std::fs::rename(from, to).map_err(|e| FileError::io(from, "written", e))?;
        for folder in [&self.folder, &self.folder.join(DELETED)] {
            sync_folder(folder).map_err(|e| FileError::io(folder, "written", e))?;
        }
        Ok(())
    }
}

/// How many days it has been put away, this one too. What cannot be read or written counts as its first day.
fn seen_days(folder: &Path, today: Date) -> u32 {
    let path = folder.join(DAYS);
    let said = bounded(&path).ok().and_then(|text| String::from_utf8(text).ok());
    let seen = said.as_deref().and_then(|text| text.trim().split_once(' ')).and_then(|(days, last)| {
        let (days, last): (u32, Date) = (days.parse().ok()?, last.parse().ok()?);
        Some((days, last))
    });
    match seen {
        Some((days, last)) if last == today => days,
        seen => {
            let days = seen.map_or(0, |(days, _)| days).saturating_add(1);
            let written = write_private(&path, format!("{days} {today}\n").as_bytes());
            written.map_or(0, |()| days)
        }
    }
}

fn forget_days(folder: &Path) -> Result<(), CertificateError> {
    let path = folder.join(DAYS);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(FileError::io(&path, "written", error).into()),
        _ => Ok(()),
    }
}

pub(super) const DELETED: &str = "deleted";
const DAYS: &str = "days";
/// *Undo* reaches further back than anybody remembers; a key should not lie about for ever.
const KEPT_DELETED: u32 = 90;
