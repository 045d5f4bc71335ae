//! The right pane: lists of what a container holds, and the pages.

pub mod listing;
pub mod overview;
pub mod steps;
