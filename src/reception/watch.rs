//! The connections of one address, step by step: somebody stands before a device, presses *Scan*, and wants to see what it
//! says and why it is refused.
//!
//! Nobody watches most of the time, and then a connection costs one look at a flag. What a session does is read from what
//! it says and from what is known of it afterwards, so nothing in it knows of the watching. Passwords, messages and names
//! that logged on in vain are in no step.

use super::Clock;
use crate::mail::{Address, ServerId, canonical};
use crate::smtp::line::{Flaw, Stranger};
use crate::smtp::session::Turn;
use crate::smtp::{Reply, Session, TlsFacts};
use jiff::Timestamp;
use std::fmt;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Who is being watched.
#[derive(Debug, Default)]
pub struct Watches {
    any: AtomicBool,
    visits: AtomicU64,
    list: Mutex<Vec<Watch>>,
}

#[derive(Debug)]
struct Watch {
    address: IpAddr,
    until: Instant,
    steps: mpsc::Sender<Step>,
}

/// One thing that happened in a connection of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// To which server it connected.
    pub server: ServerId,
    /// Which of the connections; they are counted through.
    pub visit: u64,
    /// The place of the address in the list of devices, where it stands there.
    pub device: Option<usize>,
    /// What.
    pub what: What,
}

/// What a client does, and what it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It connected; to a port with TLS from the first octet or not.
    Connected {
        /// TLS from the first octet is expected.
        tls: bool,
    },
    /// It and we agreed on encryption.
    Encrypted(TlsFacts),
    /// It and we did not; in the words of the library.
    NotEncrypted(Box<str>),
    /// The name it gave itself: a claim.
    Hello(Box<str>),
    /// It logged on to this account.
    LoggedOn(Box<str>),
    /// It began a message from this sender, as accepted; `None` is `<>`.
    Sender(Option<Address>),
    /// The message may go to this recipient.
    Recipient(Address),
    /// The message was taken.
    Accepted,
    /// It was told no.
    Refused {
        /// The reply, its lines separated by ` / `.
        reply: Box<str>,
        /// Why.
        hitch: Hitch,
    },
    /// The connection is over; the device has sent so many messages in it.
    Left {
        /// Messages that were taken.
        messages: u32,
    },
}

/// Why a client was told no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hitch {
    /// The connection list excludes it.
    Excluded,
    /// Too many failed log-ons.
    Blocked,
    /// The server is paused, stopping, full or overloaded.
    NotNow,
    /// Too many connections from its address.
    TooManyConnections,
    /// The DNS does not say what it is called.
    NameUnanswered,
    /// It spoke before the greeting.
    TooHasty,
    /// It began with TLS on a port that begins in clear.
    TlsOnPlainPort,
    /// It does not speak SMTP.
    NotSmtp,
    /// It must encrypt first.
    EncryptionFirst,
    /// Its encryption is too weak.
    WeakCipher,
    /// The server has no certificate that can be used.
    NoCertificate,
    /// It must log on first.
    LogOnFirst,
    /// Its way of logging on is not known or not switched on.
    Mechanism,
    /// Wrong user name or password.
    WrongPassword,
    /// Its account is disabled.
    AccountDisabled,
    /// Its account may not send.
    MayNotSend,
    /// Its account may not send as this sender.
    SenderNotOwn,
    /// It may not send to other domains.
    MayNotRelay,
    /// The recipient is unknown here.
    UnknownRecipient,
    /// An address without a domain.
    Unqualified,
    /// The message is too big.
    TooBig,
    /// Its line ends are wrong.
    LineEnds,
    /// We could not store the message.
    OurTrouble,
    /// It made a mistake in the protocol, or something else.
    Other,
}

impl Watches {
    /// Watches an address for a while. The channel holds a few hundred steps; what does not fit is lost.
    pub fn watch(&self, address: IpAddr, span: Duration) -> mpsc::Receiver<Step> {
        let (steps, receiver) = mpsc::channel(CHANNEL);
        let mut list = self.list();
        list.push(Watch { address: canonical(address), until: Instant::now() + span, steps });
        self.any.store(true, Ordering::Release);
        receiver
    }

    /// The observer of a new connection, if anybody watches its address.
    pub(super) fn begin(&self, client: IpAddr, server: ServerId, device: Option<usize>, clock: &Clock) -> Option<Observer> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        let now = Instant::now();
        let mut list = self.list();
        list.retain(|watch| now < watch.until && !watch.steps.is_closed());
        self.any.store(!list.is_empty(), Ordering::Release);
        let to: Vec<_> = list.iter().filter(|watch| watch.address == client).map(|watch| watch.steps.clone()).collect();
        if to.is_empty() {
            return None;
        }
        let visit = self.visits.fetch_add(1, Ordering::Relaxed) + 1;
        Some(Observer { to, clock: clock.clone(), server, visit, device, seen: Seen::default(), stranger: None })
    }

    fn list(&self) -> MutexGuard<'_, Vec<Watch>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sees one connection.
pub(super) struct Observer {
    to: Vec<mpsc::Sender<Step>>,
    clock: Clock,
    server: ServerId,
    visit: u64,
    device: Option<usize>,
    seen: Seen,
    /// What the session took the client for.
    stranger: Option<Stranger>,
}

/// What was told already.
#[derive(Default)]
struct Seen {
    helo: Option<Box<str>>,
    logged_on: bool,
    /// In a message, with so many recipients.
    recipients: Option<usize>,
    accepted: u32,
}

impl Observer {
    /// Tells a step.
    pub(super) fn tell(&self, what: What) {
        let step = Step { at: (self.clock)(), server: self.server, visit: self.visit, device: self.device, what };
        // Who no longer listens, or not fast enough, misses it.
        self.to.iter().for_each(|to| drop(to.try_send(step.clone())));
    }

    /// The session has found out that the client speaks something else.
    pub(super) fn is_stranger(&mut self, stranger: Stranger) {
        self.stranger = Some(stranger);
    }

    /// This was said in the session: tells what the client asked for, as far as it was agreed to, and what it was refused.
    pub(super) fn said(&mut self, session: &Session, turns: &[Turn]) {
        let facts = session.facts();
        let helo = facts.helo.map(|name| name.as_str());
        if helo != self.seen.helo.as_deref() {
            self.seen.helo = helo.map(Into::into);
            helo.into_iter().for_each(|name| self.tell(What::Hello(name.chars().take(255).collect())));
        }
        if facts.account.is_some() != self.seen.logged_on {
            self.seen.logged_on = facts.account.is_some();
            facts.account.into_iter().for_each(|account| self.tell(What::LoggedOn(account.name.clone())));
        }
        match session.transaction() {
            Some(message) => {
                let told = self.seen.recipients.unwrap_or_else(|| {
                    self.tell(What::Sender(message.sender.clone()));
                    0
                });
                message.recipients.iter().skip(told).for_each(|recipient| self.tell(What::Recipient(recipient.address.clone())));
                self.seen.recipients = Some(message.recipients.len());
            }
            None => self.seen.recipients = None,
        }
        if facts.accepted > self.seen.accepted {
            self.seen.accepted = facts.accepted;
            self.tell(What::Accepted);
        }
        for Turn { reply, .. } in turns.iter().filter(|turn| turn.reply.is_negative()) {
            let hitch = match self.stranger.take() {
                Some(Stranger::Tls) => Hitch::TlsOnPlainPort,
                Some(_) => Hitch::NotSmtp,
                None => Hitch::of(reply),
            };
            self.tell(What::Refused { reply: reply.to_string().into(), hitch });
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").field("visit", &self.visit).finish_non_exhaustive()
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.tell(What::Left { messages: self.seen.accepted });
    }
}

impl Hitch {
    /// Why this reply was said.
    fn of(reply: &Reply) -> Self {
        // The one whose text names what it is about.
        if reply.code() == 550 && reply.lines().next().is_some_and(|line| line.starts_with("Unable to relay for ")) {
            return Self::MayNotRelay;
        }
        let known: [(fn() -> Reply, Self); 27] = [
            (Reply::not_permitted, Self::Excluded),
            (Reply::too_many_failures, Self::Blocked),
            (Reply::service_unavailable, Self::NotNow),
            (Reply::authentication_unavailable, Self::NotNow),
            (Reply::too_many_connections, Self::TooManyConnections),
            (Reply::name_lookup_failed, Self::NameUnanswered),
            (Reply::relay_undecided, Self::NameUnanswered),
            (Reply::spoke_too_early, Self::TooHasty),
            (Reply::starttls_first, Self::EncryptionFirst),
            (Reply::encryption_required, Self::EncryptionFirst),
            (Reply::cipher_too_weak, Self::WeakCipher),
            (Reply::tls_unavailable, Self::NoCertificate),
            (Reply::authentication_required, Self::LogOnFirst),
            (Reply::unknown_mechanism, Self::Mechanism),
            (Reply::wrong_credentials, Self::WrongPassword),
            (Reply::account_disabled, Self::AccountDisabled),
            (Reply::submission_not_permitted, Self::MayNotSend),
            (Reply::sender_not_yours, Self::SenderNotOwn),
            (Reply::unknown_recipient, Self::UnknownRecipient),
            (Reply::unqualified_sender, Self::Unqualified),
            (Reply::unqualified_recipient, Self::Unqualified),
            (Reply::message_too_big, Self::TooBig),
            (Reply::session_too_big, Self::TooBig),
            (Reply::bare_line_ending, Self::LineEnds),
            (|| Reply::line_refused(Flaw::BareLf), Self::LineEnds),
            (Reply::insufficient_storage, Self::OurTrouble),
            (Reply::storage_error, Self::OurTrouble),
        ];
        known.into_iter().find(|(said, _)| said() == *reply).map_or(Self::Other, |(_, hitch)| hitch)
    }
}

const CHANNEL: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_known_by_what_was_said() {
        let far = Address::parse("y@far.test").unwrap();
        for (reply, hitch) in [
            (Reply::unable_to_relay(&far), Hitch::MayNotRelay),
            (Reply::starttls_first(), Hitch::EncryptionFirst),
            (Reply::authentication_required(), Hitch::LogOnFirst),
            (Reply::sender_not_yours(), Hitch::SenderNotOwn),
            (Reply::not_permitted(), Hitch::Excluded),
            (Reply::line_refused(Flaw::BareLf), Hitch::LineEnds),
            (Reply::bad_sequence(), Hitch::Other),
        ] {
            assert_eq!(Hitch::of(&reply), hitch, "{reply:?}");
        }
    }

    #[test]
    fn nobody_is_observed_unless_somebody_watches_and_not_after_the_end() {
        let clock: Clock = std::sync::Arc::new(Timestamp::now);
        let watches = Watches::default();
        let device: IpAddr = "192.0.2.7".parse().unwrap();
        let begin = |address: IpAddr| watches.begin(address, ServerId(1), None, &clock);
        assert!(begin(device).is_none());
        let mut steps = watches.watch("::ffff:192.0.2.7".parse().unwrap(), Duration::from_secs(600));
        assert!(begin("192.0.2.8".parse().unwrap()).is_none());
        drop(begin(device));
        assert!(matches!(steps.try_recv().unwrap().what, What::Left { messages: 0 }));
        drop(steps);
        assert!(begin(device).is_none() && !watches.any.load(Ordering::Acquire));
        let _over = watches.watch(device, Duration::ZERO);
        assert!(begin(device).is_none());
    }
}
