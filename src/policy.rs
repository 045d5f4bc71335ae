//! Who may connect, log on, send and relay: pure decisions from settings and facts.
//!
//! Whoever asks collects the [`facts`] first (addresses, accounts, counters) and gets a [`Verdict`]: accepted or refused,
//! and by which rule, so that *Why was this refused?* can name the dialog. The order of the questions at each step is
//! that of engine.md §1; the first rule that refuses decides.
//!
//! | step | question | rules in the order they are asked |
//! |---|---|---|
//! | connect | [`ServerPolicy::connect`] | block, connection list (by address, then by name), state, limits |
//! | any command | [`ServerPolicy::channel`] | secure channel, 128 bits |
//! | AUTH | [`ServerPolicy::log_on`], [`ServerPolicy::log_on_integrated`] | the channel, basic or integrated on, TLS for basic |
//! | MAIL | [`ServerPolicy::submit`] | the channel, log-on or device, submit permission, sender, size, storage |
//! | RCPT | [`ServerPolicy::recipient`] | local, remote domain or relay, number of recipients |
//! | a slow message | [`ServerPolicy::slow`] | who sends, how full it is |
//! | end of data | [`ServerPolicy::data`] | hops, size, session size |
//!
//! Invariants: no clock, no randomness, no I/O; the same facts give the same verdict. An entry added to a granting list
//! never refuses anyone who was accepted before, and one added to an excluding list never admits anyone.

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

pub mod answer;
pub mod blocks;
pub mod facts;
pub mod list;
pub mod past;
pub mod permission;
pub mod rate;
pub mod rule;

pub use blocks::Blocks;
pub use facts::{AccountFacts, Client, ConnectFacts, DataFacts, Locality, Names, RecipientFacts, SlowFacts, State, SubmitFacts, Tls};
pub use list::{ComputerIndex, NetworkIndex};
pub use permission::{Right, Rights};
pub use rate::{Block, Failures, Limits, Sessions};
pub use rule::{Refusal, RuleId};

use crate::config::{Device, ListRule, VirtualServer};
use crate::mail::{AccountId, ByteSize, Domain, GroupId, ServerId};
use std::net::IpAddr;
use std::sync::Arc;

/// A decision and the rule that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The rule that decided; an acceptance names one too.
    pub rule: RuleId,
    /// What it decided.
    pub decision: Decision,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The client may.
    Accept,
    /// It may not, and this is what it is told.
    Refuse(Refusal),
}

impl Verdict {
    fn accept(rule: RuleId) -> Self {
        Self { rule, decision: Decision::Accept }
    }

    fn refuse(rule: RuleId, refusal: Refusal) -> Self {
        Self { rule, decision: Decision::Refuse(refusal) }
    }

    /// Whether the client may.
    pub fn accepted(&self) -> bool {
        self.decision == Decision::Accept
    }

    /// What the client is told when it may not.
    pub fn refusal(&self) -> Option<Refusal> {
        match self.decision {
            Decision::Accept => None,
            Decision::Refuse(refusal) => Some(refusal),
        }
    }
}

/// The rules of one virtual server with their indices. Built once for each generation of settings; cheap to clone.
#[derive(Debug, Clone)]
pub struct ServerPolicy(Arc<Rules>);

#[derive(Debug)]
struct Rules {
    server: VirtualServer,
    connection: ComputerIndex,
    relay: ComputerIndex,
    /// The entries of the relay list whose computers need not log on.
    need_not_log_on: ComputerIndex,
    devices: Arc<[Device]>,
    device_index: NetworkIndex,
    limits: Limits,
}

impl ServerPolicy {
    /// The rules of this server, without devices.
    pub fn new(server: &VirtualServer) -> Self {
        Self::with_devices(server, Arc::default())
    }

    /// The rules of this server, and the devices of the office.
    pub fn with_devices(server: &VirtualServer, devices: Arc<[Device]>) -> Self {
        let access = &server.access;
        let relay = || access.relay.computers.iter().enumerate();
        Self(Arc::new(Rules {
            connection: ComputerIndex::new(access.connection.computers.iter().map(|c| &c.who).enumerate()),
            relay: ComputerIndex::new(relay().map(|(at, c)| (at, &c.who))),
            need_not_log_on: ComputerIndex::new(relay().filter(|(_, c)| c.need_not_log_on).map(|(at, c)| (at, &c.who))),
            limits: Limits::of(&access.protection),
            server: server.clone(),
            device_index: NetworkIndex::new(devices.iter().map(|device| device.network).enumerate()),
            devices,
        }))
    }

    /// What *Users…* of this server says about an account that is in these groups.
    pub fn rights(&self, account: AccountId, groups: &[GroupId]) -> Rights {
        Rights::of(&self.0.server.access.permissions, account, groups)
    }

    /// Whether who has these rights, from its own boxes and *Users…*, may send through this server, and relay, from any
    /// computer.
    pub fn effective(&self, own_submit: bool, own_relay: bool, rights: Rights) -> (bool, bool) {
        let submit = own_submit && rights.submit.allowed();
        (submit, submit && own_relay && self.relays(rights.relay))
    }

    /// *Protection* of this server.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    fn relays(&self, right: Right) -> bool {
        right.relays(self.0.server.access.relay.authenticated)
    }

    /// The number of the server.
    pub fn server(&self) -> ServerId {
        self.0.server.id
    }

    /// The device this client is, the most specific one, with its place in the list.
    pub fn device(&self, client: IpAddr) -> Option<(usize, &Device)> {
        let at = self.0.device_index.find(client)?;
        Some((at, self.0.devices.get(at)?))
    }

    /// The channel as the rules that ask for encryption see it: for a device that may send in clear a clear one is as good
    /// as any (rows 12 and 14).
    pub fn deemed(&self, client: IpAddr, tls: Option<Tls>) -> Option<Tls> {
        let may = || self.device(client).is_some_and(|(_, device)| device.may_send_in_clear);
        tls.or_else(|| may().then_some(Tls { bits: u16::MAX }))
    }

    /// The biggest message this client may send: a device's own limit counts instead of the server's.
    pub fn max_size(&self, client: IpAddr) -> Option<ByteSize> {
        let own = self.device(client).and_then(|(_, device)| device.max_size);
        own.or(self.0.server.messages.max_size)
    }

    /// Whether the names of this new client are worth asking the DNS for: something depends on them, and it is not refused
    /// whatever they are.
    pub fn wants_names(&self, facts: &ConnectFacts) -> bool {
        let without = self.connect(&ConnectFacts { names: Names::default(), ..*facts });
        let open = without.accepted() || without.rule == RuleId::ConnectionNameUnanswered;
        let depends = || [&self.0.connection, &self.0.relay].iter().any(|list| list.depends_on_names(facts.client));
        open && (self.0.server.delivery.reverse_lookup || depends())
    }

    /// May this client connect (rows 18, 19 and 43)?
    pub fn connect(&self, facts: &ConnectFacts) -> Verdict {
        let server = &self.0.server;
        if facts.blocked_by_hand {
            return Verdict::refuse(RuleId::ConnectionBlockedByHand, Refusal::Blocked);
        }
        if facts.blocked_until.is_some() {
            return Verdict::refuse(RuleId::ConnectionBlocked, Refusal::Blocked);
        }
        let entry = self.0.connection.find(facts.client, facts.names);
        let listed = match entry {
            Some(at) => RuleId::ConnectionListEntry(at),
            None if !facts.names.complete && self.0.connection.depends_on_names(facts.client) => RuleId::ConnectionNameUnanswered,
            None => RuleId::ConnectionListNotListed,
        };
        let granting = server.access.connection.rule == ListRule::OnlyListed;
        // Row 43: who cannot be known now may be known later, so this is no lasting no; nor is it one where the list denies.
        if granting && listed == RuleId::ConnectionNameUnanswered {
            return Verdict::refuse(listed, Refusal::NameUnanswered);
        }
        if entry.is_some() != granting {
            return Verdict::refuse(listed, Refusal::Excluded);
        }
        match facts.state {
            State::Running => {}
            State::Paused => return Verdict::refuse(RuleId::ServerPaused, Refusal::Unavailable),
            State::Stopping => return Verdict::refuse(RuleId::ServerStopping, Refusal::Unavailable),
        }
        if server.max_connections.is_some_and(|most| facts.sessions >= most) {
            return Verdict::refuse(RuleId::ConnectionLimit, Refusal::Unavailable);
        }
        // Programs on the server itself share one address: the limit for each address is not meant for them.
        let alone = is_loopback(facts.client);
        if !alone && server.max_connections_per_address.is_some_and(|most| facts.sessions_of_address >= most) {
            return Verdict::refuse(RuleId::ConnectionLimitPerAddress, Refusal::TooManyConnections);
        }
        Verdict::accept(listed)
    }

    /// May anything be said over this channel beside EHLO, HELO, NOOP, RSET, STARTTLS and QUIT (row 12); with a weak
    /// cipher beside QUIT (row 13)?
    pub fn channel(&self, tls: Option<Tls>) -> Verdict {
        let access = &self.0.server.access;
        match tls {
            None if access.require_secure_channel => Verdict::refuse(RuleId::SecureChannel, Refusal::StartTlsFirst),
            Some(tls) if access.require_128_bit && tls.bits < 128 => Verdict::refuse(RuleId::StrongCipher, Refusal::WeakCipher),
            _ => Verdict::accept(RuleId::ChannelSufficient),
        }
    }

    /// May a client log on over this channel with its password itself, by PLAIN or LOGIN (row 14)? What is refused here is
    /// not offered either.
    pub fn log_on(&self, tls: Option<Tls>) -> Verdict {
        let authentication = &self.0.server.access.authentication;
        let channel = self.channel(tls);
        if !channel.accepted() {
            return channel;
        }
        if !authentication.basic {
            return Verdict::refuse(RuleId::BasicOff, Refusal::MechanismOff);
        }
        if authentication.basic_requires_tls && tls.is_none() {
            return Verdict::refuse(RuleId::BasicRequiresTls, Refusal::EncryptionRequired);
        }
        Verdict::accept(RuleId::BasicOn)
    }

    /// May a client log on over this channel without sending its password, by SCRAM or NTLM? What is refused here is not
    /// offered either.
    pub fn log_on_integrated(&self, tls: Option<Tls>) -> Verdict {
        let channel = self.channel(tls);
        if !channel.accepted() {
            return channel;
        }
        if !self.0.server.access.authentication.integrated {
            return Verdict::refuse(RuleId::IntegratedOff, Refusal::MechanismOff);
        }
        Verdict::accept(RuleId::IntegratedOn)
    }

    /// May this client send this message (rows 12, 13, 15, 20, 26 and 33)?
    pub fn submit(&self, facts: &SubmitFacts) -> Verdict {
        let server = &self.0.server;
        let client = &facts.client;
        let channel = self.channel(self.deemed(client.address, client.tls));
        if !channel.accepted() {
            return channel;
        }
        let device = self.device(client.address);
        // What everything a device sends is sent as was the administrator's choice, not the sender's.
        let fixed_sender = device.is_some_and(|(_, device)| device.sender.is_some());
        let rule = match (client.account, device, self.entry_without_log_on(client)) {
            (Some(account), ..) if !account.submit => {
                return Verdict::refuse(RuleId::SubmitNotGranted, Refusal::SubmissionNotPermitted);
            }
            (Some(AccountFacts { rights: Rights { submit: Right::Denied(at), .. }, .. }), ..) => {
                return Verdict::refuse(RuleId::SubmitDenied(at), Refusal::SubmissionNotPermitted);
            }
            (Some(account), ..) if !account.rights.submit.allowed() => {
                return Verdict::refuse(RuleId::SubmitNotGranted, Refusal::SubmissionNotPermitted);
            }
            (Some(account), ..) if account.sender_check && !account.owns_sender && !facts.null_sender && !fixed_sender => {
                return Verdict::refuse(RuleId::SenderCheck, Refusal::SenderNotYours);
            }
            (Some(_), ..) => RuleId::LoggedOn,
            (None, Some((at, device)), _) if device.need_not_log_on => RuleId::DeviceNeedNotLogOn(at),
            (None, _, Some(at)) => RuleId::NeedNotLogOn(at),
            (None, ..) if server.access.authentication.anonymous => RuleId::Anonymous,
            (None, ..) if self.undecided(&self.0.need_not_log_on, client) => {
                return Verdict::refuse(RuleId::RelayNameUnanswered, Refusal::RelayUndecided);
            }
            (None, ..) => return Verdict::refuse(RuleId::AuthenticationRequired, Refusal::AuthenticationRequired),
        };
        let size = facts.size.unwrap_or(0);
        if self.max_size(client.address).is_some_and(|most| size > most.octets()) {
            return Verdict::refuse(RuleId::MessageSize, Refusal::MessageTooBig);
        }
        if !facts.has_room {
            return Verdict::refuse(RuleId::DiskReserve, Refusal::DiskFull);
        }
        if !facts.is_well {
            return Verdict::refuse(RuleId::StorageTrouble, Refusal::StorageTrouble);
        }
        Verdict::accept(rule)
    }

    /// May this client's message go to this recipient (rows 24, 25, 27 and 28)?
    pub fn recipient(&self, facts: &RecipientFacts) -> Verdict {
        let rule = match facts.locality {
            Locality::Account => RuleId::RecipientAccount,
            Locality::Alias => RuleId::RecipientAlias,
            Locality::CatchAll => RuleId::RecipientCatchAll,
            Locality::Postmaster => RuleId::RecipientPostmaster,
            Locality::Full => return Verdict::refuse(RuleId::MailboxFull, Refusal::MailboxFull),
            Locality::Unknown if self.0.server.messages.forward_unresolved.is_some() => RuleId::RecipientForwarded,
            Locality::Unknown => return Verdict::refuse(RuleId::RecipientUnknown, Refusal::UnknownRecipient),
            // dialogs.md 2.9.1: it overrides the relay list.
            Locality::Relayed(at) => RuleId::RelayDomain(at),
            Locality::NotLocal => {
                let relay = self.relay(&facts.client);
                if !relay.accepted() {
                    return relay;
                }
                relay.rule
            }
        };
        if facts.null_sender && facts.accepted >= 1 {
            return Verdict::refuse(RuleId::NullSenderRecipients, Refusal::TooManyRecipients);
        }
        if self.0.server.messages.max_recipients.is_some_and(|most| facts.accepted >= most) {
            return Verdict::refuse(RuleId::RecipientLimit, Refusal::TooManyRecipients);
        }
        Verdict::accept(rule)
    }

    /// May this client send to other domains (dialogs.md 2.7)? Logged on, with the account's permission: as one of all while
    /// *Allow all computers which successfully authenticate* is ticked, or named in *Users…*; as a device; else by the list.
    pub fn relay(&self, client: &Client) -> Verdict {
        let list = &self.0.server.access.relay;
        if let Some(account) = client.account.filter(|account| account.relay && self.relays(account.rights.relay)) {
            return Verdict::accept(match account.rights.relay {
                Right::Named(at) => RuleId::RelayGranted(at),
                _ => RuleId::RelayAuthenticated,
            });
        }
        if let Some((at, _)) = self.device(client.address) {
            return Verdict::accept(RuleId::Device(at));
        }
        match (list.rule, self.0.relay.find(client.address, client.names)) {
            (ListRule::OnlyListed, Some(at)) => Verdict::accept(RuleId::RelayListEntry(at)),
            (ListRule::AllExcept, None) => Verdict::accept(RuleId::RelayListNotListed),
            (ListRule::AllExcept, Some(at)) => Verdict::refuse(RuleId::RelayListEntry(at), Refusal::Relay),
            (ListRule::OnlyListed, None) if self.undecided(&self.0.relay, client) => {
                Verdict::refuse(RuleId::RelayNameUnanswered, Refusal::RelayUndecided)
            }
            (ListRule::OnlyListed, None) => {
                // For who has logged on the list is not what surprises, but that logging on was not enough.
                let rule = match client.account {
                    None => RuleId::RelayListNotListed,
                    Some(AccountFacts { rights: Rights { relay: Right::Denied(at), .. }, .. }) => RuleId::RelayDenied(at),
                    Some(_) if !list.authenticated => RuleId::RelayAuthenticatedOff,
                    Some(_) => RuleId::RelayNotGranted,
                };
                Verdict::refuse(rule, Refusal::Relay)
            }
        }
    }

    /// May this complete message be taken (rows 20 and 32)?
    pub fn data(&self, facts: &DataFacts) -> Verdict {
        let server = &self.0.server;
        if facts.hops > server.delivery.max_hops {
            return Verdict::refuse(RuleId::HopLimit, Refusal::TooManyHops);
        }
        if self.max_size(facts.client).is_some_and(|most| facts.message > most.octets()) {
            return Verdict::refuse(RuleId::MessageSize, Refusal::MessageTooBig);
        }
        if server.messages.max_session_size.is_some_and(|most| facts.session > most.octets()) {
            return Verdict::refuse(RuleId::SessionSize, Refusal::SessionTooBig);
        }
        Verdict::accept(RuleId::WithinLimits)
    }

    /// May this client go on sending its message so slowly (row 34)? Who has logged on or is granted relay always may; others
    /// while no more than half of the places are taken.
    pub fn slow(&self, facts: &SlowFacts) -> Verdict {
        if facts.client.account.is_some() {
            return Verdict::accept(RuleId::LoggedOn);
        }
        let relay = self.relay(&facts.client);
        if relay.accepted() {
            return relay;
        }
        let places = self.0.server.max_connections.unwrap_or(facts.room);
        if facts.sessions <= places / 2 {
            return Verdict::accept(RuleId::RoomForSlow);
        }
        Verdict::refuse(RuleId::MinimumRate, Refusal::TooSlow)
    }

    /// Whether what this client sends is a submission, whose missing headers are added, or a transfer between servers
    /// (engine.md §1): the client has logged on, is a device, or its computer is granted relay by an entry of its own.
    ///
    /// Deviation: under *All except the list below* every server of the Internet is granted relay; nobody is taken for a
    /// mail program because of that.
    pub fn is_submission(&self, client: &Client) -> bool {
        let listed = self.0.server.access.relay.rule == ListRule::OnlyListed;
        client.account.is_some()
            || self.device(client.address).is_some()
            || (listed && self.0.relay.find(client.address, client.names).is_some())
    }

    /// The domain that completes an address without one (row 42): the default domain, for submissions only.
    ///
    /// # Errors
    /// The refusal, [`Refusal::UnqualifiedRecipient`] when `recipient` is true, else [`Refusal::UnqualifiedSender`].
    pub fn completion(&self, client: &Client, recipient: bool) -> Result<&Domain, Verdict> {
        let default = self.0.server.access.authentication.default_domain.as_ref();
        default.filter(|_| self.is_submission(client)).ok_or_else(|| {
            let refusal = if recipient { Refusal::UnqualifiedRecipient } else { Refusal::UnqualifiedSender };
            Verdict::refuse(RuleId::DefaultDomain, refusal)
        })
    }

    /// The entry that lets this computer send without logging on; only a granting list has such entries.
    fn entry_without_log_on(&self, client: &Client) -> Option<usize> {
        let granting = self.0.server.access.relay.rule == ListRule::OnlyListed;
        if granting { self.0.need_not_log_on.find(client.address, client.names) } else { None }
    }

    /// Whether the client might be an entry of a granting relay list, if only the DNS said what it is called.
    fn undecided(&self, list: &ComputerIndex, client: &Client) -> bool {
        let granting = self.0.server.access.relay.rule == ListRule::OnlyListed;
        granting && !client.names.complete && list.depends_on_names(client.address)
    }
}

/// Whether the address is this computer's own, also as an IPv4 address in IPv6.
fn is_loopback(address: IpAddr) -> bool {
    crate::mail::canonical(address).is_loopback()
}

#[cfg(test)]
mod tests;
