//! The menu bar of the window. It keeps for itself which menu is open; the caller hands over titles and entries.

use std::borrow::Cow;

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Overlay, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer, text};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, border};

use super::describe::{Announce, Description, Role};
use super::label::{mnemonic, plain, second};
use super::menu::{Item, Marks, Outcome, Panels};
use super::rows::{draw_words, measure};
use crate::console::Element;
use crate::console::theme::{CONTROL, REGULAR, tokens};

/// A menu of the bar: id, title, entries.
pub type Menu<'a, M> = (Cow<'static, str>, Cow<'a, str>, Vec<Item<'a, M>>);

/// The menu bar.
pub struct MenuBar<'a, M> {
    menus: Vec<Menu<'a, M>>,
}

/// A bar of these menus.
pub fn menu_bar<'a, M>(menus: impl IntoIterator<Item = Menu<'a, M>>) -> MenuBar<'a, M> {
    MenuBar { menus: menus.into_iter().collect() }
}

#[derive(Default)]
struct State {
    /// The title that has the keyboard or whose menu is open.
    at: Option<usize>,
    open: bool,
    marks: Marks,
    hovered: Option<usize>,
    alt: bool,
    announces: Vec<Announce>,
    item: Announce,
}

impl<M> MenuBar<'_, M> {
    fn places(&self, bounds: Rectangle) -> Vec<Rectangle> {
        let mut x = bounds.x + 4.0;
        let place = |(_, title, _): &Menu<'_, M>| {
            let width = (measure(&plain(title), REGULAR) + 18.0).ceil();
            let place = Rectangle { x, y: bounds.y + 1.0, width, height: bounds.height - 2.0 };
            x += width;
            place
        };
        self.menus.iter().map(place).collect()
    }

    fn open(state: &mut State, i: usize) {
        (state.at, state.open, state.marks) = (Some(i), true, Marks::default());
    }

    fn close(state: &mut State) {
        (state.at, state.open) = (None, false);
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for MenuBar<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(CONTROL))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::Node::new(limits.resolve(Length::Fill, Length::Fixed(CONTROL), Size::ZERO))
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        state.announces.resize_with(self.menus.len(), Announce::default);
        let places = self.places(layout.bounds());
        for (i, ((name, title, _), place)) in self.menus.iter().zip(places).enumerate() {
            let announce = &mut state.announces[i];
            announce.description = Description {
                label: plain(title),
                second: second(title),
                mnemonic: mnemonic(title),
                open: state.at.is_some(),
                ..Description::new(Role::Menu, true)
            };
            let id = super::id(name.clone());
            op.text(None, place, &announce.description.label);
            op.custom(Some(&id), place, announce);
            op.container(Some(&id), place);
        }
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
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if let Some(i) = state.announces.iter_mut().position(|a| a.press.take().is_some()) {
            state.alt = false;
            Self::open(state, i);
            shell.capture_event();
            shell.request_redraw();
            return;
        }
        let over = cursor.position().and_then(|p| self.places(layout.bounds()).iter().position(|r| r.contains(p)));
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. } | mouse::Event::CursorLeft) if over != state.hovered => {
                state.hovered = over;
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                state.alt = false;
                if let Some(i) = over {
                    Self::open(state, i);
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => match key {
                Key::Named(Named::Alt) => state.alt = true,
                Key::Named(Named::F10) if modifiers.is_empty() && !shell.is_event_captured() => {
                    (state.at, state.open) = (Some(0), false);
                    shell.capture_event();
                    shell.request_redraw();
                }
                _ => state.alt = false,
            },
            // Alt pressed and let go with nothing in between leads to the bar.
            Event::Keyboard(keyboard::Event::KeyReleased { key: Key::Named(Named::Alt), .. }) if state.alt => {
                state.alt = false;
                (state.at, state.open) = (Some(0), false);
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
        for (i, ((_, title, _), place)) in self.menus.iter().zip(self.places(layout.bounds())).enumerate() {
            let marked = state.at == Some(i);
            let mut color = t.text;
            if marked || state.hovered == Some(i) {
                let quad = renderer::Quad { bounds: place, border: border::rounded(3), ..renderer::Quad::default() };
                renderer.fill_quad(quad, if marked { t.selection } else { t.hover });
                color = if marked { t.on_selection } else { t.text };
            }
            let words = Rectangle { x: place.x + 9.0, width: place.width - 12.0, ..place };
            draw_words(renderer, &plain(title), words, REGULAR, color, text::Alignment::Default, *viewport);
            if let Some((before, letter)) = super::menu::marked_part(title) {
                let (x, width) = (measure(&before, REGULAR), measure(&letter, REGULAR));
                let y = (place.y + place.height / 2.0 + 7.0).round();
                let bounds = Rectangle { x: words.x + x, y, width, height: 1.0 };
                renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, color);
            }
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _: &Renderer,
        viewport: &Rectangle,
        shift: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        state.at?;
        let titles = self.places(layout.bounds() + shift);
        Some(overlay::Element::new(Box::new(Open { bar: self, state, titles, window: *viewport })))
    }
}

impl<'a, M: Clone + 'a> From<MenuBar<'a, M>> for Element<'a, M> {
    fn from(bar: MenuBar<'a, M>) -> Self {
        Element::new(bar)
    }
}

/// The bar while it has the keyboard. As an overlay it hears every key before the window does.
struct Open<'b, 'a, M> {
    bar: &'b MenuBar<'a, M>,
    state: &'b mut State,
    titles: Vec<Rectangle>,
    window: Rectangle,
}

impl<'a, M: Clone> Open<'_, 'a, M> {
    fn panels(&self) -> Option<Panels<'_, 'a, M>> {
        let i = self.state.at.filter(|_| self.state.open)?;
        let (title, menu) = (self.titles.get(i)?, self.bar.menus.get(i)?);
        Some(Panels { items: &menu.2, at: Point::new(title.x, title.y + title.height), bounds: self.window })
    }

    fn sideways(&mut self, next: bool) {
        let n = self.bar.menus.len();
        if let Some(i) = self.state.at {
            self.state.at = Some(if next { (i + 1) % n } else { (i + n - 1) % n });
            self.state.marks = Marks::default();
        }
    }
}

impl<M: Clone> Overlay<M, Theme, Renderer> for Open<'_, '_, M> {
    fn layout(&mut self, _: &Renderer, bounds: Size) -> layout::Node {
        layout::Node::new(bounds)
    }

    fn operate(&mut self, _: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let mut item = std::mem::take(&mut self.state.item);
        if let Some(p) = self.panels() {
            p.operate(&self.state.marks, &mut item, op);
        }
        self.state.item = item;
    }

    fn update(
        &mut self,
        event: &Event,
        _: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let over = cursor.position().and_then(|p| self.titles.iter().position(|r| r.contains(p)));
        match (event, over) {
            (Event::Mouse(mouse::Event::CursorMoved { .. }), Some(i)) if self.state.at != Some(i) => {
                let open = self.state.open;
                MenuBar::<M>::open(self.state, i);
                self.state.open = open;
                shell.request_redraw();
                return;
            }
            (Event::Mouse(mouse::Event::ButtonPressed(_)), Some(i)) => {
                if self.state.open {
                    MenuBar::<M>::close(self.state)
                } else {
                    MenuBar::<M>::open(self.state, i)
                }
                shell.capture_event();
                shell.request_redraw();
                return;
            }
            _ => {}
        }
        let mut marks = std::mem::take(&mut self.state.marks);
        let outcome = match self.panels() {
            Some(p) => p.update(&mut marks, event, cursor),
            None => Outcome::Ignored,
        };
        let open = self.state.open;
        self.state.marks = marks;
        match outcome {
            Outcome::Taken(m) => {
                MenuBar::<M>::close(self.state);
                shell.publish(m);
            }
            Outcome::Close => MenuBar::<M>::close(self.state),
            Outcome::Sideways(next) => self.sideways(next),
            Outcome::Handled => {}
            Outcome::Ignored if open => return,
            Outcome::Ignored => {
                let Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) = event else {
                    if matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) {
                        MenuBar::<M>::close(self.state);
                        shell.request_redraw();
                    }
                    return;
                };
                match key.as_ref() {
                    Key::Named(Named::ArrowRight) => self.sideways(true),
                    Key::Named(Named::ArrowLeft) => self.sideways(false),
                    Key::Named(Named::ArrowDown | Named::ArrowUp | Named::Enter | Named::Space) => self.state.open = true,
                    Key::Character(c) => {
                        let c = c.chars().next().and_then(|c| c.to_lowercase().next());
                        if let Some(i) = self.bar.menus.iter().position(|m| c.is_some() && mnemonic(&m.1) == c) {
                            MenuBar::<M>::open(self.state, i);
                        }
                    }
                    _ => MenuBar::<M>::close(self.state),
                }
            }
        }
        shell.capture_event();
        shell.request_redraw();
    }

    fn mouse_interaction(&self, _: Layout<'_>, _: mouse::Cursor, _: &Renderer) -> mouse::Interaction {
        if self.state.open { mouse::Interaction::Idle } else { mouse::Interaction::None }
    }

    fn draw(&self, renderer: &mut Renderer, theme: &Theme, _: &renderer::Style, _: Layout<'_>, _: mouse::Cursor) {
        if let Some(p) = self.panels() {
            p.draw(&self.state.marks, renderer, tokens(theme));
        }
    }
}
