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
