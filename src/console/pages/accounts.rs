//! Accounts: who may log on, with what addresses, and what each may do; below them the groups they are in.
//!
//! The page owns the dialogs it opens: an account, a group, the card for a mail program, the question before a deletion.

use std::borrow::Cow;
use std::collections::VecDeque;

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Length, Point};

use crate::console::Element;
use crate::console::dialogs::{account, group, mail_program};
use crate::console::refused;
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{AccountChange, Command, Created, Done, GroupEntry, Refusal};
use crate::engine::job::{Finding, Job};
use crate::engine::snapshot::{AccountEntry, Destination, Effective, Person, Snapshot};
use crate::i18n::Words;
use crate::mail::{AccountId, GroupId, Secret};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The number of the selected account.
    selected: Option<u32>,
    /// The number of the selected group.
    group: Option<u32>,
    menu: Option<(Which, Point)>,
    sheet: Option<Sheet>,
    asking: Option<Asking>,
    /// Whether the dialog asked the engine or the page itself, for each answer to come.
    asked: VecDeque<bool>,
}

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Accounts.
    Accounts,
    /// Groups.
    Groups,
}

#[derive(Debug, Clone)]
enum Sheet {
    Account(Box<account::State>),
    Group(Box<group::State>),
    Card(mail_program::State),
}

#[derive(Debug, Clone)]
enum Asking {
    Delete(u32, String),
    DeleteGroup(u32, String),
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
    /// *Send test message…* as the selected account.
    Test,
    /// A group was selected, by number.
    SelectGroup(u32),
    /// The menu of a group was asked for.
    GroupMenu(u32, Point),
    /// *New group…*
    NewGroup,
    /// *Properties* of the selected group.
    EditGroup,
    /// *Delete* the selected group.
    DeleteGroup,
    /// The account dialog.
    Account(account::Message),
    /// The group dialog.
    Group(group::Message),
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
    /// Make this group.
    AddGroup(GroupEntry),
    /// Change this group.
    EditGroup(GroupEntry),
    /// Delete this group.
    RemoveGroup(GroupId),
    /// Put this on the clipboard.
    Copy(String),
    /// Find this out; the answer goes to [`State::found`].
    Run(Job),
    /// The keyboard for this control of the account.
    Focus(String),
    /// Send a test message as the account of this name.
    Test(String),
}

impl Action {
    /// What the engine is to do; its answer goes to [`State::answered`].
    pub fn command(self) -> Option<Command> {
        Some(Command::Account(match self {
            Self::Add(entry, password) => AccountChange::Add(*entry, password),
            Self::Edit(entry, password) => AccountChange::Edit(*entry, password),
            Self::Remove(id) => AccountChange::Remove(id),
            Self::AddGroup(group) => AccountChange::AddGroup(group),
            Self::EditGroup(group) => AccountChange::EditGroup(group),
            Self::RemoveGroup(id) => AccountChange::RemoveGroup(id),
            Self::None | Self::Copy(_) | Self::Run(_) | Self::Focus(_) | Self::Test(_) => return None,
        }))
    }
}

impl State {
    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        let dialog = matches!(message, Message::Account(_) | Message::Group(_));
        let action = self.handle(message, now);
        if !matches!(action, Action::None | Action::Copy(_) | Action::Run(_) | Action::Focus(_) | Action::Test(_)) {
            self.asked.push_back(dialog);
        }
        action
    }

    fn handle(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Select(id) => self.selected = Some(id),
            Message::SelectGroup(id) => self.group = Some(id),
            Message::Menu(id, at) => (self.selected, self.menu) = (Some(id), Some((Which::Accounts, at))),
            Message::GroupMenu(id, at) => (self.group, self.menu) = (Some(id), Some((Which::Groups, at))),
            Message::CloseMenu => self.menu = None,
            Message::New => {
                let dialog = account::State::new(&now.accounts, domain(now));
                self.show(Sheet::Account(Box::new(dialog)));
            }
            Message::Edit => {
                if let Some(account) = self.account(now) {
                    let dialog = account::State::edit(account, &now.accounts, domain(now)).known(person(now, account), &now.servers);
                    self.show(Sheet::Account(Box::new(dialog)));
                }
            }
            Message::Delete => self.asking = self.account(now).map(|a| Asking::Delete(a.id, a.name.clone())),
            Message::NewGroup => self.show(Sheet::Group(Box::new(group::State::new(None, &now.accounts)))),
            Message::EditGroup => {
                if let Some(group) = self.group(now) {
                    self.show(Sheet::Group(Box::new(group::State::new(Some(group), &now.accounts))));
                }
            }
            Message::DeleteGroup => self.asking = self.group(now).map(|g| Asking::DeleteGroup(g.id, g.name.clone())),
            Message::Answer(yes) => match self.asking.take().filter(|_| yes) {
                Some(Asking::Delete(id, _)) => return Action::Remove(AccountId(id)),
                Some(Asking::DeleteGroup(id, _)) => return Action::RemoveGroup(GroupId(id)),
                _ => {}
            },
            Message::Card => {
                if let Some(account) = self.account(now) {
                    self.show(Sheet::Card(mail_program::State::new(account, now)));
                }
            }
            Message::Test => {
                if let Some(id) = self.selected {
                    return self.test(id, now);
                }
            }
            Message::Account(m) => return self.dialog(m, now),
            Message::Group(m) => return self.group_dialog(m),
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
        let kept = match &self.sheet {
            Some(Sheet::Account(dialog)) => dialog.is_changed(),
            Some(Sheet::Group(dialog)) => dialog.is_changed(),
            Some(Sheet::Card(_)) | None => false,
        };
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

    fn dialog(&mut self, message: account::Message, now: &Snapshot) -> Action {
        let Some(Sheet::Account(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message) {
            account::Action::Test(id) => self.test(id, now),
            action => self.of_account(action),
        }
    }

    /// Sends a test message as this account, by the name it has now.
    fn test(&mut self, id: u32, now: &Snapshot) -> Action {
        match now.accounts.accounts.iter().find(|account| account.id == id) {
            Some(account) => Action::Test(account.name.clone()),
            None => {
                // It was deleted meanwhile.
                self.asking = Some(Asking::Refused(Refusal::Gone, String::new()));
                Action::None
            }
        }
    }

    /// What the account dialog wanted to know.
    pub fn found(&mut self, finding: &Finding) -> Action {
        let Some(Sheet::Account(dialog)) = &mut self.sheet else { return Action::None };
        let action = dialog.finding(finding);
        self.of_account(action)
    }

    fn of_account(&mut self, action: account::Action) -> Action {
        match action {
            // Nothing that is found out leads to a test.
            account::Action::None | account::Action::Test(_) => Action::None,
            account::Action::Close => {
                self.close();
                Action::None
            }
            account::Action::Add(entry, password) => Action::Add(entry, password),
            account::Action::Edit(entry, password) => Action::Edit(entry, password),
            account::Action::Run(job) => Action::Run(job),
            account::Action::Focus(control) => Action::Focus(control),
        }
    }

    fn group_dialog(&mut self, message: group::Message) -> Action {
        let Some(Sheet::Group(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message) {
            group::Action::None => Action::None,
            group::Action::Close => {
                self.close();
                Action::None
            }
            group::Action::Add(group) => Action::AddGroup(group),
            group::Action::Edit(group) => Action::EditGroup(group),
        }
    }

    /// The engine's answer to a command. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        let dialog = self.asked.pop_front().unwrap_or(false);
        match self.sheet.as_mut().filter(|_| dialog) {
            Some(Sheet::Account(dialog)) => {
                if let Ok(Done { created: Some(Created::Account(id)), .. }) = &answer {
                    self.selected = Some(id.0);
                }
                if dialog.answered(answer) {
                    self.sheet = None;
                }
            }
            Some(Sheet::Group(dialog)) => {
                if let Ok(Done { created: Some(Created::Group(id)), .. }) = &answer {
                    self.group = Some(id.0);
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

    fn group<'a>(&self, now: &'a Snapshot) -> Option<&'a GroupEntry> {
        now.accounts.groups.iter().find(|g| Some(g.id) == self.group)
    }

    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let accounts = &now.accounts.accounts;
        let at = accounts.iter().position(|a| Some(a.id) == self.selected);
        let chosen = |message: Message| at.map(|_| message);
        let id = |i: usize| accounts.get(i).map_or(0, |a| a.id);
        let people = list("accounts.list", accounts.len(), move |i| line(&accounts[i], person(now, &accounts[i]), words))
            .column(words.title("field-name"), 94.0)
            .column(tr!(words, "col-addresses"), 0.0)
            .column(tr!(words, "account-col-goes"), 102.0)
            .column(tr!(words, "account-col-send"), 110.0)
            .column(tr!(words, "account-col-relay"), 129.0)
            .column(tr!(words, "state-label"), 96.0)
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
            .nothing(tr!(words, "tree-empty-accounts"))
            .height(Length::FillPortion(5));
        // The letters of a page's buttons belong to the menu bar.
        let bar = buttons([
            button("accounts.new", format!("{}…", tr!(words, "account-new-title")), Some(Message::New)).icon(Drawing::Add).into(),
            button("accounts.edit", tr!(words, "btn-properties"), chosen(Message::Edit)).into(),
            button("accounts.delete", tr!(words, "menu-delete"), chosen(Message::Delete)).into(),
            button("accounts.card", tr!(words, "menu-set-up-program"), chosen(Message::Card)).into(),
        ]);
        let [groups_bar, groups] = self.groups(now, words);
        column![headline(tr!(words, "tree-accounts")), bar, Element::from(people), headline(tr!(words, "group-title")), groups_bar, groups]
            .spacing(PAD)
            .padding(PAD)
            .height(Fill)
            .into()
    }

    /// The groups, with their buttons.
    fn groups<'a>(&self, now: &'a Snapshot, words: &'static Words) -> [Element<'a, Message>; 2] {
        let all = &now.accounts.groups;
        let at = all.iter().position(|g| Some(g.id) == self.group);
        let chosen = |message: Message| at.map(|_| message);
        let id = |i: usize| all.get(i).map_or(0, |g| g.id);
        let groups = list("groups.list", all.len(), move |i| {
            let names = all[i].members.iter().filter_map(|id| now.accounts.accounts.iter().find(|a| a.id == *id));
            let names: Vec<&str> = names.take(MOST).map(|a| a.name.as_str()).collect();
            let cells: [std::borrow::Cow<'_, str>; 3] = [all[i].name.as_str().into(), names.join(", ").into(), all[i].note.as_str().into()];
            Row::new(cells).icon(Drawing::Group)
        })
        .column(tr!(words, "field-name"), 180.0)
        .column(tr!(words, "group-members"), 0.0)
        .column(tr!(words, "field-comment"), 200.0)
        .selected(at)
        .on_select(move |i| Message::SelectGroup(id(i)))
        .on_activate(|_| Message::EditGroup)
        .on_context(move |i, p| Message::GroupMenu(id(i), p))
        .on_key(|key, _| match key {
            Key::Named(Named::Delete) => Some(Message::DeleteGroup),
            Key::Named(Named::F2) => Some(Message::EditGroup),
            Key::Named(Named::Insert) => Some(Message::NewGroup),
            _ => None,
        })
        .nothing(tr!(words, "group-empty"))
        .height(Length::FillPortion(3));
        let new = format!("{}…", tr!(words, "group-new-title"));
        let bar = buttons([
            button("groups.new", new, Some(Message::NewGroup)).icon(Drawing::Add).into(),
            button("groups.edit", tr!(words, "btn-properties"), chosen(Message::EditGroup)).into(),
            button("groups.delete", tr!(words, "menu-delete"), chosen(Message::DeleteGroup)).into(),
        ]);
        [bar.into(), groups.into()]
    }

    /// The account or the card, which do not block the window.
    pub fn sheet(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.sheet.as_ref()? {
            Sheet::Account(dialog) => dialog.view(words).map(Message::Account),
            Sheet::Group(dialog) => dialog.view(words).map(Message::Group),
            Sheet::Card(card) => card.view(words).map(Message::Program),
        })
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.asking.as_ref()? {
            Asking::Delete(_, name) | Asking::DeleteGroup(_, name) => {
                let text = match self.asking {
                    Some(Asking::DeleteGroup(..)) => tr!(words, "group-delete-question", name = name),
                    _ => tr!(words, "account-delete-question", name = name),
                };
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
            Asking::Refused(refusal, name) => refused::notice(words, "accounts.refused", refusal, name, Message::Answer(false)),
        })
    }

    /// The menu of the selected account or group, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let (which, at) = self.menu?;
        if which == Which::Groups {
            let items = vec![
                item("groups.menu.delete", words.label("menu-delete"), Some(Message::DeleteGroup)),
                separator(),
                item("groups.menu.edit", words.label("menu-properties"), Some(Message::EditGroup)).default(),
            ];
            return Some((at, items));
        }
        let items = vec![
            item("accounts.menu.card", words.label("menu-set-up-program"), Some(Message::Card)).icon(Drawing::Mail),
            item("accounts.menu.test", words.label("menu-test-message"), Some(Message::Test)),
            separator(),
            item("accounts.menu.delete", words.label("menu-delete"), Some(Message::Delete)),
            separator(),
            item("accounts.menu.edit", words.label("menu-properties"), Some(Message::Edit)).default(),
        ];
        Some((at, items))
    }
}

/// Where the mail of an account goes, in a few words.
fn goes<'a>(account: &'a AccountEntry, words: &'static Words) -> Cow<'a, str> {
    if !account.mailbox {
        return tr!(words, "common-none");
    }
    match &account.destination {
        Destination::Maildir => tr!(words, "account-goes-here"),
        Destination::Lmtp(store) => format!("LMTP: {store}").into(),
        Destination::Drop(folder) => folder.as_str().into(),
        Destination::Forward { to, keep: false } => to.join(", ").into(),
        Destination::Forward { to, keep: true } => format!("{}, {}", tr!(words, "account-goes-here"), to.join(", ")).into(),
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
        goes(account, words),
        right(account.submit, |right| right.submit),
        right(account.submit && account.relay, |right| right.relay),
        state,
    ];
    Row::new(cells).icon(Drawing::Account).tone(tone)
}

/// Of how many members of a group the names are shown in its row.
const MOST: usize = 50;

/// What else is known of an account.
fn person<'a>(now: &'a Snapshot, account: &AccountEntry) -> Option<&'a Person> {
    now.people.iter().find(|person| person.id.0 == account.id)
}

/// The mail domain new accounts are proposed addresses in.
fn domain(now: &Snapshot) -> Option<&str> {
    now.settings.default_domain().map(|d| d.name.as_str())
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("account-new-title", "accounts.new"),
    ("btn-properties", "accounts.edit"),
    ("menu-delete", "accounts.delete"),
    ("menu-set-up-program", "accounts.card"),
    ("col-addresses", "accounts.list"),
    ("account-col-goes", "accounts.list"),
    ("account-col-send", "accounts.list"),
    ("account-col-relay", "accounts.list"),
    ("state-label", "accounts.list"),
    ("group-title", "groups.list"),
    ("group-members", "groups.list"),
    ("field-name", "groups.list"),
    ("field-comment", "groups.list"),
    ("group-new-title", "groups.new"),
];
