//! The settings: RON as people write it, and the checked values the engine works with.
//!
//! [`written`] mirrors `settings.ron` field by field; texts stay texts there. [`check`](fn@check) turns it into [`Settings`] or
//! into the list of *all* that is wrong, each issue with its field path and line. [`store`] reads and writes the file:
//! atomically, with a history of ten, never over a file it could not read. [`mod@file`] is what the other RON files of the
//! home share with it.
//!
//! Invariants: a [`Settings`] that exists has passed every check; a broken file is never half used and never
//! overwritten; a file of a newer version is refused and left alone.

pub mod check;
pub mod file;
pub mod home;
pub mod locate;
pub mod log;
pub mod merge;
pub mod messages;
pub mod remote;
pub mod render;
pub mod settings;
pub mod store;
pub mod written;

pub use check::{Fault, Issue, check};
pub use file::{FileError, read_ron, write_private, write_ron};
pub use home::Home;
pub use settings::{
    Access, Alias, Authentication, BindAddress, Binding, Computer, ComputerList, Delivery, Device, Encryption, Grant, ListRule,
    LocalDomain, LogField, LogFormat, LogSchedule, Messages, Outbound, OutboundAccess, Permission, Protection, ProtocolLog, RelayComputer,
    RelayList, RemoteDomain, RemoteDomains, ReportLanguage, Retry, Route, Scope, Settings, SmartHost, SmartHostTls, VirtualServer, Who,
};
pub use store::{LoadError, Store};
