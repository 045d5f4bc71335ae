//! The header block of a submission on its way in: `Bcc` stays here, and what every message must have is noted as missing.
//!
//! Only submissions are touched; what other servers send is theirs (engine.md §1, *Submission or transfer*).
//!
//! Sources: RFC 6409 §8.2 (Date) and §8.3 (Message-ID), RFC 5322 §3.6.3 (Bcc).

use crate::mail::{Domain, QueueId};
use jiff::Zoned;

/// Lets the octets of a message through, in pieces of any size, without its `Bcc` fields.
#[derive(Debug)]
pub struct Submission {
    state: State,
    /// The start of a line that may still turn out to be dropped.
    held: Vec<u8>,
    /// The field that goes on with the next folded line is dropped.
    dropping: bool,
    has_date: bool,
    has_message_id: bool,
    /// The message begins with a header field, or with the empty line that ends an empty header block.
    has_header: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the very first octet.
    Start,
    /// At the start of a line of the header block.
    Line,
    /// In what may be the name of a field.
    Name,
    /// Behind a blank in it: only a colon may follow.
    NameEnd,
    /// In the value of a field.
    Value,
    /// Behind the header block.
    Body,
}

impl Submission {
    /// Before the first octet.
    pub fn new() -> Self {
        let (has_date, has_message_id, has_header) = (false, false, false);
        Self { state: State::Start, held: vec![], dropping: false, has_date, has_message_id, has_header }
    }

    /// Takes the next octets as far as they belong to the header block; what of them stays is added to `kept`. Returns how
    /// many were taken: all others are the body's and pass as they are.
    pub fn pass(&mut self, octets: &[u8], kept: &mut Vec<u8>) -> usize {
        let mut at = 0;
        while at < octets.len() {
            let octet = octets[at];
            match (self.state, octet) {
                (State::Body, _) => break,
                (State::Start, b'\r' | b'\n') => {
                    self.has_header = true;
                    self.state = State::Body;
                }
                (State::Line, b'\r' | b'\n') => self.state = State::Body,
                // A line that starts with a blank goes on with the same field.
                (State::Line, b' ' | b'\t') => self.state = State::Value,
                (State::Name | State::NameEnd, b':') => {
                    self.named();
                    self.release(kept);
                    self.state = State::Value;
                }
                (State::Start | State::Line | State::Name, c) if c.is_ascii_graphic() && c != b':' && self.held.len() < LONGEST_NAME => {
                    self.held.push(c);
                    self.state = State::Name;
                    at += 1;
                }
                (State::Name | State::NameEnd, b' ' | b'\t') if self.held.len() < LONGEST_NAME => {
                    self.held.push(octet);
                    self.state = State::NameEnd;
                    at += 1;
                }
                (State::Value, _) => {
                    let end = memchr::memchr(b'\n', &octets[at..]).map(|found| at + found + 1);
                    if !self.dropping {
                        kept.extend_from_slice(&octets[at..end.unwrap_or(octets.len())]);
                    }
                    at = end.unwrap_or(octets.len());
                    if end.is_some() {
                        self.state = State::Line;
                    }
                }
                // A line that is no field ends the header block.
                _ => {
                    self.dropping = false;
                    self.release(kept);
                    self.state = State::Body;
                }
            }
        }
        at
    }

    /// What to put before the message: the fields it lacks, and the empty line where it has no header block at all.
    pub fn additions(&self, id: QueueId, fqdn: &Domain, date: &Zoned) -> Vec<u8> {
        let mut fields = String::new();
        if !self.has_date {
            fields += &format!("Date: {}\r\n", date.strftime("%a, %d %b %Y %H:%M:%S %z"));
        }
        if !self.has_message_id {
            // The first is unique in this home, the second tells homes with one name apart.
            fields += &format!("Message-ID: <{id}.{}@{fqdn}>\r\n", date.timestamp().as_millisecond());
        }
        if !self.has_header {
            fields += "\r\n";
        }
        fields.into_bytes()
    }

    /// The last octets, where a message ends in the middle of a line.
    pub fn end(&mut self, kept: &mut Vec<u8>) {
        self.dropping = false;
        self.release(kept);
    }

    fn named(&mut self) {
        let name = self.held.trim_ascii_end();
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        self.dropping = is("Bcc") || is("Resent-Bcc");
        self.has_date |= is("Date");
        self.has_message_id |= is("Message-ID");
        self.has_header = true;
    }

    fn release(&mut self, kept: &mut Vec<u8>) {
        if !self.dropping {
            kept.extend_from_slice(&self.held);
        }
        self.held.clear();
    }
}

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}

/// Names of fields are shorter; RFC 5322 §2.1.1 allows a line 998 octets.
const LONGEST_NAME: usize = 998;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passed(pieces: &[&[u8]]) -> (String, String) {
        let (mut submission, mut kept) = (Submission::new(), vec![]);
        for piece in pieces {
            let taken = submission.pass(piece, &mut kept);
            kept.extend_from_slice(&piece[taken..]);
        }
        submission.end(&mut kept);
        let date: Zoned = "2026-11-22T10:00:00+01:00[Europe/Stockholm]".parse().unwrap();
        let additions = submission.additions(QueueId(33), &Domain::parse("mail.test").unwrap(), &date);
        (String::from_utf8(additions).unwrap(), String::from_utf8(kept).unwrap())
    }

    const DATE: &str = "Date: Sun, 22 Nov 2026 10:00:00 +0100\r\n";
    const ID: &str = "Message-ID: <0000000000011.1795338000000@mail.test>\r\n";

    #[test]
    fn what_is_missing_is_added_and_what_is_there_stays() {
        for (message, added) in [
            ("Subject: x\r\n\r\nDate: in the body\r\n", [DATE, ID].concat()),
            ("date : y\r\nSubject: x\r\n\r\n", ID.to_owned()),
            ("MESSAGE-ID:<a@b>\r\n\r\n", DATE.to_owned()),
            ("Date: y\r\nMessage-Id: <a@b>\r\n", String::new()),
            ("\r\nbody\r\n", [DATE, ID].concat()),
            ("only a body\r\n", [DATE, ID, "\r\n"].concat()),
            (" folded from nothing\r\n", [DATE, ID, "\r\n"].concat()),
            ("From x Mon Nov 22 10:00:00\r\n", [DATE, ID, "\r\n"].concat()),
            ("", [DATE, ID, "\r\n"].concat()),
        ] {
            assert_eq!(passed(&[message.as_bytes()]), (added, message.to_owned()), "{message:?}");
        }
    }

    #[test]
    fn blind_copies_stay_blind_however_the_field_is_written() {
        let message = "To: a@x\r\nBcc: b@x,\r\n c@x\r\n\td@x\r\nbCC :e@x\r\nBcc-Not: f@x\r\nResent-Bcc: g@x\r\nSubject: Bcc: x\r\n Bcc: folded\r\n\r\nBcc: body\r\n";
        let (_, kept) = passed(&[message.as_bytes()]);
        assert_eq!(kept, "To: a@x\r\nBcc-Not: f@x\r\nSubject: Bcc: x\r\n Bcc: folded\r\n\r\nBcc: body\r\n");
        assert_eq!(passed(&[b"Bcc: only\r\n"]).1, "");
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_message(cuts in proptest::collection::vec(1usize..9, 0..40)) {
            let message = b"Bcc: a\r\n b\r\nTo: x\r\n y\r\nbcc\t: c\r\nDate: d\r\n\r\nBcc: body\r\n";
            let mut pieces = vec![];
            let mut rest = &message[..];
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                pieces.push(piece);
                rest = after;
            }
            pieces.push(rest);
            prop_assert_eq!(passed(&pieces), passed(&[message]));
        }

        #[test]
        fn without_bcc_nothing_changes(message in "[A-Za-z: \r\n\t]{0,60}") {
            prop_assume!(!message.to_ascii_lowercase().contains("bcc"));
            prop_assert_eq!(passed(&[message.as_bytes()]).1, message);
        }
    }
}
