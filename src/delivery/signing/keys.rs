//! DKIM keys: made here, kept under `keys/dkim/<domain>/<selector>.pem` (0600, PKCS#8), published by the administrator.

use crate::config::Home;
use crate::config::file::{FileError, create_private, read_text};
use crate::config::home::create_folder;
use crate::mail::{Domain, Secret};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// The kind of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum KeyKind {
    /// RSA with 2,048 bits (RFC 8301): every receiver knows it.
    #[default]
    Rsa2048,
    /// Ed25519 (RFC 8463): short, and not known to every receiver yet.
    Ed25519,
}

/// A private key, as PKCS#8.
#[derive(Debug, Clone)]
pub enum Key {
    /// RSA.
    Rsa(Secret<Vec<u8>>),
    /// Ed25519.
    Ed25519(Secret<Vec<u8>>),
}

/// What stands in the DNS for a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// The name of the TXT record.
    pub name: Arc<str>,
    /// Its text; some DNS consoles want it in pieces of at most 255 characters and make them themselves.
    pub text: Arc<str>,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KeyError {
    /// There is none under this name.
    #[error("{path} is not there: make a key for the domain, or turn signing off", path = .0.display())]
    Missing(PathBuf),
    /// There is one already: it is never overwritten, for the DNS may name it.
    #[error("there is a key of this selector already ({path}); choose another selector", path = .0.display())]
    Exists(PathBuf),
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] Arc<FileError>),
    /// What is in the file is no RSA or Ed25519 key.
    #[error("the DKIM key is neither an RSA key of at least 1024 bits nor an Ed25519 key in PEM (PKCS#8); make a new one")]
    Unusable,
    /// The cryptographic library refused.
    #[error("the system gave no new key; try again")]
    NotMade,
}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// [`KeyError::NotMade`].
    pub fn make(kind: KeyKind) -> Result<Self, KeyError> {
        match kind {
            KeyKind::Rsa2048 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::NotMade)?;
                let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| KeyError::NotMade)?;
                Ok(Self::Rsa(Secret::new(der.as_ref().to_vec())))
            }
            KeyKind::Ed25519 => {
                let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::NotMade)?;
                let der = pair.to_pkcs8v1().map_err(|_| KeyError::NotMade)?;
                Ok(Self::Ed25519(Secret::new(der.as_ref().to_vec())))
            }
        }
    }

    /// The key of a domain.
    ///
    /// # Errors
    /// [`KeyError`] when it is missing, cannot be read, or is none.
    pub fn load(home: &Home, domain: &Domain, selector: &Domain) -> Result<Self, KeyError> {
        let path = home.dkim_key(domain, selector);
        let text = match read_text(&path) {
            Ok(text) => zeroize::Zeroizing::new(text),
            Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing(path)),
            Err(error) => return Err(Arc::new(error).into()),
        };
        let der = PrivatePkcs8KeyDer::from_pem_slice(text.as_bytes()).map_err(|_| KeyError::Unusable)?;
        let octets = der.secret_pkcs8_der();
        if RsaKeyPair::from_pkcs8(octets).is_ok() {
            Ok(Self::Rsa(Secret::new(octets.to_vec())))
        } else if Ed25519KeyPair::from_pkcs8(octets).is_ok() {
            Ok(Self::Ed25519(Secret::new(octets.to_vec())))
        } else {
            Err(KeyError::Unusable)
        }
    }

    /// Keeps it as the key of a domain.
    ///
    /// # Errors
    /// [`KeyError::Exists`] when there is one under this selector; [`KeyError::File`].
    pub fn keep(&self, home: &Home, domain: &Domain, selector: &Domain) -> Result<(), KeyError> {
        let path = home.dkim_key(domain, selector);
        if let Some(folder) = path.parent() {
            create_folder(folder).map_err(Arc::new)?;
        }
        let text = zeroize::Zeroizing::new(self.pem());
        match create_private(&path, text.as_bytes()) {
            Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => Err(KeyError::Exists(path)),
            other => Ok(other.map_err(Arc::new)?),
        }
    }

    /// Of which kind it is; an RSA key of another length counts as RSA.
    pub fn kind(&self) -> KeyKind {
        match self {
            Self::Rsa(_) => KeyKind::Rsa2048,
            Self::Ed25519(_) => KeyKind::Ed25519,
        }
    }

    /// What the DNS must say (RFC 6376 §3.6.1, RFC 8463 §4).
    ///
    /// # Errors
    /// [`KeyError::Unusable`].
    pub fn record(&self, domain: &Domain, selector: &Domain) -> Result<Record, KeyError> {
        let text = match self {
            Self::Rsa(der) => {
                let pair = RsaKeyPair::from_pkcs8(der.expose()).map_err(|_| KeyError::Unusable)?;
                let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).map_err(|_| KeyError::Unusable)?;
                format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(public.as_ref()))
            }
            Self::Ed25519(der) => {
                let pair = Ed25519KeyPair::from_pkcs8(der.expose()).map_err(|_| KeyError::Unusable)?;
                format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(pair.public_key().as_ref()))
            }
        };
        Ok(Record { name: format!("{selector}._domainkey.{domain}").into(), text: text.into() })
    }

    fn pem(&self) -> String {
        let (Self::Rsa(der) | Self::Ed25519(der)) = self;
        let encoded = zeroize::Zeroizing::new(STANDARD.encode(der.expose()));
        let mut text = String::with_capacity(encoded.len() + 100);
        text.push_str("-----BEGIN PRIVATE KEY-----\n");
        for at in (0..encoded.len()).step_by(64) {
            text.push_str(&encoded[at..encoded.len().min(at + 64)]);
            text.push('\n');
        }
        text.push_str("-----END PRIVATE KEY-----\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn names() -> (Domain, Domain) {
        (Domain::parse("office.test").unwrap(), Domain::parse("pk202611").unwrap())
    }

    #[test]
    fn a_key_is_kept_privately_found_again_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let (domain, selector) = names();
        assert!(matches!(Key::load(&home, &domain, &selector), Err(KeyError::Missing(_))));
        for (kind, selector) in [(KeyKind::Rsa2048, selector), (KeyKind::Ed25519, Domain::parse("other").unwrap())] {
            let key = Key::make(kind).unwrap();
            key.keep(&home, &domain, &selector).unwrap();
            let mode = std::fs::metadata(home.dkim_key(&domain, &selector)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            let again = Key::load(&home, &domain, &selector).unwrap();
            assert_eq!((again.kind(), again.record(&domain, &selector).unwrap()), (kind, key.record(&domain, &selector).unwrap()));
            assert!(matches!(Key::make(kind).unwrap().keep(&home, &domain, &selector), Err(KeyError::Exists(_))));
            assert!(!format!("{again:?}").contains("MII"));
        }
    }

    #[test]
    fn what_is_no_key_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let (domain, selector) = names();
        let path = home.dkim_key(&domain, &selector);
        create_folder(path.parent().unwrap()).unwrap();
        for text in ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(Key::load(&home, &domain, &selector), Err(KeyError::Unusable)), "{text:?}");
        }
    }

    #[test]
    fn the_record_names_selector_and_domain_and_holds_only_the_public_half() {
        let (domain, selector) = names();
        let record = Key::make(KeyKind::Ed25519).unwrap().record(&domain, &selector).unwrap();
        assert_eq!(&*record.name, "pk202611._domainkey.office.test");
        let public = record.text.strip_prefix("v=DKIM1; k=ed25519; p=").unwrap();
        assert_eq!(STANDARD.decode(public).unwrap().len(), 32);
        let record = Key::make(KeyKind::Rsa2048).unwrap().record(&domain, &selector).unwrap();
        assert!(record.text.starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"), "{}", record.text);
    }
}
