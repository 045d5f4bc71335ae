//! One external DNS server: its address, perhaps with a port.

use std::net::{IpAddr, SocketAddr};

use super::form::{Edit, Text, Wrong, framed, marked};
use crate::console::widget::{Dialog, label, rows};
use crate::i18n::Words;

/// The address as typed.
#[derive(Debug)]
pub struct State {
    address: Text,
    others: Vec<String>,
    tried: bool,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The address.
    Address(Edit),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the address.
pub type Action = super::Action<String>;

impl State {
    /// An address; `others` are those it must differ from.
    pub fn new(address: &str, others: Vec<String>) -> Self {
        Self { address: Text::new(address), others, tried: false }
    }

    fn server(&self) -> Result<String, Wrong> {
        let text = self.address.value();
        let server = text.parse::<IpAddr>().map(|a| a.to_string()).or_else(|_| text.parse::<SocketAddr>().map(|a| a.to_string()));
        match server {
            Ok(server) if self.others.contains(&server) => Err(Wrong::Twice),
            Ok(server) => Ok(server),
            Err(_) => Err(if text.is_empty() { Wrong::Required } else { Wrong::Address }),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Address(edit) => {
                self.address.edit(edit);
                self.tried = false;
                Action::None
            }
            Message::Cancel => Action::Close,
            Message::Ok => {
                self.tried = true;
                self.server().map_or_else(|_| Action::Focus("dns.address".into()), Action::Accept)
            }
        }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let wrong = self.server().err().filter(|w| self.tried || *w == Wrong::Twice);
        let address = self.address.field("dns.address", words, wrong, Message::Address);
        let caption = label(marked(words.caption("adv-dns-server-address"))).target("dns.address");
        let body = rows([caption.into(), address.into()]);
        framed("dns", words.heading("adv-external-dns-server"), body, Message::Ok, Message::Cancel, words).width(320.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words =
    &[("adv-external-dns-server", "dns.address"), ("adv-dns-server-address", "dns.address")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_both_families_with_or_without_port() {
        for (typed, taken) in [(" 192.0.2.53 ", "192.0.2.53"), ("2001:DB8::53", "2001:db8::53"), ("[::1]:5353", "[::1]:5353")] {
            let mut s = State::new(typed, vec![]);
            assert_eq!(s.update(Message::Ok), Action::Accept(taken.into()));
        }
        for wrong in ["", "dns.example.com", "192.0.2.1"] {
            let mut s = State::new(wrong, vec!["192.0.2.1".into()]);
            assert_eq!(s.update(Message::Ok), Action::Focus("dns.address".into()), "{wrong}");
        }
    }
}
