//! Mail domains: the domains whose mailboxes are here, the aliases in them, and who reads postmaster; below them in the same
//! list the remote domains, whose mail leaves by a way of its own.
//!
//! The page owns the dialogs it opens. Every change is one [`Change::Domains`] or [`Change::RemoteDomains`]; it counts at
//! once and can be undone.

mod lists;

use std::collections::VecDeque;

use iced::Point;

use crate::config::written::{Alias, LocalDomain, RemoteDomain, SettingsFile};
use crate::console::dialogs::{alias, dkim, domain, remote_domain};
use crate::console::refused::sentence;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Change, Command, Done, KeyKind, Refusal};
use crate::engine::job::{Finding, Job, Route};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{Domain, Secret};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    domain: Option<usize>,
    alias: Option<usize>,
    /// The selected domain goes to the front when the engine agrees.
    moving: bool,
    menu: Option<(Which, Point)>,
    sheet: Option<Sheet>,
    asking: Option<Asking>,
    /// Whether the dialog asked the engine or the page itself, for each answer to come.
    asked: VecDeque<bool>,
}

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Mail domains.
    Domains,
    /// Aliases.
    Aliases,
}

#[derive(Debug, Clone)]
enum Sheet {
    Domain(domain::State),
    Remote(Box<remote_domain::State>),
    Dkim(dkim::State),
    Alias(alias::State),
}

#[derive(Debug, Clone)]
enum Asking {
    Domain(usize, String),
    Remote(usize, String),
    Alias(usize, String),
    /// So many accounts have an address in the domain.
    InUse(usize),
    /// A domain with those that are its aliases.
    HasAliases(String, Vec<String>),
    Refused(Refusal),
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// A row was selected.
    Select(Which, usize),
    /// A menu was asked for.
    Menu(Which, usize, Point),
    /// The menu is closed.
    CloseMenu,
    /// *New…*
    New(Which),
    /// *New remote domain…*
    NewRemote,
    /// The same, with *Outbound Security* open.
    RemoteSecurity,
    /// *Signature (DKIM)…* of the selected domain, or of the first one.
    Signature,
    /// *Set as Default*: the selected domain goes before the others.
    Default,
    /// *Properties* of the selected row.
    Edit(Which),
    /// *Delete*
    Delete(Which),
    /// The answer to whether to delete it.
    Answer(bool),
    /// Another reader of postmaster was picked.
    Postmaster(String),
    /// The domain dialog.
    Domain(domain::Message),
    /// The remote domain dialog.
    Remote(remote_domain::Message),
    /// The signature dialog.
    Dkim(dkim::Message),
    /// The alias dialog.
    Alias(alias::Message),
}

/// What the window is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Give the keyboard to this control.
    Focus(String),
    /// Put this on the clipboard.
    Copy(String),
    /// Find this out; the finding goes to [`State::found`].
    Run(Job),
    /// Send a test message by this way.
    Test(Box<Route>),
    /// Make a DKIM key of this kind for the domain.
    Key(String, KeyKind),
    /// These are the remote domains from now on; a password is for the smart host of the one at this place.
    Remote(Vec<RemoteDomain>, Option<(usize, Secret<String>)>),
    /// These are the domains, aliases and the reader of postmaster from now on.
    Change {
        /// Domains whose mailboxes are here.
        local_domains: Vec<LocalDomain>,
        /// Further names.
        aliases: Vec<Alias>,
        /// Who reads postmaster.
        postmaster: Option<String>,
    },
}

impl Action {
    fn of(settings: SettingsFile) -> Self {
        let SettingsFile { local_domains, aliases, postmaster, .. } = settings;
        Self::Change { local_domains, aliases, postmaster }
    }

    /// What the engine is to do; its answer goes to [`State::answered`].
    pub fn command(self) -> Option<Command> {
        match self {
            Self::None | Self::Focus(_) | Self::Copy(_) | Self::Run(_) | Self::Test(_) => None,
            Self::Key(domain, kind) => Some(Command::Change(Change::NewDomainKey(domain, kind))),
            Self::Remote(domains, password) => Some(Command::Change(Change::RemoteDomains(domains, password))),
            Self::Change { local_domains, aliases, postmaster } => {
                Some(Command::Change(Change::Domains { local_domains, aliases, postmaster }))
            }
        }
    }
}

impl State {
    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        let dialog = matches!(message, Message::Domain(_) | Message::Remote(_) | Message::Dkim(_) | Message::Alias(_));
        let action = self.handle(message, now);
        if !matches!(action, Action::None | Action::Focus(_) | Action::Copy(_) | Action::Run(_) | Action::Test(_)) {
            self.asked.push_back(dialog);
        }
        action
    }

    fn handle(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Select(which, i) => *self.chosen(which) = Some(i),
            Message::Menu(which, i, at) => {
                *self.chosen(which) = Some(i);
                self.menu = Some((which, at));
            }
            Message::CloseMenu => self.menu = None,
            Message::New(Which::Domains) => self.show(Sheet::Domain(domain::State::new(None, &now.settings, &now.accounts))),
            Message::NewRemote => self.show(Sheet::Remote(Box::new(remote_domain::State::new(None, &now.settings)))),
            Message::RemoteSecurity => {
                self.show(Sheet::Remote(Box::new(remote_domain::State::new(None, &now.settings))));
                if let Some(Sheet::Remote(dialog)) = &mut self.sheet {
                    dialog.lead();
                }
            }
            Message::New(Which::Aliases) if now.settings.local_domains.is_empty() => {}
            Message::New(Which::Aliases) => self.show(Sheet::Alias(alias::State::new(None, &now.settings))),
            Message::Signature => {
                let chosen = self.domain.filter(|&i| i < now.settings.local_domains.len()).unwrap_or(0);
                if let Some(dialog) = dkim::State::new(chosen, &now.settings) {
                    self.show(Sheet::Dkim(dialog));
                }
            }
            Message::Default => return self.set_default(now),
            Message::Edit(which) => self.edit(which, now),
            Message::Delete(which) => self.delete(which, now),
            Message::Answer(yes) => {
                let mut settings = (*now.settings).clone();
                match self.asking.take().filter(|_| yes) {
                    Some(Asking::Domain(i, name)) if settings.local_domains.get(i).is_some_and(|d| d.name == name) => {
                        settings.local_domains.remove(i);
                        if settings.local_domains.is_empty() {
                            settings.postmaster = None;
                        }
                        return Action::of(settings);
                    }
                    Some(Asking::Remote(i, name)) if settings.remote_domains.get(i).is_some_and(|d| d.name == name) => {
                        settings.remote_domains.remove(i);
                        return Action::Remote(settings.remote_domains, None);
                    }
                    Some(Asking::Alias(i, address)) if settings.aliases.get(i).is_some_and(|a| a.address == address) => {
                        settings.aliases.remove(i);
                        return Action::of(settings);
                    }
                    _ => {}
                }
            }
            Message::Postmaster(address) => {
                return Action::of(SettingsFile { postmaster: Some(address), ..(*now.settings).clone() });
            }
            Message::Domain(m) => return self.domain_dialog(m, now),
            Message::Remote(m) => return self.remote_dialog(m, now),
            Message::Dkim(m) => return self.signature_dialog(m, now),
            Message::Alias(m) => return self.alias_dialog(m, now),
        }
        Action::None
    }

    fn chosen(&mut self, which: Which) -> &mut Option<usize> {
        match which {
            Which::Domains => &mut self.domain,
            Which::Aliases => &mut self.alias,
        }
    }

    fn edit(&mut self, which: Which, now: &Snapshot) {
        let local = now.settings.local_domains.len();
        if let (Which::Domains, Some(i)) = (which, self.domain.and_then(|i| i.checked_sub(local)))
            && i < now.settings.remote_domains.len()
        {
            return self.show(Sheet::Remote(Box::new(remote_domain::State::new(Some(i), &now.settings))));
        }
        let at = match which {
            Which::Domains => self.domain.filter(|&i| i < local),
            Which::Aliases => self.alias.filter(|&i| i < now.settings.aliases.len()),
        };
        if at.is_some() {
            self.show(match which {
                Which::Domains => Sheet::Domain(domain::State::new(at, &now.settings, &now.accounts)),
                Which::Aliases => Sheet::Alias(alias::State::new(at, &now.settings)),
            });
        }
    }

    fn delete(&mut self, which: Which, now: &Snapshot) {
        match which {
            Which::Domains => {
                let remote = self.domain.and_then(|i| i.checked_sub(now.settings.local_domains.len()));
                if let Some((i, d)) = remote.and_then(|i| Some((i, now.settings.remote_domains.get(i)?))) {
                    self.asking = Some(Asking::Remote(i, d.name.clone()));
                    return;
                }
                let Some((i, d)) = self.domain.and_then(|i| Some((i, now.settings.local_domains.get(i)?))) else { return };
                let users = domain::users(&now.accounts, &d.name);
                let aliases = domain::aliases_of(&now.settings, &d.name);
                self.asking = Some(match users {
                    0 if aliases.is_empty() => Asking::Domain(i, d.name.clone()),
                    0 => Asking::HasAliases(d.name.clone(), aliases),
                    users => Asking::InUse(users),
                });
            }
            Which::Aliases => {
                let alias = self.alias.and_then(|i| Some((i, now.settings.aliases.get(i)?)));
                self.asking = alias.map(|(i, a)| Asking::Alias(i, a.address.clone()));
            }
        }
    }

    /// The selected row where it is a domain that can become the default: with mailboxes of its own, and not the default yet.
    fn to_be_default(&self, settings: &SettingsFile) -> Option<usize> {
        let default = settings.local_domains.iter().position(|d| d.alias_of.is_none());
        self.domain.filter(|&i| Some(i) != default && settings.local_domains.get(i).is_some_and(|d| d.alias_of.is_none()))
    }

    fn set_default(&mut self, now: &Snapshot) -> Action {
        let mut settings = (*now.settings).clone();
        let Some(at) = self.to_be_default(&settings) else { return Action::None };
        settings.local_domains[..=at].rotate_right(1);
        self.moving = true;
        Action::of(settings)
    }

    /// Shows a dialog in place of the one that is open, unless what was typed there would be lost.
    fn show(&mut self, sheet: Sheet) {
        let kept = match &self.sheet {
            Some(Sheet::Domain(dialog)) => dialog.is_changed(),
            Some(Sheet::Remote(dialog)) => dialog.is_changed(),
            Some(Sheet::Dkim(dialog)) => dialog.is_changed(),
            Some(Sheet::Alias(dialog)) => dialog.is_changed(),
            None => false,
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

    fn domain_dialog(&mut self, message: domain::Message, now: &Snapshot) -> Action {
        let Some(Sheet::Domain(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message, &now.accounts) {
            domain::Action::None => {}
            domain::Action::Close => self.close(),
            domain::Action::Accept(was, domain, reader) => {
                let mut settings = (*now.settings).clone();
                let domains = &mut settings.local_domains;
                let Some(at) = place(domains, was.as_deref(), |domain| &domain.name) else {
                    dialog.answered(Err(Refusal::Gone));
                    return Action::None;
                };
                if let Some(was) = was.as_deref() {
                    // Its aliases go along with a new name.
                    let its = |d: &&mut LocalDomain| d.alias_of.as_ref().is_some_and(|of| domain::same(of, was));
                    domains.iter_mut().filter(its).for_each(|d| d.alias_of = Some(domain.name.clone()));
                }
                // How it signs is set in another dialog, perhaps since this one was opened; and a key belongs to the name.
                let canonical = |name: &str| Domain::parse(name.trim()).ok();
                let same = domains.get(at).filter(|present| canonical(&present.name) == canonical(&domain.name)).cloned();
                let LocalDomain { dkim_sign, dkim_selector, .. } = same.unwrap_or_default();
                put(domains, at, LocalDomain { dkim_sign, dkim_selector, ..domain });
                settings.postmaster = settings.postmaster.or(reader);
                return Action::of(settings);
            }
        }
        Action::None
    }

    fn remote_dialog(&mut self, message: remote_domain::Message, now: &Snapshot) -> Action {
        let Some(Sheet::Remote(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message) {
            remote_domain::Action::None => {}
            remote_domain::Action::Close => self.close(),
            remote_domain::Action::Focus(control) => return Action::Focus(control),
            remote_domain::Action::Run(job) => return Action::Run(job),
            remote_domain::Action::Test(route) => return Action::Test(route),
            remote_domain::Action::Accept(was, domain, password) => {
                let mut domains = now.settings.remote_domains.clone();
                let Some(at) = place(&domains, was.as_deref(), |domain| &domain.name) else {
                    dialog.answered(Err(Refusal::Gone));
                    return Action::None;
                };
                put(&mut domains, at, *domain);
                return Action::Remote(domains, password.map(|password| (at, password)));
            }
        }
        Action::None
    }

    fn signature_dialog(&mut self, message: dkim::Message, now: &Snapshot) -> Action {
        let Some(Sheet::Dkim(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message, now) {
            dkim::Action::None => Action::None,
            dkim::Action::Close => {
                self.close();
                Action::None
            }
            dkim::Action::Make(domain, kind) => Action::Key(domain, kind),
            dkim::Action::Copy(text) => Action::Copy(text),
            dkim::Action::Run(job) => Action::Run(job),
            dkim::Action::Accept(name, sign) => {
                let mut settings = (*now.settings).clone();
                match settings.local_domains.iter_mut().find(|domain| domain.name == name) {
                    Some(domain) => domain.dkim_sign = sign,
                    None => {
                        dialog.answered(Err(Refusal::Gone));
                        return Action::None;
                    }
                }
                Action::of(settings)
            }
        }
    }

    /// Takes what was found out for the dialog.
    pub fn found(&mut self, finding: &Finding) {
        match (&mut self.sheet, finding) {
            (Some(Sheet::Dkim(dialog)), _) => dialog.found(finding),
            (Some(Sheet::Remote(dialog)), Finding::Connection(steps)) => dialog.found(steps),
            _ => {}
        }
    }

    fn alias_dialog(&mut self, message: alias::Message, now: &Snapshot) -> Action {
        let Some(Sheet::Alias(dialog)) = &mut self.sheet else { return Action::None };
        match dialog.update(message) {
            alias::Action::None => {}
            alias::Action::Close => self.close(),
            alias::Action::Accept(was, alias) => {
                let mut settings = (*now.settings).clone();
                let Some(at) = place(&settings.aliases, was.as_deref(), |alias| &alias.address) else {
                    dialog.answered(Err(Refusal::Gone));
                    return Action::None;
                };
                put(&mut settings.aliases, at, alias);
                return Action::of(settings);
            }
        }
        Action::None
    }

    /// The engine's answer to a command. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        let dialog = self.asked.pop_front().unwrap_or(false);
        if !dialog && std::mem::take(&mut self.moving) && answer.is_ok() {
            self.domain = Some(0);
        }
        let done = match self.sheet.as_mut().filter(|_| dialog) {
            Some(Sheet::Domain(dialog)) => dialog.answered(answer),
            Some(Sheet::Remote(dialog)) => dialog.answered(answer),
            Some(Sheet::Dkim(dialog)) => dialog.answered(answer),
            Some(Sheet::Alias(dialog)) => dialog.answered(answer),
            None => {
                if let Err(refusal) = answer {
                    self.asking = Some(Asking::Refused(refusal));
                }
                return;
            }
        };
        if done {
            self.sheet = None;
        }
    }

    /// The domain or alias, which do not block the window.
    pub fn sheet<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Option<Dialog<'a, Message>> {
        Some(match self.sheet.as_ref()? {
            Sheet::Domain(dialog) => dialog.view(words).map(Message::Domain),
            Sheet::Remote(dialog) => dialog.view(words).map(Message::Remote),
            Sheet::Dkim(dialog) => dialog.view(now, words).map(Message::Dkim),
            Sheet::Alias(dialog) => dialog.view(words).map(Message::Alias),
        })
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        let ask = |text| {
            question(
                "domains.ask",
                tr!(words, "menu-delete"),
                text,
                "",
                [
                    ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                    ("no", words.label("btn-no").into(), Message::Answer(false)),
                ],
            )
        };
        let say = |tone, title, text| {
            let ok = ("ok", words.label("btn-ok").into(), Message::Answer(false));
            notice("domains.notice", tone, title, text, "", [ok])
        };
        Some(match self.asking.as_ref()? {
            Asking::Domain(_, name) => ask(tr!(words, "domain-delete-question", domain = name)),
            Asking::Remote(_, name) => ask(tr!(words, "remote-domain-delete-question", domain = name)),
            Asking::Alias(_, address) => ask(tr!(words, "alias-delete-question", address = address)),
            Asking::InUse(count) => say(Tone::Warning, tr!(words, "common-warning"), tr!(words, "domain-in-use", count = *count)),
            Asking::HasAliases(domain, aliases) => {
                let text = tr!(words, "domain-has-aliases", domain = domain, domains = aliases.join(", "));
                say(Tone::Warning, tr!(words, "common-warning"), text)
            }
            Asking::Refused(refusal) => say(Tone::Bad, tr!(words, "common-error"), sentence(words, refusal, "")),
        })
    }

    /// The menu of the selected row, and where it drops.
    pub fn menu(&self, now: &Snapshot, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let (which, at) = self.menu?;
        let local = which == Which::Domains && self.domain.is_some_and(|i| i < now.settings.local_domains.len());
        let default = self.to_be_default(&now.settings).map(|_| Message::Default);
        let default = local.then(|| [item("domains.menu.default", words.label("dom-set-default"), default), separator()]);
        let others = [
            item("domains.menu.delete", words.label("menu-delete"), Some(Message::Delete(which))),
            separator(),
            item("domains.menu.edit", words.label("menu-properties"), Some(Message::Edit(which))).default(),
        ];
        Some((at, default.into_iter().flatten().chain(others).collect()))
    }
}

/// Where the one of this name stands now, or a new one is to stand; `None` when it has gone. A dialog leaves the page
/// usable, so a row it was opened on may have moved meanwhile: only the name tells.
fn place<T>(list: &[T], was: Option<&str>, name: impl Fn(&T) -> &str) -> Option<usize> {
    was.map_or(Some(list.len()), |was| list.iter().position(|one| name(one) == was))
}

fn put<T>(list: &mut Vec<T>, at: usize, one: T) {
    match list.get_mut(at) {
        Some(place) => *place = one,
        None => list.push(one),
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("domain-new-title", "domains.new"),
    ("remote-domain-new-title", "domains.new-remote"),
    ("dkim-open", "domains.signature"),
    ("btn-properties", "domains.edit"),
    ("menu-delete", "domains.delete"),
    ("comp-domain-name", "domains.list"),
    ("dom-type", "domains.list"),
    ("dom-local-default", "domains.list"),
    ("domain-way", "domains.list"),
    ("domain-postmaster", "domains.postmaster"),
    ("tree-aliases", "aliases.list"),
    ("alias-new-title", "aliases.new"),
    ("alias-address", "aliases.list"),
    ("alias-to", "aliases.list"),
    ("field-comment", "domains.list"),
];
