//! *Authentication*: how clients prove who they are (dialogs.md §0 and 2.4).
//!
//! Without *Basic authentication* only accounts whose keys for SCRAM or NTLM are there can log on. The others are named
//! as soon as the box is emptied; NTLM can be allowed for them, which makes their keys at the next log-on with the password.

use std::sync::Arc;

use super::form::{Edit, Text, Wrong, framed, marked, note};
use super::permissions::{Users, UsersMessage};
use crate::config::Fault;
use crate::config::written::{Authentication, Permission};
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, caution, check_box, field, field_row_when, indent, notice, rows, strip, words as text};
use crate::engine::snapshot::{AccountEntry, AccountsFile, Person, Readiness};
use crate::i18n::Words;
use crate::mail::Domain;
use crate::tr;

/// A warning before OK counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warning {
    Nobody,
    LockedOut,
    Clear,
}

/// The methods being edited.
#[derive(Debug)]
pub struct State {
    draft: Authentication,
    was: Authentication,
    domain: Text,
    server: String,
    users: Users,
    /// Whether logging on is enough to relay.
    relays: bool,
    accounts: Arc<AccountsFile>,
    people: Arc<[Person]>,
    asking: Option<Warning>,
    /// OK was pressed: what is asked decides about it.
    closing: bool,
    /// It was asked who is locked out, and they may be.
    agreed: bool,
    /// Who was allowed NTLM here and now.
    allowed: Vec<String>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Anonymous access*
    Anonymous(bool),
    /// *Basic authentication*
    Basic(bool),
    /// *Requires TLS encryption*
    RequiresTls(bool),
    /// *Default domain*
    Domain(Edit),
    /// *Integrated Windows Authentication*
    Integrated(bool),
    /// *Allow NTLM for the others*
    AllowNtlm,
    /// *Users…* and what it opens.
    Users(UsersMessage),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// The warning was read: go on all the same.
    Anyway,
    /// The warning was read: go back.
    Back,
}

/// Accepts the methods and the list of *Users…*.
pub type Action = super::Action<(Authentication, Vec<Permission>)>;

impl State {
    /// The methods of this server.
    pub fn new(authentication: &Authentication, server: &str) -> Self {
        Self {
            draft: authentication.clone(),
            was: authentication.clone(),
            domain: Text::new(authentication.default_domain.clone().unwrap_or_default()),
            server: server.to_owned(),
            users: Users::default(),
            relays: true,
            accounts: Arc::default(),
            people: Arc::default(),
            asking: None,
            closing: false,
            agreed: false,
            allowed: vec![],
        }
    }

    /// With the list of *Users…*; `relays` tells whether logging on is enough to relay.
    #[must_use]
    pub fn permitting(self, permissions: &[Permission], relays: bool) -> Self {
        Self { users: Users::new(permissions), relays, ..self }
    }

    /// With the accounts there are and what is known of them; again whenever they change.
    #[must_use]
    pub fn among(mut self, accounts: &Arc<AccountsFile>, people: &Arc<[Person]>) -> Self {
        self.meet(accounts, people);
        self
    }

    /// The accounts have changed.
    pub fn meet(&mut self, accounts: &Arc<AccountsFile>, people: &Arc<[Person]>) {
        (self.accounts, self.people) = (accounts.clone(), people.clone());
        self.users.meet(accounts);
    }

    /// Shows *Users…*, or what adds somebody to it.
    pub fn lead(&mut self, pick: bool) {
        self.users.lead(pick, self.relays);
    }

    /// The accounts that may log on, each with what is known of it.
    fn enabled(&self) -> impl Iterator<Item = (&AccountEntry, &Person)> {
        let known = |account: &AccountEntry| self.people.iter().find(|person| person.id.0 == account.id);
        self.accounts.accounts.iter().filter(|account| account.enabled).filter_map(move |account| Some((account, known(account)?)))
    }

    /// The accounts that could not log on without *Basic authentication*.
    fn locked_out(&self) -> Vec<&AccountEntry> {
        let able = |person: &Person| self.draft.integrated && [person.scram, person.ntlm].contains(&Readiness::Ready);
        self.enabled().filter(|(_, person)| !able(person)).map(|(account, _)| account).collect()
    }

    /// Those of them for whom NTLM would have to be allowed.
    fn without_ntlm(&self) -> Vec<AccountEntry> {
        self.locked_out().into_iter().filter(|account| self.draft.integrated && !account.allow_ntlm).cloned().collect()
    }

    fn ntlm(&self, readiness: Readiness) -> usize {
        self.enabled().filter(|(_, person)| person.ntlm == readiness).count()
    }

    /// The engine refused an entry of *Users…*.
    pub fn refuse_user(&mut self, row: usize, fault: &Fault) -> String {
        self.users.refuse(row, fault, self.relays)
    }

    /// The engine refused the default domain.
    pub fn refuse(&mut self, fault: &Fault) -> String {
        self.domain.refuse(fault);
        "authentication.domain".into()
    }

    fn wrong(&self) -> Option<Wrong> {
        let wrong = self.draft.basic && self.domain.given().is_some_and(|d| Domain::parse(&d).is_err());
        if wrong { Some(Wrong::Domain) } else { self.domain.refused() }
    }

    fn nobody(&self) -> bool {
        !self.draft.anonymous && !self.draft.basic && !self.draft.integrated
    }

    fn warning(&self) -> Option<Warning> {
        let clear = |a: &Authentication| a.basic && !a.basic_requires_tls;
        let (d, was) = (&self.draft, &self.was);
        let locks = !d.basic && (was.basic || (was.integrated && !d.integrated)) && !self.agreed;
        if self.nobody() {
            Some(Warning::Nobody)
        } else if locks && !self.locked_out().is_empty() {
            Some(Warning::LockedOut)
        } else {
            (clear(&self.draft) && !clear(&self.was)).then_some(Warning::Clear)
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Anonymous(on) => self.draft.anonymous = on,
            Message::Basic(on) => {
                (self.draft.basic, self.agreed, self.closing) = (on, false, false);
                self.asking = (!on && !self.nobody() && !self.locked_out().is_empty()).then_some(Warning::LockedOut);
            }
            Message::Integrated(on) => (self.draft.integrated, self.agreed) = (on, false),
            Message::AllowNtlm => {
                let accounts = self.without_ntlm();
                // Their keys are made by the password, which only Basic brings.
                (self.draft.basic, self.asking) = (true, None);
                self.allowed = accounts.iter().map(|account| account.name.clone()).collect();
                return Action::AllowNtlm(accounts);
            }
            Message::RequiresTls(on) => self.draft.basic_requires_tls = on,
            Message::Domain(edit) => self.domain.edit(edit),
            Message::Users(message) => return self.users.update(message, self.relays),
            Message::Cancel => return Action::Close,
            Message::Ok if self.wrong().is_some() => return Action::Focus("authentication.domain".into()),
            Message::Ok => {
                (self.asking, self.closing) = (self.warning(), true);
                if self.asking.is_none() {
                    return self.accepted();
                }
            }
            Message::Anyway if self.closing => return self.accepted(),
            Message::Anyway => (self.asking, self.agreed) = (None, true),
            Message::Back => {
                self.draft.basic |= self.asking == Some(Warning::LockedOut) && !self.closing;
                self.asking = None;
            }
        }
        Action::None
    }

    fn accepted(&self) -> Action {
        let draft = Authentication { default_domain: self.domain.given(), ..self.draft.clone() };
        Action::Accept((draft, self.users.entries.clone()))
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let d = &self.draft;
        let tick = |id: &'static str, key, on, message: fn(bool) -> Message| check_box(id, key, on, Some(message));
        let domain = field("authentication.domain", self.domain.typed())
            .on_input_maybe(d.basic.then_some(|s| Message::Domain(Edit::Type(s))))
            .problem(Wrong::shown(self.wrong().as_ref(), words))
            .limits(tr!(words, "auth-default-domain-note"));
        let tls = marked(words.label("auth-requires-tls"));
        let tls = check_box("authentication.tls", tls, d.basic_requires_tls, d.basic.then_some(Message::RequiresTls));
        let mut body = rows([
            text(words.caption("auth-methods").text),
            tick("authentication.anonymous", marked(words.label("auth-anonymous")), d.anonymous, Message::Anonymous),
            note(tr!(words, "auth-anonymous-note")),
            tick("authentication.basic", marked(words.label("auth-basic-clear")), d.basic, Message::Basic),
            note(tr!(words, "auth-basic-note")),
            indent(rows([
                tls,
                field_row_when(d.basic, 140.0, marked(words.caption("auth-default-domain")), "authentication.domain", domain),
            ])),
        ]);
        body = body.push(tick("authentication.integrated", marked(words.label("auth-integrated")), d.integrated, Message::Integrated));
        body = body.push(note(tr!(words, "auth-integrated-note")));
        body = body.push(note(tr!(words, "auth-integrated-offers", count = self.ntlm(Readiness::Ready))));
        let prepared = self.ntlm(Readiness::Prepared);
        if prepared > 0 {
            body = body.push(note(tr!(words, "auth-ntlm-prepared", count = prepared)));
        }
        if d.basic && !self.allowed.is_empty() {
            let names = shown(words, self.allowed.iter().map(String::as_str));
            body = body.push(strip(Tone::Good, tr!(words, "auth-ntlm-allowed", names = names), None));
        }
        if !d.basic && !self.nobody() && !self.locked_out().is_empty() {
            body = body.push(strip(Tone::Warning, self.able(words), None));
        }
        if self.nobody() {
            body = body.push(strip(Tone::Warning, tr!(words, "val-no-auth-method"), None));
        }
        body = body.push(Users::button("authentication.users", words).map(Message::Users));
        let f = framed("authentication", words.heading("acc-btn-authentication"), body, Message::Ok, Message::Cancel, words).width(580.0);
        let users = self.users.sub(words).map(|dialog| dialog.map(Message::Users));
        Dialog::from(f).open(users).open(self.asking.map(|w| self.question(w, words)))
    }

    /// How many can log on without Basic, and who cannot.
    fn able(&self, words: &'static Words) -> String {
        let (locked, total) = (self.locked_out(), self.enabled().count());
        let able = tr!(words, "auth-basic-off-question", able = total - locked.len(), total = total);
        let names = shown(words, locked.iter().map(|account| account.name.as_str()));
        tr!(words, "auth-locked-out", able = able.as_ref(), names = names).into_owned()
    }

    fn question(&self, warning: Warning, words: &'static Words) -> Dialog<'_, Message> {
        let title = tr!(words, "common-warning");
        let (yes, no) = match warning {
            Warning::Nobody | Warning::LockedOut => (marked(words.label("ask-apply-anyway")), marked(words.label("ask-go-back"))),
            Warning::Clear => (marked(words.label("btn-yes")), marked(words.label("btn-no"))),
        };
        let others = (warning == Warning::LockedOut && !self.without_ntlm().is_empty())
            .then(|| ("allow", marked(words.label("auth-allow-ntlm-for-others")).into(), Message::AllowNtlm));
        let answers = others.into_iter().chain([("anyway", yes.into(), Message::Anyway), ("back", no.into(), Message::Back)]);
        let text = match warning {
            Warning::Nobody => tr!(words, "ask-nobody-can-log-on", server = self.server.as_str()).into_owned(),
            Warning::LockedOut => self.able(words),
            Warning::Clear => tr!(words, "val-clear-text-warning").into_owned(),
        };
        let more = match warning {
            Warning::LockedOut if self.draft.integrated => tr!(words, "auth-keys-missing"),
            _ => "".into(),
        };
        // Locked out are few and helped by one of the answers; the others are a door left open or shut for everybody.
        match warning {
            Warning::LockedOut => notice("methods", Tone::Warning, title, text, more, answers),
            Warning::Nobody | Warning::Clear => caution("methods", title, text, more, answers),
        }
    }
}

/// Names in a sentence; of many the first ones and how many more there are.
pub fn shown<'a>(words: &'static Words, names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(MOST);
    let first = names.take(MOST).collect::<Vec<_>>();
    if more == 0 {
        return words.list(&first);
    }
    let join = |start: String, next: &str| tr!(words, "list-separator", start = start, next = next).into_owned();
    let names = first.split_first().map_or_else(String::new, |(one, rest)| rest.iter().fold((*one).to_owned(), |a, b| join(a, b)));
    tr!(words, "auth-and-more", names = names, count = more).into_owned()
}

/// How many names stand in a sentence.
const MOST: usize = 8;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("auth-methods", "authentication.anonymous"),
    ("auth-anonymous", "authentication.anonymous"),
    ("auth-basic-clear", "authentication.basic"),
    ("auth-requires-tls", "authentication.tls"),
    ("auth-default-domain", "authentication.domain"),
    ("auth-integrated", "authentication.integrated"),
    ("auth-users", "authentication.users"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_domain_keeps_the_dialog_open() {
        let mut s = State::new(&Authentication::default(), "Office");
        s.update(Message::Domain(Edit::Type("no domain".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("authentication.domain".into()));
        s.update(Message::Domain(Edit::Type(" example.com ".into())));
        let wanted = Authentication { default_domain: Some("example.com".into()), ..Authentication::default() };
        assert_eq!(s.update(Message::Ok), Action::Accept((wanted, vec![])));
    }

    #[test]
    fn no_method_and_clear_passwords_are_asked_about() {
        let mut s = State::new(&Authentication::default(), "Office");
        s.update(Message::RequiresTls(false));
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, Some(Warning::Clear)));
        s.update(Message::Back);
        s.update(Message::Basic(false));
        s.update(Message::Integrated(false));
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, Some(Warning::Nobody)));
        assert!(matches!(s.update(Message::Anyway), Action::Accept((a, _)) if !a.basic && !a.anonymous && !a.integrated));
    }

    fn office() -> (Arc<AccountsFile>, Arc<[Person]>) {
        let account = |id, name: &str| AccountEntry { id, name: name.into(), ..AccountEntry::default() };
        let locked = AccountEntry { enabled: false, ..account(4, "cia") };
        let accounts = vec![account(1, "anna"), account(2, "bo"), AccountEntry { allow_ntlm: true, ..account(3, "eva") }, locked];
        let person = |id, scram, ntlm| Person { id: crate::mail::AccountId(id), scram, ntlm, rights: vec![] };
        let people = [
            person(1, Readiness::Ready, Readiness::Off),
            person(2, Readiness::Prepared, Readiness::Off),
            person(3, Readiness::Prepared, Readiness::Prepared),
            person(4, Readiness::Prepared, Readiness::Off),
        ];
        (Arc::new(AccountsFile { accounts, ..AccountsFile::default() }), people.into())
    }

    #[test]
    fn who_would_be_locked_out_without_basic_is_asked_about_and_can_be_allowed_ntlm() {
        let (accounts, people) = office();
        let mut s = State::new(&Authentication::default(), "Office").among(&accounts, &people);
        s.update(Message::Basic(false));
        let names: Vec<_> = s.locked_out().iter().map(|a| a.name.clone()).collect();
        assert_eq!((s.asking, names), (Some(Warning::LockedOut), vec!["bo".to_owned(), "eva".into()]));
        s.update(Message::Back);
        assert!(s.draft.basic && s.asking.is_none());
        s.update(Message::Basic(false));
        assert_eq!(s.update(Message::AllowNtlm), Action::AllowNtlm(vec![accounts.accounts[1].clone()]));
        assert!(s.draft.basic, "their keys are made by Basic");
        s.update(Message::Basic(false));
        s.update(Message::Anyway);
        assert!(matches!(s.update(Message::Ok), Action::Accept((a, _)) if !a.basic && a.integrated), "it was asked once");
    }

    #[test]
    fn without_any_method_but_anonymous_everybody_is_locked_out() {
        let (accounts, people) = office();
        let internet = Authentication { anonymous: true, ..Authentication::default() };
        let mut s = State::new(&internet, "Office").among(&accounts, &people);
        s.update(Message::Integrated(false));
        s.update(Message::Basic(false));
        assert_eq!((s.asking, s.locked_out().len(), s.without_ntlm().len()), (Some(Warning::LockedOut), 3, 0));
    }

    #[test]
    fn of_many_names_the_first_ones_are_told() {
        let words = Words::of(crate::i18n::Language::English);
        let names: Vec<String> = (1..=10).map(|n| format!("n{n}")).collect();
        let text = shown(words, names.iter().map(String::as_str));
        assert!(text.starts_with("n1, n2") && text.contains("n8 and 2 more") && !text.contains("n9"), "{text}");
    }
}
