//! What the window says when the engine cannot start; the second way out of a lock-out; mail that may only leave encrypted.

use std::io::Write;
use std::process::{Command, Stdio};

use iced::Task;
use iced::widget::space;
use postkontor::config::Home;
use postkontor::config::written::{Connection, Rule};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::dialogs::connection;
use postkontor::console::start::prepare;
use postkontor::console::widget::{desk, scope};
use postkontor::i18n::{Language, Words};
use postkontor::mail::ServerId;

use crate::harness::{Harness, smoke};
use crate::window::{Console, OFFICE};

#[test]
fn a_home_that_cannot_be_used_is_told_in_the_language_of_the_user() {
    let broken = [
        ("settings.ron", "(version: 1, servers: [(id: 1, name: \"\", fqdn: \"no name\")])"),
        ("settings.ron", "(version: 1, servers: 7)"),
        ("settings.ron", "(version: 900)"),
        ("accounts.ron", "(version: 1, accounts: [(id: 1, name: \"\")])"),
        ("secrets.ron", "nonsense"),
    ];
    for (file, text) in broken {
        let mut english = String::new();
        for language in Language::ALL {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("settings.ron"), "(version: 1)").unwrap();
            std::fs::write(folder.path().join(file), text).unwrap();
            let Err((title, told)) = prepare(&Home::new(folder.path()), Words::of(language)) else {
                panic!("{file} with {text:?} is taken");
            };
            assert_eq!(title, Words::of(language).text("msgbox-engine-failed"));
            assert!(told.contains(file), "{language}: {told}");
            // Without the folder, which is another one each time.
            let told = told.replace(&folder.path().display().to_string(), "");
            match language {
                Language::English => english = told,
                _ => assert_ne!(told, english, "{language}"),
            }
        }
    }
}

#[test]
fn another_engine_on_the_home_has_its_own_title() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    std::fs::write(folder.path().join("settings.ron"), "(version: 1)").unwrap();
    let Ok((first, _)) = prepare(&home, Words::of(Language::Swedish)) else { panic!("the first one starts") };
    let Err((title, text)) = prepare(&home, Words::of(Language::Swedish)) else { panic!("the second one starts, too") };
    assert_eq!(title, Words::of(Language::Swedish).text("ask-second-title"));
    assert!(text.contains(&std::process::id().to_string()), "{text}");
    first.drain(std::time::Duration::ZERO);
}

struct Stage {
    dialog: connection::State,
    words: &'static Words,
    accepted: Option<Connection>,
}

fn stage(language: Language) -> Harness<Stage, connection::Message> {
    let only = Connection { rule: Rule::OnlyListed, computers: vec![] };
    let host = ["192.168.1.2".parse().unwrap()];
    let networks = ["192.168.1.0/24".parse().unwrap(), "2001:db8::/64".parse().unwrap()];
    let dialog = connection::State::new(&only, "Office", &host).within(&networks);
    Harness::new(
        Stage { dialog, words: Words::of(language), accepted: None },
        |stage, message| {
            if let connection::Action::Accept(connection) = stage.dialog.update(message) {
                stage.accepted = Some(connection);
            }
            Task::none()
        },
        |stage| desk(scope(space())).sheet(Some(stage.dialog.view(stage.words))).into(),
    )
}

#[test]
fn who_would_be_locked_out_can_add_his_network() {
    for language in Language::ALL {
        let mut h = stage(language);
        h.resize(1024.0, 700.0);
        h.click("connection.ok");
        assert_eq!(smoke::look(&mut h, "lock-out"), Vec::<String>::new(), "{language}");
        h.picture(&format!("promises/lock-out-{language}.png"));
        h.click("lock-out.network");
        assert!(!h.exists("lock-out"));
        assert_eq!(h.control("connection.list").rows, 3);
        h.click("connection.ok");
        let computers = h.state.accepted.as_ref().unwrap().computers.iter().map(|c| c.address.clone()).collect::<Vec<_>>();
        assert_eq!(computers, ["127.0.0.1", "192.168.1.0/24", "2001:db8::/64"]);
    }
}

#[test]
fn mail_may_be_made_to_leave_encrypted_only() {
    let mut c = Console::open("(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])");
    c.h.send(Message::Act(Act::Properties(ServerId(1))));
    c.h.click("properties.tabs.3");
    c.h.click("properties.outbound-security");
    assert_eq!(c.h.focus(), "outbound-security.anonymous");
    assert!(!c.h.control("outbound-security.basic").enabled, "there is no smart host to log on to");
    assert!(c.h.shows("Every connection to another mail server must be encrypted."));
    c.h.click("outbound-security.tls");
    c.h.click("outbound-security.ok");
    c.h.click("properties.ok");
    let settings = c.handle.snapshots().borrow().settings.clone();
    assert!(settings.servers[0].delivery.outbound.require_tls);
    // How mail leaves knows it.
    c.h.send(Message::Act(Act::Route(ServerId(1))));
    c.h.click("leave.smart-host");
    assert!(!c.h.shows("encrypted with STARTTLS all the same"));
    c.h.click("leave.encryption");
    c.h.press(iced::keyboard::key::Named::End);
    c.h.press(iced::keyboard::key::Named::Enter);
    assert!(c.h.shows("“Outbound Security” requires TLS for all outgoing mail"), "{:?}", c.h.texts());
}

#[test]
fn outbound_security_passes_the_smoke_test_in_every_language() {
    for language in Language::ALL {
        let mut c = Console::open("(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])");
        c.h.resize(1024.0, 700.0);
        c.h.send(Message::Act(Act::Language(language)));
        c.h.send(Message::Act(Act::Properties(ServerId(1))));
        c.h.click("properties.tabs.3");
        assert_eq!(smoke::look(&mut c.h, "properties"), Vec::<String>::new(), "{language}");
        c.h.click("properties.outbound-security");
        assert_eq!(smoke::check(&mut c.h, "outbound-security"), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn an_account_made_on_the_command_line_beside_the_window_counts_at_once() {
    let mut c = Console::open(OFFICE);
    let mut program = Command::new(env!("CARGO_BIN_EXE_postkontor"));
    program.args(["account", "add", "cleo", "--no-mailbox", "--password-stdin", "--home"]).arg(c.home());
    let mut running = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(b"cleos secret\n").unwrap();
    let done = running.wait_with_output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success() && said.contains("The running server has been told."), "{said}");
    c.news();
    assert!(c.h.state.live().accounts.accounts.iter().any(|account| account.name == "cleo"));
    assert!(!c.h.state.live().changed_by_hand, "nobody is asked about it");
}
