//! The common part of everything that can be pressed: hover, press, focus, keys, ring, and what it says about itself.
//!
//! Buttons, check boxes, radio buttons, tabs and links are this wrapper with different insides and another [`Skin`].
//! A control acts on release inside its bounds, on Space and, unless it is a box or radio button, on Enter; the ring is
//! drawn only when the keyboard brought the focus, as Windows does. A control without a message is off: no stop of the
//! Tab key, no hover, no action.

use iced::advanced::widget::operation::{Focusable, Operation};
use iced::advanced::widget::{Id, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, mouse, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Background, Border, Color, Event, Rectangle, Renderer, Theme, border};

use super::describe::{Announce, Description, Press, Role};
use super::pass_on::pass_on;
use crate::console::Element;
use crate::console::theme::{RADIUS, Tokens, tokens};

/// How a control stands at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// It answers.
    pub enabled: bool,
    /// The pointer is over it.
    pub hovered: bool,
    /// It is held down.
    pub pressed: bool,
    /// It has the keyboard.
    pub focused: bool,
}

/// What is drawn behind the insides, and the colour of words in them.
#[derive(Debug, Clone, Copy)]
pub struct Skin {
    /// Filled with.
    pub fill: Option<Color>,
    /// Edge and its width.
    pub edge: Option<(Color, f32)>,
    /// Colour of words.
    pub words: Color,
}

impl Skin {
    /// Nothing but words.
    pub fn bare(words: Color) -> Self {
        Self { fill: None, edge: None, words }
    }
}

/// Where the focus ring is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// Around the control.
    Outside,
    /// Inside its edge, where there is no room around it.
    Inside,
    /// Inside the edge of the part with this number, for the tab in front.
    Part(usize),
    /// The insides show it themselves.
    None,
}

type SkinFn<'a> = Box<dyn Fn(&Tokens, Status) -> Skin + 'a>;
type KeyFn<'a, M> = Box<dyn Fn(&keyboard::Key, keyboard::Modifiers) -> Option<M> + 'a>;

/// Something that can be pressed.
pub struct Control<'a, M> {
    content: Element<'a, M>,
    id: Id,
    on_press: Option<M>,
    on_step: Option<Box<dyn Fn(bool) -> Option<M> + 'a>>,
    on_key: Option<KeyFn<'a, M>>,
    description: Description,
    skin: SkinFn<'a>,
    ring: Ring,
    stop: bool,
    pointer: bool,
    inherit: bool,
}

/// Wraps `content`; without `on_press` the control is off.
pub fn control<'a, M: Clone + 'a>(
    id: impl Into<Id>,
    description: Description,
    content: impl Into<Element<'a, M>>,
    on_press: Option<M>,
) -> Control<'a, M> {
    Control {
        content: content.into(),
        id: id.into(),
        on_press,
        on_step: None,
        on_key: None,
        description,
        skin: Box::new(|t, s| Skin::bare(if s.enabled { t.text } else { t.off })),
        ring: Ring::Outside,
        stop: true,
        pointer: false,
        inherit: false,
    }
}

impl<'a, M: Clone + 'a> Control<'a, M> {
    /// What is drawn behind the insides.
    #[must_use]
    pub fn skin(mut self, skin: impl Fn(&Tokens, Status) -> Skin + 'a) -> Self {
        self.skin = Box::new(skin);
        self
    }

    /// Where the ring is drawn.
    #[must_use]
    pub fn ring(mut self, ring: Ring) -> Self {
        self.ring = ring;
        self
    }

    /// More keys while it has the keyboard.
    #[must_use]
    pub fn on_key(mut self, keys: impl Fn(&keyboard::Key, keyboard::Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(keys));
        self
    }

    /// What a scope's next (`true`) and previous do (Ctrl+Tab on tabs).
    #[must_use]
    pub fn on_step(mut self, step: impl Fn(bool) -> Option<M> + 'a) -> Self {
        self.on_step = Some(Box::new(step));
        self
    }

    /// Reached by mouse and mnemonic only.
    #[must_use]
    pub fn no_stop(mut self) -> Self {
        self.stop = false;
        self
    }

    /// Shows a pointing hand, for links.
    #[must_use]
    pub fn pointer(mut self) -> Self {
        self.pointer = true;
        self
    }

    /// Words keep the colour of what it stands in, instead of the skin's.
    #[must_use]
    pub fn inherit_words(mut self) -> Self {
        self.inherit = true;
        self
    }

    /// Whether the key presses it. Enter on a box or a radio button is for the default button.
    fn takes(&self, key: &keyboard::Key) -> bool {
        match key {
            keyboard::Key::Named(Named::Space) => true,
            keyboard::Key::Named(Named::Enter) => !matches!(self.description.role, Role::CheckBox | Role::Radio),
            _ => false,
        }
    }

    fn enabled(&self) -> bool {
        self.description.enabled && (self.on_press.is_some() || self.on_key.is_some())
    }
}

/// Focus as every widget of this room keeps it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Focus {
    /// It has the keyboard.
    pub focused: bool,
    /// The keyboard brought it here, so the ring is drawn.
    pub visible: bool,
}

impl Focus {
    /// The mouse brought it here or took it away; whether that is news.
    pub fn by_mouse(&mut self, over: bool) -> bool {
        let news = over != self.focused || self.visible;
        *self = Self { focused: over, visible: false };
        news
    }
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        *self = Self { focused: true, visible: true };
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

/// Draws the ring around the control that has the keyboard: two pixels, with the background between it and the control.
pub(super) fn draw_ring(renderer: &mut Renderer, bounds: Rectangle, ring: Ring, t: &Tokens) {
    let (bounds, radius) = match ring {
        Ring::Outside => (bounds.expand(3.0), RADIUS + 3.0),
        Ring::Inside | Ring::Part(_) => (bounds.shrink(2.0), RADIUS),
        Ring::None => return,
    };
    let border = Border { color: t.focus, width: 2.0, radius: border::radius(radius) };
    renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, Color::TRANSPARENT);
}

#[derive(Default)]
struct State {
    focus: Focus,
    hovered: bool,
    pressed: bool,
    announce: Announce,
}

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for Control<'a, M> {
    pass_on!(content: children, diff, size, size_hint, layout, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let enabled = self.enabled();
        state.announce.description = Description { enabled, ..self.description.clone() };
        op.custom(Some(&self.id), layout.bounds(), &mut state.announce);
        if enabled && self.stop {
            op.focusable(Some(&self.id), layout.bounds(), &mut state.focus);
        }
        op.container(Some(&self.id), layout.bounds());
        op.traverse(&mut |op| self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, op));
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
        let state = tree.state.downcast_mut::<State>();
        if !self.enabled() {
            *state = State::default();
            return;
        }
        if let Some(press) = state.announce.press.take() {
            let message = match press {
                Press::Activate => self.on_press.clone(),
                Press::Next => self.on_step.as_ref().and_then(|f| f(true)),
                Press::Previous => self.on_step.as_ref().and_then(|f| f(false)),
            };
            if let Some(m) = message {
                shell.publish(m);
            }
            shell.capture_event();
            return;
        }
        self.content.as_widget_mut().update(&mut tree.children[0], event, layout, cursor, renderer, clipboard, shell, viewport);
        let over = cursor.is_over(layout.bounds()) && viewport.contains(cursor.position().unwrap_or_default());
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(button)) if !shell.is_event_captured() || !over => {
                if state.focus.by_mouse(over && self.stop) {
                    shell.request_redraw();
                }
                if over && *button == mouse::Button::Left && self.on_press.is_some() {
                    state.pressed = true;
                    shell.request_redraw();
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if state.pressed => {
                state.pressed = false;
                shell.request_redraw();
                if over && let Some(m) = &self.on_press {
                    shell.publish(m.clone());
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. } | mouse::Event::CursorLeft) if over != state.hovered => {
                state.hovered = over;
                shell.request_redraw();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) if state.focus.focused && !shell.is_event_captured() => {
                if let Some(m) = self.on_key.as_ref().and_then(|f| f(key, *modifiers)) {
                    state.focus.visible = true;
                    shell.publish(m);
                    shell.capture_event();
                } else if self.takes(key)
                    && !modifiers.alt()
                    && !modifiers.command()
                    && let Some(m) = &self.on_press
                {
                    state.focus.visible = true;
                    shell.publish(m.clone());
                    shell.capture_event();
                }
            }
            _ => {}
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
        let inside = self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer);
        if inside == mouse::Interaction::None && self.pointer && self.enabled() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            inside
        }
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
        let enabled = self.enabled();
        let status = Status { enabled, hovered: enabled && state.hovered, pressed: enabled && state.pressed, focused: state.focus.focused };
        let skin = (self.skin)(t, status);
        let bounds = layout.bounds();
        if skin.fill.is_some() || skin.edge.is_some() {
            let (color, width) = skin.edge.unwrap_or((Color::TRANSPARENT, 0.0));
            renderer.fill_quad(
                renderer::Quad { bounds, border: Border { color, width, radius: border::radius(RADIUS) }, ..renderer::Quad::default() },
                Background::Color(skin.fill.unwrap_or(Color::TRANSPARENT)),
            );
        }
        let style = renderer::Style { text_color: if self.inherit { style.text_color } else { skin.words } };
        self.content.as_widget().draw(&tree.children[0], renderer, theme, &style, layout, cursor, viewport);
        if enabled && state.focus.focused && state.focus.visible {
            let part = if let Ring::Part(i) = self.ring { layout.children().nth(i).map(|l| l.bounds()) } else { None };
            draw_ring(renderer, part.unwrap_or(bounds), self.ring, t);
        }
    }
}

impl<'a, M: Clone + 'a> From<Control<'a, M>> for Element<'a, M> {
    fn from(control: Control<'a, M>) -> Self {
        Element::new(control)
    }
}
