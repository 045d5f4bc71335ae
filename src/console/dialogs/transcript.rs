//! *Transcript*: what was said in one session, with the rule behind each refusal. Passwords and messages are not in it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::console::Element;
use crate::console::theme::style::Tone;
use crate::console::widget::*;
use crate::engine::event::{Event, Occurrence, Reception};
use crate::engine::query::{Conversation, Line, Side};
use crate::i18n::Words;
use crate::mail::SessionId;
use crate::tr;

/// What the dialog remembers.
#[derive(Debug, Clone)]
pub struct State {
    session: SessionId,
    started: Timestamp,
    /// Whose session it is, as the list has it.
    whose: String,
    /// `None` before the engine has answered, and when it keeps the session no more.
    said: Option<Conversation>,
    answered: bool,
    /// When which rule refused something, since the beginning of the session.
    rules: Vec<(Duration, String)>,
    pieces: Vec<Piece>,
    selected: Option<usize>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    at: Duration,
    /// The line, or the rule behind the one above.
    text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    Said(Side, String),
    Rule(String),
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A line was selected.
    Select(usize),
    /// *Copy everything*
    Copy,
    /// *Close*
    Close,
}

/// What the opener is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Close the dialog.
    Close,
    /// Put the transcript on the clipboard.
    Copy,
}

impl State {
    /// Of this session, which began then; nothing is known of it yet.
    pub fn new(session: SessionId, started: Timestamp, whose: String) -> Self {
        Self { session, started, whose, said: None, answered: false, rules: vec![], pieces: vec![], selected: None }
    }

    /// Whose transcript it is.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// What the engine keeps of the session.
    pub fn told(&mut self, said: Option<Conversation>) {
        (self.said, self.answered) = (said, true);
        self.join();
    }

    /// What has happened of late, of which the refusals of this session are shown.
    pub fn happened(&mut self, events: &[Arc<Event>]) {
        let refusal = |event: &Arc<Event>| match &event.what {
            Occurrence::Session { session, what: Reception::Refused { rule, .. }, .. } if *session == self.session => {
                let at = Duration::try_from(self.started.duration_until(event.at)).unwrap_or_default();
                Some((at, rule.to_string()))
            }
            _ => None,
        };
        self.rules = events.iter().filter_map(refusal).collect();
        self.join();
    }

    /// Puts each rule below the refusal that is nearest to it in time. Who looks at the end sees what comes.
    fn join(&mut self) {
        let follows = self.selected.is_none_or(|at| at + 1 >= self.pieces.len());
        let lines = self.said.as_ref().map_or(&[][..], |said| &said.lines[..]);
        let mut rules: Vec<(usize, &str)> = vec![];
        for (at, rule) in &self.rules {
            let near = lines.iter().enumerate().filter(|(_, line)| line.side == Side::Server && is_refusal(&line.text));
            let best = near.min_by_key(|(_, line)| line.at.abs_diff(*at)).map(|(i, _)| i);
            if let Some(best) = best
                && !rules.contains(&(best, rule))
            {
                rules.push((best, rule));
            }
        }
        self.pieces.clear();
        for (i, line) in lines.iter().enumerate() {
            self.pieces.extend(spoken(line).map(|text| Piece { at: line.at, text: Text::Said(line.side, text) }));
            let of_line = rules.iter().filter(|(at, _)| *at == i);
            self.pieces.extend(of_line.map(|(_, rule)| Piece { at: line.at, text: Text::Rule((*rule).to_owned()) }));
        }
        if follows {
            self.selected = self.pieces.len().checked_sub(1);
        }
    }

    /// Handles a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Select(row) => {
                self.selected = Some(row);
                Action::None
            }
            Message::Copy => Action::Copy,
            Message::Close => Action::Close,
        }
    }

    /// All of it as text, a line each.
    pub fn text(&self, words: &'static Words) -> String {
        self.pieces.iter().map(|piece| format!("{}\t{}\n", words.elapsed(piece.at), piece.text(words))).collect()
    }

    /// The dialog.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let pieces = &self.pieces;
        let nothing = match (&self.said, self.answered) {
            (None, true) => tr!(words, "ses-transcript-gone"),
            _ => "".into(),
        };
        let lines = list("transcript.list", pieces.len(), move |i| {
            let piece = &pieces[i];
            Row::new([words.elapsed(piece.at), piece.text(words)]).tone(piece.tone())
        })
        .column(tr!(words, "history-time"), 84.0)
        .column(words.title("ses-transcript"), 0.0)
        .selected(self.selected)
        .on_select(Message::Select)
        .nothing(nothing)
        .height(300);
        let mut parts: Vec<Element<'_, Message>> = vec![hint(self.whose.as_str()), lines.into()];
        if self.said.as_ref().is_some_and(|said| said.is_cut) {
            parts.push(hint(tr!(words, "ses-transcript-cut")));
        }
        parts.push(hint(tr!(words, "ses-transcript-note")));
        let copy = (!pieces.is_empty()).then_some(Message::Copy);
        frame(
            "transcript",
            words.heading("ses-transcript"),
            rows(parts),
            [
                button("transcript.copy", words.label("btn-copy-all"), copy).icon(Drawing::Copy).into(),
                button("transcript.done", words.label("btn-close"), Some(Message::Close)).default().into(),
            ],
        )
        .width(640.0)
        .icon(Drawing::Log)
        .initial("transcript.list")
        .on_enter(Some(Message::Close))
        .on_close(Message::Close)
        .into()
    }
}

impl Piece {
    fn text(&self, words: &'static Words) -> String {
        match &self.text {
            Text::Said(Side::Client, text) => format!("C: {text}"),
            Text::Said(Side::Server, text) => format!("S: {text}"),
            Text::Rule(rule) => tr!(words, "ses-rule", rule = rule.as_str()).into_owned(),
        }
    }

    fn tone(&self) -> Tone {
        match &self.text {
            Text::Said(Side::Server, text) if is_refusal(text) => Tone::Bad,
            Text::Said(..) => Tone::Plain,
            Text::Rule(_) => Tone::Accent,
        }
    }
}

/// A line as it was said: a reply of several lines, which is kept in one, line by line (RFC 5321 §4.2.1).
fn spoken(line: &Line) -> impl Iterator<Item = String> + '_ {
    let text = line.text.as_str();
    let reply = line.side == Side::Server;
    let (code, text) = text.split_at_checked(4).filter(|_| reply).unwrap_or(("", text));
    let mut parts = text.split(if reply { " / " } else { "\n" }).peekable();
    std::iter::from_fn(move || {
        let part = parts.next()?;
        let more = !code.is_empty() && parts.peek().is_some();
        Some(if more { format!("{}-{part}", code.trim_end()) } else { format!("{code}{part}") })
    })
}

/// A reply of the 4xx and 5xx kind (RFC 5321 §4.2.1).
fn is_refusal(reply: &str) -> bool {
    reply.starts_with(['4', '5'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_rule_stands_below_the_refusal_it_led_to() {
        let line = |at, side, text: &str| Line { at: Duration::from_millis(at), side, text: text.into() };
        let mut s = State::new(SessionId(1), Timestamp::UNIX_EPOCH, "client.test".into());
        s.rules = vec![(Duration::from_millis(410), "relay.list.entry(3)".into())];
        s.told(Some(Conversation {
            lines: vec![
                line(0, Side::Server, "220 mail.test"),
                line(100, Side::Client, "NONSENSE ***"),
                line(100, Side::Server, "500 5.5.1 what?"),
                line(400, Side::Client, "RCPT TO:<a@b.test>"),
                line(401, Side::Server, "550 5.7.1 Unable to relay"),
                line(900, Side::Server, "250 2.0.0 fine"),
                line(950, Side::Client, "EHLO a / b"),
                line(951, Side::Server, "250 mail.test Hello / SIZE 100 / HELP"),
            ],
            is_cut: false,
        }));
        let text = s.text(Words::of(Language::English));
        let lines: Vec<&str> = text.lines().map(|line| line.split('\t').nth(1).unwrap()).collect();
        assert_eq!(lines[4], "S: 550 5.7.1 Unable to relay");
        assert!(lines[5].contains("relay.list.entry(3)"), "{lines:?}");
        assert_eq!(lines[7..], ["C: EHLO a / b", "S: 250-mail.test Hello", "S: 250-SIZE 100", "S: 250 HELP"]);
        assert_eq!((s.pieces[2].tone(), s.pieces[6].tone()), (Tone::Bad, Tone::Plain));
    }
}
