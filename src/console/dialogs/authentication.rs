//! *Authentication*: how clients prove who they are.

use super::form::{Edit, Text, Wrong, framed, marked, note};
use crate::config::Fault;
use crate::config::written::Authentication;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, check_box, field, field_row_when, indent, notice, rows, strip, words as text};
use crate::i18n::Words;
use crate::mail::Domain;
use crate::tr;

/// A warning before OK counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warning {
    Nobody,
    Clear,
}

/// The methods being edited.
#[derive(Debug)]
pub struct State {
    draft: Authentication,
    was: Authentication,
    domain: Text,
    server: String,
    asking: Option<Warning>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Anonymous access*
    Anonymous(bool),
    /// *Basic authentication*
    Basic(bool),
    /// *Requires TLS encryption*
    RequiresTls(bool),
    /// *Default domain*
    Domain(Edit),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// The warning was read: go on all the same.
    Anyway,
    /// The warning was read: go back.
    Back,
}

/// Accepts the methods.
pub type Action = super::Action<Authentication>;

impl State {
    /// The methods of this server.
    pub fn new(authentication: &Authentication, server: &str) -> Self {
        Self {
            draft: authentication.clone(),
            was: authentication.clone(),
            domain: Text::new(authentication.default_domain.clone().unwrap_or_default()),
            server: server.to_owned(),
            asking: None,
        }
    }

    /// The engine refused the default domain.
    pub fn refuse(&mut self, fault: &Fault) -> String {
        self.domain.refuse(fault);
        "authentication.domain".into()
    }

    fn wrong(&self) -> Option<Wrong> {
        let wrong = self.draft.basic && self.domain.given().is_some_and(|d| Domain::parse(&d).is_err());
        if wrong { Some(Wrong::Domain) } else { self.domain.refused() }
    }

    fn warning(&self) -> Option<Warning> {
        let clear = |a: &Authentication| a.basic && !a.basic_requires_tls;
        if !self.draft.anonymous && !self.draft.basic {
            Some(Warning::Nobody)
        } else {
            (clear(&self.draft) && !clear(&self.was)).then_some(Warning::Clear)
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Anonymous(on) => self.draft.anonymous = on,
            Message::Basic(on) => self.draft.basic = on,
            Message::RequiresTls(on) => self.draft.basic_requires_tls = on,
            Message::Domain(edit) => self.domain.edit(edit),
            Message::Cancel => return Action::Close,
            Message::Ok if self.wrong().is_some() => return Action::Focus("authentication.domain".into()),
            Message::Ok => {
                self.asking = self.warning();
                if self.asking.is_none() {
                    return self.accepted();
                }
            }
            Message::Anyway => return self.accepted(),
            Message::Back => self.asking = None,
        }
        Action::None
    }

    fn accepted(&self) -> Action {
        Action::Accept(Authentication { default_domain: self.domain.given(), ..self.draft.clone() })
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let tick = |id: &'static str, key, on, message: fn(bool) -> Message| check_box(id, key, on, Some(message));
        let domain = field("authentication.domain", self.domain.typed())
            .on_input_maybe(d.basic.then_some(|s| Message::Domain(Edit::Type(s))))
            .problem(Wrong::shown(self.wrong().as_ref(), words))
            .limits(tr!(words, "auth-default-domain-note"));
        let tls = marked(words.label("auth-requires-tls"));
        let tls = check_box("authentication.tls", tls, d.basic_requires_tls, d.basic.then_some(Message::RequiresTls));
        let mut body = rows([
            text(words.caption("auth-methods").text),
            tick("authentication.anonymous", marked(words.label("auth-anonymous")), d.anonymous, Message::Anonymous),
            note(tr!(words, "auth-anonymous-note")),
            tick("authentication.basic", marked(words.label("auth-basic-clear")), d.basic, Message::Basic),
            note(tr!(words, "auth-basic-note")),
            indent(rows([
                tls,
                field_row_when(d.basic, 140.0, marked(words.caption("auth-default-domain")), "authentication.domain", domain),
            ])),
        ]);
        if !d.anonymous && !d.basic {
            body = body.push(strip(Tone::Warning, tr!(words, "val-no-auth-method"), None));
        }
        let f = framed("authentication", words.heading("acc-btn-authentication"), body, Message::Ok, Message::Cancel, words).width(460.0);
        Dialog::from(f).open(self.asking.map(|w| self.question(w, words)))
    }

    fn question(&self, warning: Warning, words: &'static Words) -> Dialog<'_, Message> {
        let title = tr!(words, "common-warning");
        let (yes, no) = match warning {
            Warning::Nobody => (marked(words.label("ask-apply-anyway")), marked(words.label("ask-go-back"))),
            Warning::Clear => (marked(words.label("btn-yes")), marked(words.label("btn-no"))),
        };
        let answers = [("anyway", yes.into(), Message::Anyway), ("back", no.into(), Message::Back)];
        let text = match warning {
            Warning::Nobody => tr!(words, "ask-nobody-can-log-on", server = self.server.as_str()).into_owned(),
            Warning::Clear => tr!(words, "val-clear-text-warning").into_owned(),
        };
        notice("methods", Tone::Warning, title, text, "", answers)
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("auth-methods", "authentication.anonymous"),
    ("auth-anonymous", "authentication.anonymous"),
    ("auth-basic-clear", "authentication.basic"),
    ("auth-requires-tls", "authentication.tls"),
    ("auth-default-domain", "authentication.domain"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_domain_keeps_the_dialog_open() {
        let mut s = State::new(&Authentication::default(), "Office");
        s.update(Message::Domain(Edit::Type("no domain".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("authentication.domain".into()));
        s.update(Message::Domain(Edit::Type(" example.com ".into())));
        let wanted = Authentication { default_domain: Some("example.com".into()), ..Authentication::default() };
        assert_eq!(s.update(Message::Ok), Action::Accept(wanted));
    }

    #[test]
    fn no_method_and_clear_passwords_are_asked_about() {
        let mut s = State::new(&Authentication::default(), "Office");
        s.update(Message::RequiresTls(false));
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, Some(Warning::Clear)));
        s.update(Message::Back);
        s.update(Message::Basic(false));
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, Some(Warning::Nobody)));
        assert!(matches!(s.update(Message::Anyway), Action::Accept(a) if !a.basic && !a.anonymous));
    }
}
