//! Where a recipient's mail goes. Pure: recipient, settings and directory in, targets out.
//!
//! A recipient in a local domain is looked up in the directory, aliases and catch-alls expanded; an alias may lead out
//! again. A recipient has one outcome in our books: it is delivered when all of its targets are. When one target of an
//! alias is delayed, the next attempt goes to all of them again, except that a mailbox that has the message already is
//! not given it twice (see [`super::mailbox`]); a remote target may get a second copy. That is the price of one record per
//! recipient, and it is paid only by aliases that mix remote targets.

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use crate::accounts::{self, Directory, Resolution};
use crate::config::{Route, SmartHost, VirtualServer};
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

/// Where to connect for a remote recipient. Equal hops share connections, limits and the memory of trouble.
#[derive(Debug, Clone)]
pub enum Hop {
    /// The provider's server.
    SmartHost(Arc<SmartHost>),
    /// The servers the DNS names for the domain.
    Domain(Domain),
    /// One address: skips the DNS.
    Literal(IpAddr),
    /// The host that takes mail for names of local domains that nobody here has: its addresses, not its domain's MX.
    Forward(Host),
}

/// The targets of a recipient, without repetition; never empty.
pub fn route(recipient: &Address, server: &VirtualServer, directory: &Directory) -> Vec<Target> {
    let target = |found| match found {
        accounts::Target::Account(id) => Target::Local(id),
        accounts::Target::Remote(address) => Target::Remote(hop(&address, server), address),
        accounts::Target::Unresolved(address) => match &server.messages.forward_unresolved {
            // Only names that nobody has: aliases in a circle would come back from there.
            Some(host) if directory.resolve(&address) == Resolution::Unknown => Target::Remote(Hop::Forward(host.clone()), address),
            _ => Target::Unknown(address),
        },
    };
    directory.expand(recipient).into_iter().map(target).collect()
}

/// The hop for an address that is not local.
pub fn hop(address: &Address, server: &VirtualServer) -> Hop {
    match (&server.delivery.route, address.host()) {
        (Route::SmartHost(smart), _) => Hop::SmartHost(Arc::new(smart.clone())),
        (Route::Direct, Host::Domain(domain)) => Hop::Domain(domain.clone()),
        (Route::Direct, Host::Literal(address)) => Hop::Literal(*address),
    }
}

impl PartialEq for Hop {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SmartHost(a), Self::SmartHost(b)) => a == b,
            (Self::Domain(a), Self::Domain(b)) => a == b,
            (Self::Literal(a), Self::Literal(b)) => a == b,
            (Self::Forward(a), Self::Forward(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Hop {}

impl std::hash::Hash for Hop {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

/// As the queue window names it.
impl fmt::Display for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SmartHost(smart) => write!(f, "{}:{}", smart.host, smart.port),
            Self::Domain(domain) => fmt::Display::fmt(domain, f),
            Self::Forward(host) => fmt::Display::fmt(host, f),
            Self::Literal(address) => fmt::Display::fmt(&Host::Literal(*address), f),
        }
    }
}
