//! What dialogs share that save a file the engine makes: is there one already, may it be written over, make it, write it.

use std::path::PathBuf;

use super::Action as Any;
use crate::console::act::Act;
use crate::console::files::{Errand, Told, place};
use crate::engine::command::{CertificateCommand, Done, Produced, Refusal};
use crate::engine::job::Job;
use crate::mail::Secret;

/// How far it has come.
#[derive(Debug, Clone, Default)]
pub struct Saving {
    /// Where it goes, as typed.
    pub path: String,
    /// Whether to write over what is there is being asked.
    pub asking: bool,
    /// Why it came to nothing.
    pub refusal: Option<Refusal>,
    /// Where it was written.
    pub written: Option<PathBuf>,
    waiting: bool,
    secret: bool,
    /// This file was chosen by *Browse…*: whether to replace it was asked already.
    replaces: Option<String>,
}

/// What a dialog that saves wants of its opener.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Carry this out; the dialog hears the answer.
    Command(Box<CertificateCommand>),
    /// Do this with a file; the dialog hears what came of it.
    File(Errand),
    /// Find this out for the chooser; the dialog hears the finding.
    Run(Job),
    /// Give the keyboard to this control.
    Focus(String),
    /// Do this.
    Act(Act),
}

impl From<Any<()>> for Action {
    /// What the chooser of *Browse…* wants.
    fn from(action: Any<()>) -> Self {
        match action {
            Any::Run(job) => Self::Run(job),
            Any::Focus(control) => Self::Focus(control),
            _ => Self::None,
        }
    }
}

/// What is to be done next.
#[derive(Debug, Clone)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// This with the file.
    File(Errand),
    /// The engine makes what is written.
    Make,
}

impl Next {
    /// What the opener is to do; `command` makes what is written.
    pub fn action(self, command: impl FnOnce() -> CertificateCommand) -> Action {
        match self {
            Self::Nothing => Action::None,
            Self::File(errand) => Action::File(errand),
            Self::Make => Action::Command(Box::new(command())),
        }
    }
}

impl Saving {
    /// Into this file; a secret one is for its owner alone.
    pub fn new(path: impl Into<String>, secret: bool) -> Self {
        Self { path: path.into(), secret, ..Self::default() }
    }

    /// Typing the path.
    pub fn typed(&mut self, path: String) {
        if !self.waiting {
            (self.path, self.refusal, self.written) = (path, None, None);
        }
    }

    /// Chosen by *Browse…*, which asks before a file is replaced.
    pub fn chosen(&mut self, path: String) {
        self.typed(path.clone());
        self.replaces = Some(path);
    }

    /// Whether it may begin.
    pub fn is_ready(&self) -> bool {
        !self.waiting && !self.asking && !self.path.trim().is_empty()
    }

    /// *Save*
    pub fn begin(&mut self) -> Next {
        if !self.is_ready() {
            return Next::Nothing;
        }
        (self.waiting, self.refusal, self.written) = (true, None, None);
        Next::File(Errand::Look(place(&self.path)))
    }

    /// The answer to whether to write over it.
    pub fn overwrite(&mut self, yes: bool) -> Next {
        if !std::mem::take(&mut self.asking) || !yes {
            return Next::Nothing;
        }
        self.waiting = true;
        Next::Make
    }

    /// What came of a file.
    pub fn told(&mut self, told: Result<Told, Refusal>) -> Next {
        self.waiting = false;
        match told {
            Err(refusal) => self.refusal = Some(refusal),
            Ok(Told::There(true)) if self.replaces.as_ref() != Some(&self.path) => self.asking = true,
            Ok(Told::There(_)) => {
                self.waiting = true;
                return Next::Make;
            }
            Ok(Told::Written) => self.written = Some(place(&self.path)),
            Ok(Told::Content(_)) => {}
        }
        Next::Nothing
    }

    /// The engine has made it, or not.
    pub fn made(&mut self, answer: Result<Done, Refusal>) -> Next {
        self.waiting = false;
        match answer.map(|done| done.produced) {
            Err(refusal) => self.refusal = Some(refusal),
            Ok(Some(Produced::File(content))) => {
                self.waiting = true;
                let path = place(&self.path);
                return Next::File(if self.secret { Errand::WriteSecret(path, content) } else { Errand::Write(path, open(&content)) });
            }
            Ok(_) => {}
        }
        Next::Nothing
    }
}

/// What is no secret after all: a root everybody is to have.
fn open(content: &Secret<Vec<u8>>) -> Vec<u8> {
    content.expose().clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::command::Reach;

    fn made(content: &[u8]) -> Result<Done, Refusal> {
        Ok(Done { reach: Reach::Now, created: None, queue: None, produced: Some(Produced::File(Secret::new(content.to_vec()))) })
    }

    #[test]
    fn a_file_is_looked_for_made_and_written_once() {
        let mut s = Saving::new("/x/a.pfx", true);
        assert!(matches!(s.begin(), Next::File(Errand::Look(_))));
        assert!(matches!(s.begin(), Next::Nothing), "once");
        assert!(matches!(s.told(Ok(Told::There(false))), Next::Make));
        assert!(matches!(s.made(made(b"a")), Next::File(Errand::WriteSecret(..))));
        s.told(Ok(Told::Written));
        assert_eq!(s.written, Some("/x/a.pfx".into()));
    }

    #[test]
    fn writing_over_is_asked_about_and_a_refusal_stays_in_sight() {
        let mut s = Saving::new("/x/root.pem", false);
        s.begin();
        assert!(matches!(s.told(Ok(Told::There(true))), Next::Nothing) && s.asking);
        assert!(matches!(s.overwrite(false), Next::Nothing) && !s.asking);
        s.begin();
        s.told(Ok(Told::There(true)));
        assert!(matches!(s.overwrite(true), Next::Make));
        assert!(matches!(s.made(Err(Refusal::Gone)), Next::Nothing));
        assert!(matches!(s.refusal, Some(Refusal::Gone)) && s.is_ready());
        s.typed("/x/b.pem".into());
        assert!(s.refusal.is_none());
    }
}
