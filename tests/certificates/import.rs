//! Certificates and keys in PEM and DER, as openssl writes them, imported; and what is refused, by name.

use crate::bench::{Bench, secret};
use jiff::Timestamp;
use postkontor::certificate::error::ImportFault;
use postkontor::certificate::{CertificateError, ChainError, ImportFiles, Origin};
use postkontor::mail::Secret;

const EC: &str = "ec -pkeyopt ec_paramgen_curve:P-256";
const RSA: &str = "rsa:2048";

/// A bench with `leaf.pem`, and its key as `leaf.key` (PKCS #8).
fn bench(kind: &str) -> Bench {
    let bench = Bench::with_authority();
    bench.openssl(&format!(
        "req -new -newkey {kind} -nodes -keyout leaf.key -subj /CN=mail.example.test -addext subjectAltName=DNS:mail.example.test \
         -out request.pem"
    ));
    bench.sign();
    bench
}

fn both(file: Vec<u8>, key: Vec<u8>, password: &str) -> ImportFiles {
    ImportFiles { file: Secret::new(file), key: Some(Secret::new(key)), password: secret(password) }
}

fn one(file: Vec<u8>, password: &str) -> ImportFiles {
    ImportFiles::one(file, secret(password))
}

fn refused(bench: &Bench, files: &ImportFiles) -> CertificateError {
    let imported = bench.store.import(files, true);
    assert_eq!(bench.store.list(), []);
    imported.unwrap_err()
}

#[test]
fn a_key_of_every_form_is_imported_from_the_same_file_and_from_a_second_one() {
    for (kind, words, asks) in [
        (EC, "pkey -in leaf.key -out made.key", false),
        (EC, "ec -in leaf.key -out made.key", false),
        (EC, "ecparam -name prime256v1 -noout -out parameters.pem", false),
        (RSA, "rsa -in leaf.key -traditional -out made.key", false),
        (RSA, "rsa -in leaf.key -traditional -outform DER -out made.key", false),
        (EC, "ec -in leaf.key -outform DER -out made.key", false),
        (EC, "pkcs8 -topk8 -nocrypt -in leaf.key -outform DER -out made.key", false),
        (EC, "pkcs8 -topk8 -in leaf.key -passout pass:päss -out made.key", true),
        (RSA, "pkcs8 -topk8 -in leaf.key -passout pass:päss -v2 aes128 -v2prf hmacWithSHA512 -out made.key", true),
        (RSA, "pkcs8 -topk8 -in leaf.key -passout pass:päss -outform DER -out made.key", true),
        (EC, "pkcs8 -topk8 -in leaf.key -passout pass:päss -v1 PBE-SHA1-3DES -out made.key", true),
    ] {
        let bench = bench(kind);
        bench.openssl(words);
        if words.starts_with("ecparam") {
            // As `openssl ecparam -genkey` writes keys: the curve stands before them.
            bench.openssl("ec -in leaf.key -out sec1.key");
            bench.write("made.key", &bench.joined(&["parameters.pem", "sec1.key"]));
        }
        let (chain, key) = (bench.joined(&["middle.pem", "leaf.pem"]), bench.read("made.key"));
        let mut all = vec![both(chain.clone(), key.clone(), "päss"), both(key.clone(), chain.clone(), "päss")];
        if key.starts_with(b"-----") {
            all.push(one([&chain[..], &key].concat(), "päss"));
            all.push(one([&key[..], &chain].concat(), "päss"));
            let text = String::from_utf8([&key[..], &chain].concat()).unwrap();
            all.push(one(format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(), "päss"));
        }
        for files in all {
            assert_eq!(files.asks_for_password(), asks, "{words}");
            let looked = bench.store.look_at_import(&files, &[], Timestamp::now()).unwrap_or_else(|error| panic!("{words}: {error}"));
            assert_eq!((looked.chain.len(), &looked.described.origin), (2, &Origin::File), "{words}");
            assert_eq!(bench.store.list(), []);
            let installed = bench.store.import(&files, false).unwrap();
            let told = bench.store.list().remove(0).described;
            assert_eq!((told.thumbprint, told.exportable), (installed, false), "{words}");
            let (verified, said) = bench.verified_over_a_socket(&bench.store.load(installed).unwrap(), "mail.example.test", "root.pem");
            assert!(verified, "{words}: {said}");
            bench.store.delete(installed).unwrap();
            if asks {
                let wrong = ImportFiles { password: secret("pass"), ..files };
                assert_eq!(refused(&bench, &wrong), CertificateError::WrongKeyPassword, "{words}");
                let none = ImportFiles { password: secret(""), ..wrong };
                assert_eq!(refused(&bench, &none), CertificateError::WrongKeyPassword, "{words}");
            }
        }
    }
}

#[test]
fn a_certificate_in_der_or_p7b_goes_with_its_key_and_the_right_key_is_found_among_others() {
    let bench = bench(EC);
    bench.write("chain.pem", &bench.joined(&["leaf.pem", "middle.pem"]));
    bench.openssl("crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out chain.p7b");
    bench.openssl("x509 -in leaf.pem -outform DER -out leaf.cer");
    for file in ["chain.p7b", "leaf.cer"] {
        let installed = bench.store.import(&both(bench.read(file), bench.read("leaf.key"), ""), false).unwrap();
        bench.store.delete(installed).unwrap();
    }
    let several = one(bench.joined(&["root.key", "middle.key", "leaf.key", "leaf.pem"]), "");
    assert_eq!(bench.store.look_at_import(&several, &[], Timestamp::now()).unwrap().described.issued_to, "mail.example.test");
    let foreign = refused(&bench, &both(bench.read("leaf.pem"), bench.read("root.key"), ""));
    assert!(matches!(foreign, CertificateError::Given { error: ChainError::ForeignKey, .. }), "{foreign:?}");
    bench.openssl("pkcs8 -topk8 -in leaf.key -passout pass:right -out closed.key");
    for files in [["root.key", "closed.key"], ["closed.key", "root.key"]] {
        // The right key is there and only its password is wrong: that is told, whichever stands first.
        let keys = bench.joined(&files);
        assert_eq!(refused(&bench, &both(bench.read("leaf.pem"), keys.clone(), "wrong")), CertificateError::WrongKeyPassword, "{files:?}");
        let installed = bench.store.import(&both(bench.read("leaf.pem"), keys, "right"), false).unwrap();
        bench.store.delete(installed).unwrap();
    }
    let many = one([bench.joined(&["leaf.pem", "leaf.key"]), bench.joined(&["root.key"; 4])].concat(), "");
    assert_eq!(refused(&bench, &many), ImportFault::TooManyKeys.into());
}

#[test]
fn what_is_something_else_or_not_whole_is_named() {
    let bench = bench(RSA);
    for words in [
        "x509 -in leaf.pem -outform DER -out leaf.cer",
        "crl2pkcs7 -nocrl -certfile leaf.pem -out leaf.p7b",
        "req -in request.pem -outform DER -out request.der",
        "pkcs8 -topk8 -in leaf.key -passout pass:x -out closed.key",
        "rsa -in leaf.key -traditional -outform DER -out pkcs1.der",
        "rsa -in leaf.key -traditional -aes128 -passout pass:x -out old.key",
        "pkcs8 -topk8 -in leaf.key -passout pass:x -v2 des3 -out des3.key",
        "pkcs8 -topk8 -in leaf.key -passout pass:x -v2prf hmacWithSHA1 -out sha1.key",
        "pkcs8 -topk8 -in leaf.key -passout pass:x -scrypt -out scrypt.key",
        "pkcs12 -export -in leaf.pem -inkey leaf.key -passout pass:x -out leaf.pfx",
    ] {
        bench.openssl(words);
    }
    bench.write("page.html", b"<html>not found</html>");
    bench.write("damaged.key", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAMCAQA=\n-----END ENCRYPTED PRIVATE KEY-----\n");
    // Lost on the way, or something else fell between: no base64 any more.
    let key = String::from_utf8(bench.read("leaf.key")).unwrap();
    bench.write("short.key", key.replacen("M", "", 1).as_bytes());
    bench.write("broken.key", key.replacen("M", "?", 1).as_bytes());
    bench.write("large.pem", &vec![b'\n'; (1 << 20) + 1]);
    for (file, fault) in [
        ("leaf.pem", ImportFault::NoKey),
        ("leaf.cer", ImportFault::NoKey),
        ("leaf.p7b", ImportFault::NoKey),
        ("leaf.key", ImportFault::KeyAlone),
        ("closed.key", ImportFault::KeyAlone),
        ("broken.key", ImportFault::KeyAlone),
        ("pkcs1.der", ImportFault::KeyAlone),
        ("old.key", ImportFault::KeyAlone),
        ("request.pem", ImportFault::Request),
        ("request.der", ImportFault::Request),
        ("page.html", ImportFault::Unknown),
        ("large.pem", ImportFault::TooLarge),
    ] {
        assert_eq!(refused(&bench, &one(bench.read(file), "x")), fault.into(), "{file}");
    }
    assert_eq!(refused(&bench, &one(vec![], "")), ImportFault::Unknown.into());
    for (file, key, fault) in [
        ("leaf.pem", "leaf.cer", ImportFault::NoKeyInKeyFile),
        ("leaf.pem", "page.html", ImportFault::NoKeyInKeyFile),
        ("leaf.pem", "large.pem", ImportFault::TooLarge),
        ("leaf.pem", "old.key", ImportFault::OldEncryption),
        ("leaf.pem", "des3.key", ImportFault::KeyEncryption),
        ("leaf.pem", "sha1.key", ImportFault::KeyEncryption),
        ("leaf.pem", "scrypt.key", ImportFault::KeyEncryption),
        ("leaf.pem", "damaged.key", ImportFault::DamagedKey),
        ("leaf.pem", "short.key", ImportFault::DamagedKey),
        ("leaf.pem", "broken.key", ImportFault::DamagedKey),
        ("request.pem", "leaf.key", ImportFault::Request),
        ("leaf.pfx", "leaf.key", ImportFault::KeyBesidePfx),
    ] {
        assert_eq!(refused(&bench, &both(bench.read(file), bench.read(key), "x")), fault.into(), "{file} {key}");
    }
    let seen = format!("{:?}", both(bench.read("leaf.pem"), bench.read("leaf.key"), "hunter2"));
    assert!(!seen.contains("hunter2") && !seen.contains("45, 45"), "{seen}");
}
