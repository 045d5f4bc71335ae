//! Certificates from an online authority: pebble on loopback, ordered through the door and served over a socket.

use crate::counter::{Counter, OFFICE, line, thumbprint};
use crate::dead::dead;
use crate::pebble::{Habits, Pebble};
use postkontor::config::Home;
use postkontor::engine::command::{
    Authority, CertificateCommand, CertificateError, Challenge, Command, Found, Order, OrderStep, OrderTrouble, Origin, Refusal, Subject,
};
use postkontor::engine::snapshot::{Snapshot, Warning, What};
use postkontor::mail::Secret;
use rustls_pki_types::ServerName;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::net::TcpStream;

async fn open(pebble: &Pebble) -> Counter {
    Counter::open(&format!(
        "(version: 1, servers: [(id: 1, name: \"Office\", fqdn: \"mail.office.test\", delivery: (dns_servers: [\"{}\"]), \
         identities: [(address: \"127.0.0.1\", port: 0, encryption: Tls), (address: \"127.0.0.1\", port: 0)])])",
        pebble.dns
    ))
    .await
}

async fn order_for(office: &Counter, names: &[&str], order: Order, key: Option<&str>) -> Result<(), Refusal> {
    let subject = Subject {
        friendly_name: "Post".into(),
        common_name: names[0].into(),
        more_names: names[1..].iter().map(|name| (*name).to_owned()).collect(),
        ..Subject::default()
    };
    let command = CertificateCommand::Order(OFFICE, Box::new(subject), order, key.map(Secret::from));
    office.ask(command).await.map(|_| ())
}

fn order(pebble: &Pebble, challenge: Challenge) -> Order {
    let authority = Authority::Other { directory: pebble.directory.clone(), root: pebble.root.clone(), key_id: String::new() };
    Order { authority, challenge, contact: "anna@office.test".into(), http_port: pebble.http_port }
}

#[tokio::test]
async fn a_certificate_is_ordered_proved_over_http_and_served_and_the_port_is_closed_again() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    order_for(&office, &["mail.office.test", "smtp.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    let now = office.until_installed().await;
    let one = &now.certificates.installed[0];
    let described = &one.certificate.described;
    assert_eq!(
        (described.friendly_name.as_str(), &described.names[..]),
        ("Post", &["mail.office.test".to_owned(), "smtp.office.test".to_owned()][..])
    );
    assert_eq!(described.origin, Origin::Online(order(&pebble, Challenge::Http)));
    assert_eq!((&now.certificates.orders[..], one.certificate.chain.len() >= 2), (&[][..], true));
    assert_eq!(thumbprint(&office.shown().await), described.thumbprint.to_string());
    assert!(TcpStream::connect(("127.0.0.1", pebble.http_port)).await.is_err(), "the port is still open");
    assert_eq!(now.history[0].what, What::CertificateAssigned);
    // The account is kept for the next order, for nobody else to read.
    let accounts = || -> Vec<_> {
        let files = std::fs::read_dir(Home::new(office.folder.path()).acme()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|e| e == "json")).collect()
    };
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(&accounts()[0]).unwrap().permissions().mode() & 0o777, 0o600);
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    office.until(|now| now.certificates.installed.len() == 2 && now.certificates.orders.is_empty()).await;
    assert_eq!(accounts().len(), 1);
    // Undo brings the first one back.
    office.handle.command(Command::Undo).await.unwrap();
    assert_eq!(thumbprint(&office.shown().await), described.thumbprint.to_string());
    office.close().await;
}

#[tokio::test]
async fn records_are_shown_looked_for_and_only_then_checked() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    order_for(&office, &["mail.office.test", "smtp.office.test"], order(&pebble, Challenge::Dns), None).await.unwrap();
    let publishing =
        |now: &Snapshot| matches!(now.certificates.orders.first().map(|order| order.step.clone()), Some(OrderStep::Publish(_)));
    let records = |now: &Snapshot| match &now.certificates.orders[0].step {
        OrderStep::Publish(records) => records.clone(),
        other => panic!("{other:?}"),
    };
    let now = office.until(publishing).await;
    assert!(now.warnings.contains(&Warning::OrderWaits(OFFICE)));
    let mut asked: Vec<String> = records(&now).iter().map(|record| record.name.clone()).collect();
    asked.sort();
    assert_eq!(asked, ["_acme-challenge.mail.office.test", "_acme-challenge.smtp.office.test"]);
    // One of the two is there, and the other says something else.
    let (there, other) = (&records(&now)[0], &records(&now)[1]);
    pebble.publish(&there.name, &there.text);
    pebble.publish(&other.name, "something else");
    office.ask(CertificateCommand::RecordsPublished(OFFICE)).await.unwrap();
    let now = office.until(|now| publishing(now) && records(now)[1].found != Found::NotLooked).await;
    let found: Vec<Found> = records(&now).into_iter().map(|record| record.found).collect();
    assert_eq!(found, [Found::There, Found::Missing(vec!["something else".into()])]);
    pebble.publish(&other.name, &other.text);
    office.ask(CertificateCommand::RecordsPublished(OFFICE)).await.unwrap();
    let now = office.until_installed().await;
    assert_eq!(thumbprint(&office.shown().await), now.certificates.installed[0].certificate.described.thumbprint.to_string());
    assert!(matches!(office.ask(CertificateCommand::RecordsPublished(OFFICE)).await, Err(Refusal::Gone)));
    // Renewed out of sight, it would wait for records that nobody is shown.
    let refused = office.ask(CertificateCommand::Renew(now.certificates.installed[0].certificate.described.thumbprint)).await;
    assert!(matches!(&refused, Err(Refusal::Certificate(why)) if **why == CertificateError::RenewsByRecords), "{refused:?}");
    assert!(office.handle.snapshots().borrow().certificates.orders.is_empty());
    office.close().await;
}

#[tokio::test]
async fn an_order_that_waits_for_its_records_outlives_a_restart_and_one_given_up_does_not() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    let records = |now: &Snapshot| match now.certificates.orders.first().map(|order| order.step.clone()) {
        Some(OrderStep::Publish(records)) => records,
        _ => vec![],
    };
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Dns), None).await.unwrap();
    let before = records(&*office.until(|now| !records(now).is_empty()).await);
    let office = office.restart().await;
    let now = office.until(|now| !records(now).is_empty()).await;
    assert_eq!(records(&now), before, "the records that were published are worth nothing");
    assert_eq!((now.certificates.orders[0].subject.common_name.as_str(), now.certificates.orders[0].renewal), ("mail.office.test", false));
    pebble.publish(&before[0].name, &before[0].text);
    office.ask(CertificateCommand::RecordsPublished(OFFICE)).await.unwrap();
    let first = office.until_installed().await.certificates.installed[0].certificate.described.thumbprint;
    // What came is not ordered again, nor what was given up.
    let office = office.restart().await;
    assert_eq!(office.until(|_| true).await.certificates.orders, []);
    order_for(&office, &["smtp.office.test"], order(&pebble, Challenge::Dns), None).await.unwrap();
    office.until(|now| !records(now).is_empty()).await;
    office.ask(CertificateCommand::CancelOrder(OFFICE)).await.unwrap();
    let office = office.restart().await;
    let now = office.until(|_| true).await;
    assert_eq!((&now.certificates.orders[..], now.certificates.installed[0].certificate.described.thumbprint), (&[][..], first));
    office.close().await;
}

#[tokio::test]
async fn an_order_that_comes_to_nothing_says_why_and_leaves_what_was_in_use() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    let before = office.shown().await;
    // The name leads to another computer, where nobody answers.
    pebble.lead("mail.office.test", "127.0.0.77");
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    let failed = |now: &Snapshot| match now.certificates.orders.first().map(|order| order.step.clone()) {
        Some(OrderStep::Failed(why)) => Some(why),
        _ => None,
    };
    let now = office.until(|now| failed(now).is_some()).await;
    let why = failed(&now).unwrap();
    assert!(matches!(&why, OrderTrouble::NotProved(name, said) if name == "mail.office.test" && said.contains("127.0.0.77")), "{why:?}");
    assert_eq!(office.shown().await, before);
    // What failed stays on the list until it is taken off.
    assert!(now.warnings.contains(&Warning::OrderFailed(OFFICE)) && !now.warnings.contains(&Warning::OrderWaits(OFFICE)));
    office.ask(CertificateCommand::CancelOrder(OFFICE)).await.unwrap();
    office.until(|now| now.certificates.orders.is_empty()).await;
    // A port that somebody has, an authority that is not there, a root that is none.
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let nobody = dead("127.0.0.1");
    let other = |directory: String, root: String| Authority::Other { directory, root, key_id: String::new() };
    for (order, expected) in [
        (Order { http_port: port, ..order(&pebble, Challenge::Http) }, "Port80"),
        (Order { authority: other(format!("https://{nobody}/dir"), pebble.root.clone()), ..Order::default() }, "Unreachable"),
        (Order { authority: other(pebble.directory.clone(), String::new()), ..Order::default() }, "Unreachable"),
        (Order { authority: other(pebble.directory.clone(), "no root".into()), ..Order::default() }, "Root"),
    ] {
        order_for(&office, &["mail.office.test"], order.clone(), None).await.unwrap();
        let wanted =
            |now: &Snapshot| now.certificates.orders.first().is_some_and(|standing| standing.order == order) && failed(now).is_some();
        let why = format!("{:?}", failed(&*office.until(wanted).await).unwrap());
        assert!(why.starts_with(expected), "{why}");
    }
    office.close().await;
}

#[tokio::test]
async fn an_order_that_failed_keeps_no_renewal_waiting_and_one_under_way_says_so() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    let first = office.until_installed().await.certificates.installed[0].certificate.described.thumbprint;
    pebble.lead("smtp.office.test", "127.0.0.77");
    order_for(&office, &["smtp.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    let failed = |now: &Snapshot| now.certificates.orders.first().is_some_and(|order| !order.renewal && order.has_failed());
    office.until(failed).await;
    office.ask(CertificateCommand::Renew(first)).await.unwrap();
    let now = office.until(|now| now.certificates.installed.len() == 2 && failed(now)).await;
    let used = now.certificates.installed.iter().find(|one| one.used_by == [OFFICE]).unwrap().certificate.described.thumbprint;
    assert_ne!(used, first);
    // What failed is still told, until somebody takes it off the list.
    assert_eq!(now.certificates.orders[0].subject.common_name, "smtp.office.test");
    order_for(&office, &["smtp.office.test"], order(&pebble, Challenge::Dns), None).await.unwrap();
    office.until(|now| matches!(now.certificates.orders[0].step, OrderStep::Publish(_))).await;
    let refused = office.ask(CertificateCommand::Renew(used)).await;
    assert!(matches!(&refused, Err(Refusal::Certificate(why)) if **why == CertificateError::OrderUnderWay), "{refused:?}");
    office.ask(CertificateCommand::CancelOrder(OFFICE)).await.unwrap();
    office.until(|now| now.certificates.orders.is_empty()).await;
    office.close().await;
}

#[tokio::test]
async fn an_authority_that_binds_accounts_wants_key_and_identifier_once() {
    let key = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
    let pebble = Pebble::start(&Habits { bound_to: Some(("office-1", key)), ..Habits::default() });
    let office = open(&pebble).await;
    let failed = |now: &Snapshot| match now.certificates.orders.first().map(|order| order.step.clone()) {
        Some(OrderStep::Failed(why)) => Some(why),
        _ => None,
    };
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    assert_eq!(failed(&*office.until(|now| failed(now).is_some()).await), Some(OrderTrouble::NeedsAccount));
    let authority = Authority::Other { directory: pebble.directory.clone(), root: pebble.root.clone(), key_id: "office-1".into() };
    let bound = Order { authority, ..order(&pebble, Challenge::Http) };
    order_for(&office, &["mail.office.test"], bound.clone(), Some("not base64url!")).await.unwrap();
    assert_eq!(
        failed(&*office.until(|now| now.certificates.orders[0].order == bound && failed(now).is_some()).await),
        Some(OrderTrouble::AccountKey)
    );
    order_for(&office, &["mail.office.test"], bound.clone(), Some(key)).await.unwrap();
    office.until_installed().await;
    // The key itself is kept nowhere, and not needed again.
    let kept = std::process::Command::new("grep").args(["-rl", key]).arg(office.folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&kept.stdout), "");
    order_for(&office, &["mail.office.test"], bound, None).await.unwrap();
    office.until(|now| now.certificates.installed.len() == 2).await;
    office.close().await;
}

#[tokio::test]
async fn an_authority_that_loses_count_of_its_nonces_is_asked_again() {
    let pebble = Pebble::start(&Habits { loses_count: 40, ..Habits::default() });
    let office = open(&pebble).await;
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    office.until_installed().await;
    office.close().await;
}

#[tokio::test]
async fn at_two_thirds_of_its_life_a_certificate_renews_itself_and_a_failure_is_loud_and_harmless() {
    let mut pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    let now = office.until_installed().await;
    let first = now.certificates.installed[0].certificate.described.clone();
    let life = first.not_after.as_second() - first.not_before.as_second();
    // A day before: nothing happens.
    office.ahead.store(life / 3 * 2 - 86_400, Ordering::Relaxed);
    let office = office.restart().await;
    let now = office.handle.snapshots().borrow().clone();
    assert!(now.certificates.orders.is_empty() && now.certificates.installed.len() == 1);
    // A day later it is due.
    office.ahead.store(life / 3 * 2 + 86_400, Ordering::Relaxed);
    let office = office.restart().await;
    let now = office.until(|now| now.certificates.installed.len() == 2 && now.certificates.orders.is_empty()).await;
    let second = now.certificates.installed.iter().find(|one| one.used_by == [OFFICE]).unwrap().certificate.described.clone();
    assert_ne!(second.thumbprint, first.thumbprint);
    assert_eq!((second.friendly_name.as_str(), now.history[0].what), ("Post", What::CertificateRenewed));
    assert_eq!(thumbprint(&office.shown().await), second.thumbprint.to_string());
    // The authority is gone when the next one is due.
    pebble.stop();
    office.ahead.store(life - 86_400 * 30 + life / 3, Ordering::Relaxed);
    let office = office.restart().await;
    let failing = |now: &Snapshot| {
        now.warnings
            .iter()
            .any(|warning| matches!(warning, Warning::RenewalFailing(OFFICE, why, _) if matches!(**why, OrderTrouble::Unreachable(..))))
    };
    let now = office.until(failing).await;
    assert_eq!(thumbprint(&office.shown().await), second.thumbprint.to_string());
    let trouble = now.certificates.installed.iter().find_map(|one| one.renewal.clone()).unwrap();
    assert_eq!(trouble.at.duration_until(trouble.next).as_hours(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_renewal_takes_up_nothing_that_another_authority_gave() {
    let (real, staging) = (Pebble::start(&Habits::default()), Pebble::start(&Habits::default()));
    let office = open(&real).await;
    order_for(&office, &["mail.office.test"], order(&real, Challenge::Http), None).await.unwrap();
    let first = office.until_installed().await.certificates.installed[0].certificate.described.clone();
    // One from elsewhere was tried out, and taken back.
    order_for(&office, &["mail.office.test"], order(&staging, Challenge::Http), None).await.unwrap();
    office.until(|now| now.certificates.installed.len() == 2 && now.certificates.orders.is_empty()).await;
    office.handle.command(Command::Undo).await.unwrap();
    assert_eq!(thumbprint(&office.shown().await), first.thumbprint.to_string());
    let life = first.not_after.as_second() - first.not_before.as_second();
    office.ahead.store(life / 3 * 2 + 86_400, Ordering::Relaxed);
    let office = office.restart().await;
    let now = office.until(|now| now.certificates.installed.len() == 3 && now.certificates.orders.is_empty()).await;
    let used = now.certificates.installed.iter().find(|one| one.used_by == [OFFICE]).unwrap();
    assert_eq!(used.certificate.described.origin, Origin::Online(order(&real, Challenge::Http)));
    assert_ne!(used.certificate.described.thumbprint, first.thumbprint);
    office.close().await;
}

#[tokio::test]
async fn two_hundred_sessions_outlive_the_change_of_the_certificate() {
    let pebble = Pebble::start(&Habits::default());
    let office = open(&pebble).await;
    let at = office.handle.snapshots().borrow().servers[0].listening[0].address;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = postkontor::net::Trust::Any.client_config(&provider).unwrap();
    let mut clients = vec![];
    for _ in 0..200 {
        let tcp = TcpStream::connect(at).await.unwrap();
        let name = ServerName::try_from("mail.office.test").unwrap();
        let mut client = tokio::io::BufReader::new(tokio_rustls::TlsConnector::from(config.clone()).connect(name, tcp).await.unwrap());
        assert!(line(&mut client).await.starts_with("220 "));
        clients.push(client);
    }
    let before = office.shown().await;
    order_for(&office, &["mail.office.test"], order(&pebble, Challenge::Http), None).await.unwrap();
    office.until_installed().await;
    assert_ne!(office.shown().await, before);
    for client in &mut clients {
        use tokio::io::AsyncWriteExt;
        client.write_all(b"NOOP\r\n").await.unwrap();
        client.flush().await.unwrap();
        assert!(line(client).await.starts_with("250 "));
        let shown = client.get_ref().get_ref().1.peer_certificates().unwrap()[0].to_vec();
        assert_eq!(shown, before);
    }
    drop(clients);
    office.close().await;
}
