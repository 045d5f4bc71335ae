//! MX, addresses and what the DNS may say instead.

use crate::dns::Dns;
use crate::office::{Office, address};
use crate::peer::{Fault, Script};
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::Domain;
use postkontor::net::{LookupError, MailExchange, Resolver};
use tokio::net::UdpSocket;

fn d(text: &str) -> Domain {
    Domain::parse(text).unwrap()
}

#[tokio::test]
async fn reads_mx_null_mx_none_aliases_and_what_does_not_exist() {
    let dns = Dns::start(
        "two 60 IN MX 20 b.test.\ntwo 60 IN MX 10 a.test.\nnull 60 IN MX 0 .\nplain 60 IN A 127.0.0.7\nplain 60 IN AAAA ::1\n\
         alias 60 IN CNAME two\na 60 IN A 127.0.0.8\ntext 60 IN TXT \"x\"",
    )
    .await;
    let resolver = Resolver::new(&[dns.address]).unwrap();
    let mx = |preference, host: &str| MailExchange { preference, host: Some(d(host)) };
    let two = Ok(vec![mx(10, "a.test"), mx(20, "b.test")]);
    assert_eq!(resolver.mail_exchanges(&d("two.test")).await, two);
    assert_eq!(resolver.mail_exchanges(&d("alias.test")).await, two);
    assert_eq!(resolver.mail_exchanges(&d("null.test")).await, Ok(vec![MailExchange { preference: 0, host: None }]));
    assert_eq!(resolver.mail_exchanges(&d("plain.test")).await, Ok(vec![mx(0, "plain.test")]));
    assert_eq!(resolver.mail_exchanges(&d("none.test")).await, Err(LookupError::NoSuchDomain("none.test".into())));
    let addresses = resolver.addresses(&d("plain.test")).await.unwrap();
    assert_eq!(addresses, ["127.0.0.7".parse::<std::net::IpAddr>().unwrap(), "::1".parse().unwrap()]);
    assert_eq!(resolver.addresses(&d("text.test")).await, Err(LookupError::NoRecords("text.test".into())));
    assert_eq!(resolver.addresses(&d("none.test")).await, Err(LookupError::NoSuchDomain("none.test".into())));
    // A zone the server does not know: it refuses, and that is not final.
    assert!(matches!(resolver.mail_exchanges(&d("x.other")).await, Err(LookupError::Temporary { .. })));
}

#[tokio::test]
async fn a_silent_first_server_does_not_keep_the_second_from_answering() {
    let dns = Dns::start("plain 60 IN A 127.0.0.7").await;
    let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let resolver = Resolver::new(&[silent.local_addr().unwrap(), dns.address]).unwrap();
    assert_eq!(resolver.addresses(&d("plain.test")).await, Ok(vec!["127.0.0.7".parse().unwrap()]));
    // Once it has been found silent the others are asked first.
    let heard = |socket: &UdpSocket| {
        let (mut count, mut octets) = (0, [0; 512]);
        while socket.try_recv(&mut octets).is_ok() {
            count += 1;
        }
        count
    };
    assert!(heard(&silent) > 0);
    assert!(resolver.mail_exchanges(&d("other.test")).await.is_err());
    assert_eq!(heard(&silent), 0);
    // And only silence is temporary.
    let resolver = Resolver::new(&[silent.local_addr().unwrap()]).unwrap();
    assert!(matches!(resolver.addresses(&d("plain.test")).await, Err(LookupError::Temporary { .. })));
}

#[tokio::test]
async fn a_name_of_the_hosts_file_is_asked_of_the_listed_servers_like_any_other() {
    // Whatever names this computer knows by itself, the listed server is the one that says which address they have.
    let hosts = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    let own = hosts.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace().skip(1));
    // That name stands for loopback everywhere (RFC 6761 §6.3).
    let own: Vec<Domain> = own.filter(|name| !name.contains("localhost")).filter_map(|name| Domain::parse(name).ok()).collect();
    for name in own.into_iter().chain([d("other.example")]) {
        let dns = Dns::of(&format!("{name}."), "@ 60 IN A 192.0.2.77").await;
        let resolver = Resolver::new(&[dns.address]).unwrap();
        assert_eq!(resolver.addresses(&name).await, Ok(vec!["192.0.2.77".parse().unwrap()]), "{name}");
    }
}

#[tokio::test]
async fn the_first_server_has_the_last_word_on_what_does_not_exist() {
    // The second knows only half of the names, as one outside the office does; the first needs longer than its head start.
    let (inside, outside) = (Dns::start("intern 60 IN A 127.0.0.7").await, Dns::start("extern 60 IN A 127.0.0.8").await);
    let slow = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let servers = [slow.local_addr().unwrap(), outside.address];
    let answering = tokio::spawn(async move {
        let mut octets = [0; 4096];
        loop {
            let (length, from) = slow.recv_from(&mut octets).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(1_800)).await;
            let behind = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            behind.send_to(&octets[..length], inside.address).await.unwrap();
            let (length, _) = behind.recv_from(&mut octets).await.unwrap();
            slow.send_to(&octets[..length], from).await.unwrap();
        }
    });
    let resolver = Resolver::new(&servers).unwrap();
    let found = resolver.mail_exchanges(&d("intern.test")).await;
    assert_eq!(found, Ok(vec![MailExchange { preference: 0, host: Some(d("intern.test")) }]), "the second says that there is none");
    answering.abort();
}

#[tokio::test]
async fn mail_goes_to_the_best_server_that_talks_to_us() {
    // Refused connection, 554 greeting, 554 greeting in the same rung, then a good one.
    let good = Script::good().at("127.0.0.5:0").await;
    let port = good.address.port();
    let rude = Script::good().fault("greeting", Fault::Say("554 5.3.2 no")).at(&format!("127.0.0.4:{port}")).await;
    let dns = Dns::start("far 60 IN MX 10 dead\nfar 60 IN MX 20 rude\nfar 60 IN MX 30 good\ndead 60 IN A 127.0.0.3\nrude 60 IN A 127.0.0.4\ngood 60 IN A 127.0.0.5").await;
    let office = Office::open(|server| {
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = port;
    })
    .await;
    office.send("anna@office.test", &["bob@far.test", "\"b o\"@far.test"], b"Subject: x\r\n\r\n.dot\r\nend").await;
    office.empty().await;
    assert_eq!((rude.connections(), good.connections()), (1, 1));
    assert_eq!(good.messages(), [b"Received: from test\r\nSubject: x\r\n\r\n.dot\r\nend\r\n".to_vec()]);
    let commands = good.commands();
    assert_eq!(commands[0], "EHLO mail.office.test");
    assert!(commands.contains(&"RCPT TO:<\"b o\"@far.test>".to_owned()), "{commands:?}");
}

#[tokio::test]
async fn null_mx_missing_domains_and_ourselves_fail_at_once_and_literals_skip_the_dns() {
    let peer = Script::good().start().await;
    let port = peer.address.port();
    let dns =
        Dns::start("null 60 IN MX 0 .\nus 60 IN MX 10 back\nback 60 IN A 127.0.0.9\ntext 60 IN TXT x\nnamed 60 IN MX 5 mail.office.test.")
            .await;
    let office = Office::open(|server| {
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = port;
    })
    .await;
    office.change(|context| context.listening = vec![format!("127.0.0.9:{port}").parse().unwrap()]);
    let recipients = ["a@null.test", "a@none.test", "a@us.test", "a@text.test", "a@[127.0.0.9]", "a@[127.0.0.2]", "a@named.test"];
    office.send("anna@office.test", &recipients, b"Subject: x\r\n\r\n").await;
    office.empty().await;
    let events = office.events();
    let status = |who: &str| {
        let of = |e: &Happening| match e {
            Happening::Failed { recipient, trouble, .. } if *recipient == address(who) => Some(trouble.status().to_string()),
            Happening::Delivered { recipient, .. } if *recipient == address(who) => Some("delivered".into()),
            _ => None,
        };
        events.iter().find_map(of).unwrap_or_default()
    };
    let found: Vec<String> = recipients.iter().map(|r| status(r)).collect();
    assert_eq!(found, ["5.1.10", "5.1.2", "5.4.6", "5.4.4", "5.4.6", "delivered", "5.4.6"]);
    // One report for all failures of the round.
    assert_eq!(office.mail_of(1).len(), 1);
}

#[tokio::test]
async fn a_silent_dns_defers() {
    let office = Office::open(|_| ()).await;
    office.send("anna@office.test", &["bob@far.test"], b"Subject: x\r\n\r\n").await;
    let events = office.happened(1).await;
    assert!(matches!(&events[0], Happening::Deferred { trouble: Trouble::Dns { .. }, .. }), "{events:?}");
}

#[tokio::test]
async fn all_addresses_of_a_server_are_tried() {
    // One name, three addresses: nobody there, one that refuses everybody, and one that takes it.
    let good = Script::good().at("127.0.0.5:0").await;
    let port = good.address.port();
    let rude = Script::good().fault("greeting", Fault::Say("554 5.3.2 no")).at(&format!("127.0.0.4:{port}")).await;
    let dns = Dns::start("far 60 IN MX 10 mx\nmx 60 IN A 127.0.0.3\nmx 60 IN A 127.0.0.4\nmx 60 IN A 127.0.0.5").await;
    let office = Office::open(|server| {
        server.delivery.dns_servers = vec![dns.address];
        server.delivery.outbound.port = port;
    })
    .await;
    for n in 0..6 {
        office.send("anna@office.test", &[&format!("a{n}@far.test")], b"Subject: x\r\n\r\n").await;
        office.empty().await;
    }
    assert_eq!(good.messages().len(), 6);
    assert!(rude.messages().is_empty());
}
