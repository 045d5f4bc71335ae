use super::*;

fn issues(text: &str) -> Vec<(String, Option<usize>, Fault)> {
    let file: SettingsFile = crate::config::file::parse(text).expect("the text is RON");
    check(&file, Some(text)).err().unwrap_or_default().into_iter().map(|i| (i.path, i.line, i.fault)).collect()
}

#[test]
fn a_server_with_only_name_and_address_gets_the_safe_defaults() {
    let file: SettingsFile =
        crate::config::file::parse("(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"mail.example.test\", identities: [()])])").unwrap();
    let settings = check(&file, None).unwrap();
    let server = &settings.servers[0];
    let access = &server.access;
    assert!(!access.authentication.anonymous && access.authentication.basic && access.authentication.basic_requires_tls);
    assert_eq!((access.connection.rule, access.relay.rule), (ListRule::AllExcept, ListRule::OnlyListed));
    assert!(access.relay.authenticated && access.relay.computers.is_empty());
    let gentle = Protection {
        greet_pause: Span::seconds(0),
        minimum_rate: Some(500),
        minimum_rate_over: Span::minutes(5),
        ..access.protection.clone()
    };
    assert_eq!(access.protection, gentle);
    assert_eq!(server.messages.max_size, Some(ByteSize::from_kb(36_700)));
    assert_eq!(server.delivery.retry.after(9), Span::minutes(15));
}

#[test]
fn all_issues_are_told_at_once_each_with_its_line() {
    let text = "(
  version: 1,
  local_domains: [(name: \"example..test\")],
  servers: [
    (
      id: 1, name: \"\",
      fqdn: \"mail.example.test\",
      identities: [(address: \"localhost\", port: 25)],
      access: (relay: (computers: [
        (address: \"10.0.0.0/33\"),
      ])),
      connection_timeout: \"soon\",
    ),
  ],
)";
    let found = issues(text);
    let places: Vec<_> = found.iter().map(|(path, line, _)| (path.as_str(), *line)).collect();
    assert_eq!(
        places,
        [
            ("local_domains[0].name", Some(3)),
            ("postmaster", None),
            ("servers[0].name", Some(6)),
            ("servers[0].identities[0].address", Some(8)),
            ("servers[0].connection_timeout", Some(12)),
            ("servers[0].access.relay.computers[0].address", Some(10)),
        ]
    );
}

#[test]
fn the_same_address_and_port_twice_names_the_other_server() {
    let server = |id: u32, name: &str, address: &str| {
        format!("(id: {id}, name: \"{name}\", fqdn: \"m.test\", identities: [(address: \"{address}\", port: 25)])")
    };
    let file = |a: &str, b: &str| format!("(version: 1, servers: [{}, {}])", server(1, "A", a), server(2, "B", b));
    for (a, b) in [("127.0.0.1", "127.0.0.1"), ("*", "0.0.0.0"), ("::", "*"), ("*", "*")] {
        let found = issues(&file(a, b));
        assert!(matches!(&found[..], [(_, _, Fault::BindingTaken { server, .. })] if server == "A"), "{a} {b}: {found:?}");
    }
    // AC-02: a server that is made for a pair in use does not start by itself.
    assert_eq!(issues(&file("*", "*").replace("(id: 2,", "(id: 2, start_automatically: false,")), []);
    // AC-32: all unassigned beside one address on the same port is what the separate client server is made of.
    assert_eq!(issues(&file("*", "127.0.0.1")), []);
    assert_eq!(issues(&file("127.0.0.1", "0.0.0.0")), []);
}

#[test]
fn duplicate_entries_names_and_numbers_are_refused() {
    let text = "(version: 1, servers: [
        (id: 1, name: \"A\", fqdn: \"m.test\", identities: [(port: 25)], access: (connection: (computers: [(address: \"10.0.0.1\"), (address: \"10.0.0.1/32\")]))),
        (id: 1, name: \"a\", fqdn: \"m.test\", identities: [(port: 26)]),
    ])";
    let found = issues(text);
    assert_eq!(found.iter().filter(|(_, _, f)| matches!(f, Fault::Duplicate { .. })).count(), 3, "{found:?}");
}

#[test]
fn a_smart_host_password_may_not_cross_the_wire_in_clear_by_accident() {
    let text = |extra: &str| {
        format!(
            "(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], delivery: (smart_host: (host: \"smtp.isp.test\", encryption: None, user: \"u\", password: \"p\"{extra})))])"
        )
    };
    assert!(matches!(&issues(&text(""))[..], [(_, _, Fault::LogOnInClear)]));
    assert_eq!(issues(&text(", log_on_in_clear: true")), []);
    // Of Integrated nothing can be read.
    assert_eq!(issues(&text(", access: Integrated")), []);
}

#[test]
fn waits_must_be_shorter_than_the_expiry() {
    let text = "(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], delivery: (expiration: \"1h\"))])";
    assert!(matches!(&issues(text)[..], [(path, _, Fault::NotShorter { .. })] if path.ends_with("delay_notification")));
}

#[test]
fn protection_has_its_bounds() {
    let text = "(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"mail.example.test\", identities: [()],
        access: (protection: (greet_pause: \"2m\", minimum_rate: 0, minimum_rate_over: \"0s\")))])";
    let found = issues(text);
    let faults: Vec<_> = found.iter().map(|(path, _, fault)| (path.as_str(), fault.clone())).collect();
    assert_eq!(
        faults,
        [
            ("servers[0].access.protection.greet_pause", Fault::Range { value: 120, min: 0, max: 60 }),
            ("servers[0].access.protection.minimum_rate_over", Fault::Range { value: 0, min: 1, max: 86_400 }),
        ]
    );
}

#[test]
fn a_remote_domain_stands_once_is_not_local_and_asks_nothing_of_helo_that_it_lacks() {
    let found = |entries: &str| {
        let text =
            format!("(version: 1, postmaster: \"a@office.test\", local_domains: [(name: \"office.test\")], remote_domains: [{entries}])");
        issues(&text).into_iter().map(|(path, _, fault)| (path, fault)).collect::<Vec<_>>()
    };
    assert_eq!(found("(name: \"far.test\"), (name: \"*.far.test\"), (name: \"*.office.test\", relay: true)"), []);
    for twice in ["(name: \"Far.test\"), (name: \"far.test.\")", "(name: \"far.test\"), (name: \"OFFICE.test\")"] {
        assert!(matches!(&found(twice)[..], [(path, Fault::Duplicate { .. })] if path == "remote_domains[1].name"), "{twice}");
    }
    for name in ["", "*", "*.", "a..b", "x.*.test", "*far.test"] {
        assert_eq!(found(&format!("(name: \"{name}\")")).len(), 1, "{name}");
    }
    for alone in [
        "require_tls: true",
        "smart_host: (host: \"h.test\")",
        "smart_host: (host: \"h.test\", encryption: Tls, user: \"u\", password: \"p\")",
    ] {
        let found = found(&format!("(name: \"far.test\", helo: true, {alone})"));
        assert_eq!(found, [("remote_domains[0].helo".to_owned(), Fault::HeloAlone)], "{alone}");
    }
    assert_eq!(found("(name: \"far.test\", helo: true, smart_host: (host: \"h.test\", encryption: Tls))"), []);
    let bad = "(name: \"far.test\", smart_host: (host: \"no host\", port: 0, user: \"u\"))";
    let paths: Vec<String> = found(bad).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["port", "user", "host"].map(|field| format!("remote_domains[0].smart_host.{field}")));
}

#[test]
fn an_alias_domain_stands_for_a_local_domain_with_mailboxes_of_its_own() {
    let found = |entries: &str| {
        let text = format!("(version: 1, postmaster: \"a@office.test\", local_domains: [(name: \"office.test\"), {entries}])");
        issues(&text).into_iter().map(|(path, _, fault)| (path, fault)).collect::<Vec<_>>()
    };
    let domain = |text: &str| Domain::parse(text).unwrap();
    assert_eq!(found("(name: \"b.test\", alias_of: \"Office.test.\"), (name: \"c.test\")"), []);
    let none = "(name: \"b.test\", alias_of: \"far.test\")";
    let itself = "(name: \"far.test\", alias_of: \"far.test\")";
    let another = "(name: \"b.test\", alias_of: \"far.test\"), (name: \"far.test\", alias_of: \"office.test\")";
    for wrong in [none, itself, another] {
        assert_eq!(found(wrong), [("local_domains[1].alias_of".to_owned(), Fault::AliasOf(domain("far.test")))], "{wrong}");
    }
    let reader = "(name: \"b.test\", alias_of: \"office.test\", catch_all: \"a@office.test\")";
    assert_eq!(found(reader), [("local_domains[1].catch_all".to_owned(), Fault::AliasCatchAll(domain("office.test")))]);
    for text in ["a..b", "", " "] {
        let found = found(&format!("(name: \"b.test\", alias_of: \"{text}\")"));
        assert!(matches!(&found[..], [(path, Fault::Domain(..))] if path == "local_domains[1].alias_of"), "{text:?}");
    }
}
