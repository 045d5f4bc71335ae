//! The words of the command line, taken one by one; each wrong one gets a sentence of its own.

use crate::config::Home;
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// The rest of a command line.
pub struct Arguments(Parser);

/// What is wrong with a command line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UsageError {
    /// No verb.
    #[error("no command was given")]
    NoVerb,
    /// A verb that is none.
    #[error(
        "{0:?} is no command; there are console, serve, init, check, account, certificate, server, sessions, queue, spool, help and version"
    )]
    UnknownVerb(String),
    /// An option the verb does not know, or a word too many.
    #[error("{argument} is not understood by `{verb}`")]
    Unexpected {
        /// The word.
        argument: String,
        /// The verb.
        verb: &'static str,
    },
    /// An option or name is missing.
    #[error("`{verb}` needs {what}")]
    Missing {
        /// The verb.
        verb: &'static str,
        /// What is missing.
        what: &'static str,
    },
    /// The value of an option makes no sense.
    #[error("{option} {value:?}: {why}")]
    Value {
        /// The option.
        option: &'static str,
        /// What was given.
        value: String,
        /// What is wrong and what is expected.
        why: String,
    },
    /// An option without its value, or text that is not UTF-8.
    #[error("{0}")]
    Malformed(String),
    /// Two options that exclude or need each other.
    #[error("{0} and {1} belong together: give both or neither")]
    Pair(&'static str, &'static str),
}

/// One argument.
pub enum Argument {
    /// `--name`
    Option(String),
    /// A word without dashes.
    Word(String),
}

impl Arguments {
    /// Those this process was started with.
    pub fn of_process() -> Self {
        Self(Parser::from_env())
    }

    /// These; the first is the program's name.
    pub fn new(words: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Self(Parser::from_iter(words.into_iter().map(Into::into)))
    }

    /// The first word; `--help` and `--version` count as verbs.
    ///
    /// # Errors
    /// [`UsageError::NoVerb`].
    pub fn verb(&mut self) -> Result<String, UsageError> {
        match self.argument()? {
            None => Err(UsageError::NoVerb),
            Some(Argument::Word(word)) => Ok(word),
            Some(Argument::Option(option)) => Ok(match option.as_str() {
                "--help" | "-h" => "help".into(),
                "--version" | "-V" => "version".into(),
                _ => option,
            }),
        }
    }

    /// The next argument.
    ///
    /// # Errors
    /// When it is not UTF-8, or a value stands where none belongs.
    pub fn argument(&mut self) -> Result<Option<Argument>, UsageError> {
        match self.0.next().map_err(malformed)? {
            None => Ok(None),
            Some(Arg::Long(name)) => Ok(Some(Argument::Option(format!("--{name}")))),
            Some(Arg::Short(letter)) => Ok(Some(Argument::Option(format!("-{letter}")))),
            Some(Arg::Value(word)) => word.string().map(|w| Some(Argument::Word(w))).map_err(malformed),
        }
    }

    /// The value of the option just read.
    ///
    /// # Errors
    /// When there is none.
    pub fn value(&mut self) -> Result<String, UsageError> {
        self.0.value().and_then(ValueExt::string).map_err(malformed)
    }

    /// The value of the option just read, as a path.
    ///
    /// # Errors
    /// When there is none.
    pub fn path(&mut self) -> Result<PathBuf, UsageError> {
        self.0.value().map(PathBuf::from).map_err(malformed)
    }

    /// The value of the option just read, as a number.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&mut self, option: &'static str) -> Result<u32, UsageError> {
        let value = self.value()?;
        value.parse().map_err(|_| UsageError::Value { option, value, why: "a whole number from 0 to 4294967295 is expected".into() })
    }

    /// Reads the remaining arguments of a verb that takes only `--home`.
    ///
    /// # Errors
    /// For any other argument.
    pub fn only_home(mut self, verb: &'static str) -> Result<Home, UsageError> {
        let mut home = None;
        while let Some(argument) = self.argument()? {
            match argument {
                Argument::Option(o) if o == "--home" => home = Some(self.path()?),
                other => return Err(other.unexpected(verb)),
            }
        }
        home_or_platform(home, verb)
    }
}

impl Argument {
    /// The refusal of an argument that the verb does not know.
    pub fn unexpected(self, verb: &'static str) -> UsageError {
        let (Self::Option(argument) | Self::Word(argument)) = self;
        UsageError::Unexpected { argument, verb }
    }
}

/// The home that was named, else the platform's own place.
///
/// # Errors
/// When neither is known.
pub fn home_or_platform(named: Option<PathBuf>, verb: &'static str) -> Result<Home, UsageError> {
    named.map(Home::new).or_else(Home::of_platform).ok_or(UsageError::Missing { verb, what: "--home DIR" })
}

fn malformed(error: lexopt::Error) -> UsageError {
    UsageError::Malformed(error.to_string())
}
