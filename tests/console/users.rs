//! *Users…* and groups from the window to the wire, by mouse and by keyboard alone (AC-24, second half): who may submit, who
//! may relay, and that denying wins. And what is kept of logs and of clients.

use iced::keyboard::key::Named;
use postkontor::config::written::{Grant, Permission, Who};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::tree::Node;
use postkontor::engine::command::{AccountChange, AccountEntry, Change, Command, GroupEntry};
use postkontor::engine::snapshot::What;
use postkontor::mail::Secret;

use crate::hand::{BOTH, By, port, wire};
use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (hold_outbound: true))";

/// The refusal of a recipient elsewhere.
const NO_RELAY: &str = "550 5.7.1 ";

fn office() -> Console {
    let mut c = Console::open(OFFICE);
    for name in ["anna", "bo"] {
        let entry = AccountEntry { name: name.into(), sender_check: false, ..AccountEntry::default() };
        c.command(Command::Account(AccountChange::Add(entry, Secret::from("a long password"))));
    }
    c
}

fn id(c: &Console, name: &str) -> u32 {
    let accounts = &c.h.state.live().accounts;
    accounts.accounts.iter().find(|account| account.name == name).unwrap().id
}

fn permissions(c: &Console) -> Vec<Permission> {
    c.handle.snapshots().borrow().settings.servers[0].access.permissions.clone()
}

fn entry(who: Who, submit: Grant, relay: Grant) -> Permission {
    Permission { who, submit, relay, ..Permission::default() }
}

/// What the server says to MAIL and to a recipient elsewhere once somebody has logged on.
fn tried(c: &Console, name: &str) -> (String, String) {
    let to = port(c, "Office", true);
    wire(async {
        let mut program = Client::connect_tls("127.0.0.1", to).await;
        program.hello().await;
        assert!(program.log_on(name, "a long password").await.starts_with("235 "), "{name}");
        (program.say("MAIL FROM:<somebody@office.test>").await, program.say("RCPT TO:<far@far.test>").await)
    })
}

fn relays(c: &Console, name: &str) -> bool {
    let (mail, rcpt) = tried(c, name);
    assert!(mail.starts_with("250 "), "{name}: {mail}");
    assert!(rcpt.starts_with("250 ") || rcpt.starts_with(NO_RELAY), "{name}: {rcpt}");
    rcpt.starts_with("250 ")
}

/// Adds somebody to the list of *Users…*, which is open.
fn add(by: By, c: &mut Console, name: &str) {
    by.at(c, "permissions.add", 'a');
    assert_eq!(c.h.focus(), "pick.name", "{by:?}");
    c.h.type_text(name);
    by.press(c, "pick.ok");
    assert!(!c.h.exists("pick"), "{by:?}: {:?}", c.h.texts());
    assert_eq!(selected(c), name, "{by:?}");
}

/// The name in the selected row of the list.
fn selected(c: &mut Console) -> String {
    c.h.control("permissions.list").value.split('\t').next().unwrap_or_default().to_owned()
}

/// Selects a row of the list by its name.
fn choose(by: By, c: &mut Console, name: &str) {
    by.at(c, "permissions.list", 'n');
    match by {
        By::Mouse => c.h.click_text(name),
        By::Keyboard => {
            c.h.press(Named::Home);
            for _ in 1..c.h.control("permissions.list").rows {
                if selected(c) != name {
                    c.h.press(Named::ArrowDown);
                }
            }
        }
    }
    assert_eq!(selected(c), name, "{by:?}");
}

/// Ticks or clears a box of the selected entry: the letter leads to *Allow* of its row, *Deny* is beside it.
fn tick(by: By, c: &mut Console, id: &'static str) {
    match by {
        By::Mouse => c.h.click(id),
        By::Keyboard => {
            c.h.alt(if id.contains("submit") { 's' } else { 'p' });
            if id.ends_with("deny") {
                c.h.tab();
            }
            assert_eq!(c.h.focus(), id);
            c.h.press(Named::Space);
        }
    }
}

/// From Authentication to *Users…*.
fn users(by: By, c: &mut Console) {
    c.h.send(Message::Act(Act::Go(Node::Overview)));
    by.access(c);
    by.at(c, "properties.authentication", 'u');
    by.at(c, "authentication.users", 'u');
    assert!(c.h.exists("permissions"), "{by:?}: {:?}", c.h.texts());
}

#[test]
fn ac_24_who_logged_on_relays_only_with_the_permission_once_logging_on_is_not_enough() {
    for by in BOTH {
        let mut c = office();
        assert!(relays(&c, "anna") && relays(&c, "bo"), "{by:?}: everybody who logs on at first");
        by.access(&mut c);
        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.authenticated", 'w');
        by.accept(&mut c, "relay.ok");
        assert!(!relays(&c, "anna") && !relays(&c, "bo"), "{by:?}");
        by.access(&mut c);
        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.users", 'u');
        assert!(c.h.shows("logging on is not enough to relay"), "{by:?}: {:?}", c.h.texts());
        add(by, &mut c, "anna");
        tick(by, &mut c, "permissions.relay-allow");
        assert!(c.h.shows("Yes: allowed to anna."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "relay.ok");
        assert!(relays(&c, "anna") && !relays(&c, "bo"), "{by:?}");
        let all = entry(Who::Everyone, Grant::Allow, Grant::Allow);
        assert_eq!(permissions(&c), [all, entry(Who::Account(id(&c, "anna")), Grant::Unset, Grant::Allow)], "{by:?}");
    }
}

#[test]
fn a_group_may_submit_and_not_relay_and_denying_wins() {
    for by in BOTH {
        let mut c = office();
        // The group is made on the page.
        c.h.send(Message::Act(Act::Go(Node::Accounts)));
        by.press(&mut c, "groups.new");
        assert_eq!(c.h.focus(), "group.name", "{by:?}");
        c.h.type_text("Sales");
        by.at(&mut c, "group.add", 'a');
        c.h.type_text("an");
        by.press(&mut c, "pick.ok");
        by.press(&mut c, "group.ok");
        assert!(!c.h.exists("group"), "{by:?}: {:?}", c.h.texts());
        c.news();
        let sales = c.h.state.live().accounts.groups[0].clone();
        assert_eq!((sales.name.as_str(), sales.members.as_slice()), ("Sales", &[id(&c, "anna")][..]), "{by:?}");
        // All who log on are taken out; the group may submit.
        users(by, &mut c);
        by.at(&mut c, "permissions.remove", 'r');
        assert!(c.h.shows("May submit mail: nobody."), "{by:?}: {:?}", c.h.texts());
        add(by, &mut c, "Sales");
        tick(by, &mut c, "permissions.submit-allow");
        assert!(c.h.shows("May submit mail: anna.") && c.h.shows("May relay after logging on: nobody."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "authentication.ok");
        assert!(!relays(&c, "anna"), "{by:?}");
        assert!(tried(&c, "bo").0.starts_with("550 5.7.1 "), "{by:?}: bo is in no group");
        // Everything is allowed again but denied to the group: the account's own entry does not help.
        users(by, &mut c);
        tick(by, &mut c, "permissions.relay-deny");
        add(by, &mut c, "Authenticated users");
        tick(by, &mut c, "permissions.submit-allow");
        tick(by, &mut c, "permissions.relay-allow");
        add(by, &mut c, "anna");
        tick(by, &mut c, "permissions.relay-allow");
        assert!(c.h.shows("No: denied to Sales, and denying wins."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "authentication.ok");
        assert!(!relays(&c, "anna") && relays(&c, "bo"), "{by:?}");
        // The page says so as well.
        c.h.send(Message::Act(Act::Go(Node::Accounts)));
        let rights: Vec<_> = c.h.state.live().people.iter().map(|person| person.rights[0].relay).collect();
        assert_eq!(rights, [false, true], "{by:?}");
        assert!(c.h.shows("Sales"), "{by:?}: {:?}", c.h.texts());
        c.h.click("accounts.list");
        c.h.press(Named::Home);
        c.h.press(Named::F2);
        assert!(c.h.shows("In effect it may send, but not relay, on: Office"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn a_single_account_is_denied_relaying_and_the_box_is_cleared_again() {
    for by in BOTH {
        let mut c = office();
        users(by, &mut c);
        add(by, &mut c, "bo");
        tick(by, &mut c, "permissions.relay-deny");
        assert_eq!(c.h.control("permissions.relay-deny").checked, Some(true), "{by:?}");
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "authentication.ok");
        assert!(relays(&c, "anna"), "{by:?}");
        assert!(tried(&c, "bo").1.starts_with(NO_RELAY), "{by:?}");
        users(by, &mut c);
        choose(by, &mut c, "bo");
        // Allow takes the place of Deny; cleared there is neither.
        tick(by, &mut c, "permissions.relay-allow");
        assert_eq!(c.h.control("permissions.relay-deny").checked, Some(false), "{by:?}");
        tick(by, &mut c, "permissions.relay-allow");
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "authentication.ok");
        assert!(relays(&c, "bo"), "{by:?}");
        assert_eq!(permissions(&c)[1], entry(Who::Account(id(&c, "bo")), Grant::Unset, Grant::Unset), "{by:?}");
    }
}

#[test]
fn the_list_is_one_for_both_dialogs_and_counts_only_with_ok() {
    for by in BOTH {
        let mut c = office();
        users(by, &mut c);
        add(by, &mut c, "anna");
        // Who is there already is not added again.
        by.at(&mut c, "permissions.add", 'a');
        c.h.type_text("ANNA");
        by.press(&mut c, "pick.ok");
        assert!(c.h.exists("pick") && c.h.shows("The entry is already in the list."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "pick.cancel");
        by.press(&mut c, "permissions.ok");
        by.press(&mut c, "authentication.ok");
        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.users", 'u');
        assert_eq!(c.h.control("permissions.list").rows, 2, "{by:?}");
        by.at(&mut c, "permissions.remove", 'r');
        by.press(&mut c, "permissions.cancel");
        by.at(&mut c, "relay.users", 'u');
        assert_eq!(c.h.control("permissions.list").rows, 2, "{by:?}: cancelled");
        by.press(&mut c, "permissions.cancel");
        by.press(&mut c, "relay.cancel");
        by.press(&mut c, "properties.cancel");
        assert_eq!(permissions(&c).len(), 1, "{by:?}: nothing was applied");
    }
}

#[test]
fn a_deleted_group_stays_visible_in_the_list_and_can_be_taken_out() {
    for by in BOTH {
        let mut c = office();
        let group = GroupEntry { name: "Sales".into(), members: vec![id(&c, "anna")], ..GroupEntry::default() };
        c.command(Command::Account(AccountChange::AddGroup(group)));
        let number = c.h.state.live().accounts.groups[0].id;
        let mut server = c.h.state.live().settings.servers[0].clone();
        server.access.permissions.push(entry(Who::Group(number), Grant::Unset, Grant::Deny));
        c.command(Command::Change(Change::Server(Box::new(server), None)));
        assert!(!relays(&c, "anna"), "{by:?}");
        c.h.send(Message::Act(Act::Go(Node::Accounts)));
        match by {
            By::Mouse => {
                c.h.right_click_text("Sales");
                c.h.click("groups.menu.delete");
                c.h.click("accounts.ask.yes");
            }
            By::Keyboard => {
                while c.h.focus() != "groups.list" {
                    c.h.tab();
                }
                c.h.press(Named::ArrowDown);
                c.h.press(Named::Home);
                c.h.press(Named::Delete);
                c.h.alt('y');
            }
        }
        c.news();
        assert!(c.h.state.live().accounts.groups.is_empty(), "{by:?}: {:?}", c.h.texts());
        assert!(relays(&c, "anna"), "{by:?}: the entry means nobody now");
        users(by, &mut c);
        let gone = format!("Deleted group {number}");
        assert!(c.h.shows(&gone), "{by:?}: {:?}", c.h.texts());
        choose(by, &mut c, &gone);
        by.at(&mut c, "permissions.remove", 'r');
        by.press(&mut c, "permissions.ok");
        by.accept(&mut c, "authentication.ok");
        assert_eq!(permissions(&c), [entry(Who::Everyone, Grant::Allow, Grant::Allow)], "{by:?}");
    }
}

#[test]
fn a_group_is_changed_deleted_and_brought_back() {
    let mut c = office();
    let group = GroupEntry { name: "Sales".into(), members: vec![id(&c, "anna")], ..GroupEntry::default() };
    c.command(Command::Account(AccountChange::AddGroup(group)));
    c.h.send(Message::Act(Act::Go(Node::Accounts)));
    c.h.double_click_text("Sales");
    assert!(c.h.exists("group") && c.h.shows("Sales Properties"), "{:?}", c.h.texts());
    c.h.click("group.name");
    c.h.ctrl('a');
    c.h.type_text("Shop");
    c.h.click("group.add");
    c.h.type_text("bo");
    c.h.press(Named::Enter);
    c.h.click("group.note");
    c.h.type_text("Ground floor");
    c.h.press(Named::Enter);
    c.news();
    let shop = c.h.state.live().accounts.groups[0].clone();
    assert_eq!((shop.name.as_str(), shop.note.as_str(), shop.members.len()), ("Shop", "Ground floor", 2));
    assert!(c.h.shows("anna, bo"), "{:?}", c.h.texts());
    // The account says what it is in.
    c.h.double_click_text("bo");
    assert!(c.h.exists("account") && c.h.shows("Member of: Shop"), "{:?}", c.h.texts());
    c.h.press(Named::Escape);
    c.h.click_text("Shop");
    c.h.press(Named::Delete);
    assert!(c.h.shows("Delete the group “Shop”?"), "{:?}", c.h.texts());
    c.h.click("accounts.ask.no");
    assert_eq!(c.h.state.live().accounts.groups.len(), 1);
    c.h.click("groups.delete");
    c.h.click("accounts.ask.yes");
    c.news();
    assert!(c.h.state.live().accounts.groups.is_empty() && c.h.state.live().history[0].what == What::GroupDeleted);
    c.h.click("status.undo");
    c.news();
    assert_eq!(c.h.state.live().accounts.groups, [shop]);
    assert!(c.h.shows("Shop"), "{:?}", c.h.texts());
}

#[test]
fn how_long_logs_are_kept_and_whether_clients_are_remembered_is_set_and_undone_together() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        assert!(c.h.state.live().settings.keep_facts);
        by.general(&mut c);
        by.at(&mut c, "properties.log", 'e');
        by.at(&mut c, "properties.log-properties", 'r');
        assert_eq!((c.h.control("logging.keep").value.as_str(), c.h.control("logging.facts").checked), ("30", Some(true)), "{by:?}");
        by.fill(&mut c, "logging.keep", 'k', "36501");
        by.press(&mut c, "logging.ok");
        assert!(c.h.exists("logging") && c.h.focus() == "logging.keep", "{by:?}");
        by.fill(&mut c, "logging.keep", 'k', "0");
        by.at(&mut c, "logging.facts", 'b');
        by.accept(&mut c, "logging.ok");
        let settings = c.handle.snapshots().borrow().settings.clone();
        assert_eq!((settings.servers[0].log.keep_days, settings.keep_facts), (0, false), "{by:?}");
        // Another sheet shows the same, and one undo brings back both.
        by.general(&mut c);
        by.at(&mut c, "properties.log-properties", 'r');
        assert_eq!(c.h.control("logging.facts").checked, Some(false), "{by:?}");
        by.press(&mut c, "logging.cancel");
        by.press(&mut c, "properties.cancel");
        match by {
            By::Mouse => c.h.click("status.undo"),
            By::Keyboard => {
                c.h.alt('f');
                c.h.type_text("u");
            }
        }
        c.news();
        let settings = c.handle.snapshots().borrow().settings.clone();
        assert_eq!((settings.servers[0].log.keep_days, settings.keep_facts), (30, true), "{by:?}");
    }
}
