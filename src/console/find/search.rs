//! The index: every place under every name it has, in six languages, in the dialogs and in the articles.

use super::places::{self, ALSO, ALSO_HOST, ALSO_SERVER, Branch, Place, Spot};
use crate::console::tree::Node;
use crate::engine::snapshot::Snapshot;
use crate::i18n::{Language, Words};
use crate::mail::ServerId;

/// What goes between the steps of a way.
const THEN: &str = " > ";

/// A place as it can be found.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) place: Place,
    /// Its label in the language of the window.
    pub(super) label: String,
    /// The way there.
    pub(super) path: String,
    /// Its names as they read, each with what is compared.
    names: Vec<(String, String)>,
}

/// Every place.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
}

impl Index {
    pub(super) fn new(server: Option<ServerId>, live: &Snapshot, words: &'static Words) -> Self {
        let mut entries: Vec<Entry> = vec![];
        for place in places::places(server, live) {
            let own = match place.spot {
                Spot::Tree(branch) => branch.node(server).map(|node| node.name(live, words).into_owned()),
                _ => None,
            };
            let label = own.unwrap_or_else(|| shown(&words.text(place.key)).to_owned());
            let mut keys = vec![place.key];
            keys.extend(match (place.spot, place.key) {
                (Spot::Tree(Branch::Server), _) => ALSO_SERVER,
                (Spot::Tree(Branch::Of(Node::Host)), _) => ALSO_HOST,
                (_, key) => ALSO.iter().find(|(of, _)| *of == key).map_or(&[][..], |(_, keys)| *keys),
            });
            let mut names = vec![label.clone()];
            // The language of the window first, so that its own words are found before those of others.
            let others = Language::ALL.into_iter().filter(|language| *language != words.language());
            for words in std::iter::once(words.language()).chain(others).map(Words::of) {
                for key in keys.iter().filter(|key| !key.is_empty()) {
                    names.extend(words.article_name(key).map(str::to_owned));
                    names.push(shown(&words.text(key)).to_owned());
                }
            }
            let names = names.into_iter().map(|name| (name.clone(), folded(&name))).collect();
            let path = path(place.spot, server, live, words).join(THEN);
            if !entries.iter().any(|e| e.path == path && e.label == label && e.place.control == place.control) {
                entries.push(Entry { place, label, path, names });
            }
        }
        Self { entries }
    }

    /// The entries that have a name with `text` in it, the best first: the whole name before its beginning, a beginning
    /// before something within; names of the window's language before others.
    pub(super) fn search(&self, text: &str) -> Vec<usize> {
        let wanted = folded(text);
        if wanted.is_empty() {
            return vec![];
        }
        let mut hits: Vec<_> = (0..self.entries.len()).filter_map(|i| Some((self.best(i, &wanted)?.0, i))).collect();
        hits.sort();
        hits.into_iter().map(|(_, i)| i).collect()
    }

    /// The name that fits best: how well, and which.
    fn best(&self, entry: usize, wanted: &str) -> Option<((u8, usize), usize)> {
        let names = self.entries[entry].names.iter().enumerate();
        let fits = names.filter_map(|(n, (_, name))| {
            let how = match name.find(wanted)? {
                0 if name == wanted => 0,
                0 => 1,
                _ => 2,
            };
            // Which language matters less than whether it is the label itself.
            Some(((how, n.min(1)), n))
        });
        fits.min()
    }

    /// The name that was found, if it does not read as the label does.
    pub(super) fn other_name(&self, entry: usize, text: &str) -> Option<&str> {
        let (_, n) = self.best(entry, &folded(text))?;
        let (entry, (name, _)) = (&self.entries[entry], &self.entries[entry].names[n]);
        (!name.eq_ignore_ascii_case(&entry.label)).then_some(name)
    }
}

/// The way to a place, step by step, as its labels read.
fn path(spot: Spot, server: Option<ServerId>, live: &Snapshot, words: &'static Words) -> Vec<String> {
    if let Spot::Tree(branch) = spot {
        let mut node = branch.node(server);
        let mut names = vec![];
        while let Some(at) = node.filter(|node| *node != Node::Root || names.is_empty()) {
            names.insert(0, at.name(live, words).into_owned());
            node = at.parent();
        }
        return names;
    }
    let (above, keys) = spot.way();
    let mut names = match above {
        Some(Spot::Tree(branch)) => branch.node(server).map(|node| node.name(live, words).into_owned()).into_iter().collect(),
        Some(above) => path(above, server, live, words),
        None => vec![],
    };
    names.extend(keys.iter().map(|key| shown(&words.text(key)).to_owned()));
    names
}

/// Without what tells that a dialog follows.
fn shown(text: &str) -> &str {
    text.trim_end_matches('…')
}

/// Small letters, without dots and colons at the end, quotes and doubled blanks: what is compared.
fn folded(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '"' | '“' | '”' | '„' | '«' | '»')).collect();
    let text = text.trim().trim_end_matches(['…', ':', '：', '.']).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_is_the_bare_word() {
        assert_eq!(folded(" „Relay…“ "), "relay");
        assert_eq!(folded("IP-adress:"), "ip-adress");
        assert_eq!(folded("Only  the List below"), "only the list below");
    }
}
