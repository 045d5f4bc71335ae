//! The roots of this office's own authority: which of them signs, and which one comes after it.
//!
//! ```text
//! keys/office/root.pem, key.pem                          the first
//! keys/office/root-2035-05-24.pem, key-2035-05-24.pem    made on that day; …-24-2 the second of a day
//! keys/office/root.pem.until-N, key.pem.until-N          put aside at second N, in older homes
//! ```
//!
//! Nothing here is ever moved, written over or deleted: which root signs is read off what the roots say of themselves. So an
//! exchange cannot be left half done, and a clock that was wrong has taken nothing away when it is right again.

use super::about::OfficeRoot;
use super::error::CertificateError;
use super::inspect::{self, ORGANIZATION};
use super::links::parse;
use super::office::authority;
use super::store::{Certificates, bounded, secret};
use super::{BitLength, ChainError, key, read};
use crate::config::file::{FileError, sync_folder, write_private};
use crate::config::home::create_folder;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rcgen::KeyPair;
use std::path::{Path, PathBuf};

/// A root as it lies there. Times are seconds since 1970.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) der: Vec<u8>,
    pub(super) from: i64,
    pub(super) ends: i64,
    path: PathBuf,
}

/// The roots that computers must know, as DER.
#[derive(Debug)]
pub(super) struct Trusted {
    /// All of them, the one that signs first.
    pub(super) all: Vec<Vec<u8>>,
    /// The one that signs last.
    pub(super) newest: Vec<u8>,
}

impl Certificates {
    /// How the root of this office's own authority stands; `None` while there is none.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn office_root(&self, now: Timestamp) -> Result<Option<OfficeRoot>, CertificateError> {
        let (roots, now) = (self.office_roots()?, now.as_second());
        let moment = |second| Timestamp::from_second(second).map_err(|_| damaged(&self.office));
        let Some(present) = latest(&roots, now) else { return Ok(None) };
        let from = successor(&roots, now).map(|_| moment(last_signing(present))).transpose()?;
        Ok(Some(OfficeRoot { ends: moment(present.ends)?, successor_from: from }))
    }

    /// Makes the root that follows the present one, once that one has 548 days left and none follows yet: half a year later
    /// it signs, and until then it can be handed out. Returns whether it was made now. Where there is no root at all, none is
    /// made.
    ///
    /// # Errors
    /// When a root cannot be read, and what the system says.
    pub fn prepare_successor(&self, now: Timestamp) -> Result<bool, CertificateError> {
        let roots = self.office_roots()?;
        let Some(last) = latest(&roots, now.as_second()).filter(|_| lacks_successor(&roots, now.as_second())) else { return Ok(false) };
        let organization = parse(&last.der).and_then(|root| inspect::attribute(root.subject(), ORGANIZATION));
        self.make_root(&organization.unwrap_or_default(), now)?;
        Ok(true)
    }

    /// The root that signs at this moment and its key; the first one, and one that is to follow, are made here.
    pub(super) fn signing(&self, organization: &str, now: Timestamp) -> Result<(Root, KeyPair), CertificateError> {
        let mut roots = self.office_roots()?;
        if roots.is_empty() || lacks_successor(&roots, now.as_second()) {
            self.make_root(organization, now)?;
            roots = self.office_roots()?;
        }
        let at = present(&roots, now.as_second()).and_then(|signs| roots.iter().position(|root| root.path == signs.path));
        let signs = roots.swap_remove(at.ok_or_else(|| damaged(&self.office))?);
        let key = self.key_of(&signs)?;
        Ok((signs, key))
    }

    /// The roots that computers must know: the one that signs, its successor, and those before it whose certificates may still
    /// be in use. `None` while there is none.
    pub(super) fn to_trust(&self, now: Timestamp) -> Result<Option<Trusted>, CertificateError> {
        let (roots, now) = (self.office_roots()?, now.as_second());
        let Some(signs) = latest(&roots, now) else { return Ok(None) };
        let next = successor(&roots, now);
        let known = |root: &&Root| root.path != signs.path && next.is_none_or(|next| root.path != next.path);
        let before = roots.iter().filter(known).filter(|root| root.from <= now && root.ends > now);
        let all = std::iter::once(signs).chain(next).chain(before).map(|root| root.der.clone()).collect();
        Ok(Some(Trusted { all, newest: next.unwrap_or(signs).der.clone() }))
    }

    /// All roots, those that end first before the others.
    fn office_roots(&self) -> Result<Vec<Root>, CertificateError> {
        let mut roots = vec![];
        for path in self.office_files(ROOT)? {
            match root_in(&path) {
                Ok(root) => roots.push(root),
                // Nothing but history, in which anything may lie.
                Err(_) if path.extension().is_some_and(|end| end != "pem") => {}
                Err(error) => return Err(error),
            }
        }
        roots.sort_by(|a, b| (a.ends, &a.path).cmp(&(b.ends, &b.path)));
        Ok(roots)
    }

    /// The files of this kind; none where there is no folder.
    fn office_files(&self, kind: &str) -> Result<Vec<PathBuf>, CertificateError> {
        let entries = match std::fs::read_dir(&self.office) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
            entries => entries.map_err(|error| FileError::io(&self.office, "read", error))?,
        };
        let ours = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| is_of(kind, name));
        let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(ours).collect();
        found.sort();
        Ok(found)
    }

    /// The key of a root: as a rule in the file beside it; it is known by its public half.
    fn key_of(&self, root: &Root) -> Result<KeyPair, CertificateError> {
        let public = parse(&root.der).map(|root| root.public_key().raw.to_vec());
        let name = root.path.file_name().and_then(|name| name.to_str()).unwrap_or(ROOT).replacen(ROOT, KEY, 1);
        let beside = self.office.join(name);
        let others = self.office_files(KEY)?.into_iter().filter(|path| *path != beside);
        for path in std::iter::once(beside.clone()).chain(others) {
            let Ok(text) = secret(&path) else { continue };
            if key::public_half(text.expose(), &self.provider).ok() == public
                && let Some(key) = pair(text.expose())
            {
                return Ok(key);
            }
        }
        // What is wrong with the one that should be it.
        let error = if pair(secret(&beside)?.expose()).is_none() { ChainError::NoKey } else { ChainError::ForeignKey };
        Err(CertificateError::Chain { file: beside, error })
    }

    /// A new root with a key of its own. Without the root its key is nobody's: one that was left alone so is taken up.
    fn make_root(&self, organization: &str, now: Timestamp) -> Result<(), CertificateError> {
        create_folder(&self.office)?;
        let made = |error: rcgen::Error| CertificateError::Make(error.to_string());
        let (root, path, left) = self.free(now)?;
        let key = match left {
            Some(key) => key,
            None => {
                let key = key::generate(BitLength::EcdsaP256).map_err(made)?;
                write_private(&path, key.serialize_pem().as_bytes())?;
                key
            }
        };
        write_private(&root, authority(organization, now).self_signed(&key).map_err(made)?.pem().as_bytes())?;
        let above = self.office.parent().unwrap_or(&self.office);
        Ok(sync_folder(above).map_err(|error| FileError::io(above, "written", error))?)
    }

    /// Names for a new root and its key that nothing has, but for a key that a crash has left without its root.
    fn free(&self, now: Timestamp) -> Result<(PathBuf, PathBuf, Option<KeyPair>), CertificateError> {
        let there = |path: &Path| path.try_exists().map_err(|error| FileError::io(path, "read", error));
        for name in names(now) {
            let of = |kind: &str| self.office.join(format!("{kind}{name}{PEM}"));
            let (root, key) = (of(ROOT), of(KEY));
            if there(&root)? {
                continue;
            }
            if !there(&key)? {
                return Ok((root, key, None));
            }
            if let Some(left) = pair(secret(&key)?.expose()) {
                return Ok((root, key, Some(left)));
            }
        }
        Err(FileError::io(&self.office, "written", std::io::ErrorKind::AlreadyExists.into()).into())
    }
}

fn root_in(path: &Path) -> Result<Root, CertificateError> {
    let text = bounded(path).map_err(|error| FileError::io(path, "read", error))?;
    let der = read::certificates(&text).ok().and_then(|found| found.into_iter().next()).ok_or_else(|| damaged(path))?;
    let validity = parse(&der).map(|root| (root.validity().not_before.timestamp(), root.validity().not_after.timestamp()));
    let (from, ends) = validity.ok_or_else(|| damaged(path))?;
    Ok(Root { der, from, ends, path: path.to_owned() })
}

fn damaged(file: &Path) -> CertificateError {
    CertificateError::Chain { file: file.to_owned(), error: inspect::unreadable() }
}

/// The one that signs: it outlives what it is to sign, and among several it is the one that is known longest. A root from
/// the future was made by a clock that ran ahead; where all are, it is the present clock that is slow.
fn present(roots: &[Root], now: i64) -> Option<&Root> {
    let slow = roots.iter().all(|root| root.from > now);
    roots.iter().find(|root| now < last_signing(root) && (slow || root.from <= now))
}

/// The one that signs, else the one that did so last.
fn latest(roots: &[Root], now: i64) -> Option<&Root> {
    present(roots, now).or_else(|| roots.iter().rfind(|root| root.from <= now))
}

/// The one that signs after the present one, within the time in which it is to be known.
fn successor(roots: &[Root], now: i64) -> Option<&Root> {
    let signs = present(roots, now).filter(|signs| is_told(signs, now))?;
    roots.iter().find(|root| root.ends > signs.ends && root.from <= last_signing(signs))
}

/// Whether it is time that one followed, and none is there.
fn lacks_successor(roots: &[Root], now: i64) -> bool {
    match present(roots, now) {
        Some(signs) => is_told(signs, now) && successor(roots, now).is_none(),
        None => !roots.is_empty(),
    }
}

fn is_told(root: &Root, now: i64) -> bool {
    root.ends - now <= SUCCESSOR_DAYS * DAY
}

/// From then on another one signs.
fn last_signing(root: &Root) -> i64 {
    root.ends - LEAF_DAYS * DAY
}

/// What comes between `root` or `key` and the end of the name, as long as it may be taken.
fn names(now: Timestamp) -> impl Iterator<Item = String> {
    let day = now.to_zoned(TimeZone::UTC).date();
    let more = (2..=MOST_OF_A_DAY).map(move |number| format!("-{day}-{number}"));
    [String::new(), format!("-{day}")].into_iter().chain(more)
}

/// Whether a file's name is that of a root, or of a key.
fn is_of(kind: &str, name: &str) -> bool {
    let Some(rest) = name.strip_prefix(kind) else { return false };
    let Some((day, end)) = rest.split_once(PEM) else { return false };
    (day.is_empty() || day.starts_with('-')) && (end.is_empty() || end.starts_with(".until-"))
}

fn pair(text: &[u8]) -> Option<KeyPair> {
    KeyPair::from_pem(std::str::from_utf8(text).ok()?).ok()
}

/// So long before it ends the root has a successor: half a year before that one signs.
const SUCCESSOR_DAYS: i64 = 548;
/// How long a certificate is valid that it signs.
pub(super) const LEAF_DAYS: i64 = 365;
const DAY: i64 = 86_400;
const ROOT: &str = "root";
const KEY: &str = "key";
const PEM: &str = ".pem";
const MOST_OF_A_DAY: u32 = 9;

#[cfg(test)]
mod tests;
