//! Queues before a real engine: dead destinations on real sockets are seen, frozen, forced and emptied by mouse and keyboard.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::written::LocalDomain;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::engine::command::{AccountChange, Change, Command};
use postkontor::engine::snapshot::AccountEntry;
use postkontor::i18n::Language;
use postkontor::mail::ServerId;
use tokio::runtime::Runtime;

use crate::dead::dead;
use crate::hand::{BOTH, By, port};
use crate::office::Client;
use crate::peer::{Peer, Script};
use crate::window::Console;

/// A window whose engine sends to a port of loopback nobody listens on, and that port.
fn console() -> (Console, SocketAddr, Runtime) {
    let dead = dead("127.0.0.2");
    let mut c = Console::open(&format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], delivery: (outbound: (port: {})))",
        dead.port()
    ));
    let domain = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
    let postmaster = Some("anna@office.test".to_owned());
    c.command(Command::Change(Change::Domains { local_domains: vec![domain], aliases: vec![], postmaster }));
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], mailbox: true, ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, "annas secret".into())));
    (c, dead, tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap())
}

fn send(c: &mut Console, runtime: &Runtime, to: &str) {
    let address = port(c, "Office", false);
    runtime.block_on(async {
        let mut client = Client::connect("127.0.0.1", address).await;
        client.hello().await;
        let mut client = client.start_tls().await;
        assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
        let sent = client.message("anna@office.test", to, "Subject: The plan\r\n\r\nHello").await;
        assert!(sent.starts_with("250 "), "{sent}");
    });
}

/// One message for both.
fn send_both(c: &mut Console, runtime: &Runtime, to: [&str; 2]) {
    let address = port(c, "Office", false);
    runtime.block_on(async {
        let mut client = Client::connect("127.0.0.1", address).await;
        client.hello().await;
        let mut client = client.start_tls().await;
        assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
        let [one, other] = to.map(|to| format!("RCPT TO:<{to}>"));
        for line in ["MAIL FROM:<anna@office.test>", &one, &other, "DATA", "Subject: The plan\r\n\r\nHello\r\n."] {
            let said = client.say(line).await;
            assert!(said.starts_with('2') || said.starts_with("354 "), "{line}: {said}");
        }
    });
}

/// Lets the window's seconds pass until it is so.
fn until(c: &mut Console, what: &str, so: impl Fn(&mut Console) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        c.news();
        c.h.send(Message::Second);
        if so(c) {
            return;
        }
        assert!(Instant::now() < deadline, "{what} does not come: {:?}", c.h.texts());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn shows(c: &mut Console, text: &str) -> bool {
    c.h.texts().iter().any(|shown| shown.contains(text))
}

/// Shows the page.
fn page(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.click_text("Queues"),
        By::Keyboard => {
            c.h.tab();
            while c.h.focus() != "window.tree" {
                c.h.tab();
            }
            c.h.press(Named::Home);
            while c.h.control("window.tree").value != "Queues" {
                c.h.press(Named::ArrowDown);
            }
        }
    }
    assert!(c.h.exists("queues.list"));
}

/// Selects the only destination.
fn select(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.click_text("[127.0.0.2]"),
        By::Keyboard => {
            while c.h.focus() != "queues.list" {
                c.h.tab();
            }
            c.h.press(Named::Home);
        }
    }
    assert!(c.h.control("queues.list").value.starts_with("[127.0.0.2]\tOffice\t"), "{:?}", c.h.control("queues.list").value);
}

/// Opens the menu of the only destination.
fn menu(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.right_click_text("[127.0.0.2]"),
        By::Keyboard => {
            select(by, c);
            c.h.press(Named::ContextMenu);
        }
    }
    assert!(c.h.exists("queues.menu.freeze"));
}

/// Opens the menu of the message at the top of *Find Messages*.
fn message_menu(by: By, c: &mut Console, recipient: &str) {
    match by {
        By::Mouse => c.h.right_click_text(recipient),
        By::Keyboard => {
            while c.h.focus() != "find-messages.list" {
                c.h.tab();
            }
            c.h.press(Named::Home);
            c.h.press(Named::ContextMenu);
        }
    }
    assert!(c.h.exists("message.menu.freeze"), "{:?}", c.h.texts());
}

fn come_up(runtime: &Runtime, at: SocketAddr) -> Peer {
    runtime.block_on(Script::good().at(&at.to_string()))
}

/// The messages the other server has got, once there are so many.
fn arrived(runtime: &Runtime, peer: &Peer, count: usize) -> Vec<Vec<u8>> {
    runtime.block_on(async {
        let deadline = Instant::now() + Duration::from_secs(20);
        while peer.messages().len() < count {
            assert!(Instant::now() < deadline, "only {} arrived", peer.messages().len());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    peer.messages()
}

#[test]
fn a_dead_destination_is_seen_with_its_answer_and_force_connection_delivers_once_it_is_up() {
    for by in BOTH {
        let (mut c, dead, runtime) = console();
        page(by, &mut c);
        assert!(c.h.shows("The queue contains no messages.") && !c.h.state.runs());
        send(&mut c, &runtime, "bob@[127.0.0.2]");
        until(&mut c, "the retry", |c| shows(c, "[127.0.0.2]") && c.h.control("queues.list").rows == 1 && shows(c, "Retry"));
        assert!(c.h.state.runs());
        select(by, &mut c);
        until(&mut c, "the answer", |c| shows(c, "cannot be reached"));
        assert!(shows(&mut c, &format!("127.0.0.2:{}", dead.port())) && shows(&mut c, "Last answer, "), "{:?}", c.h.texts());
        let peer = come_up(&runtime, dead);
        menu(by, &mut c);
        by.choose(&mut c, "queues.menu.force", "c");
        assert!(c.h.shows("1 message was affected."), "{:?}", c.h.texts());
        let messages = arrived(&runtime, &peer, 1);
        assert!(String::from_utf8_lossy(&messages[0]).contains("Subject: The plan"), "{by:?}");
        until(&mut c, "an empty queue", |c| c.h.shows("The queue contains no messages."));
        assert!(!c.h.state.runs());
    }
}

#[test]
fn a_frozen_destination_keeps_its_mail_until_it_is_unfrozen() {
    for by in BOTH {
        let (mut c, dead, runtime) = console();
        page(by, &mut c);
        send(&mut c, &runtime, "bob@[127.0.0.2]");
        until(&mut c, "the retry", |c| shows(c, "[127.0.0.2]") && shows(c, "Retry"));
        menu(by, &mut c);
        by.choose(&mut c, "queues.menu.freeze", "f");
        assert!(c.h.shows("Do you want to freeze [127.0.0.2]?") && shows(&mut c, "keep back until released"));
        assert!(shows(&mut c, "1 message waits there now."), "{:?}", c.h.texts());
        by.press(&mut c, "queues.ask-freeze.yes");
        until(&mut c, "the frost", |c| shows(c, "Frozen"));
        // Its messages say so, and there is nothing to try.
        select_any(&mut c);
        c.h.press(Named::Enter);
        message_menu(by, &mut c, "bob@[127.0.0.2]");
        assert!(c.h.control("find-messages.list").value.ends_with("Destination frozen"));
        assert!(!c.h.control("message.menu.retry").enabled && c.h.control("message.menu.freeze").enabled);
        c.h.press(Named::Escape);
        c.h.click("find-messages.done");
        let peer = come_up(&runtime, dead);
        select(by, &mut c);
        assert!(!c.h.control("queues.force").enabled && !c.h.control("queues.freeze").enabled);
        // New mail enters and waits too.
        send(&mut c, &runtime, "eve@[127.0.0.2]");
        until(&mut c, "both", |c| c.h.control("queues.list").value.contains("\t2\t"));
        std::thread::sleep(Duration::from_millis(150));
        assert_eq!(peer.connections(), 0, "{by:?}");
        by.press(&mut c, "queues.unfreeze");
        assert!(c.h.shows("2 messages were affected."), "{:?}", c.h.texts());
        // What is unfrozen waits for its retry time as before; who is impatient forces it.
        until(&mut c, "the retry", |c| c.h.control("queues.force").enabled && c.h.control("queues.list").value.contains("\tRetry\t"));
        by.press(&mut c, "queues.force");
        arrived(&runtime, &peer, 2);
    }
}

#[test]
fn delete_with_ndr_asks_with_the_count_and_the_report_comes_into_the_senders_mailbox() {
    for by in BOTH {
        let (mut c, _, runtime) = console();
        page(by, &mut c);
        for recipient in ["bob@[127.0.0.2]", "eve@[127.0.0.2]"] {
            send(&mut c, &runtime, recipient);
        }
        until(&mut c, "both", |c| c.h.control("queues.list").rows == 1 && shows(c, "Retry"));
        select(by, &mut c);
        until(&mut c, "both", |c| c.h.control("queues.list").value.contains("\t2\t"));
        menu(by, &mut c);
        by.choose(&mut c, "queues.menu.report", "d");
        assert!(c.h.shows("Do you want to delete 2 messages for [127.0.0.2]?"), "{:?}", c.h.texts());
        c.h.press(Named::Enter);
        assert_eq!(c.h.control("queues.list").rows, 1, "Enter throws nothing away");
        menu(by, &mut c);
        by.choose(&mut c, "queues.menu.report", "d");
        by.press(&mut c, "queues.ask-delete.yes");
        assert!(c.h.shows("2 messages were affected."), "{:?}", c.h.texts());
        until(&mut c, "an empty queue", |c| c.h.shows("The queue contains no messages."));
        let folder = c.home().join("mailboxes/1/Maildir/new");
        let reports: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap()).collect();
        assert_eq!(reports.len(), 2, "{by:?}");
        for report in reports {
            let told = ["multipart/report", "Action: failed\r\n", "Status: 5.0.0\r\n", "deleted by the administrator"];
            assert!(told.iter().all(|part| report.contains(part)), "{report}");
        }
    }
}

#[test]
fn messages_are_found_by_recipient_and_frozen_tried_read_and_deleted() {
    for by in BOTH {
        let (mut c, dead, runtime) = console();
        page(by, &mut c);
        for recipient in ["bob@[127.0.0.2]", "eve@[127.0.0.2]"] {
            send(&mut c, &runtime, recipient);
        }
        until(&mut c, "both", |c| c.h.control("queues.list").rows == 1 && shows(c, "Retry"));
        // Enter and double click show the messages of a destination.
        select(by, &mut c);
        c.h.press(Named::Enter);
        assert!(c.h.shows("Only messages for [127.0.0.2] of “Office”") && c.h.shows("Listed: 2 of 2"), "{:?}", c.h.texts());
        by.at(&mut c, "find-messages.new", 'n');
        assert!(c.h.shows("Fill in what is known, or nothing, and choose Find Now."));
        by.fill(&mut c, "find-messages.recipient", 'e', "bob@");
        by.at(&mut c, "find-messages.now", 'f');
        assert_eq!(c.h.control("find-messages.list").rows, 1, "{:?}", c.h.texts());
        assert!(c.h.shows("The plan") && c.h.shows("bob@[127.0.0.2]") && c.h.shows("anna@office.test"));
        // A wrong number is not searched with.
        by.fill(&mut c, "find-messages.limit", 'o', "0");
        by.at(&mut c, "find-messages.now", 'f');
        assert!(!c.h.control("find-messages.limit").problem.is_empty() && c.h.focus() == "find-messages.limit");
        by.fill(&mut c, "find-messages.limit", 'o', "10");

        message_menu(by, &mut c, "bob@[127.0.0.2]");
        by.choose(&mut c, "message.menu.freeze", "f");
        assert!(c.h.control("find-messages.list").value.ends_with("Frozen"), "{:?}", c.h.control("find-messages.list").value);
        let peer = come_up(&runtime, dead);
        message_menu(by, &mut c, "bob@[127.0.0.2]");
        assert!(!c.h.control("message.menu.retry").enabled);
        by.choose(&mut c, "message.menu.properties", "p");
        assert!(c.h.exists("message") && c.h.shows("The plan") && shows(&mut c, "cannot be reached"), "{:?}", c.h.texts());
        // What is ours of it speaks the language of the window.
        c.h.send(Message::Act(Act::Language(Language::German)));
        assert!(shows(&mut c, "[127.0.0.2] (") && shows(&mut c, "ist nicht erreichbar."), "{:?}", c.h.texts());
        c.h.send(Message::Act(Act::Language(Language::English)));
        c.h.press(Named::Escape);
        assert!(!c.h.exists("message") && c.h.exists("find-messages"));
        message_menu(by, &mut c, "bob@[127.0.0.2]");
        by.choose(&mut c, "message.menu.unfreeze", "u");
        message_menu(by, &mut c, "bob@[127.0.0.2]");
        by.choose(&mut c, "message.menu.retry", "r");
        let messages = arrived(&runtime, &peer, 1);
        assert_eq!(messages.len(), 1, "only the one that was tried");

        by.fill(&mut c, "find-messages.recipient", 'e', "eve@");
        by.at(&mut c, "find-messages.now", 'f');
        assert_eq!(c.h.control("find-messages.list").rows, 1, "{:?}", c.h.texts());
        message_menu(by, &mut c, "eve@[127.0.0.2]");
        c.h.press(Named::Escape);
        match by {
            By::Mouse => c.h.click_text("eve@[127.0.0.2]"),
            By::Keyboard => c.h.press(Named::Home),
        }
        c.h.press(Named::Delete);
        let what = "Do you want to delete this message?\n“The plan” from anna@office.test to eve@[127.0.0.2]";
        assert!(c.h.shows(what), "{:?}", c.h.texts());
        by.press(&mut c, "queues.ask-delete.yes");
        assert!(c.h.shows("No messages were found."), "{:?}", c.h.texts());
        c.h.press(Named::Escape);
        assert!(!c.h.exists("find-messages"));
    }
}

#[test]
fn several_messages_are_selected_as_in_windows_and_the_verbs_act_on_all_of_them() {
    const LIST: &str = "find-messages.list";
    for by in BOTH {
        let (mut c, dead, runtime) = console();
        page(by, &mut c);
        for who in ["bob", "eve", "ida", "una"] {
            send(&mut c, &runtime, &format!("{who}@[127.0.0.2]"));
        }
        until(&mut c, "the four", |c| c.h.control("queues.list").rows == 1 && shows(c, "Retry"));
        select(by, &mut c);
        until(&mut c, "the four", |c| c.h.control("queues.list").value.contains("\t4\t"));
        c.h.press(Named::Enter);
        assert!(c.h.shows("Listed: 4 of 4"), "{:?}", c.h.texts());
        let chosen = |c: &mut Console| c.h.control(LIST).chosen;
        let frozen = |c: &mut Console| c.h.texts().iter().filter(|text| *text == "Frozen").count();
        // The menu of what is selected.
        let menu = |c: &mut Console, of: &str| {
            match by {
                By::Mouse => c.h.right_click_text(of),
                By::Keyboard => c.h.press(Named::ContextMenu),
            }
            assert!(c.h.exists("message.menu.freeze"), "{by:?}: {:?}", c.h.texts());
        };
        match by {
            By::Mouse => {
                c.h.click_text("bob@[127.0.0.2]");
                c.h.click_text_with("ida@[127.0.0.2]", Modifiers::SHIFT);
            }
            By::Keyboard => {
                while c.h.focus() != LIST {
                    c.h.tab();
                }
                c.h.press(Named::Home);
                (0..2).for_each(|_| c.h.key(Named::ArrowDown, Modifiers::SHIFT));
            }
        }
        assert_eq!((chosen(&mut c), c.h.control(LIST).selected), (vec![0, 1, 2], Some(2)), "{by:?}");
        assert!(c.h.shows("Listed: 4 of 4. Selected: 3"), "{by:?}: {:?}", c.h.texts());
        match by {
            By::Mouse => c.h.click_text_with("eve@[127.0.0.2]", Modifiers::CTRL),
            By::Keyboard => {
                c.h.key(Named::ArrowUp, Modifiers::CTRL);
                assert_eq!((chosen(&mut c), c.h.control(LIST).selected), (vec![0, 1, 2], Some(1)), "only the keyboard moves");
                c.h.key(Named::Space, Modifiers::CTRL);
            }
        }
        assert_eq!((chosen(&mut c), c.h.control(LIST).selected), (vec![0, 2], Some(1)), "{by:?}");
        // Properties are those of one.
        c.h.press(Named::Enter);
        assert!(!c.h.exists("message"), "{by:?}");
        menu(&mut c, "ida@[127.0.0.2]");
        assert!(!c.h.control("message.menu.properties").enabled && !c.h.control("message.menu.unfreeze").enabled, "{by:?}");
        by.choose(&mut c, "message.menu.freeze", "f");
        assert!(c.h.shows("2 messages were affected.") && frozen(&mut c) == 2, "{by:?}: {:?}", c.h.texts());
        assert_eq!(chosen(&mut c), [0, 2], "{by:?}: they stay selected");
        menu(&mut c, "bob@[127.0.0.2]");
        assert!(!c.h.control("message.menu.freeze").enabled && !c.h.control("message.menu.retry").enabled, "{by:?}");
        by.choose(&mut c, "message.menu.unfreeze", "u");
        assert_eq!((frozen(&mut c), chosen(&mut c)), (0, vec![0, 2]), "{by:?}");
        // Only what is selected is tried.
        let peer = come_up(&runtime, dead);
        menu(&mut c, "ida@[127.0.0.2]");
        by.choose(&mut c, "message.menu.retry", "r");
        arrived(&runtime, &peer, 2);
        until(&mut c, "the rest", |c| {
            c.h.press(Named::F5);
            c.h.shows("Listed: 2 of 2")
        });
        let mut told: Vec<String> = peer.commands().into_iter().filter(|command| command.starts_with("RCPT")).collect();
        told.sort();
        assert_eq!(told, ["RCPT TO:<bob@[127.0.0.2]>", "RCPT TO:<ida@[127.0.0.2]>"], "{by:?}");
        assert_eq!(chosen(&mut c), [] as [usize; 0], "{by:?}: what has gone is not selected");
        c.h.press(Named::Delete);
        assert!(!c.h.exists("queues.ask-delete"), "{by:?}: nothing is selected");

        // A plain click or arrow selects one, Ctrl+A all.
        match by {
            // Not where the last click was: it would be a double click.
            By::Mouse => c.h.click_text("eve@[127.0.0.2]"),
            By::Keyboard => c.h.press(Named::Home),
        }
        assert_eq!(chosen(&mut c), [0], "{by:?}");
        c.h.ctrl('a');
        assert_eq!((chosen(&mut c), c.h.control(LIST).selected), (vec![0, 1], Some(0)), "{by:?}");
        match by {
            By::Mouse => c.h.click_text("una@[127.0.0.2]"),
            By::Keyboard => c.h.press(Named::ArrowDown),
        }
        assert_eq!(chosen(&mut c), [1], "{by:?}");
        c.h.ctrl('a');
        c.h.press(Named::Delete);
        assert!(c.h.shows("Do you want to delete 2 messages for [127.0.0.2]?"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "queues.ask-delete.no");
        assert!(c.h.shows("Listed: 2 of 2. Selected: 2"), "{by:?}: {:?}", c.h.texts());
        menu(&mut c, "eve@[127.0.0.2]");
        by.choose(&mut c, "message.menu.badmail", "b");
        assert!(c.h.shows("Do you want to move 2 messages to the Badmail directory?"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "queues.ask-delete.yes");
        assert!(c.h.shows("No messages were found."), "{by:?}: {:?}", c.h.texts());
        assert_eq!(std::fs::read_dir(c.home().join("badmail/1")).unwrap().count(), 4, "{by:?}: each with why");
    }
}

#[test]
fn what_is_deleted_among_the_messages_of_a_destination_keeps_its_recipients_elsewhere() {
    for by in BOTH {
        let (mut c, _, runtime) = console();
        page(by, &mut c);
        // Untried they stand under the same destination.
        by.press(&mut c, "queues.disable");
        by.press(&mut c, "queues.ask-outbound.yes");
        for _ in 0..2 {
            send_both(&mut c, &runtime, ["bob@[127.0.0.2]", "eve@[127.0.0.3]"]);
        }
        until(&mut c, "both", |c| c.h.control("queues.list").rows == 1 && shows(c, "Disabled"));
        select_any(&mut c);
        until(&mut c, "both", |c| c.h.control("queues.list").value.contains("\t2\t"));
        let first = c.h.control("queues.list").value.split('\t').next().unwrap().to_owned();
        c.h.press(Named::Enter);
        assert!(c.h.shows(&format!("Only messages for {first} of “Office”")), "{:?}", c.h.texts());
        c.h.click("find-messages.list");
        c.h.ctrl('a');
        c.h.press(Named::Delete);
        assert!(c.h.shows(&format!("Do you want to delete 2 messages for {first}?")), "{:?}", c.h.texts());
        assert!(c.h.texts().iter().any(|text| text.contains("Recipients of the same messages elsewhere still get theirs.")));
        by.press(&mut c, "queues.ask-delete.yes");
        let other = if first == "[127.0.0.2]" { "[127.0.0.3]" } else { "[127.0.0.2]" };
        until(&mut c, "the others", |c| shows(c, other));
        assert_eq!(c.h.control("queues.list").rows, 1, "{:?}", c.h.texts());
    }
}

#[test]
fn outbound_mail_is_disabled_and_enabled_from_the_page() {
    for by in BOTH {
        let (mut c, dead, runtime) = console();
        page(by, &mut c);
        assert!(!c.h.exists("queues.enable"));
        by.press(&mut c, "queues.disable");
        assert!(c.h.shows("Do you want to disable outbound mail on all servers?"));
        by.press(&mut c, "queues.ask-outbound.yes");
        c.news();
        assert!(c.h.exists("queues.enable") && !c.h.exists("queues.disable"), "{:?}", c.h.texts());
        let peer = come_up(&runtime, dead);
        send(&mut c, &runtime, "bob@[127.0.0.2]");
        until(&mut c, "the waiting message", |c| shows(c, "Disabled"));
        assert_eq!(peer.connections(), 0, "{by:?}");
        // The message says so too.
        select(by, &mut c);
        c.h.press(Named::Enter);
        c.h.click_text("bob@[127.0.0.2]");
        assert!(c.h.control("find-messages.list").value.ends_with("Disabled"), "{:?}", c.h.control("find-messages.list").value);
        c.h.click("find-messages.done");
        by.press(&mut c, "queues.enable");
        assert!(c.h.shows("Do you want to enable outbound mail on all servers?") && shows(&mut c, "outbound mail now: Office"));
        by.press(&mut c, "queues.ask-outbound.no");
        assert!(c.h.exists("queues.enable") && peer.connections() == 0);
        by.press(&mut c, "queues.enable");
        by.press(&mut c, "queues.ask-outbound.yes");
        arrived(&runtime, &peer, 1);
    }
}

#[test]
fn destinations_of_which_there_are_many_are_all_listed_and_can_be_reached() {
    let (mut c, ..) = console();
    page(By::Mouse, &mut c);
    // What is frozen is shown though nothing waits.
    for n in 0..450 {
        c.command(Command::FreezeDestination(ServerId(1), format!("far-{n:03}.example").into(), true));
    }
    c.h.press(Named::F5);
    until(&mut c, "all", |c| c.h.control("queues.list").rows == 450);
    select_any(&mut c);
    c.h.press(Named::End);
    assert!(c.h.control("queues.list").value.starts_with("far-449.example\t"), "{:?}", c.h.control("queues.list").value);
    c.h.press(Named::F5);
    assert!(c.h.control("queues.unfreeze").enabled && c.h.control("queues.list").value.starts_with("far-449.example\t"));
    // Sorted the other way round the last is the first.
    c.h.click_text("Name");
    c.h.press(Named::Home);
    until(&mut c, "the other order", |c| {
        c.h.press(Named::Home);
        c.h.control("queues.list").rows == 450 && c.h.control("queues.list").value.starts_with("far-449.example\t")
    });
}

/// Gives the keyboard to the list.
fn select_any(c: &mut Console) {
    while c.h.focus() != "queues.list" {
        c.h.tab();
    }
    c.h.press(Named::Home);
}

#[test]
fn a_message_is_moved_to_badmail_after_a_question() {
    let by = By::Keyboard;
    let (mut c, _, runtime) = console();
    page(by, &mut c);
    send(&mut c, &runtime, "bob@[127.0.0.2]");
    until(&mut c, "the retry", |c| c.h.control("queues.list").rows == 1 && shows(c, "Retry"));
    select(by, &mut c);
    c.h.press(Named::Enter);
    message_menu(by, &mut c, "bob@[127.0.0.2]");
    by.choose(&mut c, "message.menu.badmail", "b");
    assert!(shows(&mut c, "Do you want to move this message to the Badmail directory?\n“The plan” from "), "{:?}", c.h.texts());
    by.press(&mut c, "queues.ask-delete.yes");
    assert!(c.h.shows("No messages were found."), "{:?}", c.h.texts());
    let files: Vec<_> = std::fs::read_dir(c.home().join("badmail/1")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "the message and why: {files:?}");
}

#[test]
fn an_empty_or_hidden_page_asks_for_nothing_f5_asks_at_once_and_the_overview_leads_there() {
    let (mut c, _, runtime) = console();
    page(By::Mouse, &mut c);
    assert!(!c.h.state.runs(), "nothing waits");
    send(&mut c, &runtime, "bob@[127.0.0.2]");
    // Without news of the engine and without its seconds.
    let deadline = Instant::now() + Duration::from_secs(20);
    while !shows(&mut c, "Retry") {
        assert!(Instant::now() < deadline, "F5 shows nothing: {:?}", c.h.texts());
        c.h.press(Named::F5);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(c.h.state.runs());
    c.h.click_text("Overview");
    assert!(!c.h.state.runs(), "another page is shown");
    until(&mut c, "the way there", |c| c.h.exists("overview.queue"));
    for by in BOTH {
        by.press(&mut c, "overview.queue");
        assert!(c.h.exists("queues.list") && c.h.control("window.tree").value == "Queues", "{by:?}");
        c.h.click_text("Overview");
    }
}
