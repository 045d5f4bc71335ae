//! Who may log on, and whose mail goes where: the accounts, their passwords and their addresses.
//!
//! [`file`](mod@file) mirrors `accounts.ron` field by field; [`check`](fn@check) turns it into [`Accounts`] or into the list of all
//! that is wrong. [`store`] reads and changes the file, [`secrets`] keeps the passwords the server itself logs on
//! with. [`password`] hashes and verifies (Argon2id, RFC 9106); [`verifier`] is its asynchronous face, with a queue, a
//! limit per client and a cache. [`directory`] answers, from settings and accounts together, who an address is.
//!
//! Invariants: an [`Accounts`] that exists has passed every check; a number is never given to a second account; no
//! password and no hash shows in `Debug` output; an unknown name costs as much work as a wrong password.
//!
//! Names and passwords are prepared with SASLprep (RFC 4013) before they are compared, as RFC 4616 §2 and RFC 5802 §5.1
//! want it; names compare without regard to case besides.
//!
//! What is kept of a password: its Argon2id hash, for PLAIN and LOGIN; SCRAM keys, which nobody can log on with; and,
//! only for accounts that allow NTLM, the NT hash, which is as good as the password. Keys that are wanted but cannot be
//! made without the password are made at the next log-on that brings it ([`learning`]); until then the account is
//! [`Readiness::Prepared`].

pub mod check;
pub mod destination;
pub mod directory;
pub mod file;
pub mod learning;
pub mod login;
pub mod password;
pub mod secrets;
pub mod store;
pub mod usage;
pub mod verifier;

pub use check::{Fault, Issue, NameError, check, check_name};
pub use destination::{Destination, LmtpServer, Mailbox};
pub use directory::{Directory, Resolution, Target};
pub use file::{AccountEntry, AccountsFile, GroupEntry, Keys};
pub use learning::{Learning, Made};
pub use login::Domains;
pub use password::{Outcome, verify};
pub use secrets::Secrets;
pub use store::{ChangeError, LoadError, NewAccount, Store};
pub use usage::Usage;
pub use verifier::{Unavailable, Verifier};

use crate::mail::{AccountId, Address, ByteSize, GroupId, Host, Secret};
use crate::smtp::sasl::ntlm::NtHash;
use crate::smtp::sasl::{prepare, scram};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// One account, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number; survives renaming and is never used again.
    pub id: AccountId,
    /// The name it logs on with, as written; unique without regard to case.
    pub name: String,
    /// Its own mail addresses, in the order of the file; the name is among them when it is an address.
    pub addresses: Vec<Address>,
    /// Mail to its addresses is kept here.
    pub mailbox: bool,
    /// Where that mail goes.
    pub destination: Mailbox,
    /// The most its Maildir may hold; `None` = no limit.
    pub quota: Option<ByteSize>,
    /// It may log on. A disabled account still receives mail.
    pub enabled: bool,
    /// *Submit Permission* (dialogs.md 2.4, Users…).
    pub submit: bool,
    /// *Relay Permission*.
    pub relay: bool,
    /// It may send only from its own addresses (engine.md row 26).
    pub sender_check: bool,
    /// *Allow NTLM (older mail programs)*.
    pub allow_ntlm: bool,
    /// The Argon2id hash for PLAIN and LOGIN; without it no password is right.
    pub password: Option<Secret<String>>,
    /// The keys for SCRAM.
    pub scram: Option<scram::Keys>,
    /// The NT hash; only while NTLM is allowed.
    pub nt: Option<NtHash>,
}

/// Whether an account can log on in a certain way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// It may not.
    Off,
    /// It may, but the key is missing: it is made when the password is set, or at the next log-on with the password
    /// itself (PLAIN or LOGIN).
    Prepared,
    /// It can.
    Ready,
}

impl Account {
    /// The name as an address, when it is one.
    pub fn name_address(&self) -> Option<Address> {
        Address::parse(&self.name).ok()
    }

    /// Whether it can log on by SCRAM.
    pub fn scram(&self) -> Readiness {
        if self.scram.is_some() { Readiness::Ready } else { Readiness::Prepared }
    }

    /// Whether it can log on by NTLM.
    pub fn ntlm(&self) -> Readiness {
        match (self.allow_ntlm, &self.nt) {
            (false, _) => Readiness::Off,
            (true, None) => Readiness::Prepared,
            (true, Some(_)) => Readiness::Ready,
        }
    }

    /// A value that changes whenever a log-on verified earlier must be verified anew: when the password was set, or the
    /// account disabled or enabled.
    pub fn generation(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(self.id.0.to_be_bytes());
        digest.update([u8::from(self.enabled)]);
        digest.update(self.password.as_ref().map_or(&b""[..], |p| p.expose().as_bytes()));
        digest.finalize().into()
    }
}

/// A named set of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its number; 0 for one that the file gives none, and *Users…* cannot name.
    pub id: GroupId,
    /// Unique without regard to case.
    pub name: String,
    /// Its members, each an account that exists.
    pub members: Vec<AccountId>,
}

/// Everything `accounts.ron` says, with indices by number, name and address.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    accounts: Vec<Account>,
    groups: Vec<Group>,
    by_id: HashMap<AccountId, usize>,
    by_name: HashMap<String, usize>,
    by_address: HashMap<AddressKey, usize>,
    groups_of: HashMap<AccountId, Vec<GroupId>>,
    usual_iterations: Option<u32>,
}

impl Accounts {
    fn new(accounts: Vec<Account>, groups: Vec<Group>) -> Self {
        let mut all = Self { accounts, groups, ..Self::default() };
        for (at, account) in all.accounts.iter().enumerate() {
            all.by_id.insert(account.id, at);
            all.by_name.insert(fold(&account.name), at);
            for address in &account.addresses {
                all.by_address.insert(address_key(address), at);
            }
        }
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for keys in all.accounts.iter().filter_map(|account| account.scram.as_ref()) {
            *counts.entry(keys.iterations()).or_default() += 1;
        }
        all.usual_iterations = counts.into_iter().max_by_key(|(iterations, count)| (*count, *iterations)).map(|(iterations, _)| iterations);
        for group in &all.groups {
            for member in &group.members {
                let of = all.groups_of.entry(*member).or_default();
                if !of.contains(&group.id) {
                    of.push(group.id);
                }
            }
        }
        all
    }

    /// All accounts, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// The account with this number.
    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.by_id.get(&id).map(|at| &self.accounts[*at])
    }

    /// The account with exactly this name, without regard to case. To find who logs on see [`Accounts::find`].
    pub fn named(&self, name: &str) -> Option<&Account> {
        self.by_name.get(&fold(name)).map(|at| &self.accounts[*at])
    }

    /// The account whose own address this is.
    pub fn owner(&self, address: &Address) -> Option<&Account> {
        self.by_address.get(&address_key(address)).map(|at| &self.accounts[*at])
    }

    /// The iterations that most SCRAM keys have, for decoys to have too; `None` while there are no keys.
    pub fn usual_iterations(&self) -> Option<u32> {
        self.usual_iterations
    }

    /// Whether any account can log on by NTLM: only then it is offered.
    pub fn any_ntlm(&self) -> bool {
        self.accounts.iter().any(|account| account.enabled && account.nt.is_some())
    }

    /// The groups an account is in.
    pub fn groups_of(&self, account: AccountId) -> &[GroupId] {
        self.groups_of.get(&account).map_or(&[], Vec::as_slice)
    }

    /// The groups, in the order of the file.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

/// A name in the form it is compared in.
fn fold(name: &str) -> String {
    prepare(name).to_lowercase()
}

/// An address as a key: local part unquoted and in lower case, host canonical.
type AddressKey = (String, Host);

fn address_key(address: &Address) -> AddressKey {
    (address.local_name(), address.host().clone())
}
