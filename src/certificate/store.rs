//! The folder of certificates.

use super::about::{Described, Detail, Origin};
use super::about_file::About;
use super::chain::Chain;
use super::deleted::DELETED;
use super::error::{CertificateError, Given};
use super::links::Roots;
use super::subject::{Asks, Subject, SubjectField};
use super::{inspect, key, links, pem, placeholder, read};
use crate::config::VirtualServer;
use crate::config::file::{FileError, sync_folder, write_private};
use crate::config::home::{Home, create_folder};
use crate::mail::{Secret, Thumbprint};
use jiff::Timestamp;
use rustls::crypto::CryptoProvider;
use std::collections::hash_map::DefaultHasher;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The certificates of one home. All of its functions block for as long as disk and processor need.
///
/// Nothing is kept between two calls but the roots of this computer: the folder may be changed by hand. Two calls that
/// change the same certificate or request must not run at once; the engine has one change at a time.
#[derive(Debug, Clone)]
pub struct Certificates {
    pub(super) folder: PathBuf,
    /// Where this office's own authority lies.
    pub(super) office: PathBuf,
    pub(super) provider: Arc<CryptoProvider>,
    trust: Arc<Trust>,
}

/// The roots of this computer, read when they are first asked for and again when they are old.
#[derive(Debug, Default)]
struct Trust {
    given: Option<Arc<Roots>>,
    read: Mutex<Option<(Timestamp, Arc<Roots>)>>,
}

/// An installed certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What is told of it.
    pub described: Described,
}

/// A chain as it lies in its folder, the key left out.
pub(super) struct Kept {
    pub(super) folder: PathBuf,
    pub(super) chain: Vec<Vec<u8>>,
    pub(super) about: About,
}

impl Certificates {
    /// Those of this home.
    pub fn new(home: &Home, provider: Arc<CryptoProvider>) -> Self {
        let office = home.folder().join("keys").join("office");
        Self { folder: home.certificates(), office, provider, trust: Arc::default() }
    }

    /// The same with these roots (DER) in the place of this computer's.
    #[must_use]
    pub fn trusting(self, roots: Vec<rustls_pki_types::CertificateDer<'static>>) -> Self {
        Self { trust: Arc::new(Trust { given: Some(Arc::new(Roots::of(roots))), read: Mutex::default() }), ..self }
    }

    /// Installs a chain and its key; installing the same again changes nothing. Blocks.
    ///
    /// # Errors
    /// [`CertificateError::Given`] when the two do not fit.
    pub fn install(&self, chain: &[u8], key: &[u8]) -> Result<Chain, CertificateError> {
        let read = Chain::from_pem(chain, key, &self.provider).map_err(|error| given(Given::Certificate, error))?;
        self.put(read.thumbprint, chain, key, &About::new("", Origin::File))?;
        Ok(read)
    }

    /// The chain a server offers: its own, else the temporary one. Blocks.
    ///
    /// # Errors
    /// [`CertificateError`]; a server set to a certificate never falls back silently to the temporary one.
    pub fn of_server(&self, server: &VirtualServer, now: Timestamp) -> Result<Chain, CertificateError> {
        let Some(thumbprint) = server.certificate else {
            let folder = self.folder.join("temporary").join(server.id.to_string());
            return placeholder::ensure(&folder, &server.fqdn, now, &self.provider);
        };
        self.load(thumbprint).map_err(|error| match error {
            CertificateError::Gone(_) => CertificateError::Missing { server: server.name.clone(), thumbprint, folder: self.folder.clone() },
            other => other,
        })
    }

    /// Any installed certificate with its key, ready to serve.
    ///
    /// # Errors
    /// [`CertificateError::Gone`], and what is wrong with its files.
    pub fn load(&self, thumbprint: Thumbprint) -> Result<Chain, CertificateError> {
        let folder = self.of(thumbprint);
        let chain = chain_of(&folder, thumbprint)?;
        let key = secret(&folder.join(KEY))?;
        let read = Chain::from_pem(&chain, key.expose(), &self.provider);
        read.map_err(|error| CertificateError::Chain { file: folder, error })
    }

    /// The installed ones, by friendly name. A folder that cannot be read is logged and left out.
    pub fn list(&self) -> Vec<Stored> {
        let mut found: Vec<Stored> = vec![];
        for thumbprint in self.thumbprints() {
            let described = self.kept(thumbprint).and_then(|kept| {
                let described = inspect::described(&kept.chain, &kept.about);
                described.map_err(|error| CertificateError::Chain { file: kept.folder, error })
            });
            match described {
                Ok(described) if described.thumbprint == thumbprint => found.push(Stored { described }),
                Ok(_) => tracing::warn!(%thumbprint, "the folder of a certificate holds another one; it is left out"),
                Err(error) => tracing::warn!(%thumbprint, %error, "an installed certificate cannot be read; it is left out"),
            }
        }
        found.sort_by_cached_key(|stored| (stored.described.friendly_name.to_lowercase(), stored.described.thumbprint));
        found
    }

    /// A certificate whole. `servers` are those (name, host name) that use it or are to use it: each must be covered.
    ///
    /// # Errors
    /// [`CertificateError::Gone`], and what is wrong with its files.
    pub fn detail(&self, thumbprint: Thumbprint, servers: &[(String, String)], now: Timestamp) -> Result<Detail, CertificateError> {
        let kept = self.kept(thumbprint)?;
        let detail = inspect::detail(&kept.chain, &kept.about, servers, now, &self.roots(now));
        detail.map_err(|error| CertificateError::Chain { file: kept.folder, error })
    }

    /// Grows or shrinks with everything that is changed in the folder: while it stays the same, [`Self::list`] and
    /// [`Self::requests`] tell the same. Costs one look at each file, none is read.
    pub fn stamp(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut look = |folder: &Path| {
            let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            entries.sort();
            for path in &entries {
                let told = path.metadata().ok().map(|told| (told.len(), told.modified().ok(), told.is_dir()));
                (path, told).hash(&mut hasher);
            }
            entries
        };
        let inside = look(&self.folder).into_iter().filter(|path| !path.ends_with(DELETED) && !path.ends_with("temporary"));
        let inside: Vec<PathBuf> = inside.flat_map(|path| look(&path)).collect();
        inside.iter().filter(|path| path.parent().is_some_and(|p| p.ends_with(REQUESTS))).for_each(|path| drop(look(path)));
        look(&self.office);
        hasher.finish()
    }

    /// Installs what an online authority issued: PEM, leaf first or not, and the key that the request was made with.
    ///
    /// # Errors
    /// [`CertificateError::NotACertificate`], [`CertificateError::Given`] when the two do not fit.
    pub fn install_issued(
        &self,
        chain_pem: &str,
        key_pem: &Secret<String>,
        friendly_name: &str,
        origin: Origin,
        subject: &Subject,
    ) -> Result<Thumbprint, CertificateError> {
        let about = About { subject: Some(subject.clone()), ..About::new(friendly_name, origin) };
        let key = key_pem.expose().as_bytes();
        let public = key::public_half(key, &self.provider).map_err(|error| given(Given::Issued, error))?;
        let chain = links::in_order(&public, &read::certificates(chain_pem.as_bytes())?, &self.intermediates());
        let chain = chain.ok_or_else(|| given(Given::Issued, super::ChainError::ForeignKey))?;
        self.put_checked(&chain, key, &about)
    }

    /// *Rename*
    ///
    /// # Errors
    /// [`CertificateError::Gone`]; [`CertificateError::Subject`] for a name that is none.
    pub fn rename(&self, thumbprint: Thumbprint, name: &str) -> Result<(), CertificateError> {
        let asked = Subject { friendly_name: name.to_owned(), ..Subject::default() };
        let faults: Vec<_> = asked.faults(Asks::Names).into_iter().filter(|(field, _)| *field == SubjectField::FriendlyName).collect();
        if !faults.is_empty() {
            return Err(CertificateError::Subject { faults });
        }
        let kept = self.kept(thumbprint)?;
        About { name: name.trim().to_owned(), ..kept.about }.write(&kept.folder)
    }

    /// The crypto library in use.
    pub fn provider(&self) -> &Arc<CryptoProvider> {
        &self.provider
    }

    /// What lies in the folder of this one.
    pub(super) fn kept(&self, thumbprint: Thumbprint) -> Result<Kept, CertificateError> {
        let folder = self.of(thumbprint);
        let chain = chain_of(&folder, thumbprint)?;
        let chain = read::certificates(&chain)?;
        Ok(Kept { about: About::read(&folder)?, chain, folder })
    }

    /// The roots of this computer.
    pub(super) fn roots(&self, now: Timestamp) -> Arc<Roots> {
        if let Some(given) = &self.trust.given {
            return given.clone();
        }
        let mut read = self.trust.read.lock().unwrap_or_else(PoisonError::into_inner);
        match &*read {
            Some((at, roots)) if (0..OLD_ROOTS).contains(&now.as_second().saturating_sub(at.as_second())) => roots.clone(),
            _ => read.insert((now, Arc::new(Roots::of_system()))).1.clone(),
        }
    }

    /// All certificates of authorities that came with the installed ones: an answer may leave them out.
    pub(super) fn intermediates(&self) -> Vec<Vec<u8>> {
        let chains = self.thumbprints().into_iter().filter_map(|thumbprint| self.kept(thumbprint).ok());
        chains.flat_map(|kept| kept.chain.into_iter().skip(1)).collect()
    }

    /// Checks and installs a chain.
    pub(super) fn put_checked(&self, chain: &[Vec<u8>], key: &[u8], about: &About) -> Result<Thumbprint, CertificateError> {
        let text = pem::of_chain(chain);
        let read = Chain::from_pem(text.as_bytes(), key, &self.provider).map_err(|error| given(Given::Certificate, error))?;
        self.put(read.thumbprint, text.as_bytes(), key, about)?;
        Ok(read.thumbprint)
    }

    /// The chain comes last: without it the folder counts as none, and doing it again makes it whole. What is said of one
    /// that is there already stays, but what may be taken along now may be from now on.
    fn put(&self, thumbprint: Thumbprint, chain: &[u8], key: &[u8], about: &About) -> Result<(), CertificateError> {
        let folder = self.of(thumbprint);
        let before = folder.join(CHAIN).exists().then(|| About::read(&folder).ok()).flatten();
        create_folder(&folder)?;
        write_private(&folder.join(KEY), key)?;
        match before {
            Some(before) if before.exportable || !about.exportable => {}
            Some(before) => About { exportable: true, ..before }.write(&folder)?,
            None => about.write(&folder)?,
        }
        write_private(&folder.join(CHAIN), chain)?;
        Ok(sync_folder(&self.folder).map_err(|e| FileError::io(&self.folder, "written", e))?)
    }

    /// The folder of this one.
    pub(super) fn of(&self, thumbprint: Thumbprint) -> PathBuf {
        self.folder.join(thumbprint.to_string())
    }

    fn thumbprints(&self) -> Vec<Thumbprint> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
    }
}

/// What was handed over does not fit together.
pub(super) fn given(what: Given, error: super::ChainError) -> CertificateError {
    CertificateError::Given { what, error }
}

/// The chain in the folder of this certificate. One that is there and cannot be read has not been deleted.
fn chain_of(folder: &Path, thumbprint: Thumbprint) -> Result<Vec<u8>, CertificateError> {
    let path = folder.join(CHAIN);
    bounded(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CertificateError::Gone(thumbprint),
        _ => FileError::io(&path, "read", error).into(),
    })
}

/// A file that is not larger than any of ours can be.
pub(super) fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut octets = Vec::with_capacity(16 * 1024);
    File::open(path)?.take(read::LARGEST_FILE as u64 + 1).read_to_end(&mut octets)?;
    if octets.len() > read::LARGEST_FILE { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(octets) }
}

/// The same for a key.
pub(super) fn secret(path: &Path) -> Result<Secret<Vec<u8>>, FileError> {
    bounded(path).map(Secret::new).map_err(|e| FileError::io(path, "read", e))
}

/// A folder with all that is in it; none is none.
pub(super) fn remove_folder(folder: &Path) -> Result<(), FileError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::io(folder, "written", error)),
        _ => Ok(()),
    }
}

pub(super) const CHAIN: &str = "chain.pem";
pub(super) const KEY: &str = "key.pem";
pub(super) const REQUESTS: &str = "requests";

/// In seconds: so long the roots of this computer count without being read again.
const OLD_ROOTS: i64 = 600;

#[cfg(test)]
mod tests;
