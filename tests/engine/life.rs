//! Starting, reloading and stopping; limits; what is stored is what was sent.

use crate::office::{Client, Office};
use jiff::Timestamp;
use postkontor::config::Encryption;
use postkontor::engine::{Engine, StartError};
use std::sync::Arc;
use std::time::Duration;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

#[tokio::test]
async fn a_message_lies_in_the_mailbox_byte_for_byte_below_its_trace_headers() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let large = "x".repeat(997) + "\r\n";
    let bodies = [
        "Subject: a\r\n\r\n.\r\n..\r\n...dots\r\n åäö\r\n".to_owned(),
        "\r\n".to_owned(),
        format!("Subject: large\r\n\r\n{}", large.repeat(700)),
    ];
    for (n, body) in bodies.iter().enumerate() {
        let mut client = Client::connect("127.0.0.1", port).await;
        client.hello().await;
        client.expect("MAIL FROM:<x@far.test>", "250").await;
        client.expect("RCPT TO:<anna@office.test>", "250").await;
        client.expect("DATA", "354").await;
        let stuffed: String =
            body.split_inclusive("\r\n").map(|l| if l.starts_with('.') { format!(".{l}") } else { l.to_owned() }).collect();
        client.send(stuffed.as_bytes()).await;
        client.expect(".", "250 2.6.0 ").await;
        let stored = office.mailbox(1, n + 1).await;
        let ours = stored.iter().filter(|m| m.ends_with(body.as_bytes())).min_by_key(|m| m.len()).expect("one ends with what was sent");
        let headers = String::from_utf8(ours[..ours.len() - body.len()].to_vec()).unwrap();
        let names: Vec<&str> = headers.lines().filter(|l| !l.starts_with('\t')).map(|l| l.split(':').next().unwrap()).collect();
        assert_eq!(names, ["Return-Path", "Delivered-To", "Received"]);
        assert!(
            headers.starts_with("Return-Path: <x@far.test>\r\n")
                && headers.contains("from client.test ([127.0.0.1])\r\n\tby mail.office.test (Postkontor) with ESMTP id "),
            "{headers}"
        );
    }
    office.close().await;
}

#[tokio::test]
async fn a_second_engine_on_the_same_home_is_told_who_has_it() {
    let office = Office::open(SERVER).await;
    let refused = Engine::start(&office.home(), Arc::new(Timestamp::now)).await.unwrap_err();
    assert!(matches!(refused, StartError::Lock(_)));
    assert!(refused.to_string().contains(&format!("process {}", std::process::id())), "{refused}");
    office.close().await;
}

#[tokio::test]
async fn a_taken_port_fails_its_server_and_leaves_the_others_running() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let second = format!("(id: 2, name: \"Second\", fqdn: \"b.office.test\", identities: [(address: \"127.0.0.1\", port: {port})])");
    let office = Office::open(&format!("{SERVER}, {second}")).await;
    let failed = office.engine.failed().await;
    assert_eq!(failed.len(), 1);
    assert!(failed[0].0 == "Second" && failed[0].1.contains(&format!("127.0.0.1:{port} is used by")), "{failed:?}");
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    office.close().await;
}

#[tokio::test]
async fn broken_settings_change_nothing_and_sessions_keep_their_rules() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut before = Client::connect("127.0.0.1", port).await;
    before.hello().await;
    std::fs::write(office.home().settings(), "(version: 1, servers: [").unwrap();
    let sentence = office.engine.reload().await.unwrap_err().to_string();
    assert!(sentence.contains("settings.ron, line 1"), "{sentence}");
    Client::connect("127.0.0.1", port).await.hello().await;
    office.change(&SERVER.replace("anonymous: true", "anonymous: false").replace("port: 0", &format!("port: {}", port.port()))).await;
    before.expect("MAIL FROM:<x@far.test>", "250").await;
    let mut after = Client::connect("127.0.0.1", port).await;
    after.hello().await;
    after.expect("MAIL FROM:<x@far.test>", "530 5.7.0 ").await;
    office.close().await;
}

#[tokio::test]
async fn draining_tells_the_clients_inside_and_lets_nobody_in() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut idle = Client::connect("127.0.0.1", port).await;
    idle.hello().await;
    let mut sending = Client::connect("127.0.0.1", port).await;
    sending.hello().await;
    sending.expect("MAIL FROM:<x@far.test>", "250").await;
    sending.expect("RCPT TO:<anna@office.test>", "250").await;
    sending.expect("DATA", "354").await;
    let ((), ()) = tokio::join!(office.close(), async {
        assert!(idle.reply().await.starts_with("421 4.3.2 "));
        // A message half sent is taken to its end.
        sending.expect("Subject: late\r\n\r\n.", "250 2.6.0 ").await;
        assert!(sending.reply().await.starts_with("421 4.3.2 "));
    });
    assert!(tokio::net::TcpStream::connect(port).await.is_err());
}

#[tokio::test]
async fn limits_refuse_the_connection_too_many() {
    let limited = SERVER.replace("access:", "max_connections: 3, max_connections_per_address: 1, access:");
    let office = Office::open(&limited).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut first = Client::connect("127.0.0.2", port).await;
    first.hello().await;
    // Loopback is exempt from the limit for each address in the policy, so only the total counts here.
    let mut second = Client::connect("127.0.0.2", port).await;
    second.hello().await;
    let mut third = Client::connect("127.0.0.3", port).await;
    third.hello().await;
    assert!(Client::connect("127.0.0.4", port).await.reply().await.starts_with("421 4.3.2 "));
    first.expect("QUIT", "221 ").await;
    drop(first);
    let deadline = std::time::Instant::now() + Duration::from_secs(5);
    while !Client::connect("127.0.0.4", port).await.reply().await.starts_with("220 ") {
        assert!(std::time::Instant::now() < deadline, "a place becomes free");
    }
    office.close().await;
}

#[tokio::test]
async fn a_message_that_goes_in_circles_is_refused_at_its_end_and_the_session_goes_on() {
    let office = Office::open(SERVER).await;
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    for (hops, reply) in [(31, "554 5.4.6 "), (30, "250 2.6.0 ")] {
        let text = "Received: from a by b; now\r\n".repeat(hops) + "Subject: round\r\n\r\nReceived: in the body\r\n";
        let answer = client.message("x@far.test", "anna@office.test", &text).await;
        assert!(answer.starts_with(reply), "{hops}: {answer}");
    }
    assert_eq!(office.mailbox(1, 1).await.len(), 1);
    office.close().await;
}

/// A client that has begun a message and goes no further.
async fn in_the_middle(mut client: Client, sender: &str) -> Client {
    client.expect(&format!("MAIL FROM:<{sender}>"), "250").await;
    client.expect("RCPT TO:<anna@office.test>", "250").await;
    client.expect("DATA", "354").await;
    client
}

#[tokio::test]
async fn a_stranger_whose_message_comes_too_slowly_loses_its_place_where_places_are_scarce() {
    let scarce = |most: u32, listed: &str| {
        format!(
            "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], max_connections: {most},
              access: (authentication: (anonymous: true, basic_requires_tls: false), relay: (computers: [{listed}]),
                       protection: (minimum_rate: 500, minimum_rate_over: \"1s\")))"
        )
    };
    let office = Office::open(&scarce(4, "(address: \"127.0.0.8\")")).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let connect = async |from: &str| {
        let mut client = Client::connect(from, port).await;
        client.hello().await;
        client
    };
    let mut anna = connect("127.0.0.7").await;
    assert!(anna.log_on("anna", "annas secret").await.starts_with("235 "));
    let mut anna = in_the_middle(anna, "anna@office.test").await;
    let mut granted = in_the_middle(connect("127.0.0.8").await, "x@far.test").await;
    let mut stranger = in_the_middle(connect("127.0.0.9").await, "x@far.test").await;
    assert!(stranger.reply().await.starts_with("421 4.4.2 "));
    assert_eq!(stranger.reply().await, "");
    // Those who were as slow, and have a place of their own right.
    for client in [&mut anna, &mut granted] {
        client.send(b"Subject: slow\r\n\r\n").await;
        assert!(client.say(".").await.starts_with("250 2.6.0 "));
    }
    drop((anna, granted, stranger));
    office.change(&scarce(0, "")).await;
    // Where there is room, a stranger may be slow too: no reply comes before its message is complete.
    let port = office.address("Office", Encryption::StartTls).await;
    let mut stranger = Client::connect("127.0.0.9", port).await;
    stranger.hello().await;
    let mut stranger = in_the_middle(stranger, "x@far.test").await;
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert!(stranger.say("text\r\n.").await.starts_with("250 2.6.0 "));
    office.close().await;
}
