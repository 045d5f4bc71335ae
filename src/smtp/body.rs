//! The message behind DATA or BDAT: found end, taken-out dots, and what must be known about its lines.
//!
//! The message ends with CRLF `.` CRLF and with nothing that resembles it (engine.md §1.1, row 29): CR and LF count
//! only as a pair, so a message cannot smuggle a second one past this server. The decoder gives the same octets and the
//! same facts for any split of its input; runs of ordinary text pass through as slices of the input buffer.
//!
//! Sources: RFC 5321 §4.5.2 (transparency), §4.1.1.4 (end of data), §2.3.8 (no bare CR or LF), RFC 3030 §2 (chunks).

mod chunks;
mod stuffer;
#[cfg(test)]
mod tests;

pub use chunks::ChunkDecoder;
pub use stuffer::Stuffer;

use bytes::{Buf, Bytes, BytesMut};
use memchr::{memchr, memchr2};

/// The longest line of a message, CRLF not counted (engine.md §1.1, row 30).
pub const LONGEST_LINE: u64 = 65_536;

/// The biggest header block, its empty line not counted (engine.md §1.1, row 30).
pub const BIGGEST_HEADER: u64 = 256 * 1024;

/// What happens to CR and LF that do not come as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEndings {
    /// Commands are refused; a message is read to its end and refused.
    #[default]
    Strict,
    /// Made CRLF, for devices with *correct line endings*. The end of data stays CRLF `.` CRLF all the same.
    Correct,
}

/// What is known about a message, growing as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BodyFacts {
    /// Octets of the message as handed on: dots taken out, endings corrected, without the final `.` CRLF.
    pub octets: u64,
    /// Complete lines.
    pub lines: u64,
    /// The longest line in octets, CRLF not counted.
    pub longest_line: u64,
    /// Octets up to the first empty line; counting stops when the block is over [`BIGGEST_HEADER`].
    pub header_octets: u64,
    /// A CR or LF stood alone (only under [`LineEndings::Strict`]).
    pub bare_line_ending: bool,
    /// An octet over 127 was seen.
    pub eight_bit: bool,
}

/// What the decoder made of its input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyStep {
    /// The next piece of the message.
    Chunk(Bytes),
    /// Nothing can be decided without more octets.
    More,
    /// CRLF `.` CRLF was read and used up; what follows in the buffer is the next command.
    End,
}

/// Takes a message out of the octets that follow the 354 reply.
///
/// ```
/// use bytes::BytesMut;
/// use postkontor::smtp::body::{BodyDecoder, BodyStep, LineEndings};
/// let mut decoder = BodyDecoder::new(LineEndings::Strict);
/// let mut input = BytesMut::from(&b"..dot\r\n.\r\nQUIT\r\n"[..]);
/// assert_eq!(decoder.next(&mut input), BodyStep::Chunk(b".dot\r\n"[..].into()));
/// assert_eq!(decoder.next(&mut input), BodyStep::End);
/// assert_eq!(&input[..], b"QUIT\r\n");
/// ```
#[derive(Debug)]
pub struct BodyDecoder {
    endings: LineEndings,
    /// The next octet is the first of a line, after CRLF or at the very start.
    line_start: bool,
    /// Octets of the current line so far.
    line: u64,
    /// The text of the line so far ends with a CR, NULs not counted: a CRLF behind it is no clean end of a line.
    after_cr: bool,
    in_header: bool,
    facts: BodyFacts,
}

impl BodyDecoder {
    /// A decoder at the start of a message.
    pub fn new(endings: LineEndings) -> Self {
        Self { endings, line_start: true, line: 0, after_cr: false, in_header: true, facts: BodyFacts::default() }
    }

    /// What is known so far.
    pub fn facts(&self) -> BodyFacts {
        self.facts
    }

    /// Takes the next step. Call until [`BodyStep::More`] or [`BodyStep::End`]; at most three octets stay in the buffer.
    pub fn next(&mut self, input: &mut BytesMut) -> BodyStep {
        if self.line_start && input.first() == Some(&b'.') {
            match input.get(1..).unwrap_or_default() {
                [] | [b'\r'] => return BodyStep::More,
                [b'\r', b'\n', ..] => {
                    input.advance(3);
                    return BodyStep::End;
                }
                // RFC 5321 §4.5.2: the dot before other characters is dropped, also before a bare CR or LF.
                _ => {
                    input.advance(1);
                    self.line_start = false;
                }
            }
        }
        match self.endings {
            LineEndings::Strict => self.strict(input),
            LineEndings::Correct => self.correcting(input),
        }
    }

    /// Hands on everything up to a dot at the start of a line or a CR at the end of the input.
    fn strict(&mut self, input: &mut BytesMut) -> BodyStep {
        let mut at = 0;
        while at < input.len() {
            if self.line_start && at > 0 && input[at] == b'.' {
                break;
            }
            let Some(lf) = memchr(b'\n', &input[at..]).map(|lf| at + lf) else {
                // A CR at the end may be half a pair: it waits for the next octet.
                let end = input.len() - usize::from(input.ends_with(b"\r"));
                if end > at {
                    self.line_start = false;
                    self.text(&input[at..end]);
                }
                at = end;
                break;
            };
            if lf > at && input[lf - 1] == b'\r' {
                self.text(&input[at..lf - 1]);
                self.line_ends();
            } else {
                self.facts.bare_line_ending = true;
                self.text(&input[at..=lf]);
                self.line_start = false;
            }
            at = lf + 1;
        }
        self.hand_on(input, at)
    }

    /// As [`Self::strict`], with one chunk per line that had to be corrected.
    fn correcting(&mut self, input: &mut BytesMut) -> BodyStep {
        let mut at = 0;
        while at < input.len() {
            if self.line_start && at > 0 && input[at] == b'.' {
                break;
            }
            let Some(end) = memchr2(b'\r', b'\n', &input[at..]).map(|end| at + end) else {
                self.line_start = false;
                self.text(&input[at..]);
                at = input.len();
                break;
            };
            if input[end] == b'\r' && end + 1 == input.len() {
                if end > at {
                    self.line_start = false;
                    self.text(&input[at..end]);
                }
                at = end;
                break;
            }
            if input[end..].starts_with(b"\r\n") {
                self.text(&input[at..end]);
                self.line_ends();
                at = end + 2;
                continue;
            }
            if end > 0 {
                // First what stands before the ending; the ending itself is the next step.
                if end > at {
                    self.line_start = false;
                    self.text(&input[at..end]);
                }
                at = end;
                break;
            }
            self.line_ends();
            self.after_cr = input[0] == b'\r';
            input.advance(1);
            // Only CRLF as the client sent it lets a dot end the message.
            self.line_start = false;
            self.facts.octets += 2;
            return BodyStep::Chunk(Bytes::from_static(b"\r\n"));
        }
        self.hand_on(input, at)
    }

    fn hand_on(&mut self, input: &mut BytesMut, length: usize) -> BodyStep {
        if length == 0 {
            return BodyStep::More;
        }
        self.facts.octets += length as u64;
        BodyStep::Chunk(input.split_to(length).freeze())
    }

    /// Notes the text of a line or a part of it.
    fn text(&mut self, text: &[u8]) {
        self.line += text.len() as u64;
        self.facts.longest_line = self.facts.longest_line.max(self.line);
        if self.in_header {
            self.facts.header_octets += text.len() as u64;
            self.in_header = self.facts.header_octets <= BIGGEST_HEADER;
        }
        if self.endings == LineEndings::Strict && !self.facts.bare_line_ending {
            self.facts.bare_line_ending = memchr(b'\r', text).is_some();
        }
        if let Some(last) = text.iter().rposition(|octet| *octet != 0) {
            self.after_cr = text[last] == b'\r';
        }
        self.facts.eight_bit = self.facts.eight_bit || !text.is_ascii();
    }

    fn line_ends(&mut self) {
        self.facts.lines += 1;
        if self.in_header {
            self.facts.header_octets += 2;
            self.in_header = self.line > 0 && self.facts.header_octets <= BIGGEST_HEADER;
        }
        self.line = 0;
        // CR CRLF looks like the end of a line to some and not to others, so no dot behind it ends the message.
        self.line_start = !std::mem::take(&mut self.after_cr);
    }
}
