//! The property sheet and its dialogs in a window: the articles' procedures by mouse and by keyboard.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use iced::Task;
use iced::keyboard::key::Named;
use iced::widget::space;
use postkontor::config::written::*;
use postkontor::console::Element;
use postkontor::console::dialogs::properties::place::{Tab, Which};
use postkontor::console::dialogs::properties::{Action, Message, State};
use postkontor::console::widget::{desk, focus, scope};
use postkontor::engine::command::{Done, Reach, Refusal, Revision};
use postkontor::engine::job::{DnsFinding, Finding, Hitch, Job, Stage, Step};
use postkontor::i18n::{Language, Words};
use std::net::IpAddr;
use std::time::Duration;

use crate::harness::{Harness, smoke};

/// A window with one sheet, and what the sheet asked for.
pub struct Bench {
    pub sheet: Option<State>,
    pub asked: Vec<Action>,
    pub words: &'static Words,
}

#[derive(Debug, Clone)]
pub enum Event {
    Sheet(Message),
    Found(Finding),
    Answered(Result<Done, Refusal>),
}

pub type Window = Harness<Bench, Event>;

fn update(bench: &mut Bench, event: Event) -> Task<Event> {
    let Some(sheet) = &mut bench.sheet else { return Task::none() };
    let action = match event {
        Event::Sheet(message) => sheet.update(message),
        Event::Found(finding) => sheet.finding(&finding),
        Event::Answered(answer) => sheet.answered(answer),
    };
    match action {
        Action::None => {}
        Action::Focus(id) => return focus(sheet.frame().to_owned(), id),
        Action::Close => bench.sheet = None,
        other => bench.asked.push(other),
    }
    Task::none()
}

fn view(bench: &Bench) -> Element<'_, Event> {
    desk(scope(space())).sheet(bench.sheet.as_ref().map(|s| s.view(bench.words).map(Event::Sheet))).into()
}

/// A server as the wizard makes it.
pub fn office() -> Server {
    let identity = |port, encryption| Identity { port, encryption, ..Identity::default() };
    Server {
        id: 1,
        name: "Default SMTP Virtual Server".into(),
        fqdn: "mail.example.com".into(),
        identities: vec![identity(25, Encryption::StartTls), identity(587, Encryption::StartTls), identity(465, Encryption::Tls)],
        ..Server::default()
    }
}

pub fn open(server: Server, language: Language) -> Window {
    let host: Vec<IpAddr> = vec!["192.168.1.2".parse().unwrap(), "2001:db8::2".parse().unwrap()];
    let sheet = Some(State::new(server, Revision(1), host));
    Harness::new(Bench { sheet, asked: vec![], words: Words::of(language) }, update, view)
}

fn english() -> Window {
    open(office(), Language::English)
}

/// What was applied last, its sheet then answered with success.
fn applied(h: &mut Window) -> Server {
    let Some(Action::Apply(server, _, _)) = h.state.asked.pop() else { panic!("nothing was applied: {:?}", h.state.asked) };
    h.send(Event::Answered(Ok(Done { reach: Reach::NewConnections, created: None, queue: None, produced: None })));
    *server
}

/// Turns to a page by keyboard.
fn turn(h: &mut Window, times: usize) {
    for _ in 0..times {
        h.key(Named::Tab, iced::keyboard::Modifiers::CTRL);
    }
}

/// Presses a button by keyboard: Tab until it is reached, then Enter.
fn walk(h: &mut Window, id: &str) {
    for _ in 0..40 {
        if h.focus() == id {
            h.press(Named::Enter);
            return;
        }
        h.tab();
    }
    panic!("Tab does not reach {id}");
}

pub fn dns() -> Finding {
    Finding::Dns(DnsFinding {
        addresses: Ok(vec![("203.0.113.25".parse().unwrap(), Some("mail.example.com".into())), ("2001:db8::2".parse().unwrap(), None)]),
        alias_of: Some("office.example.com".into()),
        reaches_us: Some(true),
        asked: vec!["192.0.2.53".into()],
        took: Duration::from_millis(34),
    })
}

#[test]
fn ac_03_the_name_is_checked_and_kept_by_mouse() {
    let mut h = english();
    h.click_text("Delivery");
    h.click("properties.advanced-delivery");
    assert_eq!(h.control("advanced-delivery.fqdn").value, "mail.example.com");
    h.click("advanced-delivery.check");
    let job = Job::CheckDns { fqdn: "mail.example.com".into(), dns_servers: vec![], bindings: vec!["*".into(); 3] };
    assert_eq!(h.state.asked.pop(), Some(Action::Run(job)));
    h.send(Event::Found(dns()));
    assert!(h.shows("The domain name is valid, but see below.") && h.shows("203.0.113.25") && h.shows("office.example.com"));
    h.click("advanced-delivery.ok");
    h.click("properties.ok");
    assert!(h.state.sheet.is_none(), "nothing was changed, nothing is applied");
}

#[test]
fn ac_03_the_name_is_changed_by_keyboard() {
    let mut h = english();
    turn(&mut h, 3);
    h.alt('v');
    h.alt('f');
    h.ctrl('a');
    h.type_text("no name");
    h.press(Named::Enter);
    assert_eq!(h.focus(), "advanced-delivery.fqdn");
    assert!(!h.control("advanced-delivery.fqdn").problem.is_empty());
    h.ctrl('a');
    h.type_text("smtp.example.com");
    h.press(Named::Enter);
    walk(&mut h, "properties.ok");
    assert_eq!(applied(&mut h).fqdn, "smtp.example.com");
    assert!(h.state.sheet.is_none());
}

#[test]
fn ac_04_external_dns_servers() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 3);
            h.alt('v');
            h.alt('o');
        } else {
            h.click_text("Delivery");
            h.click("properties.advanced-delivery");
            h.click("advanced-delivery.configure");
        }
        for server in ["192.0.2.53", "2001:db8::53"] {
            if keyboard {
                h.alt('a')
            } else {
                h.click("external-dns.add")
            }
            h.type_text(server);
            h.press(Named::Enter);
        }
        if keyboard {
            h.alt('u')
        } else {
            h.click("external-dns.up")
        }
        for ok in ["external-dns.ok", "advanced-delivery.ok", "properties.ok"] {
            if keyboard { walk(&mut h, ok) } else { h.click(ok) }
        }
        assert_eq!(applied(&mut h).delivery.dns_servers, ["2001:db8::53", "192.0.2.53"]);
    }
}

#[test]
fn ac_05_only_the_list_by_mouse() {
    let mut h = english();
    h.click_text("Access");
    h.click("properties.connection");
    h.click("connection.only");
    h.click("connection.add");
    h.type_text("300.1");
    assert!(!h.control("computer.address").problem.is_empty(), "said at once");
    h.ctrl('a');
    h.type_text("203.0.113.7");
    h.click("computer.ok");
    h.click("connection.ok");
    assert!(h.exists("lock-out"), "this computer is not in the list");
    h.click("lock-out.add");
    h.click("connection.ok");
    h.click("properties.ok");
    let connection = applied(&mut h).access.connection;
    let addresses: Vec<_> = connection.computers.iter().map(|c| c.address.as_str()).collect();
    assert_eq!((connection.rule, addresses), (Rule::OnlyListed, vec!["203.0.113.7", "127.0.0.1", "192.168.1.2", "2001:db8::2"]));
}

#[test]
fn ac_05_and_07_by_keyboard() {
    let mut h = english();
    turn(&mut h, 1);
    h.alt('o');
    h.alt('o');
    h.alt('a');
    h.type_text("203.0.113.7");
    h.press(Named::Enter);
    h.alt('a');
    h.alt('g');
    h.alt('s');
    h.type_text("192.168.1.0");
    h.alt('m');
    h.type_text("255.0.255.0");
    h.press(Named::Enter);
    assert_eq!(h.focus(), "computer.mask");
    h.ctrl('a');
    h.type_text("255.255.255.0");
    h.press(Named::Enter);
    walk(&mut h, "connection.ok");
    assert!(!h.exists("connection"), "the group contains this computer: nothing to ask");
    walk(&mut h, "properties.ok");
    let addresses: Vec<_> = applied(&mut h).access.connection.computers.into_iter().map(|c| c.address).collect();
    assert_eq!(addresses, ["203.0.113.7", "192.168.1.0/24"]);
}

#[test]
fn ac_06_the_address_is_looked_up() {
    let mut h = english();
    h.click_text("Access");
    h.click("properties.relay");
    h.click("relay.add");
    h.click("computer.lookup");
    h.type_text("mail.isp.example");
    h.press(Named::Enter);
    assert_eq!(h.state.asked.pop(), Some(Action::Run(Job::LookUp { host: "mail.isp.example".into() })));
    h.send(Event::Found(Finding::LookedUp(Ok(vec!["203.0.113.9".parse().unwrap()]))));
    assert!(!h.exists("lookup"));
    assert_eq!(h.control("computer.address").value, "203.0.113.9");
    h.click("computer.ok");
    h.click("relay.ok");
    h.click("properties.ok");
    assert_eq!(applied(&mut h).access.relay.computers[0].address, "203.0.113.9");
}

#[test]
fn ac_07_a_group_by_mouse() {
    let mut h = english();
    h.click_text("Access");
    h.click("properties.connection");
    h.click("connection.add");
    h.click("computer.group");
    h.click("computer.subnet");
    h.type_text("10.0.0.0/8");
    h.click("computer.ok");
    h.click_text("10.0.0.0 (255.0.0.0)");
    h.click("connection.ok");
    h.click("properties.apply");
    assert_eq!(applied(&mut h).access.connection.computers[0].address, "10.0.0.0/8");
    assert!(h.state.sheet.is_some() && h.shows("new connections"));
    assert!(!h.control("properties.apply").enabled);
}

#[test]
fn ac_09_authentication() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 1);
            h.alt('u');
        } else {
            h.click_text("Access");
            h.click("properties.authentication");
        }
        assert_eq!(h.control("authentication.anonymous").checked, Some(false));
        assert_eq!(h.control("authentication.basic").checked, Some(true));
        assert_eq!(h.control("authentication.tls").checked, Some(true));
        if keyboard {
            h.alt('n')
        } else {
            h.click("authentication.anonymous")
        }
        if keyboard {
            h.alt('d')
        } else {
            h.click("authentication.domain")
        }
        h.type_text("example.com");
        h.press(Named::Enter);
        walk(&mut h, "properties.ok");
        let a = applied(&mut h).access.authentication;
        let wanted = Authentication { anonymous: true, default_domain: Some("example.com".into()), ..Authentication::default() };
        assert_eq!(a, wanted);
    }
}

#[test]
fn ac_13_secure_communication() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 1);
            h.alt('m');
            h.alt('r');
            h.alt('b');
            walk(&mut h, "communication.ok");
            walk(&mut h, "properties.ok");
        } else {
            h.click_text("Access");
            h.click("properties.communication");
            assert!(!h.control("communication.strong").enabled);
            h.click("communication.require");
            h.click("communication.strong");
            h.click("communication.ok");
            h.click("properties.ok");
        }
        let wanted = Communication { require_secure_channel: true, require_128_bit: true };
        assert_eq!(applied(&mut h).access.communication, wanted);
    }
}

#[test]
fn ac_15_relay() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 1);
            h.alt('l');
            h.alt('a');
            h.type_text("192.168.1.40");
            h.alt('n');
            h.alt('c');
            h.type_text("Copier");
            h.press(Named::Enter);
        } else {
            h.click_text("Access");
            h.click("properties.relay");
            h.click("relay.add");
            h.type_text("192.168.1.40");
            h.click("computer.need-not-log-on");
            h.click("computer.comment");
            h.type_text("Copier");
            h.click("computer.ok");
        }
        if keyboard {
            h.alt('x')
        } else {
            h.click("relay.except")
        }
        if keyboard {
            walk(&mut h, "relay.ok")
        } else {
            h.click("relay.ok")
        }
        assert!(h.exists("open-relay"));
        h.press(Named::Escape);
        if keyboard {
            h.alt('o')
        } else {
            h.click("relay.only")
        }
        for ok in ["relay.ok", "properties.ok"] {
            if keyboard { walk(&mut h, ok) } else { h.click(ok) }
        }
        let entry = RelayComputer { address: "192.168.1.40".into(), need_not_log_on: true, note: "Copier".into() };
        assert_eq!(applied(&mut h).access.relay, Relay { computers: vec![entry], ..Relay::default() });
    }
}

pub fn steps(last: bool) -> Finding {
    let step = |stage, ok: bool, words: &str| Step { stage, words: words.into(), hitch: (!ok).then_some(Hitch::LogOnRefused) };
    let end = if last { "235 2.7.0 Authentication successful" } else { "535 5.7.8 Username and password not accepted." };
    Finding::Connection(vec![
        step(Stage::LookUp, true, "203.0.113.9"),
        step(Stage::Connect, true, "203.0.113.9:587"),
        step(Stage::Greeting, true, "220 smtp.isp.example ESMTP"),
        step(Stage::Encrypt, true, "TLS 1.3"),
        step(Stage::LogOn, last, end),
    ])
}

#[test]
fn ac_18_the_smart_host_is_tested_before_ok() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 3);
            h.alt('c');
            h.alt('y');
            h.alt('m');
        } else {
            h.click_text("Delivery");
            h.click("properties.change");
            h.click("leave.smart-host");
            h.click("leave.host");
        }
        h.type_text("smtp.isp.example");
        if keyboard {
            h.alt('u')
        } else {
            h.click("leave.user")
        }
        h.type_text("office@isp.example");
        if keyboard {
            h.alt('s')
        } else {
            h.click("leave.password")
        }
        h.type_text("secret");
        if keyboard {
            h.alt('c')
        } else {
            h.click("leave.test")
        }
        assert!(matches!(h.state.asked.pop(), Some(Action::Run(Job::TestConnection { .. }))));
        h.send(Event::Found(steps(true)));
        assert!(h.shows("The connection works."));
        if keyboard {
            walk(&mut h, "leave.ok");
            walk(&mut h, "properties.ok");
        } else {
            h.click("leave.ok");
            assert!(h.shows("smtp.isp.example:587"));
            h.click("properties.ok");
        }
        let Some(Action::Apply(server, password, None)) = h.state.asked.pop() else { panic!("not applied") };
        assert_eq!(password, Some("secret".into()));
        let wanted = SmartHost { host: "smtp.isp.example".into(), user: Some("office@isp.example".into()), ..SmartHost::default() };
        assert_eq!(server.delivery.smart_host, Some(wanted));
    }
}

/// Opens a dialog of its page.
pub fn dialog(h: &mut Window, which: Which) {
    let tab = match which {
        Which::Advanced | Which::Logging => Tab::General,
        Which::Leave | Which::Security | Which::Outbound | Which::AdvancedDelivery => Tab::Delivery,
        _ => Tab::Access,
    };
    h.send(Event::Sheet(Message::Turn(tab)));
    h.send(Event::Sheet(Message::Open(which)));
}

/// Opens a dialog and presses these buttons in it.
pub fn pressed(h: &mut Window, which: Which, ids: &[&str]) {
    dialog(h, which);
    ids.iter().for_each(|id| h.click(id));
}

/// With something in every list.
pub fn busy() -> Server {
    let mut s = office();
    s.access.connection.computers = vec![
        Computer { address: "192.168.1.0/24".into(), note: "Office".into() },
        Computer { address: "2001:db8:5::/48".into(), note: String::new() },
    ];
    s.access.relay.computers =
        vec![RelayComputer { address: "192.168.1.40".into(), need_not_log_on: true, note: "Kopiator plan 2".into() }];
    s.delivery.dns_servers = vec!["192.0.2.53".into(), "2001:db8::53".into()];
    s
}

#[test]
fn the_messages_page_whole_by_mouse_and_by_keyboard() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            turn(&mut h, 2);
            h.alt('g');
            h.press(Named::ArrowDown);
            h.press(Named::ArrowDown);
            h.alt('b');
        } else {
            h.click_text("Messages");
            h.click("properties.report-language");
            h.click_text("Deutsch");
            h.click("properties.badmail");
        }
        h.type_text("../away");
        assert!(!h.control("properties.badmail").problem.is_empty(), "said at once");
        h.ctrl('a');
        h.type_text("set aside");
        if keyboard {
            h.alt('f')
        } else {
            h.click("properties.forward")
        }
        h.type_text("no host");
        assert!(!h.control("properties.forward").problem.is_empty());
        h.ctrl('a');
        h.type_text("[192.0.2.7]");
        if keyboard {
            walk(&mut h, "properties.apply")
        } else {
            h.click("properties.apply")
        }
        let m = applied(&mut h).messages;
        let wanted = Messages {
            language: ReportLanguage::German,
            badmail: Some("set aside".into()),
            forward_unresolved: Some("[192.0.2.7]".into()),
            ..Messages::default()
        };
        assert_eq!(m, wanted);
    }
}

#[test]
fn the_pickup_directory_is_read_when_its_box_is_ticked() {
    for keyboard in [false, true] {
        let mut h = english();
        if keyboard {
            h.alt('v');
            h.alt('u');
            walk(&mut h, "advanced.ok");
            walk(&mut h, "properties.ok");
        } else {
            h.click("properties.advanced");
            assert!(h.shows("pickup/1"), "where it is");
            h.click("advanced.pickup");
            h.click("advanced.ok");
            h.click("properties.ok");
        }
        assert!(applied(&mut h).messages.pickup);
    }
}

#[test]
fn the_disk_space_to_keep_free_is_the_usual_one_or_the_one_typed() {
    for tick in [|h: &mut Window| h.click("advanced.limit-reserve"), |h: &mut Window| h.alt('s')] {
        let mut h = english();
        h.click("properties.advanced");
        tick(&mut h);
        h.tab();
        assert_eq!((h.focus().as_str(), h.control("advanced.reserve").value.as_str()), ("advanced.reserve", "256"));
        h.type_text("2048");
        h.press(Named::Enter);
        h.click("properties.ok");
        assert_eq!(applied(&mut h).disk_reserve_mb, 2_048);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_its_field() {
    use postkontor::config::{Fault, Issue};
    let mut h = english();
    h.click_text("Messages");
    h.click("properties.badmail");
    h.type_text("/srv/badmail");
    h.click("properties.apply");
    let fault = Fault::Unwritable { folder: "/srv/badmail".into(), reason: "Permission denied".into() };
    let issue = Issue { path: "servers[0].messages.badmail".into(), line: None, fault };
    h.send(Event::Answered(Err(Refusal::Issues(vec![issue]))));
    assert_eq!((h.focus().as_str(), h.control("properties.badmail").value.as_str()), ("properties.badmail", "/srv/badmail"));
    assert!(h.shows("Permission denied"));
}

#[test]
fn a_refusal_keeps_the_sheet_and_shows_its_fields() {
    use postkontor::config::{Fault, Issue};
    let mut h = english();
    h.click("properties.timeout");
    h.ctrl('a');
    h.type_text("15");
    h.click("properties.ok");
    let fault = Fault::BindingTaken { binding: "*:25".into(), server: "Client access".into(), first: "servers[0].identities[0]".into() };
    let issues = vec![Issue { path: "servers[1].identities[0]".into(), line: None, fault }];
    h.send(Event::Answered(Err(Refusal::Issues(issues))));
    assert_eq!(h.focus(), "advanced.list");
    assert!(h.shows("Client access"));
    h.press(Named::Escape);
    assert_eq!(h.control("properties.timeout").value, "15");
    assert!(h.shows("The changes were not saved."));
    h.click("properties.ok");
    assert_eq!(applied(&mut h).connection_timeout, "15m");
}

#[test]
fn a_failed_test_of_the_smart_host_names_the_step() {
    let mut h = english();
    dialog(&mut h, Which::Leave);
    h.click("leave.smart-host");
    h.click("leave.test");
    assert_eq!(h.focus(), "leave.host");
    h.type_text("smtp.gmail.com");
    h.click("leave.user");
    h.type_text("office");
    h.click("leave.password");
    h.type_text("secret");
    h.click("leave.test");
    h.send(Event::Found(steps(false)));
    assert!(h.shows("535 5.7.8") && h.shows("refuses the user name or password"));
    assert_eq!(smoke::check(&mut h, "leave"), Vec::<String>::new());
}
