//! The design room: every control of the console.
//!
//! A dialog is a [`Frame`] turned into a [`Dialog`]; the window is a [`Desk`] with a base, dialogs and perhaps a menu.
//! State that belongs to the look (hover, scrolling, which frame was dragged where, who has the keyboard) lives in the
//! widgets; state that belongs to the work (drafts, what is selected, which dialog is open) lives in the dialogs.
//!
//! | for | use |
//! |---|---|
//! | words | [`label()`], [`words`], [`hint`], [`headline`], [`strip`], [`problem`] |
//! | pressing | [`button()`], [`link`], [`tool`], [`check_box`], [`radio`] |
//! | typing and picking | [`field()`] (text, numbers, passwords), [`pick_list()`] |
//! | many things | [`list()`], [`tree()`] |
//! | placing | [`split()`], [`rows()`], [`field_row`], [`group`], [`buttons`], [`with_button`], [`indent`], [`tabs()`] |
//! | windows | [`frame()`], [`notice()`], [`caution`], [`question`], [`desk()`] |
//! | menus | [`item`], [`submenu`], [`separator`], [`menu_bar()`] |
//! | edges | [`tool_bar`], [`status_bar`], [`progress`], [`tip`], [`divider`] |
//!
//! Rules: every control has an id "dialog.control"; labels carry their mnemonic as "&"; OK, Cancel and tabs have none;
//! a control without a message is off. Words come from the caller, never from here.
//! What each of them does is proved in `tests/console/behaviour.rs`, how they look is seen in the pictures of `gallery.rs`.

mod bar;
mod button;
mod check;
mod chrome;
mod control;
pub mod describe;
mod desk;
mod field;
mod frame;
mod icon;
mod label;
mod layout;
mod list;
mod menu;
mod menu_bar;
mod notice;
mod pass_on;
mod pick_list;
mod popup;
mod rows;
mod scope;
mod several;
mod split;
mod tabs;
mod tree;

pub use bar::{divider, progress, status_bar, tip, tool_bar};
pub use button::{Button, button, link, tool};
pub use check::{check_box, radio};
pub use control::{Control, Focus, Ring, Skin, Status, control};
pub use desk::{Desk, desk, focus};
pub use field::{Field, field, problem, step};
pub use frame::{Dialog, Frame, frame};
pub use icon::{Drawing, Icon, icon, sign};
pub use label::{Label, label, mnemonic, plain, second};
pub use layout::{
    at_least, at_least_high, buttons, field_row, field_row_when, gap, group, headline, hint, indent, nothing, rows, scrolling, strip,
    with_button, words,
};
pub use list::{List, Sort, list};
pub use menu::{Item, item, separator, submenu};
pub use menu_bar::{Menu, MenuBar, menu_bar};
pub use notice::{Answer, caution, notice, question};
pub use pick_list::{PickList, pick_list};
pub use rows::Row;
pub use scope::{Scope, scope};
pub use several::{Pick, Several};
pub use split::{Split, split};
pub use tabs::tabs;
pub use tree::tree;

use std::borrow::Cow;

use iced::advanced::widget::Id;

/// The id of a name, borrowed or made.
pub(crate) fn id(name: Cow<'static, str>) -> Id {
    match name {
        Cow::Borrowed(s) => Id::new(s),
        Cow::Owned(s) => Id::from(s),
    }
}
