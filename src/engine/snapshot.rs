//! The state of the engine at a glance: what the window shows without asking.

pub use super::certificates::Certificates;
use super::command::Revision;
pub use super::dkim::{DomainKey, Published};
pub use super::virtual_server::Trouble;
pub use super::warnings::Warning;
pub use crate::accounts::{AccountEntry, AccountsFile, Destination, LmtpServer, Readiness};
use crate::config::written::{self, SettingsFile};
use crate::config::{Encryption, Permission, Who};
use crate::mail::{AccountId, GroupId, ServerId};
pub use crate::policy::{Right, Rights};
use crate::spool::Counts;
use jiff::Timestamp;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// One moment of the engine. Cheap to clone; sent at most ten times a second and only on change.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Grows with each one.
    pub sequence: u64,
    /// Changes whenever settings or accounts do.
    pub revision: Revision,
    /// The name of this computer.
    pub host: Arc<str>,
    /// Since when the engine runs.
    pub started: Timestamp,
    /// The servers, in the order of the settings.
    pub servers: Vec<ServerLine>,
    /// The settings as written.
    pub settings: Arc<SettingsFile>,
    /// The accounts as written, without their keys.
    pub accounts: Arc<AccountsFile>,
    /// What else is known of each account, in the order of `accounts`.
    pub people: Arc<[Person]>,
    /// The addresses blocked for failed log-ons, the one whose block ends last first. Those a person blocked are asked
    /// for with [`Query::Blocks`](super::query::Query::Blocks).
    pub blocks: Arc<[Blocked]>,
    /// The DKIM keys of the local domains.
    pub domain_keys: Arc<[DomainKey]>,
    /// Certificates, pending requests, orders.
    pub certificates: Arc<Certificates>,
    /// What waits in the queue.
    pub queue: Queue,
    /// What the administrator should know, the worst first.
    pub warnings: Vec<Warning>,
    /// The changes that can be brought back, the latest first. *Undo* takes the first.
    pub history: Vec<Note>,
    /// `settings.ron` or `accounts.ron` was changed by hand and is not in use yet.
    pub changed_by_hand: bool,
}

/// What is known of an account beside what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its number.
    pub id: AccountId,
    /// Whether it can log on by SCRAM.
    pub scram: Readiness,
    /// Whether it can log on by NTLM.
    pub ntlm: Readiness,
    /// What it may do on each server once it has logged on: its own boxes and *Users…* together.
    pub rights: Vec<Effective>,
}

/// What an account may do on a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective {
    /// The server.
    pub server: ServerId,
    /// It may send.
    pub submit: bool,
    /// It may send to other domains, from any computer.
    pub relay: bool,
}

/// What this list of *Users…* would say about an account, which is in the groups that name it: what the window tells before
/// the list counts. The account's own boxes come besides.
pub fn rights(list: &[written::Permission], accounts: &AccountsFile, account: u32) -> Rights {
    let who = |who| match who {
        written::Who::Everyone => Who::Everyone,
        written::Who::Group(number) => Who::Group(GroupId(number)),
        written::Who::Account(number) => Who::Account(AccountId(number)),
    };
    let list: Vec<_> = list.iter().map(|entry| Permission { who: who(entry.who), submit: entry.submit, relay: entry.relay }).collect();
    let groups = accounts.groups.iter().filter(|group| group.members.contains(&account)).map(|group| GroupId(group.id));
    Rights::of(&list, AccountId(account), &groups.collect::<Vec<_>>())
}

/// An address blocked for failed log-ons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// The address; an IPv6 address stands for its subnet of 64 bits.
    pub address: IpAddr,
    /// Until when, in whole seconds.
    pub until: Timestamp,
    /// How many blocks in a row it is.
    pub times: u32,
}

/// One server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerLine {
    /// Its number.
    pub id: ServerId,
    /// Its name.
    pub name: String,
    /// What it is doing.
    pub state: Light,
    /// Where it listens, with the real ports.
    pub listening: Vec<Port>,
    /// Sessions now.
    pub sessions: u32,
}

/// Where a server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    /// The address with the real port.
    pub address: SocketAddr,
    /// STARTTLS offered, or TLS from the first octet.
    pub encryption: Encryption,
}

/// The state of a server without its particulars.
#[derive(Debug, Clone, PartialEq)]
pub enum Light {
    /// It runs.
    Running,
    /// It refuses new clients.
    Paused,
    /// It is stopped.
    Stopped,
    /// It should run but cannot.
    Failed(Trouble),
}

/// What waits in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Queue {
    /// Messages.
    pub messages: u64,
    /// Octets.
    pub octets: u64,
    /// Messages tried at least once.
    pub deferred: u64,
}

/// A change that can be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// The name of what was changed.
    pub object: String,
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A server was made.
    ServerAdded,
    /// A server's properties.
    ServerChanged,
    /// A server was renamed.
    ServerRenamed,
    /// A server was deleted.
    ServerDeleted,
    /// Mail domains, aliases, postmaster.
    DomainsChanged,
    /// Printers, scanners and scripts.
    DevicesChanged,
    /// An account was made.
    AccountAdded,
    /// An account was changed.
    AccountChanged,
    /// An account was deleted.
    AccountDeleted,
    /// A group was made.
    GroupAdded,
    /// A group was changed.
    GroupChanged,
    /// A group was deleted.
    GroupDeleted,
    /// A server got another certificate.
    CertificateAssigned,
    /// A server went back to its temporary certificate.
    CertificateRemoved,
    /// A certificate has renewed itself.
    CertificateRenewed,
    /// A certificate was deleted.
    CertificateDeleted,
    /// An earlier state was brought back.
    BroughtBack,
    /// The files were changed by hand.
    ByHand,
}

impl From<Counts> for Queue {
    fn from(counts: Counts) -> Self {
        Self { messages: counts.messages, octets: counts.octets, deferred: counts.deferred }
    }
}
