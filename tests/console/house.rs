//! Rules of the house that can be read off the sources.

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            out.push((path, text));
        }
    }
    out
}

fn console() -> Vec<(PathBuf, String)> {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console"))
}

#[test]
fn nothing_in_the_console_has_a_shadow() {
    for (path, text) in console() {
        assert!(!text.contains("Shadow {"), "{}: the software renderer cannot draw shadows", path.display());
    }
}

#[test]
fn no_file_of_the_console_is_longer_than_six_hundred_lines() {
    for (path, text) in console() {
        let n = text.lines().count();
        assert!(n <= 600, "{} has {n} lines", path.display());
    }
}

#[test]
fn the_console_has_no_words_of_its_own() {
    for (path, text) in console() {
        if path.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (i, line) in code.lines().enumerate().filter(|(_, l)| {
            // Comments, and lines of the log, which people who look after programs read.
            let line = l.trim_start();
            !line.starts_with("//") && !line.starts_with("tracing::")
        }) {
            for literal in line.split('"').skip(1).step_by(2) {
                let words = literal.split(' ').filter(|w| w.len() > 1 && w.chars().all(char::is_alphabetic)).count();
                let name = ["Noto Sans", "sudo setcap cap_net_bind_service=+ep {}", "/32 host LOCAL"].contains(&literal);
                assert!(words < 2 || name, "{}:{}: “{literal}” belongs in i18n", path.display(), i + 1);
            }
        }
    }
}
