//! Logging on, with a server that does not always play fair.

use super::*;
use crate::smtp::sasl::scram::{Keys, Last};
use crate::smtp::sasl::{decode_base64, encode_base64};

/// A client that may send its password in clear or not, behind EHLO with these mechanisms offered.
fn offered(integrated: bool, in_clear: bool, mechanisms: &str) -> Stage {
    let mut stage = Stage::new(|config| {
        config.login = Some(super::login(integrated));
        config.login_in_clear = in_clear;
    });
    stage.says("220 hi");
    stage.sends("EHLO us.example.test\r\n");
    stage.offers(&format!("AUTH {mechanisms}"));
    stage
}

impl Stage {
    fn challenge(&mut self, octets: &[u8]) {
        self.says(&format!("334 {}", encode_base64(octets)));
    }

    /// What the client responds, decoded.
    fn responds(&mut self) -> Vec<u8> {
        match self.next() {
            ClientOutput::Send(bytes) => decode_base64(bytes.trim_ascii_end()).unwrap().expose().clone(),
            other => panic!("{other:?} instead of a response"),
        }
    }

    fn hashes(&mut self) {
        match self.next() {
            ClientOutput::Hash(work) => self.client.hashed(self.now, &work.run()),
            other => panic!("{other:?} instead of work"),
        }
    }

    /// Up to the proof of SCRAM; what a server that has these keys makes of it.
    fn scram(&mut self, keys: Keys) -> (Vec<u8>, Last) {
        self.sends("AUTH SCRAM-SHA-256\r\n");
        self.says("334 ");
        let first = self.responds();
        let first = crate::smtp::sasl::scram::First::read(&first, false, &Bindings::default(), false).unwrap();
        let (last, challenge) = first.challenge(keys, true, "ofthisserver");
        self.challenge(challenge.as_bytes());
        self.hashes();
        (self.responds(), last)
    }
}

fn keys() -> Keys {
    Keys::derive(&"secret".into(), b"0123456789abcdef", 4096)
}

#[test]
fn scram_comes_first_and_ends_only_when_the_server_has_proved_itself() {
    let mut stage = offered(false, true, "PLAIN LOGIN SCRAM-SHA-256 NTLM SCRAM-SHA-256-PLUS");
    let (proof, last) = stage.scram(keys());
    let confirmation = last.verify(&proof).unwrap().unwrap();
    stage.challenge(confirmation.as_bytes());
    stage.sends("\r\n");
    stage.says("235 ok");
    stage.is_ready();
    assert_eq!(stage.client.logged_on_by(), Some(Mechanism::ScramSha256));
}

#[test]
fn a_server_that_cannot_prove_itself_gets_neither_mail_nor_the_password() {
    for forged in ["334 dj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQT0=", "334 !", "334 ", "235 ok"] {
        let mut stage = offered(false, true, "SCRAM-SHA-256 PLAIN");
        stage.scram(keys());
        stage.says(forged);
        assert_eq!(stage.failed(), ClientError { phase: ClientPhase::Login, what: Failure::LoginUnproven }, "{forged}");
        assert!(matches!(stage.next(), ClientOutput::Idle));
    }
}

#[test]
fn a_refused_proof_lets_the_next_way_have_its_turn_once() {
    let mut stage = offered(false, true, "SCRAM-SHA-256 PLAIN LOGIN");
    stage.scram(keys());
    stage.says("535 5.7.8 no keys for that");
    stage.sends("AUTH PLAIN\r\n");
    stage.says("334 ");
    assert_eq!(stage.responds(), b"\0anna\0secret");
    stage.says("535 5.7.8 no");
    let error = stage.failed();
    assert!(matches!(&error.what, Failure::Refused(reply) if reply.lines[0].as_ref() == "no"), "{error:?}");
    // Not in clear, and not as Integrated: then the refusal of the proof is the last word.
    for (integrated, in_clear) in [(false, false), (true, true)] {
        let mut stage = offered(integrated, in_clear, "SCRAM-SHA-256 PLAIN LOGIN");
        stage.scram(keys());
        stage.says("535 5.7.8 no");
        assert!(matches!(stage.failed().what, Failure::Refused(_)));
    }
    // A server that is busy is not asked in another way.
    let mut stage = offered(false, true, "SCRAM-SHA-256 PLAIN");
    stage.scram(keys());
    stage.says("454 4.7.0 later");
    assert!(matches!(stage.failed().what, Failure::Refused(_)));
}

#[test]
fn integrated_never_sends_the_password_itself() {
    let mut stage = offered(true, true, "PLAIN LOGIN");
    assert_eq!(stage.failed().what, Failure::LoginNotOffered);
    let mut stage = offered(true, false, "PLAIN NTLM");
    stage.sends("AUTH NTLM\r\n");
    // Exchange says something for people here.
    stage.says("334 NTLM supported");
    assert!(stage.responds().starts_with(b"NTLMSSP\0\x01"));
}

#[test]
fn challenges_that_are_none_end_the_log_on() {
    for (mechanism, integrated) in [("SCRAM-SHA-256", false), ("NTLM", true)] {
        for garbage in ["334 !!!", "334 ", "334 bm9uc2Vuc2U=", "235 ok"] {
            let mut stage = offered(integrated, true, mechanism);
            stage.sends(&format!("AUTH {mechanism}\r\n"));
            stage.says("334 ");
            stage.responds();
            stage.says(garbage);
            assert_eq!(stage.failed().what, Failure::LoginOdd, "{mechanism} {garbage}");
        }
    }
    let mut stage = offered(false, true, "PLAIN");
    stage.sends("AUTH PLAIN\r\n");
    stage.says("235 already");
    assert_eq!(stage.failed().what, Failure::LoginOdd);
}

#[test]
fn a_server_that_asks_for_ever_is_left() {
    for (mechanism, questions) in [("PLAIN", 1), ("LOGIN", 2)] {
        let mut stage = offered(false, true, mechanism);
        stage.sends(&format!("AUTH {mechanism}\r\n"));
        for _ in 0..questions {
            stage.says("334 more");
            stage.responds();
        }
        stage.says("334 more");
        assert_eq!(stage.failed().what, Failure::LoginOdd);
    }
    // While the proof is computed nothing is to be said.
    let mut stage = offered(false, true, "SCRAM-SHA-256");
    stage.sends("AUTH SCRAM-SHA-256\r\n");
    stage.says("334 ");
    let first = String::from_utf8(stage.responds()).unwrap();
    let nonce = first.split("r=").nth(1).unwrap();
    stage.challenge(format!("r={nonce}x,s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4096").as_bytes());
    stage.says("334 more");
    assert!(matches!(stage.next(), ClientOutput::Hash(_)));
    assert!(matches!(stage.failed().what, Failure::Refused(_)));
}

#[test]
fn work_without_end_is_not_begun() {
    let mut stage = offered(false, true, "SCRAM-SHA-256");
    stage.sends("AUTH SCRAM-SHA-256\r\n");
    stage.says("334 ");
    let first = String::from_utf8(stage.responds()).unwrap();
    let nonce = first.split("r=").nth(1).unwrap();
    stage.challenge(format!("r={nonce}x,s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4000000000").as_bytes());
    assert_eq!(stage.failed().what, Failure::LoginOdd);
}

#[test]
fn silence_at_any_step_of_the_log_on_ends_it() {
    let mut stage = offered(true, true, "NTLM");
    stage.sends("AUTH NTLM\r\n");
    stage.now += Duration::from_secs(300);
    assert_eq!(stage.failed(), ClientError { phase: ClientPhase::Login, what: Failure::TimedOut });
}
