//! Blocked addresses, kept in `state/blocks.ron` across restarts. The file may be deleted: nobody is blocked then.

use crate::config::{FileError, Home, read_ron, write_ron};
use crate::policy::blocks::{Block, Blocks};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlocksFile {
    version: u32,
    blocks: Vec<Block>,
}

/// Reads the blocks. A file that cannot be used is told in the log and blocks nobody.
pub(super) fn load(home: &Home, now: Timestamp) -> Blocks {
    match read_ron::<BlocksFile>(&home.blocks(), VERSION) {
        Ok((file, _)) => Blocks::new(file.blocks, now),
        Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Blocks::default(),
        Err(error) => {
            tracing::warn!(%error, "the blocked addresses could not be read; nobody is blocked");
            Blocks::default()
        }
    }
}

/// Writes the blocks that are not over yet.
///
/// # Errors
/// [`FileError`]; the old file stays complete.
pub(super) fn save(home: &Home, blocks: &Blocks, now: Timestamp) -> Result<(), FileError> {
    write_ron(&home.blocks(), &BlocksFile { version: VERSION, blocks: blocks.at(now).copied().collect() })
}

const VERSION: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_outlive_the_engine_and_a_damaged_file_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(load(&home, at(0)), Blocks::default());
        let block = |network: &str, until| Block { network: network.parse().unwrap(), until: at(until) };
        let blocks = Blocks::new([block("192.0.2.0/24", 100), block("2001:db8::1", 50)], at(0));
        save(&home, &blocks, at(0)).unwrap();
        assert_eq!(load(&home, at(0)), blocks);
        assert_eq!(load(&home, at(60)).at(at(60)).count(), 1);
        std::fs::write(home.blocks(), "(version: 1, blocks: [").unwrap();
        assert_eq!(load(&home, at(0)), Blocks::default());
    }
}
