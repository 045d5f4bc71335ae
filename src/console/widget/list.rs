//! Lists with columns: sorting by a click on a header, selection of one row or of several, keyboard, type-ahead, any number
//! of rows.
//!
//! ```text
//! list("relay.list", self.entries.len(), |i| Row::new([self.entries[i].to_string(), self.entries[i].note.clone()]))
//!     .column(&tr!(address), 180.0)
//!     .column(&tr!(note), 0.0)            // 0: takes what is left
//!     .selected(self.selected)
//!     .on_select(Message::Select)
//!     .on_activate(Message::Edit)         // Enter and double click
//!     .on_key(Message::ListKey)           // Delete, F2
//!     .nothing(&tr!(relay_empty))
//!     .height(110)
//! ```

mod keys;

use std::borrow::Cow;

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer, text};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector};

use super::control::Focus;
use super::describe::{Announce, Description, Role};
use super::icon::{Drawing, Icon};
use super::rows::{Look, Row, Scroll, TypeAhead, Whole, draw_box, draw_icon, draw_ring, draw_words, fit, measure};
use super::several::{self, Pick};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::theme::{ICON, REGULAR, ROW, mix, tokens};

/// A column of a list.
struct Column<'a> {
    title: Cow<'a, str>,
    width: f32,
    right: bool,
}

/// Which column a list is sorted by, and whether upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// Column, counted from zero.
    pub column: usize,
    /// Highest first.
    pub descending: bool,
}

impl Sort {
    /// What a click on the header of `column` makes of it.
    #[must_use]
    pub fn clicked(self, column: usize) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

type KeyFn<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;
type RowFn<'a> = Box<dyn Fn(usize) -> Row<'a> + 'a>;

/// A list with columns.
pub struct List<'a, M> {
    id: Id,
    rows: usize,
    row: RowFn<'a>,
    columns: Vec<Column<'a>>,
    selected: Option<usize>,
    /// The selected rows in order, where there may be several.
    chosen: Vec<usize>,
    sort: Option<Sort>,
    nothing: Cow<'a, str>,
    height: Length,
    on_select: Option<Box<dyn Fn(usize) -> M + 'a>>,
    on_pick: Option<Box<dyn Fn(Pick<usize>) -> M + 'a>>,
    on_activate: Option<Box<dyn Fn(usize) -> M + 'a>>,
    on_context: Option<Box<dyn Fn(usize, Point) -> M + 'a>>,
    on_sort: Option<Box<dyn Fn(usize) -> M + 'a>>,
    on_key: Option<KeyFn<'a, M>>,
    /// For a tree: opens (`true`) or closes a row.
    pub(super) on_open: Option<Box<dyn Fn(usize, bool) -> M + 'a>>,
    pub(super) tree: bool,
}

/// A list "dialog.control" of `rows` rows; `row` is asked only for those in sight (and for the first cell when typing).
pub fn list<'a, M: 'a>(id: impl Into<Id>, rows: usize, row: impl Fn(usize) -> Row<'a> + 'a) -> List<'a, M> {
    List {
        id: id.into(),
        rows,
        row: Box::new(row),
        columns: Vec::new(),
        selected: None,
        chosen: Vec::new(),
        sort: None,
        nothing: "".into(),
        height: Length::Fill,
        on_select: None,
        on_pick: None,
        on_activate: None,
        on_context: None,
        on_sort: None,
        on_key: None,
        on_open: None,
        tree: false,
    }
}

impl<'a, M: 'a> List<'a, M> {
    /// Adds a column; a width of 0 shares what the others leave. A list without columns has no header.
    #[must_use]
    pub fn column(mut self, title: impl Into<Cow<'a, str>>, width: f32) -> Self {
        self.columns.push(Column { title: title.into(), width, right: false });
        self
    }

    /// Adds a column of numbers, which stand at its right.
    #[must_use]
    pub fn numbers(mut self, title: impl Into<Cow<'a, str>>, width: f32) -> Self {
        self.columns.push(Column { title: title.into(), width, right: true });
        self
    }

    /// The selected row.
    #[must_use]
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row.filter(|&i| i < self.rows);
        self
    }

    /// Shows by which column the rows are sorted (the caller sorts).
    #[must_use]
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = Some(sort);
        self
    }

    /// What stands in an empty list.
    #[must_use]
    pub fn nothing(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.nothing = text.into();
        self
    }

    /// Height of the whole list.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    /// A row was selected, by mouse or keyboard.
    #[must_use]
    pub fn on_select(mut self, message: impl Fn(usize) -> M + 'a) -> Self {
        self.on_select = Some(Box::new(message));
        self
    }

    /// Several rows may be selected: these are, in order; [`List::selected`] is where the keyboard is. `message` hears what a
    /// click or a key makes of them, in place of [`List::on_select`].
    #[must_use]
    pub fn several(mut self, chosen: Vec<usize>, message: impl Fn(Pick<usize>) -> M + 'a) -> Self {
        self.chosen = chosen;
        self.on_pick = Some(Box::new(message));
        self
    }

    /// A row was opened: Enter, double click.
    #[must_use]
    pub fn on_activate(mut self, message: impl Fn(usize) -> M + 'a) -> Self {
        self.on_activate = Some(Box::new(message));
        self
    }

    /// A row's menu was asked for at this point of the window: right click, Menu key, Shift+F10. The row is not yet
    /// selected.
    #[must_use]
    pub fn on_context(mut self, message: impl Fn(usize, Point) -> M + 'a) -> Self {
        self.on_context = Some(Box::new(message));
        self
    }

    /// A header was clicked.
    #[must_use]
    pub fn on_sort(mut self, message: impl Fn(usize) -> M + 'a) -> Self {
        self.on_sort = Some(Box::new(message));
        self
    }

    /// More keys: Delete, F2.
    #[must_use]
    pub fn on_key(mut self, keys: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(keys));
        self
    }

    fn header(&self) -> f32 {
        if self.columns.is_empty() { 0.0 } else { ROW + 2.0 }
    }

    /// Where the rows are.
    fn view(&self, bounds: Rectangle) -> Rectangle {
        let inside = bounds.shrink(2.0);
        let header = self.header();
        Rectangle { y: inside.y + header, height: (inside.height - header).max(0.0), ..inside }
    }

    /// Left edge and width of each column within `view`, without its scroll bar.
    fn edges(&self, view: Rectangle) -> Vec<(f32, f32)> {
        let width = Scroll::default().place(0, self.rows, view).width;
        let fixed: f32 = self.columns.iter().map(|c| c.width).sum();
        let open = self.columns.iter().filter(|c| c.width <= 0.0).count().max(1);
        let share = ((width - fixed) / open as f32).max(40.0);
        let mut x = 0.0;
        let mut out = Vec::new();
        for c in &self.columns {
            let w = if c.width > 0.0 { c.width } else { share };
            out.push((x, w.min((width - x).max(0.0))));
            x += w;
        }
        if out.is_empty() {
            out.push((0.0, width));
        }
        out
    }

    /// Where the words of a cell stand in the row at `place`.
    fn words(&self, row: &Row<'_>, n: usize, (x, w): (f32, f32), place: Rectangle) -> Rectangle {
        let mut words = Rectangle { x: place.x + x + 8.0, width: (w.min(place.width - x) - 14.0).max(0.0), ..place };
        if n == 0 && self.tree {
            let mark = row.mark(place);
            let from = mark.x + mark.width + 5.0 - words.x;
            (words.x, words.width) = (words.x + from, (words.width - from + 2.0).max(0.0));
        }
        if n == 0 && row.icon.is_some() {
            let by = ICON + 3.0;
            (words.x, words.width) = (words.x + by, (words.width - by - 2.0).max(0.0));
        }
        words
    }

    /// The cell at `p` if its words are cut off: the whole words, and where they begin.
    fn cut(&self, state: &State, p: Point, view: Rectangle) -> Option<(String, Rectangle)> {
        let i = state.scroll.row_at(p, self.rows, view)?;
        let place = state.scroll.place(i, self.rows, view);
        let n = self.edges(view).iter().position(|(x, w)| (place.x + x..place.x + x + w).contains(&p.x))?;
        let row = (self.row)(i);
        let words = self.words(&row, n, *self.edges(view).get(n)?, place);
        let text = row.cells.get(n)?;
        fit(text, words.width, REGULAR).1.then(|| (text.clone().into_owned(), words))
    }

    /// Whether a click is one without keys that select more.
    fn is_plain(&self, state: &State) -> bool {
        self.on_pick.is_none() || !(state.modifiers.shift() || several::held(state.modifiers))
    }

    fn is_selected(&self, i: usize) -> bool {
        if self.on_pick.is_some() { self.chosen.binary_search(&i).is_ok() } else { self.selected == Some(i) }
    }

    fn describe(&self) -> Description {
        let value = self.selected.map(|i| (self.row)(i).cells.join("\t")).unwrap_or_default();
        Description {
            value,
            rows: self.rows,
            selected: self.selected,
            chosen: if self.on_pick.is_some() { self.chosen.clone() } else { self.selected.into_iter().collect() },
            ..Description::new(if self.tree { Role::Tree } else { Role::List }, true)
        }
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    scroll: Scroll,
    hovered: Option<usize>,
    header: Option<usize>,
    seen: Option<usize>,
    /// Words under the pointer that are cut off, and their place.
    tip: Option<(String, Rectangle)>,
    click: Option<(mouse::Click, usize)>,
    typed: TypeAhead,
    /// Held down.
    modifiers: Modifiers,
    announce: Announce,
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for List<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, self.height)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let size = limits.resolve(Length::Fill, self.height, Size::new(0.0, ROW * 4.0));
        let state = tree.state.downcast_mut::<State>();
        let view = self.view(Rectangle::with_size(size));
        if state.seen != self.selected {
            state.seen = self.selected;
            if let Some(i) = self.selected {
                state.scroll.reveal(i, self.rows, view);
            }
        }
        state.scroll.clamp(self.rows, view);
        layout::Node::new(size)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        let tip = state.tip.as_ref().map(|(words, _)| words.clone()).unwrap_or_default();
        state.announce.description = Description { tip, ..self.describe() };
        op.custom(Some(&self.id), bounds, &mut state.announce);
        op.focusable(Some(&self.id), bounds, &mut state.focus);
        op.container(Some(&self.id), bounds);
        let view = self.view(bounds);
        let edges = self.edges(view);
        for (c, (x, w)) in self.columns.iter().zip(&edges) {
            let place = Rectangle { x: view.x + x, y: view.y - self.header(), width: *w, height: self.header() };
            op.text(None, place, &c.title);
        }
        for i in state.scroll.sight(self.rows, view) {
            let Some(place) = state.scroll.place(i, self.rows, view).intersection(&view) else { continue };
            for (cell, (x, w)) in (self.row)(i).cells.iter().zip(&edges) {
                op.text(None, Rectangle { x: place.x + x, width: *w, ..place }, cell);
            }
        }
        if self.rows == 0 {
            op.text(None, view, &self.nothing);
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
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        let view = self.view(bounds);
        let over = cursor.is_over(bounds) && cursor.is_over(*viewport);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                if state.focus.by_mouse(over) {
                    shell.request_redraw();
                }
                if !over {
                    return;
                }
                shell.capture_event();
                if state.scroll.update(event, cursor, self.rows, view) {
                    shell.request_redraw();
                    return;
                }
                let Some(p) = cursor.position() else { return };
                if p.y < view.y {
                    let column = self.edges(view).iter().position(|(x, w)| (view.x + x..view.x + x + w).contains(&p.x));
                    if let (mouse::Button::Left, Some(f), Some(c)) = (button, &self.on_sort, column.filter(|_| self.header() > 0.0)) {
                        shell.publish(f(c));
                    }
                    return;
                }
                let Some(i) = state.scroll.row_at(p, self.rows, view) else { return };
                match button {
                    mouse::Button::Right => {
                        if let Some(f) = &self.on_context {
                            shell.publish(f(i, p));
                        }
                    }
                    mouse::Button::Left => {
                        let row = (self.row)(i);
                        if let (true, Some(open), Some(f)) = (self.tree, row.open, &self.on_open)
                            && row.mark(state.scroll.place(i, self.rows, view)).expand(2.0).contains(p)
                        {
                            shell.publish(f(i, !open));
                            return;
                        }
                        let last = state.click.filter(|(_, row)| *row == i).map(|(c, _)| c);
                        let click = mouse::Click::new(p, mouse::Button::Left, last);
                        state.click = Some((click, i));
                        let double = click.kind() == mouse::click::Kind::Double;
                        // Where a double click does nothing of its own, it is a click: the row may be another one by now.
                        if let (true, Some(open), Some(f)) = (double, row.open, &self.on_open) {
                            shell.publish(f(i, !open));
                        } else if let (true, Some(f)) = (double && self.is_plain(state), &self.on_activate) {
                            shell.publish(f(i));
                        } else if let Some(f) = &self.on_pick {
                            shell.publish(f(Pick::click(i, state.modifiers)));
                        } else if let Some(f) = &self.on_select {
                            shell.publish(f(i));
                        }
                    }
                    _ => {}
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let hovered = cursor.position().filter(|_| over).and_then(|p| state.scroll.row_at(p, self.rows, view));
                let header = cursor
                    .position()
                    .filter(|p| over && p.y < view.y && self.on_sort.is_some())
                    .and_then(|p| self.edges(view).iter().position(|(x, w)| (view.x + x..view.x + x + w).contains(&p.x)));
                let tip = cursor.position().filter(|_| over).and_then(|p| self.cut(state, p, view));
                if hovered != state.hovered || header != state.header || tip != state.tip {
                    (state.hovered, state.header, state.tip) = (hovered, header, tip);
                    shell.request_redraw();
                }
                if state.scroll.update(event, cursor, self.rows, view) {
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) if !over => {}
            Event::Mouse(mouse::Event::WheelScrolled { .. } | mouse::Event::ButtonReleased(_))
                if state.scroll.update(event, cursor, self.rows, view) =>
            {
                shell.request_redraw();
                shell.capture_event();
            }
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => state.modifiers = *modifiers,
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, text, physical_key, .. })
                if state.focus.focused && !shell.is_event_captured() =>
            {
                if let Some(m) = self.on_key.as_ref().and_then(|f| f(key, *modifiers)) {
                    shell.publish(m);
                    shell.capture_event();
                    return;
                }
                if self.on_pick.is_some() && several::held(*modifiers) && key.to_latin(*physical_key) == Some('a') {
                    return self.all(state, shell);
                }
                self.key(state, key, *modifiers, text.as_deref(), view, shell);
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
        let bounds = layout.bounds();
        let Some(clip) = bounds.intersection(viewport) else { return };
        draw_box(renderer, bounds, t, state.focus.focused, state.focus.focused && state.focus.visible);
        let view = self.view(bounds);
        let edges = self.edges(view);
        if self.header() > 0.0 {
            let head = Rectangle { y: view.y - self.header(), height: self.header(), ..view };
            renderer.fill_quad(renderer::Quad { bounds: head, ..renderer::Quad::default() }, t.window);
            let line = Rectangle { y: head.y + head.height - 1.0, height: 1.0, ..head };
            renderer.fill_quad(renderer::Quad { bounds: line, ..renderer::Quad::default() }, t.line);
            for (i, (c, (x, w))) in self.columns.iter().zip(&edges).enumerate() {
                let cell = Rectangle { x: head.x + x, width: *w, ..head };
                if state.header == Some(i) {
                    let bounds = Rectangle { height: cell.height - 1.0, ..cell };
                    renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, t.hover);
                }
                if i > 0 {
                    let bar = Rectangle { x: cell.x, y: cell.y + 4.0, width: 1.0, height: cell.height - 8.0 };
                    renderer.fill_quad(renderer::Quad { bounds: bar, ..renderer::Quad::default() }, t.line);
                }
                let mut words = Rectangle { x: cell.x + 8.0, width: (cell.width - 14.0).max(0.0), ..cell };
                if let Some(s) = self.sort.filter(|s| s.column == i) {
                    words.width = (words.width - 14.0).max(0.0);
                    let d = if s.descending { Drawing::ChevronDown } else { Drawing::ChevronUp };
                    let place =
                        Rectangle { x: cell.x + cell.width - 18.0, y: cell.y + (cell.height - 12.0) / 2.0, width: 12.0, height: 12.0 };
                    Icon::new(d).draw(renderer, place, t, Some(t.muted));
                }
                let align = if c.right { text::Alignment::Right } else { text::Alignment::Default };
                draw_words(renderer, &c.title, words, REGULAR, mix(t.muted, t.text, 0.35), align, clip);
            }
        }
        let Some(clip) = view.intersection(&clip) else { return };
        renderer.with_layer(clip, |renderer| {
            for i in state.scroll.sight(self.rows, view) {
                let place = state.scroll.place(i, self.rows, view);
                let row = (self.row)(i);
                let look = Look { selected: self.is_selected(i), hovered: state.hovered == Some(i), active: state.focus.focused };
                let over = look.draw(renderer, t, place);
                // Where the keyboard is among several, or beside them.
                if self.on_pick.is_some() && self.selected == Some(i) && state.focus.focused && state.focus.visible && self.chosen != [i] {
                    draw_ring(renderer, place, over.unwrap_or(t.focus));
                }
                let color = over.unwrap_or_else(|| row.tone.color(t));
                for (n, (cell, edge)) in row.cells.iter().zip(&edges).enumerate() {
                    let words = self.words(&row, n, *edge, place);
                    if n == 0
                        && self.tree
                        && let Some(open) = row.open
                    {
                        let d = if open { Drawing::ChevronDown } else { Drawing::ChevronRight };
                        Icon::new(d).draw(renderer, row.mark(place), t, over.or(Some(t.muted)));
                    }
                    if n == 0
                        && let Some(icon) = row.icon
                    {
                        let at = Rectangle { x: words.x - ICON - 5.0, ..words };
                        draw_icon(renderer, icon, at, t, over);
                    }
                    let right = self.columns.get(n).is_some_and(|c| c.right);
                    let align = if right { text::Alignment::Right } else { text::Alignment::Default };
                    draw_words(renderer, cell, words, REGULAR, color, align, clip);
                    if n == 0 && !row.second.is_empty() {
                        let from = measure(cell, REGULAR) + 8.0;
                        let place = Rectangle { x: words.x + from, width: words.width - from, ..words };
                        draw_words(renderer, &row.second, place, REGULAR, over.unwrap_or(t.muted), align, clip);
                    }
                }
            }
            if self.rows == 0 && !self.nothing.is_empty() {
                let place = Rectangle { x: view.x + 8.0, width: view.width - 16.0, height: ROW + 6.0, ..view };
                draw_words(renderer, &self.nothing, place, REGULAR, Tone::Muted.color(t), text::Alignment::Center, clip);
            }
            state.scroll.draw(renderer, t, self.rows, view);
        });
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        _: Layout<'b>,
        _: &Renderer,
        _: &Rectangle,
        shift: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let (words, place) = tree.state.downcast_ref::<State>().tip.as_ref()?;
        Some(overlay::Element::new(Box::new(Whole { words, place: *place + shift })))
    }
}

impl<'a, M: 'a> From<List<'a, M>> for Element<'a, M> {
    fn from(list: List<'a, M>) -> Self {
        Element::new(list)
    }
}
