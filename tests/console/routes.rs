//! By which way mail leaves, from the window to the wire: remote domains, how to log on, directly first, and under which name.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use postkontor::config::written::{LocalDomain, OutboundAccess};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::link::News;
use postkontor::console::tree::Node;
use postkontor::engine::command::{AccountChange, AccountEntry, Change, Command};
use postkontor::engine::snapshot::{Snapshot, Warning};
use postkontor::mail::{Secret, ServerId};

use crate::hand::{BOTH, By, Outside, port, wire};
use crate::nameserver::{Asked, NameServer};
use crate::office::Client;
use crate::peer::{Fault, Peer, Script};
use crate::window::Console;

/// A window whose server takes mail of anybody, in clear, and knows `office.test` and anna; what it delivers to is asked of
/// this name server, at this port. Where clients reach it.
fn office(dns: &NameServer, to: u16) -> (Console, SocketAddr) {
    let server = format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)],
          access: (authentication: (anonymous: true, basic_requires_tls: false)),
          delivery: (dns_servers: [\"{}\"], outbound: (port: {to})))",
        dns.address
    );
    let mut c = Console::open(&server);
    let domain = LocalDomain { name: "office.test".into(), ..LocalDomain::default() };
    let postmaster = Some("anna@office.test".to_owned());
    c.command(Command::Change(Change::Domains { local_domains: vec![domain], aliases: vec![], postmaster }));
    let anna = AccountEntry { name: "anna".into(), addresses: vec!["anna@office.test".into()], ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(anna, Secret::from("annas secret"))));
    let to = port(&c, "Office", false);
    (c, to)
}

/// What becomes of a recipient that somebody unknown asks for.
fn stranger(to: SocketAddr, recipient: &str) -> String {
    wire(async {
        let mut client = Client::connect("127.0.0.1", to).await;
        client.hello().await;
        client.expect("MAIL FROM:<somebody@elsewhere.test>", "250").await;
        client.say(&format!("RCPT TO:<{recipient}>")).await
    })
}

/// Anna's mail program hands in a message.
fn submit(to: SocketAddr, recipient: &str) {
    wire(async {
        let mut program = Client::connect("127.0.0.1", to).await;
        program.hello().await;
        assert!(program.log_on("anna", "annas secret").await.starts_with("235 "));
        let text = "Subject: x\r\nFrom: Anna <anna@office.test>\r\n\r\nHello";
        assert!(program.message("anna@office.test", recipient, text).await.starts_with("250 2.6.0 "));
    });
}

fn received(peer: &Peer, count: usize) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while peer.messages().len() < count {
        assert!(Instant::now() < deadline, "message {count} did not come: {:?}", peer.commands());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(peer.messages().len(), count);
}

fn said(peer: &Peer, start: &str) -> usize {
    peer.commands().iter().filter(|command| command.starts_with(start)).count()
}

fn domains(c: &Console) -> Vec<postkontor::config::written::RemoteDomain> {
    c.handle.snapshots().borrow().settings.remote_domains.clone()
}

#[test]
fn a_remote_domain_is_made_changed_and_removed_and_its_mail_goes_its_way() {
    for by in BOTH {
        let (outside, asked) = (Outside::new(), Asked::default());
        let dns = outside.has(NameServer::start("127.0.53.3:0", "far 60 IN MX 10 mx\nmx 60 IN A 127.0.0.5", &asked));
        let (world, branch) = (outside.has(Script::good().at("127.0.0.5:0")), outside.has(Script::good().start()));
        let (mut c, to) = office(&dns, world.address.port());
        assert!(stranger(to, "bob@far.test").starts_with("550 5.7.1 "), "{by:?}");

        c.h.send(Message::Act(Act::Go(Node::Domains)));
        by.press(&mut c, "domains.new-remote");
        // A name that is here already keeps the dialog, and what was typed.
        by.fill(&mut c, "remote-domain.name", 'd', "office.test");
        by.press(&mut c, "remote-domain.ok");
        assert!(c.h.exists("remote-domain") && domains(&c).is_empty(), "{by:?}");
        assert_eq!((c.h.focus().as_str(), c.h.control("remote-domain.name").value.as_str()), ("remote-domain.name", "office.test"));
        by.fill(&mut c, "remote-domain.name", 'd', "far.test");
        by.at(&mut c, "remote-domain.relay", 'r');
        by.at(&mut c, "remote-domain.smart-host", 'f');
        by.fill(&mut c, "remote-domain.host", 'm', "[127.0.0.2]");
        by.fill(&mut c, "remote-domain.port", 't', &branch.address.port().to_string());
        by.press(&mut c, "remote-domain.ok");
        c.news();
        assert!(!c.h.exists("remote-domain"), "{by:?}: {:?}", c.h.texts());
        let way = format!("[127.0.0.2]:{}", branch.address.port());
        assert!(c.h.shows("far.test") && c.h.shows("Remote") && c.h.shows(&way), "{by:?}: {:?}", c.h.texts());

        // Anybody may send there now, and nowhere else.
        assert!(stranger(to, "bob@far.test").starts_with("250 "), "{by:?}");
        assert!(stranger(to, "bob@sub.far.test").starts_with("550 5.7.1 "), "{by:?}");
        submit(to, "bob@far.test");
        received(&branch, 1);
        assert_eq!((said(&branch, "EHLO"), asked.of("MX far.test.")), (1, vec![]), "{by:?}");

        // By the DNS again, and with HELO.
        c.h.click_text("far.test");
        by.press(&mut c, "domains.edit");
        by.at(&mut c, "remote-domain.helo", 'o');
        by.at(&mut c, "remote-domain.dns", 'u');
        by.press(&mut c, "remote-domain.ok");
        c.news();
        assert!(c.h.shows("By DNS"), "{by:?}: {:?}", c.h.texts());
        submit(to, "bob@far.test");
        received(&world, 1);
        assert_eq!((said(&world, "HELO"), said(&world, "EHLO")), (1, 0), "{by:?}: {:?}", world.commands());

        // Encryption of its own is what HELO cannot have.
        // It is still selected; a second click so soon after the first would be a double click.
        by.press(&mut c, "domains.edit");
        by.at(&mut c, "remote-domain.security", 's');
        by.at(&mut c, "outbound-security.tls", 't');
        if by == By::Mouse {
            c.h.click_text("Always");
        } else {
            c.h.press(Named::ArrowDown);
        }
        by.press(&mut c, "outbound-security.ok");
        by.press(&mut c, "remote-domain.ok");
        assert!(c.h.shows("HELO knows neither STARTTLS nor logging on"), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "remote-domain.helo", 'o');
        by.press(&mut c, "remote-domain.ok");
        c.news();
        assert_eq!(domains(&c)[0].require_tls, Some(true), "{by:?}");
        let waiting = c.handle.snapshots();
        submit(to, "bob@far.test");
        let deadline = Instant::now() + Duration::from_secs(60);
        while waiting.borrow().queue.deferred == 0 {
            assert!(Instant::now() < deadline, "{by:?}: it does not wait");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(world.messages().len(), 1, "{by:?}: nothing goes in clear");

        // Removed, and brought back.
        c.h.click_text("far.test");
        by.press(&mut c, "domains.delete");
        by.press(&mut c, "domains.ask.yes");
        c.news();
        assert!(domains(&c).is_empty(), "{by:?}");
        assert!(stranger(to, "bob@far.test").starts_with("550 5.7.1 "), "{by:?}");
        c.command(Command::Undo);
        assert_eq!(domains(&c).len(), 1, "{by:?}");
    }
}

#[test]
fn directly_first_under_the_masquerade_domain_and_through_the_smart_host_what_is_not_taken() {
    for by in BOTH {
        let (outside, asked) = (Outside::new(), Asked::default());
        let dns = outside.has(NameServer::start("127.0.53.4:0", "far 60 IN MX 10 mx\nmx 60 IN A 127.0.0.5", &asked));
        let world = Script::good().fault("RCPT picky@far.test", Fault::Say("550 5.7.1 dynamic address"));
        let (world, provider) = (outside.has(world.at("127.0.0.5:0")), outside.has(Script::good().start()));
        let (mut c, to) = office(&dns, world.address.port());
        by.delivery(&mut c);
        by.at(&mut c, "properties.advanced-delivery", 'v');
        // Without a smart host there is nothing to be first of.
        assert!(!c.h.control("advanced-delivery.direct-first").enabled, "{by:?}");
        by.press(&mut c, "advanced-delivery.cancel");
        by.at(&mut c, "properties.change", 'c');
        by.at(&mut c, "leave.smart-host", 'y');
        by.fill(&mut c, "leave.host", 'm', "[127.0.0.2]");
        by.fill(&mut c, "leave.port", 't', &provider.address.port().to_string());
        by.at(&mut c, "leave.encryption", 'e');
        if by == By::Mouse {
            c.h.click_text("No encryption");
        } else {
            c.h.press(Named::End);
        }
        by.at(&mut c, "leave.log-on", 'r');
        by.at(&mut c, "leave.fixed-sender", 'w');
        if by == By::Mouse {
            c.h.click("leave.sender");
        } else {
            c.h.tab();
        }
        c.h.type_text("box@isp.test");
        by.press(&mut c, "leave.ok");
        by.press(&mut c, "untested.yes");
        by.at(&mut c, "properties.advanced-delivery", 'v');
        by.at(&mut c, "advanced-delivery.direct-first", 'b');
        by.fill(&mut c, "advanced-delivery.masquerade", 'a', "not a domain");
        by.press(&mut c, "advanced-delivery.ok");
        assert_eq!(
            (c.h.focus().as_str(), c.h.control("advanced-delivery.masquerade").value.as_str()),
            ("advanced-delivery.masquerade", "not a domain")
        );
        by.fill(&mut c, "advanced-delivery.masquerade", 'a', "public.test");
        by.accept(&mut c, "advanced-delivery.ok");

        submit(to, "bob@far.test");
        received(&world, 1);
        assert_eq!((said(&world, "MAIL FROM:<anna@public.test>"), provider.connections()), (1, 0), "{by:?}: {:?}", world.commands());
        let message = String::from_utf8(world.messages().remove(0)).unwrap();
        assert!(
            message.contains("\r\nFrom: Anna <anna@public.test>\r\n") && !message.contains("From: Anna <anna@office.test>"),
            "{message}"
        );
        submit(to, "picky@far.test");
        received(&provider, 1);
        assert_eq!((said(&provider, "MAIL FROM:<box@isp.test>"), world.messages().len()), (1, 1), "{by:?}");
        let message = String::from_utf8(provider.messages().remove(0)).unwrap();
        assert!(message.contains("\r\nFrom: <box@isp.test>\r\nReply-To: Anna <anna@office.test>\r\n"), "{message}");
    }
}

#[test]
fn outbound_security_decides_how_the_smart_host_is_logged_on_to() {
    for by in BOTH {
        let (outside, asked) = (Outside::new(), Asked::default());
        let dns = outside.has(NameServer::start("127.0.53.5:0", "", &asked));
        let provider = outside.has(Script::good().offer("AUTH PLAIN NTLM").start());
        let (mut c, to) = office(&dns, 25);
        let mut server = c.handle.snapshots().borrow().settings.servers[0].clone();
        server.delivery.smart_host = Some(postkontor::config::written::SmartHost {
            host: "[127.0.0.2]".into(),
            port: provider.address.port(),
            encryption: postkontor::config::written::SmartHostEncryption::None,
            ..postkontor::config::written::SmartHost::default()
        });
        c.command(Command::Change(Change::Server(Box::new(server), None)));
        by.delivery(&mut c);
        by.at(&mut c, "properties.outbound-security", 's');
        by.at(&mut c, "outbound-security.basic", 'b');
        by.fill(&mut c, "outbound-security.user", 'u', "office");
        by.press(&mut c, "outbound-security.ok");
        assert_eq!(c.h.focus(), "outbound-security.password", "{by:?}");
        c.h.type_text("s3cret");
        by.press(&mut c, "outbound-security.ok");
        assert!(c.h.exists("outbound-security.in-clear") && c.h.exists("outbound-security"), "{by:?}: the password could be read");
        by.at(&mut c, "outbound-security.integrated", 'i');
        by.accept(&mut c, "outbound-security.ok");
        let kept = c.handle.snapshots().borrow().settings.servers[0].delivery.smart_host.clone().unwrap();
        assert_eq!(
            (kept.access, kept.user.as_deref(), kept.log_on_in_clear),
            (OutboundAccess::Integrated, Some("office"), false),
            "{by:?}"
        );
        assert!(kept.password.is_some_and(|key| key.starts_with("smart-host-1-")), "{by:?}");
        submit(to, "bob@far.test");
        let deadline = Instant::now() + Duration::from_secs(60);
        while said(&provider, "AUTH NTLM") == 0 {
            assert!(Instant::now() < deadline, "{by:?}: {:?}", provider.commands());
            std::thread::sleep(Duration::from_millis(20));
        }
        let commands = provider.commands();
        // NEGOTIATE begins so; the password itself is nowhere.
        assert!(commands.iter().any(|said| said.starts_with("TlRMTVNTUAAB")), "{by:?}: {commands:?}");
        assert!(!commands.iter().any(|said| said.contains("AG9mZmljZQBzM2NyZXQ=")), "{by:?}");
    }
}

#[test]
fn a_blocked_port_is_told_on_the_overview_and_its_cure_is_a_smart_host() {
    let (outside, asked) = (Outside::new(), Asked::default());
    let dns = outside.has(NameServer::start("127.0.53.6:0", "", &asked));
    let (mut c, _) = office(&dns, 25);
    c.h.send(Message::Act(Act::Go(Node::Overview)));
    let now = c.handle.snapshots().borrow().clone();
    let warnings = vec![Warning::PortBlocked(ServerId(1), 25)];
    let now = Snapshot { sequence: now.sequence + 1, warnings, ..Snapshot::clone(&now) };
    c.h.send(Message::News(News::Snapshot(Arc::new(now))));
    assert!(c.h.shows("Your provider probably blocks port 25"), "{:?}", c.h.texts());
    c.h.click("overview.fix.0");
    assert!(c.h.exists("leave"), "the cure leads to how mail leaves: {:?}", c.h.texts());
}
