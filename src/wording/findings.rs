//! What slow jobs found out.

use super::{joined, sentence};
use crate::engine::job::{DnsFinding, FolderTrouble, Hitch, NotFound, Stage, Step};
use crate::i18n::Words;
use crate::tr;

/// Why a name has no address.
pub fn not_found(words: &Words, why: &NotFound, name: &str) -> String {
    match why {
        NotFound::NoName => tr!(words, "issue-host", value = name),
        NotFound::NoSuchHost => tr!(words, "checkdns-unknown", name = name),
        NotFound::NoAnswer(_) => tr!(words, "checkdns-offline"),
    }
    .into_owned()
}

/// What *Check DNS* found about the name, a line each; the last says who was asked and how long it took.
pub fn dns(words: &Words, finding: &DnsFinding, name: &str) -> Vec<String> {
    let mut lines = vec![];
    match &finding.addresses {
        Err(why) => lines.push(not_found(words, why, name)),
        Ok(found) => {
            let addresses: Vec<String> = found.iter().map(|(address, _)| address.to_string()).collect();
            lines.push(tr!(words, "checkdns-addresses", name = name, addresses = words.list(&addresses)).into_owned());
        }
    }
    match finding.reaches_us {
        Some(true) => lines.push(tr!(words, "checkdns-ours").into_owned()),
        Some(false) => lines.push(tr!(words, "checkdns-foreign").into_owned()),
        None => {}
    }
    if let Some(target) = &finding.alias_of {
        lines.push(tr!(words, "checkdns-alias", name = name, target = target).into_owned());
    }
    for (address, reverse) in finding.addresses.iter().flatten() {
        lines.push(match reverse {
            Some(name) => tr!(words, "checkdns-reverse", address = *address, name = name).into_owned(),
            None => tr!(words, "checkdns-reverse-none", address = *address).into_owned(),
        });
    }
    if finding.addresses != Err(NotFound::NoName) {
        let server = if finding.asked.is_empty() { tr!(words, "checkdns-system").into_owned() } else { words.list(&finding.asked) };
        lines.push(tr!(words, "checkdns-asked", server = server, duration = words.span(finding.took)).into_owned());
    }
    lines
}

/// One step of a test. Host and port are those of the draft, or of who was talked to.
pub fn step(words: &Words, step: &Step, host: &str, port: u16) -> String {
    let said = step.words.as_str();
    let reason = || sentence(words, said);
    let Some(hitch) = &step.hitch else {
        return match step.stage {
            Stage::LookUp => tr!(words, "test-step-look-up", words = said),
            Stage::Connect => tr!(words, "test-step-connect", words = said),
            Stage::Greeting => tr!(words, "test-step-greeting", words = said),
            Stage::Encrypt => tr!(words, "test-step-encrypt", words = said),
            Stage::LogOn => tr!(words, "test-step-log-on", words = said),
            Stage::InClear if said.is_empty() => tr!(words, "test-step-in-clear"),
            Stage::InClear => joined(words, &[tr!(words, "test-step-in-clear"), reason().into()]).into(),
            Stage::NoLogOn => tr!(words, "test-step-no-log-on"),
            Stage::Sender => tr!(words, "test-step-sender", words = said),
            Stage::Recipient => tr!(words, "test-step-recipient", words = said),
            Stage::Content => tr!(words, "test-step-content", words = said),
        }
        .into_owned();
    };
    match hitch {
        Hitch::NotFound(why) => return not_found(words, why, host),
        Hitch::OwnName => tr!(words, "test-own-name"),
        Hitch::Unreachable => tr!(words, "leave-test-unreachable", host = host, reason = reason()),
        Hitch::TimedOut => tr!(words, "test-timed-out", host = host),
        Hitch::Closed => tr!(words, "test-closed", host = host),
        Hitch::Refused if step.stage == Stage::Sender => tr!(words, "test-sender-refused", host = host, answer = said),
        Hitch::Refused if step.stage == Stage::Recipient => tr!(words, "test-recipient-refused", host = host, answer = said),
        Hitch::Refused if step.stage == Stage::Content => tr!(words, "test-content-refused", host = host, answer = said),
        Hitch::Refused => tr!(words, "trouble-refused", host = host, answer = said),
        Hitch::Nonsense => tr!(words, "trouble-nonsense", host = host),
        Hitch::NoTls => tr!(words, "leave-test-no-tls", host = host, port = port),
        Hitch::Certificate => tr!(words, "leave-test-certificate", host = host, reason = reason()),
        Hitch::TlsFailed => tr!(words, "trouble-tls-failed", host = host, reason = reason()),
        Hitch::NoPassword => tr!(words, "test-no-password", host = host),
        Hitch::LogOnNotOffered => tr!(words, "test-log-on-not-offered", host = host),
        Hitch::LogOnInClear => tr!(words, "test-log-on-in-clear", host = host),
        Hitch::LogOnOdd => tr!(words, "test-log-on-odd", host = host),
        Hitch::LogOnUnproven => tr!(words, "test-log-on-unproven", host = host),
        Hitch::LogOnRefused => tr!(words, "leave-test-log-on-refused", host = host, answer = said),
        Hitch::NullMx => tr!(words, "test-null-mx", host = host),
        Hitch::Ourselves => tr!(words, "test-ourselves", host = host),
        Hitch::NotRunning => tr!(words, "test-not-running"),
        Hitch::NoSmtpUtf8 => tr!(words, "test-no-smtputf8", host = host),
        Hitch::TooBig => tr!(words, "test-too-big", host = host),
        Hitch::OutcomeUnknown => tr!(words, "test-outcome-unknown", host = host),
    }
    .into_owned()
}

/// Why a folder could not be looked at, or made.
pub fn folder_trouble(words: &Words, why: &FolderTrouble) -> String {
    match why {
        FolderTrouble::Missing(path) => tr!(words, "browse-missing", path = path.display().to_string()),
        FolderTrouble::NoFolder(path) => tr!(words, "browse-no-folder", path = path.display().to_string()),
        FolderTrouble::Denied(path) => tr!(words, "browse-denied", path = path.display().to_string()),
        FolderTrouble::Name(_) => tr!(words, "browse-bad-name"),
        FolderTrouble::Taken(name) => tr!(words, "browse-taken", name = name),
        FolderTrouble::Late => tr!(words, "browse-late"),
        FolderTrouble::Other(path, reason) => {
            tr!(words, "browse-other", path = path.display().to_string(), reason = sentence(words, reason))
        }
    }
    .into_owned()
}
