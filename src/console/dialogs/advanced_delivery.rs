//! *Advanced Delivery*: the name of the server and whether it resolves, hops, the masquerade domain, direct delivery before
//! the smart host, the names of clients, and the external DNS servers.

use std::borrow::Cow;

use super::external_dns;
use super::form::{Edit, Number, Text, Wrong, framed, marked, note, value_row};
use crate::config::Fault;
use crate::config::written::Server;
use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, button, check_box, hint, label, rows, strip, with_button};
use crate::engine::job::{DnsFinding, Job};
use crate::i18n::Words;
use crate::mail::Domain;
use crate::{tr, wording};

/// What the dialog edits of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvancedDelivery {
    /// *Maximum hop count*
    pub max_hops: u32,
    /// *Masquerade domain*
    pub masquerade: Option<String>,
    /// *Fully-qualified domain name*
    pub fqdn: String,
    /// *Attempt direct delivery before sending to smart host*
    pub direct_first: bool,
    /// *Perform reverse DNS lookup on incoming messages*
    pub reverse_lookup: bool,
    /// *External DNS servers*
    pub dns_servers: Vec<String>,
}

impl AdvancedDelivery {
    /// Of this server.
    pub fn of(server: &Server) -> Self {
        let d = &server.delivery;
        let (fqdn, dns_servers) = (server.fqdn.clone(), d.dns_servers.clone());
        let (masquerade, direct_first) = (d.masquerade_domain.clone(), d.direct_first);
        Self { max_hops: d.max_hops, masquerade, fqdn, direct_first, reverse_lookup: d.reverse_lookup, dns_servers }
    }

    /// Puts it into the server.
    pub fn put(self, server: &mut Server) {
        (server.fqdn, server.delivery.max_hops) = (self.fqdn, self.max_hops);
        (server.delivery.reverse_lookup, server.delivery.dns_servers) = (self.reverse_lookup, self.dns_servers);
        (server.delivery.masquerade_domain, server.delivery.direct_first) = (self.masquerade, self.direct_first);
    }
}

/// What is known of the name.
#[derive(Debug)]
enum Check {
    No,
    Asking,
    Done(DnsFinding),
}

/// The values being edited.
#[derive(Debug)]
pub struct State {
    hops: Number,
    masquerade: Text,
    fqdn: Text,
    /// Where everything goes otherwise; without one *direct first* means nothing.
    smart_host: Option<String>,
    direct_first: bool,
    reverse_lookup: bool,
    dns_servers: Vec<String>,
    bindings: Vec<String>,
    check: Check,
    checked: String,
    tried: bool,
    open: Option<external_dns::State>,
    refused: Option<(usize, Fault)>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// *Maximum hop count*
    Hops(Edit),
    /// *Masquerade domain*
    Masquerade(Edit),
    /// *Attempt direct delivery before sending to smart host*
    DirectFirst(bool),
    /// *Fully-qualified domain name*
    Fqdn(Edit),
    /// *Perform reverse DNS lookup on incoming messages*
    Reverse(bool),
    /// *Check DNS*
    Check,
    /// *Stop waiting*
    Stop,
    /// *Configure…*
    Configure,
    /// Of that dialog.
    Dns(external_dns::Message),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts all of it.
pub type Action = super::Action<AdvancedDelivery>;

impl State {
    /// Of a server that listens on these addresses.
    pub fn new(advanced: AdvancedDelivery, bindings: Vec<String>) -> Self {
        Self {
            hops: Number::new(advanced.max_hops.into(), 1..=1_000),
            masquerade: Text::new(advanced.masquerade.unwrap_or_default()),
            fqdn: Text::new(advanced.fqdn),
            smart_host: None,
            direct_first: advanced.direct_first,
            reverse_lookup: advanced.reverse_lookup,
            dns_servers: advanced.dns_servers,
            bindings,
            check: Check::No,
            checked: String::new(),
            tried: false,
            open: None,
            refused: None,
        }
    }

    /// With the smart host that everything goes through, if it does.
    #[must_use]
    pub fn through(self, smart_host: Option<String>) -> Self {
        Self { smart_host, ..self }
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        if path == "fqdn" {
            self.fqdn.refuse(fault);
            "advanced-delivery.fqdn".into()
        } else if path.ends_with("masquerade_domain") {
            self.masquerade.refuse(fault);
            "advanced-delivery.masquerade".into()
        } else if let Some(row) = super::properties::place::row(path) {
            self.refused = Some((row, fault.clone()));
            let mut open = external_dns::State::new(&self.dns_servers);
            let id = open.refuse(row, fault);
            self.open = Some(open);
            id
        } else {
            self.hops.refuse(fault);
            "advanced-delivery.hops".into()
        }
    }

    fn wrong(&self) -> Option<Wrong> {
        match (self.fqdn.value(), Domain::parse(self.fqdn.value())) {
            ("", _) => Some(Wrong::Required),
            (_, Err(_)) => Some(Wrong::Domain),
            _ => self.fqdn.refused(),
        }
    }

    fn masquerade_wrong(&self) -> Option<Wrong> {
        let wrong = self.masquerade.given().is_some_and(|domain| Domain::parse(&domain).is_err());
        if wrong { Some(Wrong::Domain) } else { self.masquerade.refused() }
    }

    /// Shows *External DNS servers*, and perhaps the dialog for one of them.
    pub fn lead(&mut self, server: bool) {
        if self.open.is_none() {
            drop(self.update(Message::Configure));
        }
        if let Some(open) = self.open.as_mut().filter(|_| server) {
            open.lead();
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Hops(edit) => self.hops.edit(edit),
            Message::Fqdn(edit) => {
                self.fqdn.edit(edit);
                self.check = Check::No;
            }
            Message::Masquerade(edit) => self.masquerade.edit(edit),
            Message::DirectFirst(on) => self.direct_first = on,
            Message::Reverse(on) => self.reverse_lookup = on,
            // The button stays on, so that the keyboard stays there.
            Message::Check if matches!(self.check, Check::Asking) => {}
            Message::Check => {
                self.tried = true;
                if self.wrong().is_some() {
                    return Action::Focus("advanced-delivery.fqdn".into());
                }
                (self.check, self.checked) = (Check::Asking, self.fqdn.value().to_owned());
                let (dns_servers, bindings) = (self.dns_servers.clone(), self.bindings.clone());
                return Action::Run(Job::CheckDns { fqdn: self.checked.clone(), dns_servers, bindings });
            }
            Message::Stop => self.check = Check::No,
            Message::Configure => {
                let mut open = external_dns::State::new(&self.dns_servers);
                if let Some((row, fault)) = &self.refused {
                    open.refuse(*row, fault);
                }
                self.open = Some(open);
            }
            Message::Dns(message) => {
                let action = self.open.as_mut().map_or(super::Action::Close, |s| s.update(message));
                let (servers, check, refused) = (&mut self.dns_servers, &mut self.check, &mut self.refused);
                return action.of_sub(&mut self.open, |list| {
                    if *servers != list {
                        (*servers, *check, *refused) = (list, Check::No, None);
                    }
                });
            }
            Message::Cancel => return Action::Close,
            Message::Ok => {
                self.tried = true;
                let Some(max_hops) = self.hops.setting().filter(|_| self.hops.wrong().is_none()) else {
                    return Action::Focus("advanced-delivery.hops".into());
                };
                if self.masquerade_wrong().is_some() {
                    return Action::Focus("advanced-delivery.masquerade".into());
                }
                if self.wrong().is_some() {
                    return Action::Focus("advanced-delivery.fqdn".into());
                }
                return Action::Accept(AdvancedDelivery {
                    max_hops,
                    masquerade: self.masquerade.given(),
                    fqdn: self.fqdn.value().to_owned(),
                    direct_first: self.direct_first,
                    reverse_lookup: self.reverse_lookup,
                    dns_servers: self.dns_servers.clone(),
                });
            }
        }
        Action::None
    }

    /// Takes the answer of the DNS.
    pub fn found(&mut self, finding: &DnsFinding) {
        if matches!(self.check, Check::Asking) {
            self.check = Check::Done(finding.clone());
        }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let wrong = self.wrong().filter(|w| self.tried || !matches!(w, Wrong::Required | Wrong::Domain));
        let fqdn = self.fqdn.field("advanced-delivery.fqdn", words, wrong, Message::Fqdn).limits(tr!(words, "adv-fqdn-note"));
        let hops = self.hops.field("advanced-delivery.hops", true, words, None, Message::Hops);
        let check = button("advanced-delivery.check", marked(words.label("adv-check-dns")), Some(Message::Check));
        let masked = self.masquerade_wrong().filter(|w| self.tried || *w != Wrong::Domain);
        let masked = self.masquerade.field("advanced-delivery.masquerade", words, masked, Message::Masquerade);
        let masked = masked.placeholder("example.com").limits(tr!(words, "adv-masquerade-note"));
        let mut body = rows([
            value_row(words.caption("adv-max-hops"), "advanced-delivery.hops", hops),
            label(marked(words.caption("adv-masquerade"))).target("advanced-delivery.masquerade").into(),
            masked.into(),
            label(marked(words.caption("adv-fqdn"))).target("advanced-delivery.fqdn").into(),
            iced::widget::row![fqdn_field(fqdn), check].spacing(8).into(),
        ]);
        body = match &self.check {
            Check::No => body,
            Check::Asking => {
                let text = hint(tr!(words, "checkdns-running", server = asked(&self.dns_servers, words), name = self.checked.as_str()));
                body.push(with_button(text, button("advanced-delivery.stop", tr!(words, "btn-stop-waiting"), Some(Message::Stop))))
            }
            Check::Done(finding) => body.push(answer(finding, &self.checked, words)),
        };
        let configure = button("advanced-delivery.configure", marked(words.label("btn-configure")), Some(Message::Configure));
        let dns = match self.dns_servers.is_empty() {
            true => words.caption("adv-external-dns").text,
            false => format!("{} {}", words.caption("adv-external-dns").text, self.dns_servers.join(", ")),
        };
        let reverse = marked(words.label("adv-reverse-dns"));
        let direct = marked(words.label("adv-attempt-direct"));
        let on = self.smart_host.is_some();
        let direct_note = match &self.smart_host {
            Some(host) => tr!(words, "adv-attempt-direct-note", host = host.as_str()),
            None => tr!(words, "adv-attempt-direct-off", button = words.text("leave-change"), tab = words.text("tab-delivery")),
        };
        let body = body
            .push(check_box("advanced-delivery.direct-first", direct, self.direct_first, on.then_some(Message::DirectFirst)))
            .push(note(direct_note))
            .push(check_box("advanced-delivery.reverse", reverse, self.reverse_lookup, Some(Message::Reverse)))
            .push(note(tr!(words, "adv-reverse-dns-note")))
            .push(with_button(crate::console::widget::words(dns), configure));
        let f = framed("advanced-delivery", words.name("adv-title"), body, Message::Ok, Message::Cancel, words).width(480.0);
        Dialog::from(f).open(self.open.as_ref().map(|s| s.view(words).map(Message::Dns)))
    }
}

fn fqdn_field<'a>(field: crate::console::widget::Field<'a, Message>) -> Element<'a, Message> {
    iced::widget::container(field).width(iced::Length::Fill).into()
}

fn asked(servers: &[String], words: &'static Words) -> Cow<'static, str> {
    if servers.is_empty() { tr!(words, "checkdns-system") } else { words.list(servers).into() }
}

/// The verdict, what was found, who was asked.
fn answer<'a>(finding: &'a DnsFinding, name: &'a str, words: &'static Words) -> Element<'a, Message> {
    let (tone, verdict) = match &finding.addresses {
        Ok(found) if finding.reaches_us == Some(false) || found.iter().any(|(_, reverse)| reverse.is_none()) => {
            (Tone::Warning, tr!(words, "checkdns-valid-but"))
        }
        Ok(_) => (Tone::Good, tr!(words, "adv-dns-valid")),
        Err(_) => (Tone::Bad, tr!(words, "adv-dns-invalid")),
    };
    let lines = wording::dns(words, finding, name).into_iter().map(hint);
    rows([strip(tone, verdict, None)]).extend(lines).spacing(3).into()
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("adv-title", "advanced-delivery.hops"),
    ("adv-max-hops", "advanced-delivery.hops"),
    ("adv-masquerade", "advanced-delivery.masquerade"),
    ("adv-fqdn", "advanced-delivery.fqdn"),
    ("adv-check-dns", "advanced-delivery.check"),
    ("adv-attempt-direct", "advanced-delivery.direct-first"),
    ("adv-reverse-dns", "advanced-delivery.reverse"),
    ("adv-external-dns", "advanced-delivery.configure"),
    ("btn-configure", "advanced-delivery.configure"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn state() -> State {
        let server = Server { fqdn: "mail.example.com".into(), ..Server::default() };
        State::new(AdvancedDelivery::of(&server), vec!["*".into()])
    }

    #[test]
    fn check_dns_asks_the_servers_of_the_list_and_drops_late_answers() {
        let mut s = state();
        s.dns_servers = vec!["192.0.2.53".into()];
        let job = Job::CheckDns { fqdn: "mail.example.com".into(), dns_servers: vec!["192.0.2.53".into()], bindings: vec!["*".into()] };
        assert_eq!(s.update(Message::Check), Action::Run(job));
        let finding = DnsFinding { addresses: Ok(vec![]), alias_of: None, reaches_us: None, asked: vec![], took: Duration::ZERO };
        s.update(Message::Fqdn(Edit::Type("smtp.example.com".into())));
        s.found(&finding);
        assert!(matches!(s.check, Check::No));
        s.update(Message::Check);
        s.found(&finding);
        assert!(matches!(s.check, Check::Done(_)));
    }

    #[test]
    fn a_name_that_is_none_keeps_the_dialog_open() {
        let mut s = state();
        s.update(Message::Fqdn(Edit::Type("mail server".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("advanced-delivery.fqdn".into()));
        s.update(Message::Fqdn(Edit::Type("smtp.example.com".into())));
        s.update(Message::Masquerade(Edit::Type("not a domain".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("advanced-delivery.masquerade".into()));
        s.update(Message::Masquerade(Edit::Type(" example.com ".into())));
        let wanted = AdvancedDelivery {
            max_hops: 30,
            masquerade: Some("example.com".into()),
            fqdn: "smtp.example.com".into(),
            direct_first: true,
            reverse_lookup: true,
            dns_servers: vec![],
        };
        s.update(Message::DirectFirst(true));
        s.update(Message::Reverse(true));
        assert_eq!(s.update(Message::Ok), Action::Accept(wanted.clone()));
        let mut server = Server::default();
        wanted.clone().put(&mut server);
        assert_eq!(AdvancedDelivery::of(&server), wanted);
    }
}
