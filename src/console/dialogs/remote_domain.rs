//! A remote domain: who may send there through this server, and by which way its mail leaves (dialogs.md 2.9.1).

use std::borrow::Cow;

use super::form::{Edit, NUMBER, Number, Text, Wrong, marked, note};
use super::how_mail_leaves::{KINDS, encryption};
use super::outbound_security;
use super::steps::steps;
use crate::config::written::{OutboundAccess, RemoteDomain, Server, SettingsFile, SmartHost, SmartHostEncryption};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::engine::job::{Job, Route, Step};
use crate::i18n::Words;
use crate::mail::{Address, Domain, Secret};
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 140.0;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    /// The name of the remote domain that it changes, as it is written; `None` for a new one.
    was: Option<String>,
    name: String,
    relay: bool,
    helo: bool,
    require_tls: Option<bool>,
    /// *Forward all mail to smart host*
    through: bool,
    host: Text,
    port: Number,
    /// Encryption, log-on and certificate of the smart host; name and port stand in the fields.
    smart: SmartHost,
    password: Option<Secret<String>>,
    note: String,
    others: Vec<String>,
    local: Vec<String>,
    /// The first server, whose name, DNS servers and security it is tried out with.
    server: Server,
    /// *Test connection* is under way, or what came of it.
    testing: bool,
    steps: Vec<Step>,
    security: Option<outbound_security::State>,
    sending: Sending,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// *Allow incoming mail to be relayed to this domain*
    Relay(bool),
    /// *Send HELO instead of EHLO*
    Helo(bool),
    /// *Use DNS to route to this domain* (false) or *Forward all mail to smart host* (true)
    Through(bool),
    /// *Smart host*
    Host(Edit),
    /// *TCP port*
    Port(Edit),
    /// *Encryption*
    Encryption(usize),
    /// *Accept any certificate*
    AnyCertificate(bool),
    /// *Test connection*
    Test,
    /// *Send test message…*
    Letter,
    /// *Outbound Security…*
    Security,
    /// Of that dialog.
    InSecurity(outbound_security::Message),
    /// Typing the comment.
    Note(String),
    /// *OK*
    Ok,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Give the keyboard to this control of it.
    Focus(String),
    /// Put the remote domain in the place of the one of this name, or at the end; with a password for its smart host.
    Accept(Option<String>, Box<RemoteDomain>, Option<Secret<String>>),
    /// Find this out; the steps go to [`State::found`].
    Run(Job),
    /// A test message is to be sent by this way.
    Test(Box<Route>),
}

impl State {
    /// The remote domain at this place, or a new one.
    pub fn new(at: Option<usize>, settings: &SettingsFile) -> Self {
        let present = at.and_then(|i| settings.remote_domains.get(i));
        let domain = present.cloned().unwrap_or_default();
        let others = settings.remote_domains.iter().enumerate().filter(|(i, _)| Some(*i) != at);
        // What most smart hosts inside an organisation want.
        let usual = SmartHost { port: 25, encryption: SmartHostEncryption::None, ..SmartHost::default() };
        let through = domain.smart_host.is_some();
        let smart = domain.smart_host.unwrap_or(usual);
        Self {
            was: present.map(|domain| domain.name.clone()),
            name: domain.name,
            relay: domain.relay,
            helo: domain.helo,
            require_tls: domain.require_tls,
            through,
            host: Text::new(smart.host.clone()),
            port: Number::new(smart.port.into(), 1..=65_535),
            smart,
            password: None,
            note: domain.note,
            others: others.filter_map(|(_, d)| canonical(&d.name)).collect(),
            local: settings.local_domains.iter().filter_map(|d| canonical(&d.name)).collect(),
            server: settings.servers.first().cloned().unwrap_or_default(),
            testing: false,
            steps: vec![],
            security: None,
            sending: Sending::default(),
        }
    }

    /// Whether something would be lost if it were closed now.
    pub fn is_changed(&self) -> bool {
        self.sending.changed
    }

    /// The engine's answer; `true` when the dialog is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.sending.answered(answer)
    }

    /// Opens *Outbound Security*.
    pub fn lead(&mut self) {
        drop(self.update(Message::Security));
    }

    /// The smart host as it stands, for *Outbound Security* and for good.
    fn smart_host(&self) -> Option<SmartHost> {
        let port = self.port.port().unwrap_or(self.smart.port);
        self.through.then(|| SmartHost { host: self.host.value().to_owned(), port, ..self.smart.clone() })
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        use Message::{Cancel, InSecurity, Letter, Ok as Accept, Security, Test};
        if !matches!(message, Accept | Cancel | Security | InSecurity(_) | Test | Letter) {
            self.sending.changed = true;
            // What was tested is no longer what stands here.
            (self.testing, self.steps) = (false, vec![]);
        }
        match message {
            Message::Name(name) => self.name = name,
            Message::Relay(on) => self.relay = on,
            Message::Helo(on) => self.helo = on,
            Message::Through(through) => self.through = through,
            Message::Host(edit) => self.host.edit(edit),
            Message::Port(edit) => self.port.edit(edit),
            Message::Encryption(i) => self.smart.encryption = KINDS.get(i).copied().unwrap_or_default(),
            Message::AnyCertificate(on) => self.smart.accept_any_certificate = on,
            Message::Note(text) => self.note = text,
            Message::Security => {
                let open = outbound_security::State::of_domain(self.smart_host(), self.require_tls, self.password.clone());
                self.security = Some(open);
            }
            Message::InSecurity(message) => return self.in_security(message),
            // The button stays on, so that the keyboard stays there.
            Message::Test if self.testing => {}
            Message::Test | Message::Letter => {
                self.sending.tried = true;
                if let Some((field, _)) = self.wrong_way() {
                    return Action::Focus(field.to_owned());
                }
                return self.try_out(matches!(message, Message::Test));
            }
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.tried = true;
                if let Some((field, _)) = self.wrong() {
                    return Action::Focus(field.to_owned());
                }
                self.sending.waiting = true;
                let name = self.name.trim().to_owned();
                let domain = RemoteDomain {
                    name,
                    relay: self.relay,
                    helo: self.helo,
                    require_tls: self.require_tls,
                    smart_host: self.smart_host(),
                    note: self.note.trim().to_owned(),
                };
                return Action::Accept(self.was.clone(), Box::new(domain), self.password.clone().filter(|_| self.through));
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    fn in_security(&mut self, message: outbound_security::Message) -> Action {
        let Some(open) = &mut self.security else { return Action::None };
        match open.update(message) {
            super::Action::Close => self.security = None,
            super::Action::Focus(id) => return Action::Focus(id),
            super::Action::Accept(security) => {
                (self.security, self.sending.changed) = (None, true);
                (self.testing, self.steps) = (false, vec![]);
                self.require_tls = security.require_tls;
                self.password = security.password;
                self.smart = security.smart_host.unwrap_or_else(|| self.smart.clone());
            }
            super::Action::None | super::Action::Run(_) | super::Action::Test(_) | super::Action::AllowNtlm(_) => {}
        }
        Action::None
    }

    /// A test of the way as it stands: of the connection alone, or with a message.
    fn try_out(&mut self, alone: bool) -> Action {
        let delivery = &self.server.delivery;
        let (fqdn, dns_servers) = (self.server.fqdn.clone(), delivery.dns_servers.clone());
        let require_tls = self.require_tls.unwrap_or(delivery.outbound.require_tls);
        let (smart_host, password, helo) = (self.smart_host(), self.password.clone().filter(|_| self.through), self.helo);
        if alone && let Some(host) = smart_host {
            (self.testing, self.steps) = (true, vec![]);
            return Action::Run(Job::TestConnection { host: Box::new(host), password, fqdn, helo, dns_servers, require_tls });
        }
        let (port, listening) = (delivery.outbound.port, vec![]);
        Action::Test(Box::new(Route { smart_host, password, fqdn, helo, dns_servers, require_tls, port, listening }))
    }

    /// Takes the steps of the test.
    pub fn found(&mut self, steps: &[Step]) {
        if std::mem::take(&mut self.testing) {
            self.steps = steps.to_vec();
        }
    }

    /// What is wrong, and at which control; the first of it.
    fn wrong(&self) -> Option<(&'static str, Wrong)> {
        let name = canonical(&self.name);
        if self.name.trim().is_empty() {
            return Some(("remote-domain.name", Wrong::Required));
        }
        let Some(name) = name else { return Some(("remote-domain.name", Wrong::Domain)) };
        if self.others.contains(&name) || self.local.contains(&name) {
            return Some(("remote-domain.name", Wrong::Twice));
        }
        self.wrong_way()
    }

    /// The same, of the way alone.
    fn wrong_way(&self) -> Option<(&'static str, Wrong)> {
        let implicit = self.through && self.smart.encryption == SmartHostEncryption::Tls;
        let starts_tls = self.through && self.smart.encryption == SmartHostEncryption::StartTls;
        let logs_on = self.through && self.smart.user.is_some();
        if self.helo && (starts_tls || logs_on || self.require_tls == Some(true) && !implicit) {
            return Some(("remote-domain.helo", Wrong::Refused(crate::config::Fault::HeloAlone)));
        }
        if !self.through {
            return None;
        }
        if self.host.value().is_empty() {
            return Some(("remote-domain.host", Wrong::Required));
        }
        if Address::parse(&format!("probe@{}", self.host.value())).is_err() {
            return Some(("remote-domain.host", Wrong::Host));
        }
        if self.port.port().is_none() {
            return Some(("remote-domain.port", Wrong::Range(1, 65_535)));
        }
        let readable = logs_on && self.smart.access == OutboundAccess::Basic && self.smart.encryption == SmartHostEncryption::None;
        (readable && !self.smart.log_on_in_clear).then_some(("remote-domain.encryption", Wrong::LogOnInClear))
    }

    fn shown(&self, at: &str, words: &'static Words) -> Cow<'static, str> {
        let wrong = self.wrong().filter(|(field, wrong)| *field == at && (self.sending.tried || *wrong == Wrong::Twice));
        Wrong::shown(wrong.as_ref().map(|(_, wrong)| wrong), words)
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.sending.refusal.as_ref(), self.was.as_deref().unwrap_or(&self.name)));
        parts.push(field_row(
            LABELS,
            words.caption("comp-domain-name"),
            "remote-domain.name",
            field("remote-domain.name", &self.name)
                .on_input(Message::Name)
                .placeholder("example.com")
                .limits(tr!(words, "remote-domain-name-note"))
                .problem(self.shown("remote-domain.name", words)),
        ));
        let helo = check_box("remote-domain.helo", marked(words.label("dom-send-helo")), self.helo, Some(Message::Helo));
        parts.extend([
            check_box("remote-domain.relay", marked(words.label("dom-allow-relay")), self.relay, Some(Message::Relay)),
            note(tr!(words, "remote-domain-relay-note")),
            helo,
        ]);
        let wrong = self.shown("remote-domain.helo", words);
        parts.push(if wrong.is_empty() { note(tr!(words, "remote-domain-helo-note")) } else { indent(problem(wrong)) });
        let way = |id, label, through| {
            let text = marked(words.label(label));
            radio(id, "remote-domain.way", text, through, Some(self.through), Some(Message::Through))
        };
        let route = rows([
            way("remote-domain.dns", "dom-use-dns", false),
            way("remote-domain.smart-host", "dom-forward-smart-host", true),
            indent(self.form(words)),
            self.tests(words),
        ]);
        parts.push(group(words.name("dom-route-domain"), route));
        let security = marked(words.label("del-btn-outbound-security"));
        parts.push(buttons([button("remote-domain.security", security, Some(Message::Security)).into()]).into());
        let comment = field("remote-domain.note", &self.note).on_input(Message::Note);
        parts.push(field_row(LABELS, words.caption("field-comment"), "remote-domain.note", comment));
        let title = match self.was {
            None => tr!(words, "remote-domain-new-title"),
            Some(_) => tr!(words, "account-properties-title", name = &self.name),
        };
        let ok = (!self.name.trim().is_empty()).then_some(Message::Ok);
        let f = frame(
            "remote-domain",
            title,
            rows(parts),
            [
                button("remote-domain.ok", words.label("btn-ok"), ok.clone()).default().into(),
                button("remote-domain.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(560.0)
        .icon(Drawing::Domain)
        .on_enter(ok)
        .on_close(Message::Cancel);
        Dialog::from(f).open(self.security.as_ref().map(|s| s.view(words).map(Message::InSecurity)))
    }

    /// The ways to try it out, and what came of the first.
    fn tests(&self, words: &'static Words) -> Element<'_, Message> {
        let (host, port) = (self.host.value(), self.port.port().unwrap_or_default());
        let test = button("remote-domain.test", marked(words.label("remote-domain-test")), self.through.then_some(Message::Test));
        let letter = button("remote-domain.test-message", marked(words.label("leave-test-message")), Some(Message::Letter));
        let mut tests = buttons([test.into(), letter.into()]).align_y(iced::Alignment::Center);
        if self.testing {
            tests = tests.push(hint(tr!(words, "leave-test-running", host = host)));
        }
        let mut all = rows([tests.into()]);
        if !self.steps.is_empty() {
            all = all.push(steps(&self.steps, host, port, words));
            if self.steps.iter().all(Step::ok) {
                all = all.push(strip(Tone::Good, tr!(words, "leave-test-works"), None));
            }
        }
        all.into()
    }

    /// The smart host.
    fn form(&self, words: &'static Words) -> Element<'_, Message> {
        let on = self.through;
        let host = field("remote-domain.host", self.host.typed())
            .on_input_maybe(on.then_some(|s| Message::Host(Edit::Type(s))))
            .problem(self.shown("remote-domain.host", words))
            .placeholder("mail.example.com");
        let wrong = self.wrong().filter(|(field, _)| *field == "remote-domain.port").map(|(_, wrong)| wrong);
        let port = self.port.field("remote-domain.port", on, words, wrong, Message::Port).width(NUMBER);
        let at = KINDS.iter().position(|k| *k == self.smart.encryption);
        let kinds = KINDS.map(|k| encryption(k, words));
        let mut kinds = rows([pick_list("remote-domain.encryption", kinds, at).on_choose_maybe(on.then_some(Message::Encryption)).into()]);
        let wrong = self.shown("remote-domain.encryption", words);
        if !wrong.is_empty() {
            kinds = kinds.push(problem(wrong)).spacing(3);
        }
        let any = marked(words.label("leave-any-certificate"));
        rows([
            field_row_when(on, LABELS - 22.0, marked(words.caption("adv-smart-host")), "remote-domain.host", host),
            field_row_when(on, LABELS - 22.0, marked(words.caption("gen-tcp-port")), "remote-domain.port", port),
            field_row_when(on, LABELS - 22.0, marked(words.caption("binding-encryption")), "remote-domain.encryption", kinds),
            check_box("remote-domain.certificate", any, self.smart.accept_any_certificate, on.then_some(Message::AnyCertificate)),
        ])
        .into()
    }
}

/// A name in the one form it is compared in; `None` when it is none.
fn canonical(name: &str) -> Option<String> {
    match name.trim().strip_prefix("*.") {
        Some(parent) => Domain::parse(parent).ok().map(|domain| format!("*.{domain}")),
        None => Domain::parse(name.trim()).ok().map(|domain| domain.to_string()),
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("remote-domain-new-title", "remote-domain.name"),
    ("comp-domain-name", "remote-domain.name"),
    ("dom-allow-relay", "remote-domain.relay"),
    ("dom-send-helo", "remote-domain.helo"),
    ("dom-route-domain", "remote-domain.dns"),
    ("dom-use-dns", "remote-domain.dns"),
    ("dom-forward-smart-host", "remote-domain.smart-host"),
    ("adv-smart-host", "remote-domain.host"),
    ("gen-tcp-port", "remote-domain.port"),
    ("binding-encryption", "remote-domain.encryption"),
    ("leave-any-certificate", "remote-domain.certificate"),
    ("remote-domain-test", "remote-domain.test"),
    ("leave-test-message", "remote-domain.test-message"),
    ("del-btn-outbound-security", "remote-domain.security"),
    ("field-comment", "remote-domain.note"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::LocalDomain;

    fn settings() -> SettingsFile {
        let local = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
        let there = RemoteDomain { name: "far.test".into(), ..RemoteDomain::default() };
        SettingsFile { local_domains: vec![local], remote_domains: vec![there], ..SettingsFile::default() }
    }

    fn named(name: &str) -> State {
        let mut s = State::new(None, &settings());
        s.update(Message::Name(name.into()));
        s
    }

    fn domain(name: &str) -> RemoteDomain {
        RemoteDomain { name: name.into(), ..RemoteDomain::default() }
    }

    #[test]
    fn a_name_stands_once_and_is_not_local() {
        for wrong in ["a..b", "*", "FAR.test", "office.test"] {
            let mut s = named(wrong);
            assert_eq!(s.update(Message::Ok), Action::Focus("remote-domain.name".into()), "{wrong}");
            assert_eq!(s.name, wrong);
        }
        for right in ["*.far.test", "*.office.test", "other.test"] {
            assert_eq!(named(right).update(Message::Ok), Action::Accept(None, Box::new(domain(right)), None));
        }
        let mut s = State::new(Some(0), &settings());
        s.update(Message::Relay(true));
        let wanted = RemoteDomain { relay: true, ..domain("far.test") };
        assert_eq!(s.update(Message::Ok), Action::Accept(Some("far.test".into()), Box::new(wanted), None));
    }

    #[test]
    fn a_smart_host_has_a_name_and_a_log_on_of_its_own() {
        use outbound_security::Message as In;
        let mut s = named("other.test");
        s.update(Message::Through(true));
        assert_eq!(s.update(Message::Ok), Action::Focus("remote-domain.host".into()));
        s.update(Message::Host(Edit::Type("[192.0.2.9]".into())));
        s.update(Message::Security);
        for message in [In::Access(Some(OutboundAccess::Integrated)), In::User(Edit::Type("us".into())), In::Password("secret".into())] {
            s.update(Message::InSecurity(message));
        }
        s.update(Message::InSecurity(In::Choose(1)));
        assert_eq!(s.update(Message::InSecurity(In::Ok)), Action::None);
        assert!(s.security.is_none());
        let smart = SmartHost {
            host: "[192.0.2.9]".into(),
            port: 25,
            encryption: SmartHostEncryption::None,
            user: Some("us".into()),
            access: OutboundAccess::Integrated,
            ..SmartHost::default()
        };
        let wanted = RemoteDomain { smart_host: Some(smart), require_tls: Some(true), ..domain("other.test") };
        assert_eq!(s.update(Message::Ok), Action::Accept(None, Box::new(wanted), Some("secret".into())));
        assert!(!format!("{s:?}").contains("secret"));
    }

    #[test]
    fn helo_goes_with_nothing_that_needs_extensions() {
        let mut s = named("other.test");
        s.update(Message::Helo(true));
        s.update(Message::Through(true));
        s.update(Message::Host(Edit::Type("old.test".into())));
        s.update(Message::Encryption(0));
        assert_eq!(s.update(Message::Ok), Action::Focus("remote-domain.helo".into()));
        s.update(Message::Encryption(2));
        assert!(matches!(s.update(Message::Ok), Action::Accept(..)));
    }
}
