//! Labels with mnemonics: "Re&lay…" shows an underlined l and is reached with Alt+L.
//!
//! "&&" is a plain ampersand. In Chinese the letter stands in brackets after the words: "中继(&L)…". A label of its own
//! leads to the control beside it ([`Label::target`]); the label of a button or box only shows the letter, the control
//! announces it.
//!
//! Behind U+001F a label may carry a second name, the English one: it is written beside the words in grey, or below them
//! where there is no room.

use std::borrow::Cow;

use iced::advanced::text::{Paragraph as _, Renderer as _, Span, Text};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Layout, Renderer as _, Widget, layout, mouse, renderer, text};
use iced::{Color, Font, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, Vector, alignment};

use super::describe::{Announce, Description, Role};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::theme::{REGULAR, SMALL, TEXT, tokens};
use crate::i18n::SECOND;

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// The words with their marks, and the second name.
pub(super) fn halves(label: &str) -> (&str, Option<&str>) {
    label.split_once(SECOND).map_or((label, None), |(words, second)| (words, Some(second)))
}

/// The second name, empty if there is none.
pub fn second(label: &str) -> String {
    halves(label).1.unwrap_or_default().to_owned()
}

/// The letter after the first single "&", in lower case.
pub fn mnemonic(label: &str) -> Option<char> {
    split(label).1.chars().next().and_then(|c| c.to_lowercase().next())
}

/// The label as it reads, without the mark and the second name.
pub fn plain(label: &str) -> String {
    let (a, b, c) = split(label);
    [a, b, c].concat().replace("&&", "&")
}

/// Before, the marked letter (empty if there is none), after.
fn split(label: &str) -> (&str, &str, &str) {
    let label = halves(label).0;
    let mut from = 0;
    while let Some(i) = label.get(from..).and_then(|s| s.find('&')) {
        let (at, rest) = (from + i, &label[from + i + 1..]);
        match rest.chars().next() {
            Some('&') => from = at + 2,
            Some(c) => return (&label[..at], &rest[..c.len_utf8()], &rest[c.len_utf8()..]),
            None => break,
        }
    }
    (label, "", "")
}

/// Words with a mnemonic.
pub struct Label<'a> {
    text: Cow<'a, str>,
    target: Option<Id>,
    size: f32,
    font: Font,
    tone: Option<Tone>,
    width: Length,
    wrap: bool,
    enabled: bool,
}

/// Words that may have a mnemonic. They wrap when there is no room.
pub fn label<'a>(text: impl Into<Cow<'a, str>>) -> Label<'a> {
    Label { text: text.into(), target: None, size: TEXT, font: REGULAR, tone: None, width: Length::Shrink, wrap: true, enabled: true }
}

impl Label<'_> {
    /// The control its mnemonic leads to.
    #[must_use]
    pub fn target(mut self, id: impl Into<Id>) -> Self {
        self.target = Some(id.into());
        self
    }

    /// Size of the words.
    #[must_use]
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Bold, for headers.
    #[must_use]
    pub fn font(mut self, font: Font) -> Self {
        self.font = font;
        self
    }

    /// Another tone than that of what it stands in.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// Width to take.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Never wraps, and leaves the second name away.
    #[must_use]
    pub fn single_line(mut self) -> Self {
        self.wrap = false;
        self.text = halves(&self.text).0.to_owned().into();
        self
    }

    /// Drawn as off when `false`.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }
}

#[derive(Default)]
struct State {
    announce: Announce,
    paragraph: Paragraph,
    /// The second name and where it stands.
    second: Option<(Paragraph, Point)>,
    key: Option<(String, Size, f32, Font, bool)>,
}

impl<M> Widget<M, Theme, Renderer> for Label<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        layout::sized(limits, self.width, Length::Shrink, |limits| {
            let bounds = limits.max();
            let key = (self.text.clone().into_owned(), bounds, self.size, self.font, self.wrap);
            if state.key.as_ref() != Some(&key) {
                let (before, letter, after) = split(&self.text);
                let before = before.replace("&&", "&");
                let after = after.replace("&&", "&");
                let spans: [Span<'_, (), Font>; 3] = [Span::new(before), Span::new(letter).underline(true), Span::new(after)];
                let spans: Vec<_> = spans.into_iter().filter(|s| !s.text.is_empty()).collect();
                state.paragraph = Paragraph::with_spans(Text {
                    content: &spans,
                    bounds,
                    size: Pixels(self.size),
                    line_height: text::LineHeight::default(),
                    font: self.font,
                    align_x: text::Alignment::Default,
                    align_y: alignment::Vertical::Top,
                    shaping: text::Shaping::Auto,
                    wrapping: if self.wrap { text::Wrapping::WordOrGlyph } else { text::Wrapping::None },
                });
                state.second = halves(&self.text).1.map(|name| beside(name, state.paragraph.min_bounds(), bounds));
                state.key = Some(key);
            }
            let words = state.paragraph.min_bounds();
            state.second.as_ref().map_or(words, |(name, at)| {
                let name = name.min_bounds();
                Size::new(words.width.max(at.x + name.width), words.height.max(at.y + name.height))
            })
        })
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, op: &mut dyn Operation) {
        let words = plain(&self.text);
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        match &state.second {
            None => op.text(None, bounds, &words),
            Some((name, at)) => {
                op.text(None, Rectangle::new(bounds.position(), state.paragraph.min_bounds()), &words);
                let at = bounds.position() + Vector::new(at.x, at.y);
                op.text(None, Rectangle::new(at, name.min_bounds()), &second(&self.text));
            }
        }
        if self.target.is_some() {
            state.announce.description = Description {
                label: words,
                second: second(&self.text),
                mnemonic: mnemonic(&self.text).filter(|_| self.enabled),
                target: self.target.clone(),
                ..Description::new(Role::Label, self.enabled)
            };
            op.custom(None, layout.bounds(), &mut state.announce);
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let Some(clip) = bounds.intersection(viewport) else { return };
        let t = tokens(theme);
        let color: Color = match (self.enabled, self.tone) {
            (false, _) => t.off,
            (_, Some(tone)) => tone.color(t),
            (_, None) => style.text_color,
        };
        let State { paragraph, second, .. } = tree.state.downcast_ref::<State>();
        renderer.fill_paragraph(paragraph, bounds.position(), color, clip);
        if let Some((name, at)) = second {
            renderer.fill_paragraph(name, bounds.position() + Vector::new(at.x, at.y), if self.enabled { t.muted } else { t.off }, clip);
        }
        let (before, letter, _) = split(&self.text);
        if !letter.is_empty() {
            let span = usize::from(!before.is_empty());
            for part in paragraph.span_bounds(span) {
                let y = (bounds.y + part.y + part.height * 0.5 + self.size * 0.52).round();
                let line = Rectangle { x: bounds.x + part.x, y, width: part.width, height: 1.0 };
                renderer.fill_quad(renderer::Quad { bounds: line, snap: true, ..renderer::Quad::default() }, color);
            }
        }
    }
}

/// The second name beside words of this size, or below them.
fn beside(name: &str, words: Size, room: Size) -> (Paragraph, Point) {
    let shape = |width: f32| {
        Paragraph::with_text(Text {
            content: name,
            bounds: Size::new(width, f32::INFINITY),
            size: Pixels(SMALL),
            line_height: text::LineHeight::default(),
            font: REGULAR,
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Auto,
            wrapping: text::Wrapping::WordOrGlyph,
        })
    };
    let one = shape(f32::INFINITY);
    let size = one.min_bounds();
    if words.height < 2.0 * TEXT && words.width + BESIDE + size.width <= room.width {
        // On the same line of writing, which lies lower for the smaller letters.
        return (one, Point::new(words.width + BESIDE, (words.height - size.height) * 0.7));
    }
    (shape(room.width), Point::new(0.0, words.height))
}

/// Space before a second name.
pub(super) const BESIDE: f32 = 7.0;

impl<'a, M: 'a> From<Label<'a>> for Element<'a, M> {
    fn from(label: Label<'a>) -> Self {
        Element::new(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_marked_letter() {
        assert_eq!(mnemonic("Re&lay…"), Some('l'));
        assert_eq!(mnemonic("中继(&L)…"), Some('l'));
        assert_eq!(mnemonic("&Ändern"), Some('ä'));
        assert_eq!(mnemonic("Research && development"), None);
        assert_eq!(mnemonic("R&&D &costs"), Some('c'));
        assert_eq!(mnemonic("Ends with &"), None);
        assert_eq!(mnemonic(""), None);
    }

    #[test]
    fn a_second_name_is_no_part_of_the_label() {
        let label = "&Zustellung\u{1F}R&D Delivery";
        assert_eq!((mnemonic(label), plain(label), second(label)), (Some('z'), "Zustellung".to_owned(), "R&D Delivery".to_owned()));
        assert_eq!(mnemonic("OK\u{1F}&Fine"), None);
    }

    #[test]
    fn reads_without_the_mark() {
        assert_eq!(plain("Re&lay…"), "Relay…");
        assert_eq!(plain("R&&D &costs"), "R&D costs");
        assert_eq!(plain("Ends with &"), "Ends with &");
    }
}
