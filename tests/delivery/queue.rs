//! Time, limits and fairness: retry, hold, stop, dead destinations, restart and drain.

use crate::dead::dead;
use crate::office::{Office, delivered};
use crate::peer::{Fault, Script};
use crate::smart_host::{smart, through};
use postkontor::accounts::Destination;
use postkontor::config::{Retry, SmartHostTls};
use postkontor::delivery::Happening;
use postkontor::mail::{ServerId, Span};
use postkontor::spool::Spool;
use std::time::{Duration, Instant};

/// Minutes of it.
const YEAR: i64 = 60 * 24 * 365;

const MESSAGE: &[u8] = b"Subject: x\r\n\r\nHello\r\n";

fn deferred(events: &[Happening]) -> usize {
    events.iter().filter(|e| matches!(e, Happening::Deferred { .. })).count()
}

#[tokio::test]
async fn retries_after_each_interval_tells_of_the_delay_once_and_expires_with_4_4_7() {
    let peer = Script::good().fault("RCPT", Fault::Say("450 4.2.0 later")).start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.delivery.retry = Retry([10, 11, 12, 15].map(Span::minutes));
        server.delivery.delay_notification = Span::minutes(40);
        server.delivery.expiration = Span::minutes(60);
    })
    .await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    let start = office.now();
    let mut dues = vec![];
    for (attempt, minutes) in [10, 11, 12, 15].into_iter().enumerate() {
        let tried = |events: &[Happening]| deferred(events) == attempt + 1;
        let events = office.until("the attempt", tried).await;
        let due = events.iter().rev().find_map(|e| if let Happening::Deferred { due, .. } = e { Some(*due) } else { None });
        dues.push(due.unwrap().duration_since(start).as_mins());
        // Not a minute too early.
        office.pass(minutes - 1);
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(tried(&office.events()));
        office.pass(1);
    }
    // 48 minutes: the fifth attempt tells of the delay, and the last falls on the expiry itself.
    office.until("the fifth attempt", |events| deferred(events) == 5).await;
    assert_eq!(dues, [10, 21, 33, 48]);
    office.until("the delay report", |events| events.iter().any(|e| matches!(e, Happening::Reported { .. }))).await;
    office.pass(12);
    office.empty().await;
    let reports: Vec<String> = office.mail_of(1).into_iter().map(|(_, m)| String::from_utf8(m).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    let has = |parts: &[&str]| reports.iter().filter(|r| parts.iter().all(|p| r.contains(p))).count();
    assert_eq!(has(&["Action: delayed\r\n", "Status: 4.2.0\r\n", "Will-Retry-Until: "]), 1);
    assert_eq!(has(&["Action: failed\r\n", "Status: 4.4.7\r\n", "Diagnostic-Code: smtp; 450 4.2.0 later\r\n"]), 1);
}

#[tokio::test]
async fn after_a_forward_step_of_the_clock_there_is_one_more_attempt() {
    let peer = Script::good().start().await;
    let mut office = Office::closed(|server| server.delivery.outbound.port = peer.address.port());
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.pass(60 * 24 * 365);
    office.start();
    office.empty().await;
    assert_eq!((peer.messages().len(), office.mail_of(1).len()), (1, 0));
}

#[tokio::test]
async fn a_backward_step_of_the_clock_stops_neither_destination_nor_store_nor_what_was_put_off() {
    let (port, store) = (dead("127.0.0.2").port(), dead("127.0.0.4"));
    let office = Office::open(|server| server.delivery.outbound.port = port).await;
    office.change_accounts(|accounts| accounts[1].destination = Destination::Lmtp(store.to_string()));
    // The clock is a year ahead, and nobody can be reached.
    office.pass(YEAR);
    office.send("", &["bob@[127.0.0.2]", "bo@office.test"], MESSAGE).await;
    office.until("both put off", |events| deferred(events) == 2).await;
    let peer = Script::good().at(&format!("127.0.0.2:{port}")).await;
    let mailboxes = Script::good().at(&store.to_string()).await;
    // What is new is tried at once, and what was put off too.
    office.pass(-YEAR);
    office.send("", &["eve@[127.0.0.2]", "bo@office.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((peer.messages().len(), mailboxes.messages().len()), (2, 2));
}

#[tokio::test]
async fn what_was_put_off_by_a_clock_that_was_wrong_goes_after_a_restart_with_the_right_one() {
    let peer = Script::good().fault("RCPT bob@[127.0.0.2]", Fault::Say("450 4.2.0 later")).start().await;
    let mut office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    office.pass(YEAR);
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.happened(1).await;
    office.stop().await;
    // Accepted with the wrong clock, and never tried.
    office.send("anna@office.test", &["eve@[127.0.0.2]"], MESSAGE).await;
    office.pass(-YEAR);
    office.reopen().await;
    let events = office.happened(3).await;
    assert_eq!((deferred(&events), delivered(&events)), (2, 1), "{events:?}");
    // And from then on by the right clock: what comes at its time is not tried before.
    let due = events.iter().rev().find_map(|e| if let Happening::Deferred { due, .. } = e { Some(*due) } else { None });
    assert_eq!(due.unwrap().duration_since(office.now()).as_mins(), 10);
}

#[tokio::test]
async fn a_dead_destination_with_many_messages_is_tried_once_and_delays_no_other() {
    let dead = Script::good().fault("greeting", Fault::Silence).start().await;
    let alive = Script::good().at(&format!("127.0.0.3:{}", dead.address.port())).await;
    let mut office = Office::closed(|server| {
        server.delivery.outbound.port = dead.address.port();
        server.delivery.outbound.timeout = Span::seconds(2);
        server.delivery.outbound.max_connections_per_domain = Some(5);
    });
    let many = if std::env::var_os("POSTKONTOR_LONG").is_some() { 10_000 } else { 1_000 };
    for n in 0..many {
        office.send("anna@office.test", &[&format!("a{n}@[127.0.0.2]")], MESSAGE).await;
    }
    office.send("anna@office.test", &["bob@[127.0.0.3]", "anna@office.test"], MESSAGE).await;
    let begin = Instant::now();
    office.start();
    office.until("the others", |events| delivered(events) == 2).await;
    assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());
    office.until("all deferred", |events| deferred(events) == many).await;
    assert!(dead.connections() <= 5, "{}", dead.connections());
    assert_eq!(office.handle.as_ref().unwrap().troubled().len(), 1);
    assert_eq!((alive.messages().len(), office.mail_of(1).len()), (1, 1));
}

#[tokio::test]
async fn held_outgoing_mail_waits_while_local_mail_goes_and_leaves_when_the_hold_ends() {
    let peer = Script::good().start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.delivery.hold_outbound = true;
    })
    .await;
    office.send("bo@office.test", &["bob@[127.0.0.2]", "anna@office.test"], MESSAGE).await;
    office.send("bo@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.send("bo@office.test", &["anna@office.test"], MESSAGE).await;
    office.until("the local ones", |events| delivered(events) == 2).await;
    office.pass(30);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let queue = office.queue().await;
    // Waiting is not an attempt.
    assert!(queue.len() == 2 && queue.iter().all(|row| row.pending == 1), "{queue:?}");
    assert!(office.events().len() == 2 && peer.connections() == 0);
    office.change_server(|server| server.delivery.hold_outbound = false);
    office.empty().await;
    assert_eq!(peer.messages().len(), 2);
}

#[tokio::test]
async fn the_mail_of_a_stopped_server_waits() {
    let mut office = Office::closed(|_| ());
    office.change(|context| context.delivering.clear());
    office.start();
    office.send("", &["anna@office.test"], MESSAGE).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(office.mail_of(1).is_empty());
    office.change(|context| context.delivering = [ServerId(1)].into());
    office.empty().await;
    assert_eq!(office.mail_of(1).len(), 1);
}

#[tokio::test]
async fn a_restart_in_between_loses_nothing_and_repeats_nothing() {
    let peer = Script::good().fault("RCPT bob@[127.0.0.2]", Fault::Say("450 4.2.0 later")).start().await;
    let mut office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    office.send("bo@office.test", &["eve@[127.0.0.2]", "bob@[127.0.0.2]", "anna@office.test"], MESSAGE).await;
    office.until("the first attempt", |events| delivered(events) == 2 && deferred(events) == 1).await;
    office.reopen().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(office.events().len(), 3);
    office.pass(10);
    office.until("the second attempt", |events| deferred(events) == 2).await;
    let queue = office.queue().await;
    assert!(queue.len() == 1 && (queue[0].pending, queue[0].attempts) == (1, 2), "{queue:?}");
    assert_eq!((peer.messages().len(), office.mail_of(1).len()), (1, 1));
}

#[tokio::test]
async fn a_drain_cuts_what_hangs_and_leaves_it_queued_without_counting_an_attempt() {
    let silent = Script::good().fault(".", Fault::Silence).start().await;
    let mut office = Office::open(through(smart(&silent, SmartHostTls::None, false))).await;
    office.change_server(|server| server.delivery.outbound.timeout = Span::minutes(10));
    office.send("anna@office.test", &["bob@far.test"], MESSAGE).await;
    while !silent.commands().iter().any(|c| c == "DATA") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let begin = Instant::now();
    office.stop().await;
    assert!(begin.elapsed() < Duration::from_secs(8), "{:?}", begin.elapsed());
    let queue = office.queue().await;
    assert!(queue.len() == 1 && (queue[0].attempts, queue[0].leased) == (0, false), "{queue:?}");
    // Nothing is begun any more, and the next start takes it up.
    office.send("", &["anna@office.test"], MESSAGE).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(office.mail_of(1).is_empty());
    office.start();
    office.until("the local one", |events| delivered(events) == 1).await;
}

#[tokio::test]
async fn an_alias_that_leads_out_is_served_once_per_target() {
    let peer = Script::good().fault("MAIL", Fault::Say("451 4.3.0 later")).start().await;
    let good = Script::good().start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::None, false))).await;
    office.send("bo@office.test", &["list@office.test"], MESSAGE).await;
    office.until("the first attempt", |events| deferred(events) == 1).await;
    assert_eq!(office.mail_of(1).len(), 1);
    office.change_server(|server| through(smart(&good, SmartHostTls::None, false))(server));
    office.pass(10);
    office.empty().await;
    assert_eq!((office.mail_of(1).len(), good.messages().len()), (1, 1));
    assert!(good.commands().contains(&"RCPT TO:<far@elsewhere.test>".to_owned()));
}

#[tokio::test]
async fn the_limits_of_connections_are_kept() {
    let slow = Script::good().fault(".", Fault::Silence).start().await;
    let port = slow.address.port();
    let mut office = Office::closed(|server| {
        server.delivery.outbound.port = port;
        server.delivery.outbound.timeout = Span::seconds(1);
        server.delivery.outbound.max_connections = Some(3);
    });
    let mut others = vec![];
    for n in 10..15 {
        others.push(Script::good().fault(".", Fault::Silence).at(&format!("127.0.0.{n}:{port}")).await);
        office.send("anna@office.test", &[&format!("a@[127.0.0.{n}]")], MESSAGE).await;
        office.send("anna@office.test", &[&format!("b@[127.0.0.{n}]")], MESSAGE).await;
    }
    office.start();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let open: usize = others.iter().map(|peer| peer.connections()).sum();
    assert_eq!(open, 3);
    office.until("all in the end", |events| deferred(events) == 10).await;
    assert_eq!(office.spool.counts().messages, 10);
}

#[test]
fn a_runtime_that_ends_while_mail_waits_for_connections_ends() {
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let office = runtime.block_on(async {
            let silent = Script::good().fault("MAIL", Fault::Silence).start().await;
            let office = Office::open(|server| server.delivery.outbound.port = silent.address.port()).await;
            for n in 0..60 {
                office.send("anna@office.test", &[&format!("bob{n}@[127.0.0.2]")], MESSAGE).await;
            }
            while silent.connections() < 2 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            office
        });
        // As when a program is ended in the middle of its work: no drain.
        drop(runtime);
        drop(office);
        let _ = ended.send(());
    });
    assert!(end.recv_timeout(Duration::from_secs(60)).is_ok(), "the end waits for itself");
}
