//! What leaves is signed, and another implementation (dkimpy) finds the signature good.

use crate::office::Office;
use crate::peer::Script;
use crate::smart_host::{smart, through};
use postkontor::config::SmartHostTls;
use postkontor::delivery::signing::keys::{Key, KeyKind, Record};
use postkontor::delivery::{Signer, Signers};
use postkontor::mail::{AccountId, Address, Channel, Domain};
use std::io::Write;
use std::process::{Command, Stdio};

const MESSAGE: &[u8] = b"From: Anna <anna@office.test>\r\nTo: bob@far.test\r\nSubject:  two  blanks \r\n and a fold\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@office.test>\r\n\r\nHello \t you  \r\n.dot\r\n\r\n\r\n";

/// Whether dkimpy accepts the message with this record in the DNS.
fn verified(message: &[u8], record: &Record) -> bool {
    let script = r#"
import sys, dkim
name, text = sys.argv[1].encode() + b".", sys.argv[2].encode()
found = lambda asked, timeout=5: text if asked.rstrip(b".") + b"." == name else b""
message = sys.stdin.buffer.read()
d = dkim.DKIM(message)
try:
    print("yes" if d.verify(dnsfunc=found) else "no")
except dkim.ValidationError:
    print("no")
"#;
    let mut python = Command::new("/usr/bin/python3");
    python.args(["-c", script, &record.name, &record.text]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = python.spawn().unwrap();
    child.stdin.take().unwrap().write_all(message).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "is python3-dkim installed (make deps)? {}", String::from_utf8_lossy(&output.stderr));
    output.stdout == b"yes\n"
}

fn names() -> (Domain, Domain) {
    (Domain::parse("office.test").unwrap(), Domain::parse("pk202611").unwrap())
}

/// An office that signs with a key of this kind, and the record of the key.
async fn signing(kind: KeyKind, port: u16) -> (Office, Record) {
    let (domain, selector) = names();
    let key = Key::make(kind).unwrap();
    let record = key.record(&domain, &selector).unwrap();
    let office = Office::open(|server| server.delivery.outbound.port = port).await;
    let signer = Signer::new(&domain, selector.as_str(), &key).unwrap();
    office.change(|context| context.signers = Signers::new([(domain, signer)]));
    (office, record)
}

#[tokio::test]
async fn both_kinds_of_key_sign_small_and_large_messages_and_dkimpy_accepts_them() {
    for kind in [KeyKind::Rsa2048, KeyKind::Ed25519] {
        let peer = Script::good().start().await;
        let (office, record) = signing(kind, peer.address.port()).await;
        office.send("anna@office.test", &["bob@[127.0.0.2]"], MESSAGE).await;
        office.empty().await;
        let mut large = MESSAGE.to_vec();
        (0..40_000).for_each(|line| large.extend_from_slice(format!("line {line} \r\n").as_bytes()));
        office.send("anna@office.test", &["bob@[127.0.0.2]"], &large).await;
        office.empty().await;
        let messages = peer.messages();
        assert_eq!(messages.len(), 2);
        for message in messages {
            let text = String::from_utf8_lossy(&message);
            assert!(text.starts_with("DKIM-Signature: v=1; a="), "{}", &text[..200]);
            assert!(verified(&message, &record), "{kind:?}: {}", &text[..900]);
            // The announced size was that of what was sent.
            let announced = peer.commands().iter().any(|c| c.contains(&format!("SIZE={}", message.len())));
            assert!(announced, "{} octets: {:?}", message.len(), peer.commands());
            // What is changed on the way is noticed: text, subject, and a second author.
            let changed = text.replacen("Hello", "Hallo", 1);
            assert!(!verified(changed.as_bytes(), &record));
            let changed = text.replacen("blanks", "blinks", 1);
            assert!(!verified(changed.as_bytes(), &record));
            let changed = format!("From: eve@far.test\r\n{text}");
            assert!(!verified(changed.as_bytes(), &record));
        }
    }
}

#[tokio::test]
async fn only_our_own_people_and_domains_are_signed_for() {
    let peer = Script::good().start().await;
    let (office, record) = signing(KeyKind::Ed25519, peer.address.port()).await;
    // Another author; the same author, but sent in by a stranger and passed on.
    let other = String::from_utf8_lossy(MESSAGE).replace("anna@office.test", "anna@elsewhere.test");
    office.send("anna@office.test", &["bob@[127.0.0.2]"], other.as_bytes()).await;
    let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]"]);
    envelope.origin.channel = Channel::Transfer;
    office.accept(envelope, MESSAGE).await;
    office.empty().await;
    let messages = peer.messages();
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| !String::from_utf8_lossy(message).contains("DKIM-Signature")));
    // Who logged on as one person gets no signature for another; her own she gets.
    for (account, signed) in [(2, false), (1, true)] {
        let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]"]);
        envelope.origin.account = Some(AccountId(account));
        office.accept(envelope, MESSAGE).await;
        office.empty().await;
        let last = peer.messages().pop().unwrap();
        assert_eq!(String::from_utf8_lossy(&last).contains("DKIM-Signature"), signed, "{account}");
    }
    // Nor under the masquerade of this very domain: bo is not anna.
    office.change_server(|server| server.delivery.masquerade = Some(names().0));
    for (account, signed) in [(2, false), (1, true)] {
        let mut envelope = office.envelope("anna@office.test", &["bob@[127.0.0.2]"]);
        envelope.origin.account = Some(AccountId(account));
        office.accept(envelope, MESSAGE).await;
        office.empty().await;
        let last = peer.messages().pop().unwrap();
        assert_eq!(String::from_utf8_lossy(&last).contains("DKIM-Signature"), signed, "{account}, masqueraded");
    }
    // Mail to a mailbox here is nobody's to check.
    office.send("anna@office.test", &["bo@office.test"], MESSAGE).await;
    office.empty().await;
    assert!(!String::from_utf8_lossy(&office.mail_of(2)[0].1).contains("DKIM-Signature"));
    assert!(!verified(&messages[0], &record));
}

#[tokio::test]
async fn who_logged_on_is_signed_for_under_the_name_that_leaves() {
    let (public, selector) = (Domain::parse("public.test").unwrap(), Domain::parse("pk202611").unwrap());
    let key = Key::make(KeyKind::Ed25519).unwrap();
    let record = key.record(&public, &selector).unwrap();
    for fixed in [None, Some("box@public.test")] {
        let peer = Script::good().start().await;
        let mut way = smart(&peer, SmartHostTls::None, false);
        way.sender = fixed.map(|sender| Address::parse(sender).unwrap());
        let office = Office::open(|server| {
            through(way)(server);
            server.delivery.masquerade = fixed.is_none().then(|| Domain::parse("public.test").unwrap());
        })
        .await;
        let signer = Signer::new(&public, selector.as_str(), &key).unwrap();
        office.change(|context| context.signers = Signers::new([(public.clone(), signer)]));
        // Her own name is of another domain than the one that leaves; his she must not use, whatever becomes of it.
        for (account, author, signed) in [(1, "anna", true), (1, "bo", false), (2, "bo", true)] {
            let mut envelope = office.envelope("anna@office.test", &["bob@far.test"]);
            envelope.origin.account = Some(AccountId(account));
            let message = String::from_utf8_lossy(MESSAGE).replace("anna@office.test", &format!("{author}@office.test"));
            office.accept(envelope, message.as_bytes()).await;
            office.empty().await;
            let last = peer.messages().pop().unwrap();
            let text = String::from_utf8_lossy(&last);
            let leaves = fixed.map_or_else(|| format!("From: Anna <{author}@public.test>\r\n"), |sender| format!("From: <{sender}>\r\n"));
            assert!(text.contains(&leaves), "{text}");
            assert_eq!(text.contains("DKIM-Signature: v=1; a="), signed, "{account} as {author}, {fixed:?}: {text}");
            assert_eq!(verified(&last, &record), signed, "{account} as {author}, {fixed:?}: {text}");
        }
    }
}
