//! *Browse…* on a real engine and real folders, beside every field for a path.

use iced::keyboard::{Modifiers, key::Named};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::dialogs::account;
use postkontor::console::dialogs::properties::place::{Tab, Which};
use postkontor::console::opened;
use postkontor::console::pages::accounts;
use postkontor::engine::command::{AccountChange, Command};
use postkontor::engine::snapshot::{AccountEntry, Destination};
use postkontor::mail::ServerId;

use crate::window::{Console, OFFICE};

fn office() -> Console {
    let c = Console::open(OFFICE);
    std::fs::create_dir_all(c.home().join("old/badmail")).unwrap();
    c
}

#[test]
fn the_badmail_directory_is_chosen_by_mouse() {
    let mut c = office();
    c.h.send(Message::Act(Act::Page(ServerId(1), Tab::Messages)));
    c.h.click("properties.browse");
    assert_eq!(c.h.control("browse.path").value, c.home().display().to_string());
    c.h.double_click_text("old");
    c.h.click_text("badmail");
    c.h.click("browse.ok");
    assert_eq!(c.h.control("properties.badmail").value, "old/badmail");
    c.h.click("properties.ok");
    let settings = c.handle.snapshots().borrow().settings.clone();
    assert_eq!(settings.servers[0].messages.badmail.as_deref(), Some("old/badmail"));
}

#[test]
fn the_folder_of_the_logs_is_made_and_chosen_by_keyboard() {
    let mut c = office();
    c.h.send(Message::Act(Act::Dialog(ServerId(1), Which::Logging)));
    c.h.alt('r');
    assert_eq!(c.h.focus(), "browse.list");
    c.h.alt('n');
    c.h.type_text("old");
    c.h.press(Named::Enter);
    assert!(!c.h.control("browse.new-name").problem.is_empty() && c.h.focus() == "browse.new-name", "there is one of that name");
    c.h.ctrl('a');
    c.h.type_text("audit");
    c.h.press(Named::Enter);
    assert!(c.home().join("audit").is_dir() && c.h.control("browse.path").value.ends_with("/audit"));
    assert_eq!(c.h.focus(), "browse.list");
    c.h.key(Named::ArrowUp, Modifiers::ALT);
    assert!(!c.h.control("browse.path").value.ends_with("/audit"));
    assert_eq!(c.h.control("browse.list").value.split('\t').next(), Some("audit"), "what one came from is selected");
    for _ in 0..12 {
        if c.h.focus() != "browse.ok" {
            c.h.tab();
        }
    }
    c.h.press(Named::Enter);
    assert!(!c.h.exists("browse"));
    assert_eq!(c.h.control("logging.folder").value, "audit");
    ["logging.ok", "properties.ok"].iter().for_each(|id| c.h.click(id));
    let settings = c.handle.snapshots().borrow().settings.clone();
    assert_eq!(settings.servers[0].log.folder, "audit");
}

#[test]
fn the_drop_directory_of_an_account_is_typed_in_the_chooser() {
    let mut c = office();
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, "a long password".into())));
    let id = c.handle.snapshots().borrow().accounts.accounts[0].id;
    c.h.send(Message::Act(Act::Go(postkontor::console::tree::Node::Accounts)));
    for message in [accounts::Message::Select(id), accounts::Message::Edit, accounts::Message::Account(account::Message::Place)] {
        c.h.send(Message::Opened(opened::Message::Accounts(message)));
    }
    assert!(!c.h.control("mailbox.browse").enabled, "the mail goes elsewhere yet");
    c.h.click("mailbox.drop");
    c.h.click("mailbox.browse");
    c.h.alt('d');
    c.h.ctrl('a');
    c.h.type_text("nowhere");
    c.h.press(Named::Enter);
    assert!(c.h.control("browse.path").problem.contains("nowhere") && c.h.focus() == "browse.path");
    c.h.ctrl('a');
    c.h.type_text("old/../old");
    c.h.click("browse.ok");
    assert_eq!(c.h.control("mailbox.folder").value, "old");
    c.h.click("mailbox.ok");
    c.h.click("account.ok");
    let accounts = c.handle.snapshots().borrow().accounts.clone();
    assert_eq!(accounts.accounts[0].destination, Destination::Drop("old".into()));
}
