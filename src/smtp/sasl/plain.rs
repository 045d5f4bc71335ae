//! PLAIN (RFC 4616): authorization identity, authentication identity and password, separated by NUL.

use super::{Credentials, Mechanism, text};
use crate::mail::Secret;

/// Reads the one response of PLAIN. `None` when it has not exactly three parts, the name is empty, or a part is not
/// UTF-8 or has control characters.
pub fn read(response: &[u8]) -> Option<Credentials> {
    let mut parts = response.split(|octet| *octet == 0);
    let (authzid, authcid, password) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || authcid.is_empty() {
        return None;
    }
    Some(Credentials {
        mechanism: Mechanism::Plain,
        authcid: text(authcid)?.into(),
        authzid: text(authzid)?.into(),
        password: Secret::from(text(password)?),
    })
}

/// The response a client gives (RFC 4616 §2).
pub fn write(name: &str, password: &Secret<String>) -> Secret<Vec<u8>> {
    Secret::new([b"\0", name.as_bytes(), b"\0", password.expose().as_bytes()].concat())
}
