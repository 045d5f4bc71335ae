//! Checks of the Messages tab.

use super::{Fault, Finder, clip, limit};
use crate::config::settings::Messages;
use crate::config::written;
use crate::mail::{Address, ByteSize, Host};
use std::path::{Component, Path, PathBuf};

impl Finder {
    pub(super) fn messages(&mut self, path: &str, entry: &written::Messages) -> Messages {
        if entry.max_session_kb != 0 && entry.max_session_kb < entry.max_size_kb {
            let fault = Fault::SessionBelowMessage { session: entry.max_session_kb, message: entry.max_size_kb };
            self.issue(format!("{path}.max_session_kb"), fault);
        }
        Messages {
            max_size: limit(entry.max_size_kb).map(ByteSize::from_kb),
            max_session_size: limit(entry.max_session_kb).map(ByteSize::from_kb),
            max_recipients: limit(entry.max_recipients),
            max_per_connection: limit(entry.max_per_connection),
            report_copy_to: entry.report_copy_to.as_ref().and_then(|t| self.address(format!("{path}.report_copy_to"), t)),
            language: entry.language,
            badmail: entry.badmail.as_ref().and_then(|text| self.directory(format!("{path}.badmail"), text)),
            pickup: entry.pickup,
            forward_unresolved: entry.forward_unresolved.as_ref().and_then(|t| self.forward_host(format!("{path}.forward_unresolved"), t)),
        }
    }

    fn directory(&mut self, path: String, text: &str) -> Option<PathBuf> {
        let folder = directory(text);
        if folder.is_none() {
            self.issue(path, Fault::Directory(clip(text)));
        }
        folder
    }

    fn forward_host(&mut self, path: String, text: &str) -> Option<Host> {
        // What stands behind an @ is exactly what a host may be: a domain, or an address in brackets.
        let host = Address::parse(&format!("a@{}", text.trim())).ok().map(|address| address.host().clone());
        if host.is_none() {
            self.issue(path, Fault::Host(clip(text)));
        }
        host
    }
}

/// A folder as people write it: in the home, or a complete path; without `..`, at most 200 characters.
pub fn directory(text: &str) -> Option<PathBuf> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control);
    let named = Path::new(text).components().all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
    // The root itself is nobody's badmail.
    let inside = Path::new(text).components().any(|part| matches!(part, Component::Normal(_)));
    (fits && named && inside).then(|| PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_in_the_home_or_complete_and_never_above() {
        for good in ["badmail", "badmail/1", "/srv/bad mail", " badmail "] {
            assert_eq!(directory(good), Some(PathBuf::from(good.trim())), "{good}");
        }
        for bad in ["", "  ", "..", "../x", "a/../../b", "/", "/..", "a\nb", "./x", &"x".repeat(201)] {
            assert_eq!(directory(bad), None, "{bad:?}");
        }
    }
}
