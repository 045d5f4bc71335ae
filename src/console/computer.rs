//! What dialogs must know of this computer: its addresses, and which ports the program may open.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::wizards::new_server::Facts;
use crate::mail::Network;

/// What the wizard must know.
pub fn facts(host: &str) -> Facts {
    let program = std::env::current_exe().unwrap_or_default();
    let lowest_port = lowest_port(&text("/proc/self/status"), &text("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
    let cure = format!("sudo setcap cap_net_bind_service=+ep {}", program.display());
    Facts { host: host.to_owned(), addresses: addresses(), lowest_port, cure }
}

/// The addresses of this computer, those of other computers' side first; link-local ones cannot be listened on by number.
pub fn addresses() -> Vec<IpAddr> {
    let four = four(&text("/proc/net/fib_trie")).into_iter().map(IpAddr::V4);
    let six = six(&text("/proc/net/if_inet6")).into_iter().map(IpAddr::V6);
    let mut found: Vec<IpAddr> = four.chain(six).collect();
    found.sort_by_key(|address| (address.is_loopback(), *address));
    found.dedup();
    found
}

/// The networks this computer is in, without its own.
pub fn networks() -> Vec<Network> {
    let four = four_networks(&text("/proc/net/fib_trie"));
    let mut found: Vec<Network> = four.into_iter().chain(six_networks(&text("/proc/net/if_inet6"))).collect();
    found.sort();
    found.dedup();
    found
}

/// The lines `|-- NETWORK` that are followed by `/BITS link`.
fn four_networks(trie: &str) -> Vec<Network> {
    let lines: Vec<&str> = trie.lines().collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let bits = pair[1].trim().strip_suffix("UNICAST")?.trim().strip_suffix("link")?.trim().strip_prefix('/')?;
        let network: Network = format!("{}/{bits}", pair[0].trim().strip_prefix("|--")?.trim()).parse().ok()?;
        (!network.is_single() && network.bits() > 0 && !network.address().is_loopback()).then_some(network)
    });
    pairs.collect()
}

/// The third word of each line is the number of bits in hexadecimal.
fn six_networks(table: &str) -> Vec<Network> {
    let all = table.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let address = words.next().and_then(|word| u128::from_str_radix(word, 16).ok()).map(Ipv6Addr::from)?;
        let bits = u8::from_str_radix(words.nth(1)?, 16).ok()?;
        let network: Network = format!("{address}/{bits}").parse().ok()?;
        (!address.is_unicast_link_local() && !address.is_loopback() && !network.is_single() && bits > 0).then_some(network)
    });
    all.collect()
}

/// A file of the system; what it does not tell is not known.
fn text(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The lines `|-- ADDRESS` that are followed by `/32 host LOCAL`.
fn four(trie: &str) -> Vec<Ipv4Addr> {
    let lines: Vec<&str> = trie.lines().collect();
    let local = lines.windows(2).filter(|pair| pair[1].contains("/32 host LOCAL"));
    local.filter_map(|pair| pair[0].trim().strip_prefix("|--")?.trim().parse().ok()).collect()
}

/// The first word of each line is the address in hexadecimal.
fn six(table: &str) -> Vec<Ipv6Addr> {
    let words = table.lines().filter_map(|line| line.split_whitespace().next());
    let all = words.filter_map(|word| u128::from_str_radix(word, 16).ok()).map(Ipv6Addr::from);
    all.filter(|address| !address.is_unicast_link_local()).collect()
}

/// The lowest port this process may open; 0 when it may open all.
fn lowest_port(status: &str, start: &str) -> u16 {
    let capabilities = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    let may = capabilities.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).is_some_and(|set| set >> NET_BIND_SERVICE & 1 == 1);
    if may { 0 } else { start.trim().parse().unwrap_or(1024) }
}

/// The number of the capability to open ports below 1024.
const NET_BIND_SERVICE: u32 = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_from_the_tables_of_the_system() {
        let trie = "Local:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 127.0.0.1\n        /32 host LOCAL\n     |-- 192.168.1.0\n        /24 link UNICAST\n     |-- 192.168.1.10\n        /32 host LOCAL\n";
        assert_eq!(four(trie), [Ipv4Addr::LOCALHOST, Ipv4Addr::new(192, 168, 1, 10)]);
        let table = "00000000000000000000000000000001 01 80 10 80       lo\nfe800000000000000000000000000001 02 40 20 80     eth0\n";
        assert_eq!(six(table), [Ipv6Addr::LOCALHOST]);
        assert_eq!(four_networks(trie), ["192.168.1.0/24".parse().unwrap()]);
        let table = "20010db8000000000000000000000010 02 40 00 80     eth0\n00000000000000000000000000000001 01 80 10 80       lo\n";
        assert_eq!(six_networks(table), ["2001:db8::/64".parse().unwrap()]);
    }

    #[test]
    fn the_right_to_open_low_ports_is_seen() {
        assert_eq!(lowest_port("Name:\tx\nCapEff:\t0000000000000400\n", "1024\n"), 0);
        assert_eq!(lowest_port("Name:\tx\nCapEff:\t0000000000000000\n", "80\n"), 80);
        assert_eq!(lowest_port("", ""), 1024);
    }
}
