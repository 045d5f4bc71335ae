//! One connection from accept to close.

use super::Reception;
use super::arrival::introduce;
use super::entrance::{Entrance, Opening, Place};
use super::happening::What;
use super::headers::Submission;
use super::judge::Judge;
use super::registry::{Attendance, Channel as Privacy};
use super::rules::Rules;
use super::scribe::{Circumstances, Scribe};
use super::trace::{HopCount, Trace};
use super::watch::{Observer, What as Seen};
use crate::config::Encryption;
use crate::mail::sender::{WithoutSender, from_field};
use crate::mail::{BodyKind, Channel, Envelope, Origin, QueueId};
use crate::net::tls::HandshakeTrouble;
use crate::net::{Accepted, Stream};
use crate::policy::DataFacts;
use crate::smtp::session::{CommitRefusal, EndOfData, Phase, Turn};
use crate::smtp::{ClientFacts, Notice, Output, Session, TlsFacts};
use crate::spool::{AcceptError, Incoming};
use jiff::Zoned;
use jiff::tz::TimeZone;
use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWriteExt, ReadBuf};
use tokio::sync::watch;

impl Reception {
    /// Serves a connection to its end.
    pub async fn attend(self: Arc<Self>, mut accepted: Accepted, entrance: Arc<Entrance>) {
        let rules = entrance.rules();
        if let Err(error) = introduce(&mut accepted, &rules).await {
            tracing::warn!(server = %rules.server.name, proxy = %accepted.peer.ip(), %error, "closed: a trusted proxy must say first whose connection it is; switch the PROXY protocol on there, or take it off the list of proxies here");
            return Stream::Plain(accepted.stream).close().await;
        }
        self.attend_as(accepted, entrance).await;
    }

    /// The same for a connection whose client is known for sure: no proxy need say whose it is.
    pub async fn attend_as(self: Arc<Self>, accepted: Accepted, entrance: Arc<Entrance>) {
        let rules = entrance.rules();
        let client = accepted.peer.ip();
        let place = entrance.enter(client);
        let opening = entrance.opening();
        let name = rules.server.name.clone();
        if let Err(error) = self.converse(accepted, rules, place, opening).await {
            // Clients vanish all the time; it is worth a line only for whoever looks closely.
            tracing::debug!(server = %name, %client, %error, "the connection broke");
        }
    }

    async fn converse(
        self: Arc<Self>,
        accepted: Accepted,
        rules: Arc<Rules>,
        place: Place,
        mut opening: watch::Receiver<Opening>,
    ) -> io::Result<()> {
        let client = accepted.peer.ip();
        let attendance = self.registry.admit(rules.server.id, accepted.peer, accepted.local);
        let judge = Judge::new(&self, &rules, client, &attendance, &place, *opening.borrow_and_update());
        let device = rules.policy.device(client).map(|(at, _)| at);
        let observer = self.watches.begin(client, rules.server.id, device, &self.clock);
        let mut stream = Stream::Plain(accepted.stream);
        let mut tls = None;
        if let Some(observer) = &observer {
            observer.tell(Seen::Connected { tls: accepted.encryption == Encryption::Tls });
        }
        if accepted.encryption == Encryption::Tls {
            // Over a limit a handshake is too much work to say so (row 19).
            if let Some(verdict) = judge.over_a_limit() {
                tracing::info!(server = %rules.server.name, %client, rule = %verdict.rule, "closed: too many connections");
                judge.tell(What::Refused { rule: verdict.rule, address: None });
                return Ok(());
            }
            (stream, tls) =
                handshake(stream, &judge, &attendance, observer.as_ref(), &opening).await.map(|(stream, facts)| (stream, Some(facts)))?;
        }
        let facts = ClientFacts { address: client, tls, date: self.local_date().strftime("%a, %d %b %Y %H:%M:%S %z").to_string().into() };
        let mut session = Session::new(rules.session.clone(), facts, Instant::now());
        session.record();
        let seen = (Phase::Connecting, 0);
        let mut visit = Visit {
            reception: &self,
            rules: &rules,
            judge,
            session,
            client,
            attendance: &attendance,
            turns: vec![],
            seen,
            scribe: Scribe::default(),
            observer,
            arriving: None,
            is_leaving: false,
        };
        let run = visit.run(stream, &mut opening).await;
        visit.take_down();
        let stream = run?;
        drop(attendance);
        drop(place);
        // What is needed once, or once a message, must not make the room of every idle session bigger.
        Box::pin(stream.close()).await;
        Ok(())
    }

    fn local_date(&self) -> Zoned {
        (self.clock)().to_zoned(TimeZone::system())
    }
}

/// A message on its way in.
struct Arriving {
    body: Incoming,
    hops: HopCount,
    /// A device's own words about who sends it are left out.
    without_sender: Option<WithoutSender>,
    /// A submission's headers are seen to.
    headers: Option<Submission>,
    trouble: Option<AcceptError>,
}

impl Arriving {
    async fn store(&mut self, octets: &[u8]) -> Result<(), AcceptError> {
        let octets = self.without_sender.as_mut().map_or(octets.into(), |without| without.feed(octets));
        self.pass(&octets).await
    }

    async fn pass(&mut self, octets: &[u8]) -> Result<(), AcceptError> {
        let mut taken = 0;
        if let Some(headers) = &mut self.headers {
            let mut kept = vec![];
            taken = headers.pass(octets, &mut kept);
            self.body.write(&kept).await?;
        }
        self.body.write(&octets[taken..]).await
    }

    /// The message is complete.
    async fn end(&mut self) -> Result<(), AcceptError> {
        if let Some(error) = self.trouble.take() {
            return Err(error);
        }
        if let Some(held) = self.without_sender.take().map(WithoutSender::finish) {
            self.pass(&held).await?;
        }
        let mut kept = vec![];
        if let Some(headers) = &mut self.headers {
            headers.end(&mut kept);
        }
        self.body.write(&kept).await
    }
}

struct Visit<'a> {
    reception: &'a Reception,
    rules: &'a Rules,
    judge: Judge<'a>,
    session: Session,
    client: IpAddr,
    /// Somebody watches this client.
    observer: Option<Observer>,
    attendance: &'a Attendance,
    /// What was said and not yet taken down.
    turns: Vec<Turn>,
    seen: (Phase, u64),
    scribe: Scribe,
    arriving: Option<Arriving>,
    /// Told to end.
    is_leaving: bool,
}

impl Visit<'_> {
    async fn run(&mut self, mut stream: Stream, opening: &mut watch::Receiver<Opening>) -> io::Result<Stream> {
        loop {
            match self.session.poll(Instant::now()) {
                Output::Send(octets) => {
                    self.take_down();
                    self.write(&mut stream, &octets, opening).await?;
                }
                Output::Ask(question) => {
                    let answer = self.judge.answer(question, &self.session).await;
                    self.session.answer(Instant::now(), answer);
                }
                Output::Body(octets) => self.take(&octets).await,
                Output::Commit(end) => {
                    self.take_down();
                    let outcome = Box::pin(self.commit(*end)).await;
                    self.session.committed(Instant::now(), outcome);
                }
                Output::Discard => self.arriving = None,
                Output::StartTls => {
                    self.take_down();
                    let (encrypted, facts) = handshake(stream, &self.judge, self.attendance, self.observer.as_ref(), opening).await?;
                    stream = encrypted;
                    self.session.tls_started(Instant::now(), facts);
                }
                Output::Note(notice) => {
                    if let (Some(observer), Notice::NotSmtp(stranger)) = (&mut self.observer, &notice) {
                        observer.is_stranger(*stranger);
                    }
                    self.note(&notice);
                }
                Output::Until(deadline) => {
                    self.take_down();
                    self.wait(&mut stream, deadline, opening).await?;
                }
                // Every question is answered before the next poll, so there is nothing left to wait for.
                Output::Idle | Output::Close => return Ok(stream),
            }
        }
    }

    /// Tells the registry, the protocol log and who watches what was said and where the session stands, if there is
    /// anything new.
    fn take_down(&mut self) {
        let turns = &mut self.turns;
        turns.extend(std::iter::from_fn(|| self.session.next_turn()));
        let facts = self.session.facts();
        let seen = (facts.phase, facts.octets);
        if turns.is_empty() && self.seen == seen {
            return;
        }
        self.seen = seen;
        self.attendance.note(&facts, turns);
        if let Some(observer) = &mut self.observer {
            observer.said(&self.session, turns);
        }
        if self.rules.server.log.enabled && !turns.is_empty() {
            let (peer, local) = self.attendance.addresses();
            let helo = facts.helo.map_or("", |helo| helo.as_str());
            let around = Circumstances { helo, peer, local, at: (self.reception.clock)(), now: Instant::now() };
            for spoken in turns.iter().filter_map(|turn| self.scribe.record(turn, around)) {
                (self.reception.told.log)(self.rules.server.id, spoken);
            }
        }
        // An idle session holds no room for what was said.
        *turns = Vec::new();
    }

    /// Sends. A session that was told to end waits for nobody, and a server that closes not for long: what the client does not
    /// take then it does not get, and the connection is cut.
    async fn write(&mut self, stream: &mut Stream, octets: &[u8], opening: &watch::Receiver<Opening>) -> io::Result<()> {
        let (attendance, is_leaving) = (self.attendance, self.is_leaving);
        {
            let mut writing = pin!(write(stream, octets));
            tokio::select! {
                // Nearly always.
                biased;
                written = &mut writing => return written,
                () = std::future::ready(()) => {}
            }
            let told = async {
                if !is_leaving {
                    tokio::select! {
                        () = attendance.told() => {}
                        () = closed(opening.clone()) => {}
                    }
                }
            };
            tokio::select! {
                // A client that reads hears the last reply.
                biased;
                written = &mut writing => return written,
                () = Box::pin(told) => {}
            }
        }
        stream.cut();
        Err(io::ErrorKind::Interrupted.into())
    }

    /// Waits for octets, for the deadline, or for the server to close or to end this session.
    async fn wait(&mut self, stream: &mut Stream, deadline: Instant, opening: &mut watch::Receiver<Opening>) -> io::Result<()> {
        let wants_input = self.session.wants_input();
        let session = &mut self.session;
        tokio::select! {
            read = read(stream, session), if wants_input => {
                if read? == 0 {
                    session.peer_closed(Instant::now());
                }
            }
            () = tokio::time::sleep_until(deadline.into()) => {}
            () = self.attendance.told() => {
                self.is_leaving = true;
                session.terminate(Instant::now());
            }
            changed = opening.changed() => {
                if changed.is_err() || *opening.borrow_and_update() == Opening::Closing {
                    session.shut_down(Instant::now());
                }
            }
        }
        Ok(())
    }

    fn begin_message(&self) -> Arriving {
        let mut body = self.reception.spool.incoming();
        if let Some(size) = self.session.transaction().and_then(|t| t.size) {
            body.expect(size);
        }
        let headers = self.judge.is_submission(&self.session).then(Submission::new);
        let without_sender = self.judge.fixed_sender().map(|_| WithoutSender::default());
        Arriving { body, hops: HopCount::default(), without_sender, headers, trouble: None }
    }

    async fn take(&mut self, octets: &[u8]) {
        if self.arriving.is_none() {
            self.arriving = Some(self.begin_message());
        }
        let Some(arriving) = &mut self.arriving else { return };
        // After trouble the rest is read to its end and dropped: the client hears of it where it can understand it.
        if arriving.trouble.is_none() {
            arriving.hops.feed(octets);
            arriving.trouble = arriving.store(octets).await.err();
        }
    }

    async fn commit(&mut self, end: EndOfData) -> Result<QueueId, CommitRefusal> {
        let mut arriving = self.arriving.take().unwrap_or_else(|| self.begin_message());
        if let Err(error) = arriving.end().await {
            return Err(self.refused(&error));
        }
        let hops = u32::try_from(arriving.hops.hops()).unwrap_or(u32::MAX);
        let facts = DataFacts { client: self.client, hops, message: end.body.octets, session: self.session.facts().octets };
        let verdict = self.rules.policy.data(&facts);
        if let Some(refusal) = verdict.refusal() {
            tracing::warn!(server = %self.rules.server.name, client = %self.client, rule = %verdict.rule, hops, "a complete message was refused");
            self.judge.tell(What::Refused { rule: verdict.rule, address: None });
            return Err(CommitRefusal::Other(refusal.reply(None)));
        }
        let mut body = arriving.body;
        let id = match body.id().await {
            Ok(id) => id,
            Err(error) => return Err(self.refused(&error)),
        };
        let transaction = end.transaction;
        let facts = self.session.facts();
        let trace = Trace {
            helo: facts.helo.map_or("", |h| h.as_str()),
            client: self.client,
            reverse: self.judge.reverse(facts.helo.map_or("", |h| h.as_str())),
            fqdn: &self.rules.server.fqdn,
            extended: self.session.is_extended(),
            tls: self.session.client().tls.as_ref(),
            authenticated: facts.account.is_some(),
            smtputf8: transaction.smtputf8,
            id: Some(id),
            recipient: if let [only] = &transaction.recipients[..] { Some(&only.address) } else { None },
            date: &self.reception.local_date(),
        };
        let mut prefix = trace.field();
        if let Some(sender) = self.judge.fixed_sender() {
            prefix.extend(from_field(sender));
        }
        if let Some(headers) = &arriving.headers {
            prefix.extend(headers.additions(id, &self.rules.server.fqdn, trace.date));
        }
        let account = facts.account.map(|a| a.id);
        let channel = if self.judge.is_submission(&self.session) { Channel::Submission } else { Channel::Transfer };
        let (sender, recipients) = (transaction.sender.clone(), transaction.recipients.len());
        let envelope = Envelope {
            server: self.rules.server.id,
            sender: transaction.sender,
            recipients: transaction.recipients,
            // What it is, not what it was called: clients that know 8BITMIME call everything so, and plain ASCII goes to every server.
            body: if end.body.eight_bit { BodyKind::EightBitMime } else { BodyKind::SevenBit },
            smtputf8: transaction.smtputf8,
            ret: transaction.ret,
            envid: transaction.envid,
            accepted: (self.reception.clock)(),
            origin: Origin { channel, client: Some(self.client), account },
        };
        match self.reception.spool.accept(envelope, prefix, body).await {
            Ok(id) => {
                tracing::info!(server = %self.rules.server.name, client = %self.client, %id, ?sender, recipients, octets = end.body.octets, "accepted");
                self.judge.tell(What::Accepted { id, sender, recipients, octets: end.body.octets });
                Ok(id)
            }
            Err(error) => Err(self.refused(&error)),
        }
    }

    fn refused(&self, error: &AcceptError) -> CommitRefusal {
        tracing::error!(server = %self.rules.server.name, client = %self.client, %error, "a message could not be stored; the client was told to try again later");
        self.judge.tell(What::NotStored(error.to_string().into()));
        match error {
            AcceptError::NoRoom(_) => CommitRefusal::InsufficientStorage,
            _ => CommitRefusal::Storage,
        }
    }

    fn note(&self, notice: &Notice) {
        let (server, client) = (&self.rules.server.name, self.client);
        self.judge.tell(What::Noticed(notice.clone()));
        match notice {
            Notice::PasswordInClear(mechanism) => {
                tracing::warn!(%server, %client, ?mechanism, "a password crossed the wire without encryption and was refused unread; change it, and set the mail program to use encryption");
            }
            // Said with the account where the log-on is decided.
            Notice::ProofRefused(_) => {}
            Notice::NotSmtp(stranger) => tracing::info!(%server, %client, ?stranger, "not a mail client: {}", judge_stranger(stranger)),
            Notice::TooManyFailures | Notice::TooManyRefusedRecipients => {
                tracing::warn!(%server, %client, ?notice, "closed");
                if matches!(notice, Notice::TooManyRefusedRecipients) {
                    self.reception.failures().record_failure(self.client, self.rules.policy.limits(), Instant::now());
                }
            }
            other => tracing::info!(%server, %client, notice = ?other, "noticed"),
        }
    }
}

fn judge_stranger(stranger: &crate::smtp::line::Stranger) -> &'static str {
    match stranger {
        crate::smtp::line::Stranger::Tls => "TLS on a STARTTLS port; the mail program must use the SSL/TLS port (465) or STARTTLS",
        crate::smtp::line::Stranger::Http => "a web browser or web client",
        crate::smtp::line::Stranger::Binary => "binary data",
    }
}

async fn handshake(
    stream: Stream,
    judge: &Judge<'_>,
    attendance: &Attendance,
    observer: Option<&Observer>,
    opening: &watch::Receiver<Opening>,
) -> io::Result<(Stream, TlsFacts)> {
    let taken = async {
        let Some(offers) = judge.rules().tls.clone() else { return Err(io::ErrorKind::NotFound.into()) };
        tokio::select! {
            // A handshake's buffers are big; the session that follows keeps none of them.
            taken = Box::pin(stream.accept_tls(offers, tokio::time::Instant::now() + HANDSHAKE)) => taken,
            () = attendance.told() => Err(io::ErrorKind::Interrupted.into()),
            () = Box::pin(closed(opening.clone())) => Err(io::ErrorKind::Interrupted.into()),
        }
    };
    let taken = taken.await;
    if let Some(observer) = observer {
        observer.tell(match &taken {
            Ok((_, facts)) => Seen::Encrypted(facts.clone()),
            Err(error) => Seen::NotEncrypted(error.to_string().into()),
        });
    }
    match taken {
        Ok((stream, facts)) => {
            attendance.set_channel(Privacy::Tls(facts.clone()));
            Ok((stream, facts))
        }
        Err(error) => {
            let trouble = HandshakeTrouble::from(&error);
            tracing::info!(server = %judge.rules().server.name, client = %judge.client_address(), error = %trouble, "the TLS handshake failed");
            attendance.set_channel(Privacy::Failed(trouble.clone()));
            judge.tell(What::HandshakeFailed(trouble));
            Err(error)
        }
    }
}

/// The server has been closing for a while.
async fn closed(mut opening: watch::Receiver<Opening>) {
    // An entrance that is gone is closed too.
    let _ = opening.wait_for(|opening| *opening == Opening::Closing).await;
    tokio::time::sleep(LAST_WORDS).await;
}

async fn write(stream: &mut Stream, octets: &[u8]) -> io::Result<()> {
    let written = async {
        stream.write_all(octets).await?;
        // TLS keeps octets back until flushed.
        stream.flush().await
    };
    tokio::time::timeout(WRITE, written).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// Reads what there is into the session; 0 at the end. The buffer belongs to the thread and not to the session, so
/// that thousands of idle sessions cost nothing for it.
async fn read(stream: &mut Stream, session: &mut Session) -> io::Result<usize> {
    poll_fn(|context| {
        SCRATCH.with_borrow_mut(|scratch| {
            let mut buffer = ReadBuf::new(scratch);
            match Pin::new(&mut *stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) => {
                    session.receive(Instant::now(), buffer.filled());
                    Poll::Ready(Ok(buffer.filled().len()))
                }
                Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
                Poll::Pending => Poll::Pending,
            }
        })
    })
    .await
}

thread_local! {
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; 64 * 1024]);
}

const HANDSHAKE: Duration = Duration::from_secs(60);
/// A client that does not take a reply in this time is gone (RFC 5321 §4.5.3.2 gives it 5 minutes to send).
const WRITE: Duration = Duration::from_secs(300);
/// So long a server that closes waits for a client that takes no reply, or does not finish its handshake.
const LAST_WORDS: Duration = Duration::from_secs(5);
