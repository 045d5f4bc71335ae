use super::*;
use crate::mail::{Address, BodyKind, Notify, Return};
use proptest::prelude::*;

const ALL: Extensions = Extensions { dsn: true, smtputf8: true };

fn parse(line: &str) -> Result<Command, CommandError> {
    Command::parse(line.as_bytes(), ALL)
}

fn sender(line: &str) -> Result<Path, CommandError> {
    parse(line).map(|command| match command {
        Command::Mail { path, .. } => path,
        other => panic!("{other:?}"),
    })
}

fn recipient(line: &str) -> Result<Path, CommandError> {
    parse(line).map(|command| match command {
        Command::Rcpt { path, .. } => path,
        other => panic!("{other:?}"),
    })
}

fn mailbox(text: &str) -> Result<Path, CommandError> {
    Ok(Path::Mailbox(Address::parse(text).unwrap()))
}

#[test]
fn verbs_are_known_in_any_case_and_only_as_whole_words() {
    assert_eq!(parse("quit"), Ok(Command::Quit));
    assert_eq!(parse("NoOp with words  "), Ok(Command::Noop));
    for unknown in ["", "QUITX", "MAILFROM:<>", "PROXY TCP4 1 2 3 4", "XCLIENT NAME=x", "ETRN x", "\u{e4}"] {
        assert_eq!(parse(unknown), Err(CommandError::UnknownVerb), "{unknown}");
    }
}

#[test]
fn arguments_stand_only_where_they_may() {
    for line in [
        "QUIT x",
        "DATA x",
        "RSET x",
        "STARTTLS x",
        "VRFY",
        "AUTH",
        "AUTH PLAIN a b",
        "AUTH =",
        "MAIL",
        "MAIL FROM <a@b>",
        "RCPT FROM:<a@b>",
    ] {
        assert_eq!(parse(line), Err(CommandError::Argument), "{line}");
    }
}

#[test]
fn a_chunk_has_a_size_that_two_readers_cannot_read_differently() {
    assert_eq!(parse("BDAT 5"), Ok(Command::Bdat { size: 5, last: false }));
    assert_eq!(parse("bdat  00 LAST "), Ok(Command::Bdat { size: 0, last: true }));
    assert_eq!(parse("BDAT 18446744073709551615 last"), Ok(Command::Bdat { size: u64::MAX, last: true }));
    for bad in ["", " ", " -1", " +5", " 5.", " 0x10", " 5LAST", " LAST 5", " 5 LAST LAST", " 5 FIRST", " 18446744073709551616"] {
        assert_eq!(parse(&format!("BDAT{bad}")), Err(CommandError::Argument), "{bad:?}");
    }
    assert_eq!(parse("BDAT 000000000000000000005"), Err(CommandError::Argument), "21 digits");
    assert_eq!(parse("BDAT\t5"), Err(CommandError::UnknownVerb));
}

#[test]
fn odd_names_pass_and_cannot_break_a_header() {
    for (given, kept) in [
        ("my_pc", "my_pc"),
        ("192.168.1.7", "192.168.1.7"),
        ("[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"),
        ("b\u{fc}ro", "b??ro"),
        ("a)b\"c;d<e>", "a?b?c?d?e?"),
    ] {
        assert_eq!(HeloName::parse(given.as_bytes()).unwrap().as_str(), kept);
    }
    for bad in ["", "a b", "()", "--", &"x".repeat(256)] {
        assert_eq!(HeloName::parse(bad.as_bytes()), None, "{bad}");
    }
}

#[test]
fn printers_are_understood() {
    for line in
        ["MAIL FROM: <a@b.test>", "MAIL FROM:a@b.test", "mail from: a@b.test  ", "MAIL FROM:<a@b.test>  \t", "MAIL  FROM:<a@b.test>"]
    {
        assert_eq!(sender(line), mailbox("a@b.test"), "{line}");
    }
    let Ok(Command::Mail { parameters, .. }) = parse("MAIL FROM: a@b.test SIZE=5") else { panic!("refused") };
    assert_eq!(parameters.size, Some(5));
}

#[test]
fn paths_are_kept_as_written() {
    assert_eq!(sender("MAIL FROM:<>"), Ok(Path::Null));
    assert_eq!(sender("MAIL FROM:<postmaster>"), Ok(Path::Unqualified("postmaster".into())));
    assert_eq!(recipient("RCPT TO:<PostMaster>"), Ok(Path::Postmaster));
    assert_eq!(recipient("RCPT TO:<\"postmaster\">"), Ok(Path::Postmaster));
    assert_eq!(recipient("RCPT TO:<bob>"), Ok(Path::Unqualified("bob".into())));
    assert_eq!(recipient("RCPT TO:<\"a@evil.test\"@y.test>"), mailbox("\"a@evil.test\"@y.test"));
    assert_eq!(recipient("RCPT TO:<\"a>b c\"@y.test>"), mailbox("\"a>b c\"@y.test"));
    assert_eq!(recipient("RCPT TO:<b@[192.0.2.1]>"), mailbox("b@[192.0.2.1]"));
    assert_eq!(recipient("RCPT TO:<user%x@y.test>"), mailbox("user%x@y.test"));
    assert_eq!(recipient("RCPT TO:<@r1.test,@r2.test:b@y.test>"), mailbox("b@y.test"));
}

#[test]
fn paths_that_are_none_are_refused_by_side() {
    for bad in
        ["<a@b", "a@b>", "<a@b>>", "<\"a@b>", "<a\"b@c>", "<@r:>", "<@r>", "<@r b@c>", "< a@b>", "<a b@c>", "<a@b@c>", "<a..b@c>", ""]
    {
        let found = sender(&format!("MAIL FROM:{bad}"));
        assert!(matches!(found, Err(CommandError::Path(Side::Sender) | CommandError::Argument)), "{bad}: {found:?}");
        let found = recipient(&format!("RCPT TO:{bad}"));
        assert!(matches!(found, Err(CommandError::Path(Side::Recipient) | CommandError::Argument)), "{bad}: {found:?}");
    }
    assert_eq!(recipient("RCPT TO:<>"), Err(CommandError::Path(Side::Recipient)));
    assert_eq!(sender("MAIL FROM:<a@b>SIZE=5"), Err(CommandError::Argument));
    assert_eq!(Command::parse(b"MAIL FROM:<\xff@b>", ALL), Err(CommandError::Path(Side::Sender)));
}

#[test]
fn non_ascii_addresses_need_smtputf8() {
    assert_eq!(parse("MAIL FROM:<\u{e4}@b.test>"), Err(CommandError::NonAscii));
    assert_eq!(parse("MAIL FROM:<a@b\u{fc}ro.test>"), Err(CommandError::NonAscii));
    assert_eq!(sender("MAIL FROM:<\u{e4}@b.test> SMTPUTF8"), mailbox("\u{e4}@b.test"));
    assert!(matches!(parse("RCPT TO:<\u{e4}@b.test>"), Ok(Command::Rcpt { non_ascii: true, .. })));
}

#[test]
fn reads_every_parameter() {
    let line = "MAIL FROM:<a@b> SIZE=18446744073709551615 body=8bitmime AUTH=e+2Bx@y.test smtputf8 RET=HDRS ENVID=QQ+2B1";
    let Ok(Command::Mail { parameters, .. }) = parse(line) else { panic!("{:?}", parse(line)) };
    assert_eq!(
        parameters,
        MailParameters {
            size: Some(u64::MAX),
            body: BodyKind::EightBitMime,
            auth: Some(AuthIdentity::Mailbox(Address::parse("e+x@y.test").unwrap())),
            smtputf8: true,
            ret: Some(Return::Headers),
            envid: Some("QQ+2B1".into()),
        }
    );
    let Ok(Command::Rcpt { parameters, .. }) = parse("RCPT TO:<a@b> NOTIFY=success,DELAY ORCPT=rfc822;bob+2Bx@y.test") else {
        panic!("refused")
    };
    assert_eq!(parameters.notify, Some(Notify { success: true, failure: false, delay: true }));
    assert_eq!(parameters.orcpt.as_deref(), Some("rfc822;bob+2Bx@y.test"));
    assert!(
        matches!(parse("MAIL FROM:<a@b> AUTH=<>"), Ok(Command::Mail { parameters, .. }) if parameters.auth == Some(AuthIdentity::Unknown))
    );
    assert!(parse("RCPT TO:<a@b> ORCPT=utf-8;b\u{fc}@y.test NOTIFY=NEVER").is_ok());
}

#[test]
fn wrong_parameters_are_refused_each_in_its_way() {
    let of = |line: &str| match parse(line) {
        Err(CommandError::Parameter(error)) => error,
        other => panic!("{line}: {other:?}"),
    };
    for line in ["MAIL FROM:<a@b> FOO", "MAIL FROM:<a@b> NOTIFY=NEVER", "RCPT TO:<a@b> SIZE=1", "RCPT TO:<a@b> BY=3;R"] {
        assert!(matches!(of(line), ParameterError::Unknown(_)), "{line}");
    }
    for line in ["MAIL FROM:<a@b> SIZE=1 size=2", "MAIL FROM:<a@b> SMTPUTF8 SMTPUTF8"] {
        assert!(matches!(of(line), ParameterError::Duplicate(_)), "{line}");
    }
    let long = format!("MAIL FROM:<a@b> ENVID={}", "x".repeat(101));
    for line in [
        "MAIL FROM:<a@b> SIZE",
        "MAIL FROM:<a@b> SIZE=",
        "MAIL FROM:<a@b> SIZE=abc",
        "MAIL FROM:<a@b> SIZE=-1",
        "MAIL FROM:<a@b> SIZE=+1",
        "MAIL FROM:<a@b> SIZE=99999999999999999999",
        "MAIL FROM:<a@b> SIZE=000000000000000000001",
        "MAIL FROM:<a@b> BODY=BINARYMIME",
        "MAIL FROM:<a@b> SMTPUTF8=1",
        "MAIL FROM:<a@b> RET=x",
        "MAIL FROM:<a@b> ENVID=a+0D+0Ab",
        "MAIL FROM:<a@b> ENVID=a+2b",
        "MAIL FROM:<a@b> AUTH=a=b",
        "RCPT TO:<a@b> NOTIFY=NEVER,SUCCESS",
        "RCPT TO:<a@b> NOTIFY=DELAY,DELAY",
        "RCPT TO:<a@b> NOTIFY=",
        "RCPT TO:<a@b> ORCPT=bob@x",
        "RCPT TO:<a@b> ORCPT=rfc822;",
        "RCPT TO:<a@b> ORCPT=rfc822;a+0Ab",
        &long,
    ] {
        assert!(matches!(of(line), ParameterError::Value(_)), "{line}");
    }
    assert_eq!(of("MAIL FROM:<a@b> =x"), ParameterError::Malformed);
}

#[test]
fn parameters_that_are_not_offered_do_not_exist() {
    for line in [
        "MAIL FROM:<a@b> SMTPUTF8",
        "MAIL FROM:<a@b> RET=FULL",
        "MAIL FROM:<a@b> ENVID=x",
        "RCPT TO:<a@b> NOTIFY=NEVER",
        "RCPT TO:<a@b> ORCPT=rfc822;a",
    ] {
        let error = Command::parse(line.as_bytes(), Extensions::default());
        assert!(matches!(error, Err(CommandError::Parameter(ParameterError::Unknown(_)))), "{line}");
    }
}

proptest! {
    #[test]
    fn no_line_makes_the_parser_panic(start in "(?i)(MAIL FROM:|RCPT TO:|EHLO |AUTH |VRFY )?", rest in proptest::collection::vec(any::<u8>(), 0..80)) {
        let line = [start.as_bytes(), &rest].concat();
        let _ = Command::parse(&line, ALL);
        let _ = Command::parse(&line, Extensions::default());
    }

    #[test]
    fn xtext_survives_a_round_trip(octets in proptest::collection::vec(any::<u8>(), 0..40)) {
        prop_assert_eq!(parameters::decode_xtext(&parameters::encode_xtext(&octets)), Some(octets));
    }
}
