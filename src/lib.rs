//! Postkontor.

pub mod mail;
pub mod smtp;
