//! The running servers: from the files of a home to open ports, and back to a quiet end.
//!
//! ```text
//!   files ──▶ Generation (checked settings, accounts, certificates, rules) ──▶ Entrances (one a virtual server)
//!                                                                        └──▶ Listeners ──▶ sessions ──▶ spool ──▶ delivery
//!   Handle ──Command──▶ Engine ──▶ check ──▶ apply ──▶ write ──▶ Done (with its reach) or Refusal (nothing changed)
//!      ◀──Snapshot── at most ten a second, only on change
//! ```
//!
//! A change makes a new generation: it is checked whole before anything of it takes effect, sessions keep the rules they
//! began with, and what cannot be used leaves everything as it was.

mod apply;
mod blocks;
pub mod certificates;
pub mod change;
pub mod command;
pub mod control;
pub mod dkim;
mod enter;
pub mod event;
pub mod facts;
mod folders;
pub mod generation;
pub mod handle;
mod happenings;
mod journal;
pub mod limits;
mod people;
mod pickup;
pub mod protocol_log;
pub mod query;
mod queue;
pub mod snapshot;
pub mod start;
mod tidy;
pub mod virtual_server;
pub mod warnings;

/// Slow work the window asks for: see [`Handle::run`].
pub use crate::advice::job;
pub use command::{AccountChange, Change, Command, Done, Reach, Refusal, Revision};
pub use event::Event;
pub use generation::{Generation, GenerationError};
pub use handle::Handle;
pub use query::Query;
pub use snapshot::Snapshot;
pub use start::{Engine, StartError};
pub use virtual_server::State;
