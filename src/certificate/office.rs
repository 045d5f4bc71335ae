//! This office's own authority: a small root, made once, for names that no authority in the world issues for.

use super::about::{Origin, RootForm};
use super::about_file::About;
use super::error::CertificateError;
use super::inspect::{self, ORGANIZATION};
use super::links::parse;
use super::request::{check, parameters};
use super::store::Certificates;
use super::subject::{Asks, Subject};
use super::succession::LEAF_DAYS;
use super::{key, pem};
use crate::mail::Thumbprint;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use sha2::{Digest, Sha256};

impl Certificates {
    /// *Issue now by this office's own authority*: makes the root if there is none yet, and the one that follows it when its
    /// time has come, then a key and a certificate for the names of the subject, valid for 365 days (Mozilla recommends 366 at
    /// most, Apple's limit for others is 825), and installs it.
    ///
    /// # Errors
    /// [`CertificateError::Subject`] with all that is wrong with the values, and what the system says.
    pub fn issue(&self, subject: &Subject, now: Timestamp) -> Result<Thumbprint, CertificateError> {
        check(subject, Asks::Names)?;
        let (root, key) = self.signing(&subject.organization, now)?;
        let made = leaf(subject, &root.der, key, root.ends, now).map_err(|error| CertificateError::Make(error.to_string()))?;
        let about = About::new(&subject.friendly_name, Origin::Office);
        let about = About { subject: Some(subject.clone()), ..about };
        self.put_checked(&[made.1, root.der], made.0.serialize_pem().as_bytes(), &about)
    }

    /// *Export root for computers and phones*; `None` while there is none. Its key stays. PEM and the profile hold all roots
    /// that certificates in use lead to, now or after the next exchange; DER holds one certificate: the newest of them.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn export_root(&self, form: RootForm, now: Timestamp) -> Result<Option<Vec<u8>>, CertificateError> {
        let Some(roots) = self.to_trust(now)? else { return Ok(None) };
        Ok(Some(match form {
            RootForm::Pem => pem::of_chain(&roots.all).into_bytes(),
            RootForm::AppleProfile => profile(&roots.all).into_bytes(),
            RootForm::Der => roots.newest,
        }))
    }
}

/// What the root says of itself.
pub(super) fn authority(organization: &str, now: Timestamp) -> CertificateParams {
    let organization = organization.trim();
    let owner = match organization {
        "" => rustix::system::uname().nodename().to_string_lossy().into_owned(),
        _ => organization.to_owned(),
    };
    // A common name holds 64 characters.
    let owner: String = owner.chars().take(38).collect();
    let mut name = DistinguishedName::new();
    if !organization.is_empty() {
        name.push(DnType::OrganizationName, organization);
    }
    name.push(DnType::CommonName, format!("{} – Postkontor root {}", owner.trim(), now.to_zoned(TimeZone::UTC).year()));
    let mut made = CertificateParams::default();
    made.distinguished_name = name;
    made.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    made.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    valid_for(&mut made, now, ROOT_DAYS);
    made
}

/// A key and a certificate for it that the root signed.
fn leaf(subject: &Subject, root: &[u8], root_key: KeyPair, ends: i64, now: Timestamp) -> Result<(KeyPair, Vec<u8>), rcgen::Error> {
    let issuer = Issuer::from_ca_cert_der(&root.to_vec().into(), root_key)?;
    let key = key::generate(subject.key)?;
    let mut made = parameters(subject, Asks::Everything)?;
    // Also says that it is no authority, and identifies its key.
    made.is_ca = IsCa::ExplicitNoCa;
    made.use_authority_key_identifier_extension = true;
    made.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    if subject.key != super::BitLength::EcdsaP256 {
        // Old devices encrypt the key of the session with it (RFC 5246 §7.4.2).
        made.key_usages.push(KeyUsagePurpose::KeyEncipherment);
    }
    made.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // None is valid longer than its root.
    let left = (ends - now.as_second()) / 86_400;
    valid_for(&mut made, now, left.min(LEAF_DAYS - 1) + 1);
    let signed = made.signed_by(&key, &issuer)?;
    Ok((key, signed.der().to_vec()))
}

/// From yesterday on, for so many days: clocks of old devices are slow.
fn valid_for(made: &mut CertificateParams, now: Timestamp, days: i64) {
    let day = |offset: i64| {
        let date = now.saturating_add((offset * 24).hours()).unwrap_or(now).to_zoned(TimeZone::UTC).date();
        rcgen::date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    (made.not_before, made.not_after) = (day(-1), day(days - 1));
}

/// A profile for iPhone, iPad and Mac: an XML property list with the roots in it. Its identifier comes from the first root, so
/// that one with its successor replaces the one before.
fn profile(roots: &[Vec<u8>]) -> String {
    let all: [u8; 32] = roots.iter().fold(Sha256::new(), |sum, der| sum.chain_update(der)).finalize().into();
    let first = roots.first().and_then(|der| parse(der));
    let name = first.as_ref().map(|root| escaped(&inspect::name(root.subject()))).unwrap_or_default();
    let organization = first.as_ref().and_then(|root| inspect::attribute(root.subject(), ORGANIZATION)).unwrap_or_default();
    let organization = match organization.as_str() {
        "" => String::new(),
        text => format!("\t<key>PayloadOrganization</key>\n\t<string>{}</string>\n", escaped(text)),
    };
    let identifier = format!("postkontor.root.{}", short(roots.first().map_or(&[][..], Vec::as_slice)));
    let payloads: String = roots.iter().map(|der| payload(der, &identifier)).collect();
    let uuid = uuid(&all[..16]);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>PayloadContent</key>
	<array>
{payloads}	</array>
	<key>PayloadDisplayName</key>
	<string>{name}</string>
	<key>PayloadIdentifier</key>
	<string>{identifier}</string>
{organization}	<key>PayloadRemovalDisallowed</key>
	<false/>
	<key>PayloadType</key>
	<string>Configuration</string>
	<key>PayloadUUID</key>
	<string>{uuid}</string>
	<key>PayloadVersion</key>
	<integer>1</integer>
</dict>
</plist>
"#
    )
}

/// One root in the profile of this identifier.
fn payload(der: &[u8], identifier: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(der).into();
    let name = parse(der).map(|root| escaped(&inspect::name(root.subject()))).unwrap_or_default();
    let (base64, uuid, own) = (STANDARD.encode(der), uuid(&digest[16..]), short(der));
    format!(
        "\t\t<dict>
			<key>PayloadCertificateFileName</key>
			<string>root-{own}.cer</string>
			<key>PayloadContent</key>
			<data>{base64}</data>
			<key>PayloadDisplayName</key>
			<string>{name}</string>
			<key>PayloadIdentifier</key>
			<string>{identifier}.{own}</string>
			<key>PayloadType</key>
			<string>com.apple.security.root</string>
			<key>PayloadUUID</key>
			<string>{uuid}</string>
			<key>PayloadVersion</key>
			<integer>1</integer>
		</dict>
"
    )
}

/// The beginning of its digest, which tells it from others.
fn short(der: &[u8]) -> String {
    Sha256::digest(der).iter().take(8).map(|octet| format!("{octet:02x}")).collect()
}

/// Version 8 of RFC 9562 §5.8: made of anything, here of a digest.
fn uuid(octets: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (at, octet) in octets.iter().enumerate().take(16) {
        let octet = match at {
            6 => octet & 0x0f | 0x80,
            8 => octet & 0x3f | 0x80,
            _ => *octet,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{octet:02X}"));
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const ROOT_DAYS: i64 = 3_652;
