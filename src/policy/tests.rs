use super::*;
use crate::config::{check, file};
use crate::mail::{AccountId, Computers};
use proptest::prelude::*;
use std::time::Instant;

/// A server as the settings file describes it; `fields` may set `access: (…)` and others.
fn server(fields: &str) -> VirtualServer {
    let text = format!("(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], {fields})])");
    let settings = check(&file::parse(&text).unwrap(), Some(&text)).unwrap();
    (*settings.servers[0]).clone()
}

fn policy(fields: &str) -> ServerPolicy {
    ServerPolicy::new(&server(fields))
}

const ANNA: AccountFacts =
    AccountFacts { id: AccountId(1), submit: true, relay: true, rights: BOTH, sender_check: true, owns_sender: true };
/// By default, all who log on may do both.
const BOTH: Rights = Rights { submit: Right::Everyone(0), relay: Right::Everyone(0) };
/// The DNS has said that there is no name.
const NOBODY: Names = Names { confirmed: &[], complete: true };
const STRONG: Option<Tls> = Some(Tls { bits: 256 });

fn client(address: &str) -> Client<'static> {
    Client { address: address.parse().unwrap(), tls: STRONG, account: None, names: NOBODY }
}

fn logged_on(address: &str) -> Client<'static> {
    Client { account: Some(ANNA), ..client(address) }
}

fn connecting(address: &str) -> ConnectFacts<'static> {
    let client = address.parse().unwrap();
    ConnectFacts {
        client,
        names: NOBODY,
        blocked_by_hand: false,
        blocked_until: None,
        state: State::Running,
        sessions: 0,
        sessions_of_address: 0,
    }
}

fn sending(client: Client) -> SubmitFacts {
    SubmitFacts { client, null_sender: false, size: None, has_room: true, is_well: true }
}

fn to(client: Client, locality: Locality) -> RecipientFacts {
    RecipientFacts { client, locality, null_sender: false, accepted: 0 }
}

#[track_caller]
fn assert_verdict(verdict: Verdict, rule: &str, refusal: Option<Refusal>) {
    assert_eq!((verdict.rule.to_string().as_str(), verdict.refusal()), (rule, refusal));
}

#[test]
fn ac05_ac07_only_listed_computers_and_groups_may_connect() {
    let policy = policy(
        "access: (connection: (rule: OnlyListed, computers: [(address: \"192.0.2.7\"), (address: \"192.168.1.0/255.255.255.0\"), (address: \"2001:db8:1::/48\")]))",
    );
    for (from, rule, accepted) in [
        ("192.0.2.7", "connection.list.entry(0)", true),
        ("::ffff:192.0.2.7", "connection.list.entry(0)", true),
        ("192.168.1.254", "connection.list.entry(1)", true),
        ("2001:db8:1:2::3", "connection.list.entry(2)", true),
        ("192.0.2.8", "connection.list.not-listed", false),
        ("192.168.2.1", "connection.list.not-listed", false),
        ("127.0.0.1", "connection.list.not-listed", false),
        ("2001:db8:2::1", "connection.list.not-listed", false),
    ] {
        assert_verdict(policy.connect(&connecting(from)), rule, (!accepted).then_some(Refusal::Excluded));
    }
}

#[test]
fn ac20_refuses_a_listed_client_under_all_except() {
    let policy = policy("access: (connection: (rule: AllExcept, computers: [(address: \"192.0.2.0/24\")]))");
    assert_verdict(policy.connect(&connecting("192.0.2.9")), "connection.list.entry(0)", Some(Refusal::Excluded));
    assert_verdict(policy.connect(&connecting("198.51.100.9")), "connection.list.not-listed", None);
}

#[test]
fn refuses_everybody_when_only_listed_computers_may_connect_and_none_is() {
    let policy = policy("access: (connection: (rule: OnlyListed))");
    assert_verdict(policy.connect(&connecting("10.0.0.1")), "connection.list.not-listed", Some(Refusal::Excluded));
}

#[test]
fn connecting_is_decided_by_block_list_state_and_limits_in_this_order() {
    let policy = policy(
        "max_connections: 100, max_connections_per_address: 5, access: (connection: (rule: AllExcept, computers: [(address: \"192.0.2.9\")]))",
    );
    let blocked = ConnectFacts { blocked_until: Some(Instant::now()), ..connecting("192.0.2.9") };
    let listed = ConnectFacts { state: State::Paused, sessions: 100, sessions_of_address: 5, ..connecting("192.0.2.9") };
    let paused = ConnectFacts { client: "192.0.2.1".parse().unwrap(), ..listed };
    let full = ConnectFacts { state: State::Running, ..paused };
    let crowded = ConnectFacts { sessions: 99, ..full };
    let last = ConnectFacts { sessions_of_address: 4, ..crowded };
    let local = ConnectFacts { client: "::ffff:127.0.0.1".parse().unwrap(), ..crowded };
    for (facts, rule, refusal) in [
        (ConnectFacts { blocked_by_hand: true, ..blocked }, "connection.blocked.by-hand", Some(Refusal::Blocked)),
        (blocked, "connection.blocked", Some(Refusal::Blocked)),
        (listed, "connection.list.entry(0)", Some(Refusal::Excluded)),
        (paused, "server.paused", Some(Refusal::Unavailable)),
        (ConnectFacts { state: State::Stopping, ..paused }, "server.stopping", Some(Refusal::Unavailable)),
        (full, "connection.limit", Some(Refusal::Unavailable)),
        (crowded, "connection.limit-per-address", Some(Refusal::TooManyConnections)),
        (last, "connection.list.not-listed", None),
        (local, "connection.list.not-listed", None),
    ] {
        assert_verdict(policy.connect(&facts), rule, refusal);
    }
}

#[test]
fn nothing_of_weight_passes_in_clear_or_under_a_weak_cipher_where_that_is_required() {
    let policy =
        policy("access: (authentication: (anonymous: true), communication: (require_secure_channel: true, require_128_bit: true))");
    let weak = Some(Tls { bits: 112 });
    for (tls, rule, refusal) in [
        (None, "communication.secure-channel", Some(Refusal::StartTlsFirst)),
        (weak, "communication.128-bit", Some(Refusal::WeakCipher)),
        (Some(Tls { bits: 128 }), "communication.sufficient", None),
    ] {
        assert_verdict(policy.channel(tls), rule, refusal);
        let sent = policy.submit(&sending(Client { tls, ..client("10.0.0.1") }));
        assert_eq!(sent.refusal(), refusal);
        assert_eq!(policy.log_on(tls).refusal(), refusal);
    }
    assert!(self::policy("").channel(None).accepted() && self::policy("").channel(weak).accepted());
}

#[test]
fn ac09_with_the_defaults_no_password_crosses_in_clear() {
    let defaults = policy("");
    assert_verdict(defaults.log_on(None), "authentication.basic.requires-tls", Some(Refusal::EncryptionRequired));
    assert_verdict(defaults.log_on(STRONG), "authentication.basic.on", None);
    let off = policy("access: (authentication: (basic: false))");
    assert_verdict(off.log_on(STRONG), "authentication.basic.off", Some(Refusal::MechanismOff));
    assert_verdict(off.log_on(None), "authentication.basic.off", Some(Refusal::MechanismOff));
    let clear = policy("access: (authentication: (basic_requires_tls: false))");
    assert!(clear.log_on(None).accepted());
}

#[test]
fn ac33_with_the_defaults_who_has_logged_on_sends_and_nobody_else_relays() {
    let policy = policy("");
    assert!(policy.connect(&connecting("198.51.100.9")).accepted());
    let stranger = client("198.51.100.9");
    assert_verdict(policy.submit(&sending(stranger)), "authentication.required", Some(Refusal::AuthenticationRequired));
    assert_verdict(policy.recipient(&to(stranger, Locality::NotLocal)), "relay.list.not-listed", Some(Refusal::Relay));
    let anna = logged_on("198.51.100.9");
    assert_verdict(policy.submit(&sending(anna)), "authentication.logged-on", None);
    assert_verdict(policy.recipient(&to(anna, Locality::NotLocal)), "relay.authenticated", None);
    // dialogs.md 2.9.1: the remote domain's own box overrides the list, for everybody.
    assert_verdict(policy.recipient(&to(stranger, Locality::Relayed(2))), "relay.domain(2)", None);
    assert!(policy.is_submission(&anna) && !policy.is_submission(&stranger));
}

#[test]
fn ac15_listed_computers_and_groups_may_relay() {
    let policy = policy(
        "access: (authentication: (anonymous: true), relay: (rule: OnlyListed, computers: [(address: \"10.0.0.0/8\"), (address: \"192.0.2.7\")]))",
    );
    for (from, rule, accepted) in [
        ("10.9.8.7", "relay.list.entry(0)", true),
        ("192.0.2.7", "relay.list.entry(1)", true),
        ("192.0.2.8", "relay.list.not-listed", false),
        ("127.0.0.1", "relay.list.not-listed", false),
    ] {
        assert!(policy.submit(&sending(client(from))).accepted());
        assert_verdict(policy.recipient(&to(client(from), Locality::NotLocal)), rule, (!accepted).then_some(Refusal::Relay));
        assert_eq!(policy.is_submission(&client(from)), accepted);
    }
}

#[test]
fn all_except_lets_everybody_relay_but_the_listed() {
    let policy =
        policy("access: (relay: (rule: AllExcept, authenticated: false, computers: [(address: \"10.0.0.0/8\", need_not_log_on: true)]))");
    let relay = |client| policy.recipient(&to(client, Locality::NotLocal));
    assert_verdict(relay(client("10.0.0.1")), "relay.list.entry(0)", Some(Refusal::Relay));
    assert_verdict(relay(logged_on("10.0.0.1")), "relay.list.entry(0)", Some(Refusal::Relay));
    assert_verdict(relay(client("192.0.2.1")), "relay.list.not-listed", None);
    // An excluded computer gains nothing by the box, and nobody is a mail program only because all may relay.
    assert_verdict(policy.submit(&sending(client("10.0.0.1"))), "authentication.required", Some(Refusal::AuthenticationRequired));
    assert!(!policy.is_submission(&client("10.0.0.1")) && !policy.is_submission(&client("192.0.2.1")));
}

#[test]
fn ac24_refuses_each_foreign_recipient_without_a_grant_and_takes_local_ones() {
    let anonymous = policy("access: (authentication: (anonymous: true))");
    let cleared = policy("access: (relay: (authenticated: false))");
    let powerless = Client { account: Some(AccountFacts { relay: false, ..ANNA }), ..client("192.0.2.1") };
    for (policy, client, rule) in [
        (&anonymous, client("192.0.2.1"), "relay.list.not-listed"),
        (&cleared, logged_on("192.0.2.1"), "relay.authenticated.off"),
        (&anonymous, powerless, "relay.not-granted"),
    ] {
        assert!(policy.submit(&sending(client)).accepted());
        assert_verdict(policy.recipient(&to(client, Locality::NotLocal)), rule, Some(Refusal::Relay));
        for (locality, rule) in [
            (Locality::Account, "recipient.account"),
            (Locality::Alias, "recipient.alias"),
            (Locality::CatchAll, "recipient.catch-all"),
            (Locality::Postmaster, "recipient.postmaster"),
        ] {
            assert_verdict(policy.recipient(&to(client, locality)), rule, None);
        }
        assert_verdict(policy.recipient(&to(client, Locality::Unknown)), "recipient.unknown", Some(Refusal::UnknownRecipient));
        assert_verdict(policy.recipient(&to(client, Locality::Full)), "account.quota", Some(Refusal::MailboxFull));
    }
}

#[test]
fn users_decides_who_submits_and_relays_and_deny_wins() {
    let policy = policy(
        "access: (permissions: [(who: Everyone, submit: Allow, relay: Allow), (who: Group(8), relay: Deny), (who: Account(2), submit: Deny)])",
    );
    let of = |id: u32, groups: &[GroupId]| {
        let rights = policy.rights(AccountId(id), groups);
        Client { account: Some(AccountFacts { id: AccountId(id), rights, ..ANNA }), ..client("192.0.2.1") }
    };
    assert_verdict(policy.relay(&of(1, &[])), "relay.authenticated", None);
    assert_verdict(policy.relay(&of(1, &[GroupId(8)])), "relay.denied(1)", Some(Refusal::Relay));
    assert_verdict(policy.submit(&sending(of(1, &[GroupId(8)]))), "authentication.logged-on", None);
    assert_verdict(policy.submit(&sending(of(2, &[]))), "submit.denied(2)", Some(Refusal::SubmissionNotPermitted));
    let effective = |id, groups: &[GroupId]| policy.effective(true, true, policy.rights(AccountId(id), groups));
    assert_eq!([effective(1, &[]), effective(1, &[GroupId(8)]), effective(2, &[])], [(true, true), (true, false), (false, false)]);
    assert_eq!(policy.effective(true, false, BOTH), (true, false));
}

#[test]
fn nobody_submits_where_users_is_empty_and_only_who_is_named_relays_where_logging_on_is_not_enough() {
    let empty = policy("access: (permissions: [])");
    let nobody = Client { account: Some(AccountFacts { rights: empty.rights(AccountId(1), &[]), ..ANNA }), ..client("192.0.2.1") };
    assert_verdict(empty.submit(&sending(nobody)), "submit.not-granted", Some(Refusal::SubmissionNotPermitted));
    let named =
        policy("access: (relay: (authenticated: false), permissions: [(submit: Allow, relay: Allow), (who: Group(8), relay: Allow)])");
    let of = |groups: &[GroupId]| {
        let rights = named.rights(AccountId(1), groups);
        named.relay(&Client { account: Some(AccountFacts { rights, ..ANNA }), ..client("192.0.2.1") })
    };
    assert_verdict(of(&[GroupId(8)]), "relay.granted(1)", None);
    assert_verdict(of(&[]), "relay.authenticated.off", Some(Refusal::Relay));
}

#[test]
fn logging_on_without_a_password_needs_integrated_and_no_tls() {
    assert_verdict(policy("").log_on_integrated(None), "authentication.integrated.on", None);
    let off = policy("access: (authentication: (integrated: false))");
    assert_verdict(off.log_on_integrated(STRONG), "authentication.integrated.off", Some(Refusal::MechanismOff));
    let secure = policy("access: (communication: (require_secure_channel: true))");
    assert_verdict(secure.log_on_integrated(None), "communication.secure-channel", Some(Refusal::StartTlsFirst));
}

#[test]
fn an_account_without_relay_permission_may_still_relay_from_a_listed_computer() {
    let policy = policy("access: (relay: (computers: [(address: \"10.0.0.1\")]))");
    let powerless = Client { account: Some(AccountFacts { relay: false, ..ANNA }), ..client("10.0.0.1") };
    assert_verdict(policy.relay(&powerless), "relay.list.entry(0)", None);
}

#[test]
fn with_anonymous_access_off_a_listed_computer_logs_on_unless_it_need_not() {
    let policy = policy(
        "access: (relay: (computers: [(address: \"10.0.0.0/8\", need_not_log_on: true), (address: \"10.0.0.7\"), (address: \"192.0.2.0/24\")]))",
    );
    for (from, rule, refusal) in [
        ("10.0.0.1", "relay.list.need-not-log-on(0)", None),
        ("10.0.0.7", "relay.list.need-not-log-on(0)", None),
        ("192.0.2.1", "authentication.required", Some(Refusal::AuthenticationRequired)),
    ] {
        assert_verdict(policy.submit(&sending(client(from))), rule, refusal);
        assert!(policy.recipient(&to(client(from), Locality::NotLocal)).accepted());
    }
}

#[test]
fn sending_needs_the_permission_and_a_sender_of_ones_own() {
    let policy = policy("");
    let with = |change: fn(&mut AccountFacts)| {
        let mut account = ANNA;
        change(&mut account);
        sending(Client { account: Some(account), ..client("10.0.0.1") })
    };
    assert_verdict(policy.submit(&with(|a| a.submit = false)), "submit.not-granted", Some(Refusal::SubmissionNotPermitted));
    let foreign = with(|a| a.owns_sender = false);
    assert_verdict(policy.submit(&foreign), "account.sender-check", Some(Refusal::SenderNotYours));
    assert!(policy.submit(&SubmitFacts { null_sender: true, ..foreign }).accepted());
    let unchecked = with(|a| (a.owns_sender, a.sender_check) = (false, false));
    assert_verdict(policy.submit(&unchecked), "authentication.logged-on", None);
}

#[test]
fn a_declared_size_over_the_limit_or_a_spool_in_trouble_is_refused_after_the_permissions() {
    let policy = policy("messages: (max_size_kb: 10)");
    let facts = sending(logged_on("10.0.0.1"));
    let sized = |size| SubmitFacts { size: Some(size), ..facts };
    assert!(policy.submit(&sized(10_240)).accepted());
    assert_verdict(policy.submit(&sized(10_241)), "messages.size", Some(Refusal::MessageTooBig));
    let unknown = SubmitFacts { client: client("10.0.0.1"), ..sized(10_241) };
    assert_verdict(policy.submit(&unknown), "authentication.required", Some(Refusal::AuthenticationRequired));
    let full = SubmitFacts { has_room: false, ..facts };
    assert_verdict(policy.submit(&full), "storage.reserve", Some(Refusal::DiskFull));
    let unwell = SubmitFacts { is_well: false, ..facts };
    assert_verdict(policy.submit(&unwell), "storage.trouble", Some(Refusal::StorageTrouble));
}

#[test]
fn a_name_nobody_has_is_taken_for_the_host_that_gets_such_mail() {
    let policy = policy("messages: (forward_unresolved: Some(\"[192.0.2.1]\"))");
    let stranger = client("192.0.2.9");
    assert_verdict(policy.recipient(&to(stranger, Locality::Unknown)), "recipient.forwarded", None);
    assert_verdict(policy.recipient(&to(stranger, Locality::NotLocal)), "relay.list.not-listed", Some(Refusal::Relay));
}

#[test]
fn recipients_are_limited_and_reports_have_one() {
    let policy = policy("messages: (max_recipients: 2)");
    let facts = to(logged_on("10.0.0.1"), Locality::Account);
    assert!(policy.recipient(&RecipientFacts { accepted: 1, ..facts }).accepted());
    let third = RecipientFacts { accepted: 2, ..facts };
    assert_verdict(policy.recipient(&third), "messages.recipients", Some(Refusal::TooManyRecipients));
    let unknown = RecipientFacts { locality: Locality::Unknown, ..third };
    assert_verdict(policy.recipient(&unknown), "recipient.unknown", Some(Refusal::UnknownRecipient));
    let report = RecipientFacts { null_sender: true, ..facts };
    assert!(policy.recipient(&report).accepted());
    let second = RecipientFacts { accepted: 1, ..report };
    assert_verdict(policy.recipient(&second), "messages.null-sender", Some(Refusal::TooManyRecipients));
}

#[test]
fn a_complete_message_is_measured_by_hops_size_and_session() {
    let policy = policy("messages: (max_size_kb: 10, max_session_kb: 20), delivery: (max_hops: 3)");
    for (hops, message, session, rule, refusal) in [
        (3, 10_240, 20_480, "messages.within-limits", None),
        (4, 10_241, 20_481, "delivery.hops", Some(Refusal::TooManyHops)),
        (3, 10_241, 20_481, "messages.size", Some(Refusal::MessageTooBig)),
        (3, 1, 20_481, "messages.session-size", Some(Refusal::SessionTooBig)),
    ] {
        assert_verdict(policy.data(&DataFacts { client: "10.0.0.1".parse().unwrap(), hops, message, session }), rule, refusal);
    }
}

#[test]
fn only_submissions_are_completed_with_the_default_domain() {
    let policy = policy("access: (authentication: (default_domain: \"office.test\"))");
    let completed = policy.completion(&logged_on("10.0.0.1"), false).map(Domain::as_str);
    assert_eq!(completed, Ok("office.test"));
    for (recipient, refusal) in [(false, Refusal::UnqualifiedSender), (true, Refusal::UnqualifiedRecipient)] {
        let refused = policy.completion(&client("10.0.0.1"), recipient).map(Domain::as_str);
        assert_eq!(refused.unwrap_err().refusal(), Some(refusal));
        assert!(self::policy("").completion(&logged_on("10.0.0.1"), recipient).is_err());
    }
}

#[test]
fn ac08_a_client_is_known_by_the_domain_of_its_confirmed_name() {
    let listed =
        |rule| policy(&format!("access: (connection: (rule: {rule}, computers: [(address: \"192.0.2.7\"), (address: \"example.com\")]))"));
    let from = |names: &'static [&str], complete, address: &str| {
        let confirmed: Vec<Domain> = names.iter().map(|n| Domain::parse(n).unwrap()).collect();
        ConnectFacts { names: Names { confirmed: confirmed.leak(), complete }, ..connecting(address) }
    };
    let (only, except) = (listed("OnlyListed"), listed("AllExcept"));
    for (names, complete, rule, in_only, in_except) in [
        (&["mail.example.com"][..], true, "connection.list.entry(1)", None, Some(Refusal::Excluded)),
        (&["other.test", "example.com"], true, "connection.list.entry(1)", None, Some(Refusal::Excluded)),
        // One name is enough, whatever has become of the others.
        (&["mail.example.com"], false, "connection.list.entry(1)", None, Some(Refusal::Excluded)),
        (&["notexample.com"], true, "connection.list.not-listed", Some(Refusal::Excluded), None),
        (&[], true, "connection.list.not-listed", Some(Refusal::Excluded), None),
        // Row 43.
        (&[], false, "connection.list.name-unanswered", Some(Refusal::NameUnanswered), None),
        (&["other.test"], false, "connection.list.name-unanswered", Some(Refusal::NameUnanswered), None),
    ] {
        assert_verdict(only.connect(&from(names, complete, "192.0.2.1")), rule, in_only);
        assert_verdict(except.connect(&from(names, complete, "192.0.2.1")), rule, in_except);
    }
    assert_verdict(only.connect(&from(&[], false, "192.0.2.7")), "connection.list.entry(0)", None);
}

#[test]
fn ac30_names_are_asked_for_only_where_something_depends_on_them() {
    let facts = connecting("192.0.2.1");
    assert!(!policy("access: (connection: (computers: [(address: \"10.0.0.0/8\")]))").wants_names(&facts));
    assert!(policy("delivery: (reverse_lookup: true)").wants_names(&facts));
    assert!(policy("access: (relay: (computers: [(address: \"example.com\")]))").wants_names(&facts));
    let policy = policy(
        "max_connections: 9, access: (connection: (rule: OnlyListed, computers: [(address: \"example.com\"), (address: \"192.0.2.7\")]))",
    );
    assert!(policy.wants_names(&facts));
    assert!(!policy.wants_names(&connecting("192.0.2.7")), "the address says enough");
    for refused in [
        ConnectFacts { blocked_until: Some(Instant::now()), ..facts },
        ConnectFacts { state: State::Paused, ..connecting("192.0.2.7") },
        ConnectFacts { sessions: 9, ..connecting("192.0.2.7") },
    ] {
        assert!(!policy.wants_names(&refused));
    }
}

#[test]
fn a_relay_entry_that_is_a_domain_grants_and_a_silent_dns_only_defers() {
    let policy = policy("access: (relay: (computers: [(address: \"example.com\", need_not_log_on: true)]))");
    let name = [Domain::parse("scan.example.com").unwrap()];
    let known = Client { names: Names { confirmed: &name, complete: true }, ..client("192.0.2.1") };
    assert_verdict(policy.submit(&sending(known)), "relay.list.need-not-log-on(0)", None);
    assert_verdict(policy.relay(&known), "relay.list.entry(0)", None);
    assert!(policy.is_submission(&known));
    let unknown = Client { names: Names::default(), ..client("192.0.2.1") };
    assert_verdict(policy.submit(&sending(unknown)), "relay.list.name-unanswered", Some(Refusal::RelayUndecided));
    assert_verdict(policy.relay(&unknown), "relay.list.name-unanswered", Some(Refusal::RelayUndecided));
    assert_verdict(policy.submit(&sending(client("192.0.2.1"))), "authentication.required", Some(Refusal::AuthenticationRequired));
    // Local recipients need no grant, and who has logged on needs no name.
    assert!(policy.recipient(&to(unknown, Locality::Account)).accepted());
    assert!(policy.submit(&sending(Client { account: Some(ANNA), ..unknown })).accepted());
}

/// A server without anonymous access that requires encryption, and these devices.
fn with_devices(devices: &str) -> ServerPolicy {
    let text = format!(
        "(version: 1, devices: [{devices}], servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], messages: (max_size_kb: 10), access: (communication: (require_secure_channel: true)))])"
    );
    let settings = check(&file::parse(&text).unwrap(), Some(&text)).unwrap();
    ServerPolicy::with_devices(&settings.servers[0], settings.devices)
}

#[test]
fn ac17_a_device_sends_out_without_logging_on_and_nobody_else_does() {
    let policy = with_devices(
        "(name: \"Copier\", address: \"10.0.0.7\", may_send_in_clear: true), (name: \"Floor 2\", address: \"10.0.2.0/24\"), (name: \"Script\", address: \"10.0.2.9\", need_not_log_on: false)",
    );
    let clear = |from| Client { tls: None, ..client(from) };
    for (client, rule, refusal) in [
        (clear("10.0.0.7"), "device.need-not-log-on(0)", None),
        (client("10.0.2.8"), "device.need-not-log-on(1)", None),
        (clear("10.0.2.8"), "communication.secure-channel", Some(Refusal::StartTlsFirst)),
        // The most specific of two that overlap counts.
        (client("10.0.2.9"), "authentication.required", Some(Refusal::AuthenticationRequired)),
        (client("10.0.0.8"), "authentication.required", Some(Refusal::AuthenticationRequired)),
    ] {
        assert_verdict(policy.submit(&sending(client)), rule, refusal);
    }
    assert_verdict(policy.relay(&clear("10.0.0.7")), "device(0)", None);
    assert_verdict(policy.relay(&client("10.0.2.9")), "device(2)", None);
    assert_verdict(policy.relay(&client("10.0.0.8")), "relay.list.not-listed", Some(Refusal::Relay));
    assert!(policy.is_submission(&client("10.0.0.7")) && !policy.is_submission(&client("10.0.0.8")));
}

#[test]
fn a_device_may_log_on_in_clear_where_it_may_send_in_clear_and_has_its_own_size() {
    let policy = with_devices(
        "(name: \"Copier\", address: \"10.0.0.7\", may_send_in_clear: true, max_size_kb: 20, sender: Some(\"scan@office.test\"))",
    );
    let copier = "10.0.0.7".parse().unwrap();
    let other = "10.0.0.8".parse().unwrap();
    assert!(policy.log_on(policy.deemed(copier, None)).accepted());
    assert!(!policy.log_on(policy.deemed(other, None)).accepted());
    assert_eq!((policy.max_size(copier).unwrap().octets(), policy.max_size(other).unwrap().octets()), (20_480, 10_240));
    for (client, message, accepted) in [(copier, 20_480, true), (copier, 20_481, false), (other, 10_241, false)] {
        assert_eq!(policy.data(&DataFacts { client, hops: 0, message, session: message }).accepted(), accepted);
        let facts = SubmitFacts { size: Some(message), ..sending(Client { address: client, ..logged_on("10.0.0.7") }) };
        assert_eq!(policy.submit(&facts).accepted(), accepted);
    }
    // What it sends as is not for its account to own.
    let foreign = Client { account: Some(AccountFacts { owns_sender: false, ..ANNA }), ..client("10.0.0.7") };
    assert!(policy.submit(&sending(foreign)).accepted());
}

/// What a client from an address may do, as a list of yes and no.
/// What a client may do, as a stranger and logged on.
fn rights(policy: &ServerPolicy, address: IpAddr, names: Names) -> [bool; 6] {
    let connect = policy.connect(&ConnectFacts { client: address, names, ..connecting("192.0.2.1") }).accepted();
    let as_who = |account| {
        let client = Client { address, tls: STRONG, account, names };
        [connect, policy.submit(&sending(client)).accepted(), policy.relay(&client).accepted()]
    };
    let ([a, b, c], [d, e, f]) = (as_who(None), as_who(Some(ANNA)));
    [a, b, c, d, e, f]
}

proptest! {
    #[test]
    fn adding_an_entry_never_refuses_more_under_only_listed_nor_less_under_all_except(
        connection in prop::collection::vec(computers(), 0..6),
        relay in prop::collection::vec((computers(), any::<bool>()), 0..6),
        added in (computers(), any::<bool>()),
        granting in any::<bool>(),
        address in list::tests::addresses(),
        confirmed in prop::collection::vec(domains(), 0..3),
        complete in any::<bool>(),
        (anonymous, authenticated) in any::<(bool, bool)>(),
    ) {
        let rule = if granting { ListRule::OnlyListed } else { ListRule::AllExcept };
        let names = Names { confirmed: &confirmed, complete };
        let mut server = server("");
        (server.access.connection.rule, server.access.relay.rule) = (rule, rule);
        (server.access.authentication.anonymous, server.access.relay.authenticated) = (anonymous, authenticated);
        server.access.connection.computers = connection.into_iter().map(|who| crate::config::Computer { who }).collect();
        let relay_computer = |(who, need_not_log_on)| crate::config::RelayComputer { who, need_not_log_on };
        server.access.relay.computers = relay.into_iter().map(relay_computer).collect();
        let before = rights(&ServerPolicy::new(&server), address, names);
        server.access.connection.computers.push(crate::config::Computer { who: added.0.clone() });
        server.access.relay.computers.push(relay_computer(added));
        let after = rights(&ServerPolicy::new(&server), address, names);
        for (before, after) in before.into_iter().zip(after) {
            let (less, more) = if granting { (before, after) } else { (after, before) };
            prop_assert!(more || !less);
        }
    }
}

/// A name or a domain above it, out of few enough that entries and names meet.
fn domains() -> impl Strategy<Value = Domain> {
    "([ab]\\.){0,2}[ab]".prop_map(|text| Domain::parse(&text).unwrap())
}

/// Any entry: a computer, a group of them, a domain.
fn computers() -> impl Strategy<Value = Computers> {
    prop_oneof![2 => list::tests::networks().prop_map(Computers::Group), 1 => domains().prop_map(Computers::Domain)]
}

#[test]
fn slow_messages_are_ended_only_for_strangers_and_only_where_more_than_half_is_taken() {
    let policy = policy("max_connections: 10, access: (relay: (computers: [(address: \"192.0.2.0/24\")]))");
    let slow = |client: Client, sessions| policy.slow(&SlowFacts { client, sessions, room: 1000 });
    assert_verdict(slow(client("198.51.100.1"), 5), "protection.room", None);
    assert_verdict(slow(client("198.51.100.1"), 6), "protection.minimum-rate", Some(Refusal::TooSlow));
    assert_verdict(slow(logged_on("198.51.100.1"), 10), "authentication.logged-on", None);
    assert_verdict(slow(client("192.0.2.1"), 10), "relay.list.entry(0)", None);
}

#[test]
fn a_server_without_a_limit_has_the_places_the_program_can_hold() {
    let policy = policy("max_connections: 0");
    let slow = |sessions| policy.slow(&SlowFacts { client: client("198.51.100.1"), sessions, room: 1000 });
    assert_verdict(slow(500), "protection.room", None);
    assert_verdict(slow(501), "protection.minimum-rate", Some(Refusal::TooSlow));
}
