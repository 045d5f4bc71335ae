//! What is changed elsewhere while a sheet is open: on a page, in the tree, by a hand in the file.
//!
//! Sheet and dialog edit copies. What is new comes into them wherever nothing was changed here, so that OK puts nothing
//! back; what both have changed stays as it was typed, and the strip says so.

use super::{Draft, State};
use crate::config::merge::{Merged, merge};
use crate::config::written::Server;
use crate::engine::command::Revision;
use crate::i18n::Words;
use crate::{tr, wording};

impl State {
    /// The settings have changed behind the sheet.
    pub fn renew(&mut self, server: Server, base: Revision, facts: bool) {
        // Until the answer tells, what is new may be what was applied here.
        if self.waiting.is_some() {
            return;
        }
        let Merged { server: merged, both } = merge(&self.server, &self.saved, &server);
        self.name_both(both);
        // A password that was applied is kept by now, under the key that came with the server.
        if self.password == self.saved_password {
            (self.password, self.saved_password) = (None, None);
        }
        self.facts = if self.facts == self.saved_facts { facts } else { self.facts };
        (self.server, self.saved, self.saved_facts, self.base) = (merged, server, facts, base);
        self.follow();
        if self.server == self.saved {
            self.both.clear();
        }
    }

    /// The pages show what the server has, but for what is typed and makes no sense yet.
    fn follow(&mut self) {
        self.general.follow(&self.server);
        self.messages.follow(&self.server);
        self.delivery.follow(&self.server);
    }

    /// All that can be applied, as it stands.
    pub(super) fn draft(&self) -> Draft {
        Draft { server: self.server.clone(), password: self.password.clone(), facts: self.facts }
    }

    /// Takes what a dialog has made of `start`. What it left as it was may have become something else meanwhile.
    pub(super) fn take_over(&mut self, new: Draft, start: &Draft) {
        let Merged { server, both } = merge(&new.server, &start.server, &self.server);
        self.name_both(both);
        self.server = server;
        if new.password != start.password {
            self.password = new.password;
        }
        if new.facts != start.facts {
            self.facts = new.facts;
        }
        self.follow();
    }

    fn name_both(&mut self, both: Vec<&'static str>) {
        for path in both {
            if !self.both.contains(&path) {
                self.both.push(path);
            }
        }
    }

    /// What both have changed, in the words of its fields.
    pub(super) fn both(&self, words: &'static Words) -> Option<String> {
        let mut settings: Vec<String> = self.both.iter().map(|path| wording::field(words, path)).collect();
        settings.dedup();
        (!settings.is_empty()).then(|| tr!(words, "changed-meanwhile", settings = words.list(&settings)).into_owned())
    }
}
