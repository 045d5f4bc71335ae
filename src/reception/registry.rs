//! Who is connected now and who was a little while ago, for the list of current sessions (dialogs.md §2.9.2).
//!
//! Each session has an entry of its own with a lock of its own, so that no session ever waits for another; the table
//! of entries is locked only when a session begins or ends and for the moment a list is copied. What a session costs
//! here: the entry once, the names as they become known, and its transcript as it grows. All transcripts together stay
//! below 32 MiB; those of finished sessions go first.

use super::Clock;
use super::transcript::{self, Line, Side, Transcript};
use crate::mail::{Domain, ServerId, SessionId};
use crate::net::tls::HandshakeTrouble;
use crate::smtp::TlsFacts;
use crate::smtp::command::Verb;
use crate::smtp::reply::Reply;
use crate::smtp::session::{Facts, Heard, Phase, Turn};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::Notify;

/// All sessions of the engine.
pub struct Registry {
    table: Mutex<Table>,
    /// Octets of all transcripts.
    kept: AtomicUsize,
    most_kept: usize,
    clock: Clock,
}

#[derive(Default)]
struct Table {
    last: u64,
    live: BTreeMap<SessionId, Arc<Entry>>,
    /// Finished ones that said HELO or more, the latest last.
    finished: VecDeque<Arc<Entry>>,
    /// Finished ones that never did: many of them must not push out the others.
    silent: VecDeque<Arc<Entry>>,
}

/// One session.
#[derive(Debug)]
pub(super) struct Entry {
    id: SessionId,
    server: ServerId,
    peer: SocketAddr,
    local: SocketAddr,
    started: Timestamp,
    began: Instant,
    said: Mutex<Said>,
    /// Told to end.
    told: Notify,
}

#[derive(Debug)]
struct Said {
    channel: Channel,
    name: Option<Box<str>>,
    helo: Option<Box<str>>,
    account: Option<Box<str>>,
    phase: Phase,
    messages: u32,
    recipients: u32,
    octets: u64,
    last_reply: Option<Reply>,
    ended: Option<Timestamp>,
    transcript: Transcript,
}

/// How private a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// In clear.
    Clear,
    /// Encrypted.
    Tls(TlsFacts),
    /// It was to be encrypted; this came between.
    Failed(HandshakeTrouble),
}

/// One session as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its number.
    pub id: SessionId,
    /// The virtual server.
    pub server: ServerId,
    /// The client, canonical.
    pub peer: SocketAddr,
    /// Our side, canonical.
    pub local: SocketAddr,
    /// The client's name in the DNS, where it was looked up and leads back to its address; the first where it has several.
    pub name: Option<Box<str>>,
    /// The name the client gave itself: a claim.
    pub helo: Option<Box<str>>,
    /// The encryption.
    pub channel: Channel,
    /// Who has logged on.
    pub account: Option<Box<str>>,
    /// Where it stands.
    pub phase: Phase,
    /// Messages accepted and stored.
    pub messages: u32,
    /// Recipients accepted, of all messages.
    pub recipients: u32,
    /// Octets of messages received.
    pub octets: u64,
    /// The last reply, its lines separated by ` / `.
    pub last_reply: Option<String>,
    /// When the client connected.
    pub started: Timestamp,
    /// When the session ended; `None` while it goes on.
    pub ended: Option<Timestamp>,
}

/// Which sessions a list wants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionFilter {
    /// Those of this server; `None` = of all.
    pub server: Option<ServerId>,
    /// Those whose address, name or user contains this, without regard to case; empty = all.
    pub text: String,
    /// Finished ones too, as long as they are kept.
    pub finished: bool,
}

/// A page of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionPage {
    /// The rows, the latest session first.
    pub rows: Vec<SessionRow>,
    /// How many there are in all.
    pub total: usize,
}

/// What was said in a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversation {
    /// The lines, the oldest first.
    pub lines: Vec<Line>,
    /// Whether earlier ones are no longer kept.
    pub is_cut: bool,
}

/// A session's place in the registry; moved to the finished ones when dropped, also when the session panics.
pub(super) struct Attendance {
    registry: Arc<Registry>,
    entry: Arc<Entry>,
}

impl Registry {
    /// Nobody yet.
    pub fn new(clock: Clock) -> Arc<Self> {
        Arc::new(Self { table: Mutex::default(), kept: AtomicUsize::new(0), most_kept: MOST_KEPT, clock })
    }

    pub(super) fn admit(self: &Arc<Self>, server: ServerId, peer: SocketAddr, local: SocketAddr) -> Attendance {
        let started = (self.clock)();
        let mut table = self.table();
        table.last += 1;
        let id = SessionId(table.last);
        let (said, told) = (Mutex::new(Said::default()), Notify::new());
        let entry = Arc::new(Entry { id, server, peer, local, started, began: Instant::now(), said, told });
        table.live.insert(id, entry.clone());
        drop(table);
        Attendance { registry: self.clone(), entry }
    }

    /// The sessions that the filter lets through, `limit` of them (at most 200) after the first `offset`.
    pub fn list(&self, filter: &SessionFilter, offset: usize, limit: usize) -> SessionPage {
        let mut entries: Vec<Arc<Entry>> = {
            let table = self.table();
            let finished = table.finished.iter().chain(&table.silent).filter(|_| filter.finished);
            table.live.values().chain(finished).filter(|e| filter.server.is_none_or(|server| e.server == server)).cloned().collect()
        };
        entries.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.id));
        let wanted = filter.text.trim().to_lowercase();
        if !wanted.is_empty() {
            entries.retain(|entry| entry.matches(&wanted));
        }
        let rows = entries.iter().skip(offset).take(limit.min(MOST_ROWS)).map(|entry| entry.row()).collect();
        SessionPage { rows, total: entries.len() }
    }

    /// What was said in a session; `None` when it is no longer kept.
    pub fn transcript(&self, id: SessionId) -> Option<Conversation> {
        let entry = {
            let table = self.table();
            let live = table.live.get(&id);
            live.or_else(|| table.finished.iter().chain(&table.silent).find(|entry| entry.id == id))?.clone()
        };
        let said = entry.said();
        Some(Conversation { lines: said.transcript.lines(), is_cut: said.transcript.is_cut() })
    }

    /// Ends a session at once with `421 4.3.2`; says whether there is such a session.
    pub fn terminate(&self, id: SessionId) -> bool {
        self.table().live.get(&id).inspect(|entry| entry.told.notify_one()).is_some()
    }

    /// Ends all sessions of a server, or those of one address or subnet; says how many.
    pub fn terminate_all(&self, of: impl Fn(ServerId, IpAddr) -> bool) -> usize {
        let table = self.table();
        table.live.values().filter(|e| of(e.server, e.peer.ip())).map(|e| e.told.notify_one()).count()
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn finish(&self, entry: &Arc<Entry>) {
        let now = (self.clock)();
        let silent = {
            let mut said = entry.said();
            said.ended = Some(now);
            said.phase = Phase::Closed;
            said.helo.is_none()
        };
        let mut table = self.table();
        table.live.remove(&entry.id);
        let (list, most) = if silent { (&mut table.silent, MOST_SILENT) } else { (&mut table.finished, MOST_FINISHED) };
        list.push_back(entry.clone());
        let mut surplus = list.len().saturating_sub(most);
        let too_old = |entry: &Entry| entry.said().ended.is_some_and(|ended| now.duration_since(ended) > KEPT_FOR);
        while let Some(first) = list.front()
            && (surplus > 0 || too_old(first))
        {
            self.kept.fetch_sub(first.said().transcript.size(), Ordering::Relaxed);
            list.pop_front();
            surplus = surplus.saturating_sub(1);
        }
    }

    /// Transcripts of finished sessions go, the oldest first, until there is room.
    fn make_room(&self) {
        let table = self.table();
        for entry in table.silent.iter().chain(&table.finished) {
            if self.kept.load(Ordering::Relaxed) <= self.most_kept {
                break;
            }
            let mut said = entry.said();
            self.kept.fetch_sub(said.transcript.size(), Ordering::Relaxed);
            said.transcript.clear();
        }
    }
}

impl Attendance {
    /// The number of the session.
    pub(super) fn id(&self) -> SessionId {
        self.entry.id
    }

    /// The client's address and ours.
    pub(super) fn addresses(&self) -> (SocketAddr, SocketAddr) {
        (self.entry.peer, self.entry.local)
    }

    /// Resolves when the session was told to end.
    pub(super) async fn told(&self) {
        self.entry.told.notified().await;
    }

    /// The DNS has said what the client is called.
    pub(super) fn set_name(&self, name: &Domain) {
        self.entry.said().name = Some(name.as_str().into());
    }

    /// The encryption was agreed upon, or was not.
    pub(super) fn set_channel(&self, channel: Channel) {
        self.entry.said().channel = channel;
    }

    /// Takes down what was said and where the session stands now.
    pub(super) fn note(&self, facts: &Facts<'_>, turns: &[Turn]) {
        let mut said = self.entry.said();
        said.phase = facts.phase;
        said.octets = facts.octets;
        said.messages = facts.accepted;
        if said.helo.as_deref() != facts.helo.map(|helo| helo.as_str()) {
            // After STARTTLS the name is forgotten until it is said again; the list keeps what it knows.
            said.helo = facts.helo.map(|helo| helo.as_str().into()).or(said.helo.take());
        }
        if said.account.as_deref() != facts.account.map(|account| &*account.name) {
            said.account = facts.account.map(|account| account.name.clone());
        }
        let Some(last) = turns.last() else { return };
        said.last_reply = Some(last.reply.clone());
        let at = self.entry.began.elapsed();
        let mut grown = 0;
        for turn in turns {
            if matches!(turn.heard, Heard::Command(Verb::Rcpt, _)) && !turn.reply.is_negative() {
                said.recipients = said.recipients.saturating_add(1);
            }
            grown += put_down(&mut said.transcript, at, turn);
        }
        let kept = if grown >= 0 {
            self.registry.kept.fetch_add(grown.unsigned_abs(), Ordering::Relaxed) + grown.unsigned_abs()
        } else {
            self.registry.kept.fetch_sub(grown.unsigned_abs(), Ordering::Relaxed)
        };
        if kept > self.registry.most_kept {
            drop(said);
            self.give_way();
        }
    }

    /// There is no more room: finished sessions give theirs, and where that is not enough this one does.
    fn give_way(&self) {
        self.registry.make_room();
        if self.registry.kept.load(Ordering::Relaxed) > self.registry.most_kept {
            let mut said = self.entry.said();
            self.registry.kept.fetch_sub(said.transcript.size(), Ordering::Relaxed);
            said.transcript.clear();
        }
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        self.registry.finish(&self.entry);
    }
}

impl Entry {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn matches(&self, wanted: &str) -> bool {
        let said = self.said();
        let names = [&said.helo, &said.account, &said.name];
        self.peer.ip().to_string().contains(wanted) || names.into_iter().flatten().any(|name| name.to_lowercase().contains(wanted))
    }

    fn row(&self) -> SessionRow {
        let said = self.said();
        SessionRow {
            id: self.id,
            server: self.server,
            peer: self.peer,
            local: self.local,
            name: said.name.clone(),
            helo: said.helo.clone(),
            channel: said.channel.clone(),
            account: said.account.clone(),
            phase: said.phase,
            messages: said.messages,
            recipients: said.recipients,
            octets: said.octets,
            last_reply: said.last_reply.as_ref().map(Reply::to_string),
            started: self.started,
            ended: said.ended,
        }
    }
}

impl Default for Said {
    fn default() -> Self {
        Self {
            channel: Channel::Clear,
            name: None,
            helo: None,
            account: None,
            phase: Phase::Connecting,
            messages: 0,
            recipients: 0,
            octets: 0,
            last_reply: None,
            ended: None,
            transcript: Transcript::default(),
        }
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("live", &self.table().live.len()).finish_non_exhaustive()
    }
}

fn put_down(transcript: &mut Transcript, at: std::time::Duration, turn: &Turn) -> isize {
    let client = |transcript: &mut Transcript, text: std::fmt::Arguments<'_>| transcript.push(at, Side::Client, text);
    let heard = match &turn.heard {
        Heard::Nothing => 0,
        Heard::Command(verb, argument) if argument.is_empty() => client(transcript, format_args!("{verb}")),
        // What follows the mechanism, if anything did, is not shown.
        Heard::Command(verb @ Verb::Auth, mechanism) => client(transcript, format_args!("{verb} {mechanism} ***")),
        Heard::Command(verb, argument) => client(transcript, format_args!("{verb} {argument}")),
        Heard::Unknown(word) => client(transcript, format_args!("{word} ***")),
        Heard::Unreadable(_) => client(transcript, format_args!("???")),
        Heard::Response => client(transcript, format_args!("***")),
        Heard::Message => client(transcript, format_args!("[{}]", turn.received)),
    };
    heard + transcript.push(at, Side::Server, &turn.reply)
}

/// All transcripts together, in octets.
const MOST_KEPT: usize = 32 * 1024 * 1024;
const MOST_FINISHED: usize = 500;
const MOST_SILENT: usize = 100;
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);
const MOST_ROWS: usize = 200;
const _: () = assert!(transcript::MOST * (MOST_FINISHED + MOST_SILENT) < MOST_KEPT);

#[cfg(test)]
#[path = "registry/tests.rs"]
mod tests;
