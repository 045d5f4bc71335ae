//! Test message into a server of our own: as a mail program, as an account, and as if from the address of a device.

use crate::peer::{Fault, Script};
use postkontor::accounts::{self, NewAccount};
use postkontor::config::Home;
use postkontor::config::written::{Encryption, SmartHost, SmartHostEncryption};
use postkontor::engine::command::Refusal;
use postkontor::engine::handle::Handle;
use postkontor::engine::job::{Finding, Hitch, Job, Letter, Route, Stage, Submission, Trial, Way};
use postkontor::mail::{Address, Secret, ServerId};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// An office on loopback with an account, and a device that need not log on.
async fn office(access: &str) -> (TempDir, Handle) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    home.create().unwrap();
    let settings = format!(
        "(version: 1, postmaster: Some(\"anna@office.test\"), local_domains: [(name: \"office.test\")],
          devices: [(name: \"Copier\", address: \"192.0.2.77\", need_not_log_on: true, may_send_in_clear: true, sender: Some(\"scan@office.test\"))],
          servers: [(id: 1, name: \"Office\", fqdn: \"mail.office.test\", delivery: (hold_outbound: true), access: ({access}),
            identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)])])"
    );
    std::fs::write(home.settings(), settings).unwrap();
    let new = NewAccount {
        name: "anna".into(),
        addresses: vec!["anna@office.test".into()],
        mailbox: true,
        note: String::new(),
        password: Some(Secret::from("annas secret")),
        allow_ntlm: false,
    };
    let handle = tokio::task::spawn_blocking(move || {
        accounts::Store::new(&home).add(new, jiff::Timestamp::now()).unwrap();
        let mut secrets = accounts::Secrets::load(&home).unwrap();
        secrets.put("kept", Secret::new("s3cret".into())).unwrap();
        Handle::start(&home, Arc::new(jiff::Timestamp::now)).unwrap()
    });
    (folder, handle.await.unwrap())
}

async fn end(handle: Handle) {
    tokio::task::spawn_blocking(move || handle.drain(Duration::ZERO)).await.unwrap();
}

fn letter(from: &str, to: &str) -> Box<Letter> {
    let address = |text| Address::parse(text).unwrap();
    Box::new(Letter { from: address(from), to: address(to), subject: "Test".into(), text: "Hello\n".into() })
}

fn submission(handle: &Handle, encryption: Encryption) -> Submission {
    let now = handle.snapshots().borrow().clone();
    let wanted = |port: &&postkontor::engine::snapshot::Port| port.encryption == encryption;
    let address = now.servers[0].listening.iter().find(wanted).unwrap().address;
    Submission { server: ServerId(1), address, encryption, client: None, in_clear: false, log_on: None }
}

async fn send(handle: &Handle, submission: Submission, from: &str, to: &str) -> Trial {
    let job = Job::TestMessage { way: Box::new(Way::Submission(submission)), letter: letter(from, to) };
    let Ok(Finding::Message(trial)) = handle.run(job).await else { panic!("no trial") };
    trial
}

fn stages(trial: &Trial) -> Vec<(Stage, Option<Hitch>)> {
    trial.steps.iter().map(|step| (step.stage, step.hitch.clone())).collect()
}

fn annas(count: usize, folder: &TempDir) -> Vec<String> {
    let new = Home::new(folder.path()).mailboxes().join("1/Maildir/new");
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    loop {
        let all: Vec<_> = std::fs::read_dir(&new).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        if all.len() >= count || std::time::Instant::now() > deadline {
            assert_eq!(all.len(), count);
            return all.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_logs_on_gets_its_own_message_and_the_answer_names_the_queue_id() {
    let (folder, handle) = office("").await;
    for (encryption, count) in [(Encryption::StartTls, 1), (Encryption::Tls, 2)] {
        let log_on = Some(("anna".to_owned(), Secret::from("annas secret")));
        let submission = Submission { log_on, ..submission(&handle, encryption) };
        let trial = send(&handle, submission, "anna@office.test", "anna@office.test").await;
        let mut want = vec![Stage::Connect, Stage::Greeting, Stage::Encrypt, Stage::LogOn, Stage::Sender, Stage::Recipient, Stage::Content];
        if encryption == Encryption::Tls {
            want.swap(1, 2);
        }
        assert_eq!(trial.steps.iter().map(|step| step.stage).collect::<Vec<_>>(), want, "{trial:?}");
        assert!(trial.ok() && trial.steps[6].words.starts_with("250 2.6.0 "), "{trial:?}");
        assert!(!format!("{trial:?}").contains("annas secret"));
        let message = annas(count, &folder).pop().unwrap();
        assert!(message.contains("Received: from test-message.invalid "), "the trace tells a test: {message}");
    }
    let log_on = Some(("anna".to_owned(), Secret::from("wrong")));
    let trial =
        send(&handle, Submission { log_on, ..submission(&handle, Encryption::StartTls) }, "anna@office.test", "anna@office.test").await;
    assert_eq!(stages(&trial).last(), Some(&(Stage::LogOn, Some(Hitch::LogOnRefused))), "{trial:?}");
    assert!(!format!("{trial:?}").contains("wrong"));
    end(handle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_logging_on_the_server_answers_as_to_anybody() {
    let (_folder, handle) = office("").await;
    let trial = send(&handle, submission(&handle, Encryption::StartTls), "anna@office.test", "anna@office.test").await;
    let last = trial.steps.last().unwrap();
    assert_eq!((last.stage, &last.hitch), (Stage::Sender, &Some(Hitch::Refused)), "{trial:?}");
    assert!(last.words.starts_with("530 5.7.0 "), "{trial:?}");
    assert_eq!(trial.steps[3].stage, Stage::NoLogOn);
    end(handle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_if_from_a_device_its_rights_and_lists_count_and_those_of_its_neighbour_do_not() {
    let (folder, handle) = office("").await;
    let from = |address: &str| {
        let client = Some(address.parse::<IpAddr>().unwrap());
        Submission { client, ..submission(&handle, Encryption::StartTls) }
    };
    let trial = send(&handle, from("192.0.2.77"), "root@localhost", "anna@office.test").await;
    assert!(trial.ok(), "{trial:?}");
    let message = annas(1, &folder).pop().unwrap();
    assert!(message.contains("[192.0.2.77]") && message.contains("\r\nFrom: <scan@office.test>\r\n"), "{message}");
    let neighbour = send(&handle, from("192.0.2.78"), "root@localhost", "anna@office.test").await;
    assert_eq!(stages(&neighbour).last(), Some(&(Stage::Sender, Some(Hitch::Refused))), "{neighbour:?}");
    end(handle).await;
    // What goes in clear is only what may.
    let (_folder, handle) = office("authentication: (anonymous: true), communication: (require_secure_channel: true)").await;
    for (address, last) in [("192.0.2.77", (Stage::Content, None)), ("192.0.2.78", (Stage::Sender, Some(Hitch::Refused)))] {
        let client = Some(address.parse().unwrap());
        let submission = Submission { client, in_clear: true, ..submission(&handle, Encryption::StartTls) };
        let trial = send(&handle, submission, "root@localhost", "anna@office.test").await;
        let stages = stages(&trial);
        assert!(stages.last() == Some(&last) && !stages.contains(&(Stage::Encrypt, None)), "{address}: {trial:?}");
    }
    end(handle).await;
    // Kept away by the list of connections, device or not.
    let list = "connection: (rule: AllExcept, computers: [(address: \"192.0.2.0/24\")])";
    let (_folder, handle) = office(list).await;
    let client = Some("192.0.2.77".parse().unwrap());
    let excluded = Submission { client, ..submission(&handle, Encryption::StartTls) };
    let trial = send(&handle, excluded, "root@localhost", "anna@office.test").await;
    assert_eq!(stages(&trial), [(Stage::Connect, None), (Stage::Greeting, Some(Hitch::Refused))], "{trial:?}");
    end(handle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_trusts_this_computer_as_a_proxy_is_not_kept_waiting_for_a_header() {
    let (_folder, handle) = office("authentication: (anonymous: true), protection: (proxy_sources: [\"127.0.0.0/8\"])").await;
    let trial = send(&handle, submission(&handle, Encryption::StartTls), "somebody@far.test", "anna@office.test").await;
    assert!(trial.ok(), "{trial:?}");
    end(handle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_runs_no_more_is_told() {
    let (_folder, handle) = office("").await;
    let here = submission(&handle, Encryption::StartTls);
    handle.command(postkontor::engine::command::Command::Stop(ServerId(1))).await.unwrap();
    let trial = send(&handle, here.clone(), "anna@office.test", "anna@office.test").await;
    assert_eq!(stages(&trial), [(Stage::Connect, Some(Hitch::Unreachable))]);
    let device = Submission { client: Some("192.0.2.77".parse().unwrap()), ..here.clone() };
    let trial = send(&handle, device, "anna@office.test", "anna@office.test").await;
    assert_eq!(stages(&trial), [(Stage::Connect, Some(Hitch::NotRunning))]);
    end(handle.clone()).await;
    let gone = Job::TestMessage { way: Box::new(Way::Submission(here)), letter: letter("a@b.test", "c@d.test") };
    assert!(matches!(handle.run(gone).await, Err(Refusal::Ended)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_gives_the_route_the_kept_password_and_knows_itself() {
    let (_folder, handle) = office("").await;
    let peer = Script::good().offer("AUTH PLAIN").fault("RCPT nobody@far.test", Fault::Say("550 5.1.1 who?")).start().await;
    let ours = submission(&handle, Encryption::StartTls).address;
    for (to, at, last) in [
        ("bob@far.test", peer.address, (Stage::Content, None)),
        ("nobody@far.test", peer.address, (Stage::Recipient, Some(Hitch::Refused))),
        ("bob@far.test", ours, (Stage::LookUp, Some(Hitch::Ourselves))),
    ] {
        let host = SmartHost {
            host: format!("[{}]", at.ip()),
            port: at.port(),
            encryption: SmartHostEncryption::None,
            user: Some("office".into()),
            password: Some("kept".into()),
            log_on_in_clear: true,
            ..SmartHost::default()
        };
        let route = Route {
            smart_host: Some(host),
            password: None,
            fqdn: "mail.office.test".into(),
            helo: false,
            dns_servers: vec![],
            require_tls: false,
            port: 25,
            listening: vec![],
        };
        let job = Job::TestMessage { way: Box::new(Way::Route(route)), letter: letter("anna@office.test", to) };
        let Ok(Finding::Message(trial)) = handle.run(job).await else { panic!("no trial") };
        assert_eq!(stages(&trial).last(), Some(&last), "{trial:?}");
    }
    end(handle).await;
}
