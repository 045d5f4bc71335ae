//! Replies of another server, read without trust.
//!
//! Lines and their number are bounded, codes must agree, and what could break a log line or a report is escaped.
//!
//! Sources: RFC 5321 §4.2 (replies), §4.5.3.1.5 (512 octets, of which more are borne), RFC 2034 (enhanced codes).

use crate::smtp::reply::EnhancedCode;
use bytes::BytesMut;
use std::fmt;

/// The longest reply line, its ending included.
pub const LINE_CAP: usize = 2048;

/// The most lines of one reply.
pub const MOST_LINES: usize = 128;

/// What another server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerReply {
    /// 200 to 599.
    pub code: u16,
    /// The enhanced code of the first line, when it fits the code.
    pub enhanced: Option<EnhancedCode>,
    /// The text of each line without codes; printable, everything else as `\xNN`.
    pub lines: Vec<Box<str>>,
}

/// Why octets from a server are no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// A line does not start with a code from 200 to 599 and a blank or hyphen.
    #[error("the server sent a line that is no SMTP reply")]
    Malformed,
    /// The lines of one reply have different codes.
    #[error("the server sent a reply whose lines disagree")]
    Inconsistent,
    /// A line over 2,048 octets or more than 128 lines.
    #[error("the server sent a reply that is too long")]
    TooLong,
}

/// Puts replies together from octets. After an error nothing more can be read.
#[derive(Debug, Default)]
pub struct ReplyReader {
    partial: Option<ServerReply>,
}

impl ServerReply {
    /// 2yz
    pub fn is_positive(&self) -> bool {
        self.code / 100 == 2
    }

    /// 5yz
    pub fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }
}

/// On one line, for logs and reports.
impl fmt::Display for ServerReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(enhanced) = self.enhanced {
            write!(f, " {enhanced}")?;
        }
        self.lines.iter().filter(|line| !line.is_empty()).try_for_each(|line| write!(f, " {line}"))
    }
}

impl ReplyReader {
    /// The next whole reply; `None` when more octets are needed.
    pub fn next(&mut self, input: &mut BytesMut) -> Option<Result<ServerReply, ReplyError>> {
        loop {
            let Some(lf) = memchr::memchr(b'\n', input) else {
                return (input.len() >= LINE_CAP).then_some(Err(ReplyError::TooLong));
            };
            let line = input.split_to(lf + 1);
            if line.len() > LINE_CAP {
                return Some(Err(ReplyError::TooLong));
            }
            match self.line(line.trim_ascii_end()) {
                Ok(None) => {}
                Ok(Some(reply)) => return Some(Ok(reply)),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn line(&mut self, line: &[u8]) -> Result<Option<ServerReply>, ReplyError> {
        let digits = line.get(..3).filter(|d| matches!(d, [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9'])).ok_or(ReplyError::Malformed)?;
        let code = digits.iter().fold(0, |code, d| code * 10 + u16::from(d - b'0'));
        let last = match line.get(3) {
            // RFC 5321 §4.2.1: a code alone is a reply too.
            None | Some(b' ') => true,
            Some(b'-') => false,
            Some(_) => return Err(ReplyError::Malformed),
        };
        let (enhanced, text) = enhanced(code, line.get(4..).unwrap_or_default());
        let mut reply = self.partial.take().unwrap_or(ServerReply { code, enhanced, lines: Vec::new() });
        if reply.code != code {
            return Err(ReplyError::Inconsistent);
        }
        if reply.lines.len() == MOST_LINES {
            return Err(ReplyError::TooLong);
        }
        reply.lines.push(escape(text));
        if last {
            return Ok(Some(reply));
        }
        self.partial = Some(reply);
        Ok(None)
    }
}

/// Splits `class.subject.detail` off a text, when it is there and its class is that of the code.
fn enhanced(code: u16, text: &[u8]) -> (Option<EnhancedCode>, &[u8]) {
    let end = memchr::memchr(b' ', text).unwrap_or(text.len());
    let number = |part: &[u8]| {
        let digits = (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
        digits.then(|| part.iter().fold(0, |n, d| n * 10 + u16::from(d - b'0')))
    };
    let mut parts = text[..end].split(|c| *c == b'.').map(number);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(class)), Some(Some(subject)), Some(Some(detail)), None) if class == code / 100 => {
            (Some(EnhancedCode(class as u8, subject, detail)), text[end..].trim_ascii_start())
        }
        _ => (None, text),
    }
}

fn escape(text: &[u8]) -> Box<str> {
    let mut clean = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                c.to_string().bytes().for_each(|octet| clean.push_str(&format!("\\x{octet:02X}")));
            } else {
                clean.push(c);
            }
        }
        chunk.invalid().iter().for_each(|octet| clean.push_str(&format!("\\x{octet:02X}")));
    }
    clean.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]]) -> Vec<Result<ServerReply, ReplyError>> {
        let (mut reader, mut input, mut replies) = (ReplyReader::default(), BytesMut::new(), Vec::new());
        for piece in pieces {
            input.extend_from_slice(piece);
            while let Some(reply) = reader.next(&mut input) {
                let failed = reply.is_err();
                replies.push(reply);
                if failed {
                    return replies;
                }
            }
        }
        replies
    }

    #[test]
    fn reads_lines_codes_and_enhanced_codes() {
        let replies = read(&[b"250-2.1.5 one\r\n250 2.1.5 two\r\n354\r\n550 4.1.1 no\r\n"]);
        let texts: Vec<_> = replies.iter().map(|r| r.as_ref().unwrap().to_string()).collect();
        assert_eq!(texts, ["250 2.1.5 one two", "354", "550 4.1.1 no"]);
        assert_eq!(replies[0].as_ref().unwrap().enhanced, Some(EnhancedCode(2, 1, 5)));
        assert_eq!(replies[2].as_ref().unwrap().enhanced, None);
    }

    #[test]
    fn refuses_what_is_no_reply() {
        for (bad, why) in [
            (&b"HTTP/1.1 400\r\n"[..], ReplyError::Malformed),
            (b"150 x\r\n", ReplyError::Malformed),
            (b"2500 x\r\n", ReplyError::Malformed),
            (b"\r\n", ReplyError::Malformed),
            (b"250-a\r\n251 b\r\n", ReplyError::Inconsistent),
        ] {
            assert_eq!(read(&[bad]), [Err(why)], "{bad:?}");
        }
        assert_eq!(read(&[&b"2".repeat(LINE_CAP)]), [Err(ReplyError::TooLong)]);
        assert_eq!(read(&[&b"250-x\r\n".repeat(MOST_LINES + 1)]), [Err(ReplyError::TooLong)]);
    }

    #[test]
    fn what_could_break_a_log_line_is_escaped() {
        let replies = read(&[b"550 a\x00b\rc\xff\xe2\x80\xa8d\r\n"]);
        assert_eq!(replies[0].as_ref().unwrap().to_string(), "550 a\\x00b\\x0Dc\\xFF\\xE2\\x80\\xA8d");
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_replies(lines in proptest::collection::vec("[2-5][0-9]{2}[- ][a-z]{0,6}\r\n", 0..12), cut in 1usize..9) {
            let bytes = lines.concat().into_bytes();
            let pieces: Vec<&[u8]> = bytes.chunks(cut).collect();
            prop_assert_eq!(read(&pieces), read(&[&bytes]));
        }
    }
}
