//! What the verbs share that ask the engine of a home: their words, their options, their tables.

use super::arguments::{Argument, Arguments, UsageError, home_or_platform};
use super::{Refusal, say};
use crate::config::Home;
use crate::engine::control::{Client, Order, Reply};
use serde::Serialize;
use std::path::PathBuf;

/// The rest of the command line of such a verb.
pub(super) struct Asking {
    /// The verb with its action, as it is told in sentences.
    pub(super) verb: &'static str,
    home: Home,
    /// The thing it is about.
    pub(super) word: Option<String>,
    /// `--json`
    pub(super) json: bool,
    /// `--all`
    pub(super) all: bool,
    /// `--find TEXT`
    pub(super) find: Option<String>,
}

/// What an action takes beside `--home`.
#[derive(Clone, Copy)]
pub(super) struct Takes {
    /// The verb with its action.
    pub(super) verb: &'static str,
    /// One word, what it is, and whether it may be left out.
    pub(super) word: Option<(&'static str, bool)>,
    /// Its options, without `--home`.
    pub(super) options: &'static [&'static str],
}

/// Picks the action of a verb out of those there are.
///
/// # Errors
/// When the word is missing or is none of them; `actions` is how they are told.
pub(super) fn action(arguments: &mut Arguments, all: &[Takes], verb: &'static str, actions: &'static str) -> Result<Takes, UsageError> {
    let missing = UsageError::Missing { verb, what: actions };
    let Some(Argument::Word(word)) = arguments.argument()? else { return Err(missing) };
    all.iter().find(|takes| takes.verb.split(' ').nth(1) == Some(&word)).copied().ok_or(missing)
}

impl Asking {
    /// Reads the rest of the command line.
    ///
    /// # Errors
    /// For what the action does not take, and for what it lacks.
    pub(super) fn read(mut arguments: Arguments, takes: Takes) -> Result<Self, UsageError> {
        let verb = takes.verb;
        let mut home: Option<PathBuf> = None;
        let (mut word, mut json, mut all, mut find) = (None, false, false, None);
        while let Some(argument) = arguments.argument()? {
            match argument {
                Argument::Option(o) if o == "--home" => home = Some(arguments.path()?),
                Argument::Option(o) if takes.options.contains(&o.as_str()) => match o.as_str() {
                    "--json" => json = true,
                    "--all" => all = true,
                    "--find" => find = Some(arguments.value()?),
                    _ => return Err(Argument::Option(o).unexpected(verb)),
                },
                Argument::Word(given) if word.is_none() && takes.word.is_some() => word = Some(given),
                other => return Err(other.unexpected(verb)),
            }
        }
        match takes.word {
            Some((what, false)) if word.is_none() => Err(UsageError::Missing { verb, what }),
            _ => Ok(Self { verb, home: home_or_platform(home, verb)?, word, json, all, find }),
        }
    }

    /// For a verb that reads its command line itself.
    pub(super) fn of(verb: &'static str, home: Home, json: bool) -> Self {
        Self { verb, home, word: None, json, all: false, find: None }
    }

    /// The number the word stands for.
    ///
    /// # Errors
    /// When it is none; `what` says what is expected.
    pub(super) fn id<T: std::str::FromStr>(&self, option: &'static str, what: &str) -> Result<T, UsageError> {
        let value = self.word.clone().unwrap_or_default();
        value.parse().map_err(|_| UsageError::Value { option, value, why: what.into() })
    }

    /// Connects to the engine.
    ///
    /// # Errors
    /// A sentence that says why it cannot be asked.
    pub(super) fn engine(&self) -> Result<Client, Refusal> {
        Ok(Client::connect(&self.home)?)
    }

    /// Gives one order and says that it was carried out.
    ///
    /// # Errors
    /// The engine's own sentence.
    pub(super) fn carry_out(&self, order: &Order, done: &str) -> Result<(), Refusal> {
        self.engine()?.ask(order)?;
        say(done);
        Ok(())
    }

    /// Shows rows: as JSON for programs, as a table for people.
    ///
    /// # Errors
    /// Never for what the engine sends; JSON has no other way to say so.
    pub(super) fn show<T: Serialize>(&self, rows: &[T], head: &[&str], cells: impl Fn(&T) -> Vec<String>) -> Result<(), Refusal> {
        if self.json {
            say(serde_json::to_string_pretty(rows).map_err(std::io::Error::from)?);
        } else {
            table(head, &rows.iter().map(cells).collect::<Vec<_>>()).iter().for_each(say);
        }
        Ok(())
    }
}

/// The answer was to another order: the program that runs and this one disagree.
pub(super) fn unexpected(_: Reply) -> Refusal {
    std::io::Error::from(std::io::ErrorKind::InvalidData).into()
}

/// Lines with columns of equal width; nothing where there is no row.
fn table(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    if rows.is_empty() {
        return vec![];
    }
    let head: Vec<String> = head.iter().map(|&title| title.to_owned()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let padded: String = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}  ", width = *width)).collect();
        padded.trim_end().to_owned()
    };
    all().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_and_no_rows_are_no_lines() {
        let rows = [vec!["Büro".to_owned(), "1".into()], vec!["A".into(), "20".into()]];
        assert_eq!(table(&["NAME", "N"], &rows), ["NAME  N", "Büro  1", "A     20"]);
        assert!(table(&["NAME"], &[]).is_empty());
    }
}
