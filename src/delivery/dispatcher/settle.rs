//! Writing down what an attempt came to, with the reports that follow from it.
//!
//! Order: who has the message, and what needs no report, at once; then badmail; then failures together with their report; then
//! delays with theirs; then what the sender asked to hear the success of.
//! Whatever is said here has been written before the lease ends. When the disk refuses, we insist: a recipient that has
//! the message must not be forgotten.

use super::verbs::Waiting;
use super::{Happening, House};
use crate::accounts;
use crate::config::VirtualServer;
use crate::delivery::badmail;
use crate::delivery::outcome::{History, Kind, Next, Outcome, Receipt, Trouble, expiry, verdict};
use crate::delivery::outgoing::Guise;
use crate::delivery::report::{Entry, HEADERS_MOST, Original, Report, WHOLE_MOST, is_eight_bit};
use crate::delivery::route::Target;
use crate::delivery::words::Verdict;
use crate::mail::header::block_length;
use crate::mail::{Address, Envelope, QueueId, Recipient};
use crate::spool::{AcceptError, ChangeError, Outcome as Written, Progress, Stored};
use bytes::{Bytes, BytesMut};
use jiff::Timestamp;
use std::time::Duration;

/// One recipient in an attempt.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) place: usize,
    pub(super) kind: Kind,
    pub(super) attempts: u32,
    pub(super) delay_reported: bool,
    /// The sender asked to hear of the success.
    pub(super) wants_success: bool,
    pub(super) targets: Vec<Target>,
    /// Targets that have the message and are written down as such: see [`Target::place`].
    pub(super) served: Vec<Box<str>>,
    pub(super) outcomes: Vec<(Target, Outcome)>,
    /// Has been handed to [`soon`].
    pub(super) closed: bool,
}

/// What is still to be written: a case that fails, or whose sender is told of the delay or of the success.
#[derive(Debug)]
pub(super) struct Grave {
    place: usize,
    kind: Kind,
    outcome: Outcome,
    fate: Fate,
    at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Failed { expired: bool },
    Delayed { due: Timestamp, until: Timestamp },
    Arrived,
}

impl Case {
    /// Whether every target has its outcome.
    pub(super) fn is_finished(&self) -> bool {
        self.outcomes.len() >= self.targets.len()
    }

    /// Whether the sender is told of this end of an attempt as a success.
    fn is_reported_success(&self, end: &Outcome) -> bool {
        self.wants_success && matches!(end, Outcome::Delivered(receipt) if receipt.action().is_some())
    }

    /// What became of a target that had the message before this attempt.
    pub(super) fn before(&self) -> Outcome {
        let noted = || self.served.iter().find_map(|mark| Outcome::from_kept(mark));
        let alone = self.targets.len() == 1;
        alone.then(noted).flatten().unwrap_or_else(|| Outcome::Delivered(Receipt::Mailbox("delivered before".into())))
    }

    /// Which targets have got the message now, for the spool; they count as served from here on. Of several targets those
    /// before the others have answered: what a Maildir has it knows by itself, and that is written only with the end of an
    /// attempt that has failed for another target. And all of them where the success is to be reported: that is settled
    /// together with its report, when the rest of the message has come to an end, and so may take long.
    pub(super) fn newly_served(&mut self, now: Timestamp, is_maildir: impl Fn(&Target) -> bool) -> Vec<Progress> {
        let (finished, end) = (self.is_finished(), self.combined());
        let reported = finished && self.is_reported_success(&end);
        let settled_now = finished && !reported && matches!(end, Outcome::Delivered(_));
        if settled_now || (self.targets.len() < 2 && !reported) {
            return vec![];
        }
        let got = self.outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Delivered(_)));
        let mut new: Vec<Box<str>> = got
            .filter(|(target, _)| finished || !is_maildir(target))
            .map(|(target, _)| target.place())
            .filter(|place| !self.served.contains(place))
            .collect();
        // The report has to say who relayed it, also after a restart.
        if matches!((&end, &self.targets[..], &new[..]), (Outcome::Delivered(Receipt::Relayed { .. }), [_], [_])) {
            new.extend(end.kept_short());
        }
        self.served.extend(new.iter().cloned());
        new.into_iter().map(|place| step(self.place, now, Written::Served { place })).collect()
    }

    /// The one outcome of the recipient: worth another attempt as long as one target is.
    fn combined(&self) -> Outcome {
        let troubles = || {
            self.outcomes.iter().filter_map(|(_, outcome)| match outcome {
                Outcome::Troubled(trouble) => Some(trouble),
                Outcome::Delivered(_) => None,
            })
        };
        if let Some(trouble) = troubles().find(|t| !t.is_final()).or_else(|| troubles().next()) {
            return Outcome::Troubled(trouble.clone());
        }
        match self.outcomes.first() {
            Some((_, Outcome::Delivered(receipt))) if self.targets.len() > 1 => {
                Outcome::Delivered(Receipt::Expanded(format!("{receipt} (and {} more)", self.targets.len() - 1)))
            }
            Some((_, outcome)) => outcome.clone(),
            None => Outcome::Troubled(Trouble::Interrupted),
        }
    }
}

/// Writes down what needs no report; the rest is put into `graves`. `false` when the spool did not take it.
pub(super) async fn soon(house: &House, server: &VirtualServer, stored: &Stored, cases: Vec<Case>, graves: &mut Vec<Grave>) -> bool {
    let now = house.now();
    let mut steps = vec![];
    let mut happened = vec![];
    for case in cases {
        let outcome = case.combined();
        let history =
            History { accepted: stored.envelope.accepted, attempts: case.attempts, delay_reported: case.delay_reported, kind: case.kind };
        let recipient = &stored.envelope.recipients[case.place];
        let address = recipient.address.clone();
        let told = stored.envelope.sender.is_some() && recipient.wants_delay();
        match (verdict(&outcome, history, now, &server.delivery), outcome) {
            // Broken off by us: nothing has happened.
            (_, Outcome::Troubled(Trouble::Interrupted)) => {}
            (_, outcome) if case.is_reported_success(&outcome) => {
                graves.push(Grave { place: case.place, kind: case.kind, outcome, fate: Fate::Arrived, at: now });
            }
            (_, Outcome::Delivered(receipt)) => {
                let reply = receipt.to_string();
                steps.push(step(case.place, now, Written::Delivered { reply: reply.as_str().into() }));
                // With its last recipient a message leaves, and nobody can ask.
                if stored.envelope.recipients.len() > 1 {
                    steps.extend(explained(case.place, now, &Outcome::Delivered(receipt)));
                }
                happened.push(Happening::Delivered { recipient: address, reply });
            }
            (Next::Retry { due, tell }, Outcome::Troubled(trouble)) if !(tell && told) => {
                steps.push(step(case.place, now, Written::Deferred { due, reply: trouble.to_string().into() }));
                steps.extend(explained(case.place, now, &Outcome::Troubled(trouble.clone())));
                happened.push(Happening::Deferred { recipient: address, trouble, due });
            }
            (Next::Retry { due, .. }, Outcome::Troubled(trouble)) => {
                let fate = Fate::Delayed { due, until: expiry(history, &server.delivery) };
                graves.push(Grave { place: case.place, kind: case.kind, outcome: Outcome::Troubled(trouble), fate, at: now });
            }
            (next, Outcome::Troubled(trouble)) => {
                let fate = Fate::Failed { expired: next == Next::Expire };
                graves.push(Grave { place: case.place, kind: case.kind, outcome: Outcome::Troubled(trouble), fate, at: now });
            }
        }
    }
    if steps.is_empty() {
        return true;
    }
    let written = insist(house, || house.spool.progress(stored.id, steps.clone())).await.is_some();
    if written {
        happened.into_iter().for_each(|what| house.tell(stored.envelope.server, stored.id, what));
    }
    written
}

/// Writes down failures, reported delays and reported successes, each kind with one report. `false` when the spool did not
/// take it.
pub(super) async fn rest(house: &House, server: &VirtualServer, stored: &Stored, graves: Vec<Grave>) -> bool {
    let (failed, others): (Vec<Grave>, Vec<Grave>) = graves.into_iter().partition(|g| matches!(g.fate, Fate::Failed { .. }));
    let (arrived, delayed): (Vec<Grave>, Vec<Grave>) = others.into_iter().partition(|g| g.fate == Fate::Arrived);
    let mut intact = true;
    if !failed.is_empty() {
        let wants = |g: &&Grave| stored.envelope.recipients[g.place].wants_failure();
        let reported: Vec<&Grave> = failed.iter().filter(wants).collect();
        intact &= match &stored.envelope.sender {
            // RFC 5321 §6.1: no report about a report.
            None => put_aside(house, server, stored, &failed).await,
            Some(sender) if !reported.is_empty() => {
                let to = receivers(answered(house, server, stored, &reported, sender), sender, server);
                report(house, server, stored, &failed, &reported, Verdict::Failed, to).await
            }
            Some(_) => write(house, stored, steps(&failed)).await,
        };
        if intact {
            tell(house, stored, failed);
        }
    }
    if let Some(until) = delayed.iter().filter_map(|g| if let Fate::Delayed { until, .. } = g.fate { Some(until) } else { None }).max()
        && let Some(sender) = &stored.envelope.sender
    {
        let all: Vec<&Grave> = delayed.iter().collect();
        let written =
            report(house, server, stored, &delayed, &all, Verdict::Delayed { until }, vec![answered(house, server, stored, &all, sender)])
                .await;
        intact &= written;
        if written {
            tell(house, stored, delayed);
        }
    }
    if !arrived.is_empty()
        && let Some(sender) = &stored.envelope.sender
    {
        let all: Vec<&Grave> = arrived.iter().collect();
        let written =
            report(house, server, stored, &arrived, &all, Verdict::Arrived, vec![answered(house, server, stored, &all, sender)]).await;
        intact &= written;
        if written {
            tell(house, stored, arrived);
        }
    }
    intact
}

/// Writes down who has the message of what is not settled yet. `false` when the spool did not take it.
pub(super) async fn half(house: &House, stored: &Stored, steps: Vec<Progress>) -> bool {
    steps.is_empty() || write(house, stored, steps).await
}

fn step(recipient: usize, at: Timestamp, outcome: Written) -> Progress {
    Progress { recipient, at, outcome }
}

fn explained(recipient: usize, at: Timestamp, outcome: &Outcome) -> Option<Progress> {
    outcome.kept().map(|cause| step(recipient, at, Written::Explained { cause }))
}

fn steps(graves: &[Grave]) -> Vec<Progress> {
    let mut steps = vec![];
    for grave in graves {
        let reply = grave.outcome.to_string().into();
        match grave.fate {
            Fate::Arrived => steps.push(step(grave.place, grave.at, Written::Delivered { reply })),
            Fate::Failed { .. } => steps.push(step(grave.place, grave.at, Written::Failed { reply })),
            Fate::Delayed { due, .. } => {
                steps.push(step(grave.place, grave.at, Written::Deferred { due, reply }));
                steps.push(step(grave.place, grave.at, Written::DelayReported));
            }
        }
        steps.extend(explained(grave.place, grave.at, &grave.outcome));
    }
    steps
}

fn tell(house: &House, stored: &Stored, graves: Vec<Grave>) {
    for grave in graves {
        let recipient = stored.envelope.recipients[grave.place].address.clone();
        let what = match (grave.outcome, grave.fate) {
            (Outcome::Delivered(receipt), _) => Happening::Delivered { recipient, reply: receipt.to_string() },
            (Outcome::Troubled(trouble), Fate::Delayed { due, .. }) => Happening::Deferred { recipient, trouble, due },
            (Outcome::Troubled(trouble), fate) => Happening::Failed { recipient, trouble, expired: fate == Fate::Failed { expired: true } },
        };
        house.tell(stored.envelope.server, stored.id, what);
    }
}

async fn write(house: &House, stored: &Stored, steps: Vec<Progress>) -> bool {
    insist(house, || house.spool.progress(stored.id, steps.clone())).await.is_some()
}

/// Who hears of it: the sender, under the name it was sent by where all of it is about mail that left (dialogs.md 2.8.5).
fn answered(house: &House, server: &VirtualServer, stored: &Stored, about: &[&Grave], sender: &Address) -> Address {
    if about.iter().any(|grave| grave.kind == Kind::Local) {
        return sender.clone();
    }
    let context = house.context();
    let guise = Guise::masquerade(&stored.envelope, server, &context.directory);
    let masked = guise.sender(Some(sender)).unwrap_or_else(|| sender.clone());
    // A name that is ours too, but nobody's: the report would reach nobody.
    let lost = context.directory.expand(&masked).iter().any(|target| matches!(target, accounts::Target::Unresolved(_)));
    if lost { sender.clone() } else { masked }
}

/// Stores a report to the sender (and to who gets a copy) together with the progress of `all`.
async fn report(
    house: &House,
    server: &VirtualServer,
    stored: &Stored,
    all: &[Grave],
    about: &[&Grave],
    verdict: Verdict,
    to: Vec<Address>,
) -> bool {
    let Some((envelope, written)) = prepare(house, server, stored, about, verdict, &to).await else {
        return write(house, stored, steps(all)).await;
    };
    let cause = steps(all);
    let store = || store(house, &envelope, &written, (stored.id, &cause));
    match insist(house, store).await {
        Some(id) => {
            house.tell(stored.envelope.server, stored.id, Happening::Reported { report: id });
            true
        }
        None => false,
    }
}

/// Gives up, because the administrator wants it, recipients that still wait, and reports it to the sender. One try.
///
/// # Errors
/// [`ChangeError`]; everything is as it was.
pub(super) async fn delete(
    house: &House,
    server: &VirtualServer,
    stored: &Stored,
    waiting: &Waiting,
) -> Result<Option<QueueId>, ChangeError> {
    let graves = given_up(stored, waiting, house.now());
    let reported: Vec<&Grave> = graves.iter().filter(|g| stored.envelope.recipients[g.place].wants_failure()).collect();
    // RFC 5321 §6.1: no report about a report.
    // It has not left, so the sender is told under the name it gave.
    let sender = stored.envelope.sender.as_ref().filter(|_| !reported.is_empty());
    let to = sender.map(|sender| receivers(sender.clone(), sender, server)).unwrap_or_default();
    let report = match prepare(house, server, stored, &reported, Verdict::Failed, &to).await {
        Some((envelope, written)) => Some(store(house, &envelope, &written, (stored.id, &steps(&graves))).await?),
        None => {
            give_up(house, stored, waiting).await?;
            None
        }
    };
    if let Some(report) = report {
        house.tell(stored.envelope.server, stored.id, Happening::Reported { report });
    }
    tell(house, stored, graves);
    Ok(report)
}

/// Gives up recipients that still wait without a word to anybody; with the last of them the message leaves. One try.
///
/// # Errors
/// [`ChangeError`]; everything is as it was.
pub(super) async fn give_up(house: &House, stored: &Stored, waiting: &Waiting) -> Result<(), ChangeError> {
    match waiting.all {
        true => house.spool.finish(stored.id).await,
        false => house.spool.progress(stored.id, steps(&given_up(stored, waiting, house.now()))).await,
    }
}

fn given_up(stored: &Stored, waiting: &Waiting, now: Timestamp) -> Vec<Grave> {
    let grave = |place: &usize| Grave {
        place: *place,
        outcome: Outcome::Troubled(Trouble::Deleted),
        fate: Fate::Failed { expired: false },
        kind: Kind::Local,
        at: stored.recipients[*place].last_attempt.unwrap_or(now),
    };
    waiting.places.iter().map(grave).collect()
}

/// Who gets a report of a failure: the sender, under this name, and who gets a copy.
fn receivers(to: Address, sender: &Address, server: &VirtualServer) -> Vec<Address> {
    let copy = server.messages.report_copy_to.clone().filter(|copy| copy != sender);
    std::iter::once(to).chain(copy).collect()
}

/// A report with its envelope; `None` when there is nobody to get it.
async fn prepare(
    house: &House,
    server: &VirtualServer,
    stored: &Stored,
    about: &[&Grave],
    verdict: Verdict,
    to: &[Address],
) -> Option<(Envelope, Vec<u8>)> {
    let sender = to.first()?;
    let (octets, whole) = original(stored).await;
    let report = Report {
        verdict,
        envelope: &stored.envelope,
        entries: about.iter().map(|grave| entry(stored, grave)).collect(),
        original: Original { octets: &octets, whole },
        fqdn: &server.fqdn,
        at: house.now(),
        zone: &house.place.zone,
        language: server.messages.language,
        unique: rand::random(),
    };
    let written = report.write(sender, &*house.place.words);
    let mut envelope = report.envelope_to(sender.clone(), is_eight_bit(&written));
    for copy in &to[1..] {
        envelope.smtputf8 |= copy.needs_smtputf8();
        envelope.recipients.push(Recipient::new(copy.clone()));
    }
    Some((envelope, written))
}

fn entry<'a>(stored: &'a Stored, grave: &'a Grave) -> Entry<'a> {
    Entry {
        recipient: &stored.envelope.recipients[grave.place],
        outcome: &grave.outcome,
        expired: grave.fate == Fate::Failed { expired: true },
        last_attempt: grave.at,
    }
}

async fn store(house: &House, envelope: &Envelope, message: &[u8], cause: (QueueId, &[Progress])) -> Result<QueueId, ChangeError> {
    let mut body = house.spool.incoming();
    let refused = |error: AcceptError| match error {
        // What comes of it is the same: it cannot be stored now.
        AcceptError::Closed => ChangeError::Closed,
        other => other.into(),
    };
    body.write(message).await.map_err(refused)?;
    let cause = (cause.0, cause.1.to_vec());
    house.spool.accept_with(envelope.clone(), vec![], body, cause).await.map_err(refused)
}

/// A report that cannot be delivered goes to badmail; only when it lies there is it settled.
async fn put_aside(house: &House, server: &VirtualServer, stored: &Stored, failed: &[Grave]) -> bool {
    let reasons: Vec<(Address, String)> =
        failed.iter().map(|g| (stored.envelope.recipients[g.place].address.clone(), g.outcome.to_string())).collect();
    let folder = house.badmail(server.id);
    match badmail::put(folder, stored.id, stored.envelope.sender.as_ref(), &reasons, house.now(), stored.body.clone()).await {
        Ok(path) => {
            tracing::warn!(id = %stored.id, path = %path.display(), "a report could not be delivered and was put aside");
            if !write(house, stored, steps(failed)).await {
                return false;
            }
            house.tell(server.id, stored.id, Happening::Badmail { path });
            true
        }
        Err(error) => {
            tracing::error!(id = %stored.id, %error, "badmail cannot be written; tried again later");
            false
        }
    }
}

/// The message as far as a report may need it, and whether that is all. A message that cannot be read goes back empty.
async fn original(stored: &Stored) -> (Bytes, bool) {
    let mut body = stored.body.clone();
    if body.len() <= WHOLE_MOST {
        return match body.whole().await {
            Ok(octets) => (octets, true),
            Err(_) => (Bytes::new(), false),
        };
    }
    let mut octets = BytesMut::new();
    body.rewind();
    while octets.len() <= HEADERS_MOST && block_length(&octets) == octets.len() {
        match body.next().await {
            Ok(Some(piece)) => octets.extend_from_slice(&piece),
            Ok(None) | Err(_) => break,
        }
    }
    (octets.freeze(), false)
}

/// Writes until it is written; `None` when the message has left meanwhile, the spool is closed or the program ends.
async fn insist<T, F: Future<Output = Result<T, ChangeError>>>(house: &House, write: impl Fn() -> F) -> Option<T> {
    loop {
        match write().await {
            Ok(done) => return Some(done),
            Err(ChangeError::Unknown(_) | ChangeError::Closed) => return None,
            Err(error) => tracing::error!(%error, "what became of a message cannot be written down"),
        }
        tokio::select! {
            () = tokio::time::sleep(AGAIN) => {}
            () = house.drained() => return write().await.ok(),
        }
    }
}

/// How long a refusing disk is left in peace.
const AGAIN: Duration = Duration::from_secs(3);
