//! Why a certificate cannot be had, made or kept.

use super::chain::ChainError;
use crate::config::file::FileError;
use crate::mail::{Domain, Thumbprint};
use std::path::PathBuf;

/// Why a certificate cannot be had.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum CertificateError {
    /// Certificate or key are wrong.
    #[error("{file}: {error}", file = file.display())]
    Chain {
        /// The file, or the folder of the two.
        file: PathBuf,
        /// What is wrong.
        error: ChainError,
    },
    /// The settings name one that is not there.
    #[error("the server {server:?} is set to use the certificate {thumbprint}, but there is none in {folder}. Install it again, or set certificate: None to use the temporary one", folder = folder.display())]
    Missing {
        /// The virtual server.
        server: String,
        /// The certificate.
        thumbprint: Thumbprint,
        /// Where it should be.
        folder: PathBuf,
    },
    /// The temporary one cannot be made.
    #[error("a temporary certificate for {fqdn} cannot be made: {what}")]
    Generate {
        /// The name it is for.
        fqdn: Domain,
        /// Why not.
        what: String,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
