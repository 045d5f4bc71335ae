//! What is told of a certificate.

use super::subject::{BitLength, Subject};
use crate::mail::Thumbprint;
use crate::mail::domain::is_covered;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a certificate came from; decides whether it can renew itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Origin {
    /// From files: PEM, DER or PKCS #7, with a key from a file.
    #[default]
    File,
    /// From a .pfx file.
    Pfx,
    /// The answer to a request made here and sent by the administrator.
    Request,
    /// From this office's own authority.
    Office,
    /// From an online authority.
    Online(Order),
}

impl Origin {
    /// Whether a certificate of this kind renews itself: without a file, and without anything to publish.
    pub fn renews_itself(&self) -> bool {
        match self {
            Self::Office => true,
            Self::Online(order) => order.challenge == Challenge::Http,
            Self::File | Self::Pfx | Self::Request => false,
        }
    }
}

/// What was agreed with an online certification authority (RFC 8555).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The authority.
    pub authority: Authority,
    /// How the host names are proved to be ours.
    pub challenge: Challenge,
    /// An address that the authority may write to; empty = none.
    #[serde(default)]
    pub contact: String,
    /// http-01: the port that is opened here. The authority always comes to port 80; a router may lead it elsewhere.
    #[serde(default = "http_port")]
    pub http_port: u16,
}

/// Where authorities come to (RFC 8555 §8.3).
fn http_port() -> u16 {
    80
}

impl Default for Order {
    fn default() -> Self {
        Self { authority: Authority::default(), challenge: Challenge::default(), contact: String::new(), http_port: http_port() }
    }
}

/// An online certification authority.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Authority {
    /// Let's Encrypt.
    #[default]
    LetsEncrypt,
    /// Let's Encrypt's staging environment: for trying out; nobody trusts its certificates.
    LetsEncryptStaging,
    /// Any other, by its directory.
    Other {
        /// `https://…/directory`
        directory: String,
        /// The root that its own web server is trusted by, as PEM; empty = what this computer trusts.
        #[serde(default)]
        root: String,
        /// The account at the authority that the new one is bound to (RFC 8555 §7.3.4): its key identifier; empty = none.
        /// The key that goes with it is a secret and travels beside the order.
        #[serde(default)]
        key_id: String,
    },
}

/// How a host name is proved to be ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Challenge {
    /// http-01: the authority fetches a file from port 80, which is open only while it does (RFC 8555 §8.3).
    #[default]
    Http,
    /// dns-01: a TXT record that the administrator publishes (RFC 8555 §8.4). Does not renew by itself.
    Dns,
}

/// A certificate as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// SHA-256 of it; the name of its folder.
    pub thumbprint: Thumbprint,
    /// *Friendly name*
    pub friendly_name: String,
    /// *Issued To*: the common name, else the first host name.
    pub issued_to: String,
    /// *Issued By*: the common name of the issuer, else its organization.
    pub issued_by: String,
    /// Valid from.
    pub not_before: Timestamp,
    /// *Expiration Date*
    pub not_after: Timestamp,
    /// *Intended Purpose*: servers may use it (RFC 5280 §4.2.1.12).
    pub for_servers: bool,
    /// The host names it is good for.
    pub names: Vec<String>,
    /// *Mark this certificate as exportable*
    pub exportable: bool,
    /// Where it came from.
    pub origin: Origin,
    /// Subject and kind of key, for a renewal; a kind of key that we do not make is the recommended one here.
    pub subject: Subject,
}

/// A certificate whole, as *View Certificate* shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// As in lists.
    pub described: Described,
    /// Its subject as one line (RFC 4514, in the order it is written).
    pub subject_line: String,
    /// Its issuer as one line.
    pub issuer_line: String,
    /// In capital hexadecimal digits.
    pub serial: String,
    /// Like `ECDSA P-256` or `RSA 2048`; another kind by its object identifier.
    pub key: String,
    /// Like `ECDSA, SHA-256`.
    pub signature: String,
    /// SHA-1 of it, in hexadecimal digits: what older programs show.
    pub sha1: String,
    /// The chain from it to its root, itself first: what was installed with it, and what this computer knows.
    pub chain: Vec<Link>,
    /// What is to be said against it, the worst first.
    pub findings: Vec<Finding>,
}

/// One certificate of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its common name, else its subject.
    pub name: String,
    /// Valid to.
    pub not_after: Timestamp,
    /// It is not among what was installed, but this computer has it.
    pub from_system: bool,
}

/// What is to be said against a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Its time is over, since then.
    Expired(Timestamp),
    /// Its time has not come, until then.
    NotYetValid(Timestamp),
    /// It is signed by itself: nobody trusts it who was not told to.
    SelfSigned,
    /// The certificate between it and a root is missing: programs that do not know it refuse.
    Incomplete,
    /// Its root is none that this computer trusts (that of this office's own authority is trusted only where it was brought).
    UnknownRoot,
    /// A certificate of the chain (by name) did not sign the one before it, or has expired.
    BrokenChain(String),
    /// It does not cover this name (AC-31), which is that of this server.
    NameNotCovered {
        /// The server's name.
        server: String,
        /// Its fully-qualified domain name.
        fqdn: String,
    },
    /// It is not meant for servers.
    NotForServers,
    /// Its key is one that programs of today refuse.
    WeakKey,
}

/// A request that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What it asks for.
    pub subject: Subject,
    /// When it was made.
    pub made: Timestamp,
    /// The request as PEM (`NEW CERTIFICATE REQUEST`): what was written to the file.
    pub pem: String,
}

/// How a certificate is written for taking along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PfxForm {
    /// AES-256 and SHA-256: Windows 10 and Server 2019 or later (Server 2016 calls it a wrong password), macOS 11 or later, OpenSSL.
    #[default]
    Modern,
    /// Triple DES and SHA-1: everything older.
    Legacy,
}

/// The root of this office's own authority, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRoot {
    /// Valid to.
    pub ends: Timestamp,
    /// From this moment on the certificates are signed by its successor, which lies ready to be handed out; `None` while
    /// there is none: until 548 days before the end.
    pub successor_from: Option<Timestamp>,
}

/// How the root of this office's own authority is written for computers and phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RootForm {
    /// PEM (.pem)
    #[default]
    Pem,
    /// DER (.cer), which Windows opens by a double click
    Der,
    /// A profile for iPhone, iPad and Mac (.mobileconfig)
    AppleProfile,
}

impl Described {
    /// Whether it is good for this name, a wildcard standing for one label (RFC 6125 §6.4.3).
    pub fn covers(&self, name: &str) -> bool {
        is_covered(name, self.names.iter().map(String::as_str))
    }

    /// Whether *Assign* may offer it at this moment: for servers, and not expired.
    pub fn assignable(&self, now: Timestamp) -> bool {
        self.for_servers && self.not_after > now
    }
}

impl From<BitLength> for &'static str {
    /// As it stands in *Bit length*; the same in every language.
    fn from(key: BitLength) -> Self {
        match key {
            BitLength::EcdsaP256 => "ECDSA P-256",
            BitLength::Rsa2048 => "RSA 2048",
            BitLength::Rsa3072 => "RSA 3072",
            BitLength::Rsa4096 => "RSA 4096",
        }
    }
}
