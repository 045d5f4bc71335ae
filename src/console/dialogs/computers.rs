//! What Connection and Relay share: the two radio buttons and the list of computers below them.

use std::net::{IpAddr, Ipv4Addr};

use iced::keyboard::{Key, key::Named};

use super::computer::{self, Which};
use super::form::{beside, marked};
use crate::config::Fault;
use crate::config::written::{RelayComputer, Rule};
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, Row, button, label, list, radio, rows, strip, words as text};
use crate::engine::job::Finding;
use crate::i18n::Words;
use crate::mail::{self, Network};
use crate::tr;

/// The rule and the entries.
#[derive(Debug)]
pub struct Computers {
    which: Which,
    /// Which radio button.
    pub rule: Rule,
    /// The list.
    pub entries: Vec<RelayComputer>,
    selected: Option<usize>,
    editing: Option<usize>,
    open: Option<computer::State>,
    refused: Option<Fault>,
}

/// What is done to them.
#[derive(Debug, Clone)]
pub enum Message {
    /// A radio button.
    Rule(Rule),
    /// A row was selected.
    Select(usize),
    /// *Add…*
    Add,
    /// *Edit…*, or a row was opened.
    Edit(Option<usize>),
    /// *Remove*
    Remove,
    /// Of the Computer dialog.
    Computer(computer::Message),
}

impl Computers {
    /// As the settings have them.
    pub fn new(which: Which, rule: Rule, entries: Vec<RelayComputer>) -> Self {
        Self { which, rule, entries, selected: None, editing: None, open: None, refused: None }
    }

    /// Takes a message.
    pub fn update<T>(&mut self, message: Message) -> super::Action<T> {
        match message {
            Message::Rule(rule) => self.rule = rule,
            Message::Select(i) => self.selected = Some(i),
            Message::Add => {
                self.editing = None;
                self.open = Some(computer::State::new(self.which, None, self.others(None)));
            }
            Message::Edit(row) => {
                let Some(at) = row.or(self.selected).filter(|&i| i < self.entries.len()) else { return super::Action::None };
                (self.editing, self.selected) = (Some(at), Some(at));
                self.open = Some(computer::State::new(self.which, self.entries.get(at), self.others(Some(at))));
            }
            Message::Remove => {
                if let Some(i) = self.selected.filter(|&i| i < self.entries.len()) {
                    self.entries.remove(i);
                    self.refused = None;
                    // The keyboard stays in the list, on the entry that took its place.
                    self.selected = (!self.entries.is_empty()).then(|| i.min(self.entries.len() - 1));
                }
            }
            Message::Computer(message) => {
                let action = self.open.as_mut().map_or(super::Action::Close, |c| c.update(message));
                return self.done(action);
            }
        }
        super::Action::None
    }

    /// Shows *Computer* with this control, or its *DNS Lookup*.
    pub fn lead(&mut self, lookup: bool, control: &str) {
        if self.open.is_none() {
            drop(self.update::<()>(Message::Add));
        }
        if let Some(open) = &mut self.open {
            open.lead(lookup, control);
        }
    }

    /// Takes the answer to a job.
    pub fn finding<T>(&mut self, finding: &Finding) -> super::Action<T> {
        let action = self.open.as_mut().map_or(super::Action::None, |c| c.finding(finding));
        self.done(action)
    }

    fn done<T>(&mut self, action: computer::Action) -> super::Action<T> {
        let (entries, selected, editing, refused) = (&mut self.entries, &mut self.selected, self.editing, &mut self.refused);
        action.of_sub(&mut self.open, |entry| {
            *refused = None;
            match editing.filter(|&i| i < entries.len()) {
                Some(i) => entries[i] = entry,
                None => {
                    entries.push(entry);
                    *selected = Some(entries.len() - 1);
                }
            }
        })
    }

    /// The engine refused the entry of this row.
    pub fn refuse(&mut self, row: usize, fault: &Fault) {
        (self.selected, self.refused) = (Some(row), Some(fault.clone()));
    }

    /// Adds computers that are not covered yet.
    pub fn add(&mut self, addresses: &[IpAddr]) {
        for address in addresses {
            if !self.covers(*address) {
                self.entries.push(RelayComputer { address: address.to_string(), ..RelayComputer::default() });
            }
        }
        self.selected = self.entries.len().checked_sub(1);
    }

    /// Adds what of these networks is not there yet.
    pub fn add_networks(&mut self, networks: &[Network]) {
        for network in networks {
            if !self.networks().any(|there| there == *network) {
                self.entries.push(RelayComputer { address: network.to_string(), ..RelayComputer::default() });
            }
        }
        self.selected = self.entries.len().checked_sub(1);
    }

    /// Whether an entry covers the address.
    pub fn covers(&self, address: IpAddr) -> bool {
        self.networks().any(|n| n.contains(address))
    }

    /// An entry that covers every computer of the world.
    pub fn everybody(&self) -> Option<Network> {
        self.networks().find(|n| n.bits() == 0)
    }

    /// The entries that are addresses or subnets; which hosts are of a domain only the DNS knows.
    fn networks(&self) -> impl Iterator<Item = Network> + '_ {
        self.entries.iter().filter_map(|e| e.address.parse().ok())
    }

    fn others(&self, but: Option<usize>) -> Vec<mail::Computers> {
        let rest = self.entries.iter().enumerate().filter(|(i, _)| Some(*i) != but);
        rest.filter_map(|(_, e)| e.address.parse().ok()).collect()
    }

    /// The two radio buttons, the list and its buttons. `id` is that of the dialog.
    pub fn view(&self, id: &'static str, caption: String, words: &'static Words) -> Element<'_, Message> {
        let rule = |name: &str, label, rule| {
            radio(format!("{id}.{name}"), format!("{id}.rule"), label, rule, Some(self.rule), Some(Message::Rule))
        };
        let granted = match self.rule {
            Rule::OnlyListed => tr!(words, "conn-granted"),
            Rule::AllExcept => tr!(words, "conn-denied"),
        };
        let relay = self.which == Which::Relay;
        let computers = list(format!("{id}.list"), self.entries.len(), move |i| {
            let entry = &self.entries[i];
            let mut cells = vec![granted.clone().into_owned(), computer::shown(&entry.address)];
            if relay {
                cells.push(if entry.need_not_log_on { tr!(words, "btn-yes").into_owned() } else { String::new() });
            }
            cells.push(entry.note.clone());
            Row::new(cells).icon(Drawing::Computer)
        })
        .column(tr!(words, "conn-col-access"), 112.0)
        .column(tr!(words, "conn-col-address"), if relay { 0.0 } else { 234.0 });
        let computers = if relay { computers.column(tr!(words, "relay-need-not-log-on"), 202.0) } else { computers };
        let computers = computers
            .column(tr!(words, "field-comment"), if relay { 116.0 } else { 0.0 })
            .selected(self.selected)
            .on_select(Message::Select)
            .on_activate(|i| Message::Edit(Some(i)))
            .on_key(|key, _| matches!(key, Key::Named(Named::Delete)).then_some(Message::Remove))
            .nothing(tr!(words, "conn-list-empty"))
            .height(150);
        let one = self.selected.filter(|&i| i < self.entries.len());
        let buttons = [
            button(format!("{id}.add"), marked(words.label("btn-add")), Some(Message::Add)).width(112).into(),
            button(format!("{id}.edit"), marked(words.label("btn-edit")), one.map(|_| Message::Edit(None))).width(112).into(),
            button(format!("{id}.remove"), marked(words.label("btn-remove")), one.map(|_| Message::Remove)).width(112).into(),
        ];
        let mut body = rows([
            text(caption),
            rule("only", marked(words.label("conn-only-list")), Rule::OnlyListed),
            rule("except", marked(words.label("conn-all-except")), Rule::AllExcept),
            label(marked(words.caption("conn-computers"))).target(format!("{id}.list")).into(),
            beside(computers, buttons),
        ]);
        if let Some(fault) = &self.refused {
            body = body.push(strip(Tone::Bad, crate::wording::fault(words, fault), None));
        }
        body.into()
    }

    /// The Computer dialog, when it is open.
    pub fn sub(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        self.open.as_ref().map(|c| c.view(words).map(Message::Computer))
    }
}

/// The addresses by which this computer reaches its own servers: loopback first.
pub fn own_addresses(host: &[IpAddr]) -> Vec<IpAddr> {
    let mut own = vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
    own.extend(host.iter().copied().filter(|a| !a.is_loopback()));
    own
}
