//! How an order stands, and why one came to nothing.

use super::account::AccountError;
use crate::certificate::CertificateError;
use crate::config::FileError;
use instant_acme::{Error, Problem};
use std::sync::Arc;

/// A step of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The authority is asked for an account and an order.
    Asking,
    /// These TXT records have to be published. Waits to be told that they are.
    Publish(Vec<Record>),
    /// The DNS is asked for these records.
    LookingForRecords(Vec<Record>),
    /// The authority looks whether the names are ours.
    Checking,
    /// It makes the certificate.
    Issuing,
    /// It came to nothing.
    Failed(Trouble),
}

/// A TXT record that proves a name (RFC 8555 §8.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// `_acme-challenge.` and the host name.
    pub name: String,
    /// What it has to say.
    pub text: String,
    /// Whether it is there.
    pub found: Found,
}

/// What the DNS says to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nobody has looked yet.
    NotLooked,
    /// It is there.
    There,
    /// It is not; what is there instead.
    Missing(Vec<String>),
    /// No DNS server answered; what each said.
    NoAnswer(String),
}

/// Why an order came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The authority cannot be reached, or does not answer as one.
    #[error("the certification authority {0} cannot be asked: {1}")]
    Unreachable(String, String),
    /// The port for the proof cannot be opened: which, and the system's words.
    #[error("port {0}, where the certification authority looks for its proof, cannot be opened: {1}")]
    Port80(u16, String),
    /// The authority does not take this kind of proof for this name.
    #[error("the certification authority does not take this kind of proof for {0}; choose the other one")]
    ProofNotOffered(String),
    /// The authority asks for the proof of a name that nobody ordered.
    #[error("the certification authority wants a proof for {0}, which nobody ordered")]
    NotOrdered(String),
    /// The authority could not fetch the proof, or found another one: the host name, its words.
    #[error("the certification authority could not make sure that {0} is yours: {1}")]
    NotProved(String, String),
    /// The authority refuses: its words.
    #[error("the certification authority refuses: {0}")]
    Refused(String),
    /// It binds accounts to one it knows: key identifier and key are needed.
    #[error("the certification authority wants to know whose account this is; fill in the key identifier and the key that it gave you")]
    NeedsAccount,
    /// The key of the account is none (base64url).
    #[error("the key of the account at the certification authority is not correct")]
    AccountKey,
    /// The file with the root of the authority holds no certificate.
    #[error("the root of the certification authority is no certificate in PEM form")]
    Root,
    /// It took too long.
    #[error("the certification authority did not finish in time")]
    TimedOut,
    /// The certificate that came cannot be used.
    #[error("the certificate that came cannot be used: {0}")]
    Unusable(Arc<CertificateError>),
    /// The key, the request or the certificate cannot be made or put into use.
    #[error("{0}")]
    Certificate(Arc<CertificateError>),
    /// A file cannot be read or written.
    #[error("{0}")]
    Files(Arc<FileError>),
    /// This computer does not do what it should: its words.
    #[error("{0}")]
    System(String),
}

/// What an authority says, bounded and in one line.
pub(super) fn words(problem: &Problem) -> String {
    let mut said = problem.detail.clone().unwrap_or_default();
    for part in &problem.subproblems {
        if let Some(detail) = &part.detail {
            said.push_str("; ");
            said.push_str(detail);
        }
    }
    if said.is_empty() {
        said = problem.r#type.clone().unwrap_or_default();
    }
    clean(&said)
}

/// Words from outside as one bounded line.
pub(super) fn clean(said: &str) -> String {
    said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_WORDS).collect()
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Api(problem) if problem.r#type.as_deref() == Some("urn:ietf:params:acme:error:externalAccountRequired") => {
                Self::NeedsAccount
            }
            Error::Api(problem) => Self::Refused(words(&problem)),
            Error::Timeout(_) => Self::TimedOut,
            other => Self::System(clean(&other.to_string())),
        }
    }
}

impl From<AccountError> for Trouble {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Key => Self::AccountKey,
            AccountError::Root => Self::Root,
            AccountError::File(error) => Self::System(error.to_string()),
            AccountError::Trust(error) => Self::System(error.to_string()),
            AccountError::Authority { error: Error::Timeout(_), .. } => Self::TimedOut,
            AccountError::Authority { directory, error: error @ Error::Api(_) } => match Self::from(error) {
                Self::Refused(words) => Self::Unreachable(directory, words),
                other => other,
            },
            AccountError::Authority { directory, error } => Self::Unreachable(directory, innermost(&error)),
        }
    }
}

/// The last cause is the one that says something; those before it only name the parts of the library.
fn innermost(error: &Error) -> String {
    let mut said: &dyn std::error::Error = error;
    while let Some(cause) = said.source() {
        said = cause;
    }
    clean(&said.to_string())
}

/// Characters of an authority's words that are kept.
const MOST_WORDS: usize = 500;
