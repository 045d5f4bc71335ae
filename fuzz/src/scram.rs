//! Both messages of a SCRAM client.

use postkontor::smtp::sasl::Bindings;
use postkontor::smtp::sasl::scram::{First, Keys};

/// Nobody logs on who does not know the password, and nothing breaks.
pub fn check(data: &[u8]) {
    let bindings = Bindings { exporter: Some([1; 32]), end_point: Some([2; 32].into()) };
    let keys = Keys::decoy(b"secret", "anna", 4096);
    for (plus, offered) in [(false, false), (false, true), (true, true)] {
        if let Ok(first) = First::read(data, plus, &bindings, offered) {
            let (last, challenge) = first.challenge(keys.clone(), true, "nonce");
            assert!(challenge.is_ascii() && !challenge.contains(['\r', '\n']));
            assert!(!matches!(last.verify(data), Ok(Ok(_))));
        }
    }
    if let Ok(first) = First::read(b"n,,n=anna,r=client", false, &bindings, false) {
        let (last, _) = first.challenge(keys, true, "nonce");
        assert!(!matches!(last.verify(data), Ok(Ok(_))));
    }
}
