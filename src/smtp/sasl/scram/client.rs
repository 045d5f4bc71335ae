//! The client's side of SCRAM-SHA-256(-PLUS): who knows the password proves it, and is told by the server that it knows
//! it too.
//!
//! ```text
//!  Opening ── first message ─▶ server's first ─▶ Hashing ── salted password ─▶ Waiting ── server's last ─▶ is it right?
//! ```
//! The one slow step, hashing the password as often as the server says, is left to the caller ([`Hashing`]), who can do it
//! where nobody waits.

use super::{LEAST_ITERATIONS, hmac, value};
use crate::mail::Secret;
use crate::smtp::sasl::{Bindings, decode_base64, encode_base64, prepare, text};
use aws_lc_rs::pbkdf2;
use sha2::{Digest, Sha256};
use std::num::NonZeroU32;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The server's challenge is not one of SCRAM, is not for us, or asks for more work than a log-on is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd;

/// What the log-on is bound to (RFC 5802 §6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// We have nothing to bind to: `n`.
    Cannot,
    /// We have, but the server said that it cannot: `y`. A server that did not say so knows that somebody took it out.
    NotOffered,
    /// To this connection (`tls-exporter`, RFC 9266).
    Exporter([u8; 32]),
}

impl Binding {
    /// The best there is for a channel, of which the server said whether it binds.
    pub fn of(bindings: &Bindings, plus_offered: bool) -> Self {
        match (bindings.exporter, plus_offered) {
            (Some(octets), true) => Self::Exporter(octets),
            (Some(_), false) => Self::NotOffered,
            (None, _) => Self::Cannot,
        }
    }

    /// The head of the first message, with both commas (gs2-header), and the data behind it.
    fn written(&self) -> (&'static str, &[u8]) {
        match self {
            Self::Cannot => ("n,,", &[]),
            Self::NotOffered => ("y,,", &[]),
            Self::Exporter(octets) => ("p=tls-exporter,,", octets),
        }
    }
}

/// Before the first message.
#[derive(Debug)]
pub struct Opening {
    binding: Binding,
    bare: String,
    nonce: String,
    password: Secret<String>,
}

impl Opening {
    /// For a name and its password. The nonce must be new: printable ASCII without comma, 18 octets or more.
    pub fn new(name: &str, password: Secret<String>, nonce: String, binding: Binding) -> Self {
        // RFC 5802 §5.1: these two are written differently in a name.
        let name = prepare(name).replace('=', "=3D").replace(',', "=2C");
        Self { binding, bare: format!("n={name},r={nonce}"), nonce, password }
    }

    /// The first message.
    pub fn message(&self) -> String {
        format!("{}{}", self.binding.written().0, self.bare)
    }

    /// Takes the server's first message.
    ///
    /// # Errors
    /// [`Odd`].
    pub fn challenged(self, message: &[u8]) -> Result<Hashing, Odd> {
        let message = text(message).ok_or(Odd)?;
        let mut attributes = message.split(',');
        let mut next = |key| attributes.next().and_then(|a| value(a, key).ok()).ok_or(Odd);
        let (nonce, salt, iterations) = (next("r=")?, next("s=")?, next("i=")?);
        // RFC 5802 §5: the server's nonce goes on where ours ends, so the challenge was made for us.
        let theirs = nonce.strip_prefix(&self.nonce).ok_or(Odd)?;
        if theirs.is_empty() || !nonce.bytes().all(|octet| octet.is_ascii_graphic()) {
            return Err(Odd);
        }
        let salt = decode_base64(salt.as_bytes()).filter(|salt| !salt.expose().is_empty()).ok_or(Odd)?;
        let iterations: u32 = iterations.parse().map_err(|_| Odd)?;
        // Fewer would make the proof easy to break for whoever pretends to be the server; more is an attack on us.
        if !(LEAST_ITERATIONS..=MOST_WORK).contains(&iterations) {
            return Err(Odd);
        }
        let rounds = NonZeroU32::new(iterations).ok_or(Odd)?;
        let (head, data) = self.binding.written();
        let without_proof = format!("c={},r={nonce}", encode_base64(&[head.as_bytes(), data].concat()));
        let signed = format!("{},{message},{without_proof}", self.bare);
        let work = Work { password: self.password, salt: salt.expose().as_slice().into(), rounds };
        Ok(Hashing { work, ready: Ready { without_proof, signed } })
    }
}

/// The password is to be hashed: [`Hashing::split`], [`Work::run`], [`Ready::prove`].
#[derive(Debug)]
pub struct Hashing {
    work: Work,
    ready: Ready,
}

impl Hashing {
    /// What is to be computed, and what waits for it.
    pub fn split(self) -> (Work, Ready) {
        (self.work, self.ready)
    }
}

/// A computation of some tens of milliseconds; nothing of it shows in `Debug` output.
#[derive(Debug, Clone)]
pub struct Work {
    password: Secret<String>,
    salt: Box<[u8]>,
    rounds: NonZeroU32,
}

impl Work {
    /// Computes it: about 30 ms of one core for 100,000 iterations.
    pub fn run(&self) -> Secret<[u8; 32]> {
        let mut salted = Zeroizing::new([0; 32]);
        let prepared = Zeroizing::new(prepare(self.password.expose()).into_owned());
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, self.rounds, &self.salt, prepared.as_bytes(), &mut *salted);
        Secret::new(*salted)
    }
}

/// Before the last message.
#[derive(Debug)]
pub struct Ready {
    without_proof: String,
    signed: String,
}

impl Ready {
    /// The last message, with the proof.
    pub fn prove(self, salted: &Secret<[u8; 32]>) -> (String, Waiting) {
        let parts: &[&[u8]] = &[self.signed.as_bytes()];
        let mut proof = Zeroizing::new(hmac(salted.expose(), &[b"Client Key"]));
        let stored = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(*proof)));
        proof.iter_mut().zip(hmac(&*stored, parts)).for_each(|(octet, mask)| *octet ^= mask);
        let server = Zeroizing::new(hmac(salted.expose(), &[b"Server Key"]));
        (format!("{},p={}", self.without_proof, encode_base64(&*proof)), Waiting { signature: hmac(&*server, parts) })
    }
}

/// Before the server's last message.
#[derive(Debug)]
pub struct Waiting {
    signature: [u8; 32],
}

impl Waiting {
    /// Whether the server's last message shows that it knows the password too.
    pub fn proves(&self, message: &[u8]) -> bool {
        let theirs = text(message).and_then(|text| text.split(',').next()?.strip_prefix("v=")).map(str::as_bytes);
        theirs.and_then(decode_base64).is_some_and(|octets| bool::from(octets.expose().ct_eq(&self.signature)))
    }
}

/// Servers ask for 4,096 to some 100,000 iterations; a million take a third of a second.
pub const MOST_WORK: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::super::tests::{FINAL, FIRST, SERVER_FINAL, SERVER_FIRST};
    use super::*;
    use proptest::prelude::*;

    fn opening(password: &str) -> Opening {
        Opening::new("user", password.into(), "rOprNGfwEbeRWgbNEkqO".into(), Binding::Cannot)
    }

    fn last(password: &str, challenge: &str) -> Result<(String, Waiting), Odd> {
        let (work, ready) = opening(password).challenged(challenge.as_bytes())?.split();
        Ok(ready.prove(&work.run()))
    }

    #[test]
    fn the_published_example_comes_out_word_for_word() {
        assert_eq!(opening("pencil").message(), FIRST);
        let (message, waiting) = last("pencil", SERVER_FIRST).unwrap();
        assert_eq!(message, FINAL);
        assert!(waiting.proves(SERVER_FINAL.as_bytes()));
        assert!(!waiting.proves(SERVER_FINAL.replace("6rri", "7rri").as_bytes()));
        for bad in ["", "v=", "e=other-error", "v=!", "x=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="] {
            assert!(!waiting.proves(bad.as_bytes()), "{bad}");
        }
        assert!(!last("other", SERVER_FIRST).unwrap().1.proves(SERVER_FINAL.as_bytes()), "a server that knows another password");
    }

    #[test]
    fn challenges_that_are_not_for_us_or_ask_too_much_are_refused() {
        for bad in [
            "",
            "r=abc,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "r=rOprNGfwEbeRWgbNEkqOx y,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096",
            "r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096",
            "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==",
            "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
            "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001",
            "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999",
            "m=x,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        ] {
            assert_eq!(opening("pencil").challenged(bad.as_bytes()).map(|_| ()), Err(Odd), "{bad:?}");
        }
    }

    #[test]
    fn names_are_escaped_and_the_channel_is_named() {
        let bound = Bindings { exporter: Some([1; 32]), end_point: None };
        let of = |bindings: &Bindings, offered| Opening::new("a=b,c", "x".into(), "n".into(), Binding::of(bindings, offered)).message();
        assert_eq!(of(&bound, true), "p=tls-exporter,,n=a=3Db=2Cc,r=n");
        assert_eq!(of(&bound, false), "y,,n=a=3Db=2Cc,r=n");
        assert_eq!(of(&Bindings::default(), true), "n,,n=a=3Db=2Cc,r=n");
    }

    proptest! {
        #[test]
        fn octets_of_any_kind_are_survived(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(opening("pencil").challenged(&octets).is_err());
            prop_assert!(!last("pencil", SERVER_FIRST).unwrap().1.proves(&octets));
        }
    }
}
