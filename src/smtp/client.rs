//! One SMTP connection as the client sees it, without I/O, clock or randomness.
//!
//! Octets go in with [`Client::receive`], work comes out of [`Client::poll`]. Whatever goes wrong and whenever, a running
//! transaction ends with one [`Outcome`] per recipient before the connection is reported as failed.
//!
//! ```text
//!   Greeting ──▶ Hello ──▶ StartTls ──▶ Handshake ──▶ Hello (again)
//!                  │ done, or no TLS wanted              │
//!                  ▼                                     ▼
//!                Login ─────────────────────────────▶ Ready ◀──────────────┐
//!                                             begin │  ▲  │ quit          │
//!                                       Reset ◀─────┤  │  └────▶ Quit     │
//!                                         └────▶ Envelope ─▶ Data ─▶ Body ─▶ End
//!                                         (all refused) └──▶ Ready          │
//!                                         (large) └──▶ Chunks ──────────────┘
//!   from everywhere: Closed
//! ```
//!
//! The same machine speaks LMTP ([`Client::lmtp`], RFC 2033): LHLO instead of EHLO, and after the message one reply for each
//! recipient that was accepted.
//!
//! Sources: RFC 5321 §3, §4.5.3.2 (time-outs), RFC 2920 (pipelining), RFC 3207 §4, RFC 4954 §4, RFC 1870, RFC 6152,
//! RFC 6531 §3.2, RFC 3461 §4, RFC 3030 §2, RFC 9422, RFC 2033.

mod capabilities;
mod chunks;
mod login;
mod message;
mod record;
pub mod reply;
#[cfg(test)]
mod tests;
mod transaction;

pub use capabilities::Capabilities;
pub use message::{ClientConfig, ClientError, ClientOutput, ClientPhase, Failure, Login, Message, Outcome, Security, Timeouts};
pub use record::Said;
pub use reply::{ReplyError, ServerReply};

use super::body::Stuffer;
use super::sasl::{Bindings, Mechanism};
use bytes::{Bytes, BytesMut};
use chunks::Chunking;
use login::LogOn;
use record::Recorder;
use reply::ReplyReader;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};
use transaction::Running;

/// The client's side of one connection.
#[derive(Debug)]
pub struct Client {
    config: Arc<ClientConfig>,
    state: State,
    /// The channel is encrypted.
    secure: bool,
    /// What the TLS channel is known by.
    bindings: Bindings,
    logged_on_by: Option<Mechanism>,
    capabilities: Capabilities,
    running: Option<Running>,
    /// The last transaction was left open: RSET comes first.
    stale: bool,
    inbox: BytesMut,
    reader: ReplyReader,
    ready: VecDeque<ClientOutput>,
    deadline: Option<Instant>,
    /// The driver has been asked for the next piece of the message.
    asked: bool,
    recorder: Recorder,
    /// It speaks LMTP.
    lmtp: bool,
}

impl Client {
    /// A client on a connection just made; with implicit TLS after the handshake.
    pub fn new(config: Arc<ClientConfig>, now: Instant) -> Self {
        let (secure, deadline) = (config.implicit_tls, now + config.timeouts.greeting);
        Self {
            config,
            state: State::Greeting,
            secure,
            bindings: Bindings::default(),
            logged_on_by: None,
            capabilities: Capabilities::default(),
            running: None,
            stale: false,
            inbox: BytesMut::new(),
            reader: ReplyReader::default(),
            ready: VecDeque::new(),
            deadline: Some(deadline),
            asked: false,
            recorder: Recorder::default(),
            lmtp: false,
        }
    }

    /// A client of a mail store, on a connection just made.
    pub fn lmtp(config: Arc<ClientConfig>, now: Instant) -> Self {
        Self { lmtp: true, ..Self::new(config, now) }
    }

    /// From now on keeps what is said for [`Client::next_said`], which must be called after each [`Client::poll`].
    pub fn record(&mut self) {
        self.recorder.turn_on();
    }

    /// What was said since the last call, piece by piece.
    pub fn next_said(&mut self) -> Option<Said> {
        self.recorder.next()
    }

    /// What the server offers; empty before EHLO.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// Whether TLS is up.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// What the TLS channel is known by, for log-ons bound to it. To be said as soon as there is one: before
    /// [`Client::tls_started`], or before the greeting is taken in.
    pub fn bind(&mut self, bindings: Bindings) {
        self.bindings = bindings;
    }

    /// Takes octets from the server.
    pub fn receive(&mut self, now: Instant, bytes: &[u8]) {
        self.inbox.extend_from_slice(bytes);
        // Replies during the message wait for its end: RFC 5321 knows none, and what comes is said again by closing.
        while !matches!(self.state, State::Body(_) | State::Handshake | State::Closed) {
            match self.reader.next(&mut self.inbox) {
                None => break,
                Some(Ok(reply)) => {
                    self.recorder.theirs(&reply);
                    self.replied(now, reply);
                }
                Some(Err(error)) => self.fail(Failure::NoReply(error)),
            }
        }
        // A server that sends without end during the message would fill the memory.
        if self.inbox.len() > MOST_UNREAD {
            self.fail(Failure::NoReply(ReplyError::TooLong));
        }
    }

    /// The next piece of work.
    pub fn poll(&mut self, now: Instant) -> ClientOutput {
        if let Some(output) = self.ready.pop_front() {
            return output;
        }
        if self.wants_body() && !std::mem::replace(&mut self.asked, true) {
            return ClientOutput::WantBody;
        }
        match self.deadline {
            Some(deadline) if now >= deadline => {
                self.fail(Failure::TimedOut);
                self.ready.pop_front().unwrap_or(ClientOutput::Idle)
            }
            Some(deadline) => ClientOutput::Until(deadline),
            None => ClientOutput::Idle,
        }
    }

    /// The handshake that [`ClientOutput::StartTls`] asked for is done: what was learnt before is forgotten.
    pub fn tls_started(&mut self, now: Instant) {
        if !matches!(self.state, State::Handshake) {
            return;
        }
        if !self.inbox.is_empty() {
            return self.fail(Failure::LeftoverBeforeTls);
        }
        self.secure = true;
        self.capabilities = Capabilities::default();
        self.hello(now);
    }

    /// Starts a transaction. Only when [`ClientOutput::Ready`] was said; otherwise every recipient is [`Failure::Aborted`].
    pub fn begin(&mut self, now: Instant, message: Message) {
        if !matches!(self.state, State::Ready) {
            let outcomes = message.recipients.iter().map(|_| Outcome::Failed(Failure::Aborted)).collect();
            return self.ready.push_back(ClientOutput::TransactionDone(outcomes));
        }
        self.running = Some(Running::new(message));
        if let Some(failure) = self.running.as_ref().and_then(|running| running.misfit(&self.capabilities)) {
            self.finish(failure);
            return self.become_ready();
        }
        if std::mem::take(&mut self.stale) {
            self.send(now, "RSET\r\n", self.config.timeouts.greeting);
            self.state = State::Reset;
        } else {
            self.envelope(now);
        }
    }

    /// The next piece of the message. It goes out canonical, behind DATA dot-stuffed; without dots and odd endings it is
    /// not copied.
    pub fn body(&mut self, now: Instant, piece: Bytes) {
        self.asked = false;
        if matches!(self.state, State::Chunks(_)) {
            return self.chunk(now, piece);
        }
        let State::Body(stuffer) = &mut self.state else { return };
        let mut pieces = Vec::new();
        stuffer.push(piece, &mut pieces);
        self.deadline = Some(now + self.config.timeouts.block);
        self.send_pieces(pieces);
    }

    /// The message is complete.
    pub fn body_end(&mut self, now: Instant) {
        if !matches!(self.state, State::Body(_)) {
            return self.last_chunk(now);
        }
        let State::Body(stuffer) = std::mem::replace(&mut self.state, State::End) else { return };
        let mut pieces = Vec::new();
        stuffer.finish(&mut pieces);
        self.send_pieces(pieces);
        self.deadline = Some(now + self.config.timeouts.end);
        self.receive(now, &[]);
    }

    /// Says QUIT, when between transactions; otherwise as [`Client::abort`].
    pub fn quit(&mut self, now: Instant) {
        if matches!(self.state, State::Ready) {
            self.state = State::Quit;
            self.send(now, "QUIT\r\n", self.config.timeouts.quit);
        } else {
            self.abort();
        }
    }

    /// Gives up at once, without a final dot: nothing half-sent becomes a message. The driver closes.
    pub fn abort(&mut self) {
        self.fail(Failure::Aborted);
    }

    /// The server closed the connection, or reading or writing failed.
    pub fn peer_closed(&mut self) {
        if matches!(self.state, State::Quit) {
            self.state = State::Closed;
            self.deadline = None;
            return self.ready.push_back(ClientOutput::Closed);
        }
        // A server that refuses in the middle of a message says why before it closes.
        if matches!(self.state, State::Body(_))
            && let Some(Ok(reply)) = self.reader.next(&mut self.inbox)
            && !reply.is_positive()
        {
            return self.fail(Failure::Refused(reply));
        }
        self.fail(Failure::Closed);
    }

    fn replied(&mut self, now: Instant, reply: ServerReply) {
        // RFC 5321 §3.8: 421 may answer anything; the server is closing.
        if reply.code == 421 && !matches!(self.state, State::Quit) {
            return self.fail(Failure::Refused(reply));
        }
        match &mut self.state {
            State::Greeting if reply.code == 220 => self.hello(now),
            State::Hello if reply.is_positive() => {
                self.capabilities = Capabilities::read(&reply);
                self.after_hello(now);
            }
            // RFC 5321 §3.2: a server without extensions.
            State::Hello if reply.is_permanent() && !self.lmtp => {
                self.helo(now);
            }
            State::Helo if reply.is_positive() => self.after_hello(now),
            State::StartTls if reply.code == 220 => {
                // Octets behind the 220 came in clear and may be anybody's.
                if !self.inbox.is_empty() {
                    return self.fail(Failure::LeftoverBeforeTls);
                }
                self.state = State::Handshake;
                self.deadline = Some(now + self.config.timeouts.greeting);
                self.ready.push_back(ClientOutput::StartTls);
            }
            State::StartTls if self.config.starttls == Security::Required => self.fail(Failure::TlsNotOffered),
            State::StartTls => self.login(now),
            State::Login(_) => self.login_replied(now, reply),
            // The answer to RSET does not matter: a server that is confused will say so at MAIL.
            State::Reset => self.envelope(now),
            State::Envelope => self.envelope_replied(now, reply),
            State::Data if reply.code == 354 => {
                self.state = State::Body(Stuffer::default());
                self.deadline = Some(now + self.config.timeouts.block);
                self.asked = false;
            }
            State::Chunks(_) => self.chunk_replied(reply),
            State::Data => {
                self.stale = true;
                self.finish(Failure::Refused(reply));
                self.become_ready();
            }
            State::End if self.lmtp => self.one_answered(now, reply),
            State::End => {
                if reply.is_positive() {
                    self.accepted(&reply);
                } else {
                    self.finish(Failure::Refused(reply));
                }
                self.become_ready();
            }
            State::Quit => {
                self.state = State::Closed;
                self.deadline = None;
                self.ready.push_back(ClientOutput::Closed);
            }
            // Said unasked: nothing of ours is meant by it.
            State::Ready => self.fail(Failure::Refused(reply)),
            State::Greeting | State::Hello | State::Helo => self.fail(Failure::Refused(reply)),
            State::Body(_) | State::Handshake | State::Closed => {}
        }
    }

    fn wants_body(&self) -> bool {
        match &self.state {
            State::Body(_) => true,
            State::Chunks(chunking) => chunking.wants_body(self.capabilities.pipelining),
            _ => false,
        }
    }

    fn hello(&mut self, now: Instant) {
        if self.config.helo {
            return self.helo(now);
        }
        let hello = self.helo_line(if self.lmtp { "LHLO" } else { "EHLO" });
        self.send(now, &hello, self.config.timeouts.greeting);
        self.state = State::Hello;
    }

    fn helo(&mut self, now: Instant) {
        let hello = self.helo_line("HELO");
        self.send(now, &hello, self.config.timeouts.greeting);
        self.state = State::Helo;
    }

    fn helo_line(&self, verb: &str) -> String {
        format!("{verb} {}\r\n", self.config.hello)
    }

    fn after_hello(&mut self, now: Instant) {
        match self.config.starttls {
            Security::IfOffered | Security::Required if !self.secure && self.capabilities.starttls => {
                self.send(now, "STARTTLS\r\n", self.config.timeouts.greeting);
                self.state = State::StartTls;
            }
            Security::Required if !self.secure => {
                self.state = State::StartTls;
                self.fail(Failure::TlsNotOffered);
            }
            _ => self.login(now),
        }
    }

    fn become_ready(&mut self) {
        self.state = State::Ready;
        self.deadline = None;
        self.ready.push_back(ClientOutput::Ready);
    }

    /// Ends the connection; a running transaction first.
    fn fail(&mut self, what: Failure) {
        if matches!(self.state, State::Closed) {
            return;
        }
        let phase = self.phase();
        let known = match std::mem::replace(&mut self.state, State::Closed) {
            State::Chunks(chunking) => chunking.refusal(),
            _ => None,
        };
        self.deadline = None;
        self.inbox.clear();
        self.finish(match (known, &what) {
            // A chunk was refused, and with it the message: how the connection ends is another matter.
            (Some(refusal), _) => Failure::Refused(refusal),
            // RFC 5321 §4.5.3.2.6: after the final dot nobody knows; a refusal is known.
            (None, what) if phase == ClientPhase::End && !matches!(what, Failure::Refused(_)) => Failure::OutcomeUnknown,
            (None, what) => what.clone(),
        });
        self.ready.push_back(ClientOutput::Failed(ClientError { phase, what }));
    }

    fn phase(&self) -> ClientPhase {
        match &self.state {
            State::Greeting => ClientPhase::Greeting,
            State::Hello | State::Helo => ClientPhase::Hello,
            State::StartTls | State::Handshake => ClientPhase::Tls,
            State::Login(_) => ClientPhase::Login,
            State::Ready | State::Reset => ClientPhase::Ready,
            State::Envelope if self.running.as_ref().is_some_and(Running::waits_for_mail) => ClientPhase::Mail,
            State::Envelope => ClientPhase::Rcpt,
            State::Data => ClientPhase::Data,
            State::Chunks(chunking) if chunking.is_sent() => ClientPhase::End,
            State::Body(_) | State::Chunks(_) => ClientPhase::Body,
            State::End => ClientPhase::End,
            State::Quit | State::Closed => ClientPhase::Quit,
        }
    }

    /// Sends commands; responses to challenges go their own way, past the record.
    fn send(&mut self, now: Instant, text: &str, wait: Duration) {
        self.recorder.ours(text);
        self.ready.push_back(ClientOutput::Send(Bytes::copy_from_slice(text.as_bytes())));
        self.deadline = Some(now + wait);
    }

    /// Sends them in one write.
    fn send_pieces(&mut self, mut pieces: Vec<Bytes>) {
        match pieces.len() {
            0 => {}
            1 => self.ready.extend(pieces.pop().map(ClientOutput::Send)),
            _ => self.ready.push_back(ClientOutput::Send(pieces.concat().into())),
        }
    }
}

#[derive(Debug)]
enum State {
    Greeting,
    Hello,
    Helo,
    StartTls,
    Handshake,
    Login(Box<LogOn>),
    Ready,
    Reset,
    Envelope,
    Data,
    Body(Stuffer),
    Chunks(Chunking),
    End,
    Quit,
    Closed,
}

/// Octets borne while the message is being sent.
const MOST_UNREAD: usize = 64 * 1024;
