//! The queue before the hashing.

use super::Unavailable;
use crate::mail::canonical;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lets so many through at once, one for each client address, and so many wait.
#[derive(Debug)]
pub(super) struct Gate {
    slots: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    waiting: usize,
    lanes: HashMap<IpAddr, Lane>,
}

#[derive(Debug)]
struct Lane {
    turn: Arc<Semaphore>,
    users: usize,
}

/// The right to hash; given back when dropped.
#[derive(Debug)]
pub(super) struct Pass {
    _slot: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
    _place: Place,
}

/// Somebody in the lane of an address, waiting or hashing.
#[derive(Debug)]
struct Place {
    gate: Arc<Gate>,
    client: IpAddr,
    waiting: bool,
}

impl Gate {
    pub(super) fn new(at_once: usize) -> Self {
        Self { slots: Arc::new(Semaphore::new(at_once)), state: Mutex::default() }
    }

    /// Waits for a turn.
    pub(super) async fn admit(self: &Arc<Self>, client: IpAddr) -> Result<Pass, Unavailable> {
        let (mut place, lane) = self.enter(lane_of(client))?;
        // The turn of the address first: whoever waits for it holds no slot.
        let turn = lane.acquire_owned().await.map_err(|_| Unavailable::Broken)?;
        let slot = self.slots.clone().acquire_owned().await.map_err(|_| Unavailable::Broken)?;
        place.stop_waiting();
        Ok(Pass { _slot: slot, _turn: turn, _place: place })
    }

    fn enter(self: &Arc<Self>, client: IpAddr) -> Result<(Place, Arc<Semaphore>), Unavailable> {
        let mut state = self.state();
        let free = self.slots.available_permits() > 0 && !state.lanes.contains_key(&client);
        let in_lane = state.lanes.get(&client).map_or(0, |lane| lane.users);
        if !free && (state.waiting >= MOST_WAITING || in_lane > MOST_WAITING_PER_ADDRESS) {
            return Err(Unavailable::Busy);
        }
        state.waiting += 1;
        let lane = state.lanes.entry(client).or_insert_with(|| Lane { turn: Arc::new(Semaphore::new(1)), users: 0 });
        lane.users += 1;
        let turn = lane.turn.clone();
        Ok((Place { gate: self.clone(), client, waiting: true }, turn))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Counters are whole after every statement; a panic elsewhere cannot have broken them.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    fn stop_waiting(&mut self) {
        if std::mem::take(&mut self.waiting) {
            self.gate.state().waiting -= 1;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.stop_waiting();
        let mut state = self.gate.state();
        if let Some(lane) = state.lanes.get_mut(&self.client) {
            lane.users -= 1;
            if lane.users == 0 {
                state.lanes.remove(&self.client);
            }
        }
    }
}

/// One lane for an IPv4 address, one for an IPv6 subnet of 64 bits: a single customer has all of the latter.
fn lane_of(client: IpAddr) -> IpAddr {
    match canonical(client) {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 => v4,
    }
}

/// How many may wait in all.
const MOST_WAITING: usize = 64;
/// How many of them from one address, so that one client cannot lock out everybody.
const MOST_WAITING_PER_ADDRESS: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    fn client(n: u32) -> IpAddr {
        IpAddr::V4((0x0a00_0000 + n).into())
    }

    fn poll<F: Future>(future: &mut Pin<&mut F>) -> Poll<F::Output> {
        future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }

    fn pass(gate: &Arc<Gate>, n: u32) -> Pass {
        match poll(&mut pin!(gate.admit(client(n)))) {
            Poll::Ready(Ok(pass)) => pass,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_address_hashes_one_password_at_a_time() {
        let gate = Arc::new(Gate::new(4));
        let first = pass(&gate, 1);
        let mut second = pin!(gate.admit(client(1)));
        assert!(poll(&mut second).is_pending());
        let _other = pass(&gate, 2);
        drop(first);
        assert!(poll(&mut second).is_ready());
    }

    #[test]
    fn no_more_hash_at_once_than_there_are_cores() {
        let gate = Arc::new(Gate::new(2));
        let first = pass(&gate, 1);
        let _second = pass(&gate, 2);
        let mut third = pin!(gate.admit(client(3)));
        assert!(poll(&mut third).is_pending());
        drop(first);
        assert!(poll(&mut third).is_ready());
    }

    #[test]
    fn who_comes_after_a_full_queue_is_told_so_and_leaving_makes_room() {
        let gate = Arc::new(Gate::new(1));
        let hashing = pass(&gate, 0);
        let mut queue: Vec<_> = (1..=64).map(|n| Box::pin(gate.admit(client(n)))).collect();
        for waiting in &mut queue {
            assert!(poll(&mut waiting.as_mut()).is_pending());
        }
        assert!(matches!(poll(&mut pin!(gate.admit(client(99)))), Poll::Ready(Err(Unavailable::Busy))));
        drop(queue.pop());
        assert!(poll(&mut pin!(gate.admit(client(99)))).is_pending());
        drop((queue, hashing));
        assert!(gate.state().waiting == 0 && gate.state().lanes.is_empty());
        let _pass = pass(&gate, 7);
    }

    #[test]
    fn one_address_cannot_fill_the_queue() {
        let gate = Arc::new(Gate::new(4));
        let _hashing = pass(&gate, 1);
        let mut queue: Vec<_> = (0..32).map(|_| Box::pin(gate.admit(client(1)))).collect();
        for waiting in &mut queue {
            assert!(poll(&mut waiting.as_mut()).is_pending());
        }
        assert!(matches!(poll(&mut pin!(gate.admit(client(1)))), Poll::Ready(Err(Unavailable::Busy))));
        let _other = pass(&gate, 2);
    }

    #[test]
    fn addresses_of_one_ipv6_subnet_share_a_lane() {
        assert_eq!(lane_of("2001:db8:1:2:3::4".parse().unwrap()), "2001:db8:1:2::".parse::<IpAddr>().unwrap());
        assert_eq!(lane_of("::ffff:10.0.0.1".parse().unwrap()), client(1));
    }
}
