//! *Relay Restrictions*: which computers may send to other domains through the server.

use std::sync::Arc;

use super::computer::Which;
use super::computers::{self, Computers};
use super::form::{framed, marked};
use super::permissions::{Users, UsersMessage};
use crate::config::Fault;
use crate::config::written::{Permission, Relay, Rule};
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, caution, check_box, hint, rows, strip};
use crate::engine::job::Finding;
use crate::engine::snapshot::AccountsFile;
use crate::i18n::Words;
use crate::tr;

/// The list being edited.
#[derive(Debug)]
pub struct State {
    list: Computers,
    authenticated: bool,
    users: Users,
    anonymous: bool,
    server: String,
    asking: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// To the list.
    List(computers::Message),
    /// *Allow all computers which successfully authenticate to relay*
    Authenticated(bool),
    /// *Users…* and what it opens.
    Users(UsersMessage),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// *Apply anyway*, to the warning.
    Anyway,
    /// *Go back*, to the warning.
    Back,
}

/// Accepts the restrictions and the list of *Users…*.
pub type Action = super::Action<(Relay, Vec<Permission>)>;

impl State {
    /// The restrictions of this server; `anonymous` tells whether anonymous access is on.
    pub fn new(relay: &Relay, server: &str, anonymous: bool) -> Self {
        let list = Computers::new(Which::Relay, relay.rule, relay.computers.clone());
        let users = Users::default();
        Self { list, authenticated: relay.authenticated, users, anonymous, server: server.to_owned(), asking: false }
    }

    /// With the list of *Users…* and the accounts there are.
    #[must_use]
    pub fn permitting(mut self, permissions: &[Permission], accounts: &Arc<AccountsFile>) -> Self {
        self.users = Users::new(permissions);
        self.meet(accounts);
        self
    }

    /// The accounts have changed.
    pub fn meet(&mut self, accounts: &Arc<AccountsFile>) {
        self.users.meet(accounts);
    }

    /// Shows a place in what it opens.
    pub fn lead(&mut self, lookup: bool, control: &str) {
        self.list.lead(lookup, control);
    }

    /// The engine refused the entry of this row.
    pub fn refuse(&mut self, row: usize, fault: &Fault) -> String {
        self.list.refuse(row, fault);
        "relay.list".into()
    }

    /// Whether anybody could send junk mail through the server.
    fn open(&self) -> bool {
        self.list.rule == Rule::AllExcept || self.list.everybody().is_some()
    }

    fn accepted(&self) -> Action {
        let relay = Relay { rule: self.list.rule, computers: self.list.entries.clone(), authenticated: self.authenticated };
        Action::Accept((relay, self.users.entries.clone()))
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::List(message) => return self.list.update(message),
            Message::Authenticated(on) => self.authenticated = on,
            Message::Users(message) => return self.users.update(message, self.authenticated),
            Message::Cancel => return Action::Close,
            Message::Ok if self.open() => self.asking = true,
            Message::Ok | Message::Anyway => return self.accepted(),
            Message::Back => self.asking = false,
        }
        Action::None
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        self.list.finding(finding)
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let caption = words.caption("relay-select").text;
        let mut body = rows([self.list.view("relay", caption, words).map(Message::List)]);
        if self.list.rule == Rule::AllExcept {
            body = body.push(strip(Tone::Warning, tr!(words, "relay-open-warning"), None));
        } else if !self.anonymous {
            body = body.push(strip(Tone::Plain, tr!(words, "relay-anonymous-off-note"), None));
        }
        let text = marked(words.label("relay-allow-authenticated"));
        body = body.push(check_box("relay.authenticated", text, self.authenticated, Some(Message::Authenticated)));
        body = body.push(hint(tr!(words, "relay-explanation")));
        body = body.push(Users::button("relay.users", words).map(Message::Users));
        let f = framed("relay", words.name("relay-title"), body, Message::Ok, Message::Cancel, words).width(820.0);
        let users = self.users.sub(words).map(|d| d.map(Message::Users));
        Dialog::from(f).open(self.list.sub(words).map(|d| d.map(Message::List))).open(users).open(self.asking.then(|| self.question(words)))
    }

    fn question(&self, words: &'static Words) -> Dialog<'_, Message> {
        let server = self.server.as_str();
        let text = match self.list.everybody().filter(|_| self.list.rule == Rule::OnlyListed) {
            Some(network) => tr!(words, "ask-open-relay-network", network = network.to_string()),
            None => tr!(words, "ask-open-relay-list", server = server),
        };
        caution(
            "open-relay",
            tr!(words, "common-warning"),
            text.into_owned(),
            tr!(words, "relay-open-warning"),
            [
                ("anyway", marked(words.label("ask-apply-anyway")).into(), Message::Anyway),
                ("back", marked(words.label("ask-go-back")).into(), Message::Back),
            ],
        )
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("relay-title", "relay.only"),
    ("relay-select", "relay.only"),
    ("conn-only-list", "relay.only"),
    ("conn-all-except", "relay.except"),
    ("conn-computers", "relay.list"),
    ("conn-col-access", "relay.list"),
    ("conn-col-address", "relay.list"),
    ("field-comment", "relay.list"),
    ("btn-add", "relay.add"),
    ("btn-edit", "relay.edit"),
    ("btn-remove", "relay.remove"),
    ("relay-need-not-log-on", "relay.list"),
    ("relay-allow-authenticated", "relay.authenticated"),
    ("auth-users", "relay.users"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::RelayComputer;

    #[test]
    fn an_open_relay_needs_a_second_word() {
        let mut s = State::new(&Relay::default(), "Office", false);
        s.update(Message::List(computers::Message::Rule(Rule::AllExcept)));
        assert_eq!(s.update(Message::Ok), Action::None);
        s.update(Message::Back);
        assert!(!s.asking);
        s.update(Message::Ok);
        let open = Relay { rule: Rule::AllExcept, ..Relay::default() };
        assert_eq!(s.update(Message::Anyway), Action::Accept((open, vec![])));
    }

    #[test]
    fn an_entry_for_the_whole_world_is_asked_about_as_well() {
        let entry = RelayComputer { address: "0.0.0.0/0".into(), ..RelayComputer::default() };
        let mut s = State::new(&Relay { computers: vec![entry], ..Relay::default() }, "Office", false);
        assert_eq!(s.update(Message::Ok), Action::None);
        assert!(s.asking);
    }
}
