//! Makes a generation count: rules for sessions, ports, deliveries.

use super::certificates::Certificates;
use super::certificates::carry_out::Looked;
use super::facts::Facts;
use super::generation::Generation;
use super::journal::Journal;
use super::protocol_log::ProtocolLogs;
use super::queue::frozen::Frozen;
use super::snapshot::Note;
use super::tidy::Listed;
use super::virtual_server::{State, Trouble};
use crate::accounts::AccountsFile;
use crate::config::Home;
use crate::config::written::SettingsFile;
use crate::delivery;
use crate::mail::{ServerId, Thumbprint};
use crate::net::{Accepted, BindError, Listeners, Wanted};
use crate::reception::{Clock, Entrance, Opening, Reception};
use crate::spool::Spool;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::watch;

/// What all parts of the engine share.
pub(super) struct Shared {
    pub(super) home: Home,
    pub(super) certificates: crate::certificate::Certificates,
    pub(super) reception: Arc<Reception>,
    pub(super) journal: Arc<Journal>,
    pub(super) logs: Arc<ProtocolLogs>,
    pub(super) facts: Arc<Facts>,
    pub(super) spool: Arc<dyn Spool>,
    pub(super) entrances: RwLock<HashMap<ServerId, Arc<Entrance>>>,
    pub(super) context: watch::Sender<Arc<delivery::Context>>,
    /// Destinations that are kept back.
    pub(super) frozen: Mutex<Frozen>,
    pub(super) clock: Clock,
    pub(super) sessions: AtomicUsize,
    pub(super) most_sessions: usize,
}

/// What changes with the settings; one change at a time.
pub(super) struct Work {
    pub(super) generation: Generation,
    pub(super) listeners: Listeners,
    /// What people want of each server; the states are what became of it.
    pub(super) intents: HashMap<ServerId, Intent>,
    pub(super) states: Vec<(ServerId, String, State)>,
    /// What each change replaced, the latest last.
    pub(super) history: Vec<(Note, Before)>,
    pub(super) next_note: u64,
    /// The blocked addresses as they are shown and written down.
    pub(super) listed: Listed,
    /// The servers of pending requests, those that were deleted too.
    pub(super) requested: Vec<ServerId>,
    /// What they depended on when they were read.
    pub(super) looked: Option<Looked>,
    /// The certificates as they are shown, without the orders.
    pub(super) certificates: Arc<Certificates>,
}

/// What is wanted of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    Run,
    Pause,
    Stop,
}

/// What a change replaced.
#[derive(Debug, Clone)]
pub(super) enum Before {
    Settings(Box<SettingsFile>),
    Accounts(Box<AccountsFile>),
    /// A certificate that was deleted.
    Certificate(Thumbprint),
}

impl Work {
    pub(super) fn failed(&self) -> Vec<(String, String)> {
        let failed = |(_, name, state): &(ServerId, String, State)| match state {
            State::Failed(trouble) => Some((name.clone(), trouble.to_string())),
            _ => None,
        };
        self.states.iter().filter_map(failed).collect()
    }

    pub(super) fn state(&self, id: ServerId) -> Option<&State> {
        self.states.iter().find(|(of, ..)| *of == id).map(|(.., state)| state)
    }

    fn intent(&mut self, id: ServerId, starts: bool) -> Intent {
        *self.intents.entry(id).or_insert(if starts { Intent::Run } else { Intent::Stop })
    }
}

impl Shared {
    pub(super) fn entrances(&self) -> HashMap<ServerId, Arc<Entrance>> {
        self.entrances.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes the generation of `work` count, as far as ports and certificates can be had.
    pub(super) async fn apply(&self, work: &mut Work) {
        let servers = work.generation.standing.settings.servers.clone();
        self.facts.set(work.generation.standing.settings.keep_facts);
        self.logs.set(servers.iter().map(|s| (s.id, s.log.clone())).collect());
        let intents: HashMap<ServerId, Intent> = servers.iter().map(|s| (s.id, work.intent(s.id, s.start_automatically))).collect();
        work.intents.clone_from(&intents);
        let runs =
            |id: ServerId| intents.get(&id).is_some_and(|i| *i != Intent::Stop) && matches!(work.generation.rules.get(&id), Some(Ok(_)));
        self.renew_entrances(&work.generation, &runs);
        let wanted: Vec<Wanted> =
            servers.iter().filter(|s| runs(s.id)).flat_map(|s| s.bindings.iter().map(|b| Wanted { server: s.id, binding: *b })).collect();
        let (mut listening, mut failures) = work.listeners.apply(&wanted).await;
        // A server without all of its ports does not run on the rest: nobody would notice.
        if !failures.is_empty() {
            let broken: Vec<ServerId> = failures.iter().map(|f| f.server).collect();
            let rest: Vec<Wanted> = wanted.iter().filter(|w| !broken.contains(&w.server)).copied().collect();
            let (kept, more) = work.listeners.apply(&rest).await;
            listening = kept;
            failures.extend(more);
        }
        let mut states = vec![];
        for server in &servers {
            let failed: Arc<[BindError]> = failures.extract_if(.., |f| f.server == server.id).collect();
            let here = || listening.iter().filter(|l| l.server == server.id).copied().collect();
            let state = match (work.generation.rules.get(&server.id), intents.get(&server.id)) {
                (_, Some(Intent::Stop) | None) => State::Stopped,
                (Some(Err(trouble)), _) => State::Failed(trouble.clone()),
                _ if !failed.is_empty() => State::Failed(Trouble::Ports(failed)),
                (_, Some(Intent::Pause)) => State::Paused(here()),
                (_, Some(Intent::Run)) => State::Running(here()),
            };
            states.push((server.id, server.name.clone(), state));
        }
        for (id, entrance) in self.entrances() {
            entrance.set_opening(match states.iter().find(|(of, ..)| *of == id) {
                Some((.., State::Running(_))) => Opening::Open,
                Some((.., State::Paused(_))) => Opening::Paused,
                _ => Opening::Closing,
            });
        }
        work.states = states;
        let delivering = work.states.iter().filter(|(.., state)| state.delivers()).map(|(id, ..)| *id).collect();
        let own = listening.iter().map(|l| l.address).collect();
        self.context.send_replace(Arc::new(work.generation.delivery(delivering, own)));
    }

    /// New rules for those who run; those who do not are closed and forgotten once they are empty.
    fn renew_entrances(&self, generation: &Generation, runs: &dyn Fn(ServerId) -> bool) {
        let mut entrances = self.entrances.write().unwrap_or_else(PoisonError::into_inner);
        entrances.retain(|id, entrance| {
            if !runs(*id) {
                entrance.set_opening(Opening::Closing);
            }
            runs(*id)
        });
        for (id, rules) in &generation.rules {
            let Ok(rules) = rules else { continue };
            if runs(*id) {
                entrances.entry(*id).and_modify(|e| e.set_rules(rules.clone())).or_insert_with(|| Entrance::new(rules.clone()));
            }
        }
    }

    /// Takes a new connection. Runs on the runtime, in the accept loop: must be quick.
    pub(super) fn receive(self: Arc<Self>, accepted: Accepted) {
        let Some((counted, entrance)) = self.count_in(&accepted) else { return };
        tokio::spawn(async move { counted.0.reception.clone().attend(accepted, entrance).await });
    }

    /// The entrance for a connection that is counted in; `None` when the server does not run or there is no room.
    pub(super) fn count_in(self: Arc<Self>, accepted: &Accepted) -> Option<(Counted, Arc<Entrance>)> {
        let entrance = self.entrances.read().unwrap_or_else(PoisonError::into_inner).get(&accepted.server).cloned()?;
        if self.sessions.fetch_add(1, Ordering::AcqRel) >= self.most_sessions {
            tracing::warn!(client = %accepted.peer.ip(), most = self.most_sessions, "closed: no more connections fit into the limit of open files");
            self.sessions.fetch_sub(1, Ordering::AcqRel);
            return None;
        }
        Some((Counted(self), entrance))
    }
}

/// One session; counted out even when it panics.
pub(super) struct Counted(pub(super) Arc<Shared>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.sessions.fetch_sub(1, Ordering::AcqRel);
    }
}
