//! Who is at the other end, for attempts, their outcomes and the sentences about them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::SocketAddr;

/// A server we talk to, or would: its name and, once known, its address and how it is talked to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Peer {
    /// A domain name or an address literal.
    pub name: Box<str>,
    /// Where.
    pub address: Option<SocketAddr>,
    /// What the connection was like; `None` before that is known.
    pub used: Option<Box<Used>>,
}

/// What an attempt used: recorded with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Used {
    /// Version and cipher, such as `TLSv1.3 TLS13_AES_256_GCM_SHA384`; `None` = in clear.
    pub tls: Option<Box<str>>,
    /// By which mechanism it was logged on, such as `SCRAM-SHA-256`.
    pub log_on: Option<Box<str>>,
}

impl Peer {
    /// A server with name and address.
    pub fn named(name: impl fmt::Display, address: SocketAddr) -> Self {
        Self { name: name.to_string().into(), address: Some(address), used: None }
    }

    /// A server of which only the name is known.
    pub fn nowhere(name: impl fmt::Display) -> Self {
        Self { name: name.to_string().into(), address: None, used: None }
    }

    /// Whether it is a socket of this computer: its name is a path then, and no business of senders.
    pub fn is_socket(&self) -> bool {
        self.name.starts_with('/')
    }
}

/// `mx.example (192.0.2.1:25, TLSv1.3 TLS13_AES_256_GCM_SHA384, AUTH SCRAM-SHA-256)`
impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.address, &self.used) {
            (Some(address), Some(used)) => write!(f, "{} ({address}, {used})", self.name),
            (Some(address), None) => write!(f, "{} ({address})", self.name),
            (None, _) => f.write_str(&self.name),
        }
    }
}

impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tls.as_deref().unwrap_or("in clear"))?;
        match &self.log_on {
            Some(mechanism) => write!(f, ", AUTH {mechanism}"),
            None => Ok(()),
        }
    }
}
