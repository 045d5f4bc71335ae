//! A full mailbox is told at RCPT.

use crate::office::{Client, Office};
use jiff::Timestamp;
use postkontor::accounts::{AccountsFile, Store};
use postkontor::config::Encryption;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

#[tokio::test]
async fn a_full_mailbox_refuses_for_now_and_takes_mail_again_when_there_is_room() {
    let office = Office::open(SERVER).await;
    let cur = office.home().mailboxes().join("2/Maildir/cur");
    let old = cur.join("1.old:2,S");
    let (home, full) = (office.home(), old.clone());
    tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(cur).unwrap();
        std::fs::write(full, vec![b'x'; 1024 * 1024]).unwrap();
        let limited = |file: &mut AccountsFile| {
            file.accounts[1].quota_mb = 1;
            Ok(())
        };
        Store::new(&home).change(Timestamp::now(), limited).unwrap();
    })
    .await
    .unwrap();
    office.engine.reload().await.unwrap();
    let at = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.1", at).await;
    client.hello().await;
    client.expect("MAIL FROM:<far@elsewhere.test>", "250 ").await;
    client.expect("RCPT TO:<bo@office.test>", "452 4.2.2 ").await;
    client.expect("RCPT TO:<anna@office.test>", "250 ").await;
    std::fs::remove_file(old).unwrap();
    // The size is counted anew after a minute, or when the files are read again.
    office.engine.reload().await.unwrap();
    let mut client = Client::connect("127.0.0.1", at).await;
    client.hello().await;
    assert!(client.message("far@elsewhere.test", "bo@office.test", "Subject: x\r\n\r\nHello").await.starts_with("250 "));
    office.mailbox(2, 1).await;
    office.close().await;
}

#[tokio::test]
async fn mail_for_a_name_nobody_has_is_taken_when_another_host_is_to_get_it() {
    let forwarding =
        SERVER.replace("access:", "messages: (forward_unresolved: Some(\"[127.0.0.2]\")), delivery: (hold_outbound: true), access:");
    let office = Office::open(&forwarding).await;
    let at = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.1", at).await;
    client.hello().await;
    client.expect("MAIL FROM:<far@elsewhere.test>", "250 ").await;
    client.expect("RCPT TO:<nobody@office.test>", "250 ").await;
    client.expect("RCPT TO:<x@elsewhere.test>", "550 5.7.1 ").await;
    office.change(SERVER).await;
    let mut client = Client::connect("127.0.0.1", at).await;
    client.hello().await;
    client.expect("MAIL FROM:<far@elsewhere.test>", "250 ").await;
    client.expect("RCPT TO:<nobody@office.test>", "550 5.1.1 ").await;
    office.close().await;
}
