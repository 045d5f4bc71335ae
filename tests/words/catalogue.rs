//! The word files read as data.

use fluent_syntax::ast::{Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub(crate) const LANGUAGES: [&str; 6] = ["en", "sv", "de", "pl", "nl", "zh-Hans"];

pub(crate) struct Catalogue {
    pub(crate) tag: &'static str,
    pub(crate) messages: BTreeMap<String, Message>,
}

/// One message.
#[derive(Default)]
pub(crate) struct Message {
    pub(crate) file: String,
    /// With `&` and with `{name}` in the places; of a selection, every form.
    pub(crate) text: String,
    pub(crate) arguments: BTreeSet<String>,
    pub(crate) attributes: Vec<String>,
    /// The arguments that choose a form.
    pub(crate) counted: BTreeSet<String>,
    /// The forms of each selection, sorted.
    pub(crate) selectors: Vec<Vec<String>>,
}

impl Message {
    /// The letter after the `&`, lower case.
    pub(crate) fn mnemonic(&self) -> Option<char> {
        self.text.split_once('&').and_then(|(_, after)| after.chars().next()).map(|c| c.to_ascii_lowercase())
    }

    /// The words without the mnemonic: Chinese has it in parentheses of its own.
    pub(crate) fn unmarked(&self, tag: &str) -> String {
        match (tag, self.text.find("(&")) {
            ("zh-Hans", Some(at)) => format!("{}{}", &self.text[..at], &self.text[at + 4..]),
            _ => self.text.replace('&', ""),
        }
    }
}

impl Catalogue {
    pub(crate) fn read(folder: &Path, tag: &'static str) -> Self {
        let mut messages = BTreeMap::new();
        for entry in fs::read_dir(folder.join(tag)).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let parsed = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{tag}/{file}: {errors:?}"));
            for entry in parsed.body {
                let Entry::Message(found) = entry else { continue };
                let mut message = Message { file: file.clone(), ..Message::default() };
                let value = found.value.unwrap_or_else(|| panic!("{tag}: {} has no text", found.id.name));
                message.pattern(&value);
                message.attributes = found.attributes.iter().map(|Attribute { id, .. }| id.name.to_owned()).collect();
                assert!(messages.insert(found.id.name.to_owned(), message).is_none(), "{tag}: {} twice", found.id.name);
            }
        }
        Self { tag, messages }
    }
}

impl Message {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let before = self.text.len();
                    self.inline(selector);
                    if let InlineExpression::VariableReference { id } = selector {
                        self.counted.insert(id.name.to_owned());
                    }
                    self.text.truncate(before);
                    let mut forms = vec![];
                    for variant in variants {
                        forms.push(match &variant.key {
                            VariantKey::Identifier { name } => (*name).to_owned(),
                            VariantKey::NumberLiteral { value } => (*value).to_owned(),
                        });
                        self.pattern(&variant.value);
                    }
                    forms.sort();
                    self.selectors.push(forms);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
                self.text.push_str(&format!("{{{}}}", id.name));
            }
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                positional.iter().for_each(|argument| self.inline(argument));
            }
            other => panic!("the word files use only arguments and selections, not {other:?}"),
        }
    }
}

/// A row of the glossary.
pub(crate) struct Row {
    pub(crate) key: String,
    /// In the order of [`LANGUAGES`].
    pub(crate) words: Vec<String>,
    pub(crate) opens_dialog: bool,
}

pub(crate) fn glossary(root: &Path) -> Vec<Row> {
    let text = fs::read_to_string(root.join("i18n/glossary.csv")).unwrap();
    let mut rows = text.lines().map(fields);
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (key, note) = (column("key"), column("note"));
    let languages: Vec<usize> = LANGUAGES.iter().map(|tag| column(tag)).collect();
    rows.map(|row| Row {
        key: row[key].clone(),
        words: languages.iter().map(|at| row[*at].clone()).collect(),
        opens_dialog: row[note] == "opens-dialog",
    })
    .collect()
}

fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}
