//! The names of the Internet's mail servers, asked of DNS servers in the administrator's order.
//!
//! One hickory resolver per server, tried one after the other with a time-out of our own: within one resolver a silent
//! first server would make every look-up fail. Answers, the negative ones too, are cached by each resolver for their TTL.

use crate::mail::Domain;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{RData, RecordType};
use hickory_resolver::{Resolver as Hickory, TokioResolver};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// Looks up mail exchangers and addresses.
pub struct Resolver {
    servers: Vec<(String, TokioResolver)>,
}

/// One MX record (RFC 5321 §5.1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailExchange {
    /// Lower is tried first.
    pub preference: u16,
    /// The server; `None` is the null MX (RFC 7505): the domain takes no mail.
    pub host: Option<Domain>,
}

/// Why a name has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// The name does not exist (NXDOMAIN).
    #[error("the domain {0} does not exist")]
    NoSuchDomain(String),
    /// The name exists, but not with what was asked for.
    #[error("{0} has no record of the kind asked for")]
    NoRecords(String),
    /// No DNS server answered, or none knew.
    #[error("the DNS does not answer for {name}: {what}")]
    Temporary {
        /// The name.
        name: String,
        /// What each server said.
        what: String,
    },
}

impl Resolver {
    /// Asks these servers, in this order, and nobody else; none = those of the computer, with its hosts file.
    ///
    /// # Errors
    /// When the computer's own configuration cannot be read, in its words.
    pub fn new(servers: &[SocketAddr]) -> Result<Self, LookupError> {
        let build = |config: ResolverConfig, mut options: ResolverOpts| {
            options.timeout = PER_SERVER;
            options.attempts = 1;
            options.cache_size = CACHE;
            let mut builder = Hickory::builder_with_config(config, TokioRuntimeProvider::default());
            *builder.options_mut() = options;
            builder.build().map_err(|e| broken(&e))
        };
        if servers.is_empty() {
            let (config, options) = hickory_resolver::system_conf::read_system_conf().map_err(|e| broken(&e))?;
            return Ok(Self { servers: vec![("the computer's DNS".into(), build(config, options)?)] });
        }
        let one = |address: &SocketAddr| {
            let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
            connections.iter_mut().for_each(|c| c.port = address.port());
            let config = ResolverConfig::from_parts(None, vec![], vec![NameServerConfig::new(address.ip(), true, connections)]);
            // The hosts file is a part of the computer's own DNS: it often names this computer by an address of loopback.
            let mut options = ResolverOpts::default();
            options.use_hosts_file = ResolveHosts::Never;
            Ok((address.to_string(), build(config, options)?))
        };
        Ok(Self { servers: servers.iter().map(one).collect::<Result<_, LookupError>>()? })
    }

    /// The MX records of a domain, by preference; without any, the domain itself counts as one (RFC 5321 §5.1).
    ///
    /// # Errors
    /// [`LookupError::NoSuchDomain`] is final, [`LookupError::Temporary`] is not; `NoRecords` does not occur here.
    pub async fn mail_exchanges(&self, domain: &Domain) -> Result<Vec<MailExchange>, LookupError> {
        let mut found = match self.lookup(domain, RecordType::MX).await {
            Ok(records) => records
                .iter()
                .filter_map(|data| match data {
                    RData::MX(mx) if mx.exchange.is_root() => Some(MailExchange { preference: mx.preference, host: None }),
                    // A name that is no domain name cannot be connected to; the others still can.
                    RData::MX(mx) => {
                        Domain::parse(&mx.exchange.to_ascii()).ok().map(|host| MailExchange { preference: mx.preference, host: Some(host) })
                    }
                    _ => None,
                })
                .collect(),
            Err(LookupError::NoRecords(_)) => vec![],
            Err(error) => return Err(error),
        };
        found.sort();
        if found.is_empty() {
            found.push(MailExchange { preference: 0, host: Some(domain.clone()) });
        }
        found.truncate(MOST);
        Ok(found)
    }

    /// The addresses of a host, IPv4 first, at most 16.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` when it has neither kind.
    pub async fn addresses(&self, host: &Domain) -> Result<Vec<IpAddr>, LookupError> {
        let (v4, v6) = tokio::join!(self.lookup(host, RecordType::A), self.lookup(host, RecordType::AAAA));
        let mut found: Vec<IpAddr> = vec![];
        for data in [&v4, &v6].into_iter().flatten().flatten() {
            match data {
                RData::A(a) => found.push(a.0.into()),
                RData::AAAA(aaaa) => found.push(aaaa.0.into()),
                _ => {}
            }
        }
        found.truncate(MOST);
        match (found.is_empty(), v4, v6) {
            (false, ..) => Ok(found),
            // One family's trouble must not make the host look empty for good.
            (_, Err(e @ LookupError::Temporary { .. }), _) | (_, _, Err(e @ LookupError::Temporary { .. })) => Err(e),
            (_, Err(e), _) => Err(e),
            _ => Err(LookupError::NoRecords(host.to_string())),
        }
    }

    /// The name that this one stands for (CNAME), if it is an alias.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` does not occur here.
    pub async fn alias(&self, name: &Domain) -> Result<Option<Domain>, LookupError> {
        let target = |data: &RData| match data {
            RData::CNAME(target) => Domain::parse(&target.to_ascii()).ok(),
            _ => None,
        };
        match self.lookup(name, RecordType::CNAME).await {
            Ok(records) => Ok(records.iter().find_map(target)),
            Err(LookupError::NoRecords(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The name registered for an address (PTR); of several the first.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` when it has none.
    pub async fn reverse(&self, address: IpAddr) -> Result<Domain, LookupError> {
        let none = || LookupError::NoRecords(address.to_string());
        let zone = Domain::parse(&reverse_name(address)).map_err(|_| none())?;
        let name = |data: &RData| match data {
            RData::PTR(name) => Domain::parse(&name.to_ascii()).ok(),
            _ => None,
        };
        self.lookup(&zone, RecordType::PTR).await?.iter().find_map(name).ok_or_else(none)
    }

    /// Asks one server after the other until one answers, be it no.
    async fn lookup(&self, name: &Domain, kind: RecordType) -> Result<Vec<RData>, LookupError> {
        let mut trouble = vec![];
        for (server, resolver) in &self.servers {
            // The trailing dot keeps the computer's search list out.
            match tokio::time::timeout(PER_SERVER * 2, resolver.lookup(format!("{name}."), kind)).await {
                Ok(Ok(lookup)) => return Ok(lookup.answers().iter().map(|r| r.data.clone()).collect()),
                Ok(Err(error)) if error.is_nx_domain() => return Err(LookupError::NoSuchDomain(name.to_string())),
                Ok(Err(error)) if error.is_no_records_found() && !is_refusal(&error) => {
                    return Err(LookupError::NoRecords(name.to_string()));
                }
                Ok(Err(error)) => trouble.push(format!("{server}: {error}")),
                Err(_) => trouble.push(format!("{server}: no answer")),
            }
        }
        Err(LookupError::Temporary { name: name.to_string(), what: trouble.join("; ") })
    }
}

/// Where the name of an address stands (RFC 1035 §3.5, RFC 3596 §2.5).
fn reverse_name(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(v6) => {
            let nibbles = v6.octets().into_iter().rev().flat_map(|octet| [octet & 15, octet >> 4]);
            nibbles.map(|nibble| format!("{nibble:x}.")).collect::<String>() + "ip6.arpa"
        }
    }
}

/// Whether a server said that it cannot answer, rather than that there is nothing.
fn is_refusal(error: &hickory_resolver::net::NetError) -> bool {
    use hickory_resolver::net::{DnsError, NetError};
    use hickory_resolver::proto::op::ResponseCode;
    match error {
        NetError::Dns(DnsError::NoRecordsFound(found)) => !matches!(found.response_code, ResponseCode::NoError | ResponseCode::NXDomain),
        NetError::Dns(DnsError::ResponseCode(_)) => true,
        _ => false,
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.servers.iter().map(|(name, _)| name)).finish()
    }
}

fn broken(error: &dyn std::fmt::Display) -> LookupError {
    LookupError::Temporary { name: "this computer".into(), what: error.to_string() }
}

const PER_SERVER: Duration = Duration::from_secs(4);
const CACHE: u64 = 8_192;
/// Hosts and addresses beyond this are not tried: a hostile zone could list thousands.
const MOST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_hosts_file_has_no_say_where_dns_servers_are_listed() {
        let hosts = |servers: &[SocketAddr]| Resolver::new(servers).map(|r| r.servers[0].1.options().use_hosts_file);
        assert_eq!(hosts(&["192.0.2.53:53".parse().unwrap()]), Ok(ResolveHosts::Never));
        assert_ne!(hosts(&[]), Ok(ResolveHosts::Never));
    }

    #[test]
    fn the_reverse_zone_is_the_address_backwards() {
        assert_eq!(reverse_name("192.0.2.17".parse().unwrap()), "17.2.0.192.in-addr.arpa");
        // RFC 3596 §2.5
        assert_eq!(
            reverse_name("4321:0:1:2:3:4:567:89ab".parse().unwrap()),
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa"
        );
    }
}
