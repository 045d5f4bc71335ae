//! The queue as files, and files as a queue: for a move to another computer, a backup, or a look with other tools.
//!
//! ```text
//! DIR/
//!   0000000000Z9C.eml    the message as it goes out, trace headers first
//!   0000000000Z9C.json   its envelope, and where each recipient stands
//!   taken-in/            both files of every message an import has taken in
//! ```
//! An exported message keeps its age, so that it expires when it would have. Attempts are counted anew. Whom a message has
//! reached already behind a list does not get it again, and whoever was told of a delay is not told twice. Accounts are
//! known by their names, since their numbers mean others in another home: one whose name is not there may get it twice,
//! which is better than that somebody else does not get it.

use super::error::{AcceptError, ChangeError, ReadError};
use super::log::Log;
use super::state::{RecipientState, Status};
use super::{Outcome, Progress, Spool, Stored};
use crate::mail::{AccountId, Envelope, QueueId, ServerId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// What the file beside a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Of the format; 1.
    pub version: u32,
    /// Its name in the queue it came from.
    pub id: QueueId,
    /// The envelope as accepted.
    pub envelope: Envelope,
    /// Where each recipient stood, in the order of the envelope.
    pub recipients: Vec<RecipientState>,
    /// Frozen by the administrator.
    pub held: bool,
    /// The names of the accounts that have it already, by the numbers they have in [`RecipientState::served`]; files of
    /// earlier versions have none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub members: BTreeMap<AccountId, String>,
}

/// Where the messages go that are imported.
pub trait Place: Sync {
    /// The virtual server for those that came from this one; `None` = there is none.
    fn server(&self, from: ServerId) -> Option<ServerId>;
    /// The account of this name.
    fn account(&self, name: &str) -> Option<AccountId>;
}

/// Why an export or import ended early. What has been done until then stays done.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The folder for an export is there already.
    #[error("{path} is there already; name a new folder", path = .0.display())]
    Taken(PathBuf),
    /// A file could not be read or written.
    #[error("{path}: {cause}; check the disk and the rights of the folder", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// A message of the spool could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A description is not one of ours.
    #[error("{path} does not describe an exported message: {why}; move it and its .eml elsewhere and try again", path = path.display())]
    Description {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The message belongs to a server that is not there.
    #[error("{path} belongs to the virtual server number {}, which is not there; name one with --server", server.0, path = path.display())]
    NoServer {
        /// The file.
        path: PathBuf,
        /// The server.
        server: ServerId,
    },
    /// The spool did not take it.
    #[error("{path} was not taken in: {cause}", path = path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: AcceptError,
    },
    /// The spool took it, but could not note who has it already.
    #[error("{path} was taken in, but who has it already could not be noted: {cause}", path = path.display())]
    NotNoted {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: ChangeError,
    },
    /// The spool took it, but could not freeze it.
    #[error("{path} was taken in but could not be frozen: {cause}", path = path.display())]
    NotFrozen {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: ChangeError,
    },
}

/// Writes every message of the queue into a new folder (0700, the files 0600); says how many there were, and which cannot be
/// read: of those there are no files. `name_of` knows the accounts of the home.
///
/// # Errors
/// [`TransferError`]; the files written so far stay.
pub async fn export(
    log: &Log,
    folder: &Path,
    name_of: &(dyn Fn(AccountId) -> Option<String> + Sync),
) -> Result<(usize, Vec<ReadError>), TransferError> {
    let made = std::fs::DirBuilder::new().mode(0o700).create(folder);
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => TransferError::Taken(folder.to_owned()),
        _ => file(folder)(error),
    })?;
    let ids = log.identifiers();
    let mut unreadable = vec![];
    for id in &ids {
        let written = match log.open(*id).await {
            Ok(stored) => write_down(stored, folder, name_of).await,
            Err(error) => Err(error.into()),
        };
        match written {
            Ok(()) => {}
            Err(TransferError::Read(error)) => {
                // Half a message is none.
                let _ = std::fs::remove_file(folder.join(format!("{id}.eml")));
                unreadable.push(error);
            }
            Err(error) => return Err(error),
        }
    }
    sync(folder).await?;
    Ok((ids.len() - unreadable.len(), unreadable))
}

async fn write_down(stored: Stored, folder: &Path, name_of: &(dyn Fn(AccountId) -> Option<String> + Sync)) -> Result<(), TransferError> {
    let Stored { id, envelope, recipients, held, mut body } = stored;
    let path = folder.join(format!("{id}.eml"));
    let mut out = new_file(&path).await?;
    while let Some(piece) = body.next().await? {
        out.write_all(&piece).await.map_err(file(&path))?;
    }
    finish(out, &path).await?;
    let served = recipients.iter().flat_map(|state| &state.served).filter_map(|place| account_of(place));
    let members = served.filter_map(|account| Some((account, name_of(account)?))).collect();
    let exported = Exported { version: VERSION, id, envelope: (*envelope).clone(), recipients, held, members };
    let path = folder.join(format!("{id}.json"));
    let json = serde_json::to_vec_pretty(&exported).map_err(|error| file(&path)(error.into()))?;
    let mut out = new_file(&path).await?;
    out.write_all(&json).await.map_err(file(&path))?;
    finish(out, &path).await
}

/// Takes in what an export has written: the recipients that still waited, with what is known of them. Says how many messages
/// it took. Each is moved to `taken-in/` as soon as the queue has it, so an import that was broken off can be repeated; only
/// the message under way then may come twice.
///
/// # Errors
/// [`TransferError`]; what has been taken in stays.
pub async fn import(log: &Log, folder: &Path, into: &dyn Place) -> Result<usize, TransferError> {
    let mut names = vec![];
    for entry in std::fs::read_dir(folder).map_err(file(folder))? {
        let path = entry.map_err(file(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            names.push(path);
        }
    }
    names.sort();
    let done = folder.join(TAKEN_IN);
    if !names.is_empty() {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&done).map_err(file(&done))?;
    }
    for path in &names {
        take_in(log, path, into).await?;
        // The description first: with it gone the next import leaves the message alone, and without its message it could
        // not be taken in at all.
        for path in [path.clone(), path.with_extension("eml")] {
            let to = done.join(path.file_name().unwrap_or_default());
            tokio::fs::rename(&path, &to).await.map_err(file(&path))?;
        }
    }
    Ok(names.len())
}

async fn take_in(log: &Log, path: &Path, into: &dyn Place) -> Result<(), TransferError> {
    let json = tokio::fs::read(path).await.map_err(file(path))?;
    let wrong = |why: String| TransferError::Description { path: path.to_owned(), why };
    let exported: Exported = serde_json::from_slice(&json).map_err(|error| wrong(error.to_string()))?;
    if exported.version != VERSION {
        return Err(wrong(format!("it has version {}, and this program reads version {VERSION}", exported.version)));
    }
    let Exported { mut envelope, recipients, held, members, .. } = exported;
    if recipients.len() != envelope.recipients.len() {
        return Err(wrong("it does not say where each recipient stands".to_owned()));
    }
    envelope.server =
        into.server(envelope.server).ok_or_else(|| TransferError::NoServer { path: path.to_owned(), server: envelope.server })?;
    let waits: Vec<bool> = recipients.iter().map(|state| state.status == Status::Pending).collect();
    let mut waiting = waits.iter();
    envelope.recipients.retain(|_| waiting.next().is_some_and(|waits| *waits));
    if envelope.recipients.is_empty() {
        return Err(wrong("nobody of its recipients waits any more".to_owned()));
    }
    let served = |place: &str| match account_of(place) {
        Some(account) => members.get(&account).and_then(|name| into.account(name)).map(|account| account.to_string().into()),
        None => Some(place.into()),
    };
    let known = known(&recipients, envelope.accepted, &served);
    let message = path.with_extension("eml");
    let mut source = tokio::fs::File::open(&message).await.map_err(file(&message))?;
    let refused = |cause| TransferError::Refused { path: message.clone(), cause };
    let mut body = log.incoming();
    let mut piece = vec![0; PIECE];
    loop {
        let count = source.read(&mut piece).await.map_err(file(&message))?;
        if count == 0 {
            break;
        }
        body.write(&piece[..count]).await.map_err(refused)?;
    }
    let id = log.accept(envelope, vec![], body).await.map_err(refused)?;
    if !known.is_empty() {
        log.progress(id, known).await.map_err(|cause| TransferError::NotNoted { path: message.clone(), cause })?;
    }
    if held {
        log.hold(id, true).await.map_err(|cause| TransferError::NotFrozen { path: message.clone(), cause })?;
    }
    Ok(())
}

/// What is known of the recipients that still wait, numbered as they are when only those are left.
fn known(recipients: &[RecipientState], at: Timestamp, served: &dyn Fn(&str) -> Option<Box<str>>) -> Vec<Progress> {
    let waiting = recipients.iter().filter(|state| state.status == Status::Pending).enumerate();
    let outcomes = |state: &RecipientState| {
        let places = state.served.iter().filter_map(|place| served(place)).map(|place| Outcome::Served { place });
        places.chain(state.delay_reported.then_some(Outcome::DelayReported)).collect::<Vec<_>>()
    };
    waiting.flat_map(|(recipient, state)| outcomes(state).into_iter().map(move |outcome| Progress { recipient, at, outcome })).collect()
}

/// The account a place stands for; the others are addresses.
fn account_of(place: &str) -> Option<AccountId> {
    place.parse().ok().map(AccountId)
}

async fn new_file(path: &Path) -> Result<tokio::fs::File, TransferError> {
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(tokio::fs::File::from_std).map_err(file(path))
}

async fn finish(mut out: tokio::fs::File, path: &Path) -> Result<(), TransferError> {
    out.flush().await.map_err(file(path))?;
    out.sync_all().await.map_err(file(path))
}

async fn sync(folder: &Path) -> Result<(), TransferError> {
    let opened = tokio::fs::File::open(folder).await.map_err(file(folder))?;
    opened.sync_all().await.map_err(file(folder))
}

fn file(path: &Path) -> impl FnOnce(io::Error) -> TransferError + use<> {
    let path = path.to_owned();
    move |cause| TransferError::File { path, cause }
}

const VERSION: u32 = 1;
/// Octets read in one go.
const PIECE: usize = 64 << 10;
/// Where the files of messages go that an import has taken in.
const TAKEN_IN: &str = "taken-in";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::proof::{at, envelope};
    use crate::spool::{Filter, Options, Page};

    /// A home with these accounts, numbered from `first` on.
    struct Home {
        first: u32,
        accounts: &'static [&'static str],
    }

    impl Place for Home {
        fn server(&self, from: ServerId) -> Option<ServerId> {
            (from == ServerId(1)).then_some(from)
        }
        fn account(&self, name: &str) -> Option<AccountId> {
            self.accounts.iter().zip(self.first..).find(|(known, _)| **known == name).map(|(_, number)| AccountId(number))
        }
    }

    const HOME: Home = Home { first: 7, accounts: &["anna", "bo"] };

    fn name_of(account: AccountId) -> Option<String> {
        HOME.accounts.get(account.0.checked_sub(HOME.first)? as usize).map(|name| (*name).to_owned())
    }

    fn open(folder: &Path) -> Log {
        Log::open(&folder.join("spool"), &folder.join("damaged"), Options::default()).unwrap().0
    }

    async fn accept(log: &Log, octets: usize) -> QueueId {
        let mut body = log.incoming();
        body.write(&vec![b'y'; octets]).await.unwrap();
        log.accept(envelope(&["a@one.test", "b@two.test"]), b"Received: by us\r\n".to_vec(), body).await.unwrap()
    }

    async fn whole(log: &Log) -> Vec<(Vec<String>, Vec<u8>, bool)> {
        let rows = log.list(Filter::default(), Page::default()).await.rows;
        let mut all = vec![];
        for row in rows {
            let stored = log.open(row.id).await.unwrap();
            let to = stored.envelope.recipients.iter().map(|r| r.address.to_string()).collect();
            all.push((to, stored.body.whole().await.unwrap().to_vec(), stored.held));
        }
        all
    }

    #[tokio::test]
    async fn what_is_exported_is_imported_for_those_who_still_wait() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let log = open(from.path());
        let first = accept(&log, 10).await;
        let large = accept(&log, 700_000).await;
        let delivered = Progress { recipient: 0, at: at(2), outcome: Outcome::Delivered { reply: "250".into() } };
        log.progress(first, vec![delivered]).await.unwrap();
        log.hold(large, true).await.unwrap();
        let mut wanted = whole(&log).await;
        wanted[0].0.remove(0);
        let folder = from.path().join("moved");
        let (count, unreadable) = export(&log, &folder, &name_of).await.unwrap();
        assert_eq!((count, unreadable.len()), (2, 0));
        assert!(matches!(export(&log, &folder, &name_of).await, Err(TransferError::Taken(_))));
        let new = open(to.path());
        assert_eq!(import(&new, &folder, &HOME).await.unwrap(), 2);
        assert_eq!(whole(&new).await, wanted);
        assert_eq!(import(&new, &folder, &HOME).await.unwrap(), 0, "once is enough");
        assert_eq!(std::fs::read_dir(folder.join(TAKEN_IN)).unwrap().count(), 4);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named_and_does_not_keep_the_rest_from_being_exported() {
        let folder = tempfile::tempdir().unwrap();
        let log = open(folder.path());
        let (lost, kept) = (accept(&log, 700_000).await, accept(&log, 10).await);
        let body = folder.path().join("spool/large").join(lost.to_string());
        std::fs::write(body, "short").unwrap();
        let moved = folder.path().join("moved");
        let (count, unreadable) = export(&log, &moved, &name_of).await.unwrap();
        assert_eq!((count, unreadable.len()), (1, 1));
        assert!(unreadable[0].to_string().contains(&lost.to_string()));
        assert!(moved.join(format!("{kept}.json")).exists() && !moved.join(format!("{lost}.eml")).exists());
    }

    #[tokio::test]
    async fn a_message_of_an_unknown_server_and_a_foreign_file_are_refused_by_name_and_stay() {
        let folder = tempfile::tempdir().unwrap();
        let log = open(folder.path());
        let id = accept(&log, 10).await;
        let moved = folder.path().join("moved");
        export(&log, &moved, &name_of).await.unwrap();
        let text = std::fs::read_to_string(moved.join(format!("{id}.json"))).unwrap();
        std::fs::write(moved.join(format!("{id}.json")), text.replace("\"server\": 1", "\"server\": 2")).unwrap();
        let error = import(&log, &moved, &HOME).await.unwrap_err();
        assert!(matches!(error, TransferError::NoServer { server: ServerId(2), .. }), "{error}");
        std::fs::write(moved.join("0.json"), r#"{"version":1}"#).unwrap();
        let error = import(&log, &moved, &HOME).await.unwrap_err().to_string();
        assert!(error.contains("0.json") && error.contains("missing field"), "{error}");
        assert_eq!(log.counts().messages, 1);
        assert!(moved.join(format!("{id}.eml")).exists());
    }

    #[tokio::test]
    async fn who_has_it_already_and_who_was_told_of_the_delay_is_known_after_an_import_too() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let log = open(from.path());
        let id = accept(&log, 10).await;
        let step = |recipient, outcome| Progress { recipient, at: at(2), outcome };
        let served = |place: &str| step(1, Outcome::Served { place: place.into() });
        let steps = [served("7"), served("8"), served("9"), served("c@far.test"), step(1, Outcome::DelayReported)];
        log.progress(id, [vec![step(0, Outcome::Failed { reply: "550 no".into() })], steps.to_vec()].concat()).await.unwrap();
        let folder = from.path().join("moved");
        export(&log, &folder, &name_of).await.unwrap();
        let new = open(to.path());
        // There bo has another number, which was anna's here, and anna has no account.
        assert_eq!(import(&new, &folder, &Home { first: 7, accounts: &["bo"] }).await.unwrap(), 1);
        let id = new.list(Filter::default(), Page::default()).await.rows[0].id;
        let recipients = new.open(id).await.unwrap().recipients;
        assert_eq!(recipients.len(), 1);
        assert_eq!((&recipients[0].served[..], recipients[0].delay_reported), (&["7".into(), "c@far.test".into()][..], true));
        assert_eq!((recipients[0].attempts, recipients[0].due), (0, at(0)));
    }

    #[tokio::test]
    async fn an_import_that_ends_between_the_two_files_of_a_message_can_be_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let log = open(folder.path());
        let (first, second) = (accept(&log, 10).await, accept(&log, 20).await);
        let moved = folder.path().join("moved");
        export(&log, &moved, &name_of).await.unwrap();
        // The second of the two files cannot be moved.
        let obstacle = moved.join(TAKEN_IN).join(format!("{first}.eml"));
        std::fs::create_dir_all(&obstacle).unwrap();
        import(&log, &moved, &HOME).await.unwrap_err();
        assert_eq!(log.counts().messages, 3);
        std::fs::remove_dir(&obstacle).unwrap();
        assert_eq!(import(&log, &moved, &HOME).await.unwrap(), 1, "the other one alone");
        assert_eq!(log.counts().messages, 4);
        assert!(moved.join(TAKEN_IN).join(format!("{second}.eml")).exists());
    }
}
