//! *DNS Lookup*: a host name becomes an address, once. The name itself is not kept.

use std::net::IpAddr;

use super::form::{Edit, Text, Wrong, framed, marked};
use crate::console::widget::{Dialog, Drawing, Row, hint, label, list, rows};
use crate::engine::job::{Job, NotFound};
use crate::i18n::Words;
use crate::tr;

/// What is typed and found.
#[derive(Debug, Default)]
pub struct State {
    host: Text,
    waiting: bool,
    found: Vec<IpAddr>,
    selected: Option<usize>,
    wrong: Option<Wrong>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The host name.
    Host(Edit),
    /// One of several addresses was selected.
    Select(usize),
    /// One of several addresses was opened: it is the one.
    Take(usize),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the address.
pub type Action = super::Action<IpAddr>;

impl State {
    /// Empty.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Host(edit) => {
                self.host.edit(edit);
                (self.waiting, self.wrong) = (false, None);
                (self.found, self.selected) = (vec![], None);
            }
            Message::Select(i) => self.selected = Some(i),
            Message::Take(i) => {
                if let Some(address) = self.found.get(i) {
                    return Action::Accept(*address);
                }
            }
            Message::Cancel => return Action::Close,
            Message::Ok => {
                if let Some(address) = self.selected.and_then(|i| self.found.get(i)) {
                    return Action::Accept(*address);
                }
                if self.host.value().is_empty() {
                    self.wrong = Some(Wrong::Required);
                    return Action::Focus("lookup.host".into());
                }
                if !self.waiting {
                    (self.waiting, self.wrong) = (true, None);
                    return Action::Run(Job::LookUp { host: self.host.value().to_owned() });
                }
            }
        }
        Action::None
    }

    /// Takes the answer. One address is taken as it is, of several the administrator selects one.
    pub fn found(&mut self, answer: &Result<Vec<IpAddr>, NotFound>) -> Action {
        if !std::mem::take(&mut self.waiting) {
            return Action::None;
        }
        self.wrong = match answer {
            Ok(addresses) => match addresses.as_slice() {
                [] => Some(Wrong::NotFound),
                [address] => return Action::Accept(*address),
                several => {
                    (self.found, self.selected) = (several.to_vec(), Some(0));
                    return Action::Focus("lookup.list".into());
                }
            },
            Err(NotFound::NoName | NotFound::NoSuchHost) => Some(Wrong::NotFound),
            Err(NotFound::NoAnswer(_)) => Some(Wrong::Offline),
        };
        Action::Focus("lookup.host".into())
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let host = self.host.field("lookup.host", words, self.wrong.clone(), Message::Host).placeholder("mail.example.com");
        let mut body = rows([label(marked(words.caption("comp-dns-lookup-prompt"))).target("lookup.host").into(), host.into()]);
        if self.waiting {
            body = body.push(hint(tr!(words, "comp-looking-up", name = self.host.value())));
        }
        if !self.found.is_empty() {
            body = body.push(hint(tr!(words, "comp-choose-address", name = self.host.value())));
            let found = list("lookup.list", self.found.len(), |i| Row::new([self.found[i].to_string()]).icon(Drawing::Computer));
            body = body.push(found.selected(self.selected).on_select(Message::Select).on_activate(Message::Take).height(110));
        }
        framed("lookup", words.heading("comp-dns-lookup"), body, Message::Ok, Message::Cancel, words).width(340.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[("comp-dns-lookup", "lookup.host"), ("comp-dns-lookup-prompt", "lookup.host")];

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(host: &str) -> State {
        let mut s = State::new();
        s.update(Message::Host(Edit::Type(host.into())));
        assert_eq!(s.update(Message::Ok), Action::Run(Job::LookUp { host: host.into() }));
        assert_eq!(s.update(Message::Ok), Action::None, "it is asked once");
        s
    }

    #[test]
    fn one_address_is_taken_and_of_several_one_is_selected() {
        let (a, b): (IpAddr, IpAddr) = ("192.0.2.25".parse().unwrap(), "2001:db8::25".parse().unwrap());
        assert_eq!(asked("mail.isp.example").found(&Ok(vec![a])), Action::Accept(a));
        let mut s = asked("mail.isp.example");
        assert_eq!(s.found(&Ok(vec![a, b])), Action::Focus("lookup.list".into()));
        s.update(Message::Select(1));
        assert_eq!(s.update(Message::Ok), Action::Accept(b));
    }

    #[test]
    fn a_name_without_address_stays_with_a_sentence() {
        let mut s = asked("nowhere.example");
        assert_eq!(s.found(&Err(NotFound::NoSuchHost)), Action::Focus("lookup.host".into()));
        assert_eq!((s.wrong.clone(), s.host.value()), (Some(Wrong::NotFound), "nowhere.example"));
    }

    #[test]
    fn an_answer_nobody_waits_for_is_dropped() {
        assert_eq!(State::new().found(&Ok(vec!["192.0.2.1".parse().unwrap()])), Action::None);
    }
}
