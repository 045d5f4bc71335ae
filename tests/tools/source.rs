//! Splits Rust source into code and words (comments and texts), for the tests that read the source.
//!
//! Not a parser: it knows comments (nested too), string, byte and raw strings, and characters against lifetimes, and nothing else.
//! Line numbers stay true: what is taken out leaves blanks and line ends behind.

use std::path::{Path, PathBuf};

/// One source text in two halves of equal length.
pub(crate) struct Source {
    /// The program: comments gone, texts emptied.
    pub(crate) code: String,
    /// The rest: comments and the insides of texts, everything else blank.
    pub(crate) words: String,
}

/// Separates code from comments and texts.
pub(crate) fn split(text: &str) -> Source {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Source { code: String::with_capacity(text.len()), words: String::with_capacity(text.len()) };
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let joined = at > 0 && is_word(chars[at - 1]);
        let length = match rest {
            ['/', '/', ..] => words(&mut out, rest, 0, 0, rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())),
            ['/', '*', ..] => words(&mut out, rest, 0, 0, comment_length(rest)),
            ['"', ..] => words(&mut out, rest, 1, 1, string_length(rest)),
            ['b' | 'c', '"', ..] if !joined => words(&mut out, rest, 2, 1, 1 + string_length(&rest[1..])),
            ['r', ..] | ['b' | 'c', 'r', ..] if !joined && raw_marks(rest).is_some() => {
                let (opening, marks) = raw_marks(rest).unwrap_or_default();
                words(&mut out, rest, opening, marks + 1, raw_length(rest, opening, marks))
            }
            ['\'', '\\', ..] => blank(&mut out, 3 + rest.iter().skip(3).position(|c| *c == '\'').unwrap_or(0) + 1),
            ['\'', _, '\'', ..] => blank(&mut out, 3),
            _ => {
                out.code.push(rest[0]);
                out.words.extend(std::iter::repeat_n(if rest[0] == '\n' { '\n' } else { ' ' }, rest[0].len_utf8()));
                1
            }
        };
        at += length;
    }
    out
}

/// Takes out every item behind `#[cfg(test)]` (or `#[cfg(all(test, …))]`), up to its closing brace or semicolon.
pub(crate) fn without_tests(code: &str) -> String {
    let mut code = code.to_owned();
    let mut from = 0;
    while let Some(start) = ["#[cfg(test)]", "#[cfg(all(test"].iter().filter_map(|mark| code[from..].find(mark)).min() {
        let start = from + start;
        let mut depth = 0_usize;
        let mut end = code.len();
        for (at, c) in code[start..].char_indices() {
            match c {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && c == '}' {
                        end = start + at + 1;
                        break;
                    }
                }
                ';' if depth == 0 => {
                    end = start + at + 1;
                    break;
                }
                _ => {}
            }
        }
        let blank: String = code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        from = start + blank.len();
        code.replace_range(start..end, &blank);
    }
    code
}

/// The number of the line that this byte stands on.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Whether this character may stand in a name.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// All `.rs` files under a folder of the project, in order, with paths relative to the project. A missing folder has none.
pub(crate) fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![];
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                found.push((path.strip_prefix(root).unwrap_or(&path).to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// Puts `length` characters of `rest` among the words, but for their marks at both ends; those stay code.
fn words(out: &mut Source, rest: &[char], opening: usize, closing: usize, length: usize) -> usize {
    let length = length.min(rest.len());
    for (at, c) in rest[..length].iter().enumerate() {
        let mark = at < opening || at + closing >= length;
        out.code.push(if mark || *c == '\n' { *c } else { ' ' });
        out.words.push(if mark && *c != '\n' { ' ' } else { *c });
        // Both halves keep the same length in bytes, so that a place in one is the place in the other.
        let (short, by) = (if mark { &mut out.words } else { &mut out.code }, c.len_utf8() - 1);
        short.extend(std::iter::repeat_n(' ', by));
    }
    length
}

fn blank(out: &mut Source, length: usize) -> usize {
    out.code.extend(std::iter::repeat_n(' ', length));
    out.words.extend(std::iter::repeat_n(' ', length));
    length
}

fn comment_length(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn string_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of `r#"` and the number of its `#`, if a raw string starts here.
fn raw_marks(rest: &[char]) -> Option<(usize, usize)> {
    let r = rest.iter().take(2).position(|c| *c == 'r')?;
    let marks = rest[r + 1..].iter().take_while(|c| **c == '#').count();
    (rest.get(r + 1 + marks) == Some(&'"')).then_some((r + marks + 2, marks))
}

fn raw_length(rest: &[char], opening: usize, marks: usize) -> usize {
    (opening..rest.len())
        .find(|at| rest[*at] == '"' && rest[at + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks)
        .map_or(rest.len(), |at| at + 1 + marks)
}
