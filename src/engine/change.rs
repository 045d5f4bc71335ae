//! Carries out commands: check the whole, make it count, write it down; or leave everything as it was.

use super::apply::{Before, Intent, Work};
use super::certificates::expiry;
use super::command::{Change, Command, Created, Done, Reach, Refusal, Touched};
use super::generation::Generation;
use super::people::bring_back;
use super::query::{Answer, Query};
use super::snapshot::{Light, Note, Port, ServerLine, Snapshot, What};
use super::start::{Engine, StartError};
use super::virtual_server::{State, Trouble};
use super::warnings::{Warning, of_the_disk, of_the_queue, warnings};
use crate::accounts::{AccountsFile, Secrets};
use crate::config::Store;
use crate::config::written::{LocalDomain, Server, SettingsFile};
use crate::mail::{Secret, ServerId};
use crate::policy::blocks::{Block, Blocks};
use crate::reception::Registry;
use crate::spool::{Filter, Page, Pending, Reading};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Engine {
    /// Carries out a command.
    ///
    /// # Errors
    /// [`Refusal`]; everything is as it was then.
    pub async fn command(&self, command: Command) -> Result<Done, Refusal> {
        if let Command::Queue(verb, filter) = command {
            return self.queue(verb, filter).await;
        }
        let mut work = self.work.lock().await;
        match command {
            Command::Start(id) => self.intend(&mut work, id, Intent::Run).await,
            Command::Stop(id) => self.intend(&mut work, id, Intent::Stop).await,
            Command::Pause(id) => self.intend(&mut work, id, Intent::Pause).await,
            Command::Change(change) => self.change(&mut work, change).await,
            Command::Account(change) => self.change_account(&mut work, change).await,
            Command::Undo => {
                let last = work.history.last().map(|(note, _)| note.number).ok_or(Refusal::NothingToUndo)?;
                self.restore(&mut work, last).await
            }
            Command::Restore(number) => self.restore(&mut work, number).await,
            Command::ReadFiles => {
                self.read_files(&mut work).await?;
                Ok(done(Reach::NewConnections))
            }
            Command::KeepSettings => self.keep_settings(&mut work).await,
            Command::Queue(verb, filter) => self.queue(verb, filter).await,
            Command::FreezeDestination(server, name, freeze) => self.freeze(server, &name, freeze).await,
            Command::Terminate(id) if self.registry().terminate(id) => Ok(done(Reach::Now)),
            Command::Terminate(_) => Err(Refusal::Gone),
            Command::TerminateAll(id) => {
                self.registry().terminate_all(|server, _| server == id);
                Ok(done(Reach::Now))
            }
            Command::Block(network, span) => {
                let now = (self.shared.clock)();
                let until = now.checked_add(jiff::SignedDuration::from_secs(span.as_secs().min(LONGEST_BLOCK) as i64));
                let block = Block { network, until: until.unwrap_or(Timestamp::MAX) };
                self.change_blocks(now, |blocks| blocks.add(block, now)).await?;
                self.registry().terminate_all(|_, address| network.contains(address));
                Ok(done(Reach::Now))
            }
            Command::Certificate(command) => self.certificate(&mut work, *command).await,
            Command::Unblock(network) => {
                let mut found = false;
                self.change_blocks((self.shared.clock)(), |blocks| found = blocks.remove(network)).await?;
                found |= self.shared.reception.forgive(network, std::time::Instant::now());
                if found { Ok(done(Reach::Now)) } else { Err(Refusal::Gone) }
            }
        }
    }

    /// Reads the files again and makes them count. What still listens goes on listening; sessions keep their rules.
    ///
    /// # Errors
    /// [`StartError::Files`] and the like; everything goes on as it was.
    pub async fn reload(&self) -> Result<(), StartError> {
        self.read_files(&mut *self.work.lock().await).await
    }

    /// How things stand. `sequence` is the caller's.
    pub async fn snapshot(&self, sequence: u64, host: Arc<str>, started: Timestamp, changed_by_hand: bool) -> Snapshot {
        let work = self.work.lock().await;
        let entrances = self.shared.entrances();
        let servers: Vec<ServerLine> = work
            .states
            .iter()
            .map(|(id, name, state)| ServerLine {
                id: *id,
                name: name.clone(),
                state: match state {
                    State::Running(_) => Light::Running,
                    State::Paused(_) => Light::Paused,
                    State::Stopped => Light::Stopped,
                    State::Failed(trouble) => Light::Failed(trouble.clone()),
                },
                listening: state.listening().iter().map(|l| Port { address: l.address, encryption: l.binding.encryption }).collect(),
                sessions: entrances.get(id).map_or(0, |e| e.sessions()),
            })
            .collect();
        let generation = &work.generation;
        let mut found = warnings(&generation.standing, &servers, &self.dispatcher.unheard());
        let runs = |id| servers.iter().any(|line| line.id == id && matches!(line.state, Light::Running | Light::Paused));
        let reserves = generation.standing.settings.servers.iter().filter(|server| runs(server.id)).map(|server| server.disk_reserve);
        found.extend(of_the_disk(reserves.filter_map(|reserve| self.shared.spool.room(reserve))));
        if let Some(trouble) = self.shared.spool.trouble() {
            found.push(Warning::StorageTrouble(trouble.to_string().into()));
        }
        let certificates = self.certificates_shown(&work);
        found.extend(expiry::warnings(&certificates, &generation.standing.settings, (self.shared.clock)()));
        let unreadable = generation.unreadable.iter();
        found.extend(unreadable.map(|(server, why)| Warning::CertificateUnreadable(*server, why.clone())));
        found.extend(generation.keys.unsigned.iter().map(|(domain, why)| Warning::MailUnsigned(domain.clone(), why.clone())));
        found.extend(of_the_queue(&self.shared.spool.reading().borrow(), &self.shared.home.damaged()));
        if let Some(trouble) = self.shared.logs.trouble() {
            found.push(Warning::LogTrouble(trouble));
        }
        if self.shared.logs.lost() > 0 {
            found.push(Warning::LogRecordsLost(self.shared.logs.lost()));
        }
        found.sort_by_key(Warning::weight);
        Snapshot {
            sequence,
            revision: generation.revision,
            host,
            started,
            servers,
            settings: generation.written.clone(),
            accounts: generation.accounts_written.clone(),
            people: generation.people.clone(),
            blocks: work.listed.blocks.clone(),
            domain_keys: generation.keys.shown.clone(),
            certificates,
            queue: self.shared.spool.counts().into(),
            warnings: found,
            history: work.history.iter().rev().map(|(note, _)| note.clone()).collect(),
            changed_by_hand,
        }
    }

    /// Answers a question. Only answers about the queue may read the disk and be waited for.
    pub fn query(&self, query: Query) -> Pending<'static, Answer> {
        let answer = match query {
            Query::Sessions { filter, offset, limit } => Answer::Sessions(self.registry().list(&filter, offset, limit)),
            Query::Transcript(id) => Answer::Transcript(self.registry().transcript(id)),
            Query::Events { after, limit } => Answer::Events(self.shared.journal.after(after, limit)),
            Query::Blocks => Answer::Blocks(self.shared.reception.blocks().at((self.shared.clock)()).copied().collect()),
            Query::Destinations { sort, descending, offset, limit } => return self.destinations(sort, descending, offset, limit),
            Query::Message(id) => return self.message(id),
            Query::Octets { id, offset } => return self.octets(id, offset),
            Query::Queue { filter, page } => {
                let spool = self.shared.spool.clone();
                return Box::pin(async move { Answer::Queue(spool.list(filter, page).await) });
            }
        };
        Box::pin(std::future::ready(answer))
    }

    fn registry(&self) -> &Registry {
        self.shared.reception.registry()
    }

    /// Changes the blocks once they are written down. Only a command does, and there is one at a time.
    async fn change_blocks(&self, now: Timestamp, change: impl FnOnce(&mut Blocks)) -> Result<(), Refusal> {
        let mut blocks = (*self.shared.reception.blocks()).clone();
        change(&mut blocks);
        let (home, saved) = (self.shared.home.clone(), blocks.clone());
        tokio::task::spawn_blocking(move || super::blocks::save(&home, &saved, now)).await.map_err(|_| Refusal::Ended)??;
        self.shared.reception.set_blocks(blocks);
        Ok(())
    }

    async fn intend(&self, work: &mut Work, id: ServerId, intent: Intent) -> Result<Done, Refusal> {
        let before = work.intents.get(&id).copied().ok_or(Refusal::Gone)?;
        if intent == Intent::Run {
            taken_by_another(work, id)?;
        }
        work.intents.insert(id, intent);
        self.shared.apply(work).await;
        if let Some(State::Failed(trouble)) = work.state(id).filter(|_| before == Intent::Stop) {
            let why = trouble.clone();
            work.intents.insert(id, before);
            self.shared.apply(work).await;
            return Err(Refusal::CannotRun(why));
        }
        Ok(done(Reach::Now))
    }

    async fn change(&self, work: &mut Work, change: Change) -> Result<Done, Refusal> {
        let mut file = (*work.generation.written).clone();
        let position = |file: &SettingsFile, id: ServerId| file.servers.iter().position(|s| s.id == id.0).ok_or(Refusal::Gone);
        let (what, object, touched) = match change {
            Change::NewServer(mut server) => {
                // Queued mail is bound to the number, so one that was ever used is not used again.
                let before = work.history.iter().filter_map(|(_, before)| match before {
                    Before::Settings(file) => file.servers.iter().map(|s| s.id).max(),
                    Before::Accounts(_) | Before::Certificate(_) => None,
                });
                let asked = work.requested.iter().map(|id| id.0);
                let highest = file.servers.iter().map(|s| s.id).chain(before).chain(asked).max().unwrap_or(0);
                server.id = highest.checked_add(1).ok_or(Refusal::Gone)?;
                let (name, id) = (server.name.clone(), ServerId(server.id));
                file.servers.push(*server);
                (What::ServerAdded, name, Some(id))
            }
            Change::Server(server, password) => {
                let (name, id) = self.put_server(&mut file, *server, password).await?;
                (What::ServerChanged, name, Some(id))
            }
            Change::ServerAndFacts(server, password, keep) => {
                let (name, id) = self.put_server(&mut file, *server, password).await?;
                file.keep_facts = keep;
                (What::ServerChanged, name, Some(id))
            }
            Change::Rename(id, name) => {
                let at = position(&file, id)?;
                file.servers[at].name.clone_from(&name);
                (What::ServerRenamed, name, None)
            }
            Change::Delete(id) => {
                let at = position(&file, id)?;
                // How much of its mail waits is known when all has been read; nobody is kept waiting for that here.
                if !matches!(*self.shared.spool.reading().borrow(), Reading::Done(_)) {
                    return Err(Refusal::Busy);
                }
                let filter = Filter { server: Some(id), ..Filter::default() };
                let waiting = self.shared.spool.list(filter, Page { limit: 1, ..Page::default() }).await.total;
                if waiting > 0 {
                    return Err(Refusal::HasMail(waiting));
                }
                self.cancel_order(id).await;
                (What::ServerDeleted, file.servers.remove(at).name, None)
            }
            Change::Outbound(hold) => {
                let changed: Vec<_> = file.servers.iter_mut().filter(|s| s.delivery.hold_outbound != hold).collect();
                let names = changed.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
                let servers = changed.iter().map(|s| ServerId(s.id)).collect();
                if names.is_empty() {
                    return Ok(Done { queue: Some(Touched::default()), ..done(Reach::Now) });
                }
                changed.into_iter().for_each(|s| s.delivery.hold_outbound = hold);
                // Before: what is let go may be gone at once.
                let messages = self.outgoing(&servers).await;
                self.install(work, file, None, What::ServerChanged, names).await?;
                return Ok(Done { queue: Some(Touched { messages, later: 0 }), ..done(Reach::Now) });
            }
            Change::Devices(devices) => {
                file.devices = devices;
                (What::DevicesChanged, String::new(), None)
            }
            Change::NewDomainKey(domain, kind) => {
                let name = crate::mail::Domain::parse(domain.trim()).map_err(|_| Refusal::Gone)?;
                let is_it = |entry: &&mut LocalDomain| crate::mail::Domain::parse(&entry.name).is_ok_and(|d| d == name);
                let entry = file.local_domains.iter_mut().find(is_it).ok_or(Refusal::Gone)?;
                let (home, now) = (self.shared.home.clone(), (self.shared.clock)());
                let make = move || super::dkim::make(&home, &domain, kind, now);
                entry.dkim_selector = Some(tokio::task::spawn_blocking(make).await.map_err(|_| Refusal::Ended)??);
                // The new one is not in the DNS yet: until it is, what it signs would be taken for forged.
                entry.dkim_sign = false;
                (What::DomainsChanged, String::new(), None)
            }
            Change::Domains { local_domains, aliases, postmaster } => {
                file.local_domains = local_domains;
                file.aliases = aliases;
                file.postmaster = postmaster;
                (What::DomainsChanged, String::new(), None)
            }
            Change::RemoteDomains(mut domains, password) => {
                if let Some((at, password)) = password
                    && let Some(host) = domains.get_mut(at).and_then(|domain| domain.smart_host.as_mut())
                {
                    host.password = Some(self.keep_password("remote-domain", password).await?);
                }
                file.remote_domains = domains;
                (What::DomainsChanged, String::new(), None)
            }
        };
        let created = touched.filter(|_| what == What::ServerAdded).map(Created::Server);
        let stopped = touched.is_some_and(|id| work.intents.get(&id) == Some(&Intent::Stop));
        self.install(work, file, touched, what, object).await?;
        Ok(Done { created, ..done(if stopped { Reach::NextStart } else { Reach::NewConnections }) })
    }

    /// Puts a server in the place of the one with its number; its name and number.
    async fn put_server(
        &self,
        file: &mut SettingsFile,
        mut server: Server,
        password: Option<Secret<String>>,
    ) -> Result<(String, ServerId), Refusal> {
        let (name, id) = (server.name.clone(), ServerId(server.id));
        let at = file.servers.iter().position(|s| s.id == id.0).ok_or(Refusal::Gone)?;
        if let (Some(password), Some(host)) = (password, &mut server.delivery.smart_host) {
            host.password = Some(self.keep_password(&format!("smart-host-{id}"), password).await?);
        }
        file.servers[at] = server;
        Ok((name, id))
    }

    /// Checks the settings, makes them count, and writes them; in that order, and back if one of it fails.
    pub(super) async fn install(
        &self,
        work: &mut Work,
        file: SettingsFile,
        touched: Option<ServerId>,
        what: What,
        object: String,
    ) -> Result<(), Refusal> {
        let store = Store::new(&self.shared.home);
        let now = (self.shared.clock)();
        let before = work.generation.written.clone();
        let candidate = self.assemble(work, file.clone()).await?;
        let (home, old, new) = (self.shared.home.clone(), before.clone(), file.clone());
        let looked = tokio::task::spawn_blocking(move || super::folders::unwritable(&home, &old, &new)).await;
        let issues = looked.map_err(|_| Refusal::Ended)?;
        if !issues.is_empty() {
            return Err(Refusal::Issues(issues));
        }
        let old = std::mem::replace(&mut work.generation, candidate);
        self.shared.apply(work).await;
        let failed = touched.and_then(|id| match work.state(id) {
            Some(State::Failed(trouble)) => Some(trouble.clone()),
            _ => None,
        });
        let written = match failed {
            // A new server that cannot run yet is made all the same: it was asked for.
            Some(why) if what != What::ServerAdded => Err(Refusal::CannotRun(why)),
            _ => tokio::task::spawn_blocking(move || store.replace(&file, now)).await.map_err(|_| Refusal::Ended)?.map_err(Refusal::from),
        };
        if let Err(refusal) = written {
            work.generation = old;
            self.shared.apply(work).await;
            return Err(refusal);
        }
        self.writes.fetch_add(1, Ordering::Relaxed);
        note(work, now, what, object, Before::Settings(Box::new((*before).clone())));
        self.list_certificates(work).await;
        Ok(())
    }

    async fn restore(&self, work: &mut Work, number: u64) -> Result<Done, Refusal> {
        let at = work.history.iter().position(|(note, _)| note.number == number).ok_or(Refusal::NothingToUndo)?;
        let (kept, before) = work.history[at].clone();
        let length = work.history.len();
        match before {
            Before::Settings(mut file) => {
                self.with_certificates(work, &mut file, kept.what).await?;
                self.install(work, *file, None, What::BroughtBack, kept.object).await?;
            }
            Before::Accounts(file) => {
                let restore = move |now: &mut AccountsFile| {
                    bring_back(now, *file);
                    Ok(())
                };
                self.edit_accounts(work, restore, What::BroughtBack, kept.object).await?;
            }
            Before::Certificate(thumbprint) => self.restore_certificate(work, thumbprint).await?,
        }
        // Undoing the last change takes it off the list; so undoing again goes one further back.
        if at + 1 == length {
            work.history.truncate(at);
        }
        Ok(done(Reach::NewConnections))
    }

    async fn read_files(&self, work: &mut Work) -> Result<(), StartError> {
        let (home, certificates, now) = (self.shared.home.clone(), self.shared.certificates.clone(), (self.shared.clock)());
        let before = work.generation.offered.clone();
        let generation = tokio::task::spawn_blocking(move || Generation::load(&home, &certificates, &before, now)).await??;
        let before = std::mem::replace(&mut work.generation, generation);
        self.shared.apply(work).await;
        if before.written != work.generation.written {
            note(work, now, What::ByHand, String::new(), Before::Settings(Box::new((*before.written).clone())));
        }
        self.list_certificates(work).await;
        Ok(())
    }

    /// Writes the settings in use over a file that was changed by hand.
    async fn keep_settings(&self, work: &mut Work) -> Result<Done, Refusal> {
        let (store, now, file) = (Store::new(&self.shared.home), (self.shared.clock)(), work.generation.written.clone());
        let replacing = move || {
            let by_hand = store.load().map(|loaded| loaded.written);
            // Comments alone are no other settings: they stay.
            if by_hand.as_ref().is_ok_and(|other| *other == *file) {
                return Ok(None);
            }
            store.replace(&file, now).map(|_| by_hand.ok())
        };
        let by_hand = tokio::task::spawn_blocking(replacing).await.map_err(|_| Refusal::Ended)??;
        if let Some(other) = by_hand {
            note(work, now, What::BroughtBack, String::new(), Before::Settings(Box::new(other)));
        }
        Ok(done(Reach::Now))
    }

    /// Keeps the password of a smart host; its key for the settings. Nothing uses it before they do.
    async fn keep_password(&self, whose: &str, password: Secret<String>) -> Result<String, Refusal> {
        let home = self.shared.home.clone();
        // A new key each time: the settings in use, and those that may come back, keep the password they mean.
        let key = format!("{whose}-{}", (self.shared.clock)().as_millisecond());
        let kept = key.clone();
        let keep = move || Ok::<_, Refusal>(Secrets::load(&home)?.put(&kept, password)?);
        tokio::task::spawn_blocking(keep).await.map_err(|_| Refusal::Ended)??;
        Ok(key)
    }

    pub(super) async fn assemble(&self, work: &Work, file: SettingsFile) -> Result<Generation, Refusal> {
        let (home, certificates, now) = (self.shared.home.clone(), self.shared.certificates.clone(), (self.shared.clock)());
        let before = work.generation.offered.clone();
        let assembling = move || Generation::assemble(file, &home, &certificates, &before, now);
        tokio::task::spawn_blocking(assembling).await.map_err(|_| Refusal::Ended)?
    }
}

/// A server that is to start must not want what another one has: the system would say only that somebody has it.
fn taken_by_another(work: &Work, id: ServerId) -> Result<(), Refusal> {
    let settings = &work.generation.standing.settings;
    let server = settings.server(id).ok_or(Refusal::Gone)?;
    for other in settings.servers.iter().filter(|o| o.id != id && work.intents.get(&o.id).is_some_and(|i| *i != Intent::Stop)) {
        if let Some(binding) = server.bindings.iter().find(|b| b.port != 0 && other.bindings.iter().any(|o| o.clashes(b))) {
            return Err(Refusal::CannotRun(Trouble::Taken { binding: *binding, server: other.name.clone() }));
        }
    }
    Ok(())
}

pub(super) fn note(work: &mut Work, at: Timestamp, what: What, object: String, before: Before) {
    let number = work.next_note;
    work.next_note += 1;
    work.history.push((Note { number, at, what, object }, before));
    let surplus = work.history.len().saturating_sub(HISTORY);
    work.history.drain(..surplus);
}

pub(super) fn done(reach: Reach) -> Done {
    Done { reach, created: None, queue: None, produced: None }
}

/// In seconds: a hundred years.
const LONGEST_BLOCK: u64 = 36_525 * 86_400;

/// How many changes can be brought back from the window; the files of the last ten are in `history/` besides.
const HISTORY: usize = 50;
