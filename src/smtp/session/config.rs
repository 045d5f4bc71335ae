//! What a session is told before it starts.

use crate::mail::{ByteSize, Domain};
use crate::smtp::body::LineEndings;
use crate::smtp::command::Extensions;
use crate::smtp::sasl::{Bindings, Mechanism};
use std::net::IpAddr;
use std::time::Duration;

/// The rules of one virtual server, shared by its sessions. A session keeps the rules it began with.
#[derive(Debug, Clone)]
pub struct SessionConfig {
    /// Who we say we are, in the greeting and in the answers to HELO and EHLO.
    pub fqdn: Domain,
    /// The product named in the greeting.
    pub product: Box<str>,
    /// The biggest message, in octets; `None`: no limit.
    pub max_size: Option<ByteSize>,
    /// The most octets of messages in one session; `None`: no limit.
    pub max_session_size: Option<ByteSize>,
    /// The most recipients of one message. RFC 5321 §4.5.3.1.8 wants at least 100.
    pub max_recipients: u32,
    /// How long a client may be silent.
    pub idle: Duration,
    /// How long a session may last.
    pub session_max: Duration,
    /// How fast a message has to come; slower, and the driver is asked whether the client may go on (row 34).
    pub least_pace: LeastPace,
    /// How long the greeting is held back to catch clients that talk first; zero: not at all.
    pub greet_pause: Duration,
    /// What is offered and demanded.
    pub offers: Offers,
    /// The failed login that ends a session: 3 says engine.md §1.1, row 18.
    pub auth_failures: u32,
}

/// The pace below which a client that sends a message is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeastPace {
    /// On the average; 0: nobody is slow.
    pub octets_per_second: u32,
    /// Of each stretch of this length, from the beginning of the message; more than zero.
    pub over: Duration,
}

/// What a session offers and demands.
#[derive(Debug, Clone)]
pub struct Offers {
    /// Whether STARTTLS can be had.
    pub starttls: StartTls,
    /// The mechanisms of AUTH, in the order they are offered; empty: no AUTH.
    pub mechanisms: Vec<Mechanism>,
    /// Whether mechanisms that send the password itself are offered without TLS.
    pub basic_in_clear: bool,
    /// *Require secure channel*: nothing of weight in clear (row 12).
    pub require_secure_channel: bool,
    /// *Require 128-bit encryption*: nothing at all under a weaker cipher (row 13).
    pub require_128_bit: bool,
    /// The extensions that can be switched.
    pub extensions: Extensions,
}

/// Whether STARTTLS can be had on this virtual server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartTls {
    /// Offered.
    Offered,
    /// There is no certificate: `502 5.5.1`.
    NotAvailable,
    /// There is one and its key cannot be used: `454 4.7.0`.
    Broken,
}

/// What is known about the connection when the session starts.
#[derive(Debug, Clone)]
pub struct ClientFacts {
    /// The client's address; the session makes it canonical.
    pub address: IpAddr,
    /// The channel, when TLS was spoken from the start (RFC 8314).
    pub tls: Option<TlsFacts>,
    /// Date and time for the greeting (RFC 5322 §3.3); may be empty.
    pub date: Box<str>,
}

/// The encryption of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFacts {
    /// As shown: `TLSv1.3`.
    pub version: Box<str>,
    /// As shown: `TLS13_AES_256_GCM_SHA384`.
    pub cipher: Box<str>,
    /// The strength of the cipher in bits.
    pub bits: u16,
    /// What the channel is known by, for log-ons bound to it.
    pub bindings: Bindings,
}

/// What is different for this client, said with [`super::Answer::Admit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admission {
    /// *Correct line endings* of a device.
    pub line_endings: LineEndings,
    /// *May send in clear* of a device: rows 12 and 14 do not apply.
    pub may_send_in_clear: bool,
    /// A limit for one message instead of the server's, in octets.
    pub max_size: Option<ByteSize>,
}

impl SessionConfig {
    /// Rules with the defaults of the dialogs: 10 minutes idle, 2 hours in all, 100 recipients, 3 failed logins, 500 octets
    /// a second over 5 minutes.
    pub fn new(fqdn: Domain) -> Self {
        Self {
            fqdn,
            product: "Postkontor".into(),
            max_size: None,
            max_session_size: None,
            max_recipients: 100,
            idle: Duration::from_secs(600),
            session_max: Duration::from_secs(7200),
            least_pace: LeastPace { octets_per_second: 500, over: Duration::from_secs(300) },
            greet_pause: Duration::ZERO,
            offers: Offers {
                starttls: StartTls::NotAvailable,
                mechanisms: Vec::new(),
                basic_in_clear: false,
                require_secure_channel: false,
                require_128_bit: false,
                extensions: Extensions::default(),
            },
            auth_failures: 3,
        }
    }
}
