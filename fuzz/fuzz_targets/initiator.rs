//! Challenges to us as a client under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| postkontor_fuzz::initiator::check(data));
