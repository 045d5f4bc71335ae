//! When what goes next. Pure: no I/O, no clock, no randomness; `now` is an argument.
//!
//! Each message waits in a lane (a virtual server and a destination). Lanes with something due stand in a ring and
//! take turns; inside a lane the one longest due goes first. So a dead destination with ten thousand messages costs
//! another destination nothing.
//!
//! ```text
//!            due                  claim                       lease over, or released
//!   Waiting ------> in the ring --------> Leased(until) ----------------------------> Waiting
//!      ^  hold(false)                        | hold(true): kept, comes back as Held
//!      +---------------- Held <--------------+
//! ```
//! Invariants:
//! - A message is in exactly one place: in its lane, leased, or held. A leased or held one is never claimed.
//! - A lane with a waiting message is either in the ring or in `upcoming` under its earliest due time, never in both.
//!
//! Times are kept as microseconds, cut the same way for `due` and `now`.

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use crate::mail::{QueueId, ServerId};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

/// The due list of all messages.
#[derive(Debug, Default)]
pub struct Schedule {
    places: HashMap<QueueId, Place>,
    lanes: Vec<Lane>,
    vacant: Vec<u32>,
    names: HashMap<(ServerId, Arc<str>), u32>,
    ring: VecDeque<u32>,
    upcoming: BTreeSet<(i64, u32)>,
    leases: BTreeSet<(i64, QueueId)>,
    held: usize,
}

/// A message handed out for delivery. Until `until` nobody else gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The message.
    pub id: QueueId,
    /// The virtual server by whose rules it leaves.
    pub server: ServerId,
    /// The destination: domain in lower case, or address literal.
    pub lane: Arc<str>,
    /// Since when it was due.
    pub due: Timestamp,
    /// When the lease ends by itself.
    pub until: Timestamp,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    due: i64,
    lane: u32,
    standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Waiting,
    /// With whether it was frozen meanwhile; the end stands in `Schedule::leases`.
    Leased {
        until: i64,
        held: bool,
    },
    Held,
}

#[derive(Debug)]
struct Lane {
    server: ServerId,
    name: Arc<str>,
    waiting: BTreeSet<(i64, QueueId)>,
    members: u32,
    in_ring: bool,
}

impl Schedule {
    /// Takes a message in, or moves one it has to another lane or time. A lease, and being held, stay.
    pub fn put(&mut self, id: QueueId, server: ServerId, lane: &str, due: Timestamp) {
        let due = due.as_microsecond();
        let number = self.lane(server, lane);
        self.lanes[number as usize].members += 1;
        let standing = match self.places.get(&id) {
            None => Standing::Waiting,
            Some(place) => {
                let place = *place;
                self.unqueue(id, place);
                self.leave(place.lane);
                place.standing
            }
        };
        let place = Place { due, lane: number, standing };
        self.places.insert(id, place);
        self.enqueue(id, place);
    }

    /// Takes over the messages of another schedule, none of which is here; each stands as it stood there.
    pub fn absorb(&mut self, other: Self) {
        for (id, place) in other.places {
            let lane = &other.lanes[place.lane as usize];
            let lane = self.lane(lane.server, &lane.name);
            self.lanes[lane as usize].members += 1;
            match place.standing {
                Standing::Waiting => {}
                Standing::Held => self.held += 1,
                Standing::Leased { until, held } => {
                    self.leases.insert((until, id));
                    self.held += usize::from(held);
                }
            }
            let place = Place { lane, ..place };
            self.places.insert(id, place);
            self.enqueue(id, place);
        }
    }

    /// Drops a message.
    pub fn remove(&mut self, id: QueueId) {
        let Some(place) = self.places.remove(&id) else { return };
        self.unqueue(id, place);
        match place.standing {
            Standing::Leased { until, held } => {
                self.leases.remove(&(until, id));
                self.held -= usize::from(held);
            }
            Standing::Held => self.held -= 1,
            Standing::Waiting => {}
        }
        self.leave(place.lane);
    }

    /// Freezes or unfreezes a message. One that is being delivered stays leased and is frozen when it comes back.
    pub fn hold(&mut self, id: QueueId, hold: bool) {
        let Some(place) = self.places.get(&id).copied() else { return };
        let standing = match (place.standing, hold) {
            (Standing::Waiting, true) => Standing::Held,
            (Standing::Held, false) => Standing::Waiting,
            (Standing::Leased { until, held }, _) if held != hold => Standing::Leased { until, held: hold },
            _ => return,
        };
        self.unqueue(id, place);
        self.held = if hold { self.held + 1 } else { self.held - 1 };
        let place = Place { standing, ..place };
        self.places.insert(id, place);
        self.enqueue(id, place);
    }

    /// Hands out up to `limit` due messages. `skip` names lanes that take nothing at the moment.
    pub fn claim(&mut self, now: Timestamp, limit: usize, lease: SignedDuration, skip: &dyn Fn(ServerId, &str) -> bool) -> Vec<Claim> {
        self.expire(now);
        let instant = now.as_microsecond();
        while let Some((due, lane)) = self.upcoming.first().copied().filter(|(due, _)| *due <= instant) {
            self.upcoming.remove(&(due, lane));
            self.lanes[lane as usize].in_ring = true;
            self.ring.push_back(lane);
        }
        let until = now.checked_add(lease).unwrap_or(Timestamp::MAX);
        let mut claims = Vec::new();
        let mut passed = 0;
        while claims.len() < limit && passed < self.ring.len() {
            let Some(number) = self.ring.pop_front() else { break };
            let lane = &mut self.lanes[number as usize];
            let Some((due, id)) = lane.waiting.first().copied().filter(|(due, _)| *due <= instant) else {
                lane.in_ring = false;
                self.await_head(number);
                continue;
            };
            if skip(lane.server, &lane.name) {
                self.ring.push_back(number);
                passed += 1;
                continue;
            }
            passed = 0;
            lane.waiting.remove(&(due, id));
            self.ring.push_back(number);
            claims.push(Claim { id, server: lane.server, lane: Arc::clone(&lane.name), due: timestamp(due), until });
            let standing = Standing::Leased { until: until.as_microsecond(), held: false };
            self.places.insert(id, Place { due, lane: number, standing });
            self.leases.insert((until.as_microsecond(), id));
        }
        claims
    }

    /// Gives a leased message back, to be due at its own time or at `due`. Not leased: only `due` is taken.
    pub fn release(&mut self, id: QueueId, due: Option<Timestamp>) {
        let Some(place) = self.places.get(&id).copied() else { return };
        self.unqueue(id, place);
        let standing = match place.standing {
            Standing::Leased { until, held } => {
                self.leases.remove(&(until, id));
                if held { Standing::Held } else { Standing::Waiting }
            }
            other => other,
        };
        let place = Place { due: due.map_or(place.due, Timestamp::as_microsecond), standing, ..place };
        self.places.insert(id, place);
        self.enqueue(id, place);
    }

    /// Puts a waiting message in front of all others of its lane, due at `now` at the latest. One that is leased or held
    /// stays as it is. Of several the one that is told last comes first.
    pub fn hurry(&mut self, id: QueueId, now: Timestamp) {
        let Some(place) = self.places.get(&id).copied().filter(|place| place.standing == Standing::Waiting) else { return };
        self.unqueue(id, place);
        let first = self.lanes[place.lane as usize].waiting.first().map_or(i64::MAX, |(due, _)| due.saturating_sub(1));
        let due = place.due.min(now.as_microsecond()).min(first).max(Timestamp::MIN.as_microsecond());
        let place = Place { due, ..place };
        self.places.insert(id, place);
        self.enqueue(id, place);
    }

    /// When the next claim may find something: a due time, or the end of a lease. May lie in the past.
    pub fn next_due(&self) -> Option<Timestamp> {
        let ring = self.ring.iter().filter_map(|lane| self.lanes[*lane as usize].waiting.first()).map(|(due, _)| *due).min();
        let upcoming = self.upcoming.first().map(|(due, _)| *due);
        let lease = self.leases.first().map(|(until, _)| *until);
        [ring, upcoming, lease].into_iter().flatten().min().map(timestamp)
    }

    /// When a message is due, whether it is leased and whether it is held.
    pub fn standing(&self, id: QueueId) -> Option<(Timestamp, bool, bool)> {
        let place = self.places.get(&id)?;
        let (leased, held) = match place.standing {
            Standing::Waiting => (false, false),
            Standing::Held => (false, true),
            Standing::Leased { held, .. } => (true, held),
        };
        Some((timestamp(place.due), leased, held))
    }

    /// The lane a message is in.
    pub fn lane_of(&self, id: QueueId) -> Option<Arc<str>> {
        self.places.get(&id).map(|place| Arc::clone(&self.lanes[place.lane as usize].name))
    }

    /// The number of that lane: the same for all that are in it, below the greatest number of lanes there ever were at once.
    pub fn lane_number(&self, id: QueueId) -> Option<usize> {
        self.places.get(&id).map(|place| place.lane as usize)
    }

    /// Messages that are leased, and that are held.
    pub fn leased_and_held(&self) -> (usize, usize) {
        (self.leases.len(), self.held)
    }

    fn expire(&mut self, now: Timestamp) {
        while let Some((_, id)) = self.leases.first().copied().filter(|(until, _)| *until <= now.as_microsecond()) {
            self.release(id, None);
        }
    }

    fn lane(&mut self, server: ServerId, name: &str) -> u32 {
        let key = (server, Arc::from(name));
        if let Some(number) = self.names.get(&key) {
            return *number;
        }
        let lane = Lane { server, name: Arc::clone(&key.1), waiting: BTreeSet::new(), members: 0, in_ring: false };
        let number = match self.vacant.pop() {
            Some(number) => {
                self.lanes[number as usize] = lane;
                number
            }
            None => {
                self.lanes.push(lane);
                (self.lanes.len() - 1) as u32
            }
        };
        self.names.insert(key, number);
        number
    }

    /// One message fewer in this lane; the last one closes it.
    fn leave(&mut self, number: u32) {
        let lane = &mut self.lanes[number as usize];
        lane.members -= 1;
        if lane.members > 0 {
            return;
        }
        if lane.in_ring {
            lane.in_ring = false;
            self.ring.retain(|other| *other != number);
        }
        self.names.remove(&(lane.server, Arc::clone(&lane.name)));
        self.vacant.push(number);
    }

    fn enqueue(&mut self, id: QueueId, place: Place) {
        if place.standing != Standing::Waiting {
            return;
        }
        let lane = &mut self.lanes[place.lane as usize];
        if !lane.in_ring
            && let Some((head, _)) = lane.waiting.first()
        {
            self.upcoming.remove(&(*head, place.lane));
        }
        lane.waiting.insert((place.due, id));
        self.await_head(place.lane);
    }

    fn unqueue(&mut self, id: QueueId, place: Place) {
        if place.standing != Standing::Waiting {
            return;
        }
        let lane = &mut self.lanes[place.lane as usize];
        if !lane.in_ring
            && let Some((head, _)) = lane.waiting.first()
        {
            self.upcoming.remove(&(*head, place.lane));
        }
        lane.waiting.remove(&(place.due, id));
        self.await_head(place.lane);
    }

    /// Notes when a lane that is not in the ring is due.
    fn await_head(&mut self, number: u32) {
        let lane = &self.lanes[number as usize];
        if !lane.in_ring
            && let Some((head, _)) = lane.waiting.first()
        {
            self.upcoming.insert((*head, number));
        }
    }
}

fn timestamp(microsecond: i64) -> Timestamp {
    Timestamp::from_microsecond(microsecond).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::proof::at;
    use proptest::prelude::*;
    use std::collections::HashSet;

    const SERVER: ServerId = ServerId(1);
    const LEASE: SignedDuration = SignedDuration::from_secs(60);

    fn ids(claims: &[Claim]) -> Vec<u64> {
        claims.iter().map(|c| c.id.0).collect()
    }

    fn no_lane(_: ServerId, _: &str) -> bool {
        false
    }

    #[test]
    fn a_lane_with_ten_thousand_messages_delays_no_other() {
        let mut schedule = Schedule::default();
        for id in 0..10_000 {
            schedule.put(QueueId(id), SERVER, "dead.test", at(0));
        }
        schedule.put(QueueId(10_000), SERVER, "b.test", at(5));
        schedule.put(QueueId(10_001), SERVER, "c.test", at(6));
        let claims = schedule.claim(at(10), 3, LEASE, &no_lane);
        assert_eq!(ids(&claims), [0, 10_000, 10_001]);
        let claims = schedule.claim(at(10), 4, LEASE, &|_, lane| lane == "dead.test");
        assert_eq!(ids(&claims), [] as [u64; 0]);
        schedule.put(QueueId(10_002), SERVER, "d.test", at(10));
        assert_eq!(ids(&schedule.claim(at(10), 4, LEASE, &|_, lane| lane == "dead.test")), [10_002]);
    }

    #[test]
    fn lanes_take_turns_and_the_oldest_goes_first_inside_one() {
        let mut schedule = Schedule::default();
        for (id, lane, due) in [(1, "a.test", 3), (2, "a.test", 1), (3, "b.test", 2), (4, "b.test", 1), (5, "a.test", 99)] {
            schedule.put(QueueId(id), SERVER, lane, at(due));
        }
        assert_eq!(ids(&schedule.claim(at(10), 9, LEASE, &no_lane)), [2, 4, 1, 3]);
        assert_eq!(schedule.next_due(), Some(at(70)));
    }

    #[test]
    fn a_lease_that_ends_gives_the_message_back_and_a_release_sets_its_time() {
        let mut schedule = Schedule::default();
        schedule.put(QueueId(1), SERVER, "a.test", at(0));
        assert_eq!(ids(&schedule.claim(at(1), 9, LEASE, &no_lane)), [1]);
        assert_eq!(ids(&schedule.claim(at(60), 9, LEASE, &no_lane)), [] as [u64; 0]);
        assert_eq!(ids(&schedule.claim(at(61), 9, LEASE, &no_lane)), [1]);
        schedule.put(QueueId(1), SERVER, "b.test", at(500));
        schedule.release(QueueId(1), None);
        assert_eq!((schedule.next_due(), schedule.lane_of(QueueId(1)).as_deref()), (Some(at(500)), Some("b.test")));
        schedule.release(QueueId(1), Some(at(62)));
        assert_eq!(ids(&schedule.claim(at(62), 9, LEASE, &no_lane)), [1]);
    }

    #[test]
    fn a_held_message_is_not_claimed_and_one_held_on_the_way_comes_back_held() {
        let mut schedule = Schedule::default();
        schedule.put(QueueId(1), SERVER, "a.test", at(0));
        schedule.put(QueueId(2), SERVER, "a.test", at(0));
        schedule.hold(QueueId(1), true);
        assert_eq!(ids(&schedule.claim(at(1), 9, LEASE, &no_lane)), [2]);
        schedule.hold(QueueId(2), true);
        schedule.release(QueueId(2), None);
        assert_eq!((ids(&schedule.claim(at(999), 9, LEASE, &no_lane)), schedule.leased_and_held()), (vec![], (0, 2)));
        schedule.hold(QueueId(1), false);
        assert_eq!(ids(&schedule.claim(at(999), 9, LEASE, &no_lane)), [1]);
    }

    #[test]
    fn what_is_hurried_goes_before_what_is_longer_due_and_never_later_than_before() {
        let mut schedule = Schedule::default();
        for (id, due) in [(1, 0), (2, 0), (3, 5), (4, 90), (5, 91)] {
            schedule.put(QueueId(id), SERVER, "a.test", at(due));
        }
        // The lane stands in the ring, and then it does not.
        for now in [10, 11] {
            let before = schedule.standing(QueueId(3)).unwrap().0;
            schedule.hurry(QueueId(3), at(now));
            schedule.hurry(QueueId(5), at(now));
            assert!(schedule.standing(QueueId(3)).unwrap().0 <= before && schedule.next_due() < Some(at(0)));
            assert_eq!(ids(&schedule.claim(at(now), 9, LEASE, &no_lane)), [5, 3, 1, 2]);
            (1..=3).for_each(|id| schedule.release(QueueId(id), None));
            schedule.release(QueueId(5), Some(at(91)));
        }
        // The only one, and the only one that is not far off.
        schedule.put(QueueId(6), SERVER, "b.test", at(95));
        schedule.hurry(QueueId(6), at(12));
        assert_eq!(schedule.standing(QueueId(6)), Some((at(12), false, false)));
        (1..=3).for_each(|id| schedule.remove(QueueId(id)));
        schedule.hurry(QueueId(4), at(12));
        assert_eq!(schedule.standing(QueueId(4)), Some((at(12), false, false)));
        assert_eq!(ids(&schedule.claim(at(12), 9, LEASE, &no_lane)).len(), 2);
    }

    #[test]
    fn what_is_under_way_or_held_is_not_hurried() {
        let mut schedule = Schedule::default();
        schedule.put(QueueId(1), SERVER, "a.test", at(0));
        schedule.put(QueueId(2), SERVER, "a.test", at(0));
        schedule.hold(QueueId(2), true);
        let claimed = schedule.claim(at(1), 9, LEASE, &no_lane);
        assert_eq!(ids(&claimed), [1]);
        (1..=2).for_each(|id| schedule.hurry(QueueId(id), at(2)));
        assert_eq!((schedule.leased_and_held(), ids(&schedule.claim(at(2), 9, LEASE, &no_lane))), ((1, 1), vec![]));
        schedule.release(QueueId(1), None);
        assert_eq!(schedule.standing(QueueId(1)), Some((at(0), false, false)));
        schedule.hurry(QueueId(7), at(2));
        assert_eq!(schedule.standing(QueueId(7)), None);
    }

    #[test]
    fn lanes_of_two_servers_are_two() {
        let mut schedule = Schedule::default();
        schedule.put(QueueId(1), ServerId(1), "a.test", at(0));
        schedule.put(QueueId(2), ServerId(2), "a.test", at(0));
        assert_eq!(ids(&schedule.claim(at(1), 9, LEASE, &|server, _| server == ServerId(1))), [2]);
    }

    #[derive(Debug, Clone)]
    enum Step {
        Put(u64, u8, i64),
        Remove(u64),
        Hold(u64, bool),
        Release(u64, Option<i64>),
        Claim(usize, u8),
        Pass(i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0..12u64, 0..4u8, 0..100i64).prop_map(|(i, l, d)| Step::Put(i, l, d)),
            1 => (0..12u64).prop_map(Step::Remove),
            1 => (0..12u64, any::<bool>()).prop_map(|(i, h)| Step::Hold(i, h)),
            2 => (0..12u64, proptest::option::of(0..100i64)).prop_map(|(i, d)| Step::Release(i, d)),
            3 => (0..5usize, 0..5u8).prop_map(|(n, s)| Step::Claim(n, s)),
            2 => (0..40i64).prop_map(Step::Pass),
        ]
    }

    proptest! {
        /// Whether messages were always in one schedule or came together makes no difference.
        #[test]
        fn two_schedules_made_one_stand_like_one_that_was_never_two(steps in proptest::collection::vec(step(), 0..80)) {
            let (mut one, mut few, mut many) = (Schedule::default(), Schedule::default(), Schedule::default());
            let mut now = 0;
            for step in &steps {
                for schedule in [&mut one, &mut few, &mut many] {
                    schedule.claim(at(now), 0, LEASE, &no_lane);
                }
                let of = |id: u64, few: &mut Schedule, many: &mut Schedule, act: &dyn Fn(&mut Schedule)| act(if id < 4 { few } else { many });
                match step {
                    Step::Put(id, lane, due) => {
                        let put = |s: &mut Schedule| s.put(QueueId(*id), SERVER, &format!("{lane}.test"), at(*due));
                        put(&mut one);
                        of(*id, &mut few, &mut many, &put);
                    }
                    Step::Remove(id) => {
                        one.remove(QueueId(*id));
                        of(*id, &mut few, &mut many, &|s| s.remove(QueueId(*id)));
                    }
                    Step::Hold(id, hold) => {
                        one.hold(QueueId(*id), *hold);
                        of(*id, &mut few, &mut many, &|s| s.hold(QueueId(*id), *hold));
                    }
                    Step::Release(id, due) => {
                        one.release(QueueId(*id), due.map(at));
                        of(*id, &mut few, &mut many, &|s| s.release(QueueId(*id), due.map(at)));
                    }
                    Step::Pass(seconds) => now += seconds,
                    Step::Claim(..) => {
                        for schedule in [&mut one, &mut few, &mut many] {
                            schedule.claim(at(now), usize::MAX, LEASE, &no_lane);
                        }
                    }
                }
            }
            few.absorb(many);
            prop_assert_eq!((few.next_due(), few.leased_and_held()), (one.next_due(), one.leased_and_held()));
            for id in (0..12).map(QueueId) {
                prop_assert_eq!((few.standing(id), few.lane_of(id)), (one.standing(id), one.lane_of(id)));
            }
            let claimed = |schedule: &mut Schedule| {
                let mut claimed = ids(&schedule.claim(at(500), usize::MAX, LEASE, &no_lane));
                claimed.sort_unstable();
                claimed
            };
            prop_assert_eq!(claimed(&mut few), claimed(&mut one));
        }

        /// Against the plainest model: who is due, not leased, not held, and not in the skipped lane, can be claimed.
        #[test]
        fn nobody_is_claimed_twice_or_too_early_and_nobody_is_forgotten(steps in proptest::collection::vec(step(), 0..80)) {
            let mut schedule = Schedule::default();
            let mut model: HashMap<u64, (u8, i64, Option<i64>, bool)> = HashMap::new();
            let mut now = 0;
            for step in steps {
                match step {
                    Step::Put(id, lane, due) => {
                        schedule.put(QueueId(id), SERVER, &format!("{lane}.test"), at(due));
                        let entry = model.entry(id).or_insert((lane, due, None, false));
                        (entry.0, entry.1) = (lane, due);
                    }
                    Step::Remove(id) => {
                        schedule.remove(QueueId(id));
                        model.remove(&id);
                    }
                    Step::Hold(id, hold) => {
                        schedule.hold(QueueId(id), hold);
                        model.entry(id).and_modify(|e| e.3 = hold);
                    }
                    Step::Release(id, due) => {
                        schedule.release(QueueId(id), due.map(at));
                        model.entry(id).and_modify(|e| {
                            e.2 = None;
                            e.1 = due.unwrap_or(e.1);
                        });
                    }
                    Step::Pass(seconds) => now += seconds,
                    Step::Claim(limit, skipped) => {
                        model.values_mut().filter(|e| e.2.is_some_and(|u| u <= now)).for_each(|e| e.2 = None);
                        let free = |e: &(u8, i64, Option<i64>, bool)| e.1 <= now && e.2.is_none() && !e.3 && e.0 != skipped;
                        let able = model.values().filter(|e| free(e)).count();
                        let name = format!("{skipped}.test");
                        let claims = schedule.claim(at(now), limit, LEASE, &|_, lane| lane == name);
                        prop_assert_eq!(claims.len(), able.min(limit));
                        let mut seen = HashSet::new();
                        for claim in &claims {
                            prop_assert!(free(&model[&claim.id.0]) && seen.insert(claim.id));
                        }
                        claims.iter().for_each(|c| model.get_mut(&c.id.0).unwrap().2 = Some(now + 60));
                    }
                }
                let first = model.values().filter(|e| e.2.is_none() && !e.3).map(|e| e.1).chain(model.values().filter_map(|e| e.2)).min();
                prop_assert_eq!(schedule.next_due(), first.map(at));
                let counted = (model.values().filter(|e| e.2.is_some()).count(), model.values().filter(|e| e.3).count());
                prop_assert_eq!(schedule.leased_and_held(), counted);
            }
        }
    }
}
