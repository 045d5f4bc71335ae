//! Certificates at the control socket: the values, and how they become commands and come from the engine's own.

use super::Reply;
use crate::engine::certificates::{
    CertificateCommand, Detail, Finding, ImportFiles, Installed, Origin, PfxForm, Produced, RenewalTrouble, RootForm, Subject,
};
use crate::engine::snapshot::Snapshot;
use crate::mail::{Secret, ServerId, Thumbprint};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is told to whom wants a root that nobody has made.
pub const NO_ROOT: &str = "this office has no authority of its own yet; `postkontor certificate issue` makes one";

/// Something to do with certificates. Files travel in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum CertificateOrder {
    /// Makes a key and a request for this server. Answered by [`Reply::Request`].
    Prepare {
        /// The server.
        server: ServerId,
        /// What it says.
        subject: Box<Subject>,
    },
    /// Deletes the pending request of this server, and its key.
    DeleteRequest(ServerId),
    /// Installs the answer to the pending request, and has the server use it. Answered by [`Reply::Installed`].
    Install {
        /// The server.
        server: ServerId,
        /// The file.
        base64: String,
    },
    /// Installs what is in a .pfx file, or in PEM. Answered by [`Reply::Installed`].
    Import {
        /// The server that is to use it.
        server: Option<ServerId>,
        /// The file; a key in it may be readable by everybody who has it.
        base64: Secret<String>,
        /// The file with the key, where that is a second one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Secret<String>>,
        /// Its password.
        password: Secret<String>,
        /// *Mark this certificate as exportable*
        exportable: bool,
    },
    /// A certificate with its key as a .pfx file. Answered by [`Reply::File`].
    Export {
        /// Which.
        thumbprint: Thumbprint,
        /// The password for the file.
        password: Secret<String>,
        /// Triple DES and SHA-1, for old programs.
        legacy: bool,
    },
    /// The root of this office's own authority. Answered by [`Reply::File`].
    ExportRoot(RootFile),
    /// Issues by this office's own authority, and has the server use it. Answered by [`Reply::Installed`].
    Issue {
        /// The server.
        server: ServerId,
        /// What it says.
        subject: Box<Subject>,
    },
    /// Renews what renews by itself; refused for the rest.
    Renew(Thumbprint),
    /// Deletes one that no server uses.
    Delete(Thumbprint),
}

/// How a root is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RootFile {
    /// PEM
    #[default]
    Pem,
    /// DER
    Der,
    /// A profile for iPhone, iPad and Mac.
    Apple,
}

impl From<RootFile> for RootForm {
    fn from(form: RootFile) -> Self {
        match form {
            RootFile::Pem => Self::Pem,
            RootFile::Der => Self::Der,
            RootFile::Apple => Self::AppleProfile,
        }
    }
}

/// An installed certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// SHA-256 of it.
    pub thumbprint: Thumbprint,
    /// *Friendly name*
    pub name: String,
    /// *Issued To*
    pub issued_to: String,
    /// *Issued By*
    pub issued_by: String,
    /// Valid from.
    pub not_before: Timestamp,
    /// *Expiration Date*
    pub not_after: Timestamp,
    /// The host names it is good for.
    pub names: Vec<String>,
    /// Servers may use it.
    pub for_servers: bool,
    /// It may be exported.
    pub exportable: bool,
    /// `file`, `pfx`, `request`, `office` or `online`.
    pub origin: String,
    /// The virtual servers that use it, by name.
    pub used_by: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// Its issuer.
    pub issuer: String,
    /// In hexadecimal digits.
    pub serial: String,
    /// The kind of its key.
    pub key: String,
    /// What it was signed with.
    pub signature: String,
    /// SHA-1 of it.
    pub sha1: String,
    /// The names of its chain, itself first.
    pub chain: Vec<String>,
    /// What is to be said against it, the worst first.
    pub findings: Vec<String>,
    /// Why it has not renewed itself, where that was tried.
    pub renewal: Option<String>,
}

/// A pending request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// For this virtual server.
    pub server: ServerId,
    /// The name that it asks for.
    pub common_name: String,
    /// When it was made.
    pub made: Timestamp,
    /// The request itself.
    pub pem: String,
}

impl Certificate {
    /// What is told of a certificate that these servers use.
    pub fn of(detail: &Detail, used_by: Vec<String>) -> Self {
        let told = &detail.described;
        Self {
            thumbprint: told.thumbprint,
            name: told.friendly_name.clone(),
            issued_to: told.issued_to.clone(),
            issued_by: told.issued_by.clone(),
            not_before: told.not_before,
            not_after: told.not_after,
            names: told.names.clone(),
            for_servers: told.for_servers,
            exportable: told.exportable,
            origin: match &told.origin {
                Origin::File => "file",
                Origin::Pfx => "pfx",
                Origin::Request => "request",
                Origin::Office => "office",
                Origin::Online(_) => "online",
            }
            .into(),
            used_by,
            subject: detail.subject_line.clone(),
            issuer: detail.issuer_line.clone(),
            serial: detail.serial.clone(),
            key: detail.key.clone(),
            signature: detail.signature.clone(),
            sha1: detail.sha1.clone(),
            chain: detail.chain.iter().map(|link| link.name.clone()).collect(),
            findings: detail.findings.iter().map(sentence).collect(),
            renewal: None,
        }
    }
}

/// All certificates and pending requests of a snapshot.
pub(super) fn list(snapshot: &Snapshot) -> Reply {
    let name = |id: &ServerId| snapshot.servers.iter().find(|line| line.id == *id).map(|line| line.name.clone());
    let row = |one: &Installed| Certificate {
        renewal: one.renewal.as_ref().map(renewal),
        ..Certificate::of(&one.certificate, one.used_by.iter().filter_map(name).collect())
    };
    let requests = snapshot.certificates.requests.iter().map(|(server, request)| PendingRequest {
        server: *server,
        common_name: request.subject.common_name.clone(),
        made: request.made,
        pem: request.pem.clone(),
    });
    Reply::Certificates {
        installed: snapshot.certificates.installed.iter().map(row).collect(),
        requests: requests.collect(),
        office_root: snapshot.certificates.office_root,
    }
}

/// The command of an order; `None` when a file in it is no base64.
pub(super) fn command(order: CertificateOrder) -> Option<CertificateCommand> {
    Some(match order {
        CertificateOrder::Prepare { server, subject } => CertificateCommand::Prepare(server, subject),
        CertificateOrder::DeleteRequest(server) => CertificateCommand::DeleteRequest(server),
        CertificateOrder::Install { server, base64 } => CertificateCommand::Install(server, STANDARD.decode(base64).ok()?),
        CertificateOrder::Import { server, base64, key, password, exportable } => {
            let octets = |base64: &Secret<String>| STANDARD.decode(base64.expose()).ok().map(Secret::new);
            let key = match &key {
                Some(key) => Some(octets(key)?),
                None => None,
            };
            CertificateCommand::Import { server, files: ImportFiles { file: octets(&base64)?, key, password }, exportable }
        }
        CertificateOrder::Export { thumbprint, password, legacy } => {
            CertificateCommand::ExportPfx(thumbprint, password, if legacy { PfxForm::Legacy } else { PfxForm::Modern })
        }
        CertificateOrder::ExportRoot(form) => CertificateCommand::ExportRoot(form.into()),
        CertificateOrder::Issue { server, subject } => CertificateCommand::Issue(server, subject),
        CertificateOrder::Renew(thumbprint) => CertificateCommand::Renew(thumbprint),
        CertificateOrder::Delete(thumbprint) => CertificateCommand::Delete(thumbprint),
    })
}

/// What came of a command.
pub(super) fn produced(produced: Produced) -> Reply {
    match produced {
        Produced::Request(pem) => Reply::Request(pem),
        Produced::File(octets) => Reply::File(Secret::new(STANDARD.encode(octets.expose()))),
        Produced::Installed(thumbprint) => Reply::Installed(thumbprint),
        // Nothing here asks for it.
        Produced::Summary(_) => Reply::Done,
    }
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Expired(at) => format!("it expired at {at:.0}"),
        Finding::NotYetValid(at) => format!("it is not valid before {at:.0}"),
        Finding::SelfSigned => "it is signed by itself: only those trust it who were told to".into(),
        Finding::Incomplete => "the certificate of its authority is missing, and clients that do not know it refuse".into(),
        Finding::UnknownRoot => "this computer does not trust its root".into(),
        Finding::BrokenChain(name) => format!("{name} did not sign the one before it in the chain, or has expired"),
        Finding::NameNotCovered { server, fqdn } => format!("it does not cover {fqdn}, the name of the server {server:?}"),
        Finding::NotForServers => "it is not meant for servers".into(),
        Finding::WeakKey => "its key or its signature is one that programs of today refuse".into(),
    }
}

fn renewal(trouble: &RenewalTrouble) -> String {
    format!("its renewal failed at {:.0}: {}. It is tried again at {:.0}", trouble.at, trouble.why, trouble.next)
}
