//! Spans of time as the settings write them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A span of whole seconds, written with one unit: `90s`, `10m`, `12h`, `2d`. At most 100 years.
///
/// ```
/// use postkontor::mail::Span;
/// assert_eq!("12h".parse::<Span>().unwrap(), Span::minutes(720));
/// assert_eq!(Span::minutes(720).to_string(), "12h");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span(u64);

/// The text is not a span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a span of time; write a number and one of s, m, h, d, for example \"10m\"")]
pub struct SpanError(String);

impl SpanError {
    /// The text that is no span.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Span {
    /// So many seconds.
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// So many minutes.
    pub const fn minutes(minutes: u64) -> Self {
        Self(minutes * 60)
    }

    /// Whole seconds.
    pub const fn as_secs(self) -> u64 {
        self.0
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Duration {
        Duration::from_secs(span.0)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, letter) = UNITS.into_iter().rev().find(|(unit, _)| self.0 != 0 && self.0.is_multiple_of(*unit)).unwrap_or((1, 's'));
        write!(f, "{}{letter}", self.0 / unit)
    }
}

impl FromStr for Span {
    type Err = SpanError;
    fn from_str(text: &str) -> Result<Self, SpanError> {
        let refuse = || SpanError(text.chars().take(40).collect());
        let letter = text.chars().next_back().ok_or_else(refuse)?;
        let (unit, _) = UNITS.into_iter().find(|(_, l)| *l == letter).ok_or_else(refuse)?;
        let number = &text[..text.len() - 1];
        if number.is_empty() || !number.bytes().all(|d| d.is_ascii_digit()) {
            return Err(refuse());
        }
        let seconds = number.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).filter(|s| *s <= LONGEST);
        seconds.map(Self).ok_or_else(refuse)
    }
}

impl TryFrom<String> for Span {
    type Error = SpanError;
    fn try_from(text: String) -> Result<Self, SpanError> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

const UNITS: [(u64, char); 4] = [(1, 's'), (60, 'm'), (3600, 'h'), (86_400, 'd')];
const LONGEST: u64 = 100 * 365 * 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_print_in_the_largest_unit_that_fits() {
        for text in ["0s", "90s", "10m", "12h", "2d"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_spans_without_unit_sign_or_bound() {
        for bad in ["", "m", "10", "-1m", "+1m", "1.5h", "99999999999999999999d", "40000d", "10 m", "1ö"] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
    }
}
