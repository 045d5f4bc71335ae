//! .pfx files.

use postkontor::certificate::pfx::unlock;
use postkontor::certificate::read::MOST_CERTIFICATES;
use postkontor::mail::Secret;

/// Nothing breaks, and what is read is bounded.
pub fn check(data: &[u8]) {
    // Counts of rounds are part of the file, and each one costs: what has a large one is passed over by its three octets.
    if data.windows(5).any(|octets| matches!(octets, [0x02, 0x03, high, ..] if *high > 0) || matches!(octets, [0x02, 0x04, ..])) {
        return;
    }
    for password in ["", "x"] {
        if let Ok(found) = unlock(data, &Secret::from(password)) {
            assert!(found.certs.len() <= MOST_CERTIFICATES && found.keys.len() <= MOST_CERTIFICATES);
        }
    }
}
