//! What slow jobs find out, and what a watched device meets.

use super::*;

#[test]
fn every_step_of_a_device_its_trouble_and_its_cures() {
    let refused = |hitch| ScanWhat::Refused { reply: "550 5.7.1 no".into(), hitch };
    let hitches = [
        ScanHitch::Excluded,
        ScanHitch::Blocked,
        ScanHitch::NotNow,
        ScanHitch::TooManyConnections,
        ScanHitch::NameUnanswered,
        ScanHitch::TooHasty,
        ScanHitch::TlsOnPlainPort,
        ScanHitch::NotSmtp,
        ScanHitch::EncryptionFirst,
        ScanHitch::WeakCipher,
        ScanHitch::NoCertificate,
        ScanHitch::LogOnFirst,
        ScanHitch::Mechanism,
        ScanHitch::WrongPassword,
        ScanHitch::AccountDisabled,
        ScanHitch::MayNotSend,
        ScanHitch::SenderNotOwn,
        ScanHitch::MayNotRelay,
        ScanHitch::UnknownRecipient,
        ScanHitch::Unqualified,
        ScanHitch::TooBig,
        ScanHitch::LineEnds,
        ScanHitch::OurTrouble,
        ScanHitch::Other,
    ];
    let mut told = BTreeSet::new();
    let mut cured = HashSet::new();
    for hitch in hitches {
        said(&[], |words| wording::scan_trouble(words, &refused(hitch)).into_owned());
        told.insert(wording::scan_trouble(Words::of(Language::English), &refused(hitch)).into_owned());
        for device in [None, Some(0)] {
            let step = ScanStep { at: jiff::Timestamp::UNIX_EPOCH, server: ServerId(1), visit: 1, device, what: refused(hitch) };
            assert!(!cures(&step).is_empty(), "{hitch:?} has no cure");
            cured.extend(cures(&step));
        }
    }
    assert_eq!(told.len(), hitches.len(), "two troubles read the same");
    assert_eq!(cured.len(), 26, "a cure belongs to no trouble: {cured:?}");
    for cure in cured {
        let named = [Cure::NeedNotLogOn, Cure::SendInClear, Cure::CorrectLineEndings, Cure::FixSender, Cure::RaiseDeviceSize];
        let parts: &[&str] = if named.contains(cure) { &["Copier 7"] } else { &[] };
        said(parts, |words| wording::cure(words, *cure, "Copier 7"));
    }
    let tls = TlsFacts { version: "TLSv1.3".into(), cipher: "TLS13_AES".into(), bits: 256, bindings: Default::default() };
    let steps: Vec<(ScanWhat, &[&str])> = vec![
        (ScanWhat::Connected { tls: false }, &[]),
        (ScanWhat::Connected { tls: true }, &["SSL/TLS"]),
        (ScanWhat::Encrypted(tls), &["TLSv1.3", "TLS13_AES"]),
        (ScanWhat::NotEncrypted("odd".into()), &["odd"]),
        (ScanWhat::Hello("copier".into()), &["copier"]),
        (ScanWhat::LoggedOn("anna".into()), &["anna"]),
        (ScanWhat::Sender(Some(address("scan@office.test"))), &["scan@office.test"]),
        (ScanWhat::Sender(None), &["<>"]),
        (ScanWhat::Recipient(address("y@far.test")), &["y@far.test"]),
        (ScanWhat::Accepted, &[]),
        (refused(ScanHitch::Other), &["550 5.7.1 no"]),
        (ScanWhat::Left { messages: 0 }, &[]),
        (ScanWhat::Left { messages: 5 }, &["5"]),
    ];
    for (what, parts) in &steps {
        said(parts, |words| wording::scan_step(words, what));
    }
    said(&[], |words| wording::scan_trouble(words, &steps[3].0).into_owned());
    assert_eq!(wording::scan_trouble(Words::of(Language::English), &ScanWhat::Accepted), "");
}

#[test]
fn every_finding() {
    for why in [NotFound::NoName, NotFound::NoSuchHost] {
        said(&["mail.test"], |words| wording::not_found(words, &why, "mail.test"));
    }
    said(&[], |words| wording::not_found(words, &NotFound::NoAnswer("silent".into()), "mail.test"));
    let found = DnsFinding {
        addresses: Ok(vec![([192, 0, 2, 1].into(), Some("out.test".into())), ([192, 0, 2, 2].into(), None)]),
        alias_of: Some("real.test".into()),
        reaches_us: Some(false),
        asked: vec!["192.0.2.53".into()],
        took: Duration::from_millis(45),
    };
    said(&["mail.test", "192.0.2.1", "192.0.2.2", "real.test", "out.test", "192.0.2.53", "45"], |words| {
        let lines = wording::dns(words, &found, "mail.test");
        assert_eq!(lines.len(), 6, "{lines:?}");
        lines.join("\n")
    });
    let path = || std::path::PathBuf::from("/srv/mail");
    for (why, parts) in [
        (FolderTrouble::Missing(path()), &["/srv/mail"][..]),
        (FolderTrouble::NoFolder(path()), &["/srv/mail"]),
        (FolderTrouble::Denied(path()), &["/srv/mail"]),
        (FolderTrouble::Name("a/b".into()), &[]),
        (FolderTrouble::Taken("badmail".into()), &["badmail"]),
        (FolderTrouble::Late, &[]),
        (FolderTrouble::Other(path(), "odd".into()), &["/srv/mail", "odd"]),
    ] {
        said(parts, |words| wording::folder_trouble(words, &why));
    }
    let ours = DnsFinding { reaches_us: Some(true), asked: vec![], ..found };
    said(&["mail.test"], |words| wording::dns(words, &ours, "mail.test").join("\n"));
}

#[test]
fn every_step_of_a_test() {
    let stages = [
        Stage::LookUp,
        Stage::Connect,
        Stage::Greeting,
        Stage::Encrypt,
        Stage::LogOn,
        Stage::InClear,
        Stage::NoLogOn,
        Stage::Sender,
        Stage::Recipient,
        Stage::Content,
    ];
    for stage in stages {
        let step = Step { stage, words: "220 relay.test".into(), hitch: None };
        let parts: &[&str] = if stage == Stage::NoLogOn { &[] } else { &["220 relay.test"] };
        said(parts, |words| wording::step(words, &step, "relay.test", 587));
    }
    said(&[], |words| wording::step(words, &Step { stage: Stage::InClear, words: String::new(), hitch: None }, "relay.test", 587));
    let mut refusals = HashSet::new();
    for stage in [Stage::Greeting, Stage::Sender, Stage::Recipient, Stage::Content] {
        let step = Step { stage, words: "550 odd words".into(), hitch: Some(Hitch::Refused) };
        said(&["relay.test", "550 odd words"], |words| wording::step(words, &step, "relay.test", 587));
        assert!(refusals.insert(wording::step(Words::of(Language::English), &step, "relay.test", 587)), "{stage:?} has its own sentence");
    }
    let hitches: Vec<(Hitch, &[&str])> = vec![
        (Hitch::NotFound(NotFound::NoSuchHost), &["relay.test"]),
        (Hitch::OwnName, &[]),
        (Hitch::Unreachable, &["relay.test", "odd words"]),
        (Hitch::TimedOut, &["relay.test"]),
        (Hitch::Closed, &["relay.test"]),
        (Hitch::Refused, &["relay.test", "odd words"]),
        (Hitch::Nonsense, &["relay.test"]),
        (Hitch::NoTls, &["relay.test", "587"]),
        (Hitch::Certificate, &["relay.test", "odd words"]),
        (Hitch::TlsFailed, &["relay.test", "odd words"]),
        (Hitch::NoPassword, &["relay.test"]),
        (Hitch::LogOnNotOffered, &["relay.test"]),
        (Hitch::LogOnInClear, &["relay.test"]),
        (Hitch::LogOnRefused, &["relay.test", "odd words"]),
        (Hitch::LogOnOdd, &["relay.test"]),
        (Hitch::LogOnUnproven, &["relay.test"]),
        (Hitch::NullMx, &["relay.test"]),
        (Hitch::Ourselves, &["relay.test"]),
        (Hitch::NotRunning, &[]),
        (Hitch::NoSmtpUtf8, &["relay.test"]),
        (Hitch::TooBig, &["relay.test"]),
        (Hitch::OutcomeUnknown, &["relay.test"]),
    ];
    all_met(
        hitches.iter().map(|(hitch, _)| match hitch {
            Hitch::NotFound(_) => 0,
            Hitch::OwnName => 1,
            Hitch::Unreachable => 2,
            Hitch::TimedOut => 3,
            Hitch::Closed => 4,
            Hitch::Refused => 5,
            Hitch::Nonsense => 6,
            Hitch::NoTls => 7,
            Hitch::Certificate => 8,
            Hitch::TlsFailed => 9,
            Hitch::NoPassword => 10,
            Hitch::LogOnNotOffered => 11,
            Hitch::LogOnInClear => 12,
            Hitch::LogOnRefused => 13,
            Hitch::LogOnOdd => 14,
            Hitch::LogOnUnproven => 15,
            Hitch::NullMx => 16,
            Hitch::Ourselves => 17,
            Hitch::NotRunning => 18,
            Hitch::NoSmtpUtf8 => 19,
            Hitch::TooBig => 20,
            Hitch::OutcomeUnknown => 21,
        }),
        22,
    );
    for (hitch, parts) in hitches {
        let step = Step { stage: Stage::LogOn, words: "odd words".into(), hitch: Some(hitch) };
        said(parts, |words| wording::step(words, &step, "relay.test", 587));
    }
}
