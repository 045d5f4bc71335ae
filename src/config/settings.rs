//! The checked settings: what the engine works with. A value of these types has passed every check of [`mod@super::check`].

pub use super::log::{LogField, LogFormat, LogSchedule, ProtocolLog};
pub use super::messages::ReportLanguage;
pub use super::remote::{RemoteDomain, RemoteDomains, Scope};
pub use super::written::{Encryption, Grant, OutboundAccess, Rule as ListRule, SmartHostEncryption as SmartHostTls};
use crate::mail::{AccountId, Address, ByteSize, Computers, Domain, GroupId, Host, Network, ServerId, Span, Thumbprint};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything `settings.ron` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Who reads mail to postmaster.
    pub postmaster: Option<Address>,
    /// Domains whose mailboxes are here.
    pub local_domains: Vec<LocalDomain>,
    /// Further names of mailboxes.
    pub aliases: Vec<Alias>,
    /// Other people's domains whose mail has rules of its own.
    pub remote_domains: RemoteDomains,
    /// Printers, scanners and scripts, in the order of the file.
    pub devices: Arc<[Device]>,
    /// What clients do is kept for 30 days, so that changes can be tried on it.
    pub keep_facts: bool,
    /// The SMTP virtual servers, in the order of the file.
    pub servers: Vec<Arc<VirtualServer>>,
}

impl Settings {
    /// The server with this number.
    pub fn server(&self, id: ServerId) -> Option<&Arc<VirtualServer>> {
        self.servers.iter().find(|s| s.id == id)
    }

    /// How often passwords are hashed for SCRAM from now on: the most of all servers.
    pub fn scram_iterations(&self) -> u32 {
        self.servers.iter().map(|s| s.access.authentication.scram_iterations).max().unwrap_or(100_000)
    }

    /// The local domain of this name.
    pub fn local_domain(&self, name: &Domain) -> Option<&LocalDomain> {
        self.local_domains.iter().find(|d| d.name == *name)
    }

    /// *Local (Default)*: the first domain with mailboxes of its own, to which what comes without a domain belongs.
    pub fn default_domain(&self) -> Option<&LocalDomain> {
        self.local_domains.iter().find(|d| d.alias_of.is_none())
    }
}

/// A domain whose mailboxes are here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalDomain {
    /// The domain.
    pub name: Domain,
    /// The domain with mailboxes of its own as which this one is treated; `None` = it is one itself.
    pub alias_of: Option<Domain>,
    /// Who gets what nobody else in the domain does.
    pub catch_all: Option<Address>,
    /// The selector of the key by which its outgoing mail is signed (DKIM); `None` = it is not.
    pub dkim: Option<Domain>,
}

/// A further name of one or more mailboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The address, in a local domain.
    pub address: Address,
    /// At least one.
    pub to: Vec<Address>,
}

/// A printer, scanner or script; a relay grant too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub network: Network,
    /// It may send although anonymous access is off.
    pub need_not_log_on: bool,
    /// The sender of all it sends, envelope and From header; ASCII.
    pub sender: Option<Address>,
    /// Its line ends are corrected instead of refused (rows 3 and 29).
    pub correct_line_endings: bool,
    /// It is not asked for encryption (rows 12 and 14).
    pub may_send_in_clear: bool,
    /// The limit for one message instead of the server's.
    pub max_size: Option<ByteSize>,
}

/// One SMTP virtual server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VirtualServer {
    /// Its number; survives renaming.
    pub id: ServerId,
    /// Its name in the tree.
    pub name: String,
    /// Whether it starts with the engine.
    pub start_automatically: bool,
    /// Its name on the wire.
    pub fqdn: Domain,
    /// Where it listens; never empty.
    pub bindings: Vec<Binding>,
    /// Sessions at once; `None` = no limit.
    pub max_connections: Option<u32>,
    /// Sessions at once from one address; `None` = no limit.
    pub max_connections_per_address: Option<u32>,
    /// How long a client may be silent.
    pub connection_timeout: Span,
    /// How long a session may last.
    pub session_maximum: Span,
    /// The disk space below which nothing is accepted; `None` = as [`crate::spool::Options::reserve`].
    pub disk_reserve: Option<ByteSize>,
    /// The installed certificate; `None` = the temporary one.
    pub certificate: Option<Thumbprint>,
    /// Who may connect, log on and relay, and what must be encrypted.
    pub access: Access,
    /// Limits of messages.
    pub messages: Messages,
    /// How mail leaves.
    pub delivery: Delivery,
    /// The protocol log.
    pub log: Arc<ProtocolLog>,
}

/// One IP:port pair with its encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Binding {
    /// The address part.
    pub address: BindAddress,
    /// The port; 0 = the system chooses.
    pub port: u16,
    /// STARTTLS or TLS from the first octet.
    pub encryption: Encryption,
}

/// The address a binding listens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BindAddress {
    /// *All Unassigned*: every address of both families that no other server claims on this port.
    All,
    /// One address; `0.0.0.0` and `::` mean all unassigned of one family.
    One(IpAddr),
}

impl BindAddress {
    /// The socket addresses to bind: two for *All Unassigned*, else one.
    pub fn sockets(self, port: u16) -> Vec<SocketAddr> {
        match self {
            Self::All => vec![(Ipv4Addr::UNSPECIFIED, port).into(), (Ipv6Addr::UNSPECIFIED, port).into()],
            Self::One(address) => vec![(address, port).into()],
        }
    }
}

impl Binding {
    /// Whether the two cannot both be had: the same port on the same address, or all unassigned twice. One address
    /// beside all unassigned is fine. A port the system chooses never clashes.
    pub fn clashes(&self, other: &Binding) -> bool {
        let all = |a: BindAddress| match a {
            BindAddress::All => true,
            BindAddress::One(address) => address.is_unspecified(),
        };
        let both = |a: BindAddress, b: BindAddress| a == b || (a == BindAddress::All && all(b)) || (b == BindAddress::All && all(a));
        self.port == other.port && self.port != 0 && both(self.address, other.address)
    }
}

impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            BindAddress::All => write!(f, "*:{}", self.port),
            BindAddress::One(address) => fmt::Display::fmt(&SocketAddr::new(address, self.port), f),
        }
    }
}

/// The Access tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// *Connection*.
    pub connection: ComputerList,
    /// *Authentication*.
    pub authentication: Authentication,
    /// *Require secure channel*.
    pub require_secure_channel: bool,
    /// *Require 128-bit encryption*.
    pub require_128_bit: bool,
    /// *Relay Restrictions*.
    pub relay: RelayList,
    /// *Users…*, each about somebody else.
    pub permissions: Vec<Permission>,
    /// *Protection…*
    pub protection: Protection,
}

/// An entry of *Users…*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Whom it is about.
    pub who: Who,
    /// *Submit Permission*.
    pub submit: Grant,
    /// *Relay Permission*.
    pub relay: Grant,
}

/// Whom an entry of *Users…* is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// All who have logged on.
    Everyone,
    /// The members of a group. One that exists no more has none.
    Group(GroupId),
    /// An account.
    Account(AccountId),
}

/// *Protection*: against guessed passwords, and against strangers who wear the server out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// So many failures within `window` block an address; `None` = never.
    pub failures: Option<u32>,
    /// The time in which they count.
    pub window: Span,
    /// How long the first block lasts.
    pub block: Span,
    /// Computers that are never blocked for failures, without duplicates.
    pub exempt: Vec<Network>,
    /// How long the greeting is held back; zero = not at all.
    pub greet_pause: Span,
    /// Octets a second a message has to come at; `None` = any pace.
    pub minimum_rate: Option<u32>,
    /// Of each stretch of this length.
    pub minimum_rate_over: Span,
    /// Who is believed when it says by the PROXY protocol whose connection this is.
    pub proxy_sources: Vec<Network>,
}

/// Which computers may connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComputerList {
    /// Whether the list grants or denies.
    pub rule: ListRule,
    /// The entries, without duplicates.
    pub computers: Vec<Computer>,
}

/// One entry of the connection list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computer {
    /// Which computers it means.
    pub who: Computers,
}

/// *Authentication*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentication {
    /// Mail is taken without logging on.
    pub anonymous: bool,
    /// PLAIN and LOGIN are offered.
    pub basic: bool,
    /// … but only inside TLS.
    pub basic_requires_tls: bool,
    /// SCRAM is offered, and NTLM while an account allows it.
    pub integrated: bool,
    /// How often passwords are hashed for SCRAM, if no other server wants more.
    pub scram_iterations: u32,
    /// Completes names and addresses without a domain.
    pub default_domain: Option<Domain>,
}

/// Who may send to other domains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayList {
    /// Whether the list grants or denies.
    pub rule: ListRule,
    /// The entries, without duplicates.
    pub computers: Vec<RelayComputer>,
    /// Whoever logged on may, regardless of the list.
    pub authenticated: bool,
}

/// One entry of the relay list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayComputer {
    /// Which computers it means.
    pub who: Computers,
    /// They may send although anonymous access is off.
    pub need_not_log_on: bool,
}

/// Limits of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages {
    /// One message; `None` = no limit.
    pub max_size: Option<ByteSize>,
    /// All messages of one session; `None` = no limit.
    pub max_session_size: Option<ByteSize>,
    /// Recipients of one message; `None` = no limit.
    pub max_recipients: Option<u32>,
    /// Messages over one outgoing connection; `None` = no limit.
    pub max_per_connection: Option<u32>,
    /// Who gets a copy of each non-delivery report.
    pub report_copy_to: Option<Address>,
    /// The language of reports.
    pub language: ReportLanguage,
    /// Where undeliverable reports lie, inside the home when relative; `None` = its own folder there.
    pub badmail: Option<PathBuf>,
    /// Takes mail for names of local domains that nobody here has; `None` = it is refused.
    pub forward_unresolved: Option<Host>,
    /// Messages moved into its pickup directory are sent.
    pub pickup: bool,
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Waiting times between attempts.
    pub retry: Retry,
    /// When the sender of outgoing mail hears that it waits.
    pub delay_notification: Span,
    /// When outgoing mail goes back.
    pub expiration: Span,
    /// When the sender of local mail hears that it waits.
    pub local_delay_notification: Span,
    /// When local mail goes back.
    pub local_expiration: Span,
    /// Outgoing mail is kept in the queue.
    pub hold_outbound: bool,
    /// Limits of outgoing connections.
    pub outbound: Outbound,
    /// More `Received` lines than this are a loop.
    pub max_hops: u32,
    /// Received says whether the DNS knows the client by the name it gave.
    pub reverse_lookup: bool,
    /// DNS servers asked in this order; empty = the computer's own.
    pub dns_servers: Vec<SocketAddr>,
    /// Replaces local domains in the senders of outgoing mail.
    pub masquerade: Option<Domain>,
    /// Directly or through a smart host.
    pub route: Route,
    /// Directly first, and through the smart host what cannot be delivered so.
    pub direct_first: bool,
}

/// The retry intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry(pub [Span; 4]);

impl Retry {
    /// The wait after the given number of failed attempts (1 = after the first).
    pub fn after(&self, attempts: u32) -> Span {
        self.0[(attempts.max(1) as usize - 1).min(3)]
    }
}

/// Limits of outgoing connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbound {
    /// In all; `None` = no limit.
    pub max_connections: Option<u32>,
    /// To one destination; `None` = no limit.
    pub max_connections_per_domain: Option<u32>,
    /// How long a receiving server may be silent.
    pub timeout: Span,
    /// Port of receiving servers.
    pub port: u16,
    /// Never in clear.
    pub require_tls: bool,
}

/// Where outgoing mail goes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// To the servers the DNS names for each domain.
    Direct,
    /// All through one server.
    SmartHost(SmartHost),
}

/// The provider's server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmartHost {
    /// Name or address.
    pub host: Host,
    /// Port.
    pub port: u16,
    /// How the connection becomes private.
    pub encryption: SmartHostTls,
    /// User name and the key of its password in `secrets.ron`.
    pub log_on: Option<(String, String)>,
    /// How they are given.
    pub access: OutboundAccess,
    /// The sender of everything sent through it; ASCII.
    pub sender: Option<Address>,
    /// The certificate is not checked.
    pub accept_any_certificate: bool,
    /// The password may cross the wire in clear.
    pub log_on_in_clear: bool,
}
