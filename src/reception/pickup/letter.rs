//! What the header block of a file in the pickup directory says: who sends, to whom, and what of it stays. Pure.
//!
//! `X-Sender` and `X-Receiver` name the envelope, as the originals have it; without them `Sender` or the first `From` is the
//! sender, and everybody in `To`, `Cc` and `Bcc` is a recipient. `X-Sender`, `X-Receiver` and `Bcc` do not go out.
//!
//! Sources: RFC 5322 §3.4 (addresses), §3.6.3 (Bcc), RFC 6409 §8 (Date and Message-ID), dialogs.md 2.8.1.

use crate::mail::quoting::{Place, Quoting};
use crate::mail::{Address, Domain, QueueId};
use jiff::Zoned;

/// An envelope, and the header block that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// `None` is the null sender.
    pub(super) sender: Option<Address>,
    /// Each once; at least one.
    pub(super) recipients: Vec<Address>,
    /// The fields that stay, without the empty line.
    pub(super) head: Vec<u8>,
    /// How many servers it came through.
    pub(super) hops: u32,
    has_date: bool,
    has_message_id: bool,
}

/// Why a file is no message to be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// A line of the header block is no field.
    #[error("line {0} of the header is no header field; the first empty line ends the header")]
    Header(usize),
    /// Something that should be addresses is not.
    #[error("{0}: {1:?} is not a mail address")]
    Address(&'static str, String),
    /// Nobody has sent it.
    #[error("there is no sender; write X-Sender, Sender or From")]
    NoSender,
    /// Nobody is to get it.
    #[error("there is no recipient; write X-Receiver, To, Cc or Bcc")]
    NoRecipient,
}

impl Letter {
    /// Reads a header block: lines that end in CRLF, without the empty one.
    pub(super) fn read(block: &[u8]) -> Result<Self, Fault> {
        let (mut x_sender, mut sender, mut from) = (None, None, None);
        let (mut receivers, mut named) = (vec![], vec![]);
        let mut letter = Self {
            sender: None,
            recipients: vec![],
            head: Vec::with_capacity(block.len()),
            hops: 0,
            has_date: false,
            has_message_id: false,
        };
        for (line, field) in fields(block)? {
            let name = field.0.trim_ascii_end();
            let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
            let value = String::from_utf8_lossy(field.1);
            let list = |known| addresses(&value).map_err(|text| Fault::Address(known, text));
            let mut keep = true;
            if is("X-Sender") {
                keep = false;
                x_sender = Some(match value.trim() {
                    "<>" => None,
                    text => match list("X-Sender")?.into_iter().next() {
                        // Only <> is nobody: else nobody would hear that the message failed.
                        None => return Err(Fault::Address("X-Sender", text.to_owned())),
                        sender => sender,
                    },
                });
            } else if is("X-Receiver") {
                keep = false;
                receivers.extend(list("X-Receiver")?);
            } else if is("Bcc") || is("Resent-Bcc") {
                keep = false;
                named.extend(list("Bcc")?);
            } else if is("To") {
                named.extend(list("To")?);
            } else if is("Cc") {
                named.extend(list("Cc")?);
            } else if is("Sender") {
                sender = list("Sender")?.into_iter().next();
            } else if is("From") && from.is_none() {
                from = list("From")?.into_iter().next();
            }
            letter.has_date |= is("Date");
            letter.has_message_id |= is("Message-ID");
            letter.hops = letter.hops.saturating_add(u32::from(is("Received")));
            if keep {
                letter.head.extend_from_slice(line);
            }
        }
        letter.sender = match (x_sender, sender.or(from)) {
            (Some(given), _) => given,
            (None, Some(address)) => Some(address),
            (None, None) => return Err(Fault::NoSender),
        };
        for recipient in if receivers.is_empty() { named } else { receivers } {
            if !letter.recipients.contains(&recipient) {
                letter.recipients.push(recipient);
            }
        }
        if letter.recipients.is_empty() {
            return Err(Fault::NoRecipient);
        }
        Ok(letter)
    }

    /// What stands before the message: that it came by here, and the fields that it lacks.
    pub(super) fn prefix(&self, id: QueueId, fqdn: &Domain, date: &Zoned) -> Vec<u8> {
        let stamp = date.strftime("%a, %d %b %Y %H:%M:%S %z");
        // RFC 5321 §4.4: no client and no protocol, so neither `from` nor `with`.
        let mut out = format!("Received: by {fqdn} (Postkontor, pickup) id {id}; {stamp}\r\n");
        if !self.has_date {
            out += &format!("Date: {stamp}\r\n");
        }
        if !self.has_message_id {
            out += &format!("Message-ID: <{id}.{}@{fqdn}>\r\n", date.timestamp().as_millisecond());
        }
        out.into_bytes()
    }
}

/// A field: its name, and its value with the folds.
type Named<'a> = (&'a [u8], &'a [u8]);

/// The fields of a block, each with all of its lines.
fn fields(block: &[u8]) -> Result<Vec<(&[u8], Named<'_>)>, Fault> {
    let (mut found, mut start, mut number) = (vec![], 0, 0);
    while start < block.len() {
        let first = number + 1;
        let mut end = start;
        loop {
            end += memchr::memchr(b'\n', &block[end..]).map_or(block.len() - end, |at| at + 1);
            number += 1;
            if !block.get(end).is_some_and(|next| matches!(next, b' ' | b'\t')) {
                break;
            }
        }
        let whole = &block[start..end];
        let colon = memchr::memchr(b':', whole).ok_or(Fault::Header(first))?;
        let name = &whole[..colon];
        // RFC 5322 §2.2: printable ASCII; blanks before the colon are obsolete but seen.
        if name.trim_ascii_end().is_empty() || !name.trim_ascii_end().iter().all(u8::is_ascii_graphic) {
            return Err(Fault::Header(first));
        }
        found.push((whole, (name, &whole[colon + 1..])));
        start = end;
    }
    Ok(found)
}

/// The addresses of a list with names, comments and groups.
///
/// # Errors
/// What is none.
fn addresses(list: &str) -> Result<Vec<Address>, String> {
    let (mut found, mut bare, mut angle) = (vec![], String::new(), None::<String>);
    let (mut quoting, mut inside) = (Quoting::default(), false);
    let finish = |bare: &mut String, angle: &mut Option<String>, found: &mut Vec<Address>| {
        let text = angle.take().unwrap_or_else(|| bare.clone());
        bare.clear();
        match text.trim() {
            "" => Ok(()),
            text => Address::parse(text).map(|address| found.push(address)).map_err(|_| text.chars().take(80).collect::<String>()),
        }
    };
    for c in list.chars() {
        let into = if inside { angle.get_or_insert_default() } else { &mut bare };
        match (quoting.take(c), c) {
            (Place::Comment, _) => {}
            (Place::Quoted, _) => into.push(c),
            (_, '<') if !inside => {
                (inside, angle) = (true, Some(String::new()));
            }
            (_, '>') if inside => inside = false,
            _ if inside => into.push(c),
            // The name of a group stands before its addresses.
            (_, ':') => bare.clear(),
            (_, ',' | ';') => finish(&mut bare, &mut angle, &mut found)?,
            (_, '\r' | '\n') => {}
            _ => into.push(c),
        }
    }
    finish(&mut bare, &mut angle, &mut found)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(list: &str) -> Vec<String> {
        addresses(list).unwrap().iter().map(Address::to_string).collect()
    }

    #[test]
    fn lists_have_names_comments_quotes_and_groups() {
        assert_eq!(shown(" Anna <anna@x.test>, bo@x.test\r\n (Bo, of course) "), ["anna@x.test", "bo@x.test"]);
        assert_eq!(shown("\"Berg, Anna <boss>\" <anna@x.test>"), ["anna@x.test"]);
        assert_eq!(shown("\"a b\"@x.test, <\"c,d\"@x.test>"), ["\"a b\"@x.test", "\"c,d\"@x.test"]);
        assert_eq!(shown("Friends: a@x.test, B <b@x.test>; c@x.test, Nobody:;"), ["a@x.test", "b@x.test", "c@x.test"]);
        assert_eq!(shown("\u{e5}sa \\ <asa@x.test> (\\) , )"), ["asa@x.test"]);
        assert_eq!(shown(" , "), Vec::<String>::new());
        for bad in ["anna", "anna@x.test bo@x.test", "<>", "a@b@c", "\"open@x.test", "<a@x.test"] {
            // What is open at the end is taken as far as it goes, or is no address.
            assert!(addresses(bad).map_or(true, |found| found.len() <= 1), "{bad}");
        }
        assert!(addresses("anna").is_err() && addresses("anna@x.test bo@x.test").is_err());
    }

    #[test]
    fn x_lines_name_the_envelope_and_do_not_go_out() {
        let block = b"x-sender: <bounces@x.test>\r\nX-Receiver: a@y.test\r\nX-RECEIVER: b@y.test\r\nX-Receiver: a@y.test\r\nFrom: c@x.test\r\nTo: everybody <d@y.test>\r\nBcc: e@y.test,\r\n f@y.test\r\nReceived: x\r\nSubject: a\r\n b\r\n";
        let letter = Letter::read(block).unwrap();
        assert_eq!(letter.sender.unwrap().to_string(), "bounces@x.test");
        assert_eq!(letter.recipients.iter().map(Address::to_string).collect::<Vec<_>>(), ["a@y.test", "b@y.test"]);
        assert_eq!(letter.head, b"From: c@x.test\r\nTo: everybody <d@y.test>\r\nReceived: x\r\nSubject: a\r\n b\r\n");
        assert_eq!((letter.hops, letter.has_date, letter.has_message_id), (1, false, false));
        assert_eq!(Letter::read(b"X-Sender: <>\r\nTo: a@y.test\r\n").unwrap().sender, None);
    }

    #[test]
    fn without_them_the_fields_of_people_do() {
        let letter = Letter::read(b"From: c@x.test, d@x.test\r\nTo: a@y.test\r\nCc: b@y.test\r\nBcc: a@y.test, e@y.test\r\n").unwrap();
        assert_eq!(letter.sender.unwrap().to_string(), "c@x.test");
        assert_eq!(letter.recipients.iter().map(Address::to_string).collect::<Vec<_>>(), ["a@y.test", "b@y.test", "e@y.test"]);
        assert!(!String::from_utf8(letter.head).unwrap().contains("Bcc"));
        let letter = Letter::read(b"Sender: s@x.test\r\nFrom: c@x.test\r\nTo: a@y.test\r\nDate: x\r\nMessage-Id: <1@x>\r\n").unwrap();
        assert_eq!((letter.sender.unwrap().to_string().as_str(), letter.has_date, letter.has_message_id), ("s@x.test", true, true));
    }

    #[test]
    fn what_cannot_be_sent_says_why() {
        for (block, fault) in [
            (&b"To: a@y.test\r\n"[..], Fault::NoSender),
            (b"From: a@y.test\r\n", Fault::NoRecipient),
            (b"From: a@y.test\r\nTo: Nobody:;\r\n", Fault::NoRecipient),
            (b"", Fault::NoSender),
            (b"From: a@y.test\r\nHello you\r\n", Fault::Header(2)),
            (b"From: a@y.test\r\n b\r\nno field\r\n", Fault::Header(3)),
            (b" folded from nothing: x\r\n", Fault::Header(1)),
            (b"From: a@y.test\r\nTo: b\r\n", Fault::Address("To", "b".into())),
        ] {
            assert_eq!(Letter::read(block), Err(fault), "{}", String::from_utf8_lossy(block));
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_it_and_what_stays_is_whole_fields(block in "((X-Sender|X-Receiver|From|To|Bcc|Subject|x)?(:| |\\t|<|>|\"|\\(|\\)|\\\\|,|;|a@b.test|\\r\\n|\u{e5}){0,6}){0,10}") {
            if let Ok(letter) = Letter::read(block.as_bytes()) {
                prop_assert!(!letter.recipients.is_empty());
                prop_assert!(fields(&letter.head).unwrap().iter().all(|(_, (name, _))| !name.trim_ascii_end().eq_ignore_ascii_case(b"Bcc")));
            }
        }

        #[test]
        fn every_address_is_read_back_among_others(local in "[a-z]{1,9}|\"[a-z ,;<>@()]{1,9}\"", name in "[A-Za-z ]{0,9}") {
            let address = format!("{local}@x.test");
            prop_assume!(Address::parse(&address).is_ok());
            let found = addresses(&format!("first@x.test, {name} <{address}>, {address} (a, b)")).unwrap();
            let expected = Address::parse(&address).unwrap();
            prop_assert_eq!(&found[1..], &[expected.clone(), expected]);
        }
    }
}
