//! What is where: the queued messages, and what each segment is still needed for. Pure: no I/O, no clock.
//!
//! Recovery and the writer feed it the same parts in the same order, so that what is known after a restart is what was
//! known before.
//!
//! When may a segment go? A tombstone, and a message moved here, note the segment of the message record they make void.
//! A segment may go when none of its octets is live and none of the segments it notes is there any more: else an old
//! message could rise again after a restart. By induction, whatever is void stays void. A state needs no such note: it
//! counts only for a message that stands before it, and a moved message takes its latest state along, behind it.
//!
//! At most 300 octets of memory for each message, the schedule included; envelopes stay on the disk.

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use super::record::{Meta, Salt};
use super::schedule::Schedule;
use super::state::{Prospect, lane_of};
use crate::mail::{Envelope, QueueId, ServerId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// Where a record lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The segment.
    pub segment: NonZeroU32,
    /// Octets from its start to the record's header.
    pub offset: u32,
    /// Octets of the record, padding included.
    pub span: u32,
}

/// A queued message.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The virtual server.
    pub server: ServerId,
    /// The message record.
    pub message: Place,
    /// The latest state record, if anything has happened.
    pub state: Option<Place>,
    /// Octets of the message as it goes out, trace headers included.
    pub size: u64,
    /// Number of recipients.
    pub recipients: u32,
    /// Recipients still waiting.
    pub pending: u32,
    /// The most attempts of any of them.
    pub attempts: u32,
    /// Whether the body is a file of its own.
    pub large: bool,
    /// When it was accepted, in microseconds.
    accepted: i64,
}

impl Entry {
    /// When it was accepted, to the microsecond.
    pub fn accepted(&self) -> Timestamp {
        Timestamp::from_microsecond(self.accepted).unwrap_or(Timestamp::MAX)
    }
}

/// What the index must be told about a message.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The virtual server.
    pub server: ServerId,
    /// Where it goes first.
    pub lane: Box<str>,
    /// When it was accepted, and thus due.
    pub accepted: Timestamp,
    /// Octets, trace headers included.
    pub size: u64,
    /// Number of recipients.
    pub recipients: u32,
    /// Whether the body is a file of its own.
    pub large: bool,
}

impl Facts {
    /// Those of a message of `size` octets.
    pub fn of(meta: &Meta, size: u64) -> Self {
        let Envelope { server, recipients, accepted, .. } = &meta.envelope;
        let lane = recipients.first().map(lane_of).unwrap_or_default();
        Self { server: *server, lane, accepted: *accepted, size, recipients: recipients.len() as u32, large: meta.large.is_some() }
    }
}

/// What a part of a record does to the index.
#[derive(Debug, Clone)]
pub enum Effect {
    /// A new message; one that is known already has been written again elsewhere.
    Message(QueueId, Facts),
    /// A message has been written again elsewhere, its latest state (if any) behind it.
    Moved(QueueId),
    /// A state has been written again elsewhere.
    MovedState(QueueId),
    /// What has become of a message.
    State(QueueId, Prospect),
    /// A message has left.
    Finished(QueueId),
}

/// Messages and octets in the spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Queued messages, held and leased ones included.
    pub messages: u64,
    /// Their octets.
    pub octets: u64,
    /// Of them frozen.
    pub held: u64,
    /// Of them out for delivery.
    pub leased: u64,
    /// Of them with at least one attempt behind them.
    pub deferred: u64,
}

/// One segment's account.
#[derive(Debug, Default)]
struct Account {
    salt: Option<Salt>,
    /// End of its records.
    end: u32,
    /// Octets of records still needed.
    live: u64,
    /// Older segments whose records this one makes void.
    voids: BTreeSet<NonZeroU32>,
    /// It holds something that cannot be read: it stays.
    stuck: bool,
}

/// The index.
#[derive(Debug, Default)]
pub struct Index {
    entries: BTreeMap<QueueId, Entry>,
    segments: BTreeMap<NonZeroU32, Account>,
    /// When what goes next.
    pub schedule: Schedule,
    octets: u64,
    deferred: u64,
}

impl Effect {
    /// The message it is about.
    pub fn id(&self) -> QueueId {
        let (Self::Message(id, _) | Self::Moved(id) | Self::MovedState(id) | Self::State(id, _) | Self::Finished(id)) = self;
        *id
    }
}

impl Index {
    /// Takes over another index, which has no message and no segment in common with this one.
    pub fn absorb(&mut self, mut other: Self) {
        if other.entries.len() > self.entries.len() {
            std::mem::swap(self, &mut other);
        }
        self.entries.extend(other.entries);
        self.segments.extend(other.segments);
        self.schedule.absorb(other.schedule);
        self.octets += other.octets;
        self.deferred += other.deferred;
    }

    /// A segment has been opened. `voids` are segments whose end its header declares.
    pub fn open_segment(&mut self, number: NonZeroU32, salt: Salt, end: u32, voids: impl IntoIterator<Item = NonZeroU32>) {
        let account = Account { salt: Some(salt), end, voids: voids.into_iter().filter(|v| *v != number).collect(), ..Account::default() };
        self.segments.insert(number, account);
    }

    /// A segment reaches to `end` now.
    pub fn extend_segment(&mut self, number: NonZeroU32, end: u32) {
        self.account(number).end = end;
    }

    /// A segment holds something unreadable and is never moved out of or re-used.
    pub fn mark_stuck(&mut self, number: NonZeroU32) {
        self.account(number).stuck = true;
    }

    /// The salt of a segment.
    pub fn salt(&self, number: NonZeroU32) -> Option<Salt> {
        self.segments.get(&number)?.salt
    }

    /// A segment is gone for good.
    pub fn close_segment(&mut self, number: NonZeroU32) {
        self.segments.remove(&number);
    }

    /// Takes in one part of a record that is on the disk.
    pub fn apply(&mut self, place: Place, effect: Effect) {
        match effect {
            Effect::Message(id, facts) => self.message(id, place, facts),
            Effect::Moved(id) => {
                self.relocate(id, place);
            }
            Effect::MovedState(id) => {
                self.replace_state(id, place);
            }
            Effect::State(id, prospect) => self.state(id, place, &prospect),
            Effect::Finished(id) => {
                if let Some(entry) = self.take_out(id) {
                    self.void(place.segment, entry.message.segment);
                }
            }
        }
    }

    fn message(&mut self, id: QueueId, place: Place, facts: Facts) {
        if self.relocate(id, place) {
            return;
        }
        self.account(place.segment).live += u64::from(place.span);
        let Facts { server, lane, accepted, size, recipients, large } = facts;
        self.schedule.put(id, server, &lane, accepted);
        self.octets += size;
        let accepted = accepted.as_microsecond();
        let entry = Entry { server, message: place, state: None, size, recipients, pending: recipients, attempts: 0, large, accepted };
        self.entries.insert(id, entry);
    }

    fn relocate(&mut self, id: QueueId, place: Place) -> bool {
        let Some(entry) = self.entries.get_mut(&id) else { return false };
        let old = std::mem::replace(&mut entry.message, place);
        self.account(old.segment).live -= u64::from(old.span);
        self.account(place.segment).live += u64::from(place.span);
        self.void(place.segment, old.segment);
        true
    }

    fn state(&mut self, id: QueueId, place: Place, prospect: &Prospect) {
        if !self.replace_state(id, place) {
            return;
        }
        let Some(entry) = self.entries.get_mut(&id) else { return };
        self.deferred -= u64::from(entry.attempts > 0);
        self.deferred += u64::from(prospect.attempts > 0);
        (entry.pending, entry.attempts) = (prospect.pending, prospect.attempts);
        self.schedule.put(id, entry.server, &prospect.lane, prospect.due);
        self.schedule.hold(id, prospect.held);
    }

    fn replace_state(&mut self, id: QueueId, place: Place) -> bool {
        let Some(entry) = self.entries.get_mut(&id) else { return false };
        let old = entry.state.replace(place);
        self.account(place.segment).live += u64::from(place.span);
        if let Some(old) = old {
            self.account(old.segment).live -= u64::from(old.span);
        }
        true
    }

    /// Removes a message from the index alone, as for one whose body is lost.
    pub fn take_out(&mut self, id: QueueId) -> Option<Entry> {
        let entry = self.entries.remove(&id)?;
        self.schedule.remove(id);
        self.octets -= entry.size;
        self.deferred -= u64::from(entry.attempts > 0);
        for place in [Some(entry.message), entry.state].into_iter().flatten() {
            self.account(place.segment).live -= u64::from(place.span);
        }
        Some(entry)
    }

    /// A queued message.
    pub fn entry(&self, id: QueueId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// All queued messages, the oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (QueueId, &Entry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry))
    }

    /// Messages and octets.
    pub fn counts(&self) -> Counts {
        let (leased, held) = self.schedule.leased_and_held();
        let messages = self.entries.len() as u64;
        Counts { messages, octets: self.octets, held: held as u64, leased: leased as u64, deferred: self.deferred }
    }

    /// Segments that nothing needs any more. The newest always stays: it carries the highest identifier ever used.
    pub fn free_segments(&self) -> Vec<NonZeroU32> {
        let newest = self.segments.keys().next_back();
        let free = |(number, account): &(&NonZeroU32, &Account)| {
            account.live == 0 && !account.stuck && Some(*number) != newest && !account.voids.iter().any(|v| self.segments.contains_key(v))
        };
        self.segments.iter().filter(free).map(|(number, _)| *number).collect()
    }

    /// The segment most worth moving out of: what it keeps occupied is at least three times what must be moved.
    pub fn worth_compacting(&self) -> Option<NonZeroU32> {
        let newest = self.segments.keys().next_back()?;
        let mut gains: BTreeMap<NonZeroU32, u64> = BTreeMap::new();
        for account in self.segments.values().filter(|a| a.live == 0) {
            for older in &account.voids {
                *gains.entry(*older).or_default() += u64::from(account.end);
            }
        }
        let gain = |number: &NonZeroU32, account: &Account| {
            gains.get(number).copied().unwrap_or(0) + u64::from(account.end).saturating_sub(account.live)
        };
        self.segments
            .iter()
            .filter(|(number, account)| *number != newest && account.live > 0 && !account.stuck)
            .map(|(number, account)| (gain(number, account) / account.live, *number))
            .filter(|(ratio, _)| *ratio >= 3)
            .max()
            .map(|(_, number)| number)
    }

    /// Messages with a record in this segment.
    pub fn residents(&self, segment: NonZeroU32) -> Vec<QueueId> {
        let lives_there = |entry: &Entry| entry.message.segment == segment || entry.state.is_some_and(|s| s.segment == segment);
        self.entries.iter().filter(|(_, entry)| lives_there(entry)).map(|(id, _)| *id).collect()
    }

    /// Octets of records still needed, and octets the records of all segments take.
    pub fn usage(&self) -> (u64, u64) {
        self.segments.values().fold((0, 0), |(live, used), a| (live + a.live, used + u64::from(a.end)))
    }

    fn void(&mut self, by: NonZeroU32, older: NonZeroU32) {
        if by != older {
            self.account(by).voids.insert(older);
        }
    }

    fn account(&mut self, number: NonZeroU32) -> &mut Account {
        self.segments.entry(number).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::proof::at;

    fn place(segment: u32, offset: u32) -> Place {
        Place { segment: NonZeroU32::new(segment).unwrap(), offset, span: 100 }
    }

    fn message(id: u64) -> Effect {
        let facts = Facts { server: ServerId(1), lane: "a.test".into(), accepted: at(0), size: 50, recipients: 1, large: false };
        Effect::Message(QueueId(id), facts)
    }

    fn state(id: u64) -> Effect {
        Effect::State(QueueId(id), Prospect { lane: "a.test".into(), due: at(9), pending: 1, attempts: 1, held: false })
    }

    fn with_segments(count: u32) -> Index {
        let mut index = Index::default();
        for number in 1..=count {
            index.open_segment(NonZeroU32::new(number).unwrap(), Salt(1), 1000, []);
        }
        index
    }

    fn free(index: &Index) -> Vec<u32> {
        index.free_segments().iter().map(|n| n.get()).collect()
    }

    #[test]
    fn a_tombstone_outlives_the_message_it_is_about() {
        let mut index = with_segments(4);
        index.apply(place(1, 0), message(1));
        index.apply(place(1, 100), message(2));
        index.apply(place(2, 0), Effect::Finished(QueueId(1)));
        assert_eq!(free(&index), [3], "the second holds only a tombstone, but the first is still there");
        index.apply(place(3, 0), Effect::Finished(QueueId(2)));
        assert_eq!(free(&index), [1]);
        index.close_segment(NonZeroU32::MIN);
        assert_eq!(free(&index), [2, 3]);
        assert_eq!(index.counts(), Counts::default());
    }

    #[test]
    fn a_moved_message_keeps_its_state_and_frees_its_segment() {
        let mut index = with_segments(3);
        index.apply(place(1, 0), message(1));
        index.apply(place(1, 100), state(1));
        assert_eq!(index.worth_compacting().map(NonZeroU32::get), Some(1));
        assert_eq!(index.residents(NonZeroU32::MIN), [QueueId(1)]);
        index.apply(place(3, 0), message(1));
        index.apply(place(3, 100), state(1));
        assert_eq!((free(&index), index.counts().deferred, index.counts().messages), (vec![1, 2], 1, 1));
    }

    #[test]
    fn a_queued_message_takes_less_than_three_hundred_octets() {
        // A tree node holds 5 to 11 entries; a hash table is at worst 7/16 full.
        let tree = (size_of::<Entry>() + 8) * 3 / 2;
        let places = (8 + 24 + 1) * 16 / 7;
        let lane = 16 * 2;
        assert!(tree + places + lane <= 300, "{tree} + {places} + {lane}");
    }
}
