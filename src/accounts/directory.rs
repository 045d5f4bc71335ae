//! Who an address is: local or not, an account, an alias, or nobody. Pure; built once for each generation of settings and
//! accounts, then every question is a hash look-up.
//!
//! At a local domain the first of these that has the address decides:
//! 1. an account with a mailbox whose own address it is;
//! 2. an alias;
//! 3. an account with a mailbox whose name, no address itself, stands left of the `@`;
//! 4. postmaster, which every local domain has (RFC 5321 §4.5.1);
//! 5. the catch-all of the domain.
//!
//! An alias domain is treated as the domain it stands for: what it has no entry of its own for (1 and 2) is looked up there,
//! under the same local part.
//!
//! Local parts are compared unquoted and without regard to case.

use super::{Account, Accounts, AddressKey, Mailbox, address_key};
use crate::config::Settings;
use crate::mail::{AccountId, Address, ByteSize, Domain, Host};
use std::collections::{HashMap, HashSet};

/// The addresses of one installation.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    domains: HashMap<Domain, LocalNames>,
    /// Accounts without a domain in their name, by name.
    bare: HashMap<String, AccountId>,
    postmaster: Option<Address>,
    senders: HashMap<AccountId, Senders>,
    hidden: Vec<Address>,
    /// The first address of each account that leads to it.
    own: HashMap<AccountId, Address>,
    /// Accounts whose mail does not simply go into a Maildir without a limit.
    mailboxes: HashMap<AccountId, (Mailbox, Option<ByteSize>)>,
}

/// What an address turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// The mailbox of an account.
    Account(AccountId),
    /// A further name for these addresses.
    Alias(Vec<Address>),
    /// Nobody in the domain; the domain's catch-all is here.
    CatchAll(Address),
    /// Postmaster; its reader is here.
    Postmaster(Address),
    /// In a local domain, but nobody.
    Unknown,
    /// In no local domain.
    NotLocal,
}

/// Where a message for an address really goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// The mailbox of an account.
    Account(AccountId),
    /// An address elsewhere.
    Remote(Address),
    /// A local address that leads nowhere: nobody, or aliases in a circle. Its sender is told.
    Unresolved(Address),
}

#[derive(Debug, Clone, Default)]
struct LocalNames {
    names: HashMap<String, Entry>,
    /// Own addresses of accounts without a mailbox: nobody else's, though nothing is delivered to them.
    taken: HashSet<String>,
    alias_of: Option<Domain>,
    catch_all: Option<Address>,
}

#[derive(Debug, Clone)]
enum Entry {
    Account(AccountId),
    Alias(Vec<Address>),
}

#[derive(Debug, Clone, Default)]
struct Senders {
    list: Vec<Address>,
    keys: HashSet<AddressKey>,
}

impl Senders {
    fn add(&mut self, address: &Address) {
        if self.keys.insert(address_key(address)) {
            self.list.push(address.clone());
        }
    }
}

impl Directory {
    /// Builds the directory.
    pub fn new(settings: &Settings, accounts: &Accounts) -> Self {
        let mut directory = Self { postmaster: settings.postmaster.clone(), ..Self::default() };
        for domain in &settings.local_domains {
            let (alias_of, catch_all) = (domain.alias_of.clone(), domain.catch_all.clone());
            let names = LocalNames { alias_of, catch_all, ..LocalNames::default() };
            directory.domains.insert(domain.name.clone(), names);
        }
        for account in accounts.iter() {
            for address in &account.addresses {
                let Some(local) = directory.names_of(address) else { continue };
                if account.mailbox {
                    local.names.insert(address.local_name(), Entry::Account(account.id));
                } else {
                    local.taken.insert(address.local_name());
                }
            }
            let leads_here = |address: &&Address| directory.resolve(address) == Resolution::Account(account.id);
            if let Some(address) = account.addresses.iter().find(leads_here) {
                directory.own.insert(account.id, address.clone());
            }
            if account.destination != Mailbox::Maildir || account.quota.is_some() {
                directory.mailboxes.insert(account.id, (account.destination.clone(), account.quota));
            }
            if !account.name.contains('@') {
                directory.bare.insert(account.name.to_lowercase(), account.id);
            }
        }
        for alias in &settings.aliases {
            let Some(local) = directory.names_of(&alias.address) else { continue };
            match local.names.get(&alias.address.local_name()) {
                Some(_) => directory.hidden.push(alias.address.clone()),
                None => drop(local.names.insert(alias.address.local_name(), Entry::Alias(alias.to.clone()))),
            }
        }
        directory.add_implied(settings, accounts);
        for account in accounts.iter() {
            let senders = directory.senders.entry(account.id).or_default();
            account.addresses.iter().for_each(|a| senders.add(a));
        }
        for alias in &settings.aliases {
            // Whoever gets forwarded mail may not for that send in the name it was meant for.
            for target in directory.follow(&alias.address, false) {
                if let Target::Account(id) = target {
                    directory.senders.entry(id).or_default().add(&alias.address);
                }
            }
        }
        directory.add_alias_domains(settings, accounts);
        directory
    }

    /// Whoever may send from an address may also send from the same one in the domains that stand for its domain, where
    /// nobody else has that.
    fn add_alias_domains(&mut self, settings: &Settings, accounts: &Accounts) {
        for domain in &settings.local_domains {
            let Some((target, names)) = domain.alias_of.as_ref().zip(self.domains.get(&domain.name)) else { continue };
            for senders in self.senders.values_mut() {
                let there = senders.list.iter().filter(|address| address.domain() == Some(target));
                let here = there.filter_map(|address| Address::new(address.local(), Host::Domain(domain.name.clone())).ok());
                let free = |address: &Address| !names.names.contains_key(&address.local_name()) && accounts.owner(address).is_none();
                here.filter(free).collect::<Vec<_>>().iter().for_each(|address| senders.add(address));
            }
        }
    }

    /// `name@` each local domain, for accounts whose name is no address, where nobody else has that address.
    fn add_implied(&mut self, settings: &Settings, accounts: &Accounts) {
        for account in accounts.iter() {
            for domain in settings.local_domains.iter().filter(|d| d.alias_of.is_none()) {
                let Some(address) = implied(account, &domain.name) else { continue };
                let owner = accounts.owner(&address).map(|a| a.id);
                let Some(local) = self.domains.get_mut(&domain.name) else { continue };
                let taken = local.names.contains_key(&address.local_name());
                if owner.is_some_and(|id| id != account.id) || (taken && owner.is_none()) {
                    continue;
                }
                self.senders.entry(account.id).or_default().add(&address);
                if account.mailbox && !taken {
                    local.names.insert(address.local_name(), Entry::Account(account.id));
                }
            }
        }
    }

    fn names_of(&mut self, address: &Address) -> Option<&mut LocalNames> {
        self.domains.get_mut(address.domain()?)
    }

    /// Whether mail to this domain is for here.
    pub fn is_local(&self, domain: &Domain) -> bool {
        self.domains.contains_key(domain)
    }

    /// Who the address is.
    pub fn resolve(&self, address: &Address) -> Resolution {
        let local = match address.host() {
            Host::Domain(domain) => self.domains.get(domain),
            Host::Literal(_) => None,
        };
        let Some(local) = local else { return Resolution::NotLocal };
        let stands_for = local.alias_of.as_ref().and_then(|target| self.domains.get(target));
        let name = address.local_name();
        let there = || stands_for.filter(|_| !local.taken.contains(&name))?.names.get(&name);
        match local.names.get(&name).or_else(there) {
            Some(Entry::Account(id)) => return Resolution::Account(*id),
            Some(Entry::Alias(to)) => return Resolution::Alias(to.clone()),
            None => {}
        }
        // RFC 5321 §4.5.1: every domain that takes mail has a postmaster.
        if let Some(reader) = self.postmaster.as_ref().filter(|_| address.is_postmaster()) {
            return Resolution::Postmaster(reader.clone());
        }
        match &stands_for.unwrap_or(local).catch_all {
            Some(reader) => Resolution::CatchAll(reader.clone()),
            None => Resolution::Unknown,
        }
    }

    /// Who reads mail to `<postmaster>` without a domain (RFC 5321 §4.1.1.3): the reader the settings name, else an
    /// account called postmaster. [`Resolution::Unknown`] only where there is neither, that is without local domains.
    pub fn resolve_postmaster(&self) -> Resolution {
        match (&self.postmaster, self.bare.get("postmaster")) {
            (Some(reader), _) => Resolution::Postmaster(reader.clone()),
            (None, Some(id)) => Resolution::Account(*id),
            (None, None) => Resolution::Unknown,
        }
    }

    /// Where the mail of an account goes.
    pub fn mailbox(&self, id: AccountId) -> &Mailbox {
        self.mailboxes.get(&id).map_or(&Mailbox::Maildir, |(mailbox, _)| mailbox)
    }

    /// The most the Maildir of an account may hold; `None` where there is no limit, or no Maildir.
    pub fn quota(&self, id: AccountId) -> Option<ByteSize> {
        let (mailbox, quota) = self.mailboxes.get(&id)?;
        quota.filter(|_| matches!(mailbox, Mailbox::Maildir | Mailbox::Forward { keep: true, .. }))
    }

    /// Whether any mailbox can be full.
    pub fn has_quotas(&self) -> bool {
        self.mailboxes.values().any(|(_, quota)| quota.is_some())
    }

    /// Follows aliases, catch-alls, postmaster and forwarding to the mailboxes and foreign addresses behind an address. Never empty,
    /// each target once, in the order of the aliases. Circles are cut; what lies deeper than 10 aliases, or comes after
    /// 1,000 targets, ends in [`Target::Unresolved`], so that the sender hears of it.
    pub fn expand(&self, address: &Address) -> Vec<Target> {
        self.follow(address, true)
    }

    fn follow(&self, address: &Address, forwarding: bool) -> Vec<Target> {
        let mut targets = vec![];
        let mut found = HashSet::new();
        let mut visited = HashSet::from([address_key(address)]);
        let mut waiting = vec![(address.clone(), 0)];
        while let Some((current, depth)) = waiting.pop() {
            let next = match self.resolve(&current) {
                Resolution::Account(id) => match self.mailbox(id) {
                    Mailbox::Forward { .. } if !forwarding => Err(Target::Account(id)),
                    Mailbox::Forward { .. } if depth == DEEPEST => Err(Target::Unresolved(current)),
                    Mailbox::Forward { to, keep } => {
                        // Its own copy once, however many of its addresses lead here.
                        if *keep && targets.len() < MOST_TARGETS && found.insert(Target::Account(id)) {
                            targets.push(Target::Account(id));
                        }
                        Ok(to.clone())
                    }
                    _ => Err(Target::Account(id)),
                },
                Resolution::NotLocal => Err(Target::Remote(current)),
                Resolution::Unknown => Err(Target::Unresolved(current)),
                _ if depth == DEEPEST => Err(Target::Unresolved(current)),
                Resolution::Alias(to) => Ok(to),
                Resolution::CatchAll(reader) | Resolution::Postmaster(reader) => Ok(vec![reader]),
            };
            match next {
                // Backwards, because the last one pushed is looked at first.
                Ok(to) => {
                    let fresh: Vec<Address> = to.into_iter().filter(|a| visited.insert(address_key(a))).collect();
                    waiting.extend(fresh.into_iter().rev().map(|a| (a, depth + 1)));
                }
                Err(target) if targets.len() < MOST_TARGETS => {
                    if found.insert(target.clone()) {
                        targets.push(target);
                    }
                }
                Err(_) => {
                    targets.push(Target::Unresolved(address.clone()));
                    return targets;
                }
            }
        }
        if targets.is_empty() {
            targets.push(Target::Unresolved(address.clone()));
        }
        targets
    }

    /// The addresses an account may send from: its own, `name@` each local domain when its name is no address, and the
    /// aliases that lead to it (engine.md row 26). An address that belongs to another account is never among them.
    pub fn addresses_of(&self, id: AccountId) -> &[Address] {
        self.senders.get(&id).map_or(&[], |s| &s.list)
    }

    /// The address under which an account gets mail, as it is written: the first of its own that leads to it and to nobody
    /// else. `None` when it has none.
    pub fn own_address(&self, id: AccountId) -> Option<&Address> {
        self.own.get(&id)
    }

    /// Whether the account may send from this address. `None`, the null sender, is everybody's.
    pub fn owns_sender(&self, id: AccountId, sender: Option<&Address>) -> bool {
        sender.is_none_or(|address| self.senders.get(&id).is_some_and(|s| s.keys.contains(&address_key(address))))
    }

    /// Aliases without effect, because an account has the same address.
    pub fn hidden_aliases(&self) -> &[Address] {
        &self.hidden
    }
}

fn implied(account: &Account, domain: &Domain) -> Option<Address> {
    if account.name.contains('@') {
        return None;
    }
    Address::new(&account.name, Host::Domain(domain.clone())).ok()
}

/// How many aliases may lead to one another.
const DEEPEST: usize = 10;
/// How many targets one address may have.
const MOST_TARGETS: usize = 1_000;

#[cfg(test)]
#[path = "directory/tests.rs"]
mod tests;
