//! The property sheet of a virtual server: General, Access, Messages, Delivery.
//!
//! The sheet edits a copy of the server. Its dialogs change that copy; only OK and Apply hand it out
//! ([`Action::Apply`]). While the answer is awaited nothing can be applied again; [`State::answered`] brings it. A refusal
//! keeps the sheet and every letter that was typed, and shows each issue where it belongs.

pub mod access;
pub mod delivery;
pub mod general;
pub mod messages;
pub mod place;
mod refused;
mod renew;

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use iced::widget::space;

use super::advanced::{self, Advanced};
use super::advanced_delivery::{self, AdvancedDelivery};
use super::computer::Which as List;
use super::form::marked;
use super::{
    Action as Any, authentication, communication, connection, how_mail_leaves, logging, outbound_connections, outbound_security,
    protection, relay,
};
use crate::config::written::{Server, SettingsFile};
use crate::console::Element;
use crate::console::find::Spot;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, button, frame, rows, scrolling, strip, tabs};
use crate::engine::command::{Done, Reach, Refusal, Revision};
use crate::engine::job::{Finding, Job, Route};
use crate::engine::snapshot::{AccountEntry, AccountsFile, Certificates, Person};
use crate::i18n::Words;
use crate::mail::{Network, Secret};
use crate::{tr, wording};
use place::{Tab, Which};
use refused::Outside;

/// The sheet and the dialog it opened.
#[derive(Debug)]
pub struct State {
    base: Revision,
    saved: Server,
    server: Server,
    saved_password: Option<Secret<String>>,
    password: Option<Secret<String>>,
    /// Whether what clients do is remembered, on all servers; as it is and as it is to be.
    saved_facts: bool,
    facts: bool,
    host: Vec<IpAddr>,
    networks: Vec<Network>,
    accounts: Arc<AccountsFile>,
    people: Arc<[Person]>,
    certificates: Arc<Certificates>,
    settings: Arc<SettingsFile>,
    tab: Tab,
    general: general::State,
    messages: messages::State,
    delivery: delivery::State,
    sub: Option<Sub>,
    /// What that dialog was opened on.
    start: Option<Box<Draft>>,
    /// What was applied while its answer is awaited, and whether the sheet closes with it.
    waiting: Option<(bool, Box<Draft>)>,
    answer: Option<Answer>,
    /// What was changed here and elsewhere since it was applied last: paths of settings.
    both: Vec<&'static str>,
    frame: Cow<'static, str>,
}

/// All that a sheet can apply.
#[derive(Debug, Clone)]
struct Draft {
    server: Server,
    password: Option<Secret<String>>,
    facts: bool,
}

/// What the engine said last.
#[derive(Debug)]
enum Answer {
    Reach(Reach),
    /// With what of it lies outside the server.
    Refused(Refusal, Vec<Outside>),
}

/// The dialog that is open.
#[derive(Debug)]
enum Sub {
    Advanced(advanced::State),
    Logging(logging::State),
    Authentication(authentication::State),
    Communication(communication::State),
    Connection(connection::State),
    Protection(Box<protection::State>),
    Relay(relay::State),
    Leave(how_mail_leaves::State),
    Security(outbound_security::State),
    Outbound(outbound_connections::State),
    AdvancedDelivery(advanced_delivery::State),
}

/// What is done in the sheet.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another page.
    Turn(Tab),
    /// On General.
    General(general::Message),
    /// On Messages.
    Messages(messages::Message),
    /// On Delivery.
    Delivery(delivery::Message),
    /// A button that opens a dialog.
    Open(Which),
    /// On Access.
    Access(access::Message),
    /// In General > Advanced.
    Advanced(advanced::Message),
    /// In Extended Logging Properties.
    Logging(logging::Message),
    /// In Authentication.
    Authentication(authentication::Message),
    /// In Communication.
    Communication(communication::Message),
    /// In Connection.
    Connection(connection::Message),
    /// In Protection.
    Protection(protection::Message),
    /// In Relay.
    Relay(relay::Message),
    /// In How mail leaves.
    Leave(how_mail_leaves::Message),
    /// In Outbound Security.
    Security(outbound_security::Message),
    /// In Outbound Connections.
    Outbound(outbound_connections::Message),
    /// In Advanced Delivery.
    AdvancedDelivery(advanced_delivery::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// Apply.
    Apply,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing that concerns the window.
    None,
    /// The sheet is to be closed.
    Close,
    /// The server is to be changed; a password is for its smart host, and perhaps it is new whether what clients do is
    /// remembered. The answer goes to [`State::answered`].
    Apply(Box<Server>, Option<Secret<String>>, Option<bool>),
    /// The control with this id is to get the keyboard.
    Focus(String),
    /// The window is to do this.
    Act(crate::console::act::Act),
    /// This is to be found out; the answer goes to [`State::finding`].
    Run(Job),
    /// A test message is to be sent by this way.
    Test(Box<Route>),
    /// These accounts are to be allowed NTLM; the window hears the answer, and [`State::meet`] brings what came of it.
    AllowNtlm(Vec<AccountEntry>),
}

impl State {
    /// The sheet of a server as it was at `base`; `host` are the addresses of this computer.
    pub fn new(server: Server, base: Revision, host: Vec<IpAddr>) -> Self {
        Self {
            base,
            general: general::State::new(&server),
            messages: messages::State::new(&server),
            delivery: delivery::State::new(&server),
            saved: server.clone(),
            server,
            saved_password: None,
            password: None,
            saved_facts: true,
            facts: true,
            host,
            networks: vec![],
            accounts: Arc::default(),
            people: Arc::default(),
            certificates: Arc::default(),
            settings: Arc::default(),
            tab: Tab::General,
            sub: None,
            start: None,
            waiting: None,
            answer: None,
            both: vec![],
            frame: "properties".into(),
        }
    }

    /// Under another name on the desk, beside a sheet that is open already.
    #[must_use]
    pub fn named(mut self, frame: impl Into<Cow<'static, str>>) -> Self {
        self.frame = frame.into();
        self
    }

    /// With the networks this computer is in.
    #[must_use]
    pub fn within(mut self, networks: Vec<Network>) -> Self {
        self.networks = networks;
        self
    }

    /// With whether what clients do is remembered, which concerns all servers.
    #[must_use]
    pub fn remembering(mut self, facts: bool) -> Self {
        (self.facts, self.saved_facts) = (facts, facts);
        self
    }

    /// With the accounts there are and what is known of them.
    #[must_use]
    pub fn among(mut self, accounts: &Arc<AccountsFile>, people: &Arc<[Person]>) -> Self {
        self.meet(accounts, people);
        self
    }

    /// The accounts may have changed.
    pub fn meet(&mut self, accounts: &Arc<AccountsFile>, people: &Arc<[Person]>) {
        (self.accounts, self.people) = (accounts.clone(), people.clone());
        match &mut self.sub {
            Some(Sub::Authentication(s)) => s.meet(accounts, people),
            Some(Sub::Relay(s)) => s.meet(accounts),
            _ => {}
        }
    }

    /// Opens it on this page.
    #[must_use]
    pub fn on(mut self, tab: Tab) -> Self {
        self.tab = tab;
        self
    }

    /// Shows the page or dialog of a place; `false` when another dialog is open, which keeps what was typed in it.
    pub fn lead(&mut self, spot: Spot, control: &str) -> bool {
        let (tab, which) = match spot {
            Spot::Sheet(tab) => (tab, None),
            Spot::Dialog(which) => (which.tab(), Some(which)),
            Spot::Computer(List::Connection) | Spot::Lookup(List::Connection) => (Tab::Access, Some(Which::Connection)),
            Spot::Computer(List::Relay) | Spot::Lookup(List::Relay) => (Tab::Access, Some(Which::Relay)),
            Spot::Permissions | Spot::Pick => (Tab::Access, Some(Which::Authentication)),
            Spot::Identification => (Tab::General, Some(Which::Advanced)),
            Spot::ExternalDns | Spot::DnsServer => (Tab::Delivery, Some(Which::AdvancedDelivery)),
            _ => return false,
        };
        let is_open = self.sub.as_ref().map(Sub::which);
        if self.messages.is_choosing() || is_open.is_some() && is_open != which {
            return false;
        }
        self.tab = tab;
        if let (Some(which), None) = (which, is_open) {
            self.open(which);
        }
        let lookup = matches!(spot, Spot::Lookup(_));
        match (&mut self.sub, spot) {
            (Some(Sub::Connection(s)), Spot::Computer(_) | Spot::Lookup(_)) => s.lead(lookup, control),
            (Some(Sub::Relay(s)), Spot::Computer(_) | Spot::Lookup(_)) => s.lead(lookup, control),
            (Some(Sub::Authentication(s)), Spot::Permissions | Spot::Pick) => s.lead(spot == Spot::Pick),
            (Some(Sub::Advanced(s)), Spot::Identification) => s.lead(),
            (Some(Sub::AdvancedDelivery(s)), Spot::ExternalDns | Spot::DnsServer) => s.lead(spot == Spot::DnsServer),
            _ => {}
        }
        true
    }

    /// The page in front.
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// What it is called on the desk.
    pub fn frame(&self) -> &str {
        &self.frame
    }

    /// Which state of the settings the draft was made from.
    pub fn base(&self) -> Revision {
        self.base
    }

    /// The server as it stands in the sheet.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Whether anything was changed since it was opened or applied.
    pub fn dirty(&self) -> bool {
        self.server != self.saved || self.facts != self.saved_facts || self.password != self.saved_password || self.wrong().is_some()
    }

    /// The first wrong field, with its page.
    fn wrong(&self) -> Option<(Tab, &'static str)> {
        let general = self.general.wrong().map(|id| (Tab::General, id));
        let messages = || self.messages.wrong().map(|id| (Tab::Messages, id));
        general.or_else(messages).or_else(|| self.delivery.wrong().map(|id| (Tab::Delivery, id)))
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        if matches!(message, Message::General(_) | Message::Messages(_) | Message::Delivery(_)) {
            self.answer = None;
        }
        match message {
            Message::Turn(tab) => self.tab = tab,
            Message::General(general::Message::Open(which)) => self.open(which),
            Message::General(message) => self.general.update(message, &mut self.server),
            Message::Messages(message) => {
                let action = self.messages.update(message, &mut self.server);
                return self.done(action);
            }
            Message::Delivery(delivery::Message::Open(which)) => self.open(which),
            Message::Delivery(message) => self.delivery.update(message, &mut self.server),
            Message::Open(which) => self.open(which),
            Message::Access(message) => return self.on_access(&message),
            Message::Cancel => return Action::Close,
            Message::Ok | Message::Apply if self.waiting.is_some() => {}
            Message::Ok if !self.dirty() => return Action::Close,
            Message::Ok => return self.apply(true),
            Message::Apply => return self.apply(false),
            message => return self.in_sub(message),
        }
        Action::None
    }

    fn apply(&mut self, close: bool) -> Action {
        if let Some((tab, id)) = self.wrong() {
            self.tab = tab;
            return Action::Focus(id.into());
        }
        (self.waiting, self.answer) = (Some((close, Box::new(self.draft()))), None);
        let facts = (self.facts != self.saved_facts).then_some(self.facts);
        Action::Apply(Box::new(self.server.clone()), self.password.clone(), facts)
    }

    /// Takes the engine's answer to [`Action::Apply`].
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> Action {
        let sent = self.waiting.take();
        match answer {
            Ok(_) if sent.as_ref().is_some_and(|(close, _)| *close) => return Action::Close,
            Ok(done) => {
                // What was typed since then is not applied.
                let Draft { server, password, facts } = sent.map_or_else(|| self.draft(), |(_, sent)| *sent);
                (self.saved, self.saved_password, self.saved_facts) = (server, password, facts);
                self.both.clear();
                self.answer = Some(Answer::Reach(done.reach));
            }
            Err(refusal) => {
                let (first, outside) = match &refusal {
                    Refusal::Issues(issues) => self.place(issues),
                    _ => (None, vec![]),
                };
                self.answer = Some(Answer::Refused(refusal, outside));
                return first.map_or(Action::None, Action::Focus);
            }
        }
        Action::None
    }

    /// Takes the answer to a job; one nobody waits for is dropped.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let mut new = self.start.as_deref().cloned().unwrap_or_else(|| self.draft());
        let action: Any<()> = match (&mut self.sub, finding) {
            (None, Finding::Folder(..)) => self.messages.finding(finding, &mut self.server),
            (Some(Sub::Logging(s)), Finding::Folder(..)) => {
                s.finding(finding).map(|(log, facts)| (new.server.log, new.facts) = (log, facts))
            }
            (Some(Sub::Connection(s)), _) => s.finding(finding).map(|_| ()),
            (Some(Sub::Relay(s)), _) => s.finding(finding).map(|_| ()),
            (Some(Sub::AdvancedDelivery(s)), Finding::Dns(found)) => {
                s.found(found);
                Any::None
            }
            (Some(Sub::Leave(s)), Finding::Connection(steps)) => {
                s.found(steps);
                Any::None
            }
            _ => Any::None,
        };
        self.taken(action, new)
    }

    fn open(&mut self, which: Which) {
        self.start = Some(Box::new(self.draft()));
        let (s, name) = (&self.server, self.server.name.as_str());
        let access = &s.access;
        self.sub = Some(match which {
            Which::Advanced => Sub::Advanced(advanced::State::new(Advanced::of(s), &self.host)),
            Which::Logging => Sub::Logging(logging::State::new(&s.log, s.id, self.facts)),
            Which::Authentication => {
                let authentication = authentication::State::new(&access.authentication, name);
                let authentication = authentication.permitting(&access.permissions, access.relay.authenticated);
                Sub::Authentication(authentication.among(&self.accounts, &self.people))
            }
            Which::Communication => {
                let anonymous = access.authentication.anonymous;
                Sub::Communication(communication::State::new(&access.communication, s.certificate.is_none(), anonymous))
            }
            Which::Connection => Sub::Connection(connection::State::new(&access.connection, name, &self.host).within(&self.networks)),
            Which::Protection => Sub::Protection(Box::new(protection::State::new(&protection::Guarded::of(s)))),
            Which::Relay => {
                let relay = relay::State::new(&access.relay, name, access.authentication.anonymous);
                Sub::Relay(relay.permitting(&access.permissions, &self.accounts))
            }
            Which::Leave => {
                let leave = how_mail_leaves::State::new(s, self.password.clone());
                Sub::Leave(leave)
            }
            Which::Security => Sub::Security(outbound_security::State::new(s, self.password.clone())),
            Which::Outbound => Sub::Outbound(outbound_connections::State::new(&s.delivery.outbound)),
            Which::AdvancedDelivery => {
                let bindings = s.identities.iter().map(|i| i.address.clone()).collect();
                let smart_host = s.delivery.smart_host.as_ref().map(|host| host.host.clone());
                Sub::AdvancedDelivery(advanced_delivery::State::new(AdvancedDelivery::of(s), bindings).through(smart_host))
            }
        });
    }

    fn in_sub(&mut self, message: Message) -> Action {
        // On what the dialog was opened on: what is new since then comes to it afterwards.
        let mut new = self.start.as_deref().cloned().unwrap_or_else(|| self.draft());
        let Draft { server, password, facts: remember } = &mut new;
        let action = match (&mut self.sub, message) {
            (Some(Sub::Advanced(s)), Message::Advanced(m)) => s.update(m).map(|new| new.put(server)),
            (Some(Sub::Logging(s)), Message::Logging(m)) => s.update(m).map(|(new, facts)| (server.log, *remember) = (new, facts)),
            (Some(Sub::Authentication(s)), Message::Authentication(m)) => {
                s.update(m).map(|(new, users)| (server.access.authentication, server.access.permissions) = (new, users))
            }
            (Some(Sub::Communication(s)), Message::Communication(m)) => s.update(m).map(|new| server.access.communication = new),
            (Some(Sub::Connection(s)), Message::Connection(m)) => s.update(m).map(|new| server.access.connection = new),
            (Some(Sub::Protection(s)), Message::Protection(m)) => s.update(m).map(|new| {
                new.put(server);
                self.general.limits_changed(server);
            }),
            (Some(Sub::Relay(s)), Message::Relay(m)) => {
                s.update(m).map(|(new, users)| (server.access.relay, server.access.permissions) = (new, users))
            }
            (Some(Sub::Leave(s)), Message::Leave(m)) => {
                s.update(m).map(|way| (server.delivery.smart_host, *password) = (way.smart_host, way.password))
            }
            (Some(Sub::Security(s)), Message::Security(m)) => s.update(m).map(|new| new.put(server, password)),
            (Some(Sub::Outbound(s)), Message::Outbound(m)) => s.update(m).map(|new| server.delivery.outbound = new),
            (Some(Sub::AdvancedDelivery(s)), Message::AdvancedDelivery(m)) => s.update(m).map(|new| new.put(server)),
            _ => Any::None,
        };
        self.taken(action, new)
    }

    /// What a dialog has asked for or made.
    fn taken(&mut self, action: Any<()>, new: Draft) -> Action {
        if matches!(action, Any::Accept(()))
            && let Some(start) = self.start.take()
        {
            self.take_over(new, &start);
        }
        self.done(action)
    }

    fn done(&mut self, action: Any<()>) -> Action {
        match action {
            Any::None => Action::None,
            Any::Focus(id) => Action::Focus(id),
            Any::Run(job) => Action::Run(job),
            Any::Test(route) => Action::Test(route),
            Any::AllowNtlm(accounts) => Action::AllowNtlm(accounts),
            Any::Close => {
                self.sub = None;
                Action::None
            }
            Any::Accept(()) => {
                (self.sub, self.answer) = (None, None);
                Action::None
            }
        }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let page: Element<'_, Message> = match self.tab {
            Tab::General => self.general.view(&self.server, &self.host, words).map(Message::General),
            Tab::Access => self.access(words).map(Message::Access),
            Tab::Messages => self.messages.view(words).map(Message::Messages),
            Tab::Delivery => self.delivery.view(&self.server, words).map(Message::Delivery),
        };
        let pages = [
            (Tab::General, words.name("tab-general").into()),
            (Tab::Access, words.name("tab-access").into()),
            (Tab::Messages, words.name("tab-messages").into()),
            (Tab::Delivery, words.name("tab-delivery").into()),
        ];
        let sheet = tabs("properties.tabs", pages, self.tab, Message::Turn, HEIGHT, scrolling(page));
        let answer = self.answer.as_ref().map(|answer| match answer {
            Answer::Reach(reach) => strip(Tone::Good, wording::reach(words, *reach), None),
            Answer::Refused(refusal, outside) => strip(Tone::Bad, self.why(refusal, outside, words), None),
        });
        let both = self.both(words).map(|both| strip(Tone::Warning, both, None));
        let strips: Vec<_> = answer.into_iter().chain(both).collect();
        // The pages stay the second part, or they would forget where the keyboard is when a strip comes.
        let (top, gap): (Element<'_, Message>, f32) =
            if strips.is_empty() { (space().into(), 0.0) } else { (rows(strips).spacing(7.0).into(), 7.0) };
        let body = rows([top, sheet]).spacing(gap);
        let free = self.waiting.is_none();
        let ok = free.then_some(Message::Ok);
        let apply = (free && self.dirty()).then_some(Message::Apply);
        let buttons = [
            button("properties.ok", tr!(words, "btn-ok"), ok.clone()).default().into(),
            button("properties.cancel", tr!(words, "btn-cancel"), Some(Message::Cancel)).into(),
            button("properties.apply", marked(words.label("btn-apply")), apply).into(),
        ];
        let f = frame(self.frame.clone(), tr!(words, "gen-properties-title", server = self.server.name.as_str()), body, buttons)
            .width(632.0)
            .icon(Drawing::Server)
            .on_enter(ok)
            .on_close(Message::Cancel);
        let sub = self.sub.as_ref().map(|s| s.view(words));
        Dialog::from(f).open(sub.or_else(|| self.messages.chooser(words).map(|chooser| chooser.map(Message::Messages))))
    }
}

/// Height of the pages: that of the tallest. Sentences about wrong fields make it scroll.
const HEIGHT: f32 = 523.0;

impl Sub {
    fn which(&self) -> Which {
        match self {
            Self::Advanced(_) => Which::Advanced,
            Self::Logging(_) => Which::Logging,
            Self::Authentication(_) => Which::Authentication,
            Self::Communication(_) => Which::Communication,
            Self::Connection(_) => Which::Connection,
            Self::Protection(_) => Which::Protection,
            Self::Relay(_) => Which::Relay,
            Self::Leave(_) => Which::Leave,
            Self::Security(_) => Which::Security,
            Self::Outbound(_) => Which::Outbound,
            Self::AdvancedDelivery(_) => Which::AdvancedDelivery,
        }
    }

    fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        match self {
            Self::Advanced(s) => s.view(words).map(Message::Advanced),
            Self::Logging(s) => s.view(words).map(Message::Logging),
            Self::Authentication(s) => s.view(words).map(Message::Authentication),
            Self::Communication(s) => s.view(words).map(Message::Communication),
            Self::Connection(s) => s.view(words).map(Message::Connection),
            Self::Protection(s) => s.view(words).map(Message::Protection),
            Self::Relay(s) => s.view(words).map(Message::Relay),
            Self::Leave(s) => s.view(words).map(Message::Leave),
            Self::Security(s) => s.view(words).map(Message::Security),
            Self::Outbound(s) => s.view(words).map(Message::Outbound),
            Self::AdvancedDelivery(s) => s.view(words).map(Message::AdvancedDelivery),
        }
    }
}

#[cfg(test)]
#[path = "properties/tests.rs"]
mod tests;
