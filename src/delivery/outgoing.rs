//! A message as it leaves: with the sender that the settings want it to have, and with a signature on top ([`super::signing`]).
//!
//! | setting | envelope | header |
//! |---|---|---|
//! | *Masquerade domain* (dialogs.md 2.8.5) | a local domain is replaced | the same in `From`, in place, nothing else |
//! | *Always use this sender address* of a smart host | this address | `From` and `Sender` are replaced; who wrote it goes to `Reply-To` |
//!
//! Only submissions are masqueraded: what other servers sent is theirs ("first hop only"). The null sender of reports stays
//! what it is (RFC 5321 §6.1). The stored message is not touched; what is put in its place is its header block, of bounded
//! length, and the rest streams on.

use super::route::{Hop, To};
use crate::accounts::Directory;
use crate::config::VirtualServer;
use crate::mail::header::{block_length, fields};
use crate::mail::quoting::{Place, Quoting};
use crate::mail::sender::{WithoutSender, from_field};
use crate::mail::{Address, Channel, Domain, Envelope, Host};
use crate::spool::{Body, ReadError};
use bytes::{Bytes, BytesMut};

/// What the sender of a message becomes on its way to a hop.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guise<'a> {
    /// Nothing is changed.
    AsItIs,
    /// Local domains become this one.
    Masquerade(&'a Domain, &'a Directory),
    /// Everything is sent as this address.
    Fixed(&'a Address),
}

impl<'a> Guise<'a> {
    /// Of a message that goes to this hop.
    pub(super) fn of(envelope: &Envelope, hop: &'a Hop, server: &'a VirtualServer, directory: &'a Directory) -> Self {
        if let To::SmartHost(smart) = &hop.to
            && let Some(sender) = &smart.sender
        {
            return Self::Fixed(sender);
        }
        Self::masquerade(envelope, server, directory)
    }

    /// The same without regard to where it goes.
    pub(super) fn masquerade(envelope: &Envelope, server: &'a VirtualServer, directory: &'a Directory) -> Self {
        match &server.delivery.masquerade {
            Some(domain) if envelope.origin.channel == Channel::Submission => Self::Masquerade(domain, directory),
            _ => Self::AsItIs,
        }
    }

    /// The sender of the envelope.
    pub(super) fn sender(&self, sender: Option<&Address>) -> Option<Address> {
        let sender = sender?;
        Some(match self {
            Self::AsItIs => sender.clone(),
            Self::Fixed(address) => Address::clone(address),
            Self::Masquerade(domain, directory) => match sender.domain() {
                Some(own) if directory.is_local(own) => masked(sender, domain),
                _ => sender.clone(),
            },
        })
    }

    /// The header block instead of this one; `None` when it may stay.
    fn header(&self, block: &[u8], reports: bool) -> Option<Vec<u8>> {
        match self {
            Self::AsItIs => None,
            Self::Masquerade(domain, directory) => {
                let (mut out, mut changed) = (Vec::with_capacity(block.len() + 64), false);
                let mut done = 0;
                for field in fields(block).filter(|field| field.is("From")) {
                    let Some(value) = masquerade(field.value, domain, &|own| directory.is_local(own)) else { continue };
                    // The value is a piece of the block; nothing before it has been passed yet.
                    let at = field.value.as_ptr() as usize - block.as_ptr() as usize;
                    out.extend_from_slice(&block[done..at]);
                    out.extend(value);
                    (done, changed) = (at + field.value.len(), true);
                }
                out.extend_from_slice(&block[done..]);
                changed.then_some(out)
            }
            Self::Fixed(address) => {
                let authors = fields(block).find(|field| field.is("From")).map(|field| field.value);
                let mut out = Vec::with_capacity(block.len() + 128);
                // Trace fields stay on top (RFC 5321 §4.4).
                let trace: usize = trace_length(block);
                out.extend_from_slice(&block[..trace]);
                out.extend(from_field(address));
                let answered = fields(block).any(|field| field.is("Reply-To"));
                if let Some(authors) = authors.filter(|_| !answered && !reports) {
                    out.extend_from_slice(b"Reply-To:");
                    out.extend_from_slice(authors);
                    out.extend_from_slice(b"\r\n");
                }
                let mut without = WithoutSender::default();
                out.extend_from_slice(&without.feed(&block[trace..]));
                out.extend(without.finish());
                Some(out)
            }
        }
    }
}

/// The same mailbox in the masquerade domain; an address that cannot be is left as it is.
fn masked(address: &Address, domain: &Domain) -> Address {
    Address::new(address.local(), Host::Domain(domain.clone())).unwrap_or_else(|_| address.clone())
}

/// The octets of a message as they leave, read piece by piece like those of a [`Body`].
#[derive(Clone)]
pub(super) struct Outgoing {
    /// The signature, and what stands in place of the first `skip` octets of the body; either may be empty.
    ahead: [Bytes; 2],
    skip: u64,
    body: Body,
    /// How many of those ahead have been given out.
    given: usize,
    left_to_skip: u64,
}

impl Outgoing {
    /// The message in this guise.
    ///
    /// # Errors
    /// [`ReadError`]
    pub(super) async fn new(body: Body, guise: &Guise<'_>, reports: bool) -> Result<Self, ReadError> {
        let unchanged = |body| Self { ahead: Default::default(), skip: 0, body, given: 0, left_to_skip: 0 };
        if matches!(guise, Guise::AsItIs) {
            return Ok(unchanged(body));
        }
        let mut reader = body.clone();
        reader.rewind();
        let mut beginning = BytesMut::new();
        while block_length(&beginning) == beginning.len() && beginning.len() < LONGEST_HEADER {
            match reader.next().await? {
                Some(piece) => beginning.extend_from_slice(&piece),
                None => break,
            }
        }
        let length = block_length(&beginning);
        if length == beginning.len() && length >= LONGEST_HEADER {
            return Ok(unchanged(body));
        }
        Ok(match guise.header(&beginning[..length], reports) {
            None => unchanged(body),
            Some(head) => Self { ahead: [Bytes::new(), head.into()], skip: length as u64, body, given: 0, left_to_skip: length as u64 },
        })
    }

    /// The same with a signature on top; reading begins anew.
    #[must_use]
    pub(super) fn signed(mut self, field: Bytes) -> Self {
        self.rewind();
        self.ahead[0] = field;
        self
    }

    /// Octets of it all.
    pub(super) fn len(&self) -> u64 {
        self.body.len() - self.skip + self.ahead.iter().map(|piece| piece.len() as u64).sum::<u64>()
    }

    /// Goes back to the beginning.
    pub(super) fn rewind(&mut self) {
        self.body.rewind();
        (self.given, self.left_to_skip) = (0, self.skip);
    }

    /// The next piece, never empty; `None` at the end.
    ///
    /// # Errors
    /// As [`Body::next`].
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        while let Some(piece) = self.ahead.get(self.given) {
            self.given += 1;
            if !piece.is_empty() {
                return Ok(Some(piece.clone()));
            }
        }
        while let Some(mut piece) = self.body.next().await? {
            let skipped = self.left_to_skip.min(piece.len() as u64);
            self.left_to_skip -= skipped;
            let rest = piece.split_off(usize::try_from(skipped).unwrap_or(usize::MAX).min(piece.len()));
            if !rest.is_empty() {
                return Ok(Some(rest));
            }
        }
        Ok(None)
    }
}

/// The length of the `Received`, `Return-Path` and similar fields a message begins with.
fn trace_length(block: &[u8]) -> usize {
    let mut end = 0;
    for field in fields(block).take_while(|field| field.is("Received") || field.is("Return-Path")) {
        let value = field.value.as_ptr() as usize - block.as_ptr() as usize + field.value.len();
        end = memchr::memchr(b'\n', &block[value..]).map_or(block.len(), |at| value + at + 1);
    }
    end
}

/// A `From` value with the local domains in its addresses replaced (RFC 5322 §3.4): what stands in quotes or in comments is
/// no address, and of an address only what stands behind the `@`. `None` when nothing is to be replaced.
fn masquerade(value: &[u8], domain: &Domain, is_local: &dyn Fn(&Domain) -> bool) -> Option<Vec<u8>> {
    let (mut out, mut changed) = (Vec::with_capacity(value.len() + 32), false);
    let (mut quoting, mut at) = (Quoting::default(), 0);
    while let Some(&octet) = value.get(at) {
        at += 1;
        out.push(octet);
        if quoting.take(octet.into()) == Place::Plain && octet == b'@' {
            let rest = &value[at..];
            let length = rest.iter().position(|&c| !is_of_domain(c)).unwrap_or(rest.len());
            let written = std::str::from_utf8(&rest[..length]).ok().and_then(|text| Domain::parse(text).ok());
            if written.is_some_and(|own| is_local(&own)) {
                out.extend_from_slice(domain.as_str().as_bytes());
                at += length;
                changed = true;
            }
        }
    }
    changed.then_some(out)
}

/// ASCII as domains have it, or part of an international one.
fn is_of_domain(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_' | 0x80..)
}

/// A message whose header block is longer leaves as it is. Clients may send 256 KiB (engine.md row 30), and trace fields come
/// on top.
const LONGEST_HEADER: usize = 512 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{AccountsFile, check};
    use crate::config::written::SettingsFile;
    use proptest::prelude::*;

    fn directory() -> Directory {
        let text = "(version: 1, postmaster: \"a@office.test\", local_domains: [(name: \"office.test\"), (name: \"büro.test\")])";
        let file: SettingsFile = crate::config::file::parse(text).unwrap();
        Directory::new(&crate::config::check(&file, None).unwrap(), &check(&AccountsFile::default(), None).unwrap())
    }

    fn public() -> Domain {
        Domain::parse("public.test").unwrap()
    }

    fn from(value: &str) -> String {
        let directory = directory();
        let changed = masquerade(value.as_bytes(), &public(), &|own| directory.is_local(own));
        String::from_utf8(changed.unwrap_or_else(|| value.into())).unwrap()
    }

    #[test]
    fn only_local_domains_behind_the_at_sign_are_replaced() {
        for (before, after) in [
            (" anna@office.test", " anna@public.test"),
            (" \"Anna (anna@office.test)\" <anna@Office.TEST>", " \"Anna (anna@office.test)\" <anna@public.test>"),
            (" anna@office.test (at anna@office.test), bo@far.test", " anna@public.test (at anna@office.test), bo@far.test"),
            (
                " A <a@office.test>,\r\n\t\"b@office.test\\\"\" <b@office.test>",
                " A <a@public.test>,\r\n\t\"b@office.test\\\"\" <b@public.test>",
            ),
            (" Team: a@office.test, b@far.test;", " Team: a@public.test, b@far.test;"),
            (" a@b\u{fc}ro.test", " a@public.test"),
            (" a@xn--bro-hoa.test", " a@public.test"),
            (" a@notoffice.test, a@office.test.far, a@mail.office.test", " a@notoffice.test, a@office.test.far, a@mail.office.test"),
            (" =?utf-8?q?a=40office.test?= <x@far.test>", " =?utf-8?q?a=40office.test?= <x@far.test>"),
            (" \"open", " \"open"),
            (" a@", " a@"),
        ] {
            assert_eq!(from(before), after);
        }
    }

    #[test]
    fn the_envelope_and_from_are_masqueraded_and_nothing_else() {
        let (directory, public) = (directory(), public());
        let guise = Guise::Masquerade(&public, &directory);
        let sender = |text: &str| guise.sender(Some(&Address::parse(text).unwrap())).unwrap().to_string();
        assert_eq!(sender("anna@office.test"), "anna@public.test");
        assert_eq!(sender("\"a b\"@office.test"), "\"a b\"@public.test");
        assert_eq!(sender("x@far.test"), "x@far.test");
        assert_eq!(guise.sender(None), None);
        let block = "Received: from a@office.test\r\nTo: b@office.test\r\nFROM : A\r\n <a@office.test>\r\nX-From: c@office.test\r\n\r\n";
        let after = guise.header(block.as_bytes(), false).map(|octets| String::from_utf8(octets).unwrap());
        assert_eq!(after, Some(block.replace("<a@office.test>", "<a@public.test>")));
        assert_eq!(guise.header(b"To: b@office.test\r\n\r\n", false), None);
    }

    #[test]
    fn a_fixed_sender_stands_below_the_trace_and_who_wrote_it_is_answered() {
        let address = Address::parse("box@isp.test").unwrap();
        let guise = Guise::Fixed(&address);
        assert_eq!(guise.sender(Some(&Address::parse("a@office.test").unwrap())), Some(address.clone()));
        assert_eq!(guise.sender(None), None);
        let header = |block: &str, reports| String::from_utf8(guise.header(block.as_bytes(), reports).unwrap()).unwrap();
        let block = "Received: x\r\n\ty\r\nSubject: s\r\nFrom: A\r\n <a@office.test>\r\nSender: b@office.test\r\nTo: c\r\n\r\n";
        let after = "Received: x\r\n\ty\r\nFrom: <box@isp.test>\r\nReply-To: A\r\n <a@office.test>\r\nSubject: s\r\nTo: c\r\n\r\n";
        assert_eq!(header(block, false), after);
        assert_eq!(header("From: a@b\r\nReply-To: c@d\r\n\r\n", false), "From: <box@isp.test>\r\nReply-To: c@d\r\n\r\n");
        assert_eq!(header("From: a@b\r\n\r\n", true), "From: <box@isp.test>\r\n\r\n");
        assert_eq!(header("\r\n", false), "From: <box@isp.test>\r\n\r\n");
    }

    proptest! {
        #[test]
        fn other_fields_stay_and_the_header_stays_a_header(
            value in "[ab@.<>\"()\\\\, ]{0,40}(office\\.test)?[<>\",; ]{0,3}",
            other in "[a-z@. ]{0,20}",
        ) {
            let (directory, public) = (directory(), public());
            let address = Address::parse("box@isp.test").unwrap();
            let block = format!("To: {other}\r\nFrom:{value}\r\nSubject: {other}\r\n\r\n");
            for guise in [Guise::Masquerade(&public, &directory), Guise::Fixed(&address)] {
                let after = guise.header(block.as_bytes(), false).unwrap_or_else(|| block.clone().into_bytes());
                prop_assert_eq!(block_length(&after), after.len());
                let of = |octets: &[u8], name: &str| fields(octets).filter(|f| f.is(name)).map(|f| f.value.to_vec()).collect::<Vec<_>>();
                for name in ["To", "Subject"] {
                    prop_assert_eq!(of(&after, name), of(block.as_bytes(), name));
                }
                prop_assert_eq!(of(&after, "From").len(), 1);
            }
        }
    }
}
