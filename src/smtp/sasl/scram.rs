//! SCRAM-SHA-256 and SCRAM-SHA-256-PLUS, the server's side (RFC 5802, RFC 7677); the client's is in [`client`].
//!
//! ```text
//!  client  n,,n=user,r=CLIENTNONCE                                ─▶ First ── keys, nonce ─▶ Last
//!  server  r=CLIENTNONCESERVERNONCE,s=SALT,i=ITERATIONS           ◀──────────────────────────┘
//!  client  c=biws,r=CLIENTNONCESERVERNONCE,p=PROOF                ─▶ Last ─▶ Proof
//!  server  v=SIGNATURE                                              (when the proof is right)
//! ```
//!
//! The server never sees the password and keeps nothing that could be used in its place: who steals the keys can still
//! not log on with them. A name nobody has gets a salt that is the same each time ([`Keys::decoy`]), and a proof for it
//! is computed and refused as a wrong one.

pub mod client;

use super::{Bindings, Channel, Claim, Denial, Inquiry, Material, Mechanism, Proof, Step, decode_base64, encode_base64, prepare, text};
use crate::mail::Secret;
use aws_lc_rs::pbkdf2;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What is kept of a password for SCRAM (RFC 5802 §3). Written as `SCRAM-SHA-256$ITERATIONS:SALT$STORED:SERVER`, the three
/// in base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    salt: Box<[u8]>,
    iterations: u32,
    stored: Secret<[u8; 32]>,
    server: Secret<[u8; 32]>,
}

/// The text is no set of keys, or asks for less than 4,096 or more than ten million iterations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not a set of SCRAM-SHA-256 keys (SCRAM-SHA-256$ITERATIONS:SALT$KEY:KEY)")]
pub struct KeysError;

/// The message is not one of SCRAM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not follow the grammar (RFC 5802 §7), or names a kind of channel binding nobody here knows.
    Syntax,
    /// It does, and the log-on must fail (RFC 5802 §6).
    Channel,
}

impl Keys {
    /// Makes the keys of a password. Takes about 30 ms of one core for 100,000 iterations; `iterations` below
    /// [`LEAST_ITERATIONS`] are raised to it.
    pub fn derive(password: &Secret<String>, salt: &[u8], iterations: u32) -> Self {
        let iterations = iterations.max(LEAST_ITERATIONS);
        let mut salted = Zeroizing::new([0; 32]);
        let prepared = Zeroizing::new(prepare(password.expose()).into_owned());
        let rounds = NonZeroU32::new(iterations).unwrap_or(NonZeroU32::MIN);
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, prepared.as_bytes(), &mut *salted);
        let client = Zeroizing::new(hmac(&*salted, &[b"Client Key"]));
        Self {
            salt: salt.into(),
            iterations,
            stored: Secret::new(Sha256::digest(*client).into()),
            server: Secret::new(hmac(&*salted, &[b"Server Key"])),
        }
    }

    /// Keys for a name nobody has, the same each time for the same secret: nothing tells them from real ones. `name` must
    /// be in one form for all ways of writing it.
    pub fn decoy(secret: &[u8], name: &str, iterations: u32) -> Self {
        let octets = |label: &[u8]| hmac(secret, &[label, name.as_bytes()]);
        Self {
            salt: octets(b"salt\0")[..SALT].into(),
            iterations: iterations.max(LEAST_ITERATIONS),
            stored: Secret::new(octets(b"stored\0")),
            server: Secret::new(octets(b"server\0")),
        }
    }

    /// How often the password was hashed.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("iterations", &self.iterations).finish_non_exhaustive()
    }
}

impl Keys {
    /// The keys as text, for the account file.
    pub fn to_text(&self) -> Secret<String> {
        let [salt, stored, server] = [&*self.salt, self.stored.expose(), self.server.expose()].map(encode_base64);
        Secret::new(format!("SCRAM-SHA-256${}:{salt}${stored}:{server}", self.iterations))
    }
}

impl FromStr for Keys {
    type Err = KeysError;

    fn from_str(text: &str) -> Result<Self, KeysError> {
        let parts = || {
            let (cost, keys) = text.strip_prefix("SCRAM-SHA-256$")?.split_once('$')?;
            let ((iterations, salt), (stored, server)) = (cost.split_once(':')?, keys.split_once(':')?);
            let key = |text: &str| decode_base64(text.as_bytes()).and_then(|octets| octets.expose().as_slice().try_into().ok());
            let salt = decode_base64(salt.as_bytes()).filter(|octets| (8..=64).contains(&octets.expose().len()))?;
            let iterations: u32 = iterations.parse().ok().filter(|n| (LEAST_ITERATIONS..=MOST_ITERATIONS).contains(n))?;
            let (stored, server) = (Secret::new(key(stored)?), Secret::new(key(server)?));
            Some(Self { salt: salt.expose().as_slice().into(), iterations, stored, server })
        };
        parts().ok_or(KeysError)
    }
}

/// A running exchange.
#[derive(Debug)]
pub struct Scram {
    mechanism: Mechanism,
    bindings: Bindings,
    plus_offered: bool,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Waiting for the client's first message.
    Start,
    /// Waiting for keys and nonce.
    Asked(First),
    /// Waiting for the client's proof.
    Challenged(Last),
    Over,
}

impl Scram {
    pub(super) fn new(mechanism: Mechanism, channel: &Channel<'_>) -> Self {
        let bindings = channel.bindings.clone().unwrap_or_default();
        Self { mechanism, bindings, plus_offered: channel.plus_offered, state: State::Start }
    }

    pub(super) fn step(&mut self, response: &[u8]) -> Step {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Start => match First::read(response, self.mechanism.binds(), &self.bindings, self.plus_offered) {
                Ok(first) => {
                    let name = first.name.clone();
                    self.state = State::Asked(first);
                    Step::Ask(Inquiry::Scram { name })
                }
                Err(Fault::Syntax) => Step::Malformed,
                Err(Fault::Channel) => self.claim("".into(), "".into(), Err(Denial::Channel)),
            },
            State::Challenged(last) => {
                let (name, authzid) = (last.name.clone(), last.authzid.clone());
                match last.verify(response) {
                    Ok(signature) => self.claim(name, authzid, signature),
                    Err(Fault::Syntax) => Step::Malformed,
                    Err(Fault::Channel) => self.claim(name, authzid, Err(Denial::Channel)),
                }
            }
            State::Asked(_) | State::Over => Step::Malformed,
        }
    }

    pub(super) fn told(&mut self, material: Material) -> Step {
        match (std::mem::replace(&mut self.state, State::Over), material) {
            (State::Asked(first), Material::Scram { keys, known, nonce }) => {
                let (last, challenge) = first.challenge(keys, known, &nonce);
                self.state = State::Challenged(last);
                Step::Challenge(challenge.into_bytes().into())
            }
            _ => Step::Malformed,
        }
    }

    fn claim(&self, authcid: Box<str>, authzid: Box<str>, outcome: Result<String, Denial>) -> Step {
        let (verdict, confirmation) = match outcome {
            Ok(signature) => (Ok(()), Some(signature.into_bytes().into())),
            Err(denial) => (Err(denial), None),
        };
        Step::Check(Claim::Proof(Proof { mechanism: self.mechanism, authcid, authzid, verdict, confirmation }))
    }
}

/// The client's first message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    name: Box<str>,
    authzid: Box<str>,
    nonce: Box<str>,
    /// The message without its head, as it is signed.
    bare: Box<str>,
    /// The head and the data of the channel, as the client must repeat them.
    binding: Box<[u8]>,
}

impl First {
    /// Reads it. `plus`: the mechanism binds to the channel; `plus_offered`: one that does was offered.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn read(message: &[u8], plus: bool, bindings: &Bindings, plus_offered: bool) -> Result<Self, Fault> {
        let message = text(message).ok_or(Fault::Syntax)?;
        let mut head = message.splitn(3, ',');
        let mut part = || head.next().ok_or(Fault::Syntax);
        let (flag, authzid, bare) = (part()?, part()?, part()?);
        let data: &[u8] = match (flag, plus) {
            ("n", false) => &[],
            // RFC 5802 §6: the client could have bound to the channel and thinks that we cannot, though we said so:
            // somebody took it out of our offer.
            ("y", false) if plus_offered => return Err(Fault::Channel),
            ("y", false) => &[],
            (flag, true) => flag.strip_prefix("p=").and_then(|name| bindings.named(name)).ok_or(Fault::Syntax)?,
            _ => return Err(Fault::Syntax),
        };
        let authzid = if authzid.is_empty() { String::new() } else { name(value(authzid, "a=")?)? };
        // An extension that must be understood would stand here (`m=`); there is none.
        let mut attributes = bare.split(',');
        let mut next = |key| attributes.next().ok_or(Fault::Syntax).and_then(|a| value(a, key));
        let (name, nonce) = (name(next("n=")?)?, next("r=")?);
        if name.is_empty() || nonce.is_empty() || !nonce.bytes().all(|octet| octet.is_ascii_graphic()) {
            return Err(Fault::Syntax);
        }
        // RFC 5802 §7: gs2-header is flag, authzid and both commas, as sent.
        let header = &message[..message.len() - bare.len()];
        let binding = [header.as_bytes(), data].concat().into();
        Ok(Self { name: name.into(), authzid: authzid.into(), nonce: nonce.into(), bare: bare.into(), binding })
    }

    /// Goes on with the keys of the name; the second is the server's first message.
    pub fn challenge(self, keys: Keys, known: bool, nonce: &str) -> (Last, String) {
        let nonce = format!("{}{nonce}", self.nonce);
        let message = format!("r={nonce},s={},i={}", encode_base64(&keys.salt), keys.iterations);
        let signed = format!("{},{message},", self.bare);
        (Last { name: self.name, authzid: self.authzid, nonce, signed, binding: self.binding, keys, known }, message)
    }
}

/// An exchange that waits for the client's last message.
#[derive(Debug, Clone)]
pub struct Last {
    name: Box<str>,
    authzid: Box<str>,
    nonce: String,
    signed: String,
    binding: Box<[u8]>,
    keys: Keys,
    known: bool,
}

impl Last {
    /// Reads the message and verifies its proof; the server's last message, or why it is no proof.
    ///
    /// # Errors
    /// [`Fault`] when there is no proof to look at.
    pub fn verify(self, message: &[u8]) -> Result<Result<String, Denial>, Fault> {
        let message = text(message).ok_or(Fault::Syntax)?;
        let (without_proof, proof) = message.rsplit_once(",p=").ok_or(Fault::Syntax)?;
        let mut attributes = without_proof.split(',');
        let mut next = |key| attributes.next().ok_or(Fault::Syntax).and_then(|a| value(a, key));
        let (binding, nonce) = (next("c=")?, next("r=")?);
        let binding = decode_base64(binding.as_bytes()).ok_or(Fault::Syntax)?;
        let proof: [u8; 32] =
            decode_base64(proof.as_bytes()).and_then(|octets| octets.expose().as_slice().try_into().ok()).ok_or(Fault::Syntax)?;
        if *binding.expose() != *self.binding {
            return Err(Fault::Channel);
        }
        // RFC 5802 §3: ClientProof = ClientKey XOR HMAC(StoredKey, AuthMessage).
        let parts = [self.signed.as_bytes(), without_proof.as_bytes()];
        let signature = hmac(self.keys.stored.expose(), &parts);
        let mut client = Zeroizing::new(proof);
        client.iter_mut().zip(signature).for_each(|(octet, mask)| *octet ^= mask);
        let right = Sha256::digest(*client)[..].ct_eq(self.keys.stored.expose());
        let confirmation = format!("v={}", encode_base64(&hmac(self.keys.server.expose(), &parts)));
        let right = bool::from(right) & self.known & (nonce == self.nonce);
        Ok(if right { Ok(confirmation) } else { Err(Denial::Wrong) })
    }
}

fn value<'a>(attribute: &'a str, key: &str) -> Result<&'a str, Fault> {
    attribute.strip_prefix(key).ok_or(Fault::Syntax)
}

/// RFC 5802 §5.1: in names a comma is written `=2C` and an equals sign `=3D`; no other `=` is allowed.
fn name(written: &str) -> Result<String, Fault> {
    let mut pieces = written.split('=');
    let mut name = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (sign, rest) = match (piece.strip_prefix("2C"), piece.strip_prefix("3D")) {
            (Some(rest), _) => (',', rest),
            (_, Some(rest)) => ('=', rest),
            _ => return Err(Fault::Syntax),
        };
        name.push(sign);
        name.push_str(rest);
    }
    Ok(name)
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes keys of any length, so there always is one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// RFC 7677 §4 wants at least so many.
pub const LEAST_ITERATIONS: u32 = 4_096;
/// More would let a log-on of an honest client last minutes.
pub const MOST_ITERATIONS: u32 = 10_000_000;
/// The octets of a salt.
pub const SALT: usize = 16;

#[cfg(test)]
mod tests;
