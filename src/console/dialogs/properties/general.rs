//! The *General* page: where the server listens, how many connections, how long they may be silent, the protocol log.

use std::net::IpAddr;

use iced::Length;
use iced::widget::{container, row};

use super::super::form::{Edit, Limit, Time, marked};
use super::super::identification::{choices, encryption, shown};
use super::place::Which;
use crate::config::Fault;
use crate::config::written::{LogFormat, Server};
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::widget::{button, check_box, field_row, field_row_when, group, hint, pick_list, rows, with_button, words as text};
use crate::i18n::Words;
use crate::tr;

/// What is typed on the page.
#[derive(Debug)]
pub struct State {
    connections: Limit,
    per_address: Limit,
    timeout: Time,
}

/// What is done on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another address.
    Address(String),
    /// *Limit number of connections to*
    Connections(Edit),
    /// *Limit number of connections per address to*
    PerAddress(Edit),
    /// *Connection time-out*
    Timeout(Edit),
    /// *Enable logging*
    Log(bool),
    /// *Active log format*
    Format(usize),
    /// *Advanced…*, or *Properties…* of the log.
    Open(Which),
}

impl State {
    /// Of a server.
    pub fn new(server: &Server) -> Self {
        Self {
            connections: Limit::new(server.max_connections, 1_000, 1..=1_999_999_999),
            per_address: Limit::new(server.max_connections_per_address, 50, 1..=1_999_999_999),
            timeout: Time::minutes(&server.connection_timeout, 99_999),
        }
    }

    /// Shows what the server has, but for what is typed and makes no sense yet.
    pub fn follow(&mut self, server: &Server) {
        let Self { connections, per_address, timeout } = Self::new(server);
        self.connections.follow(connections);
        self.per_address.follow(per_address);
        self.timeout.follow(timeout);
    }

    /// *Protection* has changed how many connections an address may have, which is shown here too.
    pub fn limits_changed(&mut self, server: &Server) {
        if self.per_address.setting() != Some(server.max_connections_per_address) {
            self.per_address = Self::new(server).per_address;
        }
    }

    /// Takes a message; what makes sense goes into the server.
    pub fn update(&mut self, message: Message, server: &mut Server) {
        match message {
            Message::Address(address) => server.identities.iter_mut().for_each(|i| i.address.clone_from(&address)),
            Message::Connections(edit) => self.connections.edit(edit),
            Message::PerAddress(edit) => self.per_address.edit(edit),
            Message::Timeout(edit) => self.timeout.edit(edit),
            Message::Log(on) => server.log.enabled = on,
            Message::Format(i) => server.log.format = FORMATS.get(i).map_or(server.log.format, |(format, _)| *format),
            Message::Open(_) => {}
        }
        server.max_connections = self.connections.setting().unwrap_or(server.max_connections);
        server.max_connections_per_address = self.per_address.setting().unwrap_or(server.max_connections_per_address);
        if let Some(timeout) = self.timeout.setting() {
            server.connection_timeout = timeout;
        }
    }

    /// The engine refused a field; its id.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> &'static str {
        match path {
            "max_connections" => {
                self.connections.number.refuse(fault);
                "properties.connections"
            }
            "connection_timeout" => {
                self.timeout.refuse(fault);
                "properties.timeout"
            }
            _ => "properties.address",
        }
    }

    /// The first field that is wrong.
    pub fn wrong(&self) -> Option<&'static str> {
        let fields = [
            (self.connections.wrong(), "properties.connections"),
            (self.per_address.wrong(), "properties.per-address"),
            (self.timeout.wrong(), "properties.timeout"),
        ];
        fields.into_iter().find(|(wrong, _)| wrong.is_some()).map(|(_, id)| id)
    }

    /// What is seen.
    pub fn view<'a>(&'a self, server: &'a Server, host: &[IpAddr], words: &'static Words) -> Element<'a, Message> {
        let first = server.identities.first().map_or("*", |i| i.address.as_str());
        let one = server.identities.iter().all(|i| i.address == first);
        let all = choices(host, first);
        // Several addresses are changed where they stand side by side.
        let address = if one {
            let at = all.iter().position(|a| a == first);
            let names: Vec<String> = all.iter().map(|a| shown(a, words)).collect();
            pick_list("properties.address", names, at).on_choose(move |i| Message::Address(all.get(i).cloned().unwrap_or_default()))
        } else {
            pick_list("properties.address", [tr!(words, "gen-several-addresses").into_owned()], Some(0))
        };
        let advanced = button("properties.advanced", marked(words.label("btn-advanced")), Some(Message::Open(Which::Advanced)));
        let address = field_row(110.0, marked(words.caption("gen-ip-address")), "properties.address", address);
        let addresses = rows([with_button(address, advanced), identities(server, words)]);
        let (connections, each) = (words.caption("gen-limit-connections"), words.caption("gen-limit-per-address"));
        let connections = rows([
            self.connections.row("properties.limit-connections", "properties.connections", connections, words, None, Message::Connections),
            self.per_address.row("properties.limit-per-address", "properties.per-address", each, words, None, Message::PerAddress),
            self.timeout.value_row(words.caption("gen-connection-timeout"), "properties.timeout", words, Message::Timeout),
        ]);
        rows([group(tr!(words, "col-addresses"), addresses), group(tr!(words, "gen-group-connections"), connections), log(server, words)])
            .spacing(GAP)
            .into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("tab-general", "properties.tabs"),
    ("gen-ip-address", "properties.address"),
    ("btn-advanced", "properties.advanced"),
    ("gen-limit-connections", "properties.limit-connections"),
    ("gen-limit-per-address", "properties.limit-per-address"),
    ("gen-connection-timeout", "properties.timeout"),
    ("gen-enable-logging", "properties.log"),
    ("gen-log-format", "properties.log-format"),
    ("btn-properties", "properties.log-properties"),
    ("btn-ok", "properties.ok"),
    ("btn-cancel", "properties.cancel"),
    ("btn-apply", "properties.apply"),
];

/// The formats, in the order of the list.
const FORMATS: [(LogFormat, &str); 3] = [(LogFormat::Iis, "log-iis"), (LogFormat::Ncsa, "log-ncsa"), (LogFormat::W3cExtended, "log-w3c")];

/// *Enable logging* and what belongs to it.
fn log<'a>(server: &Server, words: &'static Words) -> Element<'a, Message> {
    let on = server.log.enabled;
    let at = FORMATS.iter().position(|(format, _)| *format == server.log.format);
    let names = FORMATS.map(|(_, key)| words.text(key));
    let format = pick_list("properties.log-format", names, at).on_choose_maybe(on.then_some(Message::Format)).width(280);
    let more = marked(words.label("btn-properties"));
    let more = button("properties.log-properties", more, on.then_some(Message::Open(Which::Logging)));
    let format = field_row_when(on, 160.0, marked(words.caption("gen-log-format")), "properties.log-format", format);
    rows([check_box("properties.log", marked(words.label("gen-enable-logging")), on, Some(Message::Log)), with_button(format, more)]).into()
}

/// Every address the server listens on, as *Advanced* has them.
fn identities<'a, M: 'a>(server: &'a Server, words: &'static Words) -> Element<'a, M> {
    let line = |address: Element<'a, M>, port: Element<'a, M>, encryption: Element<'a, M>| -> Element<'a, M> {
        let cell = |content, width: f32| container(content).width(width);
        row![container(address).width(Length::Fill), cell(port, 90.0), cell(encryption, 110.0)].spacing(GAP).into()
    };
    let head = |key| hint(words.title(key));
    let first = line(head("gen-ip-address"), head("gen-tcp-port"), head("binding-encryption"));
    let all = server
        .identities
        .iter()
        .map(|i| line(text(shown(&i.address, words)), text(i.port.to_string()), text(encryption(i.encryption, words))));
    rows(std::iter::once(first).chain(all)).spacing(4).into()
}
