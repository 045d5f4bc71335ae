//! The Web Server Certificate Wizard (dialogs.md §2.5): one of three ways, after the state of the server.
//!
//! ```text
//! welcome ─┬─ A none      ─ kind ─┬─ create ─ when ─ name ─ organization ─ common name ─ place ─┬─ file ─ summary ─ done
//!          │                      │                                                          ├─ authority ─ submission ─ progress ─ done
//!          │                      │                                                          └─ submission ─ done (this office's own)
//!          │                      ├─ assign ─ available ─ summary
//!          │                      └─ import ─ file ─ password (where there is one) ─ summary
//!          ├─ B pending   ─ pending ─┬─ answer ─ summary
//!          │                         ├─ file ─ done (the same request once more)
//!          │                         └─ delete
//!          ├─ C installed ─ modify ─ renew (when …) │ remove │ replace (available …) │ export ─ done
//!          └─ an order is under way ─ progress
//! ```
//!
//! *Back* goes one page back and keeps what was typed, and from an order that has failed to what was ordered; *Cancel*
//! changes nothing. Commands and files are the window's errands: while one is out the page says so and its buttons are off, but it can always be closed.

pub mod countries;
mod flow;
mod install;
mod installed;
pub mod online;
mod request;
mod subject;
mod words;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use iced::widget::text;
use iced::{Length, Padding};

use crate::console::Element;
use crate::console::act::Act;
use crate::console::dialogs::browse;
use crate::console::dialogs::export_certificate::{self, Export};
use crate::console::dialogs::form::with_browse;
use crate::console::files::{Errand, Told};
use crate::console::refused::sentence;
use crate::console::theme::bold;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{
    CertificateCommand, Challenge, Detail, Done, Installed, OrderStanding, OrderStep, Origin, Refusal, Request, Subject, SubjectField,
};
use crate::engine::job::{Finding, Job};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{Secret, ServerId, Thumbprint};
use crate::tr;
pub use words::{of_page as words_of, way_of};

/// Width of the labels.
const LABELS: f32 = 170.0;
/// Least height of a page.
const HEIGHT: f32 = 296.0;
/// Width of the wizard: all columns of *Available Certificates* are in sight.
const WIDTH: f32 = 700.0;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// *Welcome*
    Welcome,
    /// *Server Certificate*: what to do where there is none.
    Kind,
    /// *Delayed or Immediate Request*
    When,
    /// *Name and Security Settings*
    Name,
    /// *Organization Information*
    Organization,
    /// *Your Site's Common Name*
    CommonName,
    /// *Geographical Information*
    Place,
    /// *Certificate Request File Name*
    File,
    /// *Request File Summary*
    Summary,
    /// *Choose a Certification Authority*
    Authority,
    /// *Certificate Request Submission*
    Submission,
    /// How an order stands.
    Progress,
    /// *Available Certificates*
    Available,
    /// *Import Certificate*
    Import,
    /// *Import Certificate Password*
    ImportPassword,
    /// *Certificate Summary*: what would be installed.
    Chosen,
    /// *Pending Certificate Request*
    Pending,
    /// *Process a Pending Request*
    Answer,
    /// *Delete a Pending Request*
    Delete,
    /// *Modify the Current Certificate Assignment*
    Modify,
    /// *Remove a Certificate*
    Remove,
    /// *Export Certificate*
    Export,
    /// *Completing …*
    Done,
}

/// What to do where there is no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// *Create a new certificate*
    Create,
    /// *Assign an existing certificate*
    Assign,
    /// *Import a certificate from a .pfx file*
    Import,
}

/// What to do with a pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// *Process the pending request and install the certificate*
    Process,
    /// *Save the request to a file again*
    Save,
    /// *Delete the pending request*
    Delete,
}

/// What to do with an installed certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modify {
    /// *Renew the current certificate*
    Renew,
    /// *Remove the current certificate*
    Remove,
    /// *Replace the current certificate*
    Replace,
    /// *Export the current certificate to a .pfx file*
    Export,
}

/// The way to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// *Prepare the request now, but send it later*
    Later,
    /// *Send the request immediately to an online certification authority*
    Online,
    /// *Issue now by this office's own authority*
    Office,
}

/// What happens in the wizard.
#[derive(Debug, Clone)]
pub enum Message {
    /// What to do where there is none.
    Kind(Kind),
    /// What to do with the pending request.
    Pending(Pending),
    /// What to do with the installed certificate.
    Modify(Modify),
    /// The way to a certificate.
    Way(Way),
    /// Typing a field of the subject.
    Subject(SubjectField, String),
    /// *Bit length*
    Key(usize),
    /// *Country/Region*
    Country(usize),
    /// Typing a further name.
    Name(String),
    /// *Add* it.
    AddName,
    /// A further name was selected.
    SelectName(usize),
    /// *Remove* it.
    RemoveName,
    /// Typing the file of the request.
    File(String),
    /// Typing the file of the answer.
    Answer(String),
    /// Typing the file that is imported.
    Pfx(String),
    /// Typing the file with its key.
    KeyFile(String),
    /// Typing its password.
    Password(Secret<String>),
    /// *Mark this certificate as exportable*
    Exportable(bool),
    /// A certificate was selected.
    Select(Thumbprint),
    /// On *Choose a Certification Authority*.
    Online(online::Message),
    /// A record of this number on the clipboard: its name, or its text.
    Copy(usize, bool),
    /// *Check and continue*
    Published,
    /// *Try again*
    Again,
    /// *Give up*
    GiveUp,
    /// On *Export*.
    Export(export_certificate::Edit),
    /// *Export root for computers and phones…*
    Root,
    /// *Next*
    Next,
    /// *Back*
    Back,
    /// *Finish*
    Finish,
    /// *Browse…* beside the file of this page.
    Browse,
    /// The second one of a page, beside the file with the key.
    BrowseKey,
    /// In what that opens.
    Chooser(browse::Message),
    /// The answer to whether to write over a file.
    Overwrite(bool),
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the wizard.
    Close,
    /// Carry this out; the answer goes to [`State::answered`].
    Command(Box<CertificateCommand>),
    /// Do this with a file; the answer goes to [`State::told`].
    File(Errand),
    /// Put this on the clipboard.
    Copy(String),
    /// Find this out; the answer goes to [`State::finding`].
    Run(Job),
    /// Give the keyboard to this control of the page.
    Focus(String),
    /// Close the wizard and do this.
    Act(Act),
}

/// How things stand with the server.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing<'a> {
    /// No certificate; the temporary one counts as none.
    None,
    /// A request waits for its answer.
    Pending(&'a Arc<Request>),
    /// A certificate is installed.
    Installed(&'a Installed),
    /// An order is under way at an online authority, or has failed.
    Ordered(&'a OrderStanding),
}

impl<'a> Standing<'a> {
    /// That of this server.
    pub fn of(server: ServerId, live: &'a Snapshot) -> Self {
        let all = &*live.certificates;
        // A renewal that needs nobody goes on by itself beside whatever is done here.
        let waits = |order: &OrderStanding| !order.renewal || matches!(order.step, OrderStep::Publish(_) | OrderStep::Failed(_));
        if let Some(order) = all.orders.iter().find(|order| order.server == server && waits(order)) {
            return Self::Ordered(order);
        }
        if let Some((_, request)) = all.requests.iter().find(|(of, _)| *of == server) {
            return Self::Pending(request);
        }
        installed(server, live).map_or(Self::None, Self::Installed)
    }
}

/// The certificate of a server.
pub fn installed(server: ServerId, live: &Snapshot) -> Option<&Installed> {
    live.certificates.installed.iter().find(|one| one.used_by.contains(&server))
}

/// What was done, for the last page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// The request is in this file.
    Requested(PathBuf),
    /// This office's own authority has issued it.
    Issued,
    /// An online authority has, and asked for this proof; nothing is said of it where something else came.
    Ordered(Option<Challenge>),
    /// The certificate is in this file.
    Exported(PathBuf),
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// The file: is it there?
    Look,
    /// Its content.
    Read,
    /// The content of the second one, with the key.
    ReadKey,
    /// The engine.
    Engine,
    /// The file is written.
    Write,
}

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    server: ServerId,
    /// The server's name.
    name: String,
    /// Its fully-qualified domain name.
    fqdn: String,
    /// The way here; the last one is shown.
    pages: Vec<Page>,
    kind: Kind,
    pending: Pending,
    modify: Modify,
    way: Way,
    subject: Subject,
    /// A further name that is being typed.
    further: String,
    /// The further name that is selected.
    at: Option<usize>,
    online: online::Draft,
    file: String,
    answer: String,
    pfx: String,
    key: install::Key,
    password: Secret<String>,
    exportable: bool,
    export: Export,
    /// The certificate that was selected.
    selected: Option<Thumbprint>,
    /// The file that was read.
    content: Secret<Vec<u8>>,
    /// What would be installed.
    found: Option<Box<Detail>>,
    /// The request that was made but is not in its file yet.
    made: Option<String>,
    /// The record that was put on the clipboard last, and whether its name or its text.
    copied: Option<(usize, bool)>,
    /// The certificate before the order, and whether there is one: it has come when there is another.
    before: Option<Option<Thumbprint>>,
    outcome: Option<Outcome>,
    browse: Option<browse::State>,
    /// This file was chosen there: whether to replace it was asked already.
    replaces: String,
    /// Whether to write over the file.
    asking: bool,
    waiting: Option<Waiting>,
    refusal: Option<Refusal>,
}

impl State {
    /// The first page for this server; `None` when there is none of the number.
    pub fn new(server: ServerId, live: &Snapshot) -> Option<Self> {
        let own = live.settings.servers.iter().find(|own| own.id == server.0)?;
        let mut state = Self {
            server,
            name: own.name.clone(),
            fqdn: own.fqdn.clone(),
            pages: vec![Page::Welcome],
            kind: Kind::Create,
            pending: Pending::Process,
            modify: Modify::Renew,
            way: Way::Later,
            subject: Subject { friendly_name: own.name.clone(), common_name: own.fqdn.clone(), ..Subject::default() },
            further: String::new(),
            at: None,
            online: online::Draft::default(),
            file: default_file("certreq-", &own.fqdn, ".txt"),
            answer: String::new(),
            pfx: String::new(),
            key: install::Key::default(),
            password: Secret::default(),
            exportable: false,
            export: Export::new(default_file("", &own.fqdn, ".pfx")),
            selected: None,
            content: Secret::default(),
            found: None,
            made: None,
            copied: None,
            before: None,
            outcome: None,
            browse: None,
            replaces: String::new(),
            asking: false,
            waiting: None,
            refusal: None,
        };
        if let Some(current) = installed(server, live) {
            let described = &current.certificate.described;
            state.take_over(&described.subject);
            state.way = match &described.origin {
                Origin::Online(order) => {
                    state.online = online::Draft::of(order);
                    Way::Online
                }
                Origin::Office => Way::Office,
                _ => Way::Later,
            };
        }
        Some(state)
    }

    /// For the server it is about.
    pub fn server(&self) -> ServerId {
        self.server
    }

    /// Whether what it shows may have to change with the snapshot, though nobody does anything in it.
    pub fn watches(&self) -> bool {
        self.page() == Page::Progress
    }

    fn page(&self) -> Page {
        self.pages.last().copied().unwrap_or(Page::Welcome)
    }

    fn go(&mut self, page: Page) -> Action {
        self.pages.push(page);
        Action::None
    }

    /// The wizard's page, and the question when it is open.
    pub fn view<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let page: Dialog<'a, Message> = match self.page() {
            Page::Welcome => self.welcome(live, words),
            Page::Kind => self.kind_page(live, words),
            Page::When => self.when_page(live, words),
            Page::Name => self.name_page(words),
            Page::Organization => self.organization_page(words),
            Page::CommonName => self.common_name_page(words),
            Page::Place => self.place_page(words),
            Page::File => self.file_page(words),
            Page::Summary => self.summary_page(words),
            Page::Authority => self.authority_page(words),
            Page::Submission => self.submission_page(words),
            Page::Progress => self.progress_page(live, words),
            Page::Available => self.available_page(live, words),
            Page::Import => self.import_page(words),
            Page::ImportPassword => self.password_page(words),
            Page::Chosen => self.chosen_page(live, words),
            Page::Pending => self.pending_page(live, words),
            Page::Answer => self.answer_page(words),
            Page::Delete => self.delete_page(words),
            Page::Modify => self.modify_page(live, words),
            Page::Remove => self.remove_page(words),
            Page::Export => self.export_page(words),
            Page::Done => self.done_page(words),
        };
        let path = if self.page() == Page::Export { self.export.path() } else { self.file.trim() };
        let browse = self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser));
        page.open(browse).open(self.asking.then(|| {
            caution(
                "certificate-overwrite",
                tr!(words, "cert-wizard"),
                tr!(words, "cert-overwrite", file = path),
                "",
                [
                    ("yes", words.label("btn-yes").into(), Message::Overwrite(true)),
                    ("no", words.label("btn-no").into(), Message::Overwrite(false)),
                ],
            )
        }))
    }

    fn welcome(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let mut parts = vec![
            title(tr!(words, "cert-wizard-welcome")),
            self::text_of(tr!(words, "cert-welcome-what", server = self.name.as_str())),
            gap(2.0),
            self::text_of(tr!(words, "cert-welcome-status")),
        ];
        parts.push(match Standing::of(self.server, live) {
            Standing::None => strip(Tone::Accent, tr!(words, "cert-status-none"), None),
            Standing::Pending(_) => strip(Tone::Accent, tr!(words, "cert-status-pending"), None),
            Standing::Installed(_) => strip(Tone::Good, tr!(words, "cert-status-installed"), None),
            Standing::Ordered(order) if order.has_failed() => strip(Tone::Warning, tr!(words, "cert-status-order-failed"), None),
            Standing::Ordered(_) => strip(Tone::Accent, tr!(words, "cert-status-ordered"), None),
        });
        parts.push(hint(match Standing::of(self.server, live) {
            Standing::None => tr!(words, "cert-status-none-note"),
            Standing::Pending(request) => tr!(words, "cert-status-pending-note", names = names(&request.subject, words)),
            Standing::Installed(one) => self.current(one, words),
            Standing::Ordered(order) if order.has_failed() => tr!(words, "cert-status-order-failed-note"),
            Standing::Ordered(_) => tr!(words, "cert-status-ordered-note"),
        }));
        parts.push(gap(2.0));
        parts.push(hint(tr!(words, "cert-welcome-next")));
        self.frame(words, "certificate-welcome", parts, Some(Message::Next)).into()
    }

    fn current(&self, one: &Installed, words: &'static Words) -> Cow<'static, str> {
        let described = &one.certificate.described;
        let date = words.date(described.not_after.to_zoned(jiff::tz::TimeZone::system()).date());
        tr!(words, "acc-certificate-for", names = words.list(&described.names), date = date)
    }

    /// A page with *Back*, *Next* (off without a message) and *Cancel*.
    fn frame<'a>(
        &self,
        words: &'static Words,
        id: &'static str,
        parts: Vec<Element<'a, Message>>,
        next: Option<Message>,
    ) -> Frame<'a, Message> {
        self.framed(words, id, parts, true, ("next", "btn-next", next))
    }

    /// A page with *Back*, *Finish* (off without a message) and *Cancel*.
    fn last<'a>(
        &self,
        words: &'static Words,
        id: &'static str,
        parts: Vec<Element<'a, Message>>,
        finish: Option<Message>,
    ) -> Frame<'a, Message> {
        self.framed(words, id, parts, self.page() != Page::Done, ("finish", "btn-finish", finish))
    }

    fn framed<'a>(
        &self,
        words: &'static Words,
        id: &'static str,
        mut parts: Vec<Element<'a, Message>>,
        leads_back: bool,
        (name, label, message): (&str, &'static str, Option<Message>),
    ) -> Frame<'a, Message> {
        // Always there (nothing at all would be left out), so that a field is still the same one when the sentence goes with the next letter typed.
        let refused = self.refusal.as_ref().map(|refusal| strip(Tone::Bad, sentence(words, refusal, &self.name), None));
        parts.insert(1, refused.unwrap_or_else(|| gap(1.0)));
        if self.waiting.is_some() {
            parts.push(hint(tr!(words, "common-please-wait")));
        }
        let message = message.filter(|_| self.waiting.is_none());
        let over = self.page() == Page::Done;
        // What was ordered is on its way: closing the wizard does not take it back.
        let ordered = self.page() == Page::Progress;
        let back = (self.pages.len() > 1 && self.waiting.is_none() && leads_back).then_some(Message::Back);
        // All pages are at least as high as the longest, so that the buttons stay where they are.
        let body = iced::widget::row![rows(parts), iced::widget::space().height(HEIGHT)];
        let cancel = if ordered { tr!(words, "btn-close") } else { words.text("btn-cancel") };
        // On the last page there is nothing to cancel, but the button that leads on stays where it was all the time.
        let buttons: [Element<'a, Message>; 3] = [
            button(format!("{id}.back"), words.label("btn-back"), back).into(),
            button(format!("{id}.{name}"), words.label(label), message.clone()).default().into(),
            button(format!("{id}.cancel"), cancel, (!over).then_some(Message::Cancel)).into(),
        ];
        frame(id, words.name("cert-wizard"), body, buttons)
            .width(WIDTH)
            .page_of("certificate-wizard")
            .icon(Drawing::Certificate)
            .on_enter(message)
            .on_close(Message::Cancel)
    }
}

/// The title of a page.
fn title<'a>(words: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    let words: Cow<'a, str> = words.into();
    let font = bold(&words);
    iced::widget::container(text(words).font(font)).padding(Padding::ZERO.bottom(4)).width(Length::Fill).into()
}

/// A sentence.
fn text_of<'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    crate::console::widget::words(text)
}

/// All names of a subject.
fn names(subject: &Subject, words: &'static Words) -> String {
    let names: Vec<String> = subject.host_names().iter().map(|name| name.as_str().to_owned()).collect();
    words.list(&names)
}

/// Lines of a summary: what, and its value.
fn facts<'a>(facts: Vec<(Cow<'a, str>, Cow<'a, str>)>, words: &'static Words) -> Element<'a, Message> {
    crate::console::dialogs::certificate::facts(facts, words)
}

/// Where a file goes unless another place is named: the user's own folder.
fn default_file(before: &str, fqdn: &str, after: &str) -> String {
    let own = std::env::home_dir().unwrap_or_default();
    own.join(format!("{before}{fqdn}{after}")).display().to_string()
}

#[cfg(test)]
#[path = "certificate/tests.rs"]
mod tests;
