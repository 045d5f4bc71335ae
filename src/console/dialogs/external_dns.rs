//! *Configure external DNS servers*: whom the server asks instead of the computer's own DNS, and in which order.

use iced::keyboard::{Key, key::Named};

use super::dns_server;
use super::form::{beside, framed, marked};
use crate::config::Fault;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, Row, button, hint, label, list, rows, strip};
use crate::i18n::Words;
use crate::tr;

/// The list being edited.
#[derive(Debug)]
pub struct State {
    servers: Vec<String>,
    selected: Option<usize>,
    editing: Option<usize>,
    open: Option<dns_server::State>,
    refused: Option<Fault>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A row was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Edit…*, or a row was opened.
    Edit(Option<usize>),
    /// *Remove*
    Remove,
    /// *Move Up*
    Up,
    /// *Move Down*
    Down,
    /// Of the address dialog.
    Server(dns_server::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the list.
pub type Action = super::Action<Vec<String>>;

impl State {
    /// The list of a server.
    pub fn new(servers: &[String]) -> Self {
        let selected = (!servers.is_empty()).then_some(0);
        Self { servers: servers.to_vec(), selected, editing: None, open: None, refused: None }
    }

    /// The engine refused this entry.
    pub fn refuse(&mut self, row: usize, fault: &Fault) -> String {
        (self.selected, self.refused) = (Some(row), Some(fault.clone()));
        "external-dns.list".into()
    }

    fn at(&self) -> Option<usize> {
        self.selected.filter(|&i| i < self.servers.len())
    }

    fn swap(&mut self, to: Option<usize>) {
        if let (Some(from), Some(to)) = (self.at(), to.filter(|&t| t < self.servers.len())) {
            self.servers.swap(from, to);
            self.selected = Some(to);
        }
    }

    fn others(&self, but: Option<usize>) -> Vec<String> {
        self.servers.iter().enumerate().filter(|(i, _)| Some(*i) != but).map(|(_, s)| s.clone()).collect()
    }

    /// Shows the dialog for one server.
    pub fn lead(&mut self) {
        if self.open.is_none() {
            drop(self.update(Message::Add));
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Select(i) => self.selected = Some(i),
            Message::Add => {
                self.editing = None;
                self.open = Some(dns_server::State::new("", self.servers.clone()));
            }
            Message::Edit(row) => {
                let Some(at) = row.or(self.selected).filter(|&i| i < self.servers.len()) else { return Action::None };
                self.open = Some(dns_server::State::new(&self.servers[at], self.others(Some(at))));
                (self.editing, self.selected) = (Some(at), Some(at));
            }
            Message::Remove => {
                if let Some(i) = self.at() {
                    self.servers.remove(i);
                    self.refused = None;
                    self.selected = self.servers.len().checked_sub(1).map(|last| i.min(last));
                }
            }
            Message::Up => self.swap(self.at().and_then(|i| i.checked_sub(1))),
            Message::Down => self.swap(self.at().map(|i| i + 1)),
            Message::Server(message) => {
                let action = self.open.as_mut().map_or(super::Action::Close, |s| s.update(message));
                let (servers, selected, editing, refused) = (&mut self.servers, &mut self.selected, self.editing, &mut self.refused);
                return action.of_sub(&mut self.open, |server| {
                    *refused = None;
                    match editing.filter(|&i| i < servers.len()) {
                        Some(i) => servers[i] = server,
                        None => {
                            servers.push(server);
                            *selected = Some(servers.len() - 1);
                        }
                    }
                });
            }
            Message::Cancel => return Action::Close,
            Message::Ok => return Action::Accept(self.servers.clone()),
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let servers = list("external-dns.list", self.servers.len(), |i| Row::new([self.servers[i].as_str()]).icon(Drawing::Computer))
            .selected(self.selected)
            .on_select(Message::Select)
            .on_activate(|i| Message::Edit(Some(i)))
            .on_key(|key, _| matches!(key, Key::Named(Named::Delete)).then_some(Message::Remove))
            .nothing(tr!(words, "checkdns-system"))
            .height(174);
        let at = self.at();
        let one = |message: Message| at.map(|_| message);
        let up = at.filter(|&i| i > 0).map(|_| Message::Up);
        let down = at.filter(|&i| i + 1 < self.servers.len()).map(|_| Message::Down);
        let press = |id, label, message| button(id, label, message).width(120).into();
        let buttons = [
            press("external-dns.add", marked(words.label("btn-add")), Some(Message::Add)),
            press("external-dns.edit", marked(words.label("btn-edit")), one(Message::Edit(None))),
            press("external-dns.remove", marked(words.label("btn-remove")), one(Message::Remove)),
            press("external-dns.up", marked(words.label("btn-move-up")), up),
            press("external-dns.down", marked(words.label("btn-move-down")), down),
        ];
        let mut body = rows([
            label(marked(words.caption("adv-dns-list"))).target("external-dns.list").into(),
            beside(servers, buttons),
            hint(tr!(words, "adv-dns-list-note")),
        ]);
        if let Some(fault) = &self.refused {
            body = body.push(strip(Tone::Bad, crate::wording::fault(words, fault), None));
        }
        let f = framed("external-dns", words.heading("adv-external-dns"), body, Message::Ok, Message::Cancel, words).width(440.0);
        Dialog::from(f).open(self.open.as_ref().map(|s| s.view(words).map(Message::Server)))
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("adv-external-dns", "external-dns.list"),
    ("adv-dns-list", "external-dns.list"),
    ("btn-add", "external-dns.add"),
    ("btn-edit", "external-dns.edit"),
    ("btn-remove", "external-dns.remove"),
    ("btn-move-up", "external-dns.up"),
    ("btn-move-down", "external-dns.down"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_added_moved_and_removed() {
        let mut s = State::new(&[]);
        for server in ["192.0.2.1", "192.0.2.2"] {
            s.update(Message::Add);
            s.update(Message::Server(dns_server::Message::Address(super::super::form::Edit::Type(server.into()))));
            s.update(Message::Server(dns_server::Message::Ok));
        }
        s.update(Message::Down);
        s.update(Message::Up);
        assert_eq!(s.update(Message::Ok), Action::Accept(vec!["192.0.2.2".into(), "192.0.2.1".into()]));
        s.update(Message::Remove);
        assert_eq!(s.update(Message::Ok), Action::Accept(vec!["192.0.2.1".into()]));
    }
}
