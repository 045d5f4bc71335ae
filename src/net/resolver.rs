//! The names of the Internet's mail servers, asked of DNS servers in the administrator's order.
//!
//! One hickory resolver per server: within one resolver a silent first server would make every look-up fail. Answers, the
//! negative ones too, are cached by each resolver for their TTL.
//!
//! ```text
//!   first server ──HEAD_START──▶ the next is asked beside it ──HEAD_START──▶ …
//!        yes, from whomever      counts at once
//!        no                      counts once everybody before has answered or given up: the first may know more
//!        no answer, PER_SERVER   asked last for SILENT_FOR
//!   WHOLE: nobody has answered
//! ```

use crate::mail::Domain;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{RData, RecordType};
use hickory_resolver::{Resolver as Hickory, TokioResolver};
use std::collections::HashMap;
use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// Looks up mail exchangers and addresses.
pub struct Resolver {
    servers: Vec<Server>,
}

struct Server {
    name: String,
    resolver: TokioResolver,
    /// It has not answered lately: until then the others are asked first.
    silent_until: Mutex<Option<Instant>>,
}

/// What one server said: the records, or why there are none for good; else why it said nothing of use.
type Said = Result<Result<Vec<RData>, LookupError>, Silence>;

type Asking<'a> = Pin<Box<dyn Future<Output = Said> + Send + 'a>>;

struct Silence {
    what: String,
    /// Nothing came at all, as opposed to a failure that was told.
    timed_out: bool,
}

/// One resolver for each list of DNS servers in use. Made once, so that the caches live.
#[derive(Debug, Default)]
pub struct Resolvers {
    made: Mutex<HashMap<Vec<SocketAddr>, Arc<Resolver>>>,
}

impl Resolvers {
    /// The resolver that asks these servers in this order; none = the computer's own.
    ///
    /// # Errors
    /// When the computer's own configuration cannot be read.
    pub fn of(&self, servers: &[SocketAddr]) -> Result<Arc<Resolver>, LookupError> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(resolver) = made.get(servers) {
            return Ok(Arc::clone(resolver));
        }
        // Lists change when an administrator edits them; old ones need no cache.
        if made.len() >= 64 {
            made.clear();
        }
        let resolver = Arc::new(Resolver::new(servers)?);
        made.insert(servers.to_vec(), Arc::clone(&resolver));
        Ok(resolver)
    }
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
            // Asked twice, as a datagram may be lost.
            options.timeout = PER_SERVER / 2;
            options.attempts = 1;
            options.cache_size = CACHE;
            let mut builder = Hickory::builder_with_config(config, TokioRuntimeProvider::default());
            *builder.options_mut() = options;
            builder.build().map_err(|e| broken(&e))
        };
        if servers.is_empty() {
            let (config, options) = hickory_resolver::system_conf::read_system_conf().map_err(|e| broken(&e))?;
            return Ok(Self { servers: vec![Server::new("the computer's DNS".into(), build(config, options)?)] });
        }
        let one = |address: &SocketAddr| {
            let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
            connections.iter_mut().for_each(|c| c.port = address.port());
            let config = ResolverConfig::from_parts(None, vec![], vec![NameServerConfig::new(address.ip(), true, connections)]);
            // The hosts file is a part of the computer's own DNS: it often names this computer by an address of loopback.
            let mut options = ResolverOpts::default();
            options.use_hosts_file = ResolveHosts::Never;
            Ok(Server::new(address.to_string(), build(config, options)?))
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

    /// Whether this is one of the addresses of a host. Only its family is asked for, so that trouble with the other one does
    /// not count.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` does not occur here.
    pub async fn is_address_of(&self, address: IpAddr, host: &Domain) -> Result<bool, LookupError> {
        let kind = if address.is_ipv4() { RecordType::A } else { RecordType::AAAA };
        let same = |data: &RData| match data {
            RData::A(a) => address == IpAddr::from(a.0),
            RData::AAAA(aaaa) => address == IpAddr::from(aaaa.0),
            _ => false,
        };
        match self.lookup(host, kind).await {
            Ok(records) => Ok(records.iter().any(same)),
            Err(LookupError::NoRecords(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The texts of a name (TXT), the pieces of each put together; what is no UTF-8 is replaced. At most 16.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` when it has none.
    pub async fn texts(&self, name: &Domain) -> Result<Vec<String>, LookupError> {
        let text = |data: &RData| match data {
            RData::TXT(txt) => Some(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned()),
            _ => None,
        };
        let mut found: Vec<String> = self.lookup(name, RecordType::TXT).await?.iter().filter_map(text).collect();
        found.truncate(MOST);
        Ok(found)
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

    /// The name registered for an address (PTR); of several the first. Whoever has the address chooses it.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` when it has none.
    pub async fn reverse(&self, address: IpAddr) -> Result<Domain, LookupError> {
        let names = self.reverse_all(address).await?;
        names.into_iter().next().ok_or_else(|| LookupError::NoRecords(address.to_string()))
    }

    /// The names registered for an address (PTR), at most 16, each once.
    ///
    /// # Errors
    /// [`LookupError`]; `NoRecords` when it has none.
    pub async fn reverse_all(&self, address: IpAddr) -> Result<Vec<Domain>, LookupError> {
        let none = || LookupError::NoRecords(address.to_string());
        let zone = Domain::parse(&reverse_name(address)).map_err(|_| none())?;
        let name = |data: &RData| match data {
            RData::PTR(name) => Domain::parse(&name.to_ascii()).ok(),
            _ => None,
        };
        let mut names: Vec<Domain> = self.lookup(&zone, RecordType::PTR).await?.iter().filter_map(name).collect();
        names.sort();
        names.dedup();
        names.truncate(MOST);
        if names.is_empty() { Err(none()) } else { Ok(names) }
    }

    /// Asks the servers as the picture above says.
    async fn lookup(&self, name: &Domain, kind: RecordType) -> Result<Vec<RData>, LookupError> {
        let deadline = Instant::now() + WHOLE;
        let mut waiting = self.in_order().into_iter();
        let mut asked: Vec<(&Server, Asking<'_>)> = vec![];
        let (mut negative, mut trouble) = (None, vec![]);
        loop {
            // A no that nobody asked before can overrule any more.
            if asked.is_empty() && negative.is_some() {
                break;
            }
            if let Some(server) = waiting.next() {
                asked.push((server, Box::pin(server.ask(name, kind))));
            } else if asked.is_empty() {
                break;
            }
            let patience = if waiting.len() > 0 { deadline.min(Instant::now() + HEAD_START) } else { deadline };
            let heard = poll_fn(|context| {
                for (at, (_, answer)) in asked.iter_mut().enumerate() {
                    if let Poll::Ready(said) = answer.as_mut().poll(context) {
                        return Poll::Ready((at, said));
                    }
                }
                Poll::Pending
            });
            let (at, said) = match timeout_at(patience, heard).await {
                Ok(heard) => heard,
                Err(_) if Instant::now() >= deadline => break,
                Err(_) => continue,
            };
            let (server, _) = asked.remove(at);
            server.heard(!matches!(said, Err(Silence { timed_out: true, .. })));
            match said {
                Ok(Ok(records)) => {
                    // Those before it had their head start.
                    asked[..at].iter().for_each(|(server, _)| server.heard(false));
                    return Ok(records);
                }
                Ok(Err(no)) => {
                    // Nobody further back can overrule it, and it overrules what they said.
                    negative = Some(no);
                    asked.truncate(at);
                    waiting = Vec::new().into_iter();
                }
                Err(silence) => trouble.push(format!("{}: {}", server.name, silence.what)),
            }
        }
        trouble.extend(asked.iter().map(|(server, _)| format!("{}: {NO_ANSWER}", server.name)));
        negative.map_or_else(|| Err(LookupError::Temporary { name: name.to_string(), what: trouble.join("; ") }), Err)
    }

    /// The servers in the administrator's order, those that were silent lately behind the others.
    fn in_order(&self) -> Vec<&Server> {
        let now = Instant::now();
        let (silent, talking): (Vec<&Server>, Vec<&Server>) = self.servers.iter().partition(|server| server.is_silent(now));
        talking.into_iter().chain(silent).collect()
    }
}

impl Server {
    fn new(name: String, resolver: TokioResolver) -> Self {
        Self { name, resolver, silent_until: Mutex::default() }
    }

    async fn ask(&self, name: &Domain, kind: RecordType) -> Said {
        // The trailing dot keeps the computer's search list out.
        match timeout(PER_SERVER, self.resolver.lookup(format!("{name}."), kind)).await {
            Ok(Ok(lookup)) => Ok(Ok(lookup.answers().iter().map(|r| r.data.clone()).collect())),
            Ok(Err(error)) if error.is_nx_domain() => Ok(Err(LookupError::NoSuchDomain(name.to_string()))),
            Ok(Err(error)) if error.is_no_records_found() && !is_refusal(&error) => Ok(Err(LookupError::NoRecords(name.to_string()))),
            Ok(Err(error)) => Err(Silence { timed_out: is_timeout(&error), what: error.to_string() }),
            Err(_) => Err(Silence { timed_out: true, what: NO_ANSWER.into() }),
        }
    }

    fn heard(&self, answered: bool) {
        let until = (!answered).then(|| Instant::now() + SILENT_FOR);
        *self.silent_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }

    fn is_silent(&self, now: Instant) -> bool {
        self.silent_until.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| now < until)
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

fn is_timeout(error: &hickory_resolver::net::NetError) -> bool {
    matches!(error, hickory_resolver::net::NetError::Timeout)
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.servers.iter().map(|server| &server.name)).finish()
    }
}

fn broken(error: &dyn std::fmt::Display) -> LookupError {
    LookupError::Temporary { name: "this computer".into(), what: error.to_string() }
}

/// What a server gets before the next one is asked too.
const HEAD_START: Duration = Duration::from_millis(1_500);
const PER_SERVER: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(10);
const SILENT_FOR: Duration = Duration::from_secs(60);
const NO_ANSWER: &str = "no answer";
const CACHE: u64 = 8_192;
/// Hosts and addresses beyond this are not tried: a hostile zone could list thousands.
const MOST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_hosts_file_has_no_say_where_dns_servers_are_listed() {
        let hosts = |servers: &[SocketAddr]| Resolver::new(servers).map(|r| r.servers[0].resolver.options().use_hosts_file);
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
