//! Lists of computers, indexed.

use super::facts::Names;
use crate::mail::{Computers, Network, canonical};
use std::collections::HashMap;
use std::net::IpAddr;

/// A list of computers and groups of computers that finds the most specific entry an address belongs to.
///
/// One hash map for each length of prefix that occurs, longest first: a look-up is one probe a length, so at most 33
/// (IPv4) or 129 (IPv6) and usually two or three, however many entries there are.
///
/// ```
/// use postkontor::policy::NetworkIndex;
/// let index = NetworkIndex::new([(0, "10.0.0.0/8".parse().unwrap()), (1, "10.0.0.7".parse().unwrap())]);
/// assert_eq!(index.find("10.0.0.7".parse().unwrap()), Some(1));
/// assert_eq!(index.find("10.9.9.9".parse().unwrap()), Some(0));
/// assert_eq!(index.find("192.0.2.1".parse().unwrap()), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct NetworkIndex {
    v4: Vec<(u8, HashMap<u32, usize>)>,
    v6: Vec<(u8, HashMap<u128, usize>)>,
}

impl NetworkIndex {
    /// Indexes entries, each with its place in the list. Of equal entries the first counts.
    pub fn new(entries: impl IntoIterator<Item = (usize, Network)>) -> Self {
        let mut index = Self::default();
        for (place, network) in entries {
            match network.address() {
                IpAddr::V4(v4) => level(&mut index.v4, network.bits()).entry(v4.to_bits()).or_insert(place),
                IpAddr::V6(v6) => level(&mut index.v6, network.bits()).entry(v6.to_bits()).or_insert(place),
            };
        }
        index.v4.sort_unstable_by_key(|(bits, _)| std::cmp::Reverse(*bits));
        index.v6.sort_unstable_by_key(|(bits, _)| std::cmp::Reverse(*bits));
        index
    }

    /// The place of the most specific entry the address belongs to.
    pub fn find(&self, address: IpAddr) -> Option<usize> {
        match canonical(address) {
            IpAddr::V4(v4) => self.v4.iter().find_map(|(bits, level)| {
                let mask = u32::MAX.checked_shl(32 - u32::from(*bits)).unwrap_or(0);
                level.get(&(v4.to_bits() & mask)).copied()
            }),
            IpAddr::V6(v6) => self.v6.iter().find_map(|(bits, level)| {
                let mask = u128::MAX.checked_shl(128 - u32::from(*bits)).unwrap_or(0);
                level.get(&(v6.to_bits() & mask)).copied()
            }),
        }
    }

    /// Whether the address belongs to any entry.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.find(address).is_some()
    }
}

/// A list whose entries may be domains too. An address or subnet counts before a domain, as it needs no DNS.
///
/// ```
/// use postkontor::mail::Domain;
/// use postkontor::policy::{ComputerIndex, Names};
/// let list = ["10.0.0.0/8", "example.com"].map(|text| text.parse().unwrap());
/// let index = ComputerIndex::new(list.iter().enumerate());
/// let names = [Domain::parse("mail.example.com").unwrap()];
/// let names = Names { confirmed: &names, complete: true };
/// assert_eq!(index.find("10.9.9.9".parse().unwrap(), names), Some(0));
/// assert_eq!(index.find("192.0.2.1".parse().unwrap(), names), Some(1));
/// assert_eq!(index.find("192.0.2.1".parse().unwrap(), Names::default()), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct ComputerIndex {
    networks: NetworkIndex,
    domains: HashMap<Box<str>, usize>,
}

impl ComputerIndex {
    /// Indexes entries, each with its place in the list. Of equal entries the first counts.
    pub fn new<'a>(entries: impl IntoIterator<Item = (usize, &'a Computers)>) -> Self {
        let mut domains = HashMap::new();
        let mut networks = vec![];
        for (place, who) in entries {
            match who {
                Computers::Group(network) => networks.push((place, *network)),
                Computers::Domain(domain) => {
                    domains.entry(domain.as_str().into()).or_insert(place);
                }
            }
        }
        Self { networks: NetworkIndex::new(networks), domains }
    }

    /// The place of the most specific entry that the client is: by its address, else by one of its confirmed names, on
    /// label borders.
    pub fn find(&self, address: IpAddr, names: Names) -> Option<usize> {
        self.networks.find(address).or_else(|| {
            if self.domains.is_empty() {
                return None;
            }
            let found = names.confirmed.iter().filter_map(|name| {
                let mut suffixes = std::iter::successors(Some(name.as_str()), |name| name.split_once('.').map(|(_, rest)| rest));
                suffixes.find_map(|suffix| self.domains.get(suffix).map(|place| (suffix.len(), *place)))
            });
            found.max_by_key(|(length, place)| (*length, std::cmp::Reverse(*place))).map(|(_, place)| place)
        })
    }

    /// Whether the names of this client could make it an entry that its address does not.
    pub fn depends_on_names(&self, address: IpAddr) -> bool {
        !self.domains.is_empty() && !self.networks.contains(address)
    }
}

/// The map for one length of prefix.
fn level<K>(levels: &mut Vec<(u8, HashMap<K, usize>)>, bits: u8) -> &mut HashMap<K, usize> {
    let at = levels.iter().position(|(b, _)| *b == bits).unwrap_or_else(|| {
        levels.push((bits, HashMap::new()));
        levels.len() - 1
    });
    &mut levels[at].1
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::mail::Domain;
    use proptest::prelude::*;

    /// Addresses close enough to one another that entries overlap.
    pub(in crate::policy) fn addresses() -> impl Strategy<Value = IpAddr> {
        let v4 = (0u32..8, 0u32..4).prop_map(|(high, low)| IpAddr::V4((0x0a00_0000 | high << 14 | low).into()));
        let v6 = (0u128..8, 0u128..4).prop_map(|(high, low)| IpAddr::V6((0x2001_0db8 << 96 | high << 62 | low).into()));
        prop_oneof![v4, v6]
    }

    /// Computers and groups around those addresses.
    pub(in crate::policy) fn networks() -> impl Strategy<Value = Network> {
        (addresses(), 0u8..=128).prop_map(|(address, bits)| {
            let bits = if address.is_ipv4() { bits % 33 } else { bits };
            format!("{address}/{bits}").parse().unwrap()
        })
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_walk_through_the_list_finds(list in prop::collection::vec(networks(), 0..24), address in addresses()) {
            let index = NetworkIndex::new(list.iter().copied().enumerate());
            let walked = list.iter().enumerate().filter(|(_, n)| n.contains(address)).map(|(at, n)| (n.bits(), std::cmp::Reverse(at))).max();
            prop_assert_eq!(index.find(address), walked.map(|(_, at)| at.0));
        }
    }

    #[test]
    fn an_ipv4_address_in_ipv6_is_the_ipv4_address() {
        let index = NetworkIndex::new([(0, "192.0.2.0/24".parse().unwrap())]);
        assert!(index.contains("::ffff:192.0.2.9".parse().unwrap()));
        assert!(!index.contains("::192.0.2.9".parse().unwrap()));
    }

    #[test]
    fn every_address_of_a_family_belongs_to_its_group_of_zero_bits() {
        let index = NetworkIndex::new([(0, "0.0.0.0/0".parse().unwrap())]);
        assert!(index.contains("255.255.255.255".parse().unwrap()) && !index.contains("2001:db8::1".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn a_name_is_found_below_the_longest_domain_it_belongs_to(
            list in prop::collection::vec("([ab]\\.){0,3}[ab]{1,2}", 0..12),
            names in prop::collection::vec("([ab]\\.){0,4}[ab]{1,2}", 0..3),
        ) {
            let domain = |text: &String| Domain::parse(text).unwrap();
            let entries: Vec<Computers> = list.iter().map(|text| Computers::Domain(domain(text))).collect();
            let index = ComputerIndex::new(entries.iter().enumerate());
            let confirmed: Vec<Domain> = names.iter().map(domain).collect();
            let listed = list.iter().map(domain).enumerate();
            let walked = listed
                .filter(|(_, entry)| confirmed.iter().any(|name| name.is_within(entry)))
                .map(|(at, entry)| (entry.as_str().len(), std::cmp::Reverse(at)))
                .max();
            let found = index.find("192.0.2.1".parse().unwrap(), Names { confirmed: &confirmed, complete: true });
            prop_assert_eq!(found, walked.map(|(_, at)| at.0));
        }
    }

    #[test]
    fn ten_thousand_entries_are_indexed_by_their_few_lengths() {
        let list = (0..10_000u32).map(|n| (n as usize, Network::single(IpAddr::V4((0x0a00_0000 + n).into()))));
        let index = NetworkIndex::new(list);
        assert_eq!(index.v4.len(), 1);
        assert_eq!(index.find("10.0.39.15".parse().unwrap()), Some(9_999));
        assert_eq!(index.find("10.0.39.16".parse().unwrap()), None);
    }
}
