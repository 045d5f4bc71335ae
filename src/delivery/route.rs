//! Where a recipient's mail goes (engine.md §3): here, by the route of its remote domain, through the server's smart host,
//! or to the servers the DNS names. Pure: recipient, settings and directory in, targets out.
//!
//! A recipient in a local domain is looked up in the directory, aliases and catch-alls expanded; an alias may lead out
//! again. A recipient has one outcome in our books: it is delivered when all of its targets are. When one target of an
//! alias is delayed, the next attempt goes to those that have not got the message: who has it is written down as soon as it
//! is known ([`Target::place`]), and a mailbox knows by itself as well (see [`super::mailbox`]).

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use crate::accounts::{self, Directory, Resolution};
use crate::config::{RemoteDomains, Route, SmartHost, VirtualServer};
use crate::mail::{AccountId, Address, Domain, Host};
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

/// One place a recipient's mail goes to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A mailbox here.
    Local(AccountId),
    /// Another server, and the address to name there.
    Remote(Hop, Address),
    /// Nobody: the address is in a local domain, but there is no such mailbox (any more).
    Unknown(Address),
}

impl Target {
    /// What the spool remembers it by once it has the message: the number of the account, else the address. By which way
    /// the message went there does not matter.
    pub fn place(&self) -> Box<str> {
        match self {
            Self::Local(account) => account.to_string().into(),
            Self::Remote(_, address) | Self::Unknown(address) => address.to_string().into(),
        }
    }
}

/// Where to connect for a remote recipient, and on which terms. Equal hops share connections, limits and the memory of
/// trouble; hops with other terms never do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Where.
    pub to: To,
    /// On which terms.
    pub terms: Terms,
    /// What is tried with mail that cannot be delivered so: *Attempt direct delivery before sending to smart host*.
    pub then: Option<Arc<SmartHost>>,
}

/// Where to connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// The provider's server, or that of a remote domain.
    SmartHost(Arc<SmartHost>),
    /// The servers the DNS names for the domain.
    Domain(Domain),
    /// One address: skips the DNS.
    Literal(IpAddr),
    /// The host that takes mail for names of local domains that nobody here has: its addresses, not its domain's MX.
    Forward(Host),
}

/// How a server is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Terms {
    /// *TLS encryption*: never in clear.
    pub require_tls: bool,
    /// *Send HELO instead of EHLO*.
    pub helo: bool,
}

/// The targets of a recipient, without repetition; never empty.
pub fn route(recipient: &Address, server: &VirtualServer, remote: &RemoteDomains, directory: &Directory) -> Vec<Target> {
    let target = |found| match found {
        accounts::Target::Account(id) => Target::Local(id),
        accounts::Target::Remote(address) => Target::Remote(hop(&address, server, remote), address),
        accounts::Target::Unresolved(address) => match &server.messages.forward_unresolved {
            // Only names that nobody has: aliases in a circle would come back from there.
            Some(host) if directory.resolve(&address) == Resolution::Unknown => {
                let terms = Terms { require_tls: server.delivery.outbound.require_tls, helo: false };
                Target::Remote(Hop { to: To::Forward(host.clone()), terms, then: None }, address)
            }
            _ => Target::Unknown(address),
        },
    };
    directory.expand(recipient).into_iter().map(target).collect()
}

/// The hop for an address that is not local: the route of its remote domain, else that of the server.
pub fn hop(address: &Address, server: &VirtualServer, remote: &RemoteDomains) -> Hop {
    let entry = address.domain().and_then(|domain| remote.find(domain)).map(|(_, entry)| entry);
    let route = entry.map_or(&server.delivery.route, |entry| &entry.route);
    let direct = || match address.host() {
        Host::Domain(domain) => To::Domain(domain.clone()),
        Host::Literal(address) => To::Literal(*address),
    };
    let (to, then) = match route {
        // dialogs.md 2.8.5. The smart host of a remote domain is asked for by name.
        Route::SmartHost(smart) if entry.is_none() && server.delivery.direct_first => (direct(), Some(Arc::new(smart.clone()))),
        Route::SmartHost(smart) => (To::SmartHost(Arc::new(smart.clone())), None),
        Route::Direct => (direct(), None),
    };
    let require_tls = entry.and_then(|entry| entry.require_tls).unwrap_or(server.delivery.outbound.require_tls);
    Hop { to, terms: Terms { require_tls, helo: entry.is_some_and(|entry| entry.helo) }, then }
}

impl Hop {
    /// The hop for what could not be delivered by this one.
    pub fn second(&self) -> Option<Self> {
        let smart = self.then.as_ref()?;
        Some(Self { to: To::SmartHost(Arc::clone(smart)), terms: self.terms, then: None })
    }
}

impl std::hash::Hash for Hop {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

/// As the queue window names it.
impl fmt::Display for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            To::SmartHost(smart) => write!(f, "{}:{}", smart.host, smart.port),
            To::Domain(domain) => fmt::Display::fmt(domain, f),
            To::Forward(host) => fmt::Display::fmt(host, f),
            To::Literal(address) => fmt::Display::fmt(&Host::Literal(*address), f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{RemoteDomain, Scope, check, file, written::SettingsFile};

    fn office(delivery: &str) -> VirtualServer {
        let text = format!("(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], delivery: ({delivery}))])");
        let file: SettingsFile = file::parse(&text).unwrap();
        VirtualServer::clone(&check(&file, None).unwrap().servers[0])
    }

    fn smart(host: &str) -> Route {
        let delivery = office(&format!("smart_host: Some((host: \"{host}\"))")).delivery;
        delivery.route
    }

    #[test]
    fn the_most_specific_remote_domain_comes_before_the_smart_host_of_the_server() {
        let d = |name| Domain::parse(name).unwrap();
        let entry = |scope, route, require_tls| RemoteDomain { scope, relay: false, helo: true, require_tls, route };
        let remote = RemoteDomains::new(vec![
            entry(Scope::Below(d("partner.test")), smart("gate.partner.test"), Some(false)),
            entry(Scope::Domain(d("eu.partner.test")), Route::Direct, None),
        ]);
        let server = office("outbound: (require_tls: true), smart_host: Some((host: \"smtp.isp.test\"))");
        let of = |address: &str| {
            let hop = hop(&Address::parse(address).unwrap(), &server, &remote);
            (hop.to_string(), hop.terms.require_tls, hop.terms.helo)
        };
        assert_eq!(of("a@us.partner.test"), ("gate.partner.test:587".into(), false, true));
        assert_eq!(of("a@eu.partner.test"), ("eu.partner.test".into(), true, true));
        assert_eq!(of("a@x.eu.partner.test"), ("gate.partner.test:587".into(), false, true));
        assert_eq!(of("a@partner.test"), ("smtp.isp.test:587".into(), true, false));
        assert_eq!(of("a@[192.0.2.1]"), ("smtp.isp.test:587".into(), true, false));
    }

    #[test]
    fn directly_first_leads_to_the_smart_host_but_not_from_the_route_of_a_remote_domain() {
        let server = office("direct_first: true, smart_host: Some((host: \"smtp.isp.test\"))");
        let of = |address: &str, remote: &RemoteDomains| {
            let hop = hop(&Address::parse(address).unwrap(), &server, remote);
            (hop.to_string(), hop.second().map(|second| (second.to_string(), second.second().is_none())))
        };
        let none = RemoteDomains::default();
        assert_eq!(of("a@far.test", &none), ("far.test".into(), Some(("smtp.isp.test:587".into(), true))));
        let far = Scope::Domain(Domain::parse("far.test").unwrap());
        let entry = |route| RemoteDomain { scope: far.clone(), relay: false, helo: false, require_tls: None, route };
        assert_eq!(of("a@far.test", &RemoteDomains::new(vec![entry(Route::Direct)])), ("far.test".into(), None));
        assert_eq!(of("a@far.test", &RemoteDomains::new(vec![entry(smart("gate.test"))])), ("gate.test:587".into(), None));
        assert_eq!(hop(&Address::parse("a@far.test").unwrap(), &office("direct_first: true"), &none).then, None);
    }

    #[test]
    fn hops_on_other_terms_are_other_hops() {
        let address = Address::parse("a@far.test").unwrap();
        let none = RemoteDomains::default();
        let open = hop(&address, &office(""), &none);
        let strict = hop(&address, &office("outbound: (require_tls: true)"), &none);
        assert_eq!(open, hop(&address, &office("max_hops: 7"), &none));
        assert_ne!(open, strict);
        assert_eq!(open.to_string(), strict.to_string());
    }
}
