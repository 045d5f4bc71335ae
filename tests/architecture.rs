//! Keeps the house as its map says: which room may import which, what stays pure, how a file looks, what lies at the top.
//!
//! The rules are read from the source as text. `use` trees and paths that start with `crate::`, `postkontor::` or enough
//! `super::` count; comments, texts and test modules do not. The checkers are functions of their input, and the second half
//! of this file feeds each of them what it must catch.

#![allow(clippy::panic, reason = "a test says what is wrong by panicking")]

use std::path::{Path, PathBuf};

#[path = "tools/source.rs"]
#[allow(dead_code, reason = "each of the two tests that read the source uses its part")]
mod source;

use source::{is_word, line_of, rust_files, split, without_tests};

/// The rooms by level. A room imports only from lower lines; rooms on one line never import each other.
const LEVELS: [&[&str]; 9] = [
    &["mail", "i18n"],
    &["smtp", "config"],
    &["policy", "accounts", "spool", "certificate", "net"],
    &["reception", "delivery", "authority"],
    &["advice"],
    &["engine"],
    &["wording"],
    &["console", "cli"],
    &["main"],
];

/// Macros live at the root of the crate, but belong to a room.
const MACROS: [(&str, &str); 1] = [("tr", "i18n")];

/// All that the console sees of the house; of the engine only these doors.
const CONSOLE_SEES: [&str; 6] = ["console", "engine", "config", "mail", "i18n", "wording"];
const ENGINE_DOORS: [&str; 7] = ["handle", "command", "query", "event", "snapshot", "warnings", "job"];

/// Rooms and files that know no clock, no chance, no runtime and no I/O.
const PURE: [&str; 5] = ["src/mail", "src/smtp", "src/policy", "src/spool/schedule", "src/delivery/route"];

/// What a pure file may not name, and why.
const IMPURE: [(&str, &str); 24] = [
    ("tokio", "no runtime"),
    ("async", "no async"),
    ("await", "no async"),
    ("hickory_resolver", "no sockets"),
    ("socket2", "no sockets"),
    ("rustix", "no system calls"),
    ("TcpStream", "no sockets"),
    ("TcpListener", "no sockets"),
    ("UdpSocket", "no sockets"),
    ("UnixStream", "no sockets"),
    ("UnixListener", "no sockets"),
    ("ToSocketAddrs", "no name resolution"),
    ("std::fs", "no files"),
    ("std::env", "no environment"),
    ("std::process", "no processes"),
    ("std::thread", "no threads"),
    ("std::io::stdin", "no terminal"),
    ("::now(", "time is an argument"),
    (".now(", "time is an argument"),
    (".elapsed(", "time is an argument"),
    ("rand::", "chance is an argument"),
    ("getrandom", "chance is an argument"),
    ("tempfile", "no files"),
    ("thread_rng", "chance is an argument"),
];

/// What may lie at the top, beside dot-files and what cargo builds.
const TOP: [&str; 17] = [
    "Cargo.toml",
    "Cargo.lock",
    "src",
    "assets",
    "i18n",
    "tests",
    "packaging",
    "fuzz",
    "benches",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "clippy.toml",
    "rustfmt.toml",
    "target",
];

const LONGEST: usize = 600;
const WHY_LONGER: &str = "//! Longer than 600 lines:";

#[test]
fn imports_go_only_downwards() {
    none(rust_files("src").iter().flat_map(|(path, text)| imports(path, text)));
}

#[test]
fn pure_rooms_know_no_clock_no_chance_and_no_io() {
    none(rust_files("src").iter().flat_map(|(path, text)| impurities(path, text)));
}

#[test]
fn every_file_says_what_it_knows_and_stays_readable() {
    let files = ["src", "tests", "benches", "fuzz"].map(rust_files).concat();
    assert!(!files.is_empty(), "no source found");
    none(files.iter().flat_map(|(path, text)| looks(path, text)));
}

#[test]
fn the_map_in_lib_names_every_room() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap_or_default();
    none(map(&lib).into_iter());
}

#[test]
fn nothing_else_lies_at_the_top() {
    let names = std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).into_iter().flatten().flatten();
    none(names.filter_map(|entry| stray(&entry.file_name().to_string_lossy())));
}

fn none(faults: impl Iterator<Item = String>) {
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The room a file belongs to: `src/smtp/line.rs` and `src/smtp.rs` to `smtp`.
fn room(path: &Path) -> Option<String> {
    let first = path.strip_prefix("src").ok()?.components().next()?.as_os_str().to_str()?;
    Some(first.strip_suffix(".rs").unwrap_or(first).to_owned())
}

fn level(room: &str) -> Option<usize> {
    LEVELS.iter().position(|line| line.contains(&room))
}

/// Every import of the file that the table does not allow.
fn imports(path: &Path, text: &str) -> Vec<String> {
    let Some(own) = room(path) else { return vec![] };
    if own == "lib" || path.ends_with("tests.rs") {
        return vec![];
    }
    let Some(own_level) = level(&own) else {
        return vec![format!("{}: {own} is no room of the table in tests/architecture.rs", path.display())];
    };
    let code = without_tests(&split(text).code);
    let mut faults = vec![];
    for (line, names) in paths(path, &code) {
        let mut fault = |what: String| faults.push(format!("{}:{line}: {what}", path.display()));
        let Some(first) = names.first() else { continue };
        let other = MACROS.iter().find(|(name, _)| *name == first).map_or(first.as_str(), |(_, room)| *room);
        if other == own {
            continue;
        }
        match level(other) {
            _ if matches!(other, "*" | "self") => fault("imports the whole house: name the room".into()),
            None => fault(format!("{other} is no room of the table in tests/architecture.rs")),
            Some(level) if level > own_level => fault(format!("{own} imports {other}, which lies above it")),
            Some(level) if level == own_level => fault(format!("{own} imports {other}, which lies on the same line")),
            Some(_) if other == "i18n" && own_level < level_of_wording() => fault(format!("{own} imports i18n: words are for wording")),
            Some(_) if own == "console" && !CONSOLE_SEES.contains(&other) => fault(format!("console imports {other}")),
            Some(_) if own == "console" && other == "engine" => {
                let door = names.get(1).map_or("", String::as_str);
                if !ENGINE_DOORS.contains(&door) {
                    fault(format!("console imports engine::{door}: its doors are {}", ENGINE_DOORS.join(", ")));
                }
            }
            Some(_) => {}
        }
    }
    if !matches!(own.as_str(), "console" | "main") {
        for (at, _) in code.match_indices("iced").filter(|(at, _)| !code[..*at].ends_with(is_word)) {
            faults.push(format!("{}:{}: iced is for the console", path.display(), line_of(&code, at)));
        }
    }
    faults
}

fn level_of_wording() -> usize {
    level("wording").unwrap_or(LEVELS.len())
}

/// All paths from the root of the crate, each with its line: `crate::a::{b, c::d}` gives `a b` and `a c d`.
fn paths(path: &Path, code: &str) -> Vec<(usize, Vec<String>)> {
    // `src/smtp.rs` is one module deep, `src/smtp/line.rs` two; that many `super` reach the root.
    let supers = "super::".repeat(path.with_extension("").components().count() - 1);
    let mut found = vec![];
    for root in ["crate::", "postkontor::", supers.as_str()] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if is_word(before) || (before == ':' && !code[..at].trim_end_matches(':').ends_with(|c: char| c.is_whitespace())) {
                continue;
            }
            let mut names = vec![];
            tree(&mut code[at + root.len()..].chars().peekable(), &mut vec![], &mut names);
            found.extend(names.into_iter().map(|names| (line_of(code, at), names)));
        }
    }
    found
}

/// Reads one path or use tree and adds each of its branches to `found`.
fn tree(rest: &mut std::iter::Peekable<std::str::Chars>, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let depth = prefix.len();
    loop {
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        match rest.peek() {
            Some('{') => {
                rest.next();
                while rest.peek().is_some_and(|c| *c != '}') {
                    tree(rest, &mut prefix.clone(), found);
                    // A comma, blanks, or what is no use tree after all: on to the next branch.
                    while rest.next_if(|c| !is_word(*c) && !matches!(c, '{' | '}' | '*')).is_some() {}
                }
                rest.next();
                return;
            }
            Some('*') => {
                rest.next();
                prefix.push("*".into());
                break;
            }
            Some(c) if is_word(*c) => {
                let mut name = String::new();
                while let Some(c) = rest.next_if(|c| is_word(*c)) {
                    name.push(c);
                }
                prefix.push(name);
            }
            _ => break,
        }
        if rest.next_if_eq(&':').is_none() || rest.next_if_eq(&':').is_none() {
            break;
        }
    }
    if prefix.len() > depth {
        found.push(prefix.clone());
    }
    // Of `name as other` the other is no path.
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
    if rest.peek() == Some(&'a') {
        while rest.next_if(|c| is_word(*c) || c.is_whitespace()).is_some() {}
    }
}

/// Everything in a pure file that brings in a clock, chance, a runtime or I/O.
fn impurities(path: &Path, text: &str) -> Vec<String> {
    let file = path.with_extension("");
    if !PURE.iter().any(|pure| file.starts_with(pure)) || file.ends_with("tests") {
        return vec![];
    }
    let code = without_tests(&split(text).code);
    let mut faults = vec![];
    for (name, why) in IMPURE {
        for (at, _) in code.match_indices(name) {
            let starts = !name.starts_with(is_word) || !code[..at].ends_with(is_word);
            let ends = !name.ends_with(is_word) || !code[at + name.len()..].starts_with(is_word);
            if starts && ends {
                faults.push(format!("{}:{}: `{name}` in a pure room: {why}", path.display(), line_of(&code, at)));
            }
        }
    }
    // `use std::{fs, net::TcpStream}` hides the first of its branches from the search above.
    for (at, _) in code.match_indices("std::{") {
        let mut names = vec![];
        tree(&mut code[at + "std::".len()..].chars().peekable(), &mut vec![], &mut names);
        for first in names.iter().filter_map(|names| names.first()) {
            if ["fs", "env", "process", "thread"].contains(&first.as_str()) {
                faults.push(format!("{}:{}: `std::{first}` in a pure room", path.display(), line_of(&code, at)));
            }
        }
    }
    faults
}

/// What is wrong with the file as a whole: its name, its head, its length.
fn looks(path: &Path, text: &str) -> Vec<String> {
    let mut faults = vec![];
    let mut fault = |what: String| faults.push(format!("{}: {what}", path.display()));
    let name = path.file_name().unwrap_or_default();
    if name == "mod.rs" {
        fault("foo.rs beside foo/, no mod.rs".into());
    }
    if name != "tests.rs" && text.strip_prefix("//!").is_none_or(|rest| rest.lines().next().unwrap_or("").trim().is_empty()) {
        fault("starts without a `//!` line saying what it knows".into());
    }
    let lines = text.lines().count();
    let reason = text.lines().take_while(|line| line.starts_with("//!")).find_map(|line| line.strip_prefix(WHY_LONGER));
    if lines > LONGEST && reason.is_none_or(|reason| reason.trim().is_empty()) {
        fault(format!("{lines} lines: split it, or say why in its head: `{WHY_LONGER} …`"));
    }
    faults
}

/// Rooms of lib.rs that its map does not name, and the other way round. A map line is `//! room/   what it knows`.
fn map(lib: &str) -> Vec<String> {
    let code = split(lib).code;
    let rooms: Vec<&str> = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ").or_else(|| line.trim().strip_prefix("mod ")))
        .map(|name| name.trim_end_matches([';', '{', '}', ' ']))
        .collect();
    let drawn: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//!")?.trim_start().split_once('/'))
        .map(|(name, _)| name)
        .filter(|name| level(name).is_some())
        .collect();
    let missing = rooms.iter().filter(|room| !drawn.contains(room)).map(|room| format!("src/lib.rs: the map has no line `{room}/ …`"));
    let invented =
        drawn.iter().filter(|room| !rooms.contains(room)).map(|room| format!("src/lib.rs: the map names {room}/, there is none"));
    missing.chain(invented).collect()
}

/// Says so if this name has no place at the top.
fn stray(name: &str) -> Option<String> {
    (!name.starts_with('.') && !TOP.contains(&name)).then(|| format!("{name} does not belong at the top (tests/architecture.rs)"))
}

// What the checkers must catch.

fn caught(path: &str, text: &str, word: &str) {
    let path = PathBuf::from(path);
    let faults = [imports(&path, text), impurities(&path, text), looks(&path, text)].concat();
    assert!(faults.iter().any(|fault| fault.contains(word)), "{text:?} in {} should give {word:?}, gave {faults:?}", path.display());
}

fn passed(path: &str, text: &str) {
    let path = PathBuf::from(path);
    let faults = [imports(&path, text), impurities(&path, text)].concat();
    assert!(faults.is_empty(), "{text:?} in {} should pass, gave {faults:?}", path.display());
}

#[test]
fn catches_imports_that_go_up_or_sideways() {
    caught("src/smtp/session.rs", "use crate::policy::Verdict;", "lies above");
    caught("src/smtp.rs", "use crate::config::Settings;", "same line");
    caught("src/net/listener.rs", "use crate::certificate;", "same line");
    caught("src/spool/log.rs", "use crate::{mail::Envelope, delivery::{route, outcome}};", "imports delivery");
    caught("src/spool/log.rs", "use crate::{\n    mail::Envelope as E,\n    engine as e,\n};", "imports engine");
    caught("src/mail.rs", "fn f() -> crate::smtp::Reply { todo() }", "imports smtp");
    caught("src/mail/address.rs", "use super::super::smtp::Reply;", "imports smtp");
    caught("src/mail.rs", "use super::smtp::Reply;", "imports smtp");
    caught("src/mail.rs", "use ::postkontor::smtp::Reply;", "imports smtp");
    caught("src/policy.rs", "use crate::*;", "whole house");
    caught("src/policy.rs", "use crate::helpers::x;", "no room");
    caught("src/utils.rs", "//! Things.\n", "no room");
    caught("src/policy.rs", "fn f() { crate::tr!(\"x\") }", "i18n");
    caught("src/engine/handle.rs", "use crate::i18n::Language;", "words are for wording");
    caught("src/cli/serve.rs", "use crate::console::App;", "same line");
    caught("src/engine.rs", "use iced::Task;", "iced");
    caught("src/engine.rs", "use iced_core::Task;", "iced");
}

#[test]
fn catches_a_console_that_looks_behind_the_doors() {
    caught("src/console/app.rs", "use crate::engine::{handle::Handle, runtime::Runtime};", "engine::runtime");
    caught("src/console/app.rs", "use crate::engine;", "its doors");
    caught("src/console/app.rs", "use crate::engine::{self, handle};", "its doors");
    caught("src/console/app.rs", "use crate::spool::Spool;", "console imports spool");
    passed("src/console/app.rs", "use crate::{engine::{handle::Handle, event}, config, mail::Address, i18n, wording, console::theme};");
}

#[test]
fn lets_pass_what_the_table_allows() {
    passed("src/reception/facts.rs", "use crate::{accounts::Store, config, mail::{Address, Domain}, policy, smtp::Session};");
    passed("src/main.rs", "fn main() { postkontor::cli::run() }");
    passed("src/mail/address.rs", "use super::domain::Domain; // crate::smtp is above\nconst A: &str = \"crate::smtp\";");
    passed("src/smtp.rs", "#[cfg(test)]\nmod tests {\n    use crate::policy::Verdict;\n    fn f() { std::fs::read(\"\"); }\n}\n");
    passed("src/smtp.rs", "pub(crate) fn x() {} pub(in crate::smtp) fn y() {}");
    passed("src/net.rs", "fn f() { let noticed = 1; }");
}

#[test]
fn sees_code_behind_the_traps_of_the_language() {
    caught("src/smtp.rs", "const Q: char = '\"'; use crate::policy; const R: char = '\"';", "lies above");
    caught("src/smtp.rs", "fn f<'a>(x: &'a str) {} use crate::policy; const S: &str = \"'\";", "lies above");
    caught("src/smtp.rs", "const R: &str = r#\"a \" b\"#; use crate::policy;", "lies above");
    caught("src/smtp.rs", "const E: char = '\\''; /* a /* b */ c */ use crate::policy;", "lies above");
    caught("src/smtp.rs", "#[cfg(test)]\nmod tests;\nuse crate::policy;", "lies above");
    caught("src/smtp.rs", "#[cfg(test)]\nmod tests { fn f() { if a { b } } }\n\nuse crate::policy;", "smtp.rs:4");
}

#[test]
fn catches_clocks_chance_and_io_in_pure_rooms() {
    caught("src/smtp/session.rs", "let t = Instant::now();", "time is an argument");
    caught("src/policy/rate.rs", "let t = jiff::Timestamp::now();", "time is an argument");
    caught("src/policy/rate.rs", "if since.elapsed() > limit {}", "time is an argument");
    caught("src/policy.rs", "let n: u8 = rand::random();", "chance");
    caught("src/smtp.rs", "use tokio::io::AsyncRead;", "no runtime");
    caught("src/smtp.rs", "pub async fn read() {}", "no async");
    caught("src/smtp.rs", "use std::net::{IpAddr, TcpStream};", "no sockets");
    caught("src/smtp.rs", "use std::{fs, fmt};", "std::fs");
    caught("src/spool/schedule.rs", "use std::fs::File;", "no files");
    caught("src/delivery/route.rs", "let t = clock.now();", "time is an argument");
    passed("src/smtp.rs", "use std::net::{IpAddr, SocketAddr}; fn receive(now: Instant, operand: u8) { strand::x(now) }");
    passed("src/spool/log.rs", "use std::fs::File; use std::time::Instant; fn f() { Instant::now(); }");
}

#[test]
fn catches_files_without_head_too_long_or_named_mod() {
    caught("src/smtp/line.rs", "use std::fmt;\n", "starts without");
    caught("src/smtp/line.rs", "//!\nuse std::fmt;\n", "starts without");
    caught("src/smtp/mod.rs", "//! Lines.\n", "no mod.rs");
    let long = "//! Lines.\n".to_owned() + &"//\n".repeat(600);
    caught("src/smtp/line.rs", &long, "601 lines");
    caught("src/smtp/line.rs", &format!("//! Lines.\n{WHY_LONGER}\n{long}"), "603 lines");
    assert_eq!(looks(Path::new("src/smtp/line.rs"), &format!("//! Lines.\n{WHY_LONGER} a table.\n{long}")), [""; 0]);
    assert_eq!(looks(Path::new("src/smtp/tests.rs"), "use super::*;\n"), [""; 0]);
}

#[test]
fn catches_a_map_that_is_not_true() {
    assert_eq!(map("//! The house.\n//!\n//!   mail/   nouns\n\npub mod mail;\n"), [""; 0]);
    assert!(map("//! The house: mail and others.\n\npub mod mail;\n")[0].contains("no line `mail/"));
    assert!(map("//! smtp/   protocol\n//! mail/ nouns\n\npub mod mail;\n")[0].contains("names smtp/"));
}

#[test]
fn catches_what_lies_about_at_the_top() {
    assert!(stray("notes.txt").is_some());
    assert!(stray("src").or_else(|| stray(".ci")).is_none());
}
