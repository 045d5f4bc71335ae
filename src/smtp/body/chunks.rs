//! The message behind BDAT: no dots, no end to be found, and the same facts about its lines.

use super::{BodyDecoder, BodyFacts, LineEndings};
use bytes::Bytes;
use memchr::{memchr, memchr2};

/// Takes in the octets of the chunks of one message (RFC 3030 §2). Where one chunk ends and the next begins means nothing:
/// a CRLF may lie across it.
///
/// ```
/// use bytes::Bytes;
/// use postkontor::smtp::body::{ChunkDecoder, LineEndings};
/// let (mut decoder, mut out) = (ChunkDecoder::new(LineEndings::Strict), Vec::new());
/// decoder.push(Bytes::from_static(b".\r"), &mut out);
/// decoder.push(Bytes::from_static(b"\nend"), &mut out);
/// decoder.finish(&mut out);
/// assert_eq!(out.concat(), b".\r\nend");
/// assert!(!decoder.facts().bare_line_ending);
/// ```
#[derive(Debug)]
pub struct ChunkDecoder {
    lines: BodyDecoder,
    /// The last octet was a CR; what follows tells what it was.
    pending_cr: bool,
}

impl ChunkDecoder {
    /// A decoder at the start of a message.
    pub fn new(endings: LineEndings) -> Self {
        Self { lines: BodyDecoder::new(endings), pending_cr: false }
    }

    /// What is known so far.
    pub fn facts(&self) -> BodyFacts {
        self.lines.facts
    }

    /// Takes in the next octets and appends to `out` what is to be handed on.
    pub fn push(&mut self, piece: Bytes, out: &mut Vec<Bytes>) {
        match self.lines.endings {
            _ if piece.is_empty() => {}
            LineEndings::Strict => self.strict(piece, out),
            LineEndings::Correct => self.correcting(&piece, out),
        }
    }

    /// The message is complete: a CR at its very end stood alone.
    pub fn finish(&mut self, out: &mut Vec<Bytes>) {
        if std::mem::take(&mut self.pending_cr) {
            match self.lines.endings {
                LineEndings::Strict => self.lines.text(b"\r"),
                LineEndings::Correct => self.corrected(out),
            }
        }
    }

    /// Everything passes as it is.
    fn strict(&mut self, piece: Bytes, out: &mut Vec<Bytes>) {
        let mut at = 0;
        if std::mem::take(&mut self.pending_cr) {
            if piece[0] == b'\n' {
                self.lines.line_ends();
                at = 1;
            } else {
                self.lines.text(b"\r");
            }
        }
        while at < piece.len() {
            let Some(lf) = memchr(b'\n', &piece[at..]).map(|lf| at + lf) else {
                self.pending_cr = piece.ends_with(b"\r");
                self.lines.text(&piece[at..piece.len() - usize::from(self.pending_cr)]);
                break;
            };
            if lf > at && piece[lf - 1] == b'\r' {
                self.lines.text(&piece[at..lf - 1]);
                self.lines.line_ends();
            } else {
                self.lines.facts.bare_line_ending = true;
                self.lines.text(&piece[at..=lf]);
            }
            at = lf + 1;
        }
        self.hand_on(piece, out);
    }

    /// Every CR, LF and CRLF becomes CRLF.
    fn correcting(&mut self, piece: &Bytes, out: &mut Vec<Bytes>) {
        let mut at = 0;
        if std::mem::take(&mut self.pending_cr) {
            self.corrected(out);
            at = usize::from(piece[0] == b'\n');
        }
        // Everything before `start` is in `out`.
        let mut start = at;
        while let Some(end) = memchr2(b'\r', b'\n', &piece[at..]).map(|end| at + end) {
            self.lines.text(&piece[at..end]);
            if piece[end..].starts_with(b"\r\n") {
                self.lines.line_ends();
                at = end + 2;
                continue;
            }
            self.hand_on(piece.slice(start..end), out);
            at = end + 1;
            start = at;
            if piece[end] == b'\r' && at == piece.len() {
                self.pending_cr = true;
                return;
            }
            self.corrected(out);
        }
        self.lines.text(&piece[at..]);
        self.hand_on(piece.slice(start..), out);
    }

    fn corrected(&mut self, out: &mut Vec<Bytes>) {
        self.lines.line_ends();
        self.hand_on(Bytes::from_static(b"\r\n"), out);
    }

    fn hand_on(&mut self, piece: Bytes, out: &mut Vec<Bytes>) {
        if !piece.is_empty() {
            self.lines.facts.octets += piece.len() as u64;
            out.push(piece);
        }
    }
}
