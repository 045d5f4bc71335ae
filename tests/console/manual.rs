//! The manual: every dialog and every node has its page in six languages, with the same points; F1 and the question mark
//! open it, the keyboard scrolls it, Esc closes it.

use std::collections::BTreeSet;

use iced::keyboard::key::Named;
use postkontor::config::written::LocalDomain;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::find;
use postkontor::console::find::places::{Spot, places};
use postkontor::console::manual::{self, Block};
use postkontor::console::widget::describe::{Kind, Role};
use postkontor::engine::command::{AccountChange, Change, Command};
use postkontor::engine::snapshot::AccountEntry;
use postkontor::i18n::{Language, Words};
use postkontor::mail::ServerId;

use crate::harness::{name, smoke};
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";

fn console() -> Console {
    let mut c = Console::open(OFFICE);
    let domain = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
    let postmaster = Some("anna@office.test".to_owned());
    c.command(Command::Change(Change::Domains { local_domains: vec![domain], aliases: vec![], postmaster }));
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, "a long password".into())));
    c
}

fn source(language: Language) -> String {
    let file = format!("{}/assets/manual/{language}.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(file).unwrap()
}

/// The labels a page names, in their order.
fn labels(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(key, _)| key).collect()
}

#[test]
fn every_language_has_the_pages_of_english_with_the_same_points() {
    let english: Vec<&str> = manual::names(Language::English).collect();
    assert_eq!(english.iter().collect::<BTreeSet<_>>().len(), english.len(), "a page stands twice");
    for language in Language::ALL {
        assert_eq!(manual::names(language).collect::<Vec<_>>(), english, "{language}");
        let (ours, theirs) = (source(language), source(Language::English));
        let pages = |text: &str| text.split("== ").skip(1).map(str::to_owned).collect::<Vec<_>>();
        for (ours, theirs) in pages(&ours).iter().zip(pages(&theirs)) {
            let (mut here, mut there) = (labels(ours), labels(&theirs));
            // A sentence may name them in another order.
            (here.sort(), there.sort());
            assert_eq!(here, there, "{language}: {ours}");
            assert_eq!(ours.matches("\n- ").count(), theirs.matches("\n- ").count(), "{language}: {ours}");
            assert_eq!(ours.matches("**").count() % 2, 0, "{language}: {ours}");
            for key in here {
                assert!(Words::of(language).has(key), "{language}: there is no label {key}");
            }
        }
        for name in manual::names(language) {
            let page = manual::page(name, Words::of(language)).unwrap();
            let text: String = page
                .blocks
                .iter()
                .flat_map(|b| match b {
                    Block::Text(p) | Block::Point(p) => p,
                })
                .map(|(t, _)| t.as_str())
                .collect();
            assert!(!page.title.is_empty() && text.chars().count() > 40, "{language}: {name} says too little");
            let (_, missing) = crate::harness::shape(&text, 14.0);
            assert!(!missing, "{language}: {name} has a character that is in no bundled font");
        }
    }
}

#[test]
fn every_dialog_and_every_node_has_its_page() {
    let words = Words::of(Language::English);
    let mut c = console();
    let mut met = BTreeSet::new();
    let all: Vec<_> = places(Some(ServerId(1)), c.h.state.live()).collect();
    for (i, place) in all.iter().enumerate().filter(|(_, place)| !matches!(place.spot, Spot::Bar(..))) {
        if i > 0 && all[i - 1].spot == place.spot {
            continue;
        }
        let label = match place.key {
            "" => "o".to_owned(),
            key => words.text(key).into_owned(),
        };
        c.h.ctrl('f');
        c.h.send(Message::Find(find::Message::Type(label.clone())));
        let mut search = find::State::new(Some(ServerId(1)), c.h.state.live(), words);
        search.update(find::Message::Type(label));
        let Some(at) = search.hits().iter().position(|hit| hit == place) else {
            assert!(place.key.is_empty(), "{place:?}");
            c.h.press(Named::Escape);
            continue;
        };
        c.h.send(Message::Find(find::Message::Open(at)));
        let front = c.h.survey().controls().filter(|(_, d)| d.role == Role::Frame && d.checked == Some(true)).last().map(|(f, _)| name(f));
        c.h.press(Named::F1);
        assert!(c.h.exists("manual"), "{place:?}: {front:?} has no page");
        met.insert(c.h.control("manual").label);
        c.h.press(Named::Escape);
        assert!(!c.h.exists("manual"));
        if let Some(front) = front {
            assert!(c.h.exists(&front), "only the manual was closed");
            c.h.click(&format!("{front}.help"));
            assert!(c.h.exists("manual"), "{front}: the question mark does nothing");
            c.h.press(Named::Escape);
        }
        while c.h.survey().controls().any(|(_, d)| d.role == Role::Frame) {
            c.h.press(Named::Escape);
        }
    }
    assert!(met.len() >= 24, "only {} pages were met: {met:?}", met.len());
}

#[test]
fn the_manual_scrolls_by_the_keyboard_and_fits_in_every_language() {
    for language in Language::ALL {
        let mut c = Console::open(OFFICE);
        c.h.resize(1024.0, 700.0);
        c.h.send(Message::Act(Act::Language(language)));
        for page in manual::names(Language::English) {
            c.h.send(Message::Act(Act::Manual(page)));
            assert_eq!(smoke::look(&mut c.h, "manual"), Vec::<String>::new(), "{language}: {page}");
        }
        c.h.send(Message::Act(Act::Manual("account")));
        c.h.picture(&format!("manual/{language}.png"));
        // In a window that is too small for it, the keys scroll.
        c.h.scale(200);
        let shown = |c: &mut Console| {
            c.h.survey().found.iter().filter(|f| matches!(&f.kind, Kind::Text(t) if t == "•")).map(|f| f.place.y as i32).next()
        };
        let before = shown(&mut c);
        c.h.press(Named::End);
        assert_ne!(shown(&mut c), before, "{language}: End does not scroll");
        c.h.press(Named::Home);
        assert_eq!(shown(&mut c), before, "{language}");
        c.h.press(Named::PageDown);
        assert_ne!(shown(&mut c), before, "{language}: PageDown does not scroll");
        c.h.scale(100);
        assert_eq!(smoke::check(&mut c.h, "manual"), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn f1_in_the_window_is_about_what_is_shown() {
    let mut c = Console::open(OFFICE);
    c.h.press(Named::F1);
    assert_eq!(c.h.control("manual").label, "Overview");
    c.h.press(Named::Escape);
    c.h.send(Message::Act(Act::Properties(ServerId(1))));
    c.h.click("properties.tabs.3");
    c.h.press(Named::F1);
    assert_eq!(c.h.control("manual").label, "Delivery");
    c.h.press(Named::Escape);
    assert!(c.h.exists("properties"));
    c.h.press(Named::Escape);
    // Over the wizard, which blocks the window, the manual can be read as well.
    c.h.send(Message::Act(Act::NewServer));
    c.h.press(Named::F1);
    assert_eq!(c.h.control("manual").label, "New SMTP Virtual Server Wizard");
    c.h.press(Named::Enter);
    assert!(!c.h.exists("manual") && c.h.exists("newserver"));
}
