//! Certificates: one folder each, keyed by thumbprint, and the temporary one that makes TLS work from the first minute.
//!
//! Layout: `certificates/<thumbprint>/{chain.pem, key.pem, about.ron}` and `certificates/temporary/<server>/…`; keys are
//! 0600. The temporary certificate (dialogs.md §0) is self-signed, ECDSA P-256, valid for 365 days, made anew at two
//! thirds of its life and whenever the server's name changes; it counts as no certificate everywhere else.
//!
//! Sources: RFC 5280 (profile), RFC 6125 §6.4 (names are in the subject alternative name), RFC 8446 and RFC 5246.

pub mod about;
pub mod chain;
pub mod error;
pub mod placeholder;
pub mod store;
pub mod subject;

pub use about::{Described, Detail, Origin, Request};
pub use chain::{Chain, ChainError};
pub use error::CertificateError;
pub use store::Certificates;
pub use subject::{BitLength, Subject};
