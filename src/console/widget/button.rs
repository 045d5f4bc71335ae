//! Push buttons, links and tool buttons.

use std::borrow::Cow;

use iced::advanced::widget::Id;
use iced::widget::{container, row};
use iced::{Alignment, Length};

use super::bar::tip_maybe;
use super::control::{Control, Ring, Skin, Status, control};
use super::describe::{Description, Role};
use super::icon::{Icon, icon};
use super::label::{halves, label, mnemonic, plain, second};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::theme::{BUTTON, CONTROL, STROKE, TEXT, Tokens, mix};

/// A push button.
pub struct Button<'a, M> {
    id: Id,
    label: Cow<'a, str>,
    icon: Option<Icon>,
    on_press: Option<M>,
    default: bool,
    width: Length,
}

/// A push button "dialog.control"; without `on_press` it is off.
pub fn button<'a, M: Clone + 'a>(id: impl Into<Id>, label: impl Into<Cow<'a, str>>, on_press: Option<M>) -> Button<'a, M> {
    Button { id: id.into(), label: label.into(), icon: None, on_press, default: false, width: Length::Shrink }
}

impl<'a, M: Clone + 'a> Button<'a, M> {
    /// Drawn as the one that Enter presses. The frame's `on_enter` must send the same message.
    #[must_use]
    pub fn default(mut self) -> Self {
        self.default = true;
        self
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// Another width than that of its words.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

fn described(role: Role, label: &str) -> Description {
    Description { label: plain(label), second: second(label), mnemonic: mnemonic(label), ..Description::new(role, true) }
}

fn skin(t: &Tokens, s: Status, default: bool) -> Skin {
    let fill = match (s.enabled, s.pressed, s.hovered) {
        (false, ..) => t.field_off,
        (_, true, _) => t.pressed,
        (.., true) => t.hover,
        _ => t.button,
    };
    let edge = match (s.enabled, default) {
        (false, _) => (t.edge_off, STROKE),
        (_, true) => (t.accent, 2.0),
        _ => (if s.hovered { t.accent } else { t.edge }, STROKE),
    };
    Skin { fill: Some(fill), edge: Some(edge), words: if s.enabled { t.text } else { t.off } }
}

impl<'a, M: Clone + 'a> From<Button<'a, M>> for Element<'a, M> {
    fn from(b: Button<'a, M>) -> Self {
        let description = described(Role::Button, &b.label);
        let enabled = b.on_press.is_some();
        let words = label(b.label).single_line().enabled(enabled);
        let inside: Element<'a, M> = match b.icon {
            None => words.into(),
            Some(i) => row![icon(if enabled { i } else { i.tone(Tone::Off) }), words].spacing(6).align_y(Alignment::Center).into(),
        };
        let face = container(inside).center_y(CONTROL).padding([0, 12]);
        // Buttons in a row look right when the short ones share a width.
        let face: Element<'a, M> = match b.width {
            Length::Shrink => super::layout::at_least(BUTTON, face.center_x(Length::Shrink)),
            width => face.center_x(width).into(),
        };
        let default = b.default;
        // A row of buttons has no room for second names: they wait for the pointer.
        let name = description.second.clone();
        tip_maybe(control(b.id, description, face, b.on_press).skin(move |t, s| skin(t, s, default)), name)
    }
}

/// Words that act like a button and look like a link, for "Change…" beside a line of text.
pub fn link<'a, M: Clone + 'a>(id: impl Into<Id>, text: impl Into<Cow<'a, str>>, on_press: Option<M>) -> Element<'a, M> {
    let text = text.into();
    let description = described(Role::Link, &text);
    let enabled = on_press.is_some();
    let name = description.second.clone();
    let words = label(halves(&text).0.to_owned()).enabled(enabled);
    let link = control(id, description, container(words).padding([1, 2]), on_press)
        .skin(|t, s| Skin {
            fill: s.pressed.then_some(t.pressed).or(s.hovered.then_some(t.hover)),
            edge: None,
            words: if s.enabled { t.accent } else { t.off },
        })
        .pointer();
    tip_maybe(link, name)
}

/// A flat button with an icon and, if not empty, words, for tool bars and the status bar.
pub fn tool<'a, M: Clone + 'a>(
    id: impl Into<Id>,
    sign: impl Into<Icon>,
    text: impl Into<Cow<'a, str>>,
    on_press: Option<M>,
) -> Control<'a, M> {
    let text = text.into();
    let description = described(Role::Button, &text);
    let enabled = on_press.is_some();
    let sign = sign.into();
    let sign = if enabled { sign } else { sign.tone(Tone::Off) };
    let inside: Element<'a, M> = if text.is_empty() {
        icon(sign)
    } else {
        row![icon(sign), label(text).single_line().size(TEXT).enabled(enabled)].spacing(6).align_y(Alignment::Center).into()
    };
    control(id, description, container(inside).center_y(CONTROL).padding([0, 6]), on_press)
        .skin(|t, s| Skin {
            fill: s.pressed.then_some(t.pressed).or(s.hovered.then_some(t.hover)),
            edge: (s.hovered || s.pressed).then_some((mix(t.hover, t.edge, 0.4), STROKE)),
            words: if s.enabled { t.text } else { t.off },
        })
        .ring(Ring::Inside)
}
