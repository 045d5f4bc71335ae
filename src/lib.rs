//! Postkontor.

pub mod config;
pub mod mail;
