//! Importing a certificate together with its private key: a .pfx file, or PEM and DER as providers and other programs have
//! them (RFC 7468), in one file or with the key in a second one.
//!
//! Keys are PKCS #8 (RFC 5958), encrypted or not, PKCS #1 (RFC 8017 §A.1.2) and SEC 1 (RFC 5915). The encryption of PEM of
//! its first days (`Proc-Type: 4,ENCRYPTED`, RFC 1421) hashes the password once with MD5 and is refused.

use super::about::{Detail, Origin};
use super::about_file::About;
use super::chain::ChainError;
use super::der::{self, CONTEXT_0, Element, INTEGER, OBJECT, OCTETS, SEQUENCE};
use super::error::{CertificateError, Given, ImportFault, Instead, PfxFault};
use super::links::in_order;
use super::pfx::{self, Opened};
use super::store::{Certificates, given};
use super::{cost, inspect, key, pem, read};
use crate::mail::{Secret, Thumbprint};
use jiff::Timestamp;

/// What is handed over for an import. None of it shows in `Debug` output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFiles {
    /// The file: certificate and key, or the certificate alone.
    pub file: Secret<Vec<u8>>,
    /// A second file with what the first one lacks.
    pub key: Option<Secret<Vec<u8>>>,
    /// The password of the key; not looked at where nothing is encrypted.
    pub password: Secret<String>,
}

impl ImportFiles {
    /// One file with its password.
    pub fn one(file: Vec<u8>, password: Secret<String>) -> Self {
        Self { file: Secret::new(file), key: None, password }
    }

    /// Whether opening them takes a password. A .pfx file may have an empty one: it is asked for all the same.
    pub fn asks_for_password(&self) -> bool {
        let encrypted = |file: &[u8]| keys(plain(file).expose()).iter().any(|held| matches!(held, Held::Encrypted(_)));
        let asks = |file: &Secret<Vec<u8>>| {
            let file = file.expose();
            file.len() <= read::LARGEST_FILE && (read::begins_as_pfx(file) || encrypted(file))
        };
        asks(&self.file) || self.key.as_ref().is_some_and(asks)
    }
}

impl Certificates {
    /// What would be imported; nothing is kept of it.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn look_at_import(&self, files: &ImportFiles, servers: &[(String, String)], now: Timestamp) -> Result<Detail, CertificateError> {
        let opened = self.open(files)?;
        let about = About { exportable: false, ..About::new(&opened.name, opened.origin.clone()) };
        let what = if opened.origin == Origin::Pfx { Given::Pfx } else { Given::Certificate };
        inspect::detail(&opened.chain, &about, servers, now, &self.roots(now)).map_err(|error| given(what, error))
    }

    /// Installs what was handed over.
    ///
    /// # Errors
    /// As [`Self::open`] and [`Self::install_opened`].
    pub fn import(&self, files: &ImportFiles, exportable: bool) -> Result<Thumbprint, CertificateError> {
        self.install_opened(&self.open(files)?, exportable)
    }

    /// Opens what was handed over: the chain of a key, completed by the certificates that are known here.
    ///
    /// # Errors
    /// What [`Self::open_pfx`] says of a .pfx file; [`CertificateError::Import`] names what a file is instead or lacks;
    /// [`CertificateError::WrongKeyPassword`]; [`CertificateError::Given`] when no key is of any of the certificates.
    pub fn open(&self, files: &ImportFiles) -> Result<Opened, CertificateError> {
        if read::begins_as_pfx(files.file.expose()) {
            return match files.key {
                Some(_) => Err(ImportFault::KeyBesidePfx.into()),
                None => self.open_pfx(files.file.expose(), &files.password),
            };
        }
        // What lies in which of the two matters to nobody.
        let both = || std::iter::once(&files.file).chain(&files.key);
        if both().any(|file| file.expose().len() > read::LARGEST_FILE) {
            return Err(ImportFault::TooLarge.into());
        }
        let all: Vec<Secret<Vec<u8>>> = both().map(|file| plain(file.expose())).collect();
        let mut certificates: Vec<Vec<u8>> = vec![];
        let mut instead = None;
        for file in &all {
            match read::certificates(file.expose()) {
                Ok(found) => certificates.extend(found),
                Err(CertificateError::NotACertificate(what)) => instead = instead.or(Some(what)),
                Err(error) => return Err(error),
            }
        }
        let held: Vec<Held> = all.iter().flat_map(|file| keys(file.expose())).collect();
        if certificates.is_empty() {
            return Err(instead_of_certificate(instead, &held).into());
        }
        if held.len() > MOST_KEYS {
            return Err(ImportFault::TooManyKeys.into());
        }
        if held.is_empty() {
            return Err(if files.key.is_some() { ImportFault::NoKeyInKeyFile } else { ImportFault::NoKey }.into());
        }
        self.fitting(&certificates, held, &files.password)
    }

    /// The first key that one of the certificates is for. Where there is none, a password that is not correct is told before
    /// anything else: behind it may lie the right key.
    fn fitting(&self, certificates: &[Vec<u8>], held: Vec<Held>, password: &Secret<String>) -> Result<Opened, CertificateError> {
        let known = self.intermediates();
        let mut unusable = None;
        for held in held {
            let key = match held.opened(password) {
                Ok(key) => key,
                Err(error) => {
                    unusable = match error {
                        CertificateError::WrongKeyPassword => Some(error),
                        _ => unusable.or(Some(error)),
                    };
                    continue;
                }
            };
            match key::public_half(key.expose().as_bytes(), &self.provider) {
                Ok(public) => match in_order(&public, certificates, &known) {
                    Some(chain) => return Ok(Opened { chain, key, name: String::new(), origin: Origin::File }),
                    None => unusable = unusable.or(Some(given(Given::Certificate, ChainError::ForeignKey))),
                },
                Err(error) => unusable = unusable.or(Some(given(Given::Certificate, error))),
            }
        }
        Err(unusable.unwrap_or(ImportFault::NoKey.into()))
    }
}

/// A private key as it lies in a file.
enum Held {
    /// In this form, in DER.
    Plain(&'static str, Secret<Vec<u8>>),
    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    Encrypted(Secret<Vec<u8>>),
    /// Encrypted as in the first days of PEM.
    Old,
    /// Of a kind that no mail server has: DSA, OpenSSH's own form.
    Other,
    /// What stands between the marks of a key is no base64.
    Damaged,
}

impl Held {
    /// In PEM, decrypted.
    fn opened(self, password: &Secret<String>) -> Result<Secret<String>, CertificateError> {
        match self {
            Self::Plain(label, der) => Ok(Secret::new(pem::encode(label, der.expose()))),
            Self::Encrypted(info) => Ok(Secret::new(pem::encode(PKCS8, decrypted(info.expose(), password)?.expose()))),
            Self::Old => Err(ImportFault::OldEncryption.into()),
            Self::Damaged => Err(ImportFault::DamagedKey.into()),
            Self::Other => Err(given(Given::Certificate, ChainError::UnknownKey)),
        }
    }
}

/// The text of a file that was written in UTF-16, else the file as it is.
fn plain(file: &[u8]) -> Secret<Vec<u8>> {
    Secret::new(read::from_utf16(file).unwrap_or_else(|| file.to_vec()))
}

/// The private keys in a file, at most one more than are looked at.
fn keys(file: &[u8]) -> Vec<Held> {
    let blocks = pem::blocks(file);
    if blocks.is_empty() {
        return der::only(file).and_then(of_structure).into_iter().collect();
    }
    blocks.iter().filter(|block| block.label.ends_with("PRIVATE KEY")).map(of_block).take(MOST_KEYS + 1).collect()
}

fn of_block(block: &pem::Block<'_>) -> Held {
    if block.encrypted {
        return Held::Old;
    }
    let of_der = |held: fn(Secret<Vec<u8>>) -> Held| block.der().map_or(Held::Damaged, |der| held(Secret::new(der)));
    match block.label {
        PKCS8 => of_der(|der| Held::Plain(PKCS8, der)),
        PKCS1 => of_der(|der| Held::Plain(PKCS1, der)),
        SEC1 => of_der(|der| Held::Plain(SEC1, der)),
        "ENCRYPTED PRIVATE KEY" => of_der(Held::Encrypted),
        _ => Held::Other,
    }
}

fn of_structure(outer: Element<'_>) -> Option<Held> {
    let tags: Vec<u8> = outer.children().take(4).map(|part| part.tag).collect();
    let der = || Secret::new(outer.whole.to_vec());
    match (outer.tag, tags.as_slice()) {
        (SEQUENCE, [INTEGER, SEQUENCE, OCTETS, ..]) => Some(Held::Plain(PKCS8, der())),
        (SEQUENCE, [INTEGER, INTEGER, INTEGER, INTEGER]) => Some(Held::Plain(PKCS1, der())),
        (SEQUENCE, [INTEGER, OCTETS, ..]) => Some(Held::Plain(SEC1, der())),
        (SEQUENCE, [SEQUENCE, OCTETS]) => Some(Held::Encrypted(der())),
        _ => None,
    }
}

fn instead_of_certificate(instead: Option<Instead>, held: &[Held]) -> ImportFault {
    match instead {
        Some(Instead::TooLarge) => ImportFault::TooLarge,
        Some(Instead::Request) => ImportFault::Request,
        _ if !held.is_empty() => ImportFault::KeyAlone,
        _ => ImportFault::Unknown,
    }
}

/// An encrypted key, decrypted: the reader of .pfx files does it, to whom it is handed as the only thing in one.
fn decrypted(info: &[u8], password: &Secret<String>) -> Result<Secret<Vec<u8>>, CertificateError> {
    let parts: Vec<Element<'_>> = der::only(info).into_iter().flat_map(Element::children).take(3).collect();
    let [algorithm, ciphered] = parts.as_slice() else { return Err(ImportFault::DamagedKey.into()) };
    if algorithm.tag != SEQUENCE || ciphered.tag != OCTETS {
        return Err(ImportFault::DamagedKey.into());
    }
    let bag = der::wrap(SEQUENCE, &[SHROUDED_KEY, &der::wrap(CONTEXT_0, &[info])]);
    let content = |inner: &[u8]| {
        let octets = der::wrap(OCTETS, &[inner]);
        der::wrap(SEQUENCE, &[&der::wrap(OBJECT, &[DATA]), &der::wrap(CONTEXT_0, &[&octets])])
    };
    let safe = der::wrap(SEQUENCE, &[&content(&der::wrap(SEQUENCE, &[&bag]))]);
    let file = der::wrap(SEQUENCE, &[&der::wrap(INTEGER, &[&[3]]), &content(&safe)]);
    match pfx::unlock(&file, password) {
        Ok(archive) => match archive.keys.first() {
            Some(bag) => Ok(Secret::new(bag.key.as_der().to_vec())),
            None => Err(ImportFault::DamagedKey.into()),
        },
        Err(CertificateError::WrongPassword) if !is_known(algorithm) => Err(ImportFault::KeyEncryption.into()),
        Err(CertificateError::WrongPassword) => Err(CertificateError::WrongKeyPassword),
        Err(CertificateError::Pfx(PfxFault::Scrypt | PfxFault::UnknownEncryption | PfxFault::TooMuchWork)) => {
            Err(ImportFault::KeyEncryption.into())
        }
        Err(CertificateError::Pfx(_)) => Err(ImportFault::DamagedKey.into()),
        Err(error) => Err(error),
    }
}

/// Whether what encrypts is one of those that can be decrypted; else no password is the right one.
fn is_known(algorithm: &Element<'_>) -> bool {
    let has = |octets: &[u8]| algorithm.whole.windows(octets.len()).any(|part| part == octets);
    let sha2 = || algorithm.whole.windows(HMAC.len() + 1).any(|part| part.starts_with(HMAC) && matches!(part.last(), Some(8..=11)));
    has(cost::PKCS12_PBE) || has(AES) && sha2()
}

const PKCS8: &str = "PRIVATE KEY";
const PKCS1: &str = "RSA PRIVATE KEY";
const SEC1: &str = "EC PRIVATE KEY";

/// Each encrypted one may ask for a million rounds.
const MOST_KEYS: usize = 4;

/// 1.2.840.113549.1.7.1
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// 1.2.840.113549.1.12.10.1.2 (RFC 7292 §4.2.2), as an object identifier in DER.
const SHROUDED_KEY: &[u8] = &[0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x02];
/// 2.16.840.1.101.3.4.1.x: AES (RFC 3565 §4.1), without its last number.
const AES: &[u8] = &[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01];
/// 1.2.840.113549.2.x: HMAC (RFC 8018 §B.1.2), without its last number: 7 is SHA-1, 8 to 11 are SHA-2.
const HMAC: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02];
