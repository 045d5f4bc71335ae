//! Another server's side of whole conversations under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| postkontor_fuzz::client::check(data));
