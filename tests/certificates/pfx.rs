//! .pfx files, written and read by openssl.

use crate::bench::{Bench, secret, subject};
use jiff::Timestamp;
use postkontor::certificate::about::PfxForm;
use postkontor::certificate::error::PfxFault;
use postkontor::certificate::{BitLength, CertificateError, ChainError, ImportFiles, Origin};

/// A bench with `leaf.pem` and its `leaf.key`, of this kind.
fn bench(kind: &str) -> Bench {
    let bench = Bench::with_authority();
    bench.openssl(&format!(
        "req -new -newkey {kind} -nodes -keyout leaf.key -subj /C=PL/O=Biuro/CN=mail.example.test \
         -addext subjectAltName=DNS:mail.example.test -out request.pem"
    ));
    bench.sign();
    bench
}

const EXPORT: &str = "pkcs12 -export -in leaf.pem -inkey leaf.key -certfile middle.pem -name Poczta -out leaf.pfx";
const EC: &str = "ec -pkeyopt ec_paramgen_curve:P-256";

fn refused(bench: &Bench, file: &[u8], password: &str) -> CertificateError {
    let imported = bench.store.import(&ImportFiles::one(file.to_vec(), secret(password)), true);
    assert_eq!(bench.store.list(), []);
    imported.unwrap_err()
}

#[test]
fn openssl_files_old_and_new_are_imported_with_chain_key_and_name() {
    for (kind, options) in [
        (EC, "-passout pass:päss"),
        ("rsa:2048", "-passout pass:päss"),
        ("rsa:2048", "-passout pass:päss -legacy"),
        (EC, "-passout pass:päss -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1"),
        ("rsa:2048", "-passout pass:päss -nomac"),
        (EC, "-passout pass:päss -keypbe NONE -certpbe NONE"),
        (EC, "-passout pass:"),
    ] {
        let bench = bench(kind);
        bench.openssl(&format!("{EXPORT} {options}"));
        let password = if options.contains("päss") { "päss" } else { "" };
        let files = ImportFiles::one(bench.read("leaf.pfx"), secret(password));
        let looked = bench.store.look_at_import(&files, &[], Timestamp::now());
        let looked = looked.unwrap_or_else(|error| panic!("{options}: {error}"));
        assert_eq!((looked.described.friendly_name.as_str(), looked.chain.len()), ("Poczta", 2), "{options}");
        assert_eq!(bench.store.list(), []);
        let installed = bench.store.import(&files, false).unwrap();
        let told = bench.store.list().remove(0).described;
        assert_eq!((told.origin, told.exportable, told.thumbprint), (Origin::Pfx, false, installed), "{options}");
        assert_eq!((told.subject.organization.as_str(), told.subject.country.as_str()), ("Biuro", "PL"));
        let (verified, said) = bench.verified_over_a_socket(&bench.store.load(installed).unwrap(), "mail.example.test", "root.pem");
        assert!(verified, "{options}: {said}");
    }
}

#[test]
fn a_wrong_password_is_told_as_such_also_without_a_mac() {
    let bench = bench(EC);
    for options in ["", " -legacy", " -nomac", " -legacy -nomac"] {
        bench.openssl(&format!("{EXPORT} -passout pass:right{options}"));
        let file = bench.read("leaf.pfx");
        // Without a MAC one wrong password in 256 deciphers to something with a proper end.
        let tries = if options.contains("-nomac") { 300 } else { 3 };
        for n in 0..tries {
            let error = refused(&bench, &file, &format!("wrong{n}"));
            assert_eq!(error, CertificateError::WrongPassword, "{options} wrong{n}");
        }
        assert_eq!(refused(&bench, &file, ""), CertificateError::WrongPassword, "{options}");
    }
}

#[test]
fn a_file_without_key_with_a_foreign_one_or_cut_short_is_refused_with_its_reason() {
    let bench = bench(EC);
    bench.openssl("pkcs12 -export -nokeys -in leaf.pem -passout pass:x -out leaf.pfx");
    assert_eq!(refused(&bench, &bench.read("leaf.pfx"), "x"), CertificateError::PfxWithoutKey);
    bench.openssl("pkcs12 -export -nocerts -inkey leaf.key -passout pass:x -out leaf.pfx");
    assert_eq!(refused(&bench, &bench.read("leaf.pfx"), "x"), CertificateError::Pfx(PfxFault::NoCertificate));
    bench.openssl(&format!("{EXPORT} -passout pass:x"));
    let whole = bench.read("leaf.pfx");
    for length in [10, whole.len() / 2, whole.len() - 1] {
        assert!(matches!(refused(&bench, &whole[..length], "x"), CertificateError::Pfx(_)), "{length}");
    }

    bench.openssl("pkcs8 -topk8 -nocrypt -in root.key -outform DER -out foreign.der");
    bench.openssl("x509 -in leaf.pem -outform DER -out leaf.der");
    let key = p12_keystore::PrivateKey::from_der(&bench.read("foreign.der")).unwrap();
    let certificate = p12_keystore::Certificate::from_der(&bench.read("leaf.der")).unwrap();
    let mut foreign = p12_keystore::KeyStore::new();
    let chain = p12_keystore::PrivateKeyChain::new("1", key, [certificate]);
    foreign.add_entry("x", p12_keystore::KeyStoreEntry::PrivateKeyChain(chain));
    let file = foreign.writer("x").write().unwrap();
    let error = refused(&bench, &file, "x");
    assert!(matches!(error, CertificateError::Given { error: ChainError::ForeignKey, .. }), "{error:?}");
}

#[test]
fn openssl_reads_what_is_exported_in_either_form_with_its_password_only() {
    for (kind, key_file) in [(EC, "ec -in leaf.key -out sec1.key"), ("rsa:2048", "rsa -in leaf.key -traditional -out pkcs1.key")] {
        let bench = bench(kind);
        bench.openssl(key_file);
        // The older forms of a key go out as PKCS #8.
        let key = bench.read(key_file.rsplit(' ').next().unwrap());
        let installed = bench.store.install(&bench.joined(&["leaf.pem", "middle.pem"]), &key).unwrap().thumbprint;
        bench.store.rename(installed, "Łódź").unwrap();
        for (form, options) in [(PfxForm::Modern, ""), (PfxForm::Legacy, " -legacy")] {
            let file = bench.store.export_pfx(installed, &secret("päss"), form).unwrap();
            assert_eq!(format!("{file:?}"), "Secret(…)");
            bench.write("ours.pfx", file.expose());
            let read = bench.openssl(&format!("pkcs12 -in ours.pfx -passin pass:päss -nodes{options}"));
            assert_eq!((read.matches("BEGIN CERTIFICATE").count(), read.matches("BEGIN PRIVATE KEY").count()), (2, 1), "{read}");
            bench.write("all.pem", read.as_bytes());
            let public = |file: &str| bench.openssl(&format!("pkey -in {file} -pubout"));
            assert_eq!(public("all.pem"), public("leaf.key"));
            let (opened, _) = bench.try_openssl(&format!("pkcs12 -in ours.pfx -passin pass:pass -nodes{options}"));
            assert!(!opened);
            let info = bench.openssl(&format!("pkcs12 -in ours.pfx -passin pass:päss -info -noout{options}"));
            let (modern, legacy) = (info.contains("AES-256-CBC"), info.contains("pbeWithSHA1And3-KeyTripleDES-CBC"));
            assert_eq!((modern, legacy), (form == PfxForm::Modern, form == PfxForm::Legacy), "{info}");
        }
    }
}

#[test]
fn a_password_is_asked_for_and_a_mark_is_kept() {
    let bench = Bench::new();
    let installed = bench.store.issue(&subject(BitLength::EcdsaP256), Timestamp::now()).unwrap();
    let refused = bench.store.export_pfx(installed, &secret(""), PfxForm::Modern);
    assert!(matches!(refused, Err(CertificateError::NoPassword)));
    let file = bench.store.export_pfx(installed, &secret("x"), PfxForm::Modern).unwrap();
    let other = Bench::new();
    other.store.import(&ImportFiles::one(file.expose().clone(), secret("x")), false).unwrap();
    let refused = other.store.export_pfx(installed, &secret("x"), PfxForm::Modern);
    assert!(matches!(refused, Err(CertificateError::NotExportable)));
}
