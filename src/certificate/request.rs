//! Requests (RFC 2986): making them, keeping them until their answer comes, and taking the answer.

use super::about::{Detail, Origin, Request};
use super::about_file::{About, AboutRequest};
use super::error::{CertificateError, Given};
use super::links::in_order;
use super::store::{Certificates, KEY, REQUESTS, bounded, given, remove_folder, secret};
use super::subject::{Asks, Subject};
use super::{inspect, key, pem, read};
use crate::config::file::{FileError, create_private, sync_folder, write_private};
use crate::config::home::create_folder;
use crate::mail::{Secret, ServerId, Thumbprint};
use jiff::Timestamp;
use rcgen::string::{Ia5String, PrintableString};
use rcgen::{CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, SanType};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// An answer: its chain in order, the key it is for, and what is to be known of it.
struct Answer {
    chain: Vec<Vec<u8>>,
    key: Secret<Vec<u8>>,
    about: About,
}

impl Certificates {
    /// *Prepare the request now, but send it later*: makes a key and a request for this server. Takes a second or more for
    /// long RSA keys.
    ///
    /// # Errors
    /// [`CertificateError::RequestPending`]; [`CertificateError::Subject`] with all that is wrong with the values.
    pub fn prepare(&self, server: ServerId, subject: &Subject, now: Timestamp) -> Result<Request, CertificateError> {
        if self.request(server)?.is_some() {
            return Err(CertificateError::RequestPending);
        }
        check(subject, Asks::Everything)?;
        let (key, request) = make(subject, Asks::Everything)?;
        let pem = pem::encode("NEW CERTIFICATE REQUEST", &request);
        let folder = self.of_request(server);
        // What a crash may have left: a key without its request is nobody's.
        wipe(&folder)?;
        create_folder(&folder)?;
        write_private(&folder.join(KEY), key.expose().as_bytes())?;
        AboutRequest::new(subject.clone(), now).write(&folder)?;
        // Last: without it there is none.
        create_private(&folder.join(REQUEST), pem.as_bytes())?;
        for above in [self.folder.join(REQUESTS), self.folder.clone()] {
            sync_folder(&above).map_err(|e| FileError::io(&above, "written", e))?;
        }
        Ok(Request { subject: subject.clone(), made: now, pem })
    }

    /// The pending request of this server.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn request(&self, server: ServerId) -> Result<Option<Request>, CertificateError> {
        let folder = self.of_request(server);
        let path = folder.join(REQUEST);
        if !path.exists() {
            return Ok(None);
        }
        let about = AboutRequest::read(&folder)?;
        let pem = bounded(&path).map_err(|e| FileError::io(&path, "read", e))?;
        Ok(Some(Request { subject: about.subject, made: about.made, pem: String::from_utf8_lossy(&pem).into_owned() }))
    }

    /// All pending requests, by server. One that cannot be read is logged and left out.
    pub fn requests(&self) -> Vec<(ServerId, Request)> {
        let entries = std::fs::read_dir(self.folder.join(REQUESTS)).into_iter().flatten().flatten();
        let servers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(ServerId));
        let mut found: Vec<_> = servers
            .filter_map(|server| match self.request(server) {
                Ok(request) => Some((server, request?)),
                Err(error) => {
                    tracing::warn!(%server, %error, "a pending certificate request cannot be read; it is left out");
                    None
                }
            })
            .collect();
        found.sort_by_key(|(server, _)| *server);
        found
    }

    /// *Delete the pending request*: its key is overwritten and gone for good.
    ///
    /// # Errors
    /// [`CertificateError::NoRequest`], and what the system says.
    pub fn delete_request(&self, server: ServerId) -> Result<(), CertificateError> {
        let folder = self.of_request(server);
        // By the file alone: also one that cannot be read any more can be deleted.
        if !folder.join(REQUEST).exists() {
            return Err(CertificateError::NoRequest);
        }
        Ok(wipe(&folder)?)
    }

    /// What is in this file: the answer to the pending request of the server. Nothing is kept of it.
    ///
    /// # Errors
    /// [`CertificateError::NoRequest`], [`CertificateError::NotTheAnswer`], [`CertificateError::NotACertificate`].
    pub fn look_at_answer(
        &self,
        server: ServerId,
        file: &[u8],
        servers: &[(String, String)],
        now: Timestamp,
    ) -> Result<Detail, CertificateError> {
        let Answer { chain, about, .. } = self.answer(server, file)?;
        inspect::detail(&chain, &about, servers, now, &self.roots(now)).map_err(|error| given(Given::Answer, error))
    }

    /// *Process the pending request and install the certificate*. The request stays: it is for [`Self::delete_request`] once the
    /// certificate is in use, so that doing it again gives the same, after a crash too.
    ///
    /// # Errors
    /// As [`Self::look_at_answer`].
    pub fn install_answer(&self, server: ServerId, file: &[u8]) -> Result<Thumbprint, CertificateError> {
        let Answer { chain, key, about } = self.answer(server, file)?;
        self.put_checked(&chain, key.expose(), &about)
    }

    /// A request for an online authority, in DER, and its key, in PEM. Only the names go into it.
    ///
    /// # Errors
    /// [`CertificateError::Subject`] with all that is wrong with the values.
    pub fn new_request(subject: &Subject) -> Result<(Vec<u8>, Secret<String>), CertificateError> {
        check(subject, Asks::Names)?;
        let (key, request) = make(subject, Asks::Names)?;
        Ok((request, key))
    }

    fn answer(&self, server: ServerId, file: &[u8]) -> Result<Answer, CertificateError> {
        let request = self.request(server)?.ok_or(CertificateError::NoRequest)?;
        let path = self.of_request(server).join(KEY);
        let key = secret(&path)?;
        let public = key::public_half(key.expose(), &self.provider).map_err(|error| CertificateError::Chain { file: path, error })?;
        let certificates = read::certificates(file)?;
        let chain = in_order(&public, &certificates, &self.intermediates()).ok_or(CertificateError::NotTheAnswer)?;
        let about = About::new(&request.subject.friendly_name, Origin::Request);
        Ok(Answer { chain, key, about: About { subject: Some(request.subject), ..about } })
    }

    fn of_request(&self, server: ServerId) -> PathBuf {
        self.folder.join(REQUESTS).join(server.to_string())
    }
}

/// All that is wrong with it, or nothing.
pub(super) fn check(subject: &Subject, asks: Asks) -> Result<(), CertificateError> {
    let faults = subject.faults(asks);
    if faults.is_empty() { Ok(()) } else { Err(CertificateError::Subject { faults }) }
}

/// The parts of a certificate or request that are the subject's: its name and its host names.
pub(super) fn parameters(subject: &Subject, asks: Asks) -> Result<CertificateParams, rcgen::Error> {
    let mut made = CertificateParams::default();
    let names = subject.host_names();
    for name in &names {
        made.subject_alt_names.push(SanType::DnsName(Ia5String::try_from(name.as_str())?));
    }
    let mut full = DistinguishedName::new();
    if asks == Asks::Everything {
        let country = subject.country.trim();
        if !country.is_empty() {
            // RFC 5280 §A.1: X520countryName is a PrintableString.
            full.push(DnType::CountryName, DnValue::PrintableString(PrintableString::try_from(country)?));
        }
        for (kind, text) in [
            (DnType::StateOrProvinceName, &subject.state),
            (DnType::LocalityName, &subject.city),
            (DnType::OrganizationName, &subject.organization),
            (DnType::OrganizationalUnitName, &subject.unit),
        ] {
            if !text.trim().is_empty() {
                full.push(kind, text.trim());
            }
        }
    }
    if let Some(name) = names.first() {
        full.push(DnType::CommonName, name.as_str());
    }
    made.distinguished_name = full;
    Ok(made)
}

/// A new key in PEM and a request for it in DER.
fn make(subject: &Subject, asks: Asks) -> Result<(Secret<String>, Vec<u8>), CertificateError> {
    let failed = |error: rcgen::Error| CertificateError::Make(error.to_string());
    let key: KeyPair = key::generate(subject.key).map_err(failed)?;
    let request = parameters(subject, asks).and_then(|made| made.serialize_request(&key)).map_err(failed)?;
    Ok((Secret::new(key.serialize_pem()), request.der().to_vec()))
}

/// Removes a request: first what makes it one, then the key, overwritten.
fn wipe(folder: &Path) -> Result<(), FileError> {
    let request = folder.join(REQUEST);
    if request.exists() {
        std::fs::remove_file(&request).map_err(|e| FileError::io(&request, "written", e))?;
    }
    let path = folder.join(KEY);
    if let Ok(told) = std::fs::symlink_metadata(&path).map_err(drop)
        && told.is_file()
    {
        let zeros = vec![0; usize::try_from(told.len()).unwrap_or(0).min(read::LARGEST_FILE)];
        let overwritten = OpenOptions::new().write(true).open(&path).and_then(|mut key| {
            key.write_all(&zeros)?;
            key.sync_all()
        });
        overwritten.map_err(|e| FileError::io(&path, "written", e))?;
    }
    remove_folder(folder)
}

const REQUEST: &str = "request.pem";
