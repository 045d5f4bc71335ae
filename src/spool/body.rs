//! Reading a queued message.

use super::disk::{DiskFile, read_full};
use super::error::{Fault, ReadError};
use super::state::RecipientState;
use crate::mail::{Envelope, QueueId};
use bytes::{Bytes, BytesMut};
use std::path::PathBuf;
use std::sync::Arc;

/// A queued message, opened.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its identifier.
    pub id: QueueId,
    /// The envelope as accepted.
    pub envelope: Arc<Envelope>,
    /// Where each recipient stands, in the order of the envelope.
    pub recipients: Vec<RecipientState>,
    /// Frozen by the administrator.
    pub held: bool,
    /// The message, trace headers first.
    pub body: Body,
}

/// The octets of a message, read piece by piece. Copies read on their own, and a message that leaves the spool
/// meanwhile can still be read to its end.
#[derive(Clone)]
pub struct Body {
    id: QueueId,
    /// What is in memory: all of a small message, the trace headers of a large one.
    pieces: Vec<Bytes>,
    rest: Option<Rest>,
    next_piece: usize,
    at: u64,
}

#[derive(Clone)]
struct Rest {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    length: u64,
}

impl Body {
    pub(super) fn in_memory(id: QueueId, pieces: Vec<Bytes>) -> Self {
        Self { id, pieces, rest: None, next_piece: 0, at: 0 }
    }

    pub(super) fn in_file(id: QueueId, prefix: Bytes, file: Arc<dyn DiskFile>, path: PathBuf, length: u64) -> Self {
        Self { id, pieces: vec![prefix], rest: Some(Rest { file, path, length }), next_piece: 0, at: 0 }
    }

    /// Octets of the whole message.
    pub fn len(&self) -> u64 {
        let memory: usize = self.pieces.iter().map(Bytes::len).sum();
        memory as u64 + self.rest.as_ref().map_or(0, |rest| rest.length)
    }

    /// Whether there is nothing to read at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Goes back to the beginning.
    pub fn rewind(&mut self) {
        (self.next_piece, self.at) = (0, 0);
    }

    /// The next piece, never empty, at most 256 KiB from a file; `None` at the end.
    ///
    /// # Errors
    /// [`ReadError`] when the disk does not give it, or less than was written.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        while let Some(piece) = self.pieces.get(self.next_piece) {
            self.next_piece += 1;
            if !piece.is_empty() {
                return Ok(Some(piece.clone()));
            }
        }
        let Some(rest) = &self.rest else { return Ok(None) };
        let length = rest.length.saturating_sub(self.at).min(PIECE) as usize;
        if length == 0 {
            return Ok(None);
        }
        let (file, path, at, id) = (Arc::clone(&rest.file), rest.path.clone(), self.at, self.id);
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = BytesMut::zeroed(length);
            match read_full(&*file, &mut piece, at) {
                Ok(count) if count == length => Ok(piece.freeze()),
                Ok(_) => Err(ReadError::Damaged(id, path)),
                Err(error) => Err(ReadError::Disk(id, Fault::new(&path, error))),
            }
        });
        let piece = read.await.unwrap_or_else(|_| Err(ReadError::Damaged(self.id, rest.path.clone())))?;
        self.at += piece.len() as u64;
        Ok(Some(piece))
    }

    /// The whole message from the beginning in one piece; for small ones, and for tests.
    ///
    /// # Errors
    /// As [`Body::next`].
    pub async fn whole(mut self) -> Result<Bytes, ReadError> {
        self.rewind();
        let Some(first) = self.next().await? else { return Ok(Bytes::new()) };
        let Some(second) = self.next().await? else { return Ok(first) };
        let mut all = BytesMut::with_capacity(usize::try_from(self.len()).unwrap_or(0));
        all.extend_from_slice(&first);
        all.extend_from_slice(&second);
        while let Some(piece) = self.next().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body").field("id", &self.id).field("length", &self.len()).finish_non_exhaustive()
    }
}

const PIECE: u64 = 256 * 1024;
