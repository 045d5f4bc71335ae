//! The pickup directory of a server: complete files moved in are submitted (engine.md §3, *Pickup directory*).
//!
//! ```text
//!  pickup/<server>/*.eml ─▶ header read, bounded ─▶ limits ─▶ spool ─▶ the file is deleted
//!                                  │ bad                         │ no room: it stays
//!                                  ▼
//!                      badmail, with the reason beside it
//! ```
//! - A file is deleted only after the spool has the message; when the program is killed between the two, the message is
//!   sent a second time after the restart. The other order could lose it.
//! - Only regular files are read: no link is followed, and what is no file stays where it is. A file that was written to
//!   within the last second is left for the next look; move files in, and none is ever seen half.
//! - Line ends become CRLF, whatever the file has.
//!
//! Whoever may write into the home may send as anybody: the directory is as private as the home (0700).

mod letter;

use crate::config::home::create_folder;
use crate::config::{Home, VirtualServer};
use crate::mail::{BodyKind, Channel, Envelope, Origin, Recipient, ServerId};
use crate::policy::{DataFacts, ServerPolicy};
use crate::spool::{AcceptError, Spool};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use letter::Letter;
use std::collections::{HashMap, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::io::AsyncReadExt;

/// Looks into the pickup directories of servers, and remembers what to leave alone.
pub struct Pickup {
    home: Home,
    spool: Arc<dyn Spool>,
    clock: super::Clock,
    zone: TimeZone,
    /// Files that were seen and stay: until when, or until they change.
    resting: HashMap<Seen, Instant>,
    /// Servers whose directory could not be read at the last look: that is told once.
    unreadable: HashSet<ServerId>,
}

/// A file as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Seen {
    path: PathBuf,
    inode: u64,
    changed: (i64, i64),
}

impl Seen {
    fn of(path: PathBuf, about: &fs::Metadata) -> Self {
        Self { path, inode: about.ino(), changed: (about.mtime(), about.mtime_nsec()) }
    }

    /// Whether the name still means the same file.
    fn is_still_there(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|about| Self::of(self.path.clone(), &about) == *self)
    }
}

/// Why a file is not sent, ever.
#[derive(Debug, thiserror::Error)]
enum Refused {
    /// Its header makes no sense.
    #[error(transparent)]
    Letter(#[from] letter::Fault),
    /// No header ends within the limit.
    #[error("the header is larger than {} KB", HEAD / 1024)]
    HeaderTooLong,
    /// *Limit message size to*, or the hop count.
    #[error("refused by the rule {0} of this server")]
    Rule(crate::policy::RuleId),
    /// *Limit number of recipients per message to*.
    #[error("it has {0} recipients, more than this server takes in one message")]
    Recipients(usize),
    /// The spool cannot hold such an envelope.
    #[error("it has too many recipients for one message")]
    Envelope,
}

/// Why a file is not sent now.
#[derive(Debug, thiserror::Error)]
enum Delay {
    /// The spool takes nothing.
    #[error(transparent)]
    Spool(#[from] AcceptError),
    /// It cannot be read at the moment: that need not be the file's fault.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The disk is below the reserve (engine.md row 33).
    #[error("the disk is below the reserve that is kept free")]
    NoRoom,
}

/// What came of a file.
enum Fate {
    Sent,
    Bad(Refused),
    Later(Delay),
    /// Somebody took it away again.
    Gone,
}

impl Pickup {
    /// For this home. Dates are written in `zone`.
    pub fn new(home: &Home, spool: Arc<dyn Spool>, clock: super::Clock, zone: TimeZone) -> Self {
        Self { home: home.clone(), spool, clock, zone, resting: HashMap::new(), unreadable: HashSet::new() }
    }

    /// Sends what lies in the directory of this server; at most 100 files, in the order of their names. How many were sent.
    pub async fn collect(&mut self, server: &VirtualServer) -> usize {
        let now = Instant::now();
        self.resting.retain(|_, until| *until > now);
        let folder = self.home.pickup(server.id);
        let listed = tokio::task::spawn_blocking(move || list(&folder)).await;
        let files = match listed {
            Ok(Ok(files)) => {
                self.unreadable.remove(&server.id);
                files
            }
            Ok(Err(error)) => {
                if self.unreadable.insert(server.id) {
                    tracing::error!(server = %server.name, %error, "the pickup directory cannot be read; tried on");
                }
                return 0;
            }
            Err(_) => return 0,
        };
        let mut sent = 0;
        let files: Vec<Seen> = files.into_iter().filter(|seen| !self.resting.contains_key(seen)).take(AT_ONCE).collect();
        for seen in files {
            match self.send(server, &seen.path).await {
                Fate::Sent => {
                    sent += 1;
                    if let Err(error) = remove(&seen).await {
                        tracing::error!(file = %seen.path.display(), %error, "a message was sent and its file cannot be deleted; it is sent again after a restart");
                        self.rest(seen, FOREVER);
                    }
                }
                Fate::Bad(why) => {
                    if let Err(error) = self.put_aside(server, &seen, &why).await {
                        tracing::error!(file = %seen.path.display(), %why, %error, "a file cannot be sent, and cannot be put aside either; tried again later");
                        self.rest(seen, SULK);
                    }
                }
                Fate::Gone => {}
                Fate::Later(error) => {
                    tracing::warn!(file = %seen.path.display(), %error, "a file is not taken now; tried again soon");
                    self.rest(seen, SOON);
                }
            }
        }
        sent
    }

    fn rest(&mut self, seen: Seen, span: Duration) {
        if self.resting.len() < MOST_RESTING {
            self.resting.insert(seen, Instant::now() + span);
        }
    }

    async fn send(&self, server: &VirtualServer, path: &Path) -> Fate {
        if !self.spool.has_room(server.disk_reserve) {
            return Fate::Later(Delay::NoRoom);
        }
        match self.submit(server, path).await {
            Ok(()) => Fate::Sent,
            Err(Ok(Delay::Spool(AcceptError::Envelope))) => Fate::Bad(Refused::Envelope),
            Err(Ok(Delay::Read(error))) if error.kind() == io::ErrorKind::NotFound => Fate::Gone,
            Err(Ok(delay)) => Fate::Later(delay),
            Err(Err(why)) => Fate::Bad(why),
        }
    }

    async fn submit(&self, server: &VirtualServer, path: &Path) -> Result<(), Result<Delay, Refused>> {
        let bad = |why: Refused| Err(why);
        let mut file = open(path).await.map_err(|e| Ok(e.into()))?;
        let mut ends = LineEnds::default();
        let mut head = vec![];
        let rest = loop {
            let piece = read(&mut file).await.map_err(|e| Ok(e.into()))?;
            let over = piece.is_empty();
            ends.pass(&piece, &mut head);
            if let Some(end) = end_of_head(&head) {
                break head.split_off(end);
            }
            if over {
                ends.finish(&mut head);
                break vec![];
            }
            if head.len() > HEAD {
                return Err(bad(Refused::HeaderTooLong));
            }
        };
        let letter = Letter::read(&head).map_err(|e| bad(e.into()))?;
        if server.messages.max_recipients.is_some_and(|most| letter.recipients.len() > most as usize) {
            return Err(bad(Refused::Recipients(letter.recipients.len())));
        }
        let mut body = self.spool.incoming();
        let mut eight_bit = !letter.head.is_ascii();
        // The empty line, where the file ended with its header.
        let empty: &[u8] = if rest.is_empty() { b"\r\n" } else { b"" };
        for piece in [&letter.head, empty, &rest] {
            eight_bit |= !piece.is_ascii();
            body.write(piece).await.map_err(|e| Ok(e.into()))?;
        }
        let policy = ServerPolicy::new(server);
        let within = |octets: u64| {
            let facts = DataFacts { client: IpAddr::V4(Ipv4Addr::LOCALHOST), hops: letter.hops, message: octets, session: octets };
            let verdict = policy.data(&facts);
            if verdict.accepted() { Ok(()) } else { Err(bad(Refused::Rule(verdict.rule))) }
        };
        loop {
            within(body.len())?;
            let piece = read(&mut file).await.map_err(|e| Ok(e.into()))?;
            let mut converted = Vec::with_capacity(piece.len() + piece.len() / 16);
            if piece.is_empty() {
                ends.finish(&mut converted);
            } else {
                ends.pass(&piece, &mut converted);
            }
            eight_bit |= !converted.is_ascii();
            body.write(&converted).await.map_err(|e| Ok(e.into()))?;
            if piece.is_empty() {
                break;
            }
        }
        within(body.len())?;
        let now = (self.clock)();
        let prefix = letter.prefix(body.id().await.map_err(|e| Ok(e.into()))?, &server.fqdn, &now.to_zoned(self.zone.clone()));
        let octets = body.len();
        let envelope = self.envelope(server, &letter, eight_bit, now);
        let recipients = envelope.recipients.len();
        let id = self.spool.accept(envelope, prefix, body).await.map_err(|e| Ok(e.into()))?;
        tracing::info!(server = %server.name, file = %path.display(), %id, recipients, octets, "picked up");
        Ok(())
    }

    fn envelope(&self, server: &VirtualServer, letter: &Letter, eight_bit: bool, now: Timestamp) -> Envelope {
        let addresses = || letter.sender.iter().chain(&letter.recipients);
        Envelope {
            server: server.id,
            sender: letter.sender.clone(),
            smtputf8: !letter.head.is_ascii() || addresses().any(crate::mail::Address::needs_smtputf8),
            recipients: letter.recipients.iter().cloned().map(Recipient::new).collect(),
            body: if eight_bit { BodyKind::EightBitMime } else { BodyKind::SevenBit },
            ret: None,
            envid: None,
            accepted: now,
            origin: Origin { channel: Channel::Submission, client: None, account: None },
        }
    }

    /// Moves a bad file to badmail, the reason beside it.
    async fn put_aside(&self, server: &VirtualServer, seen: &Seen, why: &Refused) -> io::Result<()> {
        let path = seen.path.as_path();
        let own = || self.home.badmail(server.id);
        let folder = server.messages.badmail.as_ref().map_or_else(own, |folder| self.home.folder().join(folder));
        let now = (self.clock)();
        let name = format!("pickup-{}-{:08x}", now.as_millisecond(), rand::random::<u32>());
        let reason = format!("File {} from the pickup directory, put aside at {now}.\r\n\r\nIt was not sent: {why}.\r\n", shown(path));
        let from = seen.clone();
        let moved = tokio::task::spawn_blocking(move || {
            create_folder(&folder).map_err(|e| io::Error::other(e.to_string()))?;
            let to = folder.join(format!("{name}.eml"));
            // Another file may have taken its name meanwhile: that one has its own turn.
            if !from.is_still_there() {
                return Ok(to);
            }
            // Badmail may lie on another disk.
            if fs::rename(&from.path, &to).is_err() {
                if let Err(error) = fs::copy(&from.path, &to).and_then(|_| fs::File::open(&to)?.sync_all()) {
                    let _ = fs::remove_file(&to);
                    return Err(error);
                }
                fs::remove_file(&from.path)?;
            }
            let mut about = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(format!("{name}.txt")))?;
            about.write_all(reason.as_bytes())?;
            about.sync_all()?;
            fs::File::open(&folder)?.sync_all()?;
            Ok::<PathBuf, io::Error>(to)
        });
        let to: PathBuf = moved.await.map_err(io::Error::other)??;
        tracing::warn!(server = %server.name, file = %path.display(), path = %to.display(), %why, "a file was not sent and was put aside");
        Ok(())
    }
}

impl std::fmt::Debug for Pickup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pickup").field("home", &self.home).finish_non_exhaustive()
    }
}

/// The name of a file without what could break a line.
fn shown(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.chars().map(|c| if c.is_control() { '?' } else { c }).take(255).collect()
}

/// The files to read: regular, `.eml`, and not being written to. Makes the folder when it is missing.
fn list(folder: &Path) -> io::Result<Vec<Seen>> {
    create_folder(folder).map_err(|e| io::Error::other(e.to_string()))?;
    let mut found = vec![];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("eml")) {
            continue;
        }
        // Of the entry itself: no link is followed.
        let Ok(about) = fs::symlink_metadata(&path) else { continue };
        let age = about.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        // What was written in the future is as complete as it will be.
        if about.is_file() && age.is_none_or(|age| age >= SETTLED) {
            found.push(Seen::of(path, &about));
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Opens a regular file, and nothing else that may have taken its place meanwhile.
async fn open(path: &Path) -> io::Result<tokio::fs::File> {
    let path = path.to_owned();
    let opened = tokio::task::spawn_blocking(move || {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::from(io::ErrorKind::InvalidInput)) }
    });
    Ok(tokio::fs::File::from_std(opened.await.map_err(io::Error::other)??))
}

async fn read(file: &mut tokio::fs::File) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE);
    file.take(PIECE as u64).read_to_end(&mut piece).await?;
    Ok(piece)
}

async fn remove(seen: &Seen) -> io::Result<()> {
    let seen = seen.clone();
    let removed = tokio::task::spawn_blocking(move || {
        // Another file may have taken its name meanwhile: that one has its own turn.
        if !seen.is_still_there() {
            return Ok(());
        }
        fs::remove_file(&seen.path)?;
        // Else a power cut would bring it back, and it would be sent again.
        seen.path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
    });
    removed.await.map_err(io::Error::other)?
}

/// Where the header block ends, which is where the empty line begins.
fn end_of_head(octets: &[u8]) -> Option<usize> {
    if octets.starts_with(b"\r\n") {
        return Some(0);
    }
    memchr::memmem::find(octets, b"\r\n\r\n").map(|at| at + 2)
}

/// Makes every line end a CRLF, in pieces of any size.
#[derive(Debug, Default)]
struct LineEnds {
    /// The last octet was a CR, whose line end is written already.
    cr: bool,
    /// The last line is not ended.
    open: bool,
}

impl LineEnds {
    fn pass(&mut self, octets: &[u8], out: &mut Vec<u8>) {
        for &octet in octets {
            match octet {
                b'\n' if std::mem::take(&mut self.cr) => {}
                b'\r' | b'\n' => {
                    out.extend_from_slice(b"\r\n");
                    (self.cr, self.open) = (octet == b'\r', false);
                }
                _ => {
                    out.push(octet);
                    (self.cr, self.open) = (false, true);
                }
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.open) {
            out.extend_from_slice(b"\r\n");
        }
    }
}

/// Files sent at one look.
const AT_ONCE: usize = 100;
/// Octets read at once.
const PIECE: usize = 64 * 1024;
/// The largest header block.
const HEAD: usize = 256 * 1024;
/// How long a file must not have been written to.
const SETTLED: Duration = Duration::from_secs(1);
/// When the spool had no room.
const SOON: Duration = Duration::from_secs(10);
/// When a bad file cannot be put aside.
const SULK: Duration = Duration::from_secs(60);
/// A file that was sent and cannot be deleted: as long as the program runs, near enough.
const FOREVER: Duration = Duration::from_secs(10 * 365 * 86_400);
/// Files that are left alone.
const MOST_RESTING: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::{Filter, Log, Options, Page};

    fn spool(home: &Home) -> Arc<Log> {
        Arc::new(Log::open(&home.spool(), &home.damaged(), Options::default()).unwrap().0)
    }

    fn pickup(home: &Home, spool: &Arc<Log>) -> Pickup {
        Pickup::new(home, Arc::clone(spool) as Arc<dyn Spool>, Arc::new(|| Timestamp::UNIX_EPOCH), TimeZone::UTC)
    }

    #[tokio::test]
    async fn a_file_stays_until_the_spool_has_it_and_is_not_sent_again() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        let text = "(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()])])";
        let settings = crate::config::check(&crate::config::file::parse(text).unwrap(), None).unwrap();
        let server = &settings.servers[0];
        let file = home.pickup(ServerId(1)).join("a.eml");
        create_folder(file.parent().unwrap()).unwrap();
        fs::write(&file, b"From: a@x.test\nTo: b@x.test\n\nHello\n").unwrap();
        let old = SystemTime::now() - Duration::from_secs(60);
        fs::File::options().write(true).open(&file).unwrap().set_modified(old).unwrap();
        // A spool that takes nothing: the file stays, is no bad mail, and is left alone for a while.
        let first = spool(&home);
        first.close().await;
        let mut refused = pickup(&home, &first);
        assert_eq!((refused.collect(server).await, refused.resting.len()), (0, 1));
        assert_eq!((refused.collect(server).await, refused.resting.len()), (0, 1));
        assert!(file.exists() && !home.badmail(ServerId(1)).exists());
        drop((refused, first));
        let second = spool(&home);
        let mut pickup = pickup(&home, &second);
        assert_eq!((pickup.collect(server).await, pickup.collect(server).await), (1, 0));
        assert!(!file.exists());
        let queued = second.list(Filter::default(), Page::default()).await.rows;
        assert_eq!((queued.len(), queued[0].recipients), (1, 1));
    }

    #[test]
    fn any_line_end_in_any_pieces_becomes_the_right_one() {
        let text = b"a\nb\r\nc\rd\n\n\r\n\re";
        let whole = b"a\r\nb\r\nc\r\nd\r\n\r\n\r\n\r\ne\r\n";
        for size in 1..text.len() {
            let (mut ends, mut out) = (LineEnds::default(), vec![]);
            text.chunks(size).for_each(|piece| ends.pass(piece, &mut out));
            ends.finish(&mut out);
            assert_eq!(out, whole, "{size}");
        }
    }
}
