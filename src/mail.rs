//! The nouns of the mail world: addresses, envelopes, identifiers, sizes and spans of time.
//!
//! Everything in this room is a plain value: no I/O, no clock, no randomness. A value that exists is valid: each type
//! has one checked way in, and prints the way the wire (or the settings file) writes it.
//!
//! Sources: RFC 5321 §4.1.2 and §4.1.3 (addresses and literals), RFC 6531 §3.3 (non-ASCII mailboxes), RFC 5890
//! (internationalised domains), RFC 3461 §4 (delivery status parameters), RFC 5322 §2.2 (header fields), RFC 2047
//! (header text beyond ASCII).

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

pub mod address;
pub mod computers;
pub mod domain;
pub mod encoded;
pub mod envelope;
pub mod header;
pub mod id;
pub mod network;
pub mod quoting;
pub mod secret;
pub mod sender;
pub mod size;
pub mod span;

pub use address::{Address, AddressError, Host};
pub use computers::{Computers, ComputersError};
pub use domain::{Domain, DomainError};
pub use envelope::{BodyKind, Channel, Envelope, Notify, Origin, Recipient, Return};
pub use id::{AccountId, GroupId, QueueId, ServerId, SessionId, Thumbprint};
pub use network::{Network, canonical};
pub use secret::Secret;
pub use size::ByteSize;
pub use span::Span;
