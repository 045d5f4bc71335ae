//! The asynchronous face of [`super::password`]: hashing off the async threads, as many at once as there are cores, one
//! for each client address, a bounded queue before it, and a cache of verified log-ons that bypasses all of it.
//!
//! The cache keeps no passwords: its keys are HMAC-SHA256 (RFC 2104) of name and password under a random key of this
//! process. An entry lives five minutes at most and dies with any change of the account (see
//! [`Account::generation`](super::Account::generation)).

mod cache;
mod gate;

use super::password::{self, Outcome};
use super::{Accounts, Domains};
use crate::mail::Secret;
use cache::Cache;
use gate::Gate;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

/// Verifies log-ons. Cheap to clone; all clones share queue and cache.
#[derive(Debug, Clone)]
pub struct Verifier {
    gate: Arc<Gate>,
    cache: Arc<Cache>,
}

/// Why a log-on could not be verified now (engine.md row 17: `454 4.7.0`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// Too many log-ons are waiting, in all or from this client.
    #[error("too many log-ons are waiting to be verified; try again in a moment")]
    Busy,
    /// The hashing itself failed.
    #[error("the log-on could not be verified because of a fault in the server; try again")]
    Broken,
}

impl Verifier {
    /// A verifier that hashes at most `cores` passwords at once.
    pub fn new(cores: usize) -> Self {
        Self { gate: Arc::new(Gate::new(cores.max(1))), cache: Arc::new(Cache::new()) }
    }

    /// Verifies a log-on from this client. `now` is the monotonic time the cache goes by. Dropping the future gives up the
    /// place in the queue; hashing that has begun runs to its end and keeps its turn until then.
    ///
    /// # Errors
    /// [`Unavailable`] when it was not even tried.
    pub async fn verify(
        &self,
        accounts: &Arc<Accounts>,
        domains: &Arc<Domains>,
        client: IpAddr,
        login: &str,
        password: Secret<String>,
        now: Instant,
    ) -> Result<Outcome, Unavailable> {
        if let Some(id) = self.cache.find(accounts.find(login, domains), login, &password, now) {
            return Ok(Outcome::Granted(id));
        }
        let pass = self.gate.admit(client).await?;
        // Whoever waited behind the same log-on finds it verified by now.
        if let Some(id) = self.cache.find(accounts.find(login, domains), login, &password, now) {
            return Ok(Outcome::Granted(id));
        }
        let (accounts, domains, login, cache) = (accounts.clone(), domains.clone(), login.to_owned(), self.cache.clone());
        let work = tokio::task::spawn_blocking(move || {
            let outcome = password::verify(&accounts, &domains, &login, &password);
            if let Outcome::Granted(id) = outcome
                && let Some(account) = accounts.account(id)
            {
                cache.keep(account, &login, &password, now);
            }
            drop(pass);
            outcome
        });
        work.await.map_err(|_| Unavailable::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::check;
    use crate::accounts::file::{AccountEntry, AccountsFile, Keys};
    use crate::accounts::password::tests::cheap_hash;
    use crate::mail::AccountId;
    use std::net::Ipv4Addr;
    use std::time::Duration;

    fn accounts(enabled: bool, password: &str) -> Arc<Accounts> {
        let keys = Keys { password: Some(cheap_hash(password)), ..Keys::default() };
        let entry = AccountEntry { id: 7, name: "anna".into(), enabled, keys, ..AccountEntry::default() };
        Arc::new(check(&AccountsFile { accounts: vec![entry], next_id: 8, ..AccountsFile::default() }, None).unwrap())
    }

    #[tokio::test]
    async fn a_verified_log_on_is_remembered_until_it_expires_or_the_account_changes() {
        let verifier = Verifier::new(1);
        let domains = Arc::new(Domains::default());
        let client = Ipv4Addr::LOCALHOST.into();
        let now = Instant::now();
        let granted = Ok(Outcome::Granted(AccountId(7)));
        let before = accounts(true, "one");
        assert_eq!(verifier.verify(&before, &domains, client, "anna", "one".into(), now).await, granted);
        assert!(verifier.cache.find(before.named("anna"), "anna", &"one".into(), now).is_some());
        assert!(verifier.cache.find(before.named("anna"), "anna", &"two".into(), now).is_none());
        let later = now + Duration::from_secs(301);
        assert!(verifier.cache.find(before.named("anna"), "anna", &"one".into(), later).is_none());

        let changed = accounts(true, "two");
        assert_eq!(verifier.verify(&changed, &domains, client, "anna", "one".into(), now).await, Ok(Outcome::Wrong));
        let disabled = accounts(false, "one");
        assert_eq!(verifier.verify(&disabled, &domains, client, "anna", "one".into(), now).await, Ok(Outcome::Disabled));
        assert_eq!(verifier.verify(&before, &domains, client, "anna", "one".into(), now).await, granted);
    }

    #[tokio::test]
    async fn a_remembered_log_on_passes_a_full_queue() {
        let verifier = Verifier::new(1);
        let domains = Arc::new(Domains::default());
        let client = Ipv4Addr::LOCALHOST.into();
        let (accounts, now) = (accounts(true, "one"), Instant::now());
        verifier.verify(&accounts, &domains, client, "anna", "one".into(), now).await.unwrap();
        let _turn = verifier.gate.admit(client).await.unwrap();
        let outcome = verifier.verify(&accounts, &domains, client, "anna", "one".into(), now).await;
        assert_eq!(outcome, Ok(Outcome::Granted(AccountId(7))));
    }

    #[test]
    fn debug_output_shows_neither_names_nor_passwords() {
        let verifier = Verifier::new(1);
        verifier.cache.keep(accounts(true, "one").named("anna").unwrap(), "anna", &"one".into(), Instant::now());
        assert!(!format!("{verifier:?}").contains("anna"));
    }
}
