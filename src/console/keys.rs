//! The keys of the window beside those of its controls.

use super::act::Act;
use super::app::{Message, Wanted};
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

impl Message {
    /// The keys of tree and lists.
    pub fn list_key(key: &Key, modifiers: Modifiers) -> Option<Self> {
        match key {
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(Self::Key(Wanted::Delete)),
            Key::Named(Named::F2) if modifiers.is_empty() => Some(Self::Key(Wanted::Rename)),
            Key::Named(Named::Enter) if modifiers == Modifiers::ALT => Some(Self::Key(Wanted::Properties)),
            _ => None,
        }
    }

    /// The keys of the whole window.
    pub fn window_key(key: &Key, modifiers: Modifiers) -> Option<Self> {
        let act = match key.as_ref() {
            Key::Named(Named::F5) => Act::Refresh,
            Key::Character("+" | "=") if modifiers.control() => Act::Larger,
            Key::Character("-") if modifiers.control() => Act::Smaller,
            Key::Character("0") if modifiers.control() => Act::Normal,
            Key::Character("f") if modifiers == Modifiers::CTRL => Act::Find,
            Key::Character("q") if modifiers == Modifiers::CTRL => Act::Exit,
            _ => return None,
        };
        Some(Self::Act(act))
    }
}
