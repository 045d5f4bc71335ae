//! Every sentence the server says on the wire.
//!
//! A reply is made here and nowhere else, by a constructor named after its case. Text that comes from outside (an
//! address, a name) is cleaned and bounded on its way in, so that no reply can hold a line break of the client's making
//! (engine.md §1.1, row 36). The codes of that table are binding; the texts are ours unless it quotes them.
//!
//! Sources: RFC 5321 §4.2 (replies), RFC 2034 and RFC 3463 (enhanced codes), RFC 3207, RFC 4954 §6, RFC 1870, RFC 6531,
//! RFC 3030, RFC 9422.

mod refusals;

use super::command::Extensions;
use crate::mail::{ByteSize, Domain, QueueId};
use bytes::BytesMut;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

/// An enhanced status code `class.subject.detail` (RFC 3463 §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EnhancedCode(pub u8, pub u16, pub u16);

/// One reply: three digits, an enhanced code where one belongs, and one or more lines of text.
///
/// Greetings, the answers to HELO and EHLO, and 3yz replies have no enhanced code (RFC 2034 §4).
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    enhanced: Option<EnhancedCode>,
    /// Lines joined by LF. Only this room can put an LF in.
    text: Cow<'static, str>,
}

/// What an EHLO response offers beside what is always there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered<'a> {
    pub(super) max_size: Option<ByteSize>,
    pub(super) starttls: bool,
    /// Names of SASL mechanisms, separated by blanks; empty for no AUTH.
    pub(super) mechanisms: &'a str,
    pub(super) extensions: Extensions,
    /// Recipients of one message; `u32::MAX` for any number.
    pub(super) max_recipients: u32,
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Reply {
    /// The three digits.
    pub fn code(&self) -> u16 {
        self.code
    }

    /// The enhanced status code, where the reply has one.
    pub fn enhanced(&self) -> Option<EnhancedCode> {
        self.enhanced
    }

    /// The lines of text, without codes.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }

    /// Whether it refuses for now (4yz) or for good (5yz).
    pub fn is_negative(&self) -> bool {
        self.code >= 400
    }

    /// How many octets it has on the wire.
    pub fn wire_length(&self) -> usize {
        let enhanced = self.enhanced.map_or(0, |code| code.to_string().len() + 1);
        self.lines().map(|line| "250 ".len() + enhanced + line.len() + "\r\n".len()).sum()
    }

    /// Appends the reply as it goes over the wire, every line with its CRLF.
    pub fn write_to(&self, out: &mut BytesMut) {
        let mut lines = self.lines().peekable();
        while let Some(line) = lines.next() {
            out.extend_from_slice(self.code.to_string().as_bytes());
            out.extend_from_slice(if lines.peek().is_some() { b"-" } else { b" " });
            if let Some(enhanced) = self.enhanced {
                out.extend_from_slice(enhanced.to_string().as_bytes());
                out.extend_from_slice(b" ");
            }
            out.extend_from_slice(line.as_bytes());
            out.extend_from_slice(b"\r\n");
        }
    }

    /// `220`: the greeting (RFC 5321 §3.1). `date` is written by the caller, as RFC 5322 §3.3 has it or empty.
    pub(super) fn greeting(fqdn: &Domain, product: &str, date: &str) -> Self {
        // dialogs.md 2.11: the form of the old greeting, without its name.
        let at = if date.is_empty() { "" } else { " at " };
        let text = format!("{fqdn} ESMTP {} ready{at}{}", clean(product), clean(date));
        Self { code: 220, enhanced: None, text: text.into() }
    }

    /// `250`: the answer to HELO.
    pub(super) fn helo(fqdn: &Domain, client: IpAddr) -> Self {
        Self { code: 250, enhanced: None, text: format!("{fqdn} Hello [{client}]").into() }
    }

    /// `250`: the answer to EHLO with what is offered (RFC 5321 §4.1.1.1).
    pub(super) fn ehlo(fqdn: &Domain, client: IpAddr, offered: Offered<'_>) -> Self {
        let mut text = format!("{fqdn} Hello [{client}]\n");
        match offered.max_size {
            // RFC 1870 §3: the number is the limit in octets; without one there is no fixed limit.
            Some(size) => text.push_str(&format!("SIZE {}\n", size.octets())),
            None => text.push_str("SIZE\n"),
        }
        text.push_str("PIPELINING\n");
        if offered.extensions.dsn {
            text.push_str("DSN\n");
        }
        if offered.extensions.smtputf8 {
            text.push_str("SMTPUTF8\n");
        }
        text.push_str("CHUNKING\n");
        // RFC 9422 §4: a number of at most six digits, not 0. How many messages and domains there may be is not limited.
        if (1..=999_999).contains(&offered.max_recipients) {
            text.push_str(&format!("LIMITS RCPTMAX={}\n", offered.max_recipients));
        }
        if offered.starttls {
            text.push_str("STARTTLS\n");
        }
        if !offered.mechanisms.is_empty() {
            text.push_str(&format!("AUTH {}\n", offered.mechanisms));
        }
        text.push_str("ENHANCEDSTATUSCODES\n8BITMIME");
        Self { code: 250, enhanced: None, text: text.into() }
    }

    /// `250 2.0.0`: RSET and NOOP.
    pub fn ok() -> Self {
        Self::fixed(250, (2, 0, 0), "OK")
    }

    /// `250 2.1.0`: MAIL was accepted.
    pub fn sender_accepted() -> Self {
        Self::fixed(250, (2, 1, 0), "Sender OK")
    }

    /// `250 2.1.5`: RCPT was accepted.
    pub fn recipient_accepted() -> Self {
        Self::fixed(250, (2, 1, 5), "Recipient OK")
    }

    /// `354`: the client may send the message.
    pub fn start_mail() -> Self {
        Self { code: 354, enhanced: None, text: "Start mail input; end with <CRLF>.<CRLF>".into() }
    }

    /// `250 2.0.0`: a chunk of the message has come and more are expected; octets of the message so far (RFC 3030 §2).
    pub fn chunk_accepted(octets: u64) -> Self {
        Self::made(250, (2, 0, 0), format!("{octets} octets received"))
    }

    /// `250 2.6.0 <id> Queued mail for delivery`: the message is on stable storage.
    pub fn queued(id: QueueId) -> Self {
        Self::made(250, (2, 6, 0), format!("<{id}> Queued mail for delivery"))
    }

    /// `252 2.5.0`: VRFY neither confirms nor denies (RFC 5321 §3.5.3).
    pub fn cannot_verify() -> Self {
        Self::fixed(252, (2, 5, 0), "Cannot verify the user, but will take mail for it and try to deliver")
    }

    /// `214 2.0.0`: HELP.
    pub fn help() -> Self {
        Self::fixed(214, (2, 0, 0), "Commands: HELO EHLO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT STARTTLS AUTH")
    }

    /// `221 2.0.0`: QUIT.
    pub fn goodbye() -> Self {
        Self::fixed(221, (2, 0, 0), "Service closing transmission channel")
    }

    /// `220 2.0.0`: STARTTLS was accepted (RFC 3207 §4).
    pub fn ready_for_tls() -> Self {
        Self::fixed(220, (2, 0, 0), "Ready to start TLS")
    }

    /// `334`: a challenge, already in base64; exactly `334 ` and CRLF when it is empty (RFC 4954 §4).
    pub fn challenge(base64: &str) -> Self {
        Self { code: 334, enhanced: None, text: base64.to_owned().into() }
    }

    /// `235 2.7.0`: logged on (RFC 4954 §4.2.3).
    pub fn logged_on() -> Self {
        Self::fixed(235, (2, 7, 0), "Authentication successful")
    }

    const fn fixed(code: u16, (class, subject, detail): (u8, u16, u16), text: &'static str) -> Self {
        Self { code, enhanced: Some(EnhancedCode(class, subject, detail)), text: Cow::Borrowed(text) }
    }

    fn made(code: u16, (class, subject, detail): (u8, u16, u16), text: String) -> Self {
        Self { code, enhanced: Some(EnhancedCode(class, subject, detail)), text: Cow::Owned(text) }
    }
}

/// As on the wire, lines separated by ` / `: for logs.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(enhanced) = self.enhanced {
            write!(f, " {enhanced}")?;
        }
        let mut before = " ";
        for line in self.lines() {
            write!(f, "{before}{line}")?;
            before = " / ";
        }
        Ok(())
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({self})")
    }
}

/// Text from outside, fit to stand in a reply: printable ASCII only, at most 300 characters.
fn clean(text: &str) -> String {
    text.chars().take(300).map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Address;

    fn wire(reply: &Reply) -> String {
        let mut out = BytesMut::new();
        reply.write_to(&mut out);
        assert_eq!(out.len(), reply.wire_length());
        String::from_utf8(out.to_vec()).unwrap()
    }

    #[test]
    fn an_empty_challenge_is_exactly_334_and_a_blank() {
        assert_eq!(wire(&Reply::challenge("")), "334 \r\n");
    }

    #[test]
    fn ehlo_lists_only_what_applies() {
        let fqdn = Domain::parse("mail.example.test").unwrap();
        let client = "192.0.2.7".parse().unwrap();
        let none = Offered { max_size: None, starttls: false, mechanisms: "", extensions: Extensions::default(), max_recipients: u32::MAX };
        assert_eq!(
            wire(&Reply::ehlo(&fqdn, client, none)),
            "250-mail.example.test Hello [192.0.2.7]\r\n250-SIZE\r\n250-PIPELINING\r\n250-CHUNKING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME\r\n"
        );
        let all = Offered {
            max_size: Some(ByteSize(1000)),
            starttls: true,
            mechanisms: "PLAIN LOGIN",
            extensions: Extensions { dsn: true, smtputf8: true },
            max_recipients: 5000,
        };
        let text = wire(&Reply::ehlo(&fqdn, client, all));
        for line in [
            "250-SIZE 1000\r\n",
            "250-DSN\r\n",
            "250-SMTPUTF8\r\n",
            "250-LIMITS RCPTMAX=5000\r\n",
            "250-STARTTLS\r\n",
            "250-AUTH PLAIN LOGIN\r\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn text_from_outside_cannot_make_a_new_line() {
        let address = Address::parse("\"ä\u{2028}(x)\"@y.test").unwrap();
        let reply = wire(&Reply::unable_to_relay(&address));
        assert_eq!(reply, "550 5.7.1 Unable to relay for \"??(x)\"@y.test\r\n");
        assert_eq!(clean("a\r\n250 x\0"), "a??250 x?");
        assert_eq!(clean(&"x".repeat(5000)).len(), 300);
    }
}
