//! *Extended Logging Properties*: when a new log begins, where logs lie and how long, which fields a record has (dialogs.md
//! §2.10); and, for all servers together, whether it is remembered for 30 days what clients did.

use std::path::{Component, Path};

use iced::widget::row;

use super::browse;
use super::form::{Edit, Number, Text, Wrong, framed, marked, with_browse};
use crate::config::Fault;
use crate::config::written::{LogField, LogFormat, LogSchedule, ProtocolLog};
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::widget::{
    Dialog, at_least_high, check_box, field_row, field_row_when, group, hint, indent, problem, radio, rows, tabs, words as text,
};
use crate::engine::job::Finding;
use crate::i18n::{Label, Words};
use crate::tr;

/// A page of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Schedule and folder.
    General,
    /// The check boxes of the fields; W3C only.
    Fields,
}

/// The properties being edited.
#[derive(Debug)]
pub struct State {
    was: ProtocolLog,
    /// Each server has a folder of its number.
    server: u32,
    page: Page,
    schedule: LogSchedule,
    size: Number,
    local_time: bool,
    folder: Text,
    keep: Number,
    fields: Vec<LogField>,
    /// What clients do is kept for 30 days, on all servers.
    facts: bool,
    tried: bool,
    browse: Option<browse::State>,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another page.
    Turn(Page),
    /// *New log schedule*
    Schedule(LogSchedule),
    /// *When file size reaches*
    Size(Edit),
    /// *Use local time for file naming and rollover*
    LocalTime(bool),
    /// *Log file directory*
    Folder(Edit),
    /// *Browse…* beside it.
    Browse,
    /// In what that opens.
    Chooser(browse::Message),
    /// *Keep log files for*
    Keep(Edit),
    /// *Remember for 30 days who connects and logs on*
    Facts(bool),
    /// The check box of a field.
    Field(LogField, bool),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the properties, and whether what clients do is remembered.
pub type Action = super::Action<(ProtocolLog, bool)>;

impl State {
    /// The log of the server with this number, written in the format that stands on *General*; `facts` tells whether what
    /// clients do is remembered.
    pub fn new(log: &ProtocolLog, server: u32, facts: bool) -> Self {
        Self {
            was: log.clone(),
            server,
            page: Page::General,
            schedule: log.schedule,
            size: Number::new(log.size_mb.into(), 1..=4_000),
            local_time: log.local_time,
            folder: Text::new(&log.folder),
            keep: Number::new(log.keep_days.into(), 0..=36_500),
            fields: log.fields.clone(),
            facts,
            tried: false,
            browse: None,
        }
    }

    /// The engine refused something; the id of the control to show.
    pub fn refuse(&mut self, path: &str, fault: &Fault) -> String {
        if path.ends_with("size_mb") {
            self.size.refuse(fault);
            return "logging.size".into();
        }
        if path.ends_with("keep_days") {
            self.keep.refuse(fault);
            return "logging.keep".into();
        }
        if path.contains(".fields") {
            self.page = Page::Fields;
            return FIELDS[0].1.into();
        }
        self.folder.refuse(fault);
        "logging.folder".into()
    }

    fn wrong_folder(&self) -> Option<Wrong> {
        let folder = self.folder.value();
        // Copying the home takes the logs along.
        let inside = Path::new(folder).components().all(|part| matches!(part, Component::Normal(_)));
        match (folder.is_empty(), inside) {
            (true, _) => Some(Wrong::Required),
            (_, false) => Some(Wrong::Refused(Fault::Folder(folder.to_owned()))),
            _ => self.folder.refused(),
        }
    }

    fn without_fields(&self) -> bool {
        self.was.format == LogFormat::W3cExtended && self.fields.is_empty()
    }

    fn log(&self) -> Result<ProtocolLog, (Page, &'static str)> {
        let sized = self.schedule == LogSchedule::Size;
        let size_mb = match self.size.setting().filter(|_| self.size.wrong().is_none()) {
            Some(size) => size,
            None if !sized => self.was.size_mb,
            None => return Err((Page::General, "logging.size")),
        };
        if self.wrong_folder().is_some() {
            return Err((Page::General, "logging.folder"));
        }
        let Some(keep_days) = self.keep.setting().filter(|_| self.keep.wrong().is_none()) else {
            return Err((Page::General, "logging.keep"));
        };
        if self.without_fields() {
            return Err((Page::Fields, FIELDS[0].1));
        }
        let (schedule, local_time, folder) = (self.schedule, self.local_time, self.folder.value().to_owned());
        Ok(ProtocolLog { schedule, size_mb, local_time, folder, keep_days, fields: self.fields.clone(), ..self.was.clone() })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Turn(page) => self.page = page,
            Message::Schedule(schedule) => self.schedule = schedule,
            Message::Size(edit) => self.size.edit(edit),
            Message::LocalTime(on) => self.local_time = on,
            Message::Folder(edit) => self.folder.edit(edit),
            Message::Browse => return browse::open(&mut self.browse, browse::Kind::Folder, self.folder.value()),
            Message::Chooser(m) => return browse::update(&mut self.browse, m, |path| self.folder.edit(Edit::Type(path))),
            Message::Keep(edit) => self.keep.edit(edit),
            Message::Facts(on) => self.facts = on,
            Message::Field(field, on) => {
                self.fields.retain(|f| *f != field);
                if on {
                    self.fields.push(field);
                    self.fields.sort_unstable();
                }
            }
            Message::Cancel => return Action::Close,
            Message::Ok => {
                self.tried = true;
                return match self.log() {
                    Ok(log) => Action::Accept((log, self.facts)),
                    Err((page, field)) => {
                        self.page = page;
                        Action::Focus(field.into())
                    }
                };
            }
        }
        Action::None
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        browse::found(&mut self.browse, finding, |path| self.folder.edit(Edit::Type(path)))
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let page = match self.page {
            Page::General => self.general(words),
            Page::Fields => self.boxes(words),
        };
        let body = if self.was.format == LogFormat::W3cExtended {
            let pages = [(Page::General, words.name("tab-general").into()), (Page::Fields, words.title("log-fields"))];
            tabs("logging.tabs", pages, self.page, Message::Turn, HEIGHT, page)
        } else {
            // The other formats have the fields they have.
            at_least_high(HEIGHT, self.general(words))
        };
        let framed = framed("logging", words.name("log-title"), body, Message::Ok, Message::Cancel, words).width(560.0);
        Dialog::from(framed).open(self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser)))
    }

    fn general(&self, words: &'static Words) -> Element<'_, Message> {
        let when = |id, label: Label, schedule| {
            radio(id, "logging.schedule", marked(label), schedule, Some(self.schedule), Some(Message::Schedule))
        };
        let sized = self.schedule == LogSchedule::Size;
        let size = self.size.field("logging.size", sized, words, None, Message::Size);
        let times = rows([
            when("logging.hourly", words.label("log-hourly"), LogSchedule::Hourly),
            when("logging.daily", words.label("log-daily"), LogSchedule::Daily),
            when("logging.weekly", words.label("log-weekly"), LogSchedule::Weekly),
            when("logging.monthly", words.label("log-monthly"), LogSchedule::Monthly),
        ]);
        let sizes = rows([
            when("logging.unlimited", words.label("log-unlimited-size"), LogSchedule::Unlimited),
            when("logging.sized", words.label("log-size-reaches"), LogSchedule::Size),
            indent(field_row_when(sized, 40.0, tr!(words, "log-megabytes"), "logging.size", size)),
        ]);
        let schedule = row![iced::widget::container(times).width(TIMES), sizes].spacing(GAP);
        let wrong = self.wrong_folder().filter(|w| self.tried || *w != Wrong::Required);
        let folder = self.folder.field("logging.folder", words, wrong, Message::Folder).limits(tr!(words, "log-directory-note"));
        let folder = with_browse(folder, "logging.browse", Some(Message::Browse), words);
        let name = format!("SmtpSvc{}/{}", self.server, pattern(self.was.format, self.schedule));
        let local = marked(words.label("log-local-time"));
        let keep = self
            .keep
            .field("logging.keep", true, words, None, Message::Keep)
            .limits(tr!(words, "log-keep-note"))
            .unit(tr!(words, "log-days"));
        let facts = marked(words.label("log-facts"));
        let everywhere =
            rows([check_box("logging.facts", facts, self.facts, Some(Message::Facts)), super::form::note(tr!(words, "log-facts-note"))]);
        rows([
            group(words.name("log-schedule"), schedule),
            check_box("logging.local-time", local, self.local_time, Some(Message::LocalTime)),
            field_row(LABELS, marked(words.caption("log-directory")), "logging.folder", folder),
            row![iced::widget::container(text(words.caption("log-file-name").text)).width(LABELS), text(name)].spacing(GAP).into(),
            field_row(LABELS, marked(words.caption("log-keep")), "logging.keep", keep),
            group(tr!(words, "log-all-servers"), everywhere),
        ])
        .into()
    }

    fn boxes(&self, words: &'static Words) -> Element<'_, Message> {
        let tick = |(field, id, key): &(LogField, &'static str, &'static str)| {
            let field = *field;
            let on = self.fields.contains(&field);
            check_box(*id, words.title(key), on, Some(move |on| Message::Field(field, on)))
        };
        let half = FIELDS.len().div_ceil(2);
        let columns = [&FIELDS[..half], &FIELDS[half..]].map(|part| rows(part.iter().map(tick)).width(iced::Length::Fill));
        let [left, right] = columns;
        let below = if self.without_fields() { problem(tr!(words, "issue-empty")) } else { hint(tr!(words, "log-fields-note")) };
        rows([row![left, right].spacing(GAP).into(), below]).into()
    }
}

/// Width of the labels.
const LABELS: f32 = 170.0;

/// Width of the times at which a new log begins.
const TIMES: f32 = 150.0;

/// Height of the pages, which is that of the taller one.
const HEIGHT: f32 = 450.0;

/// The check boxes, in the order of the columns.
const FIELDS: [(LogField, &str, &str); 21] = [
    (LogField::Date, "logging.date", "log-f-date"),
    (LogField::Time, "logging.time", "log-f-time"),
    (LogField::ClientIp, "logging.client-ip", "log-f-client-ip"),
    (LogField::UserName, "logging.user-name", "log-f-user-name"),
    (LogField::ServiceName, "logging.service-name", "log-f-service-name"),
    (LogField::ServerName, "logging.server-name", "log-f-server-name"),
    (LogField::ServerIp, "logging.server-ip", "log-f-server-ip"),
    (LogField::ServerPort, "logging.server-port", "log-f-server-port"),
    (LogField::Method, "logging.method", "log-f-method"),
    (LogField::UriStem, "logging.uri-stem", "log-f-uri-stem"),
    (LogField::UriQuery, "logging.uri-query", "log-f-uri-query"),
    (LogField::ProtocolStatus, "logging.status", "log-f-status"),
    (LogField::Win32Status, "logging.win32-status", "log-f-win32-status"),
    (LogField::BytesSent, "logging.bytes-sent", "log-f-bytes-sent"),
    (LogField::BytesReceived, "logging.bytes-received", "log-f-bytes-received"),
    (LogField::TimeTaken, "logging.time-taken", "log-f-time-taken"),
    (LogField::ProtocolVersion, "logging.protocol-version", "log-f-protocol-version"),
    (LogField::Host, "logging.host", "log-f-host"),
    (LogField::UserAgent, "logging.user-agent", "log-f-user-agent"),
    (LogField::Cookie, "logging.cookie", "log-f-cookie"),
    (LogField::Referer, "logging.referer", "log-f-referer"),
];

/// How the files are called: a letter for each digit of the date, or a number that counts up.
fn pattern(format: LogFormat, schedule: LogSchedule) -> String {
    let (prefix, stem) = match format {
        LogFormat::W3cExtended => ("ex", "extend"),
        LogFormat::Iis => ("in", "inetsv"),
        LogFormat::Ncsa => ("nc", "ncsa"),
    };
    let date = match schedule {
        LogSchedule::Hourly => "yymmddhh",
        LogSchedule::Daily => "yymmdd",
        LogSchedule::Weekly => "yymmww",
        LogSchedule::Monthly => "yymm",
        LogSchedule::Unlimited | LogSchedule::Size => return format!("{stem}#.log"),
    };
    format!("{prefix}{date}.log")
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("log-title", "logging.tabs"),
    ("log-schedule", "logging.hourly"),
    ("log-hourly", "logging.hourly"),
    ("log-daily", "logging.daily"),
    ("log-weekly", "logging.weekly"),
    ("log-monthly", "logging.monthly"),
    ("log-unlimited-size", "logging.unlimited"),
    ("log-size-reaches", "logging.sized"),
    ("log-local-time", "logging.local-time"),
    ("log-directory", "logging.folder"),
    ("btn-browse", "logging.browse"),
    ("log-file-name", "logging.folder"),
    ("log-keep", "logging.keep"),
    ("log-all-servers", "logging.facts"),
    ("log-facts", "logging.facts"),
    ("log-fields", "logging.tabs"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_box_in_the_order_of_the_columns() {
        assert_eq!(FIELDS.map(|(field, ..)| field), LogField::ALL);
    }

    #[test]
    fn what_cannot_be_logged_so_keeps_the_dialog_open() {
        let mut s = State::new(&ProtocolLog::default(), 1, true);
        for folder in ["", "/var/log", "../logs"] {
            s.update(Message::Folder(Edit::Type(folder.into())));
            assert_eq!(s.update(Message::Ok), Action::Focus("logging.folder".into()), "{folder}");
        }
        s.update(Message::Folder(Edit::Type("logs/smtp".into())));
        s.update(Message::Size(Edit::Type("0".into())));
        s.update(Message::Schedule(LogSchedule::Size));
        assert_eq!(s.update(Message::Ok), Action::Focus("logging.size".into()));
        s.update(Message::Schedule(LogSchedule::Hourly));
        s.update(Message::Keep(Edit::Type("36501".into())));
        assert_eq!(s.update(Message::Ok), Action::Focus("logging.keep".into()));
        s.update(Message::Keep(Edit::Type("0".into())));
        s.update(Message::Facts(false));
        LogField::DEFAULT.into_iter().for_each(|field| drop(s.update(Message::Field(field, false))));
        assert_eq!(s.update(Message::Ok), Action::Focus("logging.date".into()));
        assert_eq!(s.page, Page::Fields);
        s.update(Message::Field(LogField::Time, true));
        s.update(Message::Field(LogField::Date, true));
        let fields = vec![LogField::Date, LogField::Time];
        let wanted =
            ProtocolLog { schedule: LogSchedule::Hourly, folder: "logs/smtp".into(), keep_days: 0, fields, ..ProtocolLog::default() };
        assert_eq!(s.update(Message::Ok), Action::Accept((wanted, false)));
    }
}
