//! Two parts side by side with an edge between them that can be moved: by dragging it, or with the arrow keys once Tab has
//! reached it (Home and End go as far as it gets).

use std::borrow::Cow;

use iced::advanced::widget::operation::Operation;
use iced::advanced::widget::{Id, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme, border};

use super::control::Focus;
use super::describe::{Announce, Description, Role};
use super::pass_on::pass_on;
use crate::console::Element;
use crate::console::theme::{PAD, tokens};

/// Two parts and the edge between them.
pub struct Split<'a, M> {
    id: Id,
    label: Cow<'a, str>,
    width: f32,
    parts: [Element<'a, M>; 2],
    on_resize: Box<dyn Fn(f32, bool) -> M + 'a>,
}

/// `left`, `width` logical pixels wide, beside `right`, which takes the rest and begins with an empty margin of [`PAD`]: the
/// edge lies in it. `on_resize` is told the width wished for, and whether the edge has come to rest there.
pub fn split<'a, M: 'a>(
    id: impl Into<Id>,
    label: impl Into<Cow<'a, str>>,
    width: f32,
    left: impl Into<Element<'a, M>>,
    right: impl Into<Element<'a, M>>,
    on_resize: impl Fn(f32, bool) -> M + 'a,
) -> Split<'a, M> {
    Split { id: id.into(), label: label.into(), width, parts: [left.into(), right.into()], on_resize: Box::new(on_resize) }
}

/// The least width of the left part.
const LEAST: f32 = 160.0;
/// What the right part keeps.
const REST: f32 = 420.0;
/// How far an arrow key moves the edge.
const STEP: f32 = 16.0;

#[derive(Default)]
struct State {
    focus: Focus,
    /// Where in the edge the mouse holds it.
    held: Option<f32>,
    hovered: bool,
    announce: Announce,
}

impl<M> Split<'_, M> {
    fn within(width: f32, total: f32) -> f32 {
        width.clamp(LEAST, (total - REST).max(LEAST)).round()
    }

    fn grip(layout: Layout<'_>) -> Rectangle {
        let bounds = layout.bounds();
        let left = layout.children().next().map_or(0.0, |l| l.bounds().width);
        Rectangle { x: bounds.x + left + 1.0, width: PAD - 2.0, ..bounds }
    }
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for Split<'a, M> {
    pass_on!(parts: children, diff, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let size = limits.max();
        let left = Self::within(self.width, size.width);
        let mut one = |i: usize, width: f32| {
            let size = Size::new(width.max(0.0), size.height);
            self.parts[i].as_widget_mut().layout(&mut tree.children[i], renderer, &layout::Limits::new(size, size))
        };
        let nodes = vec![one(0, left), one(1, size.width - left).move_to(Point::new(left, 0.0))];
        layout::Node::with_children(size, nodes)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        let Tree { state, children, .. } = tree;
        let state = state.downcast_mut::<State>();
        let grip = Self::grip(layout);
        for (i, ((part, tree), l)) in self.parts.iter_mut().zip(children).zip(layout.children()).enumerate() {
            if i == 1 {
                let (label, value) = (self.label.clone().into_owned(), format!("{:.0}", l.bounds().x - layout.bounds().x));
                state.announce.description = Description { label, value, ..Description::new(Role::Splitter, true) };
                op.custom(Some(&self.id), grip, &mut state.announce);
                op.focusable(Some(&self.id), grip, &mut state.focus);
                op.container(Some(&self.id), grip);
            }
            part.as_widget_mut().operate(tree, l, renderer, op);
        }
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
        let Tree { state, children, .. } = tree;
        let state = state.downcast_mut::<State>();
        let (bounds, grip) = (layout.bounds(), Self::grip(layout));
        let left = grip.x - 1.0 - bounds.x;
        let wish = |width: f32, done: bool| (self.on_resize)(Self::within(width, bounds.width), done);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                let over = cursor.is_over(grip);
                if state.focus.by_mouse(over) {
                    shell.request_redraw();
                }
                if let (true, mouse::Button::Left, Some(p)) = (over, button, cursor.position()) {
                    state.held = Some(p.x - bounds.x - left);
                    shell.capture_event();
                    return;
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                if let (Some(held), Some(p)) = (state.held, cursor.position()) {
                    shell.publish(wish(p.x - bounds.x - held, false));
                    shell.capture_event();
                    return;
                }
                let hovered = cursor.is_over(grip);
                if hovered != state.hovered {
                    state.hovered = hovered;
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if state.held.take().is_some() => {
                shell.publish(wish(left, true));
                shell.capture_event();
                return;
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(key), modifiers, .. })
                if state.focus.focused && modifiers.is_empty() =>
            {
                let to = match key {
                    Named::ArrowLeft => left - STEP,
                    Named::ArrowRight => left + STEP,
                    Named::Home => 0.0,
                    Named::End => bounds.width,
                    _ => return,
                };
                state.focus.visible = true;
                shell.publish(wish(to, true));
                shell.capture_event();
                return;
            }
            _ => {}
        }
        for ((part, tree), l) in self.parts.iter_mut().zip(children).zip(layout.children()) {
            part.as_widget_mut().update(tree, event, l, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        if tree.state.downcast_ref::<State>().held.is_some() || cursor.is_over(Self::grip(layout)) {
            return mouse::Interaction::ResizingHorizontally;
        }
        let each = self.parts.iter().zip(&tree.children).zip(layout.children());
        each.map(|((p, tree), l)| p.as_widget().mouse_interaction(tree, l, cursor, viewport, renderer)).max().unwrap_or_default()
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
        for ((part, tree), l) in self.parts.iter().zip(&tree.children).zip(layout.children()) {
            part.as_widget().draw(tree, renderer, theme, style, l, cursor, viewport);
        }
        let (t, state) = (tokens(theme), tree.state.downcast_ref::<State>());
        let color = match (state.focus.focused && state.focus.visible, state.hovered || state.held.is_some()) {
            (true, _) => t.focus,
            (_, true) => t.accent,
            _ => return,
        };
        let grip = Self::grip(layout);
        let bounds = Rectangle { x: grip.x + grip.width / 2.0 - 1.5, y: grip.y + PAD, width: 3.0, height: grip.height - 2.0 * PAD };
        renderer.fill_quad(renderer::Quad { bounds, border: border::rounded(1.5), ..renderer::Quad::default() }, color);
    }
}

impl<'a, M: 'a> From<Split<'a, M>> for Element<'a, M> {
    fn from(split: Split<'a, M>) -> Self {
        Element::new(split)
    }
}
