//! Devices: printers, scanners and scripts, and what each may do that others may not (engine.md §1).
//!
//! The page owns the dialogs it opens: a device, *Scan now*, the question before a deletion. Devices are known by their
//! names, so that a list that has changed meanwhile does no harm. Every change is one [`Change::Devices`]; it counts from the
//! next connection and can be undone.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::net::IpAddr;

use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row};
use iced::{Fill, Point};

use crate::config::written::Device;
use crate::console::Element;
use crate::console::act::Act;
use crate::console::dialogs::{device, scan};
use crate::console::refused;
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Change, Command, Done, Refusal};
use crate::engine::job::ScanStep;
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{ByteSize, Network};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The name of the selected device.
    selected: Option<String>,
    menu: Option<Point>,
    dialog: Option<device::State>,
    scan: Option<scan::State>,
    /// How often watching was begun; each time is a watch of its own.
    watches: u64,
    asking: Option<Asking>,
    /// Who asked for each answer to come.
    asked: VecDeque<Asker>,
}

#[derive(Debug, Clone)]
enum Asking {
    Delete(String),
    Refused(Refusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    Page,
    Dialog,
    Scan,
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// A device was selected, by its place in the list.
    Select(usize),
    /// A menu was asked for.
    Menu(usize, Point),
    /// The menu is closed.
    CloseMenu,
    /// *New Device…*
    New,
    /// *Properties* of the selected device.
    Edit,
    /// *Delete*
    Delete,
    /// The answer to whether to delete it.
    Answer(bool),
    /// *Scan now…*: of the selected device, else of an address to be typed.
    Scan,
    /// *Send test message…* as if from the selected device.
    Test,
    /// The device dialog.
    Device(device::Message),
    /// *Scan now*
    Watch(scan::Message),
}

/// What the window is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// These are the devices from now on; the answer goes to [`State::answered`].
    Change(Vec<Device>),
    /// Give the keyboard to this control of the dialog of that name.
    Focus(&'static str, &'static str),
    /// Do this.
    Act(Act),
    /// Send a test message as if from the device of this name.
    Test(String),
}

impl Action {
    /// What the engine is to do.
    pub fn command(self) -> Option<Command> {
        if let Self::Change(devices) = self { Some(Command::Change(Change::Devices(devices))) } else { None }
    }
}

impl State {
    /// Whom the engine is to watch now, and which of the watches it is.
    pub fn watched(&self) -> Option<(IpAddr, u64)> {
        Some((self.scan.as_ref()?.watched()?, self.watches))
    }

    /// A step of this watch; `None`: its time is over.
    pub fn seen(&mut self, watch: u64, step: Option<ScanStep>, now: &Snapshot) {
        if let Some(scan) = self.scan.as_mut().filter(|scan| watch == self.watches && scan.watched().is_some()) {
            scan.seen(step, &now.settings.devices);
        }
    }

    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        let devices = &now.settings.devices;
        let name = |at: usize| devices.get(at).map(|device| device.name.clone());
        match message {
            Message::Select(at) => self.selected = name(at),
            Message::Menu(at, point) => (self.selected, self.menu) = (name(at), Some(point)),
            Message::CloseMenu => self.menu = None,
            Message::New => self.show(device::State::new(None, &Device::default(), devices)),
            Message::Edit => {
                if let Some(device) = self.chosen(devices) {
                    self.show(device::State::new(Some(device.name.clone()), device, devices));
                }
            }
            Message::Delete => self.asking = self.chosen(devices).map(|device| Asking::Delete(device.name.clone())),
            Message::Answer(yes) => {
                if let Some(Asking::Delete(name)) = self.asking.take().filter(|_| yes)
                    && devices.iter().any(|device| device.name == name)
                {
                    return self.ask(Asker::Page, devices.iter().filter(|device| device.name != name).cloned().collect());
                }
            }
            Message::Scan => {
                let single = |device: &&Device| device.address.parse().is_ok_and(|network: Network| network.is_single());
                let address = self.chosen(devices).filter(single).map(|device| device.address.clone());
                return self.watch(address.unwrap_or_default());
            }
            Message::Test => {
                if let Some(device) = self.chosen(devices) {
                    return Action::Test(device.name.clone());
                }
            }
            Message::Device(message) => return self.dialog(message, devices),
            Message::Watch(message) => return self.scan(message, devices),
        }
        Action::None
    }

    fn chosen<'a>(&self, devices: &'a [Device]) -> Option<&'a Device> {
        devices.iter().find(|device| Some(&device.name) == self.selected.as_ref())
    }

    fn ask(&mut self, asker: Asker, devices: Vec<Device>) -> Action {
        self.asked.push_back(asker);
        Action::Change(devices)
    }

    /// Shows a device in place of the one that is open, unless what was typed there would be lost.
    fn show(&mut self, dialog: device::State) {
        if !self.dialog.as_ref().is_some_and(device::State::is_changed) {
            self.forget(Asker::Dialog);
            self.dialog = Some(dialog);
        }
    }

    /// A dialog is closed: an answer it still waits for goes to the page.
    fn forget(&mut self, gone: Asker) {
        self.asked.iter_mut().filter(|asker| **asker == gone).for_each(|asker| *asker = Asker::Page);
    }

    /// Opens *Scan now* for this address, in place of one that is open.
    fn watch(&mut self, address: String) -> Action {
        self.forget(Asker::Scan);
        self.watches += 1;
        self.scan = Some(scan::State::new(address));
        Action::None
    }

    fn dialog(&mut self, message: device::Message, devices: &[Device]) -> Action {
        let Some(dialog) = &mut self.dialog else { return Action::None };
        match dialog.update(message) {
            device::Action::None => Action::None,
            device::Action::Focus(control) => Action::Focus("device", control),
            device::Action::Scan(address) => self.watch(address),
            device::Action::Test(name) => Action::Test(name),
            device::Action::Close => {
                self.dialog = None;
                self.forget(Asker::Dialog);
                Action::None
            }
            device::Action::Accept(was, device) => {
                let mut devices = devices.to_vec();
                let at = devices.iter().position(|other| Some(&other.name) == was.as_ref()).unwrap_or(devices.len());
                match devices.get_mut(at) {
                    Some(place) => *place = device,
                    None => devices.push(device),
                }
                dialog.sent(at);
                self.ask(Asker::Dialog, devices)
            }
        }
    }

    fn scan(&mut self, message: scan::Message, devices: &[Device]) -> Action {
        let Some(scan) = &mut self.scan else { return Action::None };
        match scan.update(message) {
            scan::Action::None => Action::None,
            scan::Action::Focus(control) => Action::Focus("scan", control),
            scan::Action::Watch => {
                self.watches += 1;
                Action::None
            }
            scan::Action::Close => {
                self.scan = None;
                self.forget(Asker::Scan);
                Action::None
            }
            scan::Action::Mend(address, remedy) => self.mend(address, remedy, devices),
        }
    }

    /// What the button of a cure does.
    fn mend(&mut self, address: IpAddr, remedy: scan::Remedy, devices: &[Device]) -> Action {
        let device = scan::device_of(devices, address);
        match (remedy, device) {
            (scan::Remedy::Act(act), _) => Action::Act(act),
            (scan::Remedy::Add(device), _) => {
                self.show(device::State::new(None, &device, devices));
                Action::Focus("device", "device.name")
            }
            (scan::Remedy::Open(control), Some((_, device))) => {
                self.show(device::State::new(Some(device.name.clone()), device, devices));
                if let Some(dialog) = &mut self.dialog {
                    dialog.lead(control);
                }
                Action::Focus("device", control)
            }
            (scan::Remedy::Tick(flag), Some((at, device))) => {
                // In a dialog that is open for it the box would stay empty, and OK would empty it again.
                if let Some(dialog) = self.dialog.as_mut().filter(|dialog| dialog.was() == Some(&device.name)) {
                    dialog.ticked(flag);
                }
                let mut devices = devices.to_vec();
                *flag.of(&mut devices[at]) = true;
                self.ask(Asker::Scan, devices)
            }
            // It was deleted meanwhile; what is shown next says so.
            (scan::Remedy::Open(_) | scan::Remedy::Tick(_), None) => Action::None,
        }
    }

    /// The engine's answer to a command. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        match (self.asked.pop_front().unwrap_or(Asker::Page), &mut self.dialog, &mut self.scan) {
            (Asker::Dialog, Some(dialog), _) => {
                let name = dialog.name().to_owned();
                if dialog.answered(answer) {
                    (self.dialog, self.selected) = (None, Some(name));
                }
            }
            (Asker::Scan, _, Some(scan)) => scan.answered(answer),
            _ => {
                if let Err(refusal) = answer {
                    self.asking = Some(Asking::Refused(refusal));
                }
            }
        }
    }

    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let devices = &now.settings.devices;
        let at = devices.iter().position(|device| Some(&device.name) == self.selected.as_ref());
        let list = list("devices.list", devices.len(), move |i| line(&devices[i], words))
            .column(words.title("field-name"), 118.0)
            .column(tr!(words, "device-col-address"), 120.0)
            .column(tr!(words, "device-col-may"), 0.0)
            .column(tr!(words, "device-sender"), 162.0)
            .selected(at)
            .on_select(Message::Select)
            .on_activate(|_| Message::Edit)
            .on_context(Message::Menu)
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Delete),
                Key::Named(Named::F2) => Some(Message::Edit),
                Key::Named(Named::Insert) => Some(Message::New),
                _ => None,
            })
            .nothing(tr!(words, "tree-empty-devices"));
        // The letters of a page's buttons belong to the menu bar.
        let bar = buttons([
            button("devices.new", format!("{}…", tr!(words, "device-new-title")), Some(Message::New)).icon(Drawing::Add).into(),
            button("devices.edit", tr!(words, "btn-properties"), at.map(|_| Message::Edit)).into(),
            button("devices.delete", tr!(words, "menu-delete"), at.map(|_| Message::Delete)).into(),
            button("devices.scan", tr!(words, "device-scan"), Some(Message::Scan)).icon(Drawing::Search).into(),
        ]);
        let mut page = column![headline(tr!(words, "tree-devices")), bar];
        if devices.is_empty() {
            page = page.push(strip(Tone::Plain, tr!(words, "device-what"), None));
        }
        page = page.push(list);
        if let Some(device) = at.and_then(|at| devices.get(at)) {
            page = page.push(facts(device, words));
        }
        page = page.push(hint(tr!(words, "device-scan-note")));
        page.spacing(PAD).padding(PAD).height(Fill).into()
    }

    /// The dialogs that leave the window usable.
    pub fn sheets<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> impl Iterator<Item = Dialog<'a, Message>> {
        let scan = self.scan.as_ref().map(|scan| scan.view(&now.settings.devices, words).map(Message::Watch));
        let device = self.dialog.as_ref().map(|dialog| dialog.view(words).map(Message::Device));
        [scan, device].into_iter().flatten()
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.asking.as_ref()? {
            Asking::Delete(name) => question(
                "devices.ask",
                tr!(words, "menu-delete"),
                tr!(words, "device-delete-question", name = name.as_str()),
                "",
                [
                    ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                    ("no", words.label("btn-no").into(), Message::Answer(false)),
                ],
            ),
            Asking::Refused(refusal) => refused::notice(words, "devices.refused", refusal, "", Message::Answer(false)),
        })
    }

    /// The menu of the selected device, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let items = vec![
            item("devices.menu.scan", words.label("device-scan"), Some(Message::Scan)).icon(Drawing::Search),
            item("devices.menu.test", words.label("menu-test-message"), Some(Message::Test)).icon(Drawing::Mail),
            separator(),
            item("devices.menu.delete", words.label("menu-delete"), Some(Message::Delete)),
            separator(),
            item("devices.menu.edit", words.label("menu-properties"), Some(Message::Edit)).default(),
        ];
        Some((self.menu?, items))
    }
}

/// What a device may do, one after the other; empty when nothing besides.
fn allowed(device: &Device, words: &'static Words) -> String {
    let size = (device.max_size_kb != 0)
        .then(|| tr!(words, "device-may-size", size = words.size(ByteSize::from_kb(device.max_size_kb).octets())).into_owned());
    let may = [
        device.need_not_log_on.then(|| tr!(words, "device-may-no-log-on").into_owned()),
        device.may_send_in_clear.then(|| tr!(words, "device-may-clear").into_owned()),
        device.correct_line_endings.then(|| tr!(words, "device-may-endings").into_owned()),
        size,
    ];
    let may: Vec<String> = may.into_iter().flatten().collect();
    words.list(&may)
}

/// What does not fit into the row of the selected device.
fn facts<'a>(device: &'a Device, words: &'static Words) -> Element<'a, Message> {
    let fact = |name: String, value: Cow<'a, str>| -> Element<'a, Message> {
        row![container(hint(name)).width(FACT), container(hint(value)).width(Fill)].into()
    };
    let named = |name: Cow<'static, str>| tr!(words, "common-with-colon", label = name).into_owned();
    let may = allowed(device, words);
    let may = if may.is_empty() { tr!(words, "common-none") } else { may.into() };
    let mut facts = vec![fact(named(tr!(words, "device-col-may")), may)];
    if !device.note.is_empty() {
        facts.push(fact(words.caption("field-comment").text, device.note.as_str().into()));
    }
    iced::widget::Column::with_children(facts).spacing(2).into()
}

/// Width of the names of those.
const FACT: f32 = 130.0;

fn line<'a>(device: &'a Device, words: &'static Words) -> Row<'a> {
    let sender = device.sender.as_deref().unwrap_or_default();
    let cells: [Cow<'a, str>; 4] = [
        device.name.as_str().into(),
        // However the mask was written: the short form fits.
        device.address.parse().map_or_else(|_| device.address.clone(), |network: Network| network.to_string()).into(),
        allowed(device, words).into(),
        sender.into(),
    ];
    Row::new(cells).icon(Drawing::Device)
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("device-new-title", "devices.new"),
    ("btn-properties", "devices.edit"),
    ("menu-delete", "devices.delete"),
    ("device-scan", "devices.scan"),
    ("field-name", "devices.list"),
    ("device-col-address", "devices.list"),
    ("device-col-may", "devices.list"),
    ("device-sender", "devices.list"),
];
