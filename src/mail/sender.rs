//! *Send everything as*: what a message says about who wrote it is taken out as it streams by, on its way in from a device
//! or on its way out through a smart host.

use super::Address;
use std::borrow::Cow;

/// Takes the `From` and `Sender` fields out of a message that comes in pieces of any size (RFC 5322 §3.6.2). The field that
/// replaces them is [`from_field`], which stands before the message.
#[derive(Debug, Default)]
pub struct WithoutSender {
    at: At,
    /// The field of the line before is being dropped, so what is folded below it goes too.
    dropping: bool,
    /// The start of a line, as long as its field is not known.
    held: Vec<u8>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    #[default]
    FirstLine,
    LineStart,
    Name,
    Value,
    Body,
}

impl WithoutSender {
    /// The next piece without those fields.
    pub fn feed<'a>(&mut self, octets: &'a [u8]) -> Cow<'a, [u8]> {
        if self.at == At::Body {
            return Cow::Borrowed(octets);
        }
        let mut kept = Vec::with_capacity(octets.len() + self.held.len());
        for (n, &octet) in octets.iter().enumerate() {
            if self.at == At::LineStart && matches!(octet, b' ' | b'\t') {
                self.at = At::Value;
            } else if matches!(self.at, At::FirstLine | At::LineStart) {
                (self.at, self.dropping) = (At::Name, false);
            }
            if self.at == At::Value {
                if !self.dropping {
                    kept.push(octet);
                }
                if octet == b'\n' {
                    self.at = At::LineStart;
                }
                continue;
            }
            self.held.push(octet);
            if octet == b':' {
                let name = self.held[..self.held.len() - 1].trim_ascii_end();
                self.dropping = name.eq_ignore_ascii_case(b"From") || name.eq_ignore_ascii_case(b"Sender");
                self.at = At::Value;
            } else if octet == b'\n' {
                // An empty line, or one that is no field: from here on it is text.
                self.at = At::Body;
                kept.append(&mut self.held);
                kept.extend_from_slice(&octets[n + 1..]);
                break;
            } else if self.held.len() < LONGEST_NAME {
                continue;
            } else {
                self.at = At::Value;
            }
            if self.dropping {
                self.held.clear();
            } else {
                kept.append(&mut self.held);
            }
        }
        Cow::Owned(kept)
    }

    /// What was held back when the message ended within a line.
    pub fn finish(self) -> Vec<u8> {
        self.held
    }
}

/// The field that says who everything is sent as.
pub fn from_field(sender: &Address) -> Vec<u8> {
    format!("From: <{sender}>\r\n").into_bytes()
}

/// Longer than the names looked for, blanks before the colon included.
const LONGEST_NAME: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> String {
        let mut without = WithoutSender::default();
        let mut kept = without.feed(text.as_bytes()).into_owned();
        kept.extend(without.finish());
        String::from_utf8(kept).unwrap()
    }

    #[test]
    fn fields_of_the_header_go_with_their_folds_and_the_body_stays() {
        assert_eq!(
            whole(
                "Subject: scan\r\nFROM: \"x\"\r\n\t<a@b.test>\r\nTo: c\r\n d\r\nsender : e\r\nX-From: f\r\n\r\nFrom: body\r\nSender: body\r\n"
            ),
            "Subject: scan\r\nTo: c\r\n d\r\nX-From: f\r\n\r\nFrom: body\r\nSender: body\r\n"
        );
        assert_eq!(whole("just text\r\nFrom: text\r\n"), "just text\r\nFrom: text\r\n");
        assert_eq!(whole("\r\nFrom: body"), "\r\nFrom: body");
        assert_eq!(whole("From: x"), "");
        assert_eq!(whole("Fro"), "Fro");
        let long = format!("{}: From: x\r\n\r\n", "y".repeat(200));
        assert_eq!(whole(&long), long);
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_message(text in "((From|Sender|To|From |x)?(:| |\t|\r\n|a){0,4}){0,12}", cuts in prop::collection::vec(1usize..9, 0..40)) {
            let (mut without, mut kept, mut rest) = (WithoutSender::default(), vec![], text.as_bytes());
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                kept.extend_from_slice(&without.feed(piece));
                rest = after;
            }
            kept.extend_from_slice(&without.feed(rest));
            kept.extend(without.finish());
            prop_assert_eq!(String::from_utf8(kept).unwrap(), whole(&text));
            prop_assert!(crate::mail::header::fields(whole(&text).as_bytes()).all(|field| !field.is("From") && !field.is("Sender")));
        }
    }
}
