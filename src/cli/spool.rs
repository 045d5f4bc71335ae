//! `spool check|export|import`: the queue of a home on which nothing runs.

use super::arguments::{Argument, Arguments, UsageError, home_or_platform};
use super::{Refusal, say, tell};
use crate::accounts;
use crate::config::{Home, Store};
use crate::mail::{AccountId, ServerId};
use crate::spool::recovery::{Damage, SetAside};
use crate::spool::transfer::{self, TransferError};
use crate::spool::{Log, Options, Spool, inspect};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// What is wrong with a spool, counted.
#[derive(Debug)]
struct Damaged(usize);

impl std::error::Error for Damaged {}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = if self.0 == 1 { "one place".to_owned() } else { format!("{} places", self.0) };
        write!(f, "{places} cannot be read. The next start sets them aside in damaged/ and goes on with the rest; copy the home first")
    }
}

/// `--server` names none of the home's.
#[derive(Debug, thiserror::Error)]
#[error("there is no virtual server {0:?} in this home; `postkontor server list` or settings.ron has their names")]
struct NoSuchServer(String);

/// Under which server messages of another are taken in.
type Servers = Box<dyn Fn(ServerId) -> Option<ServerId> + Sync>;

/// What the command line asks for.
struct Wanted {
    home: Home,
    folder: Option<PathBuf>,
    server: Option<String>,
}

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(mut arguments: Arguments) -> Result<(), Refusal> {
    const VERBS: [&str; 3] = ["spool check", "spool export", "spool import"];
    let given = match arguments.argument()? {
        Some(Argument::Word(word)) => VERBS.into_iter().find(|verb| verb.strip_prefix("spool ") == Some(&word)).ok_or(word),
        Some(Argument::Option(_)) | None => return Err(UsageError::Missing { verb: "spool", what: "one of check, export, import" }.into()),
    };
    let verb = given.map_err(|word| UsageError::Unexpected { argument: word, verb: "spool" })?;
    let wanted = read(arguments, verb)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    // Nobody else may have the queue open, not even to look: its files change under the reader.
    let _lock = wanted.home.lock()?;
    match (verb, &wanted.folder) {
        ("spool export", Some(folder)) => runtime.block_on(async {
            let (log, recovery) = inspect::look_into(&wanted.home.spool()).map_err(Refusal::because)?;
            recovery.set_aside.iter().for_each(|aside| tell(described(aside)));
            // Without them the messages are exported all the same.
            let accounts = accounts::Store::new(&wanted.home).load().ok();
            let name_of = |account| accounts.as_ref()?.account(account).map(|account| account.name.clone());
            let (count, unreadable) = transfer::export(&log, folder, &name_of).await.map_err(Refusal::because)?;
            unreadable.iter().for_each(tell);
            let still = if count == 1 { "1 message is" } else { &format!("{count} messages are") };
            say(format_args!("{still} in {} now, and still in the queue, too.", folder.display()));
            if unreadable.is_empty() { Ok(()) } else { Err(Refusal::because(Damaged(unreadable.len()))) }
        }),
        ("spool import", Some(folder)) => {
            let house = House { servers: servers(&wanted)?, accounts: accounts::Store::new(&wanted.home).load()? };
            runtime.block_on(import(&wanted.home, folder.clone(), house))
        }
        _ => runtime.block_on(check(&wanted.home)),
    }
}

fn read(mut arguments: Arguments, verb: &'static str) -> Result<Wanted, UsageError> {
    let (mut home, mut folder, mut server) = (None, None, None);
    while let Some(argument) = arguments.argument()? {
        match argument {
            Argument::Option(o) if o == "--home" => home = Some(arguments.path()?),
            Argument::Option(o) if o == "--server" && verb == "spool import" => server = Some(arguments.value()?),
            Argument::Word(word) if verb != "spool check" && folder.is_none() => folder = Some(PathBuf::from(word)),
            other => return Err(other.unexpected(verb)),
        }
    }
    if verb != "spool check" && folder.is_none() {
        return Err(UsageError::Missing { verb, what: "the folder for the messages" });
    }
    Ok(Wanted { home: home_or_platform(home, verb)?, folder, server })
}

/// Under which server a message is taken in that came from another.
fn servers(wanted: &Wanted) -> Result<Servers, Refusal> {
    let settings = Store::new(&wanted.home).load()?.settings;
    let Some(name) = &wanted.server else {
        let there: Arc<[ServerId]> = settings.servers.iter().map(|server| server.id).collect();
        return Ok(Box::new(move |id| there.contains(&id).then_some(id)));
    };
    let named = settings.servers.iter().find(|server| server.name.to_lowercase() == name.to_lowercase());
    let id = named.map(|server| server.id).ok_or_else(|| Refusal::because(NoSuchServer(name.clone())))?;
    Ok(Box::new(move |_| Some(id)))
}

/// Where the messages of an import go.
struct House {
    servers: Servers,
    accounts: accounts::Accounts,
}

impl transfer::Place for House {
    fn server(&self, from: ServerId) -> Option<ServerId> {
        (self.servers)(from)
    }

    fn account(&self, name: &str) -> Option<AccountId> {
        self.accounts.named(name).map(|account| account.id)
    }
}

async fn import(home: &Home, folder: PathBuf, house: House) -> Result<(), Refusal> {
    home.create()?;
    let (log, recovery) = Log::open(&home.spool(), &home.damaged(), Options::default()).map_err(Refusal::because)?;
    recovery.set_aside.iter().for_each(|aside| tell(described(aside)));
    let taken = transfer::import(&log, &folder, &house).await;
    log.close().await;
    match taken {
        Ok(count) => {
            let taken = if count == 1 { "1 message was" } else { &format!("{count} messages were") };
            say(format_args!("{taken} taken into the queue; the files are in {}.", folder.join("taken-in").display()));
            Ok(())
        }
        Err(error @ TransferError::File { .. }) if !folder.exists() => Err(Refusal::because(error)),
        Err(error) => {
            tell("What came before it has been taken in; when it is mended the import can simply be repeated.");
            Err(Refusal::because(error))
        }
    }
}

async fn check(home: &Home) -> Result<(), Refusal> {
    let found = inspect::inspect(&home.spool()).await.map_err(Refusal::because)?;
    let places = found.recovery.set_aside.iter().filter(|aside| aside.what != Damage::TornTail);
    let mut damaged = 0;
    for aside in places {
        tell(described(aside));
        damaged += 1;
    }
    for error in &found.unreadable {
        tell(error);
        damaged += 1;
    }
    if found.recovery.set_aside.iter().any(|aside| aside.what == Damage::TornTail) {
        tell("The end of the log is torn, as a crash leaves it: nothing in it was ever confirmed to a client.");
    }
    let (messages, segments) = (found.recovery.messages, found.recovery.segments);
    say(format_args!("messages {messages}, octets {}, files {segments}, octets on disk {}", found.octets, found.on_disk));
    if damaged == 0 { Ok(()) } else { Err(Refusal::because(Damaged(damaged))) }
}

fn described(aside: &SetAside) -> String {
    let what = match aside.what {
        Damage::TornTail => "a torn end of the log",
        Damage::Records => "records that cannot be read",
        Damage::Segment => "a file of the log whose head cannot be read",
        Damage::Body => "a message whose body is missing or short",
        Damage::Orphan => "a body no message refers to",
    };
    let place = format!("{} at octet {}: {} octets", aside.from.display(), aside.offset, aside.octets);
    match &aside.copy {
        Some(copy) => format!("{place}, {what}; copied to {}", copy.display()),
        None => format!("{place}, {what}"),
    }
}
