//! Reverse and forward paths (RFC 5321 §4.1.2), kept byte-exact.

use super::CommandError;
use crate::mail::{Address, AddressError, Domain};

/// Where a message comes from or goes to, as the client wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Path {
    /// `<>`, the sender of reports (RFC 5321 §4.5.5).
    Null,
    /// `<postmaster>` without a domain, in any case; as recipient only (RFC 5321 §4.1.1.3).
    Postmaster,
    /// A valid local part alone; who is meant depends on the client (engine.md §1.1, row 42).
    Unqualified(Box<str>),
    /// A whole address.
    Mailbox(Address),
}

/// Which of the two paths is read. They differ in what may be empty and in the status code of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `MAIL FROM:`
    Sender,
    /// `RCPT TO:`
    Recipient,
}

/// A path and what must be remembered about how it was written.
pub(super) struct Parsed {
    pub(super) path: Path,
    pub(super) non_ascii: bool,
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Postmaster => f.write_str("postmaster"),
            Self::Unqualified(local) => f.write_str(local),
            Self::Mailbox(address) => address.fmt(f),
        }
    }
}

/// Reads the path behind the colon and returns the parameters behind it, untouched.
pub(super) fn parse(text: &[u8], side: Side) -> Result<(Parsed, &[u8]), CommandError> {
    let refuse = || CommandError::Path(side);
    // Deviation: RFC 5321 §3.3 allows no blank behind the colon and demands brackets; printers know neither (row 41).
    let text = text.trim_ascii_start();
    let bracketed = text.first() == Some(&b'<');
    let end = path_end(text, if bracketed { b'>' } else { b' ' });
    let (inner, rest) = match (bracketed, end) {
        (true, Some(end)) => (&text[1..end], &text[end + 1..]),
        (false, end) => text.split_at(end.unwrap_or(text.len())),
        (true, None) => return Err(refuse()),
    };
    if !rest.is_empty() && rest[0] != b' ' {
        return Err(CommandError::Argument);
    }
    let non_ascii = !inner.is_ascii();
    let inner = std::str::from_utf8(inner).map_err(|_| refuse())?;
    let mailbox = without_route(inner).ok_or_else(refuse)?;
    let path = match Address::parse(mailbox) {
        Ok(address) => Path::Mailbox(address),
        Err(AddressError::Unqualified) if mailbox.len() <= 64 => match side {
            Side::Recipient if mailbox.trim_matches('"').eq_ignore_ascii_case("postmaster") => Path::Postmaster,
            _ => Path::Unqualified(mailbox.into()),
        },
        Err(_) if bracketed && inner.is_empty() && side == Side::Sender => Path::Null,
        Err(_) => return Err(refuse()),
    };
    Ok((Parsed { path, non_ascii }, rest))
}

/// Where the first `stop` outside quotes stands. `None` also when quotes are not closed.
fn path_end(text: &[u8], stop: u8) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.iter().position(|c| {
        match c {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ => return *c == stop && !quoted,
        }
        false
    })
}

/// Drops a source route `@one,@two:` (RFC 5321 §4.1.1.3: accepted and ignored). `None` when it is malformed.
fn without_route(inner: &str) -> Option<&str> {
    if !inner.starts_with('@') {
        return Some(inner);
    }
    let (route, mailbox) = inner.split_once(':')?;
    let hops_are_domains = route.split(',').all(|hop| hop.strip_prefix('@').is_some_and(|d| Domain::parse(d).is_ok()));
    hops_are_domains.then_some(mailbox)
}
