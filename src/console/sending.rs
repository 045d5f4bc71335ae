//! What a dialog that gives the engine a command keeps beside its draft.

use crate::engine::command::{Done, Refusal};

/// How far it has come.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    /// *OK* was pressed: what is wrong is told in fields that are still empty, too.
    pub tried: bool,
    /// Something was typed, ticked or chosen that would be lost.
    pub changed: bool,
    /// The engine has been asked and has not answered yet; a second *OK* is not a second command.
    pub waiting: bool,
    /// Why it said no.
    pub refusal: Option<Refusal>,
}

impl Sending {
    /// The engine's answer; `true` when the dialog is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.waiting = false;
        self.refusal = answer.err();
        self.refusal.is_none()
    }
}
