//! AUTH on the client's side (RFC 4954): the strongest way first, and no password in clear unless that is allowed.
//!
//! ```text
//!   AUTH x ─▶ 334 ─▶ response ─▶ … ─▶ 235: ready
//!               │  └▶ Hash: the driver computes, then response
//!               └ 5yz: the next family of mechanisms, once; after the last: refused
//! ```
//! Accounts often have keys for one family of mechanisms only, although the server offers others; so after a refusal of
//! SCRAM the password itself, or NTLM, has its turn. A server that fails to prove itself, or says something odd, gets
//! nothing more.

use super::{Client, ClientOutput, Failure, ServerReply, State};
use crate::mail::Secret;
use crate::smtp::sasl::initiator::{Initiator, Line, Move};
use crate::smtp::sasl::{Mechanism, decode_base64, encode_base64};
use bytes::Bytes;
use std::sync::Arc;
use std::time::Instant;

/// A log-on under way.
#[derive(Debug)]
pub(super) struct LogOn {
    /// None before the first AUTH.
    running: Option<(Mechanism, Initiator)>,
    /// The mechanisms that may still be tried, the next one last.
    left: Vec<Mechanism>,
    /// The driver computes something.
    hashing: bool,
}

impl LogOn {
    fn new(left: Vec<Mechanism>) -> Self {
        Self { running: None, left, hashing: false }
    }

    fn before() -> Self {
        Self::new(vec![])
    }
}

impl Client {
    /// By what it was logged on; `None` when it was not.
    pub fn logged_on_by(&self) -> Option<Mechanism> {
        self.logged_on_by
    }

    pub(super) fn login(&mut self, now: Instant) {
        let config = Arc::clone(&self.config);
        let Some(login) = &config.login else { return self.become_ready() };
        self.state = State::Login(Box::new(LogOn::before()));
        let offered = &self.capabilities.mechanisms;
        let known: Vec<Mechanism> = families(login.integrated).into_iter().filter_map(|family| self.strongest(family, offered)).collect();
        if known.is_empty() {
            return self.fail(Failure::LoginNotOffered);
        }
        let may = |m: &Mechanism| !m.is_basic() || self.secure || config.login_in_clear;
        let mut left: Vec<Mechanism> = known.into_iter().filter(may).collect();
        if left.is_empty() {
            return self.fail(Failure::LoginInClear);
        }
        left.reverse();
        self.state = State::Login(Box::new(LogOn::new(left)));
        self.next_mechanism(now);
    }

    /// Of mechanisms for which an account needs the same keys the best one that the server offers and we can use here.
    fn strongest(&self, family: &[Mechanism], offered: &[Mechanism]) -> Option<Mechanism> {
        family.iter().copied().find(|m| offered.contains(m) && (!m.binds() || self.bindings.exporter.is_some()))
    }

    /// Begins with the next mechanism; `false` when there is none.
    fn next_mechanism(&mut self, now: Instant) -> bool {
        let config = Arc::clone(&self.config);
        let plus_offered = self.capabilities.mechanisms.iter().any(|m| m.binds());
        let line = Line { bindings: self.bindings.clone(), plus_offered };
        let (State::Login(log_on), Some(login)) = (&mut self.state, &config.login) else { return false };
        let Some(mechanism) = log_on.left.pop() else { return false };
        log_on.running = Some((mechanism, Initiator::new(mechanism, login.account.clone(), &line)));
        // No initial response: every server takes the long way, and no line gets too long (RFC 4954 §4).
        self.send(now, &format!("AUTH {}\r\n", mechanism.name()), config.timeouts.greeting);
        true
    }

    pub(super) fn login_replied(&mut self, now: Instant, reply: ServerReply) {
        let State::Login(log_on) = &mut self.state else { return };
        let (Some((mechanism, initiator)), false) = (&mut log_on.running, log_on.hashing) else {
            return self.fail(Failure::Refused(reply));
        };
        match reply.code {
            // RFC 5802 §5: whoever cannot prove that it knows the password is not who we take it for.
            235 if initiator.awaits_proof() => self.fail(Failure::LoginUnproven),
            235 if !initiator.is_over() => self.fail(Failure::LoginOdd),
            235 => {
                self.logged_on_by = Some(*mechanism);
                self.become_ready();
            }
            334 => {
                let challenge = reply.lines.first().and_then(|text| decode_base64(text.trim().as_bytes()));
                let next = initiator.step(challenge.as_ref().map(|octets| octets.expose().as_slice()));
                self.moved(now, next);
            }
            _ if reply.is_permanent() && self.next_mechanism(now) => {}
            _ => self.fail(Failure::Refused(reply)),
        }
    }

    /// Takes what [`ClientOutput::Hash`] asked for.
    pub fn hashed(&mut self, now: Instant, salted: &Secret<[u8; 32]>) {
        let State::Login(log_on) = &mut self.state else { return };
        let asked = std::mem::take(&mut log_on.hashing);
        let (Some((_, initiator)), true) = (&mut log_on.running, asked) else { return };
        let next = initiator.hashed(salted);
        self.moved(now, next);
    }

    fn moved(&mut self, now: Instant, next: Move) {
        match next {
            Move::Say(response) => {
                // Past the record: nothing of it may stand in a log.
                self.ready.push_back(ClientOutput::Send(Bytes::from(format!("{}\r\n", encode_base64(response.expose())))));
                self.deadline = Some(now + self.config.timeouts.greeting);
            }
            Move::Hash(work) => {
                if let State::Login(log_on) = &mut self.state {
                    log_on.hashing = true;
                }
                self.ready.push_back(ClientOutput::Hash(Box::new(work)));
            }
            Move::Odd => self.fail(Failure::LoginOdd),
            Move::Unproven => self.fail(Failure::LoginUnproven),
        }
    }
}

/// The families to try, one after the other, in each the strongest first. *Integrated* never sends the password itself.
fn families(integrated: bool) -> [&'static [Mechanism]; 2] {
    const SCRAM: &[Mechanism] = &[Mechanism::ScramSha256Plus, Mechanism::ScramSha256];
    if integrated { [SCRAM, &[Mechanism::Ntlm]] } else { [SCRAM, &Mechanism::BASIC] }
}
