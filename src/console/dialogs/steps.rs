//! The steps of a test, as *Test connection* and *Send test message* show them: each with the other side's words.

use iced::widget::{Column, container, row};
use iced::{Alignment, Length};

use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::{Icon, hint, rows, strip};
use crate::engine::job::Step;
use crate::i18n::Words;
use crate::wording;

/// A row for each step; a failed one stands out. Host and port are those of the draft, or of who was talked to.
pub fn steps<'a, M: 'a>(steps: &'a [Step], host: &str, port: u16, words: &'static Words) -> Column<'a, M> {
    rows(steps.iter().map(|step| -> Element<'a, M> {
        let text = wording::step(words, step, host, port);
        match step.ok() {
            true => {
                let said = container(hint(text)).width(Length::Fill);
                row![Icon::sign(Tone::Good).view(14.0), said].spacing(6).align_y(Alignment::Center).into()
            }
            false => strip(Tone::Bad, text, None),
        }
    }))
    .spacing(3)
}
