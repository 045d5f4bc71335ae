//! What is wrong with a name or a password, in words.

use super::{LEAST, MOST};
use crate::engine::command::NameError;
use crate::i18n::Words;
use crate::tr;
use std::borrow::Cow;

/// Why a name is not taken.
pub(super) enum NameProblem {
    Form(NameError),
    Taken,
    Address(String),
    Ambiguous(String),
}

impl NameProblem {
    pub(super) fn sentence(&self, words: &'static Words, name: &str) -> Cow<'static, str> {
        match self {
            Self::Form(NameError::Empty) => tr!(words, "account-name-empty"),
            Self::Form(NameError::TooLong) => tr!(words, "issue-too-long", max = 64),
            Self::Form(NameError::Character) => tr!(words, "account-name-invalid", characters = "/ \\"),
            Self::Form(NameError::Space) => tr!(words, "account-name-spaces"),
            Self::Form(NameError::NotAnAddress) => tr!(words, "account-name-not-address"),
            Self::Taken => tr!(words, "account-name-taken", name = name.trim()),
            Self::Address(owner) => tr!(words, "account-address-taken", address = name.trim(), owner = owner),
            Self::Ambiguous(other) => tr!(words, "account-name-ambiguous", name = name.trim(), other = other),
        }
    }
}

/// Why a password is not taken.
pub(super) enum PasswordProblem {
    Empty,
    Control,
    Long,
    Short,
}

impl PasswordProblem {
    pub(super) fn sentence(&self, words: &'static Words) -> Cow<'static, str> {
        match self {
            Self::Empty => tr!(words, "account-password-empty"),
            Self::Control => tr!(words, "account-password-control"),
            Self::Long => tr!(words, "account-password-long", max = MOST),
            Self::Short => tr!(words, "val-password-short", count = LEAST),
        }
    }
}
