//! What can be asked, and what comes of it, in plain values.

pub use super::folder::{Entry, Folder, FolderTrouble, Kind as EntryKind, Look, MOST as MOST_ENTRIES};
pub use super::letter::Letter;
pub use super::scan::{self, Cure, Hitch as ScanHitch, Step as ScanStep, What as ScanWhat, cures};
use crate::config::written::{Encryption, SmartHost};
use crate::mail::{Secret, ServerId};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Something that takes a while and changes no setting; of all of them only [`Job::TestMessage`] leaves mail behind,
/// elsewhere or in the queue, and [`Job::Folder`] a folder where one was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// *DNS Lookup…*: the addresses of a host, asked of the computer's own DNS.
    LookUp {
        /// As typed.
        host: String,
    },
    /// *Check DNS*: what the name resolves to, and back, against the addresses the server listens on.
    CheckDns {
        /// The fully-qualified domain name, as typed.
        fqdn: String,
        /// The external DNS servers, as typed; empty = the computer's own.
        dns_servers: Vec<String>,
        /// Addresses of the bindings, as typed (`*` for all).
        bindings: Vec<String>,
    },
    /// *Check DNS* of a DKIM key: whether its record is published.
    CheckDkim {
        /// The name of the TXT record.
        name: String,
        /// What it should say.
        text: String,
        /// The external DNS servers, as typed; empty = the computer's own.
        dns_servers: Vec<String>,
    },
    /// *Test connection*: connect, encrypt and log on to the smart host, without sending anything.
    TestConnection {
        /// The smart host as typed.
        host: Box<SmartHost>,
        /// The password typed just now; else the kept one.
        password: Option<Secret<String>>,
        /// What we call ourselves, as typed.
        fqdn: String,
        /// *Send HELO instead of EHLO*
        helo: bool,
        /// The external DNS servers of the server, as typed; empty = the computer's own.
        dns_servers: Vec<String>,
        /// *TLS encryption* of the server is on: no encryption at the smart host becomes STARTTLS.
        require_tls: bool,
    },
    /// *Browse…*: what lies in a folder of this computer.
    Folder {
        /// Which.
        look: Look,
        /// The home folder; the engine knows it.
        home: Option<PathBuf>,
    },
    /// *Test message*: a mail that is really sent.
    TestMessage {
        /// By which way.
        way: Box<Way>,
        /// The mail.
        letter: Box<Letter>,
    },
}

/// By which way a test message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// As delivery would send it, past the queue.
    Route(Route),
    /// Into a virtual server that runs here, as a mail program or a device would hand it in.
    Submission(Submission),
}

/// How mail leaves, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The smart host; `None` = directly to the servers the DNS names for the recipient.
    pub smart_host: Option<SmartHost>,
    /// The password typed just now; else the kept one.
    pub password: Option<Secret<String>>,
    /// What we call ourselves.
    pub fqdn: String,
    /// *Send HELO instead of EHLO*
    pub helo: bool,
    /// The external DNS servers; empty = the computer's own.
    pub dns_servers: Vec<String>,
    /// *TLS encryption*: never in clear.
    pub require_tls: bool,
    /// The port of receiving servers.
    pub port: u16,
    /// Where this program listens, so that it knows itself; the engine fills it in.
    pub listening: Vec<SocketAddr>,
}

/// How a message is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// To which server.
    pub server: ServerId,
    /// Where it listens.
    pub address: SocketAddr,
    /// STARTTLS offered there, or TLS from the first octet.
    pub encryption: Encryption,
    /// As if from this address: the engine makes the connection then, and its lists and rights count. `None` = from here.
    pub client: Option<IpAddr>,
    /// Without STARTTLS, although it may be offered; at a port with TLS from the first octet it counts for nothing.
    pub in_clear: bool,
    /// Name and password to log on with.
    pub log_on: Option<(String, Secret<String>)>,
}

impl Job {
    /// What whoever waits for the job is told when it was never carried out: nothing was found.
    pub fn unanswered(&self) -> Finding {
        let nothing = || NotFound::NoAnswer(String::new());
        match self {
            Self::LookUp { .. } => Finding::LookedUp(Err(nothing())),
            Self::CheckDns { .. } => Finding::Dns(DnsFinding {
                addresses: Err(nothing()),
                alias_of: None,
                reaches_us: None,
                asked: vec![],
                took: Duration::ZERO,
            }),
            Self::CheckDkim { .. } => Finding::Dkim(DkimFinding::NoAnswer(String::new())),
            Self::TestConnection { .. } => Finding::Connection(vec![]),
            Self::TestMessage { .. } => Finding::Message(Trial::default()),
            Self::Folder { look, .. } => Finding::Folder(look.clone(), Err(FolderTrouble::Late)),
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Of [`Job::LookUp`].
    LookedUp(Result<Vec<IpAddr>, NotFound>),
    /// Of [`Job::CheckDns`].
    Dns(DnsFinding),
    /// Of [`Job::CheckDkim`].
    Dkim(DkimFinding),
    /// Of [`Job::TestConnection`]: each step with the other side's words, the failed one last.
    Connection(Vec<Step>),
    /// Of [`Job::TestMessage`].
    Message(Trial),
    /// Of [`Job::Folder`]: what was asked, and what lies there.
    Folder(Look, Result<Folder, FolderTrouble>),
}

/// What became of a test message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trial {
    /// Who was talked to, or looked for, at last.
    pub host: String,
    /// At which port.
    pub port: u16,
    /// Each step with the other side's words, the failed one last; none when it was never begun.
    pub steps: Vec<Step>,
}

impl Trial {
    /// Whether the other side took the message.
    pub fn ok(&self) -> bool {
        self.steps.last().is_some_and(|step| step.stage == Stage::Content && step.ok())
    }
}

/// Why a name has no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// It is no host name.
    NoName,
    /// It does not exist, or has no address.
    NoSuchHost,
    /// No DNS server answered: offline, or the wrong servers. What each said.
    NoAnswer(String),
}

/// What *Check DNS* found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsFinding {
    /// The addresses of the name, each with the name that the address itself resolves to.
    pub addresses: Result<Vec<(IpAddr, Option<String>)>, NotFound>,
    /// The name is an alias of this one (CNAME).
    pub alias_of: Option<String>,
    /// Whether one of the addresses is one the server listens on; `None` when it listens on all of them.
    pub reaches_us: Option<bool>,
    /// Who was asked, in this order, the one that answered last; empty = the computer's own DNS.
    pub asked: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// What the DNS says about a DKIM key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DkimFinding {
    /// The record is there and names this key.
    Published,
    /// There is a record, and it says something else: what it says.
    Different(String),
    /// There is no record of this name.
    Missing,
    /// No DNS server answered. What each said.
    NoAnswer(String),
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// The other side's words, or the system's; of [`Stage::LookUp`] and [`Stage::Connect`] the addresses.
    pub words: String,
    /// What went wrong; `None` when it went well.
    pub hitch: Option<Hitch>,
}

impl Step {
    /// Whether it went well.
    pub fn ok(&self) -> bool {
        self.hitch.is_none()
    }
}

/// The steps of a test, in their order; with TLS from the first octet the greeting comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The name becomes an address.
    LookUp,
    /// TCP.
    Connect,
    /// The greeting and EHLO.
    Greeting,
    /// STARTTLS or TLS.
    Encrypt,
    /// AUTH.
    LogOn,
    /// The handshake failed with an MX; it goes on in clear, as delivery would. The words say why it failed.
    InClear,
    /// Nobody logs on.
    NoLogOn,
    /// MAIL.
    Sender,
    /// RCPT.
    Recipient,
    /// DATA, the message, and the answer to its end.
    Content,
}

/// What went wrong in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hitch {
    /// The host cannot be found.
    NotFound(NotFound),
    /// Our own name is no domain name.
    OwnName,
    /// No address can be connected to.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The connection was closed.
    Closed,
    /// The server said no; the words are its reply.
    Refused,
    /// What came was no SMTP.
    Nonsense,
    /// The encryption asked for is not offered.
    NoTls,
    /// The certificate is not accepted; the words say why.
    Certificate,
    /// The encrypted connection did not come about for another reason.
    TlsFailed,
    /// There is no password to log on with.
    NoPassword,
    /// The server offers no way to log on that we know, at least not with this encryption.
    LogOnNotOffered,
    /// Only in clear, which is not allowed.
    LogOnInClear,
    /// User name or password are refused; the words are the server's reply.
    LogOnRefused,
    /// The server does not keep to the way of logging on that it offers.
    LogOnOdd,
    /// The server could not prove that it knows the password.
    LogOnUnproven,
    /// The recipient's domain takes no mail at all (RFC 7505).
    NullMx,
    /// The way leads back to this program.
    Ourselves,
    /// The virtual server does not run any more, or not there.
    NotRunning,
    /// The server takes no addresses beyond ASCII.
    NoSmtpUtf8,
    /// The message is bigger than the server takes, small as it is.
    TooBig,
    /// The connection ended after the whole message was sent: it may have arrived.
    OutcomeUnknown,
}
