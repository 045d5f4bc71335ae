//! The protocol logs of the virtual servers (dialogs.md §2.10): which file a record belongs to, and the one thread that
//! writes them all.
//!
//! A session hands its record over and goes on: the way to the thread is bounded, and a record that finds it full is
//! counted and lost ([`ProtocolLogs::lost`], shown as a warning). Lines are gathered and written together, at the latest
//! after a second. A new file begins with the first record after the end of the old one's time; then, and at the start,
//! files older than their server keeps them are deleted.

pub mod format;
pub mod names;
mod writer;

use crate::config::{Home, ProtocolLog};
use crate::mail::ServerId;
use crate::smtp::spoken::Spoken;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;
use writer::{Task, Writer};

/// What each server that has a log wants of it.
pub type Wanted = HashMap<ServerId, Arc<ProtocolLog>>;

/// All protocol logs of the engine.
pub struct ProtocolLogs {
    tasks: SyncSender<Task>,
    state: Arc<State>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What the thread and the others share.
#[derive(Default)]
pub(super) struct State {
    wanted: RwLock<Arc<Wanted>>,
    lost: AtomicU64,
    trouble: Mutex<Option<Arc<str>>>,
}

impl State {
    fn wanted(&self) -> Arc<Wanted> {
        self.wanted.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn trouble(&self) -> MutexGuard<'_, Option<Arc<str>>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProtocolLogs {
    /// Starts the thread. `host` is the name of this computer, `zone` the one it stands in.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(home: &Home, host: &str, zone: TimeZone) -> io::Result<Arc<Self>> {
        let (tasks, receiver) = sync_channel(WAITING);
        let state = Arc::new(State::default());
        let writer = Writer::new(home.clone(), host.to_owned(), zone, state.clone());
        let thread = std::thread::Builder::new().name("protocol log".into()).spawn(move || writer.run(&receiver))?;
        Ok(Arc::new(Self { tasks, state, thread: Mutex::new(Some(thread)) }))
    }

    /// From now on these servers have a log, as they want it. What was said before is written as it was wanted then.
    pub fn set(&self, wanted: Wanted) {
        *self.state.wanted.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(wanted);
        // A thread with no time for it closes the files with its next record of the server, or at the end.
        let _ = self.tasks.try_send(Task::Settle);
    }

    /// Writes a record down some time soon, if its server has a log. Never waits.
    pub fn write(&self, server: ServerId, spoken: Spoken) {
        let Some(log) = self.state.wanted().get(&server).filter(|log| log.enabled).cloned() else { return };
        match self.tasks.try_send(Task::Write(server, log, Box::new(spoken))) {
            // Without a thread the engine is at its end.
            Ok(()) | Err(TrySendError::Disconnected(_)) => {}
            Err(TrySendError::Full(_)) => {
                self.state.lost.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// How many records were lost since the start because the disk was too slow.
    pub fn lost(&self) -> u64 {
        self.state.lost.load(Ordering::Relaxed)
    }

    /// Why the files cannot be written at the moment.
    pub fn trouble(&self) -> Option<Arc<str>> {
        self.state.trouble().clone()
    }

    /// Writes what is still waiting and ends the thread. Blocks.
    pub fn close(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A thread that has gone needs no telling; its panic was printed by itself.
            let _ = self.tasks.send(Task::End);
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for ProtocolLogs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProtocolLogs").field("lost", &self.lost()).finish_non_exhaustive()
    }
}

/// Records on their way to the thread: some seconds of a busy server.
const WAITING: usize = 8_192;
