//! The rules of the property sheet over real sockets, by clients at addresses of their own (127.0.0.2 and up).

use super::house::House;
use super::wire::Wire;
use std::net::{SocketAddr, TcpListener};

/// A server on 127.0.0.1 with anonymous access and this *Access*; mail for elsewhere stays.
fn house(access: &str) -> House {
    House::with_settings(&format!(
        "(version: 1, postmaster: \"info@example.test\", local_domains: [(name: \"example.test\")],
          aliases: [(address: \"info@example.test\", to: [\"info@far.example\"])],
          servers: [(id: 1, name: \"Office\", fqdn: \"mail.example.test\", identities: [(address: \"127.0.0.1\", port: 0)],
                     delivery: (hold_outbound: true), access: ({access}))])"
    ))
}

const ANONYMOUS: &str = "authentication: (anonymous: true)";
const LOCAL: &str = "info@example.test";
const FAR: &str = "far@elsewhere.example";
const NO_RELAY: &str = "550 5.7.1 Unable to relay for far@elsewhere.example";

fn may_connect(source: &str, to: SocketAddr) -> bool {
    let reply = Wire::connect_from(source, to).reply();
    assert!(reply.starts_with("220 mail.example.test ") || reply.starts_with("554 5.7.1 "), "{reply}");
    reply.starts_with("220")
}

#[test]
fn only_the_list_admits_single_computers_and_groups_and_nobody_else() {
    let computers = "[(address: \"127.0.0.2\"), (address: \"127.0.3.0/24\"), (address: \"127.0.4.0/255.255.255.128\")]";
    let house = house(&format!("connection: (rule: OnlyListed, computers: {computers})"));
    let server = house.serve();
    for (source, admitted) in [
        ("127.0.0.2", true),
        ("127.0.3.255", true),
        ("127.0.4.127", true),
        ("127.0.0.1", false),
        ("127.0.2.255", false),
        ("127.0.4.128", false),
    ] {
        assert_eq!(may_connect(source, server.starttls()), admitted, "{source}");
    }
}

#[test]
fn all_except_the_list_shuts_out_single_computers_and_groups_and_nobody_else() {
    let computers = "[(address: \"127.0.0.2\"), (address: \"127.0.3.0/24\")]";
    let house = house(&format!("connection: (rule: AllExcept, computers: {computers})"));
    let server = house.serve();
    for (source, admitted) in [("127.0.0.1", true), ("127.0.2.1", true), ("127.0.0.2", false), ("127.0.3.77", false)] {
        assert_eq!(may_connect(source, server.starttls()), admitted, "{source}");
    }
}

#[test]
fn relaying_is_for_listed_computers_or_for_all_except_the_listed() {
    let computers = "[(address: \"127.0.0.2\"), (address: \"127.0.3.0/24\")]";
    for (rule, listed) in [("OnlyListed", true), ("AllExcept", false)] {
        let house = house(&format!("{ANONYMOUS}, relay: (rule: {rule}, computers: {computers})"));
        let server = house.serve();
        for (source, is_listed) in [("127.0.0.1", false), ("127.0.0.2", true), ("127.0.3.9", true), ("127.0.4.9", false)] {
            let mut wire = Wire::greeted_from(source, server.starttls());
            wire.mail(LOCAL, "250 ");
            wire.mail(FAR, if is_listed == listed { "250 " } else { NO_RELAY });
            wire.quit();
        }
    }
}

#[test]
fn a_new_server_is_closed_to_strangers() {
    let house = House::new(&[]);
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.2", server.starttls());
    for recipient in ["postmaster@example.test", FAR] {
        wire.say("MAIL FROM:<x@elsewhere.example>", "530 5.7.0 ");
        wire.say(&format!("RCPT TO:<{recipient}>"), "503 ");
    }
    wire.say("VRFY anna", "252 ");
    wire.say("AUTH PLAIN AGFubmEAZ3Vlc3NlZA==", "538 5.7.11 ");
    wire.quit();
}

#[test]
fn basic_without_tls_is_offered_only_where_somebody_chose_it() {
    let house = House::new(&["--basic-without-tls"]);
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    let offered = wire.say("EHLO pc7", "250");
    let auth = offered.lines().find(|line| line[4..].starts_with("AUTH ")).unwrap();
    assert!(["PLAIN", "LOGIN"].iter().all(|mechanism| auth.split(' ').any(|word| word == *mechanism)), "{auth}");
    wire.say("AUTH PLAIN AGFubmEAZ3Vlc3NlZA==", "535 5.7.8 ");
}

#[test]
fn a_secure_channel_is_required_where_it_is_ticked() {
    let house = house(&format!("{ANONYMOUS}, communication: (require_secure_channel: true)"));
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    wire.say("MAIL FROM:<x@elsewhere.example>", "530 5.7.0 ");
    wire.quit();
}

#[test]
fn a_server_for_clients_and_one_for_the_internet_share_a_port_and_keep_their_own_rules() {
    let port = free_port();
    let server = |id: u32, name: &str, address: &str, access: &str| {
        format!(
            "(id: {id}, name: \"{name}\", fqdn: \"{}.example.test\", identities: [(address: \"{address}\", port: {port})],
              delivery: (hold_outbound: true), access: ({access}))",
            name.to_lowercase()
        )
    };
    let inside = server(1, "Clients", "127.0.0.2", &format!("{ANONYMOUS}, relay: (rule: AllExcept)"));
    let outside = server(2, "Internet", "0.0.0.0", ANONYMOUS);
    for servers in [format!("{inside}, {outside}"), format!("{outside}, {inside}")] {
        let house = House::with_settings(&format!(
            "(version: 1, postmaster: \"info@example.test\", local_domains: [(name: \"example.test\")],
              aliases: [(address: \"info@example.test\", to: [\"info@far.example\"])], servers: [{servers}])"
        ));
        let server = house.serve();
        assert_eq!(server.listening().len(), 2, "{}", server.out());
        for (address, name, far) in [("127.0.0.2", "clients", "250 "), ("127.0.0.1", "internet", NO_RELAY)] {
            let mut wire = Wire::connect_from("127.0.0.9", format!("{address}:{port}").parse().unwrap());
            wire.expect(&format!("220 {name}.example.test "));
            wire.say("EHLO pc7", "250");
            wire.mail(LOCAL, "250 ");
            wire.mail(FAR, far);
            wire.quit();
        }
        server.stop().with_code(0);
        // One spool for both: what either has taken is there.
        house.serve().wait_for_log("messages=3", 1);
    }
}

/// A port that nobody had a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("0.0.0.0:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn an_alias_domain_knows_the_addresses_of_the_domain_it_stands_for_and_no_others() {
    let house = House::with_settings(
        "(version: 1, postmaster: \"info@example.test\",
          local_domains: [(name: \"branch.test\", alias_of: Some(\"example.test\")), (name: \"example.test\")],
          aliases: [(address: \"info@example.test\", to: [\"info@far.example\"])],
          servers: [(id: 1, name: \"Office\", fqdn: \"mail.example.test\", identities: [(address: \"127.0.0.1\", port: 0)],
                     delivery: (hold_outbound: true), access: (authentication: (anonymous: true)))])",
    );
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.9", server.starttls());
    wire.mail("Info@Branch.test", "250 ");
    wire.mail("postmaster@branch.test", "250 ");
    wire.mail("postmaster", "250 ");
    wire.mail("nobody@branch.test", "550 5.1.1 ");
    wire.mail("info@sub.branch.test", "550 5.7.1 ");
    wire.quit();
}

#[test]
fn a_server_takes_nothing_while_less_than_its_reserve_is_free_on_the_disk() {
    let server = |id: u32, name: &str, address: &str, reserve: u32| {
        format!(
            "(id: {id}, name: \"{name}\", fqdn: \"mail.example.test\", identities: [(address: \"{address}\", port: 0)],
              disk_reserve_mb: {reserve}, access: ({ANONYMOUS}))"
        )
    };
    // Ten terabytes are free nowhere here, sixteen megabytes everywhere.
    let (much, little) = (server(1, "Much", "127.0.0.1", 10_000_000), server(2, "Little", "127.0.0.2", 16));
    let house = House::with_settings(&format!(
        "(version: 1, postmaster: \"info@example.test\", local_domains: [(name: \"example.test\")],
          aliases: [(address: \"info@example.test\", to: [\"info@far.example\"])], servers: [{much}, {little}])"
    ));
    let server = house.serve();
    for (address, answer) in [("127.0.0.1", "452 4.3.1 "), ("127.0.0.2", "250 ")] {
        let to = server.listening().into_iter().find(|to| to.address.ip().to_string() == address).unwrap();
        let mut wire = Wire::greeted_from("127.0.0.9", to.address);
        wire.say("MAIL FROM:<far@else.test>", answer);
        wire.quit();
    }
}

#[test]
fn a_limit_on_connections_counts_those_that_are_there() {
    let house = House::new(&["--max-connections", "2"]);
    let server = house.serve();
    let first = Wire::greeted_from("127.0.0.1", server.starttls());
    let _second = Wire::greeted_from("127.0.0.1", server.starttls());
    Wire::connect_from("127.0.0.1", server.starttls()).expect("421 4.3.2 ");
    first.quit();
    // The server notices a moment after the client.
    let until = std::time::Instant::now() + super::house::PATIENCE;
    while !Wire::connect_from("127.0.0.1", server.starttls()).reply().starts_with("220 ") {
        assert!(std::time::Instant::now() < until, "the place was never free again");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
