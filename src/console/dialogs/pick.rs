//! *Select User or Group*: one of those there are, found by typing a part of the name; opened by *Users…* and by a group.
//!
//! Which names are shown depends on the language (all who log on have one too), so the choice is made where they are drawn
//! and comes back as who it is.

use iced::keyboard::{Key, Modifiers, key::Named};

use super::form::marked;
use crate::config::written::Who;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, Row, button, field, frame, label, list, rows, strip};
use crate::engine::snapshot::AccountsFile;
use crate::i18n::Words;
use crate::tr;

/// What was typed, and who can be chosen.
#[derive(Debug, Clone)]
pub struct State {
    /// Each with its comment, and whether it is in the list of the opener already.
    candidates: Vec<Candidate>,
    /// Only accounts, for a group.
    members: bool,
    typed: String,
    chosen: Option<Who>,
    /// The one that was picked although it is in the list already.
    twice: bool,
}

#[derive(Debug, Clone)]
struct Candidate {
    who: Who,
    /// Empty for all who log on.
    name: String,
    note: String,
    listed: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Type(String),
    /// One was selected.
    Choose(Who),
    /// This one is to be added.
    Take(Who),
    /// OK with nobody to choose.
    Nobody,
    /// Cancel.
    Cancel,
}

/// Accepts whom to add.
pub type Action = super::Action<Who>;

impl State {
    /// All who log on, the groups and the accounts; those in `listed` are refused.
    pub fn everybody(accounts: &AccountsFile, listed: impl Fn(Who) -> bool) -> Self {
        let all = [(Who::Everyone, "", "")].into_iter();
        let groups = accounts.groups.iter().map(|g| (Who::Group(g.id), g.name.as_str(), g.note.as_str()));
        Self::of(all.chain(groups).chain(people(accounts)), false, listed)
    }

    /// The accounts; those in `listed` are refused.
    pub fn accounts(accounts: &AccountsFile, listed: impl Fn(Who) -> bool) -> Self {
        Self::of(people(accounts), true, listed)
    }

    fn of<'a>(all: impl Iterator<Item = (Who, &'a str, &'a str)>, members: bool, listed: impl Fn(Who) -> bool) -> Self {
        let candidate =
            |(who, name, note): (Who, &str, &str)| Candidate { who, name: name.to_owned(), note: note.to_owned(), listed: listed(who) };
        Self { candidates: all.map(candidate).collect(), members, typed: String::new(), chosen: None, twice: false }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        self.twice = false;
        match message {
            Message::Type(text) => (self.typed, self.chosen) = (text, None),
            Message::Choose(who) => self.chosen = Some(who),
            Message::Take(who) if self.candidates.iter().any(|c| c.who == who && c.listed) => {
                (self.chosen, self.twice) = (Some(who), true);
                return Action::Focus("pick.name".into());
            }
            Message::Take(who) => return Action::Accept(who),
            Message::Nobody => return Action::Focus("pick.name".into()),
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    /// Those whose name has what was typed in it; those that begin with it come first.
    fn hits(&self, words: &'static Words) -> Vec<(&Candidate, String)> {
        let wanted = self.typed.trim().to_lowercase();
        let named = self.candidates.iter().map(|c| (c, name(c, words)));
        let mut hits: Vec<_> = named.filter(|(_, name)| name.to_lowercase().contains(&wanted)).collect();
        hits.sort_by_key(|(_, name)| !name.to_lowercase().starts_with(&wanted));
        hits
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let hits = self.hits(words);
        let at = self.chosen.and_then(|who| hits.iter().position(|(c, _)| c.who == who)).unwrap_or(0);
        let whos: Vec<Who> = hits.iter().map(|(c, _)| c.who).collect();
        let take = whos.get(at).map_or(Message::Nobody, |who| Message::Take(*who));
        let nothing = match self.typed.trim() {
            "" => tr!(words, "tree-empty-accounts"),
            text => tr!(words, "pick-none", text = text),
        };
        let (select, open, step) = (whos.clone(), whos.clone(), whos.clone());
        let many = list("pick.list", hits.len(), move |i| {
            let (candidate, name) = &hits[i];
            let icon = if matches!(candidate.who, Who::Account(_)) { Drawing::Account } else { Drawing::Group };
            Row::new([name.clone(), candidate.note.clone()]).icon(icon).tone(if candidate.listed { Tone::Muted } else { Tone::Plain })
        })
        .column(tr!(words, "field-name"), 220.0)
        .column(tr!(words, "field-comment"), 0.0)
        .selected((!whos.is_empty()).then_some(at))
        .on_select(move |i| select.get(i).map_or(Message::Nobody, |who| Message::Choose(*who)))
        .on_activate(move |i| open.get(i).map_or(Message::Nobody, |who| Message::Take(*who)))
        .nothing(nothing)
        .height(210);
        let mut body = rows([
            label(marked(words.caption("field-name"))).target("pick.name").into(),
            field("pick.name", &self.typed).on_input(Message::Type).into(),
            many.into(),
        ]);
        if self.twice {
            body = body.push(strip(Tone::Bad, tr!(words, "val-entry-exists"), None));
        }
        let title = if self.members { tr!(words, "pick-member-title") } else { tr!(words, "pick-title") };
        let buttons = [
            button("pick.ok", tr!(words, "btn-ok"), (!whos.is_empty()).then(|| take.clone())).default().into(),
            button("pick.cancel", tr!(words, "btn-cancel"), Some(Message::Cancel)).into(),
        ];
        frame("pick", title, body, buttons)
            .width(460.0)
            .icon(Drawing::Group)
            .initial("pick.name")
            .on_enter(Some(take))
            .on_close(Message::Cancel)
            .on_key(move |key, modifiers| arrow(key, modifiers, at, &step))
            .into()
    }
}

/// In the field the arrows choose.
fn arrow(key: &Key, modifiers: Modifiers, at: usize, whos: &[Who]) -> Option<Message> {
    let to = match key {
        Key::Named(Named::ArrowDown) if modifiers.is_empty() => at + 1,
        Key::Named(Named::ArrowUp) if modifiers.is_empty() => at.saturating_sub(1),
        _ => return None,
    };
    whos.get(to).map(|who| Message::Choose(*who))
}

fn people(accounts: &AccountsFile) -> impl Iterator<Item = (Who, &str, &str)> {
    accounts.accounts.iter().map(|a| (Who::Account(a.id), a.name.as_str(), a.note.as_str()))
}

fn name(candidate: &Candidate, words: &'static Words) -> String {
    match candidate.who {
        Who::Everyone => tr!(words, "auth-authenticated-users").into_owned(),
        Who::Group(_) | Who::Account(_) => candidate.name.clone(),
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words =
    &[("pick-title", "pick.name"), ("field-name", "pick.name"), ("field-comment", "pick.list")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::command::{AccountEntry, GroupEntry};
    use crate::i18n::Language;

    fn office() -> AccountsFile {
        let account = |id, name: &str| AccountEntry { id, name: name.into(), ..AccountEntry::default() };
        let sales = GroupEntry { id: 9, name: "Sales".into(), ..GroupEntry::default() };
        AccountsFile { accounts: vec![account(1, "Susanna"), account(2, "anna")], groups: vec![sales], ..AccountsFile::default() }
    }

    #[test]
    fn a_part_of_the_name_finds_and_what_begins_with_it_comes_first() {
        let words = Words::of(Language::English);
        let mut s = State::everybody(&office(), |_| false);
        let whos = |s: &State| s.hits(words).iter().map(|(c, _)| c.who).collect::<Vec<_>>();
        assert_eq!(whos(&s), [Who::Everyone, Who::Group(9), Who::Account(1), Who::Account(2)]);
        s.update(Message::Type(" ANNA".into()));
        assert_eq!(whos(&s), [Who::Account(2), Who::Account(1)]);
        s.update(Message::Type("users".into()));
        assert_eq!(whos(&s), [Who::Everyone]);
        assert_eq!(whos(&State::accounts(&office(), |_| false)), [Who::Account(1), Who::Account(2)]);
    }

    #[test]
    fn who_is_in_the_list_is_not_taken_again() {
        let mut s = State::everybody(&office(), |who| who == Who::Group(9));
        assert_eq!(s.update(Message::Take(Who::Group(9))), Action::Focus("pick.name".into()));
        assert!(s.twice);
        assert_eq!(s.update(Message::Take(Who::Account(1))), Action::Accept(Who::Account(1)));
    }
}
