//! Records: how one thing the spool must not forget looks on the disk. Pure: no I/O, no clock, no randomness.
//!
//! ```text
//!  0        4        8    9    10   12                     12+length   (rounded up to 8)
//!  +--------+--------+----+----+----+----------------------+- - - - - +
//!  | length | CRC32C |type|ver.|mark| payload              | padding  |   integers little-endian
//!  +--------+--------+----+----+----+----------------------+- - - - - +
//! ```
//! Invariants:
//! - The checksum covers the salt of the segment, the other header fields and the checksum of the payload. A record
//!   left over from an earlier use of the same file, or sent by a stranger as the text of a message, has another salt
//!   and is never taken for one of ours.
//! - `mark` is a digest of the salt: it makes the search for the next record behind damage cheap.
//! - A length is compared with [`MAX_PAYLOAD`] and with what the file has before anything is allocated.
//! - The records inside a [`Kind::Group`] carry the inner bit: they count only through their group, all or none.
//!
//! Sources: architecture.md §4 (length, checksum, type, version); RFC 3720 §12.1 for CRC32C.

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

use crate::mail::{Envelope, QueueId};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// The secret number of one segment, mixed into the checksum of each of its records. New at every use of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(pub u64);

impl Salt {
    fn mark(self) -> u16 {
        let digest = crc32c::crc32c(&self.0.to_le_bytes());
        // Never zero: an area that was never written must not look marked.
        ((digest >> 16) as u16 ^ digest as u16).max(1)
    }
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A message: identifier, [`Meta`], then its text (or only the trace headers, when the rest is in its own file).
    Message,
    /// All that has become of a message's recipients so far; replaces any earlier one.
    State,
    /// The message has left the spool.
    Finished,
    /// Several records that count together or not at all.
    Group,
}

/// The head of a record, read and plausible; nothing is known about the payload yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Octets of the payload.
    pub length: u32,
    kind: u8,
    version: u8,
    crc: u32,
    salt: Salt,
}

/// Why some octets are not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The mark of the segment is not there: most likely nothing was ever written here.
    #[error("no record starts here")]
    Unmarked,
    /// The length is above [`MAX_PAYLOAD`], or reaches beyond what there is.
    #[error("the record says it is longer than it can be")]
    Length,
    /// The checksum does not fit.
    #[error("the checksum of the record is wrong")]
    Checksum,
    /// The checksum fits, the content does not: written by a faulty program.
    #[error("the record cannot be read although its checksum is right")]
    Content,
    /// The record is whole but of a kind or version this program does not know.
    #[error("the record was written by a newer version of the program")]
    Newer,
}

/// What the disk keeps about a message beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The envelope as accepted.
    pub envelope: Envelope,
    /// Octets of the body in its own file under `large/`; `None` when the body is in the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub large: Option<u64>,
}

/// A record, or one of a group, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// A message with its meta data and the text that stands in the record.
    Message {
        /// Its identifier.
        id: QueueId,
        /// [`Meta`] as JSON.
        meta: &'a [u8],
        /// Where in the payload the text begins.
        text: usize,
        /// Octets of the payload.
        length: usize,
    },
    /// The state of a message as JSON.
    State {
        /// The message.
        id: QueueId,
        /// [`super::State`] as JSON.
        json: &'a [u8],
    },
    /// A message that has left.
    Finished {
        /// The message.
        id: QueueId,
    },
}

/// A record on its way to the disk: its head with room for the header in front, and the body that is never copied.
#[derive(Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    head: Vec<u8>,
    tail: Bytes,
    /// Of head and tail, without the header.
    crc: u32,
}

impl Draft {
    /// A message: `prefix` and `body` together are its text.
    pub fn message(id: QueueId, meta: &[u8], prefix: &[u8], body: Bytes) -> Self {
        let mut head = start(id, 4 + meta.len() + prefix.len());
        head.extend_from_slice(&(meta.len() as u32).to_le_bytes());
        head.extend_from_slice(meta);
        head.extend_from_slice(prefix);
        Self::new(Kind::Message, head, body)
    }

    /// The state of a message.
    pub fn state(id: QueueId, json: &[u8]) -> Self {
        let mut head = start(id, json.len());
        head.extend_from_slice(json);
        Self::new(Kind::State, head, Bytes::new())
    }

    /// A message that has left.
    pub fn finished(id: QueueId) -> Self {
        Self::new(Kind::Finished, start(id, 0), Bytes::new())
    }

    /// A record as it was read elsewhere, to be written again.
    pub fn copy(kind: Kind, payload: Bytes) -> Self {
        Self::new(kind, vec![0; HEADER], payload)
    }

    fn new(kind: Kind, head: Vec<u8>, tail: Bytes) -> Self {
        let crc = crc32c::crc32c_append(crc32c::crc32c(&head[HEADER..]), &tail);
        Self { kind, head, tail, crc }
    }

    /// Octets of the payload.
    pub fn length(&self) -> usize {
        self.head.len() - HEADER + self.tail.len()
    }

    /// Octets the record takes in the log.
    pub fn span(&self) -> usize {
        span(self.length())
    }

    /// Whether it may be written. A message and its state must fit into one group: together they are moved, and a report
    /// is stored with the state that caused it.
    pub fn fits(&self) -> bool {
        self.span() <= MAX_PAYLOAD as usize / 2
    }

    /// Writes the header for the segment with this salt.
    pub fn seal(&mut self, salt: Salt, inner: bool) {
        let header = header(salt, self.kind, inner, self.length() as u32, self.crc);
        self.head[..HEADER].copy_from_slice(&header);
    }

    /// The octets in order, padding included.
    pub fn slices(&self) -> [&[u8]; 3] {
        [&self.head, &self.tail, &PADDING[..self.span() - HEADER - self.length()]]
    }

    /// The trace headers and the body of a [`Kind::Message`], sharing the memory of the draft.
    pub fn into_text(self, prefix: usize) -> [Bytes; 2] {
        let head = Bytes::from(self.head);
        [head.slice(head.len() - prefix.min(head.len())..), self.tail]
    }
}

/// The header of a group around `drafts`, which must be sealed as inner records.
pub fn group_header(salt: Salt, drafts: &[Draft]) -> [u8; HEADER] {
    let (mut crc, mut length) = (0, 0);
    for slice in drafts.iter().flat_map(|d| d.slices()) {
        crc = crc32c::crc32c_append(crc, slice);
        length += slice.len();
    }
    header(salt, Kind::Group, false, length as u32, crc)
}

/// Octets a record with this payload takes in the log.
pub fn span(payload: usize) -> usize {
    (HEADER + payload).next_multiple_of(ALIGN)
}

impl Header {
    /// Reads the head of a record of the segment with this salt.
    ///
    /// # Errors
    /// [`Flaw::Unmarked`] and [`Flaw::Length`]; the rest shows when the payload is there.
    pub fn read(salt: Salt, bytes: &[u8; HEADER]) -> Result<Self, Flaw> {
        let [l0, l1, l2, l3, c0, c1, c2, c3, kind, version, m0, m1] = *bytes;
        if u16::from_le_bytes([m0, m1]) != salt.mark() {
            return Err(Flaw::Unmarked);
        }
        let length = u32::from_le_bytes([l0, l1, l2, l3]);
        if length > MAX_PAYLOAD {
            return Err(Flaw::Length);
        }
        Ok(Self { length, kind, version, crc: u32::from_le_bytes([c0, c1, c2, c3]), salt })
    }

    /// Octets the record takes in the log.
    pub fn span(&self) -> usize {
        span(self.length as usize)
    }

    /// Whether this could be a record of its own that this program wrote: a cheap look before the checksum.
    pub fn is_plausible(&self) -> bool {
        self.version == VERSION && self.kind & INNER == 0 && kind_of(self.kind).is_some()
    }

    /// Checks the payload against the header.
    ///
    /// # Errors
    /// [`Flaw::Checksum`], or [`Flaw::Newer`] when the record is whole but not of our time.
    pub fn verify(&self, payload: &[u8]) -> Result<Kind, Flaw> {
        let fields = fields(self.length, self.kind, self.version, self.salt.mark());
        if payload.len() != self.length as usize || checksum(self.salt, fields, crc32c::crc32c(payload)) != self.crc {
            return Err(Flaw::Checksum);
        }
        if self.version != VERSION {
            return Err(Flaw::Newer);
        }
        kind_of(self.kind & !INNER).ok_or(Flaw::Newer)
    }

    /// Whether the record lies inside a group.
    pub fn is_inner(&self) -> bool {
        self.kind & INNER != 0
    }
}

/// Takes a verified record apart: each part with its offset from the start of the record and its span.
///
/// # Errors
/// [`Flaw`] when the parts of a group are not what they should be, or a payload is too short.
pub fn parts<'a>(salt: Salt, kind: Kind, payload: &'a [u8]) -> Result<Vec<(usize, usize, Part<'a>)>, Flaw> {
    if kind != Kind::Group {
        return Ok(vec![(0, span(payload.len()), part(kind, payload)?)]);
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while at < payload.len() {
        let rest = &payload[at..];
        let header = Header::read(salt, rest.first_chunk().ok_or(Flaw::Content)?)?;
        let inner = rest.get(HEADER..HEADER + header.length as usize).ok_or(Flaw::Content)?;
        let kind = header.verify(inner)?;
        if !header.is_inner() || kind == Kind::Group {
            return Err(Flaw::Content);
        }
        found.push((HEADER + at, header.span(), part(kind, inner)?));
        at += header.span();
    }
    Ok(found)
}

/// Takes the payload of a single record apart.
///
/// # Errors
/// [`Flaw::Content`] when it is too short or a group.
pub fn part(kind: Kind, payload: &[u8]) -> Result<Part<'_>, Flaw> {
    let (id, rest) = payload.split_first_chunk::<8>().ok_or(Flaw::Content)?;
    let id = QueueId(u64::from_le_bytes(*id));
    match kind {
        Kind::Message => {
            let (length, rest) = rest.split_first_chunk::<4>().ok_or(Flaw::Content)?;
            let length = u32::from_le_bytes(*length) as usize;
            let meta = rest.get(..length).ok_or(Flaw::Content)?;
            Ok(Part::Message { id, meta, text: 12 + length, length: payload.len() })
        }
        Kind::State => Ok(Part::State { id, json: rest }),
        Kind::Finished if rest.is_empty() => Ok(Part::Finished { id }),
        Kind::Finished | Kind::Group => Err(Flaw::Content),
    }
}

fn start(id: QueueId, more: usize) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEADER + 8 + more);
    head.extend_from_slice(&[0; HEADER]);
    head.extend_from_slice(&id.0.to_le_bytes());
    head
}

fn header(salt: Salt, kind: Kind, inner: bool, length: u32, payload: u32) -> [u8; HEADER] {
    let number = match kind {
        Kind::Message => 1,
        Kind::State => 2,
        Kind::Finished => 3,
        Kind::Group => 4,
    } | if inner { INNER } else { 0 };
    let fields = fields(length, number, VERSION, salt.mark());
    let mut bytes = [0; HEADER];
    bytes[..4].copy_from_slice(&fields[..4]);
    bytes[4..8].copy_from_slice(&checksum(salt, fields, payload).to_le_bytes());
    bytes[8..].copy_from_slice(&fields[4..]);
    bytes
}

fn fields(length: u32, kind: u8, version: u8, mark: u16) -> [u8; 8] {
    let ([l0, l1, l2, l3], [m0, m1]) = (length.to_le_bytes(), mark.to_le_bytes());
    [l0, l1, l2, l3, kind, version, m0, m1]
}

fn checksum(salt: Salt, fields: [u8; 8], payload: u32) -> u32 {
    let crc = crc32c::crc32c(&salt.0.to_le_bytes());
    crc32c::crc32c_append(crc32c::crc32c_append(crc, &fields), &payload.to_le_bytes())
}

fn kind_of(number: u8) -> Option<Kind> {
    Some(match number {
        1 => Kind::Message,
        2 => Kind::State,
        3 => Kind::Finished,
        4 => Kind::Group,
        _ => return None,
    })
}

/// Octets of a record's header.
pub const HEADER: usize = 12;
/// Records start at multiples of this.
pub const ALIGN: usize = 8;
/// No payload is longer: the largest body kept in the log, and an envelope with thousands of recipients, fit well.
pub const MAX_PAYLOAD: u32 = 16 << 20;
const VERSION: u8 = 1;
const INNER: u8 = 0x80;
const PADDING: [u8; ALIGN] = [0; ALIGN];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SALT: Salt = Salt(0x1234_5678_9abc_def0);

    fn written(draft: &Draft) -> Vec<u8> {
        draft.slices().concat()
    }

    fn read(salt: Salt, bytes: &[u8]) -> Result<(Kind, Vec<u8>), Flaw> {
        let header = Header::read(salt, bytes.first_chunk().ok_or(Flaw::Length)?)?;
        let payload = bytes.get(HEADER..HEADER + header.length as usize).ok_or(Flaw::Length)?;
        let kind = header.verify(payload)?;
        for (at, _, _) in parts(salt, kind, payload)? {
            assert!(at < bytes.len());
        }
        Ok((kind, payload.to_vec()))
    }

    fn group(salt: Salt, mut drafts: Vec<Draft>) -> Vec<u8> {
        drafts.iter_mut().for_each(|d| d.seal(salt, true));
        let mut bytes = group_header(salt, &drafts).to_vec();
        bytes.extend(drafts.iter().flat_map(written));
        bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
        bytes
    }

    #[test]
    fn a_group_gives_back_its_parts_and_where_they_lie() {
        let drafts = vec![Draft::message(QueueId(7), b"{}", b"A: b\r\n", Bytes::from_static(b"text")), Draft::finished(QueueId(3))];
        let bytes = group(SALT, drafts);
        let header = Header::read(SALT, bytes.first_chunk().unwrap()).unwrap();
        let payload = &bytes[HEADER..HEADER + header.length as usize];
        let found = parts(SALT, header.verify(payload).unwrap(), payload).unwrap();
        assert_eq!(found.len(), 2);
        let (at, _, Part::Message { id, text, .. }) = &found[0] else { panic!("{found:?}") };
        let inner = Header::read(SALT, bytes[*at..].first_chunk().unwrap()).unwrap();
        assert_eq!((*id, &bytes[at + HEADER + text..at + HEADER + inner.length as usize]), (QueueId(7), &b"A: b\r\ntext"[..]));
        assert_eq!(found[1].2, Part::Finished { id: QueueId(3) });
        assert!(!inner.is_plausible(), "a part of a group never stands for itself");
    }

    #[test]
    fn a_record_of_another_segment_is_never_taken() {
        let mut draft = Draft::finished(QueueId(9));
        draft.seal(SALT, false);
        for other in 0..100_000 {
            assert!(read(Salt(other), &written(&draft)).is_err());
        }
    }

    #[test]
    fn a_hostile_length_is_refused_before_anything_is_allocated() {
        let mut draft = Draft::finished(QueueId(9));
        draft.seal(SALT, false);
        let mut bytes = written(&draft);
        bytes[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Header::read(SALT, bytes.first_chunk().unwrap()), Err(Flaw::Length));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(id: u64, salt: u64, meta in "[a-z]{0,40}", prefix in "[a-z]{0,30}", body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut draft = Draft::message(QueueId(id), meta.as_bytes(), prefix.as_bytes(), Bytes::from(body.clone()));
            draft.seal(Salt(salt), false);
            let bytes = written(&draft);
            prop_assert_eq!(bytes.len() % ALIGN, 0);
            let (kind, payload) = read(Salt(salt), &bytes).unwrap();
            let Part::Message { id: found, meta: m, text, .. } = part(kind, &payload).unwrap() else { panic!() };
            prop_assert_eq!((found, m), (QueueId(id), meta.as_bytes()));
            prop_assert_eq!(&payload[text..], &[prefix.as_bytes(), &body].concat()[..]);
            let [head, tail] = draft.into_text(prefix.len());
            prop_assert_eq!((&head[..], &tail[..]), (prefix.as_bytes(), &body[..]));
        }

        #[test]
        fn any_flipped_bit_and_any_truncation_is_recognised(json in "[a-z]{0,200}", at: prop::sample::Index, bit in 0..8u8, grouped: bool) {
            let mut draft = Draft::state(QueueId(5), json.as_bytes());
            draft.seal(SALT, false);
            let length = HEADER + draft.length();
            let (bytes, length) = if grouped {
                let bytes = group(SALT, vec![Draft::state(QueueId(5), json.as_bytes()), Draft::finished(QueueId(1))]);
                // All but the padding at the very end.
                let header = Header::read(SALT, bytes.first_chunk().unwrap()).unwrap();
                (bytes, HEADER + header.length as usize)
            } else {
                (written(&draft), length)
            };
            let place = at.index(length);
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            prop_assert!(read(SALT, &flipped).is_err());
            prop_assert!(read(SALT, &bytes[..place]).is_err());
        }

        #[test]
        fn no_octets_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), salt: u64, marked: bool) {
            let mut bytes = bytes;
            if marked && bytes.len() >= HEADER {
                bytes[10..12].copy_from_slice(&Salt(salt).mark().to_le_bytes());
            }
            prop_assert!(read(Salt(salt), &bytes).is_err());
            for kind in [Kind::Message, Kind::State, Kind::Finished, Kind::Group] {
                let _ = parts(Salt(salt), kind, &bytes);
            }
        }
    }
}
