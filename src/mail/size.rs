//! Sizes in octets.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A size in octets. The dialogs speak of KB (1,024 octets), the wire of octets (RFC 1870).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByteSize(pub u64);

impl ByteSize {
    /// So many KB, as the dialogs count them.
    pub const fn from_kb(kb: u32) -> Self {
        Self(kb as u64 * 1024)
    }

    /// Octets.
    pub const fn octets(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n < 10 * 1024 => write!(f, "{n} bytes"),
            n if n < 10 * 1024 * 1024 => write!(f, "{} KB", n / 1024),
            n => write!(f, "{} MB", n / 1024 / 1024),
        }
    }
}
