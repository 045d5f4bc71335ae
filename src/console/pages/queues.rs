//! Queues (dialogs.md §2.9.3): what waits for each destination, of all virtual servers of this computer, and what is done to it.
//!
//! The engine is asked when the page is opened, by F5, after a command, when the number of messages changes, and once a second
//! while something waits and the page is shown. An empty queue costs nothing. What the engine does not give at a time is asked
//! for piece by piece, and shown when the last has come.

mod question;

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use crate::console::Element;
use crate::console::dialogs::{find_messages, message};
use crate::console::say::{kilobytes, source, time};
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::{Change, Command, Done, Filter, Refusal, Touched, Verb};
use crate::engine::query::{Answer, Destination, DestinationPage, DestinationSort, DestinationState, Query, QueueId};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;
use crate::wording;
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, row};
use iced::{Fill, Point};

/// A destination of a virtual server.
pub type Place = (ServerId, Arc<str>);

/// What the page remembers.
#[derive(Debug, Default)]
pub struct State {
    shown: bool,
    page: DestinationPage,
    /// The pieces of the next list that have come.
    coming: Option<Vec<Destination>>,
    sort: Sort,
    /// Messages in the queue when the list was last asked for.
    known: Option<u64>,
    /// What is to be asked of the engine.
    due: Vec<Query>,
    selected: Option<Place>,
    menu: Option<Point>,
    find: Option<find_messages::State>,
    message: Option<message::State>,
    asking: Option<Asking>,
    /// What the last verb came to.
    told: Option<Touched>,
    /// Answers still to come.
    asked: VecDeque<()>,
}

#[derive(Debug)]
enum Asking {
    /// So many messages wait there.
    Freeze(Place, u64),
    Delete(What, Verb),
    Outbound(bool),
    Refused(Refusal),
}

/// What is to be deleted.
#[derive(Debug, Clone)]
enum What {
    /// So many messages for a destination.
    Destination(Place, u64),
    /// These; what it is, where it is one; and the destination whose messages they were listed as: only their recipients there
    /// are meant then.
    Messages(Vec<QueueId>, Option<Box<find_messages::About>>, Option<Place>),
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// A destination was selected.
    Select(Place),
    /// A menu was asked for.
    Menu(Place, Point),
    /// The menu is closed.
    CloseMenu,
    /// A header was clicked.
    Sort(usize),
    /// *Find Messages…*: `true` for those of the selected destination.
    Find(bool),
    /// *Freeze* or *Unfreeze* the selected destination.
    Freeze(bool),
    /// *Force Connection*
    Force,
    /// *Delete All Messages*, with or without reports.
    Delete(Verb),
    /// *Disable Outbound Mail* or *Enable Outbound Mail*.
    Outbound(bool),
    /// The answer to the question.
    Answer(bool),
    /// *Refresh*
    Refresh,
    /// Of *Find Messages*.
    Found(find_messages::Message),
    /// Of the properties of a message.
    Message(message::Message),
}

/// What the window is to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Carry this out; the answer goes to [`State::answered`].
    Command(Command),
    /// Give the keyboard to this control of the dialog of that name.
    Focus(&'static str, &'static str),
}

impl State {
    /// The page is shown, or not; `now` is how things stand.
    pub fn shown(&mut self, shown: bool, now: &Snapshot) {
        if self.shown != shown {
            (self.shown, self.menu, self.known, self.told, self.coming) = (shown, None, None, None, None);
        }
        if self.shown && self.known != Some(now.queue.messages) {
            self.known = Some(now.queue.messages);
            self.ask_list();
        }
    }

    /// Whether the list changes by itself.
    pub fn runs(&self) -> bool {
        self.shown && self.page.rows.iter().any(|row| row.messages > 0)
    }

    /// A second has passed.
    pub fn second(&mut self) {
        // A long list that is still coming is not begun anew.
        if self.runs() && self.coming.is_none() {
            self.ask_list();
        }
    }

    /// *Refresh*, also of what is open.
    pub fn refresh(&mut self) {
        if self.shown {
            self.ask_list();
        }
        if let Some(query) = self.find.as_mut().and_then(find_messages::State::again) {
            self.ask(query);
        }
        if let Some(open) = &self.message {
            self.ask(Query::Message(open.message()));
        }
    }

    /// What is to be asked of the engine now; the answers go to [`State::told`].
    pub fn due(&mut self) -> Vec<Query> {
        std::mem::take(&mut self.due)
    }

    fn ask(&mut self, query: Query) {
        if !self.due.contains(&query) {
            self.due.push(query);
        }
    }

    fn ask_list(&mut self) {
        self.coming = None;
        self.ask(self.list_from(0));
    }

    /// What asks for the list as it is sorted now, from this row on.
    fn list_from(&self, offset: usize) -> Query {
        let sort = COLUMNS[self.sort.column.min(COLUMNS.len() - 1)];
        Query::Destinations { sort, descending: self.sort.descending, offset, limit: AT_A_TIME }
    }

    /// A piece of the list.
    fn listed(&mut self, query: &Query, page: DestinationPage) {
        let mut rows = match (query, self.coming.take()) {
            (Query::Destinations { offset: 0, .. }, _) => vec![],
            (Query::Destinations { offset, .. }, Some(rows)) if *offset == rows.len() => rows,
            // Of a list that was given up for a newer one.
            (_, coming) => return self.coming = coming,
        };
        if *query != self.list_from(rows.len()) {
            // It is sorted otherwise meanwhile, and was asked for anew.
            return;
        }
        let more = !page.rows.is_empty() && rows.len() + page.rows.len() < page.total.min(MOST);
        rows.extend(page.rows);
        if more {
            self.ask(self.list_from(rows.len()));
            self.coming = Some(rows);
            return;
        }
        // Between two pieces one may have moved from the one to the other.
        let mut there = HashSet::new();
        rows.retain(|row| there.insert((row.server, row.name.clone())));
        self.page = DestinationPage { rows, total: page.total };
    }

    /// The engine's answer to a question.
    pub fn told(&mut self, query: &Query, answer: Answer) {
        match answer {
            Answer::Destinations(page) => self.listed(query, page),
            Answer::Queue(listing) => {
                if let Some(open) = &mut self.find {
                    open.told(query, listing);
                }
            }
            Answer::Message(found) => {
                if let (Some(open), Query::Message(id)) = (&mut self.message, query)
                    && open.message() == *id
                {
                    open.told(found);
                }
            }
            _ => {}
        }
    }

    fn chosen(&self) -> Option<&Destination> {
        let (server, name) = self.selected.as_ref()?;
        self.page.rows.iter().find(|row| row.server == *server && row.name == *name)
    }

    fn place(&self) -> Option<Place> {
        self.chosen().map(|row| (row.server, row.name.clone()))
    }

    fn command(&mut self, command: Command) -> Action {
        self.told = None;
        self.asked.push_back(());
        Action::Command(command)
    }

    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot) -> Action {
        match message {
            Message::Select(place) => self.selected = Some(place),
            Message::Menu(place, at) => (self.selected, self.menu) = (Some(place), Some(at)),
            Message::CloseMenu => self.close_menu(),
            Message::Sort(column) => {
                self.sort = self.sort.clicked(column);
                self.ask_list();
            }
            Message::Find(of_selected) => {
                let place = self.place().filter(|_| of_selected);
                let mut open = find_messages::State::new(place);
                // Those of a destination are wanted at once.
                if let Some(query) = of_selected.then(|| open.search()).flatten() {
                    self.ask(query);
                }
                self.find = Some(open);
            }
            Message::Freeze(true) => {
                let waiting = self.chosen().map_or(0, |row| row.messages);
                self.asking = self.place().map(|place| Asking::Freeze(place, waiting));
            }
            Message::Freeze(false) => {
                if let Some((server, name)) = self.place() {
                    return self.command(Command::FreezeDestination(server, (*name).into(), false));
                }
            }
            Message::Force => {
                if let Some(row) = self.chosen().filter(|row| can_force(row)) {
                    let filter = of_place(&(row.server, row.name.clone()));
                    return self.command(Command::Queue(Verb::Retry, filter));
                }
            }
            Message::Delete(verb) => {
                let what = self.chosen().filter(|row| row.messages > 0);
                let what = what.map(|row| What::Destination((row.server, row.name.clone()), row.messages));
                self.asking = what.map(|what| Asking::Delete(what, verb));
            }
            Message::Outbound(hold) => {
                let can = if hold { disables(now) } else { enables(now) };
                self.asking = can.then_some(Asking::Outbound(hold));
            }
            Message::Answer(yes) => return self.answer(yes),
            Message::Refresh => self.refresh(),
            Message::Found(message) => match self.find.as_mut().map(|open| open.update(message)) {
                Some(find_messages::Action::Close) => self.find = None,
                Some(find_messages::Action::Search(query)) => self.ask(query),
                Some(find_messages::Action::Focus(control)) => return Action::Focus("find-messages", control),
                Some(find_messages::Action::Properties(id)) => {
                    self.message = Some(message::State::new(id));
                    self.ask(Query::Message(id));
                }
                Some(find_messages::Action::Act(verb @ (Verb::Delete | Verb::DeleteWithReport | Verb::Badmail), ids, about)) => {
                    let place = self.find.as_ref().and_then(|open| open.place().cloned());
                    self.asking = Some(Asking::Delete(What::Messages(ids, about, place), verb));
                }
                Some(find_messages::Action::Act(verb, ids, _)) => return self.command(Command::Queue(verb, of_messages(ids, None))),
                Some(find_messages::Action::None) | None => {}
            },
            Message::Message(message::Message::Select(at)) => {
                if let Some(open) = &mut self.message {
                    open.select(at);
                }
            }
            Message::Message(message::Message::Close) => self.message = None,
        }
        Action::None
    }

    fn answer(&mut self, yes: bool) -> Action {
        match self.asking.take().filter(|_| yes) {
            Some(Asking::Freeze((server, name), _)) => self.command(Command::FreezeDestination(server, (*name).into(), true)),
            Some(Asking::Delete(What::Destination(place, _), verb)) => self.command(Command::Queue(verb, of_place(&place))),
            Some(Asking::Delete(What::Messages(ids, _, place), verb)) => self.command(Command::Queue(verb, of_messages(ids, place))),
            Some(Asking::Outbound(hold)) => self.command(Command::Change(Change::Outbound(hold))),
            Some(Asking::Refused(_)) | None => Action::None,
        }
    }

    fn close_menu(&mut self) {
        self.menu = None;
        if let Some(open) = &mut self.find {
            open.close_menu();
        }
    }

    /// The engine's answer to a command.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        self.asked.pop_front();
        match answer {
            Ok(done) => self.told = done.queue,
            // What has left meanwhile need not be done.
            Err(Refusal::Gone) => {}
            Err(refusal) => self.asking = Some(Asking::Refused(refusal)),
        }
        self.refresh();
    }

    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let rows = &self.page.rows;
        let chosen = self.chosen();
        let at = chosen.and_then(|chosen| rows.iter().position(|row| std::ptr::eq(row, chosen)));
        let place = |i: usize| rows.get(i).map_or((ServerId(0), Arc::from("")), |row| (row.server, row.name.clone()));
        let destinations = list("queues.list", rows.len(), move |i| shown(&rows[i], now, words))
            .column(words.title("field-name"), 0.0)
            .column(tr!(words, "q-source"), 86.0)
            .column(tr!(words, "state-label"), 96.0)
            .numbers(tr!(words, "q-col-messages"), 76.0)
            .numbers(tr!(words, "q-col-size"), 92.0)
            .column(tr!(words, "q-col-oldest"), 96.0)
            .column(tr!(words, "q-col-next"), 96.0)
            .sort(self.sort)
            .selected(at)
            .on_select(move |i| Message::Select(place(i)))
            .on_activate(|_| Message::Find(true))
            .on_context(move |i, at| Message::Menu(place(i), at))
            .on_sort(Message::Sort)
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Delete(Verb::Delete)),
                _ => None,
            })
            .nothing(tr!(words, "msgbox-queue-empty"));
        // The letters of a page's buttons belong to the menu bar.
        let verb = |id: &'static str, key, note, on: Option<Message>| -> Element<'a, Message> {
            tip(button(id, words.text(key), on), words.text(note))
        };
        let freezes = chosen.filter(|row| !row.frozen).map(|_| Message::Freeze(true));
        let releases = chosen.filter(|row| row.frozen).map(|_| Message::Freeze(false));
        let verbs = buttons([
            verb("queues.freeze", "q-freeze", "q-freeze-note", freezes),
            verb("queues.unfreeze", "q-unfreeze", "q-unfreeze-note", releases),
            verb("queues.force", "q-force", "q-force-note", chosen.filter(|row| can_force(row)).map(|_| Message::Force)),
            button("queues.find", tr!(words, "q-find"), Some(Message::Find(false))).icon(Drawing::Search).into(),
        ]);
        let mut all: Vec<Element<'a, Message>> = vec![];
        if disables(now) {
            all.push(verb("queues.disable", "q-disable-outbound", "q-disable-all-note", Some(Message::Outbound(true))));
        }
        if enables(now) {
            all.push(verb("queues.enable", "q-enable-outbound", "q-enable-all-note", Some(Message::Outbound(false))));
        }
        // In a column of their own: what comes and goes must not shift the controls below, which would lose the keyboard.
        let mut notes = column![].spacing(2);
        if self.page.total > rows.len() {
            let (shown, total) = (words.number(rows.len() as u64), words.number(self.page.total as u64));
            notes = notes.push(hint(tr!(words, "q-more", shown = shown, total = total)));
        }
        if let Some(touched) = &self.told {
            notes = notes.push(hint(came_to(touched, words)));
        }
        let more = group(tr!(words, "q-additional-info"), information(chosen, words));
        let page = column![headline(tr!(words, "tree-queues")), verbs, Element::from(destinations), notes, more, buttons(all)];
        page.spacing(PAD).padding(PAD).height(Fill).into()
    }

    /// The dialogs that leave the window usable, the one opened last in front.
    pub fn sheets<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> impl Iterator<Item = Dialog<'a, Message>> {
        let find = self.find.as_ref().map(|open| open.view(&self.page.rows, now, words).map(Message::Found));
        let message = self.message.as_ref().map(|open| open.view(now, words).map(Message::Message));
        [find, message].into_iter().flatten()
    }

    /// The menu of the selected destination, or of the selected message, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        if let Some((at, items)) = self.find.as_ref().and_then(|open| open.menu(&self.page.rows, words)) {
            return Some((at, items.into_iter().map(|item| item.map(&Message::Found)).collect()));
        }
        let (at, chosen) = (self.menu?, self.chosen()?);
        let any = chosen.messages > 0;
        let items = vec![
            item("queues.menu.find", words.label("q-find"), Some(Message::Find(true))).icon(Drawing::Search).default(),
            separator(),
            item("queues.menu.freeze", words.label("q-freeze"), (!chosen.frozen).then_some(Message::Freeze(true))),
            item("queues.menu.unfreeze", words.label("q-unfreeze"), chosen.frozen.then_some(Message::Freeze(false))),
            item("queues.menu.force", words.label("q-force"), can_force(chosen).then_some(Message::Force)),
            separator(),
            item("queues.menu.delete", words.label("q-delete-all-no-ndr"), any.then_some(Message::Delete(Verb::Delete))).shortcut("Del"),
            item("queues.menu.report", words.label("q-delete-all-ndr"), any.then_some(Message::Delete(Verb::DeleteWithReport))),
            separator(),
            item("queues.menu.refresh", words.label("menu-refresh"), Some(Message::Refresh)).icon(Drawing::Refresh).shortcut("F5"),
        ];
        Some((at, items))
    }
}

/// Whether some server lets outgoing mail leave, so that it can be disabled.
pub fn disables(now: &Snapshot) -> bool {
    now.settings.servers.iter().any(|server| !server.delivery.hold_outbound)
}

/// Whether some server keeps its outgoing mail.
pub fn enables(now: &Snapshot) -> bool {
    now.settings.servers.iter().any(|server| server.delivery.hold_outbound)
}

fn can_force(row: &Destination) -> bool {
    row.messages > row.frozen_messages && matches!(row.state, DestinationState::Ready | DestinationState::Retry | DestinationState::Active)
}

fn of_place((server, name): &Place) -> Filter {
    Filter { server: Some(*server), lane: Some((**name).into()), ..Filter::default() }
}

fn of_messages(ids: Vec<QueueId>, place: Option<Place>) -> Filter {
    Filter { ids: Some(ids), ..place.as_ref().map(of_place).unwrap_or_default() }
}

/// How many messages a verb touched.
fn came_to(touched: &Touched, words: &'static Words) -> String {
    let done = tr!(words, "q-done", count = touched.messages as u64).into_owned();
    match touched.later {
        0 => done,
        later => format!("{done} {}", tr!(words, "q-later", count = later as u64)),
    }
}

fn shown<'a>(row: &'a Destination, now: &'a Snapshot, words: &'static Words) -> Row<'a> {
    let name = if row.local { tr!(words, "q-local", name = row.name.as_ref()) } else { row.name.as_ref().into() };
    let (size, oldest, next) = (kilobytes(row.octets, words), time(row.oldest, words), time(row.next, words));
    // Not by the colour alone.
    let (icon, tone) = match row.state {
        DestinationState::Active => (Drawing::Play, Tone::Plain),
        DestinationState::Ready => (Drawing::Check, Tone::Plain),
        DestinationState::Retry => (Drawing::Refresh, Tone::Warning),
        DestinationState::Frozen | DestinationState::Disabled => (Drawing::Pause, Tone::Muted),
        DestinationState::Stopped => (Drawing::Stop, Tone::Muted),
    };
    let state = words.text(STATES[row.state as usize].0);
    Row::new([name, source(row.server, now), state, words.number(row.messages).into(), size.into(), oldest, next]).icon(icon).tone(tone)
}

/// What is known of the selected destination, with its last answer in full.
fn information<'a>(chosen: Option<&'a Destination>, words: &'static Words) -> Element<'a, Message> {
    let fact = |key: &'static str, value: Cow<'a, str>| -> Element<'a, Message> {
        let label = iced::widget::container(hint(words.caption(key).text)).width(LABELS);
        row![label, iced::widget::container(hint(value)).width(Fill)].into()
    };
    let number = |value: fn(&Destination) -> u64| chosen.map(|row| words.number(value(row))).unwrap_or_default();
    let mut facts = vec![
        fact("q-num-messages", number(|row| row.messages).into()),
        fact("q-total-size", number(|row| row.octets.div_ceil(1024)).into()),
        fact("q-oldest", time(chosen.and_then(|row| row.oldest), words)),
        fact("q-next-retry", time(chosen.and_then(|row| row.next), words)),
    ];
    let why = chosen.map_or("q-why-none", |row| if row.frozen { "q-why-frozen" } else { STATES[row.state as usize].1 });
    let mut text = words.text(why).into_owned();
    if let Some(count) = chosen.map(|row| row.frozen_messages).filter(|count| *count > 0) {
        text = format!("{text} {}", tr!(words, "q-frozen-messages", count = count));
    }
    facts.push(hint(text));
    if let Some(answer) = chosen.and_then(|row| row.answer.as_ref()) {
        let text = wording::answer(words, &answer.text, answer.cause.as_deref());
        let said = tr!(words, "q-answer", time = time(Some(answer.at), words), text = text);
        facts.push(iced::widget::text(said).wrapping(iced::widget::text::Wrapping::WordOrGlyph).into());
    }
    iced::widget::Column::with_children(facts).spacing(2).width(Fill).into()
}

/// Each state: what it is called, and what it means.
const STATES: [(&str, &str); 6] = [
    ("q-state-active", "q-why-active"),
    ("q-state-ready", "q-why-ready"),
    ("q-state-retry", "q-why-retry"),
    ("q-state-frozen", "q-why-messages-frozen"),
    ("q-state-disabled", "q-why-disabled"),
    ("q-state-stopped", "q-why-stopped"),
];

/// What each column is sorted by.
const COLUMNS: [DestinationSort; 7] = [
    DestinationSort::Name,
    DestinationSort::Source,
    DestinationSort::State,
    DestinationSort::Messages,
    DestinationSort::Size,
    DestinationSort::Oldest,
    DestinationSort::Next,
];

/// So many destinations the engine gives at a time.
const AT_A_TIME: usize = 200;

/// So many are listed: enough for an office on its worst day.
const MOST: usize = 5_000;

/// Width of the labels of what is known.
const LABELS: f32 = 300.0;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("field-name", "queues.list"),
    ("q-source", "queues.list"),
    ("state-label", "queues.list"),
    ("q-num-messages", "queues.list"),
    ("q-total-size", "queues.list"),
    ("q-oldest", "queues.list"),
    ("q-next-retry", "queues.list"),
    ("q-additional-info", "queues.list"),
    ("q-freeze", "queues.freeze"),
    ("q-unfreeze", "queues.unfreeze"),
    ("q-force", "queues.force"),
    ("q-disable-outbound", "queues.disable"),
    ("q-find", "queues.find"),
];
