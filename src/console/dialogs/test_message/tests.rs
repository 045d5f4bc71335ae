use super::*;
use crate::config::written::{Device, LocalDomain, SmartHost};
use crate::engine::command::Revision;
use crate::engine::job::{Hitch, Stage, Step};
use crate::engine::snapshot::{AccountEntry, AccountsFile, Queue, ServerLine};
use crate::i18n::Language;
use std::sync::Arc;

fn live(state: Light) -> Snapshot {
    let port = |port, encryption| Port { address: ([127, 0, 0, 1], port).into(), encryption };
    let listening = match state {
        Light::Running => vec![port(2525, Encryption::StartTls), port(4650, Encryption::Tls)],
        _ => vec![],
    };
    let settings = SettingsFile {
        postmaster: Some("anna@office.test".into()),
        local_domains: vec![LocalDomain { name: "office.test".into(), ..LocalDomain::default() }],
        devices: vec![
            Device {
                name: "Copier".into(),
                address: "192.0.2.7".into(),
                sender: Some("scan@office.test".into()),
                may_send_in_clear: true,
                ..Device::default()
            },
            Device { name: "Tills".into(), address: "192.0.2.64/28".into(), ..Device::default() },
        ],
        ..SettingsFile::default()
    };
    let bo = AccountEntry { name: "bo".into(), addresses: vec!["bo@office.test".into()], ..AccountEntry::default() };
    Snapshot {
        sequence: 1,
        revision: Revision(1),
        host: "pc".into(),
        started: jiff::Timestamp::UNIX_EPOCH,
        servers: vec![ServerLine { id: ServerId(3), name: "Office".into(), state, listening, sessions: 0 }],
        settings: Arc::new(settings),
        accounts: Arc::new(AccountsFile { accounts: vec![bo], ..AccountsFile::default() }),
        people: Arc::default(),
        blocks: Arc::default(),
        domain_keys: Arc::default(),
        certificates: Arc::default(),
        queue: Queue::default(),
        warnings: vec![],
        history: vec![],
        changed_by_hand: false,
    }
}

fn words() -> &'static Words {
    Words::of(Language::English)
}

fn route(sender: Option<&str>) -> Origin {
    let host = SmartHost { host: "smtp.isp.test".into(), sender: sender.map(str::to_owned), ..SmartHost::default() };
    Origin::Route(Box::new(Route {
        smart_host: Some(host),
        password: None,
        fqdn: "mail.office.test".into(),
        helo: false,
        dns_servers: vec![],
        require_tls: false,
        port: 25,
        listening: vec![],
    }))
}

fn typed(state: &mut State, message: fn(Edit) -> Message, text: &str) {
    state.update(message(Edit::Type(text.into())), words());
}

fn sent(state: &mut State) -> (Way, Letter) {
    match state.update(Message::Send, words()) {
        Action::Run(Job::TestMessage { way, letter }) => (*way, *letter),
        other => panic!("{other:?}"),
    }
}

fn submission(state: &mut State) -> Submission {
    match sent(state).0 {
        Way::Submission(submission) => submission,
        Way::Route(_) => panic!("a route"),
    }
}

#[test]
fn each_origin_proposes_who_usually_sends_and_gets_it() {
    let now = live(Light::Running);
    let of = |origin| {
        let state = State::new(origin, &now, "");
        [state.from.value(), state.to.value(), state.user.value(), state.address.value()].map(str::to_owned)
    };
    assert_eq!(of(route(None)), ["anna@office.test", "", "", ""]);
    assert_eq!(of(route(Some("box@isp.test"))), ["box@isp.test", "", "", ""]);
    assert_eq!(of(Origin::Server(ServerId(3))), ["anna@office.test", "anna@office.test", "", ""]);
    assert_eq!(of(Origin::Account("bo".into())), ["bo@office.test", "bo@office.test", "bo", ""]);
    assert_eq!(of(Origin::Device("Copier".into())), ["scan@office.test", "anna@office.test", "", "192.0.2.7"]);
    // Of a subnet nobody can know which address is meant.
    assert_eq!(of(Origin::Device("Tills".into()))[3], "");
    assert_eq!(State::new(route(None), &now, "bob@far.test").recipient(), "bob@far.test");
}

#[test]
fn what_is_missing_or_wrong_gets_the_keyboard() {
    let mut s = State::new(Origin::Device("Tills".into()), &live(Light::Running), "");
    let focus = |id| Action::Focus(id);
    assert_eq!(s.update(Message::Send, words()), focus("test-message.address"));
    typed(&mut s, Message::Address, "192.0.2.64/28");
    assert_eq!(s.update(Message::Send, words()), focus("test-message.address"));
    typed(&mut s, Message::Address, "::ffff:192.0.2.65");
    typed(&mut s, Message::From, "nobody");
    assert_eq!(s.update(Message::Send, words()), focus("test-message.from"));
    typed(&mut s, Message::From, "till@office.test");
    typed(&mut s, Message::To, " ");
    assert_eq!(s.update(Message::Send, words()), focus("test-message.to"));
    typed(&mut s, Message::To, "bo@office.test");
    let till = submission(&mut s);
    assert_eq!((till.client, till.in_clear), (Some("192.0.2.65".parse().unwrap()), false));
    let mut copier = State::new(Origin::Device("Copier".into()), &live(Light::Running), "");
    assert!(submission(&mut copier).in_clear, "as the device itself does");
    assert_eq!(s.update(Message::Send, words()), Action::None, "one is on its way");

    let mut s = State::new(Origin::Account("bo".into()), &live(Light::Running), "");
    assert_eq!(s.update(Message::Send, words()), focus("test-message.password"));
    s.update(Message::Password("bos secret".into()), words());
    assert!(!format!("{s:?}").contains("bos secret"));
    let submission = submission(&mut s);
    assert_eq!(submission.log_on, Some(("bo".into(), Secret::from("bos secret"))));
    assert_eq!((submission.server, submission.address.port(), submission.client), (ServerId(3), 2525, None));
    let mut s = State::new(Origin::Server(ServerId(3)), &live(Light::Running), "");
    s.update(Message::Password("x".into()), words());
    assert_eq!(s.update(Message::Send, words()), focus("test-message.user"));
}

#[test]
fn the_message_says_in_the_language_of_the_window_what_it_is() {
    let mut s = State::new(route(None), &live(Light::Stopped), "bob@far.test");
    let (way, letter) = sent(&mut s);
    assert_eq!(
        Origin::Route(match way {
            Way::Route(route) => Box::new(route),
            Way::Submission(_) => panic!("no route"),
        }),
        route(None)
    );
    assert_eq!((letter.from.to_string().as_str(), letter.to.to_string().as_str()), ("anna@office.test", "bob@far.test"));
    for part in ["mail.office.test", "smtp.isp.test:587", "computer pc"] {
        assert!(letter.text.contains(part), "{part}: {}", letter.text);
    }
    let mut german = State::new(Origin::Server(ServerId(3)), &live(Light::Running), "");
    let Action::Run(Job::TestMessage { letter, .. }) = german.update(Message::Send, Words::of(Language::German)) else { panic!() };
    assert!(letter.subject.starts_with("Testnachricht") && letter.text.contains("„Office“"), "{letter:?}");
}

#[test]
fn it_is_handed_in_only_where_a_server_runs_and_the_chosen_port_stays() {
    let mut s = State::new(Origin::Server(ServerId(3)), &live(Light::Stopped), "");
    assert_eq!(s.update(Message::Send, words()), Action::Focus("test-message.door"));
    s.renew(&live(Light::Running));
    s.update(Message::Door(1), words());
    s.renew(&live(Light::Running));
    let submission = submission(&mut s);
    assert_eq!((submission.address.port(), submission.encryption), (4650, Encryption::Tls));
    s.renew(&live(Light::Stopped));
    assert_eq!(s.door, None);
    // A server on all addresses of both kinds has one entry a port.
    let mut all = live(Light::Running);
    let port = |ip: std::net::IpAddr| Port { address: (ip, 25).into(), encryption: Encryption::StartTls };
    all.servers[0].listening = vec![port([0, 0, 0, 0].into()), port([0; 16].into()), port([127, 0, 0, 1].into())];
    s.renew(&all);
    let shown: Vec<String> = s.doors.iter().map(|door| super::shown(door, words())).collect();
    assert_eq!(shown, ["*:25, STARTTLS – Office", "127.0.0.1:25, STARTTLS – Office"]);
}

#[test]
fn another_route_keeps_what_was_typed_and_the_same_one_goes_on() {
    let now = live(Light::Running);
    let mut s = State::new(route(None), &now, "");
    typed(&mut s, Message::To, "bob@far.test");
    typed(&mut s, Message::From, "bo@office.test");
    sent(&mut s);
    s = s.instead(route(None), &now);
    assert!(s.is_sending(), "the same message is still on its way");
    s = s.instead(route(Some("box@isp.test")), &now);
    assert!(!s.is_sending());
    assert_eq!((s.from.value(), s.to.value()), ("bo@office.test", "bob@far.test"));
    s = s.instead(Origin::Account("bo".into()), &now);
    assert_eq!((s.from.value(), s.to.value()), ("bo@office.test", "bo@office.test"));
}

#[test]
fn what_came_of_it_stands_until_something_else_is_typed() {
    let mut s = State::new(route(None), &live(Light::Running), "bob@far.test");
    sent(&mut s);
    let refused = Step { stage: Stage::Recipient, words: "550 no".into(), hitch: Some(Hitch::Refused) };
    let trial = Trial { host: "mx.far.test".into(), port: 25, steps: vec![refused] };
    s.found(&Finding::Message(trial.clone()));
    assert_eq!((s.is_sending(), s.trial.as_ref()), (false, Some(&trial)));
    typed(&mut s, Message::To, "rob@far.test");
    assert_eq!(s.trial, None);
    // A refusal of the engine brings an empty one: it can be sent again.
    sent(&mut s);
    s.found(&Finding::Message(Trial::default()));
    assert!(!s.is_sending() && s.update(Message::Close, words()) == Action::Close);
    assert_eq!(s.update(Message::Queue, words()), Action::Act(Act::Go(Node::Queues)));
}
