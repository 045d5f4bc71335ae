//! Who may send to other domains (AC-15, AC-24).

use crate::office::{Client, Office};
use postkontor::config::Encryption;

fn server(access: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0, encryption: Tls)], access: ({access}), delivery: (hold_outbound: true))"
    )
}

async fn client(office: &Office, from: &str) -> Client {
    let mut client = Client::connect_tls(from, office.address("Office", Encryption::Tls).await).await;
    client.hello().await;
    client
}

const ANONYMOUS: &str = "authentication: (anonymous: true)";

#[tokio::test]
async fn ac_15_by_default_only_those_who_log_on_relay() {
    let office = Office::open(&server(ANONYMOUS)).await;
    let mut anybody = client(&office, "127.0.0.1").await;
    anybody.expect("MAIL FROM:<x@far.test>", "250").await;
    anybody.expect("RCPT TO:<y@far.test>", "550 5.7.1 Unable to relay for y@far.test").await;
    let mut anna = client(&office, "127.0.0.1").await;
    anna.log_on("anna", "annas secret").await;
    assert!(anna.message("anna@office.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    office.close().await;
}

#[tokio::test]
async fn ac_15_listed_computers_relay_and_need_not_log_on_only_where_it_says_so() {
    let list = "relay: (computers: [(address: \"127.0.4.0/24\", need_not_log_on: true), (address: \"127.0.5.1\")])";
    let office = Office::open(&server(list)).await;
    let mut printer = client(&office, "127.0.4.7").await;
    assert!(printer.message("scan@office.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    let mut listed = client(&office, "127.0.5.1").await;
    listed.expect("MAIL FROM:<x@office.test>", "530 5.7.0 ").await;
    listed.log_on("bo", "bos secret").await;
    assert!(listed.message("bo@office.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    let mut other = client(&office, "127.0.6.1").await;
    other.expect("MAIL FROM:<x@office.test>", "530 5.7.0 ").await;
    office.close().await;
}

#[tokio::test]
async fn ac_15_all_except_the_list_is_an_open_relay_for_the_others() {
    let office = Office::open(&server(&format!("{ANONYMOUS}, relay: (rule: AllExcept, computers: [(address: \"127.0.0.6\")])"))).await;
    let mut anybody = client(&office, "127.0.0.1").await;
    assert!(anybody.message("x@far.test", "y@far.test", "Subject: x\r\n\r\n").await.starts_with("250 2.6.0 "));
    let mut excluded = client(&office, "127.0.0.6").await;
    excluded.expect("MAIL FROM:<x@far.test>", "250").await;
    excluded.expect("RCPT TO:<y@far.test>", "550 5.7.1 Unable to relay for y@far.test").await;
    office.close().await;
}

#[tokio::test]
async fn ac_24_without_permission_each_foreign_recipient_is_refused_and_local_ones_are_accepted() {
    let office = Office::open(&server(&format!("{ANONYMOUS}, relay: (authenticated: false)"))).await;
    for logged_on in [false, true] {
        let mut client = client(&office, "127.0.0.1").await;
        if logged_on {
            client.log_on("anna", "annas secret").await;
        }
        client.expect("MAIL FROM:<anna@office.test>", "250").await;
        client.expect("RCPT TO:<y@far.test>", "550 5.7.1 Unable to relay for y@far.test").await;
        client.expect("RCPT TO:<bo@office.test>", "250 2.1.5 ").await;
        client.expect("RCPT TO:<\"y@far.test\"@elsewhere.test>", "550 5.7.1 Unable to relay for ").await;
        client.expect("RCPT TO:<y@[192.0.2.1]>", "550 5.7.1 Unable to relay for ").await;
        client.expect("RCPT TO:<y%far.test@office.test>", "550 5.1.1 ").await;
        client.expect("RCPT TO:<nobody@office.test>", "550 5.1.1 ").await;
        client.expect("RCPT TO:<Postmaster>", "250 2.1.5 ").await;
        client.expect("DATA", "354").await;
        client.expect("Subject: x\r\n\r\n.", "250 2.6.0 ").await;
    }
    assert_eq!(office.mailbox(2, 2).await.len(), 2);
    assert_eq!(office.mailbox(1, 2).await.len(), 2, "postmaster's mail is read by anna");
    office.close().await;
}

#[tokio::test]
async fn an_account_without_relay_permission_reaches_local_recipients_only() {
    let office = Office::open(&server("")).await;
    let mut bo = client(&office, "127.0.0.1").await;
    bo.log_on("bo", "bos secret").await;
    bo.expect("MAIL FROM:<bo@office.test>", "250").await;
    bo.expect("RCPT TO:<y@far.test>", "550 5.7.1 Unable to relay for y@far.test").await;
    bo.expect("RCPT TO:<anna@office.test>", "250").await;
    office.close().await;
}
