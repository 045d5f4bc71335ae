//! The glossary: which words the articles use for which label.

use super::Language;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The name in an article.
pub(super) struct ArticleName {
    /// As the article writes it.
    pub(super) text: String,
    /// The article left it in English.
    pub(super) english: bool,
}

type Names = [Option<ArticleName>; 6];

/// What the article in the language calls the thing, where that differs from the label.
pub(super) fn article_name(language: Language, key: &str) -> Option<&'static ArticleName> {
    static NAMES: OnceLock<HashMap<String, Names>> = OnceLock::new();
    NAMES.get_or_init(read).get(key)?.get(language as usize)?.as_ref()
}

fn read() -> HashMap<String, Names> {
    let mut rows = TEXT.lines().map(fields);
    let header = rows.next().unwrap_or_default();
    let column = |name: &str| header.iter().position(|column| column == name);
    let columns = Language::ALL.map(|l| (column(&format!("{}_article", l.tag())), column(&format!("{}_origin", l.tag()))));
    let Some(key) = column("key") else { return HashMap::new() };
    rows.filter_map(|row| {
        let names = columns.map(|(name, origin)| {
            let text = name.and_then(|at| row.get(at)).filter(|name| !name.is_empty())?.clone();
            Some(ArticleName { text, english: origin.and_then(|at| row.get(at)).is_some_and(|origin| origin == "seed-english") })
        });
        Some((row.get(key)?.clone(), names))
    })
    .collect()
}

/// The fields of one line of CSV; a quoted field may contain commas and doubled quotes, but no line break.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        match (character, fields.last_mut()) {
            ('"', Some(field)) if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => fields.push(String::new()),
            (_, Some(field)) => field.push(character),
            (_, None) => {}
        }
    }
    fields
}

const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/i18n/glossary.csv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_keep_their_commas_and_quotes() {
        assert_eq!(fields(r#""a, b",c,"say ""x""","#), ["a, b", "c", r#"say "x""#, ""]);
    }
}
