//! `queue …`: what waits in the engine that runs, by destination and message, and what is done to it.

mod export;
mod kept;
mod line;

use super::arguments::{Arguments, UsageError};
use super::asking::{Asking, unexpected};
use super::{Refusal, say, tell};
use crate::engine::command::Verb;
use crate::engine::control::{Client, Destination, Message, Order, Reply, Which, Whole};
pub(super) use export::NoSuchMessage;
use kept::{Kept, Told};
use line::Line;

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let line = Line::read(arguments)?;
    let mut engine = line.asking.engine()?;
    match line.action {
        "list" => list(&line, &mut engine),
        "destinations" => destinations(&line.asking, &mut engine),
        "show" => show(&line, &mut engine),
        "export" => export::run(&line, &mut engine),
        _ => act(line, &mut engine),
    }
}

fn list(line: &Line, engine: &mut Client) -> Result<(), Refusal> {
    let which = line.which(engine)?;
    let mut all: Vec<Message> = vec![];
    loop {
        let (rows, total) = match engine.ask(&Order::Queue { which: which.clone(), offset: all.len() })? {
            Reply::Queue { rows, total } => (rows, total),
            other => return Err(unexpected(other)),
        };
        let done = rows.is_empty();
        all.extend(rows);
        if done || all.len() >= total {
            break;
        }
    }
    let kept = Kept::ask(engine)?;
    let rows: Vec<Told<'_, Message>> =
        all.iter().map(|message| Told { message, kept_back: kept.why(message.server, &message.destination) }).collect();
    let head = ["ID", "STATE", "SENDER", "TO", "OCTETS", "TRIES", "NEXT", "LAST REPLY"];
    line.asking.show(&rows, &head, |row| cells(row.message, row.kept_back))?;
    if all.is_empty() {
        tell("The queue is empty, or nothing in it fits.");
    }
    Ok(())
}

/// The row of a message; `kept` is why nothing goes where it goes.
fn cells(message: &Message, kept: Option<&str>) -> Vec<String> {
    let state = match (message, kept) {
        (Message { frozen: true, .. }, _) => "frozen",
        (Message { under_way: true, .. }, _) => "active",
        (_, Some(why)) => why,
        (Message { attempts: 0, .. }, None) => "ready",
        _ => "retry",
    };
    let sender = match message.sender.as_deref() {
        Some("") => "<>".to_owned(),
        other => other.unwrap_or("?").to_owned(),
    };
    let to = match &message.recipients[..] {
        [one] => one.clone(),
        [first, others @ ..] => format!("{first} and {} more", others.len()),
        [] => message.destination.clone(),
    };
    let goes = !message.frozen && kept.is_none();
    let due = if goes { format!("{:.0}", message.due) } else { "-".to_owned() };
    vec![message.id.clone(), state.into(), sender, to, message.size.to_string(), message.attempts.to_string(), due, message.reply.clone()]
}

/// All destinations, by name.
fn all_destinations(engine: &mut Client) -> Result<Vec<Destination>, Refusal> {
    let mut all: Vec<Destination> = vec![];
    loop {
        let (rows, total) = match engine.ask(&Order::Destinations { offset: all.len() })? {
            Reply::Destinations { rows, total } => (rows, total),
            other => return Err(unexpected(other)),
        };
        let done = rows.is_empty();
        all.extend(rows);
        if done || all.len() >= total {
            return Ok(all);
        }
    }
}

fn destinations(asking: &Asking, engine: &mut Client) -> Result<(), Refusal> {
    let all = all_destinations(engine)?;
    asking.show(&all, &["DESTINATION", "SERVER", "STATE", "MESSAGES", "OCTETS", "OLDEST", "NEXT", "LAST ANSWER"], |row| {
        let time = |at: &Option<jiff::Timestamp>| at.map_or_else(|| "-".to_owned(), |at| format!("{at:.0}"));
        let answer = row.answer.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
        let (messages, octets) = (row.messages.to_string(), row.octets.to_string());
        vec![row.name.clone(), row.server.to_string(), row.state.clone(), messages, octets, time(&row.oldest), time(&row.next), answer]
    })?;
    if all.is_empty() {
        tell("The queue is empty.");
    }
    Ok(())
}

fn show(line: &Line, engine: &mut Client) -> Result<(), Refusal> {
    let id = line.one_id()?;
    let whole = match engine.ask(&Order::Message(id))? {
        Reply::Message(Some(whole)) => *whole,
        Reply::Message(None) => return Err(NoSuchMessage(id).into()),
        other => return Err(unexpected(other)),
    };
    let kept_back = Kept::ask(engine)?.why(whole.server, &whole.destination);
    if line.asking.json {
        let told = Told { message: &whole, kept_back };
        say(serde_json::to_string_pretty(&told).map_err(std::io::Error::from)?);
        return Ok(());
    }
    for (name, value) in facts(&whole, kept_back) {
        say(format_args!("{name:12}{value}"));
    }
    for recipient in &whole.recipients {
        let attempts = counted(recipient.attempts as usize, "attempt");
        say(format_args!("\n{}: {}, {attempts}", recipient.address, recipient.status));
        let times = [("last attempt", recipient.last_attempt), ("next", recipient.due), ("given up", recipient.expires)];
        for (name, at) in times.into_iter().filter_map(|(name, at)| Some((name, at?))) {
            say(format_args!("  {name:14}{at:.0}"));
        }
        if !recipient.reply.is_empty() {
            say(format_args!("  {:14}{}", "answer", recipient.reply));
        }
    }
    Ok(())
}

fn facts(whole: &Whole, kept: Option<&str>) -> Vec<(&'static str, String)> {
    let to = &whole.destination;
    let state = match (whole, kept) {
        (Whole { frozen: true, .. }, _) => "frozen".to_owned(),
        (Whole { under_way: true, .. }, _) => "under way".to_owned(),
        (_, Some(kept::FROZEN)) => format!("kept back: the destination {to} is frozen"),
        (_, Some(kept::DISABLED)) => format!("kept back: outbound mail is disabled; goes to {to}"),
        (_, Some(_)) => format!("kept back: its virtual server does not run; goes to {to}"),
        (_, None) => format!("goes to {to} at {:.0}", whole.due),
    };
    let client = whole.client.map_or_else(|| "made here".to_owned(), |client| client.to_string());
    vec![
        ("ID", whole.id.clone()),
        ("Sender", format!("<{}>", whole.sender)),
        ("Subject", whole.subject.clone()),
        ("Accepted", format!("{:.0}", whole.accepted)),
        ("Client", client),
        ("Octets", whole.size.to_string()),
        ("State", state),
    ]
}

/// `retry`, `freeze`, `unfreeze`, `delete`.
fn act(line: Line, engine: &mut Client) -> Result<(), Refusal> {
    let verb = match line.action {
        "freeze" => Verb::Freeze,
        "unfreeze" => Verb::Unfreeze,
        "retry" => Verb::Retry,
        _ => line.fate.unwrap_or(Verb::Delete),
    };
    if let Some(destination) = line.whole_destination().filter(|_| matches!(verb, Verb::Freeze | Verb::Unfreeze)) {
        return freeze(&line, &destination, verb == Verb::Freeze, engine);
    }
    let which = line.which(engine)?;
    let removes = matches!(verb, Verb::Delete | Verb::DeleteWithReport | Verb::Badmail);
    if which.ids.is_none() && !line.is_filtered() && (removes || verb == Verb::Freeze) && !line.yes {
        let what = "the ID of a message, or a filter such as --to DESTINATION; --yes alone means the whole queue";
        return Err(UsageError::Missing { verb: line.asking.verb, what }.into());
    }
    if which.ids.is_none() && removes && !line.yes {
        return Err(Refusal::because(NotSure(total(engine, which)?)));
    }
    let (messages, later) = touched(engine.ask(&Order::Act { verb, which })?)?;
    let (one, many) = match verb {
        Verb::Freeze => ("is kept back until it is released", "are kept back until they are released"),
        Verb::Unfreeze => ("is released", "are released"),
        Verb::Retry => ("is tried now", "are tried now"),
        Verb::Delete => ("was deleted; its sender is not told", "were deleted; their senders are not told"),
        Verb::DeleteWithReport => ("was deleted; its sender gets a report", "were deleted; their senders get reports"),
        Verb::Badmail => ("was moved to the badmail folder", "were moved to the badmail folder"),
    };
    match (line.ids(), messages) {
        ([id], 1) => say(format_args!("{id} {one}.")),
        (_, 1) => say(format_args!("1 message {one}.")),
        (_, n) => say(format_args!("{n} messages {many}.")),
    }
    match later {
        0 => {}
        1 => say("1 more is under way: it is frozen, and follows when its attempt has ended without success."),
        n => say(format_args!("{n} more are under way: they are frozen, and follow when their attempt has ended without success.")),
    }
    Ok(())
}

/// A destination as a whole, on the server that was named or on all of them.
fn freeze(line: &Line, destination: &str, freeze: bool, engine: &mut Client) -> Result<(), Refusal> {
    let (mut messages, mut frozen) = (0, 0);
    for server in line.servers(engine)? {
        let order = Order::FreezeDestination { server, destination: destination.to_owned(), freeze };
        messages += touched(engine.ask(&order)?)?.0;
        if !freeze {
            let which = Which { server: Some(server), destination: Some(destination.to_owned()), frozen: Some(true), ..Which::default() };
            frozen += total(engine, which)?;
        }
    }
    let what = if freeze { "frozen: nothing leaves for it until it is released" } else { "released" };
    say(format_args!("{destination} is {what}. Messages that wait there: {messages}."));
    if frozen > 0 {
        let stay = if frozen == 1 { "it was frozen by itself and stays so" } else { "they were frozen by themselves and stay so" };
        let them = counted(frozen, "message");
        say(format_args!(
            "Not released: {them}; {stay}. `postkontor queue unfreeze --to {destination} --frozen` releases what is frozen by itself."
        ));
    }
    Ok(())
}

/// How many messages are meant.
fn total(engine: &mut Client, which: Which) -> Result<usize, Refusal> {
    match engine.ask(&Order::Queue { which, offset: 0 })? {
        Reply::Queue { total, .. } => Ok(total),
        other => Err(unexpected(other)),
    }
}

/// A number with its noun.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn touched(reply: Reply) -> Result<(usize, usize), Refusal> {
    match reply {
        Reply::Touched { messages, later } => Ok((messages, later)),
        other => Err(unexpected(other)),
    }
}

/// Nothing was deleted yet.
#[derive(Debug, thiserror::Error)]
#[error("that would be {}. Nothing was done; add --yes to go on, or look at them with `postkontor queue list` and the same filter", counted(*.0, "message"))]
struct NotSure(usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_as_one() {
        assert!(NotSure(1).to_string().starts_with("that would be 1 message. Nothing"));
        assert!(NotSure(2).to_string().starts_with("that would be 2 messages. Nothing"));
        assert_eq!(counted(0, "attempt"), "0 attempts");
    }
}
