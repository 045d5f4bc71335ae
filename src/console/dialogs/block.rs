//! *Block address*: nobody connects from there for so long.

use std::time::Duration;

use super::form::{Edit, Text, Wrong};
use crate::console::Element;
use crate::console::refused::refused;
use crate::console::widget::*;
use crate::engine::command::{Done, Refusal};
use crate::i18n::Words;
use crate::mail::network::NetworkError;
use crate::mail::{Network, Span};
use crate::tr;

/// The block as typed.
#[derive(Debug)]
pub struct State {
    address: Text,
    /// Which of [`SPANS`].
    span: usize,
    tried: bool,
    waiting: bool,
    refusal: Option<Refusal>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The address or subnet.
    Address(Edit),
    /// How long, by its place in the list.
    Span(usize),
    /// OK
    Ok,
    /// Cancel
    Cancel,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Block this for so long; the answer goes to [`State::answered`].
    Block(Network, Span),
    /// The keyboard for this control: what it holds is wrong.
    Focus(&'static str),
}

impl State {
    /// For this address, for an hour; empty when none is chosen.
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: Text::new(address), span: 0, tried: false, waiting: false, refusal: None }
    }

    fn network(&self) -> Result<Network, Wrong> {
        match self.address.value() {
            "" => Err(Wrong::Required),
            text => text.parse().map_err(|error| if matches!(error, NetworkError::Mask(_)) { Wrong::Mask } else { Wrong::Address }),
        }
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Address(edit) => {
                self.address.edit(edit);
                (self.tried, self.refusal) = (false, None);
            }
            Message::Span(span) => self.span = span.min(SPANS.len() - 1),
            Message::Cancel => return Action::Close,
            Message::Ok if self.waiting => {}
            Message::Ok => {
                self.tried = true;
                match self.network() {
                    Ok(network) => {
                        self.waiting = true;
                        return Action::Block(network, SPANS[self.span]);
                    }
                    Err(_) => return Action::Focus("block.address"),
                }
            }
        }
        Action::None
    }

    /// The engine's answer; `true`: the dialog is done. After a refusal everything typed stays.
    pub fn answered(&mut self, answer: Result<Done, Refusal>) -> bool {
        self.waiting = false;
        self.refusal = answer.err();
        self.refusal.is_none()
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let wrong = self.network().err().filter(|_| self.tried);
        let spans = SPANS.map(|span| words.span(Duration::from(span)));
        let mut parts: Vec<Element<'_, Message>> = refused(words, self.refusal.as_ref(), "").into_iter().collect();
        parts.extend([
            label(words.caption("ses-block-address")).target("block.address").into(),
            self.address.field("block.address", words, wrong, Message::Address).into(),
            label(words.caption("ses-block-span")).target("block.span").into(),
            pick_list("block.span", spans, Some(self.span)).on_choose(Message::Span).width(220).into(),
            hint(tr!(words, "ses-block-note")),
        ]);
        frame(
            "block",
            words.heading("ses-block"),
            rows(parts),
            [
                button("block.ok", words.label("btn-ok"), Some(Message::Ok)).default().into(),
                button("block.cancel", words.label("btn-cancel"), Some(Message::Cancel)).into(),
            ],
        )
        .width(420.0)
        .icon(Drawing::Shield)
        .initial("block.address")
        .on_enter(Some(Message::Ok))
        .on_close(Message::Cancel)
        .into()
    }
}

/// An hour, a day, a week, thirty days, a year.
const SPANS: [Span; 5] =
    [Span::minutes(60), Span::minutes(24 * 60), Span::minutes(7 * 24 * 60), Span::minutes(30 * 24 * 60), Span::minutes(365 * 24 * 60)];

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[("ses-block-address", "block.address"), ("ses-block-span", "block.span")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::command::Reach;

    #[test]
    fn only_an_address_or_subnet_is_blocked_and_only_once() {
        let mut s = State::new("");
        assert_eq!(s.update(Message::Ok), Action::Focus("block.address"));
        s.update(Message::Address(Edit::Type("192.0.2.0/33".into())));
        assert_eq!(s.network(), Err(Wrong::Mask));
        s.update(Message::Address(Edit::Type("192.0.2.0/24".into())));
        s.update(Message::Span(1));
        let block = Action::Block("192.0.2.0/24".parse().unwrap(), Span::minutes(1440));
        assert_eq!(s.update(Message::Ok), block);
        assert_eq!(s.update(Message::Ok), Action::None, "the engine has not answered yet");
        assert!(!s.answered(Err(Refusal::Busy)));
        assert_eq!(s.update(Message::Ok), block, "what was typed has stayed");
        assert!(s.answered(Ok(Done { reach: Reach::Now, created: None, queue: None, produced: None })));
    }
}
