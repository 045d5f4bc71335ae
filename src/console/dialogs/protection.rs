//! *Protection*: against guessed passwords and against strangers who wear the server out (dialogs.md §0, tabs).
//!
//! It edits the protection of a server and, with it, how many connections one address may have. Lists of addresses are
//! typed in one line; comments that the settings have beside an address stay with it.

use super::form::{Edit, Limit, Number, Text, Time, Wrong, framed, marked, value_row};
use crate::config::Fault;
use crate::config::written::{Computer, Protection, Server};
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::widget::{Dialog, Field, field_row, group, hint, rows};
use crate::i18n::Words;
use crate::mail::{Network, Span};
use crate::tr;

/// What the dialog edits of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded {
    /// *Protection*.
    pub protection: Protection,
    /// *Limit number of connections per address to*; 0 = no limit.
    pub per_address: u32,
}

impl Guarded {
    /// As the server has it.
    pub fn of(server: &Server) -> Self {
        Self { protection: server.access.protection.clone(), per_address: server.max_connections_per_address }
    }

    /// Into the server.
    pub fn put(self, server: &mut Server) {
        (server.access.protection, server.max_connections_per_address) = (self.protection, self.per_address);
    }
}

/// What is typed.
#[derive(Debug)]
pub struct State {
    was: Protection,
    failures: Limit,
    window: Time,
    block: Time,
    exempt: Text,
    per_address: Limit,
    pause: Number,
    rate: Limit,
    over: Time,
    proxies: Text,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Block an address after this many failed log-ons*
    Failures(Edit),
    /// *Within*
    Window(Edit),
    /// *First block*
    Block(Edit),
    /// *Never blocked*
    Exempt(Edit),
    /// *Limit number of connections per address to*
    PerAddress(Edit),
    /// *Pause before the greeting*
    Pause(Edit),
    /// *Minimum rate*
    Rate(Edit),
    /// *Measured over*
    Over(Edit),
    /// *Trusted proxies*
    Proxies(Edit),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the protection.
pub type Action = super::Action<Guarded>;

impl State {
    /// The protection of a server.
    pub fn new(guarded: &Guarded) -> Self {
        let p = &guarded.protection;
        let exempt: Vec<&str> = p.exempt.iter().map(|computer| computer.address.as_str()).collect();
        let pause = p.greet_pause.trim().parse::<Span>().map_or(0, Span::as_secs);
        Self {
            failures: Limit::new(p.failures, 10, 1..=100),
            window: Time::minutes(&p.window, 1_440),
            block: Time::minutes(&p.block, 10_080),
            exempt: Text::new(exempt.join(", ")),
            per_address: Limit::new(guarded.per_address, 50, 1..=1_999_999_999),
            pause: Number::new(pause, 0..=60),
            rate: Limit::new(p.minimum_rate, 500, 1..=1_999_999_999),
            over: Time::minutes(&p.minimum_rate_over, 1_440),
            proxies: Text::new(p.proxy_sources.join(", ")),
            was: p.clone(),
        }
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        let path = path.strip_prefix("access.protection.").unwrap_or(path);
        match path.split(['.', '[']).next() {
            Some("failures") => {
                self.failures.number.refuse(fault);
                "protection.failures"
            }
            Some("window") => {
                self.window.refuse(fault);
                "protection.window"
            }
            Some("block") => {
                self.block.refuse(fault);
                "protection.block"
            }
            Some("greet_pause") => {
                self.pause.refuse(fault);
                "protection.pause"
            }
            Some("minimum_rate_over") => {
                self.over.refuse(fault);
                "protection.over"
            }
            Some("proxy_sources") => {
                self.proxies.refuse(fault);
                "protection.proxies"
            }
            _ => {
                self.exempt.refuse(fault);
                "protection.exempt"
            }
        }
        .into()
    }

    fn guarded(&self) -> Result<Guarded, &'static str> {
        let time = |time: &Time, id| time.setting().filter(|_| time.wrong().is_none()).ok_or(id);
        let limit = |limit: &Limit, id| limit.setting().filter(|_| limit.wrong().is_none()).ok_or(id);
        let list = |text: &Text, id| networks(text).ok().filter(|_| text.refused().is_none()).ok_or(id);
        let pause = self.pause.value().filter(|_| self.pause.wrong().is_none()).ok_or("protection.pause");
        let noted = |(network, address): (Network, String)| {
            let old = self.was.exempt.iter().find(|computer| computer.address.parse() == Ok(network));
            old.cloned().unwrap_or(Computer { address, note: String::new() })
        };
        let protection = Protection {
            failures: limit(&self.failures, "protection.failures")?,
            window: time(&self.window, "protection.window")?,
            block: time(&self.block, "protection.block")?,
            exempt: list(&self.exempt, "protection.exempt")?.into_iter().map(noted).collect(),
            greet_pause: Span::seconds(pause?).to_string(),
            minimum_rate: limit(&self.rate, "protection.rate")?,
            minimum_rate_over: time(&self.over, "protection.over")?,
            proxy_sources: list(&self.proxies, "protection.proxies")?.into_iter().map(|(_, address)| address).collect(),
        };
        Ok(Guarded { protection, per_address: limit(&self.per_address, "protection.per-address")? })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Failures(edit) => self.failures.edit(edit),
            Message::Window(edit) => self.window.edit(edit),
            Message::Block(edit) => self.block.edit(edit),
            Message::Exempt(edit) => self.exempt.edit(edit),
            Message::PerAddress(edit) => self.per_address.edit(edit),
            Message::Pause(edit) => self.pause.edit(edit),
            Message::Rate(edit) => self.rate.edit(edit),
            Message::Over(edit) => self.over.edit(edit),
            Message::Proxies(edit) => self.proxies.edit(edit),
            Message::Cancel => return Action::Close,
            Message::Ok => return self.guarded().map_or_else(|field| Action::Focus(field.into()), Action::Accept),
        }
        Action::None
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let caption = |key| words.caption(key);
        let failures = rows([
            self.failures.row("protection.limit-failures", "protection.failures", caption("prot-failures"), words, None, Message::Failures),
            self.window.value_row(caption("prot-window"), "protection.window", words, Message::Window),
            self.block.value_row(caption("prot-block"), "protection.block", words, Message::Block),
            hint(tr!(words, "prot-block-note")),
            line(caption("prot-exempt"), "protection.exempt", &self.exempt, words, Message::Exempt),
        ]);
        let each = caption("gen-limit-per-address");
        let pause = self.pause.field("protection.pause", true, words, None, Message::Pause);
        let strangers = rows([
            self.per_address.row("protection.limit-per-address", "protection.per-address", each, words, None, Message::PerAddress),
            value_row(caption("prot-greet-pause"), "protection.pause", pause),
            hint(tr!(words, "prot-greet-note")),
            self.rate.row("protection.limit-rate", "protection.rate", caption("prot-rate"), words, None, Message::Rate),
            self.over.value_row(caption("prot-rate-over"), "protection.over", words, Message::Over),
            hint(tr!(words, "prot-rate-note")),
        ]);
        let proxies = rows([
            line(caption("prot-proxy-sources"), "protection.proxies", &self.proxies, words, Message::Proxies),
            hint(tr!(words, "prot-proxy-note")),
        ]);
        let body = rows([
            group(tr!(words, "prot-passwords"), failures),
            group(tr!(words, "prot-strangers"), strangers),
            group(tr!(words, "prot-proxies"), proxies),
        ])
        .spacing(GAP);
        framed("protection", words.heading("button-protection"), body, Message::Ok, Message::Cancel, words).width(620.0).into()
    }
}

/// A list of addresses in one line.
fn line<'a>(
    label: crate::i18n::Label,
    id: &'static str,
    text: &'a Text,
    words: &'static Words,
    on_edit: fn(Edit) -> Message,
) -> Element<'a, Message> {
    let wrong = networks(text).err().or_else(|| text.refused());
    let f: Field<'a, Message> = text.field(id, words, wrong, on_edit).limits(tr!(words, "prot-addresses-note"));
    field_row(180.0, marked(label), id, f)
}

/// The networks of a line, each with its words as typed.
fn networks(text: &Text) -> Result<Vec<(Network, String)>, Wrong> {
    let mut found: Vec<(Network, String)> = vec![];
    for word in text.value().split([',', ';', ' ', '\u{3001}', '\u{ff0c}']).map(str::trim).filter(|word| !word.is_empty()) {
        let network = word.parse::<Network>().map_err(|_| Wrong::Address)?;
        if found.iter().any(|(there, _)| *there == network) {
            return Err(Wrong::Twice);
        }
        found.push((network, word.to_owned()));
    }
    Ok(found)
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("button-protection", "protection.limit-failures"),
    ("prot-failures", "protection.limit-failures"),
    ("prot-window", "protection.window"),
    ("prot-block", "protection.block"),
    ("prot-exempt", "protection.exempt"),
    ("gen-limit-per-address", "protection.limit-per-address"),
    ("prot-greet-pause", "protection.pause"),
    ("prot-rate", "protection.limit-rate"),
    ("prot-rate-over", "protection.over"),
    ("prot-proxy-sources", "protection.proxies"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded() -> Guarded {
        let exempt = vec![Computer { address: "192.168.1.0/24".into(), note: "office".into() }];
        Guarded { protection: Protection { exempt, ..Protection::default() }, per_address: 50 }
    }

    fn typed(text: &str) -> Edit {
        Edit::Type(text.into())
    }

    #[test]
    fn what_nobody_touched_stays_as_it_was() {
        let mut s = State::new(&guarded());
        assert_eq!(s.update(Message::Ok), Action::Accept(guarded()));
    }

    #[test]
    fn everything_can_be_changed_and_comments_stay_with_their_address() {
        let mut s = State::new(&guarded());
        for message in [
            Message::Failures(Edit::Tick(false)),
            Message::Window(typed("5")),
            Message::Block(typed("90")),
            Message::Exempt(typed("10.0.0.7, 192.168.1.0/24")),
            Message::PerAddress(typed("9")),
            Message::Pause(typed("3")),
            Message::Rate(typed("1000")),
            Message::Over(typed("2")),
            Message::Proxies(typed("10.0.0.1;10.0.1.0/24")),
        ] {
            s.update(message);
        }
        let new = Computer { address: "10.0.0.7".into(), note: String::new() };
        let protection = Protection {
            failures: 0,
            window: "5m".into(),
            block: "90m".into(),
            exempt: vec![new, guarded().protection.exempt.remove(0)],
            greet_pause: "3s".into(),
            minimum_rate: 1_000,
            minimum_rate_over: "2m".into(),
            proxy_sources: vec!["10.0.0.1".into(), "10.0.1.0/24".into()],
        };
        assert_eq!(s.update(Message::Ok), Action::Accept(Guarded { protection, per_address: 9 }));
    }

    #[test]
    fn what_makes_no_sense_gets_the_keyboard() {
        for (message, field) in [
            (Message::Failures(typed("101")), "protection.failures"),
            (Message::Window(typed("0")), "protection.window"),
            (Message::Block(typed("10081")), "protection.block"),
            (Message::Exempt(typed("10.0.0.300")), "protection.exempt"),
            (Message::Exempt(typed("10.0.0.1 10.0.0.1/32")), "protection.exempt"),
            (Message::Pause(typed("61")), "protection.pause"),
            (Message::Proxies(typed("proxy.example.com")), "protection.proxies"),
        ] {
            let mut s = State::new(&guarded());
            s.update(message);
            assert_eq!(s.update(Message::Ok), Action::Focus(field.into()));
        }
    }

    #[test]
    fn a_refusal_finds_its_field_and_goes_when_it_is_changed() {
        let mut s = State::new(&guarded());
        let fault = Fault::Empty;
        for (path, field) in [
            ("access.protection.block", "protection.block"),
            ("access.protection.exempt[0].address", "protection.exempt"),
            ("access.protection.proxy_sources[1]", "protection.proxies"),
            ("access.protection.minimum_rate_over", "protection.over"),
        ] {
            assert_eq!(s.refuse(path, &fault), field);
        }
        assert_eq!(s.update(Message::Ok), Action::Focus("protection.block".into()));
        s.update(Message::Block(typed("30")));
        assert_eq!(s.update(Message::Ok), Action::Focus("protection.exempt".into()));
    }
}
