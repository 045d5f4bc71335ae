//! *Outbound Connections*: how many at once, how long they may be silent, and to which port.

use super::form::{Edit, Limit, Number, Time, Wrong, framed, value_row};
use crate::config::Fault;
use crate::config::written::Outbound;
use crate::console::widget::{Dialog, rows};
use crate::i18n::Words;

/// The limits being edited.
#[derive(Debug)]
pub struct State {
    was: Outbound,
    total: Limit,
    timeout: Time,
    per_domain: Limit,
    port: Number,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Limit number of connections to*
    Total(Edit),
    /// *Time-out*
    Timeout(Edit),
    /// *Limit number of connections per domain to*
    PerDomain(Edit),
    /// *TCP port*
    Port(Edit),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the limits.
pub type Action = super::Action<Outbound>;

impl State {
    /// The limits of a server.
    pub fn new(outbound: &Outbound) -> Self {
        Self {
            was: outbound.clone(),
            total: Limit::new(outbound.max_connections, 1_000, 1..=1_999_999_999),
            timeout: Time::minutes(&outbound.timeout, 1_440),
            per_domain: Limit::new(outbound.max_connections_per_domain, 100, 1..=1_999_999_999),
            port: Number::new(outbound.port.into(), 1..=65_535),
        }
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        if path.ends_with("port") {
            self.port.refuse(fault);
            return "outbound.port".into();
        }
        self.timeout.refuse(fault);
        "outbound.timeout".into()
    }

    fn above(&self) -> Option<Wrong> {
        let (total, each) = (self.total.setting()?, self.per_domain.setting()?);
        (total != 0 && each > total).then_some(Wrong::DomainAboveTotal)
    }

    fn outbound(&self) -> Result<Outbound, &'static str> {
        let each = if self.above().is_some() { None } else { self.per_domain.setting() };
        Ok(Outbound {
            max_connections: self.total.setting().ok_or("outbound.total")?,
            timeout: self.timeout.setting().filter(|_| self.timeout.wrong().is_none()).ok_or("outbound.timeout")?,
            max_connections_per_domain: each.ok_or("outbound.per-domain")?,
            port: self.port.port().filter(|_| self.port.wrong().is_none()).ok_or("outbound.port")?,
            ..self.was.clone()
        })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Total(edit) => self.total.edit(edit),
            Message::Timeout(edit) => self.timeout.edit(edit),
            Message::PerDomain(edit) => self.per_domain.edit(edit),
            Message::Port(edit) => self.port.edit(edit),
            Message::Cancel => return Action::Close,
            Message::Ok => return self.outbound().map_or_else(|field| Action::Focus(field.into()), Action::Accept),
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let total = words.caption("out-limit-connections");
        let each = words.caption("out-limit-per-domain");
        let port = self.port.field("outbound.port", true, words, None, Message::Port);
        let body = rows([
            self.total.row("outbound.limit-total", "outbound.total", total, words, None, Message::Total),
            self.timeout.value_row(words.caption("out-timeout"), "outbound.timeout", words, Message::Timeout),
            self.per_domain.row("outbound.limit-per-domain", "outbound.per-domain", each, words, self.above(), Message::PerDomain),
            value_row(words.caption("gen-tcp-port"), "outbound.port", port),
        ]);
        framed("outbound", words.heading("del-btn-outbound-connections"), body, Message::Ok, Message::Cancel, words).width(480.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("del-btn-outbound-connections", "outbound.limit-total"),
    ("out-limit-connections", "outbound.limit-total"),
    ("out-timeout", "outbound.timeout"),
    ("out-limit-per-domain", "outbound.limit-per-domain"),
    ("gen-tcp-port", "outbound.port"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_a_domain_is_within_that_of_all() {
        let mut s = State::new(&Outbound::default());
        s.update(Message::Total(Edit::Type("50".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("outbound.per-domain".into()));
        s.update(Message::PerDomain(Edit::Type("10".into())));
        s.update(Message::Port(Edit::Type("2525".into())));
        let wanted = Outbound { max_connections: 50, max_connections_per_domain: 10, port: 2525, ..Outbound::default() };
        assert_eq!(s.update(Message::Ok), Action::Accept(wanted));
    }
}
