//! The engine's door: commands with their reach, refusals that change nothing, undo.

use crate::office::{Client, Office};
use postkontor::accounts::{AccountEntry, Destination};
use postkontor::config::written::{Identity, Server};
use postkontor::config::{Encryption, Fault};
use postkontor::engine::command::{AccountChange, Change, Command, Created, Reach, Refusal};
use postkontor::engine::handle::Handle;
use postkontor::engine::snapshot::{Light, What};
use postkontor::mail::{Secret, ServerId};
use std::sync::Arc;
use std::time::Duration;

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (anonymous: true)))";

async fn settings(office: &Office) -> postkontor::config::written::SettingsFile {
    (*snapshot(office).await.settings).clone()
}

async fn snapshot(office: &Office) -> postkontor::engine::Snapshot {
    office.engine.snapshot(1, "host".into(), jiff::Timestamp::UNIX_EPOCH, false).await
}

#[tokio::test]
async fn a_changed_property_counts_for_new_connections_is_written_down_and_undone() {
    let office = Office::open(SERVER).await;
    let mut server = settings(&office).await.servers[0].clone();
    server.access.authentication.anonymous = false;
    let done = office.engine.command(Command::Change(Change::Server(Box::new(server), None))).await.unwrap();
    assert_eq!(done.reach, Reach::NewConnections);
    let text = std::fs::read_to_string(office.home().settings()).unwrap();
    assert!(text.contains("anonymous: false"), "{text}");
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    client.expect("MAIL FROM:<x@far.test>", "530 ").await;
    let history = snapshot(&office).await.history;
    assert_eq!((history[0].what, history[0].object.as_str()), (What::ServerChanged, "Office"));
    office.engine.command(Command::Undo).await.unwrap();
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    client.hello().await;
    client.expect("MAIL FROM:<x@far.test>", "250 ").await;
    assert!(matches!(office.engine.command(Command::Undo).await, Err(Refusal::NothingToUndo)));
    office.close().await;
}

#[tokio::test]
async fn a_property_and_what_is_remembered_of_clients_are_changed_and_undone_together() {
    let office = Office::open(SERVER).await;
    assert!(settings(&office).await.keep_facts);
    let mut server = settings(&office).await.servers[0].clone();
    server.log.keep_days = 7;
    let change = Change::ServerAndFacts(Box::new(server.clone()), None, false);
    assert_eq!(office.engine.command(Command::Change(change)).await.unwrap().reach, Reach::NewConnections);
    let now = settings(&office).await;
    assert!(!now.keep_facts && now.servers[0].log.keep_days == 7);
    let text = std::fs::read_to_string(office.home().settings()).unwrap();
    assert!(text.contains("keep_facts: false") && text.contains("keep_days: 7"), "{text}");
    // What is refused for the server changes neither.
    server.fqdn = "no name".into();
    let refusal = office.engine.command(Command::Change(Change::ServerAndFacts(Box::new(server), None, true))).await;
    assert!(matches!(refusal, Err(Refusal::Issues(_))) && !settings(&office).await.keep_facts, "{refusal:?}");
    office.engine.command(Command::Undo).await.unwrap();
    let back = settings(&office).await;
    assert!(back.keep_facts && back.servers[0].log.keep_days == 30);
    office.close().await;
}

#[tokio::test]
async fn a_port_that_cannot_be_had_is_refused_and_the_server_goes_on_where_it_was() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let office = Office::open(SERVER).await;
    let before = office.address("Office", Encryption::StartTls).await;
    let file = std::fs::read(office.home().settings()).unwrap();
    let mut server = settings(&office).await.servers[0].clone();
    server.identities.push(Identity { address: "127.0.0.1".into(), port, encryption: Encryption::Tls });
    let refusal = office.engine.command(Command::Change(Change::Server(Box::new(server.clone()), None))).await.unwrap_err();
    assert!(matches!(&refusal, Refusal::CannotRun(why) if why.to_string().contains(&format!("127.0.0.1:{port} is used by"))), "{refusal}");
    assert_eq!(std::fs::read(office.home().settings()).unwrap(), file);
    let after = office.address("Office", Encryption::StartTls).await;
    Client::connect("127.0.0.1", after).await.hello().await;
    assert_eq!(after.ip(), before.ip());
    server.fqdn = "not a name".into();
    let refusal = office.engine.command(Command::Change(Change::Server(Box::new(server), None))).await.unwrap_err();
    assert!(matches!(&refusal, Refusal::Issues(issues) if issues[0].path == "servers[0].fqdn"), "{refusal}");
    office.close().await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_refused_and_everything_stays() {
    let office = Office::open(SERVER).await;
    let before = std::fs::read(office.home().settings()).unwrap();
    let mut server = settings(&office).await.servers[0].clone();
    // A file stands where the folder would be.
    server.messages.badmail = Some("settings.ron/badmail".into());
    let refusal = office.engine.command(Command::Change(Change::Server(Box::new(server.clone()), None))).await.unwrap_err();
    let Refusal::Issues(issues) = &refusal else { panic!("{refusal}") };
    assert!(issues[0].path == "servers[0].messages.badmail" && matches!(issues[0].fault, Fault::Unwritable { .. }), "{issues:?}");
    assert_eq!(std::fs::read(office.home().settings()).unwrap(), before);
    server.messages.badmail = Some("set aside".into());
    office.engine.command(Command::Change(Change::Server(Box::new(server), None))).await.unwrap();
    assert!(office.home().folder().join("set aside").is_dir());
    let mut anna = snapshot(&office).await.accounts.accounts[0].clone();
    anna.destination = Destination::Drop("accounts.ron/drop".into());
    let refusal = office.engine.command(Command::Account(AccountChange::Edit(anna.clone(), None))).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Accounts(_)) && refusal.to_string().contains("accounts.ron/drop"), "{refusal}");
    anna.destination = Destination::Drop("drop".into());
    office.engine.command(Command::Account(AccountChange::Edit(anna, None))).await.unwrap();
    office.engine.command(Command::Undo).await.unwrap();
    assert_eq!(snapshot(&office).await.accounts.accounts[0].destination, Destination::Maildir);
    office.close().await;
}

#[tokio::test]
async fn a_server_made_for_a_pair_in_use_stays_stopped_until_the_pair_is_free() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await.port();
    let at = |port| vec![Identity { address: "127.0.0.1".into(), port, encryption: Encryption::StartTls }];
    let mut first = settings(&office).await.servers[0].clone();
    first.identities = at(port);
    office.engine.command(Command::Change(Change::Server(Box::new(first), None))).await.unwrap();
    let second = Server { name: "Second".into(), fqdn: "b.office.test".into(), identities: at(port), ..Server::default() };
    let refusal = office.engine.command(Command::Change(Change::NewServer(Box::new(second.clone())))).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Issues(_)), "one that starts by itself cannot have it");
    let second = Server { start_automatically: false, ..second };
    let done = office.engine.command(Command::Change(Change::NewServer(Box::new(second)))).await.unwrap();
    let Some(Created::Server(id)) = done.created else { panic!("{done:?}") };
    assert_eq!(snapshot(&office).await.servers[1].state, Light::Stopped);
    let refusal = office.engine.command(Command::Start(id)).await.unwrap_err();
    assert!(matches!(&refusal, Refusal::CannotRun(why) if why.to_string().contains("used by the server \"Office\"")), "{refusal}");
    office.engine.command(Command::Stop(ServerId(1))).await.unwrap();
    office.engine.command(Command::Start(id)).await.unwrap();
    let mut client = Client::connect("127.0.0.1", ([127, 0, 0, 1], port).into()).await;
    assert!(client.reply().await.starts_with("220 b.office.test "));
    office.close().await;
}

#[tokio::test]
async fn a_paused_server_refuses_new_clients_and_keeps_those_inside() {
    let office = Office::open(SERVER).await;
    let port = office.address("Office", Encryption::StartTls).await;
    let mut inside = Client::connect("127.0.0.1", port).await;
    inside.hello().await;
    office.engine.command(Command::Pause(ServerId(1))).await.unwrap();
    assert!(Client::connect("127.0.0.1", port).await.reply().await.starts_with("421 4.3.2 "));
    assert!(inside.message("x@far.test", "anna@office.test", "Subject: x\r\n\r\n").await.starts_with("250 "));
    assert_eq!(office.mailbox(1, 1).await.len(), 1, "a paused server delivers");
    office.engine.command(Command::Start(ServerId(1))).await.unwrap();
    Client::connect("127.0.0.1", port).await.hello().await;
    office.engine.command(Command::Stop(ServerId(1))).await.unwrap();
    assert!(inside.reply().await.starts_with("421 4.3.2 "));
    office.close().await;
}

#[tokio::test]
async fn a_new_account_can_log_on_at_once_and_a_deleted_one_comes_back_with_its_password() {
    let office = Office::open(SERVER).await;
    let entry = AccountEntry { name: "cara".into(), addresses: vec!["cara@office.test".into()], mailbox: true, ..AccountEntry::default() };
    let add = AccountChange::Add(entry, Secret::from("caras secret"));
    let done = office.engine.command(Command::Account(add)).await.unwrap();
    let Some(Created::Account(id)) = done.created else { panic!("{done:?}") };
    let log_on = async || {
        let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
        client.hello().await;
        client.start_tls().await.log_on("cara", "caras secret").await
    };
    assert!(log_on().await.starts_with("235 "));
    office.engine.command(Command::Account(AccountChange::Remove(id))).await.unwrap();
    assert!(log_on().await.starts_with("535 "));
    office.engine.command(Command::Undo).await.unwrap();
    assert!(log_on().await.starts_with("235 "));
    let shown = format!("{:?}", snapshot(&office).await);
    assert!(!shown.contains("argon2"), "no key leaves the engine");
    office.close().await;
}

#[test]
fn the_handle_carries_commands_and_sends_a_snapshot_only_on_change() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let home = postkontor::config::Home::new(folder.path());
    std::fs::write(home.settings(), format!("(version: 1, servers: [{SERVER}])")).unwrap();
    let handle = Handle::start(&home, Arc::new(jiff::Timestamp::now)).unwrap();
    let mut snapshots = handle.snapshots();
    assert_eq!(snapshots.borrow_and_update().servers[0].state, Light::Running);
    runtime.block_on(async {
        assert!(tokio::time::timeout(Duration::from_secs(1), snapshots.changed()).await.is_err(), "nothing happened");
        handle.command(Command::Stop(ServerId(1))).await.unwrap();
        snapshots.changed().await.unwrap();
        assert_eq!(snapshots.borrow_and_update().servers[0].state, Light::Stopped);
        // A hand edit is noticed and offered, not taken.
        let edited = std::fs::read_to_string(home.settings()).unwrap().replace("Office", "Kontor");
        std::fs::write(home.settings(), edited).unwrap();
        snapshots.wait_for(|s| s.changed_by_hand).await.unwrap();
        assert_eq!(snapshots.borrow().servers[0].name, "Office");
        handle.command(Command::ReadFiles).await.unwrap();
        snapshots.wait_for(|s| s.servers[0].name == "Kontor" && !s.changed_by_hand).await.unwrap();
    });
    handle.drain(Duration::from_secs(1));
    assert!(matches!(runtime.block_on(handle.command(Command::Undo)), Err(Refusal::Ended)));
}
