//! What the client is given to send, and what it gives back.

use super::reply::{ReplyError, ServerReply};
use crate::mail::{Address, Domain, Notify, Recipient, Return};
use crate::smtp::reply::EnhancedCode;
use crate::smtp::sasl::initiator::Account;
use crate::smtp::sasl::scram::client::Work;
use bytes::Bytes;
use std::time::{Duration, Instant};

/// The rules of one connection to another server.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// Our own name, for EHLO.
    pub hello: Domain,
    /// HELO is said instead of EHLO: to a server that stumbles over EHLO. It has no extensions then, TLS and AUTH among them.
    pub helo: bool,
    /// Whether TLS is spoken from the start (RFC 8314); then [`Client::new`](super::Client::new) comes after the handshake.
    pub implicit_tls: bool,
    /// What to do about STARTTLS.
    pub starttls: Security,
    /// The account to log on with.
    pub login: Option<Login>,
    /// Whether the password may be sent without TLS.
    pub login_in_clear: bool,
    /// How long to wait.
    pub timeouts: Timeouts,
}

/// What to do about STARTTLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Never used.
    Never,
    /// Used when offered.
    IfOffered,
    /// Without it nothing is sent.
    Required,
}

/// How to log on at the other server.
#[derive(Debug, Clone, Default)]
pub struct Login {
    /// Name and password, and what is random for this connection.
    pub account: Account,
    /// *Integrated Windows Authentication*: by SCRAM or NTLM only, so that the password itself is never sent. Otherwise by
    /// SCRAM, PLAIN or LOGIN, the first of them that the server offers.
    pub integrated: bool,
}

/// How long to wait for what (RFC 5321 §4.5.3.2).
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// The greeting; also EHLO, AUTH, STARTTLS, the handshake and RSET.
    pub greeting: Duration,
    /// MAIL.
    pub mail: Duration,
    /// Each RCPT.
    pub rcpt: Duration,
    /// The answer to DATA.
    pub data: Duration,
    /// Each piece of the message.
    pub block: Duration,
    /// The answer to the end of the message.
    pub end: Duration,
    /// QUIT; nobody needs to wait long for it.
    pub quit: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let minutes = |n: u64| Duration::from_secs(n * 60);
        Self {
            greeting: minutes(5),
            mail: minutes(5),
            rcpt: minutes(5),
            data: minutes(2),
            block: minutes(3),
            end: minutes(10),
            quit: Duration::from_secs(10),
        }
    }
}

/// One message for one transaction.
#[derive(Debug, Clone)]
pub struct Message {
    /// `None` is `<>`.
    pub sender: Option<Address>,
    /// At least one; more than 100 are the caller's concern.
    pub recipients: Vec<Recipient>,
    /// Octets, for SIZE.
    pub size: Option<u64>,
    /// The content has octets over 127.
    pub eight_bit: bool,
    /// Headers need SMTPUTF8. Addresses that need it are found here.
    pub smtputf8: bool,
    /// `RET=`, passed on where DSN is offered.
    pub ret: Option<Return>,
    /// `ENVID=` as xtext, passed on where DSN is offered.
    pub envid: Option<Box<str>>,
}

/// What the driver is to do next. Ask again after each until [`ClientOutput::Until`] or [`ClientOutput::Idle`].
#[derive(Debug)]
pub enum ClientOutput {
    /// Write these octets in one go.
    Send(Bytes),
    /// Do the TLS handshake, then call [`tls_started`](super::Client::tls_started).
    StartTls,
    /// Compute this where nobody waits for it, then call [`hashed`](super::Client::hashed).
    Hash(Box<Work>),
    /// Ready for a transaction: call [`begin`](super::Client::begin) or [`quit`](super::Client::quit).
    Ready,
    /// Hand in the next piece of the message with [`body`](super::Client::body), or end it with
    /// [`body_end`](super::Client::body_end). Said again when more is wanted.
    WantBody,
    /// The transaction is over: one result per recipient, in their order.
    TransactionDone(Vec<Outcome>),
    /// Nothing to do before this moment, unless octets come first.
    Until(Instant),
    /// Nothing to do until the driver calls.
    Idle,
    /// The connection is of no more use: close it. A running transaction was reported before.
    Failed(ClientError),
    /// QUIT was answered: close.
    Closed,
}

/// What became of one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took responsibility, with this reply.
    Accepted(ServerReply),
    /// It did not.
    Failed(Failure),
}

/// A connection that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} ({phase:?})")]
pub struct ClientError {
    /// When.
    pub phase: ClientPhase,
    /// How.
    pub what: Failure,
}

impl ClientError {
    /// Whether the greeting was a 5yz: this host wants no mail, the next one may (engine.md §3).
    pub fn is_refused_greeting(&self) -> bool {
        self.phase == ClientPhase::Greeting && matches!(&self.what, Failure::Refused(reply) if reply.is_permanent())
    }
}

/// How far the connection had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientPhase {
    /// Waiting for the greeting. A 5yz here means: try the next host (engine.md §3).
    Greeting,
    /// EHLO or HELO.
    Hello,
    /// STARTTLS and the handshake.
    Tls,
    /// AUTH.
    Login,
    /// Between transactions.
    Ready,
    /// MAIL.
    Mail,
    /// RCPT.
    Rcpt,
    /// DATA until its 354.
    Data,
    /// Sending the message.
    Body,
    /// After the final dot.
    End,
    /// QUIT.
    Quit,
}

/// Why something did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server refused with this reply.
    #[error("the server said: {0}")]
    Refused(ServerReply),
    /// The connection was closed.
    #[error("the server closed the connection")]
    Closed,
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    TimedOut,
    /// What came was no reply.
    #[error("{0}")]
    NoReply(#[from] ReplyError),
    /// The connection ended after the final dot: the message may have arrived all the same.
    #[error("the connection ended before the server confirmed the message; it may have arrived")]
    OutcomeUnknown,
    /// The driver gave up.
    #[error("sending was broken off")]
    Aborted,
    /// TLS is required and not offered, or was refused.
    #[error("the server does not offer TLS, which is required")]
    TlsNotOffered,
    /// Octets came behind the answer to STARTTLS in clear.
    #[error("the server sent data in clear after agreeing to TLS")]
    LeftoverBeforeTls,
    /// An account is set and no mechanism fits.
    #[error("the server offers no way to log on that is known here")]
    LoginNotOffered,
    /// The password would cross in clear.
    #[error("the password would be sent without encryption")]
    LoginInClear,
    /// A challenge that is none of the mechanism, or a success before everything was said.
    #[error("the server does not log on as the mechanism it offers prescribes")]
    LoginOdd,
    /// The server could not prove that it knows the password (SCRAM): it is not who it should be.
    #[error("the server could not prove that it knows the password")]
    LoginUnproven,
    /// 8-bit content, and no 8BITMIME: nothing is converted.
    #[error("the server does not take 8-bit content")]
    NeedsEightBit,
    /// Needs SMTPUTF8.
    #[error("the server does not take international addresses")]
    NeedsSmtpUtf8,
    /// Bigger than the limit the server names.
    #[error("the message is bigger than the server takes")]
    TooBig,
}

impl Failure {
    /// Whether trying again later is pointless.
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Refused(reply) => reply.is_permanent(),
            Self::NeedsEightBit | Self::NeedsSmtpUtf8 | Self::TooBig => true,
            _ => false,
        }
    }

    /// The enhanced code for a report (RFC 3463).
    pub fn enhanced(&self) -> EnhancedCode {
        match self {
            Self::Refused(reply) => reply.enhanced.unwrap_or(EnhancedCode(if reply.is_permanent() { 5 } else { 4 }, 0, 0)),
            Self::Closed | Self::TimedOut | Self::OutcomeUnknown | Self::Aborted => EnhancedCode(4, 4, 2),
            Self::NoReply(_) => EnhancedCode(4, 5, 0),
            Self::TlsNotOffered
            | Self::LeftoverBeforeTls
            | Self::LoginNotOffered
            | Self::LoginInClear
            | Self::LoginOdd
            | Self::LoginUnproven => EnhancedCode(4, 7, 0),
            Self::NeedsEightBit => EnhancedCode(5, 6, 3),
            Self::NeedsSmtpUtf8 => EnhancedCode(5, 6, 7),
            Self::TooBig => EnhancedCode(5, 3, 4),
        }
    }
}

/// `NOTIFY=` as the wire has it (RFC 3461 §4.1).
pub(super) fn notify_text(notify: Notify) -> String {
    let words = [(notify.success, "SUCCESS"), (notify.failure, "FAILURE"), (notify.delay, "DELAY")];
    let wanted: Vec<_> = words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect();
    if wanted.is_empty() { "NEVER".to_owned() } else { wanted.join(",") }
}
