//! Command lines cut out of a byte buffer.
//!
//! A line ends with CRLF and nothing else; what comes otherwise is refused, not guessed at (engine.md §1.1, rows 3 and
//! 4). The reader never holds more than one line's cap and gives the same lines however the bytes were split.
//!
//! Sources: RFC 5321 §2.3.8 (lines), §4.5.3.1.4 (512 octets), RFC 1870, RFC 3461, RFC 4954, RFC 6152, RFC 6531 (what each
//! extension adds to it), RFC 4954 §4 (12,288 octets in an AUTH exchange).

use super::body::LineEndings;
use super::command::Verb;
use bytes::{Buf, BytesMut};

/// The longest command line buffered at all, CRLF included: 2,048 octets (engine.md §1.1, row 4).
pub const COMMAND_CAP: usize = 2048;

/// The longest line of an AUTH exchange, CRLF included: 12,288 octets (RFC 4954 §4).
pub const AUTH_CAP: usize = 12_288;

/// Why a line was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It ended with LF alone; the line is used up.
    BareLf,
    /// It has a CR that no LF follows.
    BareCr,
    /// It has a NUL or another control character.
    Control,
    /// It is longer than the cap; everything up to the next CRLF is skipped.
    TooLong,
}

/// Who speaks, when it is not a mail client (engine.md §1.1, row 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// An HTTP request.
    Http,
    /// A TLS hello on a port that expects STARTTLS.
    Tls,
    /// Something that is not text.
    Binary,
}

/// What the first octets of a connection look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Too few octets to tell.
    Undecided,
    /// Text that may be SMTP.
    Text,
    /// Certainly no SMTP.
    Stranger(Stranger),
}

/// Cuts lines from the front of a buffer. It remembers only how far it has looked and whether it is skipping.
#[derive(Debug, Default)]
pub struct LineReader {
    scanned: usize,
    skipping: bool,
}

impl LineReader {
    /// The next line without its CRLF, or why it was refused; `None` when more octets are needed.
    ///
    /// `cap` counts the CRLF. With [`LineEndings::Correct`] a line may end with LF alone or with several CR before the LF.
    pub fn next(&mut self, buffer: &mut BytesMut, cap: usize, endings: LineEndings) -> Option<Result<BytesMut, Flaw>> {
        if self.skipping && !self.skip(buffer) {
            return None;
        }
        let window = buffer.len().min(cap);
        let found = buffer.get(self.scanned..window).and_then(|unseen| memchr::memchr(b'\n', unseen));
        let Some(at) = found.map(|at| at + self.scanned) else {
            if window < cap {
                self.scanned = window;
                return None;
            }
            self.scanned = 0;
            self.skipping = true;
            self.skip(buffer);
            return Some(Err(Flaw::TooLong));
        };
        self.scanned = 0;
        let mut line = buffer.split_to(at + 1);
        line.truncate(at);
        Some(judge(&mut line, endings).map(|()| line))
    }

    /// Drops everything up to and with the next CRLF. Returns whether it was there.
    fn skip(&mut self, buffer: &mut BytesMut) -> bool {
        match memchr::memmem::find(buffer, b"\r\n") {
            Some(at) => {
                buffer.advance(at + 2);
                self.skipping = false;
            }
            None => buffer.advance(buffer.len() - usize::from(buffer.ends_with(b"\r"))),
        }
        !self.skipping
    }
}

/// How many octets, CRLF included, a command may have (RFC 5321 §4.5.3.1.4 and what the extensions add).
pub fn limit(verb: Option<Verb>) -> usize {
    match verb {
        // SIZE 26 (RFC 1870 §3), BODY 17 (RFC 6152 §2), AUTH 500 (RFC 4954 §3), RET and ENVID 107 (RFC 3461 §4, with
        // keywords), SMTPUTF8 10 (RFC 6531 §3.1).
        Some(Verb::Mail) => 512 + 26 + 17 + 500 + 117 + 10,
        // NOTIFY 28 and ORCPT 500 (RFC 3461 §4).
        Some(Verb::Rcpt) => 512 + 28 + 500 + 10,
        // Deviation: RFC 4954 §4 keeps 512; clients that put a long token behind AUTH are common and harmless.
        Some(Verb::Auth) => COMMAND_CAP,
        _ => 512,
    }
}

/// Looks at the first octets of a connection. The verdict does not depend on how they were split.
pub fn sight(start: &[u8]) -> Sight {
    match start {
        [] | [0x16] => Sight::Undecided,
        // RFC 8446 §5.1: a record of type handshake, major version 3.
        [0x16, 0x03, ..] => Sight::Stranger(Stranger::Tls),
        [first, ..] if !(first.is_ascii_graphic() || first.is_ascii_whitespace()) => Sight::Stranger(Stranger::Binary),
        _ if HTTP_METHODS.iter().any(|method| start.starts_with(method)) => Sight::Stranger(Stranger::Http),
        _ if HTTP_METHODS.iter().any(|method| method.starts_with(start)) => Sight::Undecided,
        _ => Sight::Text,
    }
}

fn judge(line: &mut BytesMut, endings: LineEndings) -> Result<(), Flaw> {
    let content = line.strip_suffix(b"\r");
    if content.is_none() && endings == LineEndings::Strict {
        return Err(Flaw::BareLf);
    }
    let mut length = content.map_or(line.len(), <[u8]>::len);
    if endings == LineEndings::Correct {
        while line[..length].ends_with(b"\r") {
            length -= 1;
        }
    }
    line.truncate(length);
    match line.iter().find(|octet| octet.is_ascii_control() && **octet != b'\t') {
        Some(b'\r') => Err(Flaw::BareCr),
        Some(_) => Err(Flaw::Control),
        None => Ok(()),
    }
}

// RFC 9110 §9.3 and the HTTP/2 preface (RFC 9113 §3.4); no SMTP verb is among them.
const HTTP_METHODS: [&[u8]; 10] =
    [b"GET ", b"POST ", b"HEAD ", b"PUT ", b"OPTIONS ", b"CONNECT ", b"DELETE ", b"PATCH ", b"TRACE ", b"PRI "];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]], cap: usize, endings: LineEndings) -> Vec<Result<Vec<u8>, Flaw>> {
        let (mut reader, mut buffer, mut lines) = (LineReader::default(), BytesMut::new(), Vec::new());
        for piece in pieces {
            buffer.extend_from_slice(piece);
            while let Some(line) = reader.next(&mut buffer, cap, endings) {
                lines.push(line.map(|l| l.to_vec()));
            }
        }
        assert!(reader.skipping || buffer.len() <= cap);
        lines
    }

    #[test]
    fn a_line_ends_with_crlf_only() {
        let lines = read(&[b"NOOP\r\nA\nB\rC\r\nD\0\r\n\r\nE"], 100, LineEndings::Strict);
        let expected = [Ok(b"NOOP".to_vec()), Err(Flaw::BareLf), Err(Flaw::BareCr), Err(Flaw::Control), Ok(Vec::new())];
        assert_eq!(lines, expected);
    }

    #[test]
    fn devices_may_end_lines_with_lf_or_with_several_cr() {
        let lines = read(&[b"A\nB\r\r\nC\0\n"], 100, LineEndings::Correct);
        assert_eq!(lines, [Ok(b"A".to_vec()), Ok(b"B".to_vec()), Err(Flaw::Control)]);
    }

    #[test]
    fn a_line_of_exactly_the_cap_passes_and_one_more_octet_does_not() {
        assert_eq!(read(&[b"12345678\r\n"], 10, LineEndings::Strict), [Ok(b"12345678".to_vec())]);
        assert_eq!(read(&[b"123456789\r\nX\r\n"], 10, LineEndings::Strict), [Err(Flaw::TooLong), Ok(b"X".to_vec())]);
        assert_eq!(read(&[b"123456789012\nX\r\nY\r\n"], 10, LineEndings::Strict), [Err(Flaw::TooLong), Ok(b"Y".to_vec())]);
    }

    #[test]
    fn tells_strangers_from_clients() {
        assert_eq!(sight(b"\x16\x03\x01"), Sight::Stranger(Stranger::Tls));
        assert_eq!(sight(b"\x16X"), Sight::Stranger(Stranger::Binary));
        assert_eq!(sight(b"\x80\x2e"), Sight::Stranger(Stranger::Binary));
        assert_eq!(sight(b"GET / HTTP/1.1\r\n"), Sight::Stranger(Stranger::Http));
        assert_eq!(sight(b"PO"), Sight::Undecided);
        assert_eq!(sight(b"EHLO x\r\n"), Sight::Text);
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_lines(bytes in proptest::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'A'), Just(0u8)], 0..120), cut in 1usize..7) {
            for endings in [LineEndings::Strict, LineEndings::Correct] {
                let pieces: Vec<&[u8]> = bytes.chunks(cut).collect();
                prop_assert_eq!(read(&pieces, 12, endings), read(&[&bytes], 12, endings));
            }
        }
    }
}
