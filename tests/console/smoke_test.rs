//! The smoke test: everything in every language, look and size is within its bounds, whole, reached by Tab once, has its own
//! letters and goes with Escape. And its pictures, to be looked at.

use std::collections::BTreeSet;
use std::path::Path;

use iced::keyboard::key::Named;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::theme::Look;
use postkontor::i18n::Language;

use crate::harness::{self, Harness, smoke};
use crate::scenes::{SCENES, Scene, Way, failure};
use crate::sheet::{self, busy};
use crate::window::{Console, OFFICE};

/// Scales in percent, each with the size of the window in pixels: the least one, and a screen at one and a half.
const SIZES: [(u16, f32, f32); 2] = [(100, 1024.0, 700.0), (150, 1280.0, 800.0)];

/// Languages whose pictures are always kept; all with POSTKONTOR_LONG.
const SHOWN: [Language; 2] = [Language::English, Language::German];

fn check<S, M: Send + 'static>(h: &mut Harness<S, M>, scene: &Scene, language: Language, look: Look, scale: u16) -> Vec<String> {
    let mut wrong = vec![];
    if scale == 100 {
        let drawn = h.pixels();
        let colours: BTreeSet<&[u8]> = drawn.2.chunks_exact(4).collect();
        if colours.len() < 8 {
            wrong.push(format!("only {} colours are drawn", colours.len()));
        }
        if SHOWN.contains(&language) || std::env::var_os("POSTKONTOR_LONG").is_some() {
            harness::save(&format!("{language}-{look:?}/{}.png", scene.name).to_lowercase(), &drawn);
        }
    }
    wrong.extend(smoke::check(h, scene.frame));
    wrong.into_iter().map(|w| format!("{} {language} {look:?} {scale} %: {w}", scene.name)).collect()
}

/// Every scene in one language.
fn every_scene(language: Language) {
    let mut wrong = vec![];
    let mut console = Console::open(OFFICE);
    console.h.send(Message::Act(Act::Language(language)));
    // While one works on some of them, only these are looked at.
    let only = std::env::var("POSTKONTOR_SCENES").unwrap_or_default();
    for scene in SCENES.iter().filter(|scene| scene.name.starts_with(&only)) {
        for look in Look::ALL {
            for (scale, width, height) in SIZES {
                let found = match scene.way {
                    Way::Sheet(enter) => {
                        let mut h = sheet::open(busy(), language);
                        h.look(look).scale(scale).resize(width, height);
                        enter(&mut h);
                        check(&mut h, scene, language, look, scale)
                    }
                    Way::Stage(enter) => {
                        let mut h = enter(language);
                        h.look(look).scale(scale).resize(width, height);
                        check(&mut h, scene, language, look, scale)
                    }
                    Way::Window(enter) => {
                        let h = &mut console.h;
                        // The window's least size is meant in its own pixels, however large they are.
                        let factor = f32::from(scale) / 100.0;
                        h.look(look).scale(scale).resize(1024.0 * factor, 700.0 * factor);
                        enter(&mut console);
                        let found = check(&mut console.h, scene, language, look, scale);
                        // What opened it goes too.
                        for _ in 0..3 {
                            console.h.press(Named::Escape);
                        }
                        found
                    }
                    Way::Failure => {
                        let mut h = failure(language);
                        h.look(look).scale(scale).resize(width, height);
                        let mut found = check(&mut h, scene, language, look, scale);
                        // Its answer ends the program, so that nothing is left to close it here.
                        found.retain(|w| !w.ends_with("Escape does not close it"));
                        found
                    }
                };
                wrong.extend(found);
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn everything_passes_in_english() {
    every_scene(Language::English);
}

#[test]
fn everything_passes_in_swedish() {
    every_scene(Language::Swedish);
}

#[test]
fn everything_passes_in_german() {
    every_scene(Language::German);
}

#[test]
fn everything_passes_in_polish() {
    every_scene(Language::Polish);
}

#[test]
fn everything_passes_in_dutch() {
    every_scene(Language::Dutch);
}

#[test]
fn everything_passes_in_chinese() {
    every_scene(Language::Chinese);
}

#[test]
fn a_sheet_stands_still_while_its_pages_are_turned() {
    for language in Language::ALL {
        let sizes: Vec<_> = SCENES[..4]
            .iter()
            .map(|scene| {
                let mut h = sheet::open(busy(), language);
                if let Way::Sheet(enter) = scene.way {
                    enter(&mut h);
                }
                h.bounds(scene.frame).unwrap().size()
            })
            .collect();
        assert!(sizes.iter().all(|size| *size == sizes[0]), "{language}: {sizes:?}");
    }
}

/// Files of these folders that draw no dialog or page of their own.
const PARTS: [(&str, &str); 9] = [
    ("dialogs/account/problems.rs", "what is wrong with a name or a password"),
    ("dialogs/computers.rs", "the list in Connection and Relay"),
    ("dialogs/form.rs", "what forms are made of"),
    ("dialogs/steps.rs", "the steps of a test in three dialogs"),
    ("dialogs/properties/place.rs", "where an issue belongs in the sheet"),
    ("dialogs/properties/refused.rs", "what is refused, put to its fields"),
    ("dialogs/properties/renew.rs", "what is taken over from elsewhere while a sheet is edited"),
    ("pages/domains/lists.rs", "what the page of the mail domains looks like"),
    ("pages/queues/question.rs", "what the page of the queues asks"),
];

fn files(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console");
    let mut found = vec![];
    for entry in std::fs::read_dir(root.join(below)).unwrap() {
        let name = format!("{below}{}", entry.unwrap().file_name().into_string().unwrap());
        if root.join(&name).is_dir() {
            found.extend(files(&format!("{name}/")));
        } else {
            let text = std::fs::read_to_string(root.join(&name)).unwrap();
            found.push((name, text));
        }
    }
    found
}

#[test]
fn every_file_of_a_dialog_wizard_or_page_is_in_the_list() {
    let listed: BTreeSet<&str> = SCENES.iter().map(|scene| scene.file).chain(PARTS.iter().map(|(file, _)| *file)).collect();
    let there: BTreeSet<String> =
        ["dialogs/", "wizards/", "pages/"].iter().flat_map(|folder| files(folder)).map(|(name, _)| name).collect();
    for name in there.iter().filter(|name| !name.ends_with("tests.rs")) {
        assert!(listed.contains(name.as_str()), "{name} is not in the list of scenes");
    }
    for name in listed {
        assert!(there.contains(name) || files("").iter().any(|(file, _)| file == name), "{name} is in the list but not there");
    }
}

#[test]
fn every_frame_and_every_question_is_in_the_list() {
    let listed: BTreeSet<&str> = SCENES.iter().map(|scene| scene.frame).collect();
    let mut frames = BTreeSet::new();
    for (file, text) in files("").into_iter().filter(|(file, _)| !file.starts_with("widget/")) {
        for call in ["frame(", "framed(", "notice(", "question(", "caution("] {
            // The whole word, not the end of another's name.
            let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            for (at, _) in text.match_indices(call).filter(|(at, _)| begins(*at)) {
                let rest = text[at + call.len()..].trim_start();
                // Either the frame's own function, or one that is handed the words first.
                let rest = rest.strip_prefix("words, ").unwrap_or(rest);
                if let Some(id) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    frames.insert((id.to_owned(), file.clone()));
                }
            }
        }
    }
    assert!(frames.len() >= 30, "only {frames:?}");
    for (id, file) in frames {
        assert!(listed.contains(id.as_str()), "the frame {id:?} of {file} is not in the list of scenes");
    }
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console/questions.rs")).unwrap();
    let kinds = text.split("pub enum Question {").nth(1).unwrap().split("\n}").next().unwrap();
    for kind in kinds.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let kind = kind.split(['(', ',']).next().unwrap();
        assert!(SCENES.iter().any(|scene| scene.name == format!("question-{kind}")), "the question {kind} is not in the list");
    }
}
