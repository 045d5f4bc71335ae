//! The client's side of NTLM version 2 (MS-NLMP §3.1.5): what *Integrated Windows Authentication* of a smart host may need.
//!
//! Nothing older than version 2 is ever sent, whatever the server asks for, and no key is exchanged: what follows on the
//! connection is protected by TLS or not at all. The MIC covers all three messages where the server gives the time.

use super::message::{
    ALWAYS_SIGN, AV_CHANNEL, AV_END, AV_FLAGS, AV_TIME, BITS_56, BITS_128, EXTENDED_SESSION_SECURITY, NTLM, REQUEST_TARGET, TARGET_INFO,
    UNICODE, VERSION, field, length, u32_at,
};
use super::{NtHash, hmac, upper, utf16};
use crate::mail::Secret;
use crate::smtp::sasl::Bindings;
use std::ops::ControlFlow;
use zeroize::Zeroizing;

/// What came is no CHALLENGE message, or points outside of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd;

/// Before the server's challenge.
#[derive(Debug)]
pub struct Opening {
    user: String,
    domain: String,
    password: Secret<String>,
    /// What the channel is called, where it is known.
    channel: Option<[u8; 16]>,
}

impl Opening {
    /// For a name (`user`, `user@domain` or `DOMAIN\user`) and its password.
    pub fn new(name: &str, password: Secret<String>, bindings: &Bindings) -> Self {
        let (domain, user) = name.split_once('\\').unwrap_or(("", name));
        Self { user: user.to_owned(), domain: domain.to_owned(), password, channel: bindings.ntlm() }
    }

    /// The NEGOTIATE message.
    pub fn message(&self) -> Vec<u8> {
        let mut message = b"NTLMSSP\0\x01\0\0\0".to_vec();
        message.extend(FLAGS.to_le_bytes());
        // Neither domain nor workstation; the version of an NTLM of our days.
        message.extend([0; 16]);
        message.extend(OURS);
        message
    }

    /// Answers the CHALLENGE message. `dice` are eight random octets, `time` is now in 100 ns since 1601, for a server that
    /// does not say what time it is.
    ///
    /// # Errors
    /// [`Odd`].
    pub fn answer(self, challenge: &[u8], dice: [u8; 8], time: u64) -> Result<Vec<u8>, Odd> {
        if challenge.get(..12) != Some(b"NTLMSSP\0\x02\0\0\0") {
            return Err(Odd);
        }
        let flags = u32_at(challenge, 20).ok_or(Odd)?;
        let theirs: [u8; 8] = challenge.get(24..32).and_then(|octets| octets.try_into().ok()).ok_or(Odd)?;
        // Version 2 needs what the server calls itself; one that does not say is older than it.
        if flags & UNICODE == 0 {
            return Err(Odd);
        }
        let (mut pairs, server_time) = pairs(field(challenge, 40).filter(|pairs| !pairs.is_empty()).ok_or(Odd)?).ok_or(Odd)?;
        let mut pair = |kind: u16, value: &[u8]| {
            pairs.extend(kind.to_le_bytes());
            pairs.extend(length(value));
            pairs.extend(value);
        };
        if server_time.is_some() {
            pair(AV_FLAGS, &2u32.to_le_bytes());
        }
        if let Some(channel) = self.channel {
            pair(AV_CHANNEL, &channel);
        }
        pair(AV_END, &[]);
        let mut blob = vec![1, 1, 0, 0, 0, 0, 0, 0];
        blob.extend(server_time.unwrap_or(time.to_le_bytes()));
        blob.extend(dice);
        blob.extend([0; 4]);
        blob.extend(pairs);
        blob.extend([0; 4]);
        let hash = NtHash::of(&self.password);
        let key = Zeroizing::new(hmac(hash.0.expose(), &[&utf16(&upper(&self.user)), &utf16(&self.domain)]));
        let proof = hmac(&*key, &[&theirs, &blob]);
        let nt = [proof.to_vec(), blob].concat();
        // MS-NLMP §3.1.5.1.2: with the server's time the LM answer is empty, else it is version 2 as well.
        let lm = match server_time {
            Some(_) => vec![0; 24],
            None => [hmac(&*key, &[&theirs, &dice]).to_vec(), dice.to_vec()].concat(),
        };
        let mut message = self.assemble(&lm, &nt);
        if server_time.is_some() {
            let session = Zeroizing::new(hmac(&*key, &[&proof]));
            let mic = hmac(&*session, &[&self.message(), challenge, &message]);
            message[MIC..HEAD].copy_from_slice(&mic);
        }
        Ok(message)
    }

    /// The AUTHENTICATE message with zeros in place of the MIC.
    fn assemble(&self, lm: &[u8], nt: &[u8]) -> Vec<u8> {
        let mut message = b"NTLMSSP\0\x03\0\0\0".to_vec();
        let mut payload: Vec<u8> = vec![];
        for part in [lm, nt, &utf16(&self.domain), &utf16(&self.user), &[], &[]] {
            message.extend([length(part), length(part)].concat());
            message.extend(u32::try_from(HEAD + payload.len()).unwrap_or(u32::MAX).to_le_bytes());
            payload.extend(part);
        }
        message.extend(FLAGS.to_le_bytes());
        message.extend(OURS);
        message.extend([0; HEAD - MIC]);
        message.extend(payload);
        message
    }
}

/// The server's pairs as we repeat them, without what is ours to say and without the end; and the time among them. `None`
/// when they are no list of pairs.
fn pairs(mut theirs: &[u8]) -> Option<(Vec<u8>, Option<[u8; 8]>)> {
    let (mut kept, mut time) = (vec![], None);
    let mut next = || -> Option<ControlFlow<()>> {
        let (head, rest) = theirs.split_first_chunk::<4>()?;
        let value = rest.get(..usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        match u16::from_le_bytes([head[0], head[1]]) {
            AV_END => return Some(ControlFlow::Break(())),
            AV_FLAGS | AV_CHANNEL => {}
            kind => {
                if kind == AV_TIME {
                    time = Some(value.try_into().ok()?);
                }
                kept.extend_from_slice(head);
                kept.extend_from_slice(value);
            }
        }
        theirs = &rest[value.len()..];
        Some(ControlFlow::Continue(()))
    };
    while next()?.is_continue() {}
    Some((kept, time))
}

/// What we can.
const FLAGS: u32 = UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SESSION_SECURITY | TARGET_INFO | VERSION | BITS_128 | BITS_56;

/// Nobody acts on it.
const OURS: [u8; 8] = [10, 0, 0, 0, 0, 0, 0, 15];

/// Where the MIC stands in an AUTHENTICATE message, and where its payload begins.
const MIC: usize = 72;
const HEAD: usize = 88;

#[cfg(test)]
mod tests {
    use super::super::message::challenge_message;
    use super::super::{Answer, Challenged, Denial};
    use super::*;
    use crate::mail::Domain;
    use proptest::prelude::*;

    const DICE: [u8; 8] = [0xaa; 8];

    fn opening(name: &str, password: &str) -> Opening {
        Opening::new(name, password.into(), &Bindings::default())
    }

    fn challenge(ours: &Opening) -> (Challenged, Vec<u8>) {
        let fqdn = Domain::parse("server.example.test").unwrap();
        Challenged::start(&ours.message(), &fqdn, [1, 2, 3, 4, 5, 6, 7, 8], 0x01d0_0000_0000_0000).unwrap()
    }

    #[test]
    fn what_it_answers_is_what_a_server_expects_and_only_with_the_right_password() {
        for (name, seen) in [("anna", "anna"), ("anna@office.test", "anna@office.test"), ("OFFICE\\Åsa", "OFFICE\\Åsa")] {
            let ours = opening(name, "sécret");
            let (challenged, message) = challenge(&ours);
            let answer = Answer::read(&ours.answer(&message, DICE, 0).unwrap()).unwrap();
            assert_eq!(&*answer.name(), seen);
            assert_eq!(challenged.verify(&answer, Some(&NtHash::of(&"sécret".into())), None), Ok(()));
            assert_eq!(challenged.verify(&answer, Some(&NtHash::of(&"secret".into())), None), Err(Denial::Wrong));
        }
    }

    #[test]
    fn the_published_proof_comes_out_for_a_server_that_does_not_say_the_time() {
        // MS-NLMP §4.2.4: domain and server named, no time; the answer repeats them and is proved over them.
        let mut message = b"NTLMSSP\0\x02\0\0\0".to_vec();
        message.extend([0; 8]);
        message.extend((UNICODE | NTLM | TARGET_INFO).to_le_bytes());
        message.extend([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
        message.extend([0; 8]);
        let mut named = vec![];
        for (kind, text) in [(2u16, "Domain"), (1, "Server"), (0, "")] {
            named.extend(kind.to_le_bytes());
            named.extend(length(&utf16(text)));
            named.extend(utf16(text));
        }
        message.extend([length(&named), length(&named)].concat());
        message.extend(48u32.to_le_bytes());
        message.extend(named);
        let answer = opening("Domain\\User", "Password").answer(&message, DICE, 0).unwrap();
        let nt = field(&answer, 20).unwrap();
        let hex: String = nt[..16].iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(hex, "68cd0ab851e51c96aabc927bebef6a1c");
        // MS-NLMP §4.2.4.2.1
        let hex: String = field(&answer, 12).unwrap().iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(hex, "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa");
    }

    #[test]
    fn it_is_bound_to_the_channel_and_changed_on_its_way_it_is_worth_nothing() {
        let bindings = Bindings { exporter: None, end_point: Some([9; 32].into()) };
        let ours = Opening::new("anna", "secret".into(), &bindings);
        let (challenged, message) = challenge(&ours);
        let octets = ours.answer(&message, DICE, 0).unwrap();
        let (answer, hash) = (Answer::read(&octets).unwrap(), NtHash::of(&"secret".into()));
        assert_eq!(challenged.verify(&answer, Some(&hash), bindings.ntlm()), Ok(()));
        assert_eq!(challenged.verify(&answer, Some(&hash), Some([3; 16])), Err(Denial::Channel));
        let mut changed = octets;
        changed[61] ^= 0x80;
        assert_eq!(challenged.verify(&Answer::read(&changed).unwrap(), Some(&hash), bindings.ntlm()), Err(Denial::Tampered));
    }

    #[test]
    fn challenges_that_are_none_or_point_outside_are_refused() {
        let ours = || opening("anna", "secret");
        let (_, good) = challenge(&ours());
        assert!(ours().answer(&good, DICE, 0).is_ok());
        for length in 0..good.len() {
            assert_eq!(ours().answer(&good[..length], DICE, 0), Err(Odd), "{length}");
        }
        for at in [8, 20, 44] {
            let mut bad = good.clone();
            bad[at] ^= 0xff;
            assert_eq!(ours().answer(&bad, DICE, 0), Err(Odd), "{at}");
        }
        let names = super::super::message::Names::of(&Domain::parse("m.test").unwrap());
        assert!(ours().answer(&challenge_message(&ours().message(), &names, DICE, 7), DICE, 0).is_ok());
    }

    proptest! {
        #[test]
        fn octets_of_any_kind_are_survived(octets in prop::collection::vec(any::<u8>(), 0..300), at in 0usize..200, octet in any::<u8>()) {
            let ours = || opening("anna", "secret");
            let _ = ours().answer(&octets, DICE, 0);
            let _ = ours().answer(&[b"NTLMSSP\0\x02\0\0\0".to_vec(), octets].concat(), DICE, 0);
            let (_, mut good) = challenge(&ours());
            if let Some(place) = good.get_mut(at) {
                *place = octet;
            }
            if let Ok(answer) = ours().answer(&good, DICE, 0) {
                prop_assert!(answer.len() > HEAD);
            }
        }
    }
}
