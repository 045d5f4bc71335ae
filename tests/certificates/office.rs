//! This office's own authority, looked at by openssl and by what reads Apple's profiles.

use crate::bench::{Bench, subject};
use jiff::Timestamp;
use postkontor::certificate::about::{Finding, RootForm};
use postkontor::certificate::{BitLength, Subject};
use std::process::Command;

#[test]
fn openssl_verifies_a_certificate_of_the_office_with_its_exported_root() {
    let bench = Bench::new();
    for (key, name) in [(BitLength::EcdsaP256, "server.local"), (BitLength::Rsa2048, "drucker.fritz.box")] {
        let asked = Subject { common_name: name.into(), organization: "Büro & Söhne".replace(" &", ""), ..subject(key) };
        let installed = bench.store.issue(&asked, Timestamp::now()).unwrap();
        bench.write("root.pem", &bench.store.export_root(RootForm::Pem, Timestamp::now()).unwrap().unwrap());
        bench.write("root.cer", &bench.store.export_root(RootForm::Der, Timestamp::now()).unwrap().unwrap());
        let chain = bench.home().join("certificates").join(installed.to_string()).join("chain.pem");
        bench.write("leaf.pem", &std::fs::read(chain).unwrap());
        let words = format!("verify -x509_strict -purpose sslserver -verify_hostname {name} -CAfile root.pem leaf.pem");
        assert!(bench.openssl(&words).contains("OK"));
        bench.openssl("x509 -inform DER -in root.cer -out same.pem");
        assert_eq!(bench.read("same.pem"), bench.read("root.pem"));
        for served in [name, "smtp.example.test"] {
            let (verified, said) = bench.verified_over_a_socket(&bench.store.load(installed).unwrap(), served, "root.pem");
            assert!(verified && said.contains("Verification: OK"), "{said}");
        }
        let text = bench.openssl("x509 -in leaf.pem -noout -text -nameopt utf8");
        for part in ["TLS Web Server Authentication", "Subject Key Identifier", "Authority Key Identifier", "CA:FALSE", "L=Łódź"] {
            assert!(text.contains(part), "{part:?} is not in {text}");
        }
        let days: i64 = 366 * 86_400;
        assert!(bench.openssl(&format!("x509 -in leaf.pem -noout -checkend {}", days - 3 * 86_400)).contains("will not expire"));
        assert!(!bench.try_openssl(&format!("x509 -in leaf.pem -noout -checkend {days}")).0, "365 days are the most");
        let told = bench.store.detail(installed, &[], Timestamp::now()).unwrap();
        assert_eq!(told.findings, [Finding::UnknownRoot]);
    }
    let root = bench.openssl("x509 -in root.pem -noout -text -nameopt utf8");
    let year = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    let name = format!("CN=Büro Söhne – Postkontor root {year}");
    for part in ["CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign", "ASN1 OID: prime256v1", &name] {
        assert!(root.contains(part), "{part:?} is not in {root}");
    }
}

#[test]
fn the_profile_for_phones_is_a_property_list_with_the_root_in_it() {
    let bench = Bench::new();
    let asked = Subject { organization: String::new(), ..subject(BitLength::EcdsaP256) };
    bench.store.issue(&asked, Timestamp::now()).unwrap();
    let profile = bench.store.export_root(RootForm::AppleProfile, Timestamp::now()).unwrap().unwrap();
    assert_eq!(bench.store.export_root(RootForm::AppleProfile, Timestamp::now()).unwrap().unwrap(), profile, "its identifiers stay");
    bench.write("root.mobileconfig", &profile);
    bench.write("root.cer", &bench.store.export_root(RootForm::Der, Timestamp::now()).unwrap().unwrap());
    let script = "
import plistlib, uuid
profile = plistlib.load(open('root.mobileconfig', 'rb'))
inner, = profile['PayloadContent']
assert profile['PayloadType'] == 'Configuration' and profile['PayloadVersion'] == 1, profile
assert inner['PayloadType'] == 'com.apple.security.root' and inner['PayloadVersion'] == 1, inner
assert inner['PayloadContent'] == open('root.cer', 'rb').read()
first, second = uuid.UUID(profile['PayloadUUID']), uuid.UUID(inner['PayloadUUID'])
assert first != second and first.variant == uuid.RFC_4122, (first, second)
assert inner['PayloadIdentifier'].startswith(profile['PayloadIdentifier'] + '.')
print(profile['PayloadDisplayName'])
";
    let done = Command::new("python3").args(["-c", script]).current_dir(bench.path("")).output().expect("python3; `make deps` installs it");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stdout).contains("Postkontor root"), "{done:?}");
}

#[test]
fn the_root_that_was_exported_in_time_verifies_what_its_successor_signs() {
    let bench = Bench::new();
    let asked = Subject { common_name: "server.local".into(), ..subject(BitLength::EcdsaP256) };
    bench.store.issue(&asked, Timestamp::now()).unwrap();
    let ends = bench.store.office_root(Timestamp::now()).unwrap().unwrap().ends;
    let before = |days: i64| Timestamp::from_second(ends.as_second() - days * 86_400).unwrap();
    bench.write("old.pem", &bench.store.export_root(RootForm::Pem, before(549)).unwrap().unwrap());
    assert!(bench.store.prepare_successor(before(548)).unwrap());
    bench.write("both.pem", &bench.store.export_root(RootForm::Pem, before(400)).unwrap().unwrap());
    bench.write("new.cer", &bench.store.export_root(RootForm::Der, before(400)).unwrap().unwrap());
    bench.openssl("x509 -inform DER -in new.cer -out new.pem");
    for (days, trusted, other) in [(400, "old.pem", "new.pem"), (364, "new.pem", "old.pem")] {
        let installed = bench.store.issue(&asked, before(days)).unwrap();
        let chain = std::fs::read(bench.home().join("certificates").join(installed.to_string()).join("chain.pem")).unwrap();
        bench.write("leaf.pem", &chain);
        let verify = |roots: &str| {
            let at = before(days - 1).as_second();
            bench.try_openssl(&format!(
                "verify -attime {at} -x509_strict -purpose sslserver -verify_hostname server.local -no-CApath -no-CAstore -CAfile {roots} leaf.pem"
            ))
        };
        for roots in [trusted, "both.pem"] {
            let (verified, said) = verify(roots);
            assert!(verified && said.contains("OK"), "{days} {roots}: {said}");
        }
        assert!(!verify(other).0, "{days}: the other root does not know it");
        // What a computer gets that comes only now knows both.
        bench.write("now.pem", &bench.store.export_root(RootForm::Pem, before(days)).unwrap().unwrap());
        assert!(verify("now.pem").0, "{days}");
    }
    bench.write("root.mobileconfig", &bench.store.export_root(RootForm::AppleProfile, before(400)).unwrap().unwrap());
    let script = "
import plistlib, subprocess
profile = plistlib.load(open('root.mobileconfig', 'rb'))
old, new = profile['PayloadContent']
assert new['PayloadContent'] == open('new.cer', 'rb').read()
der = subprocess.run(['openssl', 'x509', '-in', 'old.pem', '-outform', 'DER'], capture_output=True, check=True).stdout
assert old['PayloadContent'] == der
for payload in old, new:
    assert payload['PayloadType'] == 'com.apple.security.root', payload
    assert payload['PayloadIdentifier'].startswith(profile['PayloadIdentifier'] + '.')
assert len({one[key] for one in (profile, old, new) for key in ('PayloadUUID', 'PayloadIdentifier')}) == 6
";
    let done = Command::new("python3").args(["-c", script]).current_dir(bench.path("")).output().expect("python3; `make deps` installs it");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
