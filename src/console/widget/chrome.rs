//! How the desk draws frames: box, title bar, the question mark that leads to the manual.

use iced::advanced::{Renderer as _, renderer, text};
use iced::{Border, Color, Rectangle, Renderer, border};

use super::rows::draw_words;
use crate::console::theme::{BOLD, STROKE, TITLE, Tokens};

/// Fills a rectangle.
pub(super) fn fill(renderer: &mut Renderer, bounds: Rectangle, color: Color) {
    renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, color);
}

/// Draws a frame's box and title bar; returns the colour of words on the title bar.
pub(super) fn chrome(renderer: &mut Renderer, bounds: Rectangle, t: &Tokens, front: bool) -> Color {
    let edge = Border { color: if front { t.accent } else { t.edge }, width: STROKE, radius: border::radius(5) };
    renderer.fill_quad(renderer::Quad { bounds, border: edge, ..renderer::Quad::default() }, t.surface);
    let bar = Rectangle { x: bounds.x + 1.0, y: bounds.y + 1.0, width: bounds.width - 2.0, height: TITLE - 1.0 };
    let radius = Border { radius: border::top(4), ..Border::default() };
    let quad = renderer::Quad { bounds: bar, border: radius, ..renderer::Quad::default() };
    renderer.fill_quad(quad, if front { t.title } else { t.title_idle });
    let line = Rectangle { y: bar.y + bar.height - 1.0, height: 1.0, ..bar };
    fill(renderer, line, t.line);
    if front { t.on_title } else { t.muted }
}

/// Side of the question mark; the frame's title leaves room for it.
pub(super) const HELP: f32 = 22.0;

/// Where the question mark of a frame stands: before the cross.
pub(super) fn help_place(frame: Rectangle) -> Rectangle {
    Rectangle { x: frame.x + frame.width - 2.0 * HELP - 8.0, y: frame.y + (TITLE - HELP) / 2.0, width: HELP, height: HELP }
}

/// Draws it.
pub(super) fn draw_help(renderer: &mut Renderer, place: Rectangle, t: &Tokens, color: Color, hovered: bool) {
    if hovered {
        let edge = Border { color: t.edge, width: STROKE, radius: border::radius(3) };
        renderer.fill_quad(renderer::Quad { bounds: place, border: edge, ..renderer::Quad::default() }, Color::TRANSPARENT);
    }
    draw_words(renderer, "?", place, BOLD, color, text::Alignment::Center, place);
}
