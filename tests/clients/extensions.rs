//! What mail programs make of the extensions: international addresses, reports of success, messages in chunks.

use super::delivered::{NextHop, anna, behind, house, mailbox, wait_for};
use super::house::{ANNAS_PASSWORD, Finished, House, Server, finish};
use super::mailers::{Mailer, Order, python};
use super::wire::Wire;

/// smtplib with words of its own behind MAIL and RCPT.
fn smtplib(server: &Server, from: &str, to: &str, more: &[&str]) -> Finished {
    let mut command = python("submit.py");
    command.args(["--port", &server.starttls().port().to_string(), "--tls", "starttls", "--user", "anna"]);
    command.args(["--from", from, "--to", to]).args(more).env("SUBMIT_PASSWORD", ANNAS_PASSWORD);
    finish(&mut command, b"")
}

/// A house in which j\u{f6}rg@ is anna too.
fn international(port: u16) -> House {
    let house = house(port);
    house.edit("aliases: []", "aliases: [(address: \"j\u{f6}rg@example.test\", to: [\"anna@example.test\"])]");
    house
}

#[test]
fn international_addresses_and_headers_arrive_from_smtplib_and_curl() {
    let house = international(9);
    let server = house.serve();
    let message = "From: <anna@example.test>\r\nSubject: Gr\u{fc}\u{df}e\r\n\r\nText\r\n".as_bytes();
    let file = house.beside("utf8.eml");
    std::fs::write(&file, message).unwrap();
    // smtplib asks for SMTPUTF8 by itself when an address needs it.
    smtplib(&server, "anna@example.test", "j\u{f6}rg@example.test", &["--send-message", "--message", file.to_str().unwrap()]).with_code(0);
    let arrived = wait_for("the message from smtplib", || mailbox(&house).pop());
    let text = String::from_utf8(arrived).unwrap();
    assert!(text.contains("Delivered-To: j\u{f6}rg@example.test\r\n") && text.contains(" with UTF8SMTPSA "), "{text}");
    assert!(text.ends_with("Subject: Gr\u{fc}\u{df}e\r\n\r\nText\r\n"), "{text}");
    // curl too.
    Mailer::Curl.accepted(&Order { recipient: "j\u{f6}rg@example.test", message, ..anna(&server) });
    wait_for("the message from curl", || Some(mailbox(&house)).filter(|all| all.len() == 2));
    // swaks does not: the address is refused and the sentence says what is missing.
    Mailer::Swaks.refused(&Order { recipient: "j\u{f6}rg@example.test", message, ..anna(&server) }, "553 5.6.7");
    server.stop().with_code(0);
}

#[test]
fn an_international_message_goes_to_the_next_hop_as_one_and_others_as_usual() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &[]);
    let house = house(hop.port);
    let server = house.serve();
    smtplib(&server, "anna@example.test", "j\u{f6}rg@elsewhere.example", &["--send-message"]).with_code(0);
    let facts = hop.message(1).facts;
    assert!(facts.contains("SMTPUTF8"), "{facts}");
    // Asked for and not needed: the next hop need not have it.
    smtplib(&server, "anna@example.test", "joerg@elsewhere.example", &["--mail-option", "SMTPUTF8"]).with_code(0);
    let facts = hop.message(2).facts;
    assert!(!facts.contains("SMTPUTF8"), "{facts}");
    server.stop().with_code(0);
}

#[test]
fn success_is_reported_for_the_mailbox_and_for_a_next_hop_without_dsn() {
    let hop_house = House::empty();
    let hop = NextHop::start(&hop_house, &[]);
    let house = house(hop.port);
    let server = house.serve();
    let dsn = ["--rcpt-option", "NOTIFY=SUCCESS,FAILURE", "--mail-option", "ENVID=order+2B7", "--mail-option", "RET=HDRS"];
    smtplib(&server, "anna@example.test", "far@elsewhere.example", &dsn).with_code(0);
    let report = wait_for("the report about the next hop", || mailbox(&house).pop());
    let report = String::from_utf8(report).unwrap();
    for part in ["Action: relayed\r\n", "Original-Envelope-Id: order+7\r\n", "Final-Recipient: rfc822;far@elsewhere.example\r\n"] {
        assert!(report.contains(part), "{part}\n---\n{report}");
    }
    smtplib(&server, "anna@example.test", "anna@example.test", &dsn).with_code(0);
    let all = wait_for("the message and its report", || Some(mailbox(&house)).filter(|all| all.len() == 3));
    let delivered = all.iter().filter(|m| String::from_utf8_lossy(m).contains("Action: delivered\r\n")).count();
    assert_eq!(delivered, 1);
    let never = smtplib(&server, "anna@example.test", "far@elsewhere.example", &["--rcpt-option", "NOTIFY=NEVER,SUCCESS"]);
    assert!(never.code == Some(1) && never.out.contains("501"), "{never:?}");
    server.stop().with_code(0);
}

#[test]
fn a_message_in_chunks_lies_in_the_mailbox_octet_for_octet() {
    let house = house(9);
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    let offered = wire.say("EHLO pc7.office.test", "250");
    for line in ["250-CHUNKING\r\n", "250-DSN\r\n", "250-SMTPUTF8\r\n", "250-LIMITS RCPTMAX=5000\r\n"] {
        assert!(offered.contains(line), "{line:?} is not in {offered}");
    }
    // Without logging on nothing is taken, but all that was announced is read.
    wire.send(b"MAIL FROM:<anna@example.test>\r\nBDAT 6 LAST\r\nQUIT\r\n");
    wire.expect("530 5.7.0");
    wire.expect("503 5.5.1");
    wire.say("NOOP", "250");
    drop(wire);
    house.edit("anonymous: false", "anonymous: true");
    server.stop().with_code(0);
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    let message = [&b"Subject: chunks\r\n\r\n.\r\n..\r\n"[..], &b"line\r\n".repeat(100_000)].concat();
    wire.send(b"MAIL FROM:<a@far.test>\r\nRCPT TO:<anna@example.test>\r\n");
    wire.expect("250 2.1.0");
    wire.expect("250 2.1.5");
    let mut chunks = message.chunks(65_537).peekable();
    while let Some(chunk) = chunks.next() {
        let last = if chunks.peek().is_none() { " LAST" } else { "" };
        wire.send(&[format!("BDAT {}{last}\r\n", chunk.len()).as_bytes(), chunk].concat());
    }
    for _ in 1..message.chunks(65_537).count() {
        wire.expect("250 2.0.0");
    }
    wire.expect("250 2.6.0");
    let stored = wait_for("the message", || mailbox(&house).pop());
    assert!(behind(&stored, &["Return-Path: ", "Delivered-To: ", "Received: from "]) == message);
    server.stop().with_code(0);
}

#[test]
fn who_talks_before_the_greeting_is_turned_away_where_that_is_set() {
    let house = house(9);
    house.edit("greet_pause: \"0s\"", "greet_pause: \"1s\"");
    let server = house.serve();
    let mut hasty = Wire::connect_from("127.0.0.1", server.starttls());
    hasty.send(b"EHLO hasty\r\n");
    hasty.expect("554 5.5.0");
    // Mail programs wait.
    Mailer::Curl.accepted(&anna(&server));
    server.stop().with_code(0);
}
