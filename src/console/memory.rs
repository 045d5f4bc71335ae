//! What the window remembers of its user from one day to the next: language, look, size, the width of the tree and its
//! closed branches. It lies with the user's other preferences, not in the home: two administrators may like different
//! colours.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::theme::{Look, Scale};
use super::tree::Node;
use crate::config::home::create_folder;
use crate::config::{FileError, read_ron, write_private};
use crate::i18n::{Language, Words};

const VERSION: u32 = 1;

/// Width of the tree at first: that of a default server's name.
const TREE: u16 = 330;

/// A user's preferences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Language of everything.
    pub language: Language,
    /// Colours.
    pub look: Look,
    /// Size of text and controls.
    pub scale: Scale,
    /// The English names stand beside the labels.
    pub english_names: bool,
    /// Width of the tree in logical pixels; the window keeps it within what there is room for.
    pub tree: u16,
    /// Branches of the tree that were closed; everything else is open.
    pub closed: BTreeSet<Node>,
    /// Next steps that were opened once, or came to a good end, where nothing else tells that they are done.
    pub seen: BTreeSet<Step>,
}

/// A step of the checklist that only the window knows to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// How mail leaves.
    Route,
    /// The card for mail programs.
    Card,
    /// A test message that was taken.
    Test,
}

impl Default for Memory {
    fn default() -> Self {
        let language = Language::from_system();
        Self {
            language,
            look: Look::default(),
            scale: Scale::default(),
            english_names: keeps_english(language),
            tree: TREE,
            closed: BTreeSet::new(),
            seen: BTreeSet::new(),
        }
    }
}

/// Whether the article in this language names the controls in English: who follows it must see those names.
fn keeps_english(language: Language) -> bool {
    matches!(language, Language::Polish | Language::Dutch)
}

/// The file, with names that stay when the program changes.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct Written {
    version: u32,
    language: String,
    look: String,
    text_size: u16,
    english_names: bool,
    tree_width: u16,
    closed: BTreeSet<Node>,
    seen: BTreeSet<Step>,
}

impl Default for Written {
    fn default() -> Self {
        Memory::default().written()
    }
}

impl Memory {
    /// The file of this user; `None` where the platform has no such place.
    pub fn place() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "postkontor").map(|dirs| dirs.config_dir().join("window.ron"))
    }

    /// What the file says. Preferences that cannot be read are no reason not to open the window: they are the usual ones.
    pub fn read(place: Option<&Path>) -> Self {
        let read = |place: &Path| read_ron::<Written>(place, VERSION).ok();
        place.and_then(read).map(|(written, _)| Self::from(written)).unwrap_or_default()
    }

    /// A width of the tree as it is kept: whole pixels, 100 to 2,000.
    pub fn tree_width(width: f32) -> u16 {
        width.clamp(100.0, 2_000.0).round() as u16
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When folder or file cannot be written.
    pub fn write(&self, place: &Path) -> Result<(), FileError> {
        create_folder(place.parent().unwrap_or(Path::new(".")))?;
        let text = ron::ser::to_string_pretty(&self.written(), ron::ser::PrettyConfig::default()).unwrap_or_default();
        write_private(place, text.as_bytes())
    }

    /// The words of the language, with their English names if those are shown.
    pub fn words(&self) -> &'static Words {
        if self.english_names { Words::with_english_names(self.language) } else { Words::of(self.language) }
    }

    fn written(&self) -> Written {
        Written {
            version: VERSION,
            language: self.language.tag().into(),
            look: name(self.look).into(),
            text_size: self.scale.get(),
            english_names: self.english_names,
            tree_width: self.tree,
            closed: self.closed.clone(),
            seen: self.seen.clone(),
        }
    }
}

impl From<Written> for Memory {
    fn from(written: Written) -> Self {
        Self {
            language: written.language.parse().unwrap_or_else(|_| Language::from_system()),
            look: Look::ALL.into_iter().find(|look| name(*look) == written.look).unwrap_or_default(),
            scale: Scale::percent(written.text_size),
            english_names: written.english_names,
            tree: Self::tree_width(f32::from(written.tree_width)),
            closed: written.closed,
            seen: written.seen,
        }
    }
}

fn name(look: Look) -> &'static str {
    match look {
        Look::Light => "light",
        Look::Dark => "dark",
        Look::HighContrast => "high-contrast",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("deeper/window.ron");
        let memory = Memory {
            language: Language::Polish,
            look: Look::HighContrast,
            scale: Scale::percent(150),
            english_names: true,
            tree: 412,
            closed: [Node::Protocols].into(),
            seen: [Step::Card].into(),
        };
        memory.write(&place).unwrap();
        assert_eq!(Memory::read(Some(&place)), memory);
    }

    #[test]
    fn english_names_are_shown_at_first_where_the_article_has_them() {
        let kept: Vec<Language> = Language::ALL.into_iter().filter(|language| keeps_english(*language)).collect();
        assert_eq!(kept, [Language::Polish, Language::Dutch]);
        let named = |language: Language| Words::of(language).second_name("tab-delivery").is_some();
        assert!(kept.iter().all(|language| named(*language)) && !named(Language::German) && !named(Language::Swedish));
    }

    #[test]
    fn a_broken_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("window.ron");
        std::fs::write(&place, "(version: 1, look: 7").unwrap();
        assert_eq!(Memory::read(Some(&place)), Memory::default());
        assert_eq!(Memory::read(None), Memory::default());
    }
}
