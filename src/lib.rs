//! Postkontor.

pub mod certificate;
pub mod accounts;
pub mod config;
pub mod mail;
pub mod net;
pub mod policy;
pub mod smtp;
pub mod spool;
