//! Postkontor.

pub mod certificate;
pub mod config;
pub mod i18n;
pub mod mail;
pub mod net;
