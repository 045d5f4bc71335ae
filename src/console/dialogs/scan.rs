//! *Scan now*: somebody presses the button of a device, and here it is seen what the device says, what it is answered, what is
//! wrong with it, and what to do about that. What is a setting is made by a button.
//!
//! The dialog only shows; the window listens to the engine for as long as [`State::watched`] names an address.

use std::net::IpAddr;

use jiff::tz::TimeZone;

use super::device::Flag;
use super::form::{Edit, Text, Wrong, marked};
use super::properties::place::{Tab, Which};
use crate::config::written::Device;
use crate::console::Element;
use crate::console::act::Act;
use crate::console::refused::refused;
use crate::console::theme::style::Tone;
use crate::console::tree::Node;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::engine::job::{Cure, ScanHitch, ScanStep, ScanWhat, cures};
use crate::i18n::Words;
use crate::mail::Network;
use crate::{tr, wording};

/// So many steps are kept; a device that says more than this is seen from its latest words.
const MOST: usize = 1_000;

/// The buttons of the cures.
const BUTTONS: [&str; 2] = ["scan.cure.0", "scan.cure.1"];
/// Height of the list and of what is said below it.
const WHOLE: f32 = 350.0;
/// Height of a strip of one line, with what is kept free above it.
const STRIP: f32 = 38.0;
/// The same with a button.
const WITH_BUTTON: f32 = 48.0;

/// What the dialog remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    address: Text,
    /// Whom the engine watches.
    watched: Option<IpAddr>,
    /// Whose steps are shown.
    about: Option<IpAddr>,
    /// It was watched, and the time is over.
    over: bool,
    tried: bool,
    steps: Vec<Seen>,
    selected: Option<usize>,
    refusal: Option<Refusal>,
}

/// A step, and which of its cures were no news when it came.
#[derive(Debug, Clone)]
struct Seen {
    step: ScanStep,
    vain: Vec<Cure>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the address.
    Address(Edit),
    /// *Watch*
    Start,
    /// *Stop*
    Stop,
    /// A step was selected.
    Select(usize),
    /// The button of a cure.
    Mend(Remedy),
    /// *Close*
    Close,
}

/// What a button does about a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Ticks this box of the device that the address belongs to.
    Tick(Flag),
    /// Opens a new device that begins like this.
    Add(Box<Device>),
    /// Opens the device that the address belongs to, at this control.
    Open(&'static str),
    /// Does something in the window.
    Act(Act),
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog; nobody is watched any more.
    Close,
    /// Another address is watched from now on.
    Watch,
    /// The keyboard for this control: what it holds is wrong.
    Focus(&'static str),
    /// This about the address.
    Mend(IpAddr, Remedy),
}

/// What the lower part says.
enum Verdict<'a> {
    /// Nothing worth a word.
    Nothing,
    /// A message was taken, and nothing was refused since.
    Works,
    /// What was wrong here has been put right since.
    Settled,
    /// This is wrong; with what can be done.
    Wrong(&'a Seen, Vec<Cure>),
}

impl State {
    /// For this address, which is watched at once when it is one.
    pub fn new(address: impl Into<String>) -> Self {
        let mut state = Self { address: Text::new(address), ..Self::default() };
        state.watched = state.typed().ok();
        state.about = state.watched;
        state
    }

    fn typed(&self) -> Result<IpAddr, Wrong> {
        match self.address.value() {
            "" => Err(Wrong::Required),
            text => text.parse().ok().filter(|address: &IpAddr| !address.is_unspecified()).ok_or(Wrong::Address),
        }
    }

    /// Whom the engine is to watch now.
    pub fn watched(&self) -> Option<IpAddr> {
        self.watched
    }

    /// A step of the watched address; `None`: the time is over. `devices` are those of the settings.
    pub fn seen(&mut self, step: Option<ScanStep>, devices: &[Device]) {
        let Some(mut step) = step else {
            (self.watched, self.over) = (None, true);
            return;
        };
        let device = self.about.and_then(|address| device_of(devices, address));
        step.device = device.map(|(at, _)| at);
        let vain = cures(&step).iter().copied().filter(|cure| is_settled(*cure, device.map(|(_, device)| device))).collect();
        // The latest step stays in sight, unless another one was selected.
        let follows = self.selected.is_none_or(|at| at + 1 == self.steps.len());
        if self.steps.len() == MOST {
            self.steps.remove(0);
            self.selected = self.selected.and_then(|at| at.checked_sub(1));
        }
        self.steps.push(Seen { step, vain });
        if follows {
            self.selected = Some(self.steps.len() - 1);
        }
    }

    /// The engine's answer to a cure that is a setting.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        self.refusal = answer.err();
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Address(edit) => {
                self.address.edit(edit);
                (self.watched, self.over, self.tried) = (None, false, false);
            }
            Message::Start => {
                self.tried = true;
                return match self.typed() {
                    Err(_) => Action::Focus("scan.address"),
                    Ok(address) => {
                        (self.watched, self.about, self.over) = (Some(address), Some(address), false);
                        (self.steps, self.selected, self.refusal) = (vec![], None, None);
                        Action::Watch
                    }
                };
            }
            Message::Stop => self.watched = None,
            Message::Select(row) => self.selected = Some(row),
            Message::Mend(remedy) => {
                self.refusal = None;
                if let Some(address) = self.about {
                    return Action::Mend(address, remedy);
                }
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// What is to be said of the selected step, else of the latest that was refused or done.
    fn verdict(&self, device: Option<(usize, &Device)>) -> Verdict<'_> {
        let troubled = |seen: &&Seen| matches!(seen.step.what, ScanWhat::Refused { .. } | ScanWhat::NotEncrypted(_));
        let chosen = self.selected.and_then(|at| self.steps.get(at)).filter(troubled);
        let telling = |seen: &&Seen| troubled(seen) || seen.step.what == ScanWhat::Accepted;
        let Some(seen) = chosen.or_else(|| self.steps.iter().rev().find(telling)) else { return Verdict::Nothing };
        if seen.step.what == ScanWhat::Accepted {
            return Verdict::Works;
        }
        // By what the settings are now: the address may have become a device meanwhile.
        let step = ScanStep { device: device.map(|(at, _)| at), ..seen.step.clone() };
        let (done, open): (Vec<Cure>, Vec<Cure>) = cures(&step).iter().partition(|cure| is_settled(**cure, device.map(|(_, d)| d)));
        if done.iter().any(|cure| !seen.vain.contains(cure)) {
            return Verdict::Settled;
        }
        Verdict::Wrong(seen, if open.is_empty() { vec![Cure::ReadReply] } else { open })
    }

    /// The dialog; `devices` are those of the settings.
    pub fn view<'a>(&'a self, devices: &'a [Device], words: &'static Words) -> Dialog<'a, Message> {
        let on = self.watched.is_some();
        let wrong = self.typed().err().filter(|_| self.tried);
        let field = self.address.field("scan.address", words, wrong, Message::Address).placeholder("192.168.1.40").width(230);
        let press: Element<'_, Message> = if on {
            button("scan.stop", marked(words.label("scan-stop")), Some(Message::Stop)).icon(Drawing::Stop).into()
        } else {
            button("scan.start", marked(words.label("scan-start")), Some(Message::Start)).icon(Drawing::Play).default().into()
        };
        let line = iced::widget::row![Element::from(field), press].spacing(crate::console::theme::GAP);
        let note = match (on, self.over) {
            (true, _) => strip(Tone::Accent, tr!(words, "scan-press", address = self.address.value()), None),
            (false, true) => strip(Tone::Plain, tr!(words, "scan-over"), None),
            (false, false) => strip(Tone::Plain, tr!(words, "scan-type"), None),
        };
        let device = self.about.and_then(|address| device_of(devices, address));
        let verdict = self.verdict(device);
        // What is said below takes its room from the list, so that the dialog stays where it is.
        let below = match &verdict {
            Verdict::Nothing => 0.0,
            Verdict::Works | Verdict::Settled => STRIP,
            Verdict::Wrong(_, open) => STRIP + WITH_BUTTON * open.len().min(BUTTONS.len()) as f32,
        };
        let steps = &self.steps;
        let list = list("scan.list", steps.len(), move |i| row(&steps[i].step, words))
            .column(tr!(words, "history-time"), 104.0)
            .column(tr!(words, "scan-col-what"), 0.0)
            .selected(self.selected)
            .on_select(Message::Select)
            .nothing(tr!(words, "scan-nothing"))
            .height(WHOLE - below);
        let mut parts: Vec<Element<'_, Message>> = refused(words, self.refusal.as_ref(), "").into_iter().collect();
        parts.extend([field_row(190.0, marked(words.caption("scan-address")), "scan.address", line), note, list.into()]);
        match verdict {
            Verdict::Nothing => {}
            Verdict::Works => parts.push(strip(Tone::Good, tr!(words, "scan-works"), None)),
            Verdict::Settled => parts.push(strip(Tone::Good, tr!(words, "scan-settled"), None)),
            Verdict::Wrong(seen, open) => parts.extend(self.diagnosis(seen, &open, device.map(|(_, device)| device), words)),
        }
        let start = (!on).then_some(Message::Start);
        let close = button("scan.done", words.label("btn-close"), Some(Message::Close)).into();
        let f = frame("scan", words.heading("device-scan"), rows(parts), [close])
            .width(660.0)
            .icon(Drawing::Device)
            .on_enter(start)
            .on_close(Message::Close);
        f.initial(if on { "scan.list" } else { "scan.address" }).into()
    }

    fn diagnosis<'a>(
        &self,
        seen: &Seen,
        open: &[Cure],
        device: Option<&Device>,
        words: &'static Words,
    ) -> impl Iterator<Item = Element<'a, Message>> {
        let trouble = wording::scan_trouble(words, &seen.step.what);
        let what = strip(Tone::Bad, trouble, None);
        let address = self.about;
        let name = device.map_or("", |device| device.name.as_str()).to_owned();
        let seen = seen.step.clone();
        let cures = open.iter().copied().zip(BUTTONS).map(move |(cure, id)| {
            let press = remedy(cure, &seen, address).map(|remedy| {
                let text = if matches!(remedy, Remedy::Tick(_)) { tr!(words, "scan-do") } else { tr!(words, "scan-open") };
                button(id, text, Some(Message::Mend(remedy))).into()
            });
            strip(Tone::Plain, wording::cure(words, cure, &name), press)
        });
        // The strip's borrow ends here: everything in it is owned.
        std::iter::once(what).chain(cures.collect::<Vec<_>>())
    }
}

/// A step as a row of the list.
fn row(step: &ScanStep, words: &'static Words) -> Row<'static> {
    let time = words.exact_time(step.at.to_zoned(TimeZone::system()).time());
    let (tone, sign) = match &step.what {
        ScanWhat::Refused { .. } | ScanWhat::NotEncrypted(_) => (Tone::Bad, Drawing::Error),
        ScanWhat::Accepted => (Tone::Good, Drawing::Done),
        ScanWhat::Encrypted(_) => (Tone::Plain, Drawing::Lock),
        ScanWhat::LoggedOn(_) => (Tone::Plain, Drawing::Account),
        ScanWhat::Sender(_) | ScanWhat::Recipient(_) => (Tone::Plain, Drawing::Mail),
        ScanWhat::Connected { .. } | ScanWhat::Hello(_) => (Tone::Plain, Drawing::Device),
        ScanWhat::Left { .. } => (Tone::Muted, Drawing::Device),
    };
    Row::new([time, wording::scan_step(words, &step.what)]).icon(sign).tone(tone)
}

/// The device an address belongs to, with its place in the list; of several the most specific one, as the engine has it.
pub fn device_of(devices: &[Device], address: IpAddr) -> Option<(usize, &Device)> {
    let parsed = devices.iter().enumerate().filter_map(|(at, device)| Some((device.address.parse::<Network>().ok()?, at, device)));
    let covering = parsed.filter(|(network, ..)| network.contains(address));
    covering.max_by_key(|(network, at, _)| (network.bits(), std::cmp::Reverse(*at))).map(|(_, at, device)| (at, device))
}

/// Whether the settings have this cure already.
fn is_settled(cure: Cure, device: Option<&Device>) -> bool {
    device.is_some_and(|device| match cure {
        Cure::AddDevice => true,
        Cure::NeedNotLogOn => device.need_not_log_on,
        Cure::SendInClear => device.may_send_in_clear,
        Cure::CorrectLineEndings => device.correct_line_endings,
        Cure::FixSender => device.sender.is_some(),
        _ => false,
    })
}

/// What a button can do; `None` for what is done at the device.
fn remedy(cure: Cure, step: &ScanStep, address: Option<IpAddr>) -> Option<Remedy> {
    let server = step.server;
    let dialog = |which: Which| Some(Remedy::Act(Act::Dialog(server, which)));
    match cure {
        Cure::AddDevice => Some(Remedy::Add(Box::new(proposed(&step.what, address?)))),
        Cure::NeedNotLogOn => Some(Remedy::Tick(Flag::NeedNotLogOn)),
        Cure::SendInClear => Some(Remedy::Tick(Flag::InClear)),
        Cure::CorrectLineEndings => Some(Remedy::Tick(Flag::LineEndings)),
        Cure::FixSender => Some(Remedy::Open("device.sender")),
        Cure::RaiseDeviceSize => Some(Remedy::Open("device.size")),
        Cure::RaiseSize => Some(Remedy::Act(Act::Page(server, Tab::Messages))),
        Cure::Connection => dialog(Which::Connection),
        Cure::LiftBlock => Some(Remedy::Act(Act::Blocks(server))),
        Cure::RaiseConnections => Some(Remedy::Act(Act::Page(server, Tab::General))),
        Cure::StartServer => Some(Remedy::Act(Act::Go(Node::Server(server)))),
        Cure::CheckDns => dialog(Which::AdvancedDelivery),
        Cure::ShortenPause => dialog(Which::Protection),
        Cure::Authentication | Cure::DefaultDomain => dialog(Which::Authentication),
        Cure::Account => Some(Remedy::Act(Act::Go(Node::Accounts))),
        Cure::Relay => dialog(Which::Relay),
        Cure::Certificate | Cure::SeeWarnings => Some(Remedy::Act(Act::Go(Node::Overview))),
        Cure::ChooseStartTls
        | Cure::EncryptAtDevice
        | Cure::UpdateDevice
        | Cure::EnterPassword
        | Cure::OwnSender
        | Cure::CheckRecipient
        | Cure::ReadReply => None,
    }
}

/// A new device that may do what this one was refused for.
fn proposed(what: &ScanWhat, address: IpAddr) -> Device {
    let hitch = if let ScanWhat::Refused { hitch, .. } = what { Some(*hitch) } else { None };
    Device {
        address: address.to_string(),
        correct_line_endings: hitch == Some(ScanHitch::LineEnds),
        may_send_in_clear: matches!(hitch, None | Some(ScanHitch::EncryptionFirst | ScanHitch::WeakCipher)),
        ..Device::default()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("scan-address", "scan.address"),
    ("scan-start", "scan.start"),
    ("history-time", "scan.list"),
    ("scan-col-what", "scan.list"),
    ("btn-close", "scan.done"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::ServerId;

    fn address() -> IpAddr {
        "192.168.1.40".parse().unwrap()
    }

    fn refused(hitch: ScanHitch) -> ScanStep {
        let what = ScanWhat::Refused { reply: "530 5.7.0 Authentication required".into(), hitch };
        ScanStep { at: jiff::Timestamp::UNIX_EPOCH, server: ServerId(1), visit: 1, device: None, what }
    }

    fn device(address: &str) -> Device {
        Device { name: "Copier".into(), address: address.into(), ..Device::default() }
    }

    fn open(s: &State, devices: &[Device]) -> Option<Vec<Cure>> {
        match s.verdict(device_of(devices, address())) {
            Verdict::Wrong(_, cures) => Some(cures),
            _ => None,
        }
    }

    #[test]
    fn an_address_is_watched_from_the_beginning_and_nonsense_is_not() {
        assert_eq!(State::new("192.168.1.40").watched(), Some(address()));
        let mut s = State::new("");
        assert_eq!((s.watched(), s.update(Message::Start)), (None, Action::Focus("scan.address")));
        s.update(Message::Address(Edit::Type("0.0.0.0".into())));
        assert_eq!(s.update(Message::Start), Action::Focus("scan.address"));
        s.update(Message::Address(Edit::Type(" 192.168.1.40 ".into())));
        assert_eq!((s.update(Message::Start), s.watched()), (Action::Watch, Some(address())));
        s.update(Message::Stop);
        assert_eq!(s.watched(), None);
    }

    #[test]
    fn the_most_specific_device_is_the_one() {
        let devices = [device("192.168.0.0/16"), device("192.168.1.40"), device("192.168.1.0/24"), device("nonsense")];
        assert_eq!(device_of(&devices, address()).map(|(at, _)| at), Some(1));
        assert_eq!(device_of(&devices, "10.0.0.1".parse().unwrap()), None);
    }

    #[test]
    fn a_refusal_is_settled_by_a_setting_that_was_not_there_when_it_came() {
        let mut s = State::new("192.168.1.40");
        s.seen(Some(refused(ScanHitch::LogOnFirst)), &[]);
        assert_eq!(open(&s, &[]), Some(vec![Cure::AddDevice, Cure::EnterPassword]));
        let locked = Device { need_not_log_on: false, ..device("192.168.1.40") };
        assert_eq!(open(&s, std::slice::from_ref(&locked)), Some(vec![Cure::NeedNotLogOn, Cure::EnterPassword]));
        let free = device("192.168.1.40");
        assert!(matches!(s.verdict(Some((0, &free))), Verdict::Settled));
        // It comes all the same: what is ticked already is no advice.
        s.seen(Some(refused(ScanHitch::LogOnFirst)), std::slice::from_ref(&free));
        assert_eq!(open(&s, &[free]), Some(vec![Cure::EnterPassword]));
    }

    #[test]
    fn what_was_taken_since_is_the_last_word_until_a_refusal_is_selected() {
        let mut s = State::new("192.168.1.40");
        s.seen(Some(refused(ScanHitch::Blocked)), &[]);
        s.seen(Some(ScanStep { what: ScanWhat::Accepted, ..refused(ScanHitch::Other) }), &[]);
        assert!(matches!(s.verdict(None), Verdict::Works));
        assert_eq!(s.selected, Some(1), "the latest is in sight");
        s.update(Message::Select(0));
        assert_eq!(open(&s, &[]), Some(vec![Cure::LiftBlock, Cure::EnterPassword]));
        s.seen(Some(refused(ScanHitch::Other)), &[]);
        assert_eq!(s.selected, Some(0), "what was selected stays");
    }

    #[test]
    fn only_the_latest_steps_are_kept() {
        let mut s = State::new("192.168.1.40");
        for _ in 0..MOST + 3 {
            s.seen(Some(refused(ScanHitch::Other)), &[]);
        }
        assert_eq!(s.steps.len(), MOST);
        s.seen(None, &[]);
        assert!(s.over && s.watched().is_none());
    }

    #[test]
    fn a_new_device_is_proposed_with_what_it_was_refused_for() {
        let of = |hitch| proposed(&refused(hitch).what, address());
        assert!(of(ScanHitch::LineEnds).correct_line_endings && !of(ScanHitch::LineEnds).may_send_in_clear);
        assert!(of(ScanHitch::EncryptionFirst).may_send_in_clear && of(ScanHitch::LogOnFirst).need_not_log_on);
    }
}
