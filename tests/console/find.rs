//! *Find…*: every place it knows is there and shows the word; every label of the glossary that is shown, and every word the
//! articles name, is found.

use std::collections::BTreeSet;

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::written::LocalDomain;
use postkontor::console::act::Act;
use postkontor::console::app::{App, Message};
use postkontor::console::find::places::{Branch, places};
use postkontor::console::find::{self, Place, Spot};
use postkontor::console::tree::Node;
use postkontor::console::widget::describe::Role;
use postkontor::engine::command::{AccountChange, Change, Command};
use postkontor::engine::snapshot::AccountEntry;
use postkontor::i18n::{Language, Words};
use postkontor::mail::ServerId;

use crate::harness::Harness;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";

fn office(language: Language) -> Console {
    let mut c = Console::open(OFFICE);
    let domain = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
    let postmaster = Some("anna@office.test".to_owned());
    c.command(Command::Change(Change::Domains { local_domains: vec![domain], aliases: vec![], postmaster }));
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, "a long password".into())));
    c.h.send(Message::Act(Act::Language(language)));
    c
}

fn all(c: &Console) -> Vec<Place> {
    places(Some(ServerId(1)), c.h.state.live()).collect()
}

/// Goes to a place by typing its label and choosing its hit.
fn go(c: &mut Console, place: Place, words: &'static Words) {
    c.h.ctrl('f');
    let label = match place.spot {
        Spot::Tree(Branch::Server) => "Office".to_owned(),
        Spot::Tree(Branch::Of(Node::Host)) => c.h.state.live().host.to_string(),
        _ => words.text(place.key).into_owned(),
    };
    c.h.send(Message::Find(find::Message::Type(label.clone())));
    let hits = hits(&c.h, &label, words);
    let at = hits.iter().position(|hit| *hit == place).unwrap_or_else(|| panic!("{place:?} is not found by “{label}”: {hits:?}"));
    c.h.send(Message::Find(find::Message::Open(at)));
}

fn hits(h: &Harness<App, Message>, text: &str, words: &'static Words) -> Vec<Place> {
    let mut find = find::State::new(Some(ServerId(1)), h.state.live(), words);
    find.update(find::Message::Type(text.to_owned()));
    find.hits()
}

fn back(c: &mut Console) {
    let open = |c: &mut Console| c.h.survey().controls().any(|(_, d)| matches!(d.role, Role::Frame | Role::MenuItem));
    while open(c) {
        c.h.press(Named::Escape);
    }
}

/// How a label may read where it stands.
fn forms(key: &str, words: &'static Words) -> Vec<String> {
    let text = words.text(key);
    let colon = postkontor::tr!(words, "common-with-colon", label = text.as_ref()).into_owned();
    vec![text.to_string(), format!("{text}…"), words.title(key).into_owned(), words.label(key).text, words.caption(key).text, colon]
}

#[test]
fn every_place_gets_the_keyboard() {
    let words = Words::of(Language::English);
    let mut c = office(Language::English);
    for place in all(&c) {
        go(&mut c, place, words);
        match place.spot {
            Spot::Tree(_) => assert_eq!(c.h.focus(), "window.tree", "{place:?}"),
            Spot::Bar(..) => assert!(c.h.exists(place.control), "{place:?}"),
            _ => {
                let control = c.h.control(place.control);
                if control.enabled {
                    assert_eq!(c.h.focus(), place.control, "{place:?}");
                } else {
                    // What is off cannot have it; something beside it has.
                    assert_eq!(c.h.focus().split('.').next(), place.control.split('.').next(), "{place:?}");
                }
                let seen = c.h.bounds(place.control).unwrap_or_default();
                assert!(seen.width > 4.0 && seen.height > 4.0, "{place:?} cannot be seen");
            }
        }
        back(&mut c);
    }
}

/// A row of the glossary: key, labels and names in the articles by language.
struct Row {
    key: String,
    names: Vec<Vec<String>>,
}

fn glossary() -> Vec<Row> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/i18n/glossary.csv")).unwrap();
    let fields = |line: &str| {
        let (mut out, mut quoted) = (vec![String::new()], false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => out.push(String::new()),
                c => out.last_mut().unwrap().push(c),
            }
        }
        out
    };
    let mut rows = text.lines().map(fields);
    let head = rows.next().unwrap();
    let column = |name: &str| head.iter().position(|h| h == name);
    let columns: Vec<Vec<usize>> =
        Language::ALL.iter().map(|l| [column(l.tag()), column(&format!("{}_article", l.tag()))].into_iter().flatten().collect()).collect();
    let key = column("key").unwrap();
    rows.map(|row| Row {
        key: row[key].clone(),
        names: columns.iter().map(|at| at.iter().map(|&i| row[i].clone()).filter(|s| !s.is_empty()).collect()).collect(),
    })
    .collect()
}

/// Values that fields and lists show, and sentences: no labels.
const VALUES: [&str; 14] = [
    "cert-status-",
    "val-",
    "msgbox-",
    "q-state-",
    "state-",
    "common-",
    "wiz-vs-all-unassigned",
    "conn-granted",
    "log-w3c",
    "conn-denied",
    "menu-server",
    "btn-yes",
    "btn-no",
    "reach-",
];

#[test]
fn every_place_shows_its_word_and_every_label_of_the_glossary_that_is_shown_is_found() {
    let rows = glossary();
    let mut wrong = BTreeSet::new();
    for language in Language::ALL {
        let words = Words::of(language);
        let mut c = office(language);
        let (mut shown, mut here, mut last) = (BTreeSet::new(), vec![], None);
        for place in all(&c) {
            if last.replace(place.spot) != Some(place.spot) {
                back(&mut c);
                go(&mut c, place, words);
                here = c.h.texts();
                shown.extend(here.clone());
            }
            if !place.key.is_empty() && !here.iter().any(|text| forms(place.key, words).contains(text)) {
                wrong.insert(format!("{language}: {place:?} does not show “{}”", words.text(place.key)));
            }
        }
        for row in rows.iter().filter(|row| words.has(&row.key) && !VALUES.iter().any(|start| row.key.starts_with(start))) {
            let text = words.text(&row.key);
            if shown.iter().any(|text| forms(&row.key, words).contains(text)) && hits(&c.h, &text, words).is_empty() {
                wrong.insert(format!("{language}: {} “{text}” is shown and not found", row.key));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What the articles speak of that is not in this window: the Start menu, the mail program at the other end, and the tools
/// for watching the wire.
const ELSEWHERE: [&str; 4] = ["menu-start-programs", "oe-", "doc-", "test-"];

#[test]
fn every_word_that_the_articles_name_is_found() {
    let rows = glossary();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/words/articles.txt")).unwrap();
    let (mut wrong, mut found) = (vec![], 0);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (tag, list) = line.split_once(": ").unwrap();
        let (at, language) = Language::ALL.into_iter().enumerate().find(|(_, l)| l.tag() == tag).unwrap();
        let c = Console::open(OFFICE);
        for word in list.split(" | ") {
            let keys: Vec<&str> = rows.iter().filter(|row| row.names[at].iter().any(|n| n == word)).map(|row| row.key.as_str()).collect();
            let away = |key: &&str| ELSEWHERE.iter().any(|start| key.starts_with(start));
            // Whatever language the window speaks: the article's words are found.
            for window in [language, Language::English] {
                let hits = hits(&c.h, word, Words::of(window));
                if hits.is_empty() && !keys.iter().all(away) {
                    wrong.push(format!("{tag}: “{word}” ({keys:?}) is not found in {window}"));
                }
                found += usize::from(!hits.is_empty());
            }
        }
    }
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
    assert!(found > 300, "only {found} words are found at all");
}

#[test]
fn a_word_of_the_article_leads_to_the_control() {
    let mut c = Console::open(OFFICE);
    c.h.ctrl('f');
    assert_eq!(c.h.focus(), "find.text");
    // The Polish article kept the English name; the Swedish one is in no dialog of this language.
    for c16 in "Åter".chars() {
        c.h.type_text(&c16.to_string());
    }
    c.h.type_text("utsänd");
    assert!(c.h.shows("Relay (Återutsänd)"), "{:?}", c.h.texts());
    assert!(c.h.shows("Office > Properties > Access"), "{:?}", c.h.texts());
    c.h.press(Named::Enter);
    assert!(!c.h.exists("find"));
    assert_eq!(c.h.focus(), "properties.relay");
    // From the sheet on to a dialog two steps further, with the arrows and Enter.
    c.h.ctrl('f');
    c.h.type_text("dns lookup");
    c.h.press(Named::ArrowDown);
    c.h.press(Named::ArrowUp);
    c.h.press(Named::Enter);
    assert_eq!(c.h.focus(), "computer.lookup");
    c.h.press(Named::Escape);
    c.h.press(Named::Escape);
    assert_eq!(c.h.focus(), "properties.relay", "the keyboard is where it was before");
}

#[test]
fn a_sheet_behind_another_comes_to_the_front() {
    let spare = "(id: 2, name: \"Spare\", fqdn: \"spare.office.test\", start_automatically: false, identities: [(address: \"127.0.0.1\", port: 0)])";
    let mut c = Console::open(&[OFFICE, spare].join(","));
    c.h.send(Message::Act(Act::Properties(ServerId(1))));
    c.h.send(Message::Act(Act::Properties(ServerId(2))));
    assert_eq!(c.h.control("properties").checked, Some(false));
    c.h.ctrl('f');
    c.h.type_text("limit message size");
    c.h.press(Named::Enter);
    assert_eq!(c.h.focus(), "properties.limit-size");
    assert_eq!(c.h.control("properties").checked, Some(true), "the first server's sheet is in front");
}

#[test]
fn what_is_typed_in_an_open_dialog_stays() {
    let mut c = Console::open(OFFICE);
    c.h.send(Message::Act(Act::Connection(ServerId(1))));
    c.h.click("connection.add");
    c.h.type_text("192.168.1.7");
    c.h.ctrl('f');
    c.h.type_text("first retry");
    c.h.press(Named::Enter);
    assert_eq!(c.h.control("computer.address").value, "192.168.1.7");
    c.h.ctrl('f');
    c.h.type_text("subnet mask");
    c.h.press(Named::Enter);
    assert_eq!(c.h.control("computer.address").value, "192.168.1.7");
    assert_eq!(c.h.focus(), "computer.mask");
}

#[test]
fn nothing_found_is_said_and_escape_closes() {
    let mut c = Console::open(OFFICE);
    c.h.key(iced::keyboard::Key::Character("f".into()), Modifiers::CTRL);
    assert!(c.h.shows("in any of the six languages"));
    c.h.type_text("xyzzy");
    assert!(c.h.shows("Nothing found for “xyzzy”."));
    assert!(!c.h.control("find.go").enabled);
    c.h.press(Named::Enter);
    assert!(c.h.exists("find"));
    c.h.press(Named::Escape);
    assert!(!c.h.exists("find"));
}
