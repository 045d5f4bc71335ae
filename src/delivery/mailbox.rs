//! The local mailboxes: one Maildir for each account, or a folder where its messages are dropped.
//!
//! `mailboxes/<account id>/Maildir/{tmp,new,cur}`, folders 0700, files 0600. A message is written to `tmp`, synced, renamed
//! into `new`, and the folder is synced; only then it counts as delivered. Nothing that came over the wire is ever part of
//! a path: folders are named by account number, files by queue number (engine.md rows 36 and 37).
//!
//! The name of a file is `<seconds>.M<microseconds>Q<queue id>.<our name>`, made from the time of acceptance and from an
//! identifier that is never used twice in a home. So the same message always gets the same name in a mailbox, however many
//! of its recipients lead there, and a delivery repeated after a crash (the file was there, the note of it was not) finds the first one in `new`,
//! or in `cur` with a mail reader's flags behind the name, and makes no second. It may have been found before its name was
//! on stable storage: so the file and its folder are synced then, too.
//!
//! In a drop folder a message is written to `.<name>.part`, synced, and renamed to `<name>.eml`: whoever takes files from
//! there sees whole ones only.
//!
//! The message stays as it is in the spool, CRLF line ends included, behind two trace headers. Deviation: Maildir files
//! mostly have LF; every reader of Maildir (Dovecot, Courier, mutt) takes both, and so a message is the same octets here
//! as on the wire, signatures included.
//!
//! Sources: <https://cr.yp.to/proto/maildir.html>, RFC 5321 §4.4 (Return-Path), RFC 9228 (Delivered-To).

use super::outcome::Trouble;
use crate::config::home::create_folder;
use crate::mail::header::{block_length, fields};
use crate::mail::{AccountId, Address, Domain, QueueId};
use crate::spool::Body;
use bytes::Bytes;
use jiff::Timestamp;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

/// All mailboxes of a home.
#[derive(Debug, Clone)]
pub struct Mailboxes {
    root: PathBuf,
}

/// A message for one mailbox.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The message.
    pub id: QueueId,
    /// When it was accepted.
    pub accepted: Timestamp,
    /// The reverse path.
    pub sender: Option<Address>,
    /// The address by which the mailbox was found.
    pub delivered_to: Address,
    /// It may have been delivered already: an earlier attempt, or an earlier run of the program, saw it.
    pub again: bool,
}

/// What became of a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// It is in `new` now, under this name.
    New(String),
    /// It had been delivered before.
    Already(String),
}

/// Where a message is put.
enum Spot {
    Maildir(PathBuf),
    /// With whose mail it is: several accounts may share a folder.
    Drop(PathBuf, AccountId),
}

impl Mailboxes {
    /// The mailboxes under this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The Maildir of an account.
    pub fn folder(&self, account: AccountId) -> PathBuf {
        self.root.join(account.to_string()).join("Maildir")
    }

    /// Puts a message into a mailbox; when it returns, the message is on stable storage.
    ///
    /// # Errors
    /// [`Trouble::BeenHere`], final; [`Trouble::Mailbox`] and [`Trouble::Unreadable`], not.
    pub async fn deliver(&self, account: AccountId, parcel: Parcel, body: Body, fqdn: &Domain) -> Result<Delivered, Trouble> {
        self.put(Spot::Maildir(self.folder(account)), parcel, body, fqdn).await
    }

    /// Puts a message into a drop folder, which is in the home when relative; when it returns, it is on stable storage.
    ///
    /// # Errors
    /// As [`Mailboxes::deliver`].
    pub async fn drop_into(
        &self,
        account: AccountId,
        folder: &Path,
        parcel: Parcel,
        body: Body,
        fqdn: &Domain,
    ) -> Result<Delivered, Trouble> {
        let home = self.root.parent().unwrap_or(&self.root);
        self.put(Spot::Drop(home.join(folder), account), parcel, body, fqdn).await
    }

    async fn put(&self, spot: Spot, parcel: Parcel, mut body: Body, fqdn: &Domain) -> Result<Delivered, Trouble> {
        body.rewind();
        let unreadable = |e: &dyn std::fmt::Display| Trouble::Unreadable { what: e.to_string() };
        let first = body.next().await.map_err(|e| unreadable(&e))?.unwrap_or_default();
        let mut second = body.next().await.map_err(|e| unreadable(&e))?;
        // The first piece is our own trace headers; the message's own begin with the next.
        let more = second.as_ref().filter(|_| block_length(&first) == first.len());
        if has_been_at(&parcel.delivered_to, &first) || more.is_some_and(|more| has_been_at(&parcel.delivered_to, more)) {
            return Err(Trouble::BeenHere(parcel.delivered_to));
        }
        let (name, again) = (file_name(&parcel, fqdn), parcel.again);
        // A bounded road to the writing thread: a large message is never all in memory.
        let (pieces, mut road) = mpsc::channel::<Option<Bytes>>(2);
        let head = trace(&parcel);
        let writer = tokio::task::spawn_blocking(move || {
            // A reader that gives up closes the road without the mark of the end.
            let mut next = || road.blocking_recv().ok_or_else(|| io::Error::other("the message ended early"));
            let written = match &spot {
                Spot::Maildir(folder) => write_one(folder, &name, again, &head, &mut next),
                Spot::Drop(folder, account) => drop_one(folder, &format!("{name}.{account}"), again, &head, &mut next),
            };
            written.map(|new| if new { Delivered::New(name) } else { Delivered::Already(name) })
        });
        let mut piece = Some(first);
        let mut reading = Ok(());
        while let Some(octets) = piece {
            if pieces.send(Some(octets)).await.is_err() {
                break;
            }
            piece = match second.take() {
                Some(second) => Some(second),
                None => match body.next().await {
                    Ok(piece) => piece,
                    Err(error) => {
                        reading = Err(unreadable(&error));
                        break;
                    }
                },
            };
        }
        if reading.is_ok() {
            // The mark that this is the end, and not a reader that gave up. A writer that is gone says why itself.
            let _ = pieces.send(None).await;
        }
        drop(pieces);
        let written = writer.await;
        reading?;
        match written {
            Ok(Ok(delivered)) => Ok(delivered),
            Ok(Err(error)) => Err(trouble(&error)),
            Err(_) => Err(Trouble::Mailbox { what: "the writing thread ended".into(), full: false }),
        }
    }
}

/// The two trace headers in front of the message.
///
/// RFC 5321 §4.4: Return-Path carries the reverse path. Addresses are checked values and hold no line break.
fn trace(parcel: &Parcel) -> Vec<u8> {
    let sender = parcel.sender.as_ref().map(Address::to_string).unwrap_or_default();
    format!("Return-Path: <{sender}>\r\nDelivered-To: {}\r\n", parcel.delivered_to).into_bytes()
}

/// Whether a `Delivered-To` of the message names this mailbox (engine.md row 32).
fn has_been_at(address: &Address, message: &[u8]) -> bool {
    let address = address.to_string();
    fields(message).filter(|f| f.is("Delivered-To")).any(|f| f.value.trim_ascii().eq_ignore_ascii_case(address.as_bytes()))
}

/// The name of the file in `new`; a [`Domain`] has no character that a file name may not have.
fn file_name(parcel: &Parcel, fqdn: &Domain) -> String {
    let micros = parcel.accepted.subsec_microsecond().unsigned_abs();
    format!("{}.M{micros}Q{}.{fqdn}", parcel.accepted.as_second(), parcel.id)
}

/// Writes one message; `false` when it was there already.
fn write_one(folder: &Path, name: &str, again: bool, head: &[u8], next: &mut dyn FnMut() -> io::Result<Option<Bytes>>) -> io::Result<bool> {
    let (tmp, new, cur) = (folder.join("tmp"), folder.join("new"), folder.join("cur"));
    let (draft, target) = (tmp.join(name), new.join(name));
    if ![&tmp, &new, &cur].into_iter().all(|part| part.is_dir()) {
        make(folder, [&tmp, &new, &cur])?;
    }
    if again && was_there(&target, &new)? {
        return Ok(false);
    }
    // Looked for second: whoever reads the mail moves it from there to here.
    if again && let Some(file) = find_in(&cur, name)? {
        confirm(&file, &cur)?;
        return Ok(false);
    }
    finish(&draft, &target, &new, head, next)?;
    Ok(true)
}

/// Writes one message into a drop folder; `false` when it was there already.
fn drop_one(folder: &Path, name: &str, again: bool, head: &[u8], next: &mut dyn FnMut() -> io::Result<Option<Bytes>>) -> io::Result<bool> {
    let (draft, target) = (folder.join(format!(".{name}.part")), folder.join(format!("{name}.eml")));
    if !folder.is_dir() {
        create_folder(folder).map_err(|e| io::Error::other(e.to_string()))?;
        sync_folder(folder.parent().unwrap_or(folder))?;
    }
    if again && was_there(&target, folder)? {
        return Ok(false);
    }
    finish(&draft, &target, folder, head, next)?;
    Ok(true)
}

/// Writes the draft, syncs it and gives it its name in `folder`, durably.
fn finish(draft: &Path, target: &Path, folder: &Path, head: &[u8], next: &mut dyn FnMut() -> io::Result<Option<Bytes>>) -> io::Result<()> {
    // What a crash left of this very message.
    match fs::remove_file(draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
        file.write_all(head)?;
        while let Some(piece) = next()? {
            file.write_all(&piece)?;
        }
        file.sync_all()?;
        fs::rename(draft, target)
    })();
    if let Err(error) = written {
        // Half a message must not stay; if it cannot be removed, the next attempt does it.
        let _ = fs::remove_file(draft);
        return Err(error);
    }
    if let Err(error) = sync_folder(folder) {
        // Not known to be on the disk: not delivered. The file goes, so that the next attempt writes and syncs anew.
        let _ = fs::remove_file(target);
        return Err(error);
    }
    Ok(())
}

/// Makes the three folders and their names durable.
fn make(folder: &Path, folders: [&Path; 3]) -> io::Result<()> {
    for one in folders {
        create_folder(one).map_err(|e| io::Error::other(e.to_string()))?;
    }
    for above in folder.ancestors().take(3) {
        sync_folder(above)?;
    }
    Ok(())
}

/// Whether an earlier attempt has put the file there; then it is on stable storage from here on.
fn was_there(target: &Path, folder: &Path) -> io::Result<bool> {
    match confirm(target, folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Syncs a file that was found and the folder it was found in. That attempt may have ended between giving it its name and
/// syncing that, or the sync may have failed and the file could not be removed.
fn confirm(file: &Path, folder: &Path) -> io::Result<()> {
    match File::open(file) {
        Ok(file) => file.sync_all()?,
        // Who takes mail from there has made it his own. What is in it was synced before it got its name.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
        Err(error) => return Err(error),
    }
    sync_folder(folder)
}

/// The file in `cur`, with a reader's flags (`:2,S`) or without.
fn find_in(cur: &Path, name: &str) -> io::Result<Option<PathBuf>> {
    for entry in fs::read_dir(cur)? {
        let entry = entry?.file_name();
        if entry.to_str().and_then(|e| e.strip_prefix(name)).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', ';', '!'])) {
            return Ok(Some(cur.join(entry)));
        }
    }
    Ok(None)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn trouble(error: &io::Error) -> Trouble {
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge);
    Trouble::Mailbox { what: error.to_string(), full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_believed_only_when_its_file_and_its_folder_are_synced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mail");
        assert!(!was_there(&file, folder.path()).unwrap());
        fs::write(&file, "x").unwrap();
        assert!(was_there(&file, folder.path()).unwrap());
        // Neither a device nor a folder of the kernel can be synced.
        let device = folder.path().join("device");
        std::os::unix::fs::symlink("/dev/null", &device).unwrap();
        was_there(&device, folder.path()).unwrap_err();
        was_there(&file, Path::new("/proc/self")).unwrap_err();
    }
}
