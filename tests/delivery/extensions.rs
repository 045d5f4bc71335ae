//! What another server offers, and what we make of it.

use crate::office::Office;
use crate::peer::{Fault, Peer, Script};
use crate::smart_host::{smart, through};
use postkontor::config::SmartHostTls;
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::{Notify, Span};
use postkontor::spool::Spool;

const MESSAGE: &[u8] = b"Subject: x\r\n\r\nHello\r\n";

async fn office(peer: &Peer) -> Office {
    Office::open(through(smart(peer, SmartHostTls::None, false))).await
}

fn transactions(peer: &Peer) -> Vec<usize> {
    let commands = peer.commands();
    let starts: Vec<usize> = commands.iter().enumerate().filter(|(_, c)| c.starts_with("MAIL")).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([commands.len()]);
    starts.iter().zip(ends).map(|(from, to)| commands[*from..to].iter().filter(|c| c.starts_with("RCPT")).count()).collect()
}

#[tokio::test]
async fn a_large_message_goes_in_chunks_and_arrives_whole() {
    let peer = Script::good().offer("CHUNKING").start().await;
    let office = office(&peer).await;
    let message = [MESSAGE, &b".a line that begins with a dot\r\n".repeat(40_000)].concat();
    office.send("anna@office.test", &["bob@far.test"], &message).await;
    office.send("anna@office.test", &["bob@far.test"], MESSAGE).await;
    office.empty().await;
    let mut messages = peer.messages();
    messages.sort_by_key(Vec::len);
    let trace = b"Received: from test\r\n";
    assert_eq!(messages.len(), 2);
    assert!(messages[1] == [&trace[..], &message].concat() && messages[0] == [&trace[..], MESSAGE].concat());
    let commands = peer.commands();
    let count = |verb: &str| commands.iter().filter(|c| c.starts_with(verb)).count();
    assert!(count("BDAT") > 3 && count("DATA") == 1, "{commands:?}");
}

#[tokio::test]
async fn limits_of_recipients_and_messages_are_heeded() {
    let peer = Script::good().offer("LIMITS RCPTMAX=2 MAILMAX=2").start().await;
    let office = office(&peer).await;
    office.send("anna@office.test", &["a@far.test", "b@far.test", "c@far.test", "d@far.test", "e@far.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!(transactions(&peer), [2, 2, 1]);
    assert_eq!(peer.connections(), 2, "two messages over each connection");
    assert_eq!(peer.messages().len(), 3);
    let delivered = |e: &Happening| matches!(e, Happening::Delivered { .. });
    assert_eq!(office.events().iter().filter(|e| delivered(e)).count(), 5);
}

#[tokio::test]
async fn a_limit_of_domains_is_heeded() {
    let peer = Script::good().offer("LIMITS RCPTDOMAINMAX=1").start().await;
    let office = office(&peer).await;
    office.send("anna@office.test", &["a@one.test", "b@two.test", "c@one.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!(transactions(&peer), [2, 1]);
}

#[tokio::test]
async fn smtputf8_is_asked_for_only_where_it_is_needed() {
    let peer = Script::good().offer("SMTPUTF8").start().await;
    let office = office(&peer).await;
    // The client asked for it, but neither an address nor a header needs it.
    let mut envelope = office.envelope("anna@office.test", &["bob@far.test"]);
    envelope.smtputf8 = true;
    office.accept(envelope.clone(), MESSAGE).await;
    office.empty().await;
    assert!(!peer.commands().iter().any(|c| c.contains("SMTPUTF8")), "{:?}", peer.commands());
    office.accept(envelope, "Subject: Gr\u{fc}\u{df}e\r\n\r\nHello\r\n".as_bytes()).await;
    office.empty().await;
    assert_eq!(peer.commands().iter().filter(|c| c.contains("BODY=8BITMIME SMTPUTF8")).count(), 1, "{:?}", peer.commands());
}

#[tokio::test]
async fn one_international_recipient_fails_alone_where_there_is_no_smtputf8() {
    let peer = Script::good().start().await;
    let office = office(&peer).await;
    office.send("anna@office.test", &["bob@far.test", "j\u{f6}rg@far.test", "eve@far.test"], MESSAGE).await;
    let events =
        office.until("three outcomes", |events| events.iter().filter(|e| !matches!(e, Happening::Reported { .. })).count() >= 3).await;
    let failed = events.iter().filter_map(|e| match e {
        Happening::Failed { recipient, trouble: Trouble::Utf8 { .. }, .. } => Some(recipient.to_string()),
        _ => None,
    });
    assert_eq!(failed.collect::<Vec<_>>(), ["j\u{f6}rg@far.test"]);
    assert_eq!(transactions(&peer), [2]);
    office.empty().await;
    let report = String::from_utf8(office.mail_of(1)[0].1.clone()).unwrap();
    assert!(report.contains("Status: 5.6.7\r\n") && report.contains("Final-Recipient: utf-8;j\\x{F6}rg@far.test\r\n"), "{report}");
}

#[tokio::test]
async fn an_international_sender_needs_smtputf8_for_everybody() {
    let peer = Script::good().start().await;
    let office = office(&peer).await;
    office.send("\u{e4}nna@office.test", &["bob@far.test"], MESSAGE).await;
    let events = office.until("a failure", |events| events.iter().any(|e| matches!(e, Happening::Failed { .. }))).await;
    assert!(events.iter().any(|e| matches!(e, Happening::Failed { trouble: Trouble::Utf8 { .. }, .. })), "{events:?}");
    assert!(transactions(&peer).is_empty());
}

const SUCCESS: Option<Notify> = Some(Notify { success: true, failure: false, delay: false });

/// The report to anna: the fields of its recipients.
fn fields(office: &Office, name: &str) -> Vec<String> {
    let mail = office.mail_of(1);
    let report = mail.iter().map(|(_, m)| String::from_utf8_lossy(m)).find(|m| m.contains("multipart/report")).unwrap();
    report.lines().filter_map(|line| line.strip_prefix(&format!("{name}: "))).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_server_without_dsn_makes_a_relayed_report_and_one_with_it_is_asked_itself() {
    for (offers, commands, reported) in [
        (vec!["PIPELINING"], "RCPT TO:<bob@far.test>", true),
        (vec!["PIPELINING", "DSN"], "RCPT TO:<bob@far.test> NOTIFY=SUCCESS ORCPT=rfc822;bob@far.test", false),
    ] {
        let peer = Script { offers, ..Script::default() }.start().await;
        let office = office(&peer).await;
        let mut envelope = office.envelope("anna@office.test", &["bob@far.test"]);
        envelope.recipients[0].notify = SUCCESS;
        envelope.recipients[0].orcpt = Some("rfc822;bob@far.test".into());
        envelope.envid = Some("id+2B1".into());
        office.accept(envelope, MESSAGE).await;
        office.empty().await;
        assert!(peer.commands().contains(&commands.to_owned()), "{:?}", peer.commands());
        assert_eq!(office.mail_of(1).len(), usize::from(reported));
        if reported {
            assert_eq!(fields(&office, "Action"), ["relayed"]);
            assert_eq!(fields(&office, "Original-Envelope-Id"), ["id+1"]);
            assert_eq!(fields(&office, "Original-Recipient"), ["rfc822;bob@far.test"]);
        }
        assert!(office.events().iter().any(|e| matches!(e, Happening::Delivered { .. })), "{:?}", office.events());
    }
}

#[tokio::test]
async fn local_success_is_reported_once_for_all_who_asked() {
    let peer = Script::good().start().await;
    let office = office(&peer).await;
    let mut envelope = office.envelope("anna@office.test", &["bo@office.test", "info@office.test", "anna@office.test"]);
    envelope.recipients[0].notify = SUCCESS;
    envelope.recipients[1].notify = SUCCESS;
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    assert_eq!(fields(&office, "Action"), ["delivered", "expanded"]);
    assert_eq!(fields(&office, "Final-Recipient"), ["rfc822;bo@office.test", "rfc822;info@office.test"]);
    // One copy for each, whether by info@ or by name, and the report for anna.
    assert_eq!((office.mail_of(1).len(), office.mail_of(2).len()), (2, 1));
}

#[tokio::test]
async fn success_to_be_reported_is_written_down_before_the_others_have_answered() {
    let relay = Script { offers: vec!["PIPELINING"], ..Script::default() }.start().await;
    let port = relay.address.port();
    let silent = Script::good().fault("RCPT", Fault::Silence).at(&format!("127.0.0.3:{port}")).await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = port;
        // Nobody comes to an answer before the power is cut.
        server.delivery.outbound.timeout = Span::seconds(600);
    })
    .await;
    let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]", "eve@[127.0.0.3]", "bo@office.test", "info@office.test"]);
    [0, 2, 3].into_iter().for_each(|place| envelope.recipients[place].notify = SUCCESS);
    let id = office.accept(envelope, MESSAGE).await;
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let written = async || {
        let stored = office.spool.open(id).await.unwrap();
        [0, 2, 3].iter().all(|place| !stored.recipients[*place].served.is_empty())
    };
    while !written().await {
        assert!(std::time::Instant::now() < end, "nothing is written down: {:?}", relay.commands());
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!((office.events(), silent.messages().len()), (vec![], 0), "nobody is told yet");
    let good = Script::good().at("127.0.0.3:0").await;
    let mut after = office.as_it_lies(|server| server.delivery.outbound.port = good.address.port()).await;
    after.start();
    after.empty().await;
    assert_eq!((relay.messages().len(), good.messages().len()), (1, 1));
    // These had it before the power was cut; anna gets the report.
    assert_eq!((after.mail_of(2).len(), after.mail_of(1).len()), (0, 1));
    assert_eq!(fields(&after, "Action"), ["relayed", "delivered", "expanded"]);
    assert_eq!(fields(&after, "Final-Recipient"), ["rfc822;bob@[127.0.0.2]", "rfc822;bo@office.test", "rfc822;info@office.test"]);
    assert_eq!(fields(&after, "Diagnostic-Code"), ["smtp; 250 2.0.0 taken"]);
}

#[tokio::test]
async fn the_success_of_an_alias_is_not_asked_of_the_next_server_too() {
    let peer = Script::good().start().await;
    let office = office(&peer).await;
    let mut envelope = office.envelope("anna@office.test", &["list@office.test"]);
    envelope.recipients[0].notify = SUCCESS;
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    assert!(peer.commands().contains(&"RCPT TO:<far@elsewhere.test> NOTIFY=NEVER".to_owned()), "{:?}", peer.commands());
    assert_eq!(fields(&office, "Action"), ["expanded"]);
}

#[tokio::test]
async fn nothing_is_reported_to_nobody() {
    let peer = Script { offers: vec![], ..Script::default() }.start().await;
    let office = office(&peer).await;
    let mut envelope = office.envelope("", &["bob@far.test"]);
    envelope.recipients[0].notify = SUCCESS;
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    assert!(office.events().iter().all(|e| matches!(e, Happening::Delivered { .. })), "{:?}", office.events());
}
