//! Thousands of clients that say EHLO and then nothing: there is room for all, they cost little, and new mail comes in beside them.
//!
//! 5,000 in clear, and 500 in TLS either way; with POSTKONTOR_LONG 5,000 of those, too. `benches/idle.py` measures the release build.

use super::house::{House, PATIENCE, Server, aloud};
use super::wire::Wire;
use postkontor::net::{Stream, Trust};
use rustix::process::{Resource, getrlimit, setrlimit};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::sync::Semaphore;

/// One at a time: together they would need too many open files.
static FILES: Mutex<()> = Mutex::new(());

/// How a session becomes private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Clear,
    StartTls,
    Implicit,
}

struct Session(Stream);

impl Session {
    /// From one of many addresses, to the end of the answer to EHLO.
    async fn enter(number: usize, to: SocketAddr, kind: Kind, config: Arc<rustls::ClientConfig>) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        let source = format!("127.35.{}.{}:0", number / 200, 1 + number % 200);
        socket.bind(source.parse().unwrap()).unwrap();
        let mut session = Self(Stream::Plain(socket.connect(to).await.unwrap()));
        if kind == Kind::Implicit {
            session = session.encrypted(config.clone()).await;
        }
        session.expect("220 ").await;
        session.say("EHLO idle.example.test", "250").await;
        if kind == Kind::StartTls {
            session.say("STARTTLS", "220 ").await;
            session = session.encrypted(config).await;
            session.say("EHLO idle.example.test", "250").await;
        }
        session
    }

    async fn encrypted(self, config: Arc<rustls::ClientConfig>) -> Self {
        let name = rustls_pki_types::ServerName::try_from("any.test").unwrap();
        Self(self.0.connect_tls(config, name, tokio::time::Instant::now() + PATIENCE).await.unwrap().0)
    }

    async fn say(&mut self, line: &str, start: &str) {
        self.0.write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
        self.0.flush().await.unwrap();
        self.expect(start).await;
    }

    /// One reply, all its lines, which begin so.
    async fn expect(&mut self, start: &str) {
        let mut said = vec![];
        // Over at a line whose code is followed by a space.
        while !(said.ends_with(b"\r\n") && said.split(|o| *o == b'\n').rev().nth(1).is_some_and(|line| line.get(3) == Some(&b' '))) {
            let mut octets = [0; 1024];
            let count = tokio::time::timeout(PATIENCE, self.0.read(&mut octets)).await.expect("a reply").unwrap();
            assert!(count > 0, "the server closed after {:?}", said.escape_ascii().to_string());
            said.extend_from_slice(&octets[..count]);
        }
        assert!(said.starts_with(start.as_bytes()), "{start:?} was expected, not {}", said.escape_ascii());
    }
}

/// What the process has in memory beside its program, in KB. The program's own pages are shared with the servers of other tests,
/// and the share of each grows when one of them ends.
fn memory(server: &Server) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", server.id())).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss_Anon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn room_for(sessions: usize) {
    let mut limit = getrlimit(Resource::Nofile);
    let (needed, there) = (sessions as u64 + 500, limit.maximum.unwrap_or(u64::MAX));
    assert!(there >= needed, "{there} open files are too few: raise the limit to {needed} (ulimit -Hn) and test again");
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).unwrap();
}

/// Has so many sit there while new mail comes in, and sees what each costs, in KB at most.
fn sit(kind: Kind, sessions: usize, most: u64) {
    let _alone = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    room_for(sessions);
    let house = House::new(&["--anonymous"]).with_anna();
    let server = house.serve();
    let to = if kind == Kind::Implicit { server.implicit() } else { server.starttls() };
    let kept = house.home().join("mailboxes/1/Maildir/new");
    let delivered = |count: usize| {
        Wire::greeted_from("127.0.0.1", server.starttls()).mail("anna@example.test", "250 ");
        let until = Instant::now() + PATIENCE;
        while std::fs::read_dir(&kept).map_or(0, Iterator::count) < count {
            assert!(Instant::now() < until, "not delivered:\n{}", server.log());
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    };
    let config = Trust::Any.client_config(&Arc::new(rustls::crypto::aws_lc_rs::default_provider())).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let at_once = Arc::new(Semaphore::new(100));
    let enter = |number: usize| {
        let (at_once, config) = (at_once.clone(), config.clone());
        runtime.spawn(async move {
            let _place = at_once.acquire().await.unwrap();
            Session::enter(number, to, kind, config).await
        })
    };
    // What is made once, at the first session and the first message, belongs to none of them.
    let first = runtime.block_on(enter(0)).unwrap();
    delivered(1);
    let before = memory(&server);
    let entering: Vec<_> = (1..=sessions).map(enter).collect();
    let inside: Vec<Session> = runtime.block_on(async {
        let mut inside = vec![first];
        for session in entering {
            inside.push(session.await.unwrap());
        }
        inside
    });
    let each = memory(&server).saturating_sub(before) * 1024 / sessions as u64;
    aloud(&format!("{sessions} idle sessions ({kind:?}): {each} octets each"));
    delivered(2);
    // None of them was forgotten.
    runtime.block_on(async {
        for mut session in inside {
            session.say("NOOP", "250 ").await;
        }
    });
    assert!(each <= most * 1024, "an idle session costs {each} octets ({kind:?})");
}

fn in_tls() -> usize {
    if std::env::var_os("POSTKONTOR_LONG").is_some() { MANY } else { MANY / 10 }
}

#[test]
fn five_thousand_idle_clients_in_clear_cost_ten_kilobytes_each_and_keep_no_mail_out() {
    sit(Kind::Clear, MANY, 10);
}

#[test]
fn idle_clients_after_starttls_cost_forty_kilobytes_each_and_keep_no_mail_out() {
    sit(Kind::StartTls, in_tls(), 40);
}

#[test]
fn idle_clients_in_tls_from_the_first_octet_cost_forty_kilobytes_each_and_keep_no_mail_out() {
    sit(Kind::Implicit, in_tls(), 40);
}

const MANY: usize = 5_000;
