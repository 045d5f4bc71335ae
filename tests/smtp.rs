//! The SMTP machines from outside: transcripts against the session, the ends of data that are none, the
//! client and the session with each other, and a comparison of the command grammar with another one.
//!
//! How a transcript is written stands in `tests/smtp/runner.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

#[path = "smtp/differential.rs"]
mod differential;
#[path = "smtp/end_of_data.rs"]
mod end_of_data;
#[path = "support/office.rs"]
#[allow(dead_code, reason = "of the office only its client is needed here")]
mod office;
#[path = "smtp/pair.rs"]
mod pair;
#[path = "smtp/runner.rs"]
mod runner;
#[path = "smtp/socket.rs"]
mod socket;
#[path = "smtp/splits.rs"]
mod splits;

use runner::{Feed, Transcript};
use std::collections::BTreeSet;
use std::path::Path;

fn transcripts() -> Vec<Transcript> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "smtp"));
    paths.sort();
    paths.iter().map(|path| Transcript::read(path)).collect()
}

fn run_all(transcripts: &[Transcript], feed: Feed) {
    let failures: Vec<_> = transcripts.iter().filter_map(|transcript| transcript.run(feed).err()).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_transcript_goes_as_written() {
    run_all(&transcripts(), Feed::Whole);
}

#[test]
fn every_transcript_goes_the_same_one_octet_at_a_time() {
    // Rows 1, 8 and 10 are about what comes in one piece.
    let mut all = transcripts();
    all.retain(|transcript| transcript.rows.is_disjoint(&BTreeSet::from([1, 8, 10])));
    run_all(&all, Feed::Octets);
}

#[test]
fn each_row_of_the_conformance_table_has_a_transcript() {
    let proved: BTreeSet<u32> = transcripts().iter().flat_map(|transcript| transcript.rows.iter().copied()).collect();
    // 37 is about names in the file system.
    let wanted: BTreeSet<u32> = (1..=43).filter(|row| *row != 37).collect();
    let missing: Vec<_> = wanted.difference(&proved).collect();
    assert!(missing.is_empty(), "rows without a transcript: {missing:?}");
}
