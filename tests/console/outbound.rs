//! How mail leaves, from the window to the wire: set up by mouse and by keyboard alone, then a mail program hands in a
//! message and name servers, receiving servers and the provider's server tell what became of it (AC-04, AC-18).

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use base64::Engine as _;
use iced::keyboard::key::Named;
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::mail::Secret;

use crate::hand::{BOTH, By, Outside, port, wire};
use crate::nameserver::{Asked, Manner, NameServer};
use crate::office::Client;
use crate::peer::{Peer, Script};
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)])";

/// A window whose server knows anna, and where mail programs reach it.
fn office() -> (Console, SocketAddr) {
    let mut c = Console::open(OFFICE);
    let anna = AccountEntry { name: "anna".into(), sender_check: false, ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
    let to = port(&c, "Office", true);
    (c, to)
}

/// Anna's mail program hands in a message.
fn submit(to: SocketAddr, recipient: &str) {
    wire(async {
        let mut program = Client::connect_tls("127.0.0.1", to).await;
        program.hello().await;
        assert!(program.log_on("anna", "annas secret").await.starts_with("235 "));
        assert!(program.message("anna@office.test", recipient, "Subject: x\r\n\r\nHello").await.starts_with("250 2.6.0 "));
    });
}

fn until(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !done() {
        assert!(Instant::now() < deadline, "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn received(peer: &Peer, count: usize) {
    until("the message", || peer.messages().len() >= count);
    assert_eq!(peer.messages().len(), count);
}

#[test]
fn ac_04_only_the_listed_dns_servers_are_asked_and_in_their_order() {
    for (by, manner) in BOTH.into_iter().zip([Manner::Silent, Manner::Fails]) {
        let (outside, asked) = (Outside::new(), Asked::default());
        let zone = "far 60 IN MX 10 mx\nnear 60 IN MX 10 mx\nlost 60 IN MX 10 mx\nmx 60 IN A 127.0.0.5";
        let first = outside.has(NameServer::start("127.0.53.1:0", zone, &asked));
        let second = outside.has(NameServer::start("127.0.53.2:0", zone, &asked));
        let peer = outside.has(Script::good().at("127.0.0.5:0"));
        let (mut c, to) = office();
        by.delivery(&mut c);
        by.at(&mut c, "properties.advanced-delivery", 'v');
        by.at(&mut c, "advanced-delivery.configure", 'o');
        for server in [&second, &first] {
            by.at(&mut c, "external-dns.add", 'a');
            c.h.type_text(&server.address.to_string());
            by.press(&mut c, "dns.ok");
        }
        let (one, two) = (first.address.to_string(), second.address.to_string());
        let selected = |c: &mut Console| {
            let list = c.h.control("external-dns.list");
            (list.selected, list.value)
        };
        assert_eq!(selected(&mut c), (Some(1), one.clone()), "{by:?}");
        for (button, letter, place) in [("external-dns.up", 'u', 0), ("external-dns.down", 'd', 1), ("external-dns.up", 'u', 0)] {
            by.at(&mut c, button, letter);
            assert_eq!(selected(&mut c), (Some(place), one.clone()), "{by:?}");
        }
        assert!(!c.h.control("external-dns.up").enabled && c.h.control("external-dns.down").enabled, "{by:?}");
        by.press(&mut c, "external-dns.ok");
        assert!(c.h.shows(&format!("{one}, {two}")), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "advanced-delivery.ok");
        by.at(&mut c, "properties.outbound", 'o');
        by.fill(&mut c, "outbound.port", 't', &peer.address.port().to_string());
        by.accept(&mut c, "outbound.ok");

        submit(to, "bob@far.test");
        received(&peer, 1);
        assert_eq!(asked.of("MX far.test."), [first.address], "{by:?}");
        assert_eq!(asked.by(second.address), Vec::<String>::new(), "{by:?}");

        first.becomes(manner);
        submit(to, "bob@near.test");
        received(&peer, 2);
        assert_eq!(asked.of("MX near.test."), [first.address, second.address], "{by:?}");

        // When none of them knows, nobody else is asked: the message waits.
        first.becomes(Manner::Fails);
        second.becomes(Manner::Fails);
        submit(to, "bob@lost.test");
        let snapshots = c.handle.snapshots();
        until("the end of the attempt", || snapshots.borrow().queue.deferred == 1);
        // One that was silent a moment ago has its turn last.
        let turns = if matches!(manner, Manner::Silent) { [second.address, first.address] } else { [first.address, second.address] };
        assert_eq!(asked.of("MX lost.test."), turns, "{by:?}");
        assert_eq!((peer.messages().len(), snapshots.borrow().queue.messages), (2, 1), "{by:?}");
    }
}

#[test]
fn ac_18_mail_leaves_through_the_smart_host_that_was_tested_before() {
    for (by, tls) in [(By::Mouse, true), (By::Keyboard, false)] {
        let outside = Outside::new();
        let mut script = Script::good().offer("AUTH PLAIN");
        script.tls_from_the_start = tls;
        let provider = outside.has(if tls { script } else { script.offer("STARTTLS") }.start());
        let (mut c, to) = office();
        by.delivery(&mut c);
        by.at(&mut c, "properties.change", 'c');
        by.at(&mut c, "leave.smart-host", 'y');
        by.fill(&mut c, "leave.host", 'm', "[127.0.0.2]");
        encryption(by, &mut c, tls);
        assert_eq!(c.h.control("leave.port").value, if tls { "465" } else { "587" }, "{by:?}");
        by.fill(&mut c, "leave.port", 't', &provider.address.port().to_string());
        by.fill(&mut c, "leave.user", 'u', "office");
        by.fill(&mut c, "leave.password", 's', "not-this-1");

        // Nobody vouches for the certificate, so nothing is said to whoever this is.
        by.at(&mut c, "leave.test", 'c');
        assert!(c.h.shows("The certificate of [127.0.0.2] is not trusted"), "{by:?}: {:?}", c.h.texts());
        assert!(provider.commands().iter().all(|said| !said.starts_with("AUTH")), "{by:?}");

        by.at(&mut c, "leave.any-certificate", 'a');
        let tried = base64::engine::general_purpose::STANDARD.encode("\0office\0not-this-1");
        for attempt in 1..=2 {
            by.at(&mut c, "leave.test", 'c');
            assert!(c.h.shows("[127.0.0.2] refuses the user name or password. Its answer: 535 5.7.8 no"), "{by:?}: {:?}", c.h.texts());
            // What was typed is kept, the password too, which is nowhere to be read.
            let kept = ["leave.host", "leave.user"].map(|id| c.h.control(id).value);
            assert_eq!(kept, ["[127.0.0.2]", "office"], "{by:?}");
            assert_eq!(provider.commands().iter().filter(|said| **said == tried).count(), attempt, "{by:?}");
            assert!(!c.h.texts().iter().any(|text| text.contains("not-this-1")), "{by:?}: {:?}", c.h.texts());
        }

        by.fill(&mut c, "leave.password", 's', "s3cret");
        assert!(!c.h.shows("535 5.7.8 no"), "{by:?}: what was found is of another password");
        by.at(&mut c, "leave.test", 'c');
        for finding in ["Connected to 127.0.0.2:", "The connection is encrypted: TLS", "Logged on: 235 2.7.0 in", "The connection works."] {
            assert!(c.h.shows(finding), "{by:?} {finding}: {:?}", c.h.texts());
        }
        assert!(provider.messages().is_empty(), "{by:?}: a test sends nothing");
        let before = provider.commands().len();
        by.press(&mut c, "leave.ok");
        assert!(!c.h.exists("untested") && !c.h.exists("leave"), "{by:?}");
        let line = format!("[127.0.0.2]:{}, {}, user office", provider.address.port(), if tls { "SSL/TLS" } else { "STARTTLS" });
        assert!(c.h.shows(&line), "{by:?} {line}: {:?}", c.h.texts());
        by.press(&mut c, "properties.ok");
        assert!(!c.h.exists("properties"), "{by:?}");

        submit(to, "bob@far.test");
        received(&provider, 1);
        let commands = provider.commands().split_off(before);
        let hello = "EHLO mail.office.test";
        let start = if tls { vec![hello] } else { vec![hello, "STARTTLS", hello] };
        let said = [start, vec!["AUTH PLAIN", "AG9mZmljZQBzM2NyZXQ="]].concat();
        assert_eq!(commands[..said.len()], said, "{by:?}");
        assert!(commands.iter().any(|said| said.starts_with("RCPT TO:<bob@far.test>")), "{by:?}: {commands:?}");
        assert!(provider.messages()[0].ends_with(b"\r\n\r\nHello\r\n"), "{by:?}");
    }
}

/// Chooses how the connection becomes private; it is STARTTLS at first.
fn encryption(by: By, c: &mut Console, tls: bool) {
    by.at(c, "leave.encryption", 'e');
    match by {
        By::Mouse => c.h.click_text(if tls { "SSL/TLS" } else { "STARTTLS" }),
        By::Keyboard => {
            c.h.press(Named::ArrowDown);
            assert_eq!((c.h.control("leave.encryption").value.as_str(), c.h.control("leave.port").value.as_str()), ("SSL/TLS", "465"));
            if !tls {
                c.h.press(Named::ArrowUp);
            }
        }
    }
    assert_eq!(c.h.control("leave.encryption").value, if tls { "SSL/TLS" } else { "STARTTLS" });
}
