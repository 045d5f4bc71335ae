//! The command line: one file a verb. Output for programs goes to stdout, sentences for people to stderr.
//!
//! | verb | what it does |
//! |---|---|
//! | `console` | opens the window; also what no verb means where there is a display |
//! | `serve` | runs the servers of a home until told to stop |
//! | `init` | makes a home with a commented settings file |
//! | `check` | tells everything that is wrong with a home |
//! | `account` | adds, lists, removes accounts and sets their passwords |
//! | `certificate` | lists, requests, installs, imports, exports, issues, renews, deletes certificates |
//! | `server` | starts, stops, pauses a virtual server of the engine that runs |
//! | `sessions` | shows and ends sessions of the engine that runs |
//! | `queue` | shows what waits, by destination and message; exports, tries now, freezes, releases, deletes |
//! | `spool` | checks, exports, imports the queue of a home on which nothing runs |
//!
//! Exit codes: 0 done, 1 refused (a sentence says why and what to do), 2 the command line itself is wrong.

pub mod account;
pub mod arguments;
mod asking;
pub mod certificate;
pub mod check;
pub mod init;
pub mod queue;
pub mod serve;
pub mod server;
pub mod sessions;
pub mod spool;

use arguments::{Arguments, UsageError};
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// What ends a verb early: a sentence for the person who typed the command.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The command line is wrong.
    #[error("{0}\nTry `postkontor --help`.")]
    Usage(#[from] UsageError),
    /// Something it names cannot be done; the sentence says what, where and the remedy.
    #[error("{0}")]
    Because(Box<dyn std::error::Error + Send + Sync>),
}

impl Refusal {
    fn because(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Because(Box::new(error))
    }
}

macro_rules! refusals {
    ($($error:ty),* $(,)?) => {
        $(impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self::because(error)
            }
        })*
    };
}

refusals!(
    crate::config::FileError,
    crate::config::LoadError,
    crate::config::home::LockError,
    crate::certificate::CertificateError,
    certificate::NoSuchCertificate,
    certificate::Ambiguous,
    certificate::InUse,
    certificate::NoRoot,
    crate::accounts::LoadError,
    crate::accounts::ChangeError,
    crate::accounts::NameError,
    crate::accounts::secrets::SecretsError,
    account::NameTaken,
    account::NoSuchName,
    crate::engine::StartError,
    crate::engine::control::ControlError,
    serve::NothingRuns,
    queue::NoSuchMessage,
    server::NoSuchServer,
    std::io::Error,
);

/// Opens the console on a home and returns when it is closed.
pub type Window = fn(crate::config::Home) -> ExitCode;

/// Runs the program with the process's arguments; `window` opens the console, where the program has one.
pub fn run(window: Option<Window>) -> ExitCode {
    let mut arguments = Arguments::of_process();
    let verb = match arguments.verb() {
        Ok(verb) => verb,
        Err(UsageError::NoVerb) if window.is_some() && has_display() => "console".to_owned(),
        Err(error) => return refuse(&Refusal::Usage(error)),
    };
    let done = match (verb.as_str(), window) {
        ("console", Some(open)) => match arguments.only_home("console") {
            Ok(home) => return open(home),
            Err(error) => Err(error.into()),
        },
        ("serve", _) => serve::run(arguments),
        ("init", _) => init::run(arguments),
        ("check", _) => check::run(arguments),
        ("account", _) => account::run(arguments),
        ("certificate", _) => certificate::run(arguments),
        ("server", _) => server::run(arguments),
        ("sessions", _) => sessions::run(arguments),
        ("queue", _) => queue::run(arguments),
        ("spool", _) => spool::run(arguments),
        ("help", _) => {
            say(HELP);
            Ok(())
        }
        ("version", _) => {
            say(concat!("postkontor ", env!("CARGO_PKG_VERSION")));
            Ok(())
        }
        (other, _) => Err(UsageError::UnknownVerb(other.to_owned()).into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => refuse(&refusal),
    }
}

/// Whether a window could be shown to somebody.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Prints a line to stdout at once. A reader that is gone is no reason to stop serving mail.
fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints a line to stderr.
fn tell(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn refuse(refusal: &Refusal) -> ExitCode {
    tell(format_args!("postkontor: {refusal}"));
    ExitCode::from(if matches!(refusal, Refusal::Usage(_)) { 2 } else { 1 })
}

const HELP: &str = "\
Postkontor: an SMTP server for small offices

postkontor console [--home DIR]
    Opens the window; the servers run as long as it is open. So does `postkontor` alone where there is a display.
postkontor serve [--home DIR]
    Runs the servers of the home. Prints `listening IP:PORT starttls|tls SERVER` for each address when it is ready.
    SIGTERM: finish and stop. SIGHUP: read the settings again.
postkontor init --home DIR [options]
    Makes a home with a commented settings file. Refuses to overwrite one.
      --name NAME                     name of the virtual server
      --listen IP:PORT                listen here, STARTTLS offered; may be repeated; * for all addresses
      --implicit-tls IP:PORT          listen here with TLS from the first octet; may be repeated
      --certificate CHAIN.pem --key KEY.pem
      --fqdn NAME                     the server's name in the greeting
      --local-domain DOMAIN           a domain whose mailboxes are here; may be repeated
      --postmaster ADDRESS            who reads mail to postmaster
      --smart-host HOST[:PORT]        send all outgoing mail through this server
      --smart-host-tls none|starttls|implicit
      --smart-host-user USER --smart-host-password-stdin
      --anonymous                     take mail without logging on
      --allow-relay ADDRESS[/BITS]    these computers may send anywhere without logging on; may be repeated
      --basic-without-tls             allow passwords without encryption
      --hold-outbound                 keep outgoing mail in the queue
      --max-connections N             0 = no limit
      --max-connections-per-address N 0 = no limit
postkontor check [--home DIR]
    Tells everything that is wrong with the settings, accounts and certificates.
postkontor account add NAME [--no-mailbox] [--password-stdin] [--home DIR]
postkontor account list [--home DIR]
postkontor account remove NAME [--home DIR]
postkontor account password NAME [--password-stdin] [--home DIR]
postkontor certificate list [--json] [--home DIR]
    The installed certificates, what uses them, and the requests that wait for an answer.
postkontor certificate show CERTIFICATE [--json] [--home DIR]
    CERTIFICATE is its friendly name, or the beginning of its thumbprint.
postkontor certificate request [FILE] SUBJECT [--server NAME] [--home DIR]
    Makes a key and a request for a certification authority; the request goes to FILE or stdout, the key stays here.
    --show [FILE] prints the pending one again, --delete deletes it with its key.
      SUBJECT: --organization TEXT --unit TEXT --country XX --state TEXT --city TEXT, and where the usual does not fit:
      --common-name HOST (the server's name), --also HOST (repeatable), --name TEXT, --key p256|rsa2048|rsa3072|rsa4096
postkontor certificate install FILE [--server NAME] [--home DIR]
    Takes the answer of the authority (PEM, DER, .p7b) to the pending request; the server uses it from now on.
postkontor certificate import FILE [--key KEYFILE] [--server NAME] [--exportable] [PASSWORD] [--home DIR]
    A .pfx file, or PEM with certificate and private key; the key may lie in a second file.
postkontor certificate export CERTIFICATE FILE.pfx [--legacy] [PASSWORD] [--home DIR]
      PASSWORD: --password-stdin or --password-file FILE; else it is asked for
postkontor certificate issue [SUBJECT] [--server NAME] [--home DIR]
    Issues by this office's own authority, whose root computers and phones must know.
postkontor certificate export --root FILE [--form pem|der|apple] [--home DIR]
    Writes that root.
postkontor certificate renew CERTIFICATE [--home DIR]
    One of this office's own authority or of an online one; the latter needs the program to run.
postkontor certificate delete CERTIFICATE [--home DIR]
postkontor server list [--json] [--home DIR]
postkontor server start|stop|pause NAME [--home DIR]
postkontor sessions list [--all] [--find TEXT] [--json] [--home DIR]
    Who is connected; with --all also who was a little while ago.
postkontor sessions transcript|terminate NUMBER [--home DIR]
postkontor queue destinations [--json] [--home DIR]
    What waits, by destination, with the last answer.
postkontor queue list [FILTER] [--json] [--home DIR]
    What waits, by message.
postkontor queue show ID [--json] [--home DIR]
postkontor queue export ID [FILE] [--home DIR]
    Writes a message as it goes out to a new file, or to stdout.
postkontor queue retry [ID …] [FILTER] [--home DIR]
    Tries messages now, or all of them, whatever their retry time.
postkontor queue freeze|unfreeze [ID …] [FILTER] [--home DIR]
    Keeps messages back until they are released. With --to alone: the destination, also for mail still to come.
postkontor queue delete [ID …] [FILTER --yes] [--without-report|--with-report|--badmail] [--home DIR]
    Deletes messages; tells the senders, puts them into the badmail folder, or neither.
    FILTER: --server NAME, --to DESTINATION, --sender TEXT, --recipient TEXT, --find TEXT (in either), --frozen,
    --id ID (may be repeated). Without --yes a filter deletes nothing but tells how many messages it means.
    server, sessions and queue ask the program that runs on the home, also one with a window.
postkontor spool check [--home DIR]
    Reads the whole queue and tells what is damaged; changes nothing.
postkontor spool export DIR [--home DIR]
    Writes each message into a new folder, as an .eml file with a description beside it.
postkontor spool import DIR [--server NAME] [--home DIR]
    Takes such a folder into the queue, for those who still waited.
    spool works on a home on which nothing runs.
postkontor help | version";
