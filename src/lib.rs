//! Postkontor.

pub mod accounts;
pub mod config;
pub mod mail;
