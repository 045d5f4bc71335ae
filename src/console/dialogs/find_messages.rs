//! *Find Messages* (dialogs.md §2.9.3): queued messages by sender, recipient and state, and what is done to one or to several
//! of them.

use std::borrow::Cow;

use iced::Point;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::row;

use super::form::{Edit, Number, Text};
use crate::console::Element;
use crate::console::pages::queues::Place;
use crate::console::say::{kilobytes, source, time};
use crate::console::theme::GAP;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::command::Verb;
use crate::engine::query::{Destination, DestinationState, Filter, Listing, Page, Query, QueueId, Summary};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::tr;

/// What is looked for, as typed, and what was found.
#[derive(Debug)]
pub struct State {
    /// Only those that go there next.
    place: Option<Place>,
    sender: Text,
    recipient: Text,
    limit: Number,
    /// Which of [`STATES`].
    state: usize,
    /// What the engine was asked last.
    query: Option<Query>,
    waiting: bool,
    found: Option<Listing>,
    selected: Several<QueueId>,
    menu: Option<Point>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The sender.
    Sender(Edit),
    /// The recipient.
    Recipient(Edit),
    /// How many are listed.
    Limit(Edit),
    /// In which state, by its place in the list.
    State(usize),
    /// *Find Now*
    Find,
    /// *New Search*
    New,
    /// Messages were selected.
    Pick(Pick<QueueId>),
    /// A menu was asked for.
    Menu(QueueId, Point),
    /// Do this to the selected messages.
    Act(Verb),
    /// *Properties* of the only selected one.
    Properties,
    /// *Close*
    Close,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Ask the engine this; the answer goes to [`State::told`].
    Search(Query),
    /// Do this to these messages, of which there is at least one; what it is, where there is only one.
    Act(Verb, Vec<QueueId>, Option<Box<About>>),
    /// Show the properties of a message.
    Properties(QueueId),
    /// The keyboard for this control: what it holds is wrong.
    Focus(&'static str),
}

/// What a message is, for the question whether it is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its sender; `<>` for none.
    pub from: String,
    /// Its first recipient, or the destination where none is known.
    pub to: String,
    /// How many it has beside.
    pub others: u64,
    /// Its subject; empty where it has none.
    pub subject: String,
}

impl About {
    fn of(row: &Summary) -> Self {
        let (to, others) = match row.envelope.as_deref().map(|e| &e.recipients[..]) {
            Some([first, others @ ..]) => (first.address.to_string(), others.len() as u64),
            _ => (row.lane.to_string(), 0),
        };
        Self { from: sender(row).into_owned(), to, others, subject: row.subject.to_string() }
    }

    /// Its recipients as they stand in the list.
    pub fn recipients(&self, words: &'static Words) -> String {
        match self.others {
            0 => self.to.clone(),
            others => tr!(words, "find-and-more", first = self.to.as_str(), count = others).into_owned(),
        }
    }
}

impl State {
    /// The destination whose messages are listed; `None` = of all.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// For messages of this destination, or of all.
    pub fn new(place: Option<Place>) -> Self {
        Self {
            place,
            sender: Text::default(),
            recipient: Text::default(),
            limit: Number::new(100, 1..=10_000),
            state: 0,
            query: None,
            waiting: false,
            found: None,
            selected: Several::default(),
            menu: None,
        }
    }

    /// What *Find Now* asks of the engine; `None` while the number is wrong.
    pub fn search(&mut self) -> Option<Query> {
        let limit = self.limit.setting()?;
        let (held, deferred) = STATES[self.state].1;
        let filter = Filter {
            server: self.place.as_ref().map(|(server, _)| *server),
            lane: self.place.as_ref().map(|(_, name)| (**name).into()),
            held,
            deferred,
            sender: self.sender.given().map(Into::into),
            recipient: self.recipient.given().map(Into::into),
            ..Filter::default()
        };
        let query = Query::Queue { filter, page: Page { limit: limit as usize, ..Page::default() } };
        (self.query, self.waiting) = (Some(query.clone()), true);
        Some(query)
    }

    /// The same question as last time, if there was one.
    pub fn again(&mut self) -> Option<Query> {
        self.query.clone()
    }

    /// The engine's answer to a question; one to an earlier search comes too late.
    pub fn told(&mut self, query: &Query, listing: Listing) {
        if self.query.as_ref() == Some(query) {
            (self.found, self.waiting) = (Some(listing), false);
            // What cannot be seen is not acted on.
            let rows = self.ids();
            self.selected.keep(&rows);
        }
    }

    /// The menu goes.
    pub fn close_menu(&mut self) {
        self.menu = None;
    }

    fn rows(&self) -> &[Summary] {
        self.found.as_ref().map_or(&[], |found| &found.rows)
    }

    fn ids(&self) -> Vec<QueueId> {
        self.rows().iter().map(|row| row.id).collect()
    }

    fn pick(&mut self, pick: Pick<QueueId>) {
        let rows = self.ids();
        self.selected.pick(pick, &rows);
    }

    /// The selected messages, in the order of the list.
    fn chosen(&self) -> Vec<&Summary> {
        self.rows().iter().filter(|row| self.selected.contains(row.id)).collect()
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Sender(edit) => self.sender.edit(edit),
            Message::Recipient(edit) => self.recipient.edit(edit),
            Message::Limit(edit) => self.limit.edit(edit),
            Message::State(state) => self.state = state.min(STATES.len() - 1),
            Message::Find => return self.search().map_or(Action::Focus("find-messages.limit"), Action::Search),
            Message::New => *self = Self::new(None),
            Message::Pick(pick) => self.pick(pick),
            Message::Menu(id, at) => {
                self.pick(Pick::Menu(id));
                self.menu = Some(at);
            }
            Message::Act(verb) => match &self.chosen()[..] {
                [] => {}
                [row] => return Action::Act(verb, vec![row.id], Some(Box::new(About::of(row)))),
                rows => return Action::Act(verb, rows.iter().map(|row| row.id).collect(), None),
            },
            Message::Properties => {
                if let [row] = &self.chosen()[..] {
                    return Action::Properties(row.id);
                }
            }
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// The dialog; `destinations` tell which messages do not leave though they are not frozen themselves.
    pub fn view<'a>(&'a self, destinations: &'a [Destination], now: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let rows_found = self.rows();
        let at = rows_found.iter().position(|row| Some(row.id) == self.selected.at());
        let chosen: Vec<usize> = (0..rows_found.len()).filter(|&i| self.selected.contains(rows_found[i].id)).collect();
        let count = chosen.len();
        let id = |i: usize| rows_found.get(i).map_or(QueueId(0), |row| row.id);
        let nothing = match (&self.found, self.waiting) {
            (_, true) => tr!(words, "find-searching"),
            (Some(_), false) => tr!(words, "find-nothing"),
            (None, false) => tr!(words, "find-hint"),
        };
        let found = list("find-messages.list", rows_found.len(), move |i| shown(&rows_found[i], destinations, words))
            .column(words.title("msg-sender"), 0.0)
            .column(tr!(words, "find-subject"), 0.0)
            .column(words.title("msg-recipient"), 0.0)
            .numbers(tr!(words, "q-col-size"), 92.0)
            .column(tr!(words, "find-received"), 140.0)
            .column(tr!(words, "state-label"), 150.0)
            .selected(at)
            .several(chosen, move |pick| Message::Pick(pick.map(id)))
            .on_activate(|_| Message::Properties)
            .on_context(move |i, at| Message::Menu(id(i), at))
            .on_key(keys)
            .nothing(nothing)
            .height(220);
        let half = |key: &'static str, id: &'static str, control: Element<'a, Message>| -> Element<'a, Message> {
            rows([label(words.caption(key)).target(id).into(), control]).into()
        };
        let names = row![
            half("msg-sender", "find-messages.sender", self.sender.field("find-messages.sender", words, None, Message::Sender).into()),
            half(
                "msg-recipient",
                "find-messages.recipient",
                self.recipient.field("find-messages.recipient", words, None, Message::Recipient).into(),
            ),
        ]
        .spacing(GAP);
        let states = STATES.map(|(key, _)| words.text(key));
        let choice = row![
            half(
                "find-state",
                "find-messages.state",
                pick_list("find-messages.state", states, Some(self.state)).on_choose(Message::State).width(220).into(),
            ),
            half("find-limit", "find-messages.limit", self.limit.field("find-messages.limit", true, words, None, Message::Limit).into()),
        ]
        .spacing(GAP);
        let scope = self.place.as_ref().map(|(server, name)| {
            let source = source(*server, now);
            hint(tr!(words, "find-scope", name = name.as_ref(), server = source.as_ref()))
        });
        // In a column of its own: without it the controls below keep the keyboard.
        let mut parts: Vec<Element<'a, Message>> = vec![rows(scope).into(), names.into(), choice.into()];
        parts.push(
            buttons([
                button("find-messages.now", words.label("find-now"), Some(Message::Find)).default().into(),
                button("find-messages.new", words.label("find-new"), Some(Message::New)).into(),
            ])
            .into(),
        );
        parts.push(found.into());
        let listed = self.found.as_ref().map(|found| {
            let (shown, total) = (words.number(found.rows.len() as u64), words.number(found.total as u64));
            match count {
                0 | 1 => tr!(words, "find-shown", shown = shown, total = total),
                _ => tr!(words, "find-shown-selected", shown = shown, total = total, selected = words.number(count as u64)),
            }
        });
        parts.push(hint(listed.unwrap_or_default()));
        frame(
            "find-messages",
            words.heading("find-title"),
            rows(parts),
            [button("find-messages.done", words.label("btn-close"), Some(Message::Close)).into()],
        )
        .width(900.0)
        .icon(Drawing::Search)
        .initial("find-messages.sender")
        .on_enter(Some(Message::Find))
        .on_close(Message::Close)
        .into()
    }

    /// The menu of the selected messages, and where it drops.
    pub fn menu(&self, destinations: &[Destination], words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let (at, chosen) = (self.menu?, self.chosen());
        if chosen.is_empty() {
            return None;
        }
        let goes = chosen.iter().any(|row| !row.held && kept_back(row, destinations).is_none());
        let (held, free) = (chosen.iter().any(|row| row.held), chosen.iter().any(|row| !row.held));
        let act = |verb| Some(Message::Act(verb));
        let one = (chosen.len() == 1).then_some(Message::Properties);
        let items = vec![
            item("message.menu.properties", words.label("menu-properties"), one).shortcut("Enter").default(),
            separator(),
            item("message.menu.freeze", words.label("q-freeze"), act(Verb::Freeze).filter(|_| free)),
            item("message.menu.unfreeze", words.label("q-unfreeze"), act(Verb::Unfreeze).filter(|_| held)),
            item("message.menu.retry", words.label("q-retry-now"), act(Verb::Retry).filter(|_| goes)),
            separator(),
            item("message.menu.delete", words.label("q-delete-no-ndr"), act(Verb::Delete)).shortcut("Del"),
            item("message.menu.report", words.label("q-delete-ndr"), act(Verb::DeleteWithReport)),
            item("message.menu.badmail", words.label("q-badmail"), act(Verb::Badmail)),
        ];
        Some((at, items))
    }
}

fn keys(key: &Key, _: Modifiers) -> Option<Message> {
    match key {
        Key::Named(Named::Delete) => Some(Message::Act(Verb::Delete)),
        _ => None,
    }
}

fn sender(row: &Summary) -> Cow<'_, str> {
    match row.envelope.as_deref().map(|e| e.sender.as_ref()) {
        Some(Some(sender)) => sender.to_string().into(),
        Some(None) => "<>".into(),
        None => "".into(),
    }
}

fn shown<'a>(row: &'a Summary, destinations: &[Destination], words: &'static Words) -> Row<'a> {
    let envelope = row.envelope.as_deref();
    let (state, icon, tone) = state(row, kept_back(row, destinations));
    let cells = [
        sender(row),
        row.subject.as_ref().into(),
        About::of(row).recipients(words).into(),
        kilobytes(row.size, words).into(),
        time(envelope.map(|e| e.accepted), words),
        words.text(state),
    ];
    Row::new(cells).icon(icon).tone(tone)
}

/// Why a message does not leave though it is not frozen itself.
fn kept_back(row: &Summary, destinations: &[Destination]) -> Option<DestinationState> {
    let its = |destination: &&Destination| destination.server == row.server && destination.name == row.lane;
    destinations.iter().find(its)?.kept_back
}

/// How a message stands, in a destination that is kept back for this reason: its word, its sign, its colour.
fn state(row: &Summary, kept_back: Option<DestinationState>) -> (&'static str, Drawing, Tone) {
    match row {
        Summary { held: true, .. } => ("q-state-frozen", Drawing::Pause, Tone::Muted),
        // What has begun is seen through.
        Summary { leased: true, .. } => ("q-state-active", Drawing::Play, Tone::Plain),
        _ if kept_back == Some(DestinationState::Frozen) => ("q-state-frozen-there", Drawing::Pause, Tone::Muted),
        _ if kept_back == Some(DestinationState::Disabled) => ("q-state-disabled", Drawing::Pause, Tone::Muted),
        _ if kept_back == Some(DestinationState::Stopped) => ("q-state-stopped", Drawing::Stop, Tone::Muted),
        Summary { attempts: 0, .. } => ("q-state-ready", Drawing::Mail, Tone::Plain),
        _ => ("q-state-retry", Drawing::Refresh, Tone::Warning),
    }
}

/// Frozen or not, tried or not; what is `None` does not matter.
type Standing = (Option<bool>, Option<bool>);

/// Which messages are shown, and what that means.
const STATES: [(&str, Standing); 3] =
    [("find-all", (None, None)), ("q-state-frozen", (Some(true), None)), ("q-state-retry", (Some(false), Some(true)))];

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("msg-sender", "find-messages.sender"),
    ("msg-recipient", "find-messages.recipient"),
    ("find-state", "find-messages.state"),
    ("find-all", "find-messages.state"),
    ("find-limit", "find-messages.limit"),
    ("find-now", "find-messages.now"),
    ("find-new", "find-messages.new"),
    ("find-subject", "find-messages.list"),
    ("find-received", "find-messages.list"),
    ("state-label", "find-messages.list"),
    ("btn-close", "find-messages.done"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::ServerId;

    #[test]
    fn what_was_typed_is_asked_for_and_a_wrong_number_is_not() {
        let mut s = State::new(Some((ServerId(2), "far.example".into())));
        s.update(Message::Sender(Edit::Type(" anna ".into())));
        s.update(Message::State(2));
        s.update(Message::Limit(Edit::Type("0".into())));
        assert_eq!(s.update(Message::Find), Action::Focus("find-messages.limit"));
        s.update(Message::Limit(Edit::Type("7".into())));
        let Action::Search(Query::Queue { filter, page }) = s.update(Message::Find) else { panic!("nothing was asked") };
        let wanted = Filter {
            server: Some(ServerId(2)),
            lane: Some("far.example".into()),
            held: Some(false),
            deferred: Some(true),
            sender: Some("anna".into()),
            ..Filter::default()
        };
        assert_eq!((filter, page.limit), (wanted, 7));
    }

    #[test]
    fn an_answer_to_an_earlier_search_comes_too_late() {
        let mut s = State::new(None);
        let Action::Search(first) = s.update(Message::Find) else { panic!("nothing was asked") };
        s.update(Message::Recipient(Edit::Type("bob".into())));
        let Action::Search(second) = s.update(Message::Find) else { panic!("nothing was asked") };
        s.told(&first, Listing { rows: vec![], total: 3 });
        assert!(s.found.is_none());
        s.told(&second, Listing { rows: vec![], total: 1 });
        assert_eq!(s.found.as_ref().map(|found| found.total), Some(1));
        s.update(Message::New);
        assert!(s.found.is_none() && s.again().is_none() && s.recipient.typed().is_empty());
    }
}
