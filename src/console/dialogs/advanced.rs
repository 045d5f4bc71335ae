//! General > *Advanced*: the identities, and what else has no place on the General page.

use std::net::IpAddr;

use iced::keyboard::{Key, key::Named};

use super::form::{Edit, Limit, Time, beside, framed, marked, note};
use super::identification;
use crate::config::Fault;
use crate::config::written::{Identity, Server};
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, Row, button, check_box, hint, label, list, rows, strip, words as text};
use crate::i18n::Words;
use crate::tr;

/// What the dialog edits of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advanced {
    /// Where it listens.
    pub identities: Vec<Identity>,
    /// Whether it starts with the program.
    pub start_automatically: bool,
    /// How long one session may last.
    pub session_maximum: String,
    /// Megabytes of the disk below which nothing is accepted; 0 = the usual.
    pub disk_reserve_mb: u32,
    /// Whether messages moved into its pickup directory are sent.
    pub pickup: bool,
    /// The number of the server, which names that directory.
    pub server: u32,
}

impl Advanced {
    /// Of this server.
    pub fn of(server: &Server) -> Self {
        Self {
            identities: server.identities.clone(),
            start_automatically: server.start_automatically,
            session_maximum: server.session_maximum.clone(),
            disk_reserve_mb: server.disk_reserve_mb,
            pickup: server.messages.pickup,
            server: server.id,
        }
    }

    /// Puts it into the server.
    pub fn put(self, server: &mut Server) {
        (server.identities, server.start_automatically, server.session_maximum) =
            (self.identities, self.start_automatically, self.session_maximum);
        server.disk_reserve_mb = self.disk_reserve_mb;
        server.messages.pickup = self.pickup;
    }
}

/// The identities being edited.
#[derive(Debug)]
pub struct State {
    draft: Advanced,
    session: Time,
    reserve: Limit,
    host: Vec<IpAddr>,
    selected: Option<usize>,
    editing: Option<usize>,
    open: Option<identification::State>,
    refused: Option<(usize, Fault)>,
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
    /// Of Identification.
    Identification(identification::Message),
    /// *Start this server together with Postkontor*
    Start(bool),
    /// *Longest session*
    Session(Edit),
    /// *Disk space to keep free*
    Reserve(Edit),
    /// *Send messages from the pickup directory*
    Pickup(bool),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts all of it.
pub type Action = super::Action<Advanced>;

impl State {
    /// Of a server; `host` are the addresses of this computer.
    pub fn new(advanced: Advanced, host: &[IpAddr]) -> Self {
        let session = Time::minutes(&advanced.session_maximum, 43_200);
        let reserve = Limit::new(advanced.disk_reserve_mb, USUAL_RESERVE, 16..=10_000_000);
        Self { draft: advanced, session, reserve, host: host.to_vec(), selected: Some(0), editing: None, open: None, refused: None }
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        if path == "session_maximum" {
            self.session.refuse(fault);
            return "advanced.session".into();
        }
        if path == "disk_reserve_mb" {
            self.reserve.number.refuse(fault);
            return "advanced.reserve".into();
        }
        let row = super::properties::place::row(path).unwrap_or(0);
        (self.selected, self.refused) = (Some(row), Some((row, fault.clone())));
        "advanced.list".into()
    }

    fn removable(&self) -> Option<usize> {
        self.selected.filter(|&i| i < self.draft.identities.len() && self.draft.identities.len() > 1)
    }

    /// Shows *Identification*.
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
                self.open = Some(identification::State::new(&self.free(), self.draft.identities.clone(), &self.host));
            }
            Message::Edit(row) => {
                let Some(at) = row.or(self.selected) else { return Action::None };
                let Some(identity) = self.draft.identities.get(at) else { return Action::None };
                let others = self.draft.identities.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, o)| o.clone()).collect();
                let mut open = identification::State::new(identity, others, &self.host);
                if let Some((_, fault)) = self.refused.as_ref().filter(|(row, _)| *row == at) {
                    open.refuse(fault);
                }
                (self.editing, self.selected, self.open) = (Some(at), Some(at), Some(open));
            }
            Message::Remove => {
                if let Some(i) = self.removable() {
                    self.draft.identities.remove(i);
                    self.selected = Some(i.min(self.draft.identities.len() - 1));
                    self.refused = None;
                }
            }
            Message::Identification(message) => {
                let action = self.open.as_mut().map_or(super::Action::Close, |s| s.update(message));
                let (identities, selected, editing, refused) =
                    (&mut self.draft.identities, &mut self.selected, self.editing, &mut self.refused);
                return action.of_sub(&mut self.open, |identity| {
                    *refused = None;
                    match editing.filter(|&i| i < identities.len()) {
                        Some(i) => identities[i] = identity,
                        None => {
                            identities.push(identity);
                            *selected = Some(identities.len() - 1);
                        }
                    }
                });
            }
            Message::Start(on) => self.draft.start_automatically = on,
            Message::Session(edit) => self.session.edit(edit),
            Message::Reserve(edit) => self.reserve.edit(edit),
            Message::Pickup(on) => self.draft.pickup = on,
            Message::Cancel => return Action::Close,
            Message::Ok => {
                let Some(session_maximum) = self.session.setting().filter(|_| self.session.wrong().is_none()) else {
                    return Action::Focus("advanced.session".into());
                };
                let Some(disk_reserve_mb) = self.reserve.setting().filter(|_| self.reserve.wrong().is_none()) else {
                    return Action::Focus("advanced.reserve".into());
                };
                return Action::Accept(Advanced { session_maximum, disk_reserve_mb, ..self.draft.clone() });
            }
        }
        Action::None
    }

    /// The usual port that is still free.
    fn free(&self) -> Identity {
        let used = |port| self.draft.identities.iter().any(|i| i.port == port);
        let port = [25, 587, 465, 2525].into_iter().find(|p| !used(*p)).unwrap_or(25);
        let encryption = if port == 465 { crate::config::written::Encryption::Tls } else { Identity::default().encryption };
        Identity { port, encryption, ..Identity::default() }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let identities = list("advanced.list", self.draft.identities.len(), move |i| {
            let identity = &self.draft.identities[i];
            let cells = [
                identification::shown(&identity.address, words),
                identity.port.to_string(),
                identification::encryption(identity.encryption, words).into_owned(),
            ];
            let refused = self.refused.as_ref().is_some_and(|(row, _)| *row == i);
            Row::new(cells).icon(Drawing::Domain).tone(if refused { Tone::Bad } else { Tone::Plain })
        })
        .column(tr!(words, "gen-ip-address"), 0.0)
        .numbers(tr!(words, "gen-tcp-port"), 84.0)
        .column(tr!(words, "binding-encryption"), 130.0)
        .selected(self.selected)
        .on_select(Message::Select)
        .on_activate(|i| Message::Edit(Some(i)))
        .on_key(|key, _| matches!(key, Key::Named(Named::Delete)).then_some(Message::Remove))
        .height(140);
        let buttons = [
            button("advanced.add", marked(words.label("btn-add")), Some(Message::Add)).width(112).into(),
            button("advanced.edit", marked(words.label("btn-edit")), self.selected.map(|_| Message::Edit(None))).width(112).into(),
            button("advanced.remove", marked(words.label("btn-remove")), self.removable().map(|_| Message::Remove)).width(112).into(),
        ];
        let mut body = rows([
            text(words.caption("gen-adv-multiple").text),
            label(marked(words.caption("gen-identities"))).target("advanced.list").into(),
            beside(identities, buttons),
        ]);
        if let Some((_, fault)) = &self.refused {
            body = body.push(strip(Tone::Bad, crate::wording::fault(words, fault), None));
        } else if self.draft.identities.len() == 1 {
            body = body.push(hint(tr!(words, "gen-identity-last")));
        }
        let start = marked(words.label("gen-start-automatically"));
        let body = body.push(check_box("advanced.start", start, self.draft.start_automatically, Some(Message::Start)));
        let body = body.push(self.session.value_row(words.caption("gen-session-maximum"), "advanced.session", words, Message::Session));
        let label = words.label("gen-disk-reserve");
        let reserve = self.reserve.row("advanced.limit-reserve", "advanced.reserve", label, words, None, Message::Reserve);
        let body = body.push(reserve).push(note(tr!(words, "gen-disk-reserve-note", mb = USUAL_RESERVE)));
        let pickup = check_box("advanced.pickup", marked(words.label("msg-pickup")), self.draft.pickup, Some(Message::Pickup));
        let body = body.push(pickup).push(note(tr!(words, "msg-pickup-note", folder = format!("pickup/{}", self.draft.server))));
        let f = framed("advanced", words.name("gen-adv-title"), body, Message::Ok, Message::Cancel, words).width(570.0);
        Dialog::from(f).open(self.open.as_ref().map(|s| s.view(words).map(Message::Identification)))
    }
}

/// Megabytes kept free where nothing else is said, or 2 % of the disk where that is more ([`crate::spool::Options::reserve`]).
const USUAL_RESERVE: u32 = 256;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("gen-adv-title", "advanced.list"),
    ("gen-adv-multiple", "advanced.list"),
    ("gen-identities", "advanced.list"),
    ("gen-ip-address", "advanced.list"),
    ("gen-tcp-port", "advanced.list"),
    ("binding-encryption", "advanced.list"),
    ("btn-add", "advanced.add"),
    ("btn-edit", "advanced.edit"),
    ("btn-remove", "advanced.remove"),
    ("gen-start-automatically", "advanced.start"),
    ("gen-session-maximum", "advanced.session"),
    ("gen-disk-reserve", "advanced.reserve"),
    ("msg-pickup", "advanced.pickup"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_identity_stays_and_a_second_is_added() {
        let server = Server { identities: vec![Identity::default()], ..Server::default() };
        let mut s = State::new(Advanced::of(&server), &[]);
        s.update(Message::Remove);
        assert_eq!(s.draft.identities.len(), 1);
        s.update(Message::Add);
        s.update(Message::Identification(identification::Message::Ok));
        let second = Identity { port: 587, ..Identity::default() };
        let wanted = Advanced { identities: vec![Identity::default(), second], ..Advanced::of(&server) };
        assert_eq!(s.update(Message::Ok), Action::Accept(wanted));
        s.update(Message::Session(Edit::Type("0".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("advanced.session".into()));
    }
}
