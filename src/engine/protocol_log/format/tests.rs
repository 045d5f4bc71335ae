use super::*;
use proptest::prelude::*;
use std::time::Duration;

fn place(zone: &str) -> Place {
    Place { server: ServerId(1), host: "HOST".into(), zone: TimeZone::get(zone).unwrap() }
}

fn spoken(helo: &str, verb: &'static str, argument: &str) -> Spoken {
    Spoken {
        speaker: Speaker::Client(helo.into()),
        at: "2006-08-18T21:17:37Z".parse().unwrap(),
        peer: "192.0.2.7:40000".parse().unwrap(),
        local: Some("192.0.2.1:25".parse().unwrap()),
        verb: verb.into(),
        argument: argument.into(),
        status: 250,
        sent: 0,
        received: 33,
        taken: Duration::from_millis(16),
    }
}

fn log(format: LogFormat, fields: &[LogField]) -> ProtocolLog {
    ProtocolLog { format, fields: fields.to_vec(), ..ProtocolLog::default() }
}

#[test]
fn w3c_has_the_five_fields_unless_others_are_chosen() {
    let five = log(LogFormat::W3cExtended, &LogField::DEFAULT);
    assert_eq!(
        head(&five, "2006-08-18T21:17:37Z".parse().unwrap()),
        "#Software: Postkontor\r\n#Version: 1.0\r\n#Date: 2006-08-18 21:17:37\r\n#Fields: time c-ip cs-method cs-uri-stem sc-status\r\n"
    );
    // The time is UTC, wherever the computer stands.
    assert_eq!(line(&five, &place("America/Los_Angeles"), &spoken("pc", "MAIL", "FROM:<a@b>")), "21:17:37 192.0.2.7 MAIL - 250\r\n");
}

#[test]
fn w3c_with_every_field() {
    let all = log(LogFormat::W3cExtended, &LogField::ALL);
    assert!(head(&all, Timestamp::UNIX_EPOCH).contains("#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)\r\n"));
    assert_eq!(
        line(&all, &place("UTC"), &spoken("pc.office.test", "MAIL", "FROM:<a@b> SIZE=5")),
        "2006-08-18 21:17:37 192.0.2.7 pc.office.test SMTPSVC1 HOST 192.0.2.1 25 MAIL - +FROM:<a@b>+SIZE=5 250 0 0 33 16 SMTP - - - -\r\n"
    );
    let mut silent = spoken("", TIMEOUT, "");
    silent.status = 421;
    assert_eq!(
        line(&all, &place("UTC"), &silent),
        "2006-08-18 21:17:37 192.0.2.7 - SMTPSVC1 HOST 192.0.2.1 25 TIMEOUT - - 421 121 0 33 16 SMTP - - - -\r\n"
    );
}

#[test]
fn outgoing_connections_say_who_spoke() {
    let fields =
        [LogField::ClientIp, LogField::UserName, LogField::ServerPort, LogField::Method, LogField::UriQuery, LogField::ProtocolStatus];
    let w3c = log(LogFormat::W3cExtended, &fields);
    let mut command = spoken("", "EHLO", "mail.office.test");
    command.speaker = Speaker::Ourselves;
    command.peer = "198.51.100.1:25".parse().unwrap();
    command.status = 0;
    assert_eq!(line(&w3c, &place("UTC"), &command), "198.51.100.1 OutboundConnectionCommand 25 EHLO +mail.office.test 0\r\n");
    let response = Spoken { speaker: Speaker::Server, verb: "".into(), argument: "mx.far.test ready".into(), status: 220, ..command };
    assert_eq!(line(&w3c, &place("UTC"), &response), "198.51.100.1 OutboundConnectionResponse 25 - +mx.far.test+ready 220\r\n");
}

#[test]
fn iis_has_fifteen_fields_and_local_time() {
    let iis = log(LogFormat::Iis, &[]);
    assert_eq!(
        line(&iis, &place("America/Los_Angeles"), &spoken("pc", "MAIL", "FROM:<a@b>")),
        "192.0.2.7, pc, 08/18/06, 14:17:37, SMTPSVC1, HOST, 192.0.2.1, 16, 33, 0, 250, 0, MAIL, -, +FROM:<a@b>,\r\n"
    );
    let hostile = line(&iis, &place("UTC"), &spoken("a,b", "NOOP", "x, y\"z"));
    assert_eq!(hostile.matches(", ").count(), 14, "{hostile}");
    assert!(hostile.contains(", a+b, ") && hostile.ends_with(", NOOP, -, +x++y+z,\r\n"), "{hostile}");
    assert_eq!(head(&iis, Timestamp::UNIX_EPOCH), "");
}

#[test]
fn ncsa_has_a_quoted_request_and_local_time_with_its_offset() {
    let ncsa = log(LogFormat::Ncsa, &[]);
    // The zone of the sample knew no summer time.
    assert_eq!(
        line(&ncsa, &Place { zone: TimeZone::fixed(jiff::tz::offset(-8)), ..place("UTC") }, &spoken("helo", "MAIL", "FROM: x")),
        "192.0.2.7 - helo [18/Aug/2006:13:17:37 -0800] \"MAIL FROM -? FROM: x HTTP/1.0\" 250 0\r\n"
    );
    assert!(line(&ncsa, &place("UTC"), &spoken("", "QUIT", "")).contains(" - - [18/Aug/2006:21:17:37 +0000] \"QUIT -? HTTP/1.0\" 250 "));
    let hostile = line(&ncsa, &place("UTC"), &spoken("x [y", "NOOP", "\" 250 0\r\n9.9.9.9 - "));
    assert_eq!((hostile.matches('"').count(), hostile.lines().count()), (2, 1), "{hostile}");
}

#[test]
fn no_name_makes_a_line_a_directive() {
    let only_user = log(LogFormat::W3cExtended, &[LogField::UserName]);
    assert_eq!(line(&only_user, &place("UTC"), &spoken("#Fields:", "EHLO", "x")), "?Fields:\r\n");
    assert_eq!(token("a\u{2028}b\u{85}c\0d\te", ' '), "a?b?c?d+e");
}

proptest! {
    #[test]
    fn nothing_said_makes_a_new_line_or_field(helo in "\\PC{0,30}|[\\x00-\\x7f]{0,30}", argument in "\\PC{0,40}|[\\x00-\\x7f]{0,40}") {
        let spoken = Spoken { verb: argument.clone().into(), ..spoken(&helo, "", &argument) };
        let place = place("UTC");
        let w3c = line(&log(LogFormat::W3cExtended, &LogField::ALL), &place, &spoken);
        prop_assert_eq!((w3c.split(' ').count(), w3c.lines().count()), (21, 1));
        prop_assert!(!w3c.trim_end().contains(char::is_control));
        let iis = line(&log(LogFormat::Iis, &[]), &place, &spoken);
        prop_assert_eq!((iis.split(',').count(), iis.lines().count()), (16, 1));
        let ncsa = line(&log(LogFormat::Ncsa, &[]), &place, &spoken);
        prop_assert_eq!((ncsa.matches('"').count(), ncsa.lines().count()), (2, 1));
        let before = ncsa.split('"').next().unwrap_or_default();
        prop_assert_eq!(before.matches(' ').count(), 5, "{}", ncsa);
    }
}
