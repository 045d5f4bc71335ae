//! From the file as written to accounts that make sense: every issue is found, each at its field.

use super::file::{AccountEntry, AccountsFile};
use super::password::{self, HashError};
use super::{Account, Accounts, AddressKey, Group, address_key, fold};
use crate::config::locate;
use crate::mail::{AccountId, Address, AddressError, ByteSize, GroupId};
use crate::smtp::sasl::{ntlm, scram};
use std::collections::HashMap;
use std::fmt;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The field, such as `accounts[0].addresses[1]`.
    pub path: String,
    /// The line of the file it stands on; `None` for accounts that are in no file yet.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}, {}: {}", self.path, self.fault),
            None => write!(f, "{}: {}", self.path, self.fault),
        }
    }
}

/// What is wrong with a value of the account file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A name nobody can log on with.
    #[error("{0:?} cannot be a name: {1}")]
    Name(String, NameError),
    /// The same name twice.
    #[error("the name {name:?} is taken (see {first}); choose another")]
    NameTaken {
        /// The name.
        name: String,
        /// Path of the first.
        first: String,
    },
    /// `user` beside `user@domain`.
    #[error("the names {name:?} and {other:?} would be the same for who logs on without a domain (see {first}); rename one of them")]
    NameAmbiguous {
        /// This name.
        name: String,
        /// The other.
        other: String,
        /// Path of the other.
        first: String,
    },
    /// Not an address.
    #[error("{1:?} is not a mail address: {0}")]
    Address(AddressError, String),
    /// An address that belongs to an account already.
    #[error("the address {address} belongs to the account {owner:?} already (see {first}); remove one of the two, or make it an alias")]
    AddressTaken {
        /// The address.
        address: Address,
        /// Name of the account that has it.
        owner: String,
        /// Path of the first.
        first: String,
    },
    /// Number 0, or the number of another account.
    #[error("{value} is not a number of its own; numbers start at 1 and none is used twice: take next_id and raise it by one")]
    Id {
        /// The number given.
        value: u32,
    },
    /// Numbers could be used again.
    #[error("next_id must be at least {least}, above every number in use; write next_id: {least}")]
    NextId {
        /// The least it can be.
        least: u64,
    },
    /// A password hash that cannot be verified against.
    #[error("the password of {name:?} cannot be used: {fault}. Set it anew with `postkontor account password`")]
    Password {
        /// Name of the account.
        name: String,
        /// What is wrong with the hash.
        fault: HashError,
    },
    /// Not a mail store.
    #[error(
        "{0:?} is not a mail store; write the path of its socket such as \"/run/dovecot/lmtp\", or its host and port such as \"127.0.0.1:24\""
    )]
    Lmtp(String),
    /// Not a folder.
    #[error(
        "{0:?} is not a folder; write a path in the home folder such as \"drop\", or a complete one such as \"/srv/drop\", without \"..\""
    )]
    Directory(String),
    /// Mail is to be forwarded, but to nobody.
    #[error("mail is to be forwarded, but no address is named; name one, or choose another place for the mail")]
    NoForward,
    /// A member that does not exist.
    #[error("the group {group:?} names the account {member}, which does not exist; remove it from the group")]
    Member {
        /// Name of the group.
        group: String,
        /// The number without an account.
        member: u32,
    },
}

/// Why a text cannot be the name of an account or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("it is empty; write 1 to 64 characters")]
    Empty,
    /// More than 64 characters.
    #[error("it is longer than 64 characters; shorten it")]
    TooLong,
    /// A character that cannot be part of it.
    #[error("it contains a control character, \\ or /; leave that out")]
    Character,
    /// White space at an end, which nobody sees.
    #[error("it starts or ends with a space; remove it")]
    Space,
    /// An `@` that does not make it an address.
    #[error("with an @ it must be one complete mail address such as anna@example.com")]
    NotAnAddress,
}

/// Checks the name of an account: 1 to 64 characters without control characters, `\`, `/` or outer spaces. One `@` is
/// allowed where it makes the name a mail address.
///
/// # Errors
/// [`NameError`], with its remedy.
pub fn check_name(name: &str) -> Result<(), NameError> {
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.chars().count() > 64 {
        return Err(NameError::TooLong);
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '\\' | '/')) {
        return Err(NameError::Character);
    }
    if name.trim() != name {
        return Err(NameError::Space);
    }
    match name.matches('@').count() {
        0 => Ok(()),
        1 if Address::parse(name).is_ok() => Ok(()),
        _ => Err(NameError::NotAnAddress),
    }
}

/// Checks the whole file. `text` is the file it was read from, to name lines.
///
/// # Errors
/// Every issue there is, in the order of the file.
pub fn check(file: &AccountsFile, text: Option<&str>) -> Result<Accounts, Vec<Issue>> {
    let mut find = Finder::default();
    let accounts = find.accounts(file);
    let groups = find.groups(file);
    if find.issues.is_empty() {
        return Ok(Accounts::new(accounts, groups));
    }
    for issue in &mut find.issues {
        issue.line = text.and_then(|t| locate::line_of(t, &issue.path));
    }
    Err(find.issues)
}

#[derive(Default)]
struct Finder {
    issues: Vec<Issue>,
    /// Name in lower case -> path of the first.
    names: HashMap<String, String>,
    /// Part before the `@` -> name and path of the first without a domain, of the first with one.
    bare: HashMap<String, (String, String)>,
    qualified: HashMap<String, (String, String)>,
    addresses: HashMap<AddressKey, (String, String)>,
}

impl Finder {
    fn issue(&mut self, path: impl Into<String>, fault: Fault) {
        self.issues.push(Issue { path: path.into(), line: None, fault });
    }

    fn accounts(&mut self, file: &AccountsFile) -> Vec<Account> {
        let numbers = || file.accounts.iter().map(|a| a.id).chain(file.groups.iter().map(|g| g.id));
        let least = numbers().map(|id| u64::from(id) + 1).max().unwrap_or(1);
        if u64::from(file.next_id) < least {
            self.issue("next_id", Fault::NextId { least });
        }
        let mut ids = HashMap::new();
        let mut accounts = vec![];
        for (at, entry) in file.accounts.iter().enumerate() {
            let path = format!("accounts[{at}]");
            if entry.id == 0 || ids.insert(entry.id, at).is_some() {
                self.issue(format!("{path}.id"), Fault::Id { value: entry.id });
            }
            self.name(format!("{path}.name"), &entry.name);
            let mut addresses = vec![];
            if let Ok(name) = Address::parse(&entry.name) {
                addresses.extend(self.address(format!("{path}.name"), name, &entry.name, &mut vec![]));
            }
            let mut own = addresses.iter().map(address_key).collect();
            for (n, text) in entry.addresses.iter().enumerate() {
                let path = format!("{path}.addresses[{n}]");
                match Address::parse(text.trim()) {
                    Ok(address) => addresses.extend(self.address(path, address, &entry.name, &mut own)),
                    Err(error) => self.issue(path, Fault::Address(error, text.chars().take(80).collect())),
                }
            }
            if let Some(fault) = entry.keys.password.as_ref().and_then(|hash| password::check_hash(hash).err()) {
                self.issue(format!("{path}.keys.password"), Fault::Password { name: entry.name.clone(), fault });
            }
            let (scram, nt) = self.derived(&path, entry);
            let destination = entry.destination.read(|end, fault| self.issue(format!("{path}.destination{end}"), fault));
            accounts.push(Account {
                id: AccountId(entry.id),
                name: entry.name.clone(),
                addresses,
                mailbox: entry.mailbox,
                destination,
                quota: (entry.quota_mb != 0).then(|| ByteSize(u64::from(entry.quota_mb) * 1024 * 1024)),
                enabled: entry.enabled,
                submit: entry.submit,
                relay: entry.relay,
                sender_check: entry.sender_check,
                allow_ntlm: entry.allow_ntlm,
                password: entry.keys.password.clone(),
                scram,
                nt,
            });
        }
        accounts
    }

    /// The keys of the mechanisms that never see the password.
    fn derived(&mut self, path: &str, entry: &AccountEntry) -> (Option<scram::Keys>, Option<ntlm::NtHash>) {
        let scram = entry.keys.scram.as_ref().map(|text| text.expose().parse::<scram::Keys>());
        if let Some(Err(_)) = scram {
            let fault = Fault::Password { name: entry.name.clone(), fault: HashError::Scram };
            self.issue(format!("{path}.keys.scram"), fault);
        }
        // A hash left in the file after the box was cleared by hand counts as gone; the next change wipes it.
        let nt = entry.keys.nt.as_ref().filter(|_| entry.allow_ntlm).map(|text| text.expose().parse::<ntlm::NtHash>());
        if let Some(Err(_)) = nt {
            let fault = Fault::Password { name: entry.name.clone(), fault: HashError::Nt };
            self.issue(format!("{path}.keys.nt"), fault);
        }
        (scram.and_then(Result::ok), nt.and_then(Result::ok))
    }

    fn name(&mut self, path: String, name: &str) {
        if let Err(error) = check_name(name) {
            return self.issue(path, Fault::Name(name.chars().take(80).collect(), error));
        }
        let folded = fold(name);
        if let Some(first) = self.names.get(&folded).cloned() {
            return self.issue(path, Fault::NameTaken { name: name.to_owned(), first });
        }
        self.names.insert(folded.clone(), path.clone());
        let (user, has_domain) = folded.split_once('@').map_or((folded.as_str(), false), |(user, _)| (user, true));
        let (same, opposite) = if has_domain { (&mut self.qualified, &self.bare) } else { (&mut self.bare, &self.qualified) };
        let clash = opposite.get(user).cloned();
        same.entry(user.to_owned()).or_insert((name.to_owned(), path.clone()));
        if let Some((other, first)) = clash {
            self.issue(path, Fault::NameAmbiguous { name: name.to_owned(), other, first });
        }
    }

    /// The address, unless another account has it. The account's own name written again as its address is no fault,
    /// and is kept once.
    fn address(&mut self, path: String, address: Address, owner: &str, own: &mut Vec<AddressKey>) -> Option<Address> {
        let key = address_key(&address);
        if own.contains(&key) && self.addresses.get(&key).is_some_and(|(_, first)| first.ends_with(".name")) {
            return None;
        }
        if let Some((owner, first)) = self.addresses.get(&key).cloned() {
            self.issue(path, Fault::AddressTaken { address, owner, first });
            return None;
        }
        self.addresses.insert(key.clone(), (owner.to_owned(), path));
        own.push(key);
        Some(address)
    }

    fn groups(&mut self, file: &AccountsFile) -> Vec<Group> {
        let mut names: HashMap<String, String> = HashMap::new();
        let mut groups = vec![];
        for (at, entry) in file.groups.iter().enumerate() {
            let taken = file.accounts.iter().any(|a| a.id == entry.id) || file.groups[..at].iter().any(|g| g.id == entry.id);
            if entry.id != 0 && taken {
                self.issue(format!("groups[{at}].id"), Fault::Id { value: entry.id });
            }
            let path = format!("groups[{at}].name");
            if let Err(error) = check_name(&entry.name) {
                self.issue(path, Fault::Name(entry.name.chars().take(80).collect(), error));
            } else if let Some(first) = names.insert(entry.name.to_lowercase(), path.clone()) {
                self.issue(path, Fault::NameTaken { name: entry.name.clone(), first });
            }
            for (n, member) in entry.members.iter().enumerate() {
                if !file.accounts.iter().any(|a| a.id == *member) {
                    let fault = Fault::Member { group: entry.name.clone(), member: *member };
                    self.issue(format!("groups[{at}].members[{n}]"), fault);
                }
            }
            groups.push(Group {
                id: GroupId(entry.id),
                name: entry.name.clone(),
                members: entry.members.iter().copied().map(AccountId).collect(),
            });
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::file::{GroupEntry, Keys};

    fn file(accounts: &[(&str, &[&str])]) -> AccountsFile {
        let entries = accounts.iter().zip(1..).map(|((name, addresses), id)| AccountEntry {
            id,
            name: (*name).into(),
            addresses: addresses.iter().map(|a| (*a).into()).collect(),
            ..AccountEntry::default()
        });
        AccountsFile { accounts: entries.collect(), next_id: 100, ..AccountsFile::default() }
    }

    fn faults(file: &AccountsFile) -> Vec<(String, String)> {
        check(file, None).err().unwrap_or_default().into_iter().map(|i| (i.path, i.fault.to_string())).collect()
    }

    #[test]
    fn refuses_names_nobody_could_log_on_with() {
        let cases = [
            ("", NameError::Empty),
            ("a\u{7}", NameError::Character),
            ("OFFICE\\anna", NameError::Character),
            ("../anna", NameError::Character),
            (" anna", NameError::Space),
            ("anna@", NameError::NotAnAddress),
            ("a@b@c.test", NameError::NotAnAddress),
        ];
        for (name, expected) in cases {
            assert_eq!(check_name(name), Err(expected), "{name:?}");
        }
        assert_eq!(check_name(&"å".repeat(65)), Err(NameError::TooLong));
        for good in ["anna", "Anna Svensson", "anna@example.test", "å", &"å".repeat(64)] {
            assert_eq!(check_name(good), Ok(()), "{good:?}");
        }
    }

    #[test]
    fn refuses_two_accounts_that_log_on_with_the_same_name() {
        assert_eq!(faults(&file(&[("anna", &[]), ("ANNA", &[])])).len(), 1);
        for names in [["anna", "Anna@x.test"], ["anna@x.test", "anna"]] {
            let found = faults(&file(&[(names[0], &[]), (names[1], &[])]));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].0 == "accounts[1].name" && found[0].1.contains("rename one"), "{found:?}");
        }
        assert_eq!(faults(&file(&[("anna@x.test", &[]), ("anna@y.test", &[])])), []);
    }

    #[test]
    fn refuses_an_address_of_two_accounts() {
        let found = faults(&file(&[("anna", &["Info@X.test"]), ("bo", &["\"info\"@x.test"])]));
        assert!(found.len() == 1 && found[0].1.contains("\"anna\" already"), "{found:?}");
        assert_eq!(faults(&file(&[("bo@x.test", &[]), ("anna", &["bo@x.test"])])).len(), 1);
        assert_eq!(faults(&file(&[("anna", &["bo@x.test"]), ("bo@x.test", &[])])).len(), 1);
        assert_eq!(faults(&file(&[("anna", &["a@x.test", "A@x.test"])])).len(), 1);
    }

    #[test]
    fn a_name_repeated_as_the_accounts_address_is_kept_once() {
        let accounts = check(&file(&[("bo@x.test", &["bo@x.test", "b@x.test"])]), None).unwrap();
        assert_eq!(accounts.iter().next().unwrap().addresses.len(), 2);
    }

    #[test]
    fn refuses_numbers_used_twice_or_to_be_used_again() {
        let mut twice = file(&[("a", &[]), ("b", &[])]);
        twice.accounts[1].id = 1;
        assert_eq!(faults(&twice).len(), 1);
        let mut again = file(&[("a", &[]), ("b", &[])]);
        again.next_id = 2;
        assert_eq!(faults(&again)[0].0, "next_id");
    }

    #[test]
    fn tells_all_issues_at_once_each_with_its_line() {
        let text = "(\n  version: 1, next_id: 9,\n  accounts: [\n    (id: 1, name: \"a/b\"),\n    (id: 2, name: \"bo\",\n     addresses: [\"bo\"]),\n  ],\n  groups: [(name: \"all\",\n    members: [1, 7])],\n)";
        let file: AccountsFile = crate::config::file::parse(text).unwrap();
        let issues = check(&file, Some(text)).unwrap_err();
        let places: Vec<_> = issues.iter().map(|i| (i.path.as_str(), i.line)).collect();
        assert_eq!(places, [("accounts[0].name", Some(4)), ("accounts[1].addresses[0]", Some(6)), ("groups[0].members[1]", Some(9))]);
    }

    #[test]
    fn refuses_keys_that_are_none_and_ignores_an_nt_hash_that_is_not_allowed() {
        let mut bad = file(&[("anna", &[])]);
        let keys = Keys { scram: Some("x".into()), nt: Some("y".into()), ..Keys::default() };
        bad.accounts[0] = AccountEntry { keys, allow_ntlm: true, ..bad.accounts[0].clone() };
        let paths: Vec<_> = faults(&bad).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["accounts[0].keys.scram", "accounts[0].keys.nt"]);
        let hash = "a4f49c406510bdcab6824ee7c30fd852";
        bad.accounts[0].keys = Keys { nt: Some(hash.into()), ..Keys::default() };
        assert!(check(&bad, None).unwrap().iter().next().unwrap().nt.is_some());
        bad.accounts[0].allow_ntlm = false;
        assert!(check(&bad, None).unwrap().iter().next().unwrap().nt.is_none());
        bad.wipe();
        assert_eq!(bad.accounts[0].keys, Keys::default());
    }

    #[test]
    fn refuses_the_number_of_an_account_or_of_another_group_for_a_group() {
        let mut file = file(&[("anna", &[])]);
        file.groups = [(1, "a"), (7, "b"), (7, "c"), (0, "d"), (0, "e")]
            .map(|(id, n)| GroupEntry { id, name: n.into(), ..GroupEntry::default() })
            .to_vec();
        let paths: Vec<_> = faults(&file).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["groups[0].id", "groups[2].id"]);
    }

    #[test]
    fn refuses_a_group_twice() {
        let mut file = file(&[]);
        file.groups = ["Sales", "sales"].map(|n| GroupEntry { name: n.into(), ..GroupEntry::default() }).to_vec();
        assert_eq!(faults(&file).len(), 1);
    }
}
