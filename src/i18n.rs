//! Words, numbers and dates in the six languages of the program.
//!
//! The texts are Fluent messages in `i18n/<tag>/<topic>.ftl`; English is the reference, the other languages have exactly
//! its keys and arguments (`tests/words.rs`). Keys read `topic-thing`, the first part says in which file they stand.
//! `i18n/glossary.csv` binds the labels of the dialogs to the words of the articles the administrators follow, and
//! `i18n/dialogs.txt` says which controls stand together and so need different mnemonics.
//!
//! ```
//! use postkontor::i18n::{Language, Words};
//! use postkontor::tr;
//! let words = Words::of(Language::Polish);
//! assert_eq!(tr!(words, "unit-minutes", count = 5), "5 minut");
//! assert_eq!(tr!(words, "msg-recipient"), "Adresat");
//! assert_eq!(words.label("btn-yes").mnemonic, Some('t'));
//! ```
//!
//! Labels carry the Windows `&` before their mnemonic (`Re&lay…`, `中继(&L)…`). [`Words::text`] and [`tr!`](crate::tr)
//! leave it out, [`Words::label`] tells where it stands; [`Words::caption`] adds the colon before a field and
//! [`Words::title`] takes a button's `…` away. Nothing here reads a clock; times are arguments.

mod argument;
mod format;
mod glossary;
mod label;
mod language;
mod words;

pub use argument::{Argument, Arguments};
pub use label::{Label, SECOND};
pub use language::{Language, UnknownLanguage};
pub use words::Words;

/// The text of a message: `tr!(words, "key")` or `tr!(words, "key", name = value, …)`, as a `Cow<str>`.
///
/// The key must be a literal, so that the tests can see that it exists. See [`Argument`] for what a value may be.
#[macro_export]
macro_rules! tr {
    ($words:expr, $key:literal $(,)?) => {
        $words.text($key)
    };
    ($words:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut arguments = $crate::i18n::Arguments::new();
        $(arguments.set(stringify!($name), $value);)+
        $words.text_with($key, &arguments)
    }};
}
