//! What the account dialog makes of what is typed.

use super::*;

fn others() -> AccountsFile {
    let one = AccountEntry { id: 1, name: "bo".into(), addresses: vec!["bo@example.com".into()], ..AccountEntry::default() };
    let two = AccountEntry { id: 2, name: "eva@example.com".into(), ..AccountEntry::default() };
    AccountsFile { accounts: vec![one, two], next_id: 3, ..AccountsFile::default() }
}

fn fresh() -> State {
    State::new(&others(), Some("example.com"))
}

fn typed(name: &str, password: &str, repeat: &str) -> (State, Action) {
    let mut s = fresh();
    s.update(Message::Name(name.into()));
    s.update(Message::Password(password.into()));
    s.update(Message::Repeat(repeat.into()));
    let action = s.update(Message::Ok);
    (s, action)
}

#[test]
fn name_and_password_make_an_account_with_the_proposed_address() {
    let (_, action) = typed(" anna ", "annas secret", "annas secret");
    let wanted = AccountEntry { name: "anna".into(), addresses: vec!["anna@example.com".into()], ..AccountEntry::default() };
    assert_eq!(action, Action::Add(Box::new(wanted), "annas secret".into()));
}

#[test]
fn what_cannot_be_an_account_is_not_accepted_and_stays() {
    for (name, password, repeat) in [
        ("", "annas secret", "annas secret"),
        ("a/b", "annas secret", "annas secret"),
        ("BO", "annas secret", "annas secret"),
        ("bo@example.org", "annas secret", "annas secret"),
        ("eva", "annas secret", "annas secret"),
        ("bo@example.com", "annas secret", "annas secret"),
        ("anna", "", ""),
        ("anna", "short", "short"),
        ("anna", "annas\nsecret", "annas\nsecret"),
        ("anna", "annas secret", "annas secre"),
    ] {
        let (s, action) = typed(name, password, repeat);
        assert_eq!((action, s.draft.name.as_str()), (Action::None, name), "{name} {password} {repeat}");
    }
}

#[test]
fn the_proposal_follows_the_name_until_the_addresses_are_touched() {
    let mut s = fresh();
    s.update(Message::Name("an".into()));
    s.update(Message::Name("anna svensson".into()));
    assert_eq!(s.draft.addresses, Vec::<String>::new());
    s.update(Message::Name("bo".into()));
    assert_eq!(s.draft.addresses, Vec::<String>::new(), "it has an owner");
    s.update(Message::Name("anna".into()));
    s.update(Message::Add);
    s.update(Message::Address(address::Message::Text("info@example.com".into())));
    s.update(Message::Address(address::Message::Ok));
    s.update(Message::Name("anne".into()));
    assert_eq!(s.draft.addresses, ["anna@example.com", "info@example.com"]);
    assert_eq!(s.selected, Some(1));
}

#[test]
fn an_address_of_another_or_twice_is_refused_and_kept() {
    for wrong in ["BO@example.com", "eva@example.com", "Anna@example.com"] {
        let mut s = fresh();
        s.update(Message::Name("anna".into()));
        s.update(Message::Add);
        s.update(Message::Address(address::Message::Text(wrong.into())));
        s.update(Message::Address(address::Message::Ok));
        assert!(s.address.is_some() && s.draft.addresses == ["anna@example.com"], "{wrong}");
    }
}

#[test]
fn an_account_that_exists_keeps_its_password_until_one_is_typed() {
    let file = others();
    let mut s = State::edit(&file.accounts[0], &file, None);
    s.update(Message::Set(Flag::Relay, false));
    let wanted = AccountEntry { relay: false, ..file.accounts[0].clone() };
    assert_eq!(s.update(Message::Ok), Action::Edit(Box::new(wanted.clone()), None));
    assert_eq!(s.update(Message::Ok), Action::None, "the engine has not answered yet");
    s.answered(Err(Refusal::Busy));
    s.update(Message::Password("another one".into()));
    assert_eq!(s.update(Message::Ok), Action::None, "not repeated");
    s.update(Message::Repeat("another one".into()));
    assert_eq!(s.update(Message::Ok), Action::Edit(Box::new(wanted), Some("another one".into())));
}

#[test]
fn a_suggested_password_can_be_seen_and_is_another_each_time() {
    let mut s = fresh();
    s.update(Message::Generate);
    let first = s.password.clone();
    assert!(s.show && s.password == s.repeat && first.expose().len() == 19 && s.password_problem().is_none());
    s.update(Message::Generate);
    assert_ne!(s.password, first);
}

#[test]
fn a_refusal_keeps_everything() {
    let (mut s, _) = typed("anna", "annas secret", "annas secret");
    assert!(!s.answered(Err(Refusal::Busy)));
    assert_eq!(s.draft.name, "anna");
    assert!(matches!(s.update(Message::Ok), Action::Add(..)));
    let done = Done { reach: crate::engine::command::Reach::NewConnections, created: None, queue: None, produced: None };
    assert!(s.answered(Ok(done)));
}
