//! Housekeeping, a little between two batches: segments that nothing needs any more are let go of, and what is left in one
//! that little needs is moved out.

use super::{Ready, Then, Writer};
use crate::mail::QueueId;
use crate::spool::ReadError;
use crate::spool::index::{Effect, Place};
use crate::spool::record::{Draft, Kind, MAX_PAYLOAD};
use crate::spool::segment::{Segment, spare_name};
use crate::spool::store::read_record;
use std::sync::Arc;

impl Writer {
    /// One step of housekeeping: lets go of segments nothing needs, or moves a little out of one that little needs.
    pub(super) fn tidy(&mut self) {
        let freed = self.free();
        if self.moving.is_empty() {
            let inner = self.store.lock();
            self.moving_from = inner.index.worth_compacting();
            self.moving.extend(self.moving_from.iter().flat_map(|number| inner.index.residents(*number)));
        }
        self.untidy = freed || !self.moving.is_empty();
        let (mut ready, mut octets) = (Vec::new(), 0);
        while octets < MOVED_AT_ONCE
            && let Some(id) = self.moving.pop_front()
        {
            if let Some(moved) = self.moved(id) {
                octets += moved.span();
                ready.push(moved);
            }
        }
        if !self.commit(ready) {
            // Begun again with the next change.
            self.moving.clear();
            self.untidy = false;
        }
    }

    /// Whether any segment went.
    fn free(&mut self) -> bool {
        let active = self.active.as_ref().map(|active| active.segment.number);
        let mut gone: Vec<Arc<Segment>> = Vec::new();
        {
            let mut inner = self.store.lock();
            for number in inner.index.free_segments() {
                // Nobody can begin to read from it any more: that takes a reference under this lock.
                let unread = inner.segments.get(&number).is_some_and(|segment| Arc::strong_count(segment) == 1);
                if unread && Some(number) != active {
                    gone.extend(inner.segments.remove(&number));
                }
            }
        }
        let (disk, folder) = (&*self.store.disk, &self.store.folder);
        let mut renamed = Vec::new();
        gone.retain(|segment| {
            let spare = folder.join(spare_name(segment.number));
            let keep = self.spares.len() + renamed.len() < self.store.options.spares;
            let done = if keep { disk.rename(&segment.path, &spare) } else { disk.remove(&segment.path) };
            if done.is_ok() && keep {
                renamed.push(spare);
            }
            done.is_ok()
        });
        // What made a record here void must stay until this name is gone for good.
        if gone.is_empty() || disk.sync_folder(folder).is_err() {
            return false;
        }
        self.spares.extend(renamed);
        let mut inner = self.store.lock();
        gone.iter().for_each(|segment| inner.index.close_segment(segment.number));
        true
    }

    /// A message, or only its state, as it is to be written again.
    fn moved(&mut self, id: QueueId) -> Option<Ready> {
        let from = self.moving_from?;
        let (entry, message, state) = {
            let inner = self.store.lock();
            let entry = *inner.index.entry(id)?;
            let state = entry.state.and_then(|place| Some((place, Arc::clone(inner.segments.get(&place.segment)?))));
            (entry, Arc::clone(inner.segments.get(&entry.message.segment)?), state)
        };
        let whole = entry.message.segment == from;
        if !whole && entry.state.is_none_or(|place| place.segment != from) {
            return None;
        }
        let (mut drafts, mut effects) = (Vec::new(), Vec::new());
        let mut copy = |kind: Kind, segment: &Segment, place: Place, effect: Effect| {
            let (_, payload) = read_record(id, segment, place)?;
            drafts.push(Draft::copy(kind, payload));
            effects.push(effect);
            Ok(())
        };
        let mut copied = if whole { copy(Kind::Message, &message, entry.message, Effect::Moved(id)) } else { Ok(()) };
        if let (Ok(()), Some((place, segment))) = (&copied, &state) {
            copied = copy(Kind::State, segment, *place, Effect::MovedState(id));
        }
        if let Err(error) = copied {
            let error: ReadError = error;
            tracing::error!(%error, "a queued message cannot be moved to another file of the spool; its file stays");
            self.store.lock().index.mark_stuck(from);
            return None;
        }
        let ready = Ready::new(drafts, effects, Then::Moved);
        if ready.span() > MAX_PAYLOAD as usize {
            // As earlier versions may have written it: readable where it is, and nowhere else.
            self.store.lock().index.mark_stuck(from);
            return None;
        }
        Some(ready)
    }
}

/// Octets moved between two batches.
const MOVED_AT_ONCE: usize = 1 << 20;
