//! What the page of the queues asks before it throws mail away or keeps all of it back.

use std::borrow::Cow;

use super::{Asking, Message, Place, State, What};
use crate::console::refused;
use crate::console::widget::*;
use crate::engine::command::Verb;
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::tr;
use crate::wording::joined;

impl State {
    /// The question or notice, which blocks the window.
    pub fn question(&self, now: &Snapshot, words: &'static Words) -> Option<Dialog<'_, Message>> {
        let answers = || {
            [("yes", words.label("btn-yes").into(), Message::Answer(true)), ("no", words.label("btn-no").into(), Message::Answer(false))]
        };
        Some(match self.asking.as_ref()? {
            Asking::Freeze((_, name), waiting) => {
                let text = tr!(words, "q-ask-freeze", name = name.as_ref());
                let note = joined(words, &[tr!(words, "q-ask-freeze-count", count = *waiting), tr!(words, "q-ask-freeze-note")]);
                question("queues.ask-freeze", words.title("q-freeze"), text, note, answers())
            }
            Asking::Delete(what, verb) => {
                let (title, note) = match verb {
                    Verb::DeleteWithReport => ("q-delete-ndr", tr!(words, "q-delete-ndr-note")),
                    Verb::Badmail => ("q-badmail", tr!(words, "q-badmail-note")),
                    _ => ("q-delete-no-ndr", tr!(words, "q-delete-no-ndr-note")),
                };
                let (text, note) = match what {
                    What::Destination((_, name), count) => {
                        let text = tr!(words, "q-ask-delete-all", count = *count, name = name.as_ref());
                        (text, joined(words, &[note, tr!(words, "q-delete-others-note")]).into())
                    }
                    What::Messages(ids, None, place) => {
                        let count = ids.len() as u64;
                        let (text, note) = match (verb, place) {
                            (Verb::Badmail, _) => (tr!(words, "q-ask-badmail-some", count = count), tr!(words, "q-badmail-some-note")),
                            (_, Some((_, name))) => (tr!(words, "q-ask-delete-all", count = count, name = name.as_ref()), note),
                            (_, None) => (tr!(words, "q-ask-delete-some", count = count), note),
                        };
                        (text, elsewhere(place.as_ref(), note, words))
                    }
                    What::Messages(_, Some(about), place) => {
                        let text = if *verb == Verb::Badmail { tr!(words, "q-ask-badmail") } else { tr!(words, "q-ask-delete") };
                        let (from, to, others) = (about.from.as_str(), about.recipients(words), about.others);
                        let about = match about.subject.as_str() {
                            "" => tr!(words, "q-ask-message", from = from, to = to),
                            subject => tr!(words, "q-ask-message-about", subject = subject, from = from, to = to),
                        };
                        let place = place.as_ref().filter(|_| others > 0);
                        (format!("{text}\n{about}").into(), elsewhere(place, note, words))
                    }
                };
                // Enter must not throw mail away.
                caution("queues.ask-delete", words.title(title), text, note, answers())
            }
            Asking::Outbound(true) => question(
                "queues.ask-outbound",
                words.title("q-disable-outbound"),
                tr!(words, "q-ask-disable"),
                tr!(words, "q-disable-all-note"),
                answers(),
            ),
            Asking::Outbound(false) => {
                let keeping = now.settings.servers.iter().filter(|server| server.delivery.hold_outbound);
                let servers = keeping.map(|server| server.name.as_str()).collect::<Vec<_>>().join(", ");
                let note = tr!(words, "q-ask-enable-note", servers = servers);
                question("queues.ask-outbound", words.title("q-enable-outbound"), tr!(words, "q-ask-enable"), note, answers())
            }
            Asking::Refused(refusal) => refused::notice(words, "queues.refused", refusal, "", Message::Answer(false)),
        })
    }
}

/// A note, and that only recipients at a destination are meant, where that is so.
fn elsewhere(place: Option<&Place>, note: Cow<'static, str>, words: &'static Words) -> Cow<'static, str> {
    match place {
        Some(_) => joined(words, &[note, tr!(words, "q-delete-others-note")]).into(),
        None => note,
    }
}
