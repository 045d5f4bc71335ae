//! The only door to the engine: commands in, answers and snapshots out. The engine has a thread and a runtime of its own,
//! so a window that hangs or closes never stops mail.

use super::certificates::opening::Import;
use super::command::{Command, Done, Refusal};
use super::control;
use super::job::{Finding, Job, Route, ScanStep, Submission, Way};
use super::query::{Answer, Query};
use super::snapshot::Snapshot;
use super::start::Engine;
use crate::accounts::Secrets;
use crate::advice;
use crate::advice::test_message::reachable;
use crate::config::Home;
use crate::config::written::SettingsFile;
use crate::delivery;
use crate::mail::{Network, canonical};
use crate::reception::{Clock, Watches};
use crate::spool::Pending;
use std::fmt;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle as Task;
use tokio::time::{Instant, timeout_at};

pub use super::start::StartError;

/// The door. Cheap to clone; the engine ends when told to, not when the last handle goes.
#[derive(Clone)]
pub struct Handle {
    requests: mpsc::Sender<Request>,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    runtime: tokio::runtime::Handle,
    /// Room for jobs.
    jobs: Arc<Semaphore>,
    watches: Arc<Watches>,
    home: Home,
}

enum Request {
    Command(Box<Command>, oneshot::Sender<Result<Done, Refusal>>),
    /// The file of this import is open.
    Import(Box<Import>, oneshot::Sender<Result<Done, Refusal>>),
    Query(Box<Query>, oneshot::Sender<Answer>),
    Enter(Box<Submission>, oneshot::Sender<Option<TcpStream>>),
    Reload(oneshot::Sender<Result<(), StartError>>),
    /// The files on the disk are ours: what was written by a command is no hand edit.
    Drain(Duration),
}

impl Handle {
    /// Starts the engine of this home on a thread of its own; reports are in English. Blocks until it runs.
    ///
    /// # Errors
    /// [`StartError`]; nothing runs then.
    pub fn start(home: &Home, clock: Clock) -> Result<Self, StartError> {
        Self::start_with(home, clock, Arc::new(delivery::English))
    }

    /// The same, with the words that senders are told in: a room above brings those of all languages.
    ///
    /// # Errors
    /// As [`Handle::start`].
    pub fn start_with(home: &Home, clock: Clock, words: Arc<dyn delivery::Words>) -> Result<Self, StartError> {
        let (requests, receiver) = mpsc::channel(QUEUE);
        let (started, answer) = std::sync::mpsc::channel();
        let (own, door) = (home.clone(), requests.downgrade());
        let thread = std::thread::Builder::new().name("engine".into()).spawn(move || {
            let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("engine").build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error.into()))),
            };
            let handle = runtime.handle().clone();
            runtime.block_on(async {
                let engine = match Engine::start_with(&own, clock.clone(), words).await {
                    Ok(engine) => engine,
                    Err(error) => return drop(started.send(Err(error))),
                };
                let host: Arc<str> = rustix::system::uname().nodename().to_string_lossy().into();
                let first = engine.snapshot(0, host.clone(), clock(), false).await;
                let (sender, snapshots) = watch::channel(Arc::new(first));
                // Who asked is waiting for it.
                let _ = started.send(Ok((snapshots, handle, engine.watches())));
                // On a worker: the thread that waits here would have to be woken for every look. Its panic is printed there.
                let _ = tokio::spawn(async move { serve(engine, receiver, door, sender, &own).await }).await;
            });
            // A name that is being looked up keeps its thread for as long as the DNS is silent.
            runtime.shutdown_timeout(LINGER);
        })?;
        let (snapshots, runtime, watches) = answer.recv().map_err(|_| StartError::System(std::io::ErrorKind::UnexpectedEof.into()))??;
        let thread = Arc::new(Mutex::new(Some(thread)));
        let handle = Self { requests, snapshots, thread, runtime, jobs: Arc::new(Semaphore::new(JOBS)), watches, home: home.clone() };
        let opened = {
            let _inside = handle.runtime.enter();
            control::open(home, handle.clone())
        };
        if let Err(error) = opened {
            tracing::warn!(path = %home.control().display(), %error, "other programs cannot ask this one: its socket cannot be made. A home folder with a shorter path may help");
        }
        Ok(handle)
    }

    /// Carries out a command. Never blocks the caller: a full queue is a refusal.
    ///
    /// # Errors
    /// [`Refusal`], as the future's answer.
    pub fn command(&self, command: Command) -> impl Future<Output = Result<Done, Refusal>> + Send + use<> {
        let (reply, answer) = oneshot::channel();
        let sent = self.requests.try_send(Request::Command(Box::new(command), reply));
        async move {
            match sent {
                Ok(()) => answer.await.unwrap_or(Err(Refusal::Ended)),
                Err(mpsc::error::TrySendError::Full(_)) => Err(Refusal::Busy),
                Err(mpsc::error::TrySendError::Closed(_)) => Err(Refusal::Ended),
            }
        }
    }

    /// Answers a question. Never blocks the caller: a full queue is a refusal.
    ///
    /// # Errors
    /// [`Refusal::Busy`] and [`Refusal::Ended`], as the future's answer.
    pub fn query(&self, query: Query) -> impl Future<Output = Result<Answer, Refusal>> + Send + use<> {
        let (reply, answer) = oneshot::channel();
        let sent = self.requests.try_send(Request::Query(Box::new(query), reply));
        async move {
            match sent {
                Ok(()) => answer.await.map_err(|_| Refusal::Ended),
                Err(mpsc::error::TrySendError::Full(_)) => Err(Refusal::Busy),
                Err(mpsc::error::TrySendError::Closed(_)) => Err(Refusal::Ended),
            }
        }
    }

    /// Reads the files again and makes them count, as after SIGHUP. Sessions keep their rules.
    ///
    /// # Errors
    /// [`StartError`], as the future's answer; everything goes on as it was.
    pub fn reload(&self) -> impl Future<Output = Result<(), StartError>> + Send + use<> {
        let (reply, answer) = oneshot::channel();
        let requests = self.requests.clone();
        async move {
            let ended = || StartError::System(std::io::ErrorKind::BrokenPipe.into());
            requests.send(Request::Reload(reply)).await.map_err(|_| ended())?;
            answer.await.map_err(|_| ended())?
        }
    }

    /// Carries out a job beside everything else, at most eight at once. Dropping the future ends the job. A test without
    /// a password takes the one that is kept under the key in the draft; a test message as if from another address is
    /// given its connection here.
    ///
    /// # Errors
    /// [`Refusal::Busy`], [`Refusal::Ended`], and [`Refusal::Files`] when the kept password cannot be read.
    pub fn run(&self, job: Job) -> impl Future<Output = Result<Finding, Refusal>> + Send + use<> {
        let (home, requests) = (self.home.clone(), self.requests.clone());
        let now = self.snapshots.borrow().clone();
        let listening: Vec<_> = now.servers.iter().flat_map(|line| &line.listening).map(|port| port.address).collect();
        let task = self.jobs.clone().try_acquire_owned().map(|room| {
            Abort(self.runtime.spawn(async move {
                let _room = room;
                let mut job = completed(job, home).await?;
                let mut door = None;
                if let Job::TestMessage { way, .. } = &mut job {
                    match &mut **way {
                        Way::Route(route) => route.listening = listening,
                        Way::Submission(submission) => {
                            introduced(submission, &now.settings);
                            if submission.client.is_some() {
                                door = enter(submission.clone(), &requests).await?;
                            }
                        }
                    }
                }
                Ok(advice::carry_out(job, door).await)
            }))
        });
        async move {
            match task {
                Ok(mut task) => (&mut task.0).await.unwrap_or(Err(Refusal::Ended)),
                Err(_) => Err(Refusal::Busy),
            }
        }
    }

    /// *Press Scan now*: watches what comes from an address, at most for an hour, whatever of it is let in.
    pub fn watch(&self, address: IpAddr, span: Duration) -> Watching {
        let span = span.min(LONGEST_WATCH);
        let steps = self.watches.watch(canonical(address), span);
        Watching { steps, until: Instant::now() + span }
    }

    /// How things stand now, and word of each change.
    pub fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshots.clone()
    }

    /// Ends the engine in good order and waits for it: clients inside get at most `patience`. Blocks.
    pub fn drain(&self, patience: Duration) {
        // An engine that has ended already needs no telling.
        let _ = self.requests.blocking_send(Request::Drain(patience));
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // Its panic was printed by its own thread.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

/// The steps of a watched address. Dropping it ends the watch.
#[derive(Debug)]
pub struct Watching {
    steps: mpsc::Receiver<ScanStep>,
    until: Instant,
}

impl Watching {
    /// The next step; `None` when the time is over. [`super::job::cures`] says what to do about it.
    pub async fn next(&mut self) -> Option<ScanStep> {
        timeout_at(self.until, self.steps.recv()).await.ok().flatten()
    }
}

/// A task that ends with whoever waits for it.
struct Abort(Task<Result<Finding, Refusal>>);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// With what only the engine knows: a kept password, the home folder.
async fn completed(mut job: Job, home: Home) -> Result<Job, Refusal> {
    let (host, password) = match &mut job {
        Job::TestConnection { host, password, .. } => (Some(&**host), password),
        Job::TestMessage { way, .. } => match &mut **way {
            Way::Route(Route { smart_host, password, .. }) => (smart_host.as_ref(), password),
            Way::Submission(_) => return Ok(job),
        },
        Job::Folder { home: place, .. } => {
            place.get_or_insert_with(|| home.folder().to_owned());
            return Ok(job);
        }
        Job::LookUp { .. } | Job::CheckDns { .. } | Job::CheckDkim { .. } => return Ok(job),
    };
    if password.is_none()
        && let Some(key) = host.and_then(|host| host.password.clone())
    {
        let kept = tokio::task::spawn_blocking(move || Secrets::load(&home).map(|secrets| secrets.get(&key).cloned()));
        *password = kept.await.map_err(|_| Refusal::Ended)??;
    }
    Ok(job)
}

/// Where this computer is a trusted proxy, a connection from here would have to say first whose it is: ours is our own.
fn introduced(submission: &mut Submission, settings: &SettingsFile) {
    let here = canonical(reachable(submission.address).ip());
    let server = settings.servers.iter().find(|server| server.id == submission.server.0);
    let mut proxies = server.iter().flat_map(|server| &server.access.protection.proxy_sources);
    if submission.client.is_none() && proxies.any(|text| text.parse().is_ok_and(|network: Network| network.contains(here))) {
        submission.client = Some(here);
    }
}

/// The connection for a test message as if from another address; `None` when the server does not run.
async fn enter(submission: Submission, requests: &mpsc::Sender<Request>) -> Result<Option<TcpStream>, Refusal> {
    let (reply, answer) = oneshot::channel();
    requests.send(Request::Enter(Box::new(submission), reply)).await.map_err(|_| Refusal::Ended)?;
    answer.await.map_err(|_| Refusal::Ended)
}

/// `door` is where the requests come in.
async fn serve(
    engine: Engine,
    mut requests: mpsc::Receiver<Request>,
    door: mpsc::WeakSender<Request>,
    snapshots: watch::Sender<Arc<Snapshot>>,
    home: &Home,
) {
    let mut look = Instant::now() + SNAPSHOT;
    let mut ours = Stamps::of(home);
    let mut renewal = Instant::now() + LOOK_AT_CERTIFICATES;
    look_at_certificates(&engine, home, &mut ours).await;
    loop {
        tokio::select! {
            request = requests.recv() => match request {
                Some(Request::Command(command, reply)) => {
                    let command = *command;
                    if let Command::Queue(verb, filter) = command {
                        // Many messages take their time; nobody else waits for it.
                        let answer = engine.queue(verb, filter);
                        drop(tokio::spawn(async move { reply.send(answer.await) }));
                        continue;
                    }
                    let command = match engine.look(command).await {
                        Ok(answer) => {
                            drop(tokio::spawn(async move { reply.send(answer.await) }));
                            continue;
                        }
                        Err(command) => command,
                    };
                    let command = match command {
                        Command::Certificate(about) => match engine.open_import(*about) {
                            Ok(opening) => {
                                drop(tokio::spawn(opened(opening, door.clone(), reply)));
                                continue;
                            }
                            Err(about) => Command::Certificate(about),
                        },
                        other => other,
                    };
                    // Starting a server does not settle what was changed by hand, nor does a change that was refused.
                    let (settles, by_hand) = (command.settles(), Stamps::of(home) != ours);
                    let writes = engine.writes();
                    let answer = engine.command(command).await;
                    if !by_hand || settles && answer.is_ok() || engine.writes() != writes {
                        ours = Stamps::of(home);
                    }
                    publish(&engine, &snapshots, Stamps::of(home) != ours).await;
                    look = Instant::now() + SNAPSHOT;
                    // Whoever asked may have gone.
                    let _ = reply.send(answer);
                }
                Some(Request::Import(import, reply)) => {
                    let (by_hand, writes) = (Stamps::of(home) != ours, engine.writes());
                    let answer = engine.import(*import).await;
                    if !by_hand || engine.writes() != writes {
                        ours = Stamps::of(home);
                    }
                    publish(&engine, &snapshots, Stamps::of(home) != ours).await;
                    look = Instant::now() + SNAPSHOT;
                    // Whoever asked may have gone.
                    let _ = reply.send(answer);
                }
                Some(Request::Query(query, reply)) => {
                    let answer = engine.query(*query);
                    // It may wait for the disk: nobody else waits for it. Whoever asked may have gone.
                    drop(tokio::spawn(async move { reply.send(answer.await) }));
                }
                Some(Request::Enter(submission, reply)) => {
                    let shared = engine.shared.clone();
                    drop(tokio::spawn(async move { reply.send(shared.enter(&submission).await) }));
                }
                Some(Request::Reload(reply)) => {
                    let answer = engine.reload().await;
                    match &answer {
                        Ok(()) => {
                            ours = Stamps::of(home);
                            tracing::info!("the settings were read again and count for new connections");
                        }
                        Err(error) => tracing::error!("the settings were not changed: {error}"),
                    }
                    publish(&engine, &snapshots, Stamps::of(home) != ours).await;
                    drop(reply.send(answer));
                }
                Some(Request::Drain(patience)) => return engine.drain(patience).await,
                // All handles are gone: nobody can ever ask again, so mail goes on until the process ends.
                None => std::future::pending().await,
            },
            () = engine.orders().news() => {
                settle_orders(&engine, home, &mut ours).await;
                publish(&engine, &snapshots, Stamps::of(home) != ours).await;
                look = Instant::now() + SNAPSHOT;
            }
            () = tokio::time::sleep_until(look) => {
                if Instant::now() >= renewal {
                    renewal = Instant::now() + LOOK_AT_CERTIFICATES;
                    // Temporary certificates are made anew in time; hand edits wait until they are asked for.
                    if Stamps::of(home) == ours && let Err(error) = engine.reload().await {
                        tracing::error!(%error, "certificates could not be looked at");
                    }
                    look_at_certificates(&engine, home, &mut ours).await;
                }
                settle_orders(&engine, home, &mut ours).await;
                // Hand edits wait until they are asked for, so nothing is written over or with them.
                if Stamps::of(home) == ours && engine.tidy().await {
                    ours = Stamps::of(home);
                }
                let news = publish(&engine, &snapshots, Stamps::of(home) != ours).await;
                look = Instant::now() + if news { SNAPSHOT } else { QUIET };
            }
        }
    }
}

/// Has the import go on at the door once its file is open; nobody else waits for that.
async fn opened(
    opening: Pending<'static, Result<Import, Refusal>>,
    door: mpsc::WeakSender<Request>,
    reply: oneshot::Sender<Result<Done, Refusal>>,
) {
    match (opening.await, door.upgrade()) {
        // An engine that has ended drops it, and with it the reply, which says so.
        (Ok(import), Some(door)) => drop(door.send(Request::Import(Box::new(import), reply)).await),
        (Ok(_), None) => {}
        // Whoever asked may have gone.
        (Err(refusal), _) => drop(reply.send(Err(refusal))),
    }
}

/// Renews what is due, and tells of what expires. What was changed by hand counts first: until then nothing is written over
/// it, and nothing renewed that could not be bound.
async fn look_at_certificates(engine: &Engine, home: &Home, ours: &mut Stamps) {
    if Stamps::of(home) == *ours {
        let writes = engine.writes();
        engine.renew_in_time().await;
        if engine.writes() != writes {
            *ours = Stamps::of(home);
        }
    }
    engine.tell_of_expiry().await;
}

/// Puts certificates that have come to use, and notes renewals that failed. What was changed by hand counts first.
async fn settle_orders(engine: &Engine, home: &Home, ours: &mut Stamps) {
    if engine.orders().has_failed() {
        engine.note_failed_renewals().await;
    }
    if engine.orders().has_issued() && Stamps::of(home) == *ours {
        let writes = engine.writes();
        engine.settle_orders().await;
        if engine.writes() != writes {
            *ours = Stamps::of(home);
        }
    }
}

/// Sends a snapshot if it says anything new, and tells whether it does.
async fn publish(engine: &Engine, snapshots: &watch::Sender<Arc<Snapshot>>, changed_by_hand: bool) -> bool {
    let last = snapshots.borrow().clone();
    let mut now = engine.snapshot(last.sequence, last.host.clone(), last.started, changed_by_hand).await;
    let news = now != *last;
    if news {
        now.sequence += 1;
        snapshots.send_replace(Arc::new(now));
    }
    news
}

/// When the files were last written, as far as the system tells.
#[derive(PartialEq, Eq)]
struct Stamps([Option<(SystemTime, u64)>; 2]);

impl Stamps {
    fn of(home: &Home) -> Self {
        let stamp = |path: &Path| std::fs::metadata(path).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
        Self([stamp(&home.settings()), stamp(&home.accounts())])
    }
}

const QUEUE: usize = 64;
const JOBS: usize = 8;
const LONGEST_WATCH: Duration = Duration::from_secs(3600);
const LINGER: Duration = Duration::from_secs(2);
const SNAPSHOT: Duration = Duration::from_millis(250);
/// Between two looks while nothing happens: an idle engine hardly ever wakes up.
const QUIET: Duration = Duration::from_secs(1);
const LOOK_AT_CERTIFICATES: Duration = Duration::from_secs(3600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_without_settings_is_told_to_whoever_starts_it() {
        let folder = tempfile::tempdir().unwrap();
        let refused = Handle::start(&Home::new(folder.path()), Arc::new(jiff::Timestamp::now)).unwrap_err();
        assert!(refused.to_string().contains("postkontor init"), "{refused}");
    }
}
