//! Who may connect, and to which of several servers (AC-05, AC-07, AC-20, AC-32).

use crate::office::{Client, Office};
use postkontor::config::Encryption;

fn server(connection: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], access: (connection: ({connection})))"
    )
}

async fn greeting(from: &str, to: std::net::SocketAddr) -> String {
    Client::connect(from, to).await.reply().await
}

#[tokio::test]
async fn ac_05_only_listed_computers_may_connect() {
    let office = Office::open(&server("rule: OnlyListed, computers: [(address: \"127.0.0.5\")]")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    assert!(greeting("127.0.0.5", port).await.starts_with("220 mail.office.test ESMTP Postkontor ready at "));
    assert!(greeting("127.0.0.6", port).await.starts_with("554 5.7.1 "));
    assert!(greeting("127.0.0.1", port).await.starts_with("554 5.7.1 "), "this computer is no exception");
    office.close().await;
}

#[tokio::test]
async fn ac_07_a_group_of_computers_is_listed_by_subnet_and_mask() {
    let office = Office::open(&server("rule: OnlyListed, computers: [(address: \"127.0.8.0/255.255.255.0\")]")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    for (from, reply) in [("127.0.8.1", "220"), ("127.0.8.254", "220"), ("127.0.9.1", "554"), ("127.0.7.255", "554")] {
        assert!(greeting(from, port).await.starts_with(reply), "{from}");
    }
    office.change(&server("rule: AllExcept, computers: [(address: \"127.0.8.0/24\")]")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    for (from, reply) in [("127.0.8.1", "554"), ("127.0.9.1", "220")] {
        assert!(greeting(from, port).await.starts_with(reply), "{from}");
    }
    office.close().await;
}

#[tokio::test]
async fn ac_20_an_excluded_client_gets_a_refusal_for_a_greeting_even_with_good_credentials() {
    let office = Office::open(&server("computers: [(address: \"127.0.0.6\")]")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut excluded = Client::connect("127.0.0.6", port).await;
    assert!(excluded.reply().await.starts_with("554 5.7.1 "));
    excluded.send(b"EHLO x\r\nAUTH PLAIN AGFubmEAYW5uYXMgc2VjcmV0\r\n").await;
    assert_eq!(excluded.reply().await, "", "the connection is over");
    // The same person with the same password from elsewhere.
    let mut welcome = Client::connect("127.0.0.7", port).await;
    welcome.hello().await;
    let mut welcome = welcome.start_tls().await;
    assert!(welcome.log_on("anna", "annas secret").await.starts_with("235 "));
    // With TLS from the first octet the refusal comes inside TLS.
    let tls = office.address("Office", Encryption::Tls).await;
    assert!(Client::connect_tls("127.0.0.6", tls).await.reply().await.starts_with("554 5.7.1 "));
    office.close().await;
}

#[tokio::test]
async fn ac_32_two_servers_on_one_port_keep_their_own_rules_in_either_order() {
    // A port that is free on all addresses.
    let port = std::net::TcpListener::bind("0.0.0.0:0").unwrap().local_addr().unwrap().port();
    let internet = format!(
        "(id: 1, name: \"Internet\", fqdn: \"mx.office.test\", identities: [(address: \"0.0.0.0\", port: {port})], access: (authentication: (anonymous: true, basic: false, integrated: false)))"
    );
    let clients = format!("(id: 2, name: \"Clients\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.2\", port: {port})])");
    for (first, both) in [(&internet, format!("{internet}, {clients}")), (&clients, format!("{clients}, {internet}"))] {
        let office = Office::open(first).await;
        office.change(&both).await;
        let mut outside = Client::connect("127.0.0.9", ([127, 0, 0, 1], port).into()).await;
        assert!(outside.reply().await.starts_with("220 mx.office.test "));
        assert!(!outside.say("EHLO sender.test").await.contains("AUTH"));
        assert!(outside.message("a@far.test", "anna@office.test", "Subject: one\r\n\r\nx").await.starts_with("250 2.6.0 "));
        let mut inside = Client::connect("127.0.0.9", ([127, 0, 0, 2], port).into()).await;
        assert!(inside.reply().await.starts_with("220 mail.office.test "));
        inside.say("EHLO pc.test").await;
        inside.expect("MAIL FROM:<a@far.test>", "530 5.7.0 ").await;
        // One spool, one mailbox.
        assert_eq!(office.mailbox(1, 1).await.len(), 1);
        office.close().await;
    }
}
