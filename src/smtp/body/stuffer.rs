//! The way out: a message made fit for the wire behind DATA.

use bytes::Bytes;
use memchr::memchr2;

/// Doubles the dots at the start of lines and ends the message with CRLF `.` CRLF (RFC 5321 §4.5.2).
///
/// What goes out is canonical whatever came in: a CR or LF alone becomes CRLF, a missing last CRLF is added. Text
/// between passes as slices of the input.
///
/// ```
/// use bytes::Bytes;
/// use postkontor::smtp::body::Stuffer;
/// let (mut stuffer, mut out) = (Stuffer::default(), Vec::new());
/// stuffer.push(Bytes::from_static(b".a\nb"), &mut out);
/// stuffer.finish(&mut out);
/// assert_eq!(out.concat(), b"..a\r\nb\r\n.\r\n");
/// ```
#[derive(Debug)]
pub struct Stuffer {
    line_start: bool,
    pending_cr: bool,
}

impl Default for Stuffer {
    fn default() -> Self {
        Self { line_start: true, pending_cr: false }
    }
}

impl Stuffer {
    /// Appends the next piece of the message to `out`.
    pub fn push(&mut self, mut piece: Bytes, out: &mut Vec<Bytes>) {
        if self.pending_cr && !piece.is_empty() {
            self.end_line(out);
            if piece[0] == b'\n' {
                piece = piece.slice(1..);
            }
        }
        // Everything before `start` is in `out`; everything before `at` has been looked at.
        let (mut start, mut at) = (0, 0);
        while at < piece.len() {
            if self.line_start && piece[at] == b'.' {
                emit(&piece, start, at, out);
                out.push(Bytes::from_static(b"."));
                start = at;
            }
            let Some(end) = memchr2(b'\r', b'\n', &piece[at..]).map(|end| at + end) else {
                self.line_start = false;
                break;
            };
            if piece[end..].starts_with(b"\r\n") {
                at = end + 2;
                self.line_start = true;
                continue;
            }
            emit(&piece, start, end, out);
            self.line_start &= end == at;
            at = end + 1;
            start = at;
            if piece[end] == b'\r' && at == piece.len() {
                self.pending_cr = true;
            } else {
                self.end_line(out);
            }
        }
        emit(&piece, start, piece.len(), out);
    }

    /// Appends the end of the message to `out`.
    pub fn finish(mut self, out: &mut Vec<Bytes>) {
        if self.pending_cr || !self.line_start {
            self.end_line(out);
        }
        out.push(Bytes::from_static(b".\r\n"));
    }

    fn end_line(&mut self, out: &mut Vec<Bytes>) {
        out.push(Bytes::from_static(b"\r\n"));
        self.pending_cr = false;
        self.line_start = true;
    }
}

fn emit(piece: &Bytes, start: usize, end: usize, out: &mut Vec<Bytes>) {
    if start < end {
        out.push(piece.slice(start..end));
    }
}
