//! Labels with mnemonics: the Windows `&` taken apart.

use std::borrow::Cow;
use std::ops::Range;

/// A label and the letter that Alt reaches it by.
///
/// ```
/// use postkontor::i18n::Label;
/// let label = Label::parse("Re&lay…");
/// assert_eq!((label.text.as_str(), label.mnemonic, label.underline), ("Relay…", Some('l'), Some(2..3)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// What is shown.
    pub text: String,
    /// The letter, lower case.
    pub mnemonic: Option<char>,
    /// The octets of `text` to underline.
    pub underline: Option<Range<usize>>,
    /// The English name beside it, for *Show English names*.
    pub second: Option<String>,
}

/// What stands between a marked label and its second name.
pub const SECOND: char = '\u{1F}';

impl Label {
    /// Takes apart a text with `&` before the mnemonic. `&&` is one `&`; an `&` before anything but a letter or digit
    /// stays.
    pub fn parse(marked: &str) -> Self {
        let mut label = Self { text: String::with_capacity(marked.len()), ..Self::default() };
        let mut rest = marked.chars().peekable();
        while let Some(character) = rest.next() {
            match (character, rest.peek().copied()) {
                ('&', Some('&')) => {
                    rest.next();
                    label.text.push('&');
                }
                ('&', Some(letter)) if label.mnemonic.is_none() && letter.is_alphanumeric() => {
                    let at = label.text.len();
                    label.mnemonic = letter.to_lowercase().next();
                    label.underline = Some(at..at + letter.len_utf8());
                }
                _ => label.text.push(character),
            }
        }
        label
    }

    /// The words alone: without `&`, and without the letter that Chinese has in parentheses of its own.
    pub(super) fn words(marked: &str) -> String {
        let own = marked.find("(&").filter(|at| {
            let after = marked.as_bytes().get(at + 2..at + 4);
            after.is_some_and(|after| after[0].is_ascii_alphabetic() && after[1] == b')')
        });
        match own {
            Some(at) => Self::parse(&format!("{}{}", &marked[..at], &marked[at + 4..])).text,
            None => Self::parse(marked).text,
        }
    }

    /// A text without a mnemonic.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The label as it was marked, with `&` before its letter, and the second name after [`SECOND`]: what the controls of
    /// the console take.
    pub fn marked(&self) -> String {
        let (before, letter, after) = self.parts();
        let double = |text: &str| text.replace('&', "&&");
        let mut marked = match letter {
            "" => double(before),
            _ => format!("{}&{letter}{}", double(before), double(after)),
        };
        if let Some(second) = &self.second {
            marked.push(SECOND);
            marked.push_str(second);
        }
        marked
    }

    /// The text before, of and after the underlined letter; all of it before when there is none.
    pub fn parts(&self) -> (&str, &str, &str) {
        let Some(Range { start, end }) = self.underline.clone() else { return (&self.text, "", "") };
        (&self.text[..start], &self.text[start..end], &self.text[end..])
    }
}

impl From<Label> for Cow<'_, str> {
    fn from(label: Label) -> Self {
        label.marked().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_after_the_mark_is_the_mnemonic() {
        let chinese = Label::parse("中继(&L)…");
        assert_eq!((chinese.text.as_str(), chinese.mnemonic), ("中继(L)…", Some('l')));
        assert_eq!(chinese.parts(), ("中继(", "L", ")…"));
        assert_eq!(Label::parse("&Ändern").mnemonic, Some('ä'));
    }

    #[test]
    fn the_words_alone_have_no_letter_in_parentheses() {
        assert_eq!(Label::words("中继(&L)…"), "中继…");
        assert_eq!(Label::words("限制邮件大小为(KB)(&S)"), "限制邮件大小为(KB)");
        assert_eq!(Label::words("Delete (&with NDR)"), "Delete (with NDR)");
        assert_eq!(Label::words("&Undo: A (&&B)"), "Undo: A (&B)");
    }

    #[test]
    fn a_label_can_be_marked_again() {
        for marked in ["Re&lay…", "中继(&L)…", "OK", "A && &B"] {
            assert_eq!(Label::parse(marked).marked(), marked);
        }
    }

    #[test]
    fn the_second_name_stands_after_the_label() {
        let label = Label { second: Some("R&D".into()), ..Label::parse("&Forschung") };
        assert_eq!(label.marked(), "&Forschung\u{1F}R&D");
    }

    #[test]
    fn doubled_and_loose_marks_are_text() {
        assert_eq!(Label::parse("A && B &Co"), Label { text: "A & B Co".into(), mnemonic: Some('c'), underline: Some(6..7), second: None });
        assert_eq!(Label::parse("R & D &"), Label::plain("R & D &"));
        assert_eq!(Label::plain("OK").parts(), ("OK", "", ""));
    }
}
