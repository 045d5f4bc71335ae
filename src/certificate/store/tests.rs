//! The store from outside: what is put in, told of it, and taken out again.

use super::*;
use crate::certificate::about::{Finding, PfxForm, RootForm};
use crate::certificate::links::tests::family;
use crate::certificate::{ChainError, ImportFiles};
use crate::config::{check, written};
use crate::mail::ServerId;
use crate::mail::Thumbprint;
use std::os::unix::fs::PermissionsExt;

fn setting(certificate: Option<Thumbprint>) -> Arc<VirtualServer> {
    let server = written::Server {
        id: 1,
        name: "A".into(),
        fqdn: "mail.a.test".into(),
        identities: vec![written::Identity::default()],
        certificate: certificate.map(|t| t.to_string()),
        ..written::Server::default()
    };
    check(&written::SettingsFile { servers: vec![server], ..Default::default() }, None).unwrap().servers[0].clone()
}

fn pair(name: &str) -> (String, String) {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
    (certificate.pem(), key.serialize_pem())
}

#[test]
fn an_installed_certificate_is_served_and_a_missing_one_is_not_replaced_silently() {
    let folder = tempfile::tempdir().unwrap();
    let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let (chain, key) = pair("mail.a.test");
    let installed = store.install(chain.as_bytes(), key.as_bytes()).unwrap();
    let served = store.of_server(&setting(Some(installed.thumbprint)), Timestamp::now()).unwrap();
    assert_eq!(served.thumbprint, installed.thumbprint);
    assert!(served.server_config(store.provider()).is_ok());
    let missing = store.of_server(&setting(Some(Thumbprint([1; 32]))), Timestamp::now());
    assert!(matches!(missing, Err(CertificateError::Missing { .. })));
    assert_eq!(store.of_server(&setting(None), Timestamp::now()).unwrap().names, ["mail.a.test"]);
}

#[test]
fn a_foreign_key_a_key_file_by_mistake_and_garbage_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let ((chain, key), (_, other)) = (pair("a.test"), pair("b.test"));
    let refusal = |chain: &str, key: &str| match store.install(chain.as_bytes(), key.as_bytes()) {
        Err(CertificateError::Given { error, .. }) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(&chain, &other), ChainError::ForeignKey);
    assert_eq!(refusal(&key, &key), ChainError::NoCertificate);
    assert_eq!(refusal(&chain, &chain), ChainError::NoKey);
    assert_eq!(refusal("x", "y"), ChainError::NoCertificate);
}

const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn store(roots: &[Vec<u8>]) -> (tempfile::TempDir, Certificates) {
    let folder = tempfile::tempdir().unwrap();
    let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let store = store.trusting(roots.iter().map(|root| root.clone().into()).collect());
    (folder, store)
}

fn office() -> Subject {
    Subject {
        friendly_name: "Mail".into(),
        organization: "Biuro Próba Sp. z o.o.".into(),
        unit: "Poczta".into(),
        common_name: "mail.a.test".into(),
        more_names: vec!["smtp.a.test".into()],
        country: "PL".into(),
        state: "łódzkie".into(),
        city: "Łódź".into(),
        ..Subject::default()
    }
}

#[test]
fn what_an_online_authority_issued_is_installed_listed_renamed_deleted_and_brought_back() {
    let ([leaf, middle, root], key) = family("mail.a.test");
    let (folder, store) = store(std::slice::from_ref(&root));
    let chain = pem::of_chain(&[middle.clone(), leaf]);
    let before = store.stamp();
    let order = Origin::Online(crate::certificate::about::Order {
        authority: crate::certificate::about::Authority::LetsEncrypt,
        challenge: crate::certificate::about::Challenge::Http,
        contact: String::new(),
        http_port: 80,
    });
    let key = Secret::new(key.serialize_pem());
    let installed = store.install_issued(&chain, &key, "Mail", order.clone(), &office()).unwrap();
    assert_ne!(store.stamp(), before);
    let stamp = store.stamp();
    let listed = store.list();
    assert_eq!(listed.len(), 1);
    let told = &listed[0].described;
    assert_eq!((told.thumbprint, told.friendly_name.as_str(), &told.origin), (installed, "Mail", &order));
    assert_eq!((told.issued_to.as_str(), told.issued_by.as_str()), ("mail.a.test", "mail.a.test authority"));
    assert_eq!(told.subject, office());
    assert!(told.exportable && told.for_servers && told.assignable(now()));
    let detail = store.detail(installed, &[("A".into(), "mail.a.test".into())], now()).unwrap();
    assert_eq!(detail.findings, []);
    let links: Vec<_> = detail.chain.iter().map(|link| (link.name.as_str(), link.from_system)).collect();
    assert_eq!(links, [("mail.a.test", false), ("mail.a.test authority", false), ("mail.a.test root", true)]);
    assert_eq!((detail.key.as_str(), detail.signature.as_str()), ("ECDSA P-256", "ECDSA, SHA-256"));
    assert_eq!((detail.subject_line.as_str(), detail.sha1.len()), ("CN=mail.a.test", 40));
    assert_eq!(store.stamp(), stamp);

    store.rename(installed, "  Post ").unwrap();
    assert_eq!(store.list()[0].described.friendly_name, "Post");
    assert_ne!(store.stamp(), stamp);
    assert!(matches!(store.rename(installed, " "), Err(CertificateError::Subject { .. })));
    store.delete(installed).unwrap();
    assert_eq!(store.list(), []);
    assert!(matches!(store.load(installed), Err(CertificateError::Gone(gone)) if gone == installed));
    assert!(matches!(store.delete(installed), Err(CertificateError::Gone(_))));
    store.restore(installed).unwrap();
    assert_eq!(store.load(installed).unwrap().names, ["mail.a.test"]);
    assert_eq!(store.list()[0].described.friendly_name, "Post");
    store.delete(installed).unwrap();
    store.install_issued(&chain, &key, "Mail", order, &office()).unwrap();
    store.restore(installed).unwrap();
    store.delete(installed).unwrap();
    assert!(matches!(store.detail(installed, &[], now()), Err(CertificateError::Gone(_))));
    drop(folder);
}

#[test]
fn what_is_to_be_said_against_a_certificate_is_said_the_worst_first() {
    let ([leaf, middle, root], key) = family("mail.a.test");
    let ([_, foreign, _], _) = family("mail.a.test");
    let key = key.serialize_pem();
    let servers = [("Default".to_owned(), "smtp.a.test".to_owned())];
    let uncovered = Finding::NameNotCovered { server: "Default".into(), fqdn: "smtp.a.test".into() };
    let findings = |chain: &[&Vec<u8>], roots: &[Vec<u8>], servers: &[(String, String)], now: &str| {
        let (_folder, store) = store(roots);
        let chain: Vec<Vec<u8>> = chain.iter().map(|der| (*der).clone()).collect();
        let installed = store.install(pem::of_chain(&chain).as_bytes(), key.as_bytes()).unwrap();
        store.detail(installed.thumbprint, servers, now.parse().unwrap()).unwrap().findings
    };
    assert_eq!(findings(&[&leaf, &middle], std::slice::from_ref(&root), &servers, NOW), std::slice::from_ref(&uncovered));
    assert_eq!(findings(&[&leaf, &middle, &root], std::slice::from_ref(&root), &[], NOW), []);
    assert_eq!(findings(&[&leaf, &middle, &root], &[], &[], NOW), [Finding::UnknownRoot]);
    assert_eq!(findings(&[&leaf, &middle], &[], &[], NOW), [Finding::Incomplete]);
    assert_eq!(findings(&[&leaf], std::slice::from_ref(&root), &[], NOW), [Finding::Incomplete]);
    assert_eq!(
        findings(&[&leaf, &foreign], std::slice::from_ref(&root), &[], NOW),
        [Finding::BrokenChain("mail.a.test authority".into()), Finding::Incomplete]
    );
    let expired = Finding::Expired("2027-11-01T00:00:00Z".parse().unwrap());
    assert_eq!(findings(&[&leaf, &middle], std::slice::from_ref(&root), &servers, "2028-01-01T00:00:00Z"), [expired, uncovered]);
    let early = Finding::NotYetValid("2026-11-01T00:00:00Z".parse().unwrap());
    assert_eq!(findings(&[&leaf, &middle], std::slice::from_ref(&root), &[], "2026-10-01T00:00:00Z"), [early]);

    let own = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
    let mut alone = rcgen::CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
    alone.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let alone = alone.self_signed(&own).unwrap();
    let (_folder, store) = store(&[]);
    let installed = store.install(alone.pem().as_bytes(), own.serialize_pem().as_bytes()).unwrap().thumbprint;
    let detail = store.detail(installed, &[], now()).unwrap();
    assert_eq!(detail.findings, [Finding::NotForServers, Finding::SelfSigned]);
    assert_eq!((detail.key.as_str(), detail.signature.as_str()), ("ECDSA P-384", "ECDSA, SHA-384"));
    assert!(!detail.described.assignable(now()));
}

#[test]
fn a_request_waits_for_its_answer_and_a_foreign_one_leaves_it_waiting() {
    let (folder, store) = store(&[]);
    let server = ServerId(1);
    assert_eq!((store.request(server).unwrap(), store.requests()), (None, vec![]));
    assert!(matches!(store.delete_request(server), Err(CertificateError::NoRequest)));
    assert!(matches!(store.install_answer(server, b""), Err(CertificateError::NoRequest)));
    let names = Subject { organization: String::new(), ..office() };
    assert!(matches!(store.prepare(server, &names, now()), Err(CertificateError::Subject { .. })));
    let made = store.prepare(server, &office(), now()).unwrap();
    assert!(made.pem.starts_with("-----BEGIN NEW CERTIFICATE REQUEST-----\n"));
    assert_eq!(store.request(server).unwrap(), Some(made.clone()));
    assert!(matches!(store.prepare(server, &office(), now()), Err(CertificateError::RequestPending)));
    let key = folder.path().join("certificates/requests/1/key.pem");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);

    let ([foreign, ..], _) = family("mail.a.test");
    assert!(matches!(store.install_answer(server, &foreign), Err(CertificateError::NotTheAnswer)));
    assert!(matches!(store.look_at_answer(server, made.pem.as_bytes(), &[], now()), Err(CertificateError::NotACertificate(_))));
    assert_eq!(store.requests(), [(server, made.clone())]);

    let request = rcgen::CertificateSigningRequestParams::from_pem(&made.pem.replace("NEW ", "")).unwrap();
    let authority = rcgen::KeyPair::generate().unwrap();
    let mut root = rcgen::CertificateParams::new(vec![]).unwrap();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root_der = root.self_signed(&authority).unwrap();
    let answer = request.signed_by(&rcgen::Issuer::from_params(&root, authority)).unwrap();
    let file = format!("{}{}", root_der.pem(), answer.pem());
    let looked = store.look_at_answer(server, file.as_bytes(), &[], now()).unwrap();
    assert_eq!((looked.described.subject.clone(), looked.chain.len()), (office(), 2));
    assert_eq!(looked.subject_line, "C=PL, ST=łódzkie, L=Łódź, O=Biuro Próba Sp. z o.o., OU=Poczta, CN=mail.a.test");
    assert_eq!(store.list(), []);
    let installed = store.install_answer(server, file.as_bytes()).unwrap();
    assert_eq!((installed, store.requests()), (looked.described.thumbprint, vec![(server, made.clone())]));
    assert_eq!(store.install_answer(server, file.as_bytes()).unwrap(), installed);
    store.delete_request(server).unwrap();
    assert_eq!(store.requests(), []);
    assert_eq!(store.load(installed).unwrap().names, ["mail.a.test", "smtp.a.test"]);
    assert!(!key.exists());
    assert_eq!(store.list()[0].described.origin, Origin::Request);

    let again = store.prepare(server, &office(), now()).unwrap();
    assert_ne!(again.pem, made.pem);
    store.delete_request(server).unwrap();
    assert_eq!(store.requests(), []);
}

#[test]
fn one_that_cannot_be_read_is_not_told_to_be_gone() {
    let ([leaf, middle, _], key) = family("mail.a.test");
    let (folder, store) = store(&[]);
    let chain = pem::of_chain(&[leaf, middle]);
    let installed = store.install(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap().thumbprint;
    let file = folder.path().join("certificates").join(installed.to_string()).join(CHAIN);
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(store.load(installed), Err(CertificateError::Gone(_))));
    std::fs::create_dir(&file).unwrap();
    assert!(matches!(store.load(installed), Err(CertificateError::File(_))));
    assert!(matches!(store.detail(installed, &[], now()), Err(CertificateError::File(_))));
    std::fs::remove_dir(&file).unwrap();
    std::fs::write(&file, vec![b'x'; read::LARGEST_FILE + 1]).unwrap();
    assert!(matches!(store.load(installed), Err(CertificateError::File(_))));
}

#[test]
fn a_crash_in_the_middle_leaves_a_whole_certificate_or_none() {
    let ([leaf, middle, _], key) = family("mail.a.test");
    let (folder, store) = store(&[]);
    let chain = pem::of_chain(&[leaf, middle]);
    let installed = store.install(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap().thumbprint;
    std::fs::remove_file(folder.path().join("certificates").join(installed.to_string()).join(CHAIN)).unwrap();
    assert_eq!(store.list(), []);
    assert!(matches!(store.load(installed), Err(CertificateError::Gone(_))));
    store.install(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap();
    assert_eq!(store.list().len(), 1);

    let server = ServerId(7);
    store.prepare(server, &office(), now()).unwrap();
    std::fs::remove_file(folder.path().join("certificates/requests/7/request.pem")).unwrap();
    assert_eq!(store.requests(), []);
    store.prepare(server, &office(), now()).unwrap();
    assert_eq!(store.requests().len(), 1);
}

#[test]
fn a_pfx_file_goes_out_with_a_password_and_comes_back_whole() {
    let ([leaf, middle, root], key) = family("mail.a.test");
    let (_folder, first) = store(std::slice::from_ref(&root));
    let chain = pem::of_chain(&[leaf, middle]);
    let installed = first.install(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap().thumbprint;
    first.rename(installed, "Łódź 📮").unwrap();
    let password = Secret::from("päss wörd");
    let files = |file: &[u8], password| ImportFiles::one(file.to_vec(), password);
    assert!(matches!(first.export_pfx(installed, &Secret::from(""), PfxForm::Modern), Err(CertificateError::NoPassword)));
    for form in [PfxForm::Modern, PfxForm::Legacy] {
        let file = first.export_pfx(installed, &password, form).unwrap();
        let (_folder, second) = store(std::slice::from_ref(&root));
        let wrong = second.import(&files(file.expose(), Secret::from("pass word")), false);
        assert!(matches!(wrong, Err(CertificateError::WrongPassword)));
        let looked = second.look_at_import(&files(file.expose(), password.clone()), &[], now()).unwrap();
        assert_eq!((looked.findings, looked.described.thumbprint), (vec![], installed));
        assert_eq!(second.list(), []);
        assert_eq!(second.import(&files(file.expose(), password.clone()), false).unwrap(), installed);
        let told = second.list().remove(0).described;
        assert_eq!((told.friendly_name.as_str(), &told.origin, told.exportable), ("Łódź", &Origin::Pfx, false));
        assert_eq!(second.kept(installed).unwrap().chain.len(), 2);
        assert!(matches!(second.export_pfx(installed, &password, form), Err(CertificateError::NotExportable)));
        second.import(&files(file.expose(), password.clone()), true).unwrap();
        assert!(second.export_pfx(installed, &password, form).is_ok());
        let cut = &file.expose()[..file.expose().len() - 1];
        assert!(matches!(second.look_at_import(&files(cut, password.clone()), &[], now()), Err(CertificateError::Pfx(_))));
    }
    let seen = format!("{password:?} {:?} {first:?}", first.load(installed).unwrap());
    assert!(!seen.contains("päss") && !seen.contains("PRIVATE"), "{seen}");
}

#[test]
fn an_office_issues_for_itself_with_a_root_made_once() {
    let (folder, store) = store(&[]);
    assert_eq!((store.office_root(now()).unwrap(), store.export_root(RootForm::Der, now()).unwrap()), (None, None));
    let names = Subject { friendly_name: "Büro".into(), common_name: "server.local".into(), ..Subject::default() };
    let first = store.issue(&names, now()).unwrap();
    let root = store.export_root(RootForm::Der, now()).unwrap().unwrap();
    let mode = std::fs::metadata(folder.path().join("keys/office/key.pem")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let second = store.issue(&office(), now()).unwrap();
    assert_eq!(store.export_root(RootForm::Der, now()).unwrap().unwrap(), root);
    assert_ne!(first, second);
    let detail = store.detail(second, &[], now()).unwrap();
    assert_eq!((detail.findings, detail.chain.len()), (vec![Finding::UnknownRoot], 2));
    let told = &detail.described;
    assert_eq!((told.not_after.as_second() - told.not_before.as_second()) / 86_400, 365);
    assert_eq!((told.subject.clone(), told.exportable, &told.origin), (office(), true, &Origin::Office));
    let told = store.office_root(now()).unwrap().unwrap();
    assert_eq!(((told.ends.as_second() - now().as_second()) / 86_400, told.successor_from), (3_650, None));
    assert_eq!(std::fs::read_dir(folder.path().join("keys/office")).unwrap().count(), 2);
}

#[test]
fn a_deleted_certificate_is_gone_for_good_after_ninety_days_and_not_because_a_clock_is_wrong() {
    let ([leaf, middle, root], key) = family("mail.a.test");
    let (folder, store) = store(std::slice::from_ref(&root));
    let chain = pem::of_chain(&[leaf, middle]);
    let kept = store.install(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap().thumbprint;
    let day = |n: i64| Timestamp::from_second(1_800_000_000 + n * 86_400).unwrap();
    store.delete(kept).unwrap();
    // Years ahead, and back again.
    assert_eq!((store.forget_deleted(day(0)), store.forget_deleted(day(4_000)), store.forget_deleted(day(1))), (0, 0, 0));
    for n in 2..60 {
        assert_eq!((store.forget_deleted(day(n)), store.forget_deleted(day(n))), (0, 0));
    }
    store.restore(kept).unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("certificates").join(kept.to_string())).unwrap().count(), 3);
    assert_eq!(store.forget_deleted(day(61)), 0);
    store.delete(kept).unwrap();
    let gone = (0..).find(|n| store.forget_deleted(day(100 + n)) == 1);
    assert_eq!(gone, Some(90));
    assert!(matches!(store.restore(kept), Err(CertificateError::Gone(_))));
}
