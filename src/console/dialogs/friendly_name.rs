//! *Rename* of a certificate: what it is called in this program.

use super::form::framed;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::widget::{Dialog, Drawing, field, field_row, rows};
use crate::engine::command::{CertificateCommand, Described, Done, Refusal};
use crate::i18n::Words;
use crate::mail::Thumbprint;
use crate::tr;

/// The most characters of a name.
const MOST: usize = 100;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    thumbprint: Thumbprint,
    name: String,
    sending: Sending,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the command; the answer goes to [`State::answered`].
pub type Action = super::Action<Box<CertificateCommand>>;

impl State {
    /// Of this certificate.
    pub fn new(of: &Described) -> Self {
        Self { thumbprint: of.thumbprint, name: of.friendly_name.clone(), sending: Sending::default() }
    }

    fn is_wrong(&self) -> bool {
        let name = self.name.trim();
        name.is_empty() || name.chars().count() > MOST
    }

    /// The engine's answer; `true` when the dialog is done.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.sending.answered(answer)
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Name(name) => self.name = name,
            Message::Cancel => return Action::Close,
            Message::Ok if self.is_wrong() => self.sending.tried = true,
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.waiting = true;
                return Action::Accept(Box::new(CertificateCommand::Rename(self.thumbprint, self.name.trim().to_owned())));
            }
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let wrong = match self.name.trim() {
            "" if self.sending.tried => tr!(words, "val-required"),
            name if name.chars().count() > MOST => tr!(words, "issue-too-long", max = MOST),
            _ => "".into(),
        };
        let name = field("friendly-name.name", &self.name).on_input(Message::Name).problem(wrong);
        let mut parts: Vec<_> = refused(words, self.sending.refusal.as_ref(), &self.name).into_iter().collect();
        parts.push(field_row(130.0, words.caption("cert-friendly-name"), "friendly-name.name", name));
        framed("friendly-name", words.title("menu-rename").into_owned(), rows(parts), Message::Ok, Message::Cancel, words)
            .icon(Drawing::Certificate)
            .into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[("cert-friendly-name", "friendly-name.name")];
