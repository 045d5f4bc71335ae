//! Where the mail of an account goes: as written, and checked.

use super::check::Fault;
use crate::config::check::messages::directory;
use crate::mail::{Address, Host};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Where the mail of an account goes, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Destination {
    /// Into its Maildir in the home.
    #[default]
    Maildir,
    /// To a mail store that speaks LMTP (RFC 2033): the path of its socket, or `host:port`.
    Lmtp(String),
    /// Into a folder, one `.eml` a message: in the home when relative.
    Drop(String),
    /// To other addresses.
    Forward {
        /// At least one.
        to: Vec<String>,
        /// A copy stays in its Maildir.
        keep: bool,
    },
}

/// Where the mail of an account goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Mailbox {
    /// Its Maildir.
    #[default]
    Maildir,
    /// A mail store that speaks LMTP.
    Lmtp(LmtpServer),
    /// A folder that is in the home when relative.
    Drop(PathBuf),
    /// Other addresses.
    Forward {
        /// At least one.
        to: Vec<Address>,
        /// A copy stays in its Maildir.
        keep: bool,
    },
}

/// Where a mail store listens.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LmtpServer {
    /// At a socket of this computer.
    Socket(PathBuf),
    /// On the network, or on loopback.
    Tcp(Host, u16),
}

impl LmtpServer {
    /// Reads `/path/of/socket`, `host:port`, `192.0.2.1:24` or `[2001:db8::1]:24`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('/') {
            // The system's own limit for names of sockets (sockaddr_un).
            let fits = text.len() <= 107 && directory(text).is_some();
            return fits.then(|| Self::Socket(Path::new(text).to_owned()));
        }
        if let Ok(address) = text.parse::<SocketAddr>() {
            return (address.port() != 0).then(|| Self::Tcp(Host::Literal(address.ip()), address.port()));
        }
        let (host, port) = text.rsplit_once(':')?;
        let port = port.parse::<u16>().ok().filter(|port| *port != 0)?;
        let host = Address::parse(&format!("a@{host}")).ok()?.host().clone();
        Some(Self::Tcp(host, port))
    }
}

/// As it is written.
impl fmt::Display for LmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => path.display().fmt(f),
            Self::Tcp(Host::Literal(address), port) => SocketAddr::new(*address, *port).fmt(f),
            Self::Tcp(host, port) => write!(f, "{host}:{port}"),
        }
    }
}

impl Destination {
    /// What it means; `issue` hears what is wrong, each with the end of its path.
    pub(super) fn read(&self, mut issue: impl FnMut(String, Fault)) -> Mailbox {
        let clip = |text: &str| text.chars().take(80).collect::<String>();
        match self {
            Self::Maildir => Mailbox::Maildir,
            Self::Lmtp(text) => match LmtpServer::parse(text) {
                Some(server) => Mailbox::Lmtp(server),
                None => {
                    issue(String::new(), Fault::Lmtp(clip(text)));
                    Mailbox::Maildir
                }
            },
            Self::Drop(text) => match directory(text) {
                Some(folder) => Mailbox::Drop(folder),
                None => {
                    issue(String::new(), Fault::Directory(clip(text)));
                    Mailbox::Maildir
                }
            },
            Self::Forward { to, keep } => {
                let mut addresses = vec![];
                for (at, text) in to.iter().enumerate() {
                    match Address::parse(text.trim()) {
                        Ok(address) => addresses.push(address),
                        Err(error) => issue(format!(".to[{at}]"), Fault::Address(error, clip(text))),
                    }
                }
                if to.is_empty() {
                    issue(".to".to_owned(), Fault::NoForward);
                }
                Mailbox::Forward { to: addresses, keep: *keep }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_store_is_a_socket_or_a_host_with_its_port() {
        for good in ["/run/dovecot/lmtp", "store.office.test:24", "127.0.0.1:24", "[::1]:24"] {
            assert_eq!(LmtpServer::parse(good).unwrap().to_string(), good);
        }
        for bad in ["", "lmtp", "store.office.test", "store.office.test:0", "a b:24", ":24", "/", "/../x", &format!("/{}", "x".repeat(107))]
        {
            assert_eq!(LmtpServer::parse(bad), None, "{bad}");
        }
    }
}
