//! The queue by destination and by message, and every verb on it, before a running engine with real other servers.

use crate::dead::dead;
use crate::office::{Client, Office};
use crate::peer::{Fault, Script};
use postkontor::config::Encryption;
use postkontor::config::written::{Alias, LocalDomain};
use postkontor::engine::command::{Change, Command, Done, Filter, Reach, Refusal, Touched, Verb};
use postkontor::engine::query::{Answer, Destination, DestinationSort, DestinationState, MessageDetail, Page, Query, Status, Summary};
use postkontor::mail::{QueueId, ServerId};
use std::time::Duration;

const SERVER: ServerId = ServerId(1);

fn server(delivery: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], delivery: ({delivery}))"
    )
}

async fn send(office: &Office, to: &str) {
    let address = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.1", address).await;
    client.hello().await;
    let mut client = client.start_tls().await;
    assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
    let sent = client.message("anna@office.test", to, "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello").await;
    assert!(sent.starts_with("250 "), "{sent}");
}

async fn destinations(office: &Office) -> Vec<Destination> {
    let query = Query::Destinations { sort: DestinationSort::Name, descending: false, offset: 0, limit: 200 };
    match office.engine.query(query).await {
        Answer::Destinations(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

async fn messages(office: &Office, filter: Filter) -> Vec<Summary> {
    match office.engine.query(Query::Queue { filter, page: Page::default() }).await {
        Answer::Queue(listing) => listing.rows,
        other => panic!("{other:?}"),
    }
}

async fn message(office: &Office, id: QueueId) -> Option<MessageDetail> {
    match office.engine.query(Query::Message(id)).await {
        Answer::Message(found) => found.map(|found| *found),
        other => panic!("{other:?}"),
    }
}

async fn until(office: &Office, what: &str, satisfied: impl Fn(&[Destination]) -> bool) -> Vec<Destination> {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    loop {
        let rows = destinations(office).await;
        if satisfied(&rows) {
            return rows;
        }
        assert!(tokio::time::Instant::now() < deadline, "{what} did not come: {rows:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn act(office: &Office, verb: Verb, filter: Filter) -> Result<usize, Refusal> {
    let done = office.engine.command(Command::Queue(verb, filter)).await?;
    assert_eq!(done.reach, Reach::Now);
    Ok(done.queue.unwrap().messages)
}

fn to(name: &str) -> Filter {
    Filter { server: Some(SERVER), lane: Some(name.into()), ..Filter::default() }
}

fn only(id: QueueId) -> Filter {
    Filter { ids: Some(vec![id]), ..Filter::default() }
}

#[tokio::test]
async fn a_dead_destination_is_seen_with_its_answer_and_force_connection_delivers_once_it_is_up() {
    let port = dead("127.0.0.2").port();
    let office = Office::open(&server(&format!("outbound: (port: {port})"))).await;
    send(&office, "bob@[127.0.0.2]").await;
    send(&office, "eve@[127.0.0.2]").await;
    let rows = until(
        &office,
        "two deferred messages",
        |rows| matches!(rows, [row] if row.messages == 2 && row.state == DestinationState::Retry && row.next.is_some()),
    )
    .await;
    assert_eq!((&*rows[0].name, rows[0].server, rows[0].local, rows[0].frozen), ("[127.0.0.2]", SERVER, false, false));
    let answer = rows[0].answer.clone().unwrap();
    assert!(answer.text.contains(&format!("127.0.0.2:{port}")) && answer.text.contains("cannot be reached"), "{answer:?}");
    assert!(rows[0].octets > 100 && rows[0].oldest.is_some());
    // After a restart the messages know what was said.
    let office = office.restart().await;
    let rows = until(&office, "the same", |rows| matches!(rows, [row] if row.messages == 2)).await;
    assert!(rows[0].answer.as_ref().unwrap().text.contains("cannot be reached"), "{rows:?}");
    let peer = Script::good().at(&format!("127.0.0.2:{port}")).await;
    assert_eq!(act(&office, Verb::Retry, to("[127.0.0.2]")).await.unwrap(), 2);
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    assert_eq!(peer.messages().len(), 2);
    office.close().await;
}

#[tokio::test]
async fn a_frozen_destination_keeps_old_and_new_mail_over_a_restart_and_others_get_theirs() {
    let peer = Script::good().start().await;
    let office = Office::open(&server(&format!("outbound: (port: {})", peer.address.port()))).await;
    let freeze = |name: &str, freeze| Command::FreezeDestination(SERVER, name.into(), freeze);
    let done = office.engine.command(freeze("[127.0.0.2]", true)).await.unwrap();
    assert_eq!(done.queue, Some(Touched { messages: 0, later: 0 }));
    // It can be seen, and so released, though nothing waits.
    let rows = destinations(&office).await;
    assert!(matches!(&rows[..], [row] if row.frozen && row.messages == 0 && row.state == DestinationState::Frozen), "{rows:?}");
    send(&office, "bob@[127.0.0.2]").await;
    send(&office, "bo@office.test").await;
    office.mailbox(2, 1).await;
    let office = office.restart().await;
    send(&office, "eve@[127.0.0.2]").await;
    let rows = until(&office, "both", |rows| matches!(rows, [row] if row.messages == 2)).await;
    assert!(rows[0].frozen && rows[0].state == DestinationState::Frozen && rows[0].frozen_messages == 0 && rows[0].next.is_none());
    assert_eq!(rows[0].kept_back, Some(DestinationState::Frozen));
    assert_eq!(act(&office, Verb::Retry, to("[127.0.0.2]")).await.unwrap(), 0, "it is kept back");
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(peer.connections(), 0);
    assert!(matches!(office.engine.command(Command::FreezeDestination(ServerId(9), "x".into(), true)).await, Err(Refusal::Gone)));
    // However it is typed, it is the same one.
    office.engine.command(freeze(" BÜRO.Example.", true)).await.unwrap();
    let named = |rows: &[Destination]| rows.iter().any(|row| &*row.name == "xn--bro-hoa.example");
    assert!(named(&destinations(&office).await));
    office.engine.command(freeze("büro.example", false)).await.unwrap();
    assert!(!named(&destinations(&office).await));
    assert!(matches!(office.engine.command(freeze("far example", true)).await, Err(Refusal::Gone)));
    let done = office.engine.command(freeze("[127.0.0.2]", false)).await.unwrap();
    assert_eq!(done.queue, Some(Touched { messages: 2, later: 0 }));
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    assert_eq!(peer.messages().len(), 2);
    office.close().await;
}

#[tokio::test]
async fn verbs_act_on_what_a_filter_lets_through_and_say_how_many_that_were() {
    let office = Office::open(&server("hold_outbound: true")).await;
    for recipient in ["bob@far.example", "eve@far.example", "ida@near.example"] {
        send(&office, recipient).await;
    }
    let rows = until(&office, "two destinations", |rows| rows.len() == 2).await;
    assert!(rows.iter().all(|row| row.state == DestinationState::Disabled), "{rows:?}");
    let recipient = |text: &str| Filter { recipient: Some(text.into()), ..Filter::default() };
    assert_eq!(act(&office, Verb::Freeze, recipient("BOB@")).await.unwrap(), 1);
    assert_eq!(act(&office, Verb::Freeze, to("Far.Example")).await.unwrap(), 1, "the other one is frozen already");
    assert_eq!(messages(&office, Filter { held: Some(true), ..Filter::default() }).await.len(), 2);
    let rows = destinations(&office).await;
    let far = rows.iter().find(|row| &*row.name == "far.example").unwrap();
    assert_eq!((far.state, far.frozen, far.kept_back), (DestinationState::Frozen, false, Some(DestinationState::Disabled)), "{far:?}");
    assert_eq!(act(&office, Verb::Unfreeze, recipient("eve")).await.unwrap(), 1);
    let of_anna = |filter: Filter| Filter { sender: Some("anna@".into()), ..filter };
    assert_eq!(messages(&office, of_anna(Filter::default())).await.len(), 3);
    assert_eq!(messages(&office, of_anna(recipient("far.example"))).await.len(), 2);
    assert_eq!(messages(&office, Filter { sender: Some("bob".into()), ..Filter::default() }).await.len(), 0);
    // What is found also tells its subject.
    let found = messages(&office, recipient("ida")).await;
    assert_eq!(&*found[0].subject, "Grüße");
    assert_eq!(act(&office, Verb::Delete, only(found[0].id)).await.unwrap(), 1);
    for verb in [Verb::Freeze, Verb::Unfreeze, Verb::Retry, Verb::Delete, Verb::DeleteWithReport, Verb::Badmail] {
        assert!(matches!(act(&office, verb, only(found[0].id)).await, Err(Refusal::Gone)), "{verb:?}");
        assert_eq!(act(&office, verb, to("nowhere.example")).await.unwrap(), 0, "{verb:?}");
    }
    // With a report, which goes the ordinary way; a frozen message as well.
    assert_eq!(act(&office, Verb::DeleteWithReport, to("far.example")).await.unwrap(), 2);
    let reports = office.mailbox(1, 2).await;
    for report in reports {
        let report = String::from_utf8(report).unwrap();
        assert!(report.contains("Status: 5.0.0\r\n") && report.contains("deleted by the administrator"), "{report}");
    }
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    office.close().await;
}

/// One message for several.
async fn send_to_all(office: &Office, all: &[&str]) {
    let address = office.address("Office", Encryption::StartTls).await;
    let mut client = Client::connect("127.0.0.1", address).await;
    client.hello().await;
    let mut client = client.start_tls().await;
    assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
    assert!(client.say("MAIL FROM:<anna@office.test>").await.starts_with("250 "));
    for to in all {
        assert!(client.say(&format!("RCPT TO:<{to}>")).await.starts_with("250 "));
    }
    assert!(client.say("DATA").await.starts_with("354 "));
    let sent = client.say("Subject: To all\r\n\r\nHello\r\n.").await;
    assert!(sent.starts_with("250 "), "{sent}");
}

#[tokio::test]
async fn what_is_deleted_by_destination_leaves_the_recipients_elsewhere_theirs() {
    let peer = Script::good().start().await;
    let delivery = format!("hold_outbound: true, outbound: (port: {})", peer.address.port());
    let office = Office::open(&server(&delivery)).await;
    let all = ["bob@far.example", "eve@near.example", "ida@[127.0.0.2]", "una@far.example"];
    send_to_all(&office, &all).await;
    until(&office, "it", |rows| matches!(rows, [row] if &*row.name == "far.example" && row.messages == 1)).await;
    let states = |found: &MessageDetail| found.recipients.iter().map(|r| r.status).collect::<Vec<_>>();
    // Silently.
    assert_eq!(act(&office, Verb::Delete, to("Far.Example")).await.unwrap(), 1);
    let rows = until(&office, "the next one", |rows| matches!(rows, [row] if &*row.name == "near.example")).await;
    assert_eq!((rows[0].messages, rows[0].frozen_messages), (1, 0));
    let id = messages(&office, Filter::default()).await[0].id;
    let found = message(&office, id).await.unwrap();
    assert_eq!(states(&found), [Status::Failed, Status::Pending, Status::Pending, Status::Failed]);
    assert!(found.recipients[3].reply.contains("deleted by the administrator"), "{found:?}");
    assert_eq!(act(&office, Verb::Delete, to("far.example")).await.unwrap(), 0, "nothing waits there any more");
    // With a report, which names those it is about and nobody else.
    assert_eq!(act(&office, Verb::DeleteWithReport, to("near.example")).await.unwrap(), 1);
    let report = String::from_utf8(office.mailbox(1, 1).await.remove(0)).unwrap();
    assert!(report.contains("Final-Recipient: rfc822;eve@near.example\r\n"), "{report}");
    assert!(!report.contains("Final-Recipient: rfc822;bob") && !report.contains("Final-Recipient: rfc822;ida"), "{report}");
    // The last one gets it.
    office.engine.command(Command::Change(Change::Outbound(false))).await.unwrap();
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    assert_eq!(peer.messages().len(), 1);
    assert_eq!(peer.commands().iter().filter(|c| c.starts_with("RCPT")).collect::<Vec<_>>(), ["RCPT TO:<ida@[127.0.0.2]>"]);
    office.close().await;
}

#[tokio::test]
async fn a_message_under_way_that_is_deleted_by_destination_goes_on_to_the_others_and_is_not_left_frozen() {
    let silent = Script::good().fault(".", Fault::Silence).start().await;
    let office = Office::open(&server(&format!("outbound: (port: {}, timeout: \"5s\")", silent.address.port()))).await;
    office.engine.command(Command::FreezeDestination(SERVER, "far.example".into(), true)).await.unwrap();
    send_to_all(&office, &["bob@[127.0.0.2]", "eve@far.example"]).await;
    while !silent.commands().iter().any(|c| c == "DATA") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let done = office.engine.command(Command::Queue(Verb::Delete, to("[127.0.0.2]"))).await.unwrap();
    assert_eq!(done.queue, Some(Touched { messages: 0, later: 1 }));
    let rests = |row: &Destination| &*row.name == "far.example" && row.messages == 1 && row.frozen_messages == 0;
    let rows = until(&office, "the rest", |rows| matches!(rows, [row] if rests(row))).await;
    assert!(rows[0].frozen, "{rows:?}");
    let id = messages(&office, Filter::default()).await[0].id;
    let found = message(&office, id).await.unwrap();
    assert!(matches!(&found.recipients[..], [bob, eve] if bob.status == Status::Failed && eve.status == Status::Pending), "{found:?}");
    assert!(!found.frozen);
    office.close().await;
}

#[tokio::test]
async fn mail_for_somebody_here_that_is_sent_on_elsewhere_is_shown_as_kept_while_outbound_mail_is_disabled() {
    let office = Office::open(&server("hold_outbound: true")).await;
    let local_domains = vec![LocalDomain { name: "office.test".into(), ..LocalDomain::default() }];
    let aliases = vec![Alias { address: "info@office.test".into(), to: vec!["bob@far.example".into()], note: String::new() }];
    let domains = Change::Domains { local_domains, aliases, postmaster: Some("anna@office.test".into()) };
    office.engine.command(Command::Change(domains)).await.unwrap();
    send(&office, "info@office.test").await;
    let rows = until(&office, "the held one", |rows| matches!(rows, [row] if row.state == DestinationState::Disabled)).await;
    assert!(rows[0].local && rows[0].next.is_none(), "{rows:?}");
    office.close().await;
}

#[tokio::test]
async fn a_message_under_way_is_deleted_when_its_attempt_has_ended() {
    let silent = Script::good().fault(".", Fault::Silence).start().await;
    let office = Office::open(&server(&format!("outbound: (port: {}, timeout: \"5s\")", silent.address.port()))).await;
    send(&office, "bob@[127.0.0.2]").await;
    until(&office, "the attempt", |rows| matches!(rows, [row] if row.state == DestinationState::Active)).await;
    while !silent.commands().iter().any(|c| c == "DATA") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let done = office.engine.command(Command::Queue(Verb::DeleteWithReport, to("[127.0.0.2]"))).await.unwrap();
    assert_eq!(done.queue, Some(Touched { messages: 0, later: 1 }), "it may have arrived: nobody is told otherwise yet");
    assert!(messages(&office, to("[127.0.0.2]")).await[0].held, "what a crash would leave is frozen");
    let reports = office.mailbox(1, 1).await;
    assert!(String::from_utf8_lossy(&reports[0]).contains("deleted by the administrator"));
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    office.close().await;
}

#[tokio::test]
async fn outbound_mail_is_disabled_and_enabled_on_all_servers_and_that_is_undone_like_any_change() {
    let peer = Script::good().start().await;
    let spare = "(id: 2, name: \"Spare\", fqdn: \"spare.office.test\", start_automatically: false, identities: [(address: \"127.0.0.1\", port: 0)])";
    let port = peer.address.port();
    let office = Office::open(&[server(&format!("outbound: (port: {port})")).as_str(), spare].join(",")).await;
    let outbound = |hold| office.engine.command(Command::Change(Change::Outbound(hold)));
    assert!(matches!(outbound(true).await, Ok(Done { reach: Reach::Now, .. })));
    send(&office, "bob@[127.0.0.2]").await;
    send(&office, "bo@office.test").await;
    office.mailbox(2, 1).await;
    until(&office, "the held one", |rows| matches!(rows, [row] if row.state == DestinationState::Disabled)).await;
    let snapshot = office.engine.snapshot(1, "host".into(), jiff::Timestamp::UNIX_EPOCH, false).await;
    assert!(snapshot.settings.servers.iter().all(|server| server.delivery.hold_outbound));
    assert_eq!(snapshot.history[0].object, "Office, Spare");
    assert_eq!(outbound(true).await.unwrap().queue, Some(Touched::default()), "it is so already");
    office.engine.command(Command::Undo).await.unwrap();
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    outbound(true).await.unwrap();
    send(&office, "eve@[127.0.0.2]").await;
    until(&office, "the held one", |rows| rows.len() == 1).await;
    assert_eq!(outbound(false).await.unwrap().queue, Some(Touched { messages: 1, later: 0 }));
    until(&office, "an empty queue", <[Destination]>::is_empty).await;
    assert_eq!(peer.messages().len(), 2);
    office.close().await;
}

#[tokio::test]
async fn a_message_is_seen_whole_and_read_octet_by_octet_and_put_aside() {
    let peer = Script::good().fault("RCPT", Fault::Say("450 4.2.0 come again")).start().await;
    let office = Office::open(&server(&format!("outbound: (port: {})", peer.address.port()))).await;
    send(&office, "bob@[127.0.0.2]").await;
    until(&office, "the attempt", |rows| matches!(rows, [row] if row.state == DestinationState::Retry)).await;
    let id = messages(&office, Filter::default()).await[0].id;
    let found = message(&office, id).await.unwrap();
    assert_eq!((found.subject.as_str(), &*found.destination, found.frozen, found.under_way), ("Grüße", "[127.0.0.2]", false, false));
    let [recipient] = &found.recipients[..] else { panic!("{found:?}") };
    assert_eq!((recipient.status, recipient.attempts), (Status::Pending, 1));
    assert!(recipient.reply.contains("450 4.2.0 come again") && recipient.last_attempt.is_some());
    let lives = recipient.expires.unwrap().duration_since(found.envelope.accepted);
    assert_eq!(lives.as_hours(), 48);
    let octets = |offset| office.engine.query(Query::Octets { id, offset });
    let Answer::Octets(Some(all)) = octets(0).await else { panic!("nothing was read") };
    assert!(all.octets.ends_with(b"\r\n\r\nHello\r\n") && all.octets.starts_with(b"Received: "));
    assert_eq!((all.octets.len() as u64, all.total), (found.size, found.size));
    let Answer::Octets(Some(end)) = octets(found.size - 7).await else { panic!("nothing was read") };
    assert_eq!(end.octets, b"Hello\r\n");
    assert_eq!(act(&office, Verb::Badmail, only(id)).await.unwrap(), 1);
    let aside = office.home().badmail(SERVER).join(format!("{id}.eml"));
    assert_eq!(std::fs::read(aside).unwrap(), all.octets);
    assert!(message(&office, id).await.is_none());
    assert_eq!(octets(0).await, Answer::Octets(None));
    office.close().await;
}
