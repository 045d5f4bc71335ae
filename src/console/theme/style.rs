//! Style functions for the pieces taken from iced as they are: containers, fields, scroll bars, progress.
//!
//! Controls of our own draw themselves with the same colours. None of these has a shadow.

use iced::widget::{container, progress_bar, scrollable, svg, text, text_input};
use iced::{Background, Border, Color, Shadow, Theme, border};

use super::{RADIUS, STROKE, Tokens, mix, tokens};

/// What a sign or a sentence means; picks its colour, never its only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain words.
    #[default]
    Plain,
    /// Stands back.
    Muted,
    /// Off.
    Off,
    /// Leads the eye.
    Accent,
    /// As it should be.
    Good,
    /// Wants attention.
    Warning,
    /// Wrong.
    Bad,
}

impl Tone {
    /// The colour of this tone on a surface or field.
    pub fn color(self, t: &Tokens) -> Color {
        match self {
            Self::Plain => t.text,
            Self::Muted => t.muted,
            Self::Off => t.off,
            Self::Accent => t.accent,
            Self::Good => t.success,
            Self::Warning => t.warning,
            Self::Bad => t.danger,
        }
    }
}

/// Words in a tone.
pub fn words(tone: Tone) -> impl Fn(&Theme) -> text::Style {
    move |theme| text::Style { color: Some(tone.color(tokens(theme))) }
}

/// An icon in a tone.
pub fn icon(tone: Tone) -> impl Fn(&Theme, svg::Status) -> svg::Style {
    move |theme, _| svg::Style { color: Some(tone.color(tokens(theme))) }
}

/// A box of one colour, with a border of `edge` when it is not transparent.
fn plain(fill: Color, words: Color, edge: Color) -> container::Style {
    container::Style {
        background: Some(Background::Color(fill)),
        text_color: Some(words),
        border: Border { color: edge, width: if edge.a > 0.0 { STROKE } else { 0.0 }, radius: border::radius(RADIUS) },
        snap: true,
        ..container::Style::default()
    }
}

/// The window behind everything, toolbars and the status bar.
pub fn window(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    container::Style { border: Border::default(), ..plain(t.window, t.text, Color::TRANSPARENT) }
}

/// A page or a dialog's body.
pub fn surface(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    container::Style { border: Border::default(), ..plain(t.surface, t.text, Color::TRANSPARENT) }
}

/// The edge around a list, a tree or a page of a sheet.
pub fn sunken(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    plain(t.field, t.text, t.edge)
}

/// The page of a tab: a surface with the tab's edge.
pub fn page(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    container::Style { border: Border { color: t.line, width: STROKE, radius: border::radius(0) }, ..plain(t.surface, t.text, t.line) }
}

/// A field that is off, drawn without being one.
pub fn field_off(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    plain(t.field_off, t.off, t.edge_off)
}

/// The box around controls that belong together.
pub fn group(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    plain(Color::TRANSPARENT, t.text, t.line)
}

/// A tool tip.
pub fn tip(theme: &Theme) -> container::Style {
    let t = tokens(theme);
    plain(t.field, t.text, t.edge)
}

/// A strip that says something in a tone, above or below what it is about.
pub fn strip(tone: Tone) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let t = tokens(theme);
        let color = if tone == Tone::Plain { t.accent } else { tone.color(t) };
        plain(
            mix(t.surface, color, if t.surface == Color::BLACK { 0.0 } else { 0.09 }),
            t.text,
            mix(t.surface, color, if t.surface == Color::BLACK { 1.0 } else { 0.55 }),
        )
    }
}

/// A field for text. `invalid` draws its edge in the colour of errors, and thicker.
pub fn field(invalid: bool) -> impl Fn(&Theme, text_input::Status) -> text_input::Style {
    move |theme, status| {
        let t = tokens(theme);
        let focused = matches!(status, text_input::Status::Focused { .. });
        let color = match (invalid, focused, status) {
            (true, ..) => t.danger,
            (_, true, _) => t.focus,
            (.., text_input::Status::Hovered) => t.accent,
            _ => t.edge,
        };
        text_input::Style {
            background: Background::Color(t.field),
            border: Border { color, width: if focused || invalid { 2.0 } else { STROKE }, radius: border::radius(RADIUS) },
            icon: t.muted,
            placeholder: t.off,
            value: t.text,
            selection: mix(t.field, t.selection, 0.45),
        }
    }
}

/// Scroll bars: slim, with a thumb that can be seen.
pub fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let t = tokens(theme);
    let rail = |active: bool| scrollable::Rail {
        background: Some(Background::Color(mix(t.surface, t.text, 0.06))),
        border: border::rounded(4),
        scroller: scrollable::Scroller { background: Background::Color(thumb(t, active)), border: border::rounded(4) },
    };
    let (vertical, horizontal) = match status {
        scrollable::Status::Active { .. } => (false, false),
        scrollable::Status::Hovered { is_horizontal_scrollbar_hovered: h, is_vertical_scrollbar_hovered: v, .. } => (v, h),
        scrollable::Status::Dragged { is_horizontal_scrollbar_dragged: h, is_vertical_scrollbar_dragged: v, .. } => (v, h),
    };
    scrollable::Style {
        container: container::Style::default(),
        vertical_rail: rail(vertical),
        horizontal_rail: rail(horizontal),
        gap: None,
        auto_scroll: scrollable::AutoScroll {
            background: Background::Color(t.field),
            border: border::rounded(8).width(1).color(t.edge),
            shadow: Shadow::default(),
            icon: t.text,
        },
    }
}

/// The thumb of a scroll bar.
pub fn thumb(t: &Tokens, active: bool) -> Color {
    if active { t.accent } else { mix(t.surface, t.edge, 0.8) }
}

/// Progress of a job.
pub fn progress(theme: &Theme) -> progress_bar::Style {
    let t = tokens(theme);
    progress_bar::Style {
        background: Background::Color(t.field_off),
        bar: Background::Color(t.accent),
        border: Border { color: t.edge, width: STROKE, radius: border::radius(RADIUS) },
    }
}
