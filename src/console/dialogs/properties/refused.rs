//! What is refused of a sheet, put to the fields it is about; what lies outside this server goes to the strip.

use std::borrow::Cow;
use std::sync::Arc;

use super::place::{self, Tab, Which};
use super::{State, Sub};
use crate::config::written::SettingsFile;
use crate::config::{Fault, Issue};
use crate::engine::command::Refusal;
use crate::i18n::Words;
use crate::{tr, wording};

/// An issue outside the server of the sheet, with the name of what it is about.
#[derive(Debug)]
pub(super) struct Outside {
    name: Option<String>,
    issue: Issue,
}

impl Outside {
    /// What is wrong, and where.
    fn sentence(&self, words: &Words) -> String {
        let problem = wording::issue(words, &self.issue);
        let Some(name) = &self.name else { return problem };
        let quoted = tr!(words, "common-quoted", text = name);
        // A remote domain is on another page.
        let thing = match self.issue.path.starts_with("servers[") {
            true => quoted,
            false => wording::joined(words, &[words.title("tree-domains"), quoted]).into(),
        };
        tr!(words, "issue-at", field = thing, problem = problem).into_owned()
    }
}

impl State {
    /// The settings this server is one part of: what is refused may be about another part.
    pub fn beside(&mut self, settings: &Arc<SettingsFile>) {
        self.settings = settings.clone();
    }

    /// Puts each issue to its field and shows the first one; those outside this server come back.
    pub(super) fn place(&mut self, issues: &[Issue]) -> (Option<String>, Vec<Outside>) {
        let (mine, outside): (Vec<_>, Vec<_>) = issues.iter().map(|issue| self.turned(issue)).partition(|issue| self.is_mine(&issue.path));
        let outside = outside.into_iter().map(|issue| Outside { name: self.name_at(&issue.path), issue }).collect();
        if mine.is_empty() {
            return (None, outside);
        }
        let mut first: Option<String> = None;
        self.sub = None;
        for issue in &mine {
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
        (first, outside)
    }

    /// Which of the servers this one is; `None` where that is not known.
    fn position(&self) -> Option<usize> {
        self.settings.servers.iter().position(|server| server.id == self.server.id)
    }

    fn is_mine(&self, path: &str) -> bool {
        path.starts_with("servers[") && self.position().is_none_or(|at| place::row(path) == Some(at))
    }

    /// Of two servers that want the same address the check names the latter; the one that was just changed is this one.
    fn turned(&self, issue: &Issue) -> Issue {
        let mut turned = issue.clone();
        if let Fault::BindingTaken { server, first, .. } = &mut turned.fault
            && !self.is_mine(&issue.path)
            && self.is_mine(first)
            && let Some(name) = self.name_at(&issue.path)
        {
            std::mem::swap(first, &mut turned.path);
            *server = name;
        }
        turned
    }

    /// What the thing at this path is called.
    fn name_at(&self, path: &str) -> Option<String> {
        let (all, at) = (&self.settings, place::row(path)?);
        match path.split('[').next()? {
            "servers" => all.servers.get(at).map(|server| server.name.clone()),
            "remote_domains" => all.remote_domains.get(at).map(|domain| domain.name.clone()),
            "local_domains" => all.local_domains.get(at).map(|domain| domain.name.clone()),
            "aliases" => all.aliases.get(at).map(|alias| alias.address.clone()),
            _ => None,
        }
    }

    /// The sentences of the strip: how many fields of the sheet are wrong, and what is wrong outside it.
    pub(super) fn why(&self, refusal: &Refusal, outside: &[Outside], words: &'static Words) -> String {
        let mut sentences = vec![tr!(words, "common-changes-refused")];
        match refusal {
            Refusal::Issues(issues) => {
                let count = issues.len() - outside.len();
                sentences.extend((count > 0).then(|| tr!(words, "common-issues", count = count)));
                sentences.extend(outside.iter().map(|one| Cow::Owned(one.sentence(words))));
            }
            other => sentences.push(wording::refusal(words, other, &self.server.name).into()),
        }
        wording::joined(words, &sentences)
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
