//! One of our servers is the provider of another: logging on over real sockets by each mechanism, and remote domains.

use crate::office::{Client, Office};
use postkontor::accounts::Secrets;
use postkontor::config::Encryption;
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::engine::event::{Delivery, Occurrence};
use postkontor::engine::query::{Answer, Query};
use postkontor::mail::Secret;
use std::net::SocketAddr;
use std::time::Duration;

/// The provider, with what its Authentication says.
fn provider(authentication: &str) -> String {
    format!(
        "(id: 1, name: \"Provider\", fqdn: \"smtp.isp.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)],
          access: (authentication: (scram_iterations: 4096, {authentication})), delivery: (hold_outbound: true))"
    )
}

/// An office that sends everything through it.
fn office(to: SocketAddr, encryption: &str, access: &str) -> String {
    format!(
        "(id: 1, name: \"Office\", fqdn: \"mail.branch.test\", identities: [(address: \"127.0.0.1\", port: 0)],
          access: (authentication: (basic_requires_tls: false)),
          delivery: (smart_host: (host: \"[127.0.0.1]\", port: {}, encryption: {encryption}, user: \"anna\", password: \"kept\", access: {access}, accept_any_certificate: true)))",
        to.port()
    )
}

async fn submit(office: &Office) {
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    assert!(client.log_on("anna", "annas secret").await.starts_with("235 "));
    assert!(client.message("anna@office.test", "bob@far.test", "Subject: x\r\n\r\nHello").await.starts_with("250 "));
}

/// What was told of the message: delivered, or why not.
async fn told(office: &Office) -> Result<String, String> {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    loop {
        let Answer::Events(events) = office.ask(Query::Events { after: 0, limit: 1_000 }) else { panic!("no events") };
        let found = events.events.iter().find_map(|event| match &event.what {
            Occurrence::Message { what: Delivery::Delivered { reply, .. }, .. } => Some(Ok(reply.clone())),
            Occurrence::Message { what: Delivery::Deferred { trouble, .. }, .. } => Some(Err(trouble.to_string())),
            _ => None,
        });
        if let Some(found) = found {
            return found;
        }
        assert!(tokio::time::Instant::now() < deadline, "nothing came of it: {:?}", events.events);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Sends one message through a provider, and gives what was told.
async fn through(authentication: &str, encryption: Encryption, access: &str, password: &str) -> Result<String, String> {
    let there = Office::open(&provider(authentication)).await;
    let to = there.address("Provider", encryption).await;
    let here = Office::open("").await;
    Secrets::load(&here.home()).unwrap().put("kept", password.into()).unwrap();
    let kind = if encryption == Encryption::Tls { "Tls" } else { "StartTls" };
    here.change(&office(to, kind, access)).await;
    submit(&here).await;
    let told = told(&here).await;
    here.close().await;
    there.close().await;
    told
}

#[tokio::test]
async fn the_strongest_way_the_provider_offers_is_used_and_recorded() {
    for (authentication, encryption, access, used) in [
        ("basic: true, integrated: true", Encryption::StartTls, "Basic", "AUTH SCRAM-SHA-256-PLUS"),
        ("basic: true, integrated: true", Encryption::Tls, "Integrated", "AUTH SCRAM-SHA-256-PLUS"),
        ("basic: true, integrated: false", Encryption::Tls, "Basic", "AUTH PLAIN"),
    ] {
        let text = through(authentication, encryption, access, "annas secret").await.unwrap();
        assert!(text.contains(used) && text.contains("TLSv1.3 "), "{text}");
    }
}

#[tokio::test]
async fn integrated_gives_no_password_to_a_provider_that_asks_for_it_itself() {
    let told = through("basic: true, integrated: false", Encryption::StartTls, "Integrated", "annas secret").await;
    assert!(told.as_ref().is_err_and(|trouble| trouble.contains("offers no way to log on")), "{told:?}");
}

#[tokio::test]
async fn a_wrong_password_is_refused_by_proof_and_by_itself_and_the_mail_waits() {
    for access in ["Basic", "Integrated"] {
        let told = through("basic: true, integrated: true", Encryption::StartTls, access, "not annas secret").await;
        let trouble = told.unwrap_err();
        assert!(trouble.contains("refused the user name \"anna\"") && trouble.contains("535 5.7.8"), "{trouble}");
        assert!(!trouble.contains("annas secret"));
    }
}

#[tokio::test]
async fn where_an_account_has_keys_for_ntlm_only_that_has_its_turn_after_scram() {
    let there = Office::open(&provider("basic: false, integrated: true")).await;
    let old = AccountEntry { name: "old".into(), allow_ntlm: true, sender_check: false, ..AccountEntry::default() };
    there.engine.command(Command::Account(AccountChange::Add(old, Secret::from("olds secret")))).await.unwrap();
    // As an account that came from elsewhere: no keys for SCRAM.
    let path = there.home().accounts();
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, after) = text.rsplit_once("scram: \"").unwrap();
    std::fs::write(&path, format!("{before}scram: None,{}", after.split_once("\",").unwrap().1)).unwrap();
    there.engine.reload().await.unwrap();
    let to = there.address("Provider", Encryption::Tls).await;
    let here = Office::open("").await;
    Secrets::load(&here.home()).unwrap().put("kept", "olds secret".into()).unwrap();
    here.change(&office(to, "Tls", "Integrated").replace("user: \"anna\"", "user: \"old\"")).await;
    submit(&here).await;
    let told = told(&here).await.unwrap();
    assert!(told.contains("AUTH NTLM") && told.contains("TLSv1.3 "), "{told}");
    here.close().await;
    there.close().await;
}
