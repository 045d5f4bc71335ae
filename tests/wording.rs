//! Every value that people are told has a sentence in each of the six languages, with the thing and the value in it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test fail by panicking")]

use postkontor::accounts::password::{HashError, PasswordError};
use postkontor::accounts::{self, ChangeError, NameError};
use postkontor::certificate::CertificateError;
use postkontor::certificate::chain::ChainError;
use postkontor::config::{self, BindAddress, Binding, Encryption, FileError, Issue};
use postkontor::engine::command::{Finding, OrderTrouble, Reach, Refusal, SubjectFault, SubjectField};
use postkontor::engine::job::{Cure, DnsFinding, FolderTrouble, Hitch, NotFound, ScanHitch, ScanStep, ScanWhat, Stage, Step, cures};
use postkontor::engine::query::TlsFacts;
use postkontor::engine::snapshot::{Light, Note, ServerLine, Trouble, Warning, What};
use postkontor::i18n::{Language, Words};
use postkontor::mail::network::NetworkError;
use postkontor::mail::{AccountId, Address, AddressError, ByteSize, Domain, DomainError, ServerId, Span};
use postkontor::net::BindError;
use postkontor::net::listen::BindReason;
use postkontor::wording;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

#[path = "wording/certificates.rs"]
mod certificates;
#[path = "wording/deliveries.rs"]
mod deliveries;
#[path = "wording/findings.rs"]
mod findings;

/// Says it in every language; each sentence must contain the parts, and differ from the English one.
fn said(parts: &[&str], say: impl Fn(&Words) -> String) {
    let english = say(Words::of(Language::English));
    for language in Language::ALL {
        let text = say(Words::of(language));
        let words = text.replace(parts, "");
        assert!(words.chars().filter(|c| c.is_alphabetic()).count() >= 2, "{language}: no words in {text:?}");
        assert!(!text.contains(['{', '}', '\u{0}']) && !text.contains("  ") && !text.contains(".."), "{language}: {text}");
        for part in parts {
            assert!(text.contains(part), "{language}: {part:?} is not in {text:?}");
        }
        assert!(language == Language::English || text != english, "{language} says it in English: {text}");
    }
}

trait Without {
    fn replace(&self, parts: &[&str], by: &str) -> String;
}

impl Without for String {
    fn replace(&self, parts: &[&str], by: &str) -> String {
        parts.iter().fold(self.clone(), |text, part| str::replace(&text, part, by))
    }
}

/// Every case was met: the numbers come from a `match` that the compiler keeps complete.
fn all_met(numbers: impl Iterator<Item = usize>, count: usize) {
    assert_eq!(numbers.collect::<BTreeSet<_>>(), (0..count).collect());
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

#[test]
fn every_fault_of_the_settings() {
    use config::Fault;
    let network = |text: &str| text.parse::<postkontor::mail::Network>().unwrap_err();
    let faults: Vec<(Fault, &[&str])> = vec![
        (Fault::Empty, &[]),
        (Fault::TooLong(64), &["64"]),
        (Fault::Control, &[]),
        (Fault::Domain(DomainError::Empty, String::new()), &[]),
        (Fault::Domain(DomainError::TooLong, "long.test".into()), &["long.test", "253"]),
        (Fault::Domain(DomainError::Label("-a".into()), "-a.test".into()), &["-a.test", "-a"]),
        (Fault::Domain(DomainError::Character('!'), "a!.test".into()), &["a!.test", "!"]),
        (Fault::Domain(DomainError::International("xn--".into()), "xn--.test".into()), &["xn--.test"]),
        (Fault::Address(AddressError::Unqualified, "anna".into()), &["anna", "@"]),
        (Fault::Address(AddressError::Local, "a b@x.test".into()), &["a b@x.test"]),
        (Fault::Address(AddressError::Domain(DomainError::Character('!')), "a@b!".into()), &["a@b!", "!"]),
        (Fault::Address(AddressError::Literal, "a@[x]".into()), &["a@[x]"]),
        (Fault::Address(AddressError::TooLong, "a@x.test".into()), &["a@x.test", "254"]),
        (Fault::NotLocal(address("a@far.test")), &["a@far.test"]),
        (Fault::Network(network("10.0.0.x")), &["10.0.0.x"]),
        (Fault::Network(NetworkError::Mask("255.0.255.0".into())), &["255.0.255.0"]),
        (Fault::Network(NetworkError::Unspecified([0, 0, 0, 0].into())), &["0.0.0.0"]),
        (Fault::Span("ten".parse::<Span>().unwrap_err()), &["ten", "10m"]),
        (Fault::BindAddress("here".into()), &["here"]),
        (Fault::DnsServer("dns".into()), &["dns"]),
        (Fault::Host("no host".into()), &["no host"]),
        (Fault::Thumbprint("abc".into()), &["abc"]),
        (Fault::Duplicate { value: "10.0.0.1".into(), first: "servers[0].access.relay.computers[4].address".into() }, &["10.0.0.1"]),
        (Fault::BindingTaken { binding: "*:25".into(), server: "Office".into(), first: "servers[0]".into() }, &["*:25", "Office"]),
        (Fault::Range { value: 5, min: 10, max: 20 }, &["5", "10", "20"]),
        (Fault::NotShorter { value: Span::minutes(2880), limit: Span::minutes(1440), of: "expiration" }, &["2", "1"]),
        (Fault::AliasOf(Domain::parse("a.test").unwrap()), &["a.test"]),
        (Fault::AliasCatchAll(Domain::parse("a.test").unwrap()), &["a.test"]),
        (Fault::PostmasterMissing, &["postmaster"]),
        (Fault::LogOnIncomplete, &[]),
        (Fault::LogOnInClear, &["STARTTLS"]),
        (Fault::SessionBelowMessage { session: 1, message: 2 }, &["1", "2"]),
        (Fault::Folder("/var/log".into()), &["/var/log"]),
        (Fault::HeloAlone, &["HELO", "STARTTLS"]),
        (Fault::Directory("a\\b".into()), &["a\\b", "/srv/badmail"]),
        (Fault::Unwritable { folder: "/srv/x".into(), reason: "no room".into() }, &["/srv/x", "no room"]),
    ];
    all_met(
        faults.iter().map(|(fault, _)| match fault {
            Fault::Empty => 0,
            Fault::TooLong(_) => 1,
            Fault::Control => 2,
            Fault::Domain(..) => 3,
            Fault::Address(..) => 4,
            Fault::NotLocal(_) => 5,
            Fault::Network(_) => 6,
            Fault::Span(_) => 7,
            Fault::BindAddress(_) => 8,
            Fault::DnsServer(_) => 9,
            Fault::Host(_) => 10,
            Fault::Thumbprint(_) => 11,
            Fault::Duplicate { .. } => 12,
            Fault::BindingTaken { .. } => 13,
            Fault::Range { .. } => 14,
            Fault::NotShorter { .. } => 15,
            Fault::PostmasterMissing => 16,
            Fault::LogOnIncomplete => 17,
            Fault::LogOnInClear => 18,
            Fault::SessionBelowMessage { .. } => 19,
            Fault::Folder(_) => 20,
            Fault::HeloAlone => 21,
            Fault::Directory(_) => 22,
            Fault::Unwritable { .. } => 23,
            Fault::AliasOf(_) => 24,
            Fault::AliasCatchAll(_) => 25,
        }),
        26,
    );
    for (fault, parts) in &faults {
        said(parts, |words| wording::fault(words, fault));
    }
    let issue = Issue { path: "servers[0].delivery.max_hops".into(), line: Some(12), fault: Fault::Range { value: 0, min: 1, max: 9 } };
    said(&["12", "servers[0].delivery.max_hops", "9"], |words| wording::issue(words, &issue));
    let issue = Issue { line: None, ..issue };
    assert_eq!(wording::issue(Words::of(Language::English), &issue), "Maximum hop count: 0 is outside the range from 1 to 9.");
}

#[test]
fn every_fault_of_the_accounts() {
    use accounts::Fault;
    let faults: Vec<(Fault, &[&str])> = vec![
        (Fault::Name(String::new(), NameError::Empty), &["64"]),
        (Fault::Name("long".into(), NameError::TooLong), &["long", "64"]),
        (Fault::Name("a/b".into(), NameError::Character), &["a/b"]),
        (Fault::Name(" a".into(), NameError::Space), &[" a"]),
        (Fault::Name("a@".into(), NameError::NotAnAddress), &["a@"]),
        (Fault::NameTaken { name: "anna".into(), first: "accounts[0].name".into() }, &["anna"]),
        (Fault::NameAmbiguous { name: "anna".into(), other: "anna@x.test".into(), first: String::new() }, &["anna", "anna@x.test"]),
        (Fault::Address(AddressError::Unqualified, "bo".into()), &["bo"]),
        (Fault::AddressTaken { address: address("a@x.test"), owner: "bo".into(), first: String::new() }, &["a@x.test", "bo"]),
        (Fault::Id { value: 0 }, &["0"]),
        (Fault::NextId { least: 1234 }, &["1234"]),
        (Fault::Password { name: "anna".into(), fault: HashError::Form }, &["anna"]),
        (Fault::Member { group: "Sales".into(), member: 7 }, &["Sales", "7"]),
        (Fault::Lmtp("lmtp".into()), &["lmtp", "127.0.0.1:24"]),
        (Fault::Directory("a\\b".into()), &["a\\b"]),
        (Fault::NoForward, &[]),
        (Fault::Unwritable { folder: "/srv/x".into(), reason: "no room".into() }, &["/srv/x", "no room"]),
    ];
    all_met(
        faults.iter().map(|(fault, _)| match fault {
            Fault::Name(..) => 0,
            Fault::NameTaken { .. } => 1,
            Fault::NameAmbiguous { .. } => 2,
            Fault::Address(..) => 3,
            Fault::AddressTaken { .. } => 4,
            Fault::Id { .. } => 5,
            Fault::NextId { .. } => 6,
            Fault::Password { .. } => 7,
            Fault::Member { .. } => 8,
            Fault::Lmtp(_) => 9,
            Fault::Directory(_) => 10,
            Fault::NoForward => 11,
            Fault::Unwritable { .. } => 12,
        }),
        13,
    );
    for (fault, parts) in &faults {
        said(parts, |words| wording::account_fault(words, fault));
    }
}

fn troubles() -> Vec<(Trouble, Vec<&'static str>)> {
    let port = |reason| {
        let error = BindError { server: ServerId(1), address: ([192, 0, 2, 1], 25).into(), reason };
        Trouble::Ports([error].into())
    };
    let certificate = |error| Trouble::Certificate(Arc::new(error));
    let chain = |error| certificate(CertificateError::Chain { file: "/etc/own.pem".into(), error });
    let binding = Binding { address: BindAddress::All, port: 587, encryption: Encryption::StartTls };
    let denied = || FileError::io("/etc/own.pem".as_ref(), "read", std::io::ErrorKind::PermissionDenied.into());
    let thumbprint = "ab".repeat(32).parse().unwrap();
    vec![
        (port(BindReason::InUse(Some("exim (process 7)".into()))), vec!["Office", "192.0.2.1:25", "exim (process 7)"]),
        (port(BindReason::InUse(None)), vec!["Office", "192.0.2.1:25"]),
        (port(BindReason::Privilege), vec!["Office", "192.0.2.1:25", "setcap"]),
        (port(BindReason::NotOurs), vec!["Office", "192.0.2.1:25"]),
        (port(BindReason::Other("strange".into())), vec!["Office", "192.0.2.1:25", "strange"]),
        (Trouble::Taken { binding, server: "Branch".into() }, vec!["587", "Branch"]),
        (chain(ChainError::NoCertificate), vec!["/etc/own.pem"]),
        (chain(ChainError::NoKey), vec!["/etc/own.pem"]),
        (chain(ChainError::ForeignKey), vec!["/etc/own.pem"]),
        (chain(ChainError::Key("odd".into())), vec!["/etc/own.pem", "odd"]),
        (chain(ChainError::Certificate("odd".into())), vec!["/etc/own.pem", "odd"]),
        (chain(ChainError::UnknownKey), vec!["/etc/own.pem", "ECDSA"]),
        (chain(ChainError::Damaged), vec!["/etc/own.pem"]),
        (certificate(CertificateError::Missing { server: "Office".into(), thumbprint, folder: "/var".into() }), vec!["Office"]),
        (certificate(CertificateError::Generate { fqdn: Domain::parse("m.test").unwrap(), what: "odd".into() }), vec!["m.test", "odd"]),
        (certificate(CertificateError::File(denied())), vec!["/etc/own.pem"]),
        (Trouble::Tls(rustls::Error::General("odd".into())), vec!["odd"]),
    ]
}

#[test]
fn every_reason_why_a_server_cannot_run() {
    all_met(
        troubles().iter().map(|(trouble, _)| match trouble {
            Trouble::Ports(_) => 0,
            Trouble::Taken { .. } => 1,
            Trouble::Certificate(_) => 2,
            Trouble::Tls(_) => 3,
        }),
        4,
    );
    for (trouble, parts) in troubles() {
        said(&parts, |words| wording::trouble(words, &trouble, "Office"));
        // The state can be compared and the log can say it.
        assert!(trouble.clone() == trouble && !trouble.to_string().is_empty());
    }
}

#[test]
fn every_refusal() {
    let file = |error| Refusal::Files(Arc::new(error));
    let path = || "/home/settings.ron".into();
    let account = |error: ChangeError| Refusal::from(error);
    let issue = accounts::Issue { path: "accounts[0].name".into(), line: Some(3), fault: accounts::Fault::Id { value: 9 } };
    let issues = accounts::LoadError::Issues { path: path(), issues: vec![issue] };
    let setting = Issue { path: "servers[0].fqdn".into(), line: None, fault: config::Fault::Empty };
    let refusals: Vec<(Refusal, &[&str])> = vec![
        (Refusal::Issues(vec![setting]), &[]),
        (Refusal::from(issues), &["3", "accounts[0].name", "9"]),
        (account(ChangeError::Password(PasswordError::Empty)), &[]),
        (account(ChangeError::Password(PasswordError::TooLong)), &["256"]),
        (account(ChangeError::Password(PasswordError::Control)), &[]),
        (account(ChangeError::Password(PasswordError::System)), &[]),
        (account(ChangeError::NoSuchAccount(AccountId(4321))), &["4321"]),
        (account(ChangeError::NoNumberLeft), &[]),
        (account(ChangeError::Form(ron::Error::Message("odd".into()))), &[]),
        (account(ChangeError::Load(FileError::TooLarge { path: path(), limit: 1 << 20 }.into())), &["/home/settings.ron", "1"]),
        (Refusal::CannotRun(troubles().remove(0).0), &["Office", "exim"]),
        (Refusal::Gone, &["Office"]),
        (Refusal::HasMail(3), &["3", "Office"]),
        (Refusal::NothingToUndo, &[]),
        (file(FileError::io("/home/x".as_ref(), "written", std::io::Error::other("no room"))), &["/home/x", "no room"]),
        (file(FileError::Syntax { path: path(), line: 4, column: 7, what: "Expected `,`".into() }), &["/home/settings.ron", "4", "7"]),
        (file(FileError::Newer { path: path(), found: 9, known: 8 }), &["/home/settings.ron", "9", "8"]),
        (Refusal::System("no threads".into()), &["no threads"]),
        (CertificateError::WrongPassword.into(), &[]),
        (Refusal::InUse(vec!["Office".into(), "Shop".into()]), &["Office", "Shop"]),
        (Refusal::Busy, &["Postkontor"]),
        (Refusal::Ended, &["Postkontor"]),
    ];
    all_met(
        refusals.iter().map(|(refusal, _)| match refusal {
            Refusal::Issues(_) => 0,
            Refusal::Accounts(_) => 1,
            Refusal::CannotRun(_) => 2,
            Refusal::Gone => 3,
            Refusal::HasMail(_) => 4,
            Refusal::NothingToUndo => 5,
            Refusal::Files(_) => 6,
            Refusal::System(_) => 7,
            Refusal::Busy => 8,
            Refusal::Ended => 9,
            Refusal::Certificate(_) => 10,
            Refusal::InUse(_) => 11,
        }),
        12,
    );
    for (refusal, parts) in &refusals {
        said(parts, |words| wording::refusal(words, refusal, "Office"));
    }
    said(&[], |words| wording::refusal(words, &Refusal::Gone, ""));
    let words = Words::of(Language::English);
    let under_fields = wording::refusal_by_field(words, &refusals[0].0);
    assert_eq!(under_fields, [("servers[0].fqdn".to_owned(), "This must not be empty.".to_owned())]);
    assert_eq!(wording::refusal_by_field(words, &refusals[2].0)[0].0, "password");
    assert_eq!(wording::refusal_by_field(words, &Refusal::Busy), []);
}

#[test]
fn every_warning_names_its_server() {
    const ID: ServerId = ServerId(5);
    let line = ServerLine { id: ID, name: "Office".into(), state: Light::Running, listening: vec![], sessions: 0 };
    let warnings = [
        Warning::StorageTrouble("/spool: odd".into()),
        Warning::DiskFull,
        Warning::DiskLow(ByteSize(400 << 20), ByteSize(256 << 20)),
        Warning::CannotRun(ID, troubles().remove(0).0),
        Warning::OpenRelay(ID),
        Warning::NobodyMayConnect(ID),
        Warning::PasswordsInClear(ID),
        Warning::NobodyCanSend(ID),
        Warning::PortBlocked(ID, 25),
        Warning::InternetMailRefused,
        Warning::PostmasterUnread,
        Warning::OutboundHeld(ID),
        Warning::TemporaryCertificate(ID),
        Warning::CertificateExpired(ID, "2026-12-24T12:00:00Z".parse().unwrap()),
        Warning::CertificateExpires(ID, 7),
        Warning::RenewalFailing(ID, Arc::new(OrderTrouble::Refused("too many".into())), jiff::Timestamp::UNIX_EPOCH),
        Warning::NameNotCovered(ID, "mail.office.test".into()),
        Warning::OrderWaits(ID),
        Warning::FewRecipients(ID),
        Warning::MailUnsigned("office.test".into(), "/keys: odd".into()),
        Warning::MailSetAside(2, "/home/damaged".into()),
        Warning::QueueBeingRead(40),
        Warning::LogTrouble("/logs: odd".into()),
        Warning::LogRecordsLost(5),
        Warning::RootReplaced("2035-05-24T12:00:00Z".parse().unwrap()),
        Warning::OrderFailed(ID),
        Warning::CertificateUnreadable(ID, Arc::new(CertificateError::Make("odd".into()))),
    ];
    all_met(
        warnings.iter().map(|warning| match warning {
            Warning::StorageTrouble(_) => 0,
            Warning::DiskFull => 1,
            Warning::CannotRun(..) => 2,
            Warning::OpenRelay(_) => 3,
            Warning::NobodyMayConnect(_) => 4,
            Warning::PasswordsInClear(_) => 5,
            Warning::NobodyCanSend(_) => 6,
            Warning::PortBlocked(..) => 7,
            Warning::InternetMailRefused => 8,
            Warning::PostmasterUnread => 9,
            Warning::OutboundHeld(_) => 10,
            Warning::TemporaryCertificate(_) => 11,
            Warning::FewRecipients(_) => 12,
            Warning::MailUnsigned(..) => 13,
            Warning::MailSetAside(..) => 14,
            Warning::QueueBeingRead(_) => 15,
            Warning::LogTrouble(_) => 16,
            Warning::LogRecordsLost(_) => 17,
            Warning::CertificateExpired(..) => 18,
            Warning::CertificateExpires(..) => 19,
            Warning::RenewalFailing(..) => 20,
            Warning::NameNotCovered(..) => 21,
            Warning::OrderWaits(_) => 22,
            Warning::RootReplaced(_) => 23,
            Warning::CertificateUnreadable(..) => 24,
            Warning::OrderFailed(_) => 25,
            Warning::DiskLow(..) => 26,
        }),
        27,
    );
    for warning in &warnings {
        let parts: &[&str] = match warning {
            Warning::StorageTrouble(_) => &["/spool: odd"],
            Warning::DiskLow(..) => &["400", "256"],
            Warning::CannotRun(..) => &["Office", "192.0.2.1:25", "exim"],
            Warning::FewRecipients(_) => &["Office", "100"],
            Warning::CertificateUnreadable(..) => &["Office", "odd"],
            Warning::PortBlocked(..) => &["25"],
            Warning::MailUnsigned(..) => &["office.test", "/keys: odd"],
            Warning::MailSetAside(..) => &["2", "/home/damaged"],
            Warning::QueueBeingRead(_) => &["40"],
            Warning::CertificateExpired(..) => &["Office", "2026", "24"],
            Warning::CertificateExpires(..) => &["Office", "7"],
            Warning::RootReplaced(_) => &["2035", "05", "24"],
            Warning::RenewalFailing(..) => &["Office", "too many"],
            Warning::NameNotCovered(..) => &["Office", "mail.office.test"],
            Warning::LogTrouble(_) => &["/logs: odd"],
            Warning::LogRecordsLost(_) => &["5"],
            other if other.server().is_some() => &["Office"],
            _ => &[],
        };
        said(parts, |words| wording::warning(words, warning, std::slice::from_ref(&line)));
    }
}

#[test]
fn every_change_every_reach_every_state() {
    use What::*;
    for what in [
        ServerAdded,
        ServerChanged,
        ServerRenamed,
        ServerDeleted,
        DomainsChanged,
        AccountAdded,
        AccountChanged,
        AccountDeleted,
        GroupAdded,
        GroupChanged,
        GroupDeleted,
        BroughtBack,
        ByHand,
    ] {
        let note = Note { number: 1, at: jiff::Timestamp::UNIX_EPOCH, what, object: "Office".into() };
        let parts: &[&str] = if matches!(what, DomainsChanged | ByHand) { &[] } else { &["Office"] };
        said(parts, |words| wording::what(words, &note).into_owned());
    }
    for reach in [Reach::Now, Reach::NewConnections, Reach::NextStart] {
        said(&[], |words| wording::reach(words, reach).into_owned());
    }
    for light in [Light::Running, Light::Paused, Light::Stopped, Light::Failed(troubles().remove(0).0)] {
        said(&[], |words| wording::state(words, &light).into_owned());
    }
}

#[test]
fn every_reason_why_the_engine_cannot_start() {
    use postkontor::config::home::LockError;
    use postkontor::engine::GenerationError;
    use postkontor::engine::handle::StartError;
    use postkontor::spool::OpenError;
    let io = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let file = |name: &str| FileError::io(std::path::Path::new(name), "read", io());
    let settings = |path: &str| config::LoadError::Issues {
        path: path.into(),
        issues: vec![Issue { path: "postmaster".into(), line: None, fault: config::Fault::Empty }],
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let interrupted = runtime.block_on(async {
        let work = tokio::spawn(std::future::pending::<()>());
        work.abort();
        work.await.unwrap_err()
    });
    let reasons: Vec<(StartError, &[&str])> = vec![
        (StartError::Lock(LockError::Held { home: "/srv/mail".into(), holder: "4711".into() }), &["4711", "/srv/mail"]),
        (StartError::Lock(LockError::File(file("/srv/mail/lock"))), &["/srv/mail/lock"]),
        (StartError::Files(GenerationError::Settings(settings("/srv/mail/settings.ron"))), &["/srv/mail/settings.ron", "\n"]),
        (StartError::Files(GenerationError::Secrets(file("/srv/mail/secrets.ron"))), &["/srv/mail/secrets.ron"]),
        (StartError::Home(file("/srv/mail")), &["/srv/mail"]),
        (StartError::Spool(OpenError::Newer("/srv/mail/spool".into())), &["/srv/mail/spool"]),
        (StartError::Trust(rustls::Error::General("no roots".into())), &["no roots", "ca-certificates"]),
        (StartError::Interrupted(interrupted), &["Postkontor"]),
        (StartError::System(io()), &["Postkontor"]),
    ];
    for (reason, parts) in &reasons {
        said(parts, |words| wording::start_error(words, reason));
    }
}
