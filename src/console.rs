//! The desktop console: what the administrator sees, in one window.
//!
//! `widget` is the design room: every control, the frames dialogs live in, menus, lists and the way the keyboard moves
//! between them. `theme` holds the colours, sizes and fonts. Pages, dialogs and wizards are made of these two and draw
//! nothing themselves, so that the whole console looks and answers the same everywhere.
//!
//! Everything reachable by mouse is reachable by keyboard; every control has an id "dialog.control" by which tests (and,
//! one day, screen readers) find it. Nothing below this room meets iced.
//!
//! ```text
//! start ─▶ link ◀──Snapshot── engine            menus, keys, buttons ──Act──▶ app ◀──Wish── opened (dialogs)
//!            └──News──▶ app ──view──▶ window: tree │ pages │ status              └──Command──▶ link ──Answered──▶ app
//! ```

pub mod act;
pub mod app;
pub mod computer;
pub mod dialogs;
pub mod files;
pub mod find;
pub mod keys;
pub mod link;
pub mod manual;
pub mod memory;
pub mod menus;
pub mod opened;
pub mod pages;
pub mod questions;
pub mod refused;
pub mod say;
pub mod sending;
pub mod start;
pub mod theme;
pub mod tree;
pub mod widget;
pub mod window;
pub mod wish;
pub mod wizards;

pub use iced::{Renderer, Theme};

/// A piece of the console's view.
pub type Element<'a, M> = iced::Element<'a, M, Theme, Renderer>;
