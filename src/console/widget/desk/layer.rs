//! The layers of a desk: which lies before which, which has the keyboard, which is under the pointer.

use std::borrow::Cow;

use iced::advanced::widget::Id;
use iced::{Point, Rectangle};

/// What a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Base,
    /// A frame of the dialog with this number; `last` when nothing waits on it.
    Frame {
        dialog: usize,
        modal: bool,
        last: bool,
    },
    Menu,
}

pub(super) struct Layer<'a> {
    /// Tells it from every other layer: two sheets may have opened the same kind of dialog.
    pub(super) key: Cow<'static, str>,
    /// Under which its place is kept: its key, for the pages of a wizard the name of the wizard.
    pub(super) spot: Cow<'static, str>,
    /// The frame's own name.
    pub(super) id: Cow<'static, str>,
    /// The name of the frame its dialog began with.
    pub(super) head: Cow<'static, str>,
    pub(super) title: Cow<'a, str>,
    pub(super) second: String,
    pub(super) initial: Option<Id>,
    pub(super) kind: Kind,
}

impl Layer<'_> {
    /// One without a frame.
    pub(super) fn plain(name: &'static str, kind: Kind) -> Self {
        Self {
            key: name.into(),
            spot: name.into(),
            id: name.into(),
            head: name.into(),
            title: "".into(),
            second: String::new(),
            initial: None,
            kind,
        }
    }
}

/// The layers from back to front; `clicked` has the keys of base and sheets, the one clicked last at its end.
pub(super) fn order(layers: &[Layer<'_>], clicked: &[String]) -> Vec<usize> {
    let mut out: Vec<usize> = (0..layers.len()).collect();
    let first_of = |dialog: usize| layers.iter().find(|l| matches!(l.kind, Kind::Frame { dialog: d, .. } if d == dialog));
    out.sort_by_key(|&i| match layers[i].kind {
        Kind::Base => (0, 0),
        Kind::Frame { dialog, modal: false, .. } => {
            let key = first_of(dialog).map(|l| &l.key);
            (1, key.and_then(|k| clicked.iter().position(|c| c == k)).map_or(usize::MAX, |p| p))
        }
        Kind::Frame { dialog, modal: true, .. } => (2, dialog),
        Kind::Menu => (3, 0),
    });
    out
}

/// The layer that should have the keyboard.
pub(super) fn wanted(layers: &[Layer<'_>], clicked: &[String]) -> usize {
    let last_of =
        |dialog: usize| layers.iter().position(|l| matches!(l.kind, Kind::Frame { dialog: d, last: true, .. } if d == dialog)).unwrap_or(0);
    if let Some(menu) = layers.iter().position(|l| l.kind == Kind::Menu) {
        return menu;
    }
    if let Some(i) = layers.iter().rposition(|l| matches!(l.kind, Kind::Frame { modal: true, last: true, .. })) {
        return i;
    }
    let front = clicked.last().and_then(|key| layers.iter().find(|l| l.key == *key));
    match front.map(|l| l.kind) {
        Some(Kind::Frame { dialog, .. }) => last_of(dialog),
        _ => 0,
    }
}

/// The topmost layer at a point, and whether it may be used; `places` has the bounds of each.
pub(super) fn hit(layers: &[Layer<'_>], clicked: &[String], places: &[Rectangle], p: Point) -> Option<(usize, bool)> {
    for i in order(layers, clicked).into_iter().rev() {
        match layers[i].kind {
            Kind::Menu | Kind::Base => return Some((i, true)),
            Kind::Frame { last, .. } if places.get(i).is_some_and(|r| r.contains(p)) => return Some((i, last)),
            // Nothing below a modal dialog can be reached.
            Kind::Frame { modal: true, .. } => {
                let modal = |l: &&Layer<'_>| matches!(l.kind, Kind::Frame { modal: true, .. });
                if layers.iter().find(modal).is_some_and(|l| l.key == layers[i].key) {
                    return None;
                }
            }
            Kind::Frame { .. } => {}
        }
    }
    None
}
