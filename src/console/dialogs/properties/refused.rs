//! What is refused of a sheet, put to the fields it is about.

use super::place::{self, Tab, Which};
use super::{State, Sub};
use crate::config::Issue;

impl State {
    /// Puts each issue to its field and shows the first one.
    pub(super) fn place(&mut self, issues: &[Issue]) -> Option<String> {
        let mut first: Option<String> = None;
        self.sub = None;
        for issue in issues {
            let (tab, which, path) = place::of(place::within(&issue.path));
            let id = match which {
                None => match tab {
                    Tab::General | Tab::Access => self.general.refuse(path, &issue.fault).to_owned(),
                    Tab::Messages => self.messages.refuse(path, &issue.fault).to_owned(),
                    Tab::Delivery => self.delivery.refuse(path, &issue.fault).to_owned(),
                },
                Some(which) => {
                    if first.is_none() {
                        self.open(which);
                    }
                    match self.refuse(which, path, issue) {
                        Some(id) => id,
                        None => continue,
                    }
                }
            };
            if first.is_none() {
                self.tab = tab;
                first = Some(id);
            }
        }
        first
    }

    /// Shows an issue in the open dialog, if it is that one.
    fn refuse(&mut self, which: Which, path: &str, issue: &Issue) -> Option<String> {
        let (row, fault) = (place::row(path).unwrap_or(0), &issue.fault);
        match (self.sub.as_mut()?, which) {
            (Sub::Advanced(s), Which::Advanced) => Some(s.refuse(path, fault)),
            (Sub::Logging(s), Which::Logging) => Some(s.refuse(path, fault)),
            (Sub::Authentication(s), Which::Authentication) if path.contains("permissions") => Some(s.refuse_user(row, fault)),
            (Sub::Authentication(s), Which::Authentication) => Some(s.refuse(fault)),
            (Sub::Protection(s), Which::Protection) => Some(s.refuse(path, fault)),
            (Sub::Connection(s), Which::Connection) => Some(s.refuse(row, fault)),
            (Sub::Relay(s), Which::Relay) => Some(s.refuse(row, fault)),
            (Sub::Leave(s), Which::Leave) => Some(s.refuse(path, fault)),
            (Sub::Outbound(s), Which::Outbound) => Some(s.refuse(path, fault)),
            (Sub::AdvancedDelivery(s), Which::AdvancedDelivery) => Some(s.refuse(path, fault)),
            _ => None,
        }
    }
}
