//! `secrets.ron`: the passwords the server itself logs on with, such as a smart host's. Settings name them by key only,
//! so that a settings file can be shown to anyone.

use crate::config::Home;
use crate::config::file::{FileError, dialect, read_ron, write_private};
use crate::mail::Secret;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The version of the file this program writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// The secrets of one home, as last read or written.
#[derive(Debug, Clone)]
pub struct Secrets {
    path: PathBuf,
    file: SecretsFile,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretsFile {
    version: u32,
    #[serde(default)]
    note: String,
    #[serde(default)]
    secrets: BTreeMap<String, Secret<String>>,
}

/// Why a secret could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Not a key.
    #[error("{0:?} cannot be the key of a secret; use 1 to 64 letters, digits, dots, hyphens or underscores")]
    Key(String),
    /// The values have no RON form.
    #[error("the secrets could not be written down: {0}. The file was left as it is")]
    Form(#[from] ron::Error),
}

impl Secrets {
    /// Reads the file; a home without one has no secrets yet.
    ///
    /// # Errors
    /// [`FileError`]; the file is left as it is.
    pub fn load(home: &Home) -> Result<Self, FileError> {
        let path = home.secrets();
        let file = match read_ron(&path, VERSION) {
            Ok((file, text)) => {
                drop(Zeroizing::new(text));
                file
            }
            Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                SecretsFile { version: VERSION, note: String::new(), secrets: BTreeMap::new() }
            }
            Err(error) => return Err(error),
        };
        Ok(Self { path, file })
    }

    /// The secret with this key.
    pub fn get(&self, key: &str) -> Option<&Secret<String>> {
        self.file.secrets.get(key)
    }

    /// Keeps a secret, replacing the one with the same key, and writes the file (0600).
    ///
    /// # Errors
    /// [`SecretsError`]; file and memory keep what they had.
    pub fn put(&mut self, key: &str, value: Secret<String>) -> Result<(), SecretsError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if key.is_empty() || key.len() > 64 || !key.chars().all(fits) {
            return Err(SecretsError::Key(key.chars().take(80).collect()));
        }
        let mut file = self.file.clone();
        file.secrets.insert(key.to_owned(), value);
        self.write(file)
    }

    /// Forgets a secret and writes the file; says whether there was one.
    ///
    /// # Errors
    /// As [`Secrets::put`].
    pub fn remove(&mut self, key: &str) -> Result<bool, SecretsError> {
        let mut file = self.file.clone();
        let found = file.secrets.remove(key).is_some();
        if found {
            self.write(file)?;
        }
        Ok(found)
    }

    fn write(&mut self, mut file: SecretsFile) -> Result<(), SecretsError> {
        file.version = VERSION;
        let text = Zeroizing::new(dialect().to_string_pretty(&file, ron::ser::PrettyConfig::default())?);
        write_private(&self.path, text.as_bytes())?;
        self.file = file;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn secrets_are_kept_privately_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let mut secrets = Secrets::load(&home).unwrap();
        assert_eq!(secrets.get("isp"), None);
        secrets.put("isp", "p\"w\\1\u{e5}".into()).unwrap();
        let again = Secrets::load(&home).unwrap();
        assert_eq!(again.get("isp"), Some(&"p\"w\\1\u{e5}".into()));
        assert_eq!(std::fs::metadata(home.secrets()).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!format!("{again:?}").contains("w\\"));
        assert!(secrets.remove("isp").unwrap() && !secrets.remove("isp").unwrap());
        assert_eq!(Secrets::load(&home).unwrap().get("isp"), None);
    }

    #[test]
    fn a_broken_or_newer_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        for text in ["(version: 9, secrets: {})", "(version: 1, secrets: {", "(version: 1, passwords: {})"] {
            std::fs::write(home.secrets(), text).unwrap();
            assert!(Secrets::load(&home).is_err(), "{text}");
        }
    }

    #[test]
    fn refuses_keys_that_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let mut secrets = Secrets::load(&Home::new(folder.path())).unwrap();
        for key in ["", "a b", "../x", "å"] {
            assert!(matches!(secrets.put(key, "x".into()), Err(SecretsError::Key(_))), "{key:?}");
        }
    }
}
