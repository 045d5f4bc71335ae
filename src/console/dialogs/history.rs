//! Change history: what was changed, when, and the way back.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::console::Element;
use crate::console::refused::refused;
use crate::console::widget::*;
use crate::engine::command::{Command, Done, Refusal};
use crate::engine::snapshot::{Note, Snapshot, What};
use crate::i18n::Words;
use crate::{tr, wording};

/// What the dialog remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The number of the selected change.
    selected: Option<u64>,
    /// The change to bring back, while the question is open, with its time.
    asking: Option<Note>,
    /// The engine has been asked and has not answered yet.
    waiting: bool,
    refusal: Option<Refusal>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A change was selected, by number.
    Select(u64),
    /// *Bring back*
    BringBack,
    /// The answer to whether to.
    Answer(bool),
    /// *Undo*
    Undo,
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
    /// Bring back what the last change replaced.
    Undo,
    /// Bring back the state before this change.
    Restore(u64),
}

impl Action {
    /// What the engine is to do; its answer goes to [`State::answered`].
    pub fn command(&self) -> Option<Command> {
        match self {
            Self::None | Self::Close => None,
            Self::Undo => Some(Command::Undo),
            Self::Restore(number) => Some(Command::Restore(*number)),
        }
    }
}

impl State {
    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        self.handle(message, &now.history)
    }

    fn handle(&mut self, message: Message, notes: &[Note]) -> Action {
        match message {
            Message::Select(number) => self.selected = Some(number),
            Message::BringBack if self.waiting => {}
            Message::BringBack => self.asking = notes.iter().find(|n| Some(n.number) == self.selected).cloned(),
            Message::Answer(yes) => {
                if let Some(note) = self.asking.take().filter(|_| yes) {
                    self.waiting = true;
                    return Action::Restore(note.number);
                }
            }
            Message::Undo if notes.is_empty() || self.waiting => {}
            Message::Undo => {
                self.waiting = true;
                return Action::Undo;
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// The engine's answer to a command.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        self.waiting = false;
        self.refusal = answer.err();
    }

    /// The dialog.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let notes = &now.history;
        let at = notes.iter().position(|n| Some(n.number) == self.selected);
        let number = |i: usize| notes.get(i).map_or(0, |n| n.number);
        let changes = list("history.list", notes.len(), move |i| {
            Row::new([time(&notes[i], words), wording::what(words, &notes[i])]).icon(icon_of(notes[i].what))
        })
        .column(tr!(words, "history-time"), 160.0)
        .column(tr!(words, "history-what"), 0.0)
        .selected(at)
        .on_select(move |i| Message::Select(number(i)))
        .on_activate(|_| Message::BringBack)
        .nothing(tr!(words, "history-empty"))
        .height(260);
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.refusal.as_ref(), ""));
        parts.push(changes.into());
        parts.push(hint(tr!(words, "history-note")));
        let f = frame(
            "history",
            tr!(words, "history-title"),
            rows(parts),
            [
                button("history.undo", words.label("menu-undo"), (!notes.is_empty()).then_some(Message::Undo)).into(),
                button("history.back", words.label("history-restore"), at.map(|_| Message::BringBack)).into(),
                button("history.done", words.label("btn-close"), Some(Message::Close)).default().into(),
            ],
        )
        .width(560.0)
        .icon(Drawing::Log)
        .on_enter(Some(Message::Close))
        .on_close(Message::Close);
        Dialog::from(f).open(self.asking.as_ref().map(|note| {
            let text = tr!(words, "history-restore-question", time = time(note, words));
            question(
                "history.ask",
                tr!(words, "history-title"),
                text,
                wording::what(words, note),
                [
                    ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                    ("no", words.label("btn-no").into(), Message::Answer(false)),
                ],
            )
        }))
    }
}

fn icon_of(what: What) -> Drawing {
    match what {
        What::ServerAdded | What::ServerChanged | What::ServerRenamed | What::ServerDeleted => Drawing::Server,
        What::DomainsChanged => Drawing::Domain,
        What::DevicesChanged => Drawing::Computer,
        What::AccountAdded | What::AccountChanged | What::AccountDeleted | What::GroupAdded | What::GroupChanged | What::GroupDeleted => {
            Drawing::Account
        }
        What::CertificateAssigned | What::CertificateRemoved | What::CertificateRenewed | What::CertificateDeleted => Drawing::Lock,
        What::BroughtBack => Drawing::Undo,
        What::ByHand => Drawing::Edit,
    }
}

fn time(note: &Note, words: &'static Words) -> Cow<'static, str> {
    words.moment(&note.at.to_zoned(TimeZone::system()))
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("history-title", "history.list"),
    ("history-time", "history.list"),
    ("history-what", "history.list"),
    ("menu-undo", "history.undo"),
    ("history-restore", "history.back"),
    ("btn-close", "history.done"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bringing_back_is_asked_about_and_asked_for_once() {
        let note = |number, what| Note { number, at: jiff::Timestamp::UNIX_EPOCH, what, object: "Office".into() };
        let notes = [note(2, What::ServerRenamed), note(1, What::ServerAdded)];
        let mut s = State::default();
        assert_eq!(s.handle(Message::Answer(true), &notes), Action::None);
        s.handle(Message::Select(1), &notes);
        s.handle(Message::BringBack, &notes);
        assert_eq!(s.handle(Message::Answer(false), &notes), Action::None);
        s.handle(Message::BringBack, &notes);
        assert_eq!(s.handle(Message::Answer(true), &notes), Action::Restore(1));
        assert_eq!(s.handle(Message::Undo, &notes), Action::None, "the engine has not answered yet");
        s.answered(Err(Refusal::Busy));
        assert_eq!(s.handle(Message::Undo, &notes), Action::Undo);
        s.answered(Err(Refusal::NothingToUndo));
        assert_eq!(s.handle(Message::Undo, &[]), Action::None);
    }
}
