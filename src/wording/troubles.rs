//! Why something cannot be done: ports, certificates, files, refusals.

use super::{about, account_fault, account_issue, certificate_error, fault, issue, joined, sentence};
use crate::accounts::password::PasswordError;
use crate::accounts::{ChangeError, LoadError};
use crate::config::home::LockError;
use crate::config::{self, FileError};
use crate::engine::command::Refusal;
use crate::engine::generation::GenerationError;
use crate::engine::handle::StartError;
use crate::engine::snapshot::Trouble;
use crate::i18n::Words;
use crate::net::BindError;
use crate::net::listen::BindReason;
use crate::spool::OpenError;
use crate::tr;
use std::borrow::Cow;
use std::net::SocketAddr;

/// Why the server of this name cannot run, with the cure.
pub fn trouble(words: &Words, trouble: &Trouble, server: &str) -> String {
    match trouble {
        Trouble::Ports(errors) => {
            let sentences: Vec<String> = errors.iter().map(|error| bind_error(words, error, server)).collect();
            joined(words, &sentences)
        }
        Trouble::Taken { binding, server } => {
            tr!(words, "issue-binding-taken", binding = binding.to_string(), server = server).into_owned()
        }
        Trouble::Certificate(error) => certificate_error(words, error),
        Trouble::Tls(error) => tr!(words, "certificate-tls", reason = sentence(words, &error.to_string())).into_owned(),
    }
}

/// Why the server of this name cannot listen on an address, with the cure.
pub fn bind_error(words: &Words, error: &BindError, server: &str) -> String {
    let address = error.address;
    joined(words, &[tr!(words, "bind-failed", server = server, address = address), bind_reason(words, &error.reason, address)])
}

/// Why this address and port could not be had, by what the system said, with the cure.
pub fn bind_refused(words: &Words, error: &std::io::Error, address: SocketAddr) -> String {
    bind_reason(words, &BindReason::of(error, address), address).into_owned()
}

fn bind_reason<'w>(words: &'w Words, reason: &BindReason, address: SocketAddr) -> Cow<'w, str> {
    match reason {
        BindReason::InUse(Some(program)) => tr!(words, "bind-in-use-by", address = address, program = program),
        BindReason::InUse(None) => tr!(words, "bind-in-use", address = address),
        BindReason::Privilege => tr!(words, "bind-privilege", command = PRIVILEGE),
        BindReason::NotOurs => tr!(words, "bind-not-ours", address = address.ip()),
        BindReason::Other(reason) => tr!(words, "bind-other", address = address, reason = sentence(words, reason)),
    }
}

/// Why a file cannot be read or written.
pub fn file_error(words: &Words, error: &FileError) -> String {
    let shown = |path: &std::path::Path| path.display().to_string();
    match error {
        FileError::Io { path, verb, source } => {
            let (file, reason) = (shown(path), sentence(words, &source.to_string()));
            match *verb {
                "read" => tr!(words, "file-unreadable", file = file, reason = reason),
                _ => tr!(words, "file-unwritable", file = file, reason = reason),
            }
        }
        FileError::TooLarge { path, limit } => tr!(words, "file-too-large", file = shown(path), limit = words.size(*limit)),
        FileError::Syntax { path, line, column, what } => {
            tr!(words, "file-syntax", file = shown(path), line = *line, column = *column, reason = sentence(words, what))
        }
        FileError::Newer { path, found, known } => {
            tr!(words, "file-newer", file = shown(path), found = *found, known = *known)
        }
    }
    .into_owned()
}

/// Why the engine of a home cannot start, with the cure.
pub fn start_error(words: &Words, error: &StartError) -> String {
    let reason = |error: &dyn std::fmt::Display| sentence(words, &error.to_string());
    match error {
        StartError::Lock(LockError::Held { home, holder }) => {
            tr!(words, "ask-second-text", process = holder.to_string(), home = home.display().to_string()).into_owned()
        }
        StartError::Files(GenerationError::Settings(error)) => load_error(words, error),
        StartError::Files(GenerationError::Accounts(LoadError::Issues { path, issues })) => {
            listed(words, path, issues.iter().map(|one| account_issue(words, one)).collect())
        }
        StartError::Lock(LockError::File(error))
        | StartError::Home(error)
        | StartError::Files(GenerationError::Secrets(error) | GenerationError::Accounts(LoadError::File(error))) => {
            file_error(words, error)
        }
        StartError::Spool(OpenError::Disk(fault)) => tr!(words, "start-spool", reason = reason(fault)).into_owned(),
        StartError::Spool(OpenError::Newer(path)) => tr!(words, "start-spool-newer", file = path.display().to_string()).into_owned(),
        StartError::Trust(error) => tr!(words, "start-trust", reason = reason(error)).into_owned(),
        StartError::Interrupted(error) => tr!(words, "start-interrupted", reason = reason(error)).into_owned(),
        StartError::System(error) => tr!(words, "start-no-room", reason = reason(error)).into_owned(),
    }
}

/// Why the settings cannot be used, each issue on a line of its own.
pub fn load_error(words: &Words, error: &config::LoadError) -> String {
    match error {
        config::LoadError::File(error) => file_error(words, error),
        config::LoadError::Issues { path, issues } => listed(words, path, issues.iter().map(|one| issue(words, one)).collect()),
    }
}

/// A file and everything that is wrong in it.
fn listed(words: &Words, path: &std::path::Path, issues: Vec<String>) -> String {
    let head = about(words, &path.display().to_string(), &tr!(words, "common-issues", count = issues.len())).into_owned();
    std::iter::once(head).chain(issues).collect::<Vec<_>>().join("\n")
}

/// Why nothing was done. `name` is the name of the server, account or dialog that it is about.
pub fn refusal(words: &Words, refusal: &Refusal, name: &str) -> String {
    match refusal {
        Refusal::Issues(issues) => {
            let sentences: Vec<String> = issues.iter().map(|one| issue(words, one)).collect();
            sentences.join("\n")
        }
        Refusal::Accounts(error) => change_error(words, error),
        Refusal::CannotRun(why) => trouble(words, why, name),
        Refusal::Certificate(error) => certificate_error(words, error),
        Refusal::InUse(servers) => {
            let quoted: Vec<_> = servers.iter().map(|server| tr!(words, "common-quoted", text = server.as_str())).collect();
            tr!(words, "refused-in-use", servers = words.list(&quoted)).into_owned()
        }
        Refusal::Gone if name.is_empty() => tr!(words, "refused-gone-unnamed").into_owned(),
        Refusal::Gone => tr!(words, "refused-gone", name = name).into_owned(),
        Refusal::HasMail(count) => tr!(words, "refused-has-mail", count = *count, name = name).into_owned(),
        Refusal::NothingToUndo => tr!(words, "refused-nothing-to-undo").into_owned(),
        Refusal::Files(error) => file_error(words, error),
        Refusal::System(reason) => tr!(words, "refused-system", reason = sentence(words, reason)).into_owned(),
        Refusal::Busy => tr!(words, "refused-busy").into_owned(),
        Refusal::Ended => tr!(words, "refused-ended").into_owned(),
    }
}

/// The sentences of a refusal that belong under fields, each with the path of its field; empty when it is about no
/// field.
pub fn refusal_by_field(words: &Words, refusal: &Refusal) -> Vec<(String, String)> {
    match refusal {
        Refusal::Issues(issues) => issues.iter().map(|one| (one.path.clone(), fault(words, &one.fault))).collect(),
        Refusal::Accounts(error) => match &**error {
            ChangeError::Load(LoadError::Issues { issues, .. }) => {
                issues.iter().map(|one| (one.path.clone(), account_fault(words, &one.fault))).collect()
            }
            ChangeError::Password(error) => vec![("password".to_owned(), password(words, *error))],
            _ => vec![],
        },
        _ => vec![],
    }
}

fn change_error(words: &Words, error: &ChangeError) -> String {
    match error {
        ChangeError::Load(LoadError::File(error)) => file_error(words, error),
        ChangeError::Load(LoadError::Issues { issues, .. }) => {
            let sentences: Vec<String> = issues.iter().map(|one| account_issue(words, one)).collect();
            sentences.join("\n")
        }
        ChangeError::Password(error) => password(words, *error),
        ChangeError::NoSuchAccount(id) => tr!(words, "account-not-there", number = id.0.to_string()).into_owned(),
        ChangeError::NoNumberLeft => tr!(words, "account-no-number-left").into_owned(),
        ChangeError::Form(error) => tr!(words, "refused-system", reason = sentence(words, &error.to_string())).into_owned(),
    }
}

fn password(words: &Words, error: PasswordError) -> String {
    match error {
        PasswordError::Empty => tr!(words, "account-password-empty"),
        PasswordError::TooLong => tr!(words, "account-password-long", max = 256),
        PasswordError::Control => tr!(words, "account-password-control"),
        PasswordError::System => tr!(words, "account-password-system"),
    }
    .into_owned()
}

/// What gives the program the right to low ports.
const PRIVILEGE: &str = "sudo setcap cap_net_bind_service=+ep $(command -v postkontor)";
