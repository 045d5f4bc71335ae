//! *Export root for computers and phones…*: the root of this office's own authority into a file, in the form that the other
//! side knows.

use super::browse;
use super::certificate::day;
use super::form::with_browse;
use super::saving::{Action, Next, Saving};
use crate::console::Element;
use crate::console::act::Act;
use crate::console::files::Told;
use crate::console::refused::sentence;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, button, caution, field, field_row, frame, gap, hint, indent, radio, rows, strip};
use crate::engine::command::{CertificateCommand, Done, Refusal, RootForm};
use crate::engine::job::Finding;
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::tr;

/// What is chosen.
#[derive(Debug, Clone)]
pub struct State {
    form: RootForm,
    saving: Saving,
    browse: Option<browse::State>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The form.
    Form(RootForm),
    /// Typing the path.
    Path(String),
    /// *Browse…*
    Browse,
    /// In what that opens.
    Chooser(browse::Message),
    /// *OK*
    Ok,
    /// The answer to whether to write over a file.
    Overwrite(bool),
    /// *How to install it*
    How,
    /// *Close*
    Close,
}

impl Default for State {
    fn default() -> Self {
        let form = RootForm::Der;
        Self { form, saving: Saving::new(proposed(form), false), browse: None }
    }
}

impl State {
    fn act(&self, next: Next) -> Action {
        next.action(|| CertificateCommand::ExportRoot(self.form))
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Form(form) => {
                // The end of a name that nobody has changed goes with the form.
                let path = if self.saving.path == proposed(self.form) { proposed(form) } else { self.saving.path.clone() };
                self.saving.typed(path);
                self.form = form;
            }
            Message::Path(path) => self.saving.typed(path),
            Message::Browse => {
                let kind = browse::Kind::Save(ends(self.form));
                return browse::open(&mut self.browse, kind, self.saving.path.trim()).into();
            }
            Message::Chooser(message) => {
                let saving = &mut self.saving;
                return browse::update(&mut self.browse, message, |path| saving.chosen(path)).into();
            }
            Message::Ok if self.saving.written.is_some() => return Action::Close,
            Message::Ok => {
                let next = self.saving.begin();
                return self.act(next);
            }
            Message::Overwrite(yes) => {
                let next = self.saving.overwrite(yes);
                return self.act(next);
            }
            Message::How => return Action::Act(Act::Manual("root")),
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// What the chooser wanted to know.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let saving = &mut self.saving;
        browse::found(&mut self.browse, finding, |path| saving.chosen(path)).into()
    }

    /// What came of a file.
    pub fn told(&mut self, told: Result<Told, Refusal>) -> Action {
        let next = self.saving.told(told);
        self.act(next)
    }

    /// The engine's answer.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> Action {
        let next = self.saving.made(answer);
        self.act(next)
    }

    /// The dialog.
    pub fn view(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, Message> {
        let form = |id, key, form| radio(id, "root.form", words.label(key), form, Some(self.form), Some(Message::Form));
        // Always there (nothing at all would be left out), so that a field is still the same one when the sentence goes with the next letter typed.
        let refused = self.saving.refusal.as_ref().map(|why| strip(Tone::Bad, sentence(words, why, ""), None));
        let mut parts: Vec<Element<'_, Message>> = vec![refused.unwrap_or_else(|| gap(1.0))];
        let path = field("root.file", &self.saving.path).on_input(Message::Path);
        parts.extend([
            crate::console::widget::words(tr!(words, "cert-root-what")),
            form("root.der", "cert-root-der", RootForm::Der),
            indent(hint(tr!(words, "cert-root-der-note"))),
            form("root.apple", "cert-root-apple", RootForm::AppleProfile),
            indent(hint(tr!(words, "cert-root-apple-note"))),
            form("root.pem", "cert-root-pem", RootForm::Pem),
            indent(hint(tr!(words, "cert-root-pem-note"))),
        ]);
        if let Some(from) = live.certificates.office_root.and_then(|root| root.successor_from) {
            parts.push(hint(tr!(words, "cert-root-two", date = day(from, words))));
        }
        parts.extend([field_row(
            150.0,
            words.caption("cert-path-file-name"),
            "root.file",
            with_browse(path, "root.browse", Some(Message::Browse), words),
        )]);
        let written = self.saving.written.as_ref();
        parts.extend(written.map(|file| strip(Tone::Good, tr!(words, "cert-root-written", file = file.display().to_string()), None)));
        let ok = (written.is_some() || self.saving.is_ready()).then_some(Message::Ok);
        let f = frame(
            "root",
            words.title("cert-export-root").into_owned(),
            rows(parts),
            [
                button("root.ok", words.label("btn-ok"), ok.clone()).default().into(),
                button("root.cancel", words.label("btn-cancel"), Some(Message::Close)).into(),
            ],
        )
        .aside(button("root.how", words.label("cert-root-how"), Some(Message::How)))
        .width(560.0)
        .icon(Drawing::Certificate)
        .on_enter(ok)
        .on_close(Message::Close);
        let browse = self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser));
        Dialog::from(f).open(browse).open(self.saving.asking.then(|| {
            caution(
                "root-overwrite",
                words.title("cert-export").into_owned(),
                tr!(words, "cert-overwrite", file = self.saving.path.trim()),
                "",
                [
                    ("yes", words.label("btn-yes").into(), Message::Overwrite(true)),
                    ("no", words.label("btn-no").into(), Message::Overwrite(false)),
                ],
            )
        }))
    }
}

/// What the names of such files look like.
fn ends(form: RootForm) -> &'static [&'static str] {
    match form {
        RootForm::Pem => &["*.pem"],
        RootForm::Der => &["*.cer"],
        RootForm::AppleProfile => &["*.mobileconfig"],
    }
}

/// The file it goes to unless another one is named.
fn proposed(form: RootForm) -> String {
    let end = match form {
        RootForm::Pem => "pem",
        RootForm::Der => "cer",
        RootForm::AppleProfile => "mobileconfig",
    };
    std::env::home_dir().unwrap_or_default().join(format!("postkontor-root.{end}")).display().to_string()
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("cert-root-der", "root.der"),
    ("cert-root-apple", "root.apple"),
    ("cert-root-pem", "root.pem"),
    ("cert-path-file-name", "root.file"),
    ("cert-root-how", "root.how"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::files::Errand;

    #[test]
    fn the_end_of_the_name_goes_with_the_form_until_it_is_typed() {
        let mut s = State::default();
        assert!(s.saving.path.ends_with("/postkontor-root.cer"));
        s.update(Message::Form(RootForm::AppleProfile));
        assert!(s.saving.path.ends_with("/postkontor-root.mobileconfig"));
        s.update(Message::Path("/x/own".into()));
        s.update(Message::Form(RootForm::Pem));
        assert_eq!(s.saving.path, "/x/own");
        assert!(matches!(s.update(Message::Ok), Action::File(Errand::Look(_))));
    }
}
