//! Segments: the files the log consists of.
//!
//! ```text
//! 0         4096      8192
//! +---------+---------+--------+--------+-----------------------------------+
//! | header  | header  | record | record | … room, or what an earlier use left |
//! +---------+---------+--------+--------+-----------------------------------+
//! ```
//! The header stands there twice, so that one bad block does not make the segment unreadable. It says the sequence
//! number, the salt of this use of the file, the next free identifier, whether older records lie behind the new ones,
//! and where segments end that were given up after a failed write.
//!
//! Invariant: a file gets its segment name only when its header is on the disk, and is used only when the name is.

use super::disk::{Disk, DiskFile, How, read_full, write_all};
use super::error::{Fault, OpenError};
use super::record::Salt;
use serde::{Deserialize, Serialize};
use std::io::{self, IoSlice};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open segment, for reading; the writer alone appends to it.
pub(super) struct Segment {
    pub(super) number: NonZeroU32,
    pub(super) salt: Salt,
    pub(super) path: PathBuf,
    pub(super) file: Arc<dyn DiskFile>,
}

/// What the header of a segment says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) sequence: NonZeroU32,
    pub(super) salt: Salt,
    /// Every identifier in use is below, or in a record here.
    pub(super) next_id: u64,
    /// Whether the file had been a segment before: what lies behind the last record means nothing then.
    pub(super) recycled: bool,
    /// Segments given up after a failed write, with their last good octet: whatever follows was never confirmed.
    #[serde(default)]
    pub(super) voids: Vec<(NonZeroU32, u32)>,
}

/// Makes a segment from a spare file or a new one and gives it its name, all of it durable.
pub(super) fn create(disk: &dyn Disk, folder: &Path, spare: Option<&Path>, header: &Header, capacity: u64) -> Result<Segment, Fault> {
    let path = folder.join(segment_name(header.sequence));
    let fresh = folder.join(format!("{:08x}.new", header.sequence));
    let from = spare.unwrap_or(&fresh);
    let named = prepare(disk, from, spare.is_none(), header, capacity).and_then(|file| {
        disk.rename(from, &path).map_err(|e| Fault::new(&path, e))?;
        disk.sync_folder(folder).map_err(|e| Fault::new(folder, e))?;
        Ok(file)
    });
    match named {
        Ok(file) => Ok(Segment { number: header.sequence, salt: header.salt, path, file }),
        Err(fault) => {
            // Whatever is there holds no record; if it cannot be removed now it is passed over at the next start. It must
            // not stay while others are tried: each takes the room of a whole segment.
            if spare.is_none() {
                let _ = disk.remove(&fresh);
            }
            let _ = disk.remove(&path);
            Err(fault)
        }
    }
}

fn prepare(disk: &dyn Disk, path: &Path, new: bool, header: &Header, capacity: u64) -> Result<Arc<dyn DiskFile>, Fault> {
    let fault = |e| Fault::new(path, e);
    let file = disk.open(path, if new { How::New } else { How::Existing }).map_err(fault)?;
    file.allocate(capacity).map_err(fault)?;
    let block = encode(header).map_err(fault)?;
    write_all(&*file, &mut [IoSlice::new(&block), IoSlice::new(&block)], 0).map_err(fault)?;
    file.sync().map_err(fault)?;
    Ok(file)
}

/// A segment as found: what its header says, and the file.
pub(super) type Opened = (Header, Arc<dyn DiskFile>);

/// Opens a segment; `None` when neither of its headers can be read.
pub(super) fn open(disk: &dyn Disk, path: &Path) -> Result<Option<Opened>, OpenError> {
    let fault = |e| Fault::new(path, e);
    let file = disk.open(path, How::Existing).map_err(fault)?;
    let mut blocks = vec![0; 2 * BLOCK];
    let length = read_full(&*file, &mut blocks, 0).map_err(fault)?;
    let mut newer = false;
    for block in blocks[..length].chunks(BLOCK) {
        match decode(block) {
            Ok(header) => return Ok(Some((header, file))),
            Err(HeaderFlaw::Newer) => newer = true,
            Err(HeaderFlaw::Damaged) => {}
        }
    }
    if newer { Err(OpenError::Newer(path.to_owned())) } else { Ok(None) }
}

/// The name of the segment with this number.
pub(super) fn segment_name(number: NonZeroU32) -> String {
    format!("{number:08x}.log")
}

/// The number of the segment with this name.
pub(super) fn segment_number(name: &str) -> Option<NonZeroU32> {
    name.strip_suffix(".log").filter(|n| n.len() == 8).and_then(|n| u32::from_str_radix(n, 16).ok()).and_then(NonZeroU32::new)
}

/// The name of a file kept for re-use, last used as this segment.
pub(super) fn spare_name(number: NonZeroU32) -> String {
    format!("{number:08x}.spare")
}

fn encode(header: &Header) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(header)?;
    if json.len() > BLOCK - FIXED {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut block = Vec::with_capacity(BLOCK);
    block.extend_from_slice(MAGIC);
    block.extend_from_slice(&VERSION.to_le_bytes());
    block.extend_from_slice(&(json.len() as u16).to_le_bytes());
    block.extend_from_slice(&crc32c::crc32c_append(crc32c::crc32c(&block), &json).to_le_bytes());
    block.extend_from_slice(&json);
    block.resize(BLOCK, 0);
    Ok(block)
}

#[derive(Debug, PartialEq, Eq)]
enum HeaderFlaw {
    Damaged,
    Newer,
}

fn decode(block: &[u8]) -> Result<Header, HeaderFlaw> {
    let (fixed, rest) = block.split_first_chunk::<FIXED>().ok_or(HeaderFlaw::Damaged)?;
    let [magic @ .., v0, v1, l0, l1, c0, c1, c2, c3] = fixed;
    let json = rest.get(..usize::from(u16::from_le_bytes([*l0, *l1]))).ok_or(HeaderFlaw::Damaged)?;
    let crc = crc32c::crc32c_append(crc32c::crc32c(&fixed[..FIXED - 4]), json);
    if magic != MAGIC || crc != u32::from_le_bytes([*c0, *c1, *c2, *c3]) {
        return Err(HeaderFlaw::Damaged);
    }
    if u16::from_le_bytes([*v0, *v1]) != VERSION {
        return Err(HeaderFlaw::Newer);
    }
    serde_json::from_slice(json).map_err(|_| HeaderFlaw::Damaged)
}

/// Where the first record of a segment lies.
pub(super) const FIRST: u32 = 2 * BLOCK as u32;
/// Segments given up that one header can name.
pub(super) const MAX_VOIDS: usize = 64;
const BLOCK: usize = 4096;
const MAGIC: &[u8; 8] = b"PKSPOOL\n";
const VERSION: u16 = 1;
const FIXED: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        let sequence = NonZeroU32::new(7).unwrap();
        Header { sequence, salt: Salt(u64::MAX), next_id: 99, recycled: true, voids: vec![(NonZeroU32::MIN, 8192)] }
    }

    #[test]
    fn a_header_is_read_back_and_any_flipped_bit_in_it_is_recognised() {
        let block = encode(&header()).unwrap();
        assert_eq!(decode(&block).unwrap(), header());
        let end = block.iter().rposition(|b| *b != 0).unwrap();
        for at in 0..=end {
            for bit in 0..8 {
                let mut flipped = block.clone();
                flipped[at] ^= 1 << bit;
                assert!(decode(&flipped).is_err());
            }
            assert!(decode(&block[..at]).is_err());
        }
    }

    #[test]
    fn a_header_of_a_newer_version_is_not_taken_for_damage() {
        let mut block = encode(&header()).unwrap();
        block[8] = 2;
        let length = usize::from(u16::from_le_bytes([block[10], block[11]]));
        let crc = crc32c::crc32c_append(crc32c::crc32c(&block[..12]), &block[16..16 + length]);
        block[12..16].copy_from_slice(&crc.to_le_bytes());
        assert_eq!(decode(&block), Err(HeaderFlaw::Newer));
    }

    #[test]
    fn the_fullest_header_fits() {
        let voids = vec![(NonZeroU32::MAX, u32::MAX); MAX_VOIDS];
        encode(&Header { sequence: NonZeroU32::MAX, next_id: u64::MAX, voids, ..header() }).unwrap();
    }

    #[test]
    fn only_names_of_segments_are_taken_for_such() {
        assert_eq!(segment_number("0000001f.log").map(NonZeroU32::get), Some(31));
        for other in ["00000000.log", "1.log", "0000001f.spare", "0000001f.new", "large", "+000001f.log0"] {
            assert_eq!(segment_number(other), None, "{other}");
        }
    }
}
