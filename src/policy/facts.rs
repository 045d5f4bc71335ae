//! What a decision is made from. Plain values; whoever asks fills them in.

use super::Rights;
use crate::mail::AccountId;
use std::net::IpAddr;
use std::time::Instant;

/// The encryption of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tls {
    /// Strength of the cipher.
    pub bits: u16,
}

/// Who has logged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountFacts {
    /// The account.
    pub id: AccountId,
    /// Its own box: it may send at all, on any server.
    pub submit: bool,
    /// Its own box: it may send to other domains, on any server.
    pub relay: bool,
    /// What *Users…* of this server says ([`super::ServerPolicy::rights`]).
    pub rights: Rights,
    /// It may send only from its own addresses (row 26).
    pub sender_check: bool,
    /// The sender of this message is one of them. Looked at for MAIL only.
    pub owns_sender: bool,
}

/// The client and its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client {
    /// Its address; made canonical where it is looked up.
    pub address: IpAddr,
    /// Its channel; `None` = in clear.
    pub tls: Option<Tls>,
    /// Who has logged on.
    pub account: Option<AccountFacts>,
}

/// Whether a virtual server takes new clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It does.
    Running,
    /// No, but it goes on delivering.
    Paused,
    /// No, and it is about to end.
    Stopping,
}

/// The facts about a new connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectFacts {
    /// The client's address.
    pub client: IpAddr,
    /// An administrator has blocked it, as [`super::Blocks::until`] says.
    pub blocked_by_hand: bool,
    /// Until when it is blocked, as [`super::Failures::blocked`] says.
    pub blocked_until: Option<Instant>,
    /// Whether the server takes new clients.
    pub state: State,
    /// Sessions of this server now, without this one.
    pub sessions: u32,
    /// Those of them from this address, without this one.
    pub sessions_of_address: u32,
}

/// The facts about a MAIL command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmitFacts {
    /// Who sends.
    pub client: Client,
    /// The sender is `<>`.
    pub null_sender: bool,
    /// `SIZE=` in octets (RFC 1870).
    pub size: Option<u64>,
    /// The disk is above its reserve ([`crate::spool::Spool::has_room`]).
    pub has_room: bool,
    /// The spool is well: no write or sync has failed since it was last healed.
    pub is_well: bool,
}

/// Whom a recipient's address belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locality {
    /// An account.
    Account,
    /// An alias.
    Alias,
    /// Nobody, in a domain with a catch-all.
    CatchAll,
    /// Postmaster, also without a domain.
    Postmaster,
    /// Nobody, in a local domain.
    Unknown,
    /// Another server.
    NotLocal,
}

/// The facts about a RCPT command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecipientFacts {
    /// Who sends.
    pub client: Client,
    /// Whom the address belongs to.
    pub locality: Locality,
    /// The sender is `<>`.
    pub null_sender: bool,
    /// Recipients of this message accepted before.
    pub accepted: u32,
}

/// The facts about a client whose message comes slower than the minimum rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowFacts {
    /// Who sends.
    pub client: Client,
    /// Sessions of this server now, with this one.
    pub sessions: u32,
    /// Sessions that the program can hold: the places of a server without a limit of its own.
    pub room: u32,
}

/// The facts about a complete message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFacts {
    /// Its `Received` fields.
    pub hops: u32,
    /// Its octets.
    pub message: u64,
    /// The octets of all messages of the session, this one among them.
    pub session: u64,
}
