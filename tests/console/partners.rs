//! Partners known by their name in the DNS, and mail programs that encrypt, from the window to the wire, by mouse and by
//! keyboard alone (AC-08, AC-14, AC-21, AC-23, AC-30).

use std::net::SocketAddr;

use iced::keyboard::key::Named;
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::mail::Secret;

use crate::dns::{Counted, Dns};
use crate::hand::{BOTH, By, port, wire};
use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (hold_outbound: true))";

/// A window whose server knows anna.
fn office() -> Console {
    let mut c = Console::open(OFFICE);
    let anna = AccountEntry { name: "anna".into(), sender_check: false, ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
    c
}

/// A client that comes through the proxy of this computer.
async fn through_the_proxy(client: &str, to: SocketAddr) -> Client {
    let mut connection = Client::connect("127.0.0.1", to).await;
    connection.send(format!("PROXY TCP4 {client} 127.0.0.1 4711 25\r\n").as_bytes()).await;
    connection
}

#[test]
fn ac_08_and_30_a_listed_domain_means_the_clients_whose_confirmed_name_is_below_it_at_one_look_up_each() {
    let outside = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    for by in BOTH {
        // `.7` has a name that leads back, `.8` took the name of `.7`, `.10` has none.
        let names = "7 60 IN PTR mail.partner.test.\n8 60 IN PTR mail.partner.test.";
        let dns = outside.block_on(Dns::with("2.0.192.in-addr.arpa.", names, "mail.partner 60 IN A 192.0.2.7"));
        let counted = outside.block_on(Counted::before(&dns));
        // Those of loopback are all called localhost, so the clients come through a proxy.
        let server = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true), protection: (proxy_sources: [\"127.0.0.1\"])), ";
        let mut c = Console::open(&format!("{server}delivery: (hold_outbound: true, dns_servers: [\"{}\"]))", counted.address));
        let to = port(&c, "Office", false);
        let greeting = |client: &'static str| wire(async { through_the_proxy(client, to).await.reply().await });
        assert!(greeting("192.0.2.10").starts_with("220 "), "{by:?}");
        assert_eq!(counted.questions(), 0, "{by:?}: no entry is a domain");

        by.access(&mut c);
        by.at(&mut c, "properties.connection", 'o');
        by.at(&mut c, "connection.only", 'o');
        for (kind, letter, field, at, words) in
            [("computer.single", 'e', "computer.address", 'i', "127.0.0.1"), ("computer.domain", 'd', "computer.name", 'a', "partner.test")]
        {
            by.at(&mut c, "connection.add", 'a');
            by.at(&mut c, kind, letter);
            by.fill(&mut c, field, at, words);
            by.press(&mut c, "computer.ok");
        }
        by.accept(&mut c, "connection.ok");

        for (client, reply) in [("192.0.2.7", "220 "), ("192.0.2.8", "554 5.7.1 "), ("192.0.2.10", "554 5.7.1 ")] {
            let said = greeting(client);
            assert!(said.starts_with(reply), "{by:?}, {client}: {said}");
        }
        // PTR twice and A, whose answer is kept; no PTR, no further question.
        let asked = counted.questions();
        for _ in 0..3 {
            assert!(greeting("192.0.2.7").starts_with("220 ") && greeting("192.0.2.10").starts_with("554 "), "{by:?}");
        }
        assert_eq!(counted.questions(), asked, "{by:?}: answered from the cache");
    }
}

#[test]
fn ac_14_a_mail_program_that_requires_a_secure_connection_works_in_both_ways_once_the_window_offers_them() {
    for by in BOTH {
        let clear = OFFICE.replace(", (address: \"127.0.0.1\", port: 0, encryption: Tls)", "");
        let mut c = Console::open(&clear);
        let anna = AccountEntry { name: "anna".into(), sender_check: false, ..AccountEntry::default() };
        c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
        assert_eq!(c.handle.snapshots().borrow().servers[0].listening.len(), 1);
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        by.general(&mut c);
        by.at(&mut c, "properties.advanced", 'v');
        by.at(&mut c, "advanced.add", 'a');
        by.fill(&mut c, "identification.port", 't', &free.to_string());
        by.at(&mut c, "identification.encryption", 'e');
        match by {
            By::Mouse => c.h.click_text("SSL/TLS"),
            By::Keyboard => c.h.press(Named::ArrowDown),
        }
        by.press(&mut c, "identification.ok");
        by.accept(&mut c, "advanced.ok");
        let (starttls, tls) = (port(&c, "Office", false), port(&c, "Office", true));
        assert_eq!(tls.port(), free, "{by:?}");
        wire(async {
            let mut plain = Client::connect("127.0.0.1", starttls).await;
            plain.hello().await;
            let mut encrypted = Client::connect_tls("127.0.0.1", tls).await;
            encrypted.hello().await;
            for mut program in [plain.start_tls().await, encrypted] {
                assert!(program.log_on("anna", "annas secret").await.starts_with("235 "), "{by:?}");
                assert!(program.message("anna@office.test", "bob@far.test", "Subject: x\r\n\r\nHello").await.starts_with("250 2.6.0 "));
            }
        });
    }
}

#[test]
fn ac_21_with_requires_tls_cleared_the_window_warns_and_a_password_is_taken_in_clear() {
    for by in BOTH {
        let mut c = office();
        let to = port(&c, "Office", false);
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        by.at(&mut c, "authentication.tls", 't');
        by.press(&mut c, "authentication.ok");
        assert!(c.h.exists("methods"), "{by:?}: the risk is told first");
        by.press(&mut c, "methods.anyway");
        by.press(&mut c, "properties.ok");
        c.news();
        wire(async {
            let mut program = Client::connect("127.0.0.1", to).await;
            let offered = program.hello().await;
            assert!(offered.contains("AUTH LOGIN PLAIN") || offered.contains(" PLAIN"), "{by:?}: {offered}");
            assert!(program.log_on("anna", "annas secret").await.starts_with("235 "), "{by:?}");
        });
    }
}

#[test]
fn ac_23_with_secure_channel_required_nothing_but_starttls_is_talked_about_in_clear() {
    for by in BOTH {
        let mut c = office();
        by.access(&mut c);
        by.at(&mut c, "properties.communication", 'm');
        by.at(&mut c, "communication.require", 'r');
        by.accept(&mut c, "communication.ok");
        let to = port(&c, "Office", false);
        wire(async {
            let mut program = Client::connect("127.0.0.1", to).await;
            let offered = program.hello().await;
            assert!(offered.contains("STARTTLS") && !offered.contains("AUTH"), "{by:?}: {offered}");
            program.expect("AUTH SCRAM-SHA-256", "530 5.7.0 ").await;
            program.expect("MAIL FROM:<anna@office.test>", "530 5.7.0 ").await;
            let mut program = program.start_tls().await;
            assert!(program.log_on("anna", "annas secret").await.starts_with("235 "), "{by:?}");
            assert!(program.message("anna@office.test", "bob@far.test", "Subject: x\r\n\r\nHello").await.starts_with("250 2.6.0 "));
        });
    }
}
