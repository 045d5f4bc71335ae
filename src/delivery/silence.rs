//! Who did not answer when the receiving servers of the Internet were called: several of them one after the other, and nobody
//! between, mean that our own provider lets no mail out (dialogs.md §0, *how mail leaves*).

use crate::mail::ServerId;
use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The silent ones, by virtual server. Copies share what they know.
#[derive(Debug, Clone, Default)]
pub(super) struct Silence(Arc<Mutex<HashMap<ServerId, HashSet<IpAddr>>>>);

impl Silence {
    fn known(&self) -> MutexGuard<'_, HashMap<ServerId, HashSet<IpAddr>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing came back from there within the time.
    pub(super) fn note(&self, server: ServerId, address: IpAddr) {
        let mut known = self.known();
        let silent = known.entry(server).or_default();
        // More would say nothing new.
        if silent.len() < ENOUGH {
            silent.insert(address);
        }
    }

    /// Somebody answered: the way out is open.
    pub(super) fn broken(&self, server: ServerId) {
        self.known().remove(&server);
    }

    /// The virtual servers whose mail nobody seems to hear.
    pub(super) fn complete(&self) -> Vec<ServerId> {
        let known = self.known();
        let mut servers: Vec<ServerId> = known.iter().filter(|(_, silent)| silent.len() >= ENOUGH).map(|(id, _)| *id).collect();
        servers.sort();
        servers
    }
}

/// One or two may have trouble of their own.
const ENOUGH: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_hosts_in_a_row_are_enough_and_one_answer_ends_it() {
        let (silence, one, two) = (Silence::default(), ServerId(1), ServerId(2));
        let from = |n: u8| IpAddr::from([192, 0, 2, n]);
        for n in [1, 1, 1, 2] {
            silence.note(one, from(n));
        }
        silence.note(two, from(3));
        assert_eq!(silence.complete(), []);
        silence.note(one, from(3));
        assert_eq!(silence.complete(), [one]);
        silence.broken(two);
        assert_eq!(silence.complete(), [one]);
        silence.broken(one);
        silence.note(one, from(4));
        assert_eq!(silence.complete(), []);
    }
}
