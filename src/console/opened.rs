//! What is open in the window beside the tree, and the one seam between the window and its pages, dialogs and wizards.
//!
//! Each of them is a module with `State`, `Message: Clone + Debug`, `Action` (plain data) and `State::{update, view,
//! answered}`. It comes into the window by short places in this file: a field of [`Opened`], a variant of [`Who`] and
//! [`Message`], and an arm each where they are told apart. Its action becomes a [`Wish`]; only the window turns wishes
//! into tasks.

use iced::Point;

use super::act::Act;
use super::dialogs::history;
use super::pages::{accounts, domains};
use super::tree::Node;
use super::widget::{Dialog, Item};
use super::wizards::new_server;
use super::{Element, computer};
use crate::engine::command::{Change, Command, Done, Refusal};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;

/// Whether property sheets can be opened.
pub const HAS_SHEETS: bool = false;

/// Who asked for something, and so who hears the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Menus, keys and buttons of the window itself.
    Window,
    /// The question that blocks the window.
    Question,
    /// *Change history*
    History,
    /// The New SMTP Virtual Server Wizard.
    Wizard,
    /// *Accounts*
    Accounts,
    /// *Mail domains*
    Domains,
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
    /// This on the clipboard.
    Copy(String),
}

impl From<Option<Command>> for Wish {
    fn from(command: Option<Command>) -> Self {
        command.map_or(Self::Nothing, |command| Self::Command(Box::new(command)))
    }
}

/// A message to one of the dialogs.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Change history*
    History(history::Message),
    /// The New SMTP Virtual Server Wizard.
    Wizard(new_server::Message),
    /// *Accounts*
    Accounts(accounts::Message),
    /// *Mail domains*
    Domains(domains::Message),
}

/// Pages and open dialogs.
#[derive(Debug, Default)]
pub struct Opened {
    history: Option<history::State>,
    wizard: Option<new_server::State>,
    accounts: accounts::State,
    domains: domains::State,
}

impl Opened {
    /// Opens what `act` asks for, if the window has it.
    pub fn open(&mut self, act: Act, live: &Snapshot) {
        match act {
            Act::History => self.history = Some(history::State::default()),
            Act::NewServer => self.wizard = Some(new_server::State::new(computer::facts(&live.host), live.settings.clone())),
            // Opening asks nothing of the engine.
            Act::NewAccount => drop(self.accounts.update(accounts::Message::New, live)),
            Act::NewDomain => drop(self.domains.update(domains::Message::New(domains::Which::Domains), live)),
            Act::NewAlias => drop(self.domains.update(domains::Message::New(domains::Which::Aliases), live)),
            Act::Card => {
                if let Some(account) = live.accounts.accounts.first() {
                    drop(self.accounts.update(accounts::Message::Select(account.id), live));
                    drop(self.accounts.update(accounts::Message::Card, live));
                }
            }
            _ => {}
        }
    }

    /// Hands a message to its dialog.
    pub fn update(&mut self, message: Message, live: &Snapshot) -> (Who, Wish) {
        match message {
            Message::History(message) => {
                let wish = match self.history.as_mut().map(|state| state.update(message, live)) {
                    Some(history::Action::Close) => Wish::Close,
                    action => action.and_then(|action| action.command()).into(),
                };
                (Who::History, wish)
            }
            Message::Wizard(message) => {
                let wish = match self.wizard.as_mut().map(|state| state.update(message)) {
                    Some(new_server::Action::Close) => Wish::Close,
                    Some(new_server::Action::Create(server)) => Some(Command::Change(Change::NewServer(server))).into(),
                    Some(new_server::Action::None) | None => Wish::Nothing,
                };
                (Who::Wizard, wish)
            }
            Message::Accounts(message) => {
                let wish = match self.accounts.update(message, live) {
                    accounts::Action::Copy(text) => Wish::Copy(text),
                    action => action.command().into(),
                };
                (Who::Accounts, wish)
            }
            Message::Domains(message) => (Who::Domains, self.domains.update(message, live).command().into()),
        }
    }

    /// Closes the dialog.
    pub fn close(&mut self, who: Who) {
        match who {
            Who::History => self.history = None,
            Who::Wizard => self.wizard = None,
            Who::Window | Who::Question | Who::Accounts | Who::Domains => {}
        }
    }

    /// Hands an answer to the dialog that asked. `false` when nobody is there to hear it: the window then tells.
    pub fn answered(&mut self, who: Who, answer: &Result<Done, Refusal>) -> bool {
        match who {
            Who::Window | Who::Question => false,
            Who::History => self.history.as_mut().map(|state| state.answered(answer.clone())).is_some(),
            Who::Wizard => {
                let Some(wizard) = &mut self.wizard else { return false };
                if wizard.answered(answer.clone()) {
                    self.wizard = None;
                }
                true
            }
            Who::Accounts => {
                self.accounts.answered(answer.clone());
                true
            }
            Who::Domains => {
                self.domains.answered(answer.clone());
                true
            }
        }
    }

    /// The page of a node that has one here.
    pub fn page<'a>(&'a self, node: Node, live: &'a Snapshot, words: &'static Words) -> Option<Element<'a, Message>> {
        match node {
            Node::Accounts => Some(self.accounts.view(live, words).map(Message::Accounts)),
            Node::Domains => Some(self.domains.view(live, words).map(Message::Domains)),
            _ => None,
        }
    }

    /// The dialogs that leave the window usable.
    pub fn sheets<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Vec<Dialog<'a, Message>> {
        let history = self.history.as_ref().map(|state| state.view(live, words).map(Message::History));
        let account = self.accounts.sheet(words).map(|dialog| dialog.map(Message::Accounts));
        let domain = self.domains.sheet(words).map(|dialog| dialog.map(Message::Domains));
        [history, account, domain].into_iter().flatten().collect()
    }

    /// The dialogs that block the window.
    pub fn modals<'a>(&'a self, words: &'static Words) -> Vec<Dialog<'a, Message>> {
        let wizard = self.wizard.as_ref().map(|state| state.view(words).map(Message::Wizard));
        let account = self.accounts.question(words).map(|dialog| dialog.map(Message::Accounts));
        let domain = self.domains.question(words).map(|dialog| dialog.map(Message::Domains));
        [wizard, account, domain].into_iter().flatten().collect()
    }

    /// The menu a page has open, and what closes it.
    pub fn menu<'a>(&'a self, node: Node, words: &'static Words) -> Option<(Point, Vec<Item<'a, Message>>, Message)> {
        match node {
            Node::Accounts => {
                let (at, items) = self.accounts.menu(words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Accounts)).collect();
                Some((at, items, Message::Accounts(accounts::Message::CloseMenu)))
            }
            Node::Domains => {
                let (at, items) = self.domains.menu(words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Domains)).collect();
                Some((at, items, Message::Domains(domains::Message::CloseMenu)))
            }
            _ => None,
        }
    }
}
