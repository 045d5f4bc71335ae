mod lmtp;
mod login;

use super::*;
use crate::mail::{Address, Domain, Notify, Recipient, Secret};
use crate::smtp::sasl::initiator::Account;

/// A client and a scripted server: every expectation is on what the client does next.
struct Stage {
    client: Client,
    now: Instant,
}

impl Stage {
    fn new(change: impl FnOnce(&mut ClientConfig)) -> Self {
        let mut config = ClientConfig {
            hello: Domain::parse("us.example.test").unwrap(),
            helo: false,
            implicit_tls: false,
            starttls: Security::IfOffered,
            login: None,
            login_in_clear: false,
            timeouts: Timeouts::default(),
        };
        change(&mut config);
        let now = Instant::now();
        Self { client: Client::new(Arc::new(config), now), now }
    }

    /// Past the greeting and EHLO, with these capabilities, up to Ready.
    fn ready(capabilities: &str) -> Self {
        let mut stage = Self::new(|config| config.starttls = Security::Never);
        stage.says("220 hi");
        stage.sends("EHLO us.example.test\r\n");
        stage.offers(capabilities);
        stage.is_ready();
        stage
    }

    fn says(&mut self, line: &str) {
        self.client.receive(self.now, format!("{line}\r\n").as_bytes());
    }

    fn offers(&mut self, capabilities: &str) {
        let words: Vec<_> = capabilities.split(',').filter(|word| !word.is_empty()).collect();
        let lines = words.iter().enumerate().map(|(i, w)| format!("\r\n250{}{w}", if i + 1 == words.len() { ' ' } else { '-' }));
        self.says(&format!("250{}them{}", if words.is_empty() { ' ' } else { '-' }, lines.collect::<String>()));
    }

    fn next(&mut self) -> ClientOutput {
        self.client.poll(self.now)
    }

    fn sends(&mut self, expected: &str) {
        match self.next() {
            ClientOutput::Send(bytes) => assert_eq!(String::from_utf8_lossy(&bytes), expected),
            other => panic!("{other:?} instead of {expected:?}"),
        }
    }

    fn is_ready(&mut self) {
        let output = self.next();
        assert!(matches!(output, ClientOutput::Ready), "{output:?}");
    }

    fn wants_body(&mut self) {
        let output = self.next();
        assert!(matches!(output, ClientOutput::WantBody), "{output:?}");
    }

    fn done(&mut self) -> Vec<Outcome> {
        match self.next() {
            ClientOutput::TransactionDone(outcomes) => outcomes,
            other => panic!("{other:?}"),
        }
    }

    fn failed(&mut self) -> ClientError {
        match self.next() {
            ClientOutput::Failed(error) => error,
            other => panic!("{other:?}"),
        }
    }

    fn begin(&mut self, recipients: &[&str]) {
        let message = message(recipients);
        self.client.begin(self.now, message);
    }
}

fn message(recipients: &[&str]) -> Message {
    Message {
        sender: Some(Address::parse("a@x.test").unwrap()),
        recipients: recipients.iter().map(|r| Recipient::new(Address::parse(r).unwrap())).collect(),
        size: Some(5),
        eight_bit: false,
        smtputf8: false,
        ret: None,
        envid: None,
    }
}

fn texts(outcomes: Vec<Outcome>) -> Vec<String> {
    let text = |outcome| match outcome {
        Outcome::Accepted(reply) => format!("ok {reply}"),
        Outcome::Failed(failure) => format!("{} {failure}", failure.enhanced()),
    };
    outcomes.into_iter().map(text).collect()
}

#[test]
fn sends_one_message_and_then_the_next() {
    let mut stage = Stage::ready("PIPELINING,SIZE 1000");
    for id in ["1", "2"] {
        stage.begin(&["b@y.test", "c@y.test"]);
        stage.sends("MAIL FROM:<a@x.test> SIZE=5\r\nRCPT TO:<b@y.test>\r\nRCPT TO:<c@y.test>\r\n");
        stage.says("250 ok\r\n250 ok\r\n550 5.1.1 unknown");
        stage.sends("DATA\r\n");
        stage.says("354 go");
        stage.wants_body();
        stage.client.body(stage.now, Bytes::from_static(b".hi\n"));
        stage.sends("..hi\r\n");
        stage.client.body_end(stage.now);
        stage.sends(".\r\n");
        stage.says(&format!("250 2.0.0 queued {id}"));
        assert_eq!(texts(stage.done()), [format!("ok 250 2.0.0 queued {id}"), "5.1.1 the server said: 550 5.1.1 unknown".into()]);
        stage.is_ready();
    }
    stage.client.quit(stage.now);
    stage.sends("QUIT\r\n");
    stage.says("221 bye");
    assert!(matches!(stage.next(), ClientOutput::Closed));
}

#[test]
fn waits_for_each_answer_without_pipelining() {
    let mut stage = Stage::ready("");
    stage.begin(&["b@y.test", "c@y.test"]);
    stage.sends("MAIL FROM:<a@x.test>\r\n");
    assert!(matches!(stage.next(), ClientOutput::Until(_)));
    stage.says("250 ok");
    stage.sends("RCPT TO:<b@y.test>\r\n");
    stage.says("250 ok");
    stage.sends("RCPT TO:<c@y.test>\r\n");
    stage.says("250 ok");
    stage.sends("DATA\r\n");
}

#[test]
fn a_refused_sender_counts_for_every_recipient_and_rset_comes_first_next_time() {
    let mut stage = Stage::ready("PIPELINING");
    stage.begin(&["b@y.test", "c@y.test"]);
    stage.sends("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nRCPT TO:<c@y.test>\r\n");
    stage.says("451 4.3.0 later\r\n503 no\r\n503 no");
    assert_eq!(texts(stage.done()), ["4.3.0 the server said: 451 4.3.0 later"; 2]);
    stage.is_ready();
    stage.begin(&["b@y.test"]);
    stage.sends("RSET\r\n");
    stage.says("250 ok");
    stage.sends("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\n");
    stage.says("250 ok\r\n550 no");
    assert_eq!(texts(stage.done()), ["5.0.0 the server said: 550 no"]);
    stage.is_ready();
}

#[test]
fn every_phase_of_failure_gives_a_result_per_recipient() {
    for (script, phase) in [
        (&[][..], ClientPhase::Mail),
        (&["250 ok"], ClientPhase::Rcpt),
        (&["250 ok", "250 ok", "250 ok"], ClientPhase::Data),
        (&["250 ok", "250 ok", "250 ok", "354 go"], ClientPhase::Body),
    ] {
        let mut stage = Stage::ready("PIPELINING");
        stage.begin(&["b@y.test", "c@y.test"]);
        script.iter().for_each(|line| stage.says(line));
        stage.client.peer_closed();
        let outcomes = loop {
            if let ClientOutput::TransactionDone(outcomes) = stage.next() {
                break outcomes;
            }
        };
        assert_eq!(outcomes, [Outcome::Failed(Failure::Closed), Outcome::Failed(Failure::Closed)]);
        assert_eq!(stage.failed(), ClientError { phase, what: Failure::Closed });
    }
}

fn at_the_end() -> Stage {
    let mut stage = Stage::ready("PIPELINING");
    stage.begin(&["b@y.test"]);
    stage.says("250 ok\r\n250 ok");
    stage.says("354 go");
    stage.client.body_end(stage.now);
    while !matches!(stage.next(), ClientOutput::Until(_)) {}
    stage
}

#[test]
fn a_connection_lost_after_the_final_dot_leaves_the_outcome_unknown() {
    let mut stage = at_the_end();
    stage.client.peer_closed();
    assert_eq!(stage.done(), [Outcome::Failed(Failure::OutcomeUnknown)]);
    assert!(!Failure::OutcomeUnknown.is_permanent());
    let mut stage = at_the_end();
    stage.now += Duration::from_secs(600);
    assert_eq!(stage.done(), [Outcome::Failed(Failure::OutcomeUnknown)]);
    assert_eq!(stage.failed().what, Failure::TimedOut);
    let mut stage = at_the_end();
    stage.says("421 4.3.2 going down");
    assert_eq!(texts(stage.done()), ["4.3.2 the server said: 421 4.3.2 going down"]);
}

#[test]
fn a_refusal_in_the_middle_of_the_message_is_the_reason() {
    let mut stage = Stage::ready("PIPELINING");
    stage.begin(&["b@y.test"]);
    stage.says("250 ok\r\n250 ok");
    stage.says("354 go");
    stage.says("552 5.3.4 too big");
    stage.client.peer_closed();
    let outcomes = loop {
        if let ClientOutput::TransactionDone(outcomes) = stage.next() {
            break outcomes;
        }
    };
    assert_eq!(texts(outcomes), ["5.3.4 the server said: 552 5.3.4 too big"]);
}

#[test]
fn a_refusing_greeting_is_told_apart() {
    let mut stage = Stage::new(|_| ());
    stage.says("554 5.7.1 go away");
    let error = stage.failed();
    assert!(matches!((error.phase, &error.what), (ClientPhase::Greeting, Failure::Refused(r)) if r.is_permanent()));
    assert!(error.is_refused_greeting());
}

#[test]
fn starts_tls_and_forgets_what_was_offered_before() {
    let mut stage = Stage::new(|config| config.starttls = Security::Required);
    stage.says("220 hi");
    stage.sends("EHLO us.example.test\r\n");
    stage.offers("STARTTLS,AUTH LOGIN,8BITMIME");
    stage.sends("STARTTLS\r\n");
    stage.says("220 go");
    assert!(matches!(stage.next(), ClientOutput::StartTls));
    stage.client.tls_started(stage.now);
    stage.sends("EHLO us.example.test\r\n");
    stage.offers("SIZE");
    stage.is_ready();
    assert!(stage.client.is_secure() && !stage.client.capabilities().eight_bit);
}

#[test]
fn octets_behind_the_answer_to_starttls_abort() {
    let mut stage = Stage::new(|_| ());
    stage.says("220 hi");
    stage.sends("EHLO us.example.test\r\n");
    stage.offers("STARTTLS");
    stage.sends("STARTTLS\r\n");
    stage.says("220 go\r\n250 injected");
    assert_eq!(stage.failed().what, Failure::LeftoverBeforeTls);
}

#[test]
fn helo_is_said_at_once_where_it_is_wanted_and_then_nothing_is_encrypted_or_promised() {
    let mut stage = Stage::new(|config| config.helo = true);
    stage.says("220 hi");
    stage.sends("HELO us.example.test\r\n");
    stage.says("250-them\r\n250 STARTTLS");
    stage.is_ready();
    assert_eq!(*stage.client.capabilities(), Capabilities::default());
    let mut stage = Stage::new(|config| (config.helo, config.starttls) = (true, Security::Required));
    stage.says("220 hi");
    stage.sends("HELO us.example.test\r\n");
    stage.says("250 them");
    assert_eq!(stage.failed().what, Failure::TlsNotOffered);
}

#[test]
fn required_tls_is_never_done_without() {
    for answer in ["250 them", "502 no"] {
        let mut stage = Stage::new(|config| config.starttls = Security::Required);
        stage.says("220 hi");
        stage.sends("EHLO us.example.test\r\n");
        stage.says(answer);
        if answer.starts_with('5') {
            stage.sends("HELO us.example.test\r\n");
            stage.says("250 them");
        }
        assert_eq!(stage.failed(), ClientError { phase: ClientPhase::Tls, what: Failure::TlsNotOffered });
    }
}

fn login(integrated: bool) -> Login {
    let account = Account { name: "anna".into(), password: Secret::from("secret"), dice: [7; 32], time: 1 };
    Login { account, integrated }
}

fn with_login(in_clear: bool) -> Stage {
    let mut stage = Stage::new(|config| {
        config.login = Some(login(false));
        config.login_in_clear = in_clear;
    });
    stage.says("220 hi");
    stage.sends("EHLO us.example.test\r\n");
    stage
}

#[test]
fn logs_on_with_plain_or_login() {
    let mut stage = with_login(true);
    stage.offers("AUTH LOGIN PLAIN");
    stage.sends("AUTH PLAIN\r\n");
    stage.says("334 ");
    stage.sends("AGFubmEAc2VjcmV0\r\n");
    stage.says("235 ok");
    stage.is_ready();
    let mut stage = with_login(true);
    stage.offers("AUTH=LOGIN");
    stage.sends("AUTH LOGIN\r\n");
    stage.says("334 VXNlcm5hbWU6");
    stage.sends("YW5uYQ==\r\n");
    stage.says("334 UGFzc3dvcmQ6");
    stage.sends("c2VjcmV0\r\n");
    stage.says("535 5.7.8 no");
    assert_eq!(stage.failed().phase, ClientPhase::Login);
}

#[test]
fn keeps_the_password_when_it_would_cross_in_clear_or_nobody_asks() {
    let mut stage = with_login(false);
    stage.offers("AUTH PLAIN");
    assert_eq!(stage.failed().what, Failure::LoginInClear);
    let mut stage = with_login(true);
    stage.offers("AUTH CRAM-MD5");
    assert_eq!(stage.failed().what, Failure::LoginNotOffered);
}

#[test]
fn nothing_is_converted_for_servers_that_cannot() {
    let mut stage = Stage::ready("SIZE 1000");
    for (eight_bit, smtputf8, size, code) in [(true, false, 5, "5.6.3"), (false, true, 5, "5.6.7"), (false, false, 1001, "5.3.4")] {
        let message = Message { eight_bit, smtputf8, size: Some(size), ..message(&["b@y.test"]) };
        stage.client.begin(stage.now, message);
        assert!(texts(stage.done())[0].starts_with(code));
        stage.is_ready();
    }
}

#[test]
fn parameters_are_sent_only_where_they_are_offered() {
    let mut full = message(&["ä@y.test"]);
    full.recipients[0].notify = Some(Notify { success: true, failure: true, delay: false });
    full.recipients[0].orcpt = Some("rfc822;b@z.test".into());
    full.eight_bit = true;
    full.ret = Some(crate::mail::Return::Headers);
    full.envid = Some("QQ+2B1".into());
    let mut stage = Stage::ready("PIPELINING,SIZE,8BITMIME,SMTPUTF8,DSN");
    stage.client.begin(stage.now, full.clone());
    stage.sends(
        "MAIL FROM:<a@x.test> SIZE=5 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ+2B1\r\nRCPT TO:<ä@y.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b@z.test\r\n",
    );
    full.envid = Some("x\r\nRCPT TO:<evil@x.test>".into());
    let mut stage = Stage::ready("PIPELINING,8BITMIME,SMTPUTF8");
    stage.client.begin(stage.now, full);
    stage.sends("MAIL FROM:<a@x.test> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<ä@y.test>\r\n");
}

#[test]
fn silence_ends_every_wait() {
    let mut stage = Stage::new(|_| ());
    let ClientOutput::Until(deadline) = stage.next() else { panic!("no deadline") };
    assert_eq!(deadline - stage.now, Duration::from_secs(300));
    stage.now = deadline;
    assert_eq!(stage.failed(), ClientError { phase: ClientPhase::Greeting, what: Failure::TimedOut });
    assert!(matches!(stage.next(), ClientOutput::Idle));
}

/// A client that has sent the first chunk of a large message.
fn in_chunks(capabilities: &str) -> Stage {
    let mut stage = Stage::ready(capabilities);
    let message = Message { size: Some(300_000), ..message(&["b@y.test"]) };
    stage.client.begin(stage.now, message);
    stage.sends("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\n");
    stage.says("250 ok\r\n250 ok");
    stage.wants_body();
    stage.client.body(stage.now, Bytes::from_static(b".a\nb\r"));
    stage.sends("BDAT 5\r\n");
    stage.sends(".a\r\nb");
    stage
}

#[test]
fn a_large_message_goes_in_chunks_with_no_dot_doubled() {
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    stage.wants_body();
    // The first chunk needs no answer yet.
    stage.client.body(stage.now, Bytes::from_static(b"\nc"));
    stage.sends("BDAT 3\r\n");
    stage.sends("\r\nc");
    stage.says("250 ok\r\n250 ok");
    stage.wants_body();
    stage.client.body_end(stage.now);
    stage.sends("BDAT 2 LAST\r\n");
    stage.sends("\r\n");
    assert!(matches!(stage.next(), ClientOutput::Until(at) if at == stage.now + Timeouts::default().end));
    stage.says("250 2.6.0 queued");
    assert_eq!(texts(stage.done()), ["ok 250 2.6.0 queued"]);
    stage.is_ready();
}

#[test]
fn a_small_message_goes_behind_data_and_a_large_one_too_where_chunks_are_not_offered() {
    for (offered, size) in [("PIPELINING,CHUNKING", 1000), ("PIPELINING", 300_000)] {
        let mut stage = Stage::ready(offered);
        stage.client.begin(stage.now, Message { size: Some(size), ..message(&["b@y.test"]) });
        stage.sends("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\n");
        stage.says("250 ok\r\n250 ok");
        stage.sends("DATA\r\n");
    }
}

#[test]
fn so_many_chunks_wait_for_their_answers() {
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    for _ in 1..16 {
        stage.wants_body();
        stage.client.body(stage.now, Bytes::from_static(b"x"));
        while let ClientOutput::Send(_) = stage.next() {
            if stage.client.ready.is_empty() {
                break;
            }
        }
    }
    assert!(matches!(stage.next(), ClientOutput::Until(at) if at == stage.now + Timeouts::default().block));
    stage.says("250 ok");
    stage.wants_body();
}

#[test]
fn a_refused_chunk_ends_the_message_once_all_are_answered_and_rset_comes_next() {
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    stage.wants_body();
    stage.client.body(stage.now, Bytes::from_static(b"more"));
    stage.sends("BDAT 6\r\n");
    stage.sends("\r\nmore");
    stage.says("552 5.3.4 too big");
    assert!(matches!(stage.next(), ClientOutput::Until(_) | ClientOutput::WantBody));
    stage.client.body(stage.now, Bytes::from_static(b"not sent"));
    stage.client.body_end(stage.now);
    assert!(matches!(stage.next(), ClientOutput::Until(_)));
    stage.says("503 5.5.1 bad sequence");
    assert_eq!(texts(stage.done()), ["5.3.4 the server said: 552 5.3.4 too big"]);
    stage.is_ready();
    stage.begin(&["c@y.test"]);
    stage.sends("RSET\r\n");
}

#[test]
fn a_refused_chunk_is_known_however_the_connection_ends() {
    type End = fn(&mut Stage);
    let ends: [(&str, End); 4] = [
        ("it is closed", |stage| stage.client.peer_closed()),
        ("it falls silent", |stage| stage.now += Duration::from_secs(3600)),
        ("the server says that it closes", |stage| stage.says("421 4.3.2 closing")),
        ("it speaks no SMTP any more", |stage| stage.says("what?")),
    ];
    for (how, end) in ends {
        for last in [false, true] {
            let mut stage = in_chunks("PIPELINING,CHUNKING");
            stage.wants_body();
            if last {
                stage.client.body_end(stage.now);
            } else {
                stage.client.body(stage.now, Bytes::from_static(b"more"));
            }
            let ClientOutput::Send(_) = stage.next() else { panic!("no second chunk") };
            let ClientOutput::Send(_) = stage.next() else { panic!("no second chunk") };
            stage.says("552 5.3.4 too big");
            end(&mut stage);
            assert_eq!(texts(stage.done()), ["5.3.4 the server said: 552 5.3.4 too big"], "{how}");
            assert!(!matches!(stage.failed().what, Failure::OutcomeUnknown), "{how}");
        }
    }
}

#[test]
fn what_was_not_confirmed_in_chunks_is_unknown_only_behind_the_last() {
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    stage.client.peer_closed();
    assert_eq!(texts(stage.done()), ["4.4.2 the server closed the connection"]);
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    stage.client.body_end(stage.now);
    stage.client.peer_closed();
    stage.sends("BDAT 2 LAST\r\n");
    stage.sends("\r\n");
    assert!(texts(stage.done())[0].ends_with("it may have arrived"));
    let mut stage = in_chunks("PIPELINING,CHUNKING");
    stage.says("250 ok\r\n250 what for?");
    assert!(matches!(stage.next(), ClientOutput::TransactionDone(_)), "an answer to nothing");
}

#[test]
fn limits_are_read_and_what_is_no_number_is_none() {
    let stage = Stage::ready("limits MAILMAX=20 rcptmax=50 RCPTDOMAINMAX=x FOO=1,LIMITS RCPTDOMAINMAX=0 Y");
    let offered = stage.client.capabilities();
    assert_eq!((offered.messages_limit, offered.recipients_limit, offered.domains_limit), (Some(20), Some(50), None));
}

#[test]
fn an_original_recipient_beyond_ascii_is_escaped_where_smtputf8_was_not_asked_for() {
    let mut recipient = Recipient::new(Address::parse("b@y.test").unwrap());
    recipient.orcpt = Some("utf-8;b\u{fc}@y.test".into());
    for (smtputf8, expected) in [(false, "utf-8;b\\x{FC}@y.test"), (true, "utf-8;b\u{fc}@y.test")] {
        let mut stage = Stage::ready("PIPELINING,DSN,SMTPUTF8");
        let message = Message { size: None, smtputf8, recipients: vec![recipient.clone()], ..message(&[]) };
        stage.client.begin(stage.now, message);
        let asked = if smtputf8 { " SMTPUTF8" } else { "" };
        stage.sends(&format!("MAIL FROM:<a@x.test>{asked}\r\nRCPT TO:<b@y.test> ORCPT={expected}\r\n"));
    }
}
