//! Where the mail of an account may go instead of its Maildir: a mail store, a drop directory, other addresses; and quotas.

use crate::dead::dead;
use crate::office::{Office, address, delivered};
use crate::peer::{Fault, Script};
use crate::smart_host::{smart, through};
use postkontor::accounts::{AccountEntry, Destination};
use postkontor::config::SmartHostTls;
use postkontor::delivery::dispatcher::PER_LANE;
use postkontor::delivery::{Happening, Trouble};
use postkontor::mail::AccountId;
use postkontor::spool::Spool;
use std::path::PathBuf;

const MESSAGE: &[u8] = b"Subject: Hello\r\n\r\n.dots\r\nand the rest\r\n";

fn to_store(at: impl ToString) -> impl FnOnce(&mut [AccountEntry]) {
    let destination = Destination::Lmtp(at.to_string());
    move |accounts| accounts.iter_mut().for_each(|account| account.destination = destination.clone())
}

#[tokio::test]
async fn each_recipient_has_the_answer_the_mail_store_gave_for_it() {
    let peer = Script::good().fault(".", Fault::Say("250 2.0.0 saved\r\n452 4.2.2 over quota")).start().await;
    let office = Office::open(|_| ()).await;
    office.change_accounts(to_store(peer.address));
    office.send("far@elsewhere.test", &["info@office.test"], MESSAGE).await;
    office.send("far@elsewhere.test", &["anna@office.test", "bo@office.test"], MESSAGE).await;
    let events = office.happened(3).await;
    // One recipient with two mailboxes waits for both, two recipients have one outcome each.
    let deferred: Vec<_> = events
        .iter()
        .filter_map(|e| match e {
            Happening::Deferred { recipient, trouble: Trouble::Refused { reply, .. }, .. } => Some((recipient.to_string(), reply.code)),
            _ => None,
        })
        .collect();
    assert_eq!(deferred.len(), 2, "{events:?}");
    assert!(deferred.contains(&("info@office.test".into(), 452)) && deferred.contains(&("bo@office.test".into(), 452)));
    assert_eq!(delivered(&events), 1);
    let commands = peer.commands();
    assert!(commands.contains(&"LHLO mail.office.test".to_owned()) && !commands.iter().any(|c| c.starts_with("EHLO")), "{commands:?}");
    // An alias is no name that a mail store knows.
    assert!(!commands.iter().any(|c| c.contains("info@")), "{commands:?}");
}

#[tokio::test]
async fn an_answer_that_does_not_come_leaves_only_its_recipient_waiting() {
    let peer = Script::good().fault(".", Fault::Say("250 2.0.0 saved\r\n421 4.3.2 closing")).start().await;
    let office = Office::open(|_| ()).await;
    office.change_accounts(to_store(peer.address));
    office.send("far@elsewhere.test", &["anna@office.test", "bo@office.test"], MESSAGE).await;
    let events = office.happened(2).await;
    let anna = address("anna@office.test");
    assert!(events.iter().any(|e| matches!(e, Happening::Delivered { recipient, .. } if *recipient == anna)), "{events:?}");
    assert!(events.iter().any(|e| matches!(e, Happening::Deferred { recipient, .. } if *recipient != anna)), "{events:?}");
}

#[tokio::test]
async fn a_mail_store_that_is_not_there_or_no_mail_store_defers() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("lmtp");
    let peer = Script::good().fault("LHLO", Fault::Say("500 5.5.1 I speak SMTP")).start().await;
    for at in [socket.display().to_string(), peer.address.to_string()] {
        let office = Office::open(|_| ()).await;
        office.change_accounts(to_store(&at));
        office.send("far@elsewhere.test", &["anna@office.test"], MESSAGE).await;
        // What says no to LHLO for good is a mistake of the administrator, who can mend it while the mail waits.
        let events = office.happened(1).await;
        assert!(matches!(&events[0], Happening::Deferred { trouble: Trouble::Unreachable { .. }, .. }), "{at}: {events:?}");
    }
    assert!(!peer.commands().iter().any(|c| c.starts_with("HELO")));
}

#[tokio::test]
async fn a_report_never_names_the_socket_of_the_mail_store() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("lmtp");
    let office = Office::open(|_| ()).await;
    let destination = Destination::Lmtp(socket.display().to_string());
    office.change_accounts(|accounts| accounts[1].destination = destination);
    office.send("anna@office.test", &["bo@office.test"], MESSAGE).await;
    office.happened(1).await;
    office.pass(3 * 24 * 60);
    office.empty().await;
    let report = String::from_utf8(office.mail_of(1)[0].1.clone()).unwrap();
    assert!(report.contains("Status: 4.4.7") && !report.contains(&*socket.display().to_string()), "{report}");
    assert!(report.contains("Diagnostic-Code: x-postkontor; the mailbox cannot be written\r\n"), "{report}");
    assert!(report.contains("The mailbox bo@office.test cannot be written"), "{report}");
}

fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_drop_directory_gets_one_whole_file_a_message() {
    let elsewhere = tempfile::tempdir().unwrap();
    for folder in [elsewhere.path().join("drop").display().to_string(), "drop/bo".to_owned()] {
        let office = Office::open(|_| ()).await;
        let destination = Destination::Drop(folder.clone());
        office.change_accounts(|accounts| accounts[1].destination = destination);
        for _ in 0..2 {
            office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
        }
        office.empty().await;
        let found = files(&office.home.folder().join(&folder));
        assert_eq!(found.len(), 2, "{found:?}");
        for file in found {
            assert_eq!(file.extension().unwrap(), "eml");
            let head = b"Return-Path: <far@elsewhere.test>\r\nDelivered-To: bo@office.test\r\nReceived: from test\r\n";
            assert_eq!(std::fs::read(&file).unwrap(), [&head[..], MESSAGE].concat());
        }
        assert!(office.mail_of(2).is_empty());
    }
}

#[tokio::test]
async fn a_drop_directory_that_cannot_be_written_defers_and_leaves_nothing_half() {
    let office = Office::open(|_| ()).await;
    let folder = office.home.folder().join("drop");
    std::fs::write(&folder, b"a file").unwrap();
    office.change_accounts(|accounts| accounts[1].destination = Destination::Drop("drop".into()));
    office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
    let events = office.happened(1).await;
    assert!(matches!(&events[0], Happening::Deferred { trouble: Trouble::Mailbox { full: false, .. }, .. }), "{events:?}");
    std::fs::remove_file(&folder).unwrap();
    office.pass(10);
    office.empty().await;
    assert_eq!(files(&folder).len(), 1);
}

#[tokio::test]
async fn forwarded_mail_leaves_with_or_without_a_copy_here() {
    let peer = Script::good().start().await;
    for keep in [true, false] {
        let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
        let destination = Destination::Forward { to: vec!["bo@[127.0.0.2]".into(), "anna@office.test".into()], keep };
        office.change_accounts(|accounts| accounts[1].destination = destination);
        office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
        office.empty().await;
        assert_eq!((office.mail_of(1).len(), office.mail_of(2).len()), (1, usize::from(keep)));
    }
    let recipients: Vec<_> = peer.commands().into_iter().filter(|c| c.starts_with("RCPT TO:")).collect();
    assert_eq!(recipients, ["RCPT TO:<bo@[127.0.0.2]>"; 2]);
}

#[tokio::test]
async fn accounts_that_forward_to_each_other_give_the_message_back() {
    let office = Office::open(|_| ()).await;
    office.change_accounts(|accounts| {
        accounts[0].destination = Destination::Forward { to: vec!["bo@office.test".into()], keep: false };
        accounts[1].destination = Destination::Forward { to: vec!["anna@office.test".into()], keep: false };
    });
    office.send("", &["anna@office.test"], MESSAGE).await;
    office.empty().await;
    let events = office.events();
    assert!(events.iter().any(|e| matches!(e, Happening::Failed { trouble: Trouble::UnknownAccount(_), .. })), "{events:?}");
    // With a copy the circle is cut and each has it once.
    office.change_accounts(|accounts| {
        accounts[0].destination = Destination::Forward { to: vec!["bo@office.test".into()], keep: true };
        accounts[1].destination = Destination::Forward { to: vec!["anna@office.test".into()], keep: true };
    });
    office.send("", &["anna@office.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((office.mail_of(1).len(), office.mail_of(2).len()), (1, 1));
}

#[tokio::test]
async fn recipients_that_lead_to_one_mailbox_put_one_copy_there() {
    let office = Office::open(|_| ()).await;
    office.send("far@elsewhere.test", &["anna@office.test", "info@office.test", "Anna@office.test"], MESSAGE).await;
    office.empty().await;
    assert_eq!((office.mail_of(1).len(), office.mail_of(2).len()), (1, 1));
    assert_eq!(delivered(&office.events()), 3, "{:?}", office.events());
}

#[tokio::test]
async fn a_copy_that_came_by_one_recipient_is_not_made_again_by_another_after_a_restart() {
    let mut office = Office::open(|server| server.delivery.hold_outbound = true).await;
    // list@ is anna and somebody far away: it waits while outgoing mail is held, anna@ does not.
    office.send("far@elsewhere.test", &["anna@office.test", "list@office.test"], MESSAGE).await;
    office.happened(1).await;
    assert_eq!(office.mail_of(1).len(), 1);
    office.reopen().await;
    office.change_server(|server| server.delivery.hold_outbound = false);
    office.until("the list deferred", |events| events.iter().any(|e| matches!(e, Happening::Deferred { .. }))).await;
    assert_eq!(office.mail_of(1).len(), 1);
}

#[tokio::test]
async fn a_full_mailbox_defers_until_something_is_deleted() {
    let office = Office::open(|_| ()).await;
    office.change_accounts(|accounts| accounts[1].quota_mb = 1);
    let cur = office.home.mailboxes().join(AccountId(2).to_string()).join("Maildir/cur");
    std::fs::create_dir_all(&cur).unwrap();
    let old = cur.join("1.old:2,S");
    std::fs::write(&old, vec![b'x'; 1024 * 1024 - 10]).unwrap();
    office.send("anna@office.test", &["bo@office.test", "anna@office.test"], MESSAGE).await;
    let events = office.happened(2).await;
    let full = Trouble::MailboxFull(address("bo@office.test"));
    assert!(events.iter().any(|e| matches!(e, Happening::Deferred { trouble, .. } if *trouble == full)), "{events:?}");
    assert_eq!((full.status().to_string(), full.is_final()), ("4.2.2".to_owned(), false));
    assert_eq!((office.mail_of(1).len(), office.mail_of(2).len()), (1, 0));
    std::fs::remove_file(&old).unwrap();
    office.pass(10);
    office.empty().await;
    assert_eq!(office.mail_of(2).len(), 1);
}

#[tokio::test]
async fn what_is_delivered_counts_towards_the_quota_at_once() {
    let office = Office::open(|_| ()).await;
    office.change_accounts(|accounts| accounts[1].quota_mb = 1);
    let large = [&b"Subject: large\r\n\r\n"[..], &b"0123456789abcde\r\n".repeat(36_000)].concat();
    for _ in 0..2 {
        office.send("far@elsewhere.test", &["bo@office.test"], &large).await;
        office.happened(office.events().len() + 1).await;
    }
    assert_eq!(office.mail_of(2).len(), 1);
    assert!(office.events().iter().any(|e| matches!(e, Happening::Deferred { trouble: Trouble::MailboxFull(_), .. })));
}

#[tokio::test]
async fn accounts_that_share_a_drop_directory_get_a_file_each() {
    let office = Office::open(|_| ()).await;
    let destination = Destination::Drop("drop".into());
    office.change_accounts(|accounts| accounts.iter_mut().for_each(|account| account.destination = destination.clone()));
    office.send("far@elsewhere.test", &["anna@office.test", "bo@office.test"], MESSAGE).await;
    office.empty().await;
    let found: Vec<String> =
        files(&office.home.folder().join("drop")).iter().map(|file| String::from_utf8(std::fs::read(file).unwrap()).unwrap()).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(["anna@", "bo@"].iter().all(|who| found.iter().any(|text| text.contains(&format!("Delivered-To: {who}office.test")))));
}

#[tokio::test]
async fn a_mail_store_that_falls_silent_delays_no_mailbox_and_is_left_alone_for_a_while() {
    let silent = Script::good().fault("greeting", Fault::Silence).start().await;
    let gone = dead("127.0.0.2");
    let office = Office::open(|_| ()).await;
    let hanging = Destination::Lmtp(silent.address.to_string());
    office.change_accounts(|accounts| accounts[1].destination = hanging);
    for _ in 0..40 {
        office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
    }
    office.send("far@elsewhere.test", &["anna@office.test"], MESSAGE).await;
    office.until("the mailbox", |events| delivered(events) == 1).await;
    assert_eq!(office.mail_of(1).len(), 1);
    // Nobody is there at all: one attempt speaks for those that wait for the same.
    let office = Office::open(|_| ()).await;
    office.change_accounts(to_store(gone));
    office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
    office.happened(1).await;
    let peer = Script::good().fault(".", Fault::Say("250 2.0.0 saved")).at(&gone.to_string()).await;
    office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
    office.happened(2).await;
    assert_eq!(peer.connections(), 0);
    office.pass(10);
    office.empty().await;
    assert_eq!(peer.connections(), 2);
}

#[tokio::test]
async fn who_has_the_message_of_an_alias_is_known_after_a_restart() {
    let store = Script::good().start().await;
    for destination in [Destination::Lmtp(store.address.to_string()), Destination::Drop("drop".into())] {
        let busy = Script::good().fault("RCPT", Fault::Say("450 4.2.0 later")).start().await;
        let mut office = Office::open(through(smart(&busy, SmartHostTls::None, false))).await;
        office.change_accounts(|accounts| accounts[0].destination = destination.clone());
        office.send("bo@office.test", &["list@office.test"], MESSAGE).await;
        let events = office.happened(1).await;
        assert!(matches!(&events[0], Happening::Deferred { .. }), "{events:?}");
        let folder = office.home.folder().join("drop");
        if destination == Destination::Drop("drop".into()) {
            // The other program has taken it, so that the folder cannot know.
            files(&folder).iter().for_each(|file| std::fs::remove_file(file).unwrap());
        }
        office.reopen().await;
        let free = Script::good().start().await;
        office.change_server(through(smart(&free, SmartHostTls::None, false)));
        office.pass(30);
        office.empty().await;
        assert_eq!(free.messages().len(), 1);
        assert!(!folder.exists() || files(&folder).is_empty(), "a second copy was dropped");
    }
    assert_eq!(store.messages().len(), 1);
}

#[tokio::test]
async fn who_has_the_message_of_an_alias_is_written_down_before_the_others_have_answered() {
    let (store, silent, good) = (Script::good().start().await, Script::good().fault("RCPT", Fault::Silence), Script::good().start().await);
    let silent = silent.start().await;
    let office = Office::open(|server| {
        through(smart(&silent, SmartHostTls::None, false))(server);
        // Nobody comes to an answer before the power is cut.
        server.delivery.outbound.timeout = postkontor::mail::Span::seconds(600);
    })
    .await;
    let destination = Destination::Lmtp(store.address.to_string());
    office.change_accounts(|accounts| accounts[0].destination = destination.clone());
    let id = office.send("bo@office.test", &["list@office.test"], MESSAGE).await;
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while office.spool.open(id).await.unwrap().recipients[0].served.is_empty() {
        assert!(std::time::Instant::now() < end, "nothing is written down: {:?}", store.commands());
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(office.events(), []);
    let mut after = office.as_it_lies(through(smart(&good, SmartHostTls::None, false))).await;
    after.change_accounts(|accounts| accounts[0].destination = destination);
    after.start();
    after.empty().await;
    assert_eq!((store.messages().len(), good.messages().len()), (1, 1));
}

/// More than may be on the way to one destination at once.
const MANY: usize = 300;

#[tokio::test]
async fn a_store_and_a_forward_that_hang_keep_no_mailbox_of_their_domain() {
    let hanging = Script::good().fault("RCPT", Fault::Silence).start().await;
    let forward = Destination::Forward { to: vec!["far@elsewhere.test".into()], keep: false };
    for destination in [Destination::Lmtp(hanging.address.to_string()), forward] {
        let mut office = Office::closed(|server| {
            through(smart(&hanging, SmartHostTls::None, false))(server);
            server.delivery.outbound.timeout = postkontor::mail::Span::seconds(600);
        });
        office.change_accounts(|accounts| accounts[1].destination = destination);
        for _ in 0..MANY {
            office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
        }
        // Behind all of them, in the same domain.
        office.send("far@elsewhere.test", &["anna@office.test"], MESSAGE).await;
        office.start();
        office.until("the mailbox", |events| delivered(events) == 1).await;
        assert_eq!((office.mail_of(1).len(), office.events().len()), (1, 1));
        // And where the others go not more are on the way than to any destination.
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while office.handle.as_ref().unwrap().in_flight() != PER_LANE {
            assert!(std::time::Instant::now() < end, "{} are on the way", office.handle.as_ref().unwrap().in_flight());
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        office.stop().await;
    }
}

#[tokio::test]
async fn who_found_a_store_or_a_forward_crowded_is_called_when_there_is_room() {
    let peer = Script::good().start().await;
    let forward = Destination::Forward { to: vec!["far@elsewhere.test".into()], keep: false };
    for destination in [Destination::Lmtp(peer.address.to_string()), forward] {
        let mut office = Office::closed(through(smart(&peer, SmartHostTls::None, false)));
        office.change_accounts(|accounts| accounts[1].destination = destination);
        let before = peer.messages().len();
        for _ in 0..MANY {
            office.send("far@elsewhere.test", &["bo@office.test"], MESSAGE).await;
        }
        office.start();
        // The clock stands still: nothing becomes due again by itself.
        office.empty().await;
        assert_eq!((peer.messages().len() - before, delivered(&office.events())), (MANY, MANY));
    }
}
