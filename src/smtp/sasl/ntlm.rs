//! NTLM version 2, the server's side (MS-NLMP), against NT hashes of our own accounts; no Windows domain is asked. The
//! client's side is in [`client`].
//!
//! ```text
//!  client  NEGOTIATE      what it can           ─▶ ── challenge, time ─▶
//!  server  CHALLENGE      eight random octets, the time, our names     ◀──┘
//!  client  AUTHENTICATE   name, answer          ─▶ Answer ── NT hash ─▶ Claim
//! ```
//!
//! Refused whatever the password: LM and version 1 answers, and anonymous log-ons. The MIC over all three messages is
//! verified where the answer promises one (the promise itself cannot be taken out: the answer covers it), and the
//! channel the client thinks it is on where it names one.
//!
//! Weakness of the protocol, told where it is switched on: the NT hash is as good as the password, and old digests (MD4,
//! MD5, RC4) are all it has. It is offered only while an account allows it.

pub mod client;
mod message;

pub use message::{Answer, Fault};

use super::{Channel, Claim, Denial, Inquiry, Material, Mechanism, Proof, Step, prepare};
use crate::mail::{Domain, Secret};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use md4::{Digest, Md4};
use md5::Md5;
use message::{Names, challenge_message, is_negotiate};
use std::fmt;
use std::str::FromStr;
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

/// What is kept of a password for NTLM: MD4 over it in UTF-16. As good as the password to whoever has it. Written as 32
/// hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct NtHash(Secret<[u8; 16]>);

/// The text is no NT hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not an NT hash (32 hexadecimal digits)")]
pub struct HashError;

impl NtHash {
    /// Hashes a password.
    pub fn of(password: &Secret<String>) -> Self {
        let prepared = Zeroizing::new(prepare(password.expose()).into_owned());
        let octets = Zeroizing::new(utf16(&prepared));
        Self(Secret::new(Md4::digest(&*octets).into()))
    }

    /// The hash as text, for the account file.
    pub fn to_text(&self) -> Secret<String> {
        Secret::new(self.0.expose().iter().map(|octet| format!("{octet:02x}")).collect())
    }
}

impl FromStr for NtHash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        if text.len() != 32 || !text.is_ascii() {
            return Err(HashError);
        }
        let mut hash = [0; 16];
        for (octet, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| HashError)?;
            *octet = u8::from_str_radix(digits, 16).map_err(|_| HashError)?;
        }
        Ok(Self(Secret::new(hash)))
    }
}

impl fmt::Debug for NtHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NtHash(…)")
    }
}

/// A running exchange.
#[derive(Debug)]
pub struct Ntlm {
    names: Names,
    /// What a client on our channel would name it.
    channel: Option<[u8; 16]>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Waiting for NEGOTIATE.
    Start,
    /// Waiting for challenge and time.
    Asked {
        negotiate: Box<[u8]>,
    },
    /// Waiting for AUTHENTICATE.
    Challenged(Challenged),
    /// Waiting for the NT hash.
    Answered(Challenged, Box<Answer>),
    Over,
}

/// What was said before the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenged {
    negotiate: Box<[u8]>,
    message: Box<[u8]>,
    challenge: [u8; 8],
}

impl Ntlm {
    pub(super) fn new(channel: &Channel<'_>) -> Self {
        let bound = channel.bindings.as_ref().and_then(super::Bindings::ntlm);
        Self { names: Names::of(channel.fqdn), channel: bound, state: State::Start }
    }

    pub(super) fn step(&mut self, response: &[u8]) -> Step {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Start if is_negotiate(response) => {
                self.state = State::Asked { negotiate: response.into() };
                Step::Ask(Inquiry::NtlmChallenge)
            }
            State::Challenged(challenged) => match Answer::read(response) {
                Ok(answer) => {
                    let name = answer.name();
                    self.state = State::Answered(challenged, Box::new(answer));
                    Step::Ask(Inquiry::NtHash { name })
                }
                Err(Fault::Malformed) => Step::Malformed,
                Err(Fault::Denied(denial, name)) => claim(name, Err(denial)),
            },
            _ => Step::Malformed,
        }
    }

    pub(super) fn told(&mut self, material: Material) -> Step {
        match (std::mem::replace(&mut self.state, State::Over), material) {
            (State::Asked { negotiate }, Material::NtlmChallenge { challenge, time }) => {
                let (challenged, message) = Challenged::new(negotiate, &self.names, challenge, time);
                self.state = State::Challenged(challenged);
                Step::Challenge(message.into())
            }
            (State::Answered(challenged, answer), Material::NtHash(hash)) => {
                claim(answer.name(), challenged.verify(&answer, hash.as_ref(), self.channel))
            }
            _ => Step::Malformed,
        }
    }
}

impl Challenged {
    fn new(negotiate: Box<[u8]>, names: &Names, challenge: [u8; 8], time: u64) -> (Self, Vec<u8>) {
        let message = challenge_message(&negotiate, names, challenge, time);
        (Self { negotiate, message: message.clone().into(), challenge }, message)
    }

    /// Starts an exchange with a NEGOTIATE message; `None` when it is none. The second is the CHALLENGE message.
    pub fn start(negotiate: &[u8], fqdn: &Domain, challenge: [u8; 8], time: u64) -> Option<(Self, Vec<u8>)> {
        is_negotiate(negotiate).then(|| Self::new(negotiate.into(), &Names::of(fqdn), challenge, time))
    }

    /// Verifies an answer (MS-NLMP §3.3.2). Without a hash the same is computed with another one, and is wrong. `channel`
    /// is what a client on our channel names it.
    ///
    /// # Errors
    /// [`Denial`].
    pub fn verify(&self, answer: &Answer, hash: Option<&NtHash>, channel: Option<[u8; 16]>) -> Result<(), Denial> {
        let nobody = NtHash(Secret::new([0; 16]));
        let key = hmac(hash.unwrap_or(&nobody).0.expose(), &[&utf16(&upper(&answer.user)), &utf16(&answer.domain)]);
        let proof = hmac(&key, &[&self.challenge, &answer.client_challenge]);
        let right = proof.ct_eq(&answer.proof) & Choice::from(u8::from(hash.is_some()));
        let whole = match answer.mic {
            None => Choice::from(1),
            Some(mic) => {
                let base = Zeroizing::new(hmac(&key, &[&proof]));
                let session = Zeroizing::new(match answer.session_key {
                    Some(key) => rc4(&base, key),
                    None => *base,
                });
                hmac(&*session, &[&self.negotiate, &self.message, &answer.without_mic]).ct_eq(&mic)
            }
        };
        let ours = match (answer.channel, channel) {
            (None, _) => Choice::from(1),
            (Some(theirs), Some(ours)) => theirs.ct_eq(&ours),
            // Bound to a TLS channel that is not here: whoever brings the answer took it from there.
            (Some(_), None) => Choice::from(0),
        };
        match (right.into(), whole.into(), ours.into()) {
            (false, _, _) => Err(Denial::Wrong),
            (true, false, _) => Err(Denial::Tampered),
            (true, true, false) => Err(Denial::Channel),
            (true, true, true) => Ok(()),
        }
    }
}

fn claim(authcid: Box<str>, verdict: Result<(), Denial>) -> Step {
    Step::Check(Claim::Proof(Proof { mechanism: Mechanism::Ntlm, authcid, authzid: "".into(), verdict, confirmation: None }))
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 16] {
    // HMAC takes keys of any length, so there always is one.
    let Ok(mut mac) = Hmac::<Md5>::new_from_slice(key) else { return [0; 16] };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// What Windows counts time in: 100 ns since 1601 (MS-DTYP §2.3.3).
pub fn filetime(now: Timestamp) -> u64 {
    let since_1970 = u64::try_from(now.as_nanosecond() / 100).unwrap_or(0);
    since_1970.saturating_add(116_444_736_000_000_000)
}

/// RC4 over sixteen octets, which is all it is used for: the session key on its way (MS-NLMP §3.1.5.1.2).
fn rc4(key: &[u8; 16], data: [u8; 16]) -> [u8; 16] {
    let mut state: [u8; 256] = std::array::from_fn(|n| n as u8);
    let mut j = 0u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0u8, 0u8);
    data.map(|octet| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        octet ^ state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    })
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Upper case one to one, as Windows does it: `ß` stays `ß`.
fn upper(text: &str) -> String {
    let one = |c: char| {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(one), None) => one,
            _ => c,
        }
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests;
