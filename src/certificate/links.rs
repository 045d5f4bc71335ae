//! Which certificate signed which: putting a chain in order, and whom this computer trusts.

use rustls_pki_types::CertificateDer;
use std::collections::HashMap;
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::parse_x509_certificate;

/// A certificate of these octets.
pub(super) fn parse(der: &[u8]) -> Option<X509Certificate<'_>> {
    parse_x509_certificate(der).ok().map(|(_, certificate)| certificate)
}

/// Whether one certificate signed another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    /// Name and signature fit.
    Yes,
    /// The name fits, the signature is of a kind that is not checked here.
    Perhaps,
    /// It did not.
    No,
}

/// Whether `issuer` signed `child`.
pub(super) fn signed(child: &X509Certificate<'_>, issuer: &X509Certificate<'_>) -> Signed {
    if child.issuer().as_raw() != issuer.subject().as_raw() {
        return Signed::No;
    }
    match child.verify_signature(Some(issuer.public_key())) {
        Ok(()) => Signed::Yes,
        Err(X509Error::SignatureUnsupportedAlgorithm) => Signed::Perhaps,
        Err(_) => Signed::No,
    }
}

/// Whether it says of itself that it signed itself; every root does.
pub(super) fn is_self_issued(certificate: &X509Certificate<'_>) -> bool {
    certificate.issuer().as_raw() == certificate.subject().as_raw()
}

/// The chain of the key with this public half, leaf first, out of the certificates of a file, completed by those that are
/// known from elsewhere. What does not belong to it is left out. `None`: none of the file is for this key.
pub(super) fn in_order(public: &[u8], file: &[Vec<u8>], known: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    let parsed = |all: &'_ [Vec<u8>]| -> Vec<usize> { (0..all.len()).collect() };
    let ours = parsed(file).into_iter().filter_map(|at| {
        let certificate = parse(file.get(at)?)?;
        (certificate.public_key().raw == public).then_some((certificate.validity().not_after.timestamp(), at))
    });
    // The old one may lie beside the new one that was made for the same key.
    let (_, leaf) = ours.max()?;
    let mut chain = vec![file.get(leaf)?.clone()];
    while chain.len() < LONGEST {
        let Some(next) = chain.last().and_then(|last| issuer_among(last, file.iter().chain(known), &chain)) else { break };
        chain.push(next);
    }
    Some(chain)
}

/// The one that signed the last; the surest and longest valid one where several have its name.
fn issuer_among<'a>(last: &[u8], all: impl Iterator<Item = &'a Vec<u8>>, chain: &[Vec<u8>]) -> Option<Vec<u8>> {
    let child = parse(last)?;
    if is_self_issued(&child) {
        return None;
    }
    let fitting = all.filter(|der| !chain.contains(der)).filter_map(|der| {
        let issuer = parse(der)?;
        let sure = match signed(&child, &issuer) {
            Signed::Yes => 1,
            Signed::Perhaps => 0,
            Signed::No => return None,
        };
        Some(((sure, issuer.validity().not_after.timestamp()), der))
    });
    fitting.max_by_key(|(rank, _)| *rank).map(|(_, der)| der.clone())
}

/// The roots this computer trusts.
#[derive(Debug, Default)]
pub(super) struct Roots(HashMap<Vec<u8>, Vec<Vec<u8>>>);

impl Roots {
    /// Those of the operating system. Reads some hundred files or one large one.
    pub(super) fn of_system() -> Self {
        let loaded = rustls_native_certs::load_native_certs();
        for error in &loaded.errors {
            tracing::warn!(%error, "a root of this computer cannot be read");
        }
        Self::of(loaded.certs)
    }

    /// These.
    pub(super) fn of(roots: impl IntoIterator<Item = CertificateDer<'static>>) -> Self {
        let mut by_subject: HashMap<Vec<u8>, Vec<Vec<u8>>> = HashMap::new();
        for root in roots {
            if let Some(parsed) = parse(&root) {
                by_subject.entry(parsed.subject().as_raw().to_vec()).or_default().push(root.to_vec());
            }
        }
        Self(by_subject)
    }

    /// Whether it is one of them: the same key under the same name.
    pub(super) fn has(&self, certificate: &X509Certificate<'_>) -> bool {
        let named = self.0.get(certificate.subject().as_raw()).into_iter().flatten();
        named.filter_map(|root| parse(root)).any(|root| root.public_key().raw == certificate.public_key().raw)
    }

    /// The root that signed it.
    pub(super) fn issuer_of(&self, certificate: &X509Certificate<'_>) -> Option<&[u8]> {
        let named = self.0.get(certificate.issuer().as_raw()).into_iter().flatten();
        named.map(Vec::as_slice).find(|root| parse(root).is_some_and(|root| signed(certificate, &root) != Signed::No))
    }
}

const LONGEST: usize = 16;

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, PublicKeyData};

    /// A root, an authority under it, and a leaf with its key.
    pub(in crate::certificate) fn family(name: &str) -> ([Vec<u8>; 3], KeyPair) {
        let authority = |name: &str| {
            let mut made = CertificateParams::new(vec![]).unwrap();
            made.distinguished_name = rcgen::DistinguishedName::new();
            made.distinguished_name.push(DnType::CommonName, name);
            made.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            (made.not_before, made.not_after) = (rcgen::date_time_ymd(2026, 1, 1), rcgen::date_time_ymd(2036, 1, 1));
            made
        };
        let root = CertifiedIssuer::self_signed(authority(&format!("{name} root")), KeyPair::generate().unwrap()).unwrap();
        let middle = authority(&format!("{name} authority"));
        let middle = CertifiedIssuer::signed_by(middle, KeyPair::generate().unwrap(), &root).unwrap();
        let key = KeyPair::generate().unwrap();
        let mut leaf = CertificateParams::new(vec![name.to_owned()]).unwrap();
        leaf.distinguished_name = rcgen::DistinguishedName::new();
        leaf.distinguished_name.push(DnType::CommonName, name);
        (leaf.not_before, leaf.not_after) = (rcgen::date_time_ymd(2026, 11, 1), rcgen::date_time_ymd(2027, 11, 1));
        let leaf = leaf.signed_by(&key, &middle).unwrap();
        ([leaf.der().to_vec(), middle.der().to_vec(), root.der().to_vec()], key)
    }

    #[test]
    fn a_chain_is_put_in_order_whatever_its_order_was() {
        let ([leaf, middle, root], key) = family("mail.a.test");
        let ([foreign, _, other_root], _) = family("mail.b.test");
        let public = key.subject_public_key_info();
        let file = [root.clone(), foreign.clone(), middle.clone(), other_root, leaf.clone()];
        assert_eq!(in_order(&public, &file, &[]).unwrap(), [leaf.clone(), middle.clone(), root.clone()]);
        assert_eq!(in_order(&public, std::slice::from_ref(&leaf), &[]).unwrap(), std::slice::from_ref(&leaf));
        let completed = in_order(&public, std::slice::from_ref(&leaf), &[root.clone(), middle.clone()]).unwrap();
        assert_eq!(completed, [leaf.clone(), middle, root.clone()]);
        assert_eq!(in_order(&public, &[foreign, root], &[leaf]), None);
    }

    #[test]
    fn a_root_is_known_by_name_and_key() {
        let ([leaf, middle, root], _) = family("mail.a.test");
        let ([_, _, other], _) = family("mail.a.test");
        let trusted = Roots::of([CertificateDer::from(root.clone())]);
        assert_eq!(trusted.issuer_of(&parse(&middle).unwrap()), Some(&root[..]));
        assert_eq!(trusted.issuer_of(&parse(&leaf).unwrap()), None);
        assert!(trusted.has(&parse(&root).unwrap()));
        assert!(!trusted.has(&parse(&other).unwrap()));
        assert_eq!(Roots::of([CertificateDer::from(other)]).issuer_of(&parse(&middle).unwrap()), None);
    }
}
