//! Requests that openssl reads, and its answers in every form.

use crate::bench::{Bench, SERVER, subject};
use jiff::Timestamp;
use postkontor::certificate::about::Finding;
use postkontor::certificate::error::Instead;
use postkontor::certificate::{BitLength, CertificateError, Certificates};
use postkontor::mail::Secret;
use std::os::unix::fs::PermissionsExt;

#[test]
fn openssl_reads_a_request_of_every_kind_of_key_whole() {
    for (kind, words) in [
        (BitLength::EcdsaP256, "NIST CURVE: P-256"),
        (BitLength::Rsa2048, "(2048 bit)"),
        (BitLength::Rsa3072, "(3072 bit)"),
        (BitLength::Rsa4096, "(4096 bit)"),
    ] {
        let bench = Bench::new();
        let made = bench.store.prepare(SERVER, &subject(kind), Timestamp::now()).unwrap();
        assert!(made.pem.starts_with("-----BEGIN NEW CERTIFICATE REQUEST-----\n"), "{}", made.pem);
        bench.write("request.pem", made.pem.as_bytes());
        let read = bench.openssl("req -in request.pem -verify -noout -text -nameopt utf8,sep_multiline");
        for part in [
            "verify OK",
            words,
            "C=PL\n",
            "ST=łódzkie\n",
            "L=Łódź\n",
            "O=Biuro Próba Sp. z o.o.\n",
            "OU=Dział IT\n",
            "CN=mail.example.test\n",
            "DNS:mail.example.test, DNS:smtp.example.test, DNS:xn--d-uga0v4h.example.test",
        ] {
            assert!(read.contains(part), "{part:?} is not in {read}");
        }
        let parsed = bench.openssl("asn1parse -in request.pem");
        assert_eq!(parsed.matches("PRINTABLESTRING").count(), 1, "only the country is one: {parsed}");
    }
}

#[test]
fn a_request_for_an_online_authority_holds_the_names_only() {
    let bench = Bench::new();
    let (request, key) = Certificates::new_request(&subject(BitLength::EcdsaP256)).unwrap();
    bench.write("request.der", &request);
    let read = bench.openssl("req -inform DER -in request.der -verify -noout -text -nameopt utf8");
    assert!(read.contains("verify OK") && read.contains("DNS:smtp.example.test") && !read.contains("Próba"), "{read}");
    assert!(key.expose().starts_with("-----BEGIN PRIVATE KEY-----"));
}

#[test]
fn answers_in_every_form_are_installed_and_openssl_verifies_what_is_served() {
    let bench = Bench::with_authority();
    let mut before = None;
    for (kind, form) in [
        (BitLength::EcdsaP256, "chain, the root first, with text"),
        (BitLength::Rsa2048, "p7b, PEM"),
        (BitLength::Rsa3072, "p7b, DER"),
        // The certificate between comes from what was installed before.
        (BitLength::EcdsaP256, "DER"),
        (BitLength::Rsa4096, "PEM"),
    ] {
        bench.signed_request(&subject(kind));
        bench.write("chain.pem", &bench.joined(&["leaf.pem", "middle.pem"]));
        let file = match form {
            "chain, the root first, with text" => {
                bench.openssl("x509 -in leaf.pem -text -out text.pem");
                bench.joined(&["root.pem", "middle.pem", "text.pem"])
            }
            "p7b, PEM" => {
                bench.openssl("crl2pkcs7 -nocrl -certfile chain.pem -out chain.p7b");
                bench.read("chain.p7b")
            }
            "p7b, DER" => {
                bench.openssl("crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out chain.p7b");
                bench.read("chain.p7b")
            }
            "DER" => {
                bench.openssl("x509 -in leaf.pem -outform DER -out leaf.cer");
                bench.read("leaf.cer")
            }
            _ => bench.read("leaf.pem"),
        };
        let servers = [("Default".to_owned(), "mail.example.test".to_owned()), ("Other".to_owned(), "mail.far.test".to_owned())];
        let looked = bench.store.look_at_answer(SERVER, &file, &servers, Timestamp::now()).unwrap();
        let uncovered = Finding::NameNotCovered { server: "Other".into(), fqdn: "mail.far.test".into() };
        assert_eq!(looked.findings[0], uncovered, "{form}");
        assert_eq!(looked.described.issued_by, "Test-authority");
        let key: &str = kind.into();
        assert_eq!((looked.key.as_str(), looked.described.subject.clone()), (key, subject(kind)), "{form}");
        let serial = bench.openssl("x509 -in leaf.pem -noout -serial");
        assert_eq!(serial.trim(), format!("serial={}", looked.serial));
        let sha1 = bench.openssl("x509 -in leaf.pem -noout -fingerprint -sha1").replace(':', "").to_lowercase();
        assert!(sha1.contains(&looked.sha1), "{sha1}: {}", looked.sha1);

        let installed = bench.store.install_answer(SERVER, &file).unwrap();
        assert_eq!(installed, looked.described.thumbprint);
        bench.store.delete_request(SERVER).unwrap();
        assert_eq!(bench.store.request(SERVER).unwrap(), None);
        let chain = bench.store.load(installed).unwrap();
        for name in ["mail.example.test", "smtp.example.test"] {
            let (verified, said) = bench.verified_over_a_socket(&chain, name, "root.pem");
            assert!(verified && said.contains("Verification: OK"), "{form}: {said}");
        }
        let (verified, said) = bench.verified_over_a_socket(&chain, "mail.far.test", "root.pem");
        assert!(!verified, "{said}");
        let folder = bench.home().join("certificates").join(installed.to_string());
        let mode = std::fs::metadata(folder.join("key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{form}");
        assert_ne!(before.replace(installed), Some(installed));
    }
    assert_eq!(bench.store.list().len(), 5);
}

#[test]
fn a_leaf_alone_is_told_to_be_incomplete_and_a_root_that_is_known_makes_it_whole() {
    let bench = Bench::with_authority();
    bench.signed_request(&subject(BitLength::EcdsaP256));
    let alone = bench.read("leaf.pem");
    let looked = bench.store.look_at_answer(SERVER, &alone, &[], Timestamp::now()).unwrap();
    assert_eq!(looked.findings, [Finding::Incomplete]);
    let chain = bench.joined(&["leaf.pem", "middle.pem"]);
    let trusting = |root: &str| {
        let root = postkontor::certificate::read::certificates(&bench.read(root)).unwrap().remove(0);
        bench.store.clone().trusting(vec![root.into()])
    };
    let looked = trusting("root.pem").look_at_answer(SERVER, &chain, &[], Timestamp::now()).unwrap();
    assert_eq!((looked.findings.len(), looked.chain.len(), looked.chain[2].from_system), (0, 3, true));
    let year = jiff::SignedDuration::from_hours(24 * 365);
    let late = trusting("root.pem").look_at_answer(SERVER, &chain, &[], Timestamp::now() + year).unwrap();
    assert_eq!(late.findings, [Finding::Expired(late.described.not_after)]);
}

#[test]
fn a_foreign_answer_is_refused_and_the_request_still_takes_the_right_one() {
    let bench = Bench::with_authority();
    bench.signed_request(&subject(BitLength::EcdsaP256));
    let right = bench.read("leaf.pem");
    bench.openssl("req -new -newkey rsa:2048 -nodes -keyout other.key -subj /CN=mail.example.test -out request.pem");
    bench.sign();
    for foreign in [bench.read("leaf.pem"), bench.read("middle.pem"), bench.joined(&["middle.pem", "root.pem"])] {
        let refused = bench.store.install_answer(SERVER, &foreign);
        assert!(matches!(refused, Err(CertificateError::NotTheAnswer)), "{refused:?}");
    }
    assert!(bench.store.request(SERVER).unwrap().is_some());
    assert_eq!(bench.store.list(), []);
    bench.store.install_answer(SERVER, &right).unwrap();
}

#[test]
fn other_files_that_are_taken_by_mistake_are_named() {
    let bench = Bench::with_authority();
    bench.signed_request(&subject(BitLength::EcdsaP256));
    bench.openssl("genrsa -traditional -out pkcs1.pem 2048");
    bench.openssl("pkcs8 -topk8 -in pkcs1.pem -passout pass:x -out encrypted.pem");
    bench.openssl("pkcs8 -topk8 -in pkcs1.pem -passout pass:x -outform DER -out encrypted.der");
    bench.openssl("rsa -in pkcs1.pem -traditional -aes128 -passout pass:x -out old.pem");
    bench.openssl("rsa -in pkcs1.pem -traditional -outform DER -out pkcs1.der");
    bench.openssl("ec -in root.key -outform DER -out sec1.der");
    bench.openssl("pkcs12 -export -in root.pem -inkey root.key -passout pass:x -out root.pfx");
    bench.openssl("req -in request.pem -outform DER -out request.der");
    for (file, what) in [
        ("pkcs1.pem", Instead::PrivateKey),
        ("pkcs1.der", Instead::PrivateKey),
        ("root.key", Instead::PrivateKey),
        ("sec1.der", Instead::PrivateKey),
        ("encrypted.pem", Instead::EncryptedKey),
        ("encrypted.der", Instead::EncryptedKey),
        ("old.pem", Instead::EncryptedKey),
        ("request.pem", Instead::Request),
        ("request.der", Instead::Request),
        ("root.pfx", Instead::Pfx),
    ] {
        let refused = bench.store.look_at_answer(SERVER, &bench.read(file), &[], Timestamp::now());
        assert!(matches!(refused, Err(CertificateError::NotACertificate(instead)) if instead == what), "{file}: {refused:?}");
    }
}

#[test]
fn what_an_authority_issued_for_a_request_of_names_is_installed_with_its_chain() {
    let bench = Bench::with_authority();
    let (request, key) = Certificates::new_request(&subject(BitLength::EcdsaP256)).unwrap();
    bench.write("request.der", &request);
    bench.openssl("req -inform DER -in request.der -out request.pem");
    bench.sign();
    let chain = String::from_utf8(bench.joined(&["leaf.pem", "middle.pem"])).unwrap();
    let origin = postkontor::certificate::Origin::default();
    let install = |key: &Secret<String>| bench.store.install_issued(&chain, key, "Poczta", origin.clone(), &subject(BitLength::EcdsaP256));
    let (_, foreign) = Certificates::new_request(&subject(BitLength::EcdsaP256)).unwrap();
    assert!(matches!(install(&foreign), Err(CertificateError::Given { .. })));
    let installed = install(&key).unwrap();
    // The certificate says no more of it than the names; a renewal asks for what was typed.
    assert_eq!(bench.store.list()[0].described.subject, subject(BitLength::EcdsaP256));
    let (verified, said) = bench.verified_over_a_socket(&bench.store.load(installed).unwrap(), "smtp.example.test", "root.pem");
    assert!(verified, "{said}");
}
