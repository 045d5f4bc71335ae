//! The whole road: what a mail program hands in arrives at the next hop and in the Maildir, octet for octet behind the trace headers.

use super::house::{ANNAS_PASSWORD, House, PATIENCE, Process, Server, finish};
use super::mailers::{Channel, Mailer, Order, python};
use super::wire::Wire;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// The next hop: aiosmtpd with the answers of the test.
pub(crate) struct NextHop {
    _process: Process,
    pub(crate) port: u16,
    folder: PathBuf,
}

/// A message as the next hop got it.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) content: Vec<u8>,
    pub(crate) facts: String,
}

impl NextHop {
    pub(crate) fn start(house: &House, options: &[&str]) -> Self {
        let folder = house.beside("next-hop");
        std::fs::create_dir_all(&folder).unwrap();
        let mut command = python("next_hop.py");
        command.arg("--folder").arg(&folder).args(options).stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(std::fs::File::create(house.beside("next-hop.err")).unwrap());
        let mut process = command.spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let process = Process(process);
        let line = out
            .lines()
            .next()
            .unwrap_or_else(|| {
                panic!("the next hop did not start: run `make deps`\n{}", std::fs::read_to_string(house.beside("next-hop.err")).unwrap())
            })
            .unwrap();
        Self { _process: process, port: line.strip_prefix("listening ").unwrap().parse().unwrap(), folder }
    }

    /// The message with this number, as soon as it is there.
    pub(crate) fn message(&self, number: usize) -> Arrived {
        let path = self.folder.join(format!("{number}.eml"));
        let content = wait_for(&format!("message {number} at the next hop"), || std::fs::read(&path).ok());
        Arrived { content, facts: std::fs::read_to_string(path.with_extension("json")).unwrap() }
    }

    fn count(&self) -> usize {
        std::fs::read_dir(&self.folder).unwrap().filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|x| x == "eml")).count()
    }
}

pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "{what} did not come");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A home that sends all that leaves through this port, with anna.
pub(crate) fn house(port: u16) -> House {
    let house = House::empty();
    let names = ["init", "--fqdn", "mail.example.test", "--local-domain", "example.test", "--listen", "127.0.0.1:0"];
    let rest = ["--implicit-tls", "127.0.0.1:0", "--smart-host-tls", "none", "--smart-host", &format!("127.0.0.1:{port}")];
    house.run(&[&names[..], &rest].concat()).with_code(0);
    house.with_anna()
}

/// The messages in anna's Maildir, oldest first.
pub(crate) fn mailbox(house: &House) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(house.home().join("mailboxes/1/Maildir/new")) else { return vec![] };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

pub(crate) fn anna<'a>(server: &Server) -> Order<'a> {
    Order::new(server.starttls(), Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD)
}

/// What stands between the trace headers and the end: takes these fields off the front, each once and in this order.
pub(crate) fn behind<'m>(mut message: &'m [u8], fields: &[&str]) -> &'m [u8] {
    for field in fields {
        assert!(message.starts_with(field.as_bytes()), "{field} does not come next in:\n{}", shown(message));
        let mut end = 0;
        loop {
            end += message[end..].windows(2).position(|two| two == b"\r\n").unwrap() + 2;
            // A folded field goes on with white space.
            if !message[end..].starts_with(b"\t") && !message[end..].starts_with(b" ") {
                break;
            }
        }
        message = &message[end..];
    }
    message
}

fn shown(message: &[u8]) -> String {
    String::from_utf8_lossy(&message[..message.len().min(800)]).into_owned()
}

fn same(what: &str, got: &[u8], sent: &[u8]) {
    let differs = got.iter().zip(sent).position(|(a, b)| a != b).unwrap_or(got.len().min(sent.len()));
    assert!(got == sent, "{what}: {} octets instead of {}, from octet {differs} on not what was sent", got.len(), sent.len());
}

/// Messages that are easily damaged on the way, each with its name.
fn delicate() -> Vec<(&'static str, Vec<u8>)> {
    let header = b"From: <anna@example.test>\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nMessage-ID: <1@example.test>\r\nSubject: ";
    let message = |subject: &str, body: &[u8]| [header, subject.as_bytes(), b"\r\n\r\n", body].concat();
    let large: Vec<u8> = (0..24_000_u32).flat_map(|n| format!("{:.>1$}{n:08x}\r\n", "", (n % 70) as usize).into_bytes()).collect();
    assert!(large.len() > 1 << 20);
    vec![
        ("plain", message("Plain", b"Text\r\n")),
        ("empty body", message("Empty", b"")),
        ("blank lines", message("Blank lines", b"\r\n\r\n\r\n")),
        (
            "lines with dots",
            message("Dots", b".\r\n..\r\n...\r\n.a\r\n \r\n. .\r\n.\r\nA last line: swaks takes a dot at the end away\r\n"),
        ),
        ("eight bits", message("Eight bits", b"\xe5\xe4\xf6 \xc3\xa5\xc3\xa4\xc3\xb6 \x01\x7f\x80\xff\r\n")),
        ("folded header", [&header[..], b"Folded\r\n\tonce\r\n  and again\r\nReceived: by elsewhere\r\n\r\nText \t \r\n"].concat()),
        ("long lines", message("Long", &[&[b'x'; 998][..], b"\r\n", &[b'.'; 998], b"\r\n"].concat())),
        ("a mebibyte", message("Large", &large)),
    ]
}

/// swaks cannot send an empty body: it adds a blank line.
fn mailers(name: &str) -> Vec<Mailer> {
    Mailer::ALL.into_iter().filter(|mailer| *mailer != Mailer::Swaks || name != "empty body").collect()
}

#[test]
fn messages_reach_the_next_hop_octet_for_octet_behind_one_received() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &[]);
    let house = house(hop.port);
    let server = house.serve();
    let mut number = 0;
    for (name, message) in delicate() {
        for mailer in mailers(name) {
            number += 1;
            mailer.accepted(&Order { recipient: "far@elsewhere.example", message: &message, ..anna(&server) });
            let arrived = hop.message(number);
            same(&format!("{name} from {mailer:?}"), behind(&arrived.content, &["Received: from "]), &message);
            for fact in ["\"from\": \"anna@example.test\"", "\"far@elsewhere.example\"", "\"helo\": \"mail.example.test\""] {
                assert!(arrived.facts.contains(fact), "{fact} is not in {}", arrived.facts);
            }
        }
    }
    server.stop().with_code(0);
    assert_eq!(hop.count(), number, "something arrived twice");
    house.serve().wait_for_log("messages=0", 1);
}

#[test]
fn messages_reach_the_maildir_octet_for_octet_behind_three_trace_headers() {
    // Nobody listens there: local mail must not need it.
    let house = house(9);
    let server = house.serve();
    let mut sent = 0;
    for (name, message) in delicate() {
        let mailers = mailers(name);
        for mailer in &mailers {
            mailer.accepted(&Order { message: &message, ..anna(&server) });
        }
        sent += mailers.len();
        let all = wait_for(name, || Some(mailbox(&house)).filter(|all| all.len() == sent));
        let fields = ["Return-Path: <anna@example.test>\r\n", "Delivered-To: anna@example.test\r\n", "Received: from "];
        let whole = all.iter().filter(|one| behind(one, &fields) == message).count();
        assert_eq!(whole, mailers.len(), "{name} is not in the mailbox as it was sent");
    }
    server.stop().with_code(0);
    house.serve().wait_for_log("messages=0", 1);
    assert_eq!(mailbox(&house).len(), sent);
}

#[test]
fn one_message_for_here_and_elsewhere_reaches_both_once() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &[]);
    let house = house(hop.port);
    house.edit("anonymous: false", "anonymous: true");
    house.edit("rule: OnlyListed,", "rule: AllExcept,");
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    wire.say("MAIL FROM:<pc7@elsewhere.example>", "250 ");
    for recipient in ["far@elsewhere.example", "Anna@EXAMPLE.test", "other@elsewhere.example"] {
        wire.say(&format!("RCPT TO:<{recipient}>"), "250 ");
    }
    wire.say("DATA", "354 ");
    wire.say("Subject: For all\r\n\r\nText\r\n.", "250 2.6.0 ");
    wire.quit();
    let arrived = hop.message(1);
    assert!(arrived.facts.contains("far@elsewhere.example") && arrived.facts.contains("other@elsewhere.example"), "{}", arrived.facts);
    assert!(!arrived.facts.contains("example.test\"\n"), "local mail left the house: {}", arrived.facts);
    wait_for("the message in the mailbox", || (!mailbox(&house).is_empty()).then_some(()));
    server.stop().with_code(0);
    assert_eq!((hop.count(), mailbox(&house).len()), (1, 1));
}

#[test]
fn what_the_next_hop_refuses_comes_back_to_the_sender_as_a_report() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &["--answer", "rcpt:gone@elsewhere.example:550 5.1.1 Nobody of that name"]);
    let house = house(hop.port);
    let server = house.serve();
    Mailer::Curl.accepted(&Order { recipient: "gone@elsewhere.example", ..anna(&server) });
    let report = wait_for("the report", || mailbox(&house).pop());
    let text = String::from_utf8_lossy(&report);
    for part in [
        "Return-Path: <>\r\n",
        "multipart/report",
        "message/delivery-status",
        "Final-Recipient: rfc822;",
        "gone@elsewhere.example",
        "Action: failed",
        "Status: 5.1.1",
        "550 5.1.1 Nobody of that name",
        "Subject: Test",
    ] {
        assert!(text.contains(part), "{part:?} is not in the report:\n{text}");
    }
    server.stop().with_code(0);
    assert_eq!((hop.count(), mailbox(&house).len()), (0, 1));
}

#[test]
fn mail_waits_for_a_next_hop_that_is_away_or_busy_and_is_tried_again() {
    let hop_house = House::empty();
    let answers = ["--answer", "rcpt:*:451 4.2.0 Try again later:1", "--answer", "data:*:close:1"];
    let hop = NextHop::start(&hop_house, &answers);
    let house = house(hop.port);
    house.edit("(\"10m\", \"10m\", \"10m\", \"15m\")", "(\"1s\", \"1s\", \"1s\", \"1s\")");
    let server = house.serve();
    Mailer::Curl.accepted(&Order { recipient: "far@elsewhere.example", ..anna(&server) });
    hop.message(1);
    server.stop().with_code(0);
    assert_eq!((hop.count(), mailbox(&house).len()), (1, 0));
}

#[test]
fn held_mail_leaves_when_it_is_released_without_a_restart() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &[]);
    let house = house(hop.port);
    house.edit("hold_outbound: false", "hold_outbound: true");
    let server = house.serve();
    Mailer::Curl.accepted(&Order { recipient: "far@elsewhere.example", ..anna(&server) });
    // Local mail is not held: when it is there, the other would have been too.
    Mailer::Curl.accepted(&anna(&server));
    wait_for("local mail", || (!mailbox(&house).is_empty()).then_some(()));
    assert_eq!(hop.count(), 0);
    house.edit("hold_outbound: true", "hold_outbound: false");
    server.reload("the settings were read again");
    hop.message(1);
}

#[test]
fn a_next_hop_that_wants_encryption_and_a_password_gets_both_and_a_wrong_one_is_told() {
    const PASSWORD: &str = "Provider$Secret-91";
    for tls in ["starttls", "implicit"] {
        let hop_house = House::empty();
        let (chain, key) = (hop_house.beside("chain.pem"), hop_house.beside("key.pem"));
        let made = rcgen::generate_simple_self_signed(vec!["nexthop.example.net".into()]).unwrap();
        std::fs::write(&chain, made.cert.pem()).unwrap();
        std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        let files = ["--certificate", chain.to_str().unwrap(), "--key", key.to_str().unwrap()];
        let hop = NextHop::start(&hop_house, &[&["--tls", tls, "--user", "office", "--password", PASSWORD], &files[..]].concat());
        for right in [false, true] {
            let house = House::empty();
            let names = ["init", "--fqdn", "mail.example.test", "--local-domain", "example.test", "--listen", "127.0.0.1:0"];
            let host = ["--smart-host-tls", tls, "--smart-host", &format!("127.0.0.1:{}", hop.port), "--smart-host-user", "office"];
            let mut init = house.command(&[&names[..], &host, &["--smart-host-password-stdin"]].concat());
            finish(&mut init, if right { PASSWORD.as_bytes() } else { b"Wrong-one-17" }).with_code(0);
            house.edit("accept_any_certificate: false", "accept_any_certificate: true");
            let house = house.with_anna();
            let server = house.serve();
            Mailer::Curl.accepted(&Order { recipient: "far@elsewhere.example", ..anna(&server) });
            if right {
                let arrived = hop.message(1);
                assert!(arrived.facts.contains("\"tls\": true") && arrived.facts.contains("\"user\": \"office\""), "{}", arrived.facts);
            } else {
                server.wait_for_log("535", 1);
                server.wait_for_log("127.0.0.1", 1);
            }
            let ended = server.stop().with_code(0);
            assert!(!ended.said().contains(PASSWORD) && !ended.said().contains("Wrong-one-17"), "{}", ended.said());
        }
        assert_eq!(hop.count(), 1);
    }
}
