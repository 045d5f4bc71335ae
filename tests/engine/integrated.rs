//! Logging on without sending the password, what each account may do on a server, and blocked addresses.

use crate::office::{Client, Office};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use postkontor::accounts::{GroupEntry, Readiness};
use postkontor::config::Encryption;
use postkontor::config::written::{Grant, Permission, Who};
use postkontor::engine::Snapshot;
use postkontor::engine::command::{AccountChange, Change, Command, Created, Refusal};
use postkontor::engine::snapshot::What;
use postkontor::mail::{AccountId, GroupId};
use sha2::{Digest, Sha256};

const SERVER: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], access: (authentication: (basic_requires_tls: false, scram_iterations: 4096)), delivery: (hold_outbound: true))";

async fn snapshot(office: &Office) -> Snapshot {
    office.engine.snapshot(1, "host".into(), jiff::Timestamp::UNIX_EPOCH, false).await
}

async fn client(office: &Office) -> (Client, String) {
    let mut client = Client::connect("127.0.0.1", office.address("Office", Encryption::StartTls).await).await;
    let offers = client.hello().await;
    (client, offers)
}

fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// A client's side of SCRAM; the last reply, and the salt it was told.
async fn scram(client: &mut Client, name: &str, password: &str) -> (String, String) {
    let bare = format!("n={name},r=clientnonce");
    let answer = client.say(&format!("AUTH SCRAM-SHA-256 {}", STANDARD.encode(format!("n,,{bare}")))).await;
    let challenge = String::from_utf8(STANDARD.decode(answer.strip_prefix("334 ").unwrap().trim()).unwrap()).unwrap();
    let part = |key: &str| challenge.split(',').find_map(|part| part.strip_prefix(key)).unwrap().to_owned();
    let rounds = part("i=").parse().unwrap();
    let mut salted = [0; 32];
    let salt = STANDARD.decode(part("s=")).unwrap();
    aws_lc_rs::pbkdf2::derive(aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA256, rounds, &salt, password.as_bytes(), &mut salted);
    let without_proof = format!("c=biws,r={}", part("r="));
    let signed = format!("{bare},{challenge},{without_proof}");
    let key = hmac(&salted, b"Client Key");
    let signature = hmac(&Sha256::digest(key), signed.as_bytes());
    let proof: Vec<u8> = key.iter().zip(signature).map(|(octet, mask)| octet ^ mask).collect();
    let answer = client.say(&STANDARD.encode(format!("{without_proof},p={}", STANDARD.encode(proof)))).await;
    if !answer.starts_with("334 ") {
        return (answer, part("s="));
    }
    let server = STANDARD.encode(hmac(&hmac(&salted, b"Server Key"), signed.as_bytes()));
    assert_eq!(answer.trim(), format!("334 {}", STANDARD.encode(format!("v={server}"))));
    (client.say("").await, part("s="))
}

#[tokio::test]
async fn scram_lets_the_right_password_in_and_an_unknown_name_looks_like_a_wrong_password() {
    let office = Office::open(SERVER).await;
    for name in ["anna", "ANNA", "anna@office.test"] {
        let (mut client, offers) = client(&office).await;
        assert!(offers.contains("AUTH SCRAM-SHA-256 PLAIN LOGIN\r\n"), "{offers}");
        assert!(scram(&mut client, name, "annas secret").await.0.starts_with("235 2.7.0 "), "{name}");
        client.expect("MAIL FROM:<anna@office.test>", "250 ").await;
    }
    let mut salts = vec![];
    let mut answers = vec![];
    for name in ["anna", "zoe", "ZOE", "zoe@office.test", "OFFICE\\zoe", "someone"] {
        let (mut client, _) = client(&office).await;
        let (answer, salt) = scram(&mut client, name, "guessed").await;
        assert!(answer.starts_with("535 5.7.8 "), "{name}: {answer}");
        answers.push(answer);
        salts.push(salt);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    // The same salt each time, and for each way of writing the name; another one for another name.
    assert!(salts[1..5].iter().all(|salt| *salt == salts[1]) && salts[5] != salts[1] && salts[0].len() == salts[1].len());
    let office = office.restart().await;
    let (mut client, _) = client(&office).await;
    assert_eq!(scram(&mut client, "zoe", "guessed").await.1, salts[1], "the salt told apart by a restart");
    office.close().await;
}

#[tokio::test]
async fn keys_that_are_missing_are_made_when_the_password_comes_by_and_wiped_when_not_allowed() {
    let office = Office::open(SERVER).await;
    let mut anna = snapshot(&office).await.accounts.accounts[0].clone();
    assert!(anna.keys.password.is_none(), "keys are shown");
    anna.allow_ntlm = true;
    office.engine.command(Command::Account(AccountChange::Edit(anna.clone(), None))).await.unwrap();
    let people = snapshot(&office).await.people;
    assert_eq!((people[0].scram, people[0].ntlm, people[1].ntlm), (Readiness::Ready, Readiness::Prepared, Readiness::Off));
    assert!(!client(&office).await.1.contains("NTLM"));
    // A wrong password teaches nothing.
    let (mut wrong, _) = client(&office).await;
    wrong.log_on("anna", "guessed").await;
    assert!(!office.engine.tidy().await);
    let (mut basic, _) = client(&office).await;
    assert!(basic.log_on("anna", "annas secret").await.starts_with("235 "));
    let until = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    while !office.engine.tidy().await {
        assert!(tokio::time::Instant::now() < until, "the key was never made");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(snapshot(&office).await.people[0].ntlm, Readiness::Ready);
    assert!(client(&office).await.1.contains("AUTH SCRAM-SHA-256 NTLM PLAIN LOGIN\r\n"));
    let nt = {
        let text = std::fs::read_to_string(office.home().accounts()).unwrap();
        text.split("nt: \"").nth(1).unwrap()[..32].to_owned()
    };
    anna.allow_ntlm = false;
    office.engine.command(Command::Account(AccountChange::Edit(anna, None))).await.unwrap();
    let holds = |text: &str| text.contains(&nt);
    assert!(!holds(&std::fs::read_to_string(office.home().accounts()).unwrap()));
    assert!(!client(&office).await.1.contains("NTLM"));
    // Bringing the change back does not bring the hash back.
    office.engine.command(Command::Undo).await.unwrap();
    assert!(!holds(&std::fs::read_to_string(office.home().accounts()).unwrap()));
    assert_eq!(snapshot(&office).await.people[0].ntlm, Readiness::Prepared);
    office.close().await;
}

#[tokio::test]
async fn groups_are_made_changed_and_named_in_users_and_deny_wins() {
    let office = Office::open(SERVER).await;
    let group = GroupEntry { name: "Sales".into(), members: vec![1], ..GroupEntry::default() };
    let done = office.engine.command(Command::Account(AccountChange::AddGroup(group.clone()))).await.unwrap();
    assert_eq!(done.created, Some(Created::Group(GroupId(3))));
    let mut server = snapshot(&office).await.settings.servers[0].clone();
    let deny = Permission { who: Who::Group(3), relay: Grant::Deny, ..Permission::default() };
    server.access.permissions.push(deny);
    office.engine.command(Command::Change(Change::Server(Box::new(server), None))).await.unwrap();
    let rights = |people: &Snapshot, at: usize| (people.people[at].rights[0].submit, people.people[at].rights[0].relay);
    let now = snapshot(&office).await;
    // Bo's own box for relaying is not ticked.
    assert_eq!((rights(&now, 0), rights(&now, 1)), ((true, false), (true, false)));
    let (mut anna, _) = client(&office).await;
    anna.log_on("anna", "annas secret").await;
    anna.expect("MAIL FROM:<anna@office.test>", "250 ").await;
    anna.expect("RCPT TO:<far@far.test>", "550 5.7.1 ").await;
    anna.expect("RCPT TO:<bo@office.test>", "250 ").await;
    let edited = GroupEntry { id: 3, members: vec![2], ..group };
    office.engine.command(Command::Account(AccountChange::EditGroup(edited))).await.unwrap();
    let now = snapshot(&office).await;
    assert_eq!((rights(&now, 0), now.history[0].what), ((true, true), What::GroupChanged));
    let (mut anna, _) = client(&office).await;
    anna.log_on("anna", "annas secret").await;
    anna.expect("MAIL FROM:<anna@office.test>", "250 ").await;
    anna.expect("RCPT TO:<far@far.test>", "250 ").await;
    office.engine.command(Command::Account(AccountChange::RemoveGroup(GroupId(3)))).await.unwrap();
    let gone = office.engine.command(Command::Account(AccountChange::RemoveGroup(GroupId(3)))).await;
    assert!(matches!(gone, Err(Refusal::Gone)));
    // Its number is not given to an account either.
    let file = snapshot(&office).await.accounts;
    assert_eq!((file.next_id, file.groups.len()), (4, 0));
    office.close().await;
}

#[tokio::test]
async fn an_account_that_is_denied_sending_is_refused_at_mail() {
    let office =
        Office::open(&SERVER.replace("access: (", "access: (permissions: [(submit: Allow), (who: Account(2), submit: Deny)], ")).await;
    let (mut bo, _) = client(&office).await;
    bo.log_on("bo", "bos secret").await;
    bo.expect("MAIL FROM:<bo@office.test>", "550 5.7.1 ").await;
    let (mut anna, _) = client(&office).await;
    anna.log_on("anna", "annas secret").await;
    anna.expect("MAIL FROM:<anna@office.test>", "250 ").await;
    anna.expect("RCPT TO:<far@far.test>", "550 5.7.1 ").await;
    assert_eq!(snapshot(&office).await.people[1].id, AccountId(2));
    office.close().await;
}

#[tokio::test]
async fn an_address_blocked_before_a_restart_is_refused_until_it_is_let_go() {
    // Loopback is never blocked for failures, so the clients come through a proxy.
    let server = SERVER.replace("access: (", "access: (protection: (proxy_sources: [\"127.0.0.1\"]), ");
    let office = Office::open(&server).await;
    let until = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    std::fs::create_dir_all(office.home().state()).unwrap();
    let kept = format!("(version: 1, blocks: [(address: \"192.0.2.9\", until: \"{until}\", times: 1)])");
    let folder = office.leave().await;
    std::fs::write(folder.path().join("state/failures.ron"), kept).unwrap();
    let office = Office::reopen(folder).await;
    office.engine.tidy().await;
    let blocks = snapshot(&office).await.blocks;
    assert!(blocks.len() == 1 && (blocks[0].until.as_second() - until.as_second()).abs() <= 2, "{blocks:?}, {until}");
    let port = office.address("Office", Encryption::StartTls).await;
    let greeted = async |client: &str| {
        let mut connection = Client::connect("127.0.0.1", port).await;
        connection.send(format!("PROXY TCP4 {client} 127.0.0.1 4711 25\r\n").as_bytes()).await;
        connection.reply().await[..10].to_owned()
    };
    assert_eq!(greeted("192.0.2.9").await, "421 4.7.0 ");
    assert!(greeted("192.0.2.8").await.starts_with("220 "));
    office.engine.command(Command::Unblock("192.0.2.0/24".parse().unwrap())).await.unwrap();
    assert!(greeted("192.0.2.9").await.starts_with("220 "));
    let office = office.restart().await;
    assert!(snapshot(&office).await.blocks.is_empty());
    office.close().await;
}
