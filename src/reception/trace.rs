//! The trace header a message gets here (RFC 5321 §4.4), and the counting of those it brought along.

use crate::mail::{Address, Domain, QueueId};
use crate::smtp::TlsFacts;
use jiff::Zoned;
use std::net::IpAddr;

/// What the `Received` line tells.
#[derive(Debug)]
pub struct Trace<'a> {
    /// The name the client gave itself: a claim.
    pub helo: &'a str,
    /// The client's address.
    pub client: IpAddr,
    /// What the DNS says to that name.
    pub reverse: Reverse,
    /// Our name.
    pub fqdn: &'a Domain,
    /// EHLO and not HELO.
    pub extended: bool,
    /// The encryption, if any.
    pub tls: Option<&'a TlsFacts>,
    /// Whether somebody had logged on. Who is nobody's business.
    pub authenticated: bool,
    /// `SMTPUTF8` was asked for.
    pub smtputf8: bool,
    /// The name in the queue, when it is known already.
    pub id: Option<QueueId>,
    /// The recipient when there is only one; more would be told of each other.
    pub recipient: Option<&'a Address>,
    /// When the message was received, in local time.
    pub date: &'a Zoned,
}

/// Whether the name that a client gave itself is the one the DNS has for its address (dialogs.md 2.8.2, *Perform reverse DNS
/// lookup on incoming messages*). It is noted and nothing else: honest clients are seldom called what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reverse {
    /// Nobody has asked.
    NotAsked,
    /// It is.
    Same,
    /// It is not.
    Other,
    /// The DNS gave no answer.
    Failed,
}

impl Trace<'_> {
    /// The header field with its line ends. No claim of the client can end a line in it or begin a field (row 36).
    pub fn field(&self) -> Vec<u8> {
        let literal = match self.client {
            IpAddr::V4(v4) => format!("[{v4}]"),
            IpAddr::V6(v6) => format!("[IPv6:{v6}]"),
        };
        let note = match self.reverse {
            Reverse::NotAsked | Reverse::Same => "",
            Reverse::Other => " unverified",
            Reverse::Failed => " RDNS failed",
        };
        let mut field =
            format!("Received: from {} ({literal}{note})\r\n\tby {} (Postkontor) with {}", harmless(self.helo), self.fqdn, self.protocol());
        if let Some(id) = self.id {
            field += &format!(" id {id}");
        }
        if let Some(tls) = self.tls {
            field += &format!("\r\n\t({} {}, {} bits)", harmless(&tls.version), harmless(&tls.cipher), tls.bits);
        }
        // RFC 6531 §4.3: only a message that asked for it may carry non-ASCII addresses in its headers.
        if let Some(address) = self.recipient.filter(|a| self.smtputf8 || a.to_string().is_ascii()) {
            field += &format!("\r\n\tfor <{address}>");
        }
        field += &format!("; {}\r\n", self.date.strftime("%a, %d %b %Y %H:%M:%S %z"));
        field.into_bytes()
    }

    // RFC 3848 and RFC 6531 §4.3: the name of what was spoken.
    fn protocol(&self) -> String {
        let suffix = match (self.tls.is_some(), self.authenticated) {
            (false, false) => "",
            (true, false) => "S",
            (false, true) => "A",
            (true, true) => "SA",
        };
        match (self.extended, self.smtputf8) {
            (_, true) => format!("UTF8SMTP{suffix}"),
            (true, false) => format!("ESMTP{suffix}"),
            (false, false) => "SMTP".to_owned(),
        }
    }
}

/// A claim as one harmless word: what could end a line, a comment or a word becomes `?`, at most 255 characters.
fn harmless(claim: &str) -> String {
    let word: String = claim.chars().take(255).map(|c| if c.is_ascii_alphanumeric() || "-._:[]".contains(c) { c } else { '?' }).collect();
    if word.is_empty() { "unknown".into() } else { word }
}

/// Counts the `Received` fields of a message as it streams by, in pieces of any size.
#[derive(Debug, Clone, Copy, Default)]
pub struct HopCount {
    hops: usize,
    past_header: bool,
    start: [u8; NAME.len()],
    column: usize,
}

impl HopCount {
    /// Looks at the next octets of the message.
    pub fn feed(&mut self, mut octets: &[u8]) {
        while !self.past_header && !octets.is_empty() {
            if self.column < NAME.len() && octets[0] != b'\n' {
                self.start[self.column] = octets[0];
                self.column += 1;
                octets = &octets[1..];
                self.hops += usize::from(self.column == NAME.len() && self.start.eq_ignore_ascii_case(NAME));
                continue;
            }
            let Some(end) = memchr::memchr(b'\n', octets) else { return };
            // A line with nothing but its end closes the header block.
            self.past_header = end == 0 && (self.column == 0 || self.column == 1 && self.start[0] == b'\r');
            self.column = 0;
            octets = &octets[end + 1..];
        }
    }

    /// How many there were.
    pub fn hops(&self) -> usize {
        self.hops
    }
}

const NAME: &[u8; 9] = b"received:";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp::sasl::Bindings;
    use proptest::prelude::*;

    fn trace(helo: &str, tls: Option<&TlsFacts>) -> String {
        let fqdn = Domain::parse("mail.example.test").unwrap();
        let date: Zoned = "2026-11-22T10:00:00+01:00[Europe/Stockholm]".parse().unwrap();
        let to = Address::parse("anna@example.test").unwrap();
        let trace = Trace {
            helo,
            client: "192.0.2.7".parse().unwrap(),
            reverse: Reverse::NotAsked,
            fqdn: &fqdn,
            extended: true,
            tls,
            authenticated: tls.is_some(),
            smtputf8: false,
            id: Some(QueueId(33)),
            recipient: Some(&to),
            date: &date,
        };
        String::from_utf8(trace.field()).unwrap()
    }

    #[test]
    fn tells_who_by_whom_how_and_when() {
        let tls =
            TlsFacts { version: "TLSv1.3".into(), cipher: "TLS13_AES_256_GCM_SHA384".into(), bits: 256, bindings: Bindings::default() };
        assert_eq!(
            trace("pc7.office.test", Some(&tls)),
            "Received: from pc7.office.test ([192.0.2.7])\r\n\tby mail.example.test (Postkontor) with ESMTPSA id 0000000000011\r\n\t(TLSv1.3 TLS13_AES_256_GCM_SHA384, 256 bits)\r\n\tfor <anna@example.test>; Sun, 22 Nov 2026 10:00:00 +0100\r\n"
        );
    }

    #[test]
    fn a_name_made_to_break_out_stays_one_word() {
        let field = trace("x)\r\nBcc: <evil@x>\r\n\r\n\"å;", None);
        assert_eq!(field.lines().count(), 3);
        assert!(field.starts_with("Received: from x???Bcc:??evil?x"), "{field}");
    }

    #[test]
    fn the_protocol_is_named_by_what_was_spoken() {
        let tls = TlsFacts { version: "TLSv1.2".into(), cipher: "X".into(), bits: 128, bindings: Bindings::default() };
        let (fqdn, date) = (Domain::parse("mail.test").unwrap(), "2026-11-22T10:00:00+01:00[Europe/Stockholm]".parse().unwrap());
        for (extended, tls, authenticated, smtputf8, name) in [
            (false, None, false, false, "SMTP"),
            (true, None, false, false, "ESMTP"),
            (true, Some(&tls), false, false, "ESMTPS"),
            (true, None, true, false, "ESMTPA"),
            (true, Some(&tls), true, false, "ESMTPSA"),
            (true, None, false, true, "UTF8SMTP"),
            (true, Some(&tls), false, true, "UTF8SMTPS"),
            (true, None, true, true, "UTF8SMTPA"),
            (true, Some(&tls), true, true, "UTF8SMTPSA"),
        ] {
            let client = "2001:db8::1".parse().unwrap();
            let trace = Trace {
                helo: "",
                client,
                reverse: Reverse::NotAsked,
                fqdn: &fqdn,
                extended,
                tls,
                authenticated,
                smtputf8,
                id: None,
                recipient: None,
                date: &date,
            };
            let field = String::from_utf8(trace.field()).unwrap();
            assert!(field.starts_with("Received: from unknown ([IPv6:2001:db8::1])\r\n"), "{field}");
            assert!(field.contains(&format!(" with {name};")) || field.contains(&format!(" with {name}\r\n")), "{name}: {field}");
        }
    }

    #[test]
    fn lines_that_only_look_like_received_do_not_count() {
        let count = |text: &str| {
            let mut count = HopCount::default();
            count.feed(text.as_bytes());
            count.hops()
        };
        assert_eq!(count("Received: a\r\n\tReceived: b\r\nRECEIVED:c\r\nX-Received: d\r\n\r\nReceived: e\r\n"), 2);
        assert_eq!(count("\r\nReceived: body\r\n"), 0);
    }

    proptest! {
        #[test]
        fn no_name_makes_another_field_or_line(helo in "\\PC{0,300}|[\\x00-\\x7f]{0,300}") {
            let field = trace(&helo, None);
            prop_assert_eq!(crate::mail::header::fields(field.as_bytes()).count(), 1);
            prop_assert_eq!(field.split("\r\n").count(), 4, "{}", field);
            prop_assert!(field.is_ascii() && field.lines().all(|line| line.len() < 998 && !line.contains(['\r', '\0'])));
            prop_assert_eq!(field.matches(['(', ')']).count(), 4, "{}", field);
        }

        #[test]
        fn any_split_counts_the_same(cuts in proptest::collection::vec(1usize..12, 0..20)) {
            let text = b"Received: a\r\n b\r\nTo: x\r\nreceived: c\r\nR: d\r\n\r\nReceived: no\r\n";
            let mut count = HopCount::default();
            let mut rest = &text[..];
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                count.feed(piece);
                rest = after;
            }
            count.feed(rest);
            prop_assert_eq!(count.hops(), crate::mail::header::hops(text));
        }
    }
}
