//! *Export…*: a certificate with its private key into a .pfx file, under a password.

use std::borrow::Cow;

use super::Action as Any;
use super::browse;
use super::form::with_browse;
use super::saving::{Action, Next, Saving};
use crate::console::Element;
use crate::console::files::Told;
use crate::console::refused::sentence;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, button, caution, field, field_row, frame, gap, hint, indent, radio, rows, strip};
use crate::engine::command::{CertificateCommand, Described, Done, PfxForm, Refusal};
use crate::engine::job::Finding;
use crate::i18n::Words;
use crate::mail::{Secret, Thumbprint};
use crate::tr;

/// The least characters of a password: the file can be tried at home.
pub const LEAST: usize = 8;

/// What is typed for the file, here and in the wizard.
#[derive(Debug, Clone, Default)]
pub struct Export {
    path: String,
    password: Secret<String>,
    repeat: Secret<String>,
    form: PfxForm,
}

/// What happens to it.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Typing the path.
    Path(String),
    /// Typing the password.
    Password(Secret<String>),
    /// Typing it again.
    Repeat(Secret<String>),
    /// How it is written.
    Form(PfxForm),
    /// *Browse…*: the opener shows the chooser.
    Browse,
}

/// The ids of its controls.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    /// The path.
    pub file: &'static str,
    /// *Browse…*
    pub browse: &'static str,
    /// The password.
    pub password: &'static str,
    /// The password again.
    pub repeat: &'static str,
    /// The question of the form.
    pub form: &'static str,
    /// Modern.
    pub modern: &'static str,
    /// Legacy.
    pub legacy: &'static str,
}

impl Export {
    /// Into this file.
    pub fn new(path: String) -> Self {
        Self { path, ..Self::default() }
    }

    /// Takes what was typed.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Path(path) => self.path = path,
            Edit::Password(password) => self.password = password,
            Edit::Repeat(repeat) => self.repeat = repeat,
            Edit::Form(form) => self.form = form,
            Edit::Browse => {}
        }
    }

    /// Where it goes, without spaces around it.
    pub fn path(&self) -> &str {
        self.path.trim()
    }

    /// Where it goes, for a chooser.
    pub fn path_mut(&mut self) -> &mut String {
        &mut self.path
    }

    /// The password.
    pub fn password(&self) -> Secret<String> {
        self.password.clone()
    }

    /// How it is written.
    pub fn form(&self) -> PfxForm {
        self.form
    }

    /// Whether path and password are there.
    pub fn is_whole(&self) -> bool {
        !self.path().is_empty() && self.password.expose().chars().count() >= LEAST && self.password == self.repeat
    }

    /// Its controls.
    pub fn view(&self, ids: Ids, labels: f32, words: &'static Words) -> Element<'_, Edit> {
        let (password, repeat) = (self.password.expose(), self.repeat.expose());
        let short = !password.is_empty() && password.chars().count() < LEAST;
        let wrong: Cow<'_, str> = if short { tr!(words, "cert-password-short", least = LEAST) } else { "".into() };
        let differs = if password.starts_with(repeat.as_str()) { "".into() } else { tr!(words, "val-passwords-differ") };
        let form = |id, key, form| radio(id, ids.form, words.label(key), form, Some(self.form), Some(Edit::Form));
        rows([
            crate::console::widget::words(tr!(words, "cert-export-what")),
            field_row(
                labels,
                words.caption("cert-path-file-name"),
                ids.file,
                with_browse(field(ids.file, &self.path).on_input(Edit::Path), ids.browse, Some(Edit::Browse), words),
            ),
            field_row(
                labels,
                words.caption("auth-password"),
                ids.password,
                field(ids.password, password).on_input(|typed| Edit::Password(Secret::new(typed))).secret(true).problem(wrong).limits(tr!(
                    words,
                    "cert-password-least",
                    least = LEAST
                )),
            ),
            field_row(
                labels,
                words.caption("auth-confirm-password"),
                ids.repeat,
                field(ids.repeat, repeat).on_input(|typed| Edit::Repeat(Secret::new(typed))).secret(true).problem(differs),
            ),
            form(ids.modern, "cert-pfx-modern", PfxForm::Modern),
            indent(hint(tr!(words, "cert-pfx-modern-note"))),
            form(ids.legacy, "cert-pfx-legacy", PfxForm::Legacy),
            indent(hint(tr!(words, "cert-pfx-legacy-note"))),
        ])
        .into()
    }
}

/// The dialog of the page.
#[derive(Debug, Clone)]
pub struct State {
    thumbprint: Thumbprint,
    name: String,
    draft: Export,
    saving: Saving,
    browse: Option<browse::State>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing.
    Edit(Edit),
    /// *OK*
    Ok,
    /// In what *Browse…* opens.
    Chooser(browse::Message),
    /// The answer to whether to write over a file.
    Overwrite(bool),
    /// *Close*
    Close,
}

impl State {
    /// Of this certificate.
    pub fn new(of: &Described) -> Self {
        let own = std::env::home_dir().unwrap_or_default();
        let path = own.join(format!("{}.pfx", of.issued_to.replace(['/', '*'], "_"))).display().to_string();
        let saving = Saving::new(path.clone(), true);
        Self { thumbprint: of.thumbprint, name: of.friendly_name.clone(), draft: Export::new(path), saving, browse: None }
    }

    fn act(&self, next: Next) -> Action {
        next.action(|| CertificateCommand::ExportPfx(self.thumbprint, self.draft.password(), self.draft.form()))
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Edit(Edit::Browse) => {
                let action: Any<()> = browse::open(&mut self.browse, browse::Kind::Save(&["*.pfx"]), self.draft.path());
                return action.into();
            }
            Message::Chooser(message) => {
                let (draft, saving) = (&mut self.draft, &mut self.saving);
                let action: Any<()> = browse::update(&mut self.browse, message, |path| choose(draft, saving, path));
                return action.into();
            }
            Message::Edit(edit) => {
                self.draft.edit(edit);
                let path = self.draft.path().to_owned();
                self.saving.typed(path);
            }
            Message::Ok if self.saving.written.is_some() => return Action::Close,
            Message::Ok if self.draft.is_whole() => {
                let next = self.saving.begin();
                return self.act(next);
            }
            Message::Overwrite(yes) => {
                let next = self.saving.overwrite(yes);
                return self.act(next);
            }
            Message::Close => return Action::Close,
            Message::Ok => {}
        }
        Action::None
    }

    /// What the chooser wanted to know.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let (draft, saving) = (&mut self.draft, &mut self.saving);
        let action: Any<()> = browse::found(&mut self.browse, finding, |path| choose(draft, saving, path));
        action.into()
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
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        // Always there (nothing at all would be left out), so that a field is still the same one when the sentence goes with the next letter typed.
        let refused = self.saving.refusal.as_ref().map(|why| strip(Tone::Bad, sentence(words, why, &self.name), None));
        let mut parts: Vec<Element<'_, Message>> = vec![refused.unwrap_or_else(|| gap(1.0))];
        parts.push(self.draft.view(IDS, LABELS, words).map(Message::Edit));
        let written = self.saving.written.as_ref();
        parts.extend(written.map(|file| strip(Tone::Good, tr!(words, "cert-done-exported", file = file.display().to_string()), None)));
        let ok = (written.is_some() || (self.draft.is_whole() && self.saving.is_ready())).then_some(Message::Ok);
        let f = frame(
            "export-certificate",
            tr!(words, "cert-page-export"),
            rows(parts),
            [
                button("export-certificate.ok", words.label("btn-ok"), ok.clone()).default().into(),
                button("export-certificate.cancel", words.label("btn-cancel"), Some(Message::Close)).into(),
            ],
        )
        .width(560.0)
        .icon(Drawing::Certificate)
        .on_enter(ok)
        .on_close(Message::Close);
        let browse = self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser));
        Dialog::from(f).open(browse).open(self.saving.asking.then(|| {
            caution(
                "export-certificate-overwrite",
                tr!(words, "cert-page-export"),
                tr!(words, "cert-overwrite", file = self.draft.path()),
                "",
                [
                    ("yes", words.label("btn-yes").into(), Message::Overwrite(true)),
                    ("no", words.label("btn-no").into(), Message::Overwrite(false)),
                ],
            )
        }))
    }
}

fn choose(draft: &mut Export, saving: &mut Saving, path: String) {
    saving.chosen(path.clone());
    draft.path = path;
}

const IDS: Ids = Ids {
    file: "export-certificate.file",
    browse: "export-certificate.browse",
    password: "export-certificate.password",
    repeat: "export-certificate.repeat",
    form: "export-certificate.form",
    modern: "export-certificate.modern",
    legacy: "export-certificate.legacy",
};

/// Width of the labels.
const LABELS: f32 = 170.0;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("cert-path-file-name", "export-certificate.file"),
    ("auth-password", "export-certificate.password"),
    ("auth-confirm-password", "export-certificate.repeat"),
    ("cert-pfx-modern", "export-certificate.modern"),
    ("cert-pfx-legacy", "export-certificate.legacy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_needed_twice_and_long_enough() {
        let mut export = Export::new("/x/a.pfx".into());
        for (first, second, whole) in
            [("", "", false), ("short", "short", false), ("long enough", "long", false), ("long enough", "long enough", true)]
        {
            export.edit(Edit::Password(first.into()));
            export.edit(Edit::Repeat(second.into()));
            assert_eq!(export.is_whole(), whole, "{first} {second}");
        }
        export.edit(Edit::Path(" ".into()));
        assert!(!export.is_whole());
    }
}
