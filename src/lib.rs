//! Postkontor.

pub mod mail;
