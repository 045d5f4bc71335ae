//! The New SMTP Virtual Server Wizard: name and purpose, then where it listens (AC-02).
//!
//! A pair of address and port that another server uses is only warned about: the server is then made, but does not start
//! by itself until one of the two is changed.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use crate::config::written::{Encryption, Identity, ReportLanguage, Server, SettingsFile};
use crate::config::{BindAddress, Binding};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::i18n::Words;
use crate::mail::canonical;
use crate::{tr, wording};

/// Most characters of a name.
const MOST: usize = 64;
/// Width of the labels.
const LABELS: f32 = 110.0;
/// Least height of a page.
const HEIGHT: f32 = 236.0;
/// The port that needs no right.
const FREE_PORT: u16 = 2525;

/// What the wizard must know of the computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its name on the net.
    pub host: String,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// The lowest port this program may open; 0 when it may open all.
    pub lowest_port: u16,
    /// What to run to get the right to the ports below.
    pub cure: String,
}

/// What the server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Mail programs and devices of this office.
    Office,
    /// Mail from the Internet.
    Internet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Name,
    Address,
}

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    facts: Facts,
    settings: Arc<SettingsFile>,
    /// Of the reports to senders: that of the window.
    language: ReportLanguage,
    page: Page,
    name: String,
    purpose: Purpose,
    /// Which of (All Unassigned) and the addresses of the host.
    address: usize,
    port: String,
    also: Option<bool>,
    /// The pair in use and the server that uses it, while the question is open.
    taken: Option<(String, String)>,
    /// The engine has been asked and has not answered yet; a second *Finish* is not a second command.
    waiting: bool,
    refusal: Option<Refusal>,
}

/// What happens in the wizard.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// Its purpose.
    Purpose(Purpose),
    /// The IP address.
    Address(usize),
    /// Typing the port.
    Port(String),
    /// *Use port 2525 instead*
    FreePort,
    /// *Also listen on ports 587 and 465*
    Also(bool),
    /// *Next*
    Next,
    /// *Back*
    Back,
    /// *Finish*
    Finish,
    /// The answer to the warning that the pair is in use.
    Anyway(bool),
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the wizard.
    Close,
    /// Make this server.
    Create(Box<Server>),
}

impl State {
    /// The first page.
    pub fn new(facts: Facts, settings: Arc<SettingsFile>) -> Self {
        Self {
            facts,
            settings,
            language: ReportLanguage::default(),
            page: Page::Name,
            name: String::new(),
            purpose: Purpose::Office,
            address: 0,
            port: "25".into(),
            also: None,
            taken: None,
            waiting: false,
            refusal: None,
        }
    }

    /// With reports in the language of the window.
    #[must_use]
    pub fn speaking(self, words: &Words) -> Self {
        Self { language: wording::report_language(words.language()), ..self }
    }

    /// Shows the second page, with a name that nobody has if none was typed.
    pub fn lead(&mut self, words: &'static Words) {
        if self.name.trim().is_empty() {
            let name = tr!(words, "tree-smtp-virtual-server");
            let free = |name: &String| self.settings.servers.iter().all(|s| s.name.to_lowercase() != name.to_lowercase());
            let numbered = (2..).map(|n| format!("{name} {n}"));
            self.name = std::iter::once(name.to_string()).chain(numbered).find(free).unwrap_or_default();
        }
        drop(self.update(Message::Next));
    }

    /// The engine's answer; `true` when the wizard is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.waiting = false;
        self.refusal = answer.err();
        self.refusal.is_none()
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Name(name) => self.name = name,
            Message::Purpose(purpose) => self.purpose = purpose,
            Message::Address(i) => self.address = i,
            Message::Port(port) => self.port = port,
            Message::FreePort => (self.port, self.also) = (FREE_PORT.to_string(), Some(false)),
            Message::Also(also) => self.also = Some(also),
            Message::Next if self.can_go_on() => self.page = Page::Address,
            Message::Back => self.page = Page::Name,
            Message::Finish if self.waiting => {}
            Message::Finish => return self.finish(),
            Message::Anyway(yes) => {
                self.taken = None;
                if yes && let Some(server) = self.server() {
                    self.waiting = true;
                    return Action::Create(Box::new(Server { start_automatically: false, ..server }));
                }
            }
            Message::Cancel => return Action::Close,
            Message::Next => {}
        }
        Action::None
    }

    fn finish(&mut self) -> Action {
        let Some(server) = self.server() else { return Action::None };
        match taken(&server, &self.settings) {
            Some(pair) => self.taken = Some(pair),
            None => {
                self.waiting = true;
                return Action::Create(Box::new(server));
            }
        }
        Action::None
    }

    fn can_go_on(&self) -> bool {
        !self.name.trim().is_empty() && self.name_problem(Words::of(crate::i18n::Language::English)).is_empty()
    }

    fn name_problem(&self, words: &'static Words) -> Cow<'static, str> {
        let name = self.name.trim();
        let folded = name.to_lowercase();
        match () {
            () if name.chars().count() > MOST => tr!(words, "issue-too-long", max = MOST),
            () if self.settings.servers.iter().any(|s| s.name.to_lowercase() == folded) => tr!(words, "val-name-in-use"),
            () => "".into(),
        }
    }

    fn port(&self) -> Option<u16> {
        self.port.trim().parse().ok().filter(|&p| p > 0)
    }

    fn also(&self) -> bool {
        self.also.unwrap_or(self.purpose == Purpose::Office)
    }

    /// The ports it would listen on.
    fn ports(&self) -> Vec<(u16, Encryption)> {
        let own = self.port().map(|port| (port, if port == 465 { Encryption::Tls } else { Encryption::StartTls }));
        let usual = [(587, Encryption::StartTls), (465, Encryption::Tls)];
        let also = usual.into_iter().filter(|&(port, _)| self.also() && Some(port) != self.port());
        own.into_iter().chain(also).collect()
    }

    /// The server as it would be made; `None` while something is wrong.
    fn server(&self) -> Option<Server> {
        self.port()?;
        let address = match self.address.checked_sub(1).and_then(|i| self.facts.addresses.get(i)) {
            Some(address) => address.to_string(),
            None => "*".into(),
        };
        let identities = self.ports().into_iter().map(|(port, encryption)| Identity { address: address.clone(), port, encryption });
        let mut server =
            Server { name: self.name.trim().into(), fqdn: self.facts.host.clone(), identities: identities.collect(), ..Server::default() };
        server.access.authentication.anonymous = self.purpose == Purpose::Internet;
        server.messages.language = self.language;
        Some(server)
    }

    /// The wizard's page, and the warning when it is open.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let page = match self.page {
            Page::Name => self.name_page(words),
            Page::Address => self.address_page(words),
        };
        page.open(self.taken.as_ref().map(|(pair, server)| {
            let more = tr!(words, "issue-binding-taken", binding = pair, server = server);
            notice(
                "newserver.taken",
                Tone::Warning,
                tr!(words, "common-warning"),
                tr!(words, "wiz-vs-bind-conflict"),
                more,
                [
                    ("yes", words.label("btn-yes").into(), Message::Anyway(true)),
                    ("no", words.label("btn-no").into(), Message::Anyway(false)),
                ],
            )
        }))
    }

    fn name_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let purpose =
            |id, text, purpose| radio(id, "newserver.purpose", words.label(text), purpose, Some(self.purpose), Some(Message::Purpose));
        let name = field("newserver.name", &self.name).on_input(Message::Name).problem(self.name_problem(words));
        let body = rows([
            self::words(tr!(words, "wiz-vs-welcome")),
            self::words(tr!(words, "wiz-vs-name-prompt")),
            field_row(LABELS, words.caption("field-name"), "newserver.name", name.limits(tr!(words, "wiz-vs-name-hint"))),
            gap(2.0),
            self::words(tr!(words, "common-with-colon", label = tr!(words, "wiz-vs-purpose"))),
            purpose("newserver.office", "wiz-vs-for-office", Purpose::Office),
            indent(hint(tr!(words, "wiz-vs-for-office-note"))),
            purpose("newserver.internet", "wiz-vs-for-internet", Purpose::Internet),
            indent(hint(tr!(words, "wiz-vs-for-internet-note"))),
        ]);
        let next = self.can_go_on().then_some(Message::Next);
        self.frame(words, "newserver", body.into(), None, ("newserver.next", "btn-next", next)).initial("newserver.name").into()
    }

    fn address_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let addresses =
            std::iter::once(tr!(words, "wiz-vs-all-unassigned")).chain(self.facts.addresses.iter().map(|a| a.to_string().into()));
        let address = pick_list("newserver.address", addresses, Some(self.address)).on_choose(Message::Address);
        let wrong = if self.port().is_none() { tr!(words, "val-invalid-port") } else { "".into() };
        let port =
            field("newserver.port", &self.port).on_input(Message::Port).width(80).problem(wrong).limits(tr!(words, "wiz-vs-port-hint"));
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.refusal.as_ref(), &self.name));
        parts.extend([
            self::words(tr!(words, "wiz-vs-select-ip-prompt")),
            field_row(LABELS, words.caption("gen-ip-address"), "newserver.address", address),
            field_row(LABELS, words.caption("gen-tcp-port"), "newserver.port", port),
            check_box("newserver.also", words.label("wiz-vs-also-listen"), self.also(), Some(Message::Also)),
            indent(hint(tr!(words, "wiz-vs-also-listen-note"))),
        ]);
        if self.ports().iter().any(|&(port, _)| port < self.facts.lowest_port) {
            let mut arguments = crate::i18n::Arguments::new();
            arguments.set("port", FREE_PORT);
            let instead = button("newserver.free", words.label_with("wiz-vs-use-port", &arguments), Some(Message::FreePort));
            parts.push(strip(Tone::Warning, tr!(words, "bind-privilege", command = &self.facts.cure), None));
            parts.push(instead.into());
        }
        let finish = self.port().map(|_| Message::Finish);
        let f = self.frame(words, "newserver.where", rows(parts).into(), Some(Message::Back), ("newserver.finish", "btn-finish", finish));
        f.initial("newserver.address").into()
    }

    fn frame<'a>(
        &self,
        words: &'static Words,
        id: &'static str,
        body: Element<'a, Message>,
        back: Option<Message>,
        (name, label, message): (&'static str, &'static str, Option<Message>),
    ) -> Frame<'a, Message> {
        // Both pages are at least as high as the first, so that the buttons stay where they are.
        let body = iced::widget::row![body, iced::widget::space().height(HEIGHT)];
        frame(
            id,
            tr!(words, "wiz-vs-title"),
            body,
            [
                button("newserver.back", words.label("btn-back"), back).into(),
                button(name, words.label(label), message.clone()).default().into(),
                button("newserver.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(500.0)
        .icon(Drawing::Server)
        .on_enter(message)
        .page_of("newserver-wizard")
        .on_close(Message::Cancel)
    }
}

/// The first pair of the server that another one uses, and its name.
fn taken(server: &Server, settings: &SettingsFile) -> Option<(String, String)> {
    let others = settings.servers.iter().flat_map(|s| s.identities.iter().filter_map(binding).map(move |b| (b, s)));
    let others: Vec<_> = others.collect();
    server.identities.iter().filter_map(binding).find_map(|own| {
        let (_, other) = others.iter().find(|(b, _)| b.clashes(&own))?;
        Some((own.to_string(), other.name.clone()))
    })
}

fn binding(identity: &Identity) -> Option<Binding> {
    let address = match identity.address.trim() {
        "*" => BindAddress::All,
        text => BindAddress::One(canonical(text.parse().ok()?)),
    };
    Some(Binding { address, port: identity.port, encryption: identity.encryption })
}

/// What can be found on the first page: labels and their controls.
pub const NAME_WORDS: crate::console::find::places::Words = &[
    ("wiz-vs-title", "newserver.name"),
    ("wiz-vs-name-prompt", "newserver.name"),
    ("field-name", "newserver.name"),
    ("wiz-vs-purpose", "newserver.office"),
    ("wiz-vs-for-office", "newserver.office"),
    ("wiz-vs-for-internet", "newserver.internet"),
    ("btn-back", "newserver.back"),
    ("btn-next", "newserver.next"),
    ("btn-cancel", "newserver.cancel"),
];

/// What can be found on the second page: labels and their controls.
pub const ADDRESS_WORDS: crate::console::find::places::Words = &[
    ("wiz-vs-select-ip-prompt", "newserver.address"),
    ("gen-ip-address", "newserver.address"),
    ("gen-tcp-port", "newserver.port"),
    ("wiz-vs-also-listen", "newserver.also"),
    ("btn-finish", "newserver.finish"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn wizard() -> State {
        let office = Server { id: 1, name: "Office".into(), identities: vec![Identity::default()], ..Server::default() };
        let settings = SettingsFile { servers: vec![office], ..SettingsFile::default() };
        let addresses = vec!["192.168.1.10".parse().unwrap()];
        let facts = Facts { host: "mail.example.com".into(), addresses, lowest_port: 1024, cure: "setcap".into() };
        State::new(facts, Arc::new(settings))
    }

    fn named(name: &str) -> State {
        let mut s = wizard();
        s.update(Message::Name(name.into()));
        s.update(Message::Next);
        s
    }

    #[test]
    fn a_blank_a_long_or_a_used_name_does_not_go_on() {
        for name in ["", "  ", "OFFICE", &"å".repeat(65)] {
            assert_eq!(named(name).page, Page::Name, "{name:?}");
        }
        assert_eq!(named(&"å".repeat(64)).page, Page::Address);
    }

    #[test]
    fn a_server_for_the_office_asks_for_a_log_on_and_listens_on_three_ports() {
        let mut s = named(" Clients ");
        s.update(Message::Address(1));
        let Action::Create(server) = s.update(Message::Finish) else { panic!("not made") };
        assert_eq!((server.name.as_str(), server.fqdn.as_str()), ("Clients", "mail.example.com"));
        assert!(server.start_automatically && !server.access.authentication.anonymous);
        let at: Vec<_> = server.identities.iter().map(|i| (i.address.as_str(), i.port, i.encryption)).collect();
        let ip = "192.168.1.10";
        assert_eq!(at, [(ip, 25, Encryption::StartTls), (ip, 587, Encryption::StartTls), (ip, 465, Encryption::Tls)]);
    }

    #[test]
    fn a_server_for_the_internet_lets_everybody_in_on_one_port() {
        let mut s = named("Internet");
        s.update(Message::Purpose(Purpose::Internet));
        s.update(Message::Port("2526".into()));
        let Action::Create(server) = s.update(Message::Finish) else { panic!("not made") };
        assert!(server.access.authentication.anonymous);
        assert_eq!(server.identities, [Identity { port: 2526, ..Identity::default() }]);
    }

    #[test]
    fn its_reports_are_in_the_language_of_the_window() {
        for language in crate::i18n::Language::ALL {
            let mut s = named("Clients").speaking(Words::of(language));
            s.update(Message::Address(1));
            let Action::Create(server) = s.update(Message::Finish) else { panic!("not made") };
            assert_eq!(wording::language(server.messages.language), language);
        }
    }

    #[test]
    fn a_pair_in_use_is_asked_about() {
        let mut s = named("Second");
        assert_eq!(s.update(Message::Finish), Action::None);
        assert_eq!(s.taken, Some(("*:25".into(), "Office".into())));
        assert_eq!(s.update(Message::Anyway(false)), Action::None);
        assert_eq!((s.page, &s.taken), (Page::Address, &None));
        s.update(Message::Finish);
        let Action::Create(server) = s.update(Message::Anyway(true)) else { panic!("not made") };
        assert!(!server.start_automatically);
    }

    #[test]
    fn the_port_without_a_right_takes_the_others_along() {
        let mut s = named("Second");
        s.update(Message::FreePort);
        assert_eq!(s.ports(), [(2525, Encryption::StartTls)]);
        for wrong in ["", "0", "65536", "smtp"] {
            s.update(Message::Port(wrong.into()));
            assert_eq!(s.update(Message::Finish), Action::None);
        }
    }

    #[test]
    fn a_refusal_keeps_everything() {
        let mut s = named("Second");
        assert!(!s.answered(Err(Refusal::Busy)));
        assert_eq!((s.page, s.name.as_str()), (Page::Address, "Second"));
    }
}
