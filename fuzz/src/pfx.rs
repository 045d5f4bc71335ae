//! .pfx files.

use postkontor::certificate::pfx::unlock;
use postkontor::certificate::read::MOST_CERTIFICATES;
use postkontor::mail::Secret;

/// Nothing breaks, and what is read is bounded.
pub fn check(data: &[u8]) {
    // How often a password is hashed stands in the file, and the search is for other things.
    if dear(data, 0) {
        return;
    }
    for password in ["", "x"] {
        if let Ok(found) = unlock(data, &Secret::from(password)) {
            assert!(found.certs.len() <= MOST_CERTIFICATES && found.keys.len() <= MOST_CERTIFICATES);
        }
    }
}

/// Whether there is an integer above 4095 among these elements, or in those within them.
fn dear(mut data: &[u8], depth: usize) -> bool {
    while let [tag, length, rest @ ..] = data {
        let (length, rest) = match length {
            0..=0x7f => (usize::from(*length), rest),
            0x81..=0x84 => {
                let Some((octets, rest)) = rest.split_at_checked(usize::from(length & 0x7f)) else { return false };
                (octets.iter().fold(0, |sum, octet| (sum << 8) | usize::from(*octet)), rest)
            }
            _ => return false,
        };
        let (body, after) = rest.split_at(length.min(rest.len()));
        let count = body.iter().fold(0u64, |sum, octet| (sum << 8) | u64::from(*octet));
        // Serial numbers are longer.
        if *tag == 2 && body.len() <= 8 && count > 4095 || matches!(tag, 4 | 0x20..) && depth < 16 && dear(body, depth + 1) {
            return true;
        }
        data = after;
    }
    false
}
