//! What another server said, cleaned before it is kept.

use super::Step;
use crate::smtp::reply::EnhancedCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A reply of another server, cleaned: no control characters, at most [`RemoteReply::MOST`] octets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteReply {
    /// The three digits.
    pub code: u16,
    /// The enhanced code, when it gave one.
    pub enhanced: Option<EnhancedCode>,
    /// Its text without codes, lines joined by a blank.
    pub text: String,
}

impl RemoteReply {
    /// Octets of text that are kept.
    pub const MOST: usize = 1000;

    /// Takes over what a server said; `text` may be anything.
    pub fn new(code: u16, enhanced: Option<EnhancedCode>, text: &str) -> Self {
        Self { code, enhanced, text: one_line(text, Self::MOST) }
    }

    /// Whether it refuses for good.
    pub fn is_final(&self) -> bool {
        self.code >= 500
    }

    /// The status for a report (RFC 3463): the enhanced code when its class fits the reply, else one made from the class.
    pub fn status(&self, step: Step) -> EnhancedCode {
        let class = if self.is_final() { 5 } else { 4 };
        match self.enhanced {
            Some(code) if code.0 == class => code,
            _ => match step {
                Step::Greeting | Step::Hello | Step::Tls => EnhancedCode(class, 3, 0),
                _ => EnhancedCode(class, 0, 0),
            },
        }
    }
}

impl fmt::Display for RemoteReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.code)?;
        if let Some(enhanced) = self.enhanced {
            write!(f, " {enhanced}")?;
        }
        if self.text.is_empty() { Ok(()) } else { write!(f, " {}", self.text) }
    }
}

/// Text from outside as one line: control characters become blanks, runs of blanks one, at most `most` octets.
pub(in crate::delivery) fn one_line(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most));
    let mut blank = true;
    for c in text.chars() {
        // U+2028 and U+2029 break lines in some viewers; U+200E… turn them around.
        let c = if c.is_control() || c.is_whitespace() || is_format(c) { ' ' } else { c };
        if c == ' ' && blank {
            continue;
        }
        if out.len() + c.len_utf8() > most {
            break;
        }
        blank = c == ' ';
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
