//! What an entry in a list of computers means: an address, a subnet, or all hosts of a domain.

use super::domain::{Domain, DomainError};
use super::network::{Network, NetworkError};
use std::fmt;
use std::str::FromStr;

/// The computers that one entry of *Connection* or *Relay Restrictions* stands for (dialogs.md §2.3).
///
/// ```
/// use postkontor::mail::Computers;
/// let entry = |text: &str| text.parse::<Computers>();
/// assert!(matches!(entry("192.168.1.0/24"), Ok(Computers::Group(_))));
/// assert!(matches!(entry("Example.COM"), Ok(Computers::Domain(_))));
/// // Digits and dots are a mistyped address and never a name.
/// assert!(entry("192.168.1").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Computers {
    /// *Single computer* or *Group of computers*.
    Group(Network),
    /// *Domain*: the host of this name and every name below it. Whether a client is one is for the DNS to say.
    Domain(Domain),
}

/// Why a text is none of these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComputersError {
    /// It looks like an address or a subnet, and is not.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// It looks like a name, and is not.
    #[error(transparent)]
    Domain(#[from] DomainError),
}

impl Computers {
    /// The address or subnet, where the entry is one.
    pub fn network(&self) -> Option<Network> {
        match self {
            Self::Group(network) => Some(*network),
            Self::Domain(_) => None,
        }
    }
}

impl FromStr for Computers {
    type Err = ComputersError;
    fn from_str(text: &str) -> Result<Self, ComputersError> {
        let text = text.trim();
        // No domain of the Internet has a last label of digits alone (RFC 3696 §2), and none has a colon or slash.
        let last = text.strip_suffix('.').unwrap_or(text).rsplit('.').next().unwrap_or_default();
        let numeric = last.bytes().all(|octet| octet.is_ascii_digit());
        if numeric || text.contains([':', '/']) {
            return Ok(Self::Group(text.parse()?));
        }
        Ok(Self::Domain(Domain::parse(text)?))
    }
}

impl fmt::Display for Computers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(network) => network.fmt(f),
            Self::Domain(domain) => domain.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_subnets_and_domains_are_told_apart() {
        for (text, printed) in [
            (" 192.0.2.7 ", "192.0.2.7"),
            ("10.1.2.3/255.0.0.0", "10.0.0.0/8"),
            ("2001:DB8::1", "2001:db8::1"),
            ("Mail.Example.COM.", "mail.example.com"),
            ("Büro.example", "xn--bro-hoa.example"),
            ("localhost", "localhost"),
            ("4you.example", "4you.example"),
        ] {
            assert_eq!(text.parse::<Computers>().unwrap().to_string(), printed, "{text}");
        }
        for bad in ["", "192.168.1", "10.0.0.300", "example.com/24", "1::2::3"] {
            assert!(matches!(bad.parse::<Computers>(), Err(ComputersError::Network(_))), "{bad}");
        }
        for bad in ["*.example.com", "a b", ".example.com", "-a.test"] {
            assert!(matches!(bad.parse::<Computers>(), Err(ComputersError::Domain(_))), "{bad}");
        }
    }
}
