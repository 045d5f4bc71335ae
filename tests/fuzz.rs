//! Replays what fuzzing keeps: every file of `fuzz/corpus/<target>/` through the check of its target.
//!
//! The search itself is `make fuzz`; what it finds is put into the corpus and so stays found.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a check says what is wrong by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "the file belongs to a package of its own")]

#[path = "../fuzz/src/lib.rs"]
mod checks;

use std::path::Path;

/// Every input of a target, also cut short at each of its octets while it is small.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        let input = std::fs::read(&path).unwrap();
        eprintln!("{}", path.display());
        check(&input);
        (0..input.len().min(200)).for_each(|length| check(&input[..length]));
        count += 1;
    }
    assert!(count >= 5, "{target}: {count} inputs are no corpus");
    check(&[]);
}

#[test]
fn lines_stand_all_that_was_ever_found() {
    replay("line", checks::line::check);
}

#[test]
fn commands_stand_all_that_was_ever_found() {
    replay("command", checks::command::check);
}

#[test]
fn addresses_stand_all_that_was_ever_found() {
    replay("address", checks::address::check);
}

#[test]
fn bodies_stand_all_that_was_ever_found() {
    replay("body", checks::body::check);
}

#[test]
fn sessions_stand_all_that_was_ever_found() {
    replay("session", checks::session::check);
}

#[test]
fn replies_stand_all_that_was_ever_found() {
    replay("reply", checks::reply::check);
}

#[test]
fn scram_clients_stand_all_that_was_ever_found() {
    replay("scram", checks::scram::check);
}

#[test]
fn ntlm_clients_stand_all_that_was_ever_found() {
    replay("ntlm", checks::ntlm::check);
}

#[test]
fn proxy_headers_stand_all_that_was_ever_found() {
    replay("proxy", checks::proxy::check);
}

#[test]
fn challenges_stand_all_that_was_ever_found() {
    replay("initiator", checks::initiator::check);
}

#[test]
fn clients_stand_all_that_was_ever_found() {
    replay("client", checks::client::check);
}

#[test]
fn answers_of_authorities_stand_all_that_was_ever_found() {
    replay("answer", checks::answer::check);
}

#[test]
fn pfx_files_stand_all_that_was_ever_found() {
    replay("pfx", checks::pfx::check);
}
