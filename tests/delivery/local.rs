//! Mailboxes.

use crate::office::{Office, address, delivered};
use postkontor::delivery::mailbox::{Delivered, Mailboxes, Parcel};
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::{AccountId, Domain, QueueId};
use postkontor::spool::Spool;
use std::os::unix::fs::PermissionsExt;

const MESSAGE: &[u8] = b"Subject: Hello\r\n\r\nA\nline \xff with \0 oddities\r\n.\r\nno end";

#[tokio::test]
async fn a_message_arrives_octet_for_octet_behind_two_trace_headers() {
    let office = Office::open(|_| ()).await;
    office.send("far@else.test", &["anna@office.test"], MESSAGE).await;
    office.empty().await;
    let mail = office.mail_of(1);
    assert_eq!(mail.len(), 1);
    let head = b"Return-Path: <far@else.test>\r\nDelivered-To: anna@office.test\r\nReceived: from test\r\n";
    assert_eq!(mail[0].1, [&head[..], MESSAGE].concat());
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&mail[0].0), mode(mail[0].0.parent().unwrap())), (0o600, 0o700));
}

#[tokio::test]
async fn a_large_message_goes_through_in_pieces_and_aliases_reach_everybody() {
    let office = Office::open(|_| ()).await;
    let large = [&b"Subject: large\r\n\r\n"[..], &b"0123456789abcde\r\n".repeat(100_000)].concat();
    office.send("", &["info@office.test"], &large).await;
    office.empty().await;
    for account in [1, 2] {
        let mail = office.mail_of(account);
        assert!(mail.len() == 1 && mail[0].1.ends_with(&large), "{account}");
        assert!(mail[0].1.starts_with(b"Return-Path: <>\r\nDelivered-To: info@office.test\r\n"));
    }
}

#[tokio::test]
async fn mail_to_an_alias_domain_reaches_the_mailboxes_of_the_domain_it_stands_for() {
    let office = Office::open(|_| ()).await;
    office.send("far@else.test", &["Anna@branch.test"], MESSAGE).await;
    office.send("far@else.test", &["info@branch.test"], MESSAGE).await;
    office.send("anna@office.test", &["nobody@branch.test"], MESSAGE).await;
    office.empty().await;
    let told = |account| -> Vec<String> {
        let mut first: Vec<String> = office.mail_of(account).iter().map(|(_, m)| String::from_utf8_lossy(m).into_owned()).collect();
        first.sort();
        first
    };
    let (anna, bo) = (told(1), told(2));
    assert_eq!((anna.len(), bo.len()), (3, 1), "{anna:?}");
    assert!(anna.iter().any(|m| m.contains("Delivered-To: Anna@branch.test\r\n")));
    assert!(anna.iter().any(|m| m.contains("Final-Recipient: rfc822;nobody@branch.test\r\n") && m.contains("Status: 5.1.1\r\n")));
    assert!(bo[0].contains("Delivered-To: info@branch.test\r\n"));
}

#[tokio::test]
async fn a_delivery_repeated_after_a_crash_makes_no_second_file() {
    let office = Office::closed(|_| ());
    let id = office.send("far@else.test", &["anna@office.test"], MESSAGE).await;
    let stored = office.spool.open(id).await.unwrap();
    let mailboxes = Mailboxes::new(office.home.mailboxes());
    let fqdn = Domain::parse("mail.office.test").unwrap();
    let parcel = |again| Parcel {
        id,
        accepted: stored.envelope.accepted,
        sender: stored.envelope.sender.clone(),
        delivered_to: address("anna@office.test"),
        again,
    };
    let deliver = |again| mailboxes.deliver(AccountId(1), parcel(again), stored.body.clone(), &fqdn);
    let Ok(Delivered::New(name)) = deliver(true).await else { panic!("not delivered") };
    // The note of it is lost; the mail program has read the message meanwhile.
    let new = office.mail_of(1)[0].0.clone();
    let read = new.parent().unwrap().with_file_name("cur").join(format!("{name}:2,S"));
    assert_eq!(deliver(true).await, Ok(Delivered::Already(name.clone())));
    std::fs::rename(&new, &read).unwrap();
    assert_eq!(deliver(true).await, Ok(Delivered::Already(name)));
    assert!(office.mail_of(1).is_empty());
    // And so does the dispatcher, for whatever lay in the spool before it started.
    let mut office = office;
    office.start();
    office.empty().await;
    assert!(office.mail_of(1).is_empty() && read.exists());
}

#[tokio::test]
async fn what_an_earlier_attempt_left_does_not_count_when_it_cannot_be_brought_onto_the_disk() {
    let office = Office::closed(|_| ());
    let id = office.send("far@else.test", &["anna@office.test"], MESSAGE).await;
    let stored = office.spool.open(id).await.unwrap();
    let mailboxes = Mailboxes::new(office.home.mailboxes());
    let fqdn = Domain::parse("mail.office.test").unwrap();
    let (accepted, sender) = (stored.envelope.accepted, stored.envelope.sender.clone());
    let parcel = || Parcel { id, accepted, sender: sender.clone(), delivered_to: address("anna@office.test"), again: true };
    let first = mailboxes.deliver(AccountId(1), parcel(), stored.body.clone(), &fqdn).await;
    let Ok(Delivered::New(name)) = first else { panic!("not delivered: {first:?}") };
    // The same name, with something behind it that no disk confirms: in `new`, and then in `cur`.
    let new = office.mail_of(1)[0].0.clone();
    let read = new.parent().unwrap().with_file_name("cur").join(format!("{name}:2,S"));
    for place in [&new, &read] {
        std::fs::remove_file(&new).unwrap();
        std::os::unix::fs::symlink("/dev/null", place).unwrap();
        let again = mailboxes.deliver(AccountId(1), parcel(), stored.body.clone(), &fqdn).await;
        assert!(matches!(again, Err(Trouble::Mailbox { full: false, .. })), "{}: {again:?}", place.display());
    }
}

#[tokio::test]
async fn an_account_that_is_gone_and_a_circle_are_reported() {
    let office = Office::open(|_| ()).await;
    office.send("anna@office.test", &["gone@office.test"], b"Subject: x\r\n\r\n").await;
    office.send("anna@office.test", &["bo@office.test"], b"delivered-to:  BO@office.test\r\nSubject: y\r\n\r\n").await;
    office.empty().await;
    let events = office.events();
    let failed = |trouble: &Trouble| events.iter().any(|e| matches!(e, Happening::Failed { trouble: t, .. } if t == trouble));
    assert!(failed(&Trouble::UnknownAccount(address("gone@office.test"))), "{events:?}");
    assert!(failed(&Trouble::BeenHere(address("bo@office.test"))));
    let reports: Vec<String> = office.mail_of(1).into_iter().map(|(_, m)| String::from_utf8(m).unwrap()).collect();
    assert_eq!((reports.len(), office.mail_of(2).len()), (2, 0));
    assert!(reports.iter().any(|r| r.contains("Status: 5.1.1\r\n")) && reports.iter().any(|r| r.contains("Status: 5.4.6\r\n")));
}

#[tokio::test]
async fn a_mailbox_that_cannot_be_written_defers_and_is_tried_again() {
    let office = Office::open(|_| ()).await;
    let blocked = office.home.mailboxes().join("1");
    std::fs::write(&blocked, b"a file where the folder should be").unwrap();
    office.send("far@else.test", &["anna@office.test"], MESSAGE).await;
    let events = office.happened(1).await;
    assert!(matches!(&events[0], Happening::Deferred { trouble: Trouble::Mailbox { full: false, .. }, .. }), "{events:?}");
    std::fs::remove_file(&blocked).unwrap();
    office.pass(10);
    office.empty().await;
    assert_eq!((office.mail_of(1).len(), delivered(&office.events())), (1, 1));
}

#[tokio::test]
async fn nothing_from_the_wire_becomes_part_of_a_path() {
    let office = Office::open(|_| ()).await;
    for name in ["\"../../x\"@office.test", "\"a/b\"@office.test", "CON@office.test"] {
        office.send("", &[name], b"Subject: x\r\n\r\n").await;
    }
    office.empty().await;
    let badmail: Vec<_> = std::fs::read_dir(office.home.folder().join("badmail/1")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(badmail.len(), 6);
    let named = |name: &std::ffi::OsString| name.to_str().unwrap().split('.').next().unwrap().parse::<QueueId>().is_ok();
    assert!(badmail.iter().all(named), "{badmail:?}");
}
