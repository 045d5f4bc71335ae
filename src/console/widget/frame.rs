//! The frame of a dialog: title bar, body, buttons. A dialog is a [`Dialog`]: its frame and those it opened.
//!
//! ```text
//! ┌──────────────────────────────┐
//! │ Title                      × │  drag to move; × and Escape send on_close
//! ├──────────────────────────────┤
//! │ body, scrolls when the       │
//! │ window is too small for it   │
//! │               [ OK ][Cancel] │  Enter sends on_enter, what the default button sends
//! └──────────────────────────────┘
//! ```
//! The desk draws the chrome and knows which frame is in front; it also remembers where each was dragged, by its id.

use std::borrow::Cow;

use iced::advanced::widget::{Id, Operation, Tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, row, space};
use iced::{Alignment, Event, Length, Padding, Rectangle, Renderer, Size, Theme};

use super::control::{Ring, Skin, control};
use super::describe::{Description, Role};
use super::icon::{Drawing, Icon, sign};
use super::layout::scrolling;
use super::pass_on::pass_on;
use super::scope::{Scope, scope};
use crate::console::Element;
use crate::console::theme::{GAP, PAD, TITLE, bold, tokens};

type KeyFn<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// A frame being built.
pub struct Frame<'a, M> {
    id: Cow<'static, str>,
    title: Cow<'a, str>,
    icon: Option<Icon>,
    width: f32,
    body: Element<'a, M>,
    buttons: Vec<Element<'a, M>>,
    aside: Option<Element<'a, M>>,
    initial: Option<Id>,
    wizard: Option<&'static str>,
    on_close: Option<M>,
    on_enter: Option<M>,
    on_key: Option<KeyFn<'a, M>>,
}

/// A frame "relay" with this title, body and buttons (OK, Cancel, Apply: in this order, at the right).
pub fn frame<'a, M: Clone + 'a>(
    id: impl Into<Cow<'static, str>>,
    title: impl Into<Cow<'a, str>>,
    body: impl Into<Element<'a, M>>,
    buttons: impl IntoIterator<Item = Element<'a, M>>,
) -> Frame<'a, M> {
    Frame {
        id: id.into(),
        title: title.into(),
        icon: None,
        width: 420.0,
        body: body.into(),
        buttons: buttons.into_iter().collect(),
        aside: None,
        initial: None,
        wizard: None,
        on_close: None,
        on_enter: None,
        on_key: None,
    }
}

impl<'a, M: Clone + 'a> Frame<'a, M> {
    /// Width in logical pixels; 420 unless said. Narrower when the window is.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// An icon before the title.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// A control at the left of the buttons: Help.
    #[must_use]
    pub fn aside(mut self, control: impl Into<Element<'a, M>>) -> Self {
        self.aside = Some(control.into());
        self
    }

    /// The control that gets the keyboard when the frame opens; the first one unless said.
    #[must_use]
    pub fn initial(mut self, id: impl Into<Id>) -> Self {
        self.initial = Some(id.into());
        self
    }

    /// A page of this wizard: it stands where the page before it stood.
    #[must_use]
    pub fn page_of(mut self, wizard: &'static str) -> Self {
        self.wizard = Some(wizard);
        self
    }

    /// What Escape and the cross send. Every frame has it.
    #[must_use]
    pub fn on_close(mut self, message: M) -> Self {
        self.on_close = Some(message);
        self
    }

    /// What Enter sends: the default button's message, `None` while that is off.
    #[must_use]
    pub fn on_enter(mut self, message: Option<M>) -> Self {
        self.on_enter = message;
        self
    }

    /// Keys no control wanted: F1.
    #[must_use]
    pub fn on_key(mut self, keys: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(keys));
        self
    }
}

/// A frame and, behind it, the frames that wait for it: what a dialog's `view` returns.
pub struct Dialog<'a, M> {
    pub(super) windows: Vec<Window<'a, M>>,
}

/// A finished frame.
pub(super) struct Window<'a, M> {
    pub(super) id: Cow<'static, str>,
    pub(super) title: Cow<'a, str>,
    /// Its English name, when those are shown.
    pub(super) second: String,
    pub(super) initial: Option<Id>,
    /// The wizard it is a page of.
    pub(super) wizard: Option<&'static str>,
    pub(super) element: Element<'a, M>,
}

impl<'a, M: 'a> Dialog<'a, M> {
    /// With the dialog it opened, which blocks it: `frame.open(self.relay.as_ref().map(|r| r.view().map(Message::Relay)))`.
    #[must_use]
    pub fn open(mut self, sub: Option<Dialog<'a, M>>) -> Self {
        if let Some(d) = sub {
            self.windows.extend(d.windows);
        }
        self
    }

    /// The same dialog with messages of its opener.
    pub fn map<N: 'a>(self, f: impl Fn(M) -> N + Clone + 'a) -> Dialog<'a, N> {
        let one = |w: Window<'a, M>| Window {
            id: w.id,
            title: w.title,
            second: w.second,
            initial: w.initial,
            wizard: w.wizard,
            element: w.element.map(f.clone()),
        };
        Dialog { windows: self.windows.into_iter().map(one).collect() }
    }
}

impl<'a, M: Clone + 'a> From<Frame<'a, M>> for Dialog<'a, M> {
    fn from(f: Frame<'a, M>) -> Self {
        let mut title = row![].spacing(7).align_y(Alignment::Center).height(TITLE).padding(Padding::ZERO.left(10).right(4));
        if let Some(i) = f.icon {
            title = title.push(sign(i, 16.0));
        }
        let (name, second) = match f.title.split_once(crate::i18n::SECOND) {
            Some((name, second)) => (name.replace("&&", "&").into(), second.to_owned()),
            None => (f.title, String::new()),
        };
        let words = iced::widget::text(name.clone()).font(bold(&name)).wrapping(iced::widget::text::Wrapping::None);
        title = title.push(super::bar::tip_maybe(container(words).width(Length::Fill).clip(true), second.clone()));
        // The desk draws the question mark here.
        title = title.push(space().width(super::chrome::HELP));
        if f.on_close.is_some() {
            let cross = container(sign(Drawing::Close, 14.0)).center(22);
            let cross = control(format!("{}.close", f.id), Description::new(Role::Button, true), cross, f.on_close.clone())
                .skin(|t, s| Skin {
                    fill: None,
                    edge: (s.hovered || s.pressed).then_some((t.edge, if s.pressed { 2.0 } else { 1.0 })),
                    words: t.text,
                })
                .inherit_words()
                .no_stop()
                .ring(Ring::None);
            title = title.push(cross);
        }
        let body = scrolling(container(f.body).padding(PAD).width(Length::Fill)).id(Id::from(format!("{}.body", f.id))).width(Length::Fill);
        let mut foot = row![].spacing(GAP).align_y(Alignment::Center).padding(Padding::new(PAD).top(2));
        if let Some(a) = f.aside {
            foot = foot.push(a);
        }
        foot = foot.push(space().width(Length::Fill)).extend(f.buttons);
        let inside = Body { width: f.width, parts: [title.into(), body.into(), foot.into()] };
        let mut keys: Scope<'a, M> = scope(Element::new(inside)).on_enter(f.on_enter).on_escape(f.on_close);
        if let Some(k) = f.on_key {
            keys = keys.on_key(k);
        }
        let window = Window { id: f.id, title: name, second, initial: f.initial, wizard: f.wizard, element: keys.into() };
        Dialog { windows: vec![window] }
    }
}

/// Title, body, buttons: the body takes what height it wants, and scrolls within what is left.
struct Body<'a, M> {
    width: f32,
    parts: [Element<'a, M>; 3],
}

impl<M> Widget<M, Theme, Renderer> for Body<'_, M> {
    pass_on!(parts: children, diff, overlay);

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.width), Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let max = limits.max();
        let width = self.width.min(max.width);
        let mut one = |i: usize, height: f32| {
            let limits = layout::Limits::new(Size::ZERO, Size::new(width, height.max(0.0)));
            self.parts[i].as_widget_mut().layout(&mut tree.children[i], renderer, &limits)
        };
        let title = one(0, TITLE);
        let foot = one(2, max.height);
        let body = one(1, max.height - TITLE - foot.size().height);
        let at = TITLE + body.size().height;
        let height = at + foot.size().height;
        let nodes = vec![title, body.move_to([0.0, TITLE]), foot.move_to([0.0, at])];
        layout::Node::with_children(Size::new(width, height), nodes)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, op: &mut dyn Operation) {
        for ((part, tree), layout) in self.parts.iter_mut().zip(&mut tree.children).zip(layout.children()) {
            part.as_widget_mut().operate(tree, layout, renderer, op);
        }
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
        for ((part, tree), layout) in self.parts.iter_mut().zip(&mut tree.children).zip(layout.children()) {
            part.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        let each = self.parts.iter().zip(&tree.children).zip(layout.children());
        each.map(|((p, tree), l)| p.as_widget().mouse_interaction(tree, l, cursor, viewport, renderer)).max().unwrap_or_default()
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
        let inside = renderer::Style { text_color: tokens(theme).text };
        for (i, ((part, tree), layout)) in self.parts.iter().zip(&tree.children).zip(layout.children()).enumerate() {
            // The desk hands down the colour of words on the title bar.
            let style = if i == 0 { style } else { &inside };
            part.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
        }
    }
}
