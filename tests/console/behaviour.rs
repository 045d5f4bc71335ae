//! Each widget does what its documentation says, by mouse and by keyboard.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Point, Vector};
use postkontor::console::theme::ROW;

use crate::gallery::{Demo, Message, Page, Sheet, demo};
use crate::harness::Harness;

fn controls() -> Harness<Demo, Message> {
    let mut h = demo();
    h.send(Message::Gallery);
    h
}

#[test]
fn a_button_answers_mouse_space_enter_and_its_letter() {
    let mut h = controls();
    h.click("g.normal");
    h.press(Named::Space);
    h.press(Named::Enter);
    h.alt('n');
    assert_eq!(h.state.log, ["normal"; 4]);
    assert_eq!(h.focus(), "g.normal");
}

#[test]
fn a_button_acts_on_release_inside_only() {
    let mut h = controls();
    let from = h.bounds("g.normal").unwrap().center();
    h.drag(from, from + Vector::new(0.0, 200.0));
    h.drag(from + Vector::new(0.0, 200.0), from);
    assert!(h.state.log.is_empty());
}

#[test]
fn a_control_that_is_off_does_nothing_and_is_no_stop() {
    let mut h = controls();
    h.click("g.off");
    h.click("g.field.off");
    h.click("g.tick.off");
    assert!(h.state.log.is_empty());
    assert!(!h.control("g.off").enabled);
    h.click("g.normal");
    h.tab();
    assert_eq!(h.focus(), "g.icon");
}

#[test]
fn a_label_leads_to_its_field_and_selects_the_text() {
    let mut h = controls();
    h.alt('u');
    assert_eq!(h.focus(), "g.text");
    h.type_text("bo");
    assert_eq!(h.state.text, "bo");
    assert_eq!(h.control("g.text").value, "bo");
}

#[test]
fn a_click_on_nothing_leaves_the_keyboard_where_it_was() {
    let mut h = controls();
    h.alt('u');
    h.click_at(iced::mouse::Button::Left, Point::new(700.0, 60.0));
    assert_eq!(h.focus(), "g.text");
}

#[test]
fn a_check_box_toggles_by_mouse_space_and_letter() {
    let mut h = controls();
    h.click("g.tick");
    assert!(!h.state.tick);
    assert!(!h.control("g.tls").enabled, "what belongs to it is off with it");
    h.press(Named::Space);
    assert!(h.state.tick);
    h.alt('b');
    assert_eq!(h.control("g.tick").checked, Some(false));
}

#[test]
fn radio_buttons_are_one_stop_and_arrows_move_the_choice() {
    let mut h = controls();
    h.click("g.one");
    h.press(Named::ArrowDown);
    assert_eq!((h.state.choice, h.focus().as_str()), (2, "g.two"));
    h.press(Named::ArrowDown);
    assert_eq!((h.state.choice, h.focus().as_str()), (1, "g.one"));
    h.tab();
    assert_eq!(h.focus(), "g.text");
    h.back_tab();
    assert_eq!(h.focus(), "g.one");
    h.alt('g');
    assert_eq!(h.state.choice, 2);
}

#[test]
fn a_number_field_steps_by_arrows_page_keys_and_buttons_within_its_limits() {
    let mut h = controls();
    h.alt('r');
    h.press(Named::ArrowUp);
    h.press(Named::PageUp);
    assert_eq!(h.state.retry, "26");
    h.click("g.retry.less");
    assert_eq!(h.state.retry, "25");
    h.alt('r');
    h.type_text("3");
    h.press(Named::PageDown);
    assert_eq!(h.state.retry, "1");
}

#[test]
fn a_field_says_what_is_wrong_and_hides_secrets() {
    let mut h = controls();
    assert!(h.control("g.wrong").problem.starts_with("This is not an IP address"));
    assert_eq!(h.control("g.secret").value, "");
}

#[test]
fn a_pick_list_is_used_by_keyboard_alone() {
    let mut h = controls();
    h.alt('a');
    assert_eq!(h.focus(), "g.pick");
    h.press(Named::ArrowDown);
    assert_eq!(h.state.pick, 1);
    h.press(Named::F4);
    assert!(h.control("g.pick").open);
    h.press(Named::ArrowDown);
    assert_eq!(h.state.pick, 1, "an open list changes nothing before it is taken");
    h.press(Named::Escape);
    assert!(!h.control("g.pick").open);
    assert_eq!(h.state.pick, 1);
    h.press(Named::Space);
    h.press(Named::End);
    h.press(Named::Enter);
    assert_eq!(h.state.pick, 3);
    h.type_text("(");
    assert_eq!(h.state.pick, 0);
    h.key(Named::ArrowDown, Modifiers::ALT);
    assert!(h.control("g.pick").open);
}

#[test]
fn a_pick_list_is_used_by_mouse() {
    let mut h = controls();
    h.click("g.pick");
    h.click_text("2001:db8::10");
    assert_eq!(h.state.pick, 2);
    h.click("g.pick");
    h.click("g.normal");
    assert!(!h.control("g.pick").open);
    assert_eq!(h.state.pick, 2);
}

#[test]
fn what_gets_the_keyboard_is_scrolled_into_view() {
    let mut h = controls();
    h.resize(1180.0, 420.0);
    assert!(h.bounds("g.strip").is_none());
    h.click("g.normal");
    for _ in 0..30 {
        h.tab();
        if h.focus() == "g.strip" {
            break;
        }
    }
    assert!(h.bounds("g.strip").is_some_and(|b| b.height > 10.0));
}

#[test]
fn ten_thousand_rows_are_walked_by_keyboard_and_only_those_in_sight_are_asked_for() {
    let mut h = demo();
    h.click_text("10.1.0.2");
    assert_eq!(h.state.row, Some(2));
    h.press(Named::ArrowDown);
    h.press(Named::Enter);
    assert_eq!(h.state.activated, Some(3));
    h.press(Named::End);
    assert_eq!(h.state.row, Some(9_999));
    assert!(h.shows("10.1.39.249") && !h.shows("10.1.0.2"));
    h.press(Named::Home);
    h.press(Named::PageDown);
    assert!(h.state.row.unwrap() > 10);
    h.type_text("王");
    assert_eq!(h.state.row.unwrap() % 4, 3);
    h.state.rows = 1_000_000;
    let start = std::time::Instant::now();
    h.press(Named::End);
    assert!(start.elapsed().as_secs() < 2, "a million rows took {:?}", start.elapsed());
}

#[test]
fn a_list_scrolls_by_wheel_and_thumb_and_opens_by_double_click() {
    let mut h = demo();
    h.wheel("window.list", -1.0);
    assert!(h.text_bounds("10.1.0.1").is_none() && h.text_bounds("10.1.0.3").is_some());
    h.double_click_text("10.1.0.5");
    assert_eq!((h.state.row, h.state.activated), (Some(5), Some(5)));
    let b = h.bounds("window.list").unwrap();
    h.drag(Point::new(b.x + b.width - 8.0, b.y + 34.0), Point::new(b.x + b.width - 8.0, b.y + b.height));
    assert!(h.shows("10.1.39.249"));
}

#[test]
fn a_header_sorts_and_again_turns_the_order() {
    let mut h = demo();
    h.click_text("Source");
    h.click_text("Source");
    assert_eq!((h.state.sort.column, h.state.sort.descending), (1, true));
}

#[test]
fn an_empty_list_says_so_and_survives_every_key() {
    let mut h = demo();
    h.state.rows = 0;
    h.send(Message::Row(0));
    assert!(h.shows("Nobody is connected."));
    h.click_text("Nobody is connected.");
    for key in [Named::ArrowDown, Named::ArrowUp, Named::PageDown, Named::End, Named::Home, Named::Enter, Named::Space] {
        h.press(key);
    }
    h.type_text("x");
    assert_eq!(h.control("window.list").selected, None);
}

#[test]
fn the_tree_opens_closes_and_walks() {
    let mut h = demo();
    h.click_text("Servers");
    h.press(Named::ArrowLeft);
    assert!(!h.shows("Queues"), "Left closes a branch");
    h.press(Named::ArrowRight);
    assert!(h.shows("Queues"), "Right opens it");
    h.press(Named::ArrowRight);
    assert_eq!(h.control("window.tree").value, "mail.example.com", "Right again goes to the first child");
    h.press(Named::ArrowLeft);
    h.press(Named::ArrowLeft);
    assert_eq!(h.control("window.tree").value, "Servers", "Left closes, then goes to the parent");
    h.press(Named::End);
    assert_eq!(h.control("window.tree").value, "mail.example.com");
    h.press(Named::ArrowRight);
    h.press(Named::End);
    assert_eq!(h.control("window.tree").value, "Queues");
    h.press(Named::ArrowLeft);
    assert_eq!(h.control("window.tree").value, "mail.example.com", "Left goes to the parent");
    h.type_text("acc");
    assert_eq!(h.control("window.tree").value, "Accounts");
    h.double_click_text("Protocols");
    assert!(!h.shows("客户端访问虚拟服务器"), "a double click closes a branch");
}

#[test]
fn the_tree_asks_for_a_menu_by_mouse_menu_key_and_shift_f10() {
    let mut h = demo();
    h.right_click_text("Accounts");
    assert!(h.exists("menu.stop"));
    assert_eq!(h.control("window.tree").value, "Accounts");
    h.press(Named::Escape);
    assert!(!h.exists("menu.stop"));
    h.click_text("Queues");
    h.press(Named::ContextMenu);
    assert!(h.exists("menu.stop"));
    h.press(Named::Escape);
    assert_eq!(h.focus(), "window.tree", "the keyboard is back where it was");
    h.key(Named::F10, Modifiers::SHIFT);
    assert!(h.exists("menu.stop"));
}

#[test]
fn a_menu_is_used_by_mouse_and_by_letters() {
    let mut h = demo();
    h.right_click_text("Accounts");
    h.click("menu.start");
    assert!(h.exists("menu.start"), "an entry that is off is not taken");
    h.click("menu.stop");
    assert_eq!(h.state.log, ["stop"]);
    assert!(!h.exists("menu.stop"));
    h.right_click_text("Accounts");
    h.type_text("n");
    assert!(h.exists("menu.server"));
    h.type_text("v");
    assert_eq!(h.state.log, ["stop", "new"]);
    h.right_click_text("Accounts");
    let new = h.bounds("menu.new").unwrap().center();
    h.point(new);
    h.click("menu.server");
    assert_eq!(h.state.log.len(), 3);
    h.right_click_text("Accounts");
    h.click_at(iced::mouse::Button::Left, Point::new(900.0, 700.0));
    assert!(!h.exists("menu.stop"), "a click beside it closes it");
    assert_eq!(h.state.row, None, "and does nothing else");
}

#[test]
fn the_menu_bar_is_reached_by_alt_f10_and_letters() {
    let mut h = demo();
    h.alt('f');
    assert!(h.exists("file.quit"));
    h.press(Named::ArrowRight);
    assert!(h.exists("menu.stop") && !h.exists("file.quit"));
    h.press(Named::ArrowLeft);
    h.press(Named::ArrowDown);
    h.press(Named::Enter);
    assert_eq!(h.state.log, ["quit"]);
    h.press(Named::F10);
    h.press(Named::ArrowRight);
    h.press(Named::ArrowRight);
    h.press(Named::ArrowDown);
    h.type_text("d");
    assert_eq!(h.state.log, ["quit", "dark"]);
    h.key(Named::Alt, Modifiers::ALT);
    h.type_text("h");
    assert!(h.exists("help.about"));
    h.press(Named::Escape);
    assert!(!h.exists("help.about"));
    h.click("bar.view");
    h.click("view.light");
    assert_eq!(h.state.log, ["quit", "dark", "light"]);
}

#[test]
fn the_pages_of_a_sheet_turn_by_ctrl_tab_arrows_and_mouse() {
    let mut h = demo();
    h.send(Message::Properties);
    assert_eq!(h.focus(), "props.tabs");
    h.press(Named::ArrowRight);
    assert_eq!(h.control("props.tabs").value, "Access");
    h.tab();
    h.key(Named::Tab, Modifiers::CTRL);
    assert_eq!(h.control("props.tabs").value, "Messages");
    h.key(Named::PageUp, Modifiers::CTRL);
    h.key(Named::Tab, Modifiers::CTRL | Modifiers::SHIFT);
    assert_eq!(h.control("props.tabs").value, "General");
    h.click("props.tabs.3");
    assert_eq!(h.control("props.tabs").value, "Delivery");
}

#[test]
fn a_sheet_does_not_block_the_window_but_its_sub_dialog_blocks_the_sheet() {
    let mut h = demo();
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::Page(Page::Access)));
    h.click("props.relay");
    assert_eq!(h.focus(), "relay.only");
    h.click_text("Accounts");
    assert_eq!(h.control("window.tree").value, "Accounts", "the tree answers while the sheet is open");
    assert_eq!(h.focus(), "window.tree");
    h.press(Named::Escape);
    assert!(h.exists("relay"), "Escape is for who has the keyboard");
    let apply = h.bounds("props").unwrap();
    h.click_at(iced::mouse::Button::Left, Point::new(apply.x + 10.0, apply.y + apply.height - 10.0));
    assert!(h.exists("relay"));
    assert_eq!(h.focus(), "relay.only", "a click on the blocked sheet brings its sub-dialog the keyboard");
    h.press(Named::Escape);
    assert!(h.exists("props") && !h.exists("relay"));
    assert_eq!(h.focus(), "props.relay", "the keyboard is back on the button that opened it");
    h.press(Named::Escape);
    assert!(!h.exists("props"));
    assert_eq!(h.focus(), "window.tree");
}

#[test]
fn ctrl_f6_goes_round_window_and_sheets() {
    let mut h = demo();
    h.click_text("Accounts");
    h.send(Message::Properties);
    assert_eq!(h.focus(), "props.tabs");
    h.key(Named::F6, Modifiers::CTRL);
    assert_eq!(h.focus(), "window.tree");
    h.key(Named::F6, Modifiers::CTRL);
    assert_eq!(h.focus(), "props.tabs");
}

#[test]
fn a_question_blocks_everything_and_escape_gives_the_careful_answer() {
    let mut h = demo();
    h.click_text("Accounts");
    h.send(Message::Ask);
    assert_eq!(h.focus(), "delete.yes");
    h.click_text("Queues");
    assert_eq!(h.control("window.tree").value, "Accounts");
    h.alt('f');
    assert!(!h.exists("file.quit"));
    h.press(Named::F5);
    assert!(h.state.log.is_empty());
    h.press(Named::Escape);
    assert_eq!(h.state.answers, [false]);
    h.send(Message::Ask);
    h.press(Named::Enter);
    h.send(Message::Ask);
    h.alt('d');
    h.send(Message::Ask);
    h.click("delete.close");
    assert_eq!(h.state.answers, [false, true, true, false]);
}

#[test]
fn a_frame_is_moved_by_its_title_and_stays_within_reach() {
    let mut h = demo();
    h.send(Message::Properties);
    let at = h.bounds("props").unwrap();
    let title = at.position() + Vector::new(120.0, 12.0);
    h.drag(title, title + Vector::new(-100.0, 50.0));
    assert_eq!(h.bounds("props").unwrap().position(), at.position() + Vector::new(-100.0, 50.0));
    h.press(Named::ArrowRight);
    assert_eq!(h.bounds("props").unwrap().position(), at.position() + Vector::new(-100.0, 50.0));
    let title = h.bounds("props").unwrap().position() + Vector::new(120.0, 12.0);
    h.drag(title, Point::new(1270.0, 5_000.0));
    let b = h.bounds("props").unwrap();
    assert!(b.y < 800.0 - 20.0 && b.x < 1280.0 - 70.0, "{b:?}");
}

#[test]
fn a_frame_that_does_not_fit_scrolls_and_keeps_its_buttons() {
    let mut h = demo();
    h.send(Message::Properties);
    h.resize(640.0, 300.0);
    h.scale(120);
    assert!(h.bounds("props.ok").is_some_and(|b| b.height > 20.0));
    assert_eq!(crate::harness::smoke::look(&mut h, "props"), Vec::<String>::new());
}

#[test]
fn the_keyboard_goes_to_a_neighbour_when_its_control_turns_off() {
    let mut h = demo();
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::OpenRelay));
    h.click_text("192.168.1.40");
    h.tab();
    h.tab();
    h.tab();
    assert_eq!(h.focus(), "relay.remove");
    h.press(Named::Space);
    assert!(!h.control("relay.remove").enabled);
    h.tab();
    assert_ne!(h.focus(), "");
    assert!(h.exists("relay"));
}

#[test]
fn a_key_meant_for_a_control_that_has_turned_off_presses_no_other() {
    for key in [Named::Space, Named::Tab, Named::Enter] {
        let mut h = demo();
        h.send(Message::Properties);
        h.send(Message::Sheet(Sheet::OpenRelay));
        h.click_text("192.168.1.40");
        h.alt('r');
        assert!(!h.control("relay.remove").enabled);
        h.press(key);
        if key == Named::Enter {
            assert!(!h.exists("relay"), "Enter is OK's");
        } else {
            assert_eq!(h.focus(), "relay.authenticated", "{key:?} leads to the neighbour");
            assert_eq!(h.control("relay.authenticated").checked, Some(true), "{key:?} does not press it");
            h.press(Named::Space);
            assert_eq!(h.control("relay.authenticated").checked, Some(false), "{key:?}");
        }
    }
}

#[test]
fn enter_presses_the_default_button_unless_a_control_wants_it() {
    let mut h = demo();
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::OpenRelay));
    h.alt('i');
    h.type_text("10.0.0.9");
    h.press(Named::Enter);
    assert!(h.shows("10.0.0.9") && h.exists("relay"), "Enter in the field adds");
    h.alt('o');
    h.press(Named::Tab);
    assert_eq!(h.focus(), "relay.list");
    h.press(Named::Enter);
    assert!(!h.exists("relay"), "Enter on the list is OK's");
    assert_eq!(h.state.relay.computers.len(), 4);
}

#[test]
fn keys_no_control_wants_reach_the_window() {
    let mut h = demo();
    h.click_text("Accounts");
    h.press(Named::F5);
    assert_eq!(h.state.log, ["refresh"]);
    h.key(Key::Character("q".into()), Modifiers::ALT);
    assert_eq!(h.control("window.tree").value, "Accounts", "an unknown letter with Alt is no type-ahead");
}

#[test]
fn rows_are_as_high_as_the_density_says() {
    let mut h = demo();
    let (a, b) = (h.text_bounds("10.1.0.0").unwrap(), h.text_bounds("10.1.0.1").unwrap());
    assert_eq!(b.y - a.y, ROW);
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut h = controls();
    h.click("g.normal");
    assert!(h.sleeps());
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::OpenRelay));
    assert!(h.sleeps());
    h.right_click_text("Accounts");
    assert!(h.sleeps());
}

#[test]
fn what_is_clicked_in_another_layer_gets_the_keyboard() {
    let mut h = demo();
    h.click_text("Accounts");
    h.send(Message::Properties);
    h.tab();
    h.tab();
    assert_eq!(h.focus(), "props.number");
    h.click_text("10.1.0.2");
    assert_eq!((h.state.row, h.focus().as_str()), (Some(2), "window.list"));
    h.click("props.limit");
    assert_eq!(h.focus(), "props.limit");
}

#[test]
fn a_tool_tip_comes_when_the_pointer_rests() {
    let mut h = demo();
    let p = h.bounds("tool.properties").unwrap().center();
    h.point(p);
    let before = h.pixels();
    h.wait(std::time::Duration::from_millis(600));
    assert!(before != h.pixels());
    h.picture("gallery/tip.png");
}
