//! Numbers, sizes, spans of time, dates and lists as each language writes them.

use super::argument::Arguments;
use super::{Language, Words};
use crate::tr;
use jiff::Zoned;
use jiff::civil::{Date, Time};
use std::borrow::Cow;
use std::time::Duration;

impl Words {
    /// A whole number with its digits in groups: `12,345`, `12 345`, `12.345`.
    pub fn number(&self, number: u64) -> String {
        grouped(&number.to_string(), self.language())
    }

    /// A number with a fixed count of decimals.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        decimal(number, decimals, self.language())
    }

    /// A part of a whole as a percentage without decimals; 0.25 is 25 %.
    pub fn percent(&self, part: f64) -> Cow<'_, str> {
        tr!(self, "unit-percent", number = self.decimal(part * 100.0, 0))
    }

    /// A size in octets, in the unit that reads best: `512 bytes`, `36 KB`, `1.5 MB`. 1 KB is 1,024 octets, as in the
    /// dialogs.
    pub fn size(&self, octets: u64) -> Cow<'_, str> {
        const STEP: f64 = 1024.0;
        if octets < 1024 {
            return tr!(self, "unit-bytes", count = octets);
        }
        let kb = octets as f64 / STEP;
        let shown = |size: f64| self.decimal(size, usize::from(size < 10.0 && (size * 10.0).round() % 10.0 != 0.0));
        // 1,023.6 KB would be shown as 1,024 KB.
        if kb < STEP - 0.5 {
            tr!(self, "unit-kb", number = shown(kb))
        } else if kb / STEP < STEP - 0.5 {
            tr!(self, "unit-mb", number = shown(kb / STEP))
        } else {
            tr!(self, "unit-gb", number = shown(kb / STEP / STEP))
        }
    }

    /// A span of time in words, in its two largest units: `10 minutes`, `1 minute 30 seconds`, `1 day 12 hours`. Less than a second is given in milliseconds.
    pub fn span(&self, span: Duration) -> Cow<'_, str> {
        let seconds = span.as_secs();
        if seconds == 0 && span.subsec_millis() != 0 {
            return tr!(self, "unit-milliseconds", count = span.subsec_millis());
        }
        let parts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60];
        let Some(first) = parts.iter().position(|part| *part != 0) else { return self.unit(3, 0) };
        match parts.get(first + 1) {
            Some(next) if *next != 0 => {
                tr!(self, "unit-two-spans", larger = self.unit(first, parts[first]), smaller = self.unit(first + 1, *next))
            }
            _ => self.unit(first, parts[first]),
        }
    }

    /// A running time as a clock, such as `0:05:12`; the same in every language.
    pub fn elapsed(&self, span: Duration) -> String {
        let seconds = span.as_secs();
        format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }

    /// A date in figures: `2025-11-22` (English, Swedish), `22.11.2025`, `22-11-2025`, `2025/11/22`.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.language() {
            Language::English | Language::Swedish => format!("{year:04}-{month:02}-{day:02}"),
            Language::German | Language::Polish => format!("{day:02}.{month:02}.{year:04}"),
            Language::Dutch => format!("{day:02}-{month:02}-{year:04}"),
            Language::Chinese => format!("{year:04}/{month:02}/{day:02}"),
        }
    }

    /// A date with the month in words: `22 November 2025`, `22 listopada 2025`, `2025年11月22日`.
    pub fn long_date(&self, date: Date) -> Cow<'_, str> {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        tr!(self, "date-long", day = day, month = i32::from(date.month()), year = year)
    }

    /// Hours and minutes, `14:05`.
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// Hours, minutes and seconds, `14:05:09`.
    pub fn exact_time(&self, time: Time) -> String {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// Date and time in figures, in the zone of the argument.
    pub fn moment(&self, moment: &Zoned) -> Cow<'_, str> {
        tr!(self, "date-and-time", date = self.date(moment.date()), time = self.time(moment.time()))
    }

    /// Date with the month in words, and time.
    pub fn long_moment(&self, moment: &Zoned) -> Cow<'_, str> {
        tr!(self, "date-and-time", date = self.long_date(moment.date()), time = self.time(moment.time()))
    }

    /// The time alone when the moment is on the day of `today`, else date and time.
    pub fn moment_near(&self, moment: &Zoned, today: Date) -> Cow<'_, str> {
        if moment.date() == today { self.time(moment.time()).into() } else { self.moment(moment) }
    }

    /// A list in words: `a`, `a and b`, `a, b and c`.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let Some((last, before)) = items.split_last() else { return String::new() };
        let joined = before
            .iter()
            .map(|item| Cow::Borrowed(item.as_ref()))
            .reduce(|start, next| tr!(self, "list-separator", start = start, next = next).into_owned().into());
        match joined {
            // Chinese has no blank before "and", but for Latin words.
            Some(start) if self.language() == Language::Chinese => {
                let latin = |sign: Option<char>| if sign.is_some_and(|sign| sign.is_ascii_graphic()) { " " } else { "" };
                let (after, before) = (latin(start.chars().next_back()), latin(last.as_ref().chars().next()));
                tr!(self, "list-last", start = format!("{start}{after}"), last = format!("{before}{}", last.as_ref())).into_owned()
            }
            Some(start) => tr!(self, "list-last", start = start, last = last.as_ref()).into_owned(),
            None => last.as_ref().to_owned(),
        }
    }

    fn unit(&self, unit: usize, count: u64) -> Cow<'_, str> {
        let mut arguments = Arguments::new();
        arguments.set("count", count);
        self.text_with(["unit-days", "unit-hours", "unit-minutes", "unit-seconds"][unit.min(3)], &arguments)
    }
}

/// A number inside a text: whole, or with at most one decimal.
pub(super) fn shown_number(number: f64, language: Language) -> String {
    decimal(number, usize::from(number.fract() != 0.0), language)
}

fn decimal(number: f64, decimals: usize, language: Language) -> String {
    let shown = format!("{number:.decimals$}");
    let (sign, shown) = shown.strip_prefix('-').map_or(("", shown.as_str()), |rest| ("-", rest));
    let (whole, fraction) = shown.split_once('.').unwrap_or((shown, ""));
    let mark = if fraction.is_empty() { "" } else { decimal_mark(language) };
    format!("{sign}{}{mark}{fraction}", grouped(whole, language))
}

fn grouped(digits: &str, language: Language) -> String {
    let (group, least) = match language {
        Language::English | Language::Chinese => (",", 4),
        Language::German | Language::Dutch => (".", 4),
        // No-break space, so that a number never falls apart at the end of a line.
        Language::Swedish => ("\u{a0}", 4),
        // Polish leaves four digits together.
        Language::Polish => ("\u{a0}", 5),
    };
    if digits.len() < least {
        return digits.to_owned();
    }
    let mut shown = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at != 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(group);
        }
        shown.push(digit);
    }
    shown
}

fn decimal_mark(language: Language) -> &'static str {
    match language {
        Language::English | Language::Chinese => ".",
        Language::Swedish | Language::German | Language::Polish | Language::Dutch => ",",
    }
}

#[cfg(test)]
#[path = "format/tests.rs"]
mod tests;
