//! The tabs of a property sheet: one stop of the Tab key, arrows and Ctrl+Tab turn the page.

use std::borrow::Cow;

use iced::keyboard::{Key, key::Named};
use iced::widget::{Row, column, container, space, stack};
use iced::{Background, Border, Color, Length, Padding, Theme};

use super::bar::tip_maybe;
use super::control::{Ring, control};
use super::describe::{Description, Role};
use super::label::{label, plain, second};
use super::layout::at_least_high;
use crate::console::Element;
use crate::console::theme::style;
use crate::console::theme::{PAD, REGULAR, STROKE, bold, tokens};

/// Tabs with `page` below the one in front. Tabs have no mnemonics; Ctrl+Tab, Ctrl+PageDown and the arrows turn pages.
/// `height` is that of the tallest page, so that the sheet stands still; a page that needs more gets it.
pub fn tabs<'a, V: PartialEq + Copy + 'a, M: Clone + 'a>(
    id: impl Into<Cow<'static, str>>,
    pages: impl IntoIterator<Item = (V, Cow<'a, str>)>,
    front: V,
    on_turn: impl Fn(V) -> M + 'a,
    height: f32,
    page: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let id: Cow<'static, str> = id.into();
    let pages: Vec<(V, Cow<'a, str>)> = pages.into_iter().collect();
    let at = pages.iter().position(|(v, _)| *v == front).unwrap_or(0);
    let title = pages.get(at).map(|(_, s)| plain(s)).unwrap_or_default();
    let values: Vec<V> = pages.iter().map(|(v, _)| *v).collect();
    let n = values.len();
    let strip = Row::with_children(pages.into_iter().enumerate().map(|(i, (value, title))| {
        let here = value == front;
        let id = format!("{id}.{i}");
        let name = second(&title);
        let font = if here { bold(&title) } else { REGULAR };
        let words = container(label(title).single_line().font(font));
        let face = container(words.padding(Padding::from([5, 14]).bottom(6))).style(move |theme: &Theme| tab(theme, here));
        // The tab in front carries a bar, so that it is not told by its weight and colour alone.
        let bar = container(space().height(3)).style(move |theme: &Theme| {
            let color = if here { tokens(theme).accent } else { Color::TRANSPARENT };
            container::Style {
                background: Some(color.into()),
                border: iced::border::rounded(iced::border::top(3.0)),
                ..container::Style::default()
            }
        });
        let face = stack![face, bar.width(Length::Fill)];
        let description = Description { second: name.clone(), ..Description::new(Role::Button, true) };
        let tab = control(id, description, face, Some(on_turn(value)))
            .skin(move |t, s| super::control::Skin {
                fill: if here { Some(t.surface) } else { s.hovered.then_some(t.hover) },
                edge: None,
                words: t.text,
            })
            .no_stop()
            .ring(Ring::None);
        tip_maybe(tab, name)
    }));
    let turn = move |next: bool| {
        let to = if next { (at + 1) % n.max(1) } else { (at + n.saturating_sub(1)) % n.max(1) };
        values.get(to).map(|v| on_turn(*v))
    };
    let description = Description { value: title, selected: Some(at), rows: n, ..Description::new(Role::Tabs, true) };
    let turn = std::rc::Rc::new(turn);
    let by_key = turn.clone();
    let strip = control(super::id(id), description, strip, None)
        .on_step(move |next| turn(next))
        .on_key(move |key, m| match key.as_ref() {
            Key::Named(Named::ArrowRight) if m.is_empty() => by_key(true),
            Key::Named(Named::ArrowLeft) if m.is_empty() => by_key(false),
            _ => None,
        })
        .ring(Ring::Part(at));
    let page = container(page).padding(PAD).width(Length::Fill).style(style::page);
    column![strip, at_least_high(height, page)].width(Length::Fill).into()
}

fn tab(theme: &Theme, here: bool) -> container::Style {
    let t = tokens(theme);
    container::Style {
        background: here.then_some(Background::Color(t.surface)),
        border: Border { color: t.line, width: STROKE, radius: iced::border::top(3.0) },
        snap: true,
        ..container::Style::default()
    }
}
