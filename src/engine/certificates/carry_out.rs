//! Carries out what is asked of certificates: in the store first, then in the settings, where a server is bound to one.

use super::orders::{Circumstances, Finished, Orders};
use super::{CertificateCommand, Challenge, Installed, Order, Origin, Produced, Subject};
use crate::certificate::{CertificateError, Certificates};
use crate::config::settings::{BindAddress, Binding};
use crate::engine::apply::{Before, Work};
use crate::engine::change::{done, note};
use crate::engine::command::{Done, Reach, Refusal};
use crate::engine::snapshot::What;
use crate::engine::start::Engine;
use crate::mail::{Secret, ServerId, Thumbprint};
use std::net::IpAddr;
use std::sync::Arc;

impl Engine {
    /// Carries out a command about certificates.
    pub(in crate::engine) async fn certificate(&self, work: &mut Work, command: CertificateCommand) -> Result<Done, Refusal> {
        use CertificateCommand as C;
        let now = (self.shared.clock)();
        let produced = match command {
            C::Prepare(server, subject) => {
                self.exists(work, server)?;
                let request = self.store(move |store| store.prepare(server, &subject, now)).await?;
                Some(Produced::Request(request.pem))
            }
            C::DeleteRequest(server) => {
                self.store(move |store| store.delete_request(server)).await?;
                None
            }
            C::LookAtAnswer(server, file) => {
                let whose = self.named(work, server)?;
                Some(Produced::Summary(Box::new(self.store(move |store| store.look_at_answer(server, &file, &whose, now)).await?)))
            }
            C::Install(server, file) => {
                self.exists(work, server)?;
                let installed = self.store(move |store| store.install_answer(server, &file, now)).await?;
                self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
                Some(Produced::Installed(installed))
            }
            C::Assign(server, thumbprint) => {
                self.exists(work, server)?;
                let found = work.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == thumbprint);
                if found.is_some_and(|one| !one.certificate.described.for_servers) {
                    return Err(CertificateError::NotForServers.into());
                }
                self.bind(work, &[server], Some(thumbprint), What::CertificateAssigned, None).await?;
                None
            }
            C::Remove(server) => {
                self.exists(work, server)?;
                self.bind(work, &[server], None, What::CertificateRemoved, None).await?;
                None
            }
            C::LookAtPfx(server, file, password) => {
                let whose = server.map(|server| self.named(work, server)).transpose()?.unwrap_or_default();
                Some(Produced::Summary(Box::new(self.store(move |store| store.look_at_pfx(&file, &password, &whose, now)).await?)))
            }
            C::ImportPfx { server, file, password, exportable } => {
                if let Some(server) = server {
                    self.exists(work, server)?;
                }
                let installed = self.store(move |store| store.import_pfx(&file, &password, exportable)).await?;
                if let Some(server) = server {
                    self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
                }
                Some(Produced::Installed(installed))
            }
            C::ExportPfx(thumbprint, password, form) => {
                Some(Produced::File(self.store(move |store| store.export_pfx(thumbprint, &password, form)).await?))
            }
            C::Issue(server, subject) => {
                self.exists(work, server)?;
                let installed = self.store(move |store| store.issue(&subject, now)).await?;
                self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
                Some(Produced::Installed(installed))
            }
            C::ExportRoot(form) => {
                let root = self.store(move |store| store.export_root(form)).await?.ok_or(Refusal::Gone)?;
                Some(Produced::File(Secret::new(root)))
            }
            C::Order(server, subject, order, key) => {
                let faults = subject.faults(super::Asks::Names);
                if !faults.is_empty() {
                    return Err(CertificateError::Subject { faults }.into());
                }
                self.order(work, server, *subject, order, key, None)?;
                None
            }
            C::RecordsPublished(server) => self.orders.published(server).then_some(None).ok_or(Refusal::Gone)?,
            C::CancelOrder(server) => self.orders.cancel(server).then_some(None).ok_or(Refusal::Gone)?,
            C::Rename(thumbprint, name) => {
                self.store(move |store| store.rename(thumbprint, &name)).await?;
                None
            }
            C::Renew(thumbprint) => {
                self.renew(work, thumbprint).await?;
                None
            }
            C::Delete(thumbprint) => {
                let found = work.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == thumbprint);
                let name = found.map(|one| one.certificate.described.friendly_name.clone()).ok_or(Refusal::Gone)?;
                let users = users(work, thumbprint);
                if !users.is_empty() {
                    let servers = &work.generation.standing.settings.servers;
                    return Err(Refusal::InUse(servers.iter().filter(|s| users.contains(&s.id)).map(|s| s.name.clone()).collect()));
                }
                self.store(move |store| store.delete(thumbprint)).await?;
                note(work, now, What::CertificateDeleted, name, Before::Certificate(thumbprint));
                None
            }
        };
        self.list_certificates(work).await;
        Ok(Done { produced, ..done(Reach::NewConnections) })
    }

    /// Brings a deleted certificate back.
    pub(in crate::engine) async fn restore_certificate(&self, work: &mut Work, thumbprint: Thumbprint) -> Result<(), Refusal> {
        self.store(move |store| store.restore(thumbprint)).await?;
        self.list_certificates(work).await;
        Ok(())
    }

    /// What an order made is installed, and bound to its server; what renewals made, to all servers that had the old one. A
    /// settings file that was changed by hand is left alone by [`Orders::has_ended`]'s caller until it counts.
    pub(in crate::engine) async fn settle_orders(&self) {
        let mut work = self.work.lock().await;
        for finished in self.orders.take_ended((self.shared.clock)()) {
            let (server, renews, names) = (finished.server, finished.renews, finished.subject.common_name.clone());
            match self.settle(&mut work, finished).await {
                Ok(installed) => tracing::info!(%server, certificate = %installed, name = names, "a certificate has come and is in use"),
                Err(refusal) => {
                    tracing::error!(%server, name = names, "a certificate has come and cannot be used: {refusal}");
                    if let Some(renewed) = renews {
                        self.orders.note_failure(renewed, super::OrderTrouble::Unusable(refusal.to_string()), (self.shared.clock)());
                    }
                }
            }
        }
        self.list_certificates(&mut work).await;
    }

    async fn settle(&self, work: &mut Work, finished: Finished) -> Result<Thumbprint, Refusal> {
        let Finished { server, order, subject, renews, issued } = finished;
        let (name, installing) = (subject.friendly_name.clone(), subject.clone());
        let install =
            move |store: &Certificates| store.install_issued(&issued.chain, &issued.key, &name, Origin::Online(order), &installing);
        let installed = self.store(install).await?;
        match renews {
            Some(old) => self.replace(work, old, installed, subject.friendly_name).await?,
            None => self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?,
        }
        Ok(installed)
    }

    /// Renews what renews by itself and whose time has come; to be called now and then.
    pub(in crate::engine) async fn renew_in_time(&self) {
        let mut work = self.work.lock().await;
        self.list_certificates(&mut work).await;
        let now = (self.shared.clock)();
        let due: Vec<Thumbprint> = work
            .certificates
            .installed
            .iter()
            .filter(|one| !one.used_by.is_empty() && renews_itself(&one.certificate.described.origin))
            .filter(|one| two_thirds(one) <= now && !self.orders.waits(one.certificate.described.thumbprint, now))
            .map(|one| one.certificate.described.thumbprint)
            .collect();
        let over = work.certificates.installed.iter().filter(|one| {
            one.used_by.is_empty() && one.certificate.described.not_after <= now && renews_itself(&one.certificate.described.origin)
        });
        for replaced in over.map(|one| one.certificate.described.thumbprint).collect::<Vec<_>>() {
            if let Err(refusal) = self.store(move |store| store.delete(replaced)).await {
                tracing::warn!(certificate = %replaced, "an expired certificate could not be put away: {refusal}");
            }
        }
        let forgotten = self.store(move |store| Ok(store.forget_deleted(now.into()))).await.unwrap_or(0);
        if forgotten > 0 {
            tracing::info!(forgotten, "certificates that were deleted long ago are gone for good");
        }
        for thumbprint in due {
            tracing::info!(certificate = %thumbprint, "two thirds of its life are over: it is renewed");
            if let Err(refusal) = self.renew(&mut work, thumbprint).await {
                self.orders.note_failure(thumbprint, super::OrderTrouble::System(refusal.to_string()), now);
            }
        }
        self.list_certificates(&mut work).await;
    }

    async fn renew(&self, work: &mut Work, thumbprint: Thumbprint) -> Result<(), Refusal> {
        let found = work.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == thumbprint);
        let described = found.map(|one| one.certificate.described.clone()).ok_or(Refusal::Gone)?;
        let (subject, now) = (described.subject, (self.shared.clock)());
        match described.origin {
            Origin::Office => {
                let name = subject.friendly_name.clone();
                let new = self.store(move |store| store.issue(&subject, now)).await?;
                self.replace(work, thumbprint, new, name).await
            }
            Origin::Online(order) => {
                let server = users(work, thumbprint).first().copied();
                let first = || work.generation.standing.settings.servers.first().map(|server| server.id);
                let server = server.or_else(first).ok_or(Refusal::Gone)?;
                self.order(work, server, subject, order, None, Some(thumbprint))
            }
            Origin::File | Origin::Pfx | Origin::Request => Err(CertificateError::RenewsByHand.into()),
        }
    }

    /// The new certificate takes the place of the old one everywhere. The old one stays until it expires: *Undo* may want it.
    async fn replace(&self, work: &mut Work, old: Thumbprint, new: Thumbprint, name: String) -> Result<(), Refusal> {
        let users = users(work, old);
        if users.is_empty() {
            return Ok(());
        }
        self.bind(work, &users, Some(new), What::CertificateRenewed, Some(name)).await
    }

    fn order(
        &self,
        work: &Work,
        server: ServerId,
        subject: Subject,
        order: Order,
        account_key: Option<Secret<String>>,
        renews: Option<Thumbprint>,
    ) -> Result<(), Refusal> {
        let settings = work.generation.standing.settings.server(server).ok_or(Refusal::Gone)?;
        let specific = |binding: &Binding| match binding.address {
            BindAddress::One(address) => Some(address),
            BindAddress::All => None,
        };
        let bound: Vec<IpAddr> = settings.bindings.iter().filter_map(specific).collect();
        // One that listens everywhere is reached everywhere.
        let addresses = if bound.len() == settings.bindings.len() { bound } else { vec![] };
        let (home, dns_servers) = (self.shared.home.clone(), settings.delivery.dns_servers.clone());
        self.orders.begin(server, subject, order, renews, Circumstances { home, account_key, addresses, dns_servers });
        Ok(())
    }

    /// Binds servers to a certificate, or to none, in the settings.
    async fn bind(
        &self,
        work: &mut Work,
        servers: &[ServerId],
        certificate: Option<Thumbprint>,
        what: What,
        object: Option<String>,
    ) -> Result<(), Refusal> {
        let mut file = (*work.generation.written).clone();
        let mut names = vec![];
        for server in file.servers.iter_mut().filter(|server| servers.contains(&ServerId(server.id))) {
            server.certificate = certificate.map(|thumbprint| thumbprint.to_string());
            names.push(server.name.clone());
        }
        if names.is_empty() {
            return Err(Refusal::Gone);
        }
        self.install(work, file, servers.first().copied(), what, object.unwrap_or_else(|| names.join(", "))).await
    }

    /// Looks at the folder again, for the snapshot.
    pub(in crate::engine) async fn list_certificates(&self, work: &mut Work) {
        let settings = &work.generation.standing.settings;
        let servers: Vec<(ServerId, Option<Thumbprint>, String, String)> =
            settings.servers.iter().map(|s| (s.id, s.certificate, s.name.clone(), s.fqdn.to_string())).collect();
        let now = (self.shared.clock)();
        let looked = self.store(move |store| Ok(look(store, &servers, now))).await;
        let Ok(mut found) = looked else { return };
        for one in &mut found.installed {
            one.renewal = self.orders.failure(one.certificate.described.thumbprint);
        }
        if found != *work.certificates {
            work.certificates = Arc::new(found);
        }
    }

    /// The certificates as the window sees them, with the orders of this moment.
    pub(in crate::engine) fn certificates_shown(&self, work: &Work) -> Arc<super::Certificates> {
        let orders = self.orders.standing();
        if orders.is_empty() {
            return work.certificates.clone();
        }
        Arc::new(super::Certificates { orders, ..(*work.certificates).clone() })
    }

    /// For whoever waits for one of them to go on.
    pub(in crate::engine) fn orders(&self) -> &Orders {
        &self.orders
    }

    fn exists(&self, work: &Work, server: ServerId) -> Result<(), Refusal> {
        work.generation.standing.settings.server(server).map(|_| ()).ok_or(Refusal::Gone)
    }

    /// The name of a server with its fully-qualified domain name.
    fn named(&self, work: &Work, server: ServerId) -> Result<Vec<(String, String)>, Refusal> {
        let server = work.generation.standing.settings.server(server).ok_or(Refusal::Gone)?;
        Ok(vec![(server.name.clone(), server.fqdn.to_string())])
    }

    /// Does something with the store, beside everything else: making keys takes its time.
    async fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Certificates) -> Result<T, CertificateError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let certificates = self.shared.certificates.clone();
        let done = tokio::task::spawn_blocking(move || work(&certificates)).await;
        Ok(done.map_err(|_| Refusal::Ended)??)
    }
}

/// The servers that use a certificate.
fn users(work: &Work, thumbprint: Thumbprint) -> Vec<ServerId> {
    let settings = &work.generation.standing.settings;
    settings.servers.iter().filter(|server| server.certificate == Some(thumbprint)).map(|server| server.id).collect()
}

fn renews_itself(origin: &Origin) -> bool {
    match origin {
        Origin::Office => true,
        Origin::Online(order) => order.challenge == Challenge::Http,
        Origin::File | Origin::Pfx | Origin::Request => false,
    }
}

fn two_thirds(one: &Installed) -> jiff::Timestamp {
    let (from, to) = (one.certificate.described.not_before, one.certificate.described.not_after);
    jiff::Timestamp::from_second(from.as_second() + (to.as_second() - from.as_second()) / 3 * 2).unwrap_or(to)
}

fn look(store: &Certificates, servers: &[(ServerId, Option<Thumbprint>, String, String)], now: jiff::Timestamp) -> super::Certificates {
    let installed = store.list().into_iter().filter_map(|stored| {
        let thumbprint = stored.described.thumbprint;
        let using = || servers.iter().filter(|(_, certificate, ..)| *certificate == Some(thumbprint));
        let named: Vec<(String, String)> = using().map(|(.., name, fqdn)| (name.clone(), fqdn.clone())).collect();
        match store.detail(thumbprint, &named, now) {
            Ok(detail) => {
                let used_by = using().map(|(id, ..)| *id).collect();
                Some(Installed { certificate: Arc::new(detail), used_by, renewal: None })
            }
            Err(error) => {
                tracing::warn!(certificate = %thumbprint, %error, "a certificate cannot be read");
                None
            }
        }
    });
    let requests = store.requests().into_iter().map(|(server, request)| (server, Arc::new(request))).collect();
    super::Certificates { installed: installed.collect(), requests, orders: vec![], office_root: store.office_root().ok().flatten() }
}
