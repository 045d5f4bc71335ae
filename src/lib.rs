//! Postkontor.

pub mod certificate;
pub mod config;
pub mod mail;
pub mod net;
pub mod spool;
