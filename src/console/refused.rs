//! A refusal of the engine in words, for the strip a dialog shows while it keeps what was typed.

use std::borrow::Cow;

use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::strip;
use crate::engine::command::Refusal;
use crate::i18n::Words;
use crate::{tr, wording};

/// Why nothing was done; `name` is what the dialog is about.
pub fn sentence(words: &'static Words, refusal: &Refusal, name: &str) -> Cow<'static, str> {
    wording::refusal(words, refusal, name).into()
}

/// The strip above the controls, while there is something to say.
pub fn refused<'a, M: 'a>(words: &'static Words, refusal: Option<&Refusal>, name: &str) -> Option<Element<'a, M>> {
    let text = format!("{} {}", tr!(words, "common-changes-refused"), sentence(words, refusal?, name));
    Some(strip(Tone::Bad, text, None))
}
