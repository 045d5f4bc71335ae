//! What an account may do by the list, and why; what stays of an entry whose group is gone.

use super::*;
use crate::engine::command::GroupEntry;
use crate::i18n::Language;

const ANNA: u32 = 1;
const BO: u32 = 2;
const SALES: u32 = 9;

fn office() -> Arc<AccountsFile> {
    let account = |id, name: &str| AccountEntry { id, name: name.into(), ..AccountEntry::default() };
    let sales = GroupEntry { id: SALES, name: "Sales".into(), members: vec![ANNA], ..GroupEntry::default() };
    let accounts = vec![account(ANNA, "anna"), account(BO, "bo"), AccountEntry { enabled: false, ..account(3, "cia") }];
    Arc::new(AccountsFile { accounts, groups: vec![sales], ..AccountsFile::default() })
}

fn entry(who: Who, submit: Grant, relay: Grant) -> Permission {
    Permission { who, submit, relay, ..Permission::default() }
}

fn all() -> Permission {
    entry(Who::Everyone, Grant::Allow, Grant::Allow)
}

fn reasons(s: &State, account: u32) -> [Reason; 2] {
    let account = s.accounts.accounts.iter().find(|a| a.id == account).unwrap();
    [s.reason(account, Kind::Submit), s.reason(account, Kind::Relay)]
}

#[test]
fn the_reason_is_the_entry_that_decides() {
    let deny = entry(Who::Group(SALES), Grant::Unset, Grant::Deny);
    let s = State::new(vec![all(), deny, entry(Who::Account(ANNA), Grant::Allow, Grant::Allow)], &office(), true);
    assert_eq!(reasons(&s, ANNA), [Reason::By(Who::Account(ANNA)), Reason::DeniedBy(Who::Group(SALES))]);
    assert_eq!(reasons(&s, BO), [Reason::By(Who::Everyone); 2]);
    assert_eq!(reasons(&s, 3), [Reason::Locked; 2]);
    let s = State::new(vec![all()], &office(), false);
    assert_eq!(reasons(&s, BO), [Reason::By(Who::Everyone), Reason::ListOnly], "only who is named relays");
    let text = s.meaning(Words::of(Language::English)).unwrap();
    assert!(text.contains("submit mail: anna and bo.") && text.contains("logging on: nobody."), "{text}");
    let s = State::new(vec![entry(Who::Group(SALES), Grant::Unset, Grant::Allow)], &office(), true);
    assert_eq!(reasons(&s, ANNA), [Reason::NotGranted, Reason::NoSubmit]);
}

#[test]
fn the_own_boxes_of_an_account_count_besides() {
    let mut accounts = (*office()).clone();
    accounts.accounts[0].relay = false;
    accounts.accounts[1].submit = false;
    let s = State::new(vec![all()], &Arc::new(accounts), true);
    assert_eq!(reasons(&s, ANNA), [Reason::By(Who::Everyone), Reason::Box(Kind::Relay)]);
    assert_eq!(reasons(&s, BO), [Reason::Box(Kind::Submit), Reason::NoSubmit]);
}

#[test]
fn it_is_said_who_is_left_as_soon_as_not_everybody_may_do_everything() {
    let words = Words::of(Language::English);
    let mut s = State::new(vec![all()], &office(), true);
    assert_eq!(s.meaning(words), None);
    s.update(Message::Remove);
    let text = s.meaning(words).unwrap();
    assert!(text.contains("May submit mail: nobody.") && text.contains("allowed it by name"), "{text}");
    s.update(Message::Add);
    s.update(Message::Pick(pick::Message::Take(Who::Group(SALES))));
    s.update(Message::Set(Kind::Submit, Grant::Allow));
    let text = s.meaning(words).unwrap();
    assert!(text.contains("May submit mail: anna.") && text.contains("logging on: nobody."), "{text}");
    s.update(Message::Add);
    s.update(Message::Pick(pick::Message::Take(Who::Everyone)));
    s.update(Message::Set(Kind::Submit, Grant::Deny));
    let text = s.meaning(words).unwrap();
    assert!(text.contains("denying wins") && text.contains("May submit mail: nobody."), "{text}");
    let wanted = vec![entry(Who::Group(SALES), Grant::Allow, Grant::Unset), entry(Who::Everyone, Grant::Deny, Grant::Unset)];
    assert_eq!(s.update(Message::Ok), Action::Accept(wanted));
}

#[test]
fn nobody_is_in_the_list_twice() {
    let mut s = State::new(vec![all()], &office(), true);
    s.update(Message::Add);
    s.update(Message::Pick(pick::Message::Take(Who::Everyone)));
    assert!(s.pick.is_some() && s.entries.len() == 1);
}

#[test]
fn a_deleted_group_is_shown_as_such_and_can_be_removed() {
    let words = Words::of(Language::English);
    let mut s = State::new(vec![all(), entry(Who::Group(77), Grant::Deny, Grant::Deny)], &office(), true);
    assert!(name(&s.accounts, Who::Group(77), words).contains("77"));
    s.update(Message::Select(1));
    s.update(Message::Remove);
    assert_eq!((s.update(Message::Ok), s.selected), (Action::Accept(vec![all()]), Some(0)));
}
