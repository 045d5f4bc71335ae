//! The reader of command lines.

use bytes::BytesMut;
use postkontor::smtp::LineEndings;
use postkontor::smtp::line::{AUTH_CAP, COMMAND_CAP, Flaw, LineReader, Sight, sight};

type Lines = Vec<Result<Vec<u8>, Flaw>>;

/// The same lines however the octets were split; no line is too long or has a control character; the buffer is bounded.
pub fn check(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let cap = [16, 512, COMMAND_CAP, AUTH_CAP][usize::from(first & 3)];
    let (pieces, whole) = super::pieces(data);
    for endings in [LineEndings::Strict, LineEndings::Correct] {
        let lines = read(&[whole], cap, endings);
        assert_eq!(read(&pieces, cap, endings), lines, "{endings:?}");
        for line in lines.into_iter().flatten() {
            assert!(line.len() < cap);
            assert!(!line.iter().any(|octet| octet.is_ascii_control() && *octet != b'\t'));
        }
    }
    verdict_stays(whole);
}

fn read(pieces: &[&[u8]], cap: usize, endings: LineEndings) -> Lines {
    let (mut reader, mut buffer, mut lines) = (LineReader::default(), BytesMut::new(), Vec::new());
    for piece in pieces {
        buffer.extend_from_slice(piece);
        while let Some(line) = reader.next(&mut buffer, cap, endings) {
            lines.push(line.map(|line| line.to_vec()));
        }
        assert!(buffer.len() <= cap, "more is kept than a line may have");
    }
    lines
}

/// Once it is decided who speaks, more octets do not change it.
fn verdict_stays(whole: &[u8]) {
    let mut decided = None;
    for length in 0..whole.len().min(64) {
        let verdict = sight(&whole[..length]);
        if let Some(before) = decided {
            assert_eq!(verdict, before);
        } else if verdict != Sight::Undecided {
            decided = Some(verdict);
        }
    }
}
