//! The lane a message really goes by. The spool knows only the domain of its recipients: of a local domain some have their mail
//! in a Maildir, others in a mail store, and that of others again is forwarded. Once a message has been read and its way is
//! known, it counts as what it waits for. So a store or a host that hangs has a lane of its own, like a domain elsewhere, and
//! keeps neither the mailboxes of its domain nor the room for local mail.
//!
//! ```text
//!   claimed ──▶ lane of the domain ──read──▶ all of it stays in mailboxes: as it is
//!                      ▲                 └──▶ lane of the store or of the other server ──▶ delivered or put off
//!                      │                              │ full                                      │
//!                      └──────── called ◀───────── crowd ◀────────── calls the oldest ────────────┘
//! ```
//! Invariant: a message is put into a crowd only while its lane, or the room for what leaves, is full of others, each of which calls
//! from the crowd when it ends.

use super::settle::Case;
use super::verbs::lane_for;
use super::{Book, Context, Entry, FOR_LOCAL, House, IN_FLIGHT, Lane, PER_LANE};
use crate::accounts::Mailbox;
use crate::config::VirtualServer;
use crate::delivery::route::Target;
use crate::mail::QueueId;
use crate::spool::Claim;

/// The lane of the first store or other server that a message from the lane of a local domain has to wait for; `None` when
/// there is none, or the message waited in the right lane from the start.
pub(super) fn beyond(context: &Context, server: &VirtualServer, claim: &Claim, cases: &[Case]) -> Option<Lane> {
    let is_local = |lane: &str| context.settings.local_domains.iter().any(|domain| domain.name.as_str() == lane);
    if !is_local(&claim.lane) {
        return None;
    }
    let waiting = |case: &'_ Case, target: &Target| !case.served.contains(&target.place());
    let targets = cases.iter().flat_map(|case| case.targets.iter().filter(move |target| waiting(case, target)));
    // No domain has a blank in its name.
    targets.into_iter().find_map(|target| match target {
        Target::Unknown(_) => None,
        Target::Local(account) => match context.directory.mailbox(*account) {
            Mailbox::Lmtp(store) => Some((server.id, format!("store {store}").into())),
            _ => None,
        },
        Target::Remote(hop, address) => match lane_for(server.id, address) {
            // Names of ours that another host is to know.
            (_, lane) if is_local(&lane) => Some((server.id, format!("host {hop}").into())),
            lane => Some(lane),
        },
    })
}

impl Entry {
    /// Counts the message in this lane from now on; `false` when that is full, and the message has to be given back: then it is
    /// called when there is room.
    pub(super) fn move_to(&mut self, lane: Lane) -> bool {
        let mut book = self.house.book();
        if book.is_full(&lane) {
            book.turned_away.insert(self.id, lane);
            return false;
        }
        if let Some(crowd) = book.crowds.get_mut(&lane) {
            crowd.remove(&self.id);
        }
        *book.lanes.entry(lane.clone()).or_default() += 1;
        if let Some(before) = book.out.insert(self.id, lane) {
            book.leave(&before);
        }
        book.remote += usize::from(!self.remote);
        self.remote = true;
        drop(book);
        // Where it came from there may be room now.
        self.house.wake.notify_one();
        true
    }
}

impl Book {
    /// One message fewer in this lane.
    pub(super) fn leave(&mut self, lane: &Lane) {
        if let Some(count) = self.lanes.get_mut(lane) {
            *count -= 1;
            if *count == 0 {
                self.lanes.remove(lane);
            }
        }
    }

    fn is_full(&self, lane: &Lane) -> bool {
        self.remote >= IN_FLIGHT - FOR_LOCAL || self.lanes.get(lane).is_some_and(|count| *count >= PER_LANE)
    }

    /// Puts a message that was turned away, and is back in the spool, into the crowd of its lane; `false` when there is room
    /// already.
    pub(super) fn join(&mut self, lane: Lane, id: QueueId) -> bool {
        let full = self.is_full(&lane);
        if full {
            self.crowds.entry(lane).or_default().insert(id);
        }
        full
    }

    /// Who may come now that a message has left this lane: one for its place and one more, should the first be gone or frozen; and
    /// one for another lane, where only the room for all of them was missing.
    pub(super) fn call(&mut self, lane: &Lane) -> Vec<QueueId> {
        let mut called = vec![];
        for _ in 0..2 {
            called.extend(self.crowds.get_mut(lane).and_then(std::collections::BTreeSet::pop_first));
        }
        let other = self.crowds.keys().find(|other| *other != lane && !self.is_full(other)).cloned();
        called.extend(other.and_then(|other| self.crowds.get_mut(&other)?.pop_first()));
        self.crowds.retain(|_, crowd| !crowd.is_empty());
        called
    }
}

/// Calls everybody: the ways may be others now.
pub(super) fn disperse(house: &House) {
    let crowds = std::mem::take(&mut house.book().crowds);
    let now = house.now();
    crowds.into_values().flatten().for_each(|id| house.spool.release(id, Some(now)));
}
