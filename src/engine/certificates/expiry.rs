//! Watching that no certificate expires unnoticed, and no root of the office is replaced so: warnings for the window, a line in
//! the log, a letter to postmaster.

use super::carry_out::two_thirds;
use super::{Certificates, Installed, OrderStep};
use crate::config::file::{dialect, read_ron, write_private};
use crate::config::home::create_folder;
use crate::config::{Settings, VirtualServer};
use crate::delivery::notice::{About, ExpiryNotice, RootNotice, letter};
use crate::engine::start::Engine;
use crate::engine::warnings::Warning;
use crate::spool::AcceptError;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What is to be said of the certificates in use, and of orders that wait for somebody.
pub(in crate::engine) fn warnings(certificates: &Certificates, settings: &Settings, now: Timestamp) -> Vec<Warning> {
    let mut found = vec![];
    for server in &settings.servers {
        let Some(one) = of_server(certificates, server) else { continue };
        let described = &one.certificate.described;
        let days = days_left(described.not_after, now);
        if described.not_after <= now {
            found.push(Warning::CertificateExpired(server.id, described.not_after));
        } else if days <= FIRST && is_worth_telling(one, now) {
            found.push(Warning::CertificateExpires(server.id, u32::try_from(days).unwrap_or(0)));
        }
        if let Some(trouble) = &one.renewal {
            found.push(Warning::RenewalFailing(server.id, Arc::new(trouble.why.clone()), described.not_after));
        }
        if !described.covers(server.fqdn.as_str()) {
            found.push(Warning::NameNotCovered(server.id, server.fqdn.as_str().into()));
        }
    }
    found.extend(certificates.orders.iter().filter_map(|order| match order.step {
        OrderStep::Publish(_) => Some(Warning::OrderWaits(order.server)),
        OrderStep::Failed(_) => Some(Warning::OrderFailed(order.server)),
        _ => None,
    }));
    found.extend(certificates.root_replaced().map(Warning::RootReplaced));
    found
}

/// One that renews itself is nobody's business before it is due, whatever is left of a short life.
fn is_worth_telling(one: &Installed, now: Timestamp) -> bool {
    let due = two_thirds(one).as_second() + DAY;
    !one.certificate.described.origin.renews_itself() || one.renewal.is_some() || due <= now.as_second()
}

fn of_server<'a>(certificates: &'a Certificates, server: &VirtualServer) -> Option<&'a Installed> {
    certificates.installed.iter().find(|one| Some(one.certificate.described.thumbprint) == server.certificate)
}

/// Days begun until then; 0 and less: it is over.
fn days_left(until: Timestamp, now: Timestamp) -> i64 {
    (until.as_second() - now.as_second()).div_euclid(DAY) + i64::from(until.as_second() > now.as_second())
}

impl Engine {
    /// Says in the log and to postmaster which certificates in use are about to expire: 21, 7 and 1 days before, and every day
    /// after. At most once a day for each, over restarts too.
    pub(in crate::engine) async fn tell_of_expiry(&self) {
        let work = self.work.lock().await;
        let (settings, certificates) = (work.generation.standing.settings.clone(), work.certificates.clone());
        drop(work);
        let (now, path) = ((self.shared.clock)(), self.shared.home.notices());
        let read = path.clone();
        let mut told = tokio::task::spawn_blocking(move || Told::read(&read)).await.unwrap_or_default();
        let before = told.clone();
        let installed: Vec<String> = certificates.installed.iter().map(|one| one.certificate.described.thumbprint.to_string()).collect();
        let replaced = certificates.root_replaced().map(|from| (from, format!("root/{from}")));
        // What was told at a time that is still to come was told by a clock that ran ahead.
        told.0.retain(|what, last| {
            let of_root = replaced.as_ref().is_some_and(|(_, of_root)| of_root == what);
            last.at <= now && (of_root || installed.iter().any(|thumbprint| what.starts_with(thumbprint.as_str())))
        });
        for server in &settings.servers {
            let Some(one) = of_server(&certificates, server) else { continue };
            let (until, days) = (one.certificate.described.not_after, days_left(one.certificate.described.not_after, now));
            // Servers that share a certificate are told of each.
            let what = format!("{}/{}", one.certificate.described.thumbprint, server.id);
            if !is_worth_telling(one, now) || !told.is_due(&what, days, now, &MARKS) {
                continue;
            }
            tracing::warn!(server = %server.name, certificate = %one.certificate.described.thumbprint, %until, days, "the certificate expires soon, or has expired");
            let described = &one.certificate.described;
            let zone = TimeZone::system();
            let about = About::Expiry(ExpiryNotice {
                server: &server.name,
                fqdn: &server.fqdn,
                certificate: &described.friendly_name,
                until,
                days,
                renewal_failed: one.renewal.is_some(),
                language: server.messages.language,
                zone: &zone,
            });
            match self.write_to_postmaster(&settings, server, &about).await {
                Ok(()) => told.note(&what, days, now),
                // Tried again an hour later.
                Err(error) => tracing::warn!(%error, "postmaster could not be told that a certificate expires"),
            }
        }
        if let Some((from, what)) = replaced {
            self.tell_of_root(&settings, &certificates, &mut told, from, &what).await;
        }
        if told != before {
            let written = tokio::task::spawn_blocking(move || told.write(&path)).await;
            if let Ok(Err(error)) = written {
                tracing::warn!(%error, "that postmaster was told of a certificate could not be written down; it may be told again");
            }
        }
    }

    /// Says so of the root that is replaced: 180, 90, 30, 7 days and 1 day before. One letter for all servers: there is one root.
    async fn tell_of_root(&self, settings: &Settings, certificates: &Certificates, told: &mut Told, from: Timestamp, what: &str) {
        let now = (self.shared.clock)();
        let days = days_left(from, now);
        let uses = |server: &&Arc<VirtualServer>| certificates.in_use_of_office().any(|one| one.used_by.contains(&server.id));
        let Some(server) = settings.servers.iter().find(uses).filter(|_| told.is_due(what, days, now, &ROOT_MARKS)) else { return };
        tracing::warn!(%from, days, "the root of this office's own authority is replaced: export the new one and install it on the computers and phones before");
        let zone = TimeZone::system();
        let about = About::Root(RootNotice { fqdn: &server.fqdn, from, days, language: server.messages.language, zone: &zone });
        match self.write_to_postmaster(settings, server, &about).await {
            Ok(()) => told.note(what, days, now),
            Err(error) => tracing::warn!(%error, "postmaster could not be told that the root of this office's own authority is replaced"),
        }
    }

    async fn write_to_postmaster(&self, settings: &Settings, server: &VirtualServer, about: &About<'_>) -> Result<(), AcceptError> {
        // Without a reader the log and the window are all there is.
        let Some(to) = settings.postmaster.clone() else { return Ok(()) };
        let (envelope, message) = letter(server.id, to, about, &*self.words, (self.shared.clock)(), rand::random());
        let mut body = self.shared.spool.incoming();
        body.write(&message).await?;
        self.shared.spool.accept(envelope, vec![], body).await.map(|_| ())
    }
}

/// What postmaster was told of, by thumbprint and server, and by the day when the root is replaced: `state/notices.ron`. The file may be deleted; then the last notice comes again.
#[derive(Debug, Clone, Default, PartialEq)]
struct Told(BTreeMap<String, Last>);

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    /// The days that were left then.
    days: i64,
    at: Timestamp,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticesFile {
    version: u32,
    certificates: BTreeMap<String, Last>,
}

impl Told {
    /// `marks` are days before the end, the most first.
    fn is_due(&self, what: &str, days: i64, now: Timestamp, marks: &[i64]) -> bool {
        // The least of the marks that has been reached; after the end every day is one.
        let Some(mark) = marks.iter().rev().find(|mark| days <= **mark) else { return false };
        let Some(last) = self.0.get(what) else { return true };
        // A day later may be some minutes less, as looks come.
        let a_day_on = now.as_second() - last.at.as_second() >= DAY - 600;
        last.days > *mark || days <= 0 && a_day_on
    }

    fn note(&mut self, what: &str, days: i64, at: Timestamp) {
        self.0.insert(what.to_owned(), Last { days, at });
    }

    fn read(path: &Path) -> Self {
        match read_ron::<NoticesFile>(path, VERSION) {
            Ok((file, _)) => Self(file.certificates),
            Err(_) => Self::default(),
        }
    }

    fn write(&self, path: &Path) -> Result<(), crate::config::FileError> {
        let file = NoticesFile { version: VERSION, certificates: self.0.clone() };
        let Ok(text) = dialect().to_string_pretty(&file, ron::ser::PrettyConfig::default()) else { return Ok(()) };
        if let Some(folder) = path.parent() {
            create_folder(folder)?;
        }
        write_private(path, text.as_bytes())
    }
}

/// Whose certificate it is warned of, from so many days before its end.
const FIRST: i64 = 21;
/// Days before the end on which postmaster is told; 0: every day from the end on.
const MARKS: [i64; 4] = [FIRST, 7, 1, 0];
/// The same of the day when another root signs. There are computers to walk to.
const ROOT_MARKS: [i64; 5] = [180, 90, 30, 7, 1];
const DAY: i64 = 86_400;
const VERSION: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postmaster_is_told_three_times_before_the_end_and_every_day_after_it() {
        let (of, mut told) = ("7/1", Told::default());
        let end: Timestamp = "2026-12-31T12:00:00Z".parse().unwrap();
        let mut letters = vec![];
        // Every hour, from a month before to three days after.
        for hour in -24 * 30..24 * 3 {
            let now = end.checked_add(jiff::SignedDuration::from_hours(hour)).unwrap();
            let days = days_left(end, now);
            if told.is_due(of, days, now, &MARKS) {
                told.note(of, days, now);
                letters.push(days);
            }
        }
        assert_eq!(letters, [21, 7, 1, 0, -1, -2]);
    }

    #[test]
    fn a_restart_does_not_tell_again_and_a_broken_file_tells_once_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/notices.ron");
        let (of, now) = ("7/1", Timestamp::UNIX_EPOCH);
        let mut told = Told::read(&path);
        assert!(told.is_due(of, 6, now, &MARKS) && !told.is_due(of, 22, now, &MARKS));
        told.note(of, 6, now);
        told.write(&path).unwrap();
        assert_eq!(Told::read(&path), told);
        assert!(!Told::read(&path).is_due(of, 6, now, &MARKS));
        std::fs::write(&path, "(").unwrap();
        assert!(Told::read(&path).is_due(of, 6, now, &MARKS));
    }
}
