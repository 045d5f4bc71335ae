//! The whole fault matrix: every step of a conversation × every way it can go wrong × one recipient and three, direct and by
//! smart host. For each: the outcome of every recipient, when it is tried again, what the sender is told, and that nothing
//! is sent twice.

use crate::dead::dead;
use crate::office::Office;
use crate::peer::{Fault, Peer, Script};
use crate::smart_host::{smart, through};
use postkontor::config::SmartHostTls;
use postkontor::delivery::Happening;
use postkontor::mail::Span;
use std::collections::BTreeMap;

const MESSAGE: &[u8] = b"From: anna@office.test\r\nSubject: x\r\n\r\nHello\r\n";

/// Ways for a step to go wrong.
const WAYS: [(&str, Fault); 6] = [
    ("4xx", Fault::Say("451 4.2.1 later")),
    ("5xx", Fault::Say("554 5.7.1 never")),
    ("drop", Fault::Drop),
    ("silence", Fault::Silence),
    ("garbage", Fault::Say("\u{1}\u{fffd}<html>\u{7f}not a reply")),
    ("lines", Fault::Say("554-5.7.1 first\u{7}\u{1b}[31m\r\n554-5.7.1 Bcc: evil@x.test\r\n554 5.7.1 last")),
];

/// What must follow for every recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Delivered,
    /// With this status, tried again after the first interval.
    Waits(&'static str),
    /// With this status, and the sender is told.
    Fails(&'static str),
}

/// The table, for a server of the Internet.
fn direct(step: &str, way: &str) -> Then {
    match (step, way) {
        // RFC 5321 §4.1.1.10: what has been answered with 250 is not put in question by the goodbye.
        ("QUIT", _) => Then::Delivered,
        // RFC 7435: rather in clear than not at all, as long as the conversation is whole.
        ("STARTTLS", "4xx" | "5xx" | "lines") | ("handshake", "garbage") => Then::Delivered,
        // RFC 5321 §3.2: an old server knows only HELO, and says so by refusing EHLO for good.
        ("EHLO", "5xx" | "lines") => Then::Delivered,
        (_, "4xx") => Then::Waits("4.2.1"),
        (_, "5xx" | "lines") => Then::Fails("5.7.1"),
        // Whether it was taken cannot be known: as when the connection is lost there.
        (".", "garbage") => Then::Waits("4.4.2"),
        (_, "garbage") => Then::Waits("4.5.0"),
        (_, _) => Then::Waits("4.4.2"),
    }
}

/// The table, for the provider's server: what keeps us from the first transaction is for the administrator to mend.
fn by_smart_host(step: &str, way: &str) -> Then {
    match (step, way) {
        ("QUIT", _) => Then::Delivered,
        ("EHLO", "5xx" | "lines") => Then::Waits("4.7.4"),
        ("STARTTLS", "4xx" | "5xx" | "lines") => Then::Waits("4.7.4"),
        ("handshake", _) => Then::Waits("4.7.5"),
        ("AUTH", "5xx" | "lines") => Then::Waits("4.7.0"),
        ("greeting", "4xx" | "5xx" | "lines") | ("EHLO", "4xx") => Then::Waits("4.3.0"),
        (_, "4xx") => Then::Waits("4.2.1"),
        (_, "5xx" | "lines") => Then::Fails("5.7.1"),
        // Whether it was taken cannot be known: as when the connection is lost there.
        (".", "garbage") => Then::Waits("4.4.2"),
        (_, "garbage") => Then::Waits("4.5.0"),
        (_, _) => Then::Waits("4.4.2"),
    }
}

/// One field of the matrix; what differs from the table is said.
async fn field(step: &'static str, way: &'static str, fault: Fault, recipients: usize, smarthost: bool) -> Result<(), String> {
    let mut script = Script::good().fault(step, fault);
    if smarthost || matches!(step, "STARTTLS" | "handshake") {
        script = script.offer("STARTTLS");
    }
    if smarthost {
        script = script.offer("AUTH PLAIN");
    }
    let peer = script.start().await;
    let office = office_with(&peer, smarthost).await;
    let all = ["bob@[127.0.0.2]", "eve@[127.0.0.2]", "kim@[127.0.0.2]"];
    let to = &all[..recipients];
    let begin = office.now();
    office.send("anna@office.test", to, MESSAGE).await;
    let of_theirs = |event: &Happening| match event {
        Happening::Delivered { recipient, .. } => Some((recipient.to_string(), Then::Delivered, None)),
        Happening::Deferred { recipient, trouble, due } => {
            Some((recipient.to_string(), named(&trouble.status().to_string(), true), Some(*due)))
        }
        Happening::Failed { recipient, trouble, .. } => Some((recipient.to_string(), named(&trouble.status().to_string(), false), None)),
        _ => None,
    };
    let theirs =
        |events: &[Happening]| -> Vec<_> { events.iter().filter_map(of_theirs).filter(|(who, ..)| !who.starts_with("anna")).collect() };
    let events = office.until("an outcome for everybody", |events| theirs(events).len() >= recipients).await;
    let wanted = if smarthost { by_smart_host(step, way) } else { direct(step, way) };
    let found: BTreeMap<_, _> = theirs(&events).into_iter().map(|(who, then, due)| (who, (then, due))).collect();
    for recipient in to {
        match found.get(*recipient) {
            Some((then, due)) if *then == wanted => {
                let waits = due.map(|due| due.duration_since(begin).as_mins());
                let should = matches!(wanted, Then::Waits(_)).then_some(10);
                if waits != should {
                    return Err(format!("{recipient} waits {waits:?} minutes"));
                }
            }
            other => return Err(format!("{recipient}: {other:?} instead of {wanted:?}")),
        }
    }
    let copies = peer.messages().len();
    match wanted {
        Then::Delivered if copies != 1 => return Err(format!("{copies} copies were taken")),
        // A report of its own for all that failed together.
        Then::Fails(status) => {
            office.empty().await;
            let mail = office.mail_of(1);
            let report = mail.first().map(|(_, text)| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
            let named = to.iter().all(|recipient| report.contains(&format!("rfc822;{recipient}")));
            if mail.len() != 1 || !named || !report.contains(&format!("Status: {status}")) {
                return Err(format!("{} reports: {report}", mail.len()));
            }
            if report.contains(['\u{7}', '\u{1b}']) || report.contains("\nBcc:") {
                return Err(format!("what the server said got out of its line: {report}"));
            }
        }
        _ => {
            if !office.mail_of(1).is_empty() {
                return Err("the sender was told too early".to_owned());
            }
        }
    }
    Ok(())
}

/// The statuses the tables know, so that they can be compared.
fn named(status: &str, waits: bool) -> Then {
    let known = ["4.2.1", "4.3.0", "4.4.2", "4.5.0", "4.7.0", "4.7.4", "4.7.5", "5.7.1"];
    let status = known.into_iter().find(|known| *known == status).unwrap_or("unheard of");
    if waits { Then::Waits(status) } else { Then::Fails(status) }
}

async fn office_with(peer: &Peer, smarthost: bool) -> Office {
    Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        if smarthost {
            through(smart(peer, SmartHostTls::StartTls, true))(server);
        }
        server.delivery.outbound.timeout = Span::seconds(1);
    })
    .await
}

/// All fields of these steps, many at a time: most of the time goes into silence.
async fn matrix(steps: &[&'static str], smarthost: bool) {
    let mut tasks = tokio::task::JoinSet::new();
    let mut number = 0;
    for step in steps {
        for (way, fault) in WAYS {
            // Behind a STARTTLS that was accepted no reply can come, only a handshake.
            if *step == "handshake" && way != "garbage" {
                continue;
            }
            for recipients in [1, 3] {
                number += 1;
                let (step, fault) = (*step, fault.clone());
                tasks.spawn(async move {
                    let result = field(step, way, fault, recipients, smarthost).await;
                    result.map_err(|error| format!("{step} × {way} × {recipients}: {error}"))
                });
            }
        }
    }
    let results = tasks.join_all().await;
    assert_eq!(results.len(), number);
    let wrong: Vec<_> = results.into_iter().filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{} of {number} fields:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn every_step_times_every_fault_with_a_server_of_the_internet() {
    matrix(&["greeting", "EHLO", "STARTTLS", "handshake", "MAIL", "RCPT", "DATA", ".", "QUIT"], false).await;
}

#[tokio::test]
async fn every_step_times_every_fault_with_a_smart_host() {
    matrix(&["greeting", "EHLO", "STARTTLS", "handshake", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"], true).await;
}

#[tokio::test]
async fn each_of_three_recipients_times_every_fault_leaves_the_others_theirs() {
    let all = ["bob@[127.0.0.2]", "eve@[127.0.0.2]", "kim@[127.0.0.2]"];
    for (place, unlucky) in all.iter().enumerate() {
        for (way, fault) in WAYS {
            let peer = Script::good().fault(&format!("RCPT {unlucky}"), fault).start().await;
            let office = office_with(&peer, false).await;
            office.send("anna@office.test", &all, MESSAGE).await;
            let about = |e: &Happening| match e {
                Happening::Delivered { recipient, .. } => Some((recipient.to_string(), Then::Delivered)),
                Happening::Deferred { recipient, trouble, .. } => Some((recipient.to_string(), named(&trouble.status().to_string(), true))),
                Happening::Failed { recipient, trouble, .. } => Some((recipient.to_string(), named(&trouble.status().to_string(), false))),
                _ => None,
            };
            let theirs = |events: &[Happening]| -> BTreeMap<_, _> {
                events.iter().filter_map(about).filter(|(who, _)| !who.starts_with("anna")).collect()
            };
            let found = theirs(&office.until("three outcomes", |events| theirs(events).len() == 3).await);
            for (other, recipient) in all.iter().enumerate() {
                let wanted = match way {
                    // A conversation that cannot be understood any more, or has ended, is over for all.
                    "drop" | "silence" => Then::Waits("4.4.2"),
                    "garbage" => Then::Waits("4.5.0"),
                    _ if other != place => Then::Delivered,
                    "4xx" => Then::Waits("4.2.1"),
                    _ => Then::Fails("5.7.1"),
                };
                assert_eq!(found.get(*recipient), Some(&wanted), "{recipient} while {unlucky} meets {way}");
            }
        }
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_tried_again_after_the_first_interval() {
    let free = dead("127.0.0.2");
    let office = Office::open(|server| server.delivery.outbound.port = free.port()).await;
    let begin = office.now();
    office.send("anna@office.test", &["bob@[127.0.0.2]", "eve@[127.0.0.2]"], MESSAGE).await;
    let events = office.happened(2).await;
    for event in &events {
        let Happening::Deferred { trouble, due, .. } = event else { panic!("{event:?}") };
        assert_eq!((trouble.status().to_string().as_str(), due.duration_since(begin).as_mins()), ("4.4.1", 10));
    }
}
