//! `account add|list|remove|password`: who may log on.

use super::arguments::{Argument, Arguments, UsageError, home_or_platform};
use super::{Refusal, init, say, tell};
use crate::accounts::{self, Account, Accounts, NewAccount};
use crate::config::store::Loaded;
use crate::config::{Home, Settings, Store};
use crate::engine::control::{Client, ControlError, Order};
use crate::mail::{Address, Secret};
use jiff::Timestamp;
use std::io::IsTerminal;
use std::path::PathBuf;

/// There is an account of that name.
#[derive(Debug, thiserror::Error)]
#[error("there is an account {0:?} already. Choose another name, or set its password with `postkontor account password`")]
pub(super) struct NameTaken(String);

/// There is no account of that name.
#[derive(Debug, thiserror::Error)]
#[error("there is no account {0:?}; `postkontor account list` shows them all")]
pub(super) struct NoSuchName(String);

struct Asked {
    home: Home,
    name: Option<String>,
    mailbox: bool,
    password_stdin: bool,
}

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it; the account file is changed whole or not at all.
pub fn run(mut arguments: Arguments) -> Result<(), Refusal> {
    let missing = UsageError::Missing { verb: "account", what: "one of add, list, remove, password" };
    let Some(Argument::Word(action)) = arguments.argument()? else { return Err(missing.into()) };
    match action.as_str() {
        "add" => add(read(arguments, "account add")?),
        "list" => list(&read(arguments, "account list")?),
        "remove" => remove(&read(arguments, "account remove")?),
        "password" => password(&read(arguments, "account password")?),
        _ => Err(missing.into()),
    }
}

fn read(mut arguments: Arguments, verb: &'static str) -> Result<Asked, UsageError> {
    let mut home: Option<PathBuf> = None;
    let (mut name, mut mailbox, mut password_stdin) = (None, true, false);
    while let Some(argument) = arguments.argument()? {
        match argument {
            Argument::Option(o) if o == "--home" => home = Some(arguments.path()?),
            Argument::Option(o) if o == "--no-mailbox" && verb == "account add" => mailbox = false,
            Argument::Option(o) if o == "--password-stdin" && matches!(verb, "account add" | "account password") => password_stdin = true,
            Argument::Word(word) if name.is_none() && verb != "account list" => name = Some(word),
            other => return Err(other.unexpected(verb)),
        }
    }
    if name.is_none() && verb != "account list" {
        return Err(UsageError::Missing { verb, what: "the NAME of an account" });
    }
    Ok(Asked { home: home_or_platform(home, verb)?, name, mailbox, password_stdin })
}

fn add(order: Asked) -> Result<(), Refusal> {
    let name = order.name.unwrap_or_default();
    let store = Store::new(&order.home);
    let loaded = store.load()?;
    accounts::check_name(&name)?;
    let accounts = accounts::Store::new(&order.home).iterating(loaded.settings.scram_iterations());
    if accounts.load()?.named(&name).is_some() {
        return Err(NameTaken(name).into());
    }
    let address = own_address(&name, &loaded.settings);
    let mailbox = order.mailbox && address.is_some();
    if order.mailbox && address.is_none() {
        tell(format_args!(
            "{name:?} gets no address: no local domain fits. Add one to local_domains in the settings, or name the account user@domain."
        ));
    }
    let password = password_for(&name, order.password_stdin)?;
    let addresses = address.iter().map(ToString::to_string).collect();
    let new = NewAccount { name: name.clone(), addresses, mailbox, note: String::new(), password: Some(password), allow_ntlm: false };
    let id = accounts.add(new, Timestamp::now())?;
    match &address {
        Some(address) if mailbox => say(format_args!("Account {id}: {name}, address {address}, mailbox mailboxes/{id}/Maildir.")),
        Some(address) => say(format_args!("Account {id}: {name}, address {address}, no mailbox.")),
        None => say(format_args!("Account {id}: {name}, without address and mailbox.")),
    }
    if let Some(address) = address.filter(|_| mailbox) {
        first_reader_of_postmaster(&store, loaded, &accounts.load()?, &address)?;
    }
    tell_engine(&order.home);
    Ok(())
}

/// RFC 5321 §4.5.1 wants a person behind postmaster. Until there is one, the first mailbox is it, and we say so.
fn first_reader_of_postmaster(store: &Store, mut loaded: Loaded, accounts: &Accounts, address: &Address) -> Result<(), Refusal> {
    let directory = accounts::Directory::new(&loaded.settings, accounts);
    let Some(postmaster) = &loaded.settings.postmaster else { return Ok(()) };
    let read = directory.expand(postmaster).iter().any(|target| !matches!(target, accounts::Target::Unresolved(_)));
    if read {
        return Ok(());
    }
    loaded.written.postmaster = Some(address.to_string());
    store.replace(&loaded.written, Timestamp::now())?;
    say(format_args!("Mail to postmaster is read by {address} from now on (postmaster in the settings)."));
    Ok(())
}

/// A name that is an address in a local domain is that address; a name without @ gets the default domain.
fn own_address(name: &str, settings: &Settings) -> Option<Address> {
    let address = match Address::parse(name) {
        Ok(address) => address,
        Err(_) => Address::new(name, crate::mail::Host::Domain(settings.default_domain()?.name.clone())).ok()?,
    };
    address.domain().and_then(|domain| settings.local_domain(domain)).is_some().then_some(address)
}

fn list(order: &Asked) -> Result<(), Refusal> {
    for account in accounts::Store::new(&order.home).load()?.iter() {
        let addresses: Vec<String> = account.addresses.iter().map(ToString::to_string).collect();
        let mailbox = if account.mailbox { "mailbox" } else { "no mailbox" };
        let enabled = if account.enabled { "" } else { ", disabled" };
        say(format_args!("{}\t{}\t{}\t{mailbox}{enabled}", account.id, account.name, addresses.join(" ")));
    }
    Ok(())
}

fn remove(order: &Asked) -> Result<(), Refusal> {
    let store = accounts::Store::new(&order.home);
    let account = named(&store, order)?;
    store.remove(account.id, Timestamp::now())?;
    say(format_args!("Account {} ({}) is removed.", account.id, account.name));
    if account.mailbox {
        say(format_args!("Its mail stays in mailboxes/{}.", account.id));
    }
    tell_engine(&order.home);
    Ok(())
}

fn password(order: &Asked) -> Result<(), Refusal> {
    let store = accounts::Store::new(&order.home);
    let account = named(&store, order)?;
    let password = password_for(&account.name, order.password_stdin)?;
    // Settings that cannot be read are no reason to keep an old password.
    let store = match Store::new(&order.home).load() {
        Ok(loaded) => store.iterating(loaded.settings.scram_iterations()),
        Err(_) => store,
    };
    store.set_password(account.id, &password, Timestamp::now())?;
    say(format_args!("The password of {} is changed.", account.name));
    tell_engine(&order.home);
    Ok(())
}

/// The account the command names, by its exact name.
fn named(store: &accounts::Store, order: &Asked) -> Result<Account, Refusal> {
    let name = order.name.as_deref().unwrap_or_default();
    store.load()?.named(name).cloned().ok_or_else(|| NoSuchName(name.to_owned()).into())
}

/// From standard input, or typed twice at the terminal.
fn password_for(name: &str, from_stdin: bool) -> Result<Secret<String>, Refusal> {
    if from_stdin {
        return init::first_line_of_stdin().map(Secret::new);
    }
    if !std::io::stdin().is_terminal() {
        return Err(UsageError::Missing { verb: "account", what: "a terminal to type the password at, or --password-stdin" }.into());
    }
    let first = Secret::new(rpassword::prompt_password(format!("Password for {name}: "))?);
    let second = Secret::new(rpassword::prompt_password("Once more: ")?);
    if first != second || first.expose().is_empty() {
        return Err(UsageError::Malformed("the two passwords are not the same, or empty; nothing was changed".into()).into());
    }
    Ok(first)
}

/// A running engine reads the files again on SIGHUP. The lock tells who it is: its holder wrote the number.
fn tell_engine(home: &Home) {
    let told = match Client::connect(home) {
        Err(ControlError::NothingRuns(_)) => return,
        connected => connected.and_then(|mut engine| engine.ask(&Order::Reload)),
    };
    match told {
        Ok(_) => say("The running server has been told."),
        Err(error) => tell(format_args!("The running server could not be told: {error}. Send it SIGHUP, or restart it.")),
    }
}
