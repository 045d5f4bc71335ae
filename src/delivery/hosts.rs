//! From a hop to the addresses to connect to: MX records, their order, and the test for ourselves.
//!
//! The order is pure ([`ladder`]): by preference, at random among equals, with everything cut off from the preference on at
//! which we ourselves stand. [`Search`] asks the DNS rung by rung, so that a lame back-up server costs nothing while the
//! first one answers.
//!
//! Sources: RFC 5321 §5.1 (MX), RFC 7505 (null MX), RFC 5321 §4.1.3 (literals).

use super::outcome::Trouble;
use super::peer::Peer;
use super::route::{Hop, To};
use crate::config::SmartHost;
use crate::mail::{Domain, Host, canonical};
use crate::net::{LookupError, MailExchange, Resolver};
use std::collections::VecDeque;
use std::fmt;
use std::net::{IpAddr, SocketAddr, UdpSocket};

/// The rungs of equal preference, best first, each in the order to try.
pub type Ladder = VecDeque<Vec<Domain>>;

/// What is needed to know ourselves when we meet us in the DNS.
#[derive(Clone)]
pub struct Ourselves {
    /// Names this server has on the wire.
    pub names: Vec<Domain>,
    /// Where this program listens, all servers; wildcards included.
    pub listening: Vec<SocketAddr>,
    /// Whether this computer has the address; asked only when the port matches a wildcard.
    pub has_address: fn(IpAddr) -> bool,
}

/// The addresses of one hop, found rung by rung.
pub struct Search<'a> {
    resolver: &'a Resolver,
    ourselves: &'a Ourselves,
    port: u16,
    rungs: VecDeque<Rung>,
    /// For the sentence when nothing is found.
    about: About,
    tried: usize,
    trouble: Option<Trouble>,
}

enum Rung {
    Names(Vec<Domain>),
    Addresses(Peer),
}

enum About {
    Domain(Domain),
    Literal(IpAddr),
    SmartHost(Peer, Option<Domain>),
    Forward(Peer, Option<Domain>),
}

impl Ourselves {
    /// Whether a connection to this address would reach this program.
    pub fn are_at(&self, address: SocketAddr) -> bool {
        let ip = canonical(address.ip());
        self.listening.iter().filter(|l| l.port() == address.port()).any(|l| {
            let mine = canonical(l.ip());
            mine == ip || (mine.is_unspecified() && mine.is_ipv4() == ip.is_ipv4() && (ip.is_loopback() || (self.has_address)(ip)))
        })
    }
}

impl fmt::Debug for Ourselves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ourselves").field("names", &self.names).field("listening", &self.listening).finish_non_exhaustive()
    }
}

/// Whether this computer has the address: the system lets a socket have only its own.
pub fn computer_has(address: IpAddr) -> bool {
    UdpSocket::bind((address, 0)).is_ok()
}

/// Sorts the MX records of a domain into rungs.
///
/// `seed` decides the order among equals (RFC 5321 §5.1: at random, to spread the load); the caller draws it.
///
/// # Errors
/// [`Trouble::NullMx`]; [`Trouble::LoopsBack`] when nothing is better than one of `ours`.
pub fn ladder(domain: &Domain, mut exchanges: Vec<MailExchange>, ours: &[Domain], seed: u64) -> Result<Ladder, Trouble> {
    // RFC 7505 §3: a null MX is the only record; beside others it is a mistake and counts for nothing.
    exchanges.sort();
    let named: Vec<(u16, Domain)> = exchanges.iter().filter_map(|x| Some((x.preference, x.host.clone()?))).collect();
    if named.is_empty() && !exchanges.is_empty() {
        return Err(Trouble::NullMx(domain.clone()));
    }
    // RFC 5321 §5.1: ourselves, and all that is not better than us, must not be tried.
    let border = named.iter().filter(|(_, host)| ours.contains(host)).map(|(preference, _)| *preference).min();
    let mut rungs: Vec<(u16, Vec<Domain>)> = vec![];
    for (preference, host) in named.into_iter().filter(|(p, _)| border.is_none_or(|b| *p < b)) {
        match rungs.last_mut() {
            Some((last, hosts)) if *last == preference => hosts.push(host),
            _ => rungs.push((preference, vec![host])),
        }
    }
    if rungs.is_empty() {
        return Err(Trouble::LoopsBack(domain.to_string()));
    }
    let mut state = seed;
    Ok(rungs
        .into_iter()
        .map(|(_, mut hosts)| {
            shuffle(&mut hosts, &mut state);
            hosts
        })
        .collect())
}

impl<'a> Search<'a> {
    /// Starts to look for the servers of a hop.
    ///
    /// # Errors
    /// [`Trouble`]: the domain does not exist, takes no mail, leads back to us, or the DNS is silent.
    pub async fn start(hop: &Hop, resolver: &'a Resolver, ourselves: &'a Ourselves, port: u16, seed: u64) -> Result<Self, Trouble> {
        let (about, port, rungs) = match &hop.to {
            To::SmartHost(smart) => (About::smart(smart), smart.port, VecDeque::from([Rung::of(&smart.host, smart.port)])),
            To::Forward(host) => {
                let domain = if let Host::Domain(domain) = host { Some(domain.clone()) } else { None };
                (About::Forward(Peer::nowhere(host), domain), port, VecDeque::from([Rung::of(host, port)]))
            }
            To::Literal(address) => {
                let peer = Peer::named(Host::Literal(*address), SocketAddr::new(*address, port));
                (About::Literal(*address), port, VecDeque::from([Rung::Addresses(peer)]))
            }
            To::Domain(domain) => {
                let exchanges = resolver.mail_exchanges(domain).await.map_err(|error| match error {
                    LookupError::NoSuchDomain(_) | LookupError::NoRecords(_) => Trouble::NoSuchDomain(domain.clone()),
                    LookupError::Temporary { name, what } => Trouble::Dns { name, what },
                })?;
                let rungs = ladder(domain, exchanges, &ourselves.names, seed)?;
                (About::Domain(domain.clone()), port, rungs.into_iter().map(Rung::Names).collect())
            }
        };
        Ok(Self { resolver, ourselves, port, rungs, about, tried: 0, trouble: None })
    }

    /// The servers of the next rung, never empty; `None` when there are no more. At most 16 addresses in all.
    ///
    /// # Errors
    /// When no rung had a single address: why.
    pub async fn next(&mut self) -> Result<Option<Vec<Peer>>, Trouble> {
        while let Some(rung) = self.rungs.pop_front().filter(|_| self.tried < MOST) {
            let mut peers = match rung {
                Rung::Addresses(peer) => vec![peer],
                Rung::Names(names) => {
                    let mut peers = vec![];
                    for name in names {
                        match self.resolver.addresses(&name).await {
                            Ok(found) => peers.extend(found.into_iter().map(|a| Peer::named(&name, SocketAddr::new(a, self.port)))),
                            Err(error) => self.note(error),
                        }
                    }
                    peers
                }
            };
            if peers.iter().filter_map(|p| p.address).any(|a| self.ourselves.are_at(a)) {
                // RFC 5321 §5.1: this rung and all below are not better than us.
                self.rungs.clear();
                return if self.tried == 0 { Err(self.about.loops()) } else { Ok(None) };
            }
            peers.truncate(MOST - self.tried);
            self.tried += peers.len();
            if !peers.is_empty() {
                return Ok(Some(peers));
            }
        }
        match self.tried {
            0 => Err(self.trouble.take().unwrap_or_else(|| self.about.nothing())),
            _ => Ok(None),
        }
    }

    /// A silent DNS is remembered: then the lack of addresses is not final.
    fn note(&mut self, error: LookupError) {
        if let LookupError::Temporary { name, what } = error {
            self.trouble = Some(Trouble::Dns { name, what });
        }
    }
}

impl fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search").field("rungs", &self.rungs.len()).field("tried", &self.tried).finish_non_exhaustive()
    }
}

impl Rung {
    fn of(host: &Host, port: u16) -> Self {
        match host {
            Host::Domain(domain) => Self::Names(vec![domain.clone()]),
            Host::Literal(address) => Self::Addresses(Peer::named(host, SocketAddr::new(*address, port))),
        }
    }
}

impl About {
    fn smart(smart: &SmartHost) -> Self {
        let domain = match &smart.host {
            Host::Domain(domain) => Some(domain.clone()),
            Host::Literal(_) => None,
        };
        Self::SmartHost(Peer::nowhere(&smart.host), domain)
    }

    fn loops(&self) -> Trouble {
        match self {
            Self::Domain(domain) => Trouble::LoopsBack(domain.to_string()),
            Self::Literal(address) => Trouble::LoopsBack(Host::Literal(*address).to_string()),
            Self::SmartHost(peer, _) => Trouble::SmartHostIsUs(peer.clone()),
            Self::Forward(peer, _) => Trouble::ForwardIsUs(peer.clone()),
        }
    }

    fn nothing(&self) -> Trouble {
        match self {
            Self::Domain(domain) => Trouble::NoAddress(domain.clone()),
            Self::SmartHost(_, Some(domain)) => Trouble::SmartHostUnknown(domain.clone()),
            Self::Forward(_, Some(domain)) => Trouble::ForwardUnknown(domain.clone()),
            Self::SmartHost(peer, None) | Self::Forward(peer, None) => {
                Trouble::Unreachable { peer: peer.clone(), what: "no address".into() }
            }
            Self::Literal(address) => Trouble::Unreachable { peer: Peer::nowhere(Host::Literal(*address)), what: "no address".into() },
        }
    }
}

/// Fisher and Yates, with SplitMix64 for the dice: nobody gains from guessing them.
fn shuffle<T>(items: &mut [T], state: &mut u64) {
    for end in (1..items.len()).rev() {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        items.swap(end, (z % (end as u64 + 1)) as usize);
    }
}

/// Addresses tried for one hop.
const MOST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Domain {
        Domain::parse(text).unwrap()
    }

    fn mx(preference: u16, host: &str) -> MailExchange {
        MailExchange { preference, host: (!host.is_empty()).then(|| d(host)) }
    }

    #[test]
    fn rungs_go_by_preference_and_the_seed_orders_equals() {
        let all = vec![mx(20, "c.test"), mx(10, "a.test"), mx(10, "b.test")];
        let mut first = std::collections::HashSet::new();
        for seed in 0..50 {
            let rungs = ladder(&d("x.test"), all.clone(), &[], seed).unwrap();
            assert_eq!((rungs.len(), rungs[0].len(), &rungs[1][0]), (2, 2, &d("c.test")));
            first.insert(rungs[0][0].clone());
        }
        assert_eq!(first.len(), 2);
    }

    #[test]
    fn nothing_at_or_behind_our_own_preference_is_tried() {
        let all = vec![mx(5, "a.test"), mx(10, "us.test"), mx(10, "b.test"), mx(20, "c.test")];
        let rungs = ladder(&d("x.test"), all, &[d("us.test")], 1).unwrap();
        assert_eq!(rungs, [vec![d("a.test")]]);
        let only = ladder(&d("x.test"), vec![mx(10, "us.test"), mx(20, "c.test")], &[d("us.test")], 1);
        assert_eq!(only, Err(Trouble::LoopsBack("x.test".into())));
    }

    #[test]
    fn a_null_mx_is_a_refusal_unless_it_stands_beside_others() {
        assert_eq!(ladder(&d("x.test"), vec![mx(0, "")], &[], 1), Err(Trouble::NullMx(d("x.test"))));
        assert_eq!(ladder(&d("x.test"), vec![mx(0, ""), mx(10, "a.test")], &[], 1).unwrap(), [vec![d("a.test")]]);
    }

    #[test]
    fn knows_itself_by_port_and_address() {
        let ours = |listening: &[&str], has_address| Ourselves {
            names: vec![],
            listening: listening.iter().map(|l| l.parse().unwrap()).collect(),
            has_address,
        };
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        let one = ours(&["192.0.2.1:25"], |_| false);
        assert!(one.are_at(at("192.0.2.1:25")) && one.are_at(at("[::ffff:192.0.2.1]:25")));
        assert!(!one.are_at(at("192.0.2.1:26")) && !one.are_at(at("192.0.2.2:25")));
        let all = ours(&["0.0.0.0:25"], |ip| ip.to_string() == "192.0.2.7");
        assert!(all.are_at(at("127.0.0.9:25")) && all.are_at(at("192.0.2.7:25")) && !all.are_at(at("192.0.2.8:25")));
        assert!(!all.are_at(at("[::1]:25")));
        assert!(computer_has("127.0.0.1".parse().unwrap()) && !computer_has("192.0.2.1".parse().unwrap()));
    }
}
