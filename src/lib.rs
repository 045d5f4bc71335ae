//! Postkontor.

pub mod certificate;
pub mod config;
pub mod mail;
pub mod net;
pub mod spool;
pub mod accounts;
pub mod config;
pub mod mail;
pub mod smtp;
