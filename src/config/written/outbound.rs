//! Where outgoing mail goes: smart hosts, and domains with a way of their own.

use serde::{Deserialize, Serialize};

/// Another domain whose mail has rules of its own (dialogs.md 2.9.1); of several that fit the most specific counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RemoteDomain {
    /// `example.com`, or `*.example.com` for every name below it.
    pub name: String,
    /// *Allow incoming mail to be relayed to this domain*: by anybody, whatever the relay lists of the servers say.
    pub relay: bool,
    /// *Send HELO instead of EHLO*: without any extension, so in clear too.
    pub helo: bool,
    /// *TLS encryption* of its own; none = as the server.
    pub require_tls: Option<bool>,
    /// *Forward all mail to smart host*; none = *Use DNS to route to this domain*.
    pub smart_host: Option<SmartHost>,
    /// The administrator's own words.
    pub note: String,
}

/// The provider's server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SmartHost {
    /// Name, or address in brackets.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection becomes private.
    pub encryption: SmartHostEncryption,
    /// User name; none = do not log on.
    pub user: Option<String>,
    /// Where `secrets.ron` keeps the password.
    pub password: Option<String>,
    /// How user name and password are given.
    pub access: OutboundAccess,
    /// *Always use this sender address*: the sender of everything sent through it, envelope and From; none = as sent.
    pub sender: Option<String>,
    /// Do not check the certificate against the name.
    pub accept_any_certificate: bool,
    /// Log on even without encryption: the password crosses the wire readable.
    pub log_on_in_clear: bool,
}

/// How the connection to a smart host becomes private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SmartHostEncryption {
    /// Never encrypted.
    None,
    /// By STARTTLS, required.
    #[default]
    StartTls,
    /// From the first octet.
    Tls,
}

/// The radio buttons of *Outbound Security* below *Anonymous access*, which is to have no user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum OutboundAccess {
    /// *Basic authentication*: SCRAM, PLAIN or LOGIN, the first of them that is offered.
    #[default]
    Basic,
    /// *Integrated Windows Authentication*: SCRAM or NTLM, so that the password itself is never sent.
    Integrated,
}

impl Default for SmartHost {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            encryption: SmartHostEncryption::StartTls,
            user: None,
            password: None,
            access: OutboundAccess::Basic,
            sender: None,
            accept_any_certificate: false,
            log_on_in_clear: false,
        }
    }
}
