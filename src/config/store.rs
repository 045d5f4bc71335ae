//! Reads and writes `settings.ron`: atomically, with the last ten kept in `history/`.

use super::check::{Issue, check};
use super::file::{FileError, create_private, read_ron, read_text, write_private};
use super::home::{Home, create_folder};
use super::settings::Settings;
use super::written::{SettingsFile, VERSION};
use jiff::Timestamp;
use std::fmt;
use std::path::PathBuf;

/// The settings file of one home.
#[derive(Debug, Clone)]
pub struct Store {
    home: Home,
}

/// What was read: the file as written and what it means.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The file as written.
    pub written: SettingsFile,
    /// What it means.
    pub settings: Settings,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read, or is not RON of a known version.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file was read, but these values make no sense.
    #[error("{} has {} to correct; nothing was started or changed:{}", path.display(), count(issues.len()), list(issues))]
    Issues {
        /// The file.
        path: PathBuf,
        /// All of them.
        issues: Vec<Issue>,
    },
}

impl Store {
    /// The settings file of this home.
    pub fn new(home: &Home) -> Self {
        Self { home: home.clone() }
    }

    /// Reads and checks the file.
    ///
    /// # Errors
    /// [`LoadError`]; the file is left as it is.
    pub fn load(&self) -> Result<Loaded, LoadError> {
        let path = self.home.settings();
        let (written, text): (SettingsFile, String) = read_ron(&path, VERSION)?;
        let settings = check(&written, Some(&text)).map_err(|issues| LoadError::Issues { path, issues })?;
        Ok(Loaded { written, settings })
    }

    /// Writes the first settings of a home.
    ///
    /// # Errors
    /// [`LoadError::Issues`] when the settings make no sense; [`FileError::Io`] with `AlreadyExists` when there is a file.
    pub fn create(&self, file: &SettingsFile) -> Result<Settings, LoadError> {
        let path = self.home.settings();
        let settings = check(file, None).map_err(|issues| LoadError::Issues { path: path.clone(), issues })?;
        create_private(&path, super::render::render(file).as_bytes())?;
        Ok(settings)
    }

    /// Replaces the settings. The file as it was, comments and all, is kept in `history/` first.
    ///
    /// # Errors
    /// As [`Store::load`]; a file that cannot be read now is never overwritten.
    pub fn replace(&self, file: &SettingsFile, now: Timestamp) -> Result<Settings, LoadError> {
        let path = self.home.settings();
        let settings = check(file, None).map_err(|issues| LoadError::Issues { path: path.clone(), issues })?;
        let _: (SettingsFile, String) = read_ron(&path, VERSION)?;
        self.keep(&read_text(&path)?, now)?;
        write_private(&path, super::render::render(file).as_bytes())?;
        Ok(settings)
    }

    /// Puts a text into the history and drops the oldest beyond ten.
    fn keep(&self, text: &str, now: Timestamp) -> Result<(), FileError> {
        let folder = self.home.history();
        create_folder(&folder)?;
        // Nanoseconds keep two changes in one second apart, and the names sort by time.
        let name = format!("settings-{}.{:09}.ron", now.strftime("%Y%m%dT%H%M%S"), now.subsec_nanosecond());
        write_private(&folder.join(name), text.as_bytes())?;
        let fail = |e| FileError::io(&folder, "read", e);
        let mut kept: Vec<PathBuf> = std::fs::read_dir(&folder)
            .map_err(fail)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("settings-")))
            .collect();
        kept.sort();
        for old in kept.iter().rev().skip(HISTORY) {
            std::fs::remove_file(old).map_err(|e| FileError::io(old, "written", e))?;
        }
        Ok(())
    }
}

/// "one value" or so many.
pub(crate) fn count(issues: usize) -> String {
    if issues == 1 { "one value".into() } else { format!("{issues} values") }
}

/// Each on a line of its own.
pub(crate) fn list(issues: &[impl fmt::Display]) -> String {
    issues.iter().map(|issue| format!("\n  {issue}")).collect()
}

/// How many earlier settings are kept.
const HISTORY: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::{Identity, Server};

    fn home() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        (folder, Store::new(&home))
    }

    fn file(name: &str) -> SettingsFile {
        let server = Server { id: 1, name: name.into(), fqdn: "m.test".into(), identities: vec![Identity::default()], ..Server::default() };
        SettingsFile { servers: vec![server], ..SettingsFile::default() }
    }

    #[test]
    fn the_last_ten_settings_are_kept() {
        let (folder, store) = home();
        store.create(&file("0")).unwrap();
        for n in 1..=14 {
            store.replace(&file(&n.to_string()), Timestamp::from_second(1_800_000_000 + n).unwrap()).unwrap();
        }
        let mut kept: Vec<_> = std::fs::read_dir(folder.path().join("history")).unwrap().map(|e| e.unwrap().path()).collect();
        kept.sort();
        assert_eq!(kept.len(), 10);
        assert!(std::fs::read_to_string(&kept[0]).unwrap().contains("name: \"4\""));
        assert_eq!(store.load().unwrap().settings.servers[0].name, "14");
    }

    #[test]
    fn a_file_broken_by_hand_is_never_overwritten() {
        let (folder, store) = home();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, "(version: 1, servers: [").unwrap();
        assert!(store.load().is_err());
        assert!(store.replace(&file("x"), Timestamp::UNIX_EPOCH).is_err());
        assert!(store.create(&file("x")).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "(version: 1, servers: [");
    }

    #[test]
    fn settings_that_make_no_sense_are_not_written() {
        let (folder, store) = home();
        assert!(matches!(store.create(&file("")), Err(LoadError::Issues { .. })));
        assert!(!folder.path().join("settings.ron").exists());
    }
}
