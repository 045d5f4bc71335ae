//! *Computer*: one entry of Connection or Relay: a single computer, a group, or all hosts of a domain.

use std::net::{IpAddr, Ipv4Addr};

use super::form::{Edit, Text, Wrong, framed, marked, note};
use super::{Action as Any, dns_lookup};
use crate::config::Fault;
use crate::config::written::RelayComputer;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, button, check_box, field_row, field_row_when, gap, indent, radio, rows, strip};
use crate::engine::job::Finding;
use crate::i18n::Words;
use crate::mail::network::NetworkError;
use crate::mail::{Computers, Network};
use crate::tr;

/// Which list the entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Connection.
    Connection,
    /// Relay, whose entries may be spared the log-on.
    Relay,
}

/// A single computer, a group, or a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One address.
    Single,
    /// A subnet.
    Group,
    /// The hosts of this name or of one below it.
    Domain,
}

/// The entry as typed.
#[derive(Debug)]
pub struct State {
    which: Which,
    kind: Kind,
    address: Text,
    subnet: Text,
    mask: Text,
    name: Text,
    note: Text,
    need_not_log_on: bool,
    others: Vec<Computers>,
    tried: bool,
    lookup: Option<dns_lookup::State>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Single computer, group or domain.
    Kind(Kind),
    /// The address.
    Address(Edit),
    /// The subnet address.
    Subnet(Edit),
    /// The subnet mask.
    Mask(Edit),
    /// The name of the domain.
    Name(Edit),
    /// The comment.
    Note(Edit),
    /// *Need not log on*.
    NeedNotLogOn(bool),
    /// *DNS Lookup…*
    LookUp,
    /// Of that dialog.
    Looking(dns_lookup::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the entry.
pub type Action = Any<RelayComputer>;

impl State {
    /// Makes this control one that can be used: *DNS Lookup*, or the choice a field belongs to.
    pub fn lead(&mut self, lookup: bool, control: &str) {
        let message = match control {
            "computer.group" | "computer.subnet" | "computer.mask" => Message::Kind(Kind::Group),
            "computer.domain" | "computer.name" => Message::Kind(Kind::Domain),
            "computer.single" | "computer.address" | "computer.lookup" => Message::Kind(Kind::Single),
            _ if lookup && self.lookup.is_none() => Message::LookUp,
            _ => return,
        };
        // Neither asks anything of the opener.
        drop(self.update(message));
    }

    /// A new entry, or an existing one; `others` are those it must differ from.
    pub fn new(which: Which, entry: Option<&RelayComputer>, others: Vec<Computers>) -> Self {
        let mut s = Self {
            which,
            kind: Kind::Single,
            address: Text::default(),
            subnet: Text::default(),
            mask: Text::default(),
            name: Text::default(),
            note: Text::default(),
            need_not_log_on: false,
            others,
            tried: false,
            lookup: None,
        };
        let Some(entry) = entry else { return s };
        (s.note, s.need_not_log_on) = (Text::new(&entry.note), entry.need_not_log_on);
        match entry.address.parse::<Computers>() {
            Ok(Computers::Domain(domain)) => (s.kind, s.name) = (Kind::Domain, Text::new(domain.to_string())),
            Ok(Computers::Group(network)) if !network.is_single() => {
                s.kind = Kind::Group;
                s.subnet = Text::new(network.address().to_string());
                s.mask = Text::new(mask_of(&network));
            }
            Ok(Computers::Group(network)) => s.address = Text::new(network.to_string()),
            Err(_) => s.address = Text::new(&entry.address),
        }
        s
    }

    /// The engine refused the entry.
    pub fn refuse(&mut self, fault: &Fault) {
        match self.kind {
            Kind::Single => self.address.refuse(fault),
            Kind::Group => self.subnet.refuse(fault),
            Kind::Domain => self.name.refuse(fault),
        }
    }

    /// The entry as it stands, or what is wrong and at which field.
    fn computers(&self) -> Result<Computers, (&'static str, Wrong)> {
        let computers = match self.kind {
            Kind::Single => {
                let text = self.address.value();
                let parsed = if text.is_empty() { Err(Wrong::Required) } else { text.parse::<IpAddr>().map_err(|_| Wrong::Address) };
                match parsed {
                    Ok(address) if address.is_unspecified() => Err(Wrong::Address),
                    other => other.map(|address| Computers::Group(Network::single(address))),
                }
                .map_err(|w| ("computer.address", w))?
            }
            Kind::Group => {
                let (subnet, mask) = (self.subnet.value(), self.mask.value());
                let whole = match (subnet.is_empty(), subnet.contains('/'), mask.is_empty()) {
                    (true, ..) => return Err(("computer.subnet", Wrong::Required)),
                    (_, true, true) => subnet.to_owned(),
                    (_, true, false) => return Err(("computer.mask", Wrong::Mask)),
                    (.., true) if subnet.parse::<IpAddr>().is_ok() => return Err(("computer.mask", Wrong::Required)),
                    _ => format!("{subnet}/{mask}"),
                };
                whole.parse().map(Computers::Group).map_err(|error| match error {
                    NetworkError::Mask(_) if subnet.contains('/') => ("computer.subnet", Wrong::Mask),
                    NetworkError::Mask(_) => ("computer.mask", Wrong::Mask),
                    NetworkError::Address(_) | NetworkError::Unspecified(_) => ("computer.subnet", Wrong::Address),
                })?
            }
            Kind::Domain => match (self.name.value(), self.name.value().parse::<Computers>()) {
                ("", _) => return Err(("computer.name", Wrong::Required)),
                (_, Ok(domain @ Computers::Domain(_))) => domain,
                // An address belongs above, where it needs no DNS.
                (_, Ok(Computers::Group(_)) | Err(_)) => return Err(("computer.name", Wrong::Domain)),
            },
        };
        if self.others.contains(&computers) {
            return Err((self.field(), Wrong::Twice));
        }
        Ok(computers)
    }

    /// The field that the chosen kind begins with.
    fn field(&self) -> &'static str {
        match self.kind {
            Kind::Single => "computer.address",
            Kind::Group => "computer.subnet",
            Kind::Domain => "computer.name",
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Kind(kind) => (self.kind, self.tried) = (kind, false),
            Message::Address(edit) => self.address.edit(edit),
            Message::Subnet(edit) => self.subnet.edit(edit),
            Message::Mask(edit) => self.mask.edit(edit),
            Message::Name(edit) => self.name.edit(edit),
            Message::Note(edit) => self.note.edit(edit),
            Message::NeedNotLogOn(on) => self.need_not_log_on = on,
            Message::LookUp => self.lookup = Some(dns_lookup::State::new()),
            Message::Looking(message) => {
                let action = self.lookup.as_mut().map_or(Any::Close, |l| l.update(message));
                return self.looked_up(action);
            }
            Message::Cancel => return Any::Close,
            Message::Ok => {
                self.tried = true;
                return match self.computers() {
                    Err((field, _)) => Any::Focus(field.into()),
                    Ok(computers) => {
                        let need_not_log_on = self.which == Which::Relay && self.need_not_log_on;
                        Any::Accept(RelayComputer { address: computers.to_string(), need_not_log_on, note: self.note.value().to_owned() })
                    }
                };
            }
        }
        Any::None
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        match (finding, &mut self.lookup) {
            (Finding::LookedUp(answer), Some(lookup)) => {
                let action = lookup.found(answer);
                self.looked_up(action)
            }
            _ => Any::None,
        }
    }

    fn looked_up(&mut self, action: dns_lookup::Action) -> Action {
        let address = &mut self.address;
        action.of_sub(&mut self.lookup, |found| *address = Text::new(found.to_string()))
    }

    fn wrong(&self, field: &'static str, text: &Text) -> Option<Wrong> {
        let wrong = self.computers().err().filter(|(at, _)| *at == field).map(|(_, w)| w);
        let now = self.tried || wrong == Some(Wrong::Twice) || self.kind != Kind::Domain && hopeless(text.value());
        wrong.filter(|_| now).or_else(|| text.refused())
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        const WIDTH: f32 = 140.0;
        let kind = |id, key, kind| radio(id, "computer.kind", key, kind, Some(self.kind), Some(Message::Kind));
        let [single, group, domain] = [Kind::Single, Kind::Group, Kind::Domain].map(|kind| self.kind == kind);
        let field = |id, text: &'_ Text, on: bool| {
            let wrong = on.then(|| self.wrong(id, text)).flatten();
            (id, on, wrong)
        };
        let (id, on, wrong) = field("computer.address", &self.address, single);
        let address = crate::console::widget::field(id, self.address.typed())
            .on_input_maybe(on.then_some(|s| Message::Address(Edit::Type(s))))
            .problem(Wrong::shown(wrong.as_ref(), words));
        let (id, on, wrong) = field("computer.subnet", &self.subnet, group);
        let subnet = crate::console::widget::field(id, self.subnet.typed())
            .on_input_maybe(on.then_some(|s| Message::Subnet(Edit::Type(s))))
            .problem(Wrong::shown(wrong.as_ref(), words));
        let (id, on, wrong) = field("computer.mask", &self.mask, group);
        let mask = crate::console::widget::field(id, self.mask.typed())
            .on_input_maybe(on.then_some(|s| Message::Mask(Edit::Type(s))))
            .problem(Wrong::shown(wrong.as_ref(), words));
        let (id, on, wrong) = field("computer.name", &self.name, domain);
        let name = crate::console::widget::field(id, self.name.typed())
            .on_input_maybe(on.then_some(|s| Message::Name(Edit::Type(s))))
            .placeholder("example.com")
            .problem(Wrong::shown(wrong.as_ref(), words));
        let lookup = button("computer.lookup", marked(words.label("comp-dns-lookup")), single.then_some(Message::LookUp));
        let mut body = rows([
            kind("computer.single", marked(words.label("comp-single")), Kind::Single),
            indent(rows([
                field_row_when(single, WIDTH, marked(words.caption("gen-ip-address")), "computer.address", address),
                field_row(WIDTH, "", "computer.lookup", lookup),
            ])),
            kind("computer.group", marked(words.label("comp-group")), Kind::Group),
            indent(rows([
                field_row_when(group, WIDTH, marked(words.caption("comp-subnet-address")), "computer.subnet", subnet),
                field_row_when(group, WIDTH, marked(words.caption("comp-subnet-mask")), "computer.mask", mask),
            ])),
            note(tr!(words, "comp-subnet-hint")),
            note(tr!(words, "comp-group-hint")),
            kind("computer.domain", marked(words.label("comp-domain")), Kind::Domain),
            indent(field_row_when(domain, WIDTH, marked(words.caption("field-name")), "computer.name", name)),
        ]);
        if domain {
            body = body.push(strip(Tone::Warning, tr!(words, "comp-rdns-warning"), None));
        }
        body = body.push(gap(2.0));
        if self.which == Which::Relay {
            let text = marked(words.label("relay-need-not-log-on"));
            body = body.push(check_box("computer.need-not-log-on", text, self.need_not_log_on, Some(Message::NeedNotLogOn)));
        }
        let comment = self.note.field("computer.comment", words, None, Message::Note);
        body = body.push(field_row(WIDTH + 22.0, marked(words.caption("field-comment")), "computer.comment", comment));
        let f = framed("computer", words.name("comp-title"), body, Message::Ok, Message::Cancel, words);
        let f = f.initial(self.field()).width(440.0);
        Dialog::from(f).open(self.lookup.as_ref().map(|l| l.view(words).map(Message::Looking)))
    }
}

/// The mask of a group: that of the originals for IPv4, the number of bits for IPv6.
pub fn mask_of(network: &Network) -> String {
    match network.address() {
        IpAddr::V4(_) => Ipv4Addr::from(u32::MAX.checked_shl(32 - u32::from(network.bits())).unwrap_or(0)).to_string(),
        IpAddr::V6(_) => network.bits().to_string(),
    }
}

/// A single computer as its address, a group as "address (mask)".
pub fn shown(address: &str) -> String {
    match address.parse::<Network>() {
        Ok(n) if !n.is_single() && n.address().is_ipv4() => format!("{} ({})", n.address(), mask_of(&n)),
        Ok(n) => n.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// Whether no more typing at the end can make an address of it.
pub(super) fn hopeless(text: &str) -> bool {
    let letters = text.chars().any(|c| !(c.is_ascii_hexdigit() || ".:/".contains(c)));
    let dotted = text.contains('.') && !text.contains(':');
    let part = |p: &str| !p.is_empty() && p.parse::<u8>().is_err();
    letters || dotted && text.split('/').next().is_some_and(|a| a.split('.').count() > 4 || a.split('.').any(part))
}

/// What can be found here: labels and their controls; the last one only for Relay.
pub const WORDS: crate::console::find::places::Words = &[
    ("comp-title", "computer.address"),
    ("comp-single", "computer.single"),
    ("gen-ip-address", "computer.address"),
    ("comp-dns-lookup", "computer.lookup"),
    ("comp-group", "computer.group"),
    ("comp-subnet-address", "computer.subnet"),
    ("comp-subnet-mask", "computer.mask"),
    ("comp-domain", "computer.domain"),
    ("field-name", "computer.name"),
    ("field-comment", "computer.comment"),
    ("relay-need-not-log-on", "computer.need-not-log-on"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: Kind, address: &str, mask: &str) -> State {
        let mut s = State::new(Which::Relay, None, ["192.168.1.40", "example.com"].map(|o| o.parse().unwrap()).to_vec());
        s.update(Message::Kind(kind));
        let edit = Edit::Type(address.into());
        s.update(match kind {
            Kind::Single => Message::Address(edit),
            Kind::Group => Message::Subnet(edit),
            Kind::Domain => Message::Name(edit),
        });
        s.update(Message::Mask(Edit::Type(mask.into())));
        s
    }

    fn accepted(s: &mut State) -> String {
        match s.update(Message::Ok) {
            Any::Accept(entry) => entry.address,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn single_computers_groups_of_both_families_and_domains() {
        for (kind, address, mask, entry) in [
            (Kind::Single, " 192.0.2.7 ", "", "192.0.2.7"),
            (Kind::Single, "2001:db8::7", "", "2001:db8::7"),
            (Kind::Single, "::ffff:192.0.2.7", "", "192.0.2.7"),
            (Kind::Group, "192.168.2.77", "255.255.255.0", "192.168.2.0/24"),
            (Kind::Group, "192.168.2.0", "24", "192.168.2.0/24"),
            (Kind::Group, "192.168.2.0/24", "", "192.168.2.0/24"),
            (Kind::Group, "2001:db8::", "32", "2001:db8::/32"),
            (Kind::Domain, " Office.Example.COM. ", "", "office.example.com"),
        ] {
            assert_eq!(accepted(&mut typed(kind, address, mask)), entry);
        }
    }

    #[test]
    fn what_is_wrong_stays_and_gets_the_keyboard() {
        for (kind, address, mask, field, wrong) in [
            (Kind::Single, "", "", "computer.address", Wrong::Required),
            (Kind::Single, "300.1.1.1", "", "computer.address", Wrong::Address),
            (Kind::Single, "0.0.0.0", "", "computer.address", Wrong::Address),
            (Kind::Single, "192.168.1.40", "", "computer.address", Wrong::Twice),
            (Kind::Group, "192.168.1.40", "255.255.255.255", "computer.subnet", Wrong::Twice),
            (Kind::Group, "192.168.1.0", "255.0.255.0", "computer.mask", Wrong::Mask),
            (Kind::Group, "192.168.1.0", "", "computer.mask", Wrong::Required),
            (Kind::Group, "192.168.1.0/24", "24", "computer.mask", Wrong::Mask),
            (Kind::Domain, "", "", "computer.name", Wrong::Required),
            (Kind::Domain, "our office", "", "computer.name", Wrong::Domain),
            (Kind::Domain, "*.example.com", "", "computer.name", Wrong::Domain),
            (Kind::Domain, "192.168.1.7", "", "computer.name", Wrong::Domain),
            (Kind::Domain, "EXAMPLE.com", "", "computer.name", Wrong::Twice),
        ] {
            let mut s = typed(kind, address, mask);
            assert_eq!(s.update(Message::Ok), Any::Focus(field.into()), "{address}/{mask}");
            assert_eq!(s.computers().unwrap_err().1, wrong, "{address}/{mask}");
        }
    }

    #[test]
    fn a_sentence_comes_as_soon_as_typing_on_cannot_help() {
        assert!(!hopeless("192.168.") && !hopeless("2001:db") && !hopeless("10.0.0.0/8"));
        assert!(hopeless("300.") && hopeless("mail.example") && hopeless("1.2.3.4.5"));
    }

    #[test]
    fn an_entry_is_edited_as_it_was_typed() {
        let entry = RelayComputer { address: "10.0.0.0/8".into(), need_not_log_on: true, note: "office".into() };
        let mut s = State::new(Which::Relay, Some(&entry), vec![]);
        assert_eq!((s.kind, s.mask.value()), (Kind::Group, "255.0.0.0"));
        assert_eq!(s.update(Message::Ok), Any::Accept(entry));
        let entry = RelayComputer { address: "example.com".into(), ..RelayComputer::default() };
        let mut s = State::new(Which::Relay, Some(&entry), vec![]);
        assert_eq!((s.kind, s.name.value()), (Kind::Domain, "example.com"));
        assert_eq!(s.update(Message::Ok), Any::Accept(entry));
    }
}
