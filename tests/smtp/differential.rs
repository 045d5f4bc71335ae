//! Our command grammar beside that of `smtp-proto`: on well-formed lines both read the same.

use postkontor::mail::{BodyKind, Notify, Return};
use postkontor::smtp::Extensions;
use postkontor::smtp::command::{Command, Path, parameters::decode_xtext};
use proptest::prelude::*;
use smtp_proto::Request;

const ALL: Extensions = Extensions { dsn: true, smtputf8: true };

fn address() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,12}(\\.[a-z0-9]{1,6}){0,2}@[a-z][a-z0-9]{0,8}(\\.[a-z]{2,6}){1,2}"
}

fn envid() -> impl Strategy<Value = String> {
    "([a-zA-Z0-9]|\\+2B|\\+3D){1,20}"
}

fn theirs(line: &str) -> Request<String> {
    let bytes = format!("{line}\r\n").into_bytes();
    Request::parse(&mut bytes.iter()).map(Request::into_owned).unwrap_or_else(|e| panic!("{line}: {e:?}"))
}

fn word(on: bool, text: &str) -> String {
    if on { format!(" {text}") } else { String::new() }
}

proptest! {
    #[test]
    fn both_read_the_same_sender(from in prop_oneof![9 => address(), 1 => Just(String::new())], size in proptest::option::of(0u32..), eight in any::<bool>(), utf8 in any::<bool>(), full in proptest::option::of(any::<bool>()), envid in proptest::option::of(envid())) {
        let line = format!(
            "MAIL FROM:<{from}>{}{}{}{}{}",
            size.map(|n| format!(" SIZE={n}")).unwrap_or_default(),
            word(eight, "BODY=8BITMIME"),
            word(utf8, "SMTPUTF8"),
            full.map(|full| if full { " RET=FULL" } else { " RET=HDRS" }).unwrap_or_default(),
            envid.as_ref().map(|id| format!(" ENVID={id}")).unwrap_or_default(),
        );
        let Ok(Command::Mail { path, parameters }) = Command::parse(line.as_bytes(), ALL) else { panic!("{line} was refused") };
        let Request::Mail { from: other } = theirs(&line) else { panic!("{line}") };
        prop_assert_eq!(match path { Path::Null => String::new(), path => path.to_string() }, other.address);
        prop_assert_eq!(parameters.size.unwrap_or(0), other.size as u64);
        prop_assert_eq!(parameters.body == BodyKind::EightBitMime, other.flags & smtp_proto::MAIL_BODY_8BITMIME != 0);
        prop_assert_eq!(parameters.smtputf8, other.flags & smtp_proto::MAIL_SMTPUTF8 != 0);
        prop_assert_eq!(parameters.ret == Some(Return::Full), other.flags & smtp_proto::MAIL_RET_FULL != 0);
        prop_assert_eq!(parameters.ret == Some(Return::Headers), other.flags & smtp_proto::MAIL_RET_HDRS != 0);
        let decoded = parameters.envid.map(|id| String::from_utf8(decode_xtext(&id).unwrap()).unwrap());
        prop_assert_eq!(decoded, other.env_id);
    }

    #[test]
    fn both_read_the_same_recipient(to in address(), notify in proptest::option::of(1u8..8), original in proptest::option::of(address())) {
        let words = ["SUCCESS", "FAILURE", "DELAY"];
        let notify_text = notify.map(|bits| (0..3).filter(|bit| bits & (1 << bit) != 0).map(|bit| words[bit]).collect::<Vec<_>>().join(","));
        let original = original.map(|text| text.replace('+', "+2B").replace('=', "+3D"));
        let line = format!(
            "RCPT TO:<{to}>{}{}",
            notify_text.map(|text| format!(" NOTIFY={text}")).unwrap_or_default(),
            original.as_ref().map(|text| format!(" ORCPT=rfc822;{text}")).unwrap_or_default(),
        );
        let Ok(Command::Rcpt { path, parameters, .. }) = Command::parse(line.as_bytes(), ALL) else { panic!("{line} was refused") };
        let Request::Rcpt { to: other } = theirs(&line) else { panic!("{line}") };
        prop_assert_eq!(path.to_string(), other.address);
        let flags = |n: Notify| (n.success, n.failure, n.delay);
        let has = |flag| other.flags & flag != 0;
        prop_assert_eq!(
            parameters.notify.map(flags).unwrap_or_default(),
            (has(smtp_proto::RCPT_NOTIFY_SUCCESS), has(smtp_proto::RCPT_NOTIFY_FAILURE), has(smtp_proto::RCPT_NOTIFY_DELAY))
        );
        let decoded = parameters.orcpt.map(|text| String::from_utf8(decode_xtext(text.split_once(';').unwrap().1).unwrap()).unwrap());
        prop_assert_eq!(decoded, other.orcpt);
    }
}
