//! The flow of the wizard: what each message changes, which page follows which, and what comes of errands.

use super::*;
use crate::console::dialogs::Action as Any;
use crate::console::files::place;
use crate::engine::command::{Asks, CertificateError, ImportFiles, OrderStep, Produced};

impl State {
    /// Handles a message; `live` is how things stand.
    pub fn update(&mut self, message: Message, live: &Snapshot) -> Action {
        match message {
            Message::Cancel => self.cancel(),
            // What is under way was asked for with what is on the page: it stays so until the answer is there.
            _ if self.waiting.is_some() => Action::None,
            Message::Overwrite(yes) => {
                self.asking = false;
                if yes { self.past_the_file(live) } else { Action::None }
            }
            _ if self.asking => Action::None,
            message => {
                self.refusal = None;
                self.take(message, live)
            }
        }
    }

    fn take(&mut self, message: Message, live: &Snapshot) -> Action {
        match message {
            Message::Kind(kind) => self.kind = kind,
            Message::Pending(pending) => self.pending = pending,
            Message::Modify(modify) => self.modify = modify,
            Message::Way(way) => self.way = way,
            Message::Subject(field, typed) => self.typed(field, typed),
            Message::Key(at) => self.choose_key(at),
            Message::Country(at) => self.choose_country(at),
            Message::Name(name) => self.further = name,
            Message::AddName => self.add_name(),
            Message::SelectName(at) => self.at = Some(at),
            Message::RemoveName => self.remove_name(),
            Message::File(file) => self.file = file,
            Message::Answer(file) => self.answer = file,
            Message::Pfx(file) => self.pfx = file,
            Message::KeyFile(file) => self.key.path = file,
            Message::Password(password) => self.password = password,
            Message::Exportable(exportable) => self.exportable = exportable,
            Message::Select(thumbprint) => self.selected = Some(thumbprint),
            Message::Online(message) => self.online.update(message),
            Message::Export(edit) => self.export.edit(edit),
            Message::Copy(at, name) => return self.record(at, name, live),
            Message::Published => return self.ask(CertificateCommand::RecordsPublished(self.server)),
            Message::Again => return self.again(live),
            Message::GiveUp => return self.give_up(),
            Message::Root => return Action::Act(Act::ExportRoot),
            Message::Back => self.back(live),
            Message::Next => return self.next(live),
            Message::Finish => return self.finish(live),
            Message::Browse => return self.browse(false),
            Message::BrowseKey => return self.browse(true),
            Message::Chooser(message) => {
                let mut chosen = None;
                let action: Any<()> = browse::update(&mut self.browse, message, |path| chosen = Some(path));
                return self.browsed(action, chosen);
            }
            Message::Overwrite(_) | Message::Cancel => {}
        }
        Action::None
    }

    /// The file of the page that is shown, and what is looked for.
    fn file_of_page(&mut self) -> Option<(&mut String, browse::Kind)> {
        use browse::Kind::{Open, Save};
        Some(match self.page() {
            Page::File => (&mut self.file, Save(&["*.txt", "*.csr", "*.pem"])),
            Page::Answer => (&mut self.answer, Open(&["*.cer", "*.crt", "*.pem", "*.p7b", "*.der", "*.txt"])),
            Page::Import if self.key.browsed => (&mut self.key.path, Open(&["*.key", "*.pem", "*.der"])),
            Page::Import => (&mut self.pfx, Open(&["*.pfx", "*.p12", "*.pem", "*.crt", "*.cer", "*.p7b"])),
            Page::Export => (self.export.path_mut(), Save(&["*.pfx"])),
            Page::Authority => (self.online.root_mut(), Open(&["*.pem", "*.crt", "*.cer"])),
            _ => return None,
        })
    }

    fn browse(&mut self, key: bool) -> Action {
        self.key.browsed = key;
        let Some((held, kind)) = self.file_of_page() else { return Action::None };
        let held = held.trim().to_owned();
        let action: Any<()> = browse::open(&mut self.browse, kind, &held);
        self.browsed(action, None)
    }

    /// What the chooser wants, and what was chosen in it.
    fn browsed(&mut self, action: Any<()>, chosen: Option<String>) -> Action {
        if let Some(path) = chosen {
            self.replaces.clone_from(&path);
            if self.page() == Page::Authority {
                self.online.update(online::Message::Root(path));
            } else if let Some((held, _)) = self.file_of_page() {
                *held = path;
            }
        }
        match action {
            Any::Run(job) => Action::Run(job),
            Any::Focus(control) => Action::Focus(control),
            _ => Action::None,
        }
    }

    /// What the chooser wanted to know.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let mut chosen = None;
        let action: Any<()> = browse::found(&mut self.browse, finding, |path| chosen = Some(path));
        self.browsed(action, chosen)
    }

    fn cancel(&mut self) -> Action {
        if std::mem::take(&mut self.asking) { Action::None } else { Action::Close }
    }

    fn back(&mut self, live: &Snapshot) {
        match self.page() {
            Page::Progress => self.back_to_the_order(live),
            Page::Welcome | Page::Done => {}
            _ => drop(self.pages.pop()),
        }
    }

    /// From an order that has failed to the authority that was asked, where it can be ordered otherwise.
    fn back_to_the_order(&mut self, live: &Snapshot) {
        let Standing::Ordered(OrderStanding { order, subject, step: OrderStep::Failed(_), .. }) = Standing::of(self.server, live) else {
            return;
        };
        if let Some(at) = self.pages.iter().position(|page| *page == Page::Authority) {
            self.pages.truncate(at + 1);
            return;
        }
        // The wizard was closed meanwhile: what was ordered is what was typed.
        self.take_over(subject);
        self.online = online::Draft::of(order);
        (self.kind, self.modify, self.way) = (Kind::Create, Modify::Renew, Way::Online);
        let first = if installed(self.server, live).is_some() { Page::Modify } else { Page::Kind };
        let way = [first, Page::When, Page::Name, Page::Organization, Page::CommonName, Page::Place, Page::Authority];
        self.pages = std::iter::once(Page::Welcome).chain(way).collect();
    }

    fn ask(&mut self, command: CertificateCommand) -> Action {
        self.waiting = Some(Waiting::Engine);
        Action::Command(Box::new(command))
    }

    fn file(&mut self, waiting: Waiting, errand: Errand) -> Action {
        self.waiting = Some(waiting);
        Action::File(errand)
    }

    /// How far the subject has to be filled in on the way chosen.
    pub(super) fn asks(&self) -> Asks {
        if self.way == Way::Later { Asks::Everything } else { Asks::Names }
    }

    fn next(&mut self, live: &Snapshot) -> Action {
        match self.page() {
            Page::Welcome => match Standing::of(self.server, live) {
                Standing::None => self.go(Page::Kind),
                Standing::Pending(_) => self.go(Page::Pending),
                Standing::Installed(_) => self.go(Page::Modify),
                Standing::Ordered(_) => self.go(Page::Progress),
            },
            Page::Kind => match self.kind {
                Kind::Create => self.go(Page::When),
                Kind::Assign => self.go(Page::Available),
                Kind::Import => self.go(Page::Import),
            },
            Page::When => self.go(Page::Name),
            Page::Name if self.fits(Page::Name) => self.go(Page::Organization),
            Page::Organization if self.fits(Page::Organization) => self.go(Page::CommonName),
            Page::CommonName => {
                if !self.further.trim().is_empty() {
                    self.add_name();
                }
                if self.fits(Page::CommonName) && self.further.is_empty() { self.go(Page::Place) } else { Action::None }
            }
            Page::Place if self.fits(Page::Place) => match self.way {
                Way::Later => self.go(Page::File),
                Way::Online => self.go(Page::Authority),
                Way::Office => self.go(Page::Submission),
            },
            Page::File if !self.file.trim().is_empty() => self.file(Waiting::Look, Errand::Look(place(&self.file))),
            Page::Summary => match self.made.clone() {
                // It was made, but could not be written: only that is done again.
                Some(request) => self.write_request(request),
                None => self.ask(CertificateCommand::Prepare(self.server, Box::new(self.trimmed()))),
            },
            Page::Authority if self.online.is_whole() => match self.online.root_file() {
                Some(root) => self.file(Waiting::Read, Errand::Read(place(root))),
                None => self.go(Page::Submission),
            },
            Page::Submission if self.way == Way::Office => {
                let subject = Box::new(self.trimmed());
                self.ask(CertificateCommand::Issue(self.server, subject))
            }
            Page::Submission => self.order(live),
            Page::Available if self.chosen(live).is_some() => {
                self.found = self.chosen(live).map(|one| Box::new((*one.certificate).clone()));
                self.go(Page::Chosen)
            }
            Page::Import if !self.pfx.trim().is_empty() => self.file(Waiting::Read, Errand::Read(place(&self.pfx))),
            Page::ImportPassword => {
                let files = self.import_files();
                self.ask(CertificateCommand::LookAtImport(Some(self.server), files))
            }
            Page::Pending => match self.pending {
                Pending::Process => self.go(Page::Answer),
                Pending::Save => self.go(Page::File),
                Pending::Delete => self.go(Page::Delete),
            },
            Page::Answer if !self.answer.trim().is_empty() => self.file(Waiting::Read, Errand::Read(place(&self.answer))),
            Page::Modify => match self.modify {
                Modify::Renew => {
                    self.kind = Kind::Create;
                    self.go(Page::When)
                }
                Modify::Remove => self.go(Page::Remove),
                Modify::Replace => {
                    self.kind = Kind::Assign;
                    self.go(Page::Available)
                }
                Modify::Export if self.is_exportable(live) => self.go(Page::Export),
                Modify::Export => Action::None,
            },
            Page::Export if self.export.is_whole() => self.file(Waiting::Look, Errand::Look(place(self.export.path()))),
            _ => Action::None,
        }
    }

    fn finish(&mut self, live: &Snapshot) -> Action {
        let server = self.server;
        match self.page() {
            Page::Chosen => match self.origin_of_choice() {
                Page::Available => match self.chosen(live).map(|one| one.certificate.described.thumbprint) {
                    Some(thumbprint) => self.ask(CertificateCommand::Assign(server, thumbprint)),
                    None => Action::None,
                },
                Page::Import | Page::ImportPassword => {
                    let (files, exportable) = (self.import_files(), self.exportable);
                    self.ask(CertificateCommand::Import { server: Some(server), files, exportable })
                }
                _ => self.ask(CertificateCommand::Install(server, self.content.expose().clone())),
            },
            Page::Delete => self.ask(CertificateCommand::DeleteRequest(server)),
            Page::Remove => self.ask(CertificateCommand::Remove(server)),
            Page::Done => Action::Close,
            _ => Action::None,
        }
    }

    /// What was read, and the password that was typed.
    fn import_files(&self) -> ImportFiles {
        ImportFiles { file: self.content.clone(), key: self.key.content.clone(), password: self.password.clone() }
    }

    /// The page before the summary of a certificate: how one came to it.
    pub(super) fn origin_of_choice(&self) -> Page {
        self.pages.iter().rev().nth(1).copied().unwrap_or(Page::Welcome)
    }

    /// The selected certificate, if it is still there.
    pub(super) fn chosen<'a>(&self, live: &'a Snapshot) -> Option<&'a Installed> {
        let selected = self.selected?;
        live.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == selected)
    }

    pub(super) fn is_exportable(&self, live: &Snapshot) -> bool {
        installed(self.server, live).is_some_and(|one| one.certificate.described.exportable)
    }

    fn order(&mut self, live: &Snapshot) -> Action {
        self.copied = None;
        self.before = Some(installed(self.server, live).map(|one| one.certificate.described.thumbprint));
        let (subject, order) = (Box::new(self.trimmed()), self.online.order());
        self.ask(CertificateCommand::Order(self.server, subject, order, self.online.secret()))
    }

    /// *Try again*: what has failed, as it was ordered.
    fn again(&mut self, live: &Snapshot) -> Action {
        match Standing::of(self.server, live) {
            Standing::Ordered(standing) => {
                self.before = Some(installed(self.server, live).map(|one| one.certificate.described.thumbprint));
                let (subject, order) = (Box::new(standing.subject.clone()), standing.order.clone());
                self.ask(CertificateCommand::Order(self.server, subject, order, self.online.secret()))
            }
            _ => Action::None,
        }
    }

    fn give_up(&mut self) -> Action {
        self.before = None;
        self.ask(CertificateCommand::CancelOrder(self.server))
    }

    /// A record that has to be published, for the clipboard.
    fn record(&mut self, at: usize, name: bool, live: &Snapshot) -> Action {
        match Standing::of(self.server, live) {
            Standing::Ordered(OrderStanding { step: OrderStep::Publish(records), .. }) => match records.get(at) {
                Some(record) => {
                    self.copied = Some((at, name));
                    Action::Copy(if name { record.name.clone() } else { record.text.clone() })
                }
                None => Action::None,
            },
            _ => Action::None,
        }
    }

    /// The file may be written: to the summary, or at once.
    fn past_the_file(&mut self, live: &Snapshot) -> Action {
        match self.page() {
            Page::File if self.pages.contains(&Page::Pending) => self.save_again(live),
            Page::Export => match self.export_command() {
                Some(command) => self.ask(command),
                None => Action::None,
            },
            _ => self.go(Page::Summary),
        }
    }

    fn export_command(&self) -> Option<CertificateCommand> {
        let thumbprint = self.selected?;
        Some(CertificateCommand::ExportPfx(thumbprint, self.export.password(), self.export.form()))
    }

    /// The request that is pending, into the file: nothing is made anew, so its answer stays its answer.
    fn save_again(&mut self, live: &Snapshot) -> Action {
        match live.certificates.requests.iter().find(|(of, _)| *of == self.server) {
            Some((_, request)) => {
                let errand = Errand::Write(place(&self.file), request.pem.clone().into_bytes());
                self.file(Waiting::Write, errand)
            }
            None => {
                self.refusal = Some(CertificateError::NoRequest.into());
                Action::None
            }
        }
    }

    fn write_request(&mut self, request: String) -> Action {
        let path = place(&self.file);
        self.made = Some(request.clone());
        self.file(Waiting::Write, Errand::Write(path, request.into_bytes()))
    }

    /// What came of a file.
    pub fn told(&mut self, told: Result<Told, Refusal>, live: &Snapshot) -> Action {
        let waiting = self.waiting.take();
        match (told, self.page()) {
            (Err(refusal), _) => {
                self.refusal = Some(refusal);
                Action::None
            }
            (Ok(Told::There(there)), page) => {
                if page == Page::Export {
                    self.selected = installed(self.server, live).map(|one| one.certificate.described.thumbprint);
                }
                let path = if page == Page::Export { self.export.path() } else { self.file.trim() };
                self.asking = there && path != self.replaces;
                if self.asking { Action::None } else { self.past_the_file(live) }
            }
            (Ok(Told::Content(content)), Page::Authority) => {
                self.online.rooted(content.expose());
                if self.online.is_whole() { self.go(Page::Submission) } else { Action::None }
            }
            (Ok(Told::Content(content)), Page::Import) => {
                match waiting {
                    Some(Waiting::ReadKey) => self.key.content = Some(content),
                    _ => (self.content, self.key.content) = (content, None),
                }
                if self.key.content.is_none() && !self.key.path.trim().is_empty() {
                    return self.file(Waiting::ReadKey, Errand::Read(place(&self.key.path)));
                }
                let files = self.import_files();
                if files.asks_for_password() {
                    return self.go(Page::ImportPassword);
                }
                self.ask(CertificateCommand::LookAtImport(Some(self.server), files))
            }
            (Ok(Told::Content(content)), Page::Answer) => {
                self.content = content;
                self.ask(CertificateCommand::LookAtAnswer(self.server, self.content.expose().clone()))
            }
            (Ok(Told::Written), page) if waiting == Some(Waiting::Write) => {
                let file = if page == Page::Export { place(self.export.path()) } else { place(&self.file) };
                self.outcome = Some(if page == Page::Export { Outcome::Exported(file) } else { Outcome::Requested(file) });
                self.made = None;
                self.go(Page::Done)
            }
            (Ok(_), _) => Action::None,
        }
    }

    /// The engine's answer. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>, live: &Snapshot) -> Action {
        self.waiting = None;
        let done = match answer {
            Ok(done) => done,
            Err(refusal) => {
                self.refusal = Some(refusal);
                return Action::None;
            }
        };
        match (self.page(), done.produced) {
            (Page::Summary, Some(Produced::Request(request))) => self.write_request(request),
            (Page::Answer | Page::Import | Page::ImportPassword, Some(Produced::Summary(detail))) => {
                self.found = Some(detail);
                self.go(Page::Chosen)
            }
            (Page::Export, Some(Produced::File(content))) => {
                let path = place(self.export.path());
                self.file(Waiting::Write, Errand::WriteSecret(path, content))
            }
            (Page::Submission, _) if self.way == Way::Office => {
                self.outcome = Some(Outcome::Issued);
                self.go(Page::Done)
            }
            (Page::Submission, _) => {
                self.pages.push(Page::Progress);
                self.meet(live);
                Action::None
            }
            (Page::Progress, _) if self.before.is_none() && !matches!(Standing::of(self.server, live), Standing::Ordered(_)) => {
                Action::Close
            }
            (Page::Chosen | Page::Delete | Page::Remove, _) => Action::Close,
            _ => Action::None,
        }
    }

    /// Things may have changed: an order that is over shows what came of it.
    pub fn meet(&mut self, live: &Snapshot) {
        if self.page() != Page::Progress || self.waiting.is_some() {
            return;
        }
        let current = installed(self.server, live).map(|one| &one.certificate.described);
        let now = current.map(|described| described.thumbprint);
        match Standing::of(self.server, live) {
            // Opened while an order was under way: what comes after it is its certificate.
            Standing::Ordered(_) if self.before.is_none() => self.before = Some(now),
            Standing::Ordered(_) => {}
            _ if now.is_some() && self.before.is_some_and(|before| before != now) => {
                // By what has come: the order may have been begun before this wizard was opened.
                self.outcome = Some(Outcome::Ordered(current.and_then(|described| match &described.origin {
                    Origin::Online(order) => Some(order.challenge),
                    _ => None,
                })));
                self.pages.push(Page::Done);
            }
            _ => {}
        }
    }

    /// Shows a page of the way to a new certificate, or one that is there now; for *Find*.
    pub fn lead(&mut self, page: Page) {
        let way: &[Page] = match page {
            Page::Welcome => &[],
            Page::Kind => &[Page::Kind],
            Page::When => &[Page::Kind, Page::When],
            Page::Name => &[Page::Kind, Page::When, Page::Name],
            Page::Organization => &[Page::Kind, Page::When, Page::Name, Page::Organization],
            Page::CommonName => &[Page::Kind, Page::When, Page::Name, Page::Organization, Page::CommonName],
            Page::Place => &[Page::Kind, Page::When, Page::Name, Page::Organization, Page::CommonName, Page::Place],
            Page::File => &[Page::Kind, Page::When, Page::Name, Page::Organization, Page::CommonName, Page::Place, Page::File],
            Page::Authority => &[Page::Kind, Page::When, Page::Name, Page::Organization, Page::CommonName, Page::Place, Page::Authority],
            Page::Submission => &[Page::Kind, Page::When, Page::Name, Page::Organization, Page::CommonName, Page::Place, Page::Submission],
            Page::Available => &[Page::Kind, Page::Available],
            Page::Import => &[Page::Kind, Page::Import],
            Page::Pending => &[Page::Pending],
            Page::Answer => &[Page::Pending, Page::Answer],
            Page::Modify => &[Page::Modify],
            Page::Export => &[Page::Modify, Page::Export],
            _ => return,
        };
        if self.waiting.is_none() {
            self.pages = std::iter::once(Page::Welcome).chain(way.iter().copied()).collect();
            (self.refusal, self.asking) = (None, false);
            match page {
                Page::File => self.way = Way::Later,
                Page::Authority => self.way = Way::Online,
                Page::Submission => self.way = Way::Office,
                _ => {}
            }
        }
    }

    /// To *Delayed or Immediate Request* for a renewal, where there is a certificate.
    #[must_use]
    pub fn renewing(mut self, live: &Snapshot) -> Self {
        if let Standing::Installed(_) = Standing::of(self.server, live) {
            self.pages = vec![Page::Welcome, Page::Modify, Page::When];
            (self.modify, self.kind) = (Modify::Renew, Kind::Create);
        }
        self
    }
}
