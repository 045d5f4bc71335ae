//! What was said, for logs and for the view of sessions: no password and no message is ever in it (RFC 4954 §9).

use crate::smtp::command::Verb;
use crate::smtp::line::Flaw;
use crate::smtp::reply::Reply;
use std::collections::VecDeque;
use std::time::Instant;

/// What the client said and the reply to it, or a reply that nobody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What the client said.
    pub heard: Heard,
    /// The octets of it: the line with its end, or the message.
    pub received: u64,
    /// What was answered.
    pub reply: Reply,
    /// When the line was taken up; `None` for a reply that nobody asked for.
    pub began: Option<Instant>,
}

/// What the client said, fit to be read by people who may not know passwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: the server greets, or ends the session by itself.
    Nothing,
    /// A command. The argument is the client's, without what could be a secret; of AUTH only the mechanism is left.
    Command(Verb, Box<str>),
    /// A command we do not know: its first word, where that is one. What follows may be anything, also a password that
    /// was meant for another protocol, and is left out.
    Unknown(Box<str>),
    /// A line that is none (engine.md §1.1, rows 3 and 4).
    Unreadable(Flaw),
    /// The response to a challenge of AUTH.
    Response,
    /// The message, up to its end.
    Message,
}

/// Collects turns until the driver takes them. Off until [`super::Session::record`] is called.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    on: bool,
    current: Option<(Heard, u64, Instant)>,
    turns: VecDeque<Turn>,
    /// After AUTH any line may be the answer to a challenge that was never given.
    wary: bool,
}

impl Recorder {
    pub(super) fn turn_on(&mut self) {
        self.on = true;
    }

    pub(super) fn next(&mut self) -> Option<Turn> {
        let turn = self.turns.pop_front();
        if self.turns.is_empty() {
            // An idle session holds no room for turns.
            self.turns = VecDeque::new();
        }
        turn
    }

    pub(super) fn command(&mut self, now: Instant, line: &[u8]) {
        if self.on {
            let heard = self.told(line);
            self.hear(now, heard, line.len() + 2);
        }
    }

    /// Something else than a command was heard, of so many octets.
    pub(super) fn hear(&mut self, now: Instant, heard: Heard, octets: usize) {
        if self.on {
            self.current = Some((heard, octets as u64, now));
        }
    }

    /// So many octets more belong to what was heard last: those of a chunk.
    pub(super) fn more(&mut self, octets: usize) {
        if let Some((_, received, _)) = &mut self.current {
            *received += octets as u64;
        }
    }

    pub(super) fn reply(&mut self, reply: &Reply) {
        if !self.on {
            return;
        }
        let turn = match self.current.take() {
            Some((heard, received, began)) => Turn { heard, received, reply: reply.clone(), began: Some(began) },
            None => Turn { heard: Heard::Nothing, received: 0, reply: reply.clone(), began: None },
        };
        self.turns.push_back(turn);
    }

    fn told(&mut self, line: &[u8]) -> Heard {
        let Some((verb, argument)) = Verb::of(line) else {
            let word = line.split(|octet| *octet == b' ').next().unwrap_or_default();
            let is_word = (1..=LONGEST_WORD).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic);
            let shown = if is_word && !self.wary { String::from_utf8_lossy(word).into_owned() } else { String::new() };
            return Heard::Unknown(shown.into());
        };
        if verb == Verb::Auth {
            self.wary = true;
            let name = argument.split(|octet| *octet == b' ').next().unwrap_or_default();
            let known = MECHANISMS.iter().find(|known| name.eq_ignore_ascii_case(known.as_bytes()));
            return Heard::Command(verb, known.copied().unwrap_or("?").into());
        }
        let clipped = &argument[..argument.len().min(LONGEST_ARGUMENT)];
        Heard::Command(verb, String::from_utf8_lossy(clipped).into())
    }
}

/// The mechanisms people know (the registry of RFC 4422 §7.1 and what clients use besides). Another word behind AUTH may
/// be a password.
const MECHANISMS: [&str; 15] = [
    "PLAIN",
    "LOGIN",
    "CRAM-MD5",
    "DIGEST-MD5",
    "NTLM",
    "GSSAPI",
    "GSS-SPNEGO",
    "SCRAM-SHA-1",
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-256",
    "SCRAM-SHA-256-PLUS",
    "XOAUTH2",
    "OAUTHBEARER",
    "EXTERNAL",
    "ANONYMOUS",
];
const LONGEST_WORD: usize = 10;
const LONGEST_ARGUMENT: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &[&str]) -> Heard {
        let mut recorder = Recorder { on: true, ..Recorder::default() };
        for line in lines {
            recorder.command(Instant::now(), line.as_bytes());
            recorder.reply(&Reply::ok());
        }
        let mut last = None;
        while let Some(turn) = recorder.next() {
            last = Some(turn.heard);
        }
        last.unwrap()
    }

    #[test]
    fn a_command_is_told_with_its_argument_and_auth_only_with_its_mechanism() {
        assert_eq!(heard(&["mail FROM:<a@b>"]), Heard::Command(Verb::Mail, "FROM:<a@b>".into()));
        assert_eq!(heard(&["AUTH plain AGEAYg=="]), Heard::Command(Verb::Auth, "PLAIN".into()));
        assert_eq!(heard(&["AUTH hunter2"]), Heard::Command(Verb::Auth, "?".into()));
    }

    #[test]
    fn what_may_be_a_password_in_the_wrong_place_is_left_out() {
        assert_eq!(heard(&["a1 LOGIN anna secret"]), Heard::Unknown("".into()));
        assert_eq!(heard(&["PASS secret"]), Heard::Unknown("PASS".into()));
        assert_eq!(heard(&["AUTH LOGIN", "c2VjcmV0"]), Heard::Unknown("".into()));
        assert_eq!(heard(&["AUTH LOGIN", "secret"]), Heard::Unknown("".into()));
    }

    #[test]
    fn a_recorder_that_is_off_keeps_nothing() {
        let mut recorder = Recorder::default();
        recorder.command(Instant::now(), b"NOOP");
        recorder.reply(&Reply::ok());
        assert_eq!(recorder.next(), None);
    }
}
