//! *Outbound Security*: how this server logs on to its smart host, and whether mail may leave unencrypted (dialogs.md 2.8.3);
//! the same for one remote domain.
//!
//! Only a smart host is logged on to: other people's servers take mail for their own domains without a user name.

use super::form::{Edit, Text, Wrong, framed, marked, note};
use crate::config::written::{OutboundAccess, Server, SmartHost, SmartHostEncryption};
use crate::console::widget::{Dialog, check_box, field, field_row, field_row_when, indent, pick_list, problem, radio, rows};
use crate::i18n::Words;
use crate::mail::Secret;
use crate::tr;

/// What is being edited.
#[derive(Debug, Clone)]
pub struct State {
    tls: Tls,
    /// None = mail leaves directly, and nobody is logged on to.
    smart_host: Option<SmartHost>,
    /// None = *Anonymous access*.
    access: Option<OutboundAccess>,
    user: Text,
    password: Secret<String>,
    in_clear: bool,
    tried: bool,
}

/// *TLS encryption*: a server has a box, a remote domain a choice, of which the first is what the server has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tls {
    Box(bool),
    Choice(Option<bool>),
}

/// The choices of a remote domain.
const CHOICES: [Option<bool>; 3] = [None, Some(true), Some(false)];

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// One of the three radio buttons; none is *Anonymous access*.
    Access(Option<OutboundAccess>),
    /// *User name*
    User(Edit),
    /// *Password*
    Password(Secret<String>),
    /// *Send the password without encryption*
    InClear(bool),
    /// *TLS encryption*
    RequireTls(bool),
    /// The same of a remote domain, by its place in the list.
    Choose(usize),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Never send in clear; `None` = as the server, for remote domains only.
    pub require_tls: Option<bool>,
    /// The smart host with its new log-on, where there is one.
    pub smart_host: Option<SmartHost>,
    /// A password typed now.
    pub password: Option<Secret<String>>,
}

impl Security {
    /// Puts it into the server, and the password beside it.
    pub fn put(self, server: &mut Server, password: &mut Option<Secret<String>>) {
        server.delivery.outbound.require_tls = self.require_tls.unwrap_or_default();
        server.delivery.smart_host = self.smart_host;
        *password = self.password;
    }
}

/// Accepts it.
pub type Action = super::Action<Security>;

impl State {
    /// Of a server; `password` was typed before and is not kept yet.
    pub fn new(server: &Server, password: Option<Secret<String>>) -> Self {
        Self::with(server.delivery.smart_host.clone(), Tls::Box(server.delivery.outbound.require_tls), password)
    }

    /// Of a remote domain, and whether its mail must be encrypted.
    pub fn of_domain(smart_host: Option<SmartHost>, require_tls: Option<bool>, password: Option<Secret<String>>) -> Self {
        Self::with(smart_host, Tls::Choice(require_tls), password)
    }

    fn with(smart_host: Option<SmartHost>, tls: Tls, password: Option<Secret<String>>) -> Self {
        let host = smart_host.clone().unwrap_or_default();
        Self {
            tls,
            smart_host,
            access: host.user.is_some().then_some(host.access),
            user: Text::new(host.user.unwrap_or_default()),
            password: password.unwrap_or_default(),
            in_clear: host.log_on_in_clear,
            tried: false,
        }
    }

    fn given(&self) -> Option<Secret<String>> {
        (self.access.is_some() && !self.password.expose().is_empty()).then(|| self.password.clone())
    }

    /// The password would cross the wire readable.
    fn readable(&self) -> bool {
        let host = self.smart_host.as_ref();
        self.access == Some(OutboundAccess::Basic) && host.is_some_and(|h| h.encryption == SmartHostEncryption::None)
    }

    /// What is set, or what is wrong and where.
    fn security(&self) -> Result<Security, (&'static str, Wrong)> {
        let mut smart_host = self.smart_host.clone();
        if let (Some(host), Some(access)) = (&mut smart_host, self.access) {
            host.user = Some(self.user.given().ok_or(("outbound-security.user", Wrong::Required))?);
            if host.password.is_none() && self.given().is_none() {
                return Err(("outbound-security.password", Wrong::Required));
            }
            if self.readable() && !self.in_clear {
                return Err(("outbound-security.in-clear", Wrong::LogOnInClear));
            }
            host.access = access;
            host.log_on_in_clear = self.readable() && self.in_clear;
        } else if let Some(host) = &mut smart_host {
            (host.user, host.password, host.log_on_in_clear) = (None, None, false);
        }
        let require_tls = match self.tls {
            Tls::Box(on) => Some(on),
            Tls::Choice(choice) => choice,
        };
        Ok(Security { require_tls, smart_host, password: self.given() })
    }

    fn wrong(&self, at: &str) -> Option<Wrong> {
        self.security().err().filter(|(field, _)| self.tried && *field == at).map(|(_, wrong)| wrong)
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Access(access) => self.access = access.filter(|_| self.smart_host.is_some()),
            Message::User(edit) => self.user.edit(edit),
            Message::Password(password) => self.password = password,
            Message::InClear(on) => self.in_clear = on,
            Message::RequireTls(on) => self.tls = Tls::Box(on),
            Message::Choose(i) => self.tls = Tls::Choice(CHOICES.get(i).copied().flatten()),
            Message::Cancel => return Action::Close,
            Message::Ok => {
                self.tried = true;
                return match self.security() {
                    Ok(security) => Action::Accept(security),
                    Err((field, _)) => Action::Focus(field.into()),
                };
            }
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        const WIDTH: f32 = 140.0;
        let (can, named) = (self.smart_host.is_some(), self.access.is_some());
        let way = |id, label, access: Option<OutboundAccess>| {
            let on = (can || access.is_none()).then_some(Message::Access);
            radio(id, "outbound-security.access", marked(words.label(label)), access, Some(self.access), on)
        };
        let mut body = rows([
            way("outbound-security.anonymous", "auth-anonymous", None),
            way("outbound-security.basic", "auth-basic-clear", Some(OutboundAccess::Basic)),
            note(tr!(words, "out-basic-note")),
        ]);
        if self.readable() {
            let text = marked(words.label("leave-clear-log-on"));
            body = body.push(indent(check_box("outbound-security.in-clear", text, self.in_clear, Some(Message::InClear))));
            if let Some(wrong) = self.wrong("outbound-security.in-clear") {
                body = body.push(indent(problem(wrong.text(words))));
            }
        }
        let user = field("outbound-security.user", self.user.typed())
            .on_input_maybe(named.then_some(|s| Message::User(Edit::Type(s))))
            .problem(Wrong::shown(self.wrong("outbound-security.user").as_ref(), words));
        let kept = self.smart_host.as_ref().is_some_and(|host| host.password.is_some()) && named;
        let password = field("outbound-security.password", self.password.expose())
            .on_input_maybe(named.then_some(|s| Message::Password(Secret::new(s))))
            .problem(Wrong::shown(self.wrong("outbound-security.password").as_ref(), words))
            .placeholder(if kept { tr!(words, "leave-password-kept") } else { "".into() })
            .secret(true);
        body = body
            .push(way("outbound-security.integrated", "auth-integrated", Some(OutboundAccess::Integrated)))
            .push(note(tr!(words, "out-integrated-note")))
            .push(indent(rows([
                field_row_when(named, WIDTH, marked(words.caption("auth-user-name")), "outbound-security.user", user),
                field_row_when(named, WIDTH, marked(words.caption("auth-password")), "outbound-security.password", password),
            ])));
        if !can {
            let (button, tab) = (words.text("leave-change"), words.text("tab-delivery"));
            body = body.push(note(match self.tls {
                Tls::Box(_) => tr!(words, "out-log-on-note", button = button, tab = tab),
                Tls::Choice(_) => tr!(words, "out-log-on-domain-note", way = words.text("dom-forward-smart-host")),
            }));
        }
        let body = match self.tls {
            Tls::Box(on) => {
                let tls = check_box("outbound-security.tls", marked(words.label("out-tls")), on, Some(Message::RequireTls));
                body.push(tls).push(note(tr!(words, "out-tls-note")))
            }
            Tls::Choice(choice) => {
                let choices = [tr!(words, "out-tls-as-server"), tr!(words, "out-tls-always"), tr!(words, "out-tls-offered")];
                let at = CHOICES.iter().position(|one| *one == choice);
                let list = pick_list("outbound-security.tls", choices, at).on_choose(Message::Choose);
                body.push(field_row(WIDTH, marked(words.caption("out-tls")), "outbound-security.tls", list))
            }
        };
        let title = words.heading("del-btn-outbound-security");
        framed("outbound-security", title, body, Message::Ok, Message::Cancel, words).width(520.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("del-btn-outbound-security", "outbound-security.anonymous"),
    ("auth-anonymous", "outbound-security.anonymous"),
    ("auth-basic-clear", "outbound-security.basic"),
    ("auth-integrated", "outbound-security.integrated"),
    ("auth-user-name", "outbound-security.user"),
    ("auth-password", "outbound-security.password"),
    ("out-tls", "outbound-security.tls"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn server(smart_host: Option<SmartHost>) -> Server {
        let mut server = Server::default();
        server.delivery.smart_host = smart_host;
        server
    }

    fn host() -> SmartHost {
        SmartHost { host: "smtp.isp.example".into(), ..SmartHost::default() }
    }

    fn security(smart_host: Option<SmartHost>) -> Security {
        Security { require_tls: Some(false), smart_host, password: None }
    }

    #[test]
    fn without_a_smart_host_only_encryption_is_set() {
        let mut s = State::new(&server(None), None);
        s.update(Message::Access(Some(OutboundAccess::Basic)));
        s.update(Message::RequireTls(true));
        assert_eq!(s.update(Message::Ok), Action::Accept(Security { require_tls: Some(true), ..security(None) }));
        assert_eq!(State::new(&server(None), None).update(Message::Cancel), Action::Close);
    }

    #[test]
    fn who_logs_on_needs_a_name_and_a_password() {
        let mut s = State::new(&server(Some(host())), None);
        s.update(Message::Access(Some(OutboundAccess::Integrated)));
        assert_eq!(s.update(Message::Ok), Action::Focus("outbound-security.user".into()));
        s.update(Message::User(Edit::Type(" office ".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("outbound-security.password".into()));
        s.update(Message::Password("secret".into()));
        let wanted = SmartHost { user: Some("office".into()), access: OutboundAccess::Integrated, ..host() };
        let wanted = Security { password: Some("secret".into()), ..security(Some(wanted)) };
        assert_eq!(s.update(Message::Ok), Action::Accept(wanted.clone()));
        let (mut changed, mut password) = (server(Some(host())), None);
        wanted.put(&mut changed, &mut password);
        assert_eq!((changed.delivery.smart_host.unwrap().access, password), (OutboundAccess::Integrated, Some("secret".into())));
        assert!(!format!("{s:?}").contains("secret"));
    }

    #[test]
    fn anonymous_forgets_the_user_and_a_readable_password_is_asked_about() {
        let kept = SmartHost { user: Some("office".into()), password: Some("1".into()), encryption: SmartHostEncryption::None, ..host() };
        let mut s = State::new(&server(Some(kept.clone())), None);
        assert_eq!(s.update(Message::Ok), Action::Focus("outbound-security.in-clear".into()));
        s.update(Message::InClear(true));
        assert_eq!(s.update(Message::Ok), Action::Accept(security(Some(SmartHost { log_on_in_clear: true, ..kept.clone() }))));
        s.update(Message::Access(Some(OutboundAccess::Integrated)));
        let integrated = SmartHost { access: OutboundAccess::Integrated, ..kept.clone() };
        assert_eq!(s.update(Message::Ok), Action::Accept(security(Some(integrated))));
        s.update(Message::Access(None));
        let anonymous = SmartHost { user: None, password: None, ..kept };
        assert_eq!(s.update(Message::Ok), Action::Accept(security(Some(anonymous))));
    }
}
