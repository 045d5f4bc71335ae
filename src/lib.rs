//! Postkontor.

pub mod accounts;
pub mod certificate;
pub mod config;
pub mod delivery;
pub mod mail;
pub mod net;
pub mod policy;
pub mod reception;
pub mod smtp;
pub mod spool;
