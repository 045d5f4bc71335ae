//! Which sockets to open for the bindings of all virtual servers, and which server a connection belongs to. Pure.

use crate::config::Binding;
use crate::mail::ServerId;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

/// A binding that a running server wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// Whose.
    pub server: ServerId,
    /// What.
    pub binding: Binding,
}

/// One socket to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Socket {
    /// Where to bind.
    pub address: SocketAddr,
    /// Whom connections go to: by local address, the wildcard last.
    pub targets: Vec<Target>,
    /// The binding asked for one family only or for `*`: then a missing family is no failure.
    pub family_optional: bool,
}

/// A server behind a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The local address that chooses it; `None` = any other.
    pub local: Option<IpAddr>,
    /// The server and its binding.
    pub wanted: Wanted,
}

/// The sockets for these bindings. A port of 0 gets a socket of its own each time.
pub fn sockets(wanted: &[Wanted]) -> Vec<Socket> {
    // By port and family: address, who wants it, and whether it is one of the two of `*`.
    type Group = Vec<(SocketAddr, Wanted, bool)>;
    let mut by_family: BTreeMap<(u16, bool), Group> = BTreeMap::new();
    let mut planned = vec![];
    for want in wanted {
        let addresses = want.binding.address.sockets(want.binding.port);
        let optional = addresses.len() > 1;
        for address in addresses {
            if address.port() == 0 {
                let target = Target { local: None, wanted: *want };
                planned.push(Socket { address, targets: vec![target], family_optional: optional && address.is_ipv6() });
            } else {
                by_family.entry((address.port(), address.is_ipv6())).or_default().push((address, *want, optional));
            }
        }
    }
    for group in by_family.into_values() {
        let wildcard = group.iter().find(|(address, ..)| address.ip().is_unspecified());
        let target = |(address, wanted, _): &(SocketAddr, Wanted, bool)| Target {
            local: (!address.ip().is_unspecified()).then_some(address.ip()),
            wanted: *wanted,
        };
        match wildcard {
            Some((address, _, optional)) => {
                let mut targets: Vec<Target> = group.iter().map(target).collect();
                targets.sort_by_key(|t| t.local.is_none());
                planned.push(Socket { address: *address, targets, family_optional: *optional && address.is_ipv6() });
            }
            None => {
                planned.extend(group.iter().map(|entry| Socket { address: entry.0, targets: vec![target(entry)], family_optional: false }))
            }
        }
    }
    planned
}

/// The server that a connection to this local address belongs to.
pub fn choose(targets: &[Target], local: IpAddr) -> Option<Wanted> {
    targets.iter().find(|t| t.local.is_none_or(|l| l == local)).map(|t| t.wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{BindAddress, Encryption};

    fn want(server: u32, address: &str, port: u16) -> Wanted {
        let address = if address == "*" { BindAddress::All } else { BindAddress::One(address.parse().unwrap()) };
        Wanted { server: ServerId(server), binding: Binding { address, port, encryption: Encryption::StartTls } }
    }

    fn chosen(sockets: &[Socket], bound: &str, local: &str) -> u32 {
        let socket = sockets.iter().find(|s| s.address == bound.parse().unwrap()).expect("the socket is planned");
        choose(&socket.targets, local.parse().unwrap()).expect("somebody answers").server.0
    }

    #[test]
    fn a_specific_address_beside_all_unassigned_shares_the_wildcard_socket_in_either_order() {
        for order in [[want(1, "*", 25), want(2, "127.0.0.2", 25)], [want(2, "127.0.0.2", 25), want(1, "*", 25)]] {
            let planned = sockets(&order);
            assert_eq!(planned.len(), 2);
            assert_eq!(chosen(&planned, "0.0.0.0:25", "127.0.0.2"), 2);
            assert_eq!(chosen(&planned, "0.0.0.0:25", "127.0.0.1"), 1);
            assert_eq!(chosen(&planned, "[::]:25", "::1"), 1);
        }
    }

    #[test]
    fn specific_addresses_alone_get_their_own_sockets() {
        let planned = sockets(&[want(1, "127.0.0.1", 25), want(2, "127.0.0.2", 25), want(1, "::1", 25)]);
        assert_eq!(planned.len(), 3);
        assert!(planned.iter().all(|s| s.targets.len() == 1 && !s.family_optional));
    }

    #[test]
    fn only_the_second_family_of_all_unassigned_may_be_missing() {
        let planned = sockets(&[want(1, "*", 25)]);
        assert_eq!(planned.iter().map(|s| (s.address.is_ipv6(), s.family_optional)).collect::<Vec<_>>(), [(false, false), (true, true)]);
    }
}
