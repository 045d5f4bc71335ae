//! Client addresses and the subnets of the access lists.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

/// An address as every policy, counter and log sees it: `::ffff:a.b.c.d` is `a.b.c.d`.
pub fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// A single computer or a group of computers: an address with the number of bits that count. Host bits are masked off.
///
/// Written as an address, as `address/bits`, or as `address/mask` with a contiguous IPv4 mask (dialogs.md 2.3).
///
/// ```
/// use postkontor::mail::Network;
/// let office: Network = "192.168.1.77/255.255.255.0".parse().unwrap();
/// assert_eq!(office.to_string(), "192.168.1.0/24");
/// assert!(office.contains("192.168.1.254".parse().unwrap()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Network(IpNet);

/// Why a text is neither an address nor a subnet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The address part is not one.
    #[error("{0:?} is not an IP address")]
    Address(String),
    /// The mask has holes, or more bits than the address.
    #[error("{0:?} is not a subnet mask; write 255.255.255.0 or a number of bits such as 24")]
    Mask(String),
    /// `0.0.0.0` or `::` as a single computer.
    #[error("{0} is no computer's address; to mean every computer write {0}/0")]
    Unspecified(IpAddr),
}

impl Network {
    /// One computer.
    pub fn single(address: IpAddr) -> Self {
        Self(IpNet::from(canonical(address)))
    }

    /// What counts as one client: its address, of IPv6 the subnet of 64 bits, out of which a client takes any address it
    /// likes (RFC 4862 §5.5.3).
    pub fn of_client(address: IpAddr) -> Self {
        match canonical(address) {
            v6 @ IpAddr::V6(_) => IpNet::new(v6, 64).map_or_else(|_| Self::single(v6), |net| Self(net.trunc())),
            v4 => Self::single(v4),
        }
    }

    /// Whether the address, in canonical form, belongs to it.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&canonical(address))
    }

    /// Whether it is one computer and not a group.
    pub fn is_single(&self) -> bool {
        self.0.prefix_len() == self.0.max_prefix_len()
    }

    /// The lowest address of the group.
    pub fn address(&self) -> IpAddr {
        self.0.network()
    }

    /// How many leading bits count.
    pub fn bits(&self) -> u8 {
        self.0.prefix_len()
    }
}

impl FromStr for Network {
    type Err = NetworkError;
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let clipped = |t: &str| t.chars().take(60).collect::<String>();
        let (address, mask) = text.split_once('/').map_or((text, None), |(a, m)| (a, Some(m)));
        let address: IpAddr = address.trim().parse().map_err(|_| NetworkError::Address(clipped(address)))?;
        let address = canonical(address);
        let Some(mask) = mask.map(str::trim) else {
            return if address.is_unspecified() { Err(NetworkError::Unspecified(address)) } else { Ok(Self::single(address)) };
        };
        let refuse = || NetworkError::Mask(clipped(mask));
        let bits = match mask.parse::<Ipv4Addr>() {
            Ok(mask) if address.is_ipv4() => ipnet::ipv4_mask_to_prefix(mask).map_err(|_| refuse())?,
            Ok(_) => return Err(refuse()),
            Err(_) if mask.bytes().all(|d| d.is_ascii_digit()) => mask.parse().map_err(|_| refuse())?,
            Err(_) => return Err(refuse()),
        };
        let net = match address {
            IpAddr::V4(v4) => Ipv4Net::new(v4, bits).map(IpNet::V4),
            IpAddr::V6(v6) => Ipv6Net::new(v6, bits).map(IpNet::V6),
        };
        net.map(|n| Self(n.trunc())).map_err(|_| refuse())
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() { fmt::Display::fmt(&self.0.network(), f) } else { fmt::Display::fmt(&self.0, f) }
    }
}

impl TryFrom<String> for Network {
    type Error = NetworkError;
    fn try_from(text: String) -> Result<Self, NetworkError> {
        text.parse()
    }
}

impl From<Network> for String {
    fn from(network: Network) -> String {
        network.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_single_computers_and_groups_of_both_families() {
        for (text, printed) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("192.168.1.0/255.255.255.0", "192.168.1.0/24"),
            ("2001:db8::5/32", "2001:db8::/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(text.parse::<Network>().unwrap().to_string(), printed, "{text}");
        }
    }

    #[test]
    fn refuses_masks_with_holes_and_addresses_of_nobody() {
        for bad in ["", "x", "10.0.0.0/33", "10.0.0.0/255.0.255.0", "::/129", "::/255.0.0.0", "0.0.0.0", "::", "10.0.0.0/", "10.0.0.0/+8"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}
