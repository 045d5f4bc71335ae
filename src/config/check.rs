//! From the file as written to settings that make sense: every issue is found, each at its field.

mod access;
mod log;
pub mod messages;
mod outbound;

use super::settings::*;
use super::written::{self, SettingsFile};
use crate::mail::{Address, AddressError, ByteSize, Computers, ComputersError, Domain, DomainError, Network, ServerId, Span, Thumbprint};
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The field, such as `servers[0].identities[1].port`.
    pub path: String,
    /// The line of the file it stands on; `None` for settings that are in no file yet.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl std::fmt::Display for Issue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}, {}: {}", self.path, self.fault),
            None => write!(f, "{}: {}", self.path, self.fault),
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A required text is missing.
    #[error("this must not be empty")]
    Empty,
    /// More characters than there is room for.
    #[error("this is longer than {0} characters; shorten it")]
    TooLong(usize),
    /// Control characters in a text.
    #[error("this contains a line break or another control character; remove it")]
    Control,
    /// Not a domain name.
    #[error("{1:?} is not a domain name: {0}")]
    Domain(DomainError, String),
    /// Not an address.
    #[error("{1:?} is not a mail address: {0}")]
    Address(AddressError, String),
    /// An address that must be in a local domain is not.
    #[error("{0} is in no local domain; add the domain to local_domains or use another address")]
    NotLocal(Address),
    /// An alias domain stands for one that is not here, is an alias too, or is itself.
    #[error("{0} is no local domain with mailboxes of its own; name one of those in local_domains")]
    AliasOf(Domain),
    /// An alias domain with a catch-all of its own.
    #[error("mail to unknown addresses of an alias domain goes where that of {0} goes; leave catch_all out here")]
    AliasCatchAll(Domain),
    /// Not a computer or group of computers.
    #[error("{0}; write an address such as 192.168.1.20 or a subnet such as 192.168.1.0/24")]
    Network(crate::mail::network::NetworkError),
    /// Not a span of time.
    #[error("{0}")]
    Span(crate::mail::span::SpanError),
    /// Not an address to listen on.
    #[error("{0:?} is not an address to listen on; write * for all, or an IP address of this computer")]
    BindAddress(String),
    /// Not a DNS server.
    #[error("{0:?} is not the IP address of a DNS server")]
    DnsServer(String),
    /// Not a host.
    #[error("{0:?} is neither a host name nor an address in brackets such as [192.0.2.1]")]
    Host(String),
    /// Not a folder inside the home.
    #[error("{0:?} is not a folder inside the home folder; write a relative path without \"..\", such as \"logs\"")]
    Folder(String),
    /// Not a folder, wherever it may lie.
    #[error(
        "{0:?} is not a folder; write a path in the home folder such as \"badmail\", or a complete one such as \"/srv/badmail\", without \"..\""
    )]
    Directory(String),
    /// A folder that cannot be written.
    #[error("the folder {folder} cannot be written: {reason}; let the user who runs Postkontor write it, or choose another")]
    Unwritable {
        /// Which.
        folder: String,
        /// The system's words.
        reason: String,
    },
    /// Not a thumbprint.
    #[error("{0:?} is not a certificate thumbprint (64 hexadecimal digits)")]
    Thumbprint(String),
    /// The same thing twice.
    #[error("{value} stands here already (see {first}); remove one of the two")]
    Duplicate {
        /// What is there twice.
        value: String,
        /// Path of the first.
        first: String,
    },
    /// Two bindings that cannot both be had.
    #[error("{binding} is used by the server {server:?} (see {first}); choose another address or port")]
    BindingTaken {
        /// The pair as it would be listened on.
        binding: String,
        /// The server that has it.
        server: String,
        /// Path of the first.
        first: String,
    },
    /// A number outside its range.
    #[error("{value} is outside {min} to {max}")]
    Range {
        /// The number given.
        value: u64,
        /// The least allowed.
        min: u64,
        /// The most allowed.
        max: u64,
    },
    /// A span that must be shorter than another.
    #[error("{value} is not shorter than {limit}, the value of {of}")]
    NotShorter {
        /// The span given.
        value: Span,
        /// What it must stay below.
        limit: Span,
        /// The field that sets the limit.
        of: &'static str,
    },
    /// Postmaster mail has no reader.
    #[error("mail to postmaster must reach a person (RFC 5321): write the address of a local account here")]
    PostmasterMissing,
    /// A user without a password or the other way round.
    #[error("user and password belong together: give both or neither")]
    LogOnIncomplete,
    /// A password would cross the wire readable.
    #[error("logging on without encryption sends the password readable; choose StartTls or Tls, or set log_on_in_clear: true")]
    LogOnInClear,
    /// HELO has no extensions, so neither STARTTLS nor AUTH.
    #[error("HELO knows neither STARTTLS nor logging on; use EHLO, or do without them")]
    HeloAlone,
    /// The session limit is smaller than the message limit.
    #[error("the session limit {session} KB is smaller than the message limit {message} KB")]
    SessionBelowMessage {
        /// KB per session.
        session: u32,
        /// KB per message.
        message: u32,
    },
}

/// Checks the whole file. `text` is the file it was read from, to name lines.
///
/// # Errors
/// Every issue there is, in the order of the file.
pub fn check(file: &SettingsFile, text: Option<&str>) -> Result<Settings, Vec<Issue>> {
    let mut find = Finder { issues: vec![] };
    let settings = find.settings(file);
    if find.issues.is_empty() {
        return Ok(settings);
    }
    for issue in &mut find.issues {
        issue.line = text.and_then(|t| super::locate::line_of(t, &issue.path));
    }
    Err(find.issues)
}

/// A binding some server has.
struct Taken {
    binding: Binding,
    path: String,
    id: u32,
    server: String,
    starts: bool,
}

struct Finder {
    issues: Vec<Issue>,
}

impl Finder {
    fn issue(&mut self, path: impl Into<String>, fault: Fault) {
        self.issues.push(Issue { path: path.into(), line: None, fault });
    }

    fn settings(&mut self, file: &SettingsFile) -> Settings {
        let mut names: HashMap<Domain, String> = HashMap::new();
        let mut local_domains = vec![];
        for (at, entry) in file.local_domains.iter().enumerate() {
            let path = format!("local_domains[{at}]");
            let Some(name) = self.domain(format!("{path}.name"), &entry.name) else { continue };
            if self.once(&mut names, name.clone(), format!("{path}.name")) {
                local_domains.push((path, entry, name));
            }
        }
        let local = |address: &Address| address.domain().is_some_and(|d| names.contains_key(d));
        let own = own_domains(&file.local_domains);
        let local_domains: Vec<LocalDomain> = local_domains
            .into_iter()
            .map(|(path, entry, name)| {
                let alias_of = self.alias_of(&path, entry, &own);
                let catch_all = entry.catch_all.as_ref().and_then(|text| self.local_address(format!("{path}.catch_all"), text, &local));
                LocalDomain { dkim: self.dkim(&path, entry), name, alias_of, catch_all }
            })
            .collect();
        let mut seen = HashMap::new();
        let mut aliases = vec![];
        for (at, entry) in file.aliases.iter().enumerate() {
            let path = format!("aliases[{at}]");
            let address = self.local_address(format!("{path}.address"), &entry.address, &local);
            if entry.to.is_empty() {
                self.issue(format!("{path}.to"), Fault::Empty);
            }
            let to = entry.to.iter().enumerate().filter_map(|(n, text)| self.address(format!("{path}.to[{n}]"), text)).collect();
            if let Some(address) = address {
                let key = (address.local_name(), address.host().to_string());
                if self.once_shown(&mut seen, key, address.to_string(), format!("{path}.address")) {
                    aliases.push(Alias { address, to });
                }
            }
        }
        let postmaster = match &file.postmaster {
            Some(text) => self.local_address("postmaster".into(), text, &local),
            None => {
                if !file.local_domains.is_empty() {
                    self.issue("postmaster", Fault::PostmasterMissing);
                }
                None
            }
        };
        let remote_domains =
            self.remote_domains(&file.remote_domains, &names, file.servers.iter().any(|server| server.delivery.outbound.require_tls));
        let devices = self.devices(&file.devices);
        let servers = self.servers(&file.servers);
        Settings { postmaster, local_domains, aliases, remote_domains, devices, keep_facts: file.keep_facts, servers }
    }

    /// The domain with mailboxes of its own as which a domain is treated.
    fn alias_of(&mut self, path: &str, entry: &written::LocalDomain, own: &HashSet<Domain>) -> Option<Domain> {
        let target = self.domain(format!("{path}.alias_of"), entry.alias_of.as_deref()?)?;
        if !own.contains(&target) {
            self.issue(format!("{path}.alias_of"), Fault::AliasOf(target));
            return None;
        }
        if entry.catch_all.is_some() {
            self.issue(format!("{path}.catch_all"), Fault::AliasCatchAll(target.clone()));
        }
        Some(target)
    }

    /// The selector by which a domain signs.
    fn dkim(&mut self, path: &str, entry: &written::LocalDomain) -> Option<Domain> {
        let path = format!("{path}.dkim_selector");
        let Some(text) = entry.dkim_selector.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
            if entry.dkim_sign {
                self.issue(path, Fault::Empty);
            }
            return None;
        };
        if text.len() > LONGEST_SELECTOR {
            self.issue(path, Fault::TooLong(LONGEST_SELECTOR));
            return None;
        }
        let selector = self.domain(path, text)?;
        entry.dkim_sign.then_some(selector)
    }

    fn devices(&mut self, entries: &[written::Device]) -> Arc<[Device]> {
        let (mut names, mut seen, mut devices) = (HashMap::new(), HashMap::new(), vec![]);
        for (at, entry) in entries.iter().enumerate() {
            let path = format!("devices[{at}]");
            let name = self.text(format!("{path}.name"), &entry.name, 64);
            self.once_shown(&mut names, name.to_lowercase(), format!("{name:?}"), format!("{path}.name"));
            let network = self.network(&mut seen, format!("{path}.address"), &entry.address);
            let sender = self.fixed_sender(&path, entry.sender.as_deref());
            devices.extend(network.map(|network| Device {
                name,
                network,
                need_not_log_on: entry.need_not_log_on,
                sender,
                correct_line_endings: entry.correct_line_endings,
                may_send_in_clear: entry.may_send_in_clear,
                max_size: limit(entry.max_size_kb).map(ByteSize::from_kb),
            }));
        }
        devices.into()
    }

    /// A sender that goes into messages which never asked for SMTPUTF8.
    fn fixed_sender(&mut self, path: &str, text: Option<&str>) -> Option<Address> {
        let sender = self.address(format!("{path}.sender"), text?)?;
        if sender.needs_smtputf8() {
            let fault = Fault::Address(AddressError::Local, clip(text.unwrap_or_default()));
            self.issue(format!("{path}.sender"), fault);
            return None;
        }
        Some(sender)
    }

    fn servers(&mut self, entries: &[written::Server]) -> Vec<Arc<VirtualServer>> {
        let (mut ids, mut names, mut taken) = (HashMap::new(), HashMap::new(), vec![]);
        let mut servers = vec![];
        for (at, entry) in entries.iter().enumerate() {
            let path = format!("servers[{at}]");
            self.range(format!("{path}.id"), entry.id.into(), 1, u32::MAX.into());
            self.once(&mut ids, entry.id, format!("{path}.id"));
            let name = self.text(format!("{path}.name"), &entry.name, 64);
            self.once_shown(&mut names, name.to_lowercase(), format!("{name:?}"), format!("{path}.name"));
            let bindings = self.bindings(&path, entry, &mut taken);
            servers.extend(self.server(&path, entry, name, bindings).map(Arc::new));
        }
        servers
    }

    fn server(&mut self, path: &str, entry: &written::Server, name: String, bindings: Vec<Binding>) -> Option<VirtualServer> {
        let fqdn = self.domain(format!("{path}.fqdn"), &entry.fqdn);
        let connection_timeout = self.span(format!("{path}.connection_timeout"), &entry.connection_timeout, 1, 99_999 * 60);
        let session_maximum = self.span(format!("{path}.session_maximum"), &entry.session_maximum, 60, 30 * DAY);
        let disk_reserve = limit(entry.disk_reserve_mb);
        if let Some(mb) = disk_reserve {
            self.range(format!("{path}.disk_reserve_mb"), mb.into(), 16, 10_000_000);
        }
        let certificate = entry.certificate.as_ref().and_then(|text| {
            let parsed = text.parse::<Thumbprint>().ok();
            if parsed.is_none() {
                self.issue(format!("{path}.certificate"), Fault::Thumbprint(clip(text)));
            }
            parsed
        });
        let (access, messages) =
            (self.access(&format!("{path}.access"), &entry.access), self.messages(&format!("{path}.messages"), &entry.messages));
        let delivery = self.delivery(&format!("{path}.delivery"), &entry.delivery);
        let log = Arc::new(self.log(&format!("{path}.log"), &entry.log));
        Some(VirtualServer {
            id: ServerId(entry.id),
            name,
            start_automatically: entry.start_automatically,
            fqdn: fqdn?,
            bindings,
            max_connections: limit(entry.max_connections),
            max_connections_per_address: limit(entry.max_connections_per_address),
            connection_timeout,
            session_maximum,
            disk_reserve: disk_reserve.map(|mb| ByteSize(u64::from(mb) * 1024 * 1024)),
            certificate,
            access,
            messages,
            delivery,
            log,
        })
    }

    /// The bindings of a server. Two servers may have the same only while one of them does not start by itself (AC-02).
    fn bindings(&mut self, path: &str, entry: &written::Server, taken: &mut Vec<Taken>) -> Vec<Binding> {
        if entry.identities.is_empty() {
            self.issue(format!("{path}.identities"), Fault::Empty);
        }
        let mut bindings = vec![];
        for (n, identity) in entry.identities.iter().enumerate() {
            let path = format!("{path}.identities[{n}]");
            let address = match identity.address.trim() {
                "*" => BindAddress::All,
                text => match text.parse::<IpAddr>() {
                    Ok(address) => BindAddress::One(crate::mail::canonical(address)),
                    Err(_) => {
                        self.issue(format!("{path}.address"), Fault::BindAddress(clip(text)));
                        continue;
                    }
                },
            };
            let binding = Binding { address, port: identity.port, encryption: identity.encryption };
            let clash = taken.iter().find(|t| t.binding.clashes(&binding) && (t.id == entry.id || t.starts && entry.start_automatically));
            if let Some(Taken { path: first, server, .. }) = clash {
                let fault = Fault::BindingTaken { binding: binding.to_string(), server: server.clone(), first: first.clone() };
                self.issue(path, fault);
                continue;
            }
            taken.push(Taken { binding, path, id: entry.id, server: entry.name.clone(), starts: entry.start_automatically });
            bindings.push(binding);
        }
        bindings
    }

    fn delivery(&mut self, path: &str, entry: &written::Delivery) -> Delivery {
        let expiration = self.span(format!("{path}.expiration"), &entry.expiration, 60, 365 * DAY);
        let local_expiration = self.span(format!("{path}.local_expiration"), &entry.local_expiration, 60, 365 * DAY);
        let retry: Vec<Span> =
            entry.retry.iter().enumerate().map(|(n, t)| self.span(format!("{path}.retry[{n}]"), t, 1, 365 * DAY)).collect();
        for (n, wait) in retry.iter().enumerate() {
            self.shorter(format!("{path}.retry[{n}]"), *wait, expiration, "expiration");
        }
        let delay_notification = self.span(format!("{path}.delay_notification"), &entry.delay_notification, 60, 365 * DAY);
        self.shorter(format!("{path}.delay_notification"), delay_notification, expiration, "expiration");
        let local_delay = self.span(format!("{path}.local_delay_notification"), &entry.local_delay_notification, 60, 365 * DAY);
        self.shorter(format!("{path}.local_delay_notification"), local_delay, local_expiration, "local_expiration");
        self.range(format!("{path}.max_hops"), entry.max_hops.into(), 1, 1_000);
        self.range(format!("{path}.outbound.port"), entry.outbound.port.into(), 1, u16::MAX.into());
        let mut seen = HashMap::new();
        let mut dns_servers = vec![];
        for (n, text) in entry.dns_servers.iter().enumerate() {
            let path = format!("{path}.dns_servers[{n}]");
            let parsed = text.parse::<SocketAddr>().or_else(|_| text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 53)));
            match parsed {
                Ok(server) if self.once(&mut seen, server, path.clone()) => dns_servers.push(server),
                Ok(_) => {}
                Err(_) => self.issue(path, Fault::DnsServer(clip(text))),
            }
        }
        Delivery {
            retry: Retry([retry[0], retry[1], retry[2], retry[3]]),
            delay_notification,
            expiration,
            local_delay_notification: local_delay,
            local_expiration,
            hold_outbound: entry.hold_outbound,
            outbound: Outbound {
                max_connections: limit(entry.outbound.max_connections),
                max_connections_per_domain: limit(entry.outbound.max_connections_per_domain),
                timeout: self.span(format!("{path}.outbound.timeout"), &entry.outbound.timeout, 1, DAY),
                port: entry.outbound.port,
                require_tls: entry.outbound.require_tls,
            },
            max_hops: entry.max_hops,
            reverse_lookup: entry.reverse_lookup,
            dns_servers,
            masquerade: entry.masquerade_domain.as_ref().and_then(|text| self.domain(format!("{path}.masquerade_domain"), text)),
            direct_first: entry.direct_first,
            route: match &entry.smart_host {
                Some(host) => self.route(&format!("{path}.smart_host"), host),
                None => Route::Direct,
            },
        }
    }

    fn network(&mut self, seen: &mut HashMap<Network, String>, path: String, text: &str) -> Option<Network> {
        match text.parse::<Network>() {
            Ok(network) => self.once(seen, network, path).then_some(network),
            Err(error) => {
                self.issue(path, Fault::Network(error));
                None
            }
        }
    }

    fn computers(&mut self, seen: &mut HashMap<Computers, String>, path: String, text: &str) -> Option<Computers> {
        let fault = match text.parse::<Computers>() {
            Ok(who) => return self.once(seen, who.clone(), path).then_some(who),
            Err(ComputersError::Network(error)) => Fault::Network(error),
            Err(ComputersError::Domain(error)) => Fault::Domain(error, clip(text)),
        };
        self.issue(path, fault);
        None
    }

    fn text(&mut self, path: String, text: &str, longest: usize) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.issue(path, Fault::Empty);
        } else if text.chars().count() > longest {
            self.issue(path, Fault::TooLong(longest));
        } else if text.chars().any(char::is_control) {
            self.issue(path, Fault::Control);
        }
        text.to_owned()
    }

    fn domain(&mut self, path: String, text: &str) -> Option<Domain> {
        Domain::parse(text.trim()).map_err(|error| self.issue(path, Fault::Domain(error, clip(text)))).ok()
    }

    fn address(&mut self, path: String, text: &str) -> Option<Address> {
        Address::parse(text.trim()).map_err(|error| self.issue(path, Fault::Address(error, clip(text)))).ok()
    }

    fn local_address(&mut self, path: String, text: &str, local: &dyn Fn(&Address) -> bool) -> Option<Address> {
        let address = self.address(path.clone(), text)?;
        if !local(&address) {
            self.issue(path, Fault::NotLocal(address));
            return None;
        }
        Some(address)
    }

    fn span(&mut self, path: String, text: &str, min: u64, max: u64) -> Span {
        match text.trim().parse::<Span>() {
            Ok(span) => {
                self.range(path, span.as_secs(), min, max);
                span
            }
            Err(error) => {
                self.issue(path, Fault::Span(error));
                Span::seconds(min)
            }
        }
    }

    fn shorter(&mut self, path: String, value: Span, limit: Span, of: &'static str) {
        if value >= limit {
            self.issue(path, Fault::NotShorter { value, limit, of });
        }
    }

    fn range(&mut self, path: String, value: u64, min: u64, max: u64) {
        if !(min..=max).contains(&value) {
            self.issue(path, Fault::Range { value, min, max });
        }
    }

    fn once<K: std::hash::Hash + Eq + ToString>(&mut self, seen: &mut HashMap<K, String>, key: K, path: String) -> bool {
        let shown = key.to_string();
        self.once_shown(seen, key, shown, path)
    }

    fn once_shown<K: std::hash::Hash + Eq>(&mut self, seen: &mut HashMap<K, String>, key: K, value: String, path: String) -> bool {
        if let Some(first) = seen.get(&key).cloned() {
            self.issue(path, Fault::Duplicate { value, first });
            return false;
        }
        seen.insert(key, path);
        true
    }
}

/// The certificates the settings name.
pub fn certificates(settings: &Settings) -> HashSet<Thumbprint> {
    settings.servers.iter().filter_map(|s| s.certificate).collect()
}

fn limit(number: u32) -> Option<u32> {
    (number != 0).then_some(number)
}

fn clip(text: &str) -> String {
    text.chars().take(80).collect()
}

const DAY: u64 = 86_400;

/// Characters of a DKIM selector; one label of a name in the DNS is not longer.
const LONGEST_SELECTOR: usize = 63;

/// The local domains that have mailboxes of their own.
fn own_domains(entries: &[written::LocalDomain]) -> HashSet<Domain> {
    entries.iter().filter(|d| d.alias_of.is_none()).filter_map(|d| Domain::parse(d.name.trim()).ok()).collect()
}

#[cfg(test)]
#[path = "check/tests.rs"]
mod tests;
