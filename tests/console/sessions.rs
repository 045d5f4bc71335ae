//! Current Sessions before a real engine: clients on real sockets are seen, terminated, blocked and read up on.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use postkontor::console::app::Message;
use postkontor::engine::command::{AccountChange, Command};
use postkontor::engine::snapshot::AccountEntry;
use tokio::runtime::Runtime;

use crate::hand::{BOTH, By, greeting, wire};
use crate::office::Client;
use crate::window::{Console, OFFICE};

fn console() -> (Console, SocketAddr, Runtime) {
    let mut c = Console::open(OFFICE);
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, "annas secret".into())));
    let to = c.handle.snapshots().borrow().servers[0].listening[0].address;
    (c, to, tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap())
}

/// Shows the page.
fn page(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.click_text("Current Sessions"),
        By::Keyboard => {
            By::tree(c);
            c.h.press(Named::ArrowRight);
        }
    }
    assert!(c.h.exists("sessions.list"));
}

/// Lets the seconds of the window pass until it shows this.
fn until(c: &mut Console, shown: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        c.news();
        c.h.send(Message::Second);
        if c.h.texts().iter().any(|text| text.contains(shown)) {
            return;
        }
        assert!(Instant::now() < deadline, "“{shown}” is not shown: {:?}", c.h.texts());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Opens the menu of the session at the top, the latest one, whose first cell reads so.
fn menu(by: By, c: &mut Console, user: &str) {
    match by {
        By::Mouse => c.h.right_click_text(user),
        By::Keyboard => {
            select(by, c, user);
            c.h.press(Named::ContextMenu);
        }
    }
    assert!(c.h.exists("sessions.menu.terminate"));
}

/// Selects it.
fn select(by: By, c: &mut Console, user: &str) {
    match by {
        By::Mouse => c.h.click_text(user),
        By::Keyboard => {
            while c.h.focus() != "sessions.list" {
                c.h.tab();
            }
            c.h.press(Named::Home);
        }
    }
    assert!(c.h.control("sessions.list").value.starts_with(user), "{:?}", c.h.control("sessions.list").value);
}

async fn hello(from: &str, to: SocketAddr) -> Client {
    let mut client = Client::connect(from, to).await;
    client.hello().await;
    client
}

#[test]
fn a_client_is_seen_with_its_name_account_and_encryption_and_terminate_ends_it() {
    for by in BOTH {
        let (mut c, to, runtime) = console();
        page(by, &mut c);
        assert!(c.h.shows("There are no current sessions.") && !c.h.control("sessions.all").enabled);
        let mut client = runtime.block_on(hello("127.0.0.1", to));
        until(&mut c, "client.test");
        assert!(c.h.shows("127.0.0.1") && c.h.shows("(None)"), "{:?}", c.h.texts());
        client = runtime.block_on(async {
            let mut client = client.start_tls().await;
            assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
            client
        });
        until(&mut c, "anna (client.test)");
        assert!(c.h.shows("TLSv1.3"), "{:?}", c.h.texts());
        menu(by, &mut c, "anna (client.test)");
        by.choose(&mut c, "sessions.menu.terminate", "t");
        assert!(runtime.block_on(client.reply()).starts_with("421 4.3.2 "), "{by:?}");
        until(&mut c, "421 4.3.2 ");
        assert!(!c.h.control("sessions.terminate").enabled && !c.h.control("sessions.all").enabled, "it is over");
        assert!(c.h.shows("anna (client.test)"), "and stays in sight a while");
        c.h.press(Named::Delete);
        assert!(!c.h.exists("sessions.refused"));
    }
}

#[test]
fn terminate_all_asks_and_then_ends_everybody() {
    for by in BOTH {
        let (mut c, to, runtime) = console();
        page(by, &mut c);
        let mut clients = runtime.block_on(async { [hello("127.0.0.1", to).await, hello("127.0.0.2", to).await] });
        until(&mut c, "127.0.0.2");
        until(&mut c, "127.0.0.1");
        by.press(&mut c, "sessions.all");
        assert!(c.h.shows("Do you want to terminate all sessions?"));
        c.h.press(Named::Escape);
        assert!(runtime.block_on(clients[0].say("NOOP")).starts_with("250 "), "nothing was done");
        by.press(&mut c, "sessions.all");
        assert_eq!(c.h.focus(), "sessions.ask.no", "Enter ends nobody");
        by.press(&mut c, "sessions.ask.yes");
        for client in &mut clients {
            assert!(runtime.block_on(client.reply()).starts_with("421 4.3.2 "), "{by:?}");
        }
    }
}

#[test]
fn a_blocked_address_is_refused_until_the_block_is_lifted() {
    for by in BOTH {
        let (mut c, to, runtime) = console();
        page(by, &mut c);
        let mut client = runtime.block_on(hello("127.0.0.9", to));
        until(&mut c, "127.0.0.9");
        menu(by, &mut c, "client.test");
        by.choose(&mut c, "sessions.menu.block", "b");
        assert_eq!(c.h.control("block.address").value, "127.0.0.9");
        assert_eq!(c.h.control("block.span").value, "1 hour");
        by.press(&mut c, "block.ok");
        assert!(!c.h.exists("block"), "{:?}", c.h.texts());
        assert!(runtime.block_on(client.reply()).starts_with("421 4.3.2 "), "who is inside is cut off");
        assert!(!wire(greeting("127.0.0.9", to)).starts_with("220"), "{by:?}");
        assert!(wire(greeting("127.0.0.10", to)).starts_with("220 "), "{by:?}");
        by.press(&mut c, "sessions.blocks");
        let list = |c: &mut Console| c.h.control("blocks.list").rows;
        assert_eq!(list(&mut c), 1, "{:?}", c.h.texts());
        assert!(c.h.shows("Blocked by hand"));
        assert!(!c.h.control("blocks.lift").enabled);
        match by {
            By::Mouse => c.h.click_text("Blocked by hand"),
            By::Keyboard => {
                assert_eq!(c.h.focus(), "blocks.list");
                c.h.press(Named::Home);
            }
        }
        by.at(&mut c, "blocks.lift", 'u');
        assert_eq!(list(&mut c), 0, "{:?}", c.h.texts());
        assert!(wire(greeting("127.0.0.9", to)).starts_with("220 "), "{by:?}");
        // A subnet is blocked from here as well; what is no address is not.
        by.at(&mut c, "blocks.add", 'b');
        c.h.type_text("127.0.9.0/33");
        c.h.press(Named::Enter);
        assert!(!c.h.control("block.address").problem.is_empty() && c.h.focus() == "block.address");
        c.h.ctrl('a');
        c.h.type_text("127.0.9.0/24");
        c.h.press(Named::Enter);
        assert_eq!(list(&mut c), 1);
        assert!(!wire(greeting("127.0.9.77", to)).starts_with("220"), "{by:?}");
    }
}

#[test]
fn the_transcript_has_the_rule_of_a_refusal_and_no_password() {
    for by in BOTH {
        let (mut c, to, runtime) = console();
        page(by, &mut c);
        let mut client = runtime.block_on(async {
            let mut client = hello("127.0.0.1", to).await.start_tls().await;
            client.expect("MAIL FROM:<anna@office.test>", "530 ").await;
            client.log_on("anna", "annas secret").await;
            client
        });
        until(&mut c, "anna (client.test)");
        select(by, &mut c, "anna (client.test)");
        match by {
            By::Mouse => c.h.click("sessions.transcript"),
            By::Keyboard => c.h.press(Named::Enter),
        }
        let texts = c.h.texts();
        for line in ["C: AUTH PLAIN ***", "C: MAIL FROM:<anna@office.test>", "S: 250 8BITMIME"] {
            assert!(texts.iter().any(|text| text == line), "{line} is not in {texts:?}");
        }
        let refused = texts.iter().position(|text| text.starts_with("S: 530 ")).expect("the refusal");
        assert!(texts[refused..].iter().take(4).any(|text| text.starts_with("Refused by rule: ")), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains("AGFubmEAYW5uYXMgc2VjcmV0") || text.contains("annas secret")));
        // What is said now is seen now.
        runtime.block_on(client.expect("NOOP", "250 "));
        until(&mut c, "C: NOOP");
        c.h.press(Named::Escape);
        assert!(!c.h.exists("transcript"));
    }
}

#[test]
fn a_page_that_is_not_shown_or_empty_asks_for_nothing() {
    let (mut c, to, runtime) = console();
    assert!(!c.h.state.runs());
    page(By::Mouse, &mut c);
    assert!(!c.h.state.runs(), "nobody is connected");
    let client = runtime.block_on(hello("127.0.0.1", to));
    until(&mut c, "client.test");
    assert!(c.h.state.runs());
    c.h.click_text("Accounts");
    assert!(!c.h.state.runs(), "another page is shown");
    drop(client);
    page(By::Mouse, &mut c);
    until(&mut c, "The client closed the connection");
    let deadline = Instant::now() + Duration::from_secs(20);
    while c.h.state.runs() {
        assert!(Instant::now() < deadline, "the seconds go on");
        c.news();
        c.h.send(Message::Second);
    }
    // F5 asks all the same.
    runtime.block_on(async { hello("127.0.0.3", to).await.say("QUIT").await });
    until_by_f5(&mut c, "221 2.0.0 ");
}

/// The list as F5 shows it, without news of the engine.
fn until_by_f5(c: &mut Console, shown: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !c.h.texts().iter().any(|text| text.contains(shown)) {
        assert!(Instant::now() < deadline, "“{shown}” is not shown: {:?}", c.h.texts());
        c.h.press(Named::F5);
        std::thread::sleep(Duration::from_millis(20));
    }
}
