//! The same transcripts over a real socket, against a real engine with accounts, policy and spool behind it.
//!
//! A transcript runs here unless its world cannot be had: each of those stands in [`NOT_HERE`] with the reason. Nothing is
//! timed: waits and silences are for the machine alone, an expected line is waited for.

use crate::office::Client;
use crate::runner::{Settings, Step, Transcript};
use jiff::Timestamp;
use postkontor::accounts::{self, NewAccount};
use postkontor::config::Home;
use postkontor::engine::Engine;
use postkontor::mail::Secret;
use postkontor::smtp::LineEndings;
use postkontor::smtp::session::{SessionConfig, StartTls};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The transcripts that only the machine can play.
const NOT_HERE: [(&str, &str); 30] = [
    ("row-03-29-device.smtp", DEVICE),
    ("row-31-29-device.smtp", DEVICE),
    ("row-05-unknown.smtp", CLOCK),
    ("row-09-broken-key.smtp", CERTIFICATE),
    ("row-09-no-certificate.smtp", CERTIFICATE),
    ("row-13-weak-cipher.smtp", CERTIFICATE),
    ("row-17-accounts-down.smtp", BROKEN),
    ("row-18-blocked.smtp", BROKEN),
    ("row-19-crowded.smtp", BROKEN),
    ("row-16-ntlm.smtp", OFFERS),
    ("row-16-scram.smtp", OFFERS),
    ("row-17-ntlm.smtp", OFFERS),
    ("row-17-scram.smtp", OFFERS),
    ("row-17-scram-plus.smtp", CERTIFICATE),
    ("row-21-not-offered.smtp", OFFERS),
    ("row-22-not-offered.smtp", OFFERS),
    ("row-31-33-broken.smtp", BROKEN),
    ("row-31-39-shutdown.smtp", STOP),
    ("row-32-hops.smtp", BROKEN),
    ("row-33-broken.smtp", BROKEN),
    ("row-33-full.smtp", BROKEN),
    ("row-34-fast.smtp", CLOCK),
    ("row-34-idle.smtp", CLOCK),
    ("row-34-session-max.smtp", CLOCK),
    ("row-34-slow-chunks.smtp", CLOCK),
    ("row-34-slow-welcome.smtp", CLOCK),
    ("row-34-slow.smtp", CLOCK),
    ("row-38-refused-recipients.smtp", CLOCK),
    ("row-39-shutdown.smtp", STOP),
    ("row-43-unresolved.smtp", BROKEN),
];

const CLOCK: &str = "takes longer than a test may";
const CERTIFICATE: &str = "the program always has a certificate, and no weak cipher";
const DEVICE: &str = "what a device sends is a submission, and gets headers";
const BROKEN: &str = "needs something in the house that is broken or worn out";
const OFFERS: &str = "the program always offers it";
const STOP: &str = "the engine is stopped";

/// Real time a transcript may sit out in punishing waits.
const MOST_WAITING: Duration = Duration::from_secs(5);

/// Engines running beside each other.
const AT_ONCE: usize = 6;

/// Why a transcript cannot run here.
fn obstacle(transcript: &Transcript) -> Option<&'static str> {
    let Settings { config, admission, .. } = &transcript.settings;
    let usual = Settings::new();
    let steps = || transcript.steps.iter().map(|(_, step)| step);
    let waits: Duration = steps().filter_map(|step| if let Step::Wait(d) = step { Some(*d) } else { None }).sum();
    if waits > MOST_WAITING || config.idle != usual.config.idle || config.session_max != usual.config.session_max {
        Some(CLOCK)
    } else if steps().any(|step| matches!(step, Step::ShutDown)) {
        Some(STOP)
    } else if config.offers.starttls != StartTls::Offered || config.offers.require_128_bit || transcript.settings.implicit_tls.is_some() {
        Some(CERTIFICATE)
    } else if admission.line_endings == LineEndings::Correct {
        Some(DEVICE)
    } else if config.offers.extensions != usual.config.offers.extensions || config.offers.mechanisms != usual.config.offers.mechanisms {
        Some(OFFERS)
    } else if transcript.settings.commit.is_some() || transcript.settings.accounts_down || transcript.settings.blocked {
        Some(BROKEN)
    } else {
        match transcript.settings.connect.as_ref().map(|reply| reply.to_string()) {
            // The two limits that loopback can reach.
            Some(reply) if !reply.starts_with("554 5.7.1") && !reply.starts_with("421 4.3.2") => Some(BROKEN),
            _ => None,
        }
    }
}

fn settings(world: &Settings) -> String {
    let SessionConfig { offers, max_size, max_session_size, max_recipients, greet_pause, .. } = &world.config;
    let kb = |size: &Option<postkontor::mail::ByteSize>| {
        size.map_or(0, |size| {
            assert_eq!(size.octets() % 1024, 0, "settings count in KB");
            size.octets() / 1024
        })
    };
    let excluded = world.connect.as_ref().is_some_and(|reply| reply.code() == 554);
    let full = world.connect.as_ref().is_some_and(|reply| reply.code() == 421);
    let (corrects, in_clear) = (world.admission.line_endings == LineEndings::Correct, world.admission.may_send_in_clear);
    let device = format!(
        "(name: \"Printer\", address: \"127.0.0.1\", need_not_log_on: {}, correct_line_endings: {corrects}, may_send_in_clear: {in_clear})",
        world.anonymous
    );
    format!(
        "(version: 1, postmaster: \"keeper@{local}\", local_domains: [(name: \"{local}\")], devices: [{devices}], servers: [(id: 1, name: \"A\",
          fqdn: \"mail.example.test\", identities: [(address: \"127.0.0.1\", port: 0)], max_connections: {most},
          access: (authentication: (anonymous: {anonymous}, basic_requires_tls: {requires_tls}, integrated: false, default_domain: \"{local}\"),
                   communication: (require_secure_channel: {secure}),
                   connection: (rule: {rule}), relay: (rule: {relay}), protection: (greet_pause: \"{pause}s\")),
          messages: (max_size_kb: {size}, max_session_kb: {session}, max_recipients: {max_recipients}),
          delivery: (hold_outbound: true))])",
        local = world.local,
        devices = if corrects || in_clear { device } else { String::new() },
        most = u32::from(full),
        anonymous = world.anonymous,
        requires_tls = !offers.basic_in_clear,
        secure = offers.require_secure_channel,
        rule = if excluded { "OnlyListed" } else { "AllExcept" },
        relay = if world.relay { "AllExcept" } else { "OnlyListed" },
        pause = greet_pause.as_secs(),
        size = kb(max_size),
        session = kb(max_session_size),
    )
}

/// Everybody a transcript names, and the keeper who reads postmaster's mail.
fn people(home: &Home, world: &Settings) {
    let store = accounts::Store::new(home);
    let known = world.accounts.iter().map(|(name, password, enabled)| (name.as_str(), Some(password.as_str()), *enabled));
    let users = world.users.iter().map(|name| (name.as_str(), None, true));
    for (name, password, enabled) in known.chain(users).chain([("keeper", None, true)]) {
        let new = NewAccount {
            name: name.into(),
            addresses: vec![format!("{name}@{}", world.local)],
            mailbox: true,
            note: String::new(),
            password: password.map(Secret::from),
            allow_ntlm: false,
        };
        store.add(new, Timestamp::now()).unwrap();
        if !enabled {
            let disable = |file: &mut accounts::AccountsFile| {
                file.accounts.iter_mut().filter(|account| account.name == name).for_each(|account| account.enabled = false);
                Ok(())
            };
            store.change(Timestamp::now(), disable).unwrap();
        }
    }
}

async fn play(transcript: &Transcript) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    home.create().unwrap();
    std::fs::write(home.settings(), settings(&transcript.settings)).unwrap();
    tokio::task::block_in_place(|| people(&home, &transcript.settings));
    let engine = Engine::start(&home, Arc::new(Timestamp::now)).await.unwrap();
    let listening = engine.listening().await;
    let address = listening[0].0.address;
    // Who takes the only place.
    let full = transcript.settings.connect.as_ref().is_some_and(|reply| reply.code() == 421);
    let mut first = if full { Some(Client::connect("127.0.0.2", address).await) } else { None };
    if let Some(first) = &mut first {
        first.hello().await;
    }
    let mut call = Call { client: Some(Client::connect("127.0.0.1", address).await), lines: VecDeque::new(), over: false, home: &home };
    let mut outcome = Ok(());
    for (number, step) in &transcript.steps {
        outcome = call.step(step).await.map_err(|why| format!("{}:{number}: {why}", transcript.name));
        if outcome.is_err() {
            break;
        }
    }
    drop((call, first));
    engine.drain(Duration::from_secs(5)).await;
    outcome
}

struct Call<'a> {
    client: Option<Client>,
    lines: VecDeque<String>,
    over: bool,
    home: &'a Home,
}

impl Call<'_> {
    fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("there is a connection")
    }

    async fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Send(octets) => self.client().send(octets).await,
            Step::Expect(expected) => {
                let line = self.line().await?;
                // What the machine's transcripts know beforehand: the client's address, the date, the name in the queue.
                let expected = expected.replace("192.0.2.7", "127.0.0.1");
                let start = ["...", " at today", "0000000000"].iter().find_map(|end| expected.split_once(end)).map(|(start, _)| start);
                let fits = start.map_or(line == expected, |start| line.starts_with(start));
                fits.then_some(()).ok_or(format!("{line:?} was said instead of {expected:?}"))?;
            }
            Step::ExpectRest(code) => loop {
                let line = self.line().await?;
                line.starts_with(&**code).then_some(()).ok_or(format!("{line:?} was said instead of {code}"))?;
                if line.as_bytes().get(3) != Some(&b'-') {
                    break;
                }
            },
            Step::Closed => {
                let said = if self.over { String::new() } else { self.client().reply().await };
                (said.is_empty() && self.lines.is_empty()).then_some(()).ok_or(format!("not closed but {said:?}"))?;
            }
            Step::Message(Some(expected)) => self.stored(expected).await?,
            Step::Tls(_) => self.client = Some(self.client.take().expect("there is a connection").encrypted().await),
            Step::Vanish => self.client().finish().await,
            // The machine's: what it says when is measured there, what it noticed is in the log.
            Step::Wait(_) | Step::Silent | Step::Notice(_) | Step::Message(None) => {}
            Step::ShutDown => return Err("the engine is not stopped here".into()),
        }
        Ok(())
    }

    async fn line(&mut self) -> Result<String, String> {
        if self.lines.is_empty() {
            let reply = self.client().reply().await;
            self.over = reply.is_empty();
            self.lines.extend(reply.split_terminator("\r\n").map(str::to_owned));
        }
        self.lines.pop_front().ok_or("the connection was closed".into())
    }

    /// Waits until a mailbox has a message with this text behind our trace headers.
    async fn stored(&self, expected: &[u8]) -> Result<(), String> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            for mailbox in std::fs::read_dir(self.home.mailboxes()).into_iter().flatten() {
                let new = mailbox.unwrap().path().join("Maildir/new");
                for file in std::fs::read_dir(new).into_iter().flatten() {
                    if text(&std::fs::read(file.unwrap().path()).unwrap()) == Some(expected) {
                        return Ok(());
                    }
                }
            }
            if Instant::now() > deadline {
                return Err(format!("{:?} was not stored", String::from_utf8_lossy(expected)));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// What stands behind the trace headers: the Received line and its continuations are the last of them.
fn text(stored: &[u8]) -> Option<&[u8]> {
    let start = memchr::memmem::find(stored, b"Received: ")?;
    let mut at = start;
    loop {
        at += memchr::memchr(b'\n', &stored[at..])? + 1;
        if !stored[at..].starts_with(b"\t") {
            return Some(&stored[at..]);
        }
    }
}

#[test]
fn each_transcript_runs_over_a_socket_or_is_listed_with_the_reason() {
    let all = crate::transcripts();
    let cannot: BTreeSet<(&str, &str)> = all.iter().filter_map(|t| obstacle(t).map(|why| (t.name.as_str(), why))).collect();
    assert_eq!(cannot, BTreeSet::from(NOT_HERE));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn transcripts_go_the_same_over_a_real_socket() {
    let all: Vec<Transcript> = crate::transcripts().into_iter().filter(|transcript| obstacle(transcript).is_none()).collect();
    let count = all.len();
    let mut plays: tokio::task::JoinSet<Result<(), String>> = tokio::task::JoinSet::new();
    let mut failures = vec![];
    for transcript in all {
        if plays.len() >= AT_ONCE {
            failures.extend(plays.join_next().await.unwrap().unwrap().err());
        }
        plays.spawn(async move { play(&transcript).await });
    }
    failures.extend(plays.join_all().await.into_iter().filter_map(Result::err));
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(count > 50, "only {count} transcripts were played");
}
