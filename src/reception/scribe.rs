//! Makes the records of the protocol log out of what was said: one a command, with its last reply.

use crate::smtp::command::Verb;
use crate::smtp::session::{Heard, Turn};
use crate::smtp::spoken::{Speaker, Spoken};
use jiff::Timestamp;
use std::borrow::Cow;
use std::net::SocketAddr;
use std::time::Instant;

/// Follows one session.
#[derive(Debug, Default)]
pub(super) struct Scribe {
    /// A command that was answered with 3yz: its record comes with the end of the message or exchange.
    unfinished: Option<(Verb, Box<str>, u64, u64, Option<Instant>)>,
}

/// What a record has besides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub(super) helo: &'a str,
    pub(super) peer: SocketAddr,
    pub(super) local: SocketAddr,
    pub(super) at: Timestamp,
    pub(super) now: Instant,
}

impl Scribe {
    /// The record of this turn, if it ends one.
    pub(super) fn record(&mut self, turn: &Turn, around: Circumstances<'_>) -> Option<Spoken> {
        let sent = turn.reply.wire_length() as u64;
        let (verb, argument, received, sent, began): (Cow<'static, str>, _, _, _, _) = match &turn.heard {
            // A greeting is no answer; a session that ends by itself says why with its code.
            Heard::Nothing if turn.reply.is_negative() => {
                let verb = if is_timeout(turn) { "TIMEOUT" } else { "" };
                (verb.into(), "".into(), 0, sent, None)
            }
            Heard::Nothing => return None,
            Heard::Command(verb, argument) if is_intermediate(turn) => {
                self.unfinished = Some((*verb, argument.clone(), turn.received, sent, turn.began));
                return None;
            }
            Heard::Command(verb, argument) => (verb.name().into(), argument.clone(), turn.received, sent, turn.began),
            Heard::Unknown(word) => (word.to_ascii_uppercase().into(), "".into(), turn.received, sent, turn.began),
            Heard::Unreadable(_) => ("".into(), "".into(), turn.received, sent, turn.began),
            Heard::Response | Heard::Message => {
                let (verb, argument, received, said, began) = self.unfinished.take()?;
                let (received, sent) = (received + turn.received, sent + said);
                if is_intermediate(turn) {
                    self.unfinished = Some((verb, argument, received, sent, began));
                    return None;
                }
                (verb.name().into(), argument, received, sent, began)
            }
        };
        Some(Spoken {
            speaker: Speaker::Client(around.helo.into()),
            at: around.at,
            peer: around.peer,
            local: Some(around.local),
            verb,
            argument,
            status: turn.reply.code(),
            sent,
            received,
            taken: began.map_or_else(Default::default, |began| around.now.saturating_duration_since(began)),
        })
    }
}

fn is_intermediate(turn: &Turn) -> bool {
    (300..400).contains(&turn.reply.code())
}

/// Row 34.
fn is_timeout(turn: &Turn) -> bool {
    turn.reply.enhanced().is_some_and(|code| (code.0, code.1, code.2) == (4, 4, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp::reply::Reply;

    fn records(turns: &[Turn]) -> Vec<(String, String, u16, u64)> {
        let mut scribe = Scribe::default();
        let around = Circumstances {
            helo: "pc",
            peer: "192.0.2.7:40000".parse().unwrap(),
            local: "192.0.2.1:25".parse().unwrap(),
            at: Timestamp::UNIX_EPOCH,
            now: Instant::now(),
        };
        let spoken = turns.iter().filter_map(|turn| scribe.record(turn, around));
        spoken.map(|s| (s.verb.into_owned(), s.argument.into(), s.status, s.received)).collect()
    }

    fn turn(heard: Heard, received: u64, reply: Reply) -> Turn {
        Turn { heard, received, reply, began: Some(Instant::now()) }
    }

    fn command(verb: Verb, argument: &str, reply: Reply) -> Turn {
        turn(Heard::Command(verb, argument.into()), 10, reply)
    }

    #[test]
    fn a_message_and_an_exchange_are_one_record_each_with_the_last_reply() {
        let told = records(&[
            command(Verb::Ehlo, "pc", Reply::ok()),
            command(Verb::Auth, "LOGIN", Reply::challenge("VXNlcg==")),
            turn(Heard::Response, 6, Reply::challenge("UGFzcw==")),
            turn(Heard::Response, 6, Reply::logged_on()),
            command(Verb::Data, "", Reply::start_mail()),
            turn(Heard::Message, 1_000, Reply::insufficient_storage()),
            turn(Heard::Unknown("FOO".into()), 5, Reply::not_implemented()),
        ]);
        let expected = [("EHLO", "pc", 250, 10), ("AUTH", "LOGIN", 235, 22), ("DATA", "", 452, 1_010), ("FOO", "", 502, 5)];
        assert_eq!(told, expected.map(|(v, a, s, r)| (v.to_owned(), a.to_owned(), s, r)));
    }

    #[test]
    fn a_greeting_is_no_record_and_a_silent_client_is_one() {
        let alone = |reply| Turn { heard: Heard::Nothing, received: 0, reply, began: None };
        let told = records(&[alone(Reply::ok()), alone(Reply::timed_out()), alone(Reply::service_unavailable())]);
        assert_eq!(told.iter().map(|(verb, _, status, _)| (verb.as_str(), *status)).collect::<Vec<_>>(), [("TIMEOUT", 421), ("", 421)]);
    }
}
