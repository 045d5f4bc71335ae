use super::*;
use crate::accounts::check;
use crate::accounts::file::{AccountEntry, AccountsFile};
use crate::config::{Alias, LocalDomain};

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn accounts(entries: &[(u32, &str, bool, &[&str])]) -> Accounts {
    let entry = |(id, name, mailbox, addresses): &(u32, &str, bool, &[&str])| AccountEntry {
        id: *id,
        name: (*name).into(),
        mailbox: *mailbox,
        addresses: addresses.iter().map(|a| (*a).into()).collect(),
        ..AccountEntry::default()
    };
    check(&AccountsFile { accounts: entries.iter().map(entry).collect(), next_id: 99, ..AccountsFile::default() }, None).unwrap()
}

fn settings(domains: &[(&str, Option<&str>)], aliases: &[(&str, &[&str])], postmaster: Option<&str>) -> Settings {
    Settings {
        postmaster: postmaster.map(address),
        local_domains: domains
            .iter()
            .map(|(name, catch_all)| LocalDomain {
                name: Domain::parse(name).unwrap(),
                alias_of: None,
                catch_all: catch_all.map(address),
                dkim: None,
            })
            .collect(),
        aliases: aliases.iter().map(|(name, to)| Alias { address: address(name), to: to.iter().map(|t| address(t)).collect() }).collect(),
        remote_domains: Default::default(),
        devices: std::sync::Arc::default(),
        keep_facts: true,
        servers: vec![],
    }
}

fn office() -> Directory {
    Directory::new(
        &settings(
            &[("a.test", None), ("b.test", Some("anna@a.test"))],
            &[
                ("info@a.test", &["anna@a.test", "bo@far.test"]),
                ("all@a.test", &["info@a.test", "carl@a.test"]),
                ("anna@a.test", &["carl@a.test"]),
                ("round@a.test", &["about@a.test"]),
                ("about@a.test", &["round@a.test"]),
                ("dead@a.test", &["gone@a.test"]),
            ],
            Some("carl@a.test"),
        ),
        &accounts(&[
            (1, "anna.s", true, &["anna@a.test"]),
            (2, "carl", true, &[]),
            (3, "scanner", false, &["scan@a.test"]),
            (4, "dora@b.test", true, &["dora@elsewhere.test"]),
        ]),
    )
}

#[test]
fn every_address_resolves_to_who_it_is() {
    let directory = office();
    for (text, expected) in [
        ("anna@a.test", Resolution::Account(AccountId(1))),
        ("ANNA@A.test", Resolution::Account(AccountId(1))),
        ("\"Anna\"@a.test", Resolution::Account(AccountId(1))),
        ("anna.s@a.test", Resolution::Account(AccountId(1))),
        ("anna.s@b.test", Resolution::Account(AccountId(1))),
        ("carl@b.test", Resolution::Account(AccountId(2))),
        ("scan@a.test", Resolution::Unknown),
        ("scanner@a.test", Resolution::Unknown),
        ("dora@b.test", Resolution::Account(AccountId(4))),
        ("dora@elsewhere.test", Resolution::NotLocal),
        ("Info@a.test", Resolution::Alias(vec![address("anna@a.test"), address("bo@far.test")])),
        ("nobody@a.test", Resolution::Unknown),
        ("nobody@b.test", Resolution::CatchAll(address("anna@a.test"))),
        ("x@sub.a.test", Resolution::NotLocal),
        ("anna@[192.0.2.1]", Resolution::NotLocal),
        ("anna%far.test@a.test", Resolution::Unknown),
        ("far.test!anna@a.test", Resolution::Unknown),
        ("\"anna@far.test\"@a.test", Resolution::Unknown),
        ("\"../1\"@a.test", Resolution::Unknown),
        ("anna@a.test.", Resolution::Account(AccountId(1))),
    ] {
        assert_eq!(directory.resolve(&address(text)), expected, "{text}");
    }
    assert_eq!(directory.hidden_aliases(), [address("anna@a.test")]);
}

#[test]
fn postmaster_is_read_at_every_local_domain() {
    let directory = office();
    let reader = Resolution::Postmaster(address("carl@a.test"));
    for text in ["postmaster@a.test", "PostMaster@b.test", "\"postmaster\"@a.test"] {
        assert_eq!(directory.resolve(&address(text)), reader, "{text}");
    }
    assert_eq!(directory.resolve(&address("postmaster@far.test")), Resolution::NotLocal);
    assert_eq!(directory.resolve_postmaster(), reader);
}

#[test]
fn an_account_or_alias_called_postmaster_goes_first_at_its_domain() {
    let directory = Directory::new(
        &settings(&[("a.test", None), ("b.test", None)], &[("postmaster@a.test", &["x@far.test"])], Some("anna@a.test")),
        &accounts(&[(1, "anna@a.test", true, &[]), (2, "bo@b.test", true, &["postmaster@b.test"])]),
    );
    assert_eq!(directory.resolve(&address("postmaster@a.test")), Resolution::Alias(vec![address("x@far.test")]));
    assert_eq!(directory.resolve(&address("postmaster@b.test")), Resolution::Account(AccountId(2)));
    assert_eq!(directory.resolve_postmaster(), Resolution::Postmaster(address("anna@a.test")));
}

#[test]
fn without_local_domains_only_an_account_called_postmaster_reads_its_mail() {
    assert_eq!(Directory::default().resolve_postmaster(), Resolution::Unknown);
    let directory = Directory::new(&Settings::default(), &accounts(&[(1, "Postmaster", true, &[])]));
    assert_eq!(directory.resolve_postmaster(), Resolution::Account(AccountId(1)));
}

#[test]
fn aliases_are_followed_and_each_target_found_once() {
    let directory = office();
    let expand = |text| directory.expand(&address(text));
    let (anna, carl) = (Target::Account(AccountId(1)), Target::Account(AccountId(2)));
    assert_eq!(expand("all@a.test"), [anna.clone(), Target::Remote(address("bo@far.test")), carl.clone()]);
    assert_eq!(expand("nobody@b.test"), [anna]);
    assert_eq!(expand("postmaster@b.test"), [carl]);
    assert_eq!(expand("x@far.test"), [Target::Remote(address("x@far.test"))]);
    assert_eq!(expand("nobody@a.test"), [Target::Unresolved(address("nobody@a.test"))]);
    assert_eq!(expand("dead@a.test"), [Target::Unresolved(address("gone@a.test"))]);
}

#[test]
fn aliases_in_a_circle_end_and_are_reported() {
    assert_eq!(office().expand(&address("round@a.test")), [Target::Unresolved(address("round@a.test"))]);
    let own = Directory::new(&settings(&[("a.test", Some("x@a.test"))], &[], Some("postmaster@a.test")), &Accounts::default());
    assert_eq!(own.expand(&address("postmaster@a.test")), [Target::Unresolved(address("postmaster@a.test"))]);
    assert_eq!(own.expand(&address("y@a.test")), [Target::Unresolved(address("y@a.test"))]);
}

#[test]
fn depth_and_number_of_targets_are_bounded() {
    let names: Vec<String> = (0..20).map(|n| format!("n{n}@a.test")).collect();
    let tos: Vec<[&str; 1]> = (0..19).map(|n| [names[n + 1].as_str()]).collect();
    let chain: Vec<(&str, &[&str])> = (0..19).map(|n| (names[n].as_str(), tos[n].as_slice())).collect();
    let directory = Directory::new(&settings(&[("a.test", None)], &chain, None), &accounts(&[(1, "n19@a.test", true, &[])]));
    assert_eq!(directory.expand(&address("n9@a.test")), [Target::Account(AccountId(1))]);
    assert_eq!(directory.expand(&address("n8@a.test")), [Target::Unresolved(address("n18@a.test"))]);

    let many: Vec<String> = (0..1_500).map(|n| format!("r{n}@far.test")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let directory = Directory::new(&settings(&[("a.test", None)], &[("all@a.test", &many)], None), &Accounts::default());
    let targets = directory.expand(&address("all@a.test"));
    assert_eq!((targets.len(), targets.last()), (1_001, Some(&Target::Unresolved(address("all@a.test")))));
}

#[test]
fn an_account_sends_from_its_own_addresses_and_the_aliases_that_lead_to_it() {
    let directory = office();
    let owns = |id, text| directory.owns_sender(AccountId(id), Some(&address(text)));
    for (id, text, expected) in [
        (1, "Anna@a.test", true),
        (1, "anna.s@b.test", true),
        (1, "info@a.test", true),
        (1, "all@a.test", true),
        (1, "carl@a.test", false),
        (1, "nobody@b.test", false),
        (2, "carl@b.test", true),
        (2, "all@a.test", true),
        (2, "info@a.test", false),
        (3, "scanner@a.test", true),
        (3, "scan@a.test", true),
        (4, "dora@elsewhere.test", true),
        (4, "dora@a.test", false),
        (9, "anna@a.test", false),
    ] {
        assert_eq!(owns(id, text), expected, "{id} {text}");
    }
    assert!(directory.owns_sender(AccountId(9), None));
    assert_eq!(directory.addresses_of(AccountId(9)), []);
    assert_eq!(directory.addresses_of(AccountId(4)).len(), 2);
}

#[test]
fn a_name_never_grants_an_address_that_is_somebody_elses() {
    let directory = Directory::new(
        &settings(&[("a.test", None), ("b.test", None)], &[("anna@b.test", &["x@far.test"])], Some("carl@a.test")),
        &accounts(&[(1, "anna", true, &[]), (2, "carl", false, &["anna@a.test"])]),
    );
    assert!(!directory.owns_sender(AccountId(1), Some(&address("anna@a.test"))));
    assert!(!directory.owns_sender(AccountId(1), Some(&address("anna@b.test"))));
    assert!(directory.owns_sender(AccountId(2), Some(&address("anna@a.test"))));
    assert_eq!(directory.resolve(&address("anna@a.test")), Resolution::Unknown);
}

#[test]
fn a_catch_all_in_a_circle_ends_and_is_reported() {
    let settings = settings(&[("a.test", Some("all@a.test"))], &[("all@a.test", &["nobody@a.test"])], None);
    let directory = Directory::new(&settings, &accounts(&[(1, "anna@a.test", true, &[])]));
    assert_eq!(directory.expand(&address("lost@a.test")), [Target::Unresolved(address("lost@a.test"))]);
    assert_eq!(directory.expand(&address("anna@a.test")), [Target::Account(AccountId(1))]);
}

#[test]
fn forwarding_is_followed_cut_in_a_circle_and_gives_nobody_a_name_to_send_as() {
    use crate::accounts::destination::Destination;
    let to = |addresses: &[&str], keep| Destination::Forward { to: addresses.iter().map(|a| (*a).into()).collect(), keep };
    let entry = |id, name: &str, destination| AccountEntry { id, name: name.into(), destination, ..AccountEntry::default() };
    let file = AccountsFile {
        accounts: vec![
            entry(1, "anna@a.test", Destination::Maildir),
            entry(2, "bo@a.test", to(&["anna@a.test", "bo@far.test"], false)),
            entry(3, "eva@a.test", to(&["info@a.test", "eva@a.test"], true)),
            entry(4, "one@a.test", to(&["two@a.test"], false)),
            entry(5, "two@a.test", to(&["one@a.test"], false)),
        ],
        next_id: 9,
        ..AccountsFile::default()
    };
    let accounts = check(&file, None).unwrap();
    let aliases: [(&str, &[&str]); 1] = [("info@a.test", &["bo@a.test", "eva@a.test"])];
    let directory = Directory::new(&settings(&[("a.test", None)], &aliases, None), &accounts);
    let (anna, eva, far) = (Target::Account(AccountId(1)), Target::Account(AccountId(3)), Target::Remote(address("bo@far.test")));
    assert_eq!(directory.expand(&address("bo@a.test")), [anna.clone(), far.clone()]);
    assert_eq!(directory.expand(&address("eva@a.test")), [eva.clone(), anna.clone(), far.clone()]);
    assert_eq!(directory.expand(&address("info@a.test")), [anna, far, eva]);
    assert_eq!(directory.expand(&address("one@a.test")), [Target::Unresolved(address("one@a.test"))]);
    // The alias leads to bo and eva, who may send as it; that bo's mail goes on to anna gives her nothing.
    let may = |id| directory.owns_sender(AccountId(id), Some(&address("info@a.test")));
    assert_eq!([1, 2, 3].map(may), [false, true, true]);
}

/// b.test stands for a.test, with info@b.test and anna@b.test as exceptions.
fn with_an_alias_domain() -> Directory {
    let mut settings = settings(
        &[("a.test", Some("carl@a.test")), ("b.test", None)],
        &[("info@a.test", &["anna@a.test"]), ("info@b.test", &["carl@a.test"])],
        Some("bo@a.test"),
    );
    settings.local_domains[1].alias_of = Some(Domain::parse("a.test").unwrap());
    let people: [(u32, &str, bool, &[&str]); 6] = [
        (1, "anna@a.test", true, &[]),
        (2, "carl", true, &[]),
        (3, "bo", true, &[]),
        (4, "dora@far.test", true, &["anna@b.test"]),
        (5, "copier", false, &["scan@b.test"]),
        (6, "eve@far.test", true, &["scan@a.test"]),
    ];
    Directory::new(&settings, &accounts(&people))
}

#[test]
fn an_alias_domain_is_treated_as_the_domain_it_stands_for() {
    let directory = with_an_alias_domain();
    assert!(directory.is_local(&Domain::parse("b.test").unwrap()));
    for (text, expected) in [
        ("CARL@b.test", Resolution::Account(AccountId(2))),
        ("bo@b.test", Resolution::Account(AccountId(3))),
        ("postmaster@b.test", Resolution::Postmaster(address("bo@a.test"))),
        ("nobody@b.test", Resolution::CatchAll(address("carl@a.test"))),
        ("anna@b.test", Resolution::Account(AccountId(4))),
        ("anna@a.test", Resolution::Account(AccountId(1))),
        ("info@b.test", Resolution::Alias(vec![address("carl@a.test")])),
        ("info@a.test", Resolution::Alias(vec![address("anna@a.test")])),
        ("carl@c.test", Resolution::NotLocal),
        ("scan@a.test", Resolution::Account(AccountId(6))),
        ("scan@b.test", Resolution::CatchAll(address("carl@a.test"))),
    ] {
        assert_eq!(directory.resolve(&address(text)), expected, "{text}");
    }
}

#[test]
fn whoever_sends_from_an_address_may_send_from_it_in_an_alias_domain_unless_somebody_has_that() {
    let directory = with_an_alias_domain();
    let owns = |id, text| directory.owns_sender(AccountId(id), Some(&address(text)));
    for (id, text, expected) in [
        (2, "Carl@b.test", true),
        (2, "carl@a.test", true),
        (3, "bo@b.test", true),
        (2, "bo@b.test", false),
        (1, "anna@a.test", true),
        (1, "anna@b.test", false),
        (4, "anna@b.test", true),
        (4, "anna@a.test", false),
        (1, "info@a.test", true),
        (1, "info@b.test", false),
        (2, "info@b.test", true),
        (5, "scan@b.test", true),
        (6, "scan@b.test", false),
    ] {
        assert_eq!(owns(id, text), expected, "{id} {text}");
    }
}
