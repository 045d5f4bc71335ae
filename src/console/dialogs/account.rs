//! An account: name, password, addresses, what it may do.
//!
//! A new account is given the address *name@first mail domain* until its addresses are touched. Without a password
//! typed, an account that exists keeps the one it has.

mod problems;

use std::borrow::Cow;

use iced::widget::{row, space};
use iced::{Alignment, Length};
use rand::seq::IndexedRandom;

use super::address;
use super::authentication::shown;
use super::form::note;
use super::{Action as Any, mailbox};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::theme::GAP;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::engine::job::{Finding, Job};
use crate::engine::snapshot::{AccountEntry, AccountsFile, Person, Readiness, ServerLine};
use crate::i18n::Words;
use crate::mail::{Address, Secret};
use crate::tr;
use problems::LEAST;

/// Width of the labels.
const LABELS: f32 = 150.0;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    draft: AccountEntry,
    /// What is known of the others when the dialog opens.
    others: Vec<(String, Vec<String>)>,
    domain: Option<String>,
    /// The names of the groups it is in.
    groups: Vec<String>,
    /// The servers on which it may send and relay, send only, and do neither; empty when its boxes say the same.
    effective: [Vec<String>; 3],
    /// Whether it can log on by SCRAM and by NTLM, as far as it is known.
    ready: (Readiness, Readiness),
    /// The addresses were touched and are no longer proposed.
    touched: bool,
    password: Secret<String>,
    repeat: Secret<String>,
    show: bool,
    selected: Option<usize>,
    /// The dialog for an address, and which one it changes.
    address: Option<(address::State, Option<usize>)>,
    /// The dialog for where its mail goes.
    place: Option<mailbox::State>,
    sending: Sending,
}

/// A box of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// *Keep incoming mail in a mailbox here*
    Mailbox,
    /// *May send mail*
    Submit,
    /// *May send to other domains*
    Relay,
    /// *May send only from its own addresses*
    OwnAddresses,
    /// *This account may log on*
    Enabled,
    /// *Allow NTLM (older mail programs)*
    Ntlm,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// Typing the password.
    Password(Secret<String>),
    /// Typing it again.
    Repeat(Secret<String>),
    /// *Suggest a password*
    Generate,
    /// *Show password*
    Show(bool),
    /// Typing the comment.
    Note(String),
    /// A box was ticked or emptied.
    Set(Flag, bool),
    /// An address was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Edit…*
    Edit,
    /// *Remove*
    Remove,
    /// The address dialog.
    Address(address::Message),
    /// *Where its mail goes…*
    Place,
    /// The dialog for it.
    Mailbox(mailbox::Message),
    /// *Send test message…*
    Test,
    /// *OK*
    Ok,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Make this account.
    Add(Box<AccountEntry>, Secret<String>),
    /// Change this account; without a password it keeps its own.
    Edit(Box<AccountEntry>, Option<Secret<String>>),
    /// This is to be found out; the answer goes to [`State::finding`].
    Run(Job),
    /// The control with this id is to get the keyboard.
    Focus(String),
    /// Send a test message as the account of this number.
    Test(u32),
}

impl State {
    /// A new account; `domain` is the first mail domain, if there is one.
    pub fn new(accounts: &AccountsFile, domain: Option<&str>) -> Self {
        Self::of(AccountEntry::default(), accounts, domain)
    }

    /// An account that exists.
    pub fn edit(account: &AccountEntry, accounts: &AccountsFile, domain: Option<&str>) -> Self {
        Self { touched: true, ..Self::of(account.clone(), accounts, domain) }
    }

    /// With what is known of its keys, and of what it may do on these servers.
    #[must_use]
    pub fn known(mut self, person: Option<&Person>, servers: &[ServerLine]) -> Self {
        let Some(person) = person else { return self };
        self.ready = (person.scram, person.ntlm);
        let place = |submit: bool, relay: bool| if submit { usize::from(!relay) } else { 2 };
        for right in &person.rights {
            let name = servers.iter().find(|line| line.id == right.server).map(|line| line.name.clone());
            self.effective[place(right.submit, right.relay)].extend(name);
        }
        let own = place(self.draft.submit, self.draft.relay);
        if self.effective.iter().enumerate().all(|(at, names)| at == own || names.is_empty()) {
            self.effective = Default::default();
        }
        self
    }

    fn of(draft: AccountEntry, accounts: &AccountsFile, domain: Option<&str>) -> Self {
        let groups = accounts.groups.iter().filter(|g| draft.id != 0 && g.members.contains(&draft.id)).map(|g| g.name.clone());
        let groups = groups.collect();
        let others = accounts.accounts.iter().filter(|a| a.id != draft.id);
        let others = others.map(|a| (a.name.clone(), a.addresses.iter().map(|a| key(a)).collect())).collect();
        Self {
            draft,
            others,
            domain: domain.map(str::to_owned),
            groups,
            effective: Default::default(),
            ready: (Readiness::Ready, Readiness::Off),
            touched: false,
            password: Secret::default(),
            repeat: Secret::default(),
            show: false,
            selected: None,
            address: None,
            place: None,
            sending: Sending::default(),
        }
    }

    /// The account it shows; 0 while it is new.
    pub fn id(&self) -> u32 {
        self.draft.id
    }

    /// Whether something would be lost if it were closed now.
    pub fn is_changed(&self) -> bool {
        self.sending.changed
    }

    /// The engine's answer; `true` when the dialog is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.sending.answered(answer)
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        self.sending.changed |= matches!(
            message,
            Message::Name(_)
                | Message::Note(_)
                | Message::Password(_)
                | Message::Repeat(_)
                | Message::Generate
                | Message::Set(..)
                | Message::Remove
                | Message::Add
                | Message::Edit
        );
        match message {
            Message::Name(name) => {
                self.draft.name = name;
                self.propose();
            }
            Message::Note(note) => self.draft.note = note,
            Message::Password(p) => self.password = p,
            Message::Repeat(p) => self.repeat = p,
            Message::Generate => {
                self.password = Secret::new(suggested());
                self.repeat = self.password.clone();
                self.show = true;
            }
            Message::Show(show) => self.show = show,
            Message::Set(flag, on) => *self.flag(flag) = on,
            Message::Select(i) => self.selected = Some(i),
            Message::Add => self.address = Some((address::State::new(""), None)),
            Message::Edit => {
                if let Some((i, address)) = self.selected.and_then(|i| Some((i, self.draft.addresses.get(i)?))) {
                    self.address = Some((address::State::new(address), Some(i)));
                }
            }
            Message::Remove => {
                if let Some(i) = self.selected.filter(|&i| i < self.draft.addresses.len()) {
                    self.draft.addresses.remove(i);
                    self.touched = true;
                    self.selected = self.draft.addresses.len().checked_sub(1).map(|last| i.min(last));
                }
            }
            Message::Address(m) => self.address(m),
            Message::Test => return Action::Test(self.draft.id),
            Message::Place => self.place = Some(mailbox::State::new(&self.draft)),
            Message::Mailbox(m) => {
                let action = self.place.as_mut().map_or(Any::None, |place| place.update(m));
                return self.placed(action);
            }
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.tried = true;
                let action = self.accept();
                self.sending.waiting = action != Action::None;
                return action;
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    /// Takes the answer to a job of the dialog for where its mail goes.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let action = self.place.as_mut().map_or(Any::None, |place| place.finding(finding));
        self.placed(action)
    }

    fn placed(&mut self, action: mailbox::Action) -> Action {
        match action {
            Any::Accept((destination, quota)) => {
                (self.draft.destination, self.draft.quota_mb, self.place) = (destination, quota, None);
                self.sending.changed = true;
            }
            Any::Close => self.place = None,
            Any::Run(job) => return Action::Run(job),
            Any::Focus(control) => return Action::Focus(control),
            Any::None | Any::Test(_) | Any::AllowNtlm(_) => {}
        }
        Action::None
    }

    fn flag(&mut self, flag: Flag) -> &mut bool {
        match flag {
            Flag::Mailbox => &mut self.draft.mailbox,
            Flag::Submit => &mut self.draft.submit,
            Flag::Relay => &mut self.draft.relay,
            Flag::OwnAddresses => &mut self.draft.sender_check,
            Flag::Enabled => &mut self.draft.enabled,
            Flag::Ntlm => &mut self.draft.allow_ntlm,
        }
    }

    fn propose(&mut self) {
        if self.touched {
            return;
        }
        let name = self.draft.name.trim();
        let proposal = match &self.domain {
            _ if name.contains('@') => name.to_owned(),
            Some(domain) => format!("{name}@{domain}"),
            None => return,
        };
        // A name with blanks or letters that no address has is not made into one.
        let free = Address::parse(&proposal).is_ok() && self.owner(&proposal).is_none();
        self.draft.addresses = free.then_some(proposal).into_iter().collect();
    }

    fn address(&mut self, message: address::Message) {
        let Some((dialog, at)) = &mut self.address else { return };
        let at = *at;
        match dialog.update(message) {
            address::Action::None => {}
            address::Action::Close => self.address = None,
            address::Action::Accept(text) => {
                let same = self.draft.addresses.iter().enumerate().any(|(i, a)| Some(i) != at && key(a) == key(&text));
                let owner = self.owner(&text).map(str::to_owned);
                let problem = match owner {
                    _ if same => Some(address::Problem::Listed),
                    Some(owner) => Some(address::Problem::Taken { address: text.clone(), owner }),
                    None => None,
                };
                match (problem, &mut self.address) {
                    (Some(p), Some((dialog, _))) => dialog.refuse(p),
                    _ => {
                        let i = at.filter(|&i| i < self.draft.addresses.len()).unwrap_or_else(|| {
                            self.draft.addresses.push(String::new());
                            self.draft.addresses.len() - 1
                        });
                        self.draft.addresses[i] = text;
                        (self.selected, self.touched, self.address) = (Some(i), true, None);
                    }
                }
            }
        }
    }

    /// Who else has this address.
    fn owner(&self, address: &str) -> Option<&str> {
        let wanted = key(address);
        let has = |(name, addresses): &&(String, Vec<String>)| name.to_lowercase() == wanted || addresses.contains(&wanted);
        self.others.iter().find(has).map(|(name, _)| name.as_str())
    }

    fn accept(&mut self) -> Action {
        if self.name_problem().is_some() || self.password_problem().is_some() || self.differs(true) {
            return Action::None;
        }
        let entry = Box::new(AccountEntry { name: self.draft.name.trim().to_owned(), ..self.draft.clone() });
        let password = (!self.password.expose().is_empty()).then(|| self.password.clone());
        match (entry.id, password) {
            (0, Some(password)) => Action::Add(entry, password),
            (0, None) => Action::None,
            (_, password) => Action::Edit(entry, password),
        }
    }

    /// Whether the two passwords differ; while one is still being typed again, only by what is typed so far.
    fn differs(&self, complete: bool) -> bool {
        let (password, repeat) = (self.password.expose(), self.repeat.expose());
        if complete { password != repeat } else { !password.starts_with(repeat.as_str()) }
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let flag =
            |id, text, on, flag, enabled: bool| check_box(id, words.label(text), on, enabled.then_some(move |on| Message::Set(flag, on)));
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.sending.refusal.as_ref(), &d.name));
        parts.extend(self.who(words));
        parts.push(self.addresses(words));
        let who = rows([
            flag("account.mailbox", "account-mailbox", d.mailbox, Flag::Mailbox, true),
            flag("account.enabled", "account-enabled", d.enabled, Flag::Enabled, true),
            flag("account.ntlm", "account-allow-ntlm", d.allow_ntlm, Flag::Ntlm, true),
        ]);
        let what = rows([
            flag("account.submit", "account-submit", d.submit, Flag::Submit, true),
            indent(flag("account.relay", "account-relay", d.relay, Flag::Relay, d.submit)),
            indent(flag("account.own", "account-own-addresses", d.sender_check, Flag::OwnAddresses, d.submit)),
        ]);
        parts.push(row![who, what].spacing(GAP).into());
        parts.push(indent(hint(tr!(words, "account-ntlm-note"))));
        parts.extend(self.keys(words).map(|text| indent(hint(text))));
        if !self.groups.is_empty() {
            let names = shown(words, self.groups.iter().map(String::as_str));
            parts.push(hint(tr!(words, "account-member-of", names = names)));
        }
        parts.extend(self.rights(words).into_iter().map(hint));
        parts.extend([field_row(
            LABELS,
            words.caption("account-comment"),
            "account.comment",
            field("account.comment", &d.note).on_input(Message::Note),
        )]);
        let test = (d.id != 0).then_some(Message::Test);
        let test = button("account.test-message", words.label("account-test-message"), test).icon(Drawing::Mail);
        let test = buttons([test.into()]);
        // The engine asks what it knows, not what is typed here.
        let saved = (d.id == 0 || self.is_changed()).then(|| note(tr!(words, "testmsg-saved-note")));
        parts.push(rows([Element::from(test)].into_iter().chain(saved)).into());
        let title = match d.id {
            0 => tr!(words, "account-new-title"),
            _ => tr!(words, "account-properties-title", name = &d.name),
        };
        let f = frame(
            "account",
            title,
            rows(parts),
            [
                button("account.ok", words.label("btn-ok"), Some(Message::Ok)).default().into(),
                button("account.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(700.0)
        .icon(Drawing::Account)
        .on_enter(Some(Message::Ok))
        .on_close(Message::Cancel);
        let address = self.address.as_ref().map(|(a, _)| a.view(words).map(Message::Address));
        Dialog::from(f).open(address.or_else(|| self.place.as_ref().map(|p| p.view(words).map(Message::Mailbox))))
    }

    /// What it may do on which servers, when that is not what its boxes say.
    fn rights(&self, words: &'static Words) -> Vec<Cow<'static, str>> {
        let say = move |(at, names): (usize, &Vec<String>)| {
            let names = shown(words, names.iter().map(String::as_str));
            match at {
                0 => tr!(words, "account-relays-on", names = names),
                1 => tr!(words, "account-sends-on", names = names),
                _ => tr!(words, "account-nothing-on", names = names),
            }
        };
        self.effective.iter().enumerate().filter(|(_, names)| !names.is_empty()).map(say).collect()
    }

    /// What is still to come before it can log on without its password crossing the wire; a password typed now settles it.
    fn keys(&self, words: &'static Words) -> Option<Cow<'static, str>> {
        if self.draft.id == 0 || !self.password.expose().is_empty() {
            return None;
        }
        match (self.draft.allow_ntlm, self.ready) {
            (true, (_, Readiness::Ready)) => Some(tr!(words, "account-ntlm-ready")),
            (true, _) => Some(tr!(words, "account-ntlm-prepared")),
            (false, (Readiness::Prepared, _)) => Some(tr!(words, "account-scram-prepared")),
            _ => None,
        }
    }

    /// Name and password.
    fn who(&self, words: &'static Words) -> [Element<'_, Message>; 4] {
        let name = self.name_problem().filter(|_| self.sending.tried || !self.draft.name.is_empty());
        let password = self.password_problem().filter(|_| self.sending.tried || !self.password.expose().is_empty());
        let hint = match self.draft.id {
            0 => tr!(words, "account-password-hint", count = LEAST),
            _ => tr!(words, "account-password-keep"),
        };
        let secret = |id: &'static str, value, message: fn(Secret<String>) -> Message| {
            field(id, value).secret(!self.show).on_input(move |text| message(Secret::new(text)))
        };
        let repeat = if self.differs(self.sending.tried) { tr!(words, "val-passwords-differ") } else { "".into() };
        [
            field_row(
                LABELS,
                words.caption("auth-user-name"),
                "account.name",
                field("account.name", &self.draft.name)
                    .on_input(Message::Name)
                    .problem(name.map_or("".into(), |p| p.sentence(words, &self.draft.name))),
            ),
            field_row(
                LABELS,
                words.caption("auth-password"),
                "account.password",
                secret("account.password", self.password.expose(), Message::Password)
                    .limits(hint)
                    .problem(password.map_or("".into(), |p| p.sentence(words))),
            ),
            field_row(
                LABELS,
                words.caption("auth-confirm-password"),
                "account.repeat",
                secret("account.repeat", self.repeat.expose(), Message::Repeat).problem(repeat),
            ),
            row![
                space().width(LABELS),
                button("account.generate", words.label("account-generate-password"), Some(Message::Generate)),
                check_box("account.show", words.label("account-show-password"), self.show, Some(Message::Show)),
            ]
            .spacing(GAP)
            .align_y(Alignment::Center)
            .width(Length::Fill)
            .into(),
        ]
    }

    fn addresses(&self, words: &'static Words) -> Element<'_, Message> {
        use iced::keyboard::{Key, key::Named};
        let a = &self.draft.addresses;
        let addresses = list("account.addresses", a.len(), |i| Row::new([a[i].as_str()]).icon(Drawing::Mail))
            .selected(self.selected)
            .on_select(Message::Select)
            .on_activate(|_| Message::Edit)
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Remove),
                Key::Named(Named::F2) => Some(Message::Edit),
                _ => None,
            })
            .nothing(tr!(words, "common-no-items"))
            .height(72);
        let chosen = self.selected.is_some_and(|i| i < a.len());
        rows([
            label(words.caption("account-addresses")).target("account.addresses").into(),
            addresses.into(),
            buttons([
                button("account.add", words.label("btn-add"), Some(Message::Add)).into(),
                button("account.edit", words.label("btn-edit"), chosen.then_some(Message::Edit)).into(),
                button("account.remove", words.label("btn-remove"), chosen.then_some(Message::Remove)).into(),
                button("account.place", words.label("account-destination"), self.draft.mailbox.then_some(Message::Place)).into(),
            ])
            .into(),
            hint(tr!(words, "account-address-note")),
        ])
        .into()
    }
}

/// An address as it is compared.
fn key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Four groups of four signs, none of which looks like another: some 77 bits.
fn suggested() -> String {
    const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let sign = |_| char::from(*SIGNS.choose(&mut rng).unwrap_or(&b'a'));
    let signs: Vec<char> = (0..16).map(sign).collect();
    signs.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("account-new-title", "account.name"),
    ("auth-user-name", "account.name"),
    ("auth-password", "account.password"),
    ("auth-confirm-password", "account.repeat"),
    ("account-generate-password", "account.generate"),
    ("account-show-password", "account.show"),
    ("account-addresses", "account.addresses"),
    ("btn-add", "account.add"),
    ("btn-edit", "account.edit"),
    ("btn-remove", "account.remove"),
    ("account-mailbox", "account.mailbox"),
    ("account-destination", "account.place"),
    ("account-submit", "account.submit"),
    ("account-relay", "account.relay"),
    ("account-own-addresses", "account.own"),
    ("account-enabled", "account.enabled"),
    ("account-allow-ntlm", "account.ntlm"),
    ("account-test-message", "account.test-message"),
];

#[cfg(test)]
#[path = "account/tests.rs"]
mod tests;
