//! What lists and trees share: rows of one height, of which only those in sight are asked for and drawn; scrolling by
//! wheel, thumb and keyboard; type-ahead; words cut off with an ellipsis.
//!
//! Ten thousand rows cost what thirty cost, because the caller hands over a function from row number to [`Row`], not rows.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use iced::advanced::text::{Paragraph as _, Renderer as _};
use iced::advanced::{Layout, Overlay, Renderer as _, layout, mouse, renderer, text};
use iced::{Border, Color, Event, Font, Pixels, Point, Rectangle, Renderer, Size, Theme, alignment, border};

use super::icon::Icon;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{ICON, LINE, REGULAR, ROW, STROKE, TEXT, Tokens, tokens};

/// One row of a list or tree.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// Before the first cell.
    pub icon: Option<Icon>,
    /// One text per column.
    pub cells: Vec<Cow<'a, str>>,
    /// In grey after the first cell, where there is room: its English name.
    pub second: Cow<'a, str>,
    /// Colour of its words.
    pub tone: Tone,
    /// In a tree: how deep it stands.
    pub depth: u16,
    /// In a tree: whether its children are shown; `None` when it has none.
    pub open: Option<bool>,
}

impl<'a> Row<'a> {
    /// A row of these cells.
    pub fn new<T: Into<Cow<'a, str>>>(cells: impl IntoIterator<Item = T>) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// With an icon before the first cell.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// With a second name.
    #[must_use]
    pub fn second(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.second = name.into();
        self
    }

    /// In another tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// In a tree: how deep it stands, and whether its children are shown (`None` when it has none).
    #[must_use]
    pub fn node(mut self, depth: u16, open: Option<bool>) -> Self {
        (self.depth, self.open) = (depth, open);
        self
    }

    /// Where a tree draws the mark that opens and closes the row at `place`.
    pub(super) fn mark(&self, place: Rectangle) -> Rectangle {
        let x = place.x + 4.0 + f32::from(self.depth) * INDENT;
        Rectangle { x, y: place.y + (place.height - MARK) / 2.0, width: MARK, height: MARK }
    }
}

/// How far a tree sets in each depth.
const INDENT: f32 = 16.0;
/// Size of the mark that opens a row.
pub(super) const MARK: f32 = 14.0;

/// How wide the scroll bar is.
const BAR: f32 = 12.0;

/// How far rows are scrolled, and the thumb.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Scroll {
    pub(super) offset: f32,
    held: Option<f32>,
    over: bool,
}

impl Scroll {
    /// Keeps the offset within `rows` rows in `view`.
    pub(super) fn clamp(&mut self, rows: usize, view: Rectangle) {
        self.offset = self.offset.clamp(0.0, most(rows, view));
    }

    /// Scrolls so that `row` can be seen.
    pub(super) fn reveal(&mut self, row: usize, rows: usize, view: Rectangle) {
        let top = row as f32 * ROW;
        if top < self.offset {
            self.offset = top;
        } else if top + ROW > self.offset + view.height {
            self.offset = top + ROW - view.height;
        }
        self.clamp(rows, view);
    }

    /// The rows in sight.
    pub(super) fn sight(&self, rows: usize, view: Rectangle) -> std::ops::Range<usize> {
        let first = (self.offset / ROW).floor().max(0.0) as usize;
        let last = ((self.offset + view.height) / ROW).ceil().max(0.0) as usize;
        first.min(rows)..last.min(rows)
    }

    /// Where row `i` is drawn.
    pub(super) fn place(&self, i: usize, rows: usize, view: Rectangle) -> Rectangle {
        let width = view.width - if has_bar(rows, view) { BAR } else { 0.0 };
        Rectangle { x: view.x, y: view.y + i as f32 * ROW - self.offset, width, height: ROW }
    }

    /// The row at `p`, if there is one.
    pub(super) fn row_at(&self, p: Point, rows: usize, view: Rectangle) -> Option<usize> {
        if !view.contains(p) || (has_bar(rows, view) && p.x > view.x + view.width - BAR) {
            return None;
        }
        let i = ((p.y - view.y + self.offset) / ROW).floor() as usize;
        (i < rows).then_some(i)
    }

    fn thumb(&self, rows: usize, view: Rectangle) -> Option<Rectangle> {
        if !has_bar(rows, view) {
            return None;
        }
        let total = rows as f32 * ROW;
        let height = (view.height * view.height / total).max(18.0).min(view.height);
        let y = view.y + (view.height - height) * self.offset / most(rows, view);
        Some(Rectangle { x: view.x + view.width - BAR + 2.0, y, width: BAR - 4.0, height })
    }

    /// Wheel and thumb. `true` when the event was ours.
    pub(super) fn update(&mut self, event: &Event, cursor: mouse::Cursor, rows: usize, view: Rectangle) -> bool {
        let before = self.offset;
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(view) && has_bar(rows, view) => {
                self.offset -= match delta {
                    mouse::ScrollDelta::Lines { y, .. } => y * ROW * 3.0,
                    mouse::ScrollDelta::Pixels { y, .. } => *y,
                };
                self.clamp(rows, view);
                // At either end what encloses the list may scroll.
                self.offset != before
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let (Some(p), Some(thumb)) = (cursor.position_over(view), self.thumb(rows, view)) else { return false };
                if p.x < thumb.x - 2.0 {
                    return false;
                }
                if thumb.contains(p) {
                    self.held = Some(p.y - thumb.y);
                } else {
                    self.offset += if p.y < thumb.y { -view.height } else { view.height };
                    self.clamp(rows, view);
                }
                true
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let over = self.thumb(rows, view).is_some_and(|t| cursor.is_over(t));
                let mut news = over != self.over;
                self.over = over;
                if let (Some(grip), Some(thumb)) = (self.held, self.thumb(rows, view)) {
                    let way = (view.height - thumb.height).max(1.0);
                    self.offset = (position.y - grip - view.y) / way * most(rows, view);
                    self.clamp(rows, view);
                    news = true;
                }
                news
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => self.held.take().is_some(),
            _ => false,
        }
    }

    /// Draws the scroll bar.
    pub(super) fn draw(&self, renderer: &mut Renderer, t: &Tokens, rows: usize, view: Rectangle) {
        if let Some(bounds) = self.thumb(rows, view) {
            let color = style::thumb(t, self.over || self.held.is_some());
            renderer.fill_quad(renderer::Quad { bounds, border: border::rounded(4), ..renderer::Quad::default() }, color);
        }
    }
}

fn most(rows: usize, view: Rectangle) -> f32 {
    (rows as f32 * ROW - view.height).max(0.0)
}

fn has_bar(rows: usize, view: Rectangle) -> bool {
    most(rows, view) > 0.5
}

/// What was typed to find a row; forgotten after a second.
#[derive(Debug, Default, Clone)]
pub(super) struct TypeAhead {
    typed: String,
    at: Option<Instant>,
}

impl TypeAhead {
    /// The row to go to when `text` is typed at `now`, starting from `from`. One letter typed again and again walks
    /// through the rows that begin with it.
    pub(super) fn find<'t>(
        &mut self,
        text: &str,
        now: Instant,
        from: Option<usize>,
        rows: usize,
        words: impl Fn(usize) -> Cow<'t, str>,
    ) -> Option<usize> {
        if self.at.is_none_or(|t| now.saturating_duration_since(t) > Duration::from_secs(1)) {
            self.typed.clear();
        }
        self.at = Some(now);
        self.typed.push_str(&text.to_lowercase());
        let first = self.typed.chars().next()?;
        let repeated = self.typed.chars().all(|c| c == first);
        let wanted = if repeated { first.to_string() } else { self.typed.clone() };
        let start = match from {
            Some(f) if repeated => f + 1,
            Some(f) => f,
            None => 0,
        };
        (0..rows).map(|k| (start + k) % rows).find(|&i| words(i).to_lowercase().starts_with(&wanted))
    }

    /// Whether letters typed now continue a word, so that a blank belongs to it.
    pub(super) fn going(&self, now: Instant) -> bool {
        self.at.is_some_and(|t| now.saturating_duration_since(t) < Duration::from_secs(1))
    }
}

/// How a row is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) selected: bool,
    pub(super) hovered: bool,
    /// The list has the keyboard.
    pub(super) active: bool,
}

impl Look {
    /// Draws the row's background; words on it take the returned colour instead of their tone's.
    pub(super) fn draw(self, renderer: &mut Renderer, t: &Tokens, bounds: Rectangle) -> Option<Color> {
        let fill = match (self.selected, self.active, self.hovered) {
            (true, true, _) => t.selection,
            (true, false, _) => t.selection_idle,
            (_, _, true) => t.hover,
            _ => return None,
        };
        let bounds = Rectangle { x: bounds.x + 1.0, width: bounds.width - 2.0, ..bounds };
        renderer.fill_quad(renderer::Quad { bounds, border: border::rounded(2), ..renderer::Quad::default() }, fill);
        (self.selected && self.active).then_some(t.on_selection)
    }
}

/// Draws a line around the row at `place`.
pub(super) fn draw_ring(renderer: &mut Renderer, place: Rectangle, color: Color) {
    let bounds = Rectangle { x: place.x + 1.0, width: place.width - 2.0, ..place }.shrink(1.0);
    let border = Border { color, width: 1.0, radius: border::radius(2) };
    renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, Color::TRANSPARENT);
}

/// Draws words on one line in `bounds`, cut off with an ellipsis when they do not fit.
pub(super) fn draw_words(
    renderer: &mut Renderer,
    words: &str,
    bounds: Rectangle,
    font: Font,
    color: Color,
    align: text::Alignment,
    clip: Rectangle,
) {
    if bounds.width <= 4.0 || words.is_empty() {
        return;
    }
    let Some(clip) = bounds.intersection(&clip) else { return };
    let (content, _) = fit(words, bounds.width, font);
    let text = text::Text {
        content,
        bounds: Size::new(bounds.width, bounds.height),
        size: Pixels(TEXT),
        line_height: text::LineHeight::Absolute(Pixels(LINE)),
        font,
        align_x: align,
        align_y: alignment::Vertical::Center,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::None,
    };
    let x = match align {
        text::Alignment::Right => bounds.x + bounds.width,
        text::Alignment::Center => bounds.x + bounds.width / 2.0,
        _ => bounds.x,
    };
    renderer.fill_text(text, Point::new(x, bounds.y + bounds.height / 2.0), color, clip);
}

/// The words, or as many of them as fit in `width` with an ellipsis; and whether they were cut.
pub(super) fn fit(words: &str, width: f32, font: Font) -> (String, bool) {
    let count = words.chars().count();
    // No glyph is wider than its size, so short words need no measuring.
    if count as f32 * TEXT <= width || measure(words, font) <= width {
        return (words.to_owned(), false);
    }
    let cut = |n: usize| words.chars().take(n).collect::<String>().trim_end().to_owned() + "…";
    let (mut low, mut high) = (0, count);
    while low + 1 < high {
        let mid = (low + high) / 2;
        if measure(&cut(mid), font) <= width { low = mid } else { high = mid }
    }
    (cut(low), true)
}

/// Width of words on one line.
pub(super) fn measure(words: &str, font: Font) -> f32 {
    <Renderer as text::Renderer>::Paragraph::with_text(text::Text {
        content: words,
        bounds: Size::INFINITE,
        size: Pixels(TEXT),
        line_height: text::LineHeight::Absolute(Pixels(LINE)),
        font,
        align_x: text::Alignment::Default,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::None,
    })
    .min_width()
}

/// Words that are cut off in a list, shown whole over it.
pub(super) struct Whole<'a> {
    pub(super) words: &'a str,
    /// Where they stand in the list.
    pub(super) place: Rectangle,
}

impl<M> Overlay<M, Theme, Renderer> for Whole<'_> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        let width = (measure(self.words, REGULAR) + 14.0).ceil().min(window.width);
        let x = (self.place.x - 6.0).min(window.width - width).max(0.0);
        layout::Node::new(Size::new(width, self.place.height)).move_to(Point::new(x, self.place.y))
    }

    fn draw(&self, renderer: &mut Renderer, theme: &Theme, _: &renderer::Style, layout: Layout<'_>, _: mouse::Cursor) {
        let (t, bounds) = (tokens(theme), layout.bounds());
        let border = Border { color: t.edge, width: 1.0, radius: border::radius(2) };
        renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, t.field);
        let words = Rectangle { x: bounds.x + 6.0, width: bounds.width - 8.0, ..bounds };
        draw_words(renderer, self.words, words, REGULAR, t.text, text::Alignment::Default, bounds);
    }
}

/// Draws an icon in the middle of `bounds`' left side.
pub(super) fn draw_icon(renderer: &mut Renderer, icon: Icon, bounds: Rectangle, t: &Tokens, color: Option<Color>) {
    let y = (bounds.y + (bounds.height - ICON) / 2.0).round();
    icon.draw(renderer, Rectangle { x: bounds.x, y, width: ICON, height: ICON }, t, color);
}

/// Draws the box lists and trees stand in; `ring` when the keyboard brought the focus.
pub(super) fn draw_box(renderer: &mut Renderer, bounds: Rectangle, t: &Tokens, focused: bool, ring: bool) {
    let (color, width) = match (focused, ring) {
        (_, true) => (t.focus, 2.0),
        _ => (t.edge, STROKE),
    };
    let border = Border { color, width, radius: border::radius(3) };
    renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, t.field);
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rectangle = Rectangle { x: 0.0, y: 0.0, width: 100.0, height: ROW * 5.0 };

    #[test]
    fn scrolls_just_far_enough_to_show_a_row() {
        let mut s = Scroll::default();
        s.reveal(4, 100, VIEW);
        assert_eq!(s.offset, 0.0);
        s.reveal(5, 100, VIEW);
        assert_eq!(s.offset, ROW);
        s.reveal(99, 100, VIEW);
        assert_eq!(s.offset, ROW * 95.0);
        s.reveal(98, 100, VIEW);
        assert_eq!(s.offset, ROW * 95.0);
        s.clamp(3, VIEW);
        assert_eq!(s.offset, 0.0);
    }

    #[test]
    fn asks_only_for_rows_in_sight() {
        let mut s = Scroll::default();
        assert_eq!(s.sight(10_000, VIEW), 0..5);
        s.offset = ROW * 50.5;
        assert_eq!(s.sight(10_000, VIEW), 50..56);
        assert_eq!(s.sight(52, VIEW), 50..52);
    }

    #[test]
    fn typing_finds_rows() {
        let words = ["apple", "banana", "blueberry", "cherry"];
        let find = |t: &mut TypeAhead, s: &str, now, from| t.find(s, now, from, words.len(), |i| words[i].into());
        let (mut t, now) = (TypeAhead::default(), Instant::now());
        assert_eq!(find(&mut t, "b", now, Some(0)), Some(1));
        assert_eq!(find(&mut t, "b", now, Some(1)), Some(2));
        let later = now + Duration::from_secs(2);
        assert_eq!(find(&mut t, "b", later, Some(3)), Some(1));
        assert_eq!(find(&mut t, "l", later, Some(1)), Some(2));
        assert_eq!(find(&mut t, "x", later, Some(1)), None);
    }
}
