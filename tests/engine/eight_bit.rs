//! Which messages need a server that takes 8-bit content: those that have such content, whatever their client called them.

use crate::office::{Client, Office};
use crate::peer::{Fault, Script};
use postkontor::config::Encryption;
use std::time::Duration;

const PLAIN: &[u8] = b"Subject: x\r\n\r\nHello\r\n";
const EIGHT_BIT: &[u8] = b"Subject: x\r\n\r\nGr\xfc\xdfe\r\n";

/// Who sends through an office whose mail for 127.0.0.2 goes to this port.
async fn open(port: u16) -> (Office, Client) {
    let server = format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], delivery: (outbound: (port: {port})))"
    );
    let office = Office::open(&server).await;
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    let mut client = client.start_tls().await;
    assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
    (office, client)
}

async fn submit(client: &mut Client, declared: &str, chunked: bool, message: &[u8]) {
    client.expect(&format!("MAIL FROM:<anna@office.test>{declared}"), "250 ").await;
    client.expect("RCPT TO:<bob@[127.0.0.2]>", "250 ").await;
    if chunked {
        client.send(format!("BDAT {} LAST\r\n", message.len()).as_bytes()).await;
        client.send(message).await;
    } else {
        client.expect("DATA", "354 ").await;
        client.send(&[message, b".\r\n"].concat()).await;
    }
    assert!(client.reply().await.starts_with("250 2.6.0 "));
}

/// What the office's anna gets, once there is something.
async fn report(office: &Office) -> String {
    String::from_utf8_lossy(&office.mailbox(1, 1).await[0]).into_owned()
}

#[tokio::test]
async fn plain_ascii_called_8_bit_goes_to_a_server_that_knows_helo_only() {
    let peer = Script::good().fault("EHLO", Fault::Say("502 5.5.1 what is that")).start().await;
    let (office, mut client) = open(peer.address.port()).await;
    for chunked in [false, true] {
        submit(&mut client, " BODY=8BITMIME", chunked, PLAIN).await;
    }
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while peer.messages().len() < 2 {
        assert!(tokio::time::Instant::now() < deadline, "{:?}", peer.commands());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(peer.messages().iter().all(|message| message.ends_with(b"\r\n\r\nHello\r\n")));
    assert!(!peer.commands().iter().any(|command| command.contains("BODY=")), "{:?}", peer.commands());
    assert_eq!(office.mailbox(1, 0).await.len(), 0, "nobody was told of a failure");
    office.close().await;
}

#[tokio::test]
async fn real_8_bit_content_does_not_go_there_declared_or_not() {
    let peer = Script::good().fault("EHLO", Fault::Say("502 5.5.1 what is that")).start().await;
    for declared in [" BODY=8BITMIME", ""] {
        for chunked in [false, true] {
            let (office, mut client) = open(peer.address.port()).await;
            // Further inside than is looked at before a transaction begins.
            let message = [&b"Subject: x\r\n\r\n"[..], &b"only ASCII in this line\r\n".repeat(30_000), EIGHT_BIT].concat();
            submit(&mut client, declared, chunked, &message).await;
            let report = report(&office).await;
            assert!(report.contains("Status: 5.6.3\r\n"), "{declared:?} {chunked}: {report}");
            office.close().await;
        }
    }
    assert_eq!(peer.messages().len(), 0);
}
