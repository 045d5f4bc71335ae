//! Drives [`crate::smtp::Session`] over a socket: answers its questions from facts and policy, stores what it receives.
//!
//! One task a connection. A session keeps the rules it began with; changed settings count for the next one. Octets go
//! from a per-thread scratch buffer into the session and from there into the spool's writer: two copies. An idle
//! session holds no buffer of its own.
//!
//! Sources: RFC 5321 §4.4 (trace), RFC 3848 (names of protocols), RFC 6409 §8 (what submissions get), engine.md §1
//! (decision order).

mod arrival;
pub mod drive;
pub mod entrance;
pub mod happening;
pub mod headers;
pub mod judge;
pub mod pickup;
pub mod registry;
pub mod rules;
mod scribe;
pub mod trace;
pub mod transcript;
pub mod watch;

pub use entrance::{Entrance, Opening};
pub use happening::{Happening, What};
pub use pickup::Pickup;
pub use registry::Registry;
pub use rules::{Rules, Standing};
pub use watch::Watches;

use crate::accounts::{Learning, Made, Verifier};
use crate::mail::{Secret, ServerId};
use crate::net::ClientNames;
use crate::policy::past::Past;
use crate::policy::{Block, Blocks, Failures};
use crate::smtp::spoken::Spoken;
use crate::spool::Spool;
use jiff::Timestamp;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
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
    names: ClientNames,
    watches: Arc<Watches>,
    blocks: RwLock<Arc<Blocks>>,
    registry: Arc<Registry>,
    told: Witnesses,
    clock: Clock,
    room: u32,
}

/// Is told what happens in the sessions. Called on the runtime; must not block.
pub type Watcher = Arc<dyn Fn(Happening) + Send + Sync>;

/// Takes the records of the protocol logs of servers that have one. Called on the runtime; must not block.
pub type Log = Arc<dyn Fn(ServerId, Spoken) + Send + Sync>;

/// Keeps what clients did and were allowed to. Called on the runtime; must not block.
pub type FactKeeper = Arc<dyn Fn(Past) + Send + Sync>;

/// Who is told what the sessions do.
#[derive(Clone)]
pub struct Witnesses {
    /// The list of events.
    pub watcher: Watcher,
    /// The protocol logs.
    pub log: Log,
    /// What *Who is affected?* goes by.
    pub facts: FactKeeper,
}

impl Reception {
    /// Keys made at log-ons since the last time, to be written down.
    pub fn learnt(&self) -> Vec<Made> {
        self.learning.take()
    }

    /// A number that changes whenever a block is made or lifted.
    pub fn blocks_revision(&self) -> u64 {
        self.failures().revision()
    }

    /// The addresses blocked for failures, the one whose block ends last first.
    pub fn failure_blocks(&self, now: Instant) -> Vec<Block> {
        self.failures().blocks(now)
    }

    /// Blocks an address for failures again, as it was before a restart.
    pub fn block_again(&self, block: Block) {
        self.failures().block(block);
    }

    /// Lifts the blocks for failures of all addresses in a network; says whether there was one.
    pub fn forgive(&self, network: crate::mail::Network, now: Instant) -> bool {
        let mut failures = self.failures();
        let addresses: Vec<_> = failures.blocks(now).into_iter().map(|block| block.address).filter(|a| network.contains(*a)).collect();
        addresses.into_iter().filter(|address| failures.unblock(*address, now)).count() > 0
    }

    /// With nothing known about any client yet. `decoys` is a secret that stays the same across restarts, `room` how
    /// many sessions the program can hold.
    pub fn new(spool: Arc<dyn Spool>, verifier: Verifier, decoys: Secret<Vec<u8>>, clock: Clock, room: u32, told: Witnesses) -> Arc<Self> {
        let registry = Registry::new(clock.clone());
        let (failures, blocks) = (Mutex::default(), RwLock::default());
        Arc::new(Self {
            spool,
            verifier,
            failures,
            learning: Learning::default(),
            decoys,
            blocks,
            registry,
            told,
            names: ClientNames::default(),
            watches: Arc::default(),
            clock,
            room,
        })
    }

    /// Whom an administrator has blocked.
    pub fn blocks(&self) -> Arc<Blocks> {
        self.blocks.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Blocks these from now on. Sessions that go on are not touched.
    pub fn set_blocks(&self, blocks: Blocks) {
        *self.blocks.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(blocks);
    }

    /// Who is connected.
    pub fn registry(&self) -> &Arc<Registry> {
        &self.registry
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
