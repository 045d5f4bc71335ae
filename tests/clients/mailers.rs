//! The mail programs: swaks, curl and Python's smtplib, each asked the same way, their answers brought to one form.

use super::house::{Finished, finish};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mail program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mailer {
    Swaks,
    Curl,
    Smtplib,
}

/// How a connection becomes private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Clear,
    StartTls,
    Implicit,
}

/// One message to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Order<'a> {
    pub(crate) to: SocketAddr,
    pub(crate) tls: Channel,
    /// Mechanism, user, password.
    pub(crate) log_on: Option<(&'a str, &'a str, &'a str)>,
    /// The client's own address.
    pub(crate) source: Option<&'a str>,
    /// The certificate authority; without one any certificate is taken.
    pub(crate) authority: Option<&'a Path>,
    pub(crate) sender: &'a str,
    pub(crate) recipient: &'a str,
    /// The message as it shall cross the wire, before stuffing.
    pub(crate) message: &'a [u8],
}

impl<'a> Order<'a> {
    /// From anna to herself, without logging on.
    pub(crate) fn new(to: SocketAddr, tls: Channel) -> Self {
        Order {
            to,
            tls,
            log_on: None,
            source: None,
            authority: None,
            sender: "anna@example.test",
            recipient: "anna@example.test",
            message: b"From: <anna@example.test>\r\nSubject: Test\r\n\r\nText\r\n",
        }
    }

    pub(crate) fn log_on(self, mechanism: &'a str, user: &'a str, password: &'a str) -> Self {
        Order { log_on: Some((mechanism, user, password)), ..self }
    }
}

impl Mailer {
    pub(crate) const ALL: [Self; 3] = [Self::Swaks, Self::Curl, Self::Smtplib];

    /// Sends; the program's own words are in the answer.
    pub(crate) fn send(self, order: &Order<'_>) -> Finished {
        self.send_with(order, &[])
    }

    /// The same with these variables in the program's environment.
    pub(crate) fn send_with(self, order: &Order<'_>, environment: &[(&str, &str)]) -> Finished {
        let folder = tempfile::tempdir().unwrap();
        let message = folder.path().join("message.eml");
        // swaks ends every message with a line end of its own.
        let octets = if self == Self::Swaks { order.message.strip_suffix(b"\r\n").unwrap() } else { order.message };
        std::fs::write(&message, octets).unwrap();
        let mut command = match self {
            Self::Swaks => swaks(order, &message),
            Self::Curl => curl(order, &message),
            Self::Smtplib => smtplib(order, &message),
        };
        command.envs(environment.iter().copied());
        finish(&mut command, b"")
    }

    /// Sends what must be accepted.
    pub(crate) fn accepted(self, order: &Order<'_>) {
        let done = self.send(order);
        assert!(done.code == Some(0), "{self:?} was refused {order:?}:\n{}", done.said());
    }

    /// Sends what must be refused with these words of the server.
    pub(crate) fn refused(self, order: &Order<'_>, words: &str) {
        let done = self.send(order);
        assert!(done.code != Some(0), "{self:?} was not refused {order:?}:\n{}", done.said());
        // smtplib takes a reply apart into code and text.
        let said = done.said().replace("\"code\": ", "").replace(", \"text\": \"", " ").replace(", \"", " ").replace('"', "");
        assert!(said.contains(words), "{self:?} was refused without {words:?}:\n{said}");
    }
}

fn swaks(order: &Order<'_>, message: &Path) -> Command {
    needs_tls_in_perl();
    let mut command = Command::new("swaks");
    command.args(["--server", &order.to.to_string(), "--from", order.sender, "--to", order.recipient, "--helo", "swaks.office.test"]);
    command.arg("--data").arg(format!("@{}", message.display())).args(["--timeout", "30"]);
    match order.tls {
        Channel::Clear => {}
        Channel::StartTls => drop(command.arg("--tls")),
        Channel::Implicit => drop(command.arg("--tlsc")),
    }
    if let Some((mechanism, user, password)) = order.log_on {
        command.args(["--auth", mechanism, "--auth-user", user, "--auth-password", password]);
    }
    if let Some(source) = order.source {
        command.args(["--local-interface", source]);
    }
    if let Some(authority) = order.authority {
        command.arg("--tls-ca-path").arg(authority).arg("--tls-verify");
    }
    command
}

/// swaks goes on without TLS when its library is missing; that must not look like a refusal.
fn needs_tls_in_perl() {
    let probe = finish(Command::new("perl").args(["-MNet::SSLeay", "-e", "1"]), b"");
    assert!(probe.code == Some(0), "swaks cannot encrypt. Install the package libnet-ssleay-perl, or run `make deps`");
}

fn curl(order: &Order<'_>, message: &Path) -> Command {
    let mut command = Command::new("curl");
    let scheme = if order.tls == Channel::Implicit { "smtps" } else { "smtp" };
    command.args([
        "--verbose",
        "--silent",
        "--show-error",
        "--max-time",
        "30",
        "--mail-from",
        order.sender,
        "--mail-rcpt",
        order.recipient,
    ]);
    command.arg("--upload-file").arg(message);
    if order.tls == Channel::StartTls {
        command.arg("--ssl-reqd");
    }
    if let Some((mechanism, user, password)) = order.log_on {
        command.args(["--login-options", &format!("AUTH={mechanism}"), "--user", &format!("{user}:{password}")]);
    }
    if let Some(source) = order.source {
        command.args(["--interface", source]);
    }
    let port = order.to.port();
    match order.authority {
        Some(authority) => {
            command.arg("--cacert").arg(authority).args(["--resolve", &format!("mail.example.test:{port}:{}", order.to.ip())]);
            command.arg(format!("{scheme}://mail.example.test:{port}/pc7.office.test"));
        }
        None => drop(command.arg("--insecure").arg(format!("{scheme}://{}/pc7.office.test", order.to))),
    }
    command
}

fn smtplib(order: &Order<'_>, message: &Path) -> Command {
    let mut command = python("submit.py");
    let tls = match order.tls {
        Channel::Clear => "none",
        Channel::StartTls => "starttls",
        Channel::Implicit => "implicit",
    };
    command.args(["--host", &order.to.ip().to_string(), "--port", &order.to.port().to_string(), "--tls", tls]);
    command.args(["--from", order.sender, "--to", order.recipient]).arg("--message").arg(message);
    if let Some((mechanism, user, password)) = order.log_on {
        command.args(["--user", user, "--mechanism", mechanism]).env("SUBMIT_PASSWORD", password);
    }
    if let Some(source) = order.source {
        command.args(["--source", source]);
    }
    if let Some(authority) = order.authority {
        command.arg("--ca").arg(authority);
    }
    command
}

/// A tool of this repository, in the Python that has what the tools need.
pub(crate) fn python(tool: &str) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python: PathBuf = root.join("target/tools/venv/bin/python");
    assert!(python.exists(), "{} is missing. Install the package python3-venv and run `make deps`, which makes it", python.display());
    let mut command = Command::new(python);
    command.arg(root.join("tests/tools").join(tool)).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}
