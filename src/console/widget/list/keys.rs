//! What keys do in a list.

use std::time::Instant;

use iced::Point;
use iced::Rectangle;
use iced::advanced::Shell;
use iced::keyboard::{Key, Modifiers, key::Named};

use super::{List, State};
use crate::console::theme::ROW;
use crate::console::widget::several::{self, Pick};

impl<'a, M: 'a> List<'a, M> {
    /// A key that was pressed while the list has the keyboard.
    pub(super) fn key(&self, state: &mut State, key: &Key, m: Modifiers, text: Option<&str>, view: Rectangle, shell: &mut Shell<'_, M>) {
        let last = self.rows.saturating_sub(1);
        let page = ((view.height / ROW).floor() as usize).max(1);
        let at = self.selected;
        let mut held = m;
        let to = match key.as_ref() {
            Key::Named(Named::ContextMenu) => return self.context(state, view, shell),
            Key::Named(Named::F10) if m.shift() => return self.context(state, view, shell),
            Key::Named(Named::Enter) if m.is_empty() => {
                if let (Some(f), Some(i)) = (&self.on_activate, at) {
                    shell.publish(f(i));
                    shell.capture_event();
                }
                return;
            }
            Key::Named(arrow @ (Named::ArrowRight | Named::ArrowLeft)) if self.tree => {
                match self.sideways(at, arrow == Named::ArrowRight, shell) {
                    Some(i) => Some(i),
                    None => return shell.capture_event(),
                }
            }
            Key::Named(Named::ArrowDown) => Some(at.map_or(0, |i| (i + 1).min(last))),
            Key::Named(Named::ArrowUp) => Some(at.map_or(last, |i| i.saturating_sub(1))),
            Key::Named(Named::PageDown) => Some(at.map_or(0, |i| (i + page).min(last))),
            Key::Named(Named::PageUp) => Some(at.map_or(0, |i| i.saturating_sub(page))),
            Key::Named(Named::Home) => Some(0),
            Key::Named(Named::End) => Some(last),
            Key::Named(Named::Space) if self.on_pick.is_some() && several::held(m) => return self.toggle(state, at.unwrap_or(0), shell),
            Key::Named(Named::Space) if !state.typed.going(Instant::now()) => at.or(Some(0)),
            _ if m.alt() || m.command() || m.control() => return,
            _ => {
                let Some(text) = text.filter(|s| !s.chars().any(char::is_control)) else { return };
                // Shift made a capital of it.
                held = Modifiers::empty();
                let first = |i: usize| (self.row)(i).cells.into_iter().next().unwrap_or_default();
                state.typed.find(text, Instant::now(), at, self.rows, first)
            }
        };
        shell.capture_event();
        let Some(i) = to.filter(|_| self.rows > 0) else { return };
        let message = match (&self.on_pick, &self.on_select) {
            (Some(f), _) => Some(f(Pick::step(i, held))),
            (None, select) => select.as_ref().map(|f| f(i)),
        };
        if let Some(message) = message {
            state.focus.visible = true;
            state.scroll.reveal(i, self.rows, view);
            shell.publish(message);
        }
    }

    /// Ctrl+Space
    fn toggle(&self, state: &mut State, at: usize, shell: &mut Shell<'_, M>) {
        shell.capture_event();
        if let Some(f) = self.on_pick.as_ref().filter(|_| at < self.rows) {
            state.focus.visible = true;
            shell.publish(f(Pick::Toggle(at)));
        }
    }

    /// Ctrl+A
    pub(super) fn all(&self, state: &mut State, shell: &mut Shell<'_, M>) {
        shell.capture_event();
        if let Some(f) = self.on_pick.as_ref().filter(|_| self.rows > 0) {
            state.focus.visible = true;
            shell.publish(f(Pick::All));
        }
    }

    /// Right opens a row or goes to its first child; Left closes it or goes to its parent. The row to go to.
    fn sideways(&self, at: Option<usize>, right: bool, shell: &mut Shell<'_, M>) -> Option<usize> {
        let i = at?;
        let row = (self.row)(i);
        match (row.open, right) {
            (Some(open), right) if open != right => {
                if let Some(f) = &self.on_open {
                    shell.publish(f(i, right));
                }
                None
            }
            (Some(true), true) => Some(i + 1).filter(|&c| c < self.rows && (self.row)(c).depth > row.depth),
            (_, true) => None,
            (_, false) => (0..i).rev().find(|&p| (self.row)(p).depth < row.depth),
        }
    }

    fn context(&self, state: &State, view: Rectangle, shell: &mut Shell<'_, M>) {
        shell.capture_event();
        // Of several the menu is that of what is selected, wherever the keyboard is.
        let at = match self.selected {
            Some(i) if self.on_pick.is_none() || self.is_selected(i) => Some(i),
            at => self.chosen.first().copied().or(at),
        };
        if let (Some(f), Some(i)) = (&self.on_context, at) {
            let place = state.scroll.place(i, self.rows, view);
            let y = (place.y + place.height).clamp(view.y, view.y + view.height);
            shell.publish(f(i, Point::new(place.x + 24.0, y)));
        }
    }
}
