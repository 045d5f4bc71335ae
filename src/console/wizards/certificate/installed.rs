//! The certificate in use: renew, remove, replace, export.

use super::*;

impl State {
    pub(super) fn modify_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let of = |id, key, of| radio(id, "certificate-modify.what", words.label(key), of, Some(self.modify), Some(Message::Modify));
        let exportable = self.is_exportable(live);
        let export = exportable.then_some(Message::Modify);
        let export = radio(
            "certificate-modify.export",
            "certificate-modify.what",
            words.label("cert-export-pfx"),
            Modify::Export,
            Some(self.modify),
            export,
        );
        let mut parts = vec![title(tr!(words, "cert-page-modify")), text_of(tr!(words, "cert-modify-what"))];
        if let Some(one) = installed(self.server, live) {
            parts.push(hint(self.current(one, words)));
        }
        parts.extend([
            of("certificate-modify.renew", "cert-renew", Modify::Renew),
            indent(hint(tr!(words, "cert-renew-note"))),
            of("certificate-modify.remove", "cert-remove", Modify::Remove),
            indent(hint(tr!(words, "cert-back-to-temporary"))),
            of("certificate-modify.replace", "cert-replace", Modify::Replace),
            indent(hint(tr!(words, "cert-replace-note"))),
            export,
            indent(hint(if exportable { tr!(words, "cert-export-note") } else { tr!(words, "cert-not-exportable") })),
        ]);
        let initial = match self.modify {
            Modify::Renew => "certificate-modify.renew",
            Modify::Remove => "certificate-modify.remove",
            Modify::Replace => "certificate-modify.replace",
            Modify::Export => "certificate-modify.export",
        };
        let next = (self.modify != Modify::Export || exportable).then_some(Message::Next);
        self.frame(words, "certificate-modify", parts, next).initial(initial).into()
    }

    pub(super) fn remove_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let parts = vec![
            title(tr!(words, "cert-page-remove")),
            strip(Tone::Warning, tr!(words, "cert-remove-what", server = self.name.as_str()), None),
            text_of(tr!(words, "cert-remove-note")),
            text_of(tr!(words, "cert-finish-removes")),
        ];
        self.last(words, "certificate-remove", parts, Some(Message::Finish)).initial("certificate-remove.back").into()
    }

    pub(super) fn export_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let parts = vec![
            title(tr!(words, "cert-page-export")),
            self.export.view(EXPORT, LABELS, words).map(|edit| match edit {
                export_certificate::Edit::Browse => Message::Browse,
                edit => Message::Export(edit),
            }),
        ];
        let next = self.export.is_whole().then_some(Message::Next);
        self.frame(words, "certificate-export", parts, next).initial("certificate-export.file").into()
    }
}

/// The ids of the fields of *Export*.
const EXPORT: export_certificate::Ids = export_certificate::Ids {
    file: "certificate-export.file",
    browse: "certificate-export.browse",
    password: "certificate-export.password",
    repeat: "certificate-export.repeat",
    form: "certificate-export.form",
    modern: "certificate-export.modern",
    legacy: "certificate-export.legacy",
};
