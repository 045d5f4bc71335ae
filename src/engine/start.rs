//! Starting and stopping the engine.

use super::apply::{Shared, Work};
use super::certificates::opening::Openings;
use super::certificates::orders::Orders;
use super::event::Occurrence;
use super::facts::Facts;
use super::generation::{Generation, GenerationError, Offered};
use super::journal::Journal;
use super::pickup::Collector;
use super::protocol_log::ProtocolLogs;
use super::queue::frozen;
use super::tidy::Listed;
use super::{blocks, limits};
use crate::accounts::secrets::SecretsError;
use crate::accounts::{Secrets, Verifier};
use crate::certificate::Certificates;
use crate::config::home::{Lock, LockError};
use crate::config::{FileError, Home};
use crate::delivery::{self, Dispatcher, DispatcherHandle, Surroundings, TlsClients};
use crate::mail::Secret;
use crate::net::{Listeners, Listening};
use crate::reception::{self, Clock, Opening, Pickup, Reception, Watches, Witnesses};
use crate::smtp::sasl::{decode_base64, encode_base64};
use crate::spool::{Log, OpenError, Reading, Spool};
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::{Mutex, watch};
use tokio::time::Instant;

/// The running engine of one home. Needs a tokio runtime around it.
pub struct Engine {
    pub(super) shared: Arc<Shared>,
    pub(super) work: Mutex<Work>,
    pub(super) dispatcher: DispatcherHandle,
    pub(super) orders: Orders,
    pub(super) openings: Openings,
    /// How often the settings were written by us.
    pub(super) writes: AtomicU64,
    pub(super) words: Arc<dyn delivery::Words>,
    collector: Collector,
    _lock: Lock,
}

/// Why the engine cannot start, with the remedy in its sentence.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another engine runs on the home, or the lock cannot be used.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The files of the home cannot be used.
    #[error(transparent)]
    Files(#[from] GenerationError),
    /// A folder of the home cannot be made.
    #[error(transparent)]
    Home(#[from] FileError),
    /// The spool cannot be opened.
    #[error(transparent)]
    Spool(#[from] OpenError),
    /// The system's list of trusted authorities cannot be used.
    #[error("the certificates this computer trusts cannot be read: {0}. Install the package ca-certificates")]
    Trust(#[from] rustls::Error),
    /// Work on another thread broke down.
    #[error("starting was interrupted: {0}. Start again")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The system gives no thread or no timer.
    #[error("the system gives the program no room to run: {0}. End other programs and start again")]
    System(#[from] std::io::Error),
}

impl Engine {
    /// Starts the servers of the home that start automatically; reports are in English. A server that cannot run is no
    /// error here: see [`Engine::failed`].
    ///
    /// # Errors
    /// [`StartError`]; nothing runs then.
    pub async fn start(home: &Home, clock: Clock) -> Result<Self, StartError> {
        Self::start_with(home, clock, Arc::new(delivery::English)).await
    }

    /// The same, with the words that senders are told in.
    ///
    /// # Errors
    /// As [`Engine::start`].
    pub async fn start_with(home: &Home, clock: Clock, words: Arc<dyn delivery::Words>) -> Result<Self, StartError> {
        // Before anything of it is made: a home in the wrong place is told by its missing settings.
        let lock = home.lock()?;
        home.create()?;
        let certificates = Certificates::new(home, Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        let now = clock();
        // The list of trusted authorities takes about as long to read as the rest of the home.
        let trusted = {
            let provider = certificates.provider().clone();
            tokio::task::spawn_blocking(move || TlsClients::of_system(&provider))
        };
        let (generation, log, decoys) = {
            let (home, certificates) = (home.clone(), certificates.clone());
            tokio::task::spawn_blocking(move || {
                let generation = Generation::load(&home, &certificates, &Offered::default(), now)?;
                let spool = Log::begin(&home.spool(), &home.damaged(), crate::spool::Options::default())?;
                let decoys = decoys(&home)?;
                Ok::<_, StartError>((generation, spool, decoys))
            })
            .await??
        };
        let spool: Arc<dyn Spool> = Arc::new(log);
        tokio::spawn(tell_what_was_read(spool.reading()));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let most_sessions = limits::sessions_that_fit();
        let room = u32::try_from(most_sessions).unwrap_or(u32::MAX);
        let journal = Journal::new(clock.clone());
        let witness = journal.clone();
        let watcher = Arc::new(move |happening: reception::Happening| {
            let reception::Happening { server, session, client, what } = happening;
            witness.add(server, Occurrence::Session { session, client, what });
        });
        let logs = ProtocolLogs::start(home, &rustix::system::uname().nodename().to_string_lossy(), TimeZone::system())?;
        let log = {
            let logs = logs.clone();
            Arc::new(move |server, spoken| logs.write(server, spoken))
        };
        let facts = Facts::new(home, clock.clone());
        let keeper = {
            let facts = facts.clone();
            Arc::new(move |past| facts.note(past))
        };
        let reception = Reception::new(
            spool.clone(),
            Verifier::new(cores),
            decoys,
            clock.clone(),
            room,
            Witnesses { watcher, log: log.clone(), facts: keeper },
        );
        let (home_of_blocks, now) = (home.clone(), clock());
        let kept = move || (blocks::load(&home_of_blocks, now), frozen::load(&home_of_blocks));
        let (blocks, frozen) = tokio::task::spawn_blocking(kept).await?;
        reception.set_blocks(blocks);
        // Nothing is delivered before the ports are open: `apply` says whose mail is.
        let witness = journal.clone();
        let context = watch::Sender::new(Arc::new(generation.delivery(HashSet::new(), vec![])));
        let surroundings = Surroundings {
            home: home.clone(),
            clock: clock.clone(),
            zone: TimeZone::system(),
            words: words.clone(),
            tls: trusted.await??,
            has_address: delivery::hosts::computer_has,
            log,
            grace: GRACE,
            watcher: Arc::new(move |event: delivery::Event| {
                super::happenings::write_down(&event);
                witness.add(event.server, Occurrence::Message { id: event.id, what: event.what });
            }),
        };
        // Before any server delivers.
        let dispatcher = Dispatcher::start(spool.clone(), context.subscribe(), surroundings);
        dispatcher.verbs().freeze(frozen.clone());
        let shared = Arc::new(Shared {
            home: home.clone(),
            certificates,
            reception,
            journal,
            logs,
            facts,
            spool,
            entrances: RwLock::default(),
            context,
            frozen: std::sync::Mutex::new(frozen),
            clock,
            sessions: AtomicUsize::new(0),
            most_sessions,
        });
        {
            let shared = shared.clone();
            tokio::task::spawn_blocking(move || shared.restore_blocks()).await?;
        }
        let listeners = {
            let shared = shared.clone();
            Listeners::new(Arc::new(move |accepted| shared.clone().receive(accepted)))
        };
        let mut work = Work {
            generation,
            listeners,
            intents: HashMap::new(),
            states: vec![],
            history: vec![],
            next_note: 1,
            listed: Listed::default(),
            requested: vec![],
            looked: None,
            certificates: Arc::default(),
        };
        shared.apply(&mut work).await;
        let pickup = Pickup::new(&shared.home, shared.spool.clone(), shared.clock.clone(), TimeZone::system());
        let collector = Collector::start(pickup, shared.context.subscribe());
        // The library gathers its entropy once; the first client who encrypts need not wait for that.
        drop(tokio::task::spawn_blocking(|| aws_lc_rs::rand::fill(&mut [0])));
        let (work, orders, openings) = (Mutex::new(work), Orders::default(), Openings::default());
        let engine = Self { shared, work, dispatcher, orders, openings, writes: AtomicU64::new(0), words, collector, _lock: lock };
        {
            let mut work = engine.work.lock().await;
            engine.list_certificates(&mut work).await;
            engine.resume_orders(&work).await;
        }
        Ok(engine)
    }

    /// Who is being watched: see [`super::Handle::watch`].
    pub(super) fn watches(&self) -> Arc<Watches> {
        self.shared.reception.watches()
    }

    /// Where the servers listen, with their names.
    pub async fn listening(&self) -> Vec<(Listening, String)> {
        let work = self.work.lock().await;
        work.states.iter().flat_map(|(_, name, state)| state.listening().iter().map(|l| (*l, name.clone()))).collect()
    }

    /// The servers that should run but cannot, with reason and cure.
    pub async fn failed(&self) -> Vec<(String, String)> {
        self.work.lock().await.failed()
    }

    /// Ends it all in good order: no new clients, those inside get at most `patience` to finish, deliveries under way
    /// end, the spool is closed. What is queued stays queued.
    pub async fn drain(self, patience: Duration) {
        self.tidy().await;
        let mut work = self.work.into_inner();
        work.listeners.close().await;
        for entrance in self.shared.entrances().values() {
            entrance.set_opening(Opening::Closing);
        }
        self.collector.stop().await;
        let deadline = Instant::now() + patience;
        let delivered = tokio::spawn(self.dispatcher.drain());
        while self.shared.sessions.load(Ordering::Acquire) > 0 && Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // A panic over there would have been written down by its own task.
        let _ = delivered.await;
        self.shared.spool.close().await;
        let (logs, facts) = (self.shared.logs.clone(), self.shared.facts.clone());
        let last = move || {
            logs.close();
            facts.flush();
        };
        // They write what they still have.
        let _ = tokio::task::spawn_blocking(last).await;
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("home", &self.shared.home).finish_non_exhaustive()
    }
}

/// Says what the start has found, when it is over.
async fn tell_what_was_read(mut reading: watch::Receiver<Reading>) {
    if let Ok(over) = reading.wait_for(Reading::is_over).await
        && let Reading::Done(found) = &*over
    {
        tracing::info!(messages = found.messages, "the queue has been read");
        for damage in &found.set_aside {
            tracing::error!(?damage, "part of the spool was damaged and has been set aside");
        }
    }
}

/// The secret that decoys for unknown names are made from, the same for the life of the home.
fn decoys(home: &Home) -> Result<Secret<Vec<u8>>, StartError> {
    let mut secrets = Secrets::load(home)?;
    if let Some(kept) = secrets.get(DECOYS).and_then(|text| decode_base64(text.expose().as_bytes())) {
        return Ok(kept);
    }
    let new = Secret::new(rand::random::<[u8; 32]>().to_vec());
    match secrets.put(DECOYS, Secret::new(encode_base64(new.expose()))) {
        Ok(()) => Ok(new),
        Err(SecretsError::File(error)) => Err(error.into()),
        Err(other) => Err(std::io::Error::other(other).into()),
    }
}

/// The key of that secret in `secrets.ron`.
const DECOYS: &str = "unknown-names";

/// What deliveries under way get to end when the engine stops.
const GRACE: Duration = Duration::from_secs(30);
