//! Postkontor.

pub mod config;
pub mod mail;
pub mod net;
