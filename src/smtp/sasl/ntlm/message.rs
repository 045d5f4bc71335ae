//! The three messages (MS-NLMP §2.2.1), read and written. Whatever a client says about offsets and lengths is looked up
//! in what it sent, and nowhere else.

use super::{Denial, utf16};
use crate::mail::Domain;

/// Why an AUTHENTICATE message is no answer to verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not one of NTLM, or it points outside of itself.
    Malformed,
    /// It is one, and refused whatever the password; who it is said to be from.
    Denied(Denial, Box<str>),
}

/// What an AUTHENTICATE message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(super) user: Box<str>,
    pub(super) domain: Box<str>,
    /// NTProofStr.
    pub(super) proof: [u8; 16],
    /// What NTProofStr covers beside the challenge: the client's own challenge, the time, the pairs.
    pub(super) client_challenge: Box<[u8]>,
    /// The encrypted session key, if keys are exchanged.
    pub(super) session_key: Option<[u8; 16]>,
    /// The MIC, if one is promised.
    pub(super) mic: Option<[u8; 16]>,
    /// The message as the MIC covers it: with zeros in its place.
    pub(super) without_mic: Box<[u8]>,
    /// The TLS channel the client is on, if it names one.
    pub(super) channel: Option<[u8; 16]>,
}

impl Answer {
    /// Reads an AUTHENTICATE message.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn read(message: &[u8]) -> Result<Self, Fault> {
        if message.get(..12) != Some(b"NTLMSSP\0\x03\0\0\0") {
            return Err(Fault::Malformed);
        }
        let flags = u32_at(message, 60).ok_or(Fault::Malformed)?;
        let part = |at| field(message, at).ok_or(Fault::Malformed);
        let (nt, domain, user, key) = (part(20)?, part(28)?, part(36)?, part(52)?);
        let words = |octets| text(octets, flags & UNICODE != 0).ok_or(Fault::Malformed);
        let (user, domain) = (words(user)?, words(domain)?);
        // MS-NLMP §3.2.5.1.2: no name and no answer is an anonymous log-on, flagged as such or not.
        if flags & ANONYMOUS != 0 || user.is_empty() || nt.is_empty() {
            return Err(Fault::Denied(Denial::Anonymous, full_name(&user, &domain)));
        }
        // A version 1 answer has 24 octets; one of version 2 has a proof of 16 and at least 28 more.
        let (Some((proof, client_challenge)), true) = (nt.split_first_chunk::<16>(), nt.len() >= 44) else {
            return Err(Fault::Denied(Denial::OldNtlm, full_name(&user, &domain)));
        };
        let promises_mic = pair(&client_challenge[28..], AV_FLAGS).is_some_and(|octets| octets.first().is_some_and(|o| o & 2 != 0));
        let mut without_mic = message.to_vec();
        let mic = match promises_mic {
            false => None,
            true => {
                let place = without_mic.get_mut(72..88).and_then(|m| <&mut [u8; 16]>::try_from(m).ok()).ok_or(Fault::Malformed)?;
                Some(std::mem::take(place))
            }
        };
        let session_key = match flags & KEY_EXCHANGE != 0 {
            false => None,
            true if promises_mic => Some(key.try_into().map_err(|_| Fault::Malformed)?),
            true => None,
        };
        let named = pair(&client_challenge[28..], AV_CHANNEL).map(<[u8; 16]>::try_from);
        let channel = match named {
            None => None,
            // Zeros say that the client knows of no channel.
            Some(Ok(zeros)) if zeros == [0; 16] => None,
            Some(Ok(channel)) => Some(channel),
            Some(Err(_)) => return Err(Fault::Malformed),
        };
        Ok(Self {
            user: user.into(),
            domain: domain.into(),
            proof: *proof,
            client_challenge: client_challenge.into(),
            session_key,
            mic,
            without_mic: without_mic.into(),
            channel,
        })
    }

    /// Who it is said to be from: `user`, `user@domain` or `DOMAIN\user`.
    pub fn name(&self) -> Box<str> {
        full_name(&self.user, &self.domain)
    }
}

fn full_name(user: &str, domain: &str) -> Box<str> {
    if domain.is_empty() || user.contains(['@', '\\']) { user.into() } else { format!("{domain}\\{user}").into() }
}

/// What we call ourselves.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// At most 15 capitals, as NetBIOS wants it.
    short: String,
    full: String,
}

impl Names {
    /// A server that is its own domain, as a Windows server outside of one is.
    pub(super) fn of(fqdn: &Domain) -> Self {
        let full = fqdn.to_string();
        let first = full.split('.').next().unwrap_or_default();
        Self { short: first.chars().take(15).collect::<String>().to_uppercase(), full }
    }
}

/// Whether it is a NEGOTIATE message.
pub(super) fn is_negotiate(message: &[u8]) -> bool {
    message.get(..12) == Some(b"NTLMSSP\0\x01\0\0\0") && message.len() >= 16
}

/// The CHALLENGE message. The time in it obliges clients to protect the exchange with a MIC (MS-NLMP §3.1.5.1.2).
pub(super) fn challenge_message(negotiate: &[u8], names: &Names, challenge: [u8; 8], time: u64) -> Vec<u8> {
    let asked = u32_at(negotiate, 12).unwrap_or(0);
    let flags = UNICODE
        | REQUEST_TARGET
        | NTLM
        | ALWAYS_SIGN
        | TARGET_TYPE_SERVER
        | EXTENDED_SESSION_SECURITY
        | TARGET_INFO
        | VERSION
        | (asked & (SIGN | KEY_EXCHANGE | BITS_128 | BITS_56));
    let short = utf16(&names.short);
    let mut pairs = vec![];
    for (kind, value) in [
        (AV_DOMAIN, short.clone()),
        (AV_COMPUTER, short.clone()),
        (AV_DNS_COMPUTER, utf16(&names.full)),
        (AV_TIME, time.to_le_bytes().to_vec()),
        (AV_END, vec![]),
    ] {
        pairs.extend(kind.to_le_bytes());
        pairs.extend(length(&value));
        pairs.extend(value);
    }
    let mut message = b"NTLMSSP\0\x02\0\0\0".to_vec();
    let place = |message: &mut Vec<u8>, octets: &[u8], at: usize| {
        message.extend([length(octets), length(octets)].concat());
        message.extend(u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
    };
    place(&mut message, &short, HEAD);
    message.extend(flags.to_le_bytes());
    message.extend(challenge);
    message.extend([0; 8]);
    place(&mut message, &pairs, HEAD + short.len());
    // Version of an NTLM of our days; nobody acts on it.
    message.extend([10, 0, 0, 0, 0, 0, 0, 15]);
    message.extend(short);
    message.extend(pairs);
    message
}

/// Names are of at most 253 characters, so every length fits.
pub(super) fn length(octets: &[u8]) -> [u8; 2] {
    u16::try_from(octets.len()).unwrap_or(u16::MAX).to_le_bytes()
}

/// What the descriptor at `at` (length, room, offset) points to.
pub(super) fn field(message: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_le_bytes(message.get(at..at + 2)?.try_into().ok()?));
    let start = usize::try_from(u32_at(message, at + 4)?).ok()?;
    // An empty field may point anywhere.
    if length == 0 { Some(&[]) } else { message.get(start..start.checked_add(length)?) }
}

pub(super) fn u32_at(message: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(message.get(at..at + 4)?.try_into().ok()?))
}

/// The value of the first pair of this kind (MS-NLMP §2.2.2.1).
fn pair(mut pairs: &[u8], wanted: u16) -> Option<&[u8]> {
    while let Some((head, rest)) = pairs.split_first_chunk::<4>() {
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let value = rest.get(..usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        match kind {
            AV_END => return None,
            kind if kind == wanted => return Some(value),
            _ => pairs = &rest[value.len()..],
        }
    }
    None
}

/// A name. What is not Unicode is taken only as ASCII: nobody knows the client's code page.
fn text(octets: &[u8], unicode: bool) -> Option<String> {
    let text = if unicode {
        let units: Vec<u16> = octets.chunks(2).map(|c| <[u8; 2]>::try_from(c).map(u16::from_le_bytes)).collect::<Result<_, _>>().ok()?;
        String::from_utf16(&units).ok()?
    } else {
        std::str::from_utf8(octets).ok().filter(|t| t.is_ascii())?.to_owned()
    };
    (!text.chars().any(char::is_control)).then_some(text)
}

/// Where the payload of a CHALLENGE message begins.
const HEAD: usize = 56;

pub(super) const UNICODE: u32 = 0x1;
pub(super) const REQUEST_TARGET: u32 = 0x4;
const SIGN: u32 = 0x10;
pub(super) const NTLM: u32 = 0x200;
const ANONYMOUS: u32 = 0x800;
pub(super) const ALWAYS_SIGN: u32 = 0x8000;
const TARGET_TYPE_SERVER: u32 = 0x2_0000;
pub(super) const EXTENDED_SESSION_SECURITY: u32 = 0x8_0000;
pub(super) const TARGET_INFO: u32 = 0x80_0000;
pub(super) const VERSION: u32 = 0x200_0000;
pub(super) const BITS_128: u32 = 0x2000_0000;
const KEY_EXCHANGE: u32 = 0x4000_0000;
pub(super) const BITS_56: u32 = 0x8000_0000;

pub(super) const AV_END: u16 = 0;
const AV_COMPUTER: u16 = 1;
const AV_DOMAIN: u16 = 2;
const AV_DNS_COMPUTER: u16 = 3;
pub(super) const AV_FLAGS: u16 = 6;
pub(super) const AV_TIME: u16 = 7;
pub(super) const AV_CHANNEL: u16 = 10;
