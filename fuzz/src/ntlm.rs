//! Both messages of an NTLM client.

use postkontor::mail::Domain;
use postkontor::smtp::sasl::ntlm::{Answer, Challenged, NtHash};

const NEGOTIATE: &[u8] = b"NTLMSSP\0\x01\0\0\0\x05\x82\x08\xa2";

/// Nobody logs on who does not know the password, and nothing breaks.
pub fn check(data: &[u8]) {
    let fqdn = Domain::parse("mail.example.test").expect("a domain");
    if let Some((_, message)) = Challenged::start(data, &fqdn, [1; 8], u64::MAX) {
        assert!(message.starts_with(b"NTLMSSP\0\x02\0\0\0") && Answer::read(&message).is_err());
    }
    let (challenged, _) = Challenged::start(NEGOTIATE, &fqdn, [1; 8], 7).expect("a first message");
    if let Ok(answer) = Answer::read(data) {
        assert!(!answer.name().is_empty() && !answer.name().chars().any(char::is_control));
        let hash: NtHash = "5f4dcc3b5aa765d61d8327deb882cf99".parse().expect("a hash");
        assert!(challenged.verify(&answer, Some(&hash), Some([4; 16])).is_err());
        assert!(challenged.verify(&answer, None, None).is_err());
    }
}
