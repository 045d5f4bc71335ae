//! What is open in the window beside tree and page, and the one seam between the window and its dialogs.
//!
//! A dialog is a module with `State`, `Message: Clone + Debug`, `Action` (plain data) and
//! `State::{new, update(Message) -> Action, view(words) -> Dialog, answered(Result<Done, Refusal>)}`; `history` is the
//! pattern. It comes into the window by five short places in this file: a field of [`Opened`], a variant of [`Who`] and
//! [`Message`], and an arm each in `update`, `answered` and `view`. Its action becomes a [`Wish`]; only the window turns
//! wishes into tasks.

use super::act::Act;
use super::history;
use super::widget::Dialog;
use crate::engine::command::{Command, Done, Refusal};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;

/// Whether property sheets can be opened.
pub const HAS_SHEETS: bool = false;
/// Whether the wizard for new servers can be opened.
pub const HAS_WIZARD: bool = false;

/// Who asked for something, and so who hears the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Menus, keys and buttons of the window itself.
    Window,
    /// The question that blocks the window.
    Question,
    /// *Change history*
    History,
}

/// What a dialog wants of the window.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To be closed.
    Close,
    /// A command carried out; the answer comes to the dialog.
    Command(Box<Command>),
}

/// A message to one of the dialogs.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Change history*
    History(history::Message),
}

/// The open dialogs.
#[derive(Debug, Default)]
pub struct Opened {
    history: Option<history::State>,
}

impl Opened {
    /// Opens what `act` asks for, if the window has it.
    pub fn open(&mut self, act: Act, _live: &Snapshot) {
        if act == Act::History {
            self.history = Some(history::State::new());
        }
    }

    /// Hands a message to its dialog.
    pub fn update(&mut self, message: Message, live: &Snapshot) -> (Who, Wish) {
        match message {
            Message::History(message) => {
                let action = self.history.as_mut().map_or(history::Action::None, |state| state.update(message, &live.history));
                let wish = match action {
                    history::Action::None => Wish::Nothing,
                    history::Action::Close => Wish::Close,
                    history::Action::BringBack(number) => Wish::Command(Box::new(Command::Restore(number))),
                };
                (Who::History, wish)
            }
        }
    }

    /// Closes the dialog.
    pub fn close(&mut self, who: Who) {
        match who {
            Who::Window | Who::Question => {}
            Who::History => self.history = None,
        }
    }

    /// Hands an answer to the dialog that asked. `false` when nobody is there to hear it: the window then tells.
    pub fn answered(&mut self, who: Who, answer: &Result<Done, Refusal>) -> bool {
        match who {
            Who::Window | Who::Question => false,
            Who::History => self.history.as_mut().map(|state| state.answered(answer.clone())).is_some(),
        }
    }

    /// The dialogs that leave the window usable.
    pub fn sheets<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Vec<Dialog<'a, Message>> {
        let history = self.history.as_ref().map(|state| state.view(&live.history, words).map(Message::History));
        history.into_iter().collect()
    }
}
