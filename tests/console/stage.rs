//! A window for one page, dialog or wizard, with made-up facts or before a real engine.

use std::sync::Arc;

use iced::widget::{container, space};
use iced::{Fill, Task};
use jiff::Timestamp;
use postkontor::config::written::{Alias, Encryption, Identity, LocalDomain, RemoteDomain, Server, SettingsFile, SmartHost};
use postkontor::console::Element;
use postkontor::console::dialogs::{Action as Any, browse, history};
use postkontor::console::pages::{accounts, domains};
use postkontor::console::theme::style;
use postkontor::console::widget::*;
use postkontor::console::wizards::new_server;
use postkontor::engine::command::{Command, Done, GroupEntry, Refusal};
use postkontor::engine::handle::Handle;
use postkontor::engine::job::{Entry, EntryKind, Finding, Folder, Job};
use postkontor::engine::snapshot::{AccountEntry, AccountsFile, Effective, Light, Note, Person, Readiness, ServerLine, Snapshot, What};
use postkontor::i18n::{Language, Words};
use postkontor::mail::{AccountId, ServerId};

use crate::harness::Harness;

#[derive(Debug, Clone)]
pub enum Message {
    Wizard(new_server::Message),
    Accounts(accounts::Message),
    Domains(domains::Message),
    History(history::Message),
    Browse(browse::Message),
    Answered(Result<Done, Refusal>),
}

/// What is on the stage.
pub enum Part {
    Wizard(Option<new_server::State>),
    Accounts(accounts::State),
    Domains(Box<domains::State>),
    History(Option<history::State>),
    Browse(Option<browse::State>),
}

pub struct Stage {
    pub words: &'static Words,
    pub now: Arc<Snapshot>,
    pub part: Part,
    pub copied: String,
    pub handle: Option<Handle>,
}

impl Stage {
    fn perform(&mut self, command: Option<Command>) -> Task<Message> {
        match (&self.handle, command) {
            (Some(handle), Some(command)) => Task::perform(handle.command(command), Message::Answered),
            _ => Task::none(),
        }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        let now = self.now.clone();
        match (message, &mut self.part) {
            (Message::Wizard(m), Part::Wizard(open)) => match open.as_mut().map(|w| w.update(m)) {
                Some(new_server::Action::Close) => *open = None,
                Some(new_server::Action::Create(server)) => {
                    return self.perform(Some(Command::Change(postkontor::engine::command::Change::NewServer(server))));
                }
                _ => {}
            },
            (Message::Accounts(m), Part::Accounts(page)) => match page.update(m, &now) {
                accounts::Action::Copy(text) => self.copied = text,
                action => return self.perform(action.command()),
            },
            (Message::Domains(m), Part::Domains(page)) => match page.update(m, &now) {
                domains::Action::Copy(text) => self.copied = text,
                action => return self.perform(action.command()),
            },
            (Message::History(m), Part::History(open)) => match open.as_mut().map(|h| h.update(m, &now)) {
                Some(history::Action::Close) => *open = None,
                Some(action) => return self.perform(action.command()),
                None => {}
            },
            (Message::Browse(m), Part::Browse(open)) => {
                // Every folder is the same here.
                if let Any::<()>::Run(Job::Folder { look, .. }) = browse::update(open, m, |path| self.copied = path) {
                    let there = look.name.as_deref().and_then(|name| folder(None).entries.into_iter().find(|e| e.name == name));
                    let found = Finding::Folder(look, Ok(folder(there.map(|entry| entry.kind))));
                    let _: Any<()> = browse::found(open, &found, |path| self.copied = path);
                }
            }
            (Message::Answered(answer), part) => {
                if let Some(handle) = &self.handle {
                    self.now = handle.snapshots().borrow().clone();
                }
                match part {
                    Part::Wizard(open) => *open = open.take().and_then(|mut w| (!w.answered(answer)).then_some(w)),
                    Part::Accounts(page) => page.answered(answer),
                    Part::Domains(page) => page.answered(answer),
                    Part::History(open) => open.iter_mut().for_each(|h| h.answered(answer.clone())),
                    Part::Browse(_) => {}
                }
            }
            _ => {}
        }
        Task::none()
    }

    fn base<'a>(page: impl Into<Element<'a, Message>>) -> Desk<'a, Message> {
        desk(scope(container(page).width(Fill).height(Fill).style(style::window)))
    }

    fn view(&self) -> Element<'_, Message> {
        let w = self.words;
        match &self.part {
            Part::Wizard(open) => Self::base(space()).modal(open.as_ref().map(|o| o.view(w).map(Message::Wizard))).into(),
            Part::Accounts(page) => {
                let mut d = Self::base(page.view(&self.now, w).map(Message::Accounts))
                    .sheet(page.sheet(w).map(|d| d.map(Message::Accounts)))
                    .modal(page.question(w).map(|d| d.map(Message::Accounts)));
                if let Some((at, items)) = page.menu(w) {
                    let items = items.into_iter().map(|i| i.map(&Message::Accounts)).collect();
                    d = d.menu(at, items, Message::Accounts(accounts::Message::CloseMenu));
                }
                d.into()
            }
            Part::Domains(page) => {
                let mut d = Self::base(page.view(&self.now, w).map(Message::Domains))
                    .sheet(page.sheet(&self.now, w).map(|d| d.map(Message::Domains)))
                    .modal(page.question(w).map(|d| d.map(Message::Domains)));
                if let Some((at, items)) = page.menu(&self.now, w) {
                    let items = items.into_iter().map(|i| i.map(&Message::Domains)).collect();
                    d = d.menu(at, items, Message::Domains(domains::Message::CloseMenu));
                }
                d.into()
            }
            Part::History(open) => Self::base(space()).modal(open.as_ref().map(|o| o.view(&self.now, w).map(Message::History))).into(),
            Part::Browse(open) => Self::base(space()).modal(open.as_ref().map(|o| o.view(w).map(Message::Browse))).into(),
        }
    }
}

/// A made-up folder; `there` is what a name that was asked for is.
pub fn folder(there: Option<EntryKind>) -> Folder {
    let entry = |name: &str, kind, size, minutes: i64| Entry {
        name: name.into(),
        kind,
        size,
        changed: Some("2026-11-20T08:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_mins(minutes)),
    };
    Folder {
        place: "/srv/postkontor".into(),
        home: "/srv/postkontor".into(),
        own: Some("/home/office".into()),
        entries: vec![
            entry("badmail", EntryKind::Folder, 0, 0),
            entry("logs", EntryKind::Folder, 0, 77),
            entry("office.pem", EntryKind::File, 4_711, 90),
            entry("mail.example.com.cer", EntryKind::File, 1_234_567, 600),
            entry("settings.ron", EntryKind::File, 12_345, 1_000),
        ],
        cut: true,
        there,
    }
}

/// A stage with made-up facts.
pub fn stage(language: Language, part: Part) -> Harness<Stage, Message> {
    let stage = Stage { words: Words::of(language), now: Arc::new(office()), part, copied: String::new(), handle: None };
    Harness::new(stage, Stage::update, Stage::view)
}

/// A stage before an engine.
pub fn before(handle: &Handle, part: Part) -> Harness<Stage, Message> {
    let mut h = stage(Language::English, part);
    h.state.now = handle.snapshots().borrow().clone();
    h.state.handle = Some(handle.clone());
    h
}

/// What the wizard knows of the made-up computer.
pub fn facts() -> new_server::Facts {
    new_server::Facts {
        host: "mail.example.com".into(),
        addresses: ["192.168.1.10", "127.0.0.1", "2001:db8::10"].map(|a| a.parse().unwrap()).to_vec(),
        lowest_port: 1024,
        cure: "sudo setcap cap_net_bind_service=+ep /usr/bin/postkontor".into(),
    }
}

/// Its accounts, and what is known of them: two are without keys, one of these waits for NTLM.
pub fn people() -> (Arc<AccountsFile>, Arc<[Person]>) {
    let mut accounts = (*office().accounts).clone();
    accounts.accounts[2].allow_ntlm = true;
    let person = |id, scram, ntlm| Person {
        id: AccountId(id),
        scram,
        ntlm,
        rights: vec![
            Effective { server: ServerId(1), submit: id != 2, relay: id == 1 },
            Effective { server: ServerId(2), submit: true, relay: id == 1 },
        ],
    };
    let people = [
        person(1, Readiness::Ready, Readiness::Off),
        person(2, Readiness::Prepared, Readiness::Off),
        person(3, Readiness::Prepared, Readiness::Prepared),
        person(4, Readiness::Ready, Readiness::Off),
    ];
    (Arc::new(accounts), people.into())
}

/// An office as it might be.
pub fn office() -> Snapshot {
    let at = |port, encryption| Identity { port, encryption, ..Identity::default() };
    let identities = vec![at(25, Encryption::StartTls), at(587, Encryption::StartTls), at(465, Encryption::Tls)];
    let server = Server { id: 1, name: "Office".into(), fqdn: "mail.example.com".into(), identities, ..Server::default() };
    let person = |id, name: &str, more: &[&str]| AccountEntry {
        id,
        name: name.into(),
        addresses: std::iter::once(format!("{name}@example.com")).chain(more.iter().map(|a| (*a).to_owned())).collect(),
        ..AccountEntry::default()
    };
    let accounts = vec![
        person(1, "anna", &["info@example.com"]),
        person(2, "bertil", &[]),
        AccountEntry { mailbox: false, relay: false, ..person(3, "kopiator", &[]) },
        AccountEntry { enabled: false, ..person(4, "王小明", &["xiaoming@example.com"]) },
    ];
    let group =
        |id, name: &str, members: &[u32], note: &str| GroupEntry { id, name: name.into(), members: members.to_vec(), note: note.into() };
    let groups = vec![group(9, "Sales", &[1, 2], "Ground floor"), group(10, "Scanner & Drucker", &[3], "")];
    let note = |number, minutes: i64, what, object: &str| Note {
        number,
        at: "2026-11-20T08:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_mins(minutes),
        what,
        object: object.into(),
    };
    let domain = |name: &str, note: &str| LocalDomain { name: name.into(), note: note.into(), ..LocalDomain::default() };
    let alias =
        |address: &str, to: &[&str]| Alias { address: address.into(), to: to.iter().map(|t| (*t).into()).collect(), ..Alias::default() };
    Snapshot {
        sequence: 1,
        revision: postkontor::engine::command::Revision(1),
        host: "mail.example.com".into(),
        started: Timestamp::UNIX_EPOCH,
        servers: vec![ServerLine { id: ServerId(1), name: "Office".into(), state: Light::Running, listening: vec![], sessions: 0 }],
        settings: Arc::new(SettingsFile {
            postmaster: Some("anna@example.com".into()),
            local_domains: vec![domain("example.com", "the office"), domain("例子.example", "")],
            aliases: vec![alias("sales@example.com", &["anna@example.com", "bertil@example.com"])],
            remote_domains: vec![RemoteDomain {
                name: "*.partner.example".into(),
                smart_host: Some(SmartHost { host: "gate.partner.example".into(), ..SmartHost::default() }),
                note: "branch".into(),
                ..RemoteDomain::default()
            }],
            servers: vec![server],
            ..SettingsFile::default()
        }),
        accounts: Arc::new(AccountsFile { accounts, groups, next_id: 11, ..AccountsFile::default() }),
        people: Arc::default(),
        blocks: Arc::default(),
        domain_keys: Arc::default(),
        certificates: Arc::default(),
        queue: postkontor::engine::snapshot::Queue::default(),
        warnings: vec![],
        history: vec![
            note(5, 95, What::AccountChanged, "anna"),
            note(4, 61, What::DomainsChanged, ""),
            note(3, 30, What::ServerRenamed, "Office"),
            note(2, 12, What::ServerAdded, "Office"),
            note(1, 0, What::ByHand, ""),
        ],
        changed_by_hand: false,
    }
}
