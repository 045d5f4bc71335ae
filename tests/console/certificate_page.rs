//! The page of the certificates, by mouse and by keyboard alone: its list with Enter, F2, Insert, Delete and the key of the
//! menu, its dialogs, and the rows that lead into the wizard. Each walk ends at the engine or on the disk.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::tree::Node;
use postkontor::console::wizards::certificate::Way;
use postkontor::engine::command::{Authority, CertificateCommand, ImportFiles, Order, OrderStep, Subject};
use postkontor::mail::ServerId;

use crate::certificate_ways::{carry_out, subject};
use crate::certificates::{OFFICE, choose, finish, in_use, installed, next};
use crate::certified;
use crate::dead::dead;
use crate::elsewhere::{authority, openssl, pfx};
use crate::hand::{BOTH, By};
use crate::window::Console;

const SPARE: &str = "(id: 2, name: \"Spare\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";

/// The page, with the keyboard in its list.
fn page(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.click_text("Certificates"),
        By::Keyboard => {
            By::node(c, "Certificates");
            for _ in 0..40 {
                if c.h.focus() != "certificates.list" {
                    c.h.tab();
                }
            }
            assert_eq!(c.h.focus(), "certificates.list");
        }
    }
    assert!(c.h.exists("certificates.list"), "{by:?}: {:?}", c.h.texts());
}

/// The row of the list with these words.
fn select(by: By, c: &mut Console, words: &str, at: usize) {
    match by {
        By::Mouse => c.h.click_text(words),
        By::Keyboard => {
            c.h.press(Named::Home);
            (0..at).for_each(|_| c.h.press(Named::ArrowDown));
        }
    }
    assert_eq!(c.h.control("certificates.list").selected, Some(at), "{by:?}");
}

/// An entry of the menu of the selected row.
fn menu(by: By, c: &mut Console, words: &str, id: &'static str, letter: &str) {
    match by {
        By::Mouse => c.h.right_click_text(words),
        By::Keyboard => c.h.press(Named::ContextMenu),
    }
    by.choose(c, id, letter);
}

/// A certificate from elsewhere, in no use.
fn import(c: &mut Console, folder: &Path) -> String {
    authority(folder);
    pfx(folder, "mail.office.test", "mail.pfx");
    let files = ImportFiles::one(std::fs::read(folder.join("mail.pfx")).unwrap(), "secret-word".into());
    carry_out(c, CertificateCommand::Import { server: None, files, exportable: true });
    installed(c)[0].certificate.described.thumbprint.to_string()
}

#[test]
fn a_certificate_is_taken_into_use_from_the_page_for_the_server_that_is_chosen() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let mut c = Console::open(&[OFFICE, SPARE].join(","));
        import(&mut c, folder.path());
        page(by, &mut c);
        match by {
            By::Mouse => c.h.click("certificates.new"),
            By::Keyboard => c.h.press(Named::Insert),
        }
        assert!(c.h.exists("choose-server"), "{by:?}: {:?}", c.h.texts());
        // Cancelled, nothing has begun.
        c.h.press(Named::Escape);
        assert!(!c.h.exists("choose-server") && !c.h.exists("certificate-welcome"), "{by:?}");
        by.press(&mut c, "certificates.new");
        match by {
            By::Mouse => {
                c.h.click("choose-server.server");
                c.h.press(Named::ArrowDown);
                c.h.press(Named::Enter);
                c.h.click("choose-server.ok");
            }
            By::Keyboard => {
                assert_eq!(c.h.focus(), "choose-server.server");
                c.h.press(Named::ArrowDown);
                c.h.press(Named::Enter);
            }
        }
        assert!(c.h.exists("certificate-welcome") && c.h.shows("“Spare”"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-welcome.next", "certificate-kind");
        choose(by, &mut c, "certificate-kind.assign", 'a');
        next(by, &mut c, "certificate-kind.next", "certificate-available");
        match by {
            By::Mouse => c.h.double_click_text("mail.office.test"),
            By::Keyboard => {
                c.h.press(Named::ArrowDown);
                c.h.press(Named::Enter);
            }
        }
        finish(by, &mut c, "certificate-summary.finish");
        assert_eq!(installed(&c)[0].used_by, [ServerId(2)], "{by:?}");
    }
}

#[test]
fn the_list_tells_all_names_the_end_and_who_uses_each_certificate_request_and_order() {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    let more = || Subject { more_names: vec!["smtp.office.test".into(), "post.office.test".into()], ..subject() };
    carry_out(&mut c, CertificateCommand::Issue(ServerId(1), Box::new(more())));
    carry_out(&mut c, CertificateCommand::Prepare(ServerId(2), Box::new(more())));
    c.news();
    page(By::Mouse, &mut c);
    let names = "mail.office.test, smtp.office.test and post.office.test";
    let row = |c: &mut Console, at: usize| {
        c.h.press(Named::Home);
        (0..at).for_each(|_| c.h.press(Named::ArrowDown));
        c.h.control("certificates.list").value
    };
    c.h.click_text("Pending request");
    let (pending, issued) = (row(&mut c, 0), row(&mut c, 1));
    assert!(pending.starts_with(&format!("Pending request\t{names}\t")) && pending.contains("\tSpare\t"), "{pending}");
    let ends = installed(&c)[0].certificate.described.not_after.to_zoned(jiff::tz::TimeZone::system()).year().to_string();
    let cells: Vec<&str> = issued.split('\t').collect();
    assert!(cells[..2] == ["Post", names] && cells[2].contains(&ends) && cells[3] == "Office", "{issued}");
}

#[test]
fn a_certificate_is_viewed_renamed_exported_and_deleted_by_the_list_and_its_menu() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        let mut c = Console::open(OFFICE);
        let print = import(&mut c, there);
        let thumbprint = installed(&c)[0].certificate.described.thumbprint;
        carry_out(&mut c, CertificateCommand::Assign(ServerId(1), thumbprint));
        page(by, &mut c);
        select(by, &mut c, "mail.office.test", 0);
        match by {
            By::Mouse => c.h.double_click_text("mail.office.test"),
            By::Keyboard => c.h.press(Named::Enter),
        }
        assert!(c.h.exists("certificate") && c.h.shows(&print), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "certificate.copy");
        assert_eq!(c.h.copied(), print, "{by:?}");
        by.at(&mut c, "certificate.done", 'c');
        assert!(!c.h.exists("certificate"), "{by:?}");
        // Rename: without a name it is refused, Escape leaves the name as it was.
        for (typed, closes) in [("", false), ("Post office", true)] {
            match by {
                By::Mouse => menu(by, &mut c, "mail.office.test", "certificates.menu.rename", "m"),
                By::Keyboard => c.h.press(Named::F2),
            }
            assert_eq!(c.h.focus(), "friendly-name.name", "{by:?}");
            c.h.ctrl('a');
            if typed.is_empty() {
                c.h.press(Named::Backspace);
            } else {
                c.h.type_text(typed);
            }
            match by {
                By::Mouse => c.h.click("friendly-name.ok"),
                By::Keyboard => c.h.press(Named::Enter),
            }
            assert_eq!(c.h.exists("friendly-name"), !closes, "{by:?}: {:?}", c.h.texts());
            c.h.press(Named::Escape);
        }
        c.news();
        assert_eq!(installed(&c)[0].certificate.described.friendly_name, "Post office", "{by:?}");
        export(by, &mut c, there);
        // In use it stays; out of use it goes, if that is really meant.
        for (taken, gone) in [(true, false), (false, true)] {
            if !taken {
                carry_out(&mut c, CertificateCommand::Remove(ServerId(1)));
            }
            match by {
                By::Mouse => menu(by, &mut c, "mail.office.test", "certificates.menu.delete", "d"),
                By::Keyboard => c.h.press(Named::Delete),
            }
            if taken {
                assert!(c.h.shows("The certificate is used by “Office”."), "{by:?}: {:?}", c.h.texts());
                by.press(&mut c, "certificates.refused.ok");
            } else {
                by.at(&mut c, "certificates.ask.no", 'n');
                assert_eq!(installed(&c).len(), 1, "{by:?}");
                match by {
                    By::Mouse => c.h.click("certificates.delete"),
                    By::Keyboard => menu(by, &mut c, "", "", "d"),
                }
                by.at(&mut c, "certificates.ask.yes", 'y');
                c.news();
            }
            assert_eq!(installed(&c).is_empty(), gone, "{by:?}");
        }
    }
}

/// Exports it by its menu over a file that is there.
fn export(by: By, c: &mut Console, there: &Path) {
    std::fs::write(there.join("out.pfx"), "something else").unwrap();
    menu(by, c, "mail.office.test", "certificates.menu.export", "e");
    assert!(c.h.exists("export-certificate") && c.h.focus() == "export-certificate.file", "{by:?}: {:?}", c.h.texts());
    by.fill(c, "export-certificate.file", 'p', &there.join("out.pfx").display().to_string());
    by.fill(c, "export-certificate.password", 's', "short");
    assert!(c.h.control("export-certificate.password").problem.contains('8'), "{by:?}");
    by.fill(c, "export-certificate.password", 's', "long-enough");
    by.fill(c, "export-certificate.repeat", 'c', "long-enough");
    choose(by, c, "export-certificate.legacy", 'o');
    choose(by, c, "export-certificate.modern", 'f');
    by.press(c, "export-certificate.ok");
    assert_eq!(c.h.focus(), "export-certificate-overwrite.no", "{by:?}: Enter is the careful answer");
    match by {
        By::Mouse => c.h.click("export-certificate-overwrite.no"),
        By::Keyboard => c.h.press(Named::Enter),
    }
    assert_eq!(std::fs::read_to_string(there.join("out.pfx")).unwrap(), "something else", "{by:?}");
    by.press(c, "export-certificate.ok");
    by.at(c, "export-certificate-overwrite.yes", 'y');
    assert!(c.h.shows("out.pfx"), "{by:?}: {:?}", c.h.texts());
    assert_eq!(there.join("out.pfx").metadata().unwrap().permissions().mode() & 0o777, 0o600, "{by:?}");
    assert!(openssl(there, "pkcs12 -in out.pfx -nodes -passin pass:long-enough").contains("BEGIN PRIVATE KEY"), "{by:?}");
    by.press(c, "export-certificate.ok");
    assert!(!c.h.exists("export-certificate"), "{by:?}");
}

#[test]
fn a_certificate_of_this_office_is_renewed_from_its_menu_and_the_root_exported_from_that_of_the_tree() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path();
        let mut c = Console::open(OFFICE);
        carry_out(&mut c, CertificateCommand::Issue(ServerId(1), Box::new(subject())));
        let before = in_use(&c).unwrap();
        page(by, &mut c);
        select(by, &mut c, "mail.office.test", 0);
        menu(by, &mut c, "mail.office.test", "certificates.menu.renew", "r");
        c.news();
        let now = in_use(&c).unwrap();
        assert!(now != before && installed(&c).len() == 2, "{by:?}: {:?}", c.h.texts());
        match by {
            By::Mouse => {
                c.h.click_text("Overview");
                c.h.right_click_text("Certificates");
            }
            By::Keyboard => {
                By::node(&mut c, "Certificates");
                c.h.press(Named::ContextMenu);
            }
        }
        by.choose(&mut c, "menu.export-root", "r");
        choose(by, &mut c, "root.pem", 'l');
        by.fill(&mut c, "root.file", 'p', &there.join("x").display().to_string());
        by.at(&mut c, "root.browse", 'r');
        by.fill(&mut c, "browse.name", 'f', "root");
        by.press(&mut c, "browse.ok");
        assert_eq!(c.h.control("root.file").value, there.join("root.pem").display().to_string(), "{by:?}");
        by.press(&mut c, "root.ok");
        assert!(openssl(there, "x509 -in root.pem -noout -text").contains("CA:TRUE"), "{by:?}");
        // OK once more closes it; so does Cancel before, and then nothing is written.
        by.press(&mut c, "root.ok");
        assert!(!c.h.exists("root"), "{by:?}");
        by.press(&mut c, "certificates.root");
        by.fill(&mut c, "root.file", 'p', &there.join("never.cer").display().to_string());
        by.press(&mut c, "root.cancel");
        assert!(!c.h.exists("root") && !there.join("never.cer").exists(), "{by:?}");
    }
}

#[test]
fn what_records_in_the_dns_prove_is_renewed_in_the_wizard_which_shows_them() {
    for by in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let mut c = Console::open(OFFICE);
        let thumbprint = import(&mut c, folder.path());
        let about = "(version: 2, name: \"Post\", origin: Online((authority: LetsEncrypt, challenge: Dns)))";
        std::fs::write(c.home().join("certificates").join(&thumbprint).join("about.ron"), about).unwrap();
        carry_out(&mut c, CertificateCommand::Assign(ServerId(1), thumbprint.parse().unwrap()));
        page(by, &mut c);
        select(by, &mut c, "Post", 0);
        match by {
            By::Mouse => c.h.click("certificates.renew"),
            By::Keyboard => menu(by, &mut c, "Post", "certificates.menu.renew", "r"),
        }
        assert!(c.h.shows("Delayed or Immediate Request"), "{by:?}: {:?}", c.h.texts());
        c.h.press(Named::Escape);
        assert!(!c.h.shows("Delayed or Immediate Request") && c.handle.snapshots().borrow().certificates.orders.is_empty(), "{by:?}");
        // Nothing leads anywhere once no server uses it.
        carry_out(&mut c, CertificateCommand::Remove(ServerId(1)));
        c.news();
        page(by, &mut c);
        select(by, &mut c, "Post", 0);
        assert!(!c.h.control("certificates.renew").enabled, "{by:?}");
    }
}

#[test]
fn the_rows_of_a_request_and_of_an_order_lead_into_the_wizard_where_they_stand() {
    for by in BOTH {
        let mut c = Console::open(&[OFFICE, SPARE].join(","));
        carry_out(&mut c, CertificateCommand::Prepare(ServerId(1), Box::new(subject())));
        let nobody = dead("127.0.0.1");
        let authority = Authority::Other { directory: format!("https://{nobody}/dir"), root: String::new(), key_id: String::new() };
        let order = Order { authority, ..Order::default() };
        carry_out(&mut c, CertificateCommand::Order(ServerId(2), Box::new(subject()), order, None));
        let failed = |c: &Console| {
            let snapshot = c.handle.snapshots().borrow().clone();
            snapshot.certificates.orders.iter().any(|order| matches!(order.step, OrderStep::Failed(_)))
        };
        let deadline = Instant::now() + Duration::from_secs(60);
        while !failed(&c) {
            assert!(Instant::now() < deadline, "{by:?}: the order does not fail");
            std::thread::sleep(Duration::from_millis(50));
        }
        c.news();
        page(by, &mut c);
        select(by, &mut c, "Order failed", 0);
        match by {
            By::Mouse => c.h.double_click_text("Order failed"),
            By::Keyboard => c.h.press(Named::Enter),
        }
        assert!(c.h.shows("“Spare”"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-welcome.next", "certificate-progress");
        assert_eq!(c.h.focus(), "certificate-progress.again", "{by:?}");
        by.at(&mut c, "certificate-progress.give-up", 'g');
        c.news();
        assert!(!c.h.exists("certificate-progress") && c.handle.snapshots().borrow().certificates.orders.is_empty(), "{by:?}");
        // What is left is the request.
        select(by, &mut c, "Pending request", 0);
        menu(by, &mut c, "Pending request", "certificates.menu.view", "v");
        assert!(c.h.shows("“Office”"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-welcome.next", "certificate-pending");
        choose(by, &mut c, "certificate-pending.delete", 'd');
        next(by, &mut c, "certificate-pending.next", "certificate-delete");
        // The button that is read first has the keyboard: Enter does not delete.
        assert_eq!(c.h.focus(), "certificate-delete.back", "{by:?}");
        finish(by, &mut c, "certificate-delete.finish");
        assert!(c.handle.snapshots().borrow().certificates.requests.is_empty(), "{by:?}");
        c.h.send(Message::Act(Act::Go(Node::Certificates)));
        assert!(c.h.shows("There are no certificates yet."), "{by:?}: {:?}", c.h.texts());
    }
}

/// Where a sentence with these words stands among the others, as they are drawn.
fn place(c: &mut Console, part: &str) -> usize {
    let texts = c.h.texts();
    texts.iter().position(|text| text.contains(part)).unwrap_or_else(|| panic!("{part}: {texts:?}"))
}

#[test]
fn the_gravest_stands_first_and_the_path_goes_from_the_root_down() {
    let mut c = Console::open(OFFICE);
    certified::imported(&mut c);
    assert!(place(&mut c, "It expired on") < place(&mut c, "The certificate is not made for"), "{:?}", c.h.texts());
    let mut c = Console::open(OFFICE);
    certified::viewed(&mut c);
    let (root, middle) = (place(&mut c, "Example Trust Root – until"), place(&mut c, "Example Authority R3 – until"));
    assert!(root < middle && middle < place(&mut c, "example.com – until"), "{:?}", c.h.texts());
    assert!(c.h.shows("Thumbprint (SHA-256)") && c.h.shows("Thumbprint (SHA-1)"), "{:?}", c.h.texts());
}

#[test]
fn what_stands_on_the_page_is_not_said_again_below_it_and_a_button_that_opens_a_dialog_has_its_dots() {
    let mut c = Console::open(OFFICE);
    certified::replaced(&mut c, Node::Certificates);
    let told = |c: &mut Console| c.h.texts().iter().filter(|text| text.contains("own authority is replaced on")).count();
    assert_eq!(told(&mut c), 1, "{:?}", c.h.texts());
    assert!(c.h.texts().iter().any(|text| text == "Rename…"), "{:?}", c.h.texts());
    // Elsewhere it is told below the page.
    c.h.send(Message::Act(Act::Go(Node::Accounts)));
    assert_eq!(told(&mut c), 1, "{:?}", c.h.texts());
}

#[test]
fn the_page_of_the_organization_says_nothing_that_is_not_so_on_the_way_that_was_chosen() {
    let [named, full] = ["The certificate names your organization", "Type the full legal name"];
    for (way, shown, hidden) in [
        (Way::Later, vec![named, full], vec!["Not sent to this authority", "Optional: this office"]),
        (Way::Online, vec!["Not sent to this authority"], vec![named, full]),
        (Way::Office, vec![named, "Optional: this office"], vec![full, "Not sent to this authority"]),
    ] {
        let mut c = Console::open(OFFICE);
        certified::wizard(&mut c, certified::none(), certified::new(way, 4));
        shown.iter().for_each(|part| assert!(c.h.shows(part), "{way:?} {part}: {:?}", c.h.texts()));
        hidden.iter().for_each(|part| assert!(!c.h.shows(part), "{way:?} {part}: {:?}", c.h.texts()));
    }
}
