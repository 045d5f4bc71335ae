//! The certificate wizard from the window to the wire, by mouse and by keyboard alone, with real files and OpenSSL as the
//! other side (AC-11, AC-12, AC-14, AC-31); and the page of the certificates.

use std::path::Path;
use std::process::{Command, Stdio};

use iced::keyboard::key::Named;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::tree::Node;
use postkontor::engine::command::Installed;
use postkontor::engine::snapshot::Warning;
use postkontor::mail::ServerId;

use crate::elsewhere::{authority, openssl, pfx, sign};
use crate::hand::{BOTH, By, port};
use crate::window::Console;

pub const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)])";

/// SHA-256 of the certificate that the server shows from the first octet, and after STARTTLS.
pub fn shown(c: &Console) -> String {
    let of = |more: &str, tls: bool| {
        let arguments = format!("s_client -connect {} -servername mail.office.test{more}", port(c, "Office", tls));
        let run = Command::new("openssl").args(arguments.split(' ')).stdin(Stdio::null()).output().unwrap();
        let mut digest = Command::new("openssl")
            .args(["x509", "-noout", "-fingerprint", "-sha256"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut digest.stdin.take().unwrap(), &run.stdout).unwrap();
        let said = String::from_utf8(digest.wait_with_output().unwrap().stdout).unwrap();
        said.trim().rsplit('=').next().unwrap().replace(':', "").to_lowercase()
    };
    let (tls, start) = (of("", true), of(" -starttls smtp", false));
    assert_eq!(tls, start);
    tls
}

pub fn installed(c: &Console) -> Vec<Installed> {
    c.handle.snapshots().borrow().certificates.installed.clone()
}

pub fn in_use(c: &Console) -> Option<String> {
    let all = installed(c);
    all.iter().find(|one| one.used_by.contains(&ServerId(1))).map(|one| one.certificate.described.thumbprint.to_string())
}

/// Access > *Certificate…*
pub fn open(by: By, c: &mut Console) {
    c.h.send(Message::Act(Act::Go(Node::Overview)));
    if !c.h.exists("properties") {
        by.access(c);
    }
    by.at(c, "properties.certificate", 'c');
    assert!(c.h.exists("certificate-welcome"), "{by:?}: {:?}", c.h.texts());
}

/// *Next* or *Finish* of a page, then the page that must follow.
pub fn next(by: By, c: &mut Console, button: &'static str, page: &str) {
    by.at(c, button, if button.ends_with("finish") { 'f' } else { 'n' });
    c.news();
    assert!(c.h.exists(page), "{by:?} {button} does not lead to {page}: {:?}", c.h.texts());
}

/// *Finish*, which closes the wizard.
pub fn finish(by: By, c: &mut Console, button: &'static str) {
    by.at(c, button, 'f');
    c.news();
    let page = button.split('.').next().unwrap();
    assert!(!c.h.exists(page), "{by:?} {button} does not close: {:?}", c.h.texts());
}

pub fn choose(by: By, c: &mut Console, id: &'static str, letter: char) {
    by.at(c, id, letter);
    assert_eq!(c.h.control(id).checked, Some(true), "{by:?} {id}");
}

/// From *Name and Security Settings* to *Geographical Information*, everything filled in.
fn subject(by: By, c: &mut Console) {
    by.fill(c, "certificate-name.name", 'f', "Post");
    next(by, c, "certificate-name.next", "certificate-organization");
    assert!(!c.h.control("certificate-organization.next").enabled, "{by:?}: organization and unit are required");
    by.fill(c, "certificate-organization.name", 'o', "A & B");
    assert!(c.h.control("certificate-organization.name").problem.contains('&'), "{by:?}");
    by.fill(c, "certificate-organization.name", 'o', "Biuro Próba");
    by.fill(c, "certificate-organization.unit", 'u', "Post");
    next(by, c, "certificate-organization.next", "certificate-common-name");
    assert_eq!(c.h.control("certificate-common-name.name").value, "mail.office.test", "{by:?}");
    by.fill(c, "certificate-common-name.name", 'c', "post.office.test");
    assert!(c.h.shows("The common name does not match"), "{by:?}: {:?}", c.h.texts());
    by.fill(c, "certificate-common-name.name", 'c', "mail.office.test");
    assert!(!c.h.shows("The common name does not match"), "{by:?}");
    by.at(c, "certificate-common-name.further", 'f');
    c.h.type_text("smtp.office.test");
    by.press(c, "certificate-common-name.add");
    assert_eq!(c.h.control("certificate-common-name.names").rows, 1, "{by:?}");
    next(by, c, "certificate-common-name.next", "certificate-place");
    by.at(c, "certificate-place.country", 'r');
    c.h.type_text("PL");
    if by == By::Mouse {
        c.h.press(Named::Enter);
    }
    assert_eq!(c.h.control("certificate-place.country").value, "PL (Poland)", "{by:?}");
    by.fill(c, "certificate-place.state", 's', "łódzkie");
    by.fill(c, "certificate-place.city", 'c', "Łódź");
}

/// A request in this file.
fn request(by: By, c: &mut Console, file: &Path) {
    open(by, c);
    assert!(c.h.shows("No certificate is installed and no request is pending."), "{by:?}: {:?}", c.h.texts());
    assert!(c.h.shows("Nothing is changed until a page says so."), "{by:?}: {:?}", c.h.texts());
    next(by, c, "certificate-welcome.next", "certificate-kind");
    next(by, c, "certificate-kind.next", "certificate-when");
    assert_eq!(c.h.control("certificate-when.later").checked, Some(true), "{by:?}");
    next(by, c, "certificate-when.next", "certificate-name");
    subject(by, c);
    next(by, c, "certificate-place.next", "certificate-file");
    assert!(c.h.control("certificate-file.name").value.ends_with("/certreq-mail.office.test.txt"), "{by:?}");
    by.fill(c, "certificate-file.name", 'f', &file.display().to_string());
    by.at(c, "certificate-file.next", 'n');
    if file.exists() {
        assert_eq!(c.h.focus(), "certificate-overwrite.no", "{by:?}: Enter is the careful answer: {:?}", c.h.texts());
        by.at(c, "certificate-overwrite.no", 'n');
        assert!(c.h.exists("certificate-file"), "{by:?}");
        by.at(c, "certificate-file.next", 'n');
        by.at(c, "certificate-overwrite.yes", 'y');
    }
    assert!(c.h.exists("certificate-request") && c.h.shows("smtp.office.test") && c.h.shows("PL (Poland)"), "{by:?}: {:?}", c.h.texts());
    assert!(c.h.shows("Next makes the key and writes the request."), "{by:?}: {:?}", c.h.texts());
    assert!(c.handle.snapshots().borrow().certificates.requests.is_empty(), "{by:?}: nothing is changed until a page says so");
    next(by, c, "certificate-request.next", "certificate-done");
    finish(by, c, "certificate-done.finish");
}

#[test]
fn ac_12_a_request_is_written_answered_by_a_foreign_authority_and_the_certificate_is_served() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        let mut c = Console::open(OFFICE);
        let temporary = shown(&c);
        std::fs::write(there.join("request.txt"), "something else").unwrap();
        request(by, &mut c, &there.join("request.txt"));
        let text = openssl(there, "req -in request.txt -noout -verify -subject -text -nameopt utf8,sep_comma_plus_space");
        for part in ["Biuro Próba", "Łódź", "łódzkie", "DNS:mail.office.test", "DNS:smtp.office.test"] {
            assert!(text.contains(part), "{by:?}: {part}: {text}");
        }
        assert!(std::fs::read_to_string(there.join("request.txt")).unwrap().starts_with("-----BEGIN NEW CERTIFICATE REQUEST-----"));
        assert_eq!(shown(&c), temporary, "{by:?}: a request changes nothing yet");
        // The answer to another request is refused, and the request kept.
        openssl(
            there,
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out other.csr -subj /CN=mail.office.test",
        );
        sign(there, "other.csr", "other.cer");
        sign(there, "request.txt", "answer.cer");
        open(by, &mut c);
        assert!(c.h.shows("A certificate request is pending."), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        assert_eq!(c.h.control("certificate-pending.process").checked, Some(true), "{by:?}");
        next(by, &mut c, "certificate-pending.next", "certificate-answer");
        for (file, words) in [
            ("none.cer", "none.cer"),
            ("other.cer", "The certificate does not match the pending request."),
            ("request.txt", "it is the request"),
            ("ca.key", "it is a private key"),
        ] {
            by.fill(&mut c, "certificate-answer.file", 'p', &there.join(file).display().to_string());
            by.at(&mut c, "certificate-answer.next", 'n');
            assert!(c.h.exists("certificate-answer") && c.h.shows(words), "{by:?} {file}: {:?}", c.h.texts());
        }
        assert_eq!(c.handle.snapshots().borrow().certificates.requests.len(), 1, "{by:?}");
        by.fill(&mut c, "certificate-answer.file", 'p', &there.join("answer.cer").display().to_string());
        next(by, &mut c, "certificate-answer.next", "certificate-summary");
        assert!(c.h.shows("Elsewhere") && c.h.shows("Server authentication"), "{by:?}: {:?}", c.h.texts());
        // Back and forth loses nothing.
        by.at(&mut c, "certificate-summary.back", 'b');
        assert!(c.h.control("certificate-answer.file").value.ends_with("answer.cer"), "{by:?}");
        next(by, &mut c, "certificate-answer.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        let now = shown(&c);
        assert!(now != temporary && Some(&now) == in_use(&c).as_ref(), "{by:?}");
        assert!(c.h.shows("Certificate for mail.office.test and smtp.office.test"), "{by:?}: {:?}", c.h.texts());
        assert!(!c.handle.snapshots().borrow().warnings.contains(&Warning::TemporaryCertificate(ServerId(1))), "{by:?}");
        // The sheet that stood open all the time does not take it away again.
        by.press(&mut c, "properties.ok");
        assert_eq!(shown(&c), now, "{by:?}");
    }
}

#[test]
fn ac_12_a_pending_request_is_deleted_and_cancel_changes_nothing() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let mut c = Console::open(OFFICE);
        request(by, &mut c, &folder.path().join("request.txt"));
        let history = c.h.state.live().history.len();
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        choose(by, &mut c, "certificate-pending.delete", 'd');
        next(by, &mut c, "certificate-pending.next", "certificate-delete");
        by.press(&mut c, "certificate-delete.cancel");
        assert!(!c.h.exists("certificate-delete") && c.handle.snapshots().borrow().certificates.requests.len() == 1, "{by:?}");
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        choose(by, &mut c, "certificate-pending.delete", 'd');
        next(by, &mut c, "certificate-pending.next", "certificate-delete");
        finish(by, &mut c, "certificate-delete.finish");
        assert!(c.handle.snapshots().borrow().certificates.requests.is_empty(), "{by:?}");
        assert_eq!(c.h.state.live().history.len(), history, "{by:?}: the settings were not touched");
        open(by, &mut c);
        assert!(c.h.shows("No certificate is installed and no request is pending."), "{by:?}");
    }
}

#[test]
fn ac_11_the_wizard_starts_in_the_state_of_the_server() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        let mut c = Console::open(OFFICE);
        let state = |c: &mut Console, says: &str, then: &str| {
            open(by, c);
            assert!(c.h.shows(says), "{by:?}: {:?}", c.h.texts());
            next(by, c, "certificate-welcome.next", then);
            c.h.press(Named::Escape);
        };
        // The temporary certificate counts as none, and the page says that there is one.
        state(&mut c, "No certificate is installed and no request is pending.", "certificate-kind");
        request(by, &mut c, &there.join("asked.txt"));
        state(&mut c, "A certificate request is pending.", "certificate-pending");
        sign(there, "asked.txt", "answer.cer");
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        next(by, &mut c, "certificate-pending.next", "certificate-answer");
        by.fill(&mut c, "certificate-answer.file", 'p', &there.join("answer.cer").display().to_string());
        next(by, &mut c, "certificate-answer.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        state(&mut c, "A certificate is installed.", "certificate-modify");
        remove(by, &mut c);
        state(&mut c, "No certificate is installed and no request is pending.", "certificate-kind");
    }
}

#[test]
fn ac_31_a_name_that_is_not_covered_is_warned_about_when_it_is_chosen_and_from_then_on() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        pfx(there, "other.office.test", "other.pfx");
        let mut c = Console::open(OFFICE);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        choose(by, &mut c, "certificate-kind.import", 'i');
        next(by, &mut c, "certificate-kind.next", "certificate-import");
        by.fill(&mut c, "certificate-import.file", 'p', &there.join("other.pfx").display().to_string());
        next(by, &mut c, "certificate-import.next", "certificate-import-password");
        by.fill(&mut c, "certificate-import-password.password", 's', "secret-word");
        next(by, &mut c, "certificate-import-password.next", "certificate-summary");
        assert!(c.h.shows("The certificate is not made for mail.office.test"), "{by:?}: {:?}", c.h.texts());
        finish(by, &mut c, "certificate-summary.finish");
        // It stays on the Overview, where the cure is a button that leads back here.
        if c.h.exists("properties") {
            by.press(&mut c, "properties.ok");
        }
        c.h.send(Message::Act(Act::Go(Node::Overview)));
        c.news();
        assert!(c.h.shows("The certificate of “Office” is not made for the name mail.office.test."), "{by:?}: {:?}", c.h.texts());
        let at = c.h.state.live().warnings.iter().position(|w| matches!(w, Warning::NameNotCovered(..))).unwrap();
        by.press(&mut c, ["overview.fix.0", "overview.fix.1", "overview.fix.2", "overview.fix.3"][at]);
        assert!(c.h.exists("certificate-welcome"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn ac_12_a_pfx_file_is_imported_replaced_exported_and_removed() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        pfx(there, "mail.office.test", "mail.pfx");
        pfx(there, "other.office.test", "other.pfx");
        let mut c = Console::open(OFFICE);
        let temporary = shown(&c);
        for (file, exportable) in [("other.pfx", false), ("mail.pfx", true)] {
            if file == "mail.pfx" {
                remove(by, &mut c);
            }
            open(by, &mut c);
            next(by, &mut c, "certificate-welcome.next", "certificate-kind");
            choose(by, &mut c, "certificate-kind.import", 'i');
            next(by, &mut c, "certificate-kind.next", "certificate-import");
            by.fill(&mut c, "certificate-import.file", 'p', &there.join(file).display().to_string());
            if exportable {
                by.at(&mut c, "certificate-import.exportable", 'm');
            }
            next(by, &mut c, "certificate-import.next", "certificate-import-password");
            by.fill(&mut c, "certificate-import-password.password", 's', "wrong");
            by.at(&mut c, "certificate-import-password.next", 'n');
            assert!(c.h.shows("The password of the .pfx file is not correct."), "{by:?}: {:?}", c.h.texts());
            by.fill(&mut c, "certificate-import-password.password", 's', "secret-word");
            next(by, &mut c, "certificate-import-password.next", "certificate-summary");
            // AC-31: warned about where it is chosen.
            assert_eq!(c.h.shows("The certificate is not made for mail.office.test"), file == "other.pfx", "{by:?}: {:?}", c.h.texts());
            finish(by, &mut c, "certificate-summary.finish");
        }
        let mail = shown(&c);
        assert!(mail != temporary && in_use(&c).as_ref() == Some(&mail) && installed(&c).len() == 2, "{by:?}");
        // Replaced by the other one, which stays warned about.
        open(by, &mut c);
        assert!(c.h.shows("A certificate is installed."), "{by:?}");
        next(by, &mut c, "certificate-welcome.next", "certificate-modify");
        choose(by, &mut c, "certificate-modify.replace", 't');
        next(by, &mut c, "certificate-modify.next", "certificate-available");
        assert!(!c.h.control("certificate-available.next").enabled, "{by:?}: none is selected");
        match by {
            By::Mouse => c.h.click_text("other.office.test"),
            By::Keyboard => c.h.press(Named::ArrowDown),
        }
        assert!(c.h.shows("The certificate is not made for mail.office.test"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-available.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert!(shown(&c) != mail, "{by:?}");
        let warned = |c: &Console| c.handle.snapshots().borrow().warnings.iter().any(|w| matches!(w, Warning::NameNotCovered(..)));
        assert!(warned(&c), "{by:?}");
        // This one was not marked as exportable.
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-modify");
        assert!(!c.h.control("certificate-modify.export").enabled, "{by:?}");
        choose(by, &mut c, "certificate-modify.replace", 't');
        next(by, &mut c, "certificate-modify.next", "certificate-available");
        match by {
            By::Mouse => c.h.click_text("mail.office.test"),
            By::Keyboard => c.h.press(Named::ArrowDown),
        }
        next(by, &mut c, "certificate-available.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert_eq!(shown(&c), mail, "{by:?}");
        assert!(!warned(&c), "{by:?}");
        // Exported in both forms; OpenSSL reads them with the password alone.
        for (file, legacy) in [("new.pfx", false), ("old.pfx", true)] {
            open(by, &mut c);
            next(by, &mut c, "certificate-welcome.next", "certificate-modify");
            choose(by, &mut c, "certificate-modify.export", 'e');
            next(by, &mut c, "certificate-modify.next", "certificate-export");
            by.fill(&mut c, "certificate-export.file", 'p', &there.join(file).display().to_string());
            by.fill(&mut c, "certificate-export.password", 's', "long enough");
            by.fill(&mut c, "certificate-export.repeat", 'c', "long");
            assert!(!c.h.control("certificate-export.next").enabled, "{by:?}: the passwords differ");
            by.fill(&mut c, "certificate-export.repeat", 'c', "long enough");
            if legacy {
                choose(by, &mut c, "certificate-export.legacy", 'o');
            }
            next(by, &mut c, "certificate-export.next", "certificate-done");
            finish(by, &mut c, "certificate-done.finish");
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(there.join(file).metadata().unwrap().permissions().mode() & 0o777, 0o600, "{by:?}");
            let run = Command::new("openssl")
                .current_dir(there)
                .args(["pkcs12", "-in", file, "-nodes", "-passin", "pass:long enough"])
                .args(legacy.then_some("-legacy"))
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&run.stdout).into_owned();
            assert!(text.contains("BEGIN PRIVATE KEY") && text.contains("BEGIN CERTIFICATE"), "{by:?} {file}: {text} {:?}", run.stderr);
        }
        remove(by, &mut c);
        assert_eq!((in_use(&c), installed(&c).len()), (None, 2), "{by:?}");
        assert_eq!(shown(&c), temporary, "{by:?}: back to the temporary one");
    }
}

pub fn remove(by: By, c: &mut Console) {
    open(by, c);
    next(by, c, "certificate-welcome.next", "certificate-modify");
    choose(by, c, "certificate-modify.remove", 'c');
    next(by, c, "certificate-modify.next", "certificate-remove");
    finish(by, c, "certificate-remove.finish");
}

#[test]
fn ac_12_the_offices_own_authority_issues_at_once_and_its_root_goes_to_computers_and_phones() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        let mut c = Console::open(OFFICE);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        next(by, &mut c, "certificate-kind.next", "certificate-when");
        choose(by, &mut c, "certificate-when.office", 'i');
        for (from, page) in [
            ("certificate-when.next", "certificate-name"),
            ("certificate-name.next", "certificate-organization"),
            ("certificate-organization.next", "certificate-common-name"),
            ("certificate-common-name.next", "certificate-place"),
            ("certificate-place.next", "certificate-submission"),
            ("certificate-submission.next", "certificate-done"),
        ] {
            next(by, &mut c, from, page);
        }
        by.press(&mut c, "certificate-done.root");
        assert!(c.h.exists("root") && !c.h.exists("certificate-done"), "{by:?}: {:?}", c.h.texts());
        std::fs::write(there.join("root.cer"), "something else").unwrap();
        for (id, letter, file, begins) in [
            ("root.pem", 'l', "root.pem", "-----BEGIN CERTIFICATE-----"),
            ("root.apple", 'i', "root.mobileconfig", "<?xml"),
            ("root.der", 'f', "root.cer", "0"),
        ] {
            choose(by, &mut c, id, letter);
            by.fill(&mut c, "root.file", 'p', &there.join(file).display().to_string());
            by.press(&mut c, "root.ok");
            if file == "root.cer" {
                // Enter is the careful answer.
                assert_eq!(c.h.focus(), "root-overwrite.no", "{by:?}: {:?}", c.h.texts());
                by.at(&mut c, "root-overwrite.no", 'n');
                assert_eq!(std::fs::read_to_string(there.join(file)).unwrap(), "something else", "{by:?}");
                by.press(&mut c, "root.ok");
                by.at(&mut c, "root-overwrite.yes", 'y');
            }
            assert!(c.h.shows("The root is in"), "{by:?}: {:?}", c.h.texts());
            assert!(std::fs::read(there.join(file)).unwrap().starts_with(begins.as_bytes()), "{by:?} {file}");
        }
        by.at(&mut c, "root.how", 't');
        assert!(c.h.exists("manual") && c.h.shows("Android"), "{by:?}: {:?}", c.h.texts());
        c.h.press(Named::Escape);
        by.press(&mut c, "root.ok");
        assert!(!c.h.exists("root"), "{by:?}");
        openssl(there, "x509 -inform DER -in root.cer -noout -text");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
        let address = port(&c, "Office", true);
        let said = openssl(
            there,
            &format!(
                "s_client -connect {address} -servername mail.office.test -verify_hostname mail.office.test -verify_return_error -CAfile root.pem"
            ),
        );
        assert!(said.contains("Verify return code: 0 (ok)"), "{by:?}: {said}");
    }
}

#[test]
fn the_page_views_renames_and_deletes_and_what_is_in_use_stays() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        pfx(there, "mail.office.test", "mail.pfx");
        let mut c = Console::open(OFFICE);
        c.h.send(Message::Act(Act::Go(Node::Certificates)));
        assert!(c.h.shows("There are no certificates yet."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "certificates.new");
        assert!(c.h.exists("certificate-welcome"), "{by:?}: the only server needs no question");
        c.h.click("certificate-welcome.next");
        c.h.click("certificate-kind.import");
        c.h.click("certificate-kind.next");
        By::Mouse.fill(&mut c, "certificate-import.file", ' ', &there.join("mail.pfx").display().to_string());
        c.h.click("certificate-import.next");
        By::Mouse.fill(&mut c, "certificate-import-password.password", ' ', "secret-word");
        c.h.click("certificate-import-password.next");
        c.h.click("certificate-summary.finish");
        c.news();
        assert_eq!(c.h.control("certificates.list").rows, 1, "{by:?}: {:?}", c.h.texts());
        by.at_list(&mut c);
        by.press(&mut c, "certificates.view");
        assert!(c.h.exists("certificate") && c.h.shows("Elsewhere"), "{by:?}: {:?}", c.h.texts());
        let print = in_use(&c).unwrap();
        assert!(c.h.shows(&print), "{by:?}");
        by.press(&mut c, "certificate.copy");
        assert_eq!(c.h.copied(), print, "{by:?}");
        c.h.press(Named::Escape);
        by.press(&mut c, "certificates.rename");
        by.fill(&mut c, "friendly-name.name", 'f', "Post office");
        by.press(&mut c, "friendly-name.ok");
        c.news();
        assert_eq!(installed(&c)[0].certificate.described.friendly_name, "Post office", "{by:?}");
        by.press(&mut c, "certificates.delete");
        assert!(c.h.exists("certificates.refused") && c.h.shows("The certificate is used by “Office”."), "{by:?}: {:?}", c.h.texts());
        c.h.press(Named::Enter);
        remove(by, &mut c);
        by.press(&mut c, "properties.cancel");
        c.h.send(Message::Act(Act::Go(Node::Certificates)));
        by.at_list(&mut c);
        by.press(&mut c, "certificates.delete");
        by.at(&mut c, "certificates.ask.yes", 'y');
        c.news();
        assert!(installed(&c).is_empty(), "{by:?}");
        by.press(&mut c, "status.undo");
        c.news();
        assert_eq!(installed(&c).len(), 1, "{by:?}: Undo brings it back");
    }
}

impl By {
    /// Selects the first certificate of the page.
    fn at_list(self, c: &mut Console) {
        match self {
            Self::Mouse => c.h.click_text("mail.office.test"),
            Self::Keyboard => {
                for _ in 0..40 {
                    if c.h.focus() == "certificates.list" {
                        break;
                    }
                    c.h.tab();
                }
                c.h.press(Named::Home);
            }
        }
        assert_eq!(c.h.control("certificates.list").selected, Some(0), "{self:?}");
    }
}

#[test]
fn a_certificate_that_ends_is_told_of_everywhere_with_the_way_to_renew_it() {
    for (by, button) in BOTH.into_iter().zip(["status.fix", "overview.fix.0"]) {
        let mut c = Console::open(OFFICE);
        let mut now = (**c.handle.snapshots().borrow()).clone();
        let mut certificates = crate::certified::installed();
        certificates.installed[0].used_by = vec![ServerId(1)];
        now.certificates = std::sync::Arc::new(certificates);
        now.warnings = vec![Warning::CertificateExpires(ServerId(1), 7)];
        now.sequence += 1;
        c.h.send(Message::News(postkontor::console::link::News::Snapshot(std::sync::Arc::new(now))));
        assert!(c.h.texts().iter().filter(|text| text.contains("The certificate of “Office” expires in 7 days.")).count() >= 2, "{by:?}");
        by.press(&mut c, button);
        assert!(c.h.exists("certificate-when"), "{by:?}: {:?}", c.h.texts());
        assert_eq!(c.h.control("certificate-when.online").checked, Some(true), "{by:?}: as it was ordered before");
        // Back leads to what else can be done with it.
        by.at(&mut c, "certificate-when.back", 'b');
        assert!(c.h.exists("certificate-modify"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn a_root_that_is_replaced_is_told_of_with_the_way_to_export_its_successor() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        crate::certified::replaced(&mut c, Node::Overview);
        assert!(c.h.texts().iter().filter(|text| text.contains("own authority is replaced on")).count() >= 2, "{by:?}");
        by.press(&mut c, "overview.fix.0");
        assert!(c.h.exists("root") && c.h.shows("a new root signs"), "{by:?}: {:?}", c.h.texts());
    }
}
