//! How things stand and what was changed.

use super::{certificate_error, order_trouble, sentence, trouble};
use crate::engine::command::Reach;
use crate::engine::snapshot::{Light, Note, ServerLine, Warning, What};
use crate::i18n::Words;
use crate::tr;
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// From when on a change counts.
pub fn reach(words: &Words, reach: Reach) -> Cow<'_, str> {
    match reach {
        Reach::Now => tr!(words, "reach-now"),
        Reach::NewConnections => tr!(words, "reach-new-connections"),
        Reach::NextStart => tr!(words, "reach-restart"),
    }
}

/// The state of a server in one word.
pub fn state<'w>(words: &'w Words, light: &Light) -> Cow<'w, str> {
    match light {
        Light::Running => tr!(words, "state-running"),
        Light::Paused => tr!(words, "state-paused"),
        Light::Stopped => tr!(words, "state-stopped"),
        Light::Failed(_) => tr!(words, "state-error"),
    }
}

/// A warning; the servers give the names.
pub fn warning(words: &Words, warning: &Warning, servers: &[ServerLine]) -> String {
    let line = warning.server().and_then(|id| servers.iter().find(|line| line.id == id));
    let server = line.map_or("", |line| line.name.as_str());
    match warning {
        Warning::StorageTrouble(reason) => tr!(words, "warn-spool", reason = sentence(words, reason)),
        Warning::DiskFull => tr!(words, "warn-disk-reserve"),
        Warning::DiskLow(free, reserve) => {
            tr!(words, "warn-disk-low", free = words.size(free.octets()), reserve = words.size(reserve.octets()))
        }
        Warning::CannotRun(_, why) => tr!(words, "warn-server-failed", server = server, reason = trouble(words, why, server)),
        Warning::OpenRelay(_) => tr!(words, "warn-open-relay", server = server),
        Warning::NobodyMayConnect(_) => tr!(words, "warn-nobody-may-connect", server = server),
        Warning::PasswordsInClear(_) => tr!(words, "warn-basic-clear", server = server),
        Warning::NobodyCanSend(_) => tr!(words, "warn-nobody-can-log-on", server = server),
        Warning::PortBlocked(_, port) => tr!(words, "warn-port-25-blocked", port = port.to_string()),
        Warning::InternetMailRefused => tr!(words, "warn-internet-mail-nowhere"),
        Warning::PostmasterUnread => tr!(words, "warn-postmaster"),
        Warning::OutboundHeld(_) => tr!(words, "warn-outbound-disabled", server = server),
        Warning::TemporaryCertificate(_) => tr!(words, "warn-temporary-certificate", server = server),
        Warning::CertificateExpired(_, at) => {
            tr!(words, "warn-certificate-expired", server = server, date = words.date(at.to_zoned(TimeZone::system()).date()))
        }
        Warning::CertificateExpires(_, days) => tr!(words, "warn-certificate-expires", server = server, days = *days),
        Warning::CertificateUnreadable(_, why) => {
            tr!(words, "warn-certificate-unreadable", server = server, reason = certificate_error(words, why))
        }
        Warning::RenewalFailing(_, why, _) => {
            tr!(words, "warn-renewal-failing", server = server, reason = order_trouble(words, why))
        }
        Warning::NameNotCovered(_, fqdn) => tr!(words, "warn-certificate-names", server = server, fqdn = fqdn.to_string()),
        Warning::RootReplaced(from) => {
            tr!(words, "warn-root-replaced", date = words.date(from.to_zoned(TimeZone::system()).date()))
        }
        Warning::OrderWaits(_) => tr!(words, "warn-order-waits", server = server),
        Warning::OrderFailed(_) => tr!(words, "warn-order-failed", server = server),
        Warning::FewRecipients(_) => tr!(words, "warn-recipient-limit", server = server),
        Warning::MailUnsigned(domain, why) => {
            tr!(words, "warn-mail-unsigned", domain = domain.to_string(), reason = sentence(words, why))
        }
        Warning::MailSetAside(count, folder) => tr!(words, "warn-mail-set-aside", count = *count, folder = folder.to_string()),
        Warning::QueueBeingRead(percent) => tr!(words, "warn-queue-being-read", percent = *percent),
        Warning::LogTrouble(reason) => tr!(words, "warn-log-trouble", reason = sentence(words, reason)),
        Warning::LogRecordsLost(count) => tr!(words, "warn-log-lost", count = *count),
    }
    .into_owned()
}

/// What a change of the history did.
pub fn what<'w>(words: &'w Words, note: &Note) -> Cow<'w, str> {
    let name = || note.object.clone();
    match note.what {
        What::ServerAdded | What::AccountAdded | What::GroupAdded => tr!(words, "change-created", name = name()),
        What::ServerDeleted | What::AccountDeleted | What::GroupDeleted => tr!(words, "change-deleted", name = name()),
        What::ServerChanged => tr!(words, "change-properties", name = name()),
        What::ServerRenamed => tr!(words, "change-new-name", name = name()),
        What::DomainsChanged => tr!(words, "change-mail-domains"),
        What::DevicesChanged => tr!(words, "change-devices"),
        What::AccountChanged => tr!(words, "change-account", name = name()),
        What::GroupChanged => tr!(words, "change-group", name = name()),
        What::CertificateAssigned => tr!(words, "change-certificate", name = name()),
        What::CertificateRemoved => tr!(words, "change-certificate-removed", name = name()),
        What::CertificateRenewed => tr!(words, "change-certificate-renewed", name = name()),
        What::CertificateDeleted => tr!(words, "change-deleted", name = name()),
        What::BroughtBack if note.object.is_empty() => tr!(words, "change-restored"),
        What::BroughtBack => tr!(words, "change-restored-of", name = name()),
        What::ByHand => tr!(words, "change-in-file"),
    }
}
