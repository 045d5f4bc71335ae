//! The window's line to the engine: commands go out as tasks, snapshots come in as a subscription.
//!
//! At most ten snapshots a second are drawn, and none when nothing changes: an idle window never wakes up. A refusal is a
//! message like any other, so that it can be kept in sight.

use std::hash::{Hash, Hasher};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use iced::futures::{Stream, stream};
use iced::{Subscription, Task};

use crate::engine::command::{Command, Done, Refusal};
use crate::engine::handle::Handle;
use crate::engine::job::{Finding, Job, ScanStep};
use crate::engine::query::{Answer, Query};
use crate::engine::snapshot::Snapshot;

/// The line to one engine. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Link {
    handle: Handle,
}

/// What comes in over the line.
#[derive(Debug, Clone)]
pub enum News {
    /// How things stand now.
    Snapshot(Arc<Snapshot>),
    /// The engine has ended by itself.
    Gone,
}

impl Hash for Link {
    /// A window has one line, so all of them are the same to it.
    fn hash<H: Hasher>(&self, state: &mut H) {
        "engine".hash(state);
    }
}

impl Link {
    /// The line to this engine.
    pub fn new(handle: Handle) -> Self {
        Self { handle }
    }

    /// How things stand now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.handle.snapshots().borrow().clone()
    }

    /// News of each change.
    pub fn news(&self) -> Subscription<News> {
        Subscription::run_with(self.clone(), follow)
    }

    /// What comes from an address, step by step, and which of the watches it is from; at last `None`, when the time is over.
    /// Watching ends with the subscription.
    pub fn steps(&self, address: IpAddr, watch: u64) -> Subscription<(u64, Option<ScanStep>)> {
        Subscription::run_with(Watch { link: self.clone(), address, watch }, steps)
    }

    /// Carries out a command.
    pub fn command(&self, command: Command) -> Task<Result<Done, Refusal>> {
        Task::future(self.handle.command(command))
    }

    /// Carries out commands one after the other, up to the first refusal; the last answer counts.
    pub fn commands(&self, commands: Vec<Command>) -> Task<Result<Done, Refusal>> {
        let handle = self.handle.clone();
        Task::future(async move {
            let mut answer = Err(Refusal::Gone);
            for command in commands {
                answer = handle.command(command).await;
                if answer.is_err() {
                    break;
                }
            }
            answer
        })
    }

    /// Answers a question about what is there.
    pub fn query(&self, query: Query) -> Task<Result<Answer, Refusal>> {
        Task::future(self.handle.query(query))
    }

    /// Finds something out.
    pub fn run(&self, job: Job) -> Task<Result<Finding, Refusal>> {
        Task::future(self.handle.run(job))
    }

    /// Ends the engine in good order; sessions get at most `patience`.
    pub fn drain(&self, patience: Duration) -> Task<()> {
        let handle = self.handle.clone();
        // Whatever becomes of the thread that waits, the window closes next.
        Task::future(async move { drop(tokio::task::spawn_blocking(move || handle.drain(patience)).await) })
    }
}

/// One word a second, for what changes by itself while it is shown.
pub fn seconds() -> Subscription<()> {
    Subscription::run(|| stream::unfold((), |()| async { Some((tokio::time::sleep(SECOND).await, ())) }))
}

fn follow(link: &Link) -> impl Stream<Item = News> + use<> {
    let start = Some((link.handle.snapshots(), Duration::ZERO));
    stream::unfold(start, |state| async move {
        let (mut snapshots, pause) = state?;
        tokio::time::sleep(pause).await;
        match snapshots.changed().await {
            Ok(()) => {
                let now = snapshots.borrow_and_update().clone();
                Some((News::Snapshot(now), Some((snapshots, PAUSE))))
            }
            Err(_) => Some((News::Gone, None)),
        }
    })
}

/// One watch of an address.
#[derive(Hash)]
struct Watch {
    link: Link,
    address: IpAddr,
    watch: u64,
}

fn steps(of: &Watch) -> impl Stream<Item = (u64, Option<ScanStep>)> + use<> {
    // From here on nothing is missed, however late the stream is looked at.
    let (watching, watch) = (of.link.handle.watch(of.address, WATCH), of.watch);
    stream::unfold(Some(watching), move |watching| async move {
        let mut watching = watching?;
        let step = watching.next().await;
        let rest = step.is_some().then_some(watching);
        Some(((watch, step), rest))
    })
}

/// So long a device is watched: time enough to walk there and back a few times.
const WATCH: Duration = Duration::from_secs(30 * 60);
const SECOND: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(100);
