//! How many failures an address may have (row 18), and how many sessions each has now (row 19). Pure: the time is an
//! argument, and monotonic.
//!
//! An IPv4 address counts alone, an IPv6 address with its subnet of 64 bits, all of which one customer has.

use super::{NetworkIndex, is_loopback};
use crate::config::Protection;
use crate::mail::Network;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// How many failures an address may have (*Protection*), on one server.
#[derive(Debug, Clone)]
pub struct Limits {
    failures: Option<usize>,
    window: Duration,
    block: Duration,
    exempt: NetworkIndex,
}

impl Limits {
    /// Those of the settings.
    pub fn of(protection: &Protection) -> Self {
        Self {
            failures: protection.failures.map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
            window: protection.window.into(),
            block: protection.block.into(),
            exempt: NetworkIndex::new(protection.exempt.iter().copied().enumerate()),
        }
    }

    /// Loopback and exempt hosts are not blocked for failures.
    fn spares(&self, address: IpAddr) -> bool {
        is_loopback(address) || self.exempt.contains(address)
    }
}

/// The failure budgets of addresses, for all servers together: as many failures as the server's [`Limits`] say (10 in 10
/// minutes) block an address for an hour, and each further block lasts twice as long as the one before, up to a week. A
/// day without failures after a block makes the next one short again.
///
/// Never blocked for failures are loopback, exempt hosts, and an address with a good log-on in the last hour: its failures
/// are a colleague's, behind the same router. The latter are counted all the same, so that they tell once the hour is
/// over. What a person blocks is another list ([`super::blocks`]).
#[derive(Debug, Clone)]
pub struct Failures {
    records: HashMap<IpAddr, Record>,
    /// Age -> address, to find the one heard of longest ago.
    ages: BTreeMap<u64, IpAddr>,
    next_age: u64,
    capacity: usize,
    revision: u64,
}

#[derive(Debug, Clone, Default)]
struct Record {
    age: u64,
    recent: VecDeque<Instant>,
    blocks: u32,
    blocked_until: Option<Instant>,
    good_until: Option<Instant>,
}

/// An address blocked for its failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The address; an IPv6 address stands for its subnet of 64 bits.
    pub address: IpAddr,
    /// Until when.
    pub until: Instant,
    /// How many blocks in a row this is; the next one lasts twice as long.
    pub times: u32,
}

impl Default for Failures {
    fn default() -> Self {
        Self { records: HashMap::new(), ages: BTreeMap::new(), next_age: 0, capacity: MOST_ADDRESSES, revision: 0 }
    }
}

impl Failures {
    /// Counts a failure; says until when the address is blocked, if it is now.
    pub fn record_failure(&mut self, address: IpAddr, limits: &Limits, now: Instant) -> Option<Instant> {
        let most = limits.failures.filter(|_| !limits.spares(address))?;
        let record = self.touch(key(address));
        if record.blocked_until.is_some_and(|until| now >= until + FORGIVEN_AFTER) {
            record.blocks = 0;
            record.blocked_until = None;
        }
        record.recent.push_back(now);
        while record.recent.len() > most || record.recent.front().is_some_and(|first| now.saturating_duration_since(*first) > limits.window)
        {
            record.recent.pop_front();
        }
        if record.recent.len() >= most && !record.is_good(now) {
            let span = limits.block.saturating_mul(1 << record.blocks.min(16)).min(LONGEST_BLOCK);
            record.blocks = record.blocks.saturating_add(1);
            record.blocked_until = Some(now + span);
            record.recent.clear();
            self.revision += 1;
        }
        self.blocked(address, limits, now)
    }

    /// Remembers a good log-on: for an hour the address is not blocked, and what it had failed is forgotten.
    pub fn record_success(&mut self, address: IpAddr, now: Instant) {
        let record = self.touch(key(address));
        let was_blocked = record.blocked_until.take().is_some();
        record.recent.clear();
        record.blocks = 0;
        record.good_until = Some(now + GOOD_FOR);
        self.revision += u64::from(was_blocked);
    }

    /// Until when the address is blocked for a server with these limits.
    pub fn blocked(&self, address: IpAddr, limits: &Limits, now: Instant) -> Option<Instant> {
        let record = self.records.get(&key(address))?;
        let spared = record.is_good(now) || limits.spares(address);
        record.blocked_until.filter(|until| now < *until && !spared)
    }

    /// Blocks an address as it was before a restart.
    pub fn block(&mut self, block: Block) {
        let key = key(block.address);
        let age = self.touch(key).age;
        let record = Record { age, blocks: block.times, blocked_until: Some(block.until), ..Record::default() };
        self.records.insert(key, record);
        self.revision += 1;
    }

    /// Lifts the block of an address and forgets its failures; says whether there was one.
    pub fn unblock(&mut self, address: IpAddr, now: Instant) -> bool {
        let Some(record) = self.records.remove(&key(address)) else { return false };
        self.ages.remove(&record.age);
        self.revision += 1;
        record.blocked_until.is_some_and(|until| now < until)
    }

    /// The blocks of now, the one that ends last first.
    pub fn blocks(&self, now: Instant) -> Vec<Block> {
        let block = |(address, record): (&IpAddr, &Record)| {
            let until = record.blocked_until.filter(|until| now < *until && !record.is_good(now))?;
            Some(Block { address: *address, until, times: record.blocks })
        };
        let mut blocks: Vec<Block> = self.records.iter().filter_map(block).collect();
        blocks.sort_by_key(|block| (std::cmp::Reverse(block.until), block.address));
        blocks
    }

    /// Grows whenever a block is made or lifted; not when one ends by itself.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The record of an address, now the youngest; the oldest makes room for a new one.
    fn touch(&mut self, key: IpAddr) -> &mut Record {
        if !self.records.contains_key(&key)
            && self.records.len() >= self.capacity
            && let Some((_, oldest)) = self.ages.pop_first()
        {
            self.records.remove(&oldest);
        }
        let record = self.records.entry(key).or_default();
        self.ages.remove(&record.age);
        // Ages start at 1: 0 is that of a record just made.
        self.next_age += 1;
        record.age = self.next_age;
        self.ages.insert(record.age, key);
        record
    }
}

impl Record {
    fn is_good(&self, now: Instant) -> bool {
        self.good_until.is_some_and(|until| now < until)
    }
}

/// The sessions of one server, in all and from each address.
#[derive(Debug, Clone, Default)]
pub struct Sessions {
    total: u32,
    from: HashMap<IpAddr, u32>,
}

impl Sessions {
    /// A session begins.
    pub fn begin(&mut self, address: IpAddr) {
        self.total = self.total.saturating_add(1);
        let from = self.from.entry(key(address)).or_default();
        *from = from.saturating_add(1);
    }

    /// A session that had begun ends.
    pub fn end(&mut self, address: IpAddr) {
        if let Some(from) = self.from.get_mut(&key(address)) {
            *from -= 1;
            self.total -= 1;
            if *from == 0 {
                self.from.remove(&key(address));
            }
        }
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// How many there are from this address, or from its subnet of 64 bits.
    pub fn from(&self, address: IpAddr) -> u32 {
        self.from.get(&key(address)).copied().unwrap_or(0)
    }
}

fn key(address: IpAddr) -> IpAddr {
    Network::of_client(address).address()
}

const LONGEST_BLOCK: Duration = Duration::from_secs(7 * 86_400);
const FORGIVEN_AFTER: Duration = Duration::from_secs(86_400);
const GOOD_FOR: Duration = Duration::from_secs(3_600);
const MOST_ADDRESSES: usize = 65_536;

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn limits() -> Limits {
        Limits { failures: Some(10), window: WINDOW, block: HOUR, exempt: NetworkIndex::default() }
    }

    fn fail(failures: &mut Failures, from: &str, times: usize, now: Instant) -> Option<Duration> {
        let mut until = None;
        for _ in 0..times {
            until = failures.record_failure(address(from), &limits(), now);
        }
        until.map(|until| until - now)
    }

    const HOUR: Duration = Duration::from_secs(3_600);
    const WINDOW: Duration = Duration::from_secs(600);

    #[test]
    fn the_tenth_failure_in_ten_minutes_blocks_for_an_hour() {
        let (mut failures, now) = (Failures::default(), Instant::now());
        assert_eq!(fail(&mut failures, "192.0.2.1", 9, now), None);
        let last = now + WINDOW;
        assert_eq!(fail(&mut failures, "192.0.2.1", 1, last), Some(HOUR));
        assert!(failures.blocked(address("::ffff:192.0.2.1"), &limits(), last).is_some());
        assert!(failures.blocked(address("192.0.2.2"), &limits(), last).is_none());
        assert!(failures.blocked(address("192.0.2.1"), &limits(), last + HOUR).is_none());
    }

    #[test]
    fn slow_failures_never_block() {
        let (mut failures, now) = (Failures::default(), Instant::now());
        for n in 0..100 {
            assert_eq!(failures.record_failure(address("192.0.2.1"), &limits(), now + Duration::from_secs(67 * n)), None);
        }
    }

    #[test]
    fn each_further_block_lasts_twice_as_long_up_to_a_week() {
        let (mut failures, mut now) = (Failures::default(), Instant::now());
        for hours in [1, 2, 4, 8, 16, 32, 64, 128, 168, 168] {
            let span = fail(&mut failures, "192.0.2.1", 10, now).unwrap();
            assert_eq!(span, HOUR * hours);
            now += span;
        }
        assert_eq!(fail(&mut failures, "192.0.2.1", 10, now + Duration::from_secs(86_400)), Some(HOUR));
    }

    #[test]
    fn an_address_with_a_good_log_on_in_the_last_hour_is_not_blocked() {
        let (mut failures, now) = (Failures::default(), Instant::now());
        failures.record_success(address("192.0.2.1"), now);
        assert_eq!(fail(&mut failures, "192.0.2.1", 50, now + HOUR - Duration::from_secs(1)), None);
        assert_eq!(fail(&mut failures, "192.0.2.1", 1, now + HOUR), Some(HOUR));
        failures.record_success(address("192.0.2.1"), now + HOUR);
        assert!(failures.blocked(address("192.0.2.1"), &limits(), now + HOUR).is_none());
    }

    #[test]
    fn loopback_and_exempt_hosts_are_never_blocked_for_failures() {
        let exempt = Limits { exempt: NetworkIndex::new([(0, "10.0.0.0/8".parse().unwrap())]), ..limits() };
        let (mut failures, now) = (Failures::default(), Instant::now());
        for from in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "10.1.2.3"] {
            for _ in 0..50 {
                assert_eq!(failures.record_failure(address(from), &exempt, now), None, "{from}");
            }
        }
        assert!(failures.records.is_empty());
        // Blocked by another server, and exempt on this one.
        fail(&mut failures, "10.1.2.3", 10, now);
        assert!(failures.blocked(address("10.1.2.3"), &limits(), now).is_some());
        assert!(failures.blocked(address("10.1.2.3"), &exempt, now).is_none());
        let never = Limits { failures: None, ..limits() };
        assert!((0..50).all(|_| failures.record_failure(address("192.0.2.9"), &never, now).is_none()));
    }

    #[test]
    fn a_block_outlives_a_restart_with_its_length_and_every_change_is_told() {
        let (mut failures, now) = (Failures::default(), Instant::now());
        assert_eq!(failures.revision(), 0);
        failures.block(Block { address: address("192.0.2.1"), until: now + HOUR, times: 3 });
        assert_eq!((failures.revision(), fail(&mut failures, "192.0.2.1", 10, now)), (1, Some(HOUR * 8)));
        assert_eq!((failures.revision(), failures.blocks(now)[0].times), (2, 4));
        failures.record_success(address("192.0.2.1"), now);
        assert_eq!((failures.revision(), failures.blocks(now).len()), (3, 0));
    }

    #[test]
    fn an_ipv6_subnet_of_64_bits_has_one_budget() {
        let (mut failures, now) = (Failures::default(), Instant::now());
        for n in 0..10 {
            failures.record_failure(address(&format!("2001:db8:0:1::{n:x}")), &limits(), now);
        }
        assert!(failures.blocked(address("2001:db8:0:1:ffff::"), &limits(), now).is_some());
        assert!(failures.blocked(address("2001:db8:0:2::1"), &limits(), now).is_none());
        assert_eq!(failures.blocks(now).iter().map(|b| b.address).collect::<Vec<_>>(), [address("2001:db8:0:1::")]);
        assert!(failures.unblock(address("2001:db8:0:1::7"), now) && !failures.unblock(address("2001:db8:0:1::7"), now));
        assert!(failures.records.is_empty() && failures.ages.is_empty());
    }

    #[test]
    fn the_table_is_bounded_and_drops_the_oldest() {
        let (mut failures, now) = (Failures { capacity: 3, ..Failures::default() }, Instant::now());
        for from in ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1", "192.0.2.4"] {
            failures.record_failure(address(from), &limits(), now);
        }
        assert!(failures.records.len() == 3 && failures.ages.len() == 3);
        assert!(!failures.records.contains_key(&address("192.0.2.2")) && failures.records.contains_key(&address("192.0.2.1")));
    }

    #[test]
    fn sessions_are_counted_in_all_and_by_address() {
        let mut sessions = Sessions::default();
        for from in ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "2001:db8::2"] {
            sessions.begin(address(from));
        }
        assert_eq!((sessions.total(), sessions.from(address("192.0.2.1")), sessions.from(address("2001:db8::3"))), (4, 2, 2));
        sessions.end(address("192.0.2.1"));
        sessions.end(address("192.0.2.1"));
        sessions.end(address("192.0.2.1"));
        assert_eq!((sessions.total(), sessions.from.len()), (2, 1));
    }
}
