//! Many at once: who sends slowly or not at all takes nothing from those who do (row 34).

use crate::office::{Client, Office};
use postkontor::config::Encryption;
use postkontor::engine::query::{Answer, Phase, Query, SessionFilter};
use std::net::SocketAddr;
use tokio::task::JoinSet;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", max_connections_per_address: 4, identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

/// How a slow client passes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slow {
    /// It says nothing more after MAIL.
    Silent,
    /// Its message comes by single octets, far below the minimum rate.
    Dribbling,
}

/// One of many addresses, few clients at each.
fn address(number: usize) -> String {
    format!("127.34.{}.{}", number / 200, 1 + number % 200)
}

async fn enter(number: usize, to: SocketAddr) -> (Slow, Client) {
    let mut client = Client::connect(&address(number), to).await;
    client.hello().await;
    client.expect("MAIL FROM:<slow@far.test>", "250").await;
    if number.is_multiple_of(2) {
        return (Slow::Silent, client);
    }
    client.expect("RCPT TO:<anna@office.test>", "250").await;
    client.expect("DATA", "354").await;
    (Slow::Dribbling, client)
}

fn inside(office: &Office) -> (usize, usize) {
    let list = |offset| {
        let query = Query::Sessions { filter: SessionFilter::default(), offset, limit: 200 };
        let Answer::Sessions(page) = office.ask(query) else { panic!("sessions") };
        page
    };
    let total = list(0).total;
    let rows = (0..total).step_by(200).flat_map(|offset| list(offset).rows);
    (total, rows.filter(|row| row.phase == Phase::Data).count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_34_five_hundred_slow_clients_do_not_keep_a_normal_message_out() {
    let office = Office::open(SERVER).await;
    let to = office.address("Office", Encryption::StartTls).await;
    let mut entering: JoinSet<_> = (0..SLOW).map(|number| enter(number, to)).collect();
    let mut slow = vec![];
    while let Some(client) = entering.join_next().await {
        slow.push(client.unwrap());
    }
    // Each octet of the dribbling ones is a packet of its own, while the others come and go.
    for normal in 1..=NORMAL {
        for (_, client) in slow.iter_mut().filter(|(kind, _)| *kind == Slow::Dribbling) {
            client.send(b"x").await;
        }
        let mut client = Client::connect("127.0.0.1", to).await;
        client.hello().await;
        assert!(client.message("x@far.test", "bo@office.test", "Subject: normal\r\n\r\nText").await.starts_with("250 2.6.0 "));
        assert_eq!(office.mailbox(2, normal).await.len(), normal, "delivered while the others sit there");
        client.expect("QUIT", "221 ").await;
        // The end of it is read, so that it is out of the list.
        assert_eq!(client.reply().await, "");
        let (all, sending) = inside(&office);
        assert!(all >= SLOW && sending == SLOW / 2, "{all} are inside, {sending} in the middle of a message");
    }
    // And nobody was left out in the end: the slow ones are served as soon as they go on.
    for (kind, mut client) in slow {
        match kind {
            Slow::Silent => client.expect("NOOP", "250 ").await,
            Slow::Dribbling => client.expect("\r\n.", "250 2.6.0 ").await,
        }
    }
    let messages = office.mailbox(1, SLOW / 2).await;
    let dribbled = format!("\r\n{}\r\n", "x".repeat(NORMAL));
    assert!(messages.iter().all(|message| String::from_utf8_lossy(message).ends_with(&dribbled)), "all that dribbled in is there");
    office.close().await;
}

const SLOW: usize = 500;
const NORMAL: usize = 5;
