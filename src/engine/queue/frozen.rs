//! Frozen destinations, kept in `state/frozen.ron` across restarts.
//!
//! Not in the settings: freezing is a moment in the running of the queue, like a blocked address. *Undo* of a setting, or an
//! older settings file, must not release mail that somebody keeps back. The file may be deleted: nothing is frozen then.

use crate::config::{FileError, Home, read_ron, write_ron};
use crate::mail::ServerId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::Arc;

/// By virtual server and destination, in small letters.
pub(in crate::engine) type Frozen = HashSet<(ServerId, Arc<str>)>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrozenFile {
    version: u32,
    destinations: BTreeSet<(u32, String)>,
}

/// Reads them. A file that cannot be used is told in the log and freezes nothing.
pub(in crate::engine) fn load(home: &Home) -> Frozen {
    match read_ron::<FrozenFile>(&home.frozen(), VERSION) {
        Ok((file, _)) => file.destinations.into_iter().map(|(server, name)| (ServerId(server), name.to_lowercase().into())).collect(),
        Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Frozen::new(),
        Err(error) => {
            tracing::error!(%error, "the frozen destinations could not be read; none is frozen. Freeze them again where mail must not leave");
            Frozen::new()
        }
    }
}

/// Writes them.
///
/// # Errors
/// [`FileError`]; the old file stays complete.
pub(in crate::engine) fn save(home: &Home, frozen: &Frozen) -> Result<(), FileError> {
    let destinations = frozen.iter().map(|(server, name)| (server.0, name.to_string())).collect();
    write_ron(&home.frozen(), &FrozenFile { version: VERSION, destinations })
}

const VERSION: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen_destinations_outlive_the_engine_and_a_damaged_file_freezes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        assert_eq!(load(&home), Frozen::new());
        let frozen = Frozen::from([(ServerId(1), Arc::from("far.example")), (ServerId(2), Arc::from("[192.0.2.1]"))]);
        save(&home, &frozen).unwrap();
        assert_eq!(load(&home), frozen);
        std::fs::write(home.frozen(), "(version: 1, destinations: [").unwrap();
        assert_eq!(load(&home), Frozen::new());
    }
}
