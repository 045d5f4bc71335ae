//! `accounts.ron` as it is written.

use super::destination::Destination;
use crate::mail::Secret;
use serde::{Deserialize, Serialize};

/// The version of the file this program writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountsFile {
    /// Version of the format.
    pub version: u32,
    /// The administrator's own words; kept across rewrites.
    #[serde(default)]
    pub note: String,
    /// The number the next account or group gets: above every number ever given.
    pub next_id: u32,
    /// The accounts.
    #[serde(default)]
    pub accounts: Vec<AccountEntry>,
    /// Named sets of accounts.
    #[serde(default)]
    pub groups: Vec<GroupEntry>,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AccountEntry {
    /// Never changes and is never used again; mailbox folders are named by it. 1 or more.
    pub id: u32,
    /// The name to log on with; see [`super::check_name`].
    pub name: String,
    /// The administrator's own words.
    pub note: String,
    /// The account's own mail addresses.
    pub addresses: Vec<String>,
    /// Mail to these addresses is kept here.
    pub mailbox: bool,
    /// Where that mail goes.
    pub destination: Destination,
    /// The most its Maildir may hold, in MB; 0 = no limit.
    pub quota_mb: u32,
    /// It may log on.
    pub enabled: bool,
    /// *Submit Permission*: it may send at all.
    pub submit: bool,
    /// *Relay Permission*: it may send to other domains.
    pub relay: bool,
    /// It may send only from its own addresses.
    pub sender_check: bool,
    /// *Allow NTLM (older mail programs)*: the NT hash of its password is kept too, which is as good as the password.
    pub allow_ntlm: bool,
    /// What its log-ons are verified with.
    pub keys: Keys,
}

/// What log-ons are verified with: one optional field a kind of mechanism, so that a kind added later is simply absent
/// from older files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    /// For PLAIN and LOGIN: the Argon2id hash as a PHC string. Without it no password is right.
    pub password: Option<Secret<String>>,
    /// For SCRAM: salt and keys, see [`crate::smtp::sasl::scram::Keys`].
    pub scram: Option<Secret<String>>,
    /// For NTLM: the NT hash, only while `allow_ntlm` is on; see [`crate::smtp::sasl::ntlm::NtHash`].
    pub nt: Option<Secret<String>>,
}

/// A named set of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GroupEntry {
    /// Its number, from the same row as those of accounts; *Users…* names it by that. 0: none given yet.
    pub id: u32,
    /// Its name, 1 to 64 characters, unique.
    pub name: String,
    /// The administrator's own words.
    pub note: String,
    /// Numbers of accounts.
    pub members: Vec<u32>,
}

impl AccountsFile {
    /// Takes the next number.
    pub fn take_number(&mut self) -> Option<u32> {
        let number = self.next_id;
        self.next_id = number.checked_add(1)?;
        Some(number)
    }

    /// Gives numbers to groups that have none; false when there are none left.
    pub fn number_groups(&mut self) -> bool {
        for at in 0..self.groups.len() {
            if self.groups[at].id == 0 {
                let Some(number) = self.take_number() else { return false };
                self.groups[at].id = number;
            }
        }
        true
    }

    /// Wipes what may not be kept: the NT hashes of accounts that do not allow NTLM.
    pub fn wipe(&mut self) {
        self.accounts.iter_mut().filter(|account| !account.allow_ntlm).for_each(|account| account.keys.nt = None);
    }

    /// The file without what log-ons are verified with: nothing of it may be shown.
    pub fn without_keys(mut self) -> Self {
        self.accounts.iter_mut().for_each(|account| account.keys = Keys::default());
        self
    }
}

impl Default for AccountsFile {
    fn default() -> Self {
        Self { version: VERSION, note: String::new(), next_id: 1, accounts: vec![], groups: vec![] }
    }
}

impl Default for AccountEntry {
    fn default() -> Self {
        Self {
            id: 0,
            name: String::new(),
            note: String::new(),
            addresses: vec![],
            mailbox: true,
            destination: Destination::Maildir,
            quota_mb: 0,
            enabled: true,
            submit: true,
            relay: true,
            sender_check: true,
            allow_ntlm: false,
            keys: Keys::default(),
        }
    }
}
