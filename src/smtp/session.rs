//! One SMTP session as the server sees it, without I/O, clock or randomness.
//!
//! Octets go in with [`Session::receive`], work comes out of [`Session::poll`], questions are answered with
//! [`Session::answer`] and [`Session::committed`]. One question is outstanding at a time; pipelined commands wait in the
//! buffer meanwhile. Every wait, also a punishing one, is a deadline of [`Output::Until`], so the driver needs no rules
//! of its own. The rows are those of engine.md §1.1.
//!
//! ```text
//!              Connect?            pause over                  QUIT, 421, 554
//!   Fresh ───────────────▶ Pausing ──────────▶ Command ─────────────────────────▶ Closing ──▶ Closed
//!                             │ octets: 554      ▲ │ ▲ │                             ▲
//!                             └──────────────────┼─┼─┼─┼─────────────────────────────┘
//!                                     235, 5yz,  │ │ │ │ STARTTLS: 220
//!                                     * or 454   │ │ │ └───────────────▶ Handshake ──▶ Command (all forgotten)
//!                                  ┌─────────────┘ │ └───────────┐
//!                                  │      AUTH     │ DATA: 354   │ 250 or refusal
//!                             Authenticating ◀─────┴────▶ Data ──┴─▶ (Commit outstanding)
//! ```
//!
//! `Chunk` stands beside `Data`: BDAT leads there without a 354, the last octet of the chunk leads back. Between
//! Authenticating and its 235 a mechanism may ask the driver, and the client may have to confirm what the server proved
//! (SCRAM). A transaction (MAIL to the end of data), its chunks and an outstanding question lie across these states, in
//! fields of their own.
//!
//! Sources: RFC 5321 §3, §4.1.4 and §4.5.3.2, RFC 2920 (pipelining), RFC 3030 (BDAT), RFC 3207 §4 (STARTTLS), RFC 4954
//! (AUTH).

mod auth;
mod chunks;
mod commands;
mod config;
mod data;
mod exchange;
mod pace;
mod record;
mod transaction;

pub use config::{Admission, ClientFacts, LeastPace, Offers, SessionConfig, StartTls, TlsFacts};
pub use exchange::{Account, Answer, CommitRefusal, Committed, EndOfData, Facts, Forward, Notice, Output, Phase, Question, Sender};
pub use record::{Heard, Turn};
pub use transaction::Transaction;

use super::body::BodyDecoder;
use super::command::HeloName;
use super::line::{AUTH_CAP, COMMAND_CAP, Flaw, LineReader, Sight, sight};
use super::reply::Reply;
use super::sasl::Exchange;
use crate::mail::canonical;
use bytes::BytesMut;
use chunks::{Chunk, Chunks};
use pace::Pace;
use record::Recorder;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The server's side of one connection.
#[derive(Debug)]
pub struct Session {
    config: Arc<SessionConfig>,
    client: ClientFacts,
    admission: Admission,
    state: State,
    pending: Option<Pending>,
    transaction: Option<Transaction>,
    /// The message of the transaction, when it comes in chunks.
    chunks: Option<Chunks>,
    /// How fast the message comes, while one does.
    pace: Option<Pace>,
    hello: Option<Hello>,
    account: Option<Account>,
    inbox: BytesMut,
    reader: LineReader,
    /// The first line tells strangers from clients.
    first_line: bool,
    /// Replies not yet handed out.
    outbox: BytesMut,
    /// Work for the driver that is ready, in order.
    ready: VecDeque<Output>,
    /// Nothing is sent and nothing read before this moment.
    hold: Option<Instant>,
    started: Instant,
    active: Instant,
    /// The client will send nothing more.
    peer_closed: bool,
    shutting_down: bool,
    counts: Counts,
    last_reply: Option<Reply>,
    recorder: Recorder,
}

impl Session {
    /// A session on a connection just made; with implicit TLS after the handshake.
    pub fn new(config: Arc<SessionConfig>, mut client: ClientFacts, now: Instant) -> Self {
        client.address = canonical(client.address);
        Self {
            config,
            client,
            admission: Admission::default(),
            state: State::Fresh,
            pending: None,
            transaction: None,
            chunks: None,
            pace: None,
            hello: None,
            account: None,
            inbox: BytesMut::new(),
            reader: LineReader::default(),
            first_line: true,
            outbox: BytesMut::new(),
            ready: VecDeque::new(),
            hold: None,
            started: now,
            active: now,
            peer_closed: false,
            shutting_down: false,
            counts: Counts::default(),
            last_reply: None,
            recorder: Recorder::default(),
        }
    }

    /// Takes octets from the client. Those that come after [`Session::wants_input`] turned false are taken too, so one
    /// read may overshoot; after the end they are dropped.
    pub fn receive(&mut self, now: Instant, bytes: &[u8]) {
        if !matches!(self.state, State::Closing | State::Closed) {
            self.active = now;
            self.inbox.extend_from_slice(bytes);
            if let Some(pace) = &mut self.pace {
                pace.count(bytes.len());
            }
        }
    }

    /// Whether to read from the client. False while enough is buffered, in the TLS handshake and at the end.
    pub fn wants_input(&self) -> bool {
        !self.peer_closed && self.inbox.len() < INBOX && !matches!(self.state, State::Handshake { .. } | State::Closing | State::Closed)
    }

    /// The next piece of work. Call until [`Output::Until`] or [`Output::Idle`], and again after any other call.
    pub fn poll(&mut self, now: Instant) -> Output {
        loop {
            if let Some(output) = self.ready.pop_front() {
                return output;
            }
            match self.hold {
                Some(until) if now < until => return Output::Until(until),
                _ => self.hold = None,
            }
            if self.step(now) {
                continue;
            }
            if !self.outbox.is_empty() {
                return Output::Send(self.outbox.split().freeze());
            }
            if let Some(output) = self.rest(now) {
                return output;
            }
        }
    }

    /// Answers the outstanding question. Without one it does nothing.
    pub fn answer(&mut self, now: Instant, answer: Answer) {
        let Some(pending) = self.pending.take() else { return };
        // A client that may go on slowly is not the less idle for it.
        if !matches!(pending, Pending::Slow) {
            self.active = now;
        }
        match (pending, answer) {
            (Pending::Commit, _) => self.pending = Some(Pending::Commit),
            (Pending::Slow, answer) => self.slowness_answered(now, answer),
            (Pending::Connect, answer) => self.connect_answered(now, answer),
            (Pending::Authenticate(asking), answer) => self.authenticate_answered(now, asking, answer),
            (Pending::Inquire { asked, exchange }, answer) => self.inquiry_answered(now, asked, exchange, answer),
            (_, Answer::RefuseAndClose(reply)) => self.close_with(reply),
            (Pending::Sender(sender), answer) => self.sender_answered(now, sender, answer),
            (Pending::Recipient(forward), answer) => self.recipient_answered(now, forward, answer),
        }
    }

    /// Tells the outcome of [`Output::Commit`].
    pub fn committed(&mut self, now: Instant, outcome: Committed) {
        if self.pending.take_if(|pending| matches!(pending, Pending::Commit)).is_some() {
            self.active = now;
            self.commit_answered(now, outcome);
        }
    }

    /// The handshake that [`Output::StartTls`] asked for is done: everything learnt before is forgotten (row 11).
    pub fn tls_started(&mut self, now: Instant, tls: TlsFacts) {
        if !matches!(self.state, State::Handshake { .. }) {
            return;
        }
        self.active = now;
        self.client.tls = Some(tls);
        self.hello = None;
        self.account = None;
        self.forget_transaction();
        self.state = State::Command;
        // Nothing was read since the 220 (wants_input was false); whatever was handed in all the same came in clear.
        if !self.inbox.is_empty() {
            self.note(Notice::DataBeforeTls);
            self.close_with(Reply::data_before_tls());
        }
    }

    /// The client closed its side. What is in the buffer is still done.
    pub fn peer_closed(&mut self, _now: Instant) {
        self.peer_closed = true;
    }

    /// Ends the session with `421 4.3.2` after the current reply; a message being received is finished first.
    pub fn shut_down(&mut self, _now: Instant) {
        self.shutting_down = true;
    }

    /// Ends the session with `421 4.3.2` at once, also in the middle of a message, which is dropped; only an outstanding
    /// question is answered first.
    pub fn terminate(&mut self, _now: Instant) {
        self.shutting_down = true;
        self.hold = None;
        let in_message = matches!(self.state, State::Data(_) | State::Chunk(_)) || self.between_chunks();
        if in_message && self.pending.is_none() {
            self.discard();
            self.close_with(Reply::service_unavailable());
        }
    }

    /// From now on keeps what is said for [`Session::next_turn`], which must be called after each [`Session::poll`].
    pub fn record(&mut self) {
        self.recorder.turn_on();
    }

    /// What was said since the last call, piece by piece.
    pub fn next_turn(&mut self) -> Option<Turn> {
        self.recorder.next()
    }

    /// Who is at the other end. `tls` follows STARTTLS.
    pub fn client(&self) -> &ClientFacts {
        &self.client
    }

    /// The message being described or received.
    pub fn transaction(&self) -> Option<&Transaction> {
        self.transaction.as_ref()
    }

    /// Whether the client said EHLO and not HELO, for the `with` of a Received line (RFC 3848).
    pub fn is_extended(&self) -> bool {
        self.hello.as_ref().is_some_and(|hello| hello.extended)
    }

    /// What a list of sessions shows.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            phase: self.phase(),
            helo: self.hello.as_ref().map(|hello| &hello.name),
            account: self.account.as_ref(),
            accepted: self.counts.accepted,
            transactions: self.counts.transactions,
            refused_recipients: self.counts.refused_recipients,
            octets: self.counts.octets,
            last_reply: self.last_reply.as_ref(),
        }
    }

    fn phase(&self) -> Phase {
        match &self.state {
            State::Fresh | State::Pausing(_) => Phase::Connecting,
            State::Command if matches!(self.pending, Some(Pending::Commit)) => Phase::Storing,
            State::Command if matches!(self.pending, Some(Pending::Authenticate(_) | Pending::Inquire { .. })) => Phase::Authenticating,
            State::Command if self.between_chunks() => Phase::Data,
            State::Command if self.transaction.is_some() => Phase::Envelope,
            State::Command if self.hello.is_some() => Phase::Ready,
            State::Command => Phase::Greeted,
            State::Authenticating(_) | State::Confirming(_) => Phase::Authenticating,
            State::Data(_) | State::Chunk(_) => Phase::Data,
            State::Handshake { .. } => Phase::Handshake,
            State::Closing | State::Closed => Phase::Closed,
        }
    }

    /// Does one thing with what is at hand. False when there is nothing to do it with.
    fn step(&mut self, now: Instant) -> bool {
        if self.pending.is_some() {
            return false;
        }
        match self.state {
            State::Fresh => {
                self.ask(Pending::Connect, Question::Connect);
                true
            }
            State::Pausing(until) => self.greet(now, until),
            // A message that comes in chunks is finished first, too.
            State::Command if self.shutting_down && !self.between_chunks() => {
                self.close_with(Reply::service_unavailable());
                true
            }
            State::Command => (self.first_line && self.meets_stranger()) || self.take_line(now),
            State::Authenticating(_) | State::Confirming(_) => self.take_line(now),
            State::Data(_) => self.take_body(now),
            State::Chunk(_) => self.take_chunk(now),
            State::Handshake { .. } | State::Closing | State::Closed => false,
        }
    }

    /// Nothing is left to do: what to wait for, or `None` when the wait is over and there is work again.
    fn rest(&mut self, now: Instant) -> Option<Output> {
        match &mut self.state {
            State::Closed => return Some(Output::Idle),
            State::Closing => return Some(self.close()),
            State::Handshake { announced } if !*announced => {
                *announced = true;
                return Some(Output::StartTls);
            }
            _ if self.pending.is_some() => return Some(Output::Idle),
            _ if self.peer_closed => {
                self.discard();
                self.state = State::Closing;
                return None;
            }
            State::Pausing(_) | State::Authenticating(_) | State::Confirming(_) if self.shutting_down => {
                self.close_with(Reply::service_unavailable());
                return None;
            }
            _ => {}
        }
        // Row 34. A session that is being answered is not idle; the clock starts again with the reply.
        let end = (self.active + self.config.idle).min(self.started + self.config.session_max);
        if now >= end {
            self.discard();
            // In the middle of a handshake nobody could read a reply.
            if matches!(self.state, State::Handshake { .. }) {
                self.state = State::Closing;
            } else {
                self.close_with(Reply::timed_out());
            }
            return None;
        }
        let end = self.watch_pace(now, end)?;
        Some(Output::Until(match self.state {
            State::Pausing(until) => until.min(end),
            _ => end,
        }))
    }

    fn connect_answered(&mut self, now: Instant, answer: Answer) {
        match answer {
            Answer::Admit(admission) => {
                self.admission = admission;
                self.state = State::Pausing(now + self.config.greet_pause);
            }
            // Row 19. Deviation: RFC 5321 §3.1 would wait for QUIT.
            Answer::Refuse(reply) | Answer::RefuseAndClose(reply) => self.close_with(reply),
            _ => self.close_with(Reply::service_unavailable()),
        }
    }

    fn greet(&mut self, now: Instant, until: Instant) -> bool {
        // Row 1: with a pause, octets before the greeting unmask clients that do not wait for it.
        if !self.config.greet_pause.is_zero() && !self.inbox.is_empty() {
            self.note(Notice::SpokeTooEarly);
            self.close_with(Reply::spoke_too_early());
            return true;
        }
        if now < until || self.shutting_down {
            return false;
        }
        self.state = State::Command;
        self.say(now, Reply::greeting(&self.config.fqdn, &self.config.product, &self.client.date));
        true
    }

    /// Row 2: looks at the first octets. True when they were no mail client's and the session is over.
    fn meets_stranger(&mut self) -> bool {
        match sight(&self.inbox) {
            Sight::Undecided => false,
            Sight::Text => {
                self.first_line = false;
                false
            }
            Sight::Stranger(kind) => {
                self.note(Notice::NotSmtp(kind));
                self.close_with(Reply::not_smtp());
                true
            }
        }
    }

    fn take_line(&mut self, now: Instant) -> bool {
        let in_exchange = matches!(self.state, State::Authenticating(_) | State::Confirming(_));
        let cap = if in_exchange { AUTH_CAP } else { COMMAND_CAP };
        let announces_octets = !in_exchange && self.inbox.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case(b"BDAT"));
        let Some(line) = self.reader.next(&mut self.inbox, cap, self.admission.line_endings) else { return false };
        match line {
            Ok(line) if in_exchange => self.take_response(now, line),
            Ok(line) => self.take_command(now, line),
            Err(flaw) => {
                self.recorder.hear(now, Heard::Unreadable(flaw), 0);
                match in_exchange {
                    true => self.response_refused(now, flaw),
                    // Row 31: what a broken BDAT announced would be taken for commands.
                    false if announces_octets => self.close_with(Reply::line_refused(flaw)),
                    false => self.line_refused(now, flaw),
                }
            }
        }
        true
    }

    /// Rows 3 and 4.
    fn line_refused(&mut self, now: Instant, flaw: Flaw) {
        if flaw == Flaw::TooLong {
            self.counts.long_lines += 1;
            if self.counts.long_lines > 1 {
                self.note(Notice::LinesTooLong);
                return self.close_with(Reply::line_refused(flaw));
            }
        }
        self.error(now, Reply::line_refused(flaw));
    }

    /// Says a reply to a syntax or sequence error and counts it (row 5).
    fn error(&mut self, now: Instant, reply: Reply) {
        self.counts.errors += 1;
        if self.counts.errors > MOST_ERRORS {
            self.note(Notice::TooManyErrors);
            return self.close_with(Reply::too_many_errors());
        }
        self.say(now, reply);
    }

    /// Says a reply, after 1 s when the client has made too many errors (row 5).
    fn say(&mut self, now: Instant, reply: Reply) {
        if self.counts.errors > FREE_ERRORS {
            self.hold_until(now + PENALTY);
        }
        self.write(reply);
    }

    /// Says a last reply and ends the session.
    fn close_with(&mut self, reply: Reply) {
        self.write(reply);
        self.drop_chunks();
        self.state = State::Closing;
        self.inbox.clear();
    }

    fn write(&mut self, reply: Reply) {
        reply.write_to(&mut self.outbox);
        self.recorder.reply(&reply);
        self.last_reply = Some(reply);
    }

    /// Holds back what is said from now on; what was said before goes out first.
    fn hold_until(&mut self, until: Instant) {
        if !self.outbox.is_empty() {
            self.ready.push_back(Output::Send(self.outbox.split().freeze()));
        }
        self.hold = Some(self.hold.map_or(until, |held| held.max(until)));
    }

    fn ask(&mut self, pending: Pending, question: Question) {
        self.pending = Some(pending);
        self.ready.push_back(Output::Ask(question));
    }

    fn note(&mut self, notice: Notice) {
        self.ready.push_back(Output::Note(notice));
    }

    /// Forgets a message being received; the driver is told if it has some of it.
    fn discard(&mut self) {
        if let State::Data(reception) = &mut self.state
            && !std::mem::replace(&mut reception.dropped, true)
        {
            self.ready.push_back(Output::Discard);
        }
        self.forget_transaction();
    }

    fn close(&mut self) -> Output {
        self.state = State::Closed;
        self.transaction = None;
        self.inbox.clear();
        Output::Close
    }
}

#[derive(Debug)]
enum State {
    Fresh,
    Pausing(Instant),
    Command,
    Authenticating(Exchange),
    /// The server has proved itself in turn; the client has to take note of it before it is logged on.
    Confirming(Account),
    Data(Reception),
    Chunk(Chunk),
    /// The 220 was said; `announced` once the driver knows too.
    Handshake {
        announced: bool,
    },
    Closing,
    Closed,
}

/// The question the driver has not answered yet, with what must be kept until then.
#[derive(Debug)]
enum Pending {
    Connect,
    Authenticate(auth::Asking),
    /// A mechanism must know something before it can go on.
    Inquire {
        asked: Instant,
        exchange: Exchange,
    },
    Sender(Sender),
    Recipient(Forward),
    Slow,
    Commit,
}

/// A message being received.
#[derive(Debug)]
struct Reception {
    decoder: BodyDecoder,
    /// It will be refused: no more of it is handed on.
    dropped: bool,
}

#[derive(Debug)]
struct Hello {
    name: HeloName,
    extended: bool,
}

#[derive(Debug, Default)]
struct Counts {
    errors: u32,
    long_lines: u32,
    auth_failures: u32,
    refused_recipients: u32,
    transactions: u32,
    accepted: u32,
    /// Octets of messages, refused ones too.
    octets: u64,
    weak_cipher_noted: bool,
}

/// Octets buffered before the client is no longer read: two reads of a usual size.
const INBOX: usize = 64 * 1024;
const PENALTY: Duration = Duration::from_secs(1);
const FREE_ERRORS: u32 = 10;
const MOST_ERRORS: u32 = 20;
const FREE_REFUSED_RECIPIENTS: u32 = 50;
const MOST_REFUSED_RECIPIENTS: u32 = 200;

#[cfg(test)]
mod tests;
