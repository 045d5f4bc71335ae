//! The queue by destination: what waits in each lane, in one pass over what is in memory. No envelope is read for it.

use super::error::ReadError;
use super::index::Index;
use super::state::RecipientState;
use super::store::Store;
use crate::mail::{QueueId, ServerId};
use jiff::Timestamp;
use std::sync::Arc;

/// What waits for one destination of one virtual server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneSummary {
    /// The virtual server.
    pub server: ServerId,
    /// The destination: domain in lower case, or address literal.
    pub lane: Arc<str>,
    /// Messages that go there next, frozen ones and those under way included; at least one.
    pub messages: u64,
    /// Their octets.
    pub octets: u64,
    /// Of them frozen.
    pub held: u64,
    /// Of them out for delivery.
    pub leased: u64,
    /// Of them with at least one attempt behind them.
    pub deferred: u64,
    /// When the oldest was accepted.
    pub oldest: Timestamp,
    /// When the first of those goes that are neither frozen nor under way.
    pub due: Option<Timestamp>,
    /// Of those tried before, the one whose next attempt is the farthest off: as a rule the one tried last.
    pub tried: Option<QueueId>,
}

/// Sums the queue up by destination, in no order. Takes a time proportional to the number of messages.
pub fn lanes(index: &Index) -> Vec<LaneSummary> {
    let mut sums: Vec<Option<(LaneSummary, Timestamp)>> = vec![];
    for (id, entry) in index.entries() {
        let (Some((due, leased, held)), Some(number)) = (index.schedule.standing(id), index.schedule.lane_number(id)) else { continue };
        if sums.len() <= number {
            sums.resize_with(number + 1, || None);
        }
        let (sum, farthest) = sums[number].get_or_insert_with(|| {
            let lane = index.schedule.lane_of(id).unwrap_or_else(|| Arc::from(""));
            let nothing = LaneSummary {
                server: entry.server,
                lane,
                messages: 0,
                octets: 0,
                held: 0,
                leased: 0,
                deferred: 0,
                oldest: entry.accepted(),
                due: None,
                tried: None,
            };
            (nothing, Timestamp::MIN)
        });
        sum.messages += 1;
        sum.octets += entry.size;
        sum.held += u64::from(held);
        sum.leased += u64::from(leased);
        sum.oldest = sum.oldest.min(entry.accepted());
        if !leased && !held {
            sum.due = Some(sum.due.map_or(due, |first| first.min(due)));
        }
        if entry.attempts > 0 {
            sum.deferred += 1;
            if due >= *farthest {
                (*farthest, sum.tried) = (due, Some(id));
            }
        }
    }
    sums.into_iter().flatten().map(|(sum, _)| sum).collect()
}

impl Store {
    /// The recipient of a message that was tried last; `None` before the first attempt. Reads its state alone.
    pub(super) fn answer(&self, id: QueueId) -> Result<Option<RecipientState>, ReadError> {
        let state = self.state_alone(id)?;
        Ok(state.recipients.into_values().filter(|r| r.last_attempt.is_some()).max_by_key(|r| r.last_attempt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::index::{Effect, Facts, Place};
    use crate::spool::proof::at;
    use crate::spool::record::Salt;
    use crate::spool::state::Prospect;
    use jiff::SignedDuration;
    use std::num::NonZeroU32;

    fn message(index: &mut Index, id: u64, server: u32, lane: &str, accepted: i64) {
        let place = Place { segment: NonZeroU32::MIN, offset: 0, span: 100 };
        let facts = Facts { server: ServerId(server), lane: lane.into(), accepted: at(accepted), size: 1_000, recipients: 1, large: false };
        index.apply(place, Effect::Message(QueueId(id), facts));
    }

    fn state(index: &mut Index, id: u64, lane: &str, due: i64, attempts: u32, held: bool) {
        let place = Place { segment: NonZeroU32::MIN, offset: 0, span: 100 };
        index.apply(place, Effect::State(QueueId(id), Prospect { lane: lane.into(), due: at(due), pending: 1, attempts, held }));
    }

    #[test]
    fn a_hundred_thousand_messages_are_summed_up_by_destination_without_a_disk() {
        let mut index = Index::default();
        index.open_segment(NonZeroU32::MIN, Salt(1), 1000, []);
        for id in 0..100_000 {
            message(&mut index, id, 1 + (id % 2) as u32, &format!("d{}.test", id % 500), 1_000_000 - id as i64);
        }
        // There is no file behind this index: what is told comes from memory alone.
        let all = lanes(&index);
        assert_eq!(all.len(), 500);
        assert!(all.iter().all(|lane| lane.messages == 200 && lane.octets == 200_000));
        let seven = all.iter().find(|lane| &*lane.lane == "d7.test").unwrap();
        assert_eq!((seven.server, seven.oldest, seven.tried), (ServerId(2), at(1_000_000 - 99_507), None));
    }

    #[test]
    fn a_lane_tells_what_is_frozen_under_way_tried_and_due_first() {
        let mut index = Index::default();
        index.open_segment(NonZeroU32::MIN, Salt(1), 1000, []);
        for id in 1..=5 {
            message(&mut index, id, 1, "a.test", id as i64);
        }
        message(&mut index, 6, 2, "a.test", 60);
        state(&mut index, 1, "a.test", 900, 1, false);
        state(&mut index, 2, "a.test", 500, 3, false);
        state(&mut index, 3, "a.test", 2, 0, true);
        assert_eq!(index.schedule.claim(at(10), 2, SignedDuration::from_secs(60), &|server, _| server == ServerId(2)).len(), 2);
        let all = lanes(&index);
        let lane = all.iter().find(|lane| lane.server == ServerId(1)).unwrap();
        assert_eq!((lane.messages, lane.held, lane.leased, lane.deferred), (5, 1, 2, 2));
        assert_eq!((lane.oldest, lane.due, lane.tried), (at(1), Some(at(500)), Some(QueueId(1))));
        assert_eq!(all.iter().find(|lane| lane.server == ServerId(2)).unwrap().messages, 1, "a lane of its own");
        for id in 1..=6 {
            index.take_out(QueueId(id));
        }
        assert_eq!(lanes(&index), []);
    }
}
