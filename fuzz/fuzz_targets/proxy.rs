//! The reader of PROXY headers under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| postkontor_fuzz::proxy::check(data));
