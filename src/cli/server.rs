//! `server list|start|stop|pause`: the virtual servers of the engine that runs.

use super::Refusal;
use super::arguments::Arguments;
use super::asking::{Asking, Takes, action, unexpected};
use crate::engine::control::{Order, Reply, Server};

const NAME: Option<(&str, bool)> = Some(("the NAME of a virtual server", false));
const ACTIONS: [Takes; 4] = [
    Takes { verb: "server list", word: None, options: &["--json"] },
    Takes { verb: "server start", word: NAME, options: &[] },
    Takes { verb: "server stop", word: NAME, options: &[] },
    Takes { verb: "server pause", word: NAME, options: &[] },
];

/// There is no virtual server of that name.
#[derive(Debug, thiserror::Error)]
#[error("there is no virtual server {0:?}; `postkontor server list` shows them all")]
pub(super) struct NoSuchServer(pub(super) String);

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(mut arguments: Arguments) -> Result<(), Refusal> {
    let takes = action(&mut arguments, &ACTIONS, "server", "one of list, start, stop, pause")?;
    let asking = Asking::read(arguments, takes)?;
    let mut engine = asking.engine()?;
    let servers = match engine.ask(&Order::Servers)? {
        Reply::Servers(servers) => servers,
        other => return Err(unexpected(other)),
    };
    if asking.verb == "server list" {
        return asking.show(&servers, &["NAME", "STATE", "SESSIONS", "LISTENING"], cells);
    }
    let name = asking.word.clone().unwrap_or_default();
    let Some(server) = servers.into_iter().find(|server| server.name == name) else { return Err(NoSuchServer(name).into()) };
    let (order, done) = match asking.verb {
        "server start" => (Order::Start(server.id), "started"),
        "server stop" => (Order::Stop(server.id), "stopped"),
        _ => (Order::Pause(server.id), "paused"),
    };
    asking.carry_out(&order, &format!("{name:?} is {done}."))
}

fn cells(server: &Server) -> Vec<String> {
    let listening: Vec<String> = server.listening.iter().map(ToString::to_string).collect();
    let last = server.trouble.clone().unwrap_or_else(|| listening.join(", "));
    vec![server.name.clone(), server.state.clone(), server.sessions.to_string(), last]
}
