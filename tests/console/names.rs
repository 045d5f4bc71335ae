//! *Show English names*: every label carries its English name, nothing is cut off, it is remembered, and English has none.

use std::time::Duration;

use iced::keyboard::key::Named;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::find;
use postkontor::console::find::places::{Spot, places};
use postkontor::console::memory::Memory;
use postkontor::console::widget::describe::Role;
use postkontor::i18n::{Language, Words};
use postkontor::mail::ServerId;

use crate::harness::{name, smoke};
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";

fn console(language: Language) -> Console {
    let mut c = Console::open(OFFICE);
    c.h.resize(1024.0, 700.0);
    c.h.send(Message::Act(Act::Language(language)));
    c.h.send(Message::Act(Act::EnglishNames));
    c
}

/// Opens a place; the name of the frame in front, if there is one.
fn go(c: &mut Console, spot: Spot) -> Option<String> {
    let (key, _) = spot.words()[0];
    let words = Words::of(c.h.state.memory().language);
    c.h.ctrl('f');
    c.h.send(Message::Find(find::Message::Type(words.text(key).into_owned())));
    let mut find = find::State::new(Some(ServerId(1)), c.h.state.live(), words);
    find.update(find::Message::Type(words.text(key).into_owned()));
    let at = find.hits().iter().position(|hit| hit.spot == spot && hit.key == key).unwrap();
    c.h.send(Message::Find(find::Message::Open(at)));
    let survey = c.h.survey();
    survey.controls().filter(|(_, d)| d.role == Role::Frame && d.checked == Some(true)).last().map(|(f, _)| name(f))
}

#[test]
fn every_dialog_has_room_for_the_english_names() {
    let mut wrong = vec![];
    for language in Language::ALL {
        let mut c = console(language);
        let mut spots: Vec<Spot> = places(Some(ServerId(1)), c.h.state.live()).map(|place| place.spot).collect();
        spots.dedup();
        for spot in spots.into_iter().filter(|spot| !matches!(spot, Spot::Tree(_) | Spot::Bar(..))) {
            let Some(frame) = go(&mut c, spot) else { continue };
            wrong.extend(smoke::look(&mut c.h, &frame).into_iter().map(|w| format!("{language}: {w}")));
            if matches!(spot, Spot::Dialog(_) | Spot::Sheet(_)) {
                c.h.picture(&format!("names/{language}-{frame}.png"));
            }
            while c.h.survey().controls().any(|(_, d)| d.role == Role::Frame) {
                c.h.press(Named::Escape);
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn labels_tabs_titles_boxes_buttons_and_menus_carry_them() {
    let mut c = console(Language::German);
    c.h.send(Message::Act(Act::Relay(ServerId(1))));
    assert!(c.h.shows("All except the list below") && c.h.shows("Computers"), "{:?}", c.h.texts());
    assert_eq!(c.h.control("relay.only").second, "Only the list below");
    assert_eq!(c.h.control("relay").second, "Relay Restrictions");
    assert_eq!(
        c.h.control("relay.authenticated").second,
        "Allow all computers which successfully authenticate to relay, regardless of the list above"
    );
    assert_eq!(c.h.control("properties.tabs.3").second, "Delivery");
    // A button has no room: the name waits for the pointer.
    assert_eq!(c.h.control("relay.add").second, "Add");
    let at = c.h.bounds("relay.add").unwrap().center();
    c.h.point(at);
    c.h.wait(Duration::from_millis(700));
    c.h.picture("names/tip.png");
    c.h.press(Named::Escape);
    c.h.press(Named::Escape);
    c.h.click("bar.view");
    assert_eq!(c.h.control("view.english").second, "Show English names");
    assert_eq!(c.h.control("view.english").checked, Some(true));
    c.h.click("view.english");
    c.h.click("bar.view");
    assert_eq!(c.h.control("view.refresh").second, "");
    assert!(!c.h.shows("Refresh"));
}

#[test]
fn they_are_remembered_and_english_has_none() {
    let mut c = console(Language::Polish);
    let kept = Memory::read(Some(&c.preferences()));
    assert!(kept.english_names);
    assert_eq!(kept.words().name("tab-access").second.as_deref(), Some("Access"));
    c.h.send(Message::Act(Act::Language(Language::English)));
    c.h.click("bar.view");
    let entry = c.h.control("view.english");
    assert!(!entry.enabled);
    assert!(c.h.survey().controls().all(|(_, d)| d.second.is_empty()));
}
