//! Mail programs that log on without sending the password: SCRAM and NTLM, right password in and wrong password out; and
//! more of them that send it, inside TLS.

use super::house::{ANNAS_PASSWORD, Finished, House, Server, finish};
use super::mailers::{Channel, Mailer, Order, python};
use super::tap::{Tap, decoded};
use super::wire::Wire;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A home whose account anna may log on by NTLM.
fn house_with_ntlm() -> House {
    let house = House::new(&[]).with_anna();
    allow_ntlm(&house);
    house.run_with(&["account", "password", "anna", "--password-stdin"], ANNAS_PASSWORD);
    house
}

fn allow_ntlm(house: &House) {
    let accounts = house.read("accounts.ron");
    assert!(accounts.contains("allow_ntlm: false"), "{accounts}");
    house.write("accounts.ron", &accounts.replacen("allow_ntlm: false", "allow_ntlm: true", 1));
}

fn offers(server: &Server) -> String {
    Wire::greeted_from("127.0.0.1", server.starttls()).say("EHLO pc7", "250")
}

/// msmtp with one mechanism. Certificates are not checked here; another test does.
pub(crate) fn msmtp(to: SocketAddr, tls: Channel, mechanism: &str, password: &str) -> Finished {
    let (ip, port) = (to.ip().to_string(), to.port().to_string());
    let mut command = Command::new("msmtp");
    command.args(["--file=/dev/null", "--debug", &format!("--host={ip}"), &format!("--port={port}"), "--from=anna@example.test"]);
    command.args([&format!("--auth={mechanism}"), "--user=anna", "--timeout=30", "--passwordeval"]);
    command.arg(format!("printf '%s' '{password}'"));
    match tls {
        Channel::Clear => command.arg("--tls=off"),
        Channel::StartTls => command.args(["--tls=on", "--tls-starttls=on", "--tls-certcheck=off"]),
        Channel::Implicit => command.args(["--tls=on", "--tls-starttls=off", "--tls-certcheck=off"]),
    };
    finish(command.arg("anna@example.test"), b"From: <anna@example.test>\r\nSubject: Test\r\n\r\nText\r\n")
}

#[test]
fn msmtp_logs_on_by_scram_in_clear_and_by_every_way_inside_tls() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    msmtp(server.starttls(), Channel::Clear, "scram-sha-256", ANNAS_PASSWORD).with_code(0);
    for mechanism in ["scram-sha-256", "plain", "login"] {
        msmtp(server.starttls(), Channel::StartTls, mechanism, ANNAS_PASSWORD).with_code(0);
        msmtp(server.implicit(), Channel::Implicit, mechanism, ANNAS_PASSWORD).with_code(0);
        let refused = msmtp(server.starttls(), Channel::StartTls, mechanism, "guessed");
        assert!(refused.code != Some(0), "{mechanism}: {refused:#?}");
        refused.naming(&["535"]);
    }
    server.wait_for_log("logged on", 7);
}

/// gsasl speaks STARTTLS by itself and binds to the channel where it can.
fn gsasl(to: SocketAddr, mechanism: &str, user: &str, password: &str, more: &[&str]) -> Finished {
    let mut command = Command::new("gsasl");
    let connect = format!("--connect={}:{}", to.ip(), to.port());
    command.args(["--smtp", "--verbose", "--mechanism", mechanism, "--authentication-id", user, "--authorization-id", ""]);
    command.args([&connect, "--password", password, "--quality-of-protection=qop-auth"]).args(more);
    // It would read on from standard input; the end of it ends the session.
    finish(&mut command, b"")
}

#[test]
fn gsasl_binds_its_log_on_to_the_tls_channel() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    let tls = ["--starttls", "--x509-ca-file="];
    for (mechanism, user, password, code) in [
        ("SCRAM-SHA-256-PLUS", "anna", ANNAS_PASSWORD, "235 "),
        ("SCRAM-SHA-256-PLUS", "anna@example.test", ANNAS_PASSWORD, "235 "),
        ("SCRAM-SHA-256-PLUS", "anna", "guessed", "535 5.7.8 "),
        ("SCRAM-SHA-256-PLUS", "nobody", ANNAS_PASSWORD, "535 5.7.8 "),
        ("PLAIN", "anna", ANNAS_PASSWORD, "235 "),
        ("LOGIN", "anna", ANNAS_PASSWORD, "235 "),
    ] {
        let said = gsasl(server.starttls(), mechanism, user, password, &tls).said();
        assert!(said.contains(code), "{mechanism} {user}: {said}");
    }
    let said = gsasl(server.starttls(), "SCRAM-SHA-256", "anna", ANNAS_PASSWORD, &["--no-starttls", "--no-cb"]).said();
    assert!(said.contains("235 "), "{said}");
}

fn order(to: SocketAddr, password: &str) -> Order<'_> {
    Order::new(to, Channel::Clear).log_on("NTLM", "anna", password)
}

#[test]
fn curl_logs_on_by_ntlm_with_the_password_only() {
    let house = house_with_ntlm();
    let server = house.serve();
    assert!(offers(&server).contains("AUTH SCRAM-SHA-256 NTLM\r\n"), "{}", offers(&server));
    for user in ["anna", "OFFICE\\anna", "anna@example.test"] {
        let order = order(server.starttls(), ANNAS_PASSWORD).log_on("NTLM", user, ANNAS_PASSWORD);
        Mailer::Curl.accepted(&order);
    }
    // curl says 67 (login denied) and shows the reply.
    Mailer::Curl.refused(&order(server.starttls(), "guessed"), "535 5.7.8 ");
    Mailer::Curl.refused(&order(server.starttls(), "x").log_on("NTLM", "nobody", ANNAS_PASSWORD), "535 5.7.8 ");
}

/// swaks, whose library answers in version 2 only when it is told to.
fn swaks(order: &Order<'_>, version: u32) -> Finished {
    let there = finish(Command::new("perl").args(["-MAuthen::NTLM", "-e", "1"]), b"");
    assert!(there.code == Some(0), "swaks cannot speak NTLM. Install the package libauthen-ntlm-perl, or run `make deps`");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/perl");
    let library = format!("-I{} -MNtlmVersion2", folder.display());
    let told = [("PERL5OPT", library.as_str())];
    Mailer::Swaks.send_with(order, if version == 2 { &told } else { &[] })
}

#[test]
fn swaks_logs_on_by_ntlm_with_the_password_only() {
    let house = house_with_ntlm();
    let server = house.serve();
    for user in ["anna", "anna@example.test"] {
        let said = swaks(&order(server.starttls(), "x").log_on("NTLM", user, ANNAS_PASSWORD), 2);
        assert!(said.code == Some(0), "{user}: {}", said.said());
    }
    for (user, password) in [("anna", "guessed"), ("nobody", ANNAS_PASSWORD)] {
        let said = swaks(&order(server.starttls(), "x").log_on("NTLM", user, password), 2);
        assert!(said.code != Some(0) && said.said().contains("535 5.7.8 "), "{user}: {}", said.said());
    }
}

#[test]
fn a_mail_program_that_speaks_only_the_first_ntlm_is_refused_and_the_log_says_why() {
    let house = house_with_ntlm();
    let server = house.serve();
    // As the library of swaks answers unless it is told otherwise; the right password does not help.
    let said = swaks(&order(server.starttls(), ANNAS_PASSWORD), 1);
    assert!(said.code != Some(0) && said.said().contains("535 5.7.8 "), "{}", said.said());
    server.wait_for_log("NTLM version 1", 1);
}

fn ntlm(to: SocketAddr, user: &str, password: &str, more: &[&str]) -> Finished {
    let mut command = python("ntlm.py");
    command.args(["--port", &to.port().to_string(), "--user", user]).args(more);
    finish(command.env("SUBMIT_PASSWORD", password), b"")
}

#[test]
fn a_windows_program_logs_on_by_ntlm_with_its_mic_and_bound_to_its_channel() {
    let house = house_with_ntlm();
    let server = house.serve();
    for user in ["anna", "OFFICE\\anna", "anna@example.test"] {
        ntlm(server.starttls(), user, ANNAS_PASSWORD, &[]).with_code(0);
    }
    ntlm(server.starttls(), "anna", "guessed", &[]).with_code(1).naming(&["535 5.7.8"]);
    ntlm(server.starttls(), "anna", ANNAS_PASSWORD, &["--starttls", "--bind", "own"]).with_code(0);
    ntlm(server.starttls(), "anna", ANNAS_PASSWORD, &["--starttls", "--bind", "wrong"]).with_code(1).naming(&["535 5.7.8"]);
    server.wait_for_log("somebody may sit in between", 1);
}

#[test]
fn nobody_logs_on_by_ntlm_without_a_password() {
    let house = house_with_ntlm();
    let server = house.serve();
    for forge in ["plain", "mic"] {
        ntlm(server.starttls(), "anna", "", &["--forge", forge]).with_code(1).naming(&["535 5.7.8"]);
    }
    ntlm(server.starttls(), "anna", "", &[]).with_code(1).naming(&["535 5.7.8"]);
    assert!(!server.log().contains("logged on"), "{}", server.log());
}

#[test]
fn ntlm_is_offered_once_it_is_allowed_and_the_password_came_by_and_not_before() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    assert!(!offers(&server).contains("NTLM"));
    allow_ntlm(&house);
    server.reload("the settings were read again");
    assert!(!offers(&server).contains("NTLM"), "the key cannot be there yet");
    let basic = Order::new(server.starttls(), Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    Mailer::Smtplib.accepted(&basic);
    let until = std::time::Instant::now() + super::house::PATIENCE;
    while !offers(&server).contains("NTLM") {
        assert!(std::time::Instant::now() < until, "the key was never made:\n{}", server.log());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    ntlm(server.starttls(), "anna", ANNAS_PASSWORD, &[]).with_code(0);
}

#[test]
fn ac_22_without_basic_neither_password_nor_hash_crosses_the_wire() {
    let house = house_with_ntlm();
    house.edit("basic: true", "basic: false");
    let server = house.serve();
    for line in offers(&server).lines() {
        assert!(!line.contains("PLAIN") && !line.contains("LOGIN"), "{line}");
    }
    let accounts = house.read("accounts.ron");
    let between = |from: &str, to: &str| accounts.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    let nt = between("nt: \"", "\"");
    let scram = between("scram: \"", "\"");
    let keys: Vec<&str> = scram.split(['$', ':']).skip(3).collect();
    assert!(nt.len() == 32 && keys.len() == 2, "{accounts}");
    let tap = Tap::before(server.starttls());
    msmtp(tap.address, Channel::Clear, "scram-sha-256", ANNAS_PASSWORD).with_code(0);
    ntlm(tap.address, "anna", ANNAS_PASSWORD, &[]).with_code(0);
    Mailer::Curl.accepted(&order(tap.address, ANNAS_PASSWORD));
    let heard: Vec<u8> = tap.heard().into_iter().flat_map(|connection| [connection.client, connection.server].concat()).collect();
    assert!(heard.windows(4).filter(|w| w == b"235 ").count() == 3, "{}", String::from_utf8_lossy(&heard));
    let mut secrets = vec![ANNAS_PASSWORD.as_bytes().to_vec(), nt.clone().into_bytes()];
    secrets.push(ANNAS_PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect());
    secrets.push((0..16).map(|n| u8::from_str_radix(&nt[2 * n..2 * n + 2], 16).unwrap()).collect());
    secrets.extend(keys.iter().map(|key| decoded(key)));
    // As it crossed the wire, and as it was meant: decoded line by line, the values inside SCRAM once more.
    let mut pieces = vec![heard.clone()];
    for line in heard.split(|octet| *octet == b'\n') {
        let line = String::from_utf8_lossy(line).trim().to_owned();
        let octets = decoded(line.split(' ').next_back().unwrap_or_default());
        pieces.extend(String::from_utf8_lossy(&octets).split(',').filter_map(|part| part.get(2..).map(decoded)));
        pieces.push(octets);
    }
    assert!(pieces.len() > 20);
    for piece in pieces {
        for secret in &secrets {
            assert!(!piece.windows(secret.len()).any(|w| w == secret), "a secret crossed the wire");
        }
    }
}

#[test]
fn s_nail_and_mutt_send_inside_tls_with_the_right_password_only() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    let to = server.starttls();
    let encoded = ANNAS_PASSWORD.replace('&', "%26").replace(' ', "%20").replace('!', "%21");
    for (password, accepted) in [(encoded.as_str(), true), ("guessed", false)] {
        for mechanism in ["plain", "login"] {
            let mut command = Command::new("s-nail");
            command.args(["-:/", "-Sv15-compat", "-Ssendwait", "-Stls-verify=ignore", "-Ssmtp-use-starttls", "-s", "Test"]);
            command.arg(format!("-SDEAD={}", house.beside("dead.letter").display()));
            command.args([&format!("-Ssmtp-auth={mechanism}"), "-Sfrom=anna@example.test"]);
            command.args([&format!("-Smta=smtp://anna:{password}@{to}"), "anna@example.test"]).env("HOME", house.beside(""));
            let done = finish(&mut command, b"Text\n");
            assert!((done.code == Some(0)) == accepted, "s-nail {mechanism}: {done:#?}");
        }
        let settings = house.beside("muttrc");
        let lines = [
            format!("set smtp_url=\"smtp://anna@{to}/\""),
            format!("set smtp_pass=\"{}\"", if accepted { ANNAS_PASSWORD } else { "guessed" }),
            "set ssl_starttls=yes ssl_force_tls=yes ssl_verify_host=no ssl_verify_dates=no".into(),
            "set from=anna@example.test copy=no smtp_authenticators=\"plain\"".into(),
            format!("set certificate_file={}", certificate(to, &house).display()),
        ];
        std::fs::write(&settings, lines.join("\n")).unwrap();
        let mut command = Command::new("mutt");
        command.arg("-F").arg(&settings).args(["-s", "Test", "anna@example.test"]).env("HOME", house.beside(""));
        let done = finish(&mut command, b"Text\n");
        assert!((done.code == Some(0)) == accepted, "mutt: {done:#?}");
    }
    server.wait_for_log("accepted", 3);
}

#[test]
fn nodemailer_sends_inside_tls_with_the_right_password_only() {
    let library = PathBuf::from("/usr/share/nodejs/nodemailer/package.json");
    assert!(library.exists(), "nodemailer is missing. Install the package node-nodemailer, or run `make deps`");
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    let send = |to: SocketAddr, tls: &str, method: &str, password: &str| {
        let mut command = Command::new("node");
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/nodemailer.js")).args([&to.port().to_string(), tls, method, "anna"]);
        finish(command.env("NODE_PATH", "/usr/share/nodejs").env("SUBMIT_PASSWORD", password), b"")
    };
    for method in ["PLAIN", "LOGIN"] {
        send(server.starttls(), "starttls", method, ANNAS_PASSWORD).with_code(0).naming(&["250 2.6.0"]);
        send(server.implicit(), "implicit", method, ANNAS_PASSWORD).with_code(0).naming(&["250 2.6.0"]);
        send(server.starttls(), "starttls", method, "guessed").with_code(1).naming(&["535 5.7.8"]);
    }
}

/// What openssl's own client sees of the certificate, kept where mutt trusts it.
fn certificate(to: SocketAddr, house: &House) -> PathBuf {
    let mut command = Command::new("openssl");
    command.args(["s_client", "-starttls", "smtp", "-crlf", "-connect", &to.to_string()]);
    let said = finish(&mut command, b"QUIT\r\n").with_code(0).said();
    let (_, rest) = said.split_once("-----BEGIN CERTIFICATE-----").unwrap_or_else(|| panic!("no certificate in:\n{said}"));
    let (body, _) = rest.split_once("-----END CERTIFICATE-----").unwrap();
    let path = house.beside("trusted.pem");
    std::fs::write(&path, format!("-----BEGIN CERTIFICATE-----{body}-----END CERTIFICATE-----\n")).unwrap();
    path
}
