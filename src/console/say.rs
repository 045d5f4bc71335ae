//! What the window adds to the sentences of `wording`: how grave a warning is, what mends it, addresses in short.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::act::Act;
use super::theme::style::Tone;
use super::tree::{Node, line};
use crate::config::written::Rule;
use crate::engine::snapshot::{Port, Snapshot, Warning};
use crate::i18n::Words;
use crate::mail::{Network, ServerId};
use crate::tr;

/// Where a server listens; one that listens on all addresses of a kind says so with a star.
pub fn addresses(listening: &[Port]) -> String {
    let mut texts: Vec<String> = vec![];
    for Port { address, .. } in listening {
        let text = if address.ip().is_unspecified() { format!("*:{}", address.port()) } else { address.to_string() };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(", ")
}

/// The name of a virtual server, or its number once it is gone.
pub fn source(id: ServerId, now: &Snapshot) -> Cow<'_, str> {
    line(now, id).map_or_else(|| id.to_string().into(), |line| line.name.as_str().into())
}

/// A time as it stands in a list; empty when there is none.
pub fn time(at: Option<Timestamp>, words: &'static Words) -> Cow<'static, str> {
    let today = Timestamp::now().to_zoned(TimeZone::system()).date();
    at.map(|at| words.moment_near(&at.to_zoned(TimeZone::system()), today)).unwrap_or_default()
}

/// Octets in KB, at least one.
pub fn kilobytes(octets: u64, words: &'static Words) -> String {
    words.number(octets.div_ceil(1024))
}

/// The name of a server.
pub fn server(live: &Snapshot, id: ServerId) -> String {
    line(live, id).map(|line| line.name.clone()).unwrap_or_default()
}

/// How grave a warning is.
pub fn tone(warning: &Warning) -> Tone {
    match warning {
        Warning::StorageTrouble(_)
        | Warning::DiskFull
        | Warning::CannotRun(..)
        | Warning::OpenRelay(_)
        | Warning::NobodyMayConnect(_)
        | Warning::CertificateExpired(..) => Tone::Bad,
        Warning::TemporaryCertificate(_) | Warning::FewRecipients(_) => Tone::Accent,
        _ => Tone::Warning,
    }
}

/// Whether it is a device that lets everybody in, and not the list of the server.
fn open_by_device(live: &Snapshot, id: ServerId) -> bool {
    let everybody = |address: &String| address.parse().is_ok_and(|network: Network| network.bits() == 0);
    let server = live.settings.servers.iter().find(|server| server.id == id.0);
    let listed = server.is_some_and(|server| {
        let relay = &server.access.relay;
        relay.rule == Rule::OnlyListed && !relay.computers.iter().any(|computer| everybody(&computer.address))
    });
    listed && live.settings.devices.iter().any(|device| everybody(&device.address))
}

/// What mends it: the words of the button and what it does; `None` where it is mended by hand.
pub fn cure(words: &'static Words, live: &Snapshot, warning: &Warning) -> Option<(Cow<'static, str>, Act)> {
    let (label, act) = match warning {
        // Starting it again would end the same way.
        Warning::CannotRun(id, _) if warning.wants_another_port() => (tr!(words, "fix-change-port"), Act::Properties(*id)),
        Warning::CannotRun(id, _) => (tr!(words, "fix-start-server"), Act::Start(*id)),
        Warning::OpenRelay(id) if open_by_device(live, *id) => (tr!(words, "tree-devices"), Act::Go(Node::Devices)),
        Warning::OpenRelay(id) => (tr!(words, "fix-open-relay"), Act::Relay(*id)),
        Warning::NobodyMayConnect(id) => (tr!(words, "btn-properties"), Act::Connection(*id)),
        Warning::PasswordsInClear(id) => (tr!(words, "fix-require-tls"), Act::RequireTls(*id)),
        Warning::NobodyCanSend(_) => (tr!(words, "fix-create-account"), Act::NewAccount),
        Warning::PortBlocked(id, _) => (tr!(words, "fix-set-up-smart-host"), Act::Route(*id)),
        Warning::InternetMailRefused => (tr!(words, "fix-allow-anonymous"), Act::AllowAnonymous(live.servers.first()?.id)),
        Warning::PostmasterUnread => (tr!(words, "fix-choose-postmaster"), Act::Go(Node::Domains)),
        Warning::CertificateExpired(id, _) | Warning::CertificateExpires(id, _) | Warning::RenewalFailing(id, ..) => {
            (tr!(words, "fix-renew-certificate"), Act::RenewCertificate(*id))
        }
        Warning::OrderWaits(id) | Warning::OrderFailed(id) => (tr!(words, "fix-go-on"), Act::Certificate(*id)),
        Warning::NameNotCovered(id, _) => (tr!(words, "fix-install-certificate"), Act::Certificate(*id)),
        Warning::CertificateUnreadable(id, _) => (tr!(words, "fix-install-certificate"), Act::Certificate(*id)),
        Warning::TemporaryCertificate(id) => (tr!(words, "fix-install-certificate"), Act::Certificate(*id)),
        Warning::RootReplaced(_) => (tr!(words, "fix-export-root"), Act::ExportRoot),
        Warning::OutboundHeld(id) => (tr!(words, "fix-enable-outbound"), Act::EnableOutbound(*id)),
        Warning::StorageTrouble(_)
        | Warning::DiskFull
        | Warning::DiskLow(..)
        | Warning::FewRecipients(_)
        | Warning::MailUnsigned(..)
        | Warning::MailSetAside(..)
        | Warning::QueueBeingRead(_)
        | Warning::LogTrouble(_)
        | Warning::LogRecordsLost(_) => return None,
    };
    act.works(live).then_some((label, act))
}
