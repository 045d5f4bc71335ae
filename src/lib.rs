//! Postkontor.

pub mod accounts;
pub mod config;
pub mod mail;
pub mod policy;
pub mod smtp;
