//! What the administrator does to mail under delivery: frozen destinations, messages called back, reports, badmail.

use crate::bounces::read;
use crate::dead::dead;
use crate::office::{Office, address, delivered};
use crate::peer::{Fault, Script};
use postkontor::delivery::{Happening, Verbs};
use postkontor::mail::{Notify, QueueId, ServerId, Span};
use postkontor::spool::Spool;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

const MESSAGE: &[u8] = b"From: anna@office.test\r\nSubject: x\r\n\r\nHello\r\n";
const SERVER: ServerId = ServerId(1);

fn verbs(office: &Office) -> Verbs {
    office.handle.as_ref().unwrap().verbs()
}

fn frozen(names: &[&str]) -> HashSet<(ServerId, Arc<str>)> {
    names.iter().map(|name| (SERVER, Arc::from(*name))).collect()
}

fn deferred(events: &[Happening]) -> usize {
    events.iter().filter(|e| matches!(e, Happening::Deferred { .. })).count()
}

#[tokio::test]
async fn nothing_leaves_for_a_frozen_destination_until_it_is_released() {
    let peer = Script::good().start().await;
    let other = Script::good().at(&format!("127.0.0.3:{}", peer.address.port())).await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    verbs(&office).freeze(frozen(&["[127.0.0.2]"]));
    for recipients in [&["bob@[127.0.0.2]"][..], &["eve@[127.0.0.2]", "ida@[127.0.0.3]", "anna@office.test"], &["leo@[127.0.0.3]"]] {
        office.send("bo@office.test", recipients, MESSAGE).await;
    }
    office.until("the others", |events| delivered(events) == 3).await;
    // Neither time nor a retry lets it out.
    office.pass(30);
    office.handle.as_ref().unwrap().retry_now();
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!((peer.connections(), other.messages().len(), office.mail_of(1).len()), (0, 2, 1));
    assert_eq!(office.queue().await.len(), 2);
    verbs(&office).freeze(frozen(&[]));
    office.empty().await;
    assert_eq!((peer.messages().len(), other.messages().len()), (2, 2));
}

#[tokio::test]
async fn a_frozen_recipient_does_not_keep_the_others_of_a_message_from_their_retries() {
    let peer = Script::good().fault("RCPT", Fault::Say("450 4.2.0 later")).start().await;
    let other = Script::good().at(&format!("127.0.0.3:{}", peer.address.port())).await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    verbs(&office).freeze(frozen(&["[127.0.0.3]"]));
    office.send("bo@office.test", &["eve@[127.0.0.2]", "ida@[127.0.0.3]"], MESSAGE).await;
    for attempt in 1..=3 {
        office.until("an attempt", |events| deferred(events) == attempt).await;
        // Released to the spool before the clock moves.
        while office.handle.as_ref().unwrap().in_flight() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        office.pass(10);
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn what_waits_for_a_connection_comes_back_at_once_and_what_is_handed_over_when_that_has_ended() {
    let silent = Script::good().fault(".", Fault::Silence).start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = silent.address.port();
        server.delivery.outbound.timeout = Span::seconds(3);
        server.delivery.outbound.max_connections_per_domain = Some(1);
    })
    .await;
    let first = office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    while !silent.commands().iter().any(|c| c == "DATA") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let second = office.send("anna@office.test", &["eve@[127.0.0.2]"], MESSAGE).await;
    let verbs = verbs(&office);
    while office.handle.as_ref().unwrap().in_flight() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(verbs.reserve(SERVER, first).is_none() && verbs.reserve(SERVER, second).is_none());
    office.spool.hold(first, true).await.unwrap();
    office.spool.hold(second, true).await.unwrap();
    let back = timeout(Duration::from_secs(1), verbs.recall(SERVER, second)).await.expect("it was in no conversation");
    assert!(timeout(Duration::from_millis(300), verbs.recall(SERVER, first)).await.is_err(), "it is being handed over");
    verbs.drop_silently(&back, None).await.unwrap();
    drop(back);
    let back = verbs.recall(SERVER, first).await;
    let queue = office.queue().await;
    assert!(queue.len() == 1 && (queue[0].id, queue[0].attempts, queue[0].held) == (first, 1, true), "{queue:?}");
    // While it is reserved nobody fetches it, whatever is due.
    office.spool.hold(first, false).await.unwrap();
    office.spool.release(first, Some(office.now()));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(silent.commands().iter().filter(|c| *c == "DATA").count(), 1);
    verbs.drop_silently(&back, None).await.unwrap();
    drop(back);
    assert_eq!(office.spool.counts().messages, 0);
}

async fn delete(office: &Office, id: QueueId) -> Option<QueueId> {
    let verbs = verbs(office);
    let reserved = verbs.recall(SERVER, id).await;
    verbs.delete(&reserved, None).await.unwrap()
}

#[tokio::test]
async fn a_message_deleted_with_a_report_tells_its_sender_and_who_gets_copies() {
    let copy = address("bo@office.test");
    let office = Office::open(|server| {
        server.delivery.outbound.port = dead("127.0.0.2").port();
        server.messages.report_copy_to = Some(copy);
    })
    .await;
    let id = office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.until("the attempt", |events| deferred(events) == 1).await;
    let report = delete(&office, id).await.expect("a report");
    office.empty().await;
    let (mail, copies) = (office.mail_of(1), office.mail_of(2));
    assert_eq!((mail.len(), copies.len()), (1, 1));
    let events = office.events();
    assert!(events.contains(&Happening::Reported { report }), "{events:?}");
    assert!(events.iter().any(|e| matches!(e, Happening::Failed { expired: false, .. })));
    let text = String::from_utf8(mail[0].1.clone()).unwrap();
    assert!(text.contains("has taken the message out of the queue."), "{text}");
    if let Some(read) = read(&mail[0].1) {
        assert_eq!(read[..5], ["multipart/report", "delivery-status", "auto-replied", "<>", "0"]);
        assert_eq!(read[8..12], ["rfc822;bob@[127.0.0.2]", "failed", "5.0.0", "x-postkontor; deleted by the administrator"]);
    }
    // It is not a destination's answer.
    assert!(verbs(&office).last_answer(SERVER, &Arc::from("[127.0.0.2]")).unwrap().text.contains("cannot be reached"));
}

#[tokio::test]
async fn nobody_is_told_who_wants_no_report_or_is_the_null_sender() {
    let office = Office::open(|server| server.delivery.outbound.port = dead("127.0.0.2").port()).await;
    let mut envelope = office.envelope("anna@office.test", &["never@[127.0.0.2]"]);
    envelope.recipients[0].notify = Some(Notify::default());
    let never = office.accept(envelope, MESSAGE).await;
    let null = office.send("", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.until("the attempts", |events| deferred(events) == 2).await;
    for id in [never, null] {
        assert_eq!(delete(&office, id).await, None);
    }
    office.empty().await;
    assert!(office.mail_of(1).is_empty() && !office.home.badmail(SERVER).exists());
}

#[tokio::test]
async fn a_message_put_aside_lies_in_badmail_with_what_was_said_last() {
    let peer = Script::good().fault("RCPT", Fault::Say("450 4.2.0 come again")).start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    let id = office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.until("the attempt", |events| deferred(events) == 1).await;
    let verbs = verbs(&office);
    let path = verbs.put_aside(&verbs.recall(SERVER, id).await, None).await.unwrap();
    assert!(std::fs::read(&path).unwrap().ends_with(MESSAGE));
    let reason = std::fs::read_to_string(path.with_extension("txt")).unwrap();
    assert!(reason.contains("put aside by the administrator") && reason.contains("450 4.2.0 come again"), "{reason}");
    office.empty().await;
    assert!(office.mail_of(1).is_empty());
}
