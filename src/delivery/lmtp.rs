//! Handing messages to a mail store of this house by LMTP (RFC 2033), at a socket or over TCP.
//!
//! One connection a message: the store is near, and each recipient has an answer of its own after the message, so that a
//! full mailbox does not hold up the others. Never encrypted and without logging on, as mail stores expect it on a socket
//! or on loopback.

use super::book::Clock;
use super::connection::{Connection, Manner};
use super::outcome::{Outcome, Trouble};
use super::outgoing::Outgoing;
use super::peer::Peer;
use crate::accounts::LmtpServer;
use crate::config::VirtualServer;
use crate::mail::Host;
use crate::net::{LookupError, Resolver};
use crate::smtp::client::{ClientConfig, Message, Security, Timeouts};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Hands a message over; one outcome for each recipient, in their order.
pub(super) async fn hand_over(
    store: &LmtpServer,
    server: &VirtualServer,
    tls: &Arc<rustls::ClientConfig>,
    resolver: &Resolver,
    message: Message,
    body: Outgoing,
) -> Vec<Outcome> {
    let recipients = message.recipients.len();
    let mut connection = match connect(store, &manner(server, tls), resolver).await {
        Ok(connection) => connection,
        // Who turns us away before any message is no mail store, or not ours: the administrator's to mend, and the mail waits.
        Err(Trouble::Refused { peer, reply, .. }) => {
            return vec![Outcome::Troubled(Trouble::Unreachable { peer, what: reply.to_string() }); recipients];
        }
        Err(trouble) => return vec![Outcome::Troubled(trouble); recipients],
    };
    let outcomes = connection.transact(message, body).await;
    // Not waited for: the messages have been taken.
    tokio::spawn(connection.quit());
    outcomes
}

async fn connect(store: &LmtpServer, manner: &Manner, resolver: &Resolver) -> Result<Connection, Trouble> {
    let (host, port) = match store {
        LmtpServer::Socket(path) => return Connection::open_socket(path, manner).await,
        LmtpServer::Tcp(host, port) => (host, *port),
    };
    let addresses = match host {
        Host::Literal(address) => vec![*address],
        Host::Domain(name) => resolver.addresses(name).await.map_err(|error| match error {
            LookupError::Temporary { name, what } => Trouble::Dns { name, what },
            // The administrator's to mend: the mail waits.
            other => Trouble::Unreachable { peer: Peer::nowhere(host), what: other.to_string() },
        })?,
    };
    let mut last = Trouble::Unreachable { peer: Peer::nowhere(host), what: "no address".into() };
    for address in addresses {
        match Connection::open(&Peer::named(host, SocketAddr::new(address, port)), manner).await {
            Ok(connection) => return Ok(connection),
            Err(trouble) => last = trouble,
        }
    }
    Err(last)
}

fn manner(server: &VirtualServer, tls: &Arc<rustls::ClientConfig>) -> Manner {
    let client = ClientConfig {
        hello: server.fqdn.clone(),
        helo: false,
        implicit_tls: false,
        starttls: Security::Never,
        login: None,
        login_in_clear: false,
        timeouts: TIMEOUTS,
    };
    Manner { client: Arc::new(client), tls: Arc::clone(tls), connect: CONNECT, log: None, lmtp: true, silence: None, smart_host: false }
}

/// It is in this house: it answers at once or not at all.
const CONNECT: Duration = Duration::from_secs(10);

/// The same for each step; writing the message may take a while.
const TIMEOUTS: Timeouts = Timeouts {
    greeting: Duration::from_secs(30),
    mail: Duration::from_secs(30),
    rcpt: Duration::from_secs(30),
    data: Duration::from_secs(30),
    block: Duration::from_secs(60),
    end: Duration::from_secs(180),
    quit: Duration::from_secs(10),
};

/// The mail stores: so many transactions with each at once, and whether it is in trouble. One that hangs delays no mailbox and no
/// other store.
#[derive(Debug, Default)]
pub(super) struct Stores(Mutex<HashMap<LmtpServer, Arc<Store>>>);

#[derive(Debug)]
pub(super) struct Store {
    room: Semaphore,
    down: Mutex<Option<(Timestamp, Trouble)>>,
}

impl Stores {
    /// The store of this address.
    pub(super) fn of(&self, server: &LmtpServer) -> Arc<Store> {
        let mut stores = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Store { room: Semaphore::new(AT_ONCE), down: Mutex::default() });
        Arc::clone(stores.entry(server.clone()).or_insert_with(new))
    }

    /// Forgets which were in trouble.
    pub(super) fn forgive(&self) {
        let stores = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stores.values().for_each(|store| *store.down.lock().unwrap_or_else(PoisonError::into_inner) = None);
    }
}

impl Store {
    /// A place for a transaction; the trouble of a moment ago, while that is fresh.
    pub(super) async fn enter(&self, clock: &Clock) -> Result<Option<SemaphorePermit<'_>>, Trouble> {
        // Never closed; were it, the store could still be asked.
        let room = self.room.acquire().await.ok();
        let down = self.down.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match down {
            Some((until, trouble)) if until > clock() => Err(trouble),
            _ => Ok(room),
        }
    }

    /// Notes what came of a transaction.
    pub(super) fn note(&self, outcomes: &[Outcome], clock: &Clock) {
        let trouble = outcomes.iter().find_map(|outcome| match outcome {
            Outcome::Troubled(trouble) if trouble.concerns_destination() => Some(trouble.clone()),
            _ => None,
        });
        let down = trouble.map(|trouble| (clock().checked_add(REST).unwrap_or(Timestamp::MAX), trouble));
        *self.down.lock().unwrap_or_else(PoisonError::into_inner) = down;
    }
}

/// Transactions with one store at once.
const AT_ONCE: usize = 8;

/// How long a store in trouble is left alone; what is meant for it is deferred meanwhile.
const REST: SignedDuration = SignedDuration::from_secs(60);
