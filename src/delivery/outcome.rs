//! What an attempt came to for one recipient, and what follows from it. Pure: no clock, no randomness.
//!
//! [`Trouble`] is the one value behind three renderings: the diagnostic in a report, the line in the log and the
//! sentence for the administrator. [`verdict`] is the whole of the retry policy.
//!
//! Sources: RFC 5321 §4.5.4.1 (retry), RFC 3463 (status codes), RFC 3461 §4.1 (who is told).

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

mod kept;
mod remote;

pub use remote::RemoteReply;
pub(super) use remote::one_line;

use super::peer::Peer;
use crate::config::{Delivery, Retry};
use crate::mail::{Address, ByteSize, Domain, Span};
use crate::smtp::reply::EnhancedCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What an attempt came to for one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The next hop or the mailbox has it.
    Delivered(Receipt),
    /// Not delivered; [`Trouble::is_final`] says whether it is worth another attempt.
    Troubled(Trouble),
}

/// Who has the message now, and what that means for a sender who asked to hear of success (RFC 3461 §5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Receipt {
    /// A mailbox here; its name and that of the file. The last stop: `delivered`.
    Mailbox(String),
    /// Another server that reports success itself. Nothing is said here.
    PassedOn {
        /// Which server.
        peer: Peer,
        /// In its words.
        reply: RemoteReply,
    },
    /// Another server that will say nothing more: `relayed`.
    Relayed {
        /// Which server.
        peer: Peer,
        /// In its words.
        reply: RemoteReply,
    },
    /// All the addresses behind an alias: `expanded`.
    Expanded(String),
}

impl Receipt {
    /// The `Action` of a report (RFC 3464 §2.3.3); `None` where another server reports.
    pub fn action(&self) -> Option<&'static str> {
        match self {
            Self::Mailbox(_) => Some("delivered"),
            Self::PassedOn { .. } => None,
            Self::Relayed { .. } => Some("relayed"),
            Self::Expanded(_) => Some("expanded"),
        }
    }
}

/// In English, for the log and the queue window.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mailbox(text) | Self::Expanded(text) => f.write_str(text),
            Self::PassedOn { peer, reply } | Self::Relayed { peer, reply } => write!(f, "{peer}: {reply}"),
        }
    }
}

/// In English, for the log and the queue window.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delivered(receipt) => fmt::Display::fmt(receipt, f),
            Self::Troubled(trouble) => fmt::Display::fmt(trouble, f),
        }
    }
}

/// Where in the conversation something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Waiting for the greeting.
    Greeting,
    /// EHLO or HELO.
    Hello,
    /// STARTTLS and the handshake.
    Tls,
    /// AUTH.
    LogOn,
    /// MAIL, RCPT or DATA, and the message itself.
    Message,
    /// Waiting for the reply to the end of data.
    End,
}

/// Why a recipient has not got the message: what, whose fault, and thereby what next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The other server refused, for now or for good.
    Refused {
        /// Which server.
        peer: Peer,
        /// At which command.
        step: Step,
        /// In its words.
        reply: RemoteReply,
    },
    /// The smart host refused before any transaction. The administrator's to mend.
    TurnedAway {
        /// Which server.
        peer: Peer,
        /// At which command.
        step: Step,
        /// In its words.
        reply: RemoteReply,
    },
    /// No connection came about.
    Unreachable {
        /// Which server was asked last.
        peer: Peer,
        /// The system's words.
        what: String,
    },
    /// The connection ended or fell silent.
    Broken {
        /// Which server.
        peer: Peer,
        /// When.
        step: Step,
        /// The system's words.
        what: String,
    },
    /// What it said is not SMTP.
    Nonsense {
        /// Which server.
        peer: Peer,
        /// When.
        step: Step,
    },
    /// TLS is demanded by our settings, but not offered.
    NoTls {
        /// Which server.
        peer: Peer,
    },
    /// The TLS handshake failed; with a smart host perhaps for its certificate.
    TlsFailed {
        /// Which server.
        peer: Peer,
        /// The reason.
        what: String,
    },
    /// The smart host does not take our user name and password. The administrator's to mend.
    LogOnRefused {
        /// Which server.
        peer: Peer,
        /// The user name.
        user: String,
        /// In its words.
        reply: RemoteReply,
    },
    /// The smart host offers no way to log on that we may use. The administrator's to mend.
    LogOnImpossible {
        /// Which server.
        peer: Peer,
        /// Why.
        why: LogOnHindrance,
    },
    /// The name does not exist (RFC 3463 X.1.2).
    NoSuchDomain(Domain),
    /// The domain says it takes no mail (RFC 7505).
    NullMx(Domain),
    /// None of the domain's servers has an address.
    NoAddress(Domain),
    /// The name of the smart host does not resolve. The administrator's to mend.
    SmartHostUnknown(Domain),
    /// The DNS does not answer.
    Dns {
        /// What was asked for.
        name: String,
        /// What each DNS server said.
        what: String,
    },
    /// The best server of the domain is this one, but the domain is not local here.
    LoopsBack(String),
    /// The smart host is this very server. The administrator's to mend.
    SmartHostIsUs(Peer),
    /// Mail with unresolved recipients is forwarded to this very server: it would go round in circles.
    ForwardIsUs(Peer),
    /// The name of the host that takes mail with unresolved recipients does not resolve. The administrator's to mend.
    ForwardUnknown(Domain),
    /// There is no such mailbox here (any more).
    UnknownAccount(Address),
    /// The message has been in this mailbox before: a forwarding loop (engine.md row 32).
    BeenHere(Address),
    /// Its quota is used up.
    MailboxFull(Address),
    /// The mailbox could not be written.
    Mailbox {
        /// The system's words.
        what: String,
        /// The disk or the quota of the system is full.
        full: bool,
    },
    /// The stored message could not be read.
    Unreadable {
        /// In the spool's words.
        what: String,
    },
    /// The message has 8-bit content; the server takes only 7-bit and nothing is converted (RFC 6152 §3).
    EightBit {
        /// Which server.
        peer: Peer,
    },
    /// Addresses need SMTPUTF8; the server does not have it (RFC 6531 §3.1.1.1).
    Utf8 {
        /// Which server.
        peer: Peer,
    },
    /// Larger than the server takes (RFC 1870).
    TooLarge {
        /// Which server.
        peer: Peer,
        /// What it takes.
        limit: ByteSize,
    },
    /// The administrator took the message out of the queue and has the sender told.
    Deleted,
    /// This program is shutting down, or the message was called back before anything of it was handed over.
    Interrupted,
}

/// Why there was no way to log on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogOnHindrance {
    /// AUTH is not offered, or no mechanism we speak.
    NotOffered,
    /// Only in clear, which the settings do not allow.
    OnlyInClear,
    /// There is no password for it in `secrets.ron`.
    NoPassword,
    /// It does not keep to the mechanism it offers.
    Odd,
    /// It could not prove that it knows the password: somebody may sit in between.
    Unproven,
}

/// Local and remote mail have time spans of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// To a mailbox here.
    Local,
    /// To another server.
    Remote,
}

/// What was before this attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// When the message was accepted.
    pub accepted: Timestamp,
    /// Attempts before this one.
    pub attempts: u32,
    /// The sender has been told of the delay.
    pub delay_reported: bool,
    /// Local or remote.
    pub kind: Kind,
}

/// What follows from an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Done.
    Delivered,
    /// Try again.
    Retry {
        /// When.
        due: Timestamp,
        /// It is time to tell the sender that it takes long.
        tell: bool,
    },
    /// Given up because the trouble is final.
    Fail,
    /// Given up because it took too long (status 4.4.7).
    Expire,
}

/// Decides what follows from an attempt that ended at `now`.
///
/// Expiry is decided here only, so after a forward step of the clock nothing expires without one more attempt.
pub fn verdict(outcome: &Outcome, history: History, now: Timestamp, settings: &Delivery) -> Next {
    let trouble = match outcome {
        Outcome::Delivered(_) => return Next::Delivered,
        Outcome::Troubled(trouble) => trouble,
    };
    if trouble.is_final() {
        return Next::Fail;
    }
    let expires = expiry(history, settings);
    if now >= expires && !matches!(trouble, Trouble::Interrupted) {
        return Next::Expire;
    }
    let tell = match history.kind {
        Kind::Local => settings.local_delay_notification,
        Kind::Remote => settings.delay_notification,
    };
    // The last attempt falls on the expiry itself, not an interval behind it.
    let wait = wait_after(&settings.retry, history.attempts.saturating_add(1));
    let due = after(now, wait);
    let due = if expires > now { due.min(expires) } else { due };
    Next::Retry { due, tell: !history.delay_reported && now >= after(history.accepted, tell) }
}

/// When a recipient expires.
pub fn expiry(history: History, settings: &Delivery) -> Timestamp {
    let span = match history.kind {
        Kind::Local => settings.local_expiration,
        Kind::Remote => settings.expiration,
    };
    after(history.accepted, span)
}

fn wait_after(retry: &Retry, attempts: u32) -> Span {
    retry.after(attempts)
}

/// A span later, at most the end of time.
pub(super) fn after(at: Timestamp, span: Span) -> Timestamp {
    let seconds = i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

impl Trouble {
    /// Whether another attempt is pointless.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Refused { reply, .. } => reply.is_final(),
            Self::NoSuchDomain(_)
            | Self::NullMx(_)
            | Self::NoAddress(_)
            | Self::LoopsBack(_)
            | Self::ForwardIsUs(_)
            | Self::UnknownAccount(_)
            | Self::BeenHere(_)
            | Self::EightBit { .. }
            | Self::Utf8 { .. }
            | Self::TooLarge { .. }
            | Self::Deleted => true,
            Self::Unreachable { .. }
            | Self::TurnedAway { .. }
            | Self::Broken { .. }
            | Self::Nonsense { .. }
            | Self::NoTls { .. }
            | Self::TlsFailed { .. }
            // A wrong password is the administrator's mistake: mail waits until it is mended.
            | Self::LogOnRefused { .. }
            | Self::LogOnImpossible { .. }
            | Self::SmartHostUnknown(_)
            | Self::SmartHostIsUs(_)
            | Self::ForwardUnknown(_)
            | Self::Dns { .. }
            | Self::MailboxFull(_)
            | Self::Mailbox { .. }
            | Self::Unreadable { .. }
            | Self::Interrupted => false,
        }
    }

    /// Whether the next message to the same destination would meet it too.
    pub fn concerns_destination(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::TurnedAway { .. }
            | Self::NoTls { .. }
            | Self::TlsFailed { .. }
            | Self::LogOnRefused { .. }
            | Self::LogOnImpossible { .. }
            | Self::SmartHostUnknown(_)
            | Self::SmartHostIsUs(_)
            | Self::ForwardUnknown(_)
            | Self::Dns { .. } => true,
            Self::Refused { step, .. } | Self::Broken { step, .. } | Self::Nonsense { step, .. } => {
                matches!(step, Step::Greeting | Step::Hello | Step::Tls | Step::LogOn)
            }
            _ => false,
        }
    }

    /// Whether the way out of this office is to be mended, by its administrator. Whoever sent the message may be anybody, and has
    /// no business with it.
    pub fn concerns_office(&self) -> bool {
        matches!(
            self,
            Self::TurnedAway { .. }
                | Self::LogOnRefused { .. }
                | Self::LogOnImpossible { .. }
                | Self::SmartHostUnknown(_)
                | Self::SmartHostIsUs(_)
                | Self::ForwardUnknown(_)
                | Self::ForwardIsUs(_)
        )
    }

    /// Whether another server of the same destination may do better.
    pub(super) fn try_next_host(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TurnedAway { .. } | Self::NoTls { .. } | Self::TlsFailed { .. } | Self::Nonsense { .. } => {
                true
            }
            // RFC 5321 §5.1: whatever keeps us from the first transaction sends us to the next address.
            Self::Refused { step, .. } => matches!(step, Step::Greeting | Step::Hello | Step::Tls),
            Self::Broken { step, .. } => *step != Step::End,
            _ => false,
        }
    }

    /// The status code for a report (RFC 3463).
    pub fn status(&self) -> EnhancedCode {
        match self {
            Self::Refused { reply, step, .. } => reply.status(*step),
            Self::Unreachable { .. } => EnhancedCode(4, 4, 1),
            Self::TurnedAway { .. } => EnhancedCode(4, 3, 0),
            Self::Broken { .. } | Self::Interrupted => EnhancedCode(4, 4, 2),
            Self::Nonsense { .. } => EnhancedCode(4, 5, 0),
            Self::NoTls { .. } => EnhancedCode(4, 7, 4),
            Self::TlsFailed { .. } => EnhancedCode(4, 7, 5),
            Self::LogOnRefused { .. } | Self::LogOnImpossible { .. } => EnhancedCode(4, 7, 0),
            Self::NoSuchDomain(_) => EnhancedCode(5, 1, 2),
            Self::NullMx(_) => EnhancedCode(5, 1, 10),
            Self::NoAddress(_) => EnhancedCode(5, 4, 4),
            Self::SmartHostUnknown(_) | Self::ForwardUnknown(_) | Self::Dns { .. } => EnhancedCode(4, 4, 3),
            Self::LoopsBack(_) | Self::BeenHere(_) | Self::ForwardIsUs(_) => EnhancedCode(5, 4, 6),
            Self::SmartHostIsUs(_) => EnhancedCode(4, 4, 6),
            Self::UnknownAccount(_) => EnhancedCode(5, 1, 1),
            Self::MailboxFull(_) => EnhancedCode(4, 2, 2),
            Self::Mailbox { full: true, .. } => EnhancedCode(4, 3, 1),
            Self::Mailbox { .. } | Self::Unreadable { .. } => EnhancedCode(4, 3, 0),
            Self::EightBit { .. } => EnhancedCode(5, 6, 3),
            Self::Utf8 { .. } => EnhancedCode(5, 6, 7),
            Self::TooLarge { .. } => EnhancedCode(5, 3, 4),
            // RFC 3463 §3.1: no subject of the list is the administrator's will.
            Self::Deleted => EnhancedCode(5, 0, 0),
        }
    }

    /// The other server, where one was met.
    pub fn peer(&self) -> Option<&Peer> {
        match self {
            Self::Refused { peer, .. }
            | Self::TurnedAway { peer, .. }
            | Self::Unreachable { peer, .. }
            | Self::Broken { peer, .. }
            | Self::Nonsense { peer, .. }
            | Self::NoTls { peer }
            | Self::TlsFailed { peer, .. }
            | Self::LogOnRefused { peer, .. }
            | Self::LogOnImpossible { peer, .. }
            | Self::EightBit { peer }
            | Self::Utf8 { peer }
            | Self::TooLarge { peer, .. } => Some(peer),
            _ => None,
        }
    }

    /// What the other server said, when it was it that refused.
    pub fn reply(&self) -> Option<&RemoteReply> {
        match self {
            Self::Refused { reply, .. } | Self::TurnedAway { reply, .. } | Self::LogOnRefused { reply, .. } => Some(reply),
            _ => None,
        }
    }
}

/// In English, for the log and the queue window: with what only the administrator is to know and to do.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { peer, step, reply } => write!(f, "{peer} refused {step}: {reply}"),
            Self::TurnedAway { peer, step, reply } => write!(
                f,
                "the smart host {peer} turned us away at {step}: {reply}. Ask its administrator, or choose another in Delivery > Advanced"
            ),
            Self::Unreachable { peer, what } => write!(f, "{peer} cannot be reached: {what}"),
            Self::Broken { peer, step, what } => write!(f, "the connection to {peer} was lost at {step}: {what}"),
            Self::Nonsense { peer, step } => write!(f, "{peer} does not speak SMTP at {step}"),
            Self::NoTls { peer } => write!(f, "{peer} offers no TLS, and the settings forbid sending in clear"),
            Self::TlsFailed { peer, what } => write!(f, "no TLS with {peer}: {what}"),
            Self::LogOnRefused { peer, user, reply } => write!(
                f,
                "the smart host {peer} refused the user name {user:?} or its password: {reply}. Correct them in Delivery > Outbound Security, or in that of its remote domain"
            ),
            Self::LogOnImpossible { peer, why: LogOnHindrance::NotOffered } => {
                write!(
                    f,
                    "the smart host {peer} offers no way to log on. Remove the user name in Delivery > Outbound Security, or use another port"
                )
            }
            Self::LogOnImpossible { peer, why: LogOnHindrance::OnlyInClear } => {
                write!(
                    f,
                    "the smart host {peer} would take the password in clear only. Choose TLS encryption in Delivery > Outbound Security"
                )
            }
            Self::LogOnImpossible { peer, why: LogOnHindrance::NoPassword } => {
                write!(
                    f,
                    "there is no password for the smart host {peer}. Enter it in Delivery > Outbound Security, or in that of its remote domain"
                )
            }
            Self::LogOnImpossible { peer, why: LogOnHindrance::Odd } => {
                write!(f, "the smart host {peer} does not log on as it offers to. Choose another way in Delivery > Outbound Security")
            }
            Self::LogOnImpossible { peer, why: LogOnHindrance::Unproven } => {
                write!(f, "the smart host {peer} could not prove that it knows the password: somebody may sit in between. Nothing was sent")
            }
            Self::NoSuchDomain(domain) => write!(f, "the domain {domain} does not exist"),
            Self::NullMx(domain) => write!(f, "the domain {domain} takes no mail"),
            Self::NoAddress(domain) => write!(f, "no mail server of the domain {domain} has an address"),
            Self::SmartHostUnknown(domain) => {
                write!(f, "the smart host {domain} does not exist in the DNS. Correct its name in Delivery > Advanced")
            }
            Self::Dns { name, what } => write!(f, "the DNS does not answer for {name}: {what}"),
            Self::LoopsBack(domain) => write!(f, "mail for {domain} would come back to this server, where the domain is not local"),
            Self::SmartHostIsUs(peer) => write!(f, "the smart host {peer} is this server itself. Choose another in Delivery > Advanced"),
            Self::ForwardIsUs(peer) => {
                write!(
                    f,
                    "mail with unresolved recipients is forwarded to {peer}, which is this server itself. Choose another host in Messages"
                )
            }
            Self::ForwardUnknown(domain) => {
                write!(f, "the host {domain} for mail with unresolved recipients does not exist in the DNS. Correct its name in Messages")
            }
            Self::UnknownAccount(address) => write!(f, "there is no mailbox {address} here"),
            Self::BeenHere(address) => write!(f, "the message has been delivered to {address} before: mail is forwarded in a circle"),
            Self::MailboxFull(address) => write!(f, "the mailbox {address} is full; it takes mail again when something is deleted there"),
            Self::Mailbox { what, full: true } => write!(f, "the disk with the mailboxes is full: {what}"),
            Self::Mailbox { what, full: false } => write!(f, "the mailbox cannot be written: {what}"),
            Self::Unreadable { what } => write!(f, "the stored message cannot be read: {what}"),
            Self::EightBit { peer } => write!(f, "{peer} takes no 8-bit messages, and this one is not converted"),
            Self::Utf8 { peer } => write!(f, "{peer} takes no addresses beyond ASCII (SMTPUTF8)"),
            Self::TooLarge { peer, limit } => write!(f, "the message is larger than the {limit} {peer} takes"),
            Self::Deleted => f.write_str("deleted by the administrator"),
            Self::Interrupted => f.write_str("this server is shutting down"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Greeting => "the connection",
            Self::Hello => "EHLO",
            Self::Tls => "STARTTLS",
            Self::LogOn => "AUTH",
            Self::Message => "the message or its recipient",
            Self::End => "the end of the message",
        })
    }
}

#[cfg(test)]
#[path = "outcome/tests.rs"]
mod tests;
