//! The dispatcher: takes due messages from the spool and sees each through to an outcome that is written down.
//!
//! ```text
//!   spool ──claim──▶ letter (one task a message) ──▶ mailbox
//!     ▲                │  ▲                        ─▶ hop queue ─▶ workers, one connection each ─▶ other servers
//!     └── progress ◀───┘  └────── outcomes ◀─────────────────────────┘
//! ```
//! - At most [`IN_FLIGHT`] messages are out of the spool at once, [`PER_LANE`] of one destination, and some room is always
//!   left for local mail. So one dead destination delays no other. Mail of a local domain that goes to a mail store, or on to
//!   another server, counts there.
//! - Delivered and deferred recipients are written down as soon as their hop has answered; failures of one round share
//!   one report, stored together with the progress that caused it.
//! - A destination that could not be talked to is left alone until its first retry interval is over; messages for it
//!   are deferred meanwhile without a connection.
//! - Held outgoing mail, and mail for a frozen destination, is given back to the spool unread until the hold ends; its other
//!   recipients get theirs.
//! - When the clock is set back, everything that was put off is tried at once: until when was reckoned with another clock.
//! - A drain claims nothing more, gives running transactions 30 seconds, then cuts them: their mail stays queued.

mod hops;
mod lanes;
mod letter;
mod settle;
mod step;
pub mod verbs;

use super::attempt::TlsClients;
use super::book::{Clock, Log};
use super::hosts::Ourselves;
use super::lmtp::Stores;
use super::mailbox::Mailboxes;
use super::outcome::{Outcome, Trouble};
use super::signing::Signers;
use super::silence::Silence;
use super::words::Words;
use crate::accounts::{Directory, Secrets, Usage};
use crate::config::{Home, Settings};
use crate::mail::{Address, QueueId, ServerId};
use crate::net::Resolvers;
use crate::spool::{Claim, Spool};
use hops::Hops;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use verbs::{LastAnswer, Verbs, lane_for};

/// All that may change while the dispatcher runs. A new one is sent through the channel as a whole.
#[derive(Debug, Clone)]
pub struct Context {
    /// The checked settings.
    pub settings: Arc<Settings>,
    /// Who is local.
    pub directory: Arc<Directory>,
    /// How full mailboxes are.
    pub usage: Arc<Usage>,
    /// Passwords of smart hosts.
    pub secrets: Arc<Secrets>,
    /// Who signs what leaves.
    pub signers: Signers,
    /// The servers whose mail is delivered: running and paused ones. The others' mail waits.
    pub delivering: HashSet<ServerId>,
    /// Where this program listens, all servers, with the real ports: mail must not come back to us.
    pub listening: Vec<SocketAddr>,
}

/// Is told what happens. Called on the runtime; must not block.
pub type Watcher = Arc<dyn Fn(Event) + Send + Sync>;

/// The fixed surroundings of a dispatcher.
#[derive(Clone)]
pub struct Surroundings {
    /// Mailboxes and badmail are in it.
    pub home: Home,
    /// The time.
    pub clock: Clock,
    /// The zone of Date headers.
    pub zone: TimeZone,
    /// The texts of reports.
    pub words: Arc<dyn Words>,
    /// Whose certificates are accepted.
    pub tls: TlsClients,
    /// Whether this computer has an address: [`super::hosts::computer_has`], or a stand-in.
    pub has_address: fn(IpAddr) -> bool,
    /// Is told what happens.
    pub watcher: Watcher,
    /// Takes the records of the protocol logs.
    pub log: Log,
    /// What running transactions get at a drain: 30 seconds, less in tests.
    pub grace: Duration,
}

/// What happened to a recipient, or to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The virtual server.
    pub server: ServerId,
    /// The message.
    pub id: QueueId,
    /// What.
    pub what: Happening,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A recipient has the message.
    Delivered {
        /// Who.
        recipient: Address,
        /// In the words of the next hop.
        reply: String,
    },
    /// Tried in vain, to be tried again.
    Deferred {
        /// Who.
        recipient: Address,
        /// Why.
        trouble: Trouble,
        /// When again.
        due: Timestamp,
    },
    /// Given up.
    Failed {
        /// Who.
        recipient: Address,
        /// Why.
        trouble: Trouble,
        /// For taking too long.
        expired: bool,
    },
    /// A report was queued.
    Reported {
        /// Its own queue id.
        report: QueueId,
    },
    /// A report that could not be delivered was put aside.
    Badmail {
        /// Where.
        path: PathBuf,
    },
}

/// The running dispatcher.
#[derive(Debug)]
pub struct DispatcherHandle {
    house: Arc<House>,
    task: JoinHandle<()>,
}

/// Starts and names the dispatcher.
#[derive(Debug, Clone, Copy)]
pub struct Dispatcher;

/// What everybody here shares.
pub(super) struct House {
    spool: Arc<dyn Spool>,
    context: watch::Receiver<Arc<Context>>,
    place: Surroundings,
    hops: Hops,
    silence: Silence,
    resolvers: Resolvers,
    mailboxes: Mailboxes,
    /// Destinations the administrator keeps back.
    frozen: Mutex<Arc<HashSet<Lane>>>,
    /// Mailboxes written at once.
    writers: Semaphore,
    /// Mail stores, each with its own room and its own trouble.
    stores: Stores,
    book: Mutex<Book>,
    /// Something has changed that the loop should look at.
    wake: Notify,
    /// A message has come back.
    returned: Notify,
    phase: watch::Sender<Phase>,
    /// What was accepted before may have been delivered by an earlier run.
    started: Timestamp,
}

/// Who is out of the spool.
#[derive(Debug, Default)]
struct Book {
    out: HashMap<QueueId, Lane>,
    lanes: HashMap<Lane, usize>,
    remote: usize,
    /// Out, and to be given back: where they go there is no room.
    turned_away: HashMap<QueueId, Lane>,
    /// Back in the spool until there is.
    crowds: HashMap<Lane, BTreeSet<QueueId>>,
    /// Out when the clock was set back.
    stepped: HashSet<QueueId>,
    /// Mail that is kept back, and until when it need not be looked at.
    parked: HashMap<QueueId, Timestamp>,
    /// What destinations answered last, as long as it was no success.
    answers: HashMap<Lane, LastAnswer>,
}

type Lane = (ServerId, Arc<str>);

/// What is kept back: all outgoing mail of a server, or what goes to a destination.
#[derive(Debug, Default, PartialEq, Eq)]
struct Holds {
    servers: HashSet<ServerId>,
    frozen: Arc<HashSet<Lane>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Running,
    /// Nothing new is begun.
    Draining,
    /// What runs is broken off.
    Cut,
}

impl Dispatcher {
    /// Starts to deliver. Must be called on a tokio runtime.
    pub fn start(spool: Arc<dyn Spool>, context: watch::Receiver<Arc<Context>>, place: Surroundings) -> DispatcherHandle {
        let house = Arc::new(House {
            mailboxes: Mailboxes::new(place.home.mailboxes()),
            writers: Semaphore::new(WRITERS),
            stores: Stores::default(),
            started: (place.clock)(),
            spool,
            context,
            place,
            hops: Hops::default(),
            silence: Silence::default(),
            resolvers: Resolvers::default(),
            book: Mutex::default(),
            wake: Notify::new(),
            returned: Notify::new(),
            frozen: Mutex::default(),
            phase: watch::Sender::new(Phase::Running),
        });
        let task = tokio::spawn(run(Arc::clone(&house)));
        DispatcherHandle { house, task }
    }
}

impl DispatcherHandle {
    /// Looks at the spool now, and forgets which destinations were in trouble: *retry now*.
    pub fn retry_now(&self) {
        self.house.hops.forgive();
        self.house.wake.notify_one();
    }

    /// What acts on the queue, for as long as this runs.
    pub fn verbs(&self) -> Verbs {
        Verbs { house: Arc::clone(&self.house) }
    }

    /// Messages out of the spool at the moment.
    pub fn in_flight(&self) -> usize {
        self.house.book().out.len()
    }

    /// Destinations left alone at the moment: by server and hop, why and until when. At most 10,000.
    pub fn troubled(&self) -> Vec<(ServerId, String, Trouble, Timestamp)> {
        self.house.hops.troubled(self.house.now())
    }

    /// The virtual servers whose calls to receiving servers found nobody three times and more in a row: their mail does not
    /// get out.
    pub fn unheard(&self) -> Vec<ServerId> {
        self.house.silence.complete()
    }

    /// Stops delivering: nothing new is begun, what runs may end within 30 seconds and is then cut; it stays queued.
    pub async fn drain(self) {
        self.house.phase.send_replace(Phase::Draining);
        self.house.wake.notify_one();
        // A panic of the loop would have been its end anyway.
        let _ = self.task.await;
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("out", &self.book().out.len()).finish_non_exhaustive()
    }
}

impl House {
    fn now(&self) -> Timestamp {
        (self.place.clock)()
    }

    fn context(&self) -> Arc<Context> {
        Arc::clone(&self.context.borrow())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, server: ServerId, id: QueueId, what: Happening) {
        tracing::debug!(%server, %id, ?what);
        self.remember(server, &what);
        (self.place.watcher)(Event { server, id, what });
    }

    /// Notes what a destination answered.
    fn remember(&self, server: ServerId, what: &Happening) {
        let (recipient, trouble) = match what {
            Happening::Delivered { recipient, .. } => (recipient, None),
            // That was no answer of the destination.
            Happening::Failed { trouble: Trouble::Deleted, .. } => return,
            Happening::Deferred { recipient, trouble, .. } | Happening::Failed { recipient, trouble, .. } => (recipient, Some(trouble)),
            Happening::Reported { .. } | Happening::Badmail { .. } => return,
        };
        let lane = lane_for(server, recipient);
        let answer = trouble.map(|t| {
            let cause = Some(Arc::new(Outcome::Troubled(t.clone())));
            LastAnswer { at: self.now(), text: t.to_string().into(), cause }
        });
        let mut book = self.book();
        match answer {
            Some(answer) if book.answers.len() < MOST_ANSWERS || book.answers.contains_key(&lane) => {
                book.answers.insert(lane, answer);
            }
            Some(_) => {}
            None => drop(book.answers.remove(&lane)),
        }
    }

    fn frozen(&self) -> Arc<HashSet<Lane>> {
        Arc::clone(&self.frozen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ourselves, as seen from the DNS.
    fn ourselves(&self, context: &Context) -> Ourselves {
        Ourselves {
            names: context.settings.servers.iter().map(|s| s.fqdn.clone()).collect(),
            listening: context.listening.clone(),
            has_address: self.place.has_address,
        }
    }

    /// Where a server puts aside what nobody takes.
    fn badmail(&self, server: ServerId) -> PathBuf {
        let home = &self.place.home;
        let context = self.context();
        let named = context.settings.server(server).and_then(|server| server.messages.badmail.as_ref());
        named.map_or_else(|| home.badmail(server), |folder| home.folder().join(folder))
    }

    fn draining(&self) -> bool {
        *self.phase.borrow() != Phase::Running
    }

    /// Ends when running work is to be broken off.
    async fn cut(&self) {
        // The sender lives as long as we do.
        let _ = self.phase.subscribe().wait_for(|phase| *phase == Phase::Cut).await;
    }

    /// Ends when nothing new is to be begun.
    async fn drained(&self) {
        let _ = self.phase.subscribe().wait_for(|phase| *phase != Phase::Running).await;
    }
}

async fn run(house: Arc<House>) {
    let mut letters = JoinSet::new();
    let mut changes = house.spool.changes();
    let mut context = house.context.clone();
    let mut held = Holds::default();
    let mut sender_alive = true;
    let mut watch = step::Watch::new(house.now(), Instant::now());
    // What an earlier run put off with another clock is there only when all has been read.
    let mut fetched_back = false;
    while !house.draining() {
        changes.mark_unchanged();
        context.mark_unchanged();
        if watch.was_set_back(house.now(), Instant::now()) {
            step::forgive(&house);
            fetched_back = false;
        }
        if !fetched_back && house.spool.reading().borrow().is_over() {
            fetched_back = true;
            step::fetch_back(&house).await;
        }
        let claimed = claim(&house, &mut held, &mut letters);
        while letters.try_join_next().is_some() {}
        if claimed {
            // Let the letters begin before more are fetched.
            tokio::task::yield_now().await;
            continue;
        }
        let now = house.now();
        let wait = match house.spool.next_due() {
            // Something is due, but its lane is full or its server stopped: completion or a change wakes us.
            Some(due) if due <= now => LONGEST_NAP,
            Some(due) => Duration::try_from(due.duration_since(now)).unwrap_or(LONGEST_NAP).clamp(SHORTEST_NAP, LONGEST_NAP),
            None => LONGEST_NAP,
        };
        tokio::select! {
            () = house.wake.notified() => {}
            _ = changes.changed() => {}
            alive = context.changed(), if sender_alive => {
                sender_alive = alive.is_ok();
                // What was wrong may have been mended in the settings.
                house.hops.forgive();
                lanes::disperse(&house);
            }
            () = house.spool.settled(), if !fetched_back => {}
            () = tokio::time::sleep(wait) => {}
        }
        // A burst of changes is looked at once.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    house.hops.wake_all();
    let end = tokio::time::Instant::now() + house.place.grace;
    while let Ok(Some(_)) = tokio::time::timeout_at(end, letters.join_next()).await {}
    house.phase.send_replace(Phase::Cut);
    while letters.join_next().await.is_some() {}
    house.hops.closed().await;
}

/// Fetches due messages as far as there is room; whether there were any.
fn claim(house: &Arc<House>, held: &mut Holds, letters: &mut JoinSet<()>) -> bool {
    let context = house.context();
    let now = house.now();
    release_parked(house, &context, held);
    let local: HashSet<&str> = context.settings.local_domains.iter().map(|d| d.name.as_str()).collect();
    let (room, full, remote_full) = {
        let book = house.book();
        let full: HashSet<Lane> = book.lanes.iter().filter(|(_, n)| **n >= PER_LANE).map(|(lane, _)| lane.clone()).collect();
        (IN_FLIGHT.saturating_sub(book.out.len()), full, book.remote >= IN_FLIGHT - FOR_LOCAL)
    };
    if room == 0 {
        return false;
    }
    let skip = |server: ServerId, lane: &str| {
        !context.delivering.contains(&server)
            || context.settings.server(server).is_none()
            || (remote_full && !local.contains(lane))
            || (!full.is_empty() && full.contains(&(server, Arc::from(lane))))
    };
    // A lane may be overdrawn by one claim; the next one passes it over.
    let claims = house.spool.claim(now, room.min(BATCH), LEASE, &skip);
    let any = !claims.is_empty();
    for claim in claims {
        let remote = !local.contains(&*claim.lane);
        if let Some(entry) = enter(house, held, &claim, remote, now) {
            letters.spawn(letter::carry(Arc::clone(house), claim, entry));
        }
    }
    any
}

/// Notes that a message is out; `None` when it is already, or is kept back and known to have nobody else.
fn enter(house: &Arc<House>, held: &Holds, claim: &Claim, remote: bool, now: Timestamp) -> Option<Entry> {
    let mut book = house.book();
    if book.out.contains_key(&claim.id) {
        // Its lease ran out while we are still at it. It stays ours.
        return None;
    }
    if let Some(until) = book.parked.remove(&claim.id)
        && now < until
        && held.concern(claim.server)
    {
        book.parked.insert(claim.id, until);
        drop(book);
        house.spool.release(claim.id, Some(later(now, PARKED).min(until)));
        return None;
    }
    let lane = (claim.server, Arc::clone(&claim.lane));
    *book.lanes.entry(lane.clone()).or_default() += 1;
    book.remote += usize::from(remote);
    book.out.insert(claim.id, lane);
    Some(Entry { house: Arc::clone(house), id: claim.id, remote, release_at: None })
}

/// When a hold has ended, the parked mail is due again.
fn release_parked(house: &House, context: &Context, held: &mut Holds) {
    let servers = context.settings.servers.iter().filter(|s| s.delivery.hold_outbound).map(|s| s.id).collect();
    let now_held = Holds { servers, frozen: house.frozen() };
    if held.servers.difference(&now_held.servers).next().is_some() || held.frozen.difference(&now_held.frozen).next().is_some() {
        let parked = std::mem::take(&mut house.book().parked);
        let now = house.now();
        // What is still kept back comes here again and is parked again.
        parked.into_keys().for_each(|id| house.spool.release(id, Some(now)));
    }
    *held = now_held;
}

impl Holds {
    /// Whether anything of this server may be kept back.
    fn concern(&self, server: ServerId) -> bool {
        self.servers.contains(&server) || self.frozen.iter().any(|(of, _)| *of == server)
    }
}

/// A message is out of the spool as long as this lives; then it is given back.
struct Entry {
    house: Arc<House>,
    id: QueueId,
    remote: bool,
    /// When it is due again; `None` = when its recipients are.
    release_at: Option<Timestamp>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let now = self.house.now();
        let mut book = self.house.book();
        book.remote -= usize::from(self.remote);
        let mut called = vec![];
        if let Some(lane) = book.out.remove(&self.id) {
            book.leave(&lane);
            if self.remote {
                called = book.call(&lane);
            }
        }
        let stepped = book.stepped.remove(&self.id).then_some(now);
        let turned_away = book.turned_away.remove(&self.id);
        drop(book);
        // In this order: a message that could be claimed while it counts as out would be overlooked, and one that is called
        // before it is back would not come.
        self.house.spool.release(self.id, self.release_at.or(stepped));
        if let Some(lane) = turned_away
            && !self.house.book().join(lane, self.id)
        {
            called.push(self.id);
        }
        called.into_iter().for_each(|id| self.house.spool.release(id, Some(now)));
        self.house.wake.notify_one();
        self.house.returned.notify_waiters();
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// Messages out of the spool at once.
pub const IN_FLIGHT: usize = 2_000;

/// Of them for one destination.
pub const PER_LANE: usize = 200;

/// Of them kept free for local mail.
const FOR_LOCAL: usize = 200;

/// Messages fetched in one go.
const BATCH: usize = 50;

/// Longer than any attempt; a message whose lease runs out nevertheless stays with who has it.
const LEASE: SignedDuration = SignedDuration::from_hours(2);

/// Each syncs its file and its folder; more at once only queue up at the disk.
const WRITERS: usize = 16;

/// How often held mail is handed to us in vain.
const PARKED: SignedDuration = SignedDuration::from_mins(10);

/// What running transactions should get when the program ends.
pub const GRACE: Duration = Duration::from_secs(30);

/// Mail that is kept back is looked at again after so long, whatever is known of it.
const PARKED_LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// Destinations whose last answer is kept in memory; of others it is read from a message.
const MOST_ANSWERS: usize = 10_000;

const SHORTEST_NAP: Duration = Duration::from_millis(5);
/// Also how late a step of the clock is noticed.
const LONGEST_NAP: Duration = Duration::from_secs(30);
