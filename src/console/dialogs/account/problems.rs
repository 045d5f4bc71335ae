//! What is wrong with a name or a password, in words.

use super::State;
use crate::engine::command::{NameError, check_name};
use crate::i18n::Words;
use crate::tr;
use std::borrow::Cow;

/// The least a password must have.
pub(super) const LEAST: usize = 8;
/// The most octets a password may have.
const MOST: usize = 256;

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

impl State {
    /// What is wrong with the name that is typed.
    pub(super) fn name_problem(&self) -> Option<NameProblem> {
        let name = self.draft.name.trim();
        if let Err(e) = check_name(name) {
            return Some(NameProblem::Form(e));
        }
        let folded = name.to_lowercase();
        if self.others.iter().any(|(other, _)| other.to_lowercase() == folded) {
            return Some(NameProblem::Taken);
        }
        if let Some(owner) = folded.contains('@').then(|| self.owner(&folded)).flatten() {
            return Some(NameProblem::Address(owner.to_owned()));
        }
        let user = |name: &str| name.split_once('@').map(|(user, _)| user.to_owned());
        let same = self.others.iter().map(|(other, _)| other).find(|other| {
            let other = other.to_lowercase();
            match (user(&folded), user(&other)) {
                (Some(user), None) => user == other,
                (None, Some(user)) => user == folded,
                _ => false,
            }
        });
        same.map(|other| NameProblem::Ambiguous(other.clone()))
    }

    /// What is wrong with the password that is typed; an account that exists needs none.
    pub(super) fn password_problem(&self) -> Option<PasswordProblem> {
        let text = self.password.expose();
        match () {
            () if text.is_empty() && self.draft.id != 0 => None,
            () if text.is_empty() => Some(PasswordProblem::Empty),
            () if text.chars().any(char::is_control) => Some(PasswordProblem::Control),
            () if text.len() > MOST => Some(PasswordProblem::Long),
            () if text.chars().count() < LEAST => Some(PasswordProblem::Short),
            () => None,
        }
    }
}
