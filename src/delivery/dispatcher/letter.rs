//! One message on its way: opened, routed, handed to mailboxes and hops, and settled.

use super::hops::{self, Beginning, Job};
use super::lanes;
use super::settle::{self, Case};
use super::step;
use super::verbs::lane_for;
use super::{Context, Entry, House, PARKED, PARKED_LONGEST, later};
use crate::accounts::{LmtpServer, Mailbox};
use crate::config::VirtualServer;
use crate::delivery::lmtp;
use crate::delivery::mailbox::{Delivered, Parcel};
use crate::delivery::outcome::{Kind, Outcome, Receipt, Step, Trouble};
use crate::delivery::outgoing::{Guise, Outgoing};
use crate::delivery::route::{Hop, Target, route};
use crate::mail::{AccountId, Address, Notify, Recipient};
use crate::spool::{Claim, ReadError, RecipientState, Status, Stored};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// What one group of targets came to: for each, whose it is.
type Answers = Vec<(usize, Target, Outcome)>;

/// Sees one message through an attempt.
pub(super) async fn carry(house: Arc<House>, claim: Claim, mut entry: Entry) {
    entry.release_at = Some(later(house.now(), UNFORESEEN));
    entry.release_at = attempt(&house, &claim, &mut entry).await;
}

/// Returns when the message is due again, when that is not what its recipients say.
async fn attempt(house: &Arc<House>, claim: &Claim, entry: &mut Entry) -> Option<Timestamp> {
    let stored = match house.spool.open(claim.id).await {
        Ok(stored) => Arc::new(stored),
        Err(ReadError::Unknown(_)) => return None,
        Err(error) => {
            tracing::error!(id = %claim.id, %error, "a queued message cannot be read");
            return Some(later(house.now(), UNREADABLE));
        }
    };
    let context = house.context();
    let server = Arc::clone(context.settings.server(stored.envelope.server)?);
    let (mut cases, held) = cases(house, &context, &server, &stored);
    if let Some(lane) = lanes::beyond(&context, &server, claim, &cases)
        && !entry.move_to(lane)
    {
        return Some(later(house.now(), CROWDED));
    }
    let mut groups = groups(house, &context, &server, &stored, &cases);
    let mut unsettled = vec![];
    let mut intact = true;
    // Targets that were served before count at once, those of nobody too.
    let mut answers: Answers = vec![];
    for (index, case) in cases.iter().enumerate() {
        for target in &case.targets {
            match target {
                Target::Unknown(address) => {
                    answers.push((index, target.clone(), Outcome::Troubled(Trouble::UnknownAccount(address.clone()))));
                }
                _ if case.served.contains(&target.place()) => {
                    answers.push((index, target.clone(), case.before()));
                }
                _ => {}
            }
        }
    }
    loop {
        for (index, target, outcome) in answers.drain(..) {
            cases[index].outcomes.push((target, outcome));
        }
        let mailbox = |account: &AccountId| matches!(context.directory.mailbox(*account), Mailbox::Maildir | Mailbox::Forward { .. });
        let is_maildir = |target: &Target| matches!(target, Target::Local(account) if mailbox(account));
        let now = house.now();
        let half: Vec<_> = cases.iter_mut().filter(|case| !case.closed).flat_map(|case| case.newly_served(now, is_maildir)).collect();
        intact &= settle::half(house, &stored, half).await;
        let mut finished = vec![];
        for case in cases.iter_mut().filter(|case| !case.closed && case.is_finished()) {
            case.closed = true;
            finished.push(case.clone());
        }
        if !finished.is_empty() {
            intact &= settle::soon(house, &server, &stored, finished, &mut unsettled).await;
        }
        match groups.join_next().await {
            Some(Ok(more)) => answers = more,
            Some(Err(error)) => tracing::error!(id = %claim.id, %error, "a delivery ended unexpectedly"),
            None => break,
        }
    }
    intact &= settle::rest(house, &server, &stored, unsettled).await;
    if !intact {
        return Some(later(house.now(), UNFORESEEN));
    }
    if held {
        let until = others_due(house, &stored, !cases.is_empty()).await.min(later(house.now(), PARKED_LONGEST));
        house.book().parked.insert(claim.id, until);
        return Some(later(house.now(), PARKED).min(until));
    }
    // A group that ended unexpectedly has left its recipients due: not at once again.
    let lost = cases.iter().any(|case| !case.closed);
    lost.then(|| later(house.now(), UNFORESEEN))
}

/// The recipients of this attempt, and whether some are held back.
fn cases(house: &House, context: &Context, server: &VirtualServer, stored: &Stored) -> (Vec<Case>, bool) {
    let now = house.now();
    let pending = || stored.recipients.iter().enumerate().filter(|(_, state)| state.status == Status::Pending);
    // *Retry now* makes the message due before its recipients are: then it goes to all of them.
    // So do the recipients put off by a clock that was wrong.
    let latest = step::latest(context, now);
    let is_due = |state: &RecipientState| state.due <= now || state.due > latest;
    let any_due = pending().any(|(_, state)| is_due(state));
    let mut held = false;
    let mut cases = vec![];
    for (place, state) in pending().filter(|(_, state)| !any_due || is_due(state)) {
        let Some(recipient) = stored.envelope.recipients.get(place) else { continue };
        let targets = route(&recipient.address, server, &context.settings.remote_domains, &context.directory);
        let remote = targets.iter().any(|t| matches!(t, Target::Remote(..)));
        if is_held(house, server, recipient, &targets) {
            held = true;
            continue;
        }
        cases.push(Case {
            place,
            kind: if remote { Kind::Remote } else { Kind::Local },
            attempts: state.attempts,
            delay_reported: state.delay_reported,
            wants_success: stored.envelope.sender.is_some() && recipient.wants_success(),
            targets,
            served: state.served.clone(),
            outcomes: vec![],
            closed: false,
        });
    }
    (cases, held)
}

/// Whether this recipient is kept back: with all outgoing mail of the server, or with its destination.
fn is_held(house: &House, server: &VirtualServer, recipient: &Recipient, targets: &[Target]) -> bool {
    let outgoing = |target: &Target| if let Target::Remote(_, address) = target { Some(lane_for(server.id, address)) } else { None };
    if server.delivery.hold_outbound && targets.iter().any(|t| outgoing(t).is_some()) {
        return true;
    }
    let frozen = house.frozen();
    !frozen.is_empty()
        && (frozen.contains(&lane_for(server.id, &recipient.address))
            || targets.iter().filter_map(outgoing).any(|lane| frozen.contains(&lane)))
}

/// When the recipients of a message go that are not kept back; the end of time when all are.
async fn others_due(house: &House, stored: &Stored, tried: bool) -> Timestamp {
    // Where something was tried, when it goes again is not what it was.
    let stored = match tried {
        true => house.spool.open(stored.id).await,
        false => Ok(stored.clone()),
    };
    let Ok(stored) = stored else { return Timestamp::MAX };
    let context = house.context();
    let Some(server) = context.settings.server(stored.envelope.server) else { return Timestamp::MAX };
    let goes = |place: usize| {
        let Some(recipient) = stored.envelope.recipients.get(place) else { return false };
        !is_held(house, server, recipient, &route(&recipient.address, server, &context.settings.remote_domains, &context.directory))
    };
    let pending = stored.recipients.iter().enumerate().filter(|(_, state)| state.status == Status::Pending);
    pending.filter(|(place, _)| goes(*place)).map(|(_, state)| state.due).min().unwrap_or(Timestamp::MAX)
}

/// Mailboxes, each with the cases that lead there.
type Mailboxes = Vec<(AccountId, Vec<usize>)>;

/// Starts the deliveries: all mailboxes in one group, each mail store and each transaction in one of its own. However many
/// recipients lead to a mailbox, it gets the message once, by the address of the first.
fn groups(
    house: &Arc<House>,
    context: &Arc<Context>,
    server: &Arc<VirtualServer>,
    stored: &Arc<Stored>,
    cases: &[Case],
) -> JoinSet<Answers> {
    let mut local: Mailboxes = vec![];
    let mut stores: Vec<(LmtpServer, Mailboxes)> = vec![];
    let mut remote: Vec<(Hop, Vec<(usize, Address)>)> = vec![];
    for (index, case) in cases.iter().enumerate() {
        for target in case.targets.iter().filter(|t| !case.served.contains(&t.place())) {
            match target {
                Target::Unknown(_) => {}
                Target::Local(account) => {
                    let list = match context.directory.mailbox(*account) {
                        Mailbox::Lmtp(store) => match stores.iter().position(|(s, _)| s == store) {
                            Some(at) => &mut stores[at].1,
                            None => {
                                stores.push((store.clone(), vec![]));
                                let last = stores.len() - 1;
                                &mut stores[last].1
                            }
                        },
                        _ => &mut local,
                    };
                    match list.iter_mut().find(|(other, _)| other == account) {
                        Some((_, indexes)) => indexes.push(index),
                        None => list.push((*account, vec![index])),
                    }
                }
                Target::Remote(hop, address) => match remote.iter_mut().find(|(h, _)| h == hop) {
                    Some((_, recipients)) => recipients.push((index, address.clone())),
                    None => remote.push((hop.clone(), vec![(index, address.clone())])),
                },
            }
        }
    }
    let mut set = JoinSet::new();
    if !local.is_empty() {
        let first = |(account, indexes): (AccountId, Vec<usize>)| {
            let place = indexes.first().map_or(0, |index| cases[*index].place);
            Local { account, indexes, place }
        };
        let local = local.into_iter().map(first).collect();
        set.spawn(to_mailboxes(Arc::clone(house), Arc::clone(context), Arc::clone(server), Arc::clone(stored), local));
    }
    for (store, accounts) in stores {
        let first = |indexes: &[usize]| indexes.first().map_or(0, |index| cases[*index].place);
        let named = |(account, indexes): &(AccountId, Vec<usize>)| {
            // A mail store knows its people by their own addresses, not by aliases.
            let own = context.directory.own_address(*account).cloned();
            Recipient::new(own.unwrap_or_else(|| stored.envelope.recipients[first(indexes)].address.clone()))
        };
        for chunk in accounts.chunks(MOST_RECIPIENTS) {
            let recipients = chunk.iter().map(named).collect();
            let of = (Arc::clone(house), Arc::clone(server), Arc::clone(stored));
            set.spawn(to_store(of, store.clone(), recipients, chunk.to_vec()));
        }
    }
    // engine.md row 28: many servers take the null sender with one recipient only.
    let most = if stored.envelope.sender.is_none() { 1 } else { MOST_RECIPIENTS };
    for (hop, recipients) in remote {
        for chunk in recipients.chunks(most) {
            let named = chunk.iter().map(|(index, address)| {
                let original = &stored.envelope.recipients[cases[*index].place];
                // RFC 3461 §5.2.7.3: the success of an alias with several addresses is told here, once for all of them.
                let several = cases[*index].targets.len() > 1;
                let notify = original.notify.map(|n| Notify { success: n.success && !several, ..n });
                Recipient { address: address.clone(), notify, orcpt: original.orcpt.clone() }
            });
            let named: Vec<Recipient> = named.collect();
            let answer = hand_over(house, server, stored, &hop, named.clone());
            let (house, server, stored) = (Arc::clone(house), Arc::clone(server), Arc::clone(stored));
            let (hop, chunk) = (hop.clone(), chunk.to_vec());
            set.spawn(async move {
                let mut outcomes = answer.await.unwrap_or_default();
                if let Some(second) = hop.second() {
                    let left: Vec<usize> = (0..outcomes.len()).filter(|at| wants_another_way(&outcomes[*at])).collect();
                    if !left.is_empty() {
                        let named = left.iter().map(|at| named[*at].clone()).collect();
                        let answer = hand_over(&house, &server, &stored, &second, named);
                        left.into_iter().zip(answer.await.unwrap_or_default()).for_each(|(at, outcome)| outcomes[at] = outcome);
                    }
                }
                let each = chunk.into_iter().zip(outcomes);
                each.map(|((index, address), outcome)| (index, Target::Remote(hop.clone(), address), outcome)).collect()
            });
        }
    }
    set
}

/// Queues one transaction; its outcomes come through the channel.
fn hand_over(
    house: &Arc<House>,
    server: &VirtualServer,
    stored: &Stored,
    hop: &Hop,
    recipients: Vec<Recipient>,
) -> oneshot::Receiver<Vec<Outcome>> {
    let (reply, answer) = oneshot::channel();
    let body = (stored.body.len() <= KEPT).then(|| stored.body.clone());
    let job = Job { id: stored.id, envelope: Arc::clone(&stored.envelope), recipients, body, reply };
    hops::submit(house, (server.id, hop.clone()), job);
    answer
}

/// Whether what could not be delivered directly may fare better through the smart host (dialogs.md 2.8.5).
fn wants_another_way(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Delivered(_) => false,
        // The domain itself says that there is nobody, or that it takes no mail.
        Outcome::Troubled(Trouble::Refused { reply, .. }) => reply.enhanced.is_none_or(|code| (code.0, code.1) != (5, 1)),
        Outcome::Troubled(Trouble::NoSuchDomain(_) | Trouble::NullMx(_) | Trouble::LoopsBack(_)) => false,
        // It may have arrived; another way would bring it twice.
        Outcome::Troubled(Trouble::Broken { step: Step::End, .. }) => false,
        Outcome::Troubled(Trouble::Interrupted | Trouble::Unreadable { .. }) => false,
        Outcome::Troubled(_) => true,
    }
}

/// One mailbox after the other.
async fn to_mailboxes(
    house: Arc<House>,
    context: Arc<Context>,
    server: Arc<VirtualServer>,
    stored: Arc<Stored>,
    targets: Vec<Local>,
) -> Answers {
    // Seen by an attempt before, be it for another of its recipients.
    let seen = stored.recipients.iter().any(|state| state.attempts > 0 || state.status != Status::Pending);
    let again = seen || stored.envelope.accepted <= house.started;
    let mut answers = vec![];
    for Local { account, indexes, place } in targets {
        let parcel = Parcel {
            id: stored.id,
            accepted: stored.envelope.accepted,
            sender: stored.envelope.sender.clone(),
            delivered_to: stored.envelope.recipients[place].address.clone(),
            again,
        };
        // Never closed; were it, the mailbox could still be written.
        let _room = house.writers.acquire().await;
        let delivered = match context.directory.mailbox(account) {
            Mailbox::Drop(folder) => house.mailboxes.drop_into(account, folder, parcel, stored.body.clone(), &server.fqdn).await,
            _ if is_full(&context, account, stored.body.len()).await => Err(Trouble::MailboxFull(parcel.delivered_to)),
            _ => house.mailboxes.deliver(account, parcel, stored.body.clone(), &server.fqdn).await,
        };
        if matches!(delivered, Ok(Delivered::New(_))) {
            context.usage.add(account, stored.body.len());
        }
        let outcome = match delivered {
            Ok(Delivered::New(name)) => Outcome::Delivered(Receipt::Mailbox(format!("mailbox {account}: {name}"))),
            Ok(Delivered::Already(name)) => Outcome::Delivered(Receipt::Mailbox(format!("mailbox {account} had it: {name}"))),
            Err(trouble) => Outcome::Troubled(trouble),
        };
        answers.extend(indexes.into_iter().map(|index| (index, Target::Local(account), outcome.clone())));
    }
    answers
}

/// Whether so many octets more would be over the quota of a mailbox. Before that is said it is counted anew.
async fn is_full(context: &Context, account: AccountId, octets: u64) -> bool {
    let Some(quota) = context.directory.quota(account) else { return false };
    for age in [RECOUNT, Duration::ZERO] {
        if context.usage.octets(account, age).await.saturating_add(octets) <= quota.octets() {
            return false;
        }
    }
    true
}

/// One transaction with a mail store.
async fn to_store(
    (house, server, stored): (Arc<House>, Arc<VirtualServer>, Arc<Stored>),
    store: LmtpServer,
    recipients: Vec<Recipient>,
    accounts: Vec<(AccountId, Vec<usize>)>,
) -> Answers {
    let count = recipients.len();
    let all = |outcomes: Vec<Outcome>| -> Answers {
        let each = accounts.iter().zip(outcomes);
        let of = |((account, indexes), outcome): (&(AccountId, Vec<usize>), Outcome)| {
            let account = *account;
            indexes.iter().map(move |index| (*index, Target::Local(account), outcome.clone())).collect::<Vec<_>>()
        };
        each.flat_map(of).collect()
    };
    let place = house.stores.of(&store);
    let _room = match place.enter(&house.place.clock).await {
        Ok(room) => room,
        Err(trouble) => return all(vec![Outcome::Troubled(trouble); count]),
    };
    let body = match Outgoing::new(stored.body.clone(), &Guise::AsItIs, false).await {
        Ok(body) => body,
        Err(error) => {
            return all(vec![Outcome::Troubled(Trouble::Unreadable { what: error.to_string() }); count]);
        }
    };
    let (beginning, octets) = (Beginning::of(&body).await, body.len());
    let mut message = hops::message_of(&stored.envelope, stored.envelope.sender.clone(), recipients, &beginning, octets);
    // Success is told here, once the store has it.
    (message.ret, message.envid) = (None, None);
    let outcomes = match house.resolvers.of(&server.delivery.dns_servers) {
        Ok(resolver) => {
            let work = lmtp::hand_over(&store, &server, &house.place.tls.any, &resolver, message, body);
            tokio::select! {
                outcomes = work => outcomes,
                () = house.cut() => vec![Outcome::Troubled(Trouble::Interrupted); count],
            }
        }
        Err(error) => vec![Outcome::Troubled(Trouble::Dns { name: store.to_string(), what: error.to_string() }); count],
    };
    place.note(&outcomes, &house.place.clock);
    all(outcomes)
}

/// A mailbox that is to be written, and the recipients that lead to it.
struct Local {
    account: AccountId,
    indexes: Vec<usize>,
    /// The first of them, by its place in the envelope.
    place: usize,
}

/// How long the counted size of a mailbox is good for.
const RECOUNT: Duration = Duration::from_secs(300);

/// RFC 5321 §4.5.3.1.8: every server takes 100 recipients.
const MOST_RECIPIENTS: usize = 100;

/// Octets of a body kept while its job waits; a larger one is read again from the spool.
const KEPT: u64 = 16 * 1024;

/// After something that should not happen.
const UNFORESEEN: SignedDuration = SignedDuration::from_secs(60);

/// Who waits for room is called; this is for those whom a call has missed.
const CROWDED: SignedDuration = SignedDuration::from_mins(10);

const UNREADABLE: SignedDuration = SignedDuration::from_mins(10);
