//! The *Messages* page: sizes, recipients, and who gets a copy of non-delivery reports.

use super::super::form::{Edit, Limit, Text, Wrong, marked, note};
use crate::config::Fault;
use crate::config::written::Server;
use crate::console::Element;
use crate::console::widget::{gap, label, rows, words as text};
use crate::i18n::Words;
use crate::mail::Address;
use crate::tr;

/// What is typed on the page.
#[derive(Debug)]
pub struct State {
    size: Limit,
    session: Limit,
    per_connection: Limit,
    recipients: Limit,
    copy: Text,
}

/// What is done on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Limit message size to (KB)*
    Size(Edit),
    /// *Limit session size to (KB)*
    Session(Edit),
    /// *Limit number of messages per connection to*
    PerConnection(Edit),
    /// *Limit number of recipients per message to*
    Recipients(Edit),
    /// *Send copy of Non-Delivery Report to*
    Copy(Edit),
}

impl State {
    /// Of a server.
    pub fn new(server: &Server) -> Self {
        let m = &server.messages;
        Self {
            size: Limit::new(m.max_size_kb, 36_700, 1..=2_000_000_000),
            session: Limit::new(m.max_session_kb, 102_400, 1..=2_000_000_000),
            per_connection: Limit::new(m.max_per_connection, 20, 1..=2_000_000_000),
            recipients: Limit::new(m.max_recipients, 5_000, 1..=2_000_000_000),
            copy: Text::new(m.report_copy_to.clone().unwrap_or_default()),
        }
    }

    /// Takes a message; what makes sense goes into the server.
    pub fn update(&mut self, message: Message, server: &mut Server) {
        match message {
            Message::Size(edit) => self.size.edit(edit),
            Message::Session(edit) => self.session.edit(edit),
            Message::PerConnection(edit) => self.per_connection.edit(edit),
            Message::Recipients(edit) => self.recipients.edit(edit),
            Message::Copy(edit) => self.copy.edit(edit),
        }
        let m = &mut server.messages;
        m.max_size_kb = self.size.setting().unwrap_or(m.max_size_kb);
        m.max_session_kb = self.session.setting().unwrap_or(m.max_session_kb);
        m.max_per_connection = self.per_connection.setting().unwrap_or(m.max_per_connection);
        m.max_recipients = self.recipients.setting().unwrap_or(m.max_recipients);
        m.report_copy_to = self.copy.given();
    }

    /// The engine refused a field; its id.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> &'static str {
        if path.ends_with("report_copy_to") {
            self.copy.refuse(fault);
            return "properties.copy";
        }
        self.session.number.refuse(fault);
        "properties.session"
    }

    fn below(&self) -> Option<Wrong> {
        let (size, session) = (self.size.setting()?, self.session.setting()?);
        (session != 0 && session < size).then_some(Wrong::SessionBelowMessage)
    }

    fn copy_wrong(&self) -> Option<Wrong> {
        let bad = self.copy.given().is_some_and(|a| Address::parse(&a).is_err());
        if bad { Some(Wrong::Mailbox) } else { self.copy.refused() }
    }

    /// The first field that is wrong.
    pub fn wrong(&self) -> Option<&'static str> {
        let fields = [
            (self.size.wrong(), "properties.size"),
            (self.session.wrong().or(self.below()), "properties.session"),
            (self.per_connection.wrong(), "properties.per-connection"),
            (self.recipients.wrong(), "properties.recipients"),
            (self.copy_wrong(), "properties.copy"),
        ];
        fields.into_iter().find(|(wrong, _)| wrong.is_some()).map(|(_, id)| id)
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Element<'_, Message> {
        let (size, session) = (words.caption("msg-limit-size"), words.caption("msg-limit-session"));
        let (each, recipients) = (words.caption("msg-limit-per-connection"), words.caption("msg-limit-recipients"));
        // While an address is being typed it is not yet one: it is called wrong once there is something after the @.
        let complete = self.copy.value().split_once('@').is_some_and(|(_, d)| !d.is_empty());
        let copy = self.copy.field("properties.copy", words, self.copy_wrong().filter(|_| complete), Message::Copy);
        rows([
            text(words.caption("msg-specify").text),
            self.size.row("properties.limit-size", "properties.size", size, words, None, Message::Size),
            self.session.row("properties.limit-session", "properties.session", session, words, self.below(), Message::Session),
            self.per_connection.row(
                "properties.limit-per-connection",
                "properties.per-connection",
                each,
                words,
                None,
                Message::PerConnection,
            ),
            note(tr!(words, "msg-limit-per-connection-note")),
            self.recipients.row("properties.limit-recipients", "properties.recipients", recipients, words, None, Message::Recipients),
            gap(2.0),
            label(marked(words.caption("msg-ndr-copy"))).target("properties.copy").into(),
            copy.into(),
        ])
        .into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("tab-messages", "properties.tabs"),
    ("msg-specify", "properties.limit-size"),
    ("msg-limit-size", "properties.limit-size"),
    ("msg-limit-session", "properties.limit-session"),
    ("msg-limit-per-connection", "properties.limit-per-connection"),
    ("msg-limit-recipients", "properties.limit-recipients"),
    ("msg-ndr-copy", "properties.copy"),
];
