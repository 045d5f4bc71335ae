//! Wizards: a few pages, one after the other, that end in one command.

pub mod certificate;
pub mod new_server;
