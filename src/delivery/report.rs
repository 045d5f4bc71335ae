//! Reports to senders: what could not be delivered, what is delayed, and what has arrived where that was asked for.
//!
//! Written by hand and not with mail-builder: that adds `charset` to `message/delivery-status`, encodes parts that must
//! stay as they are (RFC 2046 §5.2.1) and puts the machine's name into the Message-ID. Pure: time and the number that makes
//! identifiers unique are arguments.
//!
//! Whatever another server, a sender or a client wrote goes through `field` before it becomes part of a header: one
//! line of printable ASCII, bounded, so that nothing from outside can begin a line of its own (engine.md row 36).
//!
//! Sources: RFC 6522 (multipart/report), RFC 3464 (delivery-status), RFC 3461 §6 (what a report contains), RFC 3834 §5
//! (Auto-Submitted), RFC 6533 §3 (addresses beyond ASCII), RFC 2047 (subjects beyond ASCII).

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use super::outcome::{Outcome, Receipt, Trouble, one_line};
use super::peer::Peer;
use super::words::{Notice, Verdict, Words};
use crate::config::ReportLanguage;
use crate::mail::encoded::{base64_lines, encode};
use crate::mail::header::{block_length, fields};
use crate::mail::{Address, BodyKind, Channel, Domain, Envelope, Origin, Recipient, Return};
use crate::smtp::reply::EnhancedCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt::Write;

/// One recipient of a report.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The recipient as in the envelope.
    pub recipient: &'a Recipient,
    /// What became of it.
    pub outcome: &'a Outcome,
    /// It was given up for taking too long.
    pub expired: bool,
    /// When it was tried last.
    pub last_attempt: Timestamp,
}

/// The message a report is about: its first octets, enough for all headers, and perhaps all of it.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// From the beginning.
    pub octets: &'a [u8],
    /// That is all of it.
    pub whole: bool,
}

/// A report on its way to be written.
pub struct Report<'a> {
    /// What it tells.
    pub verdict: Verdict,
    /// The envelope of the message.
    pub envelope: &'a Envelope,
    /// Whom it is about; not empty.
    pub entries: Vec<Entry<'a>>,
    /// The message.
    pub original: Original<'a>,
    /// Our name.
    pub fqdn: &'a Domain,
    /// Now.
    pub at: Timestamp,
    /// The zone of the Date header, and of the times in the text.
    pub zone: &'a TimeZone,
    /// The language of the server.
    pub language: ReportLanguage,
    /// Makes Message-ID and boundary unique.
    pub unique: u64,
}

/// The largest message that goes back whole.
pub const WHOLE_MOST: u64 = 256 * 1024;

/// The most of a message's headers that go back.
pub const HEADERS_MOST: usize = 64 * 1024;

impl Report<'_> {
    /// The envelope for the report, to `to` (the sender, or who gets a copy).
    ///
    /// `eight_bit` is [`is_eight_bit`] of the written report.
    pub fn envelope_to(&self, to: Address, eight_bit: bool) -> Envelope {
        Envelope {
            server: self.envelope.server,
            // RFC 5321 §4.5.5: a report has the null sender, so that it never causes another.
            sender: None,
            smtputf8: to.needs_smtputf8(),
            recipients: vec![Recipient::new(to)],
            body: if eight_bit { BodyKind::EightBitMime } else { BodyKind::SevenBit },
            ret: None,
            envid: None,
            accepted: self.at,
            origin: Origin { channel: Channel::Report, client: None, account: None },
        }
    }

    /// Writes the report to `to`.
    pub fn write(&self, to: &Address, words: &dyn Words) -> Vec<u8> {
        let boundary = format!("=_report_{:016x}_{:x}", self.unique, self.at.as_microsecond());
        let mut out = self.head(to, words, &boundary);
        let _ = write!(out, "--{boundary}\r\n");
        self.human(&mut out, words);
        let _ = write!(out, "\r\n--{boundary}\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n");
        self.status(&mut out);
        let _ = write!(out, "\r\n--{boundary}\r\n");
        let mut out = out.into_bytes();
        self.third(&mut out);
        out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        out
    }

    fn head(&self, to: &Address, words: &dyn Words, boundary: &str) -> String {
        let fqdn = self.fqdn;
        let date = self.at.to_zoned(self.zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z");
        let mut out = format!("Date: {date}\r\nFrom: Mail Delivery System <postmaster@{fqdn}>\r\nTo: <{to}>\r\n");
        let subject = encode(&one_line(&words.subject(&self.notice(&self.subject(), &self.people())), 300));
        let _ = write!(out, "Subject: {subject}\r\nMessage-ID: <{:x}.{:016x}@{fqdn}>\r\n", self.at.as_microsecond(), self.unique);
        if let Some(id) = self.message_id() {
            let _ = write!(out, "In-Reply-To: {id}\r\nReferences: {id}\r\n");
        }
        // RFC 3834 §5.2
        out += "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n";
        let _ = write!(out, "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"{boundary}\"\r\n");
        if is_eight_bit(self.returned().0) {
            out += "Content-Transfer-Encoding: 8bit\r\n";
        }
        out += "\r\nThis is a delivery report in MIME form (RFC 3464).\r\n\r\n";
        out
    }

    fn human(&self, out: &mut String, words: &dyn Words) {
        out.push_str("Content-Description: Notification\r\n");
        text_part(out, &words.text(&self.notice(&self.subject(), &self.people())));
    }

    fn status(&self, out: &mut String) {
        // RFC 3464 §2.2: the fields of the message.
        let _ = write!(out, "Reporting-MTA: dns; {}\r\n", self.fqdn);
        if let Some(envid) = self.envelope.envid.as_deref().and_then(decode_xtext) {
            let _ = write!(out, "Original-Envelope-Id: {}\r\n", field(&envid, 100));
        }
        let _ = write!(out, "Arrival-Date: {}\r\n", self.date(self.envelope.accepted));
        // RFC 3464 §2.3: and those of each recipient.
        for entry in &self.entries {
            out.push_str("\r\n");
            if let Some((kind, address)) = entry.recipient.orcpt.as_deref().and_then(|o| o.split_once(';')) {
                let decoded = decode_xtext(address).unwrap_or_default();
                // RFC 6533 §3: what a client gave in Unicode stands here in escapes.
                let address = if address.is_ascii() { field(&decoded, 500) } else { address.chars().map(escape_utf8).collect() };
                let _ = write!(out, "Original-Recipient: {};{address}\r\n", field(kind, 40));
            }
            let address = &entry.recipient.address;
            if address.needs_smtputf8() {
                // RFC 6533 §3: in a message/delivery-status, beyond ASCII is written \x{…}.
                let escaped: String = address.to_string().chars().map(escape_utf8).collect();
                let _ = write!(out, "Final-Recipient: utf-8;{escaped}\r\n");
            } else {
                let _ = write!(out, "Final-Recipient: rfc822;{}\r\n", field(&address.to_string(), 500));
            }
            self.outcome(entry, out);
            let _ = write!(out, "Last-Attempt-Date: {}\r\n", self.date(entry.last_attempt));
            if let Verdict::Delayed { until } = self.verdict {
                let _ = write!(out, "Will-Retry-Until: {}\r\n", self.date(until));
            }
        }
    }

    /// What became of one recipient (RFC 3464 §2.3.3 to §2.3.6).
    fn outcome(&self, entry: &Entry<'_>, out: &mut String) {
        let (action, status, peer, reply) = match entry.outcome {
            Outcome::Troubled(trouble) => {
                let (action, status) = match self.verdict {
                    // RFC 3463 §3.5: 4.4.7, delivery time expired; the class says whether it is over.
                    Verdict::Failed if entry.expired => ("failed", EnhancedCode(4, 4, 7)),
                    Verdict::Failed | Verdict::Arrived => ("failed", trouble.status()),
                    Verdict::Delayed { .. } => ("delayed", trouble.status()),
                };
                match trouble.concerns_office() {
                    true => (action, status, None, None),
                    false => (action, status, trouble.peer(), trouble.reply()),
                }
            }
            Outcome::Delivered(receipt) => {
                let (peer, reply) = match receipt {
                    Receipt::PassedOn { peer, reply } | Receipt::Relayed { peer, reply } => (Some(peer), Some(reply)),
                    Receipt::Mailbox(_) | Receipt::Expanded(_) => (None, None),
                };
                (receipt.action().unwrap_or("relayed"), EnhancedCode(2, 0, 0), peer, reply)
            }
        };
        let _ = write!(out, "Action: {action}\r\nStatus: {status}\r\n");
        if let Some(peer) = peer.filter(|peer| !peer.is_socket()) {
            let _ = write!(out, "Remote-MTA: dns; {}\r\n", field(&peer.name, 255));
        }
        match (reply, entry.outcome) {
            (Some(reply), _) => {
                let _ = write!(out, "Diagnostic-Code: smtp; {}\r\n", fold(&field(&reply.to_string(), 900)));
            }
            (None, Outcome::Troubled(trouble)) => {
                let _ = write!(out, "Diagnostic-Code: x-postkontor; {}\r\n", fold(&field(&diagnostic(trouble), 900)));
            }
            // Where in the house the mailbox lies is nobody's business.
            (None, Outcome::Delivered(_)) => {}
        }
    }

    /// The third part: the message, or its headers.
    fn third(&self, out: &mut Vec<u8>) {
        let (octets, whole) = self.returned();
        let kind = if whole { "message/rfc822" } else { "text/rfc822-headers" };
        let description = if whole { "Undelivered message" } else { "Headers of the message" };
        out.extend_from_slice(format!("Content-Description: {description}\r\nContent-Type: {kind}\r\n").as_bytes());
        if is_eight_bit(octets) {
            out.extend_from_slice(b"Content-Transfer-Encoding: 8bit\r\n");
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(octets);
        if !octets.ends_with(b"\r\n") {
            out.extend_from_slice(b"\r\n");
        }
    }

    /// What goes back, and whether it is the whole message.
    ///
    /// RFC 3461 §6.2: without RET= the choice is ours; delays and successes never bring the body back.
    fn returned(&self) -> (&[u8], bool) {
        let wanted = self.envelope.ret.unwrap_or(Return::Full) == Return::Full && self.verdict == Verdict::Failed;
        if wanted && self.original.whole && self.original.octets.len() as u64 <= WHOLE_MOST {
            return (self.original.octets, true);
        }
        let headers = &self.original.octets[..block_length(self.original.octets)];
        let headers = headers.strip_suffix(b"\r\n").unwrap_or(headers);
        if headers.len() <= HEADERS_MOST {
            return (headers, false);
        }
        let end = memchr::memmem::rfind(&headers[..HEADERS_MOST], b"\r\n").map_or(0, |at| at + 2);
        (&headers[..end], false)
    }

    fn people(&self) -> Vec<(&Address, &Outcome, bool)> {
        self.entries.iter().map(|e| (&e.recipient.address, e.outcome, e.expired)).collect()
    }

    fn notice<'n>(&'n self, subject: &'n str, people: &'n [(&'n Address, &'n Outcome, bool)]) -> Notice<'n> {
        Notice {
            verdict: self.verdict,
            fqdn: self.fqdn,
            accepted: self.envelope.accepted,
            subject,
            recipients: people,
            language: self.language,
            zone: self.zone,
        }
    }

    /// The subject of the message, when it can be read as it is.
    fn subject(&self) -> String {
        let found = fields(self.original.octets).find(|f| f.is("Subject")).and_then(|f| std::str::from_utf8(f.value).ok());
        found.map(|text| one_line(text, 100)).filter(|text| !text.contains("=?")).unwrap_or_default()
    }

    /// The Message-ID of the message, when it is one.
    fn message_id(&self) -> Option<String> {
        let id = fields(self.original.octets).find(|f| f.is("Message-ID"))?.value.trim_ascii();
        let inner = id.strip_prefix(b"<")?.strip_suffix(b">")?;
        let sane = (3..=250).contains(&inner.len())
            && inner.iter().all(|c| c.is_ascii_graphic() && !b"<>()\\".contains(c))
            && inner.iter().filter(|c| **c == b'@').count() == 1;
        sane.then(|| String::from_utf8_lossy(id).into_owned())
    }

    fn date(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
    }
}

impl std::fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Report").field("verdict", &self.verdict).field("entries", &self.entries).finish_non_exhaustive()
    }
}

/// A trouble in English for who reads a report, who may be anybody: no path of this computer, no server of this house, and
/// nothing that its administrator should do.
fn diagnostic(trouble: &Trouble) -> String {
    match trouble {
        _ if trouble.concerns_office() => "the way out of this office has to be mended by its administrator".into(),
        // A mail store of this house.
        _ if trouble.peer().is_some_and(Peer::is_socket) => "the mailbox cannot be written".into(),
        Trouble::Mailbox { full: true, .. } => "the disk with the mailboxes is full".into(),
        Trouble::Mailbox { full: false, .. } => "the mailbox cannot be written".into(),
        Trouble::Unreadable { .. } => "the stored message cannot be read".into(),
        Trouble::Dns { name, .. } => format!("the DNS does not answer for {name}"),
        other => other.to_string(),
    }
}

/// Whether there are octets over 127.
pub fn is_eight_bit(octets: &[u8]) -> bool {
    !octets.is_ascii()
}

/// Text from outside as part of a header field: one line of printable ASCII, at most `most` octets.
fn field(text: &str, most: usize) -> String {
    one_line(text, most * 4).chars().map(|c| if (' '..='~').contains(&c) { c } else { '?' }).take(most).collect()
}

/// Breaks a long field at blanks, so that no line is over 998 octets; continuation lines begin with a blank.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut line = 24;
    for word in text.split(' ') {
        if line > 24 && line + word.len() > 76 {
            out.push_str("\r\n ");
            line = 1;
        } else if !out.is_empty() {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += word.len();
    }
    out
}

/// xtext back to text (RFC 3461 §4); `None` when it is none, or not UTF-8.
fn decode_xtext(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(c) = rest.next() {
        if c != b'+' {
            out.push(c);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        out.push((digit()? * 16 + digit()?) as u8);
    }
    String::from_utf8(out).ok()
}

fn escape_utf8(c: char) -> String {
    match c {
        '\\' | '+' | '=' => format!("\\x{{{:X}}}", u32::from(c)),
        '!'..='~' => c.to_string(),
        _ => format!("\\x{{{:X}}}", u32::from(c)),
    }
}

/// The headers of a text that people read, an empty line, and the text.
pub(super) fn text_part(out: &mut String, text: &str) {
    // A line may have 998 octets (RFC 5322 §2.1.1); what a server said may be longer than one.
    if text.is_ascii() && text.lines().all(|line| line.len() <= 900) {
        out.push_str("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
        text.lines().for_each(|line| {
            out.extend(line.chars().filter(|c| !c.is_control() || *c == '\t'));
            out.push_str("\r\n");
        });
    } else {
        out.push_str("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        out.push_str(&base64_lines(&text.replace('\n', "\r\n")));
    }
}

#[cfg(test)]
#[path = "report/tests.rs"]
mod tests;
