//! Labels of the word files in the form the widgets read: with "&" before the mnemonic.

use crate::i18n::Label;

/// The label with its mark; an "&" that is text is doubled.
pub fn marked(label: Label) -> String {
    let (before, letter, after) = label.parts();
    let text = |part: &str| part.replace('&', "&&");
    if letter.is_empty() { text(before) } else { format!("{}&{letter}{}", text(before), text(after)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_reads_back_as_the_same_label() {
        for text in ["Re&lay…", "中继(&L)…", "R && D", "OK", "A && &B"] {
            assert_eq!(marked(Label::parse(text)), text);
        }
    }
}
