use super::*;
use crate::smtp::command::HeloName;
use std::sync::atomic::AtomicI64;

fn registry() -> (Arc<Registry>, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(0));
    let clock = seconds.clone();
    (Registry::new(Arc::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap())), seconds)
}

fn enter(registry: &Arc<Registry>, server: u32, peer: &str, helo: Option<&str>) -> Attendance {
    let session = registry.admit(ServerId(server), SocketAddr::new(peer.parse().unwrap(), 40_000), "127.0.0.1:25".parse().unwrap());
    note(&session, helo, 0, &[]);
    session
}

fn note(session: &Attendance, helo: Option<&str>, octets: u64, turns: &[Turn]) {
    let helo = helo.map(|name| HeloName::parse(name.as_bytes()).unwrap());
    let facts = Facts {
        phase: Phase::Ready,
        helo: helo.as_ref(),
        account: None,
        accepted: 0,
        transactions: 0,
        refused_recipients: 0,
        octets,
        last_reply: None,
    };
    session.note(&facts, turns);
}

fn turn(heard: Heard, reply: Reply) -> Turn {
    Turn { heard, received: 0, reply, began: None }
}

fn all() -> SessionFilter {
    SessionFilter { finished: true, ..SessionFilter::default() }
}

#[test]
fn the_latest_session_comes_first_and_filters_go_by_server_and_text() {
    let (registry, _) = registry();
    let _a = enter(&registry, 1, "192.0.2.1", Some("Printer.office.test"));
    let _b = enter(&registry, 1, "192.0.2.2", None);
    let _c = enter(&registry, 2, "2001:db8::1", None);
    let ids = |filter: SessionFilter, offset, limit| {
        let page = registry.list(&filter, offset, limit);
        (page.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), page.total)
    };
    assert_eq!(ids(all(), 0, 200), (vec![3, 2, 1], 3));
    assert_eq!(ids(all(), 1, 1), (vec![2], 3));
    assert_eq!(ids(SessionFilter { server: Some(ServerId(1)), ..all() }, 0, 9), (vec![2, 1], 2));
    assert_eq!(ids(SessionFilter { text: " printer".into(), ..all() }, 0, 9), (vec![1], 1));
    assert_eq!(ids(SessionFilter { text: "192.0.2.2".into(), ..all() }, 0, 9), (vec![2], 1));
}

#[test]
fn what_was_said_is_counted_and_kept_and_the_name_survives_starttls() {
    let (registry, _) = registry();
    let session = enter(&registry, 1, "192.0.2.1", Some("pc"));
    let turns = [
        turn(Heard::Command(Verb::Rcpt, "TO:<a@b.test>".into()), Reply::recipient_accepted()),
        turn(Heard::Command(Verb::Rcpt, "TO:<b@b.test>".into()), Reply::unknown_recipient()),
        turn(Heard::Command(Verb::Auth, "PLAIN".into()), Reply::logged_on()),
    ];
    note(&session, None, 77, &turns);
    let row = registry.list(&SessionFilter::default(), 0, 1).rows.remove(0);
    assert_eq!((row.recipients, row.octets, row.helo.as_deref()), (1, 77, Some("pc")));
    assert!(row.last_reply.unwrap().starts_with("235 "));
    let said = registry.transcript(row.id).unwrap();
    let lines: Vec<&str> = said.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!((lines[0], lines[4]), ("RCPT TO:<a@b.test>", "AUTH PLAIN ***"));
}

#[test]
fn finished_sessions_stay_an_hour_and_five_hundred_of_them() {
    let (registry, seconds) = registry();
    drop(enter(&registry, 1, "192.0.2.1", Some("first")));
    assert_eq!(registry.list(&SessionFilter::default(), 0, 9).total, 0);
    let row = registry.list(&all(), 0, 9).rows.remove(0);
    assert_eq!((row.phase, row.ended), (Phase::Closed, Some(Timestamp::UNIX_EPOCH)));
    seconds.store(3_601, Ordering::Relaxed);
    drop(enter(&registry, 1, "192.0.2.1", Some("second")));
    assert_eq!(registry.list(&all(), 0, 9).total, 1);
    for _ in 0..600 {
        drop(enter(&registry, 1, "192.0.2.1", Some("pc")));
    }
    assert_eq!(registry.list(&all(), 0, 9).total, MOST_FINISHED);
}

#[test]
fn many_who_say_nothing_do_not_push_out_those_who_spoke() {
    let (registry, _) = registry();
    drop(enter(&registry, 1, "192.0.2.1", Some("pc")));
    for _ in 0..2_000 {
        drop(enter(&registry, 1, "192.0.2.9", None));
    }
    let found = registry.list(&all(), 0, 200);
    assert_eq!(found.total, MOST_SILENT + 1);
    assert_eq!(found.rows.last().unwrap().helo.as_deref(), Some("pc"));
}

#[test]
fn all_transcripts_together_stay_below_their_bound_and_finished_ones_give_way_first() {
    let clock: Clock = Arc::new(|| Timestamp::UNIX_EPOCH);
    let most_kept = 8 * 1024;
    let registry = Arc::new(Registry { table: Mutex::default(), kept: AtomicUsize::new(0), most_kept, clock });
    let long = |n: usize| turn(Heard::Command(Verb::Noop, format!("{n} {}", "x".repeat(400)).into()), Reply::ok());
    let first = enter(&registry, 1, "192.0.2.1", Some("pc"));
    note(&first, Some("pc"), 0, &(0..8).map(long).collect::<Vec<_>>());
    let id = first.id();
    drop(first);
    let others: Vec<Attendance> = (0..4).map(|_| enter(&registry, 1, "192.0.2.2", Some("pc"))).collect();
    for other in &others {
        note(other, Some("pc"), 0, &(0..8).map(long).collect::<Vec<_>>());
        assert!(registry.kept.load(Ordering::Relaxed) <= most_kept);
    }
    assert!(registry.transcript(id).unwrap().lines.is_empty() && registry.transcript(id).unwrap().is_cut);
    assert!(!registry.transcript(others[0].id()).unwrap().lines.is_empty());
    drop(others);
    let held: usize = registry.list(&all(), 0, 9).rows.iter().map(|row| registry.transcript(row.id).unwrap().lines.len()).sum();
    assert!(held > 0);
}

#[tokio::test]
async fn a_session_is_told_to_end_also_when_it_listens_only_later() {
    let (registry, _) = registry();
    let (a, b) = (enter(&registry, 1, "192.0.2.1", None), enter(&registry, 2, "192.0.2.2", None));
    assert!(registry.terminate(a.id()) && !registry.terminate(SessionId(99)));
    a.told().await;
    assert_eq!(registry.terminate_all(|server, _| server == ServerId(2)), 1);
    b.told().await;
}
