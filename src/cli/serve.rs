//! `serve`: runs the servers of a home until told to stop.

use super::arguments::Arguments;
use super::{Refusal, say};
use crate::config::Encryption;
use crate::engine::Handle;
use crate::engine::snapshot::{Light, ServerLine, Snapshot};
use crate::wording::Reports;
use jiff::Timestamp;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Runs the verb.
///
/// # Errors
/// When the engine cannot start: a sentence with object, value and remedy.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let home = arguments.only_home("serve")?;
    log_to_stderr();
    // For the signals; the engine has a runtime of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // Signals first: one that comes while starting must not kill a half-started engine.
    let signals = {
        let _inside = runtime.enter();
        Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        }
    };
    let handle = Handle::start_with(&home, Arc::new(Timestamp::now), Arc::new(Reports))?;
    let now = handle.snapshots().borrow().clone();
    let failed = failed(&now);
    for (name, why) in &failed {
        tracing::error!(server = %name, "cannot start: {why}");
    }
    if now.servers.iter().all(|server| server.listening.is_empty()) {
        handle.drain(Duration::ZERO);
        return Err(NothingRuns { home: home.folder().to_owned(), failed }.into());
    }
    announce(&now);
    runtime.block_on(signals.until_the_end(&handle));
    tracing::info!("stopping: sessions and deliveries under way are finished");
    handle.drain(PATIENCE);
    tracing::info!("stopped");
    Ok(())
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    async fn until_the_end(mut self, handle: &Handle) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return,
                _ = self.interrupt.recv() => return,
                _ = self.hang_up.recv() => reload(handle).await,
            }
        }
    }
}

/// The engine says itself what came of it.
async fn reload(handle: &Handle) {
    if handle.reload().await.is_ok() {
        let now = handle.snapshots().borrow().clone();
        for (name, why) in failed(&now) {
            tracing::error!(server = %name, "cannot run: {why}");
        }
        announce(&now);
    }
}

/// The servers that should run but cannot, with reason and cure.
fn failed(now: &Snapshot) -> Vec<(String, String)> {
    let failed = |server: &ServerLine| match &server.state {
        Light::Failed(trouble) => Some((server.name.clone(), trouble.to_string())),
        _ => None,
    };
    now.servers.iter().filter_map(failed).collect()
}

/// No server listens anywhere.
#[derive(Debug)]
pub(super) struct NothingRuns {
    home: PathBuf,
    failed: Vec<(String, String)>,
}

impl std::error::Error for NothingRuns {}

impl fmt::Display for NothingRuns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.failed.is_empty() {
            let home = self.home.display();
            return write!(f, "{home} has no server that starts by itself. Set start_automatically: true for one, or add a server");
        }
        write!(f, "no server could be started:")?;
        self.failed.iter().try_for_each(|(name, why)| write!(f, "\n  {name}: {why}"))
    }
}

/// One line an address, for people and scripts.
fn announce(now: &Snapshot) {
    for server in &now.servers {
        for port in &server.listening {
            let encryption = match port.encryption {
                Encryption::StartTls => "starttls",
                Encryption::Tls => "tls",
            };
            say(format_args!("listening {} {encryption} {}", port.address, server.name));
        }
    }
}

/// `RUST_LOG` chooses what is logged; `info` when it says nothing.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // A second subscriber in the same process is refused; the first one then goes on.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
}

/// systemd waits 90 seconds before it kills.
const PATIENCE: Duration = Duration::from_secs(30);
