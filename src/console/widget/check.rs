//! Check boxes and radio buttons.
//!
//! Radio buttons of one group are one stop of the Tab key; the arrows move the choice among them, wherever in the dialog
//! they stand (the fields that belong to a choice may lie between). The scope finds them by their group.

use std::borrow::Cow;

use iced::advanced::widget::Id;
use iced::widget::{container, row};
use iced::{Alignment, Background, Border, Length, Padding, Theme, border};

use super::control::control;
use super::describe::{Description, Role};
use super::icon::{Drawing, Icon};
use super::label::{label, mnemonic, plain, second};
use crate::console::Element;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{LINE, STROKE, tokens};
use iced::widget::svg;

const BOX: f32 = 15.0;

/// A box to tick: `on_toggle` gets the new state; `None` turns it off.
pub fn check_box<'a, M: Clone + 'a>(
    id: impl Into<Id>,
    text: impl Into<Cow<'a, str>>,
    ticked: bool,
    on_toggle: Option<impl Fn(bool) -> M + 'a>,
) -> Element<'a, M> {
    let text = text.into();
    let message = on_toggle.map(|f| f(!ticked));
    let description = Description {
        label: plain(&text),
        second: second(&text),
        mnemonic: mnemonic(&text),
        checked: Some(ticked),
        ..Description::new(Role::CheckBox, true)
    };
    let mark = ticked.then_some(Drawing::Check);
    control(id, description, face(text, mark, message.is_some(), false), message).into()
}

/// A radio button of `group` (the id of the question, "relay.mode"); chosen when `value` is `chosen`.
pub fn radio<'a, V: PartialEq, M: Clone + 'a>(
    id: impl Into<Id>,
    group: impl Into<Id>,
    text: impl Into<Cow<'a, str>>,
    value: V,
    chosen: Option<V>,
    on_choose: Option<impl Fn(V) -> M + 'a>,
) -> Element<'a, M> {
    let text = text.into();
    let on = chosen.as_ref() == Some(&value);
    let message = on_choose.map(|f| f(value));
    let description = Description {
        label: plain(&text),
        second: second(&text),
        mnemonic: mnemonic(&text),
        checked: Some(on),
        group: Some(group.into()),
        ..Description::new(Role::Radio, true)
    };
    let mark = on.then_some(Drawing::Dot);
    control(id, description, face(text, mark, message.is_some(), true), message).into()
}

fn face<'a, M: 'a>(text: Cow<'a, str>, mark: Option<Drawing>, enabled: bool, round: bool) -> Element<'a, M> {
    let sign: Element<'a, M> = match mark {
        Some(d) => svg_mark(d, enabled),
        None => iced::widget::space().width(BOX).height(BOX).into(),
    };
    let filled = mark.is_some();
    let sign = container(sign).width(BOX).height(BOX).style(move |theme: &Theme| {
        let t = tokens(theme);
        let (fill, edge) = match (enabled, filled) {
            (false, _) => (t.field_off, t.off),
            (true, true) => (t.accent, t.accent),
            (true, false) => (t.field, t.edge),
        };
        let radius = if round { BOX / 2.0 } else { 2.0 };
        container::Style {
            background: Some(Background::Color(fill)),
            border: Border { color: edge, width: STROKE, radius: border::radius(radius) },
            ..container::Style::default()
        }
    });
    // The box stands beside the first line when the words wrap.
    let sign = container(sign).padding(Padding::ZERO.top((LINE - BOX) / 2.0));
    row![sign, label(text).enabled(enabled)].spacing(7).align_y(Alignment::Start).padding([2, 1]).width(Length::Shrink).into()
}

fn svg_mark<'a, M: 'a>(d: Drawing, enabled: bool) -> Element<'a, M> {
    if enabled {
        Icon::new(d).view_with(BOX, |theme: &Theme, _| svg::Style { color: Some(tokens(theme).on_accent) })
    } else {
        Icon::new(d).view_with(BOX, style::icon(Tone::Off))
    }
}
