//! "Press Scan now": what a device does and is refused, as it happens, with what to do about it.

use crate::office::Client;
use postkontor::config::Home;
use postkontor::config::written::Device;
use postkontor::engine::handle::Watching;
use postkontor::engine::job::{Cure, ScanHitch as Hitch, ScanWhat as What, cures};
use postkontor::engine::{Change, Command, Handle};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// What is to be seen of one connection, to its end; the refusals with their cures.
async fn visit(watching: &mut Watching) -> Vec<(What, &'static [Cure])> {
    let mut seen = vec![];
    loop {
        let step = watching.next().await.expect("a step before the time is over");
        let cures = cures(&step);
        let is_last = matches!(step.what, What::Left { .. });
        seen.push((step.what, cures));
        if is_last {
            return seen;
        }
    }
}

fn hitches(seen: &[(What, &'static [Cure])]) -> Vec<(Hitch, &'static [Cure])> {
    let refused = |(what, cures): &(What, &'static [Cure])| match what {
        What::Refused { hitch, .. } => Some((*hitch, *cures)),
        _ => None,
    };
    seen.iter().filter_map(refused).collect()
}

async fn connect(from: &str, to: SocketAddr) -> Client {
    let mut client = Client::connect(from, to).await;
    assert!(client.reply().await.starts_with("220 "));
    client
}

#[tokio::test]
async fn each_step_of_the_watched_device_is_told_with_its_cure_and_those_of_others_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    home.create().unwrap();
    let server = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], delivery: (hold_outbound: true))";
    std::fs::write(home.settings(), format!("(version: 1, servers: [{server}])")).unwrap();
    let handle = tokio::task::spawn_blocking(move || Handle::start(&home, Arc::new(jiff::Timestamp::now)).unwrap()).await.unwrap();
    let port = handle.snapshots().borrow().servers[0].listening[0].address;
    let mut watching = handle.watch("127.0.7.1".parse().unwrap(), Duration::from_secs(120));
    // A copier as it comes out of its box: a password in clear, and then none.
    connect("127.0.7.2", port).await.expect("HELO neighbour", "250").await;
    let mut copier = connect("127.0.7.1", port).await;
    copier.say("EHLO copier").await;
    copier.expect("AUTH PLAIN AHNjYW4Ac2VjcmV0", "538 ").await;
    copier.expect("MAIL FROM:<scan@office.test>", "530 ").await;
    copier.expect("QUIT", "221 ").await;
    let seen = visit(&mut watching).await;
    assert_eq!(seen[0].0, What::Connected { tls: false });
    assert_eq!(seen[1].0, What::Hello("copier".into()));
    let cure: [(Hitch, &[Cure]); 2] =
        [(Hitch::EncryptionFirst, &[Cure::EncryptAtDevice, Cure::AddDevice]), (Hitch::LogOnFirst, &[Cure::AddDevice, Cure::EnterPassword])];
    assert_eq!(hitches(&seen), cure);
    assert_eq!(seen.last().unwrap().0, What::Left { messages: 0 });
    assert!(!format!("{seen:?}").contains("AHNjYW4Ac2VjcmV0"));
    // Now it is a device.
    let device = Device { name: "Copier".into(), address: "127.0.7.1".into(), ..Device::default() };
    handle.command(Command::Change(Change::Devices(vec![device]))).await.unwrap();
    let mut copier = connect("127.0.7.1", port).await;
    copier.expect("HELO copier", "250").await;
    assert!(copier.message("scan@office.test", "y@far.test", "Subject: x\n\nbare").await.starts_with("550 5.5.2 "));
    assert!(copier.message("scan@office.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    copier.expect("QUIT", "221 ").await;
    let seen = visit(&mut watching).await;
    assert_eq!(hitches(&seen), [(Hitch::LineEnds, &[Cure::CorrectLineEndings][..])]);
    let told: Vec<&What> = seen.iter().map(|(what, _)| what).filter(|what| !matches!(what, What::Refused { .. })).collect();
    let message = ["scan@office.test", "y@far.test"].map(|address| postkontor::mail::Address::parse(address).unwrap());
    let (sender, recipient) = (What::Sender(Some(message[0].clone())), What::Recipient(message[1].clone()));
    let (hello, left) = (What::Hello("copier".into()), What::Left { messages: 1 });
    assert_eq!(told, [&What::Connected { tls: false }, &hello, &sender, &recipient, &sender, &recipient, &What::Accepted, &left]);
    // And somebody has set it to SSL on the port that begins in clear.
    let mut copier = connect("127.0.7.1", port).await;
    copier.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").await;
    assert!(copier.reply().await.starts_with("554 5.5.0 "));
    assert_eq!(hitches(&visit(&mut watching).await), [(Hitch::TlsOnPlainPort, &[Cure::ChooseStartTls][..])]);
    tokio::task::spawn_blocking(move || handle.drain(Duration::ZERO)).await.unwrap();
}
