//! Steps of the clock. One forward makes mail due early, which costs an attempt; one backward would keep it until the clock has
//! come as far again, be it for years.

use super::{Context, House, PARKED_LONGEST, later};
use crate::spool::Filter;
use jiff::{SignedDuration, Timestamp};
use std::time::{Duration, Instant};

/// Compares the clock with one that only goes forward. Pure: both times are arguments.
#[derive(Debug)]
pub(super) struct Watch {
    clock: Timestamp,
    steady: Instant,
}

impl Watch {
    pub(super) fn new(clock: Timestamp, steady: Instant) -> Self {
        Self { clock, steady }
    }

    /// Whether the clock was set back since the last look.
    pub(super) fn was_set_back(&mut self, clock: Timestamp, steady: Instant) -> bool {
        let passed = SignedDuration::try_from(steady.saturating_duration_since(self.steady)).unwrap_or(SignedDuration::MAX);
        let expected = later(self.clock, passed);
        (self.clock, self.steady) = (clock, steady);
        expected.duration_since(clock) > SMALL
    }
}

/// The latest time that anything can wait for which was put off by this clock with these settings.
pub(super) fn latest(context: &Context, now: Timestamp) -> Timestamp {
    let spans = context.settings.servers.iter().flat_map(|server| server.delivery.retry.0);
    let longest = spans.map(|span| SignedDuration::try_from(Duration::from_secs(span.as_secs())).unwrap_or(SignedDuration::MAX)).max();
    later(now, longest.unwrap_or(PARKED_LONGEST).max(PARKED_LONGEST))
}

/// Nobody is left alone any more, and what is kept back is looked at: until when was reckoned with another clock.
pub(super) fn forgive(house: &House) {
    let now = house.now();
    tracing::warn!(%now, "the clock was set back: what was put off is tried again");
    house.hops.forgive();
    house.stores.forgive();
    let parked = {
        let mut book = house.book();
        let out: Vec<_> = book.out.keys().copied().collect();
        book.stepped.extend(out);
        std::mem::take(&mut book.parked)
    };
    parked.into_keys().for_each(|id| house.spool.release(id, Some(now)));
}

/// Makes due what waits for a time that no clock put right would have named.
pub(super) async fn fetch_back(house: &House) {
    let now = house.now();
    let latest = latest(&house.context(), now);
    for row in house.spool.find(Filter { due_after: Some(latest), ..Filter::default() }).await {
        // What is out is due again when it comes back: some of its recipients may have been put off before the step.
        if !(row.leased && house.book().out.contains_key(&row.id)) {
            house.spool.release(row.id, Some(now));
        }
    }
}

/// Less only delays by so much; time servers correct more than this by a step, the rest little by little. Longer than the loop
/// sleeps.
const SMALL: SignedDuration = SignedDuration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_real_step_back_is_one() {
        let (clock, steady) = (Timestamp::from_second(1_800_000_000).unwrap(), Instant::now());
        let at = |clock_seconds: i64, steady_seconds: u64| {
            (later(clock, SignedDuration::from_secs(clock_seconds)), steady + Duration::from_secs(steady_seconds))
        };
        let mut watch = Watch::new(clock, steady);
        let mut look = |clock_seconds, steady_seconds| {
            let (clock, steady) = at(clock_seconds, steady_seconds);
            watch.was_set_back(clock, steady)
        };
        assert!(!look(30, 30));
        assert!(!look(55, 60), "a clock that is slowed down");
        assert!(!look(1_000_000, 90), "a step forward");
        assert!(look(120, 120), "and back again");
        assert!(!look(150, 150), "which is told once");
        assert!(!look(150, 180), "a clock that stands still");
        // However long nobody looked.
        assert!(look(150 + 7_200 - 3_600, 180 + 7_200));
    }
}
