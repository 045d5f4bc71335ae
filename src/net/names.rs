//! What the DNS calls a client: the names of its PTR records, each confirmed by leading back to its address.
//!
//! A look-up has five seconds in all. Answers are cached for their TTL by the resolver, the negative ones too; that there
//! was no answer is remembered for half a minute, so that a client that comes again and again does not wait each time.

use super::resolver::{LookupError, Resolver, Resolvers};
use crate::mail::{Domain, canonical};
use std::collections::HashMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

/// Looks up the names of clients.
pub struct ClientNames {
    resolvers: Resolvers,
    /// Clients whose look-up has failed, and until when it is not tried again.
    failed: Mutex<HashMap<IpAddr, Instant>>,
    at_once: Semaphore,
}

/// What was found out about a client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The names that lead back to its address.
    pub confirmed: Vec<Domain>,
    /// There are no others. False when the DNS did not say (time-out, SERVFAIL and the like).
    pub complete: bool,
}

impl Default for ClientNames {
    fn default() -> Self {
        Self { resolvers: Resolvers::default(), failed: Mutex::default(), at_once: Semaphore::new(AT_ONCE) }
    }
}

impl ClientNames {
    /// The names of a client, asked of these DNS servers; none = the computer's own. Ends within five seconds.
    pub async fn of(&self, client: IpAddr, dns_servers: &[SocketAddr]) -> Found {
        let client = canonical(client);
        if self.failed().get(&client).is_some_and(|until| Instant::now() < *until) {
            return Found::default();
        }
        let deadline = Instant::now() + DEADLINE;
        // Who floods us with connections must not make us flood the DNS.
        let Ok(Ok(_room)) = timeout_at(deadline, self.at_once.acquire()).await else { return Found::default() };
        let found = match self.resolvers.of(dns_servers) {
            Ok(resolver) => look_up(&resolver, client, deadline).await,
            Err(_) => Found::default(),
        };
        self.remember(client, &found);
        found
    }

    fn remember(&self, client: IpAddr, found: &Found) {
        let now = Instant::now();
        let mut failed = self.failed();
        if found.complete {
            failed.remove(&client);
            return;
        }
        if failed.len() >= MOST_FAILED {
            failed.retain(|_, until| now < *until);
        }
        // Nothing is lost by forgetting but a wait.
        if failed.len() >= MOST_FAILED {
            failed.clear();
        }
        failed.insert(client, now + FAILED_FOR);
    }

    fn failed(&self) -> MutexGuard<'_, HashMap<IpAddr, Instant>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ClientNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientNames").finish_non_exhaustive()
    }
}

async fn look_up(resolver: &Arc<Resolver>, client: IpAddr, deadline: Instant) -> Found {
    let names = match timeout_at(deadline, resolver.reverse_all(client)).await {
        Ok(Ok(names)) => names,
        Ok(Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_))) => return Found { confirmed: vec![], complete: true },
        Ok(Err(LookupError::Temporary { .. })) | Err(_) => return Found::default(),
    };
    let mut confirming = JoinSet::new();
    for name in names {
        let resolver = Arc::clone(resolver);
        confirming.spawn(async move {
            let leads_back = resolver.is_address_of(client, &name).await;
            (name, leads_back)
        });
    }
    let mut found = Found { confirmed: vec![], complete: true };
    loop {
        match timeout_at(deadline, confirming.join_next()).await {
            Ok(None) => break,
            Ok(Some(Ok((name, Ok(true))))) => found.confirmed.push(name),
            // Anybody can give his address the name of somebody else.
            Ok(Some(Ok((_, Ok(false) | Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_)))))) => {}
            Ok(Some(Ok((_, Err(LookupError::Temporary { .. }))) | Err(_))) => found.complete = false,
            Err(_) => {
                found.complete = false;
                break;
            }
        }
    }
    found.confirmed.sort();
    found
}

const DEADLINE: Duration = Duration::from_secs(5);
const FAILED_FOR: Duration = Duration::from_secs(30);
const MOST_FAILED: usize = 4_096;
const AT_ONCE: usize = 256;
