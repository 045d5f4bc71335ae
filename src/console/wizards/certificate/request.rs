//! A new certificate: which way, into which file, what is asked for, and what came of it.

use super::*;
use crate::engine::command::Asks;

impl State {
    pub(super) fn when_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let way = |id, key, way| radio(id, "certificate-when.way", words.label(key), way, Some(self.way), Some(Message::Way));
        let renews = matches!(Standing::of(self.server, live), Standing::Installed(_));
        let what = if renews { tr!(words, "cert-when-renew") } else { tr!(words, "cert-when-what") };
        let parts = vec![
            title(tr!(words, "cert-page-delayed")),
            text_of(what),
            way("certificate-when.later", "cert-prepare-later", Way::Later),
            indent(hint(tr!(words, "cert-later-note"))),
            way("certificate-when.online", "cert-send-now", Way::Online),
            indent(hint(tr!(words, "cert-online-note"))),
            way("certificate-when.office", "cert-issue-now", Way::Office),
            indent(hint(tr!(words, "cert-office-note"))),
        ];
        self.frame(words, "certificate-when", parts, Some(Message::Next)).initial(self.way.id()).into()
    }

    pub(super) fn file_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let file = field("certificate-file.name", &self.file).on_input(Message::File).limits(tr!(words, "cert-file-limits"));
        let file = with_browse(file, "certificate-file.browse", Some(Message::Browse), words);
        let parts = vec![
            title(tr!(words, "cert-page-request-file")),
            text_of(tr!(words, "cert-file-what")),
            field_row(LABELS, words.caption("cert-file-name"), "certificate-file.name", file),
            hint(tr!(words, "cert-file-note")),
        ];
        let next = (!self.file.trim().is_empty()).then_some(Message::Next);
        self.frame(words, "certificate-file", parts, next).initial("certificate-file.name").into()
    }

    pub(super) fn summary_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let mut all = self.subject_facts(words);
        all.push((words.text("cert-file-name"), self.file.as_str().into()));
        let parts = vec![title(tr!(words, "cert-page-request-summary")), text_of(tr!(words, "cert-summary-what")), facts(all, words)];
        let whole = self.subject.faults(Asks::Everything).is_empty();
        self.frame(words, "certificate-request", parts, whole.then_some(Message::Next)).initial("certificate-request.next").into()
    }

    pub(super) fn submission_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let mut all = self.subject_facts(words);
        let what = if self.way == Way::Office {
            all.push((words.text("cert-ca"), tr!(words, "cert-office-authority")));
            tr!(words, "cert-submission-office")
        } else {
            all.push((words.text("cert-ca"), self.online.authority_name(words)));
            all.push((tr!(words, "cert-proof"), self.online.proof_name(words)));
            tr!(words, "cert-submission-online")
        };
        let parts = vec![title(tr!(words, "cert-page-submission")), text_of(what), facts(all, words)];
        self.frame(words, "certificate-submission", parts, Some(Message::Next)).initial("certificate-submission.next").into()
    }

    pub(super) fn done_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let path = |path: &std::path::Path| path.display().to_string();
        let mut parts = vec![title(tr!(words, "cert-page-done"))];
        match &self.outcome {
            Some(Outcome::Requested(file)) => {
                parts.push(strip(Tone::Good, tr!(words, "cert-done-requested", file = path(file)), None));
                parts.push(text_of(tr!(words, "cert-done-requested-next")));
            }
            Some(Outcome::Issued) => {
                parts.push(strip(Tone::Good, tr!(words, "cert-done-installed", server = self.name.as_str()), None));
                parts.push(text_of(tr!(words, "cert-done-office")));
                parts.push(buttons([button("certificate-done.root", words.label("cert-export-root"), Some(Message::Root)).into()]).into());
            }
            Some(Outcome::Exported(file)) => {
                parts.push(strip(Tone::Good, tr!(words, "cert-done-exported", file = path(file)), None));
                parts.push(text_of(tr!(words, "cert-done-exported-note")));
            }
            Some(Outcome::Ordered(proof)) => {
                parts.push(strip(Tone::Good, tr!(words, "cert-done-installed", server = self.name.as_str()), None));
                parts.extend(proof.map(|proof| {
                    text_of(match proof {
                        Challenge::Http => tr!(words, "cert-done-renews"),
                        Challenge::Dns => tr!(words, "cert-done-by-hand"),
                    })
                }));
            }
            None => {}
        }
        self.last(words, "certificate-done", parts, Some(Message::Finish)).initial("certificate-done.finish").into()
    }
}

impl Way {
    fn id(self) -> &'static str {
        match self {
            Self::Later => "certificate-when.later",
            Self::Online => "certificate-when.online",
            Self::Office => "certificate-when.office",
        }
    }
}
