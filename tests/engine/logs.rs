//! The protocol logs after real dialogues: what stands in the files, in all three formats, and when a new file begins.

use crate::office::{Client, Office};
use jiff::Timestamp;
use postkontor::config::Encryption;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

const ALL: &str = "Date, Time, ClientIp, UserName, ServiceName, ServerName, ServerIp, ServerPort, Method, UriStem, UriQuery, ProtocolStatus, Win32Status, BytesSent, BytesReceived, TimeTaken, ProtocolVersion, Host, UserAgent, Cookie, Referer";

fn server(log: &str, more: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true, basic_requires_tls: false)), log: (enabled: true, {log}){more})"
    )
}

/// A dialogue with a log-on, a refused and a sent message.
async fn dialogue(office: &Office) {
    let mut client = Client::connect("127.0.0.7", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    client.expect("AUTH LOGIN", "334 ").await;
    client.expect("YW5uYQ==", "334 ").await;
    client.expect("YW5uYXMgc2VjcmV0", "235 ").await;
    client.expect("MAIL FROM:<anna@office.test> BODY=8BITMIME", "250").await;
    client.expect("RCPT TO:<no body@office.test>", "501 ").await;
    client.expect("RCPT TO:<nobody@office.test>", "550 ").await;
    client.expect("RCPT TO:<bo@office.test>", "250 ").await;
    client.expect("DATA", "354 ").await;
    client.expect("Subject: private\r\n\r\nannas secret\r\n.", "250 ").await;
    client.expect("QUIT", "221 ").await;
}

fn read(folder: &Path, name: &str) -> String {
    let text = std::fs::read_to_string(folder.join("logs/SmtpSvc1").join(name)).unwrap();
    for secret in ["secret", "YW5uY", "private"] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
    text
}

fn clock(at: &str) -> (postkontor::reception::Clock, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(at.parse::<Timestamp>().unwrap().as_second()));
    let shared = seconds.clone();
    (Arc::new(move || Timestamp::from_second(shared.load(Ordering::Relaxed)).unwrap()), seconds)
}

#[tokio::test]
async fn a_dialogue_stands_in_the_w3c_log_with_every_field() {
    let (clock, _) = clock("2026-11-22T10:00:00Z");
    let office = Office::open_at(&server(&format!("fields: [{ALL}]"), ""), clock).await;
    dialogue(&office).await;
    let folder = office.leave().await;
    let text = read(folder.path(), "ex261122.log");
    assert!(text.starts_with("#Software: Postkontor\r\n#Version: 1.0\r\n#Date: 2026-11-22 10:00:00\r\n#Fields: date time c-ip "), "{text}");
    let records: Vec<Vec<&str>> = text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split(' ').collect()).collect();
    let told: Vec<String> = records.iter().map(|r| format!("{} {} {} {}", r[8], r[10], r[11], r[3])).collect();
    assert_eq!(
        told,
        [
            "EHLO +client.test 250 client.test",
            "AUTH +LOGIN 235 client.test",
            "MAIL +FROM:<anna@office.test>+BODY=8BITMIME 250 client.test",
            "RCPT +TO:<no+body@office.test> 501 client.test",
            "RCPT +TO:<nobody@office.test> 550 client.test",
            "RCPT +TO:<bo@office.test> 250 client.test",
            "DATA - 250 client.test",
            "QUIT - 221 client.test",
        ]
    );
    for record in &records {
        assert_eq!((record.len(), record[2], record[4], record[6], record[16]), (21, "127.0.0.7", "SMTPSVC1", "127.0.0.1", "SMTP"));
    }
    // Octets of the message and of the lines around it.
    let data: u64 = records[6][14].parse().unwrap();
    assert!(data >= "DATA\r\nSubject: private\r\n\r\nannas secret\r\n".len() as u64, "{data}");
}

#[tokio::test]
async fn the_five_fields_are_what_a_new_log_has() {
    let (clock, _) = clock("2026-11-22T10:00:00Z");
    let office = Office::open_at(&server("", ""), clock).await;
    dialogue(&office).await;
    let text = read(office.leave().await.path(), "ex261122.log");
    assert!(text.contains("#Fields: time c-ip cs-method cs-uri-stem sc-status\r\n10:00:00 127.0.0.7 EHLO - 250\r\n"), "{text}");
}

#[tokio::test]
async fn a_dialogue_stands_in_the_iis_and_the_ncsa_log() {
    for (format, name) in [("Iis", "in261122.log"), ("Ncsa", "nc261122.log")] {
        let (clock, _) = clock("2026-11-22T10:00:00Z");
        let office = Office::open_at(&server(&format!("format: {format}"), ""), clock).await;
        dialogue(&office).await;
        let text = read(office.leave().await.path(), name);
        assert_eq!(text.lines().count(), 8, "{text}");
        let refused = text.lines().nth(3).unwrap();
        if format == "Iis" {
            assert!(refused.starts_with("127.0.0.7, client.test, 11/2") && refused.contains(", SMTPSVC1, "), "{refused}");
            assert!(refused.ends_with(", 501, 0, RCPT, -, +TO:<no+body@office.test>,"), "{refused}");
        } else {
            assert!(refused.starts_with("127.0.0.7 - client.test [2") && refused.contains("/Nov/2026:"), "{refused}");
            assert!(refused.contains("] \"RCPT TO -? TO:<no body@office.test> HTTP/1.0\" 501 "), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_new_day_of_the_clock_is_a_new_file_and_a_log_switched_off_ends() {
    let (clock, now) = clock("2026-11-22T23:59:59Z");
    let log = "fields: [Time, Method]";
    let office = Office::open_at(&server(log, ""), clock).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.7", port).await;
    client.hello().await;
    now.fetch_add(1, Ordering::Relaxed);
    client.expect("NOOP", "250").await;
    client.expect("QUIT", "221").await;
    office.change(&server(log, "").replace("enabled: true", "enabled: false").replace("port: 0", &format!("port: {}", port.port()))).await;
    Client::connect("127.0.0.7", port).await.hello().await;
    let folder = office.leave().await;
    assert!(read(folder.path(), "ex261122.log").ends_with("23:59:59 EHLO\r\n"));
    assert!(read(folder.path(), "ex261123.log").ends_with("#Fields: time cs-method\r\n00:00:00 NOOP\r\n00:00:00 QUIT\r\n"));
}

#[tokio::test]
async fn outgoing_connections_are_told_command_by_command() {
    let (clock, _) = clock("2026-11-22T10:00:00Z");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hop = format!(", delivery: (smart_host: Some((host: \"[127.0.0.1]\", port: {port}, encryption: None)))");
    let office = Office::open_at(&server("fields: [ClientIp, UserName, ServerPort, Method, UriQuery, ProtocolStatus]", &hop), clock).await;
    let mut client = Client::connect("127.0.0.7", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    client.log_on("anna", "annas secret").await;
    client.message("anna@office.test", "y@far.test", "Subject: private\r\n\r\n").await;
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 next.test says\tyes\r\n").await.unwrap();
    let mut line = String::new();
    while stream.read_line(&mut line).await.unwrap() > 0 {
        let reply: &[u8] = match line.split(['\r', ' ']).next().unwrap() {
            "DATA" => b"354 go\r\n",
            "QUIT" => b"221 bye\r\n",
            "EHLO" | "MAIL" | "RCPT" | "." => b"250 fine\r\n",
            _ => b"",
        };
        stream.write_all(reply).await.unwrap();
        if line.starts_with('.') {
            break;
        }
        line.clear();
    }
    drop(client);
    let answered = async {
        line.clear();
        while stream.read_line(&mut line).await.is_ok_and(|n| n > 0) {
            let _ = stream.write_all(b"221 bye\r\n").await;
        }
    };
    let (folder, ()) = tokio::join!(office.leave(), answered);
    let text = read(folder.path(), "ex261122.log");
    let ours: Vec<String> =
        text.lines().filter(|l| l.contains("OutboundConnection")).map(|l| l.replace(&port.to_string(), "PORT")).collect();
    let command = |rest: &str| format!("127.0.0.1 OutboundConnectionCommand PORT {rest} 0");
    let response = |rest: &str, code: u16| format!("127.0.0.1 OutboundConnectionResponse PORT - {rest} {code}");
    assert_eq!(ours[..3], [response("+next.test+says\\x09yes", 220), command("EHLO +mail.office.test"), response("+fine", 250)], "{text}");
    assert!(ours.contains(&command("MAIL +FROM:<anna@office.test>")) && ours.contains(&command("RCPT +TO:<y@far.test>")), "{text}");
    assert!(ours.contains(&command("DATA -")) && ours.contains(&response("+go", 354)), "{text}");
}
