//! *Current Sessions*: who is connected, what was said, ending sessions, blocking addresses, and the list of events.

use crate::office::{Client, Office};
use postkontor::config::Encryption;
use postkontor::engine::command::{Command, Refusal};
use postkontor::engine::event::{Delivery, Event, Occurrence, Reception};
use postkontor::engine::facts::Facts;
use postkontor::engine::query::{Answer, Channel, HandshakeTrouble, Phase, Query, SessionFilter, SessionRow, Side};
use postkontor::mail::{ServerId, SessionId, Span};
use postkontor::net::{Stream, Trust};
use postkontor::policy::past::{Deed, Past};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], access: (authentication: (anonymous: true)))";

async fn connect(office: &Office, from: &str) -> Client {
    Client::connect(from, office.address("Office", Encryption::StartTls).await).await
}

fn rows(office: &Office, finished: bool) -> Vec<SessionRow> {
    let filter = SessionFilter { server: Some(ServerId(1)), finished, ..SessionFilter::default() };
    let Answer::Sessions(page) = office.ask(Query::Sessions { filter, offset: 0, limit: 200 }) else { panic!("sessions") };
    assert_eq!(page.total, page.rows.len());
    page.rows
}

/// The rows, once they are so.
async fn rows_when(office: &Office, finished: bool, so: impl Fn(&[SessionRow]) -> bool) -> Vec<SessionRow> {
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    loop {
        let rows = rows(office, finished);
        if so(&rows) {
            return rows;
        }
        assert!(tokio::time::Instant::now() < deadline, "never came so: {rows:#?}");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

fn said(office: &Office, id: SessionId) -> String {
    let Answer::Transcript(Some(said)) = office.ask(Query::Transcript(id)) else { panic!("a transcript") };
    let side = |side| if side == Side::Client { "C" } else { "S" };
    said.lines.iter().map(|line| format!("{}: {}\n", side(line.side), line.text)).collect()
}

fn events(office: &Office, after: u64) -> Vec<Arc<Event>> {
    let Answer::Events(events) = office.ask(Query::Events { after, limit: 1_000 }) else { panic!("events") };
    assert_eq!(events.lost, 0);
    events.events
}

#[tokio::test]
async fn a_session_is_listed_while_it_is_open_and_a_while_after() {
    let office = Office::open(SERVER).await;
    let mut client = connect(&office, "127.0.0.7").await;
    client.hello().await;
    let mut client = client.start_tls().await;
    client.log_on("anna", "annas secret").await;
    assert!(client.message("anna@office.test", "bo@office.test", "Subject: x\r\n\r\nhello").await.starts_with("250 "));
    let row = rows(&office, false).remove(0);
    assert_eq!((row.peer.ip().to_string(), row.helo.as_deref()), ("127.0.0.7".into(), Some("client.test")));
    assert_eq!((row.account.as_deref(), row.phase), (Some("anna"), Phase::Ready));
    assert_eq!((row.messages, row.recipients, row.octets), (1, 1, "Subject: x\r\n\r\nhello\r\n".len() as u64));
    assert!(matches!(&row.channel, Channel::Tls(tls) if &*tls.version == "TLSv1.3" && tls.bits >= 128), "{row:?}");
    assert!(row.last_reply.unwrap().starts_with("250 2.6.0 ") && row.ended.is_none());
    client.expect("QUIT", "221 ").await;
    drop(client);
    let finished = rows_when(&office, true, |rows| rows[0].ended.is_some()).await;
    assert_eq!((finished[0].id, finished[0].phase, finished[0].messages), (row.id, Phase::Closed, 1));
    assert!(rows(&office, false).is_empty());
    office.close().await;
}

#[tokio::test]
async fn a_transcript_shows_what_was_said_and_never_a_password_or_a_message() {
    let office = Office::open(&SERVER.replace("anonymous: true", "anonymous: true, basic_requires_tls: false")).await;
    let mut client = connect(&office, "127.0.0.1").await;
    client.hello().await;
    // By the initial response, by responses to challenges, cancelled, and in places where nobody asked for it.
    client.log_on("anna", "annas secret wrong").await;
    client.expect("AUTH LOGIN", "334 ").await;
    client.expect("YW5uYQ==", "334 ").await;
    client.expect("YW5uYXMgc2VjcmV0", "235 ").await;
    client.expect("AUTH YW5uYXMgc2VjcmV0", "503 ").await;
    client.expect("YW5uYXMgc2VjcmV0", "500 ").await;
    client.expect("PASS annas secret", "500 ").await;
    client.message("anna@office.test", "bo@office.test", "Subject: private\r\n\r\nannas secret").await;
    let id = rows(&office, false)[0].id;
    let text = said(&office, id);
    for secret in ["secret", "YW5uYXMg", "YW5uYQ", "private", "AGFubmE"] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
    for line in
        ["S: 220 mail.office.test ", "C: EHLO client.test\n", "C: AUTH PLAIN ***\nS: 535 ", "C: AUTH LOGIN ***\nS: 334 ", "C: ***\nS: 235 "]
    {
        assert!(text.contains(line), "{line:?} not in\n{text}");
    }
    assert!(text.contains("C: MAIL FROM:<anna@office.test>\nS: 250 ") && text.contains("C: DATA\nS: 354 "), "{text}");
    office.close().await;
}

#[tokio::test]
async fn terminate_ends_a_session_at_once_also_in_the_middle_of_a_message() {
    let office = Office::open(SERVER).await;
    let mut idle = connect(&office, "127.0.0.2").await;
    idle.hello().await;
    let mut sending = connect(&office, "127.0.0.3").await;
    sending.hello().await;
    sending.expect("MAIL FROM:<x@far.test>", "250").await;
    sending.expect("RCPT TO:<anna@office.test>", "250").await;
    sending.expect("DATA", "354").await;
    sending.send(b"Subject: half\r\n").await;
    let other = connect(&office, "127.0.0.4").await;
    let found = rows_when(&office, false, |rows| rows.len() == 3).await;
    assert_eq!(found[1].phase, Phase::Data);
    office.engine.command(Command::Terminate(found[1].id)).await.unwrap();
    assert!(sending.reply().await.starts_with("421 4.3.2 "));
    assert_eq!(sending.reply().await, "");
    idle.expect("NOOP", "250 ").await;
    office.engine.command(Command::TerminateAll(ServerId(1))).await.unwrap();
    assert!(idle.reply().await.starts_with("421 4.3.2 "));
    drop((idle, sending, other));
    rows_when(&office, false, <[SessionRow]>::is_empty).await;
    assert!(matches!(office.engine.command(Command::Terminate(found[1].id)).await, Err(Refusal::Gone)));
    connect(&office, "127.0.0.2").await.hello().await;
    office.close().await;
}

/// Says EHLO again and again and reads no reply, until the server, which must get rid of its replies first, reads no more.
async fn talk_without_listening(client: &mut (impl tokio::io::AsyncWrite + Unpin)) {
    let lines = b"EHLO client.test\r\n".repeat(200);
    while let Ok(written) = timeout(Duration::from_millis(500), client.write_all(&lines)).await {
        written.unwrap();
    }
}

#[tokio::test]
async fn terminate_cuts_off_a_client_that_takes_no_reply_in_clear_and_in_tls() {
    let office = Office::open(SERVER).await;
    let mut clear = tokio::net::TcpStream::connect(office.address("Office", Encryption::StartTls).await).await.unwrap();
    talk_without_listening(&mut clear).await;
    let stream = Stream::Plain(tokio::net::TcpStream::connect(office.address("Office", Encryption::Tls).await).await.unwrap());
    let config = Trust::Any.client_config(&Arc::new(rustls::crypto::aws_lc_rs::default_provider())).unwrap();
    let name = rustls_pki_types::ServerName::try_from("any.test").unwrap();
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    let (mut encrypted, _) = stream.connect_tls(config, name, deadline).await.unwrap();
    talk_without_listening(&mut encrypted).await;
    let found = rows(&office, false);
    assert_eq!(found.len(), 2, "{found:#?}");
    for row in found {
        office.engine.command(Command::Terminate(row.id)).await.unwrap();
        rows_when(&office, false, |rows| rows.iter().all(|other| other.id != row.id)).await;
    }
    // Not at the end of all replies: there is no more to be had than what had come already.
    for heard in [clear.read_to_end(&mut vec![]).await, encrypted.read_to_end(&mut vec![]).await] {
        assert_eq!(heard.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    }
    connect(&office, "127.0.0.2").await.hello().await;
    office.close().await;
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_clients_that_take_no_reply_or_say_nothing_in_the_handshake() {
    let office = Office::open(SERVER).await;
    let mut deaf = tokio::net::TcpStream::connect(office.address("Office", Encryption::StartTls).await).await.unwrap();
    talk_without_listening(&mut deaf).await;
    let mut mute = tokio::net::TcpStream::connect(office.address("Office", Encryption::Tls).await).await.unwrap();
    rows_when(&office, false, |rows| rows.len() == 2).await;
    office.engine.command(Command::Stop(ServerId(1))).await.unwrap();
    rows_when(&office, false, <[SessionRow]>::is_empty).await;
    assert!(deaf.read_to_end(&mut vec![]).await.is_err());
    assert_eq!(mute.read_to_end(&mut vec![]).await.unwrap_or(0), 0);
    office.close().await;
}

#[tokio::test]
async fn a_handshake_that_fails_leaves_its_reason() {
    let office = Office::open(SERVER).await;
    let mut stranger = tokio::net::TcpStream::connect(office.address("Office", Encryption::Tls).await).await.unwrap();
    stranger.write_all(b"EHLO in the clear\r\n").await.unwrap();
    let _ = stranger.read_to_end(&mut vec![]).await;
    let row = rows_when(&office, true, |rows| rows.iter().any(|row| row.ended.is_some())).await.remove(0);
    assert_eq!(row.channel, Channel::Failed(HandshakeTrouble::NotTls));
    let told = events(&office, 0);
    assert!(matches!(&told[0].what, Occurrence::Session { what: Reception::HandshakeFailed(HandshakeTrouble::NotTls), .. }), "{told:?}");
    office.close().await;
}

#[tokio::test]
async fn a_blocked_address_is_shown_the_door_until_it_is_let_in_again_also_after_a_restart() {
    let office = Office::open(SERVER).await;
    let mut inside = connect(&office, "127.0.0.9").await;
    inside.hello().await;
    let network = "127.0.0.8/29".parse().unwrap();
    office.engine.command(Command::Block(network, Span::minutes(60))).await.unwrap();
    assert!(inside.reply().await.starts_with("421 4.3.2 "), "who is inside leaves");
    assert!(connect(&office, "127.0.0.9").await.reply().await.starts_with("421 4.7.0 "));
    connect(&office, "127.0.0.1").await.hello().await;
    let rule = |event: &Arc<Event>| match &event.what {
        Occurrence::Session { client, what: Reception::Refused { rule, .. }, .. } => Some(format!("{client} {rule}")),
        _ => None,
    };
    assert_eq!(events(&office, 0).iter().find_map(rule).as_deref(), Some("127.0.0.9 connection.blocked.by-hand"));
    let office = office.restart().await;
    assert!(connect(&office, "127.0.0.9").await.reply().await.starts_with("421 4.7.0 "));
    assert!(matches!(office.ask(Query::Blocks), Answer::Blocks(blocks) if blocks.len() == 1 && blocks[0].network == network));
    office.engine.command(Command::Unblock(network)).await.unwrap();
    connect(&office, "127.0.0.9").await.hello().await;
    assert!(matches!(office.engine.command(Command::Unblock(network)).await, Err(Refusal::Gone)));
    office.close().await;
}

#[tokio::test]
async fn the_list_of_events_tells_a_message_from_its_first_refusal_to_the_mailbox() {
    let office = Office::open(SERVER).await;
    let mut client = connect(&office, "127.0.0.1").await;
    client.hello().await;
    client.expect("MAIL FROM:<x@far.test>", "250").await;
    client.expect("RCPT TO:<y@elsewhere.test>", "550 ").await;
    client.expect("RSET", "250").await;
    client.message("x@far.test", "anna@office.test", "Subject: x\r\n\r\n").await;
    office.mailbox(1, 1).await;
    // The mailbox has it a moment before it is told.
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    while events(&office, 0).len() < 3 && tokio::time::Instant::now() < deadline {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let mut told = vec![];
    for event in events(&office, 0) {
        told.push(match &event.what {
            Occurrence::Session { what: Reception::Refused { rule, address: Some(address) }, .. } => format!("{rule} {address}"),
            Occurrence::Session { what: Reception::Accepted { recipients, .. }, .. } => format!("accepted {recipients}"),
            Occurrence::Message { what: Delivery::Delivered { recipient, .. }, .. } => format!("delivered {recipient}"),
            other => format!("{other:?}"),
        });
    }
    assert_eq!(told, ["relay.list.not-listed y@elsewhere.test", "accepted 1", "delivered anna@office.test"]);
    assert_eq!(events(&office, 2).len(), 1, "who knows two hears of the third");
    office.close().await;
}

#[tokio::test]
async fn what_clients_did_is_kept_across_a_restart_unless_that_is_switched_off() {
    let office = Office::open(SERVER).await;
    let mut client = connect(&office, "127.0.0.7").await;
    client.hello().await;
    client.message("x@far.test", "anna@office.test", "Subject: x\r\n\r\n").await;
    drop(client);
    let folder = office.leave().await;
    let home = postkontor::config::Home::new(folder.path());
    let load = || Facts::new(&home, Arc::new(jiff::Timestamp::now)).load();
    let sent = |past: &Past| matches!(&past.deed, Deed::Sent { recipient, .. } if recipient.to_string() == "anna@office.test");
    let kept = load();
    assert_eq!(kept.iter().filter(|(past, count)| past.deed == Deed::Connected && **count == 1).count(), 1, "{kept:?}");
    assert_eq!(kept.keys().filter(|past| sent(past) && past.client.to_string() == "127.0.0.7").count(), 1, "{kept:?}");
    let settings = std::fs::read_to_string(home.settings()).unwrap().replace("version: 1,", "version: 1, keep_facts: false,");
    std::fs::write(home.settings(), settings).unwrap();
    let office = Office::reopen(folder).await;
    connect(&office, "127.0.0.8").await.hello().await;
    let _folder = office.leave().await;
    assert!(load().keys().all(|past| past.client.to_string() == "127.0.0.7"));
}
