//! The file of a certification authority.

use postkontor::certificate::read::{LARGEST_FILE, MOST_CERTIFICATES, certificates};

/// What is read out of a file was in it, is a certificate, and is not more than there may be; reading it again changes nothing.
pub fn check(data: &[u8]) {
    assert!(data.len() <= LARGEST_FILE, "the search keeps below it");
    let Ok(found) = certificates(data) else { return };
    assert!(!found.is_empty() && found.len() <= MOST_CERTIFICATES);
    for certificate in &found {
        assert_eq!(certificates(certificate).as_deref(), Ok(std::slice::from_ref(certificate)));
    }
}
