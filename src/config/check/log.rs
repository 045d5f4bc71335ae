//! Checks of the protocol log.

use super::{Fault, Finder, clip};
use crate::config::log::{LogFormat, ProtocolLog};
use std::collections::HashMap;
use std::path::{Component, Path};

impl Finder {
    pub(super) fn log(&mut self, path: &str, entry: &ProtocolLog) -> ProtocolLog {
        self.range(format!("{path}.size_mb"), entry.size_mb.into(), 1, 4_000);
        self.range(format!("{path}.keep_days"), entry.keep_days.into(), 0, 36_500);
        let folder = self.text(format!("{path}.folder"), &entry.folder, 200);
        // Engine-side folders stay inside the home: copying it moves everything.
        let inside = Path::new(&folder).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside && !folder.is_empty() {
            self.issue(format!("{path}.folder"), Fault::Folder(clip(&folder)));
        }
        if entry.fields.is_empty() && entry.format == LogFormat::W3cExtended {
            self.issue(format!("{path}.fields"), Fault::Empty);
        }
        let mut seen = HashMap::new();
        for (n, field) in entry.fields.iter().enumerate() {
            self.once_shown(&mut seen, *field, format!("{field:?}"), format!("{path}.fields[{n}]"));
        }
        let mut fields = entry.fields.clone();
        fields.sort_unstable();
        ProtocolLog { folder, fields, ..entry.clone() }
    }
}
