//! A small office for tests: a home of its own, an engine on loopback with ports the system chose, and a client that
//! speaks line by line from any address of 127.0.0.0/8.

use jiff::Timestamp;
use postkontor::accounts::{self, NewAccount};
use postkontor::config::{Encryption, Home};
use postkontor::engine::Engine;
use postkontor::engine::query::{Answer, Query};
use postkontor::mail::Secret;
use postkontor::net::{Stream, Trust};
use postkontor::reception::Clock;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::time::timeout;

/// A running engine in a folder that goes away with it.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    pub(crate) engine: Engine,
}

impl Office {
    /// Starts an engine with these servers (RON, between the brackets of `servers: […]`). The domain `office.test` is
    /// local; there are the accounts `anna` (password `annas secret`, mailbox) and `bo` (`bos secret`, may not relay).
    pub(crate) async fn open(servers: &str) -> Self {
        Self::build("", servers, Arc::new(Timestamp::now)).await
    }

    /// The same, with these devices (RON, between the brackets of `devices: […]`).
    pub(crate) async fn with_devices(devices: &str, servers: &str) -> Self {
        Self::build(devices, servers, Arc::new(Timestamp::now)).await
    }

    /// As [`Office::open`], by this clock.
    pub(crate) async fn open_at(servers: &str, clock: Clock) -> Self {
        Self::build("", servers, clock).await
    }

    async fn build(devices: &str, servers: &str, clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        write_settings(&home, devices, servers);
        let home_of_accounts = home.clone();
        tokio::task::spawn_blocking(move || {
            let store = accounts::Store::new(&home_of_accounts);
            for (name, password) in [("anna", "annas secret"), ("bo", "bos secret")] {
                let new = NewAccount {
                    name: name.into(),
                    addresses: vec![format!("{name}@office.test")],
                    mailbox: true,
                    note: String::new(),
                    password: Some(Secret::new(password.to_owned())),
                    allow_ntlm: false,
                };
                store.add(new, Timestamp::now()).unwrap();
            }
            let no_relay = |file: &mut accounts::AccountsFile| {
                file.accounts[1].relay = false;
                Ok(())
            };
            store.change(Timestamp::now(), no_relay).unwrap();
        })
        .await
        .unwrap();
        let engine = Engine::start(&home, clock).await.unwrap();
        Self { folder, engine }
    }

    /// The home.
    pub(crate) fn home(&self) -> Home {
        Home::new(self.folder.path())
    }

    /// Writes other servers into the settings and has the engine read them.
    pub(crate) async fn change(&self, servers: &str) {
        write_settings(&self.home(), "", servers);
        self.engine.reload().await.unwrap();
        assert_eq!(self.engine.failed().await, []);
    }

    /// The answer to a question that waits for nothing.
    #[allow(dead_code, reason = "not all of the tests ask")]
    pub(crate) fn ask(&self, query: Query) -> Answer {
        match self.engine.query(query).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// Where the server listens with this encryption.
    pub(crate) async fn address(&self, server: &str, encryption: Encryption) -> SocketAddr {
        let listening = self.engine.listening().await;
        let found = listening.iter().find(|(l, name)| name == server && l.binding.encryption == encryption);
        found.unwrap_or_else(|| panic!("{server} does not listen with {encryption:?}: {listening:?}")).0.address
    }

    /// The messages in the mailbox of an account, once there are `count` of them.
    pub(crate) async fn mailbox(&self, account: u32, count: usize) -> Vec<Vec<u8>> {
        let new = self.home().mailboxes().join(account.to_string()).join("Maildir/new");
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        loop {
            let mut found: Vec<PathBuf> = std::fs::read_dir(&new).into_iter().flatten().map(|e| e.unwrap().path()).collect();
            if found.len() >= count || tokio::time::Instant::now() > deadline {
                assert_eq!(found.len(), count, "messages in {}", new.display());
                found.sort();
                return found.iter().map(|path| std::fs::read(path).unwrap()).collect();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Stops in good order and starts again on the same home.
    #[allow(dead_code, reason = "not every binary that has an office restarts it")]
    pub(crate) async fn restart(self) -> Self {
        Self::reopen(self.leave().await).await
    }

    /// Starts on a home that was left.
    #[allow(dead_code, reason = "not every binary that has an office restarts it")]
    pub(crate) async fn reopen(folder: tempfile::TempDir) -> Self {
        let engine = Engine::start(&Home::new(folder.path()), Arc::new(Timestamp::now)).await.unwrap();
        Self { folder, engine }
    }

    /// Stops in good order and leaves the folder.
    #[allow(dead_code, reason = "not every binary that has an office looks at what it leaves")]
    pub(crate) async fn leave(self) -> tempfile::TempDir {
        self.engine.drain(Duration::from_secs(5)).await;
        self.folder
    }

    /// Stops in good order.
    pub(crate) async fn close(self) {
        self.engine.drain(Duration::from_secs(5)).await;
    }
}

fn write_settings(home: &Home, devices: &str, servers: &str) {
    let text = format!(
        "(version: 1, postmaster: \"anna@office.test\", local_domains: [(name: \"office.test\")], devices: [{devices}], servers: [{servers}])"
    );
    std::fs::write(home.settings(), text).unwrap();
}

/// A client that says what the test tells it to.
pub(crate) struct Client {
    stream: Stream,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects from this address of loopback.
    pub(crate) async fn connect(from: &str, to: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::new(from.parse::<IpAddr>().unwrap(), 0)).unwrap();
        let stream = Stream::Plain(socket.connect(to).await.unwrap());
        Self { stream, buffer: vec![] }
    }

    /// Connects and takes TLS from the first octet.
    pub(crate) async fn connect_tls(from: &str, to: SocketAddr) -> Self {
        Self::connect(from, to).await.encrypted().await
    }

    /// Takes up TLS now.
    pub(crate) async fn encrypted(self) -> Self {
        assert!(self.buffer.is_empty(), "{:?} came in clear before TLS", String::from_utf8_lossy(&self.buffer));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let name = rustls_pki_types::ServerName::try_from("any.test").unwrap();
        let deadline = tokio::time::Instant::now() + PATIENCE;
        let (stream, _) = self.stream.connect_tls(Trust::Any.client_config(&provider).unwrap(), name, deadline).await.unwrap();
        Self { stream, buffer: vec![] }
    }

    /// Says a line and gives the whole reply.
    pub(crate) async fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes()).await;
        self.reply().await
    }

    /// Says a line and expects the reply to start like this.
    pub(crate) async fn expect(&mut self, line: &str, reply: &str) {
        let answer = self.say(line).await;
        assert!(answer.starts_with(reply), "to {line:?} came {answer:?} and not {reply:?}");
    }

    /// Sends octets as they are.
    pub(crate) async fn send(&mut self, octets: &[u8]) {
        self.stream.write_all(octets).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// Sends nothing more, and says so.
    #[allow(dead_code, reason = "only some of the tests end so")]
    pub(crate) async fn finish(&mut self) {
        self.stream.shutdown().await.unwrap();
    }

    /// The next reply, all its lines; empty when the server has closed.
    pub(crate) async fn reply(&mut self) -> String {
        loop {
            if let Some(end) = end_of_reply(&self.buffer) {
                let reply: Vec<u8> = self.buffer.drain(..end).collect();
                return String::from_utf8(reply).unwrap();
            }
            let mut octets = [0; 4096];
            match timeout(PATIENCE, self.stream.read(&mut octets)).await.expect("a reply in time") {
                Ok(0) | Err(_) => return String::from_utf8(std::mem::take(&mut self.buffer)).unwrap(),
                Ok(n) => self.buffer.extend_from_slice(&octets[..n]),
            }
        }
    }

    /// Reads the greeting, says EHLO, and gives what is offered.
    pub(crate) async fn hello(&mut self) -> String {
        let greeting = self.reply().await;
        assert!(greeting.starts_with("220 "), "{greeting:?}");
        self.say("EHLO client.test").await
    }

    /// STARTTLS and EHLO again.
    pub(crate) async fn start_tls(mut self) -> Self {
        self.expect("STARTTLS", "220 ").await;
        let mut encrypted = self.encrypted().await;
        encrypted.expect("EHLO client.test", "250").await;
        encrypted
    }

    /// Logs on with PLAIN.
    pub(crate) async fn log_on(&mut self, name: &str, password: &str) -> String {
        use base64::Engine as _;
        let response = base64::engine::general_purpose::STANDARD.encode(format!("\0{name}\0{password}"));
        self.say(&format!("AUTH PLAIN {response}")).await
    }

    /// Sends a message; the reply to its end.
    pub(crate) async fn message(&mut self, from: &str, to: &str, text: &str) -> String {
        self.expect(&format!("MAIL FROM:<{from}>"), "250").await;
        self.expect(&format!("RCPT TO:<{to}>"), "250").await;
        self.expect("DATA", "354").await;
        self.say(&format!("{text}\r\n.")).await
    }
}

fn end_of_reply(octets: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(end) = octets[start..].windows(2).position(|w| w == b"\r\n").map(|at| start + at + 2) {
        if octets.get(start + 3) == Some(&b' ') {
            return Some(end);
        }
        start = end;
    }
    None
}

const PATIENCE: Duration = Duration::from_secs(20);
