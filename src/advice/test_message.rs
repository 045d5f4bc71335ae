//! *Test message*: a mail that is really sent, each step told with the other side's words.
//!
//! ```text
//!   Route       the smart host as typed, or the servers the DNS names for the recipient; as delivery would, past the queue
//!   Submission  a virtual server that runs here, as a mail program would; or as if from the address of a device
//!   both        … ─▶ Sender ─▶ Recipient ─▶ Content ─▶ QUIT
//! ```
//! The steps before are those of [`super::conversation`]. An MX whose handshake fails is met once more in clear, as delivery
//! does; that is told as [`Stage::InClear`].

use super::conversation::{Course, Patience, Stop, Talk, Terms, connect, find, log_on, own_name, server_name, smart_host, timeouts};
use super::job::{Hitch, NotFound, Route, Stage, Submission, Trial, Way};
use super::letter::Letter;
use crate::config::written::{Encryption, SmartHost};
use crate::delivery::Trouble;
use crate::delivery::hosts::{Ourselves, Search, computer_has};
use crate::delivery::peer::Peer;
use crate::delivery::route::{Hop, Terms as HopTerms, To};
use crate::mail::{Domain, Host, Recipient};
use crate::net::{Resolver, Trust};
use crate::smtp::client::{ClientConfig, ClientOutput, Message, Outcome, Security};
use bytes::Bytes;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Sends it, and gives each step; the failed one is the last. `door` is the connection to the virtual server, where the
/// engine makes it ([`Submission::client`]).
pub async fn test_message(way: &Way, letter: &Letter, door: Option<TcpStream>, patience: Patience) -> Trial {
    let mut test = Test { course: Course::new(), host: String::new(), port: 0, sent: false, patience };
    let ended = timeout(patience.overall, async {
        match way {
            Way::Route(route) => test.by_route(route, letter).await,
            Way::Submission(submission) => test.submit(submission, letter, door).await,
        }
    });
    let ended = ended.await.unwrap_or_else(|_| Err(if test.sent { Hitch::OutcomeUnknown } else { Hitch::TimedOut }.into()));
    Trial { host: test.host, port: test.port, steps: test.course.end(ended) }
}

struct Test {
    course: Course,
    /// Who is talked to.
    host: String,
    port: u16,
    /// The whole message is on its way.
    sent: bool,
    patience: Patience,
}

impl Test {
    async fn by_route(&mut self, route: &Route, letter: &Letter) -> Result<(), Stop> {
        let hello = own_name(&route.fqdn)?;
        let listening = route.listening.clone();
        let ourselves = Ourselves { names: vec![hello.clone()], listening, has_address: computer_has };
        match &route.smart_host {
            Some(host) => self.through(host, route, hello, &ourselves, letter).await,
            None => self.directly(route, hello, &ourselves, letter).await,
        }
    }

    async fn through(
        &mut self,
        host: &SmartHost,
        route: &Route,
        hello: Domain,
        ourselves: &Ourselves,
        letter: &Letter,
    ) -> Result<(), Stop> {
        (self.host, self.port) = (host.host.trim().to_owned(), host.port);
        let (name, addresses) = find(&host.host, &route.dns_servers).await?;
        let listed: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        let addresses: Vec<_> = addresses.into_iter().map(|ip| SocketAddr::new(ip, host.port)).collect();
        if addresses.iter().any(|address| ourselves.are_at(*address)) {
            return Err(Hitch::Ourselves.into());
        }
        self.course.well(listed.join(", "), Stage::Connect);
        let (tcp, at) = connect(&addresses, self.patience.connect).await?;
        self.course.well(addresses[at].to_string(), Stage::Greeting);
        let terms = smart_host(host, route.password.as_ref(), (hello, route.helo), route.require_tls, self.patience);
        let mut talk = self.course.open(tcp, &server_name(&name, addresses[at]), &terms).await?;
        if host.user.is_some() && route.password.is_none() {
            talk.quit().await;
            self.course.stage = Stage::LogOn;
            return Err(Hitch::NoPassword.into());
        }
        self.send(talk, &terms, letter).await
    }

    async fn directly(&mut self, route: &Route, hello: Domain, ourselves: &Ourselves, letter: &Letter) -> Result<(), Stop> {
        (self.host, self.port) = (letter.to.host().to_string(), route.port);
        let peers = servers(route, ourselves, letter).await?;
        let listed: Vec<String> = peers.iter().map(|(peer, address)| format!("{} ({})", peer.name, address.ip())).collect();
        self.course.well(listed.join(", "), Stage::Connect);
        let addresses: Vec<_> = peers.iter().map(|(_, address)| *address).collect();
        let (tcp, at) = connect(&addresses, self.patience.connect).await?;
        let (peer, address) = &peers[at];
        self.host = peer.name.to_string();
        self.course.well(peer.to_string(), Stage::Greeting);
        let starttls = if route.require_tls { Security::Required } else { Security::IfOffered };
        let mut terms = self.terms(hello, starttls);
        terms.rules.helo = route.helo;
        let name = server_name(&peer.name, *address);
        let talk = match self.course.open(tcp, &name, &terms).await {
            // RFC 7435 §3: rather in clear than not at all.
            Err(Stop(Hitch::TlsFailed | Hitch::TimedOut, why)) if self.course.stage == Stage::Encrypt && !route.require_tls => {
                self.course.stage = Stage::InClear;
                self.course.well(why, Stage::Connect);
                terms.rules.starttls = Security::Never;
                let (tcp, _) = connect(&[*address], self.patience.connect).await?;
                self.course.stage = Stage::Greeting;
                self.course.open(tcp, &name, &terms).await?
            }
            talk => talk?,
        };
        self.send(talk, &terms, letter).await
    }

    async fn submit(&mut self, submission: &Submission, letter: &Letter, door: Option<TcpStream>) -> Result<(), Stop> {
        let address = reachable(submission.address);
        (self.host, self.port) = (address.ip().to_string(), address.port());
        self.course.stage = Stage::Connect;
        let tcp = match (door, submission.client) {
            (Some(tcp), _) => tcp,
            (None, None) => connect(&[address], self.patience.connect).await?.0,
            (None, Some(_)) => return Err(Hitch::NotRunning.into()),
        };
        match submission.client {
            Some(client) => self.course.well(format!("{address} ({client})"), Stage::Greeting),
            None => self.course.well(address.to_string(), Stage::Greeting),
        }
        // RFC 2606 §2: nobody has this name, so that the test is known by it in sessions, logs and headers.
        let hello = Domain::parse(TEST_NAME).map_err(|_| Hitch::OwnName)?;
        let mut terms = self.terms(hello, if submission.in_clear { Security::Never } else { Security::IfOffered });
        terms.rules.implicit_tls = submission.encryption == Encryption::Tls;
        terms.rules.login = submission.log_on.as_ref().map(|(name, password)| log_on(name, password, false));
        let talk = self.course.open(tcp, &server_name(&self.host, address), &terms).await?;
        if submission.log_on.is_none() {
            self.course.stage = Stage::NoLogOn;
            self.course.well("", Stage::Sender);
        }
        self.send(talk, &terms, letter).await
    }

    /// Any certificate will do.
    fn terms(&self, hello: Domain, starttls: Security) -> Terms {
        let timeouts = timeouts(self.patience);
        let rules = ClientConfig { hello, helo: false, implicit_tls: false, starttls, login: None, login_in_clear: false, timeouts };
        Terms { rules, trust: Trust::Any, patience: self.patience }
    }

    /// MAIL, RCPT and DATA, and QUIT.
    async fn send(&mut self, mut talk: Talk, terms: &Terms, letter: &Letter) -> Result<(), Stop> {
        self.course.stage = Stage::Sender;
        let host = letter.from.domain().unwrap_or(&terms.rules.hello);
        let octets = letter.write(host, &jiff::Zoned::now(), rand::random());
        let message = Message {
            sender: Some(letter.from.clone()),
            recipients: vec![Recipient::new(letter.to.clone())],
            size: Some(octets.len() as u64),
            eight_bit: false,
            smtputf8: false,
            ret: None,
            envid: None,
        };
        talk.transact();
        talk.client.begin(std::time::Instant::now(), message);
        let (mut body, mut told, mut outcome) = (Some(Bytes::from(octets)), 0, None);
        loop {
            match talk.client.poll(std::time::Instant::now()) {
                ClientOutput::Send(bytes) => talk.write(&bytes).await,
                ClientOutput::WantBody => match body.take() {
                    Some(octets) => talk.client.body(std::time::Instant::now(), octets),
                    None => {
                        self.sent = true;
                        talk.client.body_end(std::time::Instant::now());
                    }
                },
                ClientOutput::TransactionDone(mut outcomes) => outcome = outcomes.pop(),
                ClientOutput::Ready => break,
                ClientOutput::Failed(error) => {
                    outcome = outcome.or(Some(Outcome::Failed(error.what)));
                    break;
                }
                ClientOutput::Until(deadline) => talk.read(deadline.into()).await,
                ClientOutput::StartTls | ClientOutput::Hash(_) | ClientOutput::Idle | ClientOutput::Closed => break,
            }
            self.tell(&talk, &mut told);
        }
        match outcome {
            Some(Outcome::Accepted(_)) => {
                talk.quit().await;
                Ok(())
            }
            Some(Outcome::Failed(failure)) => {
                talk.quit().await;
                Err(failure.into())
            }
            None => Err(Hitch::Nonsense.into()),
        }
    }

    /// Each positive reply is a step, up to the first other one.
    fn tell(&mut self, talk: &Talk, told: &mut usize) {
        for words in talk.replies().into_iter().skip(*told) {
            if !words.starts_with(['2', '3']) {
                return;
            }
            match *told {
                0 => self.course.well(words, Stage::Recipient),
                1 => self.course.well(words, Stage::Content),
                // The answer to DATA: the content follows.
                2 => {}
                3 => self.course.well(words, Stage::Content),
                _ => return,
            }
            *told += 1;
        }
    }
}

/// The receiving servers of the recipient, in the order to try.
async fn servers(route: &Route, ourselves: &Ourselves, letter: &Letter) -> Result<Vec<(Peer, SocketAddr)>, Stop> {
    let to = match letter.to.host() {
        Host::Domain(domain) => To::Domain(domain.clone()),
        Host::Literal(address) => To::Literal(*address),
    };
    let hop = Hop { to, terms: HopTerms { require_tls: route.require_tls, helo: route.helo }, then: None };
    let servers: Vec<SocketAddr> = route.dns_servers.iter().filter_map(|text| super::server(text)).collect();
    let resolver = match Resolver::new(&servers) {
        Ok(resolver) if servers.is_empty() == route.dns_servers.is_empty() => resolver,
        Ok(_) => return Err(NotFound::NoAnswer(String::new()).into()),
        Err(error) => return Err(NotFound::NoAnswer(error.to_string()).into()),
    };
    let mut search = Search::start(&hop, &resolver, ourselves, route.port, rand::random()).await.map_err(not_found)?;
    let mut peers = vec![];
    loop {
        match search.next().await {
            Ok(Some(rung)) => peers.extend(rung.into_iter().filter_map(|peer| peer.address.map(|address| (peer, address)))),
            Ok(None) => return Ok(peers),
            Err(trouble) => return Err(not_found(trouble)),
        }
    }
}

/// Why there is no server to send to.
fn not_found(trouble: Trouble) -> Stop {
    match trouble {
        Trouble::NullMx(_) => Hitch::NullMx.into(),
        Trouble::LoopsBack(_) => Hitch::Ourselves.into(),
        Trouble::NoSuchDomain(_) | Trouble::NoAddress(_) => NotFound::NoSuchHost.into(),
        Trouble::Dns { what, .. } => NotFound::NoAnswer(what).into(),
        other => Stop(Hitch::Unreachable, other.to_string()),
    }
}

/// Where a server that listens here can be connected to.
pub fn reachable(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        IpAddr::V4(all) if all.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(all) if all.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        own => own,
    };
    SocketAddr::new(ip, listening.port())
}

/// What the test calls itself in HELO at a server of our own.
pub const TEST_NAME: &str = "test-message.invalid";
