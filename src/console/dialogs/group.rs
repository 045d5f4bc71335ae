//! A group: a name, and the accounts in it. *Users…* of every server can then name them all at once.

use std::borrow::Cow;
use std::sync::Arc;

use iced::keyboard::{Key, key::Named};

use super::form::{beside, framed, marked};
use super::pick;
use crate::config::written::Who;
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::widget::*;
use crate::engine::command::{Done, GroupEntry, NameError, Refusal, check_name};
use crate::engine::snapshot::AccountsFile;
use crate::i18n::Words;
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 110.0;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    draft: GroupEntry,
    accounts: Arc<AccountsFile>,
    selected: Option<usize>,
    pick: Option<pick::State>,
    sending: Sending,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// A member was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Remove*
    Remove,
    /// In *Select User*.
    Pick(pick::Message),
    /// Typing the comment.
    Note(String),
    /// *OK*
    Ok,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Make this group.
    Add(GroupEntry),
    /// Change this group.
    Edit(GroupEntry),
}

impl State {
    /// A new group (without one), or one that exists.
    pub fn new(group: Option<&GroupEntry>, accounts: &Arc<AccountsFile>) -> Self {
        let draft = group.cloned().unwrap_or_default();
        let selected = (!draft.members.is_empty()).then_some(0);
        let accounts = accounts.clone();
        Self { draft, accounts, selected, pick: None, sending: Sending::default() }
    }

    /// Whether something would be lost if it were closed now.
    pub fn is_changed(&self) -> bool {
        self.sending.changed
    }

    /// The engine's answer; `true` when the dialog is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.sending.answered(answer)
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        self.sending.changed |= matches!(message, Message::Name(_) | Message::Note(_) | Message::Add | Message::Remove);
        match message {
            Message::Name(name) => self.draft.name = name,
            Message::Note(note) => self.draft.note = note,
            Message::Select(i) => self.selected = Some(i),
            Message::Add => {
                let members = self.draft.members.clone();
                let listed = move |who| matches!(who, Who::Account(id) if members.contains(&id));
                self.pick = Some(pick::State::accounts(&self.accounts, listed));
            }
            Message::Remove => {
                if let Some(i) = self.selected.filter(|&i| i < self.draft.members.len()) {
                    self.draft.members.remove(i);
                    self.selected = self.draft.members.len().checked_sub(1).map(|last| i.min(last));
                }
            }
            Message::Pick(message) => {
                let action = self.pick.as_mut().map_or(super::Action::Close, |pick| pick.update(message));
                let (members, selected) = (&mut self.draft.members, &mut self.selected);
                let _: super::Action<()> = action.of_sub(&mut self.pick, |who| {
                    if let Who::Account(id) = who {
                        members.push(id);
                        *selected = Some(members.len() - 1);
                    }
                });
            }
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.tried = true;
                if self.problem().is_none() {
                    self.sending.waiting = true;
                    let group = GroupEntry { name: self.draft.name.trim().to_owned(), ..self.draft.clone() };
                    return if group.id == 0 { Action::Add(group) } else { Action::Edit(group) };
                }
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    fn problem(&self) -> Option<Problem> {
        let name = self.draft.name.trim();
        if let Err(error) = check_name(name) {
            return Some(Problem::Form(error));
        }
        let wanted = name.to_lowercase();
        let taken = self.accounts.groups.iter().any(|other| other.id != self.draft.id && other.name.to_lowercase() == wanted);
        taken.then_some(Problem::Taken)
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let members = list("group.members", d.members.len(), move |i| {
            let id = d.members[i];
            let (name, note) = match self.accounts.accounts.iter().find(|account| account.id == id) {
                Some(account) => (Cow::Borrowed(account.name.as_str()), account.note.as_str()),
                None => (tr!(words, "perm-deleted-account", number = id.to_string()), ""),
            };
            Row::new([name, note.into()]).icon(Drawing::Account)
        })
        .selected(self.selected)
        .on_select(Message::Select)
        .on_key(|key, _| match key {
            Key::Named(Named::Delete) => Some(Message::Remove),
            Key::Named(Named::Insert) => Some(Message::Add),
            _ => None,
        })
        .nothing(tr!(words, "group-no-members"))
        .height(150);
        let chosen = self.selected.is_some_and(|i| i < d.members.len());
        let buttons = [
            button("group.add", marked(words.label("btn-add")), Some(Message::Add)).width(112).into(),
            button("group.remove", marked(words.label("btn-remove")), chosen.then_some(Message::Remove)).width(112).into(),
        ];
        // An empty name is told wrong when it was tried.
        let wrong = self.problem().filter(|p| self.sending.tried || !matches!(p, Problem::Form(NameError::Empty)));
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.sending.refusal.as_ref(), &d.name));
        let name = field("group.name", &d.name).on_input(Message::Name);
        let name = name.problem(wrong.map_or(Cow::Borrowed(""), |p| p.sentence(words, &d.name)));
        parts.extend([
            field_row(LABELS, marked(words.caption("group-name")), "group.name", name),
            label(marked(words.caption("group-members"))).target("group.members").into(),
            beside(members, buttons),
            hint(tr!(words, "group-note")),
            field_row(LABELS, marked(words.caption("field-comment")), "group.note", field("group.note", &d.note).on_input(Message::Note)),
        ]);
        let title = match d.id {
            0 => tr!(words, "group-new-title"),
            _ => tr!(words, "account-properties-title", name = &d.name),
        };
        let f = framed("group", title, rows(parts), Message::Ok, Message::Cancel, words).width(540.0).icon(Drawing::Group);
        Dialog::from(f).open(self.pick.as_ref().map(|pick| pick.view(words).map(Message::Pick)))
    }
}

#[derive(Debug)]
enum Problem {
    Form(NameError),
    Taken,
}

impl Problem {
    fn sentence(&self, words: &'static Words, name: &str) -> Cow<'static, str> {
        match self {
            Self::Form(NameError::Empty) => tr!(words, "group-name-empty"),
            Self::Form(NameError::TooLong) => tr!(words, "issue-too-long", max = 64),
            Self::Form(NameError::Character | NameError::Space) => tr!(words, "group-name-invalid", characters = "/ \\"),
            Self::Form(NameError::NotAnAddress) => tr!(words, "group-name-invalid", characters = "@"),
            Self::Taken => tr!(words, "group-name-taken", name = name.trim()),
        }
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("group-new-title", "group.name"),
    ("group-name", "group.name"),
    ("group-members", "group.members"),
    ("btn-add", "group.add"),
    ("btn-remove", "group.remove"),
    ("field-comment", "group.note"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::command::AccountEntry;

    fn office() -> Arc<AccountsFile> {
        let anna = AccountEntry { id: 1, name: "anna".into(), ..AccountEntry::default() };
        let sales = GroupEntry { id: 9, name: "Sales".into(), members: vec![1], ..GroupEntry::default() };
        Arc::new(AccountsFile { accounts: vec![anna], groups: vec![sales], ..AccountsFile::default() })
    }

    #[test]
    fn a_name_is_needed_and_given_once() {
        let accounts = office();
        for wrong in ["", "  ", "SALES", "a/b"] {
            let mut s = State::new(None, &accounts);
            s.update(Message::Name(wrong.into()));
            assert_eq!(s.update(Message::Ok), Action::None, "{wrong}");
        }
        let mut s = State::new(Some(&accounts.groups[0]), &accounts);
        s.update(Message::Name(" sales ".into()));
        let wanted = GroupEntry { name: "sales".into(), ..accounts.groups[0].clone() };
        assert_eq!(s.update(Message::Ok), Action::Edit(wanted));
        assert_eq!(s.update(Message::Ok), Action::None, "one answer at a time");
    }

    #[test]
    fn a_member_is_in_it_once() {
        let accounts = office();
        let mut s = State::new(Some(&accounts.groups[0]), &accounts);
        s.update(Message::Add);
        s.update(Message::Pick(pick::Message::Take(Who::Account(1))));
        assert!(s.pick.is_some(), "it is told and not added");
        s.update(Message::Pick(pick::Message::Cancel));
        s.update(Message::Remove);
        s.update(Message::Add);
        s.update(Message::Pick(pick::Message::Take(Who::Account(1))));
        assert_eq!((s.pick.is_none(), s.draft.members.as_slice(), s.selected), (true, &[1][..], Some(0)));
    }
}
