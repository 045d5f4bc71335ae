//! On a real disk: what a server does every day.

use super::{at, envelope};
use crate::mail::{ByteSize, QueueId, ServerId};
use crate::spool::*;
use jiff::SignedDuration;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn small() -> Options {
    Options { segment: 64 << 10, inline: 4 << 10, recent: 16 << 10, reserve: (0, 0), ..Options::default() }
}

fn open(home: &Path, options: Options) -> (Log, Recovery) {
    Log::open(&home.join("spool"), &home.join("damaged"), options).unwrap()
}

async fn accept(log: &Log, to: &[&str], text: &[u8]) -> QueueId {
    let mut body = log.incoming();
    for piece in text.chunks(1000) {
        body.write(piece).await.unwrap();
    }
    log.accept(envelope(to), b"Received: here\r\n".to_vec(), body).await.unwrap()
}

async fn text(log: &Log, id: QueueId) -> Vec<u8> {
    log.open(id).await.unwrap().body.whole().await.unwrap().to_vec()
}

fn step(recipient: usize, outcome: Outcome) -> Progress {
    Progress { recipient, at: at(5), outcome }
}

fn no_lane(_: ServerId, _: &str) -> bool {
    false
}

fn expected(body: &[u8]) -> Vec<u8> {
    [b"Received: here\r\n", body].concat()
}

#[tokio::test]
async fn a_message_is_accepted_claimed_read_and_finished() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let mut changes = log.changes();
    let id = accept(&log, &["a@one.test"], b"hello").await;
    assert!(changes.has_changed().unwrap() && !changes.borrow_and_update().eq(&0));
    assert_eq!(log.next_due(), Some(at(0)));
    let claims = log.claim(at(1), 10, LEASE, &no_lane);
    assert_eq!((claims[0].id, &*claims[0].lane, claims.len()), (id, "one.test", 1));
    assert_eq!(text(&log, id).await, expected(b"hello"));
    log.progress(id, vec![step(0, Outcome::Delivered { reply: "ok".into() })]).await.unwrap();
    assert_eq!((log.counts(), log.next_due()), (Counts::default(), None));
    assert!(matches!(log.open(id).await, Err(ReadError::Unknown(_))));
    assert!(matches!(log.finish(id).await, Err(ChangeError::Unknown(_))));
}

#[tokio::test]
async fn everything_is_there_again_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let long = vec![b'x'; 20_000];
    let (log, _) = open(home.path(), small());
    let first = accept(&log, &["a@one.test", "b@two.test"], b"first").await;
    let second = accept(&log, &["a@one.test"], &long).await;
    let third = accept(&log, &["a@one.test"], b"third").await;
    log.progress(first, vec![step(0, Outcome::Deferred { due: at(900), reply: "450 later".into() })]).await.unwrap();
    log.hold(third, true).await.unwrap();
    log.close().await;
    assert!(matches!(log.hold(third, false).await, Err(ChangeError::Closed)));
    let (log, report) = open(home.path(), small());
    assert_eq!((report.messages, report.set_aside), (3, vec![]));
    assert_eq!(text(&log, second).await, expected(&long));
    let stored = log.open(first).await.unwrap();
    assert_eq!((&*stored.recipients[0].reply, stored.recipients[0].attempts, stored.recipients[0].due), ("450 later", 1, at(900)));
    assert_eq!((stored.recipients[1].status, stored.recipients[1].attempts), (Status::Pending, 0));
    let claims = log.claim(at(1), 10, LEASE, &no_lane);
    assert_eq!(claims.iter().map(|c| (c.id, &*c.lane)).collect::<Vec<_>>(), [(second, "one.test"), (first, "two.test")]);
    let counts = log.counts();
    assert_eq!((counts.messages, counts.held, counts.leased, counts.deferred), (3, 1, 2, 1));
    assert!(accept(&log, &["a@one.test"], b"fourth").await > third);
}

#[tokio::test]
async fn identifiers_are_not_used_again_even_when_the_queue_was_empty() {
    let home = tempfile::tempdir().unwrap();
    let mut last = QueueId(0);
    for _ in 0..4 {
        let (log, _) = open(home.path(), small());
        for _ in 0..30 {
            let id = accept(&log, &["a@one.test"], &[b'x'; 3000]).await;
            assert!(id > last);
            last = id;
            log.finish(id).await.unwrap();
        }
        log.close().await;
    }
}

#[tokio::test]
async fn segments_are_used_again_and_a_long_queue_takes_no_more_than_its_share() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let mut kept = Vec::new();
    for round in 0..400_u32 {
        let body = vec![round as u8; 2500];
        let id = accept(&log, &["a@one.test"], &body).await;
        if round % 40 == 0 {
            log.progress(id, vec![step(0, Outcome::Deferred { due: at(900), reply: "later".into() })]).await.unwrap();
            kept.push((id, body));
        } else {
            log.finish(id).await.unwrap();
        }
    }
    let (live, used) = log.usage();
    assert!(used < 6 * live.max(64 << 10), "{used} octets for {live}");
    let names = std::fs::read_dir(home.path().join("spool")).unwrap().count();
    assert!(names < 12, "{names} files");
    log.close().await;
    let (log, report) = open(home.path(), small());
    assert_eq!((report.messages, report.set_aside), (kept.len() as u64, vec![]));
    for (id, body) in &kept {
        assert_eq!(text(&log, *id).await, expected(body));
        assert_eq!(log.open(*id).await.unwrap().recipients[0].attempts, 1);
    }
}

#[tokio::test]
async fn a_body_that_is_not_committed_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let large = home.path().join("spool/large");
    let mut body = log.incoming();
    body.write(&[b'x'; 10_000]).await.unwrap();
    assert_eq!((std::fs::read_dir(&large).unwrap().count(), body.len()), (1, 10_000));
    drop(body);
    assert_eq!(std::fs::read_dir(&large).unwrap().count(), 0);
    let id = accept(&log, &["a@one.test"], &[b'x'; 10_000]).await;
    let reading = log.open(id).await.unwrap();
    log.finish(id).await.unwrap();
    log.heal().await.unwrap();
    assert_eq!(std::fs::read_dir(&large).unwrap().count(), 0);
    assert_eq!(reading.body.whole().await.unwrap().len(), 10_016, "who reads already may read to the end");
}

#[tokio::test]
async fn files_are_for_the_owner_only() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    accept(&log, &["a@one.test"], &[b'x'; 10_000]).await;
    let mut folders = vec![home.path().join("spool"), home.path().join("damaged")];
    while let Some(folder) = folders.pop() {
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
    }
}

#[tokio::test]
async fn the_queue_is_listed_by_filter_and_page() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    for n in 0..10 {
        accept(&log, &[["a@one.test", "Anna@two.test"][n % 2]], &vec![b'x'; n]).await;
    }
    let page = Page { sort: Sort::Size, descending: true, offset: 1, limit: 2 };
    let found = log.list(Filter { text: Some("ANNA@".into()), ..Filter::default() }, page).await;
    assert_eq!((found.total, found.rows.iter().map(|r| r.size).collect::<Vec<_>>()), (5, vec![23, 21]));
    let found = log.list(Filter { lane: Some("One.test".into()), ..Filter::default() }, Page::default()).await;
    assert!(found.rows.iter().all(|r| r.envelope.is_some() && &*r.lane == "one.test") && found.total == 5);
}

#[tokio::test]
async fn a_report_and_its_cause_change_together() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let cause = accept(&log, &["a@one.test"], b"hello").await;
    let failed = vec![step(0, Outcome::Failed { reply: "550 no".into() })];
    let report = log.accept_with(envelope(&["sender@here.test"]), vec![], log.incoming(), (cause, failed.clone())).await.unwrap();
    assert_eq!((log.counts().messages, log.open(report).await.unwrap().id), (1, report));
    let twice = log.accept_with(envelope(&["sender@here.test"]), vec![], log.incoming(), (cause, failed)).await;
    assert!(matches!(twice, Err(AcceptError::Cause(ChangeError::Unknown(_)))));
    drop(log);
    assert_eq!(open(home.path(), small()).1.messages, 1);
}

#[tokio::test]
async fn too_little_room_is_seen_before_anything_is_written() {
    let home = tempfile::tempdir().unwrap();
    assert!(open(home.path(), small()).0.has_room(None));
    let (log, _) = open(home.path(), Options { reserve: (u64::MAX, 0), ..small() });
    assert!(!log.has_room(None));
    // A server's own reserve counts instead.
    let free = log.room(None).unwrap().free;
    assert!(log.has_room(Some(ByteSize(free / 2))) && !log.has_room(Some(ByteSize(free.saturating_mul(2)))));
    assert_eq!(log.room(Some(ByteSize(7))).unwrap().reserve, 7);
}

#[tokio::test]
async fn a_page_tells_the_subject_of_a_large_message_too() {
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let text = |subject: &str| [subject.as_bytes(), b"\r\nTo: a\r\n\r\n", &[b'x'; 20_000][..]].concat();
    let large = accept(&log, &["a@one.test"], &text("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=")).await;
    let none = accept(&log, &["a@one.test"], &text("Comment: nothing")).await;
    // Behind the empty line there are no fields.
    let late = accept(&log, &["a@one.test"], &[b"To: a\r\n\r\nSubject: no\r\n", &[b'x'; 20_000][..]].concat()).await;
    log.close().await;
    let (log, _) = open(home.path(), small());
    let listing = log.list(Filter::default(), Page::default()).await;
    let subjects: Vec<_> = listing.rows.iter().map(|row| (row.id, &*row.subject)).collect();
    assert_eq!(subjects, [(large, "Grüße"), (none, ""), (late, "")]);
    let found = log.list(Filter { text: Some("ONE".into()), ..Filter::default() }, Page::default()).await;
    assert_eq!(&*found.rows[0].subject, "Grüße");
}

#[tokio::test]
async fn the_state_of_a_message_with_very_many_recipients_is_read_back_after_a_restart() {
    const MANY: usize = 20_000;
    let home = tempfile::tempdir().unwrap();
    let (log, _) = open(home.path(), small());
    let all: Vec<String> = (0..MANY).map(|n| format!("a{n}@one.test")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let id = accept(&log, &all, b"to many").await;
    let (reply, cause): (Box<str>, Box<str>) = ("450 ".repeat(128).into(), "x".repeat(400).into());
    let deferred = |n| step(n, Outcome::Deferred { due: at(900), reply: reply.clone() });
    let explained = |n| step(n, Outcome::Explained { cause: cause.clone() });
    log.progress(id, (0..MANY).flat_map(|n| [deferred(n), explained(n)]).collect()).await.unwrap();
    let stands = async |log: &Log| {
        let recipients = log.open(id).await.unwrap().recipients;
        assert!(recipients.len() == MANY && recipients.iter().all(|r| (r.due, r.attempts, &r.cause) == (at(900), 1, &None)));
    };
    stands(&log).await;
    // Others come and go, and files with them.
    for _ in 0..60 {
        let other = accept(&log, &["b@two.test"], &[b'x'; 4000]).await;
        log.finish(other).await.unwrap();
    }
    log.close().await;
    let (log, report) = open(home.path(), small());
    assert_eq!((report.messages, report.set_aside), (1, vec![]));
    stands(&log).await;
    let too_many = vec!["a@one.test"; state::MOST_RECIPIENTS + 1];
    let refused = log.accept(envelope(&too_many), vec![], log.incoming()).await;
    assert!(matches!(refused, Err(AcceptError::Envelope)), "{refused:?}");
}
