//! The reader of command lines under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| postkontor_fuzz::line::check(data));
