//! The *Delivery* page: when a message is tried again, when its sender is told, how mail leaves.

use super::super::form::{Edit, Time, Wrong, marked};
use super::super::how_mail_leaves::encryption;
use super::place::Which;
use crate::config::Fault;
use crate::config::written::Server;
use crate::console::Element;
use crate::console::widget::{button, buttons, check_box, group, rows, with_button, words as text};
use crate::i18n::Words;
use crate::mail::Span;
use crate::tr;

/// What is typed on the page.
#[derive(Debug)]
pub struct State {
    retry: [Time; 4],
    delay: Time,
    expiration: Time,
    local_delay: Time,
    local_expiration: Time,
}

/// What is done on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// One of the four intervals.
    Retry(usize, Edit),
    /// *Delay notification* of mail that leaves.
    Delay(Edit),
    /// *Expiration timeout* of mail that leaves.
    Expiration(Edit),
    /// *Delay notification* of local mail.
    LocalDelay(Edit),
    /// *Expiration timeout* of local mail.
    LocalExpiration(Edit),
    /// Keep outgoing mail.
    Hold(bool),
    /// A button.
    Open(Which),
}

const YEAR: u64 = 525_600;
const RETRY: [&str; 4] = ["properties.retry-1", "properties.retry-2", "properties.retry-3", "properties.retry-n"];

impl State {
    /// Of a server.
    pub fn new(server: &Server) -> Self {
        let d = &server.delivery;
        let unit = |setting: &str| Time::with_unit(setting, YEAR);
        Self {
            retry: [0, 1, 2, 3].map(|i| Time::minutes(&d.retry[i], YEAR)),
            delay: unit(&d.delay_notification),
            expiration: unit(&d.expiration),
            local_delay: unit(&d.local_delay_notification),
            local_expiration: unit(&d.local_expiration),
        }
    }

    /// Shows what the server has, but for what is typed and makes no sense yet.
    pub fn follow(&mut self, server: &Server) {
        let Self { retry, delay, expiration, local_delay, local_expiration } = Self::new(server);
        self.retry.iter_mut().zip(retry).for_each(|(shown, new)| shown.follow(new));
        self.delay.follow(delay);
        self.expiration.follow(expiration);
        self.local_delay.follow(local_delay);
        self.local_expiration.follow(local_expiration);
    }

    /// Takes a message; what makes sense goes into the server.
    pub fn update(&mut self, message: Message, server: &mut Server) {
        match message {
            Message::Retry(i, edit) => {
                if let Some(retry) = self.retry.get_mut(i) {
                    retry.edit(edit);
                }
            }
            Message::Delay(edit) => self.delay.edit(edit),
            Message::Expiration(edit) => self.expiration.edit(edit),
            Message::LocalDelay(edit) => self.local_delay.edit(edit),
            Message::LocalExpiration(edit) => self.local_expiration.edit(edit),
            Message::Hold(on) => server.delivery.hold_outbound = on,
            Message::Open(_) => {}
        }
        let d = &mut server.delivery;
        let pairs = [
            (&self.delay, &mut d.delay_notification),
            (&self.expiration, &mut d.expiration),
            (&self.local_delay, &mut d.local_delay_notification),
            (&self.local_expiration, &mut d.local_expiration),
        ];
        for (time, setting) in self.retry.iter().zip(&mut d.retry).chain(pairs) {
            if let Some(value) = time.setting() {
                *setting = value;
            }
        }
    }

    /// The engine refused a field; its id.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> &'static str {
        let (time, id) = match path.trim_start_matches("delivery.") {
            "delay_notification" => (&mut self.delay, "properties.delay"),
            "expiration" => (&mut self.expiration, "properties.expiration"),
            "local_delay_notification" => (&mut self.local_delay, "properties.local-delay"),
            "local_expiration" => (&mut self.local_expiration, "properties.local-expiration"),
            retry => {
                let i = super::place::row(retry).unwrap_or(0).min(3);
                (&mut self.retry[i], RETRY[i])
            }
        };
        time.refuse(fault);
        id
    }

    fn late(delay: &Time, end: &Time) -> Option<Wrong> {
        (delay.seconds()? >= end.seconds()?).then_some(Wrong::DelayAfterEnd)
    }

    fn long(&self, i: usize) -> Option<Wrong> {
        let (value, limit) = (self.retry[i].seconds()?, self.expiration.seconds()?);
        let fault = || Fault::NotShorter { value: Span::seconds(value), limit: Span::seconds(limit), of: "expiration" };
        (value >= limit).then(|| Wrong::Refused(fault()))
    }

    /// The first field that is wrong.
    pub fn wrong(&self) -> Option<&'static str> {
        let retry = (0..4).find(|&i| self.retry[i].wrong().or_else(|| self.long(i)).is_some()).map(|i| RETRY[i]);
        let fields = [
            (self.delay.wrong().or_else(|| Self::late(&self.delay, &self.expiration)), "properties.delay"),
            (self.expiration.wrong(), "properties.expiration"),
            (self.local_delay.wrong().or_else(|| Self::late(&self.local_delay, &self.local_expiration)), "properties.local-delay"),
            (self.local_expiration.wrong(), "properties.local-expiration"),
        ];
        retry.or_else(|| fields.into_iter().find(|(wrong, _)| wrong.is_some()).map(|(_, id)| id))
    }

    /// What is seen.
    pub fn view<'a>(&'a self, server: &'a Server, words: &'static Words) -> Element<'a, Message> {
        let labels = [words.caption("del-retry1"), words.caption("del-retry2"), words.caption("del-retry3"), words.caption("del-retry-n")];
        let mut outbound = rows([]);
        for (i, label) in labels.into_iter().enumerate() {
            let on_edit = move |edit| Message::Retry(i, edit);
            outbound = outbound.push(self.retry[i].row(label, RETRY[i], i == 3, words, self.long(i), on_edit));
        }
        let late = Self::late(&self.delay, &self.expiration);
        let delay = words.caption("del-delay-notification");
        let outbound = outbound
            .push(self.delay.unit_row(delay, ("properties.delay", "properties.delay-unit"), words, late, Message::Delay))
            .push(self.expiration.unit_row(
                words.caption("del-expiration"),
                ("properties.expiration", "properties.expiration-unit"),
                words,
                None,
                Message::Expiration,
            ));
        let late = Self::late(&self.local_delay, &self.local_expiration);
        let local = rows([
            self.local_delay.unit_row(
                words.caption("del-local-delay-notification"),
                ("properties.local-delay", "properties.local-delay-unit"),
                words,
                late,
                Message::LocalDelay,
            ),
            self.local_expiration.unit_row(
                words.caption("del-local-expiration"),
                ("properties.local-expiration", "properties.local-expiration-unit"),
                words,
                None,
                Message::LocalExpiration,
            ),
        ]);
        let change = button("properties.change", marked(words.label("leave-change")), Some(Message::Open(Which::Leave)));
        let press = |id: &'static str, label, which| button(id, label, Some(Message::Open(which))).into();
        rows([
            group(words.name("del-outbound"), outbound),
            group(words.name("del-local"), local),
            with_button(text(line(server, words)), change),
            check_box("properties.hold", marked(words.label("del-hold-outbound")), server.delivery.hold_outbound, Some(Message::Hold)),
            buttons([
                press("properties.outbound-security", marked(words.label("del-btn-outbound-security")), Which::Security),
                press("properties.outbound", marked(words.label("del-btn-outbound-connections")), Which::Outbound),
                press("properties.advanced-delivery", marked(words.label("btn-advanced")), Which::AdvancedDelivery),
            ])
            .into(),
        ])
        .into()
    }
}

/// How mail leaves, in one line.
fn line(server: &Server, words: &'static Words) -> String {
    let Some(h) = &server.delivery.smart_host else { return tr!(words, "leave-line-direct").into_owned() };
    let (host, encryption) = (format!("{}:{}", h.host, h.port), encryption(h.encryption, words));
    let line = match &h.user {
        Some(user) => tr!(words, "leave-line-smart-host-user", host = host, encryption = encryption, user = user),
        None => tr!(words, "leave-line-smart-host", host = host, encryption = encryption),
    };
    if server.delivery.direct_first { format!("{line} {}", tr!(words, "leave-line-direct-first")) } else { line.into_owned() }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("tab-delivery", "properties.tabs"),
    ("del-outbound", "properties.retry-1"),
    ("del-retry1", "properties.retry-1"),
    ("del-retry2", "properties.retry-2"),
    ("del-retry3", "properties.retry-3"),
    ("del-retry-n", "properties.retry-n"),
    ("del-delay-notification", "properties.delay"),
    ("del-expiration", "properties.expiration"),
    ("del-local", "properties.local-delay"),
    ("del-local-delay-notification", "properties.local-delay"),
    ("del-local-expiration", "properties.local-expiration"),
    ("leave-change", "properties.change"),
    ("del-hold-outbound", "properties.hold"),
    ("del-btn-outbound-security", "properties.outbound-security"),
    ("del-btn-outbound-connections", "properties.outbound"),
    ("btn-advanced", "properties.advanced-delivery"),
];
