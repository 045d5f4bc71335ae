//! .pfx files (PKCS #12, RFC 7292), both ways.

use super::about::{Origin, PfxForm};
use super::about_file::About;
use super::chain::ChainError;
use super::error::{CertificateError, Given, PfxFault};
use super::inspect;
use super::links::{in_order, parse};
use super::store::{Certificates, KEY, given, secret};
use super::{cost, key, pem, read};
use crate::mail::{Secret, Thumbprint};
use p12_keystore::error::Error as PfxError;
use p12_keystore::{Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, Pkcs12Archive, PrivateKey, PrivateKeyChain};

/// What files that are imported hold that is of use here, with its key.
pub struct Opened {
    /// The chain of its key, leaf first.
    pub(super) chain: Vec<Vec<u8>>,
    /// The key in PEM.
    pub(super) key: Secret<String>,
    /// The name it was given; empty = none.
    pub(super) name: String,
    /// What it came in.
    pub(super) origin: Origin,
}

impl Certificates {
    /// Installs what is open.
    ///
    /// # Errors
    /// [`CertificateError::Given`] when its key is of another certificate; what the system says.
    pub fn install_opened(&self, opened: &Opened, exportable: bool) -> Result<Thumbprint, CertificateError> {
        let about = About { exportable, ..About::new(&opened.name, opened.origin.clone()) };
        self.put_checked(&opened.chain, opened.key.expose().as_bytes(), &about)
    }

    /// The certificate with its chain, key and friendly name as a .pfx file.
    ///
    /// # Errors
    /// [`CertificateError::NotExportable`]; [`CertificateError::NoPassword`] for an empty one; [`CertificateError::Gone`].
    pub fn export_pfx(
        &self,
        thumbprint: Thumbprint,
        password: &Secret<String>,
        form: PfxForm,
    ) -> Result<Secret<Vec<u8>>, CertificateError> {
        let kept = self.kept(thumbprint)?;
        if !kept.about.exportable {
            return Err(CertificateError::NotExportable);
        }
        if password.expose().is_empty() {
            return Err(CertificateError::NoPassword);
        }
        let told = |error| CertificateError::Chain { file: kept.folder.clone(), error };
        let described = inspect::described(&kept.chain, &kept.about).map_err(told)?;
        let leaf = kept.chain.first().and_then(|leaf| parse(leaf)).ok_or_else(|| told(inspect::unreadable()))?;
        let key = key::pkcs8(secret(&kept.folder.join(KEY))?.expose(), leaf.public_key()).map_err(told)?;

        let failed = |error: PfxError| CertificateError::Pfx(PfxFault::Other(error.to_string()));
        let certificates: Result<Vec<Certificate>, PfxError> = kept.chain.iter().map(|der| Certificate::from_der(der)).collect();
        let key = PrivateKey::from_der(key.expose()).map_err(failed)?;
        // The name is a BMPString there (RFC 2985 §5.5.1).
        let name: String = described.friendly_name.chars().filter(|c| u32::from(*c) <= 0xffff).collect();
        let mut store = KeyStore::new();
        let chain = PrivateKeyChain::new(&thumbprint.0[..20], key, certificates.map_err(failed)?);
        store.add_entry(&name, KeyStoreEntry::PrivateKeyChain(chain));
        let (encryption, mac, rounds) = match form {
            PfxForm::Modern => (EncryptionAlgorithm::PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha256, 100_000),
            PfxForm::Legacy => (EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc, MacAlgorithm::HmacSha1, 2_048),
        };
        let writer = store.writer(password.expose()).encryption_algorithm(encryption).encryption_iterations(rounds);
        writer.mac_algorithm(mac).mac_iterations(rounds).write().map(Secret::new).map_err(failed)
    }

    /// Opens a .pfx file. How long that takes says the file, within bounds.
    ///
    /// # Errors
    /// [`CertificateError::WrongPassword`]; [`CertificateError::PfxWithoutKey`]; [`CertificateError::Given`] when its key is
    /// of another certificate; [`CertificateError::Pfx`] when it cannot be read at all.
    pub fn open_pfx(&self, file: &[u8], password: &Secret<String>) -> Result<Opened, CertificateError> {
        let archive = unlock(file, password)?;
        if archive.keys.is_empty() {
            return Err(CertificateError::PfxWithoutKey);
        }
        let certificates: Vec<Vec<u8>> = archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect();
        if certificates.is_empty() {
            return Err(CertificateError::Pfx(PfxFault::NoCertificate));
        }
        let known = self.intermediates();
        let mut unusable = ChainError::ForeignKey;
        for bag in &archive.keys {
            let public = match key::public_half_of_pkcs8(bag.key.as_der(), &self.provider) {
                Ok(public) => public,
                Err(error) => {
                    unusable = error;
                    continue;
                }
            };
            if let Some(chain) = in_order(&public, &certificates, &known) {
                let of_leaf = archive.certs.iter().find(|other| chain.first().is_some_and(|leaf| *leaf == other.cert.as_der()));
                let of_leaf = of_leaf.filter(|bag| bag.friendly_name.as_deref() != Some(bag.cert.subject()));
                let names = [of_leaf.and_then(|bag| bag.friendly_name.as_ref()), bag.friendly_name.as_ref()];
                let name = names.into_iter().flatten().find(|name| !is_number(name)).cloned().unwrap_or_default();
                let name = name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
                return Ok(Opened { chain, key: Secret::new(pem::encode("PRIVATE KEY", bag.key.as_der())), name, origin: Origin::Pfx });
            }
        }
        Err(given(Given::Pfx, unusable))
    }
}

/// Everything in a .pfx file: at most a megabyte, at most 32 certificates, at most eight encrypted parts and ten million rounds
/// of hashing in all, also for what lies within encrypted parts, in whichever encryption.
///
/// # Errors
/// [`CertificateError::WrongPassword`], [`CertificateError::Pfx`].
pub fn unlock(file: &[u8], password: &Secret<String>) -> Result<Pkcs12Archive, CertificateError> {
    let unusable = |fault| Err(CertificateError::Pfx(fault));
    if file.len() > read::LARGEST_FILE {
        return unusable(PfxFault::TooLarge);
    }
    if file.starts_with(&[0x30, 0x80]) {
        return unusable(PfxFault::OldForm);
    }
    let Some(mac) = read::pfx_with_mac(file) else { return unusable(PfxFault::NotOne) };
    cost::affordable(file, password).map_err(CertificateError::Pfx)?;
    match Pkcs12Archive::from_pkcs12(file, password.expose()) {
        Ok(archive) if archive.certs.len() > read::MOST_CERTIFICATES || archive.keys.len() > read::MOST_CERTIFICATES => {
            unusable(PfxFault::TooManyCertificates)
        }
        Ok(archive) => Ok(archive),
        Err(PfxError::MacError(_)) => Err(CertificateError::WrongPassword),
        Err(PfxError::Pkcs5Error(_) | PfxError::UnpadError) if !mac => Err(CertificateError::WrongPassword),
        // Deciphered with another key, one time in 256 the end looks right; what comes out is rubbish all the same.
        Err(PfxError::DerError(_) | PfxError::X509Error(_) | PfxError::InvalidPrivateKey) if !mac => Err(CertificateError::WrongPassword),
        Err(PfxError::UnsupportedEncryptionScheme | PfxError::UnsupportedMacAlgorithm) => unusable(PfxFault::UnknownEncryption),
        Err(error) => Err(CertificateError::Pfx(PfxFault::Other(error.to_string()))),
    }
}

/// Windows names keys by numbers nobody has to see.
fn is_number(name: &str) -> bool {
    name.trim().is_empty() || name.starts_with('{') && name.ends_with('}')
}

const LONGEST_NAME: usize = 100;
