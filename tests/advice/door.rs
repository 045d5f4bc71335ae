//! Jobs through the engine's door.

use crate::peer::{Fault, Script};
use postkontor::config::Home;
use postkontor::config::written::{OutboundAccess, SmartHost, SmartHostEncryption};
use postkontor::engine::command::Refusal;
use postkontor::engine::handle::Handle;
use postkontor::engine::job::{Finding, Hitch, Job, Stage};
use postkontor::mail::Secret;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

async fn engine() -> (tempfile::TempDir, Handle) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    home.create().unwrap();
    std::fs::write(home.settings(), "(version: 1, servers: [])").unwrap();
    let mut secrets = postkontor::accounts::Secrets::load(&home).unwrap();
    secrets.put("kept", Secret::new("s3cret".into())).unwrap();
    let handle = tokio::task::spawn_blocking(move || Handle::start(&home, Arc::new(jiff::Timestamp::now)).unwrap()).await.unwrap();
    (folder, handle)
}

async fn end(handle: Handle) {
    tokio::task::spawn_blocking(move || handle.drain(Duration::ZERO)).await.unwrap();
}

fn test(to: SocketAddr, password: Option<&str>) -> Job {
    let host = SmartHost {
        host: format!("[{}]", to.ip()),
        port: to.port(),
        encryption: SmartHostEncryption::None,
        user: Some("office".into()),
        password: Some("kept".into()),
        access: OutboundAccess::Basic,
        sender: None,
        accept_any_certificate: false,
        log_on_in_clear: true,
    };
    let password = password.map(|text| Secret::new(text.to_owned()));
    let fqdn = "mail.office.test".into();
    Job::TestConnection { host: Box::new(host), password, fqdn, helo: false, dns_servers: vec![], require_tls: false }
}

#[tokio::test]
async fn a_test_takes_the_kept_password_unless_another_is_typed() {
    let (_folder, handle) = engine().await;
    let peer = Script::good().offer("AUTH PLAIN").start().await;
    for (typed, hitch) in [(None, None), (Some("s3cret"), None), (Some("wrong"), Some(Hitch::LogOnRefused))] {
        let Finding::Connection(steps) = handle.run(test(peer.address, typed)).await.unwrap() else { panic!() };
        let last = steps.last().unwrap();
        assert_eq!((last.stage, &last.hitch), (Stage::LogOn, &hitch), "{steps:?}");
    }
    let looked_up = handle.run(Job::LookUp { host: "127.0.0.1".into() }).await.unwrap();
    assert_eq!(looked_up, Finding::LookedUp(Ok(vec!["127.0.0.1".parse().unwrap()])));
    end(handle.clone()).await;
    assert!(matches!(handle.run(Job::LookUp { host: "127.0.0.1".into() }).await, Err(Refusal::Ended)));
}

#[tokio::test]
async fn the_ninth_job_is_refused_and_a_dropped_one_makes_room() {
    let (_folder, handle) = engine().await;
    let silent = Script::good().fault("greeting", Fault::Silence).start().await;
    let mut waiting: Vec<_> = (0..8).map(|_| Box::pin(handle.run(test(silent.address, None)))).collect();
    assert!(matches!(handle.run(Job::LookUp { host: "::1".into() }).await, Err(Refusal::Busy)));
    drop(waiting.pop());
    let deadline = tokio::time::Instant::now() + Duration::from_secs(5);
    while handle.run(Job::LookUp { host: "::1".into() }).await.is_err() {
        assert!(tokio::time::Instant::now() < deadline, "the dropped job keeps its place");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(waiting);
    end(handle).await;
}
