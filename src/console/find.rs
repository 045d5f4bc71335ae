//! *Find…*: type a word as the article or a dialog has it, in any of the six languages, and go where it stands.

mod lead;
pub mod places;
mod search;

use iced::keyboard::{Key, Modifiers, key::Named};

use super::theme::style::Tone;
use super::widget::{Dialog, Drawing, Row, button, field, frame, hint, label, list, rows};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;
pub use lead::at;
pub use places::{Place, Spot};
use search::Index;

/// What was typed and what was found.
#[derive(Debug)]
pub struct State {
    index: Index,
    typed: String,
    hits: Vec<usize>,
    selected: usize,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Type(String),
    /// A hit was chosen.
    Select(usize),
    /// The next hit (`true`) or the one before.
    Step(bool),
    /// Go to the chosen hit.
    Go,
    /// Go to this one.
    Open(usize),
    /// *Close*
    Close,
}

/// What the window is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close it.
    Close,
    /// Close it and show this place.
    Go(Place),
}

impl State {
    /// With everything that can be found now; `server` is the one that is chosen, else the first.
    pub fn new(server: Option<ServerId>, live: &Snapshot, words: &'static Words) -> Self {
        Self { index: Index::new(server, live, words), typed: String::new(), hits: vec![], selected: 0 }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Type(text) => {
                (self.hits, self.selected) = (self.index.search(&text), 0);
                self.typed = text;
            }
            Message::Select(i) => self.selected = i,
            Message::Step(true) => self.selected = (self.selected + 1).min(self.hits.len().saturating_sub(1)),
            Message::Step(false) => self.selected = self.selected.saturating_sub(1),
            Message::Go => return self.go(self.selected),
            Message::Open(i) => return self.go(i),
            Message::Close => return Action::Close,
        }
        Action::None
    }

    fn go(&self, hit: usize) -> Action {
        self.hits.get(hit).map_or(Action::None, |&i| Action::Go(self.index.entries[i].place))
    }

    /// The hits as places, the best first.
    pub fn hits(&self) -> Vec<Place> {
        self.hits.iter().map(|&i| self.index.entries[i].place).collect()
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let nothing = match self.typed.trim() {
            "" => tr!(words, "search-hint"),
            text => tr!(words, "search-no-match", text = text),
        };
        let hits = list("find.list", self.hits.len(), |i| {
            let entry = &self.index.entries[self.hits[i]];
            let word = match self.index.other_name(self.hits[i], &self.typed) {
                Some(name) => format!("{} ({name})", entry.label),
                None => entry.label.clone(),
            };
            Row::new([word, entry.path.clone()]).icon(Drawing::Search).tone(Tone::Plain)
        })
        .column(tr!(words, "search-col-word"), 280.0)
        .column(tr!(words, "search-col-place"), 0.0)
        .selected((!self.hits.is_empty()).then_some(self.selected))
        .on_select(Message::Select)
        .on_activate(Message::Open)
        .nothing(nothing)
        .height(250);
        let go = (!self.hits.is_empty()).then_some(Message::Go);
        let body = rows([
            label(words.caption("search-word")).target("find.text").into(),
            field("find.text", &self.typed).on_input(Message::Type).into(),
            hits.into(),
            hint(tr!(words, "search-note")),
        ]);
        let buttons = [
            button("find.go", words.label("search-go"), go.clone()).default().into(),
            button("find.done", words.label("btn-close"), Some(Message::Close)).into(),
        ];
        frame("find", words.heading("menu-find"), body, buttons)
            .width(760.0)
            .icon(Drawing::Search)
            .initial("find.text")
            .on_enter(go)
            .on_close(Message::Close)
            .on_key(key)
            .into()
    }
}

/// In the field the arrows choose a hit.
fn key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    match key {
        Key::Named(Named::ArrowDown) if modifiers.is_empty() => Some(Message::Step(true)),
        Key::Named(Named::ArrowUp) if modifiers.is_empty() => Some(Message::Step(false)),
        _ => None,
    }
}
