//! Clients known by the name the DNS has for them (AC-08, AC-30, row 43), and what Received says of it. The clients come
//! through a trusted proxy, as those of loopback are all called `localhost`.

use crate::dns::{Counted, Dns};
use crate::office::{Client, Office};
use postkontor::config::Encryption;
use postkontor::engine::query::{Answer, Query, SessionFilter};
use std::net::SocketAddr;

/// `.7` has a name that leads back, `.8` took the name of `.7`, `.9` has one that only ends alike, `.10` has none.
async fn dns() -> Dns {
    Dns::with(
        "2.0.192.in-addr.arpa.",
        "7 60 IN PTR mail.partner.test.\n8 60 IN PTR mail.partner.test.\n9 60 IN PTR mail.notpartner.test.",
        "mail.partner 60 IN A 192.0.2.7\nmail.notpartner 60 IN A 192.0.2.9",
    )
    .await
}

fn server(dns: SocketAddr, fields: &str, delivery: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (dns_servers: [\"{dns}\"], hold_outbound: true, {delivery}), access: (authentication: (anonymous: true), protection: (proxy_sources: [\"127.0.0.1\"]), {fields}))"
    )
}

async fn from(client: &str, office: &Office, encryption: Encryption) -> Client {
    let mut connection = Client::connect("127.0.0.1", office.address("Office", encryption).await).await;
    connection.send(format!("PROXY TCP4 {client} 127.0.0.1 4711 25\r\n").as_bytes()).await;
    if encryption == Encryption::Tls { connection.encrypted().await } else { connection }
}

#[tokio::test]
async fn ac_08_a_domain_in_the_connection_list_means_the_clients_whose_confirmed_name_is_below_it() {
    let dns = dns().await;
    let office = Office::open(&server(dns.address, "connection: (rule: OnlyListed, computers: [(address: \"partner.test\")])", "")).await;
    for (client, reply) in [("192.0.2.7", "220 "), ("192.0.2.8", "554 5.7.1 "), ("192.0.2.9", "554 5.7.1 "), ("192.0.2.10", "554 5.7.1 ")] {
        for encryption in [Encryption::StartTls, Encryption::Tls] {
            let greeting = from(client, &office, encryption).await.reply().await;
            assert!(greeting.starts_with(reply), "{client}: {greeting}");
        }
    }
    office.change(&server(dns.address, "connection: (rule: AllExcept, computers: [(address: \"partner.test\")])", "")).await;
    for (client, reply) in [("192.0.2.7", "554 5.7.1 "), ("192.0.2.8", "220 "), ("192.0.2.9", "220 "), ("192.0.2.10", "220 ")] {
        let greeting = from(client, &office, Encryption::StartTls).await.reply().await;
        assert!(greeting.starts_with(reply), "{client}: {greeting}");
    }
    office.close().await;
}

#[tokio::test]
async fn row_43_a_client_whose_name_cannot_be_looked_up_is_asked_to_come_again_and_never_excluded() {
    // The server refuses to speak of any other zone.
    let dns = dns().await;
    let listed = |rule| format!("connection: (rule: {rule}, computers: [(address: \"partner.test\"), (address: \"198.51.100.2\")])");
    let office = Office::open(&server(dns.address, &listed("OnlyListed"), "")).await;
    for (client, reply) in [("198.51.100.1", "421 4.4.3 "), ("198.51.100.2", "220 ")] {
        // The second time without asking.
        for _ in 0..2 {
            let greeting = from(client, &office, Encryption::StartTls).await.reply().await;
            assert!(greeting.starts_with(reply), "{client}: {greeting}");
        }
    }
    office.change(&server(dns.address, &listed("AllExcept"), "")).await;
    let greeting = from("198.51.100.1", &office, Encryption::StartTls).await.reply().await;
    assert!(greeting.starts_with("220 "), "{greeting}");
    office.close().await;
}

#[tokio::test]
async fn row_43_a_relay_grant_that_depends_on_a_silent_dns_is_deferred_for_that_recipient_only() {
    let dns = dns().await;
    let office = Office::open(&server(dns.address, "relay: (computers: [(address: \"partner.test\")])", "")).await;
    for (client, reply) in [("192.0.2.7", "250 "), ("192.0.2.8", "550 5.7.1 "), ("198.51.100.1", "451 4.4.3 ")] {
        let mut client = from(client, &office, Encryption::StartTls).await;
        client.hello().await;
        client.expect("MAIL FROM:<x@far.test>", "250").await;
        client.expect("RCPT TO:<y@far.test>", reply).await;
        client.expect("RCPT TO:<anna@office.test>", "250").await;
    }
    office.close().await;
}

#[tokio::test]
async fn ac_30_the_name_is_looked_up_once_for_a_connection_then_taken_from_the_cache_and_only_where_it_matters() {
    let dns = dns().await;
    let counted = Counted::before(&dns).await;
    let list = "computers: [(address: \"partner.test\"), (address: \"192.0.2.77\")]";
    let office = Office::open(&server(counted.address, &format!("connection: (rule: AllExcept, {list}), relay: ({list})"), "")).await;
    // With the listed address nothing depends on the name.
    from("192.0.2.77", &office, Encryption::StartTls).await.reply().await;
    assert_eq!(counted.questions(), 0);
    for (client, first) in [("192.0.2.9", 2), ("192.0.2.10", 1)] {
        let before = counted.questions();
        for _ in 0..3 {
            let mut client = from(client, &office, Encryption::StartTls).await;
            client.hello().await;
            client.expect("MAIL FROM:<x@far.test>", "250").await;
            client.expect("RCPT TO:<y@far.test>", "550 5.7.1 ").await;
        }
        // PTR and A; where there is no PTR that is the end of it.
        assert_eq!(counted.questions() - before, first, "{client}");
    }
    let asked = counted.questions();
    office.change(&server(counted.address, "connection: (rule: AllExcept, computers: [(address: \"10.0.0.0/8\")])", "")).await;
    from("192.0.2.11", &office, Encryption::StartTls).await.reply().await;
    assert_eq!(counted.questions(), asked, "no entry is a domain");
    office.close().await;
}

#[tokio::test]
async fn received_notes_a_name_that_is_not_the_one_the_client_gave_and_nobody_is_refused_for_it() {
    let dns = dns().await;
    let office = Office::open(&server(dns.address, "", "reverse_lookup: true")).await;
    let cases = [
        ("192.0.2.7", "MAIL.partner.test", "([192.0.2.7])\r\n"),
        ("192.0.2.7", "pc7", "([192.0.2.7] unverified)\r\n"),
        ("192.0.2.8", "mail.partner.test", "([192.0.2.8] unverified)\r\n"),
        ("198.51.100.1", "mail.partner.test", "([198.51.100.1] RDNS failed)\r\n"),
    ];
    for (client, helo, _) in cases {
        let mut client = from(client, &office, Encryption::StartTls).await;
        assert!(client.reply().await.starts_with("220 "));
        client.expect(&format!("HELO {helo}"), "250").await;
        assert!(client.message("x@far.test", "anna@office.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    }
    let stored: Vec<String> = office.mailbox(1, cases.len()).await.into_iter().map(|m| String::from_utf8(m).unwrap()).collect();
    for (_, helo, note) in cases {
        assert_eq!(stored.iter().filter(|m| m.contains(&format!("from {helo} {note}"))).count(), 1, "{helo} {note}: {stored:#?}");
    }
    office.close().await;
}

#[tokio::test]
async fn the_list_of_sessions_shows_the_confirmed_name_where_something_made_the_server_look_it_up() {
    let dns = dns().await;
    let listed = server(dns.address, "connection: (rule: AllExcept, computers: [(address: \"other.test\")])", "");
    let office = Office::open(&listed).await;
    let shown = async |client: &str| {
        let mut connection = from(client, &office, Encryption::StartTls).await;
        connection.hello().await;
        let filter = SessionFilter { text: client.into(), ..SessionFilter::default() };
        let Answer::Sessions(page) = office.ask(Query::Sessions { filter, offset: 0, limit: 1 }) else { panic!("sessions") };
        page.rows.into_iter().next().unwrap().name
    };
    // For a domain entry; for *Perform reverse DNS lookup*; and with neither.
    for (change, is_known) in
        [(listed.clone(), true), (server(dns.address, "", "reverse_lookup: true"), true), (server(dns.address, "", ""), false)]
    {
        office.change(&change).await;
        assert_eq!(shown("192.0.2.7").await.as_deref(), is_known.then_some("mail.partner.test"));
        // Neither a name taken from somebody else, nor none, nor a DNS that does not say.
        for client in ["192.0.2.8", "192.0.2.10", "198.51.100.1"] {
            assert_eq!(shown(client).await, None, "{client}");
        }
    }
    let filter = SessionFilter { text: "Partner".into(), finished: true, ..SessionFilter::default() };
    let Answer::Sessions(page) = office.ask(Query::Sessions { filter, offset: 0, limit: 9 }) else { panic!("sessions") };
    assert_eq!((page.total, page.rows[0].peer.ip().to_string().as_str()), (2, "192.0.2.7"), "found by its name");
    office.close().await;
}
