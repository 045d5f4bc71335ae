//! Whole conversations with another server, from the side of the client. What is wanted of it is chosen by the first octet;
//! the rest is what the server says, line by line or as the input cuts it.

use bytes::Bytes;
use postkontor::mail::{Address, Domain, Recipient, Secret};
use postkontor::smtp::client::{Client, ClientConfig, ClientOutput, Login, Message, Outcome, Said, Security, Timeouts};
use postkontor::smtp::sasl::initiator::Account;
use postkontor::smtp::sasl::{Bindings, encode_base64};
use std::sync::Arc;
use std::time::Instant;

const PASSWORD: &str = "correct horse";
const BODY: &[u8] = b"Subject: x\r\n\r\n.\r\nall\n";

/// Each recipient has one outcome, none is taken for accepted before the message has ended, the password crosses only
/// where it may, and after the end nothing is said.
pub fn check(data: &[u8]) {
    let Some((&flags, data)) = data.split_first() else { return };
    let now = Instant::now();
    let mut stage = Stage::new(flags, now);
    stage.pump(now);
    let lines: Vec<&[u8]> = data.split_inclusive(|octet| *octet == b'\n').collect();
    for piece in if flags & 1 == 0 { lines } else { super::pieces(data).0 } {
        stage.client.receive(now, piece);
        stage.pump(now);
    }
    stage.client.peer_closed();
    stage.pump(now);
    assert!(stage.over, "the server is gone and the connection is not over");
    assert!(stage.open.is_none(), "recipients are left without an outcome");
}

struct Stage {
    client: Client,
    /// The password may be sent as it is: over TLS, and with a way to log on that does so.
    basic: bool,
    in_clear: bool,
    transactions: u32,
    /// Recipients of the running transaction, and whether its message has ended.
    open: Option<(usize, bool)>,
    over: bool,
}

impl Stage {
    fn new(flags: u8, now: Instant) -> Self {
        let integrated = flags & 64 != 0;
        let account = Account { name: "anna".into(), password: PASSWORD.into(), dice: [7; 32], time: 7 };
        let config = ClientConfig {
            hello: Domain::parse("mail.office.test").expect("a domain"),
            helo: flags & 2 != 0,
            implicit_tls: flags & 4 != 0,
            starttls: if flags & 8 != 0 { Security::Required } else { Security::IfOffered },
            login: (flags & 32 != 0).then_some(Login { account, integrated }),
            login_in_clear: flags & 16 != 0,
            timeouts: Timeouts::default(),
        };
        let config = Arc::new(config);
        let mut client = if flags & 128 != 0 { Client::lmtp(config, now) } else { Client::new(config, now) };
        client.record();
        client.bind(Bindings { exporter: (flags & 4 != 0).then_some([1; 32]), end_point: None });
        Self { client, basic: !integrated, in_clear: flags & 16 != 0, transactions: 0, open: None, over: false }
    }

    /// Does all there is.
    fn pump(&mut self, now: Instant) {
        for _ in 0..100_000 {
            let output = self.client.poll(now);
            while let Some(said) = self.client.next_said() {
                let text = match said {
                    Said::Ours { verb, argument, .. } => format!("{verb} {argument}"),
                    Said::Theirs { text, .. } => text.into(),
                };
                assert!(!text.contains(['\r', '\n']) && !text.contains(PASSWORD), "{text:?}");
            }
            match output {
                ClientOutput::Send(octets) => self.hear(&octets),
                ClientOutput::StartTls => {
                    self.client.bind(Bindings { exporter: Some([1; 32]), end_point: None });
                    self.client.tls_started(now);
                }
                ClientOutput::Hash(_) => self.client.hashed(now, &Secret::new([9; 32])),
                ClientOutput::Ready if self.transactions < 2 => {
                    self.transactions += 1;
                    let to = ["a@far.test", "ü@far.test"].into_iter().take(self.transactions as usize);
                    let recipients: Vec<_> = to.map(|to| Recipient::new(Address::parse(to).expect("an address"))).collect();
                    self.open = Some((recipients.len(), false));
                    self.client.begin(now, message(recipients));
                }
                ClientOutput::Ready => self.client.quit(now),
                ClientOutput::WantBody => match &mut self.open {
                    Some((_, ended @ false)) => {
                        *ended = true;
                        self.client.body(now, Bytes::from_static(BODY));
                        self.client.body_end(now);
                    }
                    other => panic!("a message is wanted again: {other:?}"),
                },
                ClientOutput::TransactionDone(outcomes) => {
                    let (count, ended) = self.open.take().expect("a transaction that is running");
                    assert_eq!(outcomes.len(), count);
                    assert!(ended || !outcomes.iter().any(|outcome| matches!(outcome, Outcome::Accepted(_))), "{outcomes:?}");
                }
                ClientOutput::Until(_) | ClientOutput::Idle => return,
                ClientOutput::Failed(_) | ClientOutput::Closed => {
                    assert!(!self.over, "the connection ends twice");
                    self.over = true;
                }
            }
        }
        panic!("the client is busy without end");
    }

    fn hear(&self, octets: &[u8]) {
        assert!(!self.over, "something was said after the end");
        let may = self.basic && (self.in_clear || self.client.is_secure());
        let login = encode_base64(PASSWORD.as_bytes());
        let plain = encode_base64(format!("\0anna\0{PASSWORD}").as_bytes());
        let has_it = [PASSWORD, login.as_str(), plain.as_str()].iter().any(|text| find(octets, text.as_bytes()));
        assert!(may || !has_it, "the password is sent where it must not be");
    }
}

fn find(octets: &[u8], wanted: &[u8]) -> bool {
    octets.windows(wanted.len()).any(|window| window == wanted)
}

fn message(recipients: Vec<Recipient>) -> Message {
    Message {
        sender: Address::parse("anna@office.test").ok(),
        recipients,
        size: Some(BODY.len() as u64),
        eight_bit: false,
        smtputf8: false,
        ret: None,
        envid: None,
    }
}
