//! Fields for text and for numbers, with what is wrong said under them at once.
//!
//! A dialog keeps what was typed as a string; the field never changes it. `problem` is the sentence under the field; while
//! it is not empty the edge is red and thick and the sentence carries a sign, so colour is not the only mark. `unit`
//! stands after the field ("minutes"), `limits` under it ("1 to 1,440") until a problem takes its place.

use std::borrow::Cow;

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{Column, column, container, row, text_input};
use iced::{Alignment, Event, Length, Padding, Rectangle, Renderer, Theme};

use super::control::{Ring, Skin, control};
use super::describe::{Announce, Description, Role, Survey};
use super::icon::{Drawing, Icon};
use super::layout::hint;
use super::pass_on::pass_on;
use crate::console::Element;
use crate::console::theme::style::{self, Tone};
use crate::console::theme::{CONTROL, GAP, LINE, SMALL, STROKE, TEXT};

/// A field for one line of text.
pub struct Field<'a, M> {
    id: Cow<'static, str>,
    value: &'a str,
    on_input: Option<Box<dyn Fn(String) -> M + 'a>>,
    on_submit: Option<M>,
    on_step: Option<Box<dyn Fn(i64) -> M + 'a>>,
    placeholder: Cow<'a, str>,
    problem: Cow<'a, str>,
    limits: Cow<'a, str>,
    unit: Cow<'a, str>,
    secret: bool,
    width: Length,
}

/// A field "dialog.control" showing `value`; without `on_input` it is off.
pub fn field<'a, M: Clone + 'a>(id: impl Into<Cow<'static, str>>, value: &'a str) -> Field<'a, M> {
    Field {
        id: id.into(),
        value,
        on_input: None,
        on_submit: None,
        on_step: None,
        placeholder: "".into(),
        problem: "".into(),
        limits: "".into(),
        unit: "".into(),
        secret: false,
        width: Length::Fill,
    }
}

impl<'a, M: Clone + 'a> Field<'a, M> {
    /// What typing sends.
    #[must_use]
    pub fn on_input(mut self, message: impl Fn(String) -> M + 'a) -> Self {
        self.on_input = Some(Box::new(message));
        self
    }

    /// What typing sends, if the field is on.
    #[must_use]
    pub fn on_input_maybe(mut self, message: Option<impl Fn(String) -> M + 'a>) -> Self {
        self.on_input = message.map(|f| Box::new(f) as Box<dyn Fn(String) -> M + 'a>);
        self
    }

    /// What Enter does here; otherwise it presses the default button.
    #[must_use]
    pub fn on_submit(mut self, message: M) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// Makes it a number field: the arrow keys, the wheel of the keyboard's page keys (ten at once) and two small buttons
    /// send a step.
    #[must_use]
    pub fn on_step(mut self, message: impl Fn(i64) -> M + 'a) -> Self {
        self.on_step = Some(Box::new(message));
        self
    }

    /// Pale words while the field is empty.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = text.into();
        self
    }

    /// What is wrong with what was typed; empty when nothing is.
    #[must_use]
    pub fn problem(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.problem = text.into();
        self
    }

    /// What may be typed, under the field.
    #[must_use]
    pub fn limits(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.limits = text.into();
        self
    }

    /// The unit, after the field.
    #[must_use]
    pub fn unit(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.unit = text.into();
        self
    }

    /// Shows dots instead of letters.
    #[must_use]
    pub fn secret(mut self, secret: bool) -> Self {
        self.secret = secret;
        self
    }

    /// Width of the field itself.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    fn description(&self) -> Description {
        Description {
            value: if self.secret { String::new() } else { self.value.to_owned() },
            problem: self.problem.clone().into_owned(),
            ..Description::new(Role::Field, self.on_input.is_some())
        }
    }
}

/// A sentence with the sign of an error, for under a field or in a dialog.
pub fn problem<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    let words =
        iced::widget::text(text.into()).size(SMALL).wrapping(iced::widget::text::Wrapping::WordOrGlyph).style(style::words(Tone::Bad));
    let sign = container(Icon::sign(Tone::Bad).view(14.0)).padding(Padding::ZERO.top(1));
    row![sign, words].spacing(4).align_y(Alignment::Start).into()
}

const STEPPER: f32 = 18.0;

impl<'a, M: Clone + 'a> From<Field<'a, M>> for Element<'a, M> {
    fn from(mut f: Field<'a, M>) -> Self {
        let description = f.description();
        let on = f.on_input.is_some();
        let padding = Padding::from([(CONTROL - LINE) / 2.0, 7.0]);
        let value: Element<'a, M> = if let Some(on_input) = f.on_input.take() {
            text_input(&f.placeholder, f.value)
                .id(super::id(f.id.clone()))
                .on_input(on_input)
                .on_submit_maybe(f.on_submit.take())
                .secure(f.secret)
                .size(TEXT)
                .line_height(iced::Pixels(LINE))
                .padding(padding)
                .width(f.width)
                .style(style::field(!f.problem.is_empty()))
                .into()
        } else {
            // The toolkit's field can be reached by Tab even when it is off, so one that is off is only drawn.
            let shown = if f.secret { "•".repeat(f.value.chars().count()) } else { f.value.to_owned() };
            let words = iced::widget::text(shown).size(TEXT).line_height(iced::Pixels(LINE)).wrapping(iced::widget::text::Wrapping::None);
            container(words).padding(padding).width(f.width).height(CONTROL).clip(true).style(style::field_off).into()
        };
        let stepper = f.on_step.as_ref().map(|step| {
            let one = |by: i64, d: Drawing| {
                let message = on.then(|| step(by));
                let tone = if on { Tone::Plain } else { Tone::Muted };
                let face = container(Icon::new(d).tone(tone).view(10.0)).center_x(STEPPER).center_y(CONTROL / 2.0);
                let id = format!("{}.{}", f.id, if by > 0 { "more" } else { "less" });
                control(id, Description::new(Role::Button, true), face, message)
                    .skin(|t, s| Skin {
                        fill: Some(if s.pressed {
                            t.pressed
                        } else if s.hovered {
                            t.hover
                        } else {
                            t.button
                        }),
                        edge: Some((if s.enabled { t.edge } else { t.edge_off }, STROKE)),
                        words: t.text,
                    })
                    .no_stop()
                    .ring(Ring::None)
            };
            column![one(1, Drawing::ChevronUp), one(-1, Drawing::ChevronDown)]
        });
        let mut line = row![value].align_y(Alignment::Center);
        if let Some(s) = stepper {
            line = line.push(s);
        }
        if !f.unit.is_empty() {
            let unit = container(super::label::label(f.unit).single_line().enabled(on)).padding(Padding::ZERO.left(GAP));
            line = line.push(unit);
        }
        let mut whole: Column<'a, M> = column![line].spacing(3);
        if matches!(f.width, Length::Fill | Length::FillPortion(_)) {
            whole = whole.width(Length::Fill);
        }
        if !f.problem.is_empty() {
            whole = whole.push(problem(f.problem));
        } else if !f.limits.is_empty() {
            whole = whole.push(hint(f.limits));
        }
        Element::new(Described { id: super::id(f.id), description, content: whole.into(), on_step: f.on_step })
    }
}

/// Adds to a toolkit field what it does not say or do itself: its description, and the arrow keys of a number field.
struct Described<'a, M> {
    id: Id,
    description: Description,
    content: Element<'a, M>,
    on_step: Option<Box<dyn Fn(i64) -> M + 'a>>,
}

impl<M> Widget<M, Theme, Renderer> for Described<'_, M> {
    pass_on!(content: children, diff, size, layout, mouse_interaction, draw, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Announce>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Announce::default())
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        let announce = tree.state.downcast_mut::<Announce>();
        announce.description = self.description.clone();
        op.custom(Some(&self.id), layout.bounds(), announce);
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, op);
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
        let child = &mut tree.children[0];
        if let (Some(step), true, Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(key), modifiers, .. })) =
            (&self.on_step, self.description.enabled, event)
            && modifiers.is_empty()
        {
            let by = match key {
                Named::ArrowUp => 1,
                Named::ArrowDown => -1,
                Named::PageUp => 10,
                Named::PageDown => -10,
                _ => 0,
            };
            if by != 0 {
                let mut survey = Survey::default();
                self.content.as_widget_mut().operate(child, layout, renderer, &mut survey);
                if survey.focused().is_some() {
                    shell.publish(step(by));
                    shell.capture_event();
                    return;
                }
            }
        }
        self.content.as_widget_mut().update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
    }
}

/// A number typed into a field, moved by a step and kept within `limits`. What is no number becomes the lowest value.
pub fn step(typed: &str, by: i64, limits: std::ops::RangeInclusive<i64>) -> String {
    let (low, high) = limits.into_inner();
    match typed.trim().parse::<i64>() {
        Ok(n) => n.saturating_add(by).clamp(low, high).to_string(),
        Err(_) => low.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stays_within_its_limits() {
        assert_eq!(step("15", 1, 1..=1440), "16");
        assert_eq!(step("1", -10, 1..=1440), "1");
        assert_eq!(step("1439", 10, 1..=1440), "1440");
        assert_eq!(step("soon", 1, 1..=1440), "1");
        assert_eq!(step(" 7 ", 1, 1..=1440), "8");
    }
}
