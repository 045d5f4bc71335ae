//! How many connections the process can hold.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Raises the soft limit of open files to the hard one and says how many sessions fit below it: the rest is kept for
/// the spool, outgoing connections and files.
pub fn sessions_that_fit() -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        limit.current = limit.maximum;
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::warn!(%error, "the limit of open files could not be raised; fewer connections fit");
        }
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(MOST).min(MOST);
    usize::try_from(files.saturating_sub(RESERVED).max(files / 2)).unwrap_or(usize::MAX)
}

/// Descriptors that sessions must leave alone: outgoing connections (1,000 by default), segments, logs.
const RESERVED: u64 = 1_500;
const MOST: u64 = 1_000_000;
