//! What a submission gets on its way in, and that a transfer is left alone.

use crate::office::{Client, Office};
use postkontor::config::Encryption;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

const MESSAGE: &str = "To: bo@office.test\r\nBcc: anna@office.test,\r\n boss@far.test\r\nSubject: x\r\n\r\nBcc: this stays";

/// What is stored of a message that this client sends.
async fn stored(office: &Office, client: &mut Client, text: &str, count: usize) -> String {
    assert!(client.message("anna@office.test", "bo@office.test", text).await.starts_with("250 "));
    let all = office.mailbox(2, count).await;
    all.into_iter().map(|octets| String::from_utf8(octets).unwrap()).max_by_key(|text| id(text)).unwrap()
}

/// The name in the queue, from the trace header.
fn id(text: &str) -> String {
    text.split(" id ").nth(1).unwrap()[..13].to_owned()
}

#[tokio::test]
async fn a_submission_gets_date_and_message_id_and_its_blind_copies_stay_blind() {
    let office = Office::open(SERVER).await;
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    let mut client = client.start_tls().await;
    client.log_on("anna", "annas secret").await;
    let text = stored(&office, &mut client, MESSAGE, 1).await;
    assert!(text.contains(") with ESMTPSA id ") && text.contains("\r\n\t(TLSv1.3 "), "{text}");
    let (headers, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(!headers.contains("Bcc") && !headers.contains("boss@far.test"), "{headers}");
    assert_eq!(body, "Bcc: this stays\r\n");
    assert_eq!(headers.matches("\r\nDate: ").count(), 1);
    assert!(headers.contains(&format!("\r\nMessage-ID: <{}.", id(&text))) && headers.contains("@mail.office.test>\r\nTo: "), "{headers}");
    let complete = "Date: Sun, 22 Nov 2026 10:00:00 +0100\r\nMessage-ID: <mine@pc>\r\n\r\n";
    let text = stored(&office, &mut client, complete, 2).await;
    assert_eq!((text.matches("Date: ").count(), text.matches("Message-ID: ").count()), (1, 1), "{text}");
    office.close().await;
}

#[tokio::test]
async fn a_transfer_keeps_its_headers_as_they_came() {
    let office = Office::open(SERVER).await;
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    let text = stored(&office, &mut client, MESSAGE, 1).await;
    assert!(text.ends_with(&format!("\r\n{MESSAGE}\r\n")) && !text.contains("Message-ID"), "{text}");
    office.close().await;
}
