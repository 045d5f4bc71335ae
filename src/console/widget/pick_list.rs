//! A choice from a list that drops down.
//!
//! Closed: Up and Down change the choice, letters jump, Space, F4 and Alt+Down open it. Open: Up, Down, Home, End and
//! letters move the mark, Enter and Space take it, Escape and a click elsewhere close it with nothing changed.

use std::borrow::Cow;
use std::time::Instant;

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Overlay, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer, text};
use iced::keyboard::{self, Key, key::Named};
use iced::{Border, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, border};

use super::control::{Focus, Ring, draw_ring};
use super::describe::{Announce, Description, Press, Role};
use super::icon::{Drawing, Icon};
use super::rows::{Look, Scroll, TypeAhead, draw_words};
use crate::console::Element;
use crate::console::theme::{CONTROL, RADIUS, REGULAR, ROW, STROKE, tokens};

/// Rows shown before the list scrolls.
const MOST: usize = 12;

/// A choice from a list that drops down.
pub struct PickList<'a, M> {
    id: Id,
    options: Vec<Cow<'a, str>>,
    chosen: Option<usize>,
    on_choose: Option<Box<dyn Fn(usize) -> M + 'a>>,
    width: Length,
}

/// A pick list "dialog.control" of these words; without [`on_choose`](PickList::on_choose) it is off.
pub fn pick_list<'a, T: Into<Cow<'a, str>>, M: 'a>(
    id: impl Into<Id>,
    options: impl IntoIterator<Item = T>,
    chosen: Option<usize>,
) -> PickList<'a, M> {
    PickList { id: id.into(), options: options.into_iter().map(Into::into).collect(), chosen, on_choose: None, width: Length::Fill }
}

impl<'a, M: 'a> PickList<'a, M> {
    /// What a choice sends.
    #[must_use]
    pub fn on_choose(mut self, message: impl Fn(usize) -> M + 'a) -> Self {
        self.on_choose = Some(Box::new(message));
        self
    }

    /// What a choice sends, if it is on.
    #[must_use]
    pub fn on_choose_maybe(mut self, message: Option<impl Fn(usize) -> M + 'a>) -> Self {
        self.on_choose = message.map(|f| Box::new(f) as Box<dyn Fn(usize) -> M + 'a>);
        self
    }

    /// Another width than all there is.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    fn choose(&self, i: usize, shell: &mut Shell<'_, M>) {
        if let Some(f) = self.on_choose.as_ref().filter(|_| self.chosen != Some(i) && i < self.options.len()) {
            shell.publish(f(i));
        }
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    hovered: bool,
    /// The marked row while the list is open.
    open: Option<usize>,
    /// The marked row when the list was last scrolled to it.
    shown: Option<usize>,
    scroll: Scroll,
    typed: TypeAhead,
    announce: Announce,
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for PickList<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Fixed(CONTROL))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let widest = || self.options.iter().map(|o| super::rows::measure(o, REGULAR)).fold(60.0, f32::max) + 38.0;
        let content = if matches!(self.width, Length::Shrink) { widest() } else { 0.0 };
        layout::Node::new(limits.resolve(self.width, Length::Fixed(CONTROL), Size::new(content, CONTROL)))
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let enabled = self.on_choose.is_some();
        let value = self.chosen.and_then(|i| self.options.get(i)).map(|s| s.clone().into_owned()).unwrap_or_default();
        let bounds = layout.bounds();
        op.text(None, Rectangle { x: bounds.x + 8.0, width: bounds.width - 34.0, ..bounds }, &value);
        state.announce.description = Description {
            value,
            open: state.open.is_some(),
            rows: self.options.len(),
            selected: state.open.or(self.chosen),
            ..Description::new(Role::PickList, enabled)
        };
        op.custom(Some(&self.id), bounds, &mut state.announce);
        if enabled {
            op.focusable(Some(&self.id), bounds, &mut state.focus);
        }
        op.container(Some(&self.id), bounds);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if self.on_choose.is_none() {
            *state = State::default();
            return;
        }
        if state.announce.press.take() == Some(Press::Activate) {
            state.open = Some(self.chosen.unwrap_or(0));
            shell.capture_event();
            shell.request_redraw();
            return;
        }
        if state.open.is_some() && !state.focus.focused {
            state.open = None;
        }
        if state.open.is_none() {
            state.shown = None;
        }
        let over = cursor.is_over(layout.bounds()) && cursor.is_over(*viewport);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                if state.focus.by_mouse(over) || state.open.is_some() {
                    shell.request_redraw();
                }
                let was = state.open.take();
                if over {
                    if *button == mouse::Button::Left && was.is_none() {
                        state.open = Some(self.chosen.unwrap_or(0));
                        state.scroll = Scroll::default();
                    }
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) if over != state.hovered => {
                state.hovered = over;
                shell.request_redraw();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, text, .. })
                if state.focus.focused && !shell.is_event_captured() =>
            {
                let n = self.options.len();
                if n == 0 {
                    return;
                }
                let at = state.open.or(self.chosen);
                let to = match key.as_ref() {
                    Key::Named(Named::ArrowDown | Named::ArrowUp) if modifiers.alt() => {
                        state.open = if state.open.is_some() { None } else { Some(at.unwrap_or(0)) };
                        None
                    }
                    Key::Named(Named::F4) => {
                        state.open = if state.open.is_some() { None } else { Some(at.unwrap_or(0)) };
                        None
                    }
                    Key::Named(Named::Escape) if state.open.is_some() => {
                        state.open = None;
                        None
                    }
                    Key::Named(Named::Enter | Named::Space) if state.open.is_some() => {
                        if let Some(i) = state.open.take() {
                            self.choose(i, shell);
                        }
                        None
                    }
                    Key::Named(Named::Space) if modifiers.is_empty() => {
                        state.open = Some(at.unwrap_or(0));
                        None
                    }
                    Key::Named(Named::ArrowDown) => Some(at.map_or(0, |i| (i + 1).min(n - 1))),
                    Key::Named(Named::ArrowUp) => Some(at.map_or(0, |i| i.saturating_sub(1))),
                    Key::Named(Named::Home) => Some(0),
                    Key::Named(Named::End) => Some(n - 1),
                    Key::Named(_) => return,
                    _ if modifiers.alt() || modifiers.command() => return,
                    _ => match text.as_deref().filter(|s| !s.chars().any(char::is_control)) {
                        Some(s) => state.typed.find(s, Instant::now(), at, n, |i| self.options[i].clone()),
                        None => return,
                    },
                };
                state.focus.visible = true;
                if let Some(i) = to {
                    if state.open.is_some() {
                        state.open = Some(i);
                    } else {
                        self.choose(i, shell);
                    }
                }
                shell.capture_event();
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let t = tokens(theme);
        let state = tree.state.downcast_ref::<State>();
        let enabled = self.on_choose.is_some();
        let bounds = layout.bounds();
        let (fill, edge, words) = match (enabled, state.hovered || state.open.is_some()) {
            (false, _) => (t.field_off, t.edge_off, t.off),
            (true, true) => (t.field, t.accent, t.text),
            (true, false) => (t.field, t.edge, t.text),
        };
        let border = Border { color: edge, width: STROKE, radius: border::radius(RADIUS) };
        renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, fill);
        let place = Rectangle { x: bounds.x + 8.0, width: bounds.width - 34.0, ..bounds };
        if let Some(s) = self.chosen.and_then(|i| self.options.get(i)) {
            draw_words(renderer, s, place, REGULAR, words, text::Alignment::Default, *viewport);
        }
        let sign = Rectangle { x: bounds.x + bounds.width - 22.0, y: bounds.y + 6.0, width: 14.0, height: 14.0 };
        Icon::new(Drawing::ChevronDown).draw(renderer, sign, t, Some(words));
        if enabled && state.focus.focused && state.focus.visible {
            draw_ring(renderer, bounds, Ring::Outside, t);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _: &Renderer,
        _: &Rectangle,
        shift: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        state.open?;
        let anchor = layout.bounds() + shift;
        Some(overlay::Element::new(Box::new(Drop { list: self, state, anchor })))
    }
}

impl<'a, M: 'a> From<PickList<'a, M>> for Element<'a, M> {
    fn from(list: PickList<'a, M>) -> Self {
        Element::new(list)
    }
}

/// The list while it is down.
struct Drop<'b, 'a, M> {
    list: &'b mut PickList<'a, M>,
    state: &'b mut State,
    anchor: Rectangle,
}

impl<M> Overlay<M, Theme, Renderer> for Drop<'_, '_, M> {
    fn layout(&mut self, _: &Renderer, bounds: Size) -> layout::Node {
        let n = self.list.options.len();
        let wanted = n.min(MOST) as f32 * ROW + 4.0;
        let below = bounds.height - (self.anchor.y + self.anchor.height) - 4.0;
        let above = self.anchor.y - 4.0;
        let down = below >= wanted || below >= above;
        let height = wanted.min(if down { below } else { above }).max(ROW + 4.0);
        let y = if down { self.anchor.y + self.anchor.height + 1.0 } else { self.anchor.y - height - 1.0 };
        let node = layout::Node::new(Size::new(self.anchor.width, height)).move_to(Point::new(self.anchor.x, y));
        if let Some(i) = self.state.open
            && self.state.shown.replace(i) != Some(i)
        {
            self.state.scroll.reveal(i, n, node.bounds().shrink(2.0));
        }
        node
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let n = self.list.options.len();
        let view = layout.bounds().shrink(2.0);
        for i in self.state.scroll.sight(n, view) {
            op.text(None, self.state.scroll.place(i, n, view), &self.list.options[i]);
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let n = self.list.options.len();
        let view = layout.bounds().shrink(2.0);
        if matches!(event, Event::Mouse(_)) && self.state.scroll.update(event, cursor, n, view) {
            shell.request_redraw();
            shell.capture_event();
            return;
        }
        let at = cursor.position().and_then(|p| self.state.scroll.row_at(p, n, view));
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. }) if at.is_some() && at != self.state.open => {
                self.state.open = at;
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if cursor.is_over(layout.bounds()) => {
                if let Some(i) = at {
                    self.state.open = None;
                    self.list.choose(i, shell);
                    shell.request_redraw();
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => shell.capture_event(),
            _ => {}
        }
    }

    fn mouse_interaction(&self, layout: Layout<'_>, cursor: mouse::Cursor, _: &Renderer) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) { mouse::Interaction::Idle } else { mouse::Interaction::None }
    }

    fn draw(&self, renderer: &mut Renderer, theme: &Theme, _: &renderer::Style, layout: Layout<'_>, _: mouse::Cursor) {
        let t = tokens(theme);
        let bounds = layout.bounds();
        let border = Border { color: t.edge, width: STROKE, radius: border::radius(RADIUS) };
        renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, t.field);
        let (n, view) = (self.list.options.len(), bounds.shrink(2.0));
        renderer.with_layer(view, |renderer| {
            for i in self.state.scroll.sight(n, view) {
                let place = self.state.scroll.place(i, n, view);
                let look = Look { selected: self.state.open == Some(i), hovered: false, active: true };
                let color = look.draw(renderer, t, place).unwrap_or(t.text);
                let words = Rectangle { x: place.x + 6.0, width: place.width - 12.0, ..place };
                draw_words(renderer, &self.list.options[i], words, REGULAR, color, text::Alignment::Default, view);
            }
            self.state.scroll.draw(renderer, t, n, view);
        });
    }
}
