//! From values to sentences in the language of whoever reads them. Nothing below knows a word.
//!
//! Each sentence says what is wrong with which thing, and where there is a cure, the cure. What other servers and the
//! operating system say stays in their own words.
//!
//! ```
//! use postkontor::engine::command::Reach;
//! use postkontor::i18n::{Language, Words};
//! use postkontor::wording;
//! assert_eq!(wording::reach(Words::of(Language::German), Reach::Now), "Gilt: sofort");
//! ```

mod answers;
mod certificates;
mod faults;
mod fields;
mod findings;
mod happenings;
mod reports;
mod scans;
mod troubles;

pub use answers::answer;
pub use certificates::{certificate_error, finding, is_about_a_name, order_trouble, subject_fault};
pub use faults::{account_fault, account_issue, fault, issue};
pub use fields::field;
pub use findings::{dns, folder_trouble, not_found, step};
pub use happenings::{reach, state, warning, what};
pub use reports::{Reports, language, receipt, report_language, undelivered};
pub use scans::{cure, scan_step, scan_trouble};
pub use troubles::{bind_error, bind_refused, file_error, load_error, refusal, refusal_by_field, start_error, trouble};

use crate::i18n::{Language, Words};
use crate::tr;
use std::borrow::Cow;

/// Words of the system or of another program as a sentence: with an end, in the manner of the language.
fn sentence(words: &Words, text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '。', '！', '？']) {
        return text.to_owned();
    }
    format!("{text}{}", if words.language() == Language::Chinese { '。' } else { '.' })
}

/// Sentences one after the other, with a space between them where the language has one.
pub fn joined<T: AsRef<str>>(words: &Words, sentences: &[T]) -> String {
    let gap = if words.language() == Language::Chinese { "" } else { " " };
    sentences.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(gap)
}

/// The thing, a colon, what is wrong with it.
fn about<'w>(words: &'w Words, thing: &str, problem: &str) -> Cow<'w, str> {
    tr!(words, "issue-at", field = thing.to_owned(), problem = problem.to_owned())
}
