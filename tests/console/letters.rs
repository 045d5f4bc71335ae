//! *Send a test message*, from each place that offers it, by mouse and by keyboard alone, with real sockets: by the way mail
//! leaves and by that of a remote domain as they are typed and not yet saved, as an account, and as if from a device.

use std::time::{Duration, Instant};

use iced::futures::StreamExt;
use iced::keyboard::key::Named;
use iced_runtime::task;
use postkontor::config::written::{Device, LocalDomain, SmartHost, SmartHostEncryption};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::dialogs::test_message;
use postkontor::console::memory::Step;
use postkontor::console::opened::Message as Opened;
use postkontor::console::tree::Node;
use postkontor::engine::command::{AccountChange, AccountEntry, Change, Command};
use postkontor::mail::{AccountId, Secret};

use crate::hand::{BOTH, By, Outside};
use crate::peer::{Fault, Peer, Script};
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)],
    delivery: (hold_outbound: true))";

/// A window whose server knows `office.test` and anna.
fn office() -> Console {
    let mut c = Console::open(OFFICE);
    let domain = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
    let postmaster = Some("anna@office.test".to_owned());
    c.command(Command::Change(Change::Domains { local_domains: vec![domain], aliases: vec![], postmaster }));
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], mailbox: true, ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
    c
}

fn said(peer: &Peer, start: &str) -> usize {
    peer.commands().iter().filter(|command| command.starts_with(start)).count()
}

fn shows(c: &mut Console, by: By, words: &[&str]) {
    for text in words {
        assert!(c.h.shows(text), "{by:?}: {text}: {:?}", c.h.texts());
    }
}

/// What has come for anna.
fn mailbox(c: &Console, account: u32) -> Vec<String> {
    let new = c.home().join("mailboxes").join(account.to_string()).join("Maildir/new");
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let found: Vec<_> = std::fs::read_dir(&new).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        if !found.is_empty() {
            return found.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        }
        assert!(Instant::now() < deadline, "nothing came to {}", new.display());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn account(c: &Console) -> u32 {
    c.handle.snapshots().borrow().accounts.accounts[0].id
}

#[test]
fn the_way_mail_leaves_is_tried_with_a_message_before_it_is_saved() {
    for by in BOTH {
        let outside = Outside::new();
        let script = Script::good().offer("AUTH PLAIN").fault("RCPT nobody@far.test", Fault::Say("550 5.1.1 who is that"));
        let provider = outside.has(script.start());
        let mut c = office();
        by.delivery(&mut c);
        by.at(&mut c, "properties.change", 'c');
        by.at(&mut c, "leave.smart-host", 'y');
        by.fill(&mut c, "leave.host", 'm', "[127.0.0.2]");
        by.at(&mut c, "leave.test-message", 'g');
        // What is missing is asked for where it is missing.
        assert!(!c.h.exists("test-message") && c.h.focus() == "leave.user", "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "leave.port", 't', &provider.address.port().to_string());
        by.fill(&mut c, "leave.user", 'u', "office");
        by.fill(&mut c, "leave.password", 's', "s3cret");
        by.at(&mut c, "leave.encryption", 'e');
        if by == By::Mouse {
            c.h.click_text("No encryption");
        } else {
            c.h.press(Named::End);
        }
        by.at(&mut c, "leave.in-clear", 'p');
        by.at(&mut c, "leave.test-message", 'g');
        assert_eq!(
            (c.h.focus().as_str(), c.h.control("test-message.from").value.as_str()),
            ("test-message.to", "anna@office.test"),
            "{by:?}"
        );
        c.h.type_text("nobody");
        c.h.press(Named::Enter);
        assert!(c.h.focus() == "test-message.to" && provider.connections() == 0, "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "test-message.to", 't', "nobody@far.test");
        by.at(&mut c, "test-message.send", 'n');
        shows(
            &mut c,
            by,
            &[
                "Logged on: 235 2.7.0 in",
                "The sender is accepted: 250 2.0.0 ok",
                "refuses the recipient. Its answer: 550 5.1.1 who is that",
            ],
        );
        assert!(!c.h.texts().iter().any(|text| text.contains("s3cret")), "{by:?}: {:?}", c.h.texts());
        assert!(provider.messages().is_empty() && !c.h.state.memory().seen.contains(&Step::Test), "{by:?}");

        by.fill(&mut c, "test-message.to", 't', "bob@far.test");
        assert!(!c.h.shows("who is that"), "{by:?}: what was told is of another recipient");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["The message is accepted: 250 2.0.0 taken", "[127.0.0.2] accepted the message for bob@far.test"]);
        let message = String::from_utf8(provider.messages().remove(0)).unwrap();
        assert!(
            message.contains("\r\nSubject: Test message from Postkontor\r\n") && message.contains("\r\nTo: <bob@far.test>\r\n"),
            "{message}"
        );
        assert_eq!(said(&provider, "MAIL FROM:<anna@office.test>"), 2, "{by:?}");
        assert!(c.h.state.memory().seen.contains(&Step::Test), "{by:?}: the step of the Overview is done");
        // Nothing was saved by it, and what was typed is still there.
        assert!(c.handle.snapshots().borrow().settings.servers[0].delivery.smart_host.is_none(), "{by:?}");
        by.at(&mut c, "test-message.close", 'c');
        assert!(!c.h.exists("test-message") && c.h.control("leave.host").value == "[127.0.0.2]", "{by:?}");
        // It remembers who got it.
        by.at(&mut c, "leave.test-message", 'g');
        assert_eq!(c.h.control("test-message.to").value, "bob@far.test", "{by:?}");
    }
}

#[test]
fn a_remote_domain_is_tried_with_and_without_a_message_before_it_is_saved() {
    for by in BOTH {
        let outside = Outside::new();
        let branch = outside.has(Script::good().fault("EHLO", Fault::Drop).start());
        let mut c = office();
        c.h.send(Message::Act(Act::Go(Node::Domains)));
        by.press(&mut c, "domains.new-remote");
        by.at(&mut c, "remote-domain.smart-host", 'f');
        by.at(&mut c, "remote-domain.test", 'n');
        assert_eq!(c.h.focus(), "remote-domain.host", "{by:?}");
        by.fill(&mut c, "remote-domain.host", 'm', "[127.0.0.2]");
        by.fill(&mut c, "remote-domain.port", 't', &branch.address.port().to_string());
        by.at(&mut c, "remote-domain.test", 'n');
        shows(&mut c, by, &["Connected to 127.0.0.2:", "[127.0.0.2] closed the connection without a word"]);
        by.at(&mut c, "remote-domain.helo", 'o');
        assert!(!c.h.shows("closed the connection"), "{by:?}: what was found is of another way");
        by.at(&mut c, "remote-domain.test", 'n');
        shows(&mut c, by, &["The server answers: 220 peer.test ESMTP", "The connection works."]);
        assert!(said(&branch, "MAIL") == 0, "{by:?}: a test of the connection sends nothing");
        by.at(&mut c, "remote-domain.test-message", 'g');
        by.fill(&mut c, "test-message.to", 't', "bob@far.test");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["The message is accepted: 250 2.0.0 taken"]);
        assert_eq!((branch.messages().len(), said(&branch, "HELO mail.office.test")), (1, 2), "{by:?}");
        assert!(c.handle.snapshots().borrow().settings.remote_domains.is_empty() && c.h.exists("remote-domain"), "{by:?}");
    }
}

#[test]
fn a_server_answers_as_to_anybody_until_somebody_logs_on() {
    for by in BOTH {
        let mut c = office();
        if by == By::Mouse {
            c.h.send(Message::Act(Act::Go(Node::Overview)));
            c.h.click("steps.test");
        } else {
            by.menu(&mut c, "Office");
            by.choose(&mut c, "menu.test-message", "g");
        }
        assert_eq!(
            (c.h.focus().as_str(), c.h.control("test-message.to").value.as_str()),
            ("test-message.to", "anna@office.test"),
            "{by:?}"
        );
        by.at(&mut c, "test-message.send", 'n');
        shows(&mut c, by, &["The connection is encrypted: TLSv1.3", "Nobody logs on", "refuses the sender. Its answer: 530 5.7.0"]);
        by.fill(&mut c, "test-message.user", 'u', "anna");
        by.at(&mut c, "test-message.send", 'n');
        assert_eq!(c.h.focus(), "test-message.password", "{by:?}");
        c.h.type_text("annas secret");
        by.at(&mut c, "test-message.send", 'n');
        shows(&mut c, by, &["Logged on: 235", "The message is accepted: 250 2.6.0 <", "“Office” has the message in its queue"]);
        assert!(!c.h.texts().iter().any(|text| text.contains("annas secret")), "{by:?}: {:?}", c.h.texts());
        let message = mailbox(&c, account(&c)).remove(0);
        assert!(message.contains("\r\nSubject: Test message from Postkontor\r\n"), "{message}");
        by.at(&mut c, "test-message.queue", 'q');
        assert!(c.h.exists("queues.list"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn an_account_is_tried_with_its_own_name_and_address() {
    for by in BOTH {
        let mut c = office();
        c.h.send(Message::Act(Act::Go(Node::Accounts)));
        match by {
            By::Mouse => c.h.right_click_text("anna@office.test"),
            By::Keyboard => {
                while c.h.focus() != "accounts.list" {
                    c.h.tab();
                }
                c.h.press(Named::Home);
                c.h.press(Named::ContextMenu);
            }
        }
        by.choose(&mut c, "accounts.menu.test", "g");
        let typed = ["test-message.from", "test-message.to", "test-message.user"].map(|id| c.h.control(id).value);
        assert_eq!(typed, ["anna@office.test", "anna@office.test", "anna"], "{by:?}");
        by.fill(&mut c, "test-message.password", 's', "not this");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["refuses the user name or password. Its answer: 535"]);
        by.fill(&mut c, "test-message.password", 's', "annas secret");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["“Office” has the message in its queue"]);
        assert!(mailbox(&c, account(&c))[0].contains("Received: from test-message.invalid "), "{by:?}");
    }
}

#[test]
fn a_device_is_tried_as_if_from_its_address() {
    for by in BOTH {
        let mut c = office();
        let copier = Device {
            name: "Copier".into(),
            address: "192.0.2.40".into(),
            need_not_log_on: true,
            sender: Some("scan@office.test".into()),
            ..Device::default()
        };
        let tills = Device { name: "Tills".into(), address: "192.0.2.64/28".into(), need_not_log_on: false, ..Device::default() };
        c.command(Command::Change(Change::Devices(vec![copier, tills])));
        c.h.send(Message::Act(Act::Go(Node::Devices)));
        let open = |c: &mut Console, name: &str, down: usize| {
            match by {
                By::Mouse => c.h.right_click_text(name),
                By::Keyboard => {
                    while c.h.focus() != "devices.list" {
                        c.h.tab();
                    }
                    c.h.press(Named::Home);
                    (0..down).for_each(|_| c.h.press(Named::ArrowDown));
                    c.h.press(Named::ContextMenu);
                }
            }
            by.choose(c, "devices.menu.test", "g");
            assert!(!c.h.exists("test-message.user"), "{by:?}: a device does not log on here");
        };
        open(&mut c, "Tills", 1);
        by.at(&mut c, "test-message.send", 'n');
        assert_eq!(c.h.focus(), "test-message.address", "{by:?}: which of them is not known");
        c.h.type_text("192.0.2.65");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["Connected to 127.0.0.1:", "(192.0.2.65)", "refuses the sender. Its answer: 530 5.7.0"]);
        by.at(&mut c, "test-message.close", 'c');
        open(&mut c, "Copier", 0);
        assert_eq!(c.h.control("test-message.from").value, "scan@office.test", "{by:?}");
        by.at(&mut c, "test-message.send", 'n');
        shows(&mut c, by, &["“Office” has the message in its queue"]);
        let message = mailbox(&c, account(&c)).remove(0);
        assert!(message.contains("[192.0.2.40]") && message.contains("\r\nFrom: <scan@office.test>\r\n"), "{message}");
    }
}

#[test]
fn the_dialogs_of_an_account_and_of_a_device_lead_there_and_test_what_is_saved() {
    const SAVED: &str = "The test uses what is saved";
    for by in BOTH {
        let mut c = office();
        let copier = Device {
            name: "Copier".into(),
            address: "192.0.2.40".into(),
            need_not_log_on: true,
            sender: Some("scan@office.test".into()),
            ..Device::default()
        };
        c.command(Command::Change(Change::Devices(vec![copier])));
        let open = |c: &mut Console, list: &'static str, row: &str| match by {
            By::Mouse => {
                c.h.right_click_text(row);
                c.h.click(if list == "accounts.list" { "accounts.menu.edit" } else { "devices.menu.edit" });
            }
            By::Keyboard => {
                while c.h.focus() != list {
                    c.h.tab();
                }
                c.h.press(Named::Home);
                c.h.press(Named::Enter);
            }
        };
        c.h.send(Message::Act(Act::Go(Node::Accounts)));
        open(&mut c, "accounts.list", "anna@office.test");
        assert!(c.h.control("account.test-message").enabled && !c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "account.name", 'u', "bertha");
        assert!(c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "account.test-message", 't');
        let typed = ["test-message.from", "test-message.to", "test-message.user"].map(|id| c.h.control(id).value);
        assert_eq!(typed, ["anna@office.test", "anna@office.test", "anna"], "{by:?}");
        by.fill(&mut c, "test-message.password", 's', "annas secret");
        c.h.press(Named::Enter);
        shows(&mut c, by, &["“Office” has the message in its queue"]);
        by.at(&mut c, "test-message.close", 'c');
        assert_eq!((c.h.control("account.name").value.as_str(), c.h.exists("test-message")), ("bertha", false), "{by:?}");
        assert_eq!(c.handle.snapshots().borrow().accounts.accounts[0].name, "anna", "{by:?}: nothing was saved by it");
        by.press(&mut c, "account.cancel");
        // Who is not there yet cannot send, and is told why.
        c.h.send(Message::Act(Act::NewAccount));
        assert!(!c.h.control("account.test-message").enabled && c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "account.cancel");

        c.h.send(Message::Act(Act::Go(Node::Devices)));
        open(&mut c, "devices.list", "Copier");
        assert!(c.h.control("device.test-message").enabled && !c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "device.sender", 's', "copier@office.test");
        assert!(c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "device.test-message", 'g');
        let typed = ["test-message.from", "test-message.address"].map(|id| c.h.control(id).value);
        assert_eq!(typed, ["scan@office.test", "192.0.2.40"], "{by:?}");
        by.at(&mut c, "test-message.send", 'n');
        shows(&mut c, by, &["“Office” has the message in its queue"]);
        by.at(&mut c, "test-message.close", 'c');
        assert_eq!(c.h.control("device.sender").value, "copier@office.test", "{by:?}");
        by.press(&mut c, "device.cancel");
        c.h.send(Message::Act(Act::NewDevice));
        assert!(!c.h.control("device.test-message").enabled && c.h.shows(SAVED), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn an_account_that_was_deleted_meanwhile_sends_no_test_and_that_is_told() {
    let mut c = office();
    c.h.send(Message::Act(Act::Go(Node::Accounts)));
    c.h.click_text("anna@office.test");
    c.h.press(Named::Enter);
    let id = account(&c);
    c.command(Command::Account(AccountChange::Remove(AccountId(id))));
    c.h.click("account.test-message");
    assert!(!c.h.exists("test-message") && c.h.exists("accounts.refused"), "{:?}", c.h.texts());
}

#[test]
fn without_a_running_server_nothing_can_be_handed_in_but_a_route_can_be_tried() {
    let outside = Outside::new();
    let peer = outside.has(Script::good().start());
    let mut c = office();
    c.command(Command::Stop(postkontor::mail::ServerId(1)));
    c.h.send(Message::Act(Act::TestMessage(postkontor::mail::ServerId(1))));
    assert!(c.h.shows("No virtual server is running") && !c.h.control("test-message.send").enabled, "{:?}", c.h.texts());
    c.command(Command::Start(postkontor::mail::ServerId(1)));
    assert!(c.h.control("test-message.send").enabled, "{:?}", c.h.texts());
    c.command(Command::Stop(postkontor::mail::ServerId(1)));
    let mut server = c.handle.snapshots().borrow().settings.servers[0].clone();
    let (host, port, encryption) = ("[127.0.0.2]".to_owned(), peer.address.port(), SmartHostEncryption::None);
    server.delivery.smart_host = Some(SmartHost { host, port, encryption, ..SmartHost::default() });
    c.command(Command::Change(Change::Server(Box::new(server), None)));
    c.h.send(Message::Act(Act::Route(postkontor::mail::ServerId(1))));
    c.h.click("leave.test-message");
    c.h.click("test-message.to");
    c.h.ctrl('a');
    c.h.type_text("bob@far.test");
    c.h.press(Named::Enter);
    assert!(c.h.shows("The message is accepted: 250 2.0.0 taken") && peer.messages().len() == 1, "{:?}", c.h.texts());
}

#[test]
fn closing_the_dialog_breaks_off_what_is_on_its_way() {
    let outside = Outside::new();
    let silent = outside.has(Script::good().fault("greeting", Fault::Silence).start());
    let mut c = office();
    let mut server = c.handle.snapshots().borrow().settings.servers[0].clone();
    let (host, port, encryption) = ("[127.0.0.2]".to_owned(), silent.address.port(), SmartHostEncryption::None);
    server.delivery.smart_host = Some(SmartHost { host, port, encryption, ..SmartHost::default() });
    c.command(Command::Change(Change::Server(Box::new(server), None)));
    c.h.send(Message::Act(Act::Route(postkontor::mail::ServerId(1))));
    c.h.click("leave.test-message");
    c.h.type_text("bob@far.test");
    let send = Message::Opened(Opened::Test(test_message::Message::Send));
    let mut running = task::into_stream(c.h.state.update(send)).expect("it is sent");
    outside.has(async {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        while silent.connections() == 0 {
            assert!(tokio::time::Instant::now() < deadline, "nobody connects");
            assert!(tokio::time::timeout(Duration::from_millis(20), running.next()).await.is_err(), "it is over too soon");
        }
    });
    c.h.send(Message::CloseMenu);
    assert!(c.h.shows("On its way…"), "{:?}", c.h.texts());
    // Pressed again it is still one.
    c.h.click("test-message.send");
    c.h.click("test-message.close");
    let end = outside.has(async { tokio::time::timeout(Duration::from_secs(60), running.next()).await });
    assert!(matches!(end, Ok(None)), "it goes on");
    assert_eq!(silent.connections(), 1);
}
