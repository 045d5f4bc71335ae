//! A large message in chunks (RFC 3030): nothing to be looked for in it, nothing doubled.

use super::{Client, ClientOutput, Failure, ServerReply, State};
use crate::smtp::body::{ChunkDecoder, LineEndings};
use bytes::Bytes;
use std::time::Instant;

/// A message on its way in chunks.
#[derive(Debug)]
pub(super) struct Chunking {
    /// Makes the line ends canonical, as behind DATA.
    decoder: ChunkDecoder,
    /// What went out so far ends with CRLF, or is nothing.
    ends_line: bool,
    unanswered: usize,
    last_sent: bool,
    refused: Option<ServerReply>,
}

impl Chunking {
    pub(super) fn new() -> Self {
        let decoder = ChunkDecoder::new(LineEndings::Correct);
        Self { decoder, ends_line: true, unanswered: 0, last_sent: false, refused: None }
    }

    /// Whether only the last reply is still to come.
    pub(super) fn is_sent(&self) -> bool {
        self.last_sent
    }

    /// Whether the next piece may go out: so many chunks may be without an answer.
    pub(super) fn wants_body(&self, pipelining: bool) -> bool {
        let most = if pipelining { MOST_UNANSWERED } else { 1 };
        !self.last_sent && self.refused.is_none() && self.unanswered < most
    }

    /// What the first chunk was told that was not taken.
    pub(super) fn refusal(self) -> Option<ServerReply> {
        self.refused
    }
}

impl Client {
    pub(super) fn chunk(&mut self, now: Instant, piece: Bytes) {
        let State::Chunks(chunking) = &mut self.state else { return };
        let mut pieces = Vec::new();
        chunking.decoder.push(piece, &mut pieces);
        self.send_chunk(now, pieces, false);
    }

    pub(super) fn last_chunk(&mut self, now: Instant) {
        let State::Chunks(chunking) = &mut self.state else { return };
        let mut pieces = Vec::new();
        chunking.decoder.finish(&mut pieces);
        if !pieces.last().map_or(chunking.ends_line, |piece| piece.ends_with(b"\n")) {
            pieces.push(Bytes::from_static(b"\r\n"));
        }
        self.send_chunk(now, pieces, true);
    }

    fn send_chunk(&mut self, now: Instant, pieces: Vec<Bytes>, last: bool) {
        let State::Chunks(chunking) = &mut self.state else { return };
        if chunking.refused.is_some() || chunking.last_sent {
            return;
        }
        let octets: usize = pieces.iter().map(Bytes::len).sum();
        if octets == 0 && !last {
            return;
        }
        chunking.ends_line = pieces.last().map_or(chunking.ends_line, |piece| piece.ends_with(b"\n"));
        chunking.unanswered += 1;
        chunking.last_sent = last;
        let command = format!("BDAT {octets}{}\r\n", if last { " LAST" } else { "" });
        self.recorder.ours(&command);
        self.ready.push_back(ClientOutput::Send(command.into()));
        self.send_pieces(pieces);
        self.deadline = Some(now + if last { self.config.timeouts.end } else { self.config.timeouts.block });
    }

    /// Every chunk has its answer. After a refusal those behind it are refused too; what they are told tells nothing.
    pub(super) fn chunk_replied(&mut self, reply: ServerReply) {
        let State::Chunks(chunking) = &mut self.state else { return };
        let Some(unanswered) = chunking.unanswered.checked_sub(1) else {
            return self.fail(Failure::Refused(reply));
        };
        chunking.unanswered = unanswered;
        if !reply.is_positive() && chunking.refused.is_none() {
            chunking.refused = Some(reply.clone());
        }
        if unanswered > 0 {
            return;
        }
        match chunking.refused.take() {
            Some(refusal) => {
                // RFC 3030 §2: the transaction is not over before RSET.
                self.stale = true;
                self.finish(Failure::Refused(refusal));
                self.become_ready();
            }
            None if chunking.last_sent => {
                self.accepted(&reply);
                self.become_ready();
            }
            None => {}
        }
    }
}

/// Messages of at least so many octets go in chunks where that is offered. Below, DATA costs nothing worth saving.
pub(super) const LARGE: u64 = 256 * 1024;

/// Their replies must fit into what the network holds, since they are read only when there are so many.
const MOST_UNANSWERED: usize = 16;
