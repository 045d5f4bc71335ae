//! `sessions list|transcript|terminate`: who is connected to the engine that runs.

use super::arguments::Arguments;
use super::asking::{Asking, Takes, action, unexpected};
use super::{Refusal, say, tell};
use crate::engine::control::{Order, Reply, Session};
use crate::mail::SessionId;

const NUMBER: Option<(&str, bool)> = Some(("the NUMBER of a session", false));
const ACTIONS: [Takes; 3] = [
    Takes { verb: "sessions list", word: None, options: &["--json", "--all", "--find"] },
    Takes { verb: "sessions transcript", word: NUMBER, options: &[] },
    Takes { verb: "sessions terminate", word: NUMBER, options: &[] },
];

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(mut arguments: Arguments) -> Result<(), Refusal> {
    let takes = action(&mut arguments, &ACTIONS, "sessions", "one of list, transcript, terminate")?;
    let asking = Asking::read(arguments, takes)?;
    if asking.verb == "sessions list" {
        return list(&asking);
    }
    let id = SessionId(asking.id("NUMBER", "`postkontor sessions list --all` shows the numbers")?);
    if asking.verb == "sessions terminate" {
        return asking.carry_out(&Order::Terminate(id), "The session was ended.");
    }
    match asking.engine()?.ask(&Order::Transcript(id))? {
        Reply::Transcript(Some(lines)) => {
            lines.iter().for_each(say);
            Ok(())
        }
        Reply::Transcript(None) => Err(Refusal::because(NotKept(id.0))),
        other => Err(unexpected(other)),
    }
}

/// The session is over and its transcript gone.
#[derive(Debug, thiserror::Error)]
#[error("there is no session {0} (any more); `postkontor sessions list --all` shows those that are kept")]
struct NotKept(u64);

fn list(asking: &Asking) -> Result<(), Refusal> {
    let order = Order::Sessions { text: asking.find.clone().unwrap_or_default(), finished: asking.all };
    match asking.engine()?.ask(&order)? {
        Reply::Sessions { rows, total } => {
            asking.show(&rows, &["NUMBER", "USER", "FROM", "TLS", "SINCE", "LAST REPLY"], cells)?;
            if total > rows.len() {
                tell(format_args!("{} of {total}; --find TEXT shows fewer", rows.len()));
            }
            Ok(())
        }
        other => Err(unexpected(other)),
    }
}

fn cells(session: &Session) -> Vec<String> {
    let user = session.account.as_ref().or(session.helo.as_ref()).cloned().unwrap_or_default();
    let from = match &session.name {
        Some(name) => format!("{name} [{}]", session.client),
        None => session.client.to_string(),
    };
    let tls = session.tls.clone().unwrap_or_else(|| "none".into());
    let last = session.last_reply.clone().unwrap_or_default();
    vec![session.id.0.to_string(), user, from, tls, format!("{:.0}", session.started), last]
}
