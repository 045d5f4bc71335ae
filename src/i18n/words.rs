//! The messages of one language.

use super::argument::Arguments;
use super::format::shown_number;
use super::label::Label;
use super::{Language, glossary};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::OnceLock;

/// The words of one language. There is one value per language for the life of the program; changing the language while
/// running is taking another one.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// The keys whose text has a mnemonic.
    labels: HashSet<&'static str>,
    /// Labels carry their English names.
    names: bool,
}

impl Words {
    /// The words of the language, read at the first call.
    pub fn of(language: Language) -> &'static Self {
        static READ: [OnceLock<Words>; 6] = [const { OnceLock::new() }; 6];
        READ[language as usize].get_or_init(|| Self::read(language))
    }

    /// The same words; labels carry their English names beside them (*Show English names*). In English that is nothing.
    pub fn with_english_names(language: Language) -> &'static Self {
        static READ: [OnceLock<Words>; 6] = [const { OnceLock::new() }; 6];
        READ[language as usize].get_or_init(|| Self { names: true, ..Self::read(language) })
    }

    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without arguments and without its mnemonic (in Chinese, without the letter in parentheses). Prefer [`tr!`](crate::tr), whose keys are checked.
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        self.text_with(key, &Arguments::new())
    }

    /// A text with arguments. A key this language lacks is taken from English (a bug, which the tests find); one that
    /// nobody has is shown itself.
    pub fn text_with(&self, key: &str, arguments: &Arguments<'_>) -> Cow<'_, str> {
        match self.marked(key, arguments) {
            marked if self.labels.contains(key) => Label::words(&marked).into(),
            text => text,
        }
    }

    /// The text of a button as the title of the dialog it opens: without mnemonic and `…`.
    pub fn title(&self, key: &str) -> Cow<'_, str> {
        match self.text(key) {
            Cow::Borrowed(text) => text.trim_end_matches('…').into(),
            Cow::Owned(text) => text.trim_end_matches('…').to_owned().into(),
        }
    }

    /// The same with its English name beside it, for the dialog's frame.
    pub fn heading(&self, key: &str) -> Label {
        Label { second: self.beside(key, &Arguments::new()), ..Label::plain(self.title(key)) }
    }

    /// A label with its mnemonic.
    pub fn label(&self, key: &str) -> Label {
        self.label_with(key, &Arguments::new())
    }

    /// A label with arguments.
    pub fn label_with(&self, key: &str, arguments: &Arguments<'_>) -> Label {
        let marked = self.marked(key, arguments);
        let label = if self.labels.contains(key) { Label::parse(&marked) } else { Label::plain(marked) };
        Label { second: self.beside(key, arguments), ..label }
    }

    /// The text of a tab, a title or a group as a label without a letter.
    pub fn name(&self, key: &str) -> Label {
        Label { second: self.beside(key, &Arguments::new()), ..Label::plain(self.text(key)) }
    }

    /// The English name to show beside the label, if it is to be shown and reads otherwise.
    fn beside(&self, key: &str, arguments: &Arguments<'_>) -> Option<String> {
        let english = (self.names && self.language != Language::English).then(|| Self::of(Language::English).text_with(key, arguments))?;
        let english = english.trim_end_matches('…');
        (english != self.text_with(key, arguments).trim_end_matches('…')).then(|| english.to_owned())
    }

    /// A label with a colon, as it stands before a field.
    pub fn caption(&self, key: &str) -> Label {
        let mut arguments = Arguments::new();
        arguments.set("label", self.marked(key, &Arguments::new()));
        let marked = self.marked("common-with-colon", &arguments);
        let label = if self.labels.contains(key) { Label::parse(&marked) } else { Label::plain(marked) };
        Label { second: self.beside(key, &Arguments::new()), ..label }
    }

    /// The words of the article in this language where they differ from the label; a search should find them, too.
    pub fn article_name(&self, key: &str) -> Option<&'static str> {
        glossary::article_name(self.language, key).map(|name| name.text.as_str())
    }

    /// The second name to show beside the label, such as *Delivery* in Polish: there the article itself kept English.
    pub fn second_name(&self, key: &str) -> Option<&'static str> {
        glossary::article_name(self.language, key).filter(|name| name.english).map(|name| name.text.as_str())
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
        // The marks would show as boxes.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| number(value, Language::English),
            Language::Swedish => |value, _| number(value, Language::Swedish),
            Language::German => |value, _| number(value, Language::German),
            Language::Polish => |value, _| number(value, Language::Polish),
            Language::Dutch => |value, _| number(value, Language::Dutch),
            Language::Chinese => |value, _| number(value, Language::Chinese),
        }));
        let mut labels = HashSet::new();
        for file in files(language) {
            let (resource, errors) = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) => (resource, vec![]),
                Err(partial) => partial,
            };
            debug_assert!(errors.is_empty(), "{language}: {errors:?}");
            let repeated = bundle.add_resource(resource).err();
            debug_assert!(repeated.is_none(), "{language}: {repeated:?}");
            let lines = file.lines().filter(|line| line.contains('&') && !line.starts_with('#'));
            labels.extend(lines.filter_map(|line| line.split_once(" = ").map(|(key, _)| key)));
        }
        Self { language, bundle, labels, names: false }
    }

    /// The text as it stands in the file.
    fn marked(&self, key: &str, arguments: &Arguments<'_>) -> Cow<'_, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "{} has no {key}", self.language);
            return match self.language {
                Language::English => key.to_owned().into(),
                _ => Self::of(Language::English).marked(key, arguments),
            };
        };
        let mut errors = vec![];
        let text = if self.labels.contains(key) {
            self.bundle.format_pattern(pattern, Some(&arguments.for_label()), &mut errors).into_owned().into()
        } else {
            self.bundle.format_pattern(pattern, Some(arguments.fluent()), &mut errors)
        };
        debug_assert!(errors.is_empty(), "{} {key}: {errors:?}", self.language);
        text
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(shown_number(number.value, language)),
        _ => None,
    }
}

macro_rules! topics {
    ($tag:literal) => {
        topics!($tag: "access" "accounts" "advice" "article" "browse" "certificate" "common" "countries" "delivery" "devices" "domains" "events" "general" "history"
            "issues" "messages" "overview" "questions" "queues" "reports" "sessions" "tree" "units" "window" "wizard")
    };
    ($tag:literal: $($topic:literal)+) => {
        &[$(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/i18n/", $tag, "/", $topic, ".ftl"))),+]
    };
}

fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => topics!("en"),
        Language::Swedish => topics!("sv"),
        Language::German => topics!("de"),
        Language::Polish => topics!("pl"),
        Language::Dutch => topics!("nl"),
        Language::Chinese => topics!("zh-Hans"),
    }
}

#[cfg(test)]
#[path = "words/tests.rs"]
mod tests;
