//! `queue list|retry|freeze|unfreeze|delete`: what waits in the engine that runs.

use super::arguments::Arguments;
use super::asking::{Asking, Takes, action, unexpected};
use super::{Refusal, tell};
use crate::engine::control::{Message, Order, Reply};
use crate::mail::QueueId;

const ID: Option<(&str, bool)> = Some(("the ID of a message", false));
const ACTIONS: [Takes; 5] = [
    Takes { verb: "queue list", word: None, options: &["--json", "--to", "--find"] },
    Takes { verb: "queue retry", word: Some(("the ID of a message", true)), options: &[] },
    Takes { verb: "queue freeze", word: ID, options: &[] },
    Takes { verb: "queue unfreeze", word: ID, options: &[] },
    Takes { verb: "queue delete", word: ID, options: &[] },
];

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(mut arguments: Arguments) -> Result<(), Refusal> {
    let takes = action(&mut arguments, &ACTIONS, "queue", "one of list, retry, freeze, unfreeze, delete")?;
    let asking = Asking::read(arguments, takes)?;
    match (asking.verb, &asking.word) {
        ("queue list", _) => return list(&asking),
        ("queue retry", None) => return asking.carry_out(&Order::Retry(None), "Everything in the queue is tried now."),
        _ => {}
    }
    let id: QueueId = asking.id("ID", "`postkontor queue list` shows the ids")?;
    let (order, done) = match asking.verb {
        "queue retry" => (Order::Retry(Some(id)), "is tried now"),
        "queue freeze" => (Order::Freeze(id), "is kept back until it is released"),
        "queue unfreeze" => (Order::Unfreeze(id), "is released"),
        _ => (Order::Delete(id), "was deleted; its sender is not told"),
    };
    asking.carry_out(&order, &format!("{id} {done}."))
}

fn list(asking: &Asking) -> Result<(), Refusal> {
    let mut engine = asking.engine()?;
    let mut all: Vec<Message> = vec![];
    loop {
        let order = Order::Queue { destination: asking.to.clone(), text: asking.find.clone(), offset: all.len() };
        let (rows, total) = match engine.ask(&order)? {
            Reply::Queue { rows, total } => (rows, total),
            other => return Err(unexpected(other)),
        };
        let done = rows.is_empty();
        all.extend(rows);
        if done || all.len() >= total {
            break;
        }
    }
    asking.show(&all, &["ID", "STATE", "SENDER", "TO", "OCTETS", "TRIES", "NEXT", "LAST REPLY"], cells)?;
    if all.is_empty() {
        tell("The queue is empty, or nothing in it fits.");
    }
    Ok(())
}

fn cells(message: &Message) -> Vec<String> {
    let state = match message {
        Message { frozen: true, .. } => "frozen",
        Message { under_way: true, .. } => "active",
        Message { attempts: 0, .. } => "ready",
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
    let due = format!("{:.0}", message.due);
    vec![message.id.clone(), state.into(), sender, to, message.size.to_string(), message.attempts.to_string(), due, message.reply.clone()]
}
