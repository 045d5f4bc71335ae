//! Mailbox addresses, kept byte-exact.

use super::domain::{Domain, DomainError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What stands right of the `@`: a domain, or an address literal in brackets (RFC 5321 §4.1.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Host {
    /// A domain name.
    Domain(Domain),
    /// `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    Literal(IpAddr),
}

/// A mailbox, `local@host`, with the local part exactly as it was written (quotes included).
///
/// The local part has 1 to 64 octets, the whole at most 254 (RFC 5321 §4.5.3.1, RFC 3696 erratum 1690). Two addresses
/// are equal when their local parts are the same octets and their hosts are the same.
///
/// ```
/// use postkontor::mail::Address;
/// let a = Address::parse("\"a@evil.test\"@Y.test").unwrap();
/// assert_eq!(a.local(), "\"a@evil.test\"");
/// assert_eq!(a.to_string(), "\"a@evil.test\"@y.test");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    local: Box<str>,
    host: Host,
}

/// Why a text is not a mailbox address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// There is no `@` outside quotes.
    #[error("the address has no @ followed by a domain")]
    Unqualified,
    /// The local part is empty, too long, or not a dot-atom or quoted string.
    #[error("the part before the @ is not valid")]
    Local,
    /// What follows the `@` is not a domain.
    #[error("the part after the @ is not valid: {0}")]
    Domain(#[from] DomainError),
    /// What follows the `@` is not an address literal of RFC 5321 §4.1.3.
    #[error("the address in brackets is not valid")]
    Literal,
    /// More than 254 octets.
    #[error("the address is longer than 254 characters")]
    TooLong,
}

impl Address {
    /// Reads `local@host` without angle brackets. Non-ASCII local parts are taken (RFC 6531); whether they are allowed
    /// here is the session's question.
    ///
    /// # Errors
    /// [`AddressError`] names the part that is wrong.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        if text.len() > 254 + 64 {
            return Err(AddressError::TooLong);
        }
        let local_len = local_part_length(text).ok_or(AddressError::Local)?;
        let (local, rest) = text.split_at(local_len);
        let host = rest.strip_prefix('@').ok_or(if rest.is_empty() { AddressError::Unqualified } else { AddressError::Local })?;
        let host = match host.strip_prefix('[') {
            Some(literal) => Host::Literal(parse_literal(literal.strip_suffix(']').ok_or(AddressError::Literal)?)?),
            None => Host::Domain(Domain::parse(host)?),
        };
        Self::new(local, host)
    }

    /// Joins a local part, as written, with a host.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn new(local: &str, host: Host) -> Result<Self, AddressError> {
        if local.len() > 64 || local_part_length(local) != Some(local.len()) {
            return Err(AddressError::Local);
        }
        let address = Self { local: local.into(), host };
        if address.local.len() + 1 + address.host.to_string().len() > 254 {
            return Err(AddressError::TooLong);
        }
        Ok(address)
    }

    /// The local part as written, quotes included.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The local part as a name to look up: unquoted and in lower case, so that `"Info"@x` finds `info@x`.
    pub fn local_name(&self) -> String {
        unquote(&self.local).to_lowercase()
    }

    /// What stands right of the `@`.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The domain, unless the host is an address literal.
    pub fn domain(&self) -> Option<&Domain> {
        match &self.host {
            Host::Domain(domain) => Some(domain),
            Host::Literal(_) => None,
        }
    }

    /// Whether this is the postmaster of its domain (RFC 5321 §4.5.1; compared without regard to case).
    pub fn is_postmaster(&self) -> bool {
        unquote(&self.local).eq_ignore_ascii_case("postmaster")
    }

    /// Whether sending to this address needs SMTPUTF8 (RFC 6531 §3.2). Domains are stored as A-labels and never do.
    pub fn needs_smtputf8(&self) -> bool {
        !self.local.is_ascii()
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => fmt::Display::fmt(domain, f),
            Self::Literal(IpAddr::V4(v4)) => write!(f, "[{v4}]"),
            Self::Literal(IpAddr::V6(v6)) => write!(f, "[IPv6:{v6}]"),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.host)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{self}>")
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Self, AddressError> {
        Self::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.to_string()
    }
}

/// The length in octets of the local part that `text` starts with: a dot-string or a quoted string (RFC 5321 §4.1.2).
/// `None` when `text` starts with neither. What follows is not looked at.
pub fn local_part_length(text: &str) -> Option<usize> {
    if let Some(inner) = text.strip_prefix('"') {
        let mut escaped = false;
        for (at, c) in inner.char_indices() {
            match c {
                _ if c.is_control() => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Some(at + 2),
                _ => {}
            }
        }
        return None;
    }
    let length = text.find(|c: char| !(is_atext(c) || c == '.')).unwrap_or(text.len());
    let atoms = &text[..length];
    let well_formed = !atoms.is_empty() && !atoms.starts_with('.') && !atoms.ends_with('.') && !atoms.contains("..");
    well_formed.then_some(length)
}

/// A local part without its quotes and backslashes; a dot-string comes back unchanged.
fn unquote(local: &str) -> std::borrow::Cow<'_, str> {
    let Some(inner) = local.strip_prefix('"').and_then(|l| l.strip_suffix('"')) else { return local.into() };
    let mut escaped = false;
    inner
        .chars()
        .filter(|c| {
            escaped = !escaped && *c == '\\';
            !escaped
        })
        .collect::<String>()
        .into()
}

// RFC 5322 §3.2.3 atext, with RFC 6531 §3.3: any non-ASCII character that is not a control or white space.
fn is_atext(c: char) -> bool {
    match c {
        _ if c.is_ascii_alphanumeric() => true,
        _ if c.is_ascii() => "!#$%&'*+-/=?^_`{|}~".contains(c),
        _ => !c.is_control() && !c.is_whitespace(),
    }
}

fn parse_literal(text: &str) -> Result<IpAddr, AddressError> {
    let tagged = text.get(..5).filter(|tag| tag.eq_ignore_ascii_case("IPv6:"));
    let parsed = match tagged {
        Some(_) => text[5..].parse::<Ipv6Addr>().map(IpAddr::V6),
        None => text.parse::<Ipv4Addr>().map(IpAddr::V4),
    };
    parsed.map_err(|_| AddressError::Literal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_the_local_part_as_written_and_the_domain_canonical() {
        let a = Address::parse("Anna.Svensson+lists@Example.TEST").unwrap();
        assert_eq!((a.local(), a.to_string().as_str()), ("Anna.Svensson+lists", "Anna.Svensson+lists@example.test"));
        assert_eq!(a.local_name(), "anna.svensson+lists");
    }

    #[test]
    fn a_quoted_name_looks_up_as_its_content() {
        assert_eq!(Address::parse(r#""In\fo"@x.test"#).unwrap().local_name(), "info");
        assert!(Address::parse(r#""Post\master"@x.test"#).unwrap().is_postmaster());
    }

    #[test]
    fn reads_literals_of_both_families_and_refuses_others() {
        assert_eq!(Address::parse("a@[192.0.2.1]").unwrap().to_string(), "a@[192.0.2.1]");
        assert_eq!(Address::parse("a@[ipv6:2001:DB8::1]").unwrap().to_string(), "a@[IPv6:2001:db8::1]");
        for bad in ["a@[300.0.2.1]", "a@[::1]", "a@[192.0.2.1", "a@[]", "a@[IPv6:192.0.2.1]"] {
            assert_eq!(Address::parse(bad), Err(AddressError::Literal), "{bad}");
        }
    }

    #[test]
    fn refuses_addresses_that_are_not_one() {
        for bad in ["", "@x", "a@", "a b@x.test", "a..b@x.test", ".a@x.test", "\"a@x.test", "a\r@x.test", "\"a\nb\"@x.test", "a@b@c.test"] {
            assert!(Address::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(Address::parse("anna"), Err(AddressError::Unqualified));
        assert!(Address::parse(&format!("{}@x.test", "a".repeat(65))).is_err());
    }

    proptest! {
        #[test]
        fn printing_and_reading_again_gives_the_same_address(local in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\\.[a-z]{1,9}){0,3}", domain in "[a-z]{1,9}(\\.[a-z0-9]{1,9}){0,3}") {
            let a = Address::parse(&format!("{local}@{domain}")).unwrap();
            prop_assert_eq!(Address::parse(&a.to_string()).unwrap(), a);
        }

        #[test]
        fn whatever_can_be_read_is_printed_so_that_it_reads_the_same(
            local in prop_oneof!["[a-zé漢🙂.+]{1,9}", "\"([ -!#-\\[\\]-~é漢]|\\\\[ -~]){0,9}\""],
            domain in "[A-Za-zäß漢-]{1,9}(\\.[a-z0-9_-]{1,9}){0,3}\\.?",
            literal in any::<(bool, [u8; 16])>(),
            is_literal in any::<bool>(),
        ) {
            let host = match literal {
                _ if !is_literal => domain,
                (false, [a, b, c, d, ..]) => format!("[{a}.{b}.{c}.{d}]"),
                (true, octets) => format!("[ipv6:{}]", Ipv6Addr::from(octets).to_string().to_uppercase()),
            };
            if let Ok(read) = Address::parse(&format!("{local}@{host}")) {
                prop_assert_eq!(read.local(), local);
                prop_assert_eq!(Address::parse(&read.to_string()), Ok(read.clone()));
                prop_assert!(read.to_string().len() <= 254);
            } else {
                prop_assert!(!is_literal || local.contains('.'), "nothing is wrong with it: {local}@{host}");
            }
        }

        #[test]
        fn quoted_local_parts_survive_a_round_trip(content in "[ -~]{0,20}") {
            let escaped = content.replace('\\', "\\\\").replace('"', "\\\"");
            let text = format!("\"{escaped}\"@x.test");
            if let Ok(a) = Address::parse(&text) {
                prop_assert_eq!(a.to_string(), text);
                prop_assert_eq!(a.local_name(), content.to_lowercase());
            }
        }

        #[test]
        fn no_input_makes_the_reader_panic_or_lets_a_line_break_through(text in "\\PC*|[\\x00-\\x7f]{0,40}") {
            if let Ok(a) = Address::parse(&text) {
                prop_assert!(!a.to_string().contains(['\r', '\n', '\0']));
            }
        }
    }
}
