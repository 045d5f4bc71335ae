//! Folders that the settings name beside the home's own: whether they can be written is found out before a change counts.

use crate::config::check::messages::directory;
use crate::config::home::create_folder;
use crate::config::written::{Server, SettingsFile};
use crate::config::{Fault, FileError, Home, Issue};
use std::path::Path;

/// The folders that are new in `after` and cannot be written. Makes those that are missing. Blocks.
///
/// A folder that was named before is not looked at: when its disk is away, nothing else may be refused for that.
pub(super) fn unwritable(home: &Home, before: &SettingsFile, after: &SettingsFile) -> Vec<Issue> {
    let old = |server: &Server| before.servers.iter().find(|s| s.id == server.id).and_then(|s| s.messages.badmail.clone());
    let mut issues = vec![];
    for (at, server) in after.servers.iter().enumerate() {
        let Some(text) = server.messages.badmail.as_deref().filter(|text| old(server).as_deref() != Some(text)) else { continue };
        let Some(folder) = directory(text).map(|folder| home.folder().join(folder)) else { continue };
        if let Err(reason) = probe(&folder) {
            let fault = Fault::Unwritable { folder: folder.display().to_string(), reason };
            issues.push(Issue { path: format!("servers[{at}].messages.badmail"), line: None, fault });
        }
    }
    issues
}

/// Makes the folder if need be, and a file in it that goes at once.
///
/// # Errors
/// The system's words.
fn probe(folder: &Path) -> Result<(), String> {
    create_folder(folder).map_err(|error| match error {
        FileError::Io { source, .. } => source.to_string(),
        other => other.to_string(),
    })?;
    tempfile::tempfile_in(folder).map(drop).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_new_folder_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        std::fs::write(folder.path().join("file"), b"").unwrap();
        let with = |badmail: &str| {
            let mut server = Server { id: 7, ..Server::default() };
            server.messages.badmail = Some(badmail.to_owned());
            SettingsFile { servers: vec![server], ..SettingsFile::default() }
        };
        let found = unwritable(&home, &SettingsFile::default(), &with("file/below"));
        assert!(matches!(&found[..], [Issue { path, fault: Fault::Unwritable { .. }, .. }] if path == "servers[0].messages.badmail"));
        assert_eq!(unwritable(&home, &with("file/below"), &with("file/below")), []);
        assert_eq!(unwritable(&home, &SettingsFile::default(), &with("set aside/1")), []);
        assert!(folder.path().join("set aside/1").is_dir());
    }
}
