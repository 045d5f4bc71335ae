//! One mail address, typed for a list of addresses: of an account, of an alias.

use std::borrow::Cow;

use crate::console::widget::*;
use crate::i18n::Words;
use crate::mail::Address;
use crate::tr;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    text: String,
    problem: Option<Problem>,
}

/// Why an address is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Not an address.
    Form,
    /// It is in the list already.
    Listed,
    /// Another account has it.
    Taken {
        /// The address.
        address: String,
        /// The account's name.
        owner: String,
    },
    /// It is in no mail domain of this server.
    NotLocal(String),
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing.
    Text(String),
    /// *OK*
    Ok,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Take this address, or say with [`State::refuse`] why not.
    Accept(String),
}

impl State {
    /// With an address to change, or a proposal.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), problem: None }
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Text(text) => (self.text, self.problem) = (text, None),
            Message::Cancel => return Action::Close,
            Message::Ok => match Address::parse(self.text.trim()) {
                Ok(address) => return Action::Accept(address.to_string()),
                Err(_) => self.problem = Some(Problem::Form),
            },
        }
        Action::None
    }

    /// The opener does not take the address; it stays as it was typed.
    pub fn refuse(&mut self, problem: Problem) {
        self.problem = Some(problem);
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let problem = self.problem.as_ref().map_or("".into(), |p| p.sentence(words));
        let body = rows([
            label(words.caption("account-address")).target("address.text").into(),
            field("address.text", &self.text).on_input(Message::Text).problem(problem).placeholder("anna@example.com").into(),
        ]);
        let ok = (!self.text.trim().is_empty()).then_some(Message::Ok);
        frame(
            "address",
            tr!(words, "account-address"),
            body,
            [
                button("address.ok", words.label("btn-ok"), ok.clone()).default().into(),
                button("address.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(360.0)
        .on_enter(ok)
        .on_close(Message::Cancel)
        .into()
    }
}

impl Problem {
    /// The sentence under the field.
    pub fn sentence(&self, words: &'static Words) -> Cow<'static, str> {
        match self {
            Self::Form => tr!(words, "val-invalid-address"),
            Self::Listed => tr!(words, "val-entry-exists"),
            Self::Taken { address, owner } => tr!(words, "account-address-taken", address = address, owner = owner),
            Self::NotLocal(address) => tr!(words, "issue-not-local", address = address),
        }
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[("account-address", "address.text")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_is_accepted_and_what_was_typed_stays() {
        let mut s = State::new("");
        s.update(Message::Text("anna".into()));
        assert_eq!(s.update(Message::Ok), Action::None);
        assert_eq!((s.text.as_str(), &s.problem), ("anna", &Some(Problem::Form)));
        s.update(Message::Text(" anna@example.com ".into()));
        assert_eq!(s.problem, None);
        assert_eq!(s.update(Message::Ok), Action::Accept("anna@example.com".into()));
        assert_eq!(s.update(Message::Cancel), Action::Close);
    }
}
