//! The window's state and what changes it: the tree, the pane beside it, menus, questions and open dialogs.
//!
//! Everything happens in [`App::update`]. Dialogs answer with plain wishes, the engine with plain answers; only this file
//! turns wishes into tasks.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use iced::task::Handle;
use iced::{Point, Subscription, Task, Theme};

use super::act::Act;
use super::dialogs::test_message::Origin;
use super::files::{self, Told};
use super::find;
use super::link::{Link, News, seconds};
use super::manual;
use super::memory::{Memory, Step};
use super::opened::{self, Opened, Who, Wish};
use super::questions::{self, Question, Rename};
use super::theme::Scale;
use super::tree::{self, Node, line};
use super::widget::focus;
use crate::config::written::Server;
use crate::engine::command::{Change, Command, Created, Done, Refusal};
use crate::engine::job::{Finding, ScanStep};
use crate::engine::query::{Answer, Query};
use crate::engine::snapshot::{Light, Snapshot};
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

/// The window.
#[derive(Debug)]
pub struct App {
    link: Link,
    pub(super) live: Arc<Snapshot>,
    pub(super) gone: bool,
    pub(super) words: &'static Words,
    pub(super) memory: Memory,
    place: Option<PathBuf>,
    /// What the first start had to do otherwise than usual.
    pub(super) first: Option<String>,
    pub(super) node: Node,
    pub(super) row: Option<usize>,
    pub(super) menu: Option<(Point, Node)>,
    pub(super) question: Option<Question>,
    pub(super) opened: Opened,
    pub(super) find: Option<find::State>,
    pub(super) manual: Option<manual::State>,
    /// The user was asked about files changed by hand.
    asked_edits: bool,
    /// The test message on its way; it is broken off when this goes.
    test: Option<Handle>,
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// Word from the engine.
    News(News),
    /// A row of the tree was chosen.
    Node(usize),
    /// A branch was opened or closed.
    Branch(usize, bool),
    /// The edge beside the tree was moved, in logical pixels; `true` when it came to rest.
    TreeWidth(f32, bool),
    /// A row of the tree was opened: Enter, double click.
    NodeOpen(usize),
    /// The menu of a row of the tree.
    NodeMenu(usize, Point),
    /// A row of the pane was chosen.
    Row(usize),
    /// A row of the pane was opened.
    RowOpen(usize),
    /// The menu of a row of the pane.
    RowMenu(usize, Point),
    /// Del, F2, Alt+Enter in tree or pane.
    Key(Wanted),
    /// The menu goes.
    CloseMenu,
    /// Something to do.
    Act(Act),
    /// An answer to the question.
    Question(questions::Message),
    /// For an open dialog.
    Opened(opened::Message),
    /// In *Find*.
    Find(find::Message),
    /// In the manual.
    Manual(manual::Message),
    /// The engine's answer.
    Answered(Who, Result<Done, Refusal>),
    /// The engine's answer to a question of a page.
    Told(Query, Result<Answer, Refusal>),
    /// A step of the watched device, and of which watch; without one its time is over.
    Scanned(u64, Option<ScanStep>),
    /// What came of a file of the user.
    Filed(Who, Result<Told, Refusal>),
    /// A second has passed while something that changes by itself is shown.
    Second,
    /// What a dialog wanted to know.
    Found(Who, Result<Finding, (Refusal, Finding)>),
    /// The window is to be closed.
    Close,
    /// The engine has ended as asked.
    Drained,
    /// Nothing more to do.
    Quiet,
}

/// What a key wants of the chosen object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Del
    Delete,
    /// F2
    Rename,
    /// Alt+Enter
    Properties,
}

impl App {
    /// A window on the engine at the other end of `link`. Preferences are kept at `place`; `first` is what the first start
    /// has to tell.
    pub fn new(link: Link, memory: Memory, place: Option<PathBuf>, first: Option<String>) -> Self {
        Self {
            live: link.snapshot(),
            link,
            gone: false,
            words: memory.words(),
            memory,
            place,
            first,
            node: Node::Overview,
            row: None,
            menu: None,
            question: None,
            opened: Opened::default(),
            find: None,
            manual: None,
            asked_edits: false,
            test: None,
        }
    }

    /// The window's title.
    pub fn title(&self) -> String {
        tr!(self.words, "window-title", host = self.live.host.to_string()).into_owned()
    }

    /// The colours chosen.
    pub fn theme(&self) -> Theme {
        self.memory.look.theme()
    }

    /// The size chosen.
    pub fn scale(&self) -> f32 {
        self.memory.scale.factor()
    }

    /// The preferences of its user.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// How things stand, as the window shows it.
    pub fn live(&self) -> &Snapshot {
        &self.live
    }

    /// Whether what is shown changes from second to second; if not, an idle window never wakes up.
    pub fn runs(&self) -> bool {
        self.opened.runs()
    }

    /// Whom the engine is to watch for *Scan now*, and which of the watches it is.
    pub fn watched(&self) -> Option<(std::net::IpAddr, u64)> {
        self.opened.watched()
    }

    /// What comes in from outside: news of the engine, the wish to close the window.
    pub fn subscription(&self) -> Subscription<Message> {
        let closing = iced::window::close_requests().map(|_| Message::Close);
        let seconds = if self.runs() { seconds().map(|()| Message::Second) } else { Subscription::none() };
        let steps = self.watched().map_or_else(Subscription::none, |(address, watch)| {
            self.link.steps(address, watch).map(|(watch, step)| Message::Scanned(watch, step))
        });
        Subscription::batch([self.link.news().map(Message::News), closing, seconds, steps])
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        let task = self.take(message);
        self.opened.renew(&self.live);
        if !self.node.exists(&self.live) {
            self.show(Node::Smtp);
        }
        if !self.live.changed_by_hand {
            self.asked_edits = false;
        } else if !self.asked_edits && self.question.is_none() {
            self.asked_edits = true;
            self.question = Some(Question::Edits);
        }
        let due = self.opened.due(self.node, &self.live).into_iter().map(|query| {
            let asked = query.clone();
            self.link.query(query).map(move |answer| Message::Told(asked.clone(), answer))
        });
        Task::batch(std::iter::once(task).chain(due))
    }

    fn take(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::News(News::Snapshot(live)) => self.live = live,
            Message::News(News::Gone) => self.gone = true,
            Message::Node(row) => {
                if let Some(node) = self.tree_node(row) {
                    self.show(node);
                }
            }
            Message::Branch(row, open) => {
                if let Some(node) = self.tree_node(row) {
                    return self.branch(node, open);
                }
            }
            Message::TreeWidth(width, rests) => {
                self.memory.tree = Memory::tree_width(width);
                if rests {
                    return self.remember();
                }
            }
            Message::NodeOpen(row) => return self.tree_node(row).map_or_else(Task::none, |node| self.open(node)),
            Message::NodeMenu(row, at) => {
                if let Some(node) = self.tree_node(row) {
                    self.show(node);
                    self.menu = Some((at, node));
                }
            }
            Message::Row(row) => self.row = Some(row),
            Message::RowOpen(row) => return self.row_node(row).map_or_else(Task::none, |node| self.open(node)),
            Message::RowMenu(row, at) => {
                self.row = Some(row);
                self.menu = self.row_node(row).map(|node| (at, node));
            }
            Message::Key(wanted) => {
                if let Node::Server(id) = self.subject() {
                    return self.act(match wanted {
                        Wanted::Delete => Act::Delete(id),
                        Wanted::Rename => Act::Rename(id),
                        Wanted::Properties => Act::Properties(id),
                    });
                }
            }
            Message::CloseMenu => self.menu = None,
            Message::Act(act) => return self.act(act),
            Message::Question(message) => return self.question(message),
            Message::Opened(message) => {
                let (who, wish) = self.opened.update(message, &self.live, self.words);
                return self.wish(who, wish);
            }
            Message::Manual(message) => match self.manual.as_ref().and_then(|manual| manual.update(&message)) {
                Some(task) => return task,
                None => self.manual = None,
            },
            Message::Find(message) => match self.find.as_mut().map(|find| find.update(message)) {
                Some(find::Action::Close) => self.find = None,
                Some(find::Action::Go(place)) => {
                    self.find = None;
                    return self.lead(place);
                }
                Some(find::Action::None) | None => {}
            },
            Message::Answered(who, answer) => return self.answered(who, answer),
            // What could not be asked is asked again when there is something new.
            Message::Told(query, answer) => drop(answer.map(|answer| self.opened.told(&query, answer))),
            Message::Scanned(watch, step) => self.opened.scanned(watch, step, &self.live),
            Message::Filed(who, told) => {
                let wish = self.opened.filed(who, told, &self.live);
                return self.wish(who, wish);
            }
            Message::Second => self.opened.look_again(false),
            Message::Found(who, Ok(finding)) => {
                let wish = self.opened.found(who, &finding);
                if matches!(&finding, Finding::Message(trial) if trial.ok()) && self.memory.seen.insert(Step::Test) {
                    return Task::batch([self.remember(), self.wish(who, wish)]);
                }
                return self.wish(who, wish);
            }
            Message::Found(who, Err((refusal, nothing))) => {
                // Whoever asked stops waiting, and the window says why.
                self.question = Some(Question::Refused(refusal));
                let wish = self.opened.found(who, &nothing);
                return self.wish(who, wish);
            }
            Message::Close => return self.close(),
            Message::Drained => return iced::exit(),
            Message::Quiet => {}
        }
        Task::none()
    }

    /// What menus and keys are about: the chosen row of the pane, else the chosen node.
    pub(super) fn subject(&self) -> Node {
        self.row.and_then(|row| self.row_node(row)).unwrap_or(self.node)
    }

    /// The page of the manual about a frame, or about what the window shows.
    pub(super) fn page_of(&self, frame: &str) -> Option<&'static str> {
        manual::of_frame(frame, self.opened.tab(frame), self.node)
    }

    fn tree_node(&self, row: usize) -> Option<Node> {
        tree::in_sight(&self.live, &self.memory.closed).get(row).map(|(node, ..)| *node)
    }

    fn row_node(&self, row: usize) -> Option<Node> {
        let shown = if self.node == Node::Overview { Node::Smtp } else { self.node };
        shown.children(&self.live).get(row).copied()
    }

    pub(super) fn show(&mut self, node: Node) {
        if self.node != node {
            (self.node, self.row) = (node, None);
        }
        // What is shown can be seen in the tree.
        let mut above = node.parent();
        while let Some(node) = above {
            self.memory.closed.remove(&node);
            above = node.parent();
        }
    }

    fn branch(&mut self, node: Node, open: bool) -> Task<Message> {
        if open {
            self.memory.closed.remove(&node)
        } else {
            self.memory.closed.insert(node)
        };
        let hidden = !tree::in_sight(&self.live, &self.memory.closed).iter().any(|(seen, ..)| *seen == self.node);
        if hidden {
            (self.node, self.row) = (node, None);
        }
        self.remember()
    }

    /// Enter and double click: a server's properties, else the node itself.
    fn open(&mut self, node: Node) -> Task<Message> {
        match node {
            Node::Server(id) if Act::Properties(id).works(&self.live) => self.act(Act::Properties(id)),
            node => {
                self.show(node);
                Task::none()
            }
        }
    }

    fn act(&mut self, act: Act) -> Task<Message> {
        if !act.works(&self.live) {
            return Task::none();
        }
        match act {
            Act::Go(node) => self.show(node),
            Act::Start(id) => return self.command(Command::Start(id)),
            Act::Stop(id) | Act::Restart(id) => {
                if line(&self.live, id).is_some_and(|line| line.sessions > 0) {
                    self.question = Some(Question::CutOff(act, id));
                } else {
                    return self.stop(act, id);
                }
            }
            Act::Pause(id) => {
                let paused = line(&self.live, id).is_some_and(|line| line.state == Light::Paused);
                return self.command(if paused { Command::Start(id) } else { Command::Pause(id) });
            }
            Act::Delete(id) => self.question = Some(Question::Delete(id)),
            Act::Rename(id) => {
                let name = super::say::server(&self.live, id);
                self.question = Some(Question::Rename(Rename { server: id, name, problem: None }));
            }
            Act::TestMessage(id) => return self.test_message(Origin::Server(id)),
            Act::Properties(_) | Act::Page(..) | Act::Dialog(..) | Act::Relay(_) | Act::Connection(_) | Act::NewServer | Act::History => {
                self.opened.open(act, &self.live, self.words)
            }
            Act::Certificate(_) | Act::RenewCertificate(_) | Act::ViewCertificate(_) | Act::ExportRoot => {
                self.opened.open(act, &self.live, self.words)
            }
            Act::NewCertificate => {
                self.show(Node::Certificates);
                let wish = self.opened.open_certificates(&self.live);
                return self.wish(Who::Certificates, wish);
            }
            Act::Route(id) => {
                self.memory.seen.insert(Step::Route);
                self.show(Node::Server(id));
                self.opened.open(act, &self.live, self.words);
                return self.remember();
            }
            Act::NewAccount | Act::NewDevice | Act::Scan | Act::NewDomain | Act::NewRemoteDomain | Act::NewAlias => {
                self.show(match act {
                    Act::NewAccount => Node::Accounts,
                    Act::NewDevice | Act::Scan => Node::Devices,
                    _ => Node::Domains,
                });
                self.opened.open(act, &self.live, self.words);
            }
            Act::Card => {
                self.memory.seen.insert(Step::Card);
                self.show(Node::Accounts);
                self.opened.open(act, &self.live, self.words);
                return self.remember();
            }
            Act::RequireTls(id) => return self.change(id, |server| server.access.authentication.basic_requires_tls = true),
            Act::AllowAnonymous(id) => return self.change(id, |server| server.access.authentication.anonymous = true),
            Act::EnableOutbound(id) => return self.change(id, |server| server.delivery.hold_outbound = false),
            Act::Undo => return self.command(Command::Undo),
            Act::ReadFiles => return self.command(Command::ReadFiles),
            Act::KeepSettings => return self.command(Command::KeepSettings),
            Act::Refresh => {
                self.live = self.link.snapshot();
                self.opened.look_again(true);
            }
            Act::TerminateAll(id) | Act::Block(id) | Act::Blocks(id) => {
                self.show(Node::Sessions(id));
                self.opened.open(act, &self.live, self.words);
            }
            Act::FindMessages | Act::Outbound(_) => {
                self.show(Node::Queues);
                return self.opened.open_queues(act, &self.live).map_or_else(Task::none, |wish| self.wish(Who::Queues, wish));
            }
            Act::Manual(page) => self.manual = manual::State::open(page, self.words),
            Act::Find => self.find = Some(find::State::new(self.about(), &self.live, self.words)),
            Act::Look(look) => {
                self.memory.look = look;
                return self.remember();
            }
            Act::Language(language) => {
                self.memory.language = language;
                self.words = self.memory.words();
                return self.remember();
            }
            Act::EnglishNames => {
                self.memory.english_names = !self.memory.english_names;
                self.words = self.memory.words();
                return self.remember();
            }
            Act::Larger => return self.resize(self.memory.scale.larger()),
            Act::Smaller => return self.resize(self.memory.scale.smaller()),
            Act::Normal => return self.resize(Scale::default()),
            Act::About => self.question = Some(Question::About),
            Act::Exit => return self.close(),
        }
        Task::none()
    }

    fn resize(&mut self, scale: Scale) -> Task<Message> {
        self.memory.scale = scale;
        self.remember()
    }

    fn command(&self, command: Command) -> Task<Message> {
        self.link.command(command).map(|answer| Message::Answered(Who::Window, answer))
    }

    fn stop(&self, act: Act, id: ServerId) -> Task<Message> {
        let runs = line(&self.live, id).is_some_and(|line| line.state != Light::Stopped);
        let stop = runs.then_some(Command::Stop(id));
        let start = matches!(act, Act::Restart(_)).then_some(Command::Start(id));
        let commands = stop.into_iter().chain(start).collect();
        self.link.commands(commands).map(|answer| Message::Answered(Who::Window, answer))
    }

    fn change(&self, id: ServerId, change: impl FnOnce(&mut Server)) -> Task<Message> {
        let Some(mut server) = self.live.settings.servers.iter().find(|server| server.id == id.0).cloned() else { return Task::none() };
        change(&mut server);
        self.command(Command::Change(Change::Server(Box::new(server), None)))
    }

    fn wish(&mut self, who: Who, wish: Wish) -> Task<Message> {
        match wish {
            Wish::Nothing => Task::none(),
            Wish::Close => {
                self.opened.close(who);
                self.test.take_if(|_| who == Who::Test);
                Task::none()
            }
            Wish::Focus(frame, id) => focus(frame, id),
            Wish::Run(job) => {
                let nothing = job.unanswered();
                let found = self.link.run(job);
                let found = found.map(move |found| Message::Found(who, found.map_err(|refusal| (refusal, nothing.clone()))));
                if who != Who::Test {
                    return found;
                }
                let (found, handle) = found.abortable();
                self.test = Some(handle.abort_on_drop());
                found
            }
            Wish::Test(origin) => self.test_message(origin),
            Wish::Act(act) => self.act(act),
            Wish::File(errand) => files::run(errand).map(move |told| Message::Filed(who, told)),
            Wish::Copy(text) => iced::clipboard::write(text),
            Wish::Besides(commands) => self.link.commands(commands).map(|answer| Message::Answered(Who::Window, answer)),
            Wish::Command(command) => self.link.command(*command).map(move |answer| Message::Answered(who, answer)),
        }
    }

    fn test_message(&mut self, origin: Origin) -> Task<Message> {
        // A message that is on its way by another way is broken off.
        let goes_on = self.opened.test(origin, &self.live);
        self.test.take_if(|_| !goes_on);
        find::at(Some("test-message".to_owned()), "test-message.to")
    }

    fn answered(&mut self, who: Who, answer: Result<Done, Refusal>) -> Task<Message> {
        self.live = self.link.snapshot();
        if who == Who::Question {
            if self.question.as_mut().is_some_and(|question| question.answered(&answer)) {
                self.question = None;
            }
            return Task::none();
        }
        if let Ok(Done { created: Some(Created::Server(id)), .. }) = &answer {
            self.show(Node::Server(*id));
        }
        // A dialog that was closed meanwhile cannot tell of a refusal.
        let wish = self.opened.answered(who, &answer, &self.live);
        match (wish, answer) {
            (Some(wish), _) => return self.wish(who, wish),
            (None, Err(refusal)) => self.question = Some(Question::Refused(refusal)),
            (None, Ok(_)) => {}
        }
        Task::none()
    }

    fn question(&mut self, message: questions::Message) -> Task<Message> {
        use questions::Message as Answer;
        match (message, self.question.take()) {
            (Answer::Name(name), Some(Question::Rename(rename))) => {
                self.question = Some(Question::Rename(Rename { name, problem: None, ..rename }));
            }
            (Answer::Yes, Some(Question::Rename(rename))) => {
                let command = Command::Change(Change::Rename(rename.server, rename.name.trim().to_owned()));
                self.question = Some(Question::Rename(rename));
                return self.link.command(command).map(|answer| Message::Answered(Who::Question, answer));
            }
            (Answer::Yes, Some(Question::Delete(id))) => return self.command(Command::Change(Change::Delete(id))),
            (Answer::Yes, Some(Question::CutOff(act, id))) => return self.stop(act, id),
            (Answer::Yes, Some(Question::Edits)) => return self.command(Command::ReadFiles),
            (Answer::Keep, Some(Question::Edits)) => return self.command(Command::KeepSettings),
            (Answer::Yes, Some(Question::Close)) => {
                self.question = Some(Question::Leaving);
                return self.link.drain(PATIENCE).map(|()| Message::Drained);
            }
            // What was accepted is on the disk: leaving at once loses no mail.
            (_, Some(Question::Leaving)) => return iced::exit(),
            _ => {}
        }
        Task::none()
    }

    fn close(&mut self) -> Task<Message> {
        match self.question {
            Some(Question::Leaving) => {}
            _ if self.gone => return iced::exit(),
            _ => self.question = Some(Question::Close),
        }
        Task::none()
    }

    /// Writes the preferences.
    fn remember(&self) -> Task<Message> {
        let Some(place) = self.place.clone() else { return Task::none() };
        let memory = self.memory.clone();
        Task::future(async move {
            let written = tokio::task::spawn_blocking(move || memory.write(&place)).await;
            if let Ok(Err(error)) = written {
                tracing::warn!(%error, "the preferences of the window could not be kept");
            }
            Message::Quiet
        })
    }
}

/// What sessions get to finish when the window closes.
const PATIENCE: Duration = Duration::from_secs(30);
