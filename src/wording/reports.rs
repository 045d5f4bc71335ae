//! What the senders of messages are told, in the language of the server and in English.

use super::sentence;
use crate::config::ReportLanguage;
use crate::delivery;
use crate::delivery::notice::{ExpiryNotice, RootNotice};
use crate::delivery::outcome::{Outcome, Receipt, Trouble};
use crate::delivery::peer::Peer;
use crate::delivery::words::{Notice, Verdict};
use crate::i18n::{Language, Words};
use crate::mail::Address;
use crate::tr;
use jiff::Timestamp;
use std::borrow::Cow;

/// The texts of reports: in the language of the server, and below that in English where it is another one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reports;

impl delivery::Words for Reports {
    fn subject(&self, notice: &Notice<'_>) -> String {
        let words = Words::of(language(notice.language));
        match notice.verdict {
            Verdict::Failed => tr!(words, "report-subject-failed"),
            Verdict::Delayed { .. } => tr!(words, "report-subject-delayed"),
            Verdict::Arrived => tr!(words, "report-subject-arrived"),
        }
        .into_owned()
    }

    fn text(&self, notice: &Notice<'_>) -> String {
        let own = Words::of(language(notice.language));
        let mut out = text(own, notice);
        if own.language() != Language::English {
            // The sender may be anywhere in the world.
            out += LINE;
            out += &text(Words::of(Language::English), notice);
        }
        out
    }

    fn expiry_subject(&self, notice: &ExpiryNotice<'_>) -> String {
        let words = Words::of(language(notice.language));
        match notice.days > 0 {
            true => tr!(words, "notice-subject-expires", name = notice.fqdn.as_str()),
            false => tr!(words, "notice-subject-expired", name = notice.fqdn.as_str()),
        }
        .into_owned()
    }

    fn expiry_text(&self, notice: &ExpiryNotice<'_>) -> String {
        let own = Words::of(language(notice.language));
        let mut out = expiry_text(own, notice);
        if own.language() != Language::English {
            out += LINE;
            out += &expiry_text(Words::of(Language::English), notice);
        }
        out
    }

    fn root_subject(&self, notice: &RootNotice<'_>) -> String {
        let words = Words::of(language(notice.language));
        tr!(words, "notice-subject-root", date = day(words, notice)).into_owned()
    }

    fn root_text(&self, notice: &RootNotice<'_>) -> String {
        let own = Words::of(language(notice.language));
        let mut out = root_text(own, notice);
        if own.language() != Language::English {
            out += LINE;
            out += &root_text(Words::of(Language::English), notice);
        }
        out
    }
}

fn expiry_text(words: &Words, notice: &ExpiryNotice<'_>) -> String {
    let until = words.long_moment(&notice.until.to_zoned(notice.zone.clone())).into_owned();
    let (certificate, server) = (notice.certificate, notice.server);
    let end = match notice.days > 0 {
        true => tr!(words, "notice-certificate-expires", certificate = certificate, server = server, time = until),
        false => tr!(words, "notice-certificate-expired", certificate = certificate, server = server, time = until),
    };
    let mut out = format!("{}\n\n{end}\n", tr!(words, "report-from", server = notice.fqdn.as_str()));
    if notice.renewal_failed {
        out += &format!("{}\n", tr!(words, "notice-renewal-failed"));
    }
    out += &format!("\n{}\n", tr!(words, "notice-renew"));
    if words.language() == Language::English {
        out = out.replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{2019}', "'");
    }
    out
}

fn root_text(words: &Words, notice: &RootNotice<'_>) -> String {
    format!(
        "{}\n\n{}\n\n{}\n",
        tr!(words, "report-from", server = notice.fqdn.as_str()),
        tr!(words, "notice-root-replaced", date = day(words, notice)),
        tr!(words, "notice-root-export")
    )
}

fn day<'w>(words: &'w Words, notice: &RootNotice<'_>) -> Cow<'w, str> {
    words.long_date(notice.from.to_zoned(notice.zone.clone()).date())
}

/// The language of the program that reports are written in.
pub fn language(of: ReportLanguage) -> Language {
    match of {
        ReportLanguage::English => Language::English,
        ReportLanguage::Swedish => Language::Swedish,
        ReportLanguage::German => Language::German,
        ReportLanguage::Polish => Language::Polish,
        ReportLanguage::Dutch => Language::Dutch,
        ReportLanguage::Chinese => Language::Chinese,
    }
}

/// The setting for reports in a language of the program.
pub fn report_language(of: Language) -> ReportLanguage {
    match of {
        Language::English => ReportLanguage::English,
        Language::Swedish => ReportLanguage::Swedish,
        Language::German => ReportLanguage::German,
        Language::Polish => ReportLanguage::Polish,
        Language::Dutch => ReportLanguage::Dutch,
        Language::Chinese => ReportLanguage::Chinese,
    }
}

fn text(words: &Words, notice: &Notice<'_>) -> String {
    let moment = |at: Timestamp| words.long_moment(&at.to_zoned(notice.zone.clone())).into_owned();
    let (time, subject) = (moment(notice.accepted), notice.subject);
    let about = match (notice.verdict, subject) {
        (Verdict::Failed, "") => tr!(words, "report-failed", time = time),
        (Verdict::Failed, _) => tr!(words, "report-failed-subject", time = time, subject = subject),
        (Verdict::Delayed { .. }, "") => tr!(words, "report-delayed", time = time),
        (Verdict::Delayed { .. }, _) => tr!(words, "report-delayed-subject", time = time, subject = subject),
        (Verdict::Arrived, "") => tr!(words, "report-arrived", time = time),
        (Verdict::Arrived, _) => tr!(words, "report-arrived-subject", time = time, subject = subject),
    };
    let mut out = format!("{}\n\n{about}\n\n", tr!(words, "report-from", server = notice.fqdn.as_str()));
    for (address, outcome, expired) in notice.recipients {
        let what = match outcome {
            Outcome::Troubled(trouble) => undelivered(words, trouble, address),
            Outcome::Delivered(how) => receipt(words, how),
        };
        out += &format!("    {address}\n        {what}\n");
        if *expired {
            out += &format!("        {}\n", tr!(words, "report-expired"));
        }
        out.push('\n');
    }
    let end = match notice.verdict {
        Verdict::Failed => tr!(words, "report-given-up"),
        Verdict::Delayed { until } => tr!(words, "report-no-action", time = moment(until)),
        Verdict::Arrived => tr!(words, "report-asked-for"),
    };
    out += &end;
    out.push('\n');
    if words.language() == Language::English {
        // So that a report in English alone is ASCII, which every program shows as it is.
        out = out.replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{2019}', "'");
    }
    out
}

/// Why a message has not reached this recipient, for its sender, who can mend less than the administrator.
pub fn undelivered(words: &Words, trouble: &Trouble, recipient: &Address) -> String {
    let mailbox = || recipient.to_string();
    if trouble.peer().is_some_and(Peer::is_socket) {
        // A mail store in this house: whoever wrote to the mailbox need not know that there is one.
        return match trouble {
            Trouble::Refused { reply, .. } => tr!(words, "trouble-mailbox-said", address = mailbox(), answer = reply.to_string()),
            _ => tr!(words, "trouble-mailbox", address = mailbox()),
        }
        .into_owned();
    }
    match trouble {
        Trouble::Refused { peer, reply, .. } => tr!(words, "trouble-refused", host = &*peer.name, answer = reply.to_string()),
        Trouble::Unreachable { peer, .. } => tr!(words, "trouble-unreachable", host = &*peer.name),
        Trouble::Broken { peer, .. } => tr!(words, "trouble-broken", host = &*peer.name),
        Trouble::Nonsense { peer, .. } => tr!(words, "trouble-nonsense", host = &*peer.name),
        Trouble::NoTls { peer } => tr!(words, "trouble-no-tls", host = &*peer.name),
        Trouble::TlsFailed { peer, what } => {
            tr!(words, "trouble-tls-failed", host = &*peer.name, reason = sentence(words, what))
        }
        // What the administrator has to mend is no business of the sender's, who may be anybody.
        Trouble::TurnedAway { .. }
        | Trouble::LogOnRefused { .. }
        | Trouble::LogOnImpossible { .. }
        | Trouble::SmartHostUnknown(_)
        | Trouble::SmartHostIsUs(_)
        | Trouble::ForwardUnknown(_)
        | Trouble::ForwardIsUs(_) => tr!(words, "trouble-office"),
        Trouble::NoSuchDomain(domain) => tr!(words, "trouble-no-domain", domain = domain.as_str()),
        Trouble::NullMx(domain) => tr!(words, "trouble-takes-no-mail", domain = domain.as_str()),
        Trouble::NoAddress(domain) => tr!(words, "trouble-no-address", domain = domain.as_str()),
        Trouble::Dns { name, .. } => tr!(words, "trouble-dns", name = name),
        Trouble::LoopsBack(domain) => tr!(words, "trouble-loops-back", domain = domain),
        Trouble::UnknownAccount(address) => tr!(words, "trouble-no-mailbox", address = address.to_string()),
        Trouble::BeenHere(address) => tr!(words, "trouble-loop", address = address.to_string()),
        Trouble::MailboxFull(address) => tr!(words, "trouble-quota", address = address.to_string()),
        Trouble::Mailbox { full: true, .. } => tr!(words, "trouble-disk-full"),
        Trouble::Mailbox { full: false, .. } => tr!(words, "trouble-mailbox", address = mailbox()),
        Trouble::Unreadable { .. } => tr!(words, "trouble-unreadable"),
        Trouble::EightBit { peer } => tr!(words, "trouble-eight-bit", host = &*peer.name),
        Trouble::Utf8 { peer } => tr!(words, "trouble-utf8", host = &*peer.name),
        Trouble::TooLarge { peer, limit } => {
            tr!(words, "trouble-too-large", host = &*peer.name, limit = words.size(limit.octets()))
        }
        Trouble::Deleted => tr!(words, "trouble-deleted"),
        Trouble::Interrupted => tr!(words, "trouble-interrupted"),
    }
    .into_owned()
}

/// Who has a message now, for the sender who asked to hear of it.
pub fn receipt(words: &Words, receipt: &Receipt) -> String {
    match receipt {
        Receipt::Mailbox(_) => tr!(words, "report-in-mailbox"),
        Receipt::Expanded(_) => tr!(words, "report-expanded"),
        Receipt::PassedOn { peer, .. } | Receipt::Relayed { peer, .. } => tr!(words, "report-relayed", host = &*peer.name),
    }
    .into_owned()
}

/// Between the languages.
const LINE: &str = "\n----------------------------------------------------------------\n\n";
