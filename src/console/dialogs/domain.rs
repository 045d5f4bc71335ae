//! A mail domain: its name, as which other domain it is treated, and who gets mail to addresses that nobody has. The first one
//! also asks who reads postmaster.

use std::borrow::Cow;

use super::form::{self, marked};
use crate::config::written::{LocalDomain, SettingsFile};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::sending::Sending;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::engine::snapshot::AccountsFile;
use crate::i18n::Words;
use crate::mail::{Address, Domain};
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 215.0;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    /// The name of the domain that it changes, as it is written; `None` for a new one.
    was: Option<String>,
    /// It has a key to sign with.
    key: bool,
    /// So many accounts have an address under the name that is to go.
    in_use: Option<usize>,
    name: String,
    /// *Alias of* is ticked.
    alias: bool,
    /// The domains it can be an alias of, as they are written, and which of them is chosen.
    targets: Vec<String>,
    target: usize,
    /// The domains that are aliases of it, which it therefore cannot be itself.
    stand_for_it: Vec<String>,
    catch_all: String,
    note: String,
    /// Who reads postmaster, where that is not known yet.
    postmaster: Option<String>,
    /// It was typed and is no longer proposed.
    touched: bool,
    others: Vec<String>,
    /// All addresses of accounts and aliases.
    known: Vec<String>,
    sending: Sending,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(String),
    /// *Alias of* on or off.
    Alias(bool),
    /// Another domain was picked as which it is treated.
    Target(usize),
    /// Typing who gets mail to unknown addresses.
    CatchAll(String),
    /// Typing who reads postmaster.
    Postmaster(String),
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
    /// Put the domain in the place of the one of this name, or at the end; with a reader of postmaster where there was
    /// none. How it signs is not decided here.
    Accept(Option<String>, LocalDomain, Option<String>),
}

impl State {
    /// The domain at this place, or a new one.
    pub fn new(at: Option<usize>, settings: &SettingsFile, accounts: &AccountsFile) -> Self {
        let present = at.and_then(|i| settings.local_domains.get(i));
        let domain = present.cloned().unwrap_or_default();
        let others = settings.local_domains.iter().enumerate().filter(|(i, _)| Some(*i) != at);
        let targets: Vec<String> = others.clone().filter(|(_, d)| d.alias_of.is_none()).map(|(_, d)| d.name.clone()).collect();
        let chosen = domain.alias_of.as_ref().and_then(|of| targets.iter().position(|name| same(name, of)));
        Self {
            alias: domain.alias_of.is_some(),
            target: chosen.unwrap_or(0),
            targets,
            stand_for_it: present.map(|domain| aliases_of(settings, &domain.name)).unwrap_or_default(),
            was: present.map(|domain| domain.name.clone()),
            key: domain.dkim_selector.is_some(),
            in_use: None,
            name: domain.name,
            catch_all: domain.catch_all.unwrap_or_default(),
            note: domain.note,
            postmaster: settings.postmaster.is_none().then(String::new),
            touched: false,
            others: others.filter_map(|(_, d)| Domain::parse(&d.name).ok()).map(|d| d.to_string()).collect(),
            known: addresses(settings, accounts),
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

    /// Whether an existing domain is to have another name; one written otherwise is the same.
    fn is_renamed(&self) -> bool {
        let was = self.was.as_ref().map(|was| Domain::parse(was.trim()).ok());
        was.is_some_and(|was| Domain::parse(self.name.trim()).is_ok_and(|name| Some(name) != was))
    }

    /// Handles a message; the accounts are those there are now.
    pub fn update(&mut self, message: Message, accounts: &AccountsFile) -> Action {
        self.sending.changed |= !matches!(message, Message::Ok | Message::Cancel);
        match message {
            Message::Name(name) => {
                (self.name, self.in_use) = (name, None);
                self.propose();
            }
            Message::Alias(on) => self.alias = on,
            Message::Target(at) => self.target = at,
            Message::CatchAll(text) => self.catch_all = text,
            Message::Postmaster(text) => (self.postmaster, self.touched) = (Some(text), true),
            Message::Note(text) => self.note = text,
            Message::Ok if self.sending.waiting => {}
            Message::Ok => {
                self.sending.tried = true;
                // Their mail would come for a domain that is no longer here, as if it were deleted.
                let was = self.was.as_deref().filter(|_| self.is_renamed());
                self.in_use = was.map(|was| users(accounts, was)).filter(|count| *count > 0);
                let action = self.accept();
                self.sending.waiting = action != Action::None;
                return action;
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    /// Proposes the first address of the domain that somebody has.
    fn propose(&mut self) {
        if self.touched {
            return;
        }
        if let Some(postmaster) = &mut self.postmaster {
            let wanted = Domain::parse(self.name.trim()).ok();
            let within = |a: &&String| wanted.is_some() && Address::parse(a).ok().and_then(|a| a.domain().cloned()) == wanted;
            *postmaster = self.known.iter().find(within).cloned().unwrap_or_default();
        }
    }

    fn accept(&self) -> Action {
        let Ok(name) = Domain::parse(self.name.trim()) else { return Action::None };
        let wrong = [self.name_problem(), self.catch_all_problem()];
        let reader = self.postmaster.as_deref().map(|p| self.address_problem(p, true));
        if wrong.iter().chain(&reader).any(Option::is_some) {
            return Action::None;
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let alias_of = self.alias_of().map(str::to_owned);
        let (catch_all, note) = (some(&self.catch_all).filter(|_| alias_of.is_none()), self.note.trim().into());
        let domain = LocalDomain { name: name.to_unicode(), alias_of, catch_all, note, ..LocalDomain::default() };
        Action::Accept(self.was.clone(), domain, self.postmaster.as_deref().and_then(some))
    }

    fn name_problem(&self) -> Option<Problem> {
        match Domain::parse(self.name.trim()) {
            Err(_) => Some(Problem::Domain),
            Ok(d) if self.others.contains(&d.to_string()) => Some(Problem::Listed),
            Ok(_) => self.in_use.map(Problem::InUse),
        }
    }

    /// The domain it is an alias of.
    fn alias_of(&self) -> Option<&str> {
        self.targets.get(self.target).map(String::as_str).filter(|_| self.alias)
    }

    /// An alias has no reader of its own for unknown addresses, so what stands in the field does not matter then.
    fn catch_all_problem(&self) -> Option<Problem> {
        self.address_problem(&self.catch_all, false).filter(|_| self.alias_of().is_none())
    }

    fn address_problem(&self, text: &str, needed: bool) -> Option<Problem> {
        let text = text.trim();
        if text.is_empty() {
            return needed.then_some(Problem::Postmaster);
        }
        let Ok(address) = Address::parse(text) else { return Some(Problem::Address) };
        let domain = address.domain().map(ToString::to_string).unwrap_or_default();
        let local = self.others.contains(&domain) || Domain::parse(self.name.trim()).is_ok_and(|d| d.to_string() == domain);
        (!local).then(|| Problem::NotLocal(text.to_owned()))
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let say = |problem: Option<Problem>, typed: &str| {
            let shown = problem.filter(|_| self.sending.tried || !typed.trim().is_empty());
            shown.map_or(Cow::Borrowed(""), |p| p.sentence(words))
        };
        // A name is told wrong when it is done, not with every letter.
        let name = self.name_problem().filter(|p| self.sending.tried || *p == Problem::Listed);
        let mut parts: Vec<Element<'_, Message>> = Vec::new();
        parts.extend(refused(words, self.sending.refusal.as_ref(), self.was.as_deref().unwrap_or(&self.name)));
        parts.push(self::words(tr!(words, "domain-note")));
        parts.push(field_row(
            LABELS,
            words.caption("comp-domain-name"),
            "domain.name",
            field("domain.name", &self.name).on_input(Message::Name).placeholder("example.com").problem(say(name, &self.name)),
        ));
        if self.key && self.is_renamed() {
            let button = words.title("dkim-open");
            parts.push(strip(Tone::Warning, tr!(words, "domain-renamed-signature", button = button), None));
        }
        if let Some(postmaster) = &self.postmaster {
            let wrong = self.address_problem(postmaster, true).filter(|_| self.sending.tried);
            parts.push(field_row(
                LABELS,
                words.caption("domain-postmaster"),
                "domain.postmaster",
                field("domain.postmaster", postmaster).on_input(Message::Postmaster).problem(say(wrong, postmaster)),
            ));
            let nobody = Address::parse(postmaster.trim()).is_ok() && !self.known.iter().any(|k| k.eq_ignore_ascii_case(postmaster.trim()));
            if nobody {
                parts.push(strip(Tone::Warning, tr!(words, "domain-postmaster-nobody", address = postmaster.trim()), None));
            }
        }
        parts.push(self.alias_part(words));
        let own = self.alias_of().is_none();
        let wrong = self.catch_all_problem().filter(|_| self.sending.tried);
        parts.push(field_row_when(
            own,
            LABELS,
            words.caption("domain-catch-all"),
            "domain.catch-all",
            field("domain.catch-all", &self.catch_all)
                .on_input_maybe(own.then_some(Message::CatchAll))
                .limits(if own { tr!(words, "domain-catch-all-note") } else { Cow::Borrowed("") })
                .problem(say(wrong, &self.catch_all)),
        ));
        parts.push(field_row(
            LABELS,
            words.caption("field-comment"),
            "domain.note",
            field("domain.note", &self.note).on_input(Message::Note),
        ));
        let title = match self.was {
            None => tr!(words, "domain-new-title"),
            Some(_) => tr!(words, "account-properties-title", name = &self.name),
        };
        let ok = (!self.name.trim().is_empty()).then_some(Message::Ok);
        form::framed("domain", title, rows(parts), ok, Message::Cancel, words).width(540.0).icon(Drawing::Domain).into()
    }

    /// *Alias of*, with the domains to choose from.
    fn alias_part(&self, words: &'static Words) -> Element<'_, Message> {
        let can = !self.targets.is_empty() && self.stand_for_it.is_empty();
        let ticked = marked(words.label("domain-alias-of"));
        let ticked = check_box("domain.alias", ticked, self.alias, can.then_some(Message::Alias));
        let mut part = rows([ticked]);
        if !self.stand_for_it.is_empty() {
            part = part.push(indent(hint(tr!(words, "domain-has-aliases-note", domains = self.stand_for_it.join(", ")))));
        }
        if let Some(of) = self.alias_of() {
            let pick = pick_list("domain.alias-of", self.targets.iter().map(String::as_str), Some(self.target));
            let note = match self.name.trim() {
                "" => "example.com",
                name => name,
            };
            part = part.push(indent(Element::from(pick.on_choose(Message::Target).width(300))));
            part = part.push(indent(hint(tr!(words, "domain-alias-note", alias = note, domain = of))));
        }
        part.into()
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Problem {
    Domain,
    Listed,
    InUse(usize),
    Postmaster,
    Address,
    NotLocal(String),
}

impl Problem {
    fn sentence(&self, words: &'static Words) -> Cow<'static, str> {
        match self {
            Self::Domain => tr!(words, "val-invalid-domain"),
            Self::Listed => tr!(words, "val-entry-exists"),
            Self::InUse(count) => tr!(words, "domain-in-use", count = *count),
            Self::Postmaster => tr!(words, "issue-postmaster-missing"),
            Self::Address => tr!(words, "val-invalid-address"),
            Self::NotLocal(address) => tr!(words, "issue-not-local", address = address),
        }
    }
}

/// Whether two names are of one domain, however they are written.
pub fn same(one: &str, other: &str) -> bool {
    Domain::parse(one.trim()).is_ok_and(|one| Domain::parse(other.trim()).is_ok_and(|other| one == other))
}

/// The domains that are aliases of the one of this name, as they are written.
pub fn aliases_of(settings: &SettingsFile, name: &str) -> Vec<String> {
    let alias = |d: &&LocalDomain| d.alias_of.as_ref().is_some_and(|of| same(of, name));
    settings.local_domains.iter().filter(alias).map(|d| d.name.clone()).collect()
}

/// How many accounts have an address in the domain of this name.
pub fn users(accounts: &AccountsFile, name: &str) -> usize {
    let Ok(domain) = Domain::parse(name.trim()) else { return 0 };
    let within = |address: &String| Address::parse(address).is_ok_and(|address| address.domain() == Some(&domain));
    accounts.accounts.iter().filter(|account| account.addresses.iter().any(within)).count()
}

/// Every address of an account or alias.
pub fn addresses(settings: &SettingsFile, accounts: &AccountsFile) -> Vec<String> {
    let own = accounts.accounts.iter().flat_map(|a| a.addresses.iter());
    own.chain(settings.aliases.iter().map(|a| &a.address)).cloned().collect()
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("domain-new-title", "domain.name"),
    ("comp-domain-name", "domain.name"),
    ("domain-alias-of", "domain.alias"),
    ("domain-catch-all", "domain.catch-all"),
    ("field-comment", "domain.note"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::snapshot::AccountEntry;

    fn accounts() -> AccountsFile {
        let anna = AccountEntry { id: 1, name: "anna".into(), addresses: vec!["anna@example.com".into()], ..AccountEntry::default() };
        AccountsFile { accounts: vec![anna], next_id: 2, ..AccountsFile::default() }
    }

    #[test]
    fn the_first_domain_asks_who_reads_postmaster_and_proposes_who_has_an_address_there() {
        let mut s = State::new(None, &SettingsFile::default(), &accounts());
        s.update(Message::Name("example.org".into()), &accounts());
        assert_eq!(s.update(Message::Ok, &accounts()), Action::None);
        s.update(Message::Name("Example.com".into()), &accounts());
        let domain = LocalDomain { name: "example.com".into(), ..LocalDomain::default() };
        assert_eq!(s.update(Message::Ok, &accounts()), Action::Accept(None, domain, Some("anna@example.com".into())));
    }

    #[test]
    fn what_is_no_domain_or_there_already_is_refused() {
        let there = LocalDomain { name: "example.com".into(), ..LocalDomain::default() };
        let settings =
            SettingsFile { local_domains: vec![there.clone()], postmaster: Some("anna@example.com".into()), ..SettingsFile::default() };
        for (name, catch_all) in [("", ""), ("example..com", ""), ("EXAMPLE.com", ""), ("a.test", "anna"), ("a.test", "x@far.test")] {
            let mut s = State::new(None, &settings, &accounts());
            s.update(Message::Name(name.into()), &accounts());
            s.update(Message::CatchAll(catch_all.into()), &accounts());
            assert_eq!((s.update(Message::Ok, &accounts()), s.name.as_str()), (Action::None, name));
        }
        let mut s = State::new(Some(0), &settings, &accounts());
        s.update(Message::CatchAll("anna@example.com".into()), &accounts());
        let changed = LocalDomain { catch_all: Some("anna@example.com".into()), ..there };
        assert_eq!(s.update(Message::Ok, &accounts()), Action::Accept(Some("example.com".into()), changed, None));
    }

    fn here(name: &str) -> SettingsFile {
        let domain = LocalDomain { name: name.into(), ..LocalDomain::default() };
        SettingsFile { local_domains: vec![domain], postmaster: Some("anna@example.com".into()), ..SettingsFile::default() }
    }

    #[test]
    fn a_name_under_which_accounts_have_addresses_stays_until_they_have_gone() {
        let mut s = State::new(Some(0), &here("example.com"), &accounts());
        s.update(Message::Name("example.org".into()), &accounts());
        assert_eq!((s.update(Message::Ok, &accounts()), s.name_problem()), (Action::None, Some(Problem::InUse(1))));
        assert_eq!(s.name, "example.org");
        s.update(Message::Name("example.net".into()), &accounts());
        assert_eq!(s.name_problem(), None, "another name is tried anew");
        let domain = LocalDomain { name: "example.net".into(), ..LocalDomain::default() };
        assert_eq!(s.update(Message::Ok, &AccountsFile::default()), Action::Accept(Some("example.com".into()), domain, None));
    }

    #[test]
    fn a_name_that_is_only_written_otherwise_is_the_same() {
        let mut s = State::new(Some(0), &here("Example.COM"), &accounts());
        s.update(Message::Name("example.com".into()), &accounts());
        assert!(matches!(s.update(Message::Ok, &accounts()), Action::Accept(..)));
    }

    fn domain(name: &str, alias_of: Option<&str>) -> LocalDomain {
        LocalDomain { name: name.into(), alias_of: alias_of.map(Into::into), ..LocalDomain::default() }
    }

    fn settings(local_domains: Vec<LocalDomain>) -> SettingsFile {
        SettingsFile { local_domains, postmaster: Some("anna@example.com".into()), ..SettingsFile::default() }
    }

    #[test]
    fn an_alias_names_a_domain_with_mailboxes_and_has_no_reader_for_unknown_addresses() {
        let here = settings(vec![domain("example.com", None), domain("b.test", Some("example.com")), domain("c.test", None)]);
        let mut s = State::new(None, &here, &accounts());
        assert_eq!(s.targets, ["example.com", "c.test"], "an alias is no choice");
        for message in [Message::Name("d.test".into()), Message::CatchAll("no address".into()), Message::Alias(true), Message::Target(1)] {
            s.update(message, &accounts());
        }
        assert_eq!(s.update(Message::Ok, &accounts()), Action::Accept(None, domain("d.test", Some("c.test")), None));
        let mut s = State::new(Some(1), &here, &accounts());
        s.update(Message::Alias(false), &accounts());
        assert_eq!(s.update(Message::Ok, &accounts()), Action::Accept(Some("b.test".into()), domain("b.test", None), None));
    }

    #[test]
    fn a_domain_that_has_aliases_says_so() {
        let here = settings(vec![domain("Example.COM", None), domain("b.test", Some("example.com"))]);
        assert_eq!(State::new(Some(0), &here, &accounts()).stand_for_it, ["b.test"]);
        assert!(State::new(Some(1), &here, &accounts()).stand_for_it.is_empty());
    }
}
