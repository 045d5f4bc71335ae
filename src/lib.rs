//! Postkontor.

pub mod certificate;
pub mod config;
#[cfg(feature = "console")]
pub mod console;
pub mod mail;
pub mod net;
