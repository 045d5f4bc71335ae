//! Certificates: one folder each, keyed by thumbprint; the requests that wait for theirs; this office's own authority; and
//! the temporary certificate that makes TLS work from the first minute.
//!
//! ```text
//! certificates/<thumbprint>/          chain.pem, key.pem, about.ron    installed
//! certificates/requests/<server>/     request.pem, key.pem, about.ron  waiting for an answer
//! certificates/orders/<server>/       about.ron                         asked of an authority, under way
//! certificates/deleted/<thumbprint>/  as installed, and days; can be brought back
//! certificates/temporary/<server>/    chain.pem, key.pem
//! keys/office/                        root.pem, key.pem; its successor root-<day>.pem, key-<day>.pem
//! ```
//!
//! Keys are 0600. In every folder the file that makes it count is written last and removed first, so a crash leaves a
//! whole one or none. The temporary certificate (dialogs.md §0) is self-signed, ECDSA P-256, valid for 365 days, made anew
//! at two thirds of its life and whenever the server's name changes; it counts as no certificate everywhere else.
//!
//! Sources: RFC 5280 (profile), RFC 6125 §6.4 (names are in the subject alternative name), RFC 2986 (requests), RFC 7292
//! (.pfx files), RFC 5958 (keys), RFC 8446 and RFC 5246; dialogs.md §2.5.

pub mod about;
mod about_file;
pub mod chain;
mod cost;
mod deleted;
mod der;
pub mod error;
pub mod import;
mod inspect;
mod key;
mod links;
mod office;
pub mod ordered;
mod pem;
pub mod pfx;
pub mod placeholder;
pub mod read;
mod request;
pub mod store;
pub mod subject;
mod succession;

pub use about::{Described, Detail, Origin, Request};
pub use chain::{Chain, ChainError};
pub use error::CertificateError;
pub use import::ImportFiles;
pub use ordered::Ordered;
pub use store::{Certificates, Stored};
pub use subject::{BitLength, Subject};
