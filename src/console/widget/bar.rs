//! What stands at the edges of the window: tool bar, status bar; and tool tips and progress.

use std::borrow::Cow;

use iced::widget::{Row, column, container, progress_bar, row, rule, tooltip};
use iced::{Alignment, Length, Theme};

use super::icon::Icon;
use super::layout::{hint, words};
use crate::console::Element;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{GAP, SMALL, tokens};

/// Tools in a row above what they work on.
pub fn tool_bar<'a, M: 'a>(tools: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    let tools = Row::with_children(tools).spacing(2).align_y(Alignment::Center).padding([2, 6]);
    column![container(tools).width(Length::Fill).style(style::window), divider()].into()
}

/// The bar at the foot of the window: what is most worth knowing at the left with its sign, what was just done at the
/// right (with *Undo* as a link).
pub fn status_bar<'a, M: 'a>(tone: Tone, text: impl Into<Cow<'a, str>>, right: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    // Long sentences take a second line: what is wrong must be read to its end.
    let left = row![Icon::sign(tone).view(16.0), container(words(text)).width(Length::Fill)]
        .spacing(6)
        .align_y(Alignment::Center)
        .width(Length::Fill);
    let right = Row::with_children(right).spacing(4).align_y(Alignment::Center);
    let line = row![left, right].spacing(GAP).align_y(Alignment::Center).padding([4, 10]);
    column![divider(), container(line).width(Length::Fill).style(style::window)].into()
}

/// A line that divides.
pub fn divider<'a, M: 'a>() -> Element<'a, M> {
    rule::horizontal(1)
        .style(|theme: &Theme| rule::Style { color: tokens(theme).line, radius: 0.0.into(), fill_mode: rule::FillMode::Full, snap: true })
        .into()
}

/// How far a job is, 0 to 1, with words under it.
pub fn progress<'a, M: 'a>(share: f32, text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    let bar = progress_bar(0.0..=1.0, share.clamp(0.0, 1.0)).girth(12).style(style::progress);
    column![bar, hint(text)].spacing(4).width(Length::Fill).into()
}

/// The same, unless there is nothing to say.
pub(super) fn tip_maybe<'a, M: 'a>(content: impl Into<Element<'a, M>>, text: String) -> Element<'a, M> {
    if text.is_empty() { content.into() } else { tip(content, text) }
}

/// A sentence that appears when the pointer rests on `content`.
pub fn tip<'a, M: 'a>(content: impl Into<Element<'a, M>>, text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    let words = iced::widget::text(text.into()).size(SMALL).wrapping(iced::widget::text::Wrapping::WordOrGlyph);
    let words = container(words).max_width(320).padding([4, 8]).style(style::tip);
    tooltip(content, words, tooltip::Position::Bottom).delay(std::time::Duration::from_millis(500)).gap(4).into()
}
