//! The sheet: what makes it dirty, what OK and Apply hand out, and how answers come back.

use super::super::form::Edit;
use super::*;
use crate::config::Fault;
use crate::config::Issue;
use crate::config::written::{Identity, Permission, RemoteDomain, Who};

fn sheet() -> State {
    let server = Server {
        id: 1,
        name: "Office".into(),
        fqdn: "mail.example.com".into(),
        identities: vec![Identity::default(), Identity { port: 587, ..Identity::default() }],
        ..Server::default()
    };
    State::new(server, Revision(7), vec!["192.168.1.2".parse().unwrap()])
}

fn typed(s: &str) -> Edit {
    Edit::Type(s.into())
}

#[test]
fn ok_without_a_change_closes_and_nothing_is_applied() {
    let mut s = sheet();
    assert!(!s.dirty());
    assert_eq!(s.update(Message::Ok), Action::Close);
}

#[test]
fn ok_applies_and_closes_when_answered_and_apply_stays() {
    for (message, end) in [(Message::Ok, Action::Close), (Message::Apply, Action::None)] {
        let mut s = sheet();
        s.update(Message::General(general::Message::Timeout(typed("15"))));
        let wanted = Server { connection_timeout: "15m".into(), ..sheet().server };
        assert_eq!(s.update(message), Action::Apply(Box::new(wanted), None, None));
        assert_eq!(s.update(Message::Apply), Action::None, "one answer at a time");
        assert_eq!(s.answered(Ok(Done { reach: Reach::NewConnections, created: None, queue: None, produced: None })), end);
        assert!(end == Action::Close || !s.dirty());
    }
}

#[test]
fn what_is_typed_while_an_answer_is_awaited_is_applied_by_the_next_ok() {
    let done = Done { reach: Reach::NewConnections, created: None, queue: None, produced: None };
    let timeout = |text: &str| Server { connection_timeout: text.into(), ..sheet().server };
    let mut s = sheet();
    s.update(Message::General(general::Message::Timeout(typed("15"))));
    s.update(Message::Apply);
    s.update(Message::General(general::Message::Timeout(typed("16"))));
    // The settings may be there before the answer: they are our own.
    s.renew(timeout("15m"), Revision(8), true);
    assert_eq!((s.base(), s.both.as_slice()), (Revision(7), [].as_slice()));
    s.answered(Ok(done));
    s.renew(timeout("15m"), Revision(8), true);
    assert!(s.dirty() && s.both.is_empty() && s.base() == Revision(8));
    assert_eq!(s.update(Message::Ok), Action::Apply(Box::new(timeout("16m")), None, None));
}

#[test]
fn what_is_remembered_of_clients_may_be_changed_beside_the_sheet() {
    let mut s = sheet().remembering(true);
    s.update(Message::General(general::Message::Timeout(typed("15"))));
    s.update(Message::Open(Which::Logging));
    s.renew(sheet().server, Revision(8), false);
    s.update(Message::Logging(logging::Message::Ok));
    assert!(s.sub.is_none() && !s.facts, "the dialog puts nothing back");
    assert!(matches!(s.update(Message::Apply), Action::Apply(_, None, None)));
}

#[test]
fn a_wrong_field_gets_the_keyboard_on_its_page() {
    let mut s = sheet();
    s.update(Message::Messages(messages::Message::Size(typed("much"))));
    s.update(Message::Turn(Tab::Access));
    assert!(s.dirty());
    assert_eq!(s.update(Message::Ok), Action::Focus("properties.size".into()));
    assert_eq!(s.tab, Tab::Messages);
}

#[test]
fn the_address_of_all_identities_is_changed_together() {
    let mut s = sheet();
    s.update(Message::General(general::Message::Address("192.168.1.2".into())));
    assert!(s.server.identities.iter().all(|i| i.address == "192.168.1.2"));
}

#[test]
fn a_refusal_shows_its_field_and_keeps_what_was_typed() {
    let mut s = sheet();
    s.update(Message::General(general::Message::Timeout(typed("15"))));
    s.update(Message::Ok);
    let fault = Fault::BindingTaken { binding: "*:25".into(), server: "Other".into(), first: "servers[0].identities[0]".into() };
    let issues = vec![
        Issue { path: "servers[1].identities[1]".into(), line: None, fault },
        Issue { path: "servers[1].connection_timeout".into(), line: None, fault: Fault::Empty },
    ];
    assert_eq!(s.answered(Err(Refusal::Issues(issues))), Action::Focus("advanced.list".into()));
    assert!(matches!(s.sub, Some(Sub::Advanced(_))));
    assert_eq!(s.general.wrong(), Some("properties.timeout"));
    assert_eq!(s.server.connection_timeout, "15m");
    s.update(Message::Advanced(advanced::Message::Cancel));
    s.update(Message::General(general::Message::Timeout(typed("16"))));
    assert_eq!(s.wrong(), None, "what the engine said is forgotten when the field is changed");
}

/// The sheet of the first of two servers, beside a remote domain.
fn first_of_two() -> State {
    let mut s = sheet();
    let spare = Server { id: 2, name: "Spare".into(), ..Server::default() };
    let far = RemoteDomain { name: "far.test".into(), ..RemoteDomain::default() };
    let settings = SettingsFile { servers: vec![s.server.clone(), spare], remote_domains: vec![far], ..SettingsFile::default() };
    s.beside(&Arc::new(settings));
    s.update(Message::General(general::Message::Timeout(typed("15"))));
    s.update(Message::Apply);
    s
}

#[test]
fn what_is_wrong_outside_the_server_is_told_and_neither_page_nor_dialog_is_opened() {
    let issue = |path: &str| Issue { path: path.into(), line: None, fault: Fault::HeloAlone };
    let mut s = first_of_two();
    s.tab = Tab::Delivery;
    let refusal = Refusal::Issues(vec![issue("remote_domains[0].helo"), issue("servers[1].fqdn"), issue("postmaster")]);
    assert_eq!(s.answered(Err(refusal)), Action::None);
    assert!(s.tab == Tab::Delivery && s.sub.is_none() && s.wrong().is_none());
    let Some(Answer::Refused(refusal, outside)) = &s.answer else { panic!("nothing is told") };
    let said = s.why(refusal, outside, Words::of(crate::i18n::Language::English));
    let helo = "HELO knows neither STARTTLS nor logging on. Use EHLO, or do without them.";
    let start = format!("The changes were not saved. Mail domains “far.test”: Send HELO instead of EHLO: {helo} “Spare”: ");
    assert!(said.starts_with(&start) && said.matches(helo).count() == 3, "{said}");
}

#[test]
fn an_address_that_a_server_further_down_has_is_refused_where_it_was_entered() {
    let mut s = first_of_two();
    let fault = Fault::BindingTaken { binding: "*:587".into(), server: "Office".into(), first: "servers[0].identities[1]".into() };
    let issue = Issue { path: "servers[1].identities[0]".into(), line: None, fault };
    assert_eq!(s.answered(Err(Refusal::Issues(vec![issue]))), Action::Focus("advanced.list".into()));
    assert!(matches!(&s.answer, Some(Answer::Refused(_, outside)) if outside.is_empty()));
    assert!(format!("{:?}", s.sub).contains("refused: Some((1, BindingTaken { binding: \"*:587\", server: \"Spare\""), "{:?}", s.sub);
}

#[test]
fn a_refused_entry_of_users_is_shown_in_its_list() {
    let mut s = sheet();
    s.server.access.permissions.push(Permission { who: Who::Group(0), ..Permission::default() });
    s.update(Message::Apply);
    let issue = Issue { path: "servers[1].access.permissions[1].who".into(), line: None, fault: Fault::Empty };
    assert_eq!(s.answered(Err(Refusal::Issues(vec![issue]))), Action::Focus("permissions.list".into()));
    assert!(matches!(s.sub, Some(Sub::Authentication(_))) && s.tab == Tab::Access);
    assert_eq!(s.server.access.permissions.len(), 2, "it stays to be mended");
}

#[test]
fn what_is_remembered_of_clients_goes_along_only_when_it_is_changed() {
    let mut s = sheet().remembering(true);
    let facts = |s: &mut State, on| {
        s.update(Message::Open(Which::Logging));
        s.update(Message::Logging(logging::Message::Facts(on)));
        s.update(Message::Logging(logging::Message::Ok));
    };
    facts(&mut s, false);
    assert!(s.dirty());
    assert!(matches!(s.update(Message::Apply), Action::Apply(_, None, Some(false))));
    s.answered(Ok(Done { reach: Reach::NewConnections, created: None, queue: None, produced: None }));
    assert!(!s.dirty());
    s.update(Message::General(general::Message::Timeout(typed("15"))));
    assert!(matches!(s.update(Message::Apply), Action::Apply(_, None, None)));
}

#[test]
fn intervals_end_before_the_message_expires() {
    let mut s = sheet();
    s.update(Message::Delivery(delivery::Message::Expiration(Edit::Unit(0))));
    assert_eq!(s.delivery.wrong(), Some("properties.retry-1"), "2 minutes are shorter than the first interval");
    s.update(Message::Delivery(delivery::Message::Expiration(Edit::Unit(1))));
    assert_eq!(s.delivery.wrong(), Some("properties.delay"));
    s.update(Message::Delivery(delivery::Message::Delay(typed("1"))));
    assert_eq!((s.delivery.wrong(), s.server.delivery.expiration.as_str()), (None, "2h"));
}

#[test]
fn the_password_of_a_smart_host_goes_along_and_is_not_asked_for_again() {
    let mut s = sheet();
    s.update(Message::Open(Which::Leave));
    use how_mail_leaves::Message as Leave;
    for message in [Leave::Through(true), Leave::Host(typed("smtp.isp.example")), Leave::User(typed("office"))] {
        s.update(Message::Leave(message));
    }
    s.update(Message::Leave(Leave::Password("secret".into())));
    s.update(Message::Leave(Leave::Ok));
    s.update(Message::Leave(Leave::Anyway));
    let Action::Apply(server, password, None) = s.update(Message::Apply) else { panic!("not applied") };
    assert_eq!((server.delivery.smart_host.map(|h| h.host), password), (Some("smtp.isp.example".into()), Some("secret".into())));
    s.answered(Ok(Done { reach: Reach::Now, created: None, queue: None, produced: None }));
    assert!(!s.dirty());
    let mut with_key = s.server.clone();
    with_key.delivery.smart_host.as_mut().unwrap().password = Some("server-1".into());
    s.renew(with_key.clone(), Revision(8), true);
    assert_eq!((s.server(), s.base()), (&with_key, Revision(8)));
}
