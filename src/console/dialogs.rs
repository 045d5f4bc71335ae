//! Dialogs: each one a draft, its messages, what its opener is to do, and its frame.
//!
//! A dialog never meets the engine: it hands plain data to its opener and is told the answer. A refusal closes nothing
//! and changes nothing that was typed.

pub mod account;
pub mod address;
pub mod alias;
pub mod domain;
pub mod history;
pub mod mail_program;
