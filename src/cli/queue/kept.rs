//! Which destinations nothing leaves for: a message there waits for no time, though it is not frozen itself.

use super::all_destinations;
use crate::cli::Refusal;
use crate::engine::control::Client;
use crate::mail::ServerId;
use serde::Serialize;
use std::collections::HashMap;

/// The destination is frozen.
pub(super) const FROZEN: &str = "frozen";
/// Outbound mail is disabled.
pub(super) const DISABLED: &str = "disabled";
/// The virtual server does not run.
const STOPPED: &str = "stopped";

/// The destinations that are kept back, and why.
pub(super) struct Kept(HashMap<(ServerId, String), &'static str>);

impl Kept {
    /// Asks the engine.
    ///
    /// # Errors
    /// When it does not answer.
    pub(super) fn ask(engine: &mut Client) -> Result<Self, Refusal> {
        let kept = |state: &str| [FROZEN, DISABLED, STOPPED].into_iter().find(|why| *why == state);
        let rows = all_destinations(engine)?.into_iter();
        Ok(Self(rows.filter_map(|row| Some(((row.server, row.name), kept(row.kept_back.as_deref()?)?))).collect()))
    }

    /// Why nothing leaves for this destination; `None` when it does.
    pub(super) fn why(&self, server: ServerId, destination: &str) -> Option<&'static str> {
        self.0.get(&(server, destination.to_owned())).copied()
    }
}

/// A message as programs read it.
#[derive(Serialize)]
pub(super) struct Told<'a, T> {
    /// What the engine says of it.
    #[serde(flatten)]
    pub(super) message: &'a T,
    /// Why nothing leaves for where it goes; `null` when it does.
    pub(super) kept_back: Option<&'static str>,
}
