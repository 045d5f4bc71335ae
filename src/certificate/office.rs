//! This office's own authority: a small root, made once, for names that no authority in the world issues for.

use super::about::{Origin, RootForm};
use super::about_file::About;
use super::error::CertificateError;
use super::inspect::{self, ORGANIZATION};
use super::links::parse;
use super::request::{check, parameters};
use super::store::{Certificates, KEY, bounded, secret};
use super::subject::{Asks, Subject};
use super::{key, pem, read};
use crate::config::file::{FileError, create_private, sync_folder, write_private};
use crate::config::home::create_folder;
use crate::mail::Thumbprint;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use sha2::{Digest, Sha256};
use x509_parser::certificate::X509Certificate;

impl Certificates {
    /// *Issue now by this office's own authority*: makes the root if there is none yet or its time is over, then a key and a
    /// certificate for the names of the subject, valid for 365 days (Mozilla recommends 366 at most, Apple's limit
    /// for others is 825), and installs it.
    ///
    /// # Errors
    /// [`CertificateError::Subject`] with all that is wrong with the values, and what the system says.
    pub fn issue(&self, subject: &Subject, now: Timestamp) -> Result<Thumbprint, CertificateError> {
        check(subject, Asks::Names)?;
        let (root, key) = self.root(subject, now)?;
        let ends = parse(&root).map_or(0, |root| root.validity().not_after.timestamp());
        let made = leaf(subject, &root, key, ends, now).map_err(|error| CertificateError::Make(error.to_string()))?;
        let about = About::new(&subject.friendly_name, Origin::Office);
        let about = About { subject: Some(subject.clone()), ..about };
        self.put_checked(&[made.1, root], made.0.serialize_pem().as_bytes(), &about)
    }

    /// When the root of this office's own authority ends; `None` while there is none.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn office_root(&self) -> Result<Option<Timestamp>, CertificateError> {
        let Some(der) = self.root_der()? else { return Ok(None) };
        let ends = parse(&der).and_then(|root| Timestamp::from_second(root.validity().not_after.timestamp()).ok());
        ends.map(Some).ok_or_else(|| self.damaged())
    }

    /// *Export root for computers and phones*; `None` while there is none. Its key stays.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn export_root(&self, form: RootForm) -> Result<Option<Vec<u8>>, CertificateError> {
        let Some(der) = self.root_der()? else { return Ok(None) };
        Ok(Some(match form {
            RootForm::Pem => pem::encode("CERTIFICATE", &der).into_bytes(),
            RootForm::AppleProfile => profile(&der, &parse(&der).ok_or_else(|| self.damaged())?).into_bytes(),
            RootForm::Der => der,
        }))
    }

    /// The root and its key, made now where there is none that outlives what it is to sign. The one before it is kept beside
    /// it: computers that know only that one can be told apart, and a clock that was wrong loses nothing.
    fn root(&self, subject: &Subject, now: Timestamp) -> Result<(Vec<u8>, KeyPair), CertificateError> {
        if let Some(der) = self.root_der()?
            && self.office_root()?.is_some_and(|ends| ends.as_second() - now.as_second() > LEAF_DAYS * 86_400)
        {
            let path = self.office.join(KEY);
            let key = secret(&path)?;
            let key = std::str::from_utf8(key.expose()).ok().and_then(|key| KeyPair::from_pem(key).ok());
            return key.map(|key| (der, key)).ok_or(CertificateError::Chain { file: path, error: super::ChainError::NoKey });
        }
        let key = key::generate(super::BitLength::EcdsaP256).map_err(|error| CertificateError::Make(error.to_string()))?;
        let made = authority(subject, now).self_signed(&key).map_err(|error| CertificateError::Make(error.to_string()))?;
        create_folder(&self.office)?;
        let path = self.office.join(ROOT);
        // Without the root the new key is nobody's until the new root is there.
        let aside = |name: &str| self.office.join(format!("{name}.until-{}", now.as_second()));
        for file in [KEY, ROOT] {
            match std::fs::rename(self.office.join(file), aside(file)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(FileError::io(&self.office.join(file), "written", error).into());
                }
                _ => {}
            }
        }
        write_private(&self.office.join(KEY), key.serialize_pem().as_bytes())?;
        create_private(&path, made.pem().as_bytes())?;
        let above = self.office.parent().unwrap_or(&self.office);
        sync_folder(above).map_err(|e| FileError::io(above, "written", e))?;
        Ok((made.der().to_vec(), key))
    }

    fn root_der(&self) -> Result<Option<Vec<u8>>, CertificateError> {
        let path = self.office.join(ROOT);
        match bounded(&path) {
            Ok(text) => read::certificates(&text).ok().and_then(|found| found.into_iter().next()).map(Some).ok_or_else(|| self.damaged()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FileError::io(&path, "read", error).into()),
        }
    }

    fn damaged(&self) -> CertificateError {
        CertificateError::Chain { file: self.office.join(ROOT), error: inspect::unreadable() }
    }
}

/// What the root says of itself.
fn authority(subject: &Subject, now: Timestamp) -> CertificateParams {
    let organization = subject.organization.trim();
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

/// A profile for iPhone, iPad and Mac: an XML property list with the root in it. Its identifiers come from the root, so
/// that a second one replaces the first.
fn profile(der: &[u8], root: &X509Certificate<'_>) -> String {
    let digest: [u8; 32] = Sha256::digest(der).into();
    let name = escaped(&inspect::name(root.subject()));
    let organization = inspect::attribute(root.subject(), ORGANIZATION).unwrap_or_default();
    let organization = match organization.as_str() {
        "" => String::new(),
        text => format!("\t<key>PayloadOrganization</key>\n\t<string>{}</string>\n", escaped(text)),
    };
    let identifier: String = digest.iter().take(8).map(|octet| format!("{octet:02x}")).collect();
    let (outer, inner) = (uuid(&digest[..16]), uuid(&digest[16..]));
    let base64 = STANDARD.encode(der);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>PayloadContent</key>
	<array>
		<dict>
			<key>PayloadCertificateFileName</key>
			<string>root.cer</string>
			<key>PayloadContent</key>
			<data>{base64}</data>
			<key>PayloadDisplayName</key>
			<string>{name}</string>
			<key>PayloadIdentifier</key>
			<string>postkontor.root.{identifier}.certificate</string>
			<key>PayloadType</key>
			<string>com.apple.security.root</string>
			<key>PayloadUUID</key>
			<string>{inner}</string>
			<key>PayloadVersion</key>
			<integer>1</integer>
		</dict>
	</array>
	<key>PayloadDisplayName</key>
	<string>{name}</string>
	<key>PayloadIdentifier</key>
	<string>postkontor.root.{identifier}</string>
{organization}	<key>PayloadRemovalDisallowed</key>
	<false/>
	<key>PayloadType</key>
	<string>Configuration</string>
	<key>PayloadUUID</key>
	<string>{outer}</string>
	<key>PayloadVersion</key>
	<integer>1</integer>
</dict>
</plist>
"#
    )
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

const ROOT: &str = "root.pem";
const ROOT_DAYS: i64 = 3_652;
const LEAF_DAYS: i64 = 365;
