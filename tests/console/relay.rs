//! A dialog as dialogs are written: draft, messages, action, view. Also the demo data of the gallery.

use std::net::IpAddr;

use iced::keyboard::{Key, key::Named};
use postkontor::console::widget::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Only,
    Except,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Relay {
    pub mode: Mode,
    pub computers: Vec<(IpAddr, String)>,
    pub authenticated: bool,
}

#[derive(Debug)]
pub struct State {
    draft: Relay,
    selected: Option<usize>,
    address: String,
    problem: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    Mode(Mode),
    Select(usize),
    Address(String),
    Add,
    Remove,
    Authenticated(bool),
    Ok,
    Cancel,
}

#[derive(Debug, PartialEq)]
pub enum Action {
    None,
    Close,
    Accept(Relay),
}

impl State {
    pub fn new(relay: &Relay) -> Self {
        Self { draft: relay.clone(), selected: None, address: String::new(), problem: String::new() }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Mode(m) => self.draft.mode = m,
            Message::Select(i) => self.selected = Some(i),
            Message::Address(s) => (self.address, self.problem) = (s, String::new()),
            Message::Authenticated(b) => self.draft.authenticated = b,
            Message::Add => match self.address.trim().parse() {
                Ok(ip) => {
                    self.draft.computers.push((ip, String::new()));
                    self.selected = Some(self.draft.computers.len() - 1);
                    self.address.clear();
                }
                Err(_) => self.problem = format!("“{}” is not an IP address. Write it like 192.168.1.40.", self.address),
            },
            Message::Remove => {
                if let Some(i) = self.selected.take() {
                    self.draft.computers.remove(i);
                }
            }
            Message::Cancel => return Action::Close,
            Message::Ok => return Action::Accept(self.draft.clone()),
        }
        Action::None
    }

    pub fn view(&self) -> Dialog<'_, Message> {
        let d = &self.draft;
        let mode = |id, text, m| radio(id, "relay.mode", text, m, Some(d.mode), Some(Message::Mode));
        let computers = list("relay.list", d.computers.len(), |i| {
            let (ip, note) = &d.computers[i];
            Row::new([ip.to_string(), note.clone()]).icon(Drawing::Computer)
        })
        .column("Computer", 150.0)
        .column("Comment", 0.0)
        .selected(self.selected)
        .on_select(Message::Select)
        .on_key(|key, _| matches!(key, Key::Named(Named::Delete)).then_some(Message::Remove))
        .nothing("No computer may relay.")
        .height(120);
        let address = field("relay.address", &self.address)
            .on_input(Message::Address)
            .on_submit(Message::Add)
            .problem(self.problem.as_str())
            .placeholder("192.168.1.0/24")
            .width(200);
        let body = rows([
            words("Select which computers may relay through this virtual server:"),
            mode("relay.only", "&Only the list below", Mode::Only),
            mode("relay.except", "All &except the list below", Mode::Except),
            label("&Computers:").target("relay.list").into(),
            computers.into(),
            field_row(90.0, "&IP address:", "relay.address", address),
            buttons([
                button("relay.add", "&Add", Some(Message::Add)).into(),
                button("relay.remove", "&Remove", self.selected.map(|_| Message::Remove)).into(),
            ])
            .into(),
            check_box(
                "relay.authenticated",
                "Allow all computers which successfully a&uthenticate to relay, regardless of the list above.",
                d.authenticated,
                Some(Message::Authenticated),
            ),
        ]);
        frame(
            "relay",
            "Relay Restrictions",
            body,
            [button("relay.ok", "OK", Some(Message::Ok)).default().into(), button("relay.cancel", "Cancel", Some(Message::Cancel)).into()],
        )
        .on_enter(Some(Message::Ok))
        .on_close(Message::Cancel)
        .into()
    }
}

#[test]
fn a_wrong_address_is_refused_and_kept() {
    let mut s = State::new(&Relay { mode: Mode::Only, computers: vec![], authenticated: true });
    assert_eq!(s.update(Message::Address("300.1.1.1".into())), Action::None);
    s.update(Message::Add);
    assert!(!s.problem.is_empty() && s.draft.computers.is_empty());
    assert_eq!(s.address, "300.1.1.1");
}
