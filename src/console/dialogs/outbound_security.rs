//! *Outbound Security*: whether mail may leave unencrypted. How to log on belongs to the smart host: *how mail leaves*.

use super::form::{framed, marked, note};
use crate::console::widget::{Dialog, check_box, hint, rows};
use crate::i18n::Words;
use crate::tr;

/// What is being edited.
#[derive(Debug)]
pub struct State {
    require_tls: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *TLS encryption*
    RequireTls(bool),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts whether every connection must be encrypted.
pub type Action = super::Action<bool>;

impl State {
    /// Of a server (dialogs.md 2.8.3).
    pub fn new(require_tls: bool) -> Self {
        Self { require_tls }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::RequireTls(on) => self.require_tls = on,
            Message::Cancel => return Action::Close,
            Message::Ok => return Action::Accept(self.require_tls),
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let tls = check_box("outbound-security.tls", marked(words.label("out-tls")), self.require_tls, Some(Message::RequireTls));
        let log_on = tr!(words, "out-log-on-note", button = words.text("leave-change"), tab = words.text("tab-delivery"));
        let body = rows([tls, note(tr!(words, "out-tls-note")), hint(log_on)]);
        let title = words.heading("del-btn-outbound-security");
        framed("outbound-security", title, body, Message::Ok, Message::Cancel, words).width(440.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words =
    &[("del-btn-outbound-security", "outbound-security.tls"), ("out-tls", "outbound-security.tls")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_accepted() {
        let mut s = State::new(false);
        s.update(Message::RequireTls(true));
        assert_eq!(s.update(Message::Ok), Action::Accept(true));
        assert_eq!(State::new(true).update(Message::Cancel), Action::Close);
    }
}
