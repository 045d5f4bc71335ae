//! *Identification*: one address and port of a virtual server.

use std::net::IpAddr;

use super::form::{Edit, NUMBER, Number, Wrong, framed, marked};
use crate::config::Fault;
use crate::config::written::{Encryption, Identity};
use crate::console::widget::{Dialog, field_row, hint, pick_list, rows};
use crate::i18n::Words;
use crate::tr;

/// The identity as typed.
#[derive(Debug)]
pub struct State {
    addresses: Vec<String>,
    address: usize,
    port: Number,
    encryption: Encryption,
    others: Vec<Identity>,
    refused: Option<Fault>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// An address was chosen.
    Address(usize),
    /// The port.
    Port(Edit),
    /// STARTTLS or SSL/TLS.
    Encryption(usize),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the identity.
pub type Action = super::Action<Identity>;

/// The addresses to choose from: all unassigned, those of this computer, and the one in use.
pub fn choices(host: &[IpAddr], used: &str) -> Vec<String> {
    let mut all = vec!["*".to_owned()];
    all.extend(host.iter().map(ToString::to_string));
    if !all.iter().any(|a| a == used) {
        all.push(used.to_owned());
    }
    all
}

/// An address as it is shown.
pub fn shown(address: &str, words: &'static Words) -> String {
    if address == "*" { tr!(words, "wiz-vs-all-unassigned").into_owned() } else { address.to_owned() }
}

/// The word for how a connection becomes private.
pub fn encryption(encryption: Encryption, words: &'static Words) -> std::borrow::Cow<'static, str> {
    match encryption {
        Encryption::StartTls => tr!(words, "enc-starttls"),
        Encryption::Tls => tr!(words, "enc-tls"),
    }
}

const KINDS: [Encryption; 2] = [Encryption::StartTls, Encryption::Tls];

impl State {
    /// An identity; `others` are those it must differ from, `host` the addresses of this computer.
    pub fn new(identity: &Identity, others: Vec<Identity>, host: &[IpAddr]) -> Self {
        let addresses = choices(host, &identity.address);
        let address = addresses.iter().position(|a| *a == identity.address).unwrap_or(0);
        let port = Number::new(identity.port.into(), 1..=65_535);
        Self { addresses, address, port, encryption: identity.encryption, others, refused: None }
    }

    /// The engine refused it.
    pub fn refuse(&mut self, fault: &Fault) {
        self.refused = Some(fault.clone());
    }

    fn taken(&self) -> Option<Wrong> {
        let address = self.addresses.get(self.address)?;
        let port = self.port.port()?;
        self.others.iter().any(|o| o.address == *address && o.port == port).then_some(Wrong::Binding)
    }

    fn wrong(&self) -> Option<Wrong> {
        self.taken().or_else(|| self.refused.clone().map(Wrong::Refused))
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Address(i) => (self.address, self.refused) = (i, None),
            Message::Port(edit) => {
                self.port.edit(edit);
                self.refused = None;
            }
            Message::Encryption(i) => self.encryption = KINDS.get(i).copied().unwrap_or_default(),
            Message::Cancel => return Action::Close,
            Message::Ok => {
                return match (self.port.port(), self.addresses.get(self.address)) {
                    (Some(port), Some(address)) if self.wrong().is_none() => {
                        Action::Accept(Identity { address: address.clone(), port, encryption: self.encryption })
                    }
                    _ => Action::Focus("identification.port".into()),
                };
            }
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        const WIDTH: f32 = 130.0;
        let addresses = self.addresses.iter().map(|a| shown(a, words));
        let address = pick_list("identification.address", addresses, Some(self.address)).on_choose(Message::Address);
        let port = self.port.field("identification.port", true, words, self.wrong(), Message::Port).width(NUMBER);
        let at = KINDS.iter().position(|k| *k == self.encryption);
        let kinds = KINDS.map(|k| encryption(k, words));
        let kinds = pick_list("identification.encryption", kinds, at).on_choose(Message::Encryption);
        let note = match self.encryption {
            Encryption::StartTls => tr!(words, "enc-starttls-note"),
            Encryption::Tls => tr!(words, "enc-tls-note"),
        };
        let body = rows([
            field_row(WIDTH, marked(words.caption("gen-ip-address")), "identification.address", address),
            field_row(WIDTH, marked(words.caption("gen-tcp-port")), "identification.port", port),
            field_row(
                WIDTH,
                marked(words.caption("binding-encryption")),
                "identification.encryption",
                rows([kinds.into(), hint(note)]).spacing(3),
            ),
        ]);
        framed("identification", words.name("gen-ident-title"), body, Message::Ok, Message::Cancel, words).width(400.0).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("gen-ident-title", "identification.address"),
    ("gen-ip-address", "identification.address"),
    ("gen-tcp-port", "identification.port"),
    ("binding-encryption", "identification.encryption"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_pair_twice_is_refused_and_another_taken() {
        let own = Identity::default();
        let mut s = State::new(&Identity::default(), vec![own.clone()], &["192.168.1.2".parse().unwrap()]);
        assert_eq!(s.update(Message::Ok), Action::Focus("identification.port".into()));
        s.update(Message::Port(Edit::Type("465".into())));
        s.update(Message::Encryption(1));
        assert_eq!(s.update(Message::Ok), Action::Accept(Identity { port: 465, encryption: Encryption::Tls, ..own.clone() }));
        s.update(Message::Port(Edit::Type("0".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("identification.port".into()));
    }
}
