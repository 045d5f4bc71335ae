//! SASL mechanisms without I/O: octets in, a challenge or a question to the accounts out.
//!
//! The session does the base64 and the `*`; a mechanism sees decoded octets only. PLAIN and LOGIN carry the password
//! itself ("basic"); mechanisms that ask for key material first will add a [`Step`] of their own.
//!
//! Sources: RFC 4422 (SASL), RFC 4954 (SMTP AUTH), RFC 4616 (PLAIN), draft-murchison-sasl-login (LOGIN).

pub mod login;
pub mod plain;

use crate::mail::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The mechanisms this server knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mechanism {
    /// `PLAIN`
    Plain,
    /// `LOGIN`
    Login,
}

/// What a client gave to prove who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// By which mechanism.
    pub mechanism: Mechanism,
    /// Whose password it is, as the client wrote it: `user`, `user@domain` or `DOMAIN\user`. Not empty, no controls.
    pub authcid: Box<str>,
    /// As whom it wants to act; empty for itself.
    pub authzid: Box<str>,
    /// The password.
    pub password: Secret<String>,
}

/// What comes next in an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this challenge (not yet in base64) and wait for the response.
    Challenge(&'static [u8]),
    /// Ask the accounts.
    Check(Credentials),
    /// The response is not what the mechanism expects.
    Malformed,
}

/// One running exchange.
#[derive(Debug)]
pub enum Exchange {
    /// PLAIN has one step.
    Plain,
    /// LOGIN has two.
    Login(login::Login),
}

impl Mechanism {
    /// All, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Login];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::Login => "LOGIN",
        }
    }

    /// The mechanism of this name, compared without regard to case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name().eq_ignore_ascii_case(name))
    }

    /// Whether the password itself crosses the line, so that TLS is wanted around it.
    pub fn is_basic(self) -> bool {
        match self {
            Self::Plain | Self::Login => true,
        }
    }

    /// Starts an exchange.
    pub fn start(self) -> Exchange {
        match self {
            Self::Plain => Exchange::Plain,
            Self::Login => Exchange::Login(login::Login::default()),
        }
    }
}

impl Exchange {
    /// Takes the initial response (`None`: the client sent none) or the answer to a challenge.
    pub fn step(&mut self, response: Option<&[u8]>) -> Step {
        match (self, response) {
            // RFC 4954 §4: without an initial response the challenge is empty.
            (Self::Plain, None) => Step::Challenge(b""),
            (Self::Plain, Some(response)) => plain::read(response).map_or(Step::Malformed, Step::Check),
            (Self::Login(login), response) => login.step(response),
        }
    }
}

/// Base64 as RFC 4648 §4 has it: canonical padding, no other characters. `None` for anything else.
pub fn decode_base64(text: &[u8]) -> Option<Secret<Vec<u8>>> {
    STANDARD.decode(text).ok().map(Secret::new)
}

/// Base64 with padding (RFC 4648 §4).
pub fn encode_base64(octets: &[u8]) -> String {
    STANDARD.encode(octets)
}

/// A name or password: UTF-8 without control characters.
fn text(octets: &[u8]) -> Option<&str> {
    std::str::from_utf8(octets).ok().filter(|t| !t.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_strict() {
        assert_eq!(decode_base64(b"AGEAYg==").unwrap().expose(), b"\0a\0b");
        assert_eq!(decode_base64(b"").unwrap().expose(), b"");
        for bad in [&b"AGEAYg"[..], b"AGEAYg=", b"AGEA Yg==", b"A", b"====", b"AGEAYh==", b"AGEAYg==x", b"-_-_"] {
            assert!(decode_base64(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn plain_takes_name_and_password_and_nothing_odd() {
        let mut exchange = Mechanism::Plain.start();
        assert_eq!(exchange.step(None), Step::Challenge(b""));
        let Step::Check(c) = exchange.step(Some("boss\0anna\0säkert".as_bytes())) else { panic!("not accepted") };
        assert_eq!((&*c.authzid, &*c.authcid, c.password.expose().as_str()), ("boss", "anna", "säkert"));
        for bad in [&b""[..], b"anna", b"\0anna", b"\0\0x", b"\0anna\0x\0y", b"\0an\nna\0x", b"\0\xff\0x"] {
            assert_eq!(Mechanism::Plain.start().step(Some(bad)), Step::Malformed, "{bad:?}");
        }
    }

    #[test]
    fn login_asks_for_name_and_password() {
        let mut exchange = Mechanism::Login.start();
        assert_eq!(exchange.step(None), Step::Challenge(b"Username:"));
        assert_eq!(exchange.step(Some(b"anna")), Step::Challenge(b"Password:"));
        let Step::Check(c) = exchange.step(Some(b"secret")) else { panic!("not accepted") };
        assert_eq!((&*c.authzid, &*c.authcid, c.password.expose().as_str()), ("", "anna", "secret"));
        let mut exchange = Mechanism::Login.start();
        assert_eq!(exchange.step(Some(b"anna")), Step::Challenge(b"Password:"));
        assert_eq!(Mechanism::Login.start().step(Some(b"")), Step::Malformed);
    }
}
