//! Identifiers. Numbers and fingerprints, never names: names may be changed by people at any time.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A virtual server, as numbered in the settings file. Survives renaming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServerId(pub u32);

/// An account, as numbered in the account file. Mailbox folders are named by it, never by what a client sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub u32);

/// A group of accounts. Groups and accounts draw their numbers from one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub u32);

/// One connection of a client to a virtual server. Grows with each one and is never used twice by one run of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub u64);

/// A message in the spool. Grows with each accepted message and is never used twice in one home.
///
/// Written as 13 characters of Crockford's base 32, which sort like the numbers and read well over a telephone.
///
/// ```
/// use postkontor::mail::QueueId;
/// let id: QueueId = "0000000000Z9C".parse().unwrap();
/// assert_eq!((id.0, id.to_string().as_str()), (32_044, "0000000000Z9C"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueueId(pub u64);

/// The text is not an identifier of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a valid identifier")]
pub struct IdError;

impl fmt::Display for ServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for QueueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'0'; 13];
        let mut rest = self.0;
        for place in text.iter_mut().rev() {
            *place = CROCKFORD[(rest & 31) as usize];
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl FromStr for QueueId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() != 13 {
            return Err(IdError);
        }
        let mut value: u64 = 0;
        for c in text.bytes() {
            let digit = CROCKFORD.iter().position(|d| *d == c.to_ascii_uppercase()).ok_or(IdError)? as u64;
            value = value.checked_mul(32).and_then(|v| v.checked_add(digit)).ok_or(IdError)?;
        }
        Ok(Self(value))
    }
}

/// The SHA-256 fingerprint of a certificate, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Thumbprint(pub [u8; 32]);

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Thumbprint {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(IdError);
        }
        let value = |d: u8| char::from(d).to_digit(16).ok_or(IdError);
        let mut octets = [0; 32];
        for (octet, pair) in octets.iter_mut().zip(digits.chunks_exact(2)) {
            *octet = (value(pair[0])? * 16 + value(pair[1])?) as u8;
        }
        Ok(Self(octets))
    }
}

impl TryFrom<String> for Thumbprint {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<Thumbprint> for String {
    fn from(thumbprint: Thumbprint) -> String {
        thumbprint.to_string()
    }
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queue_ids_print_and_read_back_over_the_whole_range() {
        for value in [0, 1, 31, 32, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(QueueId(value).to_string().parse(), Ok(QueueId(value)));
        }
        for bad in ["", "0", "ZZZZZZZZZZZZZ", "000000000000U", "../../etc/pas"] {
            assert!(bad.parse::<QueueId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn thumbprints_print_and_read_back() {
        let print = Thumbprint([0xab; 32]);
        assert_eq!(print.to_string().parse(), Ok(print));
        assert!("zz".repeat(32).parse::<Thumbprint>().is_err());
    }
}
