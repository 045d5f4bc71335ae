//! What a decision is made from. Plain values; whoever asks fills them in.

use super::Rights;
use crate::mail::{AccountId, Domain};
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

/// What the DNS calls a client.
///
/// Only confirmed names count: those of its PTR records that lead back to its address, as anybody can give an address of
/// his own any name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Names<'a> {
    /// The names that are certain.
    pub confirmed: &'a [Domain],
    /// There are no others. False when nobody asked, or the DNS did not say.
    pub complete: bool,
}

/// The client and its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client<'a> {
    /// Its address; made canonical where it is looked up.
    pub address: IpAddr,
    /// Its channel; `None` = in clear.
    pub tls: Option<Tls>,
    /// Who has logged on.
    pub account: Option<AccountFacts>,
    /// What the DNS calls it.
    pub names: Names<'a>,
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
pub struct ConnectFacts<'a> {
    /// The client's address.
    pub client: IpAddr,
    /// What the DNS calls it.
    pub names: Names<'a>,
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
pub struct SubmitFacts<'a> {
    /// Who sends.
    pub client: Client<'a>,
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
    /// Accounts whose mailboxes are all full.
    Full,
    /// Nobody, in a local domain.
    Unknown,
    /// Another server, for a domain that anybody may send to through this one: this entry of the remote domains.
    Relayed(usize),
    /// Another server.
    NotLocal,
}

/// The facts about a RCPT command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecipientFacts<'a> {
    /// Who sends.
    pub client: Client<'a>,
    /// Whom the address belongs to.
    pub locality: Locality,
    /// The sender is `<>`.
    pub null_sender: bool,
    /// Recipients of this message accepted before.
    pub accepted: u32,
}

/// The facts about a client whose message comes slower than the minimum rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowFacts<'a> {
    /// Who sends.
    pub client: Client<'a>,
    /// Sessions of this server now, with this one.
    pub sessions: u32,
    /// Sessions that the program can hold: the places of a server without a limit of its own.
    pub room: u32,
}

/// The facts about a complete message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFacts {
    /// Who sends.
    pub client: IpAddr,
    /// Its `Received` fields.
    pub hops: u32,
    /// Its octets.
    pub message: u64,
    /// The octets of all messages of the session, this one among them.
    pub session: u64,
}
