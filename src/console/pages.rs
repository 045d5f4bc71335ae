//! Pages: what stands in the right pane for an entry of the tree.
//!
//! A page is shown what the engine's snapshot says and owns the dialogs it opens. The window asks it for its view, its
//! sheet, its question and its menu, and carries its actions to the engine.

pub mod accounts;
pub mod certificates;
pub mod devices;
pub mod domains;
pub mod listing;
pub mod overview;
pub mod queues;
pub mod sessions;
pub mod steps;
