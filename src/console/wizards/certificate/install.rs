//! A certificate that is there: in the store, in a .pfx file, in the answer of an authority.

use super::*;
use crate::console::dialogs::certificate::{day, purpose};
use crate::console::theme::GAP;
use iced::widget::{container, row};

/// The file with the key of an import, where that is a second one.
#[derive(Debug, Clone, Default)]
pub(super) struct Key {
    /// As typed.
    pub(super) path: String,
    /// What was read from it.
    pub(super) content: Option<Secret<Vec<u8>>>,
    /// Whether it is this one that is chosen by *Browse…*.
    pub(super) browsed: bool,
}

impl State {
    pub(super) fn kind_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let kind = |id, key, kind| radio(id, "certificate-kind.what", words.label(key), kind, Some(self.kind), Some(Message::Kind));
        let any = self.offered(live).next().is_some();
        let assign = if any { tr!(words, "cert-assign-note") } else { tr!(words, "cert-assign-none") };
        let parts = vec![
            title(tr!(words, "cert-page-server-certificate")),
            text_of(tr!(words, "cert-kind-what")),
            kind("certificate-kind.create", "cert-create-new", Kind::Create),
            indent(hint(tr!(words, "cert-create-note"))),
            kind("certificate-kind.assign", "cert-assign-existing", Kind::Assign),
            indent(hint(assign)),
            kind("certificate-kind.import", "cert-import-pfx", Kind::Import),
            indent(hint(tr!(words, "cert-import-note"))),
        ];
        let initial = match self.kind {
            Kind::Create => "certificate-kind.create",
            Kind::Assign => "certificate-kind.assign",
            Kind::Import => "certificate-kind.import",
        };
        self.frame(words, "certificate-kind", parts, Some(Message::Next)).initial(initial).into()
    }

    /// What *Assign* may offer: made for servers, not expired, and not the one in use.
    fn offered<'a>(&self, live: &'a Snapshot) -> impl Iterator<Item = &'a Installed> + use<'a> {
        let (now, server) = (jiff::Timestamp::now(), self.server);
        live.certificates.installed.iter().filter(move |one| one.certificate.described.assignable(now) && !one.used_by.contains(&server))
    }

    pub(super) fn available_page<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let all: Vec<&Installed> = self.offered(live).collect();
        let prints: Vec<Thumbprint> = all.iter().map(|one| one.certificate.described.thumbprint).collect();
        let at = prints.iter().position(|print| Some(*print) == self.selected);
        let chosen = at.and_then(|at| all.get(at)).map(|one| one.certificate.described.covers(&self.fqdn));
        let certificates = list("certificate-available.list", all.len(), move |i| {
            let one = &all[i].certificate.described;
            let cells: [Cow<'a, str>; 5] = [
                one.issued_to.as_str().into(),
                one.issued_by.as_str().into(),
                day(one.not_after, words).into(),
                purpose(one, words),
                one.friendly_name.as_str().into(),
            ];
            Row::new(cells).icon(Drawing::Certificate)
        })
        .column(tr!(words, "cert-col-issued-to"), 132.0)
        .column(tr!(words, "cert-col-issued-by"), 128.0)
        .column(tr!(words, "cert-col-expires"), 121.0)
        .column(tr!(words, "cert-col-purpose"), 150.0)
        .column(words.title("cert-friendly-name"), 0.0)
        .selected(at)
        .on_select(move |i| Message::Select(prints[i]))
        .on_activate(|_| Message::Next)
        .nothing(tr!(words, "cert-assign-none"))
        .height(180);
        let mut parts = vec![title(tr!(words, "cert-page-available")), text_of(tr!(words, "cert-available-what")), certificates.into()];
        if chosen == Some(false) {
            parts.push(strip(Tone::Warning, self.not_covered(words), None));
        }
        let next = at.map(|_| Message::Next);
        self.frame(words, "certificate-available", parts, next).initial("certificate-available.list").into()
    }

    /// The warning of AC-31.
    fn not_covered(&self, words: &'static Words) -> String {
        tr!(words, "cert-not-covered", server = self.name.as_str(), fqdn = self.fqdn.as_str()).into_owned()
    }

    pub(super) fn import_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let file = field("certificate-import.file", &self.pfx).on_input(Message::Pfx);
        let file = with_browse(file, "certificate-import.browse", Some(Message::Browse), words);
        let key = field("certificate-import.key", &self.key.path).on_input(Message::KeyFile).limits(tr!(words, "cert-key-file-limits"));
        // Its letter is the one of the button above.
        let browse = button("certificate-import.browse-key", words.text("btn-browse"), Some(Message::BrowseKey));
        let key = row![container(Element::from(key)).width(Length::Fill), browse].spacing(GAP);
        let exportable = words.label("cert-mark-exportable");
        let parts = vec![
            title(tr!(words, "cert-page-import")),
            text_of(tr!(words, "cert-import-what")),
            field_row(LABELS, words.caption("cert-path-file-name"), "certificate-import.file", file),
            field_row(LABELS, words.caption("cert-key-file"), "certificate-import.key", key),
            check_box("certificate-import.exportable", exportable, self.exportable, Some(Message::Exportable)),
            indent(hint(tr!(words, "cert-exportable-note"))),
        ];
        let next = (!self.pfx.trim().is_empty()).then_some(Message::Next);
        self.frame(words, "certificate-import", parts, next).initial("certificate-import.file").into()
    }

    pub(super) fn password_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let password = field("certificate-import-password.password", self.password.expose())
            .on_input(|typed| Message::Password(Secret::new(typed)))
            .secret(true);
        let protected = if self.key.content.is_some() { self.key.path.trim() } else { self.pfx.trim() };
        let parts = vec![
            title(tr!(words, "cert-page-import-password")),
            text_of(tr!(words, "cert-import-password-what", file = protected)),
            field_row(LABELS, words.caption("auth-password"), "certificate-import-password.password", password),
        ];
        let f = self.frame(words, "certificate-import-password", parts, Some(Message::Next));
        f.initial("certificate-import-password.password").into()
    }

    pub(super) fn chosen_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let (heading, what) = match self.origin_of_choice() {
            Page::Import | Page::ImportPassword => (tr!(words, "cert-page-import-summary"), tr!(words, "cert-chosen-import")),
            Page::Available => (tr!(words, "cert-page-summary"), tr!(words, "cert-chosen-assign")),
            _ => (tr!(words, "cert-page-summary"), tr!(words, "cert-chosen-answer")),
        };
        let mut parts = vec![title(heading), text_of(what)];
        let detail = self.found.as_deref();
        if let Some(detail) = detail {
            let one = &detail.described;
            parts.push(facts(
                vec![
                    (tr!(words, "cert-col-issued-to"), one.issued_to.as_str().into()),
                    (tr!(words, "cert-col-issued-by"), one.issued_by.as_str().into()),
                    (tr!(words, "cert-names"), words.list(&one.names).into()),
                    (tr!(words, "cert-col-expires"), day(one.not_after, words).into()),
                    (tr!(words, "cert-col-purpose"), purpose(one, words)),
                    (words.text("cert-friendly-name"), one.friendly_name.as_str().into()),
                ],
                words,
            ));
            let name = (!one.covers(&self.fqdn)).then(|| self.not_covered(words));
            parts.extend(crate::console::dialogs::certificate::findings(detail, Some(name), words));
        }
        if let Some(current) = installed(self.server, live) {
            parts.push(hint(tr!(words, "cert-chosen-replaces", name = current.certificate.described.friendly_name.as_str())));
        }
        let gone = self.origin_of_choice() == Page::Available && self.chosen(live).is_none();
        let finish = (detail.is_some() && !gone).then_some(Message::Finish);
        self.last(words, "certificate-summary", parts, finish).initial("certificate-summary.finish").into()
    }

    pub(super) fn pending_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let radio = |id, key, of| radio(id, "certificate-pending.what", words.label(key), of, Some(self.pending), Some(Message::Pending));
        let mut parts = vec![title(tr!(words, "cert-page-pending")), text_of(tr!(words, "cert-pending-what"))];
        if let Standing::Pending(request) = Standing::of(self.server, live) {
            let made = day(request.made, words);
            parts.push(hint(tr!(words, "cert-pending-made", date = made, names = names(&request.subject, words))));
        }
        parts.extend([
            radio("certificate-pending.process", "cert-process-pending", Pending::Process),
            indent(hint(tr!(words, "cert-process-note"))),
            radio("certificate-pending.save", "cert-save-pending", Pending::Save),
            indent(hint(tr!(words, "cert-save-note"))),
            radio("certificate-pending.delete", "cert-delete-pending", Pending::Delete),
            indent(hint(tr!(words, "cert-delete-note"))),
        ]);
        let initial = match self.pending {
            Pending::Process => "certificate-pending.process",
            Pending::Save => "certificate-pending.save",
            Pending::Delete => "certificate-pending.delete",
        };
        self.frame(words, "certificate-pending", parts, Some(Message::Next)).initial(initial).into()
    }

    pub(super) fn answer_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let file = field("certificate-answer.file", &self.answer).on_input(Message::Answer).limits(tr!(words, "cert-answer-limits"));
        let file = with_browse(file, "certificate-answer.browse", Some(Message::Browse), words);
        let parts = vec![
            title(tr!(words, "cert-page-process")),
            text_of(tr!(words, "cert-answer-what")),
            field_row(LABELS, words.caption("cert-path-file-name"), "certificate-answer.file", file),
        ];
        let next = (!self.answer.trim().is_empty()).then_some(Message::Next);
        self.frame(words, "certificate-answer", parts, next).initial("certificate-answer.file").into()
    }

    pub(super) fn delete_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let parts = vec![
            title(tr!(words, "cert-page-delete")),
            strip(Tone::Warning, tr!(words, "cert-delete-what"), None),
            text_of(tr!(words, "cert-finish-deletes")),
        ];
        self.last(words, "certificate-delete", parts, Some(Message::Finish)).initial("certificate-delete.back").into()
    }
}
