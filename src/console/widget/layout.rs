//! How controls stand together: forms, groups, buttons in a row, strips.

use std::borrow::Cow;

use iced::advanced::widget::{Id, Operation, Tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Event, Length, Padding, Rectangle, Renderer, Size, Theme, Vector};

use super::icon::Icon;
use super::label::label;
use super::pass_on::pass_on;
use crate::console::Element;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{CONTROL, GAP, HEADLINE, LINE, PAD, ROWS, SMALL, bold};

/// Text that wraps and has no mnemonic.
pub fn words<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    iced::widget::text(text.into()).wrapping(iced::widget::text::Wrapping::WordOrGlyph).into()
}

/// A smaller sentence that stands back: a limit, an explanation.
pub fn hint<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    iced::widget::text(text.into()).size(SMALL).wrapping(iced::widget::text::Wrapping::WordOrGlyph).style(style::words(Tone::Muted)).into()
}

/// The headline of a page.
pub fn headline<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    let text: Cow<'a, str> = text.into();
    let font = bold(&text);
    iced::widget::text(text).size(HEADLINE).font(font).into()
}

/// The rows of a dialog's body or of a group.
pub fn rows<'a, M: 'a>(rows: impl IntoIterator<Item = Element<'a, M>>) -> Column<'a, M> {
    Column::with_children(rows).spacing(ROWS).width(Length::Fill)
}

/// A label and its control side by side; labels of one form share `width`, so that the controls stand in one column.
pub fn field_row<'a, M: 'a>(
    width: f32,
    text: impl Into<Cow<'a, str>>,
    target: impl Into<Id>,
    control: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    field_row_when(true, width, text, target, control)
}

/// The same, with the label drawn as off when its control is.
pub fn field_row_when<'a, M: 'a>(
    enabled: bool,
    width: f32,
    text: impl Into<Cow<'a, str>>,
    target: impl Into<Id>,
    control: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    // The label stands beside the first line of what may be a field with a sentence below it.
    let text = container(label(text).target(target).width(width).enabled(enabled)).padding(Padding::ZERO.top((CONTROL - LINE) / 2.0));
    row![text, control.into()].spacing(GAP).align_y(Alignment::Start).width(Length::Fill).into()
}

/// Set in by the width of a check box, for what belongs to the choice above.
pub fn indent<'a, M: 'a>(content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    container(content).padding(Padding::ZERO.left(22)).width(Length::Fill).into()
}

/// Controls that belong together, with a title above their box.
pub fn group<'a, M: 'a>(title: impl Into<Cow<'a, str>>, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    // A name has no letter; two ampersands are one.
    let title: Cow<'a, str> = title.into();
    let font = bold(&title);
    let title: Element<'a, M> = label(title).font(font).tone(Tone::Plain).into();
    column![title, container(content).padding(PAD).width(Length::Fill).style(style::group)].spacing(4).width(Length::Fill).into()
}

/// Buttons side by side, from the left.
pub fn buttons<'a, M: 'a>(buttons: impl IntoIterator<Item = Element<'a, M>>) -> Row<'a, M> {
    Row::with_children(buttons).spacing(GAP).align_y(Alignment::Center)
}

/// A button at the right of a row, as on the Access page: a sentence, then what it leads to.
pub fn with_button<'a, M: 'a>(text: impl Into<Element<'a, M>>, button: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![container(text).width(Length::Fill), button.into()].spacing(PAD).align_y(Alignment::Center).into()
}

/// A strip with a sign, a sentence, and perhaps a link or button that mends it.
pub fn strip<'a, M: 'a>(tone: Tone, text: impl Into<Cow<'a, str>>, action: Option<Element<'a, M>>) -> Element<'a, M> {
    let sign = container(Icon::sign(tone).view(16.0)).padding(Padding::ZERO.top(1));
    let mut line = row![sign, container(words(text)).width(Length::Fill)].spacing(GAP).align_y(Alignment::Start);
    if let Some(a) = action {
        line = line.push(a).align_y(Alignment::Center);
    }
    container(line).padding([7, 9]).width(Length::Fill).style(style::strip(tone)).into()
}

/// What a list or page shows when there is nothing in it.
pub fn nothing<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    container(hint(text)).center_x(Length::Fill).padding(PAD).into()
}

/// A piece of empty space of this height.
pub fn gap<'a, M: 'a>(height: f32) -> Element<'a, M> {
    space().height(height).into()
}

/// What can scroll up and down, with the console's scroll bar beside it.
pub fn scrolling<'a, M: 'a>(content: impl Into<Element<'a, M>>) -> iced::widget::Scrollable<'a, M> {
    let bar = iced::widget::scrollable::Scrollbar::new().width(8).scroller_width(8).spacing(4);
    iced::widget::scrollable(content).direction(iced::widget::scrollable::Direction::Vertical(bar)).style(style::scroll)
}

/// As wide as its content, but not narrower than `width`; the content is centred.
pub fn at_least<'a, M: 'a>(width: f32, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Element::new(AtLeast { width, height: 0.0, content: content.into() })
}

/// As high as its content, but not lower than `height`; the content is told and may fill it.
pub fn at_least_high<'a, M: 'a>(height: f32, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Element::new(AtLeast { width: 0.0, height, content: content.into() })
}

struct AtLeast<'a, M> {
    width: f32,
    height: f32,
    content: Element<'a, M>,
}

impl<M> Widget<M, Theme, Renderer> for AtLeast<'_, M> {
    pass_on!(content: children, diff, size);

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let limits = limits.min_height(self.height);
        let node = self.content.as_widget_mut().layout(&mut tree.children[0], renderer, &limits);
        let size = node.size();
        if size.width >= self.width {
            return layout::Node::with_children(size, vec![node]);
        }
        let x = ((self.width - size.width) / 2.0).floor();
        layout::Node::with_children(Size::new(self.width, size.height), vec![node.translate([x, 0.0])])
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        let Some(inner) = layout.children().next() else { return };
        self.content.as_widget_mut().operate(&mut tree.children[0], inner, renderer, op);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let Some(inner) = layout.children().next() else { return };
        self.content.as_widget_mut().update(&mut tree.children[0], event, inner, cursor, renderer, clipboard, shell, viewport);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let Some(inner) = layout.children().next() else { return };
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, inner, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        shift: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let inner = layout.children().next()?;
        self.content.as_widget_mut().overlay(&mut tree.children[0], inner, renderer, viewport, shift)
    }
}
