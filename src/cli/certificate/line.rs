//! The words and options of the `certificate` verbs.

use super::door::Door;
use crate::certificate::{BitLength, Subject};
use crate::cli::Refusal;
use crate::cli::arguments::{Argument, Arguments, UsageError, home_or_platform};
use crate::config::{FileError, Home};
use crate::engine::control::RootFile;
use crate::mail::{Secret, ServerId};
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

/// What was typed.
pub(super) struct Line {
    /// `list`, `show` and so on.
    pub(super) action: &'static str,
    /// The same with the verb before it.
    pub(super) verb: &'static str,
    pub(super) home: Home,
    /// Words beside the options.
    pub(super) words: Vec<String>,
    pub(super) json: bool,
    /// `--show`: the pending request again.
    pub(super) show: bool,
    /// `--delete`: the pending request.
    pub(super) delete: bool,
    pub(super) exportable: bool,
    pub(super) legacy: bool,
    /// `--root`: of this office's own authority.
    pub(super) root: bool,
    pub(super) form: RootFile,
    /// `--key` of an import: the file with the private key.
    pub(super) key_file: Option<PathBuf>,
    server: Option<String>,
    password: Password,
    subject: Subject,
}

/// Where a password comes from.
enum Password {
    Terminal,
    Stdin,
    File(PathBuf),
}

/// An action: its name, how it is told, which options it takes, and how many words.
type Action = (&'static str, &'static str, &'static [&'static [&'static str]], usize);

const SUBJECT: &[&str] = &["--name", "--key", "--organization", "--unit", "--common-name", "--also", "--country", "--state", "--city"];
const JSON: &[&str] = &["--json"];
const SERVER: &[&str] = &["--server"];
const PASSWORD: &[&str] = &["--password-stdin", "--password-file"];

const ACTIONS: [Action; 9] = [
    ("list", "certificate list", &[JSON], 0),
    ("show", "certificate show", &[JSON], 1),
    ("request", "certificate request", &[SUBJECT, SERVER, &["--show", "--delete"]], 1),
    ("install", "certificate install", &[SERVER], 1),
    ("import", "certificate import", &[SERVER, PASSWORD, &["--exportable", "--key"]], 1),
    ("export", "certificate export", &[PASSWORD, &["--legacy", "--root", "--form"]], 2),
    ("renew", "certificate renew", &[], 1),
    ("issue", "certificate issue", &[SUBJECT, SERVER], 0),
    ("delete", "certificate delete", &[], 1),
];

impl Line {
    /// Reads the command line.
    ///
    /// # Errors
    /// For what the action does not take, and for values that make no sense.
    pub(super) fn read(mut arguments: Arguments) -> Result<Self, UsageError> {
        let what = "one of list, show, request, install, import, export, renew, issue, delete";
        let missing = UsageError::Missing { verb: "certificate", what };
        let Some(Argument::Word(word)) = arguments.argument()? else { return Err(missing) };
        let found = ACTIONS.iter().find(|(action, ..)| *action == word);
        let Some(&(action, verb, options, most)) = found else { return Err(missing) };
        let mut home: Option<PathBuf> = None;
        let mut line = Self {
            action,
            verb,
            home: Home::new(""),
            words: vec![],
            json: false,
            show: false,
            delete: false,
            exportable: false,
            legacy: false,
            root: false,
            form: RootFile::Pem,
            key_file: None,
            server: None,
            password: Password::Terminal,
            subject: Subject::default(),
        };
        while let Some(argument) = arguments.argument()? {
            let option = match argument {
                Argument::Option(option) if option == "--home" || options.iter().any(|some| some.contains(&option.as_str())) => option,
                Argument::Word(word) if line.words.len() < most => {
                    line.words.push(word);
                    continue;
                }
                other => return Err(other.unexpected(verb)),
            };
            match option.as_str() {
                "--home" => home = Some(arguments.path()?),
                "--json" => line.json = true,
                "--show" => line.show = true,
                "--delete" => line.delete = true,
                "--exportable" => line.exportable = true,
                "--legacy" => line.legacy = true,
                "--root" => line.root = true,
                "--form" => line.form = form(arguments.value()?)?,
                "--server" => line.server = Some(arguments.value()?),
                "--password-stdin" => line.password = Password::Stdin,
                "--password-file" => line.password = Password::File(arguments.path()?),
                "--key" if action == "import" => line.key_file = Some(arguments.path()?),
                "--key" => line.subject.key = key(arguments.value()?)?,
                "--also" => line.subject.more_names.push(arguments.value()?),
                other => match field(&mut line.subject, other) {
                    Some(field) => *field = arguments.value()?,
                    None => return Err(Argument::Option(option).unexpected(verb)),
                },
            }
        }
        if line.show && line.delete {
            return Err(UsageError::Unexpected { argument: "--delete".into(), verb });
        }
        line.home = home_or_platform(home, verb)?;
        Ok(line)
    }

    /// The first word.
    ///
    /// # Errors
    /// When there is none; `what` says what it is.
    pub(super) fn word(&self, what: &'static str) -> Result<&str, UsageError> {
        self.words.first().map(String::as_str).ok_or(UsageError::Missing { verb: self.verb, what })
    }

    /// The server that was named; where there is only one it need not be.
    ///
    /// # Errors
    /// When there is none of the name, or none was named and there are several.
    pub(super) fn server(&self, door: &Door) -> Result<ServerId, Refusal> {
        match self.named_server(door)? {
            Some(server) => Ok(server),
            None => {
                let what = "--server NAME: there is not just one virtual server";
                door.only_server().ok_or_else(|| UsageError::Missing { verb: self.verb, what }.into())
            }
        }
    }

    /// The server that was named, if one was.
    ///
    /// # Errors
    /// When there is none of the name.
    pub(super) fn named_server(&self, door: &Door) -> Result<Option<ServerId>, Refusal> {
        self.server.as_deref().map(|name| door.server(name)).transpose()
    }

    /// What was said of the subject, the rest as the wizard proposes it: the server's name and its host name.
    ///
    /// # Errors
    /// When the server is gone.
    pub(super) fn subject(&self, door: &Door, server: ServerId) -> Result<Subject, Refusal> {
        let mut subject = self.subject.clone();
        if subject.friendly_name.is_empty() {
            subject.friendly_name = door.name(server);
        }
        if subject.common_name.is_empty() {
            subject.common_name = door.fqdn(server);
        }
        Ok(subject)
    }

    /// Whether it was said where the password comes from.
    pub(super) fn password_is_given(&self) -> bool {
        !matches!(self.password, Password::Terminal)
    }

    /// The password of a file, a new one asked for twice.
    ///
    /// # Errors
    /// When there is neither terminal nor option, or the two are not the same.
    pub(super) fn password(&self, new: bool) -> Result<Secret<String>, Refusal> {
        match &self.password {
            Password::Stdin => Ok(first_line(std::io::stdin().lock())?),
            Password::File(path) => read_password(path),
            Password::Terminal if !std::io::stdin().is_terminal() => {
                let what = "a terminal to type the password at, --password-stdin or --password-file FILE";
                Err(UsageError::Missing { verb: self.verb, what }.into())
            }
            Password::Terminal => {
                let first = Secret::new(rpassword::prompt_password("Password of the file: ")?);
                if new && first != Secret::new(rpassword::prompt_password("Once more: ")?) {
                    return Err(UsageError::Malformed("the two passwords are not the same; nothing was written".into()).into());
                }
                Ok(first)
            }
        }
    }
}

fn read_password(path: &Path) -> Result<Secret<String>, Refusal> {
    let failed = |error| FileError::io(path, "read", error);
    let file = std::fs::File::open(path).map_err(failed)?;
    Ok(first_line(std::io::BufReader::new(file)).map_err(failed)?)
}

fn first_line(from: impl BufRead) -> std::io::Result<Secret<String>> {
    let mut line = String::with_capacity(1024);
    from.take(64 * 1024).read_line(&mut line)?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(Secret::new(line))
}

fn field<'a>(subject: &'a mut Subject, option: &str) -> Option<&'a mut String> {
    Some(match option {
        "--name" => &mut subject.friendly_name,
        "--organization" => &mut subject.organization,
        "--unit" => &mut subject.unit,
        "--common-name" => &mut subject.common_name,
        "--country" => &mut subject.country,
        "--state" => &mut subject.state,
        "--city" => &mut subject.city,
        _ => return None,
    })
}

fn key(value: String) -> Result<BitLength, UsageError> {
    match value.as_str() {
        "p256" => Ok(BitLength::EcdsaP256),
        "rsa2048" => Ok(BitLength::Rsa2048),
        "rsa3072" => Ok(BitLength::Rsa3072),
        "rsa4096" => Ok(BitLength::Rsa4096),
        _ => Err(UsageError::Value { option: "--key", value, why: "p256, rsa2048, rsa3072 or rsa4096 is expected".into() }),
    }
}

fn form(value: String) -> Result<RootFile, UsageError> {
    match value.as_str() {
        "pem" => Ok(RootFile::Pem),
        "der" => Ok(RootFile::Der),
        "apple" => Ok(RootFile::Apple),
        _ => Err(UsageError::Value { option: "--form", value, why: "pem, der or apple is expected".into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Line, UsageError> {
        Line::read(Arguments::new(["postkontor"].iter().chain(words).chain(&["--home", "/nowhere"]).copied()))
    }

    #[test]
    fn what_an_action_does_not_take_is_refused_by_name() {
        for (words, named) in [
            (&["list", "x"][..], "x"),
            (&["export", "a", "b", "--exportable"], "--exportable"),
            (&["request", "--key", "rsa1024"], "rsa2048"),
            (&["export", "--root", "x", "--form", "doc"], "apple"),
            (&["request", "--show", "--delete"], "--delete"),
            (&["import", "a.pfx", "--password=x"], "--password"),
            (&["conquer"], "one of list"),
        ] {
            let refused = read(words).err().unwrap().to_string();
            assert!(refused.contains(named), "{refused}");
        }
        let line = read(&["request", "--also", "a.test", "--also", "b.test", "--key", "rsa3072", "--city", "Łódź", "x.txt"]).unwrap();
        assert_eq!((line.subject.more_names.len(), line.subject.key), (2, BitLength::Rsa3072));
        assert_eq!((line.subject.city.as_str(), line.words.as_slice()), ("Łódź", &["x.txt".to_owned()][..]));
    }
}
