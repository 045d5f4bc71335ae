//! The NTLM server under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| postkontor_fuzz::ntlm::check(data));
