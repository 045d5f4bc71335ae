//! The *Messages* page: sizes, recipients, reports and their language, where undeliverable ones lie, and who gets mail for
//! names that nobody here has.

use super::super::browse;
use super::super::form::{Edit, Limit, Text, Wrong, marked, note, with_browse};
use crate::config::Fault;
use crate::config::check::messages::directory;
use crate::config::written::{ReportLanguage, Server};
use crate::console::Element;
use crate::console::widget::{Dialog, field_row, gap, label, pick_list, rows, words as text};
use crate::engine::job::Finding;
use crate::i18n::{Language, Words};
use crate::mail::Address;
use crate::{tr, wording};

/// What is typed on the page.
#[derive(Debug)]
pub struct State {
    size: Limit,
    session: Limit,
    per_connection: Limit,
    recipients: Limit,
    copy: Text,
    language: ReportLanguage,
    badmail: Text,
    forward: Text,
    /// Of the server: its own folder below `badmail` is named by it.
    server: u32,
    browse: Option<browse::State>,
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
    /// *Language of reports*
    Language(usize),
    /// *Badmail directory*
    Badmail(Edit),
    /// *Browse…* beside it.
    Browse,
    /// In what that opens.
    Chooser(browse::Message),
    /// *Forward all mail with unresolved recipients to host*
    Forward(Edit),
}

/// Asks for what *Browse…* wants to know.
pub type Action = super::super::Action<()>;

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
            language: m.language,
            badmail: Text::new(m.badmail.clone().unwrap_or_default()),
            forward: Text::new(m.forward_unresolved.clone().unwrap_or_default()),
            server: server.id,
            browse: None,
        }
    }

    /// Shows what the server has, but for what is typed and makes no sense yet.
    pub fn follow(&mut self, server: &Server) {
        let Self { size, session, per_connection, recipients, copy, language, badmail, forward, .. } = Self::new(server);
        self.size.follow(size);
        self.session.follow(session);
        self.per_connection.follow(per_connection);
        self.recipients.follow(recipients);
        self.copy.follow(copy);
        self.language = language;
        self.badmail.follow(badmail);
        self.forward.follow(forward);
    }

    /// Takes a message; what makes sense goes into the server.
    pub fn update(&mut self, message: Message, server: &mut Server) -> Action {
        let mut action = Action::None;
        match message {
            Message::Size(edit) => self.size.edit(edit),
            Message::Session(edit) => self.session.edit(edit),
            Message::PerConnection(edit) => self.per_connection.edit(edit),
            Message::Recipients(edit) => self.recipients.edit(edit),
            Message::Copy(edit) => self.copy.edit(edit),
            Message::Language(i) => {
                self.language = Language::ALL.get(i).map_or(self.language, |language| wording::report_language(*language));
            }
            Message::Badmail(edit) => self.badmail.edit(edit),
            Message::Browse => action = browse::open(&mut self.browse, browse::Kind::Folder, self.badmail.value()),
            Message::Chooser(m) => action = browse::update(&mut self.browse, m, |path| self.badmail.edit(Edit::Type(path))),
            Message::Forward(edit) => self.forward.edit(edit),
        }
        let m = &mut server.messages;
        m.max_size_kb = self.size.setting().unwrap_or(m.max_size_kb);
        m.max_session_kb = self.session.setting().unwrap_or(m.max_session_kb);
        m.max_per_connection = self.per_connection.setting().unwrap_or(m.max_per_connection);
        m.max_recipients = self.recipients.setting().unwrap_or(m.max_recipients);
        m.report_copy_to = self.copy.given();
        m.language = self.language;
        m.badmail = self.badmail.given();
        m.forward_unresolved = self.forward.given();
        action
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding, server: &mut Server) -> Action {
        let action = browse::found(&mut self.browse, finding, |path| self.badmail.edit(Edit::Type(path)));
        server.messages.badmail = self.badmail.given();
        action
    }

    /// What *Browse…* has opened, if it has.
    pub fn chooser(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser))
    }

    /// Whether something is open that would be lost with the page.
    pub fn is_choosing(&self) -> bool {
        self.browse.is_some()
    }

    /// The engine refused a field; its id.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> &'static str {
        if path.ends_with("report_copy_to") {
            self.copy.refuse(fault);
            return "properties.copy";
        }
        if path.ends_with("badmail") {
            self.badmail.refuse(fault);
            return "properties.badmail";
        }
        if path.ends_with("forward_unresolved") {
            self.forward.refuse(fault);
            return "properties.forward";
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

    fn badmail_wrong(&self) -> Option<Wrong> {
        let bad = self.badmail.given().filter(|text| directory(text).is_none());
        bad.map(|text| Wrong::Refused(Fault::Directory(text))).or_else(|| self.badmail.refused())
    }

    fn forward_wrong(&self) -> Option<Wrong> {
        let bad = self.forward.given().is_some_and(|host| Address::parse(&format!("a@{host}")).is_err());
        if bad { Some(Wrong::Host) } else { self.forward.refused() }
    }

    /// The first field that is wrong.
    pub fn wrong(&self) -> Option<&'static str> {
        let fields = [
            (self.size.wrong(), "properties.size"),
            (self.session.wrong().or(self.below()), "properties.session"),
            (self.per_connection.wrong(), "properties.per-connection"),
            (self.recipients.wrong(), "properties.recipients"),
            (self.copy_wrong(), "properties.copy"),
            (self.badmail_wrong(), "properties.badmail"),
            (self.forward_wrong(), "properties.forward"),
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
        let names = Language::ALL.map(Language::own_name);
        let at = Language::ALL.into_iter().position(|language| wording::report_language(language) == self.language);
        let language = pick_list("properties.report-language", names, at).on_choose(Message::Language).width(200);
        let folder = format!("badmail/{}", self.server);
        let badmail = self.badmail.field("properties.badmail", words, self.badmail_wrong(), Message::Badmail);
        let badmail = badmail.limits(tr!(words, "msg-badmail-note", folder = folder));
        let badmail = with_browse(badmail, "properties.browse", Some(Message::Browse), words);
        // An address in brackets is not wrong before the second one stands there.
        let open = self.forward.value().starts_with('[') && !self.forward.value().ends_with(']');
        let forward = self.forward.field("properties.forward", words, self.forward_wrong().filter(|_| !open), Message::Forward);
        let forward = forward.limits(tr!(words, "msg-forward-note"));
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
            field_row(LABELS, marked(words.caption("msg-report-language")), "properties.report-language", language),
            field_row(LABELS, marked(words.caption("msg-badmail")), "properties.badmail", badmail),
            label(marked(words.caption("msg-forward-unresolved"))).target("properties.forward").into(),
            forward.into(),
        ])
        .into()
    }
}

/// Width of the label before the languages.
const LABELS: f32 = 190.0;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("tab-messages", "properties.tabs"),
    ("msg-specify", "properties.limit-size"),
    ("msg-limit-size", "properties.limit-size"),
    ("msg-limit-session", "properties.limit-session"),
    ("msg-limit-per-connection", "properties.limit-per-connection"),
    ("msg-limit-recipients", "properties.limit-recipients"),
    ("msg-ndr-copy", "properties.copy"),
    ("msg-report-language", "properties.report-language"),
    ("msg-badmail", "properties.badmail"),
    ("btn-browse", "properties.browse"),
    ("msg-forward-unresolved", "properties.forward"),
];
