//! A certificate chain with its private key, ready to serve, and what is told of it.

use crate::mail::Thumbprint;
use jiff::Timestamp;
use rustls::crypto::CryptoProvider;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// A chain (leaf first) and its key.
#[derive(Clone)]
pub struct Chain {
    certified: Arc<CertifiedKey>,
    /// Fingerprint of the leaf.
    pub thumbprint: Thumbprint,
    /// The host names the leaf is good for.
    pub names: Vec<String>,
    /// Valid from.
    pub not_before: Timestamp,
    /// Valid to.
    pub not_after: Timestamp,
}

/// Why certificate and key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// No `BEGIN CERTIFICATE` in the text.
    #[error("there is no certificate in it (a PEM file with BEGIN CERTIFICATE is expected)")]
    NoCertificate,
    /// No private key in the text.
    #[error("there is no private key in it (a PEM file with BEGIN PRIVATE KEY is expected; an encrypted key must be decrypted first)")]
    NoKey,
    /// The key is of another certificate.
    #[error("the private key does not belong to the certificate; take the key that the request was made with")]
    ForeignKey,
    /// A key of a kind that TLS here cannot use.
    #[error("the private key cannot be used: {0}")]
    Key(String),
    /// A certificate that cannot be read.
    #[error("the certificate cannot be read: {0}")]
    Certificate(String),
}

impl Chain {
    /// Reads a PEM chain (leaf first) and a PEM key, and checks that they belong together.
    ///
    /// # Errors
    /// [`ChainError`] says which of the two is wrong.
    pub fn from_pem(chain: &[u8], key: &[u8], provider: &CryptoProvider) -> Result<Self, ChainError> {
        let certificates: Vec<CertificateDer<'static>> =
            CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().map_err(|e| ChainError::Certificate(e.to_string()))?;
        let leaf = certificates.first().ok_or(ChainError::NoCertificate)?;
        let thumbprint = Thumbprint(Sha256::digest(leaf).into());
        let (names, not_before, not_after) = read(leaf)?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| ChainError::NoKey)?;
        let key = provider.key_provider.load_private_key(key).map_err(|e| ChainError::Key(e.to_string()))?;
        let certified = CertifiedKey::new(certificates, key);
        match certified.keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::Unknown)) => {}
            Err(rustls::Error::InconsistentKeys(_)) => return Err(ChainError::ForeignKey),
            Err(error) => return Err(ChainError::Certificate(error.to_string())),
        }
        Ok(Self { certified: Arc::new(certified), thumbprint, names, not_before, not_after })
    }

    /// A server configuration that offers this chain: TLS 1.2 and 1.3, with session tickets.
    ///
    /// # Errors
    /// When the crypto library cannot make ticket keys or lacks a protocol version.
    pub fn server_config(&self, provider: &Arc<CryptoProvider>) -> Result<Arc<rustls::ServerConfig>, rustls::Error> {
        let resolver = Arc::new(rustls::sign::SingleCertAndKey::from(self.certified.clone()));
        let builder = rustls::ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(resolver);
        config.ticketer = rustls::crypto::aws_lc_rs::Ticketer::new()?;
        Ok(Arc::new(config))
    }

    /// The moment at which two thirds of its life are over.
    pub fn two_thirds(&self) -> Timestamp {
        let life = self.not_after.as_second() - self.not_before.as_second();
        Timestamp::from_second(self.not_before.as_second() + life / 3 * 2).unwrap_or(self.not_after)
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("thumbprint", &self.thumbprint).field("names", &self.names).finish_non_exhaustive()
    }
}

type Told = (Vec<String>, Timestamp, Timestamp);

fn read(leaf: &CertificateDer<'_>) -> Result<Told, ChainError> {
    let unreadable = |e: &dyn fmt::Display| ChainError::Certificate(e.to_string());
    let (_, certificate) = x509_parser::parse_x509_certificate(leaf).map_err(|e| unreadable(&e))?;
    let names = certificate
        .subject_alternative_name()
        .ok()
        .flatten()
        .map(|extension| {
            let name = |n: &x509_parser::extensions::GeneralName<'_>| match n {
                x509_parser::extensions::GeneralName::DNSName(name) => Some((*name).to_owned()),
                _ => None,
            };
            extension.value.general_names.iter().filter_map(name).collect()
        })
        .unwrap_or_default();
    let moment = |at: x509_parser::time::ASN1Time| Timestamp::from_second(at.timestamp()).map_err(|e| unreadable(&e));
    Ok((names, moment(certificate.validity().not_before)?, moment(certificate.validity().not_after)?))
}
