//! Accounts: who may log on, with what addresses, and what each may do.
//!
//! The page owns the dialogs it opens: an account, the card for its mail program, the question before a deletion.

use std::collections::VecDeque;

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Point};

use crate::console::Element;
use crate::console::dialogs::{account, mail_program};
use crate::console::refused::sentence;
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{AccountChange, Command, Done, Refusal};
use crate::engine::snapshot::{AccountEntry, Effective, Person, Snapshot};
use crate::i18n::Words;
use crate::mail::{AccountId, Secret};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The number of the selected account.
    selected: Option<u32>,
    menu: Option<Point>,
    sheet: Option<Sheet>,
    asking: Option<Asking>,
    /// Whether the dialog asked the engine or the page itself, for each answer to come.
    asked: VecDeque<bool>,
}

#[derive(Debug, Clone)]
enum Sheet {
    Account(Box<account::State>),
    Card(mail_program::State),
}

#[derive(Debug, Clone)]
enum Asking {
    Delete(u32, String),
    Refused(Refusal, String),
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// An account was selected, by number.
    Select(u32),
    /// A menu was asked for.
    Menu(u32, Point),
    /// The menu is closed.
    CloseMenu,
    /// *New account…*
    New,
    /// *Properties* of the selected account.
    Edit,
    /// *Delete*
    Delete,
    /// The answer to whether to delete it.
    Answer(bool),
    /// *Set up a mail program…*
    Card,
    /// The account dialog.
    Account(account::Message),
    /// The card.
    Program(mail_program::Message),
}

/// What the window is to do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Make this account.
    Add(Box<AccountEntry>, Secret<String>),
    /// Change this account.
    Edit(Box<AccountEntry>, Option<Secret<String>>),
    /// Delete this account.
    Remove(AccountId),
    /// Put this on the clipboard.
    Copy(String),
}

impl Action {
    /// What the engine is to do; its answer goes to [`State::answered`].
    pub fn command(self) -> Option<Command> {
        Some(Command::Account(match self {
            Self::Add(entry, password) => AccountChange::Add(*entry, password),
            Self::Edit(entry, password) => AccountChange::Edit(*entry, password),
            Self::Remove(id) => AccountChange::Remove(id),
            Self::None | Self::Copy(_) => return None,
        }))
    }
}

impl State {
    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        let dialog = matches!(message, Message::Account(_));
        let action = self.handle(message, now);
        if !matches!(action, Action::None | Action::Copy(_)) {
            self.asked.push_back(dialog);
        }
        action
    }

    fn handle(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Select(id) => self.selected = Some(id),
            Message::Menu(id, at) => (self.selected, self.menu) = (Some(id), Some(at)),
            Message::CloseMenu => self.menu = None,
            Message::New => {
                let dialog = account::State::new(&now.accounts, domain(now));
                self.show(Sheet::Account(Box::new(dialog)));
            }
            Message::Edit => {
                if let Some(account) = self.account(now) {
                    let dialog = account::State::edit(account, &now.accounts, domain(now)).known(person(now, account));
                    self.show(Sheet::Account(Box::new(dialog)));
                }
            }
            Message::Delete => self.asking = self.account(now).map(|a| Asking::Delete(a.id, a.name.clone())),
            Message::Answer(yes) => {
                if let Some(Asking::Delete(id, _)) = self.asking.take().filter(|_| yes) {
                    return Action::Remove(AccountId(id));
                }
            }
            Message::Card => {
                if let Some(account) = self.account(now) {
                    self.show(Sheet::Card(mail_program::State::new(account, now)));
                }
            }
            Message::Account(m) => return self.dialog(m),
            Message::Program(m) => {
                let Some(Sheet::Card(card)) = &mut self.sheet else { return Action::None };
                match card.update(m) {
                    mail_program::Action::None => {}
                    mail_program::Action::Close => self.close(),
                    mail_program::Action::Copy(text) => return Action::Copy(text),
                }
            }
        }
        Action::None
    }

    /// Shows a dialog in place of the one that is open, unless what was typed there would be lost.
    fn show(&mut self, sheet: Sheet) {
        let kept = matches!(&self.sheet, Some(Sheet::Account(dialog)) if dialog.is_changed());
        if !kept {
            self.close();
            self.sheet = Some(sheet);
        }
    }

    /// Closes the dialog. An answer that it still waits for goes to the page.
    fn close(&mut self) {
        self.sheet = None;
        self.asked.iter_mut().for_each(|dialog| *dialog = false);
    }

    fn dialog(&mut self, message: account::Message) -> Action {
        let Some(Sheet::Account(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message) {
            account::Action::None => Action::None,
            account::Action::Close => {
                self.close();
                Action::None
            }
            account::Action::Add(entry, password) => Action::Add(entry, password),
            account::Action::Edit(entry, password) => Action::Edit(entry, password),
        }
    }

    /// The engine's answer to a command. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        let dialog = self.asked.pop_front().unwrap_or(false);
        match self.sheet.as_mut().filter(|_| dialog) {
            Some(Sheet::Account(dialog)) => {
                if let Ok(Done { created: Some(crate::engine::command::Created::Account(id)), .. }) = &answer {
                    self.selected = Some(id.0);
                }
                if dialog.answered(answer) {
                    self.sheet = None;
                }
            }
            _ => {
                if let Err(refusal) = answer {
                    self.asking = Some(Asking::Refused(refusal, String::new()));
                }
            }
        }
    }

    fn account<'a>(&self, now: &'a Snapshot) -> Option<&'a AccountEntry> {
        now.accounts.accounts.iter().find(|a| Some(a.id) == self.selected)
    }

    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let accounts = &now.accounts.accounts;
        let at = accounts.iter().position(|a| Some(a.id) == self.selected);
        let chosen = |message: Message| at.map(|_| message);
        let id = |i: usize| accounts.get(i).map_or(0, |a| a.id);
        let people = list("accounts.list", accounts.len(), move |i| line(&accounts[i], person(now, &accounts[i]), words))
            .column(tr!(words, "auth-user-name"), 136.0)
            .column(tr!(words, "col-addresses"), 0.0)
            .column(tr!(words, "account-col-mailbox"), 74.0)
            .column(tr!(words, "account-col-send"), 112.0)
            .column(tr!(words, "account-col-relay"), 130.0)
            .column(tr!(words, "state-label"), 98.0)
            .selected(at)
            .on_select(move |i| Message::Select(id(i)))
            .on_activate(|_| Message::Edit)
            .on_context(move |i, p| Message::Menu(id(i), p))
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Delete),
                Key::Named(Named::F2) => Some(Message::Edit),
                Key::Named(Named::Insert) => Some(Message::New),
                _ => None,
            })
            .nothing(tr!(words, "tree-empty-accounts"));
        // The letters of a page's buttons belong to the menu bar.
        let bar = buttons([
            button("accounts.new", format!("{}…", tr!(words, "account-new-title")), Some(Message::New)).icon(Drawing::Add).into(),
            button("accounts.edit", tr!(words, "btn-properties"), chosen(Message::Edit)).into(),
            button("accounts.delete", tr!(words, "menu-delete"), chosen(Message::Delete)).into(),
            button("accounts.card", tr!(words, "menu-set-up-program"), chosen(Message::Card)).into(),
        ]);
        column![headline(tr!(words, "tree-accounts")), bar, Element::from(people)].spacing(PAD).padding(PAD).height(Fill).into()
    }

    /// The account or the card, which do not block the window.
    pub fn sheet(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.sheet.as_ref()? {
            Sheet::Account(dialog) => dialog.view(words).map(Message::Account),
            Sheet::Card(card) => card.view(words).map(Message::Program),
        })
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.asking.as_ref()? {
            Asking::Delete(_, name) => {
                let text = tr!(words, "account-delete-question", name = name);
                question(
                    "accounts.ask",
                    tr!(words, "menu-delete"),
                    text,
                    "",
                    [
                        ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                        ("no", words.label("btn-no").into(), Message::Answer(false)),
                    ],
                )
            }
            Asking::Refused(refusal, name) => {
                let text = sentence(words, refusal, name);
                notice(
                    "accounts.refused",
                    Tone::Bad,
                    tr!(words, "common-error"),
                    text,
                    "",
                    [("ok", words.label("btn-ok").into(), Message::Answer(false))],
                )
            }
        })
    }

    /// The menu of the selected account, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let items = vec![
            item("accounts.menu.card", words.label("menu-set-up-program"), Some(Message::Card)).icon(Drawing::Mail),
            separator(),
            item("accounts.menu.delete", words.label("menu-delete"), Some(Message::Delete)),
            separator(),
            item("accounts.menu.edit", words.label("menu-properties"), Some(Message::Edit)).default(),
        ];
        Some((self.menu?, items))
    }
}

fn line<'a>(account: &'a AccountEntry, person: Option<&Person>, words: &'static Words) -> Row<'a> {
    let yes_no = |on: bool| if on { tr!(words, "btn-yes") } else { tr!(words, "btn-no") };
    // What it may do in effect: its own boxes and *Users…* of each server together.
    let right = |own: bool, may: fn(&Effective) -> bool| {
        let rights = person.map_or(&[][..], |person| &person.rights);
        let (able, total) = (rights.iter().filter(|right| may(right)).count(), rights.len());
        match able {
            _ if total == 0 => yes_no(own),
            able if able == 0 || able == total => yes_no(able > 0),
            able => tr!(words, "account-rights-some", able = able, total = total),
        }
    };
    let state = if account.enabled { tr!(words, "account-state-on") } else { tr!(words, "account-state-off") };
    let tone = if account.enabled { Tone::Plain } else { Tone::Muted };
    let cells = [
        account.name.as_str().into(),
        account.addresses.join(", ").into(),
        yes_no(account.mailbox),
        right(account.submit, |right| right.submit),
        right(account.submit && account.relay, |right| right.relay),
        state,
    ];
    Row::new(cells).icon(Drawing::Account).tone(tone)
}

/// What else is known of an account.
fn person<'a>(now: &'a Snapshot, account: &AccountEntry) -> Option<&'a Person> {
    now.people.iter().find(|person| person.id.0 == account.id)
}

/// The mail domain new accounts are proposed addresses in.
fn domain(now: &Snapshot) -> Option<&str> {
    now.settings.local_domains.first().map(|d| d.name.as_str())
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("account-new-title", "accounts.new"),
    ("btn-properties", "accounts.edit"),
    ("menu-delete", "accounts.delete"),
    ("menu-set-up-program", "accounts.card"),
    ("auth-user-name", "accounts.list"),
    ("col-addresses", "accounts.list"),
    ("account-col-mailbox", "accounts.list"),
    ("account-col-send", "accounts.list"),
    ("account-col-relay", "accounts.list"),
    ("state-label", "accounts.list"),
];
