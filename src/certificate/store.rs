//! The folder of certificates.

use super::chain::Chain;
use super::error::CertificateError;
use super::placeholder;
use crate::config::VirtualServer;
use crate::config::file::{FileError, create_private, sync_folder, write_private};
use crate::config::home::{Home, create_folder};
use jiff::Timestamp;
use rustls::crypto::CryptoProvider;
use std::path::PathBuf;
use std::sync::Arc;

/// The certificates of one home.
#[derive(Debug, Clone)]
pub struct Certificates {
    folder: PathBuf,
    provider: Arc<CryptoProvider>,
}

impl Certificates {
    /// Those of this home.
    pub fn new(home: &Home, provider: Arc<CryptoProvider>) -> Self {
        Self { folder: home.certificates(), provider }
    }

    /// Installs a chain and its key; installing the same again changes nothing. Blocks.
    ///
    /// # Errors
    /// [`CertificateError::Chain`] when the two do not fit.
    pub fn install(&self, chain: &[u8], key: &[u8]) -> Result<Chain, CertificateError> {
        let read = Chain::from_pem(chain, key, &self.provider)
            .map_err(|error| CertificateError::Chain { file: "the given certificate and key".into(), error })?;
        let folder = self.folder.join(read.thumbprint.to_string());
        create_folder(&folder)?;
        write_private(&folder.join("key.pem"), key)?;
        write_private(&folder.join("chain.pem"), chain)?;
        let about = folder.join("about.ron");
        if !about.exists() {
            create_private(&about, b"(version: 1, name: \"\", origin: \"installed from files\")\n")?;
        }
        sync_folder(&self.folder).map_err(|e| FileError::io(&self.folder, "written", e))?;
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
        let folder = self.folder.join(thumbprint.to_string());
        let missing = || CertificateError::Missing { server: server.name.clone(), thumbprint, folder: self.folder.clone() };
        let chain = std::fs::read(folder.join("chain.pem")).map_err(|_| missing())?;
        let key = std::fs::read(folder.join("key.pem")).map_err(|e| FileError::io(&folder.join("key.pem"), "read", e))?;
        Chain::from_pem(&chain, &key, &self.provider).map_err(|error| CertificateError::Chain { file: folder, error })
    }

    /// The crypto library in use.
    pub fn provider(&self) -> &Arc<CryptoProvider> {
        &self.provider
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::ChainError;
    use crate::config::{check, written};
    use crate::mail::Thumbprint;

    fn setting(certificate: Option<Thumbprint>) -> Arc<VirtualServer> {
        let server = written::Server {
            id: 1,
            name: "A".into(),
            fqdn: "mail.a.test".into(),
            identities: vec![written::Identity::default()],
            certificate: certificate.map(|t| t.to_string()),
            ..written::Server::default()
        };
        check(&written::SettingsFile { servers: vec![server], ..Default::default() }, None).unwrap().servers[0].clone()
    }

    fn pair(name: &str) -> (String, String) {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
        (certificate.pem(), key.serialize_pem())
    }

    #[test]
    fn an_installed_certificate_is_served_and_a_missing_one_is_not_replaced_silently() {
        let folder = tempfile::tempdir().unwrap();
        let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        let (chain, key) = pair("mail.a.test");
        let installed = store.install(chain.as_bytes(), key.as_bytes()).unwrap();
        let served = store.of_server(&setting(Some(installed.thumbprint)), Timestamp::now()).unwrap();
        assert_eq!(served.thumbprint, installed.thumbprint);
        assert!(served.server_config(store.provider()).is_ok());
        let missing = store.of_server(&setting(Some(Thumbprint([1; 32]))), Timestamp::now());
        assert!(matches!(missing, Err(CertificateError::Missing { .. })));
        assert_eq!(store.of_server(&setting(None), Timestamp::now()).unwrap().names, ["mail.a.test"]);
    }

    #[test]
    fn a_foreign_key_a_key_file_by_mistake_and_garbage_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        let ((chain, key), (_, other)) = (pair("a.test"), pair("b.test"));
        let refusal = |chain: &str, key: &str| match store.install(chain.as_bytes(), key.as_bytes()) {
            Err(CertificateError::Chain { error, .. }) => error,
            other => panic!("{other:?}"),
        };
        assert_eq!(refusal(&chain, &other), ChainError::ForeignKey);
        assert_eq!(refusal(&key, &key), ChainError::NoCertificate);
        assert_eq!(refusal(&chain, &chain), ChainError::NoKey);
        assert_eq!(refusal("x", "y"), ChainError::NoCertificate);
    }
}
