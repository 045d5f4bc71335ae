//! The window's surface: a base, frames lying on it, and at most one menu. Decides who gets mouse and keyboard.
//!
//! ```text
//! menu                     takes everything; a click beside it closes it
//! modal dialog             blocks all below (wizards, questions), dims it
//! sheets, in clicked order do not block: tree, lists and other sheets stay usable
//!   a sheet's sub-dialog   blocks its sheet only
//! base                     menu bar, tree, pages, status bar
//! ```
//! Only one layer has the keyboard: the menu, else the last frame of the topmost modal dialog, else the sheet (its last
//! frame) or base clicked last. When it changes, the layer that loses the keyboard remembers which control had it, and the
//! one that gets it back finds it there: so focus returns to the button that opened a dialog. Ctrl+F6 goes round base and
//! sheets. Frames are found again by their id, wherever they stand in the list; places they were dragged to are kept until
//! they close, and those of a wizard from page to page. Two sheets may show controls of the same name: a wish for the
//! keyboard names the sheet too ([`focus`]).

mod layer;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use iced::advanced::widget::operation::Operation;
use iced::advanced::widget::{Id, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Color, Event, Length, Point, Rectangle, Renderer, Size, Task, Theme, Vector, border};

use self::layer::{Kind, Layer, hit, order, wanted};
use super::chrome::{chrome, draw_help, fill, help_place};
use super::describe::{Announce, Description, FocusIn, FocusStop, Role, Survey};
use super::frame::Dialog;
use super::menu::Item;
use super::popup::Popup;
use super::scope::{give, next_stop};
use crate::console::Element;
use crate::console::theme::{TITLE, tokens};

/// The window's surface.
pub struct Desk<'a, M> {
    layers: Vec<Layer<'a>>,
    elements: Vec<Element<'a, M>>,
    dialogs: usize,
    on_key: Option<KeyFn<'a, M>>,
    on_help: Option<HelpFn<'a, M>>,
}

type HelpFn<'a, M> = Box<dyn Fn(&str) -> Option<M> + 'a>;
type KeyFn<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// A surface with `base` on it. The base should be a [`scope`](super::scope()).
pub fn desk<'a, M: Clone + 'a>(base: impl Into<Element<'a, M>>) -> Desk<'a, M> {
    Desk { layers: vec![Layer::plain(BASE, Kind::Base)], elements: vec![base.into()], dialogs: 0, on_key: None, on_help: None }
}

impl<'a, M: Clone + 'a> Desk<'a, M> {
    /// A dialog that does not block: a property sheet.
    #[must_use]
    pub fn sheet(self, dialog: Option<Dialog<'a, M>>) -> Self {
        self.dialog(dialog, false)
    }

    /// A dialog that blocks everything below: a wizard, a question.
    #[must_use]
    pub fn modal(self, dialog: Option<Dialog<'a, M>>) -> Self {
        self.dialog(dialog, true)
    }

    /// Keys that nothing in base or sheets wanted: F5, Ctrl+F. What blocks the window keeps its keys.
    #[must_use]
    pub fn on_key(mut self, keys: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(keys));
        self
    }

    /// The control of the base that has the keyboard until something else is given it.
    #[must_use]
    pub fn initial(mut self, id: &'static str) -> Self {
        self.layers[0].initial = Some(Id::new(id));
        self
    }

    /// What F1 does, and the question mark in the title bar of each frame for which there is a message.
    #[must_use]
    pub fn on_help(mut self, help: impl Fn(&str) -> Option<M> + 'a) -> Self {
        self.on_help = Some(Box::new(help));
        self
    }

    /// What helps with this layer.
    fn help(&self, layer: usize) -> Option<M> {
        self.on_help.as_ref().and_then(|help| help(&self.layers[layer].id))
    }

    fn dialog(mut self, dialog: Option<Dialog<'a, M>>, modal: bool) -> Self {
        let Some(dialog) = dialog else { return self };
        let n = dialog.windows.len();
        let Some(head) = dialog.windows.first().map(|w| w.id.clone()) else { return self };
        for (i, w) in dialog.windows.into_iter().enumerate() {
            let kind = Kind::Frame { dialog: self.dialogs, modal, last: i + 1 == n };
            let key: Cow<'static, str> = if i == 0 { head.clone() } else { format!("{head}/{}", w.id).into() };
            let spot = w.wizard.map_or_else(|| key.clone(), Cow::Borrowed);
            self.layers.push(Layer { key, spot, id: w.id, head: head.clone(), title: w.title, second: w.second, initial: w.initial, kind });
            self.elements.push(w.element);
        }
        self.dialogs += 1;
        self
    }

    /// A menu at this point of the window. Taking an entry sends `on_close`, then the entry's message.
    #[must_use]
    pub fn menu(mut self, at: Point, items: Vec<Item<'a, M>>, on_close: M) -> Self {
        self.layers.push(Layer::plain(MENU, Kind::Menu));
        self.elements.push(Element::new(Popup::new(items, at, on_close)));
        self
    }

    fn order(&self, state: &State) -> Vec<usize> {
        order(&self.layers, &state.clicked)
    }

    fn wanted(&self, state: &State) -> usize {
        wanted(&self.layers, &state.clicked)
    }

    fn hit(&self, state: &State, layout: Layout<'_>, cursor: mouse::Cursor) -> Option<(usize, bool)> {
        let places: Vec<Rectangle> = layout.children().map(|l| l.bounds()).collect();
        hit(&self.layers, &state.clicked, &places, cursor.position()?)
    }

    /// Forgets what is gone, brings what is new to the front.
    fn note(&self, state: &mut State) {
        let sheet = |l: &&Layer<'_>| matches!(l.kind, Kind::Base | Kind::Frame { modal: false, .. });
        let mut heads: Vec<&str> = Vec::new();
        let mut seen = None;
        for l in self.layers.iter().filter(sheet) {
            let dialog = if let Kind::Frame { dialog, .. } = l.kind { Some(dialog) } else { None };
            if dialog.is_none() || dialog != seen {
                heads.push(&l.key);
            }
            seen = dialog;
        }
        state.clicked.retain(|c| heads.contains(&c.as_str()));
        for h in heads {
            if !state.clicked.iter().any(|c| c == h) {
                state.clicked.push(h.to_owned());
            }
        }
        let here = |k: &str| self.layers.iter().any(|l| l.key == k);
        let stands = |spot: &str| self.layers.iter().any(|l| l.spot == spot);
        state.places.retain(|spot, _| stands(spot));
        state.memory.retain(|k, _| here(k));
        state.moved.retain(|spot| stands(spot));
        if state.drag.as_ref().is_some_and(|d| !stands(&d.0)) {
            state.drag = None;
        }
    }

    /// Hands the keyboard to the layer that should have it.
    fn hand_over(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        let state = tree.state.downcast_mut::<State>();
        self.note(state);
        let to = self.wanted(state);
        let key = self.layers[to].key.clone();
        if state.active == key {
            return false;
        }
        let from = self.layers.iter().position(|l| l.key == state.active);
        let layouts: Vec<Layout<'_>> = layout.children().collect();
        let mut run = |i: usize, op: &mut dyn Operation| {
            if let (Some(e), Some(t), Some(l)) = (self.elements.get_mut(i), tree.children.get_mut(i), layouts.get(i)) {
                e.as_widget_mut().operate(t, *l, renderer, op);
            }
        };
        if let Some(i) = from {
            let mut survey = Survey::default();
            run(i, &mut survey);
            if let Some(id) = survey.focused() {
                state.memory.insert(state.active.clone().into_owned(), id);
            }
            run(i, &mut FocusStop::new(None));
        }
        let mut survey = Survey::default();
        run(to, &mut survey);
        let stops = survey.stops();
        let find = |id: &Id| stops.iter().position(|s| s.id.as_ref() == Some(id));
        let layer = &self.layers[to];
        // What an operation gave the keyboard has it.
        let given = stops.iter().position(|s| s.focused);
        let stop = match given.or_else(|| state.memory.get(key.as_ref()).and_then(find)) {
            Some(i) => Some(i),
            None if layer.kind == Kind::Base => layer.initial.as_ref().and_then(find),
            None => layer.initial.as_ref().and_then(find).or_else(|| next_stop(&stops, None, false)),
        };
        if let Some(i) = stop {
            give(&stops[i], |op| run(to, op));
        }
        state.active = key;
        true
    }

    fn click(&mut self, state: &mut State, i: usize) {
        let dialog = match self.layers[i].kind {
            Kind::Frame { dialog, modal: false, .. } => Some(dialog),
            Kind::Base => None,
            _ => return,
        };
        let head = self.layers.iter().find(|l| match (l.kind, dialog) {
            (Kind::Frame { dialog: d, .. }, Some(dialog)) => d == dialog,
            (Kind::Base, None) => true,
            _ => false,
        });
        if let Some(key) = head.map(|l| l.key.clone().into_owned()) {
            state.clicked.retain(|c| *c != key);
            state.clicked.push(key);
        }
    }
}

#[derive(Default)]
struct State {
    keys: Vec<String>,
    /// Base and sheets in the order they were used, the last in front.
    clicked: Vec<String>,
    active: Cow<'static, str>,
    /// Which control of a layer had the keyboard.
    memory: HashMap<String, Id>,
    /// Upper left corner of each frame.
    places: HashMap<String, Point>,
    /// Frames the administrator put somewhere: they may stand half outside the window.
    moved: HashSet<String>,
    /// The frame being dragged and where it is held.
    drag: Option<(Cow<'static, str>, Vector)>,
    announce: Announce,
}

/// Hands the keyboard to `control` in the dialog that began with `frame`. A dialog that does not have the keyboard gives it
/// to that control when it comes to the front.
pub fn focus<T: Send + 'static>(frame: impl Into<Id>, control: impl Into<Id>) -> Task<T> {
    iced::advanced::widget::operate(FocusIn::new(frame.into(), control.into())).discard()
}

/// Space kept between a frame and the edge of the window where there is room.
const MARGIN: f32 = 8.0;

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for Desk<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        let keys = self.layers.iter().map(|l| l.key.clone().into_owned()).collect();
        // Nobody has the keyboard yet where a control of the base waits for it.
        let active = if self.layers[0].initial.is_some() { "" } else { BASE };
        tree::State::new(State { keys, active: active.into(), clicked: vec![BASE.to_owned()], ..State::default() })
    }

    fn children(&self) -> Vec<Tree> {
        self.elements.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        let mut old: HashMap<String, Tree> = state.keys.drain(..).zip(tree.children.drain(..)).collect();
        for (layer, element) in self.layers.iter().zip(&self.elements) {
            let child = match old.remove(layer.key.as_ref()) {
                Some(mut t) => {
                    t.diff(element);
                    t
                }
                None => Tree::new(element),
            };
            state.keys.push(layer.key.clone().into_owned());
            tree.children.push(child);
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let size = limits.max();
        let mut owner: Option<Rectangle> = None;
        let mut dialog = usize::MAX;
        let mut nodes = Vec::with_capacity(self.layers.len());
        for ((layer, element), tree) in self.layers.iter().zip(&mut self.elements).zip(&mut tree.children) {
            let Kind::Frame { dialog: d, .. } = layer.kind else {
                let limits = layout::Limits::new(size, size);
                nodes.push(element.as_widget_mut().layout(tree, renderer, &limits));
                continue;
            };
            if d != dialog {
                (dialog, owner) = (d, None);
            }
            let most = Size::new((size.width - 2.0 * MARGIN).max(0.0), (size.height - 2.0 * MARGIN).max(0.0));
            let node = element.as_widget_mut().layout(tree, renderer, &layout::Limits::new(Size::ZERO, most));
            let frame = node.size();
            // A new frame stands in the middle of its owner or of the window, a little above; then it stays where it is.
            let place = state.places.get(layer.spot.as_ref()).copied().unwrap_or_else(|| {
                let within = owner.unwrap_or(Rectangle::with_size(Size::new(size.width, size.height * 0.92)));
                let y = if owner.is_some() { within.y + TITLE } else { within.y + (within.height - frame.height) / 2.0 };
                let mut place = Point::new((within.x + (within.width - frame.width) / 2.0).round(), y.round());
                // A second sheet does not hide the first one's title.
                while owner.is_none() && state.places.values().any(|p| p.distance(place) < TITLE / 2.0) {
                    place += Vector::new(TITLE, TITLE);
                }
                place
            });
            let place = if state.moved.contains(layer.spot.as_ref()) {
                // Enough of the title bar stays in the window to get hold of it again.
                let x = place.x.clamp(80.0 - frame.width, (size.width - 80.0).max(80.0 - frame.width));
                Point::new(x.round(), place.y.clamp(0.0, (size.height - TITLE).max(0.0)).round())
            } else {
                let keep = |at: f32, frame: f32, window: f32| at.min(window - frame - MARGIN).max(MARGIN).round();
                Point::new(keep(place.x, frame.width, size.width), keep(place.y, frame.height, size.height))
            };
            state.places.insert(layer.spot.clone().into_owned(), place);
            owner = Some(Rectangle::new(place, frame));
            nodes.push(node.move_to(place));
        }
        layout::Node::with_children(size, nodes)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let layouts: Vec<Layout<'_>> = layout.children().collect();
        for i in self.order(state) {
            let (Some(l), Some(t)) = (layouts.get(i), tree.children.get_mut(i)) else { continue };
            let layer = &self.layers[i];
            if let Kind::Frame { last, .. } = layer.kind {
                let id = super::id(layer.id.clone());
                let active = state.active == layer.key;
                state.announce.description = Description {
                    label: layer.title.clone().into_owned(),
                    second: layer.second.clone(),
                    checked: Some(active),
                    group: Some(super::id(layer.head.clone())),
                    ..Description::new(Role::Frame, last)
                };
                op.custom(Some(&id), l.bounds(), &mut state.announce);
                op.container(Some(&id), l.bounds());
                if self.help(i).is_some() {
                    let (id, place) = (Id::from(format!("{}.help", layer.id)), help_place(l.bounds()));
                    op.custom(Some(&id), place, &mut Announce { description: Description::new(Role::Button, last), ..Announce::default() });
                    op.container(Some(&id), place);
                }
                if let Some(wanted) = state.announce.focus.take() {
                    let element = self.elements[i].as_widget_mut();
                    let mut survey = Survey::default();
                    element.operate(t, *l, renderer, &mut survey);
                    let stops = survey.stops();
                    match stops.iter().find(|stop| stop.id.as_ref() == Some(&wanted)) {
                        Some(stop) if active => give(stop, |op| element.operate(t, *l, renderer, op)),
                        // It finds the keyboard there as soon as it has it: what the administrator works in is not left.
                        Some(_) => drop(state.memory.insert(layer.key.clone().into_owned(), wanted)),
                        None => {}
                    }
                }
            }
            self.elements[i].as_widget_mut().operate(t, *l, renderer, op);
            // An operation that gives a control the keyboard brings its sheet to the front.
            if state.active != self.layers[i].key && matches!(self.layers[i].kind, Kind::Base | Kind::Frame { modal: false, .. }) {
                let mut survey = Survey::default();
                self.elements[i].as_widget_mut().operate(t, *l, renderer, &mut survey);
                if survey.focused().is_some() {
                    self.click(state, i);
                }
            }
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
        if let Event::Mouse(mouse::Event::ButtonPressed(_)) = event {
            let state = tree.state.downcast_mut::<State>();
            if let Some((i, _)) = self.hit(state, layout, cursor) {
                self.click(state, i);
            }
        }
        // Before the event is passed on, so that what is clicked can take the keyboard from what had it before.
        if self.hand_over(tree, layout, renderer) {
            shell.request_redraw();
        }
        let Tree { state, children, .. } = tree;
        let state = state.downcast_mut::<State>();
        let layouts: Vec<Layout<'_>> = layout.children().collect();
        let active = self.wanted(state);
        let mut send = |elements: &mut [Element<'a, M>], i: usize, cursor: mouse::Cursor, shell: &mut Shell<'_, M>| {
            if let (Some(e), Some(t), Some(l)) = (elements.get_mut(i), children.get_mut(i), layouts.get(i)) {
                e.as_widget_mut().update(t, event, *l, cursor, renderer, clipboard, shell, viewport);
            }
        };
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(_) | keyboard::Event::KeyReleased { .. }) => {
                for i in 0..self.layers.len() {
                    send(&mut self.elements, i, cursor, shell);
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::F6), modifiers, .. }) if modifiers.control() => {
                if state.clicked.len() > 1 {
                    let first = state.clicked.remove(0);
                    state.clicked.push(first);
                    shell.request_redraw();
                }
                shell.capture_event();
            }
            Event::Keyboard(_) | Event::InputMethod(_) => {
                send(&mut self.elements, active, cursor, shell);
                if matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::F1), .. }))
                    && !shell.is_event_captured()
                    && let Some(message) = self.help(active)
                {
                    shell.publish(message);
                    shell.capture_event();
                }
                if let (Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }), Some(on_key)) = (event, &self.on_key)
                    && matches!(self.layers[active].kind, Kind::Base | Kind::Frame { modal: false, .. })
                    && !shell.is_event_captured()
                    && let Some(message) = on_key(key, *modifiers)
                {
                    shell.publish(message);
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                let Some((i, usable)) = self.hit(state, layout, cursor) else { return shell.capture_event() };
                if !usable {
                    return shell.capture_event();
                }
                send(&mut self.elements, i, cursor, shell);
                if let (Kind::Frame { .. }, Some(l), Some(p)) = (self.layers[i].kind, layouts.get(i), cursor.position()) {
                    let place = l.bounds();
                    if let Some(message) = self.help(i).filter(|_| !shell.is_event_captured() && help_place(place).contains(p)) {
                        shell.publish(message);
                        return shell.capture_event();
                    }
                    if !shell.is_event_captured() && *button == mouse::Button::Left && p.y < place.y + TITLE {
                        state.drag = Some((self.layers[i].spot.clone(), p - place.position()));
                        state.moved.insert(self.layers[i].spot.clone().into_owned());
                    }
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) if state.drag.is_some() => {
                if let Some((spot, grip)) = &state.drag {
                    state.places.insert(spot.clone().into_owned(), *position - *grip);
                }
                shell.invalidate_layout();
                shell.request_redraw();
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonReleased(_)) if state.drag.take().is_some() => shell.request_redraw(),
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => {
                if let Some((i, true)) = self.hit(state, layout, cursor) {
                    send(&mut self.elements, i, cursor, shell);
                }
            }
            _ => {
                // What lies below another layer does not see the pointer.
                let hit = self.hit(state, layout, cursor);
                for i in 0..self.layers.len() {
                    let here = if hit == Some((i, true)) { cursor } else { mouse::Cursor::Unavailable };
                    send(&mut self.elements, i, here, shell);
                }
            }
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
        let state = tree.state.downcast_ref::<State>();
        let Some((i, true)) = self.hit(state, layout, cursor) else { return mouse::Interaction::Idle };
        let (Some(t), Some(l)) = (tree.children.get(i), layout.children().nth(i)) else { return mouse::Interaction::Idle };
        self.elements[i].as_widget().mouse_interaction(t, l, cursor, viewport, renderer)
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
        let t = tokens(theme);
        let state = tree.state.downcast_ref::<State>();
        let layouts: Vec<Layout<'_>> = layout.children().collect();
        let hit = self.hit(state, layout, cursor);
        let mut dimmed = usize::MAX;
        for i in self.order(state) {
            let (Some(l), Some(child), layer) = (layouts.get(i), tree.children.get(i), &self.layers[i]) else { continue };
            let cursor = if hit == Some((i, true)) { cursor } else { mouse::Cursor::Unavailable };
            let element = self.elements[i].as_widget();
            let Kind::Frame { dialog, modal, last } = layer.kind else {
                renderer.with_layer(*viewport, |r| element.draw(child, r, theme, style, *l, cursor, viewport));
                continue;
            };
            renderer.with_layer(*viewport, |renderer| {
                if modal && dialog != dimmed {
                    fill(renderer, *viewport, t.scrim);
                }
                let front = state.active == layer.key;
                let words = chrome(renderer, l.bounds(), t, front);
                if self.help(i).is_some() {
                    let place = help_place(l.bounds());
                    draw_help(renderer, place, t, words, cursor.is_over(place));
                }
                element.draw(child, renderer, theme, &renderer::Style { text_color: words }, *l, cursor, viewport);
            });
            if !last {
                let veil = Color { a: t.scrim.a * 0.5, ..t.scrim };
                let quad = renderer::Quad { bounds: l.bounds(), border: border::rounded(5), ..renderer::Quad::default() };
                renderer.with_layer(*viewport, |r| r.fill_quad(quad, veil));
            }
            dimmed = dialog;
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        shift: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        overlay::from_children(&mut self.elements, tree, layout, renderer, viewport, shift)
    }
}

impl<'a, M: Clone + 'a> From<Desk<'a, M>> for Element<'a, M> {
    fn from(desk: Desk<'a, M>) -> Self {
        Element::new(desk)
    }
}

const BASE: &str = "window";
const MENU: &str = "menu";
