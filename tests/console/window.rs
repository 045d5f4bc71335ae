//! The window itself on a real engine: tree and lists, starting and stopping, language and look, undo, questions.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::{Home, ListRule};
use postkontor::console::act::Act;
use postkontor::console::app::{App, Message};
use postkontor::console::link::{Link, News};
use postkontor::console::memory::Memory;
use postkontor::console::theme::{Look, ROW, Scale};
use postkontor::console::window;
use postkontor::engine::command::{Change, Command};
use postkontor::engine::handle::Handle;
use postkontor::engine::snapshot::Light;
use postkontor::i18n::{Language, Words};
use postkontor::mail::ServerId;
use postkontor::tr;

use crate::harness::{Harness, smoke};

pub const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])";
pub const SPARE: &str =
    "(id: 2, name: \"Spare\", fqdn: \"spare.office.test\", start_automatically: false, identities: [(address: \"127.0.0.1\", port: 0)])";

/// A window with its engine and home.
pub struct Console {
    pub h: Harness<App, Message>,
    pub handle: Handle,
    folder: tempfile::TempDir,
}

impl Console {
    pub fn open(servers: &str) -> Self {
        Self::with(servers, Memory { language: Language::English, ..Memory::default() })
    }

    fn with(servers: &str, memory: Memory) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("(version: 1, servers: [{servers}])");
        std::fs::write(folder.path().join("settings.ron"), text).unwrap();
        let handle = Handle::start(&Home::new(folder.path()), Arc::new(jiff::Timestamp::now)).unwrap();
        let app = App::new(Link::new(handle.clone()), memory, Some(preferences(folder.path())), None);
        let mut h = Harness::new(app, App::update, window::view);
        h.resize(1180.0, 780.0);
        Self { h, handle, folder }
    }

    pub fn command(&mut self, command: Command) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.handle.command(command)).unwrap();
        self.news();
    }

    /// What the subscription would bring.
    pub fn news(&mut self) {
        let now = self.handle.snapshots().borrow().clone();
        self.h.send(Message::News(News::Snapshot(now)));
    }

    /// The folder that has everything.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    /// Where the preferences of its user are kept.
    pub fn preferences(&self) -> std::path::PathBuf {
        preferences(self.folder.path())
    }

    fn state(&self, id: u32) -> Light {
        self.handle.snapshots().borrow().servers.iter().find(|line| line.id == ServerId(id)).unwrap().state.clone()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.handle.drain(Duration::ZERO);
    }
}

fn preferences(home: &Path) -> std::path::PathBuf {
    home.join("preferences/window.ron")
}

#[test]
fn ac_01_the_tree_leads_to_the_servers_and_every_container_lists_its_children() {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    let host = c.h.state.live().host.to_string();
    for (node, below) in [
        ("Postkontor", vec!["Servers"]),
        ("Servers", vec![host.as_str()]),
        (host.as_str(), vec!["Overview", "Queues", "Mail domains", "Accounts", "Devices", "Certificates", "Protocols"]),
        ("Protocols", vec!["SMTP"]),
        ("SMTP", vec!["Office", "Spare"]),
    ] {
        c.h.click("window.tree");
        c.h.press(Named::Home);
        let at = [
            "Postkontor",
            "Servers",
            host.as_str(),
            "Overview",
            "Queues",
            "Mail domains",
            "Accounts",
            "Devices",
            "Certificates",
            "Protocols",
            "SMTP",
        ]
        .iter()
        .position(|name| *name == node)
        .unwrap();
        for _ in 0..at {
            c.h.press(Named::ArrowDown);
        }
        let tree = c.h.control("window.tree");
        assert_eq!(tree.value, node);
        let list = c.h.control("pane.list");
        assert_eq!(list.rows, below.len(), "{node}");
        for name in below {
            assert!(c.h.texts().iter().filter(|text| *text == name).count() >= 2, "{name} stands in tree and list of {node}");
        }
    }
    assert_eq!(c.h.control("window.tree").rows, 15);
    // The same menu on a row of the list as in the tree.
    c.h.right_click_text("Office");
    assert!(c.h.exists("menu.start") && c.h.exists("menu.stop"));
    c.h.press(Named::Escape);
    assert!(!c.h.exists("menu.start"));
}

#[test]
fn ac_01_the_keyboard_alone_leads_from_the_root_to_a_server_in_the_tree_and_in_the_lists() {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    let host = c.h.state.live().host.to_string();
    let to = |c: &mut Console, control: &str| {
        for _ in 0..40 {
            if c.h.focus() == control {
                return;
            }
            c.h.tab();
        }
        panic!("Tab does not reach {control}");
    };
    // The tree, from a closed root: Right opens a node and then goes to its first child.
    to(&mut c, "window.tree");
    c.h.press(Named::Home);
    c.h.press(Named::ArrowLeft);
    assert_eq!(c.h.control("window.tree").rows, 1);
    c.h.press(Named::ArrowRight);
    for (node, below, keys) in [
        ("Postkontor", vec!["Servers"], vec![Named::ArrowRight]),
        ("Servers", vec![host.as_str()], vec![Named::ArrowRight]),
        (
            host.as_str(),
            vec!["Overview", "Queues", "Mail domains", "Accounts", "Devices", "Certificates", "Protocols"],
            vec![Named::ArrowRight],
        ),
        ("Overview", vec![], vec![Named::ArrowDown]),
        ("Queues", vec![], vec![Named::ArrowDown]),
        ("Mail domains", vec![], vec![Named::ArrowDown]),
        ("Accounts", vec![], vec![Named::ArrowDown]),
        ("Devices", vec![], vec![Named::ArrowDown]),
        ("Certificates", vec![], vec![Named::ArrowDown]),
        ("Protocols", vec!["SMTP"], vec![Named::ArrowLeft, Named::ArrowRight, Named::ArrowRight]),
        ("SMTP", vec!["Office", "Spare"], vec![Named::ArrowRight]),
        ("Office", vec![], vec![Named::ArrowRight]),
        ("Current Sessions", vec![], vec![Named::ArrowDown]),
        ("Spare", vec![], vec![]),
    ] {
        assert_eq!((c.h.focus().as_str(), c.h.control("window.tree").value.as_str()), ("window.tree", node));
        assert_eq!(c.h.exists("pane.list"), !below.is_empty(), "{node}");
        if !below.is_empty() {
            assert_eq!(c.h.control("pane.list").rows, below.len(), "{node}");
        }
        for name in below {
            assert!(c.h.texts().iter().filter(|text| *text == name).count() >= 2, "{name} stands in tree and list of {node}");
        }
        keys.into_iter().for_each(|key| c.h.press(key));
    }
    assert!(c.h.shows("State: Stopped"), "the page of the server: {:?}", c.h.texts());
    // The lists of the right pane: Enter goes one deeper.
    c.h.press(Named::Home);
    for (node, child) in [("Postkontor", "Servers"), ("Servers", host.as_str()), (host.as_str(), "Protocols"), ("Protocols", "SMTP")] {
        assert_eq!(c.h.control("window.tree").value, node);
        to(&mut c, "pane.list");
        c.h.press(Named::End);
        assert_eq!(c.h.control("pane.list").value, child);
        c.h.press(Named::Enter);
    }
    assert_eq!(c.h.control("window.tree").value, "SMTP");
    to(&mut c, "pane.list");
    c.h.type_text("o");
    assert!(c.h.control("pane.list").value.starts_with("Office\tRunning\t"));
    // Below a server there is nothing to go to: Enter opens its properties.
    c.h.press(Named::Enter);
    assert!(c.h.exists("properties") && c.h.shows("Office Properties"), "{:?}", c.h.texts());
}

#[test]
fn closed_branches_are_remembered() {
    let mut c = Console::open(OFFICE);
    c.h.click("window.tree");
    c.h.press(Named::End);
    c.h.press(Named::ArrowLeft);
    c.h.press(Named::ArrowLeft);
    assert_eq!(c.h.control("window.tree").rows, 12);
    let memory = Memory::read(Some(&preferences(c.folder.path())));
    assert_eq!(&memory, c.h.state.memory());
    assert_eq!(memory.closed.len(), 1);
}

#[test]
fn a_server_is_paused_stopped_and_started_by_its_menu() {
    let mut c = Console::open(OFFICE);
    for (entry, state) in [
        ("menu.pause", Light::Paused),
        ("menu.pause", Light::Running),
        ("menu.pause", Light::Paused),
        ("menu.start", Light::Running),
        ("menu.stop", Light::Stopped),
        ("menu.start", Light::Running),
        ("menu.restart", Light::Running),
    ] {
        c.h.right_click_text("Office");
        c.h.click(entry);
        assert_eq!(c.state(1), state, "{entry}");
        assert!(!c.h.exists(entry));
    }
    c.h.right_click_text("Office");
    assert!(!c.h.control("menu.start").enabled && c.h.control("menu.stop").enabled);
}

#[test]
fn a_server_is_stopped_and_started_by_the_keyboard_alone() {
    let mut c = Console::open(OFFICE);
    c.h.tab();
    while c.h.focus() != "window.tree" {
        c.h.tab();
    }
    c.h.press(Named::End);
    c.h.press(Named::ArrowLeft);
    assert_eq!(c.h.control("window.tree").value, "Office");
    c.h.key(Named::F10, Modifiers::SHIFT);
    c.h.type_text("t");
    assert_eq!(c.state(1), Light::Stopped);
    c.h.press(Named::ContextMenu);
    c.h.type_text("s");
    assert_eq!(c.state(1), Light::Running);
    // The menu bar does the same.
    c.h.alt('a');
    c.h.type_text("a");
    assert_eq!(c.state(1), Light::Paused);
    assert!(c.h.shows("Paused"));
}

#[test]
fn a_server_is_renamed_and_a_refused_name_stays_in_sight() {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    c.h.click_text("Spare");
    c.h.press(Named::F2);
    assert_eq!(c.h.focus(), "ask.name");
    c.h.ctrl('a');
    c.h.type_text("Office");
    c.h.press(Named::Enter);
    assert_eq!(c.h.control("ask.name").value, "Office");
    assert!(!c.h.control("ask.name").problem.is_empty());
    c.h.type_text(" two");
    c.h.press(Named::Enter);
    assert!(!c.h.exists("ask"), "{:?}", c.h.texts());
    assert!(c.h.shows("Office two"));
}

#[test]
fn a_server_is_deleted_after_a_question_and_brought_back_from_the_status_bar() {
    let mut c = Console::open(&[OFFICE, SPARE].join(","));
    c.h.click_text("Spare");
    c.h.press(Named::Delete);
    assert!(c.h.shows("Delete “Spare”?"));
    c.h.press(Named::Escape);
    assert_eq!(c.h.state.live().servers.len(), 2);
    c.h.press(Named::Delete);
    c.h.click("ask.yes");
    assert_eq!(c.h.state.live().servers.len(), 1);
    assert!(c.h.shows("Spare deleted"));
    c.h.click("status.undo");
    assert_eq!(c.h.state.live().servers.len(), 2);
    assert!(!c.h.exists("status.undo"));
}

#[test]
fn the_change_history_brings_back_what_was_before() {
    let mut c = Console::open(OFFICE);
    for name in ["One", "Two"] {
        c.command(Command::Change(Change::Rename(ServerId(1), name.into())));
    }
    c.h.send(Message::Act(Act::History));
    assert_eq!(c.h.control("history.list").rows, 2);
    assert!(!c.h.control("history.back").enabled);
    c.h.click("history.list");
    c.h.press(Named::End);
    c.h.click("history.back");
    c.h.press(Named::Enter);
    assert_eq!(c.h.state.live().servers[0].name, "Office");
    c.h.tab();
    assert_eq!(smoke::check(&mut c.h, "history"), Vec::<String>::new());
}

#[test]
fn ac_02_a_new_server_is_made_from_the_menu_of_smtp_and_shown() {
    let mut c = Console::open(OFFICE);
    c.h.right_click_text("SMTP");
    c.h.press(Named::Home);
    c.h.press(Named::ArrowRight);
    c.h.press(Named::Enter);
    c.h.type_text("Harbour");
    c.h.press(Named::Enter);
    c.h.click("newserver.port");
    c.h.ctrl('a');
    c.h.type_text("28025");
    if c.h.control("newserver.also").checked == Some(true) {
        c.h.click("newserver.also");
    }
    c.h.press(Named::Enter);
    assert_eq!(c.h.state.live().servers.last().map(|line| line.name.as_str()), Some("Harbour"));
    assert_eq!(c.h.control("window.tree").value, "Harbour");
}

#[test]
fn properties_are_changed_by_the_keyboard_alone_and_undone() {
    let mut c = Console::open(OFFICE);
    c.h.click_text("Office");
    c.h.key(Named::Enter, Modifiers::ALT);
    assert!(c.h.exists("properties"));
    c.h.alt('l');
    c.h.press(Named::Space);
    c.h.click("properties.cancel");
    assert!(!c.h.exists("properties"));
    c.h.send(Message::Act(Act::Relay(ServerId(1))));
    c.h.alt('x');
    c.h.press(Named::Enter);
    // Enter gives the careful answer and leads back; to open the door takes a decision.
    assert!(c.h.exists("open-relay"));
    c.h.press(Named::Enter);
    assert!(!c.h.exists("open-relay") && c.h.exists("relay"));
    c.h.press(Named::Enter);
    while c.h.focus() != "open-relay.anyway" {
        c.h.tab();
    }
    c.h.press(Named::Enter);
    c.h.press(Named::Enter);
    assert!(!c.h.exists("properties"));
    let relay = || ListRule::AllExcept;
    assert_eq!(c.h.state.live().settings.servers[0].access.relay.rule, relay());
    c.h.click("status.undo");
    assert_ne!(c.h.state.live().settings.servers[0].access.relay.rule, relay());
}

#[test]
fn an_account_is_made_from_the_next_steps() {
    let mut c = Console::open(OFFICE);
    c.h.click("steps.account");
    assert_eq!(c.h.control("window.tree").value, "Accounts");
    c.h.type_text("anna");
    c.h.click("account.password");
    c.h.type_text("a long enough password");
    c.h.click("account.repeat");
    c.h.type_text("a long enough password");
    c.h.press(Named::Enter);
    assert_eq!(c.h.state.live().accounts.accounts.len(), 1);
    c.h.send(Message::Node(3));
    assert!(c.h.shows("1 of 6 done"));
}

#[test]
fn language_and_look_change_while_running_and_are_remembered() {
    let mut c = Console::open(OFFICE);
    for language in Language::ALL {
        c.h.send(Message::Act(Act::Language(language)));
        let words = Words::of(language);
        let overview = tr!(words, "tree-overview").into_owned();
        assert!(c.h.shows(&overview), "{language}");
        assert!(c.h.shows("Office"));
    }
    c.h.send(Message::Act(Act::Language(Language::English)));
    c.h.click("bar.view");
    c.h.type_text("a");
    c.h.type_text("d");
    assert_eq!(c.h.state.memory().look, Look::Dark);
    assert_eq!(c.h.state.theme(), Look::Dark.theme());
    c.h.key(iced::keyboard::Key::Character("+".into()), Modifiers::CTRL);
    assert_eq!(c.h.state.memory().scale, Scale::percent(110));
    assert_eq!(&Memory::read(Some(&preferences(c.folder.path()))), c.h.state.memory());
}

#[test]
fn warnings_are_told_with_their_cure() {
    let open = OFFICE.replace(
        "identities",
        "delivery: (hold_outbound: true), access: (authentication: (anonymous: true, basic_requires_tls: false)), identities",
    );
    let mut c = Console::open(&open);
    assert!(c.h.shows("accepts passwords without encryption"));
    assert!(c.h.shows("Outbound mail of “Office” is disabled"));
    c.h.click_text("Require TLS encryption");
    assert!(c.h.state.live().settings.servers[0].access.authentication.basic_requires_tls);
    assert!(!c.h.shows("accepts passwords without encryption"));
    c.h.click_text("Enable outbound mail");
    assert!(!c.h.shows("Outbound mail of “Office” is disabled"));
}

fn edited(c: &mut Console) {
    edit(c, |text| text.replace("\"Office\"", "\"Harbour\""));
}

/// Changes the settings file as an administrator would, and waits until the window knows.
fn edit(c: &mut Console, change: impl FnOnce(&str) -> String) {
    let path = c.folder.path().join("settings.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(&text)).unwrap();
    let deadline = std::time::Instant::now() + Duration::from_secs(10);
    while !c.handle.snapshots().borrow().changed_by_hand {
        assert!(std::time::Instant::now() < deadline, "the change was not noticed");
        std::thread::sleep(Duration::from_millis(50));
    }
    c.news();
}

#[test]
fn a_change_by_hand_is_noticed_and_waits_for_an_answer() {
    let mut c = Console::open(OFFICE);
    edited(&mut c);
    assert!(c.h.shows("changed outside Postkontor"));
    // Escape decides nothing: it stays in sight, whatever else is done meanwhile.
    c.h.press(Named::Escape);
    assert!(!c.h.exists("ask"));
    c.command(Command::Pause(ServerId(1)));
    assert_eq!(c.h.state.live().servers[0].name, "Office");
    c.h.click("overview.read-files");
    assert_eq!(c.h.state.live().servers[0].name, "Harbour");
    assert!(!c.h.exists("overview.read-files") && !c.h.exists("ask"));
}

#[test]
fn the_settings_in_use_are_kept_and_the_other_version_can_be_brought_back() {
    let mut c = Console::open(OFFICE);
    edited(&mut c);
    c.h.click("ask.keep");
    assert!(!c.h.exists("ask"), "{:?}", c.h.texts());
    assert!(!c.h.exists("overview.read-files") && !c.h.exists("overview.keep-settings"), "the user has decided");
    let written = || std::fs::read_to_string(c.folder.path().join("settings.ron")).unwrap();
    assert!(written().contains("\"Office\"") && !written().contains("\"Harbour\""), "the next start uses what is in use now");
    c.h.click("status.undo");
    assert_eq!(c.h.state.live().servers[0].name, "Harbour");
}

#[test]
fn comments_alone_are_kept_with_the_settings_in_use() {
    let mut c = Console::open(OFFICE);
    let path = c.folder.path().join("settings.ron");
    edit(&mut c, |text| format!("// ours\n{text}"));
    c.h.click("ask.keep");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("// ours"));
    assert!(!c.h.exists("overview.read-files") && c.h.state.live().history.is_empty());
}

#[test]
fn a_file_broken_by_hand_is_not_overwritten_and_stays_offered() {
    let mut c = Console::open(OFFICE);
    edit(&mut c, |text| text.replace("version", "verse"));
    c.h.click("ask.keep");
    assert!(c.h.exists("ask") && c.h.shows("verse"), "{:?}", c.h.texts());
    c.h.press(Named::Escape);
    assert!(c.h.exists("overview.keep-settings"));
}

#[test]
fn the_tree_is_made_wider_by_mouse_and_keyboard_and_long_names_are_shown_whole() {
    let mut c = Console::open(&OFFICE.replace("Office", "Printers and scanners of the new building at the harbour"));
    let width = |c: &mut Console| c.h.bounds("window.tree").unwrap().width;
    let first = width(&mut c);
    // The server stands in the twelfth row.
    let tree = c.h.bounds("window.tree").unwrap();
    let name = iced::Point::new(tree.x + 200.0, tree.y + 11.5 * ROW);
    c.h.point(name);
    assert!(c.h.control("window.tree").tip.starts_with("Printers and scanners"), "it is cut off and shown whole");
    let edge = c.h.bounds("window.split").unwrap().center();
    c.h.drag(edge, edge + iced::Vector::new(200.0, 0.0));
    assert_eq!(width(&mut c), first + 200.0);
    c.h.point(name);
    assert_eq!(c.h.control("window.tree").tip, "", "now it fits");
    assert_eq!(Memory::read(Some(&preferences(c.folder.path()))), *c.h.state.memory());
    c.h.click("window.tree");
    c.h.tab();
    assert_eq!(c.h.focus(), "window.split");
    c.h.press(Named::ArrowLeft);
    assert_eq!(width(&mut c), first + 184.0);
    c.h.press(Named::Home);
    assert!(width(&mut c) < first);
    c.h.press(Named::End);
    let page = c.h.bounds("overview.servers").unwrap();
    assert!(page.width > 300.0, "the page keeps its room: {page:?}");
}

#[test]
fn closing_asks_and_then_ends_the_engine() {
    let mut c = Console::open(OFFICE);
    let address = c.h.state.live().servers[0].listening[0].address;
    c.h.send(Message::Close);
    c.h.press(Named::Escape);
    assert!(!c.h.exists("ask"));
    assert!(std::net::TcpStream::connect(address).is_ok());
    c.h.ctrl('q');
    c.h.click("ask.yes");
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn a_refusal_is_told_and_changes_nothing() {
    let mut c = Console::open(OFFICE);
    c.command(Command::Stop(ServerId(1)));
    c.command(Command::Change(Change::Rename(ServerId(1), "Shop".into())));
    c.command(Command::Undo);
    c.handle.drain(Duration::ZERO);
    c.h.send(Message::Act(Act::Start(ServerId(1))));
    assert!(c.h.shows("The mail service has ended."), "{:?}", c.h.texts());
    assert_eq!(smoke::check(&mut c.h, "ask"), Vec::<String>::new());
}

#[test]
fn a_long_edge_is_one_colour_from_end_to_end() {
    for look in Look::ALL {
        let mut c = Console::open(OFFICE);
        c.h.look(look);
        let tree = c.h.bounds("window.tree").unwrap();
        assert!(tree.height > 511.0, "where the renderer halves hairlines");
        let (width, _, pixels) = c.h.pixels();
        let at = |y: u32| &pixels[((y * width + tree.x.round() as u32) * 4) as usize..][..4];
        let straight = tree.y as u32 + 8..(tree.y + tree.height) as u32 - 8;
        let stray: Vec<u32> = straight.clone().filter(|y| at(*y) != at(straight.start)).collect();
        assert!(stray.is_empty(), "{look:?}: other pixels at {stray:?}");
    }
}
