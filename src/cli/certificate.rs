//! `certificate …`: what the certificate wizard and page do, on the command line.
//!
//! Where a program runs on the home it is asked; else the files are changed, under the lock of the home. Passwords are
//! asked for, or come from a file or standard input, never from the command line, which every user can read.

mod door;
mod line;

use super::arguments::UsageError;
use super::asking::{Asking, unexpected};
use super::{Refusal, arguments::Arguments, say, tell};
use crate::certificate::ImportFiles;
use crate::config::FileError;
use crate::engine::command::OfficeRoot;
use crate::engine::control::{Certificate, CertificateOrder, NO_ROOT, Order, PendingRequest, Reply, RootFile};
use crate::mail::{Secret, ServerId, Thumbprint};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door::Door;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use line::Line;
use serde::Serialize;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// There is none of that name or thumbprint.
#[derive(Debug, thiserror::Error)]
#[error("there is no certificate {0:?}; `postkontor certificate list` shows them all")]
pub(super) struct NoSuchCertificate(String);

/// There are several.
#[derive(Debug, thiserror::Error)]
#[error("there are several certificates {0:?}; say which by the beginning of its thumbprint, as `postkontor certificate list` shows it")]
pub(super) struct Ambiguous(String);

/// Servers use it.
#[derive(Debug, thiserror::Error)]
#[error("the certificate is used by {0}; let it use another one first")]
pub(super) struct InUse(String);

/// This office has no authority of its own yet.
#[derive(Debug, thiserror::Error)]
#[error("{NO_ROOT}")]
pub(super) struct NoRoot;

/// All there is, as `list --json` shows it.
#[derive(Serialize)]
struct All {
    installed: Vec<Certificate>,
    requests: Vec<PendingRequest>,
    office_root: Option<OfficeRoot>,
}

impl All {
    /// The day from which on another root signs, where a server uses a certificate of the office.
    fn root_replaced(&self) -> Option<Date> {
        let used = self.installed.iter().any(|one| one.origin == "office" && !one.used_by.is_empty());
        let from = self.office_root.and_then(|root| root.successor_from).filter(|_| used)?;
        Some(from.to_zoned(TimeZone::system()).date())
    }
}

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let line = Line::read(arguments)?;
    let mut door = Door::open(&line.home)?;
    match line.action {
        "list" => list(&line, &mut door),
        "show" => show(&line, &mut door),
        "request" => request(&line, &mut door),
        "install" => install(&line, &mut door),
        "import" => import(&line, &mut door),
        "export" if line.root => export_root(&line, &mut door),
        "export" => export(&line, &mut door),
        "issue" => issue(&line, &mut door),
        "renew" => renew(&line, &mut door),
        _ => delete(&line, &mut door),
    }
}

fn all(door: &mut Door) -> Result<All, Refusal> {
    match door.ask(Order::Certificates)? {
        Reply::Certificates { installed, requests, office_root } => Ok(All { installed, requests, office_root }),
        other => Err(unexpected(other)),
    }
}

fn list(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let all = all(door)?;
    if line.json {
        return json(&all);
    }
    let asking = Asking::of("certificate list", line.home.clone(), false);
    asking.show(&all.installed, &["NAME", "ISSUED TO", "ISSUED BY", "EXPIRES", "USED BY", "THUMBPRINT"], |one| {
        let used = if one.used_by.is_empty() { "-".to_owned() } else { one.used_by.join(", ") };
        let short = one.thumbprint.to_string().chars().take(SHORT).collect();
        vec![one.name.clone(), one.issued_to.clone(), one.issued_by.clone(), format!("{:.0}", one.not_after), used, short]
    })?;
    if all.installed.is_empty() {
        tell("No certificate is installed; servers without one use a temporary one that mail programs warn of.");
    }
    for request in &all.requests {
        let server = door.name(request.server);
        tell(format_args!("A request of {server:?} for {}, made {:.0}, waits for its answer.", request.common_name, request.made));
    }
    if let Some(day) = all.root_replaced() {
        tell(format_args!(
            "The root certificate of this office's own authority is replaced on {day}. Export the new one \
             (`postkontor certificate export --root FILE`) and install it on the computers and phones before."
        ));
    }
    Ok(())
}

fn show(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let found = find(line, door)?;
    if line.json {
        return json(&found);
    }
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    for (name, value) in [
        ("Name", found.name),
        ("Issued to", found.issued_to),
        ("Issued by", found.issued_by),
        ("Subject", found.subject),
        ("Issuer", found.issuer),
        ("Host names", found.names.join(", ")),
        ("Valid from", format!("{:.0}", found.not_before)),
        ("Valid to", format!("{:.0}", found.not_after)),
        ("Serial", found.serial),
        ("Key", found.key),
        ("Signature", found.signature),
        ("SHA-256", found.thumbprint.to_string()),
        ("SHA-1", found.sha1),
        ("Chain", found.chain.join(" < ")),
        ("For servers", yes(found.for_servers)),
        ("Exportable", yes(found.exportable)),
        ("Came from", found.origin),
        ("Used by", if found.used_by.is_empty() { "no server".to_owned() } else { found.used_by.join(", ") }),
    ] {
        say(format_args!("{name:12}{value}"));
    }
    found.findings.iter().chain(&found.renewal).for_each(|finding| say(format_args!("{:12}{finding}", "Attention")));
    Ok(())
}

fn request(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let server = line.server(door)?;
    let file = line.words.first().map(Path::new);
    if line.delete {
        door.ask(Order::Certificate(CertificateOrder::DeleteRequest(server)))?;
        say(format_args!("The pending request of {:?} is deleted, and its key with it.", door.name(server)));
        return Ok(());
    }
    let pem = if line.show {
        let pending = all(door)?.requests.into_iter().find(|pending| pending.server == server);
        pending.map(|pending| pending.pem).ok_or(crate::certificate::CertificateError::NoRequest)?
    } else {
        let subject = Box::new(line.subject(door, server)?);
        // Before anything is made: a name that cannot be had would leave a request that nobody has seen.
        let reserved = file.map(reserve).transpose()?;
        match door.ask(Order::Certificate(CertificateOrder::Prepare { server, subject })) {
            Ok(Reply::Request(pem)) => pem,
            other => {
                reserved.into_iter().for_each(|path| drop(std::fs::remove_file(path)));
                return Err(other.map_or_else(|refusal| refusal, unexpected));
            }
        }
    };
    match file {
        Some(path) if line.show => create(path, pem.as_bytes())?,
        Some(path) => std::fs::write(path, &pem).map_err(|error| FileError::io(path, "written", error))?,
        None => say(pem.trim_end()),
    }
    let place = file.map_or_else(|| "printed".to_owned(), |path| format!("in {}", path.display()));
    tell(format_args!("The request is {place}. Send it to a certification authority, and its answer to `postkontor certificate install`."));
    Ok(())
}

fn install(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let server = line.server(door)?;
    let base64 = STANDARD.encode(read(Path::new(line.word("the FILE that the authority sent")?))?);
    let installed = installed(door, CertificateOrder::Install { server, base64 })?;
    told(door, installed, Some(server));
    Ok(())
}

fn import(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let server = line.named_server(door)?;
    let file = Secret::new(read(Path::new(line.word("a .pfx or PEM FILE")?))?);
    let key = line.key_file.as_deref().map(read).transpose()?.map(Secret::new);
    let mut files = ImportFiles { file, key, password: Secret::default() };
    if line.password_is_given() || files.asks_for_password() {
        files.password = line.password(false)?;
    }
    let base64 = |file: &Secret<Vec<u8>>| Secret::new(STANDARD.encode(file.expose()));
    let order = CertificateOrder::Import {
        server,
        base64: base64(&files.file),
        key: files.key.as_ref().map(base64),
        password: files.password.clone(),
        exportable: line.exportable,
    };
    let installed = installed(door, order)?;
    told(door, installed, server);
    Ok(())
}

fn issue(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let server = line.server(door)?;
    let subject = Box::new(line.subject(door, server)?);
    let installed = installed(door, CertificateOrder::Issue { server, subject })?;
    told(door, installed, Some(server));
    tell("Computers and phones trust it once they have the root: `postkontor certificate export --root FILE`.");
    Ok(())
}

fn export(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let thumbprint = find(line, door)?.thumbprint;
    let what = "the CERTIFICATE and a new FILE";
    let path = line.words.get(1).map(Path::new).ok_or(UsageError::Missing { verb: line.verb, what })?;
    let password = line.password(true)?;
    let order = CertificateOrder::Export { thumbprint, password, legacy: line.legacy };
    let octets = file(door, order)?;
    create(path, octets.expose())?;
    say(format_args!("The certificate is in {}, with its private key: whoever has the file and its password has both.", path.display()));
    Ok(())
}

fn export_root(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let path = Path::new(line.word("a new FILE")?);
    let octets = file(door, CertificateOrder::ExportRoot(line.form))?;
    create(path, octets.expose())?;
    say(format_args!("The root is in {}. It is no secret.", path.display()));
    let all = all(door)?;
    if let Some(day) = all.root_replaced() {
        match line.form {
            RootFile::Der => {
                tell(format_args!("It is the new one, which signs from {day} on; the forms pem and apple hold the present one too."))
            }
            RootFile::Pem | RootFile::Apple => tell(format_args!("The new one is in it too, which signs from {day} on.")),
        }
    }
    Ok(())
}

fn renew(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let found = find(line, door)?;
    match door.ask(Order::Certificate(CertificateOrder::Renew(found.thumbprint)))? {
        Reply::Installed(installed) => say(format_args!("{:?} is renewed: {installed}.", found.name)),
        _ if found.origin == "online" => {
            say(format_args!("The renewal of {:?} has begun; `postkontor certificate list` shows when it has come.", found.name));
        }
        _ => say(format_args!("{:?} is renewed.", found.name)),
    }
    Ok(())
}

fn delete(line: &Line, door: &mut Door) -> Result<(), Refusal> {
    let found = find(line, door)?;
    door.ask(Order::Certificate(CertificateOrder::Delete(found.thumbprint)))?;
    say(format_args!("{:?} is deleted. It lies in certificates/deleted, with its key, and can be brought back.", found.name));
    Ok(())
}

/// The one that the first word means: by friendly name, else by the beginning of its thumbprint.
fn find(line: &Line, door: &mut Door) -> Result<Certificate, Refusal> {
    let word = line.word("the name or the thumbprint of a CERTIFICATE")?;
    let (named, others): (Vec<_>, Vec<_>) = all(door)?.installed.into_iter().partition(|one| one.name == word);
    let digits = word.to_ascii_lowercase().replace(':', "");
    let by_thumbprint = |one: &Certificate| digits.len() >= SHORTEST && one.thumbprint.to_string().starts_with(&digits);
    let mut fitting = if named.is_empty() { others.into_iter().filter(by_thumbprint).collect() } else { named };
    match (fitting.pop(), fitting.is_empty()) {
        (Some(found), true) => Ok(found),
        (Some(_), false) => Err(Ambiguous(word.to_owned()).into()),
        (None, _) => Err(NoSuchCertificate(word.to_owned()).into()),
    }
}

fn installed(door: &mut Door, order: CertificateOrder) -> Result<Thumbprint, Refusal> {
    match door.ask(Order::Certificate(order))? {
        Reply::Installed(thumbprint) => Ok(thumbprint),
        other => Err(unexpected(other)),
    }
}

fn file(door: &mut Door, order: CertificateOrder) -> Result<Secret<Vec<u8>>, Refusal> {
    match door.ask(Order::Certificate(order))? {
        Reply::File(base64) => Ok(Secret::new(STANDARD.decode(base64.expose()).map_err(std::io::Error::other)?)),
        other => Err(unexpected(other)),
    }
}

fn told(door: &Door, installed: Thumbprint, server: Option<ServerId>) {
    match server {
        Some(server) => say(format_args!("The certificate {installed} is installed, and {:?} uses it.", door.name(server))),
        None => say(format_args!("The certificate {installed} is installed. No server was named that uses it.")),
    }
}

fn json(what: &impl Serialize) -> Result<(), Refusal> {
    say(serde_json::to_string_pretty(what).map_err(std::io::Error::from)?);
    Ok(())
}

/// A file of somebody else, bounded.
fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let failed = |error| FileError::io(path, "read", error);
    let mut octets = vec![];
    std::fs::File::open(path).map_err(failed)?.take(LARGEST + 1).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() as u64 > LARGEST {
        return Err(FileError::TooLarge { path: path.to_owned(), limit: LARGEST });
    }
    Ok(octets)
}

/// Makes a file that must not exist, for its owner alone.
fn create(path: &Path, octets: &[u8]) -> Result<(), FileError> {
    let failed = |error| FileError::io(path, "written", error);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
    file.write_all(octets).and_then(|()| file.sync_all()).map_err(failed)
}

fn reserve(path: &Path) -> Result<&Path, FileError> {
    create(path, b"").map(|()| path)
}

const LARGEST: u64 = crate::certificate::read::LARGEST_FILE as u64;
/// Digits of a thumbprint in lists, and the fewest that name one.
const SHORT: usize = 16;
const SHORTEST: usize = 6;
