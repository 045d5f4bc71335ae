//! Menus: the one that drops at the pointer, and the bar above the window.
//!
//! Up, Down, Home and End move, Right opens a submenu, Left closes it, Enter or a marked letter takes an entry, Escape
//! closes. In the bar Left and Right go on to the next menu; Alt alone and F10 reach it, Alt+letter opens one.
//! An entry without a message is shown off: what cannot be done now is seen where it will be.

use std::borrow::Cow;

use iced::advanced::widget::{Id, Operation};
use iced::advanced::{Renderer as _, Shell, mouse, renderer, text};
use iced::keyboard::{self, Key, key::Named};
use iced::{Border, Event, Point, Rectangle, Renderer, Size, border};

use super::describe::{Announce, Description, Role};
use super::icon::{Drawing, Icon};
use super::label::{BESIDE, halves, mnemonic, plain, second};
use super::rows::{draw_icon, draw_words, measure};
use crate::console::theme::{REGULAR, ROW, STROKE, Tokens, bold};

/// One entry of a menu.
pub struct Item<'a, M> {
    id: Cow<'static, str>,
    label: Cow<'a, str>,
    shortcut: Cow<'a, str>,
    icon: Option<Icon>,
    message: Option<M>,
    items: Vec<Item<'a, M>>,
    checked: bool,
    default: bool,
    line: bool,
}

/// An entry "menu.start"; without a message it is off.
pub fn item<'a, M>(id: impl Into<Cow<'static, str>>, label: impl Into<Cow<'a, str>>, message: Option<M>) -> Item<'a, M> {
    Item {
        id: id.into(),
        label: label.into(),
        shortcut: "".into(),
        icon: None,
        message,
        items: Vec::new(),
        checked: false,
        default: false,
        line: false,
    }
}

/// A line between entries.
pub fn separator<'a, M>() -> Item<'a, M> {
    Item { line: true, ..item("", "", None) }
}

/// An entry that opens a menu of its own.
pub fn submenu<'a, M>(
    id: impl Into<Cow<'static, str>>,
    label: impl Into<Cow<'a, str>>,
    items: impl IntoIterator<Item = Item<'a, M>>,
) -> Item<'a, M> {
    Item { items: items.into_iter().collect(), ..item(id, label, None) }
}

impl<'a, M> Item<'a, M> {
    /// The key that does the same, at the right.
    #[must_use]
    pub fn shortcut(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.shortcut = text.into();
        self
    }

    /// An icon before it.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// A check mark before it.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// In bold: what a double click would do.
    #[must_use]
    pub fn default(mut self) -> Self {
        self.default = true;
        self
    }

    fn enabled(&self) -> bool {
        self.message.is_some() || !self.items.is_empty()
    }

    fn height(&self) -> f32 {
        if self.line { 7.0 } else { ROW }
    }

    /// The same menu with messages of another kind.
    pub fn map<N>(self, f: &impl Fn(M) -> N) -> Item<'a, N> {
        Item {
            id: self.id,
            label: self.label,
            shortcut: self.shortcut,
            icon: self.icon,
            message: self.message.map(f),
            items: self.items.into_iter().map(|i| i.map(f)).collect(),
            checked: self.checked,
            default: self.default,
            line: self.line,
        }
    }
}

/// Which entries are marked and open.
#[derive(Debug, Default, Clone)]
pub(super) struct Marks {
    /// Opened submenus, outermost first.
    open: Vec<usize>,
    /// The marked entry in the innermost one.
    mark: Option<usize>,
}

/// What became of an event.
pub(super) enum Outcome<M> {
    /// Nothing.
    Ignored,
    /// It was ours; draw again.
    Handled,
    /// The menu should go.
    Close,
    /// An entry was taken; the menu should go.
    Taken(M),
    /// The next menu of the bar (`true`) or the previous.
    Sideways(bool),
}

/// Entries at a place.
pub(super) struct Panels<'p, 'a, M> {
    pub(super) items: &'p [Item<'a, M>],
    pub(super) at: Point,
    pub(super) bounds: Rectangle,
}

const EDGE: f32 = 4.0;
const LEFT: f32 = 28.0;

impl<'p, 'a, M: Clone> Panels<'p, 'a, M> {
    /// The menus in sight with their places, outermost first.
    fn levels(&self, marks: &Marks) -> Vec<(Rectangle, &'p [Item<'a, M>])> {
        let mut out = vec![(fit(self.at, size(self.items), self.bounds), self.items)];
        for &i in &marks.open {
            let Some((place, items)) = out.last().copied() else { break };
            let Some(parent) = items.get(i).filter(|p| !p.items.is_empty()) else { break };
            let row = row_place(items, i, place);
            let size = size(&parent.items);
            let right = Point::new(place.x + place.width - 3.0, row.y - EDGE);
            let left = Point::new(place.x - size.width + 3.0, row.y - EDGE);
            let room = right.x + size.width <= self.bounds.x + self.bounds.width;
            out.push((fit(if room { right } else { left }, size, self.bounds), &parent.items));
        }
        out
    }

    pub(super) fn operate(&self, marks: &Marks, announce: &mut Announce, op: &mut dyn Operation) {
        for (place, items) in self.levels(marks) {
            for (i, item) in items.iter().enumerate().filter(|(_, item)| !item.line) {
                let place = row_place(items, i, place);
                let id = super::id(item.id.clone());
                announce.description = Description {
                    label: plain(&item.label),
                    second: second(&item.label),
                    mnemonic: mnemonic(&item.label),
                    checked: Some(item.checked),
                    ..Description::new(Role::MenuItem, item.enabled())
                };
                op.custom(Some(&id), place, announce);
                op.container(Some(&id), place);
                op.text(None, place, &announce.description.label);
                if !announce.description.second.is_empty() {
                    op.text(None, place, &announce.description.second);
                }
            }
        }
    }

    pub(super) fn update(&self, marks: &mut Marks, event: &Event, cursor: mouse::Cursor) -> Outcome<M> {
        let levels = self.levels(marks);
        match event {
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let Some((level, i)) = hit(&levels, cursor) else { return Outcome::Ignored };
                let item = &levels[level].1[i];
                if marks.open.len() > level && marks.open[level] != i || marks.open.len() > level + 1 {
                    marks.open.truncate(level);
                }
                if item.items.is_empty() {
                    marks.open.truncate(level);
                    marks.mark = (!item.line).then_some(i);
                } else if marks.open.get(level) != Some(&i) {
                    marks.open.truncate(level);
                    marks.open.push(i);
                    marks.mark = None;
                }
                Outcome::Handled
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => match hit(&levels, cursor) {
                Some((level, i)) => take(&levels[level].1[i]),
                None if levels.iter().any(|(place, _)| cursor.is_over(*place)) => Outcome::Handled,
                None => Outcome::Close,
            },
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => self.key(marks, &levels, key),
            _ => Outcome::Ignored,
        }
    }

    fn key(&self, marks: &mut Marks, levels: &[(Rectangle, &'p [Item<'a, M>])], key: &Key) -> Outcome<M> {
        let Some((_, items)) = levels.last().copied() else { return Outcome::Ignored };
        let n = items.len();
        let step = |from: Option<usize>, by: usize| {
            let start = from.unwrap_or(if by == 1 { n - 1 } else { 0 });
            (1..=n).map(|k| (start + k * by) % n).find(|&i| !items[i].line)
        };
        match key.as_ref() {
            Key::Named(Named::ArrowDown) if n > 0 => marks.mark = step(marks.mark, 1),
            Key::Named(Named::ArrowUp) if n > 0 => marks.mark = step(marks.mark, n - 1),
            Key::Named(Named::Home) if n > 0 => marks.mark = step(None, 1),
            Key::Named(Named::End) if n > 0 => marks.mark = step(None, n - 1),
            Key::Named(Named::ArrowRight) => match marks.mark.filter(|&i| !items[i].items.is_empty()) {
                Some(i) => enter(marks, i),
                None => return Outcome::Sideways(true),
            },
            Key::Named(Named::ArrowLeft | Named::Escape) if !marks.open.is_empty() => marks.mark = marks.open.pop(),
            Key::Named(Named::ArrowLeft) => return Outcome::Sideways(false),
            Key::Named(Named::Escape | Named::Tab | Named::F10) => return Outcome::Close,
            Key::Named(Named::Enter | Named::Space) => match marks.mark {
                Some(i) if !items[i].items.is_empty() => enter(marks, i),
                Some(i) => return take(&items[i]),
                None => {}
            },
            Key::Character(c) => {
                let c = c.chars().next().and_then(|c| c.to_lowercase().next());
                let mut hits = (0..n).filter(|&i| c.is_some() && mnemonic(&items[i].label) == c);
                match (hits.next(), hits.next()) {
                    (Some(i), None) if !items[i].items.is_empty() => enter(marks, i),
                    (Some(i), None) => return take(&items[i]),
                    (Some(_), Some(_)) => {
                        let from = marks.mark.map_or(0, |m| m + 1);
                        let again = |i: &usize| mnemonic(&items[*i].label) == c;
                        marks.mark = (0..n).map(|k| (from + k) % n).find(again);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Outcome::Handled
    }

    pub(super) fn draw(&self, marks: &Marks, renderer: &mut Renderer, t: &Tokens) {
        let levels = self.levels(marks);
        let deepest = levels.len() - 1;
        for (level, (place, items)) in levels.into_iter().enumerate() {
            let edge = Border { color: t.edge, width: STROKE, radius: border::radius(4) };
            renderer.with_layer(place, |renderer| {
                renderer.fill_quad(renderer::Quad { bounds: place, border: edge, ..renderer::Quad::default() }, t.field);
                for (i, item) in items.iter().enumerate() {
                    let marked = if level == deepest { marks.mark } else { marks.open.get(level).copied() };
                    draw_item(renderer, t, item, row_place(items, i, place), marked == Some(i));
                }
            });
        }
    }
}

fn draw_item<M>(renderer: &mut Renderer, t: &Tokens, item: &Item<'_, M>, row: Rectangle, marked: bool) {
    if item.line {
        let bounds = Rectangle { x: row.x + 4.0, y: row.y + 3.0, width: row.width - 8.0, height: 1.0 };
        renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, t.line);
        return;
    }
    let enabled = item.message.is_some() || !item.items.is_empty();
    let color = match (enabled, marked) {
        (false, _) => t.off,
        (_, true) => t.on_selection,
        _ => t.text,
    };
    if marked {
        let quad = renderer::Quad { bounds: row, border: border::rounded(2), ..renderer::Quad::default() };
        // An entry that is off can be marked but must not look as if it could be taken.
        renderer.fill_quad(quad, if enabled { t.selection } else { t.hover });
    }
    let sign = Rectangle { x: row.x + 5.0, width: 20.0, ..row };
    let over = (marked || !enabled).then_some(color);
    if item.checked {
        draw_icon(renderer, Icon::new(Drawing::Check), sign, t, Some(color));
    } else if let Some(icon) = item.icon {
        draw_icon(renderer, icon, sign, t, over);
    }
    let font = font_of(item);
    let words = Rectangle { x: row.x + LEFT, width: row.width - LEFT - 12.0, ..row };
    let label = plain(&item.label);
    draw_words(renderer, &label, words, font, color, text::Alignment::Default, row);
    let name = second(&item.label);
    if !name.is_empty() {
        let from = measure(&label, font) + BESIDE;
        let place = Rectangle { x: words.x + from, width: words.width - from, ..words };
        draw_words(renderer, &name, place, REGULAR, if marked { color } else { t.muted }, text::Alignment::Default, row);
    }
    if let Some((before, letter)) = marked_part(&item.label) {
        let (x, width) = (measure(&before, font), measure(&letter, font));
        let bounds = Rectangle { x: words.x + x, y: (row.y + row.height / 2.0 + 7.0).round(), width, height: 1.0 };
        renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, color);
    }
    if item.items.is_empty() {
        draw_words(renderer, &item.shortcut, words, REGULAR, if marked { color } else { t.muted }, text::Alignment::Right, row);
    } else {
        let place = Rectangle { x: row.x + row.width - 18.0, y: row.y + 5.0, width: 12.0, height: 12.0 };
        Icon::new(Drawing::ChevronRight).draw(renderer, place, t, Some(color));
    }
}

/// What stands before the marked letter, and the letter.
pub(super) fn marked_part(label: &str) -> Option<(String, String)> {
    let letter = mnemonic(label)?;
    let words = plain(label);
    let label = halves(label).0;
    let at = label.replace("&&", "\u{1}\u{1}").find('&')?;
    let before: String = label.get(..at)?.replace("&&", "&");
    let marked = words.get(before.len()..)?.chars().next()?;
    (marked.to_lowercase().next() == Some(letter)).then(|| (before, marked.to_string()))
}

fn enter(marks: &mut Marks, i: usize) {
    marks.open.push(i);
    marks.mark = Some(0);
}

fn take<M: Clone>(item: &Item<'_, M>) -> Outcome<M> {
    match &item.message {
        Some(m) => Outcome::Taken(m.clone()),
        None => Outcome::Handled,
    }
}

fn font_of<M>(item: &Item<'_, M>) -> iced::Font {
    if item.default { bold(&item.label) } else { REGULAR }
}

fn size<M>(items: &[Item<'_, M>]) -> Size {
    let width = |i: &Item<'_, M>| {
        let words = measure(&plain(&i.label), font_of(i));
        let name = second(&i.label);
        let name = if name.is_empty() { 0.0 } else { measure(&name, REGULAR) + BESIDE };
        let right = if i.shortcut.is_empty() { 0.0 } else { measure(&i.shortcut, REGULAR) + 24.0 };
        words + name + right + LEFT + 26.0
    };
    let widest = items.iter().map(width).fold(150.0, f32::max).ceil();
    Size::new(widest + 2.0 * EDGE, items.iter().map(Item::height).sum::<f32>() + 2.0 * EDGE)
}

fn fit(at: Point, size: Size, bounds: Rectangle) -> Rectangle {
    let x = at.x.min(bounds.x + bounds.width - size.width - 2.0).max(bounds.x);
    let y = at.y.min(bounds.y + bounds.height - size.height - 2.0).max(bounds.y);
    Rectangle::new(Point::new(x.round(), y.round()), size)
}

fn row_place<M>(items: &[Item<'_, M>], i: usize, place: Rectangle) -> Rectangle {
    let above: f32 = items.iter().take(i).map(Item::height).sum();
    let height = items.get(i).map_or(0.0, Item::height);
    Rectangle { x: place.x + EDGE, y: place.y + EDGE + above, width: place.width - 2.0 * EDGE, height }
}

fn hit<M>(levels: &[(Rectangle, &[Item<'_, M>])], cursor: mouse::Cursor) -> Option<(usize, usize)> {
    let p = cursor.position()?;
    let (level, (place, items)) = levels.iter().enumerate().rev().find(|(_, (place, _))| place.contains(p))?;
    (0..items.len()).find(|&i| row_place(items, i, *place).contains(p)).map(|i| (level, i))
}

/// Tells a shell what became of an event of the menu under the pointer.
pub(super) fn publish<M: Clone>(outcome: Outcome<M>, close: &M, shell: &mut Shell<'_, M>) {
    match outcome {
        Outcome::Ignored => {}
        Outcome::Handled | Outcome::Sideways(_) => {
            shell.request_redraw();
            shell.capture_event();
        }
        Outcome::Close => {
            shell.publish(close.clone());
            shell.capture_event();
        }
        Outcome::Taken(m) => {
            shell.publish(close.clone());
            shell.publish(m);
            shell.capture_event();
        }
    }
}

impl<M> Item<'_, M> {
    /// The id of this entry.
    pub fn id(&self) -> Id {
        super::id(self.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_stays_in_the_window() {
        let bounds = Rectangle::with_size(Size::new(800.0, 600.0));
        let place = fit(Point::new(790.0, 590.0), Size::new(200.0, 100.0), bounds);
        assert_eq!(place.position(), Point::new(598.0, 498.0));
    }

    #[test]
    fn finds_what_stands_before_the_marked_letter() {
        assert_eq!(marked_part("Re&lay…"), Some(("Re".into(), "l".into())));
        assert_eq!(marked_part("R&&D &costs"), Some(("R&D ".into(), "c".into())));
        assert_eq!(marked_part("中继(&L)…"), Some(("中继(".into(), "L".into())));
        assert_eq!(marked_part("Plain"), None);
    }

    #[test]
    fn the_keyboard_walks_skips_lines_and_takes() {
        let items =
            [item("a", "&Start", Some(1)), separator(), item("b", "S&top", None), submenu("c", "&New", [item("d", "&Server", Some(2))])];
        let panels = Panels { items: &items, at: Point::ORIGIN, bounds: Rectangle::with_size(Size::new(800.0, 600.0)) };
        let mut marks = Marks::default();
        let mut press = |key: Key| {
            let levels = panels.levels(&marks);
            panels.key(&mut marks, &levels, &key)
        };
        press(Key::Named(Named::ArrowDown));
        press(Key::Named(Named::ArrowDown));
        assert!(matches!(press(Key::Named(Named::Enter)), Outcome::Handled), "an entry that is off is not taken");
        press(Key::Named(Named::ArrowDown));
        press(Key::Named(Named::ArrowRight));
        assert!(matches!(press(Key::Named(Named::Enter)), Outcome::Taken(2)));
        press(Key::Named(Named::Escape));
        assert!(matches!(press(Key::Character("s".into())), Outcome::Taken(1)));
        assert!(matches!(press(Key::Named(Named::Escape)), Outcome::Close));
    }
}
