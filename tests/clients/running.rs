//! While it runs: changes of the settings, stopping in good order, and what it keeps to itself.

use super::house::{ANNAS_PASSWORD, House, Server, aloud, finish};
use super::mailers::{Channel, Mailer, Order};
use super::wire::Wire;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustix::process::Signal;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const READ_AGAIN: &str = "the settings were read again";

#[test]
fn an_account_added_while_it_runs_counts_at_once_and_a_removed_one_no_longer() {
    let house = House::new(&[]);
    let server = house.serve();
    let order = Order::new(server.starttls(), Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    Mailer::Curl.refused(&order, "535 5.7.8 ");
    let told = "The running server has been told.";
    house.add("anna", ANNAS_PASSWORD).naming(&[told]);
    server.wait_for_log(READ_AGAIN, 1);
    Mailer::Curl.accepted(&order);
    finish(&mut house.command(&["account", "password", "anna", "--password-stdin"]), b"new\n").with_code(0).naming(&[told]);
    server.wait_for_log(READ_AGAIN, 2);
    Mailer::Curl.refused(&order, "535 5.7.8 ");
    Mailer::Curl.accepted(&Order::new(server.starttls(), Channel::StartTls).log_on("LOGIN", "anna", "new"));
}

#[test]
fn changed_settings_count_for_new_connections_and_sessions_keep_their_own() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    let before = server.listening();
    let mut old = Wire::greeted_from("127.0.0.1", server.starttls());
    house.edit("anonymous: false", "anonymous: true");
    house.edit("fqdn: \"mail.example.test\"", "fqdn: \"post.example.test\"");
    house.edit("name: \"Office\"", "name: \"Bureau\"");
    server.reload(READ_AGAIN);
    let mut new = Wire::connect_from("127.0.0.1", server.starttls());
    new.expect("220 post.example.test ");
    new.say("EHLO pc7", "250");
    new.mail("anna@example.test", "250 ");
    old.say("MAIL FROM:<x@elsewhere.example>", "530 5.7.0 ");
    old.quit();
    // The ports stay the same ones, and every one is named anew.
    let until = Instant::now() + super::house::PATIENCE;
    while server.listening().len() < 4 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    let after = server.listening().split_off(2);
    assert_eq!(after.iter().map(|l| l.address).collect::<Vec<_>>(), before.iter().map(|l| l.address).collect::<Vec<_>>());
    assert!(after.iter().all(|l| l.server == "Bureau"), "{after:?}");
}

#[test]
fn a_new_address_is_opened_and_an_old_one_closed_without_a_restart() {
    let house = House::new(&[]);
    let server = house.serve();
    let (clear, implicit) = (server.starttls(), server.implicit());
    house.edit("encryption: Tls,", "encryption: StartTls,");
    server.reload(READ_AGAIN);
    Wire::greeted_from("127.0.0.1", clear).quit();
    let until = Instant::now() + super::house::PATIENCE;
    while server.listening().len() < 4 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    let last = server.listening().pop().unwrap();
    assert_eq!(last.encryption, "starttls");
    Wire::greeted_from("127.0.0.1", last.address).quit();
    assert!(last.address == implicit || std::net::TcpStream::connect(implicit).is_err(), "{implicit} is still open");
}

#[test]
fn a_broken_settings_file_leaves_the_server_running_on_the_old_ones_and_says_so() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    let good = house.read("settings.ron");
    let breakages = [
        good.replace("max_connections: 0", "max_konnections: 0"),
        good.replace("port: 0", "port: 99999"),
        good.replace("connection_timeout: \"10m\"", "connection_timeout: \"soon\""),
        good.replace("version: 1", "version: 2"),
        String::new(),
        "\0\u{ffff}((((".repeat(1000),
    ];
    for broken in &breakages {
        house.write("settings.ron", broken);
        server.reload("the settings were not changed: ");
        let log = server.log();
        let sentence = log.lines().rfind(|line| line.contains("the settings were not changed")).unwrap();
        assert!(sentence.contains("settings.ron"), "{sentence}");
        Mailer::Curl.accepted(&Order::new(server.starttls(), Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD));
        assert_eq!(&house.read("settings.ron"), broken);
    }
    for named in ["max_konnections", "line ", "soon", "version 2"] {
        assert!(server.log().contains(named), "{named} is not named in\n{}", server.log());
    }
    std::fs::remove_file(house.home().join("settings.ron")).unwrap();
    server.reload("the settings were not changed: ");
    house.write("settings.ron", &good.replace("anonymous: false", "anonymous: true"));
    server.reload(READ_AGAIN);
    Wire::greeted_from("127.0.0.1", server.starttls()).mail("anna@example.test", "250 ");
    server.stop().with_code(0);
}

#[test]
fn sigterm_finishes_the_message_under_way_and_ends_with_code_0() {
    for signal in [Signal::TERM, Signal::INT] {
        let house = House::new(&["--anonymous"]).with_anna();
        let server = house.serve();
        let mut idle = Wire::greeted_from("127.0.0.1", server.starttls());
        let mut busy = Wire::greeted_from("127.0.0.1", server.starttls());
        busy.say("MAIL FROM:<x@elsewhere.example>", "250 ");
        busy.say("RCPT TO:<anna@example.test>", "250 ");
        busy.say("DATA", "354 ");
        busy.send(b"Subject: Under way\r\n\r\n");
        let address = server.starttls();
        server.signal(signal);
        idle.expect("421 4.3.2 ");
        assert_eq!(idle.reply(), "", "the connection stays open after 421");
        server.wait_for_log("stopping", 1);
        assert!(std::net::TcpStream::connect(address).is_err(), "a new client gets in");
        busy.send(b"Text\r\n");
        busy.say(".", "250 2.6.0 ");
        busy.expect("421 4.3.2 ");
        drop((idle, busy));
        let asked = Instant::now();
        let ended = server.ended().with_code(0);
        assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
        assert!(ended.err.contains("stopped"), "{}", ended.err);
    }
}

#[test]
fn a_client_that_sends_nothing_keeps_it_from_stopping_for_half_a_minute_at_most() {
    if std::env::var_os("POSTKONTOR_LONG").is_none() {
        return aloud("SKIPPED the half minute a silent client gets on SIGTERM: it runs with `make test-long`");
    }
    let house = House::new(&["--anonymous"]).with_anna();
    let server = house.serve();
    let mut stuck = Wire::greeted_from("127.0.0.1", server.starttls());
    stuck.say("MAIL FROM:<x@elsewhere.example>", "250 ");
    stuck.say("RCPT TO:<anna@example.test>", "250 ");
    stuck.say("DATA", "354 ");
    stuck.send(b"Subject: Never ends\r\n");
    let handshake = std::net::TcpStream::connect(server.implicit()).unwrap();
    let asked = Instant::now();
    // A message under way gets its time (30 seconds), and no more.
    server.stop().with_code(0);
    assert!(asked.elapsed() < Duration::from_secs(40), "{:?}", asked.elapsed());
    drop(handshake);
    // What was not acknowledged is not there.
    house.serve().wait_for_log("messages=0", 1);
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let house = House::new(&["--anonymous", "--allow-relay", "127.0.0.0/8"]);
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    for number in 0..5 {
        wire.mail(&format!("far{number}@elsewhere.example"), "250 ");
    }
    drop(server);
    let server = house.serve();
    server.wait_for_log("messages=5", 1);
    server.stop().with_code(0);
    house.serve().wait_for_log("messages=5", 1);
}

#[test]
fn clients_that_talk_garbage_or_vanish_hurt_nobody() {
    let house = House::new(&["--anonymous"]).with_anna();
    let server = house.serve();
    let garbage: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let openings: [&[u8]; 5] = [
        &garbage,
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        &[b'A'; 50_000],
        b"EHLO x\r\nDATA\r\n",
    ];
    for opening in openings {
        for address in [server.starttls(), server.implicit()] {
            use std::io::Write;
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            // The server may hang up while we talk.
            let _ = stream.write_all(opening);
        }
    }
    let mut gone = Wire::greeted_from("127.0.0.1", server.starttls());
    gone.say("MAIL FROM:<x@elsewhere.example>", "250 ");
    gone.say("RCPT TO:<anna@example.test>", "250 ");
    gone.say("DATA", "354 ");
    gone.send(b"Subject: Half a mess");
    drop(gone);
    for mailer in Mailer::ALL {
        mailer.accepted(&Order::new(server.implicit(), Channel::Implicit).log_on("LOGIN", "anna", ANNAS_PASSWORD));
    }
    let ended = server.stop().with_code(0);
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
}

#[test]
fn nobody_else_can_read_the_home_whatever_the_umask() {
    let house = House::empty();
    let open = |words: &[&str]| {
        let mut command = Command::new("sh");
        command.args(["-c", "umask 0; exec \"$@\"", "sh", super::house::PROGRAM]).args(words).arg("--home").arg(house.home());
        command
    };
    let names = ["--fqdn", "mail.example.test", "--local-domain", "example.test", "--listen", "127.0.0.1:0", "--hold-outbound"];
    let host =
        ["--smart-host", "127.0.0.1:9", "--smart-host-tls", "starttls", "--smart-host-user", "office", "--smart-host-password-stdin"];
    finish(&mut open(&[&["init"], &names[..], &host].concat()), b"secret\n").with_code(0);
    finish(&mut open(&["account", "add", "anna", "--password-stdin"]), format!("{ANNAS_PASSWORD}\n").as_bytes()).with_code(0);
    let server = Server::start(open(&["serve"]));
    let order = Order::new(server.starttls(), Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    let large = [b"Subject: Large\r\n\r\n".to_vec(), b"0123456789012345678901234567890123456789\r\n".repeat(10_000)].concat();
    Mailer::Curl.accepted(&Order { message: &large, ..order.clone() });
    Mailer::Curl.accepted(&Order { recipient: "far@elsewhere.example", ..order });
    server.stop().with_code(0);
    let seen = private(&house.home());
    assert!(seen > 8, "only {seen} files and folders were looked at");
}

/// Looks at everything below; how much it was.
fn private(path: &Path) -> usize {
    let about = std::fs::symlink_metadata(path).unwrap();
    let wanted = if about.is_dir() { 0o700 } else { 0o600 };
    assert_eq!(about.permissions().mode() & 0o777, wanted, "{}", path.display());
    if !about.is_dir() {
        return 1;
    }
    1 + std::fs::read_dir(path).unwrap().map(|entry| private(&entry.unwrap().path())).sum::<usize>()
}

#[test]
fn secrets_are_in_no_output_however_much_is_logged() {
    const SMART_HOST: &str = "Provider$Secret-91";
    const TYPO: &str = "Kaffe&Bulle 08?";
    let house = House::new(&[]);
    let host =
        ["--smart-host", "127.0.0.1:9", "--smart-host-tls", "starttls", "--smart-host-user", "office", "--smart-host-password-stdin"];
    std::fs::remove_dir_all(house.home()).unwrap();
    let names =
        ["--fqdn", "mail.example.test", "--local-domain", "example.test", "--listen", "127.0.0.1:0", "--implicit-tls", "127.0.0.1:0"];
    let mut said =
        finish(&mut house.command(&[&["init", "--hold-outbound"], &names[..], &host].concat()), SMART_HOST.as_bytes()).with_code(0).said();
    said += &house.add("anna", ANNAS_PASSWORD).said();
    said += &finish(&mut house.command(&["account", "add", "anna", "--password-stdin"]), ANNAS_PASSWORD.as_bytes()).with_code(1).said();
    said += &house.run(&["check"]).with_code(0).said();
    let mut command = house.command(&["serve"]);
    command.env("RUST_LOG", "trace");
    let server = Server::start(command);
    let (starttls, implicit) = (Order::new(server.starttls(), Channel::StartTls), Order::new(server.implicit(), Channel::Implicit));
    for mechanism in ["PLAIN", "LOGIN"] {
        Mailer::Smtplib.accepted(&starttls.clone().log_on(mechanism, "anna", ANNAS_PASSWORD));
        Mailer::Curl.accepted(&implicit.clone().log_on(mechanism, "anna", ANNAS_PASSWORD));
        Mailer::Curl.refused(&implicit.clone().log_on(mechanism, "anna", TYPO), "535 ");
        // The password typed into the field for the name.
        Mailer::Curl.refused(&implicit.clone().log_on(mechanism, ANNAS_PASSWORD, TYPO), "535 ");
        let clear = Order::new(server.starttls(), Channel::Clear);
        Mailer::Smtplib.refused(&clear.log_on(mechanism, "anna", ANNAS_PASSWORD), "538 ");
    }
    // A client that logs on out of turn, and one that gives up half-way.
    let plain = STANDARD.encode(format!("\0anna\0{ANNAS_PASSWORD}"));
    let mut wire = Wire::connect_from("127.0.0.1", server.starttls());
    wire.expect("220 ");
    wire.say(&format!("AUTH PLAIN {plain}"), "5");
    wire.say(&plain, "5");
    wire.say("EHLO pc7", "250");
    wire.say(&format!("AUTH PLAIN {plain} {plain}"), "5");
    wire.quit();
    server.reload(READ_AGAIN);
    // A broken file is quoted, its secrets are not.
    let secrets = house.read("secrets.ron");
    house.write("secrets.ron", &secrets.replace("secrets:", "secretz:"));
    server.reload("the settings were not changed");
    said += &house.run(&["check"]).with_code(1).said();
    house.write("secrets.ron", &secrets.replace(&format!("\"{SMART_HOST}\""), &format!("[\"{SMART_HOST}\"]")));
    server.reload("the settings were not changed");
    said += &house.run(&["check"]).with_code(1).said();
    said += &server.stop().with_code(0).said();
    let counts = ["logged on", "log-on failed", "crossed the wire"].map(|words| said.matches(words).count());
    assert_eq!(counts, [4, 4, 2], "too little was logged to prove anything:\n{said}");
    let hash = house.read("accounts.ron");
    let (_, hash) = hash.split_once("$argon2id$").unwrap();
    let (hash, _) = hash.split_once('"').unwrap();
    let mut hidden = vec![hash.to_owned(), "argon2id$".to_owned()];
    for secret in [ANNAS_PASSWORD, SMART_HOST, TYPO] {
        for form in [secret.to_owned(), format!("\0anna\0{secret}"), format!("anna\0anna\0{secret}")] {
            // Without its end, which the octets around it change.
            hidden.push(STANDARD.encode(&form).trim_end_matches('=')[..STANDARD.encode(&form).trim_end_matches('=').len() - 2].to_owned());
        }
        hidden.push(secret.to_owned());
        hidden.push(format!("{secret:?}").trim_matches('"').to_owned());
        // Octets in a list, as careless debug output has them.
        hidden.push(secret.bytes().map(|octet| octet.to_string()).collect::<Vec<_>>().join(", "));
    }
    for secret in hidden {
        assert!(
            !said.contains(&secret),
            "{secret:?} is in the output:\n{}",
            said.lines().filter(|l| l.contains(&secret)).collect::<String>()
        );
    }
    // Where they belong they are.
    assert!(secrets.contains(SMART_HOST));
}
