//! Certificates of an online authority from the window to the wire, by mouse and by keyboard alone (AC-12): every field of
//! *Choose a Certification Authority*, both proofs, orders that fail and are tried again or changed.

use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use postkontor::engine::command::{Authority, Challenge, Order, OrderStep, OrderTrouble, Origin, Record};

use crate::certificates::{OFFICE, choose, finish, in_use, installed, next, open, shown};
use crate::hand::{BOTH, By};
use crate::pebble::{Habits, Pebble};
use crate::window::Console;

/// What the authority has given to those it knows.
const BOUND: (&str, &str) = ("office-1", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W");

fn console(pebble: &Pebble) -> Console {
    Console::open(&OFFICE.replace("identities", &format!("delivery: (dns_servers: [\"{}\"]), identities", pebble.dns)))
}

/// A folder with the root of the authority in `root.pem`.
fn folder(pebble: &Pebble) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("root.pem"), &pebble.root).unwrap();
    folder
}

/// To *Choose a Certification Authority*.
fn to_authority(by: By, c: &mut Console) {
    open(by, c);
    next(by, c, "certificate-welcome.next", "certificate-kind");
    next(by, c, "certificate-kind.next", "certificate-when");
    choose(by, c, "certificate-when.online", 's');
    for (from, to) in [
        ("certificate-when.next", "certificate-name"),
        ("certificate-name.next", "certificate-organization"),
        ("certificate-organization.next", "certificate-common-name"),
        ("certificate-common-name.next", "certificate-place"),
        ("certificate-place.next", "certificate-authority"),
    ] {
        next(by, c, from, to);
    }
}

/// Another authority than those of the list: the last of them.
fn another(by: By, c: &mut Console) {
    by.at(c, "certificate-authority.which", 'c');
    c.h.press(Named::End);
    if by == By::Mouse {
        c.h.press(Named::Enter);
    }
    assert_eq!(c.h.control("certificate-authority.which").value, "Another one", "{by:?}");
}

/// This one.
fn at(by: By, c: &mut Console, pebble: &Pebble, root: &Path) {
    another(by, c);
    by.fill(c, "certificate-authority.directory", 'd', &pebble.directory);
    by.fill(c, "certificate-authority.root", 'f', &root.display().to_string());
}

fn agree(by: By, c: &mut Console) {
    assert!(!c.h.control("certificate-authority.next").enabled, "{by:?}: the terms");
    choose(by, c, "certificate-authority.agree", 'g');
}

/// Orders what the pages say.
fn send(by: By, c: &mut Console) {
    let before = orders(c).len();
    next(by, c, "certificate-authority.next", "certificate-submission");
    // Nothing is changed until a page says so.
    assert!(c.h.shows("Next orders the certificate.") && orders(c).len() == before, "{by:?}: {:?}", c.h.texts());
    by.at(c, "certificate-submission.next", 'n');
}

fn wait(c: &mut Console, what: &str, done: impl Fn(&mut Console) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    c.news();
    while !done(c) {
        assert!(Instant::now() < deadline, "{what}: {:?}", c.h.texts());
        std::thread::sleep(Duration::from_millis(50));
        c.news();
    }
}

fn until(c: &mut Console, id: &str) {
    wait(c, id, |c| c.h.exists(id));
}

fn until_shown(c: &mut Console, text: &str) {
    wait(c, text, |c| c.h.shows(text));
}

fn orders(c: &Console) -> Vec<(Order, OrderStep)> {
    let snapshot = c.handle.snapshots().borrow().clone();
    snapshot.certificates.orders.iter().map(|standing| (standing.order.clone(), standing.step.clone())).collect()
}

/// The order that is served now.
fn ordered(c: &Console) -> Order {
    let mut all = installed(c);
    match (all.len(), all.remove(0).certificate.described.origin.clone()) {
        (1, Origin::Online(order)) => order,
        other => panic!("one certificate of an online authority: {other:?}"),
    }
}

#[test]
fn ac_12_an_online_authority_is_asked_from_the_window_and_its_certificate_is_served() {
    for by in BOTH {
        let pebble = Pebble::start(&Habits { bound_to: Some(BOUND), ..Habits::default() });
        let folder = folder(&pebble);
        let mut c = console(&pebble);
        to_authority(by, &mut c);
        assert!(c.h.shows("For a Windows certification authority"), "{by:?}: {:?}", c.h.texts());
        // The one for trying out says what it is for.
        by.at(&mut c, "certificate-authority.which", 'c');
        c.h.press(Named::ArrowDown);
        if by == By::Mouse {
            c.h.press(Named::Enter);
        }
        assert!(c.h.shows("Nobody trusts its certificates"), "{by:?}: {:?}", c.h.texts());
        another(by, &mut c);
        // What is wrong is said under its field, and nothing is ordered so.
        let wrong = |c: &mut Console, id: &str| {
            assert!(!c.h.control(id).problem.is_empty() && !c.h.control("certificate-authority.next").enabled, "{by:?} {id}");
        };
        by.fill(&mut c, "certificate-authority.directory", 'd', "http://127.0.0.1/dir");
        choose(by, &mut c, "certificate-authority.agree", 'g');
        wrong(&mut c, "certificate-authority.directory");
        by.fill(&mut c, "certificate-authority.directory", 'd', &pebble.directory);
        by.fill(&mut c, "certificate-authority.key", 'a', BOUND.1);
        wrong(&mut c, "certificate-authority.key-id");
        by.fill(&mut c, "certificate-authority.key-id", 'k', BOUND.0);
        by.fill(&mut c, "certificate-authority.contact", 'o', "anna");
        wrong(&mut c, "certificate-authority.contact");
        by.fill(&mut c, "certificate-authority.contact", 'o', "anna@office.test");
        by.fill(&mut c, "certificate-authority.port", 't', "0");
        wrong(&mut c, "certificate-authority.port");
        by.fill(&mut c, "certificate-authority.port", 't', &pebble.http_port.to_string());
        // The root, first a file that is none, then the right one by Browse.
        std::fs::write(folder.path().join("other.pem"), "something else").unwrap();
        by.fill(&mut c, "certificate-authority.root", 'f', &folder.path().join("other.pem").display().to_string());
        by.at(&mut c, "certificate-authority.next", 'n');
        assert!(c.h.exists("certificate-authority"), "{by:?}");
        wrong(&mut c, "certificate-authority.root");
        by.at(&mut c, "certificate-authority.browse", 'r');
        by.file(&mut c, "root.pem");
        assert!(c.h.control("certificate-authority.root").value.ends_with("/root.pem"), "{by:?}");
        // Enter in a field is the default button.
        if by == By::Keyboard {
            c.h.alt('o');
            c.h.press(Named::Enter);
        } else {
            c.h.click("certificate-authority.next");
        }
        assert!(c.h.exists("certificate-submission") && c.h.shows(&pebble.directory), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "certificate-submission.next");
        until(&mut c, "certificate-done");
        assert!(c.h.shows("It renews itself in good time."), "{by:?}: {:?}", c.h.texts());
        finish(by, &mut c, "certificate-done.finish");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
        let authority = Authority::Other { directory: pebble.directory.clone(), root: pebble.root.clone(), key_id: BOUND.0.into() };
        let contact = "anna@office.test".to_owned();
        assert_eq!(ordered(&c), Order { authority, challenge: Challenge::Http, contact, http_port: pebble.http_port }, "{by:?}");
    }
}

#[test]
fn ac_12_records_are_copied_published_and_checked_and_an_order_can_be_given_up() {
    for by in BOTH {
        let pebble = Pebble::start(&Habits::default());
        let folder = folder(&pebble);
        let mut c = console(&pebble);
        let order = |c: &mut Console| {
            to_authority(by, c);
            at(by, c, &pebble, &folder.path().join("root.pem"));
            choose(by, c, "certificate-authority.dns", 'i');
            assert!(!c.h.control("certificate-authority.port").enabled, "{by:?}: nothing is opened for this proof");
            agree(by, c);
            send(by, c);
            until(c, "certificate-progress.published");
        };
        order(&mut c);
        assert!(!c.h.control("certificate-progress.back").enabled, "{by:?}: it is on its way");
        // Closed and opened again, the wizard goes on where it was; given up, there is nothing left of it.
        c.h.press(Named::Escape);
        open(by, &mut c);
        assert!(c.h.shows("A certificate has been ordered"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-welcome.next", "certificate-progress");
        assert_eq!(c.h.focus(), "certificate-progress.copy-name.0", "{by:?}: what is to be done first");
        by.at(&mut c, "certificate-progress.give-up", 'g');
        c.news();
        assert!(!c.h.exists("certificate-progress") && orders(&c).is_empty(), "{by:?}: {:?}", c.h.texts());
        order(&mut c);
        // The records take an hour: the wizard is closed and opened again, and knows nothing of what was typed.
        c.h.press(Named::Escape);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-progress");
        let Record { name, text, .. } = match &orders(&c)[0].1 {
            OrderStep::Publish(records) => records[0].clone(),
            step => panic!("nothing to publish: {step:?}"),
        };
        assert!(c.h.shows(&name) && c.h.shows(&text), "{by:?}: {:?}", c.h.texts());
        for (button, wanted) in [("certificate-progress.copy-name.0", &name), ("certificate-progress.copy-text.0", &text)] {
            by.press(&mut c, button);
            let label = c.h.control(button).label;
            assert_eq!((c.h.copied(), label.as_str()), (wanted.as_str(), "Copied."), "{by:?}");
        }
        // Too early: the record is not there yet, and that is said.
        by.at(&mut c, "certificate-progress.published", 'c');
        until_shown(&mut c, "This record is not in the DNS yet.");
        pebble.publish(&name, &text);
        by.press(&mut c, "certificate-progress.published");
        until(&mut c, "certificate-done");
        assert!(c.h.shows("It does not renew by itself"), "{by:?}: {:?}", c.h.texts());
        finish(by, &mut c, "certificate-done.finish");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
        assert_eq!(ordered(&c).challenge, Challenge::Dns, "{by:?}");
    }
}

#[test]
fn an_order_that_fails_for_a_port_is_tried_again_once_the_port_is_free() {
    for by in BOTH {
        let pebble = Pebble::start(&Habits::default());
        let folder = folder(&pebble);
        let mut c = console(&pebble);
        let taken = TcpListener::bind(("127.0.0.1", pebble.http_port)).unwrap();
        to_authority(by, &mut c);
        at(by, &mut c, &pebble, &folder.path().join("root.pem"));
        by.fill(&mut c, "certificate-authority.port", 't', &pebble.http_port.to_string());
        agree(by, &mut c);
        send(by, &mut c);
        until(&mut c, "certificate-progress.again");
        assert!(matches!(&orders(&c)[..], [(_, OrderStep::Failed(OrderTrouble::Port80(..)))]), "{by:?}: {:?}", orders(&c));
        assert!(c.h.shows("cannot be opened"), "{by:?}: {:?}", c.h.texts());
        drop(taken);
        by.at(&mut c, "certificate-progress.again", 't');
        until(&mut c, "certificate-done");
        finish(by, &mut c, "certificate-done.finish");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
    }
}

#[test]
fn an_order_that_fails_for_what_was_typed_leads_back_to_it_even_when_the_wizard_was_closed() {
    for by in BOTH {
        let pebble = Pebble::start(&Habits { bound_to: Some(BOUND), ..Habits::default() });
        let folder = folder(&pebble);
        let mut c = console(&pebble);
        to_authority(by, &mut c);
        at(by, &mut c, &pebble, &folder.path().join("root.pem"));
        by.fill(&mut c, "certificate-authority.port", 't', &pebble.http_port.to_string());
        agree(by, &mut c);
        send(by, &mut c);
        until_shown(&mut c, "wants to know whose account this is");
        by.at(&mut c, "certificate-progress.back", 'b');
        assert!(c.h.exists("certificate-authority") && c.h.control("certificate-authority.agree").checked == Some(true), "{by:?}");
        assert!(c.h.control("certificate-authority.root").value.ends_with("/root.pem"), "{by:?}: nothing typed is lost");
        by.fill(&mut c, "certificate-authority.key-id", 'k', BOUND.0);
        by.fill(&mut c, "certificate-authority.key", 'a', "not the key");
        send(by, &mut c);
        until_shown(&mut c, "The key of the account at the certification authority is not correct.");
        // Another day: what was ordered is there again but for the key, which is kept nowhere.
        c.h.press(Named::Escape);
        open(by, &mut c);
        next(by, &mut c, "certificate-welcome.next", "certificate-progress");
        by.at(&mut c, "certificate-progress.back", 'b');
        assert_eq!(c.h.control("certificate-authority.which").value, "Another one", "{by:?}");
        assert_eq!(c.h.control("certificate-authority.directory").value, pebble.directory, "{by:?}");
        assert_eq!(c.h.control("certificate-authority.port").value, pebble.http_port.to_string(), "{by:?}");
        assert_eq!(c.h.control("certificate-authority.key-id").value, BOUND.0, "{by:?}");
        by.at(&mut c, "certificate-authority.back", 'b');
        assert!(c.h.exists("certificate-place"), "{by:?}: {:?}", c.h.texts());
        next(by, &mut c, "certificate-place.next", "certificate-authority");
        by.fill(&mut c, "certificate-authority.key", 'a', BOUND.1);
        agree(by, &mut c);
        send(by, &mut c);
        until(&mut c, "certificate-done");
        finish(by, &mut c, "certificate-done.finish");
        assert_eq!(Some(shown(&c)), in_use(&c), "{by:?}");
        assert!(orders(&c).is_empty(), "{by:?}");
    }
}
