//! Logging on: what is offered, what is refused, and that no password crosses the wire readable (AC-09, AC-33).

use crate::office::{Client, Office};
use postkontor::config::Encryption;

const DEFAULTS: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)])";

#[tokio::test]
async fn ac_09_with_requires_tls_no_password_is_asked_for_or_looked_at_in_clear() {
    let office = Office::open(DEFAULTS).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.1", port).await;
    let offers = client.hello().await;
    assert!(offers.contains("STARTTLS") && offers.contains("AUTH SCRAM-SHA-256\r\n"), "{offers}");
    client.expect("AUTH LOGIN", "538 5.7.11 ").await;
    assert!(client.log_on("anna", "annas secret").await.starts_with("538 5.7.11 "));
    client.expect("MAIL FROM:<anna@office.test>", "530 5.7.0 ").await;
    let mut client = client.start_tls().await;
    let offers = client.say("EHLO pc.test").await;
    assert!(offers.contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN\r\n") && !offers.contains("STARTTLS"), "{offers}");
    assert!(client.log_on("anna", "annas secret").await.starts_with("235 2.7.0 "));
    office.close().await;
}

#[tokio::test]
async fn ac_09_with_basic_off_no_way_is_offered_that_sends_a_password() {
    let office = Office::open(&DEFAULTS.replace("identities", "access: (authentication: (basic: false)), identities")).await;
    let mut client = Client::connect_tls("127.0.0.1", office.address("Office", Encryption::Tls).await).await;
    let offers = client.hello().await;
    assert!(offers.contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256\r\n"), "{offers}");
    assert!(client.log_on("anna", "annas secret").await.starts_with("50"));
    office.close().await;
}

#[tokio::test]
async fn without_requires_tls_the_old_mail_program_logs_on_in_clear() {
    let office = Office::open(&DEFAULTS.replace("identities", "access: (authentication: (basic_requires_tls: false)), identities")).await;
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    assert!(client.hello().await.contains("AUTH SCRAM-SHA-256 PLAIN LOGIN\r\n"));
    client.expect("AUTH LOGIN", "334 VXNlcm5hbWU6").await;
    client.expect("YW5uYQ==", "334 UGFzc3dvcmQ6").await;
    client.expect("YW5uYXMgc2VjcmV0", "235 2.7.0 ").await;
    office.close().await;
}

#[tokio::test]
async fn ac_33_a_new_server_lets_those_who_log_on_send_and_relays_for_nobody_else() {
    let office = Office::open(&DEFAULTS.replace("identities", "delivery: (hold_outbound: true), identities")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut stranger = Client::connect("127.0.0.1", port).await;
    stranger.hello().await;
    let mut stranger = stranger.start_tls().await;
    stranger.expect("MAIL FROM:<x@far.test>", "530 5.7.0 ").await;
    let mut anna = Client::connect("127.0.0.1", port).await;
    anna.hello().await;
    let mut anna = anna.start_tls().await;
    anna.log_on("ANNA", "annas secret").await;
    assert!(anna.message("anna@office.test", "far@far.test", "Subject: out\r\n\r\nx").await.starts_with("250 2.6.0 "));
    assert!(anna.message("anna@office.test", "bo@office.test", "Subject: in\r\n\r\nx").await.starts_with("250 2.6.0 "));
    anna.expect("MAIL FROM:<boss@office.test>", "550 5.7.1 ").await;
    assert_eq!(office.mailbox(2, 1).await.len(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer_no_sooner_than_a_second() {
    let office = Office::open(DEFAULTS).await;
    let tls = office.address("Office", Encryption::Tls).await;
    let mut answers = vec![];
    for (name, password) in [("anna", "wrong"), ("nobody", "wrong")] {
        let mut client = Client::connect_tls("127.0.0.1", tls).await;
        client.hello().await;
        let before = std::time::Instant::now();
        answers.push(client.log_on(name, password).await);
        assert!(before.elapsed() >= std::time::Duration::from_secs(1));
    }
    assert!(answers[0].starts_with("535 5.7.8 "));
    assert_eq!(answers[0], answers[1]);
    office.close().await;
}
