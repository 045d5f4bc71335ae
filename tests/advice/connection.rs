//! Test connection: each step with the other side's words, up to the one that fails.

use crate::dead::dead;
use crate::dns::Dns;
use crate::peer::{Fault, Peer, Script};
use postkontor::advice::job::{Hitch, NotFound, Stage, Step};
use postkontor::advice::test_connection::Draft;
use postkontor::advice::{Patience, test_connection};
use postkontor::config::written::{OutboundAccess, SmartHost, SmartHostEncryption};
use postkontor::mail::Secret;
use std::net::SocketAddr;
use std::time::Duration;

const PATIENCE: Patience = Patience { connect: Duration::from_secs(2), answer: Duration::from_secs(2), overall: Duration::from_secs(10) };

fn draft(to: SocketAddr, encryption: SmartHostEncryption) -> Draft {
    let host = SmartHost {
        host: format!("[{}]", to.ip()),
        port: to.port(),
        encryption,
        user: None,
        password: None,
        access: OutboundAccess::Basic,
        sender: None,
        accept_any_certificate: true,
        log_on_in_clear: false,
    };
    Draft { host, password: None, fqdn: "mail.office.test".into(), helo: false, dns_servers: vec![], require_tls: false }
}

fn with_log_on(mut draft: Draft, password: &str) -> Draft {
    draft.host.user = Some("office".into());
    draft.password = Some(Secret::new(password.to_owned()));
    draft
}

/// Stages that went well, and the one that did not.
fn told(steps: &[Step]) -> (Vec<Stage>, Option<(Stage, Hitch)>) {
    let (last, before) = steps.split_last().unwrap();
    assert!(before.iter().all(Step::ok), "only the last step may have failed: {steps:?}");
    let well = steps.iter().filter(|s| s.ok()).map(|s| s.stage).collect();
    (well, last.hitch.clone().map(|hitch| (last.stage, hitch)))
}

fn nothing_was_sent(peer: &Peer) {
    assert!(!peer.commands().iter().any(|c| ["MAIL", "RCPT", "DATA"].iter().any(|verb| c.starts_with(verb))), "{:?}", peer.commands());
}

#[tokio::test]
async fn all_goes_well_with_starttls_and_a_password_and_nothing_is_sent() {
    for offer in ["AUTH PLAIN", "AUTH LOGIN PLAIN"] {
        let peer = Script::good().offer("STARTTLS").offer(offer).start().await;
        let steps = test_connection(&with_log_on(draft(peer.address, SmartHostEncryption::StartTls), "s3cret"), PATIENCE).await;
        assert_eq!(told(&steps), (vec![Stage::LookUp, Stage::Connect, Stage::Greeting, Stage::Encrypt, Stage::LogOn], None));
        let words: Vec<&str> = steps.iter().map(|s| s.words.as_str()).collect();
        assert_eq!((words[0], words[1]), (peer.address.ip().to_string().as_str(), peer.address.to_string().as_str()));
        assert_eq!((words[2], words[4]), ("220 peer.test ESMTP", "235 2.7.0 in"));
        assert!(words[3].starts_with("TLSv1.3, "), "{words:?}");
        assert_eq!(peer.commands().last().map(String::as_str), Some("QUIT"));
        nothing_was_sent(&peer);
    }
}

#[tokio::test]
async fn tls_from_the_first_octet_comes_before_the_greeting() {
    let mut script = Script::good().offer("AUTH PLAIN");
    script.tls_from_the_start = true;
    let peer = script.start().await;
    let steps = test_connection(&draft(peer.address, SmartHostEncryption::Tls), PATIENCE).await;
    assert_eq!(told(&steps), (vec![Stage::LookUp, Stage::Connect, Stage::Encrypt, Stage::Greeting], None));
    let steps = test_connection(&with_log_on(draft(peer.address, SmartHostEncryption::Tls), "s3cret"), PATIENCE).await;
    assert_eq!(steps.last().map(|s| (s.stage, s.ok())), Some((Stage::LogOn, true)));
}

#[tokio::test]
async fn a_wrong_password_is_told_with_the_servers_words() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").start().await;
    let steps = test_connection(&with_log_on(draft(peer.address, SmartHostEncryption::StartTls), "wrong"), PATIENCE).await;
    assert_eq!(told(&steps).1, Some((Stage::LogOn, Hitch::LogOnRefused)));
    assert!(steps.last().unwrap().words.contains("535") && steps.last().unwrap().words.contains("no"), "{steps:?}");
}

#[tokio::test]
async fn without_a_password_all_is_tried_but_logging_on() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").start().await;
    let mut draft = draft(peer.address, SmartHostEncryption::StartTls);
    draft.host.user = Some("office".into());
    let steps = test_connection(&draft, PATIENCE).await;
    assert_eq!(
        told(&steps),
        (vec![Stage::LookUp, Stage::Connect, Stage::Greeting, Stage::Encrypt], Some((Stage::LogOn, Hitch::NoPassword)))
    );
}

#[tokio::test]
async fn encryption_that_is_not_offered_or_fails_is_told() {
    let plain = Script::good().start().await;
    let steps = test_connection(&draft(plain.address, SmartHostEncryption::StartTls), PATIENCE).await;
    assert_eq!(told(&steps), (vec![Stage::LookUp, Stage::Connect, Stage::Greeting], Some((Stage::Encrypt, Hitch::NoTls))));
    let required = Draft { require_tls: true, ..draft(plain.address, SmartHostEncryption::None) };
    assert_eq!(told(&test_connection(&required, PATIENCE).await).1, Some((Stage::Encrypt, Hitch::NoTls)));
    let steps = test_connection(&draft(plain.address, SmartHostEncryption::Tls), PATIENCE).await;
    assert_eq!(told(&steps).1, Some((Stage::Encrypt, Hitch::TlsFailed)));
    let broken = Script::good().offer("STARTTLS").fault("handshake", Fault::Drop).start().await;
    let steps = test_connection(&draft(broken.address, SmartHostEncryption::StartTls), PATIENCE).await;
    assert_eq!(told(&steps).1, Some((Stage::Encrypt, Hitch::TlsFailed)));
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_told_and_the_password_is_not() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").start().await;
    let mut draft = with_log_on(draft(peer.address, SmartHostEncryption::StartTls), "s3cret");
    draft.host.accept_any_certificate = false;
    let steps = test_connection(&draft, PATIENCE).await;
    assert_eq!(told(&steps).1, Some((Stage::Encrypt, Hitch::Certificate)));
    assert!(steps.last().unwrap().words.contains("certificate"), "{steps:?}");
    assert_eq!(peer.commands(), ["EHLO mail.office.test", "STARTTLS"]);
}

#[tokio::test]
async fn logging_on_in_clear_waits_for_permission() {
    let peer = Script::good().offer("AUTH PLAIN").start().await;
    let mut draft = with_log_on(draft(peer.address, SmartHostEncryption::None), "s3cret");
    assert_eq!(told(&test_connection(&draft, PATIENCE).await).1, Some((Stage::LogOn, Hitch::LogOnInClear)));
    draft.host.log_on_in_clear = true;
    assert_eq!(told(&test_connection(&draft, PATIENCE).await).1, None);
    let deaf = Script::good().start().await;
    draft.host.port = deaf.address.port();
    assert_eq!(told(&test_connection(&draft, PATIENCE).await).1, Some((Stage::LogOn, Hitch::LogOnNotOffered)));
}

#[tokio::test]
async fn a_server_that_refuses_hangs_up_babbles_or_is_silent_is_told() {
    let say = |reply| Script::good().fault("greeting", Fault::Say(reply));
    for (script, hitch) in [
        (say("554 5.7.1 not you"), Hitch::Refused),
        (say("this is no SMTP"), Hitch::Nonsense),
        (Script::good().fault("greeting", Fault::Drop), Hitch::Closed),
        (Script::good().fault("greeting", Fault::Silence), Hitch::TimedOut),
        (Script::good().fault("EHLO", Fault::Drop), Hitch::Closed),
    ] {
        let peer = script.start().await;
        let steps = test_connection(&draft(peer.address, SmartHostEncryption::None), PATIENCE).await;
        assert_eq!(told(&steps), (vec![Stage::LookUp, Stage::Connect], Some((Stage::Greeting, hitch.clone()))));
        if hitch == Hitch::Refused {
            assert!(steps[2].words.contains("not you"), "{steps:?}");
        }
    }
}

#[tokio::test]
async fn the_whole_test_has_an_end() {
    let peer = Script::good().fault("greeting", Fault::Silence).start().await;
    let patience = Patience { answer: Duration::from_secs(60), overall: Duration::from_millis(300), ..PATIENCE };
    let steps = test_connection(&draft(peer.address, SmartHostEncryption::None), patience).await;
    assert_eq!(told(&steps).1, Some((Stage::Greeting, Hitch::TimedOut)));
}

#[tokio::test]
async fn a_host_that_is_not_there_is_told_by_the_servers_own_dns() {
    let dns = Dns::start("here 60 IN A 127.0.0.2").await;
    let peer = Script::good().start().await;
    let mut draft = Draft { dns_servers: vec![dns.address.to_string()], ..draft(peer.address, SmartHostEncryption::None) };
    draft.host.host = "here.test".into();
    assert_eq!(told(&test_connection(&draft, PATIENCE).await), (vec![Stage::LookUp, Stage::Connect, Stage::Greeting], None));
    for (host, why) in [("gone.test", NotFound::NoSuchHost), ("no name", NotFound::NoName)] {
        draft.host.host = host.into();
        assert_eq!(told(&test_connection(&draft, PATIENCE).await).1, Some((Stage::LookUp, Hitch::NotFound(why))));
    }
    draft.fqdn = "not a name".into();
    assert_eq!(told(&test_connection(&draft, PATIENCE).await).1, Some((Stage::LookUp, Hitch::OwnName)));
}

#[tokio::test]
async fn a_closed_port_is_told() {
    let address = dead("127.0.0.2");
    let steps = test_connection(&draft(address, SmartHostEncryption::None), PATIENCE).await;
    assert_eq!(told(&steps), (vec![Stage::LookUp], Some((Stage::Connect, Hitch::Unreachable))));
    assert!(steps[1].words.contains("refused"), "{steps:?}");
}

#[tokio::test]
async fn a_server_that_stumbles_over_ehlo_is_greeted_with_helo() {
    let peer = Script::good().fault("EHLO", Fault::Say("500 what?")).start().await;
    let steps = test_connection(&Draft { helo: true, ..draft(peer.address, SmartHostEncryption::None) }, PATIENCE).await;
    assert_eq!(told(&steps), (vec![Stage::LookUp, Stage::Connect, Stage::Greeting], None));
    assert_eq!((steps[2].words.as_str(), peer.commands().join(",").as_str()), ("220 peer.test ESMTP", "HELO mail.office.test,QUIT"));
}
