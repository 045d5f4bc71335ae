//! The queues of hops, their workers and connections, and the memory of destinations in trouble.
//!
//! A worker holds one connection and sends one message after the other over it. Workers are added while jobs wait, up to
//! the limits of the virtual server; one with nothing to do keeps its connection for five seconds, unless another hop
//! waits for room.

use super::verbs::lane_for;
use super::{Context, House};
use crate::config::VirtualServer;
use crate::delivery::attempt::{self, Meeting};
use crate::delivery::book::Book;
use crate::delivery::connection::Connection;
use crate::delivery::outcome::{Outcome, Step, Trouble, after};
use crate::delivery::outgoing::{Guise, Outgoing};
use crate::delivery::route::Hop;
use crate::mail::header::block_length;
use crate::mail::{Address, BodyKind, Envelope, QueueId, Recipient, ServerId};
use crate::smtp::client::{Capabilities, Message};
use crate::spool::Body;
use bytes::Bytes;
use jiff::Timestamp;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// One transaction to be made.
pub(super) struct Job {
    pub(super) id: QueueId,
    pub(super) envelope: Arc<Envelope>,
    /// At most 100.
    pub(super) recipients: Vec<Recipient>,
    /// Kept only when small; else the spool is asked again.
    pub(super) body: Option<Body>,
    pub(super) reply: oneshot::Sender<Vec<Outcome>>,
}

impl Job {
    /// Nothing was done: the message comes back as it was.
    fn give_back(self) {
        let outcomes = vec![Outcome::Troubled(Trouble::Interrupted); self.recipients.len()];
        // A letter that is gone needs no answer.
        let _ = self.reply.send(outcomes);
    }
}

/// A virtual server's way to a hop.
pub(super) type Key = (ServerId, Hop);

/// All queues.
#[derive(Default)]
pub(super) struct Hops {
    inner: Mutex<Inner>,
    /// Somebody waits for room: idle connections should go.
    pressure: Notify,
    /// The last worker has gone.
    empty: Notify,
}

#[derive(Default)]
struct Inner {
    queues: HashMap<Key, Queue>,
    /// Workers of each server.
    open: HashMap<ServerId, u32>,
    down: HashMap<Key, (Timestamp, Trouble)>,
    /// Keys with jobs and no room for a worker, first come first served.
    hungry: VecDeque<Key>,
    workers: usize,
}

struct Queue {
    jobs: VecDeque<Job>,
    workers: u32,
    idle: u32,
    /// The server showed that it takes no more connections than this.
    ceiling: Option<u32>,
    more: Arc<Notify>,
}

impl Hops {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets which destinations were in trouble.
    pub(super) fn forgive(&self) {
        self.inner().down.clear();
    }

    /// Forgets it for one server.
    pub(super) fn forgive_server(&self, server: ServerId) {
        self.inner().down.retain(|(of, _), _| *of != server);
    }

    /// Gives back the jobs of these messages that no connection has begun.
    pub(super) fn withdraw(&self, ids: &HashSet<QueueId>) {
        let mut inner = self.inner();
        for queue in inner.queues.values_mut() {
            let (back, rest): (VecDeque<Job>, VecDeque<Job>) =
                std::mem::take(&mut queue.jobs).into_iter().partition(|job| ids.contains(&job.id));
            queue.jobs = rest;
            back.into_iter().for_each(Job::give_back);
        }
    }

    /// Destinations that are left alone.
    pub(super) fn troubled(&self, now: Timestamp) -> Vec<(ServerId, String, Trouble, Timestamp)> {
        let inner = self.inner();
        let down = inner.down.iter().filter(|(_, (until, _))| *until > now);
        down.map(|((server, hop), (until, trouble))| (*server, hop.to_string(), trouble.clone(), *until)).collect()
    }

    /// Lets idle workers see that the program ends.
    pub(super) fn wake_all(&self) {
        self.inner().queues.values().for_each(|q| q.more.notify_waiters());
        self.pressure.notify_waiters();
    }

    /// Ends when no worker is left.
    pub(super) async fn closed(&self) {
        loop {
            let gone = self.empty.notified();
            if self.inner().workers == 0 {
                return;
            }
            gone.await;
        }
    }

    fn pop(&self, key: &Key) -> Option<Job> {
        self.inner().queues.get_mut(key)?.jobs.pop_front()
    }

    fn change(&self, key: &Key, change: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.inner().queues.get_mut(key) {
            change(queue);
        }
    }
}

/// Queues a job; its outcomes come through the job's channel.
pub(super) fn submit(house: &Arc<House>, key: Key, job: Job) {
    let now = house.now();
    let mut inner = house.hops.inner();
    match inner.down.get(&key) {
        Some((until, trouble)) if *until > now => {
            let outcomes = vec![Outcome::Troubled(trouble.clone()); job.recipients.len()];
            let _ = job.reply.send(outcomes);
            return;
        }
        Some(_) => drop(inner.down.remove(&key)),
        None => {}
    }
    let queue = inner.queues.entry(key.clone()).or_insert_with(|| Queue {
        jobs: VecDeque::new(),
        workers: 0,
        idle: 0,
        ceiling: None,
        more: Arc::new(Notify::new()),
    });
    queue.jobs.push_back(job);
    if queue.idle > 0 {
        queue.more.notify_one();
    }
    let mut hired = vec![];
    hire(house, &mut inner, &key, &mut hired);
    drop(inner);
    hired.into_iter().for_each(Worker::start);
}

/// Adds a worker where jobs wait and the limits allow it; `true` when it did, or nothing more can be had for anybody. It is
/// started when the lock is released: a runtime that is being torn down drops it at once, and its end takes the lock.
fn hire(house: &Arc<House>, inner: &mut Inner, key: &Key, hired: &mut Vec<Worker>) -> bool {
    let context = house.context();
    let Some(server) = context.settings.server(key.0) else {
        fire(inner, key);
        return false;
    };
    let outbound = &server.delivery.outbound;
    let Some(queue) = inner.queues.get_mut(key) else { return false };
    let waiting = queue.jobs.len().saturating_sub(queue.idle as usize);
    let most = outbound.max_connections_per_domain.unwrap_or(u32::MAX).min(queue.ceiling.unwrap_or(u32::MAX)).max(1);
    // The first few at once; more only when the queue is long for those at work: most servers dislike a rush.
    let wanted = waiting > 0 && (queue.workers < AT_ONCE || waiting > PATIENCE * queue.workers as usize);
    if !wanted || queue.workers >= most {
        return false;
    }
    let open = inner.open.entry(key.0).or_default();
    if outbound.max_connections.is_some_and(|max| *open >= max.max(1)) {
        if queue.workers == 0 && !inner.hungry.contains(key) {
            inner.hungry.push_back(key.clone());
            house.hops.pressure.notify_waiters();
        }
        return true;
    }
    *open += 1;
    queue.workers += 1;
    inner.workers += 1;
    hired.push(Worker { house: Arc::clone(house), key: key.clone(), more: Arc::clone(&queue.more), at_work: false });
    true
}

/// The server is gone from the settings: its mail waits in the spool.
fn fire(inner: &mut Inner, key: &Key) {
    if let Some(queue) = inner.queues.get_mut(key) {
        queue.jobs.drain(..).for_each(Job::give_back);
    }
}

/// A worker's place; given back however it ends.
struct Worker {
    house: Arc<House>,
    key: Key,
    more: Arc<Notify>,
    /// Has begun. One that never does ends with its runtime, where there is nobody to hire.
    at_work: bool,
}

impl Worker {
    fn start(self) {
        tokio::spawn(work(self));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let house = &self.house;
        let mut inner = house.hops.inner();
        inner.workers -= 1;
        if let Some(open) = inner.open.get_mut(&self.key.0) {
            *open -= 1;
        }
        let gone = match inner.queues.get_mut(&self.key) {
            Some(queue) => {
                queue.workers -= 1;
                queue.workers == 0 && queue.jobs.is_empty()
            }
            None => false,
        };
        if gone {
            inner.queues.remove(&self.key);
        }
        let mut hired = vec![];
        if self.at_work {
            // The first that still wants the place gets it.
            while let Some(next) = inner.hungry.pop_front() {
                if hire(house, &mut inner, &next, &mut hired) {
                    break;
                }
            }
            // Jobs may have come, or been put back, since we looked.
            hire(house, &mut inner, &self.key.clone(), &mut hired);
        }
        let empty = inner.workers == 0;
        drop(inner);
        hired.into_iter().for_each(Worker::start);
        if empty {
            house.hops.empty.notify_waiters();
        }
    }
}

async fn work(mut worker: Worker) {
    worker.at_work = true;
    let mut connection: Option<Connection> = None;
    let house = &worker.house;
    loop {
        if let Some(job) = house.hops.pop(&worker.key) {
            // What was frozen or disabled while the job waited does not leave any more.
            if house.draining() || is_kept_back(house, worker.key.0, &job) {
                job.give_back();
                continue;
            }
            if !transact(&worker, &mut connection, job).await {
                break;
            }
            continue;
        }
        let Some(open) = connection.as_mut() else { break };
        if house.draining() || !idle(&worker, open).await {
            break;
        }
    }
    if let Some(connection) = connection.take() {
        connection.quit().await;
    }
}

fn is_kept_back(house: &House, server: ServerId, job: &Job) -> bool {
    let held = house.context().settings.server(server).is_some_and(|s| s.delivery.hold_outbound);
    let frozen = house.frozen();
    held || !frozen.is_empty() && job.recipients.iter().any(|r| frozen.contains(&lane_for(server, &r.address)))
}

/// Waits for another job with the connection open; `false` when it is to be closed.
async fn idle(worker: &Worker, connection: &mut Connection) -> bool {
    let hops = &worker.house.hops;
    let starving = !hops.inner().hungry.is_empty();
    if starving {
        return false;
    }
    hops.change(&worker.key, |q| q.idle += 1);
    let go_on = tokio::select! {
        () = worker.more.notified() => true,
        () = connection.spoilt() => false,
        () = hops.pressure.notified() => false,
        () = worker.house.drained() => false,
        () = tokio::time::sleep(IDLE) => false,
    };
    hops.change(&worker.key, |q| q.idle = q.idle.saturating_sub(1));
    go_on
}

/// Makes one transaction, on the open connection or a new one; `false` when the worker should go.
async fn transact(worker: &Worker, connection: &mut Option<Connection>, job: Job) -> bool {
    let house = &worker.house;
    let context = house.context();
    let Some(server) = context.settings.server(worker.key.0).map(Arc::clone) else {
        job.give_back();
        return false;
    };
    let count = job.recipients.len();
    let body = match job.body.clone() {
        Some(body) => body,
        None => match house.spool.open(job.id).await {
            Ok(stored) => stored.body,
            Err(error) => {
                let trouble = Trouble::Unreadable { what: error.to_string() };
                let _ = job.reply.send(vec![Outcome::Troubled(trouble); count]);
                return true;
            }
        },
    };
    let reports = job.envelope.sender.is_none();
    let guise = Guise::of(&job.envelope, &worker.key.1, &server, &context.directory);
    let written = written(&context, &guise, &body).await;
    let body = match Outgoing::new(body, &guise, reports).await {
        Ok(outgoing) => outgoing,
        Err(error) => {
            let trouble = Trouble::Unreadable { what: error.to_string() };
            let _ = job.reply.send(vec![Outcome::Troubled(trouble); count]);
            return true;
        }
    };
    let sender = guise.sender(job.envelope.sender.as_ref());
    let beginning = Beginning::of(&body).await;
    let body = signed(&context, &job, body, (written.as_ref().unwrap_or(&beginning), &beginning)).await;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; count];
    let the_rest = |outcomes: Vec<Option<Outcome>>, trouble: Trouble| {
        outcomes.into_iter().map(|known| known.unwrap_or_else(|| Outcome::Troubled(trouble.clone()))).collect()
    };
    let all: Vec<Outcome> = loop {
        let left: Vec<usize> = (0..count).filter(|index| outcomes[*index].is_none()).collect();
        if left.is_empty() {
            break outcomes.into_iter().flatten().collect();
        }
        let reused = connection.is_some();
        let mut open = match connection.take() {
            Some(open) => open,
            None => match cut_short(worker, connect(worker, &server)).await {
                Ok(open) => {
                    house.hops.inner().down.remove(&worker.key);
                    open
                }
                Err(trouble) if left.len() == count => return give_up(worker, &server, job, trouble),
                Err(trouble) => break the_rest(outcomes, trouble),
            },
        };
        let batch = batch(&job.recipients, &left, open.capabilities());
        let recipients = batch.iter().map(|index| job.recipients[*index].clone()).collect();
        let message = message_of(&job.envelope, sender.clone(), recipients, &beginning, body.len());
        let done = match cut_short(worker, async { Ok(open.transact(message, body.clone()).await) }).await {
            Ok(done) => done,
            Err(trouble) => break the_rest(outcomes, trouble),
        };
        // RFC 5321 §3.8: a server may end a kept connection at any time; that says nothing about this message.
        if reused && !open.ready && done.iter().all(is_stale) {
            continue;
        }
        batch.into_iter().zip(done).for_each(|(index, outcome)| outcomes[index] = Some(outcome));
        // RFC 9422 §4.1: after so many the server would refuse.
        let theirs = open.capabilities().messages_limit.unwrap_or(u32::MAX);
        let most = server.messages.max_per_connection.unwrap_or(u32::MAX).min(theirs);
        if open.ready && open.used < most {
            *connection = Some(open);
        } else {
            // Not waited for: the reply to QUIT is no business of the next message.
            tokio::spawn(open.quit());
        }
    };
    let _ = job.reply.send(all);
    true
}

/// The recipients, by their place, of the next transaction with a server that offers this.
fn batch(recipients: &[Recipient], left: &[usize], offered: &Capabilities) -> Vec<usize> {
    let most = offered.recipients_limit.map_or(usize::MAX, |n| n as usize);
    let most_domains = offered.domains_limit.map_or(usize::MAX, |n| n as usize);
    // A recipient that cannot be had without SMTPUTF8 must not fail the others.
    let alike = |one: &Recipient, other: &Recipient| offered.smtputf8 || one.address.needs_smtputf8() == other.address.needs_smtputf8();
    let mut batch: Vec<usize> = vec![];
    let mut domains = HashSet::new();
    for index in left {
        let recipient = &recipients[*index];
        let host = recipient.address.host();
        if batch.len() == most || batch.first().is_some_and(|first| !alike(recipient, &recipients[*first])) {
            continue;
        }
        if domains.contains(host) || domains.len() < most_domains {
            domains.insert(host);
            batch.push(*index);
        }
    }
    batch
}

fn is_stale(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Troubled(Trouble::Refused { reply, .. }) => reply.code == 421,
        Outcome::Troubled(Trouble::Broken { step, .. }) => *step != Step::End,
        _ => false,
    }
}

/// No connection came about: for this job, and for all that wait for the same.
fn give_up(worker: &Worker, server: &VirtualServer, job: Job, trouble: Trouble) -> bool {
    let house = &worker.house;
    let mut inner = house.hops.inner();
    let others = inner.queues.get(&worker.key).map_or(0, |q| q.workers.saturating_sub(1));
    if others > 0 && trouble.concerns_destination() {
        // Others are connected, or about to be: perhaps it takes no more connections than those. They shall have the
        // job; the last one without luck speaks for all.
        if let Some(queue) = inner.queues.get_mut(&worker.key) {
            queue.ceiling = Some(others);
            queue.jobs.push_front(job);
            queue.more.notify_one();
        }
        return false;
    }
    let mut all = vec![job];
    if trouble.concerns_destination() || trouble.is_final() {
        if let Some(queue) = inner.queues.get_mut(&worker.key) {
            all.extend(queue.jobs.drain(..));
        }
        // What is final is final for each message and costs only an answer from the cache; the rest rests.
        if !trouble.is_final() {
            let now = house.now();
            if inner.down.len() >= MOST_DOWN {
                inner.down.retain(|_, (until, _)| *until > now);
            }
            if inner.down.len() < MOST_DOWN {
                inner.down.insert(worker.key.clone(), (after(now, server.delivery.retry.after(1)), trouble.clone()));
            }
        }
    }
    drop(inner);
    for job in all {
        let _ = job.reply.send(vec![Outcome::Troubled(trouble.clone()); job.recipients.len()]);
    }
    true
}

async fn connect(worker: &Worker, server: &Arc<VirtualServer>) -> Result<Connection, Trouble> {
    let house = &worker.house;
    let context = house.context();
    let resolver = house.resolvers.of(&server.delivery.dns_servers);
    let resolver = resolver.map_err(|e| Trouble::Dns { name: worker.key.1.to_string(), what: e.to_string() })?;
    let ourselves = house.ourselves(&context);
    let place = &house.place;
    let book = server.log.enabled.then(|| Book { server: server.id, log: place.log.clone(), clock: place.clock.clone() });
    let meeting = Meeting {
        server,
        book,
        secrets: &context.secrets,
        tls: &house.place.tls,
        resolver: &resolver,
        ourselves: &ourselves,
        silence: &house.silence,
        seed: rand::random(),
    };
    attempt::connect(&worker.key.1, &meeting).await
}

/// The work, or [`Trouble::Interrupted`] when the program ends first.
async fn cut_short<T>(worker: &Worker, work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    tokio::select! {
        done = work => done,
        () = worker.house.cut() => Err(Trouble::Interrupted),
    }
}

/// How a message began before it got the guise it leaves in; `None` when that is the same, or nobody asks.
async fn written(context: &Context, guise: &Guise<'_>, body: &Body) -> Option<Beginning> {
    if matches!(guise, Guise::AsItIs) || context.signers.is_empty() {
        return None;
    }
    // What cannot be read is reported by who reads it next.
    let plain = Outgoing::new(body.clone(), &Guise::AsItIs, false).await.ok()?;
    Some(Beginning::of(&plain).await)
}

/// The message as it leaves: signed, when its author's domain signs. How it began when it came in, and how it begins now, say by whom.
async fn signed(context: &Context, job: &Job, body: Outgoing, (written, leaving): (&Beginning, &Beginning)) -> Outgoing {
    let owns = |account, author: &Address| context.directory.owns_sender(account, Some(author));
    let field = match context.signers.of(&job.envelope, &written.head, &leaving.head, &owns) {
        Ok(None) => return body,
        Ok(Some(signer)) => signer.sign(&body).await,
        Err(error) => Err(error),
    };
    match field {
        Ok(field) => body.signed(field.into()),
        Err(error) => {
            tracing::warn!(id = %job.id, %error, "the message leaves unsigned");
            body
        }
    }
}

/// What is said of a message of so many octets to these recipients.
pub(super) fn message_of(
    envelope: &Envelope,
    sender: Option<Address>,
    recipients: Vec<Recipient>,
    beginning: &Beginning,
    octets: u64,
) -> Message {
    Message {
        sender,
        recipients,
        size: Some(octets),
        // Row 22 lets undeclared 8-bit content in; it goes out declared.
        eight_bit: envelope.body == BodyKind::EightBitMime || !beginning.ascii,
        smtputf8: envelope.smtputf8 && !beginning.head.is_ascii(),
        ret: envelope.ret,
        envid: envelope.envid.clone(),
    }
}

/// What the first pieces of a message tell; read once for all its transactions.
pub(super) struct Beginning {
    /// The header block, as far as the pieces have it.
    head: Bytes,
    /// The pieces are ASCII: trace headers, and the message or its first 256 KiB.
    ascii: bool,
}

impl Beginning {
    pub(super) async fn of(body: &Outgoing) -> Self {
        let mut body = body.clone();
        body.rewind();
        // What cannot be read now cannot be read a moment later either, and is reported then.
        let first = body.next().await.ok().flatten().unwrap_or_default();
        let second = body.next().await.ok().flatten().unwrap_or_default();
        let ascii = first.is_ascii() && second.is_ascii();
        let length = block_length(&first);
        let head = match length < first.len() || first.ends_with(b"\r\n\r\n") {
            true => first.slice(..length),
            false => [&first[..], &second[..block_length(&second)]].concat().into(),
        };
        Self { head, ascii }
    }
}

impl std::fmt::Debug for Hops {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hops").field("workers", &self.inner().workers).finish_non_exhaustive()
    }
}

/// Connections to one hop that are opened without waiting to see how the first ones do.
const AT_ONCE: u32 = 10;

/// Jobs that wait for each connection before another is opened beyond those.
const PATIENCE: usize = 20;

/// How long a connection without work is kept.
const IDLE: Duration = Duration::from_secs(5);

/// Destinations remembered as being in trouble.
const MOST_DOWN: usize = 10_000;
