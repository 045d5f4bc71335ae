//! The message itself: handed on piece by piece, refused only at its true end (engine.md §1.1, rows 20, 29 and 30).

use super::{Committed, EndOfData, Heard, Notice, Output, Pending, Session, State, Transaction};
use crate::smtp::body::{BIGGEST_HEADER, BodyFacts, BodyStep, LONGEST_LINE};
use crate::smtp::reply::Reply;
use std::time::Instant;

impl Session {
    pub(super) fn take_body(&mut self, now: Instant) -> bool {
        let State::Data(reception) = &mut self.state else { return false };
        let before = reception.decoder.facts().octets;
        let step = reception.decoder.next(&mut self.inbox);
        let (facts, dropped) = (reception.decoder.facts(), reception.dropped);
        self.counts.octets += facts.octets - before;
        match step {
            BodyStep::More => return false,
            BodyStep::Chunk(_) if dropped => {}
            BodyStep::Chunk(chunk) => match self.refusal(&facts) {
                Some(_) => self.drop_message(),
                None => self.ready.push_back(Output::Body(chunk)),
            },
            BodyStep::End => self.message_ends(now, facts),
        }
        true
    }

    fn message_ends(&mut self, now: Instant, facts: BodyFacts) {
        self.recorder.hear(now, Heard::Message, usize::try_from(facts.octets).unwrap_or(usize::MAX));
        // The end itself may bring the last fact: a CR held back at the end of the buffer.
        match self.refusal(&facts) {
            Some(reply) => {
                self.drop_message();
                self.state = State::Command;
                self.transaction = None;
                self.pace = None;
                if facts.bare_line_ending {
                    self.note(Notice::BareLineEnding);
                }
                if reply == Reply::session_too_big() { self.close_with(reply) } else { self.say(now, reply) }
            }
            None => {
                self.state = State::Command;
                self.pace = None;
                let Some(transaction) = self.transaction.take() else { return };
                self.commit(transaction, facts);
            }
        }
    }

    /// The message is complete: it is for the driver to store.
    pub(super) fn commit(&mut self, transaction: Transaction, body: BodyFacts) {
        self.pending = Some(Pending::Commit);
        self.ready.push_back(Output::Commit(Box::new(EndOfData { transaction, body })));
    }

    pub(super) fn commit_answered(&mut self, now: Instant, outcome: Committed) {
        match outcome {
            Ok(id) => {
                self.counts.accepted += 1;
                self.say(now, Reply::queued(id));
            }
            Err(refusal) => self.say(now, refusal.reply()),
        }
    }

    /// Why the message cannot be taken, by what is known of it. Facts only grow, so a refusal is final.
    pub(super) fn refusal(&self, facts: &BodyFacts) -> Option<Reply> {
        if self.session_is_too_big() {
            Some(Reply::session_too_big())
        } else if self.max_size().is_some_and(|most| facts.octets > most.octets()) {
            Some(Reply::message_too_big())
        } else if facts.bare_line_ending {
            Some(Reply::bare_line_ending())
        } else if facts.longest_line > LONGEST_LINE {
            Some(Reply::body_line_too_long())
        } else if facts.header_octets > BIGGEST_HEADER {
            Some(Reply::header_too_big())
        } else {
            None
        }
    }

    pub(super) fn session_is_too_big(&self) -> bool {
        self.config.max_session_size.is_some_and(|most| self.counts.octets > most.octets())
    }

    fn drop_message(&mut self) {
        if let State::Data(reception) = &mut self.state
            && !std::mem::replace(&mut reception.dropped, true)
        {
            self.ready.push_back(Output::Discard);
        }
    }
}
