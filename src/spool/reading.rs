//! How far the start has come: messages are taken in and delivered while older ones are still being read.

use super::error::Fault;
use super::recovery::Recovery;
use std::sync::Arc;

/// The state of the start.
#[derive(Debug, Clone)]
pub enum Reading {
    /// Messages of earlier runs are being read: they are neither delivered nor listed yet.
    UnderWay {
        /// Octets read.
        octets: u64,
        /// Octets in all, as far as can be known.
        of: u64,
    },
    /// All are there.
    Done(Arc<Recovery>),
    /// They could not be read to the end. Nothing is accepted any more; what was, is safe.
    Failed(Fault),
    /// The spool was closed before the end.
    Stopped,
}

impl Reading {
    /// Whether there is nothing more to wait for.
    pub fn is_over(&self) -> bool {
        !matches!(self, Self::UnderWay { .. })
    }
}
