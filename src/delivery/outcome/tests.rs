use super::*;
use crate::config::{Outbound, Route};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn settings() -> Delivery {
    let m = Span::minutes;
    Delivery {
        retry: Retry([m(10), m(11), m(12), m(15)]),
        delay_notification: m(12 * 60),
        expiration: m(2 * 24 * 60),
        local_delay_notification: m(60),
        local_expiration: m(120),
        hold_outbound: false,
        outbound: Outbound { max_connections: None, max_connections_per_domain: None, timeout: m(10), port: 25, require_tls: false },
        max_hops: 30,
        reverse_lookup: false,
        dns_servers: vec![],
        masquerade: None,
        route: Route::Direct,
        direct_first: false,
    }
}

fn history(attempts: u32, kind: Kind) -> History {
    History { accepted: at(0), attempts, delay_reported: false, kind }
}

fn soft() -> Outcome {
    Outcome::Troubled(Trouble::Dns { name: "x.test".into(), what: "silence".into() })
}

#[test]
fn waits_first_second_third_and_then_always_the_subsequent_interval() {
    for (before, minutes) in [(0, 10), (1, 11), (2, 12), (3, 15), (4, 15), (900, 15)] {
        let next = verdict(&soft(), history(before, Kind::Remote), at(60), &settings());
        assert_eq!(next, Next::Retry { due: at(60 + minutes * 60), tell: false }, "{before}");
    }
}

#[test]
fn the_last_attempt_falls_on_the_expiry_and_only_a_failed_one_expires() {
    let end = 2 * 86_400;
    let next = verdict(&soft(), history(9, Kind::Remote), at(end - 60), &settings());
    assert_eq!(next, Next::Retry { due: at(end), tell: true });
    assert_eq!(verdict(&soft(), history(9, Kind::Remote), at(end), &settings()), Next::Expire);
    // A clock that jumped a year ahead: the attempt is made, and its success counts.
    assert_eq!(
        verdict(&Outcome::Delivered(Receipt::Mailbox("ok".into())), history(0, Kind::Remote), at(end * 180), &settings()),
        Next::Delivered
    );
    let cut = Outcome::Troubled(Trouble::Interrupted);
    assert!(matches!(verdict(&cut, history(0, Kind::Remote), at(end + 1), &settings()), Next::Retry { .. }));
}

#[test]
fn local_mail_has_its_own_spans() {
    assert!(matches!(verdict(&soft(), history(1, Kind::Local), at(3600), &settings()), Next::Retry { tell: true, .. }));
    assert!(matches!(verdict(&soft(), history(1, Kind::Remote), at(3600), &settings()), Next::Retry { tell: false, .. }));
    assert_eq!(verdict(&soft(), history(1, Kind::Local), at(7200), &settings()), Next::Expire);
}

#[test]
fn the_sender_is_told_of_a_delay_once() {
    let told = History { delay_reported: true, ..history(3, Kind::Remote) };
    assert!(matches!(verdict(&soft(), told, at(13 * 3600), &settings()), Next::Retry { tell: false, .. }));
    assert!(matches!(verdict(&soft(), history(3, Kind::Remote), at(13 * 3600), &settings()), Next::Retry { tell: true, .. }));
}

#[test]
fn refusals_for_good_fail_at_once_and_wrong_passwords_wait() {
    let peer = Peer::named("mx.test", "192.0.2.1:25".parse().unwrap());
    let reply = |code| RemoteReply::new(code, None, "no");
    let refused = |code| Trouble::Refused { peer: peer.clone(), step: Step::Message, reply: reply(code) };
    assert_eq!(verdict(&Outcome::Troubled(refused(550)), history(0, Kind::Remote), at(1), &settings()), Next::Fail);
    assert!(matches!(verdict(&Outcome::Troubled(refused(450)), history(0, Kind::Remote), at(1), &settings()), Next::Retry { .. }));
    let password = Trouble::LogOnRefused { peer: peer.clone(), user: "anna".into(), reply: reply(535) };
    assert!(!password.is_final() && password.concerns_destination());
    assert!(password.to_string().contains("\"anna\"") && password.to_string().contains("Delivery > Outbound Security"));
    assert_eq!(refused(550).status().to_string(), "5.0.0");
    assert_eq!(RemoteReply::new(550, Some(EnhancedCode(4, 2, 2)), "").status(Step::End).to_string(), "5.0.0");
}

#[test]
fn what_a_server_says_becomes_one_clean_line() {
    let reply = RemoteReply::new(550, None, "no\r\nBcc: evil@x.test\0\u{2028}\u{202e}end  \t ");
    assert_eq!(reply.text, "no Bcc: evil@x.test end");
    assert!(RemoteReply::new(550, None, &"ü".repeat(2000)).text.len() <= RemoteReply::MOST);
}
