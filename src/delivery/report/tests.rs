use super::*;
use crate::delivery::outcome::{LogOnHindrance, RemoteReply, Step, Trouble};
use crate::delivery::peer::Peer;
use crate::delivery::words::English;
use crate::mail::ServerId;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn envelope(recipient: Recipient) -> Envelope {
    Envelope {
        server: ServerId(1),
        sender: Some(address("anna@office.test")),
        recipients: vec![recipient],
        body: BodyKind::SevenBit,
        smtputf8: false,
        ret: None,
        envid: Some("QQ+2B314".into()),
        accepted: at(0),
        origin: Origin { channel: Channel::Submission, client: None, account: None },
    }
}

fn refusal(text: &str) -> Trouble {
    let peer = Peer::named("mx.far.test", "192.0.2.1:25".parse().unwrap());
    Trouble::Refused { peer, step: Step::Message, reply: RemoteReply::new(550, Some(EnhancedCode(5, 1, 1)), text) }
}

fn write(envelope: &Envelope, trouble: &Trouble, verdict: Verdict, message: &[u8], expired: bool) -> String {
    write_outcome(envelope, &Outcome::Troubled(trouble.clone()), verdict, message, expired)
}

fn write_outcome(envelope: &Envelope, outcome: &Outcome, verdict: Verdict, message: &[u8], expired: bool) -> String {
    let fqdn = Domain::parse("mail.office.test").unwrap();
    let report = Report {
        verdict,
        envelope,
        entries: vec![Entry { recipient: &envelope.recipients[0], outcome, expired, last_attempt: at(60) }],
        original: Original { octets: message, whole: true },
        fqdn: &fqdn,
        at: at(61),
        zone: &TimeZone::UTC,
        language: ReportLanguage::English,
        unique: 7,
    };
    let written = report.write(envelope.sender.as_ref().unwrap(), &English);
    for line in written.split(|c| *c == b'\n') {
        assert!(line.len() <= 999 && (line.is_empty() || line.ends_with(b"\r")), "{:?}", String::from_utf8_lossy(line));
    }
    String::from_utf8_lossy(&written).into_owned()
}

const MESSAGE: &[u8] = b"Message-ID: <1@office.test>\r\nSubject: Hello\r\n\r\nBody\r\n";

#[test]
fn a_failure_report_has_every_field_of_rfc_3464_and_the_message() {
    let mut recipient = Recipient::new(address("bob@far.test"));
    recipient.orcpt = Some("rfc822;Bob+2Bx@far.test".into());
    let text = write(&envelope(recipient), &refusal("No such user"), Verdict::Failed, MESSAGE, false);
    for part in [
        "\r\nTo: <anna@office.test>\r\n",
        "\r\nAuto-Submitted: auto-replied\r\n",
        "\r\nIn-Reply-To: <1@office.test>\r\n",
        "@mail.office.test>\r\n",
        "report-type=delivery-status",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.office.test\r\n",
        "\r\nOriginal-Envelope-Id: QQ+314\r\n",
        "\r\nArrival-Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n\r\n",
        "\r\nOriginal-Recipient: rfc822;Bob+x@far.test\r\nFinal-Recipient: rfc822;bob@far.test\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        "\r\nRemote-MTA: dns; mx.far.test\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\nLast-Attempt-Date: ",
        "Content-Type: message/rfc822\r\n\r\nMessage-ID: <1@office.test>\r\nSubject: Hello\r\n\r\nBody\r\n",
        "Your message \"Hello\" of 2027-01-15 08:00 UTC could not be delivered to:",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
}

#[test]
fn expiry_is_4_4_7_and_failed_and_a_delay_says_until_when() {
    let envelope = envelope(Recipient::new(address("bob@far.test")));
    let expired = write(&envelope, &refusal("later"), Verdict::Failed, MESSAGE, true);
    assert!(expired.contains("Action: failed\r\nStatus: 4.4.7\r\n"));
    let delayed = write(&envelope, &refusal("later"), Verdict::Delayed { until: at(86_400) }, MESSAGE, false);
    assert!(delayed.contains("Action: delayed\r\n") && delayed.contains("Will-Retry-Until: Sat, 16 Jan 2027 08:00:00 +0000\r\n"));
    assert!(
        delayed.contains("text/rfc822-headers\r\n\r\nMessage-ID: <1@office.test>\r\nSubject: Hello\r\n\r\n--")
            && !delayed.contains("Body\r\n")
    );
}

#[test]
fn only_headers_go_back_when_only_they_were_asked_for_or_the_message_is_large() {
    let mut envelope = envelope(Recipient::new(address("bob@far.test")));
    let large = [MESSAGE, &b"x\r\n".repeat(100_000)].concat();
    assert!(write(&envelope, &refusal("no"), Verdict::Failed, &large, false).contains("text/rfc822-headers"));
    envelope.ret = Some(Return::Headers);
    assert!(write(&envelope, &refusal("no"), Verdict::Failed, MESSAGE, false).contains("text/rfc822-headers"));
    let endless = b"X-Pad: y\r\n".repeat(20_000);
    assert!(write(&envelope, &refusal("no"), Verdict::Failed, &endless, false).len() < HEADERS_MOST + 8_000);
}

#[test]
fn nothing_from_outside_begins_a_line_of_its_own() {
    // Row 36: what a server, a client or a message says.
    let mut recipient = Recipient::new(address("\"b)o\u{2028}b\"@far.test"));
    recipient.orcpt = Some("rfc822;x+0D+0ABcc:+20evil@x.test".into());
    let mut envelope = envelope(recipient);
    envelope.envid = Some("a+0D+0AX-Evil:+201".into());
    let trouble = refusal("no\r\nX-Evil: 2\r\n\r\nX-Evil: 3 \u{0}\u{7f}\u{85}\u{2029}X-Evil: 4 ünïcode");
    let message = b"Message-ID: <a\rX-Evil: 5@x>\r\nSubject: a\r X-Evil: 6\r\n\tX-Evil: 7\r\n\r\nBody\r\n";
    let text = write(&envelope, &trouble, Verdict::Failed, message, false);
    let ours = &text[..text.find("Content-Type: message/rfc822").unwrap()];
    let evil = |line: &&str| line.trim_end_matches('\r').starts_with("X-Evil") || line.starts_with("Bcc");
    assert_eq!(ours.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).find(evil), None, "{ours}");
    assert!(!ours.contains("In-Reply-To"));
    let status = &ours[ours.find("Reporting-MTA").unwrap()..];
    assert!(status.is_ascii(), "{status}");
}

#[test]
fn nothing_of_this_house_stands_in_a_report() {
    let secret = || "/srv/secret/3/Maildir/tmp: Input/output error".to_owned();
    let ours = || Peer::named("secret.isp.test", "192.0.2.9:587".parse().unwrap());
    let socket = || Peer { name: "/run/secret/lmtp".into(), address: None, used: None };
    let reply = || RemoteReply::new(535, None, "secret: bad password of secret-user");
    let domain = || Domain::parse("secret.isp.test").unwrap();
    let office = "the way out of this office has to be mended by its administrator";
    let mailbox = "the mailbox cannot be written";
    let hindrances = [
        LogOnHindrance::NotOffered,
        LogOnHindrance::OnlyInClear,
        LogOnHindrance::NoPassword,
        LogOnHindrance::Odd,
        LogOnHindrance::Unproven,
    ];
    let log_on = hindrances.map(|why| (Trouble::LogOnImpossible { peer: ours(), why }, office));
    let others = [
        (Trouble::Mailbox { what: secret(), full: false }, mailbox),
        (Trouble::Mailbox { what: secret(), full: true }, "the disk with the mailboxes is full"),
        (Trouble::Unreadable { what: secret() }, "the stored message cannot be read"),
        (Trouble::Unreachable { peer: socket(), what: secret() }, mailbox),
        (Trouble::Broken { peer: socket(), step: Step::End, what: secret() }, mailbox),
        (Trouble::Dns { name: "far.test".into(), what: "secret 192.0.2.9: silence".into() }, "the DNS does not answer for far.test"),
        (Trouble::TurnedAway { peer: ours(), step: Step::Hello, reply: reply() }, office),
        (Trouble::LogOnRefused { peer: ours(), user: "secret-user".into(), reply: reply() }, office),
        (Trouble::SmartHostUnknown(domain()), office),
        (Trouble::SmartHostIsUs(ours()), office),
        (Trouble::ForwardIsUs(ours()), office),
        (Trouble::ForwardUnknown(domain()), office),
    ];
    for (trouble, diagnostic) in log_on.into_iter().chain(others) {
        for verdict in [Verdict::Failed, Verdict::Delayed { until: at(86_400) }] {
            let text = write(&envelope(Recipient::new(address("bob@far.test"))), &trouble, verdict, MESSAGE, true);
            for no in ["secret", "192.0.2.9", "Delivery >", "Messages", "Remote-MTA"] {
                assert!(!text.contains(no), "{trouble:?}: {no}\n---\n{text}");
            }
            let line = text.replace("\r\n ", " ");
            assert!(line.contains(&format!("\r\nDiagnostic-Code: x-postkontor; {diagnostic}\r\n")), "{trouble:?}\n---\n{text}");
        }
    }
}

#[test]
fn long_diagnostics_are_folded_and_foreign_words_encoded() {
    let envelope = envelope(Recipient::new(address("bob@far.test")));
    let text = write(&envelope, &refusal(&"word ".repeat(180)), Verdict::Failed, MESSAGE, false);
    assert!(text.contains("Diagnostic-Code: smtp; 550 5.1.1 word word") && text.contains("\r\n word word"));
    let encoded = encode("Ihre Nachricht konnte nicht zugestellt werden: Größe überschritten");
    assert!(encoded.is_ascii() && encoded.split("\r\n ").all(|w| w.starts_with("=?utf-8?B?") && w.len() <= 75));
}

#[test]
fn success_is_told_with_who_has_it_and_only_the_headers() {
    let mut recipient = Recipient::new(address("bob@far.test"));
    recipient.orcpt = Some("utf-8;b\u{f6}b@far.test".into());
    let mut envelope = envelope(recipient);
    envelope.ret = Some(Return::Full);
    let peer = Peer::named("mx.far.test", "192.0.2.1:25".parse().unwrap());
    let reply = RemoteReply::new(250, Some(EnhancedCode(2, 0, 0)), "queued\r\nX-Evil: 1");
    let relayed = Outcome::Delivered(Receipt::Relayed { peer, reply });
    let text = write_outcome(&envelope, &relayed, Verdict::Arrived, MESSAGE, false);
    for part in [
        "\r\nSubject: Your message has been delivered\r\n",
        "\r\nOriginal-Recipient: utf-8;b\\x{F6}b@far.test\r\n",
        "\r\nAction: relayed\r\nStatus: 2.0.0\r\nRemote-MTA: dns; mx.far.test\r\nDiagnostic-Code: smtp; 250 2.0.0 queued X-Evil: 1\r\n",
        "which does not report what becomes of it",
        "text/rfc822-headers",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    assert!(!text.contains("Body\r\n") && !text.contains("Will-Retry"));
    let delivered = Outcome::Delivered(Receipt::Mailbox("mailbox 1: 17.M1".into()));
    let text = write_outcome(&envelope, &delivered, Verdict::Arrived, MESSAGE, false);
    assert!(text.contains("Action: delivered\r\nStatus: 2.0.0\r\nLast-Attempt-Date: ") && !text.contains("17.M1"), "{text}");
}
