//! Log-ons that were right a moment ago.

use crate::accounts::Account;
use crate::mail::{AccountId, Secret};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Verified log-ons, for five minutes, in memory only.
pub(super) struct Cache {
    key: Zeroizing<[u8; 32]>,
    entries: Mutex<HashMap<[u8; 32], Entry>>,
}

struct Entry {
    account: AccountId,
    generation: [u8; 32],
    until: Instant,
}

impl Cache {
    /// An empty cache with a key of its own.
    pub(super) fn new() -> Self {
        Self { key: Zeroizing::new(rand::random()), entries: Mutex::default() }
    }

    /// The account, if this very log-on was verified within five minutes and the account is as it was then.
    pub(super) fn find(&self, account: Option<&Account>, login: &str, password: &Secret<String>, now: Instant) -> Option<AccountId> {
        let account = account.filter(|a| a.enabled)?;
        let key = self.key_of(login, password)?;
        let mut entries = self.entries();
        let entry = entries.get(&key)?;
        if entry.account == account.id && entry.generation == account.generation() && now < entry.until {
            return Some(account.id);
        }
        entries.remove(&key);
        None
    }

    /// Remembers a log-on that was verified just now.
    pub(super) fn keep(&self, account: &Account, login: &str, password: &Secret<String>, now: Instant) {
        let Some(key) = self.key_of(login, password) else { return };
        let mut entries = self.entries();
        if entries.len() >= MOST {
            entries.retain(|_, entry| now < entry.until);
        }
        if entries.len() >= MOST
            && let Some(oldest) = entries.iter().min_by_key(|(_, entry)| entry.until).map(|(key, _)| *key)
        {
            entries.remove(&oldest);
        }
        entries.insert(key, Entry { account: account.id, generation: account.generation(), until: now + LIFE });
    }

    /// HMAC over the length of the name, the name and the password. HMAC takes keys of any length, so there always is one.
    fn key_of(&self, login: &str, password: &Secret<String>) -> Option<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.key).ok()?;
        mac.update(&(login.len() as u64).to_be_bytes());
        mac.update(login.as_bytes());
        mac.update(password.expose().as_bytes());
        Some(mac.finalize().into_bytes().into())
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<[u8; 32], Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("entries", &self.entries().len()).finish_non_exhaustive()
    }
}

const LIFE: Duration = Duration::from_secs(300);
/// So many log-ons are remembered at most.
const MOST: usize = 4_096;
