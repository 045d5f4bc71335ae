//! Each widget does what its documentation says, by mouse and by keyboard.

use iced::Point;
use iced::keyboard::{Modifiers, key::Named};

use crate::gallery::{Message, Page, demo};

#[test]
fn a_button_answers_mouse_space_enter_and_its_letter() {
    let mut h = demo();
    h.state.gallery = true;
    h.click("g.normal");
    h.press(Named::Space);
    h.press(Named::Enter);
    h.alt('n');
    assert_eq!(h.state.log, ["normal"; 4]);
    assert_eq!(h.focus(), "g.normal");
}
