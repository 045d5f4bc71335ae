//! Command lines read into typed commands.
//!
//! The grammar is our own: paths are kept byte-exact, and what the grammar does not know is refused, never skipped. A
//! few habits of printers are tolerated (engine.md §1.1, row 41). Whether a command fits the moment is the session's
//! question; which parameters are understood is said by [`Extensions`].
//!
//! Sources: RFC 5321 §4.1.1 and §4.1.2, RFC 4954 §4 (AUTH), RFC 3207 §4 (STARTTLS), RFC 3030 §2 (BDAT).

pub mod parameters;
pub mod path;

pub use parameters::{AuthIdentity, MailParameters, ParameterError, RcptParameters};
pub use path::{Path, Side};

use crate::mail::Secret;
use std::fmt;

/// Which extensions with parameters of their own the session offers. The others (SIZE, BODY, AUTH) are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extensions {
    /// RET, ENVID, NOTIFY and ORCPT (RFC 3461).
    pub dsn: bool,
    /// SMTPUTF8 and non-ASCII addresses (RFC 6531).
    pub smtputf8: bool,
}

/// The commands this server knows by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// `HELO`
    Helo,
    /// `EHLO`
    Ehlo,
    /// `MAIL`
    Mail,
    /// `RCPT`
    Rcpt,
    /// `DATA`
    Data,
    /// `BDAT`
    Bdat,
    /// `RSET`
    Rset,
    /// `NOOP`
    Noop,
    /// `VRFY`
    Vrfy,
    /// `EXPN`
    Expn,
    /// `HELP`
    Help,
    /// `QUIT`
    Quit,
    /// `STARTTLS`
    StartTls,
    /// `AUTH`
    Auth,
}

/// A command with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `HELO name`
    Helo(HeloName),
    /// `EHLO name`
    Ehlo(HeloName),
    /// `MAIL FROM:<path> parameters`
    Mail {
        /// The reverse path: [`Path::Null`], [`Path::Unqualified`] or [`Path::Mailbox`].
        path: Path,
        /// What came behind it.
        parameters: MailParameters,
    },
    /// `RCPT TO:<path> parameters`
    Rcpt {
        /// The forward path, never [`Path::Null`].
        path: Path,
        /// Whether the path as written has a non-ASCII character, so that the transaction must have SMTPUTF8.
        non_ascii: bool,
        /// What came behind it.
        parameters: RcptParameters,
    },
    /// `DATA`
    Data,
    /// `BDAT size [LAST]`
    Bdat {
        /// Octets that follow the line.
        size: u64,
        /// They are the last of the message.
        last: bool,
    },
    /// `RSET`
    Rset,
    /// `NOOP`, with or without a string
    Noop,
    /// `VRFY string`
    Vrfy,
    /// `EXPN string`
    Expn,
    /// `HELP`, with or without a string
    Help,
    /// `QUIT`
    Quit,
    /// `STARTTLS`
    StartTls,
    /// `AUTH mechanism [initial-response]`
    Auth {
        /// In upper case; not necessarily one we know.
        mechanism: Box<str>,
        /// Still in base64; `=` stands for an empty one.
        initial: Option<Secret<String>>,
    },
}

/// Why a line is no command. [`super::Reply::command_error`] says what the client is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The verb is not known.
    #[error("unknown command")]
    UnknownVerb,
    /// HELO or EHLO without a name, or with one that is none.
    #[error("no usable host name")]
    HeloName,
    /// An argument is missing, or stands where none may.
    #[error("wrong argument")]
    Argument,
    /// The reverse or forward path is no address.
    #[error("not a valid address")]
    Path(Side),
    /// The address has non-ASCII characters and SMTPUTF8 was not asked for.
    #[error("the address needs SMTPUTF8")]
    NonAscii,
    /// A parameter is wrong.
    #[error("{0}")]
    Parameter(#[from] ParameterError),
}

/// The name a client gives itself: 1 to 255 printable ASCII characters that are safe in a header comment and in a log.
///
/// A claim, nothing more. Characters that could end a comment, quote or line, and everything non-ASCII, became `?`.
#[derive(Clone, PartialEq, Eq)]
pub struct HeloName(Box<str>);

impl Verb {
    /// As it is said: `MAIL`.
    pub fn name(self) -> &'static str {
        VERBS.iter().find(|(_, verb)| *verb == self).map_or("", |(name, _)| name)
    }

    /// The verb a line starts with and what follows it, blanks at both ends dropped. Case does not count.
    pub fn of(line: &[u8]) -> Option<(Self, &[u8])> {
        let line = line.trim_ascii_end();
        let (word, rest) = match memchr::memchr(b' ', line) {
            Some(at) => (&line[..at], line[at..].trim_ascii_start()),
            None => (line, &line[line.len()..]),
        };
        let known = VERBS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()));
        known.map(|(_, verb)| (*verb, rest))
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Command {
    /// Reads a line without its CRLF.
    ///
    /// # Errors
    /// [`CommandError`] names the first thing that is wrong, in the order verb, path, parameters.
    pub fn parse(line: &[u8], extensions: Extensions) -> Result<Self, CommandError> {
        let (verb, rest) = Verb::of(line).ok_or(CommandError::UnknownVerb)?;
        let bare = |command| if rest.is_empty() { Ok(command) } else { Err(CommandError::Argument) };
        match verb {
            Verb::Helo => HeloName::parse(rest).map(Self::Helo).ok_or(CommandError::HeloName),
            Verb::Ehlo => HeloName::parse(rest).map(Self::Ehlo).ok_or(CommandError::HeloName),
            Verb::Mail => {
                let (parsed, rest) = path::parse(keyword(rest, b"FROM:")?, Side::Sender)?;
                let parameters = MailParameters::parse(rest, extensions)?;
                if parsed.non_ascii && !parameters.smtputf8 {
                    return Err(CommandError::NonAscii);
                }
                Ok(Self::Mail { path: parsed.path, parameters })
            }
            Verb::Rcpt => {
                let (parsed, rest) = path::parse(keyword(rest, b"TO:")?, Side::Recipient)?;
                let parameters = RcptParameters::parse(rest, extensions)?;
                Ok(Self::Rcpt { path: parsed.path, non_ascii: parsed.non_ascii, parameters })
            }
            Verb::Data => bare(Self::Data),
            Verb::Bdat => bdat(rest).ok_or(CommandError::Argument),
            Verb::Rset => bare(Self::Rset),
            Verb::Quit => bare(Self::Quit),
            Verb::StartTls => bare(Self::StartTls),
            Verb::Noop => Ok(Self::Noop),
            Verb::Help => Ok(Self::Help),
            Verb::Expn => Ok(Self::Expn),
            Verb::Vrfy if rest.is_empty() => Err(CommandError::Argument),
            Verb::Vrfy => Ok(Self::Vrfy),
            Verb::Auth => auth(rest),
        }
    }
}

impl HeloName {
    /// Takes what a client wrote. Odd names pass, because computers in offices have them: underscores, addresses
    /// without brackets, umlauts. `None` for nothing, blanks inside, more than 255 octets, or no letter and no digit.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let usable = (1..=255).contains(&text.len())
            && !text.iter().any(|c| c.is_ascii_whitespace() || c.is_ascii_control())
            && text.iter().any(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
        let harmless = |c: u8| c.is_ascii_alphanumeric() || b"-_.:[]+/*#!$%&'=^{|}~".contains(&c);
        usable.then(|| Self(text.iter().map(|c| if harmless(*c) { char::from(*c) } else { '?' }).collect()))
    }

    /// The name as it may be written anywhere.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HeloName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for HeloName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

// RFC 5321 §4.1.1.2: "FROM:" and "TO:" stand as one word with the colon.
fn keyword<'a>(rest: &'a [u8], word: &[u8]) -> Result<&'a [u8], CommandError> {
    let start = rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
    start.map(|_| &rest[word.len()..]).ok_or(CommandError::Argument)
}

// RFC 3030 §2: a number of octets and perhaps LAST. Its sender must mean what we read, or the two of us see different
// commands from here on: 1 to 20 digits, nothing that does not fit into 64 bits.
fn bdat(rest: &[u8]) -> Option<Command> {
    let mut words = rest.split(|c| *c == b' ').filter(|word| !word.is_empty());
    let digits = words.next().filter(|word| word.len() <= 20 && word.iter().all(u8::is_ascii_digit))?;
    let size = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let last = match words.next() {
        None => false,
        Some(word) if word.eq_ignore_ascii_case(b"LAST") => true,
        Some(_) => return None,
    };
    words.next().is_none().then_some(Command::Bdat { size, last })
}

fn auth(rest: &[u8]) -> Result<Command, CommandError> {
    let text = std::str::from_utf8(rest).map_err(|_| CommandError::Argument)?;
    let (mechanism, initial) = match text.split_once(' ') {
        Some((mechanism, initial)) => (mechanism, Some(initial.trim_start())),
        None => (text, None),
    };
    // RFC 4422 §3.1: 1 to 20 of upper case, digits, hyphen, underscore; RFC 4954 takes any case.
    let well_formed =
        (1..=20).contains(&mechanism.len()) && mechanism.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
    if !well_formed || initial.is_some_and(|i| i.contains(' ')) {
        return Err(CommandError::Argument);
    }
    Ok(Command::Auth { mechanism: mechanism.to_ascii_uppercase().into(), initial: initial.map(Secret::from) })
}

const VERBS: [(&str, Verb); 14] = [
    ("MAIL", Verb::Mail),
    ("RCPT", Verb::Rcpt),
    ("DATA", Verb::Data),
    ("BDAT", Verb::Bdat),
    ("EHLO", Verb::Ehlo),
    ("HELO", Verb::Helo),
    ("QUIT", Verb::Quit),
    ("RSET", Verb::Rset),
    ("NOOP", Verb::Noop),
    ("AUTH", Verb::Auth),
    ("STARTTLS", Verb::StartTls),
    ("VRFY", Verb::Vrfy),
    ("EXPN", Verb::Expn),
    ("HELP", Verb::Help),
];

#[cfg(test)]
mod tests;
