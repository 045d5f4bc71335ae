//! Connections through a proxy that says whose they are (row 35), and limits by the client's own address (row 19).

use crate::office::{Client, Office};
use postkontor::config::Encryption;

fn server(protection: &str, access: &str, fields: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], access: (protection: (proxy_sources: [\"127.0.3.0/24\"], {protection}), {access}), {fields})"
    )
}

fn text(client: &str) -> Vec<u8> {
    format!("PROXY TCP4 {client} 127.0.0.1 4711 25\r\n").into_bytes()
}

fn binary(command: u8, client: [u8; 4]) -> Vec<u8> {
    [&b"\r\n\r\n\0\r\nQUIT\n"[..], &[0x20 | command, 0x11, 0, 12], &client, &[127, 0, 0, 1, 0x12, 0x67, 0, 25]].concat()
}

async fn connect(from: &str, said: &[u8], office: &Office, encryption: Encryption) -> Client {
    let mut client = Client::connect(from, office.address("Office", encryption).await).await;
    client.send(said).await;
    if encryption == Encryption::Tls { client.encrypted().await } else { client }
}

#[tokio::test]
async fn row_35_a_trusted_proxy_is_believed_in_both_versions_and_its_own_connections_are_its_own() {
    let office = Office::open(&server("", "connection: (rule: OnlyListed, computers: [(address: \"203.0.113.5\")])", "")).await;
    for (said, reply) in [
        (text("203.0.113.5"), "220 "),
        (text("203.0.113.6"), "554 5.7.1 "),
        (binary(1, [203, 0, 113, 5]), "220 "),
        (binary(1, [203, 0, 113, 6]), "554 5.7.1 "),
        // A health check: the proxy itself, which is not listed.
        (binary(0, [203, 0, 113, 5]), "554 5.7.1 "),
        (b"PROXY UNKNOWN\r\n".to_vec(), "554 5.7.1 "),
    ] {
        for encryption in [Encryption::StartTls, Encryption::Tls] {
            let greeting = connect("127.0.3.1", &said, &office, encryption).await.reply().await;
            assert!(greeting.starts_with(reply), "{}: {greeting}", said.escape_ascii());
        }
    }
    // What the client says right behind the header is the client's.
    let said = [&text("203.0.113.5")[..], b"EHLO early\r\n"].concat();
    let mut client = connect("127.0.3.1", &said, &office, Encryption::StartTls).await;
    assert!(client.reply().await.starts_with("220 "));
    assert!(client.reply().await.contains("Hello [203.0.113.5]"));
    office.close().await;
}

#[tokio::test]
async fn row_35_nobody_else_is_believed() {
    let office = Office::open(&server("", "connection: (computers: [(address: \"127.0.4.1\")])", "")).await;
    for said in [&text("203.0.113.5")[..], &binary(1, [203, 0, 113, 5])] {
        let greeting = connect("127.0.4.1", said, &office, Encryption::StartTls).await.reply().await;
        assert!(greeting.starts_with("554 5.7.1 "), "excluded whatever it says: {greeting}");
    }
    let mut client = connect("127.0.4.2", &text("203.0.113.5"), &office, Encryption::StartTls).await;
    assert!(client.reply().await.starts_with("220 "));
    assert!(client.reply().await.starts_with("500 5.5.1 "));
    client.expect("XCLIENT ADDR=203.0.113.5", "500 5.5.1 ").await;
    assert!(client.say("EHLO x").await.contains("Hello [127.0.4.2]"));
    office.close().await;
}

#[tokio::test]
async fn row_35_a_trusted_proxy_that_does_not_say_whose_connection_it_is_is_turned_away_without_a_greeting() {
    let office = Office::open(&server("", "", "")).await;
    for said in [&b"EHLO x\r\n"[..], b"PROXY TCP4 nobody 127.0.0.1 1 25\r\n", &binary(7, [203, 0, 113, 5])] {
        let mut client = connect("127.0.3.1", said, &office, Encryption::StartTls).await;
        assert_eq!(client.reply().await, "", "{}", said.escape_ascii());
    }
    office.close().await;
}

#[tokio::test]
async fn row_19_the_limit_for_an_address_counts_the_client_and_not_the_proxy_and_spares_loopback() {
    let office = Office::open(&server("", "", "max_connections_per_address: 1")).await;
    let mut inside = vec![];
    for (client, reply) in
        [("203.0.113.5", "220 "), ("203.0.113.5", "421 4.7.0 "), ("203.0.113.6", "220 "), ("127.0.0.9", "220 "), ("127.0.0.9", "220 ")]
    {
        let mut connection = connect("127.0.3.1", &text(client), &office, Encryption::StartTls).await;
        let greeting = connection.reply().await;
        assert!(greeting.starts_with(reply), "{client}: {greeting}");
        inside.push(connection);
    }
    office.close().await;
}

#[tokio::test]
async fn row_01_who_does_not_wait_for_a_held_back_greeting_is_turned_away() {
    let office = Office::open(&server("greet_pause: \"1s\"", "", "")).await;
    let mut hasty = connect("127.0.0.9", b"EHLO x\r\n", &office, Encryption::StartTls).await;
    assert!(hasty.reply().await.starts_with("554 5.5.0 "));
    let mut patient = connect("127.0.0.9", b"", &office, Encryption::StartTls).await;
    assert!(patient.reply().await.starts_with("220 "));
    office.close().await;
}
