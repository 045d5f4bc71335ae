//! The texts of reports for people. A room above may bring them in another language through [`Words`].

use super::notice::{ExpiryNotice, RootNotice};
use super::outcome::{Outcome, Receipt, Trouble};
use super::peer::Peer;
use crate::config::ReportLanguage;
use crate::mail::{Address, Domain};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What a report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was given up.
    Failed,
    /// It waits and is tried again until then.
    Delayed {
        /// When it is given up.
        until: Timestamp,
    },
    /// It has arrived, as far as can be known here; the sender asked to hear of it.
    Arrived,
}

/// The facts a text is made of.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// What it tells.
    pub verdict: Verdict,
    /// The server that writes.
    pub fqdn: &'a Domain,
    /// When the message was accepted.
    pub accepted: Timestamp,
    /// The subject of the message, one clean line; empty when it has none or an encoded one.
    pub subject: &'a str,
    /// Whom it is about, and what became of it; `true` when it was given up for taking too long.
    pub recipients: &'a [(&'a Address, &'a Outcome, bool)],
    /// The language of the server.
    pub language: ReportLanguage,
    /// The zone of the times in the text.
    pub zone: &'a TimeZone,
}

/// Words for the people who read reports. May be any UTF-8; line breaks are LF.
pub trait Words: Send + Sync {
    /// The subject of a report.
    fn subject(&self, notice: &Notice<'_>) -> String;

    /// The text of a report.
    fn text(&self, notice: &Notice<'_>) -> String;

    /// The subject of a letter to postmaster about a certificate.
    fn expiry_subject(&self, notice: &ExpiryNotice<'_>) -> String;

    /// Its text.
    fn expiry_text(&self, notice: &ExpiryNotice<'_>) -> String;

    /// The subject of a letter to postmaster about the root of this office's own authority.
    fn root_subject(&self, notice: &RootNotice<'_>) -> String;

    /// Its text.
    fn root_text(&self, notice: &RootNotice<'_>) -> String;
}

/// The words in English, whatever the language of the server: for who runs the engine without a room of words above it.
#[derive(Debug, Clone, Copy, Default)]
pub struct English;

impl Words for English {
    fn subject(&self, notice: &Notice<'_>) -> String {
        match notice.verdict {
            Verdict::Failed => "Your message could not be delivered".to_owned(),
            Verdict::Delayed { .. } => "Your message is delayed".to_owned(),
            Verdict::Arrived => "Your message has been delivered".to_owned(),
        }
    }

    fn text(&self, notice: &Notice<'_>) -> String {
        let mut text = format!("This is the mail server {}.\n\n", notice.fqdn);
        let about = match notice.subject {
            "" => "Your message".to_owned(),
            subject => format!("Your message \"{subject}\""),
        };
        let accepted = notice.accepted.strftime("%Y-%m-%d %H:%M UTC");
        text += &match notice.verdict {
            Verdict::Failed => format!("{about} of {accepted} could not be delivered to:\n\n"),
            Verdict::Delayed { .. } => format!("{about} of {accepted} has not been delivered yet to:\n\n"),
            Verdict::Arrived => format!("{about} of {accepted} has gone to:\n\n"),
        };
        for (address, outcome, expired) in notice.recipients {
            text += &format!("    {address}\n        {}.\n", explain(outcome));
            if *expired {
                text += "        It was tried again and again until its time was up.\n";
            }
            text.push('\n');
        }
        text += &match notice.verdict {
            Verdict::Arrived => "You asked to be told. Whether it has been read is not known here.\n".to_owned(),
            Verdict::Failed => "The message has been given up. Details for your administrator are attached.\n".to_owned(),
            Verdict::Delayed { until } => format!(
                "You need not do anything: it is tried again until {}. You will hear again only if that fails.\n",
                until.strftime("%Y-%m-%d %H:%M UTC")
            ),
        };
        text
    }

    fn expiry_subject(&self, notice: &ExpiryNotice<'_>) -> String {
        format!("The certificate of {} {}", notice.fqdn, if notice.days > 0 { "expires soon" } else { "has expired" })
    }

    fn expiry_text(&self, notice: &ExpiryNotice<'_>) -> String {
        let ExpiryNotice { server, fqdn, certificate, until, .. } = notice;
        let until = until.strftime("%Y-%m-%d %H:%M UTC");
        let verb = if notice.days > 0 { "expires" } else { "expired" };
        let renewal = if notice.renewal_failed { "It should have renewed itself, and could not; the window says why.\n" } else { "" };
        format!(
            "This is the mail server {fqdn}.\n\nThe certificate \"{certificate}\" of the virtual server \"{server}\" {verb} on {until}.\n\
             {renewal}\nRenew it: properties of the server, Access, Certificate. After it has expired, mail programs refuse to send.\n"
        )
    }

    fn root_subject(&self, notice: &RootNotice<'_>) -> String {
        format!("Install a new root certificate before {}", notice.from.to_zoned(notice.zone.clone()).date())
    }

    fn root_text(&self, notice: &RootNotice<'_>) -> String {
        let (fqdn, day) = (notice.fqdn, notice.from.to_zoned(notice.zone.clone()).date());
        format!(
            "This is the mail server {fqdn}.\n\nThe root certificate of this office's own authority is replaced on {day}. Export the \
             new one and install it on the computers and phones before: those that know only the old one refuse to send then.\n"
        )
    }
}

/// The sentence for the sender, who can mend less than the administrator.
fn explain(outcome: &Outcome) -> String {
    let trouble = match outcome {
        Outcome::Troubled(trouble) => trouble,
        Outcome::Delivered(Receipt::Mailbox(_)) => return "It is in the mailbox".to_owned(),
        Outcome::Delivered(Receipt::Expanded(_)) => return "It has been sent to everybody behind this address".to_owned(),
        Outcome::Delivered(Receipt::PassedOn { peer, .. } | Receipt::Relayed { peer, .. }) => {
            return format!("It has been handed to the server {}, which does not report what becomes of it", peer.name);
        }
    };
    let sentence = match trouble {
        trouble if trouble.concerns_office() => "the way out of this office has to be mended by its administrator".to_owned(),
        // A mail store of this house.
        Trouble::Refused { peer, reply, .. } if peer.is_socket() => format!("the mailbox does not take it: {reply}"),
        trouble if trouble.peer().is_some_and(Peer::is_socket) => "the mailbox cannot be written at the moment".to_owned(),
        Trouble::Refused { peer, reply, .. } => format!("the server {} said: {reply}", peer.name),
        Trouble::Unreachable { peer, .. } => format!("the server {} cannot be reached", peer.name),
        Trouble::Broken { peer, .. } => format!("the connection to the server {} was lost", peer.name),
        Trouble::Dns { name, .. } => format!("the DNS does not answer for {name}"),
        Trouble::Mailbox { full: true, .. } => "the disk with the mailboxes is full".to_owned(),
        Trouble::Mailbox { .. } => "the mailbox cannot be written at the moment".to_owned(),
        Trouble::Unreadable { .. } => "the stored message cannot be read".to_owned(),
        other => other.to_string(),
    };
    let mut letters = sentence.chars();
    let capital = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    capital + letters.as_str().trim_end_matches('.')
}
