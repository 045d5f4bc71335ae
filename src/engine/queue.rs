//! The queue as the administrator sees it and acts on it (engine.md §3, *Queue verbs*; dialogs.md §2.9.3).
//!
//! Every verb works on what a filter lets through and answers with how many messages it touched; what it did is durable
//! before the answer. A retry alone is not written down: after a restart the message goes when it was due before.
//!
//! **Messages under way.** *Freeze* lets what is being handed over end and keeps the message back when it comes again; what
//! only waits for a connection comes back at once. *Delete* and *Move to Badmail* freeze such a message first (that is what
//! a crash leaves), call it back, and take effect when its attempt has ended: so no sender is told that something was
//! deleted which has arrived. What takes longer than [`PATIENCE`] is done behind the answer, which tells how many those are.
//!
//! **Several destinations.** A message stands under the one that is next. What is deleted or put aside by destination is
//! what goes there: the message stays for its other recipients.

pub(super) mod frozen;

use super::change::done;
use super::command::{Done, Reach, Refusal, Touched, Verb};
use super::query::{Answer, Destination, DestinationPage, DestinationSort, DestinationState, MessageDetail, Octets, RecipientDetail};
use super::start::Engine;
use crate::delivery::outcome::{History, Kind, expiry};
use crate::delivery::route::{Target, route};
use crate::delivery::verbs::{AsideError, Reserved};
use crate::delivery::{Context, LastAnswer, Outcome, Verbs};
use crate::mail::header::subject;
use crate::mail::{Address, QueueId, ServerId};
use crate::spool::state::lane_named;
use crate::spool::{ChangeError, Filter, LaneSummary, Pending, RecipientState, Spool, Stored, Summary};
use frozen::Frozen;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

impl Engine {
    /// Does something to the messages a filter lets through. Does not wait for other commands, nor they for it.
    ///
    /// # Errors
    /// [`Refusal::Gone`] when none of the messages that were named is there. After another refusal part of it may be done.
    pub fn queue(&self, verb: Verb, filter: Filter) -> Pending<'static, Result<Done, Refusal>> {
        let work = Work {
            spool: self.shared.spool.clone(),
            verbs: self.dispatcher.verbs(),
            context: self.shared.context.borrow().clone(),
            frozen: self.frozen(),
            now: (self.shared.clock)(),
            lane: filter.lane.as_deref().map(|lane| lane_named(lane).unwrap_or_else(|| lane.into())),
        };
        Box::pin(async move {
            let touched = work.carry_out(verb, filter).await?;
            let Touched { messages, later } = touched;
            match verb {
                Verb::Delete | Verb::DeleteWithReport | Verb::Badmail => {
                    tracing::warn!(?verb, messages, later, "messages were taken out of the queue by the administrator");
                }
                _ => tracing::info!(?verb, messages, "the administrator acted on the queue"),
            }
            Ok(Done { queue: Some(touched), ..done(Reach::Now) })
        })
    }

    /// Freezes or releases a destination, whether anything waits for it or not.
    pub(super) async fn freeze(&self, server: ServerId, name: &str, freeze: bool) -> Result<Done, Refusal> {
        let name: Arc<str> = lane_named(name).ok_or(Refusal::Gone)?.into();
        if self.shared.context.borrow().settings.server(server).is_none() {
            return Err(Refusal::Gone);
        }
        let mut frozen = self.frozen();
        let lane = (server, name.clone());
        let changes = if freeze { frozen.insert(lane) } else { frozen.remove(&lane) };
        let lanes = self.shared.spool.lanes().await;
        // Before it counts: what is released may be gone at once.
        let there = lanes.iter().find(|lane| lane.server == server && lane.lane == name);
        let messages = there.filter(|_| changes).map_or(0, |lane| lane.messages as usize);
        if changes {
            // Destinations of servers that are gone need not be kept.
            let settings = self.shared.context.borrow().settings.clone();
            frozen.retain(|(server, _)| settings.server(*server).is_some());
            let (home, saved) = (self.shared.home.clone(), frozen.clone());
            tokio::task::spawn_blocking(move || frozen::save(&home, &saved)).await.map_err(|_| Refusal::Ended)??;
            *self.shared.frozen.lock().unwrap_or_else(PoisonError::into_inner) = frozen.clone();
            self.dispatcher.verbs().freeze(frozen);
            tracing::warn!(%server, destination = %name, freeze, "the administrator froze or released a destination");
        }
        Ok(Done { queue: Some(Touched { messages, later: 0 }), ..done(Reach::Now) })
    }

    /// How many messages of these servers wait to leave this house.
    pub(super) async fn outgoing(&self, servers: &HashSet<ServerId>) -> usize {
        let context = self.shared.context.borrow().clone();
        let lanes = self.shared.spool.lanes().await;
        let outgoing = lanes.iter().filter(|lane| servers.contains(&lane.server) && !is_local(&context, &lane.lane));
        outgoing.map(|lane| lane.messages as usize).sum()
    }

    fn frozen(&self) -> Frozen {
        self.shared.frozen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The queue by destination.
    pub(super) fn destinations(&self, sort: DestinationSort, descending: bool, offset: usize, limit: usize) -> Pending<'static, Answer> {
        let (spool, verbs, frozen) = (self.shared.spool.clone(), self.dispatcher.verbs(), self.frozen());
        let (context, now) = (self.shared.context.borrow().clone(), (self.shared.clock)());
        Box::pin(async move {
            let lanes = spool.lanes().await;
            let mut rows: Vec<(Destination, Option<QueueId>)> =
                lanes.into_iter().map(|lane| (destination(&lane, &context, &frozen, now), lane.tried)).collect();
            // What is frozen is shown, though nothing waits there: else it could not be released.
            for (server, name) in &frozen {
                if !rows.iter().any(|(row, _)| row.server == *server && row.name == *name) {
                    rows.push((empty(*server, name, &context), None));
                }
            }
            let total = rows.len();
            let source = |row: &Destination| context.settings.server(row.server).map(|s| s.name.clone()).unwrap_or_default();
            rows.sort_by(|(a, _), (b, _)| {
                let order = match sort {
                    DestinationSort::Name => std::cmp::Ordering::Equal,
                    DestinationSort::Source => source(a).cmp(&source(b)),
                    DestinationSort::State => a.state.cmp(&b.state),
                    DestinationSort::Messages => a.messages.cmp(&b.messages),
                    DestinationSort::Size => a.octets.cmp(&b.octets),
                    DestinationSort::Oldest => a.oldest.cmp(&b.oldest),
                    // Those that are not waiting for a time come last.
                    DestinationSort::Next => a.next.unwrap_or(Timestamp::MAX).cmp(&b.next.unwrap_or(Timestamp::MAX)),
                };
                let order = if descending { order.reverse() } else { order };
                let names = if descending && sort == DestinationSort::Name { b.name.cmp(&a.name) } else { a.name.cmp(&b.name) };
                order.then(names).then(a.server.cmp(&b.server))
            });
            let mut page = vec![];
            for (mut row, tried) in rows.into_iter().skip(offset).take(limit.min(MOST_ROWS)) {
                row.answer = match verbs.last_answer(row.server, &row.name) {
                    Some(answer) => Some(answer),
                    // Since the start nothing has been tried: a message may know.
                    None => match tried {
                        Some(id) => spool.answer(id).await.and_then(answer_of),
                        None => None,
                    },
                };
                page.push(row);
            }
            Answer::Destinations(DestinationPage { rows: page, total })
        })
    }

    /// One message whole.
    pub(super) fn message(&self, id: QueueId) -> Pending<'static, Answer> {
        let (spool, context) = (self.shared.spool.clone(), self.shared.context.borrow().clone());
        Box::pin(async move {
            let row = spool.find(Filter { ids: Some(vec![id]), ..Filter::default() }).await.pop();
            let (Some(row), Ok(stored)) = (row, spool.open(id).await) else { return Answer::Message(None) };
            Answer::Message(Some(Box::new(detail(row, stored, &context).await)))
        })
    }

    /// Some octets of a message.
    pub(super) fn octets(&self, id: QueueId, offset: u64) -> Pending<'static, Answer> {
        let spool = self.shared.spool.clone();
        Box::pin(async move { Answer::Octets(octets(&*spool, id, offset).await) })
    }
}

async fn octets(spool: &dyn Spool, id: QueueId, offset: u64) -> Option<Octets> {
    let mut body = spool.open(id).await.ok()?.body;
    let total = body.len();
    let (mut at, mut octets) = (0, vec![]);
    while octets.len() < MOST_OCTETS
        && let Some(piece) = body.next().await.ok()?
    {
        let skipped = offset.saturating_sub(at).min(piece.len() as u64);
        at += piece.len() as u64;
        octets.extend_from_slice(&piece[skipped as usize..]);
    }
    octets.truncate(MOST_OCTETS);
    Some(Octets { octets, total })
}

fn is_local(context: &Context, lane: &str) -> bool {
    context.settings.local_domains.iter().any(|domain| domain.name.as_str() == lane)
}

/// Why nothing leaves a server for a destination; `None` when it does.
fn kept_back(server: ServerId, lane: &str, context: &Context) -> Option<DestinationState> {
    let settings = context.settings.server(server);
    if !context.delivering.contains(&server) || settings.is_none() {
        return Some(DestinationState::Stopped);
    }
    let disabled = settings.is_some_and(|s| s.delivery.hold_outbound) && !is_local(context, lane);
    disabled.then_some(DestinationState::Disabled)
}

/// Whether what waits for a local domain leads out of the house again, while the server lets nothing out.
fn waits_to_leave(lane: &LaneSummary, context: &Context, now: Timestamp) -> bool {
    let holds = context.settings.server(lane.server).is_some_and(|server| server.delivery.hold_outbound);
    holds && lane.deferred == 0 && lane.due.is_some_and(|due| due > now)
}

fn destination(lane: &LaneSummary, context: &Context, frozen: &Frozen, now: Timestamp) -> Destination {
    let is_frozen = frozen.contains(&(lane.server, lane.lane.clone()));
    let kept = match kept_back(lane.server, &lane.lane, context) {
        _ if is_frozen => Some(DestinationState::Frozen),
        // Nothing was tried and yet it waits: it is for people here who have their mail sent elsewhere.
        None if lane.leased == 0 && waits_to_leave(lane, context, now) => Some(DestinationState::Disabled),
        why => why,
    };
    let state = match kept {
        _ if lane.held == lane.messages => DestinationState::Frozen,
        Some(why) => why,
        None if lane.leased > 0 => DestinationState::Active,
        None if lane.deferred > 0 && lane.due.is_some_and(|due| due > now) => DestinationState::Retry,
        None => DestinationState::Ready,
    };
    Destination {
        server: lane.server,
        name: lane.lane.clone(),
        local: is_local(context, &lane.lane),
        state,
        frozen: is_frozen,
        kept_back: kept,
        messages: lane.messages,
        octets: lane.octets,
        frozen_messages: lane.held,
        oldest: Some(lane.oldest),
        next: lane.due.filter(|due| state == DestinationState::Retry && *due > now),
        answer: None,
    }
}

/// What a recipient of a message was told last.
fn answer_of(state: RecipientState) -> Option<LastAnswer> {
    let cause = cause_of(&state).map(Arc::new);
    Some(LastAnswer { at: state.last_attempt?, text: (*state.reply).into(), cause })
}

fn cause_of(state: &RecipientState) -> Option<Outcome> {
    state.cause.as_deref().and_then(Outcome::from_kept)
}

/// A frozen destination nothing waits for.
fn empty(server: ServerId, name: &Arc<str>, context: &Context) -> Destination {
    Destination {
        server,
        name: name.clone(),
        local: is_local(context, name),
        state: DestinationState::Frozen,
        frozen: true,
        kept_back: Some(DestinationState::Frozen),
        messages: 0,
        octets: 0,
        frozen_messages: 0,
        oldest: None,
        next: None,
        answer: None,
    }
}

async fn detail(row: Summary, stored: Stored, context: &Context) -> MessageDetail {
    let server = context.settings.server(row.server);
    let envelope = stored.envelope.clone();
    let expires = |address: &Address| {
        let server = server?;
        let remote = route(address, server, &context.settings.remote_domains, &context.directory)
            .iter()
            .any(|target| matches!(target, Target::Remote(..)));
        let kind = if remote { Kind::Remote } else { Kind::Local };
        let history = History { accepted: envelope.accepted, attempts: 0, delay_reported: false, kind };
        Some(expiry(history, &server.delivery))
    };
    let recipients = envelope.recipients.iter().zip(&stored.recipients);
    let recipients = recipients.map(|(recipient, state)| RecipientDetail {
        address: recipient.address.clone(),
        status: state.status,
        attempts: state.attempts,
        due: state.due,
        last_attempt: state.last_attempt,
        reply: state.reply.clone(),
        cause: cause_of(state).map(Arc::new),
        expires: expires(&recipient.address),
    });
    let recipients = recipients.collect();
    let mut body = stored.body.clone();
    let mut found = None;
    // The trace headers are one piece, the message begins in the next.
    while found.is_none()
        && let Ok(Some(piece)) = body.next().await
    {
        found = subject(&piece);
        if piece.len() > FIRST_PIECES {
            break;
        }
    }
    MessageDetail {
        id: row.id,
        server: row.server,
        destination: row.lane,
        envelope,
        subject: found.unwrap_or_default(),
        size: row.size,
        due: row.due,
        frozen: row.held,
        under_way: row.leased,
        recipients,
    }
}

/// What a verb needs beside its filter.
struct Work {
    spool: Arc<dyn Spool>,
    verbs: Verbs,
    context: Arc<Context>,
    frozen: Frozen,
    now: Timestamp,
    /// With it, messages are taken out only as far as they go there: what else of them waits stays.
    lane: Option<Box<str>>,
}

impl Work {
    async fn carry_out(self, verb: Verb, filter: Filter) -> Result<Touched, Refusal> {
        let named = filter.ids.is_some();
        let filter = Filter { lane: self.lane.clone(), ..filter };
        let rows = self.spool.find(filter).await;
        if rows.is_empty() && named {
            return Err(Refusal::Gone);
        }
        match verb {
            Verb::Freeze => self.hold(rows, true).await,
            Verb::Unfreeze => self.hold(rows, false).await,
            Verb::Retry => Ok(self.retry(&rows)),
            Verb::Delete | Verb::DeleteWithReport | Verb::Badmail => self.take_out(rows, verb).await,
        }
    }

    async fn hold(&self, rows: Vec<Summary>, held: bool) -> Result<Touched, Refusal> {
        let rows: Vec<Summary> = rows.into_iter().filter(|row| row.held != held).collect();
        let mut touched = Touched::default();
        for some in rows.chunks(AT_ONCE) {
            let mut writing = JoinSet::new();
            for id in some.iter().map(|row| row.id) {
                let spool = self.spool.clone();
                // Together they share a confirmation of the disk.
                writing.spawn(async move { spool.hold(id, held).await });
            }
            while let Some(written) = writing.join_next().await {
                touched.messages += usize::from(was_there(written.unwrap_or(Err(ChangeError::Closed)))?);
            }
        }
        if held {
            self.verbs.call_back(&rows.iter().filter(|row| row.leased).map(|row| row.id).collect());
        }
        Ok(touched)
    }

    fn retry(&self, rows: &[Summary]) -> Touched {
        let goes = |row: &&Summary| {
            let kept = kept_back(row.server, &row.lane, &self.context).is_some();
            !row.held && !row.leased && !kept && !self.frozen.contains(&(row.server, row.lane.clone()))
        };
        let rows: Vec<&Summary> = rows.iter().filter(goes).collect();
        let servers: HashSet<ServerId> = rows.iter().map(|row| row.server).collect();
        servers.into_iter().for_each(|server| self.verbs.forgive(server));
        // The oldest last: so it is the first.
        rows.iter().rev().for_each(|row| self.spool.hurry(row.id, self.now));
        Touched { messages: rows.len(), later: 0 }
    }

    async fn take_out(self, rows: Vec<Summary>, verb: Verb) -> Result<Touched, Refusal> {
        let work = Arc::new(self);
        let (mut touched, mut under_way) = (Touched::default(), vec![]);
        for some in rows.chunks(AT_ONCE) {
            let mut running = JoinSet::new();
            for row in some {
                match work.verbs.reserve(row.server, row.id) {
                    Some(message) => {
                        let work = work.clone();
                        running.spawn(async move { work.one(message, verb).await });
                    }
                    None => under_way.push((row.server, row.id, row.held)),
                }
            }
            while let Some(ended) = running.join_next().await {
                touched.messages += usize::from(ended.unwrap_or(Err(Refusal::Ended))?);
            }
        }
        work.take_back(under_way, verb, touched).await
    }

    /// The same for messages under way.
    async fn take_back(
        self: Arc<Self>,
        under_way: Vec<(ServerId, QueueId, bool)>,
        verb: Verb,
        mut touched: Touched,
    ) -> Result<Touched, Refusal> {
        let mut coming = JoinSet::new();
        for (server, id, held) in under_way {
            // What a crash leaves behind is frozen.
            if was_there(self.spool.hold(id, true).await)? {
                let work = self.clone();
                coming.spawn(async move {
                    let message = work.verbs.recall(server, id).await;
                    let taken = work.one(message, verb).await?;
                    // What stays of it goes on as before.
                    if work.lane.is_some() && !held {
                        was_there(work.spool.hold(id, false).await)?;
                    }
                    Ok(taken)
                });
            }
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            match timeout_at(deadline, coming.join_next()).await {
                Ok(Some(ended)) => touched.messages += usize::from(ended.unwrap_or(Err(Refusal::Ended))?),
                Ok(None) => return Ok(touched),
                Err(_) => break,
            }
        }
        touched.later = coming.len();
        tokio::spawn(async move {
            while let Some(ended) = coming.join_next().await {
                if let Ok(Err(error)) = ended {
                    tracing::error!(%error, "a message that was to be deleted when its attempt ends stays in the queue, frozen");
                }
            }
        });
        Ok(touched)
    }

    /// One message; whether it was there.
    async fn one(&self, message: Reserved, verb: Verb) -> Result<bool, Refusal> {
        let lane = self.lane.as_deref();
        match verb {
            Verb::DeleteWithReport => was_there(self.verbs.delete(&message, lane).await.map(drop)),
            Verb::Badmail => match self.verbs.put_aside(&message, lane).await {
                Ok(path) => {
                    tracing::warn!(path = %path.display(), "a message was put aside by the administrator");
                    Ok(true)
                }
                Err(AsideError::Queue(error)) => was_there(Err(error)),
                Err(error) => Err(Refusal::System(error.to_string())),
            },
            _ => was_there(self.verbs.drop_silently(&message, lane).await),
        }
    }
}

/// A message that has left meanwhile is no error.
fn was_there(changed: Result<(), ChangeError>) -> Result<bool, Refusal> {
    match changed {
        Ok(()) => Ok(true),
        Err(ChangeError::Unknown(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Messages changed at once: enough to share confirmations of the disk, few enough to hold in memory.
const AT_ONCE: usize = 100;

/// How long an answer waits for messages under way.
const PATIENCE: Duration = Duration::from_secs(3);

/// Rows given at a time.
const MOST_ROWS: usize = 200;

/// Octets of a message given at a time.
const MOST_OCTETS: usize = 4 << 20;

/// A piece longer than this holds all the headers there are.
const FIRST_PIECES: usize = 64 << 10;
