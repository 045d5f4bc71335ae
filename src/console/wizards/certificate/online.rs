//! An online certification authority (RFC 8555): which one, how the names are proved to be ours, and how far the order is.

use std::borrow::Cow;

use iced::widget::{container, row};
use iced::{Alignment, Length};

use super::*;
use crate::console::dialogs::form::{Edit, Number};
use crate::console::theme::GAP;
use crate::console::theme::style;
use crate::engine::command::{Authority, Challenge, Found, Order, OrderStep, Record};
use crate::mail::Address;
use crate::wording;

/// The authorities of the list.
const LETS_ENCRYPT: usize = 0;
const STAGING: usize = 1;
const OTHER: usize = 2;

/// What is typed on *Choose a Certification Authority*.
#[derive(Debug, Clone)]
pub struct Draft {
    authority: usize,
    directory: String,
    /// The file of the root that the authority's own web server is trusted by; empty: what this computer trusts.
    root: String,
    /// What was in it; that of an earlier order as long as no file is named.
    pem: String,
    /// The file is no certificate.
    wrong_root: bool,
    key_id: String,
    key: Secret<String>,
    contact: String,
    challenge: Challenge,
    /// The port that is opened for the proof.
    port: Number,
    agreed: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            authority: LETS_ENCRYPT,
            directory: String::new(),
            root: String::new(),
            pem: String::new(),
            wrong_root: false,
            key_id: String::new(),
            key: Secret::default(),
            contact: String::new(),
            challenge: Challenge::default(),
            port: Number::new(Order::default().http_port.into(), 1..=65_535),
            agreed: false,
        }
    }
}

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another authority.
    Authority(usize),
    /// Typing its directory.
    Directory(String),
    /// Typing the file of its root.
    Root(String),
    /// *Browse…* beside it: the wizard shows the chooser.
    Browse,
    /// Typing the key identifier.
    KeyId(String),
    /// Typing the key that goes with it.
    Key(Secret<String>),
    /// Typing the address that it may write to.
    Contact(String),
    /// How the names are proved to be ours.
    Challenge(Challenge),
    /// The port that is opened for the proof.
    Port(Edit),
    /// The terms are agreed to.
    Agreed(bool),
}

impl Draft {
    /// As it was ordered before.
    pub(super) fn of(order: &Order) -> Self {
        let port = Number::new(order.http_port.into(), 1..=65_535);
        let mut draft = Self { contact: order.contact.clone(), challenge: order.challenge, port, ..Self::default() };
        match &order.authority {
            Authority::LetsEncrypt => {}
            Authority::LetsEncryptStaging => draft.authority = STAGING,
            Authority::Other { directory, root, key_id } => {
                draft.authority = OTHER;
                (draft.directory, draft.pem, draft.key_id) = (directory.clone(), root.clone(), key_id.clone());
            }
        }
        draft
    }

    pub(super) fn update(&mut self, message: Message) {
        match message {
            Message::Authority(at) => (self.authority, self.agreed) = (at, false),
            Message::Directory(typed) => self.directory = typed,
            Message::Root(typed) => (self.root, self.pem, self.wrong_root) = (typed, String::new(), false),
            Message::Browse => {}
            Message::KeyId(typed) => self.key_id = typed,
            Message::Key(typed) => self.key = typed,
            Message::Contact(typed) => self.contact = typed,
            Message::Challenge(challenge) => self.challenge = challenge,
            Message::Port(edit) => self.port.edit(edit),
            Message::Agreed(agreed) => self.agreed = agreed,
        }
    }

    fn directory_problem(&self, words: &'static Words) -> Cow<'static, str> {
        let typed = self.directory.trim();
        if typed.is_empty() || is_directory(typed) { "".into() } else { tr!(words, "cert-directory-wrong") }
    }

    fn contact_fits(&self) -> bool {
        let typed = self.contact.trim();
        typed.is_empty() || Address::parse(typed).is_ok()
    }

    /// Whether *Next* may go on.
    pub(super) fn is_whole(&self) -> bool {
        let other = self.authority != OTHER || (is_directory(self.directory.trim()) && self.has_both_or_none() && !self.wrong_root);
        self.agreed && self.contact_fits() && other && (self.challenge == Challenge::Dns || self.port.port().is_some())
    }

    /// A key identifier has its key, or one was given at an earlier time.
    fn has_both_or_none(&self) -> bool {
        self.key.expose().trim().is_empty() || !self.key_id.trim().is_empty()
    }

    /// The file of the root that has to be read yet.
    pub(super) fn root_file(&self) -> Option<&str> {
        (self.authority == OTHER && self.pem.is_empty() && !self.root.trim().is_empty()).then(|| self.root.trim())
    }

    /// The file of the root, for a chooser.
    pub(super) fn root_mut(&mut self) -> &mut String {
        &mut self.root
    }

    /// The file was read.
    pub(super) fn rooted(&mut self, content: &[u8]) {
        match std::str::from_utf8(content) {
            Ok(text) if text.contains(BEGIN) => self.pem = text.to_owned(),
            _ => self.wrong_root = true,
        }
    }

    /// What is to be ordered.
    pub(super) fn order(&self) -> Order {
        let authority = match self.authority {
            LETS_ENCRYPT => Authority::LetsEncrypt,
            STAGING => Authority::LetsEncryptStaging,
            _ => Authority::Other {
                directory: self.directory.trim().to_owned(),
                root: self.pem.clone(),
                key_id: self.key_id.trim().to_owned(),
            },
        };
        let http_port = self.port.port().unwrap_or(Order::default().http_port);
        Order { authority, challenge: self.challenge, contact: self.contact.trim().to_owned(), http_port }
    }

    /// The key that goes with the key identifier.
    pub(super) fn secret(&self) -> Option<Secret<String>> {
        let key = self.key.expose().trim();
        (self.authority == OTHER && !key.is_empty()).then(|| key.into())
    }

    pub(super) fn authority_name(&self, words: &'static Words) -> Cow<'_, str> {
        match self.authority {
            LETS_ENCRYPT => tr!(words, "cert-lets-encrypt"),
            STAGING => tr!(words, "cert-lets-encrypt-staging"),
            _ => self.directory.trim().into(),
        }
    }

    pub(super) fn proof_name(&self, words: &'static Words) -> Cow<'static, str> {
        match self.challenge {
            Challenge::Http => words.text("cert-proof-http"),
            Challenge::Dns => words.text("cert-proof-dns"),
        }
    }
}

/// Whether a text is the address of a directory: `https://host…`.
fn is_directory(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains([' ', '"']))
}

impl State {
    pub(super) fn authority_page(&self, words: &'static Words) -> Dialog<'_, super::Message> {
        let d = &self.online;
        let all = [tr!(words, "cert-lets-encrypt"), tr!(words, "cert-lets-encrypt-staging"), tr!(words, "cert-other-authority")];
        let which = pick_list("certificate-authority.which", all, Some(d.authority)).on_choose(Message::Authority);
        let mut parts: Vec<Element<'_, Message>> =
            vec![field_row(LABELS, words.caption("cert-authority"), "certificate-authority.which", which)];
        if d.authority == OTHER {
            parts.extend(d.other(words));
        }
        if d.authority == STAGING {
            parts.push(strip(Tone::Warning, tr!(words, "cert-staging-note"), None));
        }
        let wrong = if d.contact_fits() { "".into() } else { tr!(words, "val-invalid-address") };
        let contact = field("certificate-authority.contact", &d.contact)
            .on_input(Message::Contact)
            .problem(wrong)
            .limits(tr!(words, "cert-contact-note"));
        parts.push(field_row(LABELS, words.caption("cert-contact"), "certificate-authority.contact", contact));
        let proof =
            |id, key, of| radio(id, "certificate-authority.proof", words.label(key), of, Some(d.challenge), Some(Message::Challenge));
        parts.extend([
            proof("certificate-authority.http", "cert-proof-http", Challenge::Http),
            indent(hint(tr!(words, "cert-proof-http-note"))),
            indent(field_row_when(
                d.challenge == Challenge::Http,
                LABELS - 22.0,
                words.caption("gen-tcp-port"),
                "certificate-authority.port",
                d.port.field("certificate-authority.port", d.challenge == Challenge::Http, words, None, Message::Port).limits(""),
            )),
            proof("certificate-authority.dns", "cert-proof-dns", Challenge::Dns),
            indent(hint(tr!(words, "cert-proof-dns-note"))),
            check_box("certificate-authority.agree", words.label("cert-agree"), d.agreed, Some(Message::Agreed)),
            hint(tr!(words, "cert-windows-authority")),
        ]);
        let parts = Element::from(rows(parts)).map(|message| match message {
            Message::Browse => super::Message::Browse,
            message => super::Message::Online(message),
        });
        let next = d.is_whole().then_some(super::Message::Next);
        let parts = vec![title(tr!(words, "cert-page-choose-ca")), parts];
        self.frame(words, "certificate-authority", parts, next).initial("certificate-authority.which").into()
    }

    pub(super) fn progress_page(&self, live: &Snapshot, words: &'static Words) -> Dialog<'_, super::Message> {
        let step = match Standing::of(self.server, live) {
            Standing::Ordered(standing) => Some(&standing.step),
            _ => None,
        };
        let (failed, publish) = (matches!(step, Some(OrderStep::Failed(_))), matches!(step, Some(OrderStep::Publish(_))));
        let heading = if failed { tr!(words, "cert-row-order-failed") } else { tr!(words, "cert-page-progress") };
        let mut parts = vec![title(heading)];
        let press = |id, key, message: super::Message| button(id, words.label(key), self.waiting.is_none().then_some(message));
        let give_up = || Element::from(press("certificate-progress.give-up", "cert-give-up", super::Message::GiveUp));
        match step {
            Some(OrderStep::Publish(records)) => {
                parts.push(strip(Tone::Accent, tr!(words, "cert-publish"), None));
                parts.extend(records.iter().enumerate().map(|(at, record)| self.to_copy(at, record, words)));
                parts.push(hint(tr!(words, "cert-publish-note")));
                let check = press("certificate-progress.published", "cert-check-and-continue", super::Message::Published);
                parts.push(buttons([check.icon(Drawing::Check).into(), give_up()]).into());
            }
            Some(OrderStep::Failed(why)) => {
                parts.push(strip(Tone::Bad, wording::order_trouble(words, why), None));
                parts.push(hint(tr!(words, "cert-failed-note")));
                let again = press("certificate-progress.again", "cert-try-again", super::Message::Again);
                parts.push(buttons([again.icon(Drawing::Refresh).into(), give_up()]).into());
            }
            step => {
                let (share, what) = match step {
                    Some(OrderStep::LookingForRecords(_)) => (0.3, tr!(words, "cert-step-records")),
                    Some(OrderStep::Checking) => (0.5, tr!(words, "cert-step-checking")),
                    Some(OrderStep::Issuing) => (0.8, tr!(words, "cert-step-issuing")),
                    _ => (0.1, tr!(words, "cert-step-asking")),
                };
                parts.push(progress(share, what));
                parts.push(buttons([give_up()]).into());
            }
        }
        if !failed {
            parts.push(hint(tr!(words, "cert-progress-note")));
        }
        let initial = match (failed, publish) {
            (true, _) => "certificate-progress.again",
            (_, true) => "certificate-progress.copy-name.0",
            _ => "certificate-progress.cancel",
        };
        self.framed(words, "certificate-progress", parts, failed, ("next", "btn-next", None)).initial(initial).into()
    }

    /// A record, with what puts its two parts on the clipboard.
    fn to_copy<'a>(&self, at: usize, record: &Record, words: &'static Words) -> Element<'a, super::Message> {
        let line = |caption: Cow<'static, str>, value: &str, id: String, name: bool| {
            let caption = tr!(words, "common-with-colon", label = caption);
            let value = crate::console::widget::words::<super::Message>(value.to_owned());
            let done = self.copied == Some((at, name));
            let copy = if done { tr!(words, "card-copied") } else { tr!(words, "btn-copy") };
            let copy = button(id, copy, Some(super::Message::Copy(at, name)));
            row![container(crate::console::widget::words(caption)).width(90.0), container(value).width(Length::Fill), copy]
                .spacing(GAP)
                .align_y(Alignment::Center)
                .into()
        };
        let mut both = rows([
            line(tr!(words, "dkim-record-name"), &record.name, format!("certificate-progress.copy-name.{at}"), true),
            line(tr!(words, "dkim-record-text"), &record.text, format!("certificate-progress.copy-text.{at}"), false),
        ]);
        both = match &record.found {
            Found::NotLooked => both,
            Found::There => both.push(strip(Tone::Good, tr!(words, "dkim-published"), None)),
            Found::Missing(there) if there.is_empty() => both.push(strip(Tone::Warning, tr!(words, "cert-record-missing"), None)),
            Found::Missing(there) => both.push(strip(Tone::Bad, tr!(words, "cert-record-other", text = words.list(there)), None)),
            Found::NoAnswer(_) => both.push(strip(Tone::Warning, tr!(words, "dkim-no-answer"), None)),
        };
        container(both).padding([4, 8]).width(Length::Fill).style(style::group).into()
    }
}

impl Draft {
    /// What another authority needs besides.
    fn other(&self, words: &'static Words) -> Vec<Element<'_, Message>> {
        let directory = field("certificate-authority.directory", &self.directory)
            .on_input(Message::Directory)
            .placeholder("https://…/directory")
            .problem(self.directory_problem(words));
        let wrong = if self.wrong_root { tr!(words, "cert-root-wrong") } else { "".into() };
        let limits = if self.pem.is_empty() { tr!(words, "cert-root-limits") } else { tr!(words, "cert-root-known") };
        let root = field("certificate-authority.root", &self.root).on_input(Message::Root).problem(wrong).limits(limits);
        let root = with_browse(root, "certificate-authority.browse", Some(Message::Browse), words);
        let wrong = if self.has_both_or_none() { "".into() } else { tr!(words, "cert-key-id-missing") };
        let id = field("certificate-authority.key-id", &self.key_id).on_input(Message::KeyId).problem(wrong);
        let key = field("certificate-authority.key", self.key.expose())
            .on_input(|typed| Message::Key(Secret::new(typed)))
            .secret(true)
            .limits(tr!(words, "cert-eab-note"));
        vec![
            field_row(LABELS, words.caption("cert-directory"), "certificate-authority.directory", directory),
            field_row(LABELS, words.caption("cert-root-file"), "certificate-authority.root", root),
            field_row(LABELS, words.caption("cert-key-id"), "certificate-authority.key-id", id),
            field_row(LABELS, words.caption("cert-eab-key"), "certificate-authority.key", key),
        ]
    }
}

/// What a certificate in a text begins with.
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
