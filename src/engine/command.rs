//! What the console (and later the control socket) may ask of the engine, and what it answers.
//!
//! A command is checked whole before anything of it takes effect. An answer says how far the change reaches; a refusal
//! leaves everything as it was.

pub use super::certificates::*;
use super::generation::GenerationError;
use super::start::StartError;
use super::virtual_server::Trouble;
use crate::accounts;
use crate::accounts::secrets::SecretsError;
pub use crate::accounts::{AccountEntry, AccountsFile, GroupEntry, NameError, check_name};
use crate::config::written::{Alias, Device, LocalDomain, RemoteDomain, Server};
use crate::config::{FileError, Issue, LoadError};
pub use crate::delivery::signing::keys::KeyKind;
use crate::mail::{AccountId, GroupId, Network, Secret, ServerId, SessionId, Span};
use crate::spool::ChangeError;
pub use crate::spool::Filter;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Which state of the files a draft was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Revision(pub u64);

/// Something to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// *Start*
    Start(ServerId),
    /// *Stop*
    Stop(ServerId),
    /// *Pause*: refuse new clients, go on delivering. *Start* ends it.
    Pause(ServerId),
    /// Change the settings.
    Change(Change),
    /// Change the accounts.
    Account(AccountChange),
    /// Bring back what the last change replaced.
    Undo,
    /// Bring back the settings as they were before this change of the history.
    Restore(u64),
    /// The files were changed by hand: make them count.
    ReadFiles,
    /// The files were changed by hand: write the settings in use over them instead. The settings file as it was is kept
    /// and can be brought back. Accounts stay as they are in their file, and count from the next change of one.
    KeepSettings,
    /// Do this to the messages of the queue that the filter lets through. Answers with [`Done::queue`].
    Queue(Verb, Filter),
    /// *Freeze* (`true`) or *Unfreeze* a destination of a server: nothing leaves for it, new mail enters and waits. The
    /// messages themselves are not frozen. Outlives a restart. Answers with [`Done::queue`]: what waits there.
    FreezeDestination(ServerId, Box<str>, bool),
    /// *Terminate*: the session ends at once with `421 4.3.2`; a message half received is dropped.
    Terminate(SessionId),
    /// *Terminate All*: so do all sessions of the server.
    TerminateAll(ServerId),
    /// Nobody connects from there for so long, and the sessions that come from there end.
    Block(Network, Span),
    /// Clients from there may connect again; exactly the network of a block.
    Unblock(Network),
    /// *Certificate…* and the page of certificates.
    Certificate(Box<CertificateCommand>),
}

impl Command {
    /// Whether it writes files, so that what was changed in them by hand is settled when it succeeds.
    pub(super) fn settles(&self) -> bool {
        match self {
            Self::Change(_) | Self::Account(_) | Self::Undo | Self::Restore(_) | Self::ReadFiles | Self::KeepSettings => true,
            Self::Start(_) | Self::Stop(_) | Self::Pause(_) | Self::Queue(..) | Self::FreezeDestination(..) => false,
            Self::Terminate(_) | Self::TerminateAll(_) | Self::Block(..) | Self::Unblock(_) => false,
            // Those that bind a server say so by what they write: see `Engine::writes`.
            Self::Certificate(_) => false,
        }
    }
}

/// Something to do with queued messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// *Freeze*: kept back until released. One under way is when it comes back.
    Freeze,
    /// *Unfreeze*: goes on.
    Unfreeze,
    /// Tried now, whatever its retry time and whatever is remembered of its destination; also *Force Connection*. Not what is
    /// frozen, under way, or kept back with its destination or server.
    Retry,
    /// *Delete (no NDR)*: out of the queue for good; nobody is told. One under way when its attempt has ended.
    Delete,
    /// *Delete (with NDR)*: the same, and its sender gets a report of failure with the status 5.0.0, both in one step. The
    /// null sender gets none, nor a sender who wants none.
    DeleteWithReport,
    /// *Move to Badmail*: into the badmail folder of its server with a file that says why; nobody is told.
    Badmail,
}

/// How many messages a verb touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Touched {
    /// Done when this is read.
    pub messages: usize,
    /// Under way at the moment and frozen: done as soon as their attempt has ended, unless that delivers them.
    pub later: usize,
}

/// A change of the settings.
#[derive(Debug, Clone)]
pub enum Change {
    /// A new virtual server; its number is given by the engine.
    NewServer(Box<Server>),
    /// The property sheet of a server; the server with the same number is replaced. A password for its smart host is
    /// kept in `secrets.ron` and never in the settings.
    Server(Box<Server>, Option<Secret<String>>),
    /// The same, together with whether it is kept for 30 days what clients do, on all servers: one change, undone as one.
    ServerAndFacts(Box<Server>, Option<Secret<String>>, bool),
    /// *Rename*
    Rename(ServerId, String),
    /// *Delete*; refused while mail of it is queued.
    Delete(ServerId),
    /// *Disable Outbound Mail* (`true`) and *Enable Outbound Mail*, on all servers. Answers with [`Done::queue`]: what waits
    /// to leave from the servers it changed.
    Outbound(bool),
    /// Printers, scanners and scripts; the whole list.
    Devices(Vec<Device>),
    /// *Make key*: a DKIM key of this kind for the local domain; it signs nothing until that is turned on.
    NewDomainKey(String, KeyKind),
    /// Mail domains, aliases and who reads postmaster.
    Domains {
        /// Domains whose mailboxes are here.
        local_domains: Vec<LocalDomain>,
        /// Further names.
        aliases: Vec<Alias>,
        /// Who reads postmaster.
        postmaster: Option<String>,
    },
    /// Remote domains; the whole list. A password is for the smart host of the one at this place.
    RemoteDomains(Vec<RemoteDomain>, Option<(usize, Secret<String>)>),
}

/// A change of the accounts.
#[derive(Debug, Clone)]
pub enum AccountChange {
    /// A new account with its password.
    Add(AccountEntry, Secret<String>),
    /// The account with the same number is replaced; its keys stay unless a password is given.
    Edit(AccountEntry, Option<Secret<String>>),
    /// *Delete*; its mail stays.
    Remove(AccountId),
    /// A new group; its number is given by the engine.
    AddGroup(GroupEntry),
    /// The group with the same number is replaced.
    EditGroup(GroupEntry),
    /// *Delete*; its members stay, and entries of *Users…* that name it mean nobody.
    RemoveGroup(GroupId),
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// How far it reaches.
    pub reach: Reach,
    /// The server, account or group that was made.
    pub created: Option<Created>,
    /// How many queued messages it touched, where it was about those.
    pub queue: Option<Touched>,
    /// What it made, where it was about certificates.
    pub produced: Option<Produced>,
}

/// The number of something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// A server.
    Server(ServerId),
    /// An account.
    Account(AccountId),
    /// A group.
    Group(GroupId),
}

/// From when on a change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// At once, for everybody.
    Now,
    /// For connections made from now on; those inside keep their rules.
    NewConnections,
    /// When the server is started.
    NextStart,
}

/// Why nothing was done.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// Values that make no sense, each with the path of its field.
    Issues(Vec<Issue>),
    /// Accounts that make no sense.
    Accounts(Arc<accounts::ChangeError>),
    /// The server would not run: the ports or the certificate cannot be had.
    CannotRun(Trouble),
    /// A certificate, request or file that cannot be used.
    Certificate(Arc<CertificateError>),
    /// These servers use the certificate.
    InUse(Vec<String>),
    /// There is no such server, account, group or block any more.
    Gone,
    /// The server has so many messages in the queue.
    HasMail(usize),
    /// There is nothing to undo.
    NothingToUndo,
    /// A file cannot be read or written.
    Files(Arc<FileError>),
    /// The system does not do what it should; in its words.
    System(String),
    /// The engine has too much to do right now; try again.
    Busy,
    /// The engine has ended.
    Ended,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issues(issues) => issues.iter().try_for_each(|issue| writeln!(f, "{issue}")),
            Self::Accounts(error) => error.fmt(f),
            Self::CannotRun(why) => why.fmt(f),
            Self::Certificate(error) => error.fmt(f),
            Self::InUse(servers) => {
                let quoted: Vec<String> = servers.iter().map(|server| format!("{server:?}")).collect();
                write!(f, "the certificate is used by {}; assign another one there first", quoted.join(", "))
            }
            Self::Files(error) => error.fmt(f),
            Self::System(words) => f.write_str(words),
            Self::Gone => f.write_str("it has been deleted meanwhile"),
            Self::HasMail(count) => write!(f, "{count} messages of this server are still in the queue; wait until they have left"),
            Self::NothingToUndo => f.write_str("there is nothing to undo"),
            Self::Busy => f.write_str("the engine is busy; try again in a moment"),
            Self::Ended => f.write_str("the engine has ended; start the program again"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<ChangeError> for Refusal {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Unknown(_) => Self::Gone,
            ChangeError::Closed => Self::Ended,
            other => Self::System(other.to_string()),
        }
    }
}

impl From<LoadError> for Refusal {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Issues { issues, .. } => Self::Issues(issues),
            LoadError::File(error) => error.into(),
        }
    }
}

impl From<accounts::ChangeError> for Refusal {
    fn from(error: accounts::ChangeError) -> Self {
        Self::Accounts(Arc::new(error))
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Self::Files(Arc::new(error))
    }
}

impl From<accounts::LoadError> for Refusal {
    fn from(error: accounts::LoadError) -> Self {
        match error {
            accounts::LoadError::File(error) => error.into(),
            issues @ accounts::LoadError::Issues { .. } => accounts::ChangeError::from(issues).into(),
        }
    }
}

impl From<StartError> for Refusal {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Files(GenerationError::Settings(error)) => error.into(),
            StartError::Files(GenerationError::Accounts(error)) => error.into(),
            StartError::Files(GenerationError::Secrets(error)) | StartError::Home(error) => error.into(),
            other => Self::System(other.to_string()),
        }
    }
}

impl From<CertificateError> for Refusal {
    fn from(error: CertificateError) -> Self {
        match error {
            CertificateError::File(error) => error.into(),
            other => Self::Certificate(Arc::new(other)),
        }
    }
}

impl From<SecretsError> for Refusal {
    fn from(error: SecretsError) -> Self {
        match error {
            SecretsError::File(error) => error.into(),
            other => Self::System(other.to_string()),
        }
    }
}
