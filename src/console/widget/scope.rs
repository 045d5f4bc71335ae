//! The keyboard of a window, dialog or menu: Tab, arrows among radio buttons, mnemonics, Enter, Escape, Ctrl+Tab.
//!
//! A scope works by running operations on its own subtree while it handles a key, so it needs no message, no task and no
//! state in the dialog. Which scope gets the keys at all is the desk's business (`desk`).
//!
//! Order of a key: an open list first; then Tab, mnemonics, arrows in a radio group; then the control that has the
//! keyboard; then Enter (the default button), Escape and the scope's own keys. Escape goes before the controls, because a
//! text field would keep it. A control that vanishes or turns off while it has the keyboard hands it to its neighbour. No
//! key that was meant for the one presses the other: Space and Tab only lead there, and Enter means the default button.

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Rectangle, Renderer, Theme};

use super::describe::{Description, FocusStop, Kind, Press, PressControl, Reveal, Role, SelectStop, Stop, Survey};
use super::pass_on::pass_on;
use crate::console::Element;

type KeyFn<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// A part of the window with a keyboard of its own.
pub struct Scope<'a, M> {
    content: Element<'a, M>,
    on_enter: Option<M>,
    on_escape: Option<M>,
    on_key: Option<KeyFn<'a, M>>,
}

/// Gives `content` a keyboard.
pub fn scope<'a, M: Clone + 'a>(content: impl Into<Element<'a, M>>) -> Scope<'a, M> {
    Scope { content: content.into(), on_enter: None, on_escape: None, on_key: None }
}

impl<'a, M: Clone + 'a> Scope<'a, M> {
    /// What Enter does where no control wants it: the default button's message.
    #[must_use]
    pub fn on_enter(mut self, message: Option<M>) -> Self {
        self.on_enter = message;
        self
    }

    /// What Escape does.
    #[must_use]
    pub fn on_escape(mut self, message: Option<M>) -> Self {
        self.on_escape = message;
        self
    }

    /// Keys no control wanted: F1, F5, Ctrl+F.
    #[must_use]
    pub fn on_key(mut self, keys: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(keys));
        self
    }
}

#[derive(Default)]
struct State {
    /// The stop that had the keyboard last, by number.
    last: Option<usize>,
    modifiers: Modifiers,
}

/// Everything a scope needs to reach into its subtree.
struct Reach<'r, 'a, 'l, M> {
    content: &'r mut Element<'a, M>,
    tree: &'r mut Tree,
    layout: Layout<'l>,
    renderer: &'r Renderer,
}

impl<M> Reach<'_, '_, '_, M> {
    fn run(&mut self, op: &mut dyn Operation) {
        self.content.as_widget_mut().operate(self.tree, self.layout, self.renderer, op);
    }

    fn survey(&mut self) -> Survey {
        let mut s = Survey::default();
        self.run(&mut s);
        s
    }

    fn focus(&mut self, stop: &Stop) {
        self.run(&mut FocusStop::new(Some(stop.number)));
        self.run(&mut SelectStop::new(stop.number));
        if !stop.scrolls.is_empty() {
            self.run(&mut Reveal::new(stop));
        }
    }
}

impl<'a, M: Clone + 'a> Scope<'a, M> {
    /// Handles a key before the controls see it; `true` when there is nothing left to do, and whether a control was
    /// pressed and must be told.
    fn before(reach: &mut Reach<'_, 'a, '_, M>, state: &mut State, key: &Key, m: Modifiers, latin: Option<char>) -> Before {
        let survey = reach.survey();
        let stops = survey.stops();
        let mut focused = stops.iter().position(|s| s.focused);
        match (focused, state.last) {
            (Some(i), _) => state.last = Some(i),
            (None, Some(last)) if !stops.is_empty() => {
                if matches!(key.as_ref(), Key::Named(Named::Enter)) && m.is_empty() {
                    return Before::Forward;
                }
                // What had the keyboard is gone or off: its neighbour takes over.
                let i = last.min(stops.len() - 1);
                reach.focus(&stops[i]);
                (focused, state.last) = (Some(i), Some(i));
                match key.as_ref() {
                    Key::Named(Named::Space) => return Before::Done,
                    Key::Named(Named::Tab) if m.is_empty() && is_tab_stop(&stops, i) => return Before::Done,
                    _ => {}
                }
            }
            _ => {}
        }
        match key.as_ref() {
            Key::Named(Named::Tab) if !m.control() && !m.alt() => {
                if let Some(i) = next_stop(&stops, focused, m.shift()) {
                    reach.focus(&stops[i]);
                    state.last = Some(i);
                }
                Before::Done
            }
            Key::Named(Named::Tab | Named::PageDown | Named::PageUp) if m.control() && !m.alt() => {
                let back = m.shift() || matches!(key, Key::Named(Named::PageUp));
                let mut op = PressControl::new(if back { Press::Previous } else { Press::Next }, |_, d| d.role == Role::Tabs);
                reach.run(&mut op);
                if op.hit() { Before::Pressed } else { Before::Forward }
            }
            Key::Named(Named::Escape) => {
                if survey.controls().any(|(_, d)| d.open) {
                    Before::Forward
                } else {
                    Before::Escape
                }
            }
            Key::Named(arrow @ (Named::ArrowDown | Named::ArrowRight | Named::ArrowUp | Named::ArrowLeft)) if m.is_empty() => {
                let back = matches!(arrow, Named::ArrowUp | Named::ArrowLeft);
                match focused.and_then(|i| sibling(&stops, i, back)) {
                    Some(i) => {
                        reach.focus(&stops[i]);
                        state.last = Some(i);
                        let wanted = stops[i].id.clone();
                        let mut op = PressControl::new(Press::Activate, |id, _| id.is_some() && id == wanted.as_ref());
                        reach.run(&mut op);
                        Before::Pressed
                    }
                    None => Before::Forward,
                }
            }
            Key::Character(c) if m.alt() && !m.control() && !m.logo() => {
                let c = c.chars().next().and_then(|c| c.to_lowercase().next());
                let (what, to) = Self::mnemonic(reach, &survey, &stops, focused, [c, latin]);
                state.last = to.or(state.last);
                what
            }
            _ => Before::Forward,
        }
    }

    /// What came of a letter, and which stop has the keyboard now.
    fn mnemonic(
        reach: &mut Reach<'_, 'a, '_, M>,
        survey: &Survey,
        stops: &[Stop],
        focused: Option<usize>,
        letters: [Option<char>; 2],
    ) -> (Before, Option<usize>) {
        let hits: Vec<(usize, Option<Id>, &Description)> = survey
            .controls()
            .enumerate()
            .filter(|(_, (_, d))| d.mnemonic.is_some() && letters.contains(&d.mnemonic))
            .map(|(n, (f, d))| (n, f.id.clone(), d))
            .collect();
        let stop_of = |hit: &(usize, Option<Id>, &Description)| {
            let id = hit.2.target.as_ref().or(hit.1.as_ref())?;
            stops.iter().position(|s| s.id.as_ref() == Some(id))
        };
        let Some(hit) = (match hits.len() {
            0 | 1 => hits.first(),
            // The same letter twice only moves the keyboard from one to the next.
            _ => {
                let after = |h: &&(usize, Option<Id>, &Description)| {
                    stop_of(h).is_some_and(|i| focused.is_none_or(|f| stops[i].number > stops[f].number))
                };
                hits.iter().find(after).or(hits.first())
            }
        }) else {
            return (Before::Done, None);
        };
        let to = stop_of(hit);
        if let Some(i) = to {
            reach.focus(&stops[i]);
        }
        if hit.2.target.is_some() || hits.len() > 1 {
            return (Before::Done, to);
        }
        let (wanted, mut at) = (hit.0, 0);
        let mut op = PressControl::new(Press::Activate, |_, _| {
            at += 1;
            at == wanted + 1
        });
        reach.run(&mut op);
        (Before::Pressed, to)
    }
}

enum Before {
    /// Nothing to do here: the controls may have it.
    Forward,
    /// Handled.
    Done,
    /// A control was pressed and must hear of it.
    Pressed,
    /// Leave, if this scope can be left.
    Escape,
}

/// Radio buttons that are not the chosen one of their group are no stop of their own.
fn is_tab_stop(stops: &[Stop], i: usize) -> bool {
    let Some(group) = stops[i].radio_group() else { return true };
    let mut members = stops.iter().filter(|s| s.radio_group() == Some(group));
    if members.clone().any(Stop::checked) { stops[i].checked() } else { members.next().is_some_and(|s| s.number == stops[i].number) }
}

/// Gives the keyboard to a stop of a layer; `run` carries an operation there.
pub(super) fn give(stop: &Stop, mut run: impl FnMut(&mut dyn Operation)) {
    run(&mut FocusStop::new(Some(stop.number)));
    run(&mut SelectStop::new(stop.number));
    if !stop.scrolls.is_empty() {
        run(&mut Reveal::new(stop));
    }
}

/// The stop after (or before) the focused one.
pub(super) fn next_stop(stops: &[Stop], focused: Option<usize>, back: bool) -> Option<usize> {
    let n = stops.len();
    let start = match (focused, back) {
        (Some(i), _) => i,
        (None, false) => n.checked_sub(1)?,
        (None, true) => 0,
    };
    (1..=n).map(|k| if back { (start + n - k) % n } else { (start + k) % n }).find(|&i| is_tab_stop(stops, i))
}

fn sibling(stops: &[Stop], i: usize, back: bool) -> Option<usize> {
    let group = stops[i].radio_group()?;
    let members: Vec<usize> = (0..stops.len()).filter(|&k| stops[k].radio_group() == Some(group)).collect();
    let at = members.iter().position(|&k| k == i)?;
    let n = members.len();
    Some(members[if back { (at + n - 1) % n } else { (at + 1) % n }])
}

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for Scope<'a, M> {
    pass_on!(content: children, diff, size, layout, operate, mouse_interaction, draw, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
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
        let child = &mut tree.children[0];
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(m)) => state.modifiers = *m,
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, physical_key, .. }) => {
                let latin = key.to_latin(*physical_key);
                let mut reach = Reach { content: &mut self.content, tree: child, layout, renderer };
                match Self::before(&mut reach, state, key, *modifiers, latin) {
                    Before::Forward => {}
                    Before::Done => {
                        shell.capture_event();
                        shell.request_redraw();
                        return;
                    }
                    Before::Pressed => {
                        let told = Event::Keyboard(keyboard::Event::ModifiersChanged(state.modifiers));
                        let widget = self.content.as_widget_mut();
                        widget.update(child, &told, layout, cursor, renderer, clipboard, shell, viewport);
                        shell.capture_event();
                        shell.request_redraw();
                        return;
                    }
                    Before::Escape => {
                        if let Some(m) = &self.on_escape {
                            shell.publish(m.clone());
                            shell.capture_event();
                            return;
                        }
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => {
                let had = focused_number(&mut self.content, child, layout, renderer);
                self.content.as_widget_mut().update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
                let has = focused_number(&mut self.content, child, layout, renderer);
                // A click on nothing leaves the keyboard where it was.
                if let (Some(n), None) = (had, has) {
                    let mut reach = Reach { content: &mut self.content, tree: child, layout, renderer };
                    reach.run(&mut KeepStop { wanted: n, at: 0 });
                }
                state.last = has.or(had);
                return;
            }
            _ => {}
        }
        self.content.as_widget_mut().update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && !shell.is_event_captured()
        {
            let message = match key {
                Key::Named(Named::Enter) if modifiers.is_empty() && self.on_enter.is_some() => self.on_enter.clone(),
                _ => self.on_key.as_ref().and_then(|f| f(key, *modifiers)),
            };
            if let Some(m) = message {
                shell.publish(m);
                shell.capture_event();
            }
        }
    }
}

fn focused_number<M>(content: &mut Element<'_, M>, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> Option<usize> {
    let mut s = Survey::default();
    content.as_widget_mut().operate(tree, layout, renderer, &mut s);
    s.found.iter().find_map(|f| match f.kind {
        Kind::Stop { number, focused: true } => Some(number),
        _ => None,
    })
}

/// Gives the keyboard back without selecting a field's text.
struct KeepStop {
    wanted: usize,
    at: usize,
}

impl Operation for KeepStop {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn iced::advanced::widget::operation::Focusable) {
        if self.at == self.wanted {
            state.focus();
        }
        self.at += 1;
    }
}

impl<'a, M: Clone + 'a> From<Scope<'a, M>> for Element<'a, M> {
    fn from(scope: Scope<'a, M>) -> Self {
        Element::new(scope)
    }
}
