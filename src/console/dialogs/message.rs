//! The properties of a queued message: its envelope, and where each recipient stands.

use std::borrow::Cow;

use iced::Fill;
use iced::widget::{container, row};

use crate::console::Element;
use crate::console::say::{source, time};
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::query::{MessageDetail, QueueId, RecipientDetail, Status};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::{tr, wording};

/// What the dialog remembers.
#[derive(Debug)]
pub struct State {
    message: QueueId,
    /// `None` before the engine has answered, and when the message has left.
    found: Option<Box<MessageDetail>>,
    answered: bool,
    selected: Option<usize>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A recipient was selected.
    Select(usize),
    /// *Close*
    Close,
}

impl State {
    /// Of this message; nothing is known of it yet.
    pub fn new(message: QueueId) -> Self {
        Self { message, found: None, answered: false, selected: Some(0) }
    }

    /// Which message it is.
    pub fn message(&self) -> QueueId {
        self.message
    }

    /// What the engine says.
    pub fn told(&mut self, found: Option<Box<MessageDetail>>) {
        (self.found, self.answered) = (found, true);
    }

    /// Shows the last answer of this recipient.
    pub fn select(&mut self, at: usize) {
        self.selected = Some(at);
    }

    /// The dialog.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let recipients: &[RecipientDetail] = self.found.as_ref().map_or(&[], |found| &found.recipients);
        let nothing = if self.answered { tr!(words, "q-message-gone") } else { "".into() };
        let standing = list("message.list", recipients.len(), move |i| shown(&recipients[i], words))
            .column(words.title("msg-recipient"), 0.0)
            .column(tr!(words, "state-label"), 112.0)
            .numbers(tr!(words, "q-attempts"), 84.0)
            .column(tr!(words, "q-col-next"), 96.0)
            .column(tr!(words, "q-expires"), 150.0)
            .selected(self.selected)
            .on_select(Message::Select)
            .nothing(nothing)
            .height(150);
        // In a column of their own: when they come, the list must keep its place and the keyboard.
        let facts = self.found.iter().flat_map(|found| facts(found, now, words)).map(|(key, value)| fact(key, value, words));
        let mut parts: Vec<Element<'a, Message>> = vec![rows(facts).spacing(2).into(), standing.into()];
        let answer = self.selected.and_then(|at| recipients.get(at)).filter(|recipient| !recipient.reply.is_empty());
        let answer = answer.map(|recipient| {
            let text = wording::answer(words, &recipient.reply, recipient.cause.as_deref());
            tr!(words, "q-answer", time = time(recipient.last_attempt, words), text = text)
        });
        parts.push(hint(answer.unwrap_or_else(|| tr!(words, "q-no-answer"))));
        frame(
            "message",
            words.title("q-message"),
            rows(parts),
            [button("message.done", words.label("btn-close"), Some(Message::Close)).default().into()],
        )
        .width(680.0)
        .icon(Drawing::Mail)
        .initial("message.list")
        .on_enter(Some(Message::Close))
        .on_close(Message::Close)
        .into()
    }
}

fn facts<'a>(found: &'a MessageDetail, now: &'a Snapshot, words: &'static Words) -> [(&'static str, Cow<'a, str>); 7] {
    let sender = found.envelope.sender.as_ref().map_or_else(|| "<>".to_owned(), ToString::to_string);
    let client = found.envelope.origin.client;
    let state = match found {
        MessageDetail { frozen: true, .. } => "q-state-frozen",
        MessageDetail { under_way: true, .. } => "q-state-active",
        _ if found.recipients.iter().any(|recipient| recipient.attempts > 0) => "q-state-retry",
        _ => "q-state-ready",
    };
    [
        ("q-message-id", found.id.to_string().into()),
        ("msg-sender", sender.into()),
        ("find-subject", found.subject.as_str().into()),
        ("find-received", time(Some(found.envelope.accepted), words)),
        ("ses-from", client.map_or_else(|| tr!(words, "q-made-here"), |client| client.to_string().into())),
        ("q-source", source(found.server, now)),
        ("state-label", format!("{} · {}", words.text(state), words.size(found.size)).into()),
    ]
}

fn fact<'a>(key: &'static str, value: Cow<'a, str>, words: &'static Words) -> Element<'a, Message> {
    row![container(hint(words.caption(key).text)).width(150.0), container(crate::console::widget::words(value)).width(Fill)].into()
}

fn shown(recipient: &RecipientDetail, words: &'static Words) -> Row<'static> {
    let waits = recipient.status == Status::Pending;
    let (state, icon, tone) = match (recipient.status, recipient.attempts) {
        (Status::Pending, 0) => ("q-state-ready", Drawing::Mail, Tone::Plain),
        (Status::Pending, _) => ("q-state-retry", Drawing::Refresh, Tone::Warning),
        (Status::Delivered, _) => ("q-delivered", Drawing::Check, Tone::Good),
        (Status::Failed, _) => ("q-failed", Drawing::Error, Tone::Bad),
    };
    let cells: [Cow<'static, str>; 5] = [
        recipient.address.to_string().into(),
        words.text(state),
        words.number(u64::from(recipient.attempts)).into(),
        time(waits.then_some(recipient.due), words),
        time(recipient.expires.filter(|_| waits), words),
    ];
    Row::new(cells).icon(icon).tone(tone)
}
