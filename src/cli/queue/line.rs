//! The words and options of the `queue` verbs.

use crate::cli::Refusal;
use crate::cli::arguments::{Argument, Arguments, UsageError, home_or_platform};
use crate::cli::asking::{Asking, unexpected};
use crate::cli::server::NoSuchServer;
use crate::engine::command::Verb;
use crate::engine::control::{Client, Order, Reply, Server, Which};
use crate::mail::{QueueId, ServerId};
use crate::spool::state::lane_named;
use std::path::PathBuf;

/// What was typed.
pub(super) struct Line {
    /// `list`, `show` and so on.
    pub(super) action: &'static str,
    pub(super) asking: Asking,
    /// Words beside the options.
    words: Vec<String>,
    ids: Vec<QueueId>,
    server: Option<String>,
    filter: Which,
    pub(super) yes: bool,
    /// What becomes of deleted messages.
    pub(super) fate: Option<Verb>,
}

/// An action: its name, how it is told, which options it takes, and how many words.
type Action = (&'static str, &'static str, &'static [&'static [&'static str]], usize);

const FILTER: &[&str] = &["--server", "--to", "--find", "--sender", "--recipient", "--frozen", "--id"];
const SURE: &[&str] = &["--yes"];
const JSON: &[&str] = &["--json"];
const FATE: &[&str] = &["--with-report", "--without-report", "--badmail"];
const MANY: usize = 1_000;

const ACTIONS: [Action; 8] = [
    ("list", "queue list", &[FILTER, JSON], 0),
    ("destinations", "queue destinations", &[JSON], 0),
    ("show", "queue show", &[JSON], 1),
    ("export", "queue export", &[], 2),
    ("retry", "queue retry", &[FILTER], MANY),
    ("freeze", "queue freeze", &[FILTER, SURE], MANY),
    ("unfreeze", "queue unfreeze", &[FILTER], MANY),
    ("delete", "queue delete", &[FILTER, SURE, FATE], MANY),
];

impl Line {
    /// Reads the command line.
    ///
    /// # Errors
    /// For what the action does not take, and for what it lacks.
    pub(super) fn read(mut arguments: Arguments) -> Result<Self, UsageError> {
        let what = "one of list, destinations, show, export, retry, freeze, unfreeze, delete";
        let missing = UsageError::Missing { verb: "queue", what };
        let Some(Argument::Word(word)) = arguments.argument()? else { return Err(missing) };
        let found = ACTIONS.iter().find(|(action, ..)| *action == word);
        let Some(&(action, verb, options, most)) = found else { return Err(missing) };
        let (mut home, mut words, mut json): (Option<PathBuf>, Vec<String>, bool) = (None, vec![], false);
        let (mut ids, mut server, mut filter, mut yes, mut fate) = (vec![], None, Which::default(), false, None);
        while let Some(argument) = arguments.argument()? {
            let option = match argument {
                Argument::Option(option) if option == "--home" || options.iter().any(|some| some.contains(&option.as_str())) => option,
                Argument::Word(word) if words.len() < most => {
                    words.push(word);
                    continue;
                }
                other => return Err(other.unexpected(verb)),
            };
            match option.as_str() {
                "--home" => home = Some(arguments.path()?),
                "--json" => json = true,
                "--yes" => yes = true,
                "--server" => server = Some(arguments.value()?),
                "--to" => filter.destination = Some(destination(arguments.value()?)?),
                "--find" => filter.text = Some(arguments.value()?),
                "--sender" => filter.sender = Some(arguments.value()?),
                "--recipient" => filter.recipient = Some(arguments.value()?),
                "--frozen" => filter.frozen = Some(true),
                "--id" => ids.push(id("--id", arguments.value()?)?),
                "--with-report" => fate = Some(Verb::DeleteWithReport),
                "--without-report" => fate = Some(Verb::Delete),
                "--badmail" => fate = Some(Verb::Badmail),
                _ => return Err(Argument::Option(option).unexpected(verb)),
            }
        }
        let of_one = matches!(action, "show" | "export");
        if of_one && words.is_empty() {
            return Err(UsageError::Missing { verb, what: "the ID of a message" });
        }
        // The second word of `export` is a file.
        let named = if of_one { 1 } else { words.len() };
        for word in &words[..named] {
            ids.push(id("ID", word.clone())?);
        }
        let asking = Asking::of(verb, home_or_platform(home, verb)?, json);
        Ok(Self { action, asking, words, ids, server, filter, yes, fate })
    }

    /// The messages that were named.
    pub(super) fn ids(&self) -> &[QueueId] {
        &self.ids
    }

    /// The one message it is about.
    ///
    /// # Errors
    /// When none was named.
    pub(super) fn one_id(&self) -> Result<QueueId, UsageError> {
        self.ids.first().copied().ok_or(UsageError::Missing { verb: self.asking.verb, what: "the ID of a message" })
    }

    /// The file that was named behind the message.
    pub(super) fn file(&self) -> Option<PathBuf> {
        self.words.get(1).filter(|word| *word != "-").map(PathBuf::from)
    }

    /// Whether it is about less than the whole queue.
    pub(super) fn is_filtered(&self) -> bool {
        self.server.is_some() || self.filter != Which::default()
    }

    /// The destination, when nothing else narrows down what is meant: then it is meant as a whole.
    pub(super) fn whole_destination(&self) -> Option<String> {
        let only = Which { destination: self.filter.destination.clone(), ..Which::default() };
        self.filter.destination.clone().filter(|_| self.ids.is_empty() && self.filter == only)
    }

    /// The server that was named, else all.
    ///
    /// # Errors
    /// When there is none of the name, or the engine does not answer.
    pub(super) fn servers(&self, engine: &mut Client) -> Result<Vec<ServerId>, Refusal> {
        let servers: Vec<Server> = match engine.ask(&Order::Servers)? {
            Reply::Servers(servers) => servers,
            other => return Err(unexpected(other)),
        };
        match &self.server {
            None => Ok(servers.iter().map(|server| server.id).collect()),
            Some(name) => match servers.iter().find(|server| server.name == *name) {
                Some(server) => Ok(vec![server.id]),
                None => Err(NoSuchServer(name.clone()).into()),
            },
        }
    }

    /// Which messages are meant.
    ///
    /// # Errors
    /// As [`Line::servers`].
    pub(super) fn which(&self, engine: &mut Client) -> Result<Which, Refusal> {
        let server = if self.server.is_some() { self.servers(engine)?.first().copied() } else { None };
        let ids = (!self.ids.is_empty()).then(|| self.ids.clone());
        Ok(Which { server, ids, ..self.filter.clone() })
    }
}

/// As the queue names it, however it is typed.
fn destination(value: String) -> Result<String, UsageError> {
    let why = || "that is neither a domain nor an address in brackets such as [192.0.2.1]".into();
    lane_named(&value).map(Into::into).ok_or_else(|| UsageError::Value { option: "--to", value, why: why() })
}

fn id(option: &'static str, value: String) -> Result<QueueId, UsageError> {
    value.parse().map_err(|_| UsageError::Value { option, value, why: "`postkontor queue list` shows the ids".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Line, UsageError> {
        let home = ["--home", "/nowhere"];
        Line::read(Arguments::new(["postkontor"].iter().chain(words).chain(&home).copied()))
    }

    #[test]
    fn a_destination_is_meant_as_the_queue_names_it() {
        let named = |text| read(&["freeze", "--to", text]).map(|line| line.whole_destination());
        assert_eq!(named("BÜRO.Example.").unwrap().as_deref(), Some("xn--bro-hoa.example"));
        assert!(matches!(named("far example"), Err(UsageError::Value { option: "--to", .. })));
    }

    #[test]
    fn a_destination_alone_is_meant_as_a_whole_and_with_a_filter_its_messages_are() {
        let line = read(&["freeze", "--to", "far.example", "--server", "Office"]).unwrap();
        assert_eq!(line.whole_destination().as_deref(), Some("far.example"));
        for narrower in [["--frozen", "--yes"], ["--sender", "anna"], ["--id", "0000000000001"]] {
            let line = read(&[&["freeze", "--to", "far.example"], &narrower[..]].concat()).unwrap();
            assert_eq!(line.whole_destination(), None, "{narrower:?}");
        }
    }

    #[test]
    fn what_an_action_does_not_take_is_refused_by_name() {
        for (words, named) in [
            (&["list", "x"][..], "x"),
            (&["retry", "--badmail"], "--badmail"),
            (&["destinations", "--to", "a"], "--to"),
            (&["show"], "the ID of a message"),
            (&["delete", "../../etc"], "../../etc"),
            (&["conquer"], "one of list"),
        ] {
            let refused = read(words).err().unwrap().to_string();
            assert!(refused.contains(named), "{refused}");
        }
        assert_eq!(read(&["export", "0000000000001", "a.eml"]).unwrap().file(), Some("a.eml".into()));
        assert_eq!(read(&["export", "0000000000001", "-"]).unwrap().file(), None);
    }
}
