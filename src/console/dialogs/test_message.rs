//! *Send a test message*: by the way mail leaves as it is typed, or into a virtual server, as a mail program, an account or a
//! device would.
//!
//! It stays open beside the dialog it was opened from. The way is that of the moment the button there was pressed; pressing
//! it again takes what is typed by then, and keeps sender and recipient. Closing it while a message is on its way breaks
//! off.

use std::borrow::Cow;
use std::net::IpAddr;

use super::form::{Edit, Text, Wrong, marked, note};
use super::steps::steps;
use crate::config::written::{Encryption, SettingsFile};
use crate::console::Element;
use crate::console::act::Act;
use crate::console::say::addresses;
use crate::console::theme::style::Tone;
use crate::console::tree::Node;
use crate::console::widget::*;
use crate::engine::job::{Finding, Job, Letter, Route, Submission, Trial, Way};
use crate::engine::snapshot::{Light, Port, Snapshot};
use crate::i18n::Words;
use crate::mail::{Address, Network, Secret, ServerId, canonical};
use crate::tr;

/// From where it is opened, and so which way is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// How mail leaves, as typed.
    Route(Box<Route>),
    /// A virtual server.
    Server(ServerId),
    /// The account of this name.
    Account(String),
    /// The device of this name.
    Device(String),
}

/// A place where a message can be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Door {
    server: ServerId,
    name: String,
    port: Port,
}

impl Door {
    fn is_same(&self, other: &Self) -> bool {
        let Port { address, encryption } = self.port;
        let all = address.ip().is_unspecified() && other.port.address.ip().is_unspecified();
        let same = if all { address.port() == other.port.address.port() } else { address == other.port.address };
        self.server == other.server && encryption == other.port.encryption && same
    }
}

/// What is typed, and what came of it.
#[derive(Debug)]
pub struct State {
    origin: Origin,
    doors: Vec<Door>,
    /// Which of them.
    door: Option<usize>,
    /// Of the device.
    address: Text,
    /// It is a device that may send in clear, and so probably does.
    in_clear: bool,
    from: Text,
    to: Text,
    user: Text,
    password: Secret<String>,
    /// The name of this computer.
    computer: String,
    tried: bool,
    sending: bool,
    trial: Option<Trial>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Handed in at*
    Door(usize),
    /// *Address of the device*
    Address(Edit),
    /// *Send from*
    From(Edit),
    /// *Send to*
    To(Edit),
    /// *User name*
    User(Edit),
    /// *Password*
    Password(Secret<String>),
    /// *Send*
    Send,
    /// *Show queue*
    Queue,
    /// *Close*
    Close,
}

/// What the window is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close it, and break off what is on its way.
    Close,
    /// Give the keyboard to this control of it.
    Focus(&'static str),
    /// Send this; what comes of it goes to [`State::found`].
    Run(Job),
    /// Do this.
    Act(Act),
}

/// Name and password.
type LogOn = (String, Secret<String>);

impl State {
    /// For this way; `last` is who got the test message before.
    pub fn new(origin: Origin, live: &Snapshot, last: &str) -> Self {
        let settings = &live.settings;
        let usual = usual_sender(settings);
        let own = |name: &String| live.accounts.accounts.iter().find(|a| a.name == *name).and_then(|a| a.addresses.first().cloned());
        let (mut from, mut to, mut address, mut user) = (usual, last.to_owned(), String::new(), String::new());
        let mut in_clear = false;
        match &origin {
            Origin::Route(route) => {
                from = route.smart_host.as_ref().and_then(|host| host.sender.clone()).unwrap_or(from);
            }
            Origin::Server(_) => {}
            Origin::Account(name) => {
                user.clone_from(name);
                if let Some(own) = own(name) {
                    (from, to) = (own.clone(), own);
                }
            }
            Origin::Device(name) => {
                if let Some(device) = settings.devices.iter().find(|device| device.name == *name) {
                    from = device.sender.clone().unwrap_or(from);
                    in_clear = device.may_send_in_clear;
                    let single = device.address.parse().ok().filter(Network::is_single);
                    address = single.map(|_| device.address.trim().to_owned()).unwrap_or_default();
                }
            }
        }
        if to.is_empty() && !matches!(origin, Origin::Route(_)) {
            to = settings.postmaster.clone().unwrap_or_default();
        }
        let mut state = Self {
            origin,
            doors: vec![],
            door: None,
            address: Text::new(address),
            in_clear,
            from: Text::new(from),
            to: Text::new(to),
            user: Text::new(user),
            password: Secret::default(),
            computer: live.host.to_string(),
            tried: false,
            sending: false,
            trial: None,
        };
        state.renew(live);
        state
    }

    /// The same dialog for another way: between routes what was typed stays, for others what is usual there is proposed. A
    /// message that is on its way by another way is given up.
    #[must_use]
    pub fn instead(mut self, origin: Origin, live: &Snapshot) -> Self {
        let both_routes = matches!((&self.origin, &origin), (Origin::Route(_), Origin::Route(_)));
        if self.origin == origin {
            return self;
        }
        if !both_routes {
            let last = self.to.value().to_owned();
            return Self::new(origin, live, &last);
        }
        (self.origin, self.trial, self.sending, self.tried) = (origin, None, false, false);
        self
    }

    /// Servers may have been started or stopped.
    pub fn renew(&mut self, live: &Snapshot) {
        let chosen = self.door.and_then(|at| self.doors.get(at)).cloned();
        let runs = |state: &Light| matches!(state, Light::Running | Light::Paused);
        let lines = live.servers.iter().filter(|line| runs(&line.state)).filter(|line| match self.origin {
            Origin::Server(id) => line.id == id,
            Origin::Route(_) => false,
            Origin::Account(_) | Origin::Device(_) => true,
        });
        self.doors.clear();
        for line in lines {
            for port in &line.listening {
                let new = Door { server: line.id, name: line.name.clone(), port: *port };
                // All addresses of both kinds are one.
                if !self.doors.iter().any(|door| door.is_same(&new)) {
                    self.doors.push(new);
                }
            }
        }
        let again = chosen.and_then(|door| self.doors.iter().position(|new| new.server == door.server && new.port == door.port));
        self.door = again.or(if self.doors.is_empty() { None } else { Some(0) });
    }

    /// Whether one is on its way.
    pub fn is_sending(&self) -> bool {
        self.sending
    }

    /// Who gets it.
    pub fn recipient(&self) -> &str {
        self.to.value()
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message, words: &'static Words) -> Action {
        if !matches!(message, Message::Send | Message::Queue | Message::Close) {
            // What was told is no longer what stands here.
            self.trial = None;
        }
        match message {
            Message::Door(at) => self.door = Some(at).filter(|at| *at < self.doors.len()),
            Message::Address(edit) => self.address.edit(edit),
            Message::From(edit) => self.from.edit(edit),
            Message::To(edit) => self.to.edit(edit),
            Message::User(edit) => self.user.edit(edit),
            Message::Password(password) => self.password = password,
            Message::Queue => return Action::Act(Act::Go(Node::Queues)),
            Message::Close => return Action::Close,
            // The button stays on, so that the keyboard stays there.
            Message::Send if self.sending => {}
            Message::Send => {
                self.tried = true;
                return match self.job(words) {
                    Ok(job) => {
                        (self.sending, self.trial) = (true, None);
                        Action::Run(job)
                    }
                    Err((field, _)) => Action::Focus(field),
                };
            }
        }
        Action::None
    }

    /// What is to be done, or the first wrong field and what is wrong with it.
    fn job(&self, words: &'static Words) -> Result<Job, (&'static str, Wrong)> {
        let way = match &self.origin {
            Origin::Route(route) => Way::Route(Route::clone(route)),
            Origin::Server(_) | Origin::Account(_) | Origin::Device(_) => {
                let door = self.door.and_then(|at| self.doors.get(at)).ok_or(("test-message.door", Wrong::Required))?;
                let (server, Port { address, encryption }) = (door.server, door.port);
                Way::Submission(Submission { server, address, encryption, client: self.client()?, in_clear: self.in_clear, log_on: None })
            }
        };
        let from = mailbox("test-message.from", &self.from)?;
        let to = mailbox("test-message.to", &self.to)?;
        let way = match way {
            Way::Submission(submission) => Way::Submission(Submission { log_on: self.log_on()?, ..submission }),
            route @ Way::Route(_) => route,
        };
        let server = match &self.origin {
            Origin::Route(route) => route.fqdn.clone(),
            _ => self.door_name().to_owned(),
        };
        let body = tr!(words, "testmsg-body", server = server);
        let sent = tr!(words, "testmsg-sent-from", computer = self.computer.as_str());
        let text = format!("{body}\n\n{}\n{sent}\n", self.way(words));
        let letter = Letter { from, to, subject: tr!(words, "testmsg-subject").into_owned(), text };
        Ok(Job::TestMessage { way: Box::new(way), letter: Box::new(letter) })
    }

    /// The address of the device.
    fn client(&self) -> Result<Option<IpAddr>, (&'static str, Wrong)> {
        if !matches!(self.origin, Origin::Device(_)) {
            return Ok(None);
        }
        match self.address.value() {
            "" => Err(("test-message.address", Wrong::Required)),
            text => text.parse().map(|ip| Some(canonical(ip))).map_err(|_| ("test-message.address", Wrong::Address)),
        }
    }

    /// Neither name nor password, or both.
    fn log_on(&self) -> Result<Option<LogOn>, (&'static str, Wrong)> {
        match (self.logs_on(), self.user.given(), self.password.expose().is_empty()) {
            (false, ..) | (true, None, true) => Ok(None),
            (true, None, false) => Err(("test-message.user", Wrong::Required)),
            (true, Some(_), true) => Err(("test-message.password", Wrong::Required)),
            (true, Some(name), false) => Ok(Some((name, self.password.clone()))),
        }
    }

    fn logs_on(&self) -> bool {
        matches!(self.origin, Origin::Server(_) | Origin::Account(_))
    }

    /// Whether it is handed in where TLS is spoken from the first octet.
    fn is_tls(&self) -> bool {
        self.door.and_then(|at| self.doors.get(at)).is_some_and(|door| door.port.encryption == Encryption::Tls)
    }

    fn door_name(&self) -> &str {
        self.door.and_then(|at| self.doors.get(at)).map_or("", |door| &door.name)
    }

    /// The way in words.
    fn way(&self, words: &'static Words) -> Cow<'static, str> {
        match &self.origin {
            Origin::Route(route) => match &route.smart_host {
                Some(host) => tr!(words, "testmsg-way-smart-host", host = format!("{}:{}", host.host, host.port)),
                None => tr!(words, "testmsg-way-direct"),
            },
            Origin::Server(_) | Origin::Account(_) => tr!(words, "testmsg-way-server"),
            Origin::Device(name) => tr!(words, "testmsg-way-device", name = name.as_str()),
        }
    }

    /// What came of it.
    pub fn found(&mut self, finding: &Finding) {
        if let Finding::Message(trial) = finding {
            (self.sending, self.trial) = (false, Some(trial.clone()));
        }
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let wrong = self.job(words).err().filter(|_| self.tried);
        let wrong = |id: &str| wrong.clone().filter(|(field, _)| *field == id).map(|(_, wrong)| wrong);
        let mut parts: Vec<Element<'_, Message>> = vec![hint(self.way(words))];
        if !matches!(self.origin, Origin::Route(_)) {
            parts.push(self.entrance(words));
        }
        if matches!(self.origin, Origin::Device(_)) {
            let address = self.address.field("test-message.address", words, wrong("test-message.address"), Message::Address);
            parts.push(field_row(LABELS, marked(words.caption("testmsg-address")), "test-message.address", address));
        }
        let from = self.from.field("test-message.from", words, wrong("test-message.from"), Message::From);
        let to = self.to.field("test-message.to", words, wrong("test-message.to"), Message::To);
        parts.push(field_row(LABELS, marked(words.caption("testmsg-from")), "test-message.from", from));
        parts.push(field_row(LABELS, marked(words.caption("testmsg-to")), "test-message.to", to));
        if self.logs_on() {
            let user = self.user.field("test-message.user", words, wrong("test-message.user"), Message::User);
            let password = field("test-message.password", self.password.expose())
                .on_input(|text| Message::Password(Secret::new(text)))
                .problem(Wrong::shown(wrong("test-message.password").as_ref(), words))
                .secret(true);
            parts.push(field_row(LABELS, marked(words.caption("auth-user-name")), "test-message.user", user));
            parts.push(field_row(LABELS, marked(words.caption("auth-password")), "test-message.password", password));
            parts.push(note(tr!(words, "testmsg-log-on-note")));
        }
        if self.sending {
            parts.push(hint(tr!(words, "testmsg-running")));
        }
        if let Some(trial) = &self.trial {
            parts.push(self.result(trial, words));
        }
        let send = (self.door.is_some() || matches!(self.origin, Origin::Route(_))).then_some(Message::Send);
        frame(
            "test-message",
            words.name("testmsg-title"),
            rows(parts),
            [
                button("test-message.send", marked(words.label("testmsg-send")), send.clone()).default().into(),
                button("test-message.close", marked(words.label("btn-close")), Some(Message::Close)).into(),
            ],
        )
        .width(540.0)
        .icon(Drawing::Mail)
        .initial("test-message.to")
        .on_enter(send)
        .on_close(Message::Close)
        .into()
    }

    /// Where it is handed in.
    fn entrance(&self, words: &'static Words) -> Element<'_, Message> {
        if self.doors.is_empty() {
            return strip(Tone::Warning, tr!(words, "testmsg-no-server"), None);
        }
        let doors: Vec<String> = self.doors.iter().map(|door| shown(door, words)).collect();
        let doors = pick_list("test-message.door", doors, self.door).on_choose(Message::Door);
        rows([
            field_row(LABELS, marked(words.caption("testmsg-door")), "test-message.door", doors),
            note(match self.in_clear && !self.is_tls() {
                true => tr!(words, "testmsg-clear-note"),
                false => tr!(words, "testmsg-certificate-note"),
            }),
        ])
        .into()
    }

    fn result<'a>(&'a self, trial: &'a Trial, words: &'static Words) -> Element<'a, Message> {
        let mut all = steps(&trial.steps, &trial.host, trial.port, words);
        if trial.ok() {
            all = all.push(match &self.origin {
                Origin::Route(_) => {
                    let (host, address) = (trial.host.as_str(), self.to.value());
                    strip(Tone::Good, tr!(words, "testmsg-handed-over", host = host, address = address), None)
                }
                Origin::Server(_) | Origin::Account(_) | Origin::Device(_) => {
                    let queue = button("test-message.queue", marked(words.label("testmsg-show-queue")), Some(Message::Queue));
                    strip(Tone::Good, tr!(words, "testmsg-queued", server = self.door_name()), Some(queue.into()))
                }
            });
        }
        all.into()
    }
}

fn shown(door: &Door, words: &'static Words) -> String {
    let encryption = match door.port.encryption {
        Encryption::StartTls => tr!(words, "enc-starttls"),
        Encryption::Tls => tr!(words, "enc-tls"),
    };
    format!("{}, {encryption} – {}", addresses(&[door.port]), door.name)
}

fn mailbox(field: &'static str, text: &Text) -> Result<Address, (&'static str, Wrong)> {
    match text.value() {
        "" => Err((field, Wrong::Required)),
        text => Address::parse(text).map_err(|_| (field, Wrong::Mailbox)),
    }
}

/// Whoever reads what goes to postmaster, else postmaster of the default domain, else of the server.
fn usual_sender(settings: &SettingsFile) -> String {
    let domain = settings.default_domain().map(|domain| domain.name.as_str());
    let domain = domain.or_else(|| settings.servers.first().map(|server| server.fqdn.as_str())).unwrap_or_default();
    settings.postmaster.clone().unwrap_or_else(|| format!("postmaster@{domain}"))
}

/// Width of the labels.
const LABELS: f32 = 150.0;

/// What can be found here: labels and their controls. Log-on is asked for where it is opened from a server.
pub const WORDS: crate::console::find::places::Words = &[
    ("testmsg-title", "test-message.to"),
    ("testmsg-door", "test-message.door"),
    ("testmsg-from", "test-message.from"),
    ("testmsg-to", "test-message.to"),
    ("auth-user-name", "test-message.user"),
    ("auth-password", "test-message.password"),
    ("testmsg-send", "test-message.send"),
];

#[cfg(test)]
#[path = "test_message/tests.rs"]
mod tests;
