//! Keys that are wanted but cannot be made without the password: made when a log-on brings it, kept here until they are
//! written down.

use super::{Account, password};
use crate::mail::{AccountId, Secret};
use crate::smtp::sasl::ntlm::NtHash;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keys made at log-ons. Shared by all sessions; knows at most one set for each account.
#[derive(Debug, Default)]
pub struct Learning {
    /// `None` while the keys of the account are being made.
    made: Mutex<HashMap<AccountId, Option<Made>>>,
}

/// New keys of one account.
#[derive(Debug, Clone)]
pub struct Made {
    /// Whose.
    pub account: AccountId,
    /// The [`Account::generation`] they belong to; for another one they are worth nothing.
    pub generation: [u8; 32],
    /// SCRAM keys as text.
    pub scram: Option<Secret<String>>,
    /// The NT hash as text.
    pub nt: Option<Secret<String>>,
}

impl Learning {
    /// Whether a log-on of this account should be learnt from: SCRAM keys are missing or have another number of
    /// iterations, or the NT hash is allowed and missing; and nobody is at it.
    pub fn wants(&self, account: &Account, iterations: u32) -> bool {
        (wants_scram(account, iterations) || wants_nt(account)) && !self.made().contains_key(&account.id)
    }

    /// Makes what is missing from the password, which was found right. Blocks for some 30 ms.
    pub fn learn(&self, account: &Account, password: &Secret<String>, iterations: u32) {
        {
            let mut made = self.made();
            if made.contains_key(&account.id) {
                return;
            }
            made.insert(account.id, None);
        }
        let scram = wants_scram(account, iterations).then(|| password::scram_keys(password, iterations).to_text());
        let nt = wants_nt(account).then(|| NtHash::of(password).to_text());
        let new = Made { account: account.id, generation: account.generation(), scram, nt };
        self.made().insert(account.id, Some(new));
    }

    /// What was made since the last time.
    pub fn take(&self) -> Vec<Made> {
        let mut made = self.made();
        let done: Vec<Made> = made.values_mut().filter_map(Option::take).collect();
        done.iter().for_each(|new| drop(made.remove(&new.account)));
        done
    }

    fn made(&self) -> MutexGuard<'_, HashMap<AccountId, Option<Made>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wants_scram(account: &Account, iterations: u32) -> bool {
    account.scram.as_ref().is_none_or(|keys| keys.iterations() != iterations)
}

fn wants_nt(account: &Account) -> bool {
    account.allow_ntlm && account.nt.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::check;
    use crate::accounts::file::{AccountEntry, AccountsFile, Keys};

    #[test]
    fn decoys_have_the_iterations_that_most_keys_have() {
        let entry = |id: u32, iterations: Option<u32>| {
            let scram = iterations.map(|n| password::scram_keys(&"x".into(), n).to_text());
            AccountEntry { id, name: format!("a{id}"), keys: Keys { scram, ..Keys::default() }, ..AccountEntry::default() }
        };
        let usual = |of: &[Option<u32>]| {
            let accounts = of.iter().zip(1..).map(|(n, id)| entry(id, *n)).collect();
            check(&AccountsFile { accounts, next_id: 9, ..AccountsFile::default() }, None).unwrap().usual_iterations()
        };
        assert_eq!(usual(&[None]), None);
        assert_eq!(usual(&[Some(5_000), Some(6_000), Some(5_000), None]), Some(5_000));
    }

    fn account(allow_ntlm: bool, keys: Keys) -> Account {
        let entry = AccountEntry { id: 7, name: "anna".into(), allow_ntlm, keys, ..AccountEntry::default() };
        let file = AccountsFile { accounts: vec![entry], next_id: 8, ..AccountsFile::default() };
        check(&file, None).unwrap().iter().next().unwrap().clone()
    }

    #[test]
    fn what_is_missing_is_made_once_from_the_password() {
        let learning = Learning::default();
        let bare = account(true, Keys::default());
        assert!(learning.wants(&bare, 5_000));
        learning.learn(&bare, &"Password".into(), 5_000);
        assert!(!learning.wants(&bare, 5_000));
        let made = learning.take();
        let [Made { account: of, scram: Some(scram), nt: Some(nt), .. }] = &made[..] else { panic!("{made:?}") };
        assert_eq!((of.0, nt.expose().as_str()), (7, "a4f49c406510bdcab6824ee7c30fd852"));
        assert!(learning.take().is_empty());
        let keys = Keys { scram: Some(scram.clone()), nt: Some(nt.clone()), ..Keys::default() };
        let whole = account(true, keys.clone());
        assert!(!learning.wants(&whole, 5_000));
        assert!(learning.wants(&whole, 6_000), "another number of iterations");
        assert!(!learning.wants(&account(false, Keys { nt: None, ..keys }), 5_000));
    }
}
