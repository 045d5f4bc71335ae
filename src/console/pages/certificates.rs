//! Certificates: the installed ones with their expiry and who uses them, requests that wait, orders under way.
//!
//! The page owns the dialogs it opens: view, rename, export, export of the root, the server that a new one is for, the
//! question before a deletion. Certificates are known by their thumbprints, requests and orders by their servers, so that a
//! list that has changed meanwhile does no harm.

use std::borrow::Cow;

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Point};
use jiff::Timestamp;

use crate::console::Element;
use crate::console::act::Act;
use crate::console::dialogs::certificate::{day, origin};
use crate::console::dialogs::{Action as Any, certificate, choose_server, export_certificate, export_root, friendly_name, saving};
use crate::console::files::{Errand, Told};
use crate::console::refused::sentence;
use crate::console::say;
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{CertificateCommand, Command, Done, Installed, Refusal};
use crate::engine::job::{Finding, Job};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{ServerId, Thumbprint};
use crate::tr;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Installed(Thumbprint),
    Request(ServerId),
    Order(ServerId),
}

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    selected: Option<Line>,
    menu: Option<Point>,
    view: Option<certificate::State>,
    dialog: Option<Sub>,
    asking: Option<Asking>,
    /// Who waits for the next answer of the engine.
    asked: Option<Asker>,
}

/// The dialog that is open beside *View Certificate*.
#[derive(Debug, Clone)]
enum Sub {
    Name(friendly_name::State),
    Server(choose_server::State),
    Export(export_certificate::State),
    Root(export_root::State),
}

#[derive(Debug, Clone)]
enum Asking {
    Delete(Thumbprint, String),
    Refused(Refusal, String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Asker {
    /// The page itself, about the certificate of this name.
    Page(String),
    Dialog,
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// A row was selected, by its place in the list.
    Select(usize),
    /// A menu was asked for.
    Menu(usize, Point),
    /// The menu is closed.
    CloseMenu,
    /// *New…*
    New,
    /// *View Certificate…*, or the wizard for a request or order.
    Open,
    /// *View Certificate…* of this one.
    View(Thumbprint),
    /// *Renew*
    Renew,
    /// *Rename*
    Rename,
    /// *Export…*
    Export,
    /// *Export root for computers and phones…*
    ExportRoot,
    /// *Delete*
    Delete,
    /// The answer to whether to delete it.
    Answer(bool),
    /// In *View Certificate*.
    Certificate(certificate::Message),
    /// In *Rename*.
    Name(friendly_name::Message),
    /// Which server.
    Server(choose_server::Message),
    /// In *Export*.
    Exporting(export_certificate::Message),
    /// In *Export root*.
    Root(export_root::Message),
}

/// What the window is to do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Carry this out; the answer goes to [`State::answered`].
    Command(Box<CertificateCommand>),
    /// Do this with a file; the answer goes to [`State::told`].
    File(Errand),
    /// Put this on the clipboard.
    Copy(String),
    /// Find this out; the answer goes to [`State::finding`].
    Run(Job),
    /// Give the keyboard to this control.
    Focus(String),
    /// Do this.
    Act(Act),
}

impl Action {
    /// What the engine is to do.
    pub fn command(self) -> Option<Command> {
        if let Self::Command(command) = self { Some(Command::Certificate(command)) } else { None }
    }
}

fn keys(live: &Snapshot) -> Vec<Line> {
    let all = &*live.certificates;
    let orders = all.orders.iter().map(|order| Line::Order(order.server));
    let requests = all.requests.iter().map(|(server, _)| Line::Request(*server));
    let installed = all.installed.iter().map(|one| Line::Installed(one.certificate.described.thumbprint));
    orders.chain(requests).chain(installed).collect()
}

impl State {
    fn chosen<'a>(&self, live: &'a Snapshot) -> Option<&'a Installed> {
        let Some(Line::Installed(thumbprint)) = self.selected else { return None };
        certificate::find(thumbprint, live)
    }

    fn ask(&mut self, asker: Asker, command: CertificateCommand) -> Action {
        self.asked = Some(asker);
        Action::Command(Box::new(command))
    }

    /// Handles a message; `live` is how things stand.
    pub fn update(&mut self, message: Message, live: &Snapshot) -> Action {
        match message {
            Message::Select(at) => self.selected = keys(live).get(at).copied(),
            Message::Menu(at, point) => (self.selected, self.menu) = (keys(live).get(at).copied(), Some(point)),
            Message::CloseMenu => self.menu = None,
            Message::New => match live.servers.as_slice() {
                [only] => return Action::Act(Act::Certificate(only.id)),
                _ => self.dialog = choose_server::State::new(live).map(Sub::Server),
            },
            Message::Open => match self.selected {
                Some(Line::Installed(thumbprint)) => self.view = Some(certificate::State::new(thumbprint)),
                Some(Line::Request(server) | Line::Order(server)) => return Action::Act(Act::Certificate(server)),
                None => {}
            },
            Message::View(thumbprint) => self.view = Some(certificate::State::new(thumbprint)),
            Message::Renew => return self.renew(live),
            Message::Rename => self.dialog = self.chosen(live).map(|one| Sub::Name(friendly_name::State::new(&one.certificate.described))),
            Message::Export => {
                let one = self.chosen(live).filter(|one| one.certificate.described.exportable);
                self.dialog = one.map(|one| Sub::Export(export_certificate::State::new(&one.certificate.described)));
            }
            Message::ExportRoot if live.certificates.office_root.is_some() => self.dialog = Some(Sub::Root(export_root::State::default())),
            Message::ExportRoot => {}
            Message::Delete => self.delete(live),
            Message::Answer(yes) => {
                if let Some(Asking::Delete(thumbprint, name)) = self.asking.take().filter(|_| yes) {
                    return self.ask(Asker::Page(name), CertificateCommand::Delete(thumbprint));
                }
            }
            Message::Certificate(message) => match self.view.as_mut().map(|view| view.update(&message)) {
                Some(certificate::Action::Close) => self.view = None,
                Some(certificate::Action::Copy(text)) => return Action::Copy(text),
                None => {}
            },
            message => return self.in_dialog(message),
        }
        Action::None
    }

    fn in_dialog(&mut self, message: Message) -> Action {
        match (&mut self.dialog, message) {
            (Some(Sub::Name(s)), Message::Name(message)) => match s.update(message) {
                Any::Accept(command) => return self.ask(Asker::Dialog, *command),
                Any::Close => self.dialog = None,
                _ => {}
            },
            (Some(Sub::Server(s)), Message::Server(message)) => match s.update(message) {
                Any::Accept(server) => {
                    self.dialog = None;
                    return Action::Act(Act::Certificate(server));
                }
                Any::Close => self.dialog = None,
                _ => {}
            },
            (Some(Sub::Export(s)), Message::Exporting(message)) => {
                let action = s.update(message);
                return self.save(action);
            }
            (Some(Sub::Root(s)), Message::Root(message)) => {
                let action = s.update(message);
                return self.save(action);
            }
            _ => {}
        }
        Action::None
    }

    fn save(&mut self, action: saving::Action) -> Action {
        match action {
            saving::Action::None => Action::None,
            saving::Action::Close => {
                self.dialog = None;
                Action::None
            }
            saving::Action::Command(command) => self.ask(Asker::Dialog, *command),
            saving::Action::File(errand) => Action::File(errand),
            saving::Action::Run(job) => Action::Run(job),
            saving::Action::Focus(control) => Action::Focus(control),
            saving::Action::Act(act) => Action::Act(act),
        }
    }

    fn delete(&mut self, live: &Snapshot) {
        self.asking = match self.selected {
            Some(Line::Installed(thumbprint)) => certificate::find(thumbprint, live).map(|one| {
                let name = one.certificate.described.friendly_name.clone();
                if one.used_by.is_empty() {
                    Asking::Delete(thumbprint, name)
                } else {
                    Asking::Refused(Refusal::InUse(one.used_by.iter().map(|id| say::server(live, *id)).collect()), name)
                }
            }),
            _ => None,
        };
    }

    /// What renews by itself renews now; for the rest there is the wizard.
    fn renew(&mut self, live: &Snapshot) -> Action {
        let Some(one) = self.chosen(live) else { return Action::None };
        let about = &one.certificate.described;
        if about.origin.renews_itself() {
            return self.ask(Asker::Page(about.friendly_name.clone()), CertificateCommand::Renew(about.thumbprint));
        }
        one.used_by.first().map_or(Action::None, |server| Action::Act(Act::RenewCertificate(*server)))
    }

    /// What a chooser wanted to know.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        match &mut self.dialog {
            Some(Sub::Export(s)) => {
                let action = s.finding(finding);
                self.save(action)
            }
            Some(Sub::Root(s)) => {
                let action = s.finding(finding);
                self.save(action)
            }
            _ => Action::None,
        }
    }

    /// What came of a file.
    pub fn told(&mut self, told: Result<Told, Refusal>) -> Action {
        match &mut self.dialog {
            Some(Sub::Export(s)) => {
                let action = s.told(told);
                self.save(action)
            }
            Some(Sub::Root(s)) => {
                let action = s.told(told);
                self.save(action)
            }
            _ => Action::None,
        }
    }

    /// The engine's answer to a command.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> Action {
        match (self.asked.take(), &mut self.dialog) {
            (Some(Asker::Dialog), Some(Sub::Name(s))) => {
                if s.answered(answer) {
                    self.dialog = None;
                }
            }
            (Some(Asker::Dialog), Some(Sub::Export(s))) => {
                let action = s.answered(answer);
                return self.save(action);
            }
            (Some(Asker::Dialog), Some(Sub::Root(s))) => {
                let action = s.answered(answer);
                return self.save(action);
            }
            (asker, _) => {
                if let Err(refusal) = answer {
                    let name = if let Some(Asker::Page(name)) = asker { name } else { String::new() };
                    self.asking = Some(Asking::Refused(refusal, name));
                }
            }
        }
        Action::None
    }

    /// Things may have changed: what is about a certificate that was deleted goes.
    pub fn meet(&mut self, live: &Snapshot) {
        self.view = self.view.take().filter(|view| view.is_there(live));
    }

    /// The page.
    pub fn view<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let keys = keys(live);
        let at = self.selected.and_then(|selected| keys.iter().position(|key| *key == selected));
        let (rows, now) = (keys.clone(), Timestamp::now());
        let list = list("certificates.list", keys.len(), move |i| line(rows[i], live, now, words))
            .column(words.title("cert-friendly-name"), 184.0)
            .column(tr!(words, "cert-col-issued-to"), 0.0)
            .column(tr!(words, "cert-col-expires"), 122.0)
            .column(tr!(words, "cert-used-by"), 112.0)
            .column(tr!(words, "cert-origin"), 100.0)
            .selected(at)
            .on_select(Message::Select)
            .on_activate(|_| Message::Open)
            .on_context(Message::Menu)
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Delete),
                Key::Named(Named::F2) => Some(Message::Rename),
                Key::Named(Named::Insert) => Some(Message::New),
                _ => None,
            })
            .nothing(tr!(words, "cert-none-here"));
        let chosen = self.chosen(live);
        let some = |message: Message| chosen.map(|_| message);
        // The letters of a page's buttons belong to the menu bar.
        let bar = buttons([
            button("certificates.new", tr!(words, "cert-new"), (!live.servers.is_empty()).then_some(Message::New))
                .icon(Drawing::Add)
                .into(),
            button("certificates.view", tr!(words, "cert-view"), at.map(|_| Message::Open)).into(),
            button("certificates.renew", tr!(words, "cert-renew-now"), some(Message::Renew).filter(|_| chosen.is_some_and(renews))).into(),
            button("certificates.rename", format!("{}…", words.text("menu-rename")), some(Message::Rename)).into(),
        ]);
        let exportable = chosen.is_some_and(|one| one.certificate.described.exportable);
        let root = live.certificates.office_root.map(|_| Message::ExportRoot);
        let second = buttons([
            button("certificates.delete", tr!(words, "menu-delete"), some(Message::Delete)).into(),
            button("certificates.export", tr!(words, "cert-export"), exportable.then_some(Message::Export)).into(),
            button("certificates.root", tr!(words, "cert-export-root"), root).into(),
        ]);
        column![headline(tr!(words, "tree-certificates")), bar, second, list, hint(tr!(words, "cert-page-note"))]
            .push(about_root(live, words))
            .spacing(PAD)
            .padding(PAD)
            .height(Fill)
            .into()
    }

    /// The dialogs that leave the window usable.
    pub fn sheets<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> impl Iterator<Item = Dialog<'a, Message>> {
        let view = self.view.as_ref().and_then(|view| view.view(live, words)).map(|dialog| dialog.map(Message::Certificate));
        let dialog = self.dialog.as_ref().map(|dialog| match dialog {
            Sub::Name(s) => s.view(words).map(Message::Name),
            Sub::Server(s) => s.view(live, words).map(Message::Server),
            Sub::Export(s) => s.view(words).map(Message::Exporting),
            Sub::Root(s) => s.view(live, words).map(Message::Root),
        });
        [view, dialog].into_iter().flatten()
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.asking.as_ref()? {
            Asking::Delete(_, name) => question(
                "certificates.ask",
                tr!(words, "menu-delete"),
                tr!(words, "cert-delete-question", name = name.as_str()),
                tr!(words, "cert-delete-undo"),
                [
                    ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                    ("no", words.label("btn-no").into(), Message::Answer(false)),
                ],
            ),
            Asking::Refused(refusal, name) => notice(
                "certificates.refused",
                Tone::Bad,
                tr!(words, "common-error"),
                sentence(words, refusal, name),
                "",
                [("ok", words.label("btn-ok").into(), Message::Answer(false))],
            ),
        })
    }

    /// The menu of the selected row, and where it drops.
    pub fn menu<'a>(&self, live: &Snapshot, words: &'static Words) -> Option<(Point, Vec<Item<'a, Message>>)> {
        let chosen = self.chosen(live);
        let some = |message: Message| chosen.map(|_| message);
        let exportable = chosen.is_some_and(|one| one.certificate.described.exportable);
        let items = vec![
            item("certificates.menu.view", words.label("cert-view"), Some(Message::Open)).default(),
            separator(),
            item("certificates.menu.renew", words.label("cert-renew-now"), some(Message::Renew).filter(|_| chosen.is_some_and(renews))),
            item("certificates.menu.export", words.label("cert-export"), exportable.then_some(Message::Export)),
            separator(),
            item("certificates.menu.delete", words.label("menu-delete"), some(Message::Delete)).shortcut("Del"),
            item("certificates.menu.rename", words.label("menu-rename"), some(Message::Rename)).shortcut("F2"),
        ];
        Some((self.menu?, items))
    }
}

/// How the root of this office's own authority stands, where there is one.
fn about_root<'a>(live: &Snapshot, words: &'static Words) -> Option<Element<'a, Message>> {
    let root = live.certificates.office_root?;
    Some(match live.certificates.root_replaced() {
        Some(from) => strip(Tone::Warning, tr!(words, "warn-root-replaced", date = day(from, words)), None),
        None => hint(tr!(words, "cert-root-until", date = day(root.ends, words))),
    })
}

/// Whether there is a way to renew it from here.
fn renews(one: &Installed) -> bool {
    !one.used_by.is_empty() || one.certificate.described.origin.renews_itself()
}

fn line<'a>(key: Line, live: &'a Snapshot, now: Timestamp, words: &'static Words) -> Row<'a> {
    let server = |id: ServerId| Cow::<'a, str>::Owned(say::server(live, id));
    let empty = || Cow::Borrowed("");
    match key {
        Line::Installed(thumbprint) => {
            let Some(one) = certificate::find(thumbprint, live) else { return Row::new([""]) };
            let about = &one.certificate.described;
            let users: Vec<String> = one.used_by.iter().map(|id| say::server(live, *id)).collect();
            let days = (about.not_after.as_second() - now.as_second()).div_euclid(86_400);
            let tone = match days {
                ..0 => Tone::Bad,
                0..=SOON => Tone::Warning,
                _ => Tone::Plain,
            };
            let cells: [Cow<'a, str>; 5] = [
                about.friendly_name.as_str().into(),
                host_names(&about.issued_to, &about.names, words).into(),
                day(about.not_after, words).into(),
                words.list(&users).into(),
                origin(&about.origin, words),
            ];
            Row::new(cells).icon(Drawing::Certificate).tone(tone)
        }
        Line::Request(id) => {
            let request = live.certificates.requests.iter().find(|(of, _)| *of == id);
            let names = request.map(|(_, request)| host_names(&request.subject.common_name, &request.subject.more_names, words));
            let cells = [tr!(words, "cert-row-request"), names.unwrap_or_default().into(), empty(), server(id), empty()];
            Row::new(cells).icon(Drawing::Log)
        }
        Line::Order(id) => {
            let order = live.certificates.orders.iter().find(|order| order.server == id);
            let failed = order.is_some_and(|order| order.has_failed());
            let what = if failed { tr!(words, "cert-row-order-failed") } else { tr!(words, "cert-row-order") };
            let names = order.map(|order| host_names(&order.subject.common_name, &order.subject.more_names, words));
            let cells = [what, names.unwrap_or_default().into(), empty(), server(id), empty()];
            Row::new(cells).icon(Drawing::Domain).tone(if failed { Tone::Bad } else { Tone::Plain })
        }
    }
}

/// Whom it is issued to: the common name and all further names, none twice.
fn host_names(common_name: &str, names: &[String], words: &Words) -> String {
    let further = names.iter().map(String::as_str).filter(|name| !name.eq_ignore_ascii_case(common_name));
    words.list(&std::iter::once(common_name).chain(further).collect::<Vec<_>>())
}

/// So many days before its end a certificate is shown as one that wants attention.
const SOON: i64 = 21;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("cert-new", "certificates.new"),
    ("cert-view", "certificates.view"),
    ("cert-renew-now", "certificates.renew"),
    ("menu-rename", "certificates.rename"),
    ("menu-delete", "certificates.delete"),
    ("cert-export", "certificates.export"),
    ("cert-export-root", "certificates.root"),
    ("cert-friendly-name", "certificates.list"),
    ("cert-col-issued-to", "certificates.list"),
    ("cert-col-expires", "certificates.list"),
    ("cert-used-by", "certificates.list"),
    ("cert-origin", "certificates.list"),
];
