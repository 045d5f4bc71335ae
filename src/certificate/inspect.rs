//! What is to be told of a certificate: its texts, and what is to be said against it.

use super::about::{Described, Detail, Finding, Link};
use super::about_file::About;
use super::chain::ChainError;
use super::key;
use super::links::{Roots, Signed, is_self_issued, parse, signed};
use super::subject::Subject;
use crate::mail::Thumbprint;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::signature_algorithm::SignatureAlgorithm;
use x509_parser::time::ASN1Time;
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// A chain as lists show it.
pub(super) fn described(chain: &[Vec<u8>], about: &About) -> Result<Described, ChainError> {
    let der = chain.first().ok_or(ChainError::NoCertificate)?;
    let leaf = parse(der).ok_or_else(unreadable)?;
    let names = host_names(&leaf);
    let common_name = attribute(leaf.subject(), COMMON_NAME);
    let issued_to = common_name.clone().or_else(|| names.first().cloned()).unwrap_or_else(|| line(leaf.subject()));
    let issuer = attribute(leaf.issuer(), COMMON_NAME).or_else(|| attribute(leaf.issuer(), ORGANIZATION));
    let friendly_name = if about.name.trim().is_empty() { issued_to.clone() } else { about.name.clone() };
    let mut subject = about.subject.clone().unwrap_or_else(|| subject(&leaf, &names));
    subject.friendly_name.clone_from(&friendly_name);
    Ok(Described {
        thumbprint: Thumbprint(Sha256::digest(der).into()),
        friendly_name,
        issued_to,
        issued_by: issuer.unwrap_or_else(|| line(leaf.issuer())),
        not_before: moment(leaf.validity().not_before)?,
        not_after: moment(leaf.validity().not_after)?,
        for_servers: for_servers(&leaf),
        names,
        exportable: about.exportable,
        origin: about.origin.clone(),
        subject,
    })
}

/// A chain whole, with what is to be said against it for these servers (name, host name) at this moment.
pub(super) fn detail(
    chain: &[Vec<u8>],
    about: &About,
    servers: &[(String, String)],
    now: Timestamp,
    roots: &Roots,
) -> Result<Detail, ChainError> {
    let described = described(chain, about)?;
    let parsed: Vec<X509Certificate<'_>> = chain.iter().map(|der| parse(der).ok_or_else(unreadable)).collect::<Result<_, _>>()?;
    let (Some(der), Some(leaf), Some(last)) = (chain.first(), parsed.first(), parsed.last()) else { return Err(ChainError::NoCertificate) };
    let key = key::kind(leaf.public_key());
    let signature = signature(leaf);
    let root = Some(last).filter(|last| !is_self_issued(last)).and_then(|last| roots.issuer_of(last)).and_then(parse);

    let mut findings = vec![];
    if described.not_after <= now {
        findings.push(Finding::Expired(described.not_after));
    }
    if described.not_before > now {
        findings.push(Finding::NotYetValid(described.not_before));
    }
    let uncovered = servers.iter().filter(|(_, fqdn)| !described.covers(fqdn));
    findings.extend(uncovered.map(|(server, fqdn)| Finding::NameNotCovered { server: server.clone(), fqdn: fqdn.clone() }));
    if !described.for_servers {
        findings.push(Finding::NotForServers);
    }
    findings.extend(broken(&parsed, root.as_ref(), now));
    let trusted = parsed.iter().any(|one| roots.has(one) || roots.issuer_of(one).is_some());
    if !trusted {
        findings.push(match parsed.as_slice() {
            [alone] if is_self_issued(alone) => Finding::SelfSigned,
            _ if is_self_issued(last) => Finding::UnknownRoot,
            _ => Finding::Incomplete,
        });
    }
    if key.weak || signature.1 {
        findings.push(Finding::WeakKey);
    }

    let links = parsed.iter().map(|one| (one, false)).chain(root.iter().map(|root| (root, true)));
    let links: Result<Vec<Link>, ChainError> = links.map(|(one, from_system)| link(one, from_system)).collect();
    let sha1 = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, der);
    Ok(Detail {
        subject_line: line(leaf.subject()),
        issuer_line: line(leaf.issuer()),
        serial: serial(leaf.raw_serial()),
        key: key.name,
        signature: signature.0,
        sha1: sha1.as_ref().iter().map(|octet| format!("{octet:02x}")).collect(),
        chain: links?,
        findings,
        described,
    })
}

/// The links of a chain that do not hold.
fn broken(chain: &[X509Certificate<'_>], root: Option<&X509Certificate<'_>>, now: Timestamp) -> Vec<Finding> {
    let issuers = chain.iter().skip(1).chain(root);
    let pairs = chain.iter().zip(issuers);
    let wrong = pairs.filter(|(child, issuer)| {
        let over = issuer.validity().not_after.timestamp() <= now.as_second();
        over || signed(child, issuer) == Signed::No
    });
    wrong.map(|(_, issuer)| Finding::BrokenChain(name(issuer.subject()))).collect()
}

fn link(certificate: &X509Certificate<'_>, from_system: bool) -> Result<Link, ChainError> {
    Ok(Link { name: name(certificate.subject()), not_after: moment(certificate.validity().not_after)?, from_system })
}

/// The host names that a certificate is good for: the DNS names among its alternative names (RFC 6125 §6.4.4: the common
/// name has counted for nothing for a long time).
fn host_names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let extension = certificate.subject_alternative_name().ok().flatten();
    let names = extension.iter().flat_map(|extension| &extension.value.general_names).filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        _ => None,
    });
    names.take(MOST_NAMES).collect()
}

/// RFC 5280 §4.2.1.12: without the extension it is good for everything.
fn for_servers(certificate: &X509Certificate<'_>) -> bool {
    match certificate.extended_key_usage() {
        Ok(Some(usage)) => usage.value.server_auth || usage.value.any,
        Ok(None) => true,
        Err(_) => false,
    }
}

/// What a renewal asks for again.
fn subject(certificate: &X509Certificate<'_>, names: &[String]) -> Subject {
    let part = |id| attribute(certificate.subject(), id).unwrap_or_default();
    let common_name = attribute(certificate.subject(), COMMON_NAME).or_else(|| names.first().cloned()).unwrap_or_default();
    Subject {
        friendly_name: String::new(),
        key: key::kind(certificate.public_key()).ours.unwrap_or_default(),
        organization: part(ORGANIZATION),
        unit: part(UNIT),
        more_names: names.iter().filter(|name| !name.eq_ignore_ascii_case(&common_name)).cloned().collect(),
        common_name,
        country: part(COUNTRY),
        state: part(STATE),
        city: part(CITY),
    }
}

/// What it was signed with, and whether that is weak.
fn signature(certificate: &X509Certificate<'_>) -> (String, bool) {
    let id = certificate.signature_algorithm.algorithm.to_id_string();
    if let Ok(SignatureAlgorithm::RSASSA_PSS(parameters)) = SignatureAlgorithm::try_from(&certificate.signature_algorithm) {
        let hash = match parameters.hash_algorithm_oid().to_id_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => "SHA-256",
            "2.16.840.1.101.3.4.2.2" => "SHA-384",
            "2.16.840.1.101.3.4.2.3" => "SHA-512",
            _ => "SHA-1",
        };
        return (format!("RSA-PSS, {hash}"), hash == "SHA-1");
    }
    let known = SIGNATURES.iter().find(|(known, ..)| *known == id);
    // A root signs itself, and nobody looks at that signature.
    let counts = !is_self_issued(certificate);
    known.map_or((id, false), |(_, name, weak)| ((*name).to_owned(), *weak && counts))
}

fn serial(octets: &[u8]) -> String {
    let start = octets.iter().take_while(|octet| **octet == 0).count().min(octets.len().saturating_sub(1));
    octets.iter().skip(start).map(|octet| format!("{octet:02X}")).collect()
}

/// Its common name, else the whole of it.
pub(super) fn name(subject: &X509Name<'_>) -> String {
    attribute(subject, COMMON_NAME).unwrap_or_else(|| line(subject))
}

/// The last attribute of this kind: the most specific.
pub(super) fn attribute(name: &X509Name<'_>, id: &str) -> Option<String> {
    name.iter_attributes().filter(|part| part.attr_type().to_id_string() == id).last().map(text).filter(|text| !text.is_empty())
}

/// All of it on one line, in the order it is written (RFC 4514 §2.3 and §2.4 but for the order).
pub(super) fn line(name: &X509Name<'_>) -> String {
    let parts = name.iter_attributes().map(|part| {
        let id = part.attr_type().to_id_string();
        let short = SHORT_NAMES.iter().find(|(known, _)| *known == id).map_or(id.as_str(), |(_, short)| short);
        format!("{short}={}", escaped(&text(part)))
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let end = text.chars().count();
    for (at, c) in text.chars().enumerate() {
        let edge = c == ' ' && (at == 0 || at + 1 == end) || c == '#' && at == 0;
        if edge || matches!(c, '"' | '+' | ',' | ';' | '<' | '>' | '\\') {
            made.push('\\');
        }
        made.push(c);
    }
    made
}

/// A value in any of the kinds of text of X.520; what would disturb a line is left out.
fn text(part: &AttributeTypeAndValue<'_>) -> String {
    let octets = part.as_slice();
    let pairs = || octets.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let whole = match part.attr_value().tag().0 {
        BMP => char::decode_utf16(pairs()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
        T61 => octets.iter().map(|octet| char::from(*octet)).collect(),
        _ => String::from_utf8_lossy(octets).into_owned(),
    };
    whole.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect()
}

fn moment(at: ASN1Time) -> Result<Timestamp, ChainError> {
    Timestamp::from_second(at.timestamp()).map_err(|e| ChainError::Certificate(e.to_string()))
}

pub(super) fn unreadable() -> ChainError {
    ChainError::Damaged
}

/// 2.5.4.3
pub(super) const COMMON_NAME: &str = "2.5.4.3";
pub(super) const ORGANIZATION: &str = "2.5.4.10";
const COUNTRY: &str = "2.5.4.6";
const CITY: &str = "2.5.4.7";
const STATE: &str = "2.5.4.8";
const UNIT: &str = "2.5.4.11";

/// RFC 4514 §3, and what is often there besides.
const SHORT_NAMES: [(&str, &str); 10] = [
    (COMMON_NAME, "CN"),
    (CITY, "L"),
    (STATE, "ST"),
    (ORGANIZATION, "O"),
    (UNIT, "OU"),
    (COUNTRY, "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
];

const SIGNATURES: [(&str, &str, bool); 11] = [
    ("1.2.840.113549.1.1.4", "RSA, MD5", true),
    ("1.2.840.113549.1.1.5", "RSA, SHA-1", true),
    ("1.3.14.3.2.29", "RSA, SHA-1", true),
    ("1.2.840.113549.1.1.11", "RSA, SHA-256", false),
    ("1.2.840.113549.1.1.12", "RSA, SHA-384", false),
    ("1.2.840.113549.1.1.13", "RSA, SHA-512", false),
    ("1.2.840.10045.4.1", "ECDSA, SHA-1", true),
    ("1.2.840.10045.4.3.2", "ECDSA, SHA-256", false),
    ("1.2.840.10045.4.3.3", "ECDSA, SHA-384", false),
    ("1.2.840.10045.4.3.4", "ECDSA, SHA-512", false),
    ("1.3.101.112", "Ed25519", false),
];

const T61: u32 = 20;
const BMP: u32 = 30;
const LONGEST_TEXT: usize = 256;
const MOST_NAMES: usize = 1000;
