//! The states of a virtual server (engine.md §1).

use crate::certificate::CertificateError;
use crate::config::Binding;
use crate::net::{BindError, Listening};
use std::fmt;
use std::sync::Arc;

/// What a virtual server is doing.
///
/// ```text
///   Stopped ──start──▶ Running ◀──pause──▶ Paused
///      ▲                  │ │
///      └──────stop────────┘ └── a port or certificate cannot be had ──▶ Failed ──start──▶ …
/// ```
#[derive(Debug)]
pub enum State {
    /// It listens nowhere; its mail waits.
    Stopped,
    /// It listens here.
    Running(Vec<Listening>),
    /// It refuses new clients and goes on delivering.
    Paused(Vec<Listening>),
    /// It should run but cannot.
    Failed(Trouble),
}

/// Why a server cannot run, with the cure in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// Addresses that cannot be had.
    Ports(Arc<[BindError]>),
    /// An address that another of our servers has.
    Taken {
        /// The address.
        binding: Binding,
        /// The name of the server that has it.
        server: String,
    },
    /// A certificate that cannot be used.
    Certificate(Arc<CertificateError>),
    /// The TLS library refuses.
    Tls(rustls::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ports(errors) => {
                for (n, error) in errors.iter().enumerate() {
                    write!(f, "{}{error}", if n == 0 { "" } else { "; " })?;
                }
                Ok(())
            }
            Self::Taken { binding, server } => {
                write!(f, "{binding} is used by the server {server:?}. Choose another address or port, or stop that server first")
            }
            Self::Certificate(error) => error.fmt(f),
            Self::Tls(error) => write!(f, "encryption cannot be set up: {error}. Install another certificate"),
        }
    }
}

impl State {
    /// Where it listens now.
    pub fn listening(&self) -> &[Listening] {
        match self {
            Self::Running(listening) | Self::Paused(listening) => listening,
            Self::Stopped | Self::Failed(_) => &[],
        }
    }

    /// Whether its queued mail is delivered.
    pub fn delivers(&self) -> bool {
        matches!(self, Self::Running(_) | Self::Paused(_))
    }
}
