//! The engine's side.

use super::{Hello, Message, Order, Reply, Server, Session, VERSION};
use crate::config::Home;
use crate::engine::Handle;
use crate::engine::command::{Command, Refusal};
use crate::engine::query::{Answer, Channel, Filter, Page, Query, SessionFilter, SessionRow, Side, Summary};
use crate::engine::snapshot::{Light, ServerLine};
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Opens the socket of a home whose lock is held, in the runtime this is called in. What comes in is answered until the
/// runtime ends.
///
/// # Errors
/// When the socket cannot be made, for instance because its path is too long.
pub(in crate::engine) fn open(home: &Home, handle: Handle) -> io::Result<()> {
    let path = home.control();
    // The lock is ours, so whoever made it is gone.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&path)?;
    // The folder is 0700 already.
    std::fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    tokio::spawn(accept(listener, handle));
    Ok(())
}

async fn accept(listener: UnixListener, handle: Handle) {
    let room = Arc::new(Semaphore::new(PROGRAMS));
    loop {
        // No more are taken than are answered; the system keeps the others waiting.
        let Ok(place) = room.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let handle = handle.clone();
                tokio::spawn(async move {
                    let _place = place;
                    if let Err(error) = attend(stream, &handle).await {
                        tracing::debug!(%error, "a program at the control socket is gone");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "the control socket takes nobody now; tried again in a second");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Answers one program until it leaves.
async fn attend(stream: UnixStream, handle: &Handle) -> io::Result<()> {
    let user = stream.peer_cred()?.uid();
    if user != 0 && user != rustix::process::geteuid().as_raw() {
        tracing::warn!(user, "a program of another user was turned away at the control socket");
        return Ok(());
    }
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    say(&mut write, &Hello { postkontor: env!("CARGO_PKG_VERSION").into(), control: VERSION }).await?;
    let mut line = vec![];
    loop {
        line.clear();
        let taken = timeout(PATIENCE, (&mut read).take(LONGEST_ORDER).read_until(b'\n', &mut line)).await??;
        if taken == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') {
            return say(&mut write, &Reply::Refused("the order is too long or has no end; 64 KiB is the most".into())).await;
        }
        let reply = match serde_json::from_slice(&line) {
            Ok(order) => carry_out(order, handle).await,
            Err(error) => Reply::Refused(format!("not understood: {error}; the program that runs is {}", env!("CARGO_PKG_VERSION"))),
        };
        say(&mut write, &reply).await?;
    }
}

async fn say(to: &mut (impl AsyncWriteExt + Unpin), what: &impl serde::Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    timeout(PATIENCE, to.write_all(&line)).await?
}

async fn carry_out(order: Order, handle: &Handle) -> Reply {
    let command = match order {
        Order::Servers => return Reply::Servers(handle.snapshots().borrow().servers.iter().map(server).collect()),
        Order::Sessions { text, finished } => {
            let filter = SessionFilter { server: None, text, finished };
            return asked(handle, Query::Sessions { filter, offset: 0, limit: MOST_ROWS }).await;
        }
        Order::Transcript(id) => return asked(handle, Query::Transcript(id)).await,
        Order::Queue { destination, text, offset } => {
            let filter = Filter { lane: destination.map(Into::into), text: text.map(Into::into), ..Filter::default() };
            return asked(handle, Query::Queue { filter, page: Page { offset, limit: MOST_ROWS, ..Page::default() } }).await;
        }
        Order::Reload => {
            return match handle.reload().await {
                Ok(()) => Reply::Done,
                Err(error) => Reply::Refused(error.to_string()),
            };
        }
        Order::Start(id) => Command::Start(id),
        Order::Stop(id) => Command::Stop(id),
        Order::Pause(id) => Command::Pause(id),
        Order::Terminate(id) => Command::Terminate(id),
        Order::Retry(None) => Command::RetryNow,
        Order::Retry(Some(id)) => Command::RetryMessage(id),
        Order::Freeze(id) => Command::Freeze(id),
        Order::Unfreeze(id) => Command::Unfreeze(id),
        Order::Delete(id) => Command::DeleteMessage(id),
    };
    match handle.command(command).await {
        Ok(_) => Reply::Done,
        Err(refusal) => Reply::Refused(sentence(&refusal)),
    }
}

async fn asked(handle: &Handle, query: Query) -> Reply {
    match handle.query(query).await {
        Ok(Answer::Sessions(page)) => Reply::Sessions { rows: page.rows.into_iter().map(session).collect(), total: page.total },
        Ok(Answer::Transcript(said)) => Reply::Transcript(said.map(|said| {
            let line = |line: crate::engine::query::Line| match line.side {
                Side::Client => format!("C: {}", line.text),
                Side::Server => format!("S: {}", line.text),
            };
            said.lines.into_iter().map(line).collect()
        })),
        Ok(Answer::Queue(listing)) => Reply::Queue { rows: listing.rows.into_iter().map(message).collect(), total: listing.total },
        // Nothing here asks for them.
        Ok(Answer::Events(_) | Answer::Blocks(_)) => Reply::Refused(sentence(&Refusal::Gone)),
        Err(refusal) => Reply::Refused(sentence(&refusal)),
    }
}

fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Gone => "there is no such server, session or message (any more)".into(),
        other => other.to_string().trim_end().to_owned(),
    }
}

fn server(line: &ServerLine) -> Server {
    let (state, trouble) = match &line.state {
        Light::Running => ("running", None),
        Light::Paused => ("paused", None),
        Light::Stopped => ("stopped", None),
        Light::Failed(trouble) => ("failed", Some(trouble.to_string())),
    };
    Server {
        id: line.id,
        name: line.name.clone(),
        state: state.into(),
        trouble,
        listening: line.listening.iter().map(|port| port.address).collect(),
        sessions: line.sessions,
    }
}

fn session(row: SessionRow) -> Session {
    Session {
        id: row.id,
        server: row.server,
        client: row.peer.ip(),
        name: row.name.map(Into::into),
        helo: row.helo.map(Into::into),
        account: row.account.map(Into::into),
        tls: match row.channel {
            Channel::Tls(facts) => Some(facts.version.to_string()),
            Channel::Clear | Channel::Failed(_) => None,
        },
        messages: row.messages,
        last_reply: row.last_reply,
        started: row.started,
        ended: row.ended,
    }
}

fn message(row: Summary) -> Message {
    let envelope = row.envelope.as_deref();
    Message {
        id: row.id.to_string(),
        server: row.server,
        sender: envelope.map(|e| e.sender.as_ref().map_or_else(String::new, ToString::to_string)),
        recipients: envelope.map_or_else(Vec::new, |e| e.recipients.iter().map(|r| r.address.to_string()).collect()),
        accepted: envelope.map(|e| e.accepted),
        size: row.size,
        pending: row.pending,
        attempts: row.attempts,
        due: row.due,
        destination: row.lane.to_string(),
        frozen: row.held,
        under_way: row.leased,
        reply: row.reply.into(),
    }
}

/// Programs answered at once.
const PROGRAMS: usize = 16;
const MOST_ROWS: usize = 200;
const LONGEST_ORDER: u64 = 64 * 1024;
/// A program that says nothing for so long, or does not read, is left alone.
const PATIENCE: Duration = Duration::from_secs(60);
