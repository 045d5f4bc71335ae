//! What each command does. The order of the gates is that of engine.md §1.1: cipher, secure channel, sequence.

use super::{
    Answer, FREE_REFUSED_RECIPIENTS, Forward, Hello, MOST_REFUSED_RECIPIENTS, Notice, PENALTY, Pace, Pending, Question, Reception, Sender,
    Session, StartTls, State, Transaction,
};
use crate::mail::{ByteSize, Recipient};
use crate::smtp::body::BodyDecoder;
use crate::smtp::command::{Command, CommandError, HeloName, MailParameters, Path, RcptParameters, Verb};
use crate::smtp::line::{Flaw, limit};
use crate::smtp::reply::{Offered, Reply};
use bytes::BytesMut;
use std::time::Instant;
use zeroize::Zeroize;

impl Session {
    pub(super) fn take_command(&mut self, now: Instant, mut line: BytesMut) {
        self.recorder.command(now, &line);
        let verb = Verb::of(&line).map(|(verb, _)| verb);
        if line.len() + 2 > limit(verb) && verb == Some(Verb::Bdat) {
            return self.close_with(Reply::line_refused(Flaw::TooLong));
        }
        if line.len() + 2 > limit(verb) {
            return self.line_refused(now, Flaw::TooLong);
        }
        let command = Command::parse(&line, self.config.offers.extensions);
        if verb == Some(Verb::Auth) {
            line.zeroize();
        }
        if verb == Some(Verb::Bdat) {
            return self.bdat(now, command);
        }
        if let Some(refusal) = self.channel_refusal(verb) {
            self.note_password_in_clear(&command);
            return match verb {
                Some(_) => self.say(now, refusal),
                None => self.error(now, refusal),
            };
        }
        if let Some(refusal) = self.sequence_refusal(verb) {
            return self.error(now, refusal);
        }
        match command {
            Ok(command) => self.obey(now, command),
            // Row 22 is no mistake in the grammar.
            Err(error @ CommandError::NonAscii) => self.say(now, Reply::command_error(&error)),
            Err(error) => self.error(now, Reply::command_error(&error)),
        }
    }

    fn obey(&mut self, now: Instant, command: Command) {
        match command {
            Command::Helo(name) => self.hello(now, name, false),
            Command::Ehlo(name) => self.hello(now, name, true),
            Command::Mail { path, parameters } => self.mail(now, path, parameters),
            Command::Rcpt { path, non_ascii, parameters } => self.rcpt(now, path, non_ascii, parameters),
            Command::Data => self.data(now),
            Command::Bdat { .. } => self.bdat(now, Ok(command)),
            Command::Rset => {
                self.forget_transaction();
                self.say(now, Reply::ok());
            }
            Command::Noop => self.say(now, Reply::ok()),
            Command::Vrfy => self.say(now, Reply::cannot_verify()),
            Command::Expn => self.say(now, Reply::not_implemented()),
            Command::Help => self.say(now, Reply::help()),
            Command::Quit => self.close_with(Reply::goodbye()),
            Command::StartTls => self.starttls(now),
            Command::Auth { mechanism, initial } => self.auth(now, &mechanism, initial),
        }
    }

    /// Rows 13 and 12: what the channel forbids, before anything else is looked at.
    pub(super) fn channel_refusal(&mut self, verb: Option<Verb>) -> Option<Reply> {
        let offers = &self.config.offers;
        match &self.client.tls {
            Some(tls) if offers.require_128_bit && tls.bits < 128 && verb != Some(Verb::Quit) => {
                let bits = tls.bits;
                if !std::mem::replace(&mut self.counts.weak_cipher_noted, true) {
                    self.note(Notice::WeakCipher { bits });
                }
                Some(Reply::cipher_too_weak())
            }
            None if offers.require_secure_channel && !self.admission.may_send_in_clear => match verb {
                Some(Verb::Ehlo | Verb::Helo | Verb::Noop | Verb::Rset | Verb::StartTls | Verb::Quit) => None,
                _ => Some(Reply::starttls_first()),
            },
            _ => None,
        }
    }

    /// Row 6: commands out of their order, whatever their arguments.
    fn sequence_refusal(&self, verb: Option<Verb>) -> Option<Reply> {
        match verb? {
            Verb::Mail if self.hello.is_none() => Some(Reply::hello_first()),
            Verb::Mail if self.transaction.is_some() => Some(Reply::bad_sequence()),
            // RFC 3030 §2: once chunks have come, the envelope is closed.
            Verb::Rcpt if self.chunks.is_some() => Some(Reply::bad_sequence()),
            Verb::Rcpt if self.transaction.is_none() => Some(Reply::bad_sequence()),
            Verb::Auth if !self.is_extended() => Some(Reply::hello_first()),
            _ => None,
        }
    }

    fn hello(&mut self, now: Instant, name: HeloName, extended: bool) {
        // RFC 5321 §4.1.4: EHLO in a transaction acts as RSET.
        self.forget_transaction();
        self.hello = Some(Hello { name, extended });
        let fqdn = &self.config.fqdn;
        let reply = if extended {
            let offers = &self.config.offers;
            let mechanisms: Vec<_> = offers.mechanisms.iter().filter(|m| self.offers(**m)).map(|m| m.name()).collect();
            let offered = Offered {
                max_size: self.max_size(),
                starttls: self.client.tls.is_none() && offers.starttls == StartTls::Offered,
                // Under row 12 AUTH would only be refused.
                mechanisms: &if self.secure_enough() { mechanisms.join(" ") } else { String::new() },
                extensions: offers.extensions,
                max_recipients: self.config.max_recipients,
            };
            Reply::ehlo(fqdn, self.client.address, offered)
        } else {
            Reply::helo(fqdn, self.client.address)
        };
        self.say(now, reply);
    }

    fn mail(&mut self, now: Instant, path: Path, parameters: MailParameters) {
        let MailParameters { size, body, auth, smtputf8, ret, envid } = parameters;
        // RFC 1870 §6.1: refused before it is sent (row 20).
        if let (Some(size), Some(limit)) = (size, self.max_size())
            && size > limit.octets()
        {
            return self.say(now, Reply::message_too_big());
        }
        let sender = Sender { path, size, body, smtputf8, ret, envid, auth };
        self.ask(Pending::Sender(sender.clone()), Question::Sender(sender));
    }

    pub(super) fn sender_answered(&mut self, now: Instant, sender: Sender, answer: Answer) {
        match answer {
            Answer::Sender(address) => {
                self.counts.transactions += 1;
                self.transaction = Some(Transaction::begin(address, sender));
                self.say(now, Reply::sender_accepted());
            }
            Answer::Refuse(reply) => self.say(now, reply),
            _ => self.say(now, Reply::local_error()),
        }
    }

    fn rcpt(&mut self, now: Instant, path: Path, non_ascii: bool, parameters: RcptParameters) {
        let Some(transaction) = &self.transaction else { return self.error(now, Reply::bad_sequence()) };
        if non_ascii && !transaction.smtputf8 {
            return self.recipient_refused(now, Reply::non_ascii_address());
        }
        let index = transaction.recipients.len() as u32;
        // Rows 27 and 28.
        let most = if transaction.sender.is_none() { 1 } else { self.config.max_recipients };
        if index >= most {
            return self.say(now, Reply::too_many_recipients());
        }
        let RcptParameters { notify, orcpt } = parameters;
        let forward = Forward { path, notify, orcpt, index };
        self.ask(Pending::Recipient(forward.clone()), Question::Recipient(forward));
    }

    pub(super) fn recipient_answered(&mut self, now: Instant, forward: Forward, answer: Answer) {
        match (answer, &mut self.transaction) {
            (Answer::Recipient(address), Some(transaction)) => {
                transaction.recipients.push(Recipient { address, notify: forward.notify, orcpt: forward.orcpt });
                self.say(now, Reply::recipient_accepted());
            }
            (Answer::Refuse(reply), _) => self.recipient_refused(now, reply),
            _ => self.say(now, Reply::local_error()),
        }
    }

    /// Row 38: refused recipients are counted apart from errors, because honest lists have dead addresses too.
    fn recipient_refused(&mut self, now: Instant, reply: Reply) {
        if let Some(transaction) = &mut self.transaction {
            transaction.refused += 1;
        }
        self.counts.refused_recipients += 1;
        if self.counts.refused_recipients > MOST_REFUSED_RECIPIENTS {
            self.note(Notice::TooManyRefusedRecipients);
            return self.close_with(Reply::too_many_refused_recipients());
        }
        if self.counts.refused_recipients > FREE_REFUSED_RECIPIENTS {
            self.hold_until(now + PENALTY);
        }
        self.say(now, reply);
    }

    fn data(&mut self, now: Instant) {
        // Row 8, also where DATA would be refused: lines of a message must never be taken for commands.
        if !self.inbox.is_empty() {
            self.note(Notice::DataBefore354);
            return self.close_with(Reply::data_before_354());
        }
        match &self.transaction {
            // Row 31.
            _ if self.chunks.is_some() => self.error(now, Reply::bad_sequence()),
            Some(transaction) if !transaction.recipients.is_empty() => {
                self.pace = Some(Pace::start(now));
                self.state = State::Data(Reception { decoder: BodyDecoder::new(self.admission.line_endings), dropped: false });
                self.say(now, Reply::start_mail());
            }
            Some(transaction) if transaction.refused > 0 => self.say(now, Reply::no_valid_recipients()),
            _ => self.error(now, Reply::bad_sequence()),
        }
    }

    fn starttls(&mut self, now: Instant) {
        if self.client.tls.is_some() || self.transaction.is_some() {
            return self.error(now, Reply::bad_sequence());
        }
        match self.config.offers.starttls {
            StartTls::NotAvailable => self.say(now, Reply::not_implemented()),
            StartTls::Broken => self.say(now, Reply::tls_unavailable()),
            // Row 10: octets that came in clear are never taken for octets that came inside TLS.
            StartTls::Offered if !self.inbox.is_empty() => {
                self.note(Notice::DataBeforeTls);
                self.close_with(Reply::data_before_tls());
            }
            StartTls::Offered => {
                self.say(now, Reply::ready_for_tls());
                self.state = State::Handshake { announced: false };
            }
        }
    }

    pub(super) fn max_size(&self) -> Option<ByteSize> {
        self.admission.max_size.or(self.config.max_size)
    }

    pub(super) fn secure_enough(&self) -> bool {
        self.client.tls.is_some() || !self.config.offers.require_secure_channel || self.admission.may_send_in_clear
    }
}
