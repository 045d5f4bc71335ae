//! Certificates through the door: requested, bound, taken off, deleted and brought back; shown by name; watched for expiry.

use crate::counter::{Counter, OFFICE, shown_at, thumbprint};
use postkontor::certificate::Certificates;
use postkontor::config::{Encryption, Home};
use postkontor::engine::command::{CertificateCommand as C, Command, ImportFiles, PfxForm, Produced, Refusal, RootForm, Subject};
use postkontor::engine::snapshot::{Light, Snapshot, Warning, What};
use postkontor::mail::{Secret, ServerId, Thumbprint};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

const SHOP: ServerId = ServerId(2);

const SETTINGS: &str = "(version: 1, postmaster: Some(\"anna@office.test\"), local_domains: [(name: \"office.test\")], \
    servers: [(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0, encryption: Tls)]), \
    (id: 2, name: \"Shop\", fqdn: \"mail.shop.test\", identities: [(address: \"127.0.0.1\", port: 0, encryption: Tls)])])";

fn subject(name: &str) -> Box<Subject> {
    Box::new(Subject {
        friendly_name: name.into(),
        organization: "Biuro Próba".into(),
        unit: "Post".into(),
        common_name: name.into(),
        country: "PL".into(),
        state: "łódzkie".into(),
        city: "Łódź".into(),
        ..Subject::default()
    })
}

fn at(now: &Snapshot, server: ServerId) -> SocketAddr {
    let line = now.servers.iter().find(|line| line.id == server).unwrap();
    line.listening.iter().find(|port| port.encryption == Encryption::Tls).unwrap().address
}

async fn issue(office: &Counter, server: ServerId, name: &str) -> Thumbprint {
    match office.ask(C::Issue(server, subject(name))).await.unwrap().produced {
        Some(Produced::Installed(thumbprint)) => thumbprint,
        other => panic!("{other:?}"),
    }
}

fn now(office: &Counter) -> Arc<Snapshot> {
    office.handle.snapshots().borrow().clone()
}

#[tokio::test]
async fn a_client_is_shown_the_certificate_for_the_name_it_asks_for_at_every_server() {
    let office = Counter::open(SETTINGS).await;
    let (post, shop) = (issue(&office, OFFICE, "mail.office.test").await, issue(&office, SHOP, "mail.shop.test").await);
    let of = |thumbprint: Thumbprint| thumbprint.to_string();
    for (server, name, expected) in [
        (OFFICE, "mail.office.test", post),
        (OFFICE, "mail.shop.test", shop),
        (OFFICE, "unknown.test", post),
        (SHOP, "mail.office.test", post),
        (SHOP, "unknown.test", shop),
    ] {
        assert_eq!(thumbprint(&shown_at(at(&now(&office), server), name).await), of(expected), "{server} {name}");
    }
    // What is taken off a server is shown to nobody any more.
    office.ask(C::Remove(SHOP)).await.unwrap();
    let temporary = thumbprint(&shown_at(at(&now(&office), SHOP), "mail.shop.test").await);
    assert!(temporary != of(shop) && temporary != of(post));
    office.close().await;
}

#[tokio::test]
async fn a_certificate_in_use_is_not_deleted_and_a_deleted_one_comes_back() {
    let office = Counter::open(SETTINGS).await;
    let post = issue(&office, OFFICE, "mail.office.test").await;
    assert!(matches!(office.ask(C::Delete(post)).await, Err(Refusal::InUse(names)) if names == ["Office"]));
    office.ask(C::Assign(SHOP, post)).await.unwrap();
    assert_eq!(now(&office).certificates.installed[0].used_by, [OFFICE, SHOP]);
    // It does not cover the name of the other one: told when chosen, and from then on (AC-31).
    assert!(now(&office).warnings.contains(&Warning::NameNotCovered(SHOP, "mail.shop.test".into())));
    for server in [OFFICE, SHOP] {
        office.ask(C::Remove(server)).await.unwrap();
    }
    office.ask(C::Delete(post)).await.unwrap();
    assert!(now(&office).certificates.installed.is_empty());
    assert_eq!(now(&office).history[0].what, What::CertificateDeleted);
    assert!(matches!(office.ask(C::Assign(OFFICE, post)).await, Err(Refusal::Gone)));
    office.handle.command(Command::Undo).await.unwrap();
    assert_eq!(now(&office).certificates.installed[0].certificate.described.thumbprint, post);
    office.ask(C::Assign(OFFICE, post)).await.unwrap();
    assert_eq!(thumbprint(&office.shown().await), post.to_string());
    office.close().await;
}

#[tokio::test]
async fn a_request_waits_for_its_answer_and_a_foreign_answer_leaves_it_waiting() {
    let office = Counter::open(SETTINGS).await;
    let Some(Produced::Request(pem)) = office.ask(C::Prepare(OFFICE, subject("mail.office.test"))).await.unwrap().produced else {
        panic!()
    };
    assert!(pem.starts_with("-----BEGIN NEW CERTIFICATE REQUEST-----"), "{pem}");
    assert_eq!(now(&office).certificates.requests[0].1.pem, pem);
    assert!(matches!(office.ask(C::Prepare(OFFICE, subject("mail.office.test"))).await, Err(Refusal::Certificate(_))));
    // The authority of somebody else signs another key.
    let key = rcgen::KeyPair::generate().unwrap();
    let foreign = rcgen::CertificateParams::new(vec!["mail.office.test".into()]).unwrap().self_signed(&key).unwrap().pem();
    for command in [C::LookAtAnswer(OFFICE, foreign.clone().into_bytes()), C::Install(OFFICE, foreign.into_bytes())] {
        assert!(matches!(office.ask(command).await, Err(Refusal::Certificate(_))));
    }
    assert_eq!(now(&office).certificates.requests.len(), 1);
    // It outlives a restart, and its own answer is installed, bound and served.
    let office = office.restart().await;
    let parsed = rcgen::CertificateSigningRequestParams::from_pem(&pem.replace("NEW CERTIFICATE", "CERTIFICATE")).unwrap();
    let mut root = rcgen::CertificateParams::new(vec![]).unwrap();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let answer = parsed.signed_by(&rcgen::Issuer::new(root, rcgen::KeyPair::generate().unwrap())).unwrap().pem();
    assert!(matches!(office.ask(C::LookAtAnswer(OFFICE, answer.clone().into_bytes())).await.unwrap().produced, Some(Produced::Summary(_))));
    // The settings cannot be written: it is not in use, and can be processed again.
    let history = Home::new(office.folder.path()).history();
    std::fs::remove_dir_all(&history).unwrap();
    std::fs::write(&history, "").unwrap();
    let refused = office.ask(C::Install(OFFICE, answer.clone().into_bytes())).await;
    assert!(matches!(refused, Err(Refusal::Files(_))), "{refused:?}");
    let after = now(&office);
    assert_eq!((after.certificates.requests.len(), &after.certificates.installed[0].used_by[..]), (1, &[][..]));
    std::fs::remove_file(&history).unwrap();
    office.ask(C::Install(OFFICE, answer.into_bytes())).await.unwrap();
    let after = now(&office);
    assert!(after.certificates.requests.is_empty());
    assert_eq!(thumbprint(&office.shown().await), after.certificates.installed[0].certificate.described.thumbprint.to_string());
    office.close().await;
}

#[tokio::test]
async fn a_certificate_travels_as_a_pfx_file_and_the_root_leaves_without_its_key() {
    let office = Counter::open(SETTINGS).await;
    let post = issue(&office, OFFICE, "mail.office.test").await;
    let password = || Secret::from("päss wörd");
    let Some(Produced::File(file)) = office.ask(C::ExportPfx(post, password(), PfxForm::Modern)).await.unwrap().produced else { panic!() };
    let other = Counter::open(SETTINGS).await;
    let pfx = |password, server| C::Import { server, files: ImportFiles::one(file.expose().clone(), password), exportable: false };
    assert!(matches!(other.ask(pfx(Secret::from("wrong"), Some(OFFICE))).await, Err(Refusal::Certificate(_))));
    other.ask(pfx(password(), Some(OFFICE))).await.unwrap();
    assert_eq!(thumbprint(&other.shown().await), post.to_string());
    // It was not marked as exportable there.
    assert!(matches!(other.ask(C::ExportPfx(post, password(), PfxForm::Modern)).await, Err(Refusal::Certificate(_))));
    let Some(Produced::File(root)) = office.ask(C::ExportRoot(RootForm::Pem)).await.unwrap().produced else { panic!() };
    let root = String::from_utf8(root.expose().clone()).unwrap();
    assert!(root.contains("BEGIN CERTIFICATE") && !root.contains("PRIVATE"), "{root}");
    assert!(matches!(other.ask(C::ExportRoot(RootForm::Pem)).await, Err(Refusal::Gone)));
    office.close().await;
    other.close().await;
}

#[tokio::test]
async fn the_offices_own_certificate_renews_itself_in_time() {
    let office = Counter::open(SETTINGS).await;
    let first = issue(&office, OFFICE, "mail.office.test").await;
    office.ask(C::Assign(SHOP, first)).await.unwrap();
    office.ahead.store(86_400 * 300, Ordering::Relaxed);
    let office = office.restart().await;
    let after = office.until(|now| now.certificates.installed.len() == 2).await;
    let second = after.certificates.installed.iter().find(|one| one.used_by == [OFFICE, SHOP]).unwrap().certificate.described.thumbprint;
    assert_ne!(second, first);
    assert_eq!(thumbprint(&office.shown().await), second.to_string());
    assert!(!now(&office).changed_by_hand, "our own writing is taken for somebody else's");
    // Once the old one has expired and nobody uses it, it is put away.
    office.ahead.store(86_400 * 380, Ordering::Relaxed);
    let office = office.restart().await;
    let after = office.until(|now| now.certificates.installed.len() == 1).await;
    assert_eq!(after.certificates.installed[0].certificate.described.thumbprint, second);
    office.close().await;
}

#[tokio::test]
async fn a_certificate_that_cannot_be_read_any_more_stops_no_server_before_the_next_start() {
    let office = Counter::open(SETTINGS).await;
    let post = issue(&office, OFFICE, "mail.office.test").await;
    let told = |now: &Snapshot, of| now.warnings.iter().any(|w| matches!(w, Warning::CertificateUnreadable(id, _) if *id == of));
    let runs = |now: &Snapshot| now.servers.iter().all(|line| line.state == Light::Running);
    let folder = Home::new(office.folder.path()).certificates();
    let (own, temporary) = (folder.join(post.to_string()), folder.join("temporary").join(SHOP.to_string()));
    let shown = thumbprint(&shown_at(at(&now(&office), SHOP), "mail.shop.test").await);
    // What lies there now is no file, and no folder to make another one in.
    let chain = std::fs::read(own.join("chain.pem")).unwrap();
    std::fs::remove_file(own.join("chain.pem")).unwrap();
    std::fs::create_dir(own.join("chain.pem")).unwrap();
    std::fs::remove_dir_all(&temporary).unwrap();
    std::fs::write(&temporary, "").unwrap();
    office.handle.reload().await.unwrap();
    assert!(told(&now(&office), OFFICE) && told(&now(&office), SHOP) && runs(&now(&office)));
    assert_eq!(thumbprint(&office.shown().await), post.to_string());
    assert_eq!(thumbprint(&shown_at(at(&now(&office), SHOP), "mail.shop.test").await), shown);
    // Nor does a change of something else.
    let shop = issue(&office, SHOP, "mail.shop.test").await;
    assert!(told(&now(&office), OFFICE) && !told(&now(&office), SHOP) && runs(&now(&office)));
    assert_eq!(thumbprint(&shown_at(at(&now(&office), SHOP), "mail.shop.test").await), shop.to_string());
    assert_eq!(thumbprint(&office.shown().await), post.to_string());
    // It is there again, and nobody is bothered any more.
    std::fs::remove_dir(own.join("chain.pem")).unwrap();
    std::fs::write(own.join("chain.pem"), chain).unwrap();
    office.handle.reload().await.unwrap();
    assert!(!told(&now(&office), OFFICE) && runs(&now(&office)));
    // It is gone: told at once, but until the next start there is no other.
    std::fs::remove_dir_all(&own).unwrap();
    office.handle.reload().await.unwrap();
    assert!(told(&now(&office), OFFICE) && runs(&now(&office)));
    assert_eq!(thumbprint(&office.shown().await), post.to_string());
    let office = office.restart().await;
    let states: Vec<bool> = now(&office).servers.iter().map(|line| matches!(line.state, Light::Failed(_))).collect();
    assert_eq!(states, [true, false]);
    office.close().await;
}

#[tokio::test]
async fn postmaster_and_the_window_are_told_of_a_certificate_that_expires() {
    // Its reader is elsewhere, and what goes there waits: so the letters can be counted.
    let settings = SETTINGS.replace("postmaster:", "aliases: [(address: \"anna@office.test\", to: [\"far@elsewhere.test\"])], postmaster:");
    let settings = settings.replace("(id: 1,", "(id: 1, delivery: (hold_outbound: true),");
    let office = Counter::open(&settings).await;
    let key = rcgen::KeyPair::generate().unwrap();
    let mut thirty_days = rcgen::CertificateParams::new(vec!["mail.office.test".into()]).unwrap();
    let day = |n: i64| {
        let date = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * n)).to_zoned(jiff::tz::TimeZone::UTC).date();
        rcgen::date_time_ymd(date.year().into(), date.month() as u8, date.day() as u8)
    };
    (thirty_days.not_before, thirty_days.not_after) = (day(-1), day(30));
    let certificate = thirty_days.self_signed(&key).unwrap();
    let home = Home::new(office.folder.path());
    let store = Certificates::new(&home, Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let installed = store.install(certificate.pem().as_bytes(), key.serialize_pem().as_bytes()).unwrap().thumbprint;
    office.ask(C::Assign(OFFICE, installed)).await.unwrap();
    let expires = |now: &Snapshot| {
        now.warnings.iter().any(|w| matches!(w, Warning::CertificateExpires(OFFICE, _) | Warning::CertificateExpired(OFFICE, _)))
    };
    assert!(!expires(&now(&office)) && now(&office).queue.messages == 0);
    let mut office = office;
    for (days, letters) in [(5, 0), (10, 1), (15, 1), (24, 2), (30, 3), (31, 4), (32, 5)] {
        office.ahead.store(86_400 * days, Ordering::Relaxed);
        office = office.restart().await;
        let after = office.until(|now| now.queue.messages == letters).await;
        assert_eq!(expires(&after), days >= 9, "{days}");
    }
    assert!(now(&office).warnings.iter().any(|w| matches!(w, Warning::CertificateExpired(OFFICE, _))));
    // Once a day, however often it is started.
    let office = office.restart().await;
    assert_eq!(now(&office).queue.messages, 5);
    office.close().await;
}

#[tokio::test]
async fn the_next_root_is_told_of_half_a_year_before_it_signs() {
    let settings = SETTINGS.replace("postmaster:", "aliases: [(address: \"anna@office.test\", to: [\"far@elsewhere.test\"])], postmaster:");
    // Letters go from the server whose certificate it is.
    let settings = settings.replace("(id: 2,", "(id: 2, delivery: (hold_outbound: true),");
    let mut office = Counter::open(&settings).await;
    issue(&office, SHOP, "mail.shop.test").await;
    let root = |now: &Snapshot| now.certificates.office_root.unwrap();
    let (begin, ends) = (jiff::Timestamp::now(), root(&now(&office)).ends);
    let before = |days: i64| ends.as_second() - begin.as_second() - 86_400 * days;
    let warned = |now: &Snapshot| now.warnings.iter().any(|warning| matches!(warning, Warning::RootReplaced(_)));
    let roots = async |office: &Counter| match office.ask(C::ExportRoot(RootForm::Pem)).await.unwrap().produced {
        Some(Produced::File(file)) => String::from_utf8(file.expose().clone()).unwrap().matches("BEGIN CERTIFICATE").count(),
        other => panic!("{other:?}"),
    };
    // Its certificate is renewed first: what is looked for comes of the hourly care alone.
    office.ahead.store(before(560), Ordering::Relaxed);
    office = office.restart().await;
    let after = office.until(|now| now.certificates.in_use_of_office().any(|one| one.certificate.described.not_before > begin)).await;
    let renewed = after.certificates.in_use_of_office().next().unwrap().certificate.described.thumbprint;
    assert_eq!((root(&after).successor_from, warned(&after), roots(&office).await), (None, false, 1));
    // An office that does not use its own authority is not bothered.
    office.ask(C::Remove(SHOP)).await.unwrap();
    office.ahead.store(before(547), Ordering::Relaxed);
    office = office.restart().await;
    assert_eq!((root(&now(&office)).successor_from, warned(&now(&office))), (None, false));
    office.ask(C::Assign(SHOP, renewed)).await.unwrap();
    for (days, letters) in [(183, 0), (180, 1), (179, 1), (90, 2), (31, 2), (30, 3), (7, 4), (2, 4), (1, 5)] {
        office.ahead.store(before(365 + days) + 60, Ordering::Relaxed);
        office = office.restart().await;
        let after = office.until(|now| warned(now) && now.queue.messages == letters).await;
        let from = root(&after).successor_from.unwrap();
        assert_eq!(ends.as_second() - from.as_second(), 365 * 86_400);
        assert!(after.warnings.contains(&Warning::RootReplaced(from)));
        assert_eq!(roots(&office).await, 2, "{days}");
    }
    // Nothing is told twice, and nobody is told who has gone over to another authority.
    office = office.restart().await;
    assert_eq!(now(&office).queue.messages, 5);
    office.ask(C::Remove(SHOP)).await.unwrap();
    assert!(!warned(&now(&office)));
    office.ask(C::Assign(SHOP, renewed)).await.unwrap();
    assert!(warned(&now(&office)));
    office.ahead.store(before(364), Ordering::Relaxed);
    office = office.restart().await;
    let after = office.until(|now| !warned(now)).await;
    assert!(root(&after).ends > ends && root(&after).successor_from.is_none() && after.queue.messages == 5);
    office.close().await;
}
