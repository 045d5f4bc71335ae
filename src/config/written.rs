//! `settings.ron` as it is written: one struct a group of dialog controls, every field with its default.
//!
//! Texts that must mean something (addresses, domains, spans) are plain strings here, so that all that is wrong with
//! a file can be told at once; [`mod@super::check`] gives them their meaning.

mod outbound;

pub use super::log::{LogField, LogFormat, LogSchedule, ProtocolLog};
pub use super::messages::{Messages, ReportLanguage};
pub use outbound::{OutboundAccess, RemoteDomain, SmartHost, SmartHostEncryption};
use serde::{Deserialize, Serialize};

/// The version of the file this program writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsFile {
    /// Version of the format.
    pub version: u32,
    /// The administrator's own words; kept across rewrites.
    #[serde(default)]
    pub note: String,
    /// Who reads mail to postmaster (RFC 5321 §4.5.1): a local address. Needed as soon as there is a local domain.
    #[serde(default)]
    pub postmaster: Option<String>,
    /// Domains whose mailboxes are here.
    #[serde(default)]
    pub local_domains: Vec<LocalDomain>,
    /// Further names of mailboxes.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// Other people's domains whose mail has rules of its own, on all servers.
    #[serde(default)]
    pub remote_domains: Vec<RemoteDomain>,
    /// Printers, scanners and scripts (engine.md §1), for all servers.
    #[serde(default)]
    pub devices: Vec<Device>,
    /// Whether to keep for 30 days who connected, logged on and sent to whom (addresses only), to tell who is affected by
    /// a change.
    #[serde(default = "yes")]
    pub keep_facts: bool,
    /// The SMTP virtual servers.
    #[serde(default)]
    pub servers: Vec<Server>,
}

/// A domain whose mailboxes are here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LocalDomain {
    /// The domain.
    pub name: String,
    /// The local domain as which it is treated, *Local (Alias)* in dialogs.md 2.9.1; none = it has mailboxes of its own. The
    /// first domain with mailboxes of its own is the default.
    pub alias_of: Option<String>,
    /// The local address that gets what nobody else in the domain does; none = unknown recipients are refused.
    pub catch_all: Option<String>,
    /// *Sign outgoing mail* (DKIM), with the key of `dkim_selector`.
    pub dkim_sign: bool,
    /// The selector of the domain's key under `keys/dkim/`, 1 to 63 characters; none = there is no key yet.
    pub dkim_selector: Option<String>,
    /// The administrator's own words.
    pub note: String,
}

/// A further name of one or more mailboxes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Alias {
    /// The address, in a local domain.
    pub address: String,
    /// Where its mail goes.
    pub to: Vec<String>,
    /// The administrator's own words.
    pub note: String,
}

/// A printer, scanner or script that sends mail and may need help with it (engine.md §1). Each is a relay grant too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Device {
    /// What people call it, 1 to 64 characters, unique.
    pub name: String,
    /// An address, `address/bits` or `address/mask`. Of devices that overlap the most specific counts.
    pub address: String,
    /// *need not log on*.
    pub need_not_log_on: bool,
    /// *Send everything as*: the address that replaces the sender of the envelope and the From header; none = as sent.
    pub sender: Option<String>,
    /// *Correct line endings*: a CR or LF alone is made a line end instead of refused.
    pub correct_line_endings: bool,
    /// *May send in clear*, although the server asks for encryption.
    pub may_send_in_clear: bool,
    /// Limit for one message in KB, instead of the server's; 0 = the server's.
    pub max_size_kb: u32,
    /// The comment column.
    pub note: String,
}

/// One SMTP virtual server: the tabs of its property sheet (dialogs.md §2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Never changes and is never used again; queued mail is bound to it. 1 or more.
    pub id: u32,
    /// The name in the tree, 1 to 64 characters, unique.
    pub name: String,
    /// The administrator's own words.
    pub note: String,
    /// Whether the server starts with the engine.
    pub start_automatically: bool,
    /// The fully-qualified domain name (Delivery > Advanced): greeting, EHLO reply, Received.
    pub fqdn: String,
    /// Where it listens (General > Advanced).
    pub identities: Vec<Identity>,
    /// *Limit number of connections to*; 0 = no limit.
    pub max_connections: u32,
    /// Connections from one address; 0 = no limit. Loopback is exempt.
    pub max_connections_per_address: u32,
    /// *Connection time-out*.
    pub connection_timeout: String,
    /// How long one session may last in all.
    pub session_maximum: String,
    /// *Disk space to keep free (MB)*: below it nothing is accepted (engine.md row 33); 0 = 256 MB or 2 % of the disk, whichever
    /// is more.
    pub disk_reserve_mb: u32,
    /// Thumbprint of the certificate; none = the temporary one.
    pub certificate: Option<String>,
    /// Access tab.
    pub access: Access,
    /// Messages tab.
    pub messages: Messages,
    /// Delivery tab.
    pub delivery: Delivery,
    /// *Enable logging* (General tab).
    pub log: ProtocolLog,
}

/// One address and port.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// `*` (all unassigned), `0.0.0.0`, `::` or one address of this computer.
    pub address: String,
    /// TCP port, 1–65535; 0 lets the system choose (tests).
    pub port: u16,
    /// STARTTLS or TLS from the first octet.
    pub encryption: Encryption,
}

/// How a connection becomes private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Encryption {
    /// Clear at first, TLS by the STARTTLS command (RFC 3207).
    #[default]
    StartTls,
    /// TLS from the first octet ("SSL", RFC 8314).
    Tls,
}

/// Access tab: the four groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Access {
    /// *Authentication…*
    pub authentication: Authentication,
    /// *Communication…*
    pub communication: Communication,
    /// *Connection…*
    pub connection: Connection,
    /// *Relay…*
    pub relay: Relay,
    /// *Users…* (*Permissions for Submit and Relay*); nobody who is in no entry may do anything, and *deny* wins.
    pub permissions: Vec<Permission>,
    /// *Protection…*
    pub protection: Protection,
}

/// *Authentication* (dialogs.md 2.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Authentication {
    /// *Anonymous access*.
    pub anonymous: bool,
    /// *Basic authentication*.
    pub basic: bool,
    /// *Requires TLS encryption*, below basic.
    pub basic_requires_tls: bool,
    /// *Integrated Windows Authentication*: SCRAM, and NTLM for accounts that allow it.
    pub integrated: bool,
    /// How often a password is hashed for SCRAM, 4,096 to 10,000,000. Keys are made with the most of all servers.
    pub scram_iterations: u32,
    /// *Default domain*: completes user names without a domain, and unqualified addresses of submissions.
    pub default_domain: Option<String>,
}

/// An entry of *Users…* (dialogs.md §0 and 2.4).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Permission {
    /// Whom it is about.
    pub who: Who,
    /// *Submit Permission*.
    pub submit: Grant,
    /// *Relay Permission*.
    pub relay: Grant,
    /// The administrator's own words.
    pub note: String,
}

/// Whom an entry of *Users…* is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Who {
    /// All who have logged on.
    #[default]
    Everyone,
    /// The members of the group with this number.
    Group(u32),
    /// The account with this number.
    Account(u32),
}

/// The two boxes beside a permission; neither is ticked at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Grant {
    /// Neither.
    #[default]
    Unset,
    /// *Allow*.
    Allow,
    /// *Deny*, which wins over every *allow*.
    Deny,
}

/// *Protection* (dialogs.md §0): against guessed passwords (engine.md row 18), and against strangers who wear the server out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Protection {
    /// So many failures within `window` block an address, 1 to 100; 0 = never.
    pub failures: u32,
    /// The time in which they count, 1 minute to 1 day.
    pub window: String,
    /// How long the first block lasts, 1 minute to 7 days; each further one lasts twice as long, up to 7 days.
    pub block: String,
    /// Computers that are never blocked for failures.
    pub exempt: Vec<Computer>,
    /// How long the greeting is held back to catch clients that talk first; `0s` = not at all.
    pub greet_pause: String,
    /// Octets a second a message has to come at, on the average; 0 = any pace. It counts only while more than half of the
    /// places are taken, and not for who has logged on or is granted relay.
    pub minimum_rate: u32,
    /// Of each stretch of this length.
    pub minimum_rate_over: String,
    /// Proxies and load balancers that say before each connection whose it is (PROXY protocol, both versions):
    /// addresses or subnets. Nobody else is believed, and one of these that does not say it is turned away.
    pub proxy_sources: Vec<String>,
}

/// *Secure communication* (dialogs.md 2.6).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Communication {
    /// *Require secure channel*.
    pub require_secure_channel: bool,
    /// *Require 128-bit encryption*.
    pub require_128_bit: bool,
}

/// Which of the two radio buttons above a list of computers is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Rule {
    /// *Only the list below*.
    OnlyListed,
    /// *All except the list below*.
    #[default]
    AllExcept,
}

/// *Connection* (dialogs.md 2.3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Connection {
    /// Which radio button.
    pub rule: Rule,
    /// *Computers*.
    pub computers: Vec<Computer>,
}

/// An entry of *Connection*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Computer {
    /// An address, `address/bits`, `address/mask`, or a domain: the hosts that the DNS calls so, or by a name below it.
    pub address: String,
    /// The comment column.
    pub note: String,
}

/// *Relay Restrictions* (dialogs.md 2.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Relay {
    /// Which radio button.
    pub rule: Rule,
    /// *Computers*.
    pub computers: Vec<RelayComputer>,
    /// *Allow all computers which successfully authenticate to relay, regardless of the list above*.
    pub authenticated: bool,
}

/// An entry of *Relay Restrictions*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelayComputer {
    /// As in [`Computer`].
    pub address: String,
    /// *need not log on*.
    pub need_not_log_on: bool,
    /// The comment column.
    pub note: String,
}

/// Delivery tab (dialogs.md 2.8.2 to 2.8.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// *First*, *second*, *third* and *subsequent retry interval*.
    pub retry: [String; 4],
    /// *Delay notification* for mail that leaves.
    pub delay_notification: String,
    /// *Expiration timeout* for mail that leaves.
    pub expiration: String,
    /// *Delay notification* for local mail.
    pub local_delay_notification: String,
    /// *Expiration timeout* for local mail.
    pub local_expiration: String,
    /// Keep outgoing mail in the queue (*Disable Outbound Mail*).
    pub hold_outbound: bool,
    /// *Outbound connections…*
    pub outbound: Outbound,
    /// *Maximum hop count*.
    pub max_hops: u32,
    /// *Perform reverse DNS lookup on incoming messages*: Received says so when the client's name is not the one it gave.
    pub reverse_lookup: bool,
    /// *External DNS servers*, asked in this order; empty = the computer's own.
    pub dns_servers: Vec<String>,
    /// *Masquerade domain*: replaces local domains in the senders of outgoing mail; none = they stay.
    pub masquerade_domain: Option<String>,
    /// How mail leaves: none = directly to the receiving domains.
    pub smart_host: Option<SmartHost>,
    /// *Attempt direct delivery before sending to smart host*; without a smart host it means nothing.
    pub direct_first: bool,
}

/// *Outbound Connections* (dialogs.md 2.8.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outbound {
    /// *Limit number of connections to*; 0 = no limit.
    pub max_connections: u32,
    /// *Limit number of connections per domain to*; 0 = no limit.
    pub max_connections_per_domain: u32,
    /// *Time-out*.
    pub timeout: String,
    /// *TCP port* of the receiving servers.
    pub port: u16,
    /// *TLS encryption*: never send in clear.
    pub require_tls: bool,
}

impl SettingsFile {
    /// *Local (Default)*: the first local domain with mailboxes of its own.
    pub fn default_domain(&self) -> Option<&LocalDomain> {
        self.local_domains.iter().find(|d| d.alias_of.is_none())
    }
}

fn yes() -> bool {
    true
}

impl Default for SettingsFile {
    fn default() -> Self {
        Self {
            version: VERSION,
            note: String::new(),
            postmaster: None,
            local_domains: vec![],
            aliases: vec![],
            remote_domains: vec![],
            devices: vec![],
            keep_facts: true,
            servers: vec![],
        }
    }
}

impl Default for Device {
    fn default() -> Self {
        Self {
            name: String::new(),
            address: String::new(),
            // What nearly every device is listed for.
            need_not_log_on: true,
            sender: None,
            correct_line_endings: false,
            may_send_in_clear: false,
            max_size_kb: 0,
            note: String::new(),
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            id: 0,
            name: String::new(),
            note: String::new(),
            start_automatically: true,
            fqdn: String::new(),
            identities: vec![],
            max_connections: 0,
            max_connections_per_address: 50,
            connection_timeout: "10m".into(),
            session_maximum: "2h".into(),
            disk_reserve_mb: 0,
            certificate: None,
            access: Access::default(),
            messages: Messages::default(),
            delivery: Delivery::default(),
            log: ProtocolLog::default(),
        }
    }
}

impl Default for Identity {
    fn default() -> Self {
        Self { address: "*".into(), port: 25, encryption: Encryption::StartTls }
    }
}

impl Default for Access {
    fn default() -> Self {
        Self {
            authentication: Authentication::default(),
            communication: Communication::default(),
            connection: Connection::default(),
            relay: Relay::default(),
            permissions: vec![Permission { submit: Grant::Allow, relay: Grant::Allow, ..Permission::default() }],
            protection: Protection::default(),
        }
    }
}

impl Default for Authentication {
    fn default() -> Self {
        Self { anonymous: false, basic: true, basic_requires_tls: true, integrated: true, scram_iterations: 100_000, default_domain: None }
    }
}

impl Default for Protection {
    fn default() -> Self {
        Self {
            failures: 10,
            window: "10m".into(),
            block: "1h".into(),
            exempt: vec![],
            greet_pause: "0s".into(),
            minimum_rate: 500,
            minimum_rate_over: "5m".into(),
            proxy_sources: vec![],
        }
    }
}

impl Default for Relay {
    fn default() -> Self {
        Self { rule: Rule::OnlyListed, computers: vec![], authenticated: true }
    }
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            retry: ["10m", "10m", "10m", "15m"].map(String::from),
            delay_notification: "12h".into(),
            expiration: "2d".into(),
            local_delay_notification: "12h".into(),
            local_expiration: "2d".into(),
            hold_outbound: false,
            outbound: Outbound::default(),
            max_hops: 30,
            reverse_lookup: false,
            dns_servers: vec![],
            masquerade_domain: None,
            smart_host: None,
            direct_first: false,
        }
    }
}

impl Default for Outbound {
    fn default() -> Self {
        Self { max_connections: 1_000, max_connections_per_domain: 100, timeout: "10m".into(), port: 25, require_tls: false }
    }
}
