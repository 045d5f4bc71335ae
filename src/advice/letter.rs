//! The mail that *Test message* sends: a short text that says what it is (RFC 5322, RFC 2045).

use crate::mail::encoded::{base64_lines, encode};
use crate::mail::{Address, Domain};
use jiff::Zoned;
use std::fmt::Write;

/// A test message, in the words of whoever sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who sends it, in envelope and header.
    pub from: Address,
    /// Who is to get it.
    pub to: Address,
    /// Its subject; control characters are left out, and what is beyond 200 characters.
    pub subject: String,
    /// Its text; lines end in LF.
    pub text: String,
}

impl Letter {
    /// As it goes over the wire, all in ASCII but for addresses that are not.
    ///
    /// `host` stands in the Message-ID, which `unique` makes one of its kind.
    ///
    /// ```
    /// use postkontor::advice::letter::Letter;
    /// use postkontor::mail::{Address, Domain};
    /// let address = |text| Address::parse(text).unwrap();
    /// let letter = Letter { from: address("a@x.test"), to: address("b@y.test"), subject: "Grüße".into(), text: "Hallo\n".into() };
    /// let at = "2024-02-29T12:00:00+01[+01]".parse().unwrap();
    /// let octets = String::from_utf8(letter.write(&Domain::parse("mail.x.test").unwrap(), &at, 7)).unwrap();
    /// assert!(octets.starts_with("Date: Thu, 29 Feb 2024 12:00:00 +0100\r\nFrom: <a@x.test>\r\nTo: <b@y.test>\r\n"));
    /// assert!(octets.contains("\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n") && octets.ends_with("\r\n\r\nSGFsbG8NCg==\r\n"));
    /// ```
    pub fn write(&self, host: &Domain, at: &Zoned, unique: u64) -> Vec<u8> {
        let date = at.strftime("%a, %d %b %Y %H:%M:%S %z");
        let subject: String = self.subject.chars().filter(|c| !c.is_control()).take(200).collect();
        let mut out = format!("Date: {date}\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: {}\r\n", self.from, self.to, encode(&subject));
        let _ = write!(out, "Message-ID: <test.{:x}.{unique:016x}@{host}>\r\n", at.timestamp().as_microsecond());
        // RFC 3834 §5: nobody's absence is to answer it.
        out.push_str("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
        out.push_str("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        out.push_str(&base64_lines(&self.text.replace('\n', "\r\n")));
        out.into_bytes()
    }
}
