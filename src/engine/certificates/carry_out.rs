//! Carries out what is asked of certificates: in the store first, then in the settings, where a server is bound to one.

use super::CertificateCommand as C;
use super::orders::{Circumstances, Finished, Orders};
use super::{CertificateCommand, Challenge, Installed, OrderTrouble, Origin, Produced};
use crate::certificate::{CertificateError, Certificates, Ordered};
use crate::config::settings::{BindAddress, Binding};
use crate::config::written::SettingsFile;
use crate::engine::apply::{Before, Work};
use crate::engine::change::{done, note};
use crate::engine::command::{Command, Done, Reach, Refusal};
use crate::engine::snapshot::What;
use crate::engine::start::Engine;
use crate::mail::{Secret, ServerId, Thumbprint};
use crate::spool::Pending;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Engine {
    /// Carries out a command about certificates.
    pub(in crate::engine) async fn certificate(&self, work: &mut Work, command: CertificateCommand) -> Result<Done, Refusal> {
        let done = self.do_with_certificates(work, command).await;
        // Refused or not: something may lie in the store by now.
        self.list_certificates(work).await;
        done
    }

    /// What only looks, or only writes a file for the user: beside everything else, as it may take its time. The command comes
    /// back when it is none of that.
    pub(in crate::engine) async fn look(&self, command: Command) -> Result<Pending<'static, Result<Done, Refusal>>, Command> {
        let Command::Certificate(about) = command else { return Err(command) };
        let whose = match &*about {
            C::LookAtAnswer(server, _) | C::LookAtImport(Some(server), ..) => self.named(&*self.work.lock().await, *server),
            C::LookAtImport(None, ..) | C::ExportPfx(..) => Ok(vec![]),
            _ => return Err(Command::Certificate(about)),
        };
        let (store, now, openings) = (self.shared.certificates.clone(), (self.shared.clock)(), self.openings.clone());
        Ok(Box::pin(async move {
            let whose = whose?;
            let opens = matches!(*about, C::LookAtImport(..));
            let look = move || looked(&store, *about, &whose, now);
            let produced =
                if opens { openings.open(look).await? } else { tokio::task::spawn_blocking(look).await.map_err(|_| Refusal::Ended)?? };
            Ok(Done { produced, ..done(Reach::Now) })
        }))
    }

    async fn do_with_certificates(&self, work: &mut Work, command: CertificateCommand) -> Result<Done, Refusal> {
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
            C::LookAtAnswer(server, _) | C::LookAtImport(Some(server), ..) => {
                let whose = self.named(work, server)?;
                self.store(move |store| looked(store, command, &whose, now)).await?
            }
            C::LookAtImport(None, ..) | C::ExportPfx(..) => self.store(move |store| looked(store, command, &[], now)).await?,
            C::Install(server, file) => {
                self.exists(work, server)?;
                let installed = self.store(move |store| store.install_answer(server, &file)).await?;
                self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
                // Last: an answer that could not be put to use can be processed again.
                if let Err(refusal) = self.store(move |store| store.delete_request(server)).await {
                    tracing::warn!(%server, "a request that is answered stays pending: {refusal}");
                }
                Some(Produced::Installed(installed))
            }
            C::Assign(server, thumbprint) => {
                self.exists(work, server)?;
                // It may have been installed by hand since the last look.
                self.list_certificates(work).await;
                let found = work.certificates.installed.iter().find(|one| one.certificate.described.thumbprint == thumbprint);
                if !found.ok_or(Refusal::Gone)?.certificate.described.for_servers {
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
            // Through the door it is opened beside everything else: see `Engine::open_import`.
            C::Import { server, files, exportable } => {
                let import = self.opened(server, files, exportable).await?;
                Some(Produced::Installed(self.install_import(work, import).await?))
            }
            C::Issue(server, subject) => {
                self.exists(work, server)?;
                let installed = self.store(move |store| store.issue(&subject, now)).await?;
                self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
                Some(Produced::Installed(installed))
            }
            C::ExportRoot(form) => {
                let root = self.store(move |store| store.export_root(form, now)).await?.ok_or(Refusal::Gone)?;
                Some(Produced::File(Secret::new(root)))
            }
            C::Order(server, subject, order, key) => {
                let faults = subject.faults(super::Asks::Names);
                if !faults.is_empty() {
                    return Err(CertificateError::Subject { faults }.into());
                }
                let ordered = Ordered { subject: *subject, order, url: None };
                let keep = ordered.clone();
                self.store(move |store| store.keep_order(server, &keep)).await?;
                self.order(work, server, ordered, key, None)?;
                None
            }
            C::RecordsPublished(server) => self.orders.published(server).then_some(None).ok_or(Refusal::Gone)?,
            C::CancelOrder(server) => self.cancel_order(server).await.then_some(None).ok_or(Refusal::Gone)?,
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
        Ok(Done { produced, ..done(Reach::NewConnections) })
    }

    /// Brings a deleted certificate back.
    pub(in crate::engine) async fn restore_certificate(&self, work: &mut Work, thumbprint: Thumbprint) -> Result<(), Refusal> {
        self.store(move |store| store.restore(thumbprint)).await?;
        self.list_certificates(work).await;
        Ok(())
    }

    /// Settings that are to come back keep today's certificates, unless it was those that were changed; one that was put away
    /// since is brought back first, and one that is gone for good is a refusal.
    pub(in crate::engine) async fn with_certificates(&self, work: &mut Work, file: &mut SettingsFile, what: What) -> Result<(), Refusal> {
        let about_certificates = matches!(what, What::CertificateAssigned | What::CertificateRemoved | What::CertificateRenewed);
        for server in &mut file.servers {
            let today = work.generation.written.servers.iter().find(|today| today.id == server.id);
            if let Some(today) = today.filter(|_| !about_certificates) {
                server.certificate.clone_from(&today.certificate);
            }
            if let Some(thumbprint) = server.certificate.as_ref().and_then(|text| text.parse::<Thumbprint>().ok()) {
                self.store(move |store| store.restore(thumbprint)).await?;
            }
        }
        Ok(())
    }

    /// What an order made is installed, and bound to its server; what renewals made, to all servers that had the old one. Not to
    /// be called while a settings file that was changed by hand waits to count.
    pub(in crate::engine) async fn settle_orders(&self) {
        let mut work = self.work.lock().await;
        for finished in self.orders.take_issued() {
            let (server, renews) = (finished.server, finished.renews);
            let (order, subject) = (finished.order.clone(), finished.subject.clone());
            let settled = self.settle(&mut work, finished).await;
            if renews.is_none() {
                self.forget_order(server).await;
            }
            match settled {
                Ok(installed) => {
                    renews.iter().for_each(|renewed| self.orders.succeeded(*renewed));
                    tracing::info!(%server, certificate = %installed, name = subject.common_name, "a certificate has come and is in use");
                }
                Err(refusal) => {
                    tracing::error!(%server, name = subject.common_name, "a certificate has come and cannot be used: {refusal}");
                    let why = match refusal {
                        Refusal::Certificate(error) => OrderTrouble::Unusable(error),
                        other => trouble(other),
                    };
                    match renews {
                        Some(renewed) => self.orders.note_failure(renewed, why, (self.shared.clock)()),
                        None => self.orders.keep_failed(server, order, subject, why),
                    }
                }
            }
        }
        self.list_certificates(&mut work).await;
    }

    /// Notes what failed, for the window and the next try.
    pub(in crate::engine) async fn note_failed_renewals(&self) {
        self.orders.note_failed((self.shared.clock)());
        self.list_certificates(&mut *self.work.lock().await).await;
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

    /// Renews what renews by itself and whose time has come, and makes the root that is to follow the office's own; to be
    /// called now and then.
    pub(in crate::engine) async fn renew_in_time(&self) {
        let mut work = self.work.lock().await;
        self.list_certificates(&mut work).await;
        let now = (self.shared.clock)();
        let due: Vec<Thumbprint> = work
            .certificates
            .installed
            .iter()
            .filter(|one| !one.used_by.is_empty() && one.certificate.described.origin.renews_itself())
            .filter(|one| is_due(one, now) && !self.orders.waits(one.certificate.described.thumbprint, now))
            // The administrator's own order goes first.
            .filter(|one| !one.used_by.iter().any(|server| self.orders.is_busy(*server)))
            .map(|one| one.certificate.described.thumbprint)
            .collect();
        let over = work.certificates.installed.iter().filter(|one| {
            one.used_by.is_empty() && one.certificate.described.not_after <= now && one.certificate.described.origin.renews_itself()
        });
        for replaced in over.map(|one| one.certificate.described.thumbprint).collect::<Vec<_>>() {
            if let Err(refusal) = self.store(move |store| store.delete(replaced)).await {
                tracing::warn!(certificate = %replaced, "an expired certificate could not be put away: {refusal}");
            }
        }
        let forgotten = self.store(move |store| Ok(store.forget_deleted(now))).await.unwrap_or(0);
        if forgotten > 0 {
            tracing::info!(forgotten, "certificates that were deleted long ago are gone for good");
        }
        if work.certificates.in_use_of_office().next().is_some() {
            match self.store(move |store| store.prepare_successor(now)).await {
                Ok(true) => tracing::info!("the root of this office's own authority has a successor, which can be exported"),
                Ok(false) => {}
                Err(refusal) => tracing::error!("the root of this office's own authority has no successor: {refusal}"),
            }
        }
        for thumbprint in due {
            tracing::info!(certificate = %thumbprint, "two thirds of its life are over: it is renewed");
            if let Err(refusal) = self.renew(&mut work, thumbprint).await {
                self.orders.note_failure(thumbprint, trouble(refusal), now);
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
            // It would wait for records that nobody is shown.
            Origin::Online(order) if order.challenge == Challenge::Dns => Err(CertificateError::RenewsByRecords.into()),
            Origin::Online(order) => {
                // One that came before and could not be bound then; from the same authority: one made for trying out is none.
                let same = Origin::Online(order.clone());
                let newer =
                    work.certificates.installed.iter().map(|one| &one.certificate.described).find(|other| {
                        other.not_after > described.not_after.max(now) && other.names == described.names && other.origin == same
                    });
                if let Some(newer) = newer.map(|other| other.thumbprint) {
                    self.replace(work, thumbprint, newer, subject.friendly_name).await?;
                    self.orders.succeeded(thumbprint);
                    return Ok(());
                }
                let server = users(work, thumbprint).first().copied();
                let first = || work.generation.standing.settings.servers.first().map(|server| server.id);
                let server = server.or_else(first).ok_or(Refusal::Gone)?;
                if self.orders.is_busy(server) {
                    return Err(CertificateError::OrderUnderWay.into());
                }
                self.order(work, server, Ordered { subject, order, url: None }, None, Some(thumbprint))
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
        ordered: Ordered,
        account_key: Option<Secret<String>>,
        renews: Option<Thumbprint>,
    ) -> Result<(), Refusal> {
        let settings = work.generation.standing.settings.server(server).ok_or(Refusal::Gone)?;
        let specific = |binding: &Binding| match binding.address {
            BindAddress::One(address) => Some(address),
            BindAddress::All => None,
        };
        let everywhere = settings.bindings.iter().any(|binding| specific(binding).is_none());
        let mut addresses: Vec<IpAddr> = settings.bindings.iter().filter_map(specific).collect();
        // Two doors of one address are one address; one that listens everywhere is reached everywhere.
        addresses.sort();
        addresses.dedup();
        if everywhere {
            addresses.clear();
        }
        let (home, store, dns_servers) =
            (self.shared.home.clone(), self.shared.certificates.clone(), settings.delivery.dns_servers.clone());
        let Ordered { subject, order, url: begun } = ordered;
        let around = Circumstances { home, store, begun, account_key, addresses, dns_servers };
        self.orders.begin(server, subject, order, renews, around);
        Ok(())
    }

    /// Ends the order of a server for good; `false` when it has none.
    pub(in crate::engine) async fn cancel_order(&self, server: ServerId) -> bool {
        let there = self.orders.cancel(server);
        self.forget_order(server).await;
        there
    }

    async fn forget_order(&self, server: ServerId) {
        if let Err(refusal) = self.store(move |store| store.forget_order(server)).await {
            tracing::warn!(%server, "an order that is over begins again after a restart: {refusal}");
        }
    }

    /// Goes on with the orders that were under way when the engine stopped.
    pub(in crate::engine) async fn resume_orders(&self, work: &Work) {
        let under_way = self.store(|store| Ok(store.ordered())).await.unwrap_or_default();
        for (server, ordered) in under_way {
            tracing::info!(%server, name = ordered.subject.common_name, "an order at a certification authority goes on");
            if self.order(work, server, ordered, None, None).is_err() {
                // Its server was deleted meanwhile.
                self.forget_order(server).await;
            }
        }
    }

    /// Binds servers to a certificate, or to none, in the settings.
    pub(super) async fn bind(
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
        // A server that cannot run for another reason may have a certificate all the same.
        self.install(work, file, None, what, object.unwrap_or_else(|| names.join(", "))).await
    }

    /// Looks at the folder again, for the snapshot; reads and checks it only when something in it, the servers, or the hour has
    /// changed.
    pub(in crate::engine) async fn list_certificates(&self, work: &mut Work) {
        let settings = &work.generation.standing.settings;
        let servers: Vec<Using> = settings.servers.iter().map(|s| (s.id, s.certificate, s.name.clone(), s.fqdn.to_string())).collect();
        let now = (self.shared.clock)();
        let before = work.looked.clone();
        let looking = move |store: &Certificates| {
            let state = Looked { stamp: store.stamp(), hour: now.as_second().div_euclid(3600), servers };
            let found = (before.as_ref() != Some(&state)).then(|| look(store, &state.servers, now));
            Ok((state, found))
        };
        let Ok((state, found)) = self.store(looking).await else { return };
        let mut shown = (*work.certificates).clone();
        if let Some((found, requested)) = found {
            (shown, work.requested, work.looked) = (found, requested, Some(state));
        }
        for one in &mut shown.installed {
            one.renewal = self.orders.failure(one.certificate.described.thumbprint);
        }
        if shown != *work.certificates {
            work.certificates = Arc::new(shown);
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

    /// How often the settings have been written by us: whoever sees it grow knows that what changed on the disk is ours.
    pub(in crate::engine) fn writes(&self) -> u64 {
        self.writes.load(Ordering::Relaxed)
    }

    /// For whoever waits for one of them to go on.
    pub(in crate::engine) fn orders(&self) -> &Orders {
        &self.orders
    }

    pub(super) fn exists(&self, work: &Work, server: ServerId) -> Result<(), Refusal> {
        work.generation.standing.settings.server(server).map(|_| ()).ok_or(Refusal::Gone)
    }

    /// The name of a server with its fully-qualified domain name.
    fn named(&self, work: &Work, server: ServerId) -> Result<Vec<(String, String)>, Refusal> {
        let server = work.generation.standing.settings.server(server).ok_or(Refusal::Gone)?;
        Ok(vec![(server.name.clone(), server.fqdn.to_string())])
    }

    /// Does something with the store, beside everything else: making keys takes its time.
    pub(super) async fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Certificates) -> Result<T, CertificateError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let certificates = self.shared.certificates.clone();
        let done = tokio::task::spawn_blocking(move || work(&certificates)).await;
        Ok(done.map_err(|_| Refusal::Ended)??)
    }
}

/// What a command finds out that changes nothing.
fn looked(
    store: &Certificates,
    command: CertificateCommand,
    whose: &[(String, String)],
    now: jiff::Timestamp,
) -> Result<Option<Produced>, CertificateError> {
    Ok(Some(match command {
        C::LookAtAnswer(server, file) => Produced::Summary(Box::new(store.look_at_answer(server, &file, whose, now)?)),
        C::LookAtImport(_, files) => Produced::Summary(Box::new(store.look_at_import(&files, whose, now)?)),
        C::ExportPfx(thumbprint, password, form) => Produced::File(store.export_pfx(thumbprint, &password, form)?),
        _ => return Ok(None),
    }))
}

/// The servers that use a certificate.
fn users(work: &Work, thumbprint: Thumbprint) -> Vec<ServerId> {
    let settings = &work.generation.standing.settings;
    settings.servers.iter().filter(|server| server.certificate == Some(thumbprint)).map(|server| server.id).collect()
}

/// Two thirds of its life are over, or it was made by a clock that ran ahead. One that has just come is left alone: its
/// authority has given what it gives.
fn is_due(one: &Installed, now: jiff::Timestamp) -> bool {
    let from = one.certificate.described.not_before;
    from > now || two_thirds(one) <= now && now.as_second() - from.as_second() > JUST_COME
}

/// In seconds. Longer than the day by which validity is dated back for slow clocks.
const JUST_COME: i64 = 30 * 3600;

pub(super) fn two_thirds(one: &Installed) -> jiff::Timestamp {
    let (from, to) = (one.certificate.described.not_before, one.certificate.described.not_after);
    jiff::Timestamp::from_second(from.as_second() + (to.as_second() - from.as_second()) / 3 * 2).unwrap_or(to)
}

/// A server with its certificate, its name and its fully-qualified domain name.
type Using = (ServerId, Option<Thumbprint>, String, String);

/// What the last look at the folder depended on.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Looked {
    stamp: u64,
    hour: i64,
    servers: Vec<Using>,
}

fn look(store: &Certificates, servers: &[Using], now: jiff::Timestamp) -> (super::Certificates, Vec<ServerId>) {
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
    let exists = |id: &ServerId| servers.iter().any(|(server, ..)| server == id);
    let all = store.requests();
    let requested = all.iter().map(|(server, _)| *server).collect();
    let requests = all.into_iter().filter(|(server, _)| exists(server)).map(|(server, request)| (server, Arc::new(request))).collect();
    let (installed, office_root) = (installed.collect(), store.office_root(now).ok().flatten());
    (super::Certificates { installed, requests, orders: vec![], office_root }, requested)
}

/// Why an order came to nothing, where it is not the authority's doing.
fn trouble(refusal: Refusal) -> OrderTrouble {
    match refusal {
        Refusal::Certificate(error) => OrderTrouble::Certificate(error),
        Refusal::Files(error) => OrderTrouble::Files(error),
        other => OrderTrouble::System(other.to_string()),
    }
}
