//! What the window asks before it does something, and the notices that tell what could not be done.

use super::act::Act;
use super::say;
use super::theme::style::Tone;
use super::tree::line;
use super::widget::{Answer, Dialog, button, field, field_row, frame, notice, question, rows};
use crate::engine::command::{Done, Refusal};
use crate::engine::snapshot::Snapshot;
use crate::i18n::{Label, Words};
use crate::mail::ServerId;
use crate::{tr, wording};

/// The question or notice that blocks the window.
#[derive(Debug)]
pub enum Question {
    /// *Delete* this server?
    Delete(ServerId),
    /// *Stop* or *Restart* though sessions are inside?
    CutOff(Act, ServerId),
    /// Close the window, and with it the mail service?
    Close,
    /// The service is ending.
    Leaving,
    /// The files were changed by hand.
    Edits,
    /// *Rename*
    Rename(Rename),
    /// Something was refused.
    Refused(Refusal),
    /// *About*
    About,
}

/// The small dialog of *Rename*.
#[derive(Debug)]
pub struct Rename {
    /// Whose name.
    pub server: ServerId,
    /// As typed.
    pub name: String,
    /// Why it was refused.
    pub problem: Option<Refusal>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub enum Message {
    /// The first button.
    Yes,
    /// *Keep the settings in use*
    Keep,
    /// The last one, Escape, the cross.
    No,
    /// The name was typed.
    Name(String),
}

impl Question {
    /// A question that is settled by an answer of the engine. `true`: it may go.
    pub fn answered(&mut self, answer: &Result<Done, Refusal>) -> bool {
        match (self, answer) {
            (Self::Rename(rename), Err(refusal)) => {
                rename.problem = Some(refusal.clone());
                false
            }
            (Self::Leaving | Self::Close, _) => false,
            _ => true,
        }
    }

    /// The dialog.
    pub fn view<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let yes = |label: Label| -> Answer<'static, Message> { ("yes", label.into(), Message::Yes) };
        let no = |label: Label| -> Answer<'static, Message> { ("no", label.into(), Message::No) };
        let cancel = || no(words.label("btn-cancel"));
        match self {
            Self::Delete(id) => question(
                "ask",
                words.title("menu-delete"),
                tr!(words, "ask-delete-server", server = say::server(live, *id)),
                tr!(words, "ask-delete-undo"),
                [yes(words.label("btn-yes")), no(words.label("btn-no"))],
            ),
            Self::CutOff(act, id) => {
                let count = line(live, *id).map_or(0, |line| line.sessions);
                let title = if matches!(act, Act::Restart(_)) { words.title("menu-restart") } else { words.title("menu-stop") };
                question(
                    "ask",
                    title,
                    tr!(words, "ask-stop-sessions", count = count),
                    tr!(words, "ask-continue"),
                    [yes(words.label("btn-yes")), no(words.label("btn-no"))],
                )
            }
            Self::Close => question(
                "ask",
                tr!(words, "ask-close-title"),
                tr!(words, "ask-close-ends"),
                tr!(words, "ask-close-mail-waits"),
                [yes(words.label("ask-close-quit")), cancel()],
            ),
            Self::Leaving => {
                let count: u32 = live.servers.iter().map(|line| line.sessions).sum();
                question(
                    "ask",
                    tr!(words, "ask-close-title"),
                    tr!(words, "common-please-wait"),
                    if count > 0 { tr!(words, "ask-close-waiting", count = count) } else { "".into() },
                    [yes(words.label("ask-close-now"))],
                )
            }
            Self::Edits => question(
                "ask",
                tr!(words, "ask-edits-title"),
                tr!(words, "ask-edits-use"),
                tr!(words, "ask-edits-comments"),
                [yes(words.label("ask-edits-load")), ("keep", words.label("ask-edits-keep").into(), Message::Keep), cancel()],
            ),
            Self::Rename(rename) => rename.view(words),
            Self::Refused(refusal) => notice(
                "ask",
                Tone::Bad,
                tr!(words, "common-error"),
                wording::refusal(words, refusal, ""),
                tr!(words, "common-changes-refused"),
                [no(words.label("btn-close"))],
            ),
            Self::About => notice(
                "ask",
                Tone::Accent,
                words.title("menu-about"),
                tr!(words, "about-text"),
                tr!(words, "about-version", version = env!("CARGO_PKG_VERSION")),
                [no(words.label("btn-close"))],
            ),
        }
    }
}

impl Rename {
    fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let empty = self.name.trim().is_empty();
        let ok = (!empty).then_some(Message::Yes);
        let problem = match &self.problem {
            Some(refusal) => wording::refusal(words, refusal, &self.name),
            None if empty => tr!(words, "val-name-required").into_owned(),
            None => String::new(),
        };
        let name = field("ask.name", &self.name).on_input(Message::Name).problem(problem).width(iced::Length::Fill);
        frame(
            "ask",
            words.title("menu-rename"),
            rows([field_row(90.0, words.caption("field-name"), "ask.name", name)]),
            [
                button("ask.yes", words.label("btn-ok"), ok.clone()).default().into(),
                button("ask.no", words.label("btn-cancel"), Some(Message::No)).into(),
            ],
        )
        .width(420.0)
        .on_enter(ok)
        .on_close(Message::No)
        .into()
    }
}
