use crate::config::{Home, LogField, LogFormat, LogSchedule, ProtocolLog};
use crate::engine::protocol_log::{ProtocolLogs, Wanted};
use crate::mail::ServerId;
use crate::smtp::spoken::{Speaker, Spoken};
use jiff::tz::{TimeZone, offset};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

struct Shelf {
    folder: tempfile::TempDir,
    logs: Arc<ProtocolLogs>,
}

impl Shelf {
    fn new(log: ProtocolLog) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let logs = ProtocolLogs::start(&Home::new(folder.path()), "HOST", TimeZone::fixed(offset(2))).unwrap();
        logs.set(wanted(log));
        Self { folder, logs }
    }

    fn write(&self, at: &str) {
        self.logs.write(ServerId(3), spoken(at));
    }

    fn files(&self) -> Vec<(String, String)> {
        let mut found: Vec<PathBuf> = std::fs::read_dir(self.place()).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        found.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("logs/SmtpSvc3")
    }
}

fn log() -> ProtocolLog {
    ProtocolLog { enabled: true, fields: vec![LogField::Date, LogField::Time], ..ProtocolLog::default() }
}

fn wanted(log: ProtocolLog) -> Wanted {
    Wanted::from([(ServerId(3), Arc::new(log))])
}

fn spoken(at: &str) -> Spoken {
    Spoken {
        speaker: Speaker::Client("pc".into()),
        at: at.parse().unwrap(),
        peer: "192.0.2.7:40000".parse().unwrap(),
        local: None,
        verb: "NOOP".into(),
        argument: "".into(),
        status: 250,
        sent: 10,
        received: 6,
        taken: Duration::ZERO,
    }
}

fn names(files: &[(String, String)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

fn records(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn a_new_day_is_a_new_file_with_its_own_head() {
    let shelf = Shelf::new(log());
    shelf.write("2026-11-22T23:59:59Z");
    shelf.write("2026-11-23T00:00:00Z");
    // A session that had read its clock before the other is not told into yesterday's file.
    shelf.write("2026-11-22T23:59:58Z");
    shelf.logs.close();
    let files = shelf.files();
    assert_eq!(names(&files), ["ex261122.log", "ex261123.log"]);
    assert_eq!(records(&files[0].1), ["2026-11-22 23:59:59"]);
    assert_eq!(records(&files[1].1), ["2026-11-23 00:00:00", "2026-11-22 23:59:58"]);
    assert!(files[1].1.starts_with("#Software: Postkontor\r\n#Version: 1.0\r\n#Date: 2026-11-23 00:00:00\r\n#Fields: date time\r\n"));
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(shelf.place().join("ex261122.log")).unwrap().permissions()) & 0o777,
        0o600
    );
}

#[test]
fn local_time_moves_the_name_and_leaves_the_records() {
    let shelf = Shelf::new(ProtocolLog { local_time: true, schedule: LogSchedule::Hourly, ..log() });
    shelf.write("2026-11-22T22:30:00Z");
    shelf.logs.close();
    let files = shelf.files();
    assert_eq!(names(&files), ["ex26112300.log"]);
    assert_eq!(records(&files[0].1), ["2026-11-22 22:30:00"]);
}

#[test]
fn a_file_that_is_full_is_followed_by_the_next_number_and_a_restart_goes_on() {
    let size = ProtocolLog { schedule: LogSchedule::Size, size_mb: 1, format: LogFormat::Ncsa, ..log() };
    let shelf = Shelf::new(size.clone());
    std::fs::create_dir_all(shelf.place()).unwrap();
    std::fs::write(shelf.place().join("ncsa1.log"), vec![b'\n'; 1_048_576]).unwrap();
    std::fs::write(shelf.place().join("ncsa2.log"), vec![b'\n'; 1_048_570]).unwrap();
    shelf.write("2026-11-22T10:00:00Z");
    shelf.write("2026-11-22T10:00:01Z");
    shelf.logs.close();
    let files = shelf.files();
    assert_eq!(names(&files), ["ncsa1.log", "ncsa2.log", "ncsa3.log"]);
    assert!(files[1].1.contains("12:00:00 +0200") && files[2].1.contains("12:00:01 +0200"));
    assert_eq!(files[2].1.lines().count(), 1);
}

#[test]
fn old_logs_go_when_a_new_one_begins_and_nothing_else_does() {
    let shelf = Shelf::new(log());
    std::fs::create_dir_all(shelf.place()).unwrap();
    for name in ["ex261001.log", "ex261101.log", "in200101.log", "notes.txt", "ex.log"] {
        std::fs::write(shelf.place().join(name), "").unwrap();
    }
    shelf.write("2026-11-22T10:00:00Z");
    shelf.logs.close();
    assert_eq!(names(&shelf.files()), ["ex.log", "ex261101.log", "ex261122.log", "notes.txt"]);
}

#[test]
fn other_fields_are_headed_anew_and_a_log_that_is_off_writes_nothing() {
    let shelf = Shelf::new(ProtocolLog { enabled: false, ..log() });
    shelf.write("2026-11-22T10:00:00Z");
    shelf.logs.write(ServerId(9), spoken("2026-11-22T10:00:00Z"));
    shelf.logs.close();
    assert!(!shelf.place().exists());

    let shelf = Shelf::new(log());
    shelf.write("2026-11-22T10:00:00Z");
    // The thread need not have come to it: a record is written as it was wanted when it was said.
    shelf.logs.set(wanted(ProtocolLog { fields: vec![LogField::ClientIp], ..log() }));
    shelf.write("2026-11-22T10:00:01Z");
    shelf.logs.close();
    let text = &shelf.files()[0].1;
    assert!(text.contains("#Fields: date time\r\n2026-11-22 10:00:00\r\n") && text.contains("#Fields: c-ip\r\n192.0.2.7\r\n"), "{text}");
}

#[test]
fn what_cannot_be_written_is_said_and_what_finds_no_room_is_counted() {
    let shelf = Shelf::new(log());
    std::fs::write(shelf.folder.path().join("logs"), "in the way").unwrap();
    shelf.write("2026-11-22T10:00:00Z");
    shelf.logs.close();
    assert!(shelf.logs.trouble().is_some_and(|why| why.contains("logs/SmtpSvc3")), "{:?}", shelf.logs.trouble());

    // A thread that stands still: nobody waits for it, and what it misses is counted.
    let (tasks, stuck) = std::sync::mpsc::sync_channel(2);
    let logs = ProtocolLogs { tasks, state: Arc::default(), thread: std::sync::Mutex::new(None) };
    // It takes one of the two places.
    logs.set(wanted(log()));
    for _ in 0..5 {
        logs.write(ServerId(3), spoken("2026-11-22T10:00:00Z"));
    }
    assert_eq!(logs.lost(), 4);
    drop(stuck);
}
