//! What the tests of a connection and of a message share: finding a host, connecting, and talking to a server step by step.
//!
//! ```text
//!   LookUp ─▶ Connect ─▶ (TLS: Encrypt) ─▶ Greeting ─▶ (STARTTLS: Encrypt) ─▶ (user: LogOn)
//! ```
//! Each step is told with the other side's words; the first that fails is the last.

use super::job::{Hitch, NotFound, Stage, Step};
use super::resolvers;
use crate::config::written::{OutboundAccess, SmartHost, SmartHostEncryption};
use crate::mail::{Address, Domain, Host, Secret, canonical};
use crate::net::{LookupError, Stream, Trust};
use crate::smtp::client::{Client, ClientConfig, ClientError, ClientOutput, ClientPhase, Failure, Login, Security, Timeouts};
use crate::smtp::sasl::Bindings;
use crate::smtp::sasl::initiator::Account;
use crate::smtp::sasl::ntlm::filetime;
use rustls_pki_types::ServerName;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

/// How long to wait.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For one address to be connected to.
    pub connect: Duration,
    /// For each answer.
    pub answer: Duration,
    /// For it all.
    pub overall: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        // Servers that pause before the greeting do so for up to half a minute.
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), answer: seconds(40), overall: seconds(90) }
    }
}

/// Why it goes no further, with words.
#[derive(Debug)]
pub(super) struct Stop(pub(super) Hitch, pub(super) String);

impl From<Hitch> for Stop {
    fn from(hitch: Hitch) -> Self {
        Self(hitch, String::new())
    }
}

impl From<NotFound> for Stop {
    fn from(why: NotFound) -> Self {
        let said = if let NotFound::NoAnswer(said) = &why { said.clone() } else { String::new() };
        Self(Hitch::NotFound(why), said)
    }
}

/// How the other side is met.
#[derive(Debug)]
pub(super) struct Terms {
    pub(super) rules: ClientConfig,
    pub(super) trust: Trust,
    pub(super) patience: Patience,
}

/// A test under way.
#[derive(Debug)]
pub(super) struct Course {
    steps: Vec<Step>,
    /// What is being done.
    pub(super) stage: Stage,
}

/// An open connection.
pub(super) struct Talk {
    pub(super) client: Client,
    /// `None` once it is closed.
    stream: Option<Stream>,
    patience: Patience,
    /// What came since we last said something, or since the transaction began.
    heard: Vec<u8>,
    /// A transaction is under way: its replies may come together.
    pub(super) transacts: bool,
}

impl Course {
    /// At its beginning.
    pub(super) fn new() -> Self {
        Self { steps: vec![], stage: Stage::LookUp }
    }

    /// The steps, the one under way as the last when it failed.
    pub(super) fn end(mut self, ended: Result<(), Stop>) -> Vec<Step> {
        if let Err(Stop(hitch, words)) = ended {
            self.steps.push(Step { stage: self.stage, words, hitch: Some(hitch) });
        }
        self.steps
    }

    /// The step under way went well.
    pub(super) fn well(&mut self, words: impl Into<String>, next: Stage) {
        self.steps.push(Step { stage: self.stage, words: words.into(), hitch: None });
        self.stage = next;
    }

    /// The greeting is told when what follows it begins; here only once.
    fn greeted(&mut self, greeting: &str, next: Stage) {
        if self.stage == Stage::Greeting {
            self.well(greeting, next);
        }
        self.stage = next;
    }

    /// From a connection just made until the server is ready for a message.
    pub(super) async fn open(&mut self, tcp: TcpStream, name: &ServerName<'static>, terms: &Terms) -> Result<Talk, Stop> {
        let (mut stream, mut bindings) = (Stream::Plain(tcp), Bindings::default());
        if terms.rules.implicit_tls {
            self.stage = Stage::Encrypt;
            (stream, bindings) = self.encrypt(stream, name, terms).await?;
        }
        self.stage = Stage::Greeting;
        let mut client = Client::new(Arc::new(terms.rules.clone()), std::time::Instant::now());
        client.bind(bindings);
        let mut talk = Talk { client, stream: Some(stream), patience: terms.patience, heard: vec![], transacts: false };
        self.converse(&mut talk, name, terms).await?;
        Ok(talk)
    }

    /// From the greeting until the machine is ready for a message.
    async fn converse(&mut self, talk: &mut Talk, name: &ServerName<'static>, terms: &Terms) -> Result<(), Stop> {
        let mut greeting = String::new();
        loop {
            match talk.client.poll(std::time::Instant::now()) {
                ClientOutput::Send(bytes) => {
                    let hello = bytes.starts_with(b"EHLO") || bytes.starts_with(b"HELO");
                    if hello && self.stage == Stage::Greeting && greeting.is_empty() {
                        greeting = talk.words();
                    } else if bytes.starts_with(b"STARTTLS") {
                        self.greeted(&greeting, Stage::Encrypt);
                    } else if bytes.starts_with(b"AUTH") {
                        self.greeted(&greeting, Stage::LogOn);
                    }
                    talk.write(&bytes).await;
                }
                ClientOutput::StartTls => {
                    let stream = talk.stream.take().ok_or(Hitch::Closed)?;
                    let (stream, bindings) = self.encrypt(stream, name, terms).await?;
                    talk.stream = Some(stream);
                    talk.client.bind(bindings);
                    talk.client.tls_started(std::time::Instant::now());
                }
                ClientOutput::Hash(work) => {
                    let salted = tokio::task::spawn_blocking(move || work.run()).await.map_err(|_| Hitch::Closed)?;
                    talk.client.hashed(std::time::Instant::now(), &salted);
                }
                ClientOutput::Ready => {
                    self.greeted(&greeting, Stage::LogOn);
                    if terms.rules.login.is_some() {
                        self.well(talk.words(), Stage::LogOn);
                    }
                    return Ok(());
                }
                ClientOutput::Failed(error) => return Err(self.failed(error, &greeting)),
                ClientOutput::Until(deadline) => talk.read(deadline.into()).await,
                ClientOutput::Idle | ClientOutput::Closed | ClientOutput::WantBody | ClientOutput::TransactionDone(_) => {
                    return Err(Hitch::Nonsense.into());
                }
            }
        }
    }

    async fn encrypt(&mut self, stream: Stream, name: &ServerName<'static>, terms: &Terms) -> Result<(Stream, Bindings), Stop> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = terms.trust.client_config(&provider).map_err(|error| Stop(Hitch::TlsFailed, error.to_string()))?;
        let deadline = Instant::now() + terms.patience.answer;
        let (stream, facts) = stream.connect_tls(tls, name.clone(), deadline).await.map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            match inner {
                _ if error.kind() == io::ErrorKind::TimedOut => Hitch::TimedOut.into(),
                Some(rustls::Error::InvalidCertificate(_)) => Stop(Hitch::Certificate, error.to_string()),
                _ => Stop(Hitch::TlsFailed, error.to_string()),
            }
        })?;
        self.well(format!("{}, {}", facts.version, facts.cipher), Stage::LogOn);
        Ok((stream, facts.bindings))
    }

    fn failed(&mut self, error: ClientError, greeting: &str) -> Stop {
        match error.phase {
            ClientPhase::Greeting | ClientPhase::Hello => self.stage = Stage::Greeting,
            ClientPhase::Tls => self.greeted(greeting, Stage::Encrypt),
            ClientPhase::Login => self.greeted(greeting, Stage::LogOn),
            _ => {}
        }
        match error.what {
            Failure::Refused(reply) if error.phase == ClientPhase::Login && reply.is_permanent() => {
                Stop(Hitch::LogOnRefused, reply.to_string())
            }
            what => what.into(),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(reply) => Self(Hitch::Refused, reply.to_string()),
            Failure::Closed => Hitch::Closed.into(),
            Failure::TimedOut => Hitch::TimedOut.into(),
            Failure::TlsNotOffered => Hitch::NoTls.into(),
            Failure::LoginNotOffered => Hitch::LogOnNotOffered.into(),
            Failure::LoginInClear => Hitch::LogOnInClear.into(),
            Failure::LoginOdd => Hitch::LogOnOdd.into(),
            Failure::LoginUnproven => Hitch::LogOnUnproven.into(),
            Failure::OutcomeUnknown => Hitch::OutcomeUnknown.into(),
            Failure::NeedsSmtpUtf8 => Hitch::NoSmtpUtf8.into(),
            Failure::TooBig => Hitch::TooBig.into(),
            other @ (Failure::NoReply(_) | Failure::Aborted | Failure::LeftoverBeforeTls | Failure::NeedsEightBit) => {
                Self(Hitch::Nonsense, other.to_string())
            }
        }
    }
}

impl Talk {
    /// Writes in one go.
    pub(super) async fn write(&mut self, bytes: &[u8]) {
        if !self.transacts {
            self.heard.clear();
        }
        let Some(stream) = &mut self.stream else { return self.lose() };
        let written = timeout(self.patience.answer, async {
            stream.write_all(bytes).await?;
            stream.flush().await
        });
        if !matches!(written.await, Ok(Ok(()))) {
            // A server that closes says why first, if it can.
            self.read(Instant::now() + LAST_WORDS).await;
            self.lose();
        }
    }

    /// Takes in what comes, at most until the deadline.
    pub(super) async fn read(&mut self, deadline: Instant) {
        let Some(stream) = &mut self.stream else { return self.lose() };
        let mut octets = [0; 4096];
        match timeout_at(deadline, stream.read(&mut octets)).await {
            // At the deadline the machine says itself what that means.
            Err(_) => {}
            Ok(Ok(0) | Err(_)) => self.lose(),
            Ok(Ok(read)) => {
                let most = if self.transacts { MOST_OF_TRANSACTION } else { MOST_HEARD };
                let room = most.saturating_sub(self.heard.len()).min(read);
                self.heard.extend_from_slice(&octets[..room]);
                self.client.receive(std::time::Instant::now(), &octets[..read]);
            }
        }
    }

    fn lose(&mut self) {
        self.stream = None;
        self.client.peer_closed();
    }

    /// What came, as one clean line.
    fn words(&self) -> String {
        clean(&self.heard)
    }

    /// A transaction begins: its replies are kept.
    pub(super) fn transact(&mut self) {
        self.heard.clear();
        self.transacts = true;
    }

    /// The complete replies since then, each as one clean line.
    pub(super) fn replies(&self) -> Vec<String> {
        let (mut replies, mut begin, mut line) = (vec![], 0, 0);
        while let Some(end) = memchr::memchr(b'\n', &self.heard[line..]).map(|at| line + at + 1) {
            // RFC 5321 §4.2.1: a hyphen behind the code says that the reply goes on.
            if self.heard.get(line + 3) != Some(&b'-') {
                let text = clean(&self.heard[begin..end]);
                replies.push(text.chars().take(MOST_HEARD).collect());
                begin = end;
            }
            line = end;
        }
        replies
    }

    /// Says QUIT, and does not mind what comes of it.
    pub(super) async fn quit(&mut self) {
        self.client.quit(std::time::Instant::now());
        let bye = async {
            loop {
                match self.client.poll(std::time::Instant::now()) {
                    ClientOutput::Send(bytes) => self.write(&bytes).await,
                    ClientOutput::Until(deadline) => self.read(deadline.into()).await,
                    _ => return,
                }
            }
        };
        // Whatever comes of it, all is known.
        let _ = timeout(GOODBYE, bye).await;
    }
}

/// The name for the certificate, and the addresses to try.
pub(super) async fn find(host: &str, dns_servers: &[String]) -> Result<(String, Vec<IpAddr>), NotFound> {
    // The one grammar there is for names and literals, as in the settings.
    let host = Address::parse(&format!("probe@{}", host.trim())).map(|a| a.host().clone()).map_err(|_| NotFound::NoName)?;
    let name = match host {
        Host::Literal(address) => return Ok((address.to_string(), vec![canonical(address)])),
        Host::Domain(name) => name,
    };
    let mut said = vec![];
    for (_, resolver) in resolvers(dns_servers) {
        match resolver.addresses(&name).await {
            Ok(found) => return Ok((name.to_string(), found.into_iter().map(canonical).collect())),
            Err(LookupError::Temporary { what, .. }) => said.push(what),
            Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_)) => return Err(NotFound::NoSuchHost),
        }
    }
    Err(NotFound::NoAnswer(said.join("; ")))
}

/// The first address that answers: which of them it is, and the connection.
pub(super) async fn connect(addresses: &[SocketAddr], patience: Duration) -> Result<(TcpStream, usize), Stop> {
    let mut said = vec![];
    for (at, address) in addresses.iter().enumerate() {
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok((tcp, at)),
            Ok(Err(error)) => said.push(error.to_string()),
            Err(_) => {}
        }
    }
    said.dedup();
    Err(if said.is_empty() { Hitch::TimedOut.into() } else { Stop(Hitch::Unreachable, said.join("; ")) })
}

/// The name that a certificate must have.
pub(super) fn server_name(name: &str, address: SocketAddr) -> ServerName<'static> {
    ServerName::try_from(name.to_owned()).unwrap_or(ServerName::IpAddress(address.ip().into()))
}

/// Our own name, as typed.
pub(super) fn own_name(fqdn: &str) -> Result<Domain, Stop> {
    Domain::parse(fqdn.trim()).map_err(|_| Hitch::OwnName.into())
}

/// As delivery meets a smart host.
pub(super) fn smart_host(
    host: &SmartHost,
    password: Option<&Secret<String>>,
    (hello, helo): (Domain, bool),
    require_tls: bool,
    patience: Patience,
) -> Terms {
    let login = host.user.as_ref().zip(password);
    let rules = ClientConfig {
        hello,
        helo,
        implicit_tls: host.encryption == SmartHostEncryption::Tls,
        starttls: match host.encryption {
            SmartHostEncryption::StartTls => Security::Required,
            SmartHostEncryption::None if require_tls => Security::Required,
            SmartHostEncryption::None | SmartHostEncryption::Tls => Security::Never,
        },
        login: login.map(|(name, password)| log_on(name, password, host.access == OutboundAccess::Integrated)),
        login_in_clear: host.log_on_in_clear,
        timeouts: timeouts(patience),
    };
    Terms { rules, trust: if host.accept_any_certificate { Trust::Any } else { Trust::Verified }, patience }
}

/// How to log on.
pub(super) fn log_on(name: &str, password: &Secret<String>, integrated: bool) -> Login {
    let (name, password) = (name.trim().to_owned(), password.clone());
    let account = Account { name, password, dice: rand::random(), time: filetime(jiff::Timestamp::now()) };
    Login { account, integrated }
}

/// For each answer the same.
pub(super) fn timeouts(patience: Patience) -> Timeouts {
    let answer = patience.answer;
    Timeouts { greeting: answer, mail: answer, rcpt: answer, data: answer, block: answer, end: answer, ..Timeouts::default() }
}

fn clean(octets: &[u8]) -> String {
    let text = String::from_utf8_lossy(octets);
    let lines: Vec<String> = text.lines().map(|line| line.chars().filter(|c| !c.is_control()).collect()).collect();
    lines.join(" ")
}

const LAST_WORDS: Duration = Duration::from_millis(500);
const GOODBYE: Duration = Duration::from_secs(3);
/// Words of a server beyond this are not shown.
const MOST_HEARD: usize = 2_000;
/// All replies of a transaction together.
const MOST_OF_TRANSACTION: usize = 16 * 1024;
