//! *Browse…*: a folder chosen, a file to open, or a file to save, on the computer the engine runs on.
//!
//! A dialog with a path field keeps `browse: Option<browse::State>` and has four lines for it; what is chosen is put into
//! the field as if it were typed:
//!
//! ```text
//!   Message::Browse       => return browse::open(&mut self.browse, Kind::Folder, self.folder.value()),
//!   Message::Chooser(m)   => return browse::update(&mut self.browse, m, |path| self.folder.edit(Edit::Type(path))),
//!   fn finding(&mut self, finding: &Finding) -> Action {
//!       browse::found(&mut self.browse, finding, |path| self.folder.edit(Edit::Type(path)))
//!   }
//!   Dialog::from(frame).open(self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser)))
//! ```
//! The opener passes [`Action::Run`](super::Action::Run) on and hands findings down. A folder in the home folder is given as
//! the settings write it (`badmail/1`), everything else as a complete path. Before a file that exists is replaced the user
//! was asked; what lies there is looked at when OK is pressed, not when the folder was shown.

use iced::keyboard::{Key, Modifiers, key::Named};
use jiff::tz::TimeZone;

use super::form::marked;
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::job::{Entry, EntryKind, Finding, Folder, FolderTrouble, Job, Look, MOST_ENTRIES};
use crate::i18n::Words;
use crate::{tr, wording};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A file that is there, with a name like one of these (`*.pem`); all files when there are none.
    Open(&'static [&'static str]),
    /// A file to be written. A name without an ending gets that of the first of these.
    Save(&'static [&'static str]),
}

/// What is shown, and what was typed.
#[derive(Debug, Clone)]
pub struct State {
    kind: Kind,
    /// As typed; the folder that is shown once it was looked at.
    path: String,
    /// Of the file.
    name: String,
    /// The name of a new folder, while it is typed.
    new: Option<String>,
    /// Files of other names too.
    all: bool,
    folder: Option<Folder>,
    /// Of `folder`, in the order of the list.
    rows: Vec<Entry>,
    sort: Sort,
    selected: Option<usize>,
    asked: Option<(Look, Then)>,
    wrong: Option<Wrong>,
    /// This file would be replaced.
    replace: Option<String>,
}

/// What follows when the folder was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Show,
    Choose,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrong {
    Path(FolderTrouble),
    New(FolderTrouble),
    /// A name must be given.
    NoName,
    /// There is no file of this name.
    NoFile(String),
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typing the folder.
    Path(String),
    /// Enter there: look at it.
    Go,
    /// One folder up.
    Up,
    /// The home folder, or the user's own.
    Home,
    /// A row was selected.
    Select(usize),
    /// A row was opened.
    Open(usize),
    /// By this column.
    Sort(usize),
    /// *File name*
    Name(String),
    /// *Show all files*
    All(bool),
    /// *New folder*
    New,
    /// Its name.
    NewName(String),
    /// Make it.
    Make,
    /// OK.
    Ok,
    /// Whether the file is replaced.
    Replace(bool),
    /// Cancel.
    Cancel,
}

/// Accepts a path as text.
pub type Action = super::Action<String>;

/// Opens the chooser in `slot`; `held` is what the field holds now.
pub fn open<T>(slot: &mut Option<State>, kind: Kind, held: &str) -> super::Action<T> {
    let (state, job) = State::new(kind, held);
    *slot = Some(state);
    super::Action::Run(job)
}

/// Hands a message to the chooser in `slot`; `keep` gets what is chosen.
pub fn update<T>(slot: &mut Option<State>, message: Message, keep: impl FnOnce(String)) -> super::Action<T> {
    let action = slot.as_mut().map_or(Action::None, |state| state.update(message));
    action.of_sub(slot, keep)
}

/// Hands a finding to the chooser in `slot`; `keep` gets what is chosen.
pub fn found<T>(slot: &mut Option<State>, finding: &Finding, keep: impl FnOnce(String)) -> super::Action<T> {
    let action = slot.as_mut().map_or(Action::None, |state| state.finding(finding));
    action.of_sub(slot, keep)
}

impl State {
    /// The chooser, and what it must know first. `held` is a path as it may stand in a field; it may be empty or lead nowhere.
    pub fn new(kind: Kind, held: &str) -> (Self, Job) {
        let held = held.trim();
        let (path, name) = match (kind, held.rsplit_once('/')) {
            (Kind::Folder, _) => (held, ""),
            (_, Some((path, name))) => (if path.is_empty() { "/" } else { path }, name),
            (_, None) => (OWN, held),
        };
        let look = Look { nearest: true, ..Look::at(path) };
        let state = Self {
            kind,
            path: path.to_owned(),
            name: name.to_owned(),
            new: None,
            all: false,
            folder: None,
            rows: vec![],
            sort: Sort::default(),
            selected: None,
            asked: Some((look.clone(), Then::Show)),
            wrong: None,
            replace: None,
        };
        (state, Job::Folder { look, home: None })
    }

    fn ask(&mut self, look: Look, then: Then) -> Action {
        (self.asked, self.wrong) = (Some((look.clone(), then)), None);
        Action::Run(Job::Folder { look, home: None })
    }

    fn show_at(&mut self, place: impl Into<PathBuf>) -> Action {
        self.ask(Look::at(place), Then::Show)
    }

    /// What was found; another folder than the one asked for last is no news.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        let Finding::Folder(look, found) = finding else { return Action::None };
        let Some((_, then)) = self.asked.take_if(|(asked, _)| asked == look) else { return Action::None };
        match found {
            Ok(folder) if then == Then::Choose => self.choose(look, folder),
            Ok(folder) => {
                // The field of its name goes, and the keyboard would be nowhere.
                let made = self.new.is_some();
                self.show(folder);
                if made { Action::Focus("browse.list".into()) } else { Action::None }
            }
            // A complete path to a file may be typed where the folder stands.
            Err(FolderTrouble::NoFolder(file)) if self.kind != Kind::Folder && look.make.is_none() => {
                let (Some(place), Some(name)) = (file.parent(), file.file_name()) else { return Action::None };
                let place = place.to_owned();
                self.name = name.to_string_lossy().into_owned();
                self.show_at(place)
            }
            Err(why) => {
                self.wrong = Some(if look.make.is_some() { Wrong::New(why.clone()) } else { Wrong::Path(why.clone()) });
                Action::Focus(if look.make.is_some() { "browse.new-name" } else { "browse.path" }.into())
            }
        }
    }

    fn choose(&mut self, look: &Look, folder: &Folder) -> Action {
        let Some(name) = &look.name else { return Action::Accept(given(folder)) };
        let path = folder.place.join(name).display().to_string();
        match (folder.there, self.kind) {
            (Some(EntryKind::Folder), _) => {
                self.name.clear();
                self.show_at(path)
            }
            (None, Kind::Open(_)) => {
                self.show(folder);
                self.wrong = Some(Wrong::NoFile(name.clone()));
                Action::Focus("browse.name".into())
            }
            (Some(_), Kind::Save(_)) => {
                self.replace = Some(path);
                Action::None
            }
            _ => Action::Accept(path),
        }
    }

    fn show(&mut self, folder: &Folder) {
        // What one came up from stays selected.
        let from = self.folder.take().map(|before| before.place).filter(|before| before.parent() == Some(&folder.place));
        self.path = folder.place.display().to_string();
        (self.folder, self.new, self.wrong) = (Some(folder.clone()), None, None);
        self.list();
        let name = from.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
        self.selected = name.and_then(|name| self.rows.iter().position(|row| row.name == name));
    }

    /// Brings what is shown into order: folders first, then by the column.
    fn list(&mut self) {
        let chosen = self.selected.and_then(|at| self.rows.get(at)).map(|row| row.name.clone());
        let shown = |entry: &&Entry| !entry.name.starts_with('.') && (entry.kind == EntryKind::Folder || self.fits(&entry.name));
        let mut rows: Vec<Entry> = self.folder.iter().flat_map(|folder| &folder.entries).filter(shown).cloned().collect();
        match self.sort.column {
            1 => rows.sort_by_key(|row| row.size),
            2 => rows.sort_by_key(|row| row.changed),
            _ => rows.sort_by_cached_key(|row| row.name.to_lowercase()),
        }
        if self.sort.descending {
            rows.reverse();
        }
        rows.sort_by_key(|row| row.kind != EntryKind::Folder);
        self.selected = chosen.and_then(|name| rows.iter().position(|row| row.name == name));
        self.rows = rows;
    }

    fn fits(&self, name: &str) -> bool {
        let endings = match self.kind {
            Kind::Folder => return false,
            Kind::Open(endings) | Kind::Save(endings) => endings,
        };
        let name = name.to_lowercase();
        self.all || endings.is_empty() || endings.iter().any(|pattern| name.ends_with(pattern.trim_start_matches('*')))
    }

    /// The folder to look at or to choose: as typed, else the one that is shown.
    fn place(&self) -> PathBuf {
        PathBuf::from(self.path.trim())
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Path(text) => (self.path, self.wrong, self.selected) = (text, None, None),
            Message::Name(text) => (self.name, self.wrong) = (text, None),
            Message::NewName(text) => (self.new, self.wrong) = (Some(text), None),
            Message::New => {
                self.new = Some(self.new.take().unwrap_or_default());
                return Action::Focus("browse.new-name".into());
            }
            Message::Make => {
                let name = self.new.clone().unwrap_or_default().trim().to_owned();
                let place = self.folder.as_ref().map_or_else(|| self.place(), |folder| folder.place.clone());
                return self.ask(Look { make: Some(name), ..Look::at(place) }, Then::Show);
            }
            Message::Go => return self.show_at(self.place()),
            Message::Up => {
                let up = self.folder.as_ref().and_then(|folder| folder.place.parent()).map(Path::to_owned);
                return up.map_or(Action::None, |up| self.show_at(up));
            }
            Message::Home => return self.show_at(if self.kind == Kind::Folder { "" } else { OWN }),
            Message::Select(row) => {
                self.selected = Some(row);
                if let Some(file) = self.rows.get(row).filter(|row| row.kind != EntryKind::Folder) {
                    (self.name, self.wrong) = (file.name.clone(), None);
                }
            }
            Message::Open(row) => {
                let folder = self.folder.as_ref().map(|folder| folder.place.clone());
                match (self.rows.get(row), folder) {
                    (Some(entry), Some(folder)) if entry.kind == EntryKind::Folder => return self.show_at(folder.join(&entry.name)),
                    (Some(entry), _) => {
                        self.name = entry.name.clone();
                        return self.ok();
                    }
                    _ => {}
                }
            }
            Message::Sort(column) => {
                self.sort = self.sort.clicked(column);
                self.list();
            }
            Message::All(all) => {
                self.all = all;
                self.list();
            }
            Message::Ok => return self.ok(),
            Message::Replace(yes) => {
                if let Some(path) = self.replace.take().filter(|_| yes) {
                    return Action::Accept(path);
                }
            }
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    fn ok(&mut self) -> Action {
        let selected = self.selected.and_then(|at| self.rows.get(at)).filter(|row| row.kind == EntryKind::Folder);
        if self.kind == Kind::Folder {
            let place = selected.map_or_else(|| self.place(), |row| self.place().join(&row.name));
            return self.ask(Look::at(place), Then::Choose);
        }
        let typed = self.name.trim();
        if typed.is_empty() {
            if let Some(row) = selected {
                let place = self.place().join(&row.name);
                return self.show_at(place);
            }
            self.wrong = Some(Wrong::NoName);
            return Action::Focus("browse.name".into());
        }
        // The name may be a path of its own.
        let (place, name) = match typed.rsplit_once('/') {
            Some((path, name)) if typed.starts_with('~') => (PathBuf::from(path), name),
            Some((path, name)) => (self.place().join(if path.is_empty() { "/" } else { path }), name),
            None => (self.place(), typed),
        };
        let name = match self.kind {
            Kind::Save([first, ..]) if !name.contains('.') => format!("{name}{}", first.trim_start_matches('*')),
            _ => name.to_owned(),
        };
        if matches!(name.as_str(), "" | "." | "..") {
            return self.show_at(place.join(name));
        }
        self.ask(Look { name: Some(name), ..Look::at(place) }, Then::Choose)
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let at = |wanted: fn(&Wrong) -> bool| match self.wrong.as_ref().filter(|wrong| wanted(wrong)) {
            Some(wrong) => wrong.text(words),
            None => "".into(),
        };
        let path =
            field("browse.path", &self.path).on_input(Message::Path).on_submit(Message::Go).problem(at(|w| matches!(w, Wrong::Path(_))));
        let mut body = rows([field_row(LABELS, marked(words.caption("browse-path")), "browse.path", path), self.tools(words)]);
        if let Some(name) = &self.new {
            let name = field("browse.new-name", name)
                .on_input(Message::NewName)
                .on_submit(Message::Make)
                .problem(at(|w| matches!(w, Wrong::New(_))));
            let make = button("browse.make", tr!(words, "btn-create"), Some(Message::Make));
            let line = iced::widget::row![Element::from(name), Element::from(make)].spacing(GAP);
            body = body.push(field_row(LABELS, marked(words.caption("browse-new-name")), "browse.new-name", line));
        }
        body = body.push(self.entries(words));
        if self.folder.as_ref().is_some_and(|folder| folder.cut) {
            body = body.push(strip(Tone::Warning, tr!(words, "browse-cut", count = MOST_ENTRIES), None));
        }
        let title = match self.kind {
            Kind::Folder => {
                let chosen =
                    self.selected.and_then(|at| self.rows.get(at)).map_or_else(|| self.place(), |row| self.place().join(&row.name));
                body = body.push(hint(tr!(words, "browse-chosen", path = chosen.display().to_string())));
                tr!(words, "browse-folder-title")
            }
            Kind::Open(endings) | Kind::Save(endings) => {
                let name = field("browse.name", &self.name).on_input(Message::Name);
                let name = name.problem(at(|w| matches!(w, Wrong::NoName | Wrong::NoFile(_))));
                body = body.push(field_row(LABELS, marked(words.caption("browse-file")), "browse.name", name));
                if !endings.is_empty() {
                    let all = check_box("browse.all", marked(words.label("browse-all")), self.all, Some(Message::All));
                    body = body.push(field_row(LABELS, "", "browse.all", all));
                }
                if matches!(self.kind, Kind::Save(_)) { tr!(words, "browse-save-title") } else { tr!(words, "browse-open-title") }
            }
        };
        let framed = super::form::framed("browse", title, body, Message::Ok, Message::Cancel, words);
        let framed = framed.width(640.0).icon(Drawing::Folder).initial("browse.list").on_key(up);
        Dialog::from(framed).open(self.replace.as_ref().map(|path| {
            let answers = [
                ("yes", words.label("btn-yes").into(), Message::Replace(true)),
                ("no", words.label("btn-no").into(), Message::Replace(false)),
            ];
            caution("browse.replace", tr!(words, "browse-save-title"), tr!(words, "val-file-overwrite"), path.as_str(), answers)
        }))
    }

    fn tools(&self, words: &'static Words) -> Element<'_, Message> {
        let above = self.folder.as_ref().is_some_and(|folder| folder.place.parent().is_some());
        let home = if self.kind == Kind::Folder { words.label("browse-home") } else { words.label("browse-own") };
        let is_home = self.kind == Kind::Folder || self.folder.as_ref().is_some_and(|folder| folder.own.is_some());
        let new = (self.folder.is_some() && !matches!(self.kind, Kind::Open(_))).then_some(Message::New);
        let mut line = vec![
            button("browse.up", marked(words.label("browse-up")), above.then_some(Message::Up)).icon(Drawing::ArrowUp).into(),
            button("browse.home", marked(home), is_home.then_some(Message::Home)).icon(Drawing::Overview).into(),
        ];
        if !matches!(self.kind, Kind::Open(_)) {
            line.push(button("browse.new", marked(words.label("browse-new")), new).icon(Drawing::Add).into());
        }
        buttons(line).into()
    }

    fn entries(&self, words: &'static Words) -> Element<'_, Message> {
        let nothing = if self.asked.is_some() { tr!(words, "common-please-wait") } else { tr!(words, "common-no-items") };
        let entries = &self.rows;
        list("browse.list", entries.len(), move |i| line(&entries[i], words))
            .column(tr!(words, "field-name"), 0.0)
            .numbers(tr!(words, "browse-size"), 96.0)
            .column(tr!(words, "browse-changed"), 150.0)
            .selected(self.selected)
            .sort(self.sort)
            .on_sort(Message::Sort)
            .on_select(Message::Select)
            .on_activate(Message::Open)
            .on_key(|key, modifiers| match key {
                Key::Named(Named::Backspace) if modifiers.is_empty() => Some(Message::Up),
                _ => up(key, modifiers),
            })
            .nothing(nothing)
            .height(230)
            .into()
    }
}

impl Wrong {
    fn text(&self, words: &'static Words) -> Cow<'static, str> {
        match self {
            Self::Path(why) | Self::New(why) => wording::folder_trouble(words, why).into(),
            Self::NoName => tr!(words, "val-required"),
            Self::NoFile(name) => tr!(words, "browse-no-file", name = name),
        }
    }
}

fn line<'a>(entry: &'a Entry, words: &'static Words) -> Row<'a> {
    let (icon, tone, size) = match entry.kind {
        EntryKind::Folder => (Drawing::Folder, Tone::Plain, "".into()),
        EntryKind::File => (Drawing::Log, Tone::Plain, words.size(entry.size)),
        EntryKind::Other => (Drawing::Log, Tone::Muted, "".into()),
    };
    let changed = entry.changed.map_or("".into(), |at| words.moment(&at.to_zoned(TimeZone::system())).into_owned().into());
    Row::new([Cow::from(entry.name.as_str()), size, changed]).icon(icon).tone(tone)
}

/// Alt+Up, as elsewhere.
fn up(key: &Key, modifiers: Modifiers) -> Option<Message> {
    (modifiers == Modifiers::ALT && *key == Key::Named(Named::ArrowUp)).then_some(Message::Up)
}

/// The folder as settings write it.
fn given(folder: &Folder) -> String {
    let inside = folder.place.strip_prefix(&folder.home).ok().filter(|inside| !inside.as_os_str().is_empty());
    inside.unwrap_or(&folder.place).display().to_string()
}

/// The user's own folder.
const OWN: &str = "~";

/// Width of the labels.
const LABELS: f32 = 150.0;

#[cfg(test)]
#[path = "browse/tests.rs"]
mod tests;
