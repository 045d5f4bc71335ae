//! What is open in the window beside the tree, and the one seam between the window and its pages, dialogs and wizards.
//!
//! Each of them is a module with `State`, `Message: Clone + Debug`, `Action` (plain data) and `State::{update, view,
//! answered}`. It comes into the window by short places in this file: a field of [`Opened`], a variant of [`Who`] and
//! [`Message`], and an arm each where they are told apart. Its action becomes a [`Wish`]; only the window turns wishes
//! into tasks.

use std::net::IpAddr;

use iced::Point;
use jiff::Timestamp;

use super::act::Act;
use super::dialogs::properties::place::{Tab, Which};
use super::dialogs::test_message::{self, Origin};
use super::dialogs::{history, properties};
use super::files::Told;
use super::find::{Place, Spot};
use super::pages::{accounts, certificates, devices, domains, queues, sessions};
use super::tree::Node;
use super::widget::{Dialog, Item};
pub use super::wish::{Who, Wish};
use super::wizards::{certificate, new_server};
use super::{Element, computer};
use crate::engine::command::{AccountChange, AccountEntry, Change, Command, Done, Refusal};
use crate::engine::job::{Finding, ScanStep};
use crate::engine::query::{Answer, Query};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::ServerId;

/// A message to one of the dialogs.
#[derive(Debug, Clone)]
pub enum Message {
    /// The property sheet of this server.
    Sheet(ServerId, properties::Message),
    /// *Change history*
    History(history::Message),
    /// The New SMTP Virtual Server Wizard.
    Wizard(new_server::Message),
    /// The certificate wizard.
    Certificate(certificate::Message),
    /// *Certificates*
    Certificates(certificates::Message),
    /// *Accounts*
    Accounts(accounts::Message),
    /// *Devices*
    Devices(devices::Message),
    /// *Mail domains*
    Domains(domains::Message),
    /// *Current Sessions*
    Sessions(sessions::Message),
    /// *Queues*
    Queues(queues::Message),
    /// *Send a test message*
    Test(test_message::Message),
}

/// Pages and open dialogs.
#[derive(Debug, Default)]
pub struct Opened {
    sheets: Vec<(ServerId, properties::State)>,
    history: Option<history::State>,
    wizard: Option<new_server::State>,
    certificate: Option<Box<certificate::State>>,
    certificates: certificates::State,
    accounts: accounts::State,
    devices: devices::State,
    domains: domains::State,
    sessions: sessions::State,
    queues: queues::State,
    test: Option<test_message::State>,
    /// Who got the last test message.
    tested: String,
}

impl Opened {
    /// Opens what `act` asks for, if the window has it.
    pub fn open(&mut self, act: Act, live: &Snapshot, words: &'static Words) {
        match act {
            Act::Properties(id) => self.sheet(id, live, |sheet| sheet),
            Act::Page(id, tab) => self.sheet(id, live, |sheet| sheet.on(tab)),
            Act::Dialog(id, which) => self.sheet(id, live, |sheet| showing(sheet, which.tab(), which)),
            Act::Route(id) => self.sheet(id, live, |sheet| showing(sheet, Tab::Delivery, Which::Leave)),
            Act::Relay(id) => self.sheet(id, live, |sheet| showing(sheet, Tab::Access, Which::Relay)),
            Act::Connection(id) => self.sheet(id, live, |sheet| showing(sheet, Tab::Access, Which::Connection)),
            Act::History => self.history = Some(history::State::default()),
            Act::NewServer => {
                let wizard = new_server::State::new(computer::facts(&live.host), live.settings.clone());
                self.wizard = Some(wizard.speaking(words));
            }
            Act::Certificate(id) => self.certificate = certificate::State::new(id, live).map(Box::new),
            Act::RenewCertificate(id) => {
                self.certificate = certificate::State::new(id, live).map(|wizard| Box::new(wizard.renewing(live)));
            }
            // Opening asks nothing of the engine.
            Act::ViewCertificate(of) => drop(self.certificates.update(certificates::Message::View(of), live)),
            Act::ExportRoot => {
                self.certificate = None;
                drop(self.certificates.update(certificates::Message::ExportRoot, live));
            }
            // Opening asks nothing of the engine.
            Act::NewAccount => drop(self.accounts.update(accounts::Message::New, live)),
            Act::NewDevice => drop(self.devices.update(devices::Message::New, live)),
            Act::Scan => drop(self.devices.update(devices::Message::Scan, live)),
            Act::NewDomain => drop(self.domains.update(domains::Message::New(domains::Which::Domains), live)),
            Act::NewRemoteDomain => drop(self.domains.update(domains::Message::NewRemote, live)),
            Act::NewAlias => drop(self.domains.update(domains::Message::New(domains::Which::Aliases), live)),
            Act::TestMessage(id) => drop(self.test(Origin::Server(id), live)),
            Act::TerminateAll(id) => drop(self.sessions.update(sessions::Message::TerminateAll(id), live, words)),
            Act::Block(_) => drop(self.sessions.update(sessions::Message::Block, live, words)),
            Act::Blocks(_) => drop(self.sessions.update(sessions::Message::Blocks, live, words)),
            Act::Card => {
                if let Some(account) = live.accounts.accounts.first() {
                    drop(self.accounts.update(accounts::Message::Select(account.id), live));
                    drop(self.accounts.update(accounts::Message::Card, live));
                }
            }
            _ => {}
        }
    }

    /// Opens *Send a test message*, or shows another way in the one that is open; whether one is still on its way.
    pub fn test(&mut self, origin: Origin, live: &Snapshot) -> bool {
        let test = match self.test.take() {
            Some(open) => open.instead(origin, live),
            None => test_message::State::new(origin, live, &self.tested),
        };
        self.test.insert(test).is_sending()
    }

    /// Opens what `act` asks of the page of the queues.
    pub fn open_queues(&mut self, act: Act, live: &Snapshot) -> Option<Wish> {
        let message = match act {
            Act::FindMessages => queues::Message::Find(false),
            Act::Outbound(hold) => queues::Message::Outbound(hold),
            _ => return None,
        };
        Some(self.queues.update(message, live).into())
    }

    /// *New…* on the page of the certificates: the wizard, or first the question for which server.
    pub fn open_certificates(&mut self, live: &Snapshot) -> Wish {
        self.certificates.update(certificates::Message::New, live).into()
    }

    /// Shows the page, sheet or dialog of a place; the frame its control is in, where several sheets have one of the name.
    pub fn lead(&mut self, place: Place, server: Option<ServerId>, live: &Snapshot, words: &'static Words) -> Option<String> {
        match place.spot {
            Spot::Tree(_) | Spot::Bar(..) | Spot::Accounts | Spot::Devices | Spot::Domains | Spot::Sessions | Spot::Queues => return None,
            Spot::Certificates => return None,
            Spot::Certificate(page) => {
                self.open(Act::Certificate(server?), live, words);
                self.certificate.as_mut()?.lead(page);
            }
            // Opening asks nothing of the engine.
            Spot::FindMessages => drop(self.open_queues(Act::FindMessages, live)),
            Spot::Blocks => self.open(Act::Blocks(server?), live, words),
            Spot::Block => self.open(Act::Block(server?), live, words),
            Spot::TestMessage => self.open(Act::TestMessage(server?), live, words),
            Spot::History if self.history.is_some() => {}
            Spot::History => self.open(Act::History, live, words),
            Spot::WizardName => self.open(Act::NewServer, live, words),
            Spot::WizardAddress => {
                self.open(Act::NewServer, live, words);
                if let Some(wizard) = &mut self.wizard {
                    wizard.lead(words);
                }
            }
            Spot::Account => self.open(Act::NewAccount, live, words),
            Spot::AccountAddress => {
                self.open(Act::NewAccount, live, words);
                // Opening asks nothing of the engine.
                drop(self.accounts.update(accounts::Message::Account(super::dialogs::account::Message::Add), live));
            }
            Spot::AccountMailbox => {
                self.open(Act::NewAccount, live, words);
                // Opening asks nothing of the engine.
                drop(self.accounts.update(accounts::Message::Account(super::dialogs::account::Message::Place), live));
            }
            // Opening asks nothing of the engine.
            Spot::Group => drop(self.accounts.update(accounts::Message::NewGroup, live)),
            Spot::Device => self.open(Act::NewDevice, live, words),
            Spot::Scan => self.open(Act::Scan, live, words),
            Spot::Card => self.open(Act::Card, live, words),
            Spot::Domain => self.open(Act::NewDomain, live, words),
            Spot::RemoteDomain => self.open(Act::NewRemoteDomain, live, words),
            // Opening asks nothing of the engine.
            Spot::RemoteSecurity => drop(self.domains.update(domains::Message::RemoteSecurity, live)),
            // Opening asks nothing of the engine.
            Spot::Signature => drop(self.domains.update(domains::Message::Signature, live)),
            Spot::Alias => self.open(Act::NewAlias, live, words),
            spot => {
                let id = server?;
                self.sheet(id, live, |sheet| sheet);
                let sheet = self.sheet_of(id)?;
                let frame = sheet.frame().to_owned();
                if sheet.lead(spot, place.control) && matches!(spot, Spot::Sheet(_)) {
                    return Some(frame);
                }
            }
        }
        None
    }

    /// Opens the property sheet of a server; one that is open already only shows what is wanted.
    fn sheet(&mut self, id: ServerId, live: &Snapshot, show: impl FnOnce(properties::State) -> properties::State) {
        let sheet = match self.sheets.iter().position(|(of, _)| *of == id) {
            Some(at) => self.sheets.remove(at).1,
            None => {
                let Some(server) = live.settings.servers.iter().find(|server| server.id == id.0) else { return };
                let new = properties::State::new(server.clone(), live.revision, computer::addresses());
                let new = new.within(computer::networks()).among(&live.accounts, &live.people).remembering(live.settings.keep_facts);
                // Sheets beside each other go by different names; their controls share theirs.
                let taken = self.sheets.iter().any(|(_, sheet)| sheet.frame() == new.frame());
                if taken { new.named(format!("properties-{id}")) } else { new }
            }
        };
        self.sheets.push((id, show(sheet)));
    }

    /// The settings may have changed: sheets take over what is new, those of deleted servers go.
    pub fn renew(&mut self, live: &Snapshot) {
        self.sheets.retain(|(id, _)| id_exists(live, *id));
        self.sheets.iter_mut().for_each(|(_, sheet)| sheet.meet(&live.accounts, &live.people));
        if let Some(test) = &mut self.test {
            test.renew(live);
        }
        self.sheets.iter_mut().for_each(|(_, sheet)| sheet.certified(&live.certificates));
        self.sheets.iter_mut().for_each(|(_, sheet)| sheet.beside(&live.settings));
        self.certificates.meet(live);
        self.certificate.iter_mut().for_each(|wizard| wizard.meet(live));
        for (id, sheet) in self.sheets.iter_mut().filter(|(_, sheet)| sheet.base() != live.revision) {
            if let Some(server) = live.settings.servers.iter().find(|server| server.id == id.0) {
                sheet.renew(server.clone(), live.revision, live.settings.keep_facts);
            }
        }
    }

    /// What the page of this node has to ask of the engine now.
    pub fn due(&mut self, node: Node, live: &Snapshot) -> Vec<Query> {
        let server = if let Node::Sessions(id) = node { Some(id) } else { None };
        self.sessions.shown(server, live);
        self.queues.shown(node == Node::Queues, live);
        let mut due = self.sessions.due();
        due.extend(self.queues.due());
        due
    }

    /// Hands over what the engine says to a question.
    pub fn told(&mut self, query: &Query, answer: Answer) {
        match query {
            Query::Destinations { .. } | Query::Queue { .. } | Query::Message(_) => self.queues.told(query, answer),
            _ => self.sessions.told(query, answer, Timestamp::now()),
        }
    }

    /// Whom the engine is to watch now, and which of the watches it is.
    pub fn watched(&self) -> Option<(IpAddr, u64)> {
        self.devices.watched()
    }

    /// A step of this watch; `None`: its time is over.
    pub fn scanned(&mut self, watch: u64, step: Option<ScanStep>, live: &Snapshot) {
        self.devices.seen(watch, step, live);
    }

    /// Whether what is shown changes from second to second.
    pub fn runs(&self) -> bool {
        self.sessions.runs() || self.queues.runs()
    }

    /// A second has passed, or everything is to be looked at again.
    pub fn look_again(&mut self, all: bool) {
        if all {
            self.sessions.refresh();
            self.queues.refresh();
        } else {
            self.sessions.second();
            self.queues.second();
        }
    }

    /// Hands a finding to the dialog that asked for it.
    pub fn found(&mut self, who: Who, finding: &Finding) -> Wish {
        match who {
            Who::Sheet(id) => self.sheet_of(id).map_or(Wish::Nothing, |sheet| wish(sheet.finding(finding), sheet)),
            Who::Accounts => self.accounts.found(finding).into(),
            Who::Certificate => self.certificate.as_mut().map_or(Wish::Nothing, |wizard| wizard.finding(finding).into()),
            Who::Certificates => self.certificates.finding(finding).into(),
            Who::Domains => {
                self.domains.found(finding);
                Wish::Nothing
            }
            Who::Test => {
                if let Some(test) = &mut self.test {
                    test.found(finding);
                }
                Wish::Nothing
            }
            _ => Wish::Nothing,
        }
    }

    /// Hands what came of a file to the dialog that asked.
    pub fn filed(&mut self, who: Who, told: Result<Told, Refusal>, live: &Snapshot) -> Wish {
        match who {
            Who::Certificate => self.certificate.as_mut().map_or(Wish::Nothing, |wizard| wizard.told(told, live).into()),
            Who::Certificates => self.certificates.told(told).into(),
            _ => Wish::Nothing,
        }
    }

    fn sheet_of(&mut self, id: ServerId) -> Option<&mut properties::State> {
        self.sheets.iter_mut().find(|(of, _)| *of == id).map(|(_, sheet)| sheet)
    }

    /// Hands a message to its dialog.
    pub fn update(&mut self, message: Message, live: &Snapshot, words: &'static Words) -> (Who, Wish) {
        match message {
            Message::Sheet(id, message) => {
                let wish = self.sheet_of(id).map_or(Wish::Nothing, |sheet| wish(sheet.update(message), sheet));
                (Who::Sheet(id), wish)
            }
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
            Message::Certificate(message) => {
                let wish = self.certificate.as_mut().map_or(Wish::Nothing, |wizard| wizard.update(message, live).into());
                (Who::Certificate, wish)
            }
            Message::Certificates(message) => (Who::Certificates, self.certificates.update(message, live).into()),
            Message::Accounts(message) => (Who::Accounts, self.accounts.update(message, live).into()),
            Message::Devices(message) => {
                let wish = match self.devices.update(message, live) {
                    devices::Action::Focus(frame, control) => Wish::Focus(frame.into(), control.into()),
                    devices::Action::Act(act) => Wish::Act(act),
                    devices::Action::Test(name) => Wish::Test(Origin::Device(name)),
                    action => action.command().into(),
                };
                (Who::Devices, wish)
            }
            Message::Domains(message) => {
                let wish = match self.domains.update(message, live) {
                    domains::Action::Copy(text) => Wish::Copy(text),
                    domains::Action::Run(job) => Wish::Run(job),
                    domains::Action::Test(route) => Wish::Test(Origin::Route(route)),
                    domains::Action::Focus(control) => Wish::Focus(control.split('.').next().unwrap_or_default().to_owned(), control),
                    action => action.command().into(),
                };
                (Who::Domains, wish)
            }
            Message::Test(message) => {
                let wish = self.test.as_mut().map_or(Wish::Nothing, |test| match test.update(message, words) {
                    test_message::Action::None => Wish::Nothing,
                    test_message::Action::Close => Wish::Close,
                    test_message::Action::Focus(id) => Wish::Focus("test-message".into(), id.into()),
                    test_message::Action::Run(job) => Wish::Run(job),
                    test_message::Action::Act(act) => Wish::Act(act),
                });
                (Who::Test, wish)
            }
            Message::Queues(message) => (Who::Queues, self.queues.update(message, live).into()),
            Message::Sessions(message) => {
                let wish = match self.sessions.update(message, live, words) {
                    sessions::Action::None => Wish::Nothing,
                    sessions::Action::Command(command) => Some(command).into(),
                    sessions::Action::Copy => Wish::Copy(self.sessions.text(words)),
                    sessions::Action::Focus(frame, control) => Wish::Focus(frame.into(), control.into()),
                };
                (Who::Sessions, wish)
            }
        }
    }

    /// Closes the dialog.
    pub fn close(&mut self, who: Who) {
        match who {
            Who::Sheet(id) => self.sheets.retain(|(of, _)| *of != id),
            Who::History => self.history = None,
            Who::Wizard => self.wizard = None,
            Who::Test => self.tested = self.test.take().map(|test| test.recipient().to_owned()).unwrap_or_default(),
            Who::Certificate => self.certificate = None,
            Who::Window | Who::Question | Who::Accounts | Who::Devices | Who::Certificates | Who::Domains | Who::Sessions | Who::Queues => {
            }
        }
    }

    /// Hands an answer to the dialog that asked, which may have a wish then. `None` when nobody is there to hear it: the
    /// window then tells.
    pub fn answered(&mut self, who: Who, answer: &Result<Done, Refusal>, live: &Snapshot) -> Option<Wish> {
        let answer = answer.clone();
        match who {
            Who::Window | Who::Question | Who::Test => return None,
            Who::Sheet(id) => return self.sheet_of(id).map(|sheet| wish(sheet.answered(answer), sheet)),
            Who::History => self.history.as_mut()?.answered(answer),
            Who::Wizard => {
                if self.wizard.as_mut()?.answered(answer) {
                    return Some(Wish::Close);
                }
            }
            Who::Certificate => return self.certificate.as_mut().map(|wizard| wizard.answered(answer, live).into()),
            Who::Certificates => return Some(self.certificates.answered(answer).into()),
            Who::Accounts => self.accounts.answered(answer),
            Who::Devices => self.devices.answered(answer),
            Who::Domains => self.domains.answered(answer),
            Who::Sessions => self.sessions.answered(answer),
            Who::Queues => self.queues.answered(answer),
        }
        Some(Wish::Nothing)
    }

    /// The page of a node that has one here.
    pub fn page<'a>(&'a self, node: Node, live: &'a Snapshot, words: &'static Words) -> Option<Element<'a, Message>> {
        match node {
            Node::Accounts => Some(self.accounts.view(live, words).map(Message::Accounts)),
            Node::Devices => Some(self.devices.view(live, words).map(Message::Devices)),
            Node::Certificates => Some(self.certificates.view(live, words).map(Message::Certificates)),
            Node::Domains => Some(self.domains.view(live, words).map(Message::Domains)),
            Node::Sessions(id) => Some(self.sessions.view(id, words).map(Message::Sessions)),
            Node::Queues => Some(self.queues.view(live, words).map(Message::Queues)),
            _ => None,
        }
    }

    /// The dialogs that leave the window usable.
    pub fn sheets<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Vec<Dialog<'a, Message>> {
        let history = self.history.as_ref().map(|state| state.view(live, words).map(Message::History));
        let account = self.accounts.sheet(words).map(|dialog| dialog.map(Message::Accounts));
        let domain = self.domains.sheet(live, words).map(|dialog| dialog.map(Message::Domains));
        let sheets = self.sheets.iter().map(|(id, sheet)| {
            let id = *id;
            sheet.view(words).map(move |message| Message::Sheet(id, message))
        });
        let devices = self.devices.sheets(live, words).map(|dialog| dialog.map(Message::Devices));
        let certificates = self.certificates.sheets(live, words).map(|dialog| dialog.map(Message::Certificates));
        let sessions = self.sessions.sheets(live, words).map(|dialog| dialog.map(Message::Sessions));
        let queues = self.queues.sheets(live, words).map(|dialog| dialog.map(Message::Queues));
        let test = self.test.as_ref().map(|test| test.view(words).map(Message::Test));
        sheets
            .chain([history, account, domain].into_iter().flatten())
            .chain(devices)
            .chain(certificates)
            .chain(sessions)
            .chain(queues)
            .chain(test)
            .collect()
    }

    /// The dialogs that block the window.
    pub fn modals<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Vec<Dialog<'a, Message>> {
        let wizard = self.wizard.as_ref().map(|state| state.view(words).map(Message::Wizard));
        let certificate = self.certificate.as_ref().map(|state| state.view(live, words).map(Message::Certificate));
        let certificates = self.certificates.question(words).map(|dialog| dialog.map(Message::Certificates));
        let account = self.accounts.question(words).map(|dialog| dialog.map(Message::Accounts));
        let domain = self.domains.question(words).map(|dialog| dialog.map(Message::Domains));
        let session = self.sessions.question(words).map(|dialog| dialog.map(Message::Sessions));
        let device = self.devices.question(words).map(|dialog| dialog.map(Message::Devices));
        let queue = self.queues.question(live, words).map(|dialog| dialog.map(Message::Queues));
        [wizard, certificate, certificates, account, device, domain, session, queue].into_iter().flatten().collect()
    }

    /// Whether a dialog blocks the window.
    pub fn blocks(&self) -> bool {
        self.wizard.is_some() || self.certificate.is_some()
    }

    /// The page in front of the property sheet with this frame.
    pub fn tab(&self, frame: &str) -> Option<Tab> {
        self.sheets.iter().find(|(_, sheet)| sheet.frame() == frame).map(|(_, sheet)| sheet.tab())
    }

    /// The menu a page has open, and what closes it.
    pub fn menu<'a>(&'a self, node: Node, live: &'a Snapshot, words: &'static Words) -> Option<(Point, Vec<Item<'a, Message>>, Message)> {
        // Also of a message in *Find Messages*, which stays open beside other pages.
        if let Some((at, items)) = self.queues.menu(words) {
            let items = items.into_iter().map(|item| item.map(&Message::Queues)).collect();
            return Some((at, items, Message::Queues(queues::Message::CloseMenu)));
        }
        match node {
            Node::Accounts => {
                let (at, items) = self.accounts.menu(words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Accounts)).collect();
                Some((at, items, Message::Accounts(accounts::Message::CloseMenu)))
            }
            Node::Devices => {
                let (at, items) = self.devices.menu(words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Devices)).collect();
                Some((at, items, Message::Devices(devices::Message::CloseMenu)))
            }
            Node::Certificates => {
                let (at, items) = self.certificates.menu(live, words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Certificates)).collect();
                Some((at, items, Message::Certificates(certificates::Message::CloseMenu)))
            }
            Node::Domains => {
                let (at, items) = self.domains.menu(live, words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Domains)).collect();
                Some((at, items, Message::Domains(domains::Message::CloseMenu)))
            }
            Node::Sessions(_) => {
                let (at, items) = self.sessions.menu(words)?;
                let items = items.into_iter().map(|item| item.map(&Message::Sessions)).collect();
                Some((at, items, Message::Sessions(sessions::Message::CloseMenu)))
            }
            _ => None,
        }
    }
}

fn id_exists(live: &Snapshot, id: ServerId) -> bool {
    live.settings.servers.iter().any(|server| server.id == id.0)
}

/// The sheet on this page, with this dialog open unless another one is.
fn showing(sheet: properties::State, tab: Tab, which: Which) -> properties::State {
    let mut sheet = sheet.on(tab);
    // Opening asks nothing of the engine.
    drop(sheet.update(properties::Message::Open(which)));
    sheet
}

/// What a property sheet wants.
fn wish(action: properties::Action, sheet: &properties::State) -> Wish {
    match action {
        properties::Action::None => Wish::Nothing,
        properties::Action::Close => Wish::Close,
        properties::Action::Apply(server, password, None) => Some(Command::Change(Change::Server(server, password))).into(),
        properties::Action::Apply(server, password, Some(facts)) => {
            Some(Command::Change(Change::ServerAndFacts(server, password, facts))).into()
        }
        properties::Action::Focus(id) => Wish::Focus(sheet.frame().to_owned(), id),
        properties::Action::Run(job) => Wish::Run(job),
        properties::Action::Test(route) => Wish::Test(Origin::Route(route)),
        properties::Action::Act(act) => Wish::Act(act),
        properties::Action::AllowNtlm(accounts) => {
            let allowed = accounts.into_iter().map(|account| AccountEntry { allow_ntlm: true, ..account });
            Wish::Besides(allowed.map(|account| Command::Account(AccountChange::Edit(account, None))).collect())
        }
    }
}
