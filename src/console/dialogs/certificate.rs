//! *View Certificate…*: everything that is to be said of an installed certificate.

use std::borrow::Cow;

use iced::widget::{Column, container, row};
use iced::{Alignment, Length};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::console::Element;
use crate::console::say;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{GAP, bold};
use crate::console::widget::{Dialog, Drawing, button, frame, rows, strip, words as sentence};
use crate::engine::command::{Described, Detail, Installed, Origin};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::Thumbprint;
use crate::{tr, wording};

/// Which one it is.
#[derive(Debug, Clone)]
pub struct State {
    thumbprint: Thumbprint,
    copied: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Copy* the thumbprint.
    Copy,
    /// *Close*
    Close,
}

/// What the opener is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Close the dialog.
    Close,
    /// Put this on the clipboard.
    Copy(String),
}

impl State {
    /// Of this certificate.
    pub fn new(thumbprint: Thumbprint) -> Self {
        Self { thumbprint, copied: false }
    }

    /// Whether it is still there.
    pub fn is_there(&self, live: &Snapshot) -> bool {
        find(self.thumbprint, live).is_some()
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match message {
            Message::Copy => {
                self.copied = true;
                Action::Copy(self.thumbprint.to_string())
            }
            Message::Close => Action::Close,
        }
    }

    /// The dialog; nothing when the certificate was deleted meanwhile.
    pub fn view<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Option<Dialog<'a, Message>> {
        let one = find(self.thumbprint, live)?;
        let (detail, about) = (&*one.certificate, &one.certificate.described);
        let mut parts: Vec<Element<'a, Message>> = findings(detail, None, words);
        if let Some(trouble) = &one.renewal {
            let (why, at) = (wording::order_trouble(words, &trouble.why), moment(trouble.next, words));
            parts.push(strip(Tone::Warning, tr!(words, "cert-renewal-failed", reason = why, time = at).into_owned(), None));
        }
        if parts.is_empty() {
            parts.push(strip(Tone::Good, tr!(words, "cert-all-well"), None));
        }
        let used: Vec<String> = one.used_by.iter().map(|id| say::server(live, *id)).collect();
        let used = if used.is_empty() { tr!(words, "cert-unused").into_owned() } else { words.list(&used) };
        parts.push(facts(
            vec![
                (words.text("cert-friendly-name"), about.friendly_name.as_str().into()),
                (tr!(words, "cert-used-by"), used.into()),
                (tr!(words, "cert-names"), words.list(&about.names).into()),
                (tr!(words, "cert-valid-from"), moment(about.not_before, words).into()),
                (tr!(words, "cert-col-expires"), moment(about.not_after, words).into()),
                (tr!(words, "cert-col-issued-to"), detail.subject_line.as_str().into()),
                (tr!(words, "cert-col-issued-by"), detail.issuer_line.as_str().into()),
                (tr!(words, "cert-origin"), origin(&about.origin, words)),
                (tr!(words, "cert-col-purpose"), purpose(about, words)),
                (tr!(words, "cert-public-key"), detail.key.as_str().into()),
                (tr!(words, "cert-signature"), detail.signature.as_str().into()),
                (tr!(words, "cert-serial"), detail.serial.as_str().into()),
            ],
            words,
        ));
        parts.push(self.thumbprints(detail, words));
        parts.push(chain(detail, words));
        let f = frame(
            "certificate",
            words.title("cert-view").into_owned(),
            rows(parts),
            [button("certificate.done", words.label("btn-close"), Some(Message::Close)).default().into()],
        )
        .width(620.0)
        .icon(Drawing::Certificate)
        .on_enter(Some(Message::Close))
        .on_close(Message::Close);
        Some(f.into())
    }

    fn thumbprints<'a>(&self, detail: &'a Detail, words: &'static Words) -> Element<'a, Message> {
        let copy = if self.copied { tr!(words, "card-copied") } else { tr!(words, "btn-copy") };
        let line = |caption: Cow<'static, str>, value: String| {
            row![
                container(sentence(tr!(words, "common-with-colon", label = caption))).width(LABELS),
                container(sentence(value)).width(Length::Fill)
            ]
            .spacing(GAP)
        };
        let first = line(tr!(words, "cert-sha256"), self.thumbprint.to_string())
            .push(button("certificate.copy", copy, Some(Message::Copy)))
            .align_y(Alignment::Center);
        let both = rows([first.into(), line(tr!(words, "cert-sha1"), detail.sha1.clone()).into()]).spacing(3);
        container(both).padding([5, 10]).width(Length::Fill).style(style::group).into()
    }
}

/// The certificates from the root down, each with its end: the order in which Windows shows them.
fn chain<'a>(detail: &'a Detail, words: &'static Words) -> Element<'a, Message> {
    let lines = detail.chain.iter().rev().enumerate().map(|(depth, link)| {
        let until = tr!(words, "cert-chain-until", date = day(link.not_after, words));
        let mut text = format!("{} – {until}", link.name);
        if link.from_system {
            text = format!("{text} {}", tr!(words, "cert-chain-system"));
        }
        container(sentence(text)).padding(iced::Padding::ZERO.left(14.0 * depth.min(6) as f32)).into()
    });
    let title = tr!(words, "cert-chain");
    let font = bold(&title);
    let title = iced::widget::text(title).font(font);
    iced::widget::column![
        title,
        container(Column::with_children(lines).spacing(2)).padding([6, 10]).width(Length::Fill).style(style::group)
    ]
    .spacing(4)
    .into()
}

/// An installed certificate.
pub fn find(thumbprint: Thumbprint, live: &Snapshot) -> Option<&Installed> {
    live.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == thumbprint)
}

/// What is to be said against it, a strip each, the gravest first. With a warning about the name of the one server it is to be
/// used by, which stands in the place of those about names.
pub fn findings<'a, M: 'a>(detail: &Detail, of_server: Option<Option<String>>, words: &'static Words) -> Vec<Element<'a, M>> {
    let kept = detail.findings.iter().filter(|finding| of_server.is_none() || !wording::is_about_a_name(finding));
    let mut said: Vec<(Tone, String)> = kept.map(|finding| (tone(detail, finding), wording::finding(words, finding))).collect();
    said.extend(of_server.flatten().map(|name| (Tone::Warning, name)));
    said.sort_by_key(|(tone, _)| match tone {
        Tone::Bad => 0,
        Tone::Warning => 1,
        _ => 2,
    });
    said.into_iter().map(|(tone, text)| strip(tone, text, None)).collect()
}

/// What will go out of use by itself, or is meant so, is no error.
fn tone(detail: &Detail, finding: &crate::engine::command::Finding) -> Tone {
    use crate::engine::command::Finding;
    match finding {
        Finding::Expired(_) | Finding::NotForServers | Finding::BrokenChain(_) => Tone::Bad,
        Finding::UnknownRoot if detail.described.origin == Origin::Office => Tone::Plain,
        _ => Tone::Warning,
    }
}

/// Lines of a summary: what, and its value.
pub fn facts<'a, M: 'a>(facts: Vec<(Cow<'a, str>, Cow<'a, str>)>, words: &'static Words) -> Element<'a, M> {
    let lines = facts.into_iter().map(|(what, value)| {
        let what = tr!(words, "common-with-colon", label = what.as_ref()).into_owned();
        row![container(sentence(what)).width(LABELS), container(sentence(value)).width(Length::Fill)].spacing(GAP).into()
    });
    let all = Column::with_children(lines).spacing(3).width(Length::Fill);
    container(all).padding([7, 10]).width(Length::Fill).style(style::group).into()
}

/// A day as it is written here.
pub fn day(at: Timestamp, words: &'static Words) -> String {
    words.date(at.to_zoned(TimeZone::system()).date())
}

fn moment(at: Timestamp, words: &'static Words) -> String {
    words.moment(&at.to_zoned(TimeZone::system())).into_owned()
}

/// *Intended Purposes*
pub fn purpose<'a>(of: &Described, words: &'static Words) -> Cow<'a, str> {
    if of.for_servers { tr!(words, "cert-purpose-server") } else { tr!(words, "cert-purpose-other") }
}

/// Where it came from.
pub fn origin<'a>(origin: &Origin, words: &'static Words) -> Cow<'a, str> {
    use crate::engine::command::Authority;
    match origin {
        Origin::File => tr!(words, "cert-origin-file"),
        Origin::Pfx => tr!(words, "cert-origin-pfx"),
        Origin::Request => tr!(words, "cert-origin-request"),
        Origin::Office => tr!(words, "cert-office-authority"),
        Origin::Online(order) => match &order.authority {
            Authority::LetsEncrypt => tr!(words, "cert-lets-encrypt"),
            Authority::LetsEncryptStaging => tr!(words, "cert-lets-encrypt-staging"),
            Authority::Other { directory, .. } => directory.clone().into(),
        },
    }
}

/// Width of the labels.
const LABELS: f32 = 180.0;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words =
    &[("cert-view", "certificate.copy"), ("cert-sha256", "certificate.copy"), ("btn-close", "certificate.done")];
