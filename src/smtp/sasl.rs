//! SASL mechanisms without I/O: octets in; a challenge, a question to the accounts or a claim out.
//!
//! The session does the base64 and the `*`; a mechanism sees decoded octets only. PLAIN and LOGIN carry the password
//! itself ("basic"). SCRAM and NTLM ("integrated") never do: they need something kept for the account, a nonce or the
//! time, ask for it with a [`Step::Ask`] and are told with [`Exchange::told`]. The client's side of all of them is
//! [`initiator`].
//!
//! | mechanism | client | server | asks for |
//! |---|---|---|---|
//! | PLAIN | name, password | | |
//! | LOGIN | name | `Password:` | |
//! | SCRAM | name, nonce | salt, iterations, nonce | keys of the name, a nonce |
//! | NTLM | what it can | challenge, time | a challenge and the time, then the NT hash |
//!
//! Invariants: an unknown name costs the same work and gets the same answers as a wrong proof; what is compared is
//! compared in constant time; no secret shows in `Debug` output.
//!
//! Sources: RFC 4422 (SASL), RFC 4954 (SMTP AUTH), RFC 4616 (PLAIN), draft-murchison-sasl-login (LOGIN), RFC 5802 and 7677
//! (SCRAM), RFC 5929 and 9266 (channel bindings), RFC 4013 (SASLprep), MS-NLMP (NTLM), MS-XLOGIN (NTLM in SMTP).

pub mod channel;
pub mod initiator;
pub mod login;
pub mod ntlm;
pub mod plain;
pub mod scram;

pub use channel::Bindings;

use crate::mail::{Domain, Secret};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;

/// The mechanisms this server knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mechanism {
    /// `SCRAM-SHA-256-PLUS`: bound to the TLS channel, so that nobody can sit in between.
    ScramSha256Plus,
    /// `SCRAM-SHA-256`
    ScramSha256,
    /// `NTLM`, version 2 only.
    Ntlm,
    /// `PLAIN`
    Plain,
    /// `LOGIN`
    Login,
}

/// What a client gave to prove who it is, with the password itself.
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

/// What came of a proof that was looked at here, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// By which mechanism.
    pub mechanism: Mechanism,
    /// Who is said to be proved, as in [`Credentials::authcid`]; empty when the client named nobody.
    pub authcid: Box<str>,
    /// As whom it wants to act; empty for itself.
    pub authzid: Box<str>,
    /// Whether it is proved.
    pub verdict: Result<(), Denial>,
    /// What the server says to prove itself in turn, after the proof was accepted (SCRAM).
    pub confirmation: Option<Box<[u8]>>,
}

/// Why a proof is none. The client is told the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    /// Unknown name, no key for this mechanism, or wrong password; nobody outside can tell which.
    #[error("wrong name or password")]
    Wrong,
    /// The client's end of the TLS channel is not ours, or it was led to believe that we cannot bind to the channel:
    /// somebody sits in between.
    #[error("the log-on belongs to another connection: somebody may sit in between")]
    Channel,
    /// The message was changed on its way (NTLM's MIC).
    #[error("the log-on was changed on its way: somebody may sit in between")]
    Tampered,
    /// NTLM without a name or an answer.
    #[error("anonymous NTLM is not accepted")]
    Anonymous,
    /// LM or NTLM version 1, which can be broken in hours.
    #[error("the mail program speaks only NTLM version 1, which is not accepted; use another way of logging on, or a newer program")]
    OldNtlm,
}

/// What a client claims, for the accounts to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// A password to verify.
    Password(Credentials),
    /// A proof that was verified; the account behind the name may still be disabled.
    Proof(Proof),
}

/// What a mechanism needs to know to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry {
    /// The SCRAM keys of this name, or decoys; and a nonce.
    Scram {
        /// As the client wrote it.
        name: Box<str>,
    },
    /// Eight random octets and the time.
    NtlmChallenge,
    /// The NT hash of this name.
    NtHash {
        /// `user`, `user@domain` or `DOMAIN\user`.
        name: Box<str>,
    },
}

/// The answer to an [`Inquiry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Material {
    /// To [`Inquiry::Scram`].
    Scram {
        /// Of the account, or [`scram::Keys::decoy`].
        keys: scram::Keys,
        /// They are no decoys.
        known: bool,
        /// Printable ASCII without comma, never used before; 18 octets or more.
        nonce: Box<str>,
    },
    /// To [`Inquiry::NtlmChallenge`].
    NtlmChallenge {
        /// Random, never used before.
        challenge: [u8; 8],
        /// Now, in 100 ns since 1601 (a Windows FILETIME).
        time: u64,
    },
    /// To [`Inquiry::NtHash`]; `None` for an unknown name or an account without one.
    NtHash(Option<ntlm::NtHash>),
}

/// What comes next in an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send this challenge (not yet in base64) and wait for the response.
    Challenge(Cow<'static, [u8]>),
    /// Find this out and tell it with [`Exchange::told`].
    Ask(Inquiry),
    /// Ask the accounts.
    Check(Claim),
    /// The response is not what the mechanism expects.
    Malformed,
}

/// The connection as far as mechanisms care.
#[derive(Debug, Clone)]
pub struct Channel<'a> {
    /// Who we are.
    pub fqdn: &'a Domain,
    /// What the TLS channel is known by; `None` in clear.
    pub bindings: Option<Bindings>,
    /// `SCRAM-SHA-256-PLUS` was offered on this channel.
    pub plus_offered: bool,
}

/// One running exchange.
#[derive(Debug)]
pub enum Exchange {
    /// PLAIN has one step.
    Plain,
    /// LOGIN has two.
    Login(login::Login),
    /// SCRAM has two, and a confirmation.
    Scram(Box<scram::Scram>),
    /// NTLM has two.
    Ntlm(Box<ntlm::Ntlm>),
}

impl Mechanism {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::ScramSha256Plus, Self::ScramSha256, Self::Ntlm, Self::Plain, Self::Login];

    /// Those that carry the password itself.
    pub const BASIC: [Self; 2] = [Self::Plain, Self::Login];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::ScramSha256Plus => "SCRAM-SHA-256-PLUS",
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::Ntlm => "NTLM",
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
        Self::BASIC.contains(&self)
    }

    /// Whether it needs a TLS channel to bind to.
    pub fn binds(self) -> bool {
        self == Self::ScramSha256Plus
    }

    /// Starts an exchange.
    pub fn start(self, channel: &Channel<'_>) -> Exchange {
        match self {
            Self::Plain => Exchange::Plain,
            Self::Login => Exchange::Login(login::Login::default()),
            Self::ScramSha256 | Self::ScramSha256Plus => Exchange::Scram(Box::new(scram::Scram::new(self, channel))),
            Self::Ntlm => Exchange::Ntlm(Box::new(ntlm::Ntlm::new(channel))),
        }
    }
}

impl Exchange {
    /// Takes the initial response (`None`: the client sent none) or the answer to a challenge.
    pub fn step(&mut self, response: Option<&[u8]>) -> Step {
        match (self, response) {
            // RFC 4954 §4: without an initial response the challenge is empty.
            (Self::Plain | Self::Scram(_) | Self::Ntlm(_), None) => Step::Challenge(Cow::Borrowed(b"")),
            (Self::Plain, Some(response)) => plain::read(response).map_or(Step::Malformed, |c| Step::Check(Claim::Password(c))),
            (Self::Login(login), response) => login.step(response),
            (Self::Scram(scram), Some(response)) => scram.step(response),
            (Self::Ntlm(ntlm), Some(response)) => ntlm.step(response),
        }
    }

    /// Takes the answer to [`Step::Ask`]. One that does not fit the question ends the exchange.
    pub fn told(&mut self, material: Material) -> Step {
        match self {
            Self::Scram(scram) => scram.told(material),
            Self::Ntlm(ntlm) => ntlm.told(material),
            Self::Plain | Self::Login(_) => Step::Malformed,
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

/// A name or password in the one form it is compared in: SASLprep (RFC 4013), so that `é` typed as one character and as
/// two are the same.
///
/// Deviation: RFC 4013 refuses what Unicode 3.2 did not know yet, emoji for one. Such a text is taken as it is, as other
/// servers do; a client that prepares as the RFC says could not send it anyway.
///
/// ```
/// use postkontor::smtp::sasl::prepare;
/// assert_eq!(prepare("cafe\u{301}\u{a0}IX"), "café IX");
/// assert_eq!(prepare("🔑"), "🔑");
/// ```
pub fn prepare(text: &str) -> Cow<'_, str> {
    stringprep::saslprep(text).unwrap_or(Cow::Borrowed(text))
}

/// A name or password: UTF-8 without control characters.
fn text(octets: &[u8]) -> Option<&str> {
    std::str::from_utf8(octets).ok().filter(|t| !t.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn in_clear(fqdn: &Domain) -> Channel<'_> {
        Channel { fqdn, bindings: None, plus_offered: false }
    }

    fn start(mechanism: Mechanism) -> Exchange {
        mechanism.start(&in_clear(&Domain::parse("mail.example.test").unwrap()))
    }

    fn challenge(text: &'static str) -> Step {
        Step::Challenge(Cow::Borrowed(text.as_bytes()))
    }

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
        let mut exchange = start(Mechanism::Plain);
        assert_eq!(exchange.step(None), challenge(""));
        let Step::Check(Claim::Password(c)) = exchange.step(Some("boss\0anna\0säkert".as_bytes())) else { panic!("not accepted") };
        assert_eq!((&*c.authzid, &*c.authcid, c.password.expose().as_str()), ("boss", "anna", "säkert"));
        for bad in [&b""[..], b"anna", b"\0anna", b"\0\0x", b"\0anna\0x\0y", b"\0an\nna\0x", b"\0\xff\0x"] {
            assert_eq!(start(Mechanism::Plain).step(Some(bad)), Step::Malformed, "{bad:?}");
        }
    }

    #[test]
    fn login_asks_for_name_and_password() {
        let mut exchange = start(Mechanism::Login);
        assert_eq!(exchange.step(None), challenge("Username:"));
        assert_eq!(exchange.step(Some(b"anna")), challenge("Password:"));
        let Step::Check(Claim::Password(c)) = exchange.step(Some(b"secret")) else { panic!("not accepted") };
        assert_eq!((&*c.authzid, &*c.authcid, c.password.expose().as_str()), ("", "anna", "secret"));
        let mut exchange = start(Mechanism::Login);
        assert_eq!(exchange.step(Some(b"anna")), challenge("Password:"));
        assert_eq!(start(Mechanism::Login).step(Some(b"")), Step::Malformed);
    }

    #[test]
    fn an_answer_that_does_not_fit_the_question_ends_the_exchange() {
        for mechanism in Mechanism::ALL {
            assert_eq!(start(mechanism).told(Material::NtHash(None)), Step::Malformed, "{mechanism:?}");
        }
    }
}
