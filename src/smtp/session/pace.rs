//! How fast a message comes (engine.md §1.1, row 34). The machine measures; whether a slow client may stay is asked.

use super::{Answer, Pending, Question, Session};
use crate::smtp::reply::Reply;
use std::time::Instant;

/// Octets since a moment.
#[derive(Debug)]
pub(super) struct Pace {
    since: Instant,
    octets: u64,
}

impl Pace {
    pub(super) fn start(now: Instant) -> Self {
        Self { since: now, octets: 0 }
    }

    pub(super) fn count(&mut self, octets: usize) {
        self.octets += octets as u64;
    }
}

impl Session {
    /// The earlier of `end` and the moment at which the pace is judged; `None` when it was judged now and there is work.
    pub(super) fn watch_pace(&mut self, now: Instant, end: Instant) -> Option<Instant> {
        let least = self.config.least_pace;
        let Some(pace) = self.pace.as_mut().filter(|_| least.octets_per_second > 0) else { return Some(end) };
        let judged = pace.since + least.over;
        if now < judged {
            return Some(end.min(judged));
        }
        // What was measured is exactly one stretch unless nobody asked for so long; then it is the more.
        let enough = u128::from(least.octets_per_second) * now.duration_since(pace.since).as_millis() / 1000;
        let slow = u128::from(pace.octets) < enough;
        *pace = Pace::start(now);
        if slow {
            self.ask(Pending::Slow, Question::Slow);
        }
        None
    }

    pub(super) fn slowness_answered(&mut self, now: Instant, answer: Answer) {
        match answer {
            Answer::GoOn => self.pace = Some(Pace::start(now)),
            Answer::Refuse(reply) | Answer::RefuseAndClose(reply) => {
                self.discard();
                self.close_with(reply);
            }
            _ => {
                self.discard();
                self.close_with(Reply::timed_out());
            }
        }
    }
}
