//! *Certificate…*: what the wizard and the page may ask for, and what comes of it.

pub(super) mod carry_out;
pub(super) mod expiry;
pub(super) mod opening;
pub(super) mod orders;

pub use crate::authority::standing::{Found, Record, Step as OrderStep, Trouble as OrderTrouble};
pub use crate::certificate::about::{
    Authority, Challenge, Described, Detail, Finding, Link, OfficeRoot, Order, Origin, PfxForm, Request, RootForm,
};
pub use crate::certificate::subject::{Asks, BitLength, Subject, SubjectFault, SubjectField};
pub use crate::certificate::{CertificateError, ImportFiles};
use crate::mail::{Secret, ServerId, Thumbprint};
use jiff::Timestamp;
use std::sync::Arc;

/// Something to do with certificates. What it makes is in [`Done::produced`](super::command::Done::produced).
#[derive(Debug, Clone)]
pub enum CertificateCommand {
    /// *Prepare the request now, but send it later*: makes a key and a request for this server. The one in use stays in use.
    /// Produces [`Produced::Request`]. Refused while a request of the server is pending.
    Prepare(ServerId, Box<Subject>),
    /// *Delete the pending request*: its key is gone for good.
    DeleteRequest(ServerId),
    /// What is in this file: the answer to the pending request of the server, checked against its key, nothing installed.
    /// Produces [`Produced::Summary`].
    LookAtAnswer(ServerId, Vec<u8>),
    /// *Process the pending request and install the certificate*: the file's octets (PEM, DER, .p7b, chain). Bound to the server.
    Install(ServerId, Vec<u8>),
    /// *Assign an existing certificate* and *Replace*.
    Assign(ServerId, Thumbprint),
    /// *Remove the current certificate*: the server goes back to its temporary one; the certificate stays.
    Remove(ServerId),
    /// What is in these files, for this server if one is named; nothing installed. Produces [`Produced::Summary`].
    LookAtImport(Option<ServerId>, ImportFiles),
    /// *Import a certificate from a .pfx file*, or from PEM, and bind it to the server if one is named.
    Import {
        /// The server.
        server: Option<ServerId>,
        /// Certificate and key.
        files: ImportFiles,
        /// *Mark this certificate as exportable*
        exportable: bool,
    },
    /// *Export the current certificate to a .pfx file*: refused when it is not exportable. Produces [`Produced::File`].
    ExportPfx(Thumbprint, Secret<String>, PfxForm),
    /// *Issue now by this office's own authority*, and bind it to the server. The root is made when there is none yet.
    Issue(ServerId, Box<Subject>),
    /// *Export root for computers and phones*. Produces [`Produced::File`]; [`Refusal::Gone`](super::Refusal::Gone) when there is none.
    ExportRoot(RootForm),
    /// *Send the request immediately to an online certification authority*: begins, and goes on by itself; how far it is says
    /// [`Certificates::orders`]. The certificate is bound to the server in the end. The secret is the key that goes with
    /// `key_id`, in base64url, for the first time at such an authority. An order of the server that is under way ends.
    Order(ServerId, Box<Subject>, Order, Option<Secret<String>>),
    /// The records of the server's order are published: go on.
    RecordsPublished(ServerId),
    /// Gives the server's order up, or takes its failure off the list.
    CancelOrder(ServerId),
    /// *Rename*: another friendly name.
    Rename(Thumbprint, String),
    /// Renew now what renews by itself: an order at its authority, or a new one from this office's own. Refused for the rest; what
    /// was proved by records in the DNS is ordered anew with [`Self::Order`], which shows them.
    Renew(Thumbprint),
    /// *Delete*; refused with [`Refusal::InUse`](super::Refusal::InUse) while a server uses it. Can be undone.
    Delete(Thumbprint),
}

/// What a command made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Produced {
    /// A request, as PEM: to be written to the file that was asked for.
    Request(String),
    /// The octets of a file; a .pfx file is a secret.
    File(Secret<Vec<u8>>),
    /// What would be installed.
    Summary(Box<Detail>),
    /// A certificate was installed.
    Installed(Thumbprint),
}

/// The certificates as the window sees them; part of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Certificates {
    /// The installed ones, by friendly name.
    pub installed: Vec<Installed>,
    /// The pending requests, by server.
    pub requests: Vec<(ServerId, Arc<Request>)>,
    /// Orders at online authorities that are under way or failed, by server.
    pub orders: Vec<OrderStanding>,
    /// How the root of this office's own authority stands, once there is one.
    pub office_root: Option<OfficeRoot>,
}

impl Certificates {
    /// Those that this office's own authority issued and a server uses.
    pub fn in_use_of_office(&self) -> impl Iterator<Item = &Installed> {
        self.installed.iter().filter(|one| one.certificate.described.origin == Origin::Office && !one.used_by.is_empty())
    }

    /// From when on a successor of the office's root signs; `None` also where no server uses a certificate of the office: it
    /// matters to nobody there.
    pub fn root_replaced(&self) -> Option<Timestamp> {
        self.office_root.and_then(|root| root.successor_from).filter(|_| self.in_use_of_office().next().is_some())
    }
}

/// An installed certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// The certificate.
    pub certificate: Arc<Detail>,
    /// The servers that use it.
    pub used_by: Vec<ServerId>,
    /// Its last own renewal failed: when, why, and when it is tried again.
    pub renewal: Option<RenewalTrouble>,
}

/// Why a certificate has not renewed itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalTrouble {
    /// When it was tried last.
    pub at: Timestamp,
    /// Why it failed.
    pub why: OrderTrouble,
    /// When it is tried again.
    pub next: Timestamp,
}

/// How an order at an online authority stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderStanding {
    /// For this server.
    pub server: ServerId,
    /// What was ordered.
    pub order: Order,
    /// The subject, to try again with.
    pub subject: Subject,
    /// It renews a certificate by itself.
    pub renewal: bool,
    /// How far it is.
    pub step: OrderStep,
}

impl OrderStanding {
    /// Whether it came to nothing.
    pub fn has_failed(&self) -> bool {
        matches!(self.step, OrderStep::Failed(_))
    }
}
