//! *Overview*: how it goes, what wants attention with its cure, and what to do next.

use std::borrow::Cow;

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Padding};
use jiff::tz::TimeZone;

use super::{listing, steps};
use crate::console::Element;
use crate::console::act::Act;
use crate::console::app::Message;
use crate::console::memory::Memory;
use crate::console::say;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{BOLD, PAD, ROW, bold};
use crate::console::tree::Node;
use crate::console::widget::{button, buttons, headline, hint, link, scrolling, strip};
use crate::engine::snapshot::{Snapshot, Warning};
use crate::i18n::Words;
use crate::{tr, wording};

/// The page.
pub fn view<'a>(
    selected: Option<usize>,
    live: &'a Snapshot,
    words: &'static Words,
    memory: &Memory,
    first: Option<&str>,
) -> Element<'a, Message> {
    let since = words.moment(&live.started.to_zoned(TimeZone::system())).into_owned();
    let head =
        column![headline(tr!(words, "over-heading", host = live.host.to_string())), hint(tr!(words, "over-running-since", time = since)),]
            .spacing(2);
    let rows = live.servers.len().clamp(1, 6) as f32;
    let servers = listing::servers("overview.servers", live, words)
        .nothing(tr!(words, "tree-empty-servers"))
        .selected(selected)
        .on_select(Message::Row)
        .on_activate(Message::RowOpen)
        .on_context(Message::RowMenu)
        .on_key(Message::list_key)
        .height(ROW * rows + ROW + 8.0);
    let mut page = column![head].spacing(14).width(Length::Fill);
    if let Some(text) = first {
        page = page.push(strip(Tone::Accent, text.to_owned(), None));
    }
    page = page.push(titled(tr!(words, "over-servers"), servers.into())).push(figures(live, words));
    if live.changed_by_hand {
        // Until one of both is chosen, or the file is as it was.
        let press = |id: &'static str, label, act| button(id, label, Some(Message::Act(act))).into();
        let choice = buttons([
            press("overview.read-files", tr!(words, "ask-edits-load"), Act::ReadFiles),
            press("overview.keep-settings", tr!(words, "ask-edits-keep"), Act::KeepSettings),
        ]);
        // Below the sentence: beside it two buttons leave no room for it in a narrow window.
        page = page.push(column![strip(Tone::Warning, tr!(words, "ask-edits-title"), None), choice].spacing(6));
    }
    let attention = if live.warnings.is_empty() {
        strip(Tone::Good, tr!(words, "over-all-well"), None)
    } else {
        strips("overview", live.warnings.iter(), live, words)
    };
    page = page.push(titled(tr!(words, "over-attention"), attention)).push(steps::view(live, words, memory));
    scrolling(container(page).padding(Padding::ZERO.right(12).bottom(6))).height(Length::Fill).into()
}

fn titled<'a>(title: impl Into<Cow<'a, str>>, content: Element<'a, Message>) -> Element<'a, Message> {
    let title: Cow<'a, str> = title.into();
    let font = bold(&title);
    let title = iced::widget::text(title).font(font);
    column![title, content].spacing(5).width(Length::Fill).into()
}

/// Warnings as strips, each with the button that mends it.
pub fn strips<'a>(
    prefix: &str,
    warnings: impl Iterator<Item = &'a Warning>,
    live: &'a Snapshot,
    words: &'static Words,
) -> Element<'a, Message> {
    let mut strips = Column::new().spacing(6).width(Length::Fill);
    for (i, warning) in warnings.enumerate() {
        // The button's letter would stand on the page several times over.
        let mend =
            say::cure(words, live, warning).map(|(label, act)| button(format!("{prefix}.fix.{i}"), label, Some(Message::Act(act))).into());
        strips = strips.push(strip(say::tone(warning), wording::warning(words, warning, &live.servers), mend));
    }
    strips.into()
}

/// The counters, side by side.
fn figures<'a>(live: &Snapshot, words: &'static Words) -> Element<'a, Message> {
    let sessions: u64 = live.servers.iter().map(|line| u64::from(line.sessions)).sum();
    let figure = |label: Cow<'static, str>, value: String| {
        let value = iced::widget::text(value).size(20).font(BOLD);
        container(column![value, hint(label)].spacing(1).align_x(Alignment::Start))
            .padding([8.0, PAD])
            .width(Length::Fill)
            .style(style::group)
    };
    let figures = row![
        figure(tr!(words, "over-waiting"), words.number(live.queue.messages)),
        figure(tr!(words, "over-tried-again"), words.number(live.queue.deferred)),
        figure(tr!(words, "over-size-waiting"), words.size(live.queue.octets).into_owned()),
        figure(tr!(words, "over-sessions"), words.number(sessions)),
    ]
    .spacing(8)
    .width(Length::Fill);
    let show =
        (live.queue.messages > 0).then(|| link("overview.queue", tr!(words, "fix-show-queue"), Some(Message::Act(Act::Go(Node::Queues)))));
    Column::with_children(std::iter::once(figures.into()).chain(show)).spacing(4).width(Length::Fill).into()
}
