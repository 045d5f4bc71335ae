//! The *Access* page: four groups, each with what it leads to.

use std::sync::Arc;

use super::super::certificate::day;
use super::super::form::marked;
use super::place::Which;
use super::{Action, State};
use crate::console::Element;
use crate::console::act::Act;
use crate::console::theme::{GAP, PAD};
use crate::console::widget::{button, group, rows, with_button, words as text};
use crate::engine::command::Installed;
use crate::engine::snapshot::Certificates;
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

/// What is done there.
#[derive(Debug, Clone)]
pub enum Message {
    /// A button that opens a dialog.
    Open(Which),
    /// *Certificate…*
    Certificate,
    /// *View Certificate…*
    View,
}

impl State {
    /// The certificates may have changed.
    pub fn certified(&mut self, certificates: &Arc<Certificates>) {
        self.certificates = certificates.clone();
    }

    /// The certificate that the server uses; `None` with the temporary one.
    fn certificate(&self) -> Option<&Installed> {
        let own = self.saved.certificate.as_deref()?;
        self.certificates.installed.iter().find(|one| one.certificate.described.thumbprint.to_string().eq_ignore_ascii_case(own))
    }

    /// Takes a message; wizard and certificate are opened by the window.
    pub(super) fn on_access(&mut self, message: &Message) -> Action {
        let act = match message {
            Message::Open(which) => {
                self.open(*which);
                None
            }
            Message::Certificate => Some(Act::Certificate(ServerId(self.server.id))),
            Message::View => self.certificate().map(|one| Act::ViewCertificate(one.certificate.described.thumbprint)),
        };
        act.map_or(Action::None, Action::Act)
    }

    /// What is seen.
    pub(super) fn access(&self, words: &'static Words) -> Element<'_, Message> {
        let certificate = self.certificate();
        let said = match certificate.map(|one| &one.certificate.described) {
            None => tr!(words, "acc-temporary-certificate"),
            Some(one) => tr!(words, "acc-certificate-for", names = words.list(&one.names), date = day(one.not_after, words)),
        };
        let view = certificate.map(|_| Message::View);
        let wizard = button("properties.certificate", marked(words.label("acc-btn-certificate")), Some(Message::Certificate)).width(168);
        let view = button("properties.view-certificate", marked(words.label("cert-view")), view).width(168);
        page(said, rows([wizard.into(), view.into()]).width(168).into(), words)
    }
}

fn page<'a>(certificate: std::borrow::Cow<'a, str>, wizard: Element<'a, Message>, words: &'static Words) -> Element<'a, Message> {
    let press = |id: &'static str, label, which| button(id, label, Some(Message::Open(which))).width(168);
    rows([
        group(
            words.name("acc-access-control"),
            with_button(
                text(tr!(words, "acc-hint-authentication")),
                press("properties.authentication", marked(words.label("acc-btn-authentication")), Which::Authentication),
            ),
        ),
        group(
            words.name("acc-secure-communication"),
            rows([
                with_button(text(certificate), wizard),
                with_button(
                    text(tr!(words, "acc-hint-communication")),
                    press("properties.communication", marked(words.label("acc-btn-communication")), Which::Communication),
                ),
            ]),
        ),
        group(
            words.name("acc-connection-control"),
            rows([
                with_button(
                    text(tr!(words, "acc-hint-connection")),
                    press("properties.connection", marked(words.label("acc-btn-connection")), Which::Connection),
                ),
                with_button(
                    text(tr!(words, "acc-hint-protection")),
                    press("properties.protection", marked(words.label("button-protection")), Which::Protection),
                ),
            ]),
        ),
        group(
            words.name("acc-relay-restrictions"),
            with_button(text(tr!(words, "acc-hint-relay")), press("properties.relay", marked(words.label("acc-btn-relay")), Which::Relay)),
        ),
    ])
    .spacing(GAP + PAD)
    .into()
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("tab-access", "properties.tabs"),
    ("acc-access-control", "properties.authentication"),
    ("acc-btn-authentication", "properties.authentication"),
    ("acc-secure-communication", "properties.communication"),
    ("acc-btn-certificate", "properties.certificate"),
    ("cert-view", "properties.view-certificate"),
    ("acc-btn-communication", "properties.communication"),
    ("acc-connection-control", "properties.connection"),
    ("acc-btn-connection", "properties.connection"),
    ("button-protection", "properties.protection"),
    ("acc-relay-restrictions", "properties.relay"),
    ("acc-btn-relay", "properties.relay"),
];
