//! Looks into the pickup directories once a second, while a server that delivers has one.

use crate::delivery::Context;
use crate::reception::Pickup;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The task that looks.
#[derive(Debug)]
pub(super) struct Collector {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Collector {
    /// Starts to look. Must be called on a tokio runtime.
    pub(super) fn start(pickup: Pickup, context: watch::Receiver<Arc<Context>>) -> Self {
        let stop = watch::Sender::new(false);
        let task = tokio::spawn(look(pickup, context, stop.subscribe()));
        Self { stop, task }
    }

    /// Ends after the file that is being sent.
    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        // A panic over there was printed there.
        let _ = self.task.await;
    }
}

async fn look(mut pickup: Pickup, mut context: watch::Receiver<Arc<Context>>, mut stop: watch::Receiver<bool>) {
    loop {
        let now = Arc::clone(&context.borrow_and_update());
        let mut any = false;
        for server in now.settings.servers.iter().filter(|s| s.messages.pickup && now.delivering.contains(&s.id)) {
            any = true;
            if *stop.borrow() {
                return;
            }
            pickup.collect(server).await;
        }
        tokio::select! {
            // No directory, no looking.
            () = tokio::time::sleep(EACH), if any => {}
            changed = context.changed() => if changed.is_err() { return },
            changed = stop.changed() => if changed.is_err() || *stop.borrow() { return },
        }
    }
}

/// Between two looks.
const EACH: Duration = Duration::from_secs(1);
