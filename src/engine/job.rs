//! Slow work the window asks for: looked up or tried out on the engine's runtime, with an answer in plain values.

use crate::config::written::SmartHost;
use crate::mail::Secret;
use std::net::IpAddr;
use std::time::Duration;

/// Something that takes a while and changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// *DNS Lookup…*: the addresses of a host, asked of the computer's own DNS.
    LookUp {
        /// As typed.
        host: String,
    },
    /// *Check DNS*: what the name resolves to, and back, against the addresses the server listens on.
    CheckDns {
        /// The fully-qualified domain name, as typed.
        fqdn: String,
        /// The external DNS servers, as typed; empty = the computer's own.
        dns_servers: Vec<String>,
        /// Addresses of the bindings, as typed (`*` for all).
        bindings: Vec<String>,
    },
    /// *Test connection*: connect, encrypt and log on to the smart host, without sending anything.
    TestConnection {
        /// The smart host as typed.
        host: Box<SmartHost>,
        /// The password typed just now; else the kept one.
        password: Option<Secret<String>>,
        /// What we call ourselves.
        fqdn: String,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Of [`Job::LookUp`].
    LookedUp(Result<Vec<IpAddr>, NotFound>),
    /// Of [`Job::CheckDns`].
    Dns(DnsFinding),
    /// Of [`Job::TestConnection`]: each step with the other side's words, the failed one last.
    Connection(Vec<Step>),
}

/// Why a name has no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// It is no host name.
    NoName,
    /// It does not exist, or has no address.
    NoSuchHost,
    /// No DNS server answered: offline, or the wrong servers. What each said.
    NoAnswer(String),
}

/// What *Check DNS* found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsFinding {
    /// The addresses of the name, each with the name that the address itself resolves to.
    pub addresses: Result<Vec<(IpAddr, Option<String>)>, NotFound>,
    /// The name is an alias of this one (CNAME).
    pub alias_of: Option<String>,
    /// Whether one of the addresses is one the server listens on; `None` when it listens on all of them.
    pub reaches_us: Option<bool>,
    /// Who was asked.
    pub asked: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// Whether it went well.
    pub ok: bool,
    /// The other side's words, or the system's.
    pub words: String,
}

/// The steps of a connection test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The name becomes an address.
    LookUp,
    /// TCP.
    Connect,
    /// The greeting and EHLO.
    Greeting,
    /// STARTTLS or TLS.
    Encrypt,
    /// AUTH.
    LogOn,
}
