//! The same machine as the client of a mail store (RFC 2033).

use super::*;

/// In front of a mail store, ready, with a message for these under way up to the end of its data.
fn at_the_end(recipients: &[&str], replies: &[&str]) -> Stage {
    let Stage { client, now } = Stage::new(|config| config.starttls = Security::Never);
    let mut stage = Stage { client: Client::lmtp(Arc::clone(&client.config), now), now };
    stage.says("220 store LMTP");
    stage.sends("LHLO us.example.test\r\n");
    stage.offers("PIPELINING,CHUNKING,SIZE");
    stage.is_ready();
    let large = Message { size: Some(10 << 20), ..message(recipients) };
    stage.client.begin(stage.now, large);
    assert!(matches!(stage.next(), ClientOutput::Send(_)));
    replies.iter().for_each(|reply| stage.says(reply));
    // Never BDAT, however large the message is.
    stage.sends("DATA\r\n");
    stage.says("354 go");
    stage.wants_body();
    stage.client.body(stage.now, Bytes::from_static(b"x\r\n"));
    stage.client.body_end(stage.now);
    while let ClientOutput::Send(_) = stage.next() {}
    stage
}

#[test]
fn each_accepted_recipient_has_its_reply_and_the_refused_ones_have_none() {
    let recipients = ["a@y.test", "b@y.test", "c@y.test"];
    let mut stage = at_the_end(&recipients, &["250 ok", "250 ok", "550 5.1.1 nobody", "250 ok"]);
    stage.says("250 2.0.0 saved");
    assert!(matches!(stage.next(), ClientOutput::Until(_)), "another one is to come");
    stage.says("452 4.2.2 full");
    let outcomes = texts(stage.done());
    assert_eq!(outcomes, ["ok 250 2.0.0 saved", "5.1.1 the server said: 550 5.1.1 nobody", "4.2.2 the server said: 452 4.2.2 full"]);
    stage.is_ready();
}

#[test]
fn what_was_answered_counts_when_the_store_falls_silent_or_goes() {
    type End = fn(&mut Stage);
    let ends: [(End, &str); 3] = [
        (|stage| stage.client.peer_closed(), "4.4.2 the connection ended before"),
        (|stage| stage.now += Duration::from_secs(3_600), "4.4.2 the connection ended before"),
        (|stage| stage.says("421 4.3.2 closing"), "4.3.2 the server said: 421"),
    ];
    for (end, said) in ends {
        let mut stage = at_the_end(&["a@y.test", "b@y.test"], &["250 ok", "250 ok", "250 ok"]);
        stage.says("250 saved");
        end(&mut stage);
        let outcomes = loop {
            match stage.next() {
                ClientOutput::TransactionDone(outcomes) => break texts(outcomes),
                ClientOutput::Until(_) => {}
                other => panic!("{other:?}"),
            }
        };
        assert!(outcomes[0] == "ok 250 saved" && outcomes[1].starts_with(said), "{outcomes:?}");
    }
}

#[test]
fn a_server_without_lhlo_is_no_store_and_is_not_greeted_otherwise() {
    let Stage { client, now } = Stage::new(|_| ());
    let mut stage = Stage { client: Client::lmtp(Arc::clone(&client.config), now), now };
    stage.says("220 hi");
    stage.sends("LHLO us.example.test\r\n");
    stage.says("500 5.5.1 what");
    let error = stage.failed();
    assert_eq!(error.phase, ClientPhase::Hello);
}
