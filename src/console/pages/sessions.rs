//! Current Sessions of a virtual server (dialogs.md §2.9.2): who is connected, and who was a little while ago.
//!
//! The list is asked for when the page is opened, by F5, after a command, when the first client comes or the last one
//! leaves, and once a second while somebody is connected and the page is shown. Otherwise the page costs nothing.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Point};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::console::Element;
use crate::console::dialogs::{block, blocks, transcript};
use crate::console::refused;
use crate::console::theme::PAD;
use crate::console::theme::style::Tone;
use crate::console::tree::line;
use crate::console::widget::*;
use crate::engine::command::{Command, Done, Refusal};
use crate::engine::query::{Answer, Channel, Query, SessionFilter, SessionPage, SessionRow};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{ServerId, SessionId};
use crate::tr;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct State {
    /// Whose sessions are listed.
    server: Option<ServerId>,
    page: SessionPage,
    /// When the list was made.
    as_of: Timestamp,
    /// Somebody was connected when the list was last asked for.
    busy: bool,
    /// What is to be asked of the engine.
    due: Vec<Query>,
    selected: Option<SessionId>,
    menu: Option<Point>,
    transcript: Option<transcript::State>,
    blocks: Option<blocks::State>,
    block: Option<block::State>,
    asking: Option<Asking>,
    /// Who asked for each answer to come.
    asked: VecDeque<Asker>,
}

#[derive(Debug)]
enum Asking {
    TerminateAll(ServerId),
    Refused(Refusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    Page,
    Block,
    Blocks,
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// A session was selected.
    Select(SessionId),
    /// A menu was asked for.
    Menu(SessionId, Point),
    /// The menu is closed.
    CloseMenu,
    /// *Terminate*
    Terminate,
    /// *Terminate All* of this server.
    TerminateAll(ServerId),
    /// The answer to whether to.
    Answer(bool),
    /// *Transcript…* of the selected session.
    Transcript,
    /// *Block address…*: that of the selected session.
    Block,
    /// *Blocked addresses…*
    Blocks,
    /// *Refresh*
    Refresh,
    /// Of the transcript.
    Said(transcript::Message),
    /// Of *Blocked addresses*.
    List(blocks::Message),
    /// Of *Block address*.
    Address(block::Message),
}

/// What the window is to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Carry this out; the answer goes to [`State::answered`].
    Command(Command),
    /// Put the transcript on the clipboard; [`State::text`] has it.
    Copy,
    /// Give the keyboard to this control of the dialog of that name.
    Focus(&'static str, &'static str),
}

impl State {
    /// The page of this server is shown, or none; `now` is how things stand.
    pub fn shown(&mut self, server: Option<ServerId>, now: &Snapshot) {
        if self.server != server {
            (self.server, self.selected, self.menu, self.busy) = (server, None, None, false);
            self.page = SessionPage::default();
            self.ask_list();
        }
        let busy = server.and_then(|id| line(now, id)).is_some_and(|line| line.sessions > 0);
        if busy != self.busy {
            self.busy = busy;
            self.ask_list();
        }
    }

    /// Whether the list changes by itself: times run, sessions go on.
    pub fn runs(&self) -> bool {
        self.server.is_some() && (self.busy || self.page.rows.iter().any(|row| row.ended.is_none()))
    }

    /// A second has passed.
    pub fn second(&mut self) {
        if self.runs() {
            self.ask_list();
        }
    }

    /// *Refresh*, also of what is open.
    pub fn refresh(&mut self) {
        self.ask_list();
        self.ask_transcript();
        if self.blocks.is_some() {
            self.ask(Query::Blocks);
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
        if let Some(server) = self.server {
            let filter = SessionFilter { server: Some(server), text: String::new(), finished: true };
            self.ask(Query::Sessions { filter, offset: 0, limit: MOST });
        }
    }

    fn ask_transcript(&mut self) {
        if let Some(open) = &self.transcript {
            let id = open.session();
            self.ask(Query::Transcript(id));
            self.ask(Query::Events { after: 0, limit: EVENTS });
        }
    }

    /// The engine's answer to a question, at this time.
    pub fn told(&mut self, query: &Query, answer: Answer, at: Timestamp) {
        match (query, answer) {
            (Query::Sessions { filter, .. }, Answer::Sessions(page)) if filter.server == self.server => {
                let open = self.transcript.as_ref().map(transcript::State::session);
                let goes_on = |page: &SessionPage| page.rows.iter().any(|row| Some(row.id) == open && row.ended.is_none());
                // Once more after the end, for the last words.
                if goes_on(&self.page) || goes_on(&page) {
                    self.ask_transcript();
                }
                (self.page, self.as_of) = (page, at);
            }
            (Query::Transcript(id), Answer::Transcript(said)) => {
                if let Some(open) = self.transcript.as_mut().filter(|open| open.session() == *id) {
                    open.told(said);
                }
            }
            (_, Answer::Events(events)) => {
                if let Some(open) = &mut self.transcript {
                    open.happened(&events.events);
                }
            }
            (_, Answer::Blocks(all)) => {
                if let Some(open) = &mut self.blocks {
                    open.told(all);
                }
            }
            _ => {}
        }
    }

    fn chosen(&self) -> Option<&SessionRow> {
        self.page.rows.iter().find(|row| Some(row.id) == self.selected)
    }

    /// The session that *Terminate* ends: the selected one while it goes on.
    fn ends(&self) -> Option<SessionId> {
        self.chosen().filter(|row| row.ended.is_none()).map(|row| row.id)
    }

    fn command(&mut self, asker: Asker, command: Command) -> Action {
        self.asked.push_back(asker);
        Action::Command(command)
    }

    /// Handles a message; `now` is how things stand.
    pub fn update(&mut self, message: Message, now: &Snapshot, words: &'static Words) -> Action {
        match message {
            Message::Select(id) => self.selected = Some(id),
            Message::Menu(id, at) => (self.selected, self.menu) = (Some(id), Some(at)),
            Message::CloseMenu => self.menu = None,
            Message::Terminate => {
                if let Some(id) = self.ends() {
                    return self.command(Asker::Page, Command::Terminate(id));
                }
            }
            Message::TerminateAll(server) => self.asking = Some(Asking::TerminateAll(server)),
            Message::Answer(yes) => {
                if let Some(Asking::TerminateAll(server)) = self.asking.take().filter(|_| yes) {
                    return self.command(Asker::Page, Command::TerminateAll(server));
                }
            }
            Message::Transcript => {
                if let Some(row) = self.chosen() {
                    let whose = format!("{} · {}", user(row, words), from(row));
                    self.transcript = Some(transcript::State::new(row.id, row.started, whose));
                    self.ask_transcript();
                }
            }
            Message::Block => {
                let address = self.chosen().map(|row| row.peer.ip().to_string());
                self.forget(Asker::Block);
                self.block = Some(block::State::new(address.unwrap_or_default()));
            }
            Message::Blocks => {
                self.blocks.get_or_insert_default();
                self.ask(Query::Blocks);
            }
            Message::Refresh => self.refresh(),
            Message::Said(message) => match self.transcript.as_mut().map(|open| open.update(message)) {
                Some(transcript::Action::Close) => self.transcript = None,
                Some(transcript::Action::Copy) => return Action::Copy,
                Some(transcript::Action::None) | None => {}
            },
            Message::List(message) => match self.blocks.as_mut().map(|open| open.update(message, now)) {
                Some(blocks::Action::Close) => {
                    self.blocks = None;
                    self.forget(Asker::Blocks);
                }
                Some(blocks::Action::Add) => {
                    self.forget(Asker::Block);
                    self.block = Some(block::State::new(""));
                }
                Some(blocks::Action::Unblock(network)) => return self.command(Asker::Blocks, Command::Unblock(network)),
                Some(blocks::Action::None) | None => {}
            },
            Message::Address(message) => match self.block.as_mut().map(|open| open.update(message)) {
                Some(block::Action::Close) => {
                    self.block = None;
                    self.forget(Asker::Block);
                }
                Some(block::Action::Block(network, span)) => return self.command(Asker::Block, Command::Block(network, span)),
                Some(block::Action::Focus(control)) => return Action::Focus("block", control),
                Some(block::Action::None) | None => {}
            },
        }
        Action::None
    }

    /// A dialog is closed: an answer it still waits for goes to the page.
    fn forget(&mut self, gone: Asker) {
        self.asked.iter_mut().filter(|asker| **asker == gone).for_each(|asker| *asker = Asker::Page);
    }

    /// The engine's answer to a command. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) {
        let asker = self.asked.pop_front().unwrap_or(Asker::Page);
        match (asker, &mut self.block, &mut self.blocks) {
            (Asker::Block, Some(open), _) => {
                if open.answered(answer) {
                    self.block = None;
                }
            }
            (Asker::Blocks, _, Some(open)) => open.answered(answer),
            // Who has left meanwhile need not be cut off.
            (_, _, _) => {
                if let Err(refusal) = answer
                    && !matches!(refusal, Refusal::Gone)
                {
                    self.asking = Some(Asking::Refused(refusal));
                }
            }
        }
        self.refresh();
    }

    /// The transcript that is open, as text.
    pub fn text(&self, words: &'static Words) -> String {
        self.transcript.as_ref().map(|open| open.text(words)).unwrap_or_default()
    }

    /// The page.
    pub fn view<'a>(&'a self, server: ServerId, words: &'static Words) -> Element<'a, Message> {
        let rows = &self.page.rows;
        let at = rows.iter().position(|row| Some(row.id) == self.selected);
        let id = |i: usize| rows.get(i).map_or(SessionId(0), |row| row.id);
        let sessions = list("sessions.list", rows.len(), move |i| self.row(&rows[i], words))
            .column(tr!(words, "ses-user"), 144.0)
            .column(tr!(words, "ses-from"), 128.0)
            .column(tr!(words, "ses-connected-time"), 136.0)
            .column(words.title("binding-encryption"), 116.0)
            .column(tr!(words, "ses-last-reply"), 0.0)
            .selected(at)
            .on_select(move |i| Message::Select(id(i)))
            .on_activate(|_| Message::Transcript)
            .on_context(move |i, at| Message::Menu(id(i), at))
            .on_key(|key, _| match key {
                Key::Named(Named::Delete) => Some(Message::Terminate),
                _ => None,
            })
            .nothing(tr!(words, "msgbox-no-sessions"));
        let any = rows.iter().any(|row| row.ended.is_none());
        // The letters of a page's buttons belong to the menu bar.
        let bar = buttons([
            button("sessions.terminate", tr!(words, "ses-terminate"), self.ends().map(|_| Message::Terminate)).into(),
            button("sessions.all", tr!(words, "ses-terminate-all"), any.then_some(Message::TerminateAll(server))).into(),
            button("sessions.transcript", tr!(words, "ses-transcript"), at.map(|_| Message::Transcript)).into(),
        ]);
        let keep_out = buttons([
            button("sessions.block", tr!(words, "ses-block"), Some(Message::Block)).icon(Drawing::Shield).into(),
            button("sessions.blocks", tr!(words, "ses-blocks"), Some(Message::Blocks)).into(),
        ]);
        let mut page = column![headline(tr!(words, "tree-current-sessions")), bar, Element::from(sessions)];
        if self.page.total > rows.len() {
            let (shown, total) = (words.number(rows.len() as u64), words.number(self.page.total as u64));
            page = page.push(hint(tr!(words, "ses-more", shown = shown, total = total)));
        }
        page.push(keep_out).spacing(PAD).padding(PAD).height(Fill).into()
    }

    fn row(&self, row: &SessionRow, words: &'static Words) -> Row<'static> {
        let elapsed = row.started.duration_until(row.ended.unwrap_or(self.as_of));
        let elapsed = words.elapsed(Duration::try_from(elapsed).unwrap_or_default());
        let channel: Cow<'static, str> = match &row.channel {
            Channel::Clear => tr!(words, "common-none"),
            Channel::Tls(facts) => facts.version.to_string().into(),
            Channel::Failed(_) => tr!(words, "ses-tls-failed"),
        };
        let encrypted = matches!(row.channel, Channel::Tls(_));
        let cells = [user(row, words), from(row).into(), elapsed.into(), channel, last(row, words)];
        // Not by the colour alone.
        match row.ended {
            Some(_) => Row::new(cells).icon(Drawing::Stop).tone(Tone::Muted),
            None => Row::new(cells).icon(if encrypted { Drawing::Lock } else { Drawing::Session }),
        }
    }

    /// The dialogs that leave the window usable, the one opened last in front.
    pub fn sheets<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> impl Iterator<Item = Dialog<'a, Message>> {
        let transcript = self.transcript.as_ref().map(|open| open.view(words).map(Message::Said));
        let blocks = self.blocks.as_ref().map(|open| open.view(now, words).map(Message::List));
        let block = self.block.as_ref().map(|open| open.view(words).map(Message::Address));
        [transcript, blocks, block].into_iter().flatten()
    }

    /// The question or notice, which blocks the window.
    pub fn question(&self, words: &'static Words) -> Option<Dialog<'_, Message>> {
        Some(match self.asking.as_ref()? {
            Asking::TerminateAll(_) => caution(
                "sessions.ask",
                words.title("ses-terminate-all"),
                tr!(words, "msgbox-terminate-all"),
                tr!(words, "ses-terminate-note"),
                [
                    ("yes", words.label("btn-yes").into(), Message::Answer(true)),
                    ("no", words.label("btn-no").into(), Message::Answer(false)),
                ],
            ),
            Asking::Refused(refusal) => refused::notice(words, "sessions.refused", refusal, "", Message::Answer(false)),
        })
    }

    /// The menu of the selected session, and where it drops.
    pub fn menu(&self, words: &'static Words) -> Option<(Point, Vec<Item<'_, Message>>)> {
        let at = self.menu?;
        let all = self.server.filter(|_| self.page.rows.iter().any(|row| row.ended.is_none())).map(Message::TerminateAll);
        let items = vec![
            item("sessions.menu.transcript", words.label("ses-transcript"), Some(Message::Transcript)).icon(Drawing::Log).default(),
            item("sessions.menu.block", words.label("ses-block"), Some(Message::Block)).icon(Drawing::Shield),
            separator(),
            item("sessions.menu.terminate", words.label("ses-terminate"), self.ends().map(|_| Message::Terminate)).shortcut("Del"),
            item("sessions.menu.all", words.label("ses-terminate-all"), all),
            separator(),
            item("sessions.menu.blocks", words.label("ses-blocks"), Some(Message::Blocks)),
            item("sessions.menu.refresh", words.label("menu-refresh"), Some(Message::Refresh)).icon(Drawing::Refresh).shortcut("F5"),
        ];
        Some((at, items))
    }
}

/// Who it is: the account with the name the client gave itself, or that alone.
fn user(row: &SessionRow, words: &'static Words) -> Cow<'static, str> {
    match (&row.account, &row.helo) {
        (Some(account), Some(helo)) => format!("{account} ({helo})").into(),
        (Some(name), None) | (None, Some(name)) => name.to_string().into(),
        (None, None) => tr!(words, "ses-not-logged-on"),
    }
}

/// Where the client is: its address, behind its name where that is known.
fn from(row: &SessionRow) -> String {
    match &row.name {
        Some(name) => format!("{name} [{}]", row.peer.ip()),
        None => row.peer.ip().to_string(),
    }
}

/// The last reply; of a finished session when and why it ended.
fn last(row: &SessionRow, words: &'static Words) -> Cow<'static, str> {
    let reply = row.last_reply.clone().unwrap_or_default();
    let Some(ended) = row.ended else { return reply.into() };
    let time = words.exact_time(ended.to_zoned(TimeZone::system()).time());
    // After any other reply the server would have listened on (RFC 5321 §4.2.2, §4.1.1.10).
    if reply.starts_with("221") || reply.starts_with("421") || reply.starts_with('5') {
        tr!(words, "ses-ended", time = time, reply = reply)
    } else {
        tr!(words, "ses-left", time = time)
    }
}

/// So many sessions are listed; the engine gives no more at a time.
const MOST: usize = 200;
/// All events the engine keeps.
const EVENTS: usize = 1_000;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("ses-user", "sessions.list"),
    ("ses-from", "sessions.list"),
    ("ses-connected-time", "sessions.list"),
    ("binding-encryption", "sessions.list"),
    ("ses-last-reply", "sessions.list"),
    ("ses-terminate", "sessions.terminate"),
    ("ses-terminate-all", "sessions.all"),
    ("ses-transcript", "sessions.transcript"),
    ("ses-block", "sessions.block"),
    ("ses-blocks", "sessions.blocks"),
];
