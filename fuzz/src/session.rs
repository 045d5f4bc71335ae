//! Whole conversations with the server's machine. The world around it is chosen by the first octets: what is demanded and
//! offered, and how each question is answered.

use postkontor::mail::{AccountId, Address, ByteSize, Domain, QueueId};
use postkontor::smtp::command::Path;
use postkontor::smtp::sasl::ntlm::NtHash;
use postkontor::smtp::sasl::scram::Keys;
use postkontor::smtp::sasl::{Bindings, Inquiry, Material, Mechanism};
use postkontor::smtp::session::{CommitRefusal, StartTls};
use postkontor::smtp::{
    Account, Admission, Answer, ClientFacts, Extensions, LineEndings, Output, Question, Reply, Session, SessionConfig, TlsFacts,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Replies are whole lines, a message has recipients and all its octets, and after the end nothing is said.
pub fn check(data: &[u8]) {
    let Some((head, data)) = data.split_first_chunk::<2>() else { return };
    let (flags, answers) = (head[0], head[1]);
    let (pieces, _) = super::pieces(data);
    let mut now = Instant::now();
    let mut stage = Stage { session: session(flags, now), answers, partial: 0, stored: 0, over: false };
    stage.pump(now);
    for piece in pieces {
        stage.session.receive(now, piece);
        now = stage.pump(now);
    }
    if answers & 0x80 != 0 {
        stage.session.shut_down(now);
        now = stage.pump(now);
    }
    stage.session.peer_closed(now);
    stage.pump(now);
    assert!(stage.over, "the client is gone and the session is not over");
    assert!(stage.partial == 0, "something half-received was left with the driver");
}

struct Stage {
    session: Session,
    answers: u8,
    partial: u64,
    stored: u64,
    over: bool,
}

impl Stage {
    /// Does all there is; sits punishing waits out. Gives the time it is then.
    fn pump(&mut self, mut now: Instant) -> Instant {
        for _ in 0..2_000_000 {
            match self.session.poll(now) {
                Output::Send(octets) => self.hear(&octets),
                Output::Ask(question) => {
                    let answer = self.answer(question);
                    self.session.answer(now, answer);
                }
                Output::StartTls => {
                    self.session.tls_started(
                        now,
                        TlsFacts {
                            version: "".into(),
                            cipher: "".into(),
                            bits: 256,
                            bindings: Bindings { exporter: Some([1; 32]), end_point: None },
                        },
                    );
                }
                Output::Body(octets) => {
                    assert!(!octets.is_empty());
                    self.partial += octets.len() as u64;
                }
                Output::Commit(end) => {
                    assert!(!end.transaction.recipients.is_empty());
                    assert_eq!(end.body.octets, std::mem::take(&mut self.partial));
                    assert!(!end.body.bare_line_ending);
                    self.stored += 1;
                    let outcome = if self.answers & 0x40 != 0 { Err(CommitRefusal::Storage) } else { Ok(QueueId(self.stored)) };
                    self.session.committed(now, outcome);
                }
                Output::Discard => self.partial = 0,
                Output::Note(_) => {}
                Output::Until(deadline) if deadline <= now + Duration::from_secs(2) => now = deadline,
                Output::Until(_) => return now,
                Output::Idle => return now,
                Output::Close => self.over = true,
            }
        }
        panic!("the session is busy without end");
    }

    fn hear(&self, octets: &[u8]) {
        assert!(!self.over, "something was said after the end");
        let text = std::str::from_utf8(octets).expect("replies are ASCII");
        assert!(text.is_ascii() && text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 510 && !line.bytes().any(|c| c.is_ascii_control()), "{line:?}");
            assert!(matches!(line.as_bytes(), [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9', b' ' | b'-', ..]), "{line:?}");
        }
    }

    fn answer(&self, question: Question) -> Answer {
        let kind = self.answers & 7;
        match question {
            Question::Connect => Answer::Admit(Admission {
                line_endings: if self.answers & 8 != 0 { LineEndings::Correct } else { LineEndings::Strict },
                may_send_in_clear: self.answers & 16 != 0,
                max_size: (self.answers & 32 != 0).then_some(ByteSize(64)),
            }),
            Question::Authenticate(_) if kind == 1 => Answer::WrongCredentials,
            Question::Authenticate(_) => Answer::LoggedOn(Account { id: AccountId(1), name: "anna".into() }),
            Question::Inquire(_) if kind == 5 => Answer::GoOn,
            Question::Inquire(Inquiry::Scram { name }) => {
                Answer::Material(Material::Scram { keys: Keys::decoy(b"secret", &name, 4096), known: true, nonce: "nonce".into() })
            }
            Question::Inquire(Inquiry::NtlmChallenge) => Answer::Material(Material::NtlmChallenge { challenge: [7; 8], time: 7 }),
            Question::Inquire(Inquiry::NtHash { .. }) => Answer::Material(Material::NtHash("5".repeat(32).parse::<NtHash>().ok())),
            Question::Slow => Answer::GoOn,
            Question::Sender(_) if kind == 2 => Answer::RefuseAndClose(Reply::local_error()),
            Question::Sender(sender) => match sender.path {
                Path::Mailbox(address) => Answer::Sender(Some(address)),
                Path::Null => Answer::Sender(None),
                _ => Answer::Refuse(Reply::unqualified_sender()),
            },
            Question::Recipient(_) if kind == 3 => Answer::Refuse(Reply::unknown_recipient()),
            Question::Recipient(_) if kind == 4 => Answer::GoOn,
            Question::Recipient(forward) => match forward.path {
                Path::Mailbox(address) => Answer::Recipient(address),
                _ => Answer::Recipient(Address::parse("postmaster@example.test").expect("an address")),
            },
        }
    }
}

fn session(flags: u8, now: Instant) -> Session {
    let mut config = SessionConfig::new(Domain::parse("mail.example.test").expect("a domain"));
    config.offers.mechanisms = Mechanism::ALL.to_vec();
    config.offers.basic_in_clear = flags & 1 != 0;
    config.offers.require_secure_channel = flags & 2 != 0;
    config.offers.require_128_bit = flags & 4 != 0;
    config.offers.extensions = Extensions { dsn: flags & 8 != 0, smtputf8: flags & 8 != 0 };
    config.offers.starttls = if flags & 16 != 0 { StartTls::Offered } else { StartTls::Broken };
    config.max_size = (flags & 32 != 0).then_some(ByteSize(200));
    config.max_session_size = (flags & 64 != 0).then_some(ByteSize(500));
    config.max_recipients = if flags & 128 != 0 { 2 } else { 100 };
    let client = ClientFacts { address: [192, 0, 2, 7].into(), tls: None, date: "".into() };
    Session::new(Arc::new(config), client, now)
}
