//! Who carries an order out: the program that runs on the home, else we ourselves on its files.

use super::{InUse, NoRoot};
use crate::certificate::about::{Challenge, PfxForm};
use crate::certificate::{CertificateError, Certificates, ImportFiles, Origin};
use crate::cli::Refusal;
use crate::cli::server::NoSuchServer;
use crate::config::home::Lock;
use crate::config::store::Loaded;
use crate::config::{Home, Store};
use crate::engine::control::{Certificate, CertificateOrder, Client, ControlError, Order, PendingRequest, Reply};
use crate::mail::{Secret, ServerId, Thumbprint};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use std::sync::Arc;

/// Where orders go.
pub(super) struct Door {
    home: Home,
    loaded: Loaded,
    way: Way,
}

enum Way {
    Running(Client),
    /// Nothing runs, and nothing can start while this is held.
    Alone(Certificates, #[allow(dead_code, reason = "held until all is done")] Lock),
}

impl Door {
    /// Asks who is there.
    ///
    /// # Errors
    /// When the home cannot be read, or the program that runs on it cannot be asked.
    pub(super) fn open(home: &Home) -> Result<Self, Refusal> {
        // A home without settings is told before anything is made in it.
        Store::new(home).load()?;
        let way = match Client::connect(home) {
            Ok(client) => Way::Running(client),
            Err(ControlError::NothingRuns(_)) => {
                let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
                Way::Alone(Certificates::new(home, provider), home.lock()?)
            }
            Err(error) => return Err(error.into()),
        };
        // Again: whoever ended a moment ago may have written them last.
        let loaded = Store::new(home).load()?;
        Ok(Self { home: home.clone(), loaded, way })
    }

    /// Has the order carried out.
    ///
    /// # Errors
    /// The sentence of whoever did not do it.
    pub(super) fn ask(&mut self, order: Order) -> Result<Reply, Refusal> {
        match &mut self.way {
            Way::Running(client) => Ok(client.ask(&order)?),
            Way::Alone(certificates, _) => {
                let certificates = certificates.clone();
                match order {
                    Order::Certificate(order) => self.carry_out(&certificates, order),
                    _ => self.list(&certificates),
                }
            }
        }
    }

    /// The virtual server of this name.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn server(&self, name: &str) -> Result<ServerId, Refusal> {
        let found = self.loaded.settings.servers.iter().find(|server| server.name == name);
        found.map(|server| server.id).ok_or_else(|| NoSuchServer(name.to_owned()).into())
    }

    /// The virtual server, where there is just one.
    pub(super) fn only_server(&self) -> Option<ServerId> {
        match self.loaded.settings.servers.as_slice() {
            [one] => Some(one.id),
            _ => None,
        }
    }

    /// The name of a server, else its number.
    pub(super) fn name(&self, server: ServerId) -> String {
        self.loaded.settings.server(server).map_or_else(|| server.to_string(), |server| server.name.clone())
    }

    /// The host name of a server.
    pub(super) fn fqdn(&self, server: ServerId) -> String {
        self.loaded.settings.server(server).map(|server| server.fqdn.to_string()).unwrap_or_default()
    }

    fn list(&self, certificates: &Certificates) -> Result<Reply, Refusal> {
        let now = Timestamp::now();
        let row = |thumbprint: Thumbprint| {
            let users = self.loaded.settings.servers.iter().filter(|server| server.certificate == Some(thumbprint));
            let users: Vec<(String, String)> = users.map(|server| (server.name.clone(), server.fqdn.to_string())).collect();
            let detail = certificates.detail(thumbprint, &users, now)?;
            Ok(Certificate::of(&detail, users.into_iter().map(|(name, _)| name).collect()))
        };
        let installed: Result<Vec<Certificate>, CertificateError> =
            certificates.list().into_iter().map(|stored| row(stored.described.thumbprint)).collect();
        let requests = certificates.requests().into_iter().map(|(server, request)| PendingRequest {
            server,
            common_name: request.subject.common_name,
            made: request.made,
            pem: request.pem,
        });
        Ok(Reply::Certificates { installed: installed?, requests: requests.collect(), office_root: certificates.office_root(now)? })
    }

    fn carry_out(&mut self, certificates: &Certificates, order: CertificateOrder) -> Result<Reply, Refusal> {
        let now = Timestamp::now();
        let octets = |base64: String| STANDARD.decode(base64).map_err(std::io::Error::other);
        let file = |octets: &[u8]| Reply::File(Secret::new(STANDARD.encode(octets)));
        match order {
            CertificateOrder::Prepare { server, subject } => Ok(Reply::Request(certificates.prepare(server, &subject, now)?.pem)),
            CertificateOrder::DeleteRequest(server) => {
                certificates.delete_request(server)?;
                Ok(Reply::Done)
            }
            CertificateOrder::Install { server, base64 } => {
                let installed = certificates.install_answer(server, &octets(base64)?)?;
                let bound = self.bind(&[server], installed, now)?;
                // Last: an answer that could not be put to use can be processed again.
                certificates.delete_request(server)?;
                Ok(bound)
            }
            CertificateOrder::Import { server, base64, key, password, exportable } => {
                let octets = |base64: &Secret<String>| STANDARD.decode(base64.expose()).map(Secret::new).map_err(std::io::Error::other);
                let key = key.as_ref().map(octets).transpose()?;
                let installed = certificates.import(&ImportFiles { file: octets(&base64)?, key, password }, exportable)?;
                self.bind(server.as_slice(), installed, now)
            }
            CertificateOrder::Export { thumbprint, password, legacy } => {
                let form = if legacy { PfxForm::Legacy } else { PfxForm::Modern };
                Ok(file(certificates.export_pfx(thumbprint, &password, form)?.expose()))
            }
            CertificateOrder::ExportRoot(form) => Ok(file(&certificates.export_root(form.into(), now)?.ok_or(NoRoot)?)),
            CertificateOrder::Issue { server, subject } => self.bind(&[server], certificates.issue(&subject, now)?, now),
            CertificateOrder::Renew(thumbprint) => {
                let stored = certificates.list().into_iter().find(|stored| stored.described.thumbprint == thumbprint);
                let described = stored.ok_or(CertificateError::Gone(thumbprint))?.described;
                match described.origin {
                    Origin::Office => self.bind(&self.users(thumbprint), certificates.issue(&described.subject, now)?, now),
                    Origin::Online(order) if order.challenge == Challenge::Dns => Err(CertificateError::RenewsByRecords.into()),
                    // The engine asks the authority, and goes on asking.
                    Origin::Online(_) => Err(ControlError::NothingRuns(self.home.folder().to_owned()).into()),
                    Origin::File | Origin::Pfx | Origin::Request => Err(CertificateError::RenewsByHand.into()),
                }
            }
            CertificateOrder::Delete(thumbprint) => {
                let users = self.users(thumbprint);
                if !users.is_empty() {
                    return Err(InUse(users.iter().map(|id| format!("{:?}", self.name(*id))).collect::<Vec<_>>().join(", ")).into());
                }
                certificates.delete(thumbprint)?;
                Ok(Reply::Done)
            }
        }
    }

    fn users(&self, thumbprint: Thumbprint) -> Vec<ServerId> {
        let users = self.loaded.settings.servers.iter().filter(|server| server.certificate == Some(thumbprint));
        users.map(|server| server.id).collect()
    }

    /// Has these servers use it from now on; the settings before are kept in `history/`.
    fn bind(&mut self, servers: &[ServerId], certificate: Thumbprint, now: Timestamp) -> Result<Reply, Refusal> {
        if !servers.is_empty() {
            for server in self.loaded.written.servers.iter_mut().filter(|server| servers.contains(&ServerId(server.id))) {
                server.certificate = Some(certificate.to_string());
            }
            self.loaded.settings = Store::new(&self.home).replace(&self.loaded.written, now)?;
        }
        Ok(Reply::Installed(certificate))
    }
}
