//! The acceptance scenarios from the window to the wire: clicked or typed in the window, then tried over real sockets.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::written::Rule;
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::mail::Secret;

use crate::hand::{BOTH, By, greeting, port, wire};
use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (hold_outbound: true))";

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
fn ac_06_a_computer_is_listed_by_its_name_and_no_other_is_greeted() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let to = port(&c, "Office", false);
        wire(async { assert!(greeting("127.0.0.2", to).await.starts_with("220 "), "{by:?}") });
        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        by.at(&mut c, "connection.only", 'o');
        by.at(&mut c, "connection.add", 'a');
        by.at(&mut c, "computer.lookup", 'l');
        // What is no name of a computer is told, and stays to be corrected.
        c.h.type_text("reception desk");
        by.press(&mut c, "lookup.ok");
        assert_eq!((c.h.control("lookup.host").value.as_str(), c.h.focus().as_str()), ("reception desk", "lookup.host"), "{by:?}");
        assert!(!c.h.control("lookup.host").problem.is_empty() && c.h.control("connection.list").rows == 0, "{by:?}");
        c.h.ctrl('a');
        // The name every computer knows itself by; where it stands for an IPv6 address too, one is chosen.
        c.h.type_text("localhost");
        by.press(&mut c, "lookup.ok");
        if c.h.exists("lookup.list") {
            by.row(&mut c, "lookup.list", "127.0.0.1");
            by.press(&mut c, "lookup.ok");
        }
        assert!(!c.h.exists("lookup") && c.h.control("computer.address").value == "127.0.0.1", "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "computer.ok");
        by.press(&mut c, "connection.ok");
        // This computer itself is on the list, so nobody has to be asked.
        assert!(!c.h.exists("lock-out") && !c.h.exists("connection"), "{by:?}");
        by.at(&mut c, "properties.apply", 'p');
        assert!(c.h.shows("Takes effect: new connections"), "{by:?}: {:?}", c.h.texts());
        wire(async {
            assert!(greeting("127.0.0.1", to).await.starts_with("220 "), "{by:?}");
            for from in ["127.0.0.2", "127.0.0.3", "127.0.1.1"] {
                assert!(greeting(from, to).await.starts_with("554 5.7.1 "), "{by:?} {from}");
            }
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
fn ac_08_a_domain_is_listed_by_its_name_after_a_word_of_what_it_costs() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        by.at(&mut c, "connection.add", 'a');
        let warning = "Restricting by domain name requires a reverse DNS lookup for each incoming connection.";
        assert!(!c.h.shows(warning), "{by:?}");
        by.at(&mut c, "computer.domain", 'd');
        assert!(c.h.shows(warning), "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "computer.name", 'a', "reception desk");
        by.press(&mut c, "computer.ok");
        // What is no domain is told, and stays to be corrected.
        assert_eq!((c.h.control("computer.name").value.as_str(), c.h.focus().as_str()), ("reception desk", "computer.name"), "{by:?}");
        assert!(!c.h.control("computer.name").problem.is_empty() && c.h.control("connection.list").rows == 0, "{by:?}");
        by.fill(&mut c, "computer.name", 'a', "Spam.Example.COM");
        by.press(&mut c, "computer.ok");
        assert_eq!(c.h.control("connection.list").rows, 1, "{by:?}");
        assert!(c.h.shows("spam.example.com"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "connection.ok");

        by.at(&mut c, "properties.relay", 'l');
        by.at(&mut c, "relay.add", 'a');
        by.at(&mut c, "computer.domain", 'd');
        by.fill(&mut c, "computer.name", 'a', "office.example.com");
        by.at(&mut c, "computer.need-not-log-on", 'n');
        by.press(&mut c, "computer.ok");
        by.accept(&mut c, "relay.ok");

        let settings = c.handle.snapshots().borrow().settings.clone();
        let access = &settings.servers[0].access;
        let refused: Vec<_> = access.connection.computers.iter().map(|one| one.address.as_str()).collect();
        assert_eq!((access.connection.rule, refused), (Rule::AllExcept, vec!["spam.example.com"]), "{by:?}");
        let relay: Vec<_> = access.relay.computers.iter().map(|one| (one.address.as_str(), one.need_not_log_on)).collect();
        assert_eq!(relay, [("office.example.com", true)], "{by:?}");

        // Opened again it is a domain still.
        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        match by {
            By::Mouse => c.h.click_text("spam.example.com"),
            By::Keyboard => {
                c.h.alt('c');
                c.h.press(Named::Home);
            }
        }
        by.at(&mut c, "connection.edit", 'e');
        assert_eq!(c.h.control("computer.name").value, "spam.example.com", "{by:?}");
        assert!(c.h.shows(warning), "{by:?}");
    }
}

#[test]
fn ac_09_and_33_a_new_server_asks_for_no_password_in_clear_and_anonymous_access_is_a_choice() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let to = port(&c, "Office", false);
        wire(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            // What proves the password without sending it may be offered in clear.
            let offered = client.hello().await;
            assert!(!offered.contains("PLAIN") && !offered.contains("LOGIN"), "{offered}");
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
fn what_is_said_is_logged_as_the_window_says() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.general(&mut c);
        assert!(!c.h.control("properties.log-properties").enabled, "{by:?}");
        by.at(&mut c, "properties.log", 'e');
        by.at(&mut c, "properties.log-properties", 'r');
        by.at(&mut c, "logging.unlimited", 'u');
        by.fill(&mut c, "logging.folder", 'l', "../logs");
        by.press(&mut c, "logging.ok");
        // A folder elsewhere is told, and stays to be corrected.
        assert_eq!((c.h.control("logging.folder").value.as_str(), c.h.focus().as_str()), ("../logs", "logging.folder"), "{by:?}");
        assert!(!c.h.control("logging.folder").problem.is_empty(), "{by:?}");
        by.fill(&mut c, "logging.folder", 'l', "logs/said");
        assert!(c.h.shows("SmtpSvc1/extend#.log"), "{by:?}: {:?}", c.h.texts());
        match by {
            By::Mouse => c.h.click("logging.tabs.1"),
            By::Keyboard => c.h.key(Named::Tab, Modifiers::CTRL),
        }
        assert_eq!(c.h.control("logging.tabs").value, "Extended logging options", "{by:?}");
        match by {
            By::Mouse => c.h.click("logging.server-port"),
            By::Keyboard => {
                while c.h.focus() != "logging.server-port" {
                    c.h.tab();
                }
                c.h.press(Named::Space);
            }
        }
        by.accept(&mut c, "logging.ok");
        let to = port(&c, "Office", false);
        wire(async {
            let mut client = Client::connect("127.0.0.7", to).await;
            client.hello().await;
            client.expect("MAIL FROM:<x@far.test>", "530 5.7.0 ").await;
        });
        let file = c.home().join("logs/said/SmtpSvc1/extend1.log");
        let deadline = Instant::now() + Duration::from_secs(60);
        let said = loop {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if text.contains(" MAIL - 530") {
                break text;
            }
            assert!(Instant::now() < deadline, "{by:?}: {text}");
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(said.contains("#Fields: time c-ip s-port cs-method cs-uri-stem sc-status"), "{by:?}: {said}");
        assert!(said.contains(&format!(" 127.0.0.7 {} MAIL - 530", to.port())), "{by:?}: {said}");

        // Another format, chosen in the list, writes a file of its own.
        by.general(&mut c);
        by.at(&mut c, "properties.log-format", 'a');
        match by {
            By::Mouse => c.h.click_text("NCSA Common Log File Format"),
            By::Keyboard => c.h.press(Named::ArrowUp),
        }
        assert_eq!(c.h.control("properties.log-format").value, "NCSA Common Log File Format", "{by:?}");
        by.press(&mut c, "properties.ok");
        c.news();
        wire(async { Client::connect("127.0.0.7", to).await.hello().await });
        let file = c.home().join("logs/said/SmtpSvc1/ncsa1.log");
        while !std::fs::read_to_string(&file).unwrap_or_default().contains("127.0.0.7 ") {
            assert!(Instant::now() < deadline, "{by:?}: no line in NCSA format");
            std::thread::sleep(Duration::from_millis(20));
        }
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
        by.delivery(&mut c);
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
fn the_received_line_tells_of_a_name_that_cannot_be_verified() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.delivery(&mut c);
        by.at(&mut c, "properties.advanced-delivery", 'v');
        assert_eq!(c.h.control("advanced-delivery.reverse").checked, Some(false), "{by:?}");
        by.at(&mut c, "advanced-delivery.reverse", 'p');
        by.accept(&mut c, "advanced-delivery.ok");
        assert!(c.handle.snapshots().borrow().settings.servers[0].delivery.reverse_lookup, "{by:?}");
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
