//! What all RON files of the home have in common: reading with positions, writing atomically and privately.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, PersistError};

/// Why a file of the home could not be read or written. Each sentence names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system refused.
    #[error("{path} cannot be {verb}: {source}. {remedy}", path = path.display(), remedy = remedy(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// `read` or `written`.
        verb: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// Larger than any settings file can be.
    #[error("{path} is larger than {limit} bytes and was not read; is it the right file?", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: u64,
    },
    /// Not RON, or not the expected fields.
    #[error("{path}, line {line}, column {column}: {what}. Correct the file; it was left as it is", path = path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, 1 = first.
        line: usize,
        /// Column, 1 = first.
        column: usize,
        /// What the reader says; unknown fields come with the allowed ones.
        what: String,
    },
    /// Written by a newer program.
    #[error("{path} has version {found}, this program reads up to {known}. Install the newer program, or bring back an older file from history/; the file was left as it is", path = path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest known one.
        known: u32,
    },
}

/// What the system said counts by its words.
impl PartialEq for FileError {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Io { path, verb, source }, Self::Io { path: path2, verb: verb2, source: source2 }) => {
                (path, verb, source.kind(), source.to_string()) == (path2, verb2, source2.kind(), source2.to_string())
            }
            (Self::TooLarge { path, limit }, Self::TooLarge { path: path2, limit: limit2 }) => (path, limit) == (path2, limit2),
            (Self::Syntax { path, line, column, what }, Self::Syntax { path: path2, line: line2, column: column2, what: what2 }) => {
                (path, line, column, what) == (path2, line2, column2, what2)
            }
            (Self::Newer { path, found, known }, Self::Newer { path: path2, found: found2, known: known2 }) => {
                (path, found, known) == (path2, found2, known2)
            }
            _ => false,
        }
    }
}

impl Eq for FileError {}

impl FileError {
    /// The system's refusal for this file.
    pub fn io(path: &Path, verb: &'static str, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), verb, source }
    }
}

/// Where in a text RON stumbled, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stumble {
    /// Line, 1 = first.
    pub line: usize,
    /// Column, 1 = first.
    pub column: usize,
    /// What the reader says.
    pub what: String,
}

/// The dialect of all our files: `Some(…)` may be left out.
pub fn dialect() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Reads a value from RON text.
///
/// # Errors
/// The first place where the text is not what the type expects.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Stumble> {
    dialect().from_str(text).map_err(|error| Stumble {
        line: error.span.start.line,
        column: error.span.start.col,
        what: error.code.to_string(),
    })
}

/// Reads the text of a file, bounded.
///
/// # Errors
/// [`FileError::Io`] or [`FileError::TooLarge`].
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let mut text = String::new();
    let file = File::open(path).map_err(|e| FileError::io(path, "read", e))?;
    file.take(LARGEST + 1).read_to_string(&mut text).map_err(|e| FileError::io(path, "read", e))?;
    if text.len() as u64 > LARGEST {
        return Err(FileError::TooLarge { path: path.to_owned(), limit: LARGEST });
    }
    Ok(text)
}

/// Reads a versioned RON file: the version is looked at first, so that a newer file is never taken for a broken one.
///
/// # Errors
/// [`FileError`], with file, position and remedy.
pub fn read_ron<T: DeserializeOwned>(path: &Path, known: u32) -> Result<(T, String), FileError> {
    let text = read_text(path)?;
    match version_of(&text) {
        Some(found) if found > known => return Err(FileError::Newer { path: path.to_owned(), found, known }),
        _ => {}
    }
    let value = parse(&text).map_err(|s| FileError::Syntax { path: path.to_owned(), line: s.line, column: s.column, what: s.what })?;
    Ok((value, text))
}

/// Writes a file atomically with mode 0600: temporary file, sync, rename, sync of the folder. The old file stays
/// complete until the new one is.
///
/// # Errors
/// [`FileError::Io`].
pub fn write_private(path: &Path, content: &[u8]) -> Result<(), FileError> {
    put(path, content, |temporary| temporary.persist(path))
}

/// Writes a temporary file beside the path, and has it named last: whoever looks finds all of it or nothing.
fn put(path: &Path, content: &[u8], name: impl FnOnce(NamedTempFile) -> Result<File, PersistError>) -> Result<(), FileError> {
    let fail = |e| FileError::io(path, "written", e);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(folder).map_err(fail)?;
    temporary.write_all(content).map_err(fail)?;
    temporary.as_file().sync_all().map_err(fail)?;
    name(temporary).map_err(|e| fail(e.error))?;
    sync_folder(folder).map_err(fail)
}

/// Writes a value as RON in the way of [`write_private`], in a folder that is made if need be.
///
/// # Errors
/// [`FileError::Io`]; the old file stays complete.
pub fn write_ron<T: Serialize>(path: &Path, value: &T) -> Result<(), FileError> {
    super::home::create_folder(path.parent().unwrap_or(Path::new(".")))?;
    let text = dialect().to_string_pretty(value, ron::ser::PrettyConfig::default());
    let text = text.map_err(|error| FileError::io(path, "written", io::Error::other(error)))?;
    write_private(path, text.as_bytes())
}

/// Creates a file that must not exist yet, in the way of [`write_private`]: a crash leaves no half one that is taken for whole.
///
/// # Errors
/// [`FileError::Io`]; `AlreadyExists` when there is one.
pub fn create_private(path: &Path, content: &[u8]) -> Result<(), FileError> {
    put(path, content, |temporary| temporary.persist_noclobber(path))
}

/// Makes the names in a folder durable.
///
/// # Errors
/// What the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The value of the outermost `version` field, wherever it stands.
fn version_of(text: &str) -> Option<u32> {
    let line = super::locate::line_of(text, "version")?;
    let written = text.lines().nth(line - 1)?;
    let rest = written.split("version").nth(1)?.trim_start().strip_prefix(':')?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[..digits].parse().ok()
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "Give the user that runs this program the right to it, or start the program as the owner of the home folder"
        }
        io::ErrorKind::NotFound => "Create the home with `postkontor init --home DIR`, or name the right folder with --home",
        io::ErrorKind::StorageFull => "Free some space on the disk and try again; nothing was changed",
        io::ErrorKind::ReadOnlyFilesystem => "The disk is mounted read-only; mount it for writing",
        _ => "Check the disk and the path",
    }
}

/// No file of ours is near this; what is larger is not ours.
const LARGEST: u64 = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::SettingsFile;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn an_unknown_field_is_named_with_its_place_and_the_allowed_ones() {
        let stumble = parse::<SettingsFile>("(\n  version: 1,\n  serverz: [],\n)").unwrap_err();
        assert_eq!(stumble.line, 3);
        assert!(stumble.what.contains("serverz") && stumble.what.contains("local_domains"), "{}", stumble.what);
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place() {
        assert_eq!(parse::<SettingsFile>("(\n  version: \"one\",\n)").unwrap_err().line, 2);
    }

    #[test]
    fn a_newer_file_is_refused_even_when_it_has_fields_nobody_knows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, "(\n  hologram: true,\n  version: 7,\n)").unwrap();
        let error = read_ron::<SettingsFile>(&path, 1).unwrap_err();
        assert!(matches!(error, FileError::Newer { found: 7, known: 1, .. }), "{error}");
    }

    #[test]
    fn written_files_are_private_and_replace_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        std::fs::write(&path, "old").unwrap();
        write_private(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn created_files_are_private_and_one_that_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        create_private(&path, b"first").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let there = create_private(&path, b"second").unwrap_err();
        assert!(matches!(&there, FileError::Io { source, .. } if source.kind() == io::ErrorKind::AlreadyExists), "{there}");
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
