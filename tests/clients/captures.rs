//! What somebody on the wire gets to read: everything where no encryption is asked for, and nothing where it is.
//! AC-22 stands with its mechanisms in `integrated`.

use super::house::{House, Server};
use super::integrated::msmtp;
use super::mailers::{Channel, Mailer, Order};
use super::submission::house_with_certificate;
use super::tap::{Heard, Tap, decoded};
use base64::Engine as _;

/// Long enough that no ciphertext has them by chance.
const NAME: &str = "annalena.svensson";
const PASSWORD: &str = "Seven seasick sailors 07";
const LINES: [&str; 3] = ["Subject: The offer for the harbour", "Forty-two thousand, and not a penny more.", "Tell nobody before Friday."];

fn message() -> String {
    format!("From: <anna@example.test>\r\n{}\r\n\r\n{}\r\n{}\r\n", LINES[0], LINES[1], LINES[2])
}

fn contains(octets: &[u8], wanted: &[u8]) -> bool {
    octets.windows(wanted.len()).any(|window| window == wanted)
}

fn lines(octets: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(octets).lines().map(str::to_owned).collect()
}

#[test]
fn ac_21_with_basic_authentication_and_no_tls_name_password_and_message_can_be_read() {
    let house = House::new(&["--basic-without-tls"]);
    house.add(NAME, PASSWORD);
    let server = house.serve();
    let message = message();
    for mailer in Mailer::ALL {
        for mechanism in ["PLAIN", "LOGIN"] {
            let tap = Tap::before(server.starttls());
            let order =
                Order { message: message.as_bytes(), recipient: "far@elsewhere.example", ..Order::new(tap.address, Channel::Clear) };
            mailer.accepted(&Order { sender: "annalena.svensson@example.test", ..order.log_on(mechanism, NAME, PASSWORD) });
            let heard = tap.heard();
            assert_eq!(heard.len(), 1, "{mailer:?}");
            let said = lines(&heard[0].client);
            // Base64 is no secret: anybody reads what it says.
            let read: Vec<Vec<u8>> = said.iter().map(|line| decoded(line.rsplit(' ').next().unwrap_or_default())).collect();
            for secret in [NAME, PASSWORD] {
                let readable = read.iter().any(|octets| contains(octets, secret.as_bytes()));
                assert!(readable, "{mailer:?} {mechanism}: {secret:?} is not to be read in {said:#?}");
            }
            for line in LINES {
                assert!(said.iter().any(|said| said == line), "{mailer:?} {mechanism}: {line:?} is not to be read in {said:#?}");
            }
        }
    }
    server.wait_for_log("accepted", 6);
}

#[test]
fn ac_23_with_certificate_and_secure_channel_everything_after_starttls_is_ciphertext() {
    let (house, authority) = house_with_certificate();
    house.add(NAME, PASSWORD);
    house.edit("require_secure_channel: false", "require_secure_channel: true");
    let server = house.serve();
    let message = message();
    let mut sent = 0;
    for mailer in Mailer::ALL {
        for mechanism in ["PLAIN", "LOGIN"] {
            for channel in [Channel::StartTls, Channel::Implicit] {
                let tap = before(&server, channel);
                let order = Order { authority: Some(&authority), message: message.as_bytes(), ..Order::new(tap.address, channel) };
                mailer.accepted(&Order { sender: SENDER, recipient: SENDER, ..order.log_on(mechanism, NAME, PASSWORD) });
                assert_only_ciphertext(&tap, channel, &format!("{mailer:?} {mechanism} {channel:?}"));
                sent += 1;
            }
        }
    }
    server.wait_for_log("logged on", sent);
    server.wait_for_log("accepted", sent);
    // What crossed unread arrived.
    let kept = house.home().join("mailboxes/1/Maildir/new");
    let until = std::time::Instant::now() + super::house::PATIENCE;
    while std::fs::read_dir(&kept).map_or(0, Iterator::count) < sent {
        assert!(std::time::Instant::now() < until, "not delivered:\n{}", server.log());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    for file in std::fs::read_dir(&kept).unwrap() {
        let stored = std::fs::read(file.unwrap().path()).unwrap();
        assert!(LINES.iter().all(|line| contains(&stored, line.as_bytes())));
    }
}

#[test]
fn ac_23_a_client_of_another_making_gives_nothing_away_either() {
    let (house, _) = house_with_certificate();
    let house = house.with_anna();
    house.edit("require_secure_channel: false", "require_secure_channel: true");
    let server = house.serve();
    for channel in [Channel::StartTls, Channel::Implicit] {
        for mechanism in ["plain", "scram-sha-256"] {
            let tap = before(&server, channel);
            msmtp(tap.address, channel, mechanism, super::house::ANNAS_PASSWORD).with_code(0);
            assert_only_ciphertext(&tap, channel, &format!("msmtp {mechanism} {channel:?}"));
        }
    }
    // And whoever wants to do without gets no further than that.
    let tap = before(&server, Channel::Clear);
    assert!(msmtp(tap.address, Channel::Clear, "scram-sha-256", super::house::ANNAS_PASSWORD).code != Some(0));
    let said = lines(&tap.heard()[0].client);
    assert!(said.iter().all(|line| ["EHLO", "QUIT"].contains(&&line[..4])), "{said:?}");
}

const SENDER: &str = "annalena.svensson@example.test";

fn before(server: &Server, channel: Channel) -> Tap {
    Tap::before(if channel == Channel::Implicit { server.implicit() } else { server.starttls() })
}

/// Nothing but greeting, EHLO and STARTTLS crossed in clear, nothing at all where TLS comes first; the rest is records of
/// TLS to the last octet, and nothing worth knowing stands in them.
fn assert_only_ciphertext(tap: &Tap, channel: Channel, who: &str) {
    let heard = tap.heard();
    assert_eq!(heard.len(), 1, "{who}");
    let Heard { client, server, .. } = &heard[0];
    let (client, server) = if channel == Channel::StartTls { in_clear(client, server, who) } else { (&client[..], &server[..]) };
    for (octets, side) in [(client, "client"), (server, "server")] {
        let kinds = records(octets).unwrap_or_else(|| panic!("{who}: the {side} says what is no TLS: {}", octets.escape_ascii()));
        // A handshake, and application data after it.
        assert!(kinds.first() == Some(&22) && kinds.iter().filter(|kind| **kind == 23).count() > 3, "{who}, {side}: {kinds:?}");
        for secret in [NAME, PASSWORD, SENDER, super::house::ANNAS_PASSWORD].into_iter().chain(LINES) {
            assert!(!contains(octets, secret.as_bytes()), "{who}: the {side} says {secret:?} for all to read");
            for coded in in_base64(secret.as_bytes()) {
                assert!(!contains(octets, coded.as_bytes()), "{who}: the {side} says {secret:?} in base64");
            }
        }
    }
}

/// Looks at what comes before TLS, and gives the rest.
fn in_clear<'a>(client: &'a [u8], server: &'a [u8], who: &str) -> (&'a [u8], &'a [u8]) {
    let at = client.windows(10).position(|w| w.eq_ignore_ascii_case(b"STARTTLS\r\n")).unwrap_or_else(|| panic!("{who}: no STARTTLS"));
    let (said, rest) = client.split_at(at + 10);
    let said = lines(said);
    assert!(said.len() == 2 && said[0].to_uppercase().starts_with("EHLO "), "{who}: {said:?}");
    // The greeting, the answer to EHLO and that to STARTTLS, each ended by a line with a space behind its code.
    let (mut end, mut replies) = (0, vec![]);
    while replies.len() < 3 {
        let length = server[end..].windows(2).position(|w| w == b"\r\n").unwrap_or_else(|| panic!("{who}: no reply"));
        let line = &server[end..end + length];
        if line.get(3) == Some(&b' ') {
            replies.push(String::from_utf8_lossy(&line[..3]).into_owned());
        }
        end += length + 2;
    }
    assert_eq!(replies, ["220", "250", "220"], "{who}");
    (rest, &server[end..])
}

/// The kinds of the records (RFC 8446 §5.1), if the octets are records from first to last.
fn records(mut octets: &[u8]) -> Option<Vec<u8>> {
    let mut kinds = vec![];
    while let [kind @ 20..=23, 3, 1..=4, high, low, rest @ ..] = octets {
        kinds.push(*kind);
        octets = rest.get(usize::from(u16::from_be_bytes([*high, *low]))..)?;
    }
    octets.is_empty().then_some(kinds)
}

/// How base64 writes it, wherever in a group of three octets it begins: the part that does not depend on what is around.
fn in_base64(text: &[u8]) -> Vec<String> {
    let coded = |before: usize| {
        let octets = [&vec![0; before][..], text].concat();
        let coded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&octets);
        let known = octets.len() / 3 * 4;
        coded[(before * 8).div_ceil(6)..known].to_owned()
    };
    (0..3).map(coded).collect()
}

#[test]
fn what_is_looked_for_in_base64_is_what_base64_makes_of_it() {
    for before in ["", "x", "xy", "xyz"] {
        let coded = base64::engine::general_purpose::STANDARD.encode(format!("{before}{NAME}\0"));
        assert!(in_base64(NAME.as_bytes()).iter().any(|part| coded.contains(part) && part.len() > 12), "{before}");
    }
    assert_eq!(records(b"\x16\x03\x01\0\x02xy\x17\x03\x03\0\x01z"), Some(vec![22, 23]));
    assert_eq!(records(b"\x16\x03\x01\0\x02xyMAIL FROM:<x@y.test>\r\n"), None);
}
