//! `init`: makes a home with a commented settings file, and refuses to overwrite one.

use super::arguments::{Argument, Arguments, UsageError, home_or_platform};
use super::{Refusal, say, tell};
use crate::accounts::secrets::Secrets;
use crate::certificate::Certificates;
use crate::config::written::{
    Alias, Encryption, Identity, LocalDomain, RelayComputer, Server, SettingsFile, SmartHost, SmartHostEncryption,
};
use crate::config::{FileError, Home, Store};
use crate::i18n::Language;
use crate::mail::{Address, Secret};
use crate::wording;
use std::io::BufRead;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// What was asked for, beside the settings themselves.
#[derive(Default)]
struct Order {
    home: Option<PathBuf>,
    server: Server,
    local_domains: Vec<String>,
    postmaster: Option<String>,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    smart_host: Option<String>,
    smart_host_tls: Option<SmartHostEncryption>,
    smart_host_user: Option<String>,
    smart_host_password: bool,
}

/// Runs the verb.
///
/// # Errors
/// A sentence for the person who typed it; nothing is half made: the settings file comes last.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let mut order = read(arguments)?;
    let home = home_or_platform(order.home.take(), "init")?;
    if home.settings().exists() {
        let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        tell(format_args!(
            "{} exists already and was left as it is. Edit it, or choose another folder with --home.",
            home.settings().display()
        ));
        return Err(FileError::io(&home.settings(), "written", source).into());
    }
    home.create()?;
    let server = &mut order.server;
    if server.identities.is_empty() {
        server.identities.push(default_identity());
    }
    if server.fqdn.is_empty() {
        server.fqdn = host_name();
    }
    // Whoever administers in a language has senders who read it.
    server.messages.language = wording::report_language(Language::from_system());
    match (&order.certificate, &order.key) {
        (Some(chain), Some(key)) => {
            let read = |path: &PathBuf| std::fs::read(path).map_err(|e| FileError::io(path, "read", e));
            let store = Certificates::new(&home, Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
            server.certificate = Some(store.install(&read(chain)?, &read(key)?)?.thumbprint.to_string());
        }
        (None, None) => {}
        _ => return Err(UsageError::Pair("--certificate", "--key").into()),
    }
    smart_host(&mut order, &home)?;
    let file = settings(order);
    Store::new(&home).create(&file)?;
    say(format_args!(
        "{} is ready. Read it, add accounts with `postkontor account add`, then `postkontor serve`.",
        home.settings().display()
    ));
    Ok(())
}

fn settings(order: Order) -> SettingsFile {
    let postmaster = order.postmaster.or_else(|| order.local_domains.first().map(|domain| format!("postmaster@{domain}")));
    SettingsFile {
        postmaster,
        local_domains: order.local_domains.into_iter().map(|name| LocalDomain { name, ..LocalDomain::default() }).collect(),
        aliases: Vec::<Alias>::new(),
        servers: vec![order.server],
        ..SettingsFile::default()
    }
}

fn read(mut arguments: Arguments) -> Result<Order, UsageError> {
    let mut order = Order { server: Server { id: 1, name: "Default SMTP Virtual Server".into(), ..Server::default() }, ..Order::default() };
    while let Some(argument) = arguments.argument()? {
        let Argument::Option(option) = argument else { return Err(argument.unexpected("init")) };
        let server = &mut order.server;
        match option.as_str() {
            "--home" => order.home = Some(arguments.path()?),
            "--name" => server.name = arguments.value()?,
            "--listen" => server.identities.push(identity("--listen", arguments.value()?, Encryption::StartTls)?),
            "--implicit-tls" => server.identities.push(identity("--implicit-tls", arguments.value()?, Encryption::Tls)?),
            "--certificate" => order.certificate = Some(arguments.path()?),
            "--key" => order.key = Some(arguments.path()?),
            "--fqdn" => server.fqdn = arguments.value()?,
            "--local-domain" => order.local_domains.push(arguments.value()?),
            "--postmaster" => order.postmaster = Some(arguments.value()?),
            "--smart-host" => order.smart_host = Some(arguments.value()?),
            "--smart-host-user" => order.smart_host_user = Some(arguments.value()?),
            "--smart-host-password-stdin" => order.smart_host_password = true,
            "--smart-host-tls" => order.smart_host_tls = Some(smart_host_tls(arguments.value()?)?),
            "--anonymous" => server.access.authentication.anonymous = true,
            "--allow-relay" => {
                let computer = RelayComputer { address: arguments.value()?, need_not_log_on: true, note: String::new() };
                server.access.relay.computers.push(computer);
            }
            "--basic-without-tls" => server.access.authentication.basic_requires_tls = false,
            "--hold-outbound" => server.delivery.hold_outbound = true,
            "--max-connections" => server.max_connections = arguments.number("--max-connections")?,
            "--max-connections-per-address" => {
                server.max_connections_per_address = arguments.number("--max-connections-per-address")?;
            }
            _ => return Err(Argument::Option(option).unexpected("init")),
        }
    }
    Ok(order)
}

/// `IP:PORT`, `[IPv6]:PORT` or `*:PORT`.
fn identity(option: &'static str, value: String, encryption: Encryption) -> Result<Identity, UsageError> {
    if let Some(port) = value.strip_prefix("*:").and_then(|p| p.parse().ok()) {
        return Ok(Identity { address: "*".into(), port, encryption });
    }
    let Ok(address) = value.parse::<SocketAddr>() else {
        return Err(UsageError::Value { option, value, why: "IP:PORT is expected, such as 127.0.0.1:2525, [::1]:2525 or *:25".into() });
    };
    Ok(Identity { address: address.ip().to_string(), port: address.port(), encryption })
}

fn smart_host_tls(value: String) -> Result<SmartHostEncryption, UsageError> {
    match value.as_str() {
        "none" => Ok(SmartHostEncryption::None),
        "starttls" => Ok(SmartHostEncryption::StartTls),
        "implicit" => Ok(SmartHostEncryption::Tls),
        _ => Err(UsageError::Value { option: "--smart-host-tls", value, why: "none, starttls or implicit is expected".into() }),
    }
}

fn smart_host(order: &mut Order, home: &Home) -> Result<(), Refusal> {
    let Some(text) = order.smart_host.take() else {
        let stray = order.smart_host_user.is_some() || order.smart_host_password || order.smart_host_tls.is_some();
        return if stray { Err(UsageError::Missing { verb: "init", what: "--smart-host HOST[:PORT]" }.into()) } else { Ok(()) };
    };
    let encryption = order.smart_host_tls.unwrap_or_default();
    let (host, port) = host_and_port(&text)?;
    let usual = match encryption {
        SmartHostEncryption::None => 25,
        SmartHostEncryption::StartTls => 587,
        SmartHostEncryption::Tls => 465,
    };
    let password = match (&order.smart_host_user, order.smart_host_password) {
        (Some(_), true) => {
            Secrets::load(home)?.put(SECRET, Secret::new(first_line_of_stdin()?))?;
            Some(SECRET.to_owned())
        }
        (None, false) => None,
        _ => return Err(UsageError::Pair("--smart-host-user", "--smart-host-password-stdin").into()),
    };
    order.server.delivery.smart_host = Some(SmartHost {
        host,
        port: port.unwrap_or(usual),
        encryption,
        user: order.smart_host_user.take(),
        password,
        ..SmartHost::default()
    });
    Ok(())
}

/// A name or address with an optional port; addresses come back in brackets, as the settings write them.
fn host_and_port(text: &str) -> Result<(String, Option<u16>), UsageError> {
    let literal = |ip: IpAddr| match ip {
        IpAddr::V4(v4) => format!("[{v4}]"),
        IpAddr::V6(v6) => format!("[IPv6:{v6}]"),
    };
    if let Ok(socket) = text.parse::<SocketAddr>() {
        return Ok((literal(socket.ip()), Some(socket.port())));
    }
    if let Ok(ip) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Ok((literal(ip), None));
    }
    let refuse = |why: &str| UsageError::Value { option: "--smart-host", value: text.to_owned(), why: why.into() };
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().map_err(|_| refuse("a port from 1 to 65535 is expected behind the colon"))?)),
        None => (text, None),
    };
    Address::parse(&format!("probe@{host}")).map_err(|_| refuse("HOST or HOST:PORT is expected"))?;
    Ok((host.to_owned(), port))
}

/// Port 25 where it can be had, else 2525 and a sentence why.
fn default_identity() -> Identity {
    match std::net::TcpListener::bind("0.0.0.0:25") {
        Ok(_) => Identity::default(),
        Err(error) => {
            tell(format_args!(
                "Port 25 cannot be opened by this user now ({error}); the server will listen on port 2525. The systemd unit of the package may open 25: then change it in the settings."
            ));
            Identity { port: 2525, ..Identity::default() }
        }
    }
}

fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

/// The first line of standard input without its line end.
///
/// # Errors
/// What the system says; an empty line is refused.
pub(super) fn first_line_of_stdin() -> Result<String, Refusal> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let line = line.trim_end_matches(['\r', '\n']).to_owned();
    if line.is_empty() {
        let what = "the password as the first line of standard input";
        return Err(UsageError::Missing { verb: "--password-stdin", what }.into());
    }
    Ok(line)
}

/// Where `secrets.ron` keeps the smart host's password of the first server.
const SECRET: &str = "smart-host-1";

#[cfg(test)]
mod tests {
    use super::*;

    fn order(words: &[&str]) -> Result<Order, UsageError> {
        read(Arguments::new(["postkontor"].iter().chain(words)))
    }

    #[test]
    fn every_option_lands_in_its_setting() {
        let order = order(&[
            "--name",
            "Klienter",
            "--listen",
            "127.0.0.1:2525",
            "--implicit-tls",
            "[::1]:2465",
            "--fqdn",
            "mail.a.test",
            "--local-domain",
            "a.test",
            "--local-domain",
            "b.test",
            "--anonymous",
            "--allow-relay",
            "10.0.0.0/8",
            "--basic-without-tls",
            "--hold-outbound",
            "--max-connections",
            "7",
            "--max-connections-per-address",
            "0",
        ])
        .unwrap();
        let file = settings(order);
        let server = &file.servers[0];
        assert_eq!(server.identities[1], Identity { address: "::1".into(), port: 2465, encryption: Encryption::Tls });
        assert!(server.access.authentication.anonymous && !server.access.authentication.basic_requires_tls);
        assert!(server.access.relay.computers[0].need_not_log_on && server.delivery.hold_outbound);
        assert_eq!((server.max_connections, server.max_connections_per_address), (7, 0));
        assert_eq!(file.postmaster.as_deref(), Some("postmaster@a.test"));
        assert!(crate::config::check(&file, None).is_ok());
    }

    #[test]
    fn smart_hosts_are_read_with_and_without_port() {
        let read = |text| host_and_port(text).unwrap();
        assert_eq!(read("smtp.isp.test:587"), ("smtp.isp.test".into(), Some(587)));
        assert_eq!(read("smtp.isp.test"), ("smtp.isp.test".into(), None));
        assert_eq!(read("127.0.0.1:2526"), ("[127.0.0.1]".into(), Some(2526)));
        assert_eq!(read("[::1]:25"), ("[IPv6:::1]".into(), Some(25)));
        assert!(host_and_port("a b").is_err() && host_and_port("a:b").is_err() && host_and_port("a:0x1").is_err());
    }

    #[test]
    fn unknown_options_and_words_are_named() {
        assert!(matches!(order(&["--lisen", "x"]), Err(UsageError::Unexpected { argument, .. }) if argument == "--lisen"));
        assert!(matches!(order(&["--listen", "here"]), Err(UsageError::Value { .. })));
        assert!(matches!(order(&["--name"]), Err(UsageError::Malformed(_))));
    }
}
