//! *Connection*: which computers may connect.

use std::net::{IpAddr, Ipv4Addr};

use super::computer::Which;
use super::computers::{self, Computers, own_addresses};
use super::form::{framed, marked};
use crate::config::Fault;
use crate::config::written::{Computer, Connection, RelayComputer, Rule};
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, hint, notice, rows};
use crate::engine::job::Finding;
use crate::i18n::Words;
use crate::mail::Network;
use crate::tr;

/// The list being edited.
#[derive(Debug)]
pub struct State {
    list: Computers,
    server: String,
    own: Vec<IpAddr>,
    networks: Vec<Network>,
    asking: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// To the list.
    List(computers::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
    /// *Add this computer*, to the warning.
    AddOwn,
    /// *Add my network*, to the warning.
    AddNetwork,
    /// *Apply anyway*, to the warning.
    Anyway,
    /// *Go back*, to the warning.
    Back,
}

/// Accepts the list.
pub type Action = super::Action<Connection>;

impl State {
    /// The list of this server; `host` are the addresses of this computer.
    pub fn new(connection: &Connection, server: &str, host: &[IpAddr]) -> Self {
        let entry = |c: &Computer| RelayComputer { address: c.address.clone(), need_not_log_on: false, note: c.note.clone() };
        let entries = connection.computers.iter().map(entry).collect();
        let list = Computers::new(Which::Connection, connection.rule, entries);
        Self { list, server: server.to_owned(), own: own_addresses(host), networks: vec![], asking: false }
    }

    /// With the networks this computer is in.
    #[must_use]
    pub fn within(mut self, networks: &[Network]) -> Self {
        self.networks = networks.to_vec();
        self
    }

    /// Shows a place in what it opens.
    pub fn lead(&mut self, lookup: bool, control: &str) {
        self.list.lead(lookup, control);
    }

    /// The engine refused the entry of this row.
    pub fn refuse(&mut self, row: usize, fault: &Fault) -> String {
        self.list.refuse(row, fault);
        "connection.list".into()
    }

    /// Whether this computer itself could not connect any more.
    fn locked_out(&self) -> bool {
        self.list.rule == Rule::OnlyListed && !self.own.iter().any(|a| self.list.covers(*a))
    }

    fn accepted(&self) -> Action {
        let entry = |e: &RelayComputer| Computer { address: e.address.clone(), note: e.note.clone() };
        Action::Accept(Connection { rule: self.list.rule, computers: self.list.entries.iter().map(entry).collect() })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::List(message) => return self.list.update(message),
            Message::Cancel => return Action::Close,
            Message::Ok if self.locked_out() => self.asking = true,
            Message::Ok | Message::Anyway => return self.accepted(),
            Message::Back => self.asking = false,
            Message::AddOwn => {
                self.asking = false;
                self.list.add(&self.own);
            }
            Message::AddNetwork => {
                self.asking = false;
                // Programs on this computer come by the loopback address.
                self.list.add(&[IpAddr::V4(Ipv4Addr::LOCALHOST)]);
                self.list.add_networks(&self.networks);
            }
        }
        Action::None
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        self.list.finding(finding)
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let caption = words.caption("conn-select-access").text;
        let body = rows([self.list.view("connection", caption, words).map(Message::List), hint(tr!(words, "conn-internal-note"))]);
        let f = framed("connection", words.name("conn-title"), body, Message::Ok, Message::Cancel, words).width(620.0);
        Dialog::from(f).open(self.list.sub(words).map(|d| d.map(Message::List))).open(self.asking.then(|| self.question(words)))
    }

    fn question(&self, words: &'static Words) -> Dialog<'_, Message> {
        let text = match (self.list.entries.is_empty(), self.own.get(1).or(self.own.first())) {
            (false, Some(own)) => tr!(words, "ask-lock-out-self", address = *own, server = self.server.as_str()),
            _ => tr!(words, "ask-lock-out-empty", server = self.server.as_str()),
        };
        let network =
            (!self.networks.is_empty()).then(|| ("network", marked(words.label("conn-add-my-network")).into(), Message::AddNetwork));
        let answers = [
            Some(("add", marked(words.label("conn-add-this-computer")).into(), Message::AddOwn)),
            network,
            Some(("anyway", marked(words.label("ask-apply-anyway")).into(), Message::Anyway)),
            Some(("back", marked(words.label("ask-go-back")).into(), Message::Back)),
        ];
        let title = tr!(words, "common-warning");
        notice("lock-out", Tone::Warning, title, text.into_owned(), "", answers.into_iter().flatten())
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("conn-title", "connection.only"),
    ("conn-select-access", "connection.only"),
    ("conn-only-list", "connection.only"),
    ("conn-all-except", "connection.except"),
    ("conn-computers", "connection.list"),
    ("conn-col-access", "connection.list"),
    ("conn-col-address", "connection.list"),
    ("field-comment", "connection.list"),
    ("btn-add", "connection.add"),
    ("btn-edit", "connection.edit"),
    ("btn-remove", "connection.remove"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_locks_himself_out_unasked() {
        let host: Vec<IpAddr> = vec!["192.168.1.2".parse().unwrap()];
        let mut s = State::new(&Connection::default(), "Office", &host);
        s.update(Message::List(computers::Message::Rule(Rule::OnlyListed)));
        assert_eq!(s.update(Message::Ok), Action::None);
        assert!(s.asking);
        s.update(Message::AddOwn);
        let Action::Accept(connection) = s.update(Message::Ok) else { panic!("not accepted") };
        let addresses: Vec<_> = connection.computers.iter().map(|c| c.address.as_str()).collect();
        assert_eq!((connection.rule, addresses), (Rule::OnlyListed, vec!["127.0.0.1", "192.168.1.2"]));
    }

    #[test]
    fn the_network_is_added_with_the_computer_itself() {
        let host: Vec<IpAddr> = vec!["192.168.1.2".parse().unwrap()];
        let only = Connection { rule: Rule::OnlyListed, computers: vec![] };
        let mut s = State::new(&only, "Office", &host).within(&["192.168.1.0/24".parse().unwrap()]);
        assert_eq!(s.update(Message::Ok), Action::None);
        s.update(Message::AddNetwork);
        let Action::Accept(connection) = s.update(Message::Ok) else { panic!("not accepted") };
        let addresses: Vec<_> = connection.computers.iter().map(|c| c.address.as_str()).collect();
        assert_eq!(addresses, ["127.0.0.1", "192.168.1.0/24"]);
    }

    #[test]
    fn an_entry_for_the_office_network_is_enough() {
        let entry = Computer { address: "192.168.1.0/24".into(), note: String::new() };
        let connection = Connection { rule: Rule::OnlyListed, computers: vec![entry] };
        let mut s = State::new(&connection, "Office", &["192.168.1.2".parse().unwrap()]);
        assert_eq!(s.update(Message::Ok), Action::Accept(connection));
        s.update(Message::List(computers::Message::Select(0)));
        s.update(Message::List(computers::Message::Remove));
        assert_eq!(s.update(Message::Ok), Action::None);
        let empty = Connection { rule: Rule::OnlyListed, computers: vec![] };
        assert_eq!(s.update(Message::Anyway), Action::Accept(empty));
    }
}
