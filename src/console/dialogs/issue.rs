//! The sentence for what the engine found wrong with a value.

use std::borrow::Cow;

use crate::config::Fault;
use crate::i18n::Words;
use crate::mail::network::NetworkError;
use crate::mail::{AddressError, DomainError, Span};
use crate::tr;

/// What is wrong and what to do about it, in the language of the console.
pub fn issue_text(words: &'static Words, fault: &Fault) -> String {
    let text = match fault {
        Fault::Empty => tr!(words, "issue-empty"),
        Fault::TooLong(max) => tr!(words, "issue-too-long", max = *max),
        Fault::Control => tr!(words, "issue-control"),
        Fault::Domain(error, value) => tr!(words, "issue-domain", value = value, reason = domain(words, error)),
        Fault::Address(error, value) => tr!(words, "issue-address", value = value, reason = address(words, error)),
        Fault::NotLocal(address) => tr!(words, "issue-not-local", address = address.to_string()),
        Fault::Network(NetworkError::Address(value)) => tr!(words, "issue-network-address", value = value),
        Fault::Network(NetworkError::Mask(value)) => tr!(words, "issue-network-mask", value = value),
        Fault::Network(NetworkError::Unspecified(address)) => tr!(words, "issue-network-unspecified", address = *address),
        Fault::Span(_) => tr!(words, "val-number"),
        Fault::BindAddress(value) => tr!(words, "issue-bind-address", value = value),
        Fault::DnsServer(value) => tr!(words, "issue-dns-server", value = value),
        Fault::Host(value) => tr!(words, "issue-host", value = value),
        Fault::Thumbprint(value) => tr!(words, "issue-thumbprint", value = value),
        Fault::Duplicate { .. } => tr!(words, "val-entry-exists"),
        Fault::BindingTaken { binding, server, .. } => tr!(words, "issue-binding-taken", binding = binding, server = server),
        Fault::Range { value, min, max } => tr!(words, "issue-range", value = *value, min = *min, max = *max),
        Fault::NotShorter { value, limit, .. } => {
            let span = |s: &Span| words.span((*s).into());
            tr!(words, "issue-not-shorter", value = span(value), limit = span(limit), field = tr!(words, "del-expiration"))
        }
        Fault::PostmasterMissing => tr!(words, "issue-postmaster-missing"),
        Fault::LogOnIncomplete => tr!(words, "issue-log-on-incomplete"),
        Fault::LogOnInClear => tr!(words, "issue-log-on-in-clear"),
        Fault::SessionBelowMessage { session, message } => {
            tr!(words, "issue-session-below-message", session = *session, message = *message)
        }
    };
    text.into_owned()
}

fn domain(words: &'static Words, error: &DomainError) -> Cow<'static, str> {
    match error {
        DomainError::Empty => tr!(words, "issue-domain-empty"),
        DomainError::TooLong => tr!(words, "issue-domain-too-long"),
        DomainError::Label(label) => tr!(words, "issue-domain-label", label = label).into_owned().into(),
        DomainError::Character(character) => tr!(words, "issue-domain-character", character = *character),
        DomainError::International(name) => tr!(words, "issue-domain-international", name = name).into_owned().into(),
    }
}

fn address(words: &'static Words, error: &AddressError) -> Cow<'static, str> {
    match error {
        AddressError::Unqualified => tr!(words, "issue-address-unqualified"),
        AddressError::Local => tr!(words, "issue-address-local"),
        AddressError::Domain(error) => tr!(words, "issue-address-domain", reason = domain(words, error)),
        AddressError::Literal => tr!(words, "issue-address-literal"),
        AddressError::TooLong => tr!(words, "issue-address-too-long"),
    }
}
