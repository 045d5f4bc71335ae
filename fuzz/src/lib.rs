//! What must hold for any octets at all: one module a target, each with `check`, which panics where it does not.
//!
//! `make fuzz` searches for such octets with libFuzzer; `make test` replays `corpus/<target>/` (`tests/fuzz.rs`), where
//! everything ever found lies. A new target is a module here, a file of three lines in `fuzz_targets/`, a `[[bin]]` in
//! `Cargo.toml`, a line in the Makefile's `FUZZ_TARGETS` and a corpus.

pub mod address;
pub mod answer;
pub mod body;
pub mod client;
pub mod command;
pub mod initiator;
pub mod line;
pub mod ntlm;
pub mod pfx;
pub mod proxy;
pub mod reply;
pub mod scram;
pub mod session;

/// The input cut into pieces, whose lengths it says itself: each octet of the head is a length.
fn pieces(data: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let count = data.first().map_or(0, |n| usize::from(n % 16)).min(data.len().saturating_sub(1));
    let (cuts, whole) = data.get(1..).unwrap_or_default().split_at(count);
    let (mut pieces, mut rest) = (Vec::new(), whole);
    for cut in cuts {
        let (piece, tail) = rest.split_at(usize::from(*cut).min(rest.len()));
        pieces.push(piece);
        rest = tail;
    }
    pieces.push(rest);
    (pieces, whole)
}
