//! Postkontor.

pub mod certificate;
pub mod accounts;
pub mod config;
pub mod mail;
pub mod net;
pub mod smtp;
pub mod spool;
