//! A disk that fails for a moment.

use crate::office::{Client, Office};
use postkontor::config::Encryption;
use postkontor::engine::warnings::Warning;
use std::time::Duration;
use tokio::time::timeout;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

#[tokio::test]
async fn after_a_moment_in_which_nothing_could_be_written_the_next_client_is_served() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let now = jiff::Timestamp::now();
    let ill = async || {
        let shown = office.engine.snapshot(1, "pc".into(), now, false).await;
        shown.warnings.iter().any(|warning| matches!(warning, Warning::StorageTrouble(_)))
    };
    // Where the first file of the queue is to be made there is something else, whoever runs this.
    let obstacle = office.home().spool().join("00000001.new");
    std::fs::create_dir(&obstacle).unwrap();
    let mut client = Client::connect("127.0.0.1", port).await;
    client.hello().await;
    let answer = client.message("x@far.test", "anna@office.test", "Subject: lost\r\n\r\n").await;
    assert!(answer.starts_with("451 "), "{answer}");
    client.expect("MAIL FROM:<x@far.test>", "451").await;
    drop(client);
    std::fs::remove_dir(&obstacle).unwrap();
    // Nobody connects meanwhile.
    let well = async {
        while ill().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(60), well).await.expect("the server stays ill");
    let mut client = Client::connect("127.0.0.1", port).await;
    client.hello().await;
    let answer = client.message("x@far.test", "anna@office.test", "Subject: taken\r\n\r\n").await;
    assert!(answer.starts_with("250 "), "{answer}");
    let mail = String::from_utf8(office.mailbox(1, 1).await.remove(0)).unwrap();
    assert!(mail.contains("\r\nSubject: taken\r\n"), "{mail}");
    office.close().await;
}
