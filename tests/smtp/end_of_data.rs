//! What resembles the end of data and is none (engine.md §1.1): one test each, through a whole session.

use postkontor::mail::{Address, Domain, QueueId};
use postkontor::smtp::{Admission, Answer, ClientFacts, Output, Question, Session, SessionConfig};
use std::sync::Arc;
use std::time::Instant;

/// A session behind its 354, and what it has said since.
fn said_after(pieces: &[&[u8]]) -> (String, usize) {
    let now = Instant::now();
    let config = SessionConfig::new(Domain::parse("mail.example.test").unwrap());
    let client = ClientFacts { address: "192.0.2.7".parse().unwrap(), tls: None, date: "".into() };
    let mut session = Session::new(Arc::new(config), client, now);
    let (mut said, mut commits) = (String::new(), 0);
    let start: [&[u8]; 2] = [b"EHLO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\n", b"DATA\r\n"];
    for piece in start.iter().chain(pieces) {
        if *piece == pieces[0] {
            said.clear();
        }
        session.receive(now, piece);
        loop {
            match session.poll(now) {
                Output::Send(bytes) => said.push_str(std::str::from_utf8(&bytes).unwrap()),
                Output::Ask(question) => {
                    let address = Address::parse("a@x.test").unwrap();
                    let answer = match question {
                        Question::Connect => Answer::Admit(Admission::default()),
                        Question::Sender(_) => Answer::Sender(Some(address)),
                        _ => Answer::Recipient(address),
                    };
                    session.answer(now, answer);
                }
                Output::Commit(_) => {
                    commits += 1;
                    session.committed(now, Ok(QueueId(commits as u64)));
                }
                Output::Until(_) | Output::Idle => break,
                _ => {}
            }
        }
    }
    (said, commits)
}

/// The text goes on behind it; the true end refuses all of it and nothing in it was a command.
fn ends_nothing(alternative: &[u8]) {
    const SMUGGLED: &[u8] = b"MAIL FROM:<evil@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\n";
    for nul_at in 0..=alternative.len() {
        let (before, behind) = alternative.split_at(nul_at);
        let nul: &[u8] = if nul_at == alternative.len() { b"" } else { b"\0" };
        let message = [b"Subject: x\r\n\r\ntext", before, nul, behind, SMUGGLED].concat();
        assert_eq!(said_after(&[&message]), (String::new(), 0), "NUL at {nul_at}");
        let (said, commits) = said_after(&[&message, b"\r\n.\r\n", b"NOOP\r\n"]);
        let expected = "550 5.5.2 CR or LF without the other in the message\r\n250 2.0.0 OK\r\n";
        assert_eq!((said.as_str(), commits), (expected, 0), "NUL at {nul_at}");
    }
}

macro_rules! ends_nothing {
    ($($name:ident: $alternative:literal,)*) => { $(#[test] fn $name() { ends_nothing($alternative); })* };
}

ends_nothing! {
    lf_lf_ends_nothing: b"\n.\n",
    lf_crlf_ends_nothing: b"\n.\r\n",
    crlf_lf_ends_nothing: b"\r\n.\n",
    cr_cr_ends_nothing: b"\r.\r",
    cr_lf_ends_nothing: b"\r.\n",
    lf_cr_ends_nothing: b"\n.\r",
    cr_crlf_ends_nothing: b"\r.\r\n",
    crlf_cr_ends_nothing: b"\r\n.\r",
    crlf_cr_crlf_ends_nothing: b"\r\n.\r\r\n",
    crcrlf_crlf_ends_nothing: b"\r\r\n.\r\n",
}

#[test]
fn crlf_crlf_ends_the_message() {
    assert_eq!(said_after(&[b"Subject: x\r\n\r\ntext\r\n.\r\n"]), ("250 2.6.0 <0000000000001> Queued mail for delivery\r\n".into(), 1));
}
