//! Why a certificate cannot be had, made or kept.

use super::chain::ChainError;
use super::subject::{SubjectFault, SubjectField};
use crate::config::file::FileError;
use crate::mail::{Domain, Thumbprint};
use std::path::PathBuf;

/// Why a certificate cannot be had.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Certificate or key are wrong.
    #[error("{file}: {error}", file = file.display())]
    Chain {
        /// The file, or the folder of the two.
        file: PathBuf,
        /// What is wrong.
        error: ChainError,
    },
    /// What was handed over does not fit together, or cannot be read.
    #[error("{what}: {error}")]
    Given {
        /// What it was.
        what: Given,
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
    /// There is none with this thumbprint.
    #[error("there is no certificate {0}; it may have been deleted meanwhile")]
    Gone(Thumbprint),
    /// A key, a request or a certificate cannot be made.
    #[error("the key or the certificate cannot be made: {0}")]
    Make(String),
    /// Values of a request that make no sense.
    #[error("the request cannot be made: {}", faults.iter().map(|(field, fault)| format!("{field:?}: {fault:?}")).collect::<Vec<_>>().join("; "))]
    Subject {
        /// What is wrong, each at its field.
        faults: Vec<(SubjectField, SubjectFault)>,
    },
    /// A request of the server is pending already.
    #[error("a certificate request of this server is pending already; process or delete it first")]
    RequestPending,
    /// There is no pending request of the server.
    #[error("there is no pending certificate request of this server")]
    NoRequest,
    /// The answer belongs to another request: the request is kept.
    #[error(
        "this certificate does not belong to the pending request of this server (its key is another one). The request is kept; choose the file that the certification authority sent for it"
    )]
    NotTheAnswer,
    /// There is no certificate in the file; what there is instead.
    #[error("there is no certificate in this file: {0}")]
    NotACertificate(Instead),
    /// The password of the .pfx file is wrong.
    #[error("the password of the .pfx file is not correct")]
    WrongPassword,
    /// A .pfx file holds the private key, so it is written with a password only.
    #[error("a .pfx file needs a password: it holds the private key")]
    NoPassword,
    /// The .pfx file cannot be read or made.
    #[error("the .pfx file cannot be used: {0}")]
    Pfx(PfxFault),
    /// The password of a private key that is no part of a .pfx file is wrong.
    #[error("the password of the private key is not correct")]
    WrongKeyPassword,
    /// What was handed over for an import is something else, or not whole.
    #[error("{0}")]
    Import(#[from] ImportFault),
    /// The .pfx file has no private key.
    #[error("there is no private key in the .pfx file; export it again together with its private key")]
    PfxWithoutKey,
    /// The certificate was not marked as exportable.
    #[error("this certificate was not marked as exportable")]
    NotExportable,
    /// It is not meant for servers (extended key usage without server authentication).
    #[error("this certificate is not meant for servers")]
    NotForServers,
    /// It does not renew by itself.
    #[error("this certificate came from a file or an authority that is not online; renew it with the certificate wizard")]
    RenewsByHand,
    /// Opening the .pfx file takes more time than anybody waits.
    #[error("the .pfx file takes too long to open: it asks for far more work than any other; export it again in the usual manner")]
    PfxTooSlow,
    /// It does not renew by itself: its names are proved by records in the DNS, new ones each time.
    #[error("each renewal of this certificate needs new records in the DNS; renew it with the certificate wizard, which shows them")]
    RenewsByRecords,
    /// What was ordered for the server of this certificate is still to come.
    #[error("a certificate ordered for this server is still to come; wait for it, or give the order up in the certificate wizard")]
    OrderUnderWay,
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// What was handed over, and is no file of ours yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Given {
    /// A certificate or a chain, with or without its key.
    #[error("the certificate")]
    Certificate,
    /// A certificate that an authority has just made.
    #[error("the issued certificate")]
    Issued,
    /// The answer to a pending request.
    #[error("the answer")]
    Answer,
    /// A .pfx file.
    #[error("the .pfx file")]
    Pfx,
}

/// What is wrong with files that are to be imported and are no .pfx file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportFault {
    /// A certificate without its key.
    #[error("there is a certificate in this file, but not its private key; choose the file with the key too, or put both into one file")]
    NoKey,
    /// The second file has none either.
    #[error("there is no private key in the key file; choose the one that was made together with the request for the certificate")]
    NoKeyInKeyFile,
    /// A key without a certificate.
    #[error("there is a private key in this file, but no certificate; choose the file with the certificate, and this one as its key file")]
    KeyAlone,
    /// A request.
    #[error(
        "this is a certificate request, not a certificate; send it to a certification authority, and import what it answers together with the key"
    )]
    Request,
    /// Nothing that is known here.
    #[error("there is neither a certificate nor a private key in this file; a .pfx file or PEM is expected")]
    Unknown,
    /// More octets or certificates than any chain has.
    #[error("it is larger than any certificate with its chain and key")]
    TooLarge,
    /// More private keys than are looked at.
    #[error("there are too many private keys in it; leave only that of the certificate in it")]
    TooManyKeys,
    /// `Proc-Type: 4,ENCRYPTED` (RFC 1421 §4.6.1.1).
    #[error("the private key is encrypted in the old manner of PEM; write it anew with `openssl pkcs8 -topk8 -in KEY -out NEWKEY`")]
    OldEncryption,
    /// A cipher or a derivation of keys that is not known here.
    #[error(
        "the private key is encrypted in a manner that is not known here; write it anew with `openssl pkcs8 -topk8 -v2 aes256 -in KEY -out NEWKEY`"
    )]
    KeyEncryption,
    /// It says that it is a key and is none.
    #[error("the private key is damaged")]
    DamagedKey,
    /// A .pfx file and a key.
    #[error("a .pfx file has the private key in it; leave the key file out")]
    KeyBesidePfx,
}

/// What is wrong with a .pfx file (RFC 7292).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PfxFault {
    /// It is none, or was cut off.
    #[error("it is no .pfx file, or only the beginning of one")]
    NotOne,
    /// More octets than any certificate with its chain has.
    #[error("it is too large")]
    TooLarge,
    /// BER with lengths that are not said beforehand (X.690 §8.1.3.6).
    #[error("it is written in an old form (BER); read it into Windows, macOS or openssl and export it again there")]
    OldForm,
    /// More parts than a key and its chain need.
    #[error("it has more encrypted parts than a key and its chain need")]
    TooManyParts,
    /// More hashing of the password than any program asks for.
    #[error("it asks for far more work than any other before it opens; export this certificate alone once more, in the usual manner")]
    TooMuchWork,
    /// More certificates or keys than any chain has.
    #[error("there are more certificates in it than in any chain")]
    TooManyCertificates,
    /// Encrypted with scrypt, which may ask for any amount of memory (RFC 7914).
    #[error("it is encrypted with scrypt; export it again with AES-256 in the usual manner")]
    Scrypt,
    /// Encrypted in a manner that is not known here.
    #[error("it is encrypted in a manner that is not known here; export it again with AES-256")]
    UnknownEncryption,
    /// A private key, but no certificate.
    #[error("there is a private key in it, but no certificate")]
    NoCertificate,
    /// Anything else, in the words of the library that reads and writes them.
    #[error("{0}")]
    Other(String),
}

/// What a file holds in the place of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Instead {
    /// A private key.
    #[error("it is a private key")]
    PrivateKey,
    /// An encrypted private key.
    #[error("it is an encrypted private key")]
    EncryptedKey,
    /// A certificate request.
    #[error("it is a certificate request, the file that is sent to the certification authority")]
    Request,
    /// A .pfx file.
    #[error("it is a .pfx file; import it with its password")]
    Pfx,
    /// Nothing that is known here.
    #[error("it is neither PEM nor DER nor PKCS #7")]
    Unknown,
    /// More octets than any certificate has.
    #[error("it is too large")]
    TooLarge,
}
