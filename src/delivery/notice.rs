//! Letters of the server to its postmaster. Pure: time and the number that makes the Message-ID unique are arguments.
//!
//! Sources: RFC 5322 (form), RFC 3834 §5 (Auto-Submitted).

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use super::outcome::one_line;
use super::report::text_part;
use super::words::Words;
use crate::config::ReportLanguage;
use crate::mail::encoded::encode;
use crate::mail::{Address, BodyKind, Channel, Domain, Envelope, Origin, Recipient, ServerId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt::Write;

/// A certificate in use is about to expire, or has expired.
#[derive(Debug, Clone, Copy)]
pub struct ExpiryNotice<'a> {
    /// The name of the server.
    pub server: &'a str,
    /// Its fully-qualified domain name.
    pub fqdn: &'a Domain,
    /// The friendly name of the certificate.
    pub certificate: &'a str,
    /// Valid to.
    pub until: Timestamp,
    /// Days begun until then; 0 and less: it has expired.
    pub days: i64,
    /// It should have renewed itself, and could not.
    pub renewal_failed: bool,
    /// The language of the server.
    pub language: ReportLanguage,
    /// The zone of the times in the text, and of the Date header.
    pub zone: &'a TimeZone,
}

/// From some day on another root signs the certificates of this office's own authority.
#[derive(Debug, Clone, Copy)]
pub struct RootNotice<'a> {
    /// The fully-qualified domain name of the server that writes.
    pub fqdn: &'a Domain,
    /// From then on.
    pub from: Timestamp,
    /// Days begun until then.
    pub days: i64,
    /// The language of the server.
    pub language: ReportLanguage,
    /// The zone of the day in the text, and of the Date header.
    pub zone: &'a TimeZone,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// A certificate.
    Expiry(ExpiryNotice<'a>),
    /// The root of this office's own authority.
    Root(RootNotice<'a>),
}

/// The letter with its envelope. It has the null sender: what becomes of it is told to nobody.
pub fn letter(server: ServerId, to: Address, about: &About<'_>, words: &dyn Words, at: Timestamp, unique: u64) -> (Envelope, Vec<u8>) {
    let (fqdn, zone, subject, text) = match about {
        About::Expiry(about) => (about.fqdn, about.zone, words.expiry_subject(about), words.expiry_text(about)),
        About::Root(about) => (about.fqdn, about.zone, words.root_subject(about), words.root_text(about)),
    };
    let date = at.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z");
    let subject = encode(&one_line(&subject, 300));
    let mut out = format!("Date: {date}\r\nFrom: Postkontor <postmaster@{fqdn}>\r\nTo: <{to}>\r\nSubject: {subject}\r\n");
    let _ = write!(
        out,
        "Message-ID: <{:x}.{unique:016x}@{fqdn}>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n",
        at.as_microsecond()
    );
    text_part(&mut out, &text);
    let envelope = Envelope {
        server,
        sender: None,
        smtputf8: to.needs_smtputf8(),
        recipients: vec![Recipient::new(to)],
        body: BodyKind::SevenBit,
        ret: None,
        envid: None,
        accepted: at,
        origin: Origin { channel: Channel::Report, client: None, account: None },
    };
    (envelope, out.into_bytes())
}
