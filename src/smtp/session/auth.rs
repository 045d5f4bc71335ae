//! AUTH (RFC 4954): the exchange, and what becomes of failed ones (engine.md §1.1, rows 14, 16, 17 and 18).

use super::{Account, Answer, Heard, Notice, PENALTY, Pending, Question, Session, State};
use crate::mail::Secret;
use crate::smtp::command::{Command, CommandError};
use crate::smtp::line::Flaw;
use crate::smtp::reply::Reply;
use crate::smtp::sasl::{Bindings, Channel, Claim, Denial, Exchange, Mechanism, Step, decode_base64, encode_base64};
use bytes::BytesMut;
use std::time::Instant;
use zeroize::Zeroize;

/// What is kept while the accounts decide.
#[derive(Debug)]
pub(super) struct Asking {
    asked: Instant,
    /// What the server says to prove itself, before the 235 (RFC 5802 §3).
    confirmation: Option<Box<[u8]>>,
}

impl Session {
    pub(super) fn auth(&mut self, now: Instant, name: &str, initial: Option<Secret<String>>) {
        let offers = &self.config.offers;
        if offers.mechanisms.is_empty() {
            return self.error(now, Reply::not_implemented());
        }
        if self.account.is_some() || self.transaction.is_some() {
            return self.error(now, Reply::bad_sequence());
        }
        let offered = |m: &Mechanism| offers.mechanisms.contains(m) && self.can_use(*m);
        let Some(mechanism) = Mechanism::from_name(name).filter(offered) else {
            return self.error(now, Reply::unknown_mechanism());
        };
        if !self.may_use(mechanism) {
            // Row 14: before any 334; an initial response is not even decoded.
            if initial.is_some() {
                self.note(Notice::PasswordInClear(mechanism));
            }
            return self.say(now, Reply::encryption_required());
        }
        let bindings = self.client.tls.as_ref().map(|tls| tls.bindings.clone());
        let plus_offered = offered(&Mechanism::ScramSha256Plus);
        let mut exchange = mechanism.start(&Channel { fqdn: &self.config.fqdn, bindings, plus_offered });
        let response = match &initial {
            None => None,
            // RFC 4954 §4: a single = is an initial response of no octets.
            Some(text) if text.expose() == "=" => Some(Secret::new(Vec::new())),
            Some(text) => match decode_base64(text.expose().as_bytes()) {
                Some(octets) => Some(octets),
                None => return self.error(now, Reply::cannot_decode_response()),
            },
        };
        let step = exchange.step(response.as_ref().map(|octets| octets.expose().as_slice()));
        self.stepped(now, exchange, step);
    }

    pub(super) fn take_response(&mut self, now: Instant, mut line: BytesMut) {
        let state = std::mem::replace(&mut self.state, State::Command);
        self.recorder.hear(now, Heard::Response, line.len() + 2);
        if &line[..] == b"*" {
            return self.say(now, Reply::authentication_cancelled());
        }
        let decoded = decode_base64(&line);
        line.zeroize();
        match (state, decoded) {
            (State::Authenticating(mut exchange), Some(octets)) => {
                let step = exchange.step(Some(octets.expose()));
                self.stepped(now, exchange, step);
            }
            // RFC 4954 §4: to what the server says last the client has nothing to add.
            (State::Confirming(account), Some(nothing)) if nothing.expose().is_empty() => self.log_on(now, account),
            _ => self.error(now, Reply::cannot_decode_response()),
        }
    }

    /// A line of the exchange was no line: the exchange is over (rows 3 and 17).
    pub(super) fn response_refused(&mut self, now: Instant, flaw: Flaw) {
        self.state = State::Command;
        match flaw {
            Flaw::TooLong => self.error(now, Reply::exchange_too_long()),
            _ => self.error(now, Reply::line_refused(flaw)),
        }
    }

    fn stepped(&mut self, now: Instant, exchange: Exchange, step: Step) {
        match step {
            Step::Challenge(challenge) => {
                self.state = State::Authenticating(exchange);
                self.say(now, Reply::challenge(&encode_base64(&challenge)));
            }
            Step::Ask(inquiry) => self.ask(Pending::Inquire { asked: now, exchange }, Question::Inquire(inquiry)),
            Step::Check(mut claim) => {
                let confirmation = match &mut claim {
                    Claim::Password(_) => None,
                    Claim::Proof(proof) => {
                        if let Err(denial @ (Denial::Channel | Denial::Tampered | Denial::Anonymous | Denial::OldNtlm)) = proof.verdict {
                            self.note(Notice::ProofRefused(denial));
                        }
                        proof.confirmation.take()
                    }
                };
                self.ask(Pending::Authenticate(Asking { asked: now, confirmation }), Question::Authenticate(claim));
            }
            Step::Malformed => self.error(now, Reply::cannot_decode_response()),
        }
    }

    pub(super) fn inquiry_answered(&mut self, now: Instant, asked: Instant, mut exchange: Exchange, answer: Answer) {
        match answer {
            Answer::Material(material) => {
                let step = exchange.told(material);
                self.stepped(now, exchange, step);
            }
            Answer::Refuse(reply) => self.say(now, reply),
            Answer::RefuseAndClose(reply) => {
                self.hold_until(asked + PENALTY);
                self.close_with(reply);
            }
            _ => self.say(now, Reply::authentication_unavailable()),
        }
    }

    pub(super) fn authenticate_answered(&mut self, now: Instant, asking: Asking, answer: Answer) {
        let Asking { asked, confirmation } = asking;
        match (answer, confirmation) {
            (Answer::LoggedOn(account), None) => self.log_on(now, account),
            (Answer::LoggedOn(account), Some(confirmation)) => {
                self.state = State::Confirming(account);
                self.say(now, Reply::challenge(&encode_base64(&confirmation)));
            }
            (Answer::WrongCredentials, _) => self.login_failed(asked, Reply::wrong_credentials()),
            // A right password of a disabled account is counted and delayed as a wrong one (row 16).
            (Answer::Refuse(reply), _) if reply.code() == 535 => self.login_failed(asked, reply),
            (Answer::Refuse(reply), _) => self.say(now, reply),
            (Answer::RefuseAndClose(reply), _) => {
                self.hold_until(asked + PENALTY);
                self.close_with(reply);
            }
            _ => self.say(now, Reply::authentication_unavailable()),
        }
    }

    fn log_on(&mut self, now: Instant, account: Account) {
        self.account = Some(account);
        self.say(now, Reply::logged_on());
    }

    /// Row 16: the answer leaves 1 s after the question whoever was unknown. Row 18: the third is the last.
    fn login_failed(&mut self, asked: Instant, reply: Reply) {
        self.counts.auth_failures += 1;
        self.hold_until(asked + PENALTY);
        if self.counts.auth_failures >= self.config.auth_failures {
            self.note(Notice::TooManyFailures);
            self.close_with(Reply::too_many_failures());
        } else {
            self.write(reply);
        }
    }

    /// Whether this mechanism is offered on this channel: it may be used and can be.
    pub(super) fn offers(&self, mechanism: Mechanism) -> bool {
        self.may_use(mechanism) && self.can_use(mechanism)
    }

    /// Whether this mechanism may be used on this channel (row 14).
    fn may_use(&self, mechanism: Mechanism) -> bool {
        !mechanism.is_basic() || self.client.tls.is_some() || self.config.offers.basic_in_clear || self.admission.may_send_in_clear
    }

    /// Whether there is a channel to bind to, if the mechanism does.
    fn can_use(&self, mechanism: Mechanism) -> bool {
        let bindings: Option<&Bindings> = self.client.tls.as_ref().map(|tls| &tls.bindings);
        !mechanism.binds() || bindings.is_some_and(|bindings| !bindings.is_empty())
    }

    /// A refused AUTH may have brought a password along all the same.
    pub(super) fn note_password_in_clear(&mut self, command: &Result<Command, CommandError>) {
        if let Ok(Command::Auth { mechanism, initial: Some(_) }) = command
            && self.client.tls.is_none()
            && let Some(mechanism) = Mechanism::from_name(mechanism).filter(|m| m.is_basic())
        {
            self.note(Notice::PasswordInClear(mechanism));
        }
    }
}
