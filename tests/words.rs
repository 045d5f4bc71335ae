//! The word files: the same messages in every language, the glossary's words, mnemonics that do not collide.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test panics with what it found")]

#[path = "words/catalogue.rs"]
mod catalogue;

use catalogue::{Catalogue, LANGUAGES, Message};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn all() -> Vec<Catalogue> {
    LANGUAGES.iter().map(|tag| Catalogue::read(&root().join("i18n"), tag)).collect()
}

/// Reports everything at once; a translator wants the whole list.
fn nothing(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// The lines of a list file: the first word of each, without comments.
fn listed(name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/words").join(name)).unwrap();
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_language_has_the_keys_attributes_and_arguments_of_english() {
    let catalogues = all();
    let english = &catalogues[0];
    let mut problems = vec![];
    for other in &catalogues[1..] {
        for (key, message) in &english.messages {
            match other.messages.get(key) {
                None => problems.push(format!("{}: {key} is missing", other.tag)),
                Some(theirs) => {
                    if theirs.arguments != message.arguments {
                        problems.push(format!("{}: {key} has {:?}, English {:?}", other.tag, theirs.arguments, message.arguments));
                    }
                    if theirs.attributes != message.attributes {
                        problems.push(format!("{}: {key} has other attributes than in English", other.tag));
                    }
                    if theirs.file != message.file {
                        problems.push(format!("{}: {key} stands in {}, in English in {}", other.tag, theirs.file, message.file));
                    }
                }
            }
        }
        problems.extend(
            other.messages.keys().filter(|k| !english.messages.contains_key(*k)).map(|k| format!("{}: {k} is not in English", other.tag)),
        );
    }
    nothing(problems);
}

#[test]
fn every_word_file_is_built_into_the_program() {
    let source = fs::read_to_string(root().join("src/i18n/words.rs")).unwrap();
    for tag in LANGUAGES {
        for entry in fs::read_dir(root().join("i18n").join(tag)).unwrap() {
            let topic = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
            assert!(source.contains(&format!("\"{topic}\"")), "{tag}/{topic}.ftl is not in topics!");
        }
    }
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let mut problems = vec![];
    for catalogue in all() {
        let wanted: BTreeSet<&str> = match catalogue.tag {
            "pl" => ["few", "many", "one", "other"].into(),
            "zh-Hans" => ["other"].into(),
            _ => ["one", "other"].into(),
        };
        for (key, message) in &catalogue.messages {
            for forms in &message.selectors {
                let numbered = |form: &&str| form.chars().all(|c| c.is_ascii_digit());
                let named: Vec<&str> = forms.iter().map(String::as_str).filter(|form| !numbered(form)).collect();
                // Months are chosen by number alone.
                let months = forms.len() == 12 && named == ["other"];
                if !months && !named.iter().copied().eq(wanted.iter().copied()) {
                    problems.push(format!("{}: {key} has the forms {forms:?}, the language {wanted:?}", catalogue.tag));
                }
            }
        }
    }
    nothing(problems);
}

#[test]
fn every_message_can_be_shown() {
    use postkontor::i18n::{Arguments, Language, Words};
    for catalogue in all() {
        let words = Words::of(catalogue.tag.parse::<Language>().unwrap());
        for (key, message) in &catalogue.messages {
            let mut arguments = Arguments::new();
            for name in &message.arguments {
                let name: &'static str = name.clone().leak();
                // A plural needs a number; everything else is shown as it comes.
                match message.counted.contains(name) {
                    true => arguments.set(name, 7),
                    false => arguments.set(name, "seven"),
                }
            }
            let shown = words.text_with(key, &arguments);
            assert!(!shown.contains(['{', '}', '&']) && !shown.is_empty(), "{}: {key}: {shown}", catalogue.tag);
        }
    }
}

#[test]
fn polish_counts_read_right() {
    let words = postkontor::i18n::Words::of(postkontor::i18n::Language::Polish);
    let counted = |count: u64| postkontor::tr!(words, "common-items", count = count).into_owned();
    for (count, shown) in [
        (0, "0 elementów"),
        (1, "1 element"),
        (2, "2 elementy"),
        (5, "5 elementów"),
        (12, "12 elementów"),
        (22, "22 elementy"),
        (25, "25 elementów"),
        (102, "102 elementy"),
        (112, "112 elementów"),
    ] {
        assert_eq!(counted(count), shown);
    }
}

#[test]
fn every_glossary_label_is_a_message_with_exactly_its_words() {
    let rows = catalogue::glossary(&root());
    assert!(rows.len() >= 447, "the glossary has shrunk to {} rows", rows.len());
    let mut problems = vec![];
    for (at, catalogue) in all().iter().enumerate() {
        for row in &rows {
            let mut wanted = row.words[at].clone();
            if row.opens_dialog {
                wanted.push('…');
            }
            match catalogue.messages.get(&row.key) {
                None => problems.push(format!("{}: {} is missing", catalogue.tag, row.key)),
                Some(message) if message.unmarked(catalogue.tag) != wanted => {
                    problems.push(format!(
                        "{}: {} reads {:?}, the glossary {wanted:?}",
                        catalogue.tag,
                        row.key,
                        message.unmarked(catalogue.tag)
                    ));
                }
                Some(_) => {}
            }
        }
    }
    nothing(problems);
}

#[test]
fn every_word_that_an_article_tells_to_click_is_a_label_or_its_second_name() {
    use postkontor::i18n::{Language, Words};
    let rows = catalogue::glossary(&root());
    let text = fs::read_to_string(root().join("tests/words/articles.txt")).unwrap();
    let mut problems = vec![];
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let (tag, told) = line.split_once(": ").unwrap();
        let words = Words::of(tag.parse::<Language>().unwrap());
        let shown: BTreeSet<String> = rows
            .iter()
            .filter(|row| !row.words[0].contains('{'))
            .flat_map(|row| [Some(words.title(&row.key).into_owned()), words.article_name(&row.key).map(str::to_owned)])
            .flatten()
            .map(|name| name.trim_end_matches('…').to_lowercase())
            .collect();
        problems.extend(told.split(" | ").filter(|name| !shown.contains(&name.to_lowercase())).map(|name| format!("{tag}: {name}")));
    }
    nothing(problems);
}

#[test]
fn every_key_that_the_program_asks_for_exists_in_every_language() {
    let (asked, catalogues) = (asked_for(&root().join("src")), all());
    let mut problems = vec![];
    for (key, place) in &asked {
        for catalogue in &catalogues {
            if !catalogue.messages.contains_key(key) {
                problems.push(format!("{}: {key}, asked for in {place}, is missing", catalogue.tag));
            }
        }
    }
    let glossary: BTreeSet<String> = catalogue::glossary(&root()).into_iter().map(|row| row.key).collect();
    let unused = catalogues[0].messages.keys().filter(|key| !asked.contains_key(*key) && !glossary.contains(*key)).count();
    println!(
        "{} messages, {} asked for in src, {unused} asked for nowhere and not in the glossary",
        catalogues[0].messages.len(),
        asked.len()
    );
    nothing(problems);
}

#[test]
fn no_text_is_empty_or_the_same_as_in_english() {
    let (catalogues, same) = (all(), listed("same-as-english.txt"));
    let mut problems = vec![];
    for catalogue in &catalogues {
        for (key, message) in &catalogue.messages {
            let text = message.unmarked(catalogue.tag);
            if text.trim().is_empty() {
                problems.push(format!("{}: {key} is empty", catalogue.tag));
            }
            let english = catalogues[0].messages.get(key).map(|m| m.unmarked("en"));
            if catalogue.tag != "en"
                && english.as_deref() == Some(&text)
                && !same.contains(&format!("{}:{key}", catalogue.tag))
                && !same.contains(&format!("*:{key}"))
            {
                problems.push(format!("{}:{key} {text}", catalogue.tag));
            }
        }
    }
    nothing(problems);
}

#[test]
fn a_mnemonic_is_one_letter_that_every_keyboard_has() {
    let mut problems = vec![];
    for catalogue in all() {
        for (key, message) in &catalogue.messages {
            let marks = message.text.matches('&').count();
            if marks == 0 {
                continue;
            }
            let letter = message.mnemonic();
            if marks > 1 || !letter.is_some_and(|l| l.is_ascii_lowercase()) || message.text.contains('\n') {
                problems.push(format!("{}: {key} = {}", catalogue.tag, message.text));
            }
            if ["btn-ok", "btn-cancel"].contains(&key.as_str())
                || key.starts_with("tab-")
                || key.ends_with("-tab")
                || key.ends_with("-title")
            {
                problems.push(format!("{}: {key} must have no mnemonic", catalogue.tag));
            }
            if catalogue.tag == "zh-Hans" && !message.text.contains("(&") {
                problems.push(format!("zh-Hans: {key} must have its mnemonic in parentheses"));
            }
        }
    }
    nothing(problems);
}

#[test]
fn the_controls_of_a_dialog_have_different_mnemonics() {
    let text = fs::read_to_string(root().join("i18n/dialogs.txt")).unwrap();
    let groups: Vec<(&str, Vec<&str>)> = text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(':'))
        .map(|(name, keys)| (name, keys.split_whitespace().collect()))
        .collect();
    assert!(groups.len() > 40);
    let mut problems = vec![];
    for catalogue in all() {
        let mut placed = BTreeSet::new();
        for (name, keys) in &groups {
            let mut taken: BTreeMap<char, &str> = BTreeMap::new();
            for key in keys {
                placed.insert(*key);
                match catalogue.messages.get(*key).and_then(Message::mnemonic) {
                    None => problems.push(format!("{}: {name}: {key} has no mnemonic", catalogue.tag)),
                    Some(letter) => {
                        if let Some(other) = taken.insert(letter, key) {
                            problems.push(format!("{}: {name}: {key} and {other} share {letter}", catalogue.tag));
                        }
                    }
                }
            }
        }
        let marked = catalogue.messages.iter().filter(|(_, m)| m.mnemonic().is_some());
        problems.extend(
            marked
                .filter(|(k, _)| !placed.contains(k.as_str()))
                .map(|(k, _)| format!("{}: {k} is in no group of dialogs.txt", catalogue.tag)),
        );
    }
    nothing(problems);
}

#[test]
fn signs_are_those_of_the_language() {
    let mut problems = vec![];
    for catalogue in all() {
        for (key, message) in &catalogue.messages {
            let text = message.unmarked(catalogue.tag);
            let mut wrong = |what: &str| problems.push(format!("{}: {key} {what}: {text}", catalogue.tag));
            if text.contains("...") {
                wrong("has three dots instead of …");
            }
            if text.contains('"') {
                wrong("has straight quotes");
            }
            if text.contains("  ") || text.contains(" …") {
                wrong("has a wrong space");
            }
            let (open, close, foreign) = match catalogue.tag {
                "sv" => ('”', '”', "“„«»"),
                "de" => ('„', '“', "”«»"),
                "pl" => ('„', '”', "“«»"),
                _ => ('“', '”', "„«»"),
            };
            let count = |sign| text.matches(sign).count();
            if text.contains(|c| foreign.contains(c))
                || (open != close && count(open) != count(close))
                || (open == close && count(open) % 2 != 0)
            {
                wrong("has quotes of another language");
            }
            if catalogue.tag == "zh-Hans" {
                if text.ends_with('.') || text.ends_with('?') || text.contains(", ") && key != "list-separator" || text.contains("; ") {
                    wrong("has Latin punctuation");
                }
                if text.contains(": ") {
                    wrong("has a Latin colon in a sentence");
                }
            }
        }
    }
    nothing(problems);
}

#[test]
fn a_sentence_ends_the_same_way_in_every_language() {
    let catalogues = all();
    let ends = |text: &str| {
        text.chars().next_back().filter(|c| ".?!。？！…".contains(*c)).map(|c| match c {
            '。' => '.',
            '？' => '?',
            '！' => '!',
            other => other,
        })
    };
    let free = listed("other-ending.txt");
    let mut problems = vec![];
    for catalogue in &catalogues[1..] {
        for (key, message) in &catalogue.messages {
            let (ours, theirs) = (message.unmarked(catalogue.tag), catalogues[0].messages[key].unmarked("en"));
            if ends(&ours) != ends(&theirs) && !free.contains(key) {
                problems.push(format!("{}: {key}: {ours} / {theirs}", catalogue.tag));
            }
        }
    }
    nothing(problems);
}

/// The literal keys of `tr!` in the sources, with the file of each.
fn asked_for(folder: &Path) -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            asked.extend(asked_for(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            for call in ["tr!(", ".title(", ".label(", ".caption(", ".label_with("] {
                for after in code.split(call).skip(1) {
                    // The key is the first literal, with at most the words before it.
                    let (before, rest) = after.split_once('"').unwrap_or((after, ""));
                    if let Some((key, _)) = rest.split_once('"')
                        && !before.contains([')', ';', '{'])
                        && key.contains('-')
                    {
                        asked.insert(key.to_owned(), path.display().to_string());
                    }
                }
            }
        }
    }
    asked
}
