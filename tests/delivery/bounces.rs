//! Reports as they arrive: read with another implementation where there is one.

use crate::office::{Office, address};
use crate::peer::{Fault, Script};
use postkontor::config::ReportLanguage;
use postkontor::delivery::{Happening, Trouble};
use postkontor::i18n::{Language, Words};
use postkontor::mail::{BodyKind, Notify, Recipient, Return};
use postkontor::wording;
use std::process::Command;

const MESSAGE: &[u8] = b"From: anna@office.test\r\nMessage-ID: <1@office.test>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello\r\n";

/// Reads a report with Python's mail package; `None` where there is no Python.
pub(crate) fn read(report: &[u8]) -> Option<Vec<String>> {
    let fields = python(FIELDS, report)?;
    Some(fields.lines().map(str::to_owned).collect())
}

/// Prints what a script makes of a message.
fn python(script: &str, report: &[u8]) -> Option<String> {
    let mut python = Command::new("python3");
    let python = python.args(["-c", script]).stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = python.env("PYTHONIOENCODING", "utf-8").spawn().ok()?;
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), report).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The fields that say what it is about.
const FIELDS: &str = r#"
import sys, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
out = [m.get_content_type(), m.get_param('report-type'), m['auto-submitted'], m['return-path'], str(len(m.defects))]
parts = list(m.iter_parts())
out += [p.get_content_type() for p in parts]
status = parts[1].get_payload()
out += [status[1]['final-recipient'], status[1]['action'], status[1]['status'], str(status[1]['diagnostic-code']), str(len(status))]
print("\n".join(str(o) for o in out))
"#;

/// Its subject and its text.
const WORDS: &str = r#"
import sys, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
assert not m.defects, m.defects
text = next(m.iter_parts())
print(m['subject'])
print(text.get_content_charset())
print(text.get_content())
"#;

#[tokio::test]
async fn a_report_is_read_by_another_implementation_and_a_hostile_reply_stays_in_its_line() {
    let evil = Fault::Say("550-5.1.1 no\r\n550-5.1.1 Bcc: evil@x.test\r\n550-5.1.1 \u{1}\u{202e}\u{fc}\r\n550 5.1.1 end");
    let peer = Script::good().fault("RCPT", evil).start().await;
    let copy = address("bo@office.test");
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.messages.report_copy_to = Some(copy);
    })
    .await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.empty().await;
    let (mail, copies) = (office.mail_of(1), office.mail_of(2));
    assert_eq!((mail.len(), copies.len()), (1, 1));
    let report = &mail[0].1;
    let Some(read) = read(report) else { return };
    assert_eq!(read[..4], ["multipart/report", "delivery-status", "auto-replied", "<>"]);
    assert_eq!(read[4], "0");
    assert_eq!(read[5..8], ["text/plain", "message/delivery-status", "message/rfc822"]);
    assert_eq!(read[8..11], ["rfc822;bob@[127.0.0.2]", "failed", "5.1.1"]);
    assert_eq!(read[11], "smtp; 550 5.1.1 no Bcc: evil@x.test \\x01 ? end");
    assert_eq!(read[12], "2");
}

#[tokio::test]
async fn what_the_sender_did_not_want_is_not_sent() {
    let peer = Script::good().fault("RCPT", Fault::Say("550 5.1.1 no")).start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    let mut envelope = office.envelope("anna@office.test", &["never@[127.0.0.2]"]);
    envelope.recipients[0].notify = Some(Notify::default());
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    assert!(office.mail_of(1).is_empty());
    assert!(matches!(office.events()[..], [Happening::Failed { .. }]));
    // One who wants to hear and one who does not, and the headers only.
    let mut envelope = office.envelope("anna@office.test", &["never@[127.0.0.2]", "tell@[127.0.0.2]"]);
    envelope.recipients[0].notify = Some(Notify::default());
    envelope.ret = Some(Return::Headers);
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    let report = String::from_utf8(office.mail_of(1)[0].1.clone()).unwrap();
    assert!(report.contains("rfc822;tell@") && !report.contains("never@") && report.contains("text/rfc822-headers"));
    assert!(!report.contains("Hello"));
}

#[tokio::test]
async fn dsn_parameters_are_passed_on_to_a_server_that_has_them() {
    let peer = Script::good().start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]"]);
    envelope.ret = Some(Return::Headers);
    envelope.envid = Some("QQ+2B1".into());
    envelope.body = BodyKind::EightBitMime;
    let notify = Some(Notify { failure: true, delay: true, success: false });
    envelope.recipients = vec![Recipient { notify, orcpt: Some("rfc822;b@x.test".into()), ..Recipient::new(address("bob@[127.0.0.2]")) }];
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    let commands = peer.commands();
    let size = b"Received: from test\r\n".len() + MESSAGE.len();
    assert!(commands.contains(&format!("MAIL FROM:<anna@office.test> SIZE={size} BODY=8BITMIME RET=HDRS ENVID=QQ+2B1")), "{commands:?}");
    assert!(commands.contains(&"RCPT TO:<bob@[127.0.0.2]> NOTIFY=FAILURE,DELAY ORCPT=rfc822;b@x.test".to_owned()));
}

#[tokio::test]
async fn a_report_that_cannot_be_delivered_goes_to_badmail_and_never_round_again() {
    let peer = Script::good().fault("RCPT", Fault::Say("550 5.1.1 no")).start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    // The sender is as false as the recipient: the report comes back too.
    office.send("forged@[127.0.0.2]", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.empty().await;
    let events = office.events();
    let path = events.iter().find_map(|e| if let Happening::Badmail { path } = e { Some(path.clone()) } else { None }).unwrap();
    let message = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
    assert!(message.contains("To: <forged@[127.0.0.2]>") && message.contains("Final-Recipient: rfc822;bob@[127.0.0.2]"));
    let reason = std::fs::read_to_string(path.with_extension("txt")).unwrap();
    assert!(reason.contains("For <forged@[127.0.0.2]>: 127.0.0.2") || reason.contains("550 5.1.1 no"), "{reason}");
    assert_eq!(events.iter().filter(|e| matches!(e, Happening::Reported { .. })).count(), 1);
}

#[tokio::test]
async fn several_recipients_of_a_report_go_in_transactions_of_their_own() {
    let peer = Script::good().start().await;
    let office = Office::open(|server| server.delivery.outbound.port = peer.address.port()).await;
    office.send("", &["a@[127.0.0.2]", "b@[127.0.0.2]"], MESSAGE).await;
    office.empty().await;
    let commands = peer.commands();
    assert_eq!(commands.iter().filter(|c| c.starts_with("MAIL FROM:<>")).count(), 2, "{commands:?}");
}

#[tokio::test]
async fn senders_read_the_language_of_the_server_and_english_below_it() {
    let peer = Script::good().fault("RCPT", Fault::Say("550 5.1.1 no such user")).start().await;
    for language in Language::ALL {
        let office = Office::open(|server| {
            server.delivery.outbound.port = peer.address.port();
            server.messages.language = wording::report_language(language);
        })
        .await;
        office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
        office.empty().await;
        let mail = office.mail_of(1);
        let Some(read) = python(WORDS, &mail[0].1) else { return };
        let (words, english) = (Words::of(language), Words::of(Language::English));
        let mut lines = read.lines();
        assert_eq!(lines.next().unwrap(), words.text("report-subject-failed"), "{language}");
        // What has letters of its own comes as UTF-8.
        let charset = lines.next().unwrap();
        assert_eq!(charset == "us-ascii", read.is_ascii(), "{language}: {charset}");
        assert!(["us-ascii", "utf-8"].contains(&charset), "{language}: {charset}");
        let at = |words: &Words| read.find(&*words.text("report-given-up"));
        assert!(at(words).is_some() && at(words) <= at(english), "{language}: {read}");
        assert_eq!(read.matches(&*english.text("report-given-up")).count(), 1, "{language}: {read}");
        // In each language, what the other server said.
        let times = if language == Language::English { 1 } else { 2 };
        assert_eq!(read.matches("550 5.1.1 no such user").count(), times, "{language}: {read}");
        // The subject line is ASCII on the wire (RFC 2047), also in the report about a Chinese one.
        let head = &mail[0].1[..mail[0].1.windows(4).position(|w| w == b"\r\n\r\n").unwrap()];
        assert!(head.is_ascii(), "{language}");
    }
}

#[tokio::test]
async fn delays_and_arrivals_are_told_in_the_language_of_the_server_too() {
    let peer = Script::good().fault("RCPT", Fault::Say("450 4.2.0 later")).start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.messages.language = ReportLanguage::German;
    })
    .await;
    office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
    office.happened(1).await;
    office.pass(13 * 60);
    office.until("a report", |events| events.iter().any(|e| matches!(e, Happening::Reported { .. }))).await;
    let mut envelope = office.envelope("anna@office.test", &["bo@office.test"]);
    envelope.recipients[0].notify = Some(Notify { success: true, failure: false, delay: false });
    office.accept(envelope, MESSAGE).await;
    let reports = office.until("two reports delivered", |events| {
        events.iter().filter(|e| matches!(e, Happening::Delivered { recipient, .. } if *recipient == address("anna@office.test"))).count()
            == 2
    });
    reports.await;
    let words = Words::of(Language::German);
    let mut subjects = vec![];
    for (_, mail) in office.mail_of(1) {
        let Some(read) = python(WORDS, &mail) else { return };
        subjects.push(read.lines().next().unwrap().to_owned());
    }
    subjects.sort();
    let mut expected = ["report-subject-delayed", "report-subject-arrived"].map(|key| words.text(key).into_owned());
    expected.sort();
    assert_eq!(subjects, expected);
}

#[tokio::test]
async fn badmail_lies_where_the_server_says() {
    let peer = Script::good().fault("RCPT", Fault::Say("550 5.1.1 no")).start().await;
    let elsewhere = tempfile::tempdir().unwrap();
    for folder in [elsewhere.path().join("bad"), "set aside/office".into()] {
        let office = Office::open(|server| {
            server.delivery.outbound.port = peer.address.port();
            server.messages.badmail = Some(folder.clone());
        })
        .await;
        office.send("forged@[127.0.0.2]", &["bob@[127.0.0.2]"], MESSAGE).await;
        office.empty().await;
        let path = office.events().into_iter().find_map(|e| if let Happening::Badmail { path } = e { Some(path) } else { None }).unwrap();
        assert_eq!(path.parent().unwrap(), office.home.folder().join(&folder));
        assert!(path.exists() && path.with_extension("txt").exists() && !office.home.folder().join("badmail").exists());
    }
}

#[tokio::test]
async fn mail_for_names_nobody_has_goes_to_the_host_that_is_to_get_it() {
    let peer = Script::good().start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.messages.forward_unresolved = Some(address("a@[127.0.0.2]").host().clone());
    })
    .await;
    office.send("far@elsewhere.test", &["anna@office.test", "nobody@office.test"], MESSAGE).await;
    office.empty().await;
    let commands = peer.commands();
    let recipients: Vec<_> = commands.iter().filter(|c| c.starts_with("RCPT TO:")).collect();
    assert_eq!(recipients, ["RCPT TO:<nobody@office.test>"], "{commands:?}");
    assert_eq!(office.mail_of(1).len(), 1);
}

#[tokio::test]
async fn a_host_for_unresolved_recipients_that_is_this_server_ends_the_circle() {
    let peer = Script::good().start().await;
    let office = Office::open(|server| {
        server.delivery.outbound.port = peer.address.port();
        server.messages.forward_unresolved = Some(address("a@[127.0.0.2]").host().clone());
    })
    .await;
    let own = peer.address;
    office.change(|context| context.listening = vec![own]);
    office.send("anna@office.test", &["nobody@office.test"], MESSAGE).await;
    office.empty().await;
    let events = office.events();
    assert!(events.iter().any(|e| matches!(e, Happening::Failed { trouble: Trouble::ForwardIsUs(_), .. })), "{events:?}");
    assert!(peer.commands().is_empty());
    let report = String::from_utf8(office.mail_of(1)[0].1.clone()).unwrap();
    assert!(report.contains("Status: 5.4.6\r\n"), "{report}");
}
