//! The engine's side.

use super::{Destination, Hello, Message, Order, Part, Recipient, Reply, Server, Session, VERSION, Which, Whole, certificates};
use crate::config::Home;
use crate::engine::Handle;
use crate::engine::certificates::CertificateCommand;
use crate::engine::command::{Command, Done, Refusal};
use crate::engine::query::{
    self, Answer, Channel, DestinationSort, DestinationState, Filter, MessageDetail, Page, Query, RecipientDetail, SessionFilter,
    SessionRow, Side, Status, Summary,
};
use crate::engine::snapshot::{Light, ServerLine};
use crate::spool::state::lane_named;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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
            return say(&mut write, &Reply::Refused("the order is too long or has no end; 3 MiB is the most".into())).await;
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
        Order::Queue { which, offset } => {
            let page = Page { offset, limit: MOST_ROWS, ..Page::default() };
            return asked(handle, Query::Queue { filter: filter(which), page }).await;
        }
        Order::Destinations { offset } => {
            let sort = DestinationSort::Name;
            return asked(handle, Query::Destinations { sort, descending: false, offset, limit: MOST_ROWS }).await;
        }
        Order::Message(id) => return asked(handle, Query::Message(id)).await,
        Order::Octets { id, offset } => return asked(handle, Query::Octets { id, offset }).await,
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
        Order::Act { verb, which } => Command::Queue(verb, filter(which)),
        Order::Certificates => return certificates::list(&handle.snapshots().borrow()),
        Order::Certificate(order) => match certificates::command(order) {
            Some(command) => return certificate(handle, command).await,
            None => return Reply::Refused("the file did not arrive whole".into()),
        },
        Order::FreezeDestination { server, destination, freeze } => Command::FreezeDestination(server, destination.into(), freeze),
    };
    match handle.command(command).await {
        Ok(Done { queue: Some(touched), .. }) => Reply::Touched { messages: touched.messages, later: touched.later },
        Ok(_) => Reply::Done,
        Err(refusal) => Reply::Refused(sentence(&refusal)),
    }
}

async fn certificate(handle: &Handle, command: CertificateCommand) -> Reply {
    let of_root = matches!(command, CertificateCommand::ExportRoot(_));
    match handle.command(Command::Certificate(Box::new(command))).await {
        Ok(Done { produced: Some(produced), .. }) => certificates::produced(produced),
        Ok(_) => Reply::Done,
        Err(Refusal::Gone) if of_root => Reply::Refused(certificates::NO_ROOT.into()),
        Err(Refusal::Gone) => Reply::Refused("there is no such server or certificate (any more)".into()),
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
        Ok(Answer::Destinations(page)) => Reply::Destinations { rows: page.rows.into_iter().map(destination).collect(), total: page.total },
        Ok(Answer::Message(found)) => Reply::Message(found.map(|found| Box::new(whole(*found)))),
        Ok(Answer::Octets(part)) => Reply::Octets(part.map(|part| Part { base64: STANDARD.encode(part.octets), total: part.total })),
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

fn filter(which: Which) -> Filter {
    let Which { server, destination, text, sender, recipient, frozen, ids } = which;
    Filter {
        due_after: None,
        server,
        lane: destination.map(|typed| lane_named(&typed).unwrap_or_else(|| typed.into())),
        held: frozen,
        deferred: None,
        text: text.map(Into::into),
        sender: sender.map(Into::into),
        recipient: recipient.map(Into::into),
        ids,
    }
}

fn destination(row: query::Destination) -> Destination {
    let word = |state| match state {
        DestinationState::Active => "active",
        DestinationState::Ready => "ready",
        DestinationState::Retry => "retry",
        DestinationState::Frozen => "frozen",
        DestinationState::Disabled => "disabled",
        DestinationState::Stopped => "stopped",
    };
    Destination {
        name: row.name.to_string(),
        server: row.server,
        state: word(row.state).into(),
        frozen: row.frozen,
        kept_back: row.kept_back.map(|why| word(why).into()),
        messages: row.messages,
        frozen_messages: row.frozen_messages,
        octets: row.octets,
        oldest: row.oldest,
        next: row.next,
        answer: row.answer.map(|answer| (answer.at, answer.text.to_string())),
    }
}

fn whole(found: MessageDetail) -> Whole {
    let recipient = |recipient: RecipientDetail| {
        let (status, waits) = match recipient.status {
            Status::Pending => ("pending", true),
            Status::Delivered => ("delivered", false),
            Status::Failed => ("failed", false),
        };
        Recipient {
            address: recipient.address.to_string(),
            status: status.into(),
            attempts: recipient.attempts,
            due: waits.then_some(recipient.due),
            last_attempt: recipient.last_attempt,
            reply: recipient.reply.into(),
            expires: recipient.expires.filter(|_| waits),
        }
    };
    Whole {
        id: found.id.to_string(),
        server: found.server,
        sender: found.envelope.sender.as_ref().map_or_else(String::new, ToString::to_string),
        subject: found.subject,
        accepted: found.envelope.accepted,
        client: found.envelope.origin.client,
        size: found.size,
        destination: found.destination.to_string(),
        due: found.due,
        frozen: found.frozen,
        under_way: found.under_way,
        recipients: found.recipients.into_iter().map(recipient).collect(),
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
        subject: row.subject.into(),
    }
}

/// Programs answered at once.
const PROGRAMS: usize = 16;
const MOST_ROWS: usize = 200;
/// An import has two files of a mebibyte each at most (certificate and key), in base64 a third longer: 2.7 MiB, and a little
/// around them.
const LONGEST_ORDER: u64 = 3 * 1024 * 1024;
/// A program that says nothing for so long, or does not read, is left alone.
const PATIENCE: Duration = Duration::from_secs(60);
