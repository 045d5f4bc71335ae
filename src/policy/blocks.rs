//! Addresses and subnets an administrator has blocked for a while. Pure: the time is an argument.

use crate::mail::Network;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Who may not connect.
    pub network: Network,
    /// Until when.
    pub until: Timestamp,
}

/// All of them, at most [`MOST`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocks(Vec<Block>);

impl Blocks {
    /// Those that are not over yet; of more than [`MOST`] the ones that last longest.
    pub fn new(blocks: impl IntoIterator<Item = Block>, now: Timestamp) -> Self {
        let mut all = Self::default();
        blocks.into_iter().for_each(|block| all.add(block, now));
        all
    }

    /// Adds a block, in place of one of the same network. When there is no room the one that ends first goes.
    pub fn add(&mut self, block: Block, now: Timestamp) {
        self.0.retain(|other| other.network != block.network && other.until > now);
        if block.until > now {
            self.0.push(block);
        }
        self.0.sort_by_key(|block| (std::cmp::Reverse(block.until), block.network));
        self.0.truncate(MOST);
    }

    /// Lifts the block of exactly this network; says whether there was one.
    pub fn remove(&mut self, network: Network) -> bool {
        let before = self.0.len();
        self.0.retain(|block| block.network != network);
        self.0.len() < before
    }

    /// Until when this address is blocked.
    pub fn until(&self, address: IpAddr, now: Timestamp) -> Option<Timestamp> {
        // They are sorted by their end, the last end first.
        self.0.iter().take_while(|block| block.until > now).find(|block| block.network.contains(address)).map(|block| block.until)
    }

    /// Those that are not over yet, the one that lasts longest first.
    pub fn at(&self, now: Timestamp) -> impl Iterator<Item = &Block> {
        self.0.iter().take_while(move |block| block.until > now)
    }
}

/// More than an administrator would enter; looked through at each connection.
pub const MOST: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn block(network: &str, until: i64) -> Block {
        Block { network: network.parse().unwrap(), until: at(until) }
    }

    #[test]
    fn a_block_holds_until_its_end_and_for_its_network_only() {
        let blocks = Blocks::new([block("192.0.2.0/24", 100), block("2001:db8::/64", 50)], at(0));
        let until = |address: &str, now| blocks.until(address.parse().unwrap(), at(now));
        assert_eq!(until("::ffff:192.0.2.7", 99), Some(at(100)));
        assert_eq!(until("192.0.2.7", 100), None);
        assert_eq!(until("192.0.3.7", 0), None);
        assert_eq!((until("2001:db8::1", 49), until("2001:db8::1", 50)), (Some(at(50)), None));
        assert_eq!(blocks.at(at(60)).count(), 1);
    }

    #[test]
    fn the_same_network_is_blocked_once_and_can_be_let_in_again() {
        let mut blocks = Blocks::new([block("192.0.2.1", 100)], at(0));
        blocks.add(block("192.0.2.1", 40), at(0));
        assert_eq!(blocks.until("192.0.2.1".parse().unwrap(), at(50)), None);
        assert!(blocks.remove("192.0.2.1".parse().unwrap()) && !blocks.remove("192.0.2.1".parse().unwrap()));
        blocks.add(block("192.0.2.2", 1), at(5));
        assert_eq!(blocks, Blocks::default(), "one that is over is not kept");
    }

    #[test]
    fn there_is_room_for_a_thousand_and_the_first_to_end_goes() {
        let many = (0..1_200u32).map(|n| Block { network: Network::single(IpAddr::V4(n.into())), until: at(100 + i64::from(n)) });
        let blocks = Blocks::new(many, at(0));
        assert_eq!(blocks.at(at(0)).count(), MOST);
        assert_eq!(blocks.at(at(0)).last().unwrap().until, at(300));
    }
}
