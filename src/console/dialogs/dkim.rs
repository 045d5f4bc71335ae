//! *Signature (DKIM)* of a mail domain: make a key, publish its record, check it, sign.
//!
//! ```text
//!   no key ──Make key──▶ key: record to copy ──published by hand──▶ Check DNS ──▶ sign ──OK──▶ what leaves is signed
//! ```

use std::borrow::Cow;

use iced::widget::{container, row};
use iced::{Alignment, Length};

use crate::config::written::SettingsFile;
use crate::console::Element;
use crate::console::dialogs::form::note;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::theme::GAP;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Done, KeyKind, Refusal};
use crate::engine::job::{DkimFinding, Finding, Job};
use crate::engine::snapshot::{DomainKey, Published, Snapshot};
use crate::i18n::Words;
use crate::mail::Domain;
use crate::tr;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    /// The name of the local domain as written.
    name: String,
    sign: bool,
    kind: KeyKind,
    /// The engine makes a key.
    making: bool,
    check: Check,
    /// What was copied last.
    copied: Option<Part>,
    sending: Sending,
}

#[derive(Debug, Clone, Default)]
enum Check {
    #[default]
    No,
    Asking,
    Done(DkimFinding),
}

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name of the record.
    Name,
    /// Its text.
    Text,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The kind of the next key was picked.
    Kind(usize),
    /// *Make key*
    Make,
    /// *Copy*
    Copy(Part),
    /// *Check DNS*
    Check,
    /// *Sign outgoing mail of this domain*
    Sign(bool),
    /// *OK*
    Ok,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Make a key of this kind for the domain; the answer goes to [`State::answered`].
    Make(String, KeyKind),
    /// Put this on the clipboard.
    Copy(String),
    /// Find this out; the finding goes to [`State::found`].
    Run(Job),
    /// The domain of this name signs from now on, or does not.
    Accept(String, bool),
}

impl State {
    /// Of the local domain at this place; `None` when there is none.
    pub fn new(at: usize, settings: &SettingsFile) -> Option<Self> {
        let domain = settings.local_domains.get(at)?;
        Some(Self {
            name: domain.name.clone(),
            sign: domain.dkim_sign,
            kind: KeyKind::default(),
            making: false,
            check: Check::No,
            copied: None,
            sending: Sending::default(),
        })
    }

    /// Whether something would be lost if it were closed now.
    pub fn is_changed(&self) -> bool {
        self.sending.changed
    }

    /// The engine's answer; `true` when the dialog is done. After a refusal everything chosen stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        let made = std::mem::take(&mut self.making);
        if made && answer.is_ok() {
            // What was found is about the key before, and a new one does not sign before it is published.
            (self.check, self.copied, self.sign) = (Check::No, None, false);
        }
        self.sending.answered(answer) && !made
    }

    /// Takes the answer of the DNS.
    pub fn found(&mut self, finding: &Finding) {
        if let (Check::Asking, Finding::Dkim(found)) = (&self.check, finding) {
            self.check = Check::Done(found.clone());
        }
    }

    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Kind(i) => self.kind = KINDS.get(i).copied().unwrap_or_default(),
            Message::Make if self.sending.waiting => {}
            Message::Make => {
                (self.making, self.sending.waiting) = (true, true);
                return Action::Make(self.name.clone(), self.kind);
            }
            Message::Copy(part) => {
                if let Some(record) = self.record(now) {
                    self.copied = Some(part);
                    return Action::Copy(match part {
                        Part::Name => record.name.to_string(),
                        Part::Text => record.text.to_string(),
                    });
                }
            }
            Message::Check if matches!(self.check, Check::Asking) => {}
            Message::Check => {
                if let Some(record) = self.record(now) {
                    self.check = Check::Asking;
                    let dns_servers = now.settings.servers.iter().map(|server| &server.delivery.dns_servers);
                    let dns_servers = dns_servers.into_iter().find(|servers| !servers.is_empty()).cloned().unwrap_or_default();
                    return Action::Run(Job::CheckDkim { name: record.name.to_string(), text: record.text.to_string(), dns_servers });
                }
            }
            Message::Sign(sign) => (self.sign, self.sending.changed) = (sign, true),
            Message::Ok if self.sending.waiting => {}
            Message::Ok if !self.sending.changed => return Action::Close,
            Message::Ok => {
                self.sending.waiting = true;
                return Action::Accept(self.name.clone(), self.sign);
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    fn key<'a>(&self, now: &'a Snapshot) -> Option<&'a DomainKey> {
        let name = Domain::parse(&self.name).ok()?;
        now.domain_keys.iter().find(|key| *key.domain == *name.as_str())
    }

    fn record<'a>(&self, now: &'a Snapshot) -> Option<&'a Published> {
        self.key(now)?.record.as_ref().ok()
    }

    /// The dialog.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let mut parts: Vec<Element<'_, Message>> = refused(words, self.sending.refusal.as_ref(), &self.name).into_iter().collect();
        parts.push(self::words(tr!(words, "dkim-note")));
        parts.push(self.key_line(now, words));
        parts.push(self.new_key(now, words));
        parts.push(note(tr!(words, "dkim-kind-note")));
        if let Some(record) = self.record(now) {
            parts.push(self::words(tr!(words, "dkim-publish")));
            parts.push(self.to_copy(words, Part::Name, &record.name));
            parts.push(self.to_copy(words, Part::Text, &record.text));
            parts.push(self.checked(words));
        }
        let on = self.record(now).is_some() || self.sign;
        let sign = words.label("dkim-sign");
        parts.push(check_box("dkim.sign", sign, self.sign, on.then_some(Message::Sign)));
        if self.sign && !matches!(self.check, Check::Done(DkimFinding::Published)) {
            parts.push(note(tr!(words, "dkim-sign-note")));
        }
        frame(
            "dkim",
            tr!(words, "dkim-title", domain = &self.name),
            rows(parts),
            [
                button("dkim.ok", words.label("btn-ok"), Some(Message::Ok)).default().into(),
                button("dkim.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(600.0)
        .icon(Drawing::Key)
        .on_enter(Some(Message::Ok))
        .on_close(Message::Cancel)
        .into()
    }

    fn key_line(&self, now: &Snapshot, words: &'static Words) -> Element<'static, Message> {
        match self.key(now) {
            None => strip(Tone::Accent, tr!(words, "dkim-no-key"), None),
            Some(DomainKey { record: Ok(record), selector, .. }) => {
                self::words(tr!(words, "dkim-key", kind = kind(record.kind, words), selector = selector.to_string()))
            }
            Some(DomainKey { record: Err(why), .. }) => strip(Tone::Bad, why.to_string(), None),
        }
    }

    fn new_key(&self, now: &Snapshot, words: &'static Words) -> Element<'_, Message> {
        let kinds = KINDS.map(|k| kind(k, words).into_owned());
        let at = KINDS.iter().position(|k| *k == self.kind);
        let pick = pick_list("dkim.kind", kinds, at).on_choose(Message::Kind).width(250);
        let make = words.label(if self.key(now).is_some() { "dkim-make-another" } else { "dkim-make" });
        let make = button("dkim.make", make, (!self.sending.waiting).then_some(Message::Make));
        row![label(words.caption("dkim-kind")).target("dkim.kind"), Element::from(pick), make]
            .spacing(GAP)
            .align_y(Alignment::Center)
            .into()
    }

    fn to_copy(&self, words: &'static Words, part: Part, value: &str) -> Element<'static, Message> {
        let (id, caption) = match part {
            Part::Name => ("dkim.copy-name", tr!(words, "dkim-record-name")),
            Part::Text => ("dkim.copy-text", tr!(words, "dkim-record-text")),
        };
        let copy = if self.copied == Some(part) { tr!(words, "card-copied") } else { tr!(words, "btn-copy") };
        let caption = tr!(words, "common-with-colon", label = caption);
        let value = self::words(value.to_owned());
        let line = row![
            container(self::words(caption)).width(110.0),
            container(value).width(Length::Fill),
            button(id, copy, Some(Message::Copy(part)))
        ];
        container(line.spacing(GAP).align_y(Alignment::Center)).padding([4, 8]).style(crate::console::theme::style::group).into()
    }

    fn checked(&self, words: &'static Words) -> Element<'static, Message> {
        let asking = matches!(self.check, Check::Asking);
        let check = button("dkim.check", words.label("adv-check-dns"), (!asking).then_some(Message::Check)).into();
        let said: Element<'static, Message> = match &self.check {
            Check::No => return check,
            Check::Asking => hint(tr!(words, "dkim-asking")),
            Check::Done(DkimFinding::Published) => strip(Tone::Good, tr!(words, "dkim-published"), None),
            Check::Done(DkimFinding::Missing) => strip(Tone::Warning, tr!(words, "dkim-missing"), None),
            Check::Done(DkimFinding::Different(text)) => strip(Tone::Bad, tr!(words, "dkim-different", text = text.clone()), None),
            Check::Done(DkimFinding::NoAnswer(_)) => strip(Tone::Warning, tr!(words, "dkim-no-answer"), None),
        };
        rows([check, said]).into()
    }
}

fn kind(kind: KeyKind, words: &'static Words) -> Cow<'static, str> {
    match kind {
        KeyKind::Rsa2048 => tr!(words, "dkim-rsa"),
        KeyKind::Ed25519 => tr!(words, "dkim-ed25519"),
    }
}

const KINDS: [KeyKind; 2] = [KeyKind::Rsa2048, KeyKind::Ed25519];

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("dkim-kind", "dkim.kind"),
    ("dkim-make", "dkim.make"),
    ("dkim-sign", "dkim.sign"),
    ("btn-ok", "dkim.ok"),
    ("btn-cancel", "dkim.cancel"),
];
