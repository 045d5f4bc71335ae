//! The parameters of MAIL and RCPT (RFC 5321 §4.1.2 `esmtp-param`).
//!
//! Each parameter is read in full and only once; one that is not offered is as unknown as one that does not exist
//! (engine.md §1.1, row 21). Values in xtext are checked and then kept exactly as they were given.
//!
//! Sources: RFC 1870 (SIZE), RFC 6152 (BODY), RFC 4954 §5 (AUTH), RFC 6531 §3.4 (SMTPUTF8), RFC 3461 §4 (RET, ENVID,
//! NOTIFY, ORCPT, xtext), RFC 6533 §3 (the address type `utf-8`).

use super::Extensions;
use crate::mail::{Address, BodyKind, Notify, Return};

/// What came behind the reverse path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailParameters {
    /// `SIZE=`: what the client thinks the message will have, in octets.
    pub size: Option<u64>,
    /// `BODY=`; 7BIT when not given.
    pub body: BodyKind,
    /// `AUTH=`
    pub auth: Option<AuthIdentity>,
    /// `SMTPUTF8`
    pub smtputf8: bool,
    /// `RET=`
    pub ret: Option<Return>,
    /// `ENVID=`, xtext as given, at most 100 octets.
    pub envid: Option<Box<str>>,
}

/// What came behind the forward path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RcptParameters {
    /// `NOTIFY=`
    pub notify: Option<Notify>,
    /// `ORCPT=`, type and xtext as given, at most 500 octets.
    pub orcpt: Option<Box<str>>,
}

/// Who submitted the message first, says the client (RFC 4954 §5). To be believed only from a trusted client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthIdentity {
    /// `AUTH=<>`, or a text that is no address.
    Unknown,
    /// The mailbox, decoded.
    Mailbox(Address),
}

/// Why the parameters were refused. The name is that of the parameter, in upper case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Not known, or not offered.
    #[error("parameter {0} is not known")]
    Unknown(Box<str>),
    /// Given twice.
    #[error("parameter {0} was given twice")]
    Duplicate(Box<str>),
    /// The value is missing, malformed or out of range.
    #[error("parameter {0} has a bad value")]
    Value(Box<str>),
    /// Not a keyword with or without a value.
    #[error("malformed parameter")]
    Malformed,
}

impl MailParameters {
    /// Reads the blank-separated parameters behind a reverse path.
    ///
    /// # Errors
    /// [`ParameterError`] for the first one that is wrong.
    pub fn parse(text: &[u8], extensions: Extensions) -> Result<Self, ParameterError> {
        let mut parsed = Self::default();
        each(text, |keyword, value| {
            match keyword {
                "SIZE" => parsed.size = Some(value.and_then(size)?),
                "BODY" => parsed.body = value.and_then(body)?,
                "AUTH" => parsed.auth = Some(value.and_then(identity)?),
                "SMTPUTF8" if extensions.smtputf8 => {
                    parsed.smtputf8 = true;
                    value.is_none().then_some(())?;
                }
                "RET" if extensions.dsn => parsed.ret = Some(value.and_then(ret)?),
                "ENVID" if extensions.dsn => parsed.envid = Some(value.filter(|v| v.len() <= 100 && is_safe_xtext(v))?.into()),
                _ => return Some(false),
            }
            Some(true)
        })?;
        Ok(parsed)
    }
}

impl RcptParameters {
    /// Reads the blank-separated parameters behind a forward path.
    ///
    /// # Errors
    /// [`ParameterError`] for the first one that is wrong.
    pub fn parse(text: &[u8], extensions: Extensions) -> Result<Self, ParameterError> {
        let mut parsed = Self::default();
        each(text, |keyword, value| {
            match keyword {
                "NOTIFY" if extensions.dsn => parsed.notify = Some(value.and_then(notify)?),
                "ORCPT" if extensions.dsn => parsed.orcpt = Some(value.filter(|v| is_orcpt(v, extensions))?.into()),
                _ => return Some(false),
            }
            Some(true)
        })?;
        Ok(parsed)
    }
}

/// Decodes xtext (RFC 3461 §4): `+` and two upper-case hexadecimal digits stand for an octet.
///
/// `None` when the text is no xtext. What comes out may have any octet, line breaks too.
///
/// ```
/// use postkontor::smtp::command::parameters::decode_xtext;
/// assert_eq!(decode_xtext("a+2Bb").unwrap(), b"a+b");
/// assert_eq!(decode_xtext("a=b"), None);
/// ```
pub fn decode_xtext(text: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut octets = text.bytes();
    while let Some(octet) = octets.next() {
        decoded.push(match octet {
            b'+' => upper_hex(octets.next()?)? * 16 + upper_hex(octets.next()?)?,
            b'=' => return None,
            b'!'..=b'~' => octet,
            _ => return None,
        });
    }
    Some(decoded)
}

/// Encodes octets as xtext (RFC 3461 §4).
pub fn encode_xtext(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len());
    for octet in octets {
        match octet {
            b'+' | b'=' => text.push_str(&format!("+{octet:02X}")),
            b'!'..=b'~' => text.push(char::from(*octet)),
            _ => text.push_str(&format!("+{octet:02X}")),
        }
    }
    text
}

/// Walks over the parameters. `set` says `Some(true)` for taken, `Some(false)` for unknown, `None` for a bad value.
fn each<'a>(text: &'a [u8], mut set: impl FnMut(&str, Option<&'a str>) -> Option<bool>) -> Result<(), ParameterError> {
    let mut seen: Vec<Box<str>> = Vec::new();
    for word in text.split(|c| *c == b' ').filter(|word| !word.is_empty()) {
        let word = std::str::from_utf8(word).map_err(|_| ParameterError::Malformed)?;
        let (keyword, value) = word.split_once('=').map_or((word, None), |(k, v)| (k, Some(v)));
        let is_keyword =
            keyword.starts_with(|c: char| c.is_ascii_alphanumeric()) && keyword.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if !is_keyword {
            return Err(ParameterError::Malformed);
        }
        let keyword: Box<str> = keyword.to_ascii_uppercase().into();
        if seen.contains(&keyword) {
            return Err(ParameterError::Duplicate(keyword));
        }
        match set(&keyword, value) {
            Some(true) => seen.push(keyword),
            Some(false) => return Err(ParameterError::Unknown(keyword)),
            None => return Err(ParameterError::Value(keyword)),
        }
    }
    Ok(())
}

// RFC 1870 §4: 1 to 20 digits. What does not fit into 64 bits is no size of anything.
fn size(value: &str) -> Option<u64> {
    let digits = (1..=20).contains(&value.len()) && value.bytes().all(|d| d.is_ascii_digit());
    digits.then(|| value.parse().ok()).flatten()
}

fn body(value: &str) -> Option<BodyKind> {
    match value.to_ascii_uppercase().as_str() {
        "7BIT" => Some(BodyKind::SevenBit),
        "8BITMIME" => Some(BodyKind::EightBitMime),
        _ => None,
    }
}

fn ret(value: &str) -> Option<Return> {
    match value.to_ascii_uppercase().as_str() {
        "FULL" => Some(Return::Full),
        "HDRS" => Some(Return::Headers),
        _ => None,
    }
}

fn identity(value: &str) -> Option<AuthIdentity> {
    let decoded = decode_xtext(value)?;
    let mailbox = std::str::from_utf8(&decoded).ok().and_then(|text| Address::parse(text).ok());
    // RFC 4954 §5: a server that cannot make sense of it treats it as <>.
    Some(mailbox.map_or(AuthIdentity::Unknown, AuthIdentity::Mailbox))
}

// RFC 3461 §4.1: NEVER stands alone; each of the others at most once.
fn notify(value: &str) -> Option<Notify> {
    let mut notify = Notify::default();
    if value.eq_ignore_ascii_case("NEVER") {
        return Some(notify);
    }
    for word in value.split(',') {
        let flag = match word.to_ascii_uppercase().as_str() {
            "SUCCESS" => &mut notify.success,
            "FAILURE" => &mut notify.failure,
            "DELAY" => &mut notify.delay,
            _ => return None,
        };
        if std::mem::replace(flag, true) {
            return None;
        }
    }
    Some(notify)
}

// RFC 3461 §4.2: type, semicolon, xtext. RFC 6533 §3: type utf-8 may have the characters themselves under SMTPUTF8.
fn is_orcpt(value: &str, extensions: Extensions) -> bool {
    let Some((kind, address)) = value.split_once(';').filter(|_| value.len() <= 500) else { return false };
    let is_type = !kind.is_empty() && kind.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    let unicode = kind.eq_ignore_ascii_case("utf-8") && extensions.smtputf8 && !address.chars().any(char::is_control);
    is_type && !address.is_empty() && (is_safe_xtext(address) || (unicode && !address.contains(['+', '='])))
}

/// xtext whose octets are all printable, so that no report written from it can get a new line.
fn is_safe_xtext(text: &str) -> bool {
    decode_xtext(text).is_some_and(|octets| !octets.is_empty() && octets.iter().all(|c| (b' '..=b'~').contains(c)))
}

fn upper_hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
