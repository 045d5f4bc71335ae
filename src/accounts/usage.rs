//! How full the Maildirs are: counted on the disk, remembered, and kept up by deliveries.
//!
//! Mail readers delete without telling anybody, so what is remembered counts for a while only. Nothing is counted for
//! accounts without a quota: nobody asks.

use crate::mail::AccountId;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The sizes of the Maildirs below one folder.
#[derive(Debug, Default)]
pub struct Usage {
    root: PathBuf,
    known: Mutex<HashMap<AccountId, Known>>,
    /// One count at a time: whoever asks meanwhile is answered by it.
    counting: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    octets: u64,
    counted: Instant,
}

impl Usage {
    /// Of the mailboxes below this folder.
    pub fn new(root: impl Into<PathBuf>) -> Arc<Self> {
        Arc::new(Self { root: root.into(), ..Self::default() })
    }

    /// The octets in the Maildir of an account, counted no longer ago than `age`. What cannot be read counts as empty: a
    /// mailbox that is broken is found out when it is written.
    pub async fn octets(self: &Arc<Self>, account: AccountId, age: Duration) -> u64 {
        if let Some(known) = self.known().get(&account).filter(|known| known.counted.elapsed() < age) {
            return known.octets;
        }
        let asked = Instant::now();
        let _alone = self.counting.lock().await;
        if let Some(known) = self.known().get(&account).filter(|known| known.counted >= asked) {
            return known.octets;
        }
        let own = Arc::clone(self);
        // A panic over there leaves it uncounted.
        tokio::task::spawn_blocking(move || own.count(account)).await.unwrap_or_default()
    }

    /// So many octets have come on top.
    pub fn add(&self, account: AccountId, octets: u64) {
        if let Some(known) = self.known().get_mut(&account) {
            known.octets = known.octets.saturating_add(octets);
        }
    }

    fn count(&self, account: AccountId) -> u64 {
        let folder = self.root.join(account.to_string()).join("Maildir");
        // The moment before: what is delivered while it is counted may be counted twice, and never not at all.
        let counted = Instant::now();
        let octets = ["new", "cur"].iter().map(|part| size_of(&folder.join(part)).unwrap_or_default()).sum();
        self.known().insert(account, Known { octets, counted });
        octets
    }

    fn known(&self) -> MutexGuard<'_, HashMap<AccountId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn size_of(folder: &Path) -> io::Result<u64> {
    let mut octets = 0;
    for entry in fs::read_dir(folder)? {
        // A message may have been deleted since the folder was read.
        octets += entry?.metadata().map_or(0, |about| about.len());
    }
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_counted_once_kept_up_and_counted_anew_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let account = AccountId(7);
        let cur = folder.path().join("7/Maildir/cur");
        fs::create_dir_all(&cur).unwrap();
        fs::write(cur.join("a"), [0; 100]).unwrap();
        let usage = Usage::new(folder.path());
        let hour = Duration::from_secs(3_600);
        assert_eq!(usage.octets(account, hour).await, 100);
        usage.add(account, 11);
        fs::remove_file(cur.join("a")).unwrap();
        assert_eq!(usage.octets(account, hour).await, 111);
        assert_eq!(usage.octets(account, Duration::ZERO).await, 0);
        assert_eq!(usage.octets(AccountId(8), hour).await, 0);
    }
}
