//! Drives [`crate::smtp::Session`] over a socket: answers its questions from facts and policy, stores what it receives.
//!
//! One task a connection. A session keeps the rules it began with; changed settings count for the next one. Octets go
//! from a per-thread scratch buffer into the session and from there into the spool's writer: two copies. An idle
//! session holds no buffer of its own.
//!
//! Sources: RFC 5321 §4.4 (trace), RFC 3848 (names of protocols), engine.md §1 (decision order).

mod arrival;
pub mod drive;
pub mod entrance;
pub mod judge;
pub mod rules;
mod sender;
pub mod trace;
pub mod watch;

pub use entrance::{Entrance, Opening};
pub use rules::{Rules, Standing};
pub use watch::Watches;

use crate::accounts::Verifier;
use crate::net::ClientNames;
use crate::policy::rate::Failures;
use crate::spool::Spool;
use jiff::Timestamp;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The time of day, UTC. Injected so that tests can move it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What all sessions of the engine share.
pub struct Reception {
    spool: Arc<dyn Spool>,
    verifier: Verifier,
    failures: Mutex<Failures>,
    names: ClientNames,
    watches: Arc<Watches>,
    clock: Clock,
    room: u32,
}

impl Reception {
    /// With nothing known about any client yet. `room` is how many sessions the program can hold.
    pub fn new(spool: Arc<dyn Spool>, verifier: Verifier, clock: Clock, room: u32) -> Arc<Self> {
        Arc::new(Self { spool, verifier, failures: Mutex::default(), names: ClientNames::default(), watches: Arc::default(), clock, room })
    }

    /// Who is being watched, and the way to watch somebody.
    pub fn watches(&self) -> Arc<Watches> {
        self.watches.clone()
    }

    fn failures(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Reception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reception").finish_non_exhaustive()
    }
}
