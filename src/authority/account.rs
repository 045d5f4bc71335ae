//! The account at an authority: `keys/acme/<digest of its directory>.json` (0600), made at the first order there.

use super::web::Web;
use crate::certificate::about::{Authority, Order};
use crate::config::file::{FileError, create_private, sync_folder};
use crate::config::home::{Home, create_folder};
use crate::mail::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use instant_acme::{Account, AccountBuilder, AccountCredentials, Error, ExternalAccountKey, LetsEncrypt, NewAccount};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Why there is no account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The key of the account it is to be bound to is no base64url.
    #[error("the key of the account is not correct")]
    Key,
    /// The root is no certificate.
    #[error("the root is no certificate in PEM form")]
    Root,
    /// The authorities that this computer trusts cannot be read.
    #[error("the authorities that this computer trusts cannot be read: {0}")]
    Trust(#[from] rustls::Error),
    /// The authority cannot be asked, or refuses.
    #[error("{directory}: {error}")]
    Authority {
        /// Its directory.
        directory: String,
        /// Why.
        error: Error,
    },
    /// The account cannot be read or kept.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The directory of an authority.
pub fn directory(authority: &Authority) -> &str {
    match authority {
        Authority::LetsEncrypt => LetsEncrypt::Production.url(),
        Authority::LetsEncryptStaging => LetsEncrypt::Staging.url(),
        Authority::Other { directory, .. } => directory.trim(),
    }
}

/// The account at the authority of this order, made now if there is none. Agrees to its terms: whoever orders was asked.
pub(super) async fn open(home: &Home, order: &Order, key: Option<&Secret<String>>) -> Result<Account, super::Trouble> {
    Ok(open_kept(home, order, key).await?)
}

async fn open_kept(home: &Home, order: &Order, key: Option<&Secret<String>>) -> Result<Account, AccountError> {
    let url = directory(&order.authority).to_owned();
    let (root, key_id) = match &order.authority {
        Authority::Other { root, key_id, .. } => (root.trim(), key_id.trim()),
        Authority::LetsEncrypt | Authority::LetsEncryptStaging => ("", ""),
    };
    let refused = |error: Error| AccountError::Authority { directory: url.clone(), error };
    let path = file(home, order);
    let kept = {
        let path = path.clone();
        tokio::task::spawn_blocking(move || read(&path)).await.unwrap_or_default()
    };
    if let Some(credentials) = kept {
        return builder(root).await?.from_credentials(credentials).await.map_err(refused);
    }
    let bound = match (key_id, key) {
        ("", _) | (_, None) => None,
        (id, Some(key)) => {
            let octets = Secret::new(URL_SAFE_NO_PAD.decode(key.expose().trim().trim_end_matches('=')).map_err(|_| AccountError::Key)?);
            Some(ExternalAccountKey::new(id.to_owned(), octets.expose()))
        }
    };
    let contact = order.contact.trim();
    let contacts = [format!("mailto:{contact}")];
    let contacts: Vec<&str> = contacts.iter().map(String::as_str).filter(|_| !contact.is_empty()).collect();
    let new = NewAccount { contact: &contacts, terms_of_service_agreed: true, only_return_existing: false };
    let mut tries = 0;
    let (account, credentials) = loop {
        match builder(root).await?.create(&new, url.clone(), bound.as_ref()).await {
            Err(error) if super::lost_count(&error) && tries < super::TRIES => tries += 1,
            other => break other.map_err(refused)?,
        }
    };
    let text = serde_json::to_vec(&credentials).map_err(|error| refused(error.into()))?;
    let text = Secret::new(text);
    tokio::task::spawn_blocking(move || keep(&path, &text)).await.unwrap_or(Ok(()))?;
    Ok(account)
}

/// Reads what this computer trusts, which takes its time.
async fn builder(root: &str) -> Result<AccountBuilder, AccountError> {
    let root = root.to_owned();
    let web = tokio::task::spawn_blocking(move || Web::new(&root)).await.map_err(|_| AccountError::Root)??;
    Ok(Account::builder_with_http(Box::new(web)))
}

/// A file that cannot be used is as good as none: a new account is made. The old file stays beside it.
fn read(path: &Path) -> Option<AccountCredentials> {
    let mut text = Vec::with_capacity(4096);
    File::open(path).ok()?.take(MOST).read_to_end(&mut text).ok()?;
    let text = Secret::new(text);
    match serde_json::from_slice(text.expose()) {
        Ok(credentials) => Some(credentials),
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "the account at the certification authority cannot be read; a new one is made");
            // It fails only when somebody has taken it away already.
            let _ = std::fs::rename(path, path.with_extension("json.unreadable"));
            None
        }
    }
}

/// The authority does not know the account any more: the next one is a new one.
pub(super) async fn forget(home: &Home, order: &Order) {
    let path = file(home, order);
    // It fails only when somebody has taken it away already.
    let _ = tokio::task::spawn_blocking(move || std::fs::rename(&path, path.with_extension("json.unknown"))).await;
}

fn file(home: &Home, order: &Order) -> PathBuf {
    let key_id = match &order.authority {
        Authority::Other { key_id, .. } => key_id.trim(),
        Authority::LetsEncrypt | Authority::LetsEncryptStaging => "",
    };
    home.acme().join(format!("{}.json", short(format!("{}\n{key_id}", directory(&order.authority)).as_bytes())))
}

/// Another order may have kept one just now: that one counts from the next order on.
fn keep(path: &Path, text: &Secret<Vec<u8>>) -> Result<(), FileError> {
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    create_folder(&folder)?;
    if !path.exists() {
        match create_private(path, text.expose()) {
            Err(FileError::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
            other => other?,
        }
        sync_folder(&folder).map_err(|error| FileError::io(&folder, "written", error))?;
    }
    Ok(())
}

fn short(text: &[u8]) -> String {
    Sha256::digest(text)[..12].iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Octets of an account file.
const MOST: u64 = 64 * 1024;
