//! Drives [`crate::smtp::Session`] over a socket: answers its questions from facts and policy, stores what it receives.
//!
//! One task a connection. A session keeps the rules it began with; changed settings count for the next one. Octets go
//! from a per-thread scratch buffer into the session and from there into the spool's writer: two copies. An idle
//! session holds no buffer of its own.
//!
//! Sources: RFC 5321 §4.4 (trace), RFC 3848 (names of protocols), engine.md §1 (decision order).

pub mod drive;
pub mod entrance;
pub mod judge;
pub mod rules;
pub mod trace;

pub use entrance::{Entrance, Opening};
pub use rules::{Rules, ServerTls, Standing};

use crate::accounts::{Learning, Made, Verifier};
use crate::mail::Secret;
use crate::policy::{Block, Failures};
use crate::spool::Spool;
use jiff::Timestamp;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The time of day, UTC. Injected so that tests can move it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What all sessions of the engine share.
pub struct Reception {
    spool: Arc<dyn Spool>,
    verifier: Verifier,
    failures: Mutex<Failures>,
    learning: Learning,
    /// What is made up for names that nobody has is derived from it.
    decoys: Secret<Vec<u8>>,
    clock: Clock,
    room: u32,
}

impl Reception {
    /// With nothing known about any client yet. `decoys` is a secret that stays the same across restarts, `room` how many
    /// sessions the program can hold.
    pub fn new(spool: Arc<dyn Spool>, verifier: Verifier, decoys: Secret<Vec<u8>>, clock: Clock, room: u32) -> Arc<Self> {
        Arc::new(Self { spool, verifier, failures: Mutex::default(), learning: Learning::default(), decoys, clock, room })
    }

    /// Keys made at log-ons since the last time, to be written down.
    pub fn learnt(&self) -> Vec<Made> {
        self.learning.take()
    }

    /// A number that changes whenever a block is made or lifted.
    pub fn blocks_revision(&self) -> u64 {
        self.failures().revision()
    }

    /// The blocked addresses, the one whose block ends last first.
    pub fn blocks(&self, now: Instant) -> Vec<Block> {
        self.failures().blocks(now)
    }

    /// Blocks an address; sessions it has go on.
    pub fn block(&self, block: Block) {
        self.failures().block(block);
    }

    /// Lifts the block of an address; says whether there was one.
    pub fn unblock(&self, address: IpAddr, now: Instant) -> bool {
        self.failures().unblock(address, now)
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
