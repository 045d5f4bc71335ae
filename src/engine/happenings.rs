//! What happens to mail on its way out, in the log.

use crate::delivery::{Event, Happening};

/// Writes an event of the delivery into the log.
pub(super) fn write_down(event: &Event) {
    let (server, id) = (event.server, event.id);
    match &event.what {
        Happening::Delivered { recipient, reply } => tracing::info!(%server, %id, ?recipient, reply, "delivered"),
        Happening::Deferred { recipient, trouble, due } => {
            tracing::warn!(%server, %id, ?recipient, %due, "not delivered yet, tried again when due: {trouble}");
        }
        Happening::Failed { recipient, trouble, expired } => {
            tracing::warn!(%server, %id, ?recipient, expired, "given up: {trouble}");
        }
        Happening::Reported { report } => tracing::info!(%server, %id, %report, "the sender is told in a report"),
        Happening::Badmail { path } => {
            tracing::error!(%server, %id, path = %path.display(), "a report that nobody takes was put aside");
        }
    }
}
