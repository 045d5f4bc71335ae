//! Keeps references to the standards findable: `RFC 5321 §4.1.1.3`, each in the table of `src/smtp.rs`, each deviation with its reason.
//!
//! Comments and texts are read, code is not: `rfc2822` as the name of a function is its author's business. The second half of this file
//! feeds the checkers what they must catch.

#![allow(clippy::panic, reason = "a test says what is wrong by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[path = "tools/source.rs"]
#[allow(dead_code, reason = "each of the two tests that read the source uses its part")]
mod source;

use source::{is_word, line_of, rust_files, split};

const TABLE: &str = "src/smtp.rs";
const ROOM: &str = "src/smtp";

#[test]
fn every_reference_is_well_formed() {
    none(rust_files("src").iter().flat_map(|(path, text)| references(text).1.into_iter().map(|fault| at(path, fault))));
}

#[test]
fn every_rfc_of_the_protocol_is_in_its_table() {
    let files = rust_files("src");
    let Some((_, table)) = files.iter().find(|(path, _)| path == Path::new(TABLE)) else {
        let room = files.iter().find(|(path, _)| path.starts_with(ROOM));
        assert!(room.is_none(), "{ROOM}/ exists, but not {TABLE} with the table of its RFCs");
        return;
    };
    let listed = listed(table);
    assert!(!listed.is_empty(), "{TABLE}: no table of RFCs (rows `//! | 5321 | … |`)");
    let room = files.iter().filter(|(path, _)| path.with_extension("").starts_with(ROOM));
    none(room.flat_map(|(path, text)| unlisted(text, &listed).into_iter().map(|fault| at(path, fault))));
}

#[test]
fn every_deviation_says_who_needs_it() {
    none(rust_files("src").iter().flat_map(|(path, text)| deviations(text).into_iter().map(|fault| at(path, fault))));
}

fn none(faults: impl Iterator<Item = String>) {
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn at(path: &Path, (line, what): (usize, String)) -> String {
    format!("{}:{line}: {what}", path.display())
}

type Fault = (usize, String);

/// The RFC numbers the text names in the right form, each with its line, and the places where the form is wrong.
fn references(text: &str) -> (Vec<(usize, u32)>, Vec<Fault>) {
    let words = split(text).words;
    let lower = words.to_ascii_lowercase();
    let (mut found, mut faults) = (vec![], vec![]);
    for (at, _) in lower.match_indices("rfc") {
        if words[..at].ends_with(is_word) {
            continue;
        }
        let rest = &words[at + 3..];
        let gap = rest.len() - rest.trim_start_matches([' ', '-', '_', '#', '.', '\n', '/', '!']).len();
        let digits: String = rest[gap..].chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() || is_a_name(&words[..at], &words[at..at + 3 + gap], &digits) {
            continue;
        }
        let line = line_of(&words, at);
        let mut fault = |what: &str| {
            let seen: String = words[at..].chars().take(24).take_while(|c| *c != '\n').collect();
            faults.push((line, format!("`{}`: {what}", seen.trim_end())));
        };
        let behind = &rest[gap + digits.len()..];
        if &words[at..at + 3 + gap] != "RFC " {
            fault("write `RFC 5321`, on one line");
        } else if digits.starts_with('0') || !(3..=5).contains(&digits.len()) || behind.starts_with(is_word) {
            fault("no number of an RFC");
        } else if let Err(what) = section(behind) {
            fault(what);
        }
        if let Ok(number) = digits.parse() {
            found.push((line, number));
        }
    }
    (found, faults)
}

/// `message/rfc822`, `rfc822;user@host` and names of functions in other people's crates (`fmt::rfc2822`).
fn is_a_name(before: &str, rfc: &str, digits: &str) -> bool {
    rfc == "rfc" && (digits == "822" || before.ends_with("::") || before.ends_with('/'))
}

/// What follows the number: nothing about sections, or exactly ` §4.1.1.3`.
fn section(behind: &str) -> Result<(), &'static str> {
    const FORM: &str = "write the section as in `RFC 5321 §4.1.1.3`";
    let near: String = behind.chars().take_while(|c| *c != '\n').take(12).collect::<String>().to_lowercase();
    let word = near.trim_start_matches([' ', ',', ';', '(', '#', ':', '-']);
    if ["section", "sect.", "sec.", "sec ", "chapter", "s. "].iter().any(|other| word.starts_with(other)) {
        return Err(FORM);
    }
    if !word.starts_with('§') {
        return Ok(());
    }
    let Some(number) = behind.strip_prefix(" §") else { return Err(FORM) };
    // §4.1.1.3, or an appendix: §A.1.
    if number.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()) { Ok(()) } else { Err(FORM) }
}

/// The numbers in the table: rows of the module doc whose first cell is `5321` or `RFC 5321`.
fn listed(table: &str) -> BTreeSet<u32> {
    let rows = table.lines().filter_map(|line| line.strip_prefix("//!")?.trim_start().strip_prefix('|'));
    let cells = rows.filter_map(|row| row.split('|').next());
    cells.filter_map(|cell| cell.trim().trim_matches(['[', ']', '`']).trim_start_matches("RFC").trim().parse().ok()).collect()
}

/// References to RFCs that the table does not list.
fn unlisted(text: &str, listed: &BTreeSet<u32>) -> Vec<Fault> {
    let named = references(text).0.into_iter().filter(|(_, number)| !listed.contains(number));
    named.map(|(line, number)| (line, format!("RFC {number} is not in the table of {TABLE}"))).collect()
}

/// Deviations without a reason, or marked otherwise than by `Deviation:`.
fn deviations(text: &str) -> Vec<Fault> {
    let words = split(text).words;
    let mut faults = vec![];
    for (number, line) in words.lines().enumerate() {
        let comment = line.trim_start().trim_start_matches(['/', '!', '*']).trim_start();
        let Some(mark) = comment.get(.."deviation".len()).filter(|mark| mark.eq_ignore_ascii_case("deviation")) else { continue };
        let rest = &comment[mark.len()..];
        let marked = mark == "Deviation" && rest.starts_with(": ");
        let meant = rest.starts_with([':', '-', '(']) || rest.starts_with(" (") || rest.starts_with(" -") || rest.starts_with(" :");
        if marked && rest[2..].split_whitespace().count() < 3 {
            faults.push((number + 1, "`Deviation:` without who needs it and which setting makes us strict".to_owned()));
        } else if !marked && (meant || rest.trim().is_empty()) {
            faults.push((number + 1, "write `// Deviation: ` who needs it, which setting makes us strict".to_owned()));
        }
    }
    faults
}

// What the checkers must catch.

fn ill_formed(text: &str) {
    assert_eq!(references(text).1.len(), 1, "{text:?} should be caught once, gave {:?}", references(text).1);
}

fn well_formed(text: &str, numbers: &[u32]) {
    let (found, faults) = references(text);
    assert!(faults.is_empty(), "{text:?}: {faults:?}");
    assert_eq!(found.into_iter().map(|(_, number)| number).collect::<Vec<_>>(), numbers, "{text:?}");
}

#[test]
fn catches_references_in_other_forms() {
    ill_formed("// rfc5321");
    ill_formed("// RFC5321 says");
    ill_formed("// rfc 5321 §4");
    ill_formed("// RFC-5321");
    ill_formed("//! see RFC\n//! 5321");
    ill_formed("// RFC 05321");
    ill_formed("// RFC 53");
    ill_formed("// RFC 5321bis");
    ill_formed("// RFC 5321, section 4.1");
    ill_formed("// RFC 5321 Section 4.1");
    ill_formed("// RFC 5321§4.1");
    ill_formed("// RFC 5321, §4.1");
    ill_formed("// RFC 5321 § 4.1");
    ill_formed("// RFC 5321 §§");
    ill_formed("const A: &str = \"see RFC5321\";");
    ill_formed("/* RFC5321 */");
}

#[test]
fn lets_pass_good_references_and_foreign_names() {
    well_formed("// RFC 5321 §4.1.1.3: only CRLF.CRLF ends data.", &[5321]);
    well_formed("//! (RFC 8314), RFC 7208 §A.1; RFC 821.", &[8314, 7208, 821]);
    well_formed("// Content-Type: message/rfc822, `rfc822;a@b`, `fmt::rfc2822`\nconst T: &str = \"rfc822; \";", &[]);
    well_formed("fn rfc5321() {} // the RFCs, perfc1", &[]);
}

#[test]
fn catches_rfcs_that_the_table_lacks() {
    let table =
        listed("//! The protocol (RFC 9999).\n//!\n//! | RFC | what |\n//! |---|---|\n//! | 5321 | SMTP |\n//! | RFC 3207 | STARTTLS |\n");
    assert_eq!(table, BTreeSet::from([5321, 3207]));
    assert_eq!(
        unlisted("// RFC 5321 §2 and RFC 3207\n\n// RFC 4954 §4", &table),
        [(3, "RFC 4954 is not in the table of src/smtp.rs".to_owned())]
    );
}

#[test]
fn catches_deviations_without_reason() {
    assert_eq!(deviations("// Deviation:\nfn f() {}").len(), 1);
    assert_eq!(deviations("// Deviation: yes").len(), 1);
    assert_eq!(deviations("// deviation: printers need it; strict with x.").len(), 1);
    assert_eq!(deviations("// Deviation - printers need it; strict with x.").len(), 1);
    assert_eq!(deviations("// Deviation: HELO with underscores, as scanners send it.\n// deviations are rare"), []);
    assert_eq!(deviations("let deviation: f64 = mean(&values);"), []);
}

#[test]
fn names_the_file_and_the_line() {
    assert_eq!(at(&PathBuf::from("src/a.rs"), (7, "what".into())), "src/a.rs:7: what");
}
