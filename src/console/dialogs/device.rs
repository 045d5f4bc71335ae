//! A device: a printer, scanner or script, where it is, and what it may do that others may not (engine.md §1).

use super::computer::hopeless;
use super::form::{Edit, Limit, Text, Wrong, framed, marked, note};
use crate::config::Fault;
use crate::config::written::Device;
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::theme::style::Tone;
use crate::console::widget::{Dialog, Drawing, button, buttons, caution, check_box, field_row, gap, rows, strip, words as sentence};
use crate::engine::command::{Done, Refusal};
use crate::i18n::Words;
use crate::mail::network::NetworkError;
use crate::mail::{Address, Network};
use crate::tr;

/// Width of the labels.
const LABELS: f32 = 190.0;
/// The most characters of a name.
const LONGEST: usize = 64;
/// What is offered as limit, in KB: as much as for mail programs.
const USUAL_KB: u32 = 36_700;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    /// The name of the device it changes; `None` for a new one.
    was: Option<String>,
    name: Text,
    address: Text,
    flags: Flags,
    sender: Text,
    size: Limit,
    note: Text,
    /// Names in lower case and networks of the others.
    others: Vec<(String, Option<Network>)>,
    tried: bool,
    /// Something was typed or ticked that would be lost.
    changed: bool,
    /// Where the device stands in the list the engine was asked to take and has not answered for yet.
    waiting: Option<usize>,
    /// It stands for everybody; that takes a second word.
    asking: bool,
    refusal: Option<Refusal>,
}

#[derive(Debug, Clone, Copy)]
struct Flags {
    need_not_log_on: bool,
    in_clear: bool,
    line_endings: bool,
}

/// A box of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// *Need not log on*
    NeedNotLogOn,
    /// *May send in clear*
    InClear,
    /// *Correct line endings*
    LineEndings,
}

impl Flag {
    /// Its label.
    pub fn key(self) -> &'static str {
        match self {
            Self::NeedNotLogOn => "relay-need-not-log-on",
            Self::InClear => "device-in-clear",
            Self::LineEndings => "device-line-endings",
        }
    }

    /// The same box of a device.
    pub fn of(self, device: &mut Device) -> &mut bool {
        match self {
            Self::NeedNotLogOn => &mut device.need_not_log_on,
            Self::InClear => &mut device.may_send_in_clear,
            Self::LineEndings => &mut device.correct_line_endings,
        }
    }
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the name.
    Name(Edit),
    /// Typing the address or subnet.
    Address(Edit),
    /// A box was ticked or emptied.
    Set(Flag, bool),
    /// Typing the fixed sender.
    Sender(Edit),
    /// The size limit.
    Size(Edit),
    /// Typing the comment.
    Note(Edit),
    /// *Scan now…*
    Scan,
    /// *Send test message…*
    Test,
    /// *OK*
    Ok,
    /// *Apply anyway*, although it stands for everybody.
    Anyway,
    /// *Go back*
    Back,
    /// *Cancel*
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Put the device in the place of the one of this name, or at the end.
    Accept(Option<String>, Device),
    /// The keyboard for this control: what it holds is wrong.
    Focus(&'static str),
    /// Watch this address, as far as it is one.
    Scan(String),
    /// Send a test message as if from the device of this name, as it is saved.
    Test(String),
}

impl State {
    /// A device of the list, or with no `was` a new one that begins like this.
    pub fn new(was: Option<String>, device: &Device, devices: &[Device]) -> Self {
        let others = devices.iter().filter(|other| Some(&other.name) != was.as_ref());
        let others = others.map(|other| (other.name.to_lowercase(), other.address.parse().ok())).collect();
        Self {
            was,
            name: Text::new(&device.name),
            address: Text::new(&device.address),
            flags: Flags {
                need_not_log_on: device.need_not_log_on,
                in_clear: device.may_send_in_clear,
                line_endings: device.correct_line_endings,
            },
            sender: Text::new(device.sender.as_deref().unwrap_or_default()),
            size: Limit::new(device.max_size_kb, USUAL_KB, 1..=2_000_000_000),
            note: Text::new(&device.note),
            others,
            tried: false,
            changed: false,
            waiting: None,
            asking: false,
            refusal: None,
        }
    }

    /// The name of the device it changes.
    pub fn was(&self) -> Option<&str> {
        self.was.as_deref()
    }

    /// Whether something would be lost if it were closed now.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// The name as it will be.
    pub fn name(&self) -> &str {
        self.name.value()
    }

    /// The box was ticked in the settings meanwhile.
    pub fn ticked(&mut self, flag: Flag) {
        *self.flag(flag) = true;
    }

    /// Makes this control one that can be used.
    pub fn lead(&mut self, control: &str) {
        if control == "device.size" {
            self.size.on = true;
        }
    }

    /// The engine was asked to take the device at this place of the list.
    pub fn sent(&mut self, at: usize) {
        self.waiting = Some(at);
    }

    /// The engine's answer; `true` when the dialog is done. After a refusal everything typed stays, and what is wrong with a
    /// field is said there.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        let at = self.waiting.take();
        self.refusal = answer.err();
        if let Some(Refusal::Issues(issues)) = &self.refusal {
            let own = at.map(|at| format!("devices[{at}].")).unwrap_or_default();
            for issue in issues.clone() {
                match issue.path.strip_prefix(&own) {
                    Some("name") => self.name.refuse(&issue.fault),
                    Some("address") => self.address.refuse(&issue.fault),
                    Some("sender") => self.sender.refuse(&issue.fault),
                    _ => {}
                }
            }
        }
        self.refusal.is_none()
    }

    fn flag(&mut self, flag: Flag) -> &mut bool {
        match flag {
            Flag::NeedNotLogOn => &mut self.flags.need_not_log_on,
            Flag::InClear => &mut self.flags.in_clear,
            Flag::LineEndings => &mut self.flags.line_endings,
        }
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        let edits = !matches!(message, Message::Ok | Message::Anyway | Message::Back | Message::Cancel | Message::Scan | Message::Test);
        self.changed |= edits;
        if edits {
            self.refusal = None;
        }
        match message {
            Message::Name(edit) => self.name.edit(edit),
            Message::Address(edit) => self.address.edit(edit),
            Message::Sender(edit) => self.sender.edit(edit),
            Message::Size(edit) => self.size.edit(edit),
            Message::Note(edit) => self.note.edit(edit),
            Message::Set(flag, on) => *self.flag(flag) = on,
            Message::Scan => {
                // A subnet has many addresses; which of them is asked there.
                let single = self.network().is_ok_and(|network| network.is_single());
                return Action::Scan(if single { self.address.value().to_owned() } else { String::new() });
            }
            Message::Test => {
                if let Some(was) = &self.was {
                    return Action::Test(was.clone());
                }
            }
            Message::Back => self.asking = false,
            Message::Cancel => return Action::Close,
            Message::Ok | Message::Anyway if self.waiting.is_some() => {}
            Message::Ok | Message::Anyway => {
                let everybody = self.network().is_ok_and(|network| network.bits() == 0);
                let action = self.accept();
                self.tried = true;
                self.asking = everybody && matches!((&action, &message), (Action::Accept(..), Message::Ok));
                return if self.asking { Action::None } else { action };
            }
        }
        Action::None
    }

    fn accept(&self) -> Action {
        if self.name_wrong().is_some() {
            return Action::Focus("device.name");
        }
        if self.network().is_err() {
            return Action::Focus("device.address");
        }
        if self.sender_wrong().is_some() {
            return Action::Focus("device.sender");
        }
        let Some(max_size_kb) = self.size.setting() else { return Action::Focus("device.size") };
        let device = Device {
            name: self.name.value().to_owned(),
            address: self.address.value().to_owned(),
            need_not_log_on: self.flags.need_not_log_on,
            sender: self.sender.given(),
            correct_line_endings: self.flags.line_endings,
            may_send_in_clear: self.flags.in_clear,
            max_size_kb,
            note: self.note.value().to_owned(),
        };
        Action::Accept(self.was.clone(), device)
    }

    fn name_wrong(&self) -> Option<Wrong> {
        let name = self.name.value();
        match () {
            () if name.is_empty() => Some(Wrong::Required),
            () if name.chars().count() > LONGEST => Some(Wrong::Refused(Fault::TooLong(LONGEST))),
            () if name.chars().any(char::is_control) => Some(Wrong::Refused(Fault::Control)),
            () if self.others.iter().any(|(other, _)| *other == name.to_lowercase()) => Some(Wrong::Twice),
            () => None,
        }
    }

    fn network(&self) -> Result<Network, Wrong> {
        let text = self.address.value();
        if text.is_empty() {
            return Err(Wrong::Required);
        }
        let network: Network = text.parse().map_err(|error| match error {
            NetworkError::Mask(_) => Wrong::Mask,
            NetworkError::Address(_) | NetworkError::Unspecified(_) => Wrong::Address,
        })?;
        let taken = self.others.iter().any(|(_, other)| *other == Some(network));
        if taken { Err(Wrong::Twice) } else { Ok(network) }
    }

    fn sender_wrong(&self) -> Option<Wrong> {
        let text = self.sender.given()?;
        match Address::parse(&text) {
            // It goes into messages that never asked for SMTPUTF8.
            Ok(address) if address.needs_smtputf8() => Some(Wrong::Refused(Fault::Address(crate::mail::AddressError::Local, text))),
            Ok(_) => None,
            Err(_) => Some(Wrong::Mailbox),
        }
    }

    /// What is to be said under a field: at once what no more typing mends, the rest when it was tried.
    fn said(&self, wrong: Option<Wrong>, text: &Text, hopeless: bool) -> Option<Wrong> {
        wrong
            .filter(|wrong| self.tried || hopeless || !matches!(wrong, Wrong::Required | Wrong::Mailbox | Wrong::Address))
            .or_else(|| text.refused())
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let (name, network, sender) = (self.name_wrong(), self.network(), self.sender_wrong());
        let everybody = network.as_ref().is_ok_and(|network| network.bits() == 0);
        let name = self.said(name, &self.name, false);
        // A mask such as /255.2 may become one.
        let dead = hopeless(self.address.value()) || network == Err(Wrong::Twice);
        let address = self.said(network.err().filter(|wrong| self.tried || dead || *wrong != Wrong::Mask), &self.address, dead);
        let letters = self.sender.value();
        let dead = letters.contains(char::is_whitespace) || letters.matches('@').count() > 1;
        let sender = self.said(sender, &self.sender, dead);
        let tick = |id, flag: Flag, on| check_box(id, marked(words.label(flag.key())), on, Some(move |on| Message::Set(flag, on)));
        let mut parts: Vec<Element<'_, Message>> = refused(words, self.refusal.as_ref(), self.name.value()).into_iter().collect();
        parts.push(sentence(tr!(words, "device-note")));
        let field = self.name.field("device.name", words, name, Message::Name);
        parts.push(field_row(LABELS, marked(words.caption("field-name")), "device.name", field));
        let field = self
            .address
            .field("device.address", words, address, Message::Address)
            .placeholder("192.168.1.40")
            .limits(tr!(words, "device-address-note"));
        parts.push(field_row(LABELS, marked(words.caption("device-address")), "device.address", field));
        if everybody {
            parts.push(strip(Tone::Warning, tr!(words, "device-everybody"), None));
        }
        parts.extend([
            tick("device.log-on", Flag::NeedNotLogOn, self.flags.need_not_log_on),
            note(tr!(words, "device-log-on-note")),
            tick("device.in-clear", Flag::InClear, self.flags.in_clear),
            note(tr!(words, "device-in-clear-note")),
            tick("device.line-endings", Flag::LineEndings, self.flags.line_endings),
            note(tr!(words, "device-line-endings-note")),
        ]);
        let field = self
            .sender
            .field("device.sender", words, sender, Message::Sender)
            .placeholder("scan@example.com")
            .limits(tr!(words, "device-sender-note"));
        parts.push(field_row(LABELS, marked(words.caption("device-sender")), "device.sender", field));
        parts.push(gap(2.0));
        parts.push(self.size.row("device.limit-size", "device.size", words.label("device-size"), words, None, Message::Size));
        parts.push(note(tr!(words, "device-size-note")));
        let field = self.note.field("device.comment", words, None, Message::Note);
        parts.push(field_row(LABELS, marked(words.caption("field-comment")), "device.comment", field));
        let scan = button("device.scan", marked(words.label("device-scan")), Some(Message::Scan)).icon(Drawing::Search);
        let test = self.was.as_ref().map(|_| Message::Test);
        let test = button("device.test-message", marked(words.label("leave-test-message")), test).icon(Drawing::Mail);
        // The servers ask what they know, not what is typed here.
        let saved = (self.was.is_none() || self.changed).then(|| note(tr!(words, "testmsg-saved-note")));
        parts.push(rows([Element::from(buttons([scan.into(), test.into()]))].into_iter().chain(saved)).into());
        let title = match &self.was {
            None => tr!(words, "device-new-title"),
            Some(name) => tr!(words, "account-properties-title", name = name.as_str()),
        };
        let f = framed("device", title, rows(parts), Message::Ok, Message::Cancel, words).width(560.0).icon(Drawing::Device);
        Dialog::from(f.initial("device.name")).open(self.asking.then(|| self.question(words)))
    }

    fn question(&self, words: &'static Words) -> Dialog<'_, Message> {
        caution(
            "device-everybody",
            tr!(words, "common-warning"),
            tr!(words, "ask-open-relay-network", network = self.address.value()),
            tr!(words, "relay-open-warning"),
            [
                ("anyway", marked(words.label("ask-apply-anyway")).into(), Message::Anyway),
                ("back", marked(words.label("ask-go-back")).into(), Message::Back),
            ],
        )
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("device-new-title", "device.name"),
    ("field-name", "device.name"),
    ("device-address", "device.address"),
    ("relay-need-not-log-on", "device.log-on"),
    ("device-in-clear", "device.in-clear"),
    ("device-line-endings", "device.line-endings"),
    ("device-sender", "device.sender"),
    ("device-size", "device.limit-size"),
    ("field-comment", "device.comment"),
    ("device-scan", "device.scan"),
    ("leave-test-message", "device.test-message"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Issue;

    fn copier() -> Device {
        Device { name: "Copier".into(), address: "192.168.1.40".into(), ..Device::default() }
    }

    fn typed(name: &str, address: &str) -> State {
        let mut s = State::new(None, &Device::default(), &[copier()]);
        s.update(Message::Name(Edit::Type(name.into())));
        s.update(Message::Address(Edit::Type(address.into())));
        s
    }

    #[test]
    fn a_device_has_a_name_and_an_address_that_no_other_has() {
        for (name, address, field) in [
            (" ", "192.168.1.41", "device.name"),
            ("copier", "192.168.1.41", "device.name"),
            ("Scanner", "", "device.address"),
            ("Scanner", "192.168.1.x", "device.address"),
            ("Scanner", "192.168.1.0/33", "device.address"),
            ("Scanner", "192.168.1.40/32", "device.address"),
        ] {
            assert_eq!(typed(name, address).update(Message::Ok), Action::Focus(field), "{name:?} {address:?}");
        }
        let wanted = Device { name: "Floor".into(), address: "192.168.1.0/255.255.255.0".into(), ..Device::default() };
        assert_eq!(typed(" Floor ", "192.168.1.0/255.255.255.0").update(Message::Ok), Action::Accept(None, wanted));
    }

    #[test]
    fn a_fixed_sender_is_an_address_of_plain_letters() {
        for sender in ["scan", "scan@", "scanner größe@office.test", "größe@office.test"] {
            let mut s = typed("Scanner", "192.168.1.41");
            s.update(Message::Sender(Edit::Type(sender.into())));
            assert_eq!(s.update(Message::Ok), Action::Focus("device.sender"), "{sender}");
        }
    }

    #[test]
    fn one_that_stands_for_everybody_needs_a_second_word() {
        let mut s = typed("All", "0.0.0.0/0");
        assert_eq!((s.update(Message::Ok), s.asking), (Action::None, true));
        s.update(Message::Back);
        assert!(!s.asking);
        s.update(Message::Ok);
        assert!(matches!(s.update(Message::Anyway), Action::Accept(None, _)));
    }

    #[test]
    fn a_refusal_stands_at_its_field_and_keeps_what_was_typed() {
        let mut s = typed("Scanner", "192.168.1.41");
        s.update(Message::Ok);
        s.sent(3);
        assert_eq!(s.update(Message::Ok), Action::None, "the engine has not answered yet");
        let issue = |path: &str| Issue { path: path.into(), line: None, fault: Fault::TooLong(64) };
        assert!(!s.answered(Err(Refusal::Issues(vec![issue("devices[3].name"), issue("devices[2].address")]))));
        assert_eq!((s.name.refused(), s.address.refused()), (Some(Wrong::Refused(Fault::TooLong(64))), None));
        assert!(matches!(s.update(Message::Ok), Action::Accept(None, device) if device.name == "Scanner"));
    }

    #[test]
    fn a_single_address_is_watched_and_of_a_subnet_none() {
        assert_eq!(typed("a", " 192.168.1.41 ").update(Message::Scan), Action::Scan("192.168.1.41".into()));
        assert_eq!(typed("a", "192.168.1.0/24").update(Message::Scan), Action::Scan(String::new()));
        // One that is in the list already, too.
        let s = State::new(Some("Copier".into()), &copier(), &[copier()]).update(Message::Scan);
        assert_eq!(s, Action::Scan("192.168.1.40".into()));
    }
}
