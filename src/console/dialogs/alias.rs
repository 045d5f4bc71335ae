//! An alias: a further address, and where its mail goes.

use std::borrow::Cow;

use iced::keyboard::{Key, key::Named};

use super::{address, form};
use crate::config::written::{Alias, SettingsFile};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::i18n::Words;
use crate::mail::{Address, Domain};
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 120.0;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    /// The address of the alias that it changes, as it is written; `None` for a new one.
    was: Option<String>,
    draft: Alias,
    domains: Vec<String>,
    others: Vec<String>,
    selected: Option<usize>,
    address: Option<(address::State, Option<usize>)>,
    sending: Sending,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the address.
    Alias(String),
    /// An entry was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Edit…*
    Edit,
    /// *Remove*
    Remove,
    /// The address dialog.
    Address(address::Message),
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
    /// Put the alias in the place of the one of this address, or at the end.
    Accept(Option<String>, Alias),
}

impl State {
    /// The alias at this place, or a new one.
    pub fn new(at: Option<usize>, settings: &SettingsFile) -> Self {
        let others = settings.aliases.iter().enumerate().filter(|(i, _)| Some(*i) != at).map(|(_, a)| a.address.to_lowercase());
        let domains = settings.local_domains.iter().filter_map(|d| Domain::parse(&d.name).ok()).map(|d| d.to_string());
        let present = at.and_then(|i| settings.aliases.get(i));
        Self {
            was: present.map(|alias| alias.address.clone()),
            draft: present.cloned().unwrap_or_default(),
            domains: domains.collect(),
            others: others.collect(),
            selected: None,
            address: None,
            sending: Sending::default(),
        }
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
        self.sending.changed |= !matches!(message, Message::Ok | Message::Cancel | Message::Select(_));
        match message {
            Message::Alias(text) => self.draft.address = text,
            Message::Note(text) => self.draft.note = text,
            Message::Select(i) => self.selected = Some(i),
            Message::Add => self.address = Some((address::State::new(""), None)),
            Message::Edit => {
                if let Some((i, to)) = self.selected.and_then(|i| Some((i, self.draft.to.get(i)?))) {
                    self.address = Some((address::State::new(to), Some(i)));
                }
            }
            Message::Remove => {
                if let Some(i) = self.selected.filter(|&i| i < self.draft.to.len()) {
                    self.draft.to.remove(i);
                    self.selected = self.draft.to.len().checked_sub(1).map(|last| i.min(last));
                }
            }
            Message::Address(m) => self.address(m),
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.tried = true;
                if self.problem().is_none() && !self.draft.to.is_empty() {
                    let alias =
                        Alias { address: self.draft.address.trim().into(), note: self.draft.note.trim().into(), ..self.draft.clone() };
                    self.sending.waiting = true;
                    return Action::Accept(self.was.clone(), alias);
                }
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    fn address(&mut self, message: address::Message) {
        let Some((dialog, at)) = &mut self.address else { return };
        let at = *at;
        match dialog.update(message) {
            address::Action::None => {}
            address::Action::Close => self.address = None,
            address::Action::Accept(text) => {
                let same = |(i, to): (usize, &String)| Some(i) != at && to.eq_ignore_ascii_case(&text);
                if self.draft.to.iter().enumerate().any(same) {
                    dialog.refuse(address::Problem::Listed);
                    return;
                }
                let i = at.filter(|&i| i < self.draft.to.len()).unwrap_or_else(|| {
                    self.draft.to.push(String::new());
                    self.draft.to.len() - 1
                });
                self.draft.to[i] = text;
                (self.selected, self.address) = (Some(i), None);
            }
        }
    }

    fn problem(&self) -> Option<address::Problem> {
        let text = self.draft.address.trim();
        let Ok(address) = Address::parse(text) else { return Some(address::Problem::Form) };
        match address.domain().map(ToString::to_string) {
            Some(domain) if self.domains.contains(&domain) => {}
            _ => return Some(address::Problem::NotLocal(text.to_owned())),
        }
        self.others.contains(&text.to_lowercase()).then_some(address::Problem::Listed)
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let wrong = self.problem().filter(|_| self.sending.tried);
        let to = list("alias.to", d.to.len(), |i| Row::new([d.to[i].as_str()]).icon(Drawing::Mail))
            .selected(self.selected)
            .on_select(Message::Select)
            .on_activate(|_| Message::Edit)
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Remove),
                Key::Named(Named::F2) => Some(Message::Edit),
                _ => None,
            })
            .nothing(tr!(words, "common-no-items"))
            .height(96);
        let chosen = self.selected.is_some_and(|i| i < d.to.len());
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.sending.refusal.as_ref(), self.was.as_deref().unwrap_or(&d.address)));
        parts.extend([
            field_row(
                LABELS,
                words.caption("alias-address"),
                "alias.address",
                field("alias.address", &d.address)
                    .on_input(Message::Alias)
                    .placeholder("info@example.com")
                    .problem(wrong.map_or(Cow::Borrowed(""), |p| p.sentence(words))),
            ),
            label(words.caption("alias-to")).target("alias.to").into(),
            to.into(),
        ]);
        if self.sending.tried && d.to.is_empty() {
            parts.push(problem(tr!(words, "issue-empty")));
        }
        parts.extend([
            buttons([
                button("alias.add", words.label("btn-add"), Some(Message::Add)).into(),
                button("alias.edit", words.label("btn-edit"), chosen.then_some(Message::Edit)).into(),
                button("alias.remove", words.label("btn-remove"), chosen.then_some(Message::Remove)).into(),
            ])
            .into(),
            hint(tr!(words, "alias-note")),
            field_row(LABELS, words.caption("field-comment"), "alias.note", field("alias.note", &d.note).on_input(Message::Note)),
        ]);
        let title = match self.was {
            None => tr!(words, "alias-new-title"),
            Some(_) => tr!(words, "account-properties-title", name = &d.address),
        };
        let ok = (!d.address.trim().is_empty()).then_some(Message::Ok);
        let f = form::framed("alias", title, rows(parts), ok, Message::Cancel, words).width(440.0).icon(Drawing::Mail);
        Dialog::from(f).open(self.address.as_ref().map(|(a, _)| a.view(words).map(Message::Address)))
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("alias-new-title", "alias.address"),
    ("alias-address", "alias.address"),
    ("alias-to", "alias.to"),
    ("btn-add", "alias.add"),
    ("btn-edit", "alias.edit"),
    ("btn-remove", "alias.remove"),
    ("field-comment", "alias.note"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::LocalDomain;

    fn settings() -> SettingsFile {
        let domain = LocalDomain { name: "example.com".into(), ..LocalDomain::default() };
        let info = Alias { address: "info@example.com".into(), to: vec!["anna@example.com".into()], ..Alias::default() };
        SettingsFile { local_domains: vec![domain], aliases: vec![info], ..SettingsFile::default() }
    }

    fn add(s: &mut State, to: &str) {
        s.update(Message::Add);
        s.update(Message::Address(address::Message::Text(to.into())));
        s.update(Message::Address(address::Message::Ok));
    }

    #[test]
    fn an_alias_has_a_local_address_and_at_least_one_reader() {
        for wrong in ["", "info", "sales@far.test", "INFO@example.com"] {
            let mut s = State::new(None, &settings());
            s.update(Message::Alias(wrong.into()));
            add(&mut s, "anna@example.com");
            assert_eq!(s.update(Message::Ok), Action::None, "{wrong}");
        }
        let mut s = State::new(None, &settings());
        s.update(Message::Alias("sales@example.com".into()));
        assert_eq!(s.update(Message::Ok), Action::None);
        add(&mut s, "bo@far.test");
        let wanted = Alias { address: "sales@example.com".into(), to: vec!["bo@far.test".into()], ..Alias::default() };
        assert_eq!(s.update(Message::Ok), Action::Accept(None, wanted));
    }

    #[test]
    fn a_reader_stands_there_once() {
        let mut s = State::new(Some(0), &settings());
        add(&mut s, "Anna@example.com");
        assert!(s.address.is_some() && s.draft.to.len() == 1);
        s.update(Message::Address(address::Message::Cancel));
        s.update(Message::Select(0));
        s.update(Message::Remove);
        assert_eq!(s.update(Message::Ok), Action::None);
    }
}
