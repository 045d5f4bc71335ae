//! The pickup directory of a running server.

use crate::office::Office;
use postkontor::engine::command::{Change, Command};
use postkontor::mail::ServerId;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], messages: (pickup: true, max_size_kb: 64, max_session_kb: 64), delivery: (max_hops: 3))";

fn folder(office: &Office) -> PathBuf {
    let folder = office.home().pickup(ServerId(1));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Moves a file in that was written a while ago, as programs do.
fn put(office: &Office, name: &str, text: &[u8]) {
    let draft = office.home().folder().join("draft");
    std::fs::write(&draft, text).unwrap();
    aged(&draft);
    std::fs::rename(draft, folder(office).join(name)).unwrap();
}

fn aged(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
}

async fn until(what: &str, done: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < end, "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut found: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_file_moved_in_is_sent_with_what_it_lacks_and_without_what_is_nobodys_business() {
    let office = Office::open(SERVER).await;
    put(&office, "1.eml", b"X-Sender: anna@office.test\nX-Receiver: bo@office.test\nFrom: Anna <anna@office.test>\nTo: list@far.test\nBcc: boss@far.test\nSubject: Unix\n\n.one\ntwo");
    let mail = String::from_utf8(office.mailbox(2, 1).await.remove(0)).unwrap();
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, ".one\r\ntwo\r\n");
    for line in [
        "Return-Path: <anna@office.test>",
        "Delivered-To: bo@office.test",
        "From: Anna <anna@office.test>",
        "To: list@far.test",
        "Subject: Unix",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(head.contains("Received: by mail.office.test (Postkontor, pickup) id "), "{head}");
    assert!(head.contains("\r\nDate: ") && head.contains("\r\nMessage-ID: <"), "{head}");
    assert!(!head.to_lowercase().contains("x-receiver") && !head.to_lowercase().contains("x-sender") && !head.contains("Bcc"), "{head}");
    assert_eq!(names(&folder(&office)), Vec::<String>::new(), "the file is gone");
    // Without X- lines the fields of people count, the blind ones too.
    put(&office, "2.EML", b"From: anna@office.test\r\nTo: \"Bo B.\" <bo@office.test>\r\nBcc: anna@office.test\r\nDate: Sun, 22 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@x.test>\r\n\r\nHello\r\n");
    office.mailbox(2, 2).await;
    let blind = String::from_utf8(office.mailbox(1, 1).await.remove(0)).unwrap();
    assert!(!blind.contains("Bcc") && blind.matches("Message-ID:").count() == 1 && blind.matches("Date:").count() == 1, "{blind}");
    office.close().await;
}

#[tokio::test]
async fn what_is_no_message_goes_to_badmail_once_with_its_reason() {
    let office = Office::open(SERVER).await;
    let large = [&b"From: anna@office.test\nTo: bo@office.test\n\n"[..], &b"0123456789abcde\n".repeat(5_000)].concat();
    let looping = [&b"Received: x\n".repeat(4)[..], b"From: anna@office.test\nTo: bo@office.test\n\n"].concat();
    let endless = [&b"X-Pad: y\n".repeat(40_000)[..], b"From: anna@office.test\n\n"].concat();
    let bad: [(&str, &[u8], &str); 7] = [
        ("nobody.eml", b"From: anna@office.test\n\nx", "no recipient"),
        ("sender.eml", b"To: bo@office.test\n\nx", "no sender"),
        ("header.eml", b"just a text\n", "line 1"),
        ("address.eml", b"From: anna@office.test\nTo: bo\n\n", "To: \"bo\""),
        ("large.eml", &large, "messages.size"),
        ("loop.eml", &looping, "delivery.hops"),
        ("endless.eml", &endless, "header is larger"),
    ];
    for (name, text, _) in &bad {
        put(&office, name, text);
    }
    let badmail = office.home().badmail(ServerId(1));
    until("seven pairs in badmail", || names(&badmail).len() == 14).await;
    let mut reasons = vec![];
    for name in names(&badmail).into_iter().filter(|n| n.ends_with(".txt")) {
        let about = badmail.join(name);
        let reason = std::fs::read_to_string(&about).unwrap();
        let (file, text, why) = bad.iter().find(|(file, ..)| reason.contains(file)).unwrap_or_else(|| panic!("{reason}"));
        assert!(reason.contains(why), "{file}: {reason}");
        assert_eq!(std::fs::read(about.with_extension("eml")).unwrap(), *text, "{file}");
        reasons.push(*file);
    }
    assert_eq!(reasons.len(), 7);
    // A good one behind them passes, and nothing is read again.
    put(&office, "zz.eml", b"From: anna@office.test\nTo: bo@office.test\n\nok\n");
    office.mailbox(2, 1).await;
    assert_eq!((names(&badmail).len(), names(&folder(&office)).len()), (14, 0));
    office.close().await;
}

#[tokio::test]
async fn links_folders_and_files_that_are_being_written_stay_where_they_are() {
    let office = Office::open(SERVER).await;
    let (home, folder) = (office.home(), folder(&office));
    let secret = home.folder().join("elsewhere.eml");
    std::fs::write(&secret, b"From: anna@office.test\nTo: bo@office.test\nSubject: secret\n\n").unwrap();
    aged(&secret);
    std::os::unix::fs::symlink(&secret, folder.join("a.eml")).unwrap();
    std::fs::create_dir(folder.join("b.eml")).unwrap();
    let fifo = folder.join("c.eml");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    std::fs::write(folder.join("d.txt"), b"From: anna@office.test\nTo: bo@office.test\nSubject: text\n\n").unwrap();
    // Somebody is still at it: nothing is taken as long as it grows.
    let growing = folder.join("e.eml");
    std::fs::write(&growing, b"From: anna@office.test\nTo: bo@office.test\nSubject: growing\n\n").unwrap();
    let writer = tokio::spawn({
        let growing = growing.clone();
        async move {
            loop {
                use std::io::Write;
                std::fs::OpenOptions::new().append(true).open(&growing).unwrap().write_all(b"more\n").unwrap();
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    });
    put(&office, "z.eml", b"From: anna@office.test\nTo: bo@office.test\nSubject: good\n\n");
    let first = String::from_utf8(office.mailbox(2, 1).await.remove(0)).unwrap();
    writer.abort();
    assert!(first.contains("Subject: good"), "{first}");
    // It is complete once nobody has written to it for a while.
    let both = office.mailbox(2, 2).await;
    assert!(both.iter().any(|mail| String::from_utf8_lossy(mail).contains("Subject: growing")));
    assert_eq!(names(&folder), ["a.eml", "b.eml", "c.eml", "d.txt"]);
    assert!(secret.exists() && names(&home.badmail(ServerId(1))).is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_server_without_the_box_reads_nothing_until_it_is_ticked() {
    let office = Office::open(&SERVER.replace("pickup: true", "pickup: false")).await;
    put(&office, "1.eml", b"From: anna@office.test\nTo: bo@office.test\n\nHello\n");
    // Two looks would have passed.
    tokio::time::sleep(Duration::from_millis(2_200)).await;
    assert_eq!(names(&folder(&office)), ["1.eml"]);
    let snapshot = office.engine.snapshot(1, "host".into(), jiff::Timestamp::UNIX_EPOCH, false).await;
    let mut server = snapshot.settings.servers[0].clone();
    server.messages.pickup = true;
    office.engine.command(Command::Change(Change::Server(Box::new(server), None))).await.unwrap();
    office.mailbox(2, 1).await;
    office.close().await;
}
