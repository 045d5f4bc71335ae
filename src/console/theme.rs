//! Colours, sizes and fonts of the console.
//!
//! Three looks: light, dark and high contrast. A style function asks [`tokens`] for the colours of the theme it is handed
//! and names what it draws ("field", "selection"), never a shade. Text and controls keep at least 4.5 : 1 against what
//! they stand on, borders that matter 3 : 1 (proved below). State is never told by colour alone: icons, words and shapes
//! say it as well. No style has a shadow: the software renderer repaints shadows outside the damaged area, so they darken
//! with every update.

pub mod style;

use std::borrow::Cow;

use iced::{Color, Font, Theme, font, theme};

/// The looks an administrator can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Dark text on light surfaces.
    #[default]
    Light,
    /// Light text on dark surfaces.
    Dark,
    /// White and yellow on black, every edge drawn.
    HighContrast,
}

impl Look {
    /// Every look, in the order of the View menu.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The theme to hand to iced.
    pub fn theme(self) -> Theme {
        let t = self.tokens();
        let palette = theme::Palette {
            background: t.window,
            text: t.text,
            primary: t.accent,
            success: t.success,
            warning: t.warning,
            danger: t.danger,
        };
        let name = match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "contrast",
        };
        Theme::custom(name, palette)
    }

    /// The colours of this look.
    pub fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::HighContrast => &CONTRAST,
        }
    }
}

/// The colours of `theme`. A theme that is none of ours is treated as light or dark by its background.
pub fn tokens(theme: &Theme) -> &'static Tokens {
    let background = theme.palette().background;
    Look::ALL.into_iter().map(Look::tokens).find(|t| t.window == background).unwrap_or(if luminance(background) < 0.2 {
        &DARK
    } else {
        &LIGHT
    })
}

/// Size of text and controls in percent, 80 to 200 in steps of ten.
///
/// The whole window is scaled, so that a control never outgrows its place; frames that no longer fit scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scale(u16);

impl Scale {
    /// The nearest allowed scale.
    pub fn percent(percent: u16) -> Self {
        Self((percent.clamp(80, 200) + 5) / 10 * 10)
    }

    /// One step larger.
    pub fn larger(self) -> Self {
        Self::percent(self.0 + 10)
    }

    /// One step smaller.
    pub fn smaller(self) -> Self {
        Self::percent(self.0 - 10)
    }

    /// The factor to hand to iced.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// In percent, for the menu.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self(100)
    }
}

/// The colours of one look, named by what they are for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    /// The window behind everything, the toolbar and the status bar.
    pub window: Color,
    /// Body of a dialog frame, a page or a tab.
    pub surface: Color,
    /// Where something can be typed or picked: fields, lists, trees.
    pub field: Color,
    /// A field that is off.
    pub field_off: Color,
    /// Words.
    pub text: Color,
    /// Words that stand back: hints, units, comments.
    pub muted: Color,
    /// Words of a control that is off.
    pub off: Color,
    /// Lines that only divide.
    pub line: Color,
    /// Edges that show where a control is.
    pub edge: Color,
    /// Edges of a control that is off.
    pub edge_off: Color,
    /// The one colour that leads the eye.
    pub accent: Color,
    /// Words on the accent.
    pub on_accent: Color,
    /// A button.
    pub button: Color,
    /// Anything under the pointer.
    pub hover: Color,
    /// Anything held down.
    pub pressed: Color,
    /// A selected row in the list that has the keyboard.
    pub selection: Color,
    /// Words on it.
    pub on_selection: Color,
    /// A selected row in a list that has not.
    pub selection_idle: Color,
    /// The ring around the control that has the keyboard.
    pub focus: Color,
    /// Something is wrong.
    pub danger: Color,
    /// Something wants attention.
    pub warning: Color,
    /// Something is as it should be.
    pub success: Color,
    /// Title bar of the frame in front.
    pub title: Color,
    /// Words on it.
    pub on_title: Color,
    /// Title bar of the frames behind.
    pub title_idle: Color,
    /// Drawn over what is blocked.
    pub scrim: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Size of text in logical pixels.
pub const TEXT: f32 = 13.0;
/// Size of hints under a field.
pub const SMALL: f32 = 12.0;
/// Size of the headline of a page.
pub const HEADLINE: f32 = 18.0;
/// Height of a line of text of size [`TEXT`].
pub const LINE: f32 = 17.0;
/// Height of a row in a list, tree or menu.
pub const ROW: f32 = 22.0;
/// Height of a button, field or pick list.
pub const CONTROL: f32 = 26.0;
/// Height of a frame's title bar.
pub const TITLE: f32 = 30.0;
/// Width and height of an icon.
pub const ICON: f32 = 16.0;
/// Space between a label and its control, or between two buttons.
pub const GAP: f32 = 8.0;
/// Space between the rows of a form.
pub const ROWS: f32 = 7.0;
/// Space around the body of a frame or group.
pub const PAD: f32 = 12.0;
/// Least width of a dialog's buttons.
pub const BUTTON: f32 = 84.0;
/// Rounding of controls.
pub const RADIUS: f32 = 3.0;
/// Width of an edge. Not 1: the renderer takes lines up to that width for hairlines and draws those longer than 511 pixels
/// in two halves, with a lighter or darker pixel where they meet.
pub const STROKE: f32 = 1.01;

/// The font of everything.
pub const REGULAR: Font = Font::with_name("Noto Sans");
/// For figures and signs; for words see [`bold`].
pub const BOLD: Font = Font { weight: font::Weight::Bold, ..REGULAR };

/// For titles, headers and the default entry of a menu. The bundled Chinese has one weight; Latin letters among it have the same.
pub fn bold(text: &str) -> Font {
    let is_chinese = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    if text.chars().any(is_chinese) { REGULAR } else { BOLD }
}

/// The bundled font files: Latin regular and bold, Simplified Chinese as the fallback.
pub const FONTS: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf"),
];

/// The settings every window of the console starts with.
pub fn settings() -> iced::Settings {
    iced::Settings {
        fonts: FONTS.iter().map(|f| Cow::Borrowed(*f)).collect(),
        default_font: REGULAR,
        default_text_size: iced::Pixels(TEXT),
        ..iced::Settings::default()
    }
}

/// `a` with `share` (0 to 1) of `b` in it.
pub fn mix(a: Color, b: Color, share: f32) -> Color {
    let of = |a: f32, b: f32| a + (b - a) * share;
    Color { r: of(a.r, b.r), g: of(a.g, b.g), b: of(a.b, b.b), a: 1.0 }
}

/// Contrast of two colours as WCAG 2 counts it, 1 to 21.
pub fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(c: Color) -> f32 {
    let linear = |v: f32| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
}

static LIGHT: Tokens = Tokens {
    window: rgb(0xf0f1f3),
    surface: rgb(0xfafafa),
    field: rgb(0xffffff),
    field_off: rgb(0xf0f1f3),
    text: rgb(0x1b1c1e),
    muted: rgb(0x5b6067),
    off: rgb(0x8b9097),
    line: rgb(0xd5d8dc),
    edge: rgb(0x868c94),
    edge_off: rgb(0xd5d8dc),
    accent: rgb(0x005fb8),
    on_accent: rgb(0xffffff),
    button: rgb(0xf3f4f6),
    hover: rgb(0xe4eef8),
    pressed: rgb(0xcbe0f4),
    selection: rgb(0x005fb8),
    on_selection: rgb(0xffffff),
    selection_idle: rgb(0xdadde2),
    focus: rgb(0x005fb8),
    danger: rgb(0xb42318),
    warning: rgb(0x8a5300),
    success: rgb(0x0f6b2f),
    title: rgb(0xdfe9f4),
    on_title: rgb(0x12263c),
    title_idle: rgb(0xeceef0),
    scrim: Color { r: 0.07, g: 0.09, b: 0.12, a: 0.28 },
};

static DARK: Tokens = Tokens {
    window: rgb(0x1b1d20),
    surface: rgb(0x232629),
    field: rgb(0x181a1c),
    field_off: rgb(0x232629),
    text: rgb(0xe8eaed),
    muted: rgb(0xa7adb5),
    off: rgb(0x757b83),
    line: rgb(0x3a3f45),
    edge: rgb(0x757c85),
    edge_off: rgb(0x3a3f45),
    accent: rgb(0x5aa9f0),
    on_accent: rgb(0x06182a),
    button: rgb(0x2e3237),
    hover: rgb(0x33404d),
    pressed: rgb(0x3a5068),
    selection: rgb(0x2c6fb3),
    on_selection: rgb(0xffffff),
    selection_idle: rgb(0x3b4148),
    focus: rgb(0x7cc0ff),
    danger: rgb(0xff8f87),
    warning: rgb(0xf2c14e),
    success: rgb(0x7fd491),
    title: rgb(0x2b3a4a),
    on_title: rgb(0xeaf3fc),
    title_idle: rgb(0x2a2d31),
    scrim: Color { r: 0.0, g: 0.0, b: 0.0, a: 0.5 },
};

static CONTRAST: Tokens = Tokens {
    window: rgb(0x000000),
    surface: rgb(0x000000),
    field: rgb(0x000000),
    field_off: rgb(0x000000),
    text: rgb(0xffffff),
    muted: rgb(0xffffff),
    off: rgb(0x9aa0a0),
    line: rgb(0xffffff),
    edge: rgb(0xffffff),
    edge_off: rgb(0x9aa0a0),
    accent: rgb(0x1aebff),
    on_accent: rgb(0x000000),
    button: rgb(0x000000),
    hover: rgb(0x00384d),
    pressed: rgb(0x005a7a),
    selection: rgb(0x1aebff),
    on_selection: rgb(0x000000),
    selection_idle: rgb(0x003f47),
    focus: rgb(0xffff00),
    danger: rgb(0xff9c94),
    warning: rgb(0xffd75e),
    success: rgb(0x3ff23f),
    title: rgb(0x1aebff),
    on_title: rgb(0x000000),
    title_idle: rgb(0x000000),
    scrim: Color { r: 0.0, g: 0.0, b: 0.0, a: 0.65 },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_weight_in_every_language() {
        for (text, font) in [("Zertifikat für „Ł“", BOLD), ("Web 服务器证书向导", REGULAR), ("证书", REGULAR), ("TLS：是", REGULAR)]
        {
            assert_eq!(bold(text), font, "{text}");
        }
    }

    #[test]
    fn words_can_be_read_on_everything_they_stand_on() {
        for look in Look::ALL {
            let t = look.tokens();
            for (name, words, on) in [
                ("text on window", t.text, t.window),
                ("text on surface", t.text, t.surface),
                ("text on field", t.text, t.field),
                ("text on button", t.text, t.button),
                ("text on hover", t.text, t.hover),
                ("text on pressed", t.text, t.pressed),
                ("text on idle selection", t.text, t.selection_idle),
                ("muted on surface", t.muted, t.surface),
                ("muted on window", t.muted, t.window),
                ("muted on field", t.muted, t.field),
                ("accent on surface", t.accent, t.surface),
                ("on accent", t.on_accent, t.accent),
                ("on selection", t.on_selection, t.selection),
                ("on title", t.on_title, t.title),
                ("text on idle title", t.muted, t.title_idle),
                ("danger on surface", t.danger, t.surface),
                ("warning on surface", t.warning, t.surface),
                ("success on surface", t.success, t.surface),
            ] {
                let c = contrast(words, on);
                assert!(c >= 4.5, "{look:?}: {name} has only {c:.2}");
            }
        }
    }

    #[test]
    fn edges_and_rings_stand_out() {
        for look in Look::ALL {
            let t = look.tokens();
            for (name, line, on) in [
                ("edge on surface", t.edge, t.surface),
                ("edge on field", t.edge, t.field),
                ("focus on surface", t.focus, t.surface),
                ("focus on field", t.focus, t.field),
                ("off on field", t.off, t.field_off),
            ] {
                let c = contrast(line, on);
                let least = if name.starts_with("off") { 2.5 } else { 3.0 };
                assert!(c >= least, "{look:?}: {name} has only {c:.2}");
            }
        }
    }

    #[test]
    fn a_theme_finds_its_own_colours() {
        for look in Look::ALL {
            assert_eq!(tokens(&look.theme()), look.tokens());
        }
        assert_eq!(tokens(&Theme::Dracula), Look::Dark.tokens());
    }

    #[test]
    fn scale_stays_between_eighty_and_two_hundred() {
        assert_eq!(Scale::percent(10).get(), 80);
        assert_eq!(Scale::percent(500).get(), 200);
        assert_eq!(Scale::default().larger().get(), 110);
        assert_eq!(Scale::percent(80).smaller().get(), 80);
        assert_eq!(Scale::percent(154).get(), 150);
    }
}
