//! Other people's domains whose mail has rules of its own, found by name.

use super::settings::Route;
use crate::mail::Domain;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// One of them (dialogs.md 2.9.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteDomain {
    /// Which names it means.
    pub scope: Scope,
    /// Anybody may send there through this server, whatever the relay lists say.
    pub relay: bool,
    /// HELO is sent instead of EHLO.
    pub helo: bool,
    /// Never (`true`) or also (`false`) in clear; `None` = as the server.
    pub require_tls: Option<bool>,
    /// By the DNS or through a smart host of its own.
    pub route: Route,
}

/// Which names an entry means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// This one: `example.com`.
    Domain(Domain),
    /// Every name below this one, at any depth, but not it itself: `*.example.com`.
    Below(Domain),
}

impl Scope {
    /// The name in it.
    pub fn domain(&self) -> &Domain {
        match self {
            Self::Domain(domain) | Self::Below(domain) => domain,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => write!(f, "{domain}"),
            Self::Below(domain) => write!(f, "*.{domain}"),
        }
    }
}

/// All of them, in the order of the file. Cheap to clone; a name is found in as many steps as it has labels.
#[derive(Debug, Clone, Default)]
pub struct RemoteDomains(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    list: Vec<RemoteDomain>,
    exact: HashMap<Box<str>, usize>,
    below: HashMap<Box<str>, usize>,
}

impl RemoteDomains {
    /// These, none of them twice.
    pub fn new(list: Vec<RemoteDomain>) -> Self {
        let (mut exact, mut below) = (HashMap::new(), HashMap::new());
        for (at, domain) in list.iter().enumerate() {
            let names = if matches!(domain.scope, Scope::Domain(_)) { &mut exact } else { &mut below };
            names.insert(domain.scope.domain().as_str().into(), at);
        }
        Self(Arc::new(Inner { list, exact, below }))
    }

    /// The most specific one that means this domain, with its place in the list.
    ///
    /// ```
    /// use postkontor::config::{RemoteDomain, RemoteDomains, Route, Scope};
    /// use postkontor::mail::Domain;
    /// let d = |name| Domain::parse(name).unwrap();
    /// let one = |scope| RemoteDomain { scope, relay: false, helo: false, require_tls: None, route: Route::Direct };
    /// let all = RemoteDomains::new(vec![one(Scope::Below(d("example.com"))), one(Scope::Domain(d("a.example.com")))]);
    /// let found = |name| all.find(&d(name)).map(|(at, _)| at);
    /// assert_eq!((found("b.a.example.com"), found("a.example.com"), found("example.com")), (Some(0), Some(1), None));
    /// ```
    pub fn find(&self, domain: &Domain) -> Option<(usize, &RemoteDomain)> {
        let at = self.0.exact.get(domain.as_str()).or_else(|| {
            let mut rest = domain.as_str();
            std::iter::from_fn(|| {
                (_, rest) = rest.split_once('.')?;
                Some(rest)
            })
            .find_map(|parent| self.0.below.get(parent))
        })?;
        Some((*at, self.0.list.get(*at)?))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &RemoteDomain> {
        self.0.list.iter()
    }
}

impl PartialEq for RemoteDomains {
    fn eq(&self, other: &Self) -> bool {
        self.0.list == other.0.list
    }
}

impl Eq for RemoteDomains {}
