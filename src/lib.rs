//! Postkontor.

pub mod mail;
pub mod spool;
