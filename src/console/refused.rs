//! A refusal of the engine in words: a strip in a dialog that keeps what was typed, a notice of a page.

use std::borrow::Cow;

use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::{self, Dialog, strip};
use crate::engine::command::Refusal;
use crate::i18n::Words;
use crate::{tr, wording};

/// Why nothing was done; `name` is what the dialog is about.
pub fn sentence(words: &'static Words, refusal: &Refusal, name: &str) -> Cow<'static, str> {
    wording::refusal(words, refusal, name).into()
}

/// The strip above the controls, while there is something to say.
pub fn refused<'a, M: 'a>(words: &'static Words, refusal: Option<&Refusal>, name: &str) -> Option<Element<'a, M>> {
    let text = wording::joined(words, &[tr!(words, "common-changes-refused"), sentence(words, refusal?, name)]);
    Some(strip(Tone::Bad, text, None))
}

/// The notice of a page that nothing was done; `seen` is what OK and Escape send.
pub fn notice<'a, M: Clone + 'a>(words: &'static Words, id: &'static str, refusal: &Refusal, name: &str, seen: M) -> Dialog<'a, M> {
    let ok = [("ok", words.label("btn-ok").into(), seen)];
    widget::notice(id, Tone::Bad, tr!(words, "common-error"), sentence(words, refusal, name), "", ok)
}
