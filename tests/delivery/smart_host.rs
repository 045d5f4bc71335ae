//! The provider's server: encryption, logging on, and connections used again.

use crate::office::{Office, delivered};
use crate::peer::{Fault, Peer, Script};
use postkontor::config::{OutboundAccess, Route, SmartHost, SmartHostTls, VirtualServer};
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::{Host, Span};

pub(crate) fn smart(peer: &Peer, encryption: SmartHostTls, log_on: bool) -> SmartHost {
    SmartHost {
        host: Host::Literal(peer.address.ip()),
        port: peer.address.port(),
        encryption,
        log_on: log_on.then(|| ("office".into(), "smart".into())),
        access: OutboundAccess::Basic,
        sender: None,
        accept_any_certificate: true,
        log_on_in_clear: false,
    }
}

pub(crate) fn through(smart: SmartHost) -> impl FnOnce(&mut VirtualServer) {
    |server| {
        server.delivery.route = Route::SmartHost(smart);
        server.delivery.outbound.timeout = Span::seconds(2);
    }
}

const MESSAGE: &[u8] = b"Subject: x\r\n\r\nHello\r\n";

async fn first_event(office: &Office) -> Happening {
    office.send("anna@office.test", &["bob@far.test"], MESSAGE).await;
    office.happened(1).await.remove(0)
}

fn trouble(event: &Happening) -> &Trouble {
    match event {
        Happening::Deferred { trouble, .. } => trouble,
        other => panic!("not deferred: {other:?}"),
    }
}

#[tokio::test]
async fn logs_on_behind_starttls_and_with_tls_from_the_start() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN LOGIN").start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::StartTls, true))).await;
    assert!(matches!(first_event(&office).await, Happening::Delivered { .. }));
    let commands = peer.commands();
    assert_eq!(commands[..5], ["EHLO mail.office.test", "STARTTLS", "EHLO mail.office.test", "AUTH PLAIN", "AG9mZmljZQBzM2NyZXQ="]);

    let mut script = Script::good().offer("AUTH PLAIN");
    script.tls_from_the_start = true;
    let peer = script.start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::Tls, true))).await;
    assert!(matches!(first_event(&office).await, Happening::Delivered { .. }));
}

#[tokio::test]
async fn a_wrong_password_defers_and_the_sentence_names_object_and_remedy() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").start().await;
    let mut wrong = smart(&peer, SmartHostTls::StartTls, true);
    wrong.log_on = Some(("visitor".into(), "smart".into()));
    let office = Office::open(through(wrong)).await;
    let event = first_event(&office).await;
    let text = trouble(&event).to_string();
    assert!(text.contains("127.0.0.2") && text.contains("\"visitor\"") && text.contains("535 5.7.8 no"), "{text}");
    assert!(text.contains("Delivery > Outbound Security") && !text.contains("s3cret"));
    // Mended in the settings, it goes at the next attempt.
    let mended = smart(&peer, SmartHostTls::StartTls, true);
    office.change_server(|server| server.delivery.route = Route::SmartHost(mended));
    office.pass(10);
    office.empty().await;
    assert_eq!(peer.messages().len(), 1);
}

#[tokio::test]
async fn never_sends_without_the_security_that_is_set() {
    // STARTTLS required, not offered; the password would go in clear; no password; a certificate nobody vouches for.
    let plain = Script::good().offer("AUTH PLAIN").start().await;
    let office = Office::open(through(smart(&plain, SmartHostTls::StartTls, false))).await;
    assert!(matches!(trouble(&first_event(&office).await), Trouble::NoTls { .. }));
    let office = Office::open(through(smart(&plain, SmartHostTls::None, true))).await;
    assert!(matches!(trouble(&first_event(&office).await), Trouble::LogOnImpossible { .. }));
    let mut unknown = smart(&plain, SmartHostTls::None, true);
    unknown.log_on = Some(("office".into(), "missing".into()));
    let office = Office::open(through(unknown)).await;
    assert!(trouble(&first_event(&office).await).to_string().starts_with("there is no password for the smart host [127.0.0.2]"));
    let secure = Script::good().offer("STARTTLS").start().await;
    let mut strict = smart(&secure, SmartHostTls::StartTls, false);
    strict.accept_any_certificate = false;
    let office = Office::open(through(strict)).await;
    assert!(matches!(trouble(&first_event(&office).await), Trouble::TlsFailed { .. }));
    assert!(plain.messages().is_empty() && secure.messages().is_empty());
    assert!(plain.commands().iter().all(|c| !c.starts_with("MAIL") && !c.starts_with("AUTH")), "{:?}", plain.commands());
}

#[tokio::test]
async fn opportunistic_tls_falls_back_to_clear_unless_forbidden() {
    let peer = Script::good().offer("STARTTLS").fault("handshake", Fault::Drop).start().await;
    let port = peer.address.port();
    let office = Office::open(|server| server.delivery.outbound.port = port).await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.empty().await;
    assert_eq!((peer.messages().len(), peer.connections()), (1, 2));
    let office = Office::open(|server| {
        server.delivery.outbound.port = port;
        server.delivery.outbound.require_tls = true;
    })
    .await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    assert!(matches!(trouble(&office.happened(1).await[0]), Trouble::TlsFailed { .. }));
    assert_eq!((peer.messages().len(), peer.connections()), (1, 3));
}

#[tokio::test]
async fn a_connection_is_used_again_up_to_its_limit_and_recipients_share_a_transaction() {
    let peer = Script::good().start().await;
    let mut office = Office::closed(|server| {
        through(smart(&peer, SmartHostTls::None, false))(server);
        server.messages.max_per_connection = Some(4);
        server.delivery.outbound.max_connections_per_domain = Some(1);
    });
    for n in 0..10 {
        office.send("anna@office.test", &[&format!("a{n}@far.test"), &format!("b{n}@other.test")], MESSAGE).await;
    }
    office.start();
    office.empty().await;
    assert_eq!((peer.messages().len(), peer.connections()), (10, 3));
    assert_eq!(delivered(&office.events()), 20);
}

#[tokio::test]
async fn a_kept_connection_that_the_server_ended_costs_the_next_message_nothing() {
    let mut script = Script::good();
    script.most = Some(1);
    let peer = script.fault("MAIL nobody@office.test", Fault::Drop).start().await;
    let office = Office::open(through(smart(&peer, SmartHostTls::None, false))).await;
    office.send("anna@office.test", &["a@far.test"], MESSAGE).await;
    office.happened(1).await;
    office.send("nobody@office.test", &["b@far.test"], MESSAGE).await;
    let events = office.happened(2).await;
    // First the kept connection, then a fresh one, and then only it is this message's own failure.
    assert!(matches!(&events[1], Happening::Deferred { trouble: Trouble::Broken { .. }, .. }), "{events:?}");
    assert_eq!(peer.connections(), 2);
    office.send("anna@office.test", &["c@far.test"], MESSAGE).await;
    office.happened(3).await;
    assert_eq!(peer.messages().len(), 2);
}

#[tokio::test]
async fn a_server_that_takes_few_connections_gets_all_mail_over_those() {
    let mut script = Script::good();
    script.most = Some(2);
    let peer = script.start().await;
    let mut office = Office::closed(through(smart(&peer, SmartHostTls::None, false)));
    for n in 0..60 {
        office.send("anna@office.test", &[&format!("a{n}@far.test")], MESSAGE).await;
    }
    office.start();
    office.empty().await;
    let events = office.events();
    assert_eq!((peer.messages().len(), delivered(&events), events.len()), (60, 60, 60), "{events:?}");
}
