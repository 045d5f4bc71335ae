//! What a session and its driver say to each other.

use super::config::Admission;
use super::transaction::Transaction;
use crate::mail::{AccountId, Address, BodyKind, Notify, QueueId, Return};
use crate::smtp::body::BodyFacts;
use crate::smtp::command::{AuthIdentity, HeloName, Path};
use crate::smtp::line::Stranger;
use crate::smtp::reply::Reply;
use crate::smtp::sasl::{Claim, Denial, Inquiry, Material, Mechanism};
use bytes::Bytes;
use std::time::Instant;

/// What the driver is to do next. Ask again after each until [`Output::Until`] or [`Output::Idle`].
#[derive(Debug)]
pub enum Output {
    /// Write these octets in one go, and without delay. Replies to pipelined commands come together.
    Send(Bytes),
    /// Find the answer and hand it in with [`super::Session::answer`]. Asking on before that is allowed.
    Ask(Question),
    /// The 220 was sent: do the TLS handshake, then call [`super::Session::tls_started`]. On failure close.
    StartTls,
    /// The next piece of the message.
    Body(Bytes),
    /// The message is complete: store it for good, then call [`super::Session::committed`].
    Commit(Box<EndOfData>),
    /// Drop what came of the message so far; no more of it will come.
    Discard,
    /// Something for the log.
    Note(Notice),
    /// Nothing to do before this moment, unless octets or an answer come first.
    Until(Instant),
    /// Nothing to do until the outstanding answer comes, or nothing ever after [`Output::Close`].
    Idle,
    /// The last reply was sent: half-close, drain for at most 2 s, close.
    Close,
}

/// What a session cannot know itself. At most one is outstanding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// May this client connect? Answer: `Admit`, `Refuse` (which closes too) or `RefuseAndClose`.
    Connect,
    /// What a mechanism must know to go on. Answer: `Material`, `Refuse` or `RefuseAndClose`.
    Inquire(Inquiry),
    /// Is this password right, or the account of this proof one that may log on? Answer: `LoggedOn`, `WrongCredentials`,
    /// `Refuse` or `RefuseAndClose`.
    Authenticate(Claim),
    /// May this sender send? Answer: `Sender`, `Refuse` or `RefuseAndClose`.
    Sender(Sender),
    /// May mail go to this recipient? Answer: `Recipient`, `Refuse` or `RefuseAndClose`.
    Recipient(Forward),
    /// The message comes slower than [`super::LeastPace`]: may the client go on? Asked again after each slow stretch.
    /// Answer: `GoOn`; `Refuse` and `RefuseAndClose` both close.
    Slow,
}

/// A MAIL command that the session has found well-formed and timely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// `Null`, `Unqualified` or `Mailbox`.
    pub path: Path,
    /// `SIZE=` in octets; not over the limit.
    pub size: Option<u64>,
    /// `BODY=`
    pub body: BodyKind,
    /// `SMTPUTF8`
    pub smtputf8: bool,
    /// `RET=`
    pub ret: Option<Return>,
    /// `ENVID=`, xtext as given.
    pub envid: Option<Box<str>>,
    /// `AUTH=`: a claim; `<>` unless the client is trusted (row 40).
    pub auth: Option<AuthIdentity>,
}

/// A RCPT command that the session has found well-formed and timely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    /// `Postmaster`, `Unqualified` or `Mailbox`.
    pub path: Path,
    /// `NOTIFY=`
    pub notify: Option<Notify>,
    /// `ORCPT=`, as given.
    pub orcpt: Option<Box<str>>,
    /// How many recipients of this message were accepted before.
    pub index: u32,
}

/// The answer to a [`Question`]. One that does not fit the question is told the client as `451 4.3.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To `Connect`: greet.
    Admit(Admission),
    /// To `Inquire`: what was asked for.
    Material(Material),
    /// To `Authenticate`: the credentials are right.
    LoggedOn(Account),
    /// To `Authenticate`: they are not. The session counts, waits until 1 s after the question, and ends on the third.
    WrongCredentials,
    /// To `Sender`: accepted, as this qualified address; `None` is `<>`.
    Sender(Option<Address>),
    /// To `Recipient`: accepted, as this qualified address.
    Recipient(Address),
    /// To `Slow`: the client may go on.
    GoOn,
    /// Refused with this reply; the session goes on (after `Connect` it does not). A 535 to `Authenticate` counts as a failed login.
    Refuse(Reply),
    /// Refused with this reply, then closed.
    RefuseAndClose(Reply),
}

/// Who has logged on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// Its name, as the session list shows it.
    pub name: Box<str>,
}

/// A complete message, waiting for its 250.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndOfData {
    /// Sender and recipients, with what was promised about them.
    pub transaction: Transaction,
    /// What was found out about the octets.
    pub body: BodyFacts,
}

/// The outcome of [`Output::Commit`]: the message is on stable storage under this name, or why it is not.
pub type Committed = Result<QueueId, CommitRefusal>;

/// Why a complete message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitRefusal {
    /// More `Received` fields than hops are believed: `554 5.4.6` (row 32).
    TooManyHops,
    /// The disk is below its reserve: `452 4.3.1` (row 33).
    InsufficientStorage,
    /// Writing or syncing failed: `451 4.3.0` (row 33).
    Storage,
    /// Another reason.
    Other(Reply),
}

/// Something an administrator may want to read in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The client does not speak SMTP (row 2).
    NotSmtp(Stranger),
    /// The client spoke before the greeting (row 1).
    SpokeTooEarly,
    /// Octets behind DATA before the 354 (row 8).
    DataBefore354,
    /// Octets behind STARTTLS before the handshake: a bug, or an attempt to inject commands (row 10).
    DataBeforeTls,
    /// A password crossed the line in clear, unasked (row 14).
    PasswordInClear(Mechanism),
    /// A proof was refused for more than a wrong password.
    ProofRefused(Denial),
    /// The cipher has fewer than 128 bits, and 128 are required (row 13).
    WeakCipher {
        /// Strength of the cipher.
        bits: u16,
    },
    /// More than 20 syntax and sequence errors (row 5).
    TooManyErrors,
    /// The last failed login a session may have (row 18).
    TooManyFailures,
    /// More than 200 refused recipients; counts toward the block of the address (row 38).
    TooManyRefusedRecipients,
    /// A second over-long line (row 4).
    LinesTooLong,
    /// The message has CR or LF alone, as smuggled messages do (row 29).
    BareLineEnding,
}

/// Where a session stands, for the list of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before the greeting.
    Connecting,
    /// Before HELO or EHLO.
    Greeted,
    /// Between messages.
    Ready,
    /// In an AUTH exchange.
    Authenticating,
    /// Between MAIL and DATA.
    Envelope,
    /// Receiving a message.
    Data,
    /// Waiting for the message to be stored.
    Storing,
    /// In the TLS handshake.
    Handshake,
    /// Finished.
    Closed,
}

/// The facts about a session that a list of sessions shows.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Where it stands.
    pub phase: Phase,
    /// The name the client gave itself: a claim.
    pub helo: Option<&'a HeloName>,
    /// Who has logged on.
    pub account: Option<&'a Account>,
    /// Messages accepted and stored.
    pub accepted: u32,
    /// MAIL commands that were accepted, whatever became of them.
    pub transactions: u32,
    /// Recipients refused in this session.
    pub refused_recipients: u32,
    /// Octets of messages received.
    pub octets: u64,
    /// The last reply said.
    pub last_reply: Option<&'a Reply>,
}

impl CommitRefusal {
    /// What the client is told.
    pub fn reply(self) -> Reply {
        match self {
            Self::TooManyHops => Reply::too_many_hops(),
            Self::InsufficientStorage => Reply::insufficient_storage(),
            Self::Storage => Reply::storage_error(),
            Self::Other(reply) => reply,
        }
    }
}
