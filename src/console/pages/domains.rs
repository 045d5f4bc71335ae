//! Mail domains: the domains whose mailboxes are here, the aliases in them, and who reads postmaster; below them in the same
//! list the remote domains, whose mail leaves by a way of its own.
//!
//! The page owns the dialogs it opens. Every change is one [`Change::Domains`] or [`Change::RemoteDomains`]; it counts at
//! once and can be undone.

use std::collections::VecDeque;

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Length, Point};

use crate::config::written::{Alias, LocalDomain, RemoteDomain, SettingsFile};
use crate::console::Element;
use crate::console::dialogs::{alias, dkim, domain, remote_domain};
use crate::console::refused::sentence;
use crate::console::theme::style::Tone;
use crate::console::theme::{PAD, ROWS};
use crate::console::widget::*;
use crate::engine::command::{Change, Command, Done, KeyKind, Refusal};
use crate::engine::job::{Finding, Job, Route};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{Address, Domain, Secret};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    domain: Option<usize>,
    alias: Option<usize>,
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
                self.asking = Some(if users > 0 { Asking::InUse(users) } else { Asking::Domain(i, d.name.clone()) });
            }
            Which::Aliases => {
                let alias = self.alias.and_then(|i| Some((i, now.settings.aliases.get(i)?)));
                self.asking = alias.map(|(i, a)| Asking::Alias(i, a.address.clone()));
            }
        }
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

    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let settings = &now.settings;
        let (local, all) = (settings.local_domains.len(), settings.local_domains.len() + settings.remote_domains.len());
        let domains = list("domains.list", all, move |i| match settings.local_domains.get(i) {
            Some(d) => {
                let way = match d.catch_all.as_deref() {
                    Some(address) => tr!(words, "domain-way-others", address = address),
                    None => tr!(words, "domain-way-here"),
                };
                Row::new([d.name.as_str().into(), tr!(words, "dom-local"), way, d.note.as_str().into()]).icon(Drawing::Domain)
            }
            None => {
                let d = &settings.remote_domains[i - local];
                let way = match &d.smart_host {
                    Some(host) => format!("{}:{}", host.host, host.port).into(),
                    None => tr!(words, "remote-domain-dns"),
                };
                Row::new([d.name.as_str().into(), tr!(words, "dom-remote"), way, d.note.as_str().into()]).icon(Drawing::Server)
            }
        })
        .column(tr!(words, "comp-domain-name"), 180.0)
        .column(tr!(words, "dom-type"), 130.0)
        .column(tr!(words, "domain-way"), 0.0)
        .column(tr!(words, "field-comment"), 130.0)
        .nothing(tr!(words, "tree-empty-domains"));
        let aliases = list("aliases.list", settings.aliases.len(), move |i| {
            let a = &settings.aliases[i];
            Row::new([a.address.clone(), a.to.join(", "), a.note.clone()]).icon(Drawing::Mail)
        })
        .column(tr!(words, "alias-address"), 200.0)
        .column(tr!(words, "alias-to"), 0.0)
        .column(tr!(words, "field-comment"), 130.0)
        .nothing(tr!(words, "alias-empty"));
        let (d, a) = (self.domain.filter(|&i| i < all), self.alias.filter(|&i| i < settings.aliases.len()));
        let domains = answering(domains, Which::Domains, d).height(Length::FillPortion(3));
        let aliases = answering(aliases, Which::Aliases, a).height(Length::FillPortion(4));
        let bar = |names: [&'static str; 3], new, which, chosen: Option<usize>, can: bool| {
            let first = button(names[0], format!("{new}…"), can.then_some(Message::New(which))).icon(Drawing::Add).into();
            let remote = format!("{}…", tr!(words, "remote-domain-new-title"));
            let remote = (which == Which::Domains).then(|| button("domains.new-remote", remote, Some(Message::NewRemote)).into());
            let signs = (which == Which::Domains).then(|| {
                let signature = chosen.filter(|&i| i < local).map(|_| Message::Signature);
                button("domains.signature", tr!(words, "dkim-open"), signature).into()
            });
            let others = [
                button(names[1], tr!(words, "btn-properties"), chosen.map(|_| Message::Edit(which))).into(),
                button(names[2], tr!(words, "menu-delete"), chosen.map(|_| Message::Delete(which))).into(),
            ];
            // In a narrow window the last ones stand below.
            buttons([first].into_iter().chain(remote).chain(signs).chain(others)).wrap().vertical_spacing(ROWS)
        };
        let any = !settings.local_domains.is_empty();
        column![
            headline(tr!(words, "tree-domains")),
            bar(["domains.new", "domains.edit", "domains.delete"], tr!(words, "domain-new-title"), Which::Domains, d, true),
            Element::from(domains),
            self.postmaster(settings, now, words),
            headline(tr!(words, "tree-aliases")),
            bar(["aliases.new", "aliases.edit", "aliases.delete"], tr!(words, "alias-new-title"), Which::Aliases, a, any),
            Element::from(aliases),
        ]
        .spacing(PAD)
        .padding(PAD)
        .height(Fill)
        .into()
    }

    fn postmaster<'a>(&self, settings: &SettingsFile, now: &Snapshot, words: &'static Words) -> Element<'a, Message> {
        let local = |a: &String| {
            let domain = Address::parse(a).ok().and_then(|a| a.domain().cloned());
            settings.local_domains.iter().any(|d| Domain::parse(&d.name).ok() == domain)
        };
        let mut readers: Vec<String> = domain::addresses(settings, &now.accounts).into_iter().filter(local).collect();
        readers.extend(settings.postmaster.clone().filter(|p| !readers.contains(p)));
        let chosen = settings.postmaster.as_ref().and_then(|p| readers.iter().position(|r| r == p));
        let on = !settings.local_domains.is_empty();
        let picked = readers.clone();
        let pick = pick_list("domains.postmaster", readers, chosen)
            .on_choose_maybe(on.then_some(move |i: usize| Message::Postmaster(picked.get(i).cloned().unwrap_or_default())))
            .width(300);
        // No letter here: those of the menu bar reach everywhere on a page.
        let text = tr!(words, "common-with-colon", label = tr!(words, "domain-postmaster"));
        iced::widget::row![label(text).enabled(on), Element::from(pick)].spacing(PAD).align_y(iced::Alignment::Center).into()
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
            Asking::Refused(refusal) => say(Tone::Bad, tr!(words, "common-error"), sentence(words, refusal, "")),
        })
    }

    /// The menu of the selected row, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let (which, at) = self.menu?;
        let items = vec![
            item("domains.menu.delete", words.label("menu-delete"), Some(Message::Delete(which))),
            separator(),
            item("domains.menu.edit", words.label("menu-properties"), Some(Message::Edit(which))).default(),
        ];
        Some((at, items))
    }
}

fn answering(list: List<'_, Message>, which: Which, selected: Option<usize>) -> List<'_, Message> {
    list.selected(selected)
        .on_select(move |i| Message::Select(which, i))
        .on_activate(move |_| Message::Edit(which))
        .on_context(move |i, p| Message::Menu(which, i, p))
        .on_key(move |key, _| match key {
            Key::Named(Named::Delete) => Some(Message::Delete(which)),
            Key::Named(Named::F2) => Some(Message::Edit(which)),
            Key::Named(Named::Insert) => Some(Message::New(which)),
            _ => None,
        })
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
    ("domain-way", "domains.list"),
    ("domain-postmaster", "domains.postmaster"),
    ("tree-aliases", "aliases.list"),
    ("alias-new-title", "aliases.new"),
    ("alias-address", "aliases.list"),
    ("alias-to", "aliases.list"),
    ("field-comment", "domains.list"),
];
