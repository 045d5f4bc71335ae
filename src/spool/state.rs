//! What has become of a message's recipients. Pure: no I/O, no clock, no randomness.
//!
//! A [`State`] is always the whole truth about one message: writing a new one replaces the last. Only recipients that
//! something has happened to are in it.
//!
//! Invariant: while a message is in the spool at least one recipient is pending; the change that settles the last one
//! makes the message leave.

use crate::mail::{Address, Envelope, Host, Recipient};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One step of a delivery, for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which recipient: its place in [`Envelope::recipients`].
    pub recipient: usize,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub outcome: Outcome,
}

/// What happened to a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The next hop or the mailbox has it. The reply is kept for the queue window, at most [`MAX_REPLY`] octets of it.
    Delivered {
        /// What the peer said.
        reply: Box<str>,
    },
    /// It will never be delivered. Whoever writes this also stores the report, see [`super::Spool::accept_with`].
    Failed {
        /// What the peer said.
        reply: Box<str>,
    },
    /// Not now; one more attempt is counted.
    Deferred {
        /// When to try again.
        due: Timestamp,
        /// What the peer said.
        reply: Box<str>,
    },
    /// The sender has been told that this takes long (once for each recipient).
    DelayReported,
    /// What the attempt that was noted just before, with the same time, came to, in a form of the writer's own; one of more
    /// than [`MAX_CAUSE`] octets is not kept.
    Explained {
        /// The form.
        cause: Box<str>,
    },
    /// One of the places behind it has the message, others have not: it still waits, and no attempt is counted. At most
    /// [`MOST_SERVED`] are kept.
    Served {
        /// The place, named in the writer's own manner; more than [`MAX_REPLY`] octets are not kept.
        place: Box<str>,
    },
}

/// Whether a recipient is still waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Status {
    /// Still to be delivered.
    #[default]
    Pending,
    /// Delivered.
    Delivered,
    /// Given up, and reported if that was wanted.
    Failed,
}

/// Where one recipient stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientState {
    /// Whether it is still waiting.
    #[serde(default)]
    pub status: Status,
    /// Attempts so far.
    #[serde(default)]
    pub attempts: u32,
    /// When the next attempt is due; for a settled recipient without meaning.
    pub due: Timestamp,
    /// When the last attempt ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_attempt: Option<Timestamp>,
    /// What the peer said then, shortened to [`MAX_REPLY`] octets.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reply: Box<str>,
    /// The same in the form of whoever delivers; records of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Box<str>>,
    /// Places behind a waiting recipient that have the message already; records of earlier versions have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub served: Vec<Box<str>>,
    /// Whether the sender has been told of the delay.
    #[serde(default)]
    pub delay_reported: bool,
}

impl RecipientState {
    /// A recipient nothing has happened to.
    pub fn fresh(accepted: Timestamp) -> Self {
        Self {
            status: Status::Pending,
            attempts: 0,
            due: accepted,
            last_attempt: None,
            reply: "".into(),
            cause: None,
            served: vec![],
            delay_reported: false,
        }
    }
}

/// All that changes about a message while it waits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Frozen by the administrator.
    #[serde(default)]
    pub held: bool,
    /// By place in the envelope; who is missing is fresh.
    #[serde(default)]
    pub recipients: BTreeMap<usize, RecipientState>,
}

/// What the schedule must know about a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prospect {
    /// Where it goes next: the domain of the pending recipient that is due first, in lower case.
    pub lane: Box<str>,
    /// When.
    pub due: Timestamp,
    /// Recipients still waiting, at least one.
    pub pending: u32,
    /// The most attempts any pending recipient has seen.
    pub attempts: u32,
    /// Frozen by the administrator.
    #[serde(default)]
    pub held: bool,
}

impl State {
    /// Notes what happened. A settled recipient stays settled, and a recipient that does not exist is passed over.
    pub fn apply(&mut self, envelope: &Envelope, progress: &[Progress]) {
        for step in progress {
            if step.recipient >= envelope.recipients.len() {
                continue;
            }
            let state = self.recipients.entry(step.recipient).or_insert_with(|| RecipientState::fresh(envelope.accepted));
            if let Outcome::Explained { cause } = &step.outcome {
                if state.last_attempt == Some(step.at) && state.cause.is_none() && cause.len() <= MAX_CAUSE {
                    state.cause = Some(cause.clone());
                }
                continue;
            }
            if state.status != Status::Pending {
                continue;
            }
            let reply = match &step.outcome {
                Outcome::Explained { .. } => continue,
                Outcome::Served { place } => {
                    if state.served.len() < MOST_SERVED && place.len() <= MAX_REPLY && !state.served.contains(place) {
                        state.served.push(place.clone());
                    }
                    continue;
                }
                Outcome::DelayReported => {
                    state.delay_reported = true;
                    continue;
                }
                Outcome::Delivered { reply } => {
                    state.status = Status::Delivered;
                    reply
                }
                Outcome::Failed { reply } => {
                    state.status = Status::Failed;
                    reply
                }
                Outcome::Deferred { due, reply } => {
                    state.due = *due;
                    reply
                }
            };
            state.attempts = state.attempts.saturating_add(1);
            state.last_attempt = Some(step.at);
            state.reply = shortened(reply);
            state.cause = None;
            if state.status != Status::Pending {
                state.served.clear();
            }
        }
    }

    /// What comes next; `None` when nobody is waiting any more.
    pub fn prospect(&self, envelope: &Envelope) -> Option<Prospect> {
        let mut next: Option<Prospect> = None;
        for (place, recipient) in envelope.recipients.iter().enumerate() {
            let state = self.recipients.get(&place);
            if state.is_some_and(|s| s.status != Status::Pending) {
                continue;
            }
            let (due, attempts) = state.map_or((envelope.accepted, 0), |s| (s.due, s.attempts));
            match &mut next {
                None => next = Some(Prospect { lane: lane_of(recipient), due, pending: 1, attempts, held: self.held }),
                Some(next) => {
                    if due < next.due {
                        (next.lane, next.due) = (lane_of(recipient), due);
                    }
                    next.pending += 1;
                    next.attempts = next.attempts.max(attempts);
                }
            }
        }
        next
    }

    /// Leaves out what can be missed of a state that is too long to be written: of all recipients first the explanations,
    /// then the replies, then the times of the last attempts, at last the places behind them that have the message (they may
    /// get it twice). One kind at a time; `false` when there is nothing left to leave out.
    pub fn shorten(&mut self) -> bool {
        let kinds: [fn(&mut RecipientState) -> bool; 4] = [
            |r| r.cause.take().is_some(),
            |r| !std::mem::take(&mut r.reply).is_empty(),
            |r| r.last_attempt.take().is_some(),
            |r| !std::mem::take(&mut r.served).is_empty(),
        ];
        kinds.iter().any(|leave_out| self.recipients.values_mut().filter_map(|recipient| leave_out(recipient).then_some(())).count() > 0)
    }

    /// Where each recipient stands, in the order of the envelope.
    pub fn all(&self, envelope: &Envelope) -> Vec<RecipientState> {
        (0..envelope.recipients.len())
            .map(|place| self.recipients.get(&place).cloned().unwrap_or_else(|| RecipientState::fresh(envelope.accepted)))
            .collect()
    }
}

/// The lane of a recipient: its domain in lower case, or the address literal.
pub fn lane_of(recipient: &Recipient) -> Box<str> {
    lane_to(&recipient.address)
}

/// The lane of a destination as somebody types it: a domain, also in Unicode or with a final dot, or an address literal; `None`
/// when it is neither.
pub fn lane_named(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    let host = text.strip_suffix('.').unwrap_or(text);
    // The grammar of hosts is that of addresses.
    Address::parse(&format!("a@{host}")).ok().map(|address| lane_to(&address))
}

/// The lane of an address.
pub fn lane_to(address: &Address) -> Box<str> {
    match address.host() {
        Host::Domain(domain) => domain.as_str().into(),
        literal @ Host::Literal(_) => literal.to_string().to_ascii_lowercase().into(),
    }
}

fn shortened(reply: &str) -> Box<str> {
    let end = (0..=MAX_REPLY.min(reply.len())).rev().find(|end| reply.is_char_boundary(*end));
    reply[..end.unwrap_or(0)].into()
}

/// Octets of a peer's reply that are kept.
pub const MAX_REPLY: usize = 512;

/// Places behind one recipient that are remembered.
pub const MOST_SERVED: usize = 1_000;

/// Recipients of one message: the state of so many fits into one record, however little is left of it.
pub const MOST_RECIPIENTS: usize = 65_536;

/// Octets of what is kept beside it.
pub const MAX_CAUSE: usize = 1_024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::proof::{at, envelope};

    fn step(recipient: usize, outcome: Outcome) -> Progress {
        Progress { recipient, at: at(5), outcome }
    }

    #[test]
    fn the_lane_is_that_of_the_pending_recipient_due_first() {
        let envelope = envelope(&["a@one.test", "b@two.test", "c@[192.0.2.1]"]);
        let mut state = State::default();
        assert_eq!(&*state.prospect(&envelope).unwrap().lane, "one.test");
        state.apply(&envelope, &[step(0, Outcome::Deferred { due: at(90), reply: "later".into() })]);
        let next = state.prospect(&envelope).unwrap();
        assert_eq!((&*next.lane, next.due, next.pending, next.attempts), ("two.test", at(0), 3, 1));
        state.apply(&envelope, &[step(1, Outcome::Delivered { reply: "ok".into() })]);
        assert_eq!(&*state.prospect(&envelope).unwrap().lane, "[192.0.2.1]");
    }

    #[test]
    fn nothing_comes_next_when_all_are_settled_and_settled_stays_settled() {
        let envelope = envelope(&["a@one.test"]);
        let mut state = State::default();
        state.apply(
            &envelope,
            &[step(0, Outcome::Failed { reply: "no".into() }), step(0, Outcome::Deferred { due: at(9), reply: "".into() })],
        );
        assert_eq!((state.prospect(&envelope), state.recipients[&0].status), (None, Status::Failed));
        state.apply(&envelope, &[step(7, Outcome::DelayReported)]);
        assert_eq!(state.recipients.len(), 1);
    }

    #[test]
    fn an_explanation_goes_with_its_attempt_and_old_records_have_none() {
        let envelope = envelope(&["a@one.test"]);
        let mut state = State::default();
        let explained = |cause: &str| step(0, Outcome::Explained { cause: cause.into() });
        let deferred = || step(0, Outcome::Deferred { due: at(9), reply: "later".into() });
        state.apply(&envelope, &[explained("of nothing")]);
        assert_eq!(state.recipients[&0].cause, None);
        state.apply(&envelope, &[deferred(), explained("busy")]);
        assert_eq!(state.recipients[&0].cause.as_deref(), Some("busy"));
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&json).unwrap(), state);
        let old = json.replace(",\"cause\":\"busy\"", "");
        assert_ne!(old, json);
        assert_eq!(serde_json::from_str::<State>(&old).unwrap().recipients[&0].cause, None);
        state.apply(&envelope, &[deferred(), explained(&"x".repeat(MAX_CAUSE + 1))]);
        assert_eq!(state.recipients[&0].cause, None, "that of the attempt before does not stay");
        state.apply(&envelope, &[step(0, Outcome::Failed { reply: "no".into() }), explained("gone")]);
        assert_eq!(state.recipients[&0].cause.as_deref(), Some("gone"));
    }

    #[test]
    fn a_place_that_has_the_message_is_remembered_until_the_recipient_is_settled() {
        let envelope = envelope(&["a@one.test"]);
        let mut state = State::default();
        let served = |place: &str| step(0, Outcome::Served { place: place.into() });
        state.apply(&envelope, &[served("7"), served("7"), served("b@two.test"), served(&"x".repeat(MAX_REPLY + 1))]);
        assert_eq!((&*state.recipients[&0].served, state.recipients[&0].attempts), (&["7".into(), "b@two.test".into()][..], 0));
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&json).unwrap(), state);
        state.apply(&envelope, &[step(0, Outcome::Deferred { due: at(9), reply: "".into() })]);
        assert_eq!(state.recipients[&0].served.len(), 2);
        (0..2 * MOST_SERVED).for_each(|n| state.apply(&envelope, &[served(&n.to_string())]));
        assert_eq!(state.recipients[&0].served.len(), MOST_SERVED);
        state.apply(&envelope, &[step(0, Outcome::Delivered { reply: "".into() })]);
        assert!(state.recipients[&0].served.is_empty());
        let old: State = serde_json::from_str("{\"recipients\":{\"0\":{\"due\":\"2026-11-22T08:00:00Z\"}}}").unwrap();
        assert!(old.recipients[&0].served.is_empty());
    }

    #[test]
    fn what_can_be_missed_is_left_out_kind_by_kind_and_the_rest_of_the_greatest_state_fits_into_a_record() {
        let envelope = envelope(&["a@one.test", "b@two.test"]);
        let mut state = State::default();
        let deferred = |recipient| step(recipient, Outcome::Deferred { due: at(9), reply: "later".into() });
        let served = Outcome::Served { place: "7".into() };
        state.apply(&envelope, &[deferred(0), step(0, Outcome::Explained { cause: "busy".into() }), deferred(1), step(1, served)]);
        let left = |state: &State| {
            let all: Vec<_> = state.recipients.values().collect();
            let count = |has: fn(&RecipientState) -> bool| all.iter().filter(|r| has(r)).count();
            [
                count(|r| r.cause.is_some()),
                count(|r| !r.reply.is_empty()),
                count(|r| r.last_attempt.is_some()),
                count(|r| !r.served.is_empty()),
            ]
        };
        assert_eq!(left(&state), [1, 2, 2, 1]);
        for expected in [[0, 2, 2, 1], [0, 0, 2, 1], [0, 0, 0, 1], [0, 0, 0, 0]] {
            assert!(state.shorten());
            assert_eq!(left(&state), expected);
        }
        assert!(!state.shorten());
        assert!(state.recipients.values().all(|r| (r.due, r.attempts, r.status) == (at(9), 1, Status::Pending)));
        // The longest that can then be: every number, time and word at its longest.
        let longest = RecipientState { status: Status::Delivered, attempts: u32::MAX, ..RecipientState::fresh(Timestamp::MIN) };
        let one = format!("\"{MOST_RECIPIENTS}\":{},", serde_json::to_string(&longest).unwrap());
        assert!((one.len() + 1) * MOST_RECIPIENTS < crate::spool::record::MAX_PAYLOAD as usize / 2, "{one}");
    }

    #[test]
    fn a_destination_is_known_however_it_is_typed() {
        let known = |text| lane_named(text).unwrap();
        assert_eq!((&*known(" Far.Example. "), &*known("[127.0.0.2]")), ("far.example", "[127.0.0.2]"));
        assert_eq!((&*known("büro.example"), &*known("[IPv6:2001:DB8::1]")), ("xn--bro-hoa.example", &*known("[ipv6:2001:db8:0::1]")));
        assert!(["", "two words", "a@b.example", "..", "[300.0.0.1]"].iter().all(|text| lane_named(text).is_none()));
    }

    #[test]
    fn a_long_reply_is_shortened_between_characters() {
        let envelope = envelope(&["a@one.test"]);
        let mut state = State::default();
        state.apply(&envelope, &[step(0, Outcome::Deferred { due: at(9), reply: "ü".repeat(600).into() })]);
        assert_eq!(state.all(&envelope)[0].reply.len(), 512);
        let json = serde_json::to_vec(&state).unwrap();
        assert_eq!(serde_json::from_slice::<State>(&json).unwrap(), state);
    }
}
