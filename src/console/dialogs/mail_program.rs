//! The card *Set up a mail program*: what to type for outgoing mail, for each port a person can log on at.

use iced::Alignment;
use iced::Length;
use iced::widget::{container, row};

use crate::config::written::{Encryption, Server};
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::snapshot::{AccountEntry, Light, Snapshot};
use crate::i18n::Words;
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 236.0;

/// One way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Name of the virtual server.
    pub server: String,
    /// Its name on the net.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection becomes private.
    pub encryption: Encryption,
    /// Its certificate is only a temporary one.
    pub temporary: bool,
    /// *Basic authentication* is off: only methods that do not send the password.
    pub integrated_only: bool,
}

/// The card of one account.
#[derive(Debug, Clone)]
pub struct State {
    user: String,
    /// The account may log on with NTLM.
    ntlm: bool,
    ways: Vec<Way>,
    chosen: usize,
    copied: bool,
}

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Name of the server.
    Host,
    /// Port.
    Port,
    /// User name.
    User,
    /// Everything, as text with its labels.
    All,
}

/// What happens on the card.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another port was picked.
    Choose(usize),
    /// *Copy*; everything as text with its labels comes ready, in the language of the card.
    Copy(Part, String),
    /// *Close*
    Close,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the card.
    Close,
    /// Put this on the clipboard.
    Copy(String),
}

impl State {
    /// The card of an account, with the ports as they are now.
    pub fn new(account: &AccountEntry, snapshot: &Snapshot) -> Self {
        Self { user: account.name.clone(), ntlm: account.allow_ntlm, ways: ways(snapshot), chosen: 0, copied: false }
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Choose(i) => (self.chosen, self.copied) = (i, false),
            Message::Copy(_, text) => {
                self.copied = true;
                return Action::Copy(text);
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// The card.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let mut parts: Vec<Element<'_, Message>> = vec![self::words(tr!(words, "card-intro", name = &self.user))];
        let mut all = None;
        match self.ways.get(self.chosen) {
            None => parts.push(strip(Tone::Warning, tr!(words, "card-no-ports"), None)),
            Some(way) => {
                parts.push(self.pick(words));
                parts.push(self.settings(words, way));
                match (way.integrated_only, self.ntlm) {
                    (true, true) => parts.push(hint(tr!(words, "card-spa-note"))),
                    (true, false) => parts.push(strip(Tone::Warning, tr!(words, "card-scram-note"), None)),
                    (false, _) => {}
                }
                if way.temporary {
                    parts.push(strip(Tone::Warning, tr!(words, "card-temporary-note"), None));
                }
                all = Some(Message::Copy(Part::All, self.everything(words, way)));
            }
        }
        let copied = if self.copied { tr!(words, "card-copied") } else { "".into() };
        frame(
            "card",
            tr!(words, "card-title"),
            rows(parts),
            [
                button("card.all", words.label("btn-copy-all"), all).into(),
                button("card.close", words.label("btn-close"), Some(Message::Close)).default().into(),
            ],
        )
        .aside(hint(copied))
        .width(580.0)
        .icon(Drawing::Mail)
        .initial("card.close")
        .on_enter(Some(Message::Close))
        .on_close(Message::Close)
        .into()
    }

    fn pick(&self, words: &'static Words) -> Element<'_, Message> {
        let names = self.ways.iter().map(|w| format!("{} · {} – {}", w.port, encryption(words, w.encryption), w.server));
        let pick = pick_list("card.way", names, Some(self.chosen)).on_choose(Message::Choose);
        field_row(LABELS, words.caption("card-way"), "card.way", pick)
    }

    fn settings(&self, words: &'static Words, way: &Way) -> Element<'_, Message> {
        let line = |label: String, value: String, copy: Option<(&'static str, Part)>| -> Element<'_, Message> {
            let mut line =
                row![container(self::words(label)).width(LABELS - 12.0), container(self::words(value.clone())).width(Length::Fill),];
            // As high as a line with a button, and higher where the words need it.
            let margin = if copy.is_some() { 1 } else { 6 };
            if let Some((id, part)) = copy {
                // Several of them stand here, so none has a letter of its own.
                line = line.push(button(id, tr!(words, "btn-copy"), Some(Message::Copy(part, value))));
            }
            line.spacing(GAP).align_y(Alignment::Center).padding([margin, 0]).into()
        };
        let lines = self.lines(words, way).map(|(label, value, part)| {
            let id = match part {
                Some(Part::Host) => Some(("card.copy.host", Part::Host)),
                Some(Part::Port) => Some(("card.copy.port", Part::Port)),
                Some(Part::User) => Some(("card.copy.user", Part::User)),
                _ => None,
            };
            line(label, value, id)
        });
        container(iced::widget::Column::with_children(lines).spacing(2)).padding(10).style(crate::console::theme::style::group).into()
    }

    /// The settings: label, value, what it is copied as.
    fn lines(&self, words: &'static Words, way: &Way) -> [(String, String, Option<Part>); 6] {
        let plain = |text: std::borrow::Cow<'static, str>| tr!(words, "common-with-colon", label = text).into_owned();
        [
            (plain(tr!(words, "card-server")), way.host.clone(), Some(Part::Host)),
            (plain(tr!(words, "col-port")), way.port.to_string(), Some(Part::Port)),
            (plain(tr!(words, "binding-encryption")), encryption(words, way.encryption).into_owned(), None),
            (plain(tr!(words, "card-method")), self.method(words, way), None),
            (plain(tr!(words, "auth-user-name")), self.user.clone(), Some(Part::User)),
            (plain(tr!(words, "auth-password")), tr!(words, "card-password").into_owned(), None),
        ]
    }

    /// How the program logs on, in the words that programs have for it.
    fn method(&self, words: &'static Words, way: &Way) -> String {
        match (way.integrated_only, self.ntlm) {
            (false, _) => tr!(words, "card-authentication").into_owned(),
            (true, true) => tr!(words, "card-ntlm", name = tr!(words, "auth-spa").into_owned()).into_owned(),
            (true, false) => tr!(words, "card-scram").into_owned(),
        }
    }

    /// The settings as text, to be sent to whoever needs them.
    fn everything(&self, words: &'static Words, way: &Way) -> String {
        let lines = self.lines(words, way).map(|(label, value, _)| format!("{label} {value}"));
        lines.join("\n") + "\n"
    }
}

/// The ports a person can log on at, the usual ones for that first.
pub fn ways(snapshot: &Snapshot) -> Vec<Way> {
    let mut found = Vec::new();
    for line in snapshot.servers.iter().filter(|l| matches!(l.state, Light::Running | Light::Paused)) {
        let people = |server: &&Server| server.access.authentication.basic || server.access.authentication.integrated;
        let Some(server) = snapshot.settings.servers.iter().find(|s| s.id == line.id.0).filter(people) else { continue };
        let named: Vec<u16> = server.identities.iter().map(|i| i.port).collect();
        for identity in &server.identities {
            let ports = match identity.port {
                // The system chose it.
                0 => {
                    let own = line.listening.iter().filter(|port| port.encryption == identity.encryption);
                    own.map(|port| port.address.port()).filter(|port| !named.contains(port)).collect()
                }
                port => vec![port],
            };
            found.extend(ports.into_iter().map(|port| Way {
                server: server.name.clone(),
                host: server.fqdn.clone(),
                port,
                encryption: identity.encryption,
                temporary: server.certificate.is_none(),
                integrated_only: !server.access.authentication.basic,
            }));
        }
    }
    let usual = |w: &Way| match (w.port, w.encryption) {
        (465, Encryption::Tls) => 0,
        (587, Encryption::StartTls) => 1,
        (_, Encryption::Tls) => 2,
        (25, _) => 4,
        _ => 3,
    };
    found.sort_by_key(usual);
    found.dedup();
    found
}

fn encryption(words: &'static Words, encryption: Encryption) -> std::borrow::Cow<'static, str> {
    match encryption {
        Encryption::StartTls => tr!(words, "enc-starttls"),
        Encryption::Tls => tr!(words, "enc-tls"),
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("card-title", "card.way"),
    ("card-way", "card.way"),
    ("card-server", "card.copy.host"),
    ("col-port", "card.copy.port"),
    ("binding-encryption", "card.way"),
    ("card-method", "card.way"),
    ("auth-user-name", "card.copy.user"),
    ("auth-password", "card.way"),
    ("btn-copy", "card.copy.host"),
    ("btn-copy-all", "card.all"),
    ("btn-close", "card.close"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::{Identity, SettingsFile};
    use crate::engine::snapshot::ServerLine;
    use crate::mail::ServerId;
    use std::sync::Arc;

    fn snapshot(light: Light) -> Snapshot {
        let at = |port, encryption| Identity { port, encryption, ..Identity::default() };
        let identities = vec![at(25, Encryption::StartTls), at(587, Encryption::StartTls), at(465, Encryption::Tls)];
        let server = Server { id: 1, name: "Office".into(), fqdn: "mail.example.com".into(), identities, ..Server::default() };
        let line = ServerLine { id: ServerId(1), name: "Office".into(), state: light, listening: vec![], sessions: 0 };
        Snapshot {
            sequence: 1,
            revision: Default::default(),
            host: "mail".into(),
            started: jiff::Timestamp::UNIX_EPOCH,
            servers: vec![line],
            settings: Arc::new(SettingsFile { servers: vec![server], ..SettingsFile::default() }),
            accounts: Default::default(),
            people: Default::default(),
            blocks: Default::default(),
            domain_keys: Default::default(),
            certificates: Default::default(),
            queue: Default::default(),
            warnings: vec![],
            history: vec![],
            changed_by_hand: false,
        }
    }

    #[test]
    fn the_port_that_mail_programs_like_best_comes_first() {
        let ports: Vec<u16> = ways(&snapshot(Light::Running)).iter().map(|w| w.port).collect();
        assert_eq!(ports, [465, 587, 25]);
        assert_eq!(ways(&snapshot(Light::Stopped)), []);
    }

    #[test]
    fn without_basic_authentication_the_card_names_the_way_that_is_left() {
        let mut now = snapshot(Light::Running);
        let words = Words::of(crate::i18n::Language::English);
        let card = |now: &Snapshot, allow_ntlm| {
            let s = State::new(&AccountEntry { name: "anna".into(), allow_ntlm, ..AccountEntry::default() }, now);
            s.ways.first().map(|way| s.everything(words, way))
        };
        let change = |now: &mut Snapshot, basic, integrated| {
            let access = &mut Arc::make_mut(&mut now.settings).servers[0].access.authentication;
            (access.basic, access.integrated) = (basic, integrated);
        };
        assert!(card(&now, true).is_some_and(|all| all.contains("Normal password")));
        change(&mut now, false, true);
        assert!(card(&now, true).is_some_and(|all| all.contains("NTLM (Secure Password Authentication)")));
        assert!(card(&now, false).is_some_and(|all| all.contains("SCRAM-SHA-256")));
        change(&mut now, false, false);
        assert_eq!(card(&now, true), None);
    }

    #[test]
    fn what_is_copied_can_be_pasted() {
        let account = AccountEntry { name: "anna".into(), ..AccountEntry::default() };
        let mut s = State::new(&account, &snapshot(Light::Running));
        s.update(Message::Choose(1));
        let words = Words::of(crate::i18n::Language::English);
        let all = s.everything(words, &s.ways[1]);
        assert!(all.contains("mail.example.com\n") && all.contains(" 587\n") && all.contains(" anna\n"), "{all}");
        assert_eq!(s.update(Message::Copy(Part::All, all.clone())), Action::Copy(all));
        assert!(s.copied);
    }
}
