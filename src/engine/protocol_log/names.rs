//! The names of log files, and how long they are kept (dialogs.md §2.10). Pure: dates are arguments.

use crate::config::{LogFormat, LogSchedule};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};

/// The name of the file for this moment: `ex061118.log`. `number` counts the files of the schedules without a date, from 1.
pub fn file_name(format: LogFormat, schedule: LogSchedule, at: DateTime, number: u32) -> String {
    let (year, month) = (at.year().rem_euclid(100), at.month());
    let prefix = prefix(format);
    match schedule {
        LogSchedule::Hourly => format!("{prefix}{year:02}{month:02}{:02}{:02}.log", at.day(), at.hour()),
        LogSchedule::Daily => format!("{prefix}{year:02}{month:02}{:02}.log", at.day()),
        LogSchedule::Weekly => format!("{prefix}{year:02}{month:02}{:02}.log", week(at.date())),
        LogSchedule::Monthly => format!("{prefix}{year:02}{month:02}.log"),
        LogSchedule::Unlimited | LogSchedule::Size => format!("{}{number}.log", stem(format)),
    }
}

/// The number of a file of this format whose name has one and no date.
pub fn number_of(name: &str, format: LogFormat) -> Option<u32> {
    let digits = name.strip_prefix(stem(format))?.strip_suffix(".log")?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The last day that a file with a date in its name is about; `None` for other names. A weekly and a daily name look the
/// same, so the file is taken for the younger of the two; that of a month counts as of its last day.
pub fn last_day(name: &str) -> Option<Date> {
    let digits = ["ex", "nc", "in"].iter().find_map(|prefix| name.strip_prefix(prefix))?.strip_suffix(".log")?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 4 | 6 | 8) {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2)?.parse::<i8>().ok();
    let (year, month) = (2000 + i16::from(pair(0)?), pair(2)?);
    let first = Date::new(year, month, 1).ok()?;
    let Some(day) = pair(4) else { return Some(first.last_of_month()) };
    // The week of this number ends with its Saturday, or with the month.
    let week_end = if (1..=6).contains(&day) && digits.len() == 6 {
        let offset = i32::from(first.weekday().to_sunday_zero_offset());
        first.checked_add((i32::from(day) * 7 - offset - 1).days()).ok().map(|end| end.min(first.last_of_month()))
    } else {
        None
    };
    let day = Date::new(year, month, day).ok();
    day.max(week_end)
}

/// Whether a file of this name may be deleted: it is a log, and the last day it is about lies more than `keep` days before
/// today. `written` is the day it was last written to, for names without a date.
pub fn is_over(name: &str, written: Date, today: Date, keep: u32) -> bool {
    let is_numbered = [LogFormat::W3cExtended, LogFormat::Iis, LogFormat::Ncsa].iter().any(|format| number_of(name, *format).is_some());
    let last = match last_day(name) {
        Some(day) => day,
        None if is_numbered => written,
        None => return false,
    };
    keep != 0 && last.checked_add(i64::from(keep).days()).is_ok_and(|end| end < today)
}

/// The week of the month: a new one begins each Sunday.
fn week(day: Date) -> i8 {
    let first = date(day.year(), day.month(), 1).weekday().to_sunday_zero_offset();
    (day.day() - 1 + first) / 7 + 1
}

fn prefix(format: LogFormat) -> &'static str {
    match format {
        LogFormat::W3cExtended => "ex",
        LogFormat::Iis => "in",
        LogFormat::Ncsa => "nc",
    }
}

fn stem(format: LogFormat) -> &'static str {
    match format {
        LogFormat::W3cExtended => "extend",
        LogFormat::Iis => "inetsv",
        LogFormat::Ncsa => "ncsa",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_schedule_has_its_name() {
        let at = date(2026, 11, 22).at(7, 59, 59, 0);
        for (schedule, w3c) in [
            (LogSchedule::Hourly, "ex26112207.log"),
            (LogSchedule::Daily, "ex261122.log"),
            (LogSchedule::Weekly, "ex261104.log"),
            (LogSchedule::Monthly, "ex2611.log"),
            (LogSchedule::Unlimited, "extend3.log"),
            (LogSchedule::Size, "extend3.log"),
        ] {
            assert_eq!(file_name(LogFormat::W3cExtended, schedule, at, 3), w3c);
        }
        assert_eq!(file_name(LogFormat::Ncsa, LogSchedule::Daily, at, 1), "nc261122.log");
        assert_eq!(file_name(LogFormat::Iis, LogSchedule::Daily, at, 1), "in261122.log");
        assert_eq!(file_name(LogFormat::Ncsa, LogSchedule::Size, at, 12), "ncsa12.log");
        assert_eq!(file_name(LogFormat::Iis, LogSchedule::Size, at, 12), "inetsv12.log");
        assert_eq!((number_of("inetsv12.log", LogFormat::Iis), number_of("inetsv12.log", LogFormat::Ncsa)), (Some(12), None));
    }

    #[test]
    fn weeks_begin_on_sunday_and_with_the_month() {
        // November 2026 begins on a Sunday, August on a Saturday.
        for (day, number) in
            [((2026, 11, 1), 1), ((2026, 11, 7), 1), ((2026, 11, 8), 2), ((2026, 8, 1), 1), ((2026, 8, 2), 2), ((2026, 8, 30), 6)]
        {
            let (y, m, d) = day;
            assert_eq!(week(date(y, m, d)), number, "{day:?}");
        }
    }

    #[test]
    fn the_last_day_is_read_off_the_name() {
        for (name, day) in [
            ("ex26112207.log", Some(date(2026, 11, 22))),
            ("nc261122.log", Some(date(2026, 11, 22))),
            ("in2602.log", Some(date(2026, 2, 28))),
            // The third of November, or its third week.
            ("ex261103.log", Some(date(2026, 11, 21))),
            ("ex260806.log", Some(date(2026, 8, 31))),
            ("ex261399.log", None),
            ("extend1.log", None),
            ("notes.log", None),
            ("ex2611.log.gz", None),
        ] {
            assert_eq!(last_day(name), day, "{name}");
        }
    }

    #[test]
    fn only_logs_that_are_old_enough_may_go() {
        let (today, long_ago) = (date(2026, 11, 22), date(2020, 1, 1));
        for (name, written, keep, over) in [
            ("ex261022.log", long_ago, 30, true),
            ("ex261023.log", long_ago, 30, false),
            ("ex200101.log", long_ago, 0, false),
            ("extend1.log", date(2026, 10, 22), 30, true),
            ("extend1.log", date(2026, 10, 23), 30, false),
            ("settings.ron", long_ago, 1, false),
            ("ex-notes.log", long_ago, 1, false),
        ] {
            assert_eq!(is_over(name, written, today, keep), over, "{name}");
        }
    }
}
