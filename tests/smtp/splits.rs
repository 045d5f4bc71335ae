//! However the network cuts what a client sends, the server says and stores the same.
//!
//! The client of these dialogues waits where RFC 2920 §3.1 tells it to: EHLO, DATA, AUTH, VRFY, NOOP, QUIT and the like end
//! a group, and the message comes behind the 354 only. Rows 1, 8 and 10 are about clients that do not wait.

use crate::runner::Settings;
use postkontor::mail::QueueId;
use postkontor::smtp::{ClientFacts, Output, Session};
use proptest::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a client sends in one go before it waits.
#[derive(Debug, Clone)]
enum Group {
    /// Commands, the last of which may be one that has to be.
    Commands(Vec<Vec<u8>>),
    /// DATA at the end of commands, and the message if there is a 354.
    Message(Vec<Vec<u8>>, Vec<u8>),
    /// AUTH, and a response to each 334.
    LogOn(&'static str, Vec<&'static str>),
}

/// All that can be seen from outside.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    said: String,
    stored: Vec<Vec<u8>>,
    notices: Vec<String>,
    closed: bool,
}

struct Stage {
    settings: Settings,
    session: Session,
    now: Instant,
    partial: Vec<u8>,
    seen: Seen,
    cuts: Vec<usize>,
    next: usize,
}

impl Stage {
    fn new(settings: Settings, cuts: Vec<usize>) -> Self {
        let now = Instant::now();
        let client = ClientFacts { address: "192.0.2.7".parse().unwrap(), tls: None, date: "".into() };
        let session = Session::new(Arc::new(settings.config.clone()), client, now);
        let mut stage = Self { settings, session, now, partial: vec![], seen: Seen::default(), cuts, next: 0 };
        stage.pump();
        stage
    }

    /// Hands over in pieces as the cuts say; without cuts in one.
    fn send(&mut self, octets: &[u8]) {
        let mut rest = octets;
        while !rest.is_empty() {
            let length = self.cuts.get(self.next % self.cuts.len().max(1)).map_or(rest.len(), |cut| (*cut).min(rest.len()));
            self.next += 1;
            let (piece, tail) = rest.split_at(length);
            self.session.receive(self.now, piece);
            self.pump();
            rest = tail;
        }
    }

    fn play(&mut self, group: &Group) {
        if self.seen.closed {
            return;
        }
        let before = self.seen.said.len();
        match group {
            Group::Commands(lines) => self.send(&lines.concat()),
            Group::Message(lines, text) => {
                self.send(&[&lines.concat()[..], b"DATA\r\n"].concat());
                if self.seen.said[before..].lines().last().is_some_and(|line| line.starts_with("354")) {
                    self.send(text);
                    self.send(b"\r\n.\r\n");
                }
            }
            Group::LogOn(command, responses) => {
                self.send(format!("{command}\r\n").as_bytes());
                for response in responses {
                    if !self.seen.said[before..].lines().last().is_some_and(|line| line.starts_with("334")) {
                        break;
                    }
                    self.send(format!("{response}\r\n").as_bytes());
                }
            }
        }
    }

    fn pump(&mut self) {
        loop {
            match self.session.poll(self.now) {
                Output::Send(octets) => self.seen.said.push_str(std::str::from_utf8(&octets).unwrap()),
                Output::Ask(question) => {
                    let answer = self.settings.answer(&self.session, question);
                    self.session.answer(self.now, answer);
                }
                Output::Body(octets) => self.partial.extend_from_slice(&octets),
                Output::Discard => self.partial.clear(),
                Output::Commit(end) => {
                    let message = std::mem::take(&mut self.partial);
                    assert_eq!(message.len() as u64, end.body.octets);
                    self.seen.stored.push(message);
                    self.session.committed(self.now, Ok(QueueId(self.seen.stored.len() as u64)));
                }
                Output::Note(notice) => self.seen.notices.push(format!("{notice:?}")),
                Output::StartTls => panic!("nobody asked for TLS"),
                Output::Close => self.seen.closed = true,
                // Punishing waits are sat out.
                Output::Until(deadline) if deadline < self.now + Duration::from_secs(2) => self.now = deadline,
                Output::Until(_) | Output::Idle => return,
            }
        }
    }
}

fn see(groups: &[Group], limits: bool, cuts: Vec<usize>) -> Seen {
    let mut settings = Settings::new();
    settings.users = vec!["info".into(), "bob".into()];
    settings.accounts = vec![("anna".into(), "secret".into(), true)];
    if limits {
        settings.config.max_size = Some(postkontor::mail::ByteSize(60));
        settings.config.max_session_size = Some(postkontor::mail::ByteSize(300));
    }
    let mut stage = Stage::new(settings, cuts);
    groups.iter().for_each(|group| stage.play(group));
    stage.session.peer_closed(stage.now);
    stage.pump();
    assert!(stage.seen.closed && stage.partial.is_empty(), "something is left behind: {:?}", stage.partial);
    stage.seen
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just(&b"\r\n"[..]), 2 => Just(&b"."[..]), 4 => Just(&b"text"[..]), 1 => Just(&b"\r"[..]), 1 => Just(&b"\n"[..]),
        1 => Just(&b"\0"[..]), 1 => Just(&b"QUIT\r\n"[..]), 1 => Just(&b"\xff"[..]), 1 => Just(&b"\r\n.\r\nRSET\r\n"[..]),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn line(text: &str) -> Vec<u8> {
    format!("{text}\r\n").into_bytes()
}

/// A command that others may follow in the same group (RFC 2920 §3.1; RFC 3030 §2 for BDAT), or a line that is none.
fn command() -> impl Strategy<Value = Vec<u8>> {
    let chunk =
        |(octets, last): (Vec<u8>, bool)| [line(&format!("BDAT {}{}", octets.len(), if last { " LAST" } else { "" })), octets].concat();
    prop_oneof![
        6 => prop_oneof![Just("MAIL FROM:<a@b.test>"), Just("MAIL FROM:<> RET=HDRS"), Just("MAIL FROM:<a@b.test> SIZE=99")].prop_map(line),
        6 => prop_oneof![Just("RCPT TO:<info@example.test>"), Just("RCPT TO:<bob@example.test> NOTIFY=NEVER"), Just("RCPT TO:<x@example.test>")]
            .prop_map(line),
        2 => Just(line("RSET")),
        4 => (text(), any::<bool>()).prop_map(chunk),
        1 => Just(line("FROB")),
        1 => Just(b"NOOP\nRSET\r\n".to_vec()),
        1 => Just(line(&"x".repeat(600))),
        1 => Just(line(&"x".repeat(3000))),
        1 => Just(line("BDAT 5x")),
    ]
}

fn group() -> impl Strategy<Value = Group> {
    let commands = || proptest::collection::vec(command(), 0..6);
    let ending = prop_oneof![Just("EHLO pc"), Just("HELO pc"), Just("NOOP"), Just("VRFY info"), Just("RSET")];
    let transaction = (0usize..3).prop_map(|count| {
        let mut lines = vec![line("MAIL FROM:<a@b.test>")];
        lines.extend((0..count).map(|_| line("RCPT TO:<info@example.test>")));
        lines
    });
    let lines = || prop_oneof![2 => transaction.clone(), 1 => commands()];
    prop_oneof![
        4 => (commands(), ending).prop_map(|(mut lines, last)| {
            lines.push(line(last));
            Group::Commands(lines)
        }),
        3 => (lines(), text()).prop_map(|(lines, text)| Group::Message(lines, text)),
        4 => (transaction.clone(), proptest::collection::vec((text(), any::<bool>()), 1..4)).prop_map(|(mut lines, chunks)| {
            for (octets, last) in chunks {
                lines.push([line(&format!("BDAT {}{}", octets.len(), if last { " LAST" } else { "" })), octets].concat());
            }
            Group::Commands(lines)
        }),
        1 => prop_oneof![Just("AGFubmEAc2VjcmV0"), Just("*"), Just("=="), Just("AGFubmEAeA==")].prop_map(|response| Group::LogOn("AUTH PLAIN", vec![response])),
        1 => prop_oneof![
            Just(Group::LogOn("AUTH LOGIN", vec!["YW5uYQ==", "c2VjcmV0"])),
            Just(Group::LogOn("AUTH LOGIN YW5uYQ==", vec!["eA=="])),
            Just(Group::LogOn("AUTH LOGIN", vec!["YW5uYQ==", "*"])),
        ],
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_split_gives_the_same_answers(groups in proptest::collection::vec(group(), 1..8), limits in any::<bool>(), cuts in proptest::collection::vec(1usize..9, 1..20)) {
        let groups = [vec![Group::Commands(vec![line("EHLO pc")])], groups].concat();
        let whole = see(&groups, limits, vec![]);
        prop_assert_eq!(&see(&groups, limits, vec![1]), &whole);
        prop_assert_eq!(&see(&groups, limits, cuts), &whole);
    }
}

#[test]
fn the_dialogues_reach_the_end_of_messages_of_both_kinds() {
    // A property that holds for dialogues in which nothing happens says nothing.
    let lines = vec![line("MAIL FROM:<a@b.test>"), line("RCPT TO:<info@example.test>")];
    let groups = [
        Group::Commands(vec![line("EHLO pc")]),
        Group::Message(lines.clone(), b"..text".to_vec()),
        Group::Commands([lines, vec![line("BDAT 3"), b"a\r\n".to_vec(), line("BDAT 0 LAST")]].concat()),
        Group::LogOn("AUTH LOGIN", vec!["YW5uYQ==", "eA=="]),
        Group::LogOn("AUTH PLAIN", vec!["AGFubmEAc2VjcmV0"]),
    ];
    for cuts in [vec![], vec![1], vec![2, 7, 1]] {
        let seen = see(&groups, false, cuts);
        assert_eq!(seen.stored, [b".text\r\n".to_vec(), b"a\r\n".to_vec()]);
        assert_eq!(seen.said.matches("\r\n535 5.7.8 ").count(), 1, "{}", seen.said);
        assert!(seen.said.ends_with("235 2.7.0 Authentication successful\r\n"), "{}", seen.said);
    }
}
