//! *Blocked addresses*: who may not connect, until when and why, and the way back.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::console::Element;
use crate::console::refused::refused;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::engine::query::Block;
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::Network;
use crate::tr;

/// What the dialog remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Those made by a person, as the engine has told; those for failures are in each snapshot.
    by_hand: Vec<Block>,
    selected: Option<Network>,
    waiting: bool,
    refusal: Option<Refusal>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A block was selected.
    Select(Network),
    /// *Block address…*
    Add,
    /// *Unblock*
    Unblock,
    /// *Close*
    Close,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Open *Block address*.
    Add,
    /// Lift this block; the answer goes to [`State::answered`].
    Unblock(Network),
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    network: Network,
    until: Timestamp,
    /// How many blocks for failures in a row; 0 for one by hand.
    times: u32,
}

impl State {
    /// The blocks made by a person, as the engine tells them.
    pub fn told(&mut self, blocks: Vec<Block>) {
        self.by_hand = blocks;
    }

    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Select(network) => self.selected = Some(network),
            Message::Add => return Action::Add,
            Message::Unblock if self.waiting => {}
            Message::Unblock => {
                if let Some(entry) = self.entries(now).into_iter().find(|entry| Some(entry.network) == self.selected) {
                    self.waiting = true;
                    return Action::Unblock(entry.network);
                }
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// The engine's answer. A block that is over already is as good as lifted.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        self.waiting = false;
        self.refusal = answer.err().filter(|refusal| !matches!(refusal, Refusal::Gone));
    }

    /// All blocks, the one that lasts longest first.
    fn entries(&self, now: &Snapshot) -> Vec<Entry> {
        let by_hand = self.by_hand.iter().map(|block| Entry { network: block.network, until: block.until, times: 0 });
        let failures = now.blocks.iter().map(|block| Entry {
            network: Network::of_client(block.address),
            until: block.until,
            times: block.times.max(1),
        });
        let mut all: Vec<Entry> = by_hand.chain(failures).collect();
        all.sort_by_key(|entry| (std::cmp::Reverse(entry.until), entry.network));
        all.dedup_by_key(|entry| entry.network);
        all
    }

    /// The dialog.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let entries = self.entries(now);
        let at = entries.iter().position(|entry| Some(entry.network) == self.selected);
        let networks: Vec<Network> = entries.iter().map(|entry| entry.network).collect();
        let blocks = list("blocks.list", entries.len(), move |i| entries[i].row(words))
            .column(words.title("ses-block-address"), 170.0)
            .column(tr!(words, "ses-block-until"), 150.0)
            .column(tr!(words, "ses-block-why"), 0.0)
            .selected(at)
            .on_select(move |i| Message::Select(networks[i]))
            .on_key(|key, _| match key {
                iced::keyboard::Key::Named(iced::keyboard::key::Named::Delete) => Some(Message::Unblock),
                _ => None,
            })
            .nothing(tr!(words, "ses-blocks-empty"))
            .height(200);
        let mut parts: Vec<Element<'_, Message>> = refused(words, self.refusal.as_ref(), "").into_iter().collect();
        parts.push(blocks.into());
        frame(
            "blocks",
            words.heading("ses-blocks"),
            rows(parts),
            [
                button("blocks.add", words.label("ses-block"), Some(Message::Add)).icon(Drawing::Add).into(),
                button("blocks.lift", words.label("ses-unblock"), at.map(|_| Message::Unblock)).into(),
                button("blocks.done", words.label("btn-close"), Some(Message::Close)).default().into(),
            ],
        )
        .width(580.0)
        .icon(Drawing::Shield)
        .initial("blocks.list")
        .on_enter(Some(Message::Close))
        .on_close(Message::Close)
        .into()
    }
}

impl Entry {
    fn row(&self, words: &'static Words) -> Row<'static> {
        let why = match self.times {
            0 => tr!(words, "ses-block-by-hand"),
            times => tr!(words, "ses-block-failures", count = times),
        };
        let until = words.moment(&self.until.to_zoned(TimeZone::system()));
        Row::new([Cow::from(self.network.to_string()), until, why]).icon(Drawing::Shield)
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("ses-block-address", "blocks.list"),
    ("ses-block-until", "blocks.list"),
    ("ses-block-why", "blocks.list"),
    ("ses-block", "blocks.add"),
    ("ses-unblock", "blocks.lift"),
    ("btn-close", "blocks.done"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_is_over_is_as_good_as_lifted() {
        let mut s = State::default();
        s.answered(Err(Refusal::Busy));
        assert!(s.refusal.is_some());
        s.answered(Err(Refusal::Gone));
        assert!(s.refusal.is_none());
    }
}
