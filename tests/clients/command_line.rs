//! What an administrator types: every refusal names the thing, its place and the way out, and changes nothing.

use super::house::{House, Server, finish};
use super::wire::Wire;
use std::net::TcpListener;
use std::process::Command;

#[test]
fn init_refuses_to_overwrite_a_home() {
    let house = House::new(&[]);
    house.edit("note: \"\"", "note: \"my own words\"");
    let before = house.read("settings.ron");
    let settings = house.home().join("settings.ron");
    house.run(&["init", "--name", "Other"]).with_code(1).naming(&[settings.to_str().unwrap(), "left as it is", "another folder"]);
    assert_eq!(house.read("settings.ron"), before);
}

#[test]
fn what_init_writes_is_in_order_and_explained() {
    let house = House::new(&["--smart-host", "smtp.isp.example:587", "--allow-relay", "192.168.1.0/24", "--anonymous"]);
    house.run(&["check"]).with_code(0).naming(&["is in order", "servers 1", "accounts 0"]);
    let comments = house.read("settings.ron").lines().filter(|line| line.trim_start().starts_with("//")).count();
    assert!(comments > 10, "{comments} comments");
}

#[test]
fn reports_of_a_new_home_are_in_the_language_of_the_system() {
    for (locale, language) in [("sv_SE.UTF-8", "Swedish"), ("de_AT.UTF-8", "German"), ("C", "English")] {
        let house = House::empty();
        let mut init = house.command(&["init", "--listen", "127.0.0.1:0"]);
        finish(init.env_remove("LANGUAGE").env("LC_ALL", locale).env("LANG", locale), b"").with_code(0);
        assert!(house.read("settings.ron").contains(&format!("language: {language},")), "{locale}");
    }
}

#[test]
fn a_wrong_command_line_is_told_word_by_word() {
    let house = House::new(&[]);
    let other = House::empty();
    for (words, named) in [
        (&["serve", "--lisen", "127.0.0.1:25"][..], "--lisen"),
        (&["check", "all"], "all"),
        (&["init", "--listen", "here"], "\"here\""),
        (&["init", "--max-connections", "many"], "\"many\""),
        (&["init", "--smart-host-tls", "ssl"], "none, starttls or implicit"),
        (&["init", "--smart-host-user", "office"], "--smart-host HOST"),
        (&["init", "--key", "key.pem"], "--certificate"),
        (&["account", "add"], "NAME"),
        (&["account", "rename", "anna"], "add, list, remove, password"),
        (&["account", "list", "--password-stdin"], "--password-stdin"),
        (&["sevre"], "\"sevre\""),
    ] {
        let home = if words[0] == "init" { &other } else { &house };
        home.run(words).with_code(2).naming(&[named, "--help"]);
    }
    assert!(!other.home().join("settings.ron").exists());
    // Where there is a display the program alone opens its window.
    let mut alone = Command::new(super::house::PROGRAM);
    finish(alone.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY"), b"").with_code(2).naming(&["no command", "--help"]);
    for verb in ["init", "serve", "check", "account"] {
        finish(Command::new(super::house::PROGRAM).arg("--help"), b"").with_code(0).naming(&[verb]);
    }
}

#[test]
fn init_refuses_values_that_make_no_sense_and_leaves_no_settings() {
    let house = House::empty();
    let refused = house.run(&["init", "--fqdn", "-", "--local-domain", "a..b", "--allow-relay", "10.0.0.0/40", "--listen", "127.0.0.1:0"]);
    refused.with_code(1).naming(&["fqdn", "local_domains[0]", "a..b", "relay.computers[0]"]);
    assert!(!house.home().join("settings.ron").exists());
}

#[test]
fn check_tells_all_that_is_wrong_at_once_each_at_its_line() {
    let house = House::new(&[]).with_anna();
    house.edit("fqdn: \"mail.example.test\"", "fqdn: \"mail..test\"");
    house.edit("connection_timeout: \"10m\"", "connection_timeout: \"soon\"");
    house.edit("postmaster: \"anna@example.test\"", "postmaster: \"boss@far.example\"");
    house.write("secrets.ron", "(version: 1,\n passwords: {})");
    let account = house.read("accounts.ron");
    house.write("accounts.ron", &account.replace("anna@example.test", "anna@"));
    let settings = house.read("settings.ron");
    let line = |field: &str| 1 + settings.lines().position(|line| line.trim_start().starts_with(field)).unwrap();
    let place = |field: &str, path: &str| format!("line {}, {path}: ", line(field));
    house.run(&["check"]).with_code(1).naming(&[
        &place("postmaster:", "postmaster"),
        &place("fqdn:", "servers[0].fqdn"),
        &place("connection_timeout:", "servers[0].connection_timeout"),
        "boss@far.example",
        "mail..test",
        "soon",
        "accounts.ron",
        "\"anna@\"",
        "secrets.ron, line 2",
        "passwords",
        "3 things to correct",
    ]);
    assert_eq!(house.read("settings.ron"), settings);
}

#[test]
fn files_that_cannot_be_used_are_refused_with_a_sentence_and_left_alone() {
    for (file, from, to, named) in [
        ("settings.ron", "note: \"\"", "nota: \"\"", &["nota", "local_domains", "line 4"][..]),
        ("settings.ron", "version: 1", "version: \"one\"", &["line 4"]),
        ("settings.ron", "version: 1", "version: 9", &["version 9", "newer"]),
        ("settings.ron", "servers: [", "servers: [[", &["line "]),
        ("accounts.ron", "name: \"anna\"", "nick: \"anna\"", &["nick", "line "]),
        ("accounts.ron", "id: 1", "id: \"1\"", &["line "]),
        ("accounts.ron", "version: 1", "version: 9", &["version 9", "newer"]),
        ("secrets.ron", "version: 1", "version: 9", &["version 9", "newer"]),
        ("secrets.ron", "isp", "isp\": \"one\", \"isp\": [\"", &["line "]),
    ] {
        let house = House::new(&[]).with_anna();
        house.write("secrets.ron", "(version: 1, secrets: {\"isp\": \"x\"})");
        let text = house.read(file);
        assert!(text.contains(from), "{file} has no {from:?}:\n{text}");
        // The first note and version stand at the top of each file.
        let broken = text.replacen(from, to, 1);
        house.write(file, &broken);
        let mut wanted = vec![file];
        wanted.extend(named.iter().filter(|word| !(**word == "line 4" && line_of(&broken, to) != 4)).copied());
        for verb in ["check", "serve"] {
            house.run(&[verb]).with_code(1).naming(&wanted);
        }
        if file == "settings.ron" {
            house.run(&["account", "add", "bo", "--password-stdin"]).with_code(1).naming(&wanted);
        }
        assert_eq!(house.read(file), broken, "{file} was changed");
    }
}

fn line_of(text: &str, what: &str) -> usize {
    1 + text.lines().position(|line| line.contains(what)).unwrap()
}

#[test]
fn a_port_in_use_is_told_with_the_program_that_has_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let house = House::empty();
    house.run(&["init", "--name", "Office", "--fqdn", "mail.example.test", "--listen", &address]).with_code(0);
    let own = std::fs::read_to_string("/proc/self/comm").unwrap();
    let holder = format!("{address} is used by {} (process {})", own.trim(), std::process::id());
    house.run(&["serve"]).with_code(1).naming(&["Office", &holder, "choose another port"]);
}

#[test]
fn a_server_whose_port_is_taken_does_not_keep_the_other_one_from_running() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let house = House::with_settings(&format!(
        "(version: 1, servers: [(id: 1, name: \"Works\", fqdn: \"a.example.test\", identities: [(address: \"127.0.0.1\", port: 0)]),
                                (id: 2, name: \"Blocked\", fqdn: \"b.example.test\", identities: [(address: \"127.0.0.1\", port: {port})])])"
    ));
    let server = house.serve();
    server.wait_for_log("Blocked", 1);
    server.wait_for_log(&format!("127.0.0.1:{port} is used by"), 1);
    assert_eq!(server.listening().len(), 1);
    assert_eq!(server.listening()[0].server, "Works");
    // The port is free now, and a reload is enough.
    drop(taken);
    server.reload("the settings were read again");
    server.wait_for_log("the settings were read again", 1);
    Wire::greeted_from("127.0.0.1", format!("127.0.0.1:{port}").parse().unwrap()).quit();
}

#[test]
fn addresses_nobody_can_have_are_told_with_a_cure() {
    let house = House::empty();
    house.run(&["init", "--fqdn", "mail.example.test", "--listen", "192.0.2.1:2525"]).with_code(0);
    house.run(&["serve"]).with_code(1).naming(&["192.0.2.1", "no address of this computer"]);
    let house = House::empty();
    house.run(&["init", "--fqdn", "m.example.test", "--listen", "127.0.0.1:2525", "--listen", "127.0.0.1:2525"]).with_code(1).naming(&[
        "127.0.0.1:2525",
        "servers[0].identities[1]",
        "servers[0].identities[0]",
    ]);
}

#[test]
fn a_second_engine_on_the_same_home_names_the_first() {
    let house = House::new(&[]);
    let server = house.serve();
    let first = format!("process {}", server.id());
    house.run(&["serve"]).with_code(1).naming(&["another Postkontor", &first, house.home().to_str().unwrap(), "--home"]);
    Wire::greeted_from("127.0.0.1", server.starttls()).quit();
    server.stop().with_code(0);
    // However it ends, the home is free again.
    drop(house.serve());
    house.serve().stop().with_code(0);
}

#[test]
fn a_home_that_is_missing_or_no_folder_is_told_with_a_cure() {
    let house = House::empty();
    let home = house.home();
    let home = home.to_str().unwrap();
    for words in [&["check"][..], &["serve"], &["account", "add", "anna", "--password-stdin"]] {
        house.run(words).with_code(1).naming(&[home, "postkontor init --home DIR"]);
    }
    let house = House::empty();
    std::fs::write(house.home(), "a file where a folder is wanted").unwrap();
    for words in [&["init"][..], &["check"], &["serve"], &["account", "list"]] {
        house.run(words).with_code(1).naming(&[house.home().to_str().unwrap(), "Check the disk and the path"]);
    }
    assert_eq!(std::fs::read_to_string(house.home()).unwrap(), "a file where a folder is wanted");
}

#[test]
fn accounts_are_added_listed_changed_and_removed() {
    let house = House::new(&[]);
    house.add("anna", "one").naming(&["Account 1: anna, address anna@example.test, mailbox mailboxes/1/Maildir", "postmaster"]);
    house.add("bo@example.test", "two").naming(&["Account 2: bo@example.test, address bo@example.test"]);
    house.add("carl@far.example", "three").naming(&["no local domain fits"]);
    house.run(&["account", "list"]).with_code(0).naming(&["1\tanna\tanna@example.test\tmailbox\n", "2\tbo@example.test\t"]);
    let again = |words: &[&str], input: &[u8]| finish(&mut house.command(words), input);
    again(&["account", "add", "anna", "--password-stdin"], b"x\n").with_code(1).naming(&["\"anna\" already", "account password"]);
    again(&["account", "add", "dora", "--password-stdin"], b"").with_code(2).naming(&["password"]);
    again(&["account", "add", "a/b", "--password-stdin"], b"x\n").with_code(1).naming(&["/"]);
    again(&["account", "password", "anna", "--password-stdin"], b"new\n").with_code(0).naming(&["anna is changed"]);
    house.run(&["account", "remove", "nobody"]).with_code(1).naming(&["\"nobody\"", "account list"]);
    house.run(&["account", "remove", "bo@example.test"]).with_code(0).naming(&["mailboxes/2"]);
    // A number is never used twice: mail and mailboxes are bound to it.
    house.add("dora", "four").naming(&["Account 4: dora"]);
    house.run(&["check"]).with_code(0).naming(&["accounts 3"]);
}

#[test]
fn without_an_option_the_home_of_the_platform_is_used() {
    let house = House::empty();
    let data = house.beside("data");
    let mut init = Command::new(super::house::PROGRAM);
    init.args(["init", "--fqdn", "mail.example.test", "--listen", "127.0.0.1:0"]);
    finish(init.env("XDG_DATA_HOME", &data), b"").with_code(0).naming(&["postkontor serve", data.to_str().unwrap()]);
    assert!(data.join("postkontor/settings.ron").exists());
    let mut serve = Command::new(super::house::PROGRAM);
    serve.arg("serve").env("XDG_DATA_HOME", &data);
    Server::start(serve).stop().with_code(0);
}
