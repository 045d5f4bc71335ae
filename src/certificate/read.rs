//! Reading what a certification authority sends: PEM, DER and PKCS #7 (RFC 2315, RFC 5652 §5.1), one certificate or many.

use super::der::{self, CONTEXT_0, Element, INTEGER, OBJECT, OCTETS, SEQUENCE, SET};
use super::error::{CertificateError, Instead};
use super::pem;
use x509_parser::parse_x509_certificate;

/// More octets are no file of a certification authority.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// More certificates than these are no chain.
pub const MOST_CERTIFICATES: usize = 32;

/// The certificates of a file as DER, in its order, each of them readable and none twice: PEM (one or many, with any text
/// around), DER, .p7b as PEM or DER, and bare base64.
///
/// # Errors
/// [`CertificateError::NotACertificate`] says what is there instead.
pub fn certificates(file: &[u8]) -> Result<Vec<Vec<u8>>, CertificateError> {
    let instead = |what| Err(CertificateError::NotACertificate(what));
    if file.len() > LARGEST_FILE {
        return instead(Instead::TooLarge);
    }
    let plain = from_utf16(file);
    let file = plain.as_deref().unwrap_or(file);
    let blocks = pem::blocks(file);
    let found: Vec<Vec<u8>> = if blocks.is_empty() {
        let bare = pem::unarmoured(file).unwrap_or_default();
        let found = of_der(file);
        if found.is_empty() { of_der(&bare) } else { found }
    } else {
        let certificates = blocks.iter().filter(|block| CERTIFICATE_LABELS.contains(&block.label));
        certificates.filter_map(pem::Block::der).flat_map(|der| of_der(&der)).collect()
    };
    let mut once: Vec<Vec<u8>> = vec![];
    for certificate in found {
        if !once.contains(&certificate) {
            if once.len() == MOST_CERTIFICATES {
                return instead(Instead::TooLarge);
            }
            once.push(certificate);
        }
    }
    if !once.is_empty() {
        return Ok(once);
    }
    instead(blocks.iter().find_map(of_label).or_else(|| of_structure(file)).unwrap_or(Instead::Unknown))
}

/// A text that an editor or a shell of Windows has written in UTF-16, which its first two octets say.
pub(super) fn from_utf16(file: &[u8]) -> Option<Vec<u8>> {
    let (pairs, order): (_, fn([u8; 2]) -> u16) = match file {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    let units = pairs.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(order);
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect::<String>().into_bytes())
}

/// Whether these octets begin as a .pfx file does: it may be cut off, or written in an old form.
pub(super) fn begins_as_pfx(file: &[u8]) -> bool {
    let Some((&SEQUENCE, rest)) = file.split_first() else { return false };
    let skipped = match rest.first() {
        Some(long @ 0x81..=0x84) => usize::from(long & 0x7f) + 1,
        Some(_) => 1,
        None => return false,
    };
    rest.get(skipped..).is_some_and(|inside| inside.starts_with(&[INTEGER, 1, 3, SEQUENCE]))
}

/// Whether these octets are the outermost structure of a .pfx file (RFC 7292 §4), and whether it has a MAC.
pub(super) fn pfx_with_mac(file: &[u8]) -> Option<bool> {
    let outer = der::only(file).filter(|element| element.tag == SEQUENCE)?;
    let mut parts = outer.children();
    let version = parts.next().filter(|part| part.tag == INTEGER && part.body == [3]);
    let content = parts.next().filter(|part| part.tag == SEQUENCE && part.children().next().is_some_and(|id| id.tag == OBJECT));
    (version.is_some() && content.is_some()).then(|| parts.next().is_some())
}

fn of_der(data: &[u8]) -> Vec<Vec<u8>> {
    let Some((outer, _)) = der::first(data).filter(|(element, _)| element.tag == SEQUENCE) else { return vec![] };
    if parse_x509_certificate(outer.whole).is_ok() {
        // OpenSSL's TRUSTED CERTIFICATE has more behind the certificate.
        return vec![outer.whole.to_vec()];
    }
    let set = of_pkcs7(outer).into_iter().flat_map(Element::children);
    let whole = set.filter(|one| one.tag == SEQUENCE && parse_x509_certificate(one.whole).is_ok());
    // One more than may be is enough to be refused.
    whole.take(MOST_CERTIFICATES * 2).map(|one| one.whole.to_vec()).collect()
}

/// The set of certificates of `ContentInfo { signedData, [0] SignedData { version, digests, content, [0] certificates … } }`.
fn of_pkcs7(outer: Element<'_>) -> Option<Element<'_>> {
    let mut parts = outer.children();
    parts.next().filter(|id| id.tag == OBJECT && id.body == SIGNED_DATA)?;
    let signed = parts.next().filter(|content| content.tag == CONTEXT_0)?.children().next().filter(|data| data.tag == SEQUENCE)?;
    let mut parts = signed.children();
    parts.next().filter(|version| version.tag == INTEGER)?;
    parts.next().filter(|digests| digests.tag == SET)?;
    parts.next().filter(|content| content.tag == SEQUENCE)?;
    parts.next().filter(|certificates| certificates.tag == CONTEXT_0)
}

fn of_label(block: &pem::Block<'_>) -> Option<Instead> {
    match block.label {
        "ENCRYPTED PRIVATE KEY" => Some(Instead::EncryptedKey),
        label if label.ends_with("PRIVATE KEY") && block.encrypted => Some(Instead::EncryptedKey),
        label if label.ends_with("PRIVATE KEY") => Some(Instead::PrivateKey),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Some(Instead::Request),
        _ => None,
    }
}

fn of_structure(file: &[u8]) -> Option<Instead> {
    if pfx_with_mac(file).is_some() {
        return Some(Instead::Pfx);
    }
    let outer = der::only(file).filter(|element| element.tag == SEQUENCE)?;
    let parts: Vec<Element<'_>> = outer.children().take(4).collect();
    let tags: Vec<u8> = parts.iter().map(|part| part.tag).collect();
    match tags.as_slice() {
        // PKCS #8, PKCS #1, SEC 1
        [INTEGER, SEQUENCE, OCTETS, ..] | [INTEGER, INTEGER, INTEGER, INTEGER] | [INTEGER, OCTETS, ..] => Some(Instead::PrivateKey),
        [SEQUENCE, OCTETS] => Some(Instead::EncryptedKey),
        _ => {
            let request = <x509_parser::certification_request::X509CertificationRequest<'_> as x509_parser::asn1_rs::FromDer<
                '_,
                x509_parser::error::X509Error,
            >>::from_der(outer.whole);
            request.is_ok().then_some(Instead::Request)
        }
    }
}

const CERTIFICATE_LABELS: [&str; 6] = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "CMS"];

/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(name: &str) -> (Vec<u8>, rcgen::KeyPair) {
        let key = rcgen::KeyPair::generate().unwrap();
        let made = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
        (made.der().to_vec(), key)
    }

    fn pkcs7(certificates: &[Vec<u8>]) -> Vec<u8> {
        let parts: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
        let data = der::wrap(OBJECT, &[&SIGNED_DATA[..8], &[1]]);
        let signed = [
            der::wrap(INTEGER, &[&[1]]),
            der::wrap(SET, &[]),
            der::wrap(SEQUENCE, &[&data]),
            der::wrap(CONTEXT_0, &parts),
            der::wrap(SET, &[]),
        ];
        let signed = der::wrap(SEQUENCE, &signed.iter().map(Vec::as_slice).collect::<Vec<_>>());
        der::wrap(SEQUENCE, &[&der::wrap(OBJECT, &[SIGNED_DATA]), &der::wrap(CONTEXT_0, &[&signed])])
    }

    fn instead(file: &[u8]) -> Instead {
        match certificates(file) {
            Err(CertificateError::NotACertificate(what)) => what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_form_of_an_answer_is_read() {
        let ((a, _), (b, _)) = (certificate("a.test"), certificate("b.test"));
        let both = vec![a.clone(), b.clone()];
        let p7 = pkcs7(&both);
        assert_eq!(certificates(&a).unwrap(), std::slice::from_ref(&a));
        assert_eq!(certificates(&p7).unwrap(), both);
        assert_eq!(certificates(pem::encode("PKCS7", &p7).as_bytes()).unwrap(), both);
        assert_eq!(certificates(pem::of_chain(&both).as_bytes()).unwrap(), both);
        let bare = pem::encode("X", &a);
        let bare: String = bare.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join("\r\n");
        assert_eq!(certificates(bare.as_bytes()).unwrap(), std::slice::from_ref(&a));
        let twice = format!("subject=CN = a.test\n{0}{0}", pem::of_chain(&both));
        assert_eq!(certificates(twice.as_bytes()).unwrap(), both);
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{twice}").encode_utf16().flat_map(order).collect() };
        assert_eq!(certificates(&wide(u16::to_le_bytes)).unwrap(), both);
        assert_eq!(certificates(&wide(u16::to_be_bytes)).unwrap(), both);
        assert_eq!(certificates(&[&a[..], b"\n"].concat()).unwrap(), [a]);
        // As older programs write it: no length is said beforehand.
        let inside = &p7[der::first(&p7).unwrap().0.whole.len() - der::only(&p7).unwrap().body.len()..];
        assert_eq!(certificates(&[&[SEQUENCE, 0x80], inside, &[0, 0]].concat()).unwrap(), both);
    }

    #[test]
    fn what_is_no_certificate_is_named() {
        let (der, key) = certificate("a.test");
        assert_eq!(instead(key.serialize_pem().as_bytes()), Instead::PrivateKey);
        assert_eq!(instead(key.serialized_der()), Instead::PrivateKey);
        let request = rcgen::CertificateParams::new(vec!["a.test".to_owned()]).unwrap().serialize_request(&key).unwrap();
        assert_eq!(instead(request.pem().unwrap().as_bytes()), Instead::Request);
        assert_eq!(instead(request.der()), Instead::Request);
        assert_eq!(instead(pem::encode("ENCRYPTED PRIVATE KEY", b"x").as_bytes()), Instead::EncryptedKey);
        let content = der::wrap(SEQUENCE, &[&der::wrap(OBJECT, &[&SIGNED_DATA[..8], &[1]])]);
        assert_eq!(instead(&der::wrap(SEQUENCE, &[&der::wrap(INTEGER, &[&[3]]), &content])), Instead::Pfx);
        for rubbish in [&b""[..], b"x", b"<html>", &der[..der.len() - 1], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]] {
            assert_eq!(instead(rubbish), Instead::Unknown, "{rubbish:?}");
        }
        assert_eq!(instead(&vec![0; LARGEST_FILE + 1]), Instead::TooLarge);
        let many: Vec<Vec<u8>> = (0..=MOST_CERTIFICATES).map(|n| certificate(&format!("n{n}.test")).0).collect();
        assert_eq!(instead(pem::of_chain(&many).as_bytes()), Instead::TooLarge);
        assert_eq!(certificates(pem::of_chain(&many[1..]).as_bytes()).unwrap().len(), MOST_CERTIFICATES);
        assert_eq!(instead(&pkcs7(&many)), Instead::TooLarge);
    }
}
