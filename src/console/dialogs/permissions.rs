//! *Permissions for Submit and Relay*: what those who log on may do (dialogs.md §0, 2.4 and 2.7), opened by *Users…*.
//!
//! Above is the list, below are the boxes of the selected entry, and at the bottom what it all means: for one account with
//! the reason, and, as soon as not everybody may do everything, who is left. Denying wins over allowing.
//!
//! The list belongs to the server. Authentication and Relay both open it ([`Users`]) and hand it back with what is theirs.

use std::borrow::Cow;
use std::sync::Arc;

use iced::keyboard::{Key, key::Named};
use iced::widget::row;

use super::authentication::shown;
use super::form::{beside, framed, marked};
use super::pick;
use crate::config::Fault;
use crate::config::written::{Grant, Permission, Who};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::theme::{GAP, PAD};
use crate::console::widget::*;
use crate::engine::snapshot::{AccountEntry, AccountsFile, Right, rights};
use crate::i18n::Words;
use crate::tr;

/// The list being edited.
#[derive(Debug)]
pub struct State {
    entries: Vec<Permission>,
    selected: Option<usize>,
    accounts: Arc<AccountsFile>,
    /// Whether logging on is enough to relay.
    authenticated: bool,
    /// The account whose effective permissions are shown, by number.
    about: Option<u32>,
    /// Who may submit and who may relay, by name; only counted when not everybody may.
    able: Option<[Vec<String>; 2]>,
    pick: Option<pick::State>,
    refused: Option<Fault>,
}

/// One of the two permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// *Submit Permission*
    Submit,
    /// *Relay Permission*
    Relay,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// An entry was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Remove*
    Remove,
    /// *Allow* or *Deny* of the selected entry was ticked; unset when it was cleared.
    Set(Kind, Grant),
    /// The effective permissions of the account at this place.
    About(usize),
    /// In *Select User or Group*.
    Pick(pick::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the list.
pub type Action = super::Action<Vec<Permission>>;

/// What an account may do and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Locked,
    /// Its own box is empty.
    Box(Kind),
    /// It may not even submit.
    NoSubmit,
    By(Who),
    DeniedBy(Who),
    NotGranted,
    /// Logging on is not enough to relay, and it is named by no entry.
    ListOnly,
}

impl Reason {
    fn allows(self) -> bool {
        matches!(self, Self::By(_))
    }
}

impl State {
    /// The list of a server with these accounts; `authenticated` tells whether logging on is enough to relay there.
    pub fn new(entries: Vec<Permission>, accounts: &Arc<AccountsFile>, authenticated: bool) -> Self {
        let selected = (!entries.is_empty()).then_some(0);
        let about = accounts.accounts.first().map(|a| a.id);
        let mut state = Self { entries, selected, accounts: accounts.clone(), authenticated, about, able: None, pick: None, refused: None };
        state.count();
        state
    }

    /// The accounts have changed.
    pub fn meet(&mut self, accounts: &Arc<AccountsFile>) {
        self.accounts = accounts.clone();
        self.count();
    }

    /// Opens *Select User or Group*.
    pub fn lead(&mut self) {
        if self.pick.is_none() {
            drop(self.update(Message::Add));
        }
    }

    fn everyone(&self) -> Option<&Permission> {
        self.entries.iter().find(|entry| entry.who == Who::Everyone)
    }

    /// Whether all who log on are allowed both.
    fn open_to_all(&self) -> bool {
        self.everyone().is_some_and(|all| all.submit == Grant::Allow && all.relay == Grant::Allow)
    }

    fn count(&mut self) {
        self.able = (!self.open_to_all() || !self.authenticated).then(|| {
            let names = |kind| {
                let able = self.accounts.accounts.iter().filter(|account| self.reason(account, kind).allows());
                able.map(|account| account.name.clone()).collect()
            };
            [names(Kind::Submit), names(Kind::Relay)]
        });
    }

    fn reason(&self, account: &AccountEntry, kind: Kind) -> Reason {
        let rights = rights(&self.entries, &self.accounts, account.id);
        let (own, right) = match kind {
            Kind::Submit => (account.submit, rights.submit),
            Kind::Relay => (account.relay, rights.relay),
        };
        let who = |at: usize| self.entries.get(at).map_or(Who::Everyone, |entry| entry.who);
        match right {
            _ if !account.enabled => Reason::Locked,
            _ if kind == Kind::Relay && !self.reason(account, Kind::Submit).allows() => Reason::NoSubmit,
            _ if !own => Reason::Box(kind),
            Right::Denied(at) => Reason::DeniedBy(who(at)),
            Right::NotGranted => Reason::NotGranted,
            Right::Everyone(_) if kind == Kind::Relay && !right.relays(self.authenticated) => Reason::ListOnly,
            Right::Everyone(at) | Right::Named(at) => Reason::By(who(at)),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        let counts = matches!(message, Message::Remove | Message::Set(..));
        match message {
            Message::Select(i) => self.select(i),
            Message::Add => {
                let listed = |who| self.entries.iter().any(|entry| entry.who == who);
                self.pick = Some(pick::State::everybody(&self.accounts, listed));
            }
            Message::Remove => {
                if let Some(i) = self.selected.filter(|&i| i < self.entries.len()) {
                    self.entries.remove(i);
                    self.refused = None;
                    self.selected = self.entries.len().checked_sub(1).map(|last| i.min(last));
                }
            }
            Message::Set(kind, grant) => {
                if let Some(entry) = self.selected.and_then(|i| self.entries.get_mut(i)) {
                    match kind {
                        Kind::Submit => entry.submit = grant,
                        Kind::Relay => entry.relay = grant,
                    }
                }
            }
            Message::About(i) => self.about = self.accounts.accounts.get(i).map(|a| a.id),
            Message::Pick(message) => {
                let action = self.pick.as_mut().map_or(super::Action::Close, |pick| pick.update(message));
                let mut added = None;
                let action = action.of_sub(&mut self.pick, |who| added = Some(who));
                if let Some(who) = added {
                    self.entries.push(Permission { who, ..Permission::default() });
                    self.refused = None;
                    self.select(self.entries.len() - 1);
                }
                self.count();
                return action;
            }
            Message::Cancel => return Action::Close,
            Message::Ok => return Action::Accept(self.entries.clone()),
        }
        if counts {
            self.count();
        }
        Action::None
    }

    /// Selects an entry; of an account it is then said what it may do.
    fn select(&mut self, i: usize) {
        self.selected = Some(i);
        if let Some(Who::Account(id)) = self.entries.get(i).map(|entry| entry.who) {
            self.about = Some(id);
        }
    }

    /// The engine refused the entry of this row.
    pub fn refuse(&mut self, row: usize, fault: &Fault) {
        self.select(row);
        self.refused = Some(fault.clone());
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let entries = list("permissions.list", self.entries.len(), move |i| {
            let entry = &self.entries[i];
            let icon = if matches!(entry.who, Who::Account(_)) { Drawing::Account } else { Drawing::Group };
            let gone = !matches!(entry.who, Who::Everyone) && found(&self.accounts, entry.who).is_none();
            let cells = [name(&self.accounts, entry.who, words), grant(entry.submit, words), grant(entry.relay, words)];
            Row::new(cells).icon(icon).tone(if gone { Tone::Muted } else { Tone::Plain })
        })
        .column(tr!(words, "perm-col-name"), 0.0)
        .column(tr!(words, "auth-perm-submit"), COLUMN)
        .column(tr!(words, "auth-perm-relay"), COLUMN)
        .selected(self.selected)
        .on_select(Message::Select)
        .on_key(|key, _| match key {
            Key::Named(Named::Delete) => Some(Message::Remove),
            Key::Named(Named::Insert) => Some(Message::Add),
            _ => None,
        })
        .nothing(tr!(words, "perm-empty"))
        .height(126);
        let one = self.selected.and_then(|i| self.entries.get(i));
        let buttons = [
            button("permissions.add", marked(words.label("btn-add")), Some(Message::Add)).width(112).into(),
            button("permissions.remove", marked(words.label("btn-remove")), one.map(|_| Message::Remove)).width(112).into(),
        ];
        let mut body = rows([label(marked(words.caption("perm-names"))).target("permissions.list").into(), beside(entries, buttons)]);
        if let Some(fault) = &self.refused {
            body = body.push(strip(Tone::Bad, crate::wording::fault(words, fault), None));
        }
        let title = match one {
            Some(entry) => tr!(words, "perm-for", name = name(&self.accounts, entry.who, words)),
            None => tr!(words, "perm-for-none"),
        };
        body = body.push(gap(2.0)).push(group(title, boxes(one, words))).push(self.effective(words));
        if let Some(text) = self.meaning(words) {
            let tone = if self.open_to_all() { Tone::Plain } else { Tone::Warning };
            body = body.push(strip(tone, text, None));
        }
        let f = framed("permissions", words.name("auth-perm-title"), body, Message::Ok, Message::Cancel, words);
        let f = f.width(780.0).icon(Drawing::Group);
        Dialog::from(f).open(self.pick.as_ref().map(|pick| pick.view(words).map(Message::Pick)))
    }

    /// What one account may do, and why.
    fn effective<'a>(&'a self, words: &'static Words) -> Element<'a, Message> {
        let all = &self.accounts.accounts;
        let at = all.iter().position(|account| Some(account.id) == self.about);
        let content = match at.and_then(|at| all.get(at)) {
            None => hint(tr!(words, "tree-empty-accounts")),
            Some(account) => {
                // The letters belong to the boxes above.
                let line = |kind, name: Cow<'static, str>| {
                    let caption = label(tr!(words, "common-with-colon", label = name)).width(LABELS);
                    let why = self.why(self.reason(account, kind), words);
                    Element::from(row![caption, self::words(why)].spacing(GAP))
                };
                let names = all.iter().map(|account| account.name.as_str());
                let pick = pick_list("permissions.about", names, at).on_choose(Message::About).width(240);
                rows([
                    field_row(LABELS, marked(words.caption("perm-about")), "permissions.about", pick),
                    line(Kind::Submit, tr!(words, "auth-perm-submit")),
                    line(Kind::Relay, tr!(words, "auth-perm-relay")),
                    hint(tr!(words, "perm-relay-note")),
                ])
                .into()
            }
        };
        group(tr!(words, "perm-effective"), content)
    }

    fn why(&self, reason: Reason, words: &'static Words) -> Cow<'static, str> {
        let name = |who| name(&self.accounts, who, words).into_owned();
        match reason {
            Reason::By(who) => tr!(words, "perm-yes-by", name = name(who)),
            Reason::DeniedBy(who) => tr!(words, "perm-no-denied", name = name(who)),
            Reason::NotGranted => tr!(words, "perm-no-entry"),
            Reason::Locked => tr!(words, "perm-no-locked"),
            Reason::NoSubmit => tr!(words, "perm-no-submit"),
            Reason::ListOnly => tr!(words, "perm-no-logging-on"),
            Reason::Box(Kind::Submit) => tr!(words, "perm-no-box", label = words.label("account-submit").text),
            Reason::Box(Kind::Relay) => tr!(words, "perm-no-box", label = words.label("account-relay").text),
        }
    }

    /// What it means that not everybody who logs on may do everything.
    fn meaning(&self, words: &'static Words) -> Option<String> {
        let [submit, relay] = self.able.as_ref()?;
        let denied = self.everyone().is_some_and(|all| [all.submit, all.relay].contains(&Grant::Deny));
        let first = match denied {
            true => tr!(words, "perm-denied-to-all"),
            false if self.open_to_all() => tr!(words, "perm-relay-by-name"),
            false => tr!(words, "perm-only-named"),
        };
        let who = |names: &[String]| match names {
            [] => tr!(words, "perm-nobody").into_owned(),
            names => shown(words, names.iter().map(String::as_str)),
        };
        let (submit, relay) = (tr!(words, "perm-may-submit", names = who(submit)), tr!(words, "perm-may-relay", names = who(relay)));
        Some(format!("{first}\n{submit}\n{relay}"))
    }
}

/// *Allow* and *Deny* of both permissions, for the selected entry.
fn boxes<'a>(entry: Option<&Permission>, words: &'static Words) -> Element<'a, Message> {
    let line = |kind, key, ids: [&'static str; 2], set: Option<Grant>| {
        let tick = |id, key, grant| {
            let toggle = move |on| Message::Set(kind, if on { grant } else { Grant::Unset });
            iced::widget::container(check_box(id, words.name(key), set == Some(grant), set.map(|_| toggle))).width(BOX)
        };
        let caption = label(marked(words.caption(key))).target(ids[0]).width(LABELS).enabled(set.is_some());
        let caption = iced::widget::container(caption).padding([2, 0]);
        let boxes = row![caption, tick(ids[0], "auth-perm-allow", Grant::Allow), tick(ids[1], "auth-perm-deny", Grant::Deny)];
        Element::from(boxes.spacing(GAP))
    };
    rows([
        line(Kind::Submit, "auth-perm-submit", ["permissions.submit-allow", "permissions.submit-deny"], entry.map(|entry| entry.submit)),
        line(Kind::Relay, "auth-perm-relay", ["permissions.relay-allow", "permissions.relay-deny"], entry.map(|entry| entry.relay)),
    ])
    .spacing(GAP / 2.0)
    .into()
}

/// The name of a group or account that is there.
fn found(accounts: &AccountsFile, who: Who) -> Option<&str> {
    match who {
        Who::Everyone => None,
        Who::Group(id) => accounts.groups.iter().find(|group| group.id == id).map(|group| group.name.as_str()),
        Who::Account(id) => accounts.accounts.iter().find(|account| account.id == id).map(|account| account.name.as_str()),
    }
}

fn name<'a>(accounts: &'a AccountsFile, who: Who, words: &'static Words) -> Cow<'a, str> {
    match (who, found(accounts, who)) {
        (_, Some(name)) => name.into(),
        (Who::Everyone, None) => tr!(words, "auth-authenticated-users"),
        (Who::Group(id), None) => tr!(words, "perm-deleted-group", number = id.to_string()),
        (Who::Account(id), None) => tr!(words, "perm-deleted-account", number = id.to_string()),
    }
}

fn grant(grant: Grant, words: &'static Words) -> Cow<'static, str> {
    match grant {
        Grant::Unset => "".into(),
        Grant::Allow => words.name("auth-perm-allow").text.into(),
        Grant::Deny => words.name("auth-perm-deny").text.into(),
    }
}

/// Width of the labels.
const LABELS: f32 = 210.0;

/// Width of a box with its word.
const BOX: f32 = 130.0;

/// Width of a column of the list.
const COLUMN: f32 = 212.0;

/// The button *Users…* and what it opens: what Authentication and Relay share.
#[derive(Debug, Default)]
pub struct Users {
    /// The list as it stands in the opener.
    pub entries: Vec<Permission>,
    accounts: Arc<AccountsFile>,
    open: Option<Box<State>>,
}

/// What is done with it.
#[derive(Debug, Clone)]
pub enum UsersMessage {
    /// *Users…*
    Open,
    /// In what it opened.
    Inside(Message),
}

impl Users {
    /// With this list.
    pub fn new(entries: &[Permission]) -> Self {
        Self { entries: entries.to_vec(), ..Self::default() }
    }

    /// The accounts there are now.
    pub fn meet(&mut self, accounts: &Arc<AccountsFile>) {
        self.accounts = accounts.clone();
        if let Some(open) = &mut self.open {
            open.meet(accounts);
        }
    }

    /// Takes a message; `authenticated` tells whether logging on is enough to relay.
    pub fn update<T>(&mut self, message: UsersMessage, authenticated: bool) -> super::Action<T> {
        match message {
            UsersMessage::Open => self.show(authenticated),
            UsersMessage::Inside(message) => {
                let action = self.open.as_mut().map_or(super::Action::Close, |open| open.update(message));
                let entries = &mut self.entries;
                return action.of_sub(&mut self.open, |new| *entries = new);
            }
        }
        super::Action::None
    }

    fn show(&mut self, authenticated: bool) {
        self.open = Some(Box::new(State::new(self.entries.clone(), &self.accounts, authenticated)));
    }

    /// Shows the list, or *Select User or Group* of it.
    pub fn lead(&mut self, pick: bool, authenticated: bool) {
        if self.open.is_none() {
            self.show(authenticated);
        }
        if let Some(open) = self.open.as_mut().filter(|_| pick) {
            open.lead();
        }
    }

    /// The engine refused the entry of this row; the id of the control to show.
    pub fn refuse(&mut self, row: usize, fault: &Fault, authenticated: bool) -> String {
        self.lead(false, authenticated);
        if let Some(open) = &mut self.open {
            open.refuse(row, fault);
        }
        "permissions.list".into()
    }

    /// The button, with a sentence before it.
    pub fn button<'a>(id: &'static str, words: &'static Words) -> Element<'a, UsersMessage> {
        let users = button(id, marked(words.label("auth-users")), Some(UsersMessage::Open)).width(112);
        row![with_button(hint(tr!(words, "perm-users-note")), users)].padding([PAD / 3.0, 0.0]).into()
    }

    /// The list, when it is open.
    pub fn sub(&self, words: &'static Words) -> Option<Dialog<'_, UsersMessage>> {
        self.open.as_ref().map(|open| open.view(words).map(UsersMessage::Inside))
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("auth-perm-title", "permissions.list"),
    ("perm-names", "permissions.list"),
    ("perm-col-name", "permissions.list"),
    ("auth-authenticated-users", "permissions.list"),
    ("btn-add", "permissions.add"),
    ("btn-remove", "permissions.remove"),
    ("auth-perm-submit", "permissions.submit-allow"),
    ("auth-perm-relay", "permissions.relay-allow"),
    ("auth-perm-allow", "permissions.submit-allow"),
    ("auth-perm-deny", "permissions.submit-deny"),
    ("perm-effective", "permissions.about"),
    ("perm-about", "permissions.about"),
];

#[cfg(test)]
#[path = "permissions/tests.rs"]
mod tests;
