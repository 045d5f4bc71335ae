//! The entrance of one virtual server: its rules now, whether it is open, and how many are inside.

use super::rules::Rules;
use crate::policy::Sessions;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::watch;

/// Whether new clients are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// They are.
    Open,
    /// *Pause*: new ones are refused, those inside go on.
    Paused,
    /// *Stop*: nobody is let in, those inside are asked to leave.
    Closing,
}

/// One virtual server as its sessions see it.
#[derive(Debug)]
pub struct Entrance {
    rules: RwLock<Arc<Rules>>,
    opening: watch::Sender<Opening>,
    inside: Mutex<Sessions>,
}

/// A place inside, given back when dropped.
#[derive(Debug)]
pub struct Place {
    entrance: Arc<Entrance>,
    client: IpAddr,
    /// Sessions of the server before this one.
    pub sessions: u32,
    /// Those of them from the same address.
    pub from_address: u32,
}

impl Entrance {
    /// An open one.
    pub fn new(rules: Arc<Rules>) -> Arc<Self> {
        Arc::new(Self { rules: RwLock::new(rules), opening: watch::Sender::new(Opening::Open), inside: Mutex::default() })
    }

    /// The rules for a session that begins now; it keeps them to its end.
    pub fn rules(&self) -> Arc<Rules> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the rules for the sessions to come.
    pub fn set_rules(&self, rules: Arc<Rules>) {
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    /// Opens, pauses or closes.
    pub fn set_opening(&self, opening: Opening) {
        self.opening.send_replace(opening);
    }

    /// Whether it is open, and word of each change.
    pub fn opening(&self) -> watch::Receiver<Opening> {
        self.opening.subscribe()
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> u32 {
        self.inside().total()
    }

    /// Counts a client in, whether or not it will be let in: the limits are for the caller to judge.
    pub fn enter(self: &Arc<Self>, client: IpAddr) -> Place {
        let mut inside = self.inside();
        let place = Place { entrance: self.clone(), client, sessions: inside.total(), from_address: inside.from(client) };
        inside.begin(client);
        place
    }

    fn inside(&self) -> MutexGuard<'_, Sessions> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Sessions of the server now, with this one.
    pub fn sessions_now(&self) -> u32 {
        self.entrance.sessions()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.entrance.inside().end(self.client);
    }
}
