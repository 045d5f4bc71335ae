//! The tree at the left of the window.
//!
//! The caller hands over the rows in sight of the tree (closed branches left out) as [`Row`]s with
//! [`node`](super::Row::node); the tree answers with row numbers. Right opens a row or goes to its first child, Left
//! closes it or goes to its parent, Home, End and letters jump, Enter activates, the Menu key and Shift+F10 ask for the
//! menu.

use iced::advanced::widget::Id;

use super::list::{List, list};
use super::rows::Row;

/// A tree "window.tree" of `rows` rows in sight. [`List`] has the other messages.
pub fn tree<'a, M: 'a>(
    id: impl Into<Id>,
    rows: usize,
    row: impl Fn(usize) -> Row<'a> + 'a,
    on_open: impl Fn(usize, bool) -> M + 'a,
) -> List<'a, M> {
    let mut tree = list(id, rows, row);
    tree.tree = true;
    tree.on_open = Some(Box::new(on_open));
    tree
}
