//! The *Access* page: four groups, each with what it leads to.

use super::super::form::marked;
use super::place::Which;
use crate::console::Element;
use crate::console::theme::{GAP, PAD};
use crate::console::widget::{button, group, rows, with_button, words as text};
use crate::i18n::Words;
use crate::tr;

/// What is seen; pressing a button opens its dialog.
pub fn view<'a>(words: &'static Words) -> Element<'a, Which> {
    let press = |id: &'static str, label, which| button(id, label, Some(which)).width(160);
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
            with_button(
                text(tr!(words, "acc-hint-communication")),
                press("properties.communication", marked(words.label("acc-btn-communication")), Which::Communication),
            ),
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
    ("acc-btn-communication", "properties.communication"),
    ("acc-connection-control", "properties.connection"),
    ("acc-btn-connection", "properties.connection"),
    ("button-protection", "properties.protection"),
    ("acc-relay-restrictions", "properties.relay"),
    ("acc-btn-relay", "properties.relay"),
];
