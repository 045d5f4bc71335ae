//! The acceptance scenarios from the window to the wire: clicked or typed in the window, then tried over real sockets.

use std::net::SocketAddr;
use std::time::Duration;

use iced::keyboard::{Modifiers, key::Named};
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::mail::Secret;

use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (hold_outbound: true))";

/// How the window is driven.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Mouse,
    Keyboard,
}

const BOTH: [By; 2] = [By::Mouse, By::Keyboard];

impl By {
    /// Opens the Access page of the server's properties.
    fn access(self, c: &mut Console) {
        match self {
            Self::Mouse => {
                c.h.right_click_text("Office");
                c.h.click("menu.properties");
                c.h.click_text("Access");
            }
            Self::Keyboard => {
                Self::tree(c);
                c.h.key(Named::Enter, Modifiers::ALT);
                c.h.key(Named::Tab, Modifiers::CTRL);
            }
        }
        assert!(c.h.exists("properties"));
    }

    /// Opens the menu of the server that stands last in the tree.
    fn menu(self, c: &mut Console, server: &str) {
        match self {
            Self::Mouse => c.h.right_click_text(server),
            Self::Keyboard => {
                Self::tree(c);
                c.h.press(Named::ContextMenu);
            }
        }
    }

    /// To the last row of the tree, by keyboard.
    fn tree(c: &mut Console) {
        c.h.tab();
        while c.h.focus() != "window.tree" {
            c.h.tab();
        }
        c.h.press(Named::End);
    }

    /// An entry of the open menu, by its id or by its letter.
    fn choose(self, c: &mut Console, id: &'static str, letter: &str) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => c.h.type_text(letter),
        }
        c.news();
    }

    /// A control, by its id or by its letter.
    fn at(self, c: &mut Console, id: &'static str, letter: char) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => c.h.alt(letter),
        }
    }

    /// A button without a letter of its own: OK and the like.
    fn press(self, c: &mut Console, id: &'static str) {
        match self {
            Self::Mouse => c.h.click(id),
            Self::Keyboard => {
                for _ in 0..40 {
                    if c.h.focus() == id {
                        return c.h.press(Named::Enter);
                    }
                    c.h.tab();
                }
                panic!("Tab does not reach {id}");
            }
        }
    }

    fn accept(self, c: &mut Console, dialog: &'static str) {
        self.press(c, dialog);
        self.press(c, "properties.ok");
        assert!(!c.h.exists("properties"), "the engine has taken it");
        c.news();
    }
}

/// Where the server listens in clear at first, or with TLS from the first octet. The system chose the ports, so it is tried.
fn port(c: &Console, server: &str, tls: bool) -> SocketAddr {
    let snapshot = c.handle.snapshots().borrow().clone();
    let line = snapshot.servers.iter().find(|line| line.name == server).expect("the server is there");
    wire(async {
        for candidate in &line.listening {
            let mut probe = Client::connect("127.0.0.1", *candidate).await;
            let greeted = tokio::time::timeout(Duration::from_millis(300), probe.reply()).await.is_ok();
            if greeted != tls {
                return *candidate;
            }
        }
        panic!("{server} does not listen so: {:?}", line.listening);
    })
}

fn wire<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

async fn greeting(from: &str, to: SocketAddr) -> String {
    Client::connect(from, to).await.reply().await
}

#[test]
fn ac_05_and_20_only_listed_computers_are_greeted() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        by.at(&mut c, "connection.only", 'o');
        by.at(&mut c, "connection.add", 'a');
        c.h.type_text("127.0.0.5");
        by.press(&mut c, "computer.ok");
        by.press(&mut c, "connection.ok");
        // This computer itself would be shut out: the question offers to add it.
        by.press(&mut c, "lock-out.add");
        by.accept(&mut c, "connection.ok");
        let to = port(&c, "Office", false);
        wire(async {
            assert!(greeting("127.0.0.5", to).await.starts_with("220 "), "{by:?}");
            let mut excluded = Client::connect("127.0.0.6", to).await;
            assert!(excluded.reply().await.starts_with("554 5.7.1 "), "{by:?}");
            excluded.send(b"EHLO x\r\nAUTH PLAIN AGFubmEAYW5uYXMgc2VjcmV0\r\n").await;
            assert_eq!(excluded.reply().await, "");
        });
    }
}

#[test]
fn ac_07_a_group_of_computers_is_shut_out() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        by.at(&mut c, "connection.add", 'a');
        by.at(&mut c, "computer.group", 'g');
        by.at(&mut c, "computer.subnet", 's');
        c.h.type_text("127.0.8.0");
        by.at(&mut c, "computer.mask", 'm');
        c.h.type_text("255.255.255.0");
        by.press(&mut c, "computer.ok");
        by.accept(&mut c, "connection.ok");
        let to = port(&c, "Office", false);
        wire(async {
            for (from, reply) in [("127.0.8.1", "554 "), ("127.0.8.254", "554 "), ("127.0.9.1", "220 ")] {
                assert!(greeting(from, to).await.starts_with(reply), "{by:?} {from}");
            }
        });
    }
}

#[test]
fn ac_09_and_33_a_new_server_asks_for_no_password_in_clear_and_anonymous_access_is_a_choice() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let to = port(&c, "Office", false);
        wire(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            assert!(!client.hello().await.contains("AUTH"));
            client.expect("AUTH LOGIN", "538 5.7.11 ").await;
            client.expect("MAIL FROM:<x@far.test>", "530 5.7.0 ").await;
            let mut client = client.start_tls().await;
            client.expect("MAIL FROM:<x@far.test>", "530 5.7.0 ").await;
        });
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        by.at(&mut c, "authentication.anonymous", 'n');
        by.accept(&mut c, "authentication.ok");
        wire(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            client.hello().await;
            client.expect("MAIL FROM:<x@far.test>", "250 ").await;
            client.expect("RCPT TO:<y@elsewhere.test>", "550 5.7.1 Unable to relay for y@elsewhere.test").await;
        });
    }
}

#[test]
fn ac_13_only_encrypted_sessions_may_send_and_stop_and_start_still_work() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.communication", 'm');
        by.at(&mut c, "communication.require", 'r');
        by.at(&mut c, "communication.strong", 'b');
        by.accept(&mut c, "communication.ok");
        let to = port(&c, "Office", false);
        wire(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            client.hello().await;
            client.expect("MAIL FROM:<x@far.test>", "530 5.7.0 Must issue a STARTTLS command first").await;
            let mut client = client.start_tls().await;
            client.expect("MAIL FROM:<x@far.test>", "530 5.7.0 Authentication required").await;
        });
        by.menu(&mut c, "Office");
        by.choose(&mut c, "menu.stop", "t");
        by.menu(&mut c, "Office");
        by.choose(&mut c, "menu.start", "s");
        let to = port(&c, "Office", false);
        wire(async { assert!(greeting("127.0.0.1", to).await.starts_with("220 ")) });
    }
}

#[test]
fn ac_15_and_24_a_listed_computer_relays_and_nobody_else_does() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.add", 'a');
        c.h.type_text("127.0.4.7");
        by.at(&mut c, "computer.need-not-log-on", 'n');
        by.press(&mut c, "computer.ok");
        by.accept(&mut c, "relay.ok");
        let to = port(&c, "Office", true);
        wire(async {
            let mut printer = Client::connect_tls("127.0.4.7", to).await;
            printer.hello().await;
            assert!(printer.message("scan@office.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
            let mut other = Client::connect_tls("127.0.4.8", to).await;
            other.hello().await;
            other.expect("MAIL FROM:<scan@office.test>", "530 5.7.0 ").await;
        });
    }
}

#[test]
fn ac_32_a_server_for_one_address_stands_beside_one_for_all_on_the_same_port() {
    let free = std::net::TcpListener::bind("0.0.0.0:0").unwrap().local_addr().unwrap().port();
    let internet = format!(
        "(id: 1, name: \"Office\", fqdn: \"mx.office.test\", identities: [(address: \"0.0.0.0\", port: {free})], access: (authentication: (anonymous: true)))"
    );
    let clients = format!(
        "(id: 2, name: \"Clients\", fqdn: \"mail.office.test\", start_automatically: false, identities: [(address: \"127.0.0.2\", port: {free})])"
    );
    let at = |last: u8| SocketAddr::from(([127, 0, 0, last], free));
    for by in BOTH {
        let mut c = Console::open(&format!("{internet}, {clients}"));
        wire(async { assert!(greeting("127.0.0.1", at(2)).await.starts_with("220 mx.office.test ")) });
        by.menu(&mut c, "Clients");
        by.choose(&mut c, "menu.start", "s");
        wire(async {
            assert!(greeting("127.0.0.1", at(2)).await.starts_with("220 mail.office.test "));
            assert!(greeting("127.0.0.1", at(1)).await.starts_with("220 mx.office.test "));
        });
    }
}

#[test]
fn ac_03_the_name_of_the_server_stands_in_banner_and_answer() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        match by {
            By::Mouse => c.h.click_text("Delivery"),
            By::Keyboard => (0..2).for_each(|_| c.h.key(Named::Tab, Modifiers::CTRL)),
        }
        by.at(&mut c, "properties.advanced-delivery", 'v');
        by.at(&mut c, "advanced-delivery.fqdn", 'f');
        c.h.ctrl('a');
        c.h.type_text("smtp.example.com");
        by.accept(&mut c, "advanced-delivery.ok");
        let to = port(&c, "Office", false);
        wire(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            assert!(client.reply().await.starts_with("220 smtp.example.com "));
            client.expect("EHLO pc.test", "250-smtp.example.com Hello ").await;
        });
    }
}

#[test]
fn ac_24_with_the_box_cleared_logging_on_is_not_enough_to_relay() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let anna = AccountEntry { name: "anna".into(), ..AccountEntry::default() };
        c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
        by.access(&mut c);
        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.authenticated", 'w');
        by.accept(&mut c, "relay.ok");
        let to = port(&c, "Office", true);
        wire(async {
            let mut client = Client::connect_tls("127.0.0.1", to).await;
            client.hello().await;
            assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
            client.expect("MAIL FROM:<>", "250 ").await;
            client.expect("RCPT TO:<y@far.test>", "550 5.7.1 Unable to relay for y@far.test").await;
        });
    }
}

#[test]
fn a_look_up_that_nobody_carries_out_is_told_and_ends_the_waiting() {
    let mut c = Console::open(OFFICE);
    By::Mouse.access(&mut c);
    c.h.click_text("Delivery");
    c.h.click("properties.advanced-delivery");
    c.handle.drain(Duration::ZERO);
    c.h.click("advanced-delivery.check");
    assert!(c.h.exists("ask"), "the window says that the engine has ended: {:?}", c.h.texts());
    c.h.press(Named::Escape);
    assert!(c.h.control("advanced-delivery.check").enabled, "it can be asked again");
}
