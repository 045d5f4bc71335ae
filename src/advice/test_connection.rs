//! *Test connection*: as far as delivery would go before it sends, and no further.
//!
//! ```text
//!   LookUp ─▶ Connect ─▶ (TLS: Encrypt) ─▶ Greeting ─▶ (STARTTLS: Encrypt) ─▶ (user: LogOn) ─▶ QUIT
//! ```
//! The first step that fails is the last one.

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

/// What is to be tested, as typed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The smart host.
    pub host: SmartHost,
    /// The password to log on with.
    pub password: Option<Secret<String>>,
    /// What we call ourselves.
    pub fqdn: String,
    /// The external DNS servers; empty = the computer's own.
    pub dns_servers: Vec<String>,
    /// *TLS encryption* of the server.
    pub require_tls: bool,
}

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

/// Tries it out, and gives each step; the failed one is the last.
pub async fn test_connection(draft: &Draft, patience: Patience) -> Vec<Step> {
    let mut test = Test { steps: vec![], stage: Stage::LookUp };
    // The step that was under way is the one that took too long.
    let ended = timeout(patience.overall, test.run(draft, patience)).await.unwrap_or_else(|_| Err(Hitch::TimedOut.into()));
    if let Err(Stop(hitch, words)) = ended {
        test.steps.push(Step { stage: test.stage, words, hitch: Some(hitch) });
    }
    test.steps
}

struct Test {
    steps: Vec<Step>,
    /// What is being done.
    stage: Stage,
}

/// Why it goes no further, with words.
struct Stop(Hitch, String);

impl From<Hitch> for Stop {
    fn from(hitch: Hitch) -> Self {
        Self(hitch, String::new())
    }
}

/// An open connection.
struct Talk {
    client: Client,
    /// `None` once it is closed.
    stream: Option<Stream>,
    patience: Patience,
    /// What came since we last said something.
    heard: Vec<u8>,
}

impl Test {
    fn well(&mut self, words: impl Into<String>, next: Stage) {
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

    async fn run(&mut self, draft: &Draft, patience: Patience) -> Result<(), Stop> {
        let hello = Domain::parse(draft.fqdn.trim()).map_err(|_| Hitch::OwnName)?;
        let (host, addresses) = find(draft).await.map_err(|why| match why {
            NotFound::NoAnswer(said) => Stop(Hitch::NotFound(NotFound::NoAnswer(said.clone())), said),
            why => Hitch::NotFound(why).into(),
        })?;
        let listed: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        self.well(listed.join(", "), Stage::Connect);
        let (tcp, address) = connect(&addresses, draft.host.port, patience.connect).await?;
        let implicit_tls = draft.host.encryption == SmartHostEncryption::Tls;
        self.well(address.to_string(), if implicit_tls { Stage::Encrypt } else { Stage::Greeting });
        let name = ServerName::try_from(host).unwrap_or(ServerName::IpAddress(address.ip().into()));
        let (mut stream, mut bindings) = (Stream::Plain(tcp), Bindings::default());
        if implicit_tls {
            (stream, bindings) = self.encrypt(stream, draft, &name, patience).await?;
            self.stage = Stage::Greeting;
        }
        let mut client = Client::new(Arc::new(rules(draft, hello, patience)), std::time::Instant::now());
        client.bind(bindings);
        let mut talk = Talk { client, stream: Some(stream), patience, heard: vec![] };
        self.converse(&mut talk, draft, &name).await?;
        talk.quit().await;
        if draft.host.user.is_some() && draft.password.is_none() {
            self.stage = Stage::LogOn;
            return Err(Hitch::NoPassword.into());
        }
        Ok(())
    }

    /// From the greeting until the machine is ready for a message.
    async fn converse(&mut self, talk: &mut Talk, draft: &Draft, name: &ServerName<'static>) -> Result<(), Stop> {
        let mut greeting = String::new();
        loop {
            match talk.client.poll(std::time::Instant::now()) {
                ClientOutput::Send(bytes) => {
                    if bytes.starts_with(b"EHLO") && self.stage == Stage::Greeting {
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
                    let (stream, bindings) = self.encrypt(stream, draft, name, talk.patience).await?;
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
                    if draft.host.user.is_some() && draft.password.is_some() {
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

    async fn encrypt(
        &mut self,
        stream: Stream,
        draft: &Draft,
        name: &ServerName<'static>,
        patience: Patience,
    ) -> Result<(Stream, Bindings), Stop> {
        let trust = if draft.host.accept_any_certificate { Trust::Any } else { Trust::Verified };
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = trust.client_config(&provider).map_err(|error| Stop(Hitch::TlsFailed, error.to_string()))?;
        let deadline = Instant::now() + patience.answer;
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
            Failure::Refused(reply) => Stop(Hitch::Refused, reply.to_string()),
            Failure::Closed => Hitch::Closed.into(),
            Failure::TimedOut => Hitch::TimedOut.into(),
            Failure::TlsNotOffered => Hitch::NoTls.into(),
            Failure::LoginNotOffered => Hitch::LogOnNotOffered.into(),
            Failure::LoginInClear => Hitch::LogOnInClear.into(),
            Failure::LoginOdd => Hitch::LogOnOdd.into(),
            Failure::LoginUnproven => Hitch::LogOnUnproven.into(),
            other => Stop(Hitch::Nonsense, other.to_string()),
        }
    }
}

impl Talk {
    async fn write(&mut self, bytes: &[u8]) {
        self.heard.clear();
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

    async fn read(&mut self, deadline: Instant) {
        let Some(stream) = &mut self.stream else { return self.lose() };
        let mut octets = [0; 4096];
        match timeout_at(deadline, stream.read(&mut octets)).await {
            // At the deadline the machine says itself what that means.
            Err(_) => {}
            Ok(Ok(0) | Err(_)) => self.lose(),
            Ok(Ok(read)) => {
                let room = MOST_HEARD.saturating_sub(self.heard.len()).min(read);
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
        let text = String::from_utf8_lossy(&self.heard);
        let lines: Vec<String> = text.lines().map(|line| line.chars().filter(|c| !c.is_control()).collect()).collect();
        lines.join(" ")
    }

    async fn quit(&mut self) {
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
async fn find(draft: &Draft) -> Result<(String, Vec<IpAddr>), NotFound> {
    // The one grammar there is for names and literals, as in the settings.
    let host = Address::parse(&format!("probe@{}", draft.host.host.trim())).map(|a| a.host().clone()).map_err(|_| NotFound::NoName)?;
    let name = match host {
        Host::Literal(address) => return Ok((address.to_string(), vec![canonical(address)])),
        Host::Domain(name) => name,
    };
    let mut said = vec![];
    for (_, resolver) in resolvers(&draft.dns_servers) {
        match resolver.addresses(&name).await {
            Ok(found) => return Ok((name.to_string(), found.into_iter().map(canonical).collect())),
            Err(LookupError::Temporary { what, .. }) => said.push(what),
            Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_)) => return Err(NotFound::NoSuchHost),
        }
    }
    Err(NotFound::NoAnswer(said.join("; ")))
}

/// The first address that answers.
async fn connect(addresses: &[IpAddr], port: u16, patience: Duration) -> Result<(TcpStream, SocketAddr), Stop> {
    let mut said = vec![];
    for address in addresses.iter().map(|ip| SocketAddr::new(*ip, port)) {
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok((tcp, address)),
            Ok(Err(error)) => said.push(error.to_string()),
            Err(_) => {}
        }
    }
    said.dedup();
    Err(if said.is_empty() { Hitch::TimedOut.into() } else { Stop(Hitch::Unreachable, said.join("; ")) })
}

/// As delivery meets a smart host.
fn rules(draft: &Draft, hello: Domain, patience: Patience) -> ClientConfig {
    let host = &draft.host;
    let login = host.user.as_ref().zip(draft.password.as_ref());
    ClientConfig {
        hello,
        helo: false,
        implicit_tls: host.encryption == SmartHostEncryption::Tls,
        starttls: match host.encryption {
            SmartHostEncryption::StartTls => Security::Required,
            SmartHostEncryption::None if draft.require_tls => Security::Required,
            SmartHostEncryption::None | SmartHostEncryption::Tls => Security::Never,
        },
        login: login.map(|(name, password)| {
            let (name, password) = (name.trim().to_owned(), password.clone());
            let account = Account { name, password, dice: rand::random(), time: filetime(jiff::Timestamp::now()) };
            Login { account, integrated: host.access == OutboundAccess::Integrated }
        }),
        login_in_clear: host.log_on_in_clear,
        timeouts: Timeouts { greeting: patience.answer, ..Timeouts::default() },
    }
}

const LAST_WORDS: Duration = Duration::from_millis(500);
const GOODBYE: Duration = Duration::from_secs(3);
/// Words of a server beyond this are not shown.
const MOST_HEARD: usize = 2_000;
