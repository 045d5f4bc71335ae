//! What senders are told of their messages.

use super::{address, all_met, said};
use postkontor::i18n::{Language, Words};
use postkontor::mail::Domain;
use postkontor::wording;

#[test]
fn every_reason_why_a_message_has_not_arrived() {
    use postkontor::delivery::Trouble;
    use postkontor::delivery::outcome::{LogOnHindrance, RemoteReply, Step};
    use postkontor::delivery::peer::Peer;
    let peer = || Peer::named("mx.far.test", ([192, 0, 2, 1], 25).into());
    let reply = || RemoteReply::new(550, None, "no such user");
    let domain = || Domain::parse("far.test").unwrap();
    let what = || "odd".to_owned();
    let host = &["mx.far.test"][..];
    let told: Vec<(Trouble, &[&str])> = vec![
        (Trouble::Refused { peer: peer(), step: Step::Message, reply: reply() }, &["mx.far.test", "550 no such user"]),
        (Trouble::TurnedAway { peer: peer(), step: Step::Hello, reply: reply() }, &[]),
        (Trouble::Unreachable { peer: peer(), what: what() }, host),
        (Trouble::Broken { peer: peer(), step: Step::End, what: what() }, host),
        (Trouble::Nonsense { peer: peer(), step: Step::Hello }, host),
        (Trouble::NoTls { peer: peer() }, host),
        (Trouble::TlsFailed { peer: peer(), what: what() }, &["mx.far.test", "odd"]),
        (Trouble::LogOnRefused { peer: peer(), user: "office".into(), reply: reply() }, &[]),
        (Trouble::LogOnImpossible { peer: peer(), why: LogOnHindrance::NoPassword }, &[]),
        (Trouble::NoSuchDomain(domain()), &["far.test"]),
        (Trouble::NullMx(domain()), &["far.test"]),
        (Trouble::NoAddress(domain()), &["far.test"]),
        (Trouble::SmartHostUnknown(domain()), &[]),
        (Trouble::Dns { name: "far.test".into(), what: what() }, &["far.test"]),
        (Trouble::LoopsBack("far.test".into()), &["far.test"]),
        (Trouble::SmartHostIsUs(peer()), &[]),
        (Trouble::ForwardIsUs(peer()), &[]),
        (Trouble::ForwardUnknown(domain()), &[]),
        (Trouble::UnknownAccount(address("a@x.test")), &["a@x.test"]),
        (Trouble::BeenHere(address("a@x.test")), &["a@x.test"]),
        (Trouble::Mailbox { what: what(), full: false }, &["bo@x.test"]),
        (Trouble::Mailbox { what: what(), full: true }, &[]),
        (Trouble::MailboxFull(address("a@x.test")), &["a@x.test"]),
        (Trouble::Unreadable { what: what() }, &[]),
        (Trouble::EightBit { peer: peer() }, &["mx.far.test", "ASCII"]),
        (Trouble::Utf8 { peer: peer() }, &["mx.far.test", "ASCII"]),
        (Trouble::TooLarge { peer: peer(), limit: postkontor::mail::ByteSize(1 << 20) }, &["mx.far.test", "1"]),
        (Trouble::Deleted, &[]),
        (Trouble::Interrupted, &[]),
    ];
    all_met(
        told.iter().map(|(trouble, _)| match trouble {
            Trouble::Refused { .. } => 0,
            Trouble::TurnedAway { .. } => 1,
            Trouble::Unreachable { .. } => 2,
            Trouble::Broken { .. } => 3,
            Trouble::Nonsense { .. } => 4,
            Trouble::NoTls { .. } => 5,
            Trouble::TlsFailed { .. } => 6,
            Trouble::LogOnRefused { .. } => 7,
            Trouble::LogOnImpossible { .. } => 8,
            Trouble::NoSuchDomain(_) => 9,
            Trouble::NullMx(_) => 10,
            Trouble::NoAddress(_) => 11,
            Trouble::SmartHostUnknown(_) => 12,
            Trouble::Dns { .. } => 13,
            Trouble::LoopsBack(_) => 14,
            Trouble::SmartHostIsUs(_) => 15,
            Trouble::ForwardIsUs(_) => 16,
            Trouble::ForwardUnknown(_) => 17,
            Trouble::UnknownAccount(_) => 18,
            Trouble::BeenHere(_) => 19,
            Trouble::Mailbox { .. } => 20,
            Trouble::Unreadable { .. } => 21,
            Trouble::EightBit { .. } => 22,
            Trouble::Utf8 { .. } => 23,
            Trouble::TooLarge { .. } => 24,
            Trouble::Interrupted => 25,
            Trouble::MailboxFull(_) => 26,
            Trouble::Deleted => 27,
        }),
        28,
    );
    let recipient = address("bo@x.test");
    for (trouble, parts) in &told {
        said(parts, |words| wording::undelivered(words, trouble, &recipient));
    }
    // The administrator is told who it was, and what was said.
    for (trouble, _) in &told {
        let mut parts = vec![];
        parts.extend(trouble.peer().map(|_| "mx.far.test (192.0.2.1:25)"));
        parts.extend(trouble.reply().map(|_| "550 no such user"));
        let outcome = postkontor::delivery::Outcome::Troubled(trouble.clone());
        said(&parts, |words| wording::answer(words, "as it was kept", Some(&outcome)));
    }
    for why in [LogOnHindrance::NotOffered, LogOnHindrance::OnlyInClear, LogOnHindrance::Odd, LogOnHindrance::Unproven] {
        let outcome = postkontor::delivery::Outcome::Troubled(Trouble::LogOnImpossible { peer: peer(), why });
        said(host, |words| wording::answer(words, "", Some(&outcome)));
    }
    let kept = wording::answer(Words::of(Language::German), "as it was kept", None);
    assert_eq!(kept, "as it was kept", "an old record has nothing else");
    // A mail store in the house is no server that the sender would know.
    let store = || Peer::nowhere("/run/store/lmtp");
    for (trouble, parts) in [
        (Trouble::Refused { peer: store(), step: Step::Message, reply: reply() }, &["bo@x.test", "550 no such user"][..]),
        (Trouble::Unreachable { peer: store(), what: what() }, &["bo@x.test"]),
    ] {
        said(parts, |words| {
            let text = wording::undelivered(words, &trouble, &recipient);
            assert!(!text.contains("/run"), "{text}");
            text
        });
    }
    // What only the administrator can mend tells a stranger nothing of how it is set up.
    let office = wording::undelivered(Words::of(Language::English), &Trouble::SmartHostIsUs(peer()), &recipient);
    assert!(!office.contains("mx.far.test"), "{office}");
}

#[test]
fn every_way_in_which_a_message_has_arrived() {
    use postkontor::delivery::outcome::{Receipt, RemoteReply};
    use postkontor::delivery::peer::Peer;
    let (peer, reply) = (Peer::nowhere("mx.far.test"), RemoteReply::new(250, None, "queued"));
    let relayed = Receipt::Relayed { peer: peer.clone(), reply: reply.clone() };
    for (receipt, parts) in [
        (Receipt::Mailbox("mailbox 1".into()), &[][..]),
        (Receipt::Expanded("all".into()), &[]),
        (relayed, &["mx.far.test"]),
        (Receipt::PassedOn { peer, reply }, &["mx.far.test"]),
    ] {
        said(parts, |words| wording::receipt(words, &receipt));
        let outcome = postkontor::delivery::Outcome::Delivered(receipt.clone());
        said(parts, |words| wording::answer(words, "", Some(&outcome)));
    }
}

#[test]
fn each_language_of_the_program_is_one_of_reports() {
    for language in Language::ALL {
        assert_eq!(wording::language(wording::report_language(language)), language);
    }
}

#[test]
fn the_letter_about_a_new_root_names_the_day_and_is_in_english_too() {
    use postkontor::delivery::Words as _;
    use postkontor::delivery::notice::RootNotice;
    let fqdn = postkontor::mail::Domain::parse("mail.office.test").unwrap();
    let zone = jiff::tz::TimeZone::UTC;
    let from = "2035-05-24T12:00:00Z".parse().unwrap();
    for language in Language::ALL {
        let about = RootNotice { fqdn: &fqdn, from, days: 30, language: wording::report_language(language), zone: &zone };
        let (subject, text) = (wording::Reports.root_subject(&about), wording::Reports.root_text(&about));
        let day = Words::of(language).long_date(jiff::civil::date(2035, 5, 24)).into_owned();
        assert!(subject.contains(&day) && text.contains(&day) && text.contains("mail.office.test"), "{language}: {subject} {text}");
        assert!(
            text.contains("is replaced on 24 May 2035") && text.contains("install it on the computers and phones"),
            "{language}: {text}"
        );
        let label = Words::of(language).text("cert-export-root");
        assert!(text.contains(label.trim_end_matches('…')), "{language}: {label:?} is not in {text}");
        assert_eq!(subject.contains("Install a new root"), language == Language::English, "{subject}");
    }
}
