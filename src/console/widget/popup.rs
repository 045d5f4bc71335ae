//! A menu as a layer of the desk.

use iced::advanced::widget::operation::Operation;
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme};

use super::describe::Announce;
use super::menu::{Item, Marks, Panels, publish};
use crate::console::theme::tokens;

/// The menu's layer: as large as the window, drawn at its place.
pub(super) struct Popup<'a, M> {
    items: Vec<Item<'a, M>>,
    at: Point,
    on_close: M,
}

#[derive(Default)]
struct PopupState {
    marks: Marks,
    announce: Announce,
}

impl<'a, M: Clone> Popup<'a, M> {
    pub(super) fn new(items: Vec<Item<'a, M>>, at: Point, on_close: M) -> Self {
        Self { items, at, on_close }
    }

    fn panels(&self, layout: Layout<'_>) -> Panels<'_, 'a, M> {
        Panels { items: &self.items, at: self.at, bounds: layout.bounds() }
    }
}

impl<M: Clone> Widget<M, Theme, Renderer> for Popup<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<PopupState>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(PopupState::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::Node::new(limits.max())
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<PopupState>();
        self.panels(layout).operate(&state.marks, &mut state.announce, op);
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
        let state = tree.state.downcast_mut::<PopupState>();
        publish(self.panels(layout).update(&mut state.marks, event, cursor), &self.on_close, shell);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        self.panels(layout).draw(&tree.state.downcast_ref::<PopupState>().marks, renderer, tokens(theme));
    }
}
