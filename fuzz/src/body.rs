//! Messages behind DATA and BDAT, and on their way out.

use bytes::{Bytes, BytesMut};
use postkontor::smtp::body::{BodyDecoder, BodyStep, ChunkDecoder};
use postkontor::smtp::{BodyFacts, LineEndings, Stuffer};

/// The same message and facts for any split; only CRLF.CRLF ends one; what leaves is canonical and comes back the same.
pub fn check(data: &[u8]) {
    let (pieces, whole) = super::pieces(data);
    for endings in [LineEndings::Strict, LineEndings::Correct] {
        let (message, facts, rest) = behind_data(&[whole], endings);
        assert_eq!(behind_data(&pieces, endings), (message, facts, rest.clone()), "{endings:?}");
        assert_eq!(rest, end_by_definition(whole).map(|at| whole[at + 3..].to_vec()), "{endings:?}");
        assert_eq!(behind_bdat(&pieces, endings), behind_bdat(&[whole], endings), "{endings:?}");
    }
    assert_eq!(behind_bdat(&pieces, LineEndings::Strict).0, whole);
    let sent = stuffed(&pieces);
    assert_eq!(sent, stuffed(&[whole]));
    let (message, facts, rest) = behind_data(&[&sent], LineEndings::Strict);
    assert_eq!((facts.bare_line_ending, rest), (false, Some(Vec::new())));
    // The same message in chunks has the same facts.
    assert_eq!(behind_bdat(&[&message], LineEndings::Strict), (message, facts));
}

fn behind_data(pieces: &[&[u8]], endings: LineEndings) -> (Vec<u8>, BodyFacts, Option<Vec<u8>>) {
    let (mut decoder, mut input, mut message, mut ended) = (BodyDecoder::new(endings), BytesMut::new(), Vec::new(), false);
    for piece in pieces {
        input.extend_from_slice(piece);
        while !ended {
            match decoder.next(&mut input) {
                BodyStep::Chunk(chunk) => {
                    assert!(!chunk.is_empty());
                    message.extend_from_slice(&chunk);
                }
                BodyStep::More => break,
                BodyStep::End => ended = true,
            }
        }
        assert!(ended || input.len() <= 3, "undecided octets stay behind");
    }
    assert_eq!(message.len() as u64, decoder.facts().octets);
    (message, decoder.facts(), ended.then(|| input.to_vec()))
}

fn behind_bdat(pieces: &[&[u8]], endings: LineEndings) -> (Vec<u8>, BodyFacts) {
    let (mut decoder, mut out) = (ChunkDecoder::new(endings), Vec::new());
    pieces.iter().for_each(|piece| decoder.push(Bytes::copy_from_slice(piece), &mut out));
    decoder.finish(&mut out);
    let message = out.concat();
    assert_eq!(message.len() as u64, decoder.facts().octets);
    (message, decoder.facts())
}

fn stuffed(pieces: &[&[u8]]) -> Vec<u8> {
    let (mut stuffer, mut out) = (Stuffer::default(), Vec::new());
    pieces.iter().for_each(|piece| stuffer.push(Bytes::copy_from_slice(piece), &mut out));
    stuffer.finish(&mut out);
    out.concat()
}

/// Where CRLF.CRLF ends the text, by definition and slowly: no CR, with or without NULs behind it, before the pair.
fn end_by_definition(bytes: &[u8]) -> Option<usize> {
    let framed = [&b"\r\n"[..], bytes].concat();
    (0..framed.len())
        .find(|at| framed[*at..].starts_with(b"\r\n.\r\n") && framed[..*at].iter().rev().find(|octet| **octet != 0) != Some(&b'\r'))
}
