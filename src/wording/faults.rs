//! What is wrong with settings and accounts.

use super::{about, field};
use crate::accounts::{self, NameError};
use crate::config;
use crate::i18n::Words;
use crate::mail::network::NetworkError;
use crate::mail::{AddressError, DomainError};
use crate::tr;

/// What is wrong, with its field, and its line where it stands in a file.
pub fn issue(words: &Words, issue: &config::Issue) -> String {
    at(words, &issue.path, issue.line, &fault(words, &issue.fault))
}

/// As [`issue`], for accounts.
pub fn account_issue(words: &Words, issue: &accounts::Issue) -> String {
    at(words, &issue.path, issue.line, &account_fault(words, &issue.fault))
}

fn at(words: &Words, path: &str, line: Option<usize>, problem: &str) -> String {
    match line {
        // In a file the path is what helps to find it.
        Some(line) => tr!(words, "issue-at-line", line = line, field = path.to_owned(), problem = problem.to_owned()).into_owned(),
        None => about(words, &field(words, path), problem).into_owned(),
    }
}

/// What is wrong with a value of the settings, to stand under its field.
pub fn fault(words: &Words, fault: &config::Fault) -> String {
    use config::Fault;
    match fault {
        Fault::Empty => tr!(words, "issue-empty"),
        Fault::TooLong(max) => tr!(words, "issue-too-long", max = *max),
        Fault::Control => tr!(words, "issue-control"),
        Fault::Domain(error, value) => tr!(words, "issue-domain", value = value, reason = domain(words, error)),
        Fault::Address(error, value) => tr!(words, "issue-address", value = value, reason = address(words, error)),
        Fault::NotLocal(address) => tr!(words, "issue-not-local", address = address.to_string()),
        Fault::AliasOf(domain) => tr!(words, "issue-alias-of", domain = domain.to_string()),
        Fault::AliasCatchAll(domain) => tr!(words, "issue-alias-catch-all", domain = domain.to_string()),
        Fault::Network(NetworkError::Address(value)) => tr!(words, "issue-network-address", value = value),
        Fault::Network(NetworkError::Mask(value)) => tr!(words, "issue-network-mask", value = value),
        Fault::Network(NetworkError::Unspecified(address)) => tr!(words, "issue-network-unspecified", address = *address),
        Fault::Span(error) => tr!(words, "issue-span", value = error.text()),
        Fault::BindAddress(value) => tr!(words, "issue-bind-address", value = value),
        Fault::DnsServer(value) => tr!(words, "issue-dns-server", value = value),
        Fault::Host(value) => tr!(words, "issue-host", value = value),
        Fault::Folder(value) => tr!(words, "issue-folder", value = value),
        Fault::Directory(value) => tr!(words, "issue-directory", value = value),
        Fault::Unwritable { folder, reason } => {
            tr!(words, "issue-unwritable", folder = folder, reason = super::sentence(words, reason))
        }
        Fault::Thumbprint(value) => tr!(words, "issue-thumbprint", value = value),
        Fault::Duplicate { value, first } => tr!(words, "issue-duplicate", value = value, first = place(words, first)),
        Fault::BindingTaken { binding, server, .. } => tr!(words, "issue-binding-taken", binding = binding, server = server),
        Fault::Range { value, min, max } => tr!(words, "issue-range", value = *value, min = *min, max = *max),
        Fault::NotShorter { value, limit, of } => {
            let span = |span: crate::mail::Span| words.span(span.into()).into_owned();
            tr!(words, "issue-not-shorter", value = span(*value), limit = span(*limit), field = field(words, of))
        }
        Fault::PostmasterMissing => tr!(words, "issue-postmaster-missing"),
        Fault::LogOnIncomplete => tr!(words, "issue-log-on-incomplete"),
        Fault::HeloAlone => tr!(words, "issue-helo-alone"),
        Fault::LogOnInClear => tr!(words, "issue-log-on-in-clear"),
        Fault::SessionBelowMessage { session, message } => {
            tr!(words, "issue-session-below-message", session = *session, message = *message)
        }
    }
    .into_owned()
}

/// What is wrong with a value of an account, to stand under its field.
pub fn account_fault(words: &Words, fault: &accounts::Fault) -> String {
    use accounts::Fault;
    match fault {
        Fault::Name(value, error) => return name(words, value, *error),
        Fault::NameTaken { name, .. } => tr!(words, "account-name-taken", name = name),
        Fault::NameAmbiguous { name, other, .. } => tr!(words, "account-name-ambiguous", name = name, other = other),
        Fault::Address(error, value) => tr!(words, "issue-address", value = value, reason = address(words, error)),
        Fault::AddressTaken { address, owner, .. } => {
            tr!(words, "account-address-taken", address = address.to_string(), owner = owner)
        }
        Fault::Id { value } => tr!(words, "account-number-not-own", number = value.to_string()),
        Fault::NextId { least } => tr!(words, "account-next-number", least = least.to_string()),
        Fault::Password { name, .. } => tr!(words, "account-password-unusable", name = name),
        Fault::Lmtp(value) => tr!(words, "issue-lmtp", value = value),
        Fault::Directory(value) => tr!(words, "issue-directory", value = value),
        Fault::Unwritable { folder, reason } => {
            tr!(words, "issue-unwritable", folder = folder, reason = super::sentence(words, reason))
        }
        Fault::NoForward => tr!(words, "issue-no-forward"),
        Fault::Member { group, member } => tr!(words, "account-group-member", group = group, number = member.to_string()),
    }
    .into_owned()
}

fn name(words: &Words, value: &str, error: NameError) -> String {
    let problem = match error {
        NameError::Empty => return tr!(words, "account-name-empty").into_owned(),
        NameError::TooLong => tr!(words, "issue-too-long", max = 64),
        NameError::Character => tr!(words, "account-name-invalid", characters = "\\ /"),
        NameError::Space => tr!(words, "account-name-spaces"),
        NameError::NotAnAddress => tr!(words, "account-name-not-address"),
    };
    about(words, &tr!(words, "common-quoted", text = value), &problem).into_owned()
}

fn domain(words: &Words, error: &DomainError) -> String {
    match error {
        DomainError::Empty => tr!(words, "issue-domain-empty"),
        DomainError::TooLong => tr!(words, "issue-domain-too-long"),
        DomainError::Label(label) => tr!(words, "issue-domain-label", label = label),
        DomainError::Character(character) => tr!(words, "issue-domain-character", character = *character),
        DomainError::International(name) => tr!(words, "issue-domain-international", name = name),
    }
    .into_owned()
}

fn address(words: &Words, error: &AddressError) -> String {
    match error {
        AddressError::Unqualified => tr!(words, "issue-address-unqualified"),
        AddressError::Local => tr!(words, "issue-address-local"),
        AddressError::Domain(error) => tr!(words, "issue-address-domain", reason = domain(words, error)),
        AddressError::Literal => tr!(words, "issue-address-literal"),
        AddressError::TooLong => tr!(words, "issue-address-too-long"),
    }
    .into_owned()
}

/// Where the first of two stands: the label of its field, and which of the list it is.
fn place(words: &Words, path: &str) -> String {
    let number = path.rsplit_once('[').and_then(|(_, rest)| rest.split_once(']')?.0.parse::<u64>().ok());
    match number {
        Some(number) => format!("{} {}", field(words, path), words.number(number + 1)),
        None => field(words, path),
    }
}
