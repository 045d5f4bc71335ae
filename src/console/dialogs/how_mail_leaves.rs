//! *How mail leaves*: directly to the receiving servers, or through the provider's.

use std::borrow::Cow;

use iced::Alignment;

use super::form::{Edit, NUMBER, Number, Text, Wrong, framed, marked, note};
use super::steps::steps;
use crate::config::Fault;
use crate::config::written::{OutboundAccess, Server, SmartHost, SmartHostEncryption};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::{
    Dialog, button, buttons, check_box, field, field_row_when, hint, indent, notice, pick_list, problem, radio, rows, strip,
};
use crate::engine::job::{Job, Route, Step};
use crate::i18n::Words;
use crate::mail::{Address, Secret};
use crate::tr;

/// The way being edited.
#[derive(Debug)]
pub struct State {
    was: Way,
    fqdn: String,
    dns_servers: Vec<String>,
    require_tls: bool,
    /// The port of receiving servers.
    their_port: u16,
    through: bool,
    host: Text,
    port: Number,
    encryption: SmartHostEncryption,
    log_on: bool,
    user: Text,
    password: Secret<String>,
    kept: Option<String>,
    /// As *Outbound Security* has it.
    access: OutboundAccess,
    in_clear: bool,
    fixed_sender: bool,
    sender: Text,
    any_certificate: bool,
    tried: bool,
    testing: bool,
    steps: Vec<Step>,
    asking: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Directly (false) or through a smart host (true).
    Through(bool),
    /// *Smart host*
    Host(Edit),
    /// *TCP port*
    Port(Edit),
    /// *Encryption*
    Encryption(usize),
    /// *The smart host requires a user name and password*
    LogOn(bool),
    /// *User name*
    User(Edit),
    /// *Password*
    Password(Secret<String>),
    /// *Send the password without encryption*
    InClear(bool),
    /// *Always use this sender address*
    FixedSender(bool),
    /// The address.
    Sender(Edit),
    /// *Accept any certificate*
    AnyCertificate(bool),
    /// *Test connection*
    Test,
    /// *Send test message…*
    Letter,
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// Use it though it was not tested.
    Anyway,
    /// Go back to test it.
    Back,
}

/// The way mail leaves, and the password typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// None = directly.
    pub smart_host: Option<SmartHost>,
    /// A new password.
    pub password: Option<Secret<String>>,
}

/// Accepts the way.
pub type Action = super::Action<Way>;

/// How a connection to a smart host may become private, in the order of the list.
pub const KINDS: [SmartHostEncryption; 3] = [SmartHostEncryption::StartTls, SmartHostEncryption::Tls, SmartHostEncryption::None];

/// The word for how the connection to a smart host becomes private.
pub fn encryption(kind: SmartHostEncryption, words: &'static Words) -> Cow<'static, str> {
    match kind {
        SmartHostEncryption::StartTls => tr!(words, "enc-starttls"),
        SmartHostEncryption::Tls => tr!(words, "enc-tls"),
        SmartHostEncryption::None => tr!(words, "enc-none"),
    }
}

impl State {
    /// The way of a server; `password` was typed before and is not kept yet.
    pub fn new(server: &Server, password: Option<Secret<String>>) -> Self {
        let delivery = &server.delivery;
        let smart_host = delivery.smart_host.as_ref();
        let h = smart_host.cloned().unwrap_or_default();
        Self {
            was: Way { smart_host: smart_host.cloned(), password: password.clone() },
            fqdn: server.fqdn.clone(),
            dns_servers: delivery.dns_servers.clone(),
            require_tls: delivery.outbound.require_tls,
            their_port: delivery.outbound.port,
            through: smart_host.is_some(),
            host: Text::new(h.host),
            port: Number::new(h.port.into(), 1..=65_535),
            encryption: h.encryption,
            log_on: smart_host.is_none() || h.user.is_some(),
            user: Text::new(h.user.unwrap_or_default()),
            password: password.unwrap_or_default(),
            kept: h.password,
            access: h.access,
            in_clear: h.log_on_in_clear,
            fixed_sender: h.sender.is_some(),
            sender: Text::new(h.sender.unwrap_or_default()),
            any_certificate: h.accept_any_certificate,
            tried: false,
            testing: false,
            steps: vec![],
            asking: false,
        }
    }

    /// With what else the server says about connections: its DNS servers, and whether they must be encrypted.
    #[must_use]
    pub fn with(mut self, dns_servers: &[String], require_tls: bool) -> Self {
        (self.dns_servers, self.require_tls) = (dns_servers.to_vec(), require_tls);
        self
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        self.tried = true;
        match path.rsplit('.').next() {
            Some("port") => {
                self.port.refuse(fault);
                "leave.port"
            }
            Some("user") => {
                self.user.refuse(fault);
                "leave.user"
            }
            Some("encryption") => "leave.encryption",
            Some("sender") => {
                self.sender.refuse(fault);
                "leave.sender"
            }
            _ => {
                self.host.refuse(fault);
                "leave.host"
            }
        }
        .into()
    }

    fn given(&self) -> Option<Secret<String>> {
        (self.through && self.log_on && !self.password.expose().is_empty()).then(|| self.password.clone())
    }

    fn in_clear(&self) -> bool {
        self.log_on && self.access == OutboundAccess::Basic && self.encryption == SmartHostEncryption::None
    }

    /// The smart host as it stands, or what is wrong and where.
    fn smart_host(&self) -> Result<SmartHost, (&'static str, Wrong)> {
        let host = self.host.given().ok_or(("leave.host", Wrong::Required))?;
        if Address::parse(&format!("probe@{host}")).is_err() {
            return Err(("leave.host", Wrong::Host));
        }
        let port = self.port.port().ok_or(("leave.port", Wrong::Range(1, 65_535)))?;
        if self.in_clear() && !self.in_clear {
            return Err(("leave.encryption", Wrong::LogOnInClear));
        }
        let user = if self.log_on { Some(self.user.given().ok_or(("leave.user", Wrong::Required))?) } else { None };
        let password = if self.log_on { self.kept.clone() } else { None };
        if self.log_on && password.is_none() && self.given().is_none() {
            return Err(("leave.password", Wrong::Required));
        }
        let sender = match self.fixed_sender {
            true => Some(self.sender.given().ok_or(("leave.sender", Wrong::Required))?),
            false => None,
        };
        // It goes into messages that never asked for SMTPUTF8.
        if sender.as_ref().is_some_and(|text| Address::parse(text).map_or(true, |address| address.needs_smtputf8())) {
            return Err(("leave.sender", Wrong::Mailbox));
        }
        Ok(SmartHost {
            host,
            port,
            encryption: self.encryption,
            user,
            password,
            access: self.access,
            sender,
            accept_any_certificate: self.any_certificate,
            log_on_in_clear: self.in_clear() && self.in_clear,
        })
    }

    /// The way as it stands, for a test message.
    fn route(&self) -> Result<Route, (&'static str, Wrong)> {
        Ok(Route {
            smart_host: if self.through { Some(self.smart_host()?) } else { None },
            password: self.given(),
            fqdn: self.fqdn.clone(),
            helo: false,
            dns_servers: self.dns_servers.clone(),
            require_tls: self.require_tls,
            port: self.their_port,
            listening: vec![],
        })
    }

    fn wrong(&self, at: &str, refused: Option<Wrong>) -> Option<Wrong> {
        if !self.through || !self.tried {
            return None;
        }
        self.smart_host().err().filter(|(field, _)| *field == at).map(|(_, w)| w).or(refused)
    }

    fn tested(&self) -> bool {
        !self.steps.is_empty() && self.steps.iter().all(Step::ok)
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Cancel => return Action::Close,
            Message::Back => self.asking = false,
            // The button stays on, so that the keyboard stays there.
            Message::Test if self.testing => {}
            Message::Letter => {
                self.tried = true;
                return match self.route() {
                    Ok(route) => Action::Test(Box::new(route)),
                    Err((field, _)) => Action::Focus(field.into()),
                };
            }
            Message::Ok if !self.through => return Action::Accept(Way { smart_host: None, password: None }),
            Message::Ok | Message::Anyway | Message::Test => {
                self.tried = true;
                let host = match self.smart_host() {
                    Ok(host) => host,
                    Err((field, _)) => return Action::Focus(field.into()),
                };
                let password = self.given();
                if matches!(message, Message::Test) {
                    (self.testing, self.steps) = (true, vec![]);
                    let (fqdn, dns_servers, require_tls) = (self.fqdn.clone(), self.dns_servers.clone(), self.require_tls);
                    let host = Box::new(host);
                    return Action::Run(Job::TestConnection { host, password, fqdn, helo: false, dns_servers, require_tls });
                }
                let changed = self.was.smart_host.as_ref() != Some(&host) || password != self.was.password;
                if matches!(message, Message::Ok) && changed && !self.tested() {
                    self.asking = true;
                } else {
                    return Action::Accept(Way { smart_host: Some(host), password });
                }
            }
            edit => self.edit(edit),
        }
        Action::None
    }

    fn edit(&mut self, message: Message) {
        // What was tested is no longer what stands here.
        (self.testing, self.steps) = (false, vec![]);
        match message {
            Message::Through(through) => self.through = through,
            Message::Host(edit) => self.host.edit(edit),
            Message::Port(edit) => self.port.edit(edit),
            Message::Encryption(i) => {
                let usual = |k| if k == SmartHostEncryption::Tls { 465 } else { 587 };
                let kind = KINDS.get(i).copied().unwrap_or_default();
                if self.port.value() == Some(usual(self.encryption)) {
                    self.port = Number::new(usual(kind), 1..=65_535);
                }
                self.encryption = kind;
            }
            Message::LogOn(on) => self.log_on = on,
            Message::User(edit) => self.user.edit(edit),
            Message::Password(password) => self.password = password,
            Message::InClear(on) => self.in_clear = on,
            Message::FixedSender(on) => self.fixed_sender = on,
            Message::Sender(edit) => self.sender.edit(edit),
            Message::AnyCertificate(on) => self.any_certificate = on,
            _ => {}
        }
    }

    /// Takes the steps of the test.
    pub fn found(&mut self, steps: &[Step]) {
        if std::mem::take(&mut self.testing) {
            self.steps = steps.to_vec();
        }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let way = |id, label, through| radio(id, "leave.way", label, through, Some(self.through), Some(Message::Through));
        let body = rows([
            way("leave.direct", marked(words.label("leave-direct")), false),
            note(tr!(words, "leave-direct-note")),
            way("leave.smart-host", marked(words.label("leave-smart-host")), true),
            indent(self.form(words)),
            self.tests(words),
        ]);
        let f = framed("leave", words.name("leave-title"), body, Message::Ok, Message::Cancel, words).width(520.0);
        Dialog::from(f).open(self.asking.then(|| {
            let yes = marked(words.label("btn-yes"));
            let answers = [("yes", yes.into(), Message::Anyway), ("no", marked(words.label("btn-no")).into(), Message::Back)];
            notice("untested", Tone::Warning, tr!(words, "common-warning"), tr!(words, "leave-test-first"), "", answers)
        }))
    }

    fn form(&self, words: &'static Words) -> Element<'_, Message> {
        const WIDTH: f32 = 140.0;
        let (on, named) = (self.through, self.through && self.log_on);
        let shown = |id: &str, refused| Wrong::shown(self.wrong(id, refused).as_ref(), words);
        let host = field("leave.host", self.host.typed())
            .on_input_maybe(on.then_some(|s| Message::Host(Edit::Type(s))))
            .problem(shown("leave.host", self.host.refused()))
            .placeholder("smtp.example.com");
        let port = self.port.field("leave.port", on, words, None, Message::Port).width(NUMBER);
        let at = KINDS.iter().position(|k| *k == self.encryption);
        let kinds = KINDS.map(|k| encryption(k, words));
        let kinds = pick_list("leave.encryption", kinds, at).on_choose_maybe(on.then_some(Message::Encryption));
        let mut secrecy = rows([kinds.into()]).spacing(3);
        if on && self.require_tls && self.encryption == SmartHostEncryption::None {
            secrecy = secrecy.push(hint(tr!(words, "leave-tls-required", title = words.title("del-btn-outbound-security"))));
        }
        if let Some(w) = self.wrong("leave.encryption", None) {
            secrecy = secrecy.push(problem(w.text(words)));
        }
        let user = field("leave.user", self.user.typed())
            .on_input_maybe(named.then_some(|s| Message::User(Edit::Type(s))))
            .problem(shown("leave.user", self.user.refused()));
        let kept = if self.kept.is_some() && self.log_on { tr!(words, "leave-password-kept") } else { "".into() };
        let password = field("leave.password", self.password.expose())
            .on_input_maybe(named.then_some(|s| Message::Password(Secret::new(s))))
            .problem(shown("leave.password", None))
            .placeholder(kept)
            .secret(true);
        let mut form = rows([
            field_row_when(on, WIDTH, marked(words.caption("adv-smart-host")), "leave.host", host),
            field_row_when(on, WIDTH, marked(words.caption("gen-tcp-port")), "leave.port", port),
            field_row_when(on, WIDTH, marked(words.caption("binding-encryption")), "leave.encryption", secrecy),
            check_box("leave.log-on", marked(words.label("leave-needs-log-on")), self.log_on, on.then_some(Message::LogOn)),
            indent(rows([
                field_row_when(named, WIDTH - 22.0, marked(words.caption("auth-user-name")), "leave.user", user),
                field_row_when(named, WIDTH - 22.0, marked(words.caption("auth-password")), "leave.password", password),
            ])),
        ]);
        if on && self.in_clear() {
            let text = marked(words.label("leave-clear-log-on"));
            form = form.push(indent(check_box("leave.in-clear", text, self.in_clear, Some(Message::InClear))));
        }
        if named && self.access == OutboundAccess::Integrated {
            let title = words.title("del-btn-outbound-security");
            form = form.push(indent(hint(tr!(words, "leave-integrated", way = words.text("auth-integrated"), title = title))));
        }
        if named && wants_app_password(self.host.value()) {
            form = form.push(strip(Tone::Plain, tr!(words, "leave-app-password"), None));
        }
        let fixed = marked(words.label("leave-fixed-sender"));
        form = form.push(check_box("leave.fixed-sender", fixed, self.fixed_sender, on.then_some(Message::FixedSender)));
        if on && self.fixed_sender {
            let sender = field("leave.sender", self.sender.typed())
                .on_input(|s| Message::Sender(Edit::Type(s)))
                .problem(shown("leave.sender", self.sender.refused()))
                .placeholder("office@example.com");
            form = form.push(indent(sender)).push(note(tr!(words, "leave-fixed-sender-note")));
        }
        let any = marked(words.label("leave-any-certificate"));
        form = form.push(check_box("leave.any-certificate", any, self.any_certificate, on.then_some(Message::AnyCertificate)));
        form = form.push(note(tr!(words, "leave-any-certificate-note")));
        form.into()
    }

    /// The ways to try it out, and what came of the first.
    fn tests(&self, words: &'static Words) -> Element<'_, Message> {
        let (host, port) = (self.host.value(), self.port.port().unwrap_or_default());
        let mut tests = buttons([
            button("leave.test", marked(words.label("leave-test")), self.through.then_some(Message::Test)).into(),
            button("leave.test-message", marked(words.label("leave-test-message")), Some(Message::Letter)).into(),
        ])
        .align_y(Alignment::Center);
        if self.testing {
            tests = tests.push(hint(tr!(words, "leave-test-running", host = host)));
        }
        let mut all = rows([tests.into()]);
        if !self.steps.is_empty() {
            all = all.push(steps(&self.steps, host, port, words));
        }
        if self.tested() {
            all = all.push(strip(Tone::Good, tr!(words, "leave-test-works"), None));
        }
        all.into()
    }
}

/// Whether the provider takes only passwords made for one program.
fn wants_app_password(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["gmail.com", "google.com", "googlemail.com", "office365.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "me.com"]
        .iter()
        .any(|d| host == *d || host.ends_with(&format!(".{d}")))
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("leave-title", "leave.direct"),
    ("leave-direct", "leave.direct"),
    ("leave-smart-host", "leave.smart-host"),
    ("adv-smart-host", "leave.host"),
    ("gen-tcp-port", "leave.port"),
    ("binding-encryption", "leave.encryption"),
    ("leave-needs-log-on", "leave.log-on"),
    ("auth-user-name", "leave.user"),
    ("auth-password", "leave.password"),
    ("leave-fixed-sender", "leave.fixed-sender"),
    ("leave-any-certificate", "leave.any-certificate"),
    ("leave-test", "leave.test"),
    ("leave-test-message", "leave.test-message"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::job::Stage;

    fn office(smart_host: Option<SmartHost>) -> Server {
        let mut server = Server { fqdn: "mail.example.com".into(), ..Server::default() };
        server.delivery.smart_host = smart_host;
        server
    }

    fn good() -> Step {
        Step { stage: Stage::LogOn, words: "235".into(), hitch: None }
    }

    fn typed() -> State {
        let mut s = State::new(&office(None), None);
        s.update(Message::Through(true));
        s.update(Message::Host(Edit::Type("smtp.isp.example".into())));
        s.update(Message::User(Edit::Type("office".into())));
        s.update(Message::Password("secret".into()));
        s
    }

    fn host() -> SmartHost {
        SmartHost { host: "smtp.isp.example".into(), user: Some("office".into()), ..SmartHost::default() }
    }

    #[test]
    fn it_is_tested_before_it_is_used() {
        let mut s = typed();
        let job = Job::TestConnection {
            host: Box::new(host()),
            password: Some("secret".into()),
            fqdn: "mail.example.com".into(),
            helo: false,
            dns_servers: vec![],
            require_tls: false,
        };
        assert_eq!(s.update(Message::Test), Action::Run(job));
        s.found(&[good()]);
        let way = Way { smart_host: Some(host()), password: Some("secret".into()) };
        assert_eq!(s.update(Message::Ok), Action::Accept(way));
    }

    #[test]
    fn an_untested_one_is_asked_about_and_a_change_makes_it_untested() {
        let mut s = typed();
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, true));
        s.update(Message::Back);
        s.update(Message::Test);
        s.found(&[good()]);
        s.update(Message::Port(Edit::Type("2525".into())));
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, true));
        let way = Way { smart_host: Some(SmartHost { port: 2525, ..host() }), password: Some("secret".into()) };
        assert_eq!(s.update(Message::Anyway), Action::Accept(way));
    }

    #[test]
    fn what_is_missing_gets_the_keyboard() {
        let mut s = State::new(&office(None), None);
        s.update(Message::Through(true));
        assert_eq!(s.update(Message::Ok), Action::Focus("leave.host".into()));
        s.update(Message::Host(Edit::Type("smtp isp".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("leave.host".into()));
        s.update(Message::Host(Edit::Type("[192.0.2.1]".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("leave.user".into()));
        s.update(Message::User(Edit::Type("office".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("leave.password".into()));
        s.update(Message::Password("x".into()));
        s.update(Message::Encryption(2));
        assert_eq!(s.update(Message::Ok), Action::Focus("leave.encryption".into()));
    }

    #[test]
    fn a_fixed_sender_is_an_address() {
        let kept = SmartHost { user: None, sender: Some("box@isp.example".into()), ..host() };
        let mut s = State::new(&office(Some(kept.clone())), None);
        assert_eq!(s.update(Message::Ok), Action::Accept(Way { smart_host: Some(kept.clone()), password: None }));
        for wrong in ["", "box", "bøx@isp.example"] {
            s.update(Message::Sender(Edit::Type(wrong.into())));
            assert_eq!(s.update(Message::Ok), Action::Focus("leave.sender".into()), "{wrong}");
        }
        s.update(Message::FixedSender(false));
        s.update(Message::Test);
        s.found(&[good()]);
        assert_eq!(s.update(Message::Ok), Action::Accept(Way { smart_host: Some(SmartHost { sender: None, ..kept }), password: None }));
    }

    #[test]
    fn the_port_follows_the_encryption_and_a_kept_password_stays() {
        let kept = SmartHost { password: Some("1".into()), ..host() };
        let mut s = State::new(&office(Some(kept.clone())), None);
        assert_eq!(s.update(Message::Ok), Action::Accept(Way { smart_host: Some(kept), password: None }));
        s.update(Message::Encryption(1));
        assert_eq!(s.port.value(), Some(465));
        assert!(!format!("{:?} {:?}", typed(), Message::Password("secret".into())).contains("secret"));
    }
}
