//! Test message by the way mail leaves: each step with the other side's words, every stage failing once, on a draft.

use crate::dns::Dns;
use crate::peer::{Fault, Peer, Script};
use postkontor::advice::job::{Hitch, Letter, NotFound, Route, Stage, Step, Trial, Way};
use postkontor::advice::{Patience, test_message};
use postkontor::config::written::{SmartHost, SmartHostEncryption};
use postkontor::mail::{Address, Secret};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PATIENCE: Patience = Patience { connect: Duration::from_secs(2), answer: Duration::from_secs(2), overall: Duration::from_secs(10) };

fn letter(to: &str) -> Letter {
    let address = |text| Address::parse(text).unwrap();
    Letter { from: address("anna@office.test"), to: address(to), subject: "Prüfung".into(), text: "Grüße\n.\nEnde\n".into() }
}

/// Through a smart host.
fn through(to: SocketAddr, encryption: SmartHostEncryption) -> Route {
    let host = SmartHost { host: format!("[{}]", to.ip()), port: to.port(), encryption, ..SmartHost::default() };
    Route { smart_host: Some(SmartHost { accept_any_certificate: true, ..host }), ..directly("192.0.2.1:53", 25) }
}

/// Directly to the servers the DNS names.
fn directly(dns: &str, port: u16) -> Route {
    Route {
        smart_host: None,
        password: None,
        fqdn: "mail.office.test".into(),
        helo: false,
        dns_servers: vec![dns.into()],
        require_tls: false,
        port,
        listening: vec![],
    }
}

async fn send(route: &Route, to: &str) -> Trial {
    test_message(&Way::Route(route.clone()), &letter(to), None, PATIENCE).await
}

/// Stages that went well, and the one that did not.
fn told(trial: &Trial) -> (Vec<Stage>, Option<(Stage, Hitch)>) {
    let (last, before) = trial.steps.split_last().unwrap();
    assert!(before.iter().all(Step::ok), "only the last step may have failed: {trial:?}");
    assert_eq!(trial.ok(), last.stage == Stage::Content && last.ok(), "{trial:?}");
    let well = trial.steps.iter().filter(|s| s.ok()).map(|s| s.stage).collect();
    (well, last.hitch.clone().map(|hitch| (last.stage, hitch)))
}

const BEFORE: [Stage; 3] = [Stage::LookUp, Stage::Connect, Stage::Greeting];

fn and(more: &[Stage]) -> Vec<Stage> {
    [&BEFORE, more].concat()
}

fn message(peer: &Peer) -> String {
    assert_eq!(peer.messages().len(), 1, "{:?}", peer.commands());
    String::from_utf8(peer.messages().remove(0)).unwrap()
}

#[tokio::test]
async fn through_a_smart_host_each_step_is_told_with_its_words_and_the_message_is_one() {
    let peer = Script::good().offer("STARTTLS").offer("AUTH PLAIN").start().await;
    let mut route = through(peer.address, SmartHostEncryption::StartTls);
    route.smart_host.as_mut().unwrap().user = Some("office".into());
    route.password = Some(Secret::from("s3cret"));
    let trial = send(&route, "bob@far.test").await;
    assert_eq!(told(&trial), (and(&[Stage::Encrypt, Stage::LogOn, Stage::Sender, Stage::Recipient, Stage::Content]), None));
    let words: Vec<&str> = trial.steps.iter().map(|step| step.words.as_str()).collect();
    assert_eq!(words[4..], ["235 2.7.0 in", "250 2.0.0 ok", "250 2.0.0 ok", "250 2.0.0 taken"]);
    assert!(!format!("{trial:?} {route:?}").contains("s3cret"), "secrets stand in no step");
    let said = peer.commands();
    assert!(
        said.iter().any(|c| c.starts_with("MAIL FROM:<anna@office.test>")) && said.contains(&"RCPT TO:<bob@far.test>".into()),
        "{said:?}"
    );
    assert_eq!(said.last().map(String::as_str), Some("QUIT"));
    let message = message(&peer);
    for line in [
        "From: <anna@office.test>",
        "To: <bob@far.test>",
        "Subject: =?utf-8?B?UHLDvGZ1bmc=?=",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Transfer-Encoding: base64",
        "R3LDvMOfZQ0KLg0KRW5kZQ0K",
    ] {
        assert_eq!(message.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line}: {message}");
    }
    assert!(
        message.starts_with("Date: ") && message.contains("\r\nMessage-ID: <test.") && message.contains("@office.test>\r\n"),
        "{message}"
    );
}

#[tokio::test]
async fn directly_the_servers_are_looked_up_and_tried_in_their_order_and_encrypted_when_offered() {
    let peer = Script::good().offer("STARTTLS").at("127.0.62.5:0").await;
    let records = "far 60 IN MX 10 first\nfar 60 IN MX 20 second\nfirst 60 IN A 127.0.62.4\nsecond 60 IN A 127.0.62.5";
    let dns = Dns::start(records).await;
    let route = directly(&dns.address.to_string(), peer.address.port());
    let trial = send(&route, "bob@far.test").await;
    assert_eq!(told(&trial), (and(&[Stage::Encrypt, Stage::Sender, Stage::Recipient, Stage::Content]), None));
    assert_eq!(trial.steps[0].words, "first.test (127.0.62.4), second.test (127.0.62.5)");
    assert_eq!(trial.steps[1].words, format!("second.test ({})", peer.address));
    assert_eq!((trial.host.as_str(), trial.port), ("second.test", peer.address.port()));
    assert!(message(&peer).contains("\r\nTo: <bob@far.test>\r\n"));
    // A literal needs no DNS.
    let nowhere = directly("127.0.0.1:1", peer.address.port());
    assert_eq!(told(&send(&nowhere, "bob@[127.0.62.5]").await).1, None);
    assert_eq!(peer.messages().len(), 2);
}

#[tokio::test]
async fn a_handshake_that_fails_directly_is_told_and_it_goes_on_in_clear_unless_that_is_forbidden() {
    let dns = Dns::start("far 60 IN MX 10 mx\nmx 60 IN A 127.0.62.6").await;
    let peer = Script::good().offer("STARTTLS").fault("handshake", Fault::Drop).at("127.0.62.6:0").await;
    let route = directly(&dns.address.to_string(), peer.address.port());
    let trial = send(&route, "bob@far.test").await;
    assert_eq!(told(&trial), (and(&[Stage::InClear, Stage::Greeting, Stage::Sender, Stage::Recipient, Stage::Content]), None));
    assert!(!trial.steps[3].words.is_empty(), "why it failed is told: {trial:?}");
    assert_eq!((peer.connections(), peer.messages().len()), (2, 1));
    let strict = Route { require_tls: true, ..route };
    assert_eq!(told(&send(&strict, "bob@far.test").await), (BEFORE.into(), Some((Stage::Encrypt, Hitch::TlsFailed))));
    assert_eq!(peer.messages().len(), 1);
}

#[tokio::test]
async fn a_domain_without_mail_without_servers_or_leading_back_to_us_is_told_before_anybody_is_connected_to() {
    let peer = Script::good().at("127.0.62.7:0").await;
    let records = "null 60 IN MX 0 .\nus 60 IN MX 10 mx\nmx 60 IN A 127.0.62.7\nempty 60 IN MX 10 nobody";
    let dns = Dns::start(records).await;
    let route = Route { listening: vec![peer.address], ..directly(&dns.address.to_string(), peer.address.port()) };
    for (to, hitch) in [
        ("bob@null.test", Hitch::NullMx),
        ("bob@us.test", Hitch::Ourselves),
        ("bob@gone.test", Hitch::NotFound(NotFound::NoSuchHost)),
        ("bob@empty.test", Hitch::NotFound(NotFound::NoSuchHost)),
    ] {
        let trial = send(&route, to).await;
        assert_eq!(told(&trial), (vec![], Some((Stage::LookUp, hitch))), "{to}");
        assert_eq!(format!("bob@{}", trial.host), to);
    }
    let smart = Route { listening: vec![peer.address], ..through(peer.address, SmartHostEncryption::None) };
    assert_eq!(told(&send(&smart, "bob@far.test").await).1, Some((Stage::LookUp, Hitch::Ourselves)));
    let typo = directly("no address", 25);
    assert!(matches!(told(&send(&typo, "bob@far.test").await).1, Some((Stage::LookUp, Hitch::NotFound(NotFound::NoAnswer(_))))));
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn every_stage_fails_once_in_the_other_sides_words_with_and_without_pipelining() {
    use Stage::{Content, Recipient, Sender};
    for pipelining in [true, false] {
        type Case = (&'static str, Fault, Vec<Stage>, Stage, Hitch, &'static str);
        let cases: [Case; 10] = [
            ("MAIL", Fault::Say("550 5.1.8 no such sender"), vec![], Sender, Hitch::Refused, "550 5.1.8 no such sender"),
            ("MAIL", Fault::Say("421 4.3.2 closing"), vec![], Sender, Hitch::Refused, "421 4.3.2 closing"),
            ("MAIL", Fault::Drop, vec![], Sender, Hitch::Closed, ""),
            ("RCPT", Fault::Say("550 5.1.1 nobody here"), vec![Sender], Recipient, Hitch::Refused, "550 5.1.1 nobody here"),
            ("RCPT", Fault::Silence, vec![Sender], Recipient, Hitch::TimedOut, ""),
            ("DATA", Fault::Say("451 4.3.0 later"), vec![Sender, Recipient], Content, Hitch::Refused, "451 4.3.0 later"),
            ("DATA", Fault::Drop, vec![Sender, Recipient], Content, Hitch::Closed, ""),
            (".", Fault::Say("554 5.7.1 spam"), vec![Sender, Recipient], Content, Hitch::Refused, "554 5.7.1 spam"),
            (".", Fault::Drop, vec![Sender, Recipient], Content, Hitch::OutcomeUnknown, ""),
            (".", Fault::Silence, vec![Sender, Recipient], Content, Hitch::OutcomeUnknown, ""),
        ];
        for (at, fault, well, stage, hitch, words) in cases {
            let mut script = Script::good().fault(at, fault);
            script.offers.retain(|offer| pipelining || *offer != "PIPELINING");
            let peer = script.start().await;
            let trial = send(&through(peer.address, SmartHostEncryption::None), "bob@far.test").await;
            assert_eq!(told(&trial), (and(&well), Some((stage, hitch))), "{at} {pipelining}");
            assert_eq!(trial.steps.last().unwrap().words, words, "{at} {pipelining}");
            assert!(peer.messages().is_empty());
        }
    }
}

#[tokio::test]
async fn a_server_that_babbles_before_its_answer_is_bounded_and_understood() {
    let babble = Box::leak(format!("550-{}\r\n550-\u{7}\r\n550 no", "x".repeat(400)).into_boxed_str());
    let peer = Script::good().fault("RCPT", Fault::Say(babble)).start().await;
    let trial = send(&through(peer.address, SmartHostEncryption::None), "bob@far.test").await;
    assert_eq!(told(&trial), (and(&[Stage::Sender]), Some((Stage::Recipient, Hitch::Refused))));
    let words = &trial.steps.last().unwrap().words;
    assert!(words.len() < 2_100 && !words.contains(char::is_control), "{words:?}");
}

#[tokio::test]
async fn what_does_not_fit_the_server_is_told_before_it_is_sent() {
    let peer = Script::good().start().await;
    let trial = send(&through(peer.address, SmartHostEncryption::None), "bøb@far.test").await;
    assert_eq!(told(&trial), (BEFORE.into(), Some((Stage::Sender, Hitch::NoSmtpUtf8))));
    let mut script = Script::good();
    script.offers = vec!["SIZE 10"];
    let tiny = script.start().await;
    let trial = send(&through(tiny.address, SmartHostEncryption::None), "bob@far.test").await;
    assert_eq!(told(&trial), (BEFORE.into(), Some((Stage::Sender, Hitch::TooBig))));
    let mut route = through(peer.address, SmartHostEncryption::None);
    route.smart_host.as_mut().unwrap().user = Some("office".into());
    assert_eq!(told(&send(&route, "bob@far.test").await), (BEFORE.into(), Some((Stage::LogOn, Hitch::NoPassword))));
    route.fqdn = "no name".into();
    assert_eq!(told(&send(&route, "bob@far.test").await).1, Some((Stage::LookUp, Hitch::OwnName)));
    assert!(peer.messages().is_empty() && !peer.commands().iter().any(|said| said.starts_with("MAIL")));
}

#[tokio::test]
async fn the_whole_has_an_end_and_says_where_it_was() {
    let peer = Script::good().fault("RCPT", Fault::Silence).start().await;
    let patience = Patience { answer: Duration::from_secs(60), overall: Duration::from_secs(1), ..PATIENCE };
    let way = Way::Route(through(peer.address, SmartHostEncryption::None));
    let trial = test_message(&way, &letter("bob@far.test"), None, patience).await;
    assert_eq!(told(&trial), (and(&[Stage::Sender]), Some((Stage::Recipient, Hitch::TimedOut))));
    let peer = Script::good().fault(".", Fault::Silence).start().await;
    let way = Way::Route(through(peer.address, SmartHostEncryption::None));
    let trial = test_message(&way, &letter("bob@far.test"), None, patience).await;
    assert_eq!(told(&trial).1, Some((Stage::Content, Hitch::OutcomeUnknown)));
}

/// Postfix' smtp-sink with these options; it ends with the value.
struct Sink(Child, SocketAddr);

impl Sink {
    async fn start(address: &str, options: &[&str]) -> Self {
        let free = std::net::TcpListener::bind(address).unwrap().local_addr().unwrap();
        let mut command = Command::new("smtp-sink");
        command.args(options).arg(free.to_string()).arg("10").stdout(Stdio::null()).stderr(Stdio::null());
        let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
        let child = command.env("PATH", path).spawn().expect("smtp-sink is missing. Install the package postfix");
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        while tokio::net::TcpStream::connect(free).await.is_err() {
            assert!(tokio::time::Instant::now() < deadline, "smtp-sink does not listen");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Self(child, free)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn postfix_takes_it_and_refuses_it_at_each_command() {
    use Stage::{Content, Recipient, Sender};
    let own = Command::new("id").arg("-un").output().unwrap();
    let own = String::from_utf8(own.stdout).unwrap();
    type Case<'a> = (&'a [&'a str], Vec<Stage>, Option<(Stage, Hitch)>);
    let cases: [Case<'_>; 5] = [
        (&[], vec![Sender, Recipient, Content], None),
        (&["-f", "MAIL"], vec![], Some((Sender, Hitch::Refused))),
        (&["-r", "RCPT"], vec![Sender], Some((Recipient, Hitch::Refused))),
        (&["-f", "."], vec![Sender, Recipient], Some((Content, Hitch::Refused))),
        (&["-q", "DATA"], vec![Sender, Recipient], Some((Content, Hitch::Closed))),
    ];
    for (options, well, hitch) in cases {
        let options = [&["-u", own.trim()], options].concat();
        let sink = Sink::start("127.0.62.8:0", &options).await;
        let trial = send(&through(sink.1, SmartHostEncryption::None), "bob@far.test").await;
        assert_eq!(told(&trial), (and(&well), hitch), "{options:?}: {trial:?}");
    }
}
