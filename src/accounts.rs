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
//! Deviation: RFC 4616 §2 wants names and passwords prepared with SASLprep (RFC 4013) before they are compared. No
//! preparation is done here: names compare without regard to case, passwords octet by octet. A password with
//! characters that a keyboard can compose in two ways logs on only as it was set.

pub mod check;
pub mod directory;
pub mod file;
pub mod login;
pub mod password;
pub mod secrets;
pub mod store;
pub mod verifier;

pub use check::{Fault, Issue, NameError, check, check_name};
pub use directory::{Directory, Resolution, Target};
pub use file::{AccountEntry, AccountsFile, GroupEntry, Keys};
pub use login::Domains;
pub use password::{Outcome, verify};
pub use secrets::Secrets;
pub use store::{ChangeError, LoadError, NewAccount, Store};
pub use verifier::{Unavailable, Verifier};

use crate::mail::{AccountId, Address, Host};
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
    /// It may log on. A disabled account still receives mail.
    pub enabled: bool,
    /// *Submit Permission* (dialogs.md 2.4, Users…).
    pub submit: bool,
    /// *Relay Permission*.
    pub relay: bool,
    /// It may send only from its own addresses (engine.md row 26).
    pub sender_check: bool,
    /// What its log-ons are verified with.
    pub keys: Keys,
}

impl Account {
    /// The name as an address, when it is one.
    pub fn name_address(&self) -> Option<Address> {
        Address::parse(&self.name).ok()
    }

    /// A value that changes whenever a log-on verified earlier must be verified anew: when the password was set, or the
    /// account disabled or enabled.
    pub fn generation(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(self.id.0.to_be_bytes());
        digest.update([u8::from(self.enabled)]);
        digest.update(self.keys.password.as_ref().map_or(&b""[..], |p| p.expose().as_bytes()));
        digest.finalize().into()
    }
}

/// A named set of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
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
}

impl Accounts {
    fn new(accounts: Vec<Account>, groups: Vec<Group>) -> Self {
        let mut all = Self { accounts, groups, ..Self::default() };
        for (at, account) in all.accounts.iter().enumerate() {
            all.by_id.insert(account.id, at);
            all.by_name.insert(account.name.to_lowercase(), at);
            for address in &account.addresses {
                all.by_address.insert(address_key(address), at);
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
        self.by_name.get(&name.to_lowercase()).map(|at| &self.accounts[*at])
    }

    /// The account whose own address this is.
    pub fn owner(&self, address: &Address) -> Option<&Account> {
        self.by_address.get(&address_key(address)).map(|at| &self.accounts[*at])
    }

    /// The groups, in the order of the file.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

/// An address as a key: local part unquoted and in lower case, host canonical.
type AddressKey = (String, Host);

fn address_key(address: &Address) -> AddressKey {
    (address.local_name(), address.host().clone())
}
