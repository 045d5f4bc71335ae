//! What the engine tells, in the words of the user: states, warnings with their cures, changes.

use std::borrow::Cow;
use std::net::SocketAddr;

use super::act::Act;
use super::theme::style::Tone;
use super::tree::{Node, line};
use crate::engine::command::Refusal;
use crate::engine::snapshot::{Light, Snapshot};
use crate::engine::warnings::Warning;
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

/// The word for a state.
pub fn state(words: &'static Words, light: &Light) -> Cow<'static, str> {
    match light {
        Light::Running => tr!(words, "state-running"),
        Light::Paused => tr!(words, "state-paused"),
        Light::Stopped => tr!(words, "state-stopped"),
        Light::Failed(_) => tr!(words, "state-error"),
    }
}

/// Where a server listens; one that listens on all addresses of a kind says so with a star.
pub fn addresses(listening: &[SocketAddr]) -> String {
    let mut texts: Vec<String> = vec![];
    for address in listening {
        let text = if address.ip().is_unspecified() { format!("*:{}", address.port()) } else { address.to_string() };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(", ")
}

/// The name of a server.
pub fn server(live: &Snapshot, id: ServerId) -> String {
    line(live, id).map(|line| line.name.clone()).unwrap_or_default()
}

/// How grave a warning is.
pub fn tone(warning: &Warning) -> Tone {
    match warning {
        Warning::StorageTrouble(_) | Warning::DiskFull | Warning::CannotRun(..) | Warning::OpenRelay(_) | Warning::NobodyMayConnect(_) => {
            Tone::Bad
        }
        Warning::TemporaryCertificate(_) | Warning::FewRecipients(_) => Tone::Accent,
        _ => Tone::Warning,
    }
}

/// A warning as a sentence.
pub fn warning(words: &'static Words, live: &Snapshot, warning: &Warning) -> String {
    let name = |id: &ServerId| server(live, *id);
    match warning {
        Warning::StorageTrouble(why) => tr!(words, "warn-storage", reason = why.to_string()),
        Warning::DiskFull => tr!(words, "warn-disk-full"),
        Warning::CannotRun(id, why) => tr!(words, "warn-cannot-run", server = name(id), reason = why.to_string()),
        Warning::OpenRelay(id) => tr!(words, "warn-open-relay", server = name(id)),
        Warning::NobodyMayConnect(id) => tr!(words, "warn-nobody-may-connect", server = name(id)),
        Warning::PasswordsInClear(id) => tr!(words, "warn-basic-clear", server = name(id)),
        Warning::NobodyCanSend(id) => tr!(words, "warn-nobody-can-log-on", server = name(id)),
        Warning::InternetMailRefused => {
            let first = live.servers.first().map(|line| line.name.clone()).unwrap_or_default();
            tr!(words, "warn-internet-mail-refused", server = first)
        }
        Warning::PostmasterUnread => tr!(words, "warn-postmaster"),
        Warning::OutboundHeld(id) => tr!(words, "warn-outbound-disabled", server = name(id)),
        Warning::TemporaryCertificate(id) => tr!(words, "warn-temporary-certificate", server = name(id)),
        Warning::FewRecipients(id) => tr!(words, "warn-few-recipients", server = name(id)),
    }
    .into_owned()
}

/// What mends it: the words of the button and what it does; `None` where it is mended by hand.
pub fn cure(words: &'static Words, live: &Snapshot, warning: &Warning) -> Option<(Cow<'static, str>, Act)> {
    let (label, act) = match warning {
        Warning::CannotRun(id, _) => (tr!(words, "fix-start-server"), Act::Start(*id)),
        Warning::OpenRelay(id) => (tr!(words, "fix-open-relay"), Act::Properties(*id)),
        Warning::NobodyMayConnect(id) => (tr!(words, "btn-properties"), Act::Properties(*id)),
        Warning::PasswordsInClear(id) => (tr!(words, "fix-require-tls"), Act::RequireTls(*id)),
        Warning::NobodyCanSend(_) => (tr!(words, "fix-create-account"), Act::NewAccount),
        Warning::InternetMailRefused => (tr!(words, "fix-allow-anonymous"), Act::AllowAnonymous(live.servers.first()?.id)),
        Warning::PostmasterUnread => (tr!(words, "fix-choose-postmaster"), Act::Go(Node::Domains)),
        Warning::OutboundHeld(id) => (tr!(words, "fix-enable-outbound"), Act::EnableOutbound(*id)),
        Warning::StorageTrouble(_) | Warning::DiskFull | Warning::TemporaryCertificate(_) | Warning::FewRecipients(_) => return None,
    };
    act.works(live).then_some((label, act))
}

/// Why something was not done.
pub fn refusal(words: &'static Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::HasMail(count) => tr!(words, "ask-delete-server-queued", count = *count).into_owned(),
        Refusal::Ended => tr!(words, "status-engine-gone").into_owned(),
        other => other.to_string(),
    }
}

/// Whether a warning is about this server.
pub fn is_about(warning: &Warning, server: ServerId) -> bool {
    match warning {
        Warning::StorageTrouble(_) | Warning::DiskFull | Warning::InternetMailRefused | Warning::PostmasterUnread => false,
        Warning::CannotRun(id, _)
        | Warning::OpenRelay(id)
        | Warning::NobodyMayConnect(id)
        | Warning::PasswordsInClear(id)
        | Warning::NobodyCanSend(id)
        | Warning::OutboundHeld(id)
        | Warning::TemporaryCertificate(id)
        | Warning::FewRecipients(id) => *id == server,
    }
}
