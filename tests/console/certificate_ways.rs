//! The ways through the certificate wizard that lie beside the main road, by mouse and by keyboard alone: another key and
//! names taken back, files chosen by *Browse…*, a certificate of another server, a renewal here; and the order of Tab.

use std::path::Path;

use iced::keyboard::key::Named;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::widget::describe::Kind;
use postkontor::engine::command::{CertificateCommand, Command, ImportFiles, Origin, Subject};
use postkontor::mail::ServerId;

use crate::certificates::{OFFICE, choose, finish, in_use, installed, next, open, remove, shown};
use crate::elsewhere::{authority, openssl, pfx, sign};
use crate::hand::{BOTH, By};
use crate::harness::{name, smoke};
use crate::scenes::{SCENES, Way};
use crate::window::Console;

const SPARE: &str = "(id: 2, name: \"Spare\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";

/// What an office in Łódź asks for.
pub fn subject() -> Subject {
    Subject {
        friendly_name: "Post".into(),
        organization: "Office".into(),
        unit: "Post".into(),
        common_name: "mail.office.test".into(),
        country: "PL".into(),
        state: "łódzkie".into(),
        city: "Łódź".into(),
        ..Subject::default()
    }
}

/// Asks the engine, without the window.
pub fn carry_out(c: &mut Console, command: CertificateCommand) {
    c.command(Command::Certificate(Box::new(command)));
}

/// Imports a .pfx file of this folder, chosen by *Browse…*.
fn import(by: By, c: &mut Console, folder: &Path, file: &str) {
    open(by, c);
    next(by, c, "certificate-welcome.next", "certificate-kind");
    choose(by, c, "certificate-kind.import", 'i');
    next(by, c, "certificate-kind.next", "certificate-import");
    by.fill(c, "certificate-import.file", 'p', &folder.join("none.pfx").display().to_string());
    by.at(c, "certificate-import.next", 'n');
    assert!(c.h.exists("certificate-import") && c.h.shows("none.pfx"), "{by:?}: what is not there is told: {:?}", c.h.texts());
    by.at(c, "certificate-import.browse", 'r');
    by.file(c, file);
    choose(by, c, "certificate-import.exportable", 'm');
    next(by, c, "certificate-import.next", "certificate-import-password");
    by.fill(c, "certificate-import-password.password", 's', "secret-word");
    next(by, c, "certificate-import-password.next", "certificate-summary");
    finish(by, c, "certificate-summary.finish");
}

/// A pick list: the row below the one it shows.
fn below(by: By, c: &mut Console, id: &'static str, letter: char) {
    by.at(c, id, letter);
    c.h.press(Named::ArrowDown);
    if by == By::Mouse {
        c.h.press(Named::Enter);
    }
}

#[test]
fn another_key_and_names_that_were_taken_back_are_in_the_request_as_they_stood_last() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        let mut c = Console::open(OFFICE);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        next(by, &mut c, "certificate-kind.next", "certificate-when");
        next(by, &mut c, "certificate-when.next", "certificate-name");
        below(by, &mut c, "certificate-name.key", 'l');
        assert_eq!(c.h.control("certificate-name.key").value, "RSA 2048", "{by:?}");
        next(by, &mut c, "certificate-name.next", "certificate-organization");
        by.fill(&mut c, "certificate-organization.name", 'o', "Office");
        by.fill(&mut c, "certificate-organization.unit", 'u', "Post");
        next(by, &mut c, "certificate-organization.next", "certificate-common-name");
        for (further, rows) in [("smtp.office.test", 1), ("wrong.office.test", 2), ("late.office.test", 3)] {
            by.fill(&mut c, "certificate-common-name.further", 'f', further);
            match (by, rows) {
                (By::Mouse, _) => c.h.click("certificate-common-name.add"),
                // Enter in the field, or the letter of the button.
                (By::Keyboard, 2) => c.h.press(Named::Enter),
                (By::Keyboard, _) => c.h.alt('a'),
            }
            assert_eq!(c.h.control("certificate-common-name.names").rows, rows, "{by:?}");
        }
        match by {
            By::Mouse => {
                c.h.click_text("wrong.office.test");
                c.h.click("certificate-common-name.remove");
                c.h.click_text("late.office.test");
                c.h.click("certificate-common-name.remove");
            }
            By::Keyboard => {
                c.h.alt('f');
                while c.h.focus() != "certificate-common-name.names" {
                    c.h.tab();
                }
                by.row(&mut c, "certificate-common-name.names", "wrong.office.test");
                c.h.press(Named::Delete);
                by.row(&mut c, "certificate-common-name.names", "late.office.test");
                c.h.alt('r');
            }
        }
        assert_eq!(c.h.control("certificate-common-name.names").rows, 1, "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-common-name.next", "certificate-place");
        by.at(&mut c, "certificate-place.country", 'r');
        c.h.type_text("PL");
        if by == By::Mouse {
            c.h.press(Named::Enter);
        }
        by.fill(&mut c, "certificate-place.state", 's', "łódzkie");
        by.fill(&mut c, "certificate-place.city", 'c', "Łódź");
        next(by, &mut c, "certificate-place.next", "certificate-file");
        by.fill(&mut c, "certificate-file.name", 'f', &there.join("x").display().to_string());
        by.at(&mut c, "certificate-file.browse", 'r');
        by.fill(&mut c, "browse.name", 'f', "request");
        by.press(&mut c, "browse.ok");
        assert_eq!(c.h.control("certificate-file.name").value, there.join("request.txt").display().to_string(), "{by:?}");
        next(by, &mut c, "certificate-file.next", "certificate-request");
        // All the way back and forth again: everything is still there.
        for page in ["request", "file", "place", "common-name", "organization", "name", "when", "kind"] {
            let back: &'static str = format!("certificate-{page}.back").leak();
            by.at(&mut c, back, 'b');
        }
        assert!(c.h.exists("certificate-welcome") && !c.h.control("certificate-welcome.back").enabled, "{by:?}: {:?}", c.h.texts());
        for page in ["welcome", "kind", "when", "name", "organization", "common-name", "place", "file"] {
            let forth: &'static str = format!("certificate-{page}.next").leak();
            by.at(&mut c, forth, 'n');
        }
        for part in ["RSA 2048", "smtp.office.test", "PL (Poland)", "łódzkie", "Łódź", "request.txt"] {
            assert!(c.h.shows(part), "{by:?} {part}: {:?}", c.h.texts());
        }
        next(by, &mut c, "certificate-request.next", "certificate-done");
        finish(by, &mut c, "certificate-done.finish");
        let text = openssl(there, "req -in request.txt -noout -verify -text");
        for (part, wanted) in
            [("(2048 bit)", true), ("DNS:smtp.office.test", true), ("wrong.office.test", false), ("late.office.test", false)]
        {
            assert_eq!(text.contains(part), wanted, "{by:?} {part}: {text}");
        }
    }
}

#[test]
fn an_answer_and_both_kinds_of_pfx_files_are_chosen_by_browse() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        pfx(there, "mail.office.test", "mail.pfx");
        let mut c = Console::open(OFFICE);
        import(by, &mut c, there, "mail.pfx");
        let imported = shown(&c);
        assert_eq!(in_use(&c).as_ref(), Some(&imported), "{by:?}");
        // Out again, over a file that is there: Escape and No leave it, Yes writes over it.
        std::fs::write(there.join("out.pfx"), "something else").unwrap();
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-modify");
        choose(by, &mut c, "certificate-modify.export", 'e');
        next(by, &mut c, "certificate-modify.next", "certificate-export");
        by.fill(&mut c, "certificate-export.file", 'p', &there.join("out.pfx").display().to_string());
        by.fill(&mut c, "certificate-export.password", 's', "long-enough");
        by.fill(&mut c, "certificate-export.repeat", 'c', "long-enough");
        by.at(&mut c, "certificate-export.next", 'n');
        c.h.press(Named::Escape);
        assert!(c.h.exists("certificate-export") && !c.h.exists("certificate-overwrite"), "{by:?}: only the question has gone");
        by.at(&mut c, "certificate-export.next", 'n');
        by.at(&mut c, "certificate-overwrite.no", 'n');
        assert_eq!(std::fs::read_to_string(there.join("out.pfx")).unwrap(), "something else", "{by:?}");
        // Chosen in the chooser, which asks itself, the wizard does not ask once more.
        by.at(&mut c, "certificate-export.browse", 'r');
        match by {
            By::Mouse => {
                c.h.click_text("out.pfx");
                c.h.click("browse.ok");
            }
            By::Keyboard => {
                c.h.type_text("out.pfx");
                c.h.press(Named::Enter);
            }
        }
        by.at(&mut c, "browse.replace.yes", 'y');
        next(by, &mut c, "certificate-export.next", "certificate-done");
        assert!(c.h.shows("out.pfx"), "{by:?}: {:?}", c.h.texts());
        finish(by, &mut c, "certificate-done.finish");
        assert!(openssl(there, "pkcs12 -in out.pfx -nodes -passin pass:long-enough").contains("BEGIN PRIVATE KEY"), "{by:?}");
        remove(by, &mut c);
        // The answer to a request.
        carry_out(&mut c, CertificateCommand::Prepare(ServerId(1), Box::new(subject())));
        let request = c.handle.snapshots().borrow().certificates.requests[0].1.pem.clone();
        std::fs::write(there.join("request.txt"), request).unwrap();
        sign(there, "request.txt", "answer.cer");
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        next(by, &mut c, "certificate-pending.next", "certificate-answer");
        by.fill(&mut c, "certificate-answer.file", 'p', &there.join("x").display().to_string());
        by.at(&mut c, "certificate-answer.browse", 'r');
        by.file(&mut c, "answer.cer");
        next(by, &mut c, "certificate-answer.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert!(shown(&c) != imported && in_use(&c) == Some(shown(&c)), "{by:?}");
    }
}

#[test]
fn a_request_whose_file_was_never_written_or_lost_is_saved_again_and_its_answer_fits() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        let mut c = Console::open(OFFICE);
        // As when the wizard is closed while the key is made: the request is there, the file is not.
        carry_out(&mut c, CertificateCommand::Prepare(ServerId(1), Box::new(subject())));
        let pem = c.handle.snapshots().borrow().certificates.requests[0].1.pem.clone();
        for (content, file) in [(None, "lost.txt"), (Some("something else"), "again.txt")] {
            open(by, &mut c);
            next(by, &mut c, "certificate-welcome.next", "certificate-pending");
            choose(by, &mut c, "certificate-pending.save", 's');
            next(by, &mut c, "certificate-pending.next", "certificate-file");
            assert!(c.h.control("certificate-file.name").value.ends_with("/certreq-mail.office.test.txt"), "{by:?}");
            by.fill(&mut c, "certificate-file.name", 'f', &there.join(file).display().to_string());
            if let Some(content) = content {
                std::fs::write(there.join(file), content).unwrap();
                by.at(&mut c, "certificate-file.next", 'n');
                by.at(&mut c, "certificate-overwrite.no", 'n');
                assert_eq!(std::fs::read_to_string(there.join(file)).unwrap(), content, "{by:?}");
                by.at(&mut c, "certificate-file.next", 'n');
                by.at(&mut c, "certificate-overwrite.yes", 'y');
                assert!(c.h.exists("certificate-done"), "{by:?}: {:?}", c.h.texts());
            } else {
                next(by, &mut c, "certificate-file.next", "certificate-done");
            }
            assert!(c.h.shows(file), "{by:?}: {:?}", c.h.texts());
            finish(by, &mut c, "certificate-done.finish");
            assert_eq!(std::fs::read_to_string(there.join(file)).unwrap(), pem, "{by:?}");
        }
        // The answer to either file is the answer.
        sign(there, "again.txt", "answer.cer");
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        next(by, &mut c, "certificate-pending.next", "certificate-answer");
        by.fill(&mut c, "certificate-answer.file", 'p', &there.join("answer.cer").display().to_string());
        next(by, &mut c, "certificate-answer.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
    }
}

#[test]
fn the_certificate_of_another_server_is_assigned_to_this_one_too() {
    for by in BOTH {
        let mut c = Console::open(&[OFFICE, SPARE].join(","));
        carry_out(&mut c, CertificateCommand::Issue(ServerId(2), Box::new(subject())));
        c.h.send(Message::Act(Act::Certificate(ServerId(1))));
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        choose(by, &mut c, "certificate-kind.assign", 'a');
        next(by, &mut c, "certificate-kind.next", "certificate-available");
        assert!(c.h.focus() == "certificate-available.list" && !c.h.control("certificate-available.next").enabled, "{by:?}");
        // Enter on a row, or a double click, goes on with it.
        match by {
            By::Mouse => c.h.double_click_text("mail.office.test"),
            By::Keyboard => {
                c.h.press(Named::ArrowDown);
                c.h.press(Named::Enter);
            }
        }
        assert!(c.h.exists("certificate-summary"), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "certificate-summary.back", 'b');
        assert_eq!(c.h.control("certificate-available.list").selected, Some(0), "{by:?}");
        next(by, &mut c, "certificate-available.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert_eq!(installed(&c)[0].used_by, [ServerId(1), ServerId(2)], "{by:?}");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
    }
}

#[test]
fn a_certificate_from_elsewhere_is_renewed_by_this_offices_own_authority_and_stays_in_the_list() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        authority(folder.path());
        pfx(folder.path(), "mail.office.test", "mail.pfx");
        let mut c = Console::open(OFFICE);
        let files = ImportFiles::one(std::fs::read(folder.path().join("mail.pfx")).unwrap(), "secret-word".into());
        carry_out(&mut c, CertificateCommand::Import { server: Some(ServerId(1)), files, exportable: true });
        let before = in_use(&c).unwrap();
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-modify");
        // The arrows go through the radio buttons, Tab goes past them.
        if by == By::Keyboard {
            assert_eq!(c.h.focus(), "certificate-modify.renew");
            c.h.press(Named::ArrowUp);
            assert_eq!((c.h.focus().as_str(), c.h.control("certificate-modify.export").checked), ("certificate-modify.export", Some(true)));
            c.h.press(Named::ArrowDown);
            c.h.tab();
            assert_eq!(c.h.focus(), "certificate-modify.back");
        } else {
            c.h.click("certificate-modify.renew");
        }
        assert_eq!(c.h.control("certificate-modify.renew").checked, Some(true), "{by:?}");
        next(by, &mut c, "certificate-modify.next", "certificate-when");
        choose(by, &mut c, "certificate-when.office", 'i');
        for (from, to) in [
            ("certificate-when.next", "certificate-name"),
            ("certificate-name.next", "certificate-organization"),
            ("certificate-organization.next", "certificate-common-name"),
            ("certificate-common-name.next", "certificate-place"),
            ("certificate-place.next", "certificate-submission"),
        ] {
            next(by, &mut c, from, to);
        }
        assert_eq!(in_use(&c).unwrap(), before, "{by:?}: nothing is changed until a page says so");
        assert!(c.h.shows("Next issues the certificate and installs it."), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-submission.next", "certificate-done");
        finish(by, &mut c, "certificate-done.finish");
        let now = in_use(&c).unwrap();
        assert!(now != before && shown(&c) == now, "{by:?}");
        let all = installed(&c);
        let origin = |print: &str| {
            let one = all.iter().find(|one| one.certificate.described.thumbprint.to_string() == print).unwrap();
            (one.certificate.described.origin.clone(), one.used_by.len())
        };
        assert_eq!((origin(&now), origin(&before)), ((Origin::Office, 1), (Origin::Pfx, 0)), "{by:?}");
    }
}

#[test]
fn a_renewal_says_which_name_and_which_country_of_a_certificate_from_elsewhere_cannot_be_asked_for() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        openssl(
            there,
            "req -new -newkey rsa:2048 -nodes -keyout all.key -out all.csr -subj /C=UK/ST=Kent/L=Deal/O=Office/OU=Post/CN=mail.office.test -addext subjectAltName=DNS:mail.office.test,DNS:*.office.test",
        );
        sign(there, "all.csr", "all.pem");
        openssl(there, "pkcs12 -export -in all.pem -inkey all.key -out all.pfx -passout pass:secret-word");
        let mut c = Console::open(OFFICE);
        let files = ImportFiles::one(std::fs::read(there.join("all.pfx")).unwrap(), "secret-word".into());
        carry_out(&mut c, CertificateCommand::Import { server: Some(ServerId(1)), files, exportable: false });
        open(by, &mut c);
        for (from, to) in [
            ("certificate-welcome.next", "certificate-modify"),
            ("certificate-modify.next", "certificate-when"),
            ("certificate-when.next", "certificate-name"),
            ("certificate-name.next", "certificate-organization"),
            ("certificate-organization.next", "certificate-common-name"),
        ] {
            next(by, &mut c, from, to);
        }
        // The name that hinders is named and selected: one button takes it out.
        assert!(c.h.shows("*.office.test: A name with * cannot be asked for here."), "{by:?}: {:?}", c.h.texts());
        let names = c.h.control("certificate-common-name.names");
        assert_eq!((names.rows, names.selected), (1, Some(0)), "{by:?}");
        assert!(!c.h.control("certificate-common-name.next").enabled, "{by:?}");
        by.at(&mut c, "certificate-common-name.remove", 'r');
        assert!(!c.h.shows("cannot be asked for here"), "{by:?}: {:?}", c.h.texts());
        // Typed anew it is refused with the same words.
        by.fill(&mut c, "certificate-common-name.further", 'f', "*.office.test");
        assert!(c.h.control("certificate-common-name.further").problem.starts_with("A name with *"), "{by:?}");
        by.fill(&mut c, "certificate-common-name.further", 'f', "smtp.office.test");
        next(by, &mut c, "certificate-common-name.next", "certificate-place");
        // UK is no code of the list: none is chosen, and none is sent.
        assert_eq!(c.h.control("certificate-place.country").value, "(None)", "{by:?}");
        assert!(!c.h.control("certificate-place.next").enabled, "{by:?}");
        by.at(&mut c, "certificate-place.country", 'r');
        c.h.type_text("GB");
        if by == By::Mouse {
            c.h.press(Named::Enter);
        }
        next(by, &mut c, "certificate-place.next", "certificate-file");
        by.fill(&mut c, "certificate-file.name", 'f', &there.join("request.txt").display().to_string());
        next(by, &mut c, "certificate-file.next", "certificate-request");
        next(by, &mut c, "certificate-request.next", "certificate-done");
        finish(by, &mut c, "certificate-done.finish");
        let text = openssl(there, "req -in request.txt -noout -text");
        for (part, wanted) in [("DNS:mail.office.test", true), ("DNS:smtp.office.test", true), ("*.office.test", false), ("UK", false)] {
            assert_eq!(text.contains(part), wanted, "{by:?} {part}: {text}");
        }
    }
}

#[test]
fn tab_goes_through_every_page_of_the_certificates_as_it_is_read() {
    let mut wrong = vec![];
    let mut console = Console::open(crate::window::OFFICE);
    console.h.resize(1024.0, 700.0);
    let own = |scene: &&crate::scenes::Scene| ["certificate", "export-certificate", "root"].iter().any(|part| scene.name.starts_with(part));
    let mut seen = 0;
    for scene in SCENES.iter().filter(own) {
        let Way::Window(enter) = scene.way else { panic!("{} is no scene of the window", scene.name) };
        enter(&mut console);
        let (_, found) = smoke::inside(&console.h.survey(), scene.frame);
        let stops: Vec<(String, iced::Rectangle)> = found
            .iter()
            .filter(|one| matches!(one.kind, Kind::Stop { .. }) && (!scene.frame.is_empty() || name(one).starts_with("certificates.")))
            .map(|one| (name(one), one.place))
            .collect();
        for pair in stops.windows(2) {
            let ((first, a), (second, b)) = (&pair[0], &pair[1]);
            let (above, beside) = (b.y + b.height <= a.y + 0.5, (a.center_y() - b.center_y()).abs() < 6.0 && b.x < a.x);
            if above || beside {
                wrong.push(format!("{}: {second} is read before {first}", scene.name));
            }
        }
        seen += stops.len();
        for _ in 0..3 {
            console.h.press(Named::Escape);
        }
    }
    assert!(seen > 150, "only {seen} controls");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pages_of_a_wizard_stand_where_the_one_before_was_put() {
    let mut c = Console::open(OFFICE);
    c.h.send(Message::Act(Act::Certificate(ServerId(1))));
    let pages = ["welcome", "kind", "when", "name"];
    let first = c.h.bounds("certificate-welcome").unwrap();
    for pair in pages.windows(2) {
        c.h.click(&format!("certificate-{}.next", pair[0]));
        assert_eq!(c.h.bounds(&format!("certificate-{}", pair[1])), Some(first), "{}", pair[1]);
    }
    let title = iced::Point::new(first.x + 60.0, first.y + 10.0);
    c.h.drag(title, title + iced::Vector::new(-50.0, 40.0));
    let put = first + iced::Vector::new(-50.0, 40.0);
    assert_eq!(c.h.bounds("certificate-name"), Some(put));
    for pair in pages.windows(2).rev() {
        c.h.alt('b');
        assert_eq!(c.h.bounds(&format!("certificate-{}", pair[0])), Some(put), "{}", pair[0]);
    }
    // Opened anew it begins in the middle again.
    c.h.press(Named::Escape);
    c.h.send(Message::Act(Act::Certificate(ServerId(1))));
    assert_eq!(c.h.bounds("certificate-welcome"), Some(first));
}

#[test]
fn a_certificate_in_pem_is_imported_with_its_key_from_a_second_file_and_without_one_it_is_said() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        authority(there);
        pfx(there, "mail.office.test", "mail.pfx");
        let mut c = Console::open(OFFICE);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        choose(by, &mut c, "certificate-kind.import", 'i');
        next(by, &mut c, "certificate-kind.next", "certificate-import");
        by.fill(&mut c, "certificate-import.file", 'p', &there.join("mail.pfx.pem").display().to_string());
        by.at(&mut c, "certificate-import.next", 'n');
        assert!(c.h.shows("Choose its key file as well, or put both into one file."), "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "certificate-import.key", 'k', &there.join("mail.pfx.csr").display().to_string());
        by.at(&mut c, "certificate-import.next", 'n');
        assert!(c.h.shows("There is no private key in the key file."), "{by:?}: {:?}", c.h.texts());
        match by {
            By::Mouse => {
                c.h.click("certificate-import.browse-key");
                by.file(&mut c, "mail.pfx.key");
            }
            By::Keyboard => by.fill(&mut c, "certificate-import.key", 'k', &there.join("mail.pfx.key").display().to_string()),
        }
        // No password: nothing is encrypted.
        next(by, &mut c, "certificate-import.next", "certificate-summary");
        finish(by, &mut c, "certificate-summary.finish");
        assert_eq!(in_use(&c), Some(shown(&c)), "{by:?}");
        assert_eq!(installed(&c)[0].certificate.described.origin, Origin::File, "{by:?}");
    }
}
