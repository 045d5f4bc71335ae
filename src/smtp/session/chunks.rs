//! BDAT (RFC 3030): a message in chunks of announced size (engine.md §1.1, row 31).
//!
//! Octets that were announced are never taken for commands: a chunk that is refused is read to its end and dropped, and
//! where its size cannot be read the session ends.

use super::{Notice, Output, Pace, Session, State};
use crate::smtp::body::ChunkDecoder;
use crate::smtp::command::{Command, CommandError, Verb};
use crate::smtp::reply::Reply;
use std::time::Instant;

/// A message of which at least one chunk was announced.
#[derive(Debug)]
pub(super) struct Chunks {
    decoder: ChunkDecoder,
    /// The driver has something of it.
    handed_on: bool,
    /// A chunk was refused: so are those that follow.
    failed: bool,
}

/// The chunk being read.
#[derive(Debug)]
pub(super) struct Chunk {
    left: u64,
    last: bool,
    refusal: Option<Refusal>,
}

/// What a chunk that is only read to its end is answered with.
#[derive(Debug)]
struct Refusal {
    reply: Reply,
    /// It counts as a mistake of the client (row 5).
    mistake: bool,
}

impl Session {
    /// A BDAT command was read; whatever is wrong with it, its octets come next.
    pub(super) fn bdat(&mut self, now: Instant, command: Result<Command, CommandError>) {
        let Ok(Command::Bdat { size, last }) = command else {
            // Nobody knows where the next command begins.
            return self.close_with(Reply::command_error(&CommandError::Argument));
        };
        let refusal = self.chunk_refusal(size);
        if refusal.is_none() && self.chunks.is_none() {
            let decoder = ChunkDecoder::new(self.admission.line_endings);
            self.chunks = Some(Chunks { decoder, handed_on: false, failed: false });
            self.pace = Some(Pace::start(now));
        }
        self.state = State::Chunk(Chunk { left: size, last, refusal });
    }

    /// Why a chunk of this size is not wanted, by what is known before it comes.
    fn chunk_refusal(&mut self, size: u64) -> Option<Refusal> {
        let mistake = |reply| Some(Refusal { reply, mistake: true });
        let refused = |reply| Some(Refusal { reply, mistake: false });
        if let Some(reply) = self.channel_refusal(Some(Verb::Bdat)) {
            return refused(reply);
        }
        if self.hello.is_none() {
            return mistake(Reply::hello_first());
        }
        // One mistake costs a pipelining client all the chunks behind it; they are not held against it.
        if self.chunks.as_ref().is_some_and(|chunks| chunks.failed) {
            return refused(Reply::bad_sequence());
        }
        match &self.transaction {
            None => return mistake(Reply::bad_sequence()),
            Some(transaction) if !transaction.recipients.is_empty() => {}
            Some(transaction) if transaction.refused > 0 => return refused(Reply::no_valid_recipients()),
            Some(_) => return mistake(Reply::bad_sequence()),
        }
        let before = self.chunks.as_ref().map_or(0, |chunks| chunks.decoder.facts().octets);
        if self.max_size().is_some_and(|most| before.saturating_add(size) > most.octets()) {
            return refused(Reply::message_too_big());
        }
        None
    }

    /// Takes what there is of the chunk.
    pub(super) fn take_chunk(&mut self, now: Instant) -> bool {
        let State::Chunk(chunk) = &mut self.state else { return false };
        if chunk.left == 0 {
            self.chunk_ends(now);
            return true;
        }
        let length = self.inbox.len().min(usize::try_from(chunk.left).unwrap_or(usize::MAX));
        if length == 0 {
            return false;
        }
        chunk.left -= length as u64;
        self.recorder.more(length);
        let refused = chunk.refusal.is_some();
        let piece = self.inbox.split_to(length).freeze();
        self.counts.octets += length as u64;
        if let Some(chunks) = self.chunks.as_mut().filter(|_| !refused) {
            let mut pieces = Vec::new();
            chunks.decoder.push(piece, &mut pieces);
            self.chunk_decoded(pieces);
        } else if self.session_is_too_big() {
            self.refuse_chunk(Reply::session_too_big());
        }
        true
    }

    fn chunk_decoded(&mut self, pieces: Vec<bytes::Bytes>) {
        let Some(chunks) = &mut self.chunks else { return };
        let facts = chunks.decoder.facts();
        match self.refusal(&facts) {
            Some(reply) => {
                if facts.bare_line_ending {
                    self.note(Notice::BareLineEnding);
                }
                self.refuse_chunk(reply);
            }
            None => {
                if let Some(chunks) = &mut self.chunks {
                    chunks.handed_on |= !pieces.is_empty();
                }
                self.ready.extend(pieces.into_iter().map(Output::Body));
            }
        }
    }

    fn refuse_chunk(&mut self, reply: Reply) {
        if let State::Chunk(chunk) = &mut self.state {
            chunk.refusal = Some(Refusal { reply, mistake: false });
        }
        self.drop_chunks();
    }

    fn chunk_ends(&mut self, now: Instant) {
        let State::Chunk(chunk) = &mut self.state else { return };
        if chunk.last
            && chunk.refusal.is_none()
            && let Some(chunks) = &mut self.chunks
        {
            // The end itself may bring the last fact: a CR at the end of the last chunk.
            let mut pieces = Vec::new();
            chunks.decoder.finish(&mut pieces);
            self.chunk_decoded(pieces);
        }
        let State::Chunk(chunk) = std::mem::replace(&mut self.state, State::Command) else { return };
        match (chunk.refusal, chunk.last) {
            (Some(refusal), last) => {
                self.chunks_failed(last);
                self.refused_chunk_answered(now, refusal);
            }
            (None, false) => {
                let octets = self.chunks.as_ref().map_or(0, |chunks| chunks.decoder.facts().octets);
                self.say(now, Reply::chunk_accepted(octets));
            }
            (None, true) => {
                self.pace = None;
                if let (Some(transaction), Some(chunks)) = (self.transaction.take(), self.chunks.take()) {
                    self.commit(transaction, chunks.decoder.facts());
                }
            }
        }
    }

    fn refused_chunk_answered(&mut self, now: Instant, refusal: Refusal) {
        if refusal.reply == Reply::session_too_big() {
            self.close_with(refusal.reply);
        } else if refusal.mistake {
            self.error(now, refusal.reply);
        } else {
            self.say(now, refusal.reply);
        }
    }

    /// Row 31: nothing of the message is left, and until RSET no more of it is taken. The last chunk ends the
    /// transaction, as the end of data does.
    fn chunks_failed(&mut self, last: bool) {
        self.drop_chunks();
        self.pace = None;
        if last {
            self.chunks = None;
            self.transaction = None;
        } else if self.transaction.is_some() && self.chunks.is_none() {
            let decoder = ChunkDecoder::new(self.admission.line_endings);
            self.chunks = Some(Chunks { decoder, handed_on: false, failed: true });
        }
    }

    /// The driver forgets what it has; chunks to come are refused.
    pub(super) fn drop_chunks(&mut self) {
        if let Some(chunks) = &mut self.chunks {
            chunks.failed = true;
            if std::mem::take(&mut chunks.handed_on) {
                self.ready.push_back(Output::Discard);
            }
        }
    }

    /// The transaction is over, with whatever came of its message.
    pub(super) fn forget_transaction(&mut self) {
        self.drop_chunks();
        self.chunks = None;
        self.transaction = None;
        self.pace = None;
    }

    /// Whether chunks have come and the last one has not.
    pub(super) fn between_chunks(&self) -> bool {
        self.chunks.as_ref().is_some_and(|chunks| !chunks.failed)
    }
}
