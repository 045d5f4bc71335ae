//! Icons: SVG drawings of our own, tinted with a tone, sharp at every scale.

use std::sync::OnceLock;

use iced::advanced::svg::{Handle, Renderer as _, Svg};
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Widget, layout, mouse, renderer};
use iced::widget::{stack, svg};
use iced::{Color, Length, Rectangle, Renderer, Size, Theme};

use crate::console::Element;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{ICON, Tokens, tokens};

macro_rules! drawings {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)+) => {
        /// A drawing in `assets/icons`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Drawing { $($(#[$doc])* $name,)+ }

        impl Drawing {
            /// Every drawing.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            fn bytes(self) -> &'static [u8] {
                match self { $(Self::$name => include_bytes!(concat!("../../../assets/icons/", $file, ".svg")),)+ }
            }
        }
    };
}

drawings! {
    /// A person.
    Account = "account",
    /// A plus.
    Add = "add",
    /// An arrow down.
    ArrowDown = "arrow-down",
    /// An arrow up.
    ArrowUp = "arrow-up",
    /// Badge: a cross.
    BadgeFailed = "badge-failed",
    /// Badge: two bars.
    BadgePaused = "badge-paused",
    /// Badge: a triangle to the right.
    BadgeRunning = "badge-running",
    /// Badge: a square.
    BadgeStopped = "badge-stopped",
    /// Badge: a triangle with a mark.
    BadgeWarning = "badge-warning",
    /// A paper with a seal.
    Certificate = "certificate",
    /// A check mark.
    Check = "check",
    /// Opens downwards.
    ChevronDown = "chevron-down",
    /// Opens to the left.
    ChevronLeft = "chevron-left",
    /// Opens to the right.
    ChevronRight = "chevron-right",
    /// Opens upwards.
    ChevronUp = "chevron-up",
    /// A cross to close something.
    Close = "close",
    /// A screen.
    Computer = "computer",
    /// Two sheets.
    Copy = "copy",
    /// A printer.
    Device = "device",
    /// A globe.
    Domain = "domain",
    /// A check mark in a circle.
    Done = "done",
    /// The dot of a radio button.
    Dot = "dot",
    /// A pen.
    Edit = "edit",
    /// A cross in a circle.
    Error = "error",
    /// A folder.
    Folder = "folder",
    /// Several persons.
    Group = "group",
    /// An i in a circle.
    Info = "info",
    /// A key.
    Key = "key",
    /// A lock.
    Lock = "lock",
    /// A sheet with lines.
    Log = "log",
    /// An envelope.
    Mail = "mail",
    /// Neither ticked nor empty.
    Mixed = "mixed",
    /// Computers on a line.
    Network = "network",
    /// Leads out of the window.
    Out = "out",
    /// A house.
    Overview = "overview",
    /// Two bars.
    Pause = "pause",
    /// A triangle to the right.
    Play = "play",
    /// The post office, the program's own sign.
    Post = "post",
    /// A question mark in a circle.
    Question = "question",
    /// Waiting mail.
    Queue = "queue",
    /// An arrow in a circle.
    Refresh = "refresh",
    /// A minus.
    Remove = "remove",
    /// A magnifying glass.
    Search = "search",
    /// A server.
    Server = "server",
    /// A server with room for a badge.
    ServerCut = "server-cut",
    /// Arrows to and fro.
    Session = "session",
    /// Sliders.
    Settings = "settings",
    /// A shield.
    Shield = "shield",
    /// A square.
    Stop = "stop",
    /// An arrow back.
    Undo = "undo",
    /// A triangle with a mark.
    Warning = "warning",
}

impl Drawing {
    fn handle(self) -> Handle {
        static HANDLES: OnceLock<Vec<Handle>> = OnceLock::new();
        let all = HANDLES.get_or_init(|| Drawing::ALL.iter().map(|d| Handle::from_memory(d.bytes())).collect());
        all.get(self as usize).cloned().unwrap_or_else(|| Handle::from_memory(self.bytes()))
    }
}

/// A drawing with a badge of another tone in its corner, or without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    drawing: Drawing,
    tone: Tone,
    badge: Option<(Drawing, Tone)>,
}

impl Icon {
    /// A drawing in plain words' colour.
    pub const fn new(drawing: Drawing) -> Self {
        Self { drawing, tone: Tone::Plain, badge: None }
    }

    /// The same in another tone.
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// A server that runs.
    pub const RUNNING: Self = Self::server(Drawing::BadgeRunning, Tone::Good);
    /// A server that is stopped.
    pub const STOPPED: Self = Self::server(Drawing::BadgeStopped, Tone::Muted);
    /// A server that is paused.
    pub const PAUSED: Self = Self::server(Drawing::BadgePaused, Tone::Warning);
    /// A server that could not start.
    pub const FAILED: Self = Self::server(Drawing::BadgeFailed, Tone::Bad);

    const fn server(badge: Drawing, tone: Tone) -> Self {
        Self { drawing: Drawing::ServerCut, tone: Tone::Plain, badge: Some((badge, tone)) }
    }

    /// The sign of a tone: an error, a warning, a check mark, or an i.
    pub const fn sign(tone: Tone) -> Self {
        let drawing = match tone {
            Tone::Bad => Drawing::Error,
            Tone::Warning => Drawing::Warning,
            Tone::Good => Drawing::Done,
            Tone::Plain | Tone::Muted | Tone::Off | Tone::Accent => Drawing::Info,
        };
        let tone = match tone {
            Tone::Plain => Tone::Accent,
            other => other,
        };
        Self { drawing, tone, badge: None }
    }

    /// Draws it into `bounds`; `color` overrides every tone (on a selection, or when off).
    pub fn draw(self, renderer: &mut Renderer, bounds: Rectangle, tokens: &Tokens, color: Option<Color>) {
        let mut one = |drawing: Drawing, tone: Tone| {
            let tint = color.unwrap_or_else(|| tone.color(tokens));
            renderer.draw_svg(Svg::new(drawing.handle()).color(tint), bounds, bounds);
        };
        one(self.drawing, self.tone);
        if let Some((badge, tone)) = self.badge {
            one(badge, tone);
        }
    }

    /// As an element of this size and style, without its badge.
    pub fn view_with<'a, M: 'a>(self, size: f32, style: impl Fn(&iced::Theme, svg::Status) -> svg::Style + 'a) -> Element<'a, M> {
        svg(self.drawing.handle()).width(size).height(size).style(style).into()
    }

    /// As an element of this size.
    pub fn view<'a, M: 'a>(self, size: f32) -> Element<'a, M> {
        let one = |drawing: Drawing, tone: Tone| svg(drawing.handle()).width(size).height(size).style(style::icon(tone));
        match self.badge {
            None => one(self.drawing, self.tone).into(),
            Some((badge, tone)) => stack![one(self.drawing, self.tone), one(badge, tone)].into(),
        }
    }
}

impl From<Drawing> for Icon {
    fn from(drawing: Drawing) -> Self {
        Self::new(drawing)
    }
}

/// An icon of the usual size.
pub fn icon<'a, M: 'a>(icon: impl Into<Icon>) -> Element<'a, M> {
    icon.into().view(ICON)
}

/// An icon in the colour of the words around it.
pub fn sign<'a, M: 'a>(icon: impl Into<Icon>, size: f32) -> Element<'a, M> {
    Element::new(Sign { icon: icon.into(), size })
}

struct Sign {
    icon: Icon,
    size: f32,
}

impl<M> Widget<M, Theme, Renderer> for Sign {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.size), Length::Fixed(self.size))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, _: &layout::Limits) -> layout::Node {
        layout::Node::new(Size::new(self.size, self.size))
    }

    fn draw(
        &self,
        _: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        self.icon.draw(renderer, layout.bounds(), tokens(theme), Some(style.text_color));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_is_one_colour_on_the_sixteen_grid() {
        for d in Drawing::ALL {
            let s = std::str::from_utf8(d.bytes()).unwrap();
            assert!(s.contains(r#"viewBox="0 0 16 16""#), "{d:?}");
            let colours = s.matches('#').count();
            assert_eq!(colours, s.matches("#000").count(), "{d:?} has a colour of its own");
        }
    }
}
