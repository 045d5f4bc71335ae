use super::*;
use proptest::prelude::*;

/// Decodes the pieces; gives the message, the facts, and what was left behind the end (`None`: it has not ended).
fn decode(pieces: &[&[u8]], endings: LineEndings) -> (Vec<u8>, BodyFacts, Option<Vec<u8>>) {
    let mut decoder = BodyDecoder::new(endings);
    let (mut input, mut message) = (BytesMut::new(), Vec::new());
    let mut ended = false;
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
    }
    assert_eq!(message.len() as u64, decoder.facts().octets);
    (message, decoder.facts(), ended.then(|| input.to_vec()))
}

fn whole(bytes: &[u8]) -> (Vec<u8>, BodyFacts, Option<Vec<u8>>) {
    decode(&[bytes], LineEndings::Strict)
}

fn stuff(pieces: &[&[u8]]) -> Vec<u8> {
    let (mut stuffer, mut out) = (Stuffer::default(), Vec::new());
    for piece in pieces {
        stuffer.push(Bytes::copy_from_slice(piece), &mut out);
    }
    stuffer.finish(&mut out);
    out.concat()
}

#[test]
fn a_dot_as_the_first_line_is_an_empty_message() {
    assert_eq!(whole(b".\r\nNOOP\r\n"), (vec![], BodyFacts::default(), Some(b"NOOP\r\n".to_vec())));
}

#[test]
fn leading_dots_are_taken_out_once() {
    let (message, facts, rest) = whole(b"..a\r\n...\r\n.b\r\nc.\r\n.\r\n");
    assert_eq!(message, b".a\r\n..\r\nb\r\nc.\r\n");
    assert_eq!((facts.lines, facts.longest_line, rest), (4, 2, Some(vec![])));
}

#[test]
fn nothing_that_resembles_the_end_of_data_is_it() {
    let ends: [&[u8]; 10] =
        [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\n", b"\n.\r", b"\r.\r\n", b"\r\n.\r", b"\r\n.\r\r\n", b"\r\r\n.\r\n"];
    for (index, end) in ends.into_iter().enumerate() {
        for nul_at in 0..=end.len() {
            let mut input = b"x".to_vec();
            input.extend_from_slice(&end[..nul_at]);
            if nul_at < end.len() {
                input.push(0);
                input.extend_from_slice(&end[nul_at..]);
            }
            input.extend_from_slice(b"MAIL FROM:<smuggled@evil.test>\r\n");
            for endings in [LineEndings::Strict, LineEndings::Correct] {
                let (_, facts, rest) = decode(&[&input], endings);
                assert_eq!(rest, None, "end {index}, NUL at {nul_at}: {input:?}");
                assert_eq!(facts.bare_line_ending, endings == LineEndings::Strict, "end {index}, NUL at {nul_at}");
            }
        }
    }
}

/// Where CRLF.CRLF ends the text, by definition and slowly: no CR, with or without NULs behind it, before the pair.
fn end_by_definition(bytes: &[u8]) -> Option<usize> {
    let framed = [&b"\r\n"[..], bytes].concat();
    (0..framed.len()).find(|at| {
        let before = framed[..*at].iter().rev().find(|octet| **octet != 0);
        framed[*at..].starts_with(b"\r\n.\r\n") && before != Some(&b'\r')
    })
}

#[test]
fn cr_crlf_dot_crlf_ends_nothing_without_being_noticed() {
    let (_, facts, rest) = whole(b"x\r\r\n.\r\n\r\n.\r\n");
    assert_eq!((facts.bare_line_ending, rest), (true, Some(vec![])));
}

#[test]
fn a_bare_lf_or_cr_is_noticed_wherever_it_stands() {
    for bad in [&b"a\nb\r\n.\r\n"[..], b"a\rb\r\n.\r\n", b"\n\r\n.\r\n", b"a\r\r\n\r\n.\r\n", b".\n\r\n.\r\n", b"\r\n\r\r\n\r\n.\r\n"] {
        let (_, facts, rest) = whole(bad);
        assert!(facts.bare_line_ending && rest.is_some(), "{bad:?}");
    }
    assert!(!whole(b"a\r\n\r\nb\r\n.\r\n").1.bare_line_ending);
}

#[test]
fn devices_get_their_line_endings_corrected() {
    let (message, facts, rest) = decode(&[b"a\nb\rc\r\n\n.\n.\r\n\r\n.\r\n"], LineEndings::Correct);
    assert_eq!(message, b"a\r\nb\r\nc\r\n\r\n.\r\n.\r\n\r\n");
    assert!(!facts.bare_line_ending && rest.is_some());
}

#[test]
fn long_lines_and_headers_are_measured() {
    let line = vec![b'x'; 70_000];
    assert_eq!(whole(&[&b"A: b\r\n\r\n"[..], &line, b"\r\n.\r\n"].concat()).1.longest_line, 70_000);
    let header = "X-Field: 0123456789\r\n".repeat(20_000);
    let facts = whole(&[header.as_bytes(), b"\r\nbody\r\n.\r\n"].concat()).1;
    assert!(facts.header_octets > BIGGEST_HEADER);
    let facts = whole(b"A: b\r\n\r\nbody \xe4\r\n.\r\n").1;
    assert_eq!((facts.header_octets, facts.eight_bit), (8, true));
}

#[test]
fn text_without_dots_passes_as_one_slice() {
    let mut decoder = BodyDecoder::new(LineEndings::Strict);
    let text = b"line\r\n".repeat(5000);
    let mut input = BytesMut::from(&text[..]);
    let start = input.as_ptr();
    let BodyStep::Chunk(chunk) = decoder.next(&mut input) else { panic!("no chunk") };
    assert_eq!((chunk.len(), chunk.as_ptr()), (text.len(), start));
}

#[test]
fn the_stuffer_makes_everything_canonical() {
    for (input, expected) in [
        (&b""[..], &b".\r\n"[..]),
        (b".", b"..\r\n.\r\n"),
        (b"a\r\n.\r\n", b"a\r\n..\r\n.\r\n"),
        (b"a\n.b\r.c", b"a\r\n..b\r\n..c\r\n.\r\n"),
        (b"a\r", b"a\r\n.\r\n"),
        (b"\n\n", b"\r\n\r\n.\r\n"),
    ] {
        assert_eq!(stuff(&[input]), expected, "{input:?}");
    }
}

fn nasty() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(prop_oneof![3 => Just(b'\r'), 3 => Just(b'\n'), 3 => Just(b'.'), 2 => Just(b'x'), 1 => Just(0u8)], 0..80)
}

/// What comes of a message in chunks.
fn chunked(pieces: &[&[u8]], endings: LineEndings) -> (Vec<u8>, BodyFacts) {
    let (mut decoder, mut out) = (ChunkDecoder::new(endings), Vec::new());
    for piece in pieces {
        decoder.push(Bytes::copy_from_slice(piece), &mut out);
    }
    decoder.finish(&mut out);
    assert!(out.iter().all(|piece| !piece.is_empty()));
    let message = out.concat();
    assert_eq!(message.len() as u64, decoder.facts().octets);
    (message, decoder.facts())
}

#[test]
fn chunks_pass_as_they_are_and_their_line_endings_are_watched() {
    let (message, facts) = chunked(&[b".\r\n..a\r", b"\n.\r\n", b"no end"], LineEndings::Strict);
    assert_eq!(message, b".\r\n..a\r\n.\r\nno end");
    assert_eq!((facts.lines, facts.longest_line, facts.bare_line_ending), (3, 6, false));
    for bad in [&[&b"a\nb"[..]][..], &[b"a\r"], &[b"a\r", b"b"], &[b"a", b"\nb"], &[b"\r", b"\r\n"]] {
        let (message, facts) = chunked(bad, LineEndings::Strict);
        assert!(facts.bare_line_ending && message == bad.concat(), "{bad:?}");
    }
    let piece = Bytes::from(b"text\r\n".repeat(5000));
    let (mut decoder, mut out) = (ChunkDecoder::new(LineEndings::Strict), Vec::new());
    decoder.push(piece.clone(), &mut out);
    assert_eq!((out.len(), out[0].as_ptr()), (1, piece.as_ptr()), "a chunk is not copied");
}

proptest! {
    #[test]
    fn any_division_into_chunks_gives_the_same_message(bytes in nasty(), cut in 1usize..7) {
        let pieces: Vec<&[u8]> = bytes.chunks(cut).collect();
        for endings in [LineEndings::Strict, LineEndings::Correct] {
            prop_assert_eq!(chunked(&pieces, endings), chunked(&[&bytes], endings));
        }
        prop_assert_eq!(chunked(&pieces, LineEndings::Strict).0, bytes.clone());
        let (canonical, facts) = chunked(&pieces, LineEndings::Correct);
        let again = chunked(&[&canonical], LineEndings::Strict);
        prop_assert_eq!((again.1.bare_line_ending, again.1.lines, facts.bare_line_ending), (false, facts.lines, false));
    }

    #[test]
    fn a_message_has_the_same_facts_behind_bdat_and_behind_data(bytes in nasty(), cut in 1usize..7) {
        let canonical = chunked(&[&bytes, b"\r\n"], LineEndings::Correct).0;
        let wire = stuff(&[&canonical]);
        let (message, facts, rest) = whole(&wire);
        prop_assert_eq!(rest, Some(vec![]));
        let pieces: Vec<&[u8]> = canonical.chunks(cut).collect();
        prop_assert_eq!(chunked(&pieces, LineEndings::Strict), (message, facts));
    }

    #[test]
    fn any_split_gives_the_same_message(bytes in nasty(), cuts in proptest::collection::vec(1usize..6, 1..40)) {
        let mut pieces = Vec::new();
        let (mut rest, mut cuts) = (&bytes[..], cuts.iter().cycle());
        while !rest.is_empty() {
            let (piece, tail) = rest.split_at((*cuts.next().unwrap()).min(rest.len()));
            pieces.push(piece);
            rest = tail;
        }
        for endings in [LineEndings::Strict, LineEndings::Correct] {
            prop_assert_eq!(decode(&pieces, endings), decode(&[&bytes], endings));
        }
        prop_assert_eq!(stuff(&pieces), stuff(&[&bytes]));
    }

    #[test]
    fn only_crlf_dot_crlf_ends_a_message(bytes in nasty()) {
        let truth = end_by_definition(&bytes);
        for endings in [LineEndings::Strict, LineEndings::Correct] {
            let (_, _, rest) = decode(&[&bytes], endings);
            prop_assert_eq!(rest, truth.map(|at| bytes[at + 3..].to_vec()));
        }
    }

    #[test]
    fn unstuffing_what_was_stuffed_gives_the_message_back(lines in proptest::collection::vec("[.x]{0,5}", 0..20)) {
        let message: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let (decoded, facts, rest) = whole(&stuff(&[message.as_bytes()]));
        prop_assert_eq!(decoded, message.as_bytes());
        prop_assert_eq!((facts.bare_line_ending, rest), (false, Some(vec![])));
    }

    #[test]
    fn what_leaves_is_canonical_whatever_came_in(bytes in nasty()) {
        let (_, facts, rest) = whole(&stuff(&[&bytes]));
        prop_assert_eq!((facts.bare_line_ending, rest), (false, Some(vec![])));
    }
}
