//! *Change history*: what was changed since the program started, and a way back to before each change.

use jiff::tz::TimeZone;

use super::marked::marked;
use super::say;
use super::widget::{Dialog, Row, button, frame, list, problem, rows};
use crate::engine::command::{Done, Refusal};
use crate::engine::snapshot::Note;
use crate::i18n::Words;
use crate::tr;

/// The open dialog.
#[derive(Debug, Default)]
pub struct State {
    selected: Option<u64>,
    waiting: bool,
    refused: Option<Refusal>,
}

/// What the user did.
#[derive(Debug, Clone)]
pub enum Message {
    /// Chose a row.
    Select(usize),
    /// *Bring back*
    BringBack,
    /// *Close*
    Close,
}

/// What it wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// To be closed.
    Close,
    /// The settings as they were before the change with this number.
    BringBack(u64),
}

impl State {
    /// Nothing chosen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message, notes: &[Note]) -> Action {
        match message {
            Message::Select(row) => {
                self.selected = notes.get(row).map(|note| note.number);
                self.refused = None;
            }
            Message::BringBack => {
                if let Some(number) = self.selected.filter(|_| !self.waiting) {
                    self.waiting = true;
                    return Action::BringBack(number);
                }
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// Takes the answer to what it asked for.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        self.waiting = false;
        self.selected = None;
        self.refused = answer.err();
    }

    /// The dialog.
    pub fn view<'a>(&'a self, notes: &'a [Note], words: &'static Words) -> Dialog<'a, Message> {
        let at = notes.iter().position(|note| Some(note.number) == self.selected);
        let row = move |i: usize| {
            let when = words.moment(&notes[i].at.to_zoned(TimeZone::system())).into_owned();
            Row::new([when, say::note(words, &notes[i])])
        };
        let changes = list("history.list", notes.len(), row)
            .column(tr!(words, "history-time"), 150.0)
            .column(tr!(words, "history-what"), 0.0)
            .selected(at)
            .on_select(Message::Select)
            .on_activate(|_| Message::BringBack)
            .nothing(tr!(words, "history-empty"))
            .height(200);
        let mut body = rows([changes.into()]);
        if let Some(refusal) = &self.refused {
            body = body.push(problem(say::refusal(words, refusal)));
        }
        let bring = (at.is_some() && !self.waiting).then_some(Message::BringBack);
        frame(
            "history",
            tr!(words, "history-title"),
            body,
            [
                button("history.restore", marked(words.label("history-restore")), bring.clone()).into(),
                button("history.close-button", marked(words.label("btn-close")), Some(Message::Close)).default().into(),
            ],
        )
        .width(520.0)
        .on_enter(Some(Message::Close))
        .on_close(Message::Close)
        .into()
    }
}
