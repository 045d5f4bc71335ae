//! What dialogs and pages want of the window, as plain data, and who hears what comes of it.

use super::act::Act;
use super::dialogs::test_message::Origin;
use super::files::Errand;
use super::pages::{accounts, certificates, queues};
use super::wizards::certificate;
use crate::engine::command::Command;
use crate::engine::job::Job;
use crate::mail::ServerId;

/// Who asked for something, and so who hears the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Menus, keys and buttons of the window itself.
    Window,
    /// The question that blocks the window.
    Question,
    /// The property sheet of this server.
    Sheet(ServerId),
    /// *Change history*
    History,
    /// The New SMTP Virtual Server Wizard.
    Wizard,
    /// The certificate wizard.
    Certificate,
    /// *Accounts*
    Accounts,
    /// *Devices*
    Devices,
    /// *Certificates*
    Certificates,
    /// *Mail domains*
    Domains,
    /// *Current Sessions*
    Sessions,
    /// *Queues*
    Queues,
    /// *Send a test message*
    Test,
}

/// What a dialog wants of the window.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To be closed.
    Close,
    /// A command carried out; the answer comes to the dialog.
    Command(Box<Command>),
    /// This done by the window.
    Act(Act),
    /// This on the clipboard.
    Copy(String),
    /// The keyboard for a control, named after its frame.
    Focus(String, String),
    /// This found out; the finding comes to the dialog.
    Run(Job),
    /// This done with a file of the user; what came of it comes to the dialog.
    File(Errand),
    /// *Send a test message*, this way.
    Test(Origin),
    /// Commands carried out besides, one after the other; the window tells of a refusal.
    Besides(Vec<Command>),
}

impl From<Option<Command>> for Wish {
    fn from(command: Option<Command>) -> Self {
        command.map_or(Self::Nothing, |command| Self::Command(Box::new(command)))
    }
}

impl From<certificate::Action> for Wish {
    fn from(action: certificate::Action) -> Self {
        match action {
            certificate::Action::None => Self::Nothing,
            certificate::Action::Close => Self::Close,
            certificate::Action::Command(command) => Some(Command::Certificate(command)).into(),
            certificate::Action::File(errand) => Self::File(errand),
            certificate::Action::Copy(text) => Self::Copy(text),
            certificate::Action::Run(job) => Self::Run(job),
            certificate::Action::Focus(control) => focus(control),
            certificate::Action::Act(act) => Self::Act(act),
        }
    }
}

impl From<certificates::Action> for Wish {
    fn from(action: certificates::Action) -> Self {
        match action {
            certificates::Action::Copy(text) => Self::Copy(text),
            certificates::Action::File(errand) => Self::File(errand),
            certificates::Action::Run(job) => Self::Run(job),
            certificates::Action::Focus(control) => focus(control),
            certificates::Action::Act(act) => Self::Act(act),
            action => action.command().into(),
        }
    }
}

impl From<accounts::Action> for Wish {
    fn from(action: accounts::Action) -> Self {
        match action {
            accounts::Action::Copy(text) => Self::Copy(text),
            accounts::Action::Run(job) => Self::Run(job),
            accounts::Action::Test(name) => Self::Test(Origin::Account(name)),
            accounts::Action::Focus(control) => Self::Focus("account".into(), control),
            action => action.command().into(),
        }
    }
}

impl From<queues::Action> for Wish {
    fn from(action: queues::Action) -> Self {
        match action {
            queues::Action::None => Self::Nothing,
            queues::Action::Command(command) => Some(command).into(),
            queues::Action::Focus(frame, control) => Self::Focus(frame.into(), control.into()),
        }
    }
}

/// The keyboard for a control; its frame is what stands before the dot.
fn focus(control: String) -> Wish {
    Wish::Focus(control.split('.').next().unwrap_or_default().to_owned(), control)
}
