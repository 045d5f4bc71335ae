//! Two property sheets beside each other: their controls have the same names, and still the keyboard goes where it belongs.

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::{Fault, Issue};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::opened::Who;
use postkontor::console::widget::describe::Kind;
use postkontor::engine::command::Refusal;
use postkontor::mail::ServerId;

use crate::harness::{id_name, smoke};
use crate::window::{Console, OFFICE, SPARE};

const FIRST: &str = "properties";
const SECOND: &str = "properties-2";

fn both() -> Console {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    c.h.resize(1600.0, 900.0);
    c.h.send(Message::Act(Act::Properties(ServerId(1))));
    c.h.send(Message::Act(Act::Properties(ServerId(2))));
    c
}

/// The control of this frame that has the keyboard.
fn focus_in(c: &mut Console, frame: &str) -> String {
    let (_, found) = smoke::inside(&c.h.survey(), frame);
    let focused = found.iter().find(|f| matches!(f.kind, Kind::Stop { focused: true, .. }));
    focused.and_then(|f| f.id.as_ref()).map(id_name).unwrap_or_default()
}

/// Brings the other sheet to the front by keyboard.
fn around(c: &mut Console, frame: &str) {
    for _ in 0..3 {
        c.h.key(Named::F6, Modifiers::CTRL);
        if !focus_in(c, frame).is_empty() {
            return;
        }
    }
    panic!("Ctrl+F6 does not reach {frame}");
}

#[test]
fn the_second_sheet_does_not_hide_the_title_of_the_first() {
    let mut c = both();
    let (a, b) = (c.h.bounds(FIRST).unwrap(), c.h.bounds(SECOND).unwrap());
    assert!((b.x - a.x).abs() >= 24.0 && (b.y - a.y).abs() >= 24.0, "{a:?} {b:?}");
}

#[test]
fn tab_stays_in_the_sheet_in_front() {
    let mut c = both();
    assert_eq!(smoke::tab(&mut c.h, SECOND), Vec::<String>::new());
    assert_eq!(focus_in(&mut c, FIRST), "");
    around(&mut c, FIRST);
    assert_eq!(smoke::tab(&mut c.h, FIRST), Vec::<String>::new());
    assert_eq!(focus_in(&mut c, SECOND), "");
}

#[test]
fn letters_reach_the_sheet_in_front_only() {
    let mut c = both();
    let ticked = |c: &mut Console, frame: &str| {
        let (_, found) = smoke::inside(&c.h.survey(), frame);
        found.iter().find_map(|f| match &f.kind {
            Kind::Control(d) if f.id.as_ref().is_some_and(|id| id_name(id) == "properties.limit-connections") => d.checked,
            _ => None,
        })
    };
    let second = ticked(&mut c, SECOND);
    c.h.alt('l');
    assert_ne!(ticked(&mut c, SECOND), second);
    assert_eq!(ticked(&mut c, FIRST), Some(false));
    assert_eq!(focus_in(&mut c, FIRST), "");
}

#[test]
fn a_wrong_field_gets_the_keyboard_in_its_own_sheet() {
    for frame in [SECOND, FIRST] {
        let mut c = both();
        if frame == FIRST {
            around(&mut c, FIRST);
        }
        c.h.alt('c');
        c.h.ctrl('a');
        c.h.type_text("soon");
        c.h.alt('n');
        c.h.press(Named::Enter);
        let other = if frame == FIRST { SECOND } else { FIRST };
        assert_eq!(focus_in(&mut c, frame), "properties.timeout");
        assert_eq!(focus_in(&mut c, other), "");
        assert!(c.h.exists(frame));
    }
}

#[test]
fn the_keyboard_comes_back_to_the_button_that_opened_a_dialog_of_the_same_kind() {
    let mut c = both();
    for frame in [SECOND, FIRST] {
        around(&mut c, frame);
        c.h.key(Named::Tab, Modifiers::CTRL);
        c.h.alt('l');
        assert_eq!(focus_in(&mut c, "relay"), "relay.only");
    }
    // Both sheets have their Relay open: each keeps its own.
    c.h.alt('a');
    c.h.type_text("192.168.1.40");
    c.h.press(Named::Enter);
    assert_eq!(c.h.control("relay.list").rows, 1);
    c.h.press(Named::Escape);
    assert_eq!(focus_in(&mut c, FIRST), "properties.relay");
    around(&mut c, "relay");
    assert_eq!(c.h.control("relay.list").rows, 0);
    c.h.press(Named::Escape);
    assert_eq!(focus_in(&mut c, SECOND), "properties.relay");
}

#[test]
fn a_refusal_for_the_sheet_behind_does_not_take_the_keyboard_away() {
    let mut c = both();
    around(&mut c, FIRST);
    c.h.alt('c');
    assert_eq!(focus_in(&mut c, FIRST), "properties.timeout");
    let fault = Fault::Range { value: 0, min: 1, max: 2 };
    let issue = Issue { path: "servers[1].max_connections".into(), line: None, fault };
    c.h.send(Message::Answered(Who::Sheet(ServerId(2)), Err(Refusal::Issues(vec![issue]))));
    assert_eq!(focus_in(&mut c, FIRST), "properties.timeout");
    assert_eq!(focus_in(&mut c, SECOND), "");
}
