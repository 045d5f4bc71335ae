//! The ring the list of events is kept in: bounded, and what falls out of it is counted for whoever comes too late.

use super::event::{Event, Events, Occurrence};
use crate::mail::ServerId;
use crate::reception::Clock;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The latest events of the engine. Adding one never waits for a reader: the lock is held for a push.
pub(super) struct Journal {
    ring: Mutex<Ring>,
    clock: Clock,
}

#[derive(Default)]
struct Ring {
    last: u64,
    events: VecDeque<Arc<Event>>,
}

impl Journal {
    pub(super) fn new(clock: Clock) -> Arc<Self> {
        Arc::new(Self { ring: Mutex::default(), clock })
    }

    pub(super) fn add(&self, server: ServerId, what: Occurrence) {
        let at = (self.clock)();
        let mut ring = self.ring();
        ring.last += 1;
        let sequence = ring.last;
        if ring.events.len() == KEPT {
            ring.events.pop_front();
        }
        ring.events.push_back(Arc::new(Event { sequence, at, server, what }));
    }

    /// The events after this number, at most `limit` (and 1,000) of them.
    pub(super) fn after(&self, sequence: u64, limit: usize) -> Events {
        let ring = self.ring();
        let first = ring.events.front().map_or(ring.last + 1, |event| event.sequence);
        let skip = usize::try_from((sequence + 1).saturating_sub(first)).unwrap_or(usize::MAX);
        Events {
            events: ring.events.iter().skip(skip).take(limit.min(MOST)).cloned().collect(),
            lost: first.saturating_sub(sequence.saturating_add(1)),
            last: ring.last,
        }
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const KEPT: usize = 4_096;
const MOST: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::SessionId;
    use crate::policy::RuleId;
    use crate::reception::What;

    fn journal(events: u64) -> Arc<Journal> {
        let journal = Journal::new(Arc::new(|| jiff::Timestamp::UNIX_EPOCH));
        for session in 0..events {
            let what = What::Refused { rule: RuleId::ConnectionListEntry(3), address: None };
            let client = "192.0.2.1".parse().unwrap();
            journal.add(ServerId(1), Occurrence::Session { session: SessionId(session), client, what });
        }
        journal
    }

    #[test]
    fn a_reader_goes_on_where_it_was_and_hears_how_much_it_missed() {
        let journal = journal(KEPT as u64 + 10);
        let page = journal.after(0, 5);
        assert_eq!((page.lost, page.events[0].sequence, page.events.len()), (10, 11, 5));
        let next = journal.after(15, 2_000);
        assert_eq!((next.lost, next.events[0].sequence, next.events.len()), (0, 16, MOST));
        let end = journal.after(next.last, 10);
        assert_eq!((end.lost, end.events.len(), end.last), (0, 0, KEPT as u64 + 10));
    }

    #[test]
    fn an_empty_list_has_lost_nothing() {
        assert_eq!(journal(0).after(0, 10), Events::default());
        assert_eq!(journal(1).after(u64::MAX - 1, 10).events, []);
    }
}
