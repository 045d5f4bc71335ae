//! Private keys: making them, to which certificate they belong, of which kind they are.

use super::chain::ChainError;
use super::der::{self, INTEGER, OCTETS, SEQUENCE};
use super::subject::BitLength;
use crate::mail::Secret;
use rcgen::{KeyPair, RsaKeySize};
use rustls::crypto::CryptoProvider;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

/// A new key. RSA with 4096 bits takes a second and more.
pub(super) fn generate(kind: BitLength) -> Result<KeyPair, rcgen::Error> {
    let rsa = |size| KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, size);
    match kind {
        BitLength::EcdsaP256 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256),
        BitLength::Rsa2048 => rsa(RsaKeySize::_2048),
        BitLength::Rsa3072 => rsa(RsaKeySize::_3072),
        BitLength::Rsa4096 => rsa(RsaKeySize::_4096),
    }
}

/// The public half of a key in PEM, as it stands in its certificate (`SubjectPublicKeyInfo`).
pub(super) fn public_half(key: &[u8], provider: &CryptoProvider) -> Result<Vec<u8>, ChainError> {
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| ChainError::NoKey)?;
    of_loaded(key, provider)
}

/// The same of a key in PKCS #8.
pub(super) fn public_half_of_pkcs8(key: &[u8], provider: &CryptoProvider) -> Result<Vec<u8>, ChainError> {
    of_loaded(PrivateKeyDer::Pkcs8(key.to_vec().into()), provider)
}

fn of_loaded(key: PrivateKeyDer<'static>, provider: &CryptoProvider) -> Result<Vec<u8>, ChainError> {
    let key = provider.key_provider.load_private_key(key).map_err(|e| ChainError::Key(e.to_string()))?;
    let public = key.public_key().ok_or(ChainError::UnknownKey)?;
    Ok(public.as_ref().to_vec())
}

/// A key in PEM of any of the three forms as PKCS #8 (RFC 5958), which says the algorithm as the certificate does.
pub(super) fn pkcs8(key: &[u8], public: &SubjectPublicKeyInfo<'_>) -> Result<Secret<Vec<u8>>, ChainError> {
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| ChainError::NoKey)?;
    let inner = match &key {
        PrivateKeyDer::Pkcs8(key) => return Ok(Secret::new(key.secret_pkcs8_der().to_vec())),
        PrivateKeyDer::Pkcs1(key) => key.secret_pkcs1_der(),
        PrivateKeyDer::Sec1(key) => key.secret_sec1_der(),
        _ => return Err(ChainError::UnknownKey),
    };
    let algorithm = der::first(public.raw).and_then(|(whole, _)| whole.children().next()).ok_or(ChainError::NoKey)?;
    let inner = Secret::new(der::wrap(OCTETS, &[inner]));
    Ok(Secret::new(der::wrap(SEQUENCE, &[&der::wrap(INTEGER, &[&[0]]), algorithm.whole, inner.expose().as_slice()])))
}

/// What is told of a public key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Like `ECDSA P-256`, else its object identifier.
    pub(super) name: String,
    /// Which of ours it is.
    pub(super) ours: Option<BitLength>,
    /// Programs of today refuse it.
    pub(super) weak: bool,
}

/// Of which kind a public key is.
pub(super) fn kind(public: &SubjectPublicKeyInfo<'_>) -> Kind {
    let id = public.algorithm.algorithm.to_id_string();
    let curve = || public.algorithm.parameters.as_ref()?.as_oid().ok().map(|oid| oid.to_id_string());
    let strong = |name: &str, ours| Kind { name: name.to_owned(), ours, weak: false };
    match (id.as_str(), public.parsed()) {
        (_, Ok(PublicKey::RSA(rsa))) => {
            let bits = bits(rsa.modulus);
            let ours = match bits {
                2048 => Some(BitLength::Rsa2048),
                3072 => Some(BitLength::Rsa3072),
                4096 => Some(BitLength::Rsa4096),
                _ => None,
            };
            Kind { name: format!("RSA {bits}"), ours, weak: bits < 2048 }
        }
        (EC, _) => match curve().as_deref() {
            Some("1.2.840.10045.3.1.7") => strong("ECDSA P-256", Some(BitLength::EcdsaP256)),
            Some("1.3.132.0.34") => strong("ECDSA P-384", None),
            Some("1.3.132.0.35") => strong("ECDSA P-521", None),
            curve => Kind { name: format!("ECDSA {}", curve.unwrap_or_default()).trim().to_owned(), ours: None, weak: true },
        },
        ("1.3.101.112", _) => strong("Ed25519", None),
        ("1.3.101.113", _) => strong("Ed448", None),
        // DSA and what no program asks for.
        _ => Kind { name: id, ours: None, weak: true },
    }
}

fn bits(modulus: &[u8]) -> usize {
    let start = modulus.iter().take_while(|octet| **octet == 0).count();
    let Some((first, rest)) = modulus.get(start..).and_then(<[u8]>::split_first) else { return 0 };
    rest.len() * 8 + (8 - first.leading_zeros() as usize)
}

const EC: &str = "1.2.840.10045.2.1";

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::PublicKeyData;

    #[test]
    fn each_kind_is_made_and_known_again() {
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        for length in [BitLength::EcdsaP256, BitLength::Rsa2048, BitLength::Rsa3072] {
            let made = generate(length).unwrap();
            let public = made.subject_public_key_info();
            assert_eq!(public_half(made.serialize_pem().as_bytes(), &provider).unwrap(), public);
            assert_eq!(public_half_of_pkcs8(made.serialized_der(), &provider).unwrap(), public);
            let (_, read) = <SubjectPublicKeyInfo<'_> as x509_parser::prelude::FromDer<'_, _>>::from_der(&public).unwrap();
            let name: &str = length.into();
            assert_eq!(kind(&read), Kind { name: name.to_owned(), ours: Some(length), weak: false });
        }
    }

    #[test]
    fn bits_are_counted_from_the_first_that_is_set() {
        assert_eq!((bits(&[0, 0x80, 0]), bits(&[0x7f, 0]), bits(&[0, 0]), bits(&[])), (16, 15, 0, 0));
    }
}
