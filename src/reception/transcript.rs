//! What was said in one session, the latest of it, in little room.

use std::fmt;
use std::time::Duration;

/// The last lines of a session, at most 4 KiB of them. Takes no room before the first line.
#[derive(Debug, Clone, Default)]
pub struct Transcript {
    /// Lines one after the other: milliseconds (4 octets), side (1), length (2), text.
    octets: Vec<u8>,
    cut: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Since the beginning of the session, in milliseconds; stands still after 49 days.
    pub at: Duration,
    /// Who said it.
    pub side: Side,
    /// What was said, without its end; passwords and messages are never in it. No control characters.
    pub text: String,
}

/// Who said a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `C:`
    Client,
    /// `S:`
    Server,
}

impl Transcript {
    /// Adds a line; the oldest ones go when there is no more room. Says by how much the transcript grew, less than
    /// nothing when it shrank.
    pub(super) fn push(&mut self, at: Duration, side: Side, text: impl fmt::Display) -> isize {
        let before = self.octets.len();
        let start = before;
        let millis = u32::try_from(at.as_millis()).unwrap_or(u32::MAX);
        self.octets.extend_from_slice(&millis.to_be_bytes());
        self.octets.extend_from_slice(&[side as u8, 0, 0]);
        let mut room = Clean { octets: &mut self.octets, left: LONGEST_LINE };
        // It ends with an error only where the line is cut.
        let _ = fmt::Write::write_fmt(&mut room, format_args!("{text}"));
        let length = (self.octets.len() - start - HEAD) as u16;
        self.octets[start + 5..start + HEAD].copy_from_slice(&length.to_be_bytes());
        if self.octets.len() > MOST {
            self.forget(MOST / 4);
        }
        self.octets.len() as isize - before as isize
    }

    /// The lines, the oldest first.
    pub fn lines(&self) -> Vec<Line> {
        let (mut lines, mut rest) = (vec![], &self.octets[..]);
        while let Some((head, after)) = rest.split_first_chunk::<HEAD>() {
            let [a, b, c, d, side, high, low] = *head;
            let length = usize::from(u16::from_be_bytes([high, low])).min(after.len());
            lines.push(Line {
                at: Duration::from_millis(u32::from_be_bytes([a, b, c, d]).into()),
                side: if side == Side::Client as u8 { Side::Client } else { Side::Server },
                text: String::from_utf8_lossy(&after[..length]).into_owned(),
            });
            rest = &after[length..];
        }
        lines
    }

    /// Whether lines from the beginning are missing.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Octets held.
    pub(super) fn size(&self) -> usize {
        self.octets.len()
    }

    /// Gives all its room back.
    pub(super) fn clear(&mut self) {
        self.cut |= !self.octets.is_empty();
        self.octets = Vec::new();
    }

    /// Drops whole lines from the front until so many octets are gone.
    fn forget(&mut self, octets: usize) {
        let mut end = 0;
        while end < octets {
            let Some(length) = self.octets.get(end + 5..end + HEAD) else { break };
            end += HEAD + usize::from(u16::from_be_bytes([length[0], length[1]]));
        }
        self.octets.drain(..end.min(self.octets.len()));
        self.cut = true;
    }
}

/// Takes text octet by octet: no control characters, no more than there is room for, whole characters only.
struct Clean<'a> {
    octets: &'a mut Vec<u8>,
    left: usize,
}

impl fmt::Write for Clean<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { '?' } else { c };
            self.left = self.left.checked_sub(c.len_utf8()).ok_or(fmt::Error)?;
            self.octets.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }
}

/// The most octets of one transcript.
pub(super) const MOST: usize = 4096;
const LONGEST_LINE: usize = 600;
const HEAD: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_said_and_an_empty_transcript_takes_no_room() {
        let mut transcript = Transcript::default();
        assert_eq!(transcript.octets.capacity(), 0);
        transcript.push(Duration::from_millis(1_250), Side::Server, "220 mail.test ready");
        transcript.push(Duration::from_secs(2), Side::Client, "EHLO pc\r\n250 å");
        let lines = transcript.lines();
        assert_eq!(lines[0], Line { at: Duration::from_millis(1_250), side: Side::Server, text: "220 mail.test ready".into() });
        assert_eq!((lines[1].side, lines[1].text.as_str()), (Side::Client, "EHLO pc??250 å"));
        assert!(!transcript.is_cut());
    }

    #[test]
    fn the_oldest_lines_make_room_for_the_latest_and_a_long_one_is_cut_at_a_character() {
        let mut transcript = Transcript::default();
        let mut size = 0;
        for n in 0..500 {
            size += transcript.push(Duration::ZERO, Side::Client, format_args!("RCPT TO:<number{n}@example.test>"));
            assert!(transcript.size() <= MOST && size as usize == transcript.size());
        }
        let lines = transcript.lines();
        assert_eq!(lines.last().unwrap().text, "RCPT TO:<number499@example.test>");
        assert!(transcript.is_cut() && lines.len() > 50 && lines.iter().all(|line| line.text.starts_with("RCPT TO:<number")));
        transcript.push(Duration::ZERO, Side::Client, "å".repeat(4000));
        assert_eq!(transcript.lines().last().unwrap().text, "å".repeat(300));
        transcript.clear();
        assert!(transcript.lines().is_empty() && transcript.octets.capacity() == 0);
    }
}
