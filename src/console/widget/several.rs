//! Several rows of a list selected at once, as Windows has it: which they are, and what a click or a key makes of them.
//!
//! A row is known by something that stays with it when the list is asked for anew, not by its place.

use std::collections::HashSet;
use std::hash::Hash;

use iced::keyboard::Modifiers;

/// What a click or a key makes of the selection, at which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick<K> {
    /// It alone: a click, an arrow.
    Only(K),
    /// All from where the selection began to it: with Shift.
    Through(K),
    /// The same, besides what is selected: with Ctrl and Shift.
    Also(K),
    /// It too, or no longer: Ctrl+click, Ctrl+Space.
    Toggle(K),
    /// The keyboard goes there, and all stays selected: Ctrl with an arrow.
    Go(K),
    /// Its menu is asked for: it alone, unless it is one of those selected.
    Menu(K),
    /// All of them: Ctrl+A.
    All,
}

impl<K> Pick<K> {
    /// What a click with these keys held down does.
    pub fn click(row: K, keys: Modifiers) -> Self {
        match (keys.shift(), held(keys)) {
            (false, false) => Self::Only(row),
            (true, false) => Self::Through(row),
            (true, true) => Self::Also(row),
            (false, true) => Self::Toggle(row),
        }
    }

    /// What an arrow or the like does that leads there, with these keys held down.
    pub fn step(row: K, keys: Modifiers) -> Self {
        match Self::click(row, keys) {
            Self::Toggle(row) => Self::Go(row),
            pick => pick,
        }
    }

    /// The same of a row known otherwise.
    pub fn map<L>(self, other: impl FnOnce(K) -> L) -> Pick<L> {
        match self {
            Self::Only(row) => Pick::Only(other(row)),
            Self::Through(row) => Pick::Through(other(row)),
            Self::Also(row) => Pick::Also(other(row)),
            Self::Toggle(row) => Pick::Toggle(other(row)),
            Self::Go(row) => Pick::Go(other(row)),
            Self::Menu(row) => Pick::Menu(other(row)),
            Self::All => Pick::All,
        }
    }
}

/// Ctrl, or what stands for it on this system.
pub(super) fn held(keys: Modifiers) -> bool {
    keys.control() || keys.command()
}

/// Which rows are selected.
#[derive(Debug, Clone)]
pub struct Several<K> {
    chosen: HashSet<K>,
    /// Where the keyboard is.
    at: Option<K>,
    /// Where that begins which Shift selects.
    from: Option<K>,
}

impl<K> Default for Several<K> {
    fn default() -> Self {
        Self { chosen: HashSet::new(), at: None, from: None }
    }
}

impl<K: Copy + Eq + Hash> Several<K> {
    /// Takes a click or a key; `rows` are all of the list, as they stand.
    pub fn pick(&mut self, pick: Pick<K>, rows: &[K]) {
        match pick {
            Pick::Menu(row) if self.chosen.contains(&row) => self.at = Some(row),
            Pick::Only(row) | Pick::Menu(row) => {
                self.chosen = HashSet::from([row]);
                (self.at, self.from) = (Some(row), Some(row));
            }
            Pick::Through(row) | Pick::Also(row) => {
                let place = |row: K| rows.iter().position(|other| *other == row);
                // A row that has gone meanwhile begins nothing.
                let Some(to) = place(row) else { return };
                let from = self.from.and_then(place).unwrap_or(to);
                if matches!(pick, Pick::Through(_)) {
                    self.chosen.clear();
                }
                self.chosen.extend(&rows[from.min(to)..=from.max(to)]);
                (self.at, self.from) = (Some(row), Some(rows[from]));
            }
            Pick::Toggle(row) => {
                if !self.chosen.remove(&row) {
                    self.chosen.insert(row);
                }
                (self.at, self.from) = (Some(row), Some(row));
            }
            Pick::Go(row) => self.at = Some(row),
            Pick::All => {
                self.chosen = rows.iter().copied().collect();
                self.at = self.at.or(rows.first().copied());
            }
        }
    }

    /// These are the rows now: what has gone is no longer selected.
    pub fn keep(&mut self, rows: &[K]) {
        let there: HashSet<K> = rows.iter().copied().collect();
        self.chosen.retain(|row| there.contains(row));
        self.at = self.at.filter(|row| there.contains(row));
        self.from = self.from.filter(|row| there.contains(row));
    }

    /// Whether it is selected.
    pub fn contains(&self, row: K) -> bool {
        self.chosen.contains(&row)
    }

    /// Where the keyboard is, selected or not.
    pub fn at(&self) -> Option<K> {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [char; 6] = ['a', 'b', 'c', 'd', 'e', 'f'];

    fn after(picks: &[Pick<char>]) -> (String, Option<char>) {
        let mut several = Several::default();
        picks.iter().for_each(|pick| several.pick(*pick, &ROWS));
        (ROWS.into_iter().filter(|row| several.contains(*row)).collect(), several.at())
    }

    #[test]
    fn clicks_and_keys_select_as_windows_does() {
        use Pick::{All, Also, Go, Menu, Only, Through, Toggle};
        for (picks, chosen, at) in [
            (&[Only('b')][..], "b", 'b'),
            (&[Only('b'), Only('d')], "d", 'd'),
            // Shift goes on from where it began, both ways.
            (&[Only('c'), Through('e')], "cde", 'e'),
            (&[Only('c'), Through('e'), Through('a')], "abc", 'a'),
            (&[Through('c')], "c", 'c'),
            (&[Only('a'), Toggle('c'), Through('e')], "cde", 'e'),
            (&[Only('a'), Toggle('c'), Also('e')], "acde", 'e'),
            (&[Only('a'), Toggle('c')], "ac", 'c'),
            (&[Only('a'), Toggle('c'), Toggle('a')], "c", 'a'),
            (&[Only('a'), Go('b'), Go('c')], "a", 'c'),
            (&[Only('a'), Go('b'), Go('c'), Toggle('c')], "ac", 'c'),
            (&[Only('b'), All], "abcdef", 'b'),
            (&[All], "abcdef", 'a'),
            (&[Only('b'), Through('d'), Menu('c')], "bcd", 'c'),
            (&[Only('b'), Through('d'), Menu('f')], "f", 'f'),
            (&[Only('b'), Through('z')], "b", 'b'),
        ] {
            assert_eq!(after(picks), (chosen.to_owned(), Some(at)), "{picks:?}");
        }
    }

    #[test]
    fn what_has_gone_is_no_longer_selected_and_what_stays_is_whatever_its_place() {
        let mut several = Several::default();
        several.pick(Pick::Only('a'), &ROWS);
        several.pick(Pick::Through('c'), &ROWS);
        several.keep(&['f', 'b', 'a']);
        assert!(several.contains('a') && several.contains('b') && !several.contains('c') && several.at().is_none());
        // Shift begins where it did, though that stands elsewhere now.
        several.pick(Pick::Through('f'), &['f', 'b', 'a']);
        assert!(['a', 'b', 'f'].into_iter().all(|row| several.contains(row)));
        several.keep(&[]);
        several.pick(Pick::Through('d'), &ROWS);
        assert!(several.contains('d') && !several.contains('a'));
    }

    #[test]
    fn keys_held_down_say_what_a_click_and_an_arrow_do() {
        let both = Modifiers::CTRL | Modifiers::SHIFT;
        assert_eq!(Pick::click(1, Modifiers::empty()), Pick::Only(1));
        assert_eq!(Pick::click(1, Modifiers::CTRL), Pick::Toggle(1));
        assert_eq!((Pick::step(1, Modifiers::CTRL), Pick::step(1, Modifiers::SHIFT)), (Pick::Go(1), Pick::Through(1)));
        assert_eq!((Pick::click(1, both), Pick::step(1, both)), (Pick::Also(1), Pick::Also(1)));
    }
}
