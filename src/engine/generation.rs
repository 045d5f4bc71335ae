//! Everything the files of a home say at one moment, checked and ready for use.

use crate::accounts::{self, Account, Accounts, AccountsFile, Directory, Secrets, Usage};
use crate::certificate::{CertificateError, Certificates, Chain};
use crate::config::written::SettingsFile;
use crate::config::{FileError, Home, LoadError, Settings, Store, VirtualServer};
use crate::delivery;
use crate::engine::command::{Refusal, Revision};
use crate::engine::dkim::Keys;
use crate::engine::snapshot::{Effective, Person};
use crate::engine::virtual_server::Trouble;
use crate::mail::{ServerId, Thumbprint};
use crate::net::{TlsOffer, TlsOffers};
use crate::policy::ServerPolicy;
use crate::reception::{Rules, Standing};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::Arc;

/// One generation of settings.
#[derive(Debug)]
pub struct Generation {
    /// Settings, accounts, addresses.
    pub standing: Standing,
    /// The settings as written.
    pub written: Arc<SettingsFile>,
    /// The accounts as written, without their keys.
    pub accounts_written: Arc<AccountsFile>,
    /// What else is known of each account.
    pub people: Arc<[Person]>,
    /// Changes whenever one of the two above does.
    pub revision: Revision,
    /// Passwords for other servers.
    pub secrets: Arc<Secrets>,
    /// The keys that sign what leaves.
    pub(super) keys: Keys,
    /// The rules of each server, or why it cannot run.
    pub rules: HashMap<ServerId, Result<Arc<Rules>, Trouble>>,
    /// What the servers offer.
    pub(super) offered: Arc<Offered>,
    /// The servers whose certificate cannot be had any more, and why: they go on with the one in memory.
    pub(super) unreadable: Vec<(ServerId, Arc<CertificateError>)>,
}

/// The certificates in memory: with the certificate that each server is set to, `None` = its temporary one. A disk that has a bad
/// moment, or a hand that moves a folder, stops no server that runs.
#[derive(Debug, Default)]
pub struct Offered(HashMap<ServerId, (Option<Thumbprint>, TlsOffer)>);

impl Offered {
    /// The one that this server is to offer, if it is here.
    fn of(&self, server: &VirtualServer) -> Option<TlsOffer> {
        let found = match server.certificate {
            Some(_) => self.0.values().find(|(certificate, _)| *certificate == server.certificate),
            None => self.0.get(&server.id).filter(|(certificate, offer)| {
                // One that is for another name is none.
                certificate.is_none() && offer.names.iter().any(|name| name == server.fqdn.as_str())
            }),
        };
        found.map(|(_, offer)| offer.clone())
    }
}

/// Why the files of a home cannot be used. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum GenerationError {
    /// `settings.ron`
    #[error(transparent)]
    Settings(#[from] LoadError),
    /// `accounts.ron`
    #[error(transparent)]
    Accounts(#[from] accounts::LoadError),
    /// `secrets.ron`
    #[error(transparent)]
    Secrets(#[from] FileError),
}

impl Generation {
    /// Reads the files of the home; a certificate that cannot be read is taken from `before`. Blocks on the disk and, for a new
    /// temporary certificate, on making keys.
    ///
    /// # Errors
    /// [`GenerationError`] with the sentence for the administrator. A certificate that cannot be used is no such error:
    /// it concerns only its servers.
    pub fn load(home: &Home, certificates: &Certificates, before: &Offered, now: Timestamp) -> Result<Self, GenerationError> {
        let loaded = Store::new(home).load()?;
        let accounts = accounts::Store::new(home).load_written()?;
        Ok(Self::new(loaded.written, Arc::new(loaded.settings), accounts, home, (certificates, before), now)?)
    }

    /// Checks a draft of the settings together with the accounts as they are. Blocks as [`Generation::load`].
    ///
    /// # Errors
    /// [`Refusal::Issues`] and the like; nothing was changed.
    pub fn assemble(
        file: SettingsFile,
        home: &Home,
        certificates: &Certificates,
        before: &Offered,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let settings = Arc::new(crate::config::check(&file, None).map_err(Refusal::Issues)?);
        let accounts = accounts::Store::new(home).load_written()?;
        Ok(Self::new(file, settings, accounts, home, (certificates, before), now)?)
    }

    fn new(
        written: SettingsFile,
        settings: Arc<Settings>,
        (accounts, accounts_written): (Accounts, AccountsFile),
        home: &Home,
        (certificates, before): (&Certificates, &Offered),
        now: Timestamp,
    ) -> Result<Self, FileError> {
        let secrets = Arc::new(Secrets::load(home)?);
        let directory = Arc::new(Directory::new(&settings, &accounts));
        let usage = Usage::new(home.mailboxes());
        let standing = Standing { settings: settings.clone(), accounts: Arc::new(accounts), directory, usage };
        let mut unreadable = vec![];
        let mut of = |server: &VirtualServer| match (offer(server, certificates, now), before.of(server)) {
            (Err(Trouble::Certificate(why)), Some(kept)) => {
                tracing::error!(server = %server.name, "the certificate is used from memory, until the next start: {why}");
                unreadable.push((server.id, why));
                Ok(kept)
            }
            (read, _) => read,
        };
        let own: Vec<_> = settings.servers.iter().map(|server| (server, of(server))).collect();
        let ready = own.iter().filter_map(|(server, offer)| Some((server.id, (server.certificate, offer.as_ref().ok()?.clone()))));
        let offered = Arc::new(Offered(ready.collect()));
        // Temporary ones are for the names of their own servers only.
        let given = own.iter().filter(|(server, _)| server.certificate.is_some());
        let others: Arc<[TlsOffer]> = given.filter_map(|(_, offer)| offer.as_ref().ok().cloned()).collect();
        let rule = |(server, own): (&Arc<VirtualServer>, Result<TlsOffer, Trouble>)| {
            let rules = own.map(|own| Rules::new(server.clone(), standing.clone(), Some(TlsOffers { own, others: others.clone() })));
            (server.id, rules)
        };
        let rules = own.into_iter().map(rule).collect();
        let keys = Keys::load(home, &written, &settings);
        let people = people(&settings, &standing.accounts);
        let revision = revision(&written, &accounts_written);
        let (written, accounts_written) = (Arc::new(written), Arc::new(accounts_written));
        Ok(Self { standing, written, accounts_written, people, revision, secrets, keys, rules, offered, unreadable })
    }

    /// What delivery goes by, when these servers deliver and the engine listens here.
    pub fn delivery(&self, delivering: HashSet<ServerId>, listening: Vec<SocketAddr>) -> delivery::Context {
        let Standing { settings, directory, usage, .. } = self.standing.clone();
        let (secrets, signers) = (self.secrets.clone(), self.keys.signers.clone());
        delivery::Context { settings, directory, usage, secrets, signers, delivering, listening }
    }
}

/// Tells states of the files apart within one process; it is not written down anywhere.
fn revision(settings: &SettingsFile, accounts: &AccountsFile) -> Revision {
    let mut hasher = DefaultHasher::new();
    format!("{settings:?}{accounts:?}").hash(&mut hasher);
    Revision(hasher.finish())
}

fn people(settings: &Settings, accounts: &Accounts) -> Arc<[Person]> {
    let policies: Vec<ServerPolicy> = settings.servers.iter().map(|server| ServerPolicy::new(server)).collect();
    let person = |account: &Account| {
        let effective = |policy: &ServerPolicy| {
            let rights = policy.rights(account.id, accounts.groups_of(account.id));
            let (submit, relay) = policy.effective(account.submit, account.relay, rights);
            Effective { server: policy.server(), submit, relay }
        };
        Person { id: account.id, scram: account.scram(), ntlm: account.ntlm(), rights: policies.iter().map(effective).collect() }
    };
    accounts.iter().map(person).collect()
}

fn offer(server: &VirtualServer, certificates: &Certificates, now: Timestamp) -> Result<TlsOffer, Trouble> {
    let chain = certificates.of_server(server, now).map_err(|error| Trouble::Certificate(Arc::new(error)))?;
    offered(&chain, certificates).map_err(Trouble::Tls)
}

fn offered(chain: &Chain, certificates: &Certificates) -> Result<TlsOffer, rustls::Error> {
    let config = chain.server_config(certificates.provider())?;
    Ok(TlsOffer { config, certified: chain.certified().clone(), names: chain.names.clone(), end_point: chain.end_point.clone() })
}
