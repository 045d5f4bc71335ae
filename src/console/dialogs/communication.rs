//! *Secure communication*: what must be encrypted.

use super::form::{framed, marked, note};
use crate::config::written::Communication;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, check_box, indent, rows, strip};
use crate::i18n::Words;
use crate::tr;

/// The requirements being edited.
#[derive(Debug)]
pub struct State {
    draft: Communication,
    temporary: bool,
    anonymous: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Require secure channel*
    Require(bool),
    /// *Require 128-bit encryption*
    Strong(bool),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the requirements.
pub type Action = super::Action<Communication>;

impl State {
    /// The requirements of a server; `temporary` tells whether it has only the temporary certificate, `anonymous` whether
    /// mail from the Internet may come in.
    pub fn new(communication: &Communication, temporary: bool, anonymous: bool) -> Self {
        Self { draft: communication.clone(), temporary, anonymous }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Require(on) => self.draft.require_secure_channel = on,
            Message::Strong(on) => self.draft.require_128_bit = on,
            Message::Cancel => return Action::Close,
            Message::Ok => return Action::Accept(self.draft.clone()),
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let on = d.require_secure_channel;
        let strong = marked(words.label("comm-require-128"));
        let mut body = rows([
            check_box("communication.require", marked(words.label("comm-require-channel")), on, Some(Message::Require)),
            indent(check_box("communication.strong", strong, d.require_128_bit, on.then_some(Message::Strong))),
            indent(note(tr!(words, "comm-128-note"))),
        ]);
        if self.temporary {
            body = body.push(strip(Tone::Plain, tr!(words, "comm-temporary-note"), None));
        }
        if on && self.anonymous {
            body = body.push(strip(Tone::Warning, tr!(words, "comm-internet-note"), None));
        }
        framed("communication", words.name("acc-secure-communication"), body, Message::Ok, Message::Cancel, words).width(420.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("acc-secure-communication", "communication.require"),
    ("comm-require-channel", "communication.require"),
    ("comm-require-128", "communication.strong"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_boxes_are_accepted() {
        let mut s = State::new(&Communication::default(), true, false);
        s.update(Message::Require(true));
        s.update(Message::Strong(true));
        assert_eq!(s.update(Message::Ok), Action::Accept(Communication { require_secure_channel: true, require_128_bit: true }));
    }
}
