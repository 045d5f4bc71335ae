//! The temporary certificate of a virtual server (dialogs.md §0).

use super::chain::Chain;
use super::error::CertificateError;
use crate::config::file::{create_private, sync_folder, write_private};
use crate::config::home::create_folder;
use crate::mail::Domain;
use jiff::{Timestamp, ToSpan};
use rustls::crypto::CryptoProvider;
use std::path::Path;

/// The temporary certificate in this folder, made now when there is none, when it is for another name, or when two
/// thirds of its life are over. Blocks for the time of a few disk syncs.
///
/// # Errors
/// [`CertificateError`] when it can be neither read nor made.
pub fn ensure(folder: &Path, fqdn: &Domain, now: Timestamp, provider: &CryptoProvider) -> Result<Chain, CertificateError> {
    let (chain_file, key_file) = (folder.join("chain.pem"), folder.join("key.pem"));
    if let (Ok(chain), Ok(key)) = (std::fs::read(&chain_file), std::fs::read(&key_file))
        && let Ok(found) = Chain::from_pem(&chain, &key, provider)
        && found.names.iter().any(|name| name == fqdn.as_str())
        && (found.not_before..found.two_thirds()).contains(&now)
    {
        return Ok(found);
    }
    let (chain, key) = make(fqdn, now).map_err(|e| CertificateError::Generate { fqdn: fqdn.clone(), what: e.to_string() })?;
    let made = Chain::from_pem(chain.as_bytes(), key.as_bytes(), provider)
        .map_err(|e| CertificateError::Generate { fqdn: fqdn.clone(), what: e.to_string() })?;
    create_folder(folder)?;
    // Key first: a chain without its key would be found broken and made anew, never served.
    let _ = std::fs::remove_file(&chain_file);
    write_private(&key_file, key.as_bytes())?;
    create_private(&chain_file, chain.as_bytes())?;
    sync_folder(folder).map_err(|e| crate::config::FileError::io(folder, "written", e))?;
    Ok(made)
}

fn make(fqdn: &Domain, now: Timestamp) -> Result<(String, String), rcgen::Error> {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
    let mut parameters = rcgen::CertificateParams::new(vec![fqdn.as_str().to_owned()])?;
    let mut subject = rcgen::DistinguishedName::new();
    // A common name holds at most 64 characters (RFC 5280 §A.1); the full name is in the SAN anyway.
    subject.push(rcgen::DnType::CommonName, fqdn.as_str().chars().take(64).collect::<String>());
    parameters.distinguished_name = subject;
    // A day of grace: clocks of old devices are slow.
    let day = |offset: i64| {
        let date = now.saturating_add((offset * 24).hours()).unwrap_or(now).to_zoned(jiff::tz::TimeZone::UTC).date();
        rcgen::date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    (parameters.not_before, parameters.not_after) = (day(-1), day(364));
    Ok((parameters.self_signed(&key)?.pem(), key.serialize_pem()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn lasts_two_thirds_of_a_year_and_follows_the_name_of_the_server() {
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let folder = tempfile::tempdir().unwrap();
        let name = |n| Domain::parse(n).unwrap();
        let start: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let first = ensure(folder.path(), &name("mail.a.test"), start, &provider).unwrap();
        assert_eq!(first.names, ["mail.a.test"]);
        assert_eq!((first.not_after.as_second() - first.not_before.as_second()) / 86_400, 365);
        let months = |n: i64| start + (n * 30 * 24).hours();
        assert_eq!(ensure(folder.path(), &name("mail.a.test"), months(7), &provider).unwrap().thumbprint, first.thumbprint);
        assert_ne!(ensure(folder.path(), &name("mail.a.test"), months(9), &provider).unwrap().thumbprint, first.thumbprint);
        assert_eq!(ensure(folder.path(), &name("mail.b.test"), start, &provider).unwrap().names, ["mail.b.test"]);
        let mode = std::fs::metadata(folder.path().join("key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_one_is_made_anew() {
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("chain.pem"), "garbage").unwrap();
        std::fs::write(folder.path().join("key.pem"), "garbage").unwrap();
        let name = Domain::parse("mail.a.test").unwrap();
        assert_eq!(ensure(folder.path(), &name, Timestamp::now(), &provider).unwrap().names, ["mail.a.test"]);
    }
}
