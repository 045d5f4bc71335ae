//! The fault matrix: at every step of the conversation a refusal for now, one for good, a closed connection, silence.

use crate::office::Office;
use crate::peer::{Fault, Script};
use crate::smart_host::{smart, through};
use postkontor::config::SmartHostTls;
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::{BodyKind, Span};

const MESSAGE: &[u8] = b"Subject: x\r\n\r\nHello\r\n";

/// What became of the two recipients, first `bob@`, then `eve@`.
async fn outcome(script: Script, by_smart_host: bool) -> [String; 2] {
    let peer = script.start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.delivery.outbound.timeout = Span::seconds(1);
        if by_smart_host {
            through(smart(&peer, SmartHostTls::StartTls, true))(server);
        }
    })
    .await;
    office.send("anna@office.test", &["bob@[127.0.0.2]", "eve@[127.0.0.2]"], MESSAGE).await;
    let about = |e: &Happening| match e {
        Happening::Delivered { recipient, .. } => Some((recipient.to_string(), "delivered".to_owned())),
        Happening::Deferred { recipient, trouble, .. } => Some((recipient.to_string(), format!("deferred {}", trouble.status()))),
        Happening::Failed { recipient, trouble, .. } => Some((recipient.to_string(), format!("failed {}", trouble.status()))),
        _ => None,
    };
    let far = |e: &Happening| about(e).filter(|(who, _)| !who.starts_with("anna"));
    let events = office.until("two outcomes", |events| events.iter().filter_map(far).count() >= 2).await;
    let mut found: Vec<_> = events.iter().filter_map(far).collect();
    found.sort();
    assert_eq!(found.len(), 2, "{events:?}");
    // A refusal for good brings a report, whatever comes first.
    if found.iter().any(|(_, what)| what.starts_with("failed")) {
        office.until("the report", |events| events.iter().any(|e| matches!(e, Happening::Reported { .. }))).await;
    }
    [found[0].1.clone(), found[1].1.clone()]
}

async fn both(script: Script, by_smart_host: bool, expected: &str, what: &str) {
    assert_eq!(outcome(script, by_smart_host).await, [expected, expected], "{what}");
}

#[tokio::test]
async fn every_step_refused_for_now_defers() {
    for step in ["greeting", "MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Say("451 4.2.1 later")), false, "deferred 4.2.1", step).await;
    }
    // EHLO refused for now, HELO is not tried.
    both(Script::good().fault("EHLO", Fault::Say("451 4.2.1 later")), false, "deferred 4.2.1", "EHLO").await;
    // Words in clear behind the answer to STARTTLS: no TLS, and nothing in clear either.
    both(Script::good().offer("STARTTLS").fault("STARTTLS", Fault::Say("220 go\r\n250 injected")), false, "deferred 4.5.0", "injected")
        .await;
    // Without STARTTLS an MX gets it in clear.
    both(Script::good().offer("STARTTLS").fault("STARTTLS", Fault::Say("454 4.7.0 no")), false, "delivered", "STARTTLS").await;
}

#[tokio::test]
async fn every_step_refused_for_good_fails_with_the_code_of_the_server() {
    for step in ["greeting", "MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Say("554 5.7.1 never")), false, "failed 5.7.1", step).await;
    }
    // RFC 5321 §3.2: an old server knows only HELO.
    both(Script::good().fault("EHLO", Fault::Say("502 5.5.1 what")), false, "delivered", "EHLO").await;
    both(Script::good().fault("EHLO", Fault::Say("550 5.7.1 no")).fault("HELO", Fault::Say("550 5.7.1 no")), false, "failed 5.7.1", "HELO")
        .await;
    both(Script::good().fault("RCPT", Fault::Say("550 no codes")), false, "failed 5.0.0", "RCPT without codes").await;
}

#[tokio::test]
async fn every_step_dropped_defers() {
    for step in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Drop), false, "deferred 4.4.2", step).await;
    }
    both(Script::good().fault("greeting", Fault::Say("HTTP/1.1 400 Bad Request")), false, "deferred 4.5.0", "no SMTP").await;
}

#[tokio::test]
async fn every_step_in_silence_defers_after_the_time_out() {
    for step in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Silence), false, "deferred 4.4.2", step).await;
    }
}

#[tokio::test]
async fn a_421_at_any_step_defers() {
    for step in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Say("421 4.3.2 closing")), false, "deferred 4.3.2", step).await;
    }
}

#[tokio::test]
async fn each_recipient_has_an_outcome_of_its_own() {
    let script = Script::good().fault("RCPT eve@[127.0.0.2]", Fault::Say("550 5.1.1 unknown"));
    assert_eq!(outcome(script, false).await, ["delivered", "failed 5.1.1"]);
    let script = Script::good().fault("RCPT bob@[127.0.0.2]", Fault::Say("450 4.2.0 greylisted"));
    assert_eq!(outcome(script, false).await, ["deferred 4.2.0", "delivered"]);
    // Refused at its end: for all who had been taken, and only for them.
    let script = Script::good().fault("RCPT eve@[127.0.0.2]", Fault::Say("550 5.1.1 unknown")).fault(".", Fault::Say("451 4.3.0 disk"));
    assert_eq!(outcome(script, false).await, ["deferred 4.3.0", "failed 5.1.1"]);
}

#[tokio::test]
async fn what_a_smart_host_refuses_before_a_transaction_waits_for_the_administrator() {
    let good = || Script::good().offer("STARTTLS").offer("AUTH PLAIN");
    for (step, fault, expected) in [
        ("greeting", Fault::Say("554 5.7.1 go away"), "deferred 4.3.0"),
        ("greeting", Fault::Drop, "deferred 4.4.2"),
        ("STARTTLS", Fault::Say("554 5.7.1 no"), "deferred 4.7.4"),
        ("STARTTLS", Fault::Drop, "deferred 4.4.2"),
        ("handshake", Fault::Drop, "deferred 4.7.5"),
        ("AUTH", Fault::Say("535 5.7.8 no"), "deferred 4.7.0"),
        ("AUTH", Fault::Say("454 4.7.0 later"), "deferred 4.7.0"),
        ("AUTH", Fault::Drop, "deferred 4.4.2"),
        ("MAIL", Fault::Say("550 5.7.1 not yours"), "failed 5.7.1"),
    ] {
        both(good().fault(step, fault.clone()), true, expected, &format!("{step} {fault:?}")).await;
    }
}

#[tokio::test]
async fn what_the_server_cannot_take_fails_without_trying() {
    let bare = |offers: &[&'static str]| Script { offers: offers.to_vec(), ..Script::default() };
    both(bare(&["SIZE 10"]), false, "failed 5.3.4", "SIZE").await;
    let eight = Script::good().start().await;
    let office = Office::open(|server| server.delivery.outbound.port = eight.address.port()).await;
    // Content that nobody declared goes out declared.
    office.send("anna@office.test", &["bob@[127.0.0.2]"], b"Subject: x\r\n\r\n\xff\r\n").await;
    office.empty().await;
    assert!(eight.commands().iter().any(|c| c.starts_with("MAIL") && c.contains("BODY=8BITMIME")), "{:?}", eight.commands());
    let peer = bare(&[]).start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]"]);
    envelope.body = BodyKind::EightBitMime;
    office.accept(envelope, b"Subject: x\r\n\r\n\xff\r\n").await;
    office.send("anna@office.test", &["j\u{f6}rg@[127.0.0.2]"], MESSAGE).await;
    let failed = |e: &Happening| matches!(e, Happening::Failed { .. });
    let events = office.until("two failures", |events| events.iter().filter(|e| failed(e)).count() == 2).await;
    let has = |wanted: fn(&Trouble) -> bool| events.iter().any(|e| matches!(e, Happening::Failed { trouble, .. } if wanted(trouble)));
    assert!(has(|t| matches!(t, Trouble::EightBit { .. })) && has(|t| matches!(t, Trouble::Utf8 { .. })), "{events:?}");
    assert!(peer.messages().is_empty());
}

#[tokio::test]
async fn garbage_at_any_step_defers_and_never_delivers_by_mistake() {
    for (step, expected) in [
        ("greeting", "deferred 4.5.0"),
        ("EHLO", "deferred 4.5.0"),
        ("MAIL", "deferred 4.5.0"),
        ("RCPT", "deferred 4.5.0"),
        ("DATA", "deferred 4.5.0"),
        // Whether it arrived nobody knows.
        (".", "deferred 4.4.2"),
    ] {
        for garbage in ["what \u{7}?", "25", "999 no", "250-one\r\n251 two", "\u{0}"] {
            let fault = Fault::Say(garbage);
            both(Script::good().fault(step, fault), false, expected, &format!("{step} {garbage:?}")).await;
        }
    }
}

#[tokio::test]
async fn a_refusal_of_many_lines_with_controls_is_one_clean_refusal() {
    const REFUSAL: &str = "550-5.1.1 no such\u{7} mailbox\r\n550-5.1.1 \u{1b}[31mSubject: forged\r\n550 5.1.1 \u{202e}end";
    for step in ["MAIL", "RCPT", "DATA", "."] {
        both(Script::good().fault(step, Fault::Say(REFUSAL)), false, "failed 5.1.1", step).await;
    }
    let peer = Script::good().fault("RCPT", Fault::Say(REFUSAL)).start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.empty().await;
    let report = String::from_utf8(office.mail_of(1).remove(0).1).unwrap();
    assert!(report.contains("mailbox") && !report.contains(['\u{7}', '\u{1b}', '\u{202e}']), "{report}");
    assert!(!report.lines().any(|line| line.starts_with("Subject: forged")), "{report}");
}

#[tokio::test]
async fn what_becomes_of_quit_changes_nothing() {
    for fault in [Fault::Drop, Fault::Say("500 5.5.1 what"), Fault::Say("nonsense"), Fault::Silence] {
        both(Script::good().fault("QUIT", fault.clone()), false, "delivered", &format!("{fault:?}")).await;
    }
}

#[tokio::test]
async fn a_transaction_has_at_most_a_hundred_recipients() {
    let peer = Script::good().start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::None, false))).await;
    let all: Vec<String> = (0..250).map(|n| format!("a{n}@far.test")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    office.send("anna@office.test", &all, MESSAGE).await;
    office.empty().await;
    assert_eq!(peer.messages().len(), 3);
    let said = |verb: &str| peer.commands().iter().filter(|c| c.starts_with(verb)).count();
    assert_eq!((said("MAIL"), said("RCPT"), said("DATA")), (3, 250, 3));
}
