//! Printers, scanners and scripts (AC-17, rows 3, 12, 20 and 29).

use crate::office::{Client, Office};
use postkontor::config::written::Device;
use postkontor::config::{Encryption, Fault};
use postkontor::engine::{Change, Command, Refusal};

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (communication: (require_secure_channel: true)), delivery: (hold_outbound: true))";
const COPIER: &str = "(name: \"Copier\", address: \"127.0.7.1\", sender: Some(\"scan@office.test\"), correct_line_endings: true, may_send_in_clear: true, max_size_kb: 2)";

async fn client(from: &str, office: &Office) -> Client {
    let mut client = Client::connect(from, office.address("Office", Encryption::StartTls).await).await;
    assert!(client.reply().await.starts_with("220 "));
    client
}

#[tokio::test]
async fn ac_17_a_copier_that_cannot_log_on_or_encrypt_sends_out_under_a_fixed_address_and_nobody_else_does() {
    let office = Office::with_devices(COPIER, SERVER).await;
    let mut copier = client("127.0.7.1", &office).await;
    // Rows 3 and 29: it knows no CR.
    copier.send(b"HELO copier\nMAIL FROM:<root@localhost>\nRCPT TO:<y@far.test>\nRCPT TO:<anna@office.test>\n").await;
    for _ in 0..4 {
        assert!(copier.reply().await.starts_with("250 "));
    }
    copier.send(b"DATA\n").await;
    assert!(copier.reply().await.starts_with("354 "));
    copier
        .send(
            b"Subject: scan\nFrom: \"Copier\"\n <root@localhost>\nSender: x@y.test\nTo: anna@office.test\n\nFrom: is text here\n\r\n.\r\n",
        )
        .await;
    assert!(copier.reply().await.starts_with("250 2.6.0 "));
    let stored = String::from_utf8(office.mailbox(1, 1).await.remove(0)).unwrap();
    assert!(stored.starts_with("Return-Path: <scan@office.test>\r\n"), "{stored}");
    assert_eq!(stored.matches("\r\nFrom: <scan@office.test>\r\n").count(), 1, "{stored}");
    let end = "\r\nSubject: scan\r\nTo: anna@office.test\r\n\r\nFrom: is text here\r\n\r\n";
    assert!(stored.ends_with(end) && stored.matches("root@localhost").count() == 0, "{stored}");
    // Its neighbour is told to encrypt, and then to log on.
    let mut neighbour = client("127.0.7.2", &office).await;
    neighbour.say("EHLO pc").await;
    neighbour.expect("MAIL FROM:<scan@office.test>", "530 5.7.0 ").await;
    let mut neighbour = neighbour.start_tls().await;
    neighbour.expect("MAIL FROM:<scan@office.test>", "530 5.7.0 Authentication required").await;
    office.close().await;
}

#[tokio::test]
async fn row_20_a_device_has_its_own_size_limit() {
    let office = Office::with_devices(COPIER, SERVER).await;
    let mut copier = client("127.0.7.1", &office).await;
    assert!(copier.say("EHLO copier").await.contains("SIZE 2048\r\n"));
    copier.expect("MAIL FROM:<a@b.test> SIZE=2049", "552 5.3.4 ").await;
    let big = "Subject: x\r\n\r\n".to_owned() + &"x".repeat(2_100);
    assert!(copier.message("a@b.test", "y@far.test", &big).await.starts_with("552 5.3.4 "));
    assert!(copier.message("a@b.test", "y@far.test", "Subject: x\r\n\r\nx").await.starts_with("250 2.6.0 "));
    office.close().await;
}

#[tokio::test]
async fn row_29_line_ends_are_corrected_for_the_device_alone_and_only_where_it_says_so() {
    let other = "(name: \"Scanner\", address: \"127.0.7.3\", may_send_in_clear: true)";
    let office = Office::with_devices(&format!("{COPIER}, {other}"), SERVER).await;
    let mut scanner = client("127.0.7.3", &office).await;
    scanner.send(b"HELO scanner\n").await;
    assert!(scanner.reply().await.starts_with("500 5.5.2 "));
    scanner.expect("HELO scanner", "250").await;
    assert!(scanner.message("a@b.test", "anna@office.test", "Subject: x\r\n\r\nbare\nline").await.starts_with("550 5.5.2 "));
    office.close().await;
}

#[tokio::test]
async fn devices_are_changed_through_the_door_and_two_at_one_address_are_refused() {
    let office = Office::open(SERVER).await;
    let device =
        |name: &str, address: &str| Device { name: name.into(), address: address.into(), may_send_in_clear: true, ..Device::default() };
    let change = |devices| office.engine.command(Command::Change(Change::Devices(devices)));
    let twice = vec![device("Copier", "127.0.7.1"), device("Scanner", "127.0.7.1/255.255.255.255")];
    let Err(Refusal::Issues(issues)) = change(twice).await else { panic!("two devices have one address") };
    assert_eq!(issues[0].path, "devices[1].address");
    assert!(matches!(&issues[0].fault, Fault::Duplicate { first, .. } if first == "devices[0].address"), "{issues:?}");
    change(vec![device("Copier", "127.0.7.1"), device("Floor 7", "127.0.7.0/24")]).await.unwrap();
    let port = office.address("Office", Encryption::StartTls).await;
    for from in ["127.0.7.1", "127.0.7.2"] {
        let mut device = Client::connect(from, port).await;
        device.hello().await;
        device.expect("MAIL FROM:<a@b.test>", "250").await;
    }
    office.engine.command(Command::Undo).await.unwrap();
    let mut forgotten = Client::connect("127.0.7.1", office.address("Office", Encryption::StartTls).await).await;
    forgotten.hello().await;
    forgotten.expect("MAIL FROM:<a@b.test>", "530 5.7.0 ").await;
    office.close().await;
}
