//! `serve`: runs the servers of a home until told to stop.

use super::arguments::Arguments;
use super::{Refusal, say};
use crate::config::Encryption;
use crate::engine::Engine;
use jiff::Timestamp;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Runs the verb.
///
/// # Errors
/// When the engine cannot start: a sentence with object, value and remedy.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let home = arguments.only_home("serve")?;
    log_to_stderr();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("postkontor").build()?;
    runtime.block_on(async {
        // Signals first: one that comes while starting must not kill a half-started engine.
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        let engine = Engine::start(&home, Arc::new(Timestamp::now)).await?;
        let failed = engine.failed().await;
        for (name, why) in &failed {
            tracing::error!(server = %name, "cannot start: {why}");
        }
        if engine.listening().await.is_empty() {
            engine.drain(Duration::ZERO).await;
            return Err(NothingRuns { home: home.folder().to_owned(), failed }.into());
        }
        announce(&engine).await;
        let mut renewal = tokio::time::interval(LOOK_AT_CERTIFICATES);
        renewal.tick().await;
        let mut tidying = tokio::time::interval(TIDY);
        tidying.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                _ = hang_up.recv() => reload(&engine, true).await,
                _ = tidying.tick() => drop(engine.tidy().await),
                // Temporary certificates are made anew in time, and installed ones that were replaced are picked up.
                _ = renewal.tick() => reload(&engine, false).await,
            }
        }
        tracing::info!("stopping: sessions and deliveries under way are finished");
        engine.drain(PATIENCE).await;
        tracing::info!("stopped");
        Ok(())
    })
}

async fn reload(engine: &Engine, announced: bool) {
    match engine.reload().await {
        Ok(()) => {
            tracing::info!("the settings were read again and count for new connections");
            for (name, why) in engine.failed().await {
                tracing::error!(server = %name, "cannot run: {why}");
            }
            if announced {
                announce(engine).await;
            }
        }
        Err(error) => tracing::error!("the settings were not changed: {error}"),
    }
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
async fn announce(engine: &Engine) {
    for (listening, name) in engine.listening().await {
        let encryption = match listening.binding.encryption {
            Encryption::StartTls => "starttls",
            Encryption::Tls => "tls",
        };
        say(format_args!("listening {} {encryption} {name}", listening.address));
    }
}

/// `RUST_LOG` chooses what is logged; `info` when it says nothing.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // A second subscriber in the same process is refused; the first one then goes on.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
}

/// How soon keys made at log-ons and blocks are on the disk.
const TIDY: Duration = Duration::from_secs(1);
const LOOK_AT_CERTIFICATES: Duration = Duration::from_secs(3600);
/// systemd waits 90 seconds before it kills.
const PATIENCE: Duration = Duration::from_secs(30);
