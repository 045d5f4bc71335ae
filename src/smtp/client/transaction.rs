//! The envelope of a message on its way out, and the outcome of each recipient.

use super::chunks::{Chunking, LARGE};
use super::message::notify_text;
use super::{Capabilities, Client, ClientOutput, Failure, Message, Outcome, ServerReply, State};
use crate::mail::Return;
use std::borrow::Cow;
use std::fmt::Write;
use std::time::Instant;

/// A transaction under way.
#[derive(Debug)]
pub(super) struct Running {
    message: Message,
    /// `None`: accepted so far, or not answered yet.
    outcomes: Vec<Option<Failure>>,
    /// LMTP: what was said of each recipient after the message, when that was a yes.
    taken: Vec<Option<ServerReply>>,
    /// Why MAIL was refused.
    mail_refused: Option<ServerReply>,
    /// Commands written and answered, MAIL counted.
    written: usize,
    answered: usize,
}

impl Running {
    pub(super) fn new(message: Message) -> Self {
        let (outcomes, taken) = (vec![None; message.recipients.len()], vec![None; message.recipients.len()]);
        Self { message, outcomes, taken, mail_refused: None, written: 0, answered: 0 }
    }

    pub(super) fn waits_for_mail(&self) -> bool {
        self.answered == 0
    }

    /// Why this message cannot go to a server with these capabilities (engine.md §3: nothing is converted).
    pub(super) fn misfit(&self, offered: &Capabilities) -> Option<Failure> {
        if self.message.eight_bit && !offered.eight_bit {
            Some(Failure::NeedsEightBit)
        } else if self.needs_smtputf8() && !offered.smtputf8 {
            Some(Failure::NeedsSmtpUtf8)
        } else if offered.size_limit.zip(self.message.size).is_some_and(|(limit, size)| size > limit) {
            Some(Failure::TooBig)
        } else {
            None
        }
    }

    fn needs_smtputf8(&self) -> bool {
        let mut addresses = self.message.sender.iter().chain(self.message.recipients.iter().map(|r| &r.address));
        self.message.smtputf8 || addresses.any(|address| address.needs_smtputf8())
    }

    /// Writes the next command; false when there is none.
    fn write_next(&mut self, offered: &Capabilities, out: &mut String) -> bool {
        match self.written.checked_sub(1).map(|index| self.message.recipients.get(index)) {
            None => self.write_mail(offered, out),
            Some(None) => return false,
            Some(Some(recipient)) => {
                let _ = write!(out, "RCPT TO:<{}>", recipient.address);
                if offered.dsn {
                    if let Some(notify) = recipient.notify {
                        let _ = write!(out, " NOTIFY={}", notify_text(notify));
                    }
                    if let Some(orcpt) = recipient.orcpt.as_deref().filter(|orcpt| is_one_word(orcpt)) {
                        let _ = write!(out, " ORCPT={}", orcpt_text(orcpt, self.needs_smtputf8()));
                    }
                }
                out.push_str("\r\n");
            }
        }
        self.written += 1;
        true
    }

    fn write_mail(&self, offered: &Capabilities, out: &mut String) {
        let message = &self.message;
        match &message.sender {
            Some(sender) => _ = write!(out, "MAIL FROM:<{sender}>"),
            None => out.push_str("MAIL FROM:<>"),
        }
        if let Some(size) = message.size.filter(|_| offered.size) {
            let _ = write!(out, " SIZE={size}");
        }
        if message.eight_bit {
            out.push_str(" BODY=8BITMIME");
        }
        if self.needs_smtputf8() {
            out.push_str(" SMTPUTF8");
        }
        if offered.dsn {
            match message.ret {
                Some(Return::Full) => out.push_str(" RET=FULL"),
                Some(Return::Headers) => out.push_str(" RET=HDRS"),
                None => {}
            }
            if let Some(envid) = message.envid.as_deref().filter(|envid| is_one_word(envid)) {
                let _ = write!(out, " ENVID={envid}");
            }
        }
        out.push_str("\r\n");
    }
}

impl Client {
    /// Writes MAIL and, with PIPELINING, every RCPT in the same write (RFC 2920 §3.1).
    pub(super) fn envelope(&mut self, now: Instant) {
        self.state = State::Envelope;
        self.write_commands(now);
    }

    fn write_commands(&mut self, now: Instant) {
        let Some(running) = &mut self.running else { return };
        let mut text = String::new();
        while running.write_next(&self.capabilities, &mut text) && self.capabilities.pipelining {}
        let wait = if running.waits_for_mail() { self.config.timeouts.mail } else { self.config.timeouts.rcpt };
        if !text.is_empty() {
            self.send(now, &text, wait);
        }
    }

    pub(super) fn envelope_replied(&mut self, now: Instant, reply: ServerReply) {
        let Some(running) = &mut self.running else { return };
        match running.answered.checked_sub(1) {
            None if !reply.is_positive() => running.mail_refused = Some(reply),
            None => {}
            Some(index) if !reply.is_positive() => running.outcomes[index] = Some(Failure::Refused(reply)),
            Some(_) => {}
        }
        running.answered += 1;
        self.deadline = Some(now + self.config.timeouts.rcpt);
        if running.answered < running.written {
            return;
        }
        if running.mail_refused.is_some() {
            self.stale = true;
            self.finish(Failure::Aborted);
            return self.become_ready();
        }
        if running.answered <= running.message.recipients.len() {
            return self.write_commands(now);
        }
        if running.outcomes.iter().all(Option::is_some) {
            self.stale = true;
            self.finish(Failure::Aborted);
            return self.become_ready();
        }
        // RFC 2033 knows no BDAT; its replies would have to be told apart.
        if self.capabilities.chunking && !self.lmtp && running.message.size.is_some_and(|size| size >= LARGE) {
            self.state = State::Chunks(Chunking::new());
            self.asked = false;
            self.deadline = Some(now + self.config.timeouts.block);
            return;
        }
        self.state = State::Data;
        self.send(now, "DATA\r\n", self.config.timeouts.data);
    }

    /// Reports the transaction: what was refused stays refused, the others failed like this.
    pub(super) fn finish(&mut self, others: Failure) {
        let Some(running) = self.running.take() else { return };
        // RCPT replies that merely followed a refused MAIL say nothing of their own.
        let outcomes: Vec<_> = match running.mail_refused.map(Failure::Refused) {
            Some(refusal) => vec![Outcome::Failed(refusal); running.outcomes.len()],
            None => {
                let each = running.outcomes.into_iter().zip(running.taken);
                each.map(|known| match known {
                    (None, Some(reply)) => Outcome::Accepted(reply),
                    (failure, _) => Outcome::Failed(failure.unwrap_or_else(|| others.clone())),
                })
                .collect()
            }
        };
        self.ready.push_back(ClientOutput::TransactionDone(outcomes));
    }

    /// RFC 2033 §4.2: after the message one reply for each recipient that was accepted, in their order.
    pub(super) fn one_answered(&mut self, now: Instant, reply: ServerReply) {
        let Some(running) = &mut self.running else { return };
        let mut waiting = (0..running.outcomes.len()).filter(|at| running.outcomes[*at].is_none() && running.taken[*at].is_none());
        let (next, more) = (waiting.next(), waiting.next().is_some());
        match next {
            Some(at) if reply.is_positive() => running.taken[at] = Some(reply),
            Some(at) => running.outcomes[at] = Some(Failure::Refused(reply)),
            None => {}
        }
        if more {
            self.deadline = Some(now + self.config.timeouts.end);
        } else {
            self.finish(Failure::Aborted);
            self.become_ready();
        }
    }

    /// Reports the transaction: the server took it for everyone it had not refused.
    pub(super) fn accepted(&mut self, reply: &ServerReply) {
        let Some(running) = self.running.take() else { return };
        let outcome = |known: Option<Failure>| known.map_or_else(|| Outcome::Accepted(reply.clone()), Outcome::Failed);
        self.ready.push_back(ClientOutput::TransactionDone(running.outcomes.into_iter().map(outcome).collect()));
    }
}

/// The original recipient as it may stand in RCPT: beyond ASCII only where the transaction asked for SMTPUTF8, else in
/// the escapes of RFC 6533 §3 (utf-8-addr-xtext).
fn orcpt_text(orcpt: &str, smtputf8: bool) -> Cow<'_, str> {
    if smtputf8 || orcpt.is_ascii() {
        return orcpt.into();
    }
    let escape = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\x{{{:X}}}", u32::from(c)) };
    orcpt.chars().map(escape).collect::<String>().into()
}

/// Whether a stored parameter can stand in a command without breaking it.
fn is_one_word(value: &str) -> bool {
    !value.chars().any(|c| c.is_whitespace() || c.is_control())
}
