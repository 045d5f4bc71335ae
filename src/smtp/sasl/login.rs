//! LOGIN: two questions, `Username:` and `Password:`. Never standardised (draft-murchison-sasl-login), still spoken by
//! many mail programs.

use super::{Claim, Credentials, Mechanism, Step, text};
use crate::mail::Secret;

/// How far the exchange has come.
#[derive(Debug, Default)]
pub struct Login {
    name: Option<Box<str>>,
}

impl Login {
    /// The first response is the name (also when it came with the command), the second the password.
    pub(super) fn step(&mut self, response: Option<&[u8]>) -> Step {
        let Some(response) = response else { return Step::Challenge(b"Username:".into()) };
        let Some(text) = text(response) else { return Step::Malformed };
        match self.name.take() {
            None if text.is_empty() => Step::Malformed,
            None => {
                self.name = Some(text.into());
                Step::Challenge(b"Password:".into())
            }
            Some(authcid) => {
                let password = Secret::from(text);
                Step::Check(Claim::Password(Credentials { mechanism: Mechanism::Login, authcid, authzid: "".into(), password }))
            }
        }
    }
}
