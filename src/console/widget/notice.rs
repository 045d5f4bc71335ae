//! Notices and questions: a sign, a few sentences, one to three buttons.

use std::borrow::Cow;

use iced::widget::{column, container, row};
use iced::{Alignment, Length, Padding};

use super::button::button;
use super::frame::{Dialog, frame};
use super::icon::{Drawing, Icon};
use super::layout::{hint, words};
use crate::console::Element;
use crate::console::theme::style::Tone;

/// An answer: id after the notice's, label, message. The first one is the default, in a [`caution`] the last.
pub type Answer<'a, M> = (&'static str, Cow<'a, str>, M);

/// A notice that blocks what opened it. `more` is the small print, empty if there is none. The last answer is the careful
/// one: Escape and the cross give it too.
pub fn notice<'a, M: Clone + 'a>(
    id: &'static str,
    tone: Tone,
    title: impl Into<Cow<'a, str>>,
    text: impl Into<Cow<'a, str>>,
    more: impl Into<Cow<'a, str>>,
    answers: impl IntoIterator<Item = Answer<'a, M>>,
) -> Dialog<'a, M> {
    show(id, Icon::sign(tone), title.into(), text.into(), more.into(), answers.into_iter().collect(), 0)
}

/// A notice before something that opens the door to others: Enter too gives the careful answer, the last one.
pub fn caution<'a, M: Clone + 'a>(
    id: &'static str,
    title: impl Into<Cow<'a, str>>,
    text: impl Into<Cow<'a, str>>,
    more: impl Into<Cow<'a, str>>,
    answers: impl IntoIterator<Item = Answer<'a, M>>,
) -> Dialog<'a, M> {
    let answers: Vec<_> = answers.into_iter().collect();
    let last = answers.len().saturating_sub(1);
    show(id, Icon::sign(Tone::Warning), title.into(), text.into(), more.into(), answers, last)
}

/// The same with a question mark.
pub fn question<'a, M: Clone + 'a>(
    id: &'static str,
    title: impl Into<Cow<'a, str>>,
    text: impl Into<Cow<'a, str>>,
    more: impl Into<Cow<'a, str>>,
    answers: impl IntoIterator<Item = Answer<'a, M>>,
) -> Dialog<'a, M> {
    let icon = Icon::new(Drawing::Question).tone(Tone::Accent);
    show(id, icon, title.into(), text.into(), more.into(), answers.into_iter().collect(), 0)
}

fn show<'a, M: Clone + 'a>(
    id: &'static str,
    icon: Icon,
    title: Cow<'a, str>,
    text: Cow<'a, str>,
    more: Cow<'a, str>,
    answers: Vec<Answer<'a, M>>,
    default: usize,
) -> Dialog<'a, M> {
    let on_enter = answers.get(default).map(|a| a.2.clone());
    let last = answers.last().map(|a| a.2.clone());
    let mut sentences = column![words(text)].spacing(8).width(Length::Fill);
    if !more.is_empty() {
        sentences = sentences.push(hint(more));
    }
    let sign = container(icon.view(32.0)).padding(Padding::ZERO.top(1).right(4));
    let body = row![sign, container(sentences).padding(Padding::ZERO.top(7))].spacing(10).align_y(Alignment::Start);
    // Three answers need more room than two.
    let width = match answers.len() {
        0..=2 => 400.0,
        3 => 630.0,
        _ => 780.0,
    };
    let initial = answers.get(default).map_or_else(String::new, |a| format!("{id}.{}", a.0));
    let buttons = answers.into_iter().enumerate().map(|(i, (name, label, message))| {
        let b = button(format!("{id}.{name}"), label, Some(message));
        Element::from(if i == default { b.default() } else { b })
    });
    let f =
        frame(id, title, container(body).padding(Padding::ZERO.top(4).bottom(6)), buttons).width(width).on_enter(on_enter).initial(initial);
    match last {
        Some(m) => f.on_close(m).into(),
        None => f.into(),
    }
}
