//! AUTH (RFC 4954): the exchange, and what becomes of failed ones (engine.md §1.1, rows 14, 16, 17 and 18).

use super::{Answer, Heard, Notice, PENALTY, Pending, Question, Session, State};
use crate::mail::Secret;
use crate::smtp::command::{Command, CommandError};
use crate::smtp::line::Flaw;
use crate::smtp::reply::Reply;
use crate::smtp::sasl::{Exchange, Mechanism, Step, decode_base64, encode_base64};
use bytes::BytesMut;
use std::time::Instant;
use zeroize::Zeroize;

impl Session {
    pub(super) fn auth(&mut self, now: Instant, name: &str, initial: Option<Secret<String>>) {
        let offers = &self.config.offers;
        if offers.mechanisms.is_empty() {
            return self.error(now, Reply::not_implemented());
        }
        if self.account.is_some() || self.transaction.is_some() {
            return self.error(now, Reply::bad_sequence());
        }
        let Some(mechanism) = Mechanism::from_name(name).filter(|m| offers.mechanisms.contains(m)) else {
            return self.error(now, Reply::unknown_mechanism());
        };
        if !self.may_use(mechanism) {
            // Row 14: before any 334; an initial response is not even decoded.
            if initial.is_some() {
                self.note(Notice::PasswordInClear(mechanism));
            }
            return self.say(now, Reply::encryption_required());
        }
        let mut exchange = mechanism.start();
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
        let State::Authenticating(mut exchange) = std::mem::replace(&mut self.state, State::Command) else { return };
        self.recorder.hear(now, Heard::Response, line.len() + 2);
        if &line[..] == b"*" {
            return self.say(now, Reply::authentication_cancelled());
        }
        let decoded = decode_base64(&line);
        line.zeroize();
        match decoded {
            Some(octets) => {
                let step = exchange.step(Some(octets.expose()));
                self.stepped(now, exchange, step);
            }
            None => self.error(now, Reply::cannot_decode_response()),
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
                self.say(now, Reply::challenge(&encode_base64(challenge)));
            }
            Step::Check(credentials) => self.ask(Pending::Authenticate { asked: now }, Question::Authenticate(credentials)),
            Step::Malformed => self.error(now, Reply::cannot_decode_response()),
        }
    }

    pub(super) fn authenticate_answered(&mut self, now: Instant, asked: Instant, answer: Answer) {
        match answer {
            Answer::LoggedOn(account) => {
                self.account = Some(account);
                self.say(now, Reply::logged_on());
            }
            Answer::WrongCredentials => self.login_failed(asked, Reply::wrong_credentials()),
            // A right password of a disabled account is counted and delayed as a wrong one (row 16).
            Answer::Refuse(reply) if reply.code() == 535 => self.login_failed(asked, reply),
            Answer::Refuse(reply) => self.say(now, reply),
            Answer::RefuseAndClose(reply) => {
                self.hold_until(asked + PENALTY);
                self.close_with(reply);
            }
            _ => self.say(now, Reply::authentication_unavailable()),
        }
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

    /// Whether this mechanism may be used on this channel (row 14).
    pub(super) fn may_use(&self, mechanism: Mechanism) -> bool {
        !mechanism.is_basic() || self.client.tls.is_some() || self.config.offers.basic_in_clear || self.admission.may_send_in_clear
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
