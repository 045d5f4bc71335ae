//! Our client talks to our server, without a socket between them.

use postkontor::mail::{AccountId, Address, ByteSize, Domain, Notify, QueueId, Recipient, Return, Secret};
use postkontor::smtp::client::{ClientError, Login, Message, Outcome, Security, Timeouts};
use postkontor::smtp::command::Path;
use postkontor::smtp::reply::Reply;
use postkontor::smtp::sasl::ntlm::NtHash;
use postkontor::smtp::sasl::scram::Keys;
use postkontor::smtp::sasl::{Bindings, Claim, Inquiry, Material, Mechanism, initiator};
use postkontor::smtp::session::{EndOfData, StartTls};
use postkontor::smtp::{
    Account, Admission, Answer, Client, ClientConfig, ClientFacts, ClientOutput, Extensions, Output, Question, Session, SessionConfig,
    TlsFacts,
};
use proptest::prelude::*;
use std::sync::Arc;
use std::time::Instant;

/// What came of sending some messages over one connection.
#[derive(Default)]
struct Story {
    outcomes: Vec<Vec<Outcome>>,
    stored: Vec<(Vec<u8>, EndOfData)>,
    failed: Option<ClientError>,
    encrypted: bool,
    account: Option<String>,
    by: Option<Mechanism>,
}

/// Sends the messages, each with its content cut into pieces. Octets cross in segments of `segment`.
fn tell(client: ClientConfig, server: SessionConfig, messages: Vec<(Message, Vec<u8>)>, piece: usize, segment: usize) -> Story {
    let now = Instant::now();
    let facts = ClientFacts { address: "192.0.2.7".parse().unwrap(), tls: None, date: "".into() };
    let mut session = Session::new(Arc::new(server), facts, now);
    let mut client = Client::new(Arc::new(client), now);
    let (mut story, mut body, mut partial, mut rest) = (Story::default(), Vec::<u8>::new(), Vec::new(), messages.into_iter());
    let (mut client_rests, mut session_rests) = (false, false);
    while !(client_rests && session_rests) {
        match session.poll(now) {
            Output::Send(bytes) => {
                bytes.chunks(segment).for_each(|bytes| client.receive(now, bytes));
                client_rests = false;
            }
            Output::Ask(question) => session.answer(now, answer(question)),
            Output::StartTls => {}
            Output::Body(bytes) => partial.extend_from_slice(&bytes),
            Output::Commit(end) => {
                story.stored.push((std::mem::take(&mut partial), *end));
                session.committed(now, Ok(QueueId(story.stored.len() as u64)));
            }
            Output::Discard => partial.clear(),
            Output::Note(notice) => panic!("{notice:?}"),
            Output::Until(_) | Output::Idle => session_rests = true,
            Output::Close => {}
        }
        story.by = client.logged_on_by();
        story.account = story.account.or(session.facts().account.map(|account| account.name.to_string()));
        let output = if session_rests { client.poll(now) } else { continue };
        match output {
            ClientOutput::Send(bytes) => {
                bytes.chunks(segment).for_each(|bytes| session.receive(now, bytes));
                session_rests = false;
            }
            ClientOutput::StartTls => {
                let bindings = Bindings { exporter: Some([8; 32]), end_point: None };
                client.bind(bindings.clone());
                client.tls_started(now);
                session.tls_started(now, TlsFacts { version: "".into(), cipher: "".into(), bits: 256, bindings });
                story.encrypted = true;
                session_rests = false;
            }
            ClientOutput::Hash(work) => client.hashed(now, &work.run()),
            ClientOutput::Ready => match rest.next() {
                Some((message, content)) => {
                    body = content;
                    client.begin(now, message);
                }
                None => client.quit(now),
            },
            ClientOutput::WantBody => {
                if body.is_empty() {
                    client.body_end(now);
                } else {
                    let rest = body.split_off(piece.min(body.len()));
                    client.body(now, std::mem::replace(&mut body, rest).into());
                }
            }
            ClientOutput::TransactionDone(outcomes) => story.outcomes.push(outcomes),
            ClientOutput::Failed(error) => {
                story.failed = Some(error);
                client_rests = true;
            }
            ClientOutput::Until(_) | ClientOutput::Idle | ClientOutput::Closed => client_rests = true,
        }
    }
    story
}

fn answer(question: Question) -> Answer {
    match question {
        Question::Connect => Answer::Admit(Admission::default()),
        Question::Slow => Answer::GoOn,
        Question::Authenticate(Claim::Password(given)) if given.password.expose() == "secret" => {
            Answer::LoggedOn(Account { id: AccountId(1), name: given.authcid })
        }
        Question::Authenticate(Claim::Proof(proof)) if proof.verdict.is_ok() => {
            Answer::LoggedOn(Account { id: AccountId(1), name: proof.authcid })
        }
        Question::Authenticate(_) => Answer::WrongCredentials,
        Question::Inquire(inquiry) => Answer::Material(match inquiry {
            Inquiry::Scram { .. } => {
                Material::Scram { keys: Keys::derive(&"secret".into(), &[5; 16], 4096), known: true, nonce: "server-nonce-of-18".into() }
            }
            Inquiry::NtlmChallenge => Material::NtlmChallenge { challenge: [3; 8], time: 0x01dc_0000_0000_0000 },
            Inquiry::NtHash { .. } => Material::NtHash(Some(NtHash::of(&"secret".into()))),
        }),
        Question::Sender(sender) => match sender.path {
            Path::Mailbox(address) => Answer::Sender(Some(address)),
            _ => Answer::Sender(None),
        },
        Question::Recipient(forward) => match forward.path {
            Path::Mailbox(address) if address.local() != "nobody" => Answer::Recipient(address),
            _ => Answer::Refuse(Reply::unknown_recipient()),
        },
    }
}

fn login(integrated: bool) -> Login {
    let account = initiator::Account { name: "anna".into(), password: Secret::from("secret"), dice: [9; 32], time: 1 };
    Login { account, integrated }
}

fn client() -> ClientConfig {
    ClientConfig {
        hello: Domain::parse("us.example.test").unwrap(),
        helo: false,
        implicit_tls: false,
        starttls: Security::Required,
        login: Some(login(false)),
        login_in_clear: false,
        timeouts: Timeouts::default(),
    }
}

fn server() -> SessionConfig {
    let mut config = SessionConfig::new(Domain::parse("mail.example.test").unwrap());
    config.offers.starttls = StartTls::Offered;
    config.offers.require_secure_channel = true;
    config.offers.mechanisms = Mechanism::BASIC.to_vec();
    config.offers.extensions = Extensions { dsn: true, smtputf8: true };
    config.max_size = Some(ByteSize(1_000_000));
    config
}

fn message(recipients: &[&str]) -> Message {
    Message {
        sender: Some(Address::parse("\u{e4}@x.test").unwrap()),
        recipients: recipients
            .iter()
            .map(|text| Recipient {
                address: Address::parse(text).unwrap(),
                notify: Some(Notify { success: true, failure: true, delay: false }),
                orcpt: Some("rfc822;o+2Bx@y.test".into()),
            })
            .collect(),
        size: Some(100),
        eight_bit: true,
        smtputf8: false,
        ret: Some(Return::Full),
        envid: Some("id+3D1".into()),
    }
}

#[test]
fn client_and_server_agree_on_everything_that_was_said() {
    let (one, two) = (message(&["b@y.test", "nobody@y.test", "\"c d\"@y.test"]), message(&["nobody@y.test"]));
    let messages = vec![(one.clone(), b"Subject: x\r\n\r\n.text\r\n".to_vec()), (two, Vec::new()), (one.clone(), b"again".to_vec())];
    let story = tell(client(), server(), messages, 7, usize::MAX);
    assert_eq!((story.failed, story.encrypted, story.account.as_deref()), (None, true, Some("anna")));
    let accepted = |outcomes: &Vec<Outcome>| outcomes.iter().map(|o| matches!(o, Outcome::Accepted(_))).collect::<Vec<_>>();
    assert_eq!(story.outcomes.iter().map(accepted).collect::<Vec<_>>(), [vec![true, false, true], vec![false], vec![true, false, true]]);
    let (content, end) = &story.stored[0];
    assert_eq!(content, b"Subject: x\r\n\r\n.text\r\n");
    assert_eq!(end.transaction.recipients, [one.recipients[0].clone(), one.recipients[2].clone()]);
    assert_eq!((&end.transaction.sender, &end.transaction.envid, end.transaction.ret), (&one.sender, &one.envid, one.ret));
    assert!(end.transaction.smtputf8);
    assert_eq!(story.stored[1].0, b"again\r\n");
}

#[test]
fn client_and_server_log_on_by_each_mechanism_and_by_the_strongest_of_several() {
    use Mechanism::{Login, Ntlm, Plain, ScramSha256, ScramSha256Plus};
    for (integrated, offered, by) in [
        (false, &[ScramSha256Plus][..], ScramSha256Plus),
        (false, &[ScramSha256], ScramSha256),
        (true, &[Ntlm], Ntlm),
        (false, &[Plain], Plain),
        (false, &[Login], Login),
        (false, &Mechanism::ALL, ScramSha256Plus),
        (true, &Mechanism::ALL, ScramSha256Plus),
        (true, &[Plain, Login, Ntlm], Ntlm),
        (false, &[Login, Ntlm, Plain], Plain),
    ] {
        for (password, right) in [("secret", true), ("other", false)] {
            let mut config = client();
            let mut login = login(integrated);
            login.account.password = password.into();
            config.login = Some(login);
            let mut server = server();
            server.offers.mechanisms = offered.to_vec();
            let story = tell(config, server, vec![], 7, usize::MAX);
            // The server takes its time to say no, and here no time passes.
            assert_eq!((story.by, story.failed), (right.then_some(by), None), "{by:?}");
            assert_eq!(story.account.as_deref(), right.then_some("anna"), "{by:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_content_arrives_the_same_in_chunks(lines in proptest::collection::vec("[.a-z\u{e4}]{0,6}(\r\n|\n|\r)", 0..12), tail in "[.a]{0,3}", piece in 1usize..9, segment in 1usize..9) {
        let content = lines.concat() + &tail;
        let mut canonical = content.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
        if !tail.is_empty() {
            canonical += "\r\n";
        }
        let large = Message { size: Some(300_000), ..message(&["b@y.test"]) };
        let story = tell(client(), server(), vec![(large, content.into_bytes()), (message(&["b@y.test"]), b"next\r\n".to_vec())], piece, segment);
        prop_assert_eq!(story.failed, None);
        prop_assert_eq!(&story.stored[0].0, canonical.as_bytes());
        prop_assert_eq!(&story.stored[1].0, b"next\r\n");
    }

    #[test]
    fn any_content_arrives_canonical(lines in proptest::collection::vec("[.a-z\u{e4}]{0,6}(\r\n|\n|\r)", 0..12), piece in 1usize..9, segment in 1usize..9) {
        let content = lines.concat();
        let canonical = content.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
        let story = tell(client(), server(), vec![(message(&["b@y.test"]), content.into_bytes())], piece, segment);
        prop_assert_eq!(story.failed, None);
        prop_assert_eq!(&story.stored[0].0, canonical.as_bytes());
    }
}
