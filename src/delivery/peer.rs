//! Who is at the other end, for attempts, their outcomes and the sentences about them.

use std::fmt;
use std::net::SocketAddr;

/// A server we talk to, or would: its name and, once known, its address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Peer {
    /// A domain name or an address literal.
    pub name: Box<str>,
    /// Where.
    pub address: Option<SocketAddr>,
}

impl Peer {
    /// A server with name and address.
    pub fn named(name: impl fmt::Display, address: SocketAddr) -> Self {
        Self { name: name.to_string().into(), address: Some(address) }
    }

    /// A server of which only the name is known.
    pub fn nowhere(name: impl fmt::Display) -> Self {
        Self { name: name.to_string().into(), address: None }
    }

    /// Whether it is a socket of this computer: its name is a path then, and no business of senders.
    pub fn is_socket(&self) -> bool {
        self.name.starts_with('/')
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(address) => write!(f, "{} ({address})", self.name),
            None => f.write_str(&self.name),
        }
    }
}
