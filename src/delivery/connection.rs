//! One connection to another server: drives [`smtp::Client`](crate::smtp::Client) over [`net::Stream`](crate::net::Stream).
//!
//! ```text
//!   open: TCP ─▶ (TLS) ─▶ greeting, EHLO, STARTTLS, AUTH ─▶ ready ◀──┐
//!                                                   transact │       │ next message of the same hop
//!                                                            └───────┘
//!   quit, or any trouble: closed
//! ```
//! What the machine and the system call a failure becomes a [`Trouble`] here and nowhere else.

use super::book::Book;
use super::outcome::{LogOnHindrance, Outcome, Receipt, RemoteReply, Step, Trouble};
use super::outgoing::Outgoing;
use super::peer::{Peer, Used};
use super::silence::Silence;
use crate::mail::{ByteSize, ServerId};
use crate::net::Stream;
use crate::smtp::TlsFacts;
use crate::smtp::client::{
    Capabilities, Client, ClientConfig, ClientError, ClientOutput, ClientPhase, Failure, Login, Message, Said, ServerReply,
};
use crate::smtp::sasl::initiator::Account;
use crate::smtp::sasl::ntlm::filetime;
use crate::smtp::sasl::scram::client::Work;
use crate::smtp::spoken::{Speaker, Spoken};
use bytes::{Bytes, BytesMut};
use rustls_pki_types::ServerName;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Instant, timeout, timeout_at};

/// How to meet a server.
#[derive(Debug, Clone)]
pub(super) struct Manner {
    /// The rules of the conversation.
    pub(super) client: Arc<ClientConfig>,
    /// Whose certificates are accepted.
    pub(super) tls: Arc<rustls::ClientConfig>,
    /// How long the connection may take to come about.
    pub(super) connect: Duration,
    /// Where the protocol log of the server is written, when it has one.
    pub(super) log: Option<Book>,
    /// It is a mail store, which speaks LMTP.
    pub(super) lmtp: bool,
    /// Where it is noted when nobody answers; `None` for smart hosts, which are no receiving servers of the Internet.
    pub(super) silence: Option<(ServerId, Silence)>,
    /// It is a smart host: what it refuses before a transaction is the administrator's to mend.
    pub(super) smart_host: bool,
}

/// An open connection, ready for a transaction.
pub(super) struct Connection {
    stream: Option<Stream>,
    client: Client,
    manner: Manner,
    peer: Peer,
    name: ServerName<'static>,
    /// Version and cipher.
    tls: Option<Box<str>>,
    tls_trouble: Option<String>,
    /// The server's address and ours; none of a socket of this computer.
    addresses: Option<(SocketAddr, Option<SocketAddr>)>,
    /// When we last said a command.
    asked: Instant,
    inbox: BytesMut,
    /// Transactions so far.
    pub(super) used: u32,
    /// Fit for another one.
    pub(super) ready: bool,
}

/// What the machine wants of us after all it could do alone is done.
enum Wish {
    Ready,
    Body,
    Done(Vec<crate::smtp::client::Outcome>),
    Failed(ClientError),
    Closed,
    /// Nothing at all: the connection is of no more use.
    Nothing,
}

impl Connection {
    /// Connects, greets, encrypts and logs on.
    ///
    /// # Errors
    /// [`Trouble`], with the step at which it happened.
    pub(super) async fn open(peer: &Peer, manner: &Manner) -> Result<Self, Trouble> {
        let Some(address) = peer.address else {
            return Err(Trouble::Unreachable { peer: peer.clone(), what: "no address".into() });
        };
        let unreachable = |what: String| Trouble::Unreachable { peer: peer.clone(), what };
        let tcp = match timeout(manner.connect, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => tcp,
            Ok(Err(error)) => return Err(unreachable(error.to_string())),
            Err(_) => {
                if let Some((server, silence)) = &manner.silence {
                    silence.note(*server, address.ip());
                }
                return Err(unreachable("no answer in time".into()));
            }
        };
        if let Some((server, silence)) = &manner.silence {
            silence.broken(*server);
        }
        tcp.set_nodelay(true).map_err(|e| unreachable(e.to_string()))?;
        let name = server_name(peer, address);
        let addresses = Some((address, tcp.local_addr().ok()));
        let (mut stream, mut agreed) = (Stream::Plain(tcp), None);
        if manner.client.implicit_tls {
            let deadline = Instant::now() + manner.client.timeouts.greeting;
            let (secure, facts) = stream
                .connect_tls(Arc::clone(&manner.tls), name.clone(), deadline)
                .await
                .map_err(|e| Trouble::TlsFailed { peer: peer.clone(), what: e.to_string() })?;
            (stream, agreed) = (secure, Some(facts));
        }
        Self::begin((stream, agreed), peer, manner, name, addresses).await
    }

    /// As [`Connection::open`], at a socket of this computer.
    ///
    /// # Errors
    /// As there.
    pub(super) async fn open_socket(path: &Path, manner: &Manner) -> Result<Self, Trouble> {
        let peer = Peer::nowhere(path.display());
        let unreachable = |what: String| Trouble::Unreachable { peer: peer.clone(), what };
        let stream = match timeout(manner.connect, UnixStream::connect(path)).await {
            Ok(Ok(stream)) => Stream::Unix(stream),
            Ok(Err(error)) => return Err(unreachable(error.to_string())),
            Err(_) => return Err(unreachable("no answer in time".into())),
        };
        // Never encrypted, so nobody asks for the name.
        let name = ServerName::IpAddress(std::net::IpAddr::from([127, 0, 0, 1]).into());
        Self::begin((stream, None), &peer, manner, name, None).await
    }

    /// Greets, encrypts and logs on.
    async fn begin(
        (stream, agreed): (Stream, Option<TlsFacts>),
        peer: &Peer,
        manner: &Manner,
        name: ServerName<'static>,
        addresses: Option<(SocketAddr, Option<SocketAddr>)>,
    ) -> Result<Self, Trouble> {
        let new = if manner.lmtp { Client::lmtp } else { Client::new };
        let mut client = new(with_dice(&manner.client), std::time::Instant::now());
        if let Some(facts) = &agreed {
            client.bind(facts.bindings.clone());
        }
        if manner.log.is_some() {
            client.record();
        }
        let tls = agreed.as_ref().map(words);
        let mut connection = Self {
            tls,
            stream: Some(stream),
            client,
            manner: manner.clone(),
            peer: peer.clone(),
            name,
            tls_trouble: None,
            addresses,
            asked: Instant::now(),
            inbox: BytesMut::with_capacity(4096),
            used: 0,
            ready: false,
        };
        match connection.next().await {
            Wish::Ready => {
                connection.ready = true;
                let log_on = connection.client.logged_on_by().map(|mechanism| mechanism.name().into());
                connection.peer.used = Some(Box::new(Used { tls: connection.tls.clone(), log_on }));
                Ok(connection)
            }
            Wish::Failed(error) => {
                // Of a connection that ended before a message the encryption is worth knowing, not the lack of it.
                connection.peer.used = connection.tls.clone().map(|tls| Box::new(Used { tls: Some(tls), log_on: None }));
                Err(connection.trouble_of(error))
            }
            Wish::Body | Wish::Done(_) | Wish::Closed | Wish::Nothing => {
                Err(Trouble::Nonsense { peer: connection.peer, step: Step::Hello })
            }
        }
    }

    /// Sends one message. One outcome per recipient, in their order; [`Connection::ready`] says whether another may follow.
    pub(super) async fn transact(&mut self, message: Message, mut body: Outgoing) -> Vec<Outcome> {
        let recipients = message.recipients.len();
        self.ready = false;
        self.used += 1;
        body.rewind();
        self.client.begin(std::time::Instant::now(), message);
        let mut outcomes = None;
        loop {
            match self.next().await {
                Wish::Body => match body.next().await {
                    Ok(Some(piece)) => self.client.body(std::time::Instant::now(), piece),
                    Ok(None) => self.client.body_end(std::time::Instant::now()),
                    Err(error) => {
                        self.client.abort();
                        self.stream = None;
                        return vec![Outcome::Troubled(Trouble::Unreadable { what: error.to_string() }); recipients];
                    }
                },
                Wish::Done(done) => outcomes = Some(done.into_iter().map(|one| self.outcome_of(one)).collect()),
                Wish::Ready => {
                    self.ready = true;
                    break;
                }
                Wish::Failed(error) => {
                    let trouble = self.trouble_of(error);
                    self.stream = None;
                    return outcomes.unwrap_or_else(|| vec![Outcome::Troubled(trouble); recipients]);
                }
                Wish::Closed | Wish::Nothing => break,
            }
        }
        outcomes.unwrap_or_else(|| {
            let trouble = Trouble::Nonsense { peer: self.peer.clone(), step: Step::Message };
            vec![Outcome::Troubled(trouble); recipients]
        })
    }

    /// What the server said it takes.
    pub(super) fn capabilities(&self) -> &Capabilities {
        self.client.capabilities()
    }

    /// Says QUIT and closes.
    pub(super) async fn quit(mut self) {
        if self.ready {
            self.client.quit(std::time::Instant::now());
            // Whatever comes of it, the messages have been taken.
            let _ = timeout(QUIT, self.next()).await;
        }
    }

    /// Waits until the server says or closes something; between transactions that means the connection is of no more use.
    pub(super) async fn spoilt(&mut self) {
        if let Some(stream) = &mut self.stream {
            let mut one = [0; 1];
            let _ = stream.read(&mut one).await;
        }
        self.ready = false;
    }

    /// Does what the machine says until it wants something only the caller has.
    async fn next(&mut self) -> Wish {
        loop {
            let output = self.client.poll(std::time::Instant::now());
            self.take_down();
            match output {
                ClientOutput::Send(bytes) => {
                    self.write(bytes).await;
                }
                ClientOutput::StartTls => self.start_tls().await,
                ClientOutput::Hash(work) => self.hash(*work).await,
                ClientOutput::Ready => return Wish::Ready,
                ClientOutput::WantBody => return Wish::Body,
                ClientOutput::TransactionDone(outcomes) => return Wish::Done(outcomes),
                ClientOutput::Failed(error) => return Wish::Failed(error),
                ClientOutput::Closed => return Wish::Closed,
                ClientOutput::Until(deadline) => self.read(Some(deadline.into())).await,
                ClientOutput::Idle => return Wish::Nothing,
            }
        }
    }

    /// Hands what was said to the protocol log.
    fn take_down(&mut self) {
        let (Some(book), Some((peer, local))) = (self.manner.log.clone(), self.addresses) else { return };
        while let Some(said) = self.client.next_said() {
            let (speaker, verb, argument, status, sent, received) = match said {
                Said::Ours { verb, argument, octets } => {
                    self.asked = Instant::now();
                    (Speaker::Ourselves, String::from(verb), argument, 0, octets, 0)
                }
                Said::Theirs { code, text, octets } => (Speaker::Server, String::new(), text, code, 0, octets),
            };
            let (at, taken) = ((book.clock)(), self.asked.elapsed());
            let spoken = Spoken { speaker, at, peer, local, verb: verb.into(), argument, status, sent, received, taken };
            (book.log)(book.server, spoken);
        }
    }

    /// Writes in one go; `false` when that failed and the machine has been told.
    async fn write(&mut self, bytes: Bytes) -> bool {
        let wait = self.manner.client.timeouts.block;
        let written = match &mut self.stream {
            None => false,
            Some(stream) => matches!(
                timeout(wait, async {
                    stream.write_all(&bytes).await?;
                    stream.flush().await
                })
                .await,
                Ok(Ok(()))
            ),
        };
        if !written {
            // RFC 5321 §3.8: a server that closes says why first, if it can; that is worth reading.
            let soon = Instant::now() + Duration::from_millis(500);
            if self.stream.is_some() {
                self.read(Some(soon)).await;
            }
            self.lose();
        }
        written
    }

    async fn read(&mut self, deadline: Option<Instant>) {
        let Some(stream) = &mut self.stream else { return self.lose() };
        let reading = stream.read_buf(&mut self.inbox);
        let read = match deadline {
            // At the deadline the machine says itself what that means.
            Some(deadline) => match timeout_at(deadline, reading).await {
                Ok(read) => read,
                Err(_) => return,
            },
            None => reading.await,
        };
        match read {
            Ok(0) | Err(_) => self.lose(),
            Ok(_) => {
                let octets = self.inbox.split();
                self.client.receive(std::time::Instant::now(), &octets);
            }
        }
    }

    fn lose(&mut self) {
        self.stream = None;
        self.client.peer_closed();
    }

    async fn start_tls(&mut self) {
        let Some(stream) = self.stream.take() else { return self.lose() };
        let deadline = Instant::now() + self.manner.client.timeouts.greeting;
        match stream.connect_tls(Arc::clone(&self.manner.tls), self.name.clone(), deadline).await {
            Ok((stream, facts)) => {
                self.stream = Some(stream);
                self.tls = Some(words(&facts));
                self.client.bind(facts.bindings);
                self.client.tls_started(std::time::Instant::now());
            }
            Err(error) => {
                self.tls_trouble = Some(error.to_string());
                self.lose();
            }
        }
    }

    /// Takes some tens of milliseconds, and not those of a thread that serves others.
    async fn hash(&mut self, work: Work) {
        match tokio::task::spawn_blocking(move || work.run()).await {
            Ok(salted) => self.client.hashed(std::time::Instant::now(), &salted),
            // The program is about to end.
            Err(_) => self.client.abort(),
        }
    }

    fn outcome_of(&self, one: crate::smtp::client::Outcome) -> Outcome {
        match one {
            crate::smtp::client::Outcome::Accepted(reply) => {
                let (peer, reply) = (self.peer.clone(), remote(&reply));
                if self.manner.lmtp {
                    return Outcome::Delivered(Receipt::Mailbox(format!("{peer}: {reply}")));
                }
                let dsn = self.client.capabilities().dsn;
                Outcome::Delivered(if dsn { Receipt::PassedOn { peer, reply } } else { Receipt::Relayed { peer, reply } })
            }
            crate::smtp::client::Outcome::Failed(failure) => Outcome::Troubled(self.trouble(failure, Step::Message)),
        }
    }

    fn trouble_of(&mut self, error: ClientError) -> Trouble {
        if let Some(what) = self.tls_trouble.take() {
            return Trouble::TlsFailed { peer: self.peer.clone(), what };
        }
        let step = match error.phase {
            ClientPhase::Greeting => Step::Greeting,
            ClientPhase::Hello => Step::Hello,
            ClientPhase::Tls => Step::Tls,
            ClientPhase::Login => Step::LogOn,
            ClientPhase::End => Step::End,
            _ => Step::Message,
        };
        self.trouble(error.what, step)
    }

    fn trouble(&self, failure: Failure, step: Step) -> Trouble {
        let peer = self.peer.clone();
        match failure {
            Failure::Refused(reply) => self.refused(remote(&reply), step),
            Failure::Closed => Trouble::Broken { peer, step, what: "it was closed".into() },
            Failure::TimedOut => Trouble::Broken { peer, step, what: "no answer in time".into() },
            Failure::NoReply(_) => Trouble::Nonsense { peer, step },
            Failure::OutcomeUnknown => Trouble::Broken { peer, step: Step::End, what: "the message may have arrived".into() },
            Failure::Aborted => Trouble::Interrupted,
            Failure::TlsNotOffered => Trouble::NoTls { peer },
            // RFC 3207 §4.2: perhaps somebody in between; not a reason to go on in clear.
            Failure::LeftoverBeforeTls => Trouble::Nonsense { peer, step: Step::Tls },
            Failure::LoginNotOffered => Trouble::LogOnImpossible { peer, why: LogOnHindrance::NotOffered },
            Failure::LoginInClear => Trouble::LogOnImpossible { peer, why: LogOnHindrance::OnlyInClear },
            Failure::LoginOdd => Trouble::LogOnImpossible { peer, why: LogOnHindrance::Odd },
            Failure::LoginUnproven => Trouble::LogOnImpossible { peer, why: LogOnHindrance::Unproven },
            Failure::NeedsEightBit => Trouble::EightBit { peer },
            Failure::NeedsSmtpUtf8 => Trouble::Utf8 { peer },
            Failure::TooBig => {
                let limit = ByteSize(self.client.capabilities().size_limit.unwrap_or_default());
                Trouble::TooLarge { peer, limit }
            }
        }
    }

    fn refused(&self, reply: RemoteReply, step: Step) -> Trouble {
        let peer = self.peer.clone();
        match (step, &self.manner.client.login) {
            (Step::LogOn, Some(login)) if reply.is_final() => Trouble::LogOnRefused { peer, user: login.account.name.clone(), reply },
            (Step::Greeting | Step::Hello | Step::Tls, _) if self.manner.smart_host => Trouble::TurnedAway { peer, step, reply },
            _ => Trouble::Refused { peer, step, reply },
        }
    }
}

fn words(facts: &TlsFacts) -> Box<str> {
    format!("{} {}", facts.version, facts.cipher).into()
}

fn remote(reply: &ServerReply) -> RemoteReply {
    RemoteReply::new(reply.code, reply.enhanced, &reply.lines.join(" "))
}

/// The rules with what is random in them: new for each connection.
fn with_dice(rules: &Arc<ClientConfig>) -> Arc<ClientConfig> {
    let Some(login) = &rules.login else { return Arc::clone(rules) };
    let mut rules = ClientConfig::clone(rules);
    let account = Account { dice: rand::random(), time: filetime(jiff::Timestamp::now()), ..login.account.clone() };
    rules.login = Some(Login { account, ..*login });
    Arc::new(rules)
}

/// The name for SNI and the certificate; a host without a usable name is met by its address.
fn server_name(peer: &Peer, address: SocketAddr) -> ServerName<'static> {
    ServerName::try_from(peer.name.to_string()).unwrap_or(ServerName::IpAddress(address.ip().into()))
}

const QUIT: Duration = Duration::from_secs(5);
