//! A certificate chain with its private key, ready to serve, and what is told of it.

use crate::mail::Thumbprint;
use jiff::Timestamp;
use rustls::crypto::CryptoProvider;
use rustls::server::ProducesTickets;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::fmt;
use std::sync::{Arc, OnceLock};
use x509_parser::signature_algorithm::SignatureAlgorithm;
use x509_parser::x509::AlgorithmIdentifier;

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
    /// What log-ons are bound to as `tls-server-end-point` (RFC 5929 §4.1): the digest of the leaf, made with the hash of its
    /// signature, SHA-256 for older ones. `None` where the signature has no hash of its own (Ed25519) or an unknown one.
    pub end_point: Option<Box<[u8]>>,
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
    /// A key that is none of those that servers have, or does not say its public half.
    #[error("the private key is of an unknown kind")]
    UnknownKey,
    /// A certificate that cannot be read; in the words of what read it.
    #[error("the certificate cannot be read: {0}")]
    Certificate(String),
    /// A certificate that is none any more.
    #[error("the certificate cannot be read: it is damaged")]
    Damaged,
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
        let (names, not_before, not_after, end_point) = read(leaf)?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| ChainError::NoKey)?;
        let key = provider.key_provider.load_private_key(key).map_err(|e| ChainError::Key(e.to_string()))?;
        let certified = CertifiedKey::new(certificates, key);
        match certified.keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::Unknown)) => {}
            Err(rustls::Error::InconsistentKeys(_)) => return Err(ChainError::ForeignKey),
            Err(error) => return Err(ChainError::Certificate(error.to_string())),
        }
        Ok(Self { certified: Arc::new(certified), thumbprint, names, not_before, not_after, end_point })
    }

    /// A server configuration that offers this chain: TLS 1.2 and 1.3, with session tickets.
    ///
    /// # Errors
    /// When the crypto library lacks a protocol version.
    pub fn server_config(&self, provider: &Arc<CryptoProvider>) -> Result<Arc<rustls::ServerConfig>, rustls::Error> {
        let resolver = Arc::new(rustls::sign::SingleCertAndKey::from(self.certified.clone()));
        let builder = rustls::ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(resolver);
        config.ticketer = Arc::new(Tickets::default());
        Ok(Arc::new(config))
    }

    /// Certificate and key, for asking what they can do.
    pub fn certified(&self) -> &Arc<CertifiedKey> {
        &self.certified
    }

    /// The moment at which two thirds of its life are over.
    pub fn two_thirds(&self) -> Timestamp {
        let life = self.not_after.as_second() - self.not_before.as_second();
        Timestamp::from_second(self.not_before.as_second() + life / 3 * 2).unwrap_or(self.not_after)
    }
}

/// Session tickets whose keys are made for the first client: the first random numbers of the library take longer than all
/// else of a start.
#[derive(Debug, Default)]
struct Tickets(OnceLock<Option<Arc<dyn ProducesTickets>>>);

impl Tickets {
    fn keys(&self) -> Option<&Arc<dyn ProducesTickets>> {
        // Without them every client shakes hands in full.
        self.0.get_or_init(|| rustls::crypto::aws_lc_rs::Ticketer::new().ok()).as_ref()
    }
}

impl ProducesTickets for Tickets {
    fn enabled(&self) -> bool {
        true
    }

    fn lifetime(&self) -> u32 {
        self.keys().map_or(0, |keys| keys.lifetime())
    }

    fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        self.keys()?.encrypt(plain)
    }

    fn decrypt(&self, cipher: &[u8]) -> Option<Vec<u8>> {
        self.keys()?.decrypt(cipher)
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("thumbprint", &self.thumbprint).field("names", &self.names).finish_non_exhaustive()
    }
}

type Told = (Vec<String>, Timestamp, Timestamp, Option<Box<[u8]>>);

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
    let (not_before, not_after) = (moment(certificate.validity().not_before)?, moment(certificate.validity().not_after)?);
    Ok((names, not_before, not_after, end_point(leaf, &certificate.signature_algorithm)))
}

fn end_point(leaf: &[u8], signed_with: &AlgorithmIdentifier<'_>) -> Option<Box<[u8]>> {
    let hash = match SignatureAlgorithm::try_from(signed_with).ok()? {
        SignatureAlgorithm::RSASSA_PSS(params) => params.hash_algorithm_oid().to_id_string(),
        _ => signed_with.algorithm.to_id_string(),
    };
    match hash.as_str() {
        MD5_RSA | SHA1_RSA | SHA1_ECDSA | SHA1 | SHA256_RSA | SHA256_ECDSA | SHA256 => Some(Sha256::digest(leaf)[..].into()),
        SHA384_RSA | SHA384_ECDSA | SHA384 => Some(Sha384::digest(leaf)[..].into()),
        SHA512_RSA | SHA512_ECDSA | SHA512 => Some(Sha512::digest(leaf)[..].into()),
        _ => None,
    }
}

const MD5_RSA: &str = "1.2.840.113549.1.1.4";
const SHA1_RSA: &str = "1.2.840.113549.1.1.5";
const SHA256_RSA: &str = "1.2.840.113549.1.1.11";
const SHA384_RSA: &str = "1.2.840.113549.1.1.12";
const SHA512_RSA: &str = "1.2.840.113549.1.1.13";
const SHA1_ECDSA: &str = "1.2.840.10045.4.1";
const SHA256_ECDSA: &str = "1.2.840.10045.4.3.2";
const SHA384_ECDSA: &str = "1.2.840.10045.4.3.3";
const SHA512_ECDSA: &str = "1.2.840.10045.4.3.4";
const SHA1: &str = "1.3.14.3.2.26";
const SHA256: &str = "2.16.840.1.101.3.4.2.1";
const SHA384: &str = "2.16.840.1.101.3.4.2.2";
const SHA512: &str = "2.16.840.1.101.3.4.2.3";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_ons_are_bound_to_the_digest_that_the_signature_was_made_with() {
        for (signed_with, octets) in [
            (&rcgen::PKCS_ECDSA_P256_SHA256, Some(32)),
            (&rcgen::PKCS_ECDSA_P384_SHA384, Some(48)),
            (&rcgen::PKCS_ECDSA_P521_SHA512, Some(64)),
            (&rcgen::PKCS_ED25519, None),
        ] {
            let key = rcgen::KeyPair::generate_for(signed_with).unwrap();
            let certificate = rcgen::CertificateParams::new(vec!["mail.example.test".into()]).unwrap().self_signed(&key).unwrap();
            let provider = rustls::crypto::aws_lc_rs::default_provider();
            let chain = Chain::from_pem(certificate.pem().as_bytes(), key.serialize_pem().as_bytes(), &provider).unwrap();
            assert_eq!(chain.end_point.as_ref().map(|digest| digest.len()), octets);
            if octets == Some(32) {
                assert_eq!(chain.end_point.as_deref(), Some(&chain.thumbprint.0[..]));
            }
        }
    }
}
