use super::*;
use crate::mail::{Address, Domain, QueueId};
use crate::smtp::Extensions;
use crate::smtp::sasl::Bindings;

fn session(change: impl FnOnce(&mut SessionConfig)) -> (Session, Instant) {
    let mut config = SessionConfig::new(Domain::parse("mail.example.test").unwrap());
    change(&mut config);
    let now = Instant::now();
    let client = ClientFacts { address: "192.0.2.7".parse().unwrap(), tls: None, date: "".into() };
    let mut session = Session::new(Arc::new(config), client, now);
    assert!(matches!(session.poll(now), Output::Ask(Question::Connect)));
    session.answer(now, Answer::Admit(Admission::default()));
    assert_eq!(sent(&mut session, now), "220 mail.example.test ESMTP Postkontor ready\r\n");
    (session, now)
}

fn sent(session: &mut Session, now: Instant) -> String {
    match session.poll(now) {
        Output::Send(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn address() -> Address {
    Address::parse("a@x.test").unwrap()
}

/// A session that has sent its 354.
fn in_data() -> (Session, Instant) {
    let (mut session, now) = session(|_| ());
    session.receive(now, b"HELO pc\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<a@x.test>\r\nDATA\r\n");
    assert!(matches!(session.poll(now), Output::Ask(Question::Sender(_))));
    session.answer(now, Answer::Sender(Some(address())));
    assert!(matches!(session.poll(now), Output::Ask(Question::Recipient(_))));
    session.answer(now, Answer::Recipient(address()));
    assert_eq!(sent(&mut session, now).lines().count(), 4);
    (session, now)
}

#[test]
fn answers_to_pipelined_commands_leave_in_one_write() {
    let (mut session, now) = session(|_| ());
    session.receive(now, b"NOOP\r\nNOOP\r\nRSET\r\nNO");
    assert_eq!(sent(&mut session, now), "250 2.0.0 OK\r\n".repeat(3));
    assert!(matches!(session.poll(now), Output::Until(_)));
}

#[test]
fn replies_do_not_wait_for_a_slow_answer_and_commands_do() {
    let (mut session, now) = session(|_| ());
    session.receive(now, b"HELO pc\r\nMAIL FROM:<a@x.test>\r\nNOOP\r\n");
    assert!(matches!(session.poll(now), Output::Ask(Question::Sender(_))));
    assert_eq!(sent(&mut session, now), "250 mail.example.test Hello [192.0.2.7]\r\n");
    assert!(matches!(session.poll(now), Output::Idle));
    // However long it takes, the client is not idle meanwhile.
    let later = now + Duration::from_secs(3000);
    assert!(matches!(session.poll(later), Output::Idle));
    session.answer(later, Answer::Sender(None));
    assert_eq!(sent(&mut session, later), "250 2.1.0 Sender OK\r\n250 2.0.0 OK\r\n");
}

#[test]
fn reads_no_more_than_it_can_hold() {
    let (mut session, now) = session(|_| ());
    session.receive(now, b"HELO pc\r\nMAIL FROM:<a@x.test>\r\n");
    while !matches!(session.poll(now), Output::Idle) {}
    assert!(session.wants_input());
    session.receive(now, &[b'x'; INBOX]);
    assert!(!session.wants_input());
}

#[test]
fn a_message_being_stored_is_confirmed_though_the_client_closed_its_side() {
    let (mut session, now) = in_data();
    session.receive(now, b"text\r\n.\r\n");
    session.peer_closed(now);
    assert!(matches!(session.poll(now), Output::Body(_)));
    assert!(matches!(session.poll(now), Output::Commit(end) if end.transaction.recipients.len() == 1 && end.body.octets == 6));
    assert!(matches!(session.poll(now), Output::Idle));
    assert_eq!(session.facts().phase, Phase::Storing);
    session.committed(now, Ok(QueueId(1)));
    assert_eq!(sent(&mut session, now), "250 2.6.0 <0000000000001> Queued mail for delivery\r\n");
    assert!(matches!(session.poll(now), Output::Close));
    assert!(matches!(session.poll(now), Output::Idle));
    assert_eq!(session.facts().accepted, 1);
}

#[test]
fn a_refused_message_is_dropped_once_and_read_to_its_end() {
    let (mut session, now) = in_data();
    session.receive(now, b"first\r\n");
    assert!(matches!(session.poll(now), Output::Body(_)));
    session.receive(now, b"se\ncond\r\n");
    assert!(matches!(session.poll(now), Output::Discard));
    session.receive(now, b"third\r\n.\r\n");
    assert!(matches!(session.poll(now), Output::Note(Notice::BareLineEnding)));
    assert_eq!(sent(&mut session, now), "550 5.5.2 CR or LF without the other in the message\r\n");
    assert!(session.transaction().is_none());
}

#[test]
fn what_is_handed_on_are_slices_of_the_one_buffer_the_octets_came_into() {
    // From the socket to the log an octet is copied twice: into this buffer, and from it into what the spool keeps.
    let (mut session, now) = in_data();
    session.receive(now, b"first\r\n..second\r\nthird\r\n");
    let Output::Body(first) = session.poll(now) else { panic!("no piece") };
    let Output::Body(second) = session.poll(now) else { panic!("no piece") };
    assert_eq!((&first[..], &second[..]), (&b"first\r\n"[..], &b".second\r\nthird\r\n"[..]));
    assert_eq!(second.as_ptr() as usize - first.as_ptr() as usize, first.len() + 1, "only the dot lies between them");
    session.receive(now, b".\r\n");
    assert!(matches!(session.poll(now), Output::Commit(_)));
    session.committed(now, Ok(QueueId(1)));
    session.receive(now, b"MAIL FROM:<a@x.test>\r\nRCPT TO:<a@x.test>\r\nBDAT 8\r\nfirst\r\n.BDAT 2 LAST\r\n\r\n");
    while !matches!(session.poll(now), Output::Ask(Question::Sender(_))) {}
    session.answer(now, Answer::Sender(None));
    assert!(matches!(session.poll(now), Output::Ask(Question::Recipient(_))));
    session.answer(now, Answer::Recipient(address()));
    let pieces = [session.poll(now), session.poll(now)].map(|output| match output {
        Output::Body(piece) => piece,
        other => panic!("{other:?}"),
    });
    assert_eq!((&pieces[0][..], &pieces[1][..]), (&b"first\r\n."[..], &b"\r\n"[..]));
    assert_eq!(pieces[1].as_ptr() as usize - pieces[0].as_ptr() as usize, 8 + "BDAT 2 LAST\r\n".len());
}

#[test]
fn the_transaction_keeps_what_was_asked_for() {
    let (mut session, now) = session(|config| config.offers.extensions = Extensions { dsn: true, smtputf8: true });
    session.receive(
        now,
        b"EHLO pc\r\nMAIL FROM:<a> SIZE=9 BODY=8BITMIME RET=FULL ENVID=x+2By AUTH=<>\r\nRCPT TO:<b> ORCPT=rfc822;c NOTIFY=DELAY\r\n",
    );
    let Output::Ask(Question::Sender(sender)) = session.poll(now) else { panic!("no question") };
    assert_eq!((sender.path.to_string().as_str(), sender.size, sender.envid.as_deref()), ("a", Some(9), Some("x+2By")));
    session.answer(now, Answer::Sender(Some(address())));
    let Output::Ask(Question::Recipient(forward)) = session.poll(now) else { panic!("no question") };
    assert_eq!(forward.index, 0);
    session.answer(now, Answer::Recipient(address()));
    assert_eq!(sent(&mut session, now).lines().count(), 11);
    let transaction = session.transaction().unwrap();
    assert_eq!(transaction.sender, Some(address()));
    assert_eq!(transaction.recipients[0].orcpt.as_deref(), Some("rfc822;c"));
    assert!(transaction.recipients[0].notify.unwrap().delay);
    assert!(session.is_extended());
}

#[test]
fn an_answer_that_does_not_fit_harms_nobody() {
    let (mut session, now) = session(|_| ());
    session.receive(now, b"HELO pc\r\nMAIL FROM:<a@x.test>\r\n");
    assert!(matches!(session.poll(now), Output::Ask(_)));
    session.answer(now, Answer::Recipient(address()));
    assert!(sent(&mut session, now).ends_with("451 4.3.0 Local error in processing, try again later\r\n"));
    session.answer(now, Answer::Sender(None));
    session.committed(now, Ok(QueueId(1)));
    assert!(matches!(session.poll(now), Output::Until(_)));
    assert_eq!(session.facts().phase, Phase::Ready);
}

#[test]
fn octets_handed_in_during_the_handshake_never_count_inside_tls() {
    let (mut session, now) = session(|config| config.offers.starttls = StartTls::Offered);
    session.receive(now, b"STARTTLS\r\n");
    assert_eq!(sent(&mut session, now), "220 2.0.0 Ready to start TLS\r\n");
    assert!(matches!(session.poll(now), Output::StartTls));
    assert!(!session.wants_input());
    session.receive(now, b"EHLO evil\r\n");
    session.tls_started(now, TlsFacts { version: "".into(), cipher: "".into(), bits: 256, bindings: Bindings::default() });
    assert!(matches!(session.poll(now), Output::Note(Notice::DataBeforeTls)));
    assert_eq!(sent(&mut session, now), "554 5.5.0 Data received before the TLS handshake\r\n");
}
