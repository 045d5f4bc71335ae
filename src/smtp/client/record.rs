//! What was said on an outgoing connection, for the protocol log: no password and no message is ever in it.

use super::reply::ServerReply;
use std::collections::VecDeque;

/// One line of ours or one reply of the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// We said a command.
    Ours {
        /// `MAIL`
        verb: Box<str>,
        /// What stands behind it; of AUTH only the mechanism.
        argument: Box<str>,
        /// Octets, with the line's end.
        octets: u64,
    },
    /// The server replied.
    Theirs {
        /// Its code.
        code: u16,
        /// Its text, lines separated by a blank.
        text: Box<str>,
        /// Octets, without enhanced codes, about as many as were sent.
        octets: u64,
    },
}

/// Keeps what was said until the driver takes it. Off until [`super::Client::record`] is called.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    on: bool,
    said: VecDeque<Said>,
}

impl Recorder {
    pub(super) fn turn_on(&mut self) {
        self.on = true;
    }

    pub(super) fn next(&mut self) -> Option<Said> {
        self.said.pop_front()
    }

    /// One or more commands, as they go over the wire. Responses to challenges must not come here.
    pub(super) fn ours(&mut self, text: &str) {
        if !self.on {
            return;
        }
        for line in text.split_terminator("\r\n") {
            let (verb, argument) = line.split_once(' ').unwrap_or((line, ""));
            let argument = if verb == "AUTH" { argument.split(' ').next().unwrap_or_default() } else { argument };
            self.said.push_back(Said::Ours { verb: verb.into(), argument: argument.into(), octets: line.len() as u64 + 2 });
        }
    }

    pub(super) fn theirs(&mut self, reply: &ServerReply) {
        if self.on {
            let octets = reply.lines.iter().map(|line| line.len() as u64 + 6).sum();
            // A challenge, with our own reply and time, is all it takes to try passwords on.
            let text = if reply.code == 334 { String::new() } else { reply.lines.join(" ") };
            self.said.push_back(Said::Theirs { code: reply.code, text: text.into(), octets });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pipelined_commands_are_told_one_by_one_and_auth_without_what_follows() {
        let mut recorder = Recorder::default();
        recorder.ours("NOOP\r\n");
        recorder.turn_on();
        recorder.ours("MAIL FROM:<a@b> SIZE=5\r\nDATA\r\n");
        recorder.ours("AUTH PLAIN AGEAYg==\r\n");
        recorder.theirs(&ServerReply { code: 250, enhanced: None, lines: vec!["mx".into(), "SIZE".into()] });
        recorder.theirs(&ServerReply { code: 334, enhanced: None, lines: vec!["cj1hYmM=".into()] });
        let ours = |verb: &str, argument: &str, octets| Said::Ours { verb: verb.into(), argument: argument.into(), octets };
        let all: Vec<Said> = std::iter::from_fn(|| recorder.next()).collect();
        let theirs = Said::Theirs { code: 250, text: "mx SIZE".into(), octets: 18 };
        let challenge = Said::Theirs { code: 334, text: "".into(), octets: 14 };
        assert_eq!(all, [ours("MAIL", "FROM:<a@b> SIZE=5", 24), ours("DATA", "", 6), ours("AUTH", "PLAIN", 21), theirs, challenge]);
    }
}
