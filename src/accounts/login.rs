//! Who is meant by the name a client logs on with.

use super::{Account, Accounts, fold};
use crate::config::{Settings, VirtualServer};
use crate::mail::{Address, Domain};

/// The domains that complete or may be left out of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Domains {
    /// *Default domain* (dialogs.md 2.4).
    pub default: Option<Domain>,
    /// The domains whose mailboxes are here.
    pub local: Vec<Domain>,
    /// Those of them that are treated as another one, with that.
    pub aliases: Vec<(Domain, Domain)>,
}

impl Domains {
    /// The domains that count on one virtual server.
    pub fn of(settings: &Settings, server: &VirtualServer) -> Self {
        Self {
            default: server.access.authentication.default_domain.clone(),
            local: settings.local_domains.iter().map(|d| d.name.clone()).collect(),
            aliases: settings.local_domains.iter().filter_map(|d| Some((d.name.clone(), d.alias_of.clone()?))).collect(),
        }
    }

    fn are_ours(&self, domain: &Domain) -> bool {
        self.default.as_ref() == Some(domain) || self.local.contains(domain)
    }
}

impl Accounts {
    /// The account meant by a log-on name, without regard to case. The first rule that finds one decides:
    ///
    /// 1. `DOMAIN\user`: with a dot in it DOMAIN is a mail domain, and the name counts as `user@DOMAIN`. Without one it
    ///    is a workgroup or computer name, which mail programs add by themselves, and is ignored.
    /// 2. The account with exactly this name.
    /// 3. `user@domain`: the account with this own address, or with the same one in the domain an alias domain stands for;
    ///    then, where the domain is the default or a local one, the account named `user`.
    /// 4. `user`: the account with the name or own address `user@` default domain.
    pub fn find(&self, login: &str, domains: &Domains) -> Option<&Account> {
        if login.len() > LONGEST {
            return None;
        }
        let Some((domain, user)) = login.split_once('\\') else { return self.find_plain(login, domains) };
        if domain.contains('.') && !user.contains('@') {
            self.find_plain(&format!("{user}@{domain}"), domains)
        } else {
            self.find_plain(user, domains)
        }
    }

    /// One text for all ways of writing a name that nobody has, so that what is made up for it does not tell: the name
    /// alone where its domain is the default or a local one or was added by the mail program, else with its domain.
    pub fn stand_in(&self, login: &str, domains: &Domains) -> String {
        let folded = fold(login);
        let plain = match folded.split_once('\\') {
            Some((domain, user)) if domain.contains('.') && !user.contains('@') => format!("{user}@{domain}"),
            Some((_, user)) => user.to_owned(),
            None => folded,
        };
        match plain.rsplit_once('@') {
            Some((user, domain)) if Domain::parse(domain).is_ok_and(|d| domains.are_ours(&d)) => user.to_owned(),
            _ => plain,
        }
    }

    fn find_plain(&self, login: &str, domains: &Domains) -> Option<&Account> {
        if let Some(account) = self.named(login) {
            return Some(account);
        }
        if !login.contains('@') {
            let default = domains.default.as_ref()?;
            return self.find_plain(&format!("{login}@{default}"), domains);
        }
        let (user, domain) = login.rsplit_once('@')?;
        if let Some(account) = Address::parse(login).ok().and_then(|a| self.owner(&a)) {
            return Some(account);
        }
        let domain = Domain::parse(domain).ok()?;
        if let Some((_, stands_for)) = domains.aliases.iter().find(|(alias, _)| *alias == domain) {
            let there = format!("{user}@{stands_for}");
            if let Some(account) = self.named(&there).or_else(|| self.owner(&Address::parse(&there).ok()?)) {
                return Some(account);
            }
        }
        if domains.are_ours(&domain) { self.named(user) } else { None }
    }
}

/// An address, a backslash and a domain are never longer, in octets.
const LONGEST: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::check;
    use crate::accounts::file::{AccountEntry, AccountsFile};

    #[test]
    fn finds_who_is_meant_in_every_way_of_writing() {
        let entry = |id, name: &str, addresses: &[&str]| AccountEntry {
            id,
            name: name.into(),
            addresses: addresses.iter().map(|a| (*a).into()).collect(),
            ..AccountEntry::default()
        };
        let entries = vec![
            entry(1, "Anna", &["a.svensson@a.test"]),
            entry(2, "bo@b.test", &[]),
            entry(3, "carl", &["dora@a.test"]),
            entry(4, "dora", &[]),
        ];
        let accounts = check(&AccountsFile { accounts: entries, next_id: 5, ..AccountsFile::default() }, None).unwrap();
        let domain = |d| Domain::parse(d).unwrap();
        let domains = Domains {
            default: Some(domain("b.test")),
            local: vec![domain("a.test"), domain("z.test")],
            aliases: vec![(domain("z.test"), domain("a.test"))],
        };
        let found = |login: &str| accounts.find(login, &domains).map_or(0, |a| a.id.0);
        for (login, id) in [
            ("anna", 1),
            ("ANNA", 1),
            ("anna@a.test", 1),
            ("anna@B.test", 1),
            ("anna@c.test", 0),
            ("A.Svensson@a.test", 1),
            ("OFFICE\\anna", 1),
            ("\\anna", 1),
            ("a.test\\anna", 1),
            ("c.test\\anna", 0),
            ("bo", 2),
            ("bo@b.test", 2),
            ("PC7\\bo", 2),
            ("B.TEST\\bo", 2),
            ("bo@a.test", 0),
            ("dora@a.test", 3),
            ("dora", 4),
            ("dora@b.test", 4),
            ("dora@z.test", 3),
            ("A.Svensson@Z.test", 1),
            ("z.test\\a.svensson", 1),
            ("anna@z.test", 1),
            ("bo@z.test", 0),
            ("", 0),
            ("@", 0),
            ("\\", 0),
            ("@a.test", 0),
        ] {
            assert_eq!(found(login), id, "{login:?}");
        }
        assert_eq!(found(&"x".repeat(10_000)), 0);
        for nobody in ["zoe", "ZOE", "zoe@a.test", "zoe@B.test", "OFFICE\\zoe", "a.test\\Zoe", "PC7\\zoe@b.test"] {
            assert_eq!(accounts.stand_in(nobody, &domains), "zoe", "{nobody:?}");
        }
        assert_eq!(accounts.stand_in("c.test\\zoe", &domains), "zoe@c.test");
    }
}
